//! The closed list of what a person can ask for. Click, key, menu, palette, command line and script
//! all become an [`Action`]; nothing else changes a project or what is shown of it. Those about other
//! versions of the project stand in `action_team`, those that only move the eye in `action_look`.

use super::act_boards::PassageAt;
use super::act_copy::CopyChoice;
use super::act_overview::By;
use super::action_look::with_looks;
use super::action_pack::with_packs;
use super::action_team::with_teams;
use super::action_text::with_texts;
use super::edition::Replaced;
use super::listed::actions;
use super::named::Named;
use super::waiting::Cleaning;
use super::words_asked::{Part, WordList};
use crate::edit::Choice;
use crate::edit::plan_consensus::Least;
use crate::edit::plan_sources::RowsAs;
use crate::edit::plan_split::SplitBy;
use crate::edit::plan_text::TextEdit;
use crate::edit::plan_values::ValuesOf;
use crate::exchange::pack::Edition as PackEdition;
use crate::exchange::pack::PackFormat;
use crate::exchange::{Counting, Format, TableFormat};
use crate::file::lock::Secret;
use crate::model::{Cited, CodingId, ConflictId, QuotationId, RecordId, Unit, VariableKind};
use crate::query::{Filter, KwicOrder, Measure};
use crate::text::{CleanSteps, Collation};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::PathBuf;

