//! `zhupi import` and `zhupi import-into`: files of other programs.

use super::Outcome;
use super::commands::{ask_and_wait, outcome, text};
use crate::exchange::{Counting, Format};
use crate::session::{ActError, Action, Session};
use clap::ArgMatches;
use std::path::PathBuf;

/// Takes over a project of another program, and saves it where nothing lies yet.
pub(super) fn run(session: &mut Session, given: &ArgMatches) -> Outcome {
    let path = |name| given.get_one::<PathBuf>(name).cloned();
    let to = path("output");
    if let Some(to) = to.clone().filter(|it| it.exists()) {
        session.report(&ActError::Exists { path: to });
        return Outcome::Failed;
    }
    let action = Action::ImportProject {
        path: path("file"),
        format: text(given, "from").and_then(|it| Format::from_name(&it)),
        offsets: given.get_one::<Counting>("offsets").copied(),
        report: path("report"),
    };
    let well = ask_and_wait(session, action);
    outcome(well && ask_and_wait(session, Action::SaveProjectAs { path: to }))
}

/// Takes a file of another program into a project.
pub(super) fn into(_: &Session, given: &ArgMatches) -> Result<Vec<Action>, ActError> {
    let path = |name| given.get_one::<PathBuf>(name).cloned();
    Ok(vec![Action::ImportInto {
        path: path("file"),
        format: text(given, "from").and_then(|it| Format::from_name(&it)),
        offsets: given.get_one::<Counting>("offsets").copied(),
        report: path("report"),
    }])
}
