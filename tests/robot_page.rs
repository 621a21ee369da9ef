//! How the page is set, seen on the page.

use crate::robot_reader::{Robot, click, drag, reading, rect, robot, selected};
use egui::epaint::Shape;
use egui::{Modifiers, Pos2, Rect, Vec2};
use egui_kittest::kittest::Queryable as _;
use zhupi::session::{Action, Named, Numbers};
use zhupi::text::Span;

/// Sets the page and draws it.
fn set(robot: &mut Robot, change: impl FnOnce(&mut [Option<u16>; 4]), numbers: Option<Numbers>) {
    let mut wished = [None; 4];
    change(&mut wished);
    let [size, measure, leading, indent] = wished;
    robot.state_mut().session.ask(Action::SetTypesetting {
        size,
        measure,
        leading,
        indent,
        numbers,
        pinyin: None,
    });
    robot.run_steps(3);
}

/// What is written left of `edge`, from the top down.
fn written_left_of(robot: &Robot, edge: f32) -> Vec<String> {
    fn gather(shape: &Shape, words: &mut Vec<(Rect, String)>) {
        match shape {
            Shape::Text(text) => {
                words.push((text.visual_bounding_rect(), text.galley.text().to_owned()));
            }
            Shape::Vec(shapes) => shapes.iter().for_each(|it| gather(it, words)),
            _ => {}
        }
    }
    let mut words = Vec::new();
    for clipped in &robot.output().shapes {
        gather(&clipped.shape, &mut words);
    }
    words.retain(|(rect, _)| rect.right() < edge);
    words.sort_by(|(a, _), (b, _)| a.top().total_cmp(&b.top()));
    words.into_iter().map(|(_, words)| words).collect()
}

const TEXT: &str = "数字治理需要规则，规则需要解释。\n\n　　国防一段自己空了两格。\n产业是第三段。";

#[test]
fn a_paragraph_stands_in_by_whole_characters_unless_it_does_so_already() {
    let mut robot = reading(TEXT);
    let before = rect(&robot, "数字");
    let blank = rect(&robot, "国防");
    set(&mut robot, |[.., indent]| *indent = Some(2), None);
    let after = rect(&robot, "数字");
    assert!(
        (after.left() - before.left() - 36.0).abs() < 1.0,
        "{after:?}"
    );
    assert!((rect(&robot, "国防").left() - blank.left()).abs() < 1.0);
    let words = rect(&robot, "治理需要");
    drag(&mut robot, words.left_center(), words.right_center());
    assert_eq!(
        selected(&robot),
        "治理需要",
        "what is pointed at is selected"
    );
}

#[test]
fn larger_type_in_shorter_lines_keeps_the_words_in_order() {
    let mut robot = reading(&TEXT.repeat(3));
    let small = rect(&robot, "治");
    set(&mut robot, |[size, ..]| *size = Some(30), None);
    let large = rect(&robot, "治");
    assert!(large.width() > small.width() * 1.5, "{large:?}");
    set(&mut robot, |[_, measure, ..]| *measure = Some(16), None);
    let head = rect(&robot, "数字治理");
    let tail = rect(&robot, "。\n\n　　国防");
    assert!(tail.bottom() > head.bottom(), "a line has 16 characters");
    set(&mut robot, |[_, _, leading, _]| *leading = Some(280), None);
    assert!(rect(&robot, "数字治理").height() < 84.0);
}

#[test]
fn paragraphs_with_words_are_numbered_and_every_fifth_line_of_them() {
    let text = format!("{}\n\n第二段", "数字治理需要规则。".repeat(60));
    let mut robot = robot(crate::robot_reader::open(&text), Vec2::new(900.0, 1200.0));
    let edge = rect(&robot, "数字").left();
    assert!(written_left_of(&robot, edge).is_empty());
    set(&mut robot, |_| {}, Some(Numbers::Paragraphs));
    let edge = rect(&robot, "数字").left();
    assert_eq!(written_left_of(&robot, edge), ["1", "2"]);
    set(&mut robot, |_| {}, Some(Numbers::Lines));
    assert_eq!(written_left_of(&robot, edge)[..3], ["1", "5", "10"]);
}

