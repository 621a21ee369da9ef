//! A query as signs and words, each with its place.

use super::flaw::{QueryError, QueryFlaw};
use crate::text::Span;

/// Bytes a query may have.
pub(super) const MOST_BYTES: usize = 65_536;

/// A sign or word of a query.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Sign<'q> {
    /// `(`
    Open,
    /// `)`
    Close,
    /// `&`
    And,
    /// `|`
    Or,
    /// `!`
    Not,
    /// `=`, `<` and the like.
    Compare(Comparison),
    /// What stands between quotation marks.
    Quoted(&'q str),
    /// What stands between slashes.
    Pattern(&'q str),
    /// Anything else up to the next blank or sign.
    Word(&'q str),
}

/// How two values are compared.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Comparison {
    /// `=`
    Is,
    /// `!=`
    IsNot,
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    More,
    /// `>=`
    AtLeast,
}

impl Comparison {
    /// Whether it holds for two values that stand so.
    pub(super) fn holds(self, order: std::cmp::Ordering) -> bool {
        match self {
            Self::Is => order.is_eq(),
            Self::IsNot => order.is_ne(),
            Self::Less => order.is_lt(),
            Self::AtMost => order.is_le(),
            Self::More => order.is_gt(),
            Self::AtLeast => order.is_ge(),
        }
    }
}

/// A sign with its place in the query, in bytes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Token<'q> {
    pub(super) sign: Sign<'q>,
    pub(super) span: Span,
}

/// The signs of a query in order. Signs typed at full width count as those at half width.
///
/// # Errors
/// When it is too long, or a quotation mark or pattern is not closed.
pub(super) fn tokens(query: &str) -> Result<Vec<Token<'_>>, QueryError> {
    if query.len() > MOST_BYTES {
        let most = MOST_BYTES;
        return Err(QueryFlaw::TooLong { most }.at(Span::new(0, query.len())));
    }
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(rest) = query.get(at..).filter(|rest| !rest.is_empty()) {
        let blank = rest.len() - rest.trim_start().len();
        if blank > 0 {
            at += blank;
            continue;
        }
        let (sign, len) = match first(rest) {
            Ok(found) => found,
            Err(flaw) => {
                let char = rest.chars().next().map_or(0, char::len_utf8);
                return Err(flaw.at(Span::new(at, at + char)));
            }
        };
        tokens.push(Token {
            sign,
            span: Span::new(at, at + len),
        });
        at += len;
    }
    Ok(tokens)
}

/// Whether a character ends a word.
pub(super) fn is_sign(char: char) -> bool {
    char.is_whitespace() || "()（）&＆|｜!！<＜>＞=＝≤≥≠\"＂“”「".contains(char)
}

/// The closing mark for an opening quotation mark.
pub(super) fn closing(open: char) -> Option<&'static [char]> {
    match open {
        '"' => Some(&['"']),
        '＂' => Some(&['＂']),
        // Input methods put these by turns, and the wrong one first as often as not.
        '“' | '”' => Some(&['“', '”']),
        '「' => Some(&['」']),
        _ => None,
    }
}

/// The first sign of what is left, and its length in bytes.
fn first(rest: &str) -> Result<(Sign<'_>, usize), QueryFlaw> {
    let mut chars = rest.chars();
    let (Some(char), next) = (chars.next(), chars.next()) else {
        return Err(QueryFlaw::Empty);
    };
    let len = char.len_utf8();
    let equals = next.filter(|it| matches!(it, '=' | '＝'));
    let compared = |alone: Sign<'static>, with: Comparison| match equals {
        Some(sign) => (Sign::Compare(with), len + sign.len_utf8()),
        None => (alone, len),
    };
    Ok(match char {
        '(' | '（' => (Sign::Open, len),
        ')' | '）' => (Sign::Close, len),
        '&' | '＆' => (Sign::And, len),
        '|' | '｜' => (Sign::Or, len),
        '=' | '＝' => (Sign::Compare(Comparison::Is), len),
        '≤' => (Sign::Compare(Comparison::AtMost), len),
        '≥' => (Sign::Compare(Comparison::AtLeast), len),
        '≠' => (Sign::Compare(Comparison::IsNot), len),
        '!' | '！' => compared(Sign::Not, Comparison::IsNot),
        '<' | '＜' => compared(Sign::Compare(Comparison::Less), Comparison::AtMost),
        '>' | '＞' => compared(Sign::Compare(Comparison::More), Comparison::AtLeast),
        '/' | '／' => pattern(rest, char)?,
        _ => match closing(char) {
            Some(marks) => quoted(rest, char, marks)?,
            None => {
                let len = rest.find(is_sign).unwrap_or(rest.len());
                (Sign::Word(rest.get(..len).unwrap_or_default()), len)
            }
        },
    })
}

fn quoted<'q>(rest: &'q str, open: char, marks: &[char]) -> Result<(Sign<'q>, usize), QueryFlaw> {
    let inner = rest.get(open.len_utf8()..).unwrap_or_default();
    let end = inner.find(marks).ok_or(QueryFlaw::QuoteUnclosed)?;
    let (words, behind) = inner.split_at_checked(end).unwrap_or_default();
    let mark = behind.chars().next().map_or(0, char::len_utf8);
    Ok((Sign::Quoted(words), open.len_utf8() + end + mark))
}

/// A pattern ends at the first slash without a backslash before it.
fn pattern(rest: &str, slash: char) -> Result<(Sign<'_>, usize), QueryFlaw> {
    let inner = rest.get(slash.len_utf8()..).unwrap_or_default();
    let mut escaped = false;
    for (at, char) in inner.char_indices() {
        match char {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if char == slash && at > 0 => {
                let words = inner.get(..at).unwrap_or_default();
                return Ok((Sign::Pattern(words), at + 2 * slash.len_utf8()));
            }
            _ => {}
        }
    }
    Err(QueryFlaw::PatternUnclosed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signs(query: &str) -> Vec<Sign<'_>> {
        tokens(query)
            .unwrap()
            .into_iter()
            .map(|it| it.sign)
            .collect()
    }

    #[test]
    fn full_and_half_width_signs_are_the_same() {
        let half = signs("(治理|\"国 防\") & !code:a != 3 >= 4");
        let full = signs("（治理｜“国 防”）＆！code:a ！＝ 3 ＞＝ 4");
        assert_eq!(half, full);
        assert_eq!(half.len(), 12);
    }

    #[test]
    fn what_is_not_closed_is_pointed_at() {
        let at = |query| tokens(query).map_err(|it| (it.span, it.flaw)).unwrap_err();
        assert_eq!(
            at("治理 “国防"),
            (Span::new(7, 10), QueryFlaw::QuoteUnclosed)
        );
        assert_eq!(at("a /国防"), (Span::new(2, 3), QueryFlaw::PatternUnclosed));
        assert_eq!(at("//").1, QueryFlaw::PatternUnclosed);
        let long = "a".repeat(MOST_BYTES + 1);
        assert_eq!(at(&long).1, QueryFlaw::TooLong { most: MOST_BYTES });
    }

    #[test]
    fn a_slash_in_a_word_is_a_letter_and_a_pattern_may_hold_one() {
        assert_eq!(signs("code:国防/工业"), [Sign::Word("code:国防/工业")]);
        assert_eq!(
            signs(r"/a\/b/ c"),
            [Sign::Pattern(r"a\/b"), Sign::Word("c")]
        );
    }
}
