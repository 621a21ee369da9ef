//! Identities: one newtype over UUID v7 for each kind of record.

use serde::{Deserialize, Serialize};
use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl Ord for $name {
            /// By the bytes. Tables compare ids all the time, so it is one comparison of numbers.
            fn cmp(&self, other: &Self) -> Ordering {
                self.0.as_u128().cmp(&other.0.as_u128())
            }
        }

        impl PartialOrd for $name {
            fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
                Some(self.cmp(other))
            }
        }

        impl $name {
            /// Wraps a UUID that was made or read elsewhere.
            pub const fn new(uuid: Uuid) -> Self {
                Self(uuid)
            }

            /// The bare UUID.
            pub const fn uuid(self) -> Uuid {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::from_str(text).map(Self)
            }
        }
    )+};
}

ids! {
    /// Identity of a project; copies of one project share it.
    ProjectId,
    /// Identity of a coder.
    CoderId,
    /// Identity of a source.
    SourceId,
    /// Identity of a code.
    CodeId,
    /// Identity of a quotation.
    QuotationId,
    /// Identity of a coding.
    CodingId,
    /// Identity of a memo.
    MemoId,
    /// Identity of a case.
    CaseId,
    /// Identity of a variable.
    VariableId,
    /// Identity of a set.
    SetId,
    /// Identity of a link.
    LinkId,
    /// Identity of a query.
    QueryId,
    /// Identity of a gloss.
    GlossId,
    /// Identity of a recipe.
    RecipeId,
    /// Identity of a conflict.
    ConflictId,
}

impl CoderId {
    /// Whoever holds what a team takes as its consensus: nobody, and the same in every project, so that
    /// versions that began one apart join without having two.
    pub const CONSENSUS: Self = Self(Uuid::from_u128(0x7000_8000_c05e_c05e_c05e));
}

/// Which record: its kind and its identity. What memos, sets and links point at.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub enum RecordId {
    /// The project itself (its head).
    Project,
    /// A coder.
    Coder(CoderId),
    /// A code.
    Code(CodeId),
    /// A variable.
    Variable(VariableId),
    /// A case.
    Case(CaseId),
    /// A set.
    Set(SetId),
    /// A link.
    Link(LinkId),
    /// A query.
    Query(QueryId),
    /// A gloss.
    Gloss(GlossId),
    /// A recipe.
    Recipe(RecipeId),
    /// A source.
    Source(SourceId),
    /// A quotation.
    Quotation(QuotationId),
    /// A coding.
    Coding(CodingId),
    /// A memo.
    Memo(MemoId),
    /// A conflict.
    Conflict(ConflictId),
}

impl Ord for RecordId {
    /// By kind, as the kinds are listed, then by the bytes of the id.
    fn cmp(&self, other: &Self) -> Ordering {
        self.rank().cmp(&other.rank())
    }
}

impl PartialOrd for RecordId {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl RecordId {
    /// What it is ordered by.
    const fn rank(self) -> (u8, u128) {
        let (kind, id) = match self {
            Self::Project => (0, Uuid::nil()),
            Self::Coder(id) => (1, id.uuid()),
            Self::Code(id) => (2, id.uuid()),
            Self::Variable(id) => (3, id.uuid()),
            Self::Case(id) => (4, id.uuid()),
            Self::Set(id) => (5, id.uuid()),
            Self::Link(id) => (6, id.uuid()),
            Self::Query(id) => (7, id.uuid()),
            Self::Gloss(id) => (8, id.uuid()),
            Self::Recipe(id) => (9, id.uuid()),
            Self::Source(id) => (10, id.uuid()),
            Self::Quotation(id) => (11, id.uuid()),
            Self::Coding(id) => (12, id.uuid()),
            Self::Memo(id) => (13, id.uuid()),
            Self::Conflict(id) => (14, id.uuid()),
        };
        (kind, id.as_u128())
    }

