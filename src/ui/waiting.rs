//! Files waiting to be added: how each reads with the encoding that was guessed, to be changed, and what
//! of it can be mended.

use super::choice::choose_ui;
use super::cleaning::{difference_ui, steps_ui};
use super::confirm::{buttons_ui, primary};
use super::prompt::{title_ui, widest_title_ui};
use super::theme::{Theme, margin};
use super::words::{counted, with, word};
use crate::edit::plan_sources::RowsAs;
use crate::exchange::reading::Columns;
use crate::session::{Action, Session, Waiting};
use crate::text::Encoding;
use egui::{Align, ComboBox, Frame, Layout, RichText, ScrollArea, Stroke, Ui};

/// Characters shown of each file.
const PREVIEW_CHARS: usize = 200;

/// The waiting files.
pub(super) fn waiting_ui(ui: &mut Ui, session: &Session, asked: &mut Vec<Action>) {
    let theme = Theme::of(ui.ctx());
    let waiting = session.waiting();
    let count: usize = waiting.iter().map(|it| it.texts.len()).sum();
    let is_wide = waiting.iter().any(|it| !it.found.is_empty());
    let cases = waiting.iter().filter(|it| it.is_cases());
    let cases: usize = cases.map(|it| it.texts.len()).sum();
    // Cases alone; beside texts all are counted as what is added.
    let [title, add] = match cases == count {
        true => ["waiting-title-cases", "waiting-add-cases"],
        false => ["waiting-title", "waiting-add"],
    };
    let title = counted(session, title, count);
    match is_wide {
        true => widest_title_ui(ui, &title),
        false => title_ui(ui, &title),
    }
    let told = [
        ("waiting-detail", waiting.iter().any(Waiting::is_guessed)),
        ("waiting-cleaning", is_wide),
    ];
    for (key, _) in told.iter().filter(|it| it.1) {
        ui.label(RichText::new(word(session, key)).color(theme.colours.weak));
    }
    ui.add_space(theme.sizes.gap);
    let most = ui.ctx().content_rect().height() * 0.6;
    // What is above and below the difference of a file.
    let each = most / (waiting.len().min(2) as f32) - theme.sizes.row * 5.5;
    ScrollArea::vertical().max_height(most).show(ui, |ui| {
        for (at, waiting) in waiting.iter().enumerate() {
            ui.push_id(at, |ui| file_ui(ui, session, (at, waiting, each), asked));
        }
    });
    ui.add_space(theme.sizes.wide_pad);
    buttons_ui(ui, |ui| {
        if primary(ui, &counted(session, add, count)).0.clicked() {
            asked.push(Action::AddWaiting);
        }
        if ui.button(word(session, "waiting-drop")).clicked() {
            asked.push(Action::DropWaiting);
        }
    });
}

fn file_ui(
    ui: &mut Ui,
    session: &Session,
    (at, waiting, high): (usize, &Waiting, f32),
    asked: &mut Vec<Action>,
) {
    let theme = Theme::of(ui.ctx());
    let name = waiting
        .path
        .file_name()
        .unwrap_or_default()
        .to_string_lossy();
    ui.horizontal(|ui| {
        ui.label(name.as_ref());
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if let Some(now) = waiting.encoding() {
                encoding_ui(ui, session, (at, now, name.as_ref()), asked);
            }
        });
    });
    if let Some(columns) = &waiting.columns {
        columns_ui(ui, session, (at, columns), asked);
    }
    if !waiting.found.is_empty() {
        steps_ui(ui, session, (at, waiting), asked);
    }
    match waiting.steps.is_empty() {
        true => {
            let preview = beginning(waiting);
            let frame = Frame::new()
                .fill(theme.colours.paper)
                .stroke(Stroke::new(1.0, theme.colours.line))
                .corner_radius(theme.corner());
            frame.inner_margin(margin(theme.sizes.pad)).show(ui, |ui| {
                ui.set_width(ui.available_width());
                ui.label(preview);
            });
        }
        false => {
            let before = waiting.texts.iter().map(|it| it.text.as_str());
            difference_ui(ui, session, before.zip(&waiting.cleaned), high);
        }
    }
    if let Some(count) = waiting.replaced() {
        let words = counted(session, "waiting-replaced", count);
        ui.label(RichText::new(words).small().color(theme.colours.warning));
    }
    ui.add_space(theme.sizes.gap);
}

