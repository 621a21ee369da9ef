//! A list of passages with a tick each, gone through by the arrows and ticked by Space.

use super::choice::tick_mark;
use super::list::{self, Sight};
use super::row::{line, place, tree_row_ui};
use super::theme::Theme;
use super::words::word;
use crate::model::{CodeId, CodingId};
use crate::query::{self, Filter};
use crate::session::{Open, Session};
use egui::{Align2, Key, Pos2, Rect, Role, ScrollArea, Stroke, StrokeKind, Ui, Vec2};

/// What the list remembers.
#[derive(Default)]
pub(super) struct PassagesState {
    made_of: Option<(u64, CodeId)>,
    codings: Vec<CodingId>,
    at: usize,
    sight: Sight,
}

impl PassagesState {
    /// Makes the list that of a code's codings, in reading order.
    pub(super) fn refresh(&mut self, open: &Open, code: CodeId) {
        let key = Some((open.history().revision(), code));
        if self.made_of != key {
            let filter = Filter::of_code(code);
            self.codings = query::matching(open.project(), open.index(), &filter);
            self.made_of = key;
        }
    }

    /// The codings, in reading order.
    pub(super) fn codings(&self) -> &[CodingId] {
        &self.codings
    }
}

/// The list, `height` points high; the coding whose tick was put or taken. `is_ticked` tells what is.
pub(super) fn passages_ui(
    ui: &mut Ui,
    session: &Session,
    state: &mut PassagesState,
    (height, fresh): (f32, bool),
    is_ticked: &dyn Fn(CodingId) -> bool,
) -> Option<CodingId> {
    let theme = Theme::of(ui.ctx());
    let mut taken = None;
    ui.scope(|ui| {
        ui.set_max_height(height);
        let label = word(session, "passages-list");
        let list = list::list_ui(ui, "passages", &label, Role::List);
        if fresh {
            list.request_focus();
        }
        let mut to_see = None;
        for (key, _) in list::pressed(ui, &list) {
            if let Some(to) = list::moved(key, Some(state.at), state.codings.len()) {
                state.at = to;
                to_see = Some(to);
            } else if matches!(key, Key::Space) {
                taken = state.codings.get(state.at).copied();
            }
        }
        let pitch = theme.sizes.row;
        ui.spacing_mut().item_spacing.y = 0.0;
        let mut area = ScrollArea::vertical()
            .max_height(height)
            .min_scrolled_height(height)
            .id_salt("passages");
        if let Some(offset) = to_see.and_then(|at| state.sight.towards(at, pitch)) {
            area = area.vertical_scroll_offset(offset);
        }
        let output = area.show_rows(ui, pitch, state.codings.len(), |ui, range| {
            for at in range {
                let Some(id) = state.codings.get(at).copied() else {
                    continue;
                };
                let has_keys = list.has_focus() && at == state.at;
                if passage_ui(ui, session, id, (is_ticked(id), has_keys)) {
                    state.at = at;
                    taken = Some(id);
                }
            }
        });
        state.sight = Sight::of(&output);
    });
    taken
}

/// One passage; whether it was clicked.
fn passage_ui(
    ui: &mut Ui,
    session: &Session,
    id: CodingId,
    (ticked, has_keys): (bool, bool),
) -> bool {
    let theme = Theme::of(ui.ctx());
    let Some(row) = session.project().and_then(|it| query::row(it, id)) else {
        return false;
    };
    let quote: String = row.quote.split_whitespace().collect::<Vec<_>>().join(" ");
    let quote: String = quote.chars().take(200).collect();
    let (rect, response) = tree_row_ui(ui, theme.sizes.row, false, &quote);
    response.widget_info(|| egui::WidgetInfo::selected(Role::CheckBox, true, ticked, &quote));
    if has_keys {
        let stroke = Stroke::new(1.5, theme.colours.accent);
        ui.painter()
            .rect_stroke(rect, theme.corner(), stroke, StrokeKind::Inside);
        let row = response.id.accesskit_id();
        ui.ctx()
            .accesskit_node_builder(list::id("passages"), |node| node.set_active_descendant(row));
    }
    let side = Vec2::splat(theme.sizes.swatch);
    let middle = rect.center().y;
    let box_at = Pos2::new(rect.left() + theme.sizes.gap + side.x * 0.5, middle);
    tick_mark(ui, Rect::from_center_size(box_at, side), ticked);
    let left = box_at.x + side.x * 0.5 + theme.sizes.gap;
    let coder = session.locale().coder(row.coder_name);
    let aside = format!("{} · {coder}", row.source_name);
    let aside = line(
        ui,
        &aside,
        theme.small(),
        theme.colours.weak,
        rect.width() * 0.4,
    );
    let right = Pos2::new(rect.right() - theme.sizes.gap, middle);
    let right = place(ui, right, Align2::RIGHT_CENTER, aside).left();
    let room = right - left - theme.sizes.gap;
    let words = line(ui, &quote, theme.body(), theme.colours.ink, room);
    place(ui, Pos2::new(left, middle), Align2::LEFT_CENTER, words);
    response.clicked()
}
