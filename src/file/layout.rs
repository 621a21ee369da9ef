//! Where everything stands in a project file, and where the file is cut into pieces.
//!
//! A **piece** is a stretch of whole lines. Where it ends is decided by what stands in it alone, so
//! that the same records always make the same pieces, however the project came about: every source
//! is one, a coder's quotations, codings and memos are cut behind about every 500th record, every
//! other list is one whole, and what stands between is one each.

use super::FORMAT;
use super::carried::write_conflict;
use super::kind::{Kind, Marked, write_source};
use super::line::Line;
use super::part::PartKey;
use crate::model::{CoderId, Coding, Keyed, Memo, Project, Quotation, Source};
use crate::query;
use std::collections::BTreeMap;
use std::io;
use uuid::Uuid;

/// Where a list stands: in the order of the file.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Slot {
    Head,
    Coders,
    Codes,
    Variables,
    Cases,
    Sets,
    Links,
    Sources,
    /// What one coder made.
    Work(CoderId, Made),
    /// Queries, conflicts, and what was not understood.
    Tail,
}

/// What coders make.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Made {
    Quotations,
    Codings,
    Memos,
}

/// The lists that are one piece each.
pub(super) const WHOLE: [Slot; 6] = [
    Slot::Coders,
    Slot::Codes,
    Slot::Variables,
    Slot::Cases,
    Slot::Sets,
    Slot::Links,
];

impl Slot {
    /// The three of one coder.
    pub(super) fn of(coder: CoderId) -> [Self; 3] {
        [Made::Quotations, Made::Codings, Made::Memos].map(|it| Self::Work(coder, it))
    }

    /// What stands before its records. Both brackets of a list have a line of their own even when it
    /// is empty, so that the first record of two lists can come from two people without a conflict
    /// in git.
    pub(super) fn opening(self) -> String {
        let name = match self {
            Self::Head => return String::new(),
            Self::Tail => return "  ],\n".to_owned(),
            Self::Work(coder, Made::Quotations) => {
                return format!("    (\n      coder: \"{coder}\",\n      quotations: [\n");
            }
            Self::Work(_, Made::Codings) => return "      codings: [\n".to_owned(),
            Self::Work(_, Made::Memos) => return "      memos: [\n".to_owned(),
            Self::Coders => "coders",
            Self::Codes => "codes",
            Self::Variables => "variables",
            Self::Cases => "cases",
            Self::Sets => "sets",
            Self::Links => "links",
            Self::Sources => "sources",
        };
        format!("  {name}: [\n")
    }

    /// What stands behind its records.
    pub(super) const fn closing(self) -> &'static str {
        match self {
            Self::Head | Self::Tail => "",
            Self::Sources => "  ],\n  work: [\n",
            Self::Work(_, Made::Memos) => "      ],\n    ),\n",
            Self::Work(..) => "      ],\n",
            _ => "  ],\n",
        }
    }
}

/// Takes a piece: the id of its last record, and its lines.
pub(super) type Put<'p> = &'p mut dyn FnMut(Uuid, &[u8]) -> io::Result<()>;

/// Takes a stretch of the file: which list's piece it is with the id of its last record, or `None`
/// for what stands between, and its lines.
pub(super) type Pass<'p> = &'p mut dyn FnMut(Option<(Slot, Uuid)>, &[u8]) -> io::Result<()>;

/// Appends the next line of a file, with its end.
pub(super) type ReadLine<'l> = &'l mut dyn FnMut(&mut Vec<u8>) -> io::Result<()>;

/// Records in a run of pieces.
pub(super) trait Cut: Keyed + PartialEq {
    /// Spaces before it.
    const INDENT: usize;

    /// Its id.
    fn uuid(&self) -> Uuid;

    /// The key with this id.
    fn key_of(uuid: Uuid) -> Self::Key;

    /// Whether a piece ends behind the record of this id.
    fn ends_piece(uuid: Uuid) -> bool {
        // Fibonacci hashing (Knuth, TAOCP 6.4): nine bits of the product decide.
        let (high, low) = uuid.as_u64_pair();
        (high ^ low).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 55 == 0
    }

    /// Writes its fields.
    fn put_fields(&self, project: &Project, line: &mut Line<'_>);
}

macro_rules! cut {
    ($($record:ident, $id:ident: |$it:ident, $project:ident, $line:ident| $write:expr;)+) => {$(
        impl Cut for $record {
            const INDENT: usize = 8;

            fn uuid(&self) -> Uuid {
                self.id.uuid()
            }

            fn key_of(uuid: Uuid) -> Self::Key {
                crate::model::$id::new(uuid)
            }

            fn put_fields(&self, $project: &Project, $line: &mut Line<'_>) {
                let $it = self;
                $write;
            }
        }
    )+};
}

cut! {
    Quotation, QuotationId: |it, project, line| {
        Marked::of(it, project.sources().get(it.source)).write(line);
    };
    Coding, CodingId: |it, _project, line| it.write(line);
    Memo, MemoId: |it, _project, line| it.write(line);
}

impl Cut for Source {
    const INDENT: usize = 4;

