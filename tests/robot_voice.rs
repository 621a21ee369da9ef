//! What a screen reader is told: read from the tree the window hands to the system.

use egui::accesskit::Role;
use egui::{Key, Modifiers, Vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use crate::robot_reader::{Robot, TEXT, click, code, open, press, reading, rect, robot};

#[test]
fn a_screen_reader_finds_the_text() {
    let robot = reading(TEXT);
    let node = robot.get_by_label("随笔");
    assert_eq!(node.value().as_deref(), Some(TEXT));
}

/// What a screen reader meets on the page, in order: lines, then coded passages.
fn told(robot: &Robot) -> Vec<String> {
    let nodes = robot.query_all_by(|node| matches!(node.role(), Role::TextRun | Role::Mark));
    let words = nodes.map(|it| {
        let node = it.accesskit_node();
        node.label().or_else(|| node.value()).unwrap_or_default()
    });
    words.collect()
}

#[test]
fn a_screen_reader_is_told_the_lines_and_what_they_are_coded_with() {
    let mut session = open(TEXT);
    code(&mut session, 0, 4, "治理");
    code(&mut session, 22, 24, "文化");
    let robot = robot(session, Vec2::new(900.0, 600.0));
    let told = told(&robot);
    assert_eq!(
        told[..2],
        [
            "数字治理需要规则。国防与产业都要讨论规则!\n",
            "文化是第二段的事。\n"
        ]
    );
    let marks: Vec<&str> = told
        .iter()
        .map(String::as_str)
        .filter(|it| it.starts_with("Coded"))
        .collect();
    assert_eq!(
        marks,
        [
            "Coded 治理 (Unnamed): “数字治理”",
            "Coded 文化 (Unnamed): “文化”"
        ]
    );
}

#[test]
fn a_screen_reader_follows_the_caret() {
    let mut robot = reading(TEXT);
    let at = rect(&robot, "文化").left_center();
    click(&mut robot, at, Modifiers::NONE);
    press(&mut robot, Modifiers::SHIFT, Key::ArrowRight);
    robot.run_steps(2);
    let node = robot.get_by_label("随笔");
    let node = node.accesskit_node();
    let selection = node.text_selection();
    assert_eq!(selection.map(|it| it.text()), Some("文".to_owned()));
}

/// What is said of the words at the caret.
fn said(robot: &Robot) -> String {
    let node = robot.query_by(|node| node.role() == Role::Status);
    node.and_then(|it| it.accesskit_node().label())
        .unwrap_or_default()
}

#[test]
fn a_screen_reader_is_told_what_the_caret_comes_into() {
    let mut session = open(TEXT);
    code(&mut session, 2, 4, "治理");
    code(&mut session, 3, 6, "规则");
    let mut robot = robot(session, Vec2::new(900.0, 600.0));
    let at = rect(&robot, "数").left_center();
    click(&mut robot, at, Modifiers::NONE);
    let mut heard = Vec::new();
    for _ in 0..6 {
        press(&mut robot, Modifiers::NONE, Key::ArrowRight);
        robot.run_steps(2);
        heard.push(said(&robot));
    }
    assert_eq!(
        heard,
        [
            "",
            "Coded 治理 (Unnamed)",
            "Coded 治理 (Unnamed)、规则 (Unnamed)",
            "Coded 规则 (Unnamed)",
            "Coded 规则 (Unnamed)",
            "",
        ]
    );
    let at = rect(&robot, "数").left_center();
    click(&mut robot, at, Modifiers::NONE);
    press(&mut robot, Modifiers::SHIFT, Key::End);
    robot.run_steps(2);
    assert_eq!(
        said(&robot),
        "Coded 治理 (Unnamed)、规则 (Unnamed)",
        "what is selected"
    );
}
