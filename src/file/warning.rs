//! What reading a project file may have to say.

use super::malformed::Malformed;
use crate::model::{Broken, CodeId, CoderId, QuotationId, RecordId, SourceId};
use crate::text::{CharSpan, Place};
use thiserror::Error;

/// Something about a file that was read all the same. The sentences say what was found, what was
/// kept, and what can be done.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
#[non_exhaustive]
pub enum Warning {
    /// Written by a newer version.
    #[error(
        "This project is written in format {format}, and this version knows format {known}. \
         What it does not know is kept and written back; use a newer version to see everything."
    )]
    NewerFormat {
        /// The file's format.
        format: u64,
        /// The newest format this version knows.
        known: u64,
    },
    /// The file ends too early.
    #[error(
        "The file breaks off at line {}, column {}. Everything before that was read; look for a \
         backup if something is missing.", place.line, place.column
    )]
    Truncated {
        /// Where it ends.
        place: Place,
    },
    /// Bytes that are no text.
    #[error(
        "At line {}, column {} the file holds bytes that are not UTF-8; {count} of them were \
         replaced by \u{FFFD}.", place.line, place.column
    )]
    BadBytes {
        /// The first of them.
        place: Place,
        /// How many characters had to be replaced.
        count: usize,
    },
    /// Something that cannot be read as what should stand there.
    #[error(
        "Line {}, column {} in `{section}` cannot be read: {what}. The text is kept aside and \
         written back.", place.line, place.column
    )]
    BadRecord {
        /// Where it is wrong.
        place: Place,
        /// The part of the file; `Zhupi` outside of all.
        section: String,
        /// What is wrong.
        what: Malformed,
    },
    /// A list or group that is not closed.
    #[error(
        "`{section}` is not closed before line {}, column {}. It was read up to there.",
        place.line, place.column
    )]
    Unclosed {
        /// What stands where it should be closed.
        place: Place,
        /// The list.
        section: String,
    },
    /// Lines that git leaves in a file it could not merge.
    #[error(
        "The file holds conflict markers of git, the first at line {}. The records on both sides \
         were read.", place.line
    )]
    MergeMarkers {
        /// The first of them.
        place: Place,
        /// How many lines.
        count: usize,
    },
    /// A field that this version does not know.
    #[error(
        "`{field}` in `{section}`, first at line {}, is not known to this version. It is kept and \
         written back ({count} in all).", place.line
    )]
    UnknownField {
        /// The first of them.
        place: Place,
        /// The part of the file; `Zhupi` outside of all.
        section: String,
        /// The field's name.
        field: String,
        /// How often it was found.
        count: usize,
    },
    /// Two records of one kind have one id and are not the same.
    #[error(
        "Line {}: {id} is in the file already with other content. The first is used; this one is \
         kept aside and written back.", place.line
    )]
    DuplicateId {
        /// The second record.
        place: Place,
        /// The id of both.
        id: RecordId,
    },
    /// The project's own line is missing or broken.
    #[error(
        "The project's own line with its name is missing or broken. The rest was read; give the \
         project a name."
    )]
    NoHead,
    /// Somebody's work is there, but not the coder.
    #[error(
        "Line {}: the coder of this work is not in the list of coders. The work was read under \
         the name {name}; give that coder the right name.", place.line
    )]
    MissingCoder {
        /// The first work.
        place: Place,
        /// The coder.
        id: CoderId,
        /// The name given for now.
        name: String,
    },
    /// A record without a name got one.
    #[error("Line {}: {id} has no name. It is called {name} for now.", place.line)]
    Nameless {
        /// The record.
        place: Place,
        /// Its id.
        id: RecordId,
        /// The name given for now.
        name: String,
    },
    /// A code is above itself in the tree.
    #[error(
        "Line {}: the code {name} is above itself in the tree. It was moved to the top; move it \
         to where it belongs.", place.line
    )]
    Cycle {
        /// The code.
        place: Place,
        /// Its id.
        code: CodeId,
        /// Its name.
        name: String,
    },
    /// Records point at something that is not there. They were put aside, or that part of them.
    #[error(
        "{of} is not in the file, but is pointed at, first at line {}. What points at it is kept \
         aside and written back ({count} in all).", place.line
    )]
    MissingTarget {
        /// The first that points.
        place: Place,
        /// Its id.
        id: RecordId,
        /// What is not there.
        of: RecordId,
        /// How many point at it.
        count: usize,
    },
    /// A record holds something that cannot belong to it, which was taken out of it.
    #[error(
        "Line {}: {of} does not fit {id}. That part is kept aside and written back; the rest was \
         read.", place.line
    )]
    PartDropped {
        /// The record.
        place: Place,
        /// Its id.
        id: RecordId,
        /// What it cannot have.
        of: RecordId,
    },
    /// A record breaks a rule and was put aside.
    #[error("Line {}: {rule}. The record is kept aside and written back.", place.line)]
    BrokenRule {
        /// The record.
        place: Place,
        /// Its id.
        id: RecordId,
        /// The rule.
        rule: Broken,
    },
    /// A quotation's range does not fit its source.
    #[error(
        "Line {}: a quotation in {name} ends at character {end}, but the text has {len}. It was \
         looked for by its words{}.", place.line, now.map_or_else(
             || ", which were not found".to_owned(),
             |it| format!(" and stands at {}..{}", it.start, it.end),
         )
    )]
    RangePastEnd {
        /// The quotation.
        place: Place,
        /// Its id.
        quotation: QuotationId,
        /// The source's name.
        name: String,
        /// The recorded end in code points.
        end: usize,
        /// The text's length in code points.
        len: usize,
        /// Where its words were found, in code points; `None` where they were not.
        now: Option<CharSpan>,
    },
    /// A source's text is not the one that was coded.
    #[error(
        "Line {}: the text of {name} was changed outside Zhupi. Its quotations were found again \
         by their words: {exact} in place, {moved} moved, {unsure} to look at, {lost} lost. \
         Nothing was removed.", place.line
    )]
    TextEdited {
        /// The source.
        place: Place,
        /// Its id.
        of: SourceId,
        /// Its name.
        name: String,
        /// Quotations found where they were.
        exact: usize,
        /// Quotations found elsewhere.
        moved: usize,
        /// Quotations that a person should look at.
        unsure: usize,
        /// Quotations that were not found.
        lost: usize,
    },
    /// Quotations whose words are not what stands in their source.
    #[error(
        "Line {}: quotations in {name} have other words than the text at their place: {moved} \
         moved, {unsure} to look at, {lost} lost. Nothing was removed.", place.line
    )]
    QuotesDiffer {
        /// The first of them.
        place: Place,
        /// The source.
        of: SourceId,
        /// Its name.
        name: String,
        /// Quotations found elsewhere.
        moved: usize,
        /// Quotations that a person should look at.
        unsure: usize,
        /// Quotations that were not found.
        lost: usize,
    },
    /// What was put aside on reading earlier could be read now.
    #[error("Records that could not be read before are back in their places ({count} in all).")]
    Restored {
        /// How many records.
        count: usize,
    },
    /// A file of a folder project holds part of another project.
    #[error("It belongs to another project, so it was left as it is.")]
    OtherProject,
    /// A file of a folder project is empty.
    #[error("It is empty, so what it held is missing. Look for an earlier version of it.")]
    EmptyPart,
    /// A file of a folder project cannot be read.
    #[error("{error} Its text is kept aside.")]
    NoPart {
        /// Why.
        error: ReadError,
    },
    /// Something about one file of a folder project.
    #[error("{part}: {warning}")]
    InPart {
        /// The file's path within the folder.
        part: String,
        /// What is told of it, with its place there.
        warning: Box<Warning>,
    },
    /// So many warnings that the rest is only counted.
    #[error("There are {count} more findings of this kind.")]
    More {
        /// How many were left out.
        count: usize,
    },
}

