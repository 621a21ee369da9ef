//! The rules that hold for every project at every revision.

use super::{CodeId, Project, Quotation, Record, RecordId, reference::targets};
use std::collections::HashSet;
use thiserror::Error;

/// A rule that a project breaks.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum Broken {
    /// A record points at another that is not there.
    #[error("{by} points at {of}, which is not there")]
    Missing {
        /// The record that points.
        by: RecordId,
        /// What is not there.
        of: RecordId,
    },
    /// A record has no name.
    #[error("{id} has no name")]
    Nameless {
        /// The record.
        id: RecordId,
    },
    /// A memo or query has no text.
    #[error("{id} has no text")]
    Empty {
        /// The memo or query.
        id: RecordId,
    },
    /// A code is above itself in the tree.
    #[error("code {code} is its own ancestor")]
    Cycle {
        /// One code of the circle.
        code: CodeId,
    },
    /// A quotation's range does not fit its source.
    #[error("{id} ends at byte {end}, but its source has {len} bytes or no character begins there")]
    Range {
        /// The quotation.
        id: RecordId,
        /// Its end in bytes.
        end: usize,
        /// Length of the source in bytes.
        len: usize,
    },
    /// A quotation marks nothing.
    #[error("{id} marks an empty range")]
    Nothing {
        /// The quotation.
        id: RecordId,
    },
    /// A set, case or memo holds something that cannot belong to it.
    #[error("{by} cannot hold {of}")]
    Misplaced {
        /// The record that holds.
        by: RecordId,
        /// What it holds.
        of: RecordId,
    },
    /// A value is not of its variable's kind.
    #[error("{by} has a value of the wrong kind for {of}")]
    WrongKind {
        /// The case or source.
        by: RecordId,
        /// The variable.
        of: RecordId,
    },
}

/// Checks every record; the findings by kind and id.
pub fn check_all(project: &Project) -> Vec<Broken> {
    let circling = circling(project);
    let mut broken = Vec::new();
    for id in every_id(project) {
        let found = project.record(id).and_then(|record| {
            missing(project, id, &record).or_else(|| plain_rule(project, id, &record))
        });
        let in_circle = || match id {
            RecordId::Code(code) if circling.contains(&code) => Some(Broken::Cycle { code }),
            _ => None,
        };
        broken.extend(found.or_else(in_circle));
    }
    broken
}

/// Checks what a change may have broken: the touched records that are there, and what still points
/// at the touched ones that are gone. The first finding, if any.
pub fn check_touched(project: &Project, touched: &[RecordId]) -> Option<Broken> {
    touched.iter().find_map(|id| {
        if project.contains(*id) {
            check_record(project, *id)
        } else if let RecordId::Coder(coder) = *id {
            project
                .works_of(coder)
                .next()
                .map(|by| Broken::Missing { by, of: *id })
        } else {
            project
                .uses(*id)
                .next()
                .map(|by| Broken::Missing { by, of: *id })
        }
    })
}

fn every_id(project: &Project) -> impl Iterator<Item = RecordId> {
    std::iter::once(RecordId::Project)
        .chain(project.coders().iter().map(|it| RecordId::Coder(it.id)))
        .chain(project.codes().iter().map(|it| RecordId::Code(it.id)))
        .chain(
            project
                .variables()
                .iter()
                .map(|it| RecordId::Variable(it.id)),
        )
        .chain(project.cases().iter().map(|it| RecordId::Case(it.id)))
        .chain(project.sets().iter().map(|it| RecordId::Set(it.id)))
        .chain(project.links().iter().map(|it| RecordId::Link(it.id)))
        .chain(project.queries().iter().map(|it| RecordId::Query(it.id)))
        .chain(project.glosses().iter().map(|it| RecordId::Gloss(it.id)))
        .chain(project.recipes().iter().map(|it| RecordId::Recipe(it.id)))
        .chain(project.sources().iter().map(|it| RecordId::Source(it.id)))
        .chain(
            project
                .quotations()
                .iter()
                .map(|it| RecordId::Quotation(it.id)),
        )
        .chain(project.codings().iter().map(|it| RecordId::Coding(it.id)))
        .chain(project.memos().iter().map(|it| RecordId::Memo(it.id)))
        .chain(
            project
                .conflicts()
                .iter()
                .map(|it| RecordId::Conflict(it.id)),
        )
}