/// What the rows of a table become, and its columns, of which the one with the texts is shown.
fn columns_ui(
    ui: &mut Ui,
    session: &Session,
    (at, columns): (usize, &Columns),
    asked: &mut Vec<Action>,
) {
    let theme = Theme::of(ui.ctx());
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = theme.sizes.pad;
        ui.label(word(session, "waiting-rows"));
        for (key, rows) in [
            ("waiting-rows-sources", RowsAs::Sources),
            ("waiting-rows-cases", RowsAs::Cases),
        ] {
            if choose_ui(ui, columns.rows == rows, &word(session, key)).clicked() {
                asked.push(Action::SetRows { waiting: at, rows });
            }
        }
    });
    ui.horizontal(|ui| {
        let label = ui.label(word(session, "waiting-column"));
        let none = word(session, "waiting-column-none");
        let now = columns.text.and_then(|it| columns.names.get(it));
        let mut choose = |ui: &mut Ui, is_now: bool, words: &str, name: &str| {
            if ui.selectable_label(is_now, words).clicked() {
                let column = name.to_owned();
                asked.push(Action::SetTextColumn {
                    waiting: at,
                    column,
                });
            }
        };
        let combo = ComboBox::from_id_salt("column").selected_text(now.unwrap_or(&none));
        let combo = combo.width(theme.sizes.side * 0.75).truncate();
        let shown = combo.show_ui(ui, |ui| {
            if columns.rows == RowsAs::Cases {
                choose(ui, now.is_none(), &none, "");
            }
            for name in &columns.names {
                choose(ui, Some(name) == now, name, name);
            }
        });
        shown.response.labelled_by(label.id);
    });
}

/// How a file begins as it will be added: its first text, or the first case with its values.
fn beginning(waiting: &Waiting) -> String {
    let text: String = waiting.text(0).chars().take(PREVIEW_CHARS).collect();
    let first = waiting.texts.first().filter(|it| it.is_case);
    let Some(first) = first else { return text };
    let name = first.name.clone().unwrap_or_default();
    let values = first.values.iter().filter(|it| !it.1.is_empty());
    let values = values.map(|(name, value)| format!("{name} {value}"));
    let lines = [name, values.collect::<Vec<_>>().join(" · "), text];
    let lines = lines.into_iter().filter(|it| !it.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

/// The encodings, of which the one that is used is shown.
fn encoding_ui(
    ui: &mut Ui,
    session: &Session,
    (at, now, name): (usize, Encoding, &str),
    asked: &mut Vec<Action>,
) {
    let theme = Theme::of(ui.ctx());
    let combo = ComboBox::from_id_salt("encoding").selected_text(encoding(session, now));
    let shown = combo.width(theme.sizes.side * 0.75).show_ui(ui, |ui| {
        for other in Encoding::ALL {
            if ui
                .selectable_label(*other == now, encoding(session, *other))
                .clicked()
            {
                let encoding = other.label().to_owned();
                asked.push(Action::SetEncoding {
                    waiting: at,
                    encoding,
                });
            }
        }
    });
    let label = with(session, "waiting-encoding", "name", name);
    shown.response.accessible_name(label);
}

/// An encoding's name, and for which writing it is.
fn encoding(session: &Session, encoding: Encoding) -> String {
    let key = format!("encoding-{}", encoding.label().replace('_', "-"));
    format!(
        "{} · {}",
        encoding.label().to_uppercase(),
        word(session, &key)
    )
}
