//! A text with what is written on it, before it is dressed.

use super::ids::id_of;
use super::notes::{Form, pieces_of};
use super::{Marginal, Question};
use crate::model::{Memo, Project, RecordId, Source, Style};
use crate::query::{Index, Passage};
use crate::text::{Span, paragraphs};

/// Characters of a passage that are printed where it is named.
const QUOTE: usize = 24;

/// A paragraph of a source that goes in, or the part of it that does.
pub(super) struct Cut {
    /// Its bytes in the source.
    pub(super) span: Span,
    /// Its number; 0 for a heading.
    pub(super) number: usize,
    /// Of a heading, its level; else 0.
    pub(super) heading: u8,
    /// Whether something was left out before it.
    pub(super) gap: bool,
}

impl Cut {
    /// Its words.
    pub(super) fn words(&self, text: &str) -> String {
        self.span.of(text).unwrap_or_default().to_owned()
    }
}

/// The paragraphs that go in, cut to the stretches that do; empty ones are left out.
pub(super) fn blocks(source: &Source, shown: &[Span]) -> Vec<Cut> {
    let text = source.text();
    let headings: Vec<(Span, u8)> = source
        .origin
        .styles
        .iter()
        .filter_map(|it| match it.style {
            Style::Heading(level) => Some((source.lines.span_from_chars(it.chars)?, level)),
            _ => None,
        })
        .collect();
    let mut cuts: Vec<Cut> = Vec::new();
    let (mut number, mut left_out) = (0, false);
    for paragraph in paragraphs::paragraphs(text) {
        let from = shown.partition_point(|it| it.end <= paragraph.start);
        let inside = shown
            .iter()
            .skip(from)
            .take_while(|it| it.start < paragraph.end);
        let parts: Vec<Span> = inside.filter_map(|it| it.common(paragraph)).collect();
        let is_filled = |it: &Span| it.of(text).is_some_and(|it| !it.trim().is_empty());
        let whole = parts.first() == Some(&paragraph);
        if is_filled(&paragraph) && parts.is_empty() {
            left_out = true;
        }
        let mut reached = paragraph.start;
        for span in parts.into_iter().filter(is_filled) {
            let heading = headings
                .iter()
                .find(|it| it.0.common(span).is_some_and(|it| !it.is_empty()));
            let heading = heading.filter(|_| whole).map_or(0, |it| it.1);
            number += usize::from(heading == 0);
            let gap = left_out || span.start > reached;
            cuts.push(Cut {
                span,
                number: if heading == 0 { number } else { 0 },
                heading,
                gap,
            });
            left_out = false;
            reached = span.end;
        }
        left_out |= !whole && reached < paragraph.end && is_filled(&paragraph);
    }
    cuts
}

/// A text with what is written on it.
pub(super) struct Leaf<'a> {
    /// The text.
    pub(super) source: &'a Source,
    /// What of it goes in.
    pub(super) cut: &'a [Cut],
    /// Notes; their `block` is the place of the paragraph from 0.
    pub(super) notes: Vec<Marginal>,
    /// Where numbered notes end, with their numbers.
    pub(super) at: Vec<(usize, usize)>,
    /// What is put into the line, and where.
    pub(super) inline: Vec<(usize, String)>,
    /// Questions; their `block` is the place of the paragraph from 1, 0 for the whole text.
    pub(super) questions: Vec<Question>,
    /// What is said before the text.
    pub(super) introduction: Vec<String>,
}

impl<'a> Leaf<'a> {
    /// A text without anything on it.
    pub(super) fn new(source: &'a Source, cut: &'a [Cut]) -> Self {
        Self {
            source,
            cut,
            notes: Vec::new(),
            at: Vec::new(),
            inline: Vec::new(),
            questions: Vec::new(),
            introduction: Vec::new(),
        }
    }

    /// The place of the paragraph that a byte is in or behind.
    fn place_at(&self, byte: usize) -> usize {
        let at = self.cut.partition_point(|it| it.span.start <= byte);
        at.saturating_sub(1)
    }

