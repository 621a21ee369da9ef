//! The window's content: a shell over the session.
//!
//! **Invariant:** drawing never acts. Every `*_ui` function reads the session and pushes wishes
//! into `asked`; [`App::frame`] hands them to the session when everything is drawn. Colours and
//! sizes come from `assets/themes`, words from the locale files.

mod fonts;
mod icon;
mod keyboard;
mod menu;
mod panel;
mod row;
mod text_editor;
mod theme;
mod wish;
mod words;

mod about;
mod around_bar;
mod bars;
mod board;
mod candidates;
mod cases;
mod check;
mod choice;
mod chooser;
mod citation;
mod cleaning;
mod codebook;
mod codebook_menu;
mod codebook_row;
mod coder_menu;
mod codings;
mod codings_keys;
mod confirm;
mod conflict_sides;
mod conflicts;
mod consensus;
mod copy;
mod differences;
mod drop;
mod edition;
mod edition_keys;
mod examples;
mod export;
mod field;
mod find;
mod found;
mod fuzzy;
mod help;
mod here;
mod history;
mod inspector;
mod inspector_code;
mod inspector_quotation;
mod installed;
mod join_plan;
mod keys_editor;
mod list;
mod lock;
mod marks_bar;
mod memo;
mod memos;
mod mending;
mod merge;
mod missing;
mod motion;
mod named_list;
mod nearby;
mod offsets;
mod overlay;
mod overviews;
mod packs;
mod palette;
mod pane;
mod passages;
mod path_field;
mod pick_code;
mod prompt;
mod provenance;
mod quick_code;
pub mod reader;
mod recode;
mod relations;
mod removal;
mod sources;
mod split;
mod start;
mod status;
mod still;
mod swatch;
mod toasts;
mod typesetting;
mod versions;
mod waiting;
mod word_lists;
mod workbench;

pub use fonts::PAGE;
pub use missing::draw_missing_glyphs;
pub use reader::{ReaderState, reader_ui};
pub use theme::{Colours, Sizes, Theme};

use crate::session::settings::Frame;
use crate::session::{self, Action, Language, Panel, Session};
use crate::text::Writing;
use egui::{Context, Event, RawInput, ThemePreference, Ui, ViewportCommand};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// The smallest window everything fits in, in points: width and height.
pub const LEAST_SIZE: [f32; 2] = [640.0, 400.0];
/// The usual size of the window, in points: width and height.
pub const USUAL_SIZE: [f32; 2] = [1280.0, 800.0];

/// Zhupi in a window: a session, and what only the screen needs to remember.
pub struct App {
    session: Session,
    state: State,
    shown: Shown,
    /// Whether the system asks for less motion.
    system_asks: bool,
}

/// What only the screen remembers: half-typed names, folds, filters, scroll positions.
#[derive(Default)]
struct State {
    keyboard: keyboard::Keyboard,
    reader: ReaderState,
    sources: sources::SourcesState,
    codebook: codebook::CodebookState,
    codings: codings::CodingsState,
    memos: memos::MemosState,
    cases: cases::CasesState,
    found: found::FoundState,
    word_lists: word_lists::WordListsState,
    overviews: overviews::OverviewsState,
    conflicts: conflicts::ConflictsState,
    around: around_bar::AroundState,
    inspector: inspector::InspectorState,
    find: find::FindState,
    status: status::StatusState,
    toasts: toasts::ToastsState,
    overlay: overlay::OverlayState,
    confirm: Option<confirm::Confirm>,
    /// Tables that were dropped and of which it is asked what they tell.
    tables: Vec<PathBuf>,
    /// The name of a new coder while it is typed.
    coder: String,
    panes: pane::Panes,
    /// How large each panel is now, in points.
    sizes: BTreeMap<Panel, f32>,
    installed: installed::Installed,
    /// What stays as it was drawn.
    still: still::Still,
    /// Sample texts, looked for when the start screen appears.
    seeds: Vec<PathBuf>,
}

/// What egui and the system were last told, so that they are told only what is new.
#[derive(Default)]
struct Shown {
    title: String,
    language: Option<Language>,
    /// The families chosen for the page that are in use.
    fonts: Vec<(Writing, String)>,
    theme: Option<session::Theme>,
    is_reduced: Option<bool>,
    zoom_percent: u16,
    /// Whether the last frame was the start screen.
    start: bool,
    /// Whether the system was asked to close the window.
    closed: bool,
}

