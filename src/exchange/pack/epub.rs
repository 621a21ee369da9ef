//! A pack as an e-book after EPUB 3.3: a page for each text, pinyin above its words, notes that a
//! reader shows where they are asked for, a glossary, and metadata that tell what it is accessible to.
//!
//! No conformance to EPUB Accessibility is claimed: that takes somebody who looked at this very book.

mod book;
mod study;
mod text;

#[cfg(test)]
mod tests;

use super::{Font, Pack, Part};
use crate::exchange::packed::write_packed;
use crate::exchange::refi::xml::escaped;
use book::{Book, Kind, Page};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::{self, Write};
use uuid::Builder;

/// How every part begins.
const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
const CONTAINER: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
    <container version=\"1.0\" xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\"><rootfiles>\
    <rootfile full-path=\"EPUB/package.opf\" media-type=\"application/oebps-package+xml\"/></rootfiles></container>\n";
const STYLE: &str = include_str!("epub/style.css");
/// When it was changed last: a book must say so, and no clock is asked.
const MODIFIED: &str = "2000-01-01T00:00:00Z";

/// Writes a pack as an e-book. No clock is asked: the same pack gives the same bytes.
///
/// # Errors
/// When `out` cannot be written to.
pub fn epub(pack: &Pack, out: &mut dyn Write) -> io::Result<()> {
    let pages = Book::new(pack).write();
    let (package, contents, style) = (package(pack, &pages), contents(pack, &pages), style(pack));
    let files: Vec<String> = pages.iter().map(|it| format!("EPUB/{}", it.file)).collect();
    let mut parts = vec![
        ("mimetype", "application/epub+zip"),
        ("META-INF/container.xml", CONTAINER),
        ("EPUB/package.opf", &package),
        ("EPUB/nav.xhtml", &contents),
        ("EPUB/style.css", &style),
    ];
    let bodies = pages.iter().map(|it| it.xhtml.as_str());
    parts.extend(files.iter().map(String::as_str).zip(bodies));
    write_packed(&parts, out)
}

/// What the book is and what it is made of.
fn package(pack: &Pack, pages: &[Page]) -> String {
    let language = tag(&pack.language);
    let mut xml = format!(
        "{XML}<package xmlns=\"http://www.idpf.org/2007/opf\" version=\"3.0\" unique-identifier=\"book\" \
         xml:lang=\"{language}\">\n<metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n\
         <dc:identifier id=\"book\">urn:uuid:{}</dc:identifier>\n<dc:title>{}</dc:title>\n",
        identity(pack),
        escaped(&title(pack))
    );
    for language in languages(pack) {
        let _ = writeln!(xml, "<dc:language>{language}</dc:language>");
    }
    for (name, words) in about(pack) {
        let _ = writeln!(xml, "<dc:{name}>{}</dc:{name}>", escaped(&words));
    }
    let _ = writeln!(xml, "<meta property=\"dcterms:modified\">{MODIFIED}</meta>");
    push_access(&mut xml, pack);
    xml.push_str(
        "</metadata>\n<manifest>\n\
         <item id=\"nav\" href=\"nav.xhtml\" media-type=\"application/xhtml+xml\" properties=\"nav\"/>\n\
         <item id=\"style\" href=\"style.css\" media-type=\"text/css\"/>\n",
    );
    for (page, number) in pages.iter().zip(1..) {
        let _ = writeln!(
            xml,
            "<item id=\"page-{number}\" href=\"{}\" media-type=\"application/xhtml+xml\"/>",
            page.file
        );
    }
    xml.push_str("</manifest>\n<spine>\n");
    for (page, number) in pages.iter().zip(1..) {
        let _ = writeln!(xml, "<itemref idref=\"page-{number}\"/>");
        if page.kind == Kind::Title && shows_contents(pack) {
            xml.push_str("<itemref idref=\"nav\"/>\n");
        }
    }
    xml.push_str("</spine>\n</package>\n");
    xml
}

/// An identity that follows from all that is in the book.
fn identity(pack: &Pack) -> uuid::Uuid {
    let words = serde_json::to_vec(pack).unwrap_or_default();
    let digest = Sha256::digest(&words);
    let mut bytes = [0; 16];
    bytes
        .iter_mut()
        .zip(digest)
        .for_each(|(to, from)| *to = from);
    Builder::from_custom_bytes(bytes).into_uuid()
}

/// The title: a book must have one.
pub(super) fn title(pack: &Pack) -> String {
    let titles = pack.readings.iter().map(|it| &it.title);
    let mut titles = std::iter::once(&pack.title).chain(titles);
    let title = titles.find(|it| !it.trim().is_empty());
    title.map_or_else(|| "—".to_owned(), |it| it.trim().to_owned())
}

/// The languages of the book, that of the words around the texts first.
fn languages(pack: &Pack) -> Vec<&str> {
    let mut languages = vec![tag(&pack.language)];
    for reading in &pack.readings {
        let language = tag(&reading.language);
        if !reading.language.is_empty() && !languages.contains(&language) {
            languages.push(language);
        }
    }
    languages
}

/// What is told of the book: elements and their words.
fn about(pack: &Pack) -> Vec<(&'static str, String)> {
    let edition = pack.say(&format!("for-{}", pack.edition.name()));
    let told = [pack.course.as_str(), edition, &pack.date];
    let told: Vec<&str> = told
        .into_iter()
        .filter(|it| !it.trim().is_empty())
        .collect();
    let mut about = vec![
        ("creator", pack.teacher.clone()),
        ("description", told.join(" · ")),
    ];
    let sources = pack
        .readings
        .iter()
        .map(|it| ("source", it.citation.clone()));
    about.extend(sources);
    let mut seen = BTreeSet::new();
    for reading in &pack.readings {
        let licence = reading.licence.trim();
        if !licence.is_empty() && seen.insert(licence) {
            about.push(("rights", licence.to_owned()));
        }
    }
    about.extend(pack.credits.iter().map(|it| ("rights", it.clone())));
    about.retain(|it| !it.1.trim().is_empty());
    about
}

