//! The codebook as Markdown, a heading for each code, to read, print and edit.
//!
//! ```markdown
//! <!-- zhupi codebook -->
//! # 试编
//!
//! ## 国防
//!
//! - Other names: defence; national defence
//! - Colour: #C8402F
//!
//! What it means.
//!
//! **When to use**
//!
//! …
//! ```
//!
//! The level of a heading is the depth in the tree; what is deeper than Markdown's headings go says
//! so in a field. Under a heading stand facts as a list, the definition, and what stands under words
//! in bold; the words are those of the reader's language, and any language is read. Everything a
//! text holds comes back as it was: what Markdown would take for a sign is escaped.

use super::{CodebookError, CodebookRead, Field, FieldNames, Line, flag, key, lines, listed};
use crate::edit::plan_codebook::{Above, Entry, Oddity, Remark};
use crate::exchange::Words;
use crate::exchange::markdown::escaped;
use crate::model::{Colour, Project};
use crate::query::Index;
use std::io::{self, Write};

/// What the file begins with.
pub(super) const MARK: &str = "<!-- zhupi codebook";

/// The deepest level of a heading.
const LEVELS: usize = 6;

pub(in crate::exchange) fn write(
    project: &Project,
    index: &Index,
    words: &Words,
    out: &mut dyn Write,
) -> io::Result<()> {
    writeln!(out, "{MARK} -->\n# {}", heading_line(&project.head().name))?;
    for line in lines(project, index) {
        code(&line, words, out)?;
    }
    Ok(())
}

fn code(line: &Line<'_>, words: &Words, out: &mut dyn Write) -> io::Result<()> {
    let code = line.code;
    let fact =
        |field: Field, value: &str| format!("- {}: {}\n", words.field(field), exact_line(value));
    let level = "#".repeat((line.depth + 2).min(LEVELS));
    writeln!(out, "\n{level} {}\n", heading_line(&code.name))?;
    let mut facts = String::new();
    if line.depth + 2 > LEVELS {
        facts += &fact(Field::Depth, &line.depth.to_string());
    }
    if !code.aliases.is_empty() {
        facts += &fact(Field::Aliases, &listed::joined(&code.aliases));
    }
    // Behind other words the sign of a colour is none of Markdown's.
    facts += &format!("- {}: {}\n", words.field(Field::Colour), code.colour.hex());
    if let Some(key) = &code.key {
        facts += &fact(Field::Key, key);
    }
    if !code.applicable {
        facts += &fact(Field::Applicable, &words.no);
    }
    facts += &fact(Field::Codings, &line.codings.to_string());
    if let Some(meant) = code.meant {
        facts += &fact(Field::Meant, &meant.to_string());
    }
    facts += &fact(Field::Id, &code.id.to_string());
    out.write_all(facts.as_bytes())?;
    if !code.definition.is_empty() {
        writeln!(out, "\n{}", exact(&code.definition))?;
    }
    for (field, text) in [(Field::When, &code.when), (Field::WhenNot, &code.when_not)] {
        if !text.is_empty() {
            writeln!(out, "\n**{}**\n\n{}", words.field(field), exact(text))?;
        }
    }
    if line.examples.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n**{}**", words.field(Field::Examples))?;
    for it in &line.examples {
        let (source, start, end) = (exact_line(&it.source.name), it.chars.start, it.chars.end);
        let quote = exact(it.quote).replace('\n', "\n> ");
        writeln!(out, "\n> {quote}\n\n— {source}, {start}–{end}")?;
    }
    Ok(())
}

/// A text with every line of its own; empty lines stay, and none is lost at either end.
fn exact(text: &str) -> String {
    let body = text.trim_matches('\n');
    let before = text.len() - text.trim_start_matches('\n').len();
    let after = text.len() - before - body.len();
    let mut written = "&#10;".repeat(before);
    let mut lines = body.split('\n').peekable();
    while let Some(line) = lines.next() {
        written.push_str(&exact_line(line));
        if let Some(next) = lines.peek() {
            // A backslash keeps the line end where the paragraph goes on.
            let goes_on = !line.is_empty() && !next.is_empty();
            written.push_str(if goes_on { "\\\n" } else { "\n" });
        }
    }
    written.push_str(&"&#10;".repeat(after));
    written
}

/// A text on one line, with everything kept that would be dropped or split it.
fn exact_line(text: &str) -> String {
    let kept = text.trim_end_matches([' ', '\t']);
    let mut written = String::with_capacity(text.len());
    for char in escaped(kept).chars() {
        match char {
            '\0' | '\n' | '\r' => written.push_str(&format!("&#{};", u32::from(char))),
            _ => written.push(char),
        }
    }
    let blanks = text.chars().skip(kept.chars().count());
    written.extend(blanks.map(|it| if it == ' ' { "&#32;" } else { "&#9;" }));
    written
}

