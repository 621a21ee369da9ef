//! A project as a folder of files, and back.

use super::findings::{FIRST, Findings};
use super::layout::{self, Group, Made, Slot};
use super::part::{Belongs, CODEBOOK, PROJECT, Part, PartKey, STATES, belongs, free_name, stem};
use super::read::{Found, Opened, begins_as_a_project, decoded, finish, utf_8};
use super::revision::{Lineage, Revision};
use super::sections::{OUTERMOST, Reader};
use super::warning::{ReadError, Warning};
use super::write::about;
use crate::model::{CoderId, Project, ProjectId, QuotationId, RecordId, Source, SourceId, Unread};
use crate::text::Lines;
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// What saving a folder changes.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct FolderChange {
    /// Files that are new or another.
    pub puts: Vec<Part>,
    /// Files that go, by their paths within the folder.
    pub takes: Vec<String>,
}

/// The parts of a project, each with its text; the same project gives the same texts every time.
fn texts(project: &Project, revisions: &[Revision]) -> BTreeMap<PartKey, Vec<u8>> {
    let mut texts = small_texts(project, revisions);
    for source in project.sources().iter() {
        texts.insert(PartKey::Source(source.id), source_text(project, source));
    }
    for (key, group) in works(project) {
        texts.insert(key, work_text(project, key, group));
    }
    texts
}

/// The parts that hold neither texts nor what was made of them.
pub(super) fn small_texts(project: &Project, revisions: &[Revision]) -> BTreeMap<PartKey, Vec<u8>> {
    let mut texts = BTreeMap::new();
    texts.insert(PartKey::Project, project_text(project));
    let mut codes = layout::part_head(project, PartKey::Codebook);
    put_whole(project, Slot::Codes, &mut codes);
    close(&mut codes);
    texts.insert(PartKey::Codebook, codes);
    let saved_by = |by: Option<CoderId>| {
        let by = by.filter(|it| project.coders().contains(*it));
        let known = move |it: &&Revision| it.by.filter(|id| project.coders().contains(*id)) == by;
        revisions.iter().filter(known)
    };
    if saved_by(None).next().is_some() {
        let mut states = layout::part_head(project, PartKey::States);
        layout::list(&mut states, "revisions", saved_by(None));
        close(&mut states);
        texts.insert(PartKey::States, states);
    }
    for coder in project.coders().iter() {
        let key = PartKey::Coder(coder.id);
        let mut text = layout::part_head(project, key);
        layout::list(&mut text, "coders", std::iter::once(coder));
        layout::list(&mut text, "revisions", saved_by(Some(coder.id)));
        close(&mut text);
        texts.insert(key, text);
    }
    texts
}

/// The file of a source.
pub(super) fn source_text(project: &Project, source: &Source) -> Vec<u8> {
    let mut text = layout::part_head(project, PartKey::Source(source.id));
    put_sources(std::iter::once(source), project, &mut text);
    close(&mut text);
    text
}

/// The file of what a coder made.
pub(super) fn work_text(project: &Project, key: PartKey, group: Group<'_>) -> Vec<u8> {
    let mut text = layout::part_head(project, key);
    if let PartKey::Work(coder, _) = key {
        put_work(project, (coder, group), &mut text);
    }
    close(&mut text);
    text
}

/// The file with everything that has none of its own.
pub(super) fn project_text(project: &Project) -> Vec<u8> {
    let said = format!("{}  part: \"{}\",\n", about(), PartKey::Project);
    let mut text = layout::head(project, &said);
    for slot in [Slot::Variables, Slot::Cases, Slot::Sets, Slot::Links] {
        put_whole(project, slot, &mut text);
    }
    text.extend(layout::whole(project, Slot::Tail));
    text
}

/// Writes a list that is one piece.
pub(super) fn put_whole(project: &Project, slot: Slot, text: &mut Vec<u8>) {
    text.extend_from_slice(slot.opening().as_bytes());
    text.extend(layout::whole(project, slot));
    text.extend_from_slice(slot.closing().as_bytes());
}

/// Writes sources.
pub(super) fn put_sources<'s>(
    sources: impl Iterator<Item = &'s Source>,
    project: &Project,
    text: &mut Vec<u8>,
) {
    text.extend_from_slice(Slot::Sources.opening().as_bytes());
    // Nothing can fail in memory.
    let _ = layout::cut(project, sources, &mut |_, bytes| {
        text.extend_from_slice(bytes);
        Ok(())
    });
    text.extend_from_slice(b"  ],\n");
}

