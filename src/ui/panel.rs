//! What every panel has: a header with its name, how much is in it, and its buttons.

use super::icon::{Icon, icon_button};
use super::theme::Theme;
use super::wish::panel_key;
use super::words::{number, with, word};
use crate::session::{Action, Panel, Session};
use egui::{Align, Frame, IdSalt, Layout, Margin, RichText, Ui, Vec2};

/// The frame of a panel beside the page.
pub(super) fn frame(theme: &Theme) -> Frame {
    let pad = super::theme::margin(theme.sizes.pad);
    let gap = super::theme::margin(theme.sizes.gap);
    Frame::new().fill(theme.colours.panel).inner_margin(Margin {
        left: pad.left,
        right: gap.right,
        ..gap
    })
}

/// The frame of the bars above and below.
pub(super) fn bar(theme: &Theme) -> Frame {
    let pad = super::theme::margin(theme.sizes.pad);
    Frame::new().fill(theme.colours.bar).inner_margin(Margin {
        top: 0,
        bottom: 0,
        ..pad
    })
}

/// Names the edge by which a panel is made larger or smaller; `salt` is what egui knows the panel by,
/// which was drawn into `ui`.
pub(super) fn name_edge(ui: &Ui, session: &Session, salt: &str, panel: Panel) {
    let edge = ui.scope_id().with_salt(IdSalt::new(salt)).with("__resize");
    let size = word(session, "panel-size");
    let name = word(session, panel_key(panel));
    ui.ctx()
        .accesskit_node_builder(edge, |node| node.set_label(format!("{size}: {name}")));
}

/// A panel's header: its name, a count, `buttons`, and the sign that hides it.
pub(super) fn header_ui(
    ui: &mut Ui,
    session: &Session,
    (panel, count): (Panel, Option<usize>),
    asked: &mut Vec<Action>,
    buttons: impl FnOnce(&mut Ui, &mut Vec<Action>),
) {
    let theme = Theme::of(ui.ctx());
    let name = word(session, panel_key(panel));
    let size = Vec2::new(ui.available_width(), theme.sizes.row);
    ui.allocate_ui_with_layout(size, Layout::right_to_left(Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        let hide = with(session, "panel-hide", "panel", name.as_str());
        if icon_button(ui, Icon::Close, &hide).clicked() {
            asked.push(Action::TogglePanel { panel });
        }
        buttons(ui, asked);
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = theme.sizes.gap;
            let heading = RichText::new(&name).size(theme.sizes.heading);
            ui.label(heading.color(theme.colours.ink).strong());
            if let Some(count) = count {
                ui.label(
                    RichText::new(number(count))
                        .small()
                        .color(theme.colours.weak),
                );
            }
        });
    });
}

/// What a panel says when there is nothing in it yet.
pub(super) fn empty_ui(ui: &mut Ui, words: &str) {
    let theme = Theme::of(ui.ctx());
    ui.add_space(theme.sizes.gap);
    ui.label(RichText::new(words).color(theme.colours.weak));
}
