//! REFI-QDA, the exchange standard of programs for qualitative analysis (<https://www.qdasoftware.org>,
//! version 1.0 with the text of 1.5): codebooks `.qdc` and projects `.qdpx` or a bare `.qde`.
//!
//! **Invariant:** what a file says of itself is not believed: sizes are bounded before anything is
//! unpacked, elements are known by local name in any namespace, and nothing is read outside the file.

mod folder;
mod gathered;
mod keeper;
mod kept;
mod order;
mod placed;
mod pruned;
mod read;
#[cfg(test)]
mod schema;
mod sources;
mod taking;
#[cfg(test)]
mod tests;
mod variables;
mod write;
pub(super) mod xml;

pub(super) use kept::media;
pub(super) use placed::{can_hang, has_place, is_remark, member};
pub(super) use read::read;
pub(super) use variables::value;
pub(super) use write::write;
