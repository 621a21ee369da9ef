//! The board of memos: every memo of the project, found by its words and by what it hangs on.

use super::codings::cell_ui;
use super::inspector::{coder_name, time_words};
use super::memo::first_line;
use super::panel;
use super::theme::Theme;
use super::words::{number, word};
use crate::model::{Memo, MemoId, ProjectId};
use crate::session::{Action, Open, Session};
use egui::{RichText, Role, Sense, TextEdit, Ui, WidgetInfo};
use egui_extras::{Column, TableBuilder, TableRow};

/// What the board remembers.
#[derive(Default)]
pub(super) struct MemosState {
    text: String,
    found: Vec<MemoId>,
    /// What `found` is made of.
    made_of: Option<(ProjectId, u64, String)>,
}

impl MemosState {
    /// The memos that hold the words, those changed last first.
    fn refresh(&mut self, session: &Session, open: &Open) {
        let project = open.project();
        let needle = self.text.trim().to_lowercase();
        let made_of = (project.head().id, open.history().revision(), needle);
        if self.made_of.as_ref() == Some(&made_of) {
            return;
        }
        let holds = |memo: &&Memo| {
            let needle = made_of.2.as_str();
            let has = |words: &str| words.to_lowercase().contains(needle);
            needle.is_empty() || has(&memo.text) || has(&session.called(memo.target))
        };
        let mut memos: Vec<&Memo> = project.memos().iter().filter(holds).collect();
        memos.sort_by_key(|it| std::cmp::Reverse((it.changed, it.id)));
        self.found = memos.into_iter().map(|it| it.id).collect();
        self.made_of = Some(made_of);
    }
}

/// The board.
pub(super) fn memos_ui(
    ui: &mut Ui,
    session: &Session,
    state: &mut MemosState,
    asked: &mut Vec<Action>,
) {
    let Some(open) = session.open() else { return };
    state.refresh(session, open);
    let theme = Theme::of(ui.ctx());
    ui.horizontal(|ui| {
        let hint = word(session, "memos-filter");
        let edit = TextEdit::singleline(&mut state.text).hint_text(&hint);
        let width = theme.sizes.side.min(ui.available_width() * 0.7);
        ui.add(edit.desired_width(width)).accessible_name(&hint);
        let count = RichText::new(number(state.found.len())).small();
        ui.label(count.color(theme.colours.weak));
    });
    if state.found.is_empty() {
        let is_empty = open.project().memos().is_empty();
        let key = if is_empty {
            "memos-empty"
        } else {
            "memos-none"
        };
        panel::empty_ui(ui, &word(session, key));
        return;
    }
    table_ui(ui, session, (open, &state.found), asked);
}

fn table_ui(
    ui: &mut Ui,
    session: &Session,
    (open, found): (&Open, &[MemoId]),
    asked: &mut Vec<Action>,
) {
    let theme = Theme::of(ui.ctx());
    let sizes = &theme.sizes;
    ui.spacing_mut().item_spacing.y = 0.0;
    ui.visuals_mut().selection.bg_fill = theme.colours.chosen;
    // Who and when have room only beside what the memo says and hangs on.
    let has_more = ui.available_width() > sizes.side_least * 2.6;
    let side = |share: f32| {
        Column::initial(sizes.side * share)
            .resizable(true)
            .clip(true)
    };
    let mut table = TableBuilder::new(ui)
        .id_salt(("memos", has_more))
        .sense(Sense::click())
        .auto_shrink(false)
        .min_scrolled_height(0.0)
        .column(
            Column::remainder()
                .at_least(sizes.side_least * 0.6)
                .clip(true),
        )
        .column(side(0.7));
    let mut heads = vec!["record-memo", "memos-on"];
    if has_more {
        table = table.column(side(0.24)).column(side(0.46));
        heads.extend(["record-coder", "memos-changed"]);
    }
    let table = table.header(sizes.row - 4.0, |mut header| {
        for head in heads {
            header.col(|ui| {
                let words = RichText::new(word(session, head)).small();
                ui.label(words.color(Theme::of(ui.ctx()).colours.weak));
            });
        }
    });
    table.body(|body| {
        body.rows(sizes.row, found.len(), |row| {
            let id = found.get(row.index()).copied();
            if let Some(memo) = id.and_then(|id| open.project().memos().get(id)) {
                row_ui(row, session, (memo, has_more), asked);
            }
        });
    });
}

fn row_ui(
    mut row: TableRow<'_, '_>,
    session: &Session,
    (memo, has_more): (&Memo, bool),
    asked: &mut Vec<Action>,
) {
    let chosen = session.look().inspected == Some(memo.target);
    row.set_selected(chosen);
    let on = session.called(memo.target);
    let coder = coder_name(session, memo.coder);
    let words = first_line(&memo.text);
    row.col(|ui| cell_ui(ui, words, None));
    row.col(|ui| cell_ui(ui, &on, None));
    if has_more {
        row.col(|ui| cell_ui(ui, &coder, None));
        row.col(|ui| cell_ui(ui, &time_words(memo.changed), None));
    }
    let response = row.response();
    let told = [words, &on, &coder].join(" · ");
    response.widget_info(|| WidgetInfo::selected(Role::Row, true, chosen, &told));
    if response.clicked() {
        asked.push(Action::GoTo {
            record: memo.target,
        });
    }
    response.on_hover_ui_at_pointer(|ui| {
        ui.label(&memo.text);
    });
}