/// To whom the book is accessible, in the words of schema.org.
fn push_access(xml: &mut String, pack: &Pack) {
    let has_ruby = pack.look.has_ruby;
    let ruby = ["rubyAnnotations"].into_iter().filter(|_| has_ruby);
    let features = [
        "tableOfContents",
        "readingOrder",
        "structuralNavigation",
        "displayTransformability",
    ];
    let told = [
        ("accessMode", "textual"),
        ("accessModeSufficient", "textual"),
    ]
    .into_iter();
    let features = features
        .into_iter()
        .chain(ruby)
        .map(|it| ("accessibilityFeature", it));
    let summary = pack.say("accessibility");
    let last = [
        ("accessibilityHazard", "none"),
        ("accessibilitySummary", summary),
    ];
    for (name, words) in told.chain(features).chain(last) {
        if !words.trim().is_empty() {
            let words = escaped(words);
            let _ = writeln!(xml, "<meta property=\"schema:{name}\">{words}</meta>");
        }
    }
}

/// Whether the table of contents is one of the pages that are read one after the other.
fn shows_contents(pack: &Pack) -> bool {
    pack.has(Part::Contents)
}

/// The table of contents, and where the parts of the book begin.
fn contents(pack: &Pack, pages: &[Page]) -> String {
    let words = book::label(pack, "contents");
    let mut body = format!(
        "<nav epub:type=\"toc\" role=\"doc-toc\" id=\"toc\" aria-labelledby=\"toc-title\">\n\
         <h1 id=\"toc-title\">{words}</h1>\n<ol>\n"
    );
    for page in pages {
        let _ = write!(
            body,
            "<li><a href=\"{}\">{}</a>",
            page.file,
            escaped(&page.title)
        );
        if !page.sections.is_empty() {
            body.push_str("\n<ol>\n");
            for (anchor, title) in &page.sections {
                let title = escaped(title);
                let _ = writeln!(
                    body,
                    "<li><a href=\"{}#{anchor}\">{title}</a></li>",
                    page.file
                );
            }
            body.push_str("</ol>\n");
        }
        body.push_str("</li>\n");
    }
    body.push_str("</ol>\n</nav>\n<nav epub:type=\"landmarks\" hidden=\"hidden\">\n<ol>\n");
    if shows_contents(pack) {
        let _ = writeln!(
            body,
            "<li><a epub:type=\"toc\" href=\"nav.xhtml#toc\">{words}</a></li>"
        );
    }
    for (kind, name) in [(Kind::Title, "titlepage"), (Kind::Text, "bodymatter")] {
        if let Some(page) = pages.iter().find(|it| it.kind == kind) {
            let title = escaped(&page.title);
            let _ = writeln!(
                body,
                "<li><a epub:type=\"{name}\" href=\"{}\">{title}</a></li>",
                page.file
            );
        }
    }
    body.push_str("</ol>\n</nav>\n");
    book::xhtml(pack, pack.say("contents"), ("frontmatter", &body))
}

/// How it looks: what all books share, and the codes of this one.
fn style(pack: &Pack) -> String {
    let face = match pack.look.font {
        Font::Song => {
            "\"Songti SC\", \"Noto Serif CJK SC\", \"Source Han Serif SC\", SimSun, serif"
        }
        Font::Kai => "\"Kaiti SC\", \"LXGW WenKai\", STKaiti, KaiTi, serif",
        Font::Hei => {
            "\"PingFang SC\", \"Noto Sans CJK SC\", \"Microsoft YaHei\", SimHei, sans-serif"
        }
    };
    let mut css = format!("body {{ font-family: {face}; }}\n{STYLE}");
    // Only large print is larger: what is usual is for the reader to say.
    if pack.look.size > 14.0 {
        let percent = (pack.look.size.min(28.0) / 12.0 * 100.0).round();
        let _ = writeln!(css, "body {{ font-size: {percent}%; }}");
    }
    for (place, marker) in pack.legend.iter().enumerate() {
        let colour = crate::model::Colour::from_hex(&marker.colour);
        let colour = colour.map_or_else(|| "inherit".to_owned(), |it| it.hex());
        let (line, thick) = (line(&marker.stroke), marker.thickness);
        let _ = writeln!(
            css,
            ".c{place} {{ text-decoration-color: {colour}; text-decoration-style: {line}; \
             text-decoration-thickness: {thick}px; }}\n.l{place} {{ color: {colour}; }}"
        );
    }
    css
}

/// A line style that CSS knows.
fn line(stroke: &str) -> &'static str {
    let known = ["solid", "dashed", "dotted", "double", "wavy"];
    known
        .into_iter()
        .find(|it| *it == stroke)
        .unwrap_or("solid")
}

/// A language as its tag, if it is written like one; else that of nothing in particular.
pub(super) fn tag(language: &str) -> &str {
    let mut parts = language.split('-');
    let is_name =
        |it: &str| (2..=3).contains(&it.len()) && it.bytes().all(|it| it.is_ascii_alphabetic());
    let is_more =
        |it: &str| (2..=8).contains(&it.len()) && it.bytes().all(|it| it.is_ascii_alphanumeric());
    match parts.next().is_some_and(is_name) && parts.all(is_more) {
        true => language,
        false => "und",
    }
}
