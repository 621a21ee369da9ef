//! Numbers beside the lines and paragraphs of a text, and at the foot of pages.

use super::lines::Line;
use super::{MARGINS, MM, Mark, Press, Tone};

impl Press<'_> {
    /// Counts a line of the text, and puts its number beside every fifth.
    pub(super) fn count(&mut self, line: &Line) {
        let Some(count) = self.counted.as_mut().filter(|_| self.counting) else {
            return;
        };
        *count += 1;
        let count = *count;
        if count.is_multiple_of(5) {
            self.number(&count.to_string(), line, 2.5 * MM);
        }
    }

    /// A small number left of the line that comes next, so far away from it.
    pub(super) fn number(&mut self, number: &str, line: &Line, away: f32) {
        let small = self.pack.look.size * 0.6;
        let middle = self.down + line.height - line.below - line.size * 0.62;
        let left = self.column().left - self.measure.width(number, small) - away;
        self.words((left, middle), small, number, Tone::Faint);
    }

    /// Page numbers at the foot.
    pub(super) fn numbers(&mut self) {
        let (middle, size) = (self.size.1 - MARGINS.0 * MM / 2.0, 8.0);
        let across = self.size.0;
        for (sheet, number) in self.sheets.iter_mut().zip(1usize..) {
            let words = number.to_string();
            let left = (across - self.measure.width(&words, size)) / 2.0;
            sheet.marks.push(Mark::Words {
                left,
                middle,
                size,
                words,
                tone: Tone::Faint,
            });
        }
    }
}
