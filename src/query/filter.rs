//! Which codings are meant.

use super::Applied;
use crate::model::{CodeId, CoderId, SourceId};
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
    /// With these characters in the quote, the code's path or another name of it, the coder's or
    /// the source's name, whatever their letter case. Empty for any. Only lists look at this: on a
    /// page everything stays where it is.
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

    /// Whether it lets passages without any coding pass: it asks for no code and no coder.
    pub fn keeps_uncoded(&self) -> bool {
        self.codes.is_none() && self.coders.is_none()
    }
}
