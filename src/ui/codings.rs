//! The board of codings: every coding as a row, found by its words, code and source.

use super::choice::tick_ui;
use super::codings_keys::recoding;
use super::row::words_ui;
use super::swatch;
use super::theme::{Sizes, Theme};
use super::words::{counted, number, word};
use super::{codings_keys, list, panel};
use crate::model::{CodeId, CodingId, ProjectId, RecordId};
use crate::query::{self, CodingRow, Filter, Matching, awaiting_review};
use crate::session::{Action, Open, Saying, Session};
use egui::{ComboBox, Pos2, Rect, Response, RichText, Sense, TextEdit};
use egui::{Role, Ui, Vec2, WidgetInfo};
use egui_extras::{Column, TableBuilder, TableRow};
use std::collections::BTreeSet;

/// What the board of codings remembers.
#[derive(Default)]
pub(super) struct CodingsState {
    text: String,
    code: Option<CodeId>,
    only_shown: bool,
    /// Whether only those that want a second look are listed.
    only_review: bool,
    /// Codings marked with Ctrl or Space, for recoding or removing several.
    pub(super) marked: BTreeSet<CodingId>,
    /// The row whose menu was opened by a key, and whether just now.
    pub(super) menu: Option<(CodingId, bool)>,
    pub(super) found: Vec<CodingId>,
    /// The next `found`, until it is whole.
    coming: Option<Matching>,
    /// Whether the first of what is coming is to be shown before it is whole.
    wants_page: bool,
    /// What `found`, or what is coming, is made of.
    made_of: Option<(ProjectId, u64, Filter, bool)>,
}

/// How many passages a frame looks at for the list: about a millisecond.
const PASSAGES: usize = 20_000;
/// Rows that fill a board: so many are shown before all are found.
const PAGE: usize = 100;

impl CodingsState {
    /// Lists only the codings of a code and of those below it.
    pub(super) fn list_code(&mut self, code: CodeId) {
        self.code = Some(code);
        self.text.clear();
        self.only_shown = false;
        self.only_review = false;
    }

    /// Finds the codings again when the project or the filter is another one. A long list comes
    /// over some frames; the former one of the same project is shown until then.
    fn refresh(&mut self, session: &Session, open: &Open) {
        let project = open.project();
        self.code = self.code.filter(|it| project.codes().contains(*it));
        let filter = Filter {
            sources: session
                .look()
                .source
                .filter(|_| self.only_shown)
                .map(|it| BTreeSet::from([it])),
            codes: self.code.map(|it| query::below(project, it)),
            coders: None,
            text: self.text.trim().to_owned(),
            ..Filter::all()
        };
        let revision = open.history().revision();
        let made_of = Some((project.head().id, revision, filter, self.only_review));
        if self.made_of != made_of {
            let former = self.made_of.as_ref();
            if former.map(|it| it.0) != Some(project.head().id) {
                self.found.clear();
            }
            // What another filter gave says nothing about this one: its first page is shown at once.
            let is_same = former.map(|it| &it.2) == made_of.as_ref().map(|it| &it.2);
            self.wants_page = !is_same;
            self.coming = made_of.as_ref().map(|it| Matching::new(project, &it.2));
            self.marked.retain(|id| project.codings().contains(*id));
            self.made_of = made_of;
        }
        let Some(mut coming) = self.coming.take() else {
            return;
        };
        if let Some((_, _, filter, true)) = &self.made_of {
            self.found = awaiting_review(project, open.index(), filter);
            return;
        }
        match coming.go_on(project, open.index(), PASSAGES) {
            true => self.found = coming.into_found(),
            false => {
                if self.wants_page && coming.found().len() >= PAGE {
                    self.found = coming.found().to_vec();
                    self.wants_page = false;
                }
                self.coming = Some(coming);
            }
        }
    }
}

