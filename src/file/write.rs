//! A project to bytes, in the one canonical layout.

use super::FORMAT;
use super::carried::write_conflict;
use super::kind::{Kind, Marked, write_source};
use super::line::Line;
use super::revision::Revision;
use crate::model::{CoderId, Coding, Memo, Project, Quotation};
use crate::query;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// Bytes gathered before they are passed on.
const BUFFER: usize = 1 << 16;

/// What the file says about itself.
const ABOUT: &str = "A Zhupi project: source texts with their quotations, codes and codings, one \
record a line. `start` and `end` count Unicode code points of the source's text from 0, `end` not \
included; `sha256` is of the text in UTF-8.";

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
    let mut page = Page::new(out);
    page.head(project, true)?;
    if !revisions.is_empty() {
        page.section("revisions", revisions.iter())?;
    }
    page.rest(project)
}

/// Writes what a project's identity is reckoned from: all but what the program says of itself.
///
/// # Errors
/// As for [`write()`].
pub(super) fn write_content(project: &Project, out: &mut dyn Write) -> io::Result<()> {
    let mut page = Page::new(out);
    page.head(project, false)?;
    page.rest(project)
}

/// The project file's text.
pub fn to_string(project: &Project) -> String {
    let mut bytes = Vec::new();
    // Writing to memory cannot fail, and what is written comes from strings.
    let _ = write(project, &mut bytes);
    String::from_utf8(bytes).unwrap_or_default()
}

/// Lines on their way out.
struct Page<'o> {
    out: &'o mut dyn Write,
    bytes: Vec<u8>,
}

impl<'o> Page<'o> {
    fn new(out: &'o mut dyn Write) -> Self {
        let bytes = Vec::with_capacity(BUFFER + BUFFER / 4);
        Self { out, bytes }
    }

    /// Everything behind the head.
    fn rest(mut self, project: &Project) -> io::Result<()> {
        let page = &mut self;
        page.section("coders", project.coders().iter())?;
        let codes = query::codebook(project).into_iter();
        let codes = codes.filter_map(|it| project.codes().get(it.code));
        page.section("codes", codes)?;
        page.section("variables", project.variables().iter())?;
        page.section("cases", project.cases().iter())?;
        page.section("sets", project.sets().iter())?;
        page.section("links", project.links().iter())?;
        page.list(2, "sources", project.sources().iter(), write_source)?;
        page.work(project)?;
        if !project.conflicts().is_empty() {
            page.list(2, "conflicts", project.conflicts().iter(), |it, line| {
                write_conflict(project, it, line);
            })?;
        }
        for (name, ron) in project.extra.fields().filter(|it| it.0 != "format") {
            page.line(2, &format!("{name}: {ron},"));
        }
        if !project.unread.is_empty() {
            page.section("unread", project.unread.iter())?;
        }
        page.line(0, ")");
        page.pass_on(0)
    }

    /// The head; `speaks` is whether the program says which it is and what this is about.
    fn head(&mut self, project: &Project, speaks: bool) -> io::Result<()> {
        let newer = project.extra.fields().find(|it| it.0 == "format");
        let format = newer.map_or_else(|| FORMAT.to_string(), |it| it.1.to_owned());
        self.line(0, "Zhupi(");
        self.line(2, &format!("format: {format},"));
        if speaks {
            self.line(
                2,
                concat!("program: \"zhupi ", env!("CARGO_PKG_VERSION"), "\","),
            );
            self.line(2, &format!("about: \"{ABOUT}\","));
        }
        self.bytes.extend_from_slice(b"  project: ");
        let mut line = Line::open(&mut self.bytes, "Project");
        project.head().write(&mut line);
        line.close();
        self.bytes.extend_from_slice(b",\n");
        self.pass_on(BUFFER)
    }

    fn line(&mut self, indent: usize, text: &str) {
        self.indent(indent);
        self.bytes.extend_from_slice(text.as_bytes());
        self.bytes.push(b'\n');
    }

    fn indent(&mut self, by: usize) {
        self.bytes.resize(self.bytes.len() + by, b' ');
    }

    fn section<'a, 'r, T: Kind<'a> + 'r>(
        &mut self,
        name: &str,
        records: impl Iterator<Item = &'r T>,
    ) -> io::Result<()> {
        self.list(2, name, records, |record, line| record.write(line))
    }

    /// A list, one record a line. Both brackets have a line of their own even when it is empty, so
    /// that the first record of two lists can come from two people without a conflict in git.
    fn list<T>(
        &mut self,
        indent: usize,
        name: &str,
        records: impl Iterator<Item = T>,
        write: impl Fn(T, &mut Line<'_>),
    ) -> io::Result<()> {
        self.line(indent, &format!("{name}: ["));
        for record in records {
            self.indent(indent + 2);
            let mut line = Line::open(&mut self.bytes, "");
            write(record, &mut line);
            line.close();
            self.bytes.extend_from_slice(b",\n");
            self.pass_on(BUFFER)?;
        }
        self.line(indent, "],");
        Ok(())
    }

    /// One group for every coder, whether there is work or not: see [`Self::list`].
    fn work(&mut self, project: &Project) -> io::Result<()> {
        self.line(2, "work: [");
        for (coder, group) in groups(project) {
            self.line(4, "(");
            self.line(6, &format!("coder: \"{coder}\","));
            self.list(6, "quotations", group.quotations.iter(), |it, line| {
                Marked::of(it, project.sources().get(it.source)).write(line);
            })?;
            self.list(6, "codings", group.codings.iter(), |it, line| {
                it.write(line);
            })?;
            self.list(6, "memos", group.memos.iter(), |it, line| {
                it.write(line);
            })?;
            self.line(4, "),");
        }
        self.line(2, "],");
        self.pass_on(BUFFER)
    }

    /// Passes the bytes on when there are at least `least`.
    fn pass_on(&mut self, least: usize) -> io::Result<()> {
        if self.bytes.len() >= least {
            self.out.write_all(&self.bytes)?;
            self.bytes.clear();
        }
        Ok(())
    }
}

/// What one coder made.
#[derive(Default)]
struct Group<'p> {
    quotations: Vec<&'p Quotation>,
    codings: Vec<&'p Coding>,
    memos: Vec<&'p Memo>,
}

/// Everything coders made, by coder and id.
fn groups(project: &Project) -> BTreeMap<CoderId, Group<'_>> {
    let coders = project.coders().iter();
    let mut groups: BTreeMap<_, Group<'_>> = coders.map(|it| (it.id, Group::default())).collect();
    for it in project.quotations().iter() {
        groups.entry(it.coder).or_default().quotations.push(it);
    }
    for it in project.codings().iter() {
        groups.entry(it.coder).or_default().codings.push(it);
    }
    for it in project.memos().iter() {
        groups.entry(it.coder).or_default().memos.push(it);
    }
    groups
}
