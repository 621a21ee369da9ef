//! A project cut into the pieces of its file, each known by its hash: what makes a save cost what
//! was changed since the save before, and not what there is.

use super::layout::{self, Slot, WHOLE};
use super::recut::{Dirty, Piece, recut};
use super::revision::Revision;
use super::seal::{Seal, reopen};
use super::write::{speaking_head, write_with};
use crate::model::{CoderId, Fingerprint, Project};
use sha2::{Digest, Sha256};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use uuid::Uuid;

/// Bytes of new pieces that are held in memory; of more, all is written anew.
const MOST_HELD: u64 = 1 << 26;
/// Bytes among which the end of a file's head is looked for.
const LONGEST_HEAD: u64 = 1 << 20;
/// Bytes copied at a time.
const COPIED: usize = 1 << 20;

/// The file in which unchanged pieces lie.
#[derive(Clone, Debug)]
struct Lies {
    path: PathBuf,
    seal: Seal,
    /// Bytes of its head.
    head: u64,
}

/// A state of a project with its pieces. A clone is cheap.
#[derive(Clone, Debug)]
pub struct Sheet {
    project: Project,
    runs: BTreeMap<Slot, Arc<Vec<Piece>>>,
    id: Fingerprint,
    lies: Option<Lies>,
}

/// What tells one state of a project from every other: the SHA-256 of the SHA-256s of the pieces of
/// its file, without the lines in which the program speaks of itself and without the revisions.
pub fn identity(project: &Project) -> Fingerprint {
    Sheet::of(project).id
}

impl Sheet {
    /// Of a project, from scratch.
    pub fn of(project: &Project) -> Self {
        Self::gather(project, &mut |_| {})
    }

    /// Of a project that was read from a file that still has this seal; with the state it `claims`
    /// to hold, if it says.
    pub fn of_file(
        project: &Project,
        (path, seal): (&Path, &Seal),
        claims: Option<Fingerprint>,
    ) -> Self {
        let claimed = claims.and_then(|id| Self::read_off(project, (path, seal), id));
        if let Some(sheet) = claimed {
            return sheet;
        }
        let Some(mut there) = reopen(path, seal).and_then(Comparing::open) else {
            return Self::of(project);
        };
        // Whether every piece stands in the file as it would be written.
        let sheet = Self::gather(project, &mut |bytes| there.compare(bytes));
        match there.is_same_to_the_end() {
            true => sheet.saved(path, Some(seal)),
            false => sheet,
        }
    }

    /// Of a project that was read without loss from a file that still has this seal and says that it
    /// holds the state `id`; `None` when it does not, or is not as the program writes it. What coders
    /// made is not written anew to see that: were a line another than it would be written, the state
    /// would have another name.
    pub fn read_off(
        project: &Project,
        (path, seal): (&Path, &Seal),
        id: Fingerprint,
    ) -> Option<Self> {
        let there = RefCell::new(reopen(path, seal).and_then(Comparing::open)?);
        let mut runs = Runs::new();
        let mut read = |line: &mut Vec<u8>| there.borrow_mut().read_line(line);
        layout::walk_beside(project, Some(&mut read), &mut |piece, bytes| {
            if !matches!(piece, Some((Slot::Head | Slot::Work(..), _))) {
                there.borrow_mut().compare(bytes);
            }
            note(&mut runs, piece, bytes);
            Ok(())
        })
        .ok()?;
        let is_whole = there.borrow_mut().is_same_to_the_end();
        let sheet = Self::finished(project, shared(runs), None);
        (is_whole && sheet.id == id).then(|| sheet.saved(path, Some(seal)))
    }

    fn gather(project: &Project, seen: &mut dyn FnMut(&[u8])) -> Self {
        let mut runs = Runs::new();
        // A hash takes everything.
        let _ = layout::walk(project, &mut |piece, bytes| {
            note(&mut runs, piece, bytes);
            if !matches!(piece, Some((Slot::Head, _))) {
                seen(bytes);
            }
            Ok(())
        });
        Self::finished(project, shared(runs), None)
    }

