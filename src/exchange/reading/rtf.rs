//! Rich Text Format (`.rtf`, version 1.9.1): words in the code pages of their fonts and in Unicode.

use super::office::cite;
use super::pen::Pen;
use super::rtf_words::{CodePage, Sign, Signs, are_pairs, character};
use super::{Change, Changes, Reading, ReadingError};
use crate::model::{CitationPart, Cited, Style};
use std::collections::BTreeMap;

/// Groups within each other at most.
const MOST_DEPTH: usize = 2_000;
/// Groups whose words are no text of the document, by the word they begin with.
const PASSED: [&str; 34] = [
    "annotation",
    "atnauthor",
    "atndate",
    "atnid",
    "atnref",
    "colortbl",
    "datastore",
    "falt",
    "filetbl",
    "fldinst",
    "footer",
    "footerf",
    "footerl",
    "footerr",
    "generator",
    "header",
    "headerf",
    "headerl",
    "headerr",
    "info",
    "listoverridetable",
    "listtable",
    "nonshppict",
    "object",
    "objdata",
    "pict",
    "private",
    "revtbl",
    "rxe",
    "stylesheet",
    "tc",
    "themedata",
    "xe",
    "xmlnstbl",
];

pub(super) fn read(bytes: &[u8]) -> Result<Reading, ReadingError> {
    if !bytes.starts_with(b"{\\rtf") {
        return Err(ReadingError::NoDocument);
    }
    let mut walk = Walk::default();
    for sign in Signs::new(bytes) {
        walk.sign(&sign)?;
    }
    walk.words();
    // What ends inside of a group was cut.
    if !walk.around.is_empty() {
        return Err(ReadingError::Broken);
    }
    Ok(walk.finish())
}

/// What holds in a group, and in those within it.
#[derive(Clone)]
struct Group {
    /// Whether its words are let go.
    is_passed: bool,
    /// Whether it lists fonts.
    is_fonts: bool,
    /// What it says about the document, if it does.
    about: Option<CitationPart>,
    font: i32,
    /// Characters that stand for one of Unicode where that is not known.
    skips: usize,
    is_bold: bool,
    is_italic: bool,
    is_hidden: bool,
    is_deleted: bool,
    /// Whether it is the outermost group of a note.
    is_note: bool,
}

impl Default for Group {
    fn default() -> Self {
        Self {
            is_passed: false,
            is_fonts: false,
            about: None,
            font: -1,
            skips: 1,
            is_bold: false,
            is_italic: false,
            is_hidden: false,
            is_deleted: false,
            is_note: false,
        }
    }
}

#[derive(Default)]
struct Walk {
    /// The group that is open, and those around it.
    now: Group,
    around: Vec<Group>,
    text: Pen,
    /// The note that is open.
    note: Option<Pen>,
    notes: Vec<Pen>,
    /// Bytes that wait to be decoded, all in one code page.
    bytes: Vec<u8>,
    /// The first half of a character that is written as two.
    half: Option<u16>,
    /// Characters still to be let go.
    skip: usize,
    page: CodePage,
    fonts: BTreeMap<i32, CodePage>,
    /// Whether the next word names a group that others need not know.
    is_optional: bool,
    /// Level of the heading that the paragraph is.
    level: Option<u8>,
    citation: Vec<Cited>,
    /// What the group says about the document, so far.
    told: String,
    changes: Changes,
}

impl Walk {
    fn sign(&mut self, sign: &Sign<'_>) -> Result<(), ReadingError> {
        match *sign {
            Sign::Open => {
                self.words();
                self.skip = 0;
                let inner = Group {
                    is_note: false,
                    ..self.now.clone()
                };
                self.around.push(std::mem::replace(&mut self.now, inner));
                if self.around.len() > MOST_DEPTH {
                    return Err(ReadingError::TooLarge);
                }
            }
            Sign::Close => self.close(),
            Sign::Byte(_) if self.skip > 0 => self.skip -= 1,
            Sign::Byte(byte) => {
                if self.half.is_some() {
                    self.words();
                }
                self.bytes.push(byte);
            }
            Sign::Mark(_) if self.skip > 0 => self.skip -= 1,
            Sign::Mark(mark) => self.mark(mark),
            Sign::Word(name, number) => self.word(name, number),
        }
        Ok(())
    }

    fn mark(&mut self, mark: u8) {
        match mark {
            b'*' => self.is_optional = true,
            b'~' => self.write("\u{A0}"),
            b'-' => self.write("\u{AD}"),
            b'_' => self.write("\u{2011}"),
            b'\\' | b'{' | b'}' => self.bytes.push(mark),
            _ => {}
        }
    }

    fn close(&mut self) {
        self.words();
        self.skip = 0;
        let Some(outer) = self.around.pop() else {
            return;
        };
        let inner = std::mem::replace(&mut self.now, outer);
        if inner.is_note {
            self.notes.extend(self.note.take());
        }
        if let Some(part) = inner.about.filter(|_| self.now.about.is_none()) {
            let words = std::mem::take(&mut self.told);
            cite(&mut self.citation, part, &words);
        }
    }

