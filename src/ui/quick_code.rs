//! The field that codes the selection: type a code's name, Enter. A name that is new makes a code.

use super::chooser;
use super::fuzzy;
use super::overlay::{OverlayState, QUICK_SHARE};
use super::row::{line, place, row_ui};
use super::swatch;
use super::theme::Theme;
use super::words::{cut, with, word};
use crate::model::{Code, CodeId};
use crate::query;
use crate::session::{Action, Named, Open, Session};
use egui::{Align2, Pos2, Rect, Ui, Vec2};

/// What fits what is typed, as long as that and the project are the same.
#[derive(Default)]
pub(super) struct QuickState {
    made_of: Option<(String, u64)>,
    choices: Vec<Choice>,
}

/// A line of the list.
enum Choice {
    /// A code there is.
    Known(CodeId),
    /// A code made of what was typed.
    New(String),
}

impl Choice {
    fn action(&self) -> Action {
        let code = Some(match self {
            Self::Known(code) => Named::id(code),
            Self::New(name) => Named::name(name.clone()),
        });
        Action::CodeSelection { code }
    }
}

/// The field with the codes that fit.
pub(super) fn quick_code_ui(
    ui: &mut Ui,
    session: &Session,
    state: &mut OverlayState,
    asked: &mut Vec<Action>,
) {
    let Some(open) = session.open() else { return };
    let theme = Theme::of(ui.ctx());
    ui.set_width(
        theme
            .sizes
            .dialog
            .min(ui.ctx().content_rect().width() * 0.9),
    );
    let key = (state.text.clone(), open.history().revision());
    if state.quick.made_of.as_ref() != Some(&key) {
        state.quick.choices = choices(open, session.last_code(), &state.text);
        state.quick.made_of = Some(key);
    }
    let choices = std::mem::take(&mut state.quick.choices);
    let named = (word(session, "quick-hint"), word(session, "quick-field"));
    let entered = chooser::field_ui(ui, state, choices.len(), (&named.0, &named.1));
    let at = state.at;
    let size = (choices.len(), theme.sizes.palette_list * QUICK_SHARE);
    let clicked = chooser::lines_ui(ui, size, |ui, line| {
        let choice = choices.get(line);
        choice.is_some_and(|it| choice_ui(ui, session, (open, it), line == at))
    });
    let taken = clicked.or(entered.then_some(at));
    let taken = taken.and_then(|at| choices.get(at));
    asked.extend(taken.map(Choice::action));
    state.quick.choices = choices;
}

/// The codes that fit what was typed, the code used last first while nothing is, and a new code
/// when none is called that.
fn choices(open: &Open, last: Option<CodeId>, text: &str) -> Vec<Choice> {
    let project = open.project();
    let branches = query::codebook(project);
    let mut codes: Vec<&Code> = branches
        .iter()
        .filter_map(|it| project.codes().get(it.code))
        .collect();
    codes.retain(|code| code.applicable);
    codes.sort_by_key(|code| Some(code.id) != last);
    let found = fuzzy::best(text, codes, |code| {
        let names = std::iter::once(&code.name).chain(&code.aliases);
        names.cloned().collect()
    });
    let name = text.trim();
    let exact = |code: &&Code| {
        code.name == name || code.aliases.iter().any(|it| it.eq_ignore_ascii_case(name))
    };
    let (mut first, rest): (Vec<&Code>, Vec<&Code>) = found.into_iter().partition(exact);
    let is_new = first.is_empty() && !name.is_empty();
    first.extend(rest);
    let known = first.into_iter().map(|code| Choice::Known(code.id));
    known
        .chain(is_new.then(|| Choice::New(name.to_owned())))
        .collect()
}

/// One line; whether it was clicked.
fn choice_ui(
    ui: &mut Ui,
    session: &Session,
    (open, choice): (&Open, &Choice),
    chosen: bool,
) -> bool {
    let theme = Theme::of(ui.ctx());
    let code = match choice {
        Choice::Known(code) => open.project().codes().get(*code),
        Choice::New(_) => None,
    };
    let label = match (choice, code) {
        (Choice::New(name), _) => with(session, "quick-new", "name", cut(name)),
        (_, code) => code.map(|it| cut(&it.name)).unwrap_or_default(),
    };
    let (rect, response) = row_ui(ui, theme.sizes.row, chosen, &label);
    let inner = rect.shrink2(Vec2::new(theme.sizes.pad, 0.0));
    let mut left = inner.left();
    let mut right = inner.right();
    if let Some(code) = code {
        let above = code.parent.map(|it| query::path(open.project(), it));
        let above = above.unwrap_or_default();
        let side = Vec2::splat(theme.sizes.swatch);
        let at = Pos2::new(left + side.x * 0.5, inner.center().y);
        swatch::paint(ui, Rect::from_center_size(at, side), code);
        left += side.x + theme.sizes.gap;
        let aside: Vec<&str> = code
            .aliases
            .iter()
            .chain([&above])
            .chain(&code.key)
            .map(String::as_str)
            .collect();
        let aside = aside
            .into_iter()
            .filter(|it| !it.is_empty())
            .collect::<Vec<_>>()
            .join(" · ");
        let aside = line(
            ui,
            &aside,
            theme.small(),
            theme.colours.weak,
            inner.width() * 0.5,
        );
        right = place(ui, inner.right_center(), Align2::RIGHT_CENTER, aside).left();
    }
    let ink = match choice {
        Choice::Known(_) => theme.colours.ink,
        Choice::New(_) => theme.colours.accent,
    };
    let words = line(
        ui,
        &label,
        theme.body(),
        ink,
        right - left - theme.sizes.gap,
    );
    place(
        ui,
        Pos2::new(left, inner.center().y),
        Align2::LEFT_CENTER,
        words,
    );
    response.clicked()
}