fn check_record(project: &Project, id: RecordId) -> Option<Broken> {
    let record = project.record(id)?;
    missing(project, id, &record)
        .or_else(|| plain_rule(project, id, &record))
        .or_else(|| match id {
            RecordId::Code(code) => cycle(project, code),
            _ => None,
        })
}

fn missing(project: &Project, by: RecordId, record: &Record) -> Option<Broken> {
    let coder = match record {
        Record::Quotation(it) => Some(it.coder),
        Record::Coding(it) => Some(it.coder),
        Record::Memo(it) => Some(it.coder),
        Record::Link(it) => Some(it.coder),
        Record::Query(it) => Some(it.coder),
        _ => None,
    };
    targets(record)
        .into_iter()
        .chain(coder.map(RecordId::Coder))
        .find(|of| !project.contains(*of))
        .map(|of| Broken::Missing { by, of })
}

/// What a record says about itself, the tree of codes left out.
fn plain_rule(project: &Project, id: RecordId, record: &Record) -> Option<Broken> {
    match record {
        Record::Project(it) => nameless(id, &it.name),
        Record::Coder(it) => nameless(id, &it.name),
        Record::Code(it) => nameless(id, &it.name).or_else(|| {
            let is_other = |of: &&RecordId| !matches!(of, RecordId::Quotation(_));
            let found = it.examples.iter().find(is_other);
            found.map(|of| Broken::Misplaced { by: id, of: *of })
        }),
        Record::Variable(it) => nameless(id, &it.name),
        Record::Set(it) => nameless(id, &it.name),
        Record::Link(it) => nameless(id, &it.name),
        Record::Gloss(it) => nameless(id, &it.name),
        Record::Recipe(it) => nameless(id, &it.name),
        Record::Query(it) => nameless(id, &it.name)
            .or_else(|| it.text.trim().is_empty().then_some(Broken::Empty { id })),
        Record::Source(it) => nameless(id, &it.name).or_else(|| {
            let values = it.values.iter();
            wrong_kind(project, id, values)
        }),
        Record::Case(it) => nameless(id, &it.name)
            .or_else(|| {
                let fits =
                    |of: &&RecordId| !matches!(of, RecordId::Source(_) | RecordId::Quotation(_));
                it.members
                    .iter()
                    .find(fits)
                    .map(|of| Broken::Misplaced { by: id, of: *of })
            })
            .or_else(|| wrong_kind(project, id, it.values.iter())),
        Record::Quotation(it) => range(project, it),
        Record::Memo(it) => it
            .text
            .trim()
            .is_empty()
            .then_some(Broken::Empty { id })
            .or_else(|| {
                let of_memo = matches!(it.target, RecordId::Memo(_));
                of_memo.then_some(Broken::Misplaced {
                    by: id,
                    of: it.target,
                })
            }),
        Record::Coding(_) | Record::Conflict(_) => None,
    }
}

fn nameless(id: RecordId, name: &str) -> Option<Broken> {
    name.trim().is_empty().then_some(Broken::Nameless { id })
}

fn wrong_kind<'a>(
    project: &Project,
    by: RecordId,
    mut values: impl Iterator<Item = (&'a super::VariableId, &'a super::Value)>,
) -> Option<Broken> {
    values.find_map(|(variable, value)| {
        let kind = project.variables().get(*variable)?.kind;
        (kind != value.kind()).then_some(Broken::WrongKind {
            by,
            of: RecordId::Variable(*variable),
        })
    })
}

