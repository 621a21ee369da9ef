//! The field for the query: asked while it is typed, completed from a list, its mistakes underlined.

use super::{FoundState, filters, saved};
use crate::query::{Completion, Head, complete};
use crate::session::{Action, Saying, Session};
use crate::text::Span;
use crate::ui::help;
use crate::ui::row::{line, place, row_ui};
use crate::ui::theme::Theme;
use crate::ui::words::{counted, word};
use egui::text::{CCursor, CCursorRange, LayoutJob, TextFormat};
use egui::{
    Align2, Area, EventFilter, Frame, Galley, Id, Key, Modifiers, Order, Pos2, Rect, Response,
};
use egui::{RichText, Stroke, TextBuffer, TextEdit, Ui, Vec2};
use std::sync::Arc;

/// Lines of the list at most.
const LINES: usize = 9;

/// What the field remembers.
#[derive(Default)]
pub(super) struct FieldState {
    text: String,
    /// What was asked last.
    sent: String,
    /// Whether the field is to take the keyboard.
    wanted: bool,
    /// Where the caret is to stand, in code points.
    caret: Option<usize>,
    completion: Completion,
    /// Which of the candidates is chosen, once one is.
    at: Option<usize>,
    /// Whether the list is open.
    is_open: bool,
}

impl FieldState {
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    pub(super) fn focus(&mut self) {
        self.wanted = true;
    }

    pub(super) fn sent(&mut self) {
        self.sent.clone_from(&self.text);
    }

    /// Puts another text into the field, the caret behind it.
    pub(super) fn set(&mut self, text: String) {
        self.caret = Some(text.chars().count());
        self.text = text;
        self.close();
    }

    fn close(&mut self) {
        self.is_open = false;
        self.at = None;
    }

    /// Takes over what somebody else asked: a cell of an overview, a word of a list.
    fn follow(&mut self, session: &Session) {
        let query = &session.asked().asking().query;
        if *query != self.sent {
            self.sent.clone_from(query);
            self.set(query.clone());
        }
    }

    /// Puts a candidate where it belongs. What ends in a sign wants a name behind it at once.
    fn take(&mut self, session: &Session, at: usize) {
        let Some(candidate) = self.completion.candidates.get(at).cloned() else {
            return;
        };
        let Span { start, end } = self.completion.span;
        let before = self.text.get(..start).unwrap_or_default().to_owned();
        let behind = self.text.get(end..).unwrap_or_default().to_owned();
        let goes_on = candidate.text.ends_with([':', '.', '(', '：']);
        let blank = if goes_on || behind.starts_with(' ') {
            ""
        } else {
            " "
        };
        let taken = format!("{before}{}{blank}", candidate.text);
        self.caret = Some(taken.chars().count());
        self.text = taken + &behind;
        self.close();
        if goes_on {
            self.offer(session, before.len() + candidate.text.len());
        }
        self.wanted = true;
    }

    /// Looks for what may be typed at a byte.
    fn offer(&mut self, session: &Session, byte: usize) {
        let Some(project) = session.project() else {
            return;
        };
        self.completion = complete(project, &self.text, byte);
        let typed = self.completion.span.of(&self.text).unwrap_or_default();
        let before = self.text.get(..self.completion.span.start);
        let is_field = before.is_some_and(|it| it.ends_with([':', '：', '.', '=', '＝']));
        let only = match self.completion.candidates.as_slice() {
            [only] => only.text == typed,
            _ => false,
        };
        let is_wanted = !typed.trim().is_empty() || is_field;
        self.is_open = is_wanted && !only && !self.completion.candidates.is_empty();
        self.at = None;
    }
}

/// The field with the list of saved queries, the page about the language, and what is wrong with the
/// query below it.
pub(super) fn field_ui(
    ui: &mut Ui,
    session: &Session,
    state: &mut FoundState,
    asked: &mut Vec<Action>,
) {
    state.field.follow(session);
    let id = Id::unique("query");
    let is_focused = ui.memory(|it| it.has_focus(id));
    let taken = match is_focused && state.field.is_open {
        true => keys(ui, &mut state.field),
        false => None,
    };
    let goes_down = is_focused
        && !state.field.is_open
        && ui.input_mut(|it| it.consume_key(Modifiers::NONE, Key::ArrowDown));
    let (mut changed, mut entered) = (false, false);
    let rect = ui
        .horizontal(|ui| {
            let field = edit_ui(ui, session, (&mut state.field, id));
            changed = field.changed();
            entered = crate::ui::field::entered(ui, &field);
            filters::filters_ui(ui, session, state, asked);
            saved::saved_ui(ui, session, state, asked);
            help::button_ui(ui, session, asked);
            field.rect
        })
        .inner;
    if changed {
        let caret = caret_of(ui, id, &state.field.text);
        state.field.offer(session, caret);
    }
    let clicked = match state.field.is_open {
        true => list_ui(ui, session, &state.field, rect),
        false => None,
    };
    if let Some(at) = taken.or(clicked) {
        state.field.take(session, at);
        changed = true;
    }
    if changed {
        state.ask(asked);
    }
    if entered {
        state.rows.go(session, asked);
        state.field.wanted = true;
    }
    if goes_down {
        state.rows.focus();
    }
    if !is_focused && clicked.is_none() && !ui.memory(|it| it.has_focus(id)) {
        state.field.close();
    }
    cell_ui(ui, session, asked);
    error_ui(ui, session);
}

