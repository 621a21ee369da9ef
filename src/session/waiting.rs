//! Files on their way to becoming sources.

use super::error::ActError;
use super::host::Host;
use crate::edit::plan_sources::{NewSource, RowsAs};
use crate::exchange::reading::{
    Choice, Columns, ReadFile, Reading, ReadingError, SourceFormat, pdf_text, read_file, styled,
};
use crate::model::{Fingerprint, Origin, Style, Styled};
use crate::text::cleaning::{clean, suggested, survey};
use crate::text::{
    CleanStep, CleanSteps, Cleaned, Decoded, Encoding, Lines, Span, TextChange, decode,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Texts of one file that are looked through for what can be mended, at most.
const MOST_SURVEYED: usize = 200;

/// What is mended in texts on their way in.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub enum Cleaning {
    /// Nothing. In the window a text in which pages left much waits to be looked at.
    #[default]
    Nothing,
    /// What pages left, where there is enough of it.
    Suggested,
    /// Everything that can be.
    All,
    /// What these steps mend.
    Steps(CleanSteps),
}

/// How files are added.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Adding {
    pub(super) encoding: Option<Encoding>,
    /// Whether a table is one text as well.
    pub(super) is_one: bool,
    /// The column of a table that holds the texts.
    pub(super) column: Option<String>,
    /// What its rows become.
    pub(super) rows: RowsAs,
    pub(super) clean: Cleaning,
    /// Whether they wait to be looked at, whatever is known of them.
    pub(super) wait: bool,
}

/// A file that is shown to the person before it is added: its encoding is doubtful, or something in it
/// can be mended.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// The file.
    pub path: PathBuf,
    /// Its bytes.
    bytes: Arc<[u8]>,
    /// SHA-256 of them.
    print: Fingerprint,
    /// What kind of file it is.
    pub format: SourceFormat,
    /// The texts in it, as they stand there; one at least.
    pub texts: Vec<Reading>,
    /// The columns of a table of which each row is a text or a case.
    pub columns: Option<Columns>,
    /// What can be mended in them, and how often.
    pub found: BTreeMap<CleanStep, usize>,
    /// What is to be mended.
    pub steps: CleanSteps,
    /// The texts with that mended, in the same order; empty where nothing is.
    pub cleaned: Vec<Cleaned>,
}

/// What came of reading files.
pub(super) struct Loaded {
    /// Files that were read, in their order.
    pub(super) read: Vec<Waiting>,
    /// Whether all are to wait.
    pub(super) wait: bool,
    /// Whether it was said what is to be mended.
    pub(super) is_told: bool,
    /// Files that cannot be added.
    pub(super) failed: Vec<ActError>,
    /// Whether the person stopped the reading.
    pub(super) stopped: bool,
}

/// The ending of a file's name in lower case.
pub(super) fn ending(path: &Path) -> String {
    let ending = path.extension().unwrap_or_default();
    ending.to_string_lossy().to_lowercase()
}

impl Waiting {
    /// Reads the texts of a file.
    ///
    /// # Errors
    /// When it cannot be loaded, is of no kind that has texts, broken, or locked.
    pub(super) fn read(host: &dyn Host, path: &Path, adding: &Adding) -> Result<Self, ActError> {
        let (bytes, print) = host.load(path)?;
        let format = match SourceFormat::of(&bytes, &ending(path)) {
            SourceFormat::Table if adding.is_one => SourceFormat::Plain,
            format => format,
        };
        let choice = Choice {
            encoding: adding.encoding,
            column: adding.column.as_deref(),
            rows: adding.rows,
        };
        let file = match format {
            SourceFormat::Pdf => pdf(host, &bytes).map_err(|error| ActError::Reading {
                path: path.to_owned(),
                error,
            })?,
            format => file(path, (&bytes, format), choice)?,
        };
        let mut waiting = Self {
            path: path.to_owned(),
            bytes: bytes.into(),
            print,
            format,
            texts: file.texts,
            columns: file.columns,
            found: BTreeMap::new(),
            steps: CleanSteps::new(),
            cleaned: Vec::new(),
        };
        waiting.look_through();
        waiting.clean(match &adding.clean {
            Cleaning::Nothing => CleanSteps::new(),
            Cleaning::Suggested => suggested(&waiting.found),
            Cleaning::All => CleanStep::ALL.into(),
            Cleaning::Steps(steps) => steps.clone(),
        });
        Ok(waiting)
    }

    /// Reads the same bytes in another way.
    ///
    /// # Errors
    /// When they are no text in it, or there is no such column.
    pub(super) fn again(&self, choice: Choice<'_>) -> Result<Self, ActError> {
        let file = file(&self.path, (&self.bytes, self.format), choice)?;
        let mut waiting = Self {
            texts: file.texts,
            columns: file.columns,
            ..self.clone()
        };
        waiting.look_through();
        waiting.clean(self.steps.clone());
        Ok(waiting)
    }

    fn look_through(&mut self) {
        self.found = BTreeMap::new();
        for text in self.texts.iter().take(MOST_SURVEYED) {
            for (step, count) in survey(&text.text, &pages(text)) {
                *self.found.entry(step).or_default() += count;
            }
        }
    }

    /// Mends with other steps.
    pub(super) fn clean(&mut self, steps: CleanSteps) {
        let texts = self.texts.iter().filter(|_| !steps.is_empty());
        self.cleaned = texts
            .map(|it| clean(&it.text, &pages(it), &steps))
            .collect();
        self.steps = steps;
    }

