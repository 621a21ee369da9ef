//! The coded texts as one page for any browser: nothing is fetched, nothing is run.
//!
//! Codings are underlines, one below the other, each with its code's colour and stroke; crossing
//! passages are cut into runs, so that elements only ever nest. Pointing at a run tells its codes,
//! what they mean, and coders. Every code can be taken off the page and put back, by ticks that style
//! alone heeds; memos stand in the margin.

mod notes;

use super::{Lookup, Words};
use crate::model::{CodeId, Memo, Project, RecordId, Source};
use crate::query::{CodingRow, Filter, Index, codebook, row, sources};
use crate::text::{Span, paragraphs};
use crate::view::{Mark, Run, Strokes, page};
use notes::{Note, take};
use std::collections::BTreeMap;
use std::fmt::{self, Display, Write as _};
use std::io::{self, Write};

const STYLE: &str = include_str!("html.css");
/// Underlines further down than this lie on each other, or lines would stand too far apart.
const SLOTS_APART: usize = 24;
/// How a passage looks whose code is taken off.
const UNMARKED: &str = "text-decoration-color:transparent;background-color:transparent";
/// Characters of a definition that pointing at a passage tells.
const TOLD: usize = 120;

pub(super) fn write(
    project: &Project,
    index: &Index,
    words: &Words,
    out: &mut dyn Write,
) -> io::Result<()> {
    let branches = codebook(project).into_iter();
    let mut pen = Pen {
        project,
        index,
        words,
        lookup: Lookup::new(project),
        classes: branches.map(|it| it.code).zip(0..).collect(),
        out,
    };
    pen.head()?;
    pen.legend()?;
    for source in sources(project) {
        if let Some(source) = project.sources().get(source) {
            pen.source(source)?;
        }
    }
    writeln!(pen.out, "</body>\n</html>")
}

struct Pen<'a> {
    project: &'a Project,
    index: &'a Index,
    words: &'a Words,
    lookup: Lookup<'a>,
    /// The number in the class of every code, by place in the codebook.
    classes: BTreeMap<CodeId, usize>,
    out: &'a mut dyn Write,
}

impl<'a> Pen<'a> {
    fn head(&mut self) -> io::Result<()> {
        let (language, name) = (Escaped(&self.words.language), &self.project.head().name);
        writeln!(
            self.out,
            "<!DOCTYPE html>\n<html lang=\"{language}\">\n<head>"
        )?;
        writeln!(self.out, "<meta charset=\"utf-8\" />")?;
        let policy = "default-src 'none'; style-src 'unsafe-inline'";
        writeln!(
            self.out,
            "<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\" />"
        )?;
        let scale = "width=device-width, initial-scale=1";
        writeln!(self.out, "<meta name=\"viewport\" content=\"{scale}\" />")?;
        writeln!(self.out, "<meta name=\"generator\" content=\"zhupi\" />")?;
        writeln!(
            self.out,
            "<title>{}</title>\n<style>\n{STYLE}",
            Escaped(name)
        )?;
        self.code_styles()?;
        writeln!(self.out, "</style>\n</head>\n<body>\n<header>")?;
        writeln!(self.out, "<h1><bdi>{}</bdi></h1>", Escaped(name))?;
        let (words, project) = (self.words, self.project);
        let coders = project.coders().iter();
        let coders: Vec<&str> = coders.map(|it| words.coder(&it.name)).collect();
        let counts = format!(
            "{} {} · {} {} · {} {}",
            words.sources,
            project.sources().len(),
            words.codings,
            self.index.len(),
            words.coders,
            coders.join(", ")
        );
        writeln!(self.out, "<p>{}</p>", Escaped(&counts))?;
        self.memos(RecordId::Project)?;
        writeln!(self.out, "</header>")
    }

