//! The page under a finger, driven as the system does it: a touch, and the pointer it stands for.

use egui::{Event, Modifiers, PointerButton, Pos2, TouchDeviceId, TouchId, TouchPhase, Vec2};

use crate::robot_reader::{Robot, TEXT, code, open, reading, rect, robot, selected};
use zhupi::model::RecordId;
use zhupi::session::Action;

fn touch(robot: &mut Robot, phase: TouchPhase, pos: Pos2) {
    robot.event(Event::Touch {
        device_id: TouchDeviceId(1),
        id: TouchId(1),
        phase,
        pos,
        force: None,
    });
    robot.event(Event::PointerMoved(pos));
    if let TouchPhase::Start | TouchPhase::End = phase {
        robot.event(Event::PointerButton {
            pos,
            button: PointerButton::Primary,
            pressed: phase == TouchPhase::Start,
            modifiers: Modifiers::NONE,
        });
    }
    if phase == TouchPhase::End {
        robot.event(Event::PointerGone);
    }
    robot.step();
}

/// A finger comes down, is held for some frames, goes on in small steps, and is lifted.
fn stroke(robot: &mut Robot, from: Pos2, held: usize, to: Pos2) {
    touch(robot, TouchPhase::Start, from);
    for _ in 0..held {
        robot.step();
    }
    for step in 1..=10 {
        touch(robot, TouchPhase::Move, from.lerp(to, step as f32 / 10.0));
    }
    touch(robot, TouchPhase::End, to);
    robot.step();
}

#[test]
fn a_finger_moves_the_text_and_selects_nothing() {
    let mut robot = reading(&"数字治理需要规则。\n".repeat(200));
    let line = rect(&robot, "数字治理");
    stroke(
        &mut robot,
        Pos2::new(300.0, 400.0),
        0,
        Pos2::new(300.0, 300.0),
    );
    let moved = rect(&robot, "数字治理");
    assert!(
        (line.top() - moved.top() - 100.0).abs() < 2.0,
        "{line} {moved}"
    );
    assert_eq!(selected(&robot), "");
}

#[test]
fn a_finger_held_still_takes_a_word_and_goes_on_by_words() {
    let mut robot = reading("the shared rules hold. They are few!");
    let (from, to) = (
        rect(&robot, "shared").center(),
        rect(&robot, "hold").center(),
    );
    stroke(&mut robot, from, 40, from);
    assert_eq!(selected(&robot), "shared");
    stroke(&mut robot, from, 40, to);
    assert_eq!(selected(&robot), "shared rules hold");
}

#[test]
fn a_tap_reaches_the_coding_under_it() {
    let mut session = open(TEXT);
    code(&mut session, 2, 4, "治理");
    session.ask(Action::SelectNone);
    let mut robot = robot(session, Vec2::new(900.0, 600.0));
    let pos = rect(&robot, "治理").center();
    touch(&mut robot, TouchPhase::Start, pos);
    touch(&mut robot, TouchPhase::End, pos);
    robot.run_steps(3);
    let inspected = robot.state().session.look().inspected;
    assert!(
        matches!(inspected, Some(RecordId::Coding(_))),
        "{inspected:?}"
    );
}
