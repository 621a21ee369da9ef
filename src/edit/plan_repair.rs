//! Plans that put right what a check has found.

use super::draft::Draft;
use super::{Done, PlanError, Stamp, Transaction, plan_merge};
use crate::model::{
    Code, CodeId, CoderId, Coding, CodingId, Extra, Fingerprint, Link, Memo, MemoId, Project,
    Query, Quotation, QuotationId, Record, RecordId, Source, SourceId,
};
use crate::text::Span;
use std::collections::{BTreeSet, HashMap};

/// How one finding is put right.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Repair {
    /// A quotation loses the blanks at its edges.
    Trim(QuotationId),
    /// A coding goes that says the same as an older one of its coder; what hangs on it goes over.
    DropTwin(CodingId),
    /// A code loses its key, which another code has.
    FreeKey(CodeId),
    /// A source's fingerprint is taken of the text it has.
    TakeText(SourceId),
    /// What stands where a quotation was found counts as its words.
    TakeWords(QuotationId),
    /// A passage that is lost becomes a memo on its source, with its words and codes.
    KeepAsMemo(QuotationId),
    /// A heading may be applied to passages.
    Allow(CodeId),
    /// A code becomes part of another.
    FoldCode(CodeId, CodeId),
    /// A source gets a number behind its name.
    Number(SourceId),
    /// What a coder made becomes another's.
    FoldCoder(CoderId, CoderId),
}

/// Puts things right in one step, one after the other; what an earlier repair has settled is passed
/// over.
///
/// # Errors
/// When nothing is to be done, or a change would break a rule.
pub fn repair(
    project: &Project,
    stamp: &mut Stamp<'_>,
    repairs: &[Repair],
) -> Result<Transaction, PlanError> {
    let mut draft = Draft::of(project);
    let firsts = match repairs.iter().any(|it| matches!(it, Repair::DropTwin(_))) {
        true => firsts(project),
        false => HashMap::new(),
    };
    let mut count = 0;
    for repair in repairs {
        let done = make(&mut draft, stamp, (*repair, (project, &firsts)))?;
        count += usize::from(done.is_some());
    }
    let edits = draft.into_edits();
    if edits.is_empty() {
        return Err(PlanError::Nothing);
    }
    Ok(stamp.transaction(Done::times("repair", "", count), edits))
}

/// A passage, the code and the coder of a coding.
type Same = (SourceId, Span, CodeId, CoderId);

fn same(project: &Project, coding: &Coding) -> Option<Same> {
    let at = project.quotations().get(coding.quotation)?;
    Some((at.source, at.span, coding.code, coding.coder))
}

/// The oldest coding of each passage, code and coder.
fn firsts(project: &Project) -> HashMap<Same, CodingId> {
    let mut firsts = HashMap::new();
    for coding in project.codings().iter() {
        if let Some(same) = same(project, coding) {
            firsts.entry(same).or_insert(coding.id);
        }
    }
    firsts
}

/// The project before any repair, and the oldest coding of each passage, code and coder in it.
type Known<'k> = (&'k Project, &'k HashMap<Same, CodingId>);

