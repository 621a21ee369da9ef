//! The board of codings: every coding as a row, found by its words, code and source.

use super::choice::tick_ui;
use super::panel;
use super::row::words_ui;
use super::swatch;
use super::theme::{Sizes, Theme};
use super::words::{counted, number, word};
use crate::model::{CodeId, CodingId, ProjectId, RecordId};
use crate::query::{self, CodingRow, Filter, Matching};
use crate::session::{Action, Named, Open, Saying, Session};
use egui::{Button, ComboBox, Pos2, Rect, Response, RichText, ScrollArea, Sense, TextEdit};
use egui::{Role, Ui, Vec2, WidgetInfo};
use egui_extras::{Column, TableBuilder, TableRow};
use std::collections::BTreeSet;

/// What the board of codings remembers.
#[derive(Default)]
pub(super) struct CodingsState {
    text: String,
    code: Option<CodeId>,
    only_shown: bool,
    /// Codings marked with Ctrl, for recoding or removing several.
    marked: BTreeSet<CodingId>,
    found: Vec<CodingId>,
    /// The next `found`, until it is whole.
    coming: Option<Matching>,
    /// What `found`, or what is coming, is made of.
    made_of: Option<(ProjectId, u64, Filter)>,
}

/// How many passages a frame looks at for the list: about a millisecond.
const PASSAGES: usize = 20_000;

impl CodingsState {
    /// Lists only the codings of a code and of those below it.
    pub(super) fn list_code(&mut self, code: CodeId) {
        self.code = Some(code);
        self.text.clear();
        self.only_shown = false;
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
        let made_of = Some((project.head().id, open.history().revision(), filter));
        if self.made_of != made_of {
            let former = self.made_of.as_ref().map(|it| it.0);
            if former != Some(project.head().id) {
                self.found.clear();
            }
            self.coming = made_of.as_ref().map(|it| Matching::new(project, &it.2));
            self.marked.retain(|id| project.codings().contains(*id));
            self.made_of = made_of;
        }
        let Some(mut coming) = self.coming.take() else {
            return;
        };
        match coming.go_on(project, open.index(), PASSAGES) {
            true => self.found = coming.into_found(),
            false => self.coming = Some(coming),
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
        let key = if all == 0 {
            "codings-empty"
        } else {
            "codings-none"
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
        for branch in query::codebook(open.project()) {
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
    let found = std::mem::take(&mut state.found);
    ui.spacing_mut().item_spacing.y = 0.0;
    ui.visuals_mut().selection.bg_fill = Theme::of(ui.ctx()).colours.chosen;
    let cells = Cell::fitting(ui.available_width(), sizes);
    let mut table = TableBuilder::new(ui)
        .id_salt(("codings", cells.len()))
        .sense(Sense::click())
        .auto_shrink(false)
        .min_scrolled_height(0.0);
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
                coding_ui(row, session, (open, &coding, &cells), state, asked);
            }
        });
    });
    state.found = found;
}

fn coding_ui(
    mut row: TableRow<'_, '_>,
    session: &Session,
    (open, coding, cells): (&Open, &CodingRow<'_>, &[Cell]),
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
    let chars = coding.chars;
    let at = format!("{}–{}", number(chars.start), number(chars.end));
    for cell in cells {
        let (words, code) = match cell {
            Cell::Quote => (quote.as_str(), None),
            Cell::Code => (coding.code_name, code),
            Cell::Source => (coding.source_name, None),
            Cell::Coder => (coding.coder_name, None),
            Cell::Place => (at.as_str(), None),
        };
        row.col(|ui| cell_ui(ui, words, code));
    }
    let response = row.response();
    let told = [
        coding.code_name,
        &quote,
        coding.source_name,
        coding.coder_name,
    ]
    .join(" · ");
    response.widget_info(|| WidgetInfo::selected(Role::Row, true, chosen, &told));
    if response.clicked() {
        let more = response.ctx.input(|input| input.modifiers.command);
        if !more {
            state.marked.clear();
            asked.push(Action::GoTo { record });
        } else if !state.marked.remove(&coding.id) {
            state.marked.insert(coding.id);
        }
    }
    menu_ui(&response, session, open, (coding.id, state), asked);
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
    open: &Open,
    (id, state): (CodingId, &CodingsState),
    asked: &mut Vec<Action>,
) {
    let of: Vec<CodingId> = match state.marked.contains(&id) {
        true => state.marked.iter().copied().collect(),
        false => vec![id],
    };
    response.context_menu(|ui| {
        if ui.button(word(session, "menu-go-to")).clicked() {
            asked.push(Action::GoTo {
                record: RecordId::Coding(id),
            });
            ui.close();
        }
        ui.menu_button(word(session, "codings-recode"), |ui| {
            if let Some(code) = choose_code_ui(ui, open) {
                asked.push(Action::Recode {
                    codings: of.clone(),
                    code: Named::id(code),
                });
                ui.close();
            }
        });
        ui.separator();
        if ui
            .button(counted(session, "codings-remove", of.len()))
            .clicked()
        {
            asked.push(Action::Uncode {
                codings: of.clone(),
            });
            ui.close();
        }
    });
}

/// The codes that can be applied, as a list to choose from.
pub(super) fn choose_code_ui(ui: &mut Ui, open: &Open) -> Option<CodeId> {
    let sizes = &Theme::of(ui.ctx()).sizes;
    let mut chosen = None;
    ScrollArea::vertical()
        .max_height(sizes.palette_list)
        .show(ui, |ui| {
            for branch in query::codebook(open.project()) {
                let Some(code) = open.project().codes().get(branch.code) else {
                    continue;
                };
                let name = format!("{}{}", "　".repeat(branch.depth), code.name);
                if ui
                    .add_enabled(code.applicable, Button::new(name).frame(false))
                    .clicked()
                {
                    chosen = Some(code.id);
                }
            }
        });
    chosen
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
