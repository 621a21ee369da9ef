//! Codings that want a second look, as their code has come to mean something else.

use super::{Filter, Index, matching};
use crate::model::{CodeId, CodingId, Project};
use std::collections::BTreeSet;

/// Of the codings a filter lets pass those that want a review, in the order of a list. Only the
/// codings of codes whose meaning was ever changed are looked at.
pub fn awaiting_review(project: &Project, index: &Index, filter: &Filter) -> Vec<CodingId> {
    let codes = project.codes().iter();
    let changed: BTreeSet<CodeId> = codes
        .filter(|it| {
            it.meant.is_some() && filter.codes.as_ref().is_none_or(|of| of.contains(&it.id))
        })
        .map(|it| it.id)
        .collect();
    if changed.is_empty() {
        return Vec::new();
    }
    let filter = Filter {
        codes: Some(changed),
        ..filter.clone()
    };
    let mut found = matching(project, index, &filter);
    found.retain(|id| {
        let coding = project.codings().get(*id);
        let code = coding.and_then(|it| project.codes().get(it.code));
        coding
            .zip(code)
            .is_some_and(|(coding, code)| code.wants_review_of(coding))
    });
    found
}

#[cfg(test)]
mod tests {
    use super::super::sample::{code, code_id, coding, coding_id, marked};
    use super::*;
    use crate::model::{Code, Coding, Time};

    #[test]
    fn older_codings_that_nobody_looked_at_are_awaited() {
        let mut sample = marked("[a治理a]与[a国防a]和[b工业b]以及[a文化a]");
        let letter = u32::from('a');
        sample.put(Code {
            meant: Some(Time::from_secs(9)),
            ..code(letter, "a", None)
        });
        let newer = Coding {
            created: Time::from_secs(10),
            ..coding(2, 2, letter)
        };
        let looked_at = Coding {
            reviewed: Some(Time::from_secs(9)),
            ..coding(4, 4, letter)
        };
        sample.put(newer);
        sample.put(looked_at);
        let index = Index::build(&sample.project);
        let awaiting = |filter: &Filter| awaiting_review(&sample.project, &index, filter);
        assert_eq!(awaiting(&Filter::all()), [coding_id(1)]);
        assert_eq!(awaiting(&Filter::of_code(code_id('b'.into()))), []);
    }
}
