//! A table of counts: heads that stay in sight, shaded cells with their numbers, a way to the passages
//! behind each.

use super::OverviewsState;
use crate::exchange::{darkest, filled, is_dark, shade};
use crate::model::Project;
use crate::query::{Figure, Head, Table};
use crate::session::{Action, Session};
use crate::ui::row::line;
use crate::ui::theme::Theme;
use crate::ui::words::{number, word};
use egui::{Align2, Color32, EventFilter, FontId, Id, Key, Modifiers, Painter, Pos2, Rect, Role};
use egui::{ScrollArea, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo};

/// Width of a cell and of the heads of rows, in heights of a row.
const CELL: f32 = 2.9;
const NAMES: f32 = 6.0;

/// What the table remembers.
#[derive(Default)]
pub(super) struct MatrixState {
    /// The answer that is shown.
    turn: Option<u64>,
    /// The rows and columns that have something in them, with their names.
    rows: Vec<(usize, String)>,
    columns: Vec<(usize, String)>,
    darkest: Vec<u64>,
    /// The cell the keyboard is at.
    at: (usize, usize),
    /// Whether it is to be brought into sight.
    reveals: bool,
    offset: Vec2,
}

impl MatrixState {
    fn refresh(&mut self, session: &Session, project: &Project, table: &Table) {
        let turn = Some(session.overview().turn());
        if self.turn == turn {
            return;
        }
        self.turn = turn;
        let (rows, columns) = filled(table);
        let figure = |it: Figure| word(session, &format!("table-{}", it.name()));
        let name = |head: Option<&Head>| match head {
            Some(Head::Figure(it)) => figure(*it),
            Some(Head::Coder(id)) => {
                let coder = project.coders().get(*id).map_or("", |it| &it.name);
                session.locale().coder(coder).into_owned()
            }
            Some(head) => head.name(project),
            None => String::new(),
        };
        let rows = rows.into_iter();
        self.rows = rows.map(|it| (it, name(table.rows.get(it)))).collect();
        let columns = columns.into_iter();
        self.columns = columns
            .map(|it| (it, name(table.columns.get(it))))
            .collect();
        self.darkest = darkest(table);
        self.at = (
            self.at.0.min(self.rows.len().saturating_sub(1)),
            self.at.1.min(self.columns.len().saturating_sub(1)),
        );
    }
}

/// Where everything of the table stands on the screen.
#[derive(Clone, Copy)]
struct Place {
    /// The left upper corner of the first cell, scrolled as it is.
    origin: Pos2,
    /// Where cells can be seen.
    cells: Rect,
    cell: Vec2,
}

impl Place {
    fn rect(&self, row: usize, column: usize) -> Rect {
        let at = Vec2::new(column as f32, row as f32) * self.cell;
        Rect::from_min_size(self.origin + at, self.cell)
    }

    /// The numbers of the first and the last cell in sight, in one direction.
    fn seen(&self, axis: usize, count: usize) -> std::ops::Range<usize> {
        let (from, to) = (self.cells.min[axis], self.cells.max[axis]);
        let (start, step) = (self.origin[axis], self.cell[axis]);
        let first = ((from - start) / step).floor().max(0.0) as usize;
        let behind = ((to - start) / step).ceil().max(0.0) as usize;
        first.min(count)..behind.min(count)
    }
}

