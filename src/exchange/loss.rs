//! What of a file did not come over, kind by kind.

use std::collections::BTreeMap;

/// A kind of thing that did not come over, or not as it was.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum LossKind {
    /// Sources whose text is not in the file: left out with all that is in them.
    NoText,
    /// Texts that are no text or cannot be unpacked: left out with all that is in them.
    BadText,
    /// Selections outside of their text: left out.
    Outside,
    /// Selections in sources that were left out.
    WithSource,
    /// PDFs: only their text is kept.
    PdfText,
    /// PDFs without a text: left out.
    Pdf,
    /// Pictures: left out.
    Picture,
    /// Areas of pictures: left out.
    PictureArea,
    /// Recordings of sound: left out.
    Audio,
    /// Stretches of recordings of sound: left out.
    AudioStretch,
    /// Films: left out.
    Video,
    /// Codings of anything that was left out.
    CodingLeft,
    /// Codings with a code that is not in the codebook: left out.
    NoCode,
    /// Codings of whole sources: of a passage that is the whole text.
    WholeSource,
    /// Values that fit no variable: left out.
    BadValue,
    /// Variables whose values became words.
    AsWords,
    /// Remarks without a word: left out.
    EmptyRemark,
    /// Remarks on several things: each has a copy.
    SharedRemark,
    /// Remarks on something that is not there: on the project.
    LooseRemark,
    /// Members of cases and sets that are not there: left out.
    NoMember,
    /// Links to something that is not there: left out.
    NoEnd,
    /// Links in both directions: without one.
    TwoWay,
    /// Drawings: left out.
    Graph,
    /// Drawings: not shown, but kept and written back.
    Kept,
    /// Sources of which there is nothing to show: kept and written back.
    KeptSource,
    /// Areas of PDFs and pictures: not shown, but kept and written back.
    KeptArea,
    /// Codings of what is not shown: kept and written back with it.
    KeptCoding,
    /// Parts that are not known, or have no place: kept and written back.
    KeptPart,
    /// Parts that are too large to be kept: left out.
    KeptTooLarge,
    /// What could only be kept with a project, of a file that was added to another: left out.
    NotKept,
    /// Files of PDFs, pictures and recordings: not kept.
    Media,
    /// Texts with a form beside the plain one: only that is kept.
    RichText,
    /// Identities that two things have: one got another.
    SharedGuid,
    /// Names that were too long, or missing.
    BadName,
    /// Elements that are not known: left out.
    Unknown,
    /// Files in the file with a name that leads out of it: not touched.
    Astray,
    /// Passages of several pieces: each piece is a passage of its own.
    Split,
    /// Passages whose words stand elsewhere than their offsets say: taken there.
    ByWords,
    /// Passages of which only something like their words was found.
    Unsure,
    /// Passages whose words were not found.
    NotFound,
    /// Lines that are not understood: left out.
    BadLine,
    /// Marks that a coding is important: left out.
    Important,
    /// Texts whose annotation was rejected there: without it.
    Rejected,
    /// Saved reports and queries: left out.
    Report,
    /// Other projects in the same file: left out.
    OtherProject,
    /// A version that is newer than what is known.
    Newer,
}

impl LossKind {
    /// Every kind.
    pub const ALL: &[Self] = &[
        Self::NoText,
        Self::BadText,
        Self::Outside,
        Self::WithSource,
        Self::PdfText,
        Self::Pdf,
        Self::Picture,
        Self::PictureArea,
        Self::Audio,
        Self::AudioStretch,
        Self::Video,
        Self::CodingLeft,
        Self::NoCode,
        Self::WholeSource,
        Self::BadValue,
        Self::AsWords,
        Self::EmptyRemark,
        Self::SharedRemark,
        Self::LooseRemark,
        Self::NoMember,
        Self::NoEnd,
        Self::TwoWay,
        Self::Graph,
        Self::Kept,
        Self::KeptSource,
        Self::KeptArea,
        Self::KeptCoding,
        Self::KeptPart,
        Self::KeptTooLarge,
        Self::NotKept,
        Self::Media,
        Self::RichText,
        Self::SharedGuid,
        Self::BadName,
        Self::Unknown,
        Self::Astray,
        Self::Split,
        Self::ByWords,
        Self::Unsure,
        Self::NotFound,
        Self::BadLine,
        Self::Important,
        Self::Rejected,
        Self::Report,
        Self::OtherProject,
        Self::Newer,
    ];

