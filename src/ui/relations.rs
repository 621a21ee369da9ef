//! What a record has to do with others, in the inspector: what its memos point at, which memos point
//! at it, its links, and the sets it is in.

use super::choice::tick_ui;
use super::icon::{Icon, icon_button};
use super::memo;
use super::theme::Theme;
use super::words::{with, word};
use crate::model::{Link, MemoId, Project, ProjectId, RecordId};
use crate::query::{Mention, mentioning, mentions};
use crate::session::{Action, Named, Open, Session};
use egui::{Align, Button, Layout, RichText, TextEdit, Ui};
use std::collections::BTreeSet;

/// What is being typed and begun, and what was looked up for the record inspected.
#[derive(Default)]
pub(super) struct RelationsState {
    /// Where a link was begun.
    from: Option<RecordId>,
    /// What the link will be called.
    name: String,
    directed: bool,
    /// What a new set will be called.
    set: String,
    /// Pointing and pointed at, at one state of the project.
    known: Option<((ProjectId, u64, RecordId), Known)>,
}

/// What memos say of a record.
#[derive(Default)]
struct Known {
    mentions: Vec<Mention>,
    by: Vec<MemoId>,
}

impl RelationsState {
    /// Memos are read again only when something changed or another record is inspected.
    fn known(&mut self, open: &Open, record: RecordId) -> &Known {
        let project = open.project();
        let at = (project.head().id, open.history().revision(), record);
        let known = self.known.take().filter(|it| it.0 == at);
        let known = known.unwrap_or_else(|| {
            let texts = project.memos_on(record).map(|it| it.text.as_str());
            let mentions = texts.flat_map(|it| mentions(project, it)).collect();
            let by = mentioning(project, record);
            (at, Known { mentions, by })
        });
        &self.known.insert(known).1
    }
}

/// Everything a record has to do with others.
pub(super) fn relations_ui(
    ui: &mut Ui,
    session: &Session,
    (open, record): (&Open, RecordId),
    state: &mut RelationsState,
    asked: &mut Vec<Action>,
) {
    state.from = state.from.filter(|it| open.has(*it));
    ui.separator();
    mentions_ui(ui, session, (open, record), state, asked);
    links_ui(ui, session, (open, record), asked);
    ui.horizontal_wrapped(|ui| {
        let copy = ui.button(word(session, "relations-copy-link"));
        if copy
            .on_hover_text(word(session, "help-copy-link"))
            .clicked()
        {
            asked.push(Action::CopyLink {
                record: Some(record),
            });
        }
        if state.from.is_none() && ui.button(word(session, "relations-begin-link")).clicked() {
            state.from = Some(record);
        }
        sets_ui(ui, session, (open, record), &mut state.set, asked);
    });
    if let Some(from) = state.from {
        new_link_ui(ui, session, (from, record), state, asked);
    }
}

/// A small weak heading.
fn heading_ui(ui: &mut Ui, words: &str) {
    let weak = Theme::of(ui.ctx()).colours.weak;
    ui.label(RichText::new(words).small().color(weak));
}

/// What the memos on the record point at, and the memos that point at it.
fn mentions_ui(
    ui: &mut Ui,
    session: &Session,
    (open, record): (&Open, RecordId),
    state: &mut RelationsState,
    asked: &mut Vec<Action>,
) {
    let weak = Theme::of(ui.ctx()).colours.weak;
    let known = state.known(open, record);
    if !known.mentions.is_empty() {
        heading_ui(ui, &word(session, "relations-mentions"));
        ui.horizontal_wrapped(|ui| {
            for mention in &known.mentions {
                match mention.to {
                    Some(to) if ui.link(&mention.words).clicked() => {
                        asked.push(Action::GoTo { record: to });
                    }
                    Some(_) => {}
                    None => {
                        let nowhere = with(session, "relations-nowhere", "name", &*mention.words);
                        let words = RichText::new(&mention.words).color(weak).strikethrough();
                        ui.label(words).on_hover_text(nowhere);
                    }
                }
            }
        });
    }
    let project = open.project();
    let memos = || known.by.iter().filter_map(|id| project.memos().get(*id));
    if memos().next().is_some() {
        heading_ui(ui, &word(session, "relations-mentioned"));
    }
    for it in memos() {
        let words = session.called(it.target);
        let link = ui.link(words).on_hover_text(memo::first_line(&it.text));
        if link.clicked() {
            asked.push(Action::GoTo { record: it.target });
        }
    }
}

