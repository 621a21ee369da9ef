//! Names as they are typed in a query: folded, by path, and the likest where there is none.

use crate::model::{CodeId, Project};
use crate::query::{below, codebook};
use crate::text::{likeness, pinyin};
use std::collections::BTreeSet;

/// Names offered where one is not known.
const MOST_NEAR: usize = 3;
/// How like a name must be to be offered, from 0 to 1.
const LIKE: f64 = 0.5;
/// What may stand between the names of a path.
const STEPS: [char; 4] = ['/', '／', '›', '〉'];

/// Everything of that name: exactly so if there is any, otherwise as names are compared.
pub(super) fn named<Id: Ord + Copy>(name: &str, all: &[(Id, &str)]) -> BTreeSet<Id> {
    let name = name.trim();
    let pick = |is_it: &dyn Fn(&str) -> bool| -> BTreeSet<Id> {
        let found = all.iter().filter(|(_, it)| is_it(it));
        found.map(|(id, _)| *id).collect()
    };
    let exact = pick(&|it| it.trim() == name);
    if !exact.is_empty() {
        return exact;
    }
    let folded = likeness::folded(name);
    pick(&|it| likeness::folded(it) == folded)
}

/// The codes of that name, other name or path, such as `国防/工业`; with those below them when it
/// ends in `/*`. A path may begin anywhere in the tree.
pub(super) fn codes(project: &Project, name: &str) -> BTreeSet<CodeId> {
    let name = name.trim();
    let whole = of_name(project, name);
    if !whole.is_empty() {
        return whole;
    }
    if let Some(top) = name.strip_suffix('*')
        && let Some(top) = top.trim_end().strip_suffix(STEPS)
    {
        let tops = codes_at(project, top.trim());
        return tops.into_iter().flat_map(|it| below(project, it)).collect();
    }
    codes_at(project, name)
}

fn codes_at(project: &Project, path: &str) -> BTreeSet<CodeId> {
    let whole = of_name(project, path);
    let mut steps = path.rsplit(STEPS).map(str::trim);
    let Some(last) = steps.next().filter(|_| whole.is_empty()) else {
        return whole;
    };
    let above: Vec<&str> = steps.collect();
    let mut found = of_name(project, last);
    found.retain(|code| {
        let mut at = *code;
        above.iter().all(|step| {
            let parent = project.codes().get(at).and_then(|it| it.parent);
            at = parent.unwrap_or(at);
            parent.is_some_and(|it| of_name(project, step).contains(&it))
        })
    });
    found
}

/// By name, and where there is none by another name.
fn of_name(project: &Project, name: &str) -> BTreeSet<CodeId> {
    let names = project.codes().iter().map(|it| (it.id, it.name.as_str()));
    let found = named(name, &names.collect::<Vec<_>>());
    if !found.is_empty() {
        return found;
    }
    let others = project.codes().iter();
    let others = others.flat_map(|it| it.aliases.iter().map(|alias| (it.id, alias.as_str())));
    named(name, &others.collect::<Vec<_>>())
}

/// Some names like one that is not there, the likest first.
pub(super) fn likest<'n>(name: &str, all: impl Iterator<Item = &'n str>) -> Vec<String> {
    let folded = likeness::folded(name);
    let mut like: Vec<(f64, &str)> = all
        .filter_map(|other| {
            let close = closeness(&folded, name, other);
            (close >= LIKE).then_some((close, other))
        })
        .collect();
    like.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(other.1)));
    like.dedup_by(|one, other| one.1 == other.1);
    let like = like.into_iter().take(MOST_NEAR);
    like.map(|(_, name)| name.to_owned()).collect()
}

fn closeness(folded: &str, typed: &str, other: &str) -> f64 {
    let name = likeness::folded(other);
    if name.is_empty() || folded.is_empty() {
        return 0.0;
    }
    let is_part = name.contains(folded) || folded.contains(&name);
    match is_part || pinyin::fits(typed, other).is_some() {
        true => 0.9,
        // Names may have thousands of letters, and this takes their product in time.
        false if name.len() + folded.len() > 400 => 0.0,
        false => strsim::normalized_damerau_levenshtein(folded, &name),
    }
}

/// Every code's path as it can be typed, in tree order: `国防/工业`, shortened to the name where no
/// other code bears it.
pub(super) fn paths(project: &Project) -> Vec<(CodeId, String)> {
    let mut above: Vec<String> = Vec::new();
    let mut paths = Vec::new();
    let mut times = std::collections::BTreeMap::new();
    for code in project.codes().iter() {
        *times.entry(likeness::folded(&code.name)).or_insert(0usize) += 1;
    }
    for branch in codebook(project) {
        let Some(code) = project.codes().get(branch.code) else {
            continue;
        };
        above.truncate(branch.depth);
        above.push(code.name.clone());
        let is_alone = times.get(&likeness::folded(&code.name)) == Some(&1);
        let path = if is_alone {
            code.name.clone()
        } else {
            above.join("/")
        };
        paths.push((code.id, path));
    }
    paths
}
