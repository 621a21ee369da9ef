//! Everyday acts of coding through all layers: values from workbooks, cells that open what they
//! count, rules that run beside, words of a project's own.

use crate::desk::Work;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use std::path::{Path, PathBuf};
use zhupi::edit::veil::Veil;
use zhupi::model::WordLists;
use zhupi::query::Relation;
use zhupi::session::{Action, By, JobKind, Level, Manner, OverviewMade};

/// A workbook with a sheet of cases and one of texts.
fn workbook() -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("个案").unwrap();
    for (column, name) in (0..).zip(["村", "年份", "灌溉", "访谈"]) {
        sheet.write(0, column, name).unwrap();
    }
    let day = ExcelDateTime::from_ymd(2024, 5, 1).unwrap();
    let format = Format::new().set_num_format("yyyy-mm-dd");
    sheet.write(1, 0, "东村").unwrap();
    sheet.write(1, 1, 2024).unwrap();
    sheet.write(1, 2, true).unwrap();
    sheet.write_with_format(1, 3, &day, &format).unwrap();
    sheet.write(3, 0, "西村").unwrap();
    sheet.write(3, 1, "去年").unwrap();
    sheet.write(3, 2, false).unwrap();
    let other = book.add_worksheet().set_name("文本").unwrap();
    other.write(0, 1, "年份").unwrap();
    other.write(1, 0, "随笔").unwrap();
    other.write(1, 1, 1999).unwrap();
    book.save_to_buffer().unwrap()
}

