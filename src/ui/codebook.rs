//! The codebook panel: the tree of codes.

use super::codebook_row::Tree;
use super::field::Naming;
use super::icon::{Icon, icon_button};
use super::list::{self, Sight};
use super::panel;
use super::theme::Theme;
use super::words::word;
use crate::model::{CodeId, ProjectId};
use crate::query::{self, Branch};
use crate::session::{Action, Named, Open, Panel, Session};
use egui::{Key, Modifiers, Role, ScrollArea, Ui};
use std::collections::BTreeSet;

/// Between two rows, in points.
const BETWEEN: f32 = 1.0;

/// What the codebook panel remembers.
#[derive(Default)]
pub(super) struct CodebookState {
    pub(super) folded: BTreeSet<CodeId>,
    pub(super) naming: Option<Naming<CodeId>>,
    /// Codes whose codings the person wants listed; taken by the board of codings.
    pub(super) listed: Option<CodeId>,
    /// The row the keys are at.
    pub(super) cursor: Option<CodeId>,
    /// Where a choice of several rows began.
    pub(super) anchor: Option<CodeId>,
    /// Whether going to another row leaves what is chosen, as after Space.
    keeps: bool,
    /// The row whose menu was opened by a key, and whether just now.
    pub(super) menu: Option<(CodeId, bool)>,
    /// Whose colours are to be shown.
    pub(super) recolouring: Option<CodeId>,
    /// The rows, as long as tree and folds are the same.
    rows: Vec<Shown>,
    made_of: Option<(ProjectId, u64, BTreeSet<CodeId>)>,
    sight: Sight,
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

impl CodebookState {
    /// Makes the rows anew when tree or folds are others.
    fn refresh(&mut self, open: &Open) {
        let project = open.project();
        let (id, revision) = (project.head().id, open.history().revision());
        let is_same = self
            .made_of
            .as_ref()
            .is_some_and(|it| (it.0, it.1) == (id, revision) && it.2 == self.folded);
        if !is_same {
            self.rows = shown(&query::codebook(project), &self.folded);
            self.made_of = Some((id, revision, self.folded.clone()));
            let is_there = |it: &CodeId| project.codes().contains(*it);
            self.cursor = self.cursor.filter(is_there);
            self.anchor = self.anchor.filter(is_there);
        }
    }

    fn place(&self, code: Option<CodeId>) -> Option<usize> {
        let code = code?;
        self.rows.iter().position(|it| it.code == code)
    }

    /// The rows from where a choice began to `to`, in the order of the tree.
    pub(super) fn range(&self, to: CodeId) -> Vec<CodeId> {
        let from = self.place(self.anchor).or(self.place(self.cursor));
        let ends = from.zip(self.place(Some(to)));
        let Some((from, to)) = ends else {
            return vec![to];
        };
        let rows = self.rows.get(from.min(to)..=from.max(to));
        rows.unwrap_or_default().iter().map(|it| it.code).collect()
    }

    /// What is chosen when a row is put to it or taken from it.
    pub(super) fn toggled(&mut self, session: &Session, code: CodeId) -> Vec<CodeId> {
        self.keeps = true;
        let mut chosen = session.look().codes.clone();
        match chosen.iter().position(|it| *it == code) {
            Some(at) => _ = chosen.remove(at),
            None => chosen.push(code),
        }
        chosen
    }

