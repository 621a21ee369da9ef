//! Words whose reading nobody looked at yet, and what a person chose.

use super::make::{Chosen, Ground};
use super::texts::TextRead;
use crate::model::{Gloss, Project, SourceId};
use crate::text::pinyin::{self, Depth, Doubt, ReadingChoice, WordReading};
use crate::text::{Span, sentences};
use std::borrow::Cow;

/// Characters shown on each side of a word.
const AROUND: usize = 12;

/// A word of a text that could be read in another way.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PackDoubt {
    /// The text.
    pub source: SourceId,
    /// The word, how it is read, and where.
    pub doubt: Doubt,
    /// Whether nothing but the words around it, or its frequency, speaks for the reading; else the word
    /// is known to be read so.
    pub is_unsure: bool,
    /// What stands before and behind it at its first place.
    pub around: (String, String),
}

/// The words of the texts that go into a pack that could be read in another way and that nobody looked
/// at, in their order.
pub(super) fn doubts(
    project: &Project,
    chosen: &[Chosen<'_>],
    ground: &Ground<'_>,
) -> Vec<PackDoubt> {
    let mut all = Vec::new();
    for (source, shown) in chosen {
        let text = source.text();
        let read = ground.texts.cut(source);
        let readings = told(project, text, (&read, ground));
        let inside = |it: &&WordReading| super::vocabulary::is_in(shown, it.span);
        let doubts = pinyin::doubts(text, readings.iter().filter(inside), Depth::All);
        all.extend(doubts.into_iter().map(|doubt| {
            let first = doubt.places.first().copied().unwrap_or_default();
            PackDoubt {
                source: source.id,
                is_unsure: doubt.reading.is_doubtful(Depth::Unsure),
                around: around(text, first),
                doubt,
            }
        }));
    }
    all
}

/// What stands on both sides of a word in its sentence.
fn around(text: &str, span: Span) -> (String, String) {
    let sentence = sentences::at(text, span.start);
    let before = Span::new(sentence.start.min(span.start), span.start).of(text);
    let after = Span::new(span.end, sentence.end.max(span.end)).of(text);
    let mut last: Vec<char> = before
        .unwrap_or_default()
        .chars()
        .rev()
        .take(AROUND)
        .collect();
    last.reverse();
    let first = after.unwrap_or_default().chars().take(AROUND);
    let on_line = |it: &char| *it != '\n';
    let before = last.into_iter().filter(on_line).collect();
    (before, first.filter(on_line).collect())
}

/// How a text is read, with what the project tells of it.
pub(super) fn told<'t>(
    project: &Project,
    text: &str,
    (read, ground): (&'t TextRead, &Ground<'_>),
) -> Cow<'t, [WordReading]> {
    let mut readings = Cow::Borrowed(ground.texts.read(read, ground.is_stopped));
    let choices = choices(project);
    if !choices.is_empty() {
        pinyin::apply(text, readings.to_mut(), &choices);
    }
    readings
}

/// The readings that the project tells of words, in every place or in one.
fn choices(project: &Project) -> Vec<ReadingChoice> {
    let mut choices = Vec::new();
    for gloss in project.glosses().iter() {
        for (name, words) in &gloss.about {
            let phrase = match name.as_str() {
                Gloss::READING => format!("{} {words}", gloss.name),
                name if name.starts_with(Gloss::PLACE) => words.clone(),
                _ => continue,
            };
            choices.extend(phrase.parse::<ReadingChoice>());
        }
    }
    choices
}
