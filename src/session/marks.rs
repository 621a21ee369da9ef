//! Which marks are shown on the page.

use super::{ActError, Named, Session};
use crate::model::{CodeId, CoderId, RecordId};
use crate::query::{Filter, below};
use std::collections::BTreeSet;

/// Which marks are shown on the page. It moves the eye and changes nothing in the project.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Marks {
    /// Which codings.
    pub filter: Filter,
    /// The name of the set whose codes are shown, if they are shown as a set.
    pub set: Option<String>,
    /// Two coders side by side: the strokes of the first under the words, of the second over them.
    pub compared: Option<(CoderId, CoderId)>,
}

impl Marks {
    /// Whether every mark is shown.
    pub fn is_all(&self) -> bool {
        *self == Self::default()
    }
}

impl Session {
    /// Shows only the marks of these codes (with those below them) or of a set's codes, by these
    /// coders; nothing named means all. Two coders may be compared.
    pub(super) fn show_marks(
        &mut self,
        codes: &[Named],
        coders: &[Named],
        set: Option<&Named>,
        compare: bool,
    ) -> Result<(), ActError> {
        let project = self.need_open()?.project();
        let mut chosen: BTreeSet<CodeId> = BTreeSet::new();
        for named in codes {
            chosen.extend(below(project, named.code(project)?.id));
        }
        let set = set.map(|it| it.set(project)).transpose()?;
        for member in set.iter().flat_map(|it| &it.members) {
            if let RecordId::Code(code) = member {
                chosen.extend(below(project, *code));
            }
        }
        let coders: Vec<CoderId> = coders
            .iter()
            .map(|it| it.coder(project).map(|coder| coder.id))
            .collect::<Result<_, _>>()?;
        let compared = match (compare, coders.as_slice()) {
            (false, _) => None,
            (true, [first, second]) if first != second => Some((*first, *second)),
            (true, _) => return Err(ActError::NotTwoCoders),
        };
        let is_named = set.is_some() || !codes.is_empty();
        self.look.marks = Marks {
            filter: Filter {
                codes: is_named.then_some(chosen),
                coders: (!coders.is_empty()).then(|| coders.into_iter().collect()),
                ..Filter::all()
            },
            set: set.map(|it| it.name.clone()),
            compared,
        };
        Ok(())
    }
}
