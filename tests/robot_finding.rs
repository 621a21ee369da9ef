//! Finding again, by labels and keys alone: passages, words and overviews below the page.

use crate::robot::Robot;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use zhupi::model::{RecordId, Unit};
use zhupi::query::{KwicOrder, Measure, Relation};
use zhupi::session::{Action, Board, By, Language, Named, Part, WordList};
use zhupi::text::Collation;

/// What is asked to see every side of the boards.
pub(crate) fn screens() -> Vec<Action> {
    let ask = |query: &str| query_action(query, KwicOrder::Right);
    let count = |list| Action::ListWords {
        part: Part::All,
        against: None,
        list,
        least: 1,
    };
    let company = WordList::Company {
        of: "治理".into(),
        window: 3,
    };
    let show = |by| Action::ShowOverview {
        by,
        measure: Measure::Quotations,
        below: false,
        filter: Box::default(),
    };
    let mut screens = vec![
        ask("治理"),
        ask("code:* & (治"),
        ask("没有这几个字"),
        ask("code:*"),
    ];
    let lists = [
        WordList::Frequency,
        WordList::Keyness,
        WordList::Weight,
        WordList::Rank,
        company,
    ];
    screens.extend(lists.map(count));
    let overviews = [
        By::Sources,
        By::Cases,
        By::Coders,
        By::Codes(Relation::Near(20)),
        By::Figures,
        By::Sequence(Named::name("随笔")),
    ];
    screens.extend(overviews.map(show));
    screens
}

fn query_action(query: &str, order: KwicOrder) -> Action {
    Action::AskQuery {
        query: Some(query.into()),
        order,
        collation: Collation::CodePoint,
    }
}

const FIND: (Modifiers, Key) = (
    Modifiers {
        alt: false,
        ctrl: true,
        shift: true,
        mac_cmd: false,
        command: true,
    },
    Key::F,
);

/// A project with a text of which 文化 is coded, the field for a query having the keyboard.
fn asking() -> Robot {
    let mut robot = Robot::with_key();
    code(&mut robot, 27, 29);
    robot.press(FIND.0, FIND.1);
    robot
}

fn code(robot: &mut Robot, start: usize, end: usize) {
    robot.ask(Action::CodePassage {
        source: None,
        start,
        end,
        code: Named::name("文化"),
    });
}

fn type_text(robot: &mut Robot, text: &str) {
    robot.field("Query").type_text(text);
    robot.settle();
}

fn typed(robot: &Robot) -> String {
    robot
        .field("Query")
        .accesskit_node()
        .value()
        .unwrap_or_default()
}

/// The lines of the passages, as they are said.
fn lines(robot: &Robot) -> Vec<String> {
    let rows = robot.harness.query_all_by_role(egui::accesskit::Role::Row);
    let said = rows.filter_map(|it| it.accesskit_node().label());
    said.filter(|it| it.starts_with("随笔 · ")).collect()
}

fn shown(robot: &Robot) -> String {
    robot.see(|session| {
        let look = session.look();
        let source = session
            .project()
            .unwrap()
            .sources()
            .get(look.source.unwrap());
        look.marked()
            .and_then(|it| it.of(source.unwrap().text()))
            .unwrap_or_default()
            .to_owned()
    })
}

#[test]
fn a_query_is_asked_while_it_is_typed_and_a_line_goes_there() {
    let mut robot = asking();
    assert_eq!(robot.see(|it| it.look().board), Board::Passages);
    type_text(&mut robot, "治");
    assert_eq!(lines(&robot).len(), 2, "{:?}", lines(&robot));
    type_text(&mut robot, "理 ");
    assert!(
        robot.words().contains("2 passages in 1 sources"),
        "{:?}",
        robot.words()
    );
    robot.press(Modifiers::NONE, Key::ArrowDown);
    robot.press(Modifiers::NONE, Key::ArrowDown);
    robot.press(Modifiers::NONE, Key::Enter);
    assert_eq!(shown(&robot), "治理");
    assert_eq!(
        robot.see(|it| it.look().selection.unwrap().start),
        21,
        "the second one"
    );
}

#[test]
fn names_are_completed_by_keyboard() {
    let mut robot = asking();
    type_text(&mut robot, "code:");
    robot.press(Modifiers::NONE, Key::ArrowDown);
    robot.press(Modifiers::NONE, Key::Enter);
    assert_eq!(typed(&robot), "code:文化 ");
    assert_eq!(lines(&robot).len(), 1, "the one that is coded");
    type_text(&mut robot, "& co");
    robot.press(Modifiers::NONE, Key::Escape);
    type_text(&mut robot, "der:");
    robot.press(Modifiers::NONE, Key::Tab);
    assert!(
        typed(&robot).starts_with("code:文化 & coder:"),
        "{}",
        typed(&robot)
    );
    assert_eq!(lines(&robot).len(), 1);
}

