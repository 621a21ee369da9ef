//! A project to bytes, in the one canonical layout.

use super::layout::{self, Slot};
use super::revision::Revision;
use crate::model::Project;
use std::io::{self, Write};

/// What the file says about itself.
const ABOUT: &str = "A Zhupi project in RON, one record a line. `sources` hold texts; a code names \
its `parent`; `work` stands by coder: quotations mark passages, codings give a quotation a code, \
memos hang on any record. `start` and `end` count Unicode code points of the source's text from 0, \
`end` not included; `sha256` is of the text in UTF-8; times are UTC. What a program does not know it \
keeps and writes back. The rest stands in the README of Zhupi.";

/// Writes a project, piece by piece. The same project gives the same bytes every time.
///
/// # Errors
/// When `out` fails; what was written until then is of no use.
pub fn write(project: &Project, out: &mut dyn Write) -> io::Result<()> {
    write_with(project, &[], out)
}

/// Writes a project with the revisions it descends from, itself first.
///
/// # Errors
/// As for [`write()`].
pub fn write_with(
    project: &Project,
    revisions: &[Revision],
    out: &mut dyn Write,
) -> io::Result<()> {
    layout::walk(project, &mut |piece, bytes| match piece {
        Some((Slot::Head, _)) => out.write_all(&speaking_head(project, revisions)),
        _ => out.write_all(bytes),
    })
}

/// The file's beginning, with what does not count for the project's identity: what the program says
/// of itself, and the revisions.
pub(super) fn speaking_head(project: &Project, revisions: &[Revision]) -> Vec<u8> {
    let mut bytes = layout::head(project, &about());
    if !revisions.is_empty() {
        layout::list(&mut bytes, "revisions", revisions.iter());
    }
    bytes
}

/// The lines in which the program says which it is and what this is about.
pub(super) fn about() -> String {
    let program = concat!("  program: \"zhupi ", env!("CARGO_PKG_VERSION"), "\",\n");
    format!("{program}  about: \"{ABOUT}\",\n")
}

/// The project file's text.
pub fn to_string(project: &Project) -> String {
    let mut bytes = Vec::new();
    // Writing to memory cannot fail, and what is written comes from strings.
    let _ = write(project, &mut bytes);
    String::from_utf8(bytes).unwrap_or_default()
}
