//! How sources are cited: written by hand, and taken in from files of libraries and reference managers.

use super::act::Acted;
use super::act_paths::path_words;
use super::act_sources::encoding_named;
use super::jobs::{JobDone, JobKind};
use super::locale::Saying;
use super::notice::Level;
use super::{ActError, Action, Host, Manner, Named, Overlay, PathFor, Session};
use crate::edit::{PlanError, plan_citations};
use crate::exchange::{CitationsRead, Fits, ForeignFile, Format, fitting, read_citations, taken};
use crate::model::{Cited, Project, SourceId};
use crate::text::Encoding;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Entries named in a notice of the window, and on the command line, where there is room.
const SHOWN: [usize; 2] = [3, 50];

impl Session {
    pub(super) fn act_on_citations(&mut self, action: Action) -> Acted {
        Acted::Yes(match action {
            Action::CiteSource { source, citation } => self.cite(source.as_ref(), citation),
            Action::ImportCitations {
                path,
                encoding,
                report,
            } => self.import_citations(path, encoding.as_deref(), report),
            other => return Acted::No(other),
        })
    }

    fn cite(
        &mut self,
        source: Option<&Named>,
        citation: Option<Vec<Cited>>,
    ) -> Result<(), ActError> {
        let id = self.source_or_shown(source)?.id;
        let Some(citation) = citation else {
            self.look.show(Some(id));
            return self.ask_with(Overlay::Citation, "citation");
        };
        self.change(|project, stamp| plan_citations::cite(project, stamp, id, &citation))?;
        self.close_overlay(Overlay::Citation);
        Ok(())
    }

    /// Reads citations off the screen's thread.
    fn import_citations(
        &mut self,
        path: Option<PathBuf>,
        encoding: Option<&str>,
        report: Option<PathBuf>,
    ) -> Result<(), ActError> {
        self.need_open()?;
        let encoding = encoding.map(encoding_named).transpose()?;
        let Some(path) = path else {
            return self.ask_for_path(PathFor::Citations);
        };
        let host = self.host.clone();
        self.start(JobKind::Citations, move |_| {
            let read = citations_in(&*host, &path, (None, encoding));
            JobDone::CitationsRead { path, report, read }
        });
        Ok(())
    }

    /// Gives the citations that a job has read to their sources, in one step, and tells which went where.
    pub(super) fn citations_read(
        &mut self,
        path: &Path,
        report: Option<PathBuf>,
        read: Result<Box<CitationsRead>, ActError>,
    ) {
        let made = read.and_then(|read| {
            let given = Given::of(self.need_open()?.project(), &read);
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let what = (&*name, given.told.as_slice());
            let made = self.change(|project, stamp| plan_citations::cite_all(project, stamp, what));
            let is_changed = match made {
                Ok(()) => true,
                Err(ActError::Plan(PlanError::Nothing)) => false,
                Err(error) => return Err(error),
            };
            self.tell_citations(path, (&read, &given), is_changed);
            if let Some(report) = report {
                self.write_losses(report);
            }
            Ok(())
        });
        if let Err(error) = made {
            self.report(&error);
        }
    }

    fn tell_citations(
        &mut self,
        path: &Path,
        (read, given): (&CitationsRead, &Given),
        is_changed: bool,
    ) {
        if let Some(encoding) = read.guessed {
            let words = Saying::new("notice-guessed").with("path", path_words(path));
            self.say(Level::Hint, words.with("encoding", encoding.label()));
        }
        let left: Vec<String> = read
            .left
            .iter()
            .map(|it| format!("{} {}", it.0, it.1))
            .collect();
        let outcome = if is_changed {
            "notice-citations"
        } else {
            "notice-citations-same"
        };
        let told = [
            (Level::Done, outcome, &given.to),
            (Level::Warning, "notice-citations-none", &given.none),
            (Level::Warning, "notice-citations-several", &given.several),
            (Level::Warning, "notice-citations-twice", &given.twice),
            (Level::Hint, "notice-citations-left", &left),
        ];
        let [window, batch] = SHOWN;
        let most = if self.manner == Manner::Window {
            window
        } else {
            batch
        };
        let title = Saying::new("citations-title").with("name", path_words(path));
        let mut text = format!("# {}\n", self.locale.say(&title));
        for (level, key, named) in told.into_iter().filter(|it| !it.2.is_empty()) {
            let words = Saying::new(key)
                .with("path", path_words(path))
                .with("count", named.len());
            text.push_str(&format!("\n## {}\n\n", self.locale.say(&words)));
            for it in named {
                text.push_str(&format!("- {it}\n"));
            }
            let mut place = named
                .iter()
                .take(most)
                .cloned()
                .collect::<Vec<_>>()
                .join("; ");
            if named.len() > most {
                place.push_str("; …");
            }
            self.notices.say_at(level, words, place, Vec::new());
        }
        self.losses = Some(text);
    }
}

/// Which entries went where.
#[derive(Default)]
struct Given {
    /// How sources are cited by it.
    told: Vec<(SourceId, Vec<Cited>)>,
    /// Entries with their sources.
    to: Vec<String>,
    /// Entries that fit no source.
    none: Vec<String>,
    /// Entries that fit several, with these.
    several: Vec<String>,
    /// Entries that fit a source that an entry before them fits, with it.
    twice: Vec<String>,
}

impl Given {
    fn of(project: &Project, read: &CitationsRead) -> Self {
        let (mut given, mut seen) = (Self::default(), BTreeSet::new());
        let name_of = |id: &SourceId| {
            let source = project.sources().get(*id);
            source.map(|it| it.name.clone()).unwrap_or_default()
        };
        for (entry, fits) in read.entries.iter().zip(fitting(project, &read.entries)) {
            let name = entry.name();
            match fits {
                Fits::None => given.none.push(name.to_owned()),
                Fits::Several(all) => {
                    let all: Vec<String> = all.iter().map(name_of).collect();
                    given.several.push(format!("{name} ({})", all.join(", ")));
                }
                Fits::One(id) => {
                    let went = format!("{name} → {}", name_of(&id));
                    let source = project.sources().get(id).filter(|_| seen.insert(id));
                    match source {
                        Some(source) => {
                            given.told.push((id, taken(source, entry)));
                            given.to.push(went);
                        }
                        None => given.twice.push(went),
                    }
                }
            }
        }
        given
    }
}

/// Reads the citations in a file.
pub(super) fn citations_in(
    host: &dyn Host,
    path: &Path,
    how: (Option<Format>, Option<Encoding>),
) -> Result<Box<CitationsRead>, ActError> {
    let (bytes, _) = host.load(path)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let file = ForeignFile {
        bytes: &bytes,
        name: &name,
        now: host.now(),
        counting: None,
    };
    let read = read_citations(&file, how).map_err(|error| ActError::Import {
        path: path.to_owned(),
        error,
    })?;
    Ok(Box::new(read))
}
