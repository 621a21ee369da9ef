//! The page about queries, one click away from the field; a click on an example asks it.

use super::confirm::{buttons_ui, primary};
use super::prompt::title_ui;
use super::theme::Theme;
use super::words::word;
use crate::query::{PagePart, query_page};
use crate::session::{Action, Language, Overlay, Session};
use egui::text::{LayoutJob, TextFormat};
use egui::{Button, Grid, RichText, ScrollArea, Ui};

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
        for (at, part) in parts.iter().enumerate().skip(1) {
            part_ui(ui, session, (at, part), asked);
        }
    });
    ui.add_space(theme.sizes.pad);
    buttons_ui(ui, |ui| {
        if primary(ui, &word(session, "button-close")).0.clicked() {
            asked.push(Action::ShowOverlay { overlay: None });
        }
    });
}

fn part_ui(
    ui: &mut Ui,
    session: &Session,
    (at, part): (usize, &PagePart),
    asked: &mut Vec<Action>,
) {
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
            let width = ui.available_width();
            let grid = Grid::new(("queries", at)).num_columns(3).striped(true);
            grid.show(ui, |ui| {
                for [query, gives, about] in rows {
                    example_ui(ui, session, query, asked);
                    for (words, share) in [(gives, 0.32), (about, 0.3)] {
                        ui.scope(|ui| {
                            ui.set_max_width(width * share);
                            ui.label(plain(ui, words));
                        });
                    }
                    ui.end_row();
                }
            });
        }
    }
}

/// A query that is asked by a click.
fn example_ui(ui: &mut Ui, session: &Session, query: &str, asked: &mut Vec<Action>) {
    let words = RichText::new(query).color(Theme::of(ui.ctx()).colours.accent);
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
