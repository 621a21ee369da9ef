//! Plans for codings: coding passages, removing, recoding, moving a quotation's edges.

use super::{Done, Place, PlanError, Stamp, Transaction, plan_codes::code, plan_review as review};
use crate::model::{
    Case, Code, CodeId, Coding, CodingId, Edit, Extra, Project, Query, Quotation, QuotationId,
    RecordId, Set, Source, SourceId,
};
use crate::text::{CharSpan, Span, graphemes};
use std::collections::{BTreeMap, BTreeSet};

/// Codes passages of one or more sources with one code. Edges are widened to grapheme clusters. A
/// passage that this coder has already coded so is left alone; a quotation that stands exactly
/// there is shared. It is looked for among `near`: at least the quotations that share a byte with
/// the passages, which an index finds without looking at all.
///
/// # Errors
/// When the code or a source is gone, the code is a heading, a range does not fit, or every passage
/// was coded so already ([`PlanError::Nothing`]).
pub fn code_passages(
    project: &Project,
    stamp: &mut Stamp<'_>,
    with: CodeId,
    passages: &[(SourceId, Span)],
    near: &[QuotationId],
) -> Result<Transaction, PlanError> {
    let code = code(project, with)?;
    if !code.applicable {
        return Err(PlanError::NotApplicable {
            name: code.name.clone(),
        });
    }
    let mut edits = Vec::new();
    let mut seen = BTreeSet::new();
    let standing = Standing::of(project, near);
    let mut coded = 0;
    for (source, span) in passages {
        let span = fitting(project, *source, *span)?;
        if !seen.insert((*source, span)) {
            continue;
        }
        let there = standing.at(*source, span);
        let mine = |it: &Coding| it.code == with && it.coder == stamp.coder;
        if there.iter().any(|id| codings_of(project, *id).any(mine)) {
            continue;
        }
        let quotation = match there.first() {
            Some(id) => *id,
            None => {
                let quotation = new_quotation(stamp, *source, span);
                let id = quotation.id;
                edits.push(Edit::Put(quotation.into()));
                id
            }
        };
        edits.push(Edit::Put(new_coding(stamp, quotation, code).into()));
        coded += 1;
    }
    if coded == 0 {
        return Err(PlanError::Nothing);
    }
    let done = Done::times("code-passage", &code.name, coded);
    let place = passages.first().map(|(source, span)| Place {
        source: *source,
        span: *span,
    });
    Ok(Transaction {
        place,
        ..stamp.transaction(done, edits)
    })
}

/// Removes codings; a quotation that nothing else holds goes with its last coding.
///
/// # Errors
/// When one of them is gone, or none is given.
pub fn uncode(
    project: &Project,
    stamp: &Stamp<'_>,
    codings: &[CodingId],
) -> Result<Transaction, PlanError> {
    let mut place = None;
    let mut names = BTreeSet::new();
    for id in codings {
        let coding = coding(project, *id)?;
        place = place.or_else(|| place_of(project, coding.quotation));
        names.extend(project.codes().get(coding.code).map(|it| it.name.as_str()));
    }
    let ids: Vec<RecordId> = codings.iter().copied().map(RecordId::Coding).collect();
    let what: Vec<&str> = names.into_iter().collect();
    let done = Done::times("uncode", what.join(", "), codings.len());
    Ok(Transaction {
        place,
        ..stamp.transaction(done, removal(project, &ids))
    })
}

/// Gives codings another code.
///
/// # Errors
/// When one of them or the code is gone, the code is a heading, or nothing would change.
pub fn recode(
    project: &Project,
    stamp: &Stamp<'_>,
    codings: &[CodingId],
    to: CodeId,
) -> Result<Transaction, PlanError> {
    let code = code(project, to)?;
    if !code.applicable {
        return Err(PlanError::NotApplicable {
            name: code.name.clone(),
        });
    }
    let mut edits = Vec::new();
    for id in codings {
        let old = coding(project, *id)?;
        let twin = |it: &Coding| it.code == to && it.coder == old.coder;
        if old.code == to {
            continue;
        }
        if codings_of(project, old.quotation).any(twin) {
            // The passage has that code from this coder already: one coding is enough.
            edits.extend(removal(project, &[RecordId::Coding(*id)]));
        } else {
            edits.push(Edit::Put(
                Coding {
                    code: to,
                    reviewed: review::looked_at(code, old.created, stamp.at).or(old.reviewed),
                    ..old.clone()
                }
                .into(),
            ));
        }
    }
    if edits.is_empty() {
        return Err(PlanError::Nothing);
    }
    Ok(stamp.transaction(Done::times("recode", &code.name, codings.len()), edits))
}

