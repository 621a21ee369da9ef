//! A new edition of a source's text that is not in its place yet: what becomes of each quotation.

use super::ActError;
use crate::anchor::{Carried, refit_told};
use crate::edit::PlanError;
use crate::edit::plan_sources::NewSource;
use crate::edit::plan_text::{Decision, quotations_in};
use crate::model::{Project, Quotation, QuotationId, Source, SourceId, Verdict};
use crate::text::{CharSpan, CleanSteps, Lines, Span};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// What became of a quotation in a new edition. The locale key is `fate-` and the name.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fate {
    /// Its words stand together as they did.
    Same,
    /// Some of its words were changed.
    Edited,
    /// Parts of it stand apart.
    Scattered,
    /// Nothing of it is left.
    Gone,
}

impl Fate {
    /// Every fate, from the lightest.
    pub const ALL: [Self; 4] = [Self::Same, Self::Edited, Self::Scattered, Self::Gone];

    /// In one word, kebab-case.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Edited => "edited",
            Self::Scattered => "scattered",
            Self::Gone => "gone",
        }
    }
}

/// What somebody says about a quotation of which the words are not as they were.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Replaced {
    /// What was found is it.
    Keep,
    /// It is at this range of the new text, in code points, half open.
    At(usize, usize),
    /// It goes, with its codings.
    LetGo,
    /// Nothing yet: it stays marked until somebody decides.
    Open,
}

/// A quotation whose words are not in the new edition as they were.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct EditionRow {
    /// Which.
    pub quotation: QuotationId,
    /// Where it stands in the old text, in bytes.
    pub before: Span,
    /// What became of it.
    pub fate: Fate,
    /// Where it or its parts stand in the new text, the largest first; the empty place between its
    /// old neighbours when it is gone.
    pub there: Vec<Span>,
}

/// Where a new edition comes from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum EditionOf {
    /// A file.
    File {
        /// Which.
        path: PathBuf,
        /// The encoding it was told to be in.
        encoding: Option<String>,
    },
    /// The text itself, cleaned up by these steps.
    Cleaned(CleanSteps),
}

/// A new edition, planned.
#[derive(Debug)]
pub struct Edition {
    pub(super) from: EditionOf,
    pub(super) source: SourceId,
    /// The revision of the project that it was planned on.
    pub(super) revision: u64,
    pub(super) new: NewSource,
    /// Whether the encoding was guessed.
    pub(super) is_guessed: bool,
    pub(super) found: Vec<Quotation>,
    rows: Vec<EditionRow>,
    counts: [usize; 4],
    pub(super) decided: BTreeMap<QuotationId, Decision>,
}

impl Edition {
    /// Looks for the quotations of a source in a new text. For long texts, off the screen's thread.
    ///
    /// # Errors
    /// When it is the same text.
    pub(super) fn plan(
        project: &Project,
        (source, revision): (SourceId, u64),
        from: EditionOf,
        (new, is_guessed): (NewSource, bool),
    ) -> Result<Self, ActError> {
        let old = project
            .sources()
            .get(source)
            .ok_or(ActError::NothingShown)?;
        if old.text() == new.lines.text() {
            return Err(match from {
                EditionOf::File { path, .. } => ActError::SameText { path },
                EditionOf::Cleaned(_) => ActError::Clean {
                    name: old.name.clone(),
                },
            });
        }
        let to = Source {
            lines: new.lines.clone(),
            fingerprint: new.fingerprint,
            ..old.clone()
        };
        let before = quotations_in(project, source);
        let spans: Vec<Span> = before.iter().map(|it| it.span).collect();
        let told = refit_told(before, old, &to);
        let mut rows = Vec::new();
        let mut counts = [0; 4];
        let mut found = Vec::with_capacity(told.len());
        for ((it, carried), before) in told.into_iter().zip(spans) {
            let row = EditionRow {
                quotation: it.id,
                before,
                fate: fate_of(&it, carried.as_ref()),
                there: match carried {
                    Some(Carried::Scattered(all)) => all,
                    _ => vec![it.span],
                },
            };
            if let Some(count) = counts.get_mut(row.fate as usize) {
                *count += 1;
            }
            if row.fate != Fate::Same {
                rows.push(row);
            }
            found.push(it);
        }
        Ok(Self {
            from,
            source,
            revision,
            new,
            is_guessed,
            found,
            rows,
            counts,
            decided: BTreeMap::new(),
        })
    }

