//! Coding and the codebook by hand and by keys alone.

use egui::{Event, Key, Modifiers, PointerButton, Pos2, Rect, Shape};
use egui_kittest::kittest::Queryable;

use crate::robot::{Robot, code, select};
use crate::robot_reader as page;
use zhupi::model::RecordId;
use zhupi::session::{Action, Language, Named, Overlay, Pane, Panel, Session};

const NONE: Modifiers = Modifiers::NONE;

fn add(name: &str) -> Action {
    Action::AddCode {
        name: Some(name.into()),
        parent: None,
        colour: None,
    }
}

fn stick(name: &str) -> Action {
    Action::StickCode {
        code: Some(Named::name(name)),
    }
}

/// In a project with one text and these codes, nothing selected.
fn with_codes(names: &[&str]) -> Robot {
    let mut robot = Robot::at_work(Language::English);
    for name in names {
        robot.ask(add(name));
    }
    robot.ask(Action::SelectNone);
    robot.quiet();
    robot
}

/// The same with passages, each coded with a code.
fn coded(codings: &[(usize, usize, &str)]) -> Robot {
    let mut robot = Robot::at_work(Language::English);
    for (start, end, name) in codings {
        robot.ask(select(*start, *end));
        robot.ask(code(name));
    }
    robot.quiet();
    robot
}

fn overlay(robot: &Robot) -> Option<Overlay> {
    robot.see(|it| it.look().overlay)
}

/// The names of the codes chosen in the codebook.
fn chosen(robot: &Robot) -> Vec<String> {
    robot.see(|it| {
        let codes = it.project().unwrap().codes();
        let chosen = it.look().codes.iter();
        chosen
            .map(|id| codes.get(*id).unwrap().name.clone())
            .collect()
    })
}

/// The codebook as `- name` lines.
fn codebook(robot: &Robot) -> Vec<String> {
    robot.see(|it| {
        let project = it.project().unwrap();
        let branches = zhupi::query::codebook(project);
        let line = |it: &zhupi::query::Branch| {
            let name = &project.codes().get(it.code).unwrap().name;
            format!("{}{name}", "-".repeat(it.depth))
        };
        branches.iter().map(line).collect()
    })
}

/// Gives the codebook the keyboard as F6 does.
fn to_codebook(robot: &mut Robot) {
    let codebook = Pane::Panel(Panel::Codebook);
    robot.press(NONE, Key::F6);
    while robot.see(|it| it.look().pane) != codebook {
        robot.press(NONE, Key::F6);
    }
}

fn says(robot: &Robot, part: &str) -> bool {
    robot.words().iter().any(|it| it.contains(part))
}

/// Where words stand on the page.
fn on_page(robot: &Robot, words: &str) -> Rect {
    let place = |shape: &Shape| match shape {
        // A line of the page, and no cell of a list.
        Shape::Text(text) if text.galley.text().chars().count() > 8 => {
            let all = text.galley.text();
            let from = all.find(words)?;
            let at = |byte: usize| {
                let chars = all.char_indices().take_while(|it| it.0 < byte).count();
                let cursor = egui::epaint::text::cursor::CCursor::new(chars);
                text.galley.pos_from_cursor(cursor)
            };
            let rect = at(from).union(at(from + words.len()));
            Some(rect.translate(text.pos.to_vec2()))
        }
        _ => None,
    };
    fn first(shape: &Shape, place: &dyn Fn(&Shape) -> Option<Rect>) -> Option<Rect> {
        match shape {
            Shape::Vec(shapes) => shapes.iter().find_map(|it| first(it, place)),
            shape => place(shape),
        }
    }
    let shapes = &robot.harness.output().shapes;
    shapes
        .iter()
        .find_map(|it| first(&it.shape, &place))
        .unwrap()
}

