//! Short ways to the words a person reads.

use crate::session::{Arg, Chord, Saying, Session};

/// The words of a key.
pub(super) fn word(session: &Session, key: &str) -> String {
    session.locale().word(key)
}

/// The words of a key with a number in them, called `$count`.
pub(super) fn counted(session: &Session, key: &'static str, count: usize) -> String {
    session.locale().say(&Saying::new(key).with("count", count))
}

/// The words of a key with one value in them.
pub(super) fn with(
    session: &Session,
    key: &'static str,
    name: &'static str,
    value: impl Into<Arg>,
) -> String {
    session.locale().say(&Saying::new(key).with(name, value))
}

/// The plainest key of an action as it is written on this system; empty when it has none.
pub(super) fn key_of(session: &Session, action: &str) -> String {
    session
        .keys()
        .of(action)
        .first()
        .map(|chord| key_words(chord))
        .unwrap_or_default()
}

/// A key as it is written on this system.
pub(super) fn key_words(chord: &Chord) -> String {
    let words = chord.to_string();
    if !cfg!(target_os = "macos") {
        return words;
    }
    ["Ctrl+", "Alt+", "Shift+"]
        .into_iter()
        .zip(["⌘", "⌥", "⇧"])
        .fold(words, |words, (name, sign)| words.replace(name, sign))
}

/// Words that may be very long, for a place that is small.
pub(super) fn cut(words: &str) -> String {
    const MOST: usize = 120;
    let mut shown: String = words.chars().take(MOST).collect();
    if shown.len() < words.len() {
        shown.push('…');
    }
    shown
}

/// A number with its thousands apart: 12,345.
pub(super) fn number(count: usize) -> String {
    let digits = count.to_string();
    let mut words = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            words.push(',');
        }
        words.push(digit);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_stand_apart() {
        let words = [0, 12, 999, 1000, 12345, 1234567].map(number);
        assert_eq!(words, ["0", "12", "999", "1,000", "12,345", "1,234,567"]);
    }
}
