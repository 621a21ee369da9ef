//! Web pages: the text that is read, not what leads around it. What is left out is counted.

use super::legible::Legible;
use super::markup::{BLOCKS, Node, Tree};
use super::office::cite;
use super::pen::Pen;
use super::{Change, Changes, Reading, ReadingError};
use crate::model::{CitationPart, Cited, Style};
use crate::text::{Encoding, decode};

/// Bytes of a page at most.
const MOST_BYTES: usize = 64 << 20;
/// Bytes at the beginning in which a page says its encoding.
const HEAD: usize = 4_096;

pub(super) fn read(bytes: &[u8], encoding: Option<Encoding>) -> Result<Reading, ReadingError> {
    if bytes.len() > MOST_BYTES {
        return Err(ReadingError::TooLarge);
    }
    let decoded = decode(bytes, encoding.or_else(|| told_encoding(bytes)))?;
    let is_xml = decoded.text.trim_start().starts_with("<?xml");
    let tree = Tree::new(&decoded.text, is_xml)?;
    let legible = Legible::new(&tree);
    let mut walk = Walk::new(&tree, Some(&legible));
    walk.node(legible.root, 0);
    let mut reading = walk.finish();
    if legible.left_out > 0 {
        reading.changes.insert(Change::Navigation, legible.left_out);
    }
    reading.citation = citation(&tree);
    reading.decoded = Some(decoded.into());
    Ok(reading)
}

/// Writes a chapter of a book: everything in it is text.
pub(super) fn chapter(
    text: &str,
    (pen, changes): (&mut Pen, &mut Changes),
) -> Result<(), ReadingError> {
    let tree = Tree::new(text, true)?;
    let body = tree.all("body").next().map_or(0, |it| it.0);
    let mut walk = Walk::new(&tree, None);
    walk.node(body, 0);
    pen.take_in(walk.pen);
    for (change, count) in walk.changes {
        *changes.entry(change).or_default() += count;
    }
    Ok(())
}

/// The encoding that a page says it is in. One that says UTF-16 cannot be, or this could not be read.
fn told_encoding(bytes: &[u8]) -> Option<Encoding> {
    if bytes.starts_with(b"\xEF\xBB\xBF") {
        return Some(Encoding::Utf8);
    }
    let head: String = bytes.iter().take(HEAD).map(|it| char::from(*it)).collect();
    let head = head.to_ascii_lowercase();
    let behind = |key: &str| head.split_once(key).map(|it| it.1);
    let told = behind("charset").or_else(|| behind("encoding"))?;
    let told = told.trim_start().strip_prefix('=')?;
    let told = told.trim_start_matches([' ', '"', '\'']);
    let label: String = told
        .chars()
        .take_while(|it| it.is_ascii_alphanumeric() || matches!(it, '-' | '_' | ':'))
        .collect();
    let encoding = Encoding::from_label(&label)?;
    // A page that calls itself UTF-8 and is not is read by what it looks like.
    let is_sound = encoding != Encoding::Utf8 || std::str::from_utf8(bytes).is_ok();
    (is_sound && !matches!(encoding, Encoding::Utf16Le | Encoding::Utf16Be)).then_some(encoding)
}

/// Goes through a tree and writes what is read.
struct Walk<'t> {
    tree: &'t Tree,
    legible: Option<&'t Legible>,
    pen: Pen,
    changes: Changes,
}

impl<'t> Walk<'t> {
    fn new(tree: &'t Tree, legible: Option<&'t Legible>) -> Self {
        Self {
            tree,
            legible,
            pen: Pen::default(),
            changes: Changes::new(),
        }
    }

    fn count(&mut self, change: Change) {
        *self.changes.entry(change).or_default() += 1;
    }

    /// Writes a node; the tree's depth is bounded, and so is this. `raw` counts the elements around it
    /// in which line ends stand as they are.
    fn node(&mut self, at: usize, raw: usize) {
        let tree = self.tree;
        let Some(node) = tree.node(at) else { return };
        if node.name.is_empty() && at != 0 {
            match raw {
                0 => self.pen.flow(&node.words),
                _ => self.lines(&node.words),
            }
            return;
        }
        if self.legible.is_some_and(|it| it.is_out(at)) {
            return;
        }
        match node.name.as_str() {
            "script" | "style" | "template" | "head" | "noscript" | "iframe" | "svg" | "canvas"
            | "object" | "select" | "datalist" | "textarea" => return,
            "rt" => return self.count(Change::Readings),
            "rp" => return,
            "img" => return self.count(Change::Pictures),
            "audio" | "video" => return self.count(Change::Pictures),
            "math" => {}
            "br" => return self.pen.end_line(),
            "table" => self.pen.fresh_line(),
            _ => {}
        }
        self.element(node, raw + usize::from(node.name == "pre"));
    }

