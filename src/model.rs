//! The nouns of a project as plain data, and the rules that always hold for them.
//!
//! **Invariant:** nothing here reads a clock, a disk or a screen, and the only way a [`Project`]
//! changes is [`Project::apply`] with one [`Edit`], which hands back its inverse.

mod citation;
mod conflict;
mod extra;
mod gloss;
mod id;
mod project;
mod query;
mod recipe;
mod record;
mod reference;
mod rules;
#[cfg(test)]
pub(crate) mod sample;
mod source;
mod style;
mod table;
mod time;

pub use citation::{CitationPart, Cited, bare_doi};
pub use conflict::{Conflict, Over, Part};
pub use extra::Extra;
pub use gloss::Gloss;
pub use id::{
    CaseId, CodeId, CoderId, CodingId, ConflictId, GlossId, LinkId, MemoId, ProjectId, QueryId,
    QuotationId, RecipeId, RecordId, SetId, SourceId, VariableId,
};
pub use project::{Edit, Project, Unread};
pub use query::{Query, Unit};
pub use recipe::Recipe;
pub use record::{
    Case, Code, Coder, Coding, Colour, Head, Link, Memo, Quotation, Quote, Record, Set, Stray,
    Value, Variable, VariableKind, Verdict, WordLists,
};
pub use reference::{Use, targets};
pub use rules::{Broken, check_all, check_touched};
pub use source::{Fingerprint, Origin, Source};
pub use style::{NotStyled, Style, Styled};
pub use table::{Keyed, Table};
pub use time::Time;