/// The words of a heading; signs at its end would be taken for a part of its frame.
fn heading_line(text: &str) -> String {
    let line = exact_line(text);
    match line.strip_suffix('#') {
        Some(rest) => format!("{rest}\\#"),
        None => line,
    }
}

/// What a line or a text says: the other way round.
fn plain(text: &str) -> String {
    let mut said = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['\\', '&']) {
        let (before, from) = rest.split_at(at);
        said.push_str(before);
        let (char, len) = sign(from);
        said.extend(char);
        rest = from.get(len..).unwrap_or_default();
    }
    said.push_str(rest);
    said
}

/// The character that an escape stands for, and the escape's length in bytes.
fn sign(from: &str) -> (Option<char>, usize) {
    let plain = (from.chars().next(), 1);
    if let Some(rest) = from.strip_prefix('\\') {
        return match rest.chars().next() {
            Some('\n') | None => (None, 1),
            Some(char) if char.is_ascii_punctuation() => (Some(char), 2),
            Some(_) => plain,
        };
    }
    let Some((name, _)) = from.strip_prefix('&').and_then(|it| it.split_once(';')) else {
        return plain;
    };
    let number = |digits: &str, base| u32::from_str_radix(digits, base).ok();
    let char = match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "nbsp" => Some('\u{A0}'),
        _ => name
            .strip_prefix('#')
            .filter(|it| it.len() <= 8)
            .and_then(|it| {
                let hexadecimal = it.strip_prefix(['x', 'X']);
                let code = hexadecimal.map_or_else(|| number(it, 10), |it| number(it, 16));
                code.and_then(char::from_u32)
            }),
    };
    char.map_or(plain, |it| (Some(it), name.len() + 2))
}

pub(super) fn read(text: &str, names: &FieldNames) -> Result<CodebookRead, CodebookError> {
    let headings = text
        .lines()
        .zip(1..)
        .filter_map(|(it, line)| Some((heading(it)?, line)));
    let headings: Vec<((usize, &str), usize)> = headings.collect();
    let first = headings.first().ok_or(CodebookError::NoHeadings)?;
    let is_ours = text.trim_start().starts_with(MARK);
    let tops = headings
        .iter()
        .filter(|((level, _), _)| *level == 1)
        .count();
    let ((level, words), line) = *first;
    // One heading above all others is the title.
    let title = (level == 1 && tops == 1 && headings.len() > 1 || is_ours).then_some(line);
    let levels = headings.iter().filter(|it| title != Some(it.1));
    let top = levels.map(|((level, _), _)| *level).min().unwrap_or(1);
    let mut reader = Reader {
        names,
        read: CodebookRead::default(),
        depths: Vec::new(),
        part: Part::Nowhere,
        text: String::new(),
    };
    if title.is_some() && !is_ours {
        let oddity = Oddity::Title(plain(words));
        reader.read.remarks.push(Remark { line, oddity });
    }
    for (line, number) in text.lines().zip(1..) {
        match heading(line) {
            Some(_) if title == Some(number) => {}
            Some((level, words)) => reader.code(level.saturating_sub(top), words, number),
            None => reader.line(line, number),
        }
    }
    reader.end();
    reader.stack();
    Ok(reader.read)
}

/// The level and the words of a heading.
fn heading(line: &str) -> Option<(usize, &str)> {
    let words = line.trim_start_matches('#');
    let level = line.len() - words.len();
    let words = words.strip_prefix([' ', '\t'])?.trim_matches([' ', '\t']);
    let open = words.trim_end_matches('#');
    let words = match open.is_empty() || open.ends_with([' ', '\t']) {
        true => open.trim_end_matches([' ', '\t']),
        false => words,
    };
    (1..=LEVELS).contains(&level).then_some((level, words))
}

/// Where in a code's part of the file a line stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    /// Before the first code.
    Nowhere,
    /// In the list of facts.
    Facts,
    /// In a text.
    Text(Field),
}

struct Reader<'a> {
    names: &'a FieldNames,
    read: CodebookRead,
    /// How deep each entry stands.
    depths: Vec<usize>,
    part: Part,
    /// The lines of the text so far.
    text: String,
}

