//! Quotations, put to their places: every one is checked against its source's text by its words.

use super::kind::{Marked, Recorded};
use super::read::Placed;
use super::settle::Aside;
use super::warning::Warning;
use crate::anchor::{Anchored, Anchors};
use crate::model::{Quotation, RecordId, Source, SourceId, Stray, Verdict};
use crate::text::Span;
use std::collections::HashMap;

/// Finds the place of each quotation in its source. Quotations of a source that is not there are
/// kept aside.
pub(super) fn settle_quotations(
    marked: Placed<Marked<'_>>,
    sources: &Placed<Recorded>,
    aside: &mut Aside<'_, '_>,
) -> Placed<Quotation> {
    let index: HashMap<SourceId, usize> = sources
        .iter()
        .enumerate()
        .map(|(at, (_, it))| (it.source.id, at))
        .collect();
    let mut by_source: Vec<Placed<Marked<'_>>> = Vec::new();
    by_source.resize_with(sources.len(), Vec::new);
    for (span, it) in marked {
        let list = index.get(&it.source).and_then(|at| by_source.get_mut(*at));
        match list {
            Some(list) => list.push((span, it)),
            None => {
                aside.keep(span, "quotations", it.coder);
                let (by, of) = (RecordId::Quotation(it.id), RecordId::Source(it.source));
                aside.findings.missing(span.start, by, of);
            }
        }
    }
    let mut quotations = Vec::new();
    for ((span, recorded), mut marked) in sources.iter().zip(by_source) {
        // In their order, so that what moved together is found together.
        marked.sort_by_key(|(_, it)| (it.chars, it.id));
        let mut settling = Settling::new(recorded);
        for (span, it) in marked {
            let past = settling.past_end(span, &it);
            let settled = settling.settle(span, it);
            if let Some(past) = past {
                settling.tell_past(past, &settled, aside);
            }
            quotations.push((span, settled));
        }
        settling.tell(*span, aside);
    }
    quotations
}

/// Finds the place of one quotation in its source, without a word about it.
pub(super) fn settle_one(source: &Recorded, it: Marked<'_>) -> Quotation {
    Settling::new(source).settle(Span::default(), it)
}

/// The quotations of one source on their way.
struct Settling<'s> {
    source: &'s Source,
    anchors: Anchors<'s>,
    /// Whether the text is known to be the one that was saved.
    same: bool,
    /// Whether it is known not to be.
    edited: bool,
    exact: usize,
    moved: usize,
    unsure: usize,
    lost: usize,
    /// The first that was not found in place.
    first: Option<usize>,
}

impl<'s> Settling<'s> {
    fn new(recorded: &'s Recorded) -> Self {
        let source = &recorded.source;
        Self {
            source,
            anchors: Anchors::new(&source.lines),
            same: recorded.sha256 == Some(source.fingerprint),
            edited: recorded.sha256.is_some_and(|it| it != source.fingerprint),
            exact: 0,
            moved: 0,
            unsure: 0,
            lost: 0,
            first: None,
        }
    }

    fn settle(&mut self, at: Span, it: Marked<'_>) -> Quotation {
        let known = it.stray.filter(|_| self.same);
        let known = known.and_then(|stray| {
            let span = self.source.lines.span_from_chars(stray.now)?;
            Some((span, Some(stray.verdict)))
        });
        let (span, verdict) = known.unwrap_or_else(|| self.find(at, &it));
        let stray = verdict.map(|verdict| {
            Box::new(Stray {
                quote: it.words().to_quote(),
                chars: it.chars,
                verdict,
            })
        });
        Quotation {
            id: it.id,
            source: it.source,
            span,
            stray,
            coder: it.coder,
            created: it.created,
            extra: it.extra,
        }
    }

    fn find(&mut self, at: Span, it: &Marked<'_>) -> (Span, Option<Verdict>) {
        if self.same
            && let Some(span) = self.source.lines.span_from_chars(it.chars)
            && !span.is_empty()
            && span.of(self.source.text()) == Some(&it.exact)
        {
            self.exact += 1;
            return (span, None);
        }
        let found = self.anchors.find(it.chars, it.words());
        let (count, verdict) = match found {
            Anchored::Exact(_) => (&mut self.exact, None),
            Anchored::Moved(_) => (&mut self.moved, None),
            Anchored::Unsure(_) => (&mut self.unsure, Some(Verdict::Unsure)),
            Anchored::Lost(_) => (&mut self.lost, Some(Verdict::Lost)),
        };
        *count += 1;
        if !matches!(found, Anchored::Exact(_)) {
            let first = self.first.get_or_insert(at.start);
            *first = at.start.min(*first);
        }
        (found.span(), verdict)
    }

    /// Where a quotation stands in the file and its recorded end, if that is beyond a text which is
    /// not known to be changed.
    fn past_end(&self, at: Span, it: &Marked<'_>) -> Option<(usize, usize)> {
        let end = it.chars.end.max(it.chars.start);
        let is_past = end > self.source.lines.char_count() && !self.edited && it.stray.is_none();
        is_past.then_some((at.start, end))
    }

    /// Tells of such a quotation, and where it stands now.
    fn tell_past(&self, (at, end): (usize, usize), it: &Quotation, aside: &mut Aside<'_, '_>) {
        let (quotation, name) = (it.id, self.source.name.clone());
        let (lines, len) = (&self.source.lines, self.source.lines.char_count());
        let is_found = it
            .stray
            .as_ref()
            .is_none_or(|it| it.verdict != Verdict::Lost);
        let now = lines.chars_from_span(it.span).filter(|_| is_found);
        aside.findings.add(at, move |place| Warning::RangePastEnd {
            place,
            quotation,
            name,
            end,
            len,
            now,
        });
    }

    fn tell(self, at: Span, aside: &mut Aside<'_, '_>) {
        let (of, name) = (self.source.id, self.source.name.clone());
        let (exact, moved) = (self.exact, self.moved);
        let (unsure, lost) = (self.unsure, self.lost);
        if self.edited {
            aside
                .findings
                .add(at.start, move |place| Warning::TextEdited {
                    place,
                    of,
                    name,
                    exact,
                    moved,
                    unsure,
                    lost,
                });
        } else if let Some(first) = self.first {
            aside
                .findings
                .add(first, move |place| Warning::QuotesDiffer {
                    place,
                    of,
                    name,
                    moved,
                    unsure,
                    lost,
                });
        }
    }
}