    /// Colour and stroke of every code, and how deep every underline lies.
    fn code_styles(&mut self) -> io::Result<()> {
        let strokes = Strokes::new(self.project);
        for (code, class) in self.by_class() {
            let colour = self.project.codes().get(code).map(|it| it.colour.hex());
            let (colour, stroke) = (colour.unwrap_or_default(), strokes.of(code));
            let (line, thick) = (stroke.css(), stroke.css_thickness());
            writeln!(
                self.out,
                ".c{class}{{text-decoration-color:{colour};text-decoration-style:{line};\
                 text-decoration-thickness:{thick}px;background-color:{colour}1f}}"
            )?;
            writeln!(
                self.out,
                ":root:has(#c{class}:not(:checked)) article .c{class}{{{UNMARKED}}}"
            )?;
        }
        for slot in 0..SLOTS_APART {
            let depth = 2 + slot * 6;
            writeln!(self.out, ".u{slot}{{text-underline-offset:{depth}px}}")?;
        }
        Ok(())
    }

    fn by_class(&self) -> Vec<(CodeId, usize)> {
        let mut codes: Vec<_> = self
            .classes
            .iter()
            .map(|(id, class)| (*id, *class))
            .collect();
        codes.sort_by_key(|(_, class)| *class);
        codes
    }

    fn legend(&mut self) -> io::Result<()> {
        writeln!(
            self.out,
            "<section>\n<h2>{}</h2>",
            Escaped(&self.words.codebook)
        )?;
        self.ticks()?;
        writeln!(self.out, "<ul class=\"codes\">")?;
        for (branch, class) in codebook(self.project).into_iter().zip(0..) {
            let Some(code) = self.project.codes().get(branch.code) else {
                continue;
            };
            let (name, count) = (Escaped(&code.name), self.index.count(code.id));
            let depth = branch.depth;
            write!(self.out, "<li style=\"--depth:{depth}\">")?;
            write!(
                self.out,
                "<label><input type=\"checkbox\" id=\"c{class}\" checked=\"\" /> \
                 <bdi class=\"m c{class} u0\">{name}</bdi></label> {count}"
            )?;
            if !code.definition.trim().is_empty() {
                write!(self.out, "<p>{}</p>", Escaped(&code.definition))?;
            }
            self.memos(RecordId::Code(code.id))?;
            writeln!(self.out, "</li>")?;
        }
        writeln!(self.out, "</ul>\n</section>")
    }

    /// The ticks for all codes and for memos.
    fn ticks(&mut self) -> io::Result<()> {
        let (marks, memos) = (Escaped(&self.words.codings), Escaped(&self.words.memo));
        writeln!(
            self.out,
            "<p class=\"ticks\"><label><input type=\"checkbox\" id=\"marks\" checked=\"\" /> \
             {marks}</label> <label><input type=\"checkbox\" id=\"memos\" checked=\"\" /> \
             {memos}</label></p>"
        )
    }

    fn source(&mut self, source: &Source) -> io::Result<()> {
        let text = source.text();
        let notes = self.notes(source);
        let class = match notes.is_empty() {
            true => "",
            false => " class=\"noted\"",
        };
        writeln!(self.out, "<article lang=\"{}\"{class}>", language(text))?;
        let (name, language) = (Escaped(&source.name), Escaped(&self.words.language));
        writeln!(self.out, "<h2 lang=\"{language}\"><bdi>{name}</bdi></h2>")?;
        self.memos(RecordId::Source(source.id))?;
        let whole = Span::new(0, text.len());
        let runs = page(self.index, source.id, whole, &Filter::all()).runs;
        let mut left = runs.as_slice();
        let mut notes = notes.as_slice();
        for paragraph in paragraphs::paragraphs(text) {
            // A run may go on in the next paragraph, so only what has ended is dropped.
            let done = left.partition_point(|it| it.span.end <= paragraph.start);
            left = left.get(done..).unwrap_or_default();
            let count = left.partition_point(|it| it.span.start < paragraph.end);
            let runs = left.get(..count).unwrap_or_default();
            let own = take(&mut notes, paragraph);
            if !own.is_empty() {
                writeln!(self.out, "<div class=\"row\">")?;
                self.margin(own)?;
            }
            self.paragraph(text, paragraph, (runs, own))?;
            if !own.is_empty() {
                writeln!(self.out, "</div>")?;
            }
        }
        self.lost(source)?;
        self.remarks(source)?;
        writeln!(self.out, "</article>")
    }