    fn uuid(&self) -> Uuid {
        self.id.uuid()
    }

    fn key_of(uuid: Uuid) -> Self::Key {
        crate::model::SourceId::new(uuid)
    }

    fn ends_piece(_: Uuid) -> bool {
        true
    }

    fn put_fields(&self, _: &Project, line: &mut Line<'_>) {
        write_source(self, line);
    }
}

/// Cuts records into pieces, the last one too.
pub(super) fn cut<'r, T: Cut + 'r>(
    project: &Project,
    records: impl Iterator<Item = &'r T>,
    put: Put<'_>,
) -> io::Result<()> {
    let write = |record: &T, bytes: &mut Vec<u8>| {
        push_record(bytes, T::INDENT, |line| record.put_fields(project, line));
        Ok(())
    };
    cut_as(records, write, put)
}

/// The same of records that stand in a file already, each in a line of its own.
fn cut_read<'r, T: Cut + 'r>(
    records: impl Iterator<Item = &'r T>,
    read: ReadLine<'_>,
    put: Put<'_>,
) -> io::Result<()> {
    let line = |record: &T, bytes: &mut Vec<u8>| {
        let start = bytes.len();
        read(bytes)?;
        let line = bytes.get(start + T::INDENT..).unwrap_or_default();
        let mut id = [0; uuid::fmt::Hyphenated::LENGTH];
        let id = record.uuid().hyphenated().encode_lower(&mut id).as_bytes();
        let is_it = line
            .strip_prefix(b"(id: \"")
            .is_some_and(|it| it.starts_with(id));
        is_it.then_some(()).ok_or(io::ErrorKind::InvalidData.into())
    };
    cut_as(records, line, put)
}

fn cut_as<'r, T: Cut + 'r>(
    records: impl Iterator<Item = &'r T>,
    mut push: impl FnMut(&T, &mut Vec<u8>) -> io::Result<()>,
    put: Put<'_>,
) -> io::Result<()> {
    let mut bytes = Vec::new();
    let mut last = Uuid::nil();
    for record in records {
        push(record, &mut bytes)?;
        last = record.uuid();
        if T::ends_piece(last) {
            put(last, &bytes)?;
            bytes.clear();
        }
    }
    if bytes.is_empty() {
        return Ok(());
    }
    put(last, &bytes)
}

/// Writes one record as a line.
pub(super) fn push_record(bytes: &mut Vec<u8>, indent: usize, write: impl FnOnce(&mut Line<'_>)) {
    bytes.resize(bytes.len() + indent, b' ');
    let mut line = Line::open(bytes, "");
    write(&mut line);
    line.close();
    bytes.extend_from_slice(b",\n");
}

/// A list that is one piece.
pub(super) fn whole(project: &Project, slot: Slot) -> Vec<u8> {
    fn lines<'a, 'r, T: Kind<'a> + 'r>(records: impl Iterator<Item = &'r T>) -> Vec<u8> {
        let mut bytes = Vec::new();
        for it in records {
            push_record(&mut bytes, 4, |line| it.write(line));
        }
        bytes
    }
    match slot {
        Slot::Coders => lines(project.coders().iter()),
        Slot::Codes => {
            let codes = query::codebook(project).into_iter();
            let codes: Vec<_> = codes
                .filter_map(|it| project.codes().get(it.code))
                .collect();
            lines(codes.into_iter())
        }
        Slot::Variables => lines(project.variables().iter()),
        Slot::Cases => lines(project.cases().iter()),
        Slot::Sets => lines(project.sets().iter()),
        Slot::Links => lines(project.links().iter()),
        Slot::Head => head(project, ""),
        Slot::Tail => tail(project),
        // These are runs of pieces.
        Slot::Sources | Slot::Work(..) => Vec::new(),
    }
}

/// The head, with lines in it in which the program says which it is and what this is about.
pub(super) fn head(project: &Project, about: &str) -> Vec<u8> {
    let format = format_of(project);
    let start = format!("Zhupi(\n  format: {format},\n{about}  project: ");
    let mut bytes = start.into_bytes();
    let mut line = Line::open(&mut bytes, "Project");
    project.head().write(&mut line);
    line.close();
    bytes.extend_from_slice(b",\n");
    bytes
}

/// The number of the format: of a newer one, if that was read.
fn format_of(project: &Project) -> String {
    let newer = project.extra.fields().find(|it| it.0 == "format");
    newer.map_or_else(|| FORMAT.to_string(), |it| it.1.to_owned())
}

/// The head of a file of a folder project.
pub(super) fn part_head(project: &Project, key: PartKey) -> Vec<u8> {
    let (format, of) = (format_of(project), project.head().id);
    let head = format!("Zhupi(\n  format: {format},\n  part: \"{key}\",\n  of: \"{of}\",\n");
    head.into_bytes()
}

/// A list of the file's outermost part.
pub(super) fn list<'a, 'r, T: Kind<'a> + 'r>(
    bytes: &mut Vec<u8>,
    name: &str,
    records: impl Iterator<Item = &'r T>,
) {
    bytes.extend_from_slice(format!("  {name}: [\n").as_bytes());
    for it in records {
        push_record(bytes, 4, |line| it.write(line));
    }
    bytes.extend_from_slice(b"  ],\n");
}

/// Queries, conflicts and what was not understood, and the end of the file.
pub(super) fn tail(project: &Project) -> Vec<u8> {
    let mut bytes = Vec::new();
    if !project.queries().is_empty() {
        list(&mut bytes, "queries", project.queries().iter());
    }
    if !project.glosses().is_empty() {
        list(&mut bytes, "glosses", project.glosses().iter());
    }
    if !project.recipes().is_empty() {
        list(&mut bytes, "recipes", project.recipes().iter());
    }
    if !project.conflicts().is_empty() {
        bytes.extend_from_slice(b"  conflicts: [\n");
        for it in project.conflicts().iter() {
            push_record(&mut bytes, 4, |line| write_conflict(project, it, line));
        }
        bytes.extend_from_slice(b"  ],\n");
    }
    for (name, ron) in project.extra.fields().filter(|it| it.0 != "format") {
        bytes.extend_from_slice(format!("  {name}: {ron},\n").as_bytes());
    }
    if !project.unread.is_empty() {
        list(&mut bytes, "unread", project.unread.iter());
    }
    bytes.extend_from_slice(b")\n");
    bytes
}

/// What one coder made.
#[derive(Default)]
pub(super) struct Group<'p> {
    pub(super) quotations: Vec<&'p Quotation>,
    pub(super) codings: Vec<&'p Coding>,
    pub(super) memos: Vec<&'p Memo>,
}

impl Group<'_> {
    /// Whether nothing was made.
    pub(super) fn is_empty(&self) -> bool {
        self.quotations.is_empty() && self.codings.is_empty() && self.memos.is_empty()
    }
}

