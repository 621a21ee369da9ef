//! Joining: another version into a project, or two versions that come from a third.

use super::commands::change;
use super::print::{self, Out};
use super::{Outcome, git};
use crate::file::ReadError;
use crate::session::{ActError, Action, Files, JoinedFile, Session};
use clap::ArgMatches;
use std::path::{Path, PathBuf};

/// Versions kept beside a file that is written over.
const BACKUPS: usize = 8;

/// Joins and saves; what is left to decide is listed.
pub(super) fn run(session: &mut Session, given: &ArgMatches) -> Outcome {
    match given.get_one::<PathBuf>("theirs") {
        Some(theirs) => of_three(session, given, theirs),
        None => of_two(session, given),
    }
}

fn of_two(session: &mut Session, given: &ArgMatches) -> Outcome {
    let joined = change(session, given, |_, given| {
        let path = given.get_one::<PathBuf>("other").cloned();
        let action = path.map(|path| Action::JoinProject {
            path: Some(path),
            key: given.get_one::<PathBuf>("key").cloned(),
        });
        Ok(action.into_iter().collect())
    });
    let project = session.project().filter(|_| joined == Outcome::Done);
    let Some(project) = project.filter(|it| !it.conflicts().is_empty()) else {
        return joined;
    };
    let mut out = Out::standard();
    print::conflicts((session, project), given.get_flag("json"), &mut out);
    out.finish();
    Outcome::No
}

/// `zhupi join BASE MINE THEIRS -o OUT`: 0 when all is joined, 1 when something is left to decide,
/// 2 when it cannot be done. For git, 1 only when it is something that neither version knew, and
/// an exit code with which git stops the merge and changes nothing in place of 2.
fn of_three(session: &mut Session, given: &ArgMatches, theirs: &Path) -> Outcome {
    let path = |name| given.get_one::<PathBuf>(name).cloned().unwrap_or_default();
    let (base, mine) = (path("project"), path("other"));
    let out = given.get_one::<PathBuf>("output");
    let for_git = given.get_one::<PathBuf>("git");
    let files = Files {
        base: &base,
        mine: &mine,
        theirs,
        called: for_git.or(out).unwrap_or(&mine),
    };
    let trouble = match for_git {
        Some(_) => Outcome::Stopped,
        None => Outcome::Trouble,
    };
    if let Some(outcome) = for_git.and_then(|_| of_parts(session, given, files)) {
        return outcome;
    }
    let joined = session.join_files(files).and_then(|joined| {
        let is_written = out.filter(|_| !given.get_flag("dry-run"));
        let backups = if for_git.is_some() { 0 } else { BACKUPS };
        is_written.map_or(Ok(()), |it| session.write_joined(&joined, it, backups))?;
        Ok(joined)
    });
    match joined {
        Ok(joined) => told(session, given, &joined),
        Err(ActError::Read {
            error: ReadError::NotAProject { .. },
            ..
        }) if for_git.is_some() && is_no_project(session, &mine, theirs) => {
            // Another kind of RON file: what was said of it is no trouble.
            session.take_notices();
            git::plain_merge(&mine, &base, theirs)
        }
        Err(error) => {
            session.report(&error);
            trouble
        }
    }
}

/// The same for one file of a folder project, of which git knows nothing more; `None` for a whole
/// project.
fn of_parts(session: &mut Session, given: &ArgMatches, files: Files<'_>) -> Option<Outcome> {
    let out = given.get_one::<PathBuf>("output")?;
    let joined = session.join_parts(files).and_then(|joined| {
        if let Some(joined) = &joined {
            session.write_bytes(&joined.bytes, out)?;
        }
        Ok(joined)
    });
    match joined {
        Ok(joined) => joined.map(|it| match it.conflicts.is_empty() {
            true => Outcome::Done,
            false => Outcome::No,
        }),
        Err(error) => {
            session.report(&error);
            Some(Outcome::Stopped)
        }
    }
}

fn told(session: &Session, given: &ArgMatches, joined: &JoinedFile) -> Outcome {
    let is_for_git = given.contains_id("git");
    let is_decided = match is_for_git {
        true => joined.conflicts.is_empty(),
        false => joined.project.conflicts().is_empty(),
    };
    if !is_for_git {
        let mut out = Out::standard();
        if given.get_flag("json") {
            print::joined(session, joined, &mut out);
        } else {
            if given.get_flag("dry-run") {
                print::plan(session, joined, &mut out);
            }
            print::conflicts((session, &joined.project), false, &mut out);
        }
        out.finish();
    }
    match is_decided {
        true => Outcome::Done,
        false => Outcome::No,
    }
}

fn is_no_project(session: &mut Session, mine: &Path, theirs: &Path) -> bool {
    [mine, theirs].into_iter().all(|path| {
        let read = session.read_version(path);
        matches!(
            read,
            Err(ActError::Read {
                error: ReadError::NotAProject { .. },
                ..
            })
        )
    })
}