    fn paragraph(
        &mut self,
        text: &str,
        paragraph: Span,
        (runs, mut notes): (&[Run], &[Note]),
    ) -> io::Result<()> {
        let slots = runs.iter().flat_map(|it| &it.marks).map(|it| it.slot + 1);
        let depth = slots.max().unwrap_or(0).min(SLOTS_APART);
        write!(self.out, "<p dir=\"auto\"")?;
        if depth > 1 {
            write!(self.out, " style=\"--slots:{depth}\"")?;
        }
        write!(self.out, ">")?;
        let mut from = paragraph.start;
        for run in runs {
            let Some(span) = run.span.common(paragraph) else {
                continue;
            };
            self.text(text, Span::new(from, span.start))?;
            self.run(text, span, &run.marks)?;
            from = span.end;
            self.numbers(&mut notes, from)?;
        }
        self.text(text, Span::new(from, paragraph.end))?;
        self.numbers(&mut notes, paragraph.end)?;
        writeln!(self.out, "</p>")
    }

    fn text(&mut self, text: &str, span: Span) -> io::Result<()> {
        write!(self.out, "{}", Escaped(span.of(text).unwrap_or_default()))
    }

    /// A run, in as many elements as it has codings; the outermost tells about all of them.
    fn run(&mut self, text: &str, span: Span, marks: &[Mark]) -> io::Result<()> {
        let is_first = |at: usize, it: &Mark| marks.iter().take(at).all(|was| was.code != it.code);
        let told: Vec<String> = marks
            .iter()
            .enumerate()
            .map(|(at, it)| self.told(it, is_first(at, it)))
            .collect();
        let mut title = format!(" title=\"{}\"", Escaped(&told.join("\n")));
        for mark in marks {
            let slot = mark.slot.min(SLOTS_APART - 1);
            let class = self.classes.get(&mark.code);
            let class = class.map(|it| format!("c{it} ")).unwrap_or_default();
            write!(self.out, "<span class=\"m {class}u{slot}\"{title}>")?;
            title.clear();
        }
        self.text(text, span)?;
        marks.iter().try_for_each(|_| write!(self.out, "</span>"))
    }

    /// Code and coder of a mark, and what the code means, if that is wanted.
    fn told(&self, mark: &Mark, is_defined: bool) -> String {
        let coder = self.project.coders().get(mark.coder);
        let coder = coder.map_or("", |it| self.words.coder(&it.name));
        let path = self.lookup.path(mark.code);
        let code = self.project.codes().get(mark.code);
        let code = code.filter(|_| is_defined);
        let definition = code.map_or("", |it| it.definition.trim());
        match (definition.is_empty(), definition.char_indices().nth(TOLD)) {
            (true, _) => format!("{path} · {coder}"),
            (false, None) => format!("{path} · {coder}\n{definition}"),
            (false, Some((end, _))) => {
                let start = definition.get(..end).unwrap_or_default();
                format!("{path} · {coder}\n{start}…")
            }
        }
    }

    /// The codings of passages that have no place in the text any more.
    fn lost(&mut self, source: &Source) -> io::Result<()> {
        let lost = self.index.lost(source.id).iter();
        let rows = lost.flat_map(|it| it.codings.iter());
        let rows: Vec<CodingRow<'a>> = rows.filter_map(|it| row(self.project, it.coding)).collect();
        if rows.is_empty() {
            return Ok(());
        }
        let language = Escaped(&self.words.language);
        writeln!(
            self.out,
            "<h3 lang=\"{language}\">{}</h3>",
            Escaped(&self.words.lost)
        )?;
        writeln!(self.out, "<ul class=\"remarks\">")?;
        for row in &rows {
            writeln!(self.out, "<li>{}</li>", self.passage(row))?;
        }
        writeln!(self.out, "</ul>")
    }

