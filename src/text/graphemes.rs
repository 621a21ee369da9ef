//! Edges between grapheme clusters (what a reader takes for one character).
//!
//! Extended grapheme clusters of Unicode Standard Annex 29. Each function looks
//! only at the cluster around the place it is asked about, never at the whole
//! text, so it is as quick in a line of 50 MB as in a short one. Offsets are
//! bytes; an offset past the end counts as the end.

use unicode_segmentation::GraphemeCursor;

use super::span::Span;

/// The nearest edge at or before `byte`.
pub fn floor(text: &str, byte: usize) -> usize {
    let byte = text.floor_char_boundary(byte);
    if is_edge(text, byte) {
        byte
    } else {
        before(text, byte)
    }
}

/// The nearest edge at or after `byte`.
pub fn ceil(text: &str, byte: usize) -> usize {
    if byte >= text.len() {
        return text.len();
    }
    let byte = text.ceil_char_boundary(byte);
    if is_edge(text, byte) {
        byte
    } else {
        after(text, byte)
    }
}

/// The span grown outward to whole clusters; an empty span stays empty.
pub fn snap(text: &str, span: Span) -> Span {
    let start = floor(text, span.start);
    let end = if span.is_empty() {
        start
    } else {
        ceil(text, span.end)
    };
    Span { start, end }
}

/// The first edge after `byte`; at the end, the end.
pub fn next(text: &str, byte: usize) -> usize {
    ceil(text, byte.saturating_add(1))
}

/// The last edge before `byte`; at the start, the start.
pub fn previous(text: &str, byte: usize) -> usize {
    byte.min(text.len())
        .checked_sub(1)
        .map_or(0, |byte| floor(text, byte))
}

/// True when `byte` is an edge between two clusters, or an end of the text.
pub fn is_edge(text: &str, byte: usize) -> bool {
    if !text.is_char_boundary(byte) {
        return false;
    }
    let (before, after) = text.split_at_checked(byte).unwrap_or_default();
    if before.chars().next_back().is_some_and(stands_alone)
        && after.chars().next().is_some_and(stands_alone)
    {
        return true;
    }
    // The cursor fails only when it is given a text in pieces.
    GraphemeCursor::new(byte, text.len(), true)
        .is_boundary(text, 0)
        .unwrap_or(true)
}

/// Characters that never join with each other, which are nearly all there are
/// in most texts: printable ASCII, Han, kana, hangul syllables, the usual marks.
fn stands_alone(char: char) -> bool {
    matches!(char, ' '..='~' | '\u{3000}'..='\u{3020}' | 'ぁ'..='ゖ' | 'ァ'..='ヺ'
        | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '가'..='힣' | '！'..='～')
}

fn before(text: &str, byte: usize) -> usize {
    let edge = GraphemeCursor::new(byte, text.len(), true).prev_boundary(text, 0);
    edge.ok().flatten().unwrap_or(0)
}

fn after(text: &str, byte: usize) -> usize {
    let edge = GraphemeCursor::new(byte, text.len(), true).next_boundary(text, 0);
    edge.ok().flatten().unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_segmentation::UnicodeSegmentation;

    use super::*;

    #[test]
    fn a_family_is_one_character_to_a_reader() {
        let text = "治👨‍👩‍👧理";
        let (start, end) = (3, text.len() - 3);
        for byte in start + 1..end {
            assert_eq!(floor(text, byte), start);
            assert_eq!(ceil(text, byte), end);
            assert_eq!(snap(text, Span::new(0, byte)), Span::new(0, end));
        }
        assert_eq!(next(text, start), end);
        assert_eq!(previous(text, end), start);
    }

    #[test]
    fn an_empty_span_stays_empty() {
        assert_eq!(snap("e\u{301}", Span::new(1, 1)), Span::new(0, 0));
        assert_eq!(snap("治理", Span::new(3, 3)), Span::new(3, 3));
    }

    #[test]
    fn past_the_end_is_the_end() {
        assert_eq!(floor("治", 99), 3);
        assert_eq!(ceil("治", usize::MAX), 3);
        assert_eq!(next("治", usize::MAX), 3);
        assert_eq!(previous("治", usize::MAX), 0);
        assert_eq!(previous("", 0), 0);
        assert_eq!(next("", 0), 0);
    }

    #[test]
    fn a_long_line_is_not_read_whole() {
        // Asking at every hundredth place would take hours if each read the line.
        let line = "治理👨‍👩‍👧e\u{301}".repeat(60_000);
        let mut byte = 0;
        for _ in 0..10_000 {
            byte = next(&line, byte);
            assert!(is_edge(&line, byte));
        }
        assert_eq!(previous(&line, line.len()), line.len() - 3);
    }

    #[test]
    fn the_shared_table_of_clusters_holds() {
        let Some(table) = crate::text::shared("data/offsets/offset_units.json") else {
            return;
        };
        let table: serde_json::Value = serde_json::from_str(&table).unwrap();
        for case in table["cases"].as_array().unwrap() {
            let text = case["text"].as_str().unwrap();
            for passage in case["spans"].as_array().unwrap() {
                for side in [0, 1] {
                    let byte = passage["utf8"][side].as_u64().unwrap() as usize;
                    let edge = !passage["grapheme"][side].is_null();
                    assert_eq!(is_edge(text, byte), edge, "{text:?} at byte {byte}");
                }
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn edges_are_those_of_the_whole_text(text in crate::text::any_text(60)) {
            let mut edges: Vec<_> = text.grapheme_indices(true).map(|(at, _)| at).collect();
            edges.push(text.len());
            for byte in 0..=text.len() {
                let low = *edges.iter().rev().find(|edge| **edge <= byte).unwrap();
                let high = *edges.iter().find(|edge| **edge >= byte).unwrap();
                prop_assert_eq!(floor(&text, byte), low);
                prop_assert_eq!(ceil(&text, byte), high);
                let later = edges.iter().find(|edge| **edge > byte).copied();
                prop_assert_eq!(next(&text, byte), later.unwrap_or(text.len()));
                let earlier = edges.iter().rev().find(|edge| **edge < byte).copied();
                prop_assert_eq!(previous(&text, byte), earlier.unwrap_or(0));
            }
        }
    }
}
