//! What a join will do, before it is made: what comes, what has to be decided, and what it rests on.

use super::confirm::{buttons_ui, primary};
use super::differences::differences_ui;
use super::inspector::time_words;
use super::prompt::wide_title_ui;
use super::theme::Theme;
use super::words::{with, word};
use crate::session::{
    Action, Arg, Brings, Compared, Footing, Planned, Saying, Session, conflict_saying,
};
use egui::{RichText, ScrollArea, Ui};

/// Contradictions named one by one.
const MOST_NAMED: usize = 50;

/// The plan.
pub(super) fn join_plan_ui(ui: &mut Ui, session: &Session, asked: &mut Vec<Action>) {
    let Some(planned) = session.planned() else {
        asked.push(Action::ShowOverlay { overlay: None });
        return;
    };
    let theme = Theme::of(ui.ctx());
    let file = planned.path().file_name().unwrap_or_default();
    let title = with(
        session,
        "plan-title",
        "file",
        file.to_string_lossy().as_ref(),
    );
    wide_title_ui(ui, &title);
    footing_ui(ui, session, planned.footing());
    ui.add_space(theme.sizes.gap);
    if planned.is_nothing() {
        ui.label(word(session, "plan-nothing"));
    } else {
        counts_ui(ui, session, planned);
        conflicts_ui(ui, session, planned);
        ui.add_space(theme.sizes.gap);
        if let Some(compared) = planned.compared() {
            let heading = RichText::new(word(session, "plan-all")).small();
            ui.label(heading.color(theme.colours.weak));
            let most = ui.ctx().content_rect().height() * 0.3;
            differences_ui(ui, session, compared, most);
        }
    }
    if planned.wants_key() {
        ui.add_space(theme.sizes.gap);
        ui.horizontal_wrapped(|ui| {
            let words = RichText::new(word(session, "plan-key-hint")).small();
            ui.label(words.color(theme.colours.weak));
            if ui.button(word(session, "plan-key")).clicked() {
                asked.push(Action::JoinWithKey { key: None });
            }
        });
    }
    ui.add_space(theme.sizes.wide_pad);
    let saves = session.will_save_join();
    if !planned.is_nothing() || saves {
        let undo = match saves {
            true => "plan-then-saved",
            false => "plan-undo",
        };
        let words = RichText::new(word(session, undo)).small();
        ui.label(words.color(theme.colours.weak));
    }
    buttons_ui(ui, |ui| {
        let join = match (planned.is_nothing(), saves) {
            (true, false) => None,
            (_, true) => Some("plan-join-and-save"),
            (false, false) => Some("plan-join"),
        };
        if let Some(key) = join {
            let button = primary(ui, &word(session, key));
            button.request_focus_once(ui);
            if button.0.clicked() {
                asked.push(Action::ApplyJoin);
            }
        }
        let cancel = match join {
            Some(_) => "button-cancel",
            None => "button-close",
        };
        if ui.button(word(session, cancel)).clicked() {
            asked.push(Action::ShowOverlay { overlay: None });
        }
    });
}

/// Whether a version that both come from was found, and what follows.
fn footing_ui(ui: &mut Ui, session: &Session, footing: &Footing) {
    let colours = &Theme::of(ui.ctx()).colours;
    let (saying, colour) = match footing {
        Footing::Common { by, at } => {
            let when = at.map(time_words).unwrap_or_default();
            let saying = match (by.is_empty(), when.is_empty()) {
                (false, false) => Saying::new("plan-base-by").with("by", Arg::coder(by)),
                (true, false) => Saying::new("plan-base-at"),
                _ => Saying::new("plan-base"),
            };
            (saying.with("at", when), colours.done)
        }
        Footing::Earlier => (Saying::new("plan-earlier"), colours.done),
        Footing::Nothing => (Saying::new("plan-no-base"), colours.warning),
        Footing::OtherProject => (Saying::new("plan-other-project"), colours.warning),
    };
    ui.label(RichText::new(session.locale().say(&saying)).color(colour));
}

/// What comes, kind by kind; what wants a look stands out.
fn counts_ui(ui: &mut Ui, session: &Session, planned: &Planned) {
    let theme = Theme::of(ui.ctx());
    let counts = planned.counts();
    let of = |wants: bool| counts.iter().filter(move |it| it.0.wants_a_look() == wants);
    for (wants, colour) in [(false, theme.colours.ink), (true, theme.colours.warning)] {
        if of(wants).next().is_none() {
            continue;
        }
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = theme.sizes.wide_pad;
            for (brings, count) in of(wants) {
                count_ui(ui, session, (*brings, *count), colour);
            }
        });
    }
}

fn count_ui(
    ui: &mut Ui,
    session: &Session,
    (brings, count): (Brings, usize),
    colour: egui::Color32,
) {
    let words = Saying::new(brings.key()).with("count", count);
    ui.label(RichText::new(session.locale().say(&words)).color(colour));
}

/// The contradictions, which are decided after the join.
fn conflicts_ui(ui: &mut Ui, session: &Session, planned: &Planned) {
    let theme = Theme::of(ui.ctx());
    // What they are about may come with the join.
    let joined = planned.compared().map(Compared::after);
    let Some(project) = joined.filter(|_| !planned.conflicts().is_empty()) else {
        return;
    };
    ui.add_space(theme.sizes.gap);
    let words = RichText::new(word(session, "plan-decide-later")).small();
    ui.label(words.color(theme.colours.weak));
    let most = ui.ctx().content_rect().height() * 0.2;
    let area = ScrollArea::vertical().id_salt("met").max_height(most);
    area.auto_shrink([false, true]).show(ui, |ui| {
        for conflict in planned.conflicts().iter().take(MOST_NAMED) {
            let words = session.locale().say(&conflict_saying(project, conflict));
            ui.label(RichText::new(format!("· {words}")).small());
        }
        if planned.conflicts().len() > MOST_NAMED {
            let more = planned.conflicts().len() - MOST_NAMED;
            ui.label(with(session, "plan-more", "count", more));
        }
    });
}
