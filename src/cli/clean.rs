//! `zhupi clean`: the texts of sources that are in a project already, cleaned up, or shown first.

use super::Outcome;
use super::add::{cleaning, places, steps};
use super::commands::{change, open};
use super::print::Out;
use crate::session::{ActError, Action, Cleaning, Named, Session};
use clap::ArgMatches;
use std::io::Write;

pub(super) fn run(session: &mut Session, given: &ArgMatches) -> Outcome {
    if !given.get_flag("preview") {
        return change(session, given, |_, given| acts(given));
    }
    if !open(session, given) {
        return Outcome::Failed;
    }
    let mut shown = String::new();
    for named in sources(given) {
        match preview(session, given, &named) {
            Ok(words) => shown.push_str(&words),
            Err(error) => {
                session.report(&error);
                return Outcome::Failed;
            }
        }
    }
    let mut out = Out::standard();
    // A reader that has seen enough is no error.
    let _ = writeln!(out, "{}", shown.trim_end());
    out.finish();
    Outcome::Done
}

fn sources(given: &ArgMatches) -> Vec<Named> {
    let names = given.get_many::<String>("sources").unwrap_or_default();
    names.map(|it| Named::name(it.as_str())).collect()
}

/// By which steps: the suggested ones where none are told.
fn told(given: &ArgMatches) -> Result<Cleaning, ActError> {
    Ok(match cleaning(given)? {
        Cleaning::Nothing => Cleaning::Suggested,
        told => told,
    })
}

fn acts(given: &ArgMatches) -> Result<Vec<Action>, ActError> {
    let clean = told(given)?;
    let acts = sources(given).into_iter().map(|source| Action::MendSource {
        source: Some(source),
        clean: Some(clean.clone()),
    });
    Ok(acts.collect())
}

/// What would be changed in a source, a line a place.
fn preview(session: &Session, given: &ArgMatches, named: &Named) -> Result<String, ActError> {
    let mending = session.plan_mending(named, &told(given)?)?;
    let project = session.project();
    let source = project.and_then(|it| it.sources().get(mending.source));
    let (name, text) = source.map_or(("", ""), |it| (it.name.as_str(), it.text()));
    let steps = steps(session, &mending.found, &mending.steps);
    let places = places(text, &mending.cleaned);
    Ok(format!("{name}\n{steps}{places}\n"))
}