/// The table.
pub(super) fn matrix_ui(
    ui: &mut Ui,
    session: &Session,
    (state, table): (&mut OverviewsState, &Table),
    asked: &mut Vec<Action>,
) {
    let Some(project) = session.project() else {
        return;
    };
    state.matrix.refresh(session, project, table);
    let own = &mut state.matrix;
    if own.rows.is_empty() {
        crate::ui::panel::empty_ui(ui, &word(session, "overview-none"));
        return;
    }
    let row = Theme::of(ui.ctx()).sizes.row;
    let (cell, names) = (Vec2::new(row * CELL, row - 2.0), row * NAMES);
    let has_totals = !table.row_totals.is_empty();
    let columns = own.columns.len() + usize::from(has_totals);
    let rows = own.rows.len() + usize::from(!table.column_totals.is_empty());
    let room = ui.available_rect_before_wrap();
    let id = Id::unique("matrix");
    let grid = ui.interact(room, id, Sense::FOCUSABLE);
    let label = word(session, "overview-grid");
    grid.widget_info(|| WidgetInfo::labeled(Role::Table, true, &label));
    let mut opened = None;
    if grid.has_focus() {
        opened = keys(ui, own, id);
    }
    let mut area = ScrollArea::both().id_salt("matrix").auto_shrink(false);
    if std::mem::take(&mut own.reveals) {
        let at = Vec2::new(own.at.1 as f32, own.at.0 as f32) * cell;
        let seen = room.size() - Vec2::new(names, row) - cell;
        let least = (at - seen).max(Vec2::ZERO).min(at);
        area = area.scroll_offset(own.offset.max(least).min(at));
    }
    let size = Vec2::new(columns as f32, rows as f32) * cell + Vec2::new(names, row);
    let shown = area.show_viewport(ui, |ui, _| {
        ui.set_min_size(size);
        let clip = ui.clip_rect();
        let corner = ui.min_rect().min + Vec2::new(names, row);
        let place = Place {
            origin: corner,
            cells: Rect::from_min_max(clip.min + Vec2::new(names, row), clip.max),
            cell,
        };
        let drawn = (state.is_plain, grid.has_focus());
        cells_ui(ui, (&state.matrix, table), place, drawn).or(opened)
    });
    state.matrix.offset = shown.state.clamped_offset();
    if let Some((row, column)) = shown.inner {
        state.matrix.at = (row, column);
        ui.memory_mut(|it| it.request_focus(id));
        let heads = (state.matrix.rows.get(row), state.matrix.columns.get(column));
        asked.push(Action::OpenCell {
            row: heads.0.map(|it| it.0 + 1),
            column: heads.1.map(|it| it.0 + 1),
        });
    }
}

/// The keys of the table: arrows, Enter to open a cell.
fn keys(ui: &Ui, state: &mut MatrixState, id: Id) -> Option<(usize, usize)> {
    let filter = EventFilter {
        vertical_arrows: true,
        horizontal_arrows: true,
        ..EventFilter::default()
    };
    ui.memory_mut(|it| it.set_focus_lock_filter(id, filter));
    let last = (
        state.rows.len().saturating_sub(1),
        state.columns.len().saturating_sub(1),
    );
    let before = state.at;
    let pressed = |key| ui.input_mut(|it| it.consume_key(Modifiers::NONE, key));
    for (key, row, column) in [
        (Key::ArrowDown, 1, 0),
        (Key::ArrowUp, -1, 0),
        (Key::ArrowRight, 0, 1),
        (Key::ArrowLeft, 0, -1),
    ] {
        if pressed(key) {
            state.at = (
                state.at.0.saturating_add_signed(row).min(last.0),
                state.at.1.saturating_add_signed(column).min(last.1),
            );
        }
    }
    state.reveals |= state.at != before;
    pressed(Key::Enter).then_some(state.at)
}

/// The cells in sight with their heads; the one that was clicked.
fn cells_ui(
    ui: &mut Ui,
    (state, table): (&MatrixState, &Table),
    place: Place,
    (is_plain, is_focused): (bool, bool),
) -> Option<(usize, usize)> {
    let theme = Theme::of(ui.ctx());
    let mut opened = None;
    let painter = ui.painter().with_clip_rect(place.cells);
    let columns = state.columns.len() + usize::from(!table.row_totals.is_empty());
    let rows = state.rows.len() + usize::from(!table.column_totals.is_empty());
    for row in place.seen(1, rows) {
        for column in place.seen(0, columns) {
            let rect = place.rect(row, column);
            let count = count(state, table, row, column);
            let is_total = row >= state.rows.len() || column >= state.columns.len();
            let most = state.columns.get(column);
            let most = most
                .and_then(|it| state.darkest.get(it.0))
                .copied()
                .unwrap_or(0);
            let dark = if is_plain || is_total {
                0
            } else {
                shade(count, most)
            };
            paint(&painter, rect, (count, dark), is_total);
            if is_focused && state.at == (row, column) {
                let stroke = Stroke::new(2.0, theme.colours.accent);
                painter.rect_stroke(rect.shrink(1.0), 0.0, stroke, StrokeKind::Inside);
            }
            if is_total || count == 0 {
                continue;
            }
            let id = ui.scope_id().with((row, column));
            let response = ui.interact(rect.intersect(place.cells), id, Sense::CLICK);
            let label = format!(
                "{} × {}: {count}",
                state.rows.get(row).map_or("", |it| &it.1),
                state.columns.get(column).map_or("", |it| &it.1),
            );
            response.widget_info(|| WidgetInfo::labeled(Role::Cell, true, &label));
            if response.on_hover_text(&label).clicked() {
                opened = Some((row, column));
            }
        }
    }
    heads_ui(ui, state, place, (rows, columns));
    opened
}

