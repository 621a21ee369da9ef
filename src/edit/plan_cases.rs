//! Plans for coders, cases, variables, sets and links, and for removing any record.

use super::{Done, PlanError, Stamp, Transaction, plan_codings::removal};
use crate::model::{
    Case, CaseId, Coder, CoderId, Edit, Extra, Head, Link, LinkId, Project, Query, Record,
    RecordId, Set, SetId, Source, Value, Variable, VariableId, VariableKind,
};
use std::collections::{BTreeMap, BTreeSet};

/// Adds a coder. Two coders may bear one name: they differ by id.
///
/// # Errors
/// When the name is empty.
pub fn add_coder(stamp: &mut Stamp<'_>, name: &str) -> Result<(CoderId, Transaction), PlanError> {
    let coder = Coder {
        id: CoderId::new((stamp.fresh)()),
        name: named(name)?,
        extra: Extra::default(),
    };
    let (id, done) = (coder.id, Done::once("add-coder", &coder.name));
    Ok((id, stamp.transaction(done, vec![Edit::Put(coder.into())])))
}

/// Adds a case with its members, which are sources or quotations.
///
/// # Errors
/// When the name is empty or a member is gone.
pub fn add_case(
    project: &Project,
    stamp: &mut Stamp<'_>,
    name: &str,
    members: BTreeSet<RecordId>,
) -> Result<(CaseId, Transaction), PlanError> {
    all_there(project, &members)?;
    let case = Case {
        id: CaseId::new((stamp.fresh)()),
        name: named(name)?,
        members,
        values: BTreeMap::new(),
        extra: Extra::default(),
    };
    let (id, done) = (case.id, Done::once("add-case", &case.name));
    Ok((id, stamp.transaction(done, vec![Edit::Put(case.into())])))
}

/// Adds a variable.
///
/// # Errors
/// When the name is empty.
pub fn add_variable(
    stamp: &mut Stamp<'_>,
    name: &str,
    kind: VariableKind,
) -> Result<(VariableId, Transaction), PlanError> {
    let variable = Variable {
        id: VariableId::new((stamp.fresh)()),
        name: named(name)?,
        kind,
        extra: Extra::default(),
    };
    let (id, done) = (variable.id, Done::once("add-variable", &variable.name));
    Ok((
        id,
        stamp.transaction(done, vec![Edit::Put(variable.into())]),
    ))
}

/// Adds a set with its members.
///
/// # Errors
/// When the name is empty or a member is gone.
pub fn add_set(
    project: &Project,
    stamp: &mut Stamp<'_>,
    name: &str,
    members: BTreeSet<RecordId>,
) -> Result<(SetId, Transaction), PlanError> {
    all_there(project, &members)?;
    let id = SetId::new((stamp.fresh)());
    let set = Set {
        id,
        name: named(name)?,
        members,
        extra: Extra::default(),
    };
    let done = Done::once("add-set", &set.name);
    Ok((id, stamp.transaction(done, vec![Edit::Put(set.into())])))
}

/// Puts records into a set, or takes them out of it.
///
/// # Errors
/// When the set or a new member is gone, or nothing would change.
pub fn set_members(
    project: &Project,
    stamp: &Stamp<'_>,
    id: SetId,
    members: &BTreeSet<RecordId>,
    inside: bool,
) -> Result<Transaction, PlanError> {
    let gone = PlanError::Gone {
        id: RecordId::Set(id),
    };
    let old = project.sets().get(id).ok_or(gone)?;
    let members = changed_members(project, &old.members, (members, inside))?;
    let count = members.len().abs_diff(old.members.len());
    let done = Done::times("set-members", &old.name, count);
    let set = Set {
        members,
        ..old.clone()
    };
    Ok(stamp.transaction(done, vec![Edit::Put(set.into())]))
}

/// Puts sources and quotations into a case, or takes them out of it.
///
/// # Errors
/// When the case or a new member is gone, or nothing would change.
pub fn set_case_members(
    project: &Project,
    stamp: &Stamp<'_>,
    id: CaseId,
    members: &BTreeSet<RecordId>,
    inside: bool,
) -> Result<Transaction, PlanError> {
    let gone = PlanError::Gone {
        id: RecordId::Case(id),
    };
    let old = project.cases().get(id).ok_or(gone)?;
    let members = changed_members(project, &old.members, (members, inside))?;
    let count = members.len().abs_diff(old.members.len());
    let done = Done::times("set-case-members", &old.name, count);
    let case = Case {
        members,
        ..old.clone()
    };
    Ok(stamp.transaction(done, vec![Edit::Put(case.into())]))
}

