//! What is on the screen now: it moves the eye and changes nothing in the project.

use super::marks::Marks;
use crate::edit::plan_values::ValuesOf;
use crate::exchange::reading::SourceFormat;
use crate::exchange::{Content, Format, TableFormat};
use crate::model::{CodeId, CodingId, RecordId, SourceId};
use crate::text::Span;
use serde::{Deserialize, Serialize};

/// Something that lies over the workbench until it is closed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Overlay {
    /// Every action, found by typing.
    Palette,
    /// The field that codes the selection.
    QuickCode,
    /// The keys of every action, to change them.
    Keys,
    /// What Zhupi is.
    About,
    /// A field for a path, where the system offers no dialog.
    Path(PathFor),
    /// The files waiting to be added, with their encodings.
    Waiting,
    /// A field for the name of a new code.
    NewCode,
    /// A field for a text to paste.
    NewText,
    /// The formats to export.
    Export,
    /// How a copy is made that is given away.
    Copy,
    /// How the page is set.
    Typesetting,
    /// Every step that was done.
    History,
    /// Which of the codes chosen stays when they become one.
    Merge,
    /// By what the code chosen is split.
    Split,
    /// What becomes of the passages of the codes that are removed.
    Removal,
    /// Which passages are examples of the code chosen.
    Examples,
    /// Another code for some codings.
    Recode,
    /// The codings at the selection, of which one is meant.
    Here,
    /// How queries are written.
    Queries,
    /// The join that is planned.
    Join,
    /// The new edition of a source, and what becomes of its quotations.
    Edition,
    /// How the offsets of an imported file were read, and the other ways.
    Offsets,
    /// What cleaning up the text of a source would change.
    Mending,
    /// The text of a source, to change it by hand.
    EditText,
    /// How the source shown is cited.
    Citation,
    /// The earlier versions.
    Versions,
    /// A reading pack as it will be printed.
    Pack,
    /// What a check found.
    Check,
    /// What coders agree on.
    Consensus,
    /// The key of a locked file.
    Unlock,
}

/// What a path is asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum PathFor {
    /// A project to open.
    Open,
    /// A project of another program to take over.
    Import,
    /// A file of another program to take into the project.
    ImportInto,
    /// Where to save the project.
    Save,
    /// The folder to save the project in.
    Folder,
    /// Where to write a copy to be given away.
    Copy,
    /// Texts to add.
    Sources,
    /// A new edition of the source shown.
    Edition,
    /// A codebook to take in.
    Codebook,
    /// Citations to take in.
    Citations,
    /// A table of values to take in.
    Values(ValuesOf),
    /// Where to write a table to.
    Table(TableFormat),
    /// Where to export to.
    Export(crate::exchange::Format),
    /// Another version to join.
    Join,
    /// The list of the words that were hidden in it.
    Key,
    /// Where to write an earlier version to.
    Version,
    /// Where to write what did not fit to.
    Losses,
    /// The folder to write a reading pack into.
    Pack,
    /// Where to write the template of its web pages to.
    Template,
}

impl PathFor {
    /// The endings of the files that are offered; none where any may be.
    pub fn endings(self) -> Vec<&'static str> {
        let foreign = || Format::imported().flat_map(|it| it.endings().iter().copied());
        let endings: &[&'static str] = match self {
            Self::Open => {
                let whole = Format::imported().filter(|it| it.content() == Content::Project);
                let whole = whole.flat_map(|it| it.endings().iter().copied());
                return ["ron", "age"].into_iter().chain(whole).collect();
            }
            Self::Import => return foreign().collect(),
            Self::ImportInto => {
                let all = Format::taken_in().flat_map(|it| it.endings().iter().copied());
                return all.collect();
            }
            Self::Citations => &["ris", "json", "txt"],
            Self::Copy | Self::Join | Self::Key => &["ron", "age"],
            Self::Losses => &["md"],
            Self::Template => &["html"],
            Self::Save | Self::Version => &["ron"],
            Self::Codebook => &["csv", "ron", "md", "qdc", "qde"],
            Self::Values(_) => &["csv", "tsv", "txt", "xlsx"],
            Self::Table(TableFormat::Csv) => &["csv"],
            Self::Table(TableFormat::Xlsx) => &["xlsx"],
            Self::Table(TableFormat::Svg) => &["svg"],
            Self::Table(TableFormat::Png) => &["png"],
            Self::Export(format) => return vec![format.extension()],
            Self::Sources => SourceFormat::ENDINGS,
            Self::Folder | Self::Edition | Self::Pack => &[],
        };
        endings.to_vec()
    }

    /// Whether something is written there.
    pub const fn is_to_write(self) -> bool {
        matches!(
            self,
            Self::Save
                | Self::Copy
                | Self::Table(_)
                | Self::Version
                | Self::Losses
                | Self::Template
                | Self::Export(_)
        )
    }
}

