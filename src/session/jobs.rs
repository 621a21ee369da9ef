//! Long work on other threads.

use super::act_codebook::DecodedCodebook;
use super::act_copy::Given;
use super::act_import::Imported;
use super::act_queries::Rule;
use super::act_save::{OnDisk, SavedAs};
use super::act_values::ValuesRead;
use super::act_versions::EarlierVersion;
use super::action::Action;
use super::compared::Compared;
use super::edition::Edition as TextEdition;
use super::error::ActError;
use super::host::Picked;
use super::look::PathFor;
use super::pack_asked::PackWritten;
use super::past::Reckoned;
use super::planned::Planned;
use super::recover;
use super::waiting::Loaded;
use crate::edit::plan_values::ValuesOf;
use crate::exchange::CitationsRead;
use crate::exchange::pack::{Made, Sheets};
use crate::file::{Opened, journal};
use crate::model::Fingerprint;
use crate::model::{Project, ProjectId, SourceId};
use crate::query::Index;
use crate::text::{Span, Words};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};

/// What a job does. The locale key is `job-` and the kind.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum JobKind {
    /// Reads a project.
    Open,
    /// Reads the texts of a large project first.
    Early,
    /// Saves the project.
    Save,
    /// Joins another version of the project.
    Join,
    /// Reads earlier versions.
    Versions,
    /// Reads texts.
    Load,
    /// Looks for quotations in a new edition.
    Replace,
    /// Reads a codebook.
    Codebook,
    /// Reads a table of values.
    Values,
    /// Reads citations.
    Citations,
    /// Writes another format.
    Export,
    /// Waits for the person at a dialog.
    Pick,
    /// Loads the Chinese dictionary.
    Words,
    /// Cuts what was opened into pieces.
    Reckon,
    /// Answers a query.
    Ask,
    /// Finds what a rule codes.
    Rule,
    /// Counts for a board.
    Count,
    /// Makes a reading pack to be shown.
    PackView,
    /// Writes a reading pack.
    Pack,
}

impl JobKind {
    /// The locale key of its words.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Open => "job-open",
            Self::Early => "job-early",
            Self::Save => "job-save",
            Self::Join => "job-join",
            Self::Versions => "job-versions",
            Self::Load => "job-load",
            Self::Replace => "job-replace",
            Self::Codebook => "job-codebook",
            Self::Values => "job-values",
            Self::Citations => "job-citations",
            Self::Export => "job-export",
            Self::Pick => "job-pick",
            Self::Words => "job-words",
            Self::Reckon => "job-reckon",
            Self::Ask => "job-ask",
            Self::Rule => "job-rule",
            Self::Count => "job-count",
            Self::PackView => "job-pack-view",
            Self::Pack => "job-pack",
        }
    }

    /// Whether it can be stopped half-way with nothing lost.
    pub const fn can_cancel(self) -> bool {
        matches!(
            self,
            Self::Open
                | Self::Load
                | Self::Export
                | Self::Ask
                | Self::Rule
                | Self::Count
                | Self::Pack
                | Self::PackView
        )
    }

    /// Whether a person is told of it while it runs.
    pub const fn is_shown(self) -> bool {
        !matches!(
            self,
            Self::Early | Self::Pick | Self::Words | Self::Reckon | Self::PackView
        )
    }
}

/// A running job, as the screen shows it.
#[derive(Clone, Debug)]
pub struct Job {
    /// Its number; rises with every job.
    pub number: u64,
    /// What it does.
    pub kind: JobKind,
    /// When it was begun, in milliseconds of the host's clock.
    pub begun_millis: u64,
    pulse: Pulse,
}

impl Job {
    /// How far it is: done and all, in steps of its own; `(0, 0)` when that cannot be said.
    pub fn progress(&self) -> (usize, usize) {
        (
            self.pulse.0.done.load(Ordering::Relaxed),
            self.pulse.0.all.load(Ordering::Relaxed),
        )
    }
}

/// What a job and the screen share while it runs.
#[derive(Clone, Debug, Default)]
pub(super) struct Pulse(Arc<Shared>);

#[derive(Debug, Default)]
struct Shared {
    done: AtomicUsize,
    all: AtomicUsize,
    stop: AtomicBool,
}