fn button(robot: &Robot, pos: Pos2, pressed: bool) {
    robot.harness.event(Event::PointerButton {
        pos,
        button: PointerButton::Primary,
        pressed,
        modifiers: NONE,
    });
}

fn drag(robot: &mut Robot, from: Pos2, to: Pos2) {
    robot.harness.hover_at(from);
    robot.harness.step();
    button(robot, from, true);
    robot.harness.step();
    for step in 1..=4 {
        robot.harness.hover_at(from.lerp(to, step as f32 / 4.0));
        robot.harness.step();
    }
    button(robot, to, false);
    robot.settle();
}

#[test]
fn what_the_hand_selects_gets_the_code_that_sticks_until_escape() {
    let mut session = page::open(page::TEXT);
    session.ask(add("规则"));
    session.ask(stick("规则"));
    let mut robot = page::robot(session, egui::Vec2::new(900.0, 600.0));
    let quotes = |robot: &page::Robot| {
        let open = robot.state().session.open().unwrap();
        let all = zhupi::query::Filter::all();
        let rows = zhupi::query::rows(open.project(), open.index(), &all);
        rows.iter()
            .map(|it| it.quote.to_owned())
            .collect::<Vec<_>>()
    };
    let (from, to) = (page::rect(&robot, "治理"), page::rect(&robot, "需要"));
    page::drag(&mut robot, from.left_center(), to.right_center());
    robot.run_steps(3);
    assert_eq!(quotes(&robot), ["治理需要"]);
    // A third click follows the second soon: the sentence is meant, and not the word.
    let at = page::rect(&robot, "产业").center();
    for _ in 0..3 {
        page::click(&mut robot, at, NONE);
    }
    robot.run_steps(60);
    assert_eq!(quotes(&robot), ["治理需要", "国防与产业都要讨论规则!"]);
    robot.state_mut().session.ask(Action::SelectNone);
    let (from, to) = (page::rect(&robot, "文化"), page::rect(&robot, "第二"));
    page::drag(&mut robot, from.left_center(), to.right_center());
    robot.run_steps(60);
    assert_eq!(quotes(&robot).len(), 2, "let go");
    assert_eq!(page::selected(&robot), "文化是第二");
}

#[test]
fn the_edge_at_the_other_end_is_moved_by_keys_too() {
    let mut robot = page::reading(page::TEXT);
    let start = page::rect(&robot, "治理").left_center();
    page::click(&mut robot, start, NONE);
    page::press(&mut robot, Modifiers::SHIFT, Key::ArrowRight);
    robot.state_mut().session.ask(Action::SwapEnds);
    page::press(&mut robot, Modifiers::SHIFT, Key::ArrowLeft);
    page::press(&mut robot, Modifiers::SHIFT, Key::ArrowLeft);
    assert_eq!(page::selected(&robot), "数字治");
    robot.state_mut().session.ask(Action::SwapEnds);
    page::press(&mut robot, Modifiers::SHIFT, Key::ArrowRight);
    assert_eq!(page::selected(&robot), "数字治理");
}

#[test]
fn the_codes_used_last_lie_beside_what_the_hand_has_selected() {
    let mut robot = with_codes(&["国防"]);
    let from = on_page(&robot, "产业");
    drag(&mut robot, from.left_center(), from.right_center());
    robot.click("Code with 国防");
    assert_eq!(robot.codings(), ["产业:国防"]);
    robot.ask(select(0, 2));
    assert!(!robot.has("Code with 国防"), "not where keys have selected");
}

#[test]
fn a_code_is_dropped_on_a_passage() {
    let mut robot = coded(&[(15, 17, "国防")]);
    robot.ask(add("工业"));
    robot.ask(Action::SelectNone);
    let to = on_page(&robot, "国防").center();
    let from = robot.harness.get_by_label("工业").rect().center();
    drag(&mut robot, from, to);
    assert_eq!(robot.codings(), ["国防:国防", "国防:工业"]);
}

