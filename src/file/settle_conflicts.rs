//! Conflicts, made whole: the other version that each carries is read as a record.

use super::carried::Clash;
use super::kind::{NOBODY, Recorded};
use super::malformed::Malformed;
use super::read::Placed;
use super::settle::Aside;
use super::warning::Warning;
use crate::model::Conflict;

/// Reads what conflicts carry. Those that cannot be understood are kept aside.
pub(super) fn settle_conflicts(
    clashes: Placed<Clash>,
    sources: &Placed<Recorded>,
    aside: &mut Aside<'_, '_>,
) -> Placed<Conflict> {
    let mut conflicts = Vec::new();
    for (span, clash) in clashes {
        match clash.conflict(sources) {
            Some(conflict) => conflicts.push((span, conflict)),
            None => {
                aside.keep(span, "conflicts", NOBODY);
                aside.findings.add(span.start, |place| Warning::BadRecord {
                    place,
                    section: "conflicts".to_owned(),
                    what: Malformed::Missing { field: "other" },
                });
            }
        }
    }
    conflicts
}
