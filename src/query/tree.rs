//! The codebook in tree order, and the sources in list order.

use crate::model::{Code, CodeId, Project, SourceId};
use std::collections::{BTreeMap, BTreeSet};

/// Between the names of a path, such as 国防 › 工业.
const STEP: &str = " › ";

/// A code with its depth in the tree.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Branch {
    /// The code.
    pub code: CodeId,
    /// How many codes are above it.
    pub depth: usize,
}

/// All codes in tree order: a code comes before its children, siblings by their order. A code whose
/// parent is not there stands at the top, and a circle of codes is cut open at its smallest id, so
/// every code comes exactly once, whatever a file says.
pub fn codebook(project: &Project) -> Vec<Branch> {
    let mut children: BTreeMap<Option<CodeId>, Vec<&Code>> = BTreeMap::new();
    for code in project.codes().iter() {
        let parent = code.parent.filter(|id| project.codes().contains(*id));
        children.entry(parent).or_default().push(code);
    }
    for siblings in children.values_mut() {
        // Turned round, as the walk takes from the end.
        siblings.sort_by_key(|it| std::cmp::Reverse((it.order, it.id)));
    }
    let mut branches = Vec::new();
    let mut seen = BTreeSet::new();
    let tops = children.get(&None).into_iter().flatten();
    let mut left: Vec<Branch> = tops
        .map(|it| Branch {
            code: it.id,
            depth: 0,
        })
        .collect();
    let mut others = project.codes().iter().map(|it| it.id);
    loop {
        while let Some(branch) = left.pop() {
            if seen.insert(branch.code) {
                branches.push(branch);
                let depth = branch.depth + 1;
                let below = children.get(&Some(branch.code)).into_iter().flatten();
                left.extend(below.map(|it| Branch { code: it.id, depth }));
            }
        }
        match others.find(|id| !seen.contains(id)) {
            Some(code) => left.push(Branch { code, depth: 0 }),
            None => return branches,
        }
    }
}

/// A code and all codes below it.
pub fn below(project: &Project, code: CodeId) -> BTreeSet<CodeId> {
    let branches = codebook(project);
    let from = branches.iter().skip_while(|it| it.code != code);
    let depth = from.clone().next().map_or(0, |it| it.depth);
    let under = from.skip(1).take_while(|it| it.depth > depth);
    under.map(|it| it.code).chain([code]).collect()
}

/// The names from the top of the tree down to a code, such as 国防 › 工业; empty when it is not there.
pub fn path(project: &Project, code: CodeId) -> String {
    let mut names = Vec::new();
    let mut seen = BTreeSet::new();
    let mut next = Some(code);
    while let Some(code) = next.and_then(|id| project.codes().get(id))
        && seen.insert(code.id)
    {
        names.push(code.name.as_str());
        next = code.parent;
    }
    names.reverse();
    names.join(STEP)
}

/// The sources in the order of the list.
pub fn sources(project: &Project) -> Vec<SourceId> {
    let mut sources: Vec<(u64, SourceId)> = project
        .sources()
        .iter()
        .map(|it| (it.order, it.id))
        .collect();
    sources.sort_unstable();
    sources.into_iter().map(|(_, id)| id).collect()
}

#[cfg(test)]
mod tests {
    use super::super::sample::{Sample, code, code_id, source, source_id};
    use super::*;

    /// The tree as lines of dashes and names.
    fn drawn(project: &Project) -> Vec<String> {
        let line = |it: &Branch| {
            let name = &project.codes().get(it.code).unwrap().name;
            format!("{}{name}", "-".repeat(it.depth))
        };
        codebook(project).iter().map(line).collect()
    }

    fn defence() -> Sample {
        let mut sample = Sample::new();
        sample.put(code(1, "国防", None));
        sample.put(code(4, "文化", None));
        sample.put(code(3, "工业", Some(1)));
        sample.put(code(5, "造船", Some(3)));
        sample.put(code(2, "教育", Some(1)));
        sample
    }

    #[test]
    fn codes_come_before_their_children_in_their_order() {
        let mut sample = defence();
        assert_eq!(
            drawn(&sample.project),
            ["国防", "-教育", "-工业", "--造船", "文化"]
        );
        let mut first = code(4, "文化", None);
        first.order = 0;
        sample.put(first);
        assert_eq!(drawn(&sample.project)[0], "文化");
    }

    #[test]
    fn a_path_names_every_step() {
        let project = defence().project;
        assert_eq!(path(&project, code_id(5)), "国防 › 工业 › 造船");
        assert_eq!(path(&project, code_id(4)), "文化");
        assert_eq!(path(&project, code_id(99)), "");
    }

    #[test]
    fn below_a_code_is_its_whole_branch() {
        let project = defence().project;
        assert_eq!(
            below(&project, code_id(1)),
            [1, 2, 3, 5].map(code_id).into()
        );
        assert_eq!(below(&project, code_id(4)), [4].map(code_id).into());
    }

    #[test]
    fn a_circle_and_a_missing_parent_lose_no_code() {
        let mut sample = defence();
        sample.put(code(1, "国防", Some(5)));
        sample.put(code(9, "孤", Some(77)));
        assert_eq!(
            drawn(&sample.project),
            ["文化", "孤", "国防", "-教育", "-工业", "--造船"]
        );
        assert_eq!(path(&sample.project, code_id(5)), "国防 › 工业 › 造船");
    }

    #[test]
    fn sources_come_in_list_order() {
        let mut sample = Sample::new();
        sample.put(source(1, ""));
        sample.put(source(2, ""));
        let mut first = source(3, "");
        first.order = 0;
        sample.put(first);
        assert_eq!(sources(&sample.project), [3, 1, 2].map(source_id));
    }
}
