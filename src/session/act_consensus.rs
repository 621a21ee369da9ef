//! The consensus layer: what is taken from the coders' codings as the one a team stands by.

use super::locale::Saying;
use super::notice::Level;
use super::{ActError, Manner, Overlay, Session};
use crate::edit::plan_consensus::{self, Agreed, Least};
use crate::model::{CoderId, CodingId, Project, RecordId};
use crate::query::Filter;

impl Session {
    /// What the coders coded alike and what is not in the consensus yet.
    pub fn agreed(&self, least: Least) -> Vec<Agreed> {
        let project = self.project();
        project.map_or_else(Vec::new, |it| plan_consensus::agreed(it, least))
    }

    /// Takes codings into the consensus: the given ones, the one that is gone to, or those at the
    /// selection if they all say the same.
    pub(super) fn take_consensus(&mut self, codings: Vec<CodingId>) -> Result<(), ActError> {
        let codings = match codings.is_empty() {
            true => self.codings_to_take()?,
            false => codings,
        };
        if codings.is_empty() {
            return self.ask_with(Overlay::Here, "coding");
        }
        self.take_into_consensus(&codings)
    }

    /// Takes what is coded alike, in one step; in a window it is shown first.
    pub(super) fn take_agreed(&mut self, by: Option<Least>) -> Result<(), ActError> {
        self.need_open()?;
        if by.is_none() && self.manner == Manner::Window {
            self.look.overlay = Some(Overlay::Consensus);
            return Ok(());
        }
        let agreed = self.agreed(by.unwrap_or_default());
        let firsts = agreed.iter().filter_map(|it| it.codings.first());
        let codings: Vec<CodingId> = firsts.copied().collect();
        self.take_into_consensus(&codings)?;
        self.close_overlay(Overlay::Consensus);
        let words = Saying::new("notice-consensus").with("count", agreed.len());
        self.say(Level::Done, words);
        Ok(())
    }

    fn take_into_consensus(&mut self, codings: &[CodingId]) -> Result<(), ActError> {
        let name = self.locale.word("consensus-name");
        self.change(|project, stamp| plan_consensus::take(project, stamp, (codings, &name)))
    }

    /// The codings meant by the selection; none when it is not clear which.
    fn codings_to_take(&self) -> Result<Vec<CodingId>, ActError> {
        self.need_open()?;
        if let Some(RecordId::Coding(id)) = self.look.inspected {
            return Ok(vec![id]);
        }
        let here = self.codings_here();
        let here = here.iter().filter(|it| it.coder != CoderId::CONSENSUS);
        let here: Vec<_> = here.collect();
        let Some(first) = here.first() else {
            return Err(ActError::NothingCodedHere);
        };
        let is_alike = here
            .iter()
            .all(|it| it.code == first.code && it.span == first.span);
        Ok(match is_alike {
            true => here.iter().map(|it| it.id).collect(),
            false => Vec::new(),
        })
    }
}

/// A filter that lets pass what the coders coded: a consensus is nobody's coding, and is not counted as
/// one more coder's unless it is asked for.
pub fn of_coders(project: &Project, filter: Filter) -> Filter {
    let coders = project.coders();
    if filter.coders.is_some() || coders.get(CoderId::CONSENSUS).is_none() {
        return filter;
    }
    let ids = coders.iter().map(|it| it.id);
    Filter {
        coders: Some(ids.filter(|it| *it != CoderId::CONSENSUS).collect()),
        ..filter
    }
}
