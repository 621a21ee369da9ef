//! Changing a text in the window: the careful editor, and what becomes of quotations in a new edition.

use crate::robot::{Robot, code, select};
use egui::{Key, Modifiers};
use zhupi::session::{Action, Language, Overlay};

/// 李's text with 治理 coded, and the words of that coding as it stands.
fn coded(language: Language, text: &str, words: &str) -> Robot {
    let mut robot = Robot::new(language);
    robot.ask(Action::NewProject {
        name: Some("试编".into()),
        path: None,
    });
    robot.ask(Action::AddText {
        name: "随笔".into(),
        text: text.into(),
    });
    let start = text.split(words).next().unwrap().chars().count();
    robot.ask(select(start, start + words.chars().count()));
    robot.ask(code("治理"));
    robot.quiet();
    robot
}

fn words(robot: &Robot) -> Vec<String> {
    robot.see(|it| {
        let project = it.project().unwrap();
        let quotations = project.quotations().iter();
        quotations
            .map(|it| {
                let source = project.sources().get(it.source).unwrap();
                it.span.of(source.text()).unwrap().to_owned()
            })
            .collect()
    })
}

#[test]
fn what_is_typed_in_the_editor_moves_the_quotation_and_is_one_step() {
    for (language, label, apply) in [
        (Language::English, "Text", "Apply"),
        (Language::Chinese, "正文", "确定"),
    ] {
        let mut robot = coded(language, "数字治理能力", "治理");
        // The caret behind 治, in the middle of the quotation.
        robot.ask(select(3, 3));
        robot.press(Modifiers::SHIFT, Key::F2);
        assert_eq!(robot.see(|it| it.look().overlay), Some(Overlay::EditText));
        robot.field(label).type_text("国");
        robot.settle();
        robot.press(Modifiers::NONE, Key::Escape);
        let is_open = robot.see(|it| it.look().overlay.is_some());
        assert!(is_open, "what was typed is not let go by a key");
        robot.click(apply);
        assert_eq!(words(&robot), ["治国理"]);
        assert_eq!(robot.see(|it| it.look().overlay), None);
        robot.ask(Action::Undo);
        assert_eq!(words(&robot), ["治理"]);
    }
}

#[test]
fn a_quotation_that_loses_its_words_is_told_before_it_happens() {
    let mut robot = coded(Language::English, "数字治理能力", "治理");
    robot.ask(select(4, 4));
    robot.press(Modifiers::SHIFT, Key::F2);
    for _ in 0..2 {
        robot.press(Modifiers::NONE, Key::Backspace);
    }
    assert!(robot.has("One quotation loses all its words; it is kept as lost"));
    robot.click("Apply, one quotation is lost");
    assert_eq!(words(&robot), [""]);
    robot.ask(Action::Undo);
    assert_eq!(words(&robot), ["治理"]);
}

#[test]
fn a_new_edition_is_looked_at_before_it_takes_its_place() {
    let old = "各国的治理框架并不相同。文化是长久的事。";
    let new = "文化是长久的事。各国的治理体系框架并不相同。";
    for (language, keep, apply) in [
        (Language::English, "Keep what was found", "Replace the text"),
        (Language::Chinese, "用找到的", "替换正文"),
    ] {
        let mut robot = coded(language, old, "治理框架");
        let path = robot.desk.put("second.txt", new);
        let replace = Action::ReplaceText {
            source: None,
            path: Some(path),
            encoding: None,
        };
        robot.ask(replace.clone());
        assert_eq!(robot.see(|it| it.look().overlay), Some(Overlay::Edition));
        assert_eq!(words(&robot), ["治理框架"], "nothing happened yet");
        robot.press(Modifiers::NONE, Key::Escape);
        assert!(robot.see(|it| it.edition().is_none()));
        robot.ask(replace);
        robot.click(keep);
        assert_eq!(robot.see(|it| it.edition().unwrap().open_count()), 0);
        robot.click(apply);
        assert_eq!(words(&robot), ["治理体系框架"]);
        let stray = |robot: &Robot| {
            robot.see(|it| {
                it.project()
                    .unwrap()
                    .quotations()
                    .iter()
                    .any(|it| it.stray.is_some())
            })
        };
        assert!(!stray(&robot), "it was decided");
        robot.ask(Action::Undo);
        assert_eq!(words(&robot), ["治理框架"]);
        assert_eq!(robot.errors(), [""; 0]);
    }
}

/// How the text shown is cited, a phrase a part.
fn cited(robot: &Robot) -> Vec<String> {
    robot.see(|it| {
        let source = it.project().unwrap().sources().iter().next().unwrap();
        let citation = source.origin.citation.iter();
        citation.map(ToString::to_string).collect()
    })
}

#[test]
fn how_a_text_is_cited_is_written_in_fields() {
    for (language, authors, title, year, other) in [
        (
            Language::English,
            "Authors, one a line",
            "Title",
            "Year",
            "Anything else, one a line: a name, then what it is",
        ),
        (
            Language::Chinese,
            "作者，每行一位",
            "题名",
            "年份",
            "其他，每行一项：先写项目名，再写内容",
        ),
    ] {
        let mut robot = Robot::at_work(language);
        robot.ask(Action::CiteSource {
            source: None,
            citation: None,
        });
        assert_eq!(robot.see(|it| it.look().overlay), Some(Overlay::Citation));
        robot.type_in(authors, "李某\n王某");
        robot.type_in(other, "issn 1000-0000");
        robot.type_in(title, "论治理");
        assert!(robot.has("李某, 王某. 论治理."), "the line as it will read");
        robot.type_in(year, "2025");
        robot.press(Modifiers::NONE, Key::Enter);
        assert_eq!(robot.see(|it| it.look().overlay), None);
        let all = [
            "author 李某",
            "author 王某",
            "title 论治理",
            "year 2025",
            "issn 1000-0000",
        ];
        assert_eq!(cited(&robot), all);
        // What is there stands in the fields again, and Escape changes nothing of it.
        robot.ask(Action::CiteSource {
            source: None,
            citation: None,
        });
        robot.type_in(title, "新");
        robot.press(Modifiers::NONE, Key::Escape);
        assert_eq!(robot.see(|it| it.look().overlay), None);
        assert_eq!(cited(&robot), all);
        robot.ask(Action::Undo);
        assert_eq!(cited(&robot), [""; 0]);
        assert_eq!(robot.errors(), [""; 0]);
    }
}

