//! A paragraph cut into pieces that are alike from end to end.

use super::{Mark, Run};
use crate::text::Span;
use crate::text::pinyin::WordReading;
use crate::view;
use std::collections::BTreeSet;

/// A passage that is marked: where it ends its letter stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Ending {
    /// Where it ends, in bytes.
    pub(super) at: usize,
    /// The code, by place in the legend.
    pub(super) marker: usize,
}

/// What stands in or behind a paragraph's words. All places are bytes of the source; all lists are in
/// the order of the text.
#[derive(Default)]
pub(super) struct Dressing<'a> {
    /// Stretches with the marks of codes that are shown, from the view.
    pub(super) runs: &'a [view::Run],
    /// The place in the legend of a code.
    pub(super) marker: Option<&'a dyn Fn(crate::model::CodeId) -> Option<usize>>,
    /// Where passages end.
    pub(super) endings: &'a [Ending],
    /// Words above which pinyin stands.
    pub(super) ruby: &'a [WordReading],
    /// Where listed words first stand, and their numbers.
    pub(super) entries: &'a [(Span, usize)],
    /// Where numbered notes end, and their numbers.
    pub(super) notes: &'a [(usize, usize)],
    /// Where words are put into the line, and which.
    pub(super) inline: &'a [(usize, String)],
}

/// The pieces of a paragraph.
pub(super) fn pieces(text: &str, paragraph: Span, dressing: &Dressing<'_>) -> Vec<Run> {
    let marks = Marks::of(paragraph, dressing);
    let mut cuts: BTreeSet<usize> = [paragraph.start, paragraph.end].into();
    let inside = |at: &usize| paragraph.start < *at && *at < paragraph.end;
    let spans = marks.0.iter().map(|it| it.0);
    let words = dressing.ruby.iter().map(|it| it.span);
    let entries = dressing.entries.iter().map(|it| it.0);
    let spans = spans.chain(words).chain(entries);
    cuts.extend(spans.flat_map(|it| [it.start, it.end]).filter(inside));
    let endings = dressing.endings.iter().map(|it| it.at);
    let notes = dressing.notes.iter().map(|it| it.0);
    let inline = dressing.inline.iter().map(|it| it.0);
    cuts.extend(endings.chain(notes).chain(inline).filter(inside));
    let cuts: Vec<usize> = cuts.into_iter().collect();
    let spans = cuts.windows(2).filter_map(|it| match it {
        [start, end] => Some(Span::new(*start, *end)),
        _ => None,
    });
    spans
        .map(|it| piece(text, it, (&marks, dressing)))
        .collect()
}

fn piece(text: &str, span: Span, (marks, dressing): (&Marks, &Dressing<'_>)) -> Run {
    let here = |at: usize| at == span.end;
    let entry = dressing.entries.iter().find(|it| here(it.0.end));
    let notes = dressing.notes.iter().filter(|it| here(it.0));
    let inline = dressing.inline.iter().filter(|it| here(it.0));
    let endings = dressing.endings.iter().filter(|it| here(it.at));
    let mut ends: Vec<usize> = endings.map(|it| it.marker).collect();
    ends.dedup();
    Run {
        text: span.of(text).unwrap_or_default().to_owned(),
        ruby: ruby(text, span, dressing.ruby),
        marks: marks.at(span),
        ends,
        entry: entry.map_or(0, |it| it.1),
        notes: notes.map(|it| it.1).collect(),
        inline: inline.map(|it| it.1.clone()).collect(),
    }
}

/// What stands above a piece: it never goes beyond a word.
fn ruby(text: &str, span: Span, words: &[WordReading]) -> String {
    let at = words.partition_point(|it| it.span.end <= span.start);
    let Some(word) = words.get(at).filter(|it| it.span.start <= span.start) else {
        return String::new();
    };
    word.above(text, span)
}

/// Stretches of a paragraph with the marks that are shown.
struct Marks(Vec<(Span, Vec<Mark>)>);

impl Marks {
    fn of(paragraph: Span, dressing: &Dressing<'_>) -> Self {
        let shown = |run: &view::Run| {
            let marker = dressing.marker?;
            let marks = run.marks.iter();
            let mut marks: Vec<Mark> = marks
                .filter_map(|it| {
                    let (marker, slot) = (marker(it.code)?, it.slot);
                    Some(Mark { marker, slot })
                })
                .collect();
            // Several coders who see the same thing make one underline.
            let mut seen = BTreeSet::new();
            marks.retain(|it| seen.insert(it.marker));
            Some((run.span.common(paragraph)?, marks))
        };
        Self(dressing.runs.iter().filter_map(shown).collect())
    }

    fn at(&self, span: Span) -> Vec<Mark> {
        let at = self.0.partition_point(|it| it.0.end <= span.start);
        let here = self.0.get(at).filter(|it| it.0.start <= span.start);
        here.map(|it| it.1.clone()).unwrap_or_default()
    }
}

/// Underlines that are used are put next to each other, so that none is left out between them.
pub(super) fn close_up(runs: &mut [Run]) -> usize {
    let used: BTreeSet<usize> = runs
        .iter()
        .flat_map(|it| &it.marks)
        .map(|it| it.slot)
        .collect();
    let places: Vec<usize> = used.into_iter().collect();
    for mark in runs.iter_mut().flat_map(|it| &mut it.marks) {
        mark.slot = places.partition_point(|it| *it < mark.slot);
    }
    places.len()
}
