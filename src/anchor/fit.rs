//! How well the recorded context agrees with what stands around a place.

use super::quote::Passage;
use crate::text::Span;

/// Code points of context by which the best place must lead the next.
const LEAD: usize = 4;
/// How much of the recorded context stands around a place.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Fit {
    /// Code points that agree, counted outwards on both sides.
    pub(super) chars: usize,
    /// Whether one side agrees whole; where nothing was recorded, the text must end there too.
    pub(super) side: bool,
    /// Whether all that was recorded on both sides agrees.
    pub(super) both: bool,
}

/// Whether one context is so much better than another that the choice is clear.
pub(super) fn leads(best: Fit, other: Fit) -> bool {
    (best.both && !other.both) || best.chars >= other.chars + LEAD
}

/// How much of the context of `words` stands around `span`.
pub(super) fn fit(text: &str, span: Span, words: Passage<'_>) -> Fit {
    let there = Passage::at(text, span);
    let before = agreeing(there.prefix.chars().rev(), words.prefix.chars().rev());
    let after = agreeing(there.suffix.chars(), words.suffix.chars());
    let left = there.prefix.ends_with(words.prefix);
    let right = there.suffix.starts_with(words.suffix);
    let told = |recorded: &str, there: &str| !recorded.is_empty() || there.is_empty();
    Fit {
        chars: before + after,
        side: (left && told(words.prefix, there.prefix))
            || (right && told(words.suffix, there.suffix)),
        both: left && right,
    }
}

fn agreeing(a: impl Iterator<Item = char>, b: impl Iterator<Item = char>) -> usize {
    a.zip(b).take_while(|(a, b)| a == b).count()
}
