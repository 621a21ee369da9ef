//! Bytes to a project: whatever can be read is, and whatever cannot is kept.

use super::FORMAT;
use super::findings::{Findings, place};
use super::frame::{Frame, Token};
use super::kind::{Kind, Marked, NOBODY, Recorded};
use super::line::Canonical;
use super::loose::{Fault, Loose};
use super::settle::settle;
use super::warning::{ReadError, Warning};
use crate::model::{
    Case, Code, Coder, CoderId, Coding, Extra, Head, Link, Memo, Project, Set, Unread, Variable,
};
use crate::text::{Lines, Place, Span};
use std::borrow::Cow;

/// Largest file that is read, in bytes.
pub(super) const LIMIT: u64 = 1 << 31;

/// A project as it was read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Opened {
    /// The project. It keeps every rule of the model.
    pub project: Project,
    /// What was wrong, odd or not understood; all of it was kept.
    pub warnings: Vec<Warning>,
}

/// Reads a project file. A byte order mark and CRLF line ends are put up with.
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
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(ReadError::Empty);
    }
    begins_as_a_project(bytes)?;
    let mut findings = Findings::default();
    let text = decoded(bytes, &mut findings);
    let mut reader = Reader::new(&text, findings);
    let named = reader.outermost()?;
    let Reader {
        found,
        mut findings,
        ..
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
    let format = found.format;
    let project = settle(&text, found, &mut findings);
    let mut warnings = findings.tell(&text);
    if format > FORMAT {
        let known = FORMAT;
        warnings.insert(0, Warning::NewerFormat { format, known });
    }
    Ok(Opened { project, warnings })
}

/// Looks at the first bytes only, so that a large file of another kind is refused at once.
fn begins_as_a_project(bytes: &[u8]) -> Result<(), ReadError> {
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

fn no_project(text: &str, at: usize) -> ReadError {
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
fn open(frame: &mut Frame<'_>) -> Result<bool, usize> {
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
fn decoded<'b>(bytes: &'b [u8], findings: &mut Findings) -> Cow<'b, str> {
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
    pub(super) sources: Placed<Recorded>,
    pub(super) quotations: Placed<Marked<'a>>,
    pub(super) codings: Placed<Coding>,
    pub(super) memos: Placed<Memo>,
    pub(super) extra: Extra,
    pub(super) unread: Vec<Unread>,
}

impl Found<'_> {
    fn is_nothing(&self) -> bool {
        let work = self.quotations.len() + self.codings.len() + self.memos.len();
        let rest = self.variables.len() + self.cases.len() + self.sets.len() + self.links.len();
        let main = self.coders.len() + self.codes.len() + self.sources.len();
        self.head.is_none() && work + rest + main == 0
    }
}

