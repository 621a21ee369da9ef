//! Texts of other programs' files and texts taken from pages, added by window, script and command.

use crate::command::{Shell, said};
use crate::desk::Work;
use std::io::{Cursor, Write};
use zhupi::model::Style;
use zhupi::session::{Action, Level, Manner, Overlay};
use zhupi::text::{CleanStep, CleanSteps};
use zip::write::SimpleFileOptions;

fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn word() -> Vec<u8> {
    let document = "<w:document><w:body>\
        <w:p><w:pPr><w:outlineLvl w:val='0'/></w:pPr><w:r><w:t>论治理</w:t></w:r></w:p>\
        <w:p><w:r><w:t>数字治理。</w:t></w:r><w:r><w:commentReference w:id='1'/></w:r></w:p>\
        </w:body></w:document>";
    let core = "<c><dc:title>论治理</dc:title><dc:creator>李</dc:creator></c>";
    packed(&[("word/document.xml", document), ("docProps/core.xml", core)])
}

/// A text whose pages left a head, a number, a note and two broken sentences.
pub(crate) fn paged() -> String {
    let long = "数字治理要由地方先行".repeat(5);
    format!(
        "{long}与治\n\n| 114 | 现代 2025 年第 10 期\n\n理之一。^①\n\n① 《甲书》\n\n\
         {long}与法\n\n| 116 | 现代 2025 年第 10 期\n\n理之二。\n"
    )
}

fn mended() -> String {
    let long = "数字治理要由地方先行".repeat(5);
    format!("{long}与治理之一。①\n\n{long}与法理之二。\n\n① 《甲书》\n")
}

#[test]
fn a_word_document_becomes_a_source_with_its_headings_and_its_citation() {
    let shell = Shell(tempfile::tempdir().unwrap());
    shell.put("论.docx", &word());
    shell.ok(&["new", "p.ron"]);
    let output = shell.run(&["add", "p.ron", "论.docx"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert!(
        said(&output).contains("论: comments left out: 1"),
        "{}",
        said(&output)
    );
    let file = std::fs::read_to_string(shell.path("p.ron")).unwrap();
    for part in [
        "origin: \"论.docx\"",
        "file_sha256: \"",
        "changes: [\"comments 1\"]",
        "citation: [\"title 论治理\", \"author 李\"]",
        "styles: [\"heading 1 at 0-3\"]",
    ] {
        assert!(file.contains(part), "{part} is not in {file}");
    }
    let found = shell.json(&["query", "p.ron", "style:heading", "--json"]);
    assert!(found.to_string().contains("论治理"), "{found}");
    shell.put("假.docx", &packed(&[("a.txt", "治理")]));
    shell.put("断.docx", &word()[..200]);
    let before = std::fs::read(shell.path("p.ron")).unwrap();
    for (name, words) in [
        ("假.docx", "holds no document"),
        ("断.docx", "cannot be read"),
    ] {
        let output = shell.run(&["add", "p.ron", name]);
        assert_eq!(output.status.code(), Some(3));
        assert!(said(&output).contains(words), "{}", said(&output));
    }
    assert_eq!(std::fs::read(shell.path("p.ron")).unwrap(), before);
}

#[test]
fn a_command_shows_a_clean_up_first_and_then_makes_it() {
    let shell = Shell(tempfile::tempdir().unwrap());
    shell.put("文.txt", paged().as_bytes());
    shell.ok(&["new", "p.ron"]);
    let shown = shell.ok(&[
        "add",
        "p.ron",
        "文.txt",
        "--clean",
        "suggested",
        "--preview",
    ]);
    for line in [
        "[x] join:",
        "[x] heads:",
        "[x] move-notes:",
        "[ ] mark-notes:",
        "与治[-↵↵| 114 |",
    ] {
        assert!(shown.contains(line), "{line} is not in {shown}");
    }
    assert_eq!(
        shell
            .json(&["sources", "p.ron", "--json"])
            .as_array()
            .unwrap()
            .len(),
        0
    );
    let output = shell.run(&["add", "p.ron", "文.txt"]);
    assert!(
        said(&output).contains("looks as if taken from pages"),
        "{}",
        said(&output)
    );
    shell.ok(&["new", "q.ron"]);
    shell.ok(&["add", "q.ron", "文.txt", "--clean", "join,heads,move-notes"]);
    let file = std::fs::read_to_string(shell.path("q.ron")).unwrap();
    assert!(file.contains(&mended()), "{file}");
    assert!(
        file.contains("\"clean-join 2\", \"clean-heads 2\", \"clean-move-notes 1\""),
        "{file}"
    );
    let wrong = shell.run(&["add", "q.ron", "文.txt", "--clean", "joins"]);
    assert_eq!(wrong.status.code(), Some(3));
    assert!(
        said(&wrong).contains("There is no clean-up step “joins”"),
        "{}",
        said(&wrong)
    );
}

#[test]
fn in_the_window_a_text_that_pages_left_marks_in_waits_to_be_looked_at() {
    let mut work = Work::begin(Manner::Window);
    let path = work.desk.put("文.txt", paged());
    work.act(Action::add(vec![path.clone()]));
    assert_eq!(work.session.look().overlay, Some(Overlay::Waiting));
    assert!(work.session.project().unwrap().sources().is_empty());
    let waiting = &work.session.waiting()[0];
    let usual = [CleanStep::Join, CleanStep::Heads, CleanStep::MoveNotes];
    assert_eq!(waiting.steps, CleanSteps::from(usual));
    assert_eq!(waiting.text(0), mended());
    work.run("SetCleaning(waiting: 0, steps: [])");
    assert_eq!(work.session.waiting()[0].text(0), paged());
    work.run("SetCleaning(waiting: 0, steps: [MarkNotes]), AddWaiting");
    let project = work.session.project().unwrap();
    let source = project.sources().iter().next().unwrap();
    assert_eq!(source.text(), paged());
    assert_eq!(source.origin.changes, ["clean-mark-notes 1"]);
    let note = &source.origin.styles[0];
    let words = source.lines.span_from_chars(note.chars).unwrap();
    assert_eq!(
        (&note.style, words.of(source.text())),
        (&Style::Note, Some("① 《甲书》"))
    );
    assert_eq!(work.said(Level::Error), [""; 0]);
    work.run("Undo");
    assert!(
        work.session.project().unwrap().sources().is_empty(),
        "all of it is one step"
    );

    let plain = work.desk.put("信.txt", "今天收到了种子。");
    work.act(Action::add(vec![plain]));
    assert_eq!(work.session.look().overlay, None);
    assert_eq!(work.session.project().unwrap().sources().len(), 1);
}

#[test]
fn subtitles_keep_their_times() {
    let mut work = Work::begin(Manner::Batch);
    let path = work.desk.put(
        "谈.srt",
        "1\n00:00:01,000 --> 00:00:02,500\n你好\n\n2\n00:00:03,000 --> 00:00:04,000\n再见\n",
    );
    work.act(Action::NewProject {
        name: None,
        path: None,
    });
    work.act(Action::add(vec![path]));
    let project = work.session.project().unwrap();
    let source = project.sources().iter().next().unwrap();
    assert_eq!(source.text(), "你好\n再见");
    let styles: Vec<String> = source
        .origin
        .styles
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(
        styles,
        [
            "time 00:00:01.000-00:00:02.500 at 0-2",
            "time 00:00:03.000-00:00:04.000 at 3-5"
        ]
    );
}
