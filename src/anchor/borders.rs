//! Where one kept piece ends and the next begins, where the words alone do not tell.
//!
//! A stop belongs to the words before it, and of several places where a piece may as well end it ends
//! where a sentence does.

use super::kept::{Kept, Pieces};
use crate::text::{Span, graphemes};

/// Code points by which a border is moved at most.
const FARTHEST: usize = 64;
/// Graphemes put before a stop from which on it ends these and no longer the old words.
const OTHERS: usize = 8;

/// The pieces of an old and a new text, with their borders where they are likeliest.
pub(super) fn settled(pieces: &Pieces, (old, new): (&str, &str)) -> Pieces {
    let lens = (old.len(), new.len());
    let owned = Pieces::of(with_own_stops(pieces, (old, new)), lens);
    let kept = slid(with_stops(owned.kept().to_vec(), (old, new)), (old, new));
    let kept = turned(slid(turned(kept), (new, old)));
    Pieces::of(kept, lens)
}

/// The new text in the place of the old one.
fn turned(mut kept: Vec<Kept>) -> Vec<Kept> {
    for it in &mut kept {
        (it.old, it.new) = (it.new, it.old);
    }
    kept.sort_unstable();
    kept
}

/// Without the stops that pieces begin with where other words stand before these now.
///
/// Of `甲。乙。` that became `丙。乙。` the first stop is not kept: it ends another sentence.
fn with_own_stops(pieces: &Pieces, (old, new): (&str, &str)) -> Vec<Kept> {
    let mut kept = pieces.kept().to_vec();
    for (at, it) in kept.iter_mut().enumerate() {
        let words = Span::new(it.old, it.old_end()).of(old).unwrap_or_default();
        let stops = words.len() - words.trim_start_matches(is_stop).len();
        let put = pieces.gap(at).and_then(|gap| gap.new.of(new));
        if put.is_none_or(is_more) {
            (it.old, it.new, it.len) = (it.old + stops, it.new + stops, it.len - stops);
        }
    }
    kept
}

/// Whether words are more than what may stand for a word before a stop.
fn is_more(words: &str) -> bool {
    let at = (0..OTHERS).fold(0, |at, _| graphemes::next(words, at));
    at < words.len()
}

/// With the stops behind each piece that are the same and that no other piece holds. The pieces are
/// sorted by where they stand in the old text.
fn with_stops(mut kept: Vec<Kept>, (old, new): (&str, &str)) -> Vec<Kept> {
    let order = by_new(&kept);
    for (turn, at) in order.iter().enumerate() {
        let old_end = kept.get(at + 1).map_or(old.len(), |it| it.old);
        let next = order.get(turn + 1).and_then(|it| kept.get(*it));
        let new_end = next.map_or(new.len(), |it| it.new);
        let Some(it) = kept.get_mut(*at) else {
            continue;
        };
        let was = Span::new(it.old_end(), old_end).of(old).unwrap_or_default();
        let is = Span::new(it.new_end(), new_end).of(new).unwrap_or_default();
        let stops = was.chars().zip(is.chars());
        let stops = stops.take_while(|(was, is)| was == is && is_stop(*was));
        it.len += stops.map(|(it, _)| it.len_utf8()).sum::<usize>();
    }
    kept
}

/// The numbers of the pieces by where they stand in the new text.
fn by_new(kept: &[Kept]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..kept.len()).collect();
    order.sort_unstable_by_key(|at| kept.get(*at).map(|it| it.new));
    order
}

/// With the border between any two pieces that follow each other in the new text, and did not in the
/// old one, at the likeliest of the places where it may as well be: behind a sentence, or else the last.
/// The pieces are sorted by where they stand in the old text.
///
/// Of `甲。乙。丙` that became `甲。丙` the kept pieces are `甲。` and `丙`, not `甲` and `。丙`.
fn slid(mut kept: Vec<Kept>, (old, new): (&str, &str)) -> Vec<Kept> {
    let order = by_new(&kept);
    for (first, second) in order.iter().zip(order.iter().skip(1)) {
        let by = step(&kept, (*first, *second), (old, new));
        if let Some(it) = kept.get_mut(*first) {
            it.len = it.len.saturating_add_signed(by);
        }
        if let Some(it) = kept.get_mut(*second) {
            it.old = it.old.saturating_add_signed(by);
            it.new = it.new.saturating_add_signed(by);
            it.len = it.len.saturating_add_signed(-by);
        }
    }
    kept
}

/// The bytes by which the border between two pieces is to be moved.
fn step(kept: &[Kept], (first, second): (usize, usize), (old, new): (&str, &str)) -> isize {
    let (Some(a), Some(b)) = (kept.get(first), kept.get(second)) else {
        return 0;
    };
    if a.new_end() != b.new {
        return 0;
    }
    // Between neighbours the one gives what the other takes; else only what is free is to be had.
    let (free_start, free_end) = match first + 1 == second {
        true => (a.old, b.old_end()),
        false => {
            let before = second.checked_sub(1).and_then(|it| kept.get(it));
            let behind = kept.get(first + 1);
            let start = before.map_or(0, |it| it.old_end());
            (start, behind.map_or(old.len(), |it| it.old))
        }
    };
    let free = |from: usize, to: usize| Span::new(from, to).of(old).unwrap_or_default();
    let (head, tail) = new.split_at_checked(b.new).unwrap_or_default();
    let back = free(free_start, b.old).chars().rev();
    let back = steps(head.chars().rev().zip(back), a.len).map(|it| -it);
    let ahead = free(a.old_end(), free_end).chars();
    let ahead = steps(tail.chars().zip(ahead), b.len);
    let well = |by: isize| {
        let begins = |at: usize| begins_well(old, at.saturating_add_signed(by));
        begins(a.old_end()) + begins(b.old)
    };
    let all = back.chain([0]).chain(ahead);
    all.max_by_key(|by| (well(*by), *by)).unwrap_or(0)
}

/// The bytes by which a border may move over signs that are the same, fewer than these.
fn steps(pairs: impl Iterator<Item = (char, char)>, most: usize) -> impl Iterator<Item = isize> {
    let same = pairs.take(FARTHEST).take_while(|(a, b)| a == b);
    let sums = same.scan(0, |sum, (it, _)| {
        *sum += it.len_utf8();
        Some(*sum)
    });
    // Something of the piece stays.
    sums.take_while(move |it| *it < most)
        .map(usize::cast_signed)
}

/// How likely it is that something begins here: behind a sentence, behind another stop, or elsewhere.
pub(super) fn begins_well(text: &str, at: usize) -> u8 {
    let before = text
        .split_at_checked(at)
        .and_then(|it| it.0.chars().next_back());
    match before {
        None | Some('。' | '！' | '？' | '；' | '\n') => 2,
        Some(it) if !it.is_alphanumeric() => 1,
        Some(_) => 0,
    }
}

/// Whether a sign belongs to the words before it.
pub(super) const fn is_stop(it: char) -> bool {
    matches!(
        it,
        '。' | '！'
            | '？'
            | '；'
            | '，'
            | '、'
            | '：'
            | '…'
            | '”'
            | '’'
            | '」'
            | '』'
            | '）'
            | '》'
            | '〉'
            | '】'
            | '.'
            | '!'
            | '?'
            | ';'
            | ','
            | ':'
            | ')'
            | ']'
    )
}
