//! Our own project file, format 1: a project to bytes and back, and bytes safely to disk.
//!
//! A project file is one value in [RON](https://github.com/ron-rs/ron) that any RON reader can
//! parse, laid out so that people and git can read it: one record a line (the text of a source
//! excepted), fields in a fixed order, two spaces for each step in, LF, no floats, nothing for a
//! field that is empty. Places count **Unicode code points**, half open.
//!
//! ```text
//! Zhupi(
//!   format: 1,
//!   program: "zhupi 0.1.0",
//!   about: "…",
//!   project: Project(id: "…", name: "…", created: "2026-11-22T08:30:00Z"),
//!   revisions: [ … ],    the saved states this one descends from, newest first; left out when none
//!   coders: [ … ],
//!   codes: [ … ],        in the order of the tree, each naming its parent
//!   variables: [ … ],
//!   cases: [ … ],
//!   sets: [ … ],
//!   links: [ … ],
//!   sources: [ … ],      by id, each with its text as a raw string
//!   work: [              one group a coder, by id: two people's work stands in different places
//!     (
//!       coder: "…",
//!       quotations: [ … ],
//!       codings: [ … ],
//!       memos: [ … ],
//!     ),
//!   ],
//!   queries: [ … ],      saved by name, those with a code are rules; left out when none
//!   conflicts: [ … ],    what joins could not decide, each with the other version; left out when
//!                        none
//!   unread: [ … ],       lines that were not understood, as they stood; left out when none
//! )
//! ```
//!
//! **Pieces.** A file is cut into stretches of whole lines: every source is one, a coder's
//! quotations, codings and memos are cut behind about every 500th record (where the id says so), every
//! other list and what stands between are one each. A state's identity is the SHA-256 of the SHA-256s
//! of its pieces in their order, the head without `program`, `about` and `revisions`; [`Sheet`] holds
//! them, so that a save costs what was changed. [`history`] keeps earlier states by their pieces.
//!
//! **The journal.** [`journal`] documents the file beside the project that takes every change as it
//! is made.
//!
//! Lines as [`write()`] makes them are read by our own codec, everything else by the `ron` crate,
//! with equal results. Whatever this version does not know is kept and written back.
//!
//! **A folder project** holds the same records in several files: see [`part`].
//!
//! **Invariant:** everything but [`safe`], [`early`], [`backups`], [`history`], [`journal_disk`],
//! [`folder_disk`] and the seals of files is pure: bytes in, bytes out.

mod again;
mod astray;
#[cfg(test)]
mod broken;
mod carried;
mod citation;
pub mod early;
mod escape;
mod findings;
pub mod folder;
pub mod folder_disk;
pub mod folder_since;
#[cfg(test)]
mod folder_tests;
mod fragment;
mod frame;
#[cfg(test)]
mod hostile;
mod journal_step;
mod kind;
mod layout;
mod line;
pub mod lock;
mod loose;
mod malformed;
mod marked;
pub mod part;
mod read;
mod records;
mod recut;
mod revision;
#[cfg(test)]
mod round_trip;
mod seal;
mod sections;
mod settle;
mod settle_codes;
mod settle_conflicts;
mod settle_quotations;
mod settle_rules;
mod sheet;
pub mod signature;
mod stand_in;
mod styles;
mod unit;
mod value;
mod warning;
mod write;

pub mod backups;
pub mod history;
pub mod journal;
pub mod journal_disk;
pub mod safe;
pub mod store;

pub use fragment::Fragment;
pub use journal_step::{change_of, step_line, step_of};
pub use malformed::{Malformed, Wanted};
pub use read::{Opened, read};
pub use revision::{Lineage, Revision};
pub use seal::{Seal, reopen};
pub use sheet::{Sheet, identity};
pub use warning::{ReadError, Warning};
pub use write::{to_string, write, write_with};

/// The number of the format that this version writes.
pub const FORMAT: u64 = 1;
