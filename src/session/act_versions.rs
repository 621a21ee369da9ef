//! Earlier versions of the open project: numbered backups and saved states that are kept beside it,
//! what differs in each, and going back to one.

use super::act_paths::{folder_of, path_words};
use super::compared::{Compared, Counts};
use super::jobs::{JobDone, JobKind};
use super::locale::{Arg, Saying};
use super::notice::Level;
use super::{ActError, Action, Host, Manner, Overlay, PathFor, Session};
use crate::anchor::refit;
use crate::edit::{self, Done, Sides};
use crate::file::signature::{Signed, signed};
use crate::file::{self, Revision, history};
use crate::model::{CoderId, Fingerprint, Project, Time};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// What names of kept states end with.
const STATE: &str = ".list.gz";
/// What names of backups end with.
const BACKUP: &str = ".bak";
/// Versions that are compared with what there is now while they are listed.
const MOST_COUNTED: usize = 40;
/// Milliseconds after which the rest is listed without that.
const PATIENCE_MILLIS: u64 = 2_000;
/// Versions said one by one where there is no window.
const MOST_SAID: usize = 60;
/// Hexadecimal digits by which a state is named at least.
const LEAST_DIGITS: usize = 8;

/// An earlier version of the open project.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct EarlierVersion {
    /// How it is named: a backup's file name, or the state's identity.
    pub name: String,
    /// Whether it is a backup; else it is a state of the history folder.
    pub is_backup: bool,
    /// Who saved it; empty when nobody knows.
    pub by: String,
    /// When, if that is known.
    pub at: Option<Time>,
    /// What its signature says.
    pub signed: Signed,
    /// What there is now and was not then, the other way round, and what is another; `None` when it
    /// was not looked at.
    pub counts: Option<Counts>,
}

impl EarlierVersion {
    /// Who saved it, and what the signature says.
    pub fn by_saying(&self) -> Saying {
        let key = match &self.signed {
            Signed::No => "versions-by",
            Signed::Holds(_) => "versions-by-signed",
            Signed::Broken => "versions-by-broken",
        };
        let name = match self.by.as_str() {
            "" => Arg::from(""),
            name => Arg::coder(name),
        };
        let words = Saying::new(key).with("name", name);
        match &self.signed {
            Signed::Holds(key) => words.with("key", key.as_str()),
            Signed::No | Signed::Broken => words,
        }
    }
}

/// Earlier versions, while they are looked at.
#[derive(Default)]
pub struct Earlier {
    versions: Vec<EarlierVersion>,
    shown: Option<(String, Box<Compared>)>,
    /// The version that waits for a path.
    wanted: Option<String>,
}

impl Earlier {
    /// The versions, the newest first; empty while they are looked for.
    pub fn versions(&self) -> &[EarlierVersion] {
        &self.versions
    }

    /// The version that is compared with what there is now, and what differs.
    pub fn shown(&self) -> Option<(&str, &Compared)> {
        self.shown.as_ref().map(|it| (it.0.as_str(), &*it.1))
    }
}

/// What is needed to look for versions on another thread.
struct Search {
    path: PathBuf,
    now: Project,
    known: Vec<Revision>,
}

impl Session {
    /// The earlier versions that are looked at.
    pub fn earlier(&self) -> Option<&Earlier> {
        self.earlier.as_ref()
    }

    fn saved_path(&self) -> Result<PathBuf, ActError> {
        let path = self.need_open()?.path.clone();
        path.ok_or(ActError::NeverSaved)
    }

    /// Looks for the earlier versions and lists them.
    pub(super) fn show_versions(&mut self) -> Result<(), ActError> {
        let path = self.saved_path()?;
        let open = self.need_open()?;
        let search = Search {
            path,
            now: open.project().clone(),
            known: open.past.chain(),
        };
        if self.manner == Manner::Window {
            self.look.overlay = Some(Overlay::Versions);
        }
        self.earlier = Some(Earlier::default());
        let host = self.host.clone();
        self.start(JobKind::Versions, move |_| JobDone::Listed {
            versions: search.versions(&*host),
        });
        Ok(())
    }

    /// Takes in the earlier versions that were found.
    pub(super) fn listed(&mut self, versions: Vec<EarlierVersion>) {
        if self.manner == Manner::Batch {
            if versions.is_empty() {
                self.say(Level::Hint, Saying::new("versions-none"));
            }
            for it in versions.iter().take(MOST_SAID) {
                let words = version_saying(it);
                self.say(Level::Hint, words);
            }
        }
        let newest = versions.first().map(|it| it.name.clone());
        if let Some(earlier) = &mut self.earlier {
            earlier.versions = versions;
        }
        // The newest is looked at first: that is what went wrong last.
        if let Some(newest) = newest.filter(|_| self.manner == Manner::Window)
            && let Err(error) = self.look_at_version(newest)
        {
            self.report(&error);
        }
    }