#[test]
fn rows_of_a_table_are_chosen_to_be_cases() {
    let table = "村,年份,访谈\n东村,2024,今年种了稻，水是从上游引来的，各家轮着放。\n西村,2023,\n";
    for (language, cases, add) in [
        (Language::English, "a case with values", "Add 2 cases"),
        (Language::Chinese, "个案，带变量值", "添加 2 个个案"),
    ] {
        let mut robot = Robot::at_work(language);
        let path = robot.desk.put("访谈.csv", table);
        robot.ask(Action::add(vec![path]));
        assert_eq!(robot.see(|it| it.look().overlay), Some(Overlay::Waiting));
        robot.click(cases);
        robot.click(add);
        let told = robot.see(|it| {
            let project = it.project().unwrap();
            let cases = project.cases().iter();
            let cases: Vec<(String, usize)> = cases
                .map(|it| (it.name.clone(), it.members.len()))
                .collect();
            (cases, project.sources().len())
        });
        let expected = vec![("东村".to_owned(), 1), ("西村".to_owned(), 0)];
        assert_eq!(told, (expected, 2));
        robot.ask(Action::Undo);
        assert_eq!(robot.see(|it| it.project().unwrap().cases().len()), 0);
    }
}

#[test]
fn of_a_dropped_table_it_is_asked_what_it_tells() {
    for (language, values) in [
        (
            Language::English,
            "Values of texts that are here, by their names",
        ),
        (Language::Chinese, "已有文本的变量值，按文本名对应"),
    ] {
        let mut robot = Robot::at_work(language);
        let path = robot.desk.put("表.csv", "名,年份\n随笔,2024\n");
        robot
            .app
            .borrow_mut()
            .as_mut()
            .unwrap()
            .take_files(vec![path]);
        robot.settle();
        robot.click(values);
        robot.app.borrow_mut().as_mut().unwrap().wait();
        robot.settle();
        let count = robot.see(|it| {
            let source = it.project().unwrap().sources().iter().next().unwrap();
            source.values.len()
        });
        assert_eq!(count, 1);
        assert!(!robot.has(values), "it is asked once");
    }
}

#[test]
fn a_new_edition_is_reviewed_by_keys() {
    let old = "各国的治理框架并不相同。国防工业要有规则。文化是长久的事。";
    let new = "各国的治理体系框架并不相同。国防的工业要有规则。";
    let mut robot = coded(Language::English, old, "治理框架");
    for words in ["国防工业", "文化是长久的事"] {
        let start = old.split(words).next().unwrap().chars().count();
        robot.ask(select(start, start + words.chars().count()));
        robot.ask(code("治理"));
    }
    robot.quiet();
    let path = robot.desk.put("second.txt", new);
    robot.ask(Action::ReplaceText {
        source: None,
        path: Some(path),
        encoding: None,
    });
    let open = |robot: &Robot| robot.see(|it| it.edition().unwrap().open_count());
    assert_eq!(open(&robot), 3);
    assert!(
        robot.has("J, K: next, previous · 1: keep · 2: selected words · 3: let go · 0: leave open")
    );
    robot.press(Modifiers::NONE, Key::J);
    robot.press(Modifiers::NONE, Key::K);
    for left in [2, 1] {
        robot.press(Modifiers::NONE, Key::Num1);
        assert_eq!(open(&robot), left, "the next is chosen then");
    }
    // Of the last nothing was found that could be kept.
    robot.press(Modifiers::NONE, Key::Num1);
    assert_eq!(open(&robot), 1);
    robot.press(Modifiers::NONE, Key::Num3);
    assert_eq!(open(&robot), 0);
    robot.press(Modifiers::NONE, Key::Num0);
    assert_eq!(open(&robot), 1);
    robot.press(Modifiers::NONE, Key::Num3);
    robot.click("Replace the text");
    assert_eq!(words(&robot), ["治理体系框架", "国防的工业"]);
    assert_eq!(robot.errors(), [""; 0]);
}

#[test]
fn a_coded_text_is_cleaned_up_after_it_was_looked_at() {
    for (language, apply) in [(Language::English, "Clean up"), (Language::Chinese, "整理")] {
        let text = "各国的治\u{AD}理框架并不相同。国防工业要有规则。";
        let mut robot = coded(language, text, "治\u{AD}理框架");
        let look = Action::MendSource {
            source: None,
            clean: None,
        };
        robot.ask(look);
        assert_eq!(robot.see(|it| it.look().overlay), Some(Overlay::Mending));
        assert_eq!(words(&robot), ["治\u{AD}理框架"], "nothing happened yet");
        robot.click(apply);
        assert_eq!(words(&robot), ["治理框架"]);
        assert_eq!(robot.see(|it| it.look().overlay), None);
        robot.ask(Action::Undo);
        assert_eq!(words(&robot), ["治\u{AD}理框架"]);
        assert_eq!(robot.errors(), [""; 0]);
    }
}