    /// The memos on passages that have no place in the text any more, each with its passage.
    fn remarks(&mut self, source: &Source) -> io::Result<()> {
        let lost = self.index.lost(source.id).iter();
        let remarks: Vec<(String, RecordId)> =
            lost.flat_map(|it| self.remarks_on(source, it)).collect();
        if remarks.is_empty() {
            return Ok(());
        }
        let (language, memo) = (Escaped(&self.words.language), Escaped(&self.words.memo));
        writeln!(
            self.out,
            "<h3 lang=\"{language}\">{memo}</h3>\n<ul class=\"remarks\">"
        )?;
        for (passage, on) in remarks {
            write!(self.out, "<li>{passage}")?;
            self.memos(on)?;
            writeln!(self.out, "</li>")?;
        }
        writeln!(self.out, "</ul>")
    }

    /// The quote, code and coder of a coding, as HTML.
    fn passage(&self, row: &CodingRow<'_>) -> String {
        let (quote, path) = (Escaped(row.quote), Escaped(self.lookup.path(row.code)));
        let coder = Escaped(self.words.coder(row.coder_name));
        format!("<q>{quote}</q> <bdi>{path}</bdi> · <bdi>{coder}</bdi>")
    }

    fn memos(&mut self, on: RecordId) -> io::Result<()> {
        for Memo { text, coder, .. } in self.lookup.memos(on) {
            let coder = self.project.coders().get(*coder);
            let coder = coder.map_or("", |it| self.words.coder(&it.name));
            let (coder, text) = (Escaped(coder), Escaped(text));
            writeln!(
                self.out,
                "<p class=\"memo\" dir=\"auto\"><bdi>{coder}</bdi> {text}</p>"
            )?;
        }
        Ok(())
    }
}

/// A text as it must be written in HTML, in elements and attributes alike. Characters that a page
/// may not hold are shown as pictures of themselves.
pub(super) struct Escaped<'t>(pub(super) &'t str);

impl Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for char in self.0.chars() {
            match char {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                '\'' => f.write_str("&#39;")?,
                '\t' | '\n' => f.write_char(char)?,
                '\0'..='\x1F' => f.write_char(picture(char))?,
                '\x7F' => f.write_char('␡')?,
                '\u{80}'..='\u{9F}' | '\u{FDD0}'..='\u{FDEF}' => f.write_char('\u{FFFD}')?,
                _ if u32::from(char) & 0xFFFE == 0xFFFE => f.write_char('\u{FFFD}')?,
                _ => f.write_char(char)?,
            }
        }
        Ok(())
    }
}

/// The picture of a control character, such as ␀.
fn picture(control: char) -> char {
    char::from_u32(0x2400 + u32::from(control)).unwrap_or('\u{FFFD}')
}

