//! The codebook panel: the tree of codes.

use super::codebook_row::Tree;
use super::confirm::Confirm;
use super::field::Naming;
use super::icon::{Icon, icon_button};
use super::panel;
use super::theme::Theme;
use super::words::word;
use crate::model::CodeId;
use crate::query::{self, Branch};
use crate::session::{Action, Panel, Session};
use egui::{ScrollArea, Ui};
use std::collections::BTreeSet;

/// What the codebook panel remembers.
#[derive(Default)]
pub(super) struct CodebookState {
    pub(super) folded: BTreeSet<CodeId>,
    pub(super) naming: Option<Naming<CodeId>>,
    /// Codes whose codings the person wants listed; taken by the board of codings.
    pub(super) listed: Option<CodeId>,
}

/// A row of the tree as it is shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Shown {
    pub(super) code: CodeId,
    pub(super) depth: usize,
    /// Whether there are codes below it.
    pub(super) parent: bool,
    /// The sibling after it.
    pub(super) next: Option<CodeId>,
}

/// The panel.
pub(super) fn codebook_ui(
    ui: &mut Ui,
    session: &Session,
    (state, confirm): (&mut CodebookState, &mut Option<Confirm>),
    asked: &mut Vec<Action>,
) {
    let Some(open) = session.open() else { return };
    let branches = query::codebook(open.project());
    let count = branches.len();
    panel::header_ui(
        ui,
        session,
        (Panel::Codebook, Some(count)),
        asked,
        |ui, asked| {
            if icon_button(ui, Icon::Plus, &word(session, "codebook-add")).clicked() {
                asked.push(Action::AddCode {
                    name: None,
                    parent: None,
                    colour: None,
                });
            }
        },
    );
    if branches.is_empty() {
        panel::empty_ui(ui, &word(session, "codebook-empty"));
        return;
    }
    let rows = shown(&branches, &state.folded);
    let height = Theme::of(ui.ctx()).sizes.row;
    ui.spacing_mut().item_spacing.y = 1.0;
    let area = ScrollArea::vertical()
        .auto_shrink(false)
        .id_salt("codebook");
    area.show_rows(ui, height, rows.len(), |ui, range| {
        for row in rows.get(range).into_iter().flatten() {
            if let Some(code) = open.project().codes().get(row.code) {
                ui.push_id(row.code, |ui| {
                    let (state, confirm) = (&mut *state, &mut *confirm);
                    Tree {
                        session,
                        open,
                        state,
                        confirm,
                    }
                    .code_ui(ui, code, *row, asked);
                });
            }
        }
    });
}

/// The rows that are not hidden under a folded code, each with what follows it.
fn shown(branches: &[Branch], folded: &BTreeSet<CodeId>) -> Vec<Shown> {
    let mut rows: Vec<Shown> = Vec::with_capacity(branches.len());
    let mut hidden_below: Option<usize> = None;
    for (at, branch) in branches.iter().enumerate() {
        if hidden_below.is_some_and(|depth| branch.depth > depth) {
            continue;
        }
        let parent = branches
            .get(at + 1)
            .is_some_and(|next| next.depth > branch.depth);
        hidden_below = (parent && folded.contains(&branch.code)).then_some(branch.depth);
        let after = branches.get(at + 1..).unwrap_or_default();
        let next = after.iter().find(|it| it.depth <= branch.depth);
        let next = next.filter(|it| it.depth == branch.depth).map(|it| it.code);
        rows.push(Shown {
            code: branch.code,
            depth: branch.depth,
            parent,
            next,
        });
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn code(number: u128) -> CodeId {
        CodeId::new(Uuid::from_u128(number))
    }

    fn tree() -> Vec<Branch> {
        [(1, 0), (2, 1), (3, 2), (4, 1), (5, 0)]
            .map(|(number, depth)| Branch {
                code: code(number),
                depth,
            })
            .to_vec()
    }

    #[test]
    fn a_folded_code_hides_all_below_it() {
        let rows = shown(&tree(), &BTreeSet::from([code(1)]));
        let codes: Vec<CodeId> = rows.iter().map(|it| it.code).collect();
        assert_eq!(codes, [code(1), code(5)]);
        assert!(rows[0].parent && !rows[1].parent);
    }

    #[test]
    fn each_row_knows_the_sibling_after_it() {
        let rows = shown(&tree(), &BTreeSet::new());
        let next: Vec<Option<CodeId>> = rows.iter().map(|it| it.next).collect();
        assert_eq!(next, [Some(code(5)), Some(code(4)), None, None, None]);
    }
}