/// Goes through the file once, from section to section and from record to record.
struct Reader<'a> {
    text: &'a str,
    frame: Frame<'a>,
    found: Found<'a>,
    findings: Findings,
    /// Whose work is being read.
    coder: CoderId,
    /// Bytes that may still be looked at in vain before broken records are cut off at their line.
    patience: usize,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str, findings: Findings) -> Self {
        Self {
            text,
            frame: Frame::new(text, 0),
            found: Found::default(),
            findings,
            coder: NOBODY,
            patience: text.len().saturating_mul(4),
        }
    }

    /// Reads the whole file; whether it bears our name.
    fn outermost(&mut self) -> Result<bool, ReadError> {
        let named = open(&mut self.frame).map_err(|at| no_project(self.text, at))?;
        let mut fields = Vec::new();
        loop {
            match self.ahead() {
                None => {
                    self.findings.truncated(self.text.len());
                    break;
                }
                Some(Token::Comma) => {
                    self.frame.eat(Token::Comma);
                }
                Some(Token::Close(b')')) => {
                    self.frame.eat(Token::Close(b')'));
                    self.behind_the_end();
                    break;
                }
                Some(_) => match self.frame.name() {
                    Some(name) => {
                        fields.push(name);
                        self.section(name);
                    }
                    None => {
                        self.put_aside_line("", "a part such as `codes: […]` should stand here");
                    }
                },
            }
        }
        let ours = named || (fields.contains(&"format") && fields.contains(&"project"));
        if !ours {
            return Err(no_project(self.text, 0));
        }
        Ok(named)
    }

    /// The next token, with conflict markers passed over; a broken one counts as a word.
    fn ahead(&mut self) -> Option<Token> {
        loop {
            let token = self.frame.peek()?;
            let at = self.frame.at();
            if !is_marker(self.text, at) {
                return Some(token.map_or(Token::Word, |it| it.0));
            }
            self.findings.marker(at);
            self.frame.go(line_end(self.text, at));
        }
    }

    fn section(&mut self, name: &'a str) {
        match name {
            "format" => self.format(),
            "program" | "about" => {
                if self.frame.value().is_err() {
                    self.put_aside_line(name, "it is not closed");
                }
            }
            "project" => self.keep::<Head>(name),
            "work" => self.list("work", Self::group),
            "coders" | "codes" | "variables" | "cases" | "sets" | "links" | "sources"
            | "unread" => {
                self.list(name, |reader| reader.element(name));
            }
            _ => self.unknown_section(name),
        }
    }

    fn format(&mut self) {
        self.frame.blank();
        let at = self.frame.at();
        match self.frame.value().ok().and_then(|it| it.parse().ok()) {
            Some(format) => {
                self.found.format = format;
                if format > FORMAT {
                    self.found.extra.keep("format", format.to_string());
                }
            }
            None => {
                self.frame.go(at);
                self.put_aside_line("format", "it is not a whole number");
            }
        }
    }

    fn unknown_section(&mut self, name: &str) {
        self.frame.blank();
        let at = self.frame.at();
        match self.frame.value() {
            Ok(value) => {
                self.findings.unknown(at, "", name);
                self.found.extra.keep(name, value);
            }
            Err(_) => {
                self.frame.go(at);
                self.put_aside_line(name, "it is not closed");
            }
        }
    }

    /// Reads `[ … ]`, calling `element` for everything that stands in it.
    fn list(&mut self, section: &str, element: impl Fn(&mut Self)) {
        if !self.frame.eat(Token::Open(b']')) {
            self.put_aside_value(section, "a list in [ ] should stand here");
            return;
        }
        loop {
            match self.ahead() {
                None => return self.findings.truncated(self.text.len()),
                Some(Token::Comma) => {
                    self.frame.eat(Token::Comma);
                }
                Some(Token::Close(b']')) => {
                    self.frame.eat(Token::Close(b']'));
                    return;
                }
                Some(Token::Close(_)) => return self.unclosed(section),
                Some(_) => {
                    if self.frame.clone().name().is_some() {
                        return self.unclosed(section);
                    }
                    element(self);
                }
            }
        }
    }

    fn unclosed(&mut self, section: &str) {
        let section = section.to_owned();
        let at = self.frame.at();
        self.findings
            .add(at, move |place| Warning::Unclosed { place, section });
    }

    fn element(&mut self, section: &str) {
        match section {
            "coders" => self.keep::<Coder>(section),
            "codes" => self.keep::<Code>(section),
            "variables" => self.keep::<Variable>(section),
            "cases" => self.keep::<Case>(section),
            "sets" => self.keep::<Set>(section),
            "links" => self.keep::<Link>(section),
            "sources" => self.keep::<Recorded>(section),
            "quotations" => self.keep::<Marked<'a>>(section),
            "codings" => self.keep::<Coding>(section),
            "memos" => self.keep::<Memo>(section),
            _ => self.keep::<Unread>(section),
        }
    }

    fn keep<T: Kind<'a>>(&mut self, section: &str) {
        if let Some((span, record)) = self.record::<T>(section) {
            record.keep(span, self.coder, &mut self.found);
        }
    }

    /// Reads one coder's work.
    fn group(&mut self) {
        if !self.frame.eat(Token::Open(b')')) {
            return self.put_aside_line("work", "a group in ( ) should stand here");
        }
        self.coder = self.group_coder().unwrap_or(NOBODY);
        loop {
            match self.ahead() {
                None => return self.findings.truncated(self.text.len()),
                Some(Token::Comma) => {
                    self.frame.eat(Token::Comma);
                }
                Some(Token::Close(b')')) => {
                    self.frame.eat(Token::Close(b')'));
                    return;
                }
                Some(Token::Close(_) | Token::Open(_)) => return self.unclosed("work"),
                Some(_) => match self.frame.name() {
                    Some("coder") => {
                        if self.frame.value().is_err() {
                            self.put_aside_line("work", "it is not closed");
                        }
                    }
                    Some(name @ ("quotations" | "codings" | "memos")) => {
                        self.list(name, |reader| reader.element(name));
                    }
                    Some(name) => self.unknown_list(name),
                    None => {
                        self.put_aside_line("work", "a list such as `codings` should stand here");
                    }
                },
            }
        }
    }

    /// The coder of the group that begins here, wherever in the group it stands.
    fn group_coder(&self) -> Option<CoderId> {
        let mut probe = self.frame.clone();
        loop {
            match probe.name() {
                Some("coder") => {
                    let value: String = ron::from_str(probe.value().ok()?).ok()?;
                    return value.parse().ok();
                }
                Some(_) => {
                    probe.value().ok()?;
                }
                None => probe.eat(Token::Comma).then_some(())?,
            }
        }
    }

    /// A list of a coder's work that only a newer version knows.
    fn unknown_list(&mut self, name: &str) {
        self.frame.blank();
        let at = self.frame.at();
        match self.frame.value() {
            Ok(value) => {
                self.findings.unknown(at, "work", name);
                let text = format!("(coder: \"{}\", {name}: {value})", self.coder);
                let section = "work".to_owned();
                self.found.unread.push(Unread { section, text });
            }
            Err(_) => {
                self.frame.go(at);
                self.put_aside_line("work", "it is not closed");
            }
        }
    }

    /// Reads the record that begins here, the quick way if it is canonical.
    fn record<T: Kind<'a>>(&mut self, section: &str) -> Option<(Span, T)> {
        self.frame.blank();
        let start = self.frame.at();
        let name = if section == "project" { T::NAME } else { "" };
        if let Some(mut fields) = Canonical::open(self.text, start, name)
            && let Ok(record) = T::read(&mut fields)
            && let Some(end) = fields.close()
        {
            self.frame.go(end);
            return Some((Span::new(start, end), record));
        }
        self.loose_record(start, section)
    }

    fn loose_record<T: Kind<'a>>(&mut self, start: usize, section: &str) -> Option<(Span, T)> {
        let line = line_end(self.text, start);
        let within = if self.patience == 0 {
            line
        } else {
            self.text.len()
        };
        let mut probe = Frame::new(self.text.get(..within)?, start);
        let fault = match probe.value() {
            Ok(value) => {
                let mut end = start + value.len();
                match loose(value) {
                    Ok((record, unknown)) => {
                        for field in unknown {
                            self.findings.unknown(start, section, &field);
                        }
                        self.frame.go(end);
                        return Some((Span::new(start, end), record));
                    }
                    Err(fault) => {
                        let first = self.text.get(start..line).unwrap_or_default();
                        // A quote that is missing on this line makes it run into the next ones.
                        if line < end && first.trim_end().trim_end_matches(',').ends_with(')') {
                            self.patience = self.patience.saturating_sub(value.len());
                            end = end.min(resync(self.text, start, section));
                        }
                        self.put_aside(Span::new(start, end), section, fault);
                        return None;
                    }
                }
            }
            Err(stuck) => {
                self.patience = self.patience.saturating_sub(stuck.reached - start);
                Fault {
                    what: "a bracket or quote is not closed".to_owned(),
                    at: stuck.at - start,
                }
            }
        };
        let cut = resync(self.text, start, section);
        self.put_aside(Span::new(start, cut), section, fault);
        None
    }

    /// Keeps text that is not understood and goes on behind it.
    fn put_aside(&mut self, span: Span, section: &str, fault: Fault) {
        let text = span.of(self.text).unwrap_or_default().trim();
        let text = text.trim_end_matches(',').to_owned();
        self.frame.go(span.end);
        let section = section.to_owned();
        if !text.is_empty() {
            let section = section.clone();
            self.found.unread.push(Unread { section, text });
        }
        // What runs to the end of the file is told as a file that breaks off.
        if span.end < self.text.trim_end().len() {
            let at = span.start + fault.at;
            self.findings
                .add(at, move |place: Place| Warning::BadRecord {
                    place,
                    section,
                    what: fault.what,
                });
        }
    }

    fn put_aside_line(&mut self, section: &str, what: &str) {
        self.frame.blank();
        let start = self.frame.at();
        let end = line_end(self.text, start);
        let what = what.to_owned();
        self.put_aside(Span::new(start, end), section, Fault { what, at: 0 });
    }

    fn put_aside_value(&mut self, section: &str, what: &str) {
        self.frame.blank();
        let start = self.frame.at();
        match self.frame.value() {
            Ok(value) => {
                let what = what.to_owned();
                let span = Span::new(start, start + value.len());
                self.put_aside(span, section, Fault { what, at: 0 });
            }
            Err(_) => {
                self.frame.go(start);
                self.put_aside_line(section, what);
            }
        }
    }

    /// Keeps what stands behind the closing bracket of the whole.
    fn behind_the_end(&mut self) {
        self.frame.blank();
        let span = Span::new(self.frame.at(), self.text.len());
        if !span.is_empty() {
            let text = span.of(self.text).unwrap_or_default().trim().to_owned();
            let section = String::new();
            self.found.unread.push(Unread { section, text });
            self.findings.add(span.start, |place| Warning::BadRecord {
                place,
                section: String::new(),
                what: "it stands behind the end of the project".to_owned(),
            });
        }
    }
}

