//! Opening what lies on disk, with what was done to it and not saved before the program ended.

use super::act_paths::path_words;
use super::act_save::{Holds, OnDisk};
use super::jobs::{JobDone, JobKind, ProjectRead};
use super::journal::{Begin, Journal, UNTITLED};
use super::locale::Saying;
use super::notice::Level;
use super::past::{Past, Reckoned};
use super::project_disk::{self, Loaded};
use super::recover::{self, Back};
use super::{ActError, Action, Host, Manner, Open, Session};
use crate::file::journal::{self, Entry};
use crate::file::journal_disk::places;
use crate::file::lock::Keys;
use crate::query::Index;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How long a window waits for a program that is ending to let go of its journal.
pub(super) const PATIENCE: Duration = Duration::from_secs(2);

impl Session {
    /// Takes in a project that a job has read.
    pub(super) fn opened(&mut self, path: &Path, opened: Result<Box<ProjectRead>, ActError>) {
        match opened {
            Ok(read) if read.is_locked => self.open_locked(path, *read),
            Ok(read) => self.open_read(path, *read, false),
            Err(error) => {
                self.drop_early();
                let path = Some(path.to_owned());
                self.report_or_unlock(error, Action::OpenProject { path });
            }
        }
    }

    /// Opens what a locked file holds, in memory alone: it lies nowhere until the person says where,
    /// and nothing is noted on disk before that.
    fn open_locked(&mut self, path: &Path, read: ProjectRead) {
        let ProjectRead { opened, index, .. } = read;
        let coder = self.coder_for(&opened.project);
        let past = Past::read(opened.project.clone(), opened.revisions, None);
        let mut open = Open::new(opened.project, index, coder);
        open.past = past;
        self.begin(open);
        self.forget_keys();
        self.report_warnings(path, &opened.warnings);
        let words = Saying::new("notice-unlocked").with("path", path_words(path));
        self.say(Level::Hint, words);
    }

    fn open_read(&mut self, path: &Path, read: ProjectRead, is_untitled: bool) {
        let ProjectRead {
            opened,
            index,
            on_disk,
            print,
            mut found,
            is_locked: _,
        } = read;
        let claimed = opened.revisions.first().map(|it| it.id);
        let begin = Begin {
            path: path.to_owned(),
            on: Entry::On {
                bytes: Some(print),
                id: claimed,
            },
            base: None,
            resume: found.back.as_ref().map(|it| it.resume.clone()),
            keep: std::mem::take(&mut found.keep),
            is_live: self.is_live(),
        };
        let mut past = Past::read(opened.project.clone(), opened.revisions, found.sheet.take());
        let project = found
            .back
            .as_ref()
            .map_or(opened.project, |it| it.project.clone());
        let coder = self.coder_for(&project);
        let mut open = Open::new(project, index, coder);
        if let Some(back) = &found.back {
            past.put_before(back.past.done.len(), &back.past.states);
            open = open.with_history(back.history.clone());
        }
        open.past = past;
        if !is_untitled {
            open.path = Some(path.to_owned());
            open.as_folder = Some(path.to_owned()).filter(|it| self.host.is_folder_project(it));
            open.on_disk = Some(on_disk);
        }
        if !opened.warnings.is_empty() {
            // What was put right on reading is not yet on disk.
            open.saved = None;
        }
        let completes = self.completes(&open);
        self.begin(open);
        let journal = Journal::begin(self.host.clone(), begin);
        if let Some(open) = &mut self.open {
            open.journal = Some(journal);
        }
        self.report_warnings(path, &opened.warnings);
        if let Some(open) = &mut self.open {
            open.read = opened.warnings;
        }
        self.tell_back(path, found.back.as_ref(), is_untitled);
        if found.is_elsewhere {
            let words = Saying::new("notice-open-elsewhere").with("path", path_words(path));
            self.say(Level::Warning, words);
        }
        for aside in &found.aside {
            let words = Saying::new("notice-journal-aside").with("path", path_words(path));
            self.say(Level::Warning, words.with("aside", path_words(aside)));
        }
        if !completes {
            self.return_to_place(path);
        }
        self.look_around();
        // With the name of the machine, so that nobody meets themselves after a crash.
        self.save_settings();
        match (self.manner, &mut self.open) {
            (Manner::Batch, Some(open)) => open.earlier = found.past.take(),
            _ => self.reckon_past(found.past.take()),
        }
    }

    fn tell_back(&mut self, path: &Path, back: Option<&Back>, is_untitled: bool) {
        let Some(back) = back else { return };
        let key = match is_untitled {
            true => "notice-back-untitled",
            false => "notice-back",
        };
        let words = Saying::new(key).with("count", back.count);
        self.say(Level::Warning, words.with("path", path_words(path)));
        if back.count < back.all {
            let left = back.all - back.count;
            self.say(
                Level::Warning,
                Saying::new("notice-back-part").with("count", left),
            );
        }
        if back.is_torn {
            self.say(Level::Warning, Saying::new("notice-back-torn"));
        }
    }

    /// Makes a project that lies nowhere the open one. What is done to it is noted in the settings'
    /// folder, so that it is not lost either.
    pub(super) fn begin_untitled(&mut self, mut open: Open) {
        let folder = self.host.settings_folder();
        if let Some(folder) = folder.filter(|_| self.manner == Manner::Window) {
            let name = format!("{UNTITLED}{}.ron", open.project().head().id);
            let begin = Begin {
                path: folder.join(name),
                on: Entry::On {
                    bytes: None,
                    id: None,
                },
                base: Some(open.project().clone()),
                resume: None,
                keep: Vec::new(),
                is_live: true,
            };
            open.journal = Some(Journal::begin(self.host.clone(), begin));
        }
        self.begin(open);
    }