with_packs! {
    /// Begins a project, saved at `path` when one is given.
    NewProject {
        /// What it is called; the file's name when left out.
        name[default]: Option<String>,
        /// Where it will be saved.
        path[default]: Option<PathBuf>,
    } = "new-project",
    /// Opens a project file.
    OpenProject {
        /// Which file.
        path[default]: Option<PathBuf>,
    } = "open-project",
    /// Takes over a file of another program as a new project.
    ImportProject {
        /// Which file.
        path[default]: Option<PathBuf>,
        /// Of which format it is; found out when left out.
        format[default]: Option<Format>,
        /// How its offsets are counted; measured when left out.
        offsets[default]: Option<Counting>,
        /// Where to write what did not come over, as Markdown; nowhere when left out.
        report[default]: Option<PathBuf>,
    } = "import-project",
    /// Opens a copy of the sample project.
    OpenSample = "open-sample",
    /// Saves the project where it was opened from.
    SaveProject = "save-project",
    /// Saves the project under another name.
    SaveProjectAs {
        /// Where.
        path[default]: Option<PathBuf>,
    } = "save-project-as",
    /// Saves the project as a folder of files: one for each source, and for what each coder made of
    /// it. From then on it is saved there.
    SaveInFolder {
        /// The folder.
        path[default]: Option<PathBuf>,
    } = "save-in-folder",
    /// Goes back to the start screen.
    CloseProject = "close-project",
    /// Names everything in the project that is not sound.
    CheckProject = "check-project",
    /// Puts right what a check finds, in one step.
    Repair {
        /// Which flaws, by name, such as `blank-edge`; when left out, all that need nobody's
        /// judgement.
        flaws[default]: Vec<String>,
    } = "repair",
    /// Leaves the program.
    Quit = "quit",

    /// Takes the last change back.
    Undo = "undo",
    /// Makes the change last undone again.
    Redo = "redo",
    /// Takes changes back or makes them again until so many are made; without a number the changes
    /// are listed.
    GoToStep {
        /// How many changes are made then; 0 is as far back as can be.
        step[default]: Option<usize>,
    } = "go-to-step",

    /// Adds files as sources.
    AddSources {
        /// The files; a folder adds every text in it.
        paths[default]: Vec<PathBuf>,
        /// Their encoding, such as `gb18030`; guessed when left out.
        encoding[default]: Option<String>,
        /// The column of a table, CSV or XLSX, that holds the texts, a row a source; the one with the
        /// most words when left out.
        column[default]: Option<String>,
        /// Whether the rows of a table are sources, or cases with a source where there is a text.
        rows[default]: RowsAs,
        /// What is mended in them; nothing when left out.
        clean[default]: Cleaning,
        /// Whether they wait to be looked at before they are added.
        wait[default]: bool,
    } = "add-sources",
    /// Adds a text that was typed or pasted.
    AddText {
        /// What it is called.
        name: String,
        /// The text.
        text: String,
    } = "add-text",
    /// Reads a file that waits to be added with another encoding.
    SetEncoding {
        /// Which of the waiting files, from 0.
        waiting: usize,
        /// The encoding.
        encoding: String,
    } = "set-encoding",
    /// Adds the waiting files as they are shown.
    AddWaiting = "add-waiting",
    /// Lets the waiting files go.
    DropWaiting = "drop-waiting",
    /// Gives a source another name.
    RenameSource {
        /// Which.
        source: Named,
        /// The new name.
        name: String,
    } = "rename-source",
    /// Moves a source in the list.
    MoveSource {
        /// Which.
        source: Named,
        /// Before this one; to the end when left out.
        before[default]: Option<Named>,
    } = "move-source",
    /// Removes a source with everything in it.
    RemoveSource {
        /// Which.
        source: Named,
    } = "remove-source",

    /// Adds a code.
    AddCode {
        /// Its name; in the window a field to type it opens when left out.
        name[default]: Option<String>,
        /// The code above it.
        parent[default]: Option<Named>,
        /// Its colour, `#RRGGBB`; the next of the palette when left out.
        colour[default]: Option<String>,
    } = "add-code",
    /// Takes a codebook in from a table, RON, Markdown or REFI-QDA: adds what is new and brings what is there
    /// up to what the file says; removes nothing.
    ImportCodebook {
        /// The file.
        path[default]: Option<PathBuf>,
        /// Its encoding, such as `gb18030`; guessed when left out.
        encoding[default]: Option<String>,
    } = "import-codebook",
    /// Gives a code another name.
    RenameCode {
        /// Which.
        code: Named,
        /// The new name.
        name: String,
    } = "rename-code",
    /// Sets the other names a code answers to.
    AliasCode {
        /// Which.
        code: Named,
        /// All its other names.
        aliases: Vec<String>,
    } = "alias-code",
    /// Gives a code another colour.
    RecolourCode {
        /// Which.
        code: Named,
        /// The colour, `#RRGGBB`.
        colour: String,
    } = "recolour-code",
    /// Sets the key that applies a code.
    SetCodeKey {
        /// Which.
        code: Named,
        /// The key, such as `1`; none when left out.
        key[default]: Option<String>,
    } = "set-code-key",
    /// Says what a code means; what is left out stays as it is.
    DefineCode {
        /// Which.
        code: Named,
        /// The definition.
        definition[default]: Option<String>,
        /// When it is used.
        when[default]: Option<String>,
        /// When it is not used.
        when_not[default]: Option<String>,
        /// Whether it now means something else, so that its passages want a second look.
        meaning[default]: bool,
    } = "define-code",
    /// Makes a quotation an example of a code, or no longer one.
    SetCodeExample {
        /// Which code.
        code: Named,
        /// Which of its quotations.
        quotation: QuotationId,
        /// Whether it is one.
        example: bool,
    } = "set-code-example",
    /// Says whether passages may be coded with a code.
    SetCodeApplicable {
        /// Which.
        code: Named,
        /// Whether they may.
        applicable: bool,
    } = "set-code-applicable",
    /// Moves a code in the tree.
    MoveCode {
        /// Which.
        code: Named,
        /// Others that move with it.
        also[default]: Vec<Named>,
        /// Under this code; to the top when left out.
        parent[default]: Option<Named>,
        /// Before this sibling; to the end when left out.
        before[default]: Option<Named>,
    } = "move-code",
    /// Makes one code of several: passages, other names, definitions and codes under them go over.
    MergeCodes {
        /// Which; `into` may be among them. Those chosen in the codebook when left out.
        codes[default]: Vec<Named>,
        /// The one that stays.
        into[default]: Option<Named>,
    } = "merge-codes",
    /// Makes several codes of one, under it.
    SplitCode {
        /// Which; the one chosen in the codebook when left out.
        code[default]: Option<Named>,
        /// By coder, by source, or one code for some of its codings.
        by[default]: Option<SplitBy>,
        /// What the new code is called, or begins with; the code's own name when left out.
        name[default]: Option<String>,
    } = "split-code",
    /// Copies a code without its passages.
    DuplicateCode {
        /// Which; the one chosen in the codebook when left out.
        code[default]: Option<Named>,
        /// What the copy is called; the name with a number when left out.
        name[default]: Option<String>,
    } = "duplicate-code",
    /// Removes a code; its codings go as well, or get another code.
    RemoveCode {
        /// Which; those chosen in the codebook are asked about when left out.
        code[default]: Option<Named>,
        /// Others that go with it.
        also[default]: Vec<Named>,
        /// The code that its passages get instead.
        into[default]: Option<Named>,
    } = "remove-code",

    /// Codes what is selected.
    CodeSelection {
        /// With which code; made when there is none of that name. The field to choose one opens
        /// when left out.
        code[default]: Option<Named>,
    } = "code-selection",
    /// Codes what is selected with a code named as the selected words.
    CodeInVivo = "code-in-vivo",
    /// Codes what is selected with the code used last.
    RepeatCode = "repeat-code",
    /// Codes a range of a source.
    CodePassage {
        /// Which source; the one shown when left out.
        source[default]: Option<Named>,
        /// Start in code points.
        start: usize,
        /// End in code points, not included.
        end: usize,
        /// With which code; made when there is none of that name.
        code: Named,
    } = "code-passage",
    /// Codes many passages in one step.
    CodePassages {
        /// Which.
        passages: Vec<PassageAt>,
        /// With which code; made when there is none of that name.
        code: Named,
    } = "code-passages",
    /// Codes every place where something is found.
    CodeFound {
        /// What to find: words, `"exact words"` or `/a pattern/`.
        query: String,
        /// With which code; made when there is none of that name.
        code: Named,
        /// In which source; in all when left out.
        source[default]: Option<Named>,
        /// Only the first place.
        first[default]: bool,
    } = "code-found",
    /// Removes codings: the given ones, or those touching the selection when none is given.
    Uncode {
        /// Which.
        codings[default]: Vec<CodingId>,
    } = "uncode",
    /// Gives codings another code: the given ones, all of a code, or your own at the selection.
    Recode {
        /// Which.
        codings[default]: Vec<CodingId>,
        /// All with this code.
        from[default]: Option<Named>,
        /// Of all with a code those that are let pass.
        filter[default]: Box<Filter>,
        /// The new code.
        code[default]: Option<Named>,
    } = "recode",
    /// Makes one passage of those that overlap and are coded alike: the given ones, all of a code, or
    /// your own at the selection.
    MergeOverlapping {
        /// Which codings.
        codings[default]: Vec<CodingId>,
        /// All with this code.
        code[default]: Option<Named>,
    } = "merge-overlapping",
    /// Notes that codings still fit though their code means something else now: the given ones, all
    /// of a code, or your own at the selection.
    ReviewCodings {
        /// Which.
        codings[default]: Vec<CodingId>,
        /// All with this code.
        code[default]: Option<Named>,
    } = "review-codings",
    /// Moves the edges of a quotation.
    ResizeQuotation {
        /// Which.
        quotation: QuotationId,
        /// Start in code points.
        start: usize,
        /// End in code points, not included.
        end: usize,
    } = "resize-quotation",

    /// Gives the quotation gone to the selected range.
    FitQuotation = "fit-quotation",

    /// Writes this coder's memo on a record; an empty text removes it.
    WriteMemo {
        /// On what.
        on: RecordId,
        /// The memo.
        text: String,
    } = "write-memo",
    /// Codes as this coder from now on; added when there is none of that name.
    SwitchCoder {
        /// The coder's name or id.
        coder: Named,
    } = "switch-coder",
    /// Adds a case.
    AddCase {
        /// Its name.
        name: String,
        /// The sources that belong to it.
        sources[default]: Vec<Named>,
    } = "add-case",
    /// Adds a variable.
    AddVariable {
        /// Its name.
        name: String,
        /// Text, Number, Flag or Date.
        kind: VariableKind,
    } = "add-variable",
    /// Gives a case or source a value.
    SetValue {
        /// The case or source.
        of: RecordId,
        /// Which variable.
        variable: Named,
        /// The value as text; taken away when left out.
        value[default]: Option<String>,
    } = "set-value",
    /// Adds a set.
    AddSet {
        /// Its name.
        name: String,
        /// What belongs to it.
        members[default]: Vec<RecordId>,
    } = "add-set",
    /// Puts sources and quotations into a case or takes them out.
    SetCaseMembers {
        /// Which case.
        case: Named,
        /// Which sources and quotations.
        members: Vec<RecordId>,
        /// Whether they are to be in it.
        inside: bool,
    } = "set-case-members",
    /// Takes values in from a table: a row a case, or a row a source; a column a variable.
    ImportValues {
        /// The table, CSV or XLSX.
        path[default]: Option<PathBuf>,
        /// Whether a row is a case or a source.
        rows[default]: ValuesOf,
        /// Which sheet of a workbook; the first when left out.
        sheet[default]: Option<String>,
    } = "import-values",
    /// Puts records into a set or takes them out.
    SetMembers {
        /// Which set.
        set: Named,
        /// Which records.
        members: Vec<RecordId>,
        /// Whether they are to be in it.
        inside: bool,
    } = "set-members",
    /// Adds a link between two records.
    AddLink {
        /// What it says.
        name: String,
        /// Where it starts.
        from: RecordId,
        /// Where it ends.
        to: RecordId,
        /// Whether it reads in one direction only.
        directed[default]: bool,
    } = "add-link",
    /// Gives the project, a coder, case, variable, set or link another name.
    Rename {
        /// Which.
        record: RecordId,
        /// The new name.
        name: String,
    } = "rename",
    /// Removes any record with what cannot stand without it.
    Remove {
        /// Which.
        record: RecordId,
    } = "remove",

    /// Sets the words that are passed over when words are counted, and the project's own words, which
    /// stay in one piece; what is left out stays as it is.
    SetWords {
        /// All words that are passed over.
        stop[default]: Option<Vec<String>>,
        /// All words of its own.
        own[default]: Option<Vec<String>>,
    } = "set-words",
    /// Saves a query by name; with a code it is a rule. One of that name is changed.
    SaveQuery {
        /// What it is called.
        name: String,
        /// What it asks, in the language of queries.
        query: String,
        /// The code it codes with; none when it only asks.
        code[default]: Option<Named>,
        /// How much a rule codes around each place.
        unit[default]: Unit,
    } = "save-query",
    /// Removes a saved query; what a rule has coded stays.
    RemoveQuery {
        /// Which.
        query: Named,
    } = "remove-query",
    /// Codes what a rule gives; what is coded already is left alone.
    Autocode {
        /// The rule's name or id; made when there is none and query and code are given.
        rule: Named,
        /// What it asks from now on.
        query[default]: Option<String>,
        /// What it codes with from now on; made when there is none of that name.
        code[default]: Option<Named>,
        /// How much it codes from now on.
        unit[default]: Option<Unit>,
    } = "autocode",
    /// Takes back everything that a rule has coded.
    TakeBackCodings {
        /// Which rule.
        rule: Named,
    } = "take-back-codings",

    /// Shows a source.
    ShowSource {
        /// Which.
        source: Named,
    } = "show-source",
    /// Shows the next source of the list.
    NextSource = "next-source",
    /// Shows the source before this one.
    PreviousSource = "previous-source",
}
