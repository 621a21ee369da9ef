//! The pages of a pack as a screen shows them: words, strokes and boxes with their places on paper.
//!
//! This is what a person sees while a recipe is changed; the files that are made are set by whoever
//! opens them. Lengths are points of paper, 72 to an inch, from the top left corner of a page.

mod foot;
mod lines;
mod numbers;
mod parts;

#[cfg(test)]
mod tests;

use super::{Form, Pack};
use foot::Foot;
use lines::{Line, Words};
use std::collections::BTreeMap;

/// Points in a millimetre.
const MM: f32 = 72.0 / 25.4;
/// Margins: top and bottom, left and right, in millimetres.
const MARGINS: (f32, f32) = (20.0, 18.0);
/// The column of notes, and what stands between it and the text, in millimetres.
const NOTES: (f32, f32) = (42.0, 5.0);
/// Share of a page's width that is left for writing.
const WIDE: f32 = 0.34;
/// Between two columns of text, in millimetres.
const GUTTER: f32 = 8.0;
/// Pages that are set at most: more are only in what is made.
const MOST: usize = 400;

/// How words are measured: by whoever draws them.
pub trait Measure {
    /// How wide words are at a size, in points.
    fn width(&self, words: &str, size: f32) -> f32;
}

/// What ink something has.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Tone {
    /// That of the text.
    #[default]
    Ink,
    /// That of second rank.
    Faint,
    /// That of notes.
    Accent,
    /// That of a code, by its place in the legend.
    Marker(usize),
}

/// A rectangle on paper: left, top, right, bottom.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Place {
    /// From the left edge.
    pub left: f32,
    /// From the top edge.
    pub top: f32,
    /// From the left edge.
    pub right: f32,
    /// From the top edge.
    pub bottom: f32,
}

/// Something on a page.
#[derive(Clone, PartialEq, Debug)]
pub enum Mark {
    /// Words in one line: their left end and the middle of the line they stand in.
    Words {
        /// From the left edge.
        left: f32,
        /// From the top edge.
        middle: f32,
        /// Size of the letters.
        size: f32,
        /// The words.
        words: String,
        /// Their ink.
        tone: Tone,
    },
    /// A stroke of a code, by its place in the legend.
    Stroke {
        /// From here to there.
        across: (f32, f32),
        /// How far down.
        down: f32,
        /// The code.
        marker: usize,
    },
    /// A thin line.
    Rule {
        /// From here to there.
        across: (f32, f32),
        /// How far down.
        down: f32,
    },
    /// A box, drawn at its edges or filled.
    Box {
        /// Where.
        place: Place,
        /// Whether it is filled.
        filled: bool,
        /// Its ink.
        tone: Tone,
    },
}

/// A page.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Sheet {
    /// What stands on it.
    pub marks: Vec<Mark>,
}

/// The pages of a pack.
pub struct Sheets {
    /// Width and height of each, in points.
    pub size: (f32, f32),
    /// The pages.
    pub sheets: Vec<Sheet>,
    /// Whether there are more than are set.
    pub is_cut: bool,
}

/// Sets a pack on pages.
pub fn sheets(pack: &Pack, measure: &dyn Measure) -> Sheets {
    let mut press = Press::new(pack, measure);
    parts::set(&mut press);
    press.feet();
    press.numbers();
    Sheets {
        size: press.size,
        is_cut: press.is_full,
        sheets: press.sheets,
    }
}

/// Where words are set.
#[derive(Clone, Copy)]
struct Column {
    left: f32,
    right: f32,
}

impl Column {
    fn width(self) -> f32 {
        self.right - self.left
    }
}

/// Pages being set.
struct Press<'a> {
    pack: &'a Pack,
    measure: &'a dyn Measure,
    size: (f32, f32),
    /// How far across text goes, the column of notes left out.
    page: Column,
    columns: u8,
    /// Whether a translation stands beside the text.
    is_paired: bool,
    /// The lines of this text so far, where they are numbered; and whether those to come are of it.
    counted: Option<usize>,
    counting: bool,
    sheets: Vec<Sheet>,
    /// In which column the next line goes, from 0, and how far down.
    at: u8,
    down: f32,
    /// Where columns begin on this page: below what went across them.
    top: f32,
    /// How far down the column of notes is filled, by page.
    filled: BTreeMap<usize, f32>,
    /// Where numbers of notes stand: page, how far down, and which.
    noted: Vec<(usize, f32, usize)>,
    /// The notes of this text that go to the foot of the page their number is on, by number.
    to_foot: BTreeMap<usize, Vec<Line>>,
    /// What stands at the foot, by page.
    feet: BTreeMap<usize, Foot>,
    is_full: bool,
}

