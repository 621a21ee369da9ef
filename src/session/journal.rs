//! Every change is noted in the journal beside the project, on a thread of its own: the screen never
//! waits for a disk.

use super::Host;
use crate::edit::Step;
use crate::file::journal::{self, Entry};
use crate::file::journal_disk::{Append, places};
use crate::file::{self, step_line};
use crate::model::{Fingerprint, Project};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// How long a line may wait for the disk: well within a second.
const PAUSE: Duration = Duration::from_millis(250);
/// How long a save waits until the journal is on the disk.
const PATIENCE: Duration = Duration::from_secs(5);
/// Bytes that are held back while the journal cannot be written.
const MOST_PENDING: usize = 1 << 26;

/// What a journal begins from.
pub(super) struct Begin {
    /// The project file.
    pub(super) path: PathBuf,
    /// The state that changes are made to.
    pub(super) on: Entry,
    /// For a project that lies nowhere: what is saved at the path, so that it is found again.
    pub(super) base: Option<Project>,
    /// The journal whose changes were brought back, and how many bytes of it count.
    pub(super) resume: Option<(PathBuf, u64)>,
    /// How many bytes of other journals there count.
    pub(super) keep: Vec<(PathBuf, u64)>,
    /// Whether changes are noted as they are made; else with the first save.
    pub(super) is_live: bool,
}

/// The journal of an open project.
pub(super) struct Journal {
    sender: Option<Sender<Note>>,
    thread: Option<JoinHandle<()>>,
    trouble: Arc<Mutex<Option<io::Error>>>,
    saves: u64,
}

/// What a save tells the journal from its own thread.
pub(super) struct Pen {
    sender: Option<Sender<Note>>,
    save: u64,
}

enum Note {
    Did(Box<(Project, Step)>),
    Entry(Entry),
    /// A save is about to be put in place.
    State {
        entry: Entry,
        path: PathBuf,
        done: Sender<()>,
    },
    Saved(u64),
    NotSaved,
    /// What is not saved is given up.
    GiveUp,
    /// Somebody waits until all before it is done.
    Wait(Sender<()>),
}

impl Journal {
    /// Begins a journal; nothing is written before something changes.
    pub(super) fn begin(host: Arc<dyn Host>, begin: Begin) -> Self {
        let (sender, receiver) = channel();
        let trouble = Arc::new(Mutex::new(None));
        let saves = host.millis();
        // What was brought back is done already.
        let has_steps = begin.resume.is_some();
        let keeper = Keeper {
            host,
            place: None,
            begin,
            file: None,
            pending: Vec::new(),
            unsynced: None,
            left: None,
            is_broken: false,
            has_steps,
            is_told: false,
            trouble: trouble.clone(),
        };
        let thread = std::thread::Builder::new().name("journal".to_owned());
        let thread = thread.spawn(move || keeper.run(&receiver)).ok();
        Self {
            sender: thread.as_ref().map(|_| sender),
            thread,
            trouble,
            saves,
        }
    }

    /// Notes a change; `before` is the project as it was.
    pub(super) fn did(&self, before: Project, step: Step) {
        self.send(Note::Did(Box::new((before, step))));
    }

    /// Notes that the last change was taken back.
    pub(super) fn undid(&self) {
        self.send(Note::Entry(Entry::Undid));
    }

    /// Notes that it was made again.
    pub(super) fn redid(&self) {
        self.send(Note::Entry(Entry::Redid));
    }

    /// Notes that a save begins.
    pub(super) fn saving(&mut self) -> Pen {
        self.saves += 1;
        let save = self.saves;
        self.send(Note::Entry(Entry::Saving(save)));
        let sender = self.sender.clone();
        Pen { sender, save }
    }

    /// Notes that what is not saved is given up on purpose.
    pub(super) fn give_up(&self) {
        self.send(Note::GiveUp);
    }

    /// Waits until everything noted so far is done, or for as long as a person would.
    pub(super) fn wait(&self) {
        let (done, is_done) = channel();
        self.send(Note::Wait(done));
        // Without an answer the thread is gone, which has told why.
        let _ = is_done.recv_timeout(PATIENCE);
    }

    /// Why changes cannot be noted, once for each reason.
    pub(super) fn trouble(&self) -> Option<io::Error> {
        let mut trouble = self.trouble.lock().unwrap_or_else(PoisonError::into_inner);
        trouble.take()
    }

    fn send(&self, note: Note) {
        if let Some(sender) = &self.sender {
            // Nobody listens only when the thread is gone, which has told why.
            let _ = sender.send(note);
        }
    }
}