/// Writes what one coder made, as it stands in one file.
fn put_work(project: &Project, (coder, group): (CoderId, Group<'_>), text: &mut Vec<u8>) {
    text.extend_from_slice(b"  work: [\n");
    let mut run = |made: Made, cut: &mut dyn FnMut(layout::Put<'_>) -> std::io::Result<()>| {
        let slot = Slot::Work(coder, made);
        text.extend_from_slice(slot.opening().as_bytes());
        // Nothing can fail in memory.
        let _ = cut(&mut |_, bytes| {
            text.extend_from_slice(bytes);
            Ok(())
        });
        text.extend_from_slice(slot.closing().as_bytes());
    };
    let Group {
        quotations,
        codings,
        memos,
    } = group;
    run(Made::Quotations, &mut |put| {
        layout::cut(project, quotations.iter().copied(), put)
    });
    run(Made::Codings, &mut |put| {
        layout::cut(project, codings.iter().copied(), put)
    });
    run(Made::Memos, &mut |put| {
        layout::cut(project, memos.iter().copied(), put)
    });
    text.extend_from_slice(b"  ],\n");
}

fn close(text: &mut Vec<u8>) {
    text.extend_from_slice(b")\n");
}

/// What coders made, by coder and by the source it belongs to.
pub(super) fn works(project: &Project) -> BTreeMap<PartKey, Group<'_>> {
    let of = |id: QuotationId| project.quotations().get(id).map(|it| it.source);
    let about = |id: RecordId| match id {
        RecordId::Source(id) => Some(id),
        RecordId::Quotation(id) => of(id),
        RecordId::Coding(id) => project.codings().get(id).and_then(|it| of(it.quotation)),
        _ => None,
    };
    let mut works: BTreeMap<PartKey, Group<'_>> = BTreeMap::new();
    for it in project.quotations().iter() {
        let key = PartKey::Work(it.coder, Some(it.source));
        works.entry(key).or_default().quotations.push(it);
    }
    for it in project.codings().iter() {
        let key = PartKey::Work(it.coder, of(it.quotation));
        works.entry(key).or_default().codings.push(it);
    }
    for it in project.memos().iter() {
        let key = PartKey::Work(it.coder, about(it.target));
        works.entry(key).or_default().memos.push(it);
    }
    works
}

/// What a folder that holds `there` changes when the project is saved in it with the revisions it
/// descends from. A file keeps its name as long as it is there, whatever is renamed; files that belong
/// to another project stay untouched.
pub fn folder_change(project: &Project, revisions: &[Revision], there: &[Part]) -> FolderChange {
    change(project, texts(project, revisions), there, &|_| true)
}