    /// Its name in the locale files, behind `loss-`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::NoText => "no-text",
            Self::BadText => "bad-text",
            Self::Outside => "outside",
            Self::WithSource => "with-source",
            Self::PdfText => "pdf-text",
            Self::Pdf => "pdf",
            Self::Picture => "picture",
            Self::PictureArea => "picture-area",
            Self::Audio => "audio",
            Self::AudioStretch => "audio-stretch",
            Self::Video => "video",
            Self::CodingLeft => "coding-left",
            Self::NoCode => "no-code",
            Self::WholeSource => "whole-source",
            Self::BadValue => "bad-value",
            Self::AsWords => "as-words",
            Self::EmptyRemark => "empty-remark",
            Self::SharedRemark => "shared-remark",
            Self::LooseRemark => "loose-remark",
            Self::NoMember => "no-member",
            Self::NoEnd => "no-end",
            Self::TwoWay => "two-way",
            Self::Graph => "graph",
            Self::Kept => "kept",
            Self::KeptSource => "kept-source",
            Self::KeptArea => "kept-area",
            Self::KeptCoding => "kept-coding",
            Self::KeptPart => "kept-part",
            Self::KeptTooLarge => "kept-too-large",
            Self::NotKept => "not-kept",
            Self::Media => "media",
            Self::RichText => "rich-text",
            Self::SharedGuid => "shared-guid",
            Self::BadName => "bad-name",
            Self::Unknown => "unknown",
            Self::Astray => "astray",
            Self::Split => "split",
            Self::ByWords => "by-words",
            Self::Unsure => "unsure",
            Self::NotFound => "not-found",
            Self::BadLine => "bad-line",
            Self::Important => "important",
            Self::Rejected => "rejected",
            Self::Report => "report",
            Self::OtherProject => "other-project",
            Self::Newer => "newer",
        }
    }

    /// Whether the work itself is less for it; else it is only told.
    pub const fn is_grave(self) -> bool {
        !matches!(
            self,
            Self::EmptyRemark
                | Self::SharedRemark
                | Self::LooseRemark
                | Self::WholeSource
                | Self::RichText
                | Self::SharedGuid
                | Self::AsWords
                | Self::TwoWay
                | Self::Kept
                | Self::KeptPart
                | Self::Split
                | Self::ByWords
                | Self::Newer
        )
    }
}

/// What of one kind did not come over.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Loss {
    /// What.
    pub kind: LossKind,
    /// How many.
    pub count: usize,
    /// Where: names of the first few, blank where there is none, with their lines in the project, from
    /// 1, or 0.
    pub places: Vec<(String, usize)>,
}

/// What did not come over of a file whose records are added to another project: what would be kept with
/// the project itself is left out.
pub fn losses_of_records(losses: Vec<Loss>) -> Vec<Loss> {
    let is_of_project = |it: &Loss| {
        matches!(
            it.kind,
            LossKind::Kept | LossKind::KeptSource | LossKind::KeptCoding
        )
    };
    let (gone, mut rest): (Vec<_>, Vec<_>) = losses.into_iter().partition(is_of_project);
    let mut places: Vec<(String, usize)> = gone.iter().flat_map(|it| it.places.clone()).collect();
    places.truncate(PLACES);
    let count = gone.iter().map(|it| it.count).sum();
    if count > 0 {
        rest.push(Loss {
            kind: LossKind::NotKept,
            count,
            places,
        });
    }
    rest.sort_by_key(|it| it.kind);
    rest
}

/// Places kept of each kind.
const PLACES: usize = 20;
/// Characters of a place that are kept.
const PLACE: usize = 60;

/// Everything that did not come over so far.
#[derive(Debug, Default)]
pub(super) struct Losses(BTreeMap<LossKind, (usize, Vec<(String, usize)>)>);

impl Losses {
    /// Counts one at a place: a name, and a line of the file, or 0.
    pub(super) fn add(&mut self, kind: LossKind, name: &str, line: usize) {
        self.add_many(kind, 1, name, line);
    }

    /// Counts several at a place; none is nothing.
    pub(super) fn add_many(&mut self, kind: LossKind, count: usize, name: &str, line: usize) {
        if count == 0 {
            return;
        }
        let (all, places) = self.0.entry(kind).or_default();
        *all += count;
        if places.len() < PLACES {
            let one_line = name.split_whitespace().collect::<Vec<_>>().join(" ");
            places.push((one_line.chars().take(PLACE).collect(), line));
        }
    }

    /// All of them, by kind.
    pub(super) fn finish(self) -> Vec<Loss> {
        let losses = self.0.into_iter().map(|(kind, (count, places))| Loss {
            kind,
            count,
            places,
        });
        losses.collect()
    }
}
