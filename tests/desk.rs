//! A desk to test at: a temporary folder, a clock that stands still, ids that count, and troubles
//! on demand.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use zhupi::exchange::reading::PdfFault;
use zhupi::file::folder::FolderChange;
use zhupi::file::journal_disk::{self, Append, Found};
use zhupi::file::part::Part;
use zhupi::file::safe::{self, LoadError, SaveError, Saved};
use zhupi::file::{Seal, Sheet, early, folder_disk, history};
use zhupi::model::{Fingerprint, Project, Time};
use zhupi::session::host::Writer;
use zhupi::session::{Action, Host, Level, Manner, Named, PathFor, Picked, Session, script};

/// The test's desk.
pub(crate) struct TestDesk {
    folder: tempfile::TempDir,
    count: AtomicU64,
    /// Bytes after which the disk is full.
    pub(crate) room: Arc<AtomicU64>,
    /// For how many looks journals still seem to be held.
    pub(crate) held: AtomicU64,
    /// Bytes from which on the texts of a project are read first.
    pub(crate) large: AtomicU64,
    /// Whoever holds it lets no file be read whole.
    pub(crate) gate: Mutex<()>,
    /// Whether nobody's name is known here.
    pub(crate) nameless: AtomicBool,
}

impl TestDesk {
    pub(crate) fn new() -> Arc<Self> {
        let folder = tempfile::tempdir().unwrap();
        Arc::new(Self {
            folder,
            count: AtomicU64::new(0),
            room: Arc::new(AtomicU64::new(u64::MAX)),
            held: AtomicU64::new(0),
            large: AtomicU64::new(u64::MAX),
            gate: Mutex::new(()),
            nameless: AtomicBool::new(false),
        })
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Puts a file on the desk.
    pub(crate) fn put(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        #[expect(clippy::disallowed_methods, reason = "a test lays its own input")]
        std::fs::write(&path, bytes).unwrap();
        path
    }
}

/// A disk that has room for so many bytes.
struct Cramped<'w> {
    to: &'w mut dyn std::io::Write,
    room: u64,
}

impl std::io::Write for Cramped<'_> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let len = bytes.len() as u64;
        self.room = self
            .room
            .checked_sub(len)
            .ok_or(std::io::ErrorKind::StorageFull)?;
        self.to.write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.to.flush()
    }
}

/// A journal on such a disk: what does not fit is half written.
struct CrampedJournal {
    to: Box<dyn Append>,
    room: Arc<AtomicU64>,
}

impl Append for CrampedJournal {
    fn append(&mut self, bytes: &[u8]) -> std::io::Result<()> {
        let room = self.room.load(Ordering::Relaxed);
        if self.to.len() + bytes.len() as u64 > room {
            return Err(std::io::ErrorKind::StorageFull.into());
        }
        self.to.append(bytes)
    }

    fn sync(&mut self) -> std::io::Result<()> {
        self.to.sync()
    }

    fn text(&mut self) -> std::io::Result<Vec<u8>> {
        self.to.text()
    }

    fn len(&self) -> u64 {
        self.to.len()
    }
}

impl Host for TestDesk {
    fn now(&self) -> Time {
        Time::from_secs(1_760_000_000)
    }

    fn millis(&self) -> u64 {
        1_760_000_000_000 + self.count.load(Ordering::Relaxed)
    }

    fn chance(&self) -> [u8; 10] {
        let count = self.count.fetch_add(1, Ordering::Relaxed);
        let mut bytes = [0; 10];
        bytes[2..].copy_from_slice(&count.to_be_bytes());
        bytes
    }

    fn load(&self, path: &Path) -> Result<(Vec<u8>, Fingerprint), LoadError> {
        let _open = self.gate.lock();
        // A script names its files as they lie on the desk.
        safe::load(&self.folder.path().join(path))
    }