/// The same, of parts with these texts. Files of parts that are not looked at stay as they are.
pub(super) fn change(
    project: &Project,
    texts: BTreeMap<PartKey, Vec<u8>>,
    there: &[Part],
    is_looked_at: &dyn Fn(&PartKey) -> bool,
) -> FolderChange {
    let mut names: BTreeMap<PartKey, &Part> = BTreeMap::new();
    let mut change = FolderChange::default();
    let mut taken: BTreeSet<String> = there.iter().map(|it| it.name.clone()).collect();
    for part in there {
        match is_ours(part, project.head().id) {
            Some(key) if fits(key, &part.name) && !names.contains_key(&key) => {
                names.insert(key, part);
            }
            Some(_) => change.takes.push(part.name.clone()),
            None => {}
        }
    }
    let coder_stem = |id: CoderId| {
        let coder = project.coders().get(id);
        stem(coder.map_or("", |it| &it.name), id.uuid())
    };
    let source_stem = |id: SourceId| {
        let source = project.sources().get(id);
        stem(source.map_or("", |it| &it.name), id.uuid())
    };
    // Whatever is added of a coder goes to the folder they have.
    let mut folders: BTreeMap<CoderId, String> = BTreeMap::new();
    for (key, part) in &names {
        if let (PartKey::Work(coder, _), Some((folder, _))) = (key, part.name.rsplit_once('/')) {
            folders
                .entry(*coder)
                .or_insert_with(|| format!("{folder}/"));
        }
    }
    for (key, bytes) in texts {
        let there = names.remove(&key);
        if there.is_some_and(|it| it.bytes == bytes) {
            continue;
        }
        let name = there
            .map(|it| it.name.clone())
            .unwrap_or_else(|| match key {
                PartKey::Project => PROJECT.to_owned(),
                PartKey::Codebook => CODEBOOK.to_owned(),
                PartKey::States => STATES.to_owned(),
                PartKey::Coder(id) => free_name("coders/", &coder_stem(id), &taken),
                PartKey::Source(id) => free_name("sources/", &source_stem(id), &taken),
                PartKey::Work(coder, source) => {
                    let folder = folders.entry(coder);
                    let folder = folder.or_insert_with(|| format!("work/{}/", coder_stem(coder)));
                    let stem = source.map_or_else(|| "general".to_owned(), source_stem);
                    free_name(folder, &stem, &taken)
                }
            });
        taken.insert(name.clone());
        change.puts.push(Part { name, bytes });
    }
    for (key, part) in names.into_iter().filter(|it| is_looked_at(&it.0)) {
        // What is empty now stays, so that git never has to choose between a file that went and the
        // same file that somebody else wrote into.
        let is_emptied = match key {
            PartKey::Work(coder, source) => {
                let is_there = |it: SourceId| project.sources().contains(it);
                project.coders().contains(coder) && source.is_none_or(is_there)
            }
            _ => false,
        };
        let name = part.name.clone();
        let bytes = work_text(project, key, Group::default());
        match is_emptied {
            true if part.bytes == bytes => {}
            true => change.puts.push(Part { name, bytes }),
            false => change.takes.push(name),
        }
    }
    // What is written over is not taken.
    let puts: BTreeSet<&str> = change.puts.iter().map(|it| it.name.as_str()).collect();
    change.takes.retain(|it| !puts.contains(it.as_str()));
    change
}

/// Whether a file holds a part of this project, and which. What could not be read at all is ours when
/// it lies where only one of ours can.
fn is_ours(part: &Part, project: ProjectId) -> Option<PartKey> {
    match belongs(&part.bytes) {
        Some(Belongs {
            key: PartKey::Project,
            ..
        }) => Some(PartKey::Project),
        Some(it) => (it.of == Some(project)).then_some(it.key),
        None => match part.name.as_str() {
            PROJECT => Some(PartKey::Project),
            CODEBOOK => Some(PartKey::Codebook),
            STATES => Some(PartKey::States),
            _ => None,
        },
    }
}

/// Whether a part may keep the name it has: some have only one.
fn fits(key: PartKey, name: &str) -> bool {
    match key {
        PartKey::Project => name == PROJECT,
        PartKey::Codebook => name == CODEBOOK,
        PartKey::States => name == STATES,
        PartKey::Coder(_) => name.starts_with("coders/"),
        PartKey::Source(_) => name.starts_with("sources/"),
        PartKey::Work(..) => name.starts_with("work/"),
    }
}

/// Whether bytes are the file of a folder project that is opened.
pub fn is_folder_project(bytes: &[u8]) -> bool {
    belongs(bytes).is_some_and(|it| it.key == PartKey::Project)
}

/// Where each file of a folder begins in the text of all, in bytes.
type Starts<'p> = Vec<(usize, &'p str)>;

/// Reads a folder project.
///
/// # Errors
/// Only when nothing can be read of `project.ron`.
pub fn read_folder(parts: &[Part]) -> Result<Opened, ReadError> {
    let gathered = gather(parts)?;
    let Gathered { all, starts, .. } = &gathered;
    let mut findings = Findings::default();
    let mut found = Found::default();
    for (at, (start, _)) in starts.iter().enumerate() {
        // Without the line end that stands before the next file.
        let end = starts.get(at + 1).map_or(all.len(), |it| it.0) - 1;
        let text = all.get(..end).unwrap_or_default();
        let mut reader = Reader::resumed(text, *start, (found, findings));
        // That it is one of ours was looked at before.
        let _ = reader.outermost();
        (found, findings) = (reader.found, reader.findings);
    }
    found
        .unread
        .extend(gathered.aside.iter().map(|text| Unread {
            section: OUTERMOST.to_owned(),
            text: text.clone(),
        }));
    keep_once(&mut found);
    if found.is_nothing() {
        return Err(ReadError::NothingReadable { place: FIRST });
    }
    let mut opened = finish(all, found, findings);
    let told = std::mem::take(&mut opened.warnings);
    opened.warnings = gathered.told.clone();
    if !told.is_empty() {
        let lines = Lines::new(all.as_str().into());
        let told = told.into_iter().map(|it| placed(&lines, starts, it));
        opened.warnings.extend(told);
    }
    if opened.warnings.iter().any(Warning::is_loss) {
        opened.revisions.clear();
    }
    let revisions = std::mem::take(&mut opened.revisions);
    opened.revisions = Lineage::gathered(&revisions).chain();
    Ok(opened)
}

