//! One record: read the quick way, by the `ron` crate, or put aside, and the place to go on from.

use super::again::aside;
use super::frame::Frame;
use super::kind::{Kind, NOBODY};
use super::line::Canonical;
use super::loose::{Fault, Loose};
use super::malformed::Malformed;
use super::sections::{OUTERMOST, Reader};
use super::warning::Warning;
use crate::text::{Place, Span};

impl<'a> Reader<'a> {
    /// Reads the record that begins here, the quick way if it is canonical.
    pub(super) fn record<T: Kind<'a>>(&mut self, section: &str) -> Option<(Span, T)> {
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
        let (span, fault) = match self.extent(start) {
            Ok(span) => match self.attempt(span, section) {
                Ok(record) => return Some((span, record)),
                Err(fault) if !self.runs_on(span) => {
                    self.put_aside(span, section, fault);
                    return None;
                }
                Err(fault) => {
                    self.patience = self.patience.saturating_sub(span.len());
                    (span, fault)
                }
            },
            Err(fault) => (Span::new(start, self.text.len()), fault),
        };
        // What is behind the break may be sound, and even the line itself.
        let cut = Span::new(start, resync(self.text, start, section).min(span.end));
        let line = cut.of(self.text).unwrap_or_default().trim_end();
        let line = Span::new(start, start + line.trim_end_matches(',').len());
        match self.attempt(line, section) {
            Ok(record) => Some((line, record)),
            Err(_) => {
                self.put_aside(cut, section, fault);
                None
            }
        }
    }

    /// From the first bracket to the one that closes it.
    fn extent(&mut self, start: usize) -> Result<Span, Fault> {
        let within = match self.patience {
            0 => line_end(self.text, start),
            _ => self.text.len(),
        };
        let mut probe = Frame::new(self.text.get(..within).unwrap_or_default(), start);
        match probe.value() {
            Ok(value) => Ok(Span::new(start, start + value.len())),
            Err(stuck) => {
                self.patience = self.patience.saturating_sub(stuck.reached - start);
                Err(Fault {
                    what: Malformed::NotClosed,
                    at: stuck.at - start,
                })
            }
        }
    }

    /// Passes over one whole value, if it is closed.
    pub(super) fn value(&mut self) -> Option<&'a str> {
        self.frame.blank();
        let span = self.extent(self.frame.at()).ok()?;
        self.frame.go(span.end);
        span.of(self.text)
    }

    /// Reads a record with the `ron` crate and goes on behind it.
    fn attempt<T: Kind<'a>>(&mut self, span: Span, section: &str) -> Result<T, Fault> {
        let mut fields = Loose::open(span.of(self.text).unwrap_or_default(), T::NAME)?;
        let record = T::read(&mut fields)?;
        for field in fields.unknown() {
            self.findings.unknown(span.start, section, &field);
        }
        self.frame.go(span.end);
        Ok(record)
    }

    /// Whether a broken record goes on over the end of a line that looks like the end of a record:
    /// a quote that is missing there makes it run into the next ones.
    fn runs_on(&self, span: Span) -> bool {
        let record = span.of(self.text).unwrap_or_default();
        let first = record.split('\n').next().unwrap_or_default();
        first.len() < record.len() && first.trim_end().trim_end_matches(',').ends_with(')')
    }

    /// Keeps text that is not understood and goes on behind it.
    fn put_aside(&mut self, span: Span, section: &str, fault: Fault) {
        let text = span.of(self.text).unwrap_or_default().trim();
        let text = text.trim_end_matches(',').to_owned();
        self.frame.go(span.end);
        if !text.is_empty() {
            self.found.unread.push(aside(section, self.coder, &text));
        }
        let section = section.to_owned();
        // What runs to the end of the file is told as a file that breaks off.
        if span.end < self.end {
            let at = span.start + fault.at;
            self.findings
                .add(at, move |place: Place| Warning::BadRecord {
                    place,
                    section,
                    what: fault.what,
                });
        }
    }

    pub(super) fn put_aside_line(&mut self, section: &str, what: Malformed) {
        self.frame.blank();
        let start = self.frame.at();
        let end = line_end(self.text, start);
        self.put_aside(Span::new(start, end), section, Fault { what, at: 0 });
    }

    pub(super) fn put_aside_value(&mut self, section: &str, what: Malformed) {
        self.frame.blank();
        let start = self.frame.at();
        match self.value() {
            Some(value) => {
                let span = Span::new(start, start + value.len());
                self.put_aside(span, section, Fault { what, at: 0 });
            }
            None => self.put_aside_line(section, what),
        }
    }

    /// Keeps what stands behind the closing bracket of the whole.
    pub(super) fn behind_the_end(&mut self) {
        self.frame.blank();
        let span = Span::new(self.frame.at(), self.text.len());
        if !span.is_empty() {
            let text = span.of(self.text).unwrap_or_default().trim().to_owned();
            self.found.unread.push(aside(OUTERMOST, NOBODY, &text));
            self.findings.add(span.start, |place| Warning::BadRecord {
                place,
                section: OUTERMOST.to_owned(),
                what: Malformed::BehindTheEnd,
            });
        }
    }
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
    if first + most < start {
        // It does not begin its line, so the next one can be anything.
        return end;
    }
    while end < text.len() {
        let (line, next) = (end + 1, line_end(text, end + 1));
        let words = text.get(line + indent(line)..next).unwrap_or_default();
        let stops = match section {
            "sources" => (words.starts_with("(id: \"") && indent(line) == 4) || words == "],",
            _ => !words.is_empty() && indent(line) <= most,
        };
        if stops {
            let closing = words.starts_with(')') && section != OUTERMOST;
            return if closing { next } else { end };
        }
        end = next;
    }
    end
}

/// The end of the line that `from` is on.
pub(super) fn line_end(text: &str, from: usize) -> usize {
    let rest = text.as_bytes().get(from..).unwrap_or_default();
    memchr::memchr(b'\n', rest).map_or(text.len(), |len| from + len)
}

/// Whether the line that begins at `at` is one of those that git leaves in a conflict.
pub(super) fn is_marker(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    let first = bytes.get(at).copied().unwrap_or_default();
    if !b"<=>|".contains(&first) || (at > 0 && bytes.get(at - 1) != Some(&b'\n')) {
        return false;
    }
    let line = text.get(at..line_end(text, at)).unwrap_or_default();
    let rest = line.trim_start_matches(char::from(first));
    line.len() - rest.len() == 7 && (rest.is_empty() || rest.starts_with(' '))
}
