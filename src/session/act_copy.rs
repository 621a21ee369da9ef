//! Giving a copy away, with something left out or hidden, so that it can be joined when it comes back.

use super::act_lock::{LockChoice, needs_no_lock};
use super::act_paths::path_words;
use super::act_save::OnDisk;
use super::jobs::{JobDone, JobKind};
use super::locale::Saying;
use super::notice::Level;
use super::past::Snapshot;
use super::{ActError, Host, Named, Overlay, PathFor, Session};
use crate::edit::copy::{Without, copy};
use crate::edit::veil::Veil;
use crate::file::lock::{self, Keys, Lock};
use crate::file::signature::Signer;
use crate::file::{self, Lineage, Sheet, history};
use crate::model::{CoderId, Fingerprint, Project};
use serde::{Deserialize, Serialize};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// What names of keys end with that are kept beside the states they belong to.
const KEY: &str = ".key.ron";

/// How a copy is made.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct CopyChoice {
    /// Who gets it: in a copy without the work of others, theirs stays.
    pub to: Option<Named>,
    /// What is left out.
    pub without: Without,
    /// Words that are hidden everywhere; `张三=某甲` says by what.
    pub hide: Vec<String>,
    /// Whether the names of coders and cases are hidden as well.
    pub names: bool,
    /// Who can read it.
    pub lock: LockChoice,
    /// Where the list of hidden words is written; where it is locked, by default beside the project.
    pub key: Option<PathBuf>,
    /// Who can read that list.
    pub key_lock: LockChoice,
}

impl CopyChoice {
    /// The words that are to be hidden, each with what hides it if that is given.
    fn words(&self) -> Vec<(String, Option<String>)> {
        let pair = |it: &String| match it.split_once('=') {
            Some((word, sign)) => (word.to_owned(), Some(sign.to_owned())),
            None => (it.clone(), None),
        };
        self.hide.iter().map(pair).collect()
    }
}

/// A list of hidden words as it lies on disk.
#[derive(Serialize, Deserialize)]
struct Key {
    /// The state of the copy that it belongs to.
    copy: String,
    veil: Veil,
}

/// What is given away.
struct Giving {
    project: Project,
    past: Snapshot,
    lies: (PathBuf, OnDisk),
    coder: CoderId,
    signer: Option<Signer>,
    of: Option<CoderId>,
    choice: CopyChoice,
}

impl Session {
    /// Writes a copy to be given away, and keeps what it is joined on later.
    pub(super) fn give_copy(
        &mut self,
        path: Option<PathBuf>,
        choice: Option<Box<CopyChoice>>,
    ) -> Result<(), ActError> {
        self.need_open()?.lies().ok_or(ActError::NotSaved)?;
        let (path, choice) = match (path, choice) {
            (None, None) => return self.ask_with(Overlay::Copy, "path"),
            (None, choice) => {
                self.copy_wish = choice;
                return self.ask_for_path(PathFor::Copy);
            }
            // What was chosen before the path was asked for.
            (Some(path), choice) => (path, choice.or(self.copy_wish.take())),
        };
        let choice = choice.map(|it| *it).unwrap_or_default();
        if choice.lock.is_open() {
            needs_no_lock(&path)?;
        }
        let open = self.need_open()?;
        let lies = open.lies().ok_or(ActError::NotSaved)?;
        if lies.0 == path {
            return Err(ActError::Exists { path });
        }
        let named = choice.to.as_ref().map(|it| it.find_coder(open.project()));
        let giving = Giving {
            signer: None,
            project: open.project().clone(),
            past: open.past.snapshot(open.history().done().len()),
            lies,
            coder: open.coder,
            of: named.flatten().map(|it| it.id),
            choice,
        };
        let giving = Giving {
            signer: self.signer(),
            ..giving
        };
        let host = self.host.clone();
        self.start(JobKind::Export, move |_| {
            let given = give(&*host, &path, giving);
            JobDone::Given { path, given }
        });
        Ok(())
    }

    /// Takes in that a job has written a copy, or could not.
    pub(super) fn given(&mut self, path: &Path, given: Result<Given, ActError>) {
        let given = match given {
            Ok(given) => given,
            Err(error) => return self.report(&error),
        };
        let words = Saying::new("notice-given").with("path", path_words(path));
        self.say(Level::Done, words);
        if given.is_locked {
            self.say(Level::Hint, Saying::new("notice-given-locked"));
        }
        if given.hidden > 0 {
            let words = Saying::new("notice-given-hidden").with("count", given.hidden);
            self.say(Level::Hint, words);
        }
        if let Some(key) = given.key {
            let words = Saying::new("notice-given-key").with("path", path_words(&key));
            self.say(Level::Hint, words);
        }
    }
}

/// What was given.
pub(super) struct Given {
    /// Words that were hidden.
    hidden: usize,
    /// Where their list lies.
    key: Option<PathBuf>,
    /// Whether only some can read it.
    is_locked: bool,
}

