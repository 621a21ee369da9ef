//! The passages: as lines with the place found in the middle, or as text to read.

use super::FoundState;
use crate::model::{CodingId, Project, SourceId};
use crate::query::{Context, Match, kwic_line};
use crate::session::{Action, Named, PassageAt, Session};
use crate::text::Span;
use crate::ui::row::{line, place};
use crate::ui::theme::Theme;
use crate::ui::words::{number, word};
use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Align2, Color32, EventFilter, Galley, Id, Key, Modifiers, Pos2, Rect, Response, Role};
use egui::{ScrollArea, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo};
use std::sync::Arc;

/// Columns of a display that are shown on each side of a passage to read.
const READ_COLUMNS: usize = 160;
/// Characters of a passage that a line shows at most.
const MOST_CHARS: usize = 400;

/// What the list remembers.
#[derive(Default)]
pub(super) struct RowsState {
    /// The row the keyboard is at.
    at: usize,
    /// Whether the list is to take the keyboard.
    wanted: bool,
    /// Whether the row is to be brought into sight.
    reveals: bool,
    /// Where the list is scrolled to, in points.
    offset: f32,
    /// The answer shown.
    turn: u64,
}

impl RowsState {
    /// Has the list take the keyboard.
    pub(super) fn focus(&mut self) {
        self.wanted = true;
        self.reveals = true;
    }

    /// Goes to the passage of the row.
    pub(super) fn go(&self, session: &Session, asked: &mut Vec<Action>) {
        let passage = session.asked().found().get(self.at);
        asked.extend(passage.and_then(|it| shown(session, it)));
    }
}

/// The action that shows a passage where it stands.
fn shown(session: &Session, passage: &Match) -> Option<Action> {
    place_of(session.project()?, passage.source, passage.span)
        .map(|passage| Action::ShowPassage { passage })
}

/// A passage named by its place.
pub(super) fn place_of(project: &Project, source: SourceId, span: Span) -> Option<PassageAt> {
    let source = project.sources().get(source)?;
    let chars = source.lines.chars_from_span(span)?;
    Some(PassageAt {
        source: Named::id(source.id),
        start: chars.start,
        end: chars.end,
    })
}

