//! The actions that move the eye, set the screen and answer: the second half of the closed list.

/// Makes the list of actions whole: those given, and those that change nothing in a project.
macro_rules! with_looks {
    ($($changing:tt)*) => {
        actions! {
            $($changing)*

            /// Takes the texts of a table that waits to be added from another column.
            SetTextColumn {
                /// Which of the waiting files, from 0.
                waiting: usize,
                /// The name of the column; empty where cases have no texts.
                column: String,
            } = "set-text-column",
            /// Says what the rows of a table that waits to be added become.
            SetRows {
                /// Which of the waiting files, from 0.
                waiting: usize,
                /// Sources, or cases.
                rows: RowsAs,
            } = "set-rows",
            /// Sets what is mended in a file that waits to be added.
            SetCleaning {
                /// Which of the waiting files, from 0.
                waiting: usize,
                /// The steps.
                steps: CleanSteps,
            } = "set-cleaning",
            /// Selects a range of the source shown.
            Select {
                /// Start in code points.
                start: usize,
                /// End in code points, not included; the caret when equal to the start.
                end: usize,
            } = "select",
            /// Takes the caret to the other end of the selection, so that the other edge is moved.
            SwapEnds = "swap-ends",
            /// Selects nothing.
            SelectNone = "select-none",
            /// Grows the selection: word, sentence, paragraph, all.
            GrowSelection = "grow-selection",
            /// Shrinks the selection to what it was before it grew.
            ShrinkSelection = "shrink-selection",
            /// Copies the selected words.
            Copy = "copy",
            /// Copies the selected words in quotation marks, with their source and place.
            CopyCited = "copy-cited",
            /// Copies a link to a record, to be pasted into a memo.
            CopyLink {
                /// Which; the one inspected when left out.
                record[default]: Option<RecordId>,
            } = "copy-link",
            /// Shows a record where it stands and inspects it.
            GoTo {
                /// Which.
                record: RecordId,
            } = "go-to",
            /// Shows a passage where it stands.
            ShowPassage {
                /// Which.
                passage: PassageAt,
            } = "show-passage",
            /// Asks a query on the board of passages; an empty one clears the board.
            AskQuery {
                /// The query; the field to type it opens when left out.
                query[default]: Option<String>,
                /// What the passages are sorted by.
                order[default]: KwicOrder,
                /// How characters are put in order.
                collation[default]: Collation,
            } = "ask-query",
            /// Counts words on the board of words.
            ListWords {
                /// Where; in all texts when left out.
                part[default]: Part,
                /// What the part is set against; everything else when left out.
                against[default]: Option<Part>,
                /// How words are listed.
                list[default]: WordList,
                /// How often a word must stand to be listed.
                least[default]: u64,
            } = "list-words",
            /// Shows an overview on its board.
            ShowOverview {
                /// Its columns.
                by: By,
                /// What is counted.
                measure[default]: Measure,
                /// Whether codings count for the codes above theirs as well.
                below[default]: bool,
                /// Which codings count.
                filter[default]: Box<Filter>,
            } = "show-overview",
            /// Shows the passages behind a cell of the overview that is shown, exactly those it counts.
            OpenCell {
                /// Its row in the table as it is written, from 1; all rows when left out.
                row[default]: Option<usize>,
                /// Its column, from 1; all columns when left out.
                column[default]: Option<usize>,
            } = "open-cell",
            /// Writes the passages that a query gives as a table, with what stands around each.
            WritePassages {
                /// The query.
                query: String,
                /// What they are sorted by.
                order[default]: KwicOrder,
                /// How characters are put in order.
                collation[default]: Collation,
                /// Which format; the ending of `path` decides when left out.
                format[default]: Option<TableFormat>,
                /// Where to.
                path[default]: Option<PathBuf>,
                /// Whether CSV begins with a byte order mark, as Excel wants it.
                bom[default]: bool,
            } = "write-passages",
            /// Writes a list of words as a table.
            WriteWords {
                /// Where words are counted; in all texts when left out.
                part[default]: Part,
                /// What the part is set against; everything else when left out.
                against[default]: Option<Part>,
                /// How words are listed.
                list[default]: WordList,
                /// How often a word must stand to be listed.
                least[default]: u64,
                /// Which format; the ending of `path` decides when left out.
                format[default]: Option<TableFormat>,
                /// Where to.
                path[default]: Option<PathBuf>,
                /// Whether CSV begins with a byte order mark, as Excel wants it.
                bom[default]: bool,
            } = "write-words",
            /// Writes an overview as a table: codes by sources, cases, values or coders, codes that stand
            /// together, or how much of each source is coded.
            WriteOverview {
                /// Its columns.
                by: By,
                /// What is counted.
                measure[default]: Measure,
                /// Whether codings count for the codes above theirs as well.
                below[default]: bool,
                /// Which codings count.
                filter[default]: Box<Filter>,
                /// Which format; the ending of `path` decides when left out.
                format[default]: Option<TableFormat>,
                /// Where to.
                path[default]: Option<PathBuf>,
                /// Whether CSV begins with a byte order mark, as Excel wants it.
                bom[default]: bool,
            } = "write-overview",
            /// Goes to the next quotation of the source shown.
            NextQuotation = "next-quotation",
            /// Goes to the quotation before.
            PreviousQuotation = "previous-quotation",
            /// Goes to one of the codings at the selection, where several quotations may lie.
            ChooseCoding {
                /// Which, from 1, that of the shortest passage first; asked for when left out.
                at[default]: Option<usize>,
            } = "choose-coding",
            /// Goes to the next sentence on which no mark stands.
            NextUncoded = "next-uncoded",
            /// Goes to the sentence before on which no mark stands.
            PreviousUncoded = "previous-uncoded",
            /// Goes to the next coding that wants a second look, as its code means something else now.
            NextReview = "next-review",
            /// Chooses codes in the codebook, for what is done with several of them.
            ChooseCodes {
                /// Which; the last is inspected.
                codes: Vec<Named>,
            } = "choose-codes",
            /// Lets every selection get a code until it is let go, by the same again or Escape.
            StickCode {
                /// Which; that chosen in the codebook or used last when left out.
                code[default]: Option<Named>,
            } = "stick-code",
            /// Finds in all sources; an empty query clears what was found.
            Find {
                /// What to find; the field to type it opens when left out.
                query[default]: Option<String>,
            } = "find",
            /// Goes to the next place found.
            FindNext = "find-next",
            /// Goes to the place found before.
            FindPrevious = "find-previous",
            /// Remembers what the reader shows first, so that the project reopens there.
            Read {
                /// The first code point in sight.
                at: usize,
            } = "read",

            /// Shows only some marks on the page, or all when nothing is named.
            ShowMarks {
                /// Those of these codes and the codes below them.
                codes[default]: Vec<Named>,
                /// Those by these coders.
                coders[default]: Vec<Named>,
                /// Those of a set's codes.
                set[default]: Option<Named>,
                /// Whether the two coders named are set against each other: the strokes of the first under
                /// the words, of the second over them.
                compare[default]: bool,
            } = "show-marks",
            /// Opens or closes something over the workbench: the palette, the keys, about.
            ShowOverlay {
                /// What; nothing when left out.
                overlay[default]: Option<super::look::Overlay>,
            } = "show-overlay",
            /// Opens the command palette.
            OpenPalette = "open-palette",
            /// Gives the next panel the keyboard: page, sources, codebook, inspector, board.
            NextPane = "next-pane",
            /// Gives the panel before this one the keyboard.
            PreviousPane = "previous-pane",
            /// Shows or hides a panel.
            TogglePanel {
                /// Which.
                panel: super::look::Panel,
            } = "toggle-panel",
            /// Shows a board below the page, and the panel it stands in.
            ShowBoard {
                /// Which.
                board: super::look::Board,
            } = "show-board",
            /// Light, dark, or as the system has it.
            SetTheme {
                /// Which.
                theme: super::settings::Theme,
            } = "set-theme",
            /// How much moves on the screen by itself.
            SetMotion {
                /// How much.
                motion: super::settings::Motion,
            } = "set-motion",
            /// The family of fonts that a writing has on the page.
            SetFont {
                /// Which writing.
                writing: crate::text::Writing,
                /// The family's name; Zhupi's own without one.
                family[default]: Option<String>,
            } = "set-font",
            /// Changes between light and dark.
            ToggleTheme = "toggle-theme",
            /// The language of the interface.
            SetLanguage {
                /// Which.
                language: super::locale::Language,
            } = "set-language",
            /// Sets the page: what is left out stays, and a value out of bounds is brought within; with
            /// nothing at all the choices are shown.
            SetTypesetting {
                /// Size of the type, in points.
                size[default]: Option<u16>,
                /// Characters on a full line at most.
                measure[default]: Option<u16>,
                /// From line to line, in per cent of the size.
                leading[default]: Option<u16>,
                /// Indent of a paragraph's first line, in characters.
                indent[default]: Option<u16>,
                /// Which numbers stand beside the text.
                numbers[default]: Option<super::typesetting::Numbers>,
                /// Whether the word under the pointer is read out in pinyin.
                pinyin[default]: Option<bool>,
            } = "set-typesetting",
            /// Makes everything larger.
            ZoomIn = "zoom-in",
            /// Makes everything smaller.
            ZoomOut = "zoom-out",
            /// Makes everything its usual size.
            ZoomReset = "zoom-reset",
            /// Sets the keys of an action.
            SetKeys {
                /// The action's name.
                action: String,
                /// The keys, such as `Ctrl+K`; none frees the action of keys.
                keys: Vec<String>,
            } = "set-keys",
            /// Gives every action its usual keys.
            ResetKeys = "reset-keys",

            /// Lists the earlier versions that are kept beside the project: backups and saved states.
            ShowVersions = "show-versions",
            /// Shows what differs between an earlier version and what there is now.
            LookAtVersion {
                /// Which, as it is listed: a backup's file name, or the beginning of a state's name.
                version: String,
            } = "look-at-version",
            /// Takes a file of another program into the open project, in one step: texts that are not here, codes
            /// by their names, and codings.
            ImportInto {
                /// Which file.
                path[default]: Option<PathBuf>,
                /// Of which format it is; found out when left out.
                format[default]: Option<Format>,
                /// How its offsets are counted; measured when left out.
                offsets[default]: Option<Counting>,
                /// Where to write what did not come over, as Markdown; nowhere when left out.
                report[default]: Option<PathBuf>,
            } = "import-into",
            /// Shows how the offsets of the file that was imported last were read, and which other ways
            /// there are.
            ChooseOffsets = "choose-offsets",
            /// Reads that file again, its offsets counted so, in the place of what it was read as.
            ReadAgain {
                /// How they are counted.
                offsets: Counting,
            } = "read-again",
            /// Writes down what did not fit at the last import or export, as Markdown.
            SaveLosses {
                /// Where to.
                path[default]: Option<PathBuf>,
            } = "save-losses",
            /// Writes the codings in another format.
            Export {
                /// Which format; the ending of `path` decides when left out.
                format[default]: Option<Format>,
                /// Where to.
                path[default]: Option<PathBuf>,
                /// Whether CSV begins with a byte order mark, as Excel wants it.
                bom[default]: bool,
                /// Where to write what has no place in it, as Markdown; nowhere when left out.
                report[default]: Option<PathBuf>,
            } = "export",

            /// Answers the question that is open.
            Answer {
                /// The answer.
                answer: super::question::Answer,
            } = "answer",
            /// Puts a notice away.
            Dismiss {
                /// Its number.
                notice: u64,
            } = "dismiss",
            /// Stops a job.
            Cancel {
                /// Its number.
                job: u64,
            } = "cancel",
        }
    };
}

pub(super) use with_looks;
