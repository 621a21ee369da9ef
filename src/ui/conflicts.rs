//! The board of what joins could not decide: a row for each, its versions side by side, and the
//! choice between them by hand or by key.
//!
//! While the list has the keyboard, `J` and `K` go on and back, and `1`, `2` and `3` decide.

use super::confirm::Confirm;
use super::conflict_sides::sides_ui;
use super::panel;
use super::row::{row_ui, words_ui};
use super::theme::Theme;
use super::words::{number, word};
use crate::edit::{Choice, plan_conflicts};
use crate::model::{Conflict, ConflictId, ProjectId};
use crate::session::{Action, ConflictKind, ConflictSides, Open, Saying, Session, conflict_sides};
use egui::{Align, Layout};
use egui::{ComboBox, EventFilter, Id, Key, Modifiers, RichText, ScrollArea, Sense, Ui, Vec2};
use std::collections::BTreeMap;

/// Keys without Ctrl or Alt that the list takes for itself.
pub(super) const KEYS: [&str; 5] = ["J", "K", "1", "2", "3"];
/// How often the list asks for the keyboard when it is opened.
const ASKS: u8 = 3;
/// Width below which there are no two columns, in rows' heights.
const LEAST_WIDE: f32 = 16.0;
/// Height below which there are none.
const LEAST_HIGH: f32 = 4.0;
/// Share of the board's width that the list has.
const LIST_SHARE: f32 = 0.36;

/// What the board remembers.
#[derive(Default)]
pub(super) struct ConflictsState {
    kind: Option<ConflictKind>,
    /// The kind of record that is shown only.
    record: Option<&'static str>,
    chosen: Option<ConflictId>,
    /// What is listed, for one state of the project and one filter.
    listed: Option<Listed>,
    /// The frame it was last drawn in.
    drawn: u64,
    /// Frames in which the list still asks for the keyboard: where a dialog has just closed, the first
    /// time is in vain.
    wants_keys: u8,
    /// Whether the chosen row should come into sight.
    reveals: bool,
}

struct Listed {
    of: (ProjectId, u64, Option<ConflictKind>, Option<&'static str>),
    ids: Vec<ConflictId>,
    kinds: BTreeMap<ConflictKind, usize>,
    records: BTreeMap<&'static str, usize>,
}

/// What the list is known by to egui.
pub(super) fn list_id() -> Id {
    Id::unique("list of conflicts")
}

impl ConflictsState {
    fn listed(&mut self, open: &Open) -> &Listed {
        let project = open.project();
        let revision = open.history().revision();
        let of = (project.head().id, revision, self.kind, self.record);
        let known = self.listed.take().filter(|it| it.of == of);
        let listed = known.unwrap_or_else(|| {
            let mut listed = Listed {
                of,
                ids: Vec::new(),
                kinds: BTreeMap::new(),
                records: BTreeMap::new(),
            };
            for conflict in project.conflicts().iter() {
                let (kind, record) = (ConflictKind::of(conflict), conflict.about.kind());
                *listed.kinds.entry(kind).or_default() += 1;
                *listed.records.entry(record).or_default() += 1;
                let fits = self.kind.is_none_or(|it| it == kind);
                if fits && self.record.is_none_or(|it| it == record) {
                    listed.ids.push(conflict.id);
                }
            }
            listed
        });
        self.listed.insert(listed)
    }

