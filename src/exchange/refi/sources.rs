//! Sources with their selections and codings.

use super::folder::Found;
use super::kept::Shell;
use super::taking::Taking;
use super::variables::Variables;
use super::xml::Element;
use crate::exchange::import::derived;
use crate::exchange::loss::LossKind;
use crate::exchange::measured::Measured;
use crate::exchange::offsets::{Ruler, Told};
use crate::model::{
    CodeId, Coding, CodingId, Extra, Fingerprint, Origin, Quotation, QuotationId, RecordId, Source,
    SourceId,
};
use crate::text::{DecodeError, Encoding, Lines, Span, TextChange, as_written, decode};
use std::collections::{BTreeMap, HashMap};
use uuid::Uuid;

/// Distance between the order numbers of two sources.
const GAP: u64 = 1 << 20;

/// How many elements of a name stand anywhere in an element.
fn all_within(element: &Element, name: &str) -> usize {
    let within = element.children.iter().map(|it| all_within(it, name));
    usize::from(element.name == name) + within.sum::<usize>()
}

/// A source whose passages are not measured yet.
struct Pending<'e> {
    /// What tells of the source: a text, or a PDF or picture that has one.
    outer: &'e Element,
    /// What tells of its text and the selections in it.
    inner: &'e Element,
    id: SourceId,
    lines: Lines,
    /// The text as it stands in the file.
    raw: String,
    origin: Origin,
    told: Vec<Told<'e>>,
}

/// The sources of a project on their way.
pub(super) struct Sources<'t, 'b> {
    taking: &'t mut Taking<'b>,
    variables: &'t Variables,
    /// The names that are taken, with the highest number that was put behind each.
    names: HashMap<String, usize>,
    /// The files that texts came from, so that a transcript is not taken in twice.
    paths: HashMap<String, RecordId>,
}

/// Takes over all sources; how the offsets in each are counted, by name.
pub(super) fn take(
    taking: &mut Taking<'_>,
    variables: &Variables,
    root: &Element,
) -> Vec<(String, Measured)> {
    let mut sources = Sources {
        taking,
        variables,
        names: HashMap::new(),
        paths: HashMap::new(),
    };
    let mut pending = Vec::new();
    let all = root.first("Sources").map(|it| it.children.as_slice());
    let (texts, others): (Vec<_>, Vec<_>) = all
        .unwrap_or_default()
        .iter()
        .partition(|it| it.name == "TextSource");
    for text in texts {
        match sources.text((text, text), &mut pending) {
            Ok(()) => sources.rich_text(text),
            Err(LossKind::NoText) if sources.set_aside(text) => {}
            Err(kind) => {
                sources.lose(kind, text);
                sources.leave(text, "PlainTextSelection", LossKind::WithSource);
            }
        }
    }
    for other in &others {
        sources.other(other, &mut pending);
    }
    let rulers: Vec<Ruler<'_>> = pending
        .iter()
        .map(|it| Ruler::new(&it.raw, &it.lines, &it.told, None))
        .collect();
    let mut points = BTreeMap::new();
    for ruler in &rulers {
        ruler.add_to(&mut points);
    }
    let counting = sources.taking.counting;
    let measured = rulers.iter().map(|it| it.measure(&points, counting));
    let measured: Vec<Measured> = measured.collect();
    let mut named = Vec::new();
    for (at, (pending, measured)) in pending.iter().zip(measured).enumerate() {
        sources.passages(pending, &measured);
        sources.details(pending);
        let name = sources.put(pending, at);
        if measured.edges > 0 {
            named.push((name, measured));
        }
    }
    named
}

impl Sources<'_, '_> {
    /// Notes that a text has a form that is not read.
    fn rich_text(&mut self, text: &Element) {
        if text.told("richTextPath").is_some() {
            let name = text.told("name").unwrap_or_default();
            self.taking.losses.add(LossKind::RichText, name, text.line);
        }
    }

    /// Counts a source that is left out.
    fn lose(&mut self, kind: LossKind, source: &Element) {
        let name = source.told("name").or(source.told("plainTextPath"));
        self.taking
            .losses
            .add(kind, name.unwrap_or_default(), source.line);
    }

