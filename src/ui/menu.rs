//! The menu bar, made from the table of actions.

use super::coder_menu::coder_ui;
use super::theme::Theme;
use super::wish::{self, Wish};
use super::words::word;
use crate::session::table::Menu;
use crate::session::{Action, Session};
use egui::{Align, Button, Layout, MenuBar, RichText, Ui};

/// Actions that begin a new group in their menu.
const GROUPS: [&str; 14] = [
    "save-project",
    "export",
    "join-project",
    "close-project",
    "copy",
    "find",
    "next-source",
    "stick-code",
    "uncode",
    "add-code",
    "merge-codes",
    "grow-selection",
    "open-palette",
    "zoom-in",
];

/// The menu bar; `coder` is the name of a new coder while it is typed.
pub(super) fn menu_bar_ui(
    ui: &mut Ui,
    session: &Session,
    coder: &mut String,
    asked: &mut Vec<Action>,
) {
    let theme = Theme::of(ui.ctx());
    MenuBar::new().ui(ui, |ui| {
        ui.set_min_height(theme.sizes.menu_bar);
        ui.spacing_mut().button_padding.x = theme.sizes.gap;
        for menu in Menu::ALL {
            ui.menu_button(word(session, menu.key()), |ui| {
                menu_ui(ui, session, menu, asked);
            });
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            coder_ui(ui, session, coder, asked);
        });
    });
}

fn menu_ui(ui: &mut Ui, session: &Session, menu: Menu, asked: &mut Vec<Action>) {
    ui.set_width(Theme::of(ui.ctx()).sizes.side);
    if menu == Menu::View {
        choices_ui(ui, &wish::panels(session), asked);
        ui.separator();
        let boards = word(session, "menu-boards");
        ui.menu_button(boards, |ui| choices_ui(ui, &wish::boards(session), asked));
        let marks = wish::marks(session);
        ui.add_enabled_ui(!marks.is_empty(), |ui| {
            let words = word(session, "menu-marks");
            ui.menu_button(words, |ui| choices_ui(ui, &marks, asked));
        });
        let theme = word(session, "menu-theme");
        ui.menu_button(theme, |ui| choices_ui(ui, &wish::themes(session), asked));
        let motion = word(session, "menu-motion");
        ui.menu_button(motion, |ui| choices_ui(ui, &wish::motions(session), asked));
        let language = word(session, "menu-language");
        ui.menu_button(language, |ui| {
            choices_ui(ui, &wish::languages(session), asked);
        });
    }
    for wish in wish::of_menu(session, menu) {
        // The panels and boards stand above, each with its name.
        if wish::has_choices(wish.name) {
            continue;
        }
        if GROUPS.contains(&wish.name) {
            ui.separator();
        }
        item_ui(ui, &wish, asked);
    }
    if menu == Menu::Help {
        ui.separator();
        item_ui(ui, &wish::about(session), asked);
    }
}

fn choices_ui(ui: &mut Ui, wishes: &[Wish], asked: &mut Vec<Action>) {
    ui.set_width(Theme::of(ui.ctx()).sizes.side);
    for wish in wishes {
        item_ui(ui, wish, asked);
    }
}

/// One line of a menu.
fn item_ui(ui: &mut Ui, wish: &Wish, asked: &mut Vec<Action>) {
    let theme = Theme::of(ui.ctx());
    let sign = match wish.chosen {
        Some(true) => "✓ ",
        Some(false) => "　 ",
        None => "",
    };
    let key = RichText::new(&wish.key).color(theme.colours.weak);
    let button = Button::new(format!("{sign}{}", wish.words)).shortcut_text(key);
    let button = button.min_size(egui::vec2(ui.available_width(), theme.sizes.row));
    let response = ui.add_enabled(wish.able, button);
    if response.on_hover_text(&wish.help).clicked() {
        asked.push(wish.action.clone());
        ui.close();
    }
}
