//! A code in the inspector.

use super::choice::tick_ui;
use super::icon::{Icon, icon_button};
use super::inspector::{Field, InspectorState, code_path, facts_ui, kind_ui};
use super::theme::{Theme, margin};
use super::words::{counted, cut, number, with, word};
use super::{codebook, codebook_menu, memo, swatch};
use crate::model::{Code, QuotationId, RecordId};
use crate::query::{Filter, awaiting_review, quoted};
use crate::session::{Action, Named, Open, Overlay, Session};
use egui::{Align, Frame, Label, Layout, RichText, Role, Sense, Ui, Vec2, WidgetInfo};

/// Examples that are shown; of more, the rest is a number.
const MOST_EXAMPLES: usize = 8;

/// Everything about a code.
pub(super) fn code_ui(
    ui: &mut Ui,
    session: &Session,
    (open, code): (&Open, &Code),
    state: &mut InspectorState,
    asked: &mut Vec<Action>,
) {
    let theme = Theme::of(ui.ctx());
    let record = RecordId::Code(code.id);
    kind_ui(ui, session, record);
    state.field_ui(ui, session, (record, Field::Name));
    state.field_ui(ui, session, (record, Field::Aliases));
    state.field_ui(ui, session, (record, Field::Definition));
    state.field_ui(ui, session, (record, Field::When));
    state.field_ui(ui, session, (record, Field::WhenNot));
    meaning_ui(ui, session, (open, code), state, asked);
    review_ui(ui, session, (open, code), state, asked);
    ui.columns(2, |columns| {
        let [left, right] = columns else { return };
        state.field_ui(left, session, (record, Field::Key));
        colour_ui(right, session, code, asked);
    });
    let mut applicable = code.applicable;
    let label = word(session, "inspector-applicable");
    let check = tick_ui(ui, &mut applicable, &label);
    if check
        .on_hover_text(word(session, "help-set-code-applicable"))
        .changed()
    {
        asked.push(Action::SetCodeApplicable {
            code: Named::id(code.id),
            applicable,
        });
    }
    let above = code
        .parent
        .map(|it| code_path(open, it))
        .unwrap_or_default();
    facts_ui(
        ui,
        session,
        &[
            ("inspector-above", cut(&above)),
            ("inspector-codings", number(open.index().count(code.id))),
        ],
    );
    reshape_ui(ui, session, code, asked);
    ui.add_space(theme.sizes.gap);
    examples_ui(ui, session, (open, code), asked);
    memo::memo_ui(ui, session, (open, record), state);
}

/// The choice after a definition was changed: only its wording, or what it means.
fn meaning_ui(
    ui: &mut Ui,
    session: &Session,
    (open, code): (&Open, &Code),
    state: &mut InspectorState,
    asked: &mut Vec<Action>,
) {
    let count = open.index().count(code.id);
    if state.reworded != Some(code.id) || count == 0 {
        return;
    }
    let theme = Theme::of(ui.ctx());
    let frame = Frame::new()
        .fill(theme.colours.mark)
        .corner_radius(theme.corner())
        .inner_margin(margin(theme.sizes.gap));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.label(word(session, "meaning-asks"));
        if ui.button(word(session, "meaning-wording")).clicked() {
            state.reworded = None;
        }
        if ui.button(counted(session, "meaning-new", count)).clicked() {
            state.reworded = None;
            asked.push(Action::DefineCode {
                code: Named::id(code.id),
                definition: None,
                when: None,
                when_not: None,
                meaning: true,
            });
        }
    });
    ui.add_space(theme.sizes.gap);
}

/// How many passages want a second look, and the way to them.
fn review_ui(
    ui: &mut Ui,
    session: &Session,
    (open, code): (&Open, &Code),
    state: &mut InspectorState,
    asked: &mut Vec<Action>,
) {
    if code.meant.is_none() {
        return;
    }
    let key = (open.history().revision(), code.id);
    if state.awaited.as_ref().is_none_or(|it| it.0 != key) {
        let filter = Filter::of_code(code.id);
        let awaited = awaiting_review(open.project(), open.index(), &filter);
        state.awaited = Some((key, awaited));
    }
    let awaited = state.awaited.as_ref().map(|it| it.1.as_slice());
    let awaited = awaited.unwrap_or_default();
    let Some(first) = awaited.first() else { return };
    let warning = Theme::of(ui.ctx()).colours.warning;
    let words = counted(session, "reviewing-count", awaited.len());
    ui.label(RichText::new(words).small().color(warning));
    ui.horizontal(|ui| {
        if ui.button(word(session, "reviewing-go")).clicked() {
            asked.push(Action::GoTo {
                record: RecordId::Coding(*first),
            });
        }
        let all = ui.button(word(session, "reviewing-all"));
        if all
            .on_hover_text(word(session, "help-review-codings"))
            .clicked()
        {
            asked.push(Action::ReviewCodings {
                codings: Vec::new(),
                code: Some(Named::id(code.id)),
            });
        }
    });
}

