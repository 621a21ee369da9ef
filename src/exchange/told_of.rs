//! What tests of readers ask of a project.

use super::{Alone, ForeignFile, Format, ImportError, ImportRead, LossKind, read_foreign};
use crate::model::{Project, Time, check_all};
use crate::query::{path, quoted};

/// Reads a file of another program.
pub(super) fn read_file(
    bytes: &[u8],
    name: &str,
    format: Format,
) -> Result<ImportRead, ImportError> {
    let file = ForeignFile {
        bytes,
        name,
        now: Time::from_secs(1_790_000_000),
        counting: None,
    };
    let read = read_foreign(&file, Some(format), &mut Alone)?;
    assert_eq!(check_all(&read.project), []);
    Ok(read)
}

/// Every coding: source, place in code points, path of the code, coder, words.
pub(super) fn codings(project: &Project) -> Vec<String> {
    let line = |coding: &crate::model::Coding| {
        let quotation = project.quotations().get(coding.quotation).unwrap();
        let source = project.sources().get(quotation.source).unwrap();
        let (chars, words) = quoted(source, quotation);
        let code = path(project, coding.code);
        let coder = &project.coders().get(coding.coder).unwrap().name;
        (
            chars,
            format!("{} {chars} {code} {coder} {words}", source.name),
        )
    };
    let mut lines: Vec<_> = project.codings().iter().map(line).collect();
    lines.sort();
    lines.into_iter().map(|it| it.1).collect()
}

/// Every memo, by what it is on.
#[cfg(feature = "sqlite")]
pub(super) fn memos(project: &Project) -> Vec<String> {
    let memos = project.memos().iter();
    let mut memos: Vec<String> = memos
        .map(|it| format!("{}: {}", it.target.kind(), it.text))
        .collect();
    memos.sort();
    memos
}

/// The kinds of what was lost, with their counts.
pub(super) fn lost(read: &ImportRead) -> Vec<(LossKind, usize)> {
    read.losses.iter().map(|it| (it.kind, it.count)).collect()
}
