//! A code in the inspector.

use super::choice::tick_ui;
use super::confirm::Confirm;
use super::inspector::{Field, InspectorState, code_path, facts_ui, kind_ui};
use super::theme::Theme;
use super::words::{number, word};
use super::{codebook_row, memo, swatch};
use crate::model::{Code, RecordId};
use crate::session::{Action, Named, Open, Session};
use egui::{RichText, Role, Sense, Ui, Vec2, WidgetInfo};

/// Everything about a code.
pub(super) fn code_ui(
    ui: &mut Ui,
    session: &Session,
    (open, code, confirm): (&Open, &Code, &mut Option<Confirm>),
    state: &mut InspectorState,
    asked: &mut Vec<Action>,
) {
    let theme = Theme::of(ui.ctx());
    let record = RecordId::Code(code.id);
    kind_ui(ui, session, record);
    state.field_ui(ui, session, (record, Field::Name));
    state.field_ui(ui, session, (record, Field::Aliases));
    state.field_ui(ui, session, (record, Field::Definition));
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
            ("inspector-above", above),
            ("inspector-codings", number(open.index().count(code.id))),
        ],
    );
    memo::memo_ui(ui, session, (open, record), state);
    ui.add_space(theme.sizes.gap);
    let remove = RichText::new(word(session, "menu-remove")).color(theme.colours.error);
    if ui.button(remove).clicked() {
        *confirm = Some(codebook_row::removal(open, code));
    }
}

fn colour_ui(ui: &mut Ui, session: &Session, code: &Code, asked: &mut Vec<Action>) {
    let theme = Theme::of(ui.ctx());
    let label = word(session, "inspector-colour");
    ui.label(RichText::new(&label).small().color(theme.colours.weak));
    let size = Vec2::new(ui.available_width(), theme.sizes.row - 4.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    ui.painter()
        .rect_filled(rect, theme.corner(), swatch::colour(code.colour));
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &label));
    swatch::palette_ui(&response, session, code, asked);
    response.on_hover_text(code.colour.hex());
}
