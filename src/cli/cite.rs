//! `zhupi cite`: how sources are cited, shown and written.

use super::Outcome;
use super::commands::{ask, change, text};
use super::print::json_out;
use crate::exchange::citation_line::line;
use crate::model::{CitationPart, Cited, Project, Source};
use crate::query;
use crate::session::{ActError, Action, Named, Session};
use clap::ArgMatches;
use serde_json::{Value, json};
use std::io::Write;
use std::path::PathBuf;

/// Writes what is given, or shows what there is.
pub(super) fn run(session: &mut Session, given: &ArgMatches) -> Outcome {
    let is_told = CitationPart::ALL
        .iter()
        .map(CitationPart::own_name)
        .chain(["part"])
        .any(|it| given.contains_id(it));
    match is_told || given.get_flag("uncite") {
        true => change(session, given, written),
        false if given.contains_id("citations") => change(session, given, taken),
        false => ask(session, given, shown),
    }
}

/// The citation there is with what is given in its place; words that are empty take a part away.
fn written(session: &Session, given: &ArgMatches) -> Result<Vec<Action>, ActError> {
    let Some(project) = session.project() else {
        return Ok(Vec::new());
    };
    let source = Named::name(text(given, "source").unwrap_or_default()).source(project)?;
    let mut citation = match given.get_flag("uncite") {
        true => Vec::new(),
        false => source.origin.citation.clone(),
    };
    let told = told(given);
    citation.retain(|old| !told.iter().any(|new| new.part == old.part));
    citation.extend(told);
    Ok(vec![Action::CiteSource {
        source: Some(Named::id(source.id)),
        citation: Some(citation),
    }])
}

/// The citations in a file.
fn taken(_: &Session, given: &ArgMatches) -> Result<Vec<Action>, ActError> {
    Ok(vec![Action::ImportCitations {
        path: given.get_one::<PathBuf>("citations").cloned(),
        encoding: text(given, "encoding"),
        report: given.get_one::<PathBuf>("report").cloned(),
    }])
}

/// What is given, part by part.
fn told(given: &ArgMatches) -> Vec<Cited> {
    let parts = CitationPart::ALL.into_iter().flat_map(|part| {
        let words = given.get_many::<String>(part.own_name());
        let words = words.unwrap_or_default();
        words.map(move |it| Cited::new(part.clone(), it))
    });
    let others = given.get_many::<String>("part").unwrap_or_default();
    let others = others.map(|it| {
        let (name, words) = it.split_once('=').unwrap_or((it, ""));
        let name = name.trim();
        let known = CitationPart::from_name(&name.to_lowercase());
        let part = match known {
            CitationPart::Other(_) => CitationPart::Other(name.to_owned()),
            known => known,
        };
        Cited::new(part, words)
    });
    parts.chain(others).collect()
}

/// How one source is cited, part by part; of all, a line each.
fn shown(session: &Session, given: &ArgMatches, out: &mut dyn Write) -> Result<Outcome, ActError> {
    let Some(project) = session.project() else {
        return Ok(Outcome::Failed);
    };
    let one = text(given, "source").map(Named::name);
    let one = one.map(|it| it.source(project)).transpose()?;
    // Whoever does not listen any more has seen enough.
    match (one, given.get_flag("json")) {
        (Some(source), true) => json_out(out, &whole(source)),
        (None, true) => json_out(out, &sources(project).map(whole).collect()),
        (Some(source), false) => {
            for cited in &source.origin.citation {
                let _ = writeln!(out, "{}\t{}", cited.part.name(), cited.words);
            }
        }
        (None, false) => {
            for source in sources(project) {
                let _ = writeln!(out, "{}\t{}", source.name, line(&source.origin.citation));
            }
        }
    }
    Ok(Outcome::Done)
}

fn sources(project: &Project) -> impl Iterator<Item = &Source> {
    let all = query::sources(project).into_iter();
    all.filter_map(|id| project.sources().get(id))
}

fn whole(source: &Source) -> Value {
    let citation = &source.origin.citation;
    let parts = citation.iter();
    let parts = parts.map(|it| json!({ "part": it.part.name(), "words": it.words }));
    json!({
        "source": source.name,
        "citation": parts.collect::<Vec<_>>(),
        "line": line(citation),
    })
}