    /// Notes that what is not saved of the open project is given up on purpose.
    pub(super) fn give_up_unsaved(&self) {
        if let Some(open) = self.open.as_ref().filter(|it| it.is_changed())
            && let Some(journal) = &open.journal
        {
            journal.give_up();
        }
    }

    /// Says why changes cannot be noted, when they cannot.
    pub(super) fn listen_to_journal(&mut self) {
        let journal = self.open.as_ref().and_then(|it| it.journal.as_ref());
        if let Some(why) = journal.and_then(Journal::trouble) {
            let words = Saying::new("notice-no-journal").with("why", why.to_string());
            self.say(Level::Warning, words);
        }
    }

    /// Looks for projects that lay nowhere when the program ended.
    pub(super) fn look_for_untitled(&mut self) {
        let folder = self.host.settings_folder();
        let Some(folder) = folder.filter(|_| self.manner == Manner::Window) else {
            return;
        };
        let is_one = |it: &PathBuf| {
            let name = it.file_name().map(|it| it.to_string_lossy());
            name.is_some_and(|it| it.starts_with(UNTITLED) && it.ends_with(".ron"))
        };
        let all: Vec<PathBuf> = self.host.list(&folder).into_iter().filter(is_one).collect();
        if all.is_empty() {
            return;
        }
        let host = self.host.clone();
        self.start(JobKind::Open, move |_| find_untitled(&*host, all));
    }

    /// Takes in projects that lay nowhere when the program ended.
    pub(super) fn found_untitled(
        &mut self,
        read: Option<(PathBuf, Box<ProjectRead>)>,
        mut more: usize,
    ) {
        if let Some((path, read)) = read {
            let is_free = self.open.is_none() && !self.jobs.is_running(JobKind::Open);
            match is_free {
                true => self.open_read(&path, *read, true),
                false => more += 1,
            }
        }
        if more > 0 {
            let words = Saying::new("notice-untitled-waits").with("count", more);
            self.say(Level::Hint, words);
        }
    }

    /// Cuts what was opened into pieces behind the scenes, so that saving it is quick, and looks up
    /// what was done to it before.
    fn reckon_past(&mut self, past: Option<(journal::Journal, usize)>) {
        let Some(open) = self.open.as_ref() else {
            return;
        };
        let (snapshot, lies) = (open.past.snapshot(open.history().restored()), open.lies());
        let project = open.project().clone();
        let (host, of) = (self.host.clone(), lies.clone());
        self.start(JobKind::Reckon, move |_| {
            let past = past.map(|(journal, at)| journal.past(at, &project));
            let reckoned = snapshot.reckon(host.now(), |it, claims| {
                OnDisk::sheet(lies.as_ref(), it, claims)
            });
            let reckoned = Box::new(reckoned);
            JobDone::Reckoned { of, reckoned, past }
        });
    }

    /// Takes in what was reckoned of the project that was opened.
    pub(super) fn reckoned(
        &mut self,
        of: Option<&(PathBuf, OnDisk)>,
        reckoned: Reckoned,
        past: Option<journal::Past>,
    ) {
        // A save in between has reckoned for itself.
        if let Some(open) = self.open.as_mut().filter(|it| it.lies().as_ref() == of) {
            open.past.learn(reckoned);
            if let Some(past) = past.filter(|it| !it.done.is_empty() || !it.undone.is_empty()) {
                open.restore(past);
            }
        }
    }
}

/// Reads a project file, with what the journals beside it hold; see [`recover::look`] for `patience`.
pub(super) fn read_project(
    host: &dyn Host,
    (path, patience): (&Path, Option<Duration>),
    keys: &Keys,
) -> Result<Box<ProjectRead>, ActError> {
    // Looked at first: what happens while it is read then shows.
    let seal = host.seal(path);
    let Loaded {
        opened,
        print,
        is_locked,
    } = project_disk::load_locked(host, path, keys)?;
    let holds = Holds::Bytes(print);
    let on_disk = OnDisk { seal, holds };
    let found = match is_locked {
        true => recover::Found::default(),
        false => recover::look(host, (path, patience), &opened, (&on_disk, &print)),
    };
    let project = found
        .back
        .as_ref()
        .map_or(&opened.project, |it| &it.project);
    let index = Index::build(project);
    Ok(Box::new(ProjectRead {
        opened,
        index,
        on_disk,
        print,
        found,
        is_locked,
    }))
}

/// Reads the last of the projects that lay nowhere and that nobody works on. One to which nothing was
/// done is forgotten.
fn find_untitled(host: &dyn Host, all: Vec<PathBuf>) -> JobDone {
    let mut found: Vec<(PathBuf, Box<ProjectRead>)> = Vec::new();
    for path in all {
        let journals = || places(&path).into_iter();
        let held = |it: &PathBuf| recover::let_go(host, it, PATIENCE).is_some_and(|it| it.is_held);
        if journals().any(|it| held(&it)) {
            continue;
        }
        match read_project(host, (&path, Some(PATIENCE)), &Keys::default()) {
            Ok(read) if read.found.back.is_some() => found.push((path, read)),
            Ok(read) if read.found.aside.is_empty() => {
                for it in journals().chain([path.clone()]) {
                    host.forget(&it);
                }
            }
            // What cannot be read stays where it is.
            _ => {}
        }
    }
    let read = found.pop();
    let more = found.len();
    JobDone::Untitled { read, more }
}