/// The list.
pub(super) fn rows_ui(
    ui: &mut Ui,
    session: &Session,
    state: &mut FoundState,
    asked: &mut Vec<Action>,
) {
    let theme = Theme::of(ui.ctx());
    let answer = session.asked();
    if state.rows.turn != answer.turn() {
        state.rows.turn = answer.turn();
        state.rows.at = state.rows.at.min(answer.found().len().saturating_sub(1));
    }
    if answer.found().is_empty() {
        nothing_ui(ui, session);
        return;
    }
    let height = match state.is_reading {
        true => theme.sizes.row + theme.sizes.body * 4.6,
        false => theme.sizes.row - 2.0,
    };
    let id = Id::unique("found");
    let room = ui.available_rect_before_wrap();
    let list = ui.interact(room, id, Sense::FOCUSABLE);
    let name = word(session, "found-list");
    list.widget_info(|| WidgetInfo::labeled(Role::List, true, &name));
    if std::mem::take(&mut state.rows.wanted) {
        list.request_focus();
    }
    if list.has_focus() {
        keys(ui, session, (state, id), (room.height(), height), asked);
    }
    let mut area = ScrollArea::vertical().id_salt("found").auto_shrink(false);
    if std::mem::take(&mut state.rows.reveals) {
        let top = state.rows.at as f32 * height;
        let most = (top + height - room.height()).max(0.0);
        area = area.vertical_scroll_offset(state.rows.offset.clamp(most.min(top), top));
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    let count = answer.found().len();
    let shown = area.show_rows(ui, height, count, |ui, range| {
        for at in range {
            if let Some(passage) = answer.found().get(at) {
                let is_at = at == state.rows.at && list.has_focus();
                row_ui(ui, session, (passage, at, is_at, height), state, asked);
            }
        }
    });
    state.rows.offset = shown.state.clamped_offset().y;
}

/// What stands where no passage does.
fn nothing_ui(ui: &mut Ui, session: &Session) {
    let answer = session.asked();
    let key = match (answer.asking().query.trim(), answer.is_coming()) {
        _ if answer.error().is_some() => return,
        ("", _) => "found-empty",
        (_, true) => "found-coming",
        (_, false) => "found-none",
    };
    crate::ui::panel::empty_ui(ui, &word(session, key));
}

/// The keys of the list: up and down, a tick by the space bar, Enter to go there, Escape back to the
/// field.
fn keys(
    ui: &Ui,
    session: &Session,
    (state, id): (&mut FoundState, Id),
    (room, height): (f32, f32),
    asked: &mut Vec<Action>,
) {
    let filter = EventFilter {
        vertical_arrows: true,
        escape: true,
        ..EventFilter::default()
    };
    ui.memory_mut(|it| it.set_focus_lock_filter(id, filter));
    let last = session.asked().found().len().saturating_sub(1);
    let page = ((room / height) as usize).max(2) - 1;
    let before = state.rows.at;
    let pressed = |key| ui.input_mut(|it| it.consume_key(Modifiers::NONE, key));
    for (key, to) in [
        (Key::ArrowDown, before.saturating_add(1)),
        (Key::ArrowUp, before.saturating_sub(1)),
        (Key::PageDown, before.saturating_add(page)),
        (Key::PageUp, before.saturating_sub(page)),
        (Key::Home, 0),
        (Key::End, last),
    ] {
        if pressed(key) {
            state.rows.at = to.min(last);
        }
    }
    state.rows.reveals |= state.rows.at != before;
    if pressed(Key::Space)
        && let Some(passage) = session.asked().found().get(state.rows.at)
    {
        state.tick((passage.source, passage.span));
    }
    if ui.input_mut(|it| it.consume_key(Modifiers::COMMAND, Key::A)) {
        let are_all = state.ticked.len() > last;
        state.tick_all(session, !are_all);
    }
    if pressed(Key::Enter) {
        state.rows.go(session, asked);
    }
    if pressed(Key::Escape) {
        // The key would also let go of the selection.
        if asked.last() == Some(&Action::SelectNone) {
            asked.pop();
        }
        state.focus();
    }
}

/// One passage. Its tick stands at the left; a click anywhere else goes there.
fn row_ui(
    ui: &mut Ui,
    session: &Session,
    (passage, at, is_at, height): (&Match, usize, bool, f32),
    state: &mut FoundState,
    asked: &mut Vec<Action>,
) {
    let Some(project) = session.project() else {
        return;
    };
    let Some(source) = project.sources().get(passage.source) else {
        return;
    };
    let theme = Theme::of(ui.ctx());
    let size = Vec2::new(ui.available_width(), height);
    let (rect, response) = ui.allocate_exact_size(size, Sense::CLICK);
    let is_ticked = state.ticked.contains(&(passage.source, passage.span));
    let fill = match (is_ticked, response.hovered()) {
        (true, _) => theme.colours.chosen,
        (false, true) => theme.colours.hover,
        _ => Color32::TRANSPARENT,
    };
    ui.painter().rect_filled(rect, theme.corner(), fill);
    if is_at {
        let stroke = Stroke::new(1.5, theme.colours.accent);
        let inner = rect.shrink(1.0);
        ui.painter()
            .rect_stroke(inner, theme.corner(), stroke, StrokeKind::Inside);
    }
    let (tick, rest) = rect.split_left_right_at_x(rect.left() + theme.sizes.row);
    tick_ui(ui, tick, is_ticked);
    let columns = columns(rest.width(), &theme.sizes);
    let around = around(source.text(), passage, columns, state.is_reading);
    let label = format!(
        "{} · {}{}{}",
        source.name, around.before, around.hit, around.after
    );
    response.widget_info(|| WidgetInfo::selected(Role::Row, true, is_ticked, &label));
    match state.is_reading {
        true => read_ui(ui, session, (rest, passage), &around),
        false => line_ui(ui, (rest, &source.name), &around),
    }
    if response.clicked() {
        state.rows.at = at;
        let on_tick = response
            .interact_pointer_pos()
            .is_some_and(|it| tick.contains(it));
        match on_tick {
            true => state.tick((passage.source, passage.span)),
            false => asked.extend(shown(session, passage)),
        }
        ui.memory_mut(|it| it.request_focus(Id::unique("found")));
    }
    tip_ui(response, session, passage);
}

/// Half characters that a line has room for on each side.
fn columns(width: f32, sizes: &crate::ui::theme::Sizes) -> usize {
    (width / sizes.body).max(4.0) as usize
}

/// The passage, cut where it is very long, with what stands around it.
fn around<'t>(text: &'t str, passage: &Match, columns: usize, is_reading: bool) -> Context<'t> {
    let columns = if is_reading { READ_COLUMNS } else { columns };
    let mut around = kwic_line(text, passage.span, columns);
    if let Some((end, _)) = around.hit.char_indices().nth(MOST_CHARS) {
        around.hit = around.hit.get(..end).unwrap_or(around.hit);
        around.after = "…";
    }
    around
}

