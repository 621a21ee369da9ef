//! Printing answers and notices.

use super::Outcome;
use crate::edit::RowKind;
use crate::exchange::{Cell, Grid};
use crate::model::{Project, RecordId};
use crate::query::{self, CodingRow, Finding, Head, Hit, Table};
use crate::session::{ActError, Arg, JoinedFile, Level, Saying, Session, conflict_saying};
use clap::ArgMatches;
use serde_json::{Value, json};
use std::io::{self, BufWriter, Stdout, Write};

/// Standard output. Once its reader has gone, what is written is let go in silence.
pub(super) struct Out {
    to: BufWriter<Stdout>,
    closed: bool,
}

impl Out {
    pub(super) fn standard() -> Self {
        Self {
            to: BufWriter::new(io::stdout()),
            closed: false,
        }
    }

    /// Hands over what is still held back.
    pub(super) fn finish(mut self) {
        let _ = self.flush();
    }
}

impl Write for Out {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if !self.closed {
            match self.to.write(bytes) {
                Err(error) if error.kind() == io::ErrorKind::BrokenPipe => self.closed = true,
                other => return other,
            }
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.closed { Ok(()) } else { self.to.flush() }
    }
}

/// A line of an answer. What cannot be written is nobody's to read.
macro_rules! line {
    ($out:expr, $($what:tt)*) => {
        let _ = writeln!($out, $($what)*);
    };
}

/// Prints the notices to standard error; the worst level among them.
pub(super) fn notices(session: &mut Session) -> Option<Level> {
    let notices = session.take_notices();
    let mut err = io::stderr().lock();
    for notice in &notices {
        let place = if notice.place.is_empty() {
            String::new()
        } else {
            format!(" ({})", notice.place)
        };
        line!(err, "zhupi: {}{place}", session.locale().say(&notice.words));
        for hint in &notice.hints {
            line!(err, "       {}", session.locale().say(hint));
        }
    }
    notices.iter().map(|notice| notice.level).max()
}

/// JSON, indented, with a line feed at the end.
pub(super) fn json_out(out: &mut dyn Write, value: &Value) {
    line!(out, "{value:#}");
}

/// Every step, oldest first: its number, when, who, what. Those taken back stand in brackets.
///
/// Of one record, only those that touched it, behind what it says itself of how it came to be.
pub(super) fn steps((session, of): (&Session, Option<RecordId>), json: bool, out: &mut dyn Write) {
    let steps = match of {
        Some(id) => session.steps_of(id),
        None => session.steps(),
    };
    if let Some((project, made)) = session
        .project()
        .and_then(|it| Some((it, query::made(it, of?)?)))
        && !json
    {
        let coder = made.by.and_then(|id| project.coders().get(id));
        let rule = made.rule.and_then(|id| project.queries().get(id));
        let key = match rule {
            Some(_) => "made-by-rule",
            None => "made-by-hand",
        };
        let at = made.at.map(|it| it.to_string()).unwrap_or_default();
        let saying = Saying::new(key)
            .with("coder", Arg::coder(coder.map_or("", |it| &it.name)))
            .with("at", at)
            .with("rule", rule.map(|it| it.name.clone()).unwrap_or_default());
        line!(out, "{}", session.locale().say(&saying));
    }
    if json {
        let rows = steps.iter().map(|it| {
            json!({
                "number": it.number, "at": it.at.to_string(), "coder": it.coder,
                "what": session.locale().say(&it.words), "made": it.is_made,
            })
        });
        json_out(out, &Value::Array(rows.collect()));
        return;
    }
    for it in steps {
        let words = session.locale().say(&it.words);
        let words = if it.is_made {
            words
        } else {
            format!("({words})")
        };
        line!(out, "{}\t{}\t{}\t{words}", it.number, it.at, it.coder);
    }
}