    /// Of what the project has become: only what changed since is looked at.
    #[must_use]
    pub fn follow(&self, project: &Project) -> Self {
        let mut runs = BTreeMap::new();
        for slot in [Slot::Head, Slot::Tail].into_iter().chain(WHOLE) {
            let run = match self.is_same(project, slot) {
                true => self.run(slot),
                false => self.anew(project, slot),
            };
            runs.insert(slot, run);
        }
        let dirty = Dirty::between(&self.project, project);
        let cut = |it: &&Slot| matches!(it, Slot::Sources | Slot::Work(..));
        let slots = self.runs.keys().chain(dirty.slots()).filter(cut);
        for slot in slots.copied().collect::<BTreeSet<Slot>>() {
            let run = match dirty.ids(slot) {
                Some(ids) => recut(project, slot, (&self.run(slot), ids)),
                None => self.run(slot),
            };
            runs.insert(slot, run);
        }
        runs.retain(|_, run| !run.is_empty());
        Self::finished(project, runs, self.lies.clone())
    }

    /// Whether a list that is one piece is as it was.
    fn is_same(&self, project: &Project, slot: Slot) -> bool {
        let was = &self.project;
        match slot {
            Slot::Coders => project.coders().changes(was.coders()).is_empty(),
            Slot::Codes => project.codes().changes(was.codes()).is_empty(),
            Slot::Variables => project.variables().changes(was.variables()).is_empty(),
            Slot::Cases => project.cases().changes(was.cases()).is_empty(),
            Slot::Sets => project.sets().changes(was.sets()).is_empty(),
            Slot::Links => project.links().changes(was.links()).is_empty(),
            _ => false,
        }
    }

    fn anew(&self, project: &Project, slot: Slot) -> Arc<Vec<Piece>> {
        let bytes = layout::whole(project, slot);
        let old = self.run(slot);
        let piece = (!bytes.is_empty()).then(|| Piece::held(Uuid::nil(), &bytes, &old));
        Arc::new(piece.into_iter().collect())
    }

    fn run(&self, slot: Slot) -> Arc<Vec<Piece>> {
        self.runs.get(&slot).cloned().unwrap_or_default()
    }

    fn finished(
        project: &Project,
        runs: BTreeMap<Slot, Arc<Vec<Piece>>>,
        lies: Option<Lies>,
    ) -> Self {
        let mut sheet = Self {
            project: project.clone(),
            runs,
            id: Fingerprint([0; 32]),
            lies,
        };
        let mut digest = Sha256::new();
        for stretch in sheet.stretches() {
            digest.update(stretch.hash().0);
        }
        sheet.id = Fingerprint(digest.finalize().into());
        let pieces = || sheet.runs.values().flat_map(|run| run.iter());
        let held = pieces().filter(|it| it.text.is_some());
        let held: u64 = held.map(|it| it.bytes).sum();
        let is_lost = |it: &Piece| it.text.is_none() && it.at.is_none();
        if held > MOST_HELD || pieces().any(is_lost) {
            sheet.lies = None;
        }
        if sheet.lies.is_none() {
            // What is new is still at hand for the history.
            let goes = |it: &Piece| it.at.is_some() || (it.text.is_some() && held > MOST_HELD);
            for run in sheet.runs.values_mut().filter(|it| it.iter().any(goes)) {
                for it in Arc::make_mut(run).iter_mut().filter(|it| goes(it)) {
                    it.at = None;
                    it.text = it.text.take().filter(|_| held <= MOST_HELD);
                }
            }
        }
        sheet
    }

    /// The project.
    pub fn project(&self) -> &Project {
        &self.project
    }

    /// What tells this state from every other: see [`identity`].
    pub fn id(&self) -> Fingerprint {
        self.id
    }

    /// The hashes of all pieces, in the order of the file.
    pub fn hashes(&self) -> Vec<Fingerprint> {
        self.stretches().map(|it| it.hash()).collect()
    }