    fn save(&self, path: &Path, backups: usize, write: Writer<'_>) -> Result<Saved, SaveError> {
        let room = self.room.load(Ordering::Relaxed);
        let path = self.folder.path().join(path);
        safe::save(&path, backups, &mut |to| write(&mut Cramped { to, room }))
    }

    fn texts(&self, path: &Path) -> Option<Project> {
        let path = self.folder.path().join(path);
        early::texts(&path, self.large.load(Ordering::Relaxed))
    }

    fn is_folder_project(&self, path: &Path) -> bool {
        folder_disk::is_folder_project(&self.folder.path().join(path))
    }

    fn parts(&self, path: &Path) -> Result<Vec<Part>, LoadError> {
        folder_disk::load_parts(&self.folder.path().join(path))
    }

    fn part_heads(&self, path: &Path) -> Option<Vec<Part>> {
        folder_disk::load_heads(&self.folder.path().join(path))
    }

    fn make_plain_folder(&self, path: &Path) -> Result<(), SaveError> {
        folder_disk::make_plain_folder(&self.folder.path().join(path))
    }

    fn make_folder(&self, path: &Path) -> Result<(), SaveError> {
        folder_disk::make_folder(&self.folder.path().join(path))
    }

    fn save_parts(&self, path: &Path, change: &FolderChange) -> Result<(), SaveError> {
        folder_disk::save_parts(&self.folder.path().join(path), change)
    }

    fn seal(&self, path: &Path) -> Option<Seal> {
        folder_disk::seal(&self.folder.path().join(path))
    }

    fn keep(&self, path: &Path, sheet: &Sheet, before: Option<&Sheet>) -> Result<(), SaveError> {
        history::keep(&self.folder.path().join(path), sheet, before)
    }

    fn keep_for_good(&self, path: &Path, sheet: &Sheet) -> Result<(), SaveError> {
        history::keep_for_good(&self.folder.path().join(path), sheet)
    }

    fn kept(&self, path: &Path, id: Fingerprint) -> Option<Project> {
        history::kept(&self.folder.path().join(path), id)
    }

    fn journal(&self, path: &Path) -> Option<Found> {
        let mut found = journal_disk::look(&self.folder.path().join(path))?;
        let (set, fetch) = (Ordering::Relaxed, Ordering::Relaxed);
        let seen = self
            .held
            .fetch_update(set, fetch, |left| left.checked_sub(1));
        found.is_held |= seen.is_ok();
        Some(found)
    }

    fn append(&self, path: &Path, keep: u64) -> std::io::Result<Box<dyn Append>> {
        let path = self.folder.path().join(path);
        let to = journal_disk::append(&path, keep)?;
        let room = self.room.clone();
        Ok(Box::new(CrampedJournal { to, room }))
    }

    fn set_aside(&self, path: &Path, is_copy: bool) -> Option<PathBuf> {
        journal_disk::set_aside(&self.folder.path().join(path), is_copy).ok()
    }

    fn put_away(&self, path: &Path, journal: &Path) -> bool {
        journal_disk::put_away(path, journal).is_ok()
    }

    fn make_private(&self, path: &Path) {
        safe::make_private(&self.folder.path().join(path));
    }

    fn forget(&self, path: &Path) {
        // What is not there is forgotten already.
        let _ = std::fs::remove_file(self.folder.path().join(path));
    }

    fn list(&self, folder: &Path) -> Vec<PathBuf> {
        let mut paths: Vec<PathBuf> = std::fs::read_dir(self.folder.path().join(folder))
            .into_iter()
            .flatten()
            .map(|entry| entry.unwrap().path())
            .collect();
        paths.sort();
        paths
    }

    fn is_folder(&self, path: &Path) -> bool {
        path.is_dir()
    }

    fn settings_folder(&self) -> Option<PathBuf> {
        Some(self.folder.path().to_owned())
    }

