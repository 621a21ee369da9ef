//! Parts of Word documents beside the text.

use super::flow::{Flow, Piece};
use std::collections::BTreeMap;

/// Where a note stands in print.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum NoteKind {
    /// At the foot of its page.
    Foot,
    /// At the end.
    End,
}

/// Styles that one may be based on in turn, at most.
const MOST_BASES: usize = 12;

/// What is told of a style of paragraphs.
#[derive(Default)]
struct Told {
    level: Option<u8>,
    base: String,
}

/// The levels of headings, from 1, by the id of their style: by its place in the outline, its name, or
/// those of the style it is based on. What is amiss in the part costs looks, not words.
pub(super) fn heading_levels(part: &str) -> BTreeMap<String, u8> {
    let mut styles: BTreeMap<String, Told> = BTreeMap::new();
    let (mut flow, mut id) = (Flow::new(part), String::new());
    while let Ok(Some(piece)) = flow.next() {
        let Piece::Open(tag) = piece else { continue };
        let told = || tag.told("val").unwrap_or_default();
        match tag.name() {
            "style" => {
                id = tag.told("styleId").unwrap_or_default();
                styles.entry(id.clone()).or_default();
            }
            "name" => {
                if let Some(style) = styles.get_mut(&id) {
                    style.level = style.level.or(level_named(&told()));
                }
            }
            "basedOn" => {
                if let Some(style) = styles.get_mut(&id) {
                    style.base = told();
                }
            }
            "outlineLvl" => {
                let level = told().parse::<u8>().ok().filter(|it| *it < 9);
                if let (Some(style), Some(level)) = (styles.get_mut(&id), level) {
                    style.level = Some((level + 1).min(6));
                }
            }
            _ => {}
        }
    }
    let level = |id: &String| {
        let mut at = styles.get(id);
        (0..MOST_BASES).find_map(|_| {
            let style = at?;
            at = styles.get(&style.base);
            style.level
        })
    };
    let levels = styles
        .keys()
        .filter_map(|id| Some((id.clone(), level(id)?)));
    levels.collect()
}

/// The level that the name of a style means.
fn level_named(name: &str) -> Option<u8> {
    let name = name.trim().to_lowercase();
    if matches!(name.as_str(), "title" | "标题" | "標題") {
        return Some(1);
    }
    let starts = ["heading ", "标题 ", "標題 "];
    let level = starts.iter().find_map(|it| name.strip_prefix(it))?;
    level
        .trim()
        .parse::<u8>()
        .ok()
        .filter(|it| (1..=9).contains(it))
        .map(|it| it.min(6))
}