/// Reads a record with the `ron` crate: the record and the fields that are not known.
fn loose<'a, T: Kind<'a>>(value: &'a str) -> Result<(T, Vec<String>), Fault> {
    let mut fields = Loose::open(value, T::NAME)?;
    let record = T::read(&mut fields)?;
    Ok((record, fields.unknown()))
}

/// Where reading can go on behind a broken record: at the next line that is indented no more than
/// the record, past a closing bracket there. The text of a source may have lines of any kind, so
/// there it is the next line that only we would write.
fn resync(text: &str, start: usize, section: &str) -> usize {
    let before = text.as_bytes().get(..start).unwrap_or_default();
    let first = memchr::memrchr(b'\n', before).map_or(0, |at| at + 1);
    let indent = |line: usize| {
        let rest = text.as_bytes().get(line..).unwrap_or_default();
        rest.iter()
            .take_while(|byte| **byte == b' ' || **byte == b'\t')
            .count()
    };
    let most = indent(first);
    let mut end = line_end(text, start);
    while end < text.len() {
        let (line, next) = (end + 1, line_end(text, end + 1));
        let words = text.get(line + indent(line)..next).unwrap_or_default();
        let stops = match section {
            "sources" => (words.starts_with("(id: \"") && indent(line) == 4) || words == "],",
            _ => !words.is_empty() && indent(line) <= most,
        };
        if stops {
            let closing = words.starts_with(')') && !section.is_empty();
            return if closing { next } else { end };
        }
        end = next;
    }
    end
}

fn line_end(text: &str, from: usize) -> usize {
    let rest = text.as_bytes().get(from..).unwrap_or_default();
    memchr::memchr(b'\n', rest).map_or(text.len(), |len| from + len)
}

/// Whether the line that begins at `at` is one of those that git leaves in a conflict.
fn is_marker(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    let first = bytes.get(at).copied().unwrap_or_default();
    if !b"<=>|".contains(&first) || (at > 0 && bytes.get(at - 1) != Some(&b'\n')) {
        return false;
    }
    let line = text.get(at..line_end(text, at)).unwrap_or_default();
    let rest = line.trim_start_matches(char::from(first));
    line.len() - rest.len() == 7 && (rest.is_empty() || rest.starts_with(' '))
}
