//! Reading packs: what a class holds in its hands, made from texts and what was coded in them.
//!
//! A [`Recipe`](crate::model::Recipe) says what goes in ([`Settings`]); [`make()`] makes the pack, one
//! edition at a time, as plain data ([`Pack`]); every format is written from that alone. The same
//! project and recipe give the same pack, and the same pack gives the same bytes.

mod anchors;
mod cards;
mod check;
mod coverage;
mod direction;
mod docx;
mod doubts;
mod epub;
mod ids;
mod leaf;
mod legend;
mod make;
mod notes;
mod page;
mod pdf;
mod pieces;
mod ready;
mod script;
mod settings;
mod sheets;
mod texts;
mod vocabulary;

#[cfg(test)]
pub(in crate::exchange) mod tests;

pub use cards::cards;
pub use check::{Flaw, Remark};
pub use coverage::Coverage;
pub use docx::docx;
pub use doubts::PackDoubt;
pub use epub::epub;
pub use ids::{Ids, Moved};
pub use make::{Ground, Made, make};
pub use notes::{Form, Piece, pieces_of};
pub use page::{PageError, page, page_template};
pub use pdf::{Letters, PdfError, PdfMade, lacking, pdf};
pub use ready::{READY, Ready};
pub use script::{Script, Swap, swaps};
pub use settings::{
    Choice, Codes, Edition, Font, Numbers, PackFormat, Paper, Part, Ruby, SETTINGS, Setting,
    SettingFlaw, Settings, Wanted, list,
};
pub use sheets::{Mark as SheetMark, Measure, Place, Sheet, Sheets, Tone, sheets};
pub use texts::Texts;

use serde::Serialize;
use std::collections::BTreeMap;

/// A pack in one edition. All numbers count from 1.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Pack {
    /// What it is called.
    pub title: String,
    /// Course, teacher and date, as they were typed; each may be empty.
    pub course: String,
    /// See `course`.
    pub teacher: String,
    /// See `course`.
    pub date: String,
    /// The language of the words around the texts, such as `zh-Hans`.
    pub language: String,
    /// Whom it is for.
    pub edition: Edition,
    /// How it looks on paper.
    pub look: Look,
    /// The parts, in their order.
    pub parts: Vec<Part>,
    /// The words around the texts, by name.
    pub words: BTreeMap<String, String>,
    /// The codes that are marked, with how they are told apart without colour.
    pub legend: Vec<Marker>,
    /// The texts.
    pub readings: Vec<Reading>,
    /// Where words and levels come from, with their licences: to be printed.
    pub credits: Vec<String>,
}

impl Pack {
    /// A word around the texts; nothing where none is given.
    fn say(&self, name: &str) -> &str {
        self.words.get(name).map_or("", String::as_str)
    }

    /// The line that says where a text comes from, and its terms; empty where neither is told.
    fn origin(&self, citation: &str, licence: &str) -> String {
        let told = [("source", citation), ("licence", licence)].into_iter();
        let told = told.filter(|it| !it.1.is_empty());
        let told = told.map(|(word, words)| format!("{}{words}", self.say(word)));
        told.collect::<Vec<_>>().join("　")
    }

    /// Whether a part goes in.
    fn has(&self, part: Part) -> bool {
        self.parts.contains(&part)
    }

    /// Whether what the marks mean is told before the texts, and not behind them.
    fn begins_with_legend(&self) -> bool {
        self.parts.iter().take(3).any(|it| *it == Part::Legend) && !self.legend.is_empty()
    }

    /// Whether it is told behind them.
    fn ends_with_legend(&self) -> bool {
        self.has(Part::Legend) && !self.legend.is_empty() && !self.begins_with_legend()
    }
}

impl Reading {
    /// A note by its number.
    fn note(&self, number: usize) -> Option<&Marginal> {
        let note = self.notes.get(number.checked_sub(1)?)?;
        (note.number == number).then_some(note)
    }

    /// The notes to which no piece of a paragraph refers: those on the whole text.
    fn notes_on_all(&self) -> impl Iterator<Item = &Marginal> {
        let runs = self.blocks.iter().flat_map(|it| &it.runs);
        let told: std::collections::BTreeSet<usize> =
            runs.flat_map(|it| it.notes.iter().copied()).collect();
        self.notes
            .iter()
            .filter(move |it| !told.contains(&it.number))
    }
}

/// How a pack looks on paper.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Look {
    /// The paper.
    pub paper: Paper,
    /// Its width and height in millimetres.
    pub millimetres: (f32, f32),
    /// Size of the text in points of paper.
    pub size: f32,
    /// Columns of text, 1 or 2.
    pub columns: u8,
    /// The kind of letters.
    pub font: Font,
    /// What is numbered.
    pub numbers: Numbers,
    /// Whether a wide margin is left for writing.
    pub wide_margin: bool,
    /// Whether anything is printed above words.
    pub has_ruby: bool,
}

/// A code that is marked in the pack.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Marker {
    /// The letter at the end of every passage: `A`.
    pub letter: String,
    /// What the code is called.
    pub name: String,
    /// What it means; may be empty.
    pub definition: String,
    /// Its colour, `#C8402F`.
    pub colour: String,
    /// Its stroke: `solid`, `dashed`, `dotted`, `double` or `wavy`.
    pub stroke: String,
    /// How thick the stroke is, in points of the screen.
    pub thickness: u8,
}

