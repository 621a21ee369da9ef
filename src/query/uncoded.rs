//! What nobody has coded yet.

use super::{Filter, Index};
use crate::model::Source;
use crate::text::{Span, paragraphs, sentences};

/// The first sentence after a byte, or the last before it, on which nothing stands that a filter
/// lets pass. Blank sentences, and those of signs alone, are passed over.
pub fn uncoded(
    index: &Index,
    source: &Source,
    filter: &Filter,
    (from, ahead): (usize, bool),
) -> Option<Span> {
    let text = source.text();
    let is_open = |span: &Span| {
        let words = span.of(text).unwrap_or_default();
        let mut codings = index
            .touching(source.id, *span)
            .flat_map(|it| it.codings.iter());
        words.chars().any(char::is_alphanumeric) && !codings.any(|it| filter.keeps(it))
    };
    let is_there = |it: &Span| {
        if ahead {
            it.start >= from
        } else {
            it.end <= from
        }
    };
    let mut paragraphs: Vec<Span> = paragraphs::paragraphs(text)
        .filter(|it| {
            if ahead {
                it.end >= from
            } else {
                it.start < from
            }
        })
        .collect();
    if !ahead {
        paragraphs.reverse();
    }
    for paragraph in paragraphs {
        let mut here = sentences::within(text, paragraph).filter(|it| is_there(it) && is_open(it));
        let found = if ahead { here.next() } else { here.last() };
        if found.is_some() {
            return found;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::super::sample::{code_id, marked, source_id};
    use super::*;

    #[test]
    fn the_next_sentence_without_a_mark_that_is_shown() {
        let sample = marked("[a治理a]与法治。……国防。\n\n[b文化b]也是。工业");
        let index = Index::build(&sample.project);
        let source = sample.project.sources().get(source_id(1)).unwrap();
        let found = |filter: &Filter, from, ahead| {
            let span = uncoded(&index, source, filter, (from, ahead))?;
            span.of(source.text())
        };
        let all = Filter::all();
        let end = source.text().len();
        assert_eq!(found(&all, 0, true), Some("国防。"));
        assert_eq!(found(&all, 33, true), Some("工业"));
        assert_eq!(found(&all, end, true), None);
        assert_eq!(found(&all, end, false), Some("工业"));
        assert_eq!(found(&all, end - 6, false), Some("国防。"));
        let only = Filter::of_code(code_id('a'.into()));
        assert_eq!(found(&only, end - 6, false), Some("文化也是。"));
    }
}