    /// Compares an earlier version with what there is now.
    pub(super) fn look_at_version(&mut self, version: String) -> Result<(), ActError> {
        let path = self.saved_path()?;
        let now = self.need_open()?.project().clone();
        let host = self.host.clone();
        self.start(JobKind::Versions, move |_| {
            let read = read_version(&*host, &path, &version);
            let looked = read.map(|(name, then)| (name, Box::new(Compared::new(then, now))));
            match looked {
                Ok((version, looked)) => JobDone::Looked {
                    version,
                    looked: Ok(looked),
                },
                Err(error) => JobDone::Looked {
                    version,
                    looked: Err(error),
                },
            }
        });
        Ok(())
    }

    /// Takes in that an earlier version was compared.
    pub(super) fn looked(&mut self, version: &str, looked: Result<Box<Compared>, ActError>) {
        let compared = match looked {
            Ok(compared) => compared,
            Err(error) => return self.report(&error),
        };
        if self.manner == Manner::Batch {
            let all = (0..compared.line_count().min(MOST_SAID))
                .filter_map(|line| compared.line(&self.locale, line));
            for line in all.collect::<Vec<_>>() {
                let words = Saying::new("versions-line").with("words", line.words());
                self.say(Level::Hint, words);
            }
        }
        let earlier = self.earlier.get_or_insert_default();
        earlier.shown = Some((version.to_owned(), compared));
    }

    /// Reads an earlier version, to put it in the place of what there is now or to write it to a file.
    pub(super) fn restore_version(
        &mut self,
        version: String,
        to: Option<PathBuf>,
    ) -> Result<(), ActError> {
        let path = self.saved_path()?;
        let host = self.host.clone();
        self.start(JobKind::Versions, move |_| {
            let read = read_version(&*host, &path, &version);
            let read = read.and_then(|(_, project)| match &to {
                None => Ok(Some(Box::new(project))),
                Some(to) => {
                    host.save(to, 1, &mut |out| file::write(&project, out))?;
                    Ok(None)
                }
            });
            JobDone::Restoring { version, to, read }
        });
        Ok(())
    }

    /// Takes in an earlier version that was read, in one step, or that it was written to a file.
    pub(super) fn restore_read(
        &mut self,
        version: &str,
        to: Option<&Path>,
        read: Result<Option<Box<Project>>, ActError>,
    ) {
        let made = match (read, to) {
            (Ok(Some(then)), _) => self.restore(version, &then),
            (Ok(None), Some(to)) => {
                let words = Saying::new("notice-version-written").with("path", path_words(to));
                self.say(Level::Done, words);
                Ok(())
            }
            (Ok(None), None) => Ok(()),
            (Err(error), _) => Err(error),
        };
        if let Err(error) = made {
            self.report(&error);
        }
    }

    fn restore(&mut self, version: &str, then: &Project) -> Result<(), ActError> {
        let called = self.version_called(version);
        self.change(|project, stamp| {
            // What only the earlier version has comes back, what only this one has goes.
            let sides = Sides {
                base: Some(project),
                ours: project,
                theirs: then,
            };
            let mut transaction = edit::join(sides, stamp, &refit).transaction;
            transaction.done = Done::once("restore-version", called.as_str());
            Ok(transaction)
        })?;
        self.look.overlay = None;
        self.earlier = None;
        let words = Saying::new("notice-restored").with("version", called);
        self.say(Level::Done, words);
        Ok(())
    }

    /// What an earlier version is called to a person: when it was saved, or its name.
    fn version_called(&self, version: &str) -> String {
        let listed = self.earlier.iter().flat_map(|it| &it.versions);
        let at = listed.filter(|it| it.name == version).find_map(|it| it.at);
        at.map_or_else(|| short(version), |at| at.to_string())
    }

    /// Asks where to write an earlier version to.
    pub(super) fn ask_where(&mut self, version: String) -> Result<(), ActError> {
        self.earlier.get_or_insert_default().wanted = Some(version);
        self.ask_for_path(PathFor::Version)
    }

    /// The wish to write the version that waits for a path to `path`.
    pub fn version_to(&self, path: PathBuf) -> Option<Action> {
        let version = self.earlier.as_ref()?.wanted.clone()?;
        let path = match path.extension() {
            Some(_) => path,
            None => path.with_extension("ron"),
        };
        Some(Action::RestoreVersion {
            version,
            apart: true,
            path: Some(path),
        })
    }
}

