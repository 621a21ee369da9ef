//! Lists of names to choose from, in menus.

use super::theme::Theme;
use super::words::word;
use crate::model::{CodeId, Project, Value, Variable};
use crate::query::codebook;
use crate::session::Session;
use egui::{Button, ScrollArea, TextEdit, Ui};
use std::borrow::Cow;
use std::collections::BTreeSet;

/// Names from which on there is a field to find one.
const MANY: usize = 12;

/// The names of one kind of record: `coder`, `source` in the order of the list, `case` or `set`.
pub(super) fn names(session: &Session, field: &str) -> Vec<String> {
    let Some(project) = session.project() else {
        return Vec::new();
    };
    let mut names: Vec<String> = match field {
        "coder" => {
            let coders = project.coders().iter();
            let names = coders.map(|it| session.locale().coder(&it.name));
            names.map(Cow::into_owned).collect()
        }
        "source" => {
            let sources = crate::query::sources(project);
            let sources = sources.iter().filter_map(|it| project.sources().get(*it));
            return sources.map(|it| it.name.clone()).collect();
        }
        "case" => project.cases().iter().map(|it| it.name.clone()).collect(),
        _ => project.sets().iter().map(|it| it.name.clone()).collect(),
    };
    names.sort();
    names.dedup();
    names
}

/// The codes with their names, set in as they stand in the tree.
pub(super) fn code_names(project: &Project) -> Vec<(CodeId, String)> {
    let branches = codebook(project).into_iter();
    let named = branches.map(|it| {
        let name = project.codes().get(it.code).map_or("", |it| &it.name);
        (it.code, format!("{}{name}", "　".repeat(it.depth)))
    });
    named.collect()
}

/// Names one below the other, with a field to find one where there are many; the index of the one
/// that was chosen, which closes the menu.
pub(super) fn lines_ui(
    ui: &mut Ui,
    session: &Session,
    names: &[String],
    typed: &mut String,
) -> Option<usize> {
    let sizes = &Theme::of(ui.ctx()).sizes;
    ui.set_width(sizes.side * 0.8);
    let is_long = names.len() > MANY;
    if is_long {
        let hint = word(session, "filter-find");
        let edit = TextEdit::singleline(typed).hint_text(&hint);
        ui.add(edit.desired_width(f32::INFINITY))
            .accessible_name(&hint);
    }
    let wanted = typed.trim().to_lowercase();
    let fits = |it: &String| !is_long || wanted.is_empty() || it.to_lowercase().contains(&wanted);
    let fitting: Vec<usize> = names
        .iter()
        .enumerate()
        .filter(|(_, it)| fits(it))
        .map(|it| it.0)
        .collect();
    let mut chosen = None;
    let area = ScrollArea::vertical().max_height(sizes.palette_list * 0.8);
    let height = sizes.row - 4.0;
    area.show_rows(ui, height, fitting.len(), |ui, range| {
        for at in range.filter_map(|it| fitting.get(it)) {
            let Some(name) = names.get(*at) else { continue };
            let line = Button::new(name).frame(false).truncate();
            if ui.add(line).clicked() {
                chosen = Some(*at);
                typed.clear();
                ui.close();
            }
        }
    });
    chosen
}

/// The values that cases and sources have of a variable: whose, which, and in words.
pub(super) fn values(project: &Project, variable: &Variable) -> Vec<(&'static str, Value, String)> {
    let cases = project.cases().iter().map(|it| ("case", &it.values));
    let sources = project.sources().iter().map(|it| ("source", &it.values));
    let mut seen = BTreeSet::new();
    let mut values = Vec::new();
    for (holder, all) in cases.chain(sources) {
        let Some(value) = all.get(&variable.id) else {
            continue;
        };
        let words = value.words();
        if seen.insert((holder, words.clone())) {
            values.push((holder, value.clone(), words));
        }
    }
    values.sort_by(|one, other| (one.0, &one.2).cmp(&(other.0, &other.2)));
    values
}
