//! How the page is set: sliders whose effect is seen at once on the page beside them.

use super::choice::{choose_ui, tick_ui};
use super::confirm::{buttons_ui, primary};
use super::installed::Installed;
use super::prompt::title_ui;
use super::theme::Theme;
use super::words::word;
use crate::session::{Action, Numbers, Session, Typesetting};
use crate::text::Writing;
use egui::{ComboBox, Grid, Response, Slider, Ui};

/// The choices; each acts as it is moved.
pub(super) fn typesetting_ui(
    ui: &mut Ui,
    session: &Session,
    installed: &mut Installed,
    asked: &mut Vec<Action>,
) {
    title_ui(ui, &word(session, "typesetting-title"));
    let now = session.settings().typesetting;
    let mut wanted = now;
    let gap = Theme::of(ui.ctx()).sizes.gap;
    Grid::new("typesetting")
        .num_columns(2)
        .spacing([gap * 2.0, gap * 1.5])
        .show(ui, |ui| {
            let mut slider = |key, value, range| {
                let label = ui.label(word(session, key));
                ui.add(Slider::new(value, range)).labelled_by(label.id);
                ui.end_row();
            };
            slider("typesetting-size", &mut wanted.size, Typesetting::SIZES);
            slider(
                "typesetting-measure",
                &mut wanted.measure,
                Typesetting::MEASURES,
            );
            slider(
                "typesetting-leading",
                &mut wanted.leading,
                Typesetting::LEADINGS,
            );
            slider(
                "typesetting-indent",
                &mut wanted.indent,
                Typesetting::INDENTS,
            );
            for writing in Writing::ALL {
                let label = ui.label(word(session, font_key(writing)));
                let response = font_ui(ui, session, (installed, writing), asked);
                response.labelled_by(label.id);
                ui.end_row();
            }
            ui.label(word(session, "typesetting-numbers"));
            ui.vertical(|ui| {
                for numbers in Numbers::ALL {
                    let words = word(session, key_of(numbers));
                    if choose_ui(ui, wanted.numbers == numbers, &words).clicked() {
                        wanted.numbers = numbers;
                    }
                }
            });
            ui.end_row();
        });
    tick_ui(ui, &mut wanted.pinyin, &word(session, "typesetting-pinyin"));
    ui.add_space(Theme::of(ui.ctx()).sizes.pad);
    buttons_ui(ui, |ui| {
        if primary(ui, &word(session, "button-close")).0.clicked() {
            asked.push(Action::ShowOverlay { overlay: None });
        }
        if ui.button(word(session, "typesetting-usual")).clicked() {
            wanted = Typesetting::default();
            let chosen = session.settings().fonts.keys();
            asked.extend(chosen.map(|writing| Action::SetFont {
                writing: *writing,
                family: None,
            }));
        }
    });
    if wanted != now {
        asked.push(Action::SetTypesetting {
            size: Some(wanted.size),
            measure: Some(wanted.measure),
            leading: Some(wanted.leading),
            indent: Some(wanted.indent),
            numbers: Some(wanted.numbers),
            pinyin: Some(wanted.pinyin),
        });
    }
}

/// The font of one writing, among those that have it.
fn font_ui(
    ui: &mut Ui,
    session: &Session,
    (installed, writing): (&mut Installed, Writing),
    asked: &mut Vec<Action>,
) -> Response {
    let own = word(session, "typesetting-font-own");
    let chosen = session.settings().fonts.get(&writing);
    let families = installed.families(ui.ctx());
    let width = Theme::of(ui.ctx()).sizes.side * 0.9;
    let combo = ComboBox::from_id_salt(writing)
        .selected_text(chosen.unwrap_or(&own))
        .width(width)
        .truncate();
    let shown = combo.show_ui(ui, |ui| {
        let mut choose = |ui: &mut Ui, family: Option<&String>, words: &str| {
            let is_chosen = family == chosen;
            if ui.selectable_label(is_chosen, words).clicked() && !is_chosen {
                asked.push(Action::SetFont {
                    writing,
                    family: family.cloned(),
                });
            }
        };
        choose(ui, None, &own);
        let Some(families) = families else {
            ui.label(word(session, "typesetting-font-listing"));
            return;
        };
        let fitting = families.iter().filter(|it| it.1.contains(&writing));
        for (family, _) in fitting {
            choose(ui, Some(family), family);
        }
    });
    shown.response
}

fn font_key(writing: Writing) -> &'static str {
    match writing {
        Writing::Han => "typesetting-font-han",
        Writing::Kana => "typesetting-font-kana",
        Writing::Hangul => "typesetting-font-hangul",
        Writing::Latin => "typesetting-font-latin",
    }
}

fn key_of(numbers: Numbers) -> &'static str {
    match numbers {
        Numbers::None => "typesetting-numbers-none",
        Numbers::Paragraphs => "typesetting-numbers-paragraphs",
        Numbers::Lines => "typesetting-numbers-lines",
    }
}
