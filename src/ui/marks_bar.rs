//! The bar above the page that says when some marks are not shown, and shows them again.

use super::panel;
use super::theme::Theme;
use super::words::word;
use crate::model::{CodeId, CoderId, Project};
use crate::session::{Action, Arg, Saying, Session};
use egui::{RichText, Ui};
use std::collections::BTreeSet;

/// Codes named one by one; of more, the rest is a number.
const MOST_NAMED: usize = 4;

/// The bar, if some marks are not shown.
pub(super) fn marks_bar_ui(ui: &mut Ui, session: &Session, asked: &mut Vec<Action>) {
    let Some(words) = words(session) else { return };
    let theme = Theme::of(ui.ctx());
    let bar = egui::Panel::top("marks")
        .resizable(false)
        .frame(panel::bar(theme));
    bar.show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.set_min_height(theme.sizes.menu_bar);
            ui.label(RichText::new(words).color(theme.colours.hint));
            if ui.button(word(session, "marks-all")).clicked() {
                asked.push(Action::ShowMarks {
                    codes: Vec::new(),
                    coders: Vec::new(),
                    set: None,
                    compare: false,
                });
            }
        });
    });
}

/// What is shown; `None` when everything is.
fn words(session: &Session) -> Option<String> {
    let project = session.project()?;
    let marks = &session.look().marks;
    if marks.is_all() {
        return None;
    }
    let mut parts = Vec::new();
    if let Some((first, second)) = marks.compared {
        let compared = Saying::new("marks-compared")
            .with("first", Arg::coder(coder(project, first)))
            .with("second", Arg::coder(coder(project, second)));
        parts.push(compared);
    } else if let Some(coders) = &marks.filter.coders {
        let names = coders.iter().map(|it| coder(project, *it));
        let names: Vec<_> = names.map(|it| session.locale().coder(it)).collect();
        parts.push(Saying::new("marks-by").with("names", names.join("、")));
    }
    match (&marks.set, &marks.filter.codes) {
        (Some(set), _) => parts.push(Saying::new("marks-in-set").with("name", set.as_str())),
        (None, Some(codes)) => {
            parts.push(Saying::new("marks-with").with("names", codes_of(project, codes)));
        }
        (None, None) => {}
    }
    let parts: Vec<String> = parts.iter().map(|it| session.locale().say(it)).collect();
    Some(parts.join(" · "))
}

fn coder(project: &Project, id: CoderId) -> &str {
    project.coders().get(id).map_or("?", |it| it.name.as_str())
}

fn codes_of(project: &Project, codes: &BTreeSet<CodeId>) -> String {
    let names = codes.iter().filter_map(|it| project.codes().get(*it));
    let some: Vec<&str> = names.take(MOST_NAMED).map(|it| it.name.as_str()).collect();
    let more = codes.len().saturating_sub(MOST_NAMED);
    let rest = if more > 0 {
        format!(" +{more}")
    } else {
        String::new()
    };
    format!("{}{rest}", some.join("、"))
}