impl<'a> Press<'a> {
    fn new(pack: &'a Pack, measure: &'a dyn Measure) -> Self {
        let (width, height) = pack.look.millimetres;
        let size = (width * MM, height * MM);
        let mut notes = pack.readings.iter().flat_map(|it| &it.notes);
        let noted = notes.any(|it| it.form == Form::Margin);
        let right = match (pack.look.wide_margin, noted) {
            (true, _) => size.0 * (1.0 - WIDE),
            (false, true) => size.0 - (MARGINS.1 + NOTES.0 + NOTES.1) * MM,
            (false, false) => size.0 - MARGINS.1 * MM,
        };
        // Room for numbers stands left of the text.
        let left = (MARGINS.1 + 4.0) * MM;
        let top = MARGINS.0 * MM;
        Self {
            pack,
            measure,
            size,
            page: Column { left, right },
            columns: 1,
            is_paired: false,
            counted: None,
            counting: false,
            sheets: vec![Sheet::default()],
            at: 0,
            down: top,
            top,
            filled: BTreeMap::new(),
            noted: Vec::new(),
            to_foot: BTreeMap::new(),
            feet: BTreeMap::new(),
            is_full: false,
        }
    }

    /// How far down text goes on this page.
    fn bottom(&self) -> f32 {
        let page = self.sheets.len() - 1;
        let foot = self.feet.get(&page).map_or(0.0, |it| it.height);
        self.size.1 - MARGINS.0 * MM - foot
    }

    /// The column in which the next line goes.
    fn column(&self) -> Column {
        if self.columns < 2 {
            return self.page;
        }
        let width = (self.page.width() - GUTTER * MM) / 2.0;
        let left = self.page.left + f32::from(self.at) * (width + GUTTER * MM);
        Column {
            left,
            right: left + width,
        }
    }

    /// How wide a text is in its column: half of it where its translation stands beside it.
    fn text_width(&self) -> f32 {
        let width = self.column().width();
        match self.is_paired {
            true => (width - GUTTER * MM) / 2.0,
            false => width,
        }
    }

    /// From here on text goes in so many columns.
    fn in_columns(&mut self, columns: u8) {
        if columns != self.columns && self.at > 0 {
            self.new_page();
        }
        self.columns = columns;
        self.at = 0;
        self.top = self.down;
    }

    fn new_page(&mut self) {
        if self.sheets.len() >= MOST {
            self.is_full = true;
            return;
        }
        self.sheets.push(Sheet::default());
        self.at = 0;
        self.top = MARGINS.0 * MM;
        self.down = self.top;
    }

    /// Makes room for something of this height, in the next column or page when there is none left.
    fn room(&mut self, height: f32) {
        if self.down + height <= self.bottom() || self.down <= self.top {
            return;
        }
        if self.at + 1 < self.columns {
            self.at += 1;
            self.down = self.top;
        } else {
            self.new_page();
        }
    }

    fn put(&mut self, mark: Mark) {
        if !self.is_full
            && let Some(sheet) = self.sheets.last_mut()
        {
            sheet.marks.push(mark);
        }
    }

    /// A line of plain words at a place.
    fn words(&mut self, (left, middle): (f32, f32), size: f32, words: &str, tone: Tone) {
        self.put(Mark::Words {
            left,
            middle,
            size,
            words: words.to_owned(),
            tone,
        });
    }

    fn space(&mut self, height: f32) {
        self.down += height;
    }

    /// Lines one below the other, from the left end of a column; each as high as it needs.
    fn lines(&mut self, lines: &[Line], inset: f32) {
        for line in lines {
            self.room(self.needs(line));
            self.put_notes(line);
            self.count(line);
            let left = self.column().left + inset;
            self.line(line, left);
            self.down += line.height;
        }
    }

    /// Lines of a text with those of its translation beside them, each as high as it needs.
    fn side_by_side(&mut self, lines: &[Line], others: &[Line]) {
        let inset = self.text_width() + GUTTER * MM;
        let (mut rest, mut others) = (lines, others);
        while let Some(first) = rest.first().or(others.first()) {
            self.room(self.needs(first));
            let (left, top) = (self.column().left, self.down);
            rest = self.down_the_page(rest, left);
            let reached = self.down;
            self.down = top;
            others = self.down_the_page(others, left + inset);
            self.down = self.down.max(reached);
            if !(rest.is_empty() && others.is_empty()) {
                self.new_page();
            }
            if self.is_full {
                return;
            }
        }
    }

