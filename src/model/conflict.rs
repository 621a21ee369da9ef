//! What two people made of one project and no rule can decide: kept with the project until somebody
//! does.

use super::{ConflictId, Extra, Record, RecordId, Time, VariableId};

/// A part of a record that two people can change apart. Lists (members, other names) and orders are
/// not among them: those join by themselves.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[expect(missing_docs, reason = "each is the field of that name")]
pub enum Part {
    Name,
    Parent,
    Colour,
    Key,
    Definition,
    When,
    WhenNot,
    Applicable,
    Kind,
    Value(VariableId),
    From,
    To,
    Directed,
    /// The text of a source, a memo or a query.
    Text,
    Origin,
    /// Where a quotation stands.
    Place,
    Quotation,
    Code,
    /// How much a rule codes.
    Unit,
    Target,
    /// What is told of a word, or the settings of a recipe.
    About,
    /// Fields of a newer version.
    Extra,
}

impl Part {
    /// Every part but the values, of which there is one for each variable.
    pub const PLAIN: [Self; 21] = [
        Self::Name,
        Self::Parent,
        Self::Colour,
        Self::Key,
        Self::Definition,
        Self::When,
        Self::WhenNot,
        Self::Applicable,
        Self::Kind,
        Self::From,
        Self::To,
        Self::Directed,
        Self::Text,
        Self::Origin,
        Self::Place,
        Self::Quotation,
        Self::Code,
        Self::Unit,
        Self::Target,
        Self::About,
        Self::Extra,
    ];

    /// The part in one word, as it stands in the project file; a value's variable stands beside it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Parent => "parent",
            Self::Colour => "colour",
            Self::Key => "key",
            Self::Definition => "definition",
            Self::When => "when",
            Self::WhenNot => "when_not",
            Self::Applicable => "applicable",
            Self::Kind => "kind",
            Self::Value(_) => "value",
            Self::From => "from",
            Self::To => "to",
            Self::Directed => "directed",
            Self::Text => "text",
            Self::Origin => "origin",
            Self::Place => "place",
            Self::Quotation => "quotation",
            Self::Code => "code",
            Self::Unit => "unit",
            Self::Target => "target",
            Self::About => "about",
            Self::Extra => "extra",
        }
    }

    /// Reads what [`Self::name`] gives; `None` for anything else.
    pub fn from_name(name: &str, variable: Option<VariableId>) -> Option<Self> {
        match (name, variable) {
            ("value", Some(variable)) => Some(Self::Value(variable)),
            _ => Self::PLAIN.into_iter().find(|it| it.name() == name),
        }
    }
}

/// What a conflict is over.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Over {
    /// Both changed one part, each to something else. What stands in the project is one version,
    /// this is the other.
    Part {
        /// Which part.
        part: Part,
        /// A record of the same id whose part is the other version; nothing else of it counts.
        other: Box<Record>,
    },
    /// One removed the record, the other changed or used it. It stands; the other version is that it
    /// is gone.
    Removal,
    /// Two records came to be apart that may be one. Both stand; the other version is that this
    /// second one is part of the first.
    Twin(RecordId),
}

/// A contradiction that was met in a join and is not decided yet.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Conflict {
    /// Identity.
    pub id: ConflictId,
    /// The record it is about, which stands in the project.
    pub about: RecordId,
    /// What it is over, with the other version.
    pub over: Over,
    /// The record in the version both come from: of a part, only that part of it counts. `None` when
    /// that version was not known, or the record is not different there.
    pub base: Option<Box<Record>>,
    /// When it was met.
    pub created: Time,
    /// Fields of a newer version.
    pub extra: Extra,
}
