//! Texts that change while they are coded: edited by hand, replaced by a new edition, and joined with what
//! others coded on the old text.

use crate::command::{Shell, said};
use crate::desk::Work;
use std::path::{Path, PathBuf};
use zhupi::session::{Level, Manner, Session};

const TEXT: &str = "各国的治理框架并不相同。国防工业要有规则。文化是长久的事。先说产业，再说文化。";

/// Each coding as its words, its code, and what became of it where its words are another's.
fn passages(work: &Work) -> Vec<String> {
    let project = work.session.project().unwrap();
    let mut all: Vec<String> = project
        .codings()
        .iter()
        .map(|it| {
            let quotation = project.quotations().get(it.quotation).unwrap();
            let source = project.sources().get(quotation.source).unwrap();
            let words = quotation.span.of(source.text()).unwrap();
            let code = &project.codes().get(it.code).unwrap().name;
            match &quotation.stray {
                None => format!("{code}: {words}"),
                Some(stray) => format!(
                    "{code}: {words} ({:?} {})",
                    stray.verdict, stray.quote.exact
                ),
            }
        })
        .collect();
    all.sort();
    all
}

fn other(work: &Work, name: &str, path: &Path) -> (Work, PathBuf) {
    let there = work
        .desk
        .put(&format!("{name}.ron"), std::fs::read(path).unwrap());
    let mut person = Work {
        desk: work.desk.clone(),
        session: Session::new(work.desk.clone(), Manner::Batch),
    };
    person.session.code_as(name);
    person.open(&there);
    (person, there)
}

#[test]
fn what_was_coded_on_the_old_text_follows_an_edit_of_the_other_side() {
    let mut li = Work::with_text(TEXT);
    li.code("治理框架", "治理");
    let here = li.save_as("李.ron");
    let (mut wang, there) = other(&li, "王", &here);
    wang.code("国防工业", "国防");
    wang.code("长久的事", "文化");
    wang.run("SaveProject");
    // A word put before, one put into a passage, and a passage taken away.
    li.run(
        r#"EditText(edits: [(start: 0, end: 0, with: "今天，"), (start: 17, end: 17, with: "的"), (start: 28, end: 32)])"#,
    );
    li.run("SaveProject");
    li.join(&there);
    let expected = [
        "国防: 国防的工业 (Unsure 国防工业)",
        "文化:  (Lost 长久的事)",
        "治理: 治理框架",
    ];
    assert_eq!(passages(&li), expected);
    li.run("Undo");
    assert_eq!(passages(&li), ["治理: 治理框架"]);
    // The other way round it comes to the same.
    wang.join(&here);
    assert_eq!(passages(&wang), expected);
}

#[test]
fn an_edition_that_has_nothing_in_common_keeps_every_quotation_as_lost() {
    let mut li = Work::with_text(TEXT);
    li.code("治理框架", "治理");
    li.code("产业", "产业");
    li.desk.put("other.txt", "A wholly different page.");
    let path = li.desk.path("other.txt");
    li.run(&format!(
        "ReplaceText(path: {:?})",
        path.display().to_string()
    ));
    li.run("ApplyReplace");
    assert_eq!(
        passages(&li),
        ["产业:  (Lost 产业)", "治理:  (Lost 治理框架)"]
    );
    assert_eq!(
        li.said(Level::Warning),
        ["2 quotations are left to look at; nothing of them is lost"]
    );
    li.run("Undo");
    assert_eq!(passages(&li), ["产业: 产业", "治理: 治理框架"]);
}

#[test]
fn an_edition_in_another_encoding_is_read_with_it() {
    let shell = Shell::with_text(TEXT);
    shell.ok(&["code", "p.ron", "--code", "治理", "--find", "治理框架"]);
    let edition = TEXT.replace("各国的", "今天各国的");
    let (bytes, _, _) = encoding_rs::GB18030.encode(&edition);
    shell.put("second.txt", &bytes);
    let args = [
        "replace",
        "p.ron",
        "--source",
        "随笔",
        "second.txt",
        "--encoding",
        "gb18030",
    ];
    let replaced = shell.run(&args);
    assert_eq!(replaced.status.code(), Some(0), "{}", said(&replaced));
    let codings = shell.json(&["codings", "p.ron", "--json"]);
    assert_eq!(
        (&codings[0]["quote"], &codings[0]["start"]),
        (&"治理框架".into(), &5.into())
    );
}

