//! Printing what queries and rules give. What cannot be written is nobody's to read.

use super::print::json_out;
use crate::edit::plan_queries::made_by;
use crate::model::{CodeId, Project, SourceId};
use crate::query::{Match, Preview, columns_of, kwic_line};
use crate::text::Span;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::io::Write;

/// One passage a line: source, range, the codes of the codings it is given for, words; tabs between.
pub(super) fn matches(project: &Project, found: &[Match], as_json: bool, out: &mut dyn Write) {
    let rows = found.iter().filter_map(|it| {
        let source = project.sources().get(it.source)?;
        let chars = source.lines.chars_from_span(it.span)?;
        let codings = it
            .codings
            .iter()
            .filter_map(|id| project.codings().get(*id));
        let codes: BTreeSet<CodeId> = codings.map(|it| it.code).collect();
        let codes = codes.into_iter().filter_map(|id| project.codes().get(id));
        let codes: Vec<&str> = codes.map(|it| it.name.as_str()).collect();
        Some((it, source, chars, codes))
    });
    if as_json {
        let rows = rows.map(|(it, source, chars, codes)| {
            json!({
                "source_id": source.id, "source": source.name, "start": chars.start,
                "end": chars.end, "words": it.span.of(source.text()),
                "codings": it.codings.to_vec(), "codes": codes,
            })
        });
        return json_out(out, &Value::Array(rows.collect()));
    }
    for (it, source, chars, codes) in rows {
        let words = it.span.of(source.text()).unwrap_or_default();
        let words: String = words.split_whitespace().collect::<Vec<_>>().join(" ");
        let (name, codes) = (&source.name, codes.join(", "));
        let _ = writeln!(
            out,
            "{name}\t{}..{}\t{codes}\t{words}",
            chars.start, chars.end
        );
    }
}

/// One place a line: what stands before it, aligned at its right, the place, what stands after it, then
/// source and range behind a tab.
pub(super) fn lines(
    project: &Project,
    found: &[Match],
    (columns, as_json): (usize, bool),
    out: &mut dyn Write,
) {
    let rows = found.iter().filter_map(|it| {
        let source = project.sources().get(it.source)?;
        let chars = source.lines.chars_from_span(it.span)?;
        Some((source, chars, kwic_line(source.text(), it.span, columns)))
    });
    if as_json {
        let rows = rows.map(|(source, chars, line)| {
            json!({
                "source_id": source.id, "source": source.name, "start": chars.start,
                "end": chars.end, "before": line.before, "found": line.hit, "after": line.after,
            })
        });
        return json_out(out, &Value::Array(rows.collect()));
    }
    for (source, chars, line) in rows {
        // A tab or the end of a line would break the alignment.
        let [before, hit, after] =
            [line.before, line.hit, line.after].map(|it| it.replace('\t', " ").replace('\n', "⏎"));
        let gap = " ".repeat(columns.saturating_sub(columns_of(&before)));
        let rest = " ".repeat(columns.saturating_sub(columns_of(&after)));
        let (name, start, end) = (&source.name, chars.start, chars.end);
        let _ = writeln!(
            out,
            "{gap}{before} [{hit}] {after}{rest}\t{name}\t{start}..{end}"
        );
    }
}

/// One saved query a line: name, what it asks, the code and unit of a rule and how much it coded.
pub(super) fn queries(project: &Project, as_json: bool, out: &mut dyn Write) {
    let rows = project.queries().iter().map(|it| {
        let code = it.code.and_then(|id| project.codes().get(id));
        let coded = made_by(project, it.id).count();
        (it, code.map(|it| it.name.as_str()), coded)
    });
    if as_json {
        let rows = rows.map(|(it, code, coded)| {
            json!({
                "id": it.id, "name": it.name, "text": it.text, "code": code,
                "unit": it.unit.name(), "coded": coded, "created": it.created,
            })
        });
        return json_out(out, &Value::Array(rows.collect()));
    }
    for (it, code, coded) in rows {
        match code {
            Some(code) => {
                let (name, text, unit) = (&it.name, &it.text, it.unit.name());
                let _ = writeln!(out, "{name}\t{text}\t{code}\t{unit}\t{coded}");
            }
            None => {
                let _ = writeln!(out, "{}\t{}", it.name, it.text);
            }
        }
    }
}

/// One passage a line that a rule would code (`+`) or that is coded so already (`=`).
pub(super) fn preview(project: &Project, it: &Preview, as_json: bool, out: &mut dyn Write) {
    let row = |(source, span): &(SourceId, Span)| {
        let source = project.sources().get(*source)?;
        let chars = source.lines.chars_from_span(*span)?;
        Some((source, chars, span.of(source.text())?))
    };
    if as_json {
        let all = |passages: &[(SourceId, Span)]| -> Vec<Value> {
            let rows = passages.iter().filter_map(row);
            let rows = rows.map(|(source, chars, words)| {
                json!({
                    "source_id": source.id, "source": source.name, "start": chars.start,
                    "end": chars.end, "words": words,
                })
            });
            rows.collect()
        };
        return json_out(
            out,
            &json!({ "new": all(&it.new), "coded": all(&it.coded) }),
        );
    }
    for (sign, passages) in [('+', &it.new), ('=', &it.coded)] {
        for (source, chars, words) in passages.iter().filter_map(row) {
            let words: String = words.split_whitespace().collect::<Vec<_>>().join(" ");
            let name = &source.name;
            let _ = writeln!(
                out,
                "{sign}\t{name}\t{}..{}\t{words}",
                chars.start, chars.end
            );
        }
    }
}