pub(super) fn codes(
    session: &Session,
    given: &ArgMatches,
    out: &mut dyn Write,
) -> Result<Outcome, ActError> {
    let Some(open) = session.open() else {
        return Ok(Outcome::Failed);
    };
    let (project, index) = (open.project(), open.index());
    let branches = query::codebook(project);
    let codes = branches
        .iter()
        .filter_map(|it| Some((it.depth, project.codes().get(it.code)?)));
    if given.get_flag("json") {
        let rows = codes.map(|(_, code)| {
            json!({
                "id": code.id, "name": code.name, "aliases": code.aliases, "parent": code.parent,
                "path": query::path(project, code.id), "colour": code.colour.hex(), "key": code.key,
                "definition": code.definition, "when": code.when,
                "when_not": code.when_not, "applicable": code.applicable,
                "codings": index.count(code.id),
            })
        });
        json_out(out, &Value::Array(rows.collect()));
        return Ok(Outcome::Done);
    }
    for (depth, code) in codes {
        let aliases = code.aliases.join(", ");
        let aliases = if aliases.is_empty() {
            aliases
        } else {
            format!(" ({aliases})")
        };
        let indent = "  ".repeat(depth);
        line!(
            out,
            "{:>7}  {indent}{}{aliases}",
            index.count(code.id),
            code.name
        );
    }
    Ok(Outcome::Done)
}

pub(super) fn sources(
    session: &Session,
    given: &ArgMatches,
    out: &mut dyn Write,
) -> Result<Outcome, ActError> {
    let Some(open) = session.open() else {
        return Ok(Outcome::Failed);
    };
    let (project, index) = (open.project(), open.index());
    let ids = query::sources(project);
    let sources = ids.iter().filter_map(|id| project.sources().get(*id));
    if given.get_flag("json") {
        let rows = sources.map(|source| {
            json!({
                "id": source.id, "name": source.name, "characters": source.lines.char_count(),
                "codings": index.count_in(source.id), "sha256": source.fingerprint.to_string(),
                "origin": source.origin.name, "encoding": source.origin.encoding,
                "added": source.added,
            })
        });
        json_out(out, &Value::Array(rows.collect()));
        return Ok(Outcome::Done);
    }
    for source in sources {
        let (chars, codings) = (source.lines.char_count(), index.count_in(source.id));
        line!(out, "{chars:>9}  {codings:>7}  {}", source.name);
    }
    Ok(Outcome::Done)
}