impl App {
    /// Fonts and styles are given to egui here; `session` may already have a project.
    pub fn new(ctx: &Context, session: Session) -> Self {
        Theme::install(ctx);
        ctx.options_mut(|options| {
            options.zoom_with_keyboard = false;
            // Paper where the system does not say whether it is light or dark.
            options.fallback_theme = egui::Theme::Light;
        });
        let mut app = Self {
            session,
            state: State::default(),
            shown: Shown::default(),
            system_asks: false,
        };
        app.state.still.watch(ctx);
        app.session.measure_with(packs::paper::ruler(ctx));
        app.apply_settings(ctx);
        app
    }

    /// The session, to look at.
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// Asks for something as a click would.
    pub fn ask(&mut self, action: Action) {
        self.session.ask(action);
    }

    /// Waits for every running job: for whoever drives the window without a person.
    pub fn wait(&mut self) {
        self.session.wait();
    }

    /// Does with files what dropping them on the window does.
    pub fn take_files(&mut self, paths: Vec<PathBuf>) {
        let is_open = self.session.project().is_some();
        for action in drop::wishes(paths, is_open, &mut self.state.tables) {
            self.session.ask(action);
        }
    }

    /// Takes in whether the system asks for less motion.
    pub fn ask_for_less_motion(&mut self, asks: bool) {
        self.system_asks = asks;
    }

    /// Sifts what comes from the system before egui has it: the keys that belong to an input method
    /// are kept back, before they move the focus, and for whom nothing should move the wheel does
    /// not glide.
    pub fn sift(&self, input: &mut RawInput) {
        if self.shown.is_reduced == Some(true) {
            motion::at_once(&mut input.events);
        }
        if self.state.keyboard.is_composing() {
            let is_key = |event: &Event| matches!(event, Event::Key { pressed: true, .. });
            input.events.retain(|event| !is_key(event));
        }
    }

    /// Draws one frame in a window of the system.
    pub fn window_frame(&mut self, ui: &mut Ui) {
        self.frame(ui);
        candidates::place_candidates(ui.ctx());
    }

    /// Draws one frame, then hands what was asked for to the session.
    pub fn frame(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx().clone();
        self.session.poll();
        let mut asked = Vec::new();
        self.state.keyboard.taken = self.takes_keys();
        let in_list = ctx.memory(|memory| memory.has_focus(conflicts::list_id()));
        self.state.keyboard.listed = if in_list { &conflicts::KEYS } else { &[] };
        self.state.keyboard.keys_ui(&ctx, &self.session, &mut asked);
        self.state.still.begin_frame(&ctx, &self.session);
        drop::drops_ui(&ctx, &self.session, &mut self.state.tables, &mut asked);
        if self.session.open().is_some() {
            workbench::workbench_ui(ui, &self.session, &mut self.state, &mut asked);
        } else {
            if !self.shown.start {
                self.state.seeds = self.session.seeds();
            }
            start::start_ui(ui, &self.session, &mut self.state, &mut asked);
        }
        self.shown.start = self.session.open().is_none();
        overlay::overlay_ui(&ctx, &self.session, &mut self.state, &mut asked);
        confirm::confirm_ui(&ctx, &self.session, &mut self.state.confirm, &mut asked);
        drop::tables_ui(&ctx, &self.session, &mut self.state.tables, &mut asked);
        confirm::question_ui(&ctx, &self.session, &mut asked);
        self.close(&ctx, &mut asked);
        if !asked.is_empty() {
            self.state
                .inspector
                .hand_over_first(&self.session, &mut asked);
        }
        self.remember(&ctx);
        if let Some(pane) = self.state.panes.now(&ctx) {
            self.session.note_pane(pane);
        }
        self.act(&ctx, asked);
        self.apply_settings(&ctx);
        self.state.status.watch(&ctx, &self.session);
    }

    /// Whether a question must be answered before any key counts.
    fn takes_keys(&self) -> bool {
        let capturing = self.state.overlay.capture.is_some();
        let asks = self.state.confirm.is_some() || !self.state.tables.is_empty();
        capturing || asks || self.session.question().is_some()
    }

    /// What was drawn is stale once the session has acted, so that is a reason to draw again.
    fn act(&mut self, ctx: &Context, asked: Vec<Action>) {
        if !asked.is_empty() {
            ctx.request_repaint();
        }
        for action in asked {
            self.session.ask(self.as_seen(ctx, action));
        }
        if let Some(pane) = self.session.take_wants_pane() {
            self.state.panes.focus(ctx, pane);
        }
        if let Some(path) = self.session.take_pack_to_print() {
            ctx.open_url(egui::OpenUrl::new_tab(packs::address(&path)));
        }
        if self.session.take_wants_find() {
            self.state.find.open();
        }
        if self.session.take_wants_query() {
            self.state.found.focus();
        }
        if let Some(words) = self.session.take_copied() {
            ctx.copy_text(words);
        }
        if self.session.wants_to_quit() && !std::mem::replace(&mut self.shown.closed, true) {
            ctx.send_viewport_cmd(ViewportCommand::Close);
        }
    }