/// That the passages are those behind a cell; the way to those that the query gives.
fn cell_ui(ui: &mut Ui, session: &Session, asked: &mut Vec<Action>) {
    let asking = session.asked().asking();
    let (Some(cell), Some(project)) = (&asking.cell, session.project()) else {
        return;
    };
    let name = |head: &Option<Head>| match head {
        Some(Head::Figure(it)) => word(session, &format!("table-{}", it.name())),
        Some(Head::Coder(_)) => {
            let name = head.as_ref().map(|it| it.name(project));
            session
                .locale()
                .coder(&name.unwrap_or_default())
                .into_owned()
        }
        Some(head) => head.name(project),
        None => word(session, "table-total"),
    };
    let words = Saying::new("found-cell").with("row", name(&cell.row));
    let words = words.with("column", name(&cell.column));
    ui.horizontal_wrapped(|ui| {
        let weak = Theme::of(ui.ctx()).colours.weak;
        let mut words = session.locale().say(&words);
        let lost = session.asked().lost();
        if lost > 0 {
            words = format!("{words} · {}", counted(session, "found-cell-lost", lost));
        }
        ui.label(RichText::new(words).small().color(weak));
        if ui.small_button(word(session, "found-cell-drop")).clicked() {
            asked.push(Action::AskQuery {
                query: Some(asking.query.clone()),
                order: asking.order,
                collation: asking.collation,
            });
        }
    });
}

/// The keys that belong to the list while it is open; the candidate that was taken.
fn keys(ui: &Ui, field: &mut FieldState) -> Option<usize> {
    let last = field.completion.candidates.len().saturating_sub(1);
    ui.input_mut(|input| {
        let mut pressed = |key| input.consume_key(Modifiers::NONE, key);
        if pressed(Key::ArrowDown) {
            field.at = Some(field.at.map_or(0, |it| (it + 1).min(last)));
        }
        if pressed(Key::ArrowUp) {
            field.at = field.at.and_then(|it| it.checked_sub(1));
        }
        if pressed(Key::Escape) {
            field.close();
            return None;
        }
        if pressed(Key::Tab) {
            return Some(field.at.unwrap_or(0));
        }
        let chosen = field.at?;
        pressed(Key::Enter).then_some(chosen)
    })
}

fn edit_ui(ui: &mut Ui, session: &Session, (field, id): (&mut FieldState, Id)) -> Response {
    let theme = Theme::of(ui.ctx());
    let error = session.asked().error().map(|it| it.span);
    let error = error.filter(|_| field.sent == field.text);
    let mut layouter = |ui: &Ui, text: &dyn TextBuffer, _: f32| laid_out(ui, text.as_str(), error);
    let hint = word(session, "query-hint");
    let room = ui.available_width() - theme.sizes.side * 0.92;
    let edit = TextEdit::singleline(&mut field.text)
        .id(id)
        .hint_text(&hint)
        .layouter(&mut layouter)
        .desired_width(room.max(theme.sizes.side * 0.5));
    let response = ui.add(edit).accessible_name(word(session, "query-field"));
    if let Some(caret) = field.caret.take() {
        let mut state = TextEdit::load_state(ui.ctx(), id).unwrap_or_default();
        let at = CCursorRange::one(CCursor::new(caret));
        state.cursor.set_char_range(Some(at));
        state.store(ui.ctx(), id);
    }
    if std::mem::take(&mut field.wanted) {
        response.request_focus();
    }
    if field.is_open {
        let keys = EventFilter {
            tab: true,
            horizontal_arrows: true,
            vertical_arrows: true,
            escape: true,
        };
        ui.memory_mut(|it| it.set_focus_lock_filter(id, keys));
    }
    response
}

