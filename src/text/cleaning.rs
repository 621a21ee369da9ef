//! Mending what pages left in a text: sentences broken by page ends, running heads, page numbers,
//! footnotes in the middle of sentences, marks of another width, hyphens that are not seen, and the
//! beginning of a foreign piece behind the end.
//!
//! **Invariant:** nothing is changed but by the steps that are asked for, and every change is told with
//! what stood there and what stands there now.

mod heads;
mod inline;
mod joins;
mod line;
mod mark;
mod notes;
mod tail;

use super::span::Span;
use line::{Kind, Line};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Something that can be mended in a text.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum CleanStep {
    /// Lines and paragraphs that a page or line end broke read on.
    Join,
    /// Blanks that line ends left between Chinese characters go.
    Blanks,
    /// Running heads and page numbers go.
    Heads,
    /// Footnotes are marked as notes where they stand.
    MarkNotes,
    /// Footnotes go to the end, numbered through, as do the signs that refer to them.
    MoveNotes,
    /// Soft hyphens go.
    Hyphens,
    /// Punctuation in Chinese is at full width, digits and letters at half width.
    Punctuation,
    /// A foreign piece behind the end goes.
    Tail,
}

impl CleanStep {
    /// Every step, in the order in which they are offered.
    pub const ALL: [Self; 8] = [
        Self::Join,
        Self::Blanks,
        Self::Heads,
        Self::MoveNotes,
        Self::MarkNotes,
        Self::Hyphens,
        Self::Punctuation,
        Self::Tail,
    ];

    /// Those that only take away what pages and lines left; the others change what was written, so a
    /// person chooses them.
    pub const USUAL: [Self; 5] = [
        Self::Join,
        Self::Blanks,
        Self::Heads,
        Self::MoveNotes,
        Self::Hyphens,
    ];

    /// Its name, as it is typed and as a project file records it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Join => "join",
            Self::Blanks => "blanks",
            Self::Heads => "heads",
            Self::MarkNotes => "mark-notes",
            Self::MoveNotes => "move-notes",
            Self::Hyphens => "hyphens",
            Self::Punctuation => "punctuation",
            Self::Tail => "tail",
        }
    }

    /// The step of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.name() == name)
    }
}

/// Several steps.
pub type CleanSteps = BTreeSet<CleanStep>;

/// A change that a step makes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct CleanChange {
    /// Which step.
    pub step: CleanStep,
    /// What stood there, in bytes of the text as it was.
    pub before: Span,
    /// What stands there, in bytes of the new text.
    pub after: Span,
}

/// A text that was mended.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Cleaned {
    /// The new text.
    pub text: String,
    /// Every change, in order; between them both texts are the same.
    pub changes: Vec<CleanChange>,
    /// Notes in the new text, if they were moved or marked.
    pub notes: Vec<Span>,
    /// What each step that was asked for did, and how often.
    pub counts: BTreeMap<CleanStep, usize>,
}

impl Cleaned {
    /// Where a part of the old text stands in the new one; nothing when it is gone, or was moved.
    pub fn after(&self, before: Span) -> Option<Span> {
        let (start, end) = (self.edge(before.start, false), self.edge(before.end, true));
        (start < end).then(|| Span::new(start, end))
    }

    /// Where a byte of the old text stands; inside of a change, at its end or beginning.
    fn edge(&self, byte: usize, is_end: bool) -> usize {
        let is_past = |it: &CleanChange| match is_end {
            true => it.before.start < byte,
            false => it.before.start <= byte,
        };
        let past = self.changes.partition_point(is_past);
        let Some(last) = past.checked_sub(1).and_then(|it| self.changes.get(it)) else {
            return byte;
        };
        let is_inside = byte < last.before.end || (is_end && byte == last.before.end);
        match (is_inside, is_end) {
            (true, true) if byte == last.before.end => last.after.end,
            (true, true) => last.after.start,
            (true, false) => last.after.end,
            (false, _) => last.after.end + (byte - last.before.end),
        }
    }
}