/// The board.
pub(super) fn codings_ui(
    ui: &mut Ui,
    session: &Session,
    state: &mut CodingsState,
    asked: &mut Vec<Action>,
) {
    let Some(open) = session.open() else { return };
    state.refresh(session, open);
    if state.coming.is_some() {
        ui.ctx().request_repaint();
    }
    let all = open.project().codings().len();
    sift_ui(ui, session, open, state);
    if state.found.is_empty() && state.coming.is_none() {
        let key = match all {
            _ if session.is_early() => "codings-coming",
            0 => "codings-empty",
            _ => "codings-none",
        };
        panel::empty_ui(ui, &word(session, key));
        return;
    }
    table_ui(ui, session, state, asked);
}

/// Finding in the codings, how many are found, and what else they are sifted by; that stands below
/// where there is no room beside.
fn sift_ui(ui: &mut Ui, session: &Session, open: &Open, state: &mut CodingsState) {
    let theme = Theme::of(ui.ctx());
    let sizes = &theme.sizes;
    let is_narrow = ui.available_width() < sizes.side_least * 3.0;
    let choices_ui = |ui: &mut Ui, state: &mut CodingsState| {
        shown_ui(ui, session, state);
        code_ui(ui, session, open, state);
        review_ui(ui, session, open, state);
    };
    ui.horizontal(|ui| {
        let hint = word(session, "codings-filter");
        let edit = TextEdit::singleline(&mut state.text).hint_text(&hint);
        let width = sizes.side_least.min(ui.available_width() * 0.7);
        ui.add(edit.desired_width(width)).accessible_name(&hint);
        if !is_narrow {
            choices_ui(ui, state);
        }
        let count = RichText::new(number(state.found.len())).small();
        ui.label(count.color(theme.colours.weak));
    });
    if is_narrow {
        ui.horizontal(|ui| choices_ui(ui, state));
    }
}

/// The choice of one code.
fn code_ui(ui: &mut Ui, session: &Session, open: &Open, state: &mut CodingsState) {
    let any = word(session, "codings-any-code");
    let named = state.code.and_then(|id| open.project().codes().get(id));
    let shown = named.map_or(any.clone(), |it| it.name.clone());
    let width = Theme::of(ui.ctx()).sizes.side * 0.5;
    let combo = ComboBox::from_id_salt("code")
        .selected_text(shown)
        .width(width.min(ui.available_width()))
        .truncate();
    let response = combo.show_ui(ui, |ui| {
        ui.selectable_value(&mut state.code, None, any);
        let size = ui.spacing().interact_size;
        for branch in query::codebook(open.project()) {
            // Of thousands of codes only those in sight are laid out.
            let line = Rect::from_min_size(ui.cursor().min, size);
            if !ui.is_rect_visible(line) {
                ui.allocate_space(size);
                continue;
            }
            if let Some(code) = open.project().codes().get(branch.code) {
                let name = format!("{}{}", "　".repeat(branch.depth), code.name);
                ui.selectable_value(&mut state.code, Some(code.id), name);
            }
        }
    });
    response
        .response
        .accessible_name(word(session, "codings-only-code"));
}

/// The choice of the source shown.
fn shown_ui(ui: &mut Ui, session: &Session, state: &mut CodingsState) {
    let words = word(session, "codings-only-shown");
    tick_ui(ui, &mut state.only_shown, &words);
}

/// The choice of those that want a second look, where any code ever changed its meaning.
fn review_ui(ui: &mut Ui, session: &Session, open: &Open, state: &mut CodingsState) {
    let is_changed = open.project().codes().iter().any(|it| it.meant.is_some());
    if is_changed || state.only_review {
        let words = word(session, "codings-review");
        tick_ui(ui, &mut state.only_review, &words);
    }
}

/// What a column of the table shows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Cell {
    Quote,
    Code,
    Source,
    Coder,
    Place,
}

impl Cell {
    /// The columns that have room, in order.
    fn fitting(room: f32, sizes: &Sizes) -> Vec<Self> {
        let all = [
            (Self::Quote, 0.0),
            (Self::Code, 0.0),
            (Self::Source, 2.6),
            (Self::Coder, 3.0),
            (Self::Place, 1.9),
        ];
        let fits = |it: &(Self, f32)| room >= it.1 * sizes.side_least;
        all.into_iter().filter(fits).map(|it| it.0).collect()
    }

