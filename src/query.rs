//! Everything that follows from a project: the index of its passages, lists in reading order,
//! finding, and findings about its soundness.
//!
//! **Invariant:** nothing here is stored or changes a project; built again from the same project,
//! everything comes out the same.

mod belonging;
mod filter;
mod find;
mod findings;
mod follow;
mod index;
mod kwic;
mod language;
mod lexicon;
mod made;
mod matching;
mod mentions;
mod overview;
mod resembling;
mod review;
mod rows;
mod shelf;
mod tree;
mod uncoded;

pub use belonging::{of_case, with_value};
pub use filter::Filter;
pub use find::{Context, Found, Hit, context, find};
pub use findings::{Finding, Flaw, Level, findings, is_sound};
pub use index::Index;
pub use kwic::{KwicOrder, columns_of, kwic_line, kwic_sort};
pub use language::{
    Candidate, Completion, Joining, Kind, Match, PagePart, Preview, QueryError, QueryFlaw, Search,
    code_term, complete, extents, joined, named_term, preview, query_page, value_term,
};
pub use lexicon::{
    Collocate, Frequency, Keyword, Lexicon, LexiconMaking, Scope, Stretches, Weighted, collocates,
    dispersion, log_dice, log_likelihood, log_ratio, mutual_information, t_score, text_rank,
    tf_idf,
};
pub use made::{Made, made, record_with};
pub use matching::Matching;
pub use mentions::{Mention, mention_of, mentioning, mentions};
pub use overview::{
    Appearance, Behind, Cell, Columns, Figure, Head, Making, Measure, Overview, Relation, Sequence,
    Table, sequence,
};
pub use resembling::resembling;
pub use review::awaiting_review;
pub use rows::{CodingRow, matching, quoted, row, rows};
pub use shelf::{Applied, Passage};
pub use tree::{Branch, below, codebook, path, sources};
pub use uncoded::uncoded;

#[cfg(test)]
pub(crate) mod sample;
