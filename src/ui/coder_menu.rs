//! The menu of coders: who codes, whose codings are shown on the page, and somebody new.

use super::choice::{choose_ui, tick_ui};
use super::theme::Theme;
use super::words::{with, word};
use crate::model::CoderId;
use crate::session::{Action, Arg, Named, Open, Session};
use egui::{RichText, TextEdit, Ui};
use std::collections::BTreeSet;

/// Who codes, and who else may.
pub(super) fn coder_ui(ui: &mut Ui, session: &Session, new: &mut String, asked: &mut Vec<Action>) {
    let Some(open) = session.open() else { return };
    let theme = Theme::of(ui.ctx());
    let coders = open.project().coders();
    let known = coders.get(open.coder()).map(|it| it.name.clone());
    let name = known.unwrap_or_else(|| session.coder_name());
    let title = with(session, "coder-now", "name", Arg::coder(&name));
    let response = ui.menu_button(title, |ui| {
        ui.set_min_width(theme.sizes.side * 0.8);
        for coder in coders.iter() {
            let chosen = coder.id == open.coder();
            if choose_ui(ui, chosen, &session.locale().coder(&coder.name)).clicked() {
                asked.push(Action::SwitchCoder {
                    coder: Named::id(coder.id),
                });
                ui.close();
            }
        }
        shown_ui(ui, session, open, asked);
        ui.separator();
        let mut signs = session.signs();
        let sign = tick_ui(ui, &mut signs, &word(session, "coder-signs"));
        let sign = sign.on_hover_text(word(session, "help-sign-states"));
        if sign.changed() {
            asked.push(Action::SignStates {
                on: signs,
                key: None,
            });
        }
        ui.separator();
        let hint = word(session, "coder-new");
        let field = TextEdit::singleline(new)
            .hint_text(&hint)
            .desired_width(f32::INFINITY);
        let field = ui.add(field).accessible_name(&hint);
        let enter = field.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
        if enter && !new.trim().is_empty() {
            asked.push(Action::SwitchCoder {
                coder: Named::name(std::mem::take(new)),
            });
            ui.close();
        }
    });
    response
        .response
        .on_hover_text(word(session, "help-switch-coder"));
}

/// A box for every coder, ticked while their codings are shown on the page.
fn shown_ui(ui: &mut Ui, session: &Session, open: &Open, asked: &mut Vec<Action>) {
    let coders = open.project().coders();
    if coders.len() < 2 {
        return;
    }
    let marks = &session.look().marks;
    let all: BTreeSet<CoderId> = coders.iter().map(|it| it.id).collect();
    let shown = marks.filter.coders.clone().unwrap_or_else(|| all.clone());
    ui.separator();
    let heading = RichText::new(word(session, "coders-shown")).small();
    ui.label(heading.color(Theme::of(ui.ctx()).colours.weak));
    for coder in coders.iter() {
        let mut is_shown = shown.contains(&coder.id);
        let words = with(session, "coders-show", "name", Arg::coder(&coder.name));
        if !tick_ui(ui, &mut is_shown, &words).changed() {
            continue;
        }
        let mut wanted = shown.clone();
        match is_shown {
            true => wanted.insert(coder.id),
            false => wanted.remove(&coder.id),
        };
        // Nobody's codings would be a page without any: then everybody's are shown.
        if wanted == all || wanted.is_empty() {
            wanted.clear();
        }
        asked.push(Action::ShowMarks {
            codes: match &marks.set {
                Some(_) => Vec::new(),
                None => marks
                    .filter
                    .codes
                    .iter()
                    .flatten()
                    .map(|it| Named::id(*it))
                    .collect(),
            },
            coders: wanted.iter().map(|it| Named::id(*it)).collect(),
            set: marks.set.as_deref().map(Named::name),
            compare: false,
        });
    }
}
