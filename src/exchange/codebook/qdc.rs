//! The codebook as REFI-QDA, which NVivo, ATLAS.ti, MAXQDA, QualCoder and others read and write.
//!
//! It tells names, identities, colours, descriptions, what stands under what, and what may be applied.
//! Other names, keys, when to use a code and examples have no place in it.

use super::{CodebookError, CodebookRead, flag, lines, said};
use crate::edit::plan_codebook::{Above, Entry, Oddity, Remark};
use crate::exchange::refi::xml::{self, Element, escaped};
use crate::model::Project;
use crate::query::Index;
use std::io::{self, Write};

pub(in crate::exchange) fn write(
    project: &Project,
    index: &Index,
    out: &mut dyn Write,
) -> io::Result<()> {
    let origin = "Zhupi";
    writeln!(out, "<?xml version=\"1.0\" encoding=\"utf-8\"?>")?;
    writeln!(
        out,
        "<CodeBook xmlns=\"urn:QDA-XML:codebook:1.0\" origin=\"{origin}\">\n<Codes>"
    )?;
    let mut depth = 0;
    for (number, line) in lines(project, index).into_iter().enumerate() {
        // Each code stays open for those under it.
        if number > 0 {
            writeln!(
                out,
                "{}",
                "</Code>".repeat((depth + 1_usize).saturating_sub(line.depth))
            )?;
        }
        depth = line.depth;
        let code = line.code;
        let (id, name) = (code.id, escaped(&code.name));
        let (is, colour) = (code.applicable, code.colour.hex());
        write!(
            out,
            "<Code guid=\"{id}\" name=\"{name}\" isCodable=\"{is}\" color=\"{colour}\">"
        )?;
        if !code.definition.is_empty() {
            let definition = escaped(&code.definition);
            write!(out, "<Description>{definition}</Description>")?;
        }
    }
    if project.codes().iter().next().is_some() {
        writeln!(out, "{}", "</Code>".repeat(depth + 1))?;
    }
    writeln!(out, "</Codes>\n</CodeBook>")
}

/// Reads a codebook, or the codebook of a project.
pub(super) fn read(text: &str) -> Result<CodebookRead, CodebookError> {
    let tree = xml::parse(text).map_err(|error| CodebookError::NotRefi { error })?;
    let root = &tree.root;
    let book = match root.name {
        "CodeBook" => Some(root),
        _ => root.first("CodeBook"),
    };
    let mut read = CodebookRead::default();
    for code in book.into_iter().flat_map(|it| it.within("Codes", "Code")) {
        take(code, Above::Top, &mut read);
    }
    if read.entries.is_empty() {
        return Err(CodebookError::NoCodes);
    }
    for set in root.within("Sets", "Set") {
        let oddity = Oddity::Set(set.told("name").unwrap_or_default().to_owned());
        read.remarks.push(Remark {
            line: set.line,
            oddity,
        });
    }
    for (name, (line, _)) in tree.unknown {
        let oddity = Oddity::Unknown(name);
        read.remarks.push(Remark { line, oddity });
    }
    Ok(read)
}

/// Notes a code and those under it.
fn take(code: &Element, above: Above, read: &mut CodebookRead) {
    let at = read.entries.len();
    let mut odd = |words: Option<&str>, oddity: fn(String) -> Oddity| {
        read.remarks.extend(words.map(|words| Remark {
            line: code.line,
            oddity: oddity(words.trim().to_owned()),
        }));
    };
    let id = code.guid("guid");
    odd(code.told("guid").filter(|_| id.is_none()), Oddity::NoId);
    let colour = code.told("color").and_then(xml::colour);
    odd(
        code.told("color").filter(|_| colour.is_none()),
        Oddity::NoColour,
    );
    let applicable = code.told("isCodable").and_then(flag);
    odd(
        code.told("isCodable").filter(|_| applicable.is_none()),
        Oddity::NoFlag,
    );
    read.entries.push(Entry {
        line: code.line,
        id: id.map(crate::model::CodeId::new),
        name: code.told("name").unwrap_or_default().trim().to_owned(),
        above: Some(above),
        colour,
        definition: code.words("Description").as_deref().and_then(said),
        applicable,
        ..Entry::default()
    });
    for under in code.all("Code") {
        take(under, Above::Entry(at), read);
    }
}