/// The tag of the language a text seems to be in, so that Han characters get its shapes; empty where
/// the script does not tell.
pub(super) fn language(text: &str) -> &'static str {
    let (mut han, mut kana, mut hangul, mut other) = (0, 0, 0, 0);
    for char in text.chars().take(4_000) {
        match char {
            '\u{3041}'..='\u{30FF}' => kana += 1,
            '\u{1100}'..='\u{11FF}' | '\u{AC00}'..='\u{D7A3}' => hangul += 1,
            '\u{3400}'..='\u{9FFF}' | '\u{20000}'..='\u{3FFFF}' => han += 1,
            it if it.is_alphabetic() => other += 1,
            _ => {}
        }
    }
    match () {
        // A character says as much as several letters do.
        () if (han + kana + hangul) * 4 < other => "",
        () if hangul > han => "ko",
        () if kana * 10 > han => "ja",
        () if han > 0 => "zh",
        () => "",
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Format, Options, sample};
    use super::*;
    use crate::model::sample::any_project;
    use proptest::prelude::*;

    fn page(project: &Project) -> String {
        let words = Words {
            language: "zh-Hans".into(),
            ..Words::default()
        };
        let options = Options { words, bom: false };
        sample::exported(project, Format::Html, &options)
    }

    #[test]
    fn the_page_of_the_sample() {
        sample::snapshot("html", &page(&sample::project()));
    }

    #[test]
    fn elements_nest_and_close() {
        assert_nested(&page(&sample::project()));
        assert_nested(&page(&sample::empty()));
    }

    #[test]
    fn every_text_is_whole() {
        let project = sample::project();
        let page = page(&project);
        let texts: Vec<String> = articles(&page);
        let ids = sources(&project);
        let expected: Vec<&str> = ids
            .iter()
            .map(|id| project.sources().get(*id).unwrap().text())
            .collect();
        assert_eq!(texts, expected);
    }

    proptest! {
        #[test]
        fn any_project_gives_a_page_that_nests_and_holds_every_text(project in any_project()) {
            let page = page(&project);
            assert_nested(&page);
            let ids = sources(&project);
            let texts = ids.iter().map(|id| project.sources().get(*id).unwrap().text());
            let expected: Vec<String> =
                texts.map(|it| unescaped(&Escaped(it).to_string())).collect();
            prop_assert_eq!(articles(&page), expected);
        }
    }

    #[test]
    fn nothing_is_fetched_or_run() {
        let page = page(&sample::project());
        for sign in [
            "<script", "<link", "<img", "<iframe", "url(", "@import", " href=", " src=",
        ] {
            assert!(!page.contains(sign), "{sign}");
        }
    }

    #[test]
    fn a_language_is_told_by_its_script() {
        assert_eq!(language("数字治理能力"), "zh");
        assert_eq!(language("地方自治体は、防衛の"), "ja");
        assert_eq!(language("정책과 國防"), "ko");
        assert_eq!(language("governance"), "");
    }

    #[test]
    fn what_a_page_may_not_hold_is_shown_as_a_picture() {
        let text = "a\0b\x1B\u{7F}\u{85}\u{FFFF}<&>\"'";
        assert_eq!(Escaped(text).to_string(), "a␀b␛␡��&lt;&amp;&gt;&quot;&#39;");
    }

    /// Checks that every element is closed in turn and no sign stands bare.
    fn assert_nested(page: &str) {
        let body = page.strip_prefix("<!DOCTYPE html>\n").unwrap();
        let mut open: Vec<&str> = Vec::new();
        let mut rest = body;
        while let Some((before, after)) = rest.split_once('<') {
            let (element, next) = after.split_once('>').expect("the element ends");
            let in_style = open.last() == Some(&"style");
            assert!(in_style || !before.contains('>'), "{before}");
            let name = element.split([' ', '/']).find(|it| !it.is_empty());
            if element.starts_with('/') {
                assert_eq!(open.pop(), name);
            } else if !element.ends_with('/') {
                open.extend(name);
            }
            assert_eq!(element.matches('"').count() % 2, 0, "{element}");
            rest = next;
        }
        assert_eq!(open, [""; 0]);
        for entity in page.split('&').skip(1) {
            let known = ["amp;", "lt;", "gt;", "quot;", "#39;"];
            assert!(known.iter().any(|it| entity.starts_with(it)), "{entity:.9}");
        }
    }

    fn unescaped(html: &str) -> String {
        let signs = [
            ("&lt;", "<"),
            ("&gt;", ">"),
            ("&quot;", "\""),
            ("&#39;", "'"),
            ("&amp;", "&"),
        ];
        let all = signs.into_iter();
        all.fold(html.to_owned(), |text, (from, to)| text.replace(from, to))
    }

    /// The texts of a page: its paragraphs without elements, joined by line ends.
    fn articles(page: &str) -> Vec<String> {
        let articles = page.split("<article").skip(1);
        articles
            .map(|article| {
                let paragraphs = article.split("<p dir=\"auto\"").skip(1);
                let texts = paragraphs.map(|it| {
                    let html = it.split_once('>').unwrap().1.split_once("</p>").unwrap().0;
                    let pieces = html.split('<').map(|it| it.rsplit('>').next().unwrap());
                    unescaped(&pieces.collect::<String>())
                });
                texts.collect::<Vec<_>>().join("\n")
            })
            .collect()
    }
}
