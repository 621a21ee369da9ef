//! Bytes to a project: whatever can be read is, and whatever cannot is kept.

use super::FORMAT;
use super::again::Earlier;
use super::carried::Clash;
use super::findings::{Findings, place};
use super::frame::{Frame, Token};
use super::kind::{Marked, Recorded};
use super::revision::Revision;
use super::sections::Reader;
use super::settle::settle;
use super::warning::{ReadError, Warning};
use crate::model::{
    Case, Code, Coder, Coding, Extra, Gloss, Head, Link, Memo, Project, Query, Recipe, Set, Unread,
    Variable,
};
use crate::text::{Lines, Span};
use encoding_rs::{Encoding, UTF_8};
use std::borrow::Cow;

/// Largest file that is read, in bytes.
pub(super) const LIMIT: u64 = 1 << 31;

/// A project as it was read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Opened {
    /// The project. It keeps every rule of the model.
    pub project: Project,
    /// The revisions it descends from, itself first; empty for a file of a version that wrote none,
    /// and where something may be missing: then it is no version from which anything was removed.
    pub revisions: Vec<Revision>,
    /// What was wrong, odd or not understood; all of it was kept.
    pub warnings: Vec<Warning>,
}

/// Reads a project file. A byte order mark, UTF-16 and CRLF line ends are put up with.
///
/// # Errors
/// Only when nothing at all can be read.
pub fn read(bytes: &[u8]) -> Result<Opened, ReadError> {
    let size = bytes.len() as u64;
    if size > LIMIT {
        return Err(ReadError::TooLarge {
            bytes: size,
            limit: LIMIT,
        });
    }
    let bytes = &*utf_8(bytes);
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(ReadError::Empty);
    }
    begins_as_a_project(bytes)?;
    let mut findings = Findings::default();
    let text = decoded(bytes, &mut findings);
    let mut reader = Reader::new(&text, findings);
    let named = reader.outermost()?;
    let Reader {
        found, findings, ..
    } = reader;
    let lines = || Lines::new((&*text).into());
    if found.is_nothing() {
        let end = text.trim_end().len();
        let place = place(&lines(), end);
        return Err(match named {
            true => ReadError::NothingReadable { place },
            false => no_project(&text, 0),
        });
    }
    let mut opened = finish(&text, found, findings);
    if opened.warnings.iter().any(Warning::is_loss) {
        opened.revisions.clear();
    }
    Ok(opened)
}

/// Makes a project of all that was found in a text. Its revisions are those that were found.
pub(super) fn finish(text: &str, mut found: Found<'_>, mut findings: Findings) -> Opened {
    let format = found.format;
    let revisions = std::mem::take(&mut found.revisions);
    let earlier = Earlier::new(std::mem::take(&mut found.earlier), text.len());
    findings.say_nothing_from(text.len());
    let (project, restored) = settle(text, &earlier, found, &mut findings);
    let mut warnings = findings.tell(text);
    if restored > 0 {
        warnings.insert(0, Warning::Restored { count: restored });
    }
    if format > FORMAT {
        let known = FORMAT;
        warnings.insert(0, Warning::NewerFormat { format, known });
    }
    Opened {
        project,
        revisions,
        warnings,
    }
}

/// Without a byte order mark, and in UTF-8 if an editor made UTF-16 of it.
pub(super) fn utf_8(bytes: &[u8]) -> Cow<'_, [u8]> {
    match Encoding::for_bom(bytes) {
        Some((encoding, mark)) if encoding == UTF_8 => bytes.get(mark..).unwrap_or_default().into(),
        Some((encoding, _)) => {
            let (text, _) = encoding.decode_with_bom_removal(bytes);
            Cow::Owned(text.into_owned().into_bytes())
        }
        None => bytes.into(),
    }
}

