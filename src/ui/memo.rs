//! Memos on a record: this coder's to write, the others' to read.

use super::inspector::{Field, InspectorState, coder_name, time_words};
use super::theme::Theme;
use crate::model::{Memo, RecordId};
use crate::session::{Open, Session};
use egui::{RichText, Ui};

/// The memos on `record`.
pub(super) fn memo_ui(
    ui: &mut Ui,
    session: &Session,
    (open, record): (&Open, RecordId),
    state: &mut InspectorState,
) {
    let theme = Theme::of(ui.ctx());
    state.field_ui(ui, session, (record, Field::Memo));
    let own = own(open, record).map(|it| it.id);
    for memo in open
        .project()
        .memos_on(record)
        .filter(|it| Some(it.id) != own)
    {
        let name = coder_name(session, memo.coder);
        let head = format!("{name} · {}", time_words(memo.changed));
        ui.label(RichText::new(head).small().color(theme.colours.weak));
        ui.label(&memo.text);
        ui.add_space(theme.sizes.gap);
    }
}

/// The memo of the coder who codes now.
pub(super) fn own(open: &Open, record: RecordId) -> Option<&Memo> {
    let mut memos = open.project().memos_on(record);
    memos.find(|it| it.coder == open.coder())
}

/// The first line of a memo that holds words.
pub(super) fn first_line(text: &str) -> &str {
    let mut lines = text.lines().map(str::trim);
    lines.find(|it| !it.is_empty()).unwrap_or_default()
}