/// Makes one repair; `None` when there is nothing to put right any more.
fn make(
    draft: &mut Draft,
    stamp: &mut Stamp<'_>,
    (repair, known): (Repair, Known<'_>),
) -> Result<Option<()>, PlanError> {
    Ok(match repair {
        Repair::Trim(id) => trim(draft, id),
        Repair::DropTwin(id) => drop_twin(draft, id, known),
        Repair::FreeKey(id) => draft.project.codes().get(id).cloned().map(|it| {
            draft.put(Code { key: None, ..it });
        }),
        Repair::TakeText(id) => draft.project.sources().get(id).cloned().map(|it| {
            let fingerprint = Fingerprint::of(it.text());
            draft.put(Source { fingerprint, ..it });
        }),
        Repair::TakeWords(id) => take_words(draft, id),
        Repair::KeepAsMemo(id) => keep_as_memo(draft, stamp, id),
        Repair::Allow(id) => draft.project.codes().get(id).cloned().map(|it| {
            let applicable = true;
            draft.put(Code { applicable, ..it });
        }),
        Repair::FoldCode(from, into) => {
            let codes = draft.project.codes();
            if !(codes.contains(from) && codes.contains(into)) {
                return Ok(None);
            }
            let merged = plan_merge::merge(&draft.project, stamp, &[from], into)?;
            for edit in merged.edits {
                draft.apply(edit);
            }
            Some(())
        }
        Repair::Number(id) => number(draft, id),
        Repair::FoldCoder(from, into) => fold_coder(draft, from, into),
    })
}

/// Where a quotation stands without the blanks at its edges; `None` when nothing else is in it.
pub fn trimmed(project: &Project, id: QuotationId) -> Option<Span> {
    let quotation = project.quotations().get(id)?;
    let source = project.sources().get(quotation.source)?;
    let words = quotation.span.of(source.text())?;
    let start = words.len() - words.trim_start().len();
    let inner = words.trim();
    let start = quotation.span.start + start;
    (!inner.is_empty()).then(|| Span::new(start, start + inner.len()))
}

fn trim(draft: &mut Draft, id: QuotationId) -> Option<()> {
    let span = trimmed(&draft.project, id)?;
    let quotation = draft.project.quotations().get(id)?.clone();
    draft.put(Quotation { span, ..quotation });
    Some(())
}

fn drop_twin(draft: &mut Draft, id: CodingId, (before, firsts): Known<'_>) -> Option<()> {
    let coding = before.codings().get(id)?;
    let first = *firsts.get(&same(before, coding)?)?;
    draft.project.codings().get(id)?;
    if first == id || !draft.project.codings().contains(first) {
        return None;
    }
    let (from, to) = (RecordId::Coding(id), RecordId::Coding(first));
    draft.hand_on(from, to);
    draft.remove(&[from]);
    Some(())
}

fn take_words(draft: &mut Draft, id: QuotationId) -> Option<()> {
    let quotation = draft.project.quotations().get(id)?.clone();
    let is_there = !quotation.span.is_empty() && quotation.stray.is_some();
    is_there.then(|| {
        draft.put(Quotation {
            stray: None,
            ..quotation
        });
    })
}

fn keep_as_memo(draft: &mut Draft, stamp: &mut Stamp<'_>, id: QuotationId) -> Option<()> {
    let project = &draft.project;
    let quotation = project.quotations().get(id)?.clone();
    let words = quotation.stray.as_ref()?.quote.exact.clone();
    let codes: Vec<&str> = project
        .uses(RecordId::Quotation(id))
        .filter_map(|by| match by {
            RecordId::Coding(by) => {
                let code = project.codings().get(by)?.code;
                project.codes().get(code).map(|it| it.name.as_str())
            }
            _ => None,
        })
        .collect();
    let text = match codes.is_empty() {
        true => format!("“{words}”"),
        false => format!("“{words}” – {}", codes.join(", ")),
    };
    let memo = Memo {
        id: MemoId::new((stamp.fresh)()),
        target: RecordId::Quotation(id),
        text,
        coder: quotation.coder,
        created: stamp.at,
        changed: stamp.at,
        extra: Extra::default(),
    };
    draft.put(memo);
    draft.hand_on(RecordId::Quotation(id), RecordId::Source(quotation.source));
    draft.remove(&[RecordId::Quotation(id)]);
    Some(())
}

fn number(draft: &mut Draft, id: SourceId) -> Option<()> {
    let source = draft.project.sources().get(id)?.clone();
    let sources = draft.project.sources();
    let taken: BTreeSet<&str> = sources.iter().map(|it| it.name.trim()).collect();
    let name = (2..).map(|it| format!("{} {it}", source.name.trim()));
    let name = name.into_iter().find(|it| !taken.contains(it.as_str()))?;
    draft.put(Source { name, ..source });
    Some(())
}

fn fold_coder(draft: &mut Draft, from: CoderId, into: CoderId) -> Option<()> {
    let coders = draft.project.coders();
    (coders.contains(from) && coders.contains(into) && from != into).then_some(())?;
    let works: Vec<RecordId> = draft.project.works_of(from).collect();
    for id in works {
        match draft.project.record(id)? {
            Record::Quotation(it) => draft.put(Quotation { coder: into, ..it }),
            Record::Coding(it) => draft.put(Coding { coder: into, ..it }),
            Record::Memo(it) => draft.put(Memo { coder: into, ..it }),
            Record::Link(it) => draft.put(Link { coder: into, ..it }),
            Record::Query(it) => draft.put(Query { coder: into, ..it }),
            _ => {}
        }
    }
    draft.hand_on(RecordId::Coder(from), RecordId::Coder(into));
    draft.remove(&[RecordId::Coder(from)]);
    Some(())
}
