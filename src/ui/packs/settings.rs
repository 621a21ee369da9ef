//! The settings of a recipe, each in the widget that fits what it may be.

use super::{PackState, name_of};
use crate::edit::plan_packs::About;
use crate::exchange::pack::{
    Choice, Codes, Form, READY, SETTINGS, Setting, Settings, Wanted, list,
};
use crate::query::{codebook, sources};
use crate::session::{Action, Language, PackShown, Session};
use crate::ui::theme::Theme;
use crate::ui::words::{with, word};
use egui::{Color32, ComboBox, DragValue, RichText, TextEdit, Ui};

/// All settings.
pub(super) fn settings_ui(
    ui: &mut Ui,
    session: &Session,
    (own, shown): (&mut PackState, &PackShown),
    asked: &mut Vec<Action>,
) {
    let about = session.recipe(&shown.recipe).unwrap_or_default();
    if own.of != shown.recipe {
        own.of.clone_from(&shown.recipe);
        own.fields.clear();
    }
    for setting in SETTINGS {
        let words = about.get(setting.name).map_or("", |it| it.as_str());
        if let Some(words) = setting_ui(ui, session, (own, setting), words) {
            change(session, shown, (setting.name, words), asked);
        }
    }
    if ui.button(word(session, "pack-template-write")).clicked() {
        asked.push(Action::SaveTemplate { path: None });
    }
    memos_ui(ui, session);
    let is_own = session.project().is_some_and(|it| {
        let mut recipes = it.recipes().iter();
        recipes.any(|it| it.name == shown.recipe)
    });
    if is_own && ui.button(word(session, "pack-recipe-remove")).clicked() {
        let recipe = crate::session::Named::name(shown.recipe.clone());
        asked.push(Action::RemoveRecipe { recipe });
    }
}

/// How a memo says where it is printed.
fn memos_ui(ui: &mut Ui, session: &Session) {
    let theme = Theme::of(ui.ctx());
    let is_chinese = session.locale().language() == Language::Chinese;
    let marks = Form::ALL.iter().map(|it| it.0.mark(is_chinese));
    let marks = marks.map(|it| it.trim().to_owned()).collect::<Vec<_>>();
    let words = with(session, "pack-memos-how", "marks", marks.join(" "));
    ui.label(RichText::new(words).color(theme.colours.weak));
    ui.add_space(theme.sizes.gap);
}

/// Asks for a change; of a recipe that comes along, a copy in the project is changed.
fn change(
    session: &Session,
    shown: &PackShown,
    (name, words): (&str, String),
    asked: &mut Vec<Action>,
) {
    let is_ready = READY.iter().any(|it| it.name == shown.recipe);
    let recipe = name_of(session, &shown.recipe);
    let about: About = [(name.to_owned(), words)].into();
    asked.push(Action::SetRecipe {
        recipe: recipe.clone(),
        about,
        like: is_ready.then(|| shown.recipe.clone()),
    });
    if is_ready {
        asked.push(Action::ShowPack {
            recipe: Some(recipe),
            edition: None,
        });
    }
}

/// One setting; what it was changed to, if it was.
fn setting_ui(
    ui: &mut Ui,
    session: &Session,
    (own, setting): (&mut PackState, &Setting),
    words: &str,
) -> Option<String> {
    let theme = Theme::of(ui.ctx());
    let label = word(session, &format!("pack-setting-{}", setting.name));
    let shown = if words.is_empty() {
        setting.default
    } else {
        words
    };
    let heading = RichText::new(&label)
        .size(theme.sizes.small)
        .color(theme.colours.weak);
    let changed = match (setting.name, setting.wanted) {
        ("texts", _) => {
            ui.label(heading);
            texts_ui(ui, session, words, &label)
        }
        (_, Wanted::Pairs) => {
            ui.label(heading);
            pairs_ui(ui, session, words, &label)
        }
        ("codes" | "find", _) => {
            ui.label(heading);
            codes_ui(ui, session, (setting, words), &label)
        }
        (_, Wanted::One(names)) => {
            ui.label(heading);
            one_ui(ui, session, (setting.name, names), shown, &label)
        }
        (_, Wanted::Some(names)) => {
            ui.label(heading);
            some_ui(ui, session, names, shown)
        }
        (_, Wanted::Number(least, most)) => {
            ui.label(heading);
            let mut number: u32 = shown.parse().unwrap_or(least);
            let drag = ui.add(DragValue::new(&mut number).range(least..=most));
            let drag = drag.accessible_name(&label);
            drag.changed().then(|| number.to_string())
        }
        (_, Wanted::Words | Wanted::Names | Wanted::Query) => {
            ui.label(heading);
            let is_long = setting.wanted == Wanted::Names;
            field_ui(ui, (own, setting.name, is_long), words, &label)
        }
    };
    ui.add_space(theme.sizes.gap * 0.5);
    changed
}

