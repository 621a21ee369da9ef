//! From an action to what it does: the one dispatch.

use super::{ActError, Action, Named, Open, Session};
use crate::edit::{PlanError, Stamp, Transaction};
use crate::model::{Coder, CoderId, Edit, Extra, Project, RecordId};

impl Session {
    /// Carries an action out.
    ///
    /// # Errors
    /// Why it could not be; nothing was changed then.
    pub fn act(&mut self, action: Action) -> Result<(), ActError> {
        self.need_timely(&action)?;
        self.act_on_project(action)
            .or_else_unmatched(|action| self.act_on_sources(action))
            .or_else_unmatched(|action| self.act_on_texts(action))
            .or_else_unmatched(|action| self.act_on_citations(action))
            .or_else_unmatched(|action| self.act_on_codes(action))
            .or_else_unmatched(|action| self.act_on_codings(action))
            .or_else_unmatched(|action| self.act_on_values(action))
            .or_else_unmatched(|action| self.act_on_passages(action))
            .or_else_unmatched(|action| self.act_on_finding(action))
            .or_else_unmatched(|action| self.act_on_queries(action))
            .or_else_unmatched(|action| self.act_on_packs(action))
            .or_else_unmatched(|action| self.act_on_boards(action))
            .or_else_unmatched(|action| self.act_on_look(action))
            .finished()
    }

    /// The open project.
    pub(super) fn need_open(&self) -> Result<&Open, ActError> {
        self.open.as_ref().ok_or(ActError::NoProject)
    }

    /// The source meant, or the one shown.
    pub(super) fn source_or_shown(
        &self,
        named: Option<&Named>,
    ) -> Result<&crate::model::Source, ActError> {
        let project = self.need_open()?.project();
        match named {
            Some(named) => named.source(project),
            None => {
                let shown = self.look.source.and_then(|id| project.sources().get(id));
                shown.ok_or(ActError::NothingShown)
            }
        }
    }

    /// Plans a change and makes it.
    pub(super) fn change(
        &mut self,
        plan: impl FnOnce(&Project, &mut Stamp<'_>) -> Result<Transaction, PlanError>,
    ) -> Result<(), ActError> {
        self.change_with(|project, stamp| plan(project, stamp).map(|it| ((), it)))
    }

    /// Plans a change that also tells what it made, and makes it. The coder is added first when the
    /// project does not know them yet.
    pub(super) fn change_with<T>(
        &mut self,
        plan: impl FnOnce(&Project, &mut Stamp<'_>) -> Result<(T, Transaction), PlanError>,
    ) -> Result<T, ActError> {
        let (host, name) = (self.host.clone(), self.coder_name());
        let open = self.open.as_mut().ok_or(ActError::NoProject)?;
        let first = missing_coder(open, &name, open.coder);
        let mut fresh = || Self::fresh_id(&*host);
        let mut stamp = Stamp {
            coder: open.coder,
            at: host.now(),
            fresh: &mut fresh,
        };
        let (made, transaction) = plan(open.project(), &mut stamp)?;
        open.commit(Open::with_first(first, transaction))?;
        self.settle();
        Ok(made)
    }

    /// Lets go of what is on the screen but no longer in the project.
    pub(super) fn settle(&mut self) {
        let Some(open) = &self.open else { return };
        let gone = |id: RecordId| !open.project().contains(id);
        if self.look.inspected.is_some_and(gone) {
            self.look.inspected = None;
        }
        if self
            .last_code
            .is_some_and(|code| gone(RecordId::Code(code)))
        {
            self.last_code = None;
        }
        let is_there = |it: &crate::model::CodeId| !gone(RecordId::Code(*it));
        self.look.codes.retain(is_there);
        self.look.sticky = self.look.sticky.filter(is_there);
        self.look
            .finding
            .found
            .retain(|found| !gone(RecordId::Source(found.source)));
        if self
            .look
            .source
            .is_none_or(|source| gone(RecordId::Source(source)))
        {
            let next = crate::query::sources(open.project()).first().copied();
            self.look.show(next);
        }
    }
}

/// The edit that adds the coder, if the project does not know them.
fn missing_coder(open: &Open, name: &str, id: CoderId) -> Vec<Edit> {
    if open.has(RecordId::Coder(id)) {
        return Vec::new();
    }
    vec![Edit::Put(
        Coder {
            id,
            name: name.to_owned(),
            extra: Extra::default(),
        }
        .into(),
    )]
}

/// What one group of actions made of an action: done, or not one of its own.
pub(super) enum Acted {
    /// It was one of the group's.
    Yes(Result<(), ActError>),
    /// It was not; here it is back.
    No(Action),
}

impl Acted {
    fn or_else_unmatched(self, next: impl FnOnce(Action) -> Self) -> Self {
        match self {
            Self::Yes(result) => Self::Yes(result),
            Self::No(action) => next(action),
        }
    }

    fn finished(self) -> Result<(), ActError> {
        match self {
            Self::Yes(result) => result,
            // A test walks every action, so nothing falls through unnoticed.
            Self::No(action) => Err(ActError::NoAction {
                name: action.name().to_owned(),
            }),
        }
    }
}
