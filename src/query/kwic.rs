//! Places with what stands around them, one a line and aligned: keyword in context.

use super::{Context, Match};
use crate::model::Project;
use crate::text::{Collation, Span, graphemes, paragraphs};
use serde::{Deserialize, Serialize};
use unicode_width::UnicodeWidthStr;

/// Characters of the context by which lines are sorted.
const SORTED_CHARS: usize = 16;

/// What lines are sorted by.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub enum KwicOrder {
    /// The place: by source in list order and then in the order of the text.
    #[default]
    Place,
    /// What stands before, from the place outwards.
    Left,
    /// What stands after.
    Right,
}

impl KwicOrder {
    /// Every order.
    pub const ALL: [Self; 3] = [Self::Place, Self::Left, Self::Right];

    /// The name in one word.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Place => "place",
            Self::Left => "left",
            Self::Right => "right",
        }
    }

    /// Reads what [`Self::name`] gives; `None` for anything else.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.name() == name)
    }
}

/// Sorts places by what stands around them on their line, of which 16 characters count; equal ones
/// stay in the order they had.
pub fn kwic_sort(
    project: &Project,
    places: &mut Vec<Match>,
    order: KwicOrder,
    collation: Collation,
) {
    if order == KwicOrder::Place {
        return;
    }
    let mut keys: Vec<([u32; SORTED_CHARS], usize)> = Vec::with_capacity(places.len());
    for here in places.chunk_by(|one, other| one.source == other.source) {
        let source = here.first().and_then(|it| project.sources().get(it.source));
        let text = source.map_or("", |it| it.text());
        for it in here {
            keys.push((key(text, it.span, (order, collation)), keys.len()));
        }
    }
    keys.sort_unstable();
    let mut old: Vec<Option<Match>> = std::mem::take(places).into_iter().map(Some).collect();
    let taken = keys.iter().filter_map(|(_, at)| old.get_mut(*at)?.take());
    places.extend(taken);
}

fn key(text: &str, span: Span, (order, by): (KwicOrder, Collation)) -> [u32; SORTED_CHARS] {
    let mut key = [0; SORTED_CHARS];
    let fill = |chars: &mut dyn Iterator<Item = char>, key: &mut [u32; SORTED_CHARS]| {
        for (rank, char) in key.iter_mut().zip(chars) {
            *rank = by.rank(char);
        }
    };
    let is_here = |it: &char| *it != '\n';
    let before = text.get(..span.start).unwrap_or_default();
    let after = text.get(span.end..).unwrap_or_default();
    match order {
        KwicOrder::Place => {}
        KwicOrder::Left => fill(&mut before.chars().rev().take_while(is_here), &mut key),
        KwicOrder::Right => fill(&mut after.chars().take_while(is_here), &mut key),
    }
    key
}

/// The words at `span` with as much of their line on each side as fits into `columns` columns of a
/// display, where a Chinese character takes two. Whole characters only; all empty where the span
/// does not fit.
pub fn kwic_line(text: &str, span: Span, columns: usize) -> Context<'_> {
    let Some(hit) = span.of(text) else {
        return Context::default();
    };
    // Wide enough for any line that is shown, and no paragraph is looked at further than that.
    let reach = columns.saturating_mul(32);
    let first = paragraph_start(text, span.start, reach);
    let last = paragraph_end(text, span.end, reach);
    let (mut from, mut left) = (span.start, columns);
    while from > first {
        let next = graphemes::previous(text, from).max(first);
        let width = width(text, Span::new(next, from));
        if width > left {
            break;
        }
        (from, left) = (next, left - width);
    }
    let (mut to, mut right) = (span.end, columns);
    while to < last {
        let next = graphemes::next(text, to).min(last);
        let width = width(text, Span::new(to, next));
        if width > right {
            break;
        }
        (to, right) = (next, right - width);
    }
    Context {
        before: Span::new(from, span.start).of(text).unwrap_or_default(),
        hit,
        after: Span::new(span.end, to).of(text).unwrap_or_default(),
    }
}

