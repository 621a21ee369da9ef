//! `zhupi check --repair`: what would be put right, and putting it right.

use super::Outcome;
use super::commands::{ask_and_wait, open, outcome};
use super::print::{self, Out};
use crate::session::{Action, RepairRow, Session, chosen};
use clap::ArgMatches;
use serde_json::{Value, json};
use std::io::Write;

/// Lists what is found with what would put it right, and puts it right unless that is only a trial.
/// 1 when something is left that is not sound.
pub(super) fn run(session: &mut Session, given: &ArgMatches) -> Outcome {
    if !open(session, given) {
        return Outcome::Failed;
    }
    let flaws: Vec<String> = given
        .get_many("only")
        .unwrap_or_default()
        .cloned()
        .collect();
    print_rows(session, &flaws, given.get_flag("json"));
    if given.get_flag("dry-run") {
        return Outcome::Done;
    }
    if !ask_and_wait(session, Action::Repair { flaws }) {
        return Outcome::Failed;
    }
    let is_changed = session.open().is_some_and(|it| it.is_changed());
    if is_changed && !ask_and_wait(session, Action::SaveProject) {
        return outcome(false);
    }
    let left: Vec<_> = session.repairs().into_iter().map(|it| it.finding).collect();
    match crate::query::is_sound(&left) {
        true => Outcome::Done,
        false => Outcome::No,
    }
}

fn print_rows(session: &Session, flaws: &[String], as_json: bool) {
    let rows = session.repairs();
    let wanted = chosen(&rows, flaws);
    let is_wanted = |row: &RepairRow| wanted.iter().any(|it| std::ptr::eq(*it, row));
    let locale = session.locale();
    let mut out = Out::standard();
    let words = |row: &RepairRow| {
        let found = locale.say(&session.finding_words(&row.finding));
        (found, locale.say(&session.repair_words(row)))
    };
    if as_json {
        let rows = rows.iter().map(|row| {
            let (found, repair) = words(row);
            json!({
                "flaw": row.finding.kind(), "id": row.finding.id, "words": found,
                "repair": row.repair.map(|_| repair), "safe": row.is_safe,
                "made": is_wanted(row),
            })
        });
        let mended = session.mended().into_iter().map(|(found, repair)| {
            json!({
                "flaw": "on-reading", "id": null, "words": found, "repair": repair, "safe": true,
                "made": true,
            })
        });
        let rows: Vec<Value> = mended.chain(rows).collect();
        print::json_out(&mut out, &Value::from(rows));
    } else {
        for (found, repair) in session.mended() {
            let _ = writeln!(out, "~ on-reading\t{found} → {repair}");
        }
        for row in &rows {
            let (found, repair) = words(row);
            let sign = if is_wanted(row) { '~' } else { ' ' };
            let _ = writeln!(out, "{sign} {}\t{found} → {repair}", row.finding.kind());
        }
    }
    out.finish();
}
