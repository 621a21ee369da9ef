//! Coding the passages that are ticked, or all of them, with a look at what is new first; by name it
//! becomes a rule that can be run again.

use super::FoundState;
use super::rows::place_of;
use crate::model::{CodeId, CoderId, Project, ProjectId, Query, SourceId, Unit};
use crate::query::{Index, Match, extents, preview};
use crate::session::{Action, Named, Open, Saying, Session};
use crate::text::Span;
use crate::ui::choice::choose_ui;
use crate::ui::confirm::primary;
use crate::ui::fuzzy;
use crate::ui::theme::Theme;
use crate::ui::words::{number, word};
use egui::{ComboBox, Popup, PopupCloseBehavior, RichText, TextEdit, Ui};

/// Places that a frame looks at for the preview: about a millisecond.
const PLACES: usize = 1_000;
/// Codes offered below the field.
const OFFERED: usize = 6;

/// What the popup remembers.
#[derive(Default)]
pub(super) struct CodingState {
    code: String,
    unit: Unit,
    /// The name of the rule it becomes; empty for none.
    rule: String,
    /// Whether the popup is to be opened.
    wanted: bool,
    counted: Option<Counted>,
}

impl CodingState {
    /// Fills in a rule that was saved, and has its preview shown.
    pub(super) fn fill(&mut self, project: &Project, rule: &Query) {
        let code = rule.code.and_then(|it| project.codes().get(it));
        self.code = code.map(|it| it.name.clone()).unwrap_or_default();
        self.unit = rule.unit;
        self.rule.clone_from(&rule.name);
        self.wanted = true;
    }
}

/// What a preview is of: the answer, the ticks, the unit, the code, and the state of the project.
type Of = (ProjectId, u64, u64, Unit, Option<(CodeId, CoderId)>, u64);

/// A preview in the making.
struct Counted {
    of: Of,
    /// The places that are left, those of the first source last.
    left: Vec<Vec<Match>>,
    passages: Vec<(SourceId, Span)>,
    new: usize,
    coded: usize,
}

impl Counted {
    fn new(of: Of, session: &Session, state: &FoundState) -> Self {
        let found = session.asked().found();
        let is_meant =
            |it: &&Match| state.ticked.is_empty() || state.ticked.contains(&(it.source, it.span));
        let mut meant: Vec<Match> = found.iter().filter(is_meant).cloned().collect();
        // By place again, however the list is sorted: a source is looked at as a whole.
        meant.sort_by_key(|it| (it.source, it.span));
        let by_source = meant.chunk_by(|one, other| one.source == other.source);
        Self {
            of,
            left: by_source.map(<[Match]>::to_vec).rev().collect(),
            passages: Vec::new(),
            new: 0,
            coded: 0,
        }
    }

    /// Looks at some further sources; whether all are looked at.
    fn go_on(&mut self, project: &Project, index: &Index) -> bool {
        let (.., unit, coded_by, _) = self.of;
        let mut looked_at = 0;
        while looked_at < PLACES
            && let Some(here) = self.left.pop()
        {
            looked_at += here.len();
            let passages = extents(project, &here, unit);
            match coded_by {
                Some(by) => {
                    let seen = preview(index, &passages, by);
                    self.new += seen.new.len();
                    self.coded += seen.coded.len();
                }
                None => self.new += passages.len(),
            }
            self.passages.extend(passages);
        }
        self.left.is_empty()
    }
}

/// The button with its popup.
pub(super) fn coding_ui(
    ui: &mut Ui,
    session: &Session,
    state: &mut FoundState,
    asked: &mut Vec<Action>,
) {
    let key = match state.ticked.is_empty() {
        true => "found-code-all",
        false => "found-code-ticked",
    };
    let button = ui.button(word(session, key));
    if std::mem::take(&mut state.coding.wanted) {
        Popup::open_id(ui.ctx(), Popup::default_response_id(&button));
    }
    let menu = Popup::menu(&button).close_behavior(PopupCloseBehavior::CloseOnClickOutside);
    menu.show(|ui| {
        ui.set_width(Theme::of(ui.ctx()).sizes.side);
        if let Some(open) = session.open() {
            form_ui(ui, session, (open, state), asked);
        }
    });
}

