//! A foreign piece behind the end of a text, such as the abstract of the next article.

use super::line::{Kind, Line, letters};

/// Letters at least of a foreign piece.
const LEAST: usize = 120;

/// Marks the last lines of a text that are in another writing than the rest, if there are enough.
pub(super) fn find(lines: &mut [Line<'_>], is_wide: bool) {
    let all = lines.iter().map(|it| letters(it.words));
    let all = all.fold((0, 0), |sum, it| (sum.0 + it.0, sum.1 + it.1));
    let (mut from, mut foreign) = (lines.len(), 0);
    for (at, line) in lines.iter().enumerate().rev() {
        let (wide, narrow) = letters(line.words);
        let (own, other) = match is_wide {
            true => (wide, narrow),
            false => (narrow, wide),
        };
        if own * 10 > other {
            break;
        }
        (from, foreign) = (at, foreign + other);
    }
    let (own, _) = match is_wide {
        true => all,
        false => (all.1, all.0),
    };
    // A text in two writings has no foreign piece, and notes may well be in another.
    let is_small = foreign < own * if is_wide { 4 } else { 1 } && own > 0;
    let begins_note = |it: &Line<'_>| super::mark::leading(it.words.trim_start()).is_some();
    while lines.get(from).is_some_and(begins_note) {
        from += 1;
    }
    if foreign >= LEAST && is_small {
        for line in lines.iter_mut().skip(from) {
            line.kind = Kind::Tail;
        }
    }
}
