//! Locked copies in the window, chosen and opened by what is typed, and what a check shows before it acts.

use crate::desk::Work;
use crate::robot::Robot;
use egui::Vec2;
use std::path::PathBuf;
use zhupi::file::lock::is_locked;
use zhupi::session::{Action, Language, Manner};

fn saved() -> (Work, PathBuf) {
    let mut li = Work::begin(Manner::Batch);
    li.session.code_as("李");
    li.run(r#"NewProject(name: "试编"), AddText(name: "随笔", text: "数字治理与国防")"#);
    li.code("治理", "治理");
    let path = li.save_as("李.ron");
    (li, path)
}

fn robot(work: &Work, language: Language) -> Robot {
    Robot::at(work.desk.clone(), language, Vec2::new(1280.0, 800.0))
}

#[test]
fn a_copy_is_given_with_a_passphrase_and_opened_with_it() {
    let (li, path) = saved();
    let mut robot = robot(&li, Language::English);
    robot.ask(Action::OpenProject { path: Some(path) });
    robot.ask(Action::GiveCopy {
        path: None,
        copy: None,
    });
    robot.click("Only with a passphrase");
    robot.type_in("Passphrase", "三点的钟声");
    robot.click("Choose a place…");
    let sent = li.desk.path("给王.ron.age");
    let words = robot.words();
    assert!(
        words.iter().any(|it| it.contains("试编 copy.ron.age")),
        "{words:?}"
    );
    robot.ask(Action::GiveCopy {
        path: Some(sent.clone()),
        copy: None,
    });
    assert!(is_locked(&std::fs::read(&sent).unwrap()));
    robot.quiet();
    robot.ask(Action::OpenProject { path: Some(sent) });
    assert!(robot.has("An encrypted file"));
    robot.type_in("Passphrase", "别的");
    robot.click("Open");
    let words = robot.words();
    let why = words
        .iter()
        .find(|it| it.starts_with("This is not the passphrase of"));
    assert!(why.is_some(), "{words:?}");
    robot.type_in("Passphrase", "三点的钟声");
    robot.click("Open");
    assert_eq!(robot.codings(), ["治理:治理"]);
    assert!(robot.see(|it| it.open().unwrap().path().is_none()));
}

#[test]
fn a_check_shows_what_it_found_and_puts_right_what_is_ticked() {
    let mut li = Work::begin(Manner::Batch);
    li.session.code_as("李");
    li.run(r#"NewProject(name: "试编"), AddText(name: "随笔", text: "数字 治理与国防")"#);
    li.run(r#"CodePassage(source: "随笔", start: 2, end: 5, code: "治理")"#);
    let path = li.save_as("李.ron");
    let mut robot = robot(&li, Language::English);
    robot.ask(Action::OpenProject { path: Some(path) });
    robot.quiet();
    robot.ask(Action::CheckProject);
    assert!(robot.has("What the check found") && robot.has("Trim blanks at edges (1)"));
    assert_eq!(robot.codings(), [" 治理:治理"], "nothing is done yet");
    robot.click("Put right");
    assert_eq!(robot.codings(), ["治理:治理"]);
    robot.ask(Action::Undo);
    assert_eq!(robot.codings(), [" 治理:治理"]);
}