/// A file that is not understood is not written over, so what is unread in it comes again with every
/// reading: what was kept of it before is enough.
fn keep_once(found: &mut Found) {
    let Found {
        unread, earlier, ..
    } = found;
    let words = |it: &Unread| (it.section.clone(), it.text.clone());
    let kept: HashSet<(String, String)> = earlier.iter().map(words).collect();
    unread.retain(|it| !kept.contains(&words(it)));
}

/// The files of a folder as one text.
#[derive(Default)]
struct Gathered<'p> {
    all: String,
    starts: Starts<'p>,
    /// Texts of files that are none of ours though they lie among them.
    aside: Vec<String>,
    /// What is said of files that were left out, and of bytes that are no text.
    told: Vec<Warning>,
}

fn gather(parts: &[Part]) -> Result<Gathered<'_>, ReadError> {
    let main = parts.iter().find(|it| it.name == PROJECT);
    let main = main.ok_or(ReadError::Empty)?;
    let id = head_id(main)?;
    let mut others: Vec<&Part> = parts.iter().filter(|it| it.name != PROJECT).collect();
    others.sort_by(|one, two| one.name.cmp(&two.name));
    let mut gathered = Gathered::default();
    for part in std::iter::once(main).chain(others) {
        let bytes = utf_8(&part.bytes);
        // Places in bytes that are no text are told within their own file.
        let mut findings = Findings::default();
        let text = decoded(&bytes, &mut findings);
        let mut told = findings.tell(&text);
        let is_other = |it: Belongs| it.of.is_some() && id.is_some() && it.of != id;
        let is_read = match belongs(&bytes) {
            _ if part.name == PROJECT => true,
            _ if text.trim().is_empty() => {
                told = vec![Warning::EmptyPart];
                false
            }
            Some(it) if is_other(it) => {
                told = vec![Warning::OtherProject];
                false
            }
            Some(_) => true,
            None => {
                let error = match begins_as_a_project(&bytes) {
                    Err(error) => error,
                    Ok(()) => ReadError::NothingReadable { place: FIRST },
                };
                told.push(Warning::NoPart { error });
                gathered.aside.push(text.trim().to_owned());
                false
            }
        };
        gathered
            .told
            .extend(told.into_iter().map(|it| in_part(&part.name, it)));
        if is_read {
            gathered.starts.push((gathered.all.len(), &part.name));
            gathered.all.push_str(&text);
            if !gathered.all.ends_with('\n') {
                gathered.all.push('\n');
            }
        }
    }
    Ok(gathered)
}

/// The project's id, as its own file says.
fn head_id(main: &Part) -> Result<Option<ProjectId>, ReadError> {
    let bytes = utf_8(&main.bytes);
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(ReadError::Empty);
    }
    begins_as_a_project(&bytes)?;
    let text = decoded(&bytes, &mut Findings::default());
    let mut reader = Reader::new(&text, Findings::default());
    reader.outermost()?;
    Ok(reader.found.head.map(|it| it.id))
}

fn in_part(name: &str, warning: Warning) -> Warning {
    Warning::InPart {
        part: name.to_owned(),
        warning: Box::new(warning),
    }
}

/// A warning with its place in the file that it is in.
fn placed(lines: &Lines, starts: &Starts<'_>, mut warning: Warning) -> Warning {
    let Some(place) = warning.place_mut() else {
        return warning;
    };
    let first_line = |start: usize| lines.place_from_byte(start).map_or(1, |it| it.line);
    let part = starts.iter().rfind(|it| first_line(it.0) <= place.line);
    let Some((start, name)) = part else {
        return warning;
    };
    place.line = place.line + 1 - first_line(*start);
    in_part(name, warning)
}