/// `old` with `members` in it, or without them.
fn changed_members(
    project: &Project,
    old: &BTreeSet<RecordId>,
    (members, inside): (&BTreeSet<RecordId>, bool),
) -> Result<BTreeSet<RecordId>, PlanError> {
    if inside {
        all_there(project, members)?;
    }
    let new: BTreeSet<RecordId> = match inside {
        true => old.union(members).copied().collect(),
        false => old.difference(members).copied().collect(),
    };
    match new.len() == old.len() {
        true => Err(PlanError::Nothing),
        false => Ok(new),
    }
}

/// Adds a named link from one record to another.
///
/// # Errors
/// When the name is empty or one end is gone.
pub fn add_link(
    project: &Project,
    stamp: &mut Stamp<'_>,
    name: &str,
    ends: (RecordId, RecordId),
    directed: bool,
) -> Result<(LinkId, Transaction), PlanError> {
    let (from, to) = ends;
    all_there(project, &BTreeSet::from([from, to]))?;
    let id = LinkId::new((stamp.fresh)());
    let (coder, created, extra) = (stamp.coder, stamp.at, Extra::default());
    let link = Link {
        id,
        name: named(name)?,
        from,
        to,
        directed,
        coder,
        created,
        extra,
    };
    let done = Done::once("add-link", &link.name);
    Ok((id, stamp.transaction(done, vec![Edit::Put(link.into())])))
}

/// Gives a case or source a value of a variable, or with `None` takes it away.
///
/// # Errors
/// When one of them is gone, the record takes no values, or the value is of another kind.
pub fn set_value(
    project: &Project,
    stamp: &Stamp<'_>,
    of: RecordId,
    variable: VariableId,
    value: Option<Value>,
) -> Result<Transaction, PlanError> {
    let gone = PlanError::Gone {
        id: RecordId::Variable(variable),
    };
    let name = &project.variables().get(variable).ok_or(gone)?.name;
    let with = |mut values: BTreeMap<VariableId, Value>| {
        match value {
            Some(value) => values.insert(variable, value),
            None => values.remove(&variable),
        };
        values
    };
    let record = match project.record(of) {
        Some(Record::Case(it)) => Case {
            values: with(it.values.clone()),
            ..it
        }
        .into(),
        Some(Record::Source(it)) => Source {
            values: with(it.values.clone()),
            ..it
        }
        .into(),
        _ => return Err(PlanError::Gone { id: of }),
    };
    Ok(stamp.transaction(Done::once("set-value", name), vec![Edit::Put(record)]))
}

/// Gives the project, a coder, case, variable, set, link or query another name. Codes and sources have
/// plans of their own, as their names must stay apart.
///
/// # Errors
/// When the record is gone, has no name, or the name is empty or the same.
pub fn rename(
    project: &Project,
    stamp: &Stamp<'_>,
    id: RecordId,
    name: &str,
) -> Result<Transaction, PlanError> {
    let name = named(name)?;
    let old = project.record(id).ok_or(PlanError::Gone { id })?;
    let new: Record = match old.clone() {
        Record::Project(it) => Head {
            name: name.clone(),
            ..it
        }
        .into(),
        Record::Coder(it) => Coder {
            name: name.clone(),
            ..it
        }
        .into(),
        Record::Case(it) => Case {
            name: name.clone(),
            ..it
        }
        .into(),
        Record::Variable(it) => Variable {
            name: name.clone(),
            ..it
        }
        .into(),
        Record::Set(it) => Set {
            name: name.clone(),
            ..it
        }
        .into(),
        Record::Link(it) => Link {
            name: name.clone(),
            ..it
        }
        .into(),
        Record::Query(it) => Query {
            name: name.clone(),
            ..it
        }
        .into(),
        _ => return Err(PlanError::Gone { id }),
    };
    if new == old {
        return Err(PlanError::Nothing);
    }
    Ok(stamp.transaction(Done::once("rename", name), vec![Edit::Put(new)]))
}

/// Removes a record with all that cannot stand without it. A coder who made anything stays.
///
/// # Errors
/// When it is gone or is the project itself.
pub fn remove(
    project: &Project,
    stamp: &Stamp<'_>,
    id: RecordId,
) -> Result<Transaction, PlanError> {
    if id == RecordId::Project || !project.contains(id) {
        return Err(PlanError::Gone { id });
    }
    let edits = removal(project, &[id]);
    Ok(stamp.transaction(Done::times("remove", id.kind(), edits.len()), edits))
}

fn named(name: &str) -> Result<String, PlanError> {
    let name = name.trim();
    if name.is_empty() {
        Err(PlanError::Nameless)
    } else {
        Ok(name.to_owned())
    }
}

fn all_there(project: &Project, ids: &BTreeSet<RecordId>) -> Result<(), PlanError> {
    match ids.iter().find(|id| !project.contains(**id)) {
        Some(id) => Err(PlanError::Gone { id: *id }),
        None => Ok(()),
    }
}
