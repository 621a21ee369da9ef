//! Who has a project open: a small file beside it for everyone, which says so and goes stale by
//! itself. It is no lock: nobody is kept from anything by it.

use super::Host;
use crate::model::Time;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// Seconds after which nobody believes it any more.
pub(super) const STALE_SECS: i64 = 15 * 60;
/// Bytes of such a file that are read.
const MOST_BYTES: usize = 1 << 12;

/// Somebody who has the project open.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Presence {
    /// Their name as a coder.
    pub coder: String,
    /// Since when.
    pub since: Time,
    /// When that was last so.
    pub seen: Time,
}

impl Presence {
    /// Whether it is worth believing at a time. A clock that is ahead is no better than one that is
    /// behind.
    fn is_fresh(&self, now: Time) -> bool {
        (now.secs() - self.seen.secs()).abs() <= STALE_SECS
    }
}

/// What the names of such files of a project begin with: `.治理.ron.open-`.
fn prefix(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    format!(".{name}.open-")
}

/// The file that a machine of this name keeps beside the project. After a crash it is the same, so
/// that nobody meets themselves there.
pub(super) fn own_file(path: &Path, machine: &str) -> PathBuf {
    path.with_file_name(format!("{}{machine}", prefix(path)))
}

/// A name for a machine, by chance.
pub(super) fn machine(host: &dyn Host) -> String {
    let chance = host.chance();
    let last = chance.iter().rev().take(4);
    last.map(|it| format!("{it:02x}")).collect()
}

/// Says that somebody has the project open. That it cannot be said, as in a folder that is
/// write-protected, is no trouble.
pub(super) fn say(host: &dyn Host, own: &Path, presence: &Presence) {
    if let Ok(words) = ron::to_string(presence) {
        let _ = host.save(own, 0, &mut |out| out.write_all(words.as_bytes()));
    }
}

/// The others who have the project open now, by name.
pub(super) fn others(
    host: &dyn Host,
    path: &Path,
    own: &Path,
    entries: &[PathBuf],
) -> Vec<Presence> {
    let prefix = prefix(path);
    let now = host.now();
    let is_one = |it: &&PathBuf| {
        let name = it.file_name().map(|name| name.to_string_lossy());
        it.file_name() != own.file_name() && name.is_some_and(|it| it.starts_with(&prefix))
    };
    let read = |it: &PathBuf| {
        let (bytes, _) = host.load(it).ok()?;
        let words = std::str::from_utf8(bytes.get(..bytes.len().min(MOST_BYTES))?).ok()?;
        ron::from_str::<Presence>(words).ok()
    };
    let all = entries.iter().filter(is_one).filter_map(read);
    let mut fresh: Vec<Presence> = all.filter(|it| it.is_fresh(now)).collect();
    fresh.sort_by(|one, other| (&one.coder, one.since).cmp(&(&other.coder, other.since)));
    fresh
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_said_long_ago_or_by_a_clock_far_ahead_is_not_believed() {
        let at = |secs: i64| Presence {
            coder: "王".into(),
            since: Time::from_secs(0),
            seen: Time::from_secs(secs),
        };
        let now = Time::from_secs(100_000);
        let fresh = |it: i64| at(100_000 + it).is_fresh(now);
        assert!(fresh(0) && fresh(-STALE_SECS) && fresh(60));
        assert!(!fresh(-STALE_SECS - 1) && !fresh(STALE_SECS + 1));
        let later = 365 * 86_400;
        assert!(!fresh(-later) && !fresh(later));
    }
}
