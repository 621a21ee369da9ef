//! The verbs: what a change is, how it is made whole or not at all, and how it is taken back.
//!
//! A **plan** is a pure function from a project to a [`Transaction`]; [`History::commit`] is the
//! only place where a transaction meets the project.

mod codebook_parents;
mod codebook_places;
pub mod copy;
pub mod diff;
mod draft;
mod history;
pub mod join;
mod join_fields;
mod join_footing;
pub mod join_plan;
mod part;
mod transaction;
pub mod veil;

pub mod plan_cases;
pub mod plan_citations;
pub mod plan_codebook;
pub mod plan_codes;
pub mod plan_codings;
pub mod plan_conflicts;
pub mod plan_consensus;
pub mod plan_import;
pub mod plan_meaning;
pub mod plan_memos;
pub mod plan_merge;
pub mod plan_overlap;
pub mod plan_packs;
pub mod plan_queries;
pub mod plan_repair;
pub mod plan_review;
pub mod plan_sources;
pub mod plan_split;
pub mod plan_text;
pub mod plan_values;
pub mod plan_words;

pub use diff::{Difference, Facet, diff};
pub use history::{Changed, History, Step};
pub use join::{Refit, Sides, join};
pub use join_plan::{Becomes, Came, Fit, JoinPlan, JoinRow, RowKind};
pub use plan_conflicts::Choice;
pub use transaction::{Done, Place, PlanError, Stamp, Transaction};

#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_codebook;
