//! Odd texts and odd codings on the page: each is drawn, or named where it cannot be, and nothing
//! is ever stuck.

use egui::{Key, Modifiers, Shape, Vec2};

use crate::robot_reader::{
    Robot, click, code, drag, draw_missing, open, press, reading, rect, robot, selected, texts,
};
use zhupi::session::{Action, Named, PassageAt};
use zhupi::text::Span;

/// Goes through a text as a hand and keys would; what is selected in the end is all of it.
fn goes_through(robot: &mut Robot, text: &str) {
    for key in [Key::PageDown, Key::End, Key::Home] {
        press(robot, Modifiers::NONE, key);
    }
    press(robot, Modifiers::COMMAND, Key::End);
    robot.run_steps(2);
    let end = Span::new(text.len(), text.len());
    let at = robot.state().reader.rect_of(end).expect("the end is shown");
    click(robot, at.center(), Modifiers::NONE);
    for key in [Key::ArrowLeft, Key::ArrowUp, Key::PageUp, Key::PageDown] {
        press(robot, Modifiers::SHIFT, key);
    }
    press(robot, Modifiers::COMMAND, Key::A);
    robot.run_steps(2);
    assert_eq!(selected(robot).len(), text.len());
}

#[test]
fn combining_marks_by_the_thousand_are_one_character_and_go_on_over_lines() {
    let text = format!("治e{}理", "\u{301}".repeat(5_000));
    let mut robot = reading(&text);
    goes_through(&mut robot, &text);
    press(&mut robot, Modifiers::COMMAND, Key::Home);
    let at = rect(&robot, "治").left_center();
    click(&mut robot, at, Modifiers::NONE);
    press(&mut robot, Modifiers::SHIFT, Key::ArrowRight);
    press(&mut robot, Modifiers::SHIFT, Key::ArrowRight);
    assert_eq!(selected(&robot), text.trim_end_matches('理'));
}

#[test]
fn writing_from_the_right_stands_inside_chinese() {
    let text = "规则שלום עולם与مرحبا بالعالم治理。\nأهلا 规则 שלום";
    let mut robot = reading(text);
    goes_through(&mut robot, text);
    let hebrew = rect(&robot, "שלום");
    assert!(hebrew.width() > 20.0 && hebrew.left() >= rect(&robot, "规则").right() - 1.0);
    let (from, to) = (rect(&robot, "规则"), rect(&robot, "治理"));
    drag(&mut robot, from.left_center(), to.right_center());
    assert_eq!(selected(&robot), "规则שלום עולם与مرحبا بالعالم治理");
}

#[test]
fn what_has_no_width_can_be_selected_and_stays_in_the_text() {
    let text = "治\u{200B}理\u{200D}规\u{FEFF}则\u{2060}\u{200E}完\u{AD}";
    let mut robot = reading(text);
    goes_through(&mut robot, text);
    let at = rect(&robot, "治").left_center();
    click(&mut robot, at, Modifiers::NONE);
    press(&mut robot, Modifiers::SHIFT, Key::End);
    assert_eq!(selected(&robot), text);
}

#[test]
fn vertical_tabs_and_other_controls_neither_break_nor_vanish() {
    let text = "治\u{B}理\u{C}规\u{1}则\u{7F}\u{85}完\u{2028}毕\u{2029}";
    let mut robot = reading(text);
    goes_through(&mut robot, text);
    assert!(rect(&robot, "治").top() <= rect(&robot, "毕").top());
}

#[test]
fn a_character_without_a_glyph_is_a_box_as_wide_as_its_number() {
    let text = "治\u{10380}\u{E000}理";
    let mut robot = reading(text);
    draw_missing(&mut robot);
    robot.run_steps(3);
    for char in ["\u{10380}", "\u{E000}"] {
        assert!(rect(&robot, char).width() > 8.0, "{char:?}");
    }
    goes_through(&mut robot, text);
}

