//! Memos, links, sets and cases in the window, by their labels.

use crate::robot::{Robot, TEXT, code, select};
use egui::accesskit::Role;
use egui::{Key, Modifiers, Vec2};
use egui_kittest::kittest::Queryable as _;
use zhupi::model::{RecordId, VariableKind};
use zhupi::session::{Action, Board, Language, Named, Session};

/// A project with the codes 治理 and 国防, each on a passage.
fn coded() -> Robot {
    // High enough that nothing of the inspector must be scrolled to.
    let mut robot = Robot::sized(Language::English, Vec2::new(1280.0, 1200.0));
    robot.ask(Action::NewProject {
        name: Some("试编".into()),
        path: None,
    });
    robot.ask(Action::AddText {
        name: "随笔".into(),
        text: TEXT.into(),
    });
    robot.ask(select(2, 4));
    robot.ask(code("治理"));
    robot.ask(select(15, 17));
    robot.ask(code("国防"));
    // What was said lies over the inspector.
    robot.quiet();
    robot
}

fn code_named(session: &Session, name: &str) -> RecordId {
    let codes = session.project().unwrap().codes();
    RecordId::Code(codes.iter().find(|it| it.name == name).unwrap().id)
}

fn inspect(robot: &mut Robot, name: &str) {
    let record = robot.see(|it| code_named(it, name));
    robot.ask(Action::GoTo { record });
}

/// Clicks a link: the codebook has rows of the same name.
fn follow(robot: &mut Robot, name: &str) {
    let link = robot.harness.get_by_role_and_label(Role::Link, name);
    link.click();
    robot.settle();
}

fn inspected(robot: &Robot) -> Option<RecordId> {
    robot.see(|it| it.look().inspected)
}

#[test]
fn a_link_in_a_memo_leads_there_and_back() {
    let mut robot = coded();
    inspect(&mut robot, "治理");
    robot.type_in("Memo", "离不开[[国防]]，另见[[没有的]]");
    robot.press(Modifiers::NONE, Key::Tab);
    assert!(robot.has("Points at"));
    follow(&mut robot, "国防");
    let defence = robot.see(|it| code_named(it, "国防"));
    assert_eq!(inspected(&robot), Some(defence));
    assert!(robot.has("Pointed at by the memos on"));
    follow(&mut robot, "Code 治理");
    assert_eq!(
        inspected(&robot),
        Some(robot.see(|it| code_named(it, "治理")))
    );
}

#[test]
fn a_link_is_begun_at_one_record_and_ended_at_another() {
    let mut robot = coded();
    inspect(&mut robot, "治理");
    robot.click("Link…");
    inspect(&mut robot, "国防");
    robot.type_in("What the link says", "支撑");
    robot.click("In this direction only");
    robot.click("Link to this");
    let links = |robot: &Robot| {
        robot.see(|session| {
            let links = session.project().unwrap().links().iter();
            let told = |it: &zhupi::model::Link| {
                let [from, to] = [it.from, it.to].map(|it| session.called(it));
                format!("{from} {} {to} {}", it.name, it.directed)
            };
            links.map(told).collect::<Vec<_>>()
        })
    };
    assert_eq!(links(&robot), ["Code 治理 支撑 Code 国防 true"]);
    robot.click("Remove the link 支撑");
    assert_eq!(links(&robot), [""; 0]);
    robot.ask(Action::Undo);
    assert_eq!(links(&robot).len(), 1);
}

#[test]
fn memos_are_found_by_their_words_and_lead_to_what_they_are_about() {
    let mut robot = coded();
    let (governance, defence) = robot.see(|it| (code_named(it, "治理"), code_named(it, "国防")));
    for (on, text) in [(governance, "谁作主"), (defence, "谁来守")] {
        robot.ask(Action::WriteMemo {
            on,
            text: text.into(),
        });
    }
    robot.ask(Action::ShowBoard {
        board: Board::Memos,
    });
    assert!(robot.has("谁作主 · Code 治理 · 李"));
    robot.type_in("Find in the memos", "来守");
    assert!(!robot.has("谁作主 · Code 治理 · 李"));
    robot.click("谁来守 · Code 国防 · 李");
    assert_eq!(inspected(&robot), Some(defence));
}

#[test]
fn a_value_is_typed_into_its_cell() {
    let mut robot = coded();
    robot.ask(Action::AddCase {
        name: "东部".into(),
        sources: Vec::new(),
    });
    robot.ask(Action::AddVariable {
        name: "年份".into(),
        kind: VariableKind::Number,
    });
    robot.ask(Action::ShowBoard {
        board: Board::Cases,
    });
    robot.type_in("年份 · 东部", "2024");
    robot.harness.key_press(Key::Enter);
    robot.settle();
    let value = |robot: &Robot| {
        robot.see(|session| {
            let case = session.project().unwrap().cases().iter().next().unwrap();
            format!("{:?}", case.values.values().collect::<Vec<_>>())
        })
    };
    assert_eq!(value(&robot), "[Number(2024)]");
    robot.type_in("年份 · 东部", "去年");
    robot.harness.key_press(Key::Enter);
    robot.settle();
    assert_eq!(value(&robot), "[Number(2024)]");
    assert_eq!(robot.errors(), ["“2024去年” is not a value of 年份"]);
    robot.ask(Action::SetCaseMembers {
        case: Named::name("东部"),
        members: vec![robot.see(|it| RecordId::Source(it.look().source.unwrap()))],
        inside: true,
    });
    let case = robot.see(|it| it.project().unwrap().cases().iter().next().unwrap().id);
    robot.ask(Action::GoTo {
        record: RecordId::Case(case),
    });
    let out = "Take out Source 随笔";
    robot.harness.get_by_label(out).click();
    robot.settle();
    assert!(!robot.has(out));
}
