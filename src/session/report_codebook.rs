//! How a codebook file that was not wholly understood is told to a person.

use super::Session;
use super::act_paths::path_words;
use super::locale::Saying;
use super::notice::Level;
use super::report_ron::ron_saying;
use crate::edit::plan_codebook::{Oddity, Remark};
use crate::exchange::{CodebookError, XmlError};
use std::collections::BTreeMap;
use std::path::Path;

/// Remarks of one kind shown one by one; the rest is counted.
const SHOWN_OF_A_KIND: usize = 5;

/// Characters of a name or cell that are shown.
const SHOWN: usize = 40;

impl Session {
    /// Says what could not be taken as it stands in the file.
    pub(super) fn report_remarks(&mut self, path: &Path, remarks: &[Remark]) {
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        for remark in remarks {
            let words = remark_saying(remark);
            let seen = seen.entry(words.key.to_string()).or_default();
            *seen += 1;
            if *seen <= SHOWN_OF_A_KIND {
                let level = match remark.oddity {
                    Oddity::TakenFor { .. } | Oddity::Alike { .. } | Oddity::Title(_) => {
                        Level::Hint
                    }
                    _ => Level::Warning,
                };
                self.notices
                    .say_at(level, words, path_words(path), Vec::new());
            }
        }
        for count in seen.into_values().filter(|it| *it > SHOWN_OF_A_KIND) {
            let words = Saying::new("notice-more-warnings").with("count", count - SHOWN_OF_A_KIND);
            self.say(Level::Warning, words);
        }
    }
}

fn remark_saying(remark: &Remark) -> Saying {
    let named = |key: &'static str, name: &str| Saying::new(key).with("name", shown(name));
    let words = match &remark.oddity {
        Oddity::NoColour(words) => named("entry-no-colour", words),
        Oddity::NoKey(words) => named("entry-no-key", words),
        Oddity::NoFlag(words) => named("entry-no-flag", words),
        Oddity::NoTime(words) => named("entry-no-time", words),
        Oddity::NoId(words) => named("entry-no-id", words),
        Oddity::Unknown(words) => named("entry-unknown", words),
        Oddity::Unread(words) => named("entry-unread", words),
        Oddity::Unclosed => Saying::new("entry-unclosed"),
        Oddity::Title(words) => named("entry-title", words),
        Oddity::Set(words) => named("entry-set", words),
        Oddity::Nameless => Saying::new("entry-nameless"),
        Oddity::Twice { name, first } => named("entry-twice", name).with("first", *first),
        Oddity::Circle(name) => named("entry-circle", name),
        Oddity::NoParent { name, parent } => {
            named("entry-no-parent", name).with("parent", shown(parent))
        }
        Oddity::ManyParents { name, parent } => {
            named("entry-many-parents", name).with("parent", shown(parent))
        }
        Oddity::KeyTaken { key, name } => named("entry-key-taken", name).with("key", key.as_str()),
        Oddity::TakenFor { name, other } => {
            named("entry-taken-for", name).with("other", shown(other))
        }
        Oddity::Alike { name, other } => named("entry-alike", name).with("other", shown(other)),
    };
    words.with("line", remark.line)
}

/// The beginning of words that may be long, on one line.
fn shown(words: &str) -> String {
    let mut chars = words.trim().chars();
    let begin = chars
        .by_ref()
        .take(SHOWN)
        .map(|it| if it.is_control() { ' ' } else { it });
    let mut begin: String = begin.collect();
    if chars.next().is_some() {
        begin.push('…');
    }
    begin
}

/// What is amiss in XML.
pub(super) fn xml_saying(error: &XmlError) -> Saying {
    match error {
        XmlError::Malformed { line, why } => Saying::new("xml-malformed")
            .with("line", *line)
            .with("why", why.as_str()),
        XmlError::Cut { line, name } => Saying::new("xml-cut")
            .with("line", *line)
            .with("name", name.as_str()),
        XmlError::Entity { line, name } => Saying::new("xml-entity")
            .with("line", *line)
            .with("name", name.as_str()),
        XmlError::TooLarge { line } => Saying::new("xml-too-large").with("line", *line),
        XmlError::Foreign { found } => Saying::new("xml-foreign").with("name", found.as_str()),
    }
}

/// The sentence for a file of which nothing could be read as a codebook.
pub(super) fn codebook_saying(path: &Path, error: &CodebookError) -> Saying {
    let at = |key: &'static str| Saying::new(key).with("path", path_words(path));
    match error {
        CodebookError::NoNames => at("error-codebook-no-names"),
        CodebookError::NoHeadings => at("error-codebook-no-headings"),
        CodebookError::NoCodes => at("error-codebook-no-codes"),
        CodebookError::NotRefi { error } => {
            at("error-codebook-refi").with("why", xml_saying(error))
        }
        CodebookError::NotRon { line, column, why } => at("error-codebook-ron")
            .with("line", *line)
            .with("column", *column)
            .with("why", ron_saying(why)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::{Language, Locale};

    #[test]
    fn every_oddity_has_a_sentence_with_its_line_in_every_language() {
        let s = String::new;
        let pair = || ("甲".to_owned(), "乙".to_owned());
        let ((name, parent), (name2, parent2)) = (pair(), pair());
        let ((name3, other), (name4, other4)) = (pair(), pair());
        let all = [
            Oddity::NoColour(s()),
            Oddity::NoKey(s()),
            Oddity::NoFlag(s()),
            Oddity::NoTime(s()),
            Oddity::NoId(s()),
            Oddity::Unknown(s()),
            Oddity::Unread(s()),
            Oddity::Unclosed,
            Oddity::Title(s()),
            Oddity::Set(s()),
            Oddity::Nameless,
            Oddity::Twice {
                name: s(),
                first: 3,
            },
            Oddity::Circle(s()),
            Oddity::NoParent { name, parent },
            Oddity::ManyParents {
                name: name2,
                parent: parent2,
            },
            Oddity::KeyTaken {
                key: s(),
                name: s(),
            },
            Oddity::TakenFor { name: name3, other },
            Oddity::Alike {
                name: name4,
                other: other4,
            },
        ];
        for language in Language::ALL {
            let locale = Locale::new(language);
            for oddity in &all {
                let said = locale.say(&remark_saying(&Remark {
                    line: 1234,
                    oddity: oddity.clone(),
                }));
                assert!(said.contains("1234") || said.contains("1,234"), "{said}");
                assert!(!said.contains("entry-") && !said.contains('$'), "{said}");
            }
        }
    }

    #[test]
    fn long_words_are_cut() {
        assert_eq!(shown(&"长".repeat(50)).chars().count(), SHOWN + 1);
        assert_eq!(shown(" 甲\n乙 "), "甲 乙");
    }
}
