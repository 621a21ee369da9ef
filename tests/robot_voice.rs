//! What a screen reader is told: read from the tree the window hands to the system.

use egui::accesskit::{
    Action as Asked, ActionData, ActionRequest, Role, TextPosition, TextSelection, TreeId,
};
use egui::{Event, Key, Modifiers, Vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use zhupi::session::{Action, Language};

use crate::robot_reader::{Robot, TEXT, click, code, open, press, reading, rect, robot, selected};

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
            "Coded 治理 (Unnamed), 规则 (Unnamed)",
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
        "Coded 治理 (Unnamed), 规则 (Unnamed)",
        "what is selected"
    );
}

/// Three paragraphs, each coded in another way: a passage, two that overlap, and one within another.
fn three_paragraphs(language: Language) -> Robot {
    let text = "数字治理需要共同的规则。\n国防与产业都要讨论规则，文化也在其中。\nThe rules are few. Everybody knows them.";
    let mut session = open(text);
    session.ask(Action::SetLanguage { language });
    for (start, end, name) in [
        (0, 4, "治理"),
        (13, 25, "国防"),
        (22, 31, "规则"),
        (33, 51, "规则"),
        (37, 42, "rules"),
    ] {
        code(&mut session, start, end, name);
    }
    session.ask(Action::SelectNone);
    robot(session, Vec2::new(900.0, 600.0))
}

/// What a screen reader says while somebody goes through the page: what it is, each line, each
/// passage, and then what is told while the caret goes through the text word by word.
fn walked(robot: &mut Robot) -> String {
    let page = robot.get_by_label("随笔");
    let role = page.accesskit_node().role();
    let mut said = vec![format!("{role:?} 随笔")];
    said.extend(told(robot).iter().map(|it| format!("  {}", it.trim_end())));
    let at = rect(robot, "数字").left_center();
    click(robot, at, Modifiers::NONE);
    press(robot, Modifiers::NONE, Key::Home);
    let (mut before, mut from) = (String::new(), 0);
    loop {
        press(robot, Modifiers::COMMAND, Key::ArrowRight);
        robot.run_steps(2);
        let node = robot.get_by_label("随笔");
        let node = node.accesskit_node();
        let Some(caret) = node.text_selection() else {
            break;
        };
        let text: Vec<u16> = node.document_range().text().encode_utf16().collect();
        let to = caret.start().to_global_utf16_index();
        let word = String::from_utf16_lossy(&text[from.min(to)..to]);
        let here = crate::robot_voice::said(robot);
        if here != before {
            said.push(format!("{} ‖ {here}", word.trim()));
            before = here;
        }
        if to == text.len() || to == from {
            break;
        }
        from = to;
    }
    said.join("\n")
}

#[test]
fn what_is_said_of_three_coded_paragraphs() {
    for (language, name) in [
        (Language::English, "three-paragraphs-en"),
        (Language::Chinese, "three-paragraphs-zh-Hans"),
    ] {
        let mut robot = three_paragraphs(language);
        let said = walked(&mut robot);
        insta::with_settings!({prepend_module_to_snapshot => false, omit_expression => true}, {
            insta::assert_snapshot!(name, said);
        });
    }
}

#[test]
fn a_screen_reader_puts_caret_and_selection() {
    let mut robot = reading(TEXT);
    let put = |robot: &mut Robot, from: (&str, usize), to: (&str, usize)| {
        let at = |(line, character_index): (&str, usize)| {
            let runs = robot.query_all_by(|node| node.role() == Role::TextRun);
            let mut lines = runs.map(|it| it.accesskit_node());
            let found = lines.find(|it| it.value().is_some_and(|it| it.starts_with(line)));
            TextPosition {
                node: found.unwrap().locate().0,
                character_index,
            }
        };
        let selection = TextSelection {
            anchor: at(from),
            focus: at(to),
        };
        let target_node = robot.get_by_label("随笔").accesskit_node().locate().0;
        robot.event(Event::AccessKitActionRequest(ActionRequest {
            action: Asked::SetTextSelection,
            target_tree: TreeId::ROOT,
            target_node,
            data: Some(ActionData::SetTextSelection(selection)),
        }));
        robot.run_steps(3);
    };
    put(&mut robot, ("数字", 9), ("文化", 2));
    assert_eq!(selected(&robot), "国防与产业都要讨论规则!\n文化");
    put(&mut robot, ("最后", 4), ("最后", 2));
    assert_eq!(selected(&robot), "一段");
    press(&mut robot, Modifiers::SHIFT, Key::ArrowLeft);
    assert_eq!(selected(&robot), "后一段", "the keys go on from there");
}
