//! Sources with what is marked in them: measured, and put where their words stand.

use super::{Gathering, identity};
use crate::anchor::{Anchored, Anchors, Passage};
use crate::edit::plan_codes::GAP;
use crate::exchange::draft::{DraftCoding, DraftPassage, DraftSource, Made};
use crate::exchange::import::ForeignFile;
use crate::exchange::loss::LossKind;
use crate::exchange::measured::Measured;
use crate::exchange::offsets::{Ruler, Told};
use crate::model::{
    Coding, CodingId, Extra, Fingerprint, Origin, Quotation, QuotationId, RecordId, Source,
    SourceId, Stray, Verdict,
};
use crate::text::{CharSpan, Encoding, Lines, Span, TextChange, decode};
use std::collections::BTreeMap;
use uuid::Uuid;

/// A source whose text is known.
struct Ready {
    lines: Lines,
    /// The text in which offsets are counted, where that is another.
    counted: Option<Lines>,
    origin: Origin,
    id: SourceId,
    name: String,
}

impl Gathering {
    /// Measures the offsets of all sources and takes over what is marked in them.
    pub(super) fn sources(&mut self, file: &ForeignFile<'_>) -> Vec<(String, Measured)> {
        let drafts = std::mem::take(&mut self.draft.sources);
        let mut ready = Vec::new();
        for source in &drafts {
            ready.push(self.ready(source));
        }
        let told: Vec<Vec<Told<'_>>> = drafts.iter().map(|it| told(&it.passages)).collect();
        let pairs = drafts.iter().zip(&ready).zip(&told);
        let usual = self.draft.usual;
        let rulers = pairs.filter_map(|((source, ready), told)| {
            let ready = ready.as_ref()?;
            let text = ready.counted.as_ref().unwrap_or(&ready.lines);
            let usual = usual.map(|it| it.unit);
            Some(Ruler::new(&source.raw, text, told, usual))
        });
        let rulers: Vec<Ruler<'_>> = rulers.collect();
        let mut points = BTreeMap::new();
        for ruler in &rulers {
            ruler.add_to(&mut points);
        }
        let certain = usual.filter(|_| self.draft.is_certain);
        let given = file.counting.or(certain);
        let mut named = Vec::new();
        let mut places: Vec<Option<RecordId>> = Vec::new();
        let mut rulers = rulers.iter();
        for (number, (source, ready)) in drafts.iter().zip(&ready).enumerate() {
            let Some(ready) = ready else {
                places.push(None);
                continue;
            };
            places.push(Some(RecordId::Source(ready.id)));
            let Some(ruler) = rulers.next() else { continue };
            let measured = ruler.measure(&points, given);
            self.source(source, ready, number);
            self.passages(source, ready, (ruler, &measured));
            if measured.edges > 0 {
                named.push((ready.name.clone(), measured));
            }
        }
        for (case, members) in self.draft.cases.iter().zip(&mut self.members) {
            let sources = case.sources.iter();
            members.extend(sources.filter_map(|it| *places.get(*it)?));
        }
        named
    }

    /// The text of a source; `None` when it is none, which is told.
    fn ready(&mut self, source: &DraftSource) -> Option<Ready> {
        let decoded = match source.raw.trim_start_matches('\u{FEFF}').is_empty() {
            true => None,
            false => match decode(source.raw.as_bytes(), Some(Encoding::Utf8)) {
                Ok(decoded) => Some(decoded),
                Err(_) => {
                    let codings = source.passages.iter().map(|it| it.codings.len()).sum();
                    let losses = &mut self.draft.losses;
                    losses.add(LossKind::BadText, &source.name, 0);
                    losses.add_many(LossKind::WithSource, source.passages.len(), &source.name, 0);
                    losses.add_many(LossKind::CodingLeft, codings, &source.name, 0);
                    return None;
                }
            },
        };
        let changes = decoded.as_ref().map(|it| it.changes.as_slice());
        let origin = Origin {
            name: source.file.clone(),
            encoding: Encoding::Utf8.label().to_owned(),
            changes: changes
                .unwrap_or_default()
                .iter()
                .map(TextChange::word)
                .collect(),
            ..Origin::default()
        };
        let text = decoded.map(|it| it.text).unwrap_or_default();
        let broken = match source.breaks.is_empty() || text != source.raw {
            true => None,
            false => Some(with_breaks(&text, &source.breaks)),
        };
        let lines = Lines::from(broken.as_deref().unwrap_or(&text));
        let counted = broken.is_some().then(|| Lines::from(&*text));
        let name = self.name(&source.name, 0);
        let print = Fingerprint::of(lines.text());
        let id = self.unique(identity("source", &[&print.0, name.as_bytes()]));
        Some(Ready {
            lines,
            counted,
            origin,
            id: SourceId::new(id),
            name: self.free_name(name),
        })
    }

