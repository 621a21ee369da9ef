//! The records of a project except its sources: plain data, fields public.

use super::{
    CaseId, CodeId, CoderId, CodingId, Conflict, ConflictId, Extra, Gloss, GlossId, Keyed, LinkId,
    MemoId, ProjectId, Query, QueryId, QuotationId, Recipe, RecipeId, RecordId, SetId, Source,
    SourceId, Time, VariableId,
};
use crate::text::{CharSpan, Span};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What a project is called and where it comes from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Head {
    /// Shared by every copy of this project.
    pub id: ProjectId,
    /// What people call it.
    pub name: String,
    /// When it was begun.
    pub created: Time,
    /// Words that are cut and counted in their own way.
    pub words: WordLists,
    /// Fields of a newer version.
    pub extra: Extra,
}

/// Words that a project treats in its own way.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct WordLists {
    /// Those passed over when words are counted.
    pub stop: Vec<String>,
    /// Those that stay in one piece when a text is cut into words.
    pub own: Vec<String>,
}

/// Somebody who codes. A coder is known by id; two may bear one name.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Coder {
    /// Identity.
    pub id: CoderId,
    /// The name shown.
    pub name: String,
    /// Fields of a newer version.
    pub extra: Extra,
}

impl Coder {
    /// The name kept for somebody who gave none, whatever the language of the interface: nobody
    /// becomes two coders by changing it. Shown in the reader's language.
    pub const UNNAMED: &'static str = "Unnamed";
    /// What earlier versions kept where the interface was Chinese.
    const UNNAMED_ONCE: &'static str = "未署名";

    /// Whether a coder's name says that none was given.
    pub fn is_unnamed(name: &str) -> bool {
        matches!(name.trim(), "" | Self::UNNAMED | Self::UNNAMED_ONCE)
    }

    /// The name by which a coder is told from others: every way to have none is the same.
    pub fn known_as(name: &str) -> &str {
        match Self::is_unnamed(name) {
            true => Self::UNNAMED,
            false => name.trim(),
        }
    }

    /// The names a coder answers to: their own, and without one every word that says so.
    pub fn names(name: &str) -> impl Iterator<Item = &str> {
        let nobody = [Self::UNNAMED, Self::UNNAMED_ONCE].into_iter();
        let others = nobody.filter(move |it| Self::is_unnamed(name) && *it != name);
        std::iter::once(name).chain(others)
    }
}

/// A colour, red, green and blue, 0–255 each. Written `#C8402F`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Colour(pub u8, pub u8, pub u8);

impl Colour {
    /// Reads `#RRGGBB`; `None` for anything else.
    pub fn from_hex(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#')?;
        if digits.len() != 6 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let value = u32::from_str_radix(digits, 16).ok()?;
        let [_, red, green, blue] = value.to_be_bytes();
        Some(Self(red, green, blue))
    }

    /// Writes `#RRGGBB`.
    pub fn hex(self) -> String {
        format!("#{:02X}{:02X}{:02X}", self.0, self.1, self.2)
    }
}

/// A code of the codebook, with its place in the tree.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Code {
    /// Identity.
    pub id: CodeId,
    /// The name shown; never empty.
    pub name: String,
    /// Other names it answers to, such as `governance` for 治理.
    pub aliases: Vec<String>,
    /// The code above it; `None` at the top of the tree.
    pub parent: Option<CodeId>,
    /// Place among its siblings: smaller comes first, equal ones by id.
    pub order: u64,
    /// Colour of its marks.
    pub colour: Colour,
    /// The key that applies it, such as `1`.
    pub key: Option<String>,
    /// What it means.
    pub definition: String,
    /// When it is used.
    pub when: String,
    /// When it is not used, though one might think so.
    pub when_not: String,
    /// Quotations that show what is meant, picked from its own.
    pub examples: BTreeSet<RecordId>,
    /// When its meaning was last changed, as against its wording: codings that are older want a
    /// second look.
    pub meant: Option<Time>,
    /// Whether passages may be coded with it; a heading of the tree may not.
    pub applicable: bool,
    /// Fields of a newer version.
    pub extra: Extra,
}