    fn lines(&mut self, words: &str) {
        let mut lines = words.split('\n');
        if let Some(first) = lines.next() {
            self.pen.write(first);
        }
        for line in lines {
            self.pen.end_line();
            self.pen.write(line);
        }
    }

    fn element(&mut self, node: &Node, raw: usize) {
        let name = node.name.as_str();
        let is_block = BLOCKS.contains(&name) || matches!(name, "tr" | "table" | "caption");
        let style = style(node);
        if is_block {
            self.pen.fresh_line();
        }
        if let Some(style) = &style {
            self.pen.open(style.clone());
        }
        let (mut cells, mut items) = (0, 0);
        for child in &node.children {
            let inner = self.tree.node(*child).map_or("", |it| it.name.as_str());
            if matches!(inner, "td" | "th") {
                cells += 1;
                if cells > 1 {
                    self.pen.go_on();
                    self.pen.write("\t");
                }
            }
            items += usize::from(inner == "li" && name == "ol");
            self.node(*child, raw);
        }
        if cells > 0 {
            self.count(Change::Rows);
        }
        for _ in 0..items {
            self.count(Change::ListNumbers);
        }
        if style.is_some() {
            self.pen.close();
        }
        if is_block {
            self.pen.fresh_line();
        }
    }

    fn finish(self) -> Reading {
        let (text, styles) = self.pen.finish();
        Reading {
            text,
            styles,
            changes: self.changes,
            ..Reading::default()
        }
    }
}

/// How an element looks.
fn style(node: &Node) -> Option<Style> {
    let kind = node.told("epub:type").or_else(|| node.told("role"));
    let kind = kind.unwrap_or_default();
    let mut kinds = kind.split_whitespace();
    let is_note = |it: &str| {
        matches!(
            it,
            "footnote" | "endnote" | "rearnote" | "doc-footnote" | "doc-endnote"
        )
    };
    if kinds.any(is_note) {
        return Some(Style::Note);
    }
    match node.name.as_str() {
        "h1" => Some(Style::Heading(1)),
        "h2" => Some(Style::Heading(2)),
        "h3" => Some(Style::Heading(3)),
        "h4" => Some(Style::Heading(4)),
        "h5" => Some(Style::Heading(5)),
        "h6" => Some(Style::Heading(6)),
        "b" | "strong" => Some(Style::Bold),
        "i" | "em" | "cite" | "dfn" => Some(Style::Italic),
        _ => None,
    }
}

/// What a page says of how it is cited, by the names that publishers and libraries give.
fn citation(tree: &Tree) -> Vec<Cited> {
    let mut citation = Vec::new();
    let metas: Vec<(String, &str)> = tree
        .all("meta")
        .filter_map(|(_, node)| {
            let name = node.told("name").or_else(|| node.told("property"))?;
            Some((name.to_ascii_lowercase(), node.told("content")?))
        })
        .collect();
    let mut tell = |part: CitationPart, names: &[&str]| {
        // The first name that is there counts, with each time it is told.
        let name = names
            .iter()
            .find(|name| metas.iter().any(|it| it.0 == **name));
        for (_, words) in metas.iter().filter(|it| Some(&it.0.as_str()) == name) {
            cite(&mut citation, part.clone(), words);
        }
    };
    tell(
        CitationPart::Author,
        &[
            "citation_author",
            "dc.creator",
            "dcterms.creator",
            "author",
            "article:author",
        ],
    );
    tell(
        CitationPart::Title,
        &["citation_title", "dc.title", "dcterms.title", "og:title"],
    );
    tell(
        CitationPart::Journal,
        &["citation_journal_title", "dc.source", "og:site_name"],
    );
    tell(
        CitationPart::Year,
        &[
            "citation_publication_date",
            "citation_date",
            "citation_year",
            "dc.date",
            "dcterms.date",
            "article:published_time",
        ],
    );
    tell(CitationPart::Volume, &["citation_volume"]);
    tell(CitationPart::Issue, &["citation_issue"]);
    tell(
        CitationPart::Publisher,
        &["citation_publisher", "dc.publisher", "dcterms.publisher"],
    );
    tell(CitationPart::Doi, &["citation_doi"]);
    tell(CitationPart::Licence, &["dcterms.license", "dc.rights"]);
    let one = |name: &str| metas.iter().find(|it| it.0 == name).map(|it| it.1.trim());
    if let Some(first) = one("citation_firstpage") {
        let pages = match one("citation_lastpage") {
            Some(last) => format!("{first}–{last}"),
            None => first.to_owned(),
        };
        cite(&mut citation, CitationPart::Pages, &pages);
    }
    if let Some((title, _)) = tree.all("title").next() {
        cite(&mut citation, CitationPart::Title, &tree.words(title));
    }
    citation
}
