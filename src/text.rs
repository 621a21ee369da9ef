//! Ranges, offsets, graphemes, words, sentences, paragraphs, decoding and search over plain text.
//!
//! Everything here is a pure function of the text: nothing reads a disk or a clock.
//! Offsets are **bytes** in memory and **code points** in files; [`Lines`] alone converts.

pub mod binary;
pub mod blocks;
pub mod breaks;
pub mod cleaning;
pub mod collation;
pub mod contrast;
pub mod decode;
pub mod dictionary;
pub mod encoding;
pub mod folding;
pub mod graphemes;
pub mod likeness;
pub mod lines;
pub mod paragraphs;
pub mod parallel;
pub mod pattern;
pub mod pinyin;
mod runs;
pub mod search;
pub mod sentences;
mod simplified;
pub mod span;
pub mod whole;
pub mod words;
pub mod writing;

pub use binary::BinaryKind;
pub use cleaning::{CleanChange, CleanStep, CleanSteps, Cleaned};
pub use collation::Collation;
pub use decode::{DecodeError, Decoded, TextChange, as_written, decode};
pub use encoding::{Encoding, Guess, guess};
pub use lines::{Lines, Place};
pub use pattern::PatternFlaw;
pub use search::{Finder, SearchError};
pub use simplified::is_traditional;
pub use span::{CharSpan, Span};
pub use words::Words;
pub use writing::Writing;

/// Reads a file of the folder of real texts beside the repository, for tests:
/// `$ZHUPI_SHARED`, or `../shared`. `None` where there is no such folder.
#[cfg(test)]
pub(crate) fn shared(name: &str) -> Option<String> {
    let beside = || std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let folder = std::env::var_os("ZHUPI_SHARED").map_or_else(beside, Into::into);
    std::fs::read_to_string(folder.join(name)).ok()
}

/// The same as bytes, for files that are no text.
#[cfg(test)]
pub(crate) fn shared_bytes(name: &str) -> Option<Vec<u8>> {
    let beside = || std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let folder = std::env::var_os("ZHUPI_SHARED").map_or_else(beside, Into::into);
    std::fs::read(folder.join(name)).ok()
}

/// Texts of up to `pieces` pieces, for property tests: Han, kana, hangul, Thai,
/// Latin, emoji families, flags, combining marks, selectors, punctuation, blanks.
#[cfg(test)]
pub(crate) fn any_text(pieces: usize) -> impl proptest::strategy::Strategy<Value = String> {
    use proptest::prelude::*;
    const PIECES: &[&str] = &[
        "治",
        "理",
        "数字",
        "國防",
        "产业",
        "文化",
        "𠮷",
        "葛\u{E0100}",
        "は",
        "すもも",
        "カタカナ",
        "が\u{3099}",
        "정책",
        "\u{1100}\u{1161}",
        "ประเทศไทย",
        "governance",
        "U.S.",
        "Dr. ",
        "3.14",
        "é",
        "e\u{301}",
        "\u{301}",
        "\u{200D}",
        "👨‍👩‍👧",
        "👩🏽‍🔬",
        "🇨🇳",
        "🇯",
        "❤\u{FE0F}",
        "אב",
        "\n",
        " ",
        "　",
        "\t",
        "。",
        "！",
        "……",
        "——",
        "；",
        ".",
        "?",
        "“",
        "”",
        "「",
        "」",
        "（",
        "）",
        "\"",
        "'",
        "①",
        "[1]",
        "\0",
    ];
    let piece = prop_oneof![
        8 => proptest::sample::select(PIECES).prop_map(String::from),
        1 => any::<char>().prop_map(String::from),
    ];
    proptest::collection::vec(piece, 0..pieces).prop_map(|pieces| pieces.concat())
}