/// Moves a quotation to another span of its source; all its codings move with it. A stray quotation
/// is settled by this: the text now at the span is its quote.
///
/// # Errors
/// When it is gone, the range does not fit, or nothing would change.
pub fn resize(
    project: &Project,
    stamp: &Stamp<'_>,
    id: QuotationId,
    span: Span,
) -> Result<Transaction, PlanError> {
    let old = quotation(project, id)?;
    let span = fitting(project, old.source, span)?;
    if old.span == span && old.stray.is_none() {
        return Err(PlanError::Nothing);
    }
    let new = Quotation {
        span,
        stray: None,
        ..old.clone()
    };
    let done = Done::once("resize-quotation", "");
    let place = Some(Place {
        source: old.source,
        span,
    });
    Ok(Transaction {
        place,
        ..stamp.transaction(done, vec![Edit::Put(new.into())])
    })
}

/// The edits that take `wanted` and all that cannot stand without it: the quotations of a source,
/// the codings of a code or quotation, memos and links on anything that goes, and quotations left
/// without a coding. Sets and cases lose what goes. Children of a code are the caller's to move.
pub fn removal(project: &Project, wanted: &[RecordId]) -> Vec<Edit> {
    let mut gone: BTreeSet<RecordId> = BTreeSet::new();
    let mut left: Vec<RecordId> = wanted.to_vec();
    while let Some(id) = left.pop() {
        if !gone.insert(id) {
            continue;
        }
        left.extend(project.uses(id).filter(|by| falls_with(*by, id)));
        if let RecordId::Coding(coding) = id
            && let Some(coding) = project.codings().get(coding)
            && !is_held(project, coding.quotation, &gone)
        {
            left.push(RecordId::Quotation(coding.quotation));
        }
    }
    let mut edits = shrunk_holders(project, &gone);
    // What points goes before what it points at, so that every step on the way is sound.
    edits.extend(gone.into_iter().rev().map(Edit::Take));
    edits
}

/// Whether a record goes when what it points at goes, rather than losing it as a member or parent.
pub(super) fn falls_with(by: RecordId, of: RecordId) -> bool {
    match by {
        // A coding stands without the rule that made it.
        RecordId::Coding(_) => !matches!(of, RecordId::Query(_)),
        RecordId::Quotation(_) | RecordId::Memo(_) | RecordId::Link(_) | RecordId::Conflict(_) => {
            true
        }
        _ => false,
    }
}

/// Whether anything that stays needs the quotation. To be an example of a code is not enough, nor
/// is a conflict over it.
pub(super) fn is_held(project: &Project, id: QuotationId, gone: &BTreeSet<RecordId>) -> bool {
    let is_need = |by: &RecordId| !matches!(by, RecordId::Code(_) | RecordId::Conflict(_));
    project
        .uses(RecordId::Quotation(id))
        .any(|by| !gone.contains(&by) && is_need(&by))
}

/// Codes, sets, cases, sources, queries and codings that hold something that goes, without it.
fn shrunk_holders(project: &Project, gone: &BTreeSet<RecordId>) -> Vec<Edit> {
    let holders: BTreeSet<RecordId> = gone
        .iter()
        .flat_map(|id| project.uses(*id))
        .filter(|by| !gone.contains(by))
        .collect();
    let keep = |id: &RecordId| !gone.contains(id);
    holders
        .into_iter()
        .filter_map(|holder| match holder {
            RecordId::Code(id) => {
                let code = project.codes().get(id)?;
                let examples: BTreeSet<RecordId> =
                    code.examples.iter().copied().filter(keep).collect();
                // One that only loses its parent is not touched here.
                (examples != code.examples).then(|| {
                    let code = code.clone();
                    Edit::Put(Code { examples, ..code }.into())
                })
            }
            RecordId::Query(id) => project.queries().get(id).map(|it| {
                let code = it.code.filter(|id| keep(&RecordId::Code(*id)));
                Edit::Put(Query { code, ..it.clone() }.into())
            }),
            RecordId::Coding(id) => project.codings().get(id).map(|it| {
                let rule = it.rule.filter(|id| keep(&RecordId::Query(*id)));
                Edit::Put(Coding { rule, ..it.clone() }.into())
            }),
            RecordId::Set(id) => project.sets().get(id).map(|it| {
                let members = it.members.iter().copied().filter(keep).collect();
                Edit::Put(
                    Set {
                        members,
                        ..it.clone()
                    }
                    .into(),
                )
            }),
            RecordId::Case(id) => project.cases().get(id).map(|it| {
                let members = it.members.iter().copied().filter(keep).collect();
                let mut values = it.values.clone();
                values.retain(|variable, _| keep(&RecordId::Variable(*variable)));
                Edit::Put(
                    Case {
                        members,
                        values,
                        ..it.clone()
                    }
                    .into(),
                )
            }),
            RecordId::Source(id) => project.sources().get(id).map(|it| {
                let mut values = it.values.clone();
                values.retain(|variable, _| keep(&RecordId::Variable(*variable)));
                Edit::Put(
                    Source {
                        values,
                        ..it.clone()
                    }
                    .into(),
                )
            }),
            _ => None,
        })
        .collect()
}

