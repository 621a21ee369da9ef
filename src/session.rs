//! One open project, and everything a person can ask of it.
//!
//! A shell (the command line or the window) holds a [`Session`], reads what it shows from it, and
//! hands every wish to [`Session::ask`]. Long work runs as a job on another thread;
//! [`Session::poll`] takes in what jobs have finished, [`Session::wait`] waits for all of them.

mod act;
mod act_boards;
mod act_citations;
mod act_clean;
mod act_codebook;
mod act_codes;
mod act_codings;
mod act_consensus;
mod act_copy;
mod act_find;
mod act_import;
mod act_join;
mod act_lock;
mod act_look;
mod act_offsets;
mod act_overview;
mod act_packs;
mod act_passages;
mod act_paths;
mod act_project;
mod act_queries;
mod act_recover;
mod act_repair;
mod act_save;
mod act_sign;
mod act_sources;
mod act_text;
mod act_values;
mod act_versions;
pub mod action;
mod action_look;
mod action_pack;
mod action_team;
mod action_text;
mod around;
mod asked;
mod compared;
mod conflict_sides;
pub mod desk;
mod early;
mod edition;
pub mod error;
mod export_words;
pub mod host;
mod jobs;
mod journal;
pub mod keys;
mod listed;
pub mod locale;
pub mod look;
mod marks;
pub mod named;
pub mod notice;
mod open;
mod pack_asked;
mod pack_kept;
mod part_join;
mod past;
mod pdf_reader;
mod planned;
mod presence;
mod project_disk;
pub mod question;
mod recover;
mod report;
mod report_codebook;
mod report_conflict;
mod report_dictionary;
mod report_difference;
mod report_file;
mod report_import;
mod report_lock;
mod report_pack;
mod report_query;
mod report_reading;
mod report_ron;
mod report_rule;
pub mod script;
pub mod settings;
pub mod steps;
pub mod table;
mod taken_in;
mod typesetting;
pub mod versions;
mod waiting;
mod words_asked;
mod worked;

pub use crate::exchange::pack::PackFormat;
pub use act_boards::{OverviewAsked, OverviewMade, PassageAt};
pub use act_clean::Mending;
pub use act_consensus::of_coders;
pub use act_copy::CopyChoice;
pub use act_lock::{LockChoice, Locked};
pub use act_offsets::ReadOffsets;
pub use act_overview::By;
pub use act_packs::{PackShown, Ruler};
pub use act_repair::{RepairRow, chosen};
pub use act_values::kind_key;
pub use act_versions::{Earlier, EarlierVersion};
pub use action::Action;
pub use around::{Around, Copied};
pub use asked::{Asked, Asking};
pub use compared::{Compared, Counts, DifferenceLine};
pub use conflict_sides::{ConflictKind, ConflictSides, Piece, Side, conflict_sides};
pub use desk::Desk;
pub use edition::{Edition, EditionOf, EditionRow, Fate, Replaced};
pub use error::ActError;
pub use host::{Host, Picked};
pub use jobs::{Job, JobKind};
pub use keys::{Chord, Keys};
pub use locale::{Arg, Language, Locale, Saying};
pub use look::{Board, Look, Overlay, Pane, Panel, PathFor};
pub use marks::Marks;
pub use named::Named;
pub use notice::{Level, Notice};
pub use open::Open;
pub use pack_asked::PackPlan;
pub use part_join::JoinedPart;
pub use pdf_reader::{READ_PDF, answer_pages};
pub use planned::{Brings, Footing, Planned};
pub use presence::Presence;
pub use question::{Answer, Question};
pub use report_conflict::conflict_saying;
pub use report_dictionary::{dictionary_saying, unread_saying};
pub use report_difference::{Versions, difference_heading, difference_words};
pub use report_lock::unlock_saying;
pub use settings::{Motion, Recent, Settings, Theme};
pub use steps::StepRow;
pub use typesetting::{Numbers, Typesetting};
pub use versions::{Files, JoinedFile};
pub use waiting::{Cleaning, Waiting};
pub use words_asked::{Part, WINDOW, WordList, WordsAsked, WordsCounted};
pub use worked::Worked;

use crate::model::Project;
use crate::text::Words;
use jobs::Jobs;
use notice::Notices;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use uuid::Uuid;

/// Whether somebody sits before the session and can be asked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Manner {
    /// A window: what is missing is asked for, doubtful encodings are shown first.
    Window,
    /// A command or a script: what is missing is an error, the best guess is taken and said.
    Batch,
}

