//! Every way to select, beside those of the pointer in `robot_reader` and of a finger in
//! `robot_touch`: by keys, by the ladder, and beyond what is in sight.

use egui::{Key, Modifiers, Pos2, Vec2};

use crate::robot_reader::{
    Robot, TEXT, button, click, code, open, press, reading, rect, robot, selected,
};
use zhupi::session::Action;
use zhupi::text::Span;

const LONG: &str = "数字治理需要规则。\n";

/// With the caret before these words.
fn at(text: &str, words: &str) -> Robot {
    let mut robot = reading(text);
    let pos = rect(&robot, words).left_center();
    click(&mut robot, pos, Modifiers::NONE);
    robot
}

/// What is selected after each of these keys.
fn after(robot: &mut Robot, modifiers: Modifiers, keys: &[Key]) -> Vec<String> {
    let each = keys.iter().map(|key| {
        press(robot, modifiers, *key);
        selected(robot)
    });
    each.collect()
}

/// The bytes selected.
fn span(robot: &Robot) -> Span {
    robot.state().session.look().selection.unwrap()
}

#[test]
fn shift_with_the_arrows_takes_characters_words_sentences_and_paragraphs() {
    let text = "规则 e\u{301}👨‍👩‍👧。国防与产业!\n文化";
    let mut robot = at(text, "规则");
    let [left, right] = [Key::ArrowLeft, Key::ArrowRight];
    assert_eq!(
        after(&mut robot, Modifiers::SHIFT, &[right; 5]),
        ["规", "规则", "规则 ", "规则 e\u{301}", "规则 e\u{301}👨‍👩‍👧"]
    );
    assert_eq!(
        after(&mut robot, Modifiers::SHIFT, &[left; 2]),
        ["规则 e\u{301}", "规则 "]
    );
    let mut robot = at(TEXT, "国防");
    let words = Modifiers::COMMAND | Modifiers::SHIFT;
    assert_eq!(
        after(&mut robot, words, &[right, right, left, left, left]),
        ["国防", "国防与", "国防", "", "。"],
        "by words, back over where it began"
    );
    let mut robot = at(TEXT, "国防");
    let sentences = Modifiers::ALT | Modifiers::SHIFT;
    assert_eq!(
        after(&mut robot, sentences, &[right, right, left, left, left]),
        [
            "国防与产业都要讨论规则!",
            "国防与产业都要讨论规则!\n文化是第二段的事。",
            "国防与产业都要讨论规则!\n",
            "",
            "数字治理需要规则。",
        ],
        "by sentences"
    );
    let mut robot = at(TEXT, "国防");
    let (up, down) = (Key::ArrowUp, Key::ArrowDown);
    assert_eq!(
        after(&mut robot, words, &[down, down, up, up, up]),
        [
            "国防与产业都要讨论规则!",
            "国防与产业都要讨论规则!\n文化是第二段的事。",
            "国防与产业都要讨论规则!\n",
            "数字治理需要规则。",
            "数字治理需要规则。",
        ],
        "by paragraphs"
    );
}

#[test]
fn lines_and_the_whole_text_are_taken_by_keys() {
    let mut robot = at(TEXT, "治理");
    let shift = Modifiers::SHIFT;
    assert_eq!(after(&mut robot, shift, &[Key::Home]), ["数字"]);
    assert_eq!(
        after(&mut robot, shift, &[Key::End]),
        ["治理需要规则。国防与产业都要讨论规则!"]
    );
    let whole = Modifiers::COMMAND | Modifiers::SHIFT;
    assert_eq!(after(&mut robot, whole, &[Key::Home]), ["数字"]);
    assert_eq!(
        after(&mut robot, whole, &[Key::End]),
        [TEXT.trim_start_matches("数字")]
    );
    press(&mut robot, Modifiers::COMMAND, Key::A);
    assert_eq!(selected(&robot), TEXT);
}

#[test]
fn a_page_moves_the_caret_with_the_text_and_shift_takes_what_is_between() {
    let mut robot = at(&LONG.repeat(400), "治理");
    let before = rect(&robot, "治理").left_center();
    press(&mut robot, Modifiers::SHIFT, Key::PageDown);
    robot.run_steps(2);
    let taken = span(&robot);
    assert_eq!(taken.start, 6);
    let lines = (taken.end - 6) / LONG.len();
    assert!((5..=16).contains(&lines), "{lines} lines");
    assert_eq!((taken.end - 6) % LONG.len(), 0, "straight down");
    let head = Span::new(taken.end, taken.end);
    let caret = robot.state().reader.rect_of(head).unwrap();
    assert!(
        (caret.center().y - before.y).abs() < 40.0,
        "text and caret went as far: {caret} {before}"
    );
    press(&mut robot, Modifiers::SHIFT, Key::PageUp);
    assert_eq!(span(&robot), Span::new(6, 6), "and back again");
    press(&mut robot, Modifiers::SHIFT, Key::ArrowRight);
    press(&mut robot, Modifiers::NONE, Key::PageDown);
    assert_eq!(selected(&robot), "治", "reading on lets nothing go");
}

#[test]
fn a_drag_beyond_the_edge_moves_the_text_and_goes_on_selecting() {
    let mut robot = reading(&LONG.repeat(400));
    let from = rect(&robot, "治理").left_center();
    robot.hover_at(from);
    button(&robot, from, true, Modifiers::NONE);
    robot.step();
    let below = Pos2::new(from.x + 30.0, 640.0);
    robot.hover_at(below);
    robot.run_steps(60);
    let far = span(&robot).end;
    assert!(far > 15 * LONG.len(), "{far} bytes are taken");
    robot.run_steps(30);
    assert!(span(&robot).end > far, "as long as it is held there");
    let above = Pos2::new(2.0, -60.0);
    robot.hover_at(above);
    robot.run_steps(240);
    button(&robot, above, false, Modifiers::NONE);
    robot.step();
    assert_eq!(span(&robot), Span::new(0, 6), "and back to the start");
}

#[test]
fn the_ladder_grows_a_selection_and_lets_it_shrink_again() {
    let mut robot = at(TEXT, "治理");
    let mut steps = Vec::new();
    for _ in 0..4 {
        robot.state_mut().session.ask(Action::GrowSelection);
        robot.run_steps(2);
        steps.push(selected(&robot));
    }
    assert_eq!(
        steps,
        [
            "治理",
            "数字治理需要规则。",
            "数字治理需要规则。国防与产业都要讨论规则!",
            TEXT
        ]
    );
    for step in steps.iter().rev().skip(1) {
        robot.state_mut().session.ask(Action::ShrinkSelection);
        robot.run_steps(2);
        assert_eq!(selected(&robot), *step);
    }
    press(&mut robot, Modifiers::SHIFT, Key::ArrowRight);
    assert_eq!(selected(&robot), "治理需", "keys go on from there");
}

#[test]
fn the_next_quotation_is_selected_and_the_keys_go_on_from_it() {
    let mut session = open(TEXT);
    code(&mut session, 2, 4, "治理");
    code(&mut session, 22, 24, "文化");
    session.ask(Action::SelectNone);
    let mut robot = robot(session, Vec2::new(900.0, 600.0));
    for words in ["治理", "文化"] {
        robot.state_mut().session.ask(Action::NextQuotation);
        robot.run_steps(2);
        assert_eq!(selected(&robot), words);
    }
    press(&mut robot, Modifiers::SHIFT, Key::ArrowRight);
    assert_eq!(selected(&robot), "文化是");
}
