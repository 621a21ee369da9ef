//! What lies around the open project on disk: who else has it open, other copies of it, and whether
//! somebody else changed the file itself. Looked at now and then on a thread of its own.

use super::act_paths::folder_of;
use super::act_save::OnDisk;
use super::presence::{self, Presence};
use super::{Host, Manner, Session};
use crate::file::{self, Seal};
use crate::model::{CoderId, Fingerprint, ProjectId, Time};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

/// How often it is looked around.
const PAUSE: Duration = Duration::from_secs(30);
/// After how many looks it is said again that the project is open here: well before that is stale.
const SAY_AGAIN: u32 = 8;
/// Other copies that are read at most.
const MOST_COPIES: usize = 12;
/// How long somebody waits for a look that was asked for.
const PATIENCE: Duration = Duration::from_secs(5);

/// Another copy of the project beside it, such as synced folders leave when two people saved at
/// once.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Copied {
    /// The file.
    pub path: PathBuf,
    /// The state that it holds.
    pub id: Fingerprint,
    /// Who saved it last, if that is known.
    pub by: Option<CoderId>,
    /// When.
    pub at: Option<Time>,
}

/// What lies around the open project.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Around {
    /// The others who have it open now.
    pub others: Vec<Presence>,
    /// Other copies of it, by name.
    pub copies: Vec<Copied>,
    /// Whether the file is not the one any more that was opened or saved last.
    pub is_changed: bool,
}

/// Looks around a project until it is dropped.
pub(super) struct Watch {
    path: PathBuf,
    sender: Option<Sender<Wish>>,
    thread: Option<JoinHandle<()>>,
    seen: Arc<Mutex<Around>>,
}

enum Wish {
    /// What is known of the file now; look again.
    Know(OnDisk),
    /// Look again, then tell.
    Look(Sender<()>),
}

/// The thread's own.
struct Watcher {
    host: Arc<dyn Host>,
    path: PathBuf,
    project: ProjectId,
    known: OnDisk,
    own: PathBuf,
    presence: Presence,
    /// Copies that were read, as they were then; `None` is no copy of this project.
    read: BTreeMap<PathBuf, (Option<Seal>, Option<Copied>)>,
    seen: Arc<Mutex<Around>>,
}

impl Watch {
    fn begin(
        host: Arc<dyn Host>,
        (path, known): (PathBuf, OnDisk),
        project: ProjectId,
        (coder, machine): (String, &str),
    ) -> Self {
        let (sender, receiver) = channel();
        let seen: Arc<Mutex<Around>> = Arc::default();
        let now = host.now();
        let mut watcher = Watcher {
            own: presence::own_file(&path, machine),
            path: path.clone(),
            project,
            known,
            presence: Presence {
                coder,
                since: now,
                seen: now,
            },
            read: BTreeMap::new(),
            seen: seen.clone(),
            host,
        };
        let thread = std::thread::Builder::new().name("around".to_owned());
        let thread = thread.spawn(move || watcher.run(&receiver)).ok();
        Self {
            path,
            sender: thread.as_ref().map(|_| sender),
            thread,
            seen,
        }
    }

    fn tell(&self, wish: Wish) {
        if let Some(sender) = &self.sender {
            // Nobody looks any more when the thread is gone.
            let _ = sender.send(wish);
        }
    }

