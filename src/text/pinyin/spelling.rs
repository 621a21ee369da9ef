//! Pinyin as textbooks print it (GB/T 16159): words in one piece, capitals, the dividing apostrophe.

use super::reading::{Kind, WordReading};
use super::tones::toneless;
use crate::text::span::Span;

/// A part of a word with what stands above it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RubyPart {
    /// The bytes of the part in the text: one Chinese character, or all up to the next.
    pub span: Span,
    /// Its syllable, with a capital where the word's spelling has one and without an apostrophe;
    /// nothing over what is no Chinese character.
    pub above: String,
}

impl WordReading {
    /// The word in one piece: `zhìlǐ`, `Xī'ān`, `Wáng Xiǎomíng`, `kǎlā OK`.
    pub fn spelling(&self, text: &str) -> String {
        let mut spelled = String::new();
        let mut was_syllable = false;
        let mut number = 0;
        for part in self.ruby(text) {
            let is_syllable = !part.above.is_empty();
            let is_apart = is_syllable && self.gaps.contains(&number);
            number += usize::from(is_syllable);
            let words = match is_syllable {
                true => part.above.as_str(),
                false => part.span.of(text).unwrap_or_default().trim(),
            };
            if is_apart || (!spelled.is_empty() && was_syllable != is_syllable) {
                spelled.push(' ');
            } else if was_syllable && is_syllable && begins_with_vowel(words) {
                spelled.push('\'');
            }
            spelled.push_str(words);
            was_syllable = is_syllable;
        }
        spelled.trim_end().to_owned()
    }

    /// The word part by part, for ruby above single characters; together the parts are the word.
    pub fn ruby(&self, text: &str) -> Vec<RubyPart> {
        let mut parts = Vec::new();
        let mut at = self.span.start;
        let rest = |parts: &mut Vec<RubyPart>, from: usize, to: usize| {
            if from < to && text.get(from..to).is_some() {
                let (span, above) = (Span::new(from, to), String::new());
                parts.push(RubyPart { span, above });
            }
        };
        for (number, syllable) in self.syllables.iter().enumerate() {
            rest(&mut parts, at, syllable.span.start);
            let above = match self.is_capital(number) {
                true => capital(&syllable.reading),
                false => syllable.reading.to_string(),
            };
            parts.push(RubyPart {
                span: syllable.span,
                above,
            });
            at = syllable.span.end;
        }
        rest(&mut parts, at, self.span.end);
        parts
    }

    /// What stands above a stretch of the word, as the word is spelled: with its blanks and
    /// apostrophes, without what is read already: `Xī'ān`, `Zhào Yì`, and `xù` above T恤.
    pub fn above(&self, text: &str, span: Span) -> String {
        let mut above = String::new();
        let syllables = self.ruby(text).into_iter();
        let syllables = syllables.filter(|it| !it.above.is_empty()).enumerate();
        for (number, part) in syllables {
            if part.span.start < span.start || span.end < part.span.end {
                continue;
            }
            if !above.is_empty() && self.gaps.contains(&number) {
                above.push(' ');
            } else if !above.is_empty() && begins_with_vowel(&part.above) {
                above.push('\'');
            }
            above.push_str(&part.above);
        }
        above
    }

    /// Whether a syllable begins with a capital.
    fn is_capital(&self, number: usize) -> bool {
        let begins = number == 0 && self.is_first_syllable_first();
        let is_named = match self.kind {
            Kind::Common => false,
            Kind::Proper | Kind::Person { .. } => number == 0 || self.gaps.contains(&number),
        };
        is_named || (begins && self.starts_sentence)
    }

    /// Whether nothing of the word is before its first syllable, as the T of T恤 is.
    fn is_first_syllable_first(&self) -> bool {
        let first = self.syllables.first();
        first.is_some_and(|it| it.span.start == self.span.start)
    }
}