/// A field that counts when it is left.
fn field_ui(
    ui: &mut Ui,
    (own, name, is_long): (&mut PackState, &str, bool),
    words: &str,
    label: &str,
) -> Option<String> {
    let text = own
        .fields
        .entry(name.to_owned())
        .or_insert_with(|| words.to_owned());
    let edit = match is_long {
        true => TextEdit::multiline(text).desired_rows(1),
        false => TextEdit::singleline(text),
    };
    let field = ui
        .add(edit.desired_width(f32::INFINITY))
        .accessible_name(label);
    if !field.has_focus() && !field.lost_focus() {
        // What was taken back or set elsewhere is shown.
        if text != words {
            words.clone_into(text);
        }
        return None;
    }
    (field.lost_focus() && text.trim() != words).then(|| text.clone())
}

/// What a choice is called.
fn choice(session: &Session, setting: &str, name: &str) -> String {
    match setting {
        "around" => word(session, &format!("unit-{name}")),
        _ => word(session, &format!("pack-choice-{name}")),
    }
}

fn one_ui(
    ui: &mut Ui,
    session: &Session,
    (setting, names): (&str, &[&str]),
    shown: &str,
    label: &str,
) -> Option<String> {
    let mut changed = None;
    let text = match shown.is_empty() {
        true => word(session, "pack-choice-screen"),
        false => choice(session, setting, shown),
    };
    let combo = ComboBox::from_id_salt(setting).selected_text(text);
    let response = combo.width(ui.available_width() * 0.9).show_ui(ui, |ui| {
        for name in names {
            let words = choice(session, setting, name);
            if ui.selectable_label(*name == shown, words).clicked() && *name != shown {
                changed = Some((*name).to_owned());
            }
        }
    });
    response.response.accessible_name(label);
    changed
}

/// Ticks; those that are on come in the order in which they were put on, and can be moved up.
fn some_ui(ui: &mut Ui, session: &Session, names: &[&str], shown: &str) -> Option<String> {
    let on: Vec<&str> = list(shown).collect();
    let mut next = None;
    let rest = names.iter().copied().filter(|it| !on.contains(it));
    for name in on.iter().copied().chain(rest) {
        ui.horizontal(|ui| {
            let at = on.iter().position(|it| *it == name);
            let mut is_on = at.is_some();
            let label = word(session, &format!("pack-choice-{name}"));
            if ui.checkbox(&mut is_on, &label).changed() {
                let mut all = on.clone();
                match is_on {
                    true => all.push(name),
                    false => all.retain(|it| *it != name),
                }
                next = Some(all);
            }
            let up = at.filter(|it| *it > 0 && on.len() > 1);
            if let Some(at) = up {
                let tip = word(session, "pack-earlier");
                let button = ui.small_button("↑").on_hover_text(&tip);
                if button.accessible_name(format!("{tip}: {label}")).clicked() {
                    let mut all = on.clone();
                    all.swap(at, at - 1);
                    next = Some(all);
                }
            }
        });
    }
    // Nothing at all would mean what is usual.
    next.filter(|it| !it.is_empty()).map(|it| it.join(","))
}

fn texts_ui(ui: &mut Ui, session: &Session, words: &str, label: &str) -> Option<String> {
    let project = session.project()?;
    let names = sources(project).into_iter();
    let names = names
        .filter_map(|id| project.sources().get(id))
        .map(|it| it.name.clone());
    let names: Vec<String> = names.collect();
    let chosen: Vec<&str> = words.lines().filter(|it| !it.trim().is_empty()).collect();
    let text = match chosen.is_empty() {
        true => word(session, "pack-all-texts"),
        false => chosen.join("、"),
    };
    let mut changed = None;
    let menu = ui.menu_button(shortened(&text), |ui| {
        if ui
            .selectable_label(chosen.is_empty(), word(session, "pack-all-texts"))
            .clicked()
        {
            changed = Some(String::new());
        }
        for name in &names {
            let mut is_on = chosen.contains(&name.as_str());
            if ui.checkbox(&mut is_on, shortened(name)).changed() {
                changed = Some(toggled(&chosen, name, is_on));
            }
        }
    });
    menu.response.accessible_name(label);
    changed
}