/// What a cell counts; behind the last row and column stand the totals.
fn count(state: &MatrixState, table: &Table, row: usize, column: usize) -> u64 {
    let (row, column) = (state.rows.get(row), state.columns.get(column));
    match (row, column) {
        (Some(row), Some(column)) => table.count(row.0, column.0),
        (Some(row), None) => table.row_totals.get(row.0).copied().unwrap_or(0),
        (None, Some(column)) => table.column_totals.get(column.0).copied().unwrap_or(0),
        (None, None) => table.total,
    }
}

/// A cell: white to dark in the light theme, dark to white in the dark one, its number always in it.
fn paint(painter: &Painter, rect: Rect, (count, dark): (u64, u8), is_total: bool) {
    let theme = Theme::of(painter.ctx());
    let colours = &theme.colours;
    if dark > 0 {
        let fill = colours
            .panel
            .lerp_to_gamma(colours.ink, f32::from(dark) / 255.0);
        painter.rect_filled(rect.shrink(0.5), 0.0, fill);
    }
    painter.rect_stroke(
        rect,
        0.0,
        Stroke::new(0.5, colours.line),
        StrokeKind::Middle,
    );
    if count == 0 {
        return;
    }
    let ink = match (is_total, is_dark(dark)) {
        (true, _) => colours.weak,
        (false, true) => colours.paper,
        (false, false) => colours.ink,
    };
    let words = number(usize::try_from(count).unwrap_or(usize::MAX));
    let font = FontId::proportional(theme.sizes.small);
    painter.text(rect.center(), Align2::CENTER_CENTER, words, font, ink);
}

/// The heads, which stay where they are while the cells are scrolled.
fn heads_ui(ui: &Ui, state: &MatrixState, place: Place, (rows, columns): (usize, usize)) {
    let theme = Theme::of(ui.ctx());
    let clip = ui.clip_rect();
    let corner = place.cells.min;
    let ground = theme.colours.panel;
    let top = Rect::from_min_max(clip.min, Pos2::new(clip.max.x, corner.y));
    let left = Rect::from_min_max(clip.min, Pos2::new(corner.x, clip.max.y));
    for rect in [top, left] {
        ui.painter().rect_filled(rect, 0.0, ground);
    }
    let total = "Σ".to_owned();
    let name = |heads: &[(usize, String)], at: usize| {
        heads.get(at).map_or(total.clone(), |it| it.1.clone())
    };
    let write = |painter: &Painter, room: Rect, words: &str, anchor: Align2| {
        let words = line(ui, words, theme.small(), theme.colours.ink, room.width());
        let at = anchor.pos_in_rect(&room);
        let rect = anchor.anchor_size(at, words.size());
        painter.galley(rect.min, words, Color32::PLACEHOLDER);
    };
    let gap = Vec2::new(theme.sizes.gap * 0.5, 0.0);
    let painter = ui.painter().with_clip_rect(Rect::from_min_max(
        Pos2::new(corner.x, clip.min.y),
        Pos2::new(clip.max.x, corner.y),
    ));
    for column in place.seen(0, columns) {
        let cell = place.rect(0, column);
        let room = Rect::from_x_y_ranges(cell.x_range(), clip.min.y..=corner.y);
        let words = name(&state.columns, column);
        write(&painter, room.shrink2(gap), &words, Align2::CENTER_CENTER);
    }
    let painter = ui.painter().with_clip_rect(Rect::from_min_max(
        Pos2::new(clip.min.x, corner.y),
        Pos2::new(corner.x, clip.max.y),
    ));
    for row in place.seen(1, rows) {
        let cell = place.rect(row, 0);
        let room = Rect::from_x_y_ranges(clip.min.x..=corner.x, cell.y_range());
        let words = name(&state.rows, row);
        write(&painter, room.shrink2(gap), &words, Align2::LEFT_CENTER);
    }
}
