//! What one project file differs in from another, printed for people, for programs and for git.

use super::print::{self, Out};
use super::{Outcome, git};
use crate::edit::{Difference, diff};
use crate::file::{Fragment, ReadError};
use crate::model::Project;
use crate::session::{
    ActError, Locale, Saying, Session, Versions, difference_heading, difference_words,
};
use clap::ArgMatches;
use serde_json::{Value, json};
use std::io::Write;
use std::path::{Path, PathBuf};

/// What came, went and changed.
#[derive(Clone, Copy, Default)]
struct Counts {
    added: usize,
    removed: usize,
    changed: usize,
}

impl Counts {
    fn of(differences: &[&Difference]) -> Self {
        let mut counts = Self::default();
        for it in differences {
            match sign(it) {
                '+' => counts.added += 1,
                '−' => counts.removed += 1,
                _ => counts.changed += 1,
            }
        }
        counts
    }

    fn words(self, locale: &Locale, what: String) -> String {
        let saying = Saying::new("difference-counts")
            .with("what", what)
            .with("added", self.added)
            .with("removed", self.removed)
            .with("changed", self.changed);
        locale.say(&saying)
    }
}

fn sign(it: &Difference) -> char {
    match (&it.before, &it.after) {
        (None, _) => '+',
        (_, None) => '−',
        _ => '~',
    }
}

/// `zhupi diff A B`: 0 when they are the same, 1 when not, 2 when one cannot be read.
pub(super) fn run(session: &mut Session, given: &ArgMatches) -> Outcome {
    let path = |name| given.get_one::<PathBuf>(name).cloned().unwrap_or_default();
    let mut out = Out::standard();
    let paths = [path("before"), path("after")];
    let outcome = compare(session, &paths, given.get_flag("json"), &mut out);
    out.finish();
    outcome.unwrap_or_else(|error| {
        session.report(&error);
        Outcome::Trouble
    })
}

/// `zhupi git-diff`, as git calls what shows a difference: the path, then of both versions the
/// file, its hash and its mode. What is no project is shown as git shows it. Git goes on with the
/// next file only after an exit code of 0.
pub(super) fn for_git(session: &mut Session, given: &ArgMatches) -> Outcome {
    let args: Vec<PathBuf> = given
        .get_many::<PathBuf>("arguments")
        .unwrap_or_default()
        .cloned()
        .collect();
    let mut out = Out::standard();
    let (Some(path), before, after) = (args.first(), args.get(1), args.get(4)) else {
        return Outcome::Done;
    };
    let _ = writeln!(out, "zhupi diff {}", path.display());
    let (Some(before), Some(after)) = (before, after) else {
        // A path that is not merged yet has no two versions.
        let _ = writeln!(out, "{}", session.locale().word("difference-unmerged"));
        out.finish();
        return Outcome::Done;
    };
    let paths = [before.clone(), after.clone()];
    let compared = match compare_parts(session, path, &paths, &mut out) {
        Ok(false) => compare(session, &paths, false, &mut out).map(|_| ()),
        compared => compared.map(|_| ()),
    };
    match compared {
        Ok(_) => out.finish(),
        Err(ActError::Read {
            error: ReadError::NotAProject { .. },
            ..
        }) => {
            out.finish();
            git::plain_diff(before, after);
        }
        Err(error) => {
            out.finish();
            session.report(&error);
            print::notices(session);
        }
    }
    Outcome::Done
}

