//! Numbered backups beside a file: `治理.ron.1.bak` is the newest.
//!
//! When there are as many as are wanted, one makes room: not the oldest, but the one between whose
//! neighbours least time would be missing for its age. So the last saves are there, and of what was
//! before one from some ten minutes ago, from some hours and from some days.

use super::safe::resolved;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

/// Newest backups that never make room.
const RECENT: usize = 2;

/// The backups of a file that are there, newest first.
pub fn backups(path: &Path) -> Vec<PathBuf> {
    let target = resolved(path).unwrap_or_else(|_| path.to_path_buf());
    (1..)
        .map(|number| backup(&target, number))
        .take_while(|path| path.exists())
        .collect()
}

/// Keeps the file as backup number 1 and moves the others one number up; beyond `keep` one makes room.
/// A hard link costs nothing; where there are none, it is copied.
pub(super) fn back_up(target: &Path, keep: usize) -> io::Result<()> {
    if keep == 0 {
        return Ok(());
    }
    // Only as far as the first gap: numbers above it need not move.
    let gap = (1..=keep).find(|number| !backup(target, *number).exists());
    let gap = gap.unwrap_or_else(|| makes_room(target, keep));
    // It must be gone first: after a crash number 1 may be the very file that is backed up.
    let room = backup(target, gap);
    if room.exists() {
        fs::remove_file(&room)?;
    }
    for number in (1..gap).rev() {
        fs::rename(backup(target, number), backup(target, number + 1))?;
    }
    let newest = backup(target, 1);
    fs::hard_link(target, &newest).or_else(|_| {
        let copied = fs::copy(target, &newest);
        if copied.is_err() {
            let _ = fs::remove_file(&newest);
        }
        copied.map(|_| ())
    })
}

/// Which backup goes when there is no room for another.
fn makes_room(target: &Path, keep: usize) -> usize {
    let modified = |path: &Path| fs::metadata(path).and_then(|it| it.modified()).ok();
    let secs = |time: SystemTime| time.duration_since(UNIX_EPOCH).map_or(0, |it| it.as_secs());
    let now = modified(target).map_or(0, secs);
    let age = |path: &Path| now.saturating_sub(modified(path).map_or(now, secs));
    let ages: Vec<u64> = (1..=keep).map(|it| age(&backup(target, it))).collect();
    spare(&ages) + 1
}

/// Which of the backups of these ages in seconds, the newest first, is missed least.
fn spare(ages: &[u64]) -> usize {
    let last = ages.len().saturating_sub(1);
    // The time that would be missing, in thousandths of the age on its far side.
    let gap = |at: &usize| {
        let (Some(newer), Some(older)) = (at.checked_sub(1), ages.get(at + 1)) else {
            return u64::MAX;
        };
        let newer = ages.get(newer).copied().unwrap_or_default();
        older.saturating_sub(newer).saturating_mul(1_000) / older.max(&1)
    };
    (RECENT.saturating_sub(1)..last)
        .min_by_key(gap)
        .unwrap_or(last)
}

/// The path of a backup.
pub(super) fn backup(target: &Path, number: usize) -> PathBuf {
    let mut name = target.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{number}.bak"));
    target.with_file_name(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The ages that are left of a file that was saved every so many seconds, so often.
    fn left(every: u64, times: u64, keep: usize) -> Vec<u64> {
        let mut saved: Vec<u64> = Vec::new();
        for turn in 0..times {
            let now = turn * every;
            let ages: Vec<u64> = saved.iter().map(|it| now - it).collect();
            if ages.len() == keep {
                saved.remove(spare(&ages));
            }
            saved.insert(0, now);
        }
        let last = (times - 1) * every;
        saved.into_iter().map(|it| last - it).collect()
    }

    #[test]
    fn of_a_day_of_saves_every_other_minute_minutes_and_hours_are_left() {
        let ages = left(120, 300, 8);
        assert_eq!(ages.len(), 8);
        let within = |from: u64, to: u64| ages.iter().any(|it| (from..to).contains(it));
        assert!(ages.contains(&0) && ages.contains(&120), "{ages:?}");
        assert!(within(300, 1_800), "some ten minutes ago: {ages:?}");
        assert!(within(1_800, 3 * 3_600), "an hour or two ago: {ages:?}");
        assert!(within(5 * 3_600, 11 * 3_600), "this morning: {ages:?}");
    }

    #[test]
    fn of_weeks_of_work_days_are_left() {
        // Every ten minutes, for three weeks.
        let ages = left(600, 6 * 24 * 21, 8);
        let days = ages.iter().filter(|it| **it > 86_400).count();
        assert!(days >= 2, "{ages:?}");
        assert!(
            ages.iter().any(|it| (3_600..86_400).contains(it)),
            "{ages:?}"
        );
    }

    #[test]
    fn where_few_are_wanted_the_oldest_goes() {
        assert_eq!(spare(&[10]), 0);
        assert_eq!(spare(&[10, 20]), 1);
    }
}
