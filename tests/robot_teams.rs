//! Two people and one project, in the window: joining, deciding, what lies around, earlier versions.

use crate::desk::{TestDesk, Work};
use crate::robot::Robot;
use egui::{Key, Modifiers, Vec2};
use egui_kittest::kittest::Queryable as _;
use std::path::{Path, PathBuf};
use zhupi::model::RecordId;
use zhupi::session::{Action, Answer, Board, Language, Manner, Session};

const TEXT: &str = "数字治理与国防，产业与文化。";

/// 王 at a desk, with her copy of a project.
fn sits_down(work: &Work, name: &str, path: &Path) -> Work {
    let desk = work.desk.clone();
    let session = Session::new(desk.clone(), Manner::Batch);
    let mut person = Work { desk, session };
    person.session.code_as(name);
    person.open(path);
    person
}

/// 李's saved project with a coded text, open in a window, and 王 with her copy of it.
fn two(language: Language) -> (Robot, PathBuf, Work, PathBuf) {
    let mut li = Work::begin(Manner::Batch);
    li.session.code_as("李");
    li.run(
        r#"NewProject(name: "试编"), AddText(name: "随笔", text: "数字治理与国防，产业与文化。")"#,
    );
    li.code("治理", "治理");
    li.run(r#"DefineCode(code: "治理", definition: "由规则约束的权力")"#);
    let here = li.save_as("李.ron");
    let there = li.desk.put("王.ron", std::fs::read(&here).unwrap());
    let wang = sits_down(&li, "王", &there);
    (window(&wang, language, &here), here, wang, there)
}

fn window(work: &Work, language: Language, path: &Path) -> Robot {
    let size = Vec2::new(1280.0, 800.0);
    let mut robot = Robot::at(work.desk.clone(), language, size);
    robot.ask(Action::OpenProject {
        path: Some(path.to_owned()),
    });
    robot
}

/// Nothing that was said before lies over the plan.
fn join(robot: &mut Robot, path: &Path) {
    robot.quiet();
    robot.ask(Action::JoinProject {
        key: None,
        path: Some(path.to_owned()),
    });
}

fn definition(robot: &Robot) -> String {
    robot.see(|it| {
        it.project()
            .unwrap()
            .codes()
            .iter()
            .next()
            .unwrap()
            .definition
            .clone()
    })
}

fn conflicts(robot: &Robot) -> usize {
    robot.see(|it| it.project().unwrap().conflicts().len())
}

#[test]
fn a_join_is_shown_before_it_is_made_and_undo_takes_it_back() {
    let (mut robot, _, mut wang, there) = two(Language::English);
    wang.code("产业", "产业");
    wang.run("SaveProject");
    join(&mut robot, &there);
    assert!(robot.has("Join 王.ron") && robot.has("1 new coding"));
    let words = robot.words();
    let base = words
        .iter()
        .find(|it| it.starts_with("Both come from the version that 李 saved"));
    assert!(base.is_some(), "{words:?}");
    let coded = "+ 王 coded 产业 on “产业” (随笔 8..10)";
    assert!(robot.has(coded), "{words:?}");
    assert_eq!(robot.codings(), ["治理:治理"], "nothing is made yet");
    robot.press(Modifiers::NONE, Key::Escape);
    assert!(robot.see(|it| it.planned().is_none()));
    join(&mut robot, &there);
    robot.click("Join");
    assert_eq!(robot.codings(), ["治理:治理", "产业:产业"]);
    robot.ask(Action::Undo);
    assert_eq!(robot.codings(), ["治理:治理"]);
    join(&mut robot, &there);
    assert!(robot.has("Join 王.ron"), "what was undone can come again");
}

#[test]
fn what_both_changed_is_decided_by_key_and_back_by_undo() {
    let (mut robot, _, mut wang, there) = two(Language::English);
    let define = |words: &str| format!(r#"DefineCode(code: "治理", definition: "{words}")"#);
    wang.run(&define("由法律约束的权力"));
    wang.run("SaveProject");
    for action in
        zhupi::session::script::read(&format!("[{}]", define("由规则分配的权力"))).unwrap()
    {
        robot.ask(action);
    }
    join(&mut robot, &there);
    assert!(robot.has("1 contradiction"));
    robot.click("Join");
    assert!(robot.has("1 to decide"), "the status bar keeps it in mind");
    for words in ["由规则分配的权力", "由法律约束的权力", "由规则约束的权力"]
    {
        assert!(
            robot.words().contains(words),
            "{words}: {:?}",
            robot.words()
        );
    }
    robot.press(Modifiers::NONE, Key::Num2);
    assert_eq!(definition(&robot), "由法律约束的权力");
    assert_eq!(conflicts(&robot), 0);
    assert!(!robot.has("1 to decide"));
    robot.ask(Action::Undo);
    assert_eq!(
        (definition(&robot).as_str(), conflicts(&robot)),
        ("由规则分配的权力", 1)
    );
    robot.press(Modifiers::NONE, Key::Num3);
    assert_eq!(
        definition(&robot),
        "由规则约束的权力",
        "as it was before both"
    );
    robot.ask(Action::Undo);
    // Whoever was elsewhere meanwhile clicks anywhere on the board.
    robot.harness.ctx.memory_mut(|memory| {
        let focused = memory.focused();
        focused
            .into_iter()
            .for_each(|id| memory.surrender_focus(id));
    });
    robot.click("J, K: next, previous · 1, 2, 3: decide");
    robot.press(Modifiers::NONE, Key::Num1);
    assert_eq!(
        (definition(&robot).as_str(), conflicts(&robot)),
        ("由规则分配的权力", 0)
    );
}

#[test]
fn many_of_a_kind_are_decided_at_once_and_each_shows_its_place() {
    let (mut robot, _, mut wang, there) = two(Language::English);
    for (words, code) in [("国防", "国防"), ("产业", "产业"), ("文化", "文化")] {
        let add = format!(r#"CodeFound(query: "{words}", code: "{code}")"#);
        wang.run(&add);
        for action in zhupi::session::script::read(&format!("[{add}]")).unwrap() {
            robot.ask(action);
        }
    }
    wang.run("SaveProject");
    join(&mut robot, &there);
    assert!(robot.has("3 codes of names that are taken"));
    // The button has the keyboard.
    robot.press(Modifiers::NONE, Key::Enter);
    assert_eq!(conflicts(&robot), 3);
    robot.quiet();
    let first = robot.see(|it| it.look().inspected);
    robot.press(Modifiers::NONE, Key::J);
    let second = robot.see(|it| it.look().inspected);
    assert_ne!(first, second);
    assert!(matches!(second, Some(RecordId::Code(_))));
    robot.click("Make one of them ×3");
    assert!(robot.has("Make one of them, for all 3 like this?"));
    robot.harness.key_press(Key::Enter);
    robot.settle();
    assert_eq!(conflicts(&robot), 0);
    let codes = robot.see(|it| it.project().unwrap().codes().len());
    assert_eq!(codes, 4);
    robot.ask(Action::Undo);
    assert_eq!(conflicts(&robot), 3);
}

#[test]
fn keys_of_the_list_code_nothing_and_code_again_when_the_list_is_left() {
    let (mut robot, _, mut wang, there) = two(Language::English);
    wang.run(r#"CodeFound(query: "文化", code: "文化"), SaveProject"#);
    for action in zhupi::session::script::read(
        r#"[CodeFound(query: "文化", code: "文化"), SetCodeKey(code: "治理", key: "1")]"#,
    )
    .unwrap()
    {
        robot.ask(action);
    }
    join(&mut robot, &there);
    robot.click("Join");
    let before = robot.codings().len();
    robot.ask(Action::Select { start: 4, end: 6 });
    robot.press(Modifiers::NONE, Key::Num1);
    assert_eq!((robot.codings().len(), conflicts(&robot)), (before, 0));
    robot.press(Modifiers::NONE, Key::Num1);
    assert_eq!(
        robot.codings().len(),
        before + 1,
        "nothing is left to decide"
    );
}

#[test]
fn before_a_save_what_somebody_else_saved_there_is_joined() {
    let (mut robot, here, _, _) = two(Language::English);
    let mut wang = sits_down(&work_at(&robot), "王", &here);
    wang.code("产业", "产业");
    wang.run("SaveProject");
    for action in
        zhupi::session::script::read(r#"[CodeFound(query: "国防", code: "国防")]"#).unwrap()
    {
        robot.ask(action);
    }
    assert!(robot.has("Somebody else saved this project since it was opened here"));
    robot.ask(Action::SaveProject);
    assert!(robot.has("Save elsewhere…") && robot.has("Replace it"));
    robot.ask(Action::Answer {
        answer: Answer::Join,
    });
    assert!(robot.has("1 new coding"));
    robot.click("Join and save");
    assert!(!robot.see(|it| it.open().unwrap().is_changed()));
    let mut again = sits_down(&wang, "赵", &here);
    assert_eq!(
        again.codings(),
        ["治理:治理:李", "国防:国防:李", "产业:产业:王"]
    );
    let said = again.said(zhupi::session::Level::Warning);
    assert!(
        said.len() == 1 && said[0].contains("is open in another window"),
        "{said:?}"
    );
    let changed = "Somebody else saved this project since it was opened here";
    robot.settle();
    assert!(!robot.has(changed));
}

fn work_at(robot: &Robot) -> Work {
    let desk = robot.desk.clone();
    let session = Session::new(desk.clone(), Manner::Batch);
    Work { desk, session }
}

#[test]
fn another_copy_beside_the_project_is_offered_until_it_is_joined() {
    for name in [
        "李 (王的冲突副本 2026-01-01).ron",
        "李-DESKTOP-7QX.ron",
        "李.sync-conflict-20260101-120000-ABCDEFG.ron",
    ] {
        let (robot, here, mut wang, there) = two(Language::English);
        drop(robot);
        wang.code("产业", "产业");
        wang.run("SaveProject");
        let copy = wang.desk.put(name, std::fs::read(&there).unwrap());
        // Another project of a like name is none of it.
        let mut other = Work {
            session: Session::new(wang.desk.clone(), Manner::Batch),
            desk: wang.desk.clone(),
        };
        other.run(r#"NewProject(name: "别的")"#);
        other.save_as("李-别的.ron");
        let mut robot = window(&wang, Language::English, &here);
        let said = format!("{name} beside this project is another copy of it");
        let tells = |robot: &Robot| robot.words().iter().any(|it| it.starts_with(&said));
        assert!(tells(&robot), "{:?}", robot.words());
        robot.click("Join…");
        robot.click("Join");
        assert_eq!(robot.codings(), ["治理:治理", "产业:产业"]);
        robot.settle();
        assert!(!tells(&robot));
        robot.ask(Action::SaveProject);
        let robot = window(&wang, Language::English, &here);
        assert!(!tells(&robot), "it holds nothing new now: {copy:?}");
    }
}

#[test]
fn who_else_has_it_open_is_told_until_that_is_stale() {
    let (robot, here, wang, _) = two(Language::English);
    let names = |desk: &TestDesk| {
        let all = std::fs::read_dir(desk.path("")).unwrap();
        let all = all.map(|it| it.unwrap().file_name().into_string().unwrap());
        all.filter(|it| it.starts_with(".李.ron.open-"))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        names(&wang.desk).len(),
        1,
        "the window says that it has it open"
    );
    drop(robot);
    assert_eq!(names(&wang.desk).len(), 0);
    let open =
        |seen: &str| format!(r#"(coder: "王", since: "2025-10-09T08:00:00Z", seen: "{seen}")"#);
    // The desk's clock stands still at 08:53:20.
    for (seen, is_told) in [
        ("2025-10-09T08:50:00Z", true),
        ("2025-10-09T08:30:00Z", false),
        ("nonsense", false),
    ] {
        wang.desk.put(".李.ron.open-00000001", open(seen));
        let robot = window(&wang, Language::English, &here);
        assert_eq!(robot.has("Also open: 王"), is_told, "{seen}");
    }
}

#[test]
fn an_earlier_version_is_looked_at_and_gone_back_to() {
    let (mut robot, here, wang, _) = two(Language::English);
    for action in zhupi::session::script::read(
        r#"[CodeFound(query: "国防", code: "国防"), SaveProject, CodeFound(query: "产业", code: "产业"), SaveProject]"#,
    )
    .unwrap()
    {
        robot.ask(action);
    }
    robot.ask(Action::ShowVersions);
    let words = robot.words();
    assert!(
        robot.has("+ 李 coded 产业 on “产业” (随笔 8..10)"),
        "{words:?}"
    );
    let rows: Vec<String> = words
        .iter()
        .filter(|it| it.contains("since then +"))
        .cloned()
        .collect();
    assert!(
        rows.iter().any(|it| it.contains("李.ron.1.bak")),
        "{rows:?}"
    );
    robot.ask(Action::LookAtVersion {
        version: "李.ron.2.bak".into(),
    });
    robot.click("Go back to this");
    assert_eq!(robot.codings(), ["治理:治理"]);
    assert!(
        robot.see(|it| it.open().unwrap().is_changed()),
        "the file waits for a save"
    );
    robot.ask(Action::Undo);
    assert_eq!(robot.codings(), ["治理:治理", "国防:国防", "产业:产业"]);
    let apart = wang.desk.path("旧.ron");
    robot.ask(Action::RestoreVersion {
        version: "李.ron.2.bak".into(),
        apart: true,
        path: Some(apart.clone()),
    });
    assert_eq!(sits_down(&wang, "王", &apart).codings(), ["治理:治理:李"]);
    assert_eq!(sits_down(&wang, "王", &here).codings().len(), 3);
}

#[test]
fn a_record_says_where_it_comes_from() {
    let (mut robot, _, _, _) = two(Language::English);
    for action in zhupi::session::script::read(
        r#"[Autocode(rule: "国防词", query: "国防", code: "治理"), Recode(codings: [], code: "治理")]"#,
    )
    .unwrap()
    .into_iter()
    .take(1)
    {
        robot.ask(action);
    }
    let coding = robot.see(|it| {
        let codings = it.project().unwrap().codings();
        codings.iter().find(|it| it.rule.is_some()).unwrap().id
    });
    robot.ask(Action::GoTo {
        record: RecordId::Coding(coding),
    });
    robot.click("Where it comes from");
    let words = robot.words();
    let by_rule = words
        .iter()
        .any(|it| it.starts_with("治理 · 李, ") && it.ends_with("by the rule 国防词"));
    assert!(by_rule, "{words:?}");
    assert!(
        words
            .iter()
            .any(|it| it.ends_with("code 1 passages by 国防词")),
        "{words:?}"
    );
}

#[test]
fn the_review_is_there_in_chinese_and_in_the_smallest_window() {
    let (mut robot, _, mut wang, there) = two(Language::Chinese);
    wang.run(r#"RemoveCode(code: "治理"), SaveProject"#);
    for action in
        zhupi::session::script::read(r#"[CodeFound(query: "国防", code: "治理")]"#).unwrap()
    {
        robot.ask(action);
    }
    join(&mut robot, &there);
    assert!(
        robot.has("一方删去而另一方改过或用到 1 处"),
        "{:?}",
        robot.words()
    );
    robot.click("合并");
    assert!(robot.has("1 处待裁决"));
    robot.harness.set_size(Vec2::new(640.0, 400.0));
    robot.settle();
    robot.ask(Action::ShowBoard {
        board: Board::Conflicts,
    });
    let keep = robot.harness.query_all_by_label("删去 2").count();
    assert!(keep > 0, "{:?}", robot.words());
    robot.press(Modifiers::NONE, Key::Num2);
    assert_eq!(conflicts(&robot), 0);
    assert_eq!(robot.see(|it| it.project().unwrap().codes().len()), 0);
    assert!(TEXT.contains("治理"));
}
