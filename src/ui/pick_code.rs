//! A code chosen by typing, among those that may be.

use super::chooser;
use super::fuzzy;
use super::overlay::OverlayState;
use super::row::{line, place, row_ui};
use super::swatch;
use super::theme::Theme;
use crate::model::{Code, CodeId, Project};
use crate::query;
use crate::session::Open;
use egui::{Align2, Pos2, Rect, Ui, Vec2};

/// What fits what is typed, as long as that and the project are the same.
#[derive(Default)]
pub(super) struct PickState {
    made_of: Option<(String, u64, Vec<CodeId>)>,
    found: Vec<CodeId>,
}

/// What was picked in this frame.
#[derive(Clone, Copy, Default)]
pub(super) struct Picked {
    /// The line the keys are at.
    pub(super) at: Option<CodeId>,
    /// Whether Enter was pressed.
    pub(super) entered: bool,
    /// Whether a line was clicked.
    pub(super) clicked: bool,
}

/// The codes that come first, and which of the others are offered.
pub(super) type Offered<'a> = (&'a [CodeId], &'a dyn Fn(&Code) -> bool);

/// The field, and the codes that fit what is typed in it. `first` come first, in their order;
/// `may` says which others are offered. `words` are the hint and the name of the field.
pub(super) fn pick_ui(
    ui: &mut Ui,
    open: &Open,
    state: &mut OverlayState,
    (first, may): Offered<'_>,
    (hint, name, height): (&str, &str, f32),
) -> Picked {
    let project = open.project();
    let key = (
        state.text.clone(),
        open.history().revision(),
        first.to_vec(),
    );
    if state.pick.made_of.as_ref() != Some(&key) {
        state.pick.found = found(project, &state.text, first, may);
        state.pick.made_of = Some(key);
    }
    let found = std::mem::take(&mut state.pick.found);
    let entered = chooser::field_ui(ui, state, found.len(), (hint, name));
    let at = state.at;
    let clicked = chooser::lines_ui(ui, (found.len(), height), |ui, line| {
        let code = found.get(line).and_then(|it| project.codes().get(*it));
        code.is_some_and(|it| code_ui(ui, project, it, line == at))
    });
    if let Some(line) = clicked {
        state.at = line;
    }
    let at = found.get(clicked.unwrap_or(at)).copied();
    state.pick.found = found;
    Picked {
        at,
        entered,
        clicked: clicked.is_some(),
    }
}

fn found(
    project: &Project,
    text: &str,
    first: &[CodeId],
    may: &dyn Fn(&Code) -> bool,
) -> Vec<CodeId> {
    let codes = project.codes();
    let head = first.iter().filter_map(|it| codes.get(*it));
    let branches = query::codebook(project);
    let rest = branches.iter().filter_map(|it| codes.get(it.code));
    let rest = rest.filter(|it| !first.contains(&it.id) && may(it));
    let found = fuzzy::best(text, head.chain(rest), |code| {
        let names = std::iter::once(&code.name).chain(&code.aliases);
        names.cloned().collect()
    });
    found.into_iter().map(|it| it.id).collect()
}

/// One line; whether it was clicked.
fn code_ui(ui: &mut Ui, project: &Project, code: &Code, chosen: bool) -> bool {
    let theme = Theme::of(ui.ctx());
    let (rect, response) = row_ui(ui, theme.sizes.row, chosen, &code.name);
    let inner = rect.shrink2(Vec2::new(theme.sizes.pad, 0.0));
    let side = Vec2::splat(theme.sizes.swatch);
    let at = Pos2::new(inner.left() + side.x * 0.5, inner.center().y);
    swatch::paint(ui, Rect::from_center_size(at, side), code);
    let left = inner.left() + side.x + theme.sizes.gap;
    let above = code.parent.map(|it| query::path(project, it));
    let above = line(
        ui,
        &above.unwrap_or_default(),
        theme.small(),
        theme.colours.weak,
        inner.width() * 0.4,
    );
    let right = place(ui, inner.right_center(), Align2::RIGHT_CENTER, above).left();
    let room = right - left - theme.sizes.gap;
    let words = line(ui, &code.name, theme.body(), theme.colours.ink, room);
    place(
        ui,
        Pos2::new(left, inner.center().y),
        Align2::LEFT_CENTER,
        words,
    );
    response.clicked()
}