    fn seeds_folder(&self) -> Option<PathBuf> {
        Some(Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds"))
    }

    fn language(&self) -> String {
        "en".into()
    }

    fn person(&self) -> String {
        match self.nameless.load(Ordering::Relaxed) {
            true => String::new(),
            false => "李".into(),
        }
    }

    fn pick(&self, _: PathFor, _: &str) -> Picked {
        Picked::Unavailable
    }

    fn pdf_pages(&self, bytes: &[u8]) -> Result<Vec<String>, PdfFault> {
        zhupi::exchange::reading::pdf_pages(bytes)
    }

    fn wake(&self) {}
}

/// Somebody at work: a session and the desk it stands on.
pub(crate) struct Work {
    pub(crate) desk: Arc<TestDesk>,
    pub(crate) session: Session,
}

impl Work {
    pub(crate) fn begin(manner: Manner) -> Self {
        let desk = TestDesk::new();
        let session = Session::new(desk.clone(), manner);
        Self { desk, session }
    }

    /// The same desk, another start of the program.
    pub(crate) fn again(self, manner: Manner) -> Self {
        let Self { desk, session } = self;
        drop(session);
        let session = Session::new(desk.clone(), manner);
        Self { desk, session }
    }

    /// A new project with one text in it, in a window.
    pub(crate) fn with_text(text: &str) -> Self {
        let mut work = Self::begin(Manner::Window);
        work.act(Action::NewProject {
            name: Some("试编".into()),
            path: None,
        });
        work.act(Action::AddText {
            name: "随笔".into(),
            text: text.into(),
        });
        work.session.take_notices();
        work
    }

    /// Asks and waits.
    pub(crate) fn act(&mut self, action: Action) {
        self.session.ask(action);
        self.session.wait();
    }

    /// Asks every action of a script, written as scripts are.
    pub(crate) fn run(&mut self, script: &str) {
        for action in script::read(&format!("[{script}]")).unwrap() {
            self.act(action);
        }
    }

    /// Joins another version, which in a window is shown first.
    pub(crate) fn join(&mut self, path: &Path) {
        self.act(Action::JoinProject {
            key: None,
            path: Some(path.to_owned()),
        });
        if self.session.planned().is_some() {
            self.act(Action::ApplyJoin);
        }
    }

    /// The sentences for what is to be decided.
    pub(crate) fn to_decide(&self) -> Vec<String> {
        let conflicts = self.session.project().unwrap().conflicts().iter();
        let said = conflicts.map(|it| self.session.conflict_words(it));
        said.map(|it| self.session.locale().say(&it)).collect()
    }

    pub(crate) fn save_as(&mut self, name: &str) -> PathBuf {
        let path = self.desk.path(name);
        self.act(Action::SaveProjectAs {
            path: Some(path.clone()),
        });
        path
    }

    pub(crate) fn open(&mut self, path: &Path) {
        self.act(Action::OpenProject {
            path: Some(path.to_owned()),
        });
    }

    pub(crate) fn code(&mut self, words: &str, code: &str) {
        let (query, code) = (format!("\"{words}\""), Named::name(code));
        self.act(Action::CodeFound {
            query,
            code,
            source: None,
            first: true,
        });
    }

    /// Every coding as `words:code:coder`, in reading order.
    pub(crate) fn codings(&self) -> Vec<String> {
        let open = self.session.open().unwrap();
        zhupi::query::rows(open.project(), open.index(), &zhupi::query::Filter::all())
            .iter()
            .map(|row| format!("{}:{}:{}", row.quote, row.code_name, row.coder_name))
            .collect()
    }

    /// The sentences said since the last time, of at least this level, in English.
    pub(crate) fn said(&mut self, level: Level) -> Vec<String> {
        let notices = self.session.take_notices();
        let locale = self.session.locale();
        notices
            .iter()
            .filter(|it| it.level >= level)
            .map(|it| locale.say(&it.words))
            .collect()
    }
}