#[test]
fn the_overview_goes_where_it_is_pointed_at_and_names_the_codes_there() {
    let text = "数字治理需要规则。\n".repeat(600);
    let mut session = crate::robot_reader::open(&text);
    let end = text.chars().count();
    crate::robot_reader::code(&mut session, end - 40, end - 30, "文化");
    let mut robot = robot(session, Vec2::new(900.0, 600.0));
    let before = robot.state().reader.rect_of(Span::new(0, 3));
    assert!(before.is_some(), "the beginning is in sight");
    let low = Pos2::new(868.0, 589.0);
    robot.hover_at(low);
    robot.run_steps(60);
    assert!(
        robot.query_by_label("文化").is_some(),
        "the code there is named"
    );
    click(&mut robot, low, Modifiers::NONE);
    robot.run_steps(3);
    let last = Span::new(text.len() - 30, text.len() - 27);
    assert!(
        robot.state().reader.rect_of(last).is_some(),
        "the end is in sight"
    );
}

/// Whether something other than words has its middle in a stretch of the page.
fn is_drawn(robot: &Robot, within: Rect) -> bool {
    fn is_inside(shape: &Shape, within: Rect) -> bool {
        match shape {
            Shape::Text(_) | Shape::Noop => false,
            Shape::Vec(shapes) => shapes.iter().any(|it| is_inside(it, within)),
            Shape::Mesh(mesh) => mesh.indices.chunks(3).any(|corners| {
                let corners = corners.iter().map(|it| mesh.vertices[*it as usize].pos);
                within.contains(Rect::from_points(&corners.collect::<Vec<_>>()).center())
            }),
            other => {
                let own = other.visual_bounding_rect();
                within.contains(own.center())
            }
        }
    }
    let shapes = robot.output().shapes.iter();
    shapes.map(|it| &it.shape).any(|it| is_inside(it, within))
}

/// The strip over or under words, as wide as they are.
fn beside(words: Rect, over: bool) -> Rect {
    let (from, to) = if over {
        (words.top() - 7.0, words.top() + 0.5)
    } else {
        (words.bottom() - 0.5, words.bottom() + 7.0)
    };
    Rect::from_x_y_ranges(words.left() + 1.0..=words.right() - 1.0, from..=to)
}

fn coded_by_two() -> Robot {
    let mut session = crate::robot_reader::open(TEXT);
    for (coder, start, end, code) in [("甲", 0, 4, "治理"), ("乙", 4, 8, "规则")] {
        let coder = Named::name(coder);
        session.ask(Action::SwitchCoder { coder });
        crate::robot_reader::code(&mut session, start, end, code);
    }
    robot(session, Vec2::new(900.0, 600.0))
}

fn show(robot: &mut Robot, coders: &[&str], codes: &[&str], compare: bool) {
    let named = |names: &[&str]| names.iter().map(|it| Named::name(*it)).collect();
    robot.state_mut().session.ask(Action::ShowMarks {
        codes: named(codes),
        coders: named(coders),
        set: None,
        compare,
    });
    robot.run_steps(3);
}

#[test]
fn only_the_marks_asked_for_are_drawn() {
    let mut robot = coded_by_two();
    let marked = |robot: &Robot| {
        ["数字治理", "需要规则"].map(|words| is_drawn(robot, beside(rect(robot, words), false)))
    };
    assert_eq!(marked(&robot), [true, true]);
    show(&mut robot, &["甲"], &[], false);
    assert_eq!(marked(&robot), [true, false]);
    show(&mut robot, &[], &["规则"], false);
    assert_eq!(marked(&robot), [false, true]);
    show(&mut robot, &[], &[], false);
    assert_eq!(marked(&robot), [true, true]);
}

#[test]
fn two_coders_compared_stand_under_and_over_the_words() {
    let mut robot = coded_by_two();
    show(&mut robot, &["甲", "乙"], &[], true);
    let first = rect(&robot, "数字治理");
    let second = rect(&robot, "需要规则");
    let drawn =
        [first, second].map(|it| [true, false].map(|over| is_drawn(&robot, beside(it, over))));
    assert_eq!(drawn, [[false, true], [true, false]]);
}
