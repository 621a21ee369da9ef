//! What lies over the workbench until it is closed.

use super::confirm::dialog;
use super::history::HistoryState;
use super::theme::{Sizes, Theme, margin};
use super::{
    State, about, check, citation, consensus, copy, edition, examples, export, help, here, history,
    join_plan, keys_editor, lock, mending, merge, offsets, packs, palette, passages, path_field,
    pick_code, prompt, quick_code, recode, removal, split, text_editor, typesetting, versions,
    waiting,
};
use crate::session::table::Row;
use crate::session::{Action, Chord, CopyChoice, Overlay, Session};
use egui::Vec2;
use egui::{
    Align2, Area, Color32, Context, Frame, Id, Modal, Order, Pos2, Rect, Sense, Ui, UiKind,
};
use std::path::PathBuf;

/// Height of the list of codes, in parts of the palette's.
pub(super) const QUICK_SHARE: f32 = 0.7;

/// What the open overlay remembers; forgotten when another opens.
#[derive(Default)]
pub(super) struct OverlayState {
    shown: Option<Overlay>,
    /// What had the keyboard before, and gets it again.
    before: Option<Id>,
    /// Whether it was opened just now, so that its field takes the keyboard.
    pub(super) fresh: bool,
    /// The line that is typed.
    pub(super) text: String,
    /// The text that is pasted.
    pub(super) body: String,
    /// Which of the lines found is chosen.
    pub(super) at: usize,
    pub(super) history: HistoryState,
    pub(super) quick: quick_code::QuickState,
    pub(super) pick: pick_code::PickState,
    pub(super) merge: merge::MergeState,
    pub(super) split: split::SplitState,
    pub(super) removal: removal::RemovalState,
    pub(super) recode: recode::RecodeState,
    pub(super) passages: passages::PassagesState,
    /// The chosen export format among all.
    pub(super) format: usize,
    /// Whether CSV begins with a byte order mark.
    pub(super) bom: bool,
    /// The action whose new key is waited for.
    pub(super) capture: Option<&'static Row>,
    /// A key that was pressed for it and belongs to another.
    pub(super) clash: Option<(Chord, &'static Row, &'static Row)>,
    /// How a copy is made that is given away.
    pub(super) copy: CopyChoice,
    pub(super) check: check::CheckState,
    pub(super) consensus: consensus::ConsensusState,
    pub(super) edition: edition::EditionState,
    pub(super) editor: text_editor::EditorState,
    pub(super) citation: citation::CitationState,
    pub(super) pack: packs::PackState,
    /// Who can read it.
    pub(super) lock: lock::LockState,
    /// A folder and what is in it, with whether each is a folder too.
    pub(super) folder: Option<(PathBuf, Vec<(PathBuf, bool)>)>,
}

impl OverlayState {
    /// Moves the choice among `count` lines with the arrow keys.
    pub(super) fn arrows(&mut self, ui: &Ui, count: usize) {
        let (down, up) = ui.input_mut(|input| {
            let mut pressed = |key| input.count_and_consume_key(egui::Modifiers::NONE, key);
            (pressed(egui::Key::ArrowDown), pressed(egui::Key::ArrowUp))
        });
        self.at = (self.at + down)
            .saturating_sub(up)
            .min(count.saturating_sub(1));
    }
}

/// The open overlay.
pub(super) fn overlay_ui(
    ctx: &Context,
    session: &Session,
    state: &mut State,
    asked: &mut Vec<Action>,
) {
    let open = session.look().overlay;
    if state.overlay.shown != open {
        let before = match state.overlay.shown {
            None => ctx.memory(|memory| memory.focused()),
            Some(_) => state.overlay.before,
        };
        if let (None, Some(id)) = (open, before) {
            ctx.memory_mut(|memory| memory.request_focus(id));
        }
        state.overlay = OverlayState {
            shown: open,
            before,
            fresh: true,
            bom: true,
            ..Default::default()
        };
    }
    let Some(overlay) = open else { return };
    let passage = session
        .look()
        .selection
        .and_then(|span| state.reader.rect_of(span));
    let own = &mut state.overlay;
    let shown = modal(ctx, overlay, passage).show(ctx, |ui| match overlay {
        Overlay::Palette => palette::palette_ui(ui, session, own, asked),
        Overlay::QuickCode => quick_code::quick_code_ui(ui, session, own, asked),
        Overlay::Keys => keys_editor::keys_editor_ui(ui, session, own, asked),
        Overlay::About => about::about_ui(ui, session, asked),
        Overlay::Path(wanted) => path_field::path_field_ui(ui, session, (own, wanted), asked),
        Overlay::Waiting => waiting::waiting_ui(ui, session, asked),
        Overlay::NewCode => prompt::new_code_ui(ui, session, own, asked),
        Overlay::NewText => prompt::new_text_ui(ui, session, own, asked),
        Overlay::Copy => copy::copy_ui(ui, session, own, asked),
        Overlay::Export => export::export_ui(ui, session, own, asked),
        Overlay::History => {
            history::history_ui(ui, session, (&mut own.history, own.fresh), asked);
        }
        Overlay::Merge => merge::merge_ui(ui, session, own, asked),
        Overlay::Split => split::split_ui(ui, session, own, asked),
        Overlay::Removal => removal::removal_ui(ui, session, own, asked),
        Overlay::Examples => examples::examples_ui(ui, session, own, asked),
        Overlay::Recode => recode::recode_ui(ui, session, own, asked),
        Overlay::Here => here::here_ui(ui, session, own, asked),
        Overlay::Queries => help::page_ui(ui, session, asked),
        Overlay::Join => join_plan::join_plan_ui(ui, session, asked),
        Overlay::Edition => edition::edition_ui(ui, session, own, asked),
        Overlay::Offsets => offsets::offsets_ui(ui, session, own, asked),
        Overlay::Mending => mending::mending_ui(ui, session, asked),
        Overlay::EditText => text_editor::text_editor_ui(ui, session, own, asked),
        Overlay::Citation => citation::citation_ui(ui, session, own, asked),
        Overlay::Pack => packs::pack_ui(ui, session, own, asked),
        Overlay::Versions => versions::versions_ui(ui, session, asked),
        Overlay::Check => check::check_ui(ui, session, own, asked),
        Overlay::Consensus => consensus::consensus_ui(ui, session, own, asked),
        Overlay::Unlock => lock::unlock_ui(ui, session, own, asked),
        Overlay::Typesetting => {
            typesetting::typesetting_ui(ui, session, &mut state.installed, asked);
        }
    });
    own.fresh = false;
    // What was typed in a text is not let go by a click beside it; of a citation, only by a key.
    let is_escaped = ctx.input(|input| input.key_pressed(egui::Key::Escape));
    let is_typed = own.editor.is_changed() || own.citation.is_changed() && !is_escaped;
    let is_held = own.capture.is_some() || is_typed;
    if !is_held && shown.should_close() {
        asked.push(Action::ShowOverlay { overlay: None });
    }
}

