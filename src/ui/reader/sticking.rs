//! A code that sticks: what the hand has selected gets it once the hand rests.

use egui::Ui;

use super::Read;
use super::hand::LetGo;
use crate::session::Action;
use crate::text::Span;

/// How long another click may follow that would take more, in seconds.
const REST_SECS: f64 = 0.5;

/// What the hand has selected last, and what of it is still to be coded.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sticking {
    /// What was selected when the hand let go, in bytes.
    made: Option<Span>,
    /// The project's revision then.
    revision: u64,
    /// When it gets the code that sticks, in seconds of egui's clock.
    due: Option<f64>,
}

impl Sticking {
    /// What the hand has selected last, unless something was done since.
    pub(super) fn made(&self, revision: u64) -> Option<Span> {
        self.made.filter(|_| self.revision == revision)
    }

    /// Takes in what the hand did in this frame; asks for the code once it rests on what it has
    /// `selected`.
    pub(super) fn follow(
        &mut self,
        ui: &Ui,
        read: Read,
        hand: Option<LetGo>,
        selected: Option<Span>,
    ) -> Option<Action> {
        let now = ui.input(|input| input.time);
        match hand {
            Some(LetGo::NotYet) => (self.made, self.due) = (None, None),
            Some(LetGo::Now { may_take_more }) => {
                self.made = selected.filter(|it| !it.is_empty());
                let wait = if may_take_more { REST_SECS } else { 0.0 };
                self.due = self.made.map(|_| now + wait);
                self.revision = read.open.history().revision();
            }
            None if self.made.is_some() && self.made != selected => {
                (self.made, self.due) = (None, None);
            }
            None => {}
        }
        let look = read.session.look();
        let due = self.due.filter(|_| look.sticky.is_some())?;
        if now < due {
            ui.ctx().request_repaint_after_secs((due - now) as f32);
            return None;
        }
        // The session hears of the selection when this frame is drawn.
        if look.marked() != self.made {
            ui.ctx().request_repaint();
            return None;
        }
        self.due = None;
        Some(Action::CodeSelection { code: None })
    }
}