impl Pulse {
    /// Says how far the job is.
    pub(super) fn report(&self, done: usize, all: usize) {
        self.0.done.store(done, Ordering::Relaxed);
        self.0.all.store(all, Ordering::Relaxed);
    }

    /// Whether the person wants the job to stop.
    pub(super) fn is_stopped(&self) -> bool {
        self.0.stop.load(Ordering::Relaxed)
    }
}

/// A project as it was read, with what follows from it.
pub(super) struct ProjectRead {
    /// The project and what was amiss.
    pub(super) opened: Opened,
    /// Its index.
    pub(super) index: Index,
    /// What lies on disk.
    pub(super) on_disk: OnDisk,
    /// SHA-256 of that.
    pub(super) print: Fingerprint,
    /// What the journals beside it hold.
    pub(super) found: recover::Found,
    /// Whether it is locked.
    pub(super) is_locked: bool,
}

/// What a job brings back.
pub(super) enum JobDone {
    /// A copy to be given away was written, or not.
    Given {
        path: PathBuf,
        given: Result<Given, ActError>,
    },
    /// A project was read.
    Opened {
        path: PathBuf,
        opened: Result<Box<ProjectRead>, ActError>,
    },
    /// The texts of a large project were read, which the job `reading` reads whole; `None` of one
    /// that is read whole as soon.
    Early {
        path: PathBuf,
        reading: u64,
        texts: Option<Box<Project>>,
    },
    /// Projects that lay nowhere when the program ended were looked for: the last one, and how many
    /// more there are.
    Untitled {
        read: Option<(PathBuf, Box<ProjectRead>)>,
        more: usize,
    },
    /// The project was saved as it was at `revision`; then `then` is wanted.
    Saved {
        path: PathBuf,
        revision: u64,
        saved: Result<Box<SavedAs>, ActError>,
        then: Option<Box<Action>>,
    },
    /// A join is planned.
    Joined {
        path: PathBuf,
        key: Option<PathBuf>,
        planned: Result<Box<Planned>, ActError>,
    },
    /// The quotations of a source were looked for in a new edition of it.
    Edition {
        edition: Result<Box<TextEdition>, ActError>,
    },
    /// Earlier versions were looked for.
    Listed { versions: Vec<EarlierVersion> },
    /// An earlier version was compared with what there is now.
    Looked {
        version: String,
        looked: Result<Box<Compared>, ActError>,
    },
    /// An earlier version was read, to be restored.
    Restoring {
        version: String,
        /// The file that it was written to, if it was.
        to: Option<PathBuf>,
        read: Result<Option<Box<Project>>, ActError>,
    },
    /// Texts were read.
    Loaded { loaded: Loaded },
    /// A project of another program was read.
    Imported {
        path: PathBuf,
        imported: Result<Box<Imported>, ActError>,
    },
    /// A file of another program was read, to be taken into the project.
    ImportedInto {
        path: PathBuf,
        imported: Result<Box<Imported>, ActError>,
        /// Whether it was taken back to be read anew.
        again: bool,
    },
    /// A codebook was read.
    CodebookRead {
        path: PathBuf,
        read: Result<Box<DecodedCodebook>, ActError>,
    },
    /// A table of values was read.
    ValuesRead {
        path: PathBuf,
        of: ValuesOf,
        read: Result<Box<ValuesRead>, ActError>,
    },
    /// Citations were read.
    CitationsRead {
        path: PathBuf,
        report: Option<PathBuf>,
        read: Result<Box<CitationsRead>, ActError>,
    },
    /// Another format was written.
    Exported {
        path: PathBuf,
        exported: Result<(), ActError>,
    },
    /// The person chose a path, or not.
    Picked { wanted: PathFor, picked: Picked },
    /// What was opened is reckoned.
    Reckoned {
        of: Option<(PathBuf, OnDisk)>,
        reckoned: Box<Reckoned>,
        past: Option<journal::Past>,
    },
    /// What a rule codes was found in a state of the project.
    RuleAsked {
        rule: Box<Rule>,
        of: (ProjectId, u64),
        passages: Vec<(SourceId, Span)>,
    },
    /// A reading pack was made, to be shown.
    PackShown {
        made: Arc<Made>,
        sheets: Option<Arc<Sheets>>,
    },
    /// A reading pack was written, or not.
    PackWritten {
        written: Result<Box<PackWritten>, ActError>,
    },
    /// The dictionary is there.
    Words(Arc<Words>),
    /// A board has what it asked for, by a way of its own.
    Answered,
}

