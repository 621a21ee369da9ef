//! Where states of a project are kept: one small door, so that a folder beside the project, memory,
//! and some day a team's server are the same to whoever keeps and looks up.
//!
//! Everything is named by what it holds, so that what is there never has to be written over.

use super::safe;
use crate::model::Fingerprint;
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// What names of kept revisions end with.
pub(super) const LIST: &str = ".list.gz";
/// The folder of pieces.
pub(super) const PIECES: &str = "pieces";
/// What names of pieces end with.
pub(super) const PIECE: &str = ".gz";

/// What is kept.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Kept {
    /// A state of a project: its bytes name its pieces, one a line, in their order.
    State(Fingerprint),
    /// A piece of one or more states.
    Piece(Fingerprint),
}

/// On what something is kept.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum If<'h> {
    /// It is not there yet.
    Absent,
    /// It is not there yet, and these are still the heads: nobody else has kept a state meanwhile.
    Heads(&'h [Fingerprint]),
}

/// Keeps states of a project by their pieces.
pub trait RevisionStore {
    /// The state that was kept last; several where a store knows more than one line of work. None when
    /// nothing is kept.
    ///
    /// # Errors
    /// When the store cannot be reached.
    fn heads(&self) -> io::Result<Vec<Fingerprint>>;

    /// What is kept under a name, if it is and has no more than `most` bytes.
    ///
    /// # Errors
    /// When the store cannot be reached, or what is there cannot be read.
    fn get(&self, name: Kept, most: u64) -> io::Result<Option<Vec<u8>>>;

    /// Whether something is kept under a name.
    fn has(&self, name: Kept) -> bool {
        self.get(name, safe::LIMIT).is_ok_and(|it| it.is_some())
    }

    /// Keeps bytes under a name on a condition; whether it holds. What is there already stays.
    ///
    /// # Errors
    /// When it cannot be kept.
    fn put_if(&self, name: Kept, bytes: &[u8], condition: If<'_>) -> io::Result<bool>;
}

/// A folder on a disk; see [`history`](super::history) for what lies where.
pub struct FolderStore {
    folder: PathBuf,
}

impl FolderStore {
    /// In a folder, which is made when something is kept.
    pub fn new(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// Where something lies or would lie.
    pub(super) fn place(&self, name: Kept) -> PathBuf {
        match name {
            Kept::State(id) => self.folder.join(format!("{id}{LIST}")),
            Kept::Piece(hash) => self.folder.join(name_of_piece(hash)),
        }
    }

    /// The time of each kept state.
    fn states(&self) -> Vec<(std::time::SystemTime, Fingerprint)> {
        let entries = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        let state = |it: fs::DirEntry| {
            let name = it.file_name();
            let id = Fingerprint::from_hex(name.to_str()?.strip_suffix(LIST)?)?;
            Some((it.metadata().ok()?.modified().ok()?, id))
        };
        entries.filter_map(state).collect()
    }
}

/// `pieces/ab/ab….gz`: folders stay small.
pub(super) fn name_of_piece(hash: Fingerprint) -> String {
    let name = hash.to_string();
    let start = name.get(..2).unwrap_or_default();
    format!("{PIECES}/{start}/{name}{PIECE}")
}

impl RevisionStore for FolderStore {
    fn heads(&self) -> io::Result<Vec<Fingerprint>> {
        let newest = self.states().into_iter().max();
        Ok(newest.map(|it| it.1).into_iter().collect())
    }

    fn get(&self, name: Kept, most: u64) -> io::Result<Option<Vec<u8>>> {
        match unpacked(&self.place(name), most) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            text => text,
        }
    }

    fn has(&self, name: Kept) -> bool {
        // A file without content is what a power cut may leave.
        fs::metadata(self.place(name)).is_ok_and(|it| it.len() > 0)
    }