/// One running Zhupi: at most one open project, the settings, and what is on the screen.
pub struct Session {
    host: Arc<dyn Host>,
    manner: Manner,
    open: Option<Open>,
    settings: Settings,
    keys: Keys,
    locale: Locale,
    look: Look,
    notices: Notices,
    jobs: Jobs,
    waiting: Vec<Waiting>,
    question: Option<Question>,
    /// Whether a new code may be much like another: the person was asked.
    is_sure: bool,
    /// Whether a command wants every change noted on disk at once.
    is_live: bool,
    words: Arc<Words>,
    words_asked: bool,
    asked: Asked,
    counted: Worked<WordsAsked, WordsCounted>,
    overview: Worked<OverviewAsked, OverviewMade>,
    /// The project that was asked for the boards.
    boards_of: Option<crate::model::ProjectId>,
    last_code: Option<crate::model::CodeId>,
    after_save: Option<Box<Action>>,
    /// How a copy is made that waits for a path.
    copy_wish: Option<Box<CopyChoice>>,
    /// The private key that a command signs with.
    signing_key: Option<std::path::PathBuf>,
    /// What opens locked files, while something is to be opened.
    unlocking: act_lock::Unlocking,
    /// The locked file that waits for its key.
    locked: Option<Box<Locked>>,
    /// The join that is shown before it is made.
    planned: Option<Box<Planned>>,
    after_join: Option<act_join::AfterJoin>,
    /// The new edition of a source that is shown before it takes its place.
    edition: Option<Box<Edition>>,
    /// The reading pack that is shown.
    pack: Option<PackShown>,
    /// What is kept from one pack to the next.
    pack_kept: Arc<pack_kept::PackKept>,
    /// What measures words for pages on the screen.
    ruler: Option<Ruler>,
    /// The pack that waits for a folder.
    pack_wish: Option<act_packs::PackWish>,
    /// The page to be opened for printing.
    pack_to_print: Option<PathBuf>,
    /// The text that is looked at before it is cleaned up.
    mending: Option<Box<Mending>>,
    /// Earlier versions, while they are looked at.
    earlier: Option<Earlier>,
    /// What did not fit at the last import or export, as Markdown.
    losses: Option<String>,
    /// The file that was imported last, if its offsets can be read in several ways.
    read_offsets: Option<Box<ReadOffsets>>,
    /// The table that waits for a path.
    table_wish: Option<Box<Action>>,
    next_save: Option<(std::path::PathBuf, Option<Box<Action>>)>,
    quit: bool,
    /// Counts everything asked for and taken in.
    turn: u64,
}

impl Session {
    /// A session without a project, with the settings the host keeps.
    pub fn new(host: Arc<dyn Host>, manner: Manner) -> Self {
        let settings = act_project::load_settings(&*host);
        let language = settings
            .language
            .unwrap_or_else(|| Language::from_tag(&host.language()));
        let mut session = Self {
            manner,
            open: None,
            keys: Keys::new(&settings.keys),
            locale: Locale::new(language),
            settings,
            look: Look::default(),
            notices: Notices::default(),
            jobs: Jobs::default(),
            waiting: Vec::new(),
            question: None,
            is_sure: false,
            is_live: false,
            words: Arc::new(Words::plain()),
            words_asked: false,
            asked: Asked::default(),
            counted: Worked::default(),
            overview: Worked::default(),
            boards_of: None,
            last_code: None,
            after_save: None,
            copy_wish: None,
            signing_key: None,
            unlocking: act_lock::Unlocking::default(),
            locked: None,
            planned: None,
            after_join: None,
            edition: None,
            pack: None,
            pack_kept: Arc::default(),
            ruler: None,
            pack_wish: None,
            pack_to_print: None,
            mending: None,
            earlier: None,
            losses: None,
            read_offsets: None,
            table_wish: None,
            next_save: None,
            quit: false,
            turn: 0,
            host,
        };
        session.look_for_untitled();
        session
    }

    /// Does what was asked, or says why not. Whatever goes wrong, the project is as it was.
    pub fn ask(&mut self, action: Action) {
        self.turn += 1;
        if let Err(error) = self.act(action) {
            self.report(&error);
        }
    }

    /// Takes in what jobs have finished. Cheap; called before every frame.
    pub fn poll(&mut self) {
        while let Some(done) = self.jobs.next_done() {
            self.take_in(done);
        }
        self.keep_boards();
        self.listen_to_journal();
    }

    /// Waits until no job is running and takes in what they finished.
    pub fn wait(&mut self) {
        loop {
            while let Some(done) = self.jobs.wait_for_done() {
                self.take_in(done);
            }
            // What a job brought may be a reason for another.
            self.keep_boards();
            if !self.is_working() {
                break;
            }
        }
        if let Some(journal) = self.open.as_ref().and_then(|it| it.journal.as_ref()) {
            journal.wait();
        }
        if let Some(watch) = self.open.as_ref().and_then(|it| it.watch.as_ref()) {
            watch.wait();
        }
        self.listen_to_journal();
    }

