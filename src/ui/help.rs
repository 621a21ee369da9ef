//! The page about queries, one click away from the field; a click on an example asks it.

use super::confirm::{buttons_ui, primary};
use super::prompt::title_ui;
use super::theme::Theme;
use super::words::word;
use crate::query::{PagePart, query_page};
use crate::session::{Action, Language, Overlay, Session};
use egui::text::{LayoutJob, TextFormat};
use egui::{Align, Button, Layout, RichText, ScrollArea, Ui, Vec2};

/// The button that opens the page.
pub(super) fn button_ui(ui: &mut Ui, session: &Session, asked: &mut Vec<Action>) {
    let words = word(session, "query-help");
    let button = ui.button("?").accessible_name(&words).on_hover_text(words);
    if button.clicked() {
        asked.push(Action::ShowOverlay {
            overlay: Some(Overlay::Queries),
        });
    }
}

/// The page.
pub(super) fn page_ui(ui: &mut Ui, session: &Session, asked: &mut Vec<Action>) {
    let theme = Theme::of(ui.ctx());
    let is_chinese = session.locale().language() == Language::Chinese;
    let parts = query_page(if is_chinese { "zh-Hans" } else { "en" });
    if let Some(PagePart::Title(title)) = parts.first() {
        title_ui(ui, title);
    }
    let window = ui.ctx().content_rect();
    let wide = (theme.sizes.dialog * 1.6).min(window.width() * 0.9);
    ui.set_width(wide);
    let area = ScrollArea::vertical()
        .max_height(window.height() * 0.66)
        .auto_shrink([false, true]);
    area.show(ui, |ui| {
        for part in parts.iter().skip(1) {
            part_ui(ui, session, part, asked);
        }
    });
    ui.add_space(theme.sizes.pad);
    buttons_ui(ui, |ui| {
        if primary(ui, &word(session, "button-close")).0.clicked() {
            asked.push(Action::ShowOverlay { overlay: None });
        }
    });
}

fn part_ui(ui: &mut Ui, session: &Session, part: &PagePart, asked: &mut Vec<Action>) {
    let theme = Theme::of(ui.ctx());
    match part {
        PagePart::Title(title) => {
            ui.add_space(theme.sizes.pad);
            ui.label(RichText::new(title).strong().color(theme.colours.ink));
        }
        PagePart::Text(text) => {
            ui.label(plain(ui, text));
            ui.add_space(theme.sizes.gap);
        }
        PagePart::Block(text) => {
            let block = RichText::new(text).size(theme.sizes.small);
            ui.label(block.color(theme.colours.weak));
            ui.add_space(theme.sizes.gap);
        }
        PagePart::Table(rows) => {
            for [query, gives, about] in rows {
                ui.separator();
                row_ui(ui, |ui, width| {
                    column_ui(ui, width * QUERY, |ui| {
                        example_ui(ui, session, query, asked);
                    });
                    column_ui(ui, width * GIVES, |ui| drop(ui.label(plain(ui, gives))));
                    let rest = width * (1.0 - QUERY - GIVES);
                    column_ui(ui, rest, |ui| drop(ui.label(plain(ui, about))));
                });
            }
            ui.add_space(theme.sizes.gap);
        }
    }
}

/// Shares of a row's width: of the query, and of what it gives.
const QUERY: f32 = 0.36;
const GIVES: f32 = 0.34;

/// A row of three columns, with the width they share.
fn row_ui(ui: &mut Ui, add: impl FnOnce(&mut Ui, f32)) {
    let width = ui.available_width() - 2.0 * ui.spacing().item_spacing.x;
    ui.horizontal_top(|ui| add(ui, width));
}

fn column_ui(ui: &mut Ui, width: f32, add: impl FnOnce(&mut Ui)) {
    let layout = Layout::top_down(Align::Min);
    ui.allocate_ui_with_layout(Vec2::new(width, 0.0), layout, |ui| {
        ui.set_width(width);
        add(ui);
    });
}

/// A query that is asked by a click.
fn example_ui(ui: &mut Ui, session: &Session, query: &str, asked: &mut Vec<Action>) {
    let words = RichText::new(query).color(Theme::of(ui.ctx()).colours.accent);
    // On one line with what stands beside it.
    ui.spacing_mut().button_padding = Vec2::ZERO;
    ui.spacing_mut().interact_size.y = 0.0;
    let button = ui.add(Button::new(words).frame(false).wrap());
    if button
        .on_hover_text(word(session, "query-help-ask"))
        .clicked()
    {
        asked.push(Action::AskQuery {
            query: Some(query.to_owned()),
            order: session.asked().asking().order,
            collation: session.asked().asking().collation,
        });
        asked.push(Action::ShowOverlay { overlay: None });
    }
}

/// Words with `queries` and **what matters** in them set apart.
fn plain(ui: &Ui, text: &str) -> LayoutJob {
    let theme = Theme::of(ui.ctx());
    let usual = TextFormat::simple(theme.body(), theme.colours.ink);
    let query = TextFormat {
        color: theme.colours.accent,
        ..usual.clone()
    };
    let strong = TextFormat {
        underline: egui::Stroke::new(1.0, theme.colours.weak),
        ..usual.clone()
    };
    let mut job = LayoutJob::default();
    for (nth, piece) in text.split('`').enumerate() {
        if nth % 2 == 1 {
            job.append(piece, 0.0, query.clone());
            continue;
        }
        for (nth, piece) in piece.split("**").enumerate() {
            let format = if nth % 2 == 1 { &strong } else { &usual };
            job.append(piece, 0.0, format.clone());
        }
    }
    job
}
