//! Which codings a command means.

use crate::model::{CodeId, RecordId, Time, Value};
use crate::query::{Filter, below, of_case, with_value};
use crate::session::{ActError, Named, Session, of_coders};
use clap::ArgMatches;
use std::collections::BTreeSet;

/// Everything given under one name.
fn all_named(given: &ArgMatches, name: &str) -> Vec<Named> {
    let all = given.try_get_many::<String>(name).ok().flatten();
    all.into_iter().flatten().map(Named::name).collect()
}

/// The filter that the arguments of a command make. A command that does not take an argument has
/// it not given.
///
/// # Errors
/// When something named is not there, or a value is not of its variable's kind.
pub(super) fn filter(session: &Session, given: &ArgMatches) -> Result<Filter, ActError> {
    let mut filter = Filter::all();
    let Some(project) = session.project() else {
        return Ok(filter);
    };
    let has = |name: &str| given.try_contains_id(name).unwrap_or(false);
    let is_whole = has("below") && given.get_flag("below");
    let codes = |name: &str| -> Result<BTreeSet<CodeId>, ActError> {
        let mut codes = BTreeSet::new();
        for named in all_named(given, name) {
            let code = named.code(project)?.id;
            match is_whole && name != "with" {
                true => codes.extend(below(project, code)),
                false => codes.extend([code]),
            }
        }
        Ok(codes)
    };
    if has("code") {
        filter.codes = Some(codes("code")?);
    }
    (filter.with, filter.without) = (codes("with")?, codes("not")?);
    if has("source") {
        let sources = all_named(given, "source").into_iter();
        let sources: Result<_, _> = sources
            .map(|it| it.source(project).map(|it| it.id))
            .collect();
        filter.sources = Some(sources?);
    }
    if has("coder") {
        let coders = all_named(given, "coder").into_iter();
        filter.coders = Some(
            coders
                .filter_map(|it| it.find_coder(project).map(|it| it.id))
                .collect(),
        );
    }
    if has("without-consensus") && given.get_flag("without-consensus") {
        filter = of_coders(project, filter);
    }
    let cases = all_named(given, "case");
    if !cases.is_empty() {
        let mut members: BTreeSet<RecordId> = BTreeSet::new();
        for case in cases {
            members.extend(of_case(project, case.case(project)?.id));
        }
        filter.within.push(members);
    }
    for set in all_named(given, "set") {
        filter.within.push(set.set(project)?.members.clone());
    }
    for words in all_named(given, "value") {
        let (name, value) = words.words().split_once('=').unwrap_or((words.words(), ""));
        let variable = Named::name(name).variable(project)?;
        let value = Value::from_words(variable.kind, value).ok_or_else(|| ActError::BadValue {
            value: value.to_owned(),
            variable: variable.name.clone(),
        })?;
        filter.within.push(with_value(project, variable.id, &value));
    }
    let time = |name: &str| given.try_get_one::<Time>(name).ok().flatten().copied();
    (filter.since, filter.before) = (time("since"), time("before"));
    filter.memo = (has("memo") && given.get_flag("memo")).then_some(true);
    filter.text = all_named(given, "text")
        .first()
        .map_or("", Named::words)
        .to_owned();
    Ok(filter)
}

/// A day, from its midnight in UTC, or a time with its zone.
pub(super) fn parse_time(text: &str) -> Option<Time> {
    let midnight = || format!("{text}T00:00:00Z").parse().ok();
    text.parse().ok().or_else(midnight)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_begins_at_midnight() {
        let day = parse_time("2026-11-22").map(|it| it.to_string());
        assert_eq!(day.as_deref(), Some("2026-11-22T00:00:00Z"));
        let time = parse_time("2026-11-22T08:30:00+08:00").map(|it| it.to_string());
        assert_eq!(time.as_deref(), Some("2026-11-22T00:30:00Z"));
        for bad in ["", "2026", "22.11.2026", "2026-13-01"] {
            assert_eq!(parse_time(bad), None, "{bad}");
        }
    }
}
