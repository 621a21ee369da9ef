//! A field for a path with what lies in its folder, where the system offers no dialog.

use super::confirm::{buttons_ui, primary};
use super::field::entered;
use super::icon::Icon;
use super::overlay::OverlayState;
use super::prompt::title_ui;
use super::row::{row_ui, words_ui};
use super::theme::Theme;
use super::words::word;
use crate::session::{Action, Overlay, PathFor, Session};
use egui::{Pos2, Rect, ScrollArea, TextEdit, Ui, Vec2};
use std::path::{Path, PathBuf};

/// Asks for a path.
pub(super) fn path_field_ui(
    ui: &mut Ui,
    session: &Session,
    (state, wanted): (&mut OverlayState, PathFor),
    asked: &mut Vec<Action>,
) {
    let theme = Theme::of(ui.ctx());
    if state.fresh {
        state.text = session.suggested_path(wanted).display().to_string();
    }
    let (title, yes) = match wanted {
        PathFor::Open => ("path-open", "path-open-button"),
        PathFor::Import => ("path-import", "path-open-button"),
        PathFor::ImportInto => ("path-import-into", "button-add"),
        PathFor::Save | PathFor::Version => ("path-save", "question-save"),
        PathFor::Folder => ("path-folder", "question-save"),
        PathFor::Pack => ("path-pack", "pack-make"),
        PathFor::Copy => ("path-copy", "question-save"),
        PathFor::Join => ("path-join", "path-open-button"),
        PathFor::Key => ("path-key", "path-open-button"),
        PathFor::Sources => ("path-sources", "button-add"),
        PathFor::Edition => ("path-edition", "path-open-button"),
        PathFor::Codebook => ("path-codebook", "button-add"),
        PathFor::Citations => ("path-citations", "button-add"),
        PathFor::Values(_) => ("path-values", "button-add"),
        PathFor::Table(_) | PathFor::Export(_) | PathFor::Losses | PathFor::Template => {
            ("path-export", "question-save")
        }
    };
    // The folder of a pack is asked for on the way back to its pages.
    let after = match wanted {
        PathFor::Pack if session.pack_shown().is_some() => Some(Overlay::Pack),
        _ => None,
    };
    title_ui(ui, &word(session, title));
    let label = word(session, "path-field");
    let edit = TextEdit::singleline(&mut state.text).desired_width(f32::INFINITY);
    let field = ui.add(edit.cursor_at_end(true)).accessible_name(&label);
    if state.fresh {
        field.request_focus();
    }
    let entered = entered(ui, &field);
    ui.add_space(theme.sizes.gap);
    let chosen = folder_ui(ui, session, state);
    ui.add_space(theme.sizes.wide_pad);
    let mut done = entered;
    buttons_ui(ui, |ui| {
        done |= primary(ui, &word(session, yes)).0.clicked();
        if ui.button(word(session, "button-cancel")).clicked() {
            asked.push(Action::ShowOverlay { overlay: after });
        }
    });
    if let Some(path) = chosen {
        state.text = path.display().to_string();
    }
    let path = PathBuf::from(state.text.trim());
    if done && !state.text.trim().is_empty() {
        asked.extend(session.action_for(wanted, path));
        // The answer first: closing the field without one is thinking better of it.
        asked.push(Action::ShowOverlay { overlay: after });
    }
}

/// What lies in the folder of the path that is typed; what was clicked becomes the path.
fn folder_ui(ui: &mut Ui, session: &Session, state: &mut OverlayState) -> Option<PathBuf> {
    let sizes = &Theme::of(ui.ctx()).sizes;
    let typed = PathBuf::from(state.text.trim());
    let is_whole = state.text.ends_with(std::path::is_separator);
    let folder = if is_whole {
        Some(typed.as_path())
    } else {
        typed.parent()
    };
    let folder = folder.unwrap_or(Path::new("")).to_owned();
    if state.folder.as_ref().map(|it| &it.0) != Some(&folder) {
        let entries = session.entries(&folder);
        state.folder = Some((folder.clone(), entries));
    }
    let entries = state
        .folder
        .as_ref()
        .map(|it| it.1.as_slice())
        .unwrap_or_default();
    let mut chosen = None;
    ui.spacing_mut().item_spacing.y = 1.0;
    let up = folder.parent().map(|it| it.join(""));
    let area = ScrollArea::vertical()
        .max_height(sizes.palette_list * 0.7)
        .min_scrolled_height(sizes.palette_list * 0.7)
        .auto_shrink(false);
    area.show_rows(ui, sizes.row, entries.len() + 1, |ui, range| {
        for at in range {
            let (path, is_folder) = match at.checked_sub(1) {
                None => match &up {
                    Some(up) => (up, true),
                    None => continue,
                },
                Some(at) => match entries.get(at) {
                    Some((path, is_folder)) => (path, *is_folder),
                    None => continue,
                },
            };
            let name = if at == 0 {
                "..".into()
            } else {
                file_name(path)
            };
            if entry_ui(ui, &name, is_folder) {
                // A folder keeps its separator at the end, so that its own entries come next.
                chosen = Some(if is_folder {
                    path.join("")
                } else {
                    path.clone()
                });
            }
        }
    });
    chosen
}

fn file_name(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

/// One entry; whether it was clicked.
fn entry_ui(ui: &mut Ui, name: &str, is_folder: bool) -> bool {
    let theme = Theme::of(ui.ctx());
    let (rect, response) = row_ui(ui, theme.sizes.row, false, name);
    let side = theme.sizes.icon;
    let at = Pos2::new(rect.left() + side, rect.center().y);
    let sign = Rect::from_center_size(at, Vec2::splat(side - 2.0));
    let icon = if is_folder { Icon::Folder } else { Icon::Page };
    icon.paint(ui.painter(), sign, theme.colours.weak);
    let left = sign.right() + theme.sizes.gap;
    words_ui(ui, rect, left, name);
    response.clicked()
}
