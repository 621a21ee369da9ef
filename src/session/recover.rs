//! What was done and not saved before the program ended, brought back from the journal.

use super::Host;
use super::act_save::OnDisk;
use crate::edit::History;
use crate::file::journal::{Entry, Journal, Past};
use crate::file::journal_disk::{self, places};
use crate::file::{Opened, Sheet};
use crate::model::{Fingerprint, Project};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// How long it is waited between two looks at a journal that is held.
const PAUSE: Duration = Duration::from_millis(50);

/// Bytes of a journal beyond which a new one is begun.
const LONGEST: u64 = 1 << 25;

/// What the journals beside a project file hold.
#[derive(Default)]
pub(super) struct Found {
    /// What was brought back.
    pub(super) back: Option<Back>,
    /// Changes that do not fit the file, as they were kept.
    pub(super) aside: Vec<PathBuf>,
    /// How many bytes of journals count from which nothing was brought back.
    pub(super) keep: Vec<(PathBuf, u64)>,
    /// The journal that tells what led to the file, and the place of that.
    pub(super) past: Option<(Journal, usize)>,
    /// What was opened, cut into pieces, if that had to be done.
    pub(super) sheet: Option<Sheet>,
    /// Whether another program has the project open now.
    pub(super) is_elsewhere: bool,
}

/// A project with changes brought back.
pub(super) struct Back {
    pub(super) project: Project,
    pub(super) history: History,
    /// What led to the file.
    pub(super) past: Past,
    /// Changes brought back, of how many.
    pub(super) count: usize,
    pub(super) all: usize,
    /// Whether the last one was cut off.
    pub(super) is_torn: bool,
    /// The journal and how many bytes of it count.
    pub(super) resume: (PathBuf, u64),
}

/// Reads a journal beside a project file, waiting as long as this for a program that is ending to let
/// go of it: what somebody killed holds on for a moment.
pub(super) fn let_go(
    host: &dyn Host,
    place: &Path,
    patience: Duration,
) -> Option<journal_disk::Found> {
    let begun = Instant::now();
    loop {
        let found = host.journal(place)?;
        if !found.is_held || begun.elapsed() >= patience {
            return Some(found);
        }
        std::thread::sleep(PAUSE);
    }
}

/// Looks at the journals beside a project file that was read, of these bytes. Without patience one
/// that is held is this program's own.
pub(super) fn look(
    host: &dyn Host,
    (path, patience): (&Path, Option<Duration>),
    read: &Opened,
    (on_disk, print): (&OnDisk, &Fingerprint),
) -> Found {
    let mut found = Found::default();
    let claimed = read.revisions.first().map(|it| it.id);
    for place in places(path) {
        let Some(journal) = let_go(host, &place, patience.unwrap_or_default()) else {
            continue;
        };
        if journal.is_held {
            found.is_elsewhere |= patience.is_some();
            continue;
        }
        let journal = Journal::read(&journal.bytes);
        let at = journal.place_of(*print, claimed);
        let unsaved = at.map_or(&[][..], |at| journal.unsaved(at));
        if let Some(at) = at
            && !unsaved.is_empty()
            && found.back.is_none()
            && (journal.is_sure(at, *print) || is_it(&mut found, path, read, on_disk))
        {
            let back = bring_back(&read.project, (&journal, at), unsaved, place.clone());
            if back.count < back.all || journal.bad_line.is_some() {
                // What could not be made is cut off there, so it is kept here.
                found.aside.extend(host.set_aside(&place, true));
            }
            found.back = Some(back);
            continue;
        }
        if !unsaved.is_empty() || journal.is_open(at) {
            found.aside.extend(host.set_aside(&place, false));
            continue;
        }
        if journal.bad_line.is_some() {
            found.aside.extend(host.set_aside(&place, true));
        }
        // What is in it can still be taken back this time.
        let is_long = journal.good > LONGEST && host.put_away(path, &place);
        if !is_long {
            found.keep.push((place, journal.good));
        }
        if let Some(at) = at.filter(|_| found.past.is_none()) {
            found.past = Some((journal, at));
        }
    }
    found
}

/// Whether the file is the state that it says it is.
fn is_it(found: &mut Found, path: &Path, read: &Opened, on_disk: &OnDisk) -> bool {
    let sheet = match &on_disk.seal {
        Some(seal) => {
            let claims = read.revisions.first().map(|it| it.id);
            Sheet::of_file(&read.project, (path, seal), claims)
        }
        None => Sheet::of(&read.project),
    };
    let is_it = read.revisions.first().is_some_and(|it| it.id == sheet.id());
    found.sheet = Some(sheet);
    is_it
}

fn bring_back(
    project: &Project,
    (journal, at): (&Journal, usize),
    unsaved: &[Entry],
    place: PathBuf,
) -> Back {
    let mut project = project.clone();
    let mut history = History::default();
    let past = journal.past(at, &project);
    history.restore(past.done.clone(), past.undone.clone());
    let is_step = |it: &&Entry| matches!(it, Entry::Did(_) | Entry::Undid | Entry::Redid);
    let all = unsaved.iter().filter(is_step).count();
    let (mut count, mut read) = (0, at);
    for entry in unsaved {
        let made = match entry {
            Entry::Did(line) => crate::file::step_of(line, &project)
                .is_some_and(|it| history.commit(&mut project, it.transaction).is_ok()),
            Entry::Undid => history.undo(&mut project).is_some(),
            Entry::Redid => history.redo(&mut project).is_some(),
            _ => true,
        };
        if !made {
            break;
        }
        count += usize::from(is_step(&entry));
        read += 1;
    }
    Back {
        project,
        history,
        past,
        count,
        all,
        is_torn: journal.is_torn,
        resume: (place, journal.end_of(read)),
    }
}