/// A panel of the workbench.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub enum Panel {
    /// The list of sources.
    Sources,
    /// The tree of codes.
    Codebook,
    /// The board below the page.
    #[serde(alias = "Codings")]
    Board,
    /// What is known of one record, with its memo.
    Inspector,
}

impl Panel {
    /// Every panel.
    pub const ALL: [Self; 4] = [Self::Sources, Self::Codebook, Self::Board, Self::Inspector];
}

/// What the panel below the page shows, one at a time. The locale key of its name is `board-` and
/// the name in lower case.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default, Serialize, Deserialize)]
pub enum Board {
    /// The list of codings.
    #[default]
    Codings,
    /// The list of memos.
    Memos,
    /// Cases and sources with their values.
    Cases,
    /// The passages that a query gives.
    Passages,
    /// Words counted.
    Words,
    /// Codes by sources, cases, values, coders and each other.
    Overview,
    /// What joins could not decide.
    Conflicts,
}

impl Board {
    /// Every board, in the order of their tabs.
    pub const ALL: [Self; 7] = [
        Self::Codings,
        Self::Passages,
        Self::Words,
        Self::Overview,
        Self::Memos,
        Self::Cases,
        Self::Conflicts,
    ];

    /// The locale key of its name.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Codings => "board-codings",
            Self::Memos => "board-memos",
            Self::Cases => "board-cases",
            Self::Passages => "board-passages",
            Self::Words => "board-words",
            Self::Overview => "board-overview",
            Self::Conflicts => "board-conflicts",
        }
    }
}

/// A part of the workbench that can have the keyboard.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Pane {
    /// The page that is read.
    #[default]
    Page,
    /// A panel beside it.
    Panel(Panel),
}

/// A place where something was found.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Found {
    /// The source.
    pub source: SourceId,
    /// Where in it, in bytes.
    pub span: Span,
}

/// What was looked for and found.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Finding {
    /// The words looked for.
    pub query: String,
    /// The places, in the order of the sources.
    pub found: Vec<Found>,
    /// Index of the place last gone to.
    pub at: Option<usize>,
    /// Whether there are more than are kept.
    pub more: bool,
}

/// A wish that the reader bring a place into sight. The number rises with every wish, so that the
/// same place can be wished for twice.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Reveal {
    /// The place in bytes of the source shown.
    pub span: Span,
    /// The number of the wish.
    pub turn: u64,
}

/// What is on the screen.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Look {
    /// The source shown.
    pub source: Option<SourceId>,
    /// What is selected in it, in bytes; empty for a caret.
    pub selection: Option<Span>,
    /// What the selection was before it grew, the smallest first.
    pub ladder: Vec<Span>,
    /// First byte in sight, as the reader last said.
    pub reading: usize,
    /// Where the reader should go.
    pub reveal: Reveal,
    /// The record inspected.
    pub inspected: Option<RecordId>,
    /// The codes chosen in the codebook, in the order they were chosen.
    pub codes: Vec<CodeId>,
    /// The code that every selection gets until it is let go.
    pub sticky: Option<CodeId>,
    /// The codings that the field for another code is about.
    pub recoding: Vec<CodingId>,
    /// How often the caret was wished to the other end of the selection.
    pub swaps: u64,
    /// What has the keyboard, as far as that was wished for.
    pub pane: Pane,
    /// Whether it should take the keyboard.
    pub wants_pane: bool,
    /// What was looked for.
    pub finding: Finding,
    /// Which marks are shown on the page.
    pub marks: Marks,
    /// What the panel below the page shows.
    pub board: Board,
    /// What lies over the workbench.
    pub overlay: Option<Overlay>,
    /// Whether the export that waits for a path begins with a byte order mark.
    pub export_bom: bool,
    /// Whether the field to find in should take the keyboard.
    pub wants_find: bool,
    /// Whether the field for a query should take the keyboard.
    pub wants_query: bool,
    /// Words that were copied and wait for the shell to hand them to the system.
    pub copied: Option<String>,
}

impl Look {
    /// The selection, if anything is marked.
    pub fn marked(&self) -> Option<Span> {
        self.selection.filter(|span| !span.is_empty())
    }

    /// Selects `span` and wishes it into sight.
    pub fn reveal(&mut self, span: Span) {
        self.select(span);
        self.reveal = Reveal {
            span,
            turn: self.reveal.turn + 1,
        };
    }

    /// Selects `span` and forgets the ladder.
    pub fn select(&mut self, span: Span) {
        self.selection = Some(span);
        self.ladder.clear();
    }

    /// Shows another source from its beginning, nothing selected.
    pub fn show(&mut self, source: Option<SourceId>) {
        if self.source != source {
            let turn = self.reveal.turn + 1;
            self.source = source;
            self.selection = None;
            self.ladder.clear();
            self.reading = 0;
            self.reveal = Reveal {
                span: Span::new(0, 0),
                turn,
            };
        }
    }
}