/// The links from and to the record, each with what stands at its other end.
fn links_ui(
    ui: &mut Ui,
    session: &Session,
    (open, record): (&Open, RecordId),
    asked: &mut Vec<Action>,
) {
    let links = links_of(open.project(), record);
    if !links.is_empty() {
        heading_ui(ui, &word(session, "relations-links"));
    }
    for link in links {
        let is_out = link.from == record;
        let other = if is_out { link.to } else { link.from };
        let sign = match (link.directed, is_out) {
            (false, _) => "↔",
            (true, true) => "→",
            (true, false) => "←",
        };
        ui.push_id(link.id, |ui| {
            ui.horizontal(|ui| {
                ui.label(format!("{sign} {}", link.name));
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    let remove = with(session, "relations-remove-link", "name", &*link.name);
                    if icon_button(ui, Icon::Close, &remove).clicked() {
                        let record = RecordId::Link(link.id);
                        asked.push(Action::Remove { record });
                    }
                    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                        let words = session.called(other);
                        let words = egui::Label::new(RichText::new(&words)).truncate();
                        let shown = ui.add(words.sense(egui::Sense::click()));
                        if shown.on_hover_text(word(session, "help-go-to")).clicked() {
                            asked.push(Action::GoTo { record: other });
                        }
                    });
                });
            });
        });
    }
}

/// The links that begin or end at a record.
fn links_of(project: &Project, record: RecordId) -> Vec<&Link> {
    let ids: BTreeSet<RecordId> = project.uses(record).collect();
    let link = |id: RecordId| match id {
        RecordId::Link(id) => project.links().get(id),
        _ => None,
    };
    ids.into_iter().filter_map(link).collect()
}

/// The link that was begun: its name, and this record to end it at.
fn new_link_ui(
    ui: &mut Ui,
    session: &Session,
    (from, record): (RecordId, RecordId),
    state: &mut RelationsState,
    asked: &mut Vec<Action>,
) {
    let said = session.called(from);
    heading_ui(ui, &with(session, "relations-from", "record", said));
    if from == record {
        ui.label(word(session, "relations-choose-end"));
    } else {
        let hint = word(session, "relations-link-name");
        let field = TextEdit::singleline(&mut state.name).hint_text(&hint);
        let field = field.desired_width(f32::INFINITY);
        ui.add(field).accessible_name(&hint);
        let words = word(session, "relations-directed");
        tick_ui(ui, &mut state.directed, &words);
    }
    ui.horizontal(|ui| {
        let can_end = from != record && !state.name.trim().is_empty();
        let end = Button::new(word(session, "relations-end-link"));
        if from != record && ui.add_enabled(can_end, end).clicked() {
            asked.push(Action::AddLink {
                name: state.name.trim().to_owned(),
                from,
                to: record,
                directed: state.directed,
            });
            state.from = None;
        }
        if ui.button(word(session, "button-cancel")).clicked() {
            state.from = None;
        }
    });
}

/// The sets there are, with a tick at those the record is in, and a field for a new one.
fn sets_ui(
    ui: &mut Ui,
    session: &Session,
    (open, record): (&Open, RecordId),
    new: &mut String,
    asked: &mut Vec<Action>,
) {
    let sets = open.project().sets();
    let inside = |it: &&crate::model::Set| it.members.contains(&record);
    let names: Vec<&str> = sets
        .iter()
        .filter(inside)
        .map(|it| it.name.as_str())
        .collect();
    let title = match names.is_empty() {
        true => word(session, "relations-no-set"),
        false => with(session, "relations-sets", "names", names.join(" · ")),
    };
    ui.menu_button(title, |ui| {
        ui.set_min_width(Theme::of(ui.ctx()).sizes.side * 0.8);
        for set in sets.iter() {
            let mut is_in = set.members.contains(&record);
            if tick_ui(ui, &mut is_in, &set.name).changed() {
                asked.push(Action::SetMembers {
                    set: Named::id(set.id),
                    members: vec![record],
                    inside: is_in,
                });
            }
        }
        let hint = word(session, "relations-new-set");
        let field = TextEdit::singleline(new).hint_text(&hint);
        let field = ui.add(field).accessible_name(&hint);
        let enter = field.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
        if enter && !new.trim().is_empty() {
            asked.push(Action::AddSet {
                name: std::mem::take(new).trim().to_owned(),
                members: vec![record],
            });
            ui.close();
        }
    });
}
