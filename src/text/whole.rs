//! Which places are whole words, not parts of longer ones.

use super::paragraphs;
use super::span::Span;
use super::words::Words;

/// A paragraph longer than this, in bytes, is cut into words only around a place.
const LONG: usize = 8_192;
/// How far around, in bytes on each side.
const AROUND: usize = 2_048;

impl Words {
    /// Of places in a text, in order, those that begin and end where words do: `的` is a part
    /// of a word in `目的` and a word in `他的书`. Several words in a row are whole too.
    pub fn whole(&self, text: &str, places: &[Span]) -> Vec<Span> {
        let mut whole = Vec::new();
        let mut window = Span::default();
        let mut edges: Vec<usize> = Vec::new();
        for place in places {
            if !(place.within(window) && (window.start..window.end).contains(&place.start)) {
                let paragraph = paragraphs::at(text, place.start);
                window = cut_from(text, paragraph.cover(*place), *place);
                let stretch = window.of(text).unwrap_or_default();
                let starts = self
                    .cut(stretch)
                    .into_iter()
                    .map(|it| window.start + it.start);
                edges = starts.chain([window.end]).collect();
            }
            let is_edge = |byte: usize| edges.binary_search(&byte).is_ok();
            if is_edge(place.start) && is_edge(place.end) {
                whole.push(*place);
            }
        }
        whole
    }
}

/// The stretch of a paragraph to be cut into words for a place in it.
fn cut_from(text: &str, paragraph: Span, place: Span) -> Span {
    if paragraph.len() <= LONG {
        return paragraph;
    }
    let start = place.start.saturating_sub(AROUND).max(paragraph.start);
    let end = place.end.saturating_add(AROUND).min(paragraph.end);
    Span {
        start: text.floor_char_boundary(start),
        end: text.ceil_char_boundary(end),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use super::*;
    use crate::text::Finder;

    static WORDS: LazyLock<Words> = LazyLock::new(Words::load);

    fn found(query: &str, text: &str) -> Vec<usize> {
        let places: Vec<Span> = Finder::literal(query).find(text).collect();
        let whole = WORDS.whole(text, &places);
        let chars = |byte: usize| text.get(..byte).unwrap().chars().count();
        whole.into_iter().map(|it| chars(it.start)).collect()
    }

    #[test]
    fn a_word_of_one_character_is_found_and_a_part_of_a_word_is_not() {
        assert_eq!(found("的", "目的是治理的目的"), [5]);
        assert_eq!(found("国家", "国家利益与国家主义"), [0]);
        assert_eq!(found("act", "an act, actors act"), [3, 15]);
        assert_eq!(found("AI", "AI 与 MAIN"), [0]);
    }

    #[test]
    fn a_long_paragraph_is_cut_where_it_matters() {
        let long = format!(
            "{}他的书{}",
            "政府治理国家，".repeat(2_000),
            "，目的在此".repeat(3_000)
        );
        assert_eq!(found("的", &long), [14_001]);
    }
}