    /// How it was read, as far as it can be read in another way.
    pub(super) fn choice(&self) -> Choice<'_> {
        let columns = self.columns.as_ref();
        Choice {
            encoding: self.encoding(),
            column: columns.map(|_| self.column().unwrap_or_default()),
            rows: columns.map(|it| it.rows).unwrap_or_default(),
        }
    }

    /// The name of the column that holds the texts, in a table that has one.
    pub fn column(&self) -> Option<&str> {
        let columns = self.columns.as_ref()?;
        columns.names.get(columns.text?).map(String::as_str)
    }

    /// Whether the rows of a table become cases.
    pub fn is_cases(&self) -> bool {
        let columns = self.columns.as_ref();
        columns.is_some_and(|it| it.rows == RowsAs::Cases)
    }

    /// The encoding it was read in, where it has one.
    pub fn encoding(&self) -> Option<Encoding> {
        let decoded = self.texts.first().and_then(|it| it.decoded.as_ref());
        decoded.map(|it| it.encoding)
    }

    /// Whether its encoding was guessed, and there is a doubt.
    pub fn is_guessed(&self) -> bool {
        let decoded = self.texts.first().and_then(|it| it.decoded.as_ref());
        decoded.is_some_and(|it| it.guessed)
    }

    /// How many characters could not be read.
    pub fn replaced(&self) -> Option<usize> {
        let decoded = self.texts.first().and_then(|it| it.decoded.as_ref())?;
        decoded.changes.iter().find_map(|change| match change {
            TextChange::Replaced { count, .. } => Some(*count),
            _ => None,
        })
    }

    /// The steps that are worth while in it.
    pub fn suggested(&self) -> CleanSteps {
        suggested(&self.found)
    }

    /// A text as it will be added.
    pub fn text(&self, at: usize) -> &str {
        let cleaned = self.cleaned.get(at).map(|it| it.text.as_str());
        let plain = self.texts.get(at).map(|it| it.text.as_str());
        cleaned.or(plain).unwrap_or_default()
    }

    /// The sources this becomes.
    pub(super) fn into_sources(self) -> Vec<NewSource> {
        let name = |part: Option<&std::ffi::OsStr>| {
            part.map(|it| it.to_string_lossy().into_owned())
                .unwrap_or_default()
        };
        let (file, stem) = (name(self.path.file_name()), name(self.path.file_stem()));
        let column = self.column().map(|it| format!("text-column {it}"));
        let mut cleaned = self.cleaned.into_iter();
        let texts = self.texts.into_iter().map(|reading| {
            let cleaned = cleaned.next();
            let (mut changes, mut encoding) = (Vec::new(), String::new());
            if let Some(decoded) = &reading.decoded {
                changes.extend(decoded.changes.iter().map(TextChange::word));
                decoded.encoding.label().clone_into(&mut encoding);
            }
            let left = reading.changes.iter();
            changes.extend(left.map(|(change, count)| format!("{} {count}", change.name())));
            let counts = cleaned.iter().flat_map(|it| &it.counts);
            changes.extend(counts.map(|(step, count)| format!("clean-{} {count}", step.name())));
            changes.extend(column.clone());
            let (lines, styles) = lines_and_styles(reading.text, &reading.styles, cleaned);
            let origin = Origin {
                name: file.clone(),
                encoding,
                file: Some(self.print),
                changes,
                citation: reading.citation,
                styles,
            };
            let name = reading.name.filter(|it| !it.trim().is_empty());
            NewSource {
                values: reading.values,
                is_case: reading.is_case,
                ..NewSource::new(name.unwrap_or_else(|| stem.clone()), lines, origin)
            }
        });
        texts.collect()
    }
}

fn pdf(host: &dyn Host, bytes: &[u8]) -> Result<ReadFile, ReadingError> {
    pdf_text(&host.pdf_pages(bytes)?)
}

fn file(
    path: &Path,
    (bytes, format): (&[u8], SourceFormat),
    choice: Choice<'_>,
) -> Result<ReadFile, ActError> {
    let path = path.to_owned();
    read_file(bytes, format, choice).map_err(|error| match error {
        ReadingError::Decode(error) => ActError::Decode { path, error },
        ReadingError::Table(error) => ActError::Values { path, error },
        error => ActError::Reading { path, error },
    })
}

/// Reads the bytes of a file as text.
///
/// # Errors
/// When they are no text.
pub(super) fn decoded(
    path: &Path,
    bytes: &[u8],
    encoding: Option<Encoding>,
) -> Result<Decoded, ActError> {
    decode(bytes, encoding).map_err(|error| ActError::Decode {
        path: path.to_owned(),
        error,
    })
}

/// The bytes at which pages are known to begin.
fn pages(reading: &Reading) -> Vec<usize> {
    let styles = reading.styles.iter();
    let pages = styles.filter(|it| matches!(it.1, Style::Page(_)));
    let mut pages: Vec<usize> = pages.map(|it| it.0.start).collect();
    pages.sort_unstable();
    pages
}

/// The text as it is added, with its looks where they stand now.
pub(super) fn lines_and_styles(
    text: String,
    styles: &[(Span, Style)],
    cleaned: Option<Cleaned>,
) -> (Lines, Vec<Styled>) {
    let Some(cleaned) = cleaned else {
        let lines = Lines::new(text.into());
        let styles = styled(&lines, styles);
        return (lines, styles);
    };
    let moved = styles.iter();
    let moved = moved.filter_map(|(span, style)| Some((cleaned.after(*span)?, style.clone())));
    let notes = cleaned.notes.iter().map(|it| (*it, Style::Note));
    let mut moved: Vec<(Span, Style)> = moved.chain(notes).collect();
    moved.sort_by_key(|it| (it.0.start, std::cmp::Reverse(it.0.end)));
    let lines = Lines::new(cleaned.text.into());
    let styles = styled(&lines, &moved);
    (lines, styles)
}