    /// The place of the chosen one in the list; of one that is decided now, the next.
    fn place(&self, ids: &[ConflictId]) -> usize {
        let Some(chosen) = self.chosen else { return 0 };
        let at = ids.iter().position(|it| *it == chosen);
        at.unwrap_or_else(|| {
            ids.partition_point(|it| *it < chosen)
                .min(ids.len().saturating_sub(1))
        })
    }
}

/// The board.
pub(super) fn conflicts_ui(
    ui: &mut Ui,
    session: &Session,
    (state, confirm): (&mut ConflictsState, &mut Option<Confirm>),
    asked: &mut Vec<Action>,
) {
    let Some(open) = session.open() else { return };
    if open.project().conflicts().is_empty() {
        panel::empty_ui(ui, &word(session, "conflicts-empty"));
        return;
    }
    let frame = ui.ctx().cumulative_frame_nr();
    if frame > state.drawn + 1 {
        // It was opened just now: the keys are for it.
        state.wants_keys = ASKS;
    }
    state.drawn = frame;
    if state.wants_keys > 0 {
        state.wants_keys -= 1;
        ui.memory_mut(|memory| memory.request_focus(list_id()));
        ui.ctx().request_repaint();
    }
    filter_ui(ui, session, (open, state));
    let ids = state.listed(open).ids.clone();
    let mut at = state.place(&ids);
    let is_moved = keys_ui(ui, session, (open, &ids, &mut at), asked);
    let chosen = ids.get(at).copied();
    if is_moved || (chosen != state.chosen && state.chosen.is_some()) {
        state.reveals = true;
        go_to(session, chosen, asked);
    }
    state.chosen = chosen;
    let Some(conflict) = chosen.and_then(|id| open.project().conflicts().get(id)) else {
        panel::empty_ui(ui, &word(session, "conflicts-none"));
        return;
    };
    let sides = conflict_sides(session.locale(), open.project(), conflict);
    let mut alike = None;
    let mut chosen_ui = |ui: &mut Ui, asked: &mut Vec<Action>| {
        // Above the versions, which take what height is left.
        alike = alike_ui(ui, session, (open, conflict));
        sides_ui(ui, session, (conflict, &sides), asked);
    };
    let (size, row) = (ui.available_size(), Theme::of(ui.ctx()).sizes.row);
    if size.x < row * LEAST_WIDE || size.y < row * LEAST_HIGH {
        // Too small for two columns: what is chosen, and the list below it.
        let area = ScrollArea::vertical().id_salt("small").auto_shrink(false);
        area.show(ui, |ui| {
            chosen_ui(ui, asked);
            list_ui(ui, session, (open, &ids), state, asked);
        });
    } else {
        ui.horizontal_top(|ui| {
            let gap = ui.spacing().item_spacing.x;
            let list = Vec2::new(size.x * LIST_SHARE, size.y);
            let down = Layout::top_down(Align::Min);
            ui.allocate_ui_with_layout(list, down, |ui| {
                ui.set_min_size(list);
                list_ui(ui, session, (open, &ids), state, asked);
            });
            let rest = Vec2::new(size.x - list.x - gap, size.y);
            ui.allocate_ui_with_layout(rest, down, |ui| {
                ui.set_min_width(rest.x);
                chosen_ui(ui, asked);
            });
        });
    }
    if let Some(choice) = alike {
        *confirm = Some(ask_alike(session, open, (conflict, &sides), choice));
    }
    take_click(ui);
}

/// After a click anywhere on the board the keys are for its list: nothing else here takes any.
fn take_click(ui: &Ui) {
    let is_clicked = ui.input(|input| input.pointer.any_click());
    if is_clicked && ui.rect_contains_pointer(ui.max_rect()) {
        ui.memory_mut(|memory| memory.request_focus(list_id()));
    }
}

/// The filters, each with how many there are.
fn filter_ui(ui: &mut Ui, session: &Session, (open, state): (&Open, &mut ConflictsState)) {
    let theme = Theme::of(ui.ctx());
    let (kinds, records) = {
        let listed = state.listed(open);
        (listed.kinds.clone(), listed.records.clone())
    };
    let counted = |words: String, count: usize| format!("{words} {}", number(count));
    let all: usize = kinds.values().sum();
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = theme.sizes.gap;
        let choices = std::iter::once((None, word(session, "conflicts-all"), all));
        let of = |kind: ConflictKind| {
            let count = kinds.get(&kind).copied().unwrap_or_default();
            (Some(kind), word(session, kind.key()), count)
        };
        for (kind, words, count) in choices.chain(ConflictKind::ALL.map(of)) {
            let able = count > 0 || kind.is_none();
            ui.add_enabled_ui(able, |ui| {
                let label = ui.selectable_label(state.kind == kind, counted(words, count));
                if label.clicked() {
                    state.kind = kind;
                }
            });
        }
        if records.len() > 1 {
            record_ui(ui, session, state, &records);
        } else {
            state.record = None;
        }
        if ui.max_rect().width() > theme.sizes.row * LEAST_WIDE {
            let hint = RichText::new(word(session, "conflicts-keys")).small();
            ui.label(hint.color(theme.colours.weak));
        }
    });
}

/// The choice of one kind of record, each with how many there are.
fn record_ui(
    ui: &mut Ui,
    session: &Session,
    state: &mut ConflictsState,
    records: &BTreeMap<&'static str, usize>,
) {
    let name = |kind: &str| word(session, &format!("record-{}", kind.to_lowercase()));
    let any = word(session, "conflicts-any-record");
    let shown = state.record.map_or_else(|| any.clone(), name);
    let combo = ComboBox::from_id_salt("record").selected_text(shown);
    let combo = combo.show_ui(ui, |ui| {
        ui.selectable_value(&mut state.record, None, &any);
        for (kind, count) in records {
            let words = format!("{} {}", name(kind), number(*count));
            ui.selectable_value(&mut state.record, Some(*kind), words);
        }
    });
    combo.response.accessible_name(&any);
}

