//! Which codings are meant.

use super::{Applied, Passage};
use crate::model::{CodeId, CoderId, Project, RecordId, SourceId, Time};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Which codings are meant: those that meet every part. An absent part lets everything pass, an
/// empty set nothing.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Filter {
    /// In one of these sources.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sources: Option<BTreeSet<SourceId>>,
    /// With one of these codes; [`super::below`] gathers a code and those below it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub codes: Option<BTreeSet<CodeId>>,
    /// By one of these coders.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub coders: Option<BTreeSet<CoderId>>,
    /// On a passage that somebody has coded with each of these as well. This and what follows is
    /// looked at by lists only: on a page everything stays where it is.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub with: BTreeSet<CodeId>,
    /// On a passage that nobody has coded with any of these.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub without: BTreeSet<CodeId>,
    /// Belonging to each of these gatherings, such as a set or the members of a case: the coding,
    /// its passage, source, code or coder is among the records.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub within: Vec<BTreeSet<RecordId>>,
    /// Made at this time or later.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<Time>,
    /// Made before this time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<Time>,
    /// With a memo on the passage or one of its codings, or without one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub memo: Option<bool>,
    /// With these characters in the quote, the code's path or another name of it, the coder's or
    /// the source's name, whatever their letter case and width, traditional or simplified. Empty
    /// for any.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub text: String,
}

impl Filter {
    /// Everything.
    pub fn all() -> Self {
        Self::default()
    }

    /// The codings of one source.
    pub fn of_source(source: SourceId) -> Self {
        Self {
            sources: Some(BTreeSet::from([source])),
            ..Self::default()
        }
    }

    /// The codings with one code.
    pub fn of_code(code: CodeId) -> Self {
        Self {
            codes: Some(BTreeSet::from([code])),
            ..Self::default()
        }
    }

    /// The codings by one coder.
    pub fn of_coder(coder: CoderId) -> Self {
        Self {
            coders: Some(BTreeSet::from([coder])),
            ..Self::default()
        }
    }

    /// Whether it lets a source's codings pass.
    pub fn keeps_source(&self, source: SourceId) -> bool {
        self.sources.as_ref().is_none_or(|it| it.contains(&source))
    }

    /// Whether it lets a coding pass by its code and coder.
    pub fn keeps(&self, applied: &Applied) -> bool {
        let code = self.codes.as_ref();
        let coder = self.coders.as_ref();
        code.is_none_or(|it| it.contains(&applied.code))
            && coder.is_none_or(|it| it.contains(&applied.coder))
    }

    /// Whether it lets a coding pass where it stands and by when it was made, its text left out.
    /// [`Self::keeps`] is asked as well.
    pub(super) fn keeps_there(
        &self,
        project: &Project,
        (source, passage): (SourceId, &Passage),
        applied: &Applied,
    ) -> bool {
        let has = |code: &CodeId| passage.codings.iter().any(|it| it.code == *code);
        let is_one_of = |records: &BTreeSet<RecordId>| {
            let own = [
                RecordId::Source(source),
                RecordId::Quotation(passage.quotation),
                RecordId::Coding(applied.coding),
                RecordId::Code(applied.code),
                RecordId::Coder(applied.coder),
            ];
            own.iter().any(|it| records.contains(it))
        };
        let is_in_time = || {
            let coding = project.codings().get(applied.coding);
            let since = |made| self.since.is_none_or(|it| made >= it);
            let before = |made| self.before.is_none_or(|it| made < it);
            coding.is_some_and(|it| since(it.created) && before(it.created))
        };
        self.memo.is_none_or(|it| it == passage.has_memo)
            && self.with.iter().all(has)
            && !self.without.iter().any(has)
            && self.within.iter().all(is_one_of)
            && ((self.since.is_none() && self.before.is_none()) || is_in_time())
    }

    /// Whether it lets passages without any coding pass: it asks for no code and no coder.
    pub fn keeps_uncoded(&self) -> bool {
        self.codes.is_none() && self.coders.is_none()
    }
}