    /// A name that no other source has: a number is put behind one that is taken.
    fn free_name(&mut self, name: String) -> String {
        let Some(mut number) = self.names.get(&name).copied() else {
            self.names.insert(name.clone(), 1);
            return name;
        };
        let free = loop {
            number += 1;
            let numbered = format!("{name} ({number})");
            if !self.names.contains_key(&numbered) {
                break numbered;
            }
        };
        self.names.insert(name, number);
        self.names.insert(free.clone(), 1);
        free
    }

    fn source(&mut self, source: &DraftSource, ready: &Ready, number: usize) {
        self.records.push(
            Source {
                id: ready.id,
                name: ready.name.clone(),
                order: GAP.saturating_mul(number as u64 + 1),
                fingerprint: Fingerprint::of(ready.lines.text()),
                lines: ready.lines.clone(),
                origin: ready.origin.clone(),
                added: self.at(source.made),
                values: self.values(&source.values),
                extra: Extra::default(),
            }
            .into(),
        );
        let on = RecordId::Source(ready.id);
        self.memos(on, source.memos.clone(), source.made);
    }

    fn passages(
        &mut self,
        source: &DraftSource,
        ready: &Ready,
        (ruler, measured): (&Ruler<'_>, &Measured),
    ) {
        let mut anchors = Anchors::new(&ready.lines);
        for (number, passage) in source.passages.iter().enumerate() {
            let counted = measured.spans.get(number).copied().flatten();
            let quote = &passage.quote;
            let is_found = counted.is_some_and(|it| ruler.is_named(it, &quote.exact));
            let shifted = counted.map(|it| beyond_breaks(it, &source.breaks, ready));
            let is_quoted = passage.is_quote_sure && !quote.exact.trim().is_empty();
            let place = match (is_found || !is_quoted, shifted) {
                (true, Some(span)) => Some((span, None)),
                (true, None) => None,
                (false, _) => Some(self.by_words(&mut anchors, passage, (shifted, ready))),
            };
            match place {
                Some(place) => self.passage(passage, ready, (place, source.made)),
                None => self.outside(passage, &ready.name),
            }
        }
        let whole = Span::new(0, ready.lines.text().len());
        for coding in source.whole.iter().filter(|_| !whole.is_empty()) {
            let made = coding.made.or(source.made);
            let quotation = self.quotation(ready.id, (whole, &None), made);
            self.coding(coding, quotation, made);
        }
    }

    /// Where the words of a passage stand, though its offsets say otherwise.
    fn by_words(
        &mut self,
        anchors: &mut Anchors<'_>,
        passage: &DraftPassage,
        (counted, ready): (Option<Span>, &Ready),
    ) -> (Span, Option<Box<Stray>>) {
        let quote = &passage.quote;
        let here = counted.and_then(|it| ready.lines.chars_from_span(it));
        let start = passage.start.unwrap_or(0).min(ready.lines.char_count());
        let len = quote.exact.chars().count();
        let at = here.unwrap_or(CharSpan::new(start, start.saturating_add(len)));
        let short: String = quote.exact.chars().take(30).collect();
        let mut stray = |verdict, kind| {
            self.draft.losses.add(kind, &short, passage.line);
            let (quote, chars) = (quote.clone(), at);
            Some(Box::new(Stray {
                quote,
                chars,
                verdict,
            }))
        };
        match anchors.find(at, Passage::from(quote)) {
            Anchored::Exact(span) => (span, None),
            Anchored::Moved(span) => {
                self.draft
                    .losses
                    .add(LossKind::ByWords, &short, passage.line);
                (span, None)
            }
            Anchored::Unsure(span) => (span, stray(Verdict::Unsure, LossKind::Unsure)),
            Anchored::Lost(span) => (span, stray(Verdict::Lost, LossKind::NotFound)),
        }
    }

    fn outside(&mut self, passage: &DraftPassage, source: &str) {
        let word = |it: Option<usize>| it.map_or("?".to_owned(), |it| it.to_string());
        let place = format!("{source} {}–{}", word(passage.start), word(passage.end));
        let losses = &mut self.draft.losses;
        losses.add(LossKind::Outside, &place, passage.line);
        losses.add_many(
            LossKind::CodingLeft,
            passage.codings.len(),
            &place,
            passage.line,
        );
    }

    fn passage(
        &mut self,
        passage: &DraftPassage,
        ready: &Ready,
        ((span, stray), around): ((Span, Option<Box<Stray>>), Made),
    ) {
        let made = passage.made.or(around);
        let mut who = vec![made];
        // One place that several coded is a passage for each of them.
        who.extend(passage.codings.iter().map(|it| it.made.or(made)));
        let has_own = passage.codings.is_empty() || !passage.memos.is_empty();
        let skip = usize::from(!has_own && !passage.codings.is_empty());
        let mut first = None;
        for made in who.into_iter().skip(skip) {
            let id = self.quotation(ready.id, (span, &stray), made);
            first.get_or_insert(id);
        }
        let Some(first) = first else { return };
        let on = RecordId::Quotation(first);
        self.memos(on, passage.memos.clone(), made);
        for case in &passage.cases {
            if let Some(members) = self.members.get_mut(*case) {
                members.insert(on);
            }
        }
        for coding in &passage.codings {
            let made = coding.made.or(made);
            let quotation = self.quotation(ready.id, (span, &stray), made);
            self.coding(coding, quotation, made);
        }
    }

    /// The passage at a place by a coder, made when it is not there.
    fn quotation(
        &mut self,
        source: SourceId,
        (span, stray): (Span, &Option<Box<Stray>>),
        made: Made,
    ) -> QuotationId {
        let coder = self.by(made);
        let key = (source, span, coder);
        if stray.is_none()
            && let Some(id) = self.quotations.get(&key)
        {
            return *id;
        }
        let words = stray.as_ref().map_or("", |it| it.quote.exact.as_str());
        let [source_id, coder_id] = [source.uuid(), coder.uuid()].map(Uuid::into_bytes);
        let [start, end] = [span.start, span.end].map(usize::to_be_bytes);
        let parts = [
            source_id.as_slice(),
            &start,
            &end,
            &coder_id,
            words.as_bytes(),
        ];
        let id = QuotationId::new(self.unique(identity("quotation", &parts)));
        self.quotations.entry(key).or_insert(id);
        let created = self.at(made);
        self.records.push(
            Quotation {
                id,
                source,
                span,
                stray: stray.clone(),
                coder,
                created,
                extra: Extra::default(),
            }
            .into(),
        );
        id
    }

    fn coding(&mut self, coding: &DraftCoding, quotation: QuotationId, made: Made) {
        let Some(code) = self.codes.get(coding.code).copied() else {
            return;
        };
        let (coder, created) = (self.by(made), self.at(made));
        let parts = [quotation.uuid(), code.uuid(), coder.uuid()].map(Uuid::into_bytes);
        let made_up = || identity("coding", &parts.each_ref().map(|it| it.as_slice()));
        let id = CodingId::new(self.unique(coding.id.unwrap_or_else(made_up)));
        if !coding.key.is_empty() {
            self.keys.entry(coding.key.clone()).or_insert(id);
        }
        self.records.push(
            Coding {
                id,
                quotation,
                code,
                coder,
                created,
                reviewed: None,
                rule: None,
                extra: Extra::default(),
            }
            .into(),
        );
        self.memos(RecordId::Coding(id), coding.memos.clone(), made);
    }
}

/// The passages as they are measured: their words stand for names.
fn told(passages: &[DraftPassage]) -> Vec<Told<'_>> {
    let told = passages.iter().map(|it| Told {
        start: it.start,
        end: it.end,
        name: &it.quote.exact,
    });
    told.collect()
}

/// A text with line ends at some of its bytes.
fn with_breaks(text: &str, breaks: &[usize]) -> String {
    let mut broken = String::with_capacity(text.len() + breaks.len());
    let mut last = 0;
    for at in breaks {
        broken.push_str(text.get(last..*at).unwrap_or_default());
        broken.push('\n');
        last = (*at).max(last);
    }
    broken.push_str(text.get(last..).unwrap_or_default());
    broken
}

/// A place in the text with line ends, of one in the text without.
fn beyond_breaks(span: Span, breaks: &[usize], ready: &Ready) -> Span {
    if ready.counted.is_none() {
        return span;
    }
    let start = breaks.partition_point(|it| *it <= span.start);
    let end = breaks.partition_point(|it| *it < span.end);
    Span::new(span.start + start, span.end + end)
}
