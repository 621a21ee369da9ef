//! The files in a `.qdpx`: one project, and texts that it names by path.

use crate::exchange::import::ImportError;
use crate::exchange::packed::{Pack, is_astray};
use crate::exchange::parcel::flaw;
use std::collections::HashMap;

/// Bytes of all files that are unpacked, at most. Pictures and recordings are not.
const MOST_UNPACKED: usize = 256 << 20;

/// The files that a project came with; a bare `.qde` comes with none.
pub(super) struct Folder<'b> {
    pack: Option<Pack<'b>>,
    /// Which part a path means, in lower case: the whole path, and the name alone where it is the only
    /// one.
    parts: HashMap<String, Option<usize>>,
}

/// What is known of a path in a project.
#[derive(Debug)]
pub(super) enum Found {
    /// The bytes of a file.
    Bytes(Vec<u8>),
    /// There is no such file.
    Nothing,
    /// The path leads out of the folder.
    Astray,
    /// It cannot be unpacked.
    Bad,
}

impl<'b> Folder<'b> {
    /// No files.
    pub(super) fn bare() -> Self {
        Self {
            pack: None,
            parts: HashMap::new(),
        }
    }

    /// Opens a packed folder; the project in it, and the names of files that lead out of it, which are
    /// never touched.
    pub(super) fn open(bytes: &'b [u8]) -> Result<(Self, Vec<u8>, Vec<String>), ImportError> {
        let mut pack = Pack::new(bytes, MOST_UNPACKED).map_err(flaw)?;
        let mut astray = Vec::new();
        let mut parts = HashMap::new();
        let mut project: Option<(usize, usize)> = None;
        for (at, name) in pack.names.iter().enumerate() {
            if is_astray(name) {
                astray.push(name.clone());
                continue;
            }
            let path = name.replace('\\', "/").to_lowercase();
            // The one that lies least deep, of several the first.
            let depth = path.matches('/').count();
            if path.ends_with(".qde") && project.is_none_or(|it| depth < it.1) {
                project = Some((at, depth));
            }
            if let Some((_, last)) = path.rsplit_once('/').filter(|it| !it.1.is_empty()) {
                let only = parts.entry(format!("*/{last}"));
                only.and_modify(|it| *it = None).or_insert(Some(at));
            }
            parts.entry(path).or_insert(Some(at));
        }
        let (at, _) = project.ok_or(ImportError::NoProject)?;
        let project = pack.unpack(at).map_err(flaw)?;
        let pack = Some(pack);
        Ok((Self { pack, parts }, project, astray))
    }

    /// The file that a path means: `internal://` is the folder `Sources`, in any case; programs also
    /// write bare names and whole paths.
    pub(super) fn find(&mut self, path: &str) -> Found {
        match self.part(path) {
            Err(astray) => astray,
            Ok(at) => {
                let Some((at, pack)) = at.zip(self.pack.as_mut()) else {
                    return Found::Nothing;
                };
                pack.unpack(at).map_or(Found::Bad, Found::Bytes)
            }
        }
    }

    /// Whether there is a file that a path means.
    pub(super) fn holds(&self, path: &str) -> bool {
        matches!(self.part(path), Ok(Some(_)))
    }

    /// The part that a path means.
    fn part(&self, path: &str) -> Result<Option<usize>, Found> {
        let path = path.trim();
        let inner = path.split_once("://").map_or(path, |it| it.1);
        let is_inside = path.starts_with("internal://") || !path.contains("://");
        if is_inside && is_astray(inner) {
            return Err(Found::Astray);
        }
        let inner = inner.replace('\\', "/").to_lowercase();
        let inner = inner.trim_start_matches('/');
        let last = inner.rsplit('/').next().unwrap_or(inner);
        let paths = [
            format!("sources/{inner}"),
            inner.to_owned(),
            format!("*/{last}"),
        ];
        Ok(paths.iter().find_map(|it| *self.parts.get(it)?))
    }
}
