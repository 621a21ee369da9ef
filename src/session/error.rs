//! Why something asked for did not happen.

use crate::edit::PlanError;
use crate::exchange::pack::SettingFlaw;
use crate::exchange::reading::ReadingError;
use crate::exchange::{CodebookError, ExportError, ImportError, ValuesError};
use crate::file::ReadError;
use crate::file::lock::{LockError, UnlockError};
use crate::file::safe::{LoadError, SaveError};
use crate::query::QueryError;
use crate::text::{DecodeError, SearchError};
use std::path::PathBuf;
use thiserror::Error;

/// Why an action was not carried out. The project is as it was before.
#[derive(Debug, Error)]
pub enum ActError {
    /// No project is open.
    #[error("no project is open")]
    NoProject,
    /// What coders made is still being read.
    #[error("the project is still being read")]
    StillReading,
    /// The project lies nowhere yet.
    #[error("the project is not saved yet")]
    NotSaved,
    /// No source is shown.
    #[error("no source is shown")]
    NothingShown,
    /// Nothing is selected.
    #[error("nothing is selected")]
    NothingSelected,
    /// There is no next or former place, source or quotation.
    #[error("there is nothing to go to")]
    NowhereToGo,
    /// Nothing is coded at the selection.
    #[error("nothing is coded here")]
    NothingCodedHere,
    /// No two passages coded alike overlap.
    #[error("no two passages coded alike overlap")]
    NothingOverlaps,
    /// Several quotations may be meant, or none.
    #[error("it is not clear which quotation is meant")]
    ManyQuotations,
    /// Every sentence in that direction is coded.
    #[error("every sentence from here on is coded")]
    AllCoded,
    /// No coding wants a second look.
    #[error("no coding wants a second look")]
    NothingToReview,
    /// A cell is meant where no table of an overview is shown.
    #[error("no overview is shown as a table")]
    NoOverview,
    /// A row or column is meant that the overview does not have.
    #[error("there is no row or column {at} among {of}")]
    NoCell {
        /// Which, from 1.
        at: usize,
        /// How many there are.
        of: usize,
    },
    /// No code is chosen in the codebook, and none was used.
    #[error("no code is at hand")]
    NoCodeAtHand,
    /// No code is chosen in the codebook.
    #[error("no code is chosen")]
    NoCodeChosen,
    /// There is no source of that name.
    #[error("there is no source named {name}")]
    NoSource {
        /// The name.
        name: String,
    },
    /// There is no code of that name.
    #[error("there is no code named {name}")]
    NoCode {
        /// The name.
        name: String,
    },
    /// Several codes have that name.
    #[error("several codes are named {name}")]
    ManyCodes {
        /// The name.
        name: String,
    },
    /// There is no coder of that name.
    #[error("there is no coder named {name}")]
    NoCoder {
        /// The name.
        name: String,
    },
    /// There is no set of that name.
    #[error("there is no set named {name}")]
    NoSet {
        /// The name.
        name: String,
    },
    /// There is no saved query of that name.
    #[error("there is no query named {name}")]
    NoQuery {
        /// The name.
        name: String,
    },
    /// A query cannot be asked.
    #[error("{error}")]
    Query {
        /// The query.
        query: String,
        /// Where in it and why.
        error: QueryError,
    },
    /// There is no recipe of that name.
    #[error("there is no recipe named {name}")]
    NoRecipe {
        /// The name.
        name: String,
    },
    /// A setting of a recipe says what cannot be.
    #[error("the setting {} cannot be {}", flaw.name, flaw.words)]
    BadSetting {
        /// What.
        flaw: SettingFlaw,
    },
    /// The template of a page has an error.
    #[error("{name}, line {line}: {why}")]
    Template {
        /// Its file; empty for the one that comes along.
        name: String,
        /// The line, from 1.
        line: usize,
        /// What is wrong.
        why: String,
    },
    /// The pages of a PDF could not be set.
    #[error("the pages could not be set: {why}")]
    Pages {
        /// Why.
        why: String,
    },
    /// A pack was stopped, or there is no edition to make.
    #[error("nothing was made")]
    NothingMade,
    /// There is no case of that name.
    #[error("there is no case named {name}")]
    NoCase {
        /// The name.
        name: String,
    },
    /// There is no record with that id.
    #[error("there is no record {name}")]
    NoRecord {
        /// What was given.
        name: String,
    },
    /// There is no flaw of that name.
    #[error("there is no finding named {name}")]
    NoFlaw {
        /// The name.
        name: String,
    },
    /// Not two coders were named to be compared.
    #[error("two different coders are needed to compare")]
    NotTwoCoders,
    /// There is no coding with that id.
    #[error("there is no coding {name}")]
    NoCoding {
        /// What was given.
        name: String,
    },
    /// There is no variable of that name.
    #[error("there is no variable named {name}")]
    NoVariable {
        /// The name.
        name: String,
    },
    /// A value is not of its variable's kind.
    #[error("{value} is not a value of {variable}")]
    BadValue {
        /// The value.
        value: String,
        /// The variable's name.
        variable: String,
    },
    /// A colour is not `#RRGGBB`.
    #[error("{colour} is not a colour")]
    BadColour {
        /// What was given.
        colour: String,
    },
    /// A key cannot be read.
    #[error("{key} is not a key")]
    BadKey {
        /// What was given.
        key: String,
    },
    /// A key belongs to another action.
    #[error("{key} already belongs to {action}")]
    KeyTaken {
        /// The key.
        key: String,
        /// The other action's name.
        action: String,
    },
    /// There is no action of that name.
    #[error("there is no action named {name}")]
    NoAction {
        /// The name.
        name: String,
    },
    /// An encoding's name is not known.
    #[error("{name} is not an encoding Zhupi knows")]
    NoEncoding {
        /// What was given.
        name: String,
    },
    /// A step of a clean-up is not known.
    #[error("{name} is not a step of a clean-up")]
    NoStep {
        /// What was given.
        name: String,
    },
    /// A format's name is not known.
    #[error("{name} is not a format Zhupi writes")]
    NoFormat {
        /// What was given.
        name: String,
        /// The endings that do.
        known: String,
    },
    /// Nothing was imported or exported yet of which something could be missing.
    #[error("nothing was imported or exported yet")]
    NoLosses,
    /// No file was imported whose offsets can be read in several ways.
    #[error("no file was imported whose offsets can be read in another way")]
    NoOffsets,
    /// A file is to be read again, and the project was changed since it was read.
    #[error("the project was changed since {path} was read")]
    ChangedSince {
        /// Which file.
        path: PathBuf,
    },
    /// A new edition has the text that is there already.
    #[error("{path} has the text that is there already")]
    SameText {
        /// Which file.
        path: PathBuf,
    },
    /// A new edition has no text.
    #[error("{path} is empty")]
    EmptyEdition {
        /// Which file.
        path: PathBuf,
    },
    /// The steps of a clean-up change nothing in a text.
    #[error("there is nothing to clean up in {name}")]
    Clean {
        /// The source.
        name: String,
    },
    /// No new edition is shown.
    #[error("no new edition is shown")]
    NoEdition,
    /// Nothing in the edition that is shown can be decided so.
    #[error("there is nothing to decide so")]
    NothingToDecide,
    /// No join is planned that could be made.
    #[error("no join is planned")]
    NothingPlanned,
    /// The project lies nowhere yet.
    #[error("the project was never saved")]
    NeverSaved,
    /// The project was encrypted and lies nowhere yet.
    #[error("what was encrypted is only in memory")]
    InMemory,
    /// There is no earlier version of that name.
    #[error("there is no earlier version named {name}")]
    NoVersion {
        /// The name.
        name: String,
    },
    /// Something needed was left out where nobody can be asked.
    #[error("{what} is missing")]
    Missing {
        /// What.
        what: &'static str,
    },
    /// Nothing was found.
    #[error("{query} was not found")]
    NotFound {
        /// What was looked for.
        query: String,
    },
    /// The file exists already.
    #[error("{path} exists already")]
    Exists {
        /// Which.
        path: PathBuf,
    },
    /// The file on disk changed since it was opened.
    #[error("{path} was changed by somebody else since it was opened")]
    ChangedOnDisk {
        /// Which.
        path: PathBuf,
    },
    /// The change cannot be planned.
    #[error(transparent)]
    Plan(#[from] PlanError),
    /// What to find cannot be read.
    #[error(transparent)]
    Search(#[from] SearchError),
    /// A text cannot be read as text.
    #[error("{path}: {error}")]
    Decode {
        /// Which file.
        path: PathBuf,
        /// Why.
        error: DecodeError,
    },
    /// A file has no text that can be read.
    #[error("{path}: {error}")]
    Reading {
        /// Which file.
        path: PathBuf,
        /// Why.
        error: ReadingError,
    },
    /// A file cannot be loaded.
    #[error(transparent)]
    Load(#[from] LoadError),
    /// A file is no codebook.
    #[error("{path}: {error}")]
    Codebook {
        /// Which file.
        path: PathBuf,
        /// Why.
        error: CodebookError,
    },
    /// A file is no project of another program.
    #[error("{path}: {error}")]
    Import {
        /// Which file.
        path: PathBuf,
        /// Why.
        error: ImportError,
    },
    /// A file is no table of values.
    #[error("{path}: {error}")]
    Values {
        /// Which file.
        path: PathBuf,
        /// Why.
        error: ValuesError,
    },
    /// A file is no project.
    #[error("{path}: {error}")]
    Read {
        /// Which file.
        path: PathBuf,
        /// Why.
        error: ReadError,
    },
    /// A file cannot be locked, or a key not be used.
    #[error("{error}")]
    Lock {
        /// The file of the key, if it is one.
        path: Option<PathBuf>,
        /// Why.
        error: LockError,
    },
    /// A file holds no key to sign with.
    #[error("{path} holds no key to sign with")]
    BadSigningKey {
        /// Which file.
        path: PathBuf,
    },
    /// What is written for everybody would be called an encrypted file.
    #[error("{path} would not be encrypted")]
    NotEncrypted {
        /// Which file.
        path: PathBuf,
    },
    /// A file is no list of hidden words.
    #[error("{path} is no list of hidden words")]
    NoKey {
        /// Which file.
        path: PathBuf,
    },
    /// A file is locked, and does not open.
    #[error("{path}: {error}")]
    Locked {
        /// Which file.
        path: PathBuf,
        /// Why.
        error: UnlockError,
    },
    /// A file cannot be saved.
    #[error(transparent)]
    Save(#[from] SaveError),
    /// Something cannot be exported.
    #[error(transparent)]
    Export(#[from] ExportError),
    /// A script cannot be read.
    #[error("line {line}, column {column}: {why}")]
    Script {
        /// Line, from 1.
        line: usize,
        /// Column in code points, from 1.
        column: usize,
        /// What the `ron` crate says.
        why: ron::Error,
    },
}