/// Everything coders made, by coder and id; one group for every coder, whether there is work or not.
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

/// Goes through the whole file, stretch by stretch, without the lines in which the program speaks of
/// itself and without the revisions.
///
/// # Errors
/// Those of `pass`.
pub(super) fn walk(project: &Project, pass: Pass<'_>) -> io::Result<()> {
    walk_beside(project, None, pass)
}

/// The same of a project that was read from a file: lines of what coders made are not written, but
/// taken from there.
///
/// # Errors
/// Those of `pass` and of `read`; `InvalidData` when another record stands in a line.
pub(super) fn walk_beside(
    project: &Project,
    read: Option<ReadLine<'_>>,
    pass: Pass<'_>,
) -> io::Result<()> {
    let mut walk = Walk {
        project,
        between: String::new(),
        read,
        pass,
    };
    for slot in [Slot::Head].into_iter().chain(WHOLE) {
        walk.whole(slot)?;
    }
    walk.run(Slot::Sources, project.sources().iter())?;
    for (coder, group) in groups(project) {
        let [quotations, codings, memos] = Slot::of(coder);
        walk.run(quotations, group.quotations.into_iter())?;
        walk.run(codings, group.codings.into_iter())?;
        walk.run(memos, group.memos.into_iter())?;
    }
    walk.whole(Slot::Tail)
}

struct Walk<'p, 'l> {
    project: &'p Project,
    /// What stands between the last piece and the next.
    between: String,
    read: Option<ReadLine<'l>>,
    pass: Pass<'p>,
}

impl Walk<'_, '_> {
    fn whole(&mut self, slot: Slot) -> io::Result<()> {
        self.between.push_str(&slot.opening());
        let bytes = whole(self.project, slot);
        if !bytes.is_empty() {
            pass_between(&mut self.between, self.pass)?;
            (self.pass)(Some((slot, Uuid::nil())), &bytes)?;
        }
        self.between.push_str(slot.closing());
        Ok(())
    }

    fn run<'r, T: Cut + 'r>(
        &mut self,
        slot: Slot,
        records: impl Iterator<Item = &'r T>,
    ) -> io::Result<()> {
        let Self {
            project,
            between,
            read,
            pass,
        } = self;
        between.push_str(&slot.opening());
        let mut records = records.peekable();
        if records.peek().is_some() {
            pass_between(between, pass)?;
        }
        let put = &mut |last, bytes: &[u8]| pass(Some((slot, last)), bytes);
        match read.as_mut().filter(|_| slot != Slot::Sources) {
            Some(read) => cut_read(records, read, put)?,
            None => cut(project, records, put)?,
        }
        between.push_str(slot.closing());
        Ok(())
    }
}

fn pass_between(between: &mut String, pass: Pass<'_>) -> io::Result<()> {
    if !between.is_empty() {
        pass(None, between.as_bytes())?;
        between.clear();
    }
    Ok(())
}
