//! Finding passages: as typed, or by a pattern.
//!
//! A pattern is a regular expression of the `regex` crate: it runs in linear
//! time on any text, and one too large to be built is refused.

use memchr::memmem;
use regex::{Regex, RegexBuilder};

use super::folding;
use super::pattern::PatternFlaw;
use super::span::Span;

/// Memory a built pattern may take, in bytes.
const PATTERN_SIZE: usize = 8 << 20;
/// How deep brackets in a pattern may nest.
const PATTERN_DEPTH: u32 = 100;

/// Something to look for, made once and used on many texts.
#[derive(Clone, Debug)]
pub struct Finder(Kind);

#[derive(Clone, Debug)]
enum Kind {
    Literal(Box<memmem::Finder<'static>>),
    Pattern(Regex),
}

/// Why a pattern cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the pattern is not understood at character {}: {flaw}", .at + 1)]
pub struct SearchError {
    /// Where in the pattern, in code points from 0.
    pub at: usize,
    /// What is wrong there.
    pub flaw: PatternFlaw,
}

impl Finder {
    /// Finds exactly these characters, letter case included.
    pub fn literal(text: &str) -> Self {
        Self(Kind::Literal(Box::new(
            memmem::Finder::new(text).into_owned(),
        )))
    }

    /// Finds these characters whatever their width and letter case, in traditional and simplified
    /// form: `国防ai` finds `國防ＡＩ`.
    ///
    /// # Errors
    /// [`SearchError`] when the text is too long to be looked for so.
    pub fn folded(text: &str) -> Result<Self, SearchError> {
        let pattern = folding::pattern(text);
        match pattern == regex_syntax::escape(text) {
            true => Ok(Self::literal(text)),
            false => Self::pattern(&pattern).map_err(|error| SearchError { at: 0, ..error }),
        }
    }

    /// Finds what a regular expression matches; `^` and `$` are the ends of a
    /// paragraph, `(?i)` ignores letter case.
    ///
    /// # Errors
    /// [`SearchError`] with the place when the pattern is malformed, and at 0
    /// when it is too large.
    pub fn pattern(pattern: &str) -> Result<Self, SearchError> {
        let parsed = regex_syntax::ParserBuilder::new()
            .multi_line(true)
            .nest_limit(PATTERN_DEPTH)
            .build()
            .parse(pattern);
        if let Err(error) = parsed {
            let (flaw, byte) = PatternFlaw::of(&error);
            let before = pattern.get(..byte).unwrap_or(pattern);
            let at = before.chars().count();
            return Err(SearchError { at, flaw });
        }
        let built = RegexBuilder::new(pattern)
            .multi_line(true)
            .size_limit(PATTERN_SIZE)
            .dfa_size_limit(PATTERN_SIZE)
            .nest_limit(PATTERN_DEPTH)
            .build();
        let flaw = match built {
            Ok(regex) => return Ok(Self(Kind::Pattern(regex))),
            Err(regex::Error::CompiledTooBig(_)) => PatternFlaw::TooLarge,
            Err(_) => PatternFlaw::Invalid,
        };
        Err(SearchError { at: 0, flaw })
    }

    /// Reads a query as a person types it: `/…/` is a pattern, `"…"` is found
    /// without the quotation marks, all else is found as it stands.
    ///
    /// # Errors
    /// [`SearchError`] for a pattern that cannot be used; `at` counts from the
    /// start of the query.
    pub fn parse(query: &str) -> Result<Self, SearchError> {
        let between = |mark| {
            query
                .strip_prefix(mark)
                .and_then(|rest| rest.strip_suffix(mark))
        };
        if let Some(pattern) = between('/').filter(|pattern| !pattern.is_empty()) {
            return Self::pattern(pattern).map_err(|error| SearchError {
                at: error.at + 1,
                ..error
            });
        }
        Ok(Self::literal(
            between('"')
                .filter(|exact| !exact.is_empty())
                .unwrap_or(query),
        ))
    }

