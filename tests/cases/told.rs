//! The parts of a case that say what is there.

use crate::desk::Work;
use std::fmt::Write;
use zhupi::edit::plan_queries::made_by;
use zhupi::exchange::citation_line::line;
use zhupi::model::{Project, Query, RecordId, Source, Value, Verdict};
use zhupi::query::{self, Filter, Index, codebook, rows};
use zhupi::session::{Level, Notice, Open};
use zhupi::text::Span;

/// What a part is told from what is open.
type Teller = fn(&Work, &Open) -> String;

/// The parts that look at the open project or at the screen.
const TELLERS: [(&str, Teller); 13] = [
    ("codings", codings),
    ("review", review),
    ("selection", selection),
    ("found", found),
    ("sources", sources),
    ("citations", citations),
    ("codebook", codes),
    ("memos", memos),
    ("cases", cases),
    ("sets", sets),
    ("links", links),
    ("queries", queries),
    ("packs", packs),
];

fn teller(head: &str) -> Option<Teller> {
    let found = TELLERS.iter().find(|(name, _)| *name == head);
    found.map(|(_, teller)| *teller)
}

/// Whether a part says what is there.
pub(super) fn expects(head: &str) -> bool {
    head == "said" || head.starts_with("content ") || teller(head).is_some()
}

/// What is there now; `None` when the part does something instead. What is not there is `nothing`.
pub(super) fn told(work: &mut Work, head: &str) -> Option<String> {
    let told = if head == "said" {
        said(work)
    } else if let Some(name) = head.strip_prefix("content ") {
        std::fs::read_to_string(work.desk.path(name)).unwrap_or_default()
    } else {
        let teller = teller(head)?;
        match work.session.open() {
            Some(open) => teller(work, open),
            None => "no project".to_owned(),
        }
    };
    let told = told.replace(['\u{FEFF}', '\r'], "").trim_end().to_owned();
    Some(if told.is_empty() {
        "nothing".to_owned()
    } else {
        told
    })
}

/// The sentences said since the last time, each with what to do next.
fn said(work: &mut Work) -> String {
    let notices = work.session.take_notices();
    let desk = work.desk.path("").display().to_string();
    let mut out = String::new();
    for Notice {
        level,
        words,
        hints,
        ..
    } in &notices
    {
        let level = match level {
            Level::Done => "done",
            Level::Hint => "hint",
            Level::Warning => "warning",
            Level::Error => "error",
        };
        let say = |words| work.session.locale().say(words).replace(&desk, "");
        writeln!(out, "{level}: {}", say(words)).unwrap();
        for hint in hints {
            writeln!(out, "  next: {}", say(hint)).unwrap();
        }
    }
    out
}

/// A passage as `数字[治理]与国防`, in the lines it touches, `⏎` between two; the source's name
/// before it when there are several.
fn passage(project: &Project, source: &Source, span: Span) -> String {
    let text = source.text();
    let (before, rest) = text.split_at(span.start);
    let (words, after) = rest.split_at(span.len());
    let before = before.rsplit('\n').next().unwrap_or_default();
    let after = after.split('\n').next().unwrap_or_default();
    let marked = format!("{before}[{words}]{after}");
    let marked = marked.replace('\n', "⏎");
    match project.sources().len() {
        1 => marked,
        _ => format!("{}: {marked}", source.name),
    }
}

fn codings(_: &Work, open: &Open) -> String {
    let project = open.project();
    let mut out = String::new();
    for row in rows(project, open.index(), &Filter::all()) {
        let source = project.sources().get(row.source).unwrap();
        let (place, how) = match row.stray {
            None => (passage(project, source, row.span), ""),
            Some(Verdict::Unsure) => (passage(project, source, row.span), " | only similar"),
            Some(Verdict::Lost) => (row.quote.to_owned(), " | not found again"),
        };
        writeln!(out, "{place} | {} | {}{how}", row.code_name, row.coder_name).unwrap();
    }
    out
}

