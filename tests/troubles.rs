//! Bad input and bad days: each test shows the sentence a person reads, and that nothing was lost.

use crate::desk::Work;
use std::path::PathBuf;
use std::sync::atomic::Ordering;
use zhupi::edit::plan_sources::RowsAs;
use zhupi::session::{Action, Cleaning, Level, Manner, Question};

impl Work {
    fn add(&mut self, path: PathBuf) {
        self.act(Action::add(vec![path]));
    }

    fn sources(&self) -> Vec<(String, String)> {
        let sources = self.session.project().unwrap().sources().iter();
        sources
            .map(|it| (it.name.clone(), it.text().to_owned()))
            .collect()
    }
}

/// A window with a project and nothing in it.
fn empty() -> Work {
    let mut work = Work::begin(Manner::Window);
    work.act(Action::NewProject {
        name: Some("试编".into()),
        path: None,
    });
    work
}

#[test]
fn an_empty_file_is_not_added() {
    let mut work = empty();
    let path = work.desk.put("空.txt", "");
    work.add(path.clone());
    assert_eq!(
        work.said(Level::Error),
        [format!("{} is empty; nothing was added", path.display())]
    );
    assert!(work.sources().is_empty());
}

#[test]
fn a_binary_file_is_named_for_what_it_is() {
    let mut work = empty();
    let picture = work.desk.put("文.txt", b"\x89PNG\r\n\x1A\n\0\0");
    work.add(picture.clone());
    let expected = format!(
        "{} is a picture, not plain text; nothing was added",
        picture.display()
    );
    assert_eq!(work.said(Level::Error), [expected]);
    let nul = work.desk.put("零.txt", b"abc\0def\0\0\0ghi\x01\x02");
    work.add(nul.clone());
    assert!(work.said(Level::Error)[0].contains("not plain text; nothing was added"));
    assert!(work.sources().is_empty());
}

#[test]
fn a_folder_adds_the_texts_in_it_and_a_missing_file_is_said() {
    let mut work = empty();
    let path = work.desk.put("甲.txt", "数字治理");
    work.desk.put("表.csv", "a,b");
    work.add(path.parent().unwrap().to_owned());
    assert_eq!(work.sources(), [("甲".to_owned(), "数字治理".to_owned())]);
    work.said(Level::Done);
    let missing = work.desk.path("没有.txt");
    work.add(missing.clone());
    let said = work.said(Level::Error);
    assert!(
        said.len() == 1 && said[0].contains(&*missing.to_string_lossy()),
        "{said:?}"
    );
}

#[test]
fn invalid_utf_8_is_replaced_counted_and_placed() {
    let mut work = Work::begin(Manner::Window);
    work.act(Action::NewProject {
        name: None,
        path: None,
    });
    let path = work.desk.put("坏.txt", b"\xE6\xB2\xBB\xE7\x90\x86\xFFok\n");
    work.act(Action::AddSources {
        paths: vec![path],
        encoding: Some("utf-8".into()),
        column: None,
        rows: RowsAs::Sources,
        clean: Cleaning::Nothing,
        wait: false,
    });
    assert_eq!(
        work.sources(),
        [("坏".to_owned(), "治理\u{FFFD}ok\n".to_owned())]
    );
    let notices = work.session.take_notices();
    let warning = notices
        .iter()
        .find(|it| it.level == Level::Warning)
        .unwrap();
    assert_eq!(warning.place, "1:3");
    let words = work.session.locale().say(&warning.words);
    assert_eq!(words, "1 characters of 坏 could not be read and stand as �");
}

#[test]
fn unpaired_surrogates_in_utf_16_do_not_stop_the_reading() {
    let mut work = Work::begin(Manner::Window);
    work.act(Action::NewProject {
        name: None,
        path: None,
    });
    let path = work.desk.put("半.txt", b"\xFF\xFE\xbb\x6c\x00\xd8\x06\x74");
    work.add(path);
    assert_eq!(
        work.sources(),
        [("半".to_owned(), "治\u{FFFD}理".to_owned())]
    );
}

#[test]
fn a_line_of_50_megabytes_is_added_coded_and_found() {
    let mut work = empty();
    let line = "数字治理与国防，".repeat(50_000_000 / 24);
    let path = work.desk.put("长.txt", &line);
    work.add(path);
    let chars = line.chars().count();
    work.act(
        zhupi::session::script::read(&format!(
            "[CodePassage(start: {}, end: {chars}, code: \"尾\")]",
            chars - 3
        ))
        .unwrap()
        .remove(0),
    );
    assert_eq!(work.codings(), ["国防，:尾:李"]);
}