#[test]
fn the_command_line_lists_what_becomes_of_quotations_and_changes_nothing_on_a_trial() {
    let shell = Shell::with_text(TEXT);
    for (code, words) in [
        ("治理", "治理框架"),
        ("国防", "国防工业"),
        ("文化", "文化是长久的事"),
    ] {
        shell.ok(&["code", "p.ron", "--code", code, "--find", words]);
    }
    let edition = "国防的工业要有规则。各国的治理框架并不相同。先说产业，再说文化。";
    shell.put("second.txt", edition.as_bytes());
    let before = std::fs::read(shell.path("p.ron")).unwrap();
    let trial = [
        "replace",
        "p.ron",
        "--source",
        "随笔",
        "second.txt",
        "--dry-run",
        "--json",
    ];
    let told = shell.run(&trial);
    assert_eq!(told.status.code(), Some(1), "{}", said(&told));
    let told: serde_json::Value = serde_json::from_slice(&told.stdout).unwrap();
    let count = |fate: &str| told["counts"][fate].as_u64().unwrap();
    assert_eq!(
        ["same", "edited", "scattered", "gone"]
            .map(count)
            .iter()
            .sum::<u64>(),
        3
    );
    assert_eq!(count("same"), 1);
    let gone = told["rows"].as_array().unwrap();
    let gone = gone
        .iter()
        .find(|it| it["before"]["words"] == "文化是长久的事");
    assert_eq!(gone.unwrap()["fate"], "gone");
    assert_eq!(
        std::fs::read(shell.path("p.ron")).unwrap(),
        before,
        "only told"
    );
    let made = shell.run(&["replace", "p.ron", "--source", "随笔", "second.txt"]);
    assert_eq!(made.status.code(), Some(1), "{}", said(&made));
    let checked = shell.run(&["check", "p.ron"]);
    assert_eq!(checked.status.code(), Some(1), "what is lost is named");
    let again = shell.run(&["replace", "p.ron", "--source", "随笔", "second.txt"]);
    assert_eq!(again.status.code(), Some(3));
    assert!(
        said(&again).contains("the text that is there already"),
        "{}",
        said(&again)
    );
}

#[test]
fn a_range_is_edited_by_command() {
    let shell = Shell::with_text(TEXT);
    shell.ok(&["code", "p.ron", "--code", "治理", "--find", "治理框架"]);
    let edit = ["edit", "p.ron", "--source", "随笔", "--range"];
    shell.ok(&[&edit[..], &["3..3", "--with", "数字"]].concat());
    shell.ok(&[&edit[..], &["7..9", "--with", "体系"]].concat());
    let codings = shell.json(&["codings", "p.ron", "--json"]);
    assert_eq!(
        (&codings[0]["quote"], &codings[0]["start"]),
        (&"治理体系".into(), &5.into())
    );
    let wrong = shell.run(&[&edit[..], &["900..901"]].concat());
    assert_eq!(wrong.status.code(), Some(3));
}

const PRINTED: &str = "各国的治\u{AD}理框架并不相同。国防\u{AD}工业要有规则。文化是长久的事。";

#[test]
fn a_coded_text_is_cleaned_up_and_its_quotations_move_along() {
    let mut li = Work::with_text(PRINTED);
    li.code("治\u{AD}理框架", "治理");
    li.code("长久的事", "文化");
    li.run("MendSource(clean: Steps([Hyphens]))");
    let text = |work: &Work| {
        let project = work.session.project().unwrap();
        project.sources().iter().next().unwrap().text().to_owned()
    };
    let cleaned = "各国的治理框架并不相同。国防工业要有规则。文化是长久的事。";
    assert_eq!(text(&li), cleaned);
    assert_eq!(passages(&li), ["文化: 长久的事", "治理: 治理框架"]);
    let project = li.session.project().unwrap();
    let source = project.sources().iter().next().unwrap();
    assert_eq!(source.origin.changes, ["clean-hyphens 2"]);
    li.run("Undo");
    assert_eq!(text(&li), PRINTED);
    assert_eq!(passages(&li), ["文化: 长久的事", "治理: 治\u{AD}理框架"]);
}

#[test]
fn the_command_line_shows_a_clean_up_before_it_makes_it() {
    let shell = Shell::with_text(PRINTED);
    shell.ok(&[
        "code",
        "p.ron",
        "--code",
        "治理",
        "--find",
        "治\u{AD}理框架",
    ]);
    let before = std::fs::read(shell.path("p.ron")).unwrap();
    let shown = shell.ok(&["clean", "p.ron", "随笔", "--clean", "hyphens", "--preview"]);
    assert!(shown.contains("[x] hyphens"), "{shown}");
    assert_eq!(std::fs::read(shell.path("p.ron")).unwrap(), before);
    shell.ok(&["clean", "p.ron", "随笔", "--clean", "hyphens"]);
    let codings = shell.json(&["codings", "p.ron", "--json"]);
    assert_eq!(codings[0]["quote"], "治理框架");
    let again = shell.run(&["clean", "p.ron", "随笔", "--clean", "hyphens"]);
    let words = said(&again);
    assert!(
        words.contains("These steps change nothing in 随笔"),
        "{words}"
    );
}
