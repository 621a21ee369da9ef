//! What is kept from one reading pack to the next, so that pages follow a changed recipe at once: texts
//! as they were cut into words and read, dictionaries as they were read from their files.

use super::act_boards::loaded;
use super::words_asked::own_words;
use crate::exchange::dictionary::{DictionaryError, DictionaryRead, read_dictionary};
use crate::exchange::pack::Texts;
use crate::model::{Fingerprint, Project};
use crate::text::Words;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Dictionaries that are kept: more are read anew.
const DICTIONARIES: usize = 8;

/// Shared by the session and the jobs that make packs.
#[derive(Default)]
pub(super) struct PackKept {
    /// The words beside the dictionary's by which texts were cut, and the texts.
    texts: Mutex<Option<(Vec<String>, Arc<Texts>)>>,
    /// By their files, each with what the file held.
    dictionaries: Mutex<BTreeMap<PathBuf, (Fingerprint, Arc<DictionaryRead>)>>,
}

fn locked<T>(of: &Mutex<T>) -> MutexGuard<'_, T> {
    of.lock().unwrap_or_else(PoisonError::into_inner)
}

impl PackKept {
    /// What cuts and reads the texts of a project, whose own words stay in one piece.
    pub(super) fn texts(&self, words: &Arc<Words>, project: &Project) -> Arc<Texts> {
        let glosses = project.glosses().iter().map(|it| it.name.as_str());
        let own: Vec<String> = own_words(project)
            .chain(glosses)
            .map(str::to_owned)
            .collect();
        let mut kept = locked(&self.texts);
        if let Some((by, texts)) = &*kept
            && *by == own
        {
            return texts.clone();
        }
        let words = loaded(words).with(own.iter().map(String::as_str));
        let texts = Arc::new(Texts::new(words));
        *kept = Some((own, texts.clone()));
        texts
    }

    /// A dictionary of a file that holds these bytes, called as the file is.
    ///
    /// # Errors
    /// When it is none.
    pub(super) fn dictionary(
        &self,
        path: &Path,
        (bytes, print): (&[u8], Fingerprint),
    ) -> Result<Arc<DictionaryRead>, DictionaryError> {
        let known = locked(&self.dictionaries).get(path).cloned();
        if let Some((_, read)) = known.filter(|it| it.0 == print) {
            return Ok(read);
        }
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        let read = Arc::new(read_dictionary(bytes, &name, None)?);
        let mut kept = locked(&self.dictionaries);
        if kept.len() >= DICTIONARIES {
            kept.clear();
        }
        kept.insert(path.to_owned(), (print, read.clone()));
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Extra, Gloss, GlossId};
    use crate::query::sample::{Sample, coder};
    use uuid::Uuid;

    #[test]
    fn texts_are_kept_until_other_words_stay_in_one_piece() {
        let (kept, words) = (PackKept::default(), Arc::new(Words::load()));
        let mut sample = Sample::new();
        sample.put(coder(1, "王"));
        let once = kept.texts(&words, &sample.project);
        assert!(Arc::ptr_eq(&once, &kept.texts(&words, &sample.project)));
        sample.put(Gloss {
            id: GlossId::new(Uuid::from_u128(1)),
            name: "数智共同体".into(),
            about: BTreeMap::new(),
            extra: Extra::default(),
        });
        assert!(!Arc::ptr_eq(&once, &kept.texts(&words, &sample.project)));
    }

    #[test]
    fn a_dictionary_is_read_again_only_when_its_file_holds_something_else() {
        let kept = PackKept::default();
        let read = |bytes: &str| {
            let file = (bytes.as_bytes(), Fingerprint::of(bytes));
            kept.dictionary(Path::new("a/词.tsv"), file)
        };
        let once = read("治理\tzhì lǐ\tgovernance\n").unwrap();
        assert_eq!(once.dictionary.name, "词");
        assert!(Arc::ptr_eq(
            &once,
            &read("治理\tzhì lǐ\tgovernance\n").unwrap()
        ));
        let other = read("治理\tzhì lǐ\tto govern\n").unwrap();
        assert!(!Arc::ptr_eq(&once, &other));
        assert!(read("").is_err());
    }
}
