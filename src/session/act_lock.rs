//! Locked files: whom a copy is locked for, and what opens those that come.

use super::{ActError, Action, Host, Manner, Overlay, Session};
use crate::file::lock::{Keys, Lock, LockError, Secret, UnlockError};
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// For whom a file is locked; by default everybody can read it.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct LockChoice {
    /// Whoever knows this.
    pub passphrase: Option<Secret>,
    /// The same, in the first line of a file.
    pub passphrase_in: Option<PathBuf>,
    /// Whoever has the private key to one of these public keys, `age1…`.
    pub recipients: Vec<String>,
}

impl LockChoice {
    /// Whether everybody can read the file.
    pub fn is_open(&self) -> bool {
        *self == Self::default()
    }

    /// The lock that is meant, if one is.
    pub(super) fn lock(&self, host: &dyn Host) -> Result<Option<Lock>, ActError> {
        let read = self.passphrase_in.as_deref().map(|it| secret_in(host, it));
        let passphrase = self.passphrase.clone().or(read.transpose()?);
        let lock = Lock::of(passphrase.as_ref(), &self.recipients);
        lock.map_err(|error| ActError::Lock { path: None, error })
    }
}

/// What opens locked files.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Unlocking {
    /// The passphrase.
    pub(super) passphrase: Option<Secret>,
    /// The same, in the first line of a file.
    pub(super) passphrase_in: Option<PathBuf>,
    /// A file of private keys, as `age-keygen` writes it.
    pub(super) identity: Option<PathBuf>,
}

impl Unlocking {
    /// The keys that are meant.
    pub(super) fn keys(&self, host: &dyn Host) -> Result<Keys, ActError> {
        let read = self.passphrase_in.as_deref().map(|it| secret_in(host, it));
        let mut keys = Keys::new(self.passphrase.clone().or(read.transpose()?));
        if let Some(path) = &self.identity {
            let (bytes, _) = host.load(path)?;
            let added = keys.add_identities(&String::from_utf8_lossy(&bytes));
            added.map_err(|error| ActError::Lock {
                path: Some(path.clone()),
                error,
            })?;
        }
        Ok(keys)
    }
}

/// What is written for everybody is never called an encrypted file, nor put in the place of one.
pub(super) fn needs_no_lock(path: &Path) -> Result<(), ActError> {
    match path
        .extension()
        .is_some_and(|it| it.eq_ignore_ascii_case("age"))
    {
        true => Err(ActError::NotEncrypted {
            path: path.to_owned(),
        }),
        false => Ok(()),
    }
}

/// The first line of a file.
fn secret_in(host: &dyn Host, path: &Path) -> Result<Secret, ActError> {
    let (bytes, _) = host.load(path)?;
    let text = String::from_utf8_lossy(&bytes);
    match text.lines().next().unwrap_or_default() {
        "" => Err(ActError::Lock {
            path: Some(path.to_owned()),
            error: LockError::NoPassphrase,
        }),
        line => Ok(Secret::new(line)),
    }
}

/// A locked file that waits for its key.
pub struct Locked {
    /// The file.
    pub path: PathBuf,
    /// Why it does not open yet.
    pub error: UnlockError,
    /// What is asked for again then.
    then: Action,
}

impl Session {
    /// The locked file that waits for its key.
    pub fn locked(&self) -> Option<&Locked> {
        self.locked.as_deref()
    }

    /// Takes a key, and does again what waits for one.
    pub(super) fn unlock(&mut self, unlocking: Unlocking) -> Result<(), ActError> {
        self.unlocking = unlocking;
        match self.locked.take() {
            Some(locked) => {
                self.look.overlay = None;
                self.act(locked.then)
            }
            None => Ok(()),
        }
    }

    /// Says why a file was not read; in a window a locked one asks for its key.
    pub(super) fn report_or_unlock(&mut self, error: ActError, then: Action) {
        match error {
            ActError::Locked { path, error }
                if error.wants_key() && self.manner == Manner::Window =>
            {
                self.look.overlay = Some(Overlay::Unlock);
                self.locked = Some(Box::new(Locked { path, error, then }));
            }
            error => self.report(&error),
        }
    }

    /// Whether something is given that opens locked files.
    pub(super) fn has_keys(&self) -> bool {
        self.unlocking != Unlocking::default()
    }

    /// Lets go of keys that have done their work, and of a file nobody opens any more.
    pub(super) fn forget_keys(&mut self) {
        if self.manner == Manner::Window && self.look.overlay != Some(Overlay::Unlock) {
            self.unlocking = Unlocking::default();
            self.locked = None;
        }
    }
}