impl Search {
    /// The versions, the newest first. A state of which there is a backup as well is listed once.
    fn versions(&self, host: &dyn Host) -> Vec<EarlierVersion> {
        let begun = host.millis();
        let mut found: BTreeMap<Fingerprint, EarlierVersion> = BTreeMap::new();
        let revisions: BTreeMap<Fingerprint, &Revision> =
            self.known.iter().map(|it| (it.id, it)).collect();
        let mut read: BTreeMap<Fingerprint, Project> = BTreeMap::new();
        for path in backups(host, &self.path) {
            let Some(opened) = host.load(&path).ok().and_then(|it| file::read(&it.0).ok()) else {
                continue;
            };
            let id = file::identity(&opened.project);
            let revision = opened.revisions.first().filter(|it| it.id == id);
            let revision = revision.or_else(|| revisions.get(&id).copied());
            let name = name_of(&path);
            let version = self.version((name, true), revision, &opened.project);
            found.entry(id).or_insert(version);
            read.insert(id, opened.project);
        }
        for id in states(host, &self.path) {
            let revision = revisions.get(&id).copied();
            let version = self.version((id.to_string(), false), revision, &self.now);
            found.entry(id).or_insert(version);
        }
        // What there is now is no earlier version.
        found.remove(&file::identity(&self.now));
        let mut all: Vec<(Fingerprint, EarlierVersion)> = found.into_iter().collect();
        all.sort_by(|one, other| (other.1.at, &one.1.name).cmp(&(one.1.at, &other.1.name)));
        for (id, version) in all.iter_mut().take(MOST_COUNTED) {
            if host.millis().saturating_sub(begun) > PATIENCE_MILLIS {
                break;
            }
            let then = read.remove(id).or_else(|| host.kept(&self.path, *id));
            version.counts = then.map(|then| Counts::of(&edit::diff(&then, &self.now)));
        }
        all.into_iter().map(|it| it.1).collect()
    }

    fn version(
        &self,
        (name, is_backup): (String, bool),
        revision: Option<&Revision>,
        of: &Project,
    ) -> EarlierVersion {
        let coder = |id: CoderId| self.now.coders().get(id).or(of.coders().get(id));
        let by = revision.and_then(|it| it.by).and_then(coder);
        EarlierVersion {
            name,
            is_backup,
            by: by.map(|it| it.name.clone()).unwrap_or_default(),
            at: revision.map(|it| it.at),
            signed: revision.map(signed).unwrap_or_default(),
            counts: None,
        }
    }
}

fn name_of(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

/// The numbered backups beside a project file.
fn backups(host: &dyn Host, path: &Path) -> Vec<PathBuf> {
    let own = format!("{}.", name_of(path));
    let is_one = |it: &PathBuf| {
        let name = name_of(it);
        let number = name
            .strip_prefix(&own)
            .and_then(|it| it.strip_suffix(BACKUP));
        number.is_some_and(|it| it.parse::<u32>().is_ok())
    };
    host.list(folder_of(path))
        .into_iter()
        .filter(is_one)
        .collect()
}

/// The states kept in the history folder beside a project file.
fn states(host: &dyn Host, path: &Path) -> Vec<Fingerprint> {
    let all = host.list(&history::folder(path)).into_iter();
    let id = |it: PathBuf| Fingerprint::from_hex(name_of(&it).strip_suffix(STATE)?);
    all.filter_map(id).collect()
}

/// Reads the version of a name: a backup's file name, or the beginning of a state's name.
fn read_version(host: &dyn Host, path: &Path, name: &str) -> Result<(String, Project), ActError> {
    let missing = || ActError::NoVersion {
        name: name.to_owned(),
    };
    let backup = backups(host, path)
        .into_iter()
        .find(|it| name_of(it) == name);
    if let Some(backup) = backup {
        let (bytes, _) = host.load(&backup)?;
        let read = file::read(&bytes).map_err(|error| ActError::Read {
            path: backup.clone(),
            error,
        })?;
        return Ok((name.to_owned(), read.project));
    }
    let states = states(host, path);
    let mut meant = states.iter().filter(|it| it.to_string().starts_with(name));
    let id = meant.next().filter(|_| name.len() >= LEAST_DIGITS);
    let id = id.filter(|_| meant.next().is_none()).ok_or_else(missing)?;
    let project = host.kept(path, *id).ok_or_else(missing)?;
    Ok((id.to_string(), project))
}

/// A version's name as it is said: of a state only so many digits that it is told from others.
fn short(name: &str) -> String {
    match Fingerprint::from_hex(name) {
        Some(_) => name.chars().take(LEAST_DIGITS).collect(),
        None => name.to_owned(),
    }
}

/// A version in a line: its name, who saved it when, how much differs.
fn version_saying(it: &EarlierVersion) -> Saying {
    let key = match it.counts {
        Some(_) => "versions-said-counted",
        None => "versions-said",
    };
    let counts = it.counts.unwrap_or_default();
    Saying::new(key)
        .with("name", short(&it.name))
        .with("by", it.by_saying())
        .with("at", it.at.map(|at| at.to_string()).unwrap_or_default())
        .with("added", counts.added)
        .with("removed", counts.removed)
        .with("changed", counts.changed)
}