#[test]
fn the_codebook_is_gone_through_and_changed_by_keys() {
    let mut robot = with_codes(&["治理", "国防", "工业"]);
    to_codebook(&mut robot);
    robot.press(NONE, Key::Home);
    robot.press(NONE, Key::ArrowDown);
    assert_eq!(chosen(&robot), ["国防"]);
    robot.press(Modifiers::SHIFT, Key::ArrowDown);
    assert_eq!(chosen(&robot), ["国防", "工业"]);
    robot.press(NONE, Key::Home);
    let held = Modifiers::COMMAND | Modifiers::SHIFT;
    robot.press(held, Key::ArrowDown);
    assert_eq!(codebook(&robot), ["国防", "治理", "工业"]);
    robot.press(held, Key::ArrowRight);
    assert_eq!(codebook(&robot), ["国防", "-治理", "工业"]);
    robot.press(NONE, Key::ArrowLeft);
    robot.press(NONE, Key::ArrowLeft);
    assert!(!robot.has("治理"), "folded away");
    robot.press(NONE, Key::ArrowRight);
    robot.press(NONE, Key::ArrowRight);
    assert_eq!(chosen(&robot), ["治理"]);
    robot.press(NONE, Key::F2);
    robot.type_in("Name of the code", "法治");
    robot.press(NONE, Key::Enter);
    assert_eq!(codebook(&robot), ["国防", "-法治", "工业"]);
    robot.press(NONE, Key::Delete);
    assert_eq!(overlay(&robot), Some(Overlay::Removal));
    robot.press(NONE, Key::Escape);
    robot.press(NONE, Key::End);
    assert_eq!(
        chosen(&robot),
        ["工业"],
        "the codebook has the keyboard again"
    );
    robot.ask(select(0, 2));
    to_codebook(&mut robot);
    robot.press(NONE, Key::End);
    robot.press(NONE, Key::Enter);
    assert_eq!(robot.codings(), ["数字:工业"]);
}

#[test]
fn the_menu_of_a_code_opens_by_a_key() {
    let mut robot = with_codes(&["治理", "国防"]);
    to_codebook(&mut robot);
    robot.press(NONE, Key::End);
    robot.press(Modifiers::SHIFT, Key::F10);
    assert!(robot.has("New code below"));
    for _ in 0..2 {
        robot.press(NONE, Key::ArrowDown);
    }
    robot.press(NONE, Key::Escape);
    assert!(!robot.has("New code below"));
    robot.press(NONE, Key::Menu);
    robot.click("New code below");
    assert_eq!(codebook(&robot), ["治理", "国防", "-New code"]);
}

#[test]
fn merging_shows_what_would_move_and_is_one_step() {
    let mut robot = coded(&[(0, 4, "治理"), (5, 9, "管治"), (0, 4, "管治")]);
    robot.ask(Action::ChooseCodes {
        codes: ["治理", "管治"].map(Named::name).to_vec(),
    });
    robot.ask(Action::MergeCodes {
        codes: Vec::new(),
        into: None,
    });
    assert!(says(
        &robot,
        "管治: one passage moves, one is coded so already"
    ));
    robot.press(NONE, Key::Enter);
    assert_eq!(robot.codings(), ["数字治理:治理", "国家治理:治理"]);
    robot.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(robot.codings().len(), 3);
}

#[test]
fn a_code_is_split_by_ticking_its_passages() {
    let mut robot = coded(&[(0, 4, "治理"), (5, 9, "治理")]);
    robot.ask(Action::SplitCode {
        code: Some(Named::name("治理")),
        by: None,
        name: None,
    });
    assert!(says(&robot, "only one part"), "one coder made both");
    robot.click("By hand: the passages ticked get a new code");
    assert!(robot.has("Its passages; Space ticks one"));
    robot.press(NONE, Key::ArrowDown);
    robot.press(NONE, Key::Space);
    robot.type_in(
        "Name of the new code, or what their names begin with",
        "国治",
    );
    robot.click("Split");
    assert_eq!(robot.codings(), ["数字治理:治理", "国家治理:国治"]);
    assert_eq!(codebook(&robot), ["治理", "-国治"]);
}