    /// The same sheet once it was saved at `path` as a file that has this seal.
    #[must_use]
    pub fn saved(&self, path: &Path, seal: Option<&Seal>) -> Self {
        let mut sheet = self.clone();
        let mut at = 0;
        let mut places = Vec::new();
        for stretch in self.stretches().skip(1) {
            if let Stretch::Piece(_) = stretch {
                places.push(at);
            }
            at += stretch.bytes();
        }
        let mut places = places.into_iter();
        for (slot, run) in &mut sheet.runs {
            for piece in Arc::make_mut(run) {
                piece.text = None;
                // The head is written anew each time.
                piece.at = match slot {
                    Slot::Head => Some(0),
                    _ => places.next(),
                };
            }
        }
        let head = seal.and_then(|it| it.bytes().checked_sub(at));
        sheet.lies = seal.zip(head).map(|(seal, head)| Lies {
            path: path.to_owned(),
            seal: seal.clone(),
            head,
        });
        if sheet.lies.is_none() {
            return Self::finished(&self.project, sheet.runs, None);
        }
        sheet
    }

    /// Writes the whole file with the revisions it descends from. What stands unchanged in the file
    /// saved last is copied from there.
    ///
    /// # Errors
    /// When `out` fails; what was written until then is of no use.
    pub fn write(&self, revisions: &[Revision], out: &mut dyn Write) -> io::Result<()> {
        match self.source() {
            Some((file, lies)) => self.copy(revisions, (file, lies), out),
            None => write_with(&self.project, revisions, out),
        }
    }

    /// Whether unchanged pieces can be copied from the file saved last.
    pub fn has_source(&self) -> bool {
        self.source().is_some()
    }

    /// Whether unchanged pieces were last seen in a file.
    pub fn was_copied(&self) -> bool {
        self.lies.is_some()
    }

    /// The same sheet, which writes everything anew.
    #[must_use]
    pub fn without_source(&self) -> Self {
        let lies = None;
        Self {
            lies,
            ..self.clone()
        }
    }

    fn source(&self) -> Option<(File, &Lies)> {
        let lies = self.lies.as_ref()?;
        Some((reopen(&lies.path, &lies.seal)?, lies))
    }

    fn copy(
        &self,
        revisions: &[Revision],
        (mut file, lies): (File, &Lies),
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let changed = || io::Error::other("the file changed while it was saved");
        let lost = || io::Error::other("a piece is lost");
        out.write_all(&speaking_head(&self.project, revisions))?;
        // Neighbours are copied at one go.
        let mut open: Option<(u64, u64)> = None;
        let mut buffer = vec![0; COPIED];
        for stretch in self.stretches().skip(1) {
            let place = match &stretch {
                Stretch::Piece(it) => it.at.map(|at| lies.head + at),
                Stretch::Between(_) => None,
            };
            if let (Some((_, end)), Some(at)) = (&mut open, place)
                && *end == at
            {
                *end += stretch.bytes();
                continue;
            }
            copy_range(&mut file, open.take(), (out, &mut buffer))?;
            match (&stretch, place) {
                (_, Some(at)) => open = Some((at, at + stretch.bytes())),
                (Stretch::Between(text), _) => out.write_all(text.as_bytes())?,
                (Stretch::Piece(it), _) => out.write_all(it.text.as_ref().ok_or_else(lost)?)?,
            }
        }
        copy_range(&mut file, open, (out, &mut buffer))?;
        (Seal::of(&file).as_ref() == Some(&lies.seal))
            .then_some(())
            .ok_or_else(changed)
    }

    /// Hands over every piece whose hash is wanted.
    ///
    /// # Errors
    /// Those of `put`.
    pub fn texts(
        &self,
        wanted: &mut dyn FnMut(Fingerprint) -> bool,
        put: &mut dyn FnMut(Fingerprint, &[u8]) -> io::Result<()>,
    ) -> io::Result<()> {
        let mut missing = BTreeSet::new();
        for stretch in self.stretches() {
            let hash = stretch.hash();
            match (&stretch, wanted(hash)) {
                (_, false) => {}
                (Stretch::Between(text), _) => put(hash, text.as_bytes())?,
                (Stretch::Piece(it), _) => match &it.text {
                    Some(text) => put(hash, text)?,
                    None => drop(missing.insert(hash)),
                },
            }
        }
        if missing.is_empty() {
            return Ok(());
        }
        let mut hashes = self.stretches().map(|it| it.hash());
        layout::walk(&self.project, &mut |_, bytes| match hashes.next() {
            Some(hash) if missing.remove(&hash) => put(hash, bytes),
            _ => Ok(()),
        })
    }

