//! The places at which a text was mended, each with what stood there and what stands there now.

use crate::text::{CleanStep, Cleaned, Span};
use std::collections::BTreeSet;

/// Characters shown on each side of a change.
const AROUND: usize = 18;
/// Characters shown of what was taken away or put in, at most.
const MOST: usize = 160;

/// Words on one side of a difference.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HunkRun {
    /// The words; a line end is shown as ↵.
    pub words: String,
    /// Whether they stand on this side alone.
    pub is_changed: bool,
}

/// A place at which something was changed, with some words around it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Hunk {
    /// What stood there.
    pub before: Vec<HunkRun>,
    /// What stands there.
    pub after: Vec<HunkRun>,
    /// By which steps.
    pub steps: BTreeSet<CleanStep>,
    /// Where in the old text it begins, in bytes.
    pub at: usize,
}

impl Hunk {
    /// As one line: `与治[-↵↵-]理规则`, what was taken away and what was put in.
    pub fn line(&self) -> String {
        let mut line = String::new();
        let mut after = self.after.iter().filter(|it| it.is_changed);
        let mut is_changed = false;
        for run in &self.before {
            if is_changed || run.is_changed {
                line.push_str(&added(&mut after, run.is_changed));
            }
            is_changed = run.is_changed;
            match run.is_changed {
                true if run.words.is_empty() => {}
                true => line.push_str(&format!("[-{}-]", run.words)),
                false => line.push_str(&run.words),
            }
            if run.is_changed {
                line.push_str(&added(&mut after, false));
                is_changed = false;
            }
        }
        line
    }
}

/// What was put in next, unless that waits for what was taken away.
fn added<'r>(after: &mut impl Iterator<Item = &'r HunkRun>, waits: bool) -> String {
    let run = (!waits).then(|| after.next()).flatten();
    run.filter(|it| !it.words.is_empty())
        .map(|it| format!("{{+{}+}}", it.words))
        .unwrap_or_default()
}

/// The places at which a text was mended, in order; those near each other are one. `most` of them at
/// most, and how many there are.
pub fn hunks(text: &str, cleaned: &Cleaned, most: usize) -> (Vec<Hunk>, usize) {
    let mut hunks: Vec<Hunk> = Vec::new();
    let (mut count, mut last) = (0, None);
    for change in &cleaned.changes {
        let between = last.map(|it: Span| Span::new(it.end, change.before.start));
        let near = between.and_then(|it| it.of(text)).filter(|it| {
            // Twice the words around: then both show the same.
            it.chars().take(AROUND * 2 + 1).count() <= AROUND * 2
        });
        if near.is_none() {
            close(hunks.last_mut().filter(|_| count <= most), text, last);
            count += 1;
        }
        last = Some(change.before);
        if count > most {
            continue;
        }
        if let Some(words) = near
            && let Some(hunk) = hunks.last_mut()
        {
            same(hunk, words);
        } else {
            let before = text.get(..change.before.start).unwrap_or_default();
            let mut hunk = Hunk {
                at: change.before.start,
                ..Hunk::default()
            };
            same(&mut hunk, tail(before, AROUND));
            hunks.push(hunk);
        }
        if let Some(hunk) = hunks.last_mut() {
            hunk.steps.insert(change.step);
            hunk.before.push(changed(change.before.of(text)));
            hunk.after.push(changed(change.after.of(&cleaned.text)));
        }
    }
    close(hunks.last_mut().filter(|_| count <= most), text, last);
    (hunks, count)
}

/// Adds the words behind the last change.
fn close(hunk: Option<&mut Hunk>, text: &str, last: Option<Span>) {
    let rest = last.and_then(|it| text.get(it.end..)).unwrap_or_default();
    let end = rest
        .char_indices()
        .nth(AROUND)
        .map_or(rest.len(), |it| it.0);
    if let Some(hunk) = hunk {
        same(hunk, rest.get(..end).unwrap_or_default());
    }
}

fn same(hunk: &mut Hunk, words: &str) {
    let run = HunkRun {
        words: shown(words),
        is_changed: false,
    };
    hunk.before.push(run.clone());
    hunk.after.push(run);
}

fn changed(words: Option<&str>) -> HunkRun {
    let words = words.unwrap_or_default();
    let cut = words.char_indices().nth(MOST).map(|it| it.0);
    let words = match cut.and_then(|it| words.get(..it)) {
        Some(first) => shown(first) + "…",
        None => shown(words),
    };
    HunkRun {
        words,
        is_changed: true,
    }
}

fn shown(words: &str) -> String {
    words
        .replace('\n', "↵")
        .replace('\u{AD}', "\u{2010}")
        .replace('\u{C}', "")
}

fn tail(words: &str, count: usize) -> &str {
    let from = words.char_indices().rev().nth(count.saturating_sub(1));
    words.get(from.map_or(0, |it| it.0)..).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::cleaning::clean;

    #[test]
    fn changes_are_shown_with_what_stands_around_them() {
        let long = "数字治理要由地方先行".repeat(5);
        let text = format!("{long}与治\n\n理规则，甲说。^①完。\n\n① 《甲书》\n");
        let steps = [CleanStep::Join, CleanStep::MoveNotes].into();
        let (found, count) = hunks(&text, &clean(&text, &[], &steps), 10);
        assert_eq!(count, found.len());
        let lines: Vec<String> = found.iter().map(Hunk::line).collect();
        assert_eq!(
            lines,
            [
                "要由地方先行数字治理要由地方先行与治[-↵↵-]理规则，甲说。[-^①-]{+①+}完。\
              {+↵↵① 《甲书》+}[-↵↵① 《甲书》-]↵"
            ]
        );
        assert_eq!(found[0].steps, steps);
        let (some, all) = hunks(&text, &clean(&text, &[], &steps), 0);
        assert_eq!((some.len(), all), (0, 1));
    }
}
