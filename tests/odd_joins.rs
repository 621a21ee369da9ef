//! Files that nobody would send on purpose: each gives a clear sentence, and nothing is dropped.

use crate::desk::Work;
use std::path::{Path, PathBuf};
use zhupi::file;
use zhupi::model::{Over, Part};
use zhupi::query;
use zhupi::session::{Level, Manner};

const TEXT: &str = "数字治理与国防，产业与文化。";

/// 李's project with one text and one coding, saved, and a copy of the file under another name that
/// was changed by hand.
fn with_copy(change: impl Fn(&str) -> String) -> (Work, PathBuf) {
    let mut li = Work::with_text(TEXT);
    li.code("治理", "治理");
    let path = li.save_as("李.ron");
    let text = std::fs::read_to_string(path).unwrap();
    let there = li.desk.put("王.ron", change(&text));
    li.session.take_notices();
    (li, there)
}

fn join(work: &mut Work, path: &Path) -> Vec<String> {
    work.join(path);
    let found = query::findings(work.session.project().unwrap());
    assert!(query::is_sound(&found), "{found:?}");
    let mut said = work.said(Level::Warning);
    said.extend(work.to_decide());
    said
}

fn coder(text: &str) -> &str {
    let at = text.find("coders: [\n    (id: \"").unwrap() + 20;
    text.get(at..at + 36).unwrap()
}

#[test]
fn two_projects_with_one_id_are_joined_without_guessing_a_removal() {
    let (mut li, _) = with_copy(str::to_owned);
    // Another project to which somebody gave the id of this one.
    let mut other = Work {
        desk: li.desk.clone(),
        session: zhupi::session::Session::new(li.desk.clone(), Manner::Window),
    };
    other.run(r#"NewProject(name: "别"), AddText(name: "别文", text: "产业与文化")"#);
    other.code("产业", "产业");
    let path = other.save_as("别.ron");
    let id = |work: &Work| work.session.project().unwrap().head().id.to_string();
    let text = std::fs::read_to_string(path).unwrap();
    let text = text.replace(&id(&other), &id(&li));
    let path = li.desk.put("同号.ron", text);
    let said = join(&mut li, &path);
    assert!(
        said.iter()
            .any(|it| it.starts_with("No earlier version was found")),
        "{said:?}"
    );
    assert!(
        said.iter().any(|it| it.contains("the name is “试编” here")),
        "{said:?}"
    );
    assert_eq!(li.codings(), ["治理:治理:李", "产业:产业:李"]);
}

#[test]
fn texts_that_differ_by_one_character_carry_every_passage_over() {
    let (mut li, there) = with_copy(|text| text.replace("产业与文化", "产业和文化"));
    li.code("国防", "国防");
    assert_eq!(join(&mut li, &there), [""; 0]);
    let source = li.session.project().unwrap().sources().iter().next();
    assert_eq!(source.unwrap().text(), "数字治理与国防，产业和文化。");
    assert_eq!(li.codings(), ["治理:治理:李", "国防:国防:李"]);
}

#[test]
fn a_character_changed_apart_on_both_sides_is_a_row_and_both_texts_are_kept() {
    let mut li = Work::with_text(TEXT);
    li.code("治理", "治理");
    let path = li.save_as("李.ron");
    let text = std::fs::read_to_string(&path).unwrap();
    let here = li
        .desk
        .put("甲.ron", text.replace("产业与文化", "产业和文化"));
    let there = li
        .desk
        .put("乙.ron", text.replace("产业与文化", "产业及文化"));
    li.open(&here);
    li.run("SaveProject");
    li.session.take_notices();
    let said = join(&mut li, &there);
    // Neither file lies beside the version both come from, and neither descends from it by name.
    assert!(
        said[0].starts_with("No earlier version was found"),
        "{said:?}"
    );
    assert!(said[2].starts_with("Source 随笔: the text is"), "{said:?}");
    let over: Vec<Over> = li
        .session
        .project()
        .unwrap()
        .conflicts()
        .iter()
        .map(|it| it.over.clone())
        .collect();
    assert!(
        matches!(
            &over[..],
            [Over::Part {
                part: Part::Text,
                ..
            }]
        ),
        "{over:?}"
    );
    li.run("DecideConflict(take: Other)");
    let source = li.session.project().unwrap().sources().iter().next();
    assert_eq!(source.unwrap().text(), "数字治理与国防，产业及文化。");
    assert_eq!(li.codings(), ["治理:治理:李"]);
}

#[test]
fn clocks_that_are_years_apart_change_nothing() {
    for year in ["1998", "2126"] {
        let (mut li, there) = with_copy(|text| {
            text.replace(":\"2025-", &format!(":\"{year}-"))
                .replace(": \"2025-", &format!(": \"{year}-"))
        });
        let mut wang = Work {
            desk: li.desk.clone(),
            session: zhupi::session::Session::new(li.desk.clone(), Manner::Window),
        };
        wang.session.code_as("王");
        wang.open(&there);
        wang.code("产业", "产业");
        wang.run("SaveProject");
        li.code("国防", "国防");
        let said = join(&mut li, &there);
        assert_eq!(said, [""; 0], "{year}");
        assert_eq!(
            li.codings(),
            ["治理:治理:李", "国防:国防:李", "产业:产业:王"],
            "{year}"
        );
    }
}

#[test]
fn a_coder_renamed_on_one_side_is_the_same_person() {
    let (mut li, there) = with_copy(|text| {
        let id = coder(text).to_owned();
        text.replace(
            &format!("(id: \"{id}\", name: \"李\")"),
            &format!("(id: \"{id}\", name: \"李明\")"),
        )
    });
    li.code("国防", "国防");
    assert_eq!(join(&mut li, &there), [""; 0]);
    assert_eq!(li.codings(), ["治理:治理:李明", "国防:国防:李明"]);
    assert_eq!(li.session.project().unwrap().coders().len(), 1);
}

#[test]
fn half_a_file_says_so_and_the_rest_is_joined() {
    let (mut li, there) = with_copy(|text| {
        let end = text.find("work: [").unwrap();
        text.get(..end).unwrap().to_owned()
    });
    li.join(&there);
    let said = li.said(Level::Warning);
    assert!(!said.is_empty(), "it is said");
    assert_eq!(li.codings(), ["治理:治理:李"]);
}

#[test]
fn something_else_is_refused_and_nothing_changes() {
    let (mut li, there) = with_copy(|_| "一封信".to_owned());
    let before = file::to_string(li.session.project().unwrap());
    li.join(&there);
    let said = li.said(Level::Error);
    assert!(
        said.len() == 1 && said[0].contains("cannot be read as a project"),
        "{said:?}"
    );
    assert_eq!(file::to_string(li.session.project().unwrap()), before);
}