#[test]
fn a_mistake_is_said_with_its_place_and_nothing_is_lost() {
    let mut robot = asking();
    for (query, said) in [
        ("治理 & (国", "not closed"),
        ("/(/", "not closed"),
        ("code:没有", "没有"),
        ("/(((a{1000}){1000}){1000})/", "too large"),
    ] {
        robot.ask(query_action(query, KwicOrder::Place));
        let words = robot.words();
        assert!(
            words.iter().any(|it| it.contains(said)),
            "{query}: {words:?}"
        );
        assert!(robot.errors().is_empty(), "it is said at its place only");
        assert_eq!(typed(&robot), query);
    }
    robot.ask(query_action("治理", KwicOrder::Place));
    assert_eq!(lines(&robot).len(), 2);
}

#[test]
fn ticked_passages_are_coded_in_one_step_after_a_look_at_what_is_new() {
    let mut robot = asking();
    type_text(&mut robot, "/国|产业|文化/ ");
    assert_eq!(lines(&robot).len(), 4);
    robot.press(Modifiers::NONE, Key::ArrowDown);
    robot.press(Modifiers::COMMAND, Key::A);
    robot.press(Modifiers::NONE, Key::Space);
    assert!(robot.has("3 ticked"), "{:?}", robot.words());
    robot.click("Code ticked…");
    robot.type_in("Code", "文化");
    assert!(
        robot.has("2 new, 1 coded so already"),
        "{:?}",
        robot.words()
    );
    let button = robot
        .harness
        .query_all_by_role_and_label(egui::accesskit::Role::Button, "Code");
    button.last().unwrap().click();
    robot.settle();
    assert_eq!(robot.codings(), ["国:文化", "产业:文化", "文化:文化"]);
    robot.ask(Action::Undo);
    assert_eq!(robot.codings(), ["文化:文化"]);
}

#[test]
fn a_rule_is_saved_run_again_and_taken_back() {
    let mut robot = asking();
    robot.ask(Action::Autocode {
        rule: Named::name("两业"),
        query: Some("产业".into()),
        code: Some(Named::name("文化")),
        unit: Some(Unit::Sentence),
    });
    assert_eq!(robot.codings().len(), 2);
    robot.ask(Action::AddText {
        name: "续篇".into(),
        text: "产业在前。产业在后。".into(),
    });
    robot.press(FIND.0, FIND.1);
    robot.click("Saved");
    robot.click("Run rule 两业");
    assert_eq!(typed(&robot), "产业");
    assert!(
        robot.has("2 new, 1 coded so already"),
        "{:?}",
        robot.words()
    );
    let button = robot
        .harness
        .query_all_by_role_and_label(egui::accesskit::Role::Button, "Code");
    button.last().unwrap().click();
    robot.settle();
    assert_eq!(robot.codings().len(), 4);
    robot.click("Saved");
    robot.click("Take 3 codings back");
    assert_eq!(robot.codings(), ["文化:文化"]);
}

#[test]
fn a_filter_writes_the_query() {
    let mut robot = asking();
    type_text(&mut robot, "文化 ");
    robot.click("Filter…");
    robot.click("Filter by Code");
    let line = robot
        .harness
        .query_all_by_role_and_label(egui::accesskit::Role::Button, "文化");
    line.last().unwrap().click();
    robot.settle();
    assert_eq!(typed(&robot), "文化 & code:文化");
    assert_eq!(lines(&robot).len(), 1);
}

#[test]
fn a_word_goes_to_its_lines() {
    let mut robot = asking();
    robot.ask(Action::ShowBoard {
        board: Board::Words,
    });
    assert!(
        robot.has("治理: Show where it stands"),
        "{:?}",
        robot.words()
    );
    robot.click("治理: Show where it stands");
    assert_eq!(robot.see(|it| it.look().board), Board::Passages);
    assert_eq!(typed(&robot), "word:治理");
    assert_eq!(lines(&robot).len(), 2, "{:?}", lines(&robot));
}

#[test]
fn words_passed_over_are_kept_in_the_project() {
    let mut robot = asking();
    robot.ask(Action::ShowBoard {
        board: Board::Words,
    });
    assert!(robot.has("治理: Show where it stands"));
    robot.click("Word lists…");
    robot.type_in("Words passed over, one a line", "治理");
    robot.click("Save lists");
    assert!(
        !robot.has("治理: Show where it stands"),
        "counted again at once"
    );
    let stop = robot.see(|it| it.project().unwrap().head().words.stop.clone());
    assert_eq!(stop, ["治理"]);
    robot.ask(Action::Undo);
    assert!(robot.has("治理: Show where it stands"));
}

