//! What single characters can be read as, in the order in which they mostly are.

use std::collections::HashMap;
use std::sync::LazyLock;

use pinyin::{ToPinyin, ToPinyinMulti};

use super::tones::toneless;
use crate::text::simplified;

/// Characters whose readings are others, or in another order, than those of the crate `pinyin`.
const TABLE: &str = include_str!("../../../assets/words/readings.txt");

/// Readings of one character at most.
const MOST: usize = 8;

static SIGNS: LazyLock<HashMap<char, Line>> = LazyLock::new(|| {
    let lines = TABLE.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(line).collect()
});

#[derive(Clone, Copy)]
struct Line {
    readings: &'static str,
    inside: Option<&'static str>,
    is_contested: bool,
}

fn line(line: &'static str) -> Option<(char, Line)> {
    let mut cells = line.split('\t');
    let sign = cells.next()?.chars().next()?;
    let line = Line {
        readings: cells.next()?,
        inside: cells.next().filter(|it| !it.is_empty()),
        is_contested: cells.next() == Some("?"),
    };
    Some((sign, line))
}

/// What a character can be read as.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Sign {
    /// Its readings, the likeliest of the character alone first; one at least.
    pub(super) readings: Vec<&'static str>,
    /// How many of them, from the first, today's dictionaries have.
    pub(super) modern: usize,
    /// How it is mostly read in words of several characters.
    pub(super) inside: &'static str,
    /// Whether words differ so much that their mostly is not enough.
    pub(super) is_contested: bool,
    /// How the crate mostly reads it: what the tables say of words goes out from this.
    pub(super) basic: &'static str,
}

impl Sign {
    /// What is known of a character; `None` when it is not Chinese.
    pub(super) fn of(char: char) -> Option<Self> {
        let own = of_crate(char);
        let basic = own.first().copied().unwrap_or_default();
        let simple = simplified::of(char);
        let line = SIGNS.get(&char).or_else(|| SIGNS.get(&simple));
        let mut readings: Vec<&str> =
            line.map_or(Vec::new(), |it| it.readings.split(' ').collect());
        if simple != char && !own.is_empty() {
            // Of what a simplified character stands for, each of the traditional ones has its part.
            readings.retain(|it| own.contains(it));
        }
        let modern = match readings.len() {
            0 => own.len(),
            some => some,
        };
        for reading in own {
            if !readings.contains(&reading) && readings.len() < MOST.max(modern) {
                readings.push(reading);
            }
        }
        let first = *readings.first()?;
        let inside = line.and_then(|it| it.inside);
        Some(Self {
            inside: inside.filter(|it| readings.contains(it)).unwrap_or(first),
            is_contested: line.is_some_and(|it| it.is_contested),
            modern,
            readings,
            basic,
        })
    }

    /// Whether today's dictionaries read it in several ways, not counting syllables without a tone.
    pub(super) fn has_several(&self) -> bool {
        let modern = self.readings.iter().take(self.modern);
        modern.filter(|it| toneless(it) != **it).nth(1).is_some()
    }
}

/// Whether what is told of a character is one of its readings, or one of them without its tone.
pub(super) fn takes(readings: &[&str], told: &str) -> bool {
    let bare = toneless(told);
    let is_bare = told == bare;
    let mut all = readings.iter();
    all.any(|it| *it == told || (is_bare && toneless(it) == bare))
}

/// The readings of the crate, each once, in its order.
fn of_crate(char: char) -> Vec<&'static str> {
    let usual = char.to_pinyin().map(|it| it.with_tone());
    let all = char.to_pinyin_multi().into_iter().flatten();
    let mut few: Vec<&'static str> = Vec::new();
    for reading in usual.into_iter().chain(all.map(|it| it.with_tone())) {
        if !few.contains(&reading) && few.len() < MOST {
            few.push(reading);
        }
    }
    few
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_likeliest_reading_comes_first() {
        for (sign, first) in [
            ('的', "de"),
            ('行', "xíng"),
            ('长', "zhǎng"),
            ('還', "hái"),
            ('髮', "fà"),
            ('隻', "zhī"),
            ('龥', "yù"),
        ] {
            assert_eq!(Sign::of(sign).unwrap().readings.first(), Some(&first));
        }
        assert_eq!(Sign::of('都').unwrap().inside, "dū");
        assert_eq!(Sign::of('a'), None);
    }

    #[test]
    fn readings_of_old_books_make_no_doubt() {
        assert!(!Sign::of('信').unwrap().has_several());
        assert!(!Sign::of('人').unwrap().has_several(), "rén and ren");
        assert!(Sign::of('重').unwrap().has_several());
        assert!(Sign::of('着').unwrap().has_several());
    }

    #[test]
    fn the_table_is_what_it_says() {
        let lines: Vec<_> = TABLE.lines().filter(|it| !it.starts_with('#')).collect();
        assert!(lines.is_sorted() && lines.len() > 3_000);
        assert_eq!(SIGNS.len(), lines.len());
    }
}
