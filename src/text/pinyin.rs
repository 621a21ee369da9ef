//! How Chinese characters are read, and what to type for them.
//!
//! A character with several readings is given all of them, the usual one first: which one is meant
//! follows from the words around it, and a guess would be wrong for about every second of them. So a
//! text is read word by word ([`read`]), what stays in doubt is listed ([`doubts`]), and what a person
//! chose ([`ReadingChoice`]) is put over it ([`apply`]).

mod choice;
mod contexts;
mod doubt;
mod names;
mod phrases;
mod reading;
mod signs;
mod spelling;
#[cfg(test)]
mod tests;
mod token;
mod tones;

pub use choice::{Around, NotReading, ReadingChoice, apply};
pub use doubt::{Depth, Doubt, doubts};
pub use reading::{Certainty, Kind, Syllable, WordReading, read, read_cut};
pub use spelling::{RubyPart, spelled};
pub use tones::{marked, marked_all};

use pinyin::{ToPinyin, ToPinyinMulti};

/// Readings of one character at most.
const MOST_READINGS: usize = 4;
/// Letters looked for at most.
const MOST_TYPED: usize = 24;
/// Characters of a name that can be typed.
const MOST_CHARS: usize = 48;

/// The readings of a character with their tones, the usual one first; empty when it is not Chinese.
pub fn readings(char: char) -> Vec<&'static str> {
    let usual = char.to_pinyin().map(|it| it.with_tone());
    let all = char.to_pinyin_multi().into_iter().flatten();
    first_few(usual.into_iter().chain(all.map(|it| it.with_tone())))
}

/// A word as it is read, characters apart by blanks, several readings of one by strokes; `None`
/// when there is no Chinese character in it. What is not Chinese stays as it is.
pub fn of_word(word: &str) -> Option<String> {
    let mut spoken = String::new();
    let mut is_chinese = false;
    let mut before = false;
    for char in word.chars() {
        let readings = readings(char);
        let is_read = !readings.is_empty();
        if (is_read || before) && !spoken.is_empty() && !spoken.ends_with(' ') {
            spoken.push(' ');
        }
        if is_read {
            spoken.push_str(&readings.join("/"));
        } else {
            spoken.push(char);
        }
        is_chinese |= is_read;
        before = is_read;
    }
    is_chinese.then(|| spoken.trim().to_owned())
}

/// Where in `name`, in code points, what is `typed` begins, when it can be read as pinyin without
/// tones: of each character in a row at least the first letter, `zl`, `zhili` and `zhl` for 治理.
/// What is not Chinese is typed as it is, whatever its case. `None` when it does not fit.
pub fn fits(typed: &str, name: &str) -> Option<usize> {
    let letters = typed.chars().filter(|it| !it.is_whitespace());
    let letters: Vec<char> = letters
        .flat_map(char::to_lowercase)
        .take(MOST_TYPED)
        .collect();
    if letters.is_empty() || !letters.iter().all(char::is_ascii) {
        return None;
    }
    let chars: Vec<char> = name.chars().take(MOST_CHARS).collect();
    (0..chars.len()).find(|at| fits_from(&letters, chars.get(*at..).unwrap_or_default()))
}

/// Whether all letters are used up by the characters, from the first on.
fn fits_from(letters: &[char], chars: &[char]) -> bool {
    let (Some(_), Some((char, rest))) = (letters.first(), chars.split_first()) else {
        return letters.is_empty();
    };
    let usual = char.to_pinyin().map(|it| it.plain());
    let all = char.to_pinyin_multi().into_iter().flatten();
    let mut readings = usual.into_iter().chain(all.map(|it| it.plain())).peekable();
    if readings.peek().is_none() {
        let is_same = letters
            .first()
            .is_some_and(|it| char.to_lowercase().eq([*it]));
        return is_same && fits_from(letters.get(1..).unwrap_or_default(), rest);
    }
    readings.any(|reading| {
        let common = reading.chars().zip(letters).take_while(|(a, b)| a == *b);
        (1..=common.count()).any(|used| fits_from(letters.get(used..).unwrap_or_default(), rest))
    })
}

/// Each reading once.
fn first_few(readings: impl Iterator<Item = &'static str>) -> Vec<&'static str> {
    let mut few: Vec<&str> = Vec::new();
    for reading in readings {
        if few.len() < MOST_READINGS && !few.contains(&reading) {
            few.push(reading);
        }
    }
    few
}