    fn word(&mut self, name: &str, number: Option<i32>) {
        let is_optional = std::mem::take(&mut self.is_optional);
        if name == "u" {
            return self.unicode(number.unwrap_or(0));
        }
        self.words();
        if PASSED.contains(&name) {
            self.count_passed(name);
            self.now.is_passed = true;
        }
        let is_on = number != Some(0);
        match name {
            "ansicpg" => self.page = number.and_then(CodePage::numbered).unwrap_or(self.page),
            "fonttbl" => self.now.is_fonts = true,
            "f" => self.now.font = number.unwrap_or(-1),
            "fcharset" if self.now.is_fonts => {
                if let Some(page) = number.and_then(CodePage::of_font) {
                    self.fonts.insert(self.now.font, page);
                }
            }
            "uc" => self.now.skips = usize::try_from(number.unwrap_or(1)).unwrap_or(0).min(8),
            "b" => self.now.is_bold = is_on,
            "i" => self.now.is_italic = is_on,
            "v" => self.now.is_hidden = is_on,
            "deleted" => {
                self.now.is_deleted = is_on;
                self.count(Change::Deletions, usize::from(is_on));
            }
            "revised" => self.count(Change::Insertions, usize::from(is_on)),
            "plain" => {
                let now = &mut self.now;
                (now.is_bold, now.is_italic, now.is_hidden) = (false, false, false);
            }
            "title" => self.tell(CitationPart::Title),
            "author" => self.tell(CitationPart::Author),
            "footnote" => self.begin_note(),
            "pard" => self.level = None,
            "outlinelevel" => {
                let level = number.and_then(|it| u8::try_from(it).ok());
                self.level = level.filter(|it| *it < 9).map(|it| (it + 1).min(6));
            }
            "par" | "line" | "page" | "sect" | "column" if self.is_text() => self.pen().end_line(),
            "row" | "nestrow" if self.is_text() => {
                self.count(Change::Rows, 1);
                self.pen().go_on();
                self.pen().fresh_line();
            }
            "tab" => self.write("\t"),
            "cell" | "nestcell" if self.is_text() => {
                self.pen().go_on();
                self.write("\t");
            }
            _ if is_optional && !matches!(name, "shppict" | "shpinst" | "shptxt") => {
                self.now.is_passed = true;
            }
            name => {
                if let Some(char) = character(name) {
                    self.write(char.encode_utf8(&mut [0; 4]));
                }
            }
        }
    }

    /// A character of Unicode; so many that follow stand for it where that is not known.
    fn unicode(&mut self, number: i32) {
        let unit = u16::try_from(number.rem_euclid(0x1_0000)).unwrap_or(0xFFFD);
        if !self.bytes.is_empty() {
            self.words();
        }
        self.skip = self.now.skips;
        let half = self.half.take();
        if (0xD800..0xDC00).contains(&unit) {
            if half.is_some() {
                self.write("\u{FFFD}");
            }
            self.half = Some(unit);
            return;
        }
        let units: Vec<u16> = half.into_iter().chain([unit]).collect();
        self.write(&String::from_utf16_lossy(&units));
    }

    /// Writes the bytes that wait.
    fn words(&mut self) {
        if self.half.take().is_some() {
            self.write("\u{FFFD}");
        }
        if self.bytes.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.bytes);
        let known = self.fonts.get(&self.now.font).copied();
        let western = CodePage::default();
        let is_other = known == Some(western) && self.page != western && are_pairs(&bytes);
        match known.filter(|_| !is_other).unwrap_or(self.page) {
            CodePage::Symbols if self.is_text() => {
                let signs = bytes.iter().filter(|it| !it.is_ascii_whitespace()).count();
                self.count(Change::Symbols, signs);
            }
            CodePage::Symbols => {}
            CodePage::Known(page) => {
                let (words, _) = page.decode_without_bom_handling(&bytes);
                self.write(&words);
            }
        }
    }

    fn is_text(&self) -> bool {
        !self.now.is_passed && !self.now.is_fonts && self.now.about.is_none()
    }

    fn write(&mut self, words: &str) {
        if self.now.about.is_some() {
            self.told.push_str(words);
            return;
        }
        if !self.is_text() || self.now.is_deleted {
            return;
        }
        if self.now.is_hidden {
            return self.count(Change::Hidden, 1);
        }
        let looks = [
            self.level.map(Style::Heading),
            self.now.is_bold.then_some(Style::Bold),
            self.now.is_italic.then_some(Style::Italic),
        ];
        let pen = self.pen();
        let looks = looks.into_iter().flatten();
        let count = looks.map(|it| pen.open(it)).count();
        pen.write(words);
        (0..count).for_each(|_| pen.close());
    }

    fn pen(&mut self) -> &mut Pen {
        self.note.as_mut().unwrap_or(&mut self.text)
    }

    fn count(&mut self, change: Change, by: usize) {
        if by > 0 && self.is_text() {
            *self.changes.entry(change).or_default() += by;
        }
    }

    fn count_passed(&mut self, name: &str) {
        match name {
            "pict" => self.count(Change::Pictures, 1),
            "annotation" => self.count(Change::Comments, 1),
            _ if name.starts_with("header") || name.starts_with("footer") => {
                self.count(Change::Heads, 1);
            }
            _ => {}
        }
    }

    /// From here on the group says what the document is called, or who wrote it.
    fn tell(&mut self, part: CitationPart) {
        if self.now.about.is_none() && self.now.is_passed {
            self.now.about = Some(part);
            self.told.clear();
        }
    }

    fn begin_note(&mut self) {
        if !self.is_text() || self.note.is_some() {
            return;
        }
        let mark = format!("[{}]", self.notes.len() + 1);
        self.write(&mark);
        self.now.is_note = true;
        (self.now.is_bold, self.now.is_italic) = (false, false);
        self.note = Some(Pen::default());
    }

    fn finish(mut self) -> Reading {
        let mut pen = self.text;
        for (number, note) in (1..).zip(self.notes) {
            *self.changes.entry(Change::Notes).or_default() += 1;
            pen.note(number, note);
        }
        let (text, styles) = pen.finish();
        Reading {
            text,
            styles,
            citation: self.citation,
            changes: self.changes,
            ..Reading::default()
        }
    }
}