    /// The file, if it is one.
    pub fn path(&self) -> Option<&Path> {
        match &self.from {
            EditionOf::File { path, .. } => Some(path),
            EditionOf::Cleaned(_) => None,
        }
    }

    /// The source that it is of.
    pub fn source(&self) -> SourceId {
        self.source
    }

    /// The new text.
    pub fn lines(&self) -> &Lines {
        &self.new.lines
    }

    /// The encoding it was read with, and whether that was guessed.
    pub fn encoding(&self) -> (&str, bool) {
        (&self.new.origin.encoding, self.is_guessed)
    }

    /// How many quotations had each fate, in the order of [`Fate::ALL`].
    pub fn counts(&self) -> [(Fate, usize); 4] {
        let count = |fate: Fate| self.counts.get(fate as usize).copied().unwrap_or_default();
        Fate::ALL.map(|fate| (fate, count(fate)))
    }

    /// The quotations whose words are not as they were, by place.
    pub fn rows(&self) -> &[EditionRow] {
        &self.rows
    }

    /// What was decided about a quotation.
    pub fn decision(&self, quotation: QuotationId) -> Option<Decision> {
        self.decided.get(&quotation).copied()
    }

    /// How many are not decided yet.
    pub fn open_count(&self) -> usize {
        self.rows.len() - self.decided.len()
    }

    /// Notes what was said about one quotation, or all that are not decided.
    ///
    /// # Errors
    /// When there is none of that id among those to decide, a range does not fit, or a quotation that
    /// is gone is said to be where nothing is.
    pub(super) fn decide(
        &mut self,
        quotation: Option<QuotationId>,
        take: Replaced,
    ) -> Result<(), ActError> {
        let decision = match take {
            Replaced::Keep => Some(Decision::Keep),
            Replaced::LetGo => Some(Decision::LetGo),
            Replaced::Open => None,
            Replaced::At(start, end) => {
                let lines = &self.new.lines;
                let span = lines.span_from_chars(CharSpan { start, end });
                let span = span.filter(|it| !it.is_empty()).ok_or(PlanError::Range {
                    start,
                    end,
                    source_name: self.new.name.clone(),
                    len: lines.char_count(),
                })?;
                Some(Decision::At(span))
            }
        };
        let is_meant = |row: &&EditionRow| match quotation {
            Some(id) => row.quotation == id,
            None => !self.decided.contains_key(&row.quotation) || decision.is_none(),
        };
        // Where nothing is left there is nothing to keep.
        let can = |row: &&EditionRow| {
            decision != Some(Decision::Keep) || row.there.iter().any(|it| !it.is_empty())
        };
        let meant = self.rows.iter().filter(is_meant).filter(can);
        let meant: Vec<QuotationId> = meant.map(|it| it.quotation).collect();
        if meant.is_empty() {
            return Err(ActError::NothingToDecide);
        }
        for id in meant {
            match decision {
                Some(decision) => self.decided.insert(id, decision),
                None => self.decided.remove(&id),
            };
        }
        Ok(())
    }
}

/// What became of a quotation: by difference, or for one that was astray by search.
fn fate_of(it: &Quotation, carried: Option<&Carried>) -> Fate {
    match (carried, it.stray.as_ref().map(|it| it.verdict)) {
        (_, None) => Fate::Same,
        (_, Some(Verdict::Lost)) => Fate::Gone,
        (Some(Carried::Scattered(_)), Some(Verdict::Unsure)) => Fate::Scattered,
        (_, Some(Verdict::Unsure)) => Fate::Edited,
    }
}
