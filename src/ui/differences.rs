//! What differs between two versions, line by line under headings.

use super::row::{line, place};
use super::theme::Theme;
use super::words::word;
use crate::session::{Compared, DifferenceLine, Session};
use egui::{Align2, Pos2, RichText, ScrollArea, Sense, Ui, Vec2};

/// The lines, at most `most` points high; only those in sight are made. A line that is cut says all
/// of it when it is pointed at.
pub(super) fn differences_ui(ui: &mut Ui, session: &Session, compared: &Compared, most: f32) {
    let theme = Theme::of(ui.ctx());
    if compared.differences().is_empty() {
        let words = RichText::new(word(session, "difference-none"));
        ui.label(words.color(theme.colours.weak));
        return;
    }
    let area = ScrollArea::vertical()
        .id_salt("differences")
        .max_height(most)
        .auto_shrink([false, true]);
    ui.spacing_mut().item_spacing.y = 0.0;
    area.show_rows(ui, theme.sizes.row, compared.line_count(), |ui, shown| {
        for at in shown {
            if let Some(told) = compared.line(session.locale(), at) {
                line_ui(ui, &told);
            }
        }
    });
}

fn line_ui(ui: &mut Ui, told: &DifferenceLine) {
    let theme = Theme::of(ui.ctx());
    let colours = &theme.colours;
    let size = Vec2::new(ui.available_width(), theme.sizes.row);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let words = told.words();
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &words));
    let (sign, words, colour) = match told {
        DifferenceLine::Heading(words) => (None, words, colours.weak),
        DifferenceLine::Told(sign, words) => (Some(*sign), words, colours.ink),
    };
    let mut left = rect.left();
    if let Some(sign) = sign {
        let colour = match sign {
            '+' => colours.done,
            '−' => colours.error,
            _ => colours.hint,
        };
        let sign = line(ui, &sign.to_string(), theme.body(), colour, theme.sizes.row);
        let at = Pos2::new(left + theme.sizes.gap, rect.center().y);
        place(ui, at, Align2::LEFT_CENTER, sign);
        left += theme.sizes.row;
    }
    let galley = line(ui, words, theme.body(), colour, rect.right() - left);
    let is_cut = galley.elided;
    place(
        ui,
        Pos2::new(left, rect.center().y),
        Align2::LEFT_CENTER,
        galley,
    );
    if is_cut {
        response.on_hover_text(words);
    }
}
