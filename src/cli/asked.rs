//! `query`, `queries` and `autocode`: asking in the language of queries, and coding by it.

use super::commands::{ask, change, named, open, text};
use super::{Outcome, print, print_asked};
use crate::model::Unit;
use crate::query::{KwicOrder, kwic_sort};
use crate::session::{ActError, Action, Session};
use crate::text::Collation;
use clap::ArgMatches;
use std::io::Write;

/// Answers a query, typed or saved; saves it first where that is asked for.
pub(super) fn query(session: &mut Session, given: &ArgMatches) -> Outcome {
    let opened = match given.contains_id("save") {
        true => change(session, given, save) == Outcome::Done,
        false => open(session, given),
    };
    if !opened {
        return Outcome::Failed;
    }
    match answer(session, given) {
        Ok(outcome) => outcome,
        Err(error) => {
            session.report(&error);
            Outcome::Failed
        }
    }
}

fn save(_: &Session, given: &ArgMatches) -> Result<Vec<Action>, ActError> {
    Ok(vec![Action::SaveQuery {
        name: text(given, "save").unwrap_or_default(),
        query: text(given, "query").unwrap_or_default(),
        code: None,
        unit: Unit::Hit,
    }])
}

fn answer(session: &mut Session, given: &ArgMatches) -> Result<Outcome, ActError> {
    let project = session.project().ok_or(ActError::NoProject)?;
    let words = match named(given, "saved") {
        Some(saved) => saved.query(project)?.text.clone(),
        None => text(given, "query").unwrap_or_default(),
    };
    let found = session.answer_of(&words)?;
    let project = session.project().ok_or(ActError::NoProject)?;
    let mut out = print::Out::standard();
    print_asked::matches(project, &found, given.get_flag("json"), &mut out);
    out.finish();
    Ok(match found.is_empty() {
        true => Outcome::No,
        false => Outcome::Done,
    })
}

/// Columns of context on each side where nothing else is asked for.
const COLUMNS: usize = 36;
/// Columns of context at most.
const MOST_COLUMNS: usize = 1_000;

/// Lists what a query gives with what stands around it, one a line.
pub(super) fn kwic(session: &mut Session, given: &ArgMatches) -> Outcome {
    if !open(session, given) {
        return Outcome::Failed;
    }
    match lines(session, given) {
        Ok(outcome) => outcome,
        Err(error) => {
            session.report(&error);
            Outcome::Failed
        }
    }
}

fn lines(session: &mut Session, given: &ArgMatches) -> Result<Outcome, ActError> {
    let mut found = session.answer_of(&text(given, "query").unwrap_or_default())?;
    let project = session.project().ok_or(ActError::NoProject)?;
    let order = text(given, "sort").and_then(|it| KwicOrder::from_name(&it));
    let collation = text(given, "collate").and_then(|it| Collation::from_name(&it));
    let (order, collation) = (order.unwrap_or_default(), collation.unwrap_or_default());
    kwic_sort(project, &mut found, order, collation);
    let columns = given.get_one::<usize>("columns").copied();
    let columns = columns.unwrap_or(COLUMNS).min(MOST_COLUMNS);
    let mut out = print::Out::standard();
    print_asked::lines(project, &found, (columns, given.get_flag("json")), &mut out);
    out.finish();
    Ok(match found.is_empty() {
        true => Outcome::No,
        false => Outcome::Done,
    })
}

/// Lists the saved queries.
pub(super) fn queries(session: &mut Session, given: &ArgMatches) -> Outcome {
    ask(session, given, |session, given, out: &mut dyn Write| {
        let project = session.project().ok_or(ActError::NoProject)?;
        print_asked::queries(project, given.get_flag("json"), out);
        Ok(Outcome::Done)
    })
}

/// Codes by a rule, shows what it would code, or takes back what it has coded.
pub(super) fn autocode(session: &mut Session, given: &ArgMatches) -> Outcome {
    if !given.get_flag("preview") {
        return change(session, given, |_, given| {
            let rule = named(given, "rule").ok_or(ActError::Missing { what: "name" })?;
            let coder = named(given, "coder").map(|coder| Action::SwitchCoder { coder });
            let action = match given.get_flag("take-back") {
                true => Action::TakeBackCodings { rule },
                false => Action::Autocode {
                    rule,
                    query: text(given, "ask"),
                    code: named(given, "code"),
                    unit: unit(given),
                },
            };
            Ok(coder.into_iter().chain([action]).collect())
        });
    }
    if !open(session, given) {
        return Outcome::Failed;
    }
    match preview(session, given) {
        Ok(outcome) => outcome,
        Err(error) => {
            session.report(&error);
            Outcome::Failed
        }
    }
}

fn preview(session: &mut Session, given: &ArgMatches) -> Result<Outcome, ActError> {
    if let Some(coder) = text(given, "coder") {
        session.ask(Action::SwitchCoder {
            coder: crate::session::Named::name(coder),
        });
    }
    let rule = named(given, "rule").ok_or(ActError::Missing { what: "name" })?;
    let (query, code) = (text(given, "ask"), named(given, "code"));
    let preview = session.preview_rule(&rule, query, code, unit(given))?;
    let project = session.project().ok_or(ActError::NoProject)?;
    let mut out = print::Out::standard();
    print_asked::preview(project, &preview, given.get_flag("json"), &mut out);
    out.finish();
    Ok(match preview.new.is_empty() {
        true => Outcome::No,
        false => Outcome::Done,
    })
}

fn unit(given: &ArgMatches) -> Option<Unit> {
    text(given, "unit").and_then(|it| Unit::from_name(&it))
}
