//! How it is said why a file is not locked or does not open.

use super::act_paths::path_words;
use super::locale::Saying;
use crate::file::lock::{LockError, MOST_WORK, UnlockError};
use std::path::Path;

/// The sentence for a file that cannot be locked, or a key that cannot be used.
pub(super) fn lock_saying(path: Option<&Path>, error: &LockError) -> Saying {
    let path = path.map(path_words).unwrap_or_default();
    match error {
        LockError::NoPassphrase if path.is_empty() => Saying::new("lock-no-passphrase"),
        LockError::NoPassphrase => Saying::new("lock-no-passphrase-in").with("path", path),
        LockError::Both => Saying::new("lock-both"),
        LockError::BadRecipient { given } => {
            Saying::new("lock-bad-recipient").with("given", given.as_str())
        }
        LockError::BadIdentity { line: 0 } => Saying::new("lock-no-identity").with("path", path),
        LockError::BadIdentity { line } => Saying::new("lock-bad-identity")
            .with("path", path)
            .with("line", *line),
    }
}

/// The sentence for a locked file that does not open.
pub fn unlock_saying(path: &Path, error: &UnlockError) -> Saying {
    let key = match error {
        UnlockError::NeedsPassphrase => "unlock-needs-passphrase",
        UnlockError::NeedsIdentity => "unlock-needs-identity",
        UnlockError::WrongPassphrase => "unlock-wrong-passphrase",
        UnlockError::WrongIdentity => "unlock-wrong-identity",
        UnlockError::TooMuchWork { work } => {
            return Saying::new("unlock-too-much-work")
                .with("path", path_words(path))
                .with("work", usize::from(*work))
                .with("most", usize::from(MOST_WORK));
        }
        UnlockError::Unknown => "unlock-unknown",
        UnlockError::Damaged => "unlock-damaged",
    };
    Saying::new(key).with("path", path_words(path))
}
