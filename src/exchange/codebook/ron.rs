//! The codebook as RON, one code a line in tree order, its fields named as in a project file.
//!
//! ```ron
//! ZhupiCodebook(
//!   format: 1,
//!   project: "试编",
//!   codes: [
//!     (id: "…", name: "国防", parent: "", colour: "#C8402F", …),
//!   ],
//! )
//! ```
//!
//! A field that is left out says nothing; the parent `""` is the top of the tree. A parent may be
//! told by id, name or path. `codings` and the words of examples are for people and not read.

use super::{CodebookError, CodebookRead, Example, Field, Line, flag, key, lines, said};
use crate::edit::plan_codebook::{Above, Entry, Oddity, Remark};
use crate::model::{Colour, Project};
use crate::query::Index;
use ::ron::extensions::Extensions;
use ::ron::value::RawValue;
use ::ron::{Options, Value};
use serde::Deserialize;
use std::io::{self, Write};

/// What the file begins with.
pub(super) const HEAD: &str = "ZhupiCodebook(";

pub(in crate::exchange) fn write(
    project: &Project,
    index: &Index,
    out: &mut dyn Write,
) -> io::Result<()> {
    let name = quoted(&project.head().name);
    writeln!(out, "{HEAD}\n  format: 1,\n  project: {name},\n  codes: [")?;
    for line in lines(project, index) {
        writeln!(out, "    ({}),", fields(&line).join(", "))?;
    }
    writeln!(out, "  ],\n)")
}

/// The fields of a code; those that are empty are left out.
fn fields(line: &Line<'_>) -> Vec<String> {
    let code = line.code;
    let mut fields = Vec::new();
    let mut put = |field: Field, value: String| fields.push(format!("{}: {value}", field.name()));
    put(Field::Id, quoted(&code.id.to_string()));
    put(Field::Name, quoted(&code.name));
    if !code.aliases.is_empty() {
        let aliases: Vec<String> = code.aliases.iter().map(|it| quoted(it)).collect();
        put(Field::Aliases, format!("[{}]", aliases.join(", ")));
    }
    let parent = code.parent.map(|it| it.to_string()).unwrap_or_default();
    put(Field::Parent, quoted(&parent));
    put(Field::Colour, quoted(&code.colour.hex()));
    if let Some(key) = &code.key {
        put(Field::Key, quoted(key));
    }
    if !code.applicable {
        put(Field::Applicable, "false".to_owned());
    }
    let texts = [
        (Field::Definition, &code.definition),
        (Field::When, &code.when),
        (Field::WhenNot, &code.when_not),
    ];
    for (field, text) in texts.into_iter().filter(|(_, text)| !text.is_empty()) {
        put(field, quoted(text));
    }
    if let Some(meant) = code.meant {
        put(Field::Meant, quoted(&meant.to_string()));
    }
    if !line.examples.is_empty() {
        let examples: Vec<String> = line.examples.iter().map(example).collect();
        put(Field::Examples, format!("[{}]", examples.join(", ")));
    }
    put(Field::Codings, line.codings.to_string());
    fields
}

fn example(it: &Example<'_>) -> String {
    let (id, source) = (it.quotation.id, quoted(&it.source.name));
    let (start, end, quote) = (it.chars.start, it.chars.end, quoted(it.quote));
    format!("(quotation: \"{id}\", source: {source}, start: {start}, end: {end}, quote: {quote})")
}

/// A text as RON writes it.
fn quoted(text: &str) -> String {
    ::ron::to_string(text).unwrap_or_default()
}

/// A file of which the codes are not read yet, so that one that is broken does not spoil the others.
#[derive(Deserialize)]
#[serde(rename = "ZhupiCodebook")]
struct Raw<'t> {
    #[serde(borrow, default)]
    codes: Vec<&'t RawValue>,
}