    /// Puts the keys on a row, which alone is chosen.
    pub(super) fn stand(&mut self, code: CodeId) {
        self.keeps = false;
        (self.cursor, self.anchor) = (Some(code), Some(code));
    }
}

/// The panel.
pub(super) fn codebook_ui(
    ui: &mut Ui,
    session: &Session,
    state: &mut CodebookState,
    asked: &mut Vec<Action>,
) {
    let Some(open) = session.open() else { return };
    state.refresh(open);
    let count = open.project().codes().len();
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
    if count == 0 {
        panel::empty_ui(ui, &word(session, "codebook-empty"));
        return;
    }
    let label = word(session, "panel-codebook");
    let tree = list::list_ui(ui, "codebook", &label, Role::Tree);
    if tree.gained_focus() && state.cursor.is_none() {
        let chosen = session.look().codes.last().copied();
        state.cursor = chosen.or(state.rows.first().map(|it| it.code));
    }
    let mut to_see = None;
    for (key, held) in list::pressed(ui, &tree) {
        if press(session, open, state, (key, held), asked) {
            to_see = state.place(state.cursor);
        }
    }
    rows_ui(ui, session, (open, state, tree.has_focus()), to_see, asked);
}

/// The rows in sight.
fn rows_ui(
    ui: &mut Ui,
    session: &Session,
    (open, state, has_keys): (&Open, &mut CodebookState, bool),
    to_see: Option<usize>,
    asked: &mut Vec<Action>,
) {
    let height = Theme::of(ui.ctx()).sizes.row;
    ui.spacing_mut().item_spacing.y = BETWEEN;
    let mut area = ScrollArea::vertical()
        .auto_shrink(false)
        .id_salt("codebook");
    if let Some(offset) = to_see.and_then(|at| state.sight.towards(at, height + BETWEEN)) {
        area = area.vertical_scroll_offset(offset);
    }
    let rows = std::mem::take(&mut state.rows);
    let output = area.show_rows(ui, height, rows.len(), |ui, range| {
        for row in rows.get(range).into_iter().flatten() {
            if let Some(code) = open.project().codes().get(row.code) {
                ui.push_id(row.code, |ui| {
                    let state = &mut *state;
                    Tree {
                        session,
                        open,
                        state,
                        has_keys,
                    }
                    .code_ui(ui, code, *row, asked);
                });
            }
        }
    });
    state.rows = rows;
    state.sight = Sight::of(&output);
}

/// What a key means in the tree; whether the row the keys are at is to be seen.
fn press(
    session: &Session,
    open: &Open,
    state: &mut CodebookState,
    (key, held): (Key, Modifiers),
    asked: &mut Vec<Action>,
) -> bool {
    if held.command || held.alt {
        return held.command && held.shift && shift_code(open, state, key, asked);
    }
    let at = state.place(state.cursor);
    let row = at.and_then(|it| state.rows.get(it)).copied();
    if let Some(to) = list::moved(key, at, state.rows.len()) {
        go(state, to, held, asked);
        return true;
    }
    let Some(row) = row else { return false };
    let is_folded = state.folded.contains(&row.code);
    if list::wants_menu(key, held) {
        if !session.look().codes.contains(&row.code) {
            asked.push(choose(&[row.code]));
        }
        state.menu = Some((row.code, true));
        return true;
    }
    match key {
        Key::ArrowLeft if row.parent && !is_folded => _ = state.folded.insert(row.code),
        Key::ArrowRight if is_folded => _ = state.folded.remove(&row.code),
        Key::ArrowLeft => {
            let above = open
                .project()
                .codes()
                .get(row.code)
                .and_then(|it| it.parent);
            if let Some(to) = state.place(above) {
                go(state, to, held, asked);
            }
        }
        Key::ArrowRight if row.parent => go(state, at.unwrap_or_default() + 1, held, asked),
        Key::Enter => {
            if let Some(code) = open.project().codes().get(row.code) {
                asked.push(super::codebook_row::click(session, code));
            }
        }
        Key::Space => {
            let codes = state.toggled(session, row.code);
            asked.push(choose(&codes));
        }
        Key::F2 => {
            let code = open.project().codes().get(row.code);
            state.naming = code.map(|it| Naming::new(it.id, &it.name));
        }
        Key::Delete => {
            if session.look().codes.is_empty() {
                asked.push(choose(&[row.code]));
            }
            asked.push(super::codebook_menu::removal());
        }
        _ => return false,
    }
    true
}

/// Goes to a row, which is chosen; with Shift all from where the choice began.
fn go(state: &mut CodebookState, to: usize, held: Modifiers, asked: &mut Vec<Action>) {
    let Some(code) = state.rows.get(to).map(|it| it.code) else {
        return;
    };
    if held.shift {
        asked.push(choose(&state.range(code)));
        state.cursor = Some(code);
    } else if state.keeps {
        state.cursor = Some(code);
    } else {
        state.stand(code);
        asked.push(choose(&[code]));
    }
}

/// Moves the code the keys are at among the others, with Ctrl, Shift and an arrow.
fn shift_code(open: &Open, state: &CodebookState, key: Key, asked: &mut Vec<Action>) -> bool {
    let to = match key {
        Key::ArrowUp => Shift::Up,
        Key::ArrowDown => Shift::Down,
        Key::ArrowLeft => Shift::Out,
        Key::ArrowRight => Shift::In,
        _ => return false,
    };
    asked.extend(state.cursor.and_then(|it| shifted(open, it, to)));
    true
}

/// A step of a code in the tree.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Shift {
    /// Before the sibling before it.
    Up,
    /// Behind the sibling after it.
    Down,
    /// Under the sibling before it.
    In,
    /// Beside the code above it.
    Out,
}

/// The wish that a code take a step; `None` where there is no room for it.
pub(super) fn shifted(open: &Open, code: CodeId, to: Shift) -> Option<Action> {
    let codes = open.project().codes();
    let own = codes.get(code)?;
    let siblings = |parent: Option<CodeId>| {
        let mut siblings: Vec<_> = codes.iter().filter(|it| it.parent == parent).collect();
        siblings.sort_by_key(|it| (it.order, it.id));
        siblings
            .into_iter()
            .map(|it| it.id)
            .collect::<Vec<CodeId>>()
    };
    let beside = siblings(own.parent);
    let at = beside.iter().position(|it| *it == code)?;
    let before = at.checked_sub(1).and_then(|it| beside.get(it)).copied();
    let (parent, before) = match to {
        Shift::Up => (own.parent, Some(before?)),
        Shift::Down => {
            beside.get(at + 1)?;
            (own.parent, beside.get(at + 2).copied())
        }
        Shift::In => (Some(before?), None),
        Shift::Out => {
            let above = codes.get(own.parent?)?;
            let around = siblings(above.parent);
            let next = around.iter().skip_while(|it| **it != above.id).nth(1);
            (above.parent, next.copied())
        }
    };
    Some(Action::MoveCode {
        code: Named::id(code),
        also: Vec::new(),
        parent: parent.map(Named::id),
        before: before.map(Named::id),
    })
}

/// The wish that these codes be chosen.
pub(super) fn choose(codes: &[CodeId]) -> Action {
    Action::ChooseCodes {
        codes: codes.iter().map(Named::id).collect(),
    }
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
        rows.push(Shown {
            code: branch.code,
            depth: branch.depth,
            parent,
            next: None,
        });
    }
    // From the last to the first, the row last met at each depth is the sibling after the next one.
    let mut after: Vec<Option<CodeId>> = Vec::new();
    for row in rows.iter_mut().rev() {
        after.truncate(row.depth + 1);
        after.resize(row.depth + 1, None);
        if let Some(next) = after.last_mut() {
            row.next = next.replace(row.code);
        }
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

    #[test]
    fn several_rows_are_chosen_from_where_the_choice_began() {
        let mut state = CodebookState {
            rows: shown(&tree(), &BTreeSet::new()),
            ..CodebookState::default()
        };
        state.stand(code(4));
        assert_eq!(state.range(code(2)), [2, 3, 4].map(code));
        assert_eq!(state.range(code(5)), [4, 5].map(code));
    }
}
