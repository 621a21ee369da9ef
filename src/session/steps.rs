//! The steps of the open project: what was done, by whom and when, and going to any of them.

use super::locale::Saying;
use super::look::Overlay;
use super::{ActError, Manner, Open, Session};
use crate::edit::{PlanError, Step};
use crate::file::journal::Journal;
use crate::model::{Coder, CoderId, Edit, Record, RecordId, Time};
use std::collections::BTreeSet;

/// A step as a person sees it.
#[derive(Clone, PartialEq, Debug)]
pub struct StepRow {
    /// How many steps are made with this one, from 1: what going to it takes.
    pub number: usize,
    /// What it does: `done-` and its verb, or `done-other` for a verb of another version.
    pub words: Saying,
    /// Who made it; the id when the project does not know them any more.
    pub coder: String,
    /// When.
    pub at: Time,
    /// Whether it is made; else it was taken back and can be made again.
    pub is_made: bool,
    /// Whether it was made before the project was opened.
    pub is_earlier: bool,
}

impl Session {
    /// The steps that can be gone to, oldest first: those made, then those taken back, the next to
    /// make again first. Where the project is now: [`Self::step_now`].
    pub fn steps(&self) -> Vec<StepRow> {
        let Some(open) = &self.open else {
            return Vec::new();
        };
        let history = open.history();
        let (made, restored) = (history.done().len(), history.restored());
        let all = history.done().iter().chain(history.undone().iter().rev());
        all.enumerate()
            .map(|(at, step)| StepRow {
                number: at + 1,
                is_made: at < made,
                is_earlier: at < restored,
                ..self.step_row(open, step)
            })
            .collect()
    }

    /// The steps that touched a record, oldest first: its log as far as steps are known.
    pub fn steps_of(&self, id: RecordId) -> Vec<StepRow> {
        let Some(open) = &self.open else {
            return Vec::new();
        };
        let history = open.history();
        let all = history.done().iter().chain(history.undone().iter().rev());
        let touches = |it: &Step| it.transaction.edits.iter().any(|edit| edit.id() == id);
        let rows = self.steps().into_iter().zip(all);
        rows.filter(|(_, step)| touches(step))
            .map(|it| it.0)
            .collect()
    }

    /// The steps made that put or took one of some records, oldest first.
    pub fn steps_on(&self, records: &BTreeSet<RecordId>) -> Vec<StepRow> {
        let Some(open) = &self.open else {
            return Vec::new();
        };
        let steps = open.history().done().iter().enumerate();
        let touches = |step: &Step| {
            let mut edits = step.transaction.edits.iter();
            edits.any(|it| records.contains(&it.id()))
        };
        steps
            .filter(|it| touches(it.1))
            .map(|(at, step)| StepRow {
                number: at + 1,
                is_made: true,
                is_earlier: at < open.history().restored(),
                ..self.step_row(open, step)
            })
            .collect()
    }

    /// How many steps are made.
    pub fn step_now(&self) -> usize {
        self.open.as_ref().map_or(0, |it| it.history().done().len())
    }

    fn step_row(&self, open: &Open, step: &Step) -> StepRow {
        let change = &step.transaction;
        let coder = open.project().coders().get(change.coder);
        let name = coder.or_else(|| made_coder(open, change.coder));
        let key = format!("done-{}", change.done.verb);
        let words = match self.locale.knows(&key) {
            true => Saying::new(key),
            false => Saying::new("done-other").with("verb", change.done.verb.clone().into_owned()),
        };
        StepRow {
            number: 0,
            words: words
                .with("what", change.done.what.clone())
                .with("count", change.done.count),
            coder: name.map_or_else(|| change.coder.to_string(), |it| it.name.clone()),
            at: change.at,
            is_made: false,
            is_earlier: false,
        }
    }

    /// Takes steps back or makes them again until so many are made; without a number it lists them.
    pub(super) fn go_to_step(&mut self, step: Option<usize>) -> Result<(), ActError> {
        self.need_open()?;
        self.recall_earlier();
        let Some(step) = step else {
            return self.ask_with(Overlay::History, "step");
        };
        let made = self.step_now();
        let all = self.steps().len();
        if step == made || step > all {
            return Err(PlanError::Nothing.into());
        }
        let back = step < made;
        // Counted from the end: the first ones are let go when they do not fit any more.
        for _ in 0..made.abs_diff(step) {
            self.travel(back)?;
        }
        Ok(())
    }

    /// Looks up what was done before the project was opened, where that is not done by itself: in
    /// commands.
    pub fn recall_earlier(&mut self) {
        let recalled = self.open.as_mut().and_then(|it| it.earlier.take());
        if let (Some((journal, at)), Some(open)) = (recalled, &mut self.open) {
            let past = Journal::past(&journal, at, open.project());
            open.restore(past);
        }
    }

    /// Notes every change on disk at once, as a window does: for commands that take their wishes one
    /// by one.
    pub fn note_at_once(&mut self) {
        self.is_live = true;
    }

    /// Whether changes are noted as they are made.
    pub(super) fn is_live(&self) -> bool {
        self.is_live || self.manner == Manner::Window
    }
}

/// A coder as some step made them: for steps that were taken back with them.
fn made_coder(open: &Open, id: CoderId) -> Option<&Coder> {
    let history = open.history();
    let mut steps = history.undone().iter().chain(history.done());
    steps.find_map(|step| {
        step.transaction.edits.iter().find_map(|it| match it {
            Edit::Put(Record::Coder(it)) if it.id == id => Some(it),
            _ => None,
        })
    })
}