/// A whole text as it is spelled: words parted by blanks, marks in their western form, everything that
/// is not Chinese as it is.
pub fn spelled(text: &str, readings: &[WordReading]) -> String {
    let mut spelled = String::new();
    let mut at = 0;
    for word in readings {
        between(
            &mut spelled,
            text.get(at..word.span.start).unwrap_or_default(),
        );
        let spelling = word.spelling(text);
        match word.joins_previous && at == word.span.start && at > 0 {
            true => spelled.push_str(&spelling),
            false => join(&mut spelled, &spelling),
        }
        at = word.span.end.max(at);
    }
    between(&mut spelled, text.get(at..).unwrap_or_default());
    spelled
}

/// Adds what stands between two words: its marks in their western form, straight quotation marks as
/// they open and close.
fn between(spelled: &mut String, text: &str) {
    let mut rest = text;
    let line = spelled.rsplit('\n').next().unwrap_or_default();
    let opened = line.rfind('“');
    let mut is_open = opened.is_some() && opened > line.rfind('”');
    while let Some(char) = rest.chars().next() {
        let is_plain = |it: char| !it.is_whitespace() && western(it).is_none() && !is_mark(it);
        let length = match is_plain(char) && !is_closing(char) {
            true => rest.find(|it| !is_plain(it)).unwrap_or(rest.len()),
            false => char.len_utf8(),
        };
        let (piece, behind) = rest.split_at_checked(length).unwrap_or((rest, ""));
        if char == '\n' {
            spelled.truncate(spelled.trim_end_matches(' ').len());
            spelled.push('\n');
        } else if char.is_whitespace() {
            if !spelled.is_empty() && !spelled.ends_with(char::is_whitespace) {
                spelled.push(' ');
            }
        } else if char == '"' {
            is_open = !is_open;
            join(spelled, if is_open { "“" } else { "”" });
        } else {
            join(spelled, western(char).unwrap_or(piece));
        }
        rest = behind;
    }
}

/// Adds a piece with a blank before it where one belongs there.
fn join(spelled: &mut String, piece: &str) {
    let (before, after) = (spelled.chars().next_back(), piece.chars().next());
    if let (Some(before), Some(after)) = (before, after) {
        let ends = before.is_alphanumeric() || is_closing(before);
        let begins = after.is_alphanumeric() || is_opening(after);
        if ends && begins {
            spelled.push(' ');
        }
    }
    spelled.push_str(piece);
}

/// Whether it is a mark that is a piece of its own.
fn is_mark(char: char) -> bool {
    let is_wide = !char.is_ascii() && (is_opening(char) || is_closing(char));
    is_wide || matches!(char, '—' | '·' | '"')
}

fn is_opening(char: char) -> bool {
    matches!(
        char,
        '“' | '‘' | '(' | '[' | '《' | '〈' | '「' | '『' | '【'
    )
}

fn is_closing(char: char) -> bool {
    matches!(char, ',' | '.' | ';' | ':' | '!' | '?' | '%' | ')' | ']')
        || matches!(char, '”' | '’' | '》' | '〉' | '」' | '』' | '】' | '…')
}

/// A Chinese mark as it is printed in pinyin.
fn western(char: char) -> Option<&'static str> {
    Some(match char {
        '。' | '．' => ".",
        '，' | '、' => ",",
        '；' => ";",
        '：' => ":",
        '！' => "!",
        '？' => "?",
        '（' => "(",
        '）' => ")",
        '％' => "%",
        '～' => "~",
        _ => return None,
    })
}

/// Whether a syllable behind another one is parted from it.
fn begins_with_vowel(syllable: &str) -> bool {
    let first = toneless(&syllable.to_lowercase()).chars().next();
    first.is_some_and(|it| matches!(it, 'a' | 'o' | 'e' | 'ê'))
}

/// A syllable with a capital.
fn capital(syllable: &str) -> String {
    let mut chars = syllable.chars();
    let first = chars.next().into_iter().flat_map(char::to_uppercase);
    first.chain(chars).collect()
}
