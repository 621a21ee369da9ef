//! The screen of reading packs: the recipe on the left, the pages as they will be printed beside it,
//! and what should be looked at before they are handed out.

pub(super) mod paper;
mod readings;
mod remarks;
mod settings;
mod told;

use super::confirm::primary;
use super::overlay::OverlayState;
use super::theme::Theme;
use super::words::{counted, word};
use crate::exchange::pack::{Choice, Edition, READY};
use crate::session::{Action, PackFormat, PackShown, Session};
use egui::{Align, ComboBox, Layout, RichText, ScrollArea, Ui, Vec2};
use std::collections::BTreeMap;
use std::path::Path;

/// Share of the window that the screen takes.
const SHARE: Vec2 = Vec2::new(0.96, 0.9);
/// Width of the recipe, in parts of a dialog's.
const LEFT: f32 = 0.72;

/// What stands on the left.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
enum Tab {
    /// What the recipe says.
    #[default]
    Recipe,
    /// What is told of words.
    Words,
    /// Readings to be looked at.
    Readings,
    /// What should be looked at.
    Remarks,
}

impl Tab {
    const ALL: [Self; 4] = [Self::Recipe, Self::Words, Self::Readings, Self::Remarks];

    const fn key(self) -> &'static str {
        match self {
            Self::Recipe => "pack-tab-recipe",
            Self::Words => "pack-tab-words",
            Self::Readings => "pack-tab-readings",
            Self::Remarks => "pack-tab-remarks",
        }
    }
}

/// What the screen remembers.
#[derive(Default)]
pub(super) struct PackState {
    tab: Tab,
    /// What is typed into settings, by name, of this recipe.
    fields: BTreeMap<String, String>,
    of: String,
    /// Which kinds of file are made.
    formats: Vec<PackFormat>,
    word: told::WordState,
    review: readings::ReviewState,
}

/// The screen.
pub(super) fn pack_ui(
    ui: &mut Ui,
    session: &Session,
    state: &mut OverlayState,
    asked: &mut Vec<Action>,
) {
    let (Some(open), Some(shown)) = (session.open(), session.pack_shown()) else {
        asked.push(Action::ShowOverlay { overlay: None });
        return;
    };
    if shown.revision != open.history().revision() {
        let (recipe, edition) = (None, None);
        asked.push(Action::ShowPack { recipe, edition });
    }
    let theme = Theme::of(ui.ctx());
    let window = ui.ctx().content_rect().size() * SHARE;
    ui.set_width(window.x);
    let own = &mut state.pack;
    if own.formats.is_empty() {
        own.formats.push(PackFormat::Html);
    }
    heading_ui(ui, session, shown, asked);
    ui.add_space(theme.sizes.gap);
    let high = window.y - theme.sizes.row * 4.0;
    ui.horizontal_top(|ui| {
        let left = theme.sizes.dialog * LEFT;
        ui.allocate_ui_with_layout(Vec2::new(left, high), Layout::top_down(Align::Min), |ui| {
            ui.set_width(left);
            left_ui(ui, session, (own, shown), asked);
        });
        ui.add_space(theme.sizes.wide_pad);
        ui.allocate_ui_with_layout(
            Vec2::new(ui.available_width(), high),
            Layout::top_down(Align::Min),
            |ui| paper::paper_ui(ui, session, shown),
        );
    });
    ui.add_space(theme.sizes.gap);
    foot_ui(ui, session, (own, shown), asked);
}

/// The address of a file for a browser.
pub(super) fn address(path: &Path) -> String {
    let path = path.to_string_lossy().replace('\\', "/");
    let mut address = String::from(if path.starts_with('/') {
        "file://"
    } else {
        "file:///"
    });
    for byte in path.bytes() {
        match byte {
            b'/' | b':' | b'-' | b'.' | b'_' | b'~' => address.push(char::from(byte)),
            byte if byte.is_ascii_alphanumeric() => address.push(char::from(byte)),
            byte => address.push_str(&format!("%{byte:02X}")),
        }
    }
    address
}

/// Which recipe and which edition.
fn heading_ui(ui: &mut Ui, session: &Session, shown: &PackShown, asked: &mut Vec<Action>) {
    let theme = Theme::of(ui.ctx());
    ui.horizontal(|ui| {
        let title = RichText::new(word(session, "pack-title")).size(theme.sizes.large);
        ui.label(title.color(theme.colours.ink));
        recipe_ui(ui, session, shown, asked);
        ui.separator();
        for edition in [Edition::Student, Edition::Teacher, Edition::Blank] {
            let label = word(session, &format!("pack-edition-{}", edition.name()));
            if ui
                .selectable_label(shown.edition == edition, label)
                .clicked()
            {
                asked.push(Action::ShowPack {
                    recipe: None,
                    edition: Some(edition),
                });
            }
        }
    });
}