impl Code {
    /// Whether a coding with this code was made before the code's meaning was last changed, and
    /// nobody has looked at it since.
    pub fn wants_review_of(&self, coding: &Coding) -> bool {
        // Times are whole seconds, so what is as old as the change counts as older.
        let is_old = |meant: Time| coding.created <= meant;
        let is_new_to_all = |meant: Time| coding.reviewed.is_none_or(|it| it < meant);
        self.meant.is_some_and(|it| is_old(it) && is_new_to_all(it))
    }
}

/// The words of a passage and what stands around them: what finds it again after an edit.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Quote {
    /// The passage itself.
    pub exact: String,
    /// Up to 32 code points before it.
    pub prefix: String,
    /// Up to 32 code points after it.
    pub suffix: String,
}

/// How well a passage was found again when its text was not the recorded one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Verdict {
    /// Something like it stands at the quotation's span; a person should look.
    Unsure,
    /// It was not found; the span is only where it once was.
    Lost,
}

/// What was recorded for a quotation whose text no longer matches, kept until a person decides.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stray {
    /// The recorded passage.
    pub quote: Quote,
    /// The recorded place, in code points.
    pub chars: CharSpan,
    /// How it was found.
    pub verdict: Verdict,
}

/// A passage of a source. Several codings and memos may share one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Quotation {
    /// Identity.
    pub id: QuotationId,
    /// The source it stands in.
    pub source: SourceId,
    /// Where, in bytes of the source's text, on character boundaries and within the text.
    pub span: Span,
    /// What was recorded, where that is not what stands at `span`; `None` when all is well.
    pub stray: Option<Box<Stray>>,
    /// Who marked it.
    pub coder: CoderId,
    /// When.
    pub created: Time,
    /// Fields of a newer version.
    pub extra: Extra,
}

/// One code applied to one quotation by one coder.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Coding {
    /// Identity.
    pub id: CodingId,
    /// The passage.
    pub quotation: QuotationId,
    /// The code.
    pub code: CodeId,
    /// Who coded.
    pub coder: CoderId,
    /// When.
    pub created: Time,
    /// When somebody last looked whether it still fits, after the code's meaning was changed.
    pub reviewed: Option<Time>,
    /// The rule that made it, when no person did by hand.
    pub rule: Option<QueryId>,
    /// Fields of a newer version.
    pub extra: Extra,
}

/// A remark on the project or on any record of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Memo {
    /// Identity.
    pub id: MemoId,
    /// What it hangs on.
    pub target: RecordId,
    /// The remark, never empty.
    pub text: String,
    /// Who wrote it.
    pub coder: CoderId,
    /// When it was begun.
    pub created: Time,
    /// When it was last changed.
    pub changed: Time,
    /// Fields of a newer version.
    pub extra: Extra,
}

/// What kind of values a variable takes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum VariableKind {
    /// Any text.
    Text,
    /// A whole number.
    Number,
    /// Yes or no.
    Flag,
    /// A day, `2026-11-22`.
    Date,
}

/// A property that cases and sources can have.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Variable {
    /// Identity.
    pub id: VariableId,
    /// The name shown.
    pub name: String,
    /// What its values are.
    pub kind: VariableKind,
    /// Fields of a newer version.
    pub extra: Extra,
}

/// A value of a variable.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Value {
    /// Any text.
    Text(String),
    /// A whole number.
    Number(i64),
    /// Yes or no.
    Flag(bool),
    /// A day, written `2026-11-22`.
    Date(jiff::civil::Date),
}

impl Value {
    /// The kind of variable this value fits.
    pub const fn kind(&self) -> VariableKind {
        match self {
            Self::Text(_) => VariableKind::Text,
            Self::Number(_) => VariableKind::Number,
            Self::Flag(_) => VariableKind::Flag,
            Self::Date(_) => VariableKind::Date,
        }
    }

    /// The value as tables and queries write it.
    pub fn words(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Number(number) => number.to_string(),
            Self::Flag(flag) => flag.to_string(),
            Self::Date(date) => date.to_string(),
        }
    }

    /// A value from the words a person typed; `None` when they are not of that kind.
    pub fn from_words(kind: VariableKind, words: &str) -> Option<Self> {
        let words = words.trim();
        match kind {
            VariableKind::Text => Some(Self::Text(words.to_owned())),
            VariableKind::Number => words.parse().ok().map(Self::Number),
            VariableKind::Flag => match words.to_lowercase().as_str() {
                "true" | "yes" | "1" | "是" => Some(Self::Flag(true)),
                "false" | "no" | "0" | "否" => Some(Self::Flag(false)),
                _ => None,
            },
            VariableKind::Date => words.parse().ok().map(Self::Date),
        }
    }
}