    /// How often something was asked for or a job's result taken in: as long as it is the same, so is
    /// all there is to show.
    pub fn turn(&self) -> u64 {
        self.turn
    }

    /// The open project with its history and indexes.
    pub fn open(&self) -> Option<&Open> {
        self.open.as_ref()
    }

    /// The open project.
    pub fn project(&self) -> Option<&Project> {
        self.open.as_ref().map(Open::project)
    }

    /// What is on the screen.
    pub fn look(&self) -> &Look {
        &self.look
    }

    /// What is remembered between starts.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The keys in force.
    pub fn keys(&self) -> &Keys {
        &self.keys
    }

    /// The words of the interface.
    pub fn locale(&self) -> &Locale {
        &self.locale
    }

    /// The notices not yet put away, oldest first.
    pub fn notices(&self) -> &[Notice] {
        self.notices.open()
    }

    /// Takes all notices, for a shell that prints them.
    pub fn take_notices(&mut self) -> Vec<Notice> {
        self.notices.take()
    }

    /// The jobs now running.
    pub fn jobs(&self) -> &[Job] {
        self.jobs.running()
    }

    /// Files waiting to be added because their encoding is doubtful.
    pub fn waiting(&self) -> &[Waiting] {
        &self.waiting
    }

    /// The question that must be answered first.
    pub fn question(&self) -> Option<&Question> {
        self.question.as_ref()
    }

    /// Cuts text into words; with the Chinese dictionary as soon as that is loaded.
    pub fn words(&self) -> &Words {
        &self.words
    }

    /// Whether the program should end.
    pub fn wants_to_quit(&self) -> bool {
        self.quit
    }

    /// The code used last.
    pub fn last_code(&self) -> Option<crate::model::CodeId> {
        self.last_code
    }

    /// Texts that lie in the folder of sample texts, for the start screen.
    pub fn seeds(&self) -> Vec<std::path::PathBuf> {
        act_sources::seeds(&*self.host)
    }

    /// The entries of a folder, by name, with whether each is a folder; hidden ones left out.
    pub fn entries(&self, folder: &Path) -> Vec<(PathBuf, bool)> {
        let hidden = |path: &PathBuf| {
            path.file_name()
                .is_some_and(|it| it.to_string_lossy().starts_with('.'))
        };
        let paths = self
            .host
            .list(folder)
            .into_iter()
            .filter(|path| !hidden(path));
        let mut entries: Vec<(PathBuf, bool)> = paths
            .map(|path| (self.host.is_folder(&path), path))
            .map(|(is, path)| (path, is))
            .collect();
        entries.sort_by_key(|(_, is_folder)| !is_folder);
        entries
    }

    /// The path first offered where there is no dialog: in the project's folder, or in the folder
    /// of the project open last.
    pub fn suggested_path(&self, wanted: PathFor) -> PathBuf {
        let open = self.open.as_ref().and_then(|it| it.path.as_deref());
        let last = self.settings.recent.first().map(|it| it.path.as_path());
        let known = open.or(last).and_then(Path::parent);
        let known = known.and_then(|it| std::path::absolute(it).ok());
        let folder = known.or_else(|| std::env::current_dir().ok());
        folder.unwrap_or_default().join(self.suggested_name(wanted))
    }

    /// Takes words that were copied, to hand them to the system.
    pub fn take_copied(&mut self) -> Option<String> {
        self.look.copied.take()
    }

    /// Takes the wish that the field for a query have the keyboard.
    pub fn take_wants_query(&mut self) -> bool {
        std::mem::take(&mut self.look.wants_query)
    }

    /// Takes the wish that the field to find in have the keyboard.
    pub fn take_wants_find(&mut self) -> bool {
        std::mem::take(&mut self.look.wants_find)
    }

    /// Takes the wish that a part of the workbench have the keyboard.
    pub fn take_wants_pane(&mut self) -> Option<Pane> {
        std::mem::take(&mut self.look.wants_pane).then_some(self.look.pane)
    }

    /// Notes which part of the workbench has the keyboard.
    pub fn note_pane(&mut self, pane: Pane) {
        self.look.pane = pane;
    }

    /// Remembers the window's place.
    pub fn remember_window(&mut self, frame: settings::Frame) {
        self.settings.window = Some(frame);
    }

    /// Remembers how large a panel was left, in points.
    pub fn remember_panel(&mut self, panel: Panel, size: f32) {
        self.settings.panels.insert(panel, size);
    }

    /// Writes the settings; called when the program ends and when a project closes.
    pub fn save_settings(&mut self) {
        act_project::save_settings(self);
    }

    /// A fresh UUID v7.
    fn fresh_id(host: &dyn Host) -> Uuid {
        host.fresh_id()
    }
}
