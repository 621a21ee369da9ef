//! What should be looked at before a pack is handed out.

use crate::session::{PackShown, Session};
use crate::ui::theme::Theme;
use crate::ui::words::word;
use egui::{RichText, Ui};

/// Remarks shown at most.
const MOST: usize = 500;

/// The list.
pub(super) fn remarks_ui(ui: &mut Ui, session: &Session, shown: &PackShown) {
    let theme = Theme::of(ui.ctx());
    let Some(made) = &shown.made else { return };
    if made.remarks.is_empty() {
        ui.label(word(session, "pack-nothing-amiss"));
    }
    for remark in made.remarks.iter().take(MOST) {
        let words = session.locale().say(&session.remark_words(remark));
        ui.label(RichText::new(words).color(theme.colours.ink));
        ui.add_space(theme.sizes.gap * 0.5);
    }
    if made.remarks.len() > MOST {
        ui.label("…");
    }
}