/// What the keys ask for while the list has the keyboard; whether another row is chosen.
fn keys_ui(
    ui: &mut Ui,
    session: &Session,
    (open, ids, at): (&Open, &[ConflictId], &mut usize),
    asked: &mut Vec<Action>,
) -> bool {
    let id = list_id();
    // Something to hold the focus, whatever rows are drawn.
    let holder = ui.interact(ui.max_rect(), id, Sense::focusable_noninteractive());
    let name = word(session, "board-conflicts");
    holder.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ListBox, true, &name));
    if !holder.has_focus() {
        return false;
    }
    ui.memory_mut(|memory| {
        let filter = EventFilter {
            vertical_arrows: true,
            ..EventFilter::default()
        };
        memory.set_focus_lock_filter(id, filter);
    });
    let pressed = |key: Key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let (ahead, back) = (
        pressed(Key::J) | pressed(Key::ArrowDown),
        pressed(Key::K) | pressed(Key::ArrowUp),
    );
    let before = *at;
    if ahead {
        *at = (*at + 1).min(ids.len().saturating_sub(1));
    }
    if back {
        *at = at.saturating_sub(1);
    }
    let conflict = ids
        .get(*at)
        .and_then(|id| open.project().conflicts().get(*id));
    let keys = [
        (Key::Num1, Choice::Kept),
        (Key::Num2, Choice::Other),
        (Key::Num3, Choice::Base),
    ];
    for (key, take) in keys {
        let Some(conflict) = conflict.filter(|_| pressed(key)) else {
            continue;
        };
        if take != Choice::Base || conflict.base.is_some() {
            asked.push(decide(conflict.id, take));
        }
    }
    *at != before
}

/// The wish to decide one conflict.
pub(super) fn decide(conflict: ConflictId, take: Choice) -> Action {
    Action::DecideConflict {
        conflict: Some(conflict),
        like: false,
        take,
    }
}

/// Shows the place of a conflict on the page.
fn go_to(session: &Session, conflict: Option<ConflictId>, asked: &mut Vec<Action>) {
    let project = session.project();
    let found = project.and_then(|it| Some((it, it.conflicts().get(conflict?)?)));
    if let Some((project, conflict)) = found {
        let record = conflict_sides(session.locale(), project, conflict).place;
        asked.push(Action::GoTo { record });
    }
}

fn list_ui(
    ui: &mut Ui,
    session: &Session,
    (open, ids): (&Open, &[ConflictId]),
    state: &mut ConflictsState,
    asked: &mut Vec<Action>,
) {
    let theme = Theme::of(ui.ctx());
    let height = theme.sizes.row;
    ui.spacing_mut().item_spacing.y = 0.0;
    let mut area = ScrollArea::vertical()
        .id_salt("conflicts")
        .auto_shrink(false);
    if std::mem::take(&mut state.reveals) {
        let above = state.place(ids) as f32 * height;
        area = area.vertical_scroll_offset((above - ui.available_height() / 2.0).max(0.0));
    }
    area.show_rows(ui, height, ids.len(), |ui, shown| {
        for id in ids.get(shown).into_iter().flatten() {
            let Some(conflict) = open.project().conflicts().get(*id) else {
                continue;
            };
            let sides = conflict_sides(session.locale(), open.project(), conflict);
            let words = row_words(session, &sides);
            let (rect, response) = row_ui(ui, height, state.chosen == Some(*id), &words);
            words_ui(ui, rect, rect.left() + theme.sizes.gap, &words);
            if response.clicked() {
                state.chosen = Some(*id);
                ui.memory_mut(|memory| memory.request_focus(list_id()));
                asked.push(Action::GoTo {
                    record: sides.place,
                });
            }
        }
    });
}

/// What a row says: which record, and what of it.
fn row_words(session: &Session, sides: &ConflictSides) -> String {
    let what = match sides.part.is_empty() {
        true => word(session, sides.kind.key()),
        false => sides.part.clone(),
    };
    format!("{} · {what}", sides.title)
}

/// Buttons that decide all conflicts like one, if there are more; the choice that was clicked.
fn alike_ui(
    ui: &mut Ui,
    session: &Session,
    (open, conflict): (&Open, &Conflict),
) -> Option<Choice> {
    let count = plan_conflicts::alike(open.project(), conflict.id).len();
    if count < 2 {
        return None;
    }
    let mut chosen = None;
    ui.horizontal_wrapped(|ui| {
        let theme = Theme::of(ui.ctx());
        let words = Saying::new("conflicts-alike").with("count", count);
        let words = RichText::new(session.locale().say(&words)).small();
        ui.label(words.color(theme.colours.weak));
        let kind = ConflictKind::of(conflict);
        for choice in [Choice::Kept, Choice::Other] {
            let words = word(session, kind.choice_key(choice));
            let label = format!("{words} ×{count}");
            if ui.small_button(label).clicked() {
                chosen = Some(choice);
            }
        }
    });
    chosen
}

/// Asks before many are decided at once: how many, and what the first of them are.
fn ask_alike(
    session: &Session,
    open: &Open,
    (conflict, sides): (&Conflict, &ConflictSides),
    take: Choice,
) -> Confirm {
    let project = open.project();
    let alike = plan_conflicts::alike(project, conflict.id);
    let named = alike
        .iter()
        .take(3)
        .filter_map(|id| project.conflicts().get(*id));
    let named = named.map(|it| conflict_sides(session.locale(), project, it).title);
    let named: Vec<String> = named.collect();
    let key = sides.kind.choice_key(take);
    Confirm {
        question: Saying::new("conflicts-alike-question")
            .with("count", alike.len())
            .with("choice", Saying::new(key)),
        detail: Saying::new("conflicts-alike-detail").with("names", named.join("、")),
        yes: key,
        action: Action::DecideConflict {
            conflict: Some(conflict.id),
            like: true,
            take,
        },
    }
}
