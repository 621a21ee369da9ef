//! The codebook as a page to print, or to read in any browser: nothing is fetched, nothing is run.
//!
//! Every code has a letter for its branch and a number in it, and its name is underlined in its
//! colour with its own stroke, as its passages are in the coded texts: what belongs together is seen
//! on grey paper too.

use super::{Example, Field, Line, lines};
use crate::exchange::Words;
use crate::exchange::html::{Escaped, language};
use crate::model::{Code, Project};
use crate::query::Index;
use crate::view::Strokes;
use std::io::{self, Write};

const STYLE: &str = include_str!("../codebook.css");

/// The smallest headings are of this level.
const LEVELS: usize = 6;

pub(in crate::exchange) fn write(
    project: &Project,
    index: &Index,
    words: &Words,
    out: &mut dyn Write,
) -> io::Result<()> {
    let lines = lines(project, index);
    let numbers = numbers(&lines);
    let strokes = Strokes::new(project);
    let mut pen = Pen {
        project,
        words,
        strokes: &strokes,
        out,
    };
    pen.head(index, lines.len())?;
    pen.contents(&lines, &numbers)?;
    writeln!(pen.out, "<main>")?;
    for (line, number) in lines.iter().zip(&numbers) {
        pen.code(line, number)?;
    }
    writeln!(pen.out, "</main>\n</body>\n</html>")
}

/// A letter for every branch of the tree and numbers below it, such as `B.2.1`.
fn numbers(lines: &[Line<'_>]) -> Vec<String> {
    let mut counts: Vec<usize> = Vec::new();
    let numbered = lines.iter().map(|line| {
        counts.resize(line.depth + 1, 0);
        if let Some(count) = counts.last_mut() {
            *count += 1;
        }
        let mut parts = counts.iter();
        let mut number = letters(parts.next().copied().unwrap_or_default());
        for part in parts {
            number.push_str(&format!(".{part}"));
        }
        number
    });
    numbered.collect()
}

/// A to Z for 1 to 26, then AA, AB and so on.
fn letters(mut number: usize) -> String {
    let mut letters = Vec::new();
    while let Some(rest) = number.checked_sub(1) {
        let letter = u8::try_from(rest % 26).unwrap_or(0);
        letters.push(char::from(b'A' + letter));
        number = rest / 26;
    }
    letters.iter().rev().collect()
}

struct Pen<'a> {
    project: &'a Project,
    words: &'a Words,
    strokes: &'a Strokes,
    out: &'a mut dyn Write,
}