impl Drop for Journal {
    fn drop(&mut self) {
        // What was noted reaches the disk first.
        self.sender = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

impl Pen {
    /// Notes which state is about to be put in place at a path, and waits until that is on the disk:
    /// whatever happens then, the file and the journal fit.
    pub(super) fn state(&self, id: Fingerprint, path: &Path) {
        let (done, waits) = channel();
        let entry = Entry::State(self.save, id);
        let path = path.to_owned();
        if let Some(sender) = &self.sender
            && sender.send(Note::State { entry, path, done }).is_ok()
        {
            let _ = waits.recv_timeout(PATIENCE);
        }
    }

    /// Notes whether it is in place.
    pub(super) fn saved(&self, is_saved: bool) {
        if let Some(sender) = &self.sender {
            let _ = sender.send(match is_saved {
                true => Note::Saved(self.save),
                false => Note::NotSaved,
            });
        }
    }
}

/// Where a journal was before the project was saved under another name.
struct Left {
    path: PathBuf,
    /// The journal with its length, if there was one.
    journal: Option<(PathBuf, u64)>,
    /// What a project that lay nowhere began with, if that is not on disk yet.
    base: Option<Project>,
}

/// Writes the journal.
struct Keeper {
    host: Arc<dyn Host>,
    begin: Begin,
    /// The journal that is written to.
    place: Option<PathBuf>,
    file: Option<Box<dyn Append>>,
    /// Lines that are not in the file yet.
    pending: Vec<u8>,
    /// When the first line was written that the disk was not waited for.
    unsynced: Option<Instant>,
    left: Option<Left>,
    /// Whether lines had to be let go: only a save helps then.
    is_broken: bool,
    /// Whether anything was noted that makes the project another.
    has_steps: bool,
    is_told: bool,
    trouble: Arc<Mutex<Option<io::Error>>>,
}

impl Keeper {
    fn run(mut self, receiver: &Receiver<Note>) {
        loop {
            let waits = self.unsynced.is_some() || (self.begin.is_live && !self.pending.is_empty());
            let note = match waits {
                true => receiver.recv_timeout(PAUSE),
                false => receiver.recv().map_err(|_| RecvTimeoutError::Disconnected),
            };
            match note {
                Ok(note) => self.take(note),
                Err(RecvTimeoutError::Timeout) => self.write(),
                Err(RecvTimeoutError::Disconnected) => break,
            }
            if self.unsynced.is_some_and(|it| it.elapsed() >= PAUSE) {
                self.sync();
            }
        }
        self.write();
        self.sync();
    }

    fn take(&mut self, note: Note) {
        match note {
            Note::Did(did) => {
                let (before, step) = *did;
                self.note(&Entry::Did(step_line(&before, &step)));
            }
            Note::Entry(entry) => self.note(&entry),
            Note::State { entry, path, done } => {
                self.state(&entry, path);
                // Nobody waits any more only when it took too long.
                let _ = done.send(());
            }
            Note::Saved(save) => {
                self.note(&Entry::Saved(save));
                let left = self.left.take().filter(|it| is_untitled(&it.path));
                for path in left.into_iter().flat_map(|it| untitled(&it.path)) {
                    self.host.forget(&path);
                }
            }
            Note::NotSaved => self.move_back(),
            Note::GiveUp => self.give_up(),
            Note::Wait(done) => {
                // Nobody waits any more only when it took too long.
                let _ = done.send(());
            }
        }
    }

    fn note(&mut self, entry: &Entry) {
        if self.is_broken {
            return;
        }
        self.has_steps |= matches!(entry, Entry::Did(_) | Entry::Undid | Entry::Redid);
        self.pending.extend(entry.line());
        self.write();
        if self.pending.len() > MOST_PENDING && self.begin.is_live {
            (self.is_broken, self.pending) = (true, Vec::new());
        }
    }

    /// Writes what is pending. When it cannot be written it stays pending, and that is told once.
    fn write(&mut self) {
        // Without a step there is no need for a journal.
        let is_wanted = self.file.is_some() || self.has_steps;
        if self.pending.is_empty() || !self.begin.is_live || !is_wanted {
            return;
        }
        match self.try_write() {
            Ok(()) => {
                self.pending.clear();
                self.unsynced.get_or_insert_with(Instant::now);
                self.is_told = false;
            }
            Err(error) => self.tell(error),
        }
    }

    fn tell(&mut self, error: io::Error) {
        if !std::mem::replace(&mut self.is_told, true) {
            let mut trouble = self.trouble.lock().unwrap_or_else(PoisonError::into_inner);
            *trouble = Some(error);
            drop(trouble);
            self.host.wake();
        }
    }

    fn try_write(&mut self) -> io::Result<()> {
        match &mut self.file {
            Some(file) => file.append(&self.pending),
            None => {
                let mut file = self.open()?;
                file.append(&self.pending)?;
                self.file = Some(file);
                Ok(())
            }
        }
    }

    fn sync(&mut self) {
        let synced = self.file.as_mut().map_or(Ok(()), |it| it.sync());
        self.unsynced = None;
        if let Err(error) = synced {
            self.tell(error);
        }
    }

    /// Opens the first journal that nobody else writes to.
    fn open(&mut self) -> io::Result<Box<dyn Append>> {
        if let Some(base) = &self.begin.base {
            let mut text = Vec::new();
            file::write(base, &mut text)?;
            let write = &mut |out: &mut dyn io::Write| out.write_all(&text);
            let saved = self.host.save(&self.begin.path, 0, write);
            saved.map_err(io::Error::other)?;
            let bytes = Some(Fingerprint::of(
                std::str::from_utf8(&text).unwrap_or_default(),
            ));
            self.begin.on = Entry::On { bytes, id: None };
            self.begin.base = None;
        }
        if let Some((place, keep)) = self.begin.resume.clone() {
            let file = self.host.append(&place, keep)?;
            (self.place, self.begin.resume) = (Some(place), None);
            return Ok(file);
        }
        let mut file = self.open_free(&self.begin.path.clone(), None)?;
        let head = if file.is_empty() {
            journal::head()
        } else {
            Vec::new()
        };
        file.append(&[head, self.begin.on.line()].concat())?;
        Ok(file)
    }

    fn open_free(&mut self, path: &Path, keep: Option<u64>) -> io::Result<Box<dyn Append>> {
        for place in places(path) {
            let known = self.begin.keep.iter().find(|it| it.0 == place);
            let keep = keep.or(known.map(|it| it.1)).unwrap_or(u64::MAX);
            match self.host.append(&place, keep) {
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                Ok(file) => {
                    self.place = Some(place);
                    return Ok(file);
                }
                Err(error) => return Err(error),
            }
        }
        Err(io::ErrorKind::WouldBlock.into())
    }

    /// Notes a state that is about to be put in place, perhaps elsewhere.
    fn state(&mut self, entry: &Entry, path: PathBuf) {
        self.begin.is_live = true;
        if self.is_broken {
            // What was let go is in the file now.
            self.is_broken = false;
            if let Entry::State(_, id) = entry {
                let (bytes, id) = (None, Some(*id));
                self.pending.extend(Entry::On { bytes, id }.line());
            }
        }
        if path != self.begin.path {
            self.move_to(path, entry);
        } else {
            self.note(entry);
        }
        self.write();
        self.sync();
    }

    /// Goes on beside another file, with all that was noted.
    fn move_to(&mut self, path: PathBuf, entry: &Entry) {
        self.write();
        let text = self.file.as_mut().and_then(|it| it.text().ok());
        let length = self.file.as_ref().map(|it| it.len());
        self.left = Some(Left {
            path: std::mem::replace(&mut self.begin.path, path),
            journal: self.place.take().zip(length),
            base: self.begin.base.take(),
        });
        if let Some(mut old) = self.file.take() {
            // Whoever opens the other file does not want what went elsewhere.
            let _ = old.append(&Entry::Closed.line()).and_then(|()| old.sync());
        }
        self.begin.resume = None;
        self.set_others_aside();
        let Some(text) = text else {
            if let (Entry::State(_, id), false) = (entry, self.has_steps) {
                let (bytes, id) = (None, Some(*id));
                self.begin.on = Entry::On { bytes, id };
                self.pending.clear();
            } else {
                self.note(entry);
            }
            return;
        };
        let path = self.begin.path.clone();
        let moved = self.open_free(&path, Some(0)).and_then(|mut file| {
            file.append(&text)?;
            Ok(file)
        });
        match moved {
            Ok(file) => self.file = Some(file),
            Err(error) => self.tell(error),
        }
        self.note(entry);
    }

    /// Puts away journals of another project that lay where this one is saved.
    fn set_others_aside(&self) {
        for place in places(&self.begin.path) {
            let found = self.host.journal(&place);
            if found.is_some_and(|it| !it.is_held && !it.bytes.is_empty()) {
                let _ = self.host.set_aside(&place, false);
            }
        }
    }

    /// Goes back to where the journal was: the save under another name failed.
    fn move_back(&mut self) {
        let Some(left) = self.left.take() else {
            return;
        };
        let text = self.file.take().and_then(|mut it| it.text().ok());
        if let Some(place) = self.place.take() {
            self.host.forget(&place);
        }
        self.begin.path = left.path;
        self.begin.base = left.base;
        if let Some((place, length)) = left.journal {
            let tail = text.as_deref().and_then(|it| {
                let start = usize::try_from(length).ok()?;
                it.get(start..)
            });
            let tail = tail.unwrap_or_default().to_vec();
            self.pending.splice(0..0, tail);
            self.begin.resume = Some((place, length));
            self.write();
        }
    }

    fn give_up(&mut self) {
        if is_untitled(&self.begin.path) {
            self.file = None;
            for path in untitled(&self.begin.path) {
                // What another start of the program writes to stays.
                if self.place.as_ref() == Some(&path) || path == self.begin.path {
                    self.host.forget(&path);
                }
            }
            self.pending.clear();
            self.is_broken = true;
        } else if self.file.is_some() || self.begin.resume.is_some() {
            self.begin.is_live = true;
            self.note(&Entry::Closed);
        } else {
            self.pending.clear();
        }
    }
}

/// What names of projects begin with that lie nowhere yet.
pub(super) const UNTITLED: &str = "untitled-";

/// Whether a path is one under which a project is kept that lies nowhere.
fn is_untitled(path: &Path) -> bool {
    let name = path.file_name().map(|it| it.to_string_lossy());
    name.is_some_and(|it| it.starts_with(UNTITLED))
}

/// A project that lies nowhere, with its journals.
fn untitled(path: &Path) -> Vec<PathBuf> {
    places(path).into_iter().chain([path.to_owned()]).collect()
}
