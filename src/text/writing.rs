//! Which writing a character belongs to, as far as a font may be chosen for it.

use serde::{Deserialize, Serialize};

/// A writing that may have a font of its own.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Writing {
    /// Chinese characters, wherever they are used, and the punctuation that goes with them.
    Han,
    /// Japanese syllables.
    Kana,
    /// Korean syllables and letters.
    Hangul,
    /// Latin letters and everything else: digits, other alphabets, signs.
    Latin,
}

impl Writing {
    /// Every writing.
    pub const ALL: [Self; 4] = [Self::Han, Self::Kana, Self::Hangul, Self::Latin];

    /// The writing of a character. Quotation marks, dashes and the like that Chinese shares with
    /// Latin are Chinese here: there they have the width of a character.
    pub fn of(char: char) -> Self {
        match char {
            '\u{1100}'..='\u{11FF}'
            | '\u{3130}'..='\u{318F}'
            | '\u{A960}'..='\u{A97F}'
            | '\u{AC00}'..='\u{D7FF}'
            | '\u{FFA0}'..='\u{FFDC}' => Self::Hangul,
            '\u{3040}'..='\u{30FF}'
            | '\u{31F0}'..='\u{31FF}'
            | '\u{FF66}'..='\u{FF9F}'
            | '\u{1B000}'..='\u{1B16F}' => Self::Kana,
            '“' | '”' | '‘' | '’' | '—' | '…' | '·' | '\u{2460}'..='\u{24FF}' => {
                Self::Han
            }
            '\u{2E80}'..='\u{303F}'
            | '\u{3100}'..='\u{312F}'
            | '\u{3190}'..='\u{31EF}'
            | '\u{3200}'..='\u{4DBF}'
            | '\u{4E00}'..='\u{9FFF}'
            | '\u{F900}'..='\u{FAFF}'
            | '\u{FE30}'..='\u{FE4F}'
            | '\u{FF00}'..='\u{FF65}'
            | '\u{FFE0}'..='\u{FFEF}'
            | '\u{20000}'..='\u{3FFFF}' => Self::Han,
            _ => Self::Latin,
        }
    }

    /// A character that every font for this writing has.
    pub fn common(self) -> char {
        match self {
            Self::Han => '的',
            Self::Kana => 'の',
            Self::Hangul => '이',
            Self::Latin => 'e',
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_has_its_writing() {
        let of = |text: &str| -> Vec<Writing> { text.chars().map(Writing::of).collect() };
        assert_eq!(of("治。“①𠮷（々"), [Writing::Han; 7]);
        assert_eq!(of("のカｶー"), [Writing::Kana; 4]);
        assert_eq!(of("한ㄱᄀ"), [Writing::Hangul; 3]);
        assert_eq!(of("aé1 ,ж"), [Writing::Latin; 6]);
        for writing in Writing::ALL {
            assert_eq!(Writing::of(writing.common()), writing);
        }
    }
}
