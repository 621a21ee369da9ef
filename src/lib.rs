//! Zhupi 朱批: a desktop workbench for coding texts.
//!
//! Read the layers in this order; each sees only those before it:
//!
//! `text` ← `model` ← {`anchor`, `edit`, `query`} ← {`view`, `file`} ← `exchange` ←
//! `session` ← {`cli`, `ui`} ← `window`

pub mod text;

pub mod model;

pub mod anchor;
pub mod edit;
pub mod query;

pub mod file;
pub mod view;

pub mod exchange;

pub mod session;

pub mod cli;
#[cfg(feature = "ui")]
pub mod ui;
#[cfg(feature = "window")]
pub mod window;
