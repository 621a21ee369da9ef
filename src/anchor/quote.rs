//! The words of a passage and what stands around them.

use crate::model::Quote;
use crate::text::Span;

/// Code points of context recorded on each side of a passage.
pub const CONTEXT: usize = 32;

/// A quote that borrows: from a text, a [`Quote`] or a file.
///
/// Drawn: with a context of 3, `国家数字[治理]能力建设` gives prefix `家数字`, exact `治理`, suffix `能力建`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Passage<'a> {
    /// The passage itself.
    pub exact: &'a str,
    /// Up to [`CONTEXT`] code points before it; fewer only where the text begins.
    pub prefix: &'a str,
    /// Up to [`CONTEXT`] code points after it; fewer only where the text ends.
    pub suffix: &'a str,
}

impl<'a> Passage<'a> {
    /// The passage at `span`, in bytes. All empty when the span does not fit the text.
    pub fn at(text: &'a str, span: Span) -> Self {
        let before = text.get(..span.start).unwrap_or_default();
        let after = text.get(span.end..).unwrap_or_default();
        match span.of(text) {
            Some(exact) => Self {
                exact,
                prefix: last(before, CONTEXT),
                suffix: first(after, CONTEXT),
            },
            None => Self::default(),
        }
    }

    /// An owned copy.
    pub fn to_quote(self) -> Quote {
        Quote {
            exact: self.exact.to_owned(),
            prefix: self.prefix.to_owned(),
            suffix: self.suffix.to_owned(),
        }
    }
}

impl<'a> From<&'a Quote> for Passage<'a> {
    fn from(quote: &'a Quote) -> Self {
        Self {
            exact: &quote.exact,
            prefix: &quote.prefix,
            suffix: &quote.suffix,
        }
    }
}

/// The words at `span`, in bytes, with up to [`CONTEXT`] code points on each side; all empty when
/// the span does not fit the text.
pub fn quote(text: &str, span: Span) -> Quote {
    Passage::at(text, span).to_quote()
}

/// The first `chars` code points of a text, or all of it.
pub(super) fn first(text: &str, chars: usize) -> &str {
    let end = text.char_indices().nth(chars).map_or(text.len(), |it| it.0);
    text.get(..end).unwrap_or_default()
}

/// The last `chars` code points of a text, or all of it.
pub(super) fn last(text: &str, chars: usize) -> &str {
    let all_but_one = chars.checked_sub(1);
    let start = all_but_one.map_or(text.len(), |skip| {
        text.char_indices().rev().nth(skip).map_or(0, |it| it.0)
    });
    text.get(start..).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quote_is_the_passage_with_32_code_points_on_each_side() {
        let text = format!("{}治理{}", "前".repeat(40), "后𠮷".repeat(20));
        let quote = quote(&text, Span::new(120, 126));
        assert_eq!(quote.exact, "治理");
        assert_eq!(quote.prefix, "前".repeat(32));
        assert_eq!(quote.suffix, "后𠮷".repeat(16));
    }

    #[test]
    fn context_ends_where_the_text_ends() {
        let quote = quote("数字治理", Span::new(6, 12));
        assert_eq!((&*quote.prefix, &*quote.suffix), ("数字", ""));
    }

    #[test]
    fn a_span_that_does_not_fit_quotes_nothing() {
        assert_eq!(quote("治理", Span::new(1, 6)), Quote::default());
        assert_eq!(quote("治理", Span::new(3, 9)), Quote::default());
    }
}
