//! The keys in the list of codings: going from row to row, marking, removing and recoding.

use super::codings::CodingsState;
use super::list;
use crate::model::{CodingId, RecordId};
use crate::session::{Action, Session};
use egui::{Key, Modifiers, Response, Ui};

/// Reads the keys; the row that is to be seen.
pub(super) fn press(
    ui: &Ui,
    session: &Session,
    (list, state): (&Response, &mut CodingsState),
    asked: &mut Vec<Action>,
) -> Option<usize> {
    let mut to_see = None;
    for (key, held) in list::pressed(ui, list) {
        let is_recoding = held.any() && {
            let chord = super::keyboard::chord(key, held);
            chord.and_then(|it| session.keys().action(&it)) == Some("recode")
        };
        if is_recoding && !state.marked.is_empty() {
            asked.push(recoding(&state.marked()));
        } else if !held.command && !held.alt {
            to_see = state.step(session, (key, held), asked).or(to_see);
        }
    }
    to_see
}

/// The wish to give codings another code, which is asked for.
pub(super) fn recoding(codings: &[CodingId]) -> Action {
    Action::Recode {
        codings: codings.to_vec(),
        from: None,
        filter: Box::default(),
        code: None,
    }
}

impl CodingsState {
    /// What one key means; the row that is to be seen.
    fn step(
        &mut self,
        session: &Session,
        (key, held): (Key, Modifiers),
        asked: &mut Vec<Action>,
    ) -> Option<usize> {
        let inspected = match session.look().inspected {
            Some(RecordId::Coding(id)) => Some(id),
            _ => None,
        };
        let at = inspected.and_then(|id| self.found.iter().position(|it| *it == id));
        if let Some(to) = list::moved(key, at, self.found.len()) {
            let id = *self.found.get(to)?;
            if held.shift {
                self.marked.extend(inspected);
                self.marked.insert(id);
            }
            asked.push(Action::GoTo {
                record: RecordId::Coding(id),
            });
            return Some(to);
        }
        let id = inspected.filter(|_| at.is_some())?;
        match key {
            Key::Space if !self.marked.remove(&id) => _ = self.marked.insert(id),
            Key::Delete if self.marked.is_empty() => {
                asked.push(Action::Uncode { codings: vec![id] });
            }
            Key::Delete => asked.push(Action::Uncode {
                codings: self.marked(),
            }),
            Key::Enter => asked.push(Action::GoTo {
                record: RecordId::Coding(id),
            }),
            _ if list::wants_menu(key, held) => self.menu = Some((id, true)),
            _ => return None,
        }
        at
    }

    /// The codings that are marked.
    pub(super) fn marked(&self) -> Vec<CodingId> {
        self.marked.iter().copied().collect()
    }
}
