//! From section to section and from record to record, once through the file.

use super::FORMAT;
use super::carried::Clash;
use super::findings::Findings;
use super::frame::{Frame, Token};
use super::kind::{Kind, Marked, NOBODY, Recorded};
use super::malformed::Malformed;
use super::read::{Found, no_project, open};
use super::records::{is_marker, line_end};
use super::revision::Revision;
use super::warning::{ReadError, Warning};
use crate::model::{
    Case, Code, Coder, CoderId, Coding, Gloss, Head, Link, Memo, Query, Recipe, Set, Unread,
    Variable,
};

/// What stands outside of all sections is said to stand in this.
pub(super) const OUTERMOST: &str = "Zhupi";

/// Goes through the file once, from section to section and from record to record.
pub(super) struct Reader<'a> {
    pub(super) text: &'a str,
    pub(super) frame: Frame<'a>,
    pub(super) found: Found<'a>,
    pub(super) findings: Findings,
    /// Whose work is being read.
    pub(super) coder: CoderId,
    /// Where the text ends, blanks left out.
    pub(super) end: usize,
    /// Bytes that may still be looked at in vain before broken records are cut off at their line.
    pub(super) patience: usize,
}

impl<'a> Reader<'a> {
    pub(super) fn new(text: &'a str, findings: Findings) -> Self {
        Self {
            text,
            frame: Frame::new(text, 0),
            found: Found::default(),
            findings,
            coder: NOBODY,
            end: text.trim_end().len(),
            patience: text.len().saturating_mul(4),
        }
    }

    /// Goes on at a byte of a text with what was found so far.
    pub(super) fn resumed(text: &'a str, at: usize, so_far: (Found<'a>, Findings)) -> Self {
        let (found, findings) = so_far;
        let mut reader = Self::new(text, findings);
        reader.found = found;
        reader.frame.go(at);
        reader
    }

    /// Reads the whole file; whether it bears our name.
    pub(super) fn outermost(&mut self) -> Result<bool, ReadError> {
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
                        self.put_aside_line(OUTERMOST, Malformed::NoPart);
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
            // Which file of a folder this is was looked at before.
            "program" | "about" | "part" | "of" => {
                if self.value().is_none() {
                    self.put_aside_line(name, Malformed::NotClosed);
                }
            }
            "project" => self.keep::<Head>(name),
            "work" => self.list("work", Self::group),
            "coders" | "codes" | "variables" | "cases" | "sets" | "links" | "sources"
            | "queries" | "glosses" | "recipes" | "conflicts" | "revisions" | "unread" => {
                self.list(name, |reader| reader.element(name));
            }
            _ => self.unknown_section(name),
        }
    }

    fn format(&mut self) {
        self.frame.blank();
        let at = self.frame.at();
        match self.value().and_then(|it| it.parse().ok()) {
            Some(format) => {
                let is_first = format > self.found.format;
                self.found.format = self.found.format.max(format);
                if format > FORMAT && is_first {
                    self.found.extra.keep("format", format.to_string());
                }
            }
            None => {
                self.frame.go(at);
                self.put_aside_line("format", Malformed::NoNumber);
            }
        }
    }

    fn unknown_section(&mut self, name: &str) {
        self.frame.blank();
        let at = self.frame.at();
        match self.value() {
            Some(value) => {
                self.findings.unknown(at, OUTERMOST, name);
                self.found.extra.keep(name, value);
            }
            None => self.put_aside_line(name, Malformed::NotClosed),
        }
    }

    /// Reads `[ … ]`, calling `element` for everything that stands in it.
    fn list(&mut self, section: &str, element: impl Fn(&mut Self)) {
        // A list whose bracket is gone still has its records.
        let opens = self.frame.eat(Token::Open(b']')) || self.ahead() == Some(Token::Open(b')'));
        if !opens {
            self.put_aside_value(section, Malformed::NoList);
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

    /// Reads one record of a section.
    pub(super) fn element(&mut self, section: &str) {
        match section {
            "coders" => self.keep::<Coder>(section),
            "codes" => self.keep::<Code>(section),
            "variables" => self.keep::<Variable>(section),
            "cases" => self.keep::<Case>(section),
            "sets" => self.keep::<Set>(section),
            "links" => self.keep::<Link>(section),
            "queries" => self.keep::<Query>(section),
            "glosses" => self.keep::<Gloss>(section),
            "recipes" => self.keep::<Recipe>(section),
            "sources" => self.keep::<Recorded>(section),
            "quotations" => self.keep::<Marked<'a>>(section),
            "codings" => self.keep::<Coding>(section),
            "memos" => self.keep::<Memo>(section),
            "conflicts" => self.keep::<Clash>(section),
            "revisions" => self.keep::<Revision>(section),
            _ => self.keep::<Unread>(section),
        }
    }

    fn keep<T: Kind<'a>>(&mut self, section: &str) {
        if let Some((span, record)) = self.record::<T>(section) {
            record.keep(span, self.coder, &mut self.found);
        }
    }

    /// Reads one coder's work.
    pub(super) fn group(&mut self) {
        if !self.frame.eat(Token::Open(b')')) {
            return self.put_aside_line("work", Malformed::NoGroup);
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
                        if self.value().is_none() {
                            self.put_aside_line("work", Malformed::NotClosed);
                        }
                    }
                    Some(name @ ("quotations" | "codings" | "memos")) => {
                        self.list(name, |reader| reader.element(name));
                    }
                    Some(name) => self.unknown_list(name),
                    None => {
                        self.put_aside_line("work", Malformed::NoWork);
                    }
                },
            }
        }
    }

    /// The coder of the group that begins here, wherever in the group it stands.
    fn group_coder(&mut self) -> Option<CoderId> {
        let start = self.frame.at();
        let coder = self.look_for_coder();
        self.frame.go(start);
        coder
    }

    fn look_for_coder(&mut self) -> Option<CoderId> {
        loop {
            match self.frame.name() {
                Some("coder") => {
                    let value: String = ron::from_str(self.value()?).ok()?;
                    return value.parse().ok();
                }
                Some(_) => {
                    self.value()?;
                }
                None => self.frame.eat(Token::Comma).then_some(())?,
            }
        }
    }

    /// A list of a coder's work that only a newer version knows.
    fn unknown_list(&mut self, name: &str) {
        self.frame.blank();
        let at = self.frame.at();
        match self.value() {
            Some(value) => {
                self.findings.unknown(at, "work", name);
                let text = format!("(coder: \"{}\", {name}: {value})", self.coder);
                let section = "work".to_owned();
                self.found.unread.push(Unread { section, text });
            }
            None => self.put_aside_line("work", Malformed::NotClosed),
        }
    }
}
