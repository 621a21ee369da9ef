//! A quotation in the inspector: its words, its place, and every coding on it.

use super::codings::place_words;
use super::icon::{Icon, icon_button};
use super::inspector::{InspectorState, coder_name, facts_ui, kind_ui, time_words};
use super::theme::{Theme, margin};
use super::words::{cut, with, word};
use super::{memo, swatch};
use crate::model::{Code, Coding, CodingId, QuotationId, RecordId, Source, Verdict};
use crate::session::{Action, Named, Open, Session};
use egui::{Align, Frame, Layout, Rect, RichText, ScrollArea, Sense, Ui, Vec2};

/// Everything about a quotation.
pub(super) fn quotation_ui(
    ui: &mut Ui,
    session: &Session,
    (open, id): (&Open, QuotationId),
    state: &mut InspectorState,
    asked: &mut Vec<Action>,
) {
    let project = open.project();
    let Some(quotation) = project.quotations().get(id) else {
        return;
    };
    let Some(source) = project.sources().get(quotation.source) else {
        return;
    };
    let record = RecordId::Quotation(id);
    kind_ui(ui, session, record);
    quote_ui(ui, quotation.span.of(source.text()).unwrap_or_default());
    if let Some(stray) = &quotation.stray {
        let key = match stray.verdict {
            Verdict::Unsure => "quotation-unsure",
            Verdict::Lost => "quotation-lost",
        };
        let warning = Theme::of(ui.ctx()).colours.warning;
        ui.label(RichText::new(word(session, key)).small().color(warning));
        quote_ui(ui, &stray.quote.exact);
    }
    codings_ui(ui, session, (open, id), asked);
    let chars = source
        .lines
        .chars_from_span(quotation.span)
        .unwrap_or_default();
    facts_ui(
        ui,
        session,
        &[
            ("inspector-place", place_words(session, chars)),
            ("inspector-line", line_words(source, quotation.span.start)),
            ("record-source", source.name.clone()),
            ("record-coder", coder_name(session, quotation.coder)),
            ("inspector-created", time_words(quotation.created)),
        ],
    );
    let button = ui.button(word(session, "menu-go-to"));
    if button.on_hover_text(word(session, "help-go-to")).clicked() {
        asked.push(Action::GoTo { record });
    }
    ui.add_space(Theme::of(ui.ctx()).sizes.gap);
    memo::memo_ui(ui, session, (open, record), state);
}

/// Line and column, from 1.
fn line_words(source: &Source, byte: usize) -> String {
    let place = source.lines.place_from_byte(byte);
    place
        .map(|it| format!("{}:{}", it.line, it.column))
        .unwrap_or_default()
}

/// The words of a passage, on a ground of their own; long ones scroll.
fn quote_ui(ui: &mut Ui, words: &str) {
    let theme = Theme::of(ui.ctx());
    let frame = Frame::new()
        .fill(theme.colours.paper)
        .corner_radius(theme.corner());
    frame.inner_margin(margin(theme.sizes.pad)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        let most = theme.sizes.board_least;
        ScrollArea::vertical()
            .id_salt(words.len())
            .max_height(most)
            .show(ui, |ui| {
                ui.label(words);
            });
    });
    ui.add_space(theme.sizes.gap * 0.5);
}

/// Every coding on the quotation.
fn codings_ui(
    ui: &mut Ui,
    session: &Session,
    (open, id): (&Open, QuotationId),
    asked: &mut Vec<Action>,
) {
    let Some(passage) = open.index().quotation(id) else {
        return;
    };
    let codings: Vec<CodingId> = passage.codings.iter().map(|it| it.coding).collect();
    for id in codings {
        if let Some(coding) = open.project().codings().get(id) {
            ui.push_id(id, |ui| coding_ui(ui, session, (open, coding), asked));
        }
    }
    ui.add_space(Theme::of(ui.ctx()).sizes.gap * 0.5);
}

/// One coding: its code, who coded, and the sign that removes it.
fn coding_ui(
    ui: &mut Ui,
    session: &Session,
    (open, coding): (&Open, &Coding),
    asked: &mut Vec<Action>,
) {
    let theme = Theme::of(ui.ctx());
    let Some(code) = open.project().codes().get(coding.code) else {
        return;
    };
    let chosen = session.look().inspected == Some(RecordId::Coding(coding.id));
    let fill = if chosen {
        theme.colours.chosen
    } else {
        theme.colours.button
    };
    let frame = Frame::new().fill(fill).corner_radius(theme.corner());
    frame
        .inner_margin(egui::Margin::symmetric(6, 0))
        .show(ui, |ui| {
            ui.horizontal(|ui| {
                let side = Vec2::splat(theme.sizes.swatch);
                let (rect, _) = ui.allocate_exact_size(side, Sense::hover());
                swatch::paint(ui, Rect::from_center_size(rect.center(), side), code);
                let link = egui::Label::new(&code.name).sense(Sense::click());
                let hover = format!("{} · {}", code.name, time_words(coding.created));
                if ui.add(link).on_hover_text(hover).clicked() {
                    asked.push(Action::GoTo {
                        record: RecordId::Code(code.id),
                    });
                }
                let coder = coder_name(session, coding.coder);
                ui.label(RichText::new(coder).small().color(theme.colours.weak));
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    let label = with(session, "quotation-uncode", "name", code.name.as_str());
                    if icon_button(ui, Icon::Close, &label).clicked() {
                        asked.push(Action::Uncode {
                            codings: vec![coding.id],
                        });
                    }
                    more_ui(ui, session, (code, coding), asked);
                    if code.wants_review_of(coding) {
                        review_ui(ui, session, (code, coding), asked);
                    }
                });
            });
        });
}

/// That the coding wants a second look, and the way to say that it still fits.
fn review_ui(
    ui: &mut Ui,
    session: &Session,
    (code, coding): (&Code, &Coding),
    asked: &mut Vec<Action>,
) {
    let warning = Theme::of(ui.ctx()).colours.warning;
    let words = RichText::new(word(session, "reviewing-fits")).small();
    let button = ui.add(egui::Button::new(words.color(warning)).small());
    let help = with(session, "reviewing-fits-help", "name", cut(&code.name));
    if button.on_hover_text(help).clicked() {
        asked.push(Action::ReviewCodings {
            codings: vec![coding.id],
            code: None,
        });
    }
}

/// What else can be done with a coding.
fn more_ui(
    ui: &mut Ui,
    session: &Session,
    (code, coding): (&Code, &Coding),
    asked: &mut Vec<Action>,
) {
    let label = with(session, "quotation-more", "name", cut(&code.name));
    let button = icon_button(ui, Icon::More, &label);
    let is_example = code
        .examples
        .contains(&RecordId::Quotation(coding.quotation));
    let example = if is_example {
        "quotation-no-example"
    } else {
        "quotation-example"
    };
    let choices = [
        (
            "quotation-recode",
            Action::Recode {
                codings: vec![coding.id],
                from: None,
                filter: Box::default(),
                code: None,
            },
        ),
        (
            example,
            Action::SetCodeExample {
                code: Named::id(code.id),
                quotation: coding.quotation,
                example: !is_example,
            },
        ),
    ];
    egui::Popup::menu(&button).show(|ui| {
        for (key, action) in choices {
            if ui.button(word(session, key)).clicked() {
                asked.push(action);
                ui.close();
            }
        }
    });
}