/// What a recipe is called on the screen.
fn name_of(session: &Session, recipe: &str) -> String {
    match READY.iter().any(|it| it.name == recipe) {
        true => word(session, &format!("pack-ready-{recipe}")),
        false => recipe.to_owned(),
    }
}

fn recipe_ui(ui: &mut Ui, session: &Session, shown: &PackShown, asked: &mut Vec<Action>) {
    let label = word(session, "pack-recipe");
    let combo = ComboBox::from_id_salt("recipe").selected_text(name_of(session, &shown.recipe));
    let own = session.project().map(|it| it.recipes());
    let own = own
        .into_iter()
        .flat_map(|it| it.iter())
        .map(|it| it.name.clone());
    let own: Vec<String> = own.collect();
    let response = combo.width(180.0).height(400.0).show_ui(ui, |ui| {
        let ready = READY.iter().map(|it| it.name.to_owned());
        // One of the project's own stands for the one that comes along of its name.
        let is_own = |it: &String| own.contains(&name_of(session, it));
        let ready = ready.filter(|it| !is_own(it));
        for name in own.iter().cloned().chain(ready) {
            let chosen = name == shown.recipe;
            if ui
                .selectable_label(chosen, name_of(session, &name))
                .clicked()
            {
                asked.push(Action::ShowPack {
                    recipe: Some(name),
                    edition: None,
                });
            }
        }
    });
    response.response.accessible_name(label);
}

fn left_ui(
    ui: &mut Ui,
    session: &Session,
    (own, shown): (&mut PackState, &PackShown),
    asked: &mut Vec<Action>,
) {
    let theme = Theme::of(ui.ctx());
    ui.horizontal(|ui| {
        for tab in Tab::ALL {
            let count = shown.made.as_ref().map_or(0, |it| it.remarks.len());
            let label = match tab {
                Tab::Remarks if count > 0 => counted(session, "pack-tab-remarks-count", count),
                tab => word(session, tab.key()),
            };
            if ui.selectable_label(own.tab == tab, label).clicked() {
                own.tab = tab;
            }
        }
    });
    ui.add_space(theme.sizes.gap);
    let area = ScrollArea::vertical()
        .id_salt(own.tab.key())
        .auto_shrink(false);
    // The bar for scrolling lies over nothing.
    let width = ui.available_width() - theme.sizes.gap * 2.0;
    area.show(ui, |ui| {
        ui.set_max_width(width);
        match own.tab {
            Tab::Recipe => settings::settings_ui(ui, session, (own, shown), asked),
            Tab::Words => told::told_ui(ui, session, &mut own.word, asked),
            Tab::Readings => readings::readings_ui(ui, session, (own, shown), asked),
            Tab::Remarks => remarks::remarks_ui(ui, session, shown),
        }
    });
}

/// As which kinds of file it is made, and the button that makes it.
fn foot_ui(
    ui: &mut Ui,
    session: &Session,
    (own, shown): (&mut PackState, &PackShown),
    asked: &mut Vec<Action>,
) {
    ui.horizontal(|ui| {
        for (format, name) in PackFormat::ALL {
            let format = *format;
            let mut is_on = own.formats.contains(&format);
            let label = word(session, &format!("pack-format-{name}"));
            if ui.checkbox(&mut is_on, label).changed() {
                match is_on {
                    true => own.formats.push(format),
                    false => own.formats.retain(|it| *it != format),
                }
            }
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let can = !own.formats.is_empty();
            let make = ui.add_enabled_ui(can, |ui| primary(ui, &word(session, "pack-make-all")));
            if make.inner.0.clicked() {
                asked.push(Action::MakePack {
                    recipe: shown.recipe.clone(),
                    formats: own.formats.clone(),
                    editions: Vec::new(),
                    path: None,
                });
            }
            if ui.button(word(session, "button-close")).clicked() {
                asked.push(Action::ShowOverlay { overlay: None });
            }
        });
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_an_address_whatever_is_in_it() {
        let address = |it: &str| address(Path::new(it));
        assert_eq!(address("/a b/读.html"), "file:///a%20b/%E8%AF%BB.html");
        assert_eq!(address("C:\\a\\b.html"), "file:///C:/a/b.html");
    }
}