/// One coding a line: source, range, code, coder, quote; tabs between.
pub(super) fn codings(rows: &[CodingRow<'_>], out: &mut dyn Write) {
    for row in rows {
        let quote: String = row.quote.split_whitespace().collect::<Vec<_>>().join(" ");
        let (start, end) = (row.chars.start, row.chars.end);
        let (source, code, coder) = (row.source_name, row.code_name, row.coder_name);
        line!(out, "{source}\t{start}..{end}\t{code}\t{coder}\t{quote}");
    }
}

/// Characters shown on each side of what was found.
const CONTEXT: usize = 20;

pub(super) fn found(project: &Project, hits: &[Hit], as_json: bool, out: &mut dyn Write) {
    let rows = hits.iter().filter_map(|hit| {
        let source = project.sources().get(hit.source)?;
        let chars = source.lines.chars_from_span(hit.span)?;
        Some((
            source,
            chars,
            query::context(source.text(), hit.span, CONTEXT),
        ))
    });
    if as_json {
        let rows = rows.map(|(source, chars, context)| {
            json!({
                "source_id": source.id, "source": source.name, "start": chars.start,
                "end": chars.end, "before": context.before, "found": context.hit,
                "after": context.after,
            })
        });
        return json_out(out, &Value::Array(rows.collect()));
    }
    for (source, chars, context) in rows {
        let words = format!("{}[{}]{}", context.before, context.hit, context.after);
        let words = words.replace('\n', "⏎");
        line!(
            out,
            "{}\t{}..{}\t{words}",
            source.name,
            chars.start,
            chars.end
        );
    }
}

/// The rows of a table, each with the heads of its columns.
pub(super) fn grid(grid: &Grid, out: &mut dyn Write) {
    let value = |cell: &Cell| match cell {
        Cell::Words(words) => json!(words),
        Cell::Count(count) => json!(count),
        Cell::Measure(measure) => json!(measure),
    };
    let rows = grid.rows.iter().map(|row| {
        let fields = grid.head.iter().zip(row);
        let fields = fields.map(|(name, cell)| (name.clone(), value(cell)));
        Value::Object(fields.collect())
    });
    json_out(out, &Value::Array(rows.collect()));
}

/// The cells of a table that are not 0, with the ids and names of rows and columns.
pub(super) fn table(project: &Project, table: &Table, out: &mut dyn Write) {
    let head = |head: &Head| {
        let id = match head {
            Head::Code(id) => json!(id),
            Head::Source(id) => json!(id),
            Head::Case(id) => json!(id),
            Head::Coder(id) => json!(id),
            Head::Value(_) | Head::Figure(_) => Value::Null,
        };
        json!({ "id": id, "name": head.name(project) })
    };
    let heads = |of: &[Head]| of.iter().map(head).collect::<Vec<_>>();
    let cells = table
        .cells()
        .map(|(row, column, count)| json!([row, column, count]));
    let whole = json!({
        "rows": heads(&table.rows), "columns": heads(&table.columns),
        "cells": cells.collect::<Vec<_>>(), "row_totals": table.row_totals,
        "column_totals": table.column_totals, "total": table.total,
    });
    json_out(out, &whole);
}

/// One conflict a line: its id, a tab, what it is over.
pub(super) fn conflicts(
    (session, project): (&Session, &Project),
    as_json: bool,
    out: &mut dyn Write,
) {
    let said = |it| session.locale().say(&conflict_saying(project, it));
    let conflicts = project.conflicts().iter();
    if as_json {
        let rows = conflicts.map(|it| json!({ "id": it.id, "about": it.about, "words": said(it) }));
        return json_out(out, &Value::Array(rows.collect()));
    }
    for conflict in conflicts {
        line!(out, "{}\t{}", conflict.id, said(conflict));
    }
}

/// What a join of files brought, and every conflict in the result: whether neither version knew it.
pub(super) fn joined(session: &Session, joined: &JoinedFile, out: &mut dyn Write) {
    let said = |it| session.locale().say(&conflict_saying(&joined.project, it));
    let conflicts = joined.project.conflicts().iter().map(|it| {
        let is_new = joined.conflicts.iter().any(|new| new.id == it.id);
        json!({ "id": it.id, "about": it.about, "words": said(it), "new": is_new })
    });
    let came = &joined.came;
    let rows = joined.rows.iter().map(|it| {
        json!({
            "kind": it.kind, "id": it.id, "becomes": it.becomes, "fit": it.fit,
            "conflict": it.conflict,
        })
    });
    let rows: Vec<Value> = rows.collect();
    let counts = RowKind::ALL.map(|kind| {
        let count = joined.rows.iter().filter(|it| it.kind == kind).count();
        (kind.name().to_owned(), Value::from(count))
    });
    let counts: serde_json::Map<String, Value> = counts.into_iter().collect();
    let whole = json!({
        "counts": counts, "rows": rows,
        "added": came.added, "codings": came.codings, "changed": came.changed,
        "removed": came.removed, "stray": came.stray,
        "conflicts": conflicts.collect::<Vec<_>>(),
    });
    json_out(out, &whole);
}

/// How much a join would do of each kind.
pub(super) fn plan(session: &Session, joined: &JoinedFile, out: &mut dyn Write) {
    for kind in RowKind::ALL {
        let count = joined.rows.iter().filter(|it| it.kind == kind).count();
        if count > 0 {
            let words = session.locale().word(&format!("planned-{}", kind.name()));
            line!(out, "{count}\t{words}");
        }
    }
}

pub(super) fn findings(
    session: &Session,
    findings: &[Finding],
    as_json: bool,
    out: &mut dyn Write,
) {
    if as_json {
        let rows = serde_json::to_value(findings).unwrap_or_default();
        return json_out(out, &rows);
    }
    let locale = session.locale();
    for finding in findings {
        let level = match finding.level() {
            query::Level::Warning => "finding-level-warning",
            query::Level::Error => "finding-level-error",
        };
        let saying = session.finding_words(finding);
        line!(out, "{}\t{}", locale.word(level), locale.say(&saying));
    }
    if findings.is_empty() {
        line!(out, "{}", locale.say(&Saying::new("notice-sound")));
    }
}
