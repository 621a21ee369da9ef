//! In which words two wordings differ.

use super::Span;
use unicode_segmentation::UnicodeSegmentation;

/// Pairs of words that are compared at most; between longer stretches everything differs.
const MOST_PAIRS: usize = 1 << 20;

/// Where each of two wordings differs from the other, in bytes, in order: by whole words, of Han text
/// by characters. `由[规则]约束` and `由[法律]约束` differ in two characters each; what only one
/// has differs there alone.
pub fn contrast(one: &str, other: &str) -> [Vec<Span>; 2] {
    let (left, right) = (words(one), words(other));
    let (left, right) = (left.as_slice(), right.as_slice());
    let same = |at: &(usize, usize)| word(left, one, at.0) == word(right, other, at.1);
    let shorter = left.len().min(right.len());
    let head = (0..shorter).take_while(|it| same(&(*it, *it))).count();
    let from_end = |it: &usize| same(&(left.len() - 1 - it, right.len() - 1 - it));
    let tail = (0..shorter - head).take_while(from_end).count();
    let (left_end, right_end) = (left.len() - tail, right.len() - tail);
    let kept = match (left_end - head).saturating_mul(right_end - head) > MOST_PAIRS {
        true => Vec::new(),
        false => common([head, left_end], [head, right_end], &same),
    };
    let kept_left = kept.iter().map(|it| it.0).collect::<Vec<_>>();
    let kept_right = kept.iter().map(|it| it.1).collect::<Vec<_>>();
    [
        gaps(left, head..left_end, &kept_left),
        gaps(right, head..right_end, &kept_right),
    ]
}

fn words(text: &str) -> Vec<Span> {
    let words = text.split_word_bound_indices();
    words
        .map(|(at, word)| Span::new(at, at + word.len()))
        .collect()
}

fn word<'t>(words: &[Span], text: &'t str, at: usize) -> Option<&'t str> {
    words.get(at)?.of(text)
}

/// The longest common subsequence of two stretches of words, as pairs of their places.
fn common(
    [from, to]: [usize; 2],
    [other_from, other_to]: [usize; 2],
    same: &dyn Fn(&(usize, usize)) -> bool,
) -> Vec<(usize, usize)> {
    let width = other_to - other_from + 1;
    // Lengths of what the ends of both have in common, row by row from the end.
    let mut lengths = vec![0u32; (to - from + 1) * width];
    let length = |lengths: &[u32], row: usize, column: usize| {
        let at = (row - from) * width + column - other_from;
        lengths.get(at).copied().unwrap_or_default()
    };
    for row in (from..to).rev() {
        for column in (other_from..other_to).rev() {
            let best = match same(&(row, column)) {
                true => length(&lengths, row + 1, column + 1) + 1,
                false => length(&lengths, row + 1, column).max(length(&lengths, row, column + 1)),
            };
            if let Some(it) = lengths.get_mut((row - from) * width + column - other_from) {
                *it = best;
            }
        }
    }
    let mut pairs = Vec::new();
    let (mut row, mut column) = (from, other_from);
    while row < to && column < other_to {
        if same(&(row, column)) {
            pairs.push((row, column));
            (row, column) = (row + 1, column + 1);
        } else if length(&lengths, row + 1, column) >= length(&lengths, row, column + 1) {
            row += 1;
        } else {
            column += 1;
        }
    }
    pairs
}

/// The stretches of words between those that are kept.
fn gaps(words: &[Span], of: std::ops::Range<usize>, kept: &[usize]) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    let mut kept = kept.iter().peekable();
    for at in of {
        if kept.next_if(|it| **it == at).is_some() {
            continue;
        }
        let Some(word) = words.get(at) else { continue };
        match spans.last_mut().filter(|it| it.end == word.start) {
            Some(last) => last.end = word.end,
            None => spans.push(*word),
        }
    }
    spans
}

#[cfg(test)]
mod tests {
    use super::super::any_text;
    use super::*;
    use proptest::prelude::*;

    /// A wording with `[` and `]` around what differs.
    fn marked(text: &str, spans: &[Span]) -> String {
        let mut out = text.to_owned();
        for span in spans.iter().rev() {
            out.insert(span.end, ']');
            out.insert(span.start, '[');
        }
        out
    }

    fn told(one: &str, other: &str) -> [String; 2] {
        let [left, right] = contrast(one, other);
        [marked(one, &left), marked(other, &right)]
    }

    #[test]
    fn words_that_differ_are_told_and_no_more() {
        assert_eq!(
            told("由规则约束的权力", "由法律约束的权力"),
            ["由[规则]约束的权力", "由[法律]约束的权力"]
        );
        assert_eq!(
            told("rules bind power", "good rules bind all power"),
            ["rules bind power", "[good ]rules bind[ all] power"]
        );
        assert_eq!(told("", "治理"), ["", "[治理]"]);
        assert_eq!(told("治理", "治理"), ["治理", "治理"]);
    }

    proptest! {
        #[test]
        fn what_does_not_differ_is_the_same(one in any_text(30), other in any_text(30)) {
            let [left, right] = contrast(&one, &other);
            let rest = |text: &str, spans: &[Span]| {
                let mut out = text.to_owned();
                for span in spans.iter().rev() {
                    out.replace_range(span.start..span.end, "");
                }
                out
            };
            prop_assert_eq!(rest(&one, &left), rest(&other, &right));
            prop_assert_eq!(contrast(&one, &one), [Vec::new(), Vec::new()]);
        }
    }
}
