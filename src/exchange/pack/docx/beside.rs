//! Notes beside a text, laid out so that none lies on another: where those of a paragraph are longer
//! than it is, what follows with notes of its own waits below them.

use super::look;
use super::sheet::{Sheet, lines};
use crate::exchange::pack::{Block, Form, Pack, Reading};

/// A note that is longer than this part of a page goes to the foot, as frames do not break.
const LONGEST: u32 = 5;
/// So do those of a paragraph that are longer than this part together.
const LONGEST_OF_ALL: u32 = 3;

/// What stands beside a paragraph.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Beside {
    /// The numbers of the notes.
    pub(super) notes: Vec<usize>,
    /// Room to be left below the paragraph, in twentieths of a point.
    pub(super) after: u32,
    /// Whether the paragraph must not be parted, so that its notes stay on its page.
    pub(super) keeps_lines: bool,
    /// Whether, as the notes are longer than it is, it stays with the next one.
    pub(super) keeps_next: bool,
}

/// What stands beside each paragraph of a text.
pub(super) fn beside(pack: &Pack, sheet: &Sheet, reading: &Reading) -> Vec<Beside> {
    let mut all: Vec<Beside> = Vec::new();
    // Of the notes so far, how much stands below what was written so far.
    let mut left: u32 = 0;
    for block in &reading.blocks {
        let (notes, height) = of_block(pack, sheet, (reading, block));
        if !notes.is_empty() {
            if let Some(before) = all.last_mut().filter(|_| left > 0) {
                before.after = left;
            }
            left = height;
        }
        let tall = tall(pack, sheet, block);
        left = left.saturating_sub(tall);
        let has_notes = !notes.is_empty();
        all.push(Beside {
            // Else all that follows each other would go to the next page together.
            keeps_lines: has_notes && all.last().is_none_or(|it| !it.keeps_next),
            keeps_next: has_notes && height > tall,
            notes,
            after: 0,
        });
    }
    if let Some(last) = all.last_mut() {
        // What comes below the text is as wide as the page.
        last.after = left;
    }
    all
}

/// The notes of a paragraph that stand beside it, and how much room they take.
fn of_block(pack: &Pack, sheet: &Sheet, (reading, block): (&Reading, &Block)) -> (Vec<usize>, u32) {
    let (mut notes, mut height) = (Vec::new(), 0);
    if !sheet.has_margin() {
        return (notes, height);
    }
    for number in block.runs.iter().flat_map(|it| &it.notes) {
        let note = reading.note(*number);
        let Some(note) = note.filter(|it| it.form == Form::Margin) else {
            continue;
        };
        let words = format!("{number} {}", note.text);
        let count = lines(&words, look::small(pack), sheet.notes);
        let own = count.saturating_mul(look::small_line(pack)) + look::NOTES_APART;
        if own > sheet.depth() / LONGEST || height + own > sheet.depth() / LONGEST_OF_ALL {
            continue;
        }
        height += own;
        notes.push(*number);
    }
    (notes, height)
}

/// About how tall a paragraph is.
fn tall(pack: &Pack, sheet: &Sheet, block: &Block) -> u32 {
    lines(&block.words(), look::size(pack), sheet.text()).saturating_mul(look::line(pack))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::pack::tests::{made, project, settings};
    use crate::exchange::pack::{Edition, Marginal, Run};

    /// A text of paragraphs of so many characters, each with a note of so many; 0 for none.
    fn planned(paragraphs: &[(usize, usize)]) -> Vec<Beside> {
        let mut pack = made(&project(), &settings(&[]), Edition::Teacher).pack;
        let reading = &mut pack.readings[0];
        (reading.blocks, reading.notes) = (Vec::new(), Vec::new());
        for (text, note) in paragraphs {
            let mut run = Run {
                text: "治".repeat(*text),
                ..Run::default()
            };
            if *note > 0 {
                let number = reading.notes.len() + 1;
                run.notes = vec![number];
                reading.notes.push(Marginal {
                    id: format!("n{number}"),
                    number,
                    form: Form::Margin,
                    block: 1,
                    passage: String::new(),
                    text: "批".repeat(*note),
                });
            }
            reading.blocks.push(Block {
                runs: vec![run],
                number: 1,
                ..Block::default()
            });
        }
        beside(&pack, &Sheet::new(&pack), &pack.readings[0])
    }

    #[test]
    fn a_paragraph_with_notes_waits_below_those_before_it() {
        let plan = planned(&[(10, 100), (10, 10), (300, 10), (10, 10)]);
        assert!(plan[0].after > 0, "{plan:?}");
        assert_eq!([plan[1].after, plan[2].after], [0, 0], "{plan:?}");
        assert!(plan[0].keeps_next && !plan[1].keeps_lines && plan[2].keeps_lines);
        // What has none beside it goes on below at once, and uses up the room.
        let plan = planned(&[(10, 100), (400, 0), (10, 10)]);
        assert_eq!([plan[0].after, plan[1].after], [0, 0], "{plan:?}");
    }

    #[test]
    fn what_is_below_a_text_waits_for_its_last_note() {
        let plan = planned(&[(300, 0), (10, 100)]);
        assert!(plan[1].after > 0, "{plan:?}");
    }

    #[test]
    fn a_note_that_is_too_long_for_a_margin_goes_to_the_foot() {
        let plan = planned(&[(10, 100_000), (10, 20)]);
        assert_eq!(plan[0].notes, [0; 0]);
        assert_eq!(plan[1].notes, [2]);
    }
}