impl Pen<'_> {
    fn head(&mut self, index: &Index, codes: usize) -> io::Result<()> {
        let words = self.words;
        let (tag, kind) = (Escaped(&words.language), Escaped(&words.codebook));
        let name = Escaped(&self.project.head().name);
        let policy = "default-src 'none'; style-src 'unsafe-inline'";
        let scale = "width=device-width, initial-scale=1";
        writeln!(
            self.out,
            "<!DOCTYPE html>\n<html lang=\"{tag}\">\n<head>\n<meta charset=\"utf-8\" />\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\" />\n\
             <meta name=\"viewport\" content=\"{scale}\" />\n\
             <meta name=\"generator\" content=\"zhupi\" />\n\
             <title>{name} · {kind}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>"
        )?;
        let coders = self.project.coders().iter();
        let coders = coders.map(|it| words.coder(&it.name));
        let counts = [
            (&words.codes, codes.to_string()),
            (&words.sources, self.project.sources().len().to_string()),
            (&words.codings, index.len().to_string()),
            (&words.coders, coders.collect::<Vec<_>>().join(", ")),
        ];
        writeln!(
            self.out,
            "<header>\n<p class=\"kind\">{kind}</p>\n<h1><bdi>{name}</bdi></h1>\n<dl>"
        )?;
        for (what, count) in counts {
            let (what, count) = (Escaped(what), Escaped(&count));
            writeln!(self.out, "<div><dt>{what}</dt><dd>{count}</dd></div>")?;
        }
        writeln!(self.out, "</dl>\n</header>")
    }

    fn contents(&mut self, lines: &[Line<'_>], numbers: &[String]) -> io::Result<()> {
        let title = Escaped(&self.words.contents);
        writeln!(self.out, "<nav>\n<h2>{title}</h2>\n<ol>")?;
        for (line, number) in lines.iter().zip(numbers) {
            let name = self.name(line.code);
            let (depth, count) = (line.depth, line.codings);
            writeln!(
                self.out,
                "<li style=\"--depth:{depth}\"><a href=\"#{number}\"><span class=\"number\">\
                 {number}</span> {name}<span class=\"leader\"></span>{count}</a></li>"
            )?;
        }
        writeln!(self.out, "</ol>\n</nav>")
    }

    /// The name of a code, underlined as its passages are.
    fn name(&self, code: &Code) -> String {
        let (colour, stroke) = (code.colour.hex(), self.strokes.of(code.id).css());
        let name = Escaped(&code.name);
        format!("<bdi class=\"name\" style=\"--colour:{colour};--stroke:{stroke}\">{name}</bdi>")
    }

    fn code(&mut self, line: &Line<'_>, number: &str) -> io::Result<()> {
        let (code, words) = (line.code, self.words);
        let level = (line.depth + 2).min(LEVELS);
        let rank = if line.depth == 0 { "branch" } else { "below" };
        writeln!(self.out, "<section id=\"{number}\" class=\"{rank}\">")?;
        let name = self.name(code);
        writeln!(
            self.out,
            "<h{level}><span class=\"number\">{number}</span> {name}</h{level}>"
        )?;
        let mut facts = Vec::new();
        if !line.parent.is_empty() {
            facts.push(format!("<bdi>{}</bdi>", Escaped(&line.parent)));
        }
        if !code.aliases.is_empty() {
            let aliases = code.aliases.join(", ");
            facts.push(format!("<bdi class=\"alias\">{}</bdi>", Escaped(&aliases)));
        }
        if !code.applicable {
            facts.push(Escaped(&words.heading).to_string());
        }
        let (codings, sources) = (Escaped(&words.codings), Escaped(&words.sources));
        facts.push(format!("{codings} {}", line.codings));
        facts.push(format!("{sources} {}", line.sources));
        writeln!(self.out, "<p class=\"facts\">{}</p>", facts.join(" · "))?;
        self.text("definition", &code.definition)?;
        self.uses(code)?;
        self.examples(&line.examples)?;
        writeln!(self.out, "</section>")
    }

    fn text(&mut self, class: &str, text: &str) -> io::Result<()> {
        if text.trim().is_empty() {
            return Ok(());
        }
        let (text, tag) = (Escaped(text.trim()), language(text));
        writeln!(
            self.out,
            "<p class=\"{class}\" dir=\"auto\" lang=\"{tag}\">{text}</p>"
        )
    }

    /// When a code is used and when not, side by side.
    fn uses(&mut self, code: &Code) -> io::Result<()> {
        let texts = [
            ("use", Field::When, &code.when),
            ("no-use", Field::WhenNot, &code.when_not),
        ];
        let told = texts.iter().filter(|it| !it.2.trim().is_empty());
        let told: Vec<_> = told.collect();
        if told.is_empty() {
            return Ok(());
        }
        writeln!(self.out, "<div class=\"uses\">")?;
        for (class, field, text) in told {
            let title = Escaped(self.words.field(*field));
            writeln!(
                self.out,
                "<div class=\"{class}\">\n<p class=\"title\">{title}</p>"
            )?;
            self.text("words", text)?;
            writeln!(self.out, "</div>")?;
        }
        writeln!(self.out, "</div>")
    }

    fn examples(&mut self, examples: &[Example<'_>]) -> io::Result<()> {
        if examples.is_empty() {
            return Ok(());
        }
        let title = Escaped(self.words.field(Field::Examples));
        writeln!(
            self.out,
            "<div class=\"examples\">\n<p class=\"title\">{title}</p>"
        )?;
        for it in examples {
            let (quote, source) = (Escaped(it.quote), Escaped(&it.source.name));
            let (start, end, tag) = (it.chars.start, it.chars.end, language(it.quote));
            writeln!(
                self.out,
                "<figure>\n<blockquote dir=\"auto\" lang=\"{tag}\">{quote}</blockquote>\n\
                 <figcaption><bdi>{source}</bdi>, {start}–{end}</figcaption>\n</figure>"
            )?;
        }
        writeln!(self.out, "</div>")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn branches_have_letters() {
        let all = [
            (1, "A"),
            (26, "Z"),
            (27, "AA"),
            (52, "AZ"),
            (703, "AAA"),
            (0, ""),
        ];
        for (number, expected) in all {
            assert_eq!(letters(number), expected);
        }
    }
}