#[test]
fn the_passages_of_a_removed_code_go_where_they_are_wanted() {
    let mut robot = coded(&[(0, 4, "治理"), (5, 9, "国防")]);
    robot.ask(Action::ChooseCodes {
        codes: vec![Named::name("治理")],
    });
    robot.ask(Action::RemoveCode {
        code: None,
        also: Vec::new(),
        into: None,
    });
    robot.click("Give the passages another code");
    robot.type_in("Give the passages another code", "guof");
    robot.press(NONE, Key::Enter);
    assert_eq!(robot.codings(), ["数字治理:国防", "国家治理:国防"]);
    assert_eq!(codebook(&robot), ["国防"]);
}

#[test]
fn of_several_codings_at_a_place_one_is_chosen_and_changed_by_keys() {
    let mut robot = coded(&[(0, 9, "治理"), (2, 4, "国防"), (2, 4, "文化")]);
    robot.ask(select(3, 3));
    robot.press(NONE, Key::F4);
    assert_eq!(overlay(&robot), Some(Overlay::Here));
    robot.press(NONE, Key::ArrowDown);
    robot.press(NONE, Key::Delete);
    assert_eq!(robot.codings(), ["数字治理是国家治理:治理", "治理:国防"]);
    assert_eq!(
        overlay(&robot),
        Some(Overlay::Here),
        "the rest is still to choose from"
    );
    robot.press(NONE, Key::Num2);
    assert_eq!(overlay(&robot), None);
    let inspected = robot.see(|it| match it.look().inspected {
        Some(RecordId::Coding(id)) => {
            let row = zhupi::query::row(it.project().unwrap(), id).unwrap();
            row.code_name.to_owned()
        }
        _ => String::new(),
    });
    assert_eq!(inspected, "治理");
}

#[test]
fn a_code_is_swapped_everywhere_from_the_page() {
    let mut robot = coded(&[(0, 4, "治理"), (5, 9, "治理"), (15, 17, "国防")]);
    robot.ask(select(1, 1));
    let held = Modifiers::COMMAND | Modifiers::SHIFT;
    robot.press(held, Key::R);
    assert_eq!(overlay(&robot), Some(Overlay::Recode));
    robot.press(Modifiers::ALT, Key::ArrowDown);
    robot.press(Modifiers::ALT, Key::ArrowDown);
    robot.type_in("The other code", "guof");
    robot.press(NONE, Key::Enter);
    assert_eq!(
        robot.codings(),
        ["数字治理:国防", "国家治理:国防", "国防:国防"]
    );
    robot.press(Modifiers::COMMAND, Key::Z);
    robot.ask(select(1, 1));
    robot.press(held, Key::R);
    robot.type_in("The other code", "guof");
    robot.press(NONE, Key::Enter);
    assert_eq!(
        robot.codings(),
        ["数字治理:国防", "国家治理:治理", "国防:国防"]
    );
}

#[test]
fn a_changed_definition_asks_whether_the_meaning_changed() {
    let mut robot = coded(&[(0, 4, "治理"), (5, 9, "治理")]);
    robot.ask(Action::ChooseCodes {
        codes: vec![Named::name("治理")],
    });
    robot.type_in("Definition", "规则与机构");
    robot.press(NONE, Key::Tab);
    robot.click("What it means: look at its 2 passages again");
    assert!(says(&robot, "2 passages want a second look"));
    robot.quiet();
    robot.press(NONE, Key::F8);
    robot.press(Modifiers::SHIFT, Key::F8);
    robot.press(NONE, Key::F8);
    let awaited = |robot: &Robot| {
        robot.see(|it| {
            let open = it.open().unwrap();
            let all = zhupi::query::Filter::all();
            zhupi::query::awaiting_review(open.project(), open.index(), &all).len()
        })
    };
    assert_eq!(awaited(&robot), 1);
    robot.press(Modifiers::SHIFT, Key::F8);
    assert_eq!(awaited(&robot), 0);
}

