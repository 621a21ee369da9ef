//! Which overview is shown, and writing it.

use super::OverviewsState;
use crate::exchange::TableFormat;
use crate::query::{Filter, Measure, Relation};
use crate::session::{Action, Arg, By, Named, OverviewAsked, Session};
use crate::ui::choice::{choose_ui, tick_ui};
use crate::ui::named_list::{lines_ui, names};
use crate::ui::theme::Theme;
use crate::ui::words::{with, word};
use egui::{DragValue, Ui};
use std::borrow::Cow;

/// Characters between passages that stand near each other, unless told otherwise.
const NEAR: usize = 200;

/// What the choices remember.
#[derive(Default)]
pub(super) struct AskingState {
    typed: String,
}

/// The overview that is shown first.
pub(super) fn usual() -> Action {
    Action::ShowOverview {
        by: By::Sources,
        measure: Measure::Quotations,
        below: false,
        filter: Box::default(),
    }
}

fn action(asked: OverviewAsked) -> Action {
    Action::ShowOverview {
        by: asked.by,
        measure: asked.measure,
        below: asked.below,
        filter: Box::new(asked.filter),
    }
}

/// The choices.
pub(super) fn asking_ui(
    ui: &mut Ui,
    session: &Session,
    state: &mut OverviewsState,
    asked: &mut Vec<Action>,
) {
    let Some(now) = session.overview().wish() else {
        return;
    };
    let mut wanted = now.clone();
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = Theme::of(ui.ctx()).sizes.gap;
        by_ui(ui, session, &mut state.asking, &mut wanted.by);
        if let By::Codes(relation) = &mut wanted.by {
            relation_ui(ui, session, relation);
        }
        if !matches!(wanted.by, By::Figures | By::Sequence(_)) {
            measure_ui(ui, session, &mut wanted.measure);
        }
        if !matches!(wanted.by, By::Figures | By::Sequence(_) | By::Codes(_)) {
            let words = word(session, "overview-below");
            tick_ui(ui, &mut wanted.below, &words)
                .on_hover_text(word(session, "overview-below-help"));
        }
        coder_ui(ui, session, &mut state.asking, &mut wanted.filter);
        for (key, is_plain) in [("overview-picture", false), ("overview-table", true)] {
            if choose_ui(ui, state.is_plain == is_plain, &word(session, key)).clicked() {
                state.is_plain = is_plain;
            }
        }
        write_ui(ui, session, now, asked);
    });
    if wanted != *now {
        asked.push(action(wanted));
    }
}

/// What the columns are.
fn by_ui(ui: &mut Ui, session: &Session, state: &mut AskingState, by: &mut By) {
    let Some(project) = session.project() else {
        return;
    };
    let title = session.overview_title(by);
    let mut chosen = None;
    ui.menu_button(title, |ui| {
        let mut offer = |ui: &mut Ui, it: By| {
            let is_chosen = it.name() == by.name();
            if choose_ui(ui, is_chosen, &session.overview_title(&it)).clicked() {
                chosen = Some(it);
                ui.close();
            }
        };
        offer(ui, By::Sources);
        offer(ui, By::Coders);
        if !project.cases().is_empty() {
            offer(ui, By::Cases);
        }
        offer(ui, By::Codes(Relation::Overlaps));
        offer(ui, By::Figures);
        let variables: Vec<_> = project.variables().iter().collect();
        if !variables.is_empty() {
            ui.menu_button(word(session, "overview-values"), |ui| {
                for variable in variables {
                    if ui.button(&variable.name).clicked() {
                        chosen = Some(By::Values(Named::id(variable.id)));
                        ui.close();
                    }
                }
            });
        }
        let sources = names(session, "source");
        ui.menu_button(word(session, "overview-sequence"), |ui| {
            let name = lines_ui(ui, session, &sources, &mut state.typed);
            let ids = crate::query::sources(project);
            let source = name.and_then(|it| ids.get(it));
            chosen = chosen
                .take()
                .or(source.map(|it| By::Sequence(Named::id(it))));
        });
    });
    if let Some(it) = chosen {
        *by = it;
    }
}

/// How codes stand together.
fn relation_ui(ui: &mut Ui, session: &Session, relation: &mut Relation) {
    let name = |it: &Relation| {
        word(
            session,
            match it {
                Relation::Overlaps => "relation-overlaps",
                Relation::Near(_) => "relation-near",
                Relation::SameSentence => "relation-sentence",
                Relation::SameParagraph => "relation-paragraph",
            },
        )
    };
    let most = match relation {
        Relation::Near(most) => *most,
        _ => NEAR,
    };
    let all = [
        Relation::Overlaps,
        Relation::Near(most),
        Relation::SameSentence,
        Relation::SameParagraph,
    ];
    ui.menu_button(name(relation), |ui| {
        for it in all {
            if choose_ui(ui, *relation == it, &name(&it)).clicked() {
                *relation = it;
                ui.close();
            }
        }
    });
    if let Relation::Near(most) = relation {
        let drag = DragValue::new(most).range(0..=100_000);
        ui.add(drag).accessible_name(word(session, "relation-most"));
    }
}

/// What is counted.
fn measure_ui(ui: &mut Ui, session: &Session, measure: &mut Measure) {
    let name = |it: Measure| {
        word(
            session,
            match it {
                Measure::Codings => "measure-codings",
                Measure::Quotations => "measure-quotations",
                Measure::Characters => "measure-characters",
            },
        )
    };
    ui.menu_button(name(*measure), |ui| {
        for it in [Measure::Quotations, Measure::Codings, Measure::Characters] {
            if choose_ui(ui, *measure == it, &name(it)).clicked() {
                *measure = it;
                ui.close();
            }
        }
    });
}

/// Whose codings count: everybody's or one coder's.
fn coder_ui(ui: &mut Ui, session: &Session, state: &mut AskingState, filter: &mut Filter) {
    let Some(project) = session.project().filter(|it| it.coders().len() > 1) else {
        return;
    };
    let only = filter.coders.as_ref().and_then(|it| it.first());
    let only = only.and_then(|it| project.coders().get(*it));
    let shown = match only {
        Some(coder) => with(session, "overview-only", "name", Arg::coder(&coder.name)),
        None => word(session, "overview-everybody"),
    };
    ui.menu_button(shown, |ui| {
        if choose_ui(ui, only.is_none(), &word(session, "overview-everybody")).clicked() {
            filter.coders = None;
            ui.close();
        }
        let coders: Vec<_> = project.coders().iter().collect();
        let names = coders.iter().map(|it| session.locale().coder(&it.name));
        let names: Vec<String> = names.map(Cow::into_owned).collect();
        let chosen = lines_ui(ui, session, &names, &mut state.typed);
        if let Some(coder) = chosen.and_then(|it| coders.get(it)) {
            filter.coders = Some([coder.id].into());
        }
    });
}

/// Writing it: as a table, or as a picture.
fn write_ui(ui: &mut Ui, session: &Session, now: &OverviewAsked, asked: &mut Vec<Action>) {
    ui.menu_button(word(session, "board-export"), |ui| {
        for format in TableFormat::ALL.iter().rev() {
            if ui.button(format.extension().to_uppercase()).clicked() {
                asked.push(Action::WriteOverview {
                    by: now.by.clone(),
                    measure: now.measure,
                    below: now.below,
                    filter: Box::new(now.filter.clone()),
                    format: Some(*format),
                    path: None,
                    bom: true,
                });
                ui.close();
            }
        }
    });
}
