//! Files waiting to be added: how each reads with the encoding that was guessed, to be changed.

use super::confirm::{buttons_ui, primary};
use super::prompt::title_ui;
use super::theme::{Theme, margin};
use super::words::{counted, with, word};
use crate::session::{Action, Session, Waiting};
use crate::text::{Encoding, TextChange};
use egui::{Align, ComboBox, Frame, Layout, RichText, ScrollArea, Ui};

/// Characters shown of each file.
const PREVIEW_CHARS: usize = 200;

/// The waiting files.
pub(super) fn waiting_ui(ui: &mut Ui, session: &Session, asked: &mut Vec<Action>) {
    let theme = Theme::of(ui.ctx());
    let count = session.waiting().len();
    title_ui(ui, &counted(session, "waiting-title", count));
    let detail = RichText::new(word(session, "waiting-detail"));
    ui.label(detail.color(theme.colours.weak));
    ui.add_space(theme.sizes.gap);
    let most = ui.ctx().content_rect().height() * 0.55;
    ScrollArea::vertical().max_height(most).show(ui, |ui| {
        for (at, waiting) in session.waiting().iter().enumerate() {
            ui.push_id(at, |ui| file_ui(ui, session, (at, waiting), asked));
        }
    });
    ui.add_space(theme.sizes.wide_pad);
    buttons_ui(ui, |ui| {
        if primary(ui, &counted(session, "waiting-add", count))
            .0
            .clicked()
        {
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
    (at, waiting): (usize, &Waiting),
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
            let now = waiting.decoded.encoding;
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
            let label = with(session, "waiting-encoding", "name", name.as_ref());
            shown.response.accessible_name(label);
        });
    });
    let preview: String = waiting.decoded.text.chars().take(PREVIEW_CHARS).collect();
    let frame = Frame::new()
        .fill(theme.colours.paper)
        .corner_radius(theme.corner());
    frame.inner_margin(margin(theme.sizes.pad)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.label(preview);
    });
    let replaced = waiting
        .decoded
        .changes
        .iter()
        .find_map(|change| match change {
            TextChange::Replaced { count, .. } => Some(*count),
            _ => None,
        });
    if let Some(count) = replaced {
        let words = counted(session, "waiting-replaced", count);
        ui.label(RichText::new(words).small().color(theme.colours.warning));
    }
    ui.add_space(theme.sizes.gap);
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
