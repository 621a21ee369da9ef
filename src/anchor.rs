//! From a passage to its selectors and back: where it stands, its words, and what is around it.
//!
//! Positions are trusted only as far as the words at them agree, step by step:
//!
//! 1. the recorded words stand at the recorded place: [`Anchored::Exact`];
//! 2. they stand elsewhere, at one place that is clearly the best: [`Anchored::Moved`];
//! 3. several places are as good, or only something like them is there: [`Anchored::Unsure`];
//! 4. nothing of the kind is left: [`Anchored::Lost`].
//!
//! Where the text that a passage stood in is at hand as well as the new one, the two are compared
//! instead, and nothing has to be guessed from words: [`Alignment`].

mod alignment;
mod borders;
mod carry;
mod find;
mod fit;
mod kept;
mod quote;
mod refit;
mod similar;
mod stretch;

pub use alignment::Alignment;
pub use carry::Carried;
pub use find::{Anchored, Anchors, anchor};
pub use quote::{CONTEXT, Passage, quote};
pub use refit::{refit, refit_told};
