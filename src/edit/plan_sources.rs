//! Plans for sources, and cases with them: adding, naming, ordering and removing them.

use super::plan_packs::renamed;
use super::plan_values::kind_of;
use super::{Done, Place, PlanError, Stamp, Transaction, plan_codings::removal};
use crate::model::{
    Case, CaseId, Edit, Extra, Fingerprint, Origin, Project, Recipe, RecordId, Source, SourceId,
    Value, Variable, VariableId, VariableKind,
};
use crate::text::{Lines, Span};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Distance between the order numbers of two new sources.
const GAP: u64 = 1 << 20;

/// What the rows of a table become.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub enum RowsAs {
    /// Sources: each has a text, and its values.
    #[default]
    Sources,
    /// Cases with values; what has a text is a source that belongs to the case.
    Cases,
}

/// A text that is about to become a source, or a case with it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NewSource {
    /// The name wanted; a number is added when it is taken.
    pub name: String,
    /// The decoded text with its offsets.
    pub lines: Lines,
    /// SHA-256 of the text.
    pub fingerprint: Fingerprint,
    /// Where it came from.
    pub origin: Origin,
    /// Values by the names of their variables.
    pub values: Vec<(String, String)>,
    /// Whether it is a case that has the values, and the text, if there is any, a source in it.
    pub is_case: bool,
}

impl NewSource {
    /// Reckons the fingerprint: for a long text, off the screen's thread.
    pub fn new(name: impl Into<String>, lines: Lines, origin: Origin) -> Self {
        let fingerprint = Fingerprint::of(lines.text());
        Self {
            name: name.into(),
            lines,
            fingerprint,
            origin,
            values: Vec::new(),
            is_case: false,
        }
    }

    /// Whether a source comes of it: of a case only where there is a text.
    fn has_text(&self) -> bool {
        !self.is_case || !self.lines.text().trim().is_empty()
    }
}

/// Adds sources at the end of the list, and cases, all in one step. A case that is there already gets
/// the values and the source.
///
/// # Errors
/// When none is given or a name is empty.
pub fn add(
    project: &Project,
    stamp: &mut Stamp<'_>,
    new: Vec<NewSource>,
) -> Result<(Vec<SourceId>, Transaction), PlanError> {
    let last = project.sources().iter().map(|it| it.order).max();
    let mut order = last.unwrap_or(0);
    let mut names: Vec<String> = project.sources().iter().map(|it| it.name.clone()).collect();
    let values = NewValues::new(project, stamp, &new);
    let mut cases = NewCases::of(project);
    let mut sources = Vec::new();
    for new in new {
        let told = values.of(&new.values);
        let mut source = None;
        if new.has_text() {
            let name = free_name(new.name.trim(), &names)?;
            names.push(name.clone());
            order = order.saturating_add(GAP);
            source = Some(Source {
                id: SourceId::new((stamp.fresh)()),
                name,
                order,
                fingerprint: new.fingerprint,
                lines: new.lines,
                origin: new.origin,
                added: stamp.at,
                values: if new.is_case {
                    BTreeMap::new()
                } else {
                    told.clone()
                },
                extra: Extra::default(),
            });
        }
        if new.is_case {
            cases.add(stamp, new.name.trim(), told, source.as_ref())?;
        }
        sources.extend(source);
    }
    let done = match (cases.touched.first(), sources.first()) {
        (Some(case), _) => Done::times("add-cases", &case.name, cases.touched.len()),
        (None, Some(first)) => Done::times("add-source", &first.name, sources.len()),
        (None, None) => return Err(PlanError::Nothing),
    };
    let place = sources.first().map(|it| Place {
        source: it.id,
        span: Span::new(0, 0),
    });
    let ids = sources.iter().map(|it| it.id).collect();
    let variables = values.added.into_iter().map(|it| Edit::Put(it.into()));
    let sources = sources.into_iter().map(|it| Edit::Put(it.into()));
    let cases = cases.touched.into_iter().map(|it| Edit::Put(it.into()));
    let edits = variables.chain(sources).chain(cases).collect();
    Ok((
        ids,
        Transaction {
            place,
            ..stamp.transaction(done, edits)
        },
    ))
}

/// The cases that rows become.
struct NewCases {
    /// Those that are there, by name.
    known: BTreeMap<String, Case>,
    /// Those that are new or changed.
    touched: Vec<Case>,
    /// Where in that list each stands, by name.
    at: BTreeMap<String, usize>,
}

impl NewCases {
    fn of(project: &Project) -> Self {
        let mut known = BTreeMap::new();
        for case in project.cases().iter() {
            known
                .entry(case.name.clone())
                .or_insert_with(|| case.clone());
        }
        Self {
            known,
            touched: Vec::new(),
            at: BTreeMap::new(),
        }
    }

    fn add(
        &mut self,
        stamp: &mut Stamp<'_>,
        name: &str,
        values: BTreeMap<VariableId, Value>,
        source: Option<&Source>,
    ) -> Result<(), PlanError> {
        if name.is_empty() {
            return Err(PlanError::Nameless);
        }
        let at = *self.at.entry(name.to_owned()).or_insert_with(|| {
            let case = self.known.remove(name).unwrap_or_else(|| Case {
                id: CaseId::new((stamp.fresh)()),
                name: name.to_owned(),
                members: BTreeSet::new(),
                values: BTreeMap::new(),
                extra: Extra::default(),
            });
            self.touched.push(case);
            self.touched.len() - 1
        });
        if let Some(case) = self.touched.get_mut(at) {
            case.values.extend(values);
            case.members
                .extend(source.map(|it| RecordId::Source(it.id)));
        }
        Ok(())
    }
}

