//! `zhupi edit`: words put in the place of others in a source. `zhupi replace`: what becomes of a source's
//! quotations in a new edition of its text, and putting it in its place.

use super::Outcome;
use super::commands::{ask_and_wait, named, open, outcome, text};
use super::print::{self, Out};
use crate::edit::plan_text::TextEdit;
use crate::model::Source;
use crate::session::{ActError, Action, Edition, Named, Session};
use crate::text::{CharSpan, Lines, Span};
use clap::ArgMatches;
use serde_json::{Value, json};
use std::io::Write;
use std::path::PathBuf;

/// Puts words in the place of others in a source.
pub(super) fn edit(_: &Session, given: &ArgMatches) -> Result<Vec<Action>, ActError> {
    let range = given.get_one::<CharSpan>("range").copied();
    let CharSpan { start, end } = range.unwrap_or_default();
    let with = text(given, "put").unwrap_or_default();
    Ok(vec![Action::EditText {
        source: named(given, "source"),
        edits: vec![TextEdit { start, end, with }],
    }])
}

/// Lists the quotations whose words are not in the new edition as they were, and puts it in the place of
/// the text unless that is only a trial. 1 when any of them is left to look at.
pub(super) fn run(session: &mut Session, given: &ArgMatches) -> Outcome {
    if !open(session, given) {
        return Outcome::Failed;
    }
    let path = given
        .get_one::<PathBuf>("file")
        .cloned()
        .unwrap_or_default();
    let source = named(given, "source").unwrap_or_else(|| Named::name(""));
    let encoding = text(given, "encoding");
    let edition = match session.plan_edition(&source, &path, encoding.clone()) {
        Ok(edition) => edition,
        Err(error) => {
            session.report(&error);
            return Outcome::Failed;
        }
    };
    print_rows(session, &edition, given.get_flag("json"));
    let is_left = !edition.rows().is_empty();
    if !given.get_flag("dry-run") {
        let action = Action::ReplaceText {
            source: Some(source),
            path: Some(path),
            encoding,
        };
        if !ask_and_wait(session, action) || !ask_and_wait(session, Action::SaveProject) {
            return outcome(false);
        }
    }
    match is_left {
        true => Outcome::No,
        false => Outcome::Done,
    }
}

fn print_rows(session: &Session, edition: &Edition, as_json: bool) {
    let source = session.project();
    let source = source.and_then(|it| it.sources().get(edition.source()));
    let Some(source) = source else { return };
    let mut out = Out::standard();
    if as_json {
        print::json_out(&mut out, &whole(source, edition));
    } else {
        for row in edition.rows() {
            let at = |lines: &Lines, span: &Span| {
                let chars = lines.chars_from_span(*span).unwrap_or_default();
                format!("{}..{}", chars.start, chars.end)
            };
            let there = row.there.iter().map(|it| at(edition.lines(), it));
            let there: Vec<String> = there.collect();
            let quote = row.before.of(source.text()).unwrap_or_default();
            // Whoever does not listen any more has seen enough.
            let _ = writeln!(
                out,
                "{}\t{}\t{}\t{}\t{}",
                row.fate.name(),
                row.quotation,
                at(&source.lines, &row.before),
                there.join(" "),
                quote.replace('\n', "⏎")
            );
        }
    }
    out.finish();
}

/// The counts and rows, places in code points.
fn whole(source: &Source, edition: &Edition) -> Value {
    let counts = edition.counts().into_iter();
    let counts = counts.map(|(fate, count)| (fate.name().to_owned(), Value::from(count)));
    let counts: serde_json::Map<String, Value> = counts.collect();
    let place = |lines: &Lines, span: Span| {
        let chars = lines.chars_from_span(span).unwrap_or_default();
        let words = span.of(lines.text()).unwrap_or_default();
        json!({ "start": chars.start, "end": chars.end, "words": words })
    };
    let rows = edition.rows().iter().map(|row| {
        let there = row.there.iter().map(|it| place(edition.lines(), *it));
        json!({
            "quotation": row.quotation, "fate": row.fate.name(),
            "before": place(&source.lines, row.before), "after": there.collect::<Vec<_>>(),
        })
    });
    json!({ "source": source.name, "counts": counts, "rows": rows.collect::<Vec<_>>() })
}
