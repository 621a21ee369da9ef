//! The one integration test program.

#[cfg(feature = "ui")]
mod glyphs;
