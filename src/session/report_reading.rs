//! How it is told what became of a file on its way to a text: what was left out and mended, or why
//! nothing was read.

use super::Session;
use super::act_paths::path_words;
use super::locale::Saying;
use super::notice::Level;
use super::report_codebook::xml_saying;
use super::waiting::Waiting;
use crate::exchange::reading::{Change, PdfFault, ReadingError};
use crate::text::CleanStep;
use std::path::Path;

impl Session {
    /// A change as a source records it, such as `comments 3`, in the person's language.
    pub fn change_words(&self, change: &str) -> String {
        change_saying(change).map_or_else(|| change.to_owned(), |it| self.locale.say(&it))
    }

    /// Says what of a file stands otherwise in the text, or not at all.
    pub(super) fn say_changed(&mut self, name: &str, changes: &[String]) {
        let told = changes.iter().filter(|it| {
            let kind = it.split(' ').next().unwrap_or_default();
            !matches!(kind, "bom" | "line-ends" | "replaced" | "text-column")
        });
        let told: Vec<String> = told.map(|it| self.change_words(it)).collect();
        if told.is_empty() {
            return;
        }
        let words = Saying::new("notice-changed").with("name", name);
        self.say(
            Level::Hint,
            words.with("changes", told.join(&self.locale.word("changes-between"))),
        );
    }

    /// Says what the rows of a table became, and which column the texts were taken from.
    pub(super) fn say_column(&mut self, waiting: &Waiting) {
        let Some(columns) = &waiting.columns else {
            return;
        };
        let called = columns.called.and_then(|it| columns.names.get(it));
        let key = match (waiting.is_cases(), waiting.column(), called) {
            (true, Some(_), _) => "notice-columns-cases",
            (true, None, _) => "notice-columns-only-cases",
            (false, _, Some(_)) => "notice-columns-named",
            (false, _, None) => "notice-columns",
        };
        let words = Saying::new(key)
            .with("path", path_words(&waiting.path))
            .with("text", waiting.column().unwrap_or_default())
            .with("called", called.map_or("", String::as_str))
            .with("count", waiting.texts.len());
        self.say(Level::Hint, words);
    }

    /// Says that a text looks as if pages had left much in it, and what would mend that.
    pub(super) fn say_suggested(&mut self, waiting: &Waiting) {
        let found = waiting.found.iter();
        let found = found.filter(|it| waiting.suggested().contains(it.0));
        let found: Vec<String> = found
            .map(|(step, count)| self.change_words(&format!("clean-{} {count}", step.name())))
            .collect();
        let words = Saying::new("notice-suggested").with("path", path_words(&waiting.path));
        let words = words.with("found", found.join(&self.locale.word("changes-between")));
        let hint = Saying::new("hint-clean");
        self.notices
            .say_at(Level::Hint, words, String::new(), vec![hint]);
    }
}

/// The sentence for a change; none for one that is not known here.
fn change_saying(change: &str) -> Option<Saying> {
    let (kind, rest) = change.split_once(' ').unwrap_or((change, ""));
    let (count, place) = rest.split_once(" from ").unwrap_or((rest, ""));
    let is_known = matches!(kind, "bom" | "line-ends" | "replaced" | "text-column")
        || Change::ALL.iter().any(|it| it.name() == kind)
        || kind
            .strip_prefix("clean-")
            .is_some_and(|it| CleanStep::from_name(it).is_some());
    let saying = Saying::new(format!("change-{kind}"));
    let saying = match count.parse::<usize>() {
        Ok(count) => saying.with("count", count),
        Err(_) => saying.with("count", count),
    };
    is_known.then(|| saying.with("place", place))
}

/// The sentence for a file of which no text was read.
pub(super) fn reading_saying(path: &Path, error: &ReadingError) -> Saying {
    let at = |key: &'static str| Saying::new(key).with("path", path_words(path));
    match error {
        ReadingError::Broken => at("error-text-broken"),
        ReadingError::TooLarge => at("error-text-too-large"),
        ReadingError::Locked => at("error-text-locked"),
        ReadingError::Old => at("error-text-old"),
        ReadingError::NoDocument => at("error-text-no-document"),
        ReadingError::NoCues => at("error-text-no-cues"),
        ReadingError::Pdf { fault } => at(match fault {
            PdfFault::NotBuilt => "error-pdf-not-built",
            PdfFault::TooMuch => "error-pdf-too-much",
            PdfFault::Broken | PdfFault::Locked => "error-pdf-broken",
        }),
        ReadingError::OnlyPictures { pages } => at("error-pdf-pictures").with("count", *pages),
        ReadingError::NoColumn { name, columns } => at("error-text-no-column")
            .with("name", name.as_str())
            .with("columns", columns.join(", ")),
        ReadingError::Empty | ReadingError::Decode(_) | ReadingError::Table(_) => {
            at("error-text-empty")
        }
        ReadingError::Xml { part, error } => at("error-text-xml")
            .with("part", part.as_str())
            .with("why", xml_saying(error)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::{Language, Locale};

    #[test]
    fn every_change_has_words_in_every_language() {
        let changes = Change::ALL.iter().map(|it| it.name().to_owned());
        let steps = CleanStep::ALL
            .iter()
            .map(|it| format!("clean-{}", it.name()));
        for name in changes.chain(steps) {
            for language in Language::ALL {
                let locale = Locale::new(language);
                let said = locale.say(&change_saying(&format!("{name} 23")).unwrap());
                assert!(said.contains("23") && !said.contains("change-"), "{said}");
            }
        }
        assert_eq!(change_saying("odd 3"), None);
    }
}