#[test]
fn a_cell_of_an_overview_opens_its_passages() {
    let mut robot = asking();
    code(&mut robot, 15, 17);
    robot.ask(Action::ShowBoard {
        board: Board::Overview,
    });
    robot.click("文化 × 随笔: 2");
    assert_eq!(robot.see(|it| it.look().board), Board::Passages);
    assert_eq!(typed(&robot), "code:文化 & source:随笔");
    assert_eq!(lines(&robot).len(), 2);
}

#[test]
fn an_overview_is_gone_through_by_keyboard() {
    let mut robot = asking();
    robot.ask(Action::ShowOverview {
        by: By::Coders,
        measure: Measure::Codings,
        below: false,
        filter: Box::default(),
    });
    robot.harness.get_by_label("Overview").focus();
    robot.harness.run();
    robot.press(Modifiers::NONE, Key::Enter);
    assert!(
        typed(&robot).starts_with("code:文化 & coder:"),
        "{}",
        typed(&robot)
    );
    assert_eq!(lines(&robot).len(), 1);
}

#[test]
fn the_order_of_codes_goes_to_its_passages() {
    let mut robot = asking();
    robot.ask(Action::ShowOverview {
        by: By::Sequence(Named::name("随笔")),
        measure: Measure::Codings,
        below: false,
        filter: Box::default(),
    });
    robot.click("文化: 1");
    let inspected = robot.see(|it| it.look().inspected);
    assert!(
        matches!(inspected, Some(RecordId::Coding(_))),
        "{inspected:?}"
    );
}

#[test]
fn an_answer_follows_the_project() {
    let mut robot = asking();
    robot.ask(query_action("code:文化", KwicOrder::Left));
    assert_eq!(lines(&robot).len(), 1);
    code(&mut robot, 15, 17);
    assert_eq!(lines(&robot).len(), 2);
    robot.ask(Action::Undo);
    assert_eq!(lines(&robot).len(), 1);
    robot.ask(Action::CloseProject);
    robot.ask(Action::Answer {
        answer: zhupi::session::Answer::Discard,
    });
    assert!(robot.see(|it| it.asked().found().is_empty()));
}

#[test]
fn the_page_about_queries_asks_an_example() {
    for language in Language::ALL {
        let mut robot = Robot::at_work(language);
        robot.ask(Action::ShowOverlay {
            overlay: Some(zhupi::session::Overlay::Queries),
        });
        let example = "/国防.{0,5}工业/";
        robot.harness.get_by_label(example).scroll_to_me();
        robot.settle();
        robot.click(example);
        assert!(robot.see(|it| it.look().overlay.is_none()));
        let query = robot.see(|it| it.asked().asking().query.clone());
        assert_eq!(query, "/国防.{0,5}工业/");
    }
}

/// Clicks the last button of this label: that of the menu opened last.
fn choose(robot: &mut Robot, label: &str) {
    let role = egui::accesskit::Role::Button;
    let button = robot.harness.query_all_by_role_and_label(role, label);
    button.last().unwrap().click();
    robot.settle();
}

/// What is counted on the board of words.
fn counted(robot: &Robot) -> zhupi::session::WordsAsked {
    robot.see(|it| it.counted().wish().unwrap().clone())
}

#[test]
fn a_part_is_set_against_another_by_menus() {
    let mut robot = asking();
    robot.ask(Action::ShowBoard {
        board: Board::Words,
    });
    robot.click("How often");
    robot.click("Keywords: keyness");
    assert_eq!(counted(&robot).list, WordList::Keyness);
    robot.click("In all texts");
    choose(&mut robot, "Code");
    choose(&mut robot, "文化");
    let culture = robot.see(|it| it.project().unwrap().codes().iter().next().unwrap().id);
    assert_eq!(counted(&robot).part, Part::Code(Named::id(culture)));
    robot.click("Against all the rest");
    choose(&mut robot, "Source");
    choose(&mut robot, "随笔");
    assert_eq!(
        counted(&robot).against,
        Some(Part::Source(Named::name("随笔")))
    );
    assert!(robot.has("In 文化") && robot.has("Against 随笔"));
}

#[test]
fn the_company_of_a_word_is_asked_for_by_typing_it() {
    let mut robot = asking();
    robot.ask(Action::ShowBoard {
        board: Board::Words,
    });
    robot.click("How often");
    robot.click("Collocations");
    robot.type_in("Word", "治理");
    robot.press(Modifiers::NONE, Key::Enter);
    let company = WordList::Company {
        of: "治理".into(),
        window: zhupi::session::WINDOW,
    };
    assert_eq!(counted(&robot).list, company);
    assert!(
        robot.words().iter().any(|it| it.contains("logDice")),
        "{:?}",
        robot.words()
    );
}