    /// The matches in a text, in order and without overlap; empty matches are
    /// left out. The edges are those of the match and may stand inside a
    /// grapheme cluster: see [`super::graphemes::snap`].
    pub fn find<'f, 't: 'f>(&'f self, text: &'t str) -> impl Iterator<Item = Span> + use<'f, 't> {
        let (literal, pattern) = match &self.0 {
            Kind::Literal(finder) => (Some(finder), None),
            Kind::Pattern(regex) => (None, Some(regex)),
        };
        let literal = literal
            .into_iter()
            .filter(|finder| !finder.needle().is_empty());
        let literal = literal.flat_map(move |finder| {
            let length = finder.needle().len();
            finder.find_iter(text.as_bytes()).map(move |at| Span {
                start: at,
                end: at + length,
            })
        });
        let pattern = pattern.into_iter().flat_map(move |regex| {
            regex.find_iter(text).map(|found| Span {
                start: found.start(),
                end: found.end(),
            })
        });
        literal.chain(pattern).filter(|span| !span.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The text with every match in brackets.
    fn marked(query: &str, text: &str) -> String {
        let mut marked = String::new();
        let mut from = 0;
        for span in Finder::parse(query).unwrap().find(text) {
            marked.push_str(text.get(from..span.start).unwrap());
            marked.push_str(&format!("[{}]", span.of(text).unwrap()));
            from = span.end;
        }
        marked + text.get(from..).unwrap()
    }

    #[test]
    fn a_query_is_found_as_typed() {
        assert_eq!(
            marked("治理", "数字治理与国家治理"),
            "数字[治理]与国家[治理]"
        );
        assert_eq!(marked("aa", "aaaa a"), "[aa][aa] a", "without overlap");
        assert_eq!(marked("AI", "AI 与 ai"), "[AI] 与 ai");
        assert_eq!(
            marked("a.b*", "a.b* aXbb"),
            "[a.b*] aXbb",
            "no pattern without slashes"
        );
    }

    #[test]
    fn slashes_make_a_pattern_and_quotation_marks_an_exact_text() {
        assert_eq!(
            marked("/治.{0,3}理/", "治理、治而后理"),
            "[治理]、[治而后理]"
        );
        assert_eq!(marked("/(?i)ai/", "AI 与 ai"), "[AI] 与 [ai]");
        assert_eq!(
            marked("/^国防$/", "国防\n国防部\n国防"),
            "[国防]\n国防部\n[国防]"
        );
        assert_eq!(marked("\"/治/\"", "/治/理"), "[/治/]理");
        assert_eq!(marked("\"治理", "\"治理"), "[\"治理]");
        assert_eq!(marked("/", "a/b"), "a[/]b");
        assert_eq!(marked("//", "a//b"), "a[//]b");
    }

    #[test]
    fn folded_finds_every_form() {
        let found = |query: &str, text: &str| -> Vec<String> {
            let finder = Finder::folded(query).unwrap();
            let found = finder.find(text).map(|it| it.of(text).unwrap().to_owned());
            found.collect()
        };
        assert_eq!(found("国防", "國防与国防"), ["國防", "国防"]);
        assert_eq!(found("國防", "國防与国防"), ["國防", "国防"]);
        assert_eq!(found("ai", "AI、Ａｉ、ai"), ["AI", "Ａｉ", "ai"]);
        assert_eq!(found("与（", "与(与（"), ["与(", "与（"]);
        assert_eq!(found("", "与").len(), 0);
        assert!(Finder::folded(&"ai".repeat(100_000)).is_err());
    }

    #[test]
    fn empty_matches_are_left_out() {
        assert_eq!(Finder::literal("").find("治理").count(), 0);
        assert_eq!(marked("/理*/", "治理治理"), "治[理]治[理]");
    }

    #[test]
    fn a_wrong_pattern_says_where() {
        let error = Finder::pattern("治理(国防").unwrap_err();
        assert_eq!(
            error,
            SearchError {
                at: 2,
                flaw: PatternFlaw::GroupUnclosed
            }
        );
        assert_eq!(Finder::parse("/治理(国防/").unwrap_err().at, 3);
        assert_eq!(
            error.to_string(),
            "the pattern is not understood at character 3: a ( is not closed"
        );
    }

    #[test]
    fn a_pattern_too_large_is_refused() {
        for pattern in [r"(?:\p{Han}{900}){900}".to_string(), "(".repeat(9_000)] {
            assert!(Finder::pattern(&pattern).is_err());
        }
        assert!(Finder::pattern(r"\p{Nothing}").is_err());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn any_query_ends_well(query in crate::text::any_text(6), text in crate::text::any_text(60)) {
            if let Ok(finder) = Finder::parse(&query) {
                for span in finder.find(&text) {
                    prop_assert!(span.of(&text).is_some_and(|found| !found.is_empty()));
                }
            }
        }

        #[test]
        fn folded_is_literal_in_folded_texts(
            query in "[国國防aAＡ(（ｱア]{1,3}",
            text in "[国國防aAＡ(（ｱア x]{0,30}",
        ) {
            let folded = |text: &str| -> String { text.chars().map(folding::folded).collect() };
            let finder = Finder::folded(&query).unwrap();
            let found: Vec<usize> = finder.find(&text).map(|it| it.start).collect();
            let (expected, query) = (folded(&text), folded(&query));
            let chars = expected.match_indices(&query);
            let chars: Vec<usize> = chars.map(|(at, _)| expected.get(..at).unwrap().chars().count()).collect();
            let found: Vec<usize> = found.iter().map(|at| text.get(..*at).unwrap().chars().count()).collect();
            prop_assert_eq!(found, chars);
        }

        #[test]
        fn a_piece_of_a_text_is_found_in_it(text in crate::text::any_text(60), at: usize) {
            let chars: Vec<char> = text.chars().collect();
            let piece: String = chars.iter().skip(at % (chars.len() + 1)).take(3).collect();
            let found: Vec<_> = Finder::literal(&piece).find(&text).collect();
            prop_assert_eq!(found.len(), if piece.is_empty() { 0 } else { text.matches(&piece).count() });
        }
    }
}