pub(super) fn read(text: &str) -> Result<CodebookRead, CodebookError> {
    let options = Options::default().with_default_extension(Extensions::IMPLICIT_SOME);
    let raw: Raw<'_> = options
        .from_str(text)
        .map_err(|error| CodebookError::NotRon {
            line: error.span.start.line,
            column: error.span.start.col,
            why: error.code,
        })?;
    if raw.codes.is_empty() && !text.contains("codes") {
        return Err(CodebookError::NoCodes);
    }
    let mut read = CodebookRead::default();
    let (mut line, mut from) = (1, text);
    for raw in raw.codes {
        let code = raw.get_ron();
        // The pieces are parts of the text, one behind the other.
        let at = (code.as_ptr() as usize).saturating_sub(from.as_ptr() as usize);
        let blank = code.len() - code.trim_start().len();
        if let Some((before, rest)) = from.split_at_checked(at + blank) {
            line += before.matches('\n').count();
            from = rest;
        }
        match raw.into_rust::<Value>() {
            Ok(Value::Map(fields)) => {
                let entry = entry(line, fields, &mut read.remarks);
                read.entries.push(entry);
            }
            Ok(_) => unread(line, code, &mut read.remarks),
            Err(error) => unread(line, &error.code.to_string(), &mut read.remarks),
        }
    }
    Ok(read)
}

fn unread(line: usize, why: &str, remarks: &mut Vec<Remark>) {
    let oddity = Oddity::Unread(why.trim().to_owned());
    remarks.push(Remark { line, oddity });
}

fn entry(line: usize, fields: ::ron::value::Map, remarks: &mut Vec<Remark>) -> Entry {
    let mut entry = Entry {
        line,
        ..Entry::default()
    };
    for (name, value) in fields {
        let name = match name {
            Value::String(name) => name,
            other => format!("{other:?}"),
        };
        let field = Field::all().find(|it| it.name() == name);
        let oddity = match field {
            Some(field) => take(&mut entry, field, value),
            None => Some(Oddity::Unknown(name)),
        };
        remarks.extend(oddity.map(|oddity| Remark { line, oddity }));
    }
    entry
}

/// Notes what a field says; what is odd about it, if something is.
fn take(entry: &mut Entry, field: Field, value: Value) -> Option<Oddity> {
    let odd = || Some(Oddity::Unread(field.name().to_owned()));
    match (field, value) {
        (Field::Aliases, Value::Seq(names)) => {
            let words = names.into_iter().filter_map(words);
            entry.aliases = Some(words.collect());
        }
        (Field::Applicable, Value::Bool(is)) => entry.applicable = Some(is),
        (Field::Examples, Value::Seq(examples)) => {
            let ids = examples.into_iter().filter_map(|it| match it {
                Value::Map(fields) => fields.into_iter().find_map(|(name, value)| {
                    let is_id = words(name).is_some_and(|it| it == "quotation");
                    is_id.then(|| words(value)?.parse().ok()).flatten()
                }),
                _ => None,
            });
            entry.examples = ids.collect();
        }
        (Field::Codings | Field::Depth, _) => {}
        (field, Value::String(words)) => return take_words(entry, field, words),
        _ => return odd(),
    }
    None
}

fn words(value: Value) -> Option<String> {
    match value {
        Value::String(words) => Some(words),
        _ => None,
    }
}

fn take_words(entry: &mut Entry, field: Field, words: String) -> Option<Oddity> {
    match field {
        Field::Name => entry.name = words,
        Field::Parent | Field::ParentId if words.trim().is_empty() => {
            entry.above = Some(Above::Top);
        }
        Field::Parent | Field::ParentId => entry.above = Some(Above::Named(vec![words])),
        Field::Colour => {
            entry.colour = Colour::from_hex(&words);
            return entry.colour.is_none().then_some(Oddity::NoColour(words));
        }
        Field::Key => {
            entry.key = key(&words);
            return entry.key.is_none().then_some(Oddity::NoKey(words));
        }
        Field::Applicable => {
            entry.applicable = flag(&words);
            return entry.applicable.is_none().then_some(Oddity::NoFlag(words));
        }
        Field::Definition => entry.definition = said(&words),
        Field::When => entry.when = said(&words),
        Field::WhenNot => entry.when_not = said(&words),
        Field::Meant => {
            entry.meant = words.parse().ok();
            return entry.meant.is_none().then_some(Oddity::NoTime(words));
        }
        Field::Id => {
            entry.id = words.trim().parse().ok();
            return entry.id.is_none().then_some(Oddity::NoId(words));
        }
        Field::Aliases | Field::Examples | Field::Codings | Field::Depth => {
            return Some(Oddity::Unread(field.name().to_owned()));
        }
    }
    None
}
