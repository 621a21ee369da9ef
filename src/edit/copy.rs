//! Copies of a project that leave something out on purpose, to be given away and joined again later.
//!
//! What is left out is not removed: a copy is a state of its own, and who joins it takes that state,
//! and not the whole project, for the one both come from.

use super::plan_codings::removal;
use crate::model::{
    CoderId, Edit, Extra, Fingerprint, Project, Quotation, Quote, Record, RecordId, Source, Stray,
    Verdict,
};
use crate::text::{Lines, Span};
use serde::{Deserialize, Serialize};

/// What a copy leaves out.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Without {
    /// What others coded and wrote, and what joins could not decide.
    pub others: bool,
    /// All memos.
    pub memos: bool,
    /// The texts of sources, with the words of quotations.
    pub texts: bool,
}

impl Without {
    /// Whether a copy is the whole project.
    pub fn is_nothing(self) -> bool {
        self == Self::default()
    }
}

/// The project without what is left out. `of` is whose work counts as nobody else's: usually who gets
/// the copy.
pub fn copy(project: &Project, without: Without, of: Option<CoderId>) -> Project {
    let mut copy = project.clone();
    if without.is_nothing() {
        return copy;
    }
    // They carry other versions of what is left out.
    take(&mut copy, |it| {
        let all = it.conflicts().iter();
        all.map(|it| RecordId::Conflict(it.id)).collect()
    });
    copy.unread.clear();
    copy.extra = kept(&copy.extra);
    if without.others {
        leave_out_others(&mut copy, of);
    }
    if without.memos {
        take(&mut copy, |it| {
            it.memos().iter().map(|it| RecordId::Memo(it.id)).collect()
        });
    }
    if without.texts {
        leave_out_texts(&mut copy);
    }
    copy
}

/// Of what only a newer version knows, no more than the number of its format: the rest may say
/// anything.
fn kept(extra: &Extra) -> Extra {
    let mut kept = Extra::default();
    for (name, value) in extra.fields().filter(|it| it.0 == "format") {
        kept.keep(name, value);
    }
    kept
}

fn take(copy: &mut Project, which: impl Fn(&Project) -> Vec<RecordId>) {
    for edit in removal(copy, &which(copy)) {
        copy.apply(edit);
    }
}

/// Leaves out what others coded and wrote, and quotations that only show that they did.
fn leave_out_others(copy: &mut Project, of: Option<CoderId>) {
    let is_other = |coder: CoderId| Some(coder) != of;
    take(copy, |it| {
        let codings = it.codings().iter().filter(|it| is_other(it.coder));
        let memos = it.memos().iter().filter(|it| is_other(it.coder));
        codings
            .map(|it| RecordId::Coding(it.id))
            .chain(memos.map(|it| RecordId::Memo(it.id)))
            .collect()
    });
    take(copy, |it| {
        let used = |id: RecordId| it.uses(id).any(|by| matches!(by, RecordId::Coding(_)));
        let bare = it.quotations().iter().filter(|it| is_other(it.coder));
        let ids = bare.map(|it| RecordId::Quotation(it.id));
        ids.filter(|id| !used(*id)).collect()
    });
}

fn leave_out_texts(copy: &mut Project) {
    let quotations: Vec<Quotation> = copy.quotations().iter().cloned().collect();
    for it in quotations {
        let lines = copy.sources().get(it.source).map(|it| &it.lines);
        let now = lines.and_then(|lines| lines.chars_from_span(it.span));
        let chars = it.stray.as_ref().map(|it| it.chars).or(now);
        let stray = Stray {
            quote: Quote::default(),
            chars: chars.unwrap_or_default(),
            verdict: Verdict::Lost,
        };
        copy.apply(Edit::Put(
            Quotation {
                span: Span::default(),
                stray: Some(Box::new(stray)),
                ..it
            }
            .into(),
        ));
    }
    let sources: Vec<Source> = copy.sources().iter().cloned().collect();
    for mut it in sources {
        it.origin.styles.clear();
        let lines = Lines::from("");
        let fingerprint = Fingerprint::of("");
        copy.apply(Edit::Put(
            Source {
                lines,
                fingerprint,
                ..it
            }
            .into(),
        ));
    }
}

/// Everything in a project but its head.
pub(super) fn records(it: &Project) -> Vec<Record> {
    let mut all: Vec<Record> = it.coders().iter().cloned().map(Into::into).collect();
    all.extend(it.codes().iter().cloned().map(Record::from));
    all.extend(it.variables().iter().cloned().map(Record::from));
    all.extend(it.cases().iter().cloned().map(Record::from));
    all.extend(it.sets().iter().cloned().map(Record::from));
    all.extend(it.links().iter().cloned().map(Record::from));
    all.extend(it.queries().iter().cloned().map(Record::from));
    all.extend(it.glosses().iter().cloned().map(Record::from));
    all.extend(it.recipes().iter().cloned().map(Record::from));
    all.extend(it.sources().iter().cloned().map(Record::from));
    all.extend(it.quotations().iter().cloned().map(Record::from));
    all.extend(it.codings().iter().cloned().map(Record::from));
    all.extend(it.memos().iter().cloned().map(Record::from));
    all.extend(it.conflicts().iter().cloned().map(Record::from));
    all
}