#[test]
fn lone_marks_and_right_to_left_text_are_coded_whole() {
    let mut work = Work::with_text("\u{301}a\u{301} שלום עולם 治\u{E0100}理");
    work.code("שלום", "希伯来");
    work.run(r#"CodePassage(start: 1, end: 2, code: "记号")"#);
    assert_eq!(work.codings(), ["a\u{301}:记号:李", "שלום:希伯来:李"]);
}

#[test]
fn a_range_past_the_end_is_said_with_the_length() {
    let mut work = Work::with_text("数字治理");
    work.run(r#"CodePassage(start: 2, end: 400, code: "治理")"#);
    let expected = "The range 2..400 does not fit 随笔, which has 4 characters";
    assert_eq!(work.said(Level::Error), [expected]);
    assert!(work.codings().is_empty() && work.session.project().unwrap().codes().is_empty());
}

#[test]
fn a_project_that_is_a_folder_or_no_project_is_refused_and_the_open_one_stays() {
    let mut work = Work::with_text("数字治理");
    work.save_as("试编.ron");
    let folder = work.desk.path("试编.ron").parent().unwrap().to_owned();
    work.open(&folder);
    assert!(work.said(Level::Error)[0].contains("folder"));
    let other = work.desk.put("别的.ron", "This is no project.");
    work.open(&other);
    let said = work.said(Level::Error);
    assert!(said[0].contains("cannot be read as a project"), "{said:?}");
    assert_eq!(work.sources().len(), 1);
}

#[test]
fn a_full_disk_keeps_the_old_file_and_the_work() {
    let mut work = Work::with_text("数字治理");
    let path = work.save_as("试编.ron");
    let before = std::fs::read(&path).unwrap();
    work.code("治理", "治理");
    for room in 0..before.len() as u64 {
        work.desk.room.store(room, Ordering::Relaxed);
        work.run("SaveProject");
        assert_eq!(work.said(Level::Error).len(), 1, "after {room} bytes");
        assert_eq!(std::fs::read(&path).unwrap(), before, "after {room} bytes");
        assert!(work.session.open().unwrap().is_changed());
    }
    work.desk.room.store(u64::MAX, Ordering::Relaxed);
    work.run("SaveProject");
    assert!(!work.session.open().unwrap().is_changed());
    assert_eq!(work.codings(), ["治理:治理:李"]);
}

#[test]
fn a_folder_that_is_not_there_is_said_and_another_name_works() {
    let mut work = Work::with_text("数字治理");
    work.save_as("没有这个文件夹/试编.ron");
    let said = work.said(Level::Error);
    assert!(
        said.len() == 1 && said[0].contains("没有这个文件夹"),
        "{said:?}"
    );
    assert!(work.session.open().unwrap().is_changed());
    work.save_as("试编.ron");
    assert!(!work.session.open().unwrap().is_changed());
}

#[test]
fn an_edited_source_text_moves_what_it_can_and_says_what_it_lost() {
    let mut work = Work::with_text(
        "许多地方都在讨论数字治理的规则与边界。国防也很重要。没有产业作为基础，别的都谈不上。",
    );
    for word in ["治理", "国防", "产业"] {
        work.code(word, word);
    }
    let path = work.save_as("试编.ron");
    let text = std::fs::read_to_string(&path).unwrap();
    let edited = text
        .replace("许多", "近来许多")
        .replace("国防也很重要。", "");
    assert_ne!(text, edited);
    work.desk.put("试编.ron", &edited);
    work.open(&path);
    let said = work.said(Level::Warning);
    assert!(!said.is_empty());
    let project = work.session.project().unwrap();
    let mut words: Vec<&str> = Vec::new();
    for quotation in project.quotations().iter().filter(|it| it.stray.is_none()) {
        words.push(
            quotation
                .span
                .of(project.sources().get(quotation.source).unwrap().text())
                .unwrap(),
        );
    }
    assert_eq!(words, ["治理", "产业"]);
    let lost = project
        .quotations()
        .iter()
        .find_map(|it| it.stray.as_ref())
        .unwrap();
    assert_eq!(lost.quote.exact, "国防", "the recorded words are kept");
    assert!(
        work.session.open().unwrap().is_changed(),
        "what was put right is not on disk yet"
    );
}

#[test]
fn a_code_that_is_its_own_grandparent_is_put_right_and_said() {
    let mut work = Work::with_text("数字治理");
    work.run(r#"AddCode(name: "甲"), AddCode(name: "乙", parent: "甲"), AddCode(name: "丙", parent: "乙")"#);
    let path = work.save_as("试编.ron");
    let codes = work.session.project().unwrap().codes();
    let id = |name: &str| {
        codes
            .iter()
            .find(|code| code.name == name)
            .unwrap()
            .id
            .to_string()
    };
    let (first, last) = (id("甲"), id("丙"));
    let text = std::fs::read_to_string(&path).unwrap();
    let line = text
        .lines()
        .find(|line| line.contains("name: \"甲\""))
        .unwrap();
    let circle = line.replace("name: \"甲\"", &format!("name: \"甲\", parent: \"{last}\""));
    assert!(line.contains(&first));
    work.desk.put("试编.ron", text.replace(line, &circle));
    work.open(&path);
    assert_eq!(work.said(Level::Warning).len(), 1);
    assert_eq!(work.session.project().unwrap().codes().len(), 3);
    assert_eq!(zhupi::model::check_all(work.session.project().unwrap()), []);
}

#[test]
fn two_records_with_one_id_are_both_kept() {
    let mut work = Work::with_text("数字治理");
    work.run(r#"AddCode(name: "甲")"#);
    let path = work.save_as("试编.ron");
    let text = std::fs::read_to_string(&path).unwrap();
    let line = text
        .lines()
        .find(|line| line.contains("name: \"甲\""))
        .unwrap();
    let twin = format!("{line}\n{}", line.replace("甲", "乙"));
    work.desk.put("试编.ron", text.replace(line, &twin));
    work.open(&path);
    assert_eq!(work.said(Level::Warning).len(), 1);
    work.run("SaveProject");
    let saved = std::fs::read_to_string(&path).unwrap();
    assert!(saved.contains("甲") && saved.contains("乙"));
}

#[test]
fn half_a_file_opens_with_what_is_whole_and_is_not_touched() {
    let mut work = Work::with_text("数字治理与国防");
    work.code("治理", "治理");
    work.code("国防", "国防");
    let path = work.save_as("试编.ron");
    let text = std::fs::read(&path).unwrap();
    let half = &text[..text.len() - 300];
    work.desk.put("试编.ron", half);
    work.open(&path);
    assert!(!work.said(Level::Warning).is_empty());
    assert_eq!(work.sources().len(), 1);
    assert_eq!(std::fs::read(&path).unwrap(), half);
}

#[test]
fn a_file_gone_from_disk_is_simply_saved_again() {
    let mut work = Work::with_text("数字治理");
    let path = work.save_as("试编.ron");
    std::fs::remove_file(&path).unwrap();
    work.code("治理", "治理");
    work.run("SaveProject");
    assert!(work.session.question().is_none());
    assert!(std::fs::read_to_string(&path).unwrap().contains("治理"));
}

#[test]
fn without_a_window_a_file_changed_on_disk_is_an_error() {
    let mut work = Work::begin(Manner::Batch);
    let path = work.desk.path("试编.ron");
    work.act(Action::NewProject {
        name: None,
        path: Some(path.clone()),
    });
    let theirs = std::fs::read_to_string(&path)
        .unwrap()
        .replace("试编", "他编");
    work.desk.put("试编.ron", &theirs);
    work.run(r#"AddCode(name: "治理"), SaveProject"#);
    let said = work.said(Level::Error);
    assert!(
        said[0].contains("was changed by somebody else since it was opened"),
        "{said:?}"
    );
    assert_eq!(std::fs::read_to_string(&path).unwrap(), theirs);
    assert!(!matches!(
        work.session.question(),
        Some(Question::Overwrite)
    ));
}

#[test]
fn nothing_selected_and_nothing_to_undo_are_hints_not_errors() {
    let mut work = Work::with_text("数字治理");
    work.run(r#"CodeSelection(code: "治理")"#);
    assert_eq!(work.said(Level::Hint), ["Select a passage first"]);
    work.run("Redo");
    assert_eq!(work.said(Level::Hint), ["There is nothing to change"]);
}

#[test]
fn a_pattern_that_is_not_understood_is_named_at_its_place() {
    let mut work = Work::with_text("数字治理");
    work.run(r#"Find(query: "/治(理/")"#);
    let said = work.said(Level::Error);
    assert!(
        said[0].starts_with("The pattern is not understood at character 3"),
        "{said:?}"
    );
}

#[test]
fn a_project_without_a_source_answers_every_wish_with_a_sentence() {
    let mut work = empty();
    let path = work.desk.put("出.csv", "");
    for action in [
        Action::Select { start: 0, end: 1 },
        Action::CodeFound {
            query: "治理".into(),
            code: zhupi::session::Named::name("治理"),
            source: None,
            first: false,
        },
        Action::NextSource,
        Action::Find {
            query: Some("治理".into()),
        },
        Action::FindNext,
    ] {
        work.act(action);
    }
    assert_eq!(
        work.said(Level::Hint),
        [
            "No source is shown",
            "“治理” was not found",
            "There is nothing to go to",
            "“治理” was not found",
            "There is nothing to go to",
        ]
    );
    work.act(Action::Export {
        format: None,
        path: Some(path),
        bom: false,
        report: None,
    });
    assert!(work.session.project().unwrap().codings().is_empty());
}
