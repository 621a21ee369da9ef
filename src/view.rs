//! What is to be shown, as plain data: the marks of a page, margin brackets, overview stripes and
//! the rows of panels. Decided here without pixels; painted elsewhere.
//!
//! **Invariant:** everything here follows from a project, its index and a filter, and comes out the
//! same each time. Offsets are bytes of the source's text.

pub mod hunks;
mod lanes;
mod page;
mod pieces;
mod rows;
mod strip;
mod stroke;

pub use page::{Bracket, Mark, Page, Places, Run, page, page_at};
pub use pieces::MOST as MOST_PASSAGES;
pub use rows::{CodeRow, SourceRow, codebook_rows, source_rows, stacked_at};
pub use strip::{Strip, Stripe};
pub use stroke::{Stroke, Strokes};
