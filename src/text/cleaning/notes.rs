//! Footnotes: lines that begin with a number that the text before them refers to.

use super::line::{Kind, Line};
use super::mark;
use crate::text::Span;

/// Lines of one footnote at most.
const MOST_LINES: usize = 12;

/// Marks footnotes. Numbers may begin again on each page, so each group of notes answers to what stands
/// between it and the one before. `full` is the width of a full line where lines are broken by hand.
pub(super) fn find(lines: &mut [Line<'_>], full: Option<usize>) {
    let mut asked: Vec<(usize, Span)> = Vec::new();
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        let group = match line.kind {
            Kind::Body => group(lines.get(at..).unwrap_or_default(), full),
            _ => Vec::new(),
        };
        let is_note = is_answer(&group, &asked);
        if !is_note {
            if line.kind == Kind::Body {
                asked.extend(mark::signs(line.words, line.span.start));
            }
            at += 1;
            continue;
        }
        for found in &group {
            for turn in 0..found.lines {
                let Some(line) = lines.get_mut(at + found.skipped + turn) else {
                    continue;
                };
                let sign = asked.iter().find(|it| it.0 == found.number);
                line.kind = match turn {
                    0 => Kind::Note {
                        number: found.number,
                        words: line.span.start + found.words,
                        sign: sign.map(|it| it.1),
                    },
                    _ => Kind::NoteGoesOn,
                };
            }
        }
        at += group.last().map_or(1, |it| it.skipped + it.lines);
        asked.clear();
    }
}

/// What may be a footnote.
struct Found {
    number: usize,
    /// Bytes of its first line before its words.
    words: usize,
    /// Lines from the beginning of the group to it.
    skipped: usize,
    lines: usize,
}

/// Lines that may be footnotes, one behind the other with numbers that rise by one.
fn group(lines: &[Line<'_>], full: Option<usize>) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        let lead = line.words.len() - line.words.trim_start().len();
        let inner = line.words.trim_start();
        let Some(mark) = mark::leading(inner).filter(|_| line.kind == Kind::Body) else {
            break;
        };
        if found.last().is_some_and(|it| mark.number != it.number + 1) {
            break;
        }
        let rest = inner.get(mark.len..).unwrap_or_default();
        let blank = rest.len() - rest.trim_start().len();
        // A further line of a note follows at once, in a text whose lines are broken by hand.
        let more = lines.get(at + 1..).unwrap_or_default().iter();
        let goes_on = |it: &&Line<'_>| {
            it.breaks == 1
                && it.kind == Kind::Body
                && mark::leading(it.words.trim_start()).is_none()
        };
        let more = match full {
            Some(_) => more.take_while(goes_on).take(MOST_LINES).count(),
            None => 0,
        };
        found.push(Found {
            number: mark.number,
            words: lead + mark.len + blank,
            skipped: at,
            lines: 1 + more,
        });
        at += 1 + more;
    }
    found
}

/// Whether a group of lines answers to signs in the text: to more than half of them, and the first.
fn is_answer(group: &[Found], asked: &[(usize, Span)]) -> bool {
    let is_asked = |it: &&Found| asked.iter().any(|sign| sign.0 == it.number);
    let answers = group.iter().filter(is_asked).count();
    answers > 0 && answers * 2 >= group.len()
}

/// The words of a note without what is left of the sign that marked it, as in `^{3 &}quot;`.
pub(super) fn plain(words: String) -> String {
    let head: String = words.chars().take(4).collect();
    match (head.find('}'), head.contains('{')) {
        (Some(at), false) => {
            let (before, rest) = words.split_at(at);
            let rest = rest.strip_prefix('}').unwrap_or(rest);
            format!("{before}{rest}")
        }
        _ => words,
    }
}