impl Warning {
    /// Whether something of the file may be missing in what was read, so that nobody may take it for
    /// removed.
    pub fn is_loss(&self) -> bool {
        match self {
            Self::NewerFormat { .. }
            | Self::UnknownField { .. }
            | Self::MissingCoder { .. }
            | Self::Nameless { .. }
            | Self::Cycle { .. }
            | Self::RangePastEnd { .. }
            | Self::TextEdited { .. }
            | Self::QuotesDiffer { .. }
            | Self::OtherProject
            | Self::Restored { .. } => false,
            Self::InPart { warning, .. } => warning.is_loss(),
            Self::Truncated { .. }
            | Self::BadBytes { .. }
            | Self::BadRecord { .. }
            | Self::Unclosed { .. }
            | Self::MergeMarkers { .. }
            | Self::DuplicateId { .. }
            | Self::NoHead
            | Self::MissingTarget { .. }
            | Self::PartDropped { .. }
            | Self::BrokenRule { .. }
            | Self::EmptyPart
            | Self::NoPart { .. }
            | Self::More { .. } => true,
        }
    }

    /// Where in the file, if it is at a place.
    pub fn place(&self) -> Option<Place> {
        // A copy is as good: what is long in a warning is seldom there.
        self.clone().place_mut().copied()
    }

    /// The place in the file, if it is at one.
    pub(super) fn place_mut(&mut self) -> Option<&mut Place> {
        match self {
            Self::NewerFormat { .. }
            | Self::NoHead
            | Self::Restored { .. }
            | Self::OtherProject
            | Self::EmptyPart
            | Self::NoPart { .. }
            | Self::More { .. } => None,
            Self::InPart { warning, .. } => warning.place_mut(),
            Self::Truncated { place }
            | Self::BadBytes { place, .. }
            | Self::BadRecord { place, .. }
            | Self::Unclosed { place, .. }
            | Self::MergeMarkers { place, .. }
            | Self::UnknownField { place, .. }
            | Self::DuplicateId { place, .. }
            | Self::MissingCoder { place, .. }
            | Self::Nameless { place, .. }
            | Self::Cycle { place, .. }
            | Self::MissingTarget { place, .. }
            | Self::PartDropped { place, .. }
            | Self::BrokenRule { place, .. }
            | Self::RangePastEnd { place, .. }
            | Self::TextEdited { place, .. }
            | Self::QuotesDiffer { place, .. } => Some(place),
        }
    }
}

/// Why nothing of a file could be read. The file itself is as it was.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
#[non_exhaustive]
pub enum ReadError {
    /// There is nothing in the file.
    #[error("The file is empty, so it holds no project. Look for a backup beside it.")]
    Empty,
    /// Something else is in it.
    #[error(
        "This is no Zhupi project: at line {}, column {} it should begin with `Zhupi(`, but there \
         is {found}. Open it as a source if it is a text.", place.line, place.column
    )]
    NotAProject {
        /// Where it goes wrong.
        place: Place,
        /// The first words found there, in quotes, or what kind of thing it is.
        found: String,
    },
    /// It begins as a project, but no record could be read.
    #[error(
        "The file begins as a Zhupi project, but nothing in it can be read; it breaks off or goes \
         wrong at line {}, column {}. Look for a backup beside it.", place.line, place.column
    )]
    NothingReadable {
        /// Where it goes wrong.
        place: Place,
    },
    /// It is larger than this version can read.
    #[error("The file has {bytes} bytes; projects can have up to {limit}.")]
    TooLarge {
        /// Its size.
        bytes: u64,
        /// The limit.
        limit: u64,
    },
}
