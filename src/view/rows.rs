//! The rows of the codebook and sources panels, and the codings stacked at a place.

use super::pieces::MOST;
use super::stroke::{Stroke, Strokes};
use crate::model::{Code, CodeId, Colour, Project, SourceId};
use crate::query::{Branch, CodingRow, Filter, Index, codebook, row, sources};
use std::collections::BTreeSet;

/// A code in the codebook panel.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CodeRow {
    /// The code.
    pub code: CodeId,
    /// How many codes are above it.
    pub depth: usize,
    /// Its name.
    pub name: String,
    /// Other names it answers to.
    pub aliases: Vec<String>,
    /// Its colour.
    pub colour: Colour,
    /// How its underlines and brackets are drawn.
    pub stroke: Stroke,
    /// The key that applies it.
    pub key: Option<String>,
    /// Whether passages may be coded with it.
    pub applicable: bool,
    /// How many codings use it.
    pub count: usize,
    /// How many codings use it or a code below it.
    pub count_below: usize,
    /// Whether there are codes below it.
    pub has_children: bool,
    /// Whether the codes below it are folded away.
    pub is_folded: bool,
}

/// A source in the sources panel.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SourceRow {
    /// The source.
    pub source: SourceId,
    /// Its name.
    pub name: String,
    /// Its length in code points.
    pub chars: usize,
    /// How many codings it has.
    pub codings: usize,
}

/// The codebook in tree order without what is below the `folded` codes. While `text` is not empty,
/// only codes with it in a name are there, whatever its letter case, with those above them, and
/// nothing is folded.
pub fn codebook_rows(
    project: &Project,
    index: &Index,
    folded: &BTreeSet<CodeId>,
    text: &str,
) -> Vec<CodeRow> {
    let strokes = Strokes::new(project);
    let needle = text.trim().to_lowercase();
    let mut rows: Vec<CodeRow> = Vec::new();
    // From the last to the first, so that what is below a code is known when it is met.
    let mut below: Vec<Below> = Vec::new();
    for Branch { code, depth } in codebook(project).into_iter().rev() {
        let Some(code) = project.codes().get(code) else {
            continue;
        };
        let mut own = Below::default();
        while let Some(child) = below.pop_if(|it| it.depth > depth) {
            own.count += child.count;
            own.is_found |= child.is_found;
            own.has_children = true;
        }
        own.depth = depth;
        own.count += index.count(code.id);
        own.is_found |= is_named(code, &needle);
        if own.is_found {
            let is_folded = needle.is_empty() && own.has_children && folded.contains(&code.id);
            if is_folded {
                while rows.pop_if(|it| it.depth > depth).is_some() {}
            }
            rows.push(CodeRow {
                is_folded,
                count: index.count(code.id),
                count_below: own.count,
                has_children: own.has_children,
                ..bare_row(code, depth, strokes.of(code.id))
            });
        }
        below.push(own);
    }
    rows.reverse();
    rows
}

/// What is known of a branch of the tree.
#[derive(Default)]
struct Below {
    depth: usize,
    count: usize,
    is_found: bool,
    has_children: bool,
}

fn bare_row(code: &Code, depth: usize, stroke: Stroke) -> CodeRow {
    CodeRow {
        code: code.id,
        depth,
        name: code.name.clone(),
        aliases: code.aliases.clone(),
        colour: code.colour,
        stroke,
        key: code.key.clone(),
        applicable: code.applicable,
        count: 0,
        count_below: 0,
        has_children: false,
        is_folded: false,
    }
}

fn is_named(code: &Code, needle: &str) -> bool {
    let mut names = code.aliases.iter().chain([&code.name]);
    needle.is_empty() || names.any(|it| it.to_lowercase().contains(needle))
}

/// The sources in list order.
pub fn source_rows(project: &Project, index: &Index) -> Vec<SourceRow> {
    let ids = sources(project);
    let sources = ids.into_iter().filter_map(|id| project.sources().get(id));
    sources
        .map(|it| SourceRow {
            source: it.id,
            name: it.name.clone(),
            chars: it.lines.char_count(),
            codings: index.count_in(it.id),
        })
        .collect()
}