fn cycle(project: &Project, code: CodeId) -> Option<Broken> {
    let parent = |id: CodeId| project.codes().get(id).and_then(|it| it.parent);
    // A walk up longer than there are codes goes in a circle.
    let steps =
        std::iter::successors(parent(code), |id| parent(*id)).take(project.codes().len() + 1);
    let mut up = 0;
    for ancestor in steps {
        up += 1;
        if ancestor == code || up > project.codes().len() {
            return Some(Broken::Cycle { code });
        }
    }
    None
}

/// All codes that are in a circle or under one. Each is looked at once, however deep the tree is.
fn circling(project: &Project) -> HashSet<CodeId> {
    let mut sound = HashSet::new();
    let mut circling = HashSet::new();
    for code in project.codes().iter() {
        let mut path = Vec::new();
        let mut on_path = HashSet::new();
        let mut next = Some(code.id);
        while let Some(id) = next {
            if sound.contains(&id) || circling.contains(&id) || !on_path.insert(id) {
                break;
            }
            path.push(id);
            next = project.codes().get(id).and_then(|it| it.parent);
        }
        match next {
            Some(end) if !sound.contains(&end) => circling.extend(path),
            _ => sound.extend(path),
        }
    }
    circling
}

fn range(project: &Project, quotation: &Quotation) -> Option<Broken> {
    let id = RecordId::Quotation(quotation.id);
    let text = project.sources().get(quotation.source)?.text();
    if quotation.span.of(text).is_none() {
        return Some(Broken::Range {
            id,
            end: quotation.span.end,
            len: text.len(),
        });
    }
    // A lost passage has no place; its span only remembers where it was.
    (quotation.span.is_empty() && quotation.stray.is_none()).then_some(Broken::Nothing { id })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Code, Colour, Edit, Extra, Head, ProjectId, Time};
    use std::collections::BTreeSet;
    use uuid::Uuid;

    fn code_id(number: usize) -> CodeId {
        CodeId::new(Uuid::from_u128(number as u128))
    }

    /// A project whose code `n` stands under code `parents[n]`.
    fn codes(parents: &[Option<usize>]) -> Project {
        let mut project = Project::new(Head {
            id: ProjectId::new(Uuid::nil()),
            name: "试编".to_owned(),
            created: Time::default(),
            words: crate::model::WordLists::default(),
            extra: Extra::default(),
        });
        for (number, parent) in parents.iter().enumerate() {
            let code = Code {
                id: code_id(number),
                name: "治理".to_owned(),
                aliases: Vec::new(),
                parent: parent.map(code_id),
                order: 0,
                colour: Colour(0, 0, 0),
                key: None,
                definition: String::new(),
                when: String::new(),
                when_not: String::new(),
                examples: BTreeSet::new(),
                meant: None,
                applicable: true,
                extra: Extra::default(),
            };
            project.apply(Edit::Put(code.into()));
        }
        project
    }

    #[test]
    fn codes_in_a_circle_and_under_it_are_found() {
        // 0 ← 1 ← 2 is sound; 3 and 4 go in a circle, 5 hangs under it, 6 is its own parent.
        let parents = [None, Some(0), Some(1), Some(4), Some(3), Some(4), Some(6)];
        let project = codes(&parents);
        let expected: Vec<Broken> = (3..7)
            .map(|number| Broken::Cycle {
                code: code_id(number),
            })
            .collect();
        assert_eq!(check_all(&project), expected);
        for number in 0..7 {
            let id = RecordId::Code(code_id(number));
            let alone = check_touched(&project, &[id]);
            assert_eq!(alone.is_some(), number >= 3, "code {number}");
        }
    }

    #[test]
    fn a_deep_tree_is_checked_in_one_pass() {
        // Walking up from every code would take 200 million steps.
        let parents: Vec<Option<usize>> = (0..20_000usize).map(|it| it.checked_sub(1)).collect();
        assert_eq!(check_all(&codes(&parents)), []);
    }
}