impl Reader<'_> {
    fn code(&mut self, depth: usize, words: &str, line: usize) {
        self.end();
        self.read.entries.push(Entry {
            line,
            name: plain(words),
            ..Entry::default()
        });
        self.depths.push(depth);
        self.part = Part::Facts;
    }

    /// Puts every entry under the last one before it that stands less deep.
    fn stack(&mut self) {
        let mut above: Vec<(usize, usize)> = Vec::new();
        let depths = self.depths.iter().copied().enumerate();
        for ((at, depth), entry) in depths.zip(&mut self.read.entries) {
            while above.last().is_some_and(|it| it.1 >= depth) {
                above.pop();
            }
            let parent = above.last().map(|it| Above::Entry(it.0));
            entry.above = Some(parent.unwrap_or(Above::Top));
            above.push((at, depth));
        }
    }

    fn line(&mut self, line: &str, number: usize) {
        let field = lead(line).and_then(|it| self.names.field(&plain(it)));
        let is_text = |it: &Field| matches!(it, Field::Definition | Field::When | Field::WhenNot);
        match (self.part, field) {
            (Part::Nowhere, _) => {}
            (_, Some(field)) if is_text(&field) || field == Field::Examples => {
                self.end();
                self.part = Part::Text(field);
            }
            (Part::Facts, _) if line.trim_matches([' ', '\t']).is_empty() => {}
            (Part::Facts, _) => match self.fact(line) {
                Some((field, words)) => self.take(field, &words, number),
                None => {
                    self.part = Part::Text(Field::Definition);
                    self.push(line);
                }
            },
            (Part::Text(_), _) => self.push(line),
        }
    }

    fn push(&mut self, line: &str) {
        self.text.push_str(line.trim_end_matches([' ', '\t']));
        self.text.push('\n');
    }

    /// The field and words of a fact such as `- Colour: #C8402F`.
    fn fact(&self, line: &str) -> Option<(Field, String)> {
        let item = line.trim_start_matches([' ', '\t']);
        let item = item.strip_prefix(['-', '*', '+'])?;
        let item = item.strip_prefix([' ', '\t'])?;
        let (name, words) = item.split_once([':', '：'])?;
        let field = self.names.field(&plain(name.trim()))?;
        Some((field, plain(words.trim_matches([' ', '\t']))))
    }

    fn take(&mut self, field: Field, words: &str, line: usize) {
        let depth = words.trim().parse().ok().filter(|_| field == Field::Depth);
        if let Some((of, depth)) = self.depths.last_mut().zip(depth) {
            *of = depth;
        }
        let Some(entry) = self.read.entries.last_mut() else {
            return;
        };
        let said = |it: &str| super::said(it);
        let oddity: Option<fn(String) -> Oddity> = match field {
            Field::Name | Field::Examples | Field::Codings | Field::Depth => None,
            // The headings tell what stands above.
            Field::Parent | Field::ParentId => None,
            Field::Aliases => {
                entry.aliases = Some(listed::split(words));
                None
            }
            Field::Colour => {
                entry.colour = Colour::from_hex(words.trim());
                entry.colour.is_none().then_some(Oddity::NoColour)
            }
            Field::Key => {
                entry.key = key(words);
                entry.key.is_none().then_some(Oddity::NoKey)
            }
            Field::Applicable => {
                entry.applicable = flag(words);
                entry.applicable.is_none().then_some(Oddity::NoFlag)
            }
            Field::Meant => {
                entry.meant = words.trim().parse().ok();
                entry.meant.is_none().then_some(Oddity::NoTime)
            }
            Field::Id => {
                entry.id = words.trim().parse().ok();
                entry.id.is_none().then_some(Oddity::NoId)
            }
            Field::Definition => {
                entry.definition = said(words);
                None
            }
            Field::When => {
                entry.when = said(words);
                None
            }
            Field::WhenNot => {
                entry.when_not = said(words);
                None
            }
        };
        let oddity = oddity.map(|it| it(words.to_owned()));
        let remark = oddity.map(|oddity| Remark { line, oddity });
        self.read.remarks.extend(remark);
    }

    /// Ends the text that is being read, if one is.
    fn end(&mut self) {
        let text = std::mem::take(&mut self.text);
        let (Part::Text(field), Some(entry)) = (self.part, self.read.entries.last_mut()) else {
            return;
        };
        let text = Some(plain(text.trim_matches('\n'))).filter(|it| !it.trim().is_empty());
        match field {
            Field::Definition => entry.definition = text,
            Field::When => entry.when = text,
            Field::WhenNot => entry.when_not = text,
            _ => {}
        }
        self.part = Part::Facts;
    }
}

/// The words of a line that is nothing but words in bold, with a colon behind them or not.
fn lead(line: &str) -> Option<&str> {
    let line = line.trim_matches([' ', '\t']);
    let line = line.trim_end_matches([':', '：']);
    let words = line.strip_prefix("**")?.strip_suffix("**")?;
    (!words.contains("**")).then(|| words.trim_end_matches([':', '：']))
}
