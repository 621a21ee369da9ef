//! The texts and the codebook of a large project, read before the rest: somebody can begin to read
//! while what coders made is still on its way. In a file it stands last, in a folder it has files of
//! its own.
//!
//! What comes of it is for looking alone: whatever points at a passage is missing in it, and nothing
//! that is amiss is told, as reading the whole tells it.

use super::folder::read_folder;
use super::folder_disk;
use super::lock::is_locked;
use super::read::{LIMIT, begins_as_a_project, read};
use crate::model::Project;
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// Bytes of a file, or of what coders made in a folder, from which on a look at the texts comes
/// noticeably sooner than the whole.
pub const LARGE: u64 = 1 << 24;
/// Bytes read at a time.
const READ: u64 = 1 << 23;
/// The line behind the texts.
const BEHIND: &[u8] = b"\n  work: [\n";

/// The project at `path` without what coders made, if that is at least `least` bytes; `None` of a
/// smaller one, of one that is locked, and where it cannot be told apart from the rest.
pub fn texts(path: &Path, least: u64) -> Option<Project> {
    match folder_disk::is_folder_project(path) {
        true => read_folder(&folder_disk::load_texts(path, least)?).ok(),
        false => read(&beginning(path, least)?).ok(),
    }
    .map(|it| it.project)
}

/// A file up to the line behind its texts.
fn beginning(path: &Path, least: u64) -> Option<Vec<u8>> {
    let mut file = File::open(path).ok()?;
    let size = file.metadata().ok()?.len();
    if size < least || size > LIMIT {
        return None;
    }
    let mut bytes = Vec::new();
    loop {
        // The line may have been cut in two.
        let from = bytes.len().saturating_sub(BEHIND.len());
        let read = Read::by_ref(&mut file).take(READ);
        let read = { read }.read_to_end(&mut bytes).ok()?;
        let is_first = bytes.len() == read;
        if read == 0 || is_first && (is_locked(&bytes) || begins_as_a_project(&bytes).is_err()) {
            return None;
        }
        if let Some(at) = memchr::memmem::find(bytes.get(from..)?, BEHIND) {
            bytes.truncate(from + at + 1);
            return Some(bytes);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::file::folder::folder_change;
    use crate::file::{folder_disk::save_parts, part::PROJECT, to_string};
    use crate::model::{Edit, Project, Record};
    use std::fs;

    fn sample() -> Project {
        read(include_bytes!("../../projects/sample.ron"))
            .unwrap()
            .project
    }

    fn put(path: &Path, text: &str) {
        crate::file::safe::save(path, 0, &mut |out| out.write_all(text.as_bytes())).unwrap();
    }

    /// What a person looks at first.
    fn seen(project: &Project) -> (Vec<String>, Vec<String>, usize) {
        let texts = project.sources().iter().map(|it| it.text().to_owned());
        let codes = project.codes().iter().map(|it| it.name.clone());
        (texts.collect(), codes.collect(), project.codings().len())
    }

    #[test]
    fn texts_and_codes_are_there_before_what_coders_made() {
        let desk = tempfile::tempdir().unwrap();
        let project = sample();
        let path = desk.path().join("治理.ron");
        put(&path, &to_string(&project));
        let (texts_of, codes, _) = seen(&project);
        let early = texts(&path, 0).unwrap();
        assert_eq!(seen(&early), (texts_of.clone(), codes.clone(), 0));
        assert_eq!(early.head(), project.head());

        let folder = desk.path().join("folder").join(PROJECT);
        save_parts(&folder, &folder_change(&project, &[], &[])).unwrap();
        assert_eq!(seen(&texts(&folder, 0).unwrap()), (texts_of, codes, 0));
        for path in [path, folder] {
            assert_eq!(texts(&path, LARGE), None, "a small one is read at once");
        }
    }

    #[test]
    fn a_text_that_holds_the_line_behind_the_texts_ends_the_look_and_no_more() {
        let desk = tempfile::tempdir().unwrap();
        let mut project = sample();
        let first = project.sources().iter().next().unwrap().clone();
        let lines = crate::text::Lines::new("开头\n  work: [\n结尾".into());
        let fingerprint = crate::model::Fingerprint::of(lines.text());
        let last = crate::model::Source {
            id: crate::model::SourceId::new(uuid::Uuid::max()),
            lines,
            fingerprint,
            ..first
        };
        project.apply(Edit::Put(Record::from(last)));
        let path = desk.path().join("治理.ron");
        put(&path, &to_string(&project));
        let early = texts(&path, 0).unwrap();
        assert_eq!(early.sources().len(), project.sources().len() - 1);
        assert_eq!(read(&fs::read(&path).unwrap()).unwrap().project, project);
    }

    #[test]
    fn what_is_no_project_is_not_read_to_its_end() {
        let desk = tempfile::tempdir().unwrap();
        let path = desk.path().join("治理.ron");
        for words in ["", "\n  work: [\n", "age-encryption.org/v1\n  work: [\n"] {
            put(&path, words);
            assert_eq!(texts(&path, 0), None, "{words:?}");
        }
        assert_eq!(texts(&desk.path().join("无"), 0), None);
    }
}