/// A piece of the text that something else takes the place of.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Edit {
    step: CleanStep,
    span: Span,
    instead: String,
}

impl Edit {
    fn cut(step: CleanStep, span: Span) -> Self {
        let instead = String::new();
        Self {
            step,
            span,
            instead,
        }
    }
}

/// What was found out about a text.
struct Survey<'t> {
    text: &'t str,
    lines: Vec<Line<'t>>,
    /// Bytes at which a page is known to begin.
    pages: &'t [usize],
    /// The width of a full line in columns, where lines are broken by hand.
    full: Option<usize>,
    /// Whether most of it is in a writing of wide characters.
    is_wide: bool,
}

impl<'t> Survey<'t> {
    fn new(text: &'t str, pages: &'t [usize]) -> Self {
        let mut lines = line::lines(text);
        let is_wide = line::is_mostly_wide(text);
        let full = line::full_width(&lines);
        tail::find(&mut lines, is_wide);
        heads::find(&mut lines, pages);
        notes::find(&mut lines, full);
        Self {
            text,
            lines,
            pages,
            full,
            is_wide,
        }
    }

    /// Whether a page is known to begin between two bytes.
    fn has_page(&self, from: usize, to: usize) -> bool {
        let at = self.pages.partition_point(|it| *it <= from);
        self.pages.get(at).is_some_and(|it| *it <= to)
            || self
                .text
                .get(from..to)
                .is_some_and(|it| it.contains('\u{C}'))
    }
}

/// What steps find to do in a text.
pub fn survey(text: &str, pages: &[usize]) -> BTreeMap<CleanStep, usize> {
    let all = |notes| CleanStep::ALL.into_iter().filter(move |it| *it != notes);
    let mut counts = clean(text, pages, &all(CleanStep::MarkNotes).collect()).counts;
    if let Some(notes) = counts.get(&CleanStep::MoveNotes).copied() {
        counts.insert(CleanStep::MarkNotes, notes);
    }
    counts
}

/// The steps that are worth while, by what they find: those that only take away what pages left.
pub fn suggested(found: &BTreeMap<CleanStep, usize>) -> CleanSteps {
    let count = |step| found.get(&step).copied().unwrap_or_default();
    let worth = count(CleanStep::Heads) + count(CleanStep::MoveNotes) + count(CleanStep::Join);
    let is_worth = worth >= 3 || count(CleanStep::Blanks) + count(CleanStep::Hyphens) > 0;
    let usual = CleanStep::USUAL.into_iter();
    usual.filter(|it| is_worth && count(*it) > 0).collect()
}

/// Mends a text. `pages` are the bytes at which pages are known to begin, in order.
pub fn clean(text: &str, pages: &[usize], steps: &CleanSteps) -> Cleaned {
    if steps.is_empty() {
        let text = text.to_owned();
        return Cleaned {
            text,
            ..Cleaned::default()
        };
    }
    let survey = Survey::new(text, pages);
    let mut counts = BTreeMap::new();
    let mut made = Making {
        survey: &survey,
        steps,
        edits: Vec::new(),
        counts: &mut counts,
    };
    let is_kept = made.kept();
    made.between(&is_kept);
    made.inside(&is_kept);
    let moved = made.notes(&is_kept);
    let edits = made.edits;
    let mut cleaned = assembled(text, edits, &moved);
    cleaned.counts = counts;
    if steps.contains(&CleanStep::MarkNotes) && !steps.contains(&CleanStep::MoveNotes) {
        let notes = survey.lines.iter().filter(|it| it.is_note());
        cleaned.notes = notes.filter_map(|it| cleaned.after(it.span)).collect();
    }
    cleaned
}

/// Makes the edits that the steps ask for.
struct Making<'m, 't> {
    survey: &'m Survey<'t>,
    steps: &'m CleanSteps,
    edits: Vec<Edit>,
    counts: &'m mut BTreeMap<CleanStep, usize>,
}

