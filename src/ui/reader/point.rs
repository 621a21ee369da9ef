//! Pointing at marks: what they say, where a click on them goes, and the menu.

use egui::{CursorIcon, PointerButton, Pos2, Response, Ui};

use super::scene::Scene;
use super::{Read, ReaderState, margin, tips};
use crate::model::RecordId;
use crate::query::{CodingRow, Filter, row};
use crate::session::Action;
use crate::text::pinyin;
use crate::view::{Bracket, stacked_at};

/// How far around the end of a selection the codes offered there reach, in points.
const BESIDE: f32 = 60.0;

impl ReaderState {
    /// Follows the pointer over what is coded; returns what is asked for.
    pub(super) fn point(
        &mut self,
        ui: &Ui,
        response: &Response,
        read: Read,
        scene: &Scene,
    ) -> Vec<Action> {
        let mut asked = Vec::new();
        let Some(marked) = &self.marked else {
            return asked;
        };
        let naming = tips::Naming {
            session: read.session,
            project: read.project(),
            pens: &marked.pens,
        };
        let hovered = response.hover_pos();
        let brackets = hovered.and_then(|pos| margin::at(&self.places, pos));
        let first = brackets.and_then(<[Bracket]>::first);
        if let (Some(bracket), true) = (first, response.clicked_by(PointerButton::Primary)) {
            let record = RecordId::Quotation(bracket.quotation);
            asked.push(Action::GoTo { record });
        }
        if response.secondary_clicked() {
            self.menu_at = hovered.and_then(|pos| scene.under(pos));
        }
        let menu_rows = self
            .menu_at
            .map(|byte| stacked(read, byte))
            .unwrap_or_default();
        response.context_menu(|ui| naming.menu_ui(ui, &menu_rows, &mut asked));
        let Some(pos) = hovered else { return asked };
        let over_text = pos.x < scene.geometry.margin;
        let icon = match (over_text, brackets) {
            (true, _) => CursorIcon::Text,
            (false, Some(_)) => CursorIcon::PointingHand,
            (false, None) => CursorIcon::Default,
        };
        ui.set_cursor_icon(icon);
        let rows: Vec<CodingRow<'_>> = match brackets {
            Some(brackets) => {
                let codings = brackets.iter().flat_map(|it| &it.codings);
                codings
                    .filter_map(|it| row(read.project(), it.coding))
                    .collect()
            }
            None => scene
                .under(pos)
                .map(|byte| stacked(read, byte))
                .unwrap_or_default(),
        };
        let is_text = brackets.is_none();
        let spoken = scene.under(pos).filter(|_| is_text);
        let spoken = spoken.and_then(|byte| spoken_at(read, byte));
        let is_free = !self.hand.is_dragging()
            && !response.context_menu_opened()
            && !self.is_beside_palette(read, pos);
        if is_free && (spoken.is_some() || !rows.is_empty()) {
            let tip = response.clone();
            tip.on_hover_ui_at_pointer(|ui| {
                if let Some(words) = &spoken {
                    ui.label(words);
                }
                naming.tip_ui(ui, &rows, is_text);
            });
        }
        asked
    }
}

impl ReaderState {
    /// Whether a point is so near the end of what the hand has selected that the codes offered there
    /// would be covered.
    fn is_beside_palette(&self, read: Read, pos: Pos2) -> bool {
        let by_hand = self.by_hand(read.open.history().revision());
        let shown = by_hand.filter(|it| read.session.look().marked() == Some(*it));
        let end = shown.and_then(|it| self.end_of(it));
        end.is_some_and(|(end, _)| end.expand(BESIDE).contains(pos))
    }
}

/// The word a character belongs to, with its pinyin, when that is wanted.
fn spoken_at(read: Read, byte: usize) -> Option<String> {
    if !read.session.settings().typesetting.pinyin {
        return None;
    }
    let word = read.session.words().at(read.text(), byte).of(read.text())?;
    Some(format!("{word}  {}", pinyin::of_word(word)?))
}

/// The codings on a character, the most particular first.
fn stacked(read: Read<'_>, byte: usize) -> Vec<CodingRow<'_>> {
    let (project, index) = (read.project(), read.open.index());
    stacked_at(project, index, read.source.id, byte, &Filter::all())
}

/// Goes to the first coding on a character, or to the one after that which is inspected.
pub(super) fn next_coding(read: Read, byte: usize) -> Option<Action> {
    let rows = stacked(read, byte);
    let now = read.session.look().inspected;
    let at = rows
        .iter()
        .position(|row| Some(RecordId::Coding(row.id)) == now);
    let next = rows.get(at.map_or(0, |at| (at + 1) % rows.len()))?;
    let record = RecordId::Coding(next.id);
    Some(Action::GoTo { record })
}