fn tick_ui(ui: &Ui, rect: Rect, is_ticked: bool) {
    let theme = Theme::of(ui.ctx());
    let side = theme.sizes.icon * 0.9;
    let square = Rect::from_center_size(
        Pos2::new(rect.center().x, rect.top() + theme.sizes.row * 0.5 - 1.0),
        Vec2::splat(side),
    );
    let stroke = Stroke::new(1.0, theme.colours.weak);
    let fill = match is_ticked {
        true => theme.colours.accent,
        false => theme.colours.field,
    };
    ui.painter()
        .rect(square, 3.0, fill, stroke, StrokeKind::Inside);
    if is_ticked {
        let at = |x: f32, y: f32| square.min + Vec2::new(x, y) * side;
        let check = vec![at(0.22, 0.52), at(0.42, 0.72), at(0.78, 0.3)];
        let stroke = Stroke::new(1.8, theme.colours.on_accent);
        ui.painter().line(check, stroke);
    }
}

/// A line: the source, what stands before, the passage in the middle, what stands behind.
fn line_ui(ui: &Ui, (rect, source): (Rect, &str), around: &Context<'_>) {
    let theme = Theme::of(ui.ctx());
    let (colours, font) = (&theme.colours, theme.body());
    let names = match rect.width() > theme.sizes.side * 2.0 {
        true => theme.sizes.side * 0.42,
        false => 0.0,
    };
    if names > 0.0 {
        let name = line(
            ui,
            source,
            theme.small(),
            colours.weak,
            names - theme.sizes.gap,
        );
        let at = Pos2::new(rect.left(), rect.center().y);
        place(ui, at, Align2::LEFT_CENTER, name);
    }
    let (_, rest) = rect.split_left_right_at_x(rect.left() + names);
    let hit = line(
        ui,
        around.hit,
        font.clone(),
        colours.ink,
        rest.width() * 0.6,
    );
    let middle = rest.center();
    let hit_rect = Align2::CENTER_CENTER.anchor_size(middle, hit.size());
    ui.painter()
        .rect_filled(hit_rect.expand2(Vec2::new(1.0, 2.0)), 2.0, colours.mark);
    place(ui, middle, Align2::CENTER_CENTER, hit);
    let gap = theme.sizes.gap * 0.5;
    let side = |words: &str| -> Arc<Galley> {
        ui.painter()
            .layout_no_wrap(words.to_owned(), font.clone(), colours.ink)
    };
    let left = Rect::from_min_max(rest.min, Pos2::new(hit_rect.left() - gap, rest.bottom()));
    let right = Rect::from_min_max(Pos2::new(hit_rect.right() + gap, rest.top()), rest.max);
    for (room, anchor, words) in [
        (left, Align2::RIGHT_CENTER, around.before),
        (right, Align2::LEFT_CENTER, around.after),
    ] {
        let at = anchor.pos_in_rect(&room);
        let galley = side(words);
        let to = anchor.anchor_size(at, galley.size());
        let painter = ui.painter().with_clip_rect(room.intersect(ui.clip_rect()));
        painter.galley(to.min, galley, Color32::PLACEHOLDER);
    }
}