    /// The stretches of the file, in their order, the head first.
    fn stretches(&self) -> impl Iterator<Item = Stretch<'_>> {
        let coders = self.project.coders().iter().map(|it| it.id);
        let workers = self.runs.keys().filter_map(|it| match it {
            Slot::Work(coder, _) => Some(*coder),
            _ => None,
        });
        let groups: BTreeSet<CoderId> = coders.chain(workers).collect();
        let slots = [Slot::Head].into_iter().chain(WHOLE).chain([Slot::Sources]);
        let slots = slots.chain(groups.into_iter().flat_map(Slot::of));
        let mut between = String::new();
        let each = move |slot: Slot| {
            between.push_str(&slot.opening());
            let run = self.runs.get(&slot).map_or(&[][..], |it| it);
            let text = match run {
                [] => None,
                _ => Some(std::mem::take(&mut between)).filter(|it| !it.is_empty()),
            };
            between.push_str(slot.closing());
            let text = text.map(Stretch::Between);
            text.into_iter().chain(run.iter().map(Stretch::Piece))
        };
        slots.chain([Slot::Tail]).flat_map(each)
    }
}

/// Pieces as they are gathered.
type Runs = BTreeMap<Slot, Vec<Piece>>;

/// Notes a piece that a walk passes.
fn note(runs: &mut Runs, piece: Option<(Slot, Uuid)>, bytes: &[u8]) {
    if let Some((slot, last)) = piece {
        runs.entry(slot).or_default().push(Piece::of(last, bytes));
    }
}

fn shared(runs: Runs) -> BTreeMap<Slot, Arc<Vec<Piece>>> {
    let runs = runs.into_iter().map(|(slot, run)| (slot, Arc::new(run)));
    runs.collect()
}

/// A stretch of the file.
enum Stretch<'s> {
    /// What stands between lists.
    Between(String),
    Piece(&'s Piece),
}

impl Stretch<'_> {
    fn hash(&self) -> Fingerprint {
        match self {
            Self::Between(text) => Fingerprint::of(text),
            Self::Piece(it) => it.hash,
        }
    }

    fn bytes(&self) -> u64 {
        match self {
            Self::Between(text) => text.len() as u64,
            Self::Piece(it) => it.bytes,
        }
    }
}

/// A file that is compared with what would be written, piece by piece.
struct Comparing {
    file: BufReader<File>,
    buffer: Vec<u8>,
    is_same: bool,
}

impl Comparing {
    /// Behind the head; `None` when none is found.
    fn open(mut file: File) -> Option<Self> {
        let mut start = Vec::new();
        let read = Read::by_ref(&mut file).take(LONGEST_HEAD);
        BufReader::new(read).read_to_end(&mut start).ok()?;
        let at = memchr::memmem::find(&start, b"\n  coders: [\n")?;
        file.seek(SeekFrom::Start(at as u64 + 1)).ok()?;
        Some(Self {
            file: BufReader::with_capacity(COPIED, file),
            buffer: Vec::new(),
            is_same: true,
        })
    }

    fn compare(&mut self, bytes: &[u8]) {
        if self.is_same {
            self.buffer.resize(bytes.len(), 0);
            let read = self.file.read_exact(&mut self.buffer);
            self.is_same = read.is_ok() && self.buffer == bytes;
        }
    }

    /// Appends a line, with its end.
    fn read_line(&mut self, line: &mut Vec<u8>) -> io::Result<()> {
        self.file.read_until(b'\n', line).map(|_| ())
    }

    fn is_same_to_the_end(&mut self) -> bool {
        self.is_same && self.file.fill_buf().is_ok_and(<[u8]>::is_empty)
    }
}

/// Copies the bytes of a file from the first to the second place.
fn copy_range(
    file: &mut File,
    range: Option<(u64, u64)>,
    (out, buffer): (&mut dyn Write, &mut [u8]),
) -> io::Result<()> {
    let Some((start, end)) = range else {
        return Ok(());
    };
    file.seek(SeekFrom::Start(start))?;
    let mut left = end.saturating_sub(start);
    while left > 0 {
        let most = usize::try_from(left)
            .unwrap_or(usize::MAX)
            .min(buffer.len());
        let part = buffer.get_mut(..most).unwrap_or_default();
        file.read_exact(part)?;
        out.write_all(part)?;
        left -= most as u64;
    }
    Ok(())
}

#[cfg(test)]
mod tests;