fn selection(work: &Work, open: &Open) -> String {
    let look = work.session.look();
    let source = look.source.and_then(|id| open.project().sources().get(id));
    match source.zip(look.selection) {
        Some((source, span)) => passage(open.project(), source, span),
        None => String::new(),
    }
}

/// The places found, the one gone to with `>` before it.
fn found(work: &Work, open: &Open) -> String {
    let finding = &work.session.look().finding;
    let mut out = String::new();
    for (at, found) in finding.found.iter().enumerate() {
        let source = open.project().sources().get(found.source).unwrap();
        let here = if finding.at == Some(at) { "> " } else { "" };
        writeln!(out, "{here}{}", passage(open.project(), source, found.span)).unwrap();
    }
    out
}

fn sources(_: &Work, open: &Open) -> String {
    let project = open.project();
    let mut out = String::new();
    for id in query::sources(project) {
        let source = project.sources().get(id).unwrap();
        let chars = source.lines.char_count();
        write!(out, "{} | {chars} characters", source.name).unwrap();
        if !source.origin.encoding.is_empty() {
            write!(out, " | {}", source.origin.encoding).unwrap();
        }
        out.push_str(&values(project, &source.values));
        out.push('\n');
    }
    out
}

/// How each source is cited: as one line, and part by part.
fn citations(_: &Work, open: &Open) -> String {
    let project = open.project();
    let mut out = String::new();
    for id in query::sources(project) {
        let source = project.sources().get(id).unwrap();
        let citation = &source.origin.citation;
        writeln!(out, "{} | {}", source.name, line(citation)).unwrap();
        for cited in citation {
            writeln!(out, "  {cited}").unwrap();
        }
    }
    out
}

/// The codes as a tree, with their other names, key, and passages.
fn codes(_: &Work, open: &Open) -> String {
    let (project, index) = (open.project(), open.index());
    let mut out = String::new();
    for branch in codebook(project) {
        let code = project.codes().get(branch.code).unwrap();
        let count = coded(project, index, branch.code);
        write!(
            out,
            "{}{} | {}",
            "  ".repeat(branch.depth),
            code.name,
            code.colour.hex()
        )
        .unwrap();
        let applied = match (code.applicable, count) {
            (false, 0) => "heading".to_owned(),
            (_, 1) => "1 coding".to_owned(),
            (_, count) => format!("{count} codings"),
        };
        write!(out, " | {applied}").unwrap();
        if !code.aliases.is_empty() {
            write!(out, " | also {}", code.aliases.join(", ")).unwrap();
        }
        if let Some(key) = &code.key {
            write!(out, " | key {key}").unwrap();
        }
        if !code.definition.is_empty() {
            write!(out, " | {}", code.definition.replace('\n', "⏎")).unwrap();
        }
        for (what, words) in [("when", &code.when), ("not when", &code.when_not)] {
            if !words.is_empty() {
                write!(out, " | {what} {}", words.replace('\n', "⏎")).unwrap();
            }
        }
        if !code.examples.is_empty() {
            write!(out, " | {}", names(project, &code.examples)).unwrap();
        }
        out.push('\n');
    }
    out
}

/// The codings that want a second look.
fn review(_: &Work, open: &Open) -> String {
    let project = open.project();
    let awaited = query::awaiting_review(project, open.index(), &Filter::all());
    let rows = awaited.into_iter().filter_map(|id| query::row(project, id));
    rows.map(|it| format!("{} | {}\n", it.quote, it.code_name))
        .collect()
}

fn coded(project: &Project, index: &Index, code: zhupi::model::CodeId) -> usize {
    let mut filter = Filter::all();
    filter.codes = Some([code].into());
    query::matching(project, index, &filter).len()
}

fn memos(_: &Work, open: &Open) -> String {
    let project = open.project();
    let mut out = String::new();
    for memo in project.memos().iter() {
        let coder = project.coders().get(memo.coder).map_or("", |it| &it.name);
        let on = name(project, memo.target);
        writeln!(out, "on {on} | {} | {coder}", memo.text.replace('\n', "⏎")).unwrap();
    }
    out
}

