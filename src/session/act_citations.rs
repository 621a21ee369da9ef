//! How sources are cited.

use super::act::Acted;
use super::{ActError, Action, Named, Overlay, Session};
use crate::edit::plan_citations;
use crate::model::Cited;

impl Session {
    pub(super) fn act_on_citations(&mut self, action: Action) -> Acted {
        Acted::Yes(match action {
            Action::CiteSource { source, citation } => self.cite(source.as_ref(), citation),
            other => return Acted::No(other),
        })
    }

    fn cite(
        &mut self,
        source: Option<&Named>,
        citation: Option<Vec<Cited>>,
    ) -> Result<(), ActError> {
        let id = self.source_or_shown(source)?.id;
        let Some(citation) = citation else {
            self.look.show(Some(id));
            return self.ask_with(Overlay::Citation, "citation");
        };
        self.change(|project, stamp| plan_citations::cite(project, stamp, id, &citation))?;
        self.close_overlay(Overlay::Citation);
        Ok(())
    }
}