    /// The kind in the field's word, as it stands in the project file: `Source`, `Code`, ….
    pub const fn kind(self) -> &'static str {
        match self {
            Self::Project => "Project",
            Self::Coder(_) => "Coder",
            Self::Code(_) => "Code",
            Self::Variable(_) => "Variable",
            Self::Case(_) => "Case",
            Self::Set(_) => "Set",
            Self::Link(_) => "Link",
            Self::Query(_) => "Query",
            Self::Gloss(_) => "Gloss",
            Self::Recipe(_) => "Recipe",
            Self::Source(_) => "Source",
            Self::Quotation(_) => "Quotation",
            Self::Coding(_) => "Coding",
            Self::Memo(_) => "Memo",
            Self::Conflict(_) => "Conflict",
        }
    }

    /// The UUID within its kind; `None` for the project itself.
    pub const fn uuid(self) -> Option<Uuid> {
        match self {
            Self::Project => None,
            Self::Coder(id) => Some(id.uuid()),
            Self::Code(id) => Some(id.uuid()),
            Self::Variable(id) => Some(id.uuid()),
            Self::Case(id) => Some(id.uuid()),
            Self::Set(id) => Some(id.uuid()),
            Self::Link(id) => Some(id.uuid()),
            Self::Query(id) => Some(id.uuid()),
            Self::Gloss(id) => Some(id.uuid()),
            Self::Recipe(id) => Some(id.uuid()),
            Self::Source(id) => Some(id.uuid()),
            Self::Quotation(id) => Some(id.uuid()),
            Self::Coding(id) => Some(id.uuid()),
            Self::Memo(id) => Some(id.uuid()),
            Self::Conflict(id) => Some(id.uuid()),
        }
    }

    /// Reads `kind` and `uuid` as they stand in a project file; `None` for an unknown kind.
    pub fn from_parts(kind: &str, uuid: Uuid) -> Option<Self> {
        Some(match kind {
            "Project" => Self::Project,
            "Coder" => Self::Coder(CoderId::new(uuid)),
            "Code" => Self::Code(CodeId::new(uuid)),
            "Variable" => Self::Variable(VariableId::new(uuid)),
            "Case" => Self::Case(CaseId::new(uuid)),
            "Set" => Self::Set(SetId::new(uuid)),
            "Link" => Self::Link(LinkId::new(uuid)),
            "Query" => Self::Query(QueryId::new(uuid)),
            "Gloss" => Self::Gloss(GlossId::new(uuid)),
            "Recipe" => Self::Recipe(RecipeId::new(uuid)),
            "Source" => Self::Source(SourceId::new(uuid)),
            "Quotation" => Self::Quotation(QuotationId::new(uuid)),
            "Coding" => Self::Coding(CodingId::new(uuid)),
            "Memo" => Self::Memo(MemoId::new(uuid)),
            "Conflict" => Self::Conflict(ConflictId::new(uuid)),
            _ => return None,
        })
    }
}

impl fmt::Display for RecordId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.uuid() {
            Some(uuid) => write!(f, "{} {uuid}", self.kind()),
            None => f.write_str(self.kind()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_stand_by_kind_and_then_by_the_bytes_of_their_ids() {
        let id = |first: u8, last: u8| {
            let mut bytes = [0; 16];
            (bytes[0], bytes[15]) = (first, last);
            Uuid::from_bytes(bytes)
        };
        let sorted = [
            RecordId::Project,
            RecordId::Code(CodeId::new(id(9, 0))),
            RecordId::Source(SourceId::new(id(0, 1))),
            RecordId::Coding(CodingId::new(id(0, 9))),
            RecordId::Coding(CodingId::new(id(1, 0))),
            RecordId::Memo(MemoId::new(id(0, 0))),
        ];
        let mut mixed = sorted;
        mixed.reverse();
        mixed.sort_unstable();
        assert_eq!(mixed, sorted);
    }
}
