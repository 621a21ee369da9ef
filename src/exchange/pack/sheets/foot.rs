//! Notes at the foot of the page that their number is on.

use super::lines::Line;
use super::{Column, MARGINS, MM, Mark, Press};

/// Above and below the rule over what stands at the foot, in points.
const RULE: f32 = 10.0;

/// What stands at the foot of a page.
#[derive(Default)]
pub(super) struct Foot {
    lines: Vec<Line>,
    /// How high it is, with the rule above it.
    pub(super) height: f32,
}

impl Press<'_> {
    /// The notes that go to the foot with a line, and how high they are. In columns, and where they
    /// would take more than half a page, they stand at the end of the text.
    fn foot_of(&self, line: &Line) -> (Vec<usize>, f32) {
        let (mut notes, mut height) = (Vec::new(), 0.0);
        for number in line.notes.iter().filter(|_| self.columns == 1) {
            let lines = self.to_foot.get(number).into_iter().flatten();
            let own: f32 = lines.map(|it| it.height).sum();
            if own > 0.0 && height + own < self.size.1 / 2.0 {
                notes.push(*number);
                height += own;
            }
        }
        (notes, height)
    }

    /// How much room a line takes with the notes at the foot whose numbers stand in it.
    pub(super) fn needs(&self, line: &Line) -> f32 {
        let (_, notes) = self.foot_of(line);
        let is_first = !self.feet.contains_key(&(self.sheets.len() - 1));
        let rule = if notes > 0.0 && is_first { RULE } else { 0.0 };
        line.height + notes + rule
    }

    /// Puts the notes of a line at the foot of this page, and remembers where the others belong.
    pub(super) fn put_notes(&mut self, line: &Line) {
        let page = self.sheets.len() - 1;
        let here = line.notes.iter().map(|it| (page, self.down, *it));
        self.noted.extend(here);
        for number in self.foot_of(line).0 {
            let Some(lines) = self.to_foot.remove(&number) else {
                continue;
            };
            let foot = self.feet.entry(page).or_default();
            if foot.lines.is_empty() {
                foot.height = RULE;
            }
            foot.height += lines.iter().map(|it| it.height).sum::<f32>();
            foot.lines.extend(lines);
        }
    }

    /// The notes at the foot of every page.
    pub(super) fn feet(&mut self) {
        let Column { left, right } = self.page;
        for (page, foot) in std::mem::take(&mut self.feet) {
            let top = self.size.1 - MARGINS.0 * MM - foot.height;
            self.on_page((page, top + RULE), |press| {
                press.put(Mark::Rule {
                    across: (left, left + (right - left) * 0.3),
                    down: top + RULE * 0.5,
                });
                for line in &foot.lines {
                    press.line(line, left);
                    press.down += line.height;
                }
            });
        }
    }
}
