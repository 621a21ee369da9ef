//! From a passage to its selectors and back: where it stands, its words, and what is around it.
//!
//! Positions are trusted only as far as the words at them agree, step by step:
//!
//! 1. the recorded words stand at the recorded place: [`Anchored::Exact`];
//! 2. they stand elsewhere, at one place that is clearly the best: [`Anchored::Moved`];
//! 3. several places are as good, or only something like them is there: [`Anchored::Unsure`];
//! 4. nothing of the kind is left: [`Anchored::Lost`].

mod find;
mod fit;
mod quote;
mod refit;
mod similar;

pub use find::{Anchored, Anchors, anchor};
pub use quote::{CONTEXT, Passage, quote};
pub use refit::refit;
