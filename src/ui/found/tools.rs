//! The line above the passages: how many there are, how they are shown, and what is done with them.

use super::{FoundState, coding};
use crate::exchange::TableFormat;
use crate::model::CodingId;
use crate::query::KwicOrder;
use crate::session::{Action, Named, Saying, Session};
use crate::text::Collation;
use crate::ui::choice::choose_ui;
use crate::ui::named_list::{code_names, lines_ui};
use crate::ui::theme::Theme;
use crate::ui::words::{counted, number, word};
use egui::{RichText, Ui};

/// The line.
pub(super) fn tools_ui(
    ui: &mut Ui,
    session: &Session,
    state: &mut FoundState,
    asked: &mut Vec<Action>,
) {
    if session.asked().found().is_empty() {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = Theme::of(ui.ctx()).sizes.gap;
        count_ui(ui, session, state);
        ticks_ui(ui, session, state);
        coding::coding_ui(ui, session, state, asked);
        recode_ui(ui, session, state, asked);
        shown_ui(ui, session, state, asked);
        table_ui(ui, session, asked);
    });
}

/// How many passages there are, in how many sources.
fn count_ui(ui: &mut Ui, session: &Session, state: &FoundState) {
    let answer = session.asked();
    let more = if answer.has_more() { "+" } else { "" };
    let mut words = session.locale().say(
        &Saying::new("found-count")
            .with("all", format!("{}{more}", number(answer.found().len())))
            .with("sources", number(state.sum.sources)),
    );
    if answer.is_coming() {
        words.push_str(" …");
    }
    let weak = Theme::of(ui.ctx()).colours.weak;
    ui.label(RichText::new(words).small().color(weak));
}

/// Ticking all and none.
fn ticks_ui(ui: &mut Ui, session: &Session, state: &mut FoundState) {
    if ui.small_button(word(session, "found-tick-all")).clicked() {
        state.tick_all(session, true);
    }
    if state.ticked.is_empty() {
        return;
    }
    if ui.small_button(word(session, "found-tick-none")).clicked() {
        state.tick_all(session, false);
    }
    let words = counted(session, "found-ticked", state.ticked.len());
    ui.label(RichText::new(words).small());
}

/// The codings behind the ticked passages, or behind all when none is ticked.
fn codings(session: &Session, state: &FoundState) -> Vec<CodingId> {
    let found = session.asked().found().iter();
    let meant =
        found.filter(|it| state.ticked.is_empty() || state.ticked.contains(&(it.source, it.span)));
    meant.flat_map(|it| it.codings.iter().copied()).collect()
}

/// Another code for what is coded.
fn recode_ui(ui: &mut Ui, session: &Session, state: &mut FoundState, asked: &mut Vec<Action>) {
    let Some(open) = session.open().filter(|_| state.sum.coded > 0) else {
        return;
    };
    let menu = ui.menu_button(word(session, "found-recode"), |ui| {
        let meant = codings(session, state);
        let weak = Theme::of(ui.ctx()).colours.weak;
        let words = counted(session, "found-codings", meant.len());
        ui.label(RichText::new(words).small().color(weak));
        let codes = code_names(open.project());
        let names: Vec<String> = codes.iter().map(|it| it.1.clone()).collect();
        let chosen = lines_ui(ui, session, &names, &mut state.filters.typed);
        if let Some((code, _)) = chosen.and_then(|it| codes.get(it)) {
            asked.push(Action::Recode {
                codings: meant,
                from: None,
                filter: Box::default(),
                code: Some(Named::id(*code)),
            });
        }
    });
    menu.response
        .on_hover_text(word(session, "found-recode-help"));
}

/// As lines or as text, and what they are sorted by.
fn shown_ui(ui: &mut Ui, session: &Session, state: &mut FoundState, asked: &mut Vec<Action>) {
    for (key, is_reading) in [("found-lines", false), ("found-reading", true)] {
        let is_so = state.is_reading == is_reading;
        if choose_ui(ui, is_so, &word(session, key)).clicked() {
            state.is_reading = is_reading;
        }
    }
    let mut chosen = None;
    let order = format!("found-by-{}", state.order.name());
    ui.menu_button(word(session, &order), |ui| {
        for order in KwicOrder::ALL {
            let words = word(session, &format!("found-by-{}", order.name()));
            if choose_ui(ui, order == state.order, &words).clicked() {
                chosen = Some((order, state.collation));
            }
        }
        ui.separator();
        for collation in Collation::ALL {
            let words = word(session, &format!("collation-{}", collation.name()));
            if choose_ui(ui, collation == state.collation, &words).clicked() {
                chosen = Some((state.order, collation));
            }
        }
    });
    if let Some((order, collation)) = chosen {
        (state.order, state.collation) = (order, collation);
        state.ask(asked);
    }
}

/// The passages as a table for a spreadsheet.
fn table_ui(ui: &mut Ui, session: &Session, asked: &mut Vec<Action>) {
    let asking = session.asked().asking();
    ui.menu_button(word(session, "board-export"), |ui| {
        for format in [TableFormat::Xlsx, TableFormat::Csv] {
            if ui.button(format.extension().to_uppercase()).clicked() {
                asked.push(Action::WritePassages {
                    query: asking.query.clone(),
                    order: asking.order,
                    collation: asking.collation,
                    format: Some(format),
                    path: None,
                    bom: true,
                });
                ui.close();
            }
        }
    });
}