impl Making<'_, '_> {
    fn does(&self, step: CleanStep) -> bool {
        self.steps.contains(&step)
    }

    fn count(&mut self, step: CleanStep) {
        *self.counts.entry(step).or_default() += 1;
    }

    /// The step that takes a line from where it stands.
    fn taken_by(&self, line: &Line<'_>) -> Option<CleanStep> {
        let step = match line.kind {
            Kind::Body => return None,
            Kind::Head => CleanStep::Heads,
            Kind::Note { .. } | Kind::NoteGoesOn => CleanStep::MoveNotes,
            Kind::Tail => CleanStep::Tail,
        };
        self.does(step).then_some(step)
    }

    /// Whether each line stays where it is.
    fn kept(&mut self) -> Vec<bool> {
        let lines = self.survey.lines.iter();
        let kept = lines.map(|it| {
            let step = self.taken_by(it);
            let is_counted = it.kind != Kind::NoteGoesOn;
            (step.filter(|_| is_counted), step.is_none())
        });
        let kept: Vec<(Option<CleanStep>, bool)> = kept.collect();
        for step in kept.iter().filter_map(|it| it.0) {
            self.count(step);
        }
        if self.does(CleanStep::MarkNotes) && !self.does(CleanStep::MoveNotes) {
            let notes = self.survey.lines.iter();
            let notes = notes.filter(|it| matches!(it.kind, Kind::Note { .. }));
            for _ in 0..notes.count() {
                self.count(CleanStep::MarkNotes);
            }
        }
        kept.into_iter().map(|it| it.1).collect()
    }

    /// The edits between lines that stay: lines that go, and line ends that join.
    fn between(&mut self, is_kept: &[bool]) {
        let survey = self.survey;
        let mut before: Option<usize> = None;
        let numbered = survey.lines.iter().enumerate();
        for (at, _) in numbered.filter(|it| is_kept.get(it.0) == Some(&true)) {
            let from = before.map_or(0, |it| it + 1);
            let gone = survey.lines.get(from..at).unwrap_or_default();
            let start = before.and_then(|it| survey.lines.get(it));
            self.region(start, gone, survey.lines.get(at));
            before = Some(at);
        }
        let from = before.map_or(0, |it| it + 1);
        let gone = survey.lines.get(from..).unwrap_or_default();
        let start = before.and_then(|it| survey.lines.get(it));
        self.region(start, gone, None);
    }

