//! Why a pattern cannot be used, in a closed list that every language has words for.

use regex_syntax::ast::ErrorKind as Parse;
use regex_syntax::hir::ErrorKind as Translate;
use thiserror::Error;

/// What is wrong with a pattern.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Error)]
pub enum PatternFlaw {
    /// `(` without `)`.
    #[error("a ( is not closed")]
    GroupUnclosed,
    /// `)` without `(`.
    #[error("a ) has no ( before it")]
    GroupUnopened,
    /// `(?P<…>` with a name that is missing, wrong or there already.
    #[error("the name of a group is missing, wrong or given twice")]
    GroupName,
    /// `[` without `]`.
    #[error("a [ is not closed")]
    ClassUnclosed,
    /// `[b-a]`, `[\d-z]`.
    #[error("a range in [ ] does not go from one character up to another")]
    ClassRange,
    /// `\p{…}` with a name that no class of characters has.
    #[error("there is no such class of characters")]
    ClassUnknown,
    /// `{…}` that is no count.
    #[error("a count in {{ }} should read {{3}}, {{3,}} or {{3,5}}")]
    Count,
    /// `*`, `+` or `?` with nothing before it.
    #[error("there is nothing before it to repeat")]
    NothingToRepeat,
    /// `\` with something behind it that has no meaning.
    #[error("what follows \\ has no meaning here")]
    Escape,
    /// `(?…)` with unknown flags.
    #[error("what follows (? has no meaning here")]
    Flags,
    /// `\1`.
    #[error("a pattern cannot refer back to a group")]
    BackReference,
    /// `(?=…)`, `(?<!…)`.
    #[error("a pattern cannot look ahead or back")]
    LookAround,
    /// Brackets deeper than a search can bear.
    #[error("its brackets are nested too deeply")]
    TooDeep,
    /// More than a search can bear.
    #[error("it is too large to search with")]
    TooLarge,
    /// Anything else.
    #[error("it is not a valid pattern")]
    Invalid,
}

impl PatternFlaw {
    /// Every flaw.
    pub const ALL: [Self; 15] = [
        Self::GroupUnclosed,
        Self::GroupUnopened,
        Self::GroupName,
        Self::ClassUnclosed,
        Self::ClassRange,
        Self::ClassUnknown,
        Self::Count,
        Self::NothingToRepeat,
        Self::Escape,
        Self::Flags,
        Self::BackReference,
        Self::LookAround,
        Self::TooDeep,
        Self::TooLarge,
        Self::Invalid,
    ];

    /// The name, kebab-case, for keys of words.
    pub const fn name(self) -> &'static str {
        match self {
            Self::GroupUnclosed => "group-unclosed",
            Self::GroupUnopened => "group-unopened",
            Self::GroupName => "group-name",
            Self::ClassUnclosed => "class-unclosed",
            Self::ClassRange => "class-range",
            Self::ClassUnknown => "class-unknown",
            Self::Count => "count",
            Self::NothingToRepeat => "nothing-to-repeat",
            Self::Escape => "escape",
            Self::Flags => "flags",
            Self::BackReference => "back-reference",
            Self::LookAround => "look-around",
            Self::TooDeep => "too-deep",
            Self::TooLarge => "too-large",
            Self::Invalid => "invalid",
        }
    }

    /// The flaw and its byte in the pattern.
    pub(super) fn of(error: &regex_syntax::Error) -> (Self, usize) {
        match error {
            regex_syntax::Error::Parse(it) => (Self::of_syntax(it.kind()), it.span().start.offset),
            regex_syntax::Error::Translate(it) => {
                (Self::of_meaning(it.kind()), it.span().start.offset)
            }
            _ => (Self::Invalid, 0),
        }
    }

    fn of_syntax(kind: &Parse) -> Self {
        match kind {
            Parse::GroupUnclosed => Self::GroupUnclosed,
            Parse::GroupUnopened => Self::GroupUnopened,
            Parse::GroupNameDuplicate { .. }
            | Parse::GroupNameEmpty
            | Parse::GroupNameInvalid
            | Parse::GroupNameUnexpectedEof => Self::GroupName,
            Parse::ClassUnclosed => Self::ClassUnclosed,
            Parse::ClassRangeInvalid | Parse::ClassRangeLiteral => Self::ClassRange,
            Parse::UnicodeClassInvalid => Self::ClassUnknown,
            Parse::DecimalEmpty
            | Parse::DecimalInvalid
            | Parse::RepetitionCountInvalid
            | Parse::RepetitionCountDecimalEmpty
            | Parse::RepetitionCountUnclosed => Self::Count,
            Parse::RepetitionMissing => Self::NothingToRepeat,
            Parse::ClassEscapeInvalid
            | Parse::EscapeHexEmpty
            | Parse::EscapeHexInvalid
            | Parse::EscapeHexInvalidDigit
            | Parse::EscapeUnexpectedEof
            | Parse::EscapeUnrecognized
            | Parse::SpecialWordBoundaryUnclosed
            | Parse::SpecialWordBoundaryUnrecognized
            | Parse::SpecialWordOrRepetitionUnexpectedEof => Self::Escape,
            Parse::FlagDanglingNegation
            | Parse::FlagDuplicate { .. }
            | Parse::FlagRepeatedNegation { .. }
            | Parse::FlagUnexpectedEof
            | Parse::FlagUnrecognized => Self::Flags,
            Parse::UnsupportedBackreference => Self::BackReference,
            Parse::UnsupportedLookAround => Self::LookAround,
            Parse::NestLimitExceeded(_) => Self::TooDeep,
            Parse::CaptureLimitExceeded => Self::TooLarge,
            _ => Self::Invalid,
        }
    }

    fn of_meaning(kind: &Translate) -> Self {
        match kind {
            Translate::UnicodePropertyNotFound
            | Translate::UnicodePropertyValueNotFound
            | Translate::UnicodePerlClassNotFound => Self::ClassUnknown,
            _ => Self::Invalid,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Finder, SearchError};
    use super::PatternFlaw;

    #[test]
    fn each_flaw_is_told_with_its_place() {
        let flaws = [
            ("治理(国防", 2, PatternFlaw::GroupUnclosed),
            ("治理)", 2, PatternFlaw::GroupUnopened),
            ("(?P<>治)", 4, PatternFlaw::GroupName),
            ("治[理", 1, PatternFlaw::ClassUnclosed),
            ("[理-治]", 1, PatternFlaw::ClassRange),
            (r"治\p{Nothing}", 1, PatternFlaw::ClassUnknown),
            ("治{2", 1, PatternFlaw::Count),
            ("治{3,2}", 1, PatternFlaw::Count),
            ("*治", 0, PatternFlaw::NothingToRepeat),
            (r"治\理", 1, PatternFlaw::Escape),
            (r"治\", 1, PatternFlaw::Escape),
            ("(?y)治", 2, PatternFlaw::Flags),
            (r"(治)\1", 3, PatternFlaw::BackReference),
            ("治(?=理)", 1, PatternFlaw::LookAround),
            (r"(?:\p{Han}{900}){900}", 0, PatternFlaw::TooLarge),
            (r"(?-u)\xFF", 5, PatternFlaw::Invalid),
        ];
        for (pattern, at, flaw) in flaws {
            let error = Finder::pattern(pattern).unwrap_err();
            assert_eq!(error, SearchError { at, flaw }, "{pattern}");
        }
        let deep = Finder::pattern(&format!("{}{}", "(".repeat(900), ")".repeat(900))).unwrap_err();
        assert_eq!(deep.flaw, PatternFlaw::TooDeep);
    }
}