/// What is about the page lets it be seen: the palette lies at the top, the fields for codes below
/// or above the passage that is coded, the choices of type at the right. Everything else is a
/// dialog.
fn modal(ctx: &Context, overlay: Overlay, passage: Option<Rect>) -> Modal {
    let theme = Theme::of(ctx);
    let modal = dialog(ctx, &format!("{overlay:?}"));
    let is_beside = matches!(
        overlay,
        Overlay::QuickCode | Overlay::Recode | Overlay::Here
    );
    if !is_beside && !matches!(overlay, Overlay::Palette | Overlay::Typesetting) {
        return modal;
    }
    let area = Area::new(Id::unique("overlay-top"))
        .kind(UiKind::Modal)
        .sense(Sense::hover())
        .order(Order::Foreground);
    let top = Vec2::new(0.0, theme.sizes.menu_bar + theme.sizes.gap);
    let area = match passage.filter(|_| is_beside) {
        Some(passage) => {
            let (pivot, at) = beside(passage, ctx.content_rect(), &theme.sizes);
            area.pivot(pivot).fixed_pos(at).constrain(true)
        }
        None if overlay == Overlay::Typesetting => {
            let edge = Vec2::new(-theme.sizes.pad, top.y);
            area.anchor(Align2::RIGHT_TOP, edge)
        }
        None => area.anchor(Align2::CENTER_TOP, top),
    };
    let frame = Frame::popup(&ctx.style_of(ctx.theme()));
    modal
        .area(area)
        .backdrop_color(Color32::TRANSPARENT)
        .frame(frame.inner_margin(margin(theme.sizes.gap)))
}

/// Which corner of the field stands where, so that it does not cover the passage: below it where
/// there is room, else above it, else at the top of the window.
fn beside(passage: Rect, window: Rect, sizes: &Sizes) -> (Align2, Pos2) {
    let room = sizes.palette_list * QUICK_SHARE + 3.0 * sizes.row;
    let gap = sizes.gap * 2.0;
    let left = passage.left().min(window.right() - sizes.dialog - gap);
    if passage.bottom() + gap + room < window.bottom() {
        (Align2::LEFT_TOP, Pos2::new(left, passage.bottom() + gap))
    } else if passage.top() - gap - room > window.top() {
        (Align2::LEFT_BOTTOM, Pos2::new(left, passage.top() - gap))
    } else {
        (
            Align2::RIGHT_TOP,
            Pos2::new(window.right() - gap, window.top() + sizes.menu_bar),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_field_for_codes_never_covers_the_passage() {
        let window = Rect::from_min_size(Pos2::ZERO, Vec2::new(1280.0, 800.0));
        let sizes = &Theme::named(egui::Theme::Light).sizes;
        for (top, bottom) in [(60.0, 90.0), (400.0, 430.0), (700.0, 760.0)] {
            let passage = Rect::from_x_y_ranges(300.0..=900.0, top..=bottom);
            let (pivot, at) = beside(passage, window, sizes);
            let size = Vec2::new(
                sizes.dialog,
                sizes.palette_list * QUICK_SHARE + 3.0 * sizes.row,
            );
            let field = pivot.anchor_size(at, size);
            assert!(!field.intersects(passage), "{top}: {field:?}");
            assert!(window.contains_rect(field), "{top}: {field:?}");
        }
    }
}
