//! Adding texts, or showing first what cleaning them up would change.

use super::Outcome;
use super::commands::{ask_and_wait, change, open, text};
use super::print::Out;
use crate::edit::plan_sources::RowsAs;
use crate::session::{ActError, Action, Cleaning, Level, Session, Waiting};
use crate::text::{CleanStep, CleanSteps, Cleaned};
use crate::view::hunks::hunks;
use clap::ArgMatches;
use std::collections::BTreeMap;
use std::io::Write;
use std::path::PathBuf;

/// Changes shown of a text at most.
const MOST: usize = 10_000;

pub(super) fn run(session: &mut Session, given: &ArgMatches) -> Outcome {
    if !given.get_flag("preview") {
        return change(session, given, |_, given| Ok(vec![adding(given, false)?]));
    }
    if !open(session, given) {
        return Outcome::Failed;
    }
    let action = match adding(given, true) {
        Ok(action) => action,
        Err(error) => {
            session.report(&error);
            return Outcome::Failed;
        }
    };
    ask_and_wait(session, action);
    let mut shown = String::new();
    for waiting in session.waiting() {
        shown.push_str(&preview(session, waiting));
    }
    let mut out = Out::standard();
    // A reader that has seen enough is no error.
    let _ = writeln!(out, "{}", shown.trim_end());
    out.finish();
    let is_well = !session.notices().iter().any(|it| it.level == Level::Error);
    match is_well {
        true => Outcome::Done,
        false => Outcome::Failed,
    }
}

fn adding(given: &ArgMatches, wait: bool) -> Result<Action, ActError> {
    let paths = given.get_many::<PathBuf>("files").unwrap_or_default();
    Ok(Action::AddSources {
        paths: paths.cloned().collect(),
        encoding: text(given, "encoding"),
        column: text(given, "text-column"),
        rows: match text(given, "rows-as").as_deref() {
            Some("cases") => RowsAs::Cases,
            _ => RowsAs::Sources,
        },
        clean: cleaning(given)?,
        wait,
    })
}

/// What `--clean` says: `suggested`, `all`, or steps between commas.
pub(super) fn cleaning(given: &ArgMatches) -> Result<Cleaning, ActError> {
    let Some(words) = given.get_one::<String>("clean") else {
        return Ok(Cleaning::Nothing);
    };
    Ok(match words.trim() {
        "suggested" => Cleaning::Suggested,
        "all" => Cleaning::All,
        words => {
            let steps = words.split(',').map(|name| {
                let name = name.trim();
                CleanStep::from_name(name).ok_or_else(|| ActError::NoStep {
                    name: name.to_owned(),
                })
            });
            Cleaning::Steps(steps.collect::<Result<CleanSteps, _>>()?)
        }
    })
}

/// What would be changed in a file, a line a place.
fn preview(session: &Session, waiting: &Waiting) -> String {
    let mut shown = format!("{}\n", waiting.path.display());
    shown.push_str(&steps(session, &waiting.found, &waiting.steps));
    for (reading, cleaned) in waiting.texts.iter().zip(&waiting.cleaned) {
        shown.push_str(&places(&reading.text, cleaned));
    }
    shown.push('\n');
    shown
}

/// The steps that find something, a line each; those that are chosen are ticked.
pub(super) fn steps(
    session: &Session,
    found: &BTreeMap<CleanStep, usize>,
    chosen: &CleanSteps,
) -> String {
    let lines = found.iter().map(|(step, count)| {
        let mark = if chosen.contains(step) { 'x' } else { ' ' };
        let words = session.change_words(&format!("clean-{} {count}", step.name()));
        format!("[{mark}] {}: {words}\n", step.name())
    });
    lines.collect()
}

/// The places that are changed in a text, a line each.
pub(super) fn places(before: &str, cleaned: &Cleaned) -> String {
    let (hunks, _) = hunks(before, cleaned, MOST);
    let lines = hunks.iter().map(|it| format!("{}\n", it.line()));
    lines.collect()
}