#[test]
fn a_workbook_gives_values_as_a_table_of_text_does() {
    let mut work = Work::with_text("今年种了稻。");
    work.desk.put("村.xlsx", workbook());
    work.run(r#"AddVariable(name: "年份", kind: Number)"#);
    work.run(r#"ImportValues(path: "村.xlsx")"#);
    assert_eq!(
        work.said(Level::Done),
        [
            "Read the sheet 个案. 村.xlsx also has 文本; name one with sheet: to read it",
            "Took in 村.xlsx: 4 values set, 2 cases and 2 variables added; undo takes all of it back",
            "Line 4: “去年” is no whole number, which 年份 takes, so it was left out",
        ]
    );
    let project = work.session.project().unwrap();
    let kinds: Vec<String> = project
        .variables()
        .iter()
        .map(|it| format!("{} {:?}", it.name, it.kind))
        .collect();
    assert_eq!(kinds, ["年份 Number", "灌溉 Flag", "访谈 Date"]);
    work.run(r#"ImportValues(path: "村.xlsx", rows: Sources, sheet: "文本"), Undo, Undo"#);
    assert!(work.session.project().unwrap().cases().is_empty());
}

#[test]
fn a_workbook_that_cannot_be_read_is_said_and_nothing_changes() {
    let mut work = Work::with_text("今年种了稻。");
    let mut cut = workbook();
    cut.truncate(cut.len() / 2);
    work.desk.put("断.xlsx", cut);
    work.desk
        .put("旧.xls", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1Workbook");
    work.desk.put("改名.xlsx", "村,年份\n东村,2024\n");
    work.desk.put("村.xlsx", workbook());
    work.run(r#"ImportValues(path: "断.xlsx"), ImportValues(path: "旧.xls")"#);
    work.run(r#"ImportValues(path: "村.xlsx", sheet: "人")"#);
    assert_eq!(
        work.said(Level::Warning),
        [
            "断.xlsx cannot be read as a workbook: part of it is missing or damaged. Open it in a \
             spreadsheet, save it anew, and import that",
            "旧.xls is a workbook of an older Excel. Save it as .xlsx or CSV and import that",
            "村.xlsx has no sheet named 人; it has 个案, 文本",
        ]
    );
    assert!(work.session.project().unwrap().cases().is_empty());
    // What only bears the name is read for what it is.
    work.run(r#"ImportValues(path: "改名.xlsx")"#);
    assert_eq!(work.session.project().unwrap().cases().len(), 1);
}

/// 李 and 王 coded 治理 alike, 李 also 国防 over it.
fn overlapping() -> Work {
    let mut work = Work::with_text("数字治理与国防。产业");
    work.run(r#"Select(start: 2, end: 4), CodeSelection(code: "治理")"#);
    work.run(r#"SwitchCoder(coder: "王"), Select(start: 2, end: 4), CodeSelection(code: "治理")"#);
    work.run(r#"SwitchCoder(coder: "李"), Select(start: 3, end: 7), CodeSelection(code: "国防")"#);
    work
}

fn overview(work: &mut Work, by: By) {
    work.act(Action::ShowOverview {
        by,
        measure: zhupi::query::Measure::Codings,
        below: false,
        filter: Box::default(),
    });
}

#[test]
fn a_cell_where_a_code_meets_itself_opens_what_it_counts() {
    let mut work = overlapping();
    overview(&mut work, By::Codes(Relation::Overlaps));
    let Some(OverviewMade::Table(_, table)) = work.session.overview().answer() else {
        panic!("no table");
    };
    assert_eq!((table.count(0, 0), table.count(0, 1)), (1, 2));
    let opened = |work: &mut Work, script: &str| -> Vec<usize> {
        work.run(script);
        let found = work.session.asked().found().iter();
        found.map(|it| it.codings.len()).collect()
    };
    assert_eq!(opened(&mut work, "OpenCell(row: 1, column: 1)"), [2]);
    assert_eq!(opened(&mut work, "OpenCell(row: 1, column: 2)"), [2, 1]);
    // In another order it is the same; asked for once more, the query is.
    let query = work.session.asked().asking().query.clone();
    let ask = |order: &str| format!("AskQuery(query: \"{query}\", order: {order})");
    assert_eq!(opened(&mut work, &ask("Right")), [1, 2]);
    assert_eq!(opened(&mut work, &ask("Right")), [2]);
    work.run("OpenCell(row: 3, column: 1)");
    let said = work.said(Level::Hint);
    assert_eq!(
        said.last().unwrap(),
        "The overview has no row or column 3; it has 2"
    );
}

#[test]
fn a_rule_finds_its_passages_beside_and_codes_them_in_one_step() {
    let mut work = Work::with_text("数字治理。治理国防。");
    let rule = r#"[Autocode(rule: "词", query: "治理", code: "治理")]"#;
    let action = zhupi::session::script::read(rule).unwrap().remove(0);
    work.session.ask(action.clone());
    let jobs = work.session.jobs().iter();
    assert!(jobs.map(|it| it.kind).any(|it| it == JobKind::Rule));
    assert_eq!(work.codings(), [""; 0]);
    // What is changed meanwhile is not lost, and counts.
    work.session.ask(Action::AddText {
        name: "后来".into(),
        text: "又是治理".into(),
    });
    work.session.wait();
    assert_eq!(work.codings().len(), 3);
    work.run("Undo");
    assert_eq!(work.codings(), [""; 0]);
}

fn lists(work: &Work) -> WordLists {
    work.session.project().unwrap().head().words.clone()
}

fn mailed(work: &Work, path: &Path, name: &str) -> PathBuf {
    work.desk.put(name, std::fs::read(path).unwrap())
}

#[test]
fn stop_words_and_own_words_are_kept_joined_and_hidden() {
    let mut work = Work::with_text("数字治理与国防");
    work.run(r#"SetWords(stop: ["与"], own: ["数字治理"])"#);
    let here = work.save_as("李.ron");
    let there = mailed(&work, &here, "王.ron");
    // Through the file.
    let mut wang = Work {
        desk: work.desk.clone(),
        session: zhupi::session::Session::new(work.desk.clone(), Manner::Window),
    };
    wang.open(&there);
    assert_eq!(lists(&wang), lists(&work));
    // Both go on, and come together.
    wang.run(r#"SetWords(stop: ["与", "和"]), SaveProject"#);
    work.run(r#"SetWords(own: ["数字治理", "国防"]), SaveProject"#);
    work.session.take_notices();
    work.join(&there);
    assert_eq!(work.said(Level::Warning), [""; 0]);
    let both = WordLists {
        stop: vec!["与".into(), "和".into()],
        own: vec!["国防".into(), "数字治理".into()],
    };
    assert_eq!(lists(&work), both);
    work.run("Undo");
    assert_eq!(lists(&work).stop, ["与"]);
    // Hidden, and shown again.
    let project = work.session.project().unwrap().clone();
    let veil = Veil::over(&project, &[("数字治理".into(), Some("甲".into()))]);
    let hidden = veil.put_on(&project);
    assert_eq!(hidden.head().words.own, ["国防", "甲"]);
    assert_eq!(veil.take_off(&hidden).head().words, project.head().words);
}
