//! `zhupi consensus`: what coders agree on, taken as the consensus or only listed.

use super::Outcome;
use super::commands::{ask_and_wait, open, outcome};
use super::print::{self, Out};
use crate::edit::plan_consensus::{Agreed, Least};
use crate::model::Project;
use crate::session::{Action, Session};
use clap::ArgMatches;
use serde_json::{Value, json};
use std::io::Write;

/// Lists what is coded alike and not in the consensus yet, and takes it unless that is only a trial.
/// 1 when there is nothing.
pub(super) fn run(session: &mut Session, given: &ArgMatches) -> Outcome {
    if !open(session, given) {
        return Outcome::Failed;
    }
    let least = given.get_one::<usize>("at-least");
    let least = least.map_or(Least::All, |it| Least::Coders(*it));
    let agreed = session.agreed(least);
    if let Some(project) = session.project() {
        print_rows(project, &agreed, given.get_flag("json"));
    }
    if agreed.is_empty() {
        return Outcome::No;
    }
    if given.get_flag("dry-run") {
        return Outcome::Done;
    }
    let taken = ask_and_wait(session, Action::TakeAgreed { by: Some(least) });
    outcome(taken && ask_and_wait(session, Action::SaveProject))
}

fn print_rows(project: &Project, agreed: &[Agreed], as_json: bool) {
    let row = |it: &Agreed| {
        let source = project.sources().get(it.source)?;
        let chars = source.lines.chars_from_span(it.span)?;
        let quote = source.text().get(it.span.start..it.span.end)?;
        let code = &project.codes().get(it.code)?.name;
        let coders = it.codings.iter().filter_map(|id| {
            let coding = project.codings().get(*id)?;
            Some(project.coders().get(coding.coder)?.name.as_str())
        });
        let coders: Vec<&str> = coders.collect();
        Some((&source.name, chars, code, coders, quote))
    };
    let rows = agreed.iter().filter_map(row);
    let mut out = Out::standard();
    if as_json {
        let rows = rows.map(|(source, chars, code, coders, quote)| {
            json!({
                "source": source, "start": chars.start, "end": chars.end, "code": code,
                "coders": coders, "quote": quote,
            })
        });
        let rows: Vec<Value> = rows.collect();
        print::json_out(&mut out, &Value::from(rows));
    } else {
        for (source, chars, code, coders, quote) in rows {
            let (start, end, coders) = (chars.start, chars.end, coders.join("、"));
            // Whoever does not listen any more has seen enough.
            let _ = writeln!(out, "{source}\t{start}..{end}\t{code}\t{coders}\t{quote}");
        }
    }
    out.finish();
}
