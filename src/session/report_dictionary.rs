//! How it is told why a dictionary or level list was not read, or which of its lines were not.

use super::locale::{Locale, Saying};
use super::report::kind_key;
use crate::exchange::dictionary::{DictionaryError, DictionaryRead};
use crate::text::DecodeError;

/// The sentence for a dictionary that was not read; `path` is how the person knows its file.
pub fn dictionary_saying(path: &str, error: &DictionaryError) -> Saying {
    let at = |key: &'static str| Saying::new(key).with("path", path);
    match error {
        DictionaryError::Decode(DecodeError::Empty) => at("error-dictionary-empty"),
        DictionaryError::Decode(DecodeError::Binary { kind, .. }) => {
            at("error-dictionary-binary").with("kind", Saying::new(kind_key(*kind)))
        }
        DictionaryError::TooLarge => at("error-dictionary-too-large"),
        DictionaryError::NoEntries => at("error-dictionary-no-entries"),
    }
}

/// The sentence for the lines of a dictionary that were passed over: how many, and the first of them;
/// none where all were read.
pub fn unread_saying(path: &str, read: &DictionaryRead, locale: &Locale) -> Option<Saying> {
    let told = read.first_unread.iter().map(|it| {
        let flaw = Saying::new(format!("flaw-{}", it.why.name()));
        locale.say(&flaw.with("line", it.line))
    });
    let told: Vec<String> = told.collect();
    let saying = Saying::new("notice-dictionary-unread")
        .with("path", path)
        .with("count", read.unread)
        .with("entries", read.dictionary.entries().len())
        .with("first", told.join(&locale.word("changes-between")));
    (read.unread > 0).then_some(saying)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::dictionary::{LineFlaw, UnreadLine, read_dictionary};
    use crate::session::Language;
    use crate::text::BinaryKind;

    #[test]
    fn every_error_has_a_sentence_with_the_file_in_every_language() {
        let kind = BinaryKind::Word;
        let errors = [
            DictionaryError::Decode(DecodeError::Empty),
            DictionaryError::Decode(DecodeError::Binary { byte: 0, kind }),
            DictionaryError::TooLarge,
            DictionaryError::NoEntries,
        ];
        for language in Language::ALL {
            let locale = Locale::new(language);
            for error in &errors {
                let said = locale.say(&dictionary_saying("words.tsv", error));
                let is_told = said.contains("words.tsv") && !said.contains("error-");
                assert!(is_told && !said.contains("kind-"), "{said}");
            }
        }
    }

    #[test]
    fn lines_passed_over_are_told_with_their_places() {
        let mut read = read_dictionary("治理\tgovern\n".as_bytes(), "words", None).unwrap();
        let locale = Locale::new(Language::English);
        assert_eq!(unread_saying("words.tsv", &read, &locale), None);
        read.unread = LineFlaw::ALL.len();
        let lines = LineFlaw::ALL.iter().zip(7..);
        read.first_unread = lines
            .map(|(why, line)| UnreadLine { line, why: *why })
            .collect();
        for language in Language::ALL {
            let locale = Locale::new(language);
            let said = locale.say(&unread_saying("words.tsv", &read, &locale).unwrap());
            let has_all = ["words.tsv", "7", "8", "9"]
                .iter()
                .all(|it| said.contains(it));
            assert!(has_all && !said.contains("flaw-"), "{said}");
        }
    }
}