/// The query in one line, what is wrong underlined; where something is missing at the end, its last
/// character is.
fn laid_out(ui: &Ui, text: &str, error: Option<Span>) -> Arc<Galley> {
    let theme = Theme::of(ui.ctx());
    let plain = TextFormat::simple(theme.body(), theme.colours.ink);
    let wrong = TextFormat {
        underline: Stroke::new(2.0, theme.colours.error),
        ..plain.clone()
    };
    let error = error.map(|it| match it.is_empty() {
        true => Span::new(text.floor_char_boundary(it.start.saturating_sub(1)), it.end),
        false => it,
    });
    let mut job = LayoutJob {
        break_on_newline: false,
        ..LayoutJob::default()
    };
    let error = error.filter(|it| it.of(text).is_some()).unwrap_or_default();
    let rest = Span::new(error.end, text.len());
    for (span, format) in [
        (Span::new(0, error.start), &plain),
        (error, &wrong),
        (rest, &plain),
    ] {
        job.append(span.of(text).unwrap_or_default(), 0.0, format.clone());
    }
    ui.painter().layout_job(job)
}

/// Where the caret stands, in bytes.
fn caret_of(ui: &Ui, id: Id, text: &str) -> usize {
    let state = TextEdit::load_state(ui.ctx(), id);
    let range = state.and_then(|it| it.cursor.char_range());
    let chars = range.map_or(usize::MAX, |it| it.primary.index.0);
    let mut edges = text.char_indices().map(|it| it.0);
    edges.nth(chars).unwrap_or(text.len())
}

/// What may be typed, over or under the field; the index of the line that was clicked.
fn list_ui(ui: &Ui, session: &Session, field: &FieldState, over: Rect) -> Option<usize> {
    let theme = Theme::of(ui.ctx());
    let candidates = &field.completion.candidates;
    let shown = candidates.len().min(LINES);
    let first = field.at.map_or(0, |it| (it + 1).saturating_sub(LINES));
    let height = shown as f32 * theme.sizes.row;
    let window = ui.ctx().content_rect();
    let (pivot, at) = match over.bottom() + height + theme.sizes.pad * 2.0 < window.bottom() {
        true => (Align2::LEFT_TOP, over.left_bottom()),
        false => (Align2::LEFT_BOTTOM, over.left_top()),
    };
    let area = Area::new(Id::unique("candidates"))
        .order(Order::Foreground)
        .pivot(pivot)
        .fixed_pos(at)
        .constrain(true);
    let mut clicked = None;
    area.show(ui.ctx(), |ui| {
        Frame::popup(ui.style()).show(ui, |ui| {
            ui.set_width(theme.sizes.side.min(over.width()));
            ui.spacing_mut().item_spacing.y = 0.0;
            for (number, candidate) in candidates.iter().enumerate().skip(first).take(LINES) {
                let kind = word(session, &format!("candidate-{}", candidate.kind));
                if candidate_ui(ui, (&candidate.text, &kind), field.at == Some(number)) {
                    clicked = Some(number);
                }
            }
        });
    });
    clicked
}

/// One line of the list; whether it was clicked.
fn candidate_ui(ui: &mut Ui, (text, kind): (&str, &str), is_chosen: bool) -> bool {
    let theme = Theme::of(ui.ctx());
    let (rect, response) = row_ui(ui, theme.sizes.row, is_chosen, text);
    let inner = rect.shrink2(Vec2::new(theme.sizes.gap, 0.0));
    let kind = line(
        ui,
        kind,
        theme.small(),
        theme.colours.weak,
        inner.width() * 0.4,
    );
    let end = Pos2::new(inner.right(), inner.center().y);
    let end = place(ui, end, Align2::RIGHT_CENTER, kind).left();
    let room = end - inner.left() - theme.sizes.gap;
    let words = line(ui, text, theme.body(), theme.colours.ink, room);
    let start = Pos2::new(inner.left(), inner.center().y);
    place(ui, start, Align2::LEFT_CENTER, words);
    response.clicked()
}

/// Where and why the query is not understood.
fn error_ui(ui: &mut Ui, session: &Session) {
    let asked = session.asked();
    let Some(error) = asked.error() else { return };
    let colours = &Theme::of(ui.ctx()).colours;
    let (words, hints) = session.query_words(&asked.asking().query, error);
    let said = RichText::new(words).color(colours.error);
    ui.horizontal_wrapped(|ui| {
        ui.label(said);
        for hint in hints {
            ui.label(RichText::new(hint).small().color(colours.weak));
        }
    });
}