#[test]
fn the_list_of_codings_is_worked_by_keys() {
    let mut robot = coded(&[(0, 4, "治理"), (5, 9, "治理"), (15, 17, "国防")]);
    // Page, sources, codebook, board.
    for _ in 0..3 {
        robot.press(NONE, Key::F6);
    }
    robot.press(NONE, Key::Home);
    robot.press(NONE, Key::ArrowDown);
    let selected = |robot: &Robot| robot.see(|it| it.look().selection.map(|it| it.start));
    assert_eq!(selected(&robot), Some(15));
    robot.press(Modifiers::SHIFT, Key::ArrowUp);
    robot.press(NONE, Key::Delete);
    assert_eq!(robot.codings(), ["国防:国防"]);
    robot.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(robot.codings().len(), 3);
}

#[test]
fn examples_are_picked_from_the_passages_of_a_code() {
    let mut robot = coded(&[(0, 4, "治理"), (5, 9, "治理")]);
    robot.ask(Action::ChooseCodes {
        codes: vec![Named::name("治理")],
    });
    robot.click("Pick…");
    robot.press(NONE, Key::ArrowDown);
    robot.press(NONE, Key::Space);
    let examples = |robot: &Robot| {
        robot.see(|it: &Session| {
            let mut codes = it.project().unwrap().codes().iter();
            codes.next().unwrap().examples.len()
        })
    };
    assert_eq!(examples(&robot), 1);
    robot.click("Close");
    assert!(robot.has("“国家治理”"), "it stands in the inspector");
    robot.click("No longer an example");
    assert_eq!(examples(&robot), 0);
}

#[test]
fn ten_thousand_codes_cost_only_what_is_in_sight() {
    let mut robot = Robot::at_work(Language::English);
    let path = robot.desk.put("codes.csv", {
        let mut table = String::from("name\n");
        for number in 0..10_000 {
            table.push_str(&format!("code {number}\n"));
        }
        table
    });
    robot.ask(Action::ImportCodebook {
        path: Some(path),
        encoding: None,
    });
    robot.quiet();
    to_codebook(&mut robot);
    robot.press(NONE, Key::End);
    assert_eq!(chosen(&robot), ["code 9999"]);
    assert!(robot.has("code 9999"), "it is in sight");
    let nodes = robot.harness.query_all_by(|_| true).count();
    assert!(nodes < 600, "{nodes} things on the screen");
}

/// The colour of the only code.
fn colour(robot: &Robot) -> String {
    robot.see(|it| {
        it.project()
            .unwrap()
            .codes()
            .iter()
            .next()
            .unwrap()
            .colour
            .hex()
    })
}

#[test]
fn a_colour_is_chosen_by_keys_alone() {
    let mut robot = with_codes(&["治理"]);
    let before = colour(&robot);
    to_codebook(&mut robot);
    robot.press(NONE, Key::End);
    robot.press(Modifiers::SHIFT, Key::F10);
    robot.click("Choose a colour…");
    assert!(says(&robot, "Colour #"), "{:?}", robot.words());
    robot.press(NONE, Key::ArrowRight);
    robot.press(NONE, Key::Enter);
    let after = colour(&robot);
    assert_ne!(after, before);
    assert!(!says(&robot, "Colour #"), "it is closed");
    // The list has the keyboard again, where Space lets go of the code; the colour is one step.
    assert_eq!(chosen(&robot), ["治理"]);
    robot.press(NONE, Key::Space);
    assert_eq!(chosen(&robot), [""; 0]);
    robot.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(colour(&robot), before);
}
