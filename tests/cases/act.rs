//! The parts of a case that do something.

use crate::desk::Work;
use regex::{Captures, Regex};
use std::fmt::Display;
use zhupi::query::{Filter, rows};
use zhupi::session::{Action, script};

/// Does what a part says.
///
/// # Errors
/// Why the part itself cannot be understood. What the program says is kept for `said`.
pub(super) fn act(work: &mut Work, head: &str, body: &str) -> Result<(), String> {
    let (what, rest) = head.split_once(' ').unwrap_or((head, ""));
    match what {
        "text" => text(work, rest, body),
        "file" => file(work, rest, body),
        "replace" => replace(work, rest, body),
        "actions" => actions(work, body),
        _ => Err("no part of a case is called so".to_owned()),
    }
}

/// Adds a text as a source and shows it; `[` and `]` around the words that are then selected.
fn text(work: &mut Work, name: &str, body: &str) -> Result<(), String> {
    let name = if name.is_empty() { "随笔" } else { name };
    let chars = |sign| body.chars().position(|it| it == sign);
    let source = name.to_owned();
    work.act(Action::AddText {
        name: source.clone(),
        text: body.replace(['[', ']'], ""),
    });
    let source = zhupi::session::Named::name(source);
    work.act(Action::ShowSource { source });
    if let (Some(start), Some(end)) = (chars('['), chars(']')) {
        let end = end.checked_sub(1).ok_or("] stands first")?;
        work.act(Action::Select { start, end });
    }
    // What is said on laying things out is not what a case is about.
    work.session.take_notices();
    Ok(())
}

/// Puts a file on the desk: `NAME`, `NAME as ENCODING`, or `NAME as bytes` (two digits each).
fn file(work: &Work, rest: &str, body: &str) -> Result<(), String> {
    let (name, form) = rest.split_once(" as ").unwrap_or((rest, "utf-8"));
    let bytes = match form {
        "bytes" => body
            .split_whitespace()
            .map(|byte| u8::from_str_radix(byte, 16))
            .collect::<Result<_, _>>()
            .map_err(|error| error.to_string())?,
        label => {
            let encoding = encoding_rs::Encoding::for_label(label.as_bytes());
            let encoding = encoding.ok_or("no such encoding")?;
            encoding.encode(body).0.into_owned()
        }
    };
    work.desk.put(name, bytes);
    Ok(())
}

/// Changes a file behind the program's back: the first line becomes the second, everywhere.
fn replace(work: &Work, rest: &str, body: &str) -> Result<(), String> {
    let name = rest.strip_prefix("in ").ok_or("write: replace in FILE")?;
    let (old, new) = body.split_once('\n').unwrap_or((body, ""));
    let path = work.desk.path(name);
    let content = std::fs::read_to_string(&path).map_err(|error| error.to_string())?;
    if !content.contains(old) {
        return Err(format!("{name} holds no {old}"));
    }
    work.desk.put(name, content.replace(old, new));
    Ok(())
}

/// Asks the actions one by one, a line each, as `zhupi run` reads them.
fn actions(work: &mut Work, body: &str) -> Result<(), String> {
    for line in body.lines().filter(|line| !line.trim().is_empty()) {
        match script::read(&format!("[{}]", with_ids(work, line)?)) {
            Ok(actions) => actions.into_iter().for_each(|action| work.act(action)),
            Err(error) => work.session.report(&error),
        }
    }
    Ok(())
}

/// The line with the id of the record in place of `<code 治理>` or `<coding 2>`.
fn with_ids(work: &Work, line: &str) -> Result<String, String> {
    let record = Regex::new(r"<([a-z]+) ([^>]+)>").unwrap();
    let mut unknown = None;
    let line = record.replace_all(line, |found: &Captures<'_>| {
        id(work, &found[1], &found[2]).unwrap_or_else(|| {
            unknown = Some(format!("there is no {}", &found[0]));
            String::new()
        })
    });
    unknown.map_or_else(|| Ok(line.into_owned()), Err)
}

/// The id of the first record of a name; of codings and their quotations, by number in the list.
fn id(work: &Work, kind: &str, name: &str) -> Option<String> {
    fn first<'r, T: Display>(
        name: &str,
        mut records: impl Iterator<Item = (T, &'r String)>,
    ) -> Option<String> {
        records.find(|it| it.1 == name).map(|it| it.0.to_string())
    }
    let open = work.session.open()?;
    let project = open.project();
    let coding = |name: &str| {
        let number = name.parse::<usize>().ok()?.checked_sub(1)?;
        let rows = rows(project, open.index(), &Filter::all());
        rows.get(number).map(|row| (row.id, row.quotation))
    };
    match kind {
        "source" => first(name, project.sources().iter().map(|it| (it.id, &it.name))),
        "code" => first(name, project.codes().iter().map(|it| (it.id, &it.name))),
        "coder" => first(name, project.coders().iter().map(|it| (it.id, &it.name))),
        "case" => first(name, project.cases().iter().map(|it| (it.id, &it.name))),
        "variable" => first(name, project.variables().iter().map(|it| (it.id, &it.name))),
        "set" => first(name, project.sets().iter().map(|it| (it.id, &it.name))),
        "link" => first(name, project.links().iter().map(|it| (it.id, &it.name))),
        "coding" => coding(name).map(|(id, _)| id.to_string()),
        "quotation" => coding(name).map(|(_, id)| id.to_string()),
        _ => None,
    }
}
