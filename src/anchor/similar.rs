//! Search that forgives: the piece of a text that is most like a passage.
//!
//! The edit distance between the passage and every end in the text, 64 code points of the passage
//! at a time in one machine word: G. Myers, "A fast bit-vector algorithm for approximate string
//! matching", J. ACM 46 (1999), in the form of H. Hyyrö (2003).

use super::quote::{first, last};
use crate::text::Span;
use std::collections::HashMap;

/// Code points compared in one machine word.
const WORD: usize = 64;
/// Fewest code points of which one may differ.
const SHORTEST: usize = 4;

/// The span of `text` most like `exact`, with at most three edits in ten code points; of equals the
/// one that ends nearest to byte `near`. Passages longer than 128 code points are found by their
/// first and last 64. Takes time in proportion to the text's length.
pub(super) fn similar(text: &str, exact: &str, near: usize) -> Option<Span> {
    let length = exact.chars().count();
    if length <= WORD {
        return similar_word(text, exact, near);
    }
    let head = similar_word(text, first(exact, WORD), near)?;
    // The tail ends as far behind the head as it used to, give or take a third.
    let from = head.start;
    let reach = exact.len() + exact.len() / 3;
    let rest = text.get(from..)?;
    let window = rest.get(..floor(rest, reach)).unwrap_or(rest);
    let tail = similar_word(window, last(exact, WORD), exact.len())?;
    (tail.end > 0).then(|| Span::new(from, from + tail.end))
}

/// The largest character boundary of `text` that is at most `byte`.
pub(super) fn floor(text: &str, byte: usize) -> usize {
    let byte = byte.min(text.len());
    (0..=byte)
        .rev()
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(0)
}

fn similar_word(text: &str, exact: &str, near: usize) -> Option<Span> {
    let pattern: Vec<char> = exact.chars().collect();
    let allowed = pattern.len() * 3 / 10;
    if pattern.len() < SHORTEST {
        return None;
    }
    let ends = text.char_indices().map(|(at, c)| (at + c.len_utf8(), c));
    let (end, edits) = Distances::new(&pattern, false)
        .over(ends)
        .filter(|(_, edits)| *edits <= allowed)
        .min_by_key(|(end, edits)| (*edits, end.abs_diff(near)))?;
    // Walk back from the end: where does the piece with that few edits begin?
    let reversed: Vec<char> = pattern.iter().rev().copied().collect();
    let starts = text
        .get(..end)?
        .char_indices()
        .rev()
        .take(pattern.len() + edits);
    let (start, _) = Distances::new(&reversed, true)
        .over(starts)
        .min_by_key(|(_, edits)| *edits)?;
    (start < end).then(|| Span::new(start, end))
}

/// The columns of the edit distance matrix, one for each code point of the text.
struct Distances {
    masks: HashMap<char, u64>,
    last: u64,
    /// Whether the text must begin where the pattern does.
    anchored: bool,
    rise: u64,
    fall: u64,
    edits: usize,
}

impl Distances {
    /// For a pattern of 1 to [`WORD`] code points.
    fn new(pattern: &[char], anchored: bool) -> Self {
        let mut masks = HashMap::new();
        for (bit, c) in pattern.iter().take(WORD).enumerate() {
            *masks.entry(*c).or_insert(0) |= 1 << bit;
        }
        Self {
            masks,
            last: 1 << (pattern.len().clamp(1, WORD) - 1),
            anchored,
            rise: u64::MAX,
            fall: 0,
            edits: pattern.len(),
        }
    }

    /// The edit distance of the pattern to what ends at each code point, with that code point's
    /// offset as given.
    fn over(
        mut self,
        text: impl Iterator<Item = (usize, char)>,
    ) -> impl Iterator<Item = (usize, usize)> {
        text.map(move |(at, c)| (at, self.step(c)))
    }

    fn step(&mut self, c: char) -> usize {
        let equal = self.masks.get(&c).copied().unwrap_or(0);
        let down = equal | self.fall;
        let across = ((equal & self.rise).wrapping_add(self.rise) ^ self.rise) | equal;
        let mut more = self.fall | !(across | self.rise);
        let mut less = self.rise & across;
        if more & self.last != 0 {
            self.edits += 1;
        }
        if less & self.last != 0 {
            self.edits -= 1;
        }
        more = more << 1 | u64::from(self.anchored);
        less <<= 1;
        self.rise = less | !(down | more);
        self.fall = more & down;
        self.edits
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn found(text: &str, exact: &str) -> Option<String> {
        similar(text, exact, 0).and_then(|span| span.of(text).map(String::from))
    }

    #[test]
    fn a_changed_passage_is_found_again() {
        let text = "各国在人工智能的治理框架上分歧明显。";
        assert_eq!(
            found(text, "人工智能治理的框架"),
            Some("人工智能的治理框架".into())
        );
        assert_eq!(
            found(text, "人工智能的治里框架"),
            Some("人工智能的治理框架".into())
        );
        assert_eq!(found(text, "完全不同的一句话"), None);
        assert_eq!(found(text, "治里"), None, "too short to forgive anything");
    }

    #[test]
    fn of_two_equals_the_nearer_is_taken() {
        let text = "数字治理能力。数字治理能力。";
        let second = text.rfind('数').unwrap();
        let span = similar(text, "数字治里能力", text.len()).unwrap();
        assert_eq!(span.start, second);
    }

    #[test]
    fn a_long_passage_is_found_by_its_ends() {
        let passage: String = (0..400u32)
            .map(|turn| char::from_u32(0x4E00 + turn * 7).unwrap())
            .collect();
        let changed = passage.replacen('丕', "", 1) + "。";
        let text = format!("开头。{changed}结尾。");
        let span = similar(&text, &passage, 0).unwrap();
        assert_eq!(span.start, "开头。".len());
        assert!(
            span.of(&text)
                .unwrap()
                .ends_with(passage.chars().last().unwrap())
        );
    }

    fn plain_distance(a: &[char], b: &[char]) -> usize {
        let mut row: Vec<usize> = (0..=b.len()).collect();
        for (i, x) in a.iter().enumerate() {
            let mut corner = row[0];
            row[0] = i + 1;
            for (j, y) in b.iter().enumerate() {
                let best = (corner + usize::from(x != y))
                    .min(row[j] + 1)
                    .min(row[j + 1] + 1);
                corner = row[j + 1];
                row[j + 1] = best;
            }
        }
        row[b.len()]
    }

    proptest! {
        #[test]
        fn the_machine_word_counts_as_the_plain_table_does(
            pattern in prop::collection::vec(prop::char::range('一', '三'), 1..64),
            text in prop::collection::vec(prop::char::range('一', '三'), 0..12),
        ) {
            let chars = || text.iter().copied().enumerate();
            for (at, edits) in Distances::new(&pattern, true).over(chars()) {
                prop_assert_eq!(edits, plain_distance(&pattern, &text[..=at]));
            }
            for (at, edits) in Distances::new(&pattern, false).over(chars()) {
                let best = (0..=at + 1).map(|from| plain_distance(&pattern, &text[from..=at])).min();
                prop_assert_eq!(Some(edits), best);
            }
        }
    }
}
