//! HTML and XHTML as a tree of elements, as browsers build it in what matters for reading: tags that
//! close others, elements that hold nothing, raw scripts.
//!
//! **Invariant:** the time is in proportion to the text and the tree's depth is bounded, whatever the
//! tags. Browsers bound the depth as well, and put what is deeper beside what is above it.

use super::ReadingError;
use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer};

/// Elements within each other at most.
const MOST_DEPTH: usize = 300;
/// Elements and pieces of text at most.
const MOST_NODES: usize = 3_000_000;

/// Elements that hold nothing.
const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
];
/// Elements that begin a block, and so end a paragraph.
pub(super) const BLOCKS: [&str; 38] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "ul",
];
/// Attributes that are kept.
const KEPT: [&str; 16] = [
    "aria-hidden",
    "charset",
    "class",
    "content",
    "epub:type",
    "hidden",
    "href",
    "http-equiv",
    "id",
    "lang",
    "name",
    "property",
    "role",
    "src",
    "style",
    "type",
];

/// An element, or a piece of text.
#[derive(Debug, Default)]
pub(super) struct Node {
    /// The element's name in lower case, without a prefix; empty for text.
    pub(super) name: String,
    /// The words of a piece of text.
    pub(super) words: String,
    pub(super) children: Vec<usize>,
    fields: Vec<(&'static str, String)>,
}

impl Node {
    /// What an attribute says.
    pub(super) fn told(&self, name: &str) -> Option<&str> {
        let told = self.fields.iter().find(|it| it.0 == name)?;
        Some(&told.1)
    }
}

/// A tree; the first node is its root.
#[derive(Debug)]
pub(super) struct Tree {
    nodes: Vec<Node>,
}

impl Tree {
    /// Reads HTML; in XHTML an element closed by `/>` holds nothing.
    pub(super) fn new(text: &str, is_xml: bool) -> Result<Self, ReadingError> {
        let mut emitter = DefaultEmitter::<()>::default();
        emitter.naively_switch_states(!is_xml);
        let mut growth = Growth {
            nodes: vec![Node::default()],
            open: vec![0],
            is_xml,
        };
        for token in Tokenizer::new_with_emitter(text, emitter) {
            let Ok(token) = token;
            match token {
                Token::StartTag(tag) => growth.begin(&tag),
                Token::EndTag(tag) => growth.end(&name(&tag.name)),
                Token::String(words) => growth.words(&words.value),
                Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
            }
            if growth.nodes.len() > MOST_NODES {
                return Err(ReadingError::TooLarge);
            }
        }
        let nodes = growth.nodes;
        Ok(Self { nodes })
    }

    /// A node by its number.
    pub(super) fn node(&self, at: usize) -> Option<&Node> {
        self.nodes.get(at)
    }

    /// How many nodes there are.
    pub(super) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// The elements of a name, in the order of the text.
    pub(super) fn all(&self, name: &'static str) -> impl Iterator<Item = (usize, &Node)> {
        let all = self.nodes.iter().enumerate();
        all.filter(move |it| it.1.name == name)
    }

    /// All words in a node, as they stand.
    pub(super) fn words(&self, at: usize) -> String {
        let (mut words, mut left) = (String::new(), vec![at]);
        while let Some(node) = left.pop().and_then(|it| self.node(it)) {
            words.push_str(&node.words);
            left.extend(node.children.iter().rev());
        }
        words
    }
}

/// A name in lower case without a prefix.
fn name(raw: &[u8]) -> String {
    let name = String::from_utf8_lossy(raw).to_ascii_lowercase();
    let plain = name.rsplit(':').next().unwrap_or(&name);
    plain.chars().take(40).collect()
}

struct Growth {
    nodes: Vec<Node>,
    /// The elements that are open, the root first.
    open: Vec<usize>,
    is_xml: bool,
}

impl Growth {
    fn open_name(&self, place: usize) -> &str {
        let at = self.open.get(place).copied().unwrap_or_default();
        self.nodes.get(at).map_or("", |it| &it.name)
    }

    fn push(&mut self, node: Node) -> usize {
        let at = self.nodes.len();
        self.nodes.push(node);
        let around = self.open.last().copied().unwrap_or_default();
        if let Some(around) = self.nodes.get_mut(around) {
            around.children.push(at);
        }
        at
    }

    fn words(&mut self, raw: &[u8]) {
        let words = String::from_utf8_lossy(raw);
        let around = self.open.last().copied().unwrap_or_default();
        let last = self.nodes.get(around).and_then(|it| it.children.last());
        let last = last.copied().and_then(|it| self.nodes.get_mut(it));
        match last.filter(|it| it.name.is_empty()) {
            Some(text) => text.words.push_str(&words),
            None => {
                let words = words.into_owned();
                self.push(Node {
                    words,
                    ..Node::default()
                });
            }
        }
    }

    fn begin(&mut self, tag: &StartTag<()>) {
        let name = name(&tag.name);
        if !self.is_xml {
            self.close_for(&name);
        }
        let fields = KEPT.iter().filter_map(|field| {
            let value = tag.attributes.get(field.as_bytes())?;
            let value = String::from_utf8_lossy(&value.value);
            Some((*field, value.chars().take(2_000).collect()))
        });
        let is_empty = VOID.contains(&name.as_str()) || (self.is_xml && tag.self_closing);
        let at = self.push(Node {
            fields: fields.collect(),
            name,
            ..Node::default()
        });
        if !is_empty && self.open.len() < MOST_DEPTH {
            self.open.push(at);
        }
    }

    /// Closes what a tag closes by beginning: a paragraph before a block, an item before the next.
    fn close_for(&mut self, name: &str) {
        let (closed, bounds): (&[&str], &[&str]) = match name {
            "li" => (&["li"], &["ul", "ol", "menu", "dir"]),
            "dt" | "dd" => (&["dt", "dd"], &["dl"]),
            "td" | "th" => (&["td", "th"], &["tr", "table"]),
            "tr" => (&["td", "th", "tr"], &["table"]),
            "thead" | "tbody" | "tfoot" => (&["thead", "tbody", "tfoot"], &["table"]),
            "option" | "optgroup" => (&["option"], &["select"]),
            "rt" | "rp" => (&["rt", "rp"], &["ruby"]),
            _ if BLOCKS.contains(&name) || name == "table" => (
                &["p"],
                &[
                    "table", "td", "th", "caption", "button", "object", "li", "div",
                ],
            ),
            _ => return,
        };
        let mut lowest = None;
        for place in (1..self.open.len()).rev() {
            let open = self.open_name(place);
            if bounds.contains(&open) {
                break;
            }
            if closed.contains(&open) {
                lowest = Some(place);
            }
        }
        if let Some(place) = lowest {
            self.open.truncate(place);
        }
    }

    fn end(&mut self, name: &str) {
        let is_cell = |it: &str| matches!(it, "td" | "th" | "table");
        for place in (1..self.open.len()).rev() {
            let open = self.open_name(place);
            if open == name {
                self.open.truncate(place);
                return;
            }
            // What is not open in a cell closes nothing around it.
            let is_of_table = matches!(
                name,
                "table" | "tbody" | "tr" | "td" | "th" | "body" | "html"
            );
            if is_cell(open) && !is_of_table {
                return;
            }
        }
        match name {
            "br" | "p" if !self.is_xml => {
                let name = name.to_owned();
                self.push(Node {
                    name,
                    ..Node::default()
                });
            }
            _ => {}
        }
    }
}