    /// What stands between two lines that stay: some that go, perhaps.
    fn region(&mut self, start: Option<&Line<'_>>, gone: &[Line<'_>], end: Option<&Line<'_>>) {
        let mut from = start.map_or(0, |it| it.span.end);
        let (mut last, mut gap) = (None, "");
        for line in gone {
            let Some(step) = self.taken_by(line) else {
                continue;
            };
            let between = Span::new(from, line.span.start).of(self.survey.text);
            gap = std::cmp::max_by_key(gap, between.unwrap_or_default(), |it| it.len());
            self.edits
                .push(Edit::cut(step, Span::new(from, line.span.end)));
            (from, last) = (line.span.end, Some(step));
        }
        let Some(end) = end else { return };
        let space = Span::new(from, end.span.start);
        if let Some(start) = start
            && self.does(CleanStep::Join)
            && let Some(join) = joins::join(self.survey, (start, end), !gone.is_empty())
        {
            self.count(CleanStep::Join);
            if join.takes_hyphen && gone.is_empty() {
                let span = Span::new(start.span.end - 1, end.span.start);
                self.edits.push(Edit::cut(CleanStep::Join, span));
                return;
            }
            self.edits.push(Edit {
                step: CleanStep::Join,
                span: space,
                instead: join.between.to_owned(),
            });
            return;
        }
        match last {
            Some(step) if start.is_none() => self.edits.push(Edit::cut(step, space)),
            Some(step) if gap.len() > space.len() => self.edits.push(Edit {
                step,
                span: space,
                instead: gap.to_owned(),
            }),
            _ => {}
        }
    }

    /// The edits inside of lines that stay.
    fn inside(&mut self, is_kept: &[bool]) {
        let survey = self.survey;
        let blanks = inline::Blanks::new(&survey.lines);
        for (line, kept) in survey.lines.iter().zip(is_kept) {
            if *kept && line.kind != Kind::Tail {
                let edits = inline::edits(line, &blanks, self.steps, survey.is_wide);
                for edit in &edits {
                    self.count(edit.step);
                }
                self.edits.extend(edits);
            }
        }
    }

    /// The notes that go to the end, each with its new number, and the edits of the signs that refer to
    /// them; where in the old text they go to.
    fn notes(&mut self, is_kept: &[bool]) -> Moved {
        let survey = self.survey;
        let mut moved = Moved::default();
        if !self.does(CleanStep::MoveNotes) {
            return moved;
        }
        let kept = survey.lines.iter().zip(is_kept).filter(|it| *it.1);
        let last = kept.map(|it| it.0).rfind(|it| it.kind != Kind::Tail);
        moved.at = last.map_or(0, |it| it.span.end);
        let blanks = inline::Blanks::new(&survey.lines);
        for (at, line) in survey.lines.iter().enumerate() {
            let Kind::Note { sign, words, .. } = line.kind else {
                continue;
            };
            let mark = mark::written(moved.words.len() + 1, survey.is_wide);
            let mut note = format!("{mark} ");
            let own = Line::inner(survey.text, Span::new(words, line.span.end));
            note.push_str(&notes::plain(inline::applied(
                &own,
                inline::edits(&own, &blanks, self.steps, survey.is_wide),
            )));
            let more = survey.lines.iter().skip(at + 1);
            for more in more.take_while(|it| it.kind == Kind::NoteGoesOn) {
                let next = inline::edits(more, &blanks, self.steps, survey.is_wide);
                joins::append(&mut note, &inline::applied(more, next));
            }
            moved.words.push(note);
            if let Some(span) = sign {
                self.edits.push(Edit {
                    step: CleanStep::MoveNotes,
                    span,
                    instead: mark,
                });
            }
        }
        moved
    }
}

/// Notes on their way to the end.
#[derive(Default)]
struct Moved {
    /// Byte of the old text behind which they go.
    at: usize,
    words: Vec<String>,
}

/// The new text with its changes.
fn assembled(text: &str, mut edits: Vec<Edit>, moved: &Moved) -> Cleaned {
    let mut notes = Vec::new();
    if !moved.words.is_empty() {
        let mut words = String::from("\n\n");
        for note in &moved.words {
            if !notes.is_empty() {
                words.push('\n');
            }
            notes.push(Span::new(words.len(), words.len() + note.len()));
            words.push_str(note);
        }
        edits.push(Edit {
            step: CleanStep::MoveNotes,
            span: Span::new(moved.at, moved.at),
            instead: words,
        });
    }
    // What is put in between comes before what is taken away from there on.
    edits.sort_by_key(|it| (it.span.start, !it.span.is_empty()));
    let mut cleaned = Cleaned::default();
    let mut at = 0;
    for edit in edits {
        if edit.span.start < at {
            continue;
        }
        let same = text.get(at..edit.span.start).unwrap_or_default();
        cleaned.text.push_str(same);
        let start = cleaned.text.len();
        cleaned.text.push_str(&edit.instead);
        if edit.span.is_empty() {
            let moved = |it: &Span| Span::new(it.start + start, it.end + start);
            cleaned.notes = notes.iter().map(moved).collect();
        }
        cleaned.changes.push(CleanChange {
            step: edit.step,
            before: edit.span,
            after: Span::new(start, cleaned.text.len()),
        });
        at = edit.span.end;
    }
    cleaned.text.push_str(text.get(at..).unwrap_or_default());
    cleaned
}

#[cfg(test)]
mod tests;
