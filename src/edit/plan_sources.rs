//! Plans for sources: adding, naming, ordering and removing them.

use super::plan_values::kind_of;
use super::{Done, Place, PlanError, Stamp, Transaction, plan_codings::removal};
use crate::model::{
    Edit, Extra, Fingerprint, Origin, Project, RecordId, Source, SourceId, Value, Variable,
    VariableId, VariableKind,
};
use crate::text::{Lines, Span};
use std::collections::BTreeMap;

/// Distance between the order numbers of two new sources.
const GAP: u64 = 1 << 20;

/// A text that is about to become a source.
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
        }
    }
}

/// Adds sources at the end of the list, all in one step.
///
/// # Errors
/// When none is given or a name is empty.
pub fn add(
    project: &Project,
    stamp: &mut Stamp<'_>,
    new: Vec<NewSource>,
) -> Result<(Vec<SourceId>, Transaction), PlanError> {
    let mut order = project
        .sources()
        .iter()
        .map(|it| it.order)
        .max()
        .unwrap_or(0);
    let mut names: Vec<String> = project.sources().iter().map(|it| it.name.clone()).collect();
    let values = NewValues::new(project, stamp, &new);
    let mut sources = Vec::new();
    for NewSource {
        name,
        lines,
        fingerprint,
        origin,
        values: told,
    } in new
    {
        let name = free_name(name.trim(), &names)?;
        names.push(name.clone());
        order = order.saturating_add(GAP);
        sources.push(Source {
            id: SourceId::new((stamp.fresh)()),
            name,
            order,
            fingerprint,
            lines,
            origin,
            added: stamp.at,
            values: values.of(&told),
            extra: Extra::default(),
        });
    }
    let first = sources.first().ok_or(PlanError::Nothing)?;
    let done = Done::times("add-source", &first.name, sources.len());
    let place = Some(Place {
        source: first.id,
        span: Span::new(0, 0),
    });
    let ids = sources.iter().map(|it| it.id).collect();
    let variables = values.added.into_iter().map(|it| Edit::Put(it.into()));
    let sources = sources.into_iter().map(|it| Edit::Put(it.into()));
    let edits = variables.chain(sources).collect();
    Ok((
        ids,
        Transaction {
            place,
            ..stamp.transaction(done, edits)
        },
    ))
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
    Ok(stamp.transaction(done, vec![Edit::Put(new.into())]))
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
