//! Pinyin as textbooks print it (GB/T 16159): words in one piece, capitals, the dividing apostrophe.

use super::reading::WordReading;
use crate::text::span::Span;

/// A part of a word with what stands above it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RubyPart {
    /// The bytes of the part in the text: one Chinese character, or what is none.
    pub span: Span,
    /// Its syllable, with a capital or an apostrophe where the word's spelling has one; nothing over
    /// what is no Chinese character.
    pub above: String,
}

impl WordReading {
    /// The word in one piece: `zhìlǐ`, `Xī'ān`, `Wáng Xiǎomíng`, `kǎlā OK`.
    pub fn spelling(&self, text: &str) -> String {
        self.ruby(text).into_iter().map(|it| it.above).collect()
    }

    /// The word part by part, for ruby above single characters.
    pub fn ruby(&self, text: &str) -> Vec<RubyPart> {
        let _ = text;
        let part = |it: &super::Syllable| RubyPart {
            span: it.span,
            above: it.reading.to_string(),
        };
        self.syllables.iter().map(part).collect()
    }
}

/// A whole text as it is spelled: words parted by blanks, marks in their western form, everything that
/// is not Chinese as it is.
pub fn spelled(text: &str, readings: &[WordReading]) -> String {
    let spelled = readings.iter().map(|it| it.spelling(text));
    spelled.collect::<Vec<_>>().join(" ")
}
