//! Files that break off, are no text, or want to take all time and memory.

use super::broken::opened;
use super::round_trip::FORMAT_1;
use super::{ReadError, Warning, read, to_string};
use crate::model::sample::any_project;
use crate::model::{Project, check_all};
use crate::text::Span;
use proptest::prelude::*;

#[test]
fn a_hundred_megabytes_of_garbage_are_refused_at_once() {
    let odd: Vec<u8> = (0..1_000_000u32)
        .map(|turn| (turn.wrapping_mul(2_654_435_761) >> 13).to_le_bytes()[0])
        .collect();
    let mut bytes = odd.repeat(100);
    assert!(matches!(read(&bytes), Err(ReadError::NotAProject { .. })));
    // The same behind a beginning like ours takes longer, but ends as well.
    bytes.truncate(1_000_000);
    bytes.splice(..0, *b"Zhupi(\n  format: 1,\n  codes: [\n");
    assert!(matches!(
        read(&bytes),
        Err(ReadError::NothingReadable { .. })
    ));
    bytes.splice(
        ..0,
        *b"Zhupi(project: Project(id: \"0199c0de-0000-7000-8000-000000000001\"),\n",
    );
    let opened = read(&bytes).unwrap();
    assert!(opened.warnings.len() < 1_100, "{}", opened.warnings.len());
}

#[test]
fn hostile_files_take_time_in_proportion_to_their_size() {
    // Each of these would take minutes if every line were looked at up to the end of the file.
    let head = "Zhupi(project: Project(id: \"0199c0de-0000-7000-8000-000000000001\"),\n";
    let cases = [
        ("", "\"\n"),
        ("", "r#\"\n"),
        ("", "x: [\n"),
        ("", "x: (\n\"\n"),
        ("", "/*"),
        ("", "program: {\n"),
        ("codes: [\n", "(\n"),
        ("codes: [\n", "(id: \"\n"),
        ("codes: [\n", "(id: r#\"\n"),
        ("codes: [\n", "(id: 1) "),
        ("codes: [\n", "((id: 1),\n"),
        ("codes: [\n", "[[[[[["),
        ("codes: [\n", "'a\n"),
        ("codes: [(id: \"", "\\u{"),
        ("sources: [\n", "    (id: \"a\", text: r#\"\n"),
        ("sources: [\n", "(text: r#\"\n"),
        ("work: [\n", "(x: [\n"),
        ("work: [\n", "(coder: r#\"\n"),
        ("work: [(codings: [\n", "(id: (\n"),
        ("unread: [\n", "(section: \"codes\", text: \"(id: [\"),\n"),
        ("", "<<<<<<< x\n"),
    ];
    for (section, piece) in cases {
        let text = format!("{head}{section}{}", piece.repeat(60_000 / piece.len()));
        let opened = read(text.as_bytes()).unwrap();
        assert!(opened.warnings.len() < 1_100, "{piece}");
    }
}

#[test]
fn bytes_that_are_no_text_are_replaced_and_counted() {
    let mut bytes = FORMAT_1.as_bytes().to_vec();
    let at = FORMAT_1.find("重点").unwrap();
    bytes.splice(at..at + 3, [0xFF, 0xFE]);
    let opened = read(&bytes).unwrap();
    assert_eq!(
        opened.warnings[0].to_string(),
        "At line 26, column 57 the file holds bytes that are not UTF-8; 2 of them were replaced by \
         \u{FFFD}."
    );
    assert_eq!(
        opened.project.sets().iter().next().unwrap().name,
        "\u{FFFD}\u{FFFD}点"
    );
}

#[test]
fn a_file_that_breaks_off_anywhere_keeps_what_came_before() {
    let text = small();
    let whole = opened(&text).project;
    let mut before = 0;
    for end in 0..=text.len() {
        let bytes = text.as_bytes().get(..end).unwrap();
        let Ok(opened) = read(bytes) else {
            assert_eq!(before, 0, "what was readable stays readable");
            continue;
        };
        let (project, warnings) = (opened.project, opened.warnings);
        assert_eq!(check_all(&project), []);
        let cut = end < text.trim_end().len();
        let told = warnings
            .iter()
            .any(|it| matches!(it, Warning::Truncated { .. }));
        assert_eq!(told, cut, "byte {end}");
        let records = count(&project);
        assert!(records >= before, "byte {end}: {records} after {before}");
        before = records;
        for quotation in project.quotations().iter() {
            assert_eq!(Some(quotation), whole.quotations().get(quotation.id));
        }
        for coding in project.codings().iter() {
            assert_eq!(Some(coding), whole.codings().get(coding.id));
        }
    }
    assert_eq!(before, count(&whole));
}

/// The sample with one source, two coders' work on it and little else.
fn small() -> String {
    let second = FORMAT_1
        .find("    (id: \"0199c0de-0006-7000-8000-000000000002")
        .unwrap();
    let first = FORMAT_1
        .find("    (id: \"0199c0de-0006-7000-8000-000000000001")
        .unwrap();
    let start = Span::new(0, first).of(FORMAT_1).unwrap();
    let end = Span::new(second, FORMAT_1.len()).of(FORMAT_1).unwrap();
    let kept = [
        "0001-",
        "0002-7000-8000-000000000001",
        "0006-",
        "0007-7000-8000-000000000004",
    ];
    let kept = |line: &str| {
        let id = line.trim_start().strip_prefix("(id: \"0199c0de-");
        id.is_none_or(|id| {
            id.starts_with("0009-7000-8000-000000000005")
                || id.starts_with("000a-7000-8000-000000000002")
                || kept.iter().any(|start| id.starts_with(start))
        })
    };
    let text = format!("{start}{end}");
    text.split_inclusive('\n')
        .filter(|line| kept(line))
        .collect()
}

fn count(project: &Project) -> usize {
    project.sources().len()
        + project.quotations().len()
        + project.codings().len()
        + project.codes().len()
        + project.memos().len()
        + project.coders().len()
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200), begun in any::<bool>()) {
        let begin: &[u8] = if begun { b"Zhupi(format: 1, codes: [" } else { b"" };
        let _ = read(&[begin, &bytes].concat());
    }

    #[test]
    fn a_spoilt_file_gives_a_sound_project_that_a_second_round_does_not_change(
        project in any_project(),
        edits in prop::collection::vec((any::<prop::sample::Index>(), 0usize..80, ".{0,3}|\"|\\)|\\]|\\(|,|\n|r#\"|//"), 1..6),
    ) {
        let mut text = to_string(&project);
        for (at, len, put) in edits {
            let edge = |byte: usize| (0..=byte.min(text.len())).rev().find(|it| text.is_char_boundary(*it));
            let start = edge(at.index(text.len() + 1)).unwrap();
            let end = edge(start + len).unwrap().max(start);
            text.replace_range(start..end, &put);
        }
        if let Ok(opened) = read(text.as_bytes()) {
            prop_assert_eq!(check_all(&opened.project), []);
            let saved = to_string(&opened.project);
            let again = read(saved.as_bytes()).unwrap();
            prop_assert_eq!(to_string(&again.project), saved, "{}", text);
        }
    }
}