/// A unit of analysis: a person, a country, a journal.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Case {
    /// Identity.
    pub id: CaseId,
    /// The name shown.
    pub name: String,
    /// The sources and quotations that belong to it.
    pub members: BTreeSet<RecordId>,
    /// Its values.
    pub values: BTreeMap<VariableId, Value>,
    /// Fields of a newer version.
    pub extra: Extra,
}

/// Records gathered under a name.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Set {
    /// Identity.
    pub id: SetId,
    /// The name shown.
    pub name: String,
    /// What belongs to it.
    pub members: BTreeSet<RecordId>,
    /// Fields of a newer version.
    pub extra: Extra,
}

/// A named relation from one record to another.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Link {
    /// Identity.
    pub id: LinkId,
    /// What it says, such as `contradicts`.
    pub name: String,
    /// Where it starts.
    pub from: RecordId,
    /// Where it ends.
    pub to: RecordId,
    /// Whether it reads in one direction only.
    pub directed: bool,
    /// Who made it.
    pub coder: CoderId,
    /// When.
    pub created: Time,
    /// Fields of a newer version.
    pub extra: Extra,
}

/// Any record: what an edit puts.
#[derive(Clone, PartialEq, Eq, Debug)]
#[expect(missing_docs, reason = "each variant is documented at its type")]
pub enum Record {
    Project(Head),
    Coder(Coder),
    Code(Code),
    Variable(Variable),
    Case(Case),
    Set(Set),
    Link(Link),
    Query(Query),
    Gloss(Gloss),
    Recipe(Recipe),
    Source(Source),
    Quotation(Quotation),
    Coding(Coding),
    Memo(Memo),
    Conflict(Conflict),
}

impl Record {
    /// Which record it is.
    pub fn id(&self) -> RecordId {
        match self {
            Self::Project(_) => RecordId::Project,
            Self::Coder(it) => RecordId::Coder(it.id),
            Self::Code(it) => RecordId::Code(it.id),
            Self::Variable(it) => RecordId::Variable(it.id),
            Self::Case(it) => RecordId::Case(it.id),
            Self::Set(it) => RecordId::Set(it.id),
            Self::Link(it) => RecordId::Link(it.id),
            Self::Query(it) => RecordId::Query(it.id),
            Self::Gloss(it) => RecordId::Gloss(it.id),
            Self::Recipe(it) => RecordId::Recipe(it.id),
            Self::Source(it) => RecordId::Source(it.id),
            Self::Quotation(it) => RecordId::Quotation(it.id),
            Self::Coding(it) => RecordId::Coding(it.id),
            Self::Memo(it) => RecordId::Memo(it.id),
            Self::Conflict(it) => RecordId::Conflict(it.id),
        }
    }
}

macro_rules! keyed {
    ($($record:ident $id:ident),+ $(,)?) => {$(
        impl Keyed for $record {
            type Key = $id;

            fn key(&self) -> $id {
                self.id
            }
        }

        impl From<$record> for Record {
            fn from(record: $record) -> Self {
                Self::$record(record)
            }
        }
    )+};
}

keyed! {
    Coder CoderId, Code CodeId, Variable VariableId, Case CaseId, Set SetId, Link LinkId,
    Source SourceId, Quotation QuotationId, Coding CodingId, Memo MemoId,
    Conflict ConflictId, Query QueryId, Gloss GlossId, Recipe RecipeId,
}

impl From<Head> for Record {
    fn from(head: Head) -> Self {
        Self::Project(head)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_is_read_as_it_is_written() {
        assert_eq!(Colour::from_hex("#c8402F"), Some(Colour(0xC8, 0x40, 0x2F)));
        assert_eq!(Colour(0xC8, 0x40, 0x2F).hex(), "#C8402F");
    }

    #[test]
    fn what_is_no_colour_is_refused() {
        for text in ["", "#", "C8402F", "#C8402", "#C8402FF", "#朱砂", "#+8402F"] {
            assert_eq!(Colour::from_hex(text), None, "{text}");
        }
    }
}