/// Text to read: where it stands and how it is coded, and below it the passage in its paragraph.
fn read_ui(ui: &Ui, session: &Session, (rect, passage): (Rect, &Match), around: &Context<'_>) {
    let theme = Theme::of(ui.ctx());
    let Some(project) = session.project() else {
        return;
    };
    let about = about(project, passage);
    let weak = theme.colours.weak;
    let about = line(ui, &about, theme.small(), weak, rect.width());
    let top = Pos2::new(rect.left(), rect.top() + theme.sizes.row * 0.5);
    place(ui, top, Align2::LEFT_CENTER, about);
    let plain = TextFormat {
        line_height: Some(theme.sizes.body * 1.45),
        ..TextFormat::simple(theme.body(), theme.colours.ink)
    };
    let found = TextFormat {
        background: theme.colours.mark,
        ..plain.clone()
    };
    let mut job = LayoutJob::default();
    // Three lines: the passage is in sight however long what stands before it is.
    let before = around
        .before
        .chars()
        .count()
        .saturating_sub(READ_COLUMNS / 4);
    let start = around
        .before
        .char_indices()
        .nth(before)
        .map_or(0, |it| it.0);
    job.append(
        around.before.get(start..).unwrap_or_default(),
        0.0,
        plain.clone(),
    );
    job.append(&around.hit.replace('\n', " "), 0.0, found);
    job.append(around.after, 0.0, plain);
    job.wrap = TextWrapping {
        max_width: rect.width() - theme.sizes.pad,
        max_rows: 3,
        break_anywhere: false,
        overflow_character: Some('…'),
    };
    let at = Pos2::new(rect.left(), rect.top() + theme.sizes.row - 2.0);
    ui.painter()
        .galley(at, ui.painter().layout_job(job), Color32::PLACEHOLDER);
}

/// Where a passage stands and how it is coded: `随笔 · 12–18 · 治理, 国防`.
fn about(project: &Project, passage: &Match) -> String {
    let source = project.sources().get(passage.source);
    let chars = source.and_then(|it| it.lines.chars_from_span(passage.span));
    let name = source.map_or("", |it| it.name.as_str());
    let chars = chars.unwrap_or_default();
    let mut about = format!("{name} · {}–{}", number(chars.start), number(chars.end));
    let codes = codes_of(project, &passage.codings);
    if !codes.is_empty() {
        about.push_str(" · ");
        about.push_str(&codes.join(", "));
    }
    about
}

/// The names of the codes that some codings have, each once.
fn codes_of(project: &Project, codings: &[CodingId]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for coding in codings.iter().filter_map(|it| project.codings().get(*it)) {
        let name = project.codes().get(coding.code).map(|it| &it.name);
        names.extend(name.filter(|it| !names.contains(it)).cloned());
    }
    names
}

fn tip_ui(response: Response, session: &Session, passage: &Match) {
    let Some(project) = session.project() else {
        return;
    };
    response.on_hover_ui_at_pointer(|ui| {
        ui.label(about(project, passage));
        let weak = Theme::of(ui.ctx()).colours.weak;
        let words = egui::RichText::new(word(session, "found-hover"));
        ui.label(words.small().color(weak));
    });
}
