//! The query language: a line that a person types, and the passages it gives.
//!
//! `language.md` beside this file tells people what stands in it and what it means; its examples are
//! tests. In short:
//!
//! - a **term** gives passages: words give the places where they stand, `code:x` gives quotations;
//! - `&` (or nothing) between terms: what stands first is given, the others say which of it;
//! - `|` gives what either side gives, `!` turns a condition round;
//! - a **relation** such as `within` gives the passages of its left that stand so to one of its
//!   right;
//! - `coder:`, `since` and `before` say which codings count, for the brackets they stand in;
//! - `case:`, `source:`, `set:`, `memo:`, values and counts say which passages.
//!
//! **Invariant:** no query, however it is written, makes the program panic, recurse without bound or
//! build a pattern without bound.

mod ask;
mod complete;
mod extent;
mod flaw;
mod ground;
#[cfg(test)]
mod naive;
mod names;
mod node;
#[cfg(test)]
mod page;
mod page_parts;
mod parse;
mod resolve;
mod search;
mod spots;
mod token;
mod word;
mod written;

pub use complete::{Candidate, Completion, complete};
pub use extent::{Preview, extents, preview};
pub use flaw::{Kind, QueryError, QueryFlaw};
pub use page_parts::{PagePart, query_page};
pub use search::{Match, Search};
pub use written::{Joining, code_term, joined, named_term, value_term};