/// Looks at the first bytes only, so that a large file of another kind is refused at once.
pub(super) fn begins_as_a_project(bytes: &[u8]) -> Result<(), ReadError> {
    let start = bytes.get(..1 << 16).unwrap_or(bytes);
    let readable = std::str::from_utf8(start).or_else(|error| {
        let valid = start.get(..error.valid_up_to()).unwrap_or_default();
        std::str::from_utf8(valid)
    });
    let text = readable.unwrap_or_default();
    let mut frame = Frame::new(text, 0);
    open(&mut frame)
        .map(|_| ())
        .map_err(|at| no_project(text, at))
}

/// That this is something else, from the byte where it shows.
pub(super) fn no_project(text: &str, at: usize) -> ReadError {
    let rest = text.get(at..).unwrap_or_default();
    let first: String = rest
        .chars()
        .take(20)
        .take_while(|c| !c.is_control())
        .collect();
    let found = match first.trim() {
        "" => "something that is not text".to_owned(),
        words => format!("“{words}”"),
    };
    ReadError::NotAProject {
        place: place(&Lines::new(text.into()), at),
        found,
    }
}

/// Passes over `Zhupi(` or `(`; whether the name was there. The byte reached when neither is.
pub(super) fn open(frame: &mut Frame<'_>) -> Result<bool, usize> {
    frame.blank();
    // Attributes such as `#![enable(implicit_some)]`, which other programs may write.
    while frame.rest().starts_with("#![") {
        let attribute = frame.word().is_some() && frame.value().is_ok();
        attribute.then_some(()).ok_or(frame.at())?;
        frame.blank();
    }
    let start = frame.at();
    let name = frame.word();
    let fits = name.is_none_or(|name| name == "Zhupi") && frame.eat(Token::Open(b')'));
    fits.then_some(name.is_some()).ok_or(start)
}

/// UTF-8 with LF, with as few copies as possible.
pub(super) fn decoded<'b>(bytes: &'b [u8], findings: &mut Findings) -> Cow<'b, str> {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        // A character cut in two at the very end: the file breaks off, which is told anyway.
        Err(error) if error.error_len().is_none() => {
            let valid = bytes.get(..error.valid_up_to()).unwrap_or_default();
            String::from_utf8_lossy(valid)
        }
        Err(error) => {
            let text = String::from_utf8_lossy(bytes);
            let bad = text.get(error.valid_up_to()..).unwrap_or_default();
            let count = bad.matches('\u{FFFD}').count();
            findings.add(error.valid_up_to(), move |place| Warning::BadBytes {
                place,
                count,
            });
            text
        }
    };
    match memchr::memmem::find(text.as_bytes(), b"\r\n") {
        Some(_) => Cow::Owned(text.replace("\r\n", "\n")),
        None => text,
    }
}

/// Records of one kind, each with its place in the file.
pub(super) type Placed<T> = Vec<(Span, T)>;

/// What was read, before it is looked at as a whole.
#[derive(Default)]
pub(super) struct Found<'a> {
    pub(super) format: u64,
    pub(super) head: Option<Head>,
    pub(super) coders: Placed<Coder>,
    pub(super) codes: Placed<Code>,
    pub(super) variables: Placed<Variable>,
    pub(super) cases: Placed<Case>,
    pub(super) sets: Placed<Set>,
    pub(super) links: Placed<Link>,
    pub(super) queries: Placed<Query>,
    pub(super) glosses: Placed<Gloss>,
    pub(super) recipes: Placed<Recipe>,
    pub(super) sources: Placed<Recorded>,
    pub(super) quotations: Placed<Marked<'a>>,
    pub(super) codings: Placed<Coding>,
    pub(super) memos: Placed<Memo>,
    pub(super) conflicts: Placed<Clash>,
    pub(super) revisions: Vec<Revision>,
    pub(super) extra: Extra,
    /// What could not be read.
    pub(super) unread: Vec<Unread>,
    /// What earlier reading could not read.
    pub(super) earlier: Vec<Unread>,
}

impl Found<'_> {
    /// Whether neither a head nor a record was found.
    pub(super) fn is_nothing(&self) -> bool {
        self.head.is_none() && self.records() == 0
    }
}