fn width(text: &str, span: Span) -> usize {
    span.of(text).map_or(0, columns_of)
}

/// Columns that some words take on a display.
pub fn columns_of(words: &str) -> usize {
    words.width()
}

fn paragraph_start(text: &str, byte: usize, reach: usize) -> usize {
    let low = text.floor_char_boundary(byte.saturating_sub(reach));
    let near = Span::new(low, byte).of(text).unwrap_or_default();
    low + paragraphs::at(near, near.len()).start
}

fn paragraph_end(text: &str, byte: usize, reach: usize) -> usize {
    let high = text.ceil_char_boundary(byte.saturating_add(reach).min(text.len()));
    let near = Span::new(byte, high).of(text).unwrap_or_default();
    byte + paragraphs::at(near, 0).end
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::sample::{Sample, source};
    use crate::query::{Index, Search};
    use crate::text::Words;
    use proptest::prelude::*;
    use std::sync::Arc;

    /// The lines of a query in a text, sorted, a stroke on each side of the place.
    fn lines(text: &str, query: &str, (order, by): (KwicOrder, Collation)) -> Vec<String> {
        let mut sample = Sample::new();
        sample.put(source(1, text));
        let words = Arc::new(Words::plain());
        let mut search = Search::new(&sample.project, query, &words).unwrap();
        search.go_on(&sample.project, &Index::build(&sample.project), 9);
        let mut places = search.into_found();
        kwic_sort(&sample.project, &mut places, order, by);
        let line = |it: &Match| {
            let Context { before, hit, after } = kwic_line(text, it.span, 4);
            format!("{before}|{hit}|{after}")
        };
        places.iter().map(line).collect()
    }

    #[test]
    fn lines_are_cut_by_columns_at_whole_characters() {
        let by_place = (KwicOrder::Place, Collation::CodePoint);
        let found = lines("数字治理体系abcde治理\n治理x", "治理", by_place);
        assert_eq!(found, ["数字|治理|体系", "bcde|治理|", "|治理|x"]);
        let family = lines("a👨‍👩‍👧治理e\u{301}é", "治理", by_place);
        assert_eq!(family, ["a👨‍👩‍👧|治理|e\u{301}é"]);
    }

    #[test]
    fn lines_are_sorted_by_what_stands_around() {
        let text = "数治理文\n国治理防\n文治理国\n防治理化";
        let sorted = |order, by| lines(text, "治理", (order, by)).concat();
        let right = sorted(KwicOrder::Right, Collation::Pinyin);
        assert_eq!(right, "国|治理|防文|治理|国防|治理|化数|治理|文");
        let left = sorted(KwicOrder::Left, Collation::Pinyin);
        assert_eq!(left, "防|治理|化国|治理|防数|治理|文文|治理|国");
        // 化 U+5316, 国 U+56FD, 文 U+6587, 防 U+9632.
        let right = sorted(KwicOrder::Right, Collation::CodePoint);
        assert_eq!(right, "防|治理|化文|治理|国数|治理|文国|治理|防");
    }

    #[test]
    fn what_stands_before_is_read_from_the_place_outwards() {
        let text = "丁甲治理\n甲乙治理\n乙甲治理";
        let left = lines(text, "治理", (KwicOrder::Left, Collation::CodePoint));
        assert_eq!(left, ["甲乙|治理|", "丁甲|治理|", "乙甲|治理|"]);
    }

    proptest! {
        #[test]
        fn a_line_fits_and_never_leaves_its_paragraph(
            text in crate::text::any_text(40),
            at: prop::sample::Index,
            columns in 0usize..20,
        ) {
            let edges: Vec<usize> = text.char_indices().map(|it| it.0).chain([text.len()]).collect();
            let at = at.get(&edges).to_owned();
            let Context { before, after, .. } = kwic_line(&text, Span::new(at, at), columns);
            prop_assert!(!before.contains('\n') && !after.contains('\n'));
            prop_assert!(text.get(..at).unwrap().ends_with(before));
            prop_assert!(text.get(at..).unwrap().starts_with(after));
        }
    }
}