/// The running jobs.
pub(super) struct Jobs {
    running: Vec<Job>,
    count: u64,
    sender: Sender<(u64, Option<JobDone>)>,
    receiver: Receiver<(u64, Option<JobDone>)>,
}

impl Default for Jobs {
    fn default() -> Self {
        let (sender, receiver) = channel();
        Self {
            running: Vec::new(),
            count: 0,
            sender,
            receiver,
        }
    }
}

/// Tells that a job ended even if its work panicked, so that nobody waits for it for ever.
struct End {
    number: u64,
    done: Option<JobDone>,
    sender: Sender<(u64, Option<JobDone>)>,
}

impl Drop for End {
    fn drop(&mut self) {
        // Nobody listens any more when the session is gone.
        let _ = self.sender.send((self.number, self.done.take()));
    }
}

impl Jobs {
    /// Starts a job; `woken` is called when it has finished. Returns its number, if the system has a
    /// thread for it.
    pub(super) fn start(
        &mut self,
        kind: JobKind,
        begun_millis: u64,
        woken: impl FnOnce() + Send + 'static,
        work: impl FnOnce(&Pulse) -> JobDone + Send + 'static,
    ) -> Option<u64> {
        self.count += 1;
        let (number, pulse) = (self.count, Pulse::default());
        let mut end = End {
            number,
            done: None,
            sender: self.sender.clone(),
        };
        let shared = pulse.clone();
        let run = move || {
            end.done = Some(work(&shared));
            drop(end);
            woken();
        };
        std::thread::Builder::new()
            .name(format!("job-{number}"))
            .spawn(run)
            .ok()?;
        self.running.push(Job {
            number,
            kind,
            begun_millis,
            pulse,
        });
        Some(number)
    }

    /// Stops a job that can be stopped. What was read so far is kept of texts; nobody waits any
    /// longer for a project or an export, and what they bring back is let go.
    pub(super) fn stop(&mut self, number: u64) {
        let job = self.running.iter().find(|job| job.number == number);
        let Some(job) = job.filter(|it| it.kind.can_cancel()) else {
            return;
        };
        job.pulse.0.stop.store(true, Ordering::Relaxed);
        if job.kind != JobKind::Load {
            self.running.retain(|job| job.number != number);
        }
    }

    pub(super) fn running(&self) -> &[Job] {
        &self.running
    }

    /// Whether the job of this number is running.
    pub(super) fn has(&self, number: u64) -> bool {
        self.running.iter().any(|job| job.number == number)
    }

    /// Whether a job of this kind is running.
    pub(super) fn is_running(&self, kind: JobKind) -> bool {
        self.running.iter().any(|job| job.kind == kind)
    }

    /// What the next finished job brought back, if one has finished.
    pub(super) fn next_done(&mut self) -> Option<JobDone> {
        loop {
            let (number, done) = self.receiver.try_recv().ok()?;
            if self.ends(number) && done.is_some() {
                return done;
            }
        }
    }

    /// Waits for the next job to finish; `None` when none is running.
    pub(super) fn wait_for_done(&mut self) -> Option<JobDone> {
        while !self.running.is_empty() {
            let (number, done) = self.receiver.recv().ok()?;
            if self.ends(number) && done.is_some() {
                return done;
            }
        }
        None
    }

    /// Strikes a finished job off; whether somebody still waited for it.
    fn ends(&mut self, number: u64) -> bool {
        let before = self.running.len();
        self.running.retain(|job| job.number != number);
        self.running.len() < before
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_stopped_job_brings_back_is_let_go() {
        let mut jobs = Jobs::default();
        let (go, wait) = channel::<()>();
        let work = move |pulse: &Pulse| {
            wait.recv().unwrap();
            assert!(pulse.is_stopped());
            let path = PathBuf::from("导出.csv");
            JobDone::Exported {
                path,
                exported: Ok(()),
            }
        };
        let (woken, awake) = channel::<()>();
        jobs.start(JobKind::Export, 0, move || woken.send(()).unwrap(), work);
        let number = jobs.running()[0].number;
        jobs.stop(number);
        assert!(jobs.running().is_empty(), "nobody waits for it");
        go.send(()).unwrap();
        awake.recv().unwrap();
        assert!(jobs.next_done().is_none());
    }
}
