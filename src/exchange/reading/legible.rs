//! What of a web page is read, and what only leads around: menus, side columns, forms, notices.

use super::markup::{Node, Tree};

/// Characters at least of what is taken for the text itself.
const LEAST: usize = 140;
/// Parts of the page's text that is called the text itself at least.
const SHARE: f64 = 0.4;
/// Names with which pages call what leads around.
const AROUND: [&str; 28] = [
    "ad",
    "ads",
    "advert",
    "advertisement",
    "banner",
    "breadcrumb",
    "breadcrumbs",
    "comments",
    "cookie",
    "cookies",
    "copyright",
    "footer",
    "login",
    "menu",
    "nav",
    "navbar",
    "navigation",
    "pager",
    "pagination",
    "popup",
    "promo",
    "recommend",
    "related",
    "share",
    "sidebar",
    "social",
    "subscribe",
    "toolbar",
];

/// Which parts of a page are read.
pub(super) struct Legible {
    /// The element that holds the text.
    pub(super) root: usize,
    /// How many parts are left out.
    pub(super) left_out: usize,
    out: Vec<bool>,
}

/// What is counted of a node and all in it.
#[derive(Clone, Copy, Default)]
struct Weight {
    /// Characters but for blanks.
    chars: usize,
    /// Of them those of links.
    linked: usize,
    links: usize,
}

impl Legible {
    pub(super) fn new(tree: &Tree) -> Self {
        let weights = weights(tree);
        let root = root(tree, &weights);
        let all = weights.get(root).copied().unwrap_or_default().chars;
        let mut legible = Self {
            root,
            left_out: 0,
            out: vec![false; tree.len()],
        };
        let mut left = vec![(root, false)];
        while let Some((at, is_inside)) = left.pop() {
            let Some(node) = tree.node(at) else { continue };
            let weight = weights.get(at).copied().unwrap_or_default();
            let is_inside = is_inside || matches!(node.name.as_str(), "article" | "main");
            if at != root && leads_around(node, weight, (all, is_inside)) {
                legible.left_out += usize::from(weight.chars > 0);
                if let Some(out) = legible.out.get_mut(at) {
                    *out = true;
                }
                continue;
            }
            left.extend(node.children.iter().map(|it| (*it, is_inside)));
        }
        legible
    }

    /// Whether a part is left out.
    pub(super) fn is_out(&self, at: usize) -> bool {
        self.out.get(at).copied().unwrap_or_default()
    }
}

/// What each node holds. Children have higher numbers than what they stand in.
fn weights(tree: &Tree) -> Vec<Weight> {
    let mut weights = vec![Weight::default(); tree.len()];
    for at in (0..tree.len()).rev() {
        let Some(node) = tree.node(at) else { continue };
        let mut sum = Weight::default();
        if !matches!(
            node.name.as_str(),
            "script" | "style" | "template" | "noscript" | "head"
        ) {
            sum.chars = node.words.chars().filter(|it| !it.is_whitespace()).count();
            for child in node.children.iter().filter_map(|it| weights.get(*it)) {
                sum.chars += child.chars;
                sum.linked += child.linked;
                sum.links += child.links;
            }
        }
        if node.name == "a" {
            sum.linked = sum.chars;
            sum.links = 1;
        }
        if let Some(weight) = weights.get_mut(at) {
            *weight = sum;
        }
    }
    weights
}

/// The element that holds the text: what the page calls so, if most of its text is in there.
fn root(tree: &Tree, weights: &[Weight]) -> usize {
    let chars = |at: usize| {
        weights
            .get(at)
            .map_or(0, |it| it.chars - it.linked.min(it.chars))
    };
    let body = tree.all("body").next().map_or(0, |it| it.0);
    let all = chars(body).max(1);
    let named = tree.all("main").chain(tree.all("article"));
    let named = named.map(|it| it.0);
    let best = named.max_by_key(|it| (chars(*it), std::cmp::Reverse(*it)));
    let is_enough = |at: &usize| {
        let share = chars(*at) as f64 / all as f64;
        chars(*at) >= LEAST && share >= SHARE
    };
    best.filter(is_enough).unwrap_or(body)
}

/// Whether an element only leads around: by what it is, by its name, or as nothing but links. One that
/// holds a good part of the text does not, whatever it is called.
fn leads_around(node: &Node, weight: Weight, (all, is_inside): (usize, bool)) -> bool {
    let is_large = weight.chars as f64 >= SHARE * all.max(1) as f64;
    let told = |name: &str| node.told(name).unwrap_or_default();
    let style = told("style").replace(' ', "").to_ascii_lowercase();
    let is_hidden = node.told("hidden").is_some()
        || told("aria-hidden") == "true"
        || style.contains("display:none")
        || style.contains("visibility:hidden");
    if is_hidden {
        return true;
    }
    if is_large {
        return false;
    }
    let is_mostly_links = weight.links >= 4 && weight.linked * 10 >= weight.chars * 7;
    match node.name.as_str() {
        "nav" | "dialog" | "button" | "menu" => return true,
        "aside" | "form" | "footer" if told("epub:type").is_empty() => return true,
        "header" => return !is_inside && weight.links >= 3 && weight.linked * 2 >= weight.chars,
        "ul" | "ol" | "div" | "table" | "section" | "p" if is_mostly_links => return true,
        "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "a" | "span" | "b" | "i" | "em"
        | "strong" | "li" | "td" => return false,
        _ => {}
    }
    let role = told("role");
    if matches!(
        role,
        "navigation" | "banner" | "contentinfo" | "search" | "complementary" | "dialog"
    ) {
        return true;
    }
    let names = format!("{} {}", told("class"), told("id")).to_ascii_lowercase();
    let mut parts = names.split(|it: char| !it.is_ascii_alphanumeric());
    parts.any(|it| AROUND.contains(&it))
}
