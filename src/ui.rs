//! The window's content: a shell over the session.
//!
//! **Invariant:** drawing never acts. Every `*_ui` function reads the session and pushes wishes
//! into `asked`; the session acts when everything is drawn.

pub mod reader;

pub use reader::{ReaderState, reader_ui};