    /// The locale key of its head.
    const fn head(self) -> &'static str {
        match self {
            Self::Quote => "codings-quote",
            Self::Code => "record-code",
            Self::Source => "record-source",
            Self::Coder => "record-coder",
            Self::Place => "codings-place",
        }
    }

    fn column(self, sizes: &Sizes) -> Column {
        let initial = |share: f32| Column::initial(sizes.side * share).resizable(true);
        let column = match self {
            Self::Quote => Column::remainder().at_least(sizes.side_least * 0.6),
            Self::Code | Self::Source => initial(0.45),
            Self::Coder => initial(0.24),
            Self::Place => Column::exact(sizes.side * 0.34),
        };
        column.clip(true)
    }
}

fn table_ui(ui: &mut Ui, session: &Session, state: &mut CodingsState, asked: &mut Vec<Action>) {
    let Some(open) = session.open() else { return };
    let sizes = &Theme::of(ui.ctx()).sizes;
    let label = word(session, "board-codings");
    let list = list::list_ui(ui, "codings", &label, Role::ListBox);
    let to_see = codings_keys::press(ui, session, (&list, state), asked);
    let has_keys = list.has_focus();
    let found = std::mem::take(&mut state.found);
    ui.spacing_mut().item_spacing.y = 0.0;
    ui.visuals_mut().selection.bg_fill = Theme::of(ui.ctx()).colours.chosen;
    let cells = Cell::fitting(ui.available_width(), sizes);
    let mut table = TableBuilder::new(ui)
        .id_salt(("codings", cells.len()))
        .sense(Sense::CLICK)
        .auto_shrink(false)
        .min_scrolled_height(0.0);
    if let Some(row) = to_see {
        table = table.scroll_to_row(row, None);
    }
    for cell in &cells {
        table = table.column(cell.column(sizes));
    }
    let table = table.header(sizes.row - 4.0, |mut header| {
        for cell in &cells {
            header.col(|ui| {
                let weak = Theme::of(ui.ctx()).colours.weak;
                ui.label(
                    RichText::new(word(session, cell.head()))
                        .small()
                        .color(weak),
                );
            });
        }
    });
    table.body(|body| {
        body.rows(sizes.row, found.len(), |row| {
            let id = found.get(row.index()).copied();
            if let Some(coding) = id.and_then(|id| query::row(open.project(), id)) {
                let what = (open, &coding, &*cells, has_keys);
                coding_ui(row, session, what, state, asked);
            }
        });
    });
    state.found = found;
}