#[test]
fn a_quotation_over_the_whole_source_is_drawn_wherever_one_reads() {
    let text = "数字治理需要规则。\n".repeat(2_000);
    let mut session = open(&text);
    let end = text.chars().count();
    code(&mut session, 0, end, "全文");
    session.ask(Action::SelectNone);
    let mut robot = robot(session, Vec2::new(900.0, 600.0));
    for key in [Key::PageDown, Key::End, Key::Home] {
        assert!(corners(&robot) > 40, "after {key:?}");
        press(&mut robot, Modifiers::NONE, key);
        robot.run_steps(2);
    }
    press(&mut robot, Modifiers::NONE, Key::End);
    robot.run_steps(2);
    let last = robot
        .state()
        .reader
        .rect_of(Span::new(text.len() - 4, text.len() - 1));
    click(&mut robot, last.unwrap().center(), Modifiers::NONE);
    robot.run_steps(3);
    assert_eq!(selected(&robot).len(), text.len(), "a click reaches it");
}

#[test]
fn any_number_of_codings_at_one_place_are_drawn_and_counted() {
    // A million take half a minute to make without optimising; what is drawn is the same from a
    // few hundred on, and the bench `frame` has a million.
    let text = "数字治理需要规则。".repeat(30);
    let mut session = open(&text);
    for number in 0..2_000 {
        code(&mut session, 2, 4, &format!("码{}", number % 50));
        if number % 50 == 0 {
            code(&mut session, 2, 5 + number / 50, "长");
        }
    }
    session.ask(Action::SelectNone);
    let mut robot = robot(session, Vec2::new(900.0, 600.0));
    assert!(corners(&robot) < 60_000, "{}", corners(&robot));
    let more = texts(&robot).into_iter().find(|it| it.starts_with('+'));
    assert!(more.is_some(), "the rest is a number");
    let at = rect(&robot, "治理").center();
    for _ in 0..3 {
        click(&mut robot, at, Modifiers::NONE);
        robot.run_steps(60);
    }
    assert_eq!(selected(&robot), "治理");
}

#[test]
fn where_more_is_coded_than_can_be_drawn_the_page_says_so() {
    let text = "数字治理需要规则。".repeat(30);
    for (starts, is_cut) in [(100, false), (201, true)] {
        let mut session = open(&text);
        let source = session
            .project()
            .unwrap()
            .sources()
            .iter()
            .next()
            .unwrap()
            .id;
        let at = |start: usize, len: usize| PassageAt {
            source: Named::id(source),
            start,
            end: start + len,
        };
        let passages = (0..starts)
            .flat_map(|start| (1..=100).map(move |len| at(start % 150, len + start / 150 * 100)));
        session.ask(Action::CodePassages {
            passages: passages.collect(),
            code: Named::name("治理"),
        });
        session.ask(Action::SelectNone);
        let robot = robot(session, Vec2::new(1200.0, 700.0));
        let told = texts(&robot).concat();
        assert_eq!(
            told.contains("Too much is coded here"),
            is_cut,
            "{starts}: {told}"
        );
    }
}

#[test]
fn the_smallest_of_windows_shows_the_text_and_lets_it_be_read() {
    for size in [Vec2::new(200.0, 150.0), Vec2::new(60.0, 40.0)] {
        let text = "数字治理需要规则，国防与产业都要讨论。\n".repeat(50);
        let mut session = open(&text);
        code(&mut session, 2, 4, "治理");
        session.ask(Action::SelectNone);
        let mut robot = robot(session, size);
        press(&mut robot, Modifiers::NONE, Key::PageDown);
        press(&mut robot, Modifiers::NONE, Key::End);
        robot.run_steps(2);
        let end = Span::new(text.len(), text.len());
        assert!(robot.state().reader.rect_of(end).is_some(), "{size}");
    }
}

/// How many corners everything drawn but text has.
fn corners(robot: &Robot) -> usize {
    let corners = |shape: &Shape| match shape {
        Shape::Mesh(mesh) => mesh.vertices.len(),
        _ => 0,
    };
    let shapes = robot.output().shapes.iter();
    shapes.map(|it| corners(&it.shape)).sum()
}