/// The codings stacked on the byte at an offset that a filter lets pass, those of the shortest
/// passage first: what a pointer there is asked about, the most particular first. Of more passages
/// than a page shows, the first.
pub fn stacked_at<'p>(
    project: &'p Project,
    index: &Index,
    source: SourceId,
    byte: usize,
    filter: &Filter,
) -> Vec<CodingRow<'p>> {
    let passages = index.at(source, byte).take(MOST);
    let kept = passages
        .flat_map(|it| it.codings.iter())
        .filter(|it| filter.keeps_source(source) && filter.keeps(it));
    let mut rows: Vec<CodingRow<'p>> = kept.filter_map(|it| row(project, it.coding)).collect();
    rows.sort_by_key(|it| (it.span.len(), it.span.start, it.id));
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::sample::{Sample, code, code_id, coding, marked, source, source_id};

    fn defence() -> Sample {
        let mut sample = marked("[a治理a]");
        sample.put(code(1, "国防", None));
        sample.put(code(2, "工业", Some(1)));
        sample.put(code(3, "造船", Some(2)));
        sample.put(code(4, "文化", None));
        for (number, of) in [(10, 1), (11, 2), (12, 3), (13, 3)] {
            sample.put(coding(number, 1, of));
        }
        sample
    }

    /// The rows as dashes, name, own count and count with those below.
    fn drawn(sample: &Sample, folded: &[u32], text: &str) -> Vec<String> {
        let index = Index::build(&sample.project);
        let folded = folded.iter().copied().map(code_id).collect();
        let rows = codebook_rows(&sample.project, &index, &folded, text);
        let line = |it: &CodeRow| {
            let fold = match (it.has_children, it.is_folded) {
                (true, true) => "+",
                (true, false) => "*",
                _ => "",
            };
            let dashes = "-".repeat(it.depth);
            format!("{dashes}{}{fold} {}/{}", it.name, it.count, it.count_below)
        };
        rows.iter().map(line).collect()
    }

    #[test]
    fn counts_add_up_the_tree() {
        assert_eq!(
            drawn(&defence(), &[], ""),
            ["国防* 1/4", "-工业* 1/3", "--造船 2/2", "文化 0/0", "a 1/1"]
        );
    }

    #[test]
    fn folding_hides_what_is_below() {
        let folded = drawn(&defence(), &[2, 4], "");
        assert_eq!(folded, ["国防* 1/4", "-工业+ 1/3", "文化 0/0", "a 1/1"]);
        assert_eq!(
            drawn(&defence(), &[1], ""),
            ["国防+ 1/4", "文化 0/0", "a 1/1"]
        );
    }

    #[test]
    fn looking_for_a_name_keeps_what_is_above_it() {
        let found = drawn(&defence(), &[1], "造");
        assert_eq!(found, ["国防* 1/4", "-工业* 1/3", "--造船 2/2"]);
        assert_eq!(drawn(&defence(), &[], " A "), ["a 1/1"]);
    }

    #[test]
    fn sources_tell_their_length_and_codings() {
        let mut sample = marked("[a治理a]𠮷");
        sample.put(source(2, ""));
        let index = Index::build(&sample.project);
        let rows = source_rows(&sample.project, &index);
        let plain: Vec<_> = rows
            .iter()
            .map(|it| (&*it.name, it.chars, it.codings))
            .collect();
        assert_eq!(plain, [("源1", 3, 1), ("源2", 0, 0)]);
    }

    #[test]
    fn the_shortest_passage_is_asked_about_first() {
        let sample = marked("[a数[b字[c治c]理b]与a]");
        let index = Index::build(&sample.project);
        let at = |char: usize, filter: &Filter| -> Vec<String> {
            let rows = stacked_at(&sample.project, &index, source_id(1), char * 3, filter);
            rows.iter().map(|it| it.code_name.to_owned()).collect()
        };
        assert_eq!(at(2, &Filter::all()), ["c", "b", "a"]);
        assert_eq!(at(4, &Filter::all()), ["a"]);
        assert_eq!(at(5, &Filter::all()), [""; 0]);
        assert_eq!(at(2, &Filter::of_code(code_id('b'.into()))), ["b"]);
    }
}