fn coding_ui(
    mut row: TableRow<'_, '_>,
    session: &Session,
    (open, coding, cells, has_keys): (&Open, &CodingRow<'_>, &[Cell], bool),
    state: &mut CodingsState,
    asked: &mut Vec<Action>,
) {
    let record = RecordId::Coding(coding.id);
    let chosen = session.look().inspected == Some(record);
    row.set_selected(chosen || state.marked.contains(&coding.id));
    let quote: String = coding
        .quote
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    let code = open.project().codes().get(coding.code);
    let coder = session.locale().coder(coding.coder_name);
    let chars = coding.chars;
    let at = format!("{}–{}", number(chars.start), number(chars.end));
    for cell in cells {
        let (words, code) = match cell {
            Cell::Quote => (quote.as_str(), None),
            Cell::Code => (coding.code_name, code),
            Cell::Source => (coding.source_name, None),
            Cell::Coder => (&*coder, None),
            Cell::Place => (at.as_str(), None),
        };
        row.col(|ui| cell_ui(ui, words, code));
    }
    let response = row.response();
    if has_keys && chosen {
        let ctx = &response.ctx;
        let theme = Theme::of(ctx);
        let stroke = egui::Stroke::new(1.5, theme.colours.accent);
        let painter = ctx.layer_painter(response.layer_id);
        let painter = painter.with_clip_rect(response.interact_rect);
        let kind = egui::StrokeKind::Inside;
        painter.rect_stroke(response.rect, theme.corner(), stroke, kind);
        let id = response.id.accesskit_id();
        ctx.accesskit_node_builder(list::id("codings"), |node| node.set_active_descendant(id));
    }
    let told = [coding.code_name, &quote, coding.source_name, &coder].join(" · ");
    response.widget_info(|| WidgetInfo::selected(Role::Row, true, chosen, &told));
    if response.clicked() {
        let list = list::id("codings");
        response.ctx.memory_mut(|memory| memory.request_focus(list));
        let more = response.ctx.input(|input| input.modifiers.command);
        if !more {
            state.marked.clear();
            asked.push(Action::GoTo { record });
        } else if !state.marked.remove(&coding.id) {
            state.marked.insert(coding.id);
        }
    }
    menu_ui(&response, session, (coding.id, state), asked);
    response.on_hover_ui_at_pointer(|ui| {
        ui.label(coding.quote);
        let weak = Theme::of(ui.ctx()).colours.weak;
        ui.label(
            RichText::new(word(session, "codings-hover"))
                .small()
                .color(weak),
        );
    });
}

/// The words of a cell, behind a swatch where it names a code.
pub(super) fn cell_ui(ui: &mut Ui, words: &str, code: Option<&crate::model::Code>) {
    let theme = Theme::of(ui.ctx());
    let rect = ui.max_rect();
    let mut left = rect.left();
    if let Some(code) = code {
        let side = Vec2::splat(theme.sizes.swatch);
        let at = Pos2::new(left + side.x * 0.5, rect.center().y);
        swatch::paint(ui, Rect::from_center_size(at, side), code);
        left += side.x + theme.sizes.gap;
    }
    words_ui(ui, rect, left, words);
}

/// The menu of a row: for all marked codings when the row is one of them.
fn menu_ui(
    response: &Response,
    session: &Session,
    (id, state): (CodingId, &mut CodingsState),
    asked: &mut Vec<Action>,
) {
    let of = match state.marked.contains(&id) {
        true => state.marked(),
        false => vec![id],
    };
    let by_key = state.menu.filter(|it| it.0 == id).map(|it| it.1);
    if by_key.is_some() {
        state.menu = Some((id, false));
    }
    let go = Action::GoTo {
        record: RecordId::Coding(id),
    };
    let closed = list::menu(response, by_key, |ui, fresh| {
        let mut choice = |ui: &mut Ui, words: String, action: Action, first: bool| {
            let button = ui.button(words);
            if first && fresh {
                button.request_focus();
            }
            if button.clicked() {
                asked.push(action);
                ui.close();
            }
        };
        choice(ui, word(session, "menu-go-to"), go.clone(), true);
        choice(ui, word(session, "quotation-recode"), recoding(&of), false);
        let overlapping = Action::MergeOverlapping {
            codings: of.clone(),
            code: None,
        };
        if of.len() > 1 {
            let words = word(session, "action-merge-overlapping");
            choice(ui, words, overlapping, false);
        }
        let fits = Action::ReviewCodings {
            codings: of.clone(),
            code: None,
        };
        choice(ui, word(session, "action-review-codings"), fits, false);
        ui.separator();
        let remove = Action::Uncode {
            codings: of.clone(),
        };
        choice(
            ui,
            counted(session, "codings-remove", of.len()),
            remove,
            false,
        );
    });
    if closed {
        state.menu = None;
        let list = list::id("codings");
        response.ctx.memory_mut(|memory| memory.request_focus(list));
    }
}

/// Where a passage stands, in code points: `120–156 · 36 characters`.
pub(super) fn place_words(session: &Session, chars: crate::text::CharSpan) -> String {
    session.locale().say(
        &Saying::new("status-selected")
            .with("start", number(chars.start))
            .with("end", number(chars.end))
            .with("count", chars.len()),
    )
}