/// A text of a pack.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Reading {
    /// Its id, which stays when the pack is made again.
    pub id: String,
    /// What the text is called.
    pub title: String,
    /// Its language, as far as its characters tell, such as `zh`.
    pub language: String,
    /// What is said before the text, by paragraphs.
    pub introduction: Vec<String>,
    /// The line that cites it; may be empty.
    pub citation: String,
    /// Its licence; may be empty.
    pub licence: String,
    /// What stands beside it in another language.
    pub translation: Option<Translation>,
    /// Its paragraphs.
    pub blocks: Vec<Block>,
    /// What stands in the margin and at the foot, in the order of the text.
    pub notes: Vec<Marginal>,
    /// Its vocabulary.
    pub vocabulary: Vec<Entry>,
    /// How far each level goes, when there is a list of levels.
    pub coverage: Option<Coverage>,
    /// Its questions.
    pub questions: Vec<Question>,
    /// What is to be found in it.
    pub tasks: Vec<Task>,
}

/// The text whose paragraphs stand beside those of another one.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Translation {
    /// What it is called.
    pub title: String,
    /// Its language, as far as its characters tell.
    pub language: String,
    /// The line that cites it; may be empty.
    pub citation: String,
    /// Its licence; may be empty.
    pub licence: String,
}

/// A paragraph.
#[derive(Clone, PartialEq, Debug, Default, Serialize)]
pub struct Block {
    /// Its id, which stays when the pack is made again.
    pub id: String,
    /// Its number in the text; 0 for a heading.
    pub number: usize,
    /// Of a heading, its level from 1; else 0.
    pub heading: u8,
    /// Whether something of the text was left out before it.
    pub gap: bool,
    /// What stands above it, at the head of the page: 眉批.
    pub head: Vec<Marginal>,
    /// Its words, in pieces that are alike from end to end.
    pub runs: Vec<Run>,
    /// Whether it is set to both edges without gaps: most of its words are Chinese or Japanese.
    pub wide: bool,
    /// Underlines that lie on each other at most.
    pub slots: usize,
    /// What stands beside it, below it where a wide margin takes the room: paragraphs of the
    /// translation; none where it has none of its own.
    pub beside: Vec<String>,
}

impl Block {
    /// Its words without anything else.
    pub fn words(&self) -> String {
        self.runs.iter().map(|it| it.text.as_str()).collect()
    }
}

/// A piece of a paragraph.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Run {
    /// Its words.
    pub text: String,
    /// What is printed above them; empty when nothing is.
    pub ruby: String,
    /// The codes it is marked with, each at its underline.
    pub marks: Vec<Mark>,
    /// The letters of passages that end with it.
    pub ends: Vec<usize>,
    /// The number of the vocabulary entry whose first occurrence ends with it; 0 for none.
    pub entry: usize,
    /// The numbers of the notes on passages that end with it.
    pub notes: Vec<usize>,
    /// What is printed small behind it: 夹批.
    pub inline: Vec<String>,
}

/// A mark on a piece.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub struct Mark {
    /// Which code, by place in the legend from 0.
    pub marker: usize,
    /// Which underline, from 0 next to the text.
    pub slot: usize,
}

/// What somebody wrote on a passage.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Marginal {
    /// Its id, which stays.
    pub id: String,
    /// Its number in the text; 0 for what needs none.
    pub number: usize,
    /// Where it is printed.
    pub form: Form,
    /// The number of the paragraph it belongs to.
    pub block: usize,
    /// The first words of the passage.
    pub passage: String,
    /// What was written.
    pub text: String,
}

/// A word of the vocabulary.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Entry {
    /// Its id, which stays: the same in every pack of the project.
    pub id: String,
    /// Its number in the text.
    pub number: usize,
    /// The word.
    pub word: String,
    /// How it is read; may be empty.
    pub reading: String,
    /// Its part of speech; may be empty.
    pub kind: String,
    /// What it means; may be empty.
    pub meaning: String,
    /// Its level with the name of the standard; may be empty.
    pub level: String,
    /// The sentence it first stands in.
    pub sentence: String,
    /// The number of that paragraph.
    pub block: usize,
}

/// A question on a text or a passage.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Question {
    /// Its id, which stays.
    pub id: String,
    /// Its number in the text.
    pub number: usize,
    /// What is asked.
    pub text: String,
    /// The passage it is about; empty when it is about the whole text.
    pub passage: String,
    /// The number of the paragraph; 0 for the whole text.
    pub block: usize,
    /// The answer: only in the teacher's edition.
    pub answer: String,
    /// Lines left for the answer; 0 in the teacher's edition.
    pub lines: u8,
}

/// A code whose passages are to be found.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Task {
    /// Its id, which stays.
    pub id: String,
    /// What the code is called.
    pub name: String,
    /// What it means.
    pub definition: String,
    /// How many passages there are.
    pub count: usize,
    /// The passages, each with the number of its paragraph: only in the teacher's edition.
    pub key: Vec<(usize, String)>,
}