fn cases(_: &Work, open: &Open) -> String {
    let project = open.project();
    let mut out = String::new();
    for case in project.cases().iter() {
        let members = names(project, &case.members);
        let values = values(project, &case.values);
        writeln!(out, "{} | {members}{values}", case.name).unwrap();
    }
    out
}

fn sets(_: &Work, open: &Open) -> String {
    let project = open.project();
    let line =
        |set: &zhupi::model::Set| format!("{} | {}\n", set.name, names(project, &set.members));
    project.sets().iter().map(line).collect()
}

/// The recipes and glosses, each with what is set or told.
fn packs(_: &Work, open: &Open) -> String {
    let project = open.project();
    let recipes = project.recipes().iter().map(|it| (&it.name, &it.about));
    let glosses = project.glosses().iter().map(|it| (&it.name, &it.about));
    let line = |(name, about): (&String, &std::collections::BTreeMap<String, String>)| {
        let about = about.iter().map(|(name, words)| format!("{name}={words}"));
        format!("{name} | {}\n", about.collect::<Vec<_>>().join(" "))
    };
    recipes.chain(glosses).map(line).collect()
}

fn queries(_: &Work, open: &Open) -> String {
    let project = open.project();
    let line = |it: &Query| {
        let coded = made_by(project, it.id).count();
        let code = it.code.and_then(|id| project.codes().get(id));
        match code {
            Some(code) => {
                let (name, text, unit) = (&it.name, &it.text, it.unit.name());
                format!("{name}: {text} → {} ({unit}): {coded}\n", code.name)
            }
            None => format!("{}: {}\n", it.name, it.text),
        }
    };
    project.queries().iter().map(line).collect()
}

fn links(_: &Work, open: &Open) -> String {
    let project = open.project();
    let line = |link: &zhupi::model::Link| {
        let sign = if link.directed { "→" } else { "–" };
        let (from, to) = (name(project, link.from), name(project, link.to));
        format!("{} | {from} {sign} {to}\n", link.name)
    };
    project.links().iter().map(line).collect()
}

fn names<'r>(project: &Project, ids: impl IntoIterator<Item = &'r RecordId>) -> String {
    let names: Vec<String> = ids.into_iter().map(|id| name(project, *id)).collect();
    names.join(", ")
}

/// What a record is called: a kind and a name, or the words of a passage.
fn name(project: &Project, id: RecordId) -> String {
    let quoted = |id| {
        let quotation = project.quotations().get(id)?;
        let source = project.sources().get(quotation.source)?;
        Some(query::quoted(source, quotation).1.to_owned())
    };
    let named = match id {
        RecordId::Project => Some(project.head().name.clone()),
        RecordId::Coder(id) => project.coders().get(id).map(|it| it.name.clone()),
        RecordId::Code(id) => project.codes().get(id).map(|it| it.name.clone()),
        RecordId::Source(id) => project.sources().get(id).map(|it| it.name.clone()),
        RecordId::Case(id) => project.cases().get(id).map(|it| it.name.clone()),
        RecordId::Variable(id) => project.variables().get(id).map(|it| it.name.clone()),
        RecordId::Quotation(id) => quoted(id),
        RecordId::Coding(id) => project
            .codings()
            .get(id)
            .and_then(|it| quoted(it.quotation)),
        _ => None,
    };
    format!("{} {}", id.kind(), named.unwrap_or_default())
}

/// The values of a case or source, each ` | 年份 2024`.
fn values<'r>(
    project: &Project,
    values: impl IntoIterator<Item = (&'r zhupi::model::VariableId, &'r Value)>,
) -> String {
    let mut out = String::new();
    for (variable, value) in values {
        let variable = project.variables().get(*variable).unwrap();
        let value = match value {
            Value::Text(text) => text.clone(),
            Value::Number(number) => number.to_string(),
            Value::Flag(flag) => if *flag { "yes" } else { "no" }.to_owned(),
            Value::Date(date) => date.to_string(),
        };
        write!(out, " | {} {value}", variable.name).unwrap();
    }
    out
}
