//! Texts as they are cut into words and read: kept from one pack to the next, as a recipe is changed
//! far more often than a text.

use crate::model::{Source, SourceId};
use crate::text::pinyin::{self, WordReading};
use crate::text::{Span, Words};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// Bytes of texts that are kept: of 600 pages, which take some 60 MB once they are read.
const KEPT: usize = 2 << 20;

/// Cuts texts into words and reads them. What was done once is not done again; can be shared between
/// threads.
pub struct Texts {
    words: Words,
    kept: Mutex<BTreeMap<SourceId, Arc<TextRead>>>,
}

/// A text cut into words, and how it is read before the project tells of it.
pub(super) struct TextRead {
    text: Arc<str>,
    words: Vec<Span>,
    readings: OnceLock<Vec<WordReading>>,
}

impl Texts {
    /// Cuts and reads with these words.
    pub fn new(words: Words) -> Self {
        Self {
            words,
            kept: Mutex::default(),
        }
    }

    /// A text cut into words.
    pub(super) fn cut(&self, source: &Source) -> Arc<TextRead> {
        let lock = || self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let known = lock().get(&source.id).cloned();
        if let Some(known) = known.filter(|it| *it.text == *source.text()) {
            return known;
        }
        // Nobody waits meanwhile.
        let text = Arc::new(TextRead {
            text: source.lines.shared(),
            words: self.words.cut(source.text()),
            readings: OnceLock::new(),
        });
        let mut kept = lock();
        kept.remove(&source.id);
        if text.text.len() <= KEPT {
            let bytes: usize = kept.values().map(|it| it.text.len()).sum();
            if bytes + text.text.len() > KEPT {
                kept.clear();
            }
            kept.insert(source.id, text.clone());
        }
        text
    }

    /// How a text is read; nothing when it is stopped.
    pub(super) fn read<'t>(
        &self,
        text: &'t TextRead,
        is_stopped: &dyn Fn() -> bool,
    ) -> &'t [WordReading] {
        if let Some(readings) = text.readings.get() {
            return readings;
        }
        let mut readings = Vec::new();
        for sentence in pinyin::read_cut(&text.text, &text.words, &self.words) {
            if is_stopped() {
                return &[];
            }
            readings.extend(sentence);
        }
        text.readings.get_or_init(|| readings)
    }
}

impl TextRead {
    /// Its words in their order, with blanks and marks: together they cover it.
    pub(super) fn words(&self) -> &[Span] {
        &self.words
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::sample::source;

    #[test]
    fn a_text_is_cut_and_read_once_until_it_changes() {
        let texts = Texts::new(Words::plain());
        let before = source(1, "治理与国防相连。");
        let once = texts.cut(&before);
        let read = texts.read(&once, &|| false);
        assert_eq!(read.len(), once.words().len() - 1, "the stop is not read");
        assert!(Arc::ptr_eq(&once, &texts.cut(&before)));
        let after = source(1, "治理与国防不相连。");
        let anew = texts.cut(&after);
        assert!(anew.words().len() > once.words().len());
        assert!(Arc::ptr_eq(&anew, &texts.cut(&after)));
    }

    #[test]
    fn what_was_read_in_part_is_not_kept() {
        let texts = Texts::new(Words::plain());
        let cut = texts.cut(&source(1, "治理。国防。"));
        let asked = std::cell::Cell::new(0);
        let is_stopped = || asked.replace(asked.get() + 1) > 0;
        assert_eq!(texts.read(&cut, &is_stopped), []);
        assert_eq!(texts.read(&cut, &|| false).len(), 2);
    }

    #[test]
    fn texts_that_are_too_long_are_not_kept_and_push_no_other_out() {
        let texts = Texts::new(Words::plain());
        let short = texts.cut(&source(1, "治理"));
        let long = source(2, &"\n".repeat(KEPT + 1));
        assert!(!Arc::ptr_eq(&texts.cut(&long), &texts.cut(&long)));
        assert!(Arc::ptr_eq(&short, &texts.cut(&source(1, "治理"))));
    }
}