    /// Lines one below the other as far as the page goes, at least one; the others.
    fn down_the_page<'l>(&mut self, lines: &'l [Line], left: f32) -> &'l [Line] {
        for (at, line) in lines.iter().enumerate() {
            if at > 0 && self.down + self.needs(line) > self.bottom() {
                return lines.get(at..).unwrap_or_default();
            }
            self.put_notes(line);
            self.line(line, left);
            self.down += line.height;
        }
        &[]
    }

    fn line(&mut self, line: &Line, left: f32) {
        let middle = self.down + line.height - line.below - line.size * 0.62;
        let mut words = line.words.iter().peekable();
        while let Some(word) = words.next() {
            let at = left + word.left;
            if !word.ruby.is_empty() {
                let size = line.size * lines::RUBY;
                let wide = self.measure.width(&word.ruby, size);
                let above = (at + (word.width - wide) / 2.0, middle - line.size * 0.85);
                self.words(above, size, &word.ruby, Tone::Faint);
            }
            let mut together = word.words.clone();
            while let Some(next) = words.next_if(|it| word.goes_on_with(it)) {
                together.push_str(&next.words);
            }
            self.words(
                (at + word.inset, middle - word.raised),
                word.size,
                &together,
                word.tone,
            );
        }
        for stroke in &line.strokes {
            self.put(Mark::Stroke {
                across: (left + stroke.across.0, left + stroke.across.1),
                down: middle + line.size * 0.62 + f32::from(stroke.slot) * lines::STEP,
                marker: stroke.marker,
            });
        }
    }

    /// A paragraph of plain words.
    fn paragraph(&mut self, words: &str, size: f32, tone: Tone) {
        let width = self.column().width();
        for part in words.lines() {
            let set = Words::plain(part, size, tone).set(self.measure, width);
            self.lines(&set, 0.0);
        }
    }

    /// Words in the middle of the page.
    fn centred(&mut self, words: &str, size: f32, tone: Tone) {
        let across = self.size.0 - 2.0 * MARGINS.1 * MM;
        let set = Words::plain(words, size, tone).set(self.measure, across);
        for line in &set {
            self.room(line.height);
            let left = (self.size.0 - line.width()) / 2.0;
            self.line(line, left);
            self.down += line.height;
        }
    }

    /// A rule across the column.
    fn rule(&mut self) {
        let Column { left, right } = self.column();
        self.put(Mark::Rule {
            across: (left, right),
            down: self.down,
        });
    }

    /// Sets something as wide as the page, below the notes that stand beside the text.
    fn widely(&mut self, set: impl FnOnce(&mut Self)) {
        let filled = self.filled.get(&(self.sheets.len() - 1));
        self.down = self.down.max(filled.copied().unwrap_or_default());
        let was = self.page;
        self.page.right = self.size.0 - MARGINS.1 * MM;
        set(self);
        self.page = was;
    }

    /// A note beside the text, at a height of a page or below what stands there.
    fn beside(&mut self, (page, down): (usize, f32), number: usize, words: &str) {
        let size = self.pack.look.size * 0.72;
        let left = self.page.right + NOTES.1 * MM;
        let width = self.size.0 - left - MARGINS.1 * MM * 0.6;
        let set = Words::numbered(number, words, size, Tone::Ink).set(self.measure, width);
        let height: f32 = set.iter().map(|it| it.height).sum();
        let (mut page, mut top) = (page, down);
        loop {
            let filled = self.filled.get(&page).copied().unwrap_or_default();
            top = top.max(filled);
            let fits = top + height <= self.bottom() || page + 1 >= self.sheets.len();
            if fits {
                break;
            }
            page += 1;
            top = MARGINS.0 * MM;
        }
        let reached = self.on_page((page, top), |press| {
            for line in &set {
                press.line(line, left);
                press.down += line.height;
            }
            press.put(Mark::Box {
                place: Place {
                    left: left - 4.0,
                    top,
                    right: left - 3.2,
                    bottom: press.down,
                },
                filled: true,
                tone: Tone::Accent,
            });
        });
        self.filled.insert(page, reached + size * 0.5);
    }

    /// Draws on a page that is set already, from a height on; how far down that went.
    fn on_page(&mut self, (page, down): (usize, f32), draw: impl FnOnce(&mut Self)) -> f32 {
        let was = std::mem::replace(&mut self.down, down);
        let later = self.sheets.split_off((page + 1).min(self.sheets.len()));
        draw(self);
        self.sheets.extend(later);
        std::mem::replace(&mut self.down, was)
    }
}
