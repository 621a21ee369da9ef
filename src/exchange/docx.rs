//! The coded texts as a Word document that stays editable: the codes are character styles, every
//! coding is a comment by its coder, with the memos on it.
//!
//! Written against ECMA-376, Part 1 (WordprocessingML). Only what the texts need: no document library
//! knows how to anchor comments across paragraphs. Where passages cross, the code of the first is
//! underlined and that of the next tinted; the comments tell all.

mod comments;
mod look;

pub(super) use look::{tinted, underline};

use super::packed::write_packed;
use super::refi::xml::escaped;
use super::{Lookup, Words};
use crate::model::{Code, CodeId, Memo, Project, RecordId, Source};
use crate::query::{Filter, Index, codebook, row, sources};
use crate::text::{Span, paragraphs};
use crate::view::{Mark, Run, page};
use comments::Comments;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{self, Write};

/// The name spaces of a part.
pub(super) const NAMES: &str =
    "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
/// How every part begins.
pub(super) const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
/// Twentieths of a point by which a level of the codebook stands further in.
const STEP: usize = 360;

const TYPES: &str = include_str!("docx/types.xml");
const RELATIONS: &str = include_str!("docx/relations.xml");
const PARTS: &str = include_str!("docx/parts.xml");
const SETTINGS: &str = include_str!("docx/settings.xml");

pub(super) fn write(
    project: &Project,
    index: &Index,
    words: &Words,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut pen = Pen::new(project, index, words);
    let document = pen.document();
    let comments = pen.comments.part(&pen.lookup, project, words);
    let parts = [
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", RELATIONS),
        ("docProps/core.xml", &core(project)),
        ("word/document.xml", &document),
        ("word/_rels/document.xml.rels", PARTS),
        ("word/styles.xml", &look::styles(project, words)),
        ("word/settings.xml", SETTINGS),
        ("word/comments.xml", &comments),
    ];
    write_packed(&parts, out)
}

/// What the document is called, and when the project was begun.
fn core(project: &Project) -> String {
    let head = project.head();
    let (name, at) = (escaped(&head.name), head.created);
    format!(
        "{XML}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{name}</dc:title>\
         <dcterms:created xsi:type=\"dcterms:W3CDTF\">{at}</dcterms:created></cp:coreProperties>"
    )
}

/// The document on its way.
struct Pen<'p> {
    project: &'p Project,
    index: &'p Index,
    words: &'p Words,
    lookup: Lookup<'p>,
    /// The number in the name of every code's style, by place in the codebook.
    styles: BTreeMap<CodeId, usize>,
    comments: Comments,
    xml: String,
}

impl<'p> Pen<'p> {
    fn new(project: &'p Project, index: &'p Index, words: &'p Words) -> Self {
        let branches = codebook(project).into_iter();
        Self {
            project,
            index,
            words,
            lookup: Lookup::new(project),
            styles: branches.map(|it| it.code).zip(1..).collect(),
            comments: Comments::default(),
            xml: String::new(),
        }
    }

    fn document(&mut self) -> String {
        let _ = write!(self.xml, "{XML}<w:document {NAMES}><w:body>");
        self.line("Title", &self.project.head().name);
        self.memos(RecordId::Project);
        for id in sources(self.project) {
            if let Some(source) = self.project.sources().get(id) {
                self.source(source);
            }
        }
        self.codebook();
        self.xml.push_str(
            "<w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1440\" \
             w:right=\"1440\" w:bottom=\"1440\" w:left=\"1440\" w:header=\"720\" w:footer=\"720\" \
             w:gutter=\"0\"/></w:sectPr></w:body></w:document>",
        );
        std::mem::take(&mut self.xml)
    }

    /// A paragraph of one run.
    fn line(&mut self, style: &str, words: &str) {
        let _ = write!(
            self.xml,
            "<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>{}</w:p>",
            run(words, "")
        );
    }

    fn memos(&mut self, on: RecordId) {
        for Memo { text, coder, .. } in self.lookup.memos(on) {
            let coder = self.project.coders().get(*coder);
            let coder = coder.map_or("", |it| self.words.coder(&it.name));
            let words = run(&format!("{coder}  {text}"), "");
            let _ = write!(
                self.xml,
                "<w:p><w:pPr><w:pStyle w:val=\"Memo\"/></w:pPr>{words}</w:p>"
            );
        }
    }

    fn source(&mut self, source: &Source) {
        self.line("Heading1", &source.name);
        self.memos(RecordId::Source(source.id));
        let text = source.text();
        let whole = Span::new(0, text.len());
        let runs = page(self.index, source.id, whole, &Filter::all()).runs;
        self.comments.begin(self.index, &self.lookup, source.id);
        let mut left = runs.as_slice();
        for paragraph in paragraphs::paragraphs(text) {
            // A run may go on in the next paragraph, so only what has ended is dropped.
            let done = left.partition_point(|it| it.span.end <= paragraph.start);
            left = left.get(done..).unwrap_or_default();
            let count = left.partition_point(|it| it.span.start < paragraph.end);
            self.paragraph(text, paragraph, left.get(..count).unwrap_or_default());
        }
        self.comments.finish(&mut self.xml);
        self.lost(source);
    }