    /// The number of that paragraph.
    pub(super) fn number_at(&self, byte: usize) -> usize {
        self.cut.get(self.place_at(byte)).map_or(0, |it| it.number)
    }

    /// A note with the number of its paragraph.
    pub(super) fn printed(&self, note: &Marginal) -> Marginal {
        Marginal {
            block: self.cut.get(note.block).map_or(0, |it| it.number),
            ..note.clone()
        }
    }

    /// Takes in the memos on the text, its passages and their codings, in the order of the text.
    pub(super) fn memos(&mut self, project: &Project, index: &Index, shown: &[Span]) {
        for memo in project.memos_on(RecordId::Source(self.source.id)) {
            self.memo(memo, None);
        }
        let passages = shown
            .iter()
            .flat_map(|it| index.touching(self.source.id, *it));
        let passages = passages.filter(|it| it.has_memo);
        let mut passages: Vec<&Passage> = passages.collect();
        passages.sort_by_key(|it| (it.span.end, it.span.start, it.quotation));
        passages.dedup_by_key(|it| it.quotation);
        for passage in passages {
            let codings = passage.codings.iter().map(|it| RecordId::Coding(it.coding));
            let on = std::iter::once(RecordId::Quotation(passage.quotation)).chain(codings);
            for memo in on.flat_map(|it| project.memos_on(it)) {
                self.memo(memo, Some(passage.span));
            }
        }
        self.at.sort_unstable();
        self.inline.sort_by_key(|it| it.0);
    }

    fn memo(&mut self, memo: &Memo, on: Option<Span>) {
        let otherwise = match on {
            Some(_) => Form::Margin,
            None => Form::Introduction,
        };
        let text = self.source.text();
        let passage = on
            .and_then(|it| it.of(text))
            .map(shortened)
            .unwrap_or_default();
        // A note stands where its passage ends, if that goes in; else at the end of what does.
        let end = on.map_or(0, |it| it.end);
        let place = self.place_at(end.saturating_sub(1));
        let end = self
            .cut
            .get(place)
            .map_or(end, |it| end.clamp(it.span.start, it.span.end));
        for (turn, piece) in pieces_of(&memo.text, otherwise).into_iter().enumerate() {
            let id = format!("n{}", id_of(&[&memo.id.to_string(), &turn.to_string()]));
            match piece.form {
                Form::Unprinted => {}
                Form::Introduction => {
                    let lines = piece.text.lines().map(str::trim);
                    let filled = lines.filter(|it| !it.is_empty());
                    self.introduction.extend(filled.map(str::to_owned));
                }
                Form::Question => self.questions.push(Question {
                    id,
                    number: 0,
                    text: piece.text,
                    passage: passage.clone(),
                    block: on.map_or(0, |_| place + 1),
                    answer: piece.answer,
                    lines: 0,
                }),
                Form::Inline if on.is_some() => self.inline.push((end, piece.text)),
                form => {
                    let form = if on.is_none() { Form::Foot } else { form };
                    self.note((id, form), (&passage, piece.text), (end, place));
                }
            }
        }
    }

    fn note(
        &mut self,
        (id, form): (String, Form),
        (passage, text): (&str, String),
        (end, place): (usize, usize),
    ) {
        let number = match form {
            Form::Head => 0,
            _ => self.at.len() + 1,
        };
        if number > 0 {
            self.at.push((end, number));
        }
        self.notes.push(Marginal {
            id,
            number,
            form,
            block: place,
            passage: passage.to_owned(),
            text,
        });
    }
}

/// The first words of a passage on one line, as they are written between quotation marks: those within
/// are single.
pub(super) fn shortened(words: &str) -> String {
    let line: Vec<&str> = words.split_whitespace().collect();
    let line = line.join(" ").replace('“', "‘").replace('”', "’");
    match line.char_indices().nth(QUOTE) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or_default()),
        None => line,
    }
}