/// The passages that show what is meant.
fn examples_ui(
    ui: &mut Ui,
    session: &Session,
    (open, code): (&Open, &Code),
    asked: &mut Vec<Action>,
) {
    let theme = Theme::of(ui.ctx());
    ui.horizontal(|ui| {
        let title = RichText::new(word(session, "inspector-examples")).small();
        ui.label(title.color(theme.colours.weak));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let able = open.index().count(code.id) > 0;
            let pick = egui::Button::new(word(session, "examples-pick")).small();
            if ui.add_enabled(able, pick).clicked() {
                asked.push(codebook::choose(&[code.id]));
                asked.push(Action::ShowOverlay {
                    overlay: Some(Overlay::Examples),
                });
            }
        });
    });
    let quotations = code.examples.iter().filter_map(|it| match it {
        RecordId::Quotation(id) => Some(*id),
        _ => None,
    });
    for id in quotations.take(MOST_EXAMPLES) {
        ui.push_id(id, |ui| example_ui(ui, session, (open, code, id), asked));
    }
    if let Some(more) = code.examples.len().checked_sub(MOST_EXAMPLES)
        && more > 0
    {
        ui.label(format!("+{}", number(more)));
    }
    ui.add_space(theme.sizes.gap * 0.5);
}

fn example_ui(
    ui: &mut Ui,
    session: &Session,
    (open, code, id): (&Open, &Code, QuotationId),
    asked: &mut Vec<Action>,
) {
    let quotation = open.project().quotations().get(id);
    let source = quotation.and_then(|it| open.project().sources().get(it.source));
    let Some((quotation, source)) = quotation.zip(source) else {
        return;
    };
    let quote = quoted(source, quotation).1;
    let quote = quote.split_whitespace().collect::<Vec<_>>().join(" ");
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        let label = word(session, "examples-drop");
        if icon_button(ui, Icon::Close, &label).clicked() {
            asked.push(Action::SetCodeExample {
                code: Named::id(code.id),
                quotation: id,
                example: false,
            });
        }
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            let words = with(session, "examples-quote", "quote", cut(&quote));
            let label = Label::new(RichText::new(words).small()).truncate();
            let go = ui.add(label.sense(Sense::click()));
            if go.on_hover_text(&source.name).clicked() {
                asked.push(Action::GoTo {
                    record: RecordId::Quotation(id),
                });
            }
        });
    });
}

/// Copying, splitting, merging and removing.
fn reshape_ui(ui: &mut Ui, session: &Session, code: &Code, asked: &mut Vec<Action>) {
    let theme = Theme::of(ui.ctx());
    let named = || Named::id(code.id);
    let ways = [
        (
            "codebook-merge",
            Action::MergeCodes {
                codes: vec![named()],
                into: None,
            },
        ),
        (
            "codebook-split",
            Action::SplitCode {
                code: Some(named()),
                by: None,
                name: None,
            },
        ),
        (
            "codebook-duplicate",
            Action::DuplicateCode {
                code: Some(named()),
                name: None,
            },
        ),
    ];
    ui.horizontal_wrapped(|ui| {
        for (key, action) in ways {
            if ui.button(word(session, key)).clicked() {
                asked.push(action);
            }
        }
        let remove = RichText::new(word(session, "menu-remove")).color(theme.colours.error);
        if ui.button(remove).clicked() {
            asked.push(codebook::choose(&[code.id]));
            asked.push(codebook_menu::removal());
        }
    });
}

fn colour_ui(ui: &mut Ui, session: &Session, code: &Code, asked: &mut Vec<Action>) {
    let theme = Theme::of(ui.ctx());
    let label = word(session, "inspector-colour");
    ui.label(RichText::new(&label).small().color(theme.colours.weak));
    let size = Vec2::new(ui.available_width(), theme.sizes.row - 4.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    ui.painter()
        .rect_filled(rect, theme.corner(), swatch::colour(code.colour));
    if response.has_focus() {
        let stroke = egui::Stroke::new(2.0, theme.colours.ink);
        let kind = egui::StrokeKind::Outside;
        ui.painter().rect_stroke(rect, theme.corner(), stroke, kind);
    }
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &label));
    if swatch::palette_ui(&response, session, (code, false), asked) {
        response.request_focus();
    }
    response.on_hover_text(code.colour.hex());
}