fn give(host: &dyn Host, path: &Path, giving: Giving) -> Result<Given, ActError> {
    let Giving {
        project,
        past,
        lies,
        coder,
        signer,
        of,
        choice,
    } = giving;
    let (lock, key_lock) = (choice.lock.lock(host)?, choice.key_lock.lock(host)?);
    let now = host.now();
    let mut reckoned = past.reckon(now, |it, claims| OnDisk::sheet(Some(&lies), it, claims));
    let whole = match reckoned.last.take() {
        Some(last) => last.follow(&project),
        None => Sheet::of(&project),
    };
    let veil = veil(&project, &choice, of);
    let copied = veil.put_on(&copy(&project, choice.without, of));
    let sheet = Sheet::of(&copied);
    let mut lineage = reckoned.lineage.clone();
    if sheet.id() == whole.id() {
        lineage.record(whole.id(), Some(coder), now);
    } else {
        lineage = lineage.given(sheet.id(), whole.id(), (Some(coder), now));
    }
    if let Some(signer) = &signer {
        lineage.sign(signer);
    }
    host.keep_for_good(&lies.0, &sheet)?;
    let apart = choice.key.filter(|_| !veil.words.is_empty());
    let is_apart = key_lock.is_some() && !veil.words.is_empty();
    let apart = apart.or(is_apart.then(|| key_beside(&lies.0, path)));
    if !veil.words.is_empty() {
        let text = key_text(sheet.id(), &veil)?;
        let beside = key_place(&lies.0, sheet.id());
        host.save(&beside, 0, &mut |out| out.write_all(text.as_bytes()))?;
        if let Some(place) = &apart {
            host.save(place, 0, &mut |out| {
                write_locked(key_lock.as_ref(), out, |out| out.write_all(text.as_bytes()))
            })?;
        }
    }
    let chain = lineage.chain();
    host.save(path, 0, &mut |out| {
        write_locked(lock.as_ref(), out, |out| {
            file::write_with(&copied, &chain, out)
        })
    })?;
    Ok(Given {
        hidden: veil.words.len(),
        key: apart,
        is_locked: lock.is_some(),
    })
}

fn write_locked(
    lock: Option<&Lock>,
    out: &mut dyn Write,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    match lock {
        Some(lock) => lock.write(out, write),
        None => write(out),
    }
}

/// Where the list of words that a copy hides is written when nothing else is said: beside the project
/// and not beside the copy, which is given away.
fn key_beside(project: &Path, copy: &Path) -> PathBuf {
    let name = copy.file_name().unwrap_or_default().to_string_lossy();
    let stem = name.split('.').next().unwrap_or_default();
    project.with_file_name(format!("{stem}.key.age"))
}

/// The veil over what is to be hidden. Signs that are given are only taken when every word comes back.
/// Whoever gets the copy finds their own name in it.
fn veil(project: &Project, choice: &CopyChoice, of: Option<CoderId>) -> Veil {
    let mut words = choice.words();
    if choice.names {
        let coders = project.coders().iter().filter(|it| Some(it.id) != of);
        let names = coders.map(|it| &it.name);
        let names = names.chain(project.cases().iter().map(|it| &it.name));
        words.extend(names.map(|it| (it.clone(), None)));
    }
    let veil = Veil::over(project, &words);
    if veil.take_off(&veil.put_on(project)).sources() == project.sources() {
        return veil;
    }
    let words: Vec<_> = words.into_iter().map(|it| (it.0, None)).collect();
    Veil::over(project, &words)
}

fn key_text(id: Fingerprint, veil: &Veil) -> Result<String, ActError> {
    let key = Key {
        copy: id.to_string(),
        veil: veil.clone(),
    };
    let style = ron::ser::PrettyConfig::new().struct_names(true);
    let text = ron::ser::to_string_pretty(&key, style).map_err(|why| ActError::Script {
        line: 1,
        column: 1,
        why,
    })?;
    Ok(text + "\n")
}

/// Where the list of words that a copy hides is kept beside a project.
fn key_place(project: &Path, id: Fingerprint) -> PathBuf {
    history::folder(project).join(format!("{id}{KEY}"))
}

/// The list of words in a file that was written apart.
pub(super) fn veil_in(host: &dyn Host, path: &Path, keys: &Keys) -> Result<Veil, ActError> {
    let (bytes, _) = host.load(path)?;
    let bytes = match lock::is_locked(&bytes) {
        false => bytes,
        true => lock::unlock(&bytes, keys).map_err(|error| ActError::Locked {
            path: path.to_owned(),
            error,
        })?,
    };
    let key: Result<Key, _> = ron::de::from_bytes(&bytes);
    key.map(|it| it.veil).map_err(|_| ActError::NoKey {
        path: path.to_owned(),
    })
}

/// What the words of a project that comes back are hidden under, if it comes from a copy of this one.
pub(super) fn veil_of(host: &dyn Host, project: Option<&Path>, theirs: &Lineage) -> Option<Veil> {
    let chain = theirs.chain().into_iter();
    let given = chain.filter(|it| !it.given.is_empty());
    given.into_iter().find_map(|it| {
        let (bytes, _) = host.load(&key_place(project?, it.id)).ok()?;
        let key: Key = ron::de::from_bytes(&bytes).ok()?;
        (key.copy == it.id.to_string()).then_some(key.veil)
    })
}
