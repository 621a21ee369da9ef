//! The plan that makes one quotation of several that overlap and are coded alike.

use super::draft::Draft;
use super::plan_codings::{coding, is_held, new_quotation};
use super::{Done, Place, PlanError, Stamp, Transaction};
use crate::model::{
    Code, CodeId, CoderId, Coding, CodingId, Project, Quotation, QuotationId, RecordId, SourceId,
};
use crate::text::Span;
use std::collections::{BTreeMap, BTreeSet};

/// Codings by one coder with one code whose quotations overlap.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Overlap {
    /// The source they stand in.
    pub source: SourceId,
    /// What they cover together, in bytes.
    pub span: Span,
    /// The codings, by where they begin.
    pub codings: Vec<CodingId>,
}

/// What codings share that may become one.
type Alike = (SourceId, CodeId, CoderId);

/// Of some codings those that overlap others of the same code and coder, gathered. Two that only
/// touch do not overlap, and a stray quotation overlaps nothing.
///
/// ```text
/// 治理能力与国防     (0, 4) and (2, 6) are one: (0, 6)
/// ```
pub fn overlaps(project: &Project, codings: &[CodingId]) -> Vec<Overlap> {
    let mut alike: BTreeMap<Alike, BTreeSet<(usize, usize, CodingId)>> = BTreeMap::new();
    for coding in codings.iter().filter_map(|it| project.codings().get(*it)) {
        let quotation = project.quotations().get(coding.quotation);
        if let Some(at) = quotation.filter(|it| it.stray.is_none()) {
            let alike = alike
                .entry((at.source, coding.code, coding.coder))
                .or_default();
            alike.insert((at.span.start, at.span.end, coding.id));
        }
    }
    let mut found: Vec<Overlap> = Vec::new();
    for ((source, ..), codings) in alike {
        let mut open: Option<Overlap> = None;
        for (start, end, coding) in codings {
            let span = Span::new(start, end);
            match open.as_mut().filter(|it| it.span.overlaps(span)) {
                Some(open) => {
                    open.span = open.span.cover(span);
                    open.codings.push(coding);
                }
                None => {
                    let codings = vec![coding];
                    found.extend(open.replace(Overlap {
                        source,
                        span,
                        codings,
                    }));
                }
            }
        }
        found.extend(open);
    }
    found.retain(|it| it.codings.len() > 1);
    found
}

/// Makes one coding on one quotation of all that overlap among some codings. The oldest stays; memos,
/// links and places in sets of the others go over to it, and so do those of quotations that go.
/// Quotations that other codings are on stay as they are.
///
/// # Errors
/// When a coding is gone or none of them overlaps another ([`PlanError::Nothing`]).
pub fn merge_overlapping(
    project: &Project,
    stamp: &mut Stamp<'_>,
    codings: &[CodingId],
) -> Result<Transaction, PlanError> {
    for id in codings {
        coding(project, *id)?;
    }
    let overlaps = overlaps(project, codings);
    let mut draft = Draft::of(project);
    let mut names = BTreeSet::new();
    for overlap in &overlaps {
        let code = unite(&mut draft, stamp, overlap);
        names.extend(code.map(|it| it.name));
    }
    let Some(first) = overlaps.first() else {
        return Err(PlanError::Nothing);
    };
    let place = Place {
        source: first.source,
        span: first.span,
    };
    let count = overlaps.iter().map(|it| it.codings.len()).sum();
    let names: Vec<String> = names.into_iter().collect();
    let done = Done::times("merge-overlapping", names.join(", "), count);
    Ok(Transaction {
        place: Some(place),
        ..stamp.transaction(done, draft.into_edits())
    })
}

/// Makes one of the codings of an overlap; the code they have.
fn unite(draft: &mut Draft, stamp: &mut Stamp<'_>, overlap: &Overlap) -> Option<Code> {
    let ids = overlap.codings.iter();
    let codings: Vec<Coding> = ids
        .filter_map(|it| draft.project.codings().get(*it).cloned())
        .collect();
    let kept = codings.iter().min_by_key(|it| (it.created, it.id))?.clone();
    let code = draft.project.codes().get(kept.code).cloned();
    let home = home(draft, stamp, overlap, &kept)?;
    let reviewed = codings.iter().map(|it| it.reviewed).min().flatten();
    let quotations: BTreeSet<QuotationId> = codings.iter().map(|it| it.quotation).collect();
    draft.put(Coding {
        quotation: home,
        reviewed,
        ..kept.clone()
    });
    let others: Vec<RecordId> = codings
        .iter()
        .filter(|it| it.id != kept.id)
        .map(|it| RecordId::Coding(it.id))
        .collect();
    for other in &others {
        draft.hand_on(*other, RecordId::Coding(kept.id));
    }
    let example = |it: &QuotationId| {
        let examples = code.as_ref().map(|it| &it.examples);
        examples.is_some_and(|examples| examples.contains(&RecordId::Quotation(*it)))
    };
    let is_example = quotations.iter().any(example);
    let gone: BTreeSet<RecordId> = others.iter().copied().collect();
    for quotation in quotations.into_iter().filter(|it| *it != home) {
        let id = RecordId::Quotation(quotation);
        let codes_it = |by: RecordId| matches!(by, RecordId::Coding(_)) && !gone.contains(&by);
        let is_left = !draft.project.uses(id).any(codes_it);
        if is_left {
            draft.hand_on(id, RecordId::Quotation(home));
        }
        // Nothing but the kept coding was on it, which has moved.
        if is_left && !is_held(&draft.project, quotation, &gone) {
            draft.remove(&[id]);
        }
    }
    let left: Vec<RecordId> = others
        .into_iter()
        .filter(|it| draft.project.contains(*it))
        .collect();
    draft.remove(&left);
    let code_now = draft.project.codes().get(kept.code).cloned();
    if let Some(mut now) = code_now.filter(|_| is_example) {
        now.examples.insert(RecordId::Quotation(home));
        draft.put(now);
    }
    code
}

/// The quotation that stands for an overlap: one of its own that covers all of it, else that of the
/// coding that stays, widened, else a new one where somebody else needs that.
fn home(
    draft: &mut Draft,
    stamp: &mut Stamp<'_>,
    overlap: &Overlap,
    kept: &Coding,
) -> Option<QuotationId> {
    let quotations = |id: &CodingId| {
        let coding = draft.project.codings().get(*id)?;
        draft.project.quotations().get(coding.quotation)
    };
    let own = overlap.codings.iter().filter_map(quotations);
    let whole = own.clone().find(|it| it.span == overlap.span);
    if let Some(whole) = whole {
        return Some(whole.id);
    }
    let old = draft.project.quotations().get(kept.quotation)?.clone();
    let is_other = |by| match by {
        RecordId::Coding(id) => !overlap.codings.contains(&id),
        _ => false,
    };
    let id = RecordId::Quotation(old.id);
    let wide = if draft.project.uses(id).any(is_other) {
        new_quotation(stamp, overlap.source, overlap.span)
    } else {
        Quotation {
            span: overlap.span,
            ..old
        }
    };
    let id = wide.id;
    draft.put(wide);
    Some(id)
}