/// The variables that new sources have values of.
struct NewValues {
    /// Every variable that is named, by its name.
    named: BTreeMap<String, Variable>,
    /// Those that are not there yet.
    added: Vec<Variable>,
}

impl NewValues {
    fn new(project: &Project, stamp: &mut Stamp<'_>, new: &[NewSource]) -> Self {
        let told = new.iter().flat_map(|it| &it.values);
        let mut all: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (name, words) in told.filter(|it| !it.0.is_empty() && !it.1.is_empty()) {
            all.entry(name).or_default().push(words);
        }
        let (mut named, mut added) = (BTreeMap::new(), Vec::new());
        for (name, words) in all {
            let known = project.variables().iter().find(|it| it.name == name);
            let fits = |it: &&Variable| {
                let mut words = words.iter();
                words.all(|words| Value::from_words(it.kind, words).is_some())
            };
            // One that is there and of another kind stays; the values get one of their own.
            let variable = known.filter(fits).cloned().unwrap_or_else(|| {
                let taken = project.variables().iter().map(|it| it.name.clone());
                let taken: Vec<String> = taken.collect();
                let variable = Variable {
                    id: VariableId::new((stamp.fresh)()),
                    name: free_name(name, &taken).unwrap_or_default(),
                    kind: match known {
                        Some(_) => VariableKind::Text,
                        None => kind_of(&words.iter().copied()),
                    },
                    extra: Extra::default(),
                };
                added.push(variable.clone());
                variable
            });
            named.insert(name.to_owned(), variable);
        }
        Self { named, added }
    }

    /// The values of one source.
    fn of(&self, told: &[(String, String)]) -> BTreeMap<VariableId, Value> {
        let told = told.iter().filter(|it| !it.1.is_empty());
        let values = told.filter_map(|(name, words)| {
            let variable = self.named.get(name)?;
            Some((variable.id, Value::from_words(variable.kind, words)?))
        });
        values.collect()
    }
}

/// Gives a source another name.
///
/// # Errors
/// When it is gone, the name is empty, taken, or the same.
pub fn rename(
    project: &Project,
    stamp: &Stamp<'_>,
    id: SourceId,
    name: &str,
) -> Result<Transaction, PlanError> {
    let old = source(project, id)?;
    let name = name.trim();
    if name.is_empty() {
        return Err(PlanError::Nameless);
    }
    if name == old.name {
        return Err(PlanError::Nothing);
    }
    if project.sources().iter().any(|it| it.name == name) {
        return Err(PlanError::NameTaken {
            name: name.to_owned(),
        });
    }
    let done = Done::once("rename-source", name);
    let new = Source {
        name: name.to_owned(),
        ..old.clone()
    };
    let mut edits = vec![Edit::Put(new.into())];
    // What packs are made of goes by names.
    edits.extend(renamed(project, Recipe::OF_SOURCES, (&old.name, name)));
    Ok(stamp.transaction(done, edits))
}

/// Moves a source in the list, before another or to the end.
///
/// # Errors
/// When one of the two is gone.
pub fn move_to(
    project: &Project,
    stamp: &Stamp<'_>,
    id: SourceId,
    before: Option<SourceId>,
) -> Result<Transaction, PlanError> {
    let moved = source(project, id)?;
    let mut others: Vec<&Source> = project.sources().iter().filter(|it| it.id != id).collect();
    others.sort_by_key(|it| (it.order, it.id));
    let at = match before {
        Some(next) => others
            .iter()
            .position(|it| it.id == next)
            .ok_or(PlanError::Gone {
                id: RecordId::Source(next),
            })?,
        None => others.len(),
    };
    others.insert(at, moved);
    let edits: Vec<Edit> = (1u64..)
        .map(|turn| turn * GAP)
        .zip(others)
        .filter(|(order, it)| it.order != *order)
        .map(|(order, it)| {
            Edit::Put(
                Source {
                    order,
                    ..it.clone()
                }
                .into(),
            )
        })
        .collect();
    Ok(stamp.transaction(Done::once("move-source", &moved.name), edits))
}

/// Removes a source with its quotations, their codings and memos.
///
/// # Errors
/// When it is gone.
pub fn remove(
    project: &Project,
    stamp: &Stamp<'_>,
    id: SourceId,
) -> Result<Transaction, PlanError> {
    let source = source(project, id)?;
    let edits = removal(project, &[RecordId::Source(id)]);
    Ok(stamp.transaction(Done::once("remove-source", &source.name), edits))
}

fn source(project: &Project, id: SourceId) -> Result<&Source, PlanError> {
    project.sources().get(id).ok_or(PlanError::Gone {
        id: RecordId::Source(id),
    })
}

/// `name`, or `name (2)`, `name (3)` … when it is taken.
fn free_name(name: &str, taken: &[String]) -> Result<String, PlanError> {
    if name.is_empty() {
        return Err(PlanError::Nameless);
    }
    let mut free = name.to_owned();
    let mut turn = 1;
    while taken.contains(&free) {
        turn += 1;
        free = format!("{name} ({turn})");
    }
    Ok(free)
}