/// The codings of a quotation.
fn codings_of(project: &Project, quotation: QuotationId) -> impl Iterator<Item = &Coding> {
    project
        .uses(RecordId::Quotation(quotation))
        .filter_map(|by| match by {
            RecordId::Coding(id) => project.codings().get(id),
            _ => None,
        })
}

/// Which of some quotations stand where, looked up once for a whole plan.
struct Standing(BTreeMap<(SourceId, Span), Vec<QuotationId>>);

impl Standing {
    fn of(project: &Project, near: &[QuotationId]) -> Self {
        let near: BTreeSet<QuotationId> = near.iter().copied().collect();
        let mut at: BTreeMap<_, Vec<_>> = BTreeMap::new();
        let quotations = near
            .into_iter()
            .filter_map(|id| project.quotations().get(id));
        for it in quotations.filter(|it| it.stray.is_none()) {
            at.entry((it.source, it.span)).or_default().push(it.id);
        }
        Self(at)
    }

    /// The quotations that stand exactly at `span`, oldest first.
    fn at(&self, source: SourceId, span: Span) -> &[QuotationId] {
        self.0
            .get(&(source, span))
            .map(Vec::as_slice)
            .unwrap_or_default()
    }
}

pub(super) fn new_quotation(stamp: &mut Stamp<'_>, source: SourceId, span: Span) -> Quotation {
    Quotation {
        id: QuotationId::new((stamp.fresh)()),
        source,
        span,
        stray: None,
        coder: stamp.coder,
        created: stamp.at,
        extra: Extra::default(),
    }
}

pub(super) fn new_coding(stamp: &mut Stamp<'_>, quotation: QuotationId, code: &Code) -> Coding {
    Coding {
        id: CodingId::new((stamp.fresh)()),
        quotation,
        code: code.id,
        coder: stamp.coder,
        created: stamp.at,
        reviewed: review::looked_at(code, stamp.at, stamp.at),
        rule: None,
        extra: Extra::default(),
    }
}

/// The span widened to whole grapheme clusters, if it fits its source and is not empty.
fn fitting(project: &Project, source: SourceId, span: Span) -> Result<Span, PlanError> {
    let found = project.sources().get(source);
    let source = found.ok_or(PlanError::Gone {
        id: RecordId::Source(source),
    })?;
    if span.is_empty() || span.of(source.text()).is_none() {
        return Err(range_error(source, span));
    }
    Ok(graphemes::snap(source.text(), span))
}

fn range_error(source: &Source, span: Span) -> PlanError {
    let chars = source.lines.chars_from_span(span);
    let CharSpan { start, end } = chars.unwrap_or(CharSpan {
        start: span.start,
        end: span.end,
    });
    let len = source.lines.char_count();
    PlanError::Range {
        start,
        end,
        source_name: source.name.clone(),
        len,
    }
}

fn place_of(project: &Project, id: QuotationId) -> Option<Place> {
    project.quotations().get(id).map(|it| Place {
        source: it.source,
        span: it.span,
    })
}

pub(super) fn coding(project: &Project, id: CodingId) -> Result<&Coding, PlanError> {
    project.codings().get(id).ok_or(PlanError::Gone {
        id: RecordId::Coding(id),
    })
}

fn quotation(project: &Project, id: QuotationId) -> Result<&Quotation, PlanError> {
    project.quotations().get(id).ok_or(PlanError::Gone {
        id: RecordId::Quotation(id),
    })
}