fn form_ui(
    ui: &mut Ui,
    session: &Session,
    (open, state): (&Open, &mut FoundState),
    asked: &mut Vec<Action>,
) {
    let project = open.project();
    code_ui(ui, session, project, &mut state.coding.code);
    unit_ui(ui, session, &mut state.coding.unit);
    // A rule asks its query, which a cell only says nearly.
    let is_cell = session.asked().asking().cell.is_some();
    if state.ticked.is_empty() && !is_cell {
        let hint = word(session, "found-rule");
        let edit = TextEdit::singleline(&mut state.coding.rule).hint_text(&hint);
        ui.add(edit.desired_width(f32::INFINITY))
            .accessible_name(&hint)
            .on_hover_text(word(session, "found-rule-help"));
    }
    let is_counted = count(session, open, state);
    if !is_counted {
        ui.ctx().request_repaint();
    }
    let Some(seen) = &state.coding.counted else {
        return;
    };
    let more = if session.asked().has_more() { "+" } else { "" };
    let words = Saying::new("found-preview")
        .with("new", format!("{}{more}", number(seen.new)))
        .with("coded", number(seen.coded));
    ui.label(RichText::new(session.locale().say(&words)).small());
    let name = state.coding.code.trim();
    let able = is_counted && !name.is_empty() && seen.new > 0 && !session.asked().is_coming();
    let yes = ui.add_enabled_ui(able, |ui| primary(ui, &word(session, "found-code")));
    if yes.inner.0.clicked() {
        asked.push(action(session, state));
        ui.close();
    }
}

/// The action: a rule where it has a name, otherwise the passages one by one.
fn action(session: &Session, state: &FoundState) -> Action {
    let code = Named::name(state.coding.code.trim());
    let rule = state.coding.rule.trim();
    let is_cell = session.asked().asking().cell.is_some();
    let is_rule = state.ticked.is_empty() && !rule.is_empty() && !is_cell;
    if is_rule {
        return Action::Autocode {
            rule: Named::name(rule),
            query: Some(session.asked().asking().query.clone()),
            code: Some(code),
            unit: Some(state.coding.unit),
        };
    }
    let passages = state.coding.counted.iter().flat_map(|it| &it.passages);
    let named = passages.filter_map(|(source, span)| place_of(session.project()?, *source, *span));
    Action::CodePassages {
        passages: named.collect(),
        code,
    }
}

/// Goes on with the preview; whether it is whole.
fn count(session: &Session, open: &Open, state: &mut FoundState) -> bool {
    let project = open.project();
    let named = Named::name(state.coding.code.trim());
    let code = named.find_code(project).ok().flatten();
    let of = (
        project.head().id,
        session.asked().turn(),
        state.ticks,
        state.coding.unit,
        code.map(|it| (it.id, open.coder())),
        open.history().revision(),
    );
    let former = state.coding.counted.take().filter(|it| it.of == of);
    let mut counted = former.unwrap_or_else(|| Counted::new(of, session, state));
    let is_whole = counted.go_on(project, open.index());
    state.coding.counted = Some(counted);
    is_whole
}

/// The field for the code, with those that fit below it.
fn code_ui(ui: &mut Ui, session: &Session, project: &Project, code: &mut String) {
    let hint = word(session, "found-code-name");
    let edit = TextEdit::singleline(code).hint_text(&hint);
    let field = ui
        .add(edit.desired_width(f32::INFINITY))
        .accessible_name(&hint);
    if ui.memory(|memory| memory.focused().is_none()) {
        field.request_focus();
    }
    let typed = code.trim().to_owned();
    let codes = project.codes().iter().filter(|it| it.applicable);
    let codes: Vec<_> = codes.collect();
    if typed.is_empty() || codes.iter().any(|it| it.name == typed) {
        return;
    }
    let found = fuzzy::best(&typed, codes, |it| {
        let names = std::iter::once(&it.name).chain(&it.aliases);
        names.cloned().collect()
    });
    for offered in found.into_iter().take(OFFERED) {
        if ui.selectable_label(false, &offered.name).clicked() {
            code.clone_from(&offered.name);
        }
    }
}

/// How much around each place is coded.
fn unit_ui(ui: &mut Ui, session: &Session, unit: &mut Unit) {
    let name = |it: Unit| word(session, &format!("unit-coded-{}", it.name()));
    let combo = ComboBox::from_id_salt("unit").selected_text(name(*unit));
    let shown = combo.show_ui(ui, |ui| {
        for it in Unit::ALL {
            if choose_ui(ui, *unit == it, &name(it)).clicked() {
                *unit = it;
            }
        }
    });
    shown.response.accessible_name(word(session, "found-unit"));
}