/// Tells what one file of a folder project differs in; whether it is one. What it points at bears the
/// names that the folder has for it now.
fn compare_parts(
    session: &mut Session,
    called: &Path,
    paths: &[PathBuf; 2],
    out: &mut Out,
) -> Result<bool, ActError> {
    let mut read = |path: &PathBuf| match path.as_path() == Path::new("/dev/null") {
        true => Ok(None),
        false => session.read_part(path),
    };
    let [before, after] = paths;
    let (before, after) = match (read(before)?, read(after)?) {
        (Some(before), Some(after)) if before.key == after.key => (before, after),
        (None, Some(after)) => (after.emptied(), after),
        (Some(before), None) => {
            let after = before.emptied();
            (before, after)
        }
        _ => return Ok(false),
    };
    let mut versions = [before, after];
    Fragment::level(&mut versions, session.around(called).as_ref());
    let [before, after] = &versions;
    let all = diff(&before.project, &after.project);
    let versions = Versions {
        before: &before.project,
        after: &after.project,
    };
    print_words(session.locale(), versions, &all, out);
    Ok(true)
}

fn compare(
    session: &mut Session,
    [before, after]: &[PathBuf; 2],
    as_json: bool,
    out: &mut Out,
) -> Result<Outcome, ActError> {
    let (before, after) = (read(session, before)?, read(session, after)?);
    let (before, after) = match (before, after) {
        (Some(before), Some(after)) => (before, after),
        // A file that was not there is a project with nothing in it.
        (None, Some(after)) => (Project::new(after.head().clone()), after),
        (Some(before), None) => {
            let nothing = Project::new(before.head().clone());
            (before, nothing)
        }
        (None, None) => return Ok(Outcome::Done),
    };
    let versions = Versions {
        before: &before,
        after: &after,
    };
    let all = diff(&before, &after);
    let locale = session.locale();
    match as_json {
        true => print_json(locale, versions, &all, out),
        false => print_words(locale, versions, &all, out),
    }
    Ok(match all.is_empty() {
        true => Outcome::Done,
        false => Outcome::No,
    })
}

/// The project in a file; none where git says there was no file.
fn read(session: &mut Session, path: &Path) -> Result<Option<Project>, ActError> {
    if path == Path::new("/dev/null") {
        return Ok(None);
    }
    match session.read_version(path) {
        Ok(read) => Ok(Some(read.project)),
        Err(ActError::Read {
            error: ReadError::Empty,
            ..
        }) => Ok(None),
        Err(error) => Err(error),
    }
}

/// The differences that stand under one heading, one after the other.
fn groups(all: &[Difference]) -> impl Iterator<Item = &[Difference]> {
    all.chunk_by(|a, b| a.id.kind() == b.id.kind() && a.coder() == b.coder())
}

fn print_words(locale: &Locale, versions: Versions<'_>, all: &[Difference], out: &mut Out) {
    for group in groups(all) {
        let Some(first) = group.first() else { continue };
        let heading = locale.say(&difference_heading(versions, first));
        let counts = Counts::of(&group.iter().collect::<Vec<_>>());
        let _ = writeln!(out, "{}", counts.words(locale, heading));
        for it in group {
            let words = difference_words(locale, versions, it);
            let _ = writeln!(out, "  {} {words}", sign(it));
        }
    }
    let words = match all.is_empty() {
        true => locale.word("difference-none"),
        false => {
            let counts = Counts::of(&all.iter().collect::<Vec<_>>());
            counts.words(locale, locale.word("difference-all"))
        }
    };
    let _ = writeln!(out, "{words}");
}

fn print_json(locale: &Locale, versions: Versions<'_>, all: &[Difference], out: &mut Out) {
    let counts = Counts::of(&all.iter().collect::<Vec<_>>());
    let rows = all.iter().map(|it| {
        let parts: Vec<&str> = it.facets.iter().map(|facet| facet.name()).collect();
        json!({
            "kind": it.id.kind(), "id": it.id.uuid(), "coder": it.coder(),
            "change": match sign(it) { '+' => "added", '−' => "removed", _ => "changed" },
            "parts": parts, "words": difference_words(locale, versions, it),
        })
    });
    let rows: Vec<Value> = rows.collect();
    let whole = json!({
        "added": counts.added, "removed": counts.removed, "changed": counts.changed,
        "differences": rows,
    });
    let _ = writeln!(out, "{whole:#}");
}
