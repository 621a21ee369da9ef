//! The codebook and the passages under each code, to read and to edit, as CommonMark.

use super::{Lookup, Words};
use crate::model::{Code, CodeId, Memo, Project, RecordId, Time, Verdict};
use crate::query::{CodingRow, Filter, Index, codebook, rows};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{self, Write};

pub(super) fn write(
    project: &Project,
    index: &Index,
    words: &Words,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut pen = Pen {
        project,
        words,
        lookup: Lookup::new(project),
        out,
    };
    pen.head(index)?;
    pen.codebook(index)?;
    pen.passages(index)
}

struct Pen<'a> {
    project: &'a Project,
    words: &'a Words,
    lookup: Lookup<'a>,
    out: &'a mut dyn Write,
}

impl Pen<'_> {
    fn head(&mut self, index: &Index) -> io::Result<()> {
        let coders = self.project.coders().iter();
        let words = self.words;
        let names = coders.map(|it| one_line(words.coder(&it.name)));
        let names: Vec<_> = names.collect();
        writeln!(self.out, "# {}\n", one_line(&self.project.head().name))?;
        writeln!(
            self.out,
            "- {}: {}",
            words.sources,
            self.project.sources().len()
        )?;
        writeln!(self.out, "- {}: {}", words.codings, index.len())?;
        writeln!(self.out, "- {}: {}", words.coders, names.join(", "))?;
        self.memos(RecordId::Project)
    }

    fn codebook(&mut self, index: &Index) -> io::Result<()> {
        writeln!(self.out, "\n## {}\n", self.words.codebook)?;
        for branch in codebook(self.project) {
            let Some(code) = self.project.codes().get(branch.code) else {
                continue;
            };
            let indent = "  ".repeat(branch.depth);
            let (name, count) = (one_line(&code.name), index.count(code.id));
            write!(self.out, "{indent}- **{name}**{} · {count}", aliases(code))?;
            if code.definition.trim().is_empty() {
                writeln!(self.out)?;
            } else {
                writeln!(self.out, " · {}", one_line(&code.definition))?;
            }
        }
        Ok(())
    }

    fn passages(&mut self, index: &Index) -> io::Result<()> {
        writeln!(self.out, "\n## {}", self.words.quotations)?;
        let mut by_code: BTreeMap<CodeId, Vec<CodingRow<'_>>> = BTreeMap::new();
        for row in rows(self.project, index, &Filter::all()) {
            by_code.entry(row.code).or_default().push(row);
        }
        for branch in codebook(self.project) {
            let rows = by_code.remove(&branch.code).unwrap_or_default();
            let id = RecordId::Code(branch.code);
            if rows.is_empty() && self.lookup.memos(id).is_empty() {
                continue;
            }
            let path = one_line(self.lookup.path(branch.code));
            writeln!(self.out, "\n### {path} · {}", rows.len())?;
            self.memos(id)?;
            for row in &rows {
                self.passage(row)?;
            }
        }
        Ok(())
    }

    fn passage(&mut self, row: &CodingRow<'_>) -> io::Result<()> {
        writeln!(self.out, "\n{}\n", quoted(row.quote))?;
        let (source, coder) = (
            one_line(row.source_name),
            one_line(self.words.coder(row.coder_name)),
        );
        let (start, end, day) = (row.chars.start, row.chars.end, day(row.created));
        write!(self.out, "— {source}, {start}–{end} · {coder} · {day}")?;
        match row.stray {
            Some(Verdict::Lost) => writeln!(self.out, " · {}", self.words.lost)?,
            Some(Verdict::Unsure) => writeln!(self.out, " · {}", self.words.unsure)?,
            None => writeln!(self.out)?,
        }
        self.memos(RecordId::Coding(row.id))?;
        self.memos(RecordId::Quotation(row.quotation))
    }

    fn memos(&mut self, on: RecordId) -> io::Result<()> {
        for Memo { text, coder, .. } in self.lookup.memos(on) {
            let coder = self.project.coders().get(*coder);
            let coder = coder.map_or("", |it| self.words.coder(&it.name));
            let (memo, text) = (&self.words.memo, lines(text, ""));
            writeln!(self.out, "\n**{memo}** ({}): {text}", one_line(coder))?;
        }
        Ok(())
    }
}

/// The day of a time, in UTC.
fn day(time: Time) -> String {
    let time = time.to_string();
    time.split('T').next().unwrap_or_default().to_owned()
}