    /// Only the screen knows which theme the system has, so changing to the other is put plainly.
    fn as_seen(&self, ctx: &Context, action: Action) -> Action {
        let theme = match ctx.theme() {
            egui::Theme::Dark => session::Theme::Light,
            egui::Theme::Light => session::Theme::Dark,
        };
        if action == Action::ToggleTheme {
            Action::SetTheme { theme }
        } else {
            action
        }
    }

    /// The system asks to close the window: that is the wish to quit, which may raise a question.
    fn close(&self, ctx: &Context, asked: &mut Vec<Action>) {
        if ctx.input(|input| input.viewport().close_requested()) && !self.session.wants_to_quit() {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            asked.push(Action::Quit);
        }
    }

    fn apply_settings(&mut self, ctx: &Context) {
        let settings = self.session.settings();
        if self.shown.theme != Some(settings.theme) {
            self.shown.theme = Some(settings.theme);
            ctx.set_theme(match settings.theme {
                session::Theme::System => ThemePreference::System,
                session::Theme::Light => ThemePreference::Light,
                session::Theme::Dark => ThemePreference::Dark,
            });
        }
        let is_reduced = motion::is_reduced(settings.motion, self.system_asks);
        if self.shown.is_reduced != Some(is_reduced) {
            self.shown.is_reduced = Some(is_reduced);
            motion::install(ctx, is_reduced);
        }
        if self.shown.zoom_percent != settings.zoom_percent {
            self.shown.zoom_percent = settings.zoom_percent;
            ctx.set_zoom_factor(f32::from(settings.zoom_percent.max(1)) / 100.0);
        }
        let language = self.session.locale().language();
        let chosen = self.chosen_fonts(ctx);
        let names = chosen.iter().map(|(writing, it)| (*writing, it.0.clone()));
        let names: Vec<(Writing, String)> = names.collect();
        if self.shown.language != Some(language) || self.shown.fonts != names {
            self.shown.language = Some(language);
            self.shown.fonts = names;
            fonts::install(ctx, language, &chosen);
        }
        let title = self.title();
        if self.shown.title != title {
            ctx.send_viewport_cmd(ViewportCommand::Title(title.clone()));
            self.shown.title = title;
        }
    }

    /// The fonts chosen for the page, as far as they are read.
    fn chosen_fonts(&mut self, ctx: &Context) -> fonts::Chosen {
        let wanted = &self.session.settings().fonts;
        let installed = &mut self.state.installed;
        let font = |(writing, name): (&Writing, &String)| {
            let font = installed.font(ctx, name)?;
            Some((*writing, (name.clone(), font)))
        };
        wanted.iter().filter_map(font).collect()
    }

    /// The window's title: `● name – Zhupi 朱批`, with the dot when something is not on disk.
    pub fn title(&self) -> String {
        let name = words::word(&self.session, "window-title");
        match self.session.open() {
            Some(open) => {
                let dot = if open.is_changed() { "● " } else { "" };
                format!("{dot}{} – {name}", open.project().head().name)
            }
            None => name,
        }
    }

    /// Notes where the window stands, for the next start.
    fn remember(&mut self, ctx: &Context) {
        let zoom = ctx.zoom_factor();
        let frame = ctx.input(|input| {
            let viewport = input.viewport();
            let inner = viewport.inner_rect?;
            let maximized = viewport.maximized.or(viewport.fullscreen).unwrap_or(false);
            let corner = viewport.outer_rect.map(|it| it.min);
            Some(Frame {
                left: corner.map(|it| it.x * zoom),
                top: corner.map(|it| it.y * zoom),
                width: inner.width() * zoom,
                height: inner.height() * zoom,
                maximized,
            })
        });
        for (panel, size) in &self.state.sizes {
            if self.session.settings().panels.get(panel) != Some(size) {
                self.session.remember_panel(*panel, *size);
            }
        }
        let Some(frame) = frame else { return };
        let before = self.session.settings().window;
        // A maximised window keeps the size it had, so that it can be made small again.
        let frame = match before {
            Some(before) if frame.maximized => Frame {
                maximized: true,
                ..before
            },
            _ => frame,
        };
        if before != Some(frame) {
            self.session.remember_window(frame);
        }
    }
}
