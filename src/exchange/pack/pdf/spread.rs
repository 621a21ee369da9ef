//! Words with pinyin above them: what stands above may reach over its neighbours where nothing stands
//! above those; else words are moved apart just as far as needed.

use super::above::SIZE;
use super::letters::Letters;
use crate::exchange::pack::Run;
use serde::Serialize;
use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr as _;

/// What is left between two words above, in sizes of the text.
const GAP: f64 = 0.14;
/// Keeps together what stands left and right of it.
const JOINT: char = '\u{2060}';
/// What begins a quotation or a bracket: it belongs to the next word.
const OPENING: [char; 12] = [
    '“', '‘', '「', '『', '（', '《', '〈', '【', '〔', '(', '[', '{',
];

/// The words of a piece as they are set. Joints are taken out again when the lines are made.
#[derive(Clone, PartialEq, Debug, Default, Serialize)]
pub(super) struct Spread {
    /// The words.
    pub(super) text: String,
    /// How far they are moved away from what follows, in sizes of the text.
    pub(super) pad: f64,
    /// Whether no line ends behind them.
    pub(super) opens: bool,
    /// What stands above.
    #[serde(skip)]
    pub(super) ruby: String,
    /// How far right of the words it begins, in sizes of the text; may be negative.
    #[serde(skip)]
    pub(super) shift: f64,
}

/// The pieces of a paragraph, spread.
pub(super) fn spread(runs: &[Run], letters: &Letters) -> Vec<Spread> {
    let mut all: Vec<Spread> = Vec::new();
    // Where the piece begins and where the last word above ended, had the paragraph one line.
    let (mut at, mut reached) = (0.0, f64::MIN);
    for run in runs {
        let wide = wide(&run.text);
        let mut piece = Spread {
            text: run.text.clone(),
            ..Spread::default()
        };
        if !run.ruby.is_empty() {
            let above = letters.width(&run.ruby) * SIZE;
            let shift = (wide - above) / 2.0;
            let lacks = reached + GAP - (at + shift);
            if let Some(last) = all.last_mut().filter(|_| lacks > 0.0) {
                last.pad = rounded(lacks);
                last.opens = last.text.ends_with(OPENING);
                at += lacks;
            }
            reached = at + shift + above;
            // What stands above is one line.
            piece.ruby = run.ruby.replace(' ', "\u{A0}");
            piece.shift = rounded(shift);
            piece.text = joined(&run.text);
        }
        at += wide + behind(run);
        all.push(piece);
    }
    all
}

/// A word as one: no line ends in it.
fn joined(word: &str) -> String {
    let mut joined = String::new();
    for cluster in word.graphemes(true) {
        if !joined.is_empty() {
            joined.push(JOINT);
        }
        joined.push_str(cluster);
    }
    joined
}

/// What letters and numbers behind a piece take, in sizes of the text.
fn behind(run: &Run) -> f64 {
    let numbers = run.ends.len() + run.notes.len() + usize::from(run.entry > 0) * 3;
    let inline: f64 = run.inline.iter().map(|it| wide(it) * 0.75 + 1.5).sum();
    f64::from(u8::try_from(numbers).unwrap_or(u8::MAX)) * 0.36 + inline
}

/// How wide words are, in Chinese characters.
#[expect(
    clippy::cast_precision_loss,
    reason = "a piece has far less than 2^52 columns"
)]
fn wide(words: &str) -> f64 {
    words.width() as f64 / 2.0
}

fn rounded(ems: f64) -> f64 {
    (ems * 1000.0).round() / 1000.0
}