    fn put_if(&self, name: Kept, bytes: &[u8], condition: If<'_>) -> io::Result<bool> {
        let path = self.place(name);
        let is_there = self.has(name);
        let is_met = match condition {
            If::Absent => true,
            If::Heads(heads) => self.heads()? == heads,
        };
        if is_there || !is_met {
            return Ok(false);
        }
        match name {
            Kept::State(_) => {
                let write = &mut |out: &mut dyn Write| packed(bytes, out);
                safe::save(&path, 0, write).map_err(io::Error::other)?;
            }
            // The disk is not waited for: what is lost is only an aid.
            Kept::Piece(_) => {
                let folder = path.parent().unwrap_or(Path::new("."));
                fs::create_dir_all(folder)?;
                let mut file = tempfile::NamedTempFile::new_in(folder)?;
                packed(bytes, &mut file)?;
                file.persist(&path).map_err(|it| it.error)?;
            }
        }
        Ok(true)
    }
}

pub(super) fn packed(text: &[u8], out: &mut dyn Write) -> io::Result<()> {
    let mut packed = GzEncoder::new(out, Compression::fast());
    packed.write_all(text)?;
    packed.finish().map(|_| ())
}

/// What a packed file holds, if that is no more than `most` bytes.
pub(super) fn unpacked(path: &Path, most: u64) -> io::Result<Option<Vec<u8>>> {
    let mut text = Vec::new();
    let packed = GzDecoder::new(fs::File::open(path)?);
    packed.take(most.saturating_add(1)).read_to_end(&mut text)?;
    Ok((text.len() as u64 <= most).then_some(text))
}

/// In memory, for as long as it lives.
#[derive(Default)]
pub struct MemoryStore {
    kept: Mutex<Held>,
}

#[derive(Default)]
struct Held {
    all: BTreeMap<Kept, Vec<u8>>,
    last: Option<Fingerprint>,
}

impl RevisionStore for MemoryStore {
    fn heads(&self) -> io::Result<Vec<Fingerprint>> {
        let held = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(held.last.into_iter().collect())
    }

    fn get(&self, name: Kept, most: u64) -> io::Result<Option<Vec<u8>>> {
        let held = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let bytes = held.all.get(&name).filter(|it| it.len() as u64 <= most);
        Ok(bytes.cloned())
    }

    fn put_if(&self, name: Kept, bytes: &[u8], condition: If<'_>) -> io::Result<bool> {
        let mut held = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let is_met = match condition {
            If::Absent => true,
            If::Heads(heads) => held.last.as_slice() == heads,
        };
        if held.all.contains_key(&name) || !is_met {
            return Ok(false);
        }
        held.all.insert(name, bytes.to_vec());
        if let Kept::State(id) = name {
            held.last = Some(id);
        }
        Ok(true)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(number: u8) -> Fingerprint {
        Fingerprint([number; 32])
    }

    /// What every store does.
    fn keeps_its_word(store: &dyn RevisionStore) {
        assert_eq!(store.heads().unwrap(), []);
        let piece = Kept::Piece(id(1));
        assert_eq!(store.get(piece, 100).unwrap(), None);
        assert!(
            store
                .put_if(piece, "数字治理".as_bytes(), If::Absent)
                .unwrap()
        );
        assert!(!store.put_if(piece, b"another", If::Absent).unwrap());
        assert_eq!(store.get(piece, 100).unwrap(), Some("数字治理".into()));
        assert_eq!(store.get(piece, 3).unwrap(), None, "more than is wanted");
        assert_eq!(store.heads().unwrap(), [], "a piece is no state");
        let put = |number, heads: &[u8]| {
            let heads: Vec<Fingerprint> = heads.iter().map(|it| id(*it)).collect();
            let put = store.put_if(Kept::State(id(number)), b"list\n", If::Heads(&heads));
            put.unwrap()
        };
        assert!(put(2, &[]));
        assert_eq!(store.heads().unwrap(), [id(2)]);
        assert!(!put(3, &[]), "somebody else was here meanwhile");
        assert_eq!(store.get(Kept::State(id(3)), 100).unwrap(), None);
        assert!(put(3, &[2]) && !put(3, &[3]));
    }

    #[test]
    fn every_store_keeps_its_word() {
        keeps_its_word(&MemoryStore::default());
        let desk = tempfile::tempdir().unwrap();
        keeps_its_word(&FolderStore::new(desk.path().to_owned()));
    }
}
