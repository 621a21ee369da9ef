//! Where things stand on a sheet of paper.

use crate::exchange::pack::{Look, Marginal, Reading};
use serde::Serialize;
use unicode_width::UnicodeWidthStr as _;

/// Points of paper in a millimetre.
const POINTS: f32 = 72.0 / 25.4;

/// A page with its margins, in points of paper.
#[derive(Clone, Copy, PartialEq, Debug, Serialize)]
pub(super) struct Sides {
    /// Width and height of the page.
    pub(super) width: f32,
    pub(super) height: f32,
    /// The margins around the text.
    pub(super) left: f32,
    pub(super) right: f32,
    pub(super) top: f32,
    pub(super) bottom: f32,
    /// How wide the column for notes or for writing is, at the right within the right margin; 0 when
    /// there is none.
    pub(super) notes: f32,
    /// That with the gap before it.
    pub(super) beyond: f32,
    /// Size of the letters of notes.
    pub(super) small: f32,
    /// From one line of the text to the next, where no underlines lie on each other.
    pub(super) pitch: f32,
}

impl Sides {
    /// The sides of a page that has a column for notes or not.
    pub(super) fn new(look: &Look, has_notes: bool) -> Self {
        let (width, height) = look.millimetres;
        let (width, height) = (width * POINTS, height * POINTS);
        let is_small = look.millimetres.1 < 260.0;
        let edge = if is_small { 18.0 } else { 23.0 } * POINTS;
        let notes = match (look.wide_margin, has_notes) {
            (true, _) => width * 0.3,
            (false, true) => width * 0.22,
            (false, false) => 0.0,
        };
        let beyond = if notes > 0.0 {
            notes + 5.0 * POINTS
        } else {
            0.0
        };
        let right = edge - 3.0 * POINTS + beyond;
        // Chinese stands on a grid: a line is a whole number of characters wide.
        let free = width - edge - right;
        let rest = match look.columns {
            0 | 1 => free % look.size,
            _ => 0.0,
        };
        Self {
            width,
            height,
            left: edge + rest,
            right,
            top: if is_small { 20.0 } else { 24.0 } * POINTS,
            bottom: if is_small { 20.0 } else { 23.0 } * POINTS,
            notes,
            beyond,
            small: (look.size * 0.68).max(7.5),
            pitch: look.size * if look.has_ruby { 2.25 } else { 1.75 },
        }
    }

    /// Notes beside the text that would not find room there become notes at the foot. What is free
    /// beside the text grows with every line and shrinks with every note; a note may stand a little
    /// below its line, but not by more than a part of the page.
    pub(super) fn make_room(&self, reading: &mut Reading, size: f32) {
        let line = (self.width - self.left - self.right) / size;
        let most = (self.height - self.top - self.bottom) * 0.3;
        let mut taken: f32 = 0.0;
        for run in reading.blocks.iter().flat_map(|it| &it.runs) {
            let lines = wide(&run.text) / line;
            taken = (taken - lines * self.pitch * 0.85).max(0.0);
            for number in &run.notes {
                let note = reading.notes.get_mut(number.wrapping_sub(1));
                let Some(note) = note.filter(|it| it.form == crate::exchange::pack::Form::Margin)
                else {
                    continue;
                };
                let high = self.height_of(note);
                if taken + high > most {
                    note.form = crate::exchange::pack::Form::Foot;
                } else {
                    taken += high;
                }
            }
        }
    }

    /// How high a note is beside the text, more or less.
    fn height_of(&self, note: &Marginal) -> f32 {
        let line = (self.notes - 5.0) / self.small;
        let lines = note.text.lines();
        let lines = lines.map(|it| ((wide(it) + 2.0) / line).ceil().max(1.0));
        lines.sum::<f32>() * self.small * 1.5 + 5.0
    }
}

/// How wide words are, in Chinese characters.
#[expect(
    clippy::cast_precision_loss,
    reason = "a text has far less than 2^23 columns where it matters"
)]
fn wide(words: &str) -> f32 {
    words.width() as f32 / 2.0
}