    fn paragraph(&mut self, text: &str, paragraph: Span, runs: &[Run]) {
        self.xml
            .push_str("<w:p><w:pPr><w:pStyle w:val=\"CodedText\"/></w:pPr>");
        let mut from = paragraph.start;
        for run in runs {
            let Some(span) = run.span.common(paragraph) else {
                continue;
            };
            self.stretch(text, Span::new(from, span.start), &[]);
            self.stretch(text, span, &run.marks);
            from = span.end;
        }
        self.stretch(text, Span::new(from, paragraph.end), &[]);
        self.comments.pass(paragraph.end, &mut self.xml);
        self.xml.push_str("</w:p>");
    }

    /// A stretch with the same codings from end to end, cut where comments begin and end.
    fn stretch(&mut self, text: &str, span: Span, marks: &[Mark]) {
        let look = self.look(marks);
        let mut from = span.start;
        while from < span.end {
            self.comments.pass(from, &mut self.xml);
            let end = self.comments.next().filter(|it| *it > from);
            let end = end.map_or(span.end, |it| it.min(span.end));
            let words = Span::new(from, end).of(text).unwrap_or_default();
            self.xml.push_str(&run(words, &look));
            from = end;
        }
    }

    /// How a run with these codings looks.
    fn look(&self, marks: &[Mark]) -> String {
        let Some(style) = marks.first().and_then(|it| self.styles.get(&it.code)) else {
            return String::new();
        };
        let second = marks
            .get(1)
            .and_then(|it| self.project.codes().get(it.code));
        let tint = second.map(|it| look::tinted(it.colour)).unwrap_or_default();
        format!("<w:rStyle w:val=\"Code{style}\"/>{tint}")
    }

    /// The codings of passages that have no place in the text any more.
    fn lost(&mut self, source: &Source) {
        let lost = self.index.lost(source.id).iter();
        let rows = lost.flat_map(|it| it.codings.iter());
        let rows: Vec<_> = rows.filter_map(|it| row(self.project, it.coding)).collect();
        if rows.is_empty() {
            return;
        }
        let title = self.words.lost.clone();
        self.line("Heading2", &title);
        for row in &rows {
            let (path, coder) = (self.lookup.path(row.code), self.words.coder(row.coder_name));
            let words = format!("“{}”  {path} · {coder}", row.quote);
            self.line("CodedText", &words);
            self.memos(RecordId::Coding(row.id));
            self.memos(RecordId::Quotation(row.quotation));
        }
    }

    /// The codes in the order of the codebook, each in its style.
    fn codebook(&mut self) {
        let title = self.words.codebook.clone();
        self.line("Heading1", &title);
        for branch in codebook(self.project) {
            let Some(code) = self.project.codes().get(branch.code) else {
                continue;
            };
            self.code(code, branch.depth);
        }
    }

    fn code(&mut self, code: &Code, depth: usize) {
        let (indent, count) = (depth * STEP, self.index.count(code.id));
        let style = self.styles.get(&code.id).copied().unwrap_or_default();
        let _ = write!(
            self.xml,
            "<w:p><w:pPr><w:pStyle w:val=\"CodeLine\"/><w:ind w:left=\"{indent}\"/></w:pPr>{}{}</w:p>",
            run(&code.name, &format!("<w:rStyle w:val=\"Code{style}\"/>")),
            run(&format!("  {count}"), "")
        );
        if !code.definition.trim().is_empty() {
            let definition = code.definition.clone();
            self.line("Memo", &definition);
        }
        self.memos(RecordId::Code(code.id));
    }
}

/// A run of words with its look; tabs and line ends are elements of their own.
pub(super) fn run(words: &str, look: &str) -> String {
    let mut xml = String::from("<w:r>");
    if !look.is_empty() {
        let _ = write!(xml, "<w:rPr>{look}</w:rPr>");
    }
    for (at, line) in words.split('\n').enumerate() {
        if at > 0 {
            xml.push_str("<w:br/>");
        }
        for (at, words) in line.split('\t').enumerate() {
            if at > 0 {
                xml.push_str("<w:tab/>");
            }
            if !words.is_empty() {
                let words = escaped(words);
                let _ = write!(xml, "<w:t xml:space=\"preserve\">{words}</w:t>");
            }
        }
    }
    xml.push_str("</w:r>");
    xml
}

#[cfg(test)]
mod tests;