fn aliases(code: &Code) -> String {
    if code.aliases.is_empty() {
        String::new()
    } else {
        format!(" ({})", one_line(&code.aliases.join(", ")))
    }
}

/// A text as a quoted block.
fn quoted(text: &str) -> String {
    format!("> {}", lines(text, "> "))
}

/// A text of several lines: line ends stay line ends, empty lines part paragraphs, every line after
/// the first begins with `before`.
fn lines(text: &str, before: &str) -> String {
    let mut written = String::new();
    let mut lines = text.split('\n').peekable();
    while let Some(line) = lines.next() {
        let line = line.trim_end_matches([' ', '\t', '\r']);
        written.push_str(&escaped(line));
        if let Some(next) = lines.peek() {
            // A backslash keeps the line end where the paragraph goes on.
            let goes_on = !line.is_empty() && !next.trim().is_empty();
            written.push_str(if goes_on { "\\\n" } else { "\n" });
            written.push_str(if next.trim().is_empty() {
                before.trim_end()
            } else {
                before
            });
        }
    }
    written
}

/// A text on one line.
fn one_line(text: &str) -> String {
    let words: Vec<&str> = text.split(['\n', '\r']).map(str::trim).collect();
    escaped(words.join(" ").trim()).into_owned()
}

/// A line with everything escaped that Markdown could take for a sign of its own.
pub(super) fn escaped(line: &str) -> Cow<'_, str> {
    const ANYWHERE: &[char] = &['\\', '`', '*', '_', '[', ']', '<', '>', '&', '~', '|', '$'];
    const AT_START: &[char] = &['#', '+', '-', '=', '.', ')', ' ', '\t'];
    if !line.contains(ANYWHERE) && !line.contains(AT_START) {
        return Cow::Borrowed(line);
    }
    let mut written = String::with_capacity(line.len() + 8);
    // Whether only blanks, or only digits, came before.
    let (mut blank, mut digits) = (true, true);
    let mut chars = line.chars().peekable();
    while let Some(char) = chars.next() {
        let blank_next = chars.peek().is_none_or(|it| matches!(it, ' ' | '\t'));
        let begins = match char {
            '.' | ')' => digits && !blank && blank_next,
            _ => blank,
        };
        match char {
            // Blanks at the start of a line would be dropped, or make it code.
            ' ' if begins => written.push_str("&#32;"),
            '\t' if begins => written.push_str("&#9;"),
            _ if ANYWHERE.contains(&char) || begins && AT_START.contains(&char) => {
                written.extend(['\\', char]);
            }
            _ => written.push(char),
        }
        digits &= char.is_ascii_digit();
        blank &= matches!(char, ' ' | '\t');
    }
    Cow::Owned(written)
}

#[cfg(test)]
mod tests {
    use super::super::{Format, Options, sample};
    use super::*;

    #[test]
    fn the_sample_to_read() {
        let options = Options::default();
        let written = sample::exported(&sample::project(), Format::Markdown, &options);
        sample::snapshot("markdown", &written);
    }

    #[test]
    fn signs_of_markdown_are_escaped_and_others_are_not() {
        for (line, expected) in [
            ("数字治理，2026年", "数字治理，2026年"),
            ("3.14 - 1 = 2", "3.14 - 1 = 2"),
            ("1. 甲", "1\\. 甲"),
            ("12) 乙", "12\\) 乙"),
            ("# 题", "\\# 题"),
            ("C# 与 C++", "C# 与 C++"),
            ("- 条", "\\- 条"),
            ("===", "\\==="),
            ("*重* _点_ `码`", "\\*重\\* \\_点\\_ \\`码\\`"),
            ("[甲](乙)", "\\[甲\\](乙)"),
            ("<b>&amp;", "\\<b\\>\\&amp;"),
            ("^{| 114 |}", "^{\\| 114 \\|}"),
            ("    甲", "&#32;&#32;&#32;&#32;甲"),
            ("　　甲", "　　甲"),
            (".甲", ".甲"),
        ] {
            assert_eq!(escaped(line), expected, "{line}");
        }
    }

    #[test]
    fn a_quote_of_several_lines_stays_one_quote() {
        assert_eq!(quoted("甲\n乙\n\n- 丙"), "> 甲\\\n> 乙\n>\n> \\- 丙");
        assert_eq!(quoted("甲\n"), "> 甲\n>");
        assert_eq!(one_line("甲\n 乙\r\n"), "甲 乙");
    }
}