    /// Waits until it has been looked around once more.
    pub(super) fn wait(&self) {
        let (done, is_done) = channel();
        self.tell(Wish::Look(done));
        let _ = is_done.recv_timeout(PATIENCE);
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.sender = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

impl Watcher {
    fn run(&mut self, wishes: &Receiver<Wish>) {
        let mut turn = 0u32;
        loop {
            if turn.is_multiple_of(SAY_AGAIN) {
                self.presence.seen = self.host.now();
                presence::say(&*self.host, &self.own, &self.presence);
            }
            self.look();
            match wishes.recv_timeout(PAUSE) {
                Ok(Wish::Know(known)) => self.known = known,
                Ok(Wish::Look(done)) => {
                    self.look();
                    // Nobody waits any more only when it took too long.
                    let _ = done.send(());
                }
                Err(RecvTimeoutError::Timeout) => turn += 1,
                Err(RecvTimeoutError::Disconnected) => break,
            }
        }
        self.host.forget(&self.own);
    }

    fn look(&mut self) {
        let entries = self.host.list(folder_of(&self.path));
        let around = Around {
            others: presence::others(&*self.host, &self.path, &self.own, &entries),
            copies: self.copies(&entries),
            is_changed: self.known.has_changed(&*self.host, &self.path),
        };
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        // That somebody is still there is no news.
        let news = |it: &Around| {
            let others = it.others.iter().map(|it| (it.coder.clone(), it.since));
            (others.collect::<Vec<_>>(), it.copies.clone(), it.is_changed)
        };
        let is_new = news(&seen) != news(&around);
        *seen = around;
        drop(seen);
        if is_new {
            self.host.wake();
        }
    }

    fn copies(&mut self, entries: &[PathBuf]) -> Vec<Copied> {
        let named = entries.iter().filter(|it| is_copy_name(&self.path, it));
        let named: Vec<&PathBuf> = named.take(MOST_COPIES).collect();
        self.read.retain(|path, _| named.contains(&path));
        let mut copies = Vec::new();
        for path in named {
            let seal = self.host.seal(path);
            let known = self
                .read
                .get(path)
                .filter(|it| it.0 == seal && seal.is_some());
            let copy = match known {
                Some((_, copy)) => copy.clone(),
                None => self.read_copy(path),
            };
            copies.extend(copy.clone());
            self.read.insert(path.clone(), (seal, copy));
        }
        copies
    }

    /// The copy at a path, if it is one of this project.
    fn read_copy(&self, path: &Path) -> Option<Copied> {
        let (bytes, _) = self.host.load(path).ok()?;
        let read = file::read(&bytes).ok()?;
        if read.project.head().id != self.project {
            return None;
        }
        let id = file::identity(&read.project);
        let last = read.revisions.first().filter(|it| it.id == id);
        Some(Copied {
            path: path.to_owned(),
            id,
            by: last.and_then(|it| it.by),
            at: last.map(|it| it.at),
        })
    }
}

/// Whether a file beside a project is named as a copy of it: `治理 (李的冲突副本 2026-01-01).ron`,
/// `治理-DESKTOP-X.ron`, `治理.sync-conflict-20260101.ron`, `治理 2.ron` – or the project itself is
/// named as a copy of that file.
fn is_copy_name(project: &Path, other: &Path) -> bool {
    let stem = |path: &Path| Some(path.file_stem()?.to_string_lossy().into_owned());
    let (Some(own), Some(other_stem)) = (stem(project), stem(other)) else {
        return false;
    };
    let is_from = |one: &str, of: &str| {
        let rest = one.strip_prefix(of).and_then(|it| it.chars().next());
        rest.is_some_and(|it| !it.is_alphanumeric())
    };
    project.extension() == other.extension()
        && !other_stem.starts_with('.')
        && (is_from(&other_stem, &own) || is_from(&own, &other_stem))
}

impl Session {
    /// Begins to look around the open project, where somebody would see what there is, and looks
    /// again when something about its file is new.
    pub(super) fn look_around(&mut self) {
        let coder = self.coder_name();
        let host = self.host.clone();
        if self.settings.machine.is_empty() && self.manner == Manner::Window {
            self.settings.machine = presence::machine(&*host);
        }
        let machine = self.settings.machine.as_str();
        let Some(open) = self.open.as_mut().filter(|_| self.manner == Manner::Window) else {
            return;
        };
        let Some((path, known)) = open.lies() else {
            return;
        };
        match open.watch.as_ref().filter(|it| it.path == path) {
            Some(watch) => watch.tell(Wish::Know(known)),
            None => {
                let of = open.project().head().id;
                open.watch = Some(Watch::begin(host, (path, known), of, (coder, machine)));
            }
        }
    }

    /// What lies around the open project: of other copies those that hold something new.
    pub fn surroundings(&self) -> Around {
        let Some(open) = self.open.as_ref() else {
            return Around::default();
        };
        let Some(watch) = &open.watch else {
            return Around::default();
        };
        let seen = watch.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let mut around = seen.clone();
        drop(seen);
        around.copies.retain(|it| !open.past.knows(it.id));
        // While it is saved, the file is another for a moment.
        around.is_changed &= !self.jobs.is_running(super::JobKind::Save);
        around
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_are_known_by_their_names_whoever_made_them() {
        let own = Path::new("课/治理.ron");
        let named = |name: &str| is_copy_name(own, &Path::new("课").join(name));
        for copy in [
            "治理 (李的冲突副本 2026-01-01).ron",
            "治理 (Li's conflicted copy 2026-01-01).ron",
            "治理-DESKTOP-7QX.ron",
            "治理.sync-conflict-20260101-120000-ABCDEFG.ron",
            "治理(冲突文件-李-2026-01-01 12-00-00).ron",
            "治理（冲突）.ron",
            "治理 2.ron",
            "治理_王.ron",
        ] {
            assert!(named(copy), "{copy}");
        }
        for other in [
            "治理.ron",
            "治理二.ron",
            "国防.ron",
            "治理-王.txt",
            ".治理.ron",
        ] {
            assert!(!named(other), "{other}");
        }
        let copy = Path::new("课/治理 2.ron");
        assert!(
            is_copy_name(copy, own),
            "the copy is open, and the project lies beside it"
        );
    }
}
