//! Cleaning up the text of a source that is in the project already: what the steps find, what they would
//! change, and the text put in its place with its quotations moving along.

use super::edition::{Edition, EditionOf};
use super::jobs::{JobDone, JobKind};
use super::waiting::{Cleaning, lines_and_styles};
use super::{ActError, Manner, Named, Overlay, Session};
use crate::edit::plan_sources::NewSource;
use crate::model::{Origin, Project, Source, SourceId, Style};
use crate::text::cleaning::{clean, suggested, survey};
use crate::text::{CleanStep, CleanSteps, Cleaned, Span};
use std::collections::BTreeMap;

/// The text of a source that is looked at before it is cleaned up.
#[derive(Debug)]
pub struct Mending {
    /// Of which source.
    pub source: SourceId,
    /// What can be mended in it, and how often.
    pub found: BTreeMap<CleanStep, usize>,
    /// What is to be mended.
    pub steps: CleanSteps,
    /// The text with that mended.
    pub cleaned: Cleaned,
    /// The revision of the project that it was made of.
    revision: u64,
}

impl Mending {
    /// What the steps that are told would change in a source.
    fn new((source, revision): (&Source, u64), clean: &Cleaning) -> Self {
        let found = survey(source.text(), &pages(source));
        let steps = match clean {
            Cleaning::Nothing => CleanSteps::new(),
            Cleaning::Suggested => suggested(&found),
            Cleaning::All => CleanStep::ALL.into(),
            Cleaning::Steps(steps) => steps.clone(),
        };
        Self {
            source: source.id,
            found,
            cleaned: cleaned(source, &steps),
            steps,
            revision,
        }
    }
}

impl Session {
    /// Cleans up a text: shows first what the steps change where none are told in a window.
    pub(super) fn mend_source(
        &mut self,
        source: Option<&Named>,
        clean: Option<Cleaning>,
    ) -> Result<(), ActError> {
        let id = self.source_or_shown(source)?.id;
        let open = self.need_open()?;
        let revision = open.history().revision();
        let source = open.project().sources().get(id);
        let source = source.ok_or(ActError::NothingShown)?;
        let Some(clean) = clean else {
            if self.manner == Manner::Batch {
                return Err(ActError::Missing { what: "clean" });
            }
            let mending = Mending::new((source, revision), &Cleaning::Suggested);
            self.look.show(Some(id));
            self.look.overlay = Some(Overlay::Mending);
            self.mending = Some(Box::new(mending));
            return Ok(());
        };
        self.close_overlay(Overlay::Mending);
        self.drop_edition();
        let project = self.need_open()?.project().clone();
        self.start(JobKind::Replace, move |_| JobDone::Edition {
            edition: plan(&project, (id, revision), &clean).map(Box::new),
        });
        Ok(())
    }

    /// What would be changed in a source, for a shell that shows it.
    ///
    /// # Errors
    /// When the source is not there.
    pub fn plan_mending(&self, source: &Named, clean: &Cleaning) -> Result<Mending, ActError> {
        let open = self.need_open()?;
        let source = source.source(open.project())?;
        Ok(Mending::new((source, open.history().revision()), clean))
    }

    /// The text that is looked at before it is cleaned up.
    pub fn mending(&self) -> Option<&Mending> {
        self.mending.as_deref()
    }

    /// Looks at the text with other steps.
    pub(super) fn set_mending(&mut self, steps: CleanSteps) -> Result<(), ActError> {
        let missing = || ActError::Missing { what: "mending" };
        let mending = self.mending.as_deref().ok_or_else(missing)?;
        let open = self.need_open()?;
        let source = open.project().sources().get(mending.source);
        let source = source.ok_or(ActError::NothingShown)?;
        let found = match open.history().revision() == mending.revision {
            true => mending.found.clone(),
            false => survey(source.text(), &pages(source)),
        };
        let mending = Mending {
            source: source.id,
            found,
            cleaned: cleaned(source, &steps),
            steps,
            revision: open.history().revision(),
        };
        self.mending = Some(Box::new(mending));
        Ok(())
    }
}

/// The bytes at which pages of a source are known to begin.
fn pages(source: &Source) -> Vec<usize> {
    let pages = source.origin.styles.iter();
    let pages = pages.filter(|it| matches!(it.style, Style::Page(_)));
    let starts = pages.filter_map(|it| source.lines.byte_from_char(it.chars.start));
    let mut starts: Vec<usize> = starts.collect();
    starts.sort_unstable();
    starts
}

fn cleaned(source: &Source, steps: &CleanSteps) -> Cleaned {
    clean(source.text(), &pages(source), steps)
}

/// The cleaned text as a new edition of its source.
fn plan(
    project: &Project,
    (id, revision): (SourceId, u64),
    clean: &Cleaning,
) -> Result<Edition, ActError> {
    let source = project.sources().get(id).ok_or(ActError::NothingShown)?;
    let Mending { steps, cleaned, .. } = Mending::new((source, revision), clean);
    let counts = cleaned.counts.iter();
    let done = counts.map(|(step, count)| format!("clean-{} {count}", step.name()));
    let changes = source.origin.changes.iter().cloned().chain(done).collect();
    let styles = source.origin.styles.iter().filter_map(|it| {
        let span: Span = source.lines.span_from_chars(it.chars)?;
        Some((span, it.style.clone()))
    });
    let styles: Vec<(Span, Style)> = styles.collect();
    let text = source.text().to_owned();
    let (lines, styles) = lines_and_styles(text, &styles, Some(cleaned));
    let origin = Origin {
        changes,
        styles,
        ..source.origin.clone()
    };
    let new = NewSource::new(source.name.clone(), lines, origin);
    Edition::plan(
        project,
        (id, revision),
        EditionOf::Cleaned(steps),
        (new, false),
    )
}