/// For each text a menu of those that may stand beside it.
fn pairs_ui(ui: &mut Ui, session: &Session, words: &str, label: &str) -> Option<String> {
    let project = session.project()?;
    let names = sources(project).into_iter();
    let names = names.filter_map(|id| Some(project.sources().get(id)?.name.clone()));
    let names: Vec<String> = names.collect();
    let about = [("translations".to_owned(), words.to_owned())].into();
    let pairs = Settings::read(&about).0.translations;
    let told = |(one, other): &(String, String)| format!("{one} = {other}");
    let text = match pairs.as_slice() {
        [] => word(session, "pack-no-translation"),
        pairs => pairs.iter().map(told).collect::<Vec<_>>().join("、"),
    };
    let mut changed = None;
    let menu = ui.menu_button(shortened(&text), |ui| {
        for name in &names {
            let now = pairs.iter().find(|it| it.0 == *name).map(|it| &it.1);
            ui.menu_button(shortened(name), |ui| {
                let none = word(session, "pack-no-translation");
                let others = names.iter().filter(|it| *it != name);
                let choices = std::iter::once((none.as_str(), None));
                for (words, other) in choices.chain(others.map(|it| (it.as_str(), Some(it)))) {
                    if ui.radio(now == other, shortened(words)).clicked() {
                        let mut next = pairs.clone();
                        next.retain(|it| it.0 != *name);
                        next.extend(other.map(|it| (name.clone(), it.clone())));
                        let lines: Vec<String> = next.iter().map(told).collect();
                        changed = Some(lines.join("\n"));
                    }
                }
            });
        }
    });
    menu.response.accessible_name(label);
    changed
}

fn codes_ui(
    ui: &mut Ui,
    session: &Session,
    (setting, words): (&Setting, &str),
    label: &str,
) -> Option<String> {
    let project = session.project()?;
    let shown = if words.is_empty() {
        setting.default
    } else {
        words
    };
    let about = [(setting.name.to_owned(), shown.to_owned())].into();
    let read = Settings::read(&about).0;
    let now = match setting.name {
        "codes" => read.codes,
        _ => read.find,
    };
    let chosen: Vec<&str> = match &now {
        Codes::All => Vec::new(),
        Codes::Named(names) => names.iter().map(String::as_str).collect(),
    };
    let text = match &now {
        Codes::All => word(session, "pack-all-codes"),
        Codes::Named(names) if names.is_empty() => word(session, "pack-no-codes"),
        Codes::Named(names) => names.join("、"),
    };
    let mut changed = None;
    let menu = ui.menu_button(shortened(&text), |ui| {
        for (sign, key) in [("*", "pack-all-codes"), ("-", "pack-no-codes")] {
            let is_it = match sign {
                "*" => now == Codes::All,
                _ => now == Codes::Named(Vec::new()),
            };
            if ui.selectable_label(is_it, word(session, key)).clicked() {
                changed = Some(sign.to_owned());
            }
        }
        for branch in codebook(project) {
            let Some(code) = project.codes().get(branch.code) else {
                continue;
            };
            let mut is_on = chosen.contains(&code.name.as_str());
            let name = shortened(&code.name);
            let colour = Color32::from_rgb(code.colour.0, code.colour.1, code.colour.2);
            let name = RichText::new(name).color(colour);
            if ui.checkbox(&mut is_on, name).changed() {
                let next = toggled(&chosen, &code.name, is_on);
                changed = Some(if next.is_empty() { "-".into() } else { next });
            }
        }
    });
    menu.response.accessible_name(label);
    changed
}

/// The names with one more or less, one a line.
fn toggled(chosen: &[&str], name: &str, is_on: bool) -> String {
    let mut all = chosen.to_vec();
    match is_on {
        true => all.push(name),
        false => all.retain(|it| *it != name),
    }
    all.join("\n")
}

fn shortened(words: &str) -> String {
    const MOST: usize = 22;
    match words.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", words.get(..end).unwrap_or_default()),
        None => words.to_owned(),
    }
}
