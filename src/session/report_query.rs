//! How a query that is not understood is said.

use super::Session;
use super::locale::Saying;
use crate::query::{QueryError, QueryFlaw};

impl Session {
    /// Where and why a query is not understood, and what may be done about it.
    pub fn query_words(&self, query: &str, error: &QueryError) -> (String, Vec<String>) {
        let hints = query_hints(error);
        let hints = hints.iter().map(|it| self.locale.say(it));
        (
            self.locale.say(&query_saying(query, error)),
            hints.collect(),
        )
    }
}

/// The sentence: where in the query, and what is wrong there.
pub(super) fn query_saying(query: &str, error: &QueryError) -> Saying {
    let before = query.get(..error.span.start).unwrap_or(query);
    let there = error.span.of(query).unwrap_or_default();
    let key = match there.is_empty() {
        true => "error-query",
        false => "error-query-there",
    };
    let saying = Saying::new(key).with("at", before.chars().count() + 1);
    saying
        .with("words", there)
        .with("why", flaw_saying(&error.flaw))
}

fn flaw_saying(flaw: &QueryFlaw) -> Saying {
    let saying = Saying::new(format!("query-{}", flaw.name()));
    match flaw {
        QueryFlaw::TooLong { most } | QueryFlaw::TooMany { most } | QueryFlaw::TooDeep { most } => {
            saying.with("most", *most)
        }
        QueryFlaw::NothingAfter { what }
        | QueryFlaw::NothingBefore { what }
        | QueryFlaw::Misplaced { what }
        | QueryFlaw::NoComparison { what }
        | QueryFlaw::NoValue { what } => saying.with("what", what.as_str()),
        QueryFlaw::NoField { name } => saying.with("name", name.as_str()),
        QueryFlaw::NoName { field } => saying.with("field", field.as_str()),
        QueryFlaw::BadDate { given } => saying.with("given", given.as_str()),
        QueryFlaw::BadValue { given, variable } => saying
            .with("given", given.as_str())
            .with("variable", variable.as_str()),
        QueryFlaw::NoOrder { variable } => saying.with("variable", variable.as_str()),
        QueryFlaw::Unknown { kind, name, .. } => {
            Saying::new(format!("query-unknown-{}", kind.field())).with("name", name.as_str())
        }
        QueryFlaw::Pattern { flaw } => {
            saying.with("why", Saying::new(format!("pattern-{}", flaw.name())))
        }
        QueryFlaw::Empty
        | QueryFlaw::BracketUnclosed
        | QueryFlaw::BracketUnopened
        | QueryFlaw::QuoteUnclosed
        | QueryFlaw::PatternUnclosed
        | QueryFlaw::NoNumber => saying,
    }
}

/// What to do about it.
pub(super) fn query_hints(error: &QueryError) -> Vec<Saying> {
    match &error.flaw {
        QueryFlaw::Unknown { near, .. } if !near.is_empty() => {
            vec![Saying::new("hint-query-near").with("names", near.join(", "))]
        }
        QueryFlaw::Misplaced { .. }
        | QueryFlaw::NoField { .. }
        | QueryFlaw::NothingAfter { .. }
        | QueryFlaw::NothingBefore { .. } => vec![Saying::new("hint-query-quote")],
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::Search;
    use crate::session::{Language, Locale};
    use crate::text::Words;
    use std::sync::Arc;

    #[test]
    fn every_flaw_is_said_in_every_language() {
        let file = include_bytes!("../../projects/sample.ron");
        let project = crate::file::read(file).unwrap().project;
        let words = Arc::new(Words::plain());
        let long = "a".repeat(70_000);
        let (many, deep) = ("a ".repeat(300), "(".repeat(300));
        let mut seen = std::collections::BTreeSet::new();
        for query in [
            "",
            &long,
            &many,
            &deep,
            "(治",
            "治)",
            "“治",
            "/治",
            "治 &",
            "& 治",
            "治 = 国",
            "cod:治",
            "code:",
            "count(治)",
            "count(治) >",
            "治 near 国",
            "since:x",
            "source.x = 1",
            "/(/",
            "case.x =",
            "case.x",
            "code:没有",
        ] {
            let error = Search::new(&project, query, &words).expect_err(query);
            seen.insert(error.flaw.name());
            for language in Language::ALL {
                let locale = Locale::new(language);
                let mut said = locale.say(&query_saying(query, &error));
                for hint in query_hints(&error) {
                    said.push_str(&locale.say(&hint));
                }
                assert!(!said.contains("query-") && !said.contains("{"), "{said}");
            }
        }
        assert!(seen.len() >= 18, "{seen:?}");
    }

    #[test]
    fn the_place_is_told_in_characters() {
        let file = include_bytes!("../../projects/sample.ron");
        let project = crate::file::read(file).unwrap().project;
        let query = "治 & code:治里";
        let error = Search::new(&project, query, &Arc::new(Words::plain())).unwrap_err();
        let said = Locale::new(Language::English).say(&query_saying(query, &error));
        assert!(said.contains("10") && said.contains("治里"), "{said}");
        let hints = query_hints(&error);
        let hint = Locale::new(Language::Chinese).say(&hints[0]);
        assert!(hint.contains("治理"), "{hint}");
    }
}