    /// Keeps a source of which nothing is shown, as it stands in the file; whether it is kept.
    fn set_aside(&mut self, source: &Element) -> bool {
        if !self.taking.set_aside("Sources", source) {
            return false;
        }
        self.lose(LossKind::KeptSource, source);
        self.kept_codings(source);
        self.media(source);
        true
    }

    /// Counts codings that are kept with what they code.
    fn kept_codings(&mut self, around: &Element) {
        let name = around.told("name").unwrap_or_default();
        let codings = all_within(around, "Coding");
        self.taking
            .losses
            .add_many(LossKind::KeptCoding, codings, name, around.line);
    }

    /// Counts a file of a source that is not kept.
    fn media(&mut self, source: &Element) {
        let path = source.told("path");
        if path.is_some_and(|it| self.taking.folder.holds(it)) {
            self.lose(LossKind::Media, source);
        }
    }

    /// Reads the text of a source.
    ///
    /// # Errors
    /// Why there is none.
    fn text<'e>(
        &mut self,
        (outer, inner): (&'e Element, &'e Element),
        pending: &mut Vec<Pending<'e>>,
    ) -> Result<(), LossKind> {
        let bytes = self.bytes(inner)?;
        // The standard wants UTF-8; what can be that is not taken for anything else.
        let is_utf8 = !bytes.contains(&0) && std::str::from_utf8(&bytes).is_ok();
        let decoded = decode(&bytes, is_utf8.then_some(Encoding::Utf8));
        let (text, raw, origin) = match decoded {
            Ok(decoded) => {
                let raw = as_written(&bytes, decoded.encoding);
                let origin = Origin {
                    encoding: decoded.encoding.label().to_owned(),
                    changes: decoded.changes.iter().map(TextChange::word).collect(),
                    ..Origin::default()
                };
                (decoded.text, raw, origin)
            }
            Err(DecodeError::Empty) => (String::new(), String::new(), Origin::default()),
            Err(_) => return Err(LossKind::BadText),
        };
        let number = pending.len();
        let kind = |it| RecordId::Source(SourceId::new(it));
        let id = self.taking.claim(kind, outer, (self.taking.root, number));
        if let Some(other) = inner.guid("guid") {
            self.taking.known.entry(other).or_insert(kind(id));
        }
        if let Some(path) = inner.told("plainTextPath") {
            self.paths.entry(path.to_owned()).or_insert(kind(id));
        }
        let told = inner.all("PlainTextSelection").map(|it| Told {
            start: it
                .told("startPosition")
                .and_then(|it| it.trim().parse().ok()),
            end: it.told("endPosition").and_then(|it| it.trim().parse().ok()),
            name: it.told("name").unwrap_or_default(),
        });
        pending.push(Pending {
            outer,
            inner,
            id: SourceId::new(id),
            lines: Lines::new(text.into()),
            raw,
            origin,
            told: told.collect(),
        });
        Ok(())
    }

    /// The bytes of a text: from its file, or from the project itself.
    fn bytes(&mut self, inner: &Element) -> Result<Vec<u8>, LossKind> {
        let kind = match inner
            .told("plainTextPath")
            .map(|it| self.taking.folder.find(it))
        {
            Some(Found::Bytes(bytes)) => return Ok(bytes),
            Some(Found::Bad) => LossKind::BadText,
            Some(Found::Astray) => LossKind::Astray,
            Some(Found::Nothing) | None => LossKind::NoText,
        };
        let text = inner.first("PlainTextContent");
        text.map(|it| it.text.as_bytes().to_vec()).ok_or(kind)
    }

    /// Counts selections of a kind that are left out, and the codings in them.
    fn leave(&mut self, around: &Element, name: &'static str, kind: LossKind) {
        let place = around.told("name").unwrap_or_default();
        let left: Vec<&Element> = around.all(name).collect();
        let codings = left.iter().map(|it| it.all("Coding").count()).sum();
        let losses = &mut self.taking.losses;
        losses.add_many(kind, left.len(), place, around.line);
        losses.add_many(LossKind::CodingLeft, codings, place, around.line);
    }

    /// Takes over the text of a PDF, a picture or a recording, if it has one.
    fn other<'e>(&mut self, other: &'e Element, pending: &mut Vec<Pending<'e>>) {
        let (inner, kind) = match other.name {
            "PDFSource" => (other.first("Representation"), LossKind::Pdf),
            "PictureSource" => (other.first("TextDescription"), LossKind::Picture),
            "AudioSource" => (None, LossKind::Audio),
            "VideoSource" => (None, LossKind::Video),
            _ => return,
        };
        let taken = inner.map(|it| self.text((other, it), pending));
        if let Some(Err(kind)) = taken
            && kind != LossKind::NoText
        {
            self.lose(kind, other);
        }
        match taken {
            Some(Ok(())) => {
                self.lose(LossKind::PdfText, other);
                self.media(other);
                self.areas(other);
            }
            _ if self.set_aside(other) => {}
            _ => {
                self.lose(kind, other);
                let name = other.told("name").unwrap_or_default();
                let codings = all_within(other, "Coding");
                let losses = &mut self.taking.losses;
                losses.add_many(LossKind::CodingLeft, codings, name, other.line);
            }
        }
        for transcript in other.all("Transcript") {
            self.transcript(transcript, pending);
        }
    }

    /// Takes over the text of a transcript, unless it is there as a text already.
    fn transcript<'e>(&mut self, transcript: &'e Element, pending: &mut Vec<Pending<'e>>) {
        let path = transcript.told("plainTextPath");
        let before = path.and_then(|it| self.paths.get(it).copied());
        let own = self.taking.target(transcript, "guid");
        let own = own.filter(|it| matches!(it, RecordId::Source(_)));
        match before.or(own) {
            Some(before) => {
                let guid = transcript.guid("guid");
                self.taking.known.extend(guid.map(|it| (it, before)));
            }
            None => {
                let taken = self.text((transcript, transcript), pending);
                if let Err(kind) = taken
                    && kind != LossKind::NoText
                {
                    self.lose(kind, transcript);
                }
            }
        }
    }

    /// Counts what is marked in a PDF or a picture and is kept without being shown.
    fn areas(&mut self, other: &Element) {
        let areas = ["PDFSelection", "PictureSelection"].into_iter();
        for area in areas.flat_map(|it| other.all(it)) {
            self.lose(LossKind::KeptArea, area);
            self.kept_codings(area);
        }
    }

    /// The passages of a source with their codings.
    fn passages(&mut self, pending: &Pending<'_>, measured: &Measured) {
        let selections = pending.inner.all("PlainTextSelection");
        for (number, (selection, span)) in selections.zip(&measured.spans).enumerate() {
            let Some(span) = span else {
                let name = pending.outer.told("name").unwrap_or_default();
                let start = selection.told("startPosition").unwrap_or("?");
                let end = selection.told("endPosition").unwrap_or("?");
                let place = format!("{name} {start}–{end}");
                let codings = selection.all("Coding").count();
                let losses = &mut self.taking.losses;
                losses.add(LossKind::Outside, &place, selection.line);
                losses.add_many(LossKind::CodingLeft, codings, &place, selection.line);
                continue;
            };
            self.passage(pending, (selection, number), *span);
        }
        self.whole(pending);
    }

    fn passage(
        &mut self,
        pending: &Pending<'_>,
        (selection, number): (&Element, usize),
        span: Span,
    ) {
        let kind = |it| RecordId::Quotation(QuotationId::new(it));
        let id = self
            .taking
            .claim(kind, selection, (pending.id.uuid(), number));
        let around = [selection, pending.inner, pending.outer];
        let extra = self.taking.extra(selection);
        self.taking.records.push(
            Quotation {
                id: QuotationId::new(id),
                source: pending.id,
                span,
                stray: None,
                coder: self.taking.coder(&around),
                created: self.taking.time(&around),
                extra,
            }
            .into(),
        );
        self.taking.remark(selection, kind(id), &around);
        self.codings((selection, id), &around);
    }

    /// Codings of a source as a whole become codings of a passage that is all of its text.
    fn whole(&mut self, pending: &Pending<'_>) {
        let mut holders = vec![pending.outer];
        if !std::ptr::eq(pending.outer, pending.inner) {
            holders.push(pending.inner);
        }
        holders.retain(|it| it.first("Coding").is_some());
        let Some(first) = holders.first() else { return };
        let count = holders.iter().map(|it| it.all("Coding").count()).sum();
        let name = pending.outer.told("name").unwrap_or_default();
        let len = pending.lines.text().len();
        let kind = match len {
            0 => LossKind::CodingLeft,
            _ => LossKind::WholeSource,
        };
        self.taking.losses.add_many(kind, count, name, first.line);
        if len == 0 {
            return;
        }
        let kind = |it| RecordId::Quotation(QuotationId::new(it));
        let id = self.taking.make(kind, pending.id.uuid(), "whole");
        let around = [pending.outer, pending.inner];
        self.taking.records.push(
            Quotation {
                id: QuotationId::new(id),
                source: pending.id,
                span: Span::new(0, len),
                stray: None,
                coder: self.taking.coder(&around),
                created: self.taking.time(&around),
                extra: Extra::default(),
            }
            .into(),
        );
        for holder in holders {
            self.codings((holder, id), &around);
        }
    }

    /// The codings of a passage.
    fn codings(&mut self, (holder, passage): (&Element, Uuid), around: &[&Element]) {
        for (number, coding) in holder.all("Coding").enumerate() {
            let code = coding.first("CodeRef").and_then(|it| it.guid("targetGUID"));
            let code = code.map(CodeId::new);
            let Some(code) = code.filter(|it| self.taking.has(RecordId::Code(*it))) else {
                let name = holder.told("name").unwrap_or_default();
                self.taking.losses.add(LossKind::NoCode, name, coding.line);
                continue;
            };
            let kind = |it| RecordId::Coding(CodingId::new(it));
            let id = self.taking.claim(kind, coding, (passage, number));
            let told: Vec<&Element> = [coding].iter().chain(around).copied().collect();
            let extra = self.taking.extra(coding);
            self.taking.records.push(
                Coding {
                    id: CodingId::new(id),
                    quotation: QuotationId::new(passage),
                    code,
                    coder: self.taking.coder(&told),
                    created: self.taking.time(&told),
                    reviewed: None,
                    rule: None,
                    extra,
                }
                .into(),
            );
            self.taking.remark(coding, kind(id), around);
        }
    }

    /// What is said of a source.
    fn details(&mut self, pending: &Pending<'_>) {
        let on = RecordId::Source(pending.id);
        self.taking.remark(pending.outer, on, &[]);
        if !std::ptr::eq(pending.outer, pending.inner) {
            self.taking.remark(pending.inner, on, &[pending.outer]);
        }
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

    /// Puts the source itself; its name.
    fn put(&mut self, pending: &Pending<'_>, at: usize) -> String {
        let path = pending.inner.told("plainTextPath").unwrap_or_default();
        let file = path.rsplit(['/', '\\']).next().unwrap_or_default();
        let stem = file.rsplit_once('.').map_or(file, |it| it.0);
        let else_named = if stem.is_empty() { "?" } else { stem };
        let name = self.taking.name(pending.outer, else_named);
        let name = self.free_name(name);
        let around = [pending.outer, pending.inner];
        let values = self.variables.values(self.taking, &around);
        let origin = Origin {
            name: file.to_owned(),
            ..pending.origin.clone()
        };
        let extra = self.extra(pending);
        self.taking.records.push(
            Source {
                id: pending.id,
                name: name.clone(),
                order: GAP.saturating_mul(at as u64 + 1),
                fingerprint: Fingerprint::of(pending.lines.text()),
                lines: pending.lines.clone(),
                origin,
                added: self.taking.time(&around),
                values,
                extra,
            }
            .into(),
        );
        name
    }

    /// What is told of a source that has no place here, and of what its text was a part of.
    fn extra(&mut self, pending: &Pending<'_>) -> Extra {
        let (outer, inner) = (pending.outer, pending.inner);
        // A transcript is kept with its recording.
        if outer.name == "Transcript" {
            return Extra::default();
        }
        let mut extra = self.taking.extra(inner);
        if !std::ptr::eq(outer, inner) {
            let kept = self.taking.kept_of(outer, &[]);
            let id = inner.guid("guid");
            let id = id.unwrap_or_else(|| derived(pending.id.uuid(), inner.name));
            let shell = Shell {
                name: outer.name.to_owned(),
                inner: (inner.name.to_owned(), id.to_string()),
                kept,
            };
            shell.keep(&mut extra);
        }
        extra
    }
}
