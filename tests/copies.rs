//! Copies given away with something left out or hidden, and joined when they come back.

use crate::command::{Shell, said};
use crate::desk::Work;
use std::path::{Path, PathBuf};
use zhupi::edit::copy::Without;
use zhupi::query;
use zhupi::session::{Action, CopyChoice, Level, Manner, Named};

const TEXT: &str = "张三谈数字治理与国防。张三丰不谈。";

/// A saved project: 李 coded 治理, 王 国防, both wrote a memo.
fn project() -> (Work, PathBuf) {
    let mut work = Work::with_text(TEXT);
    work.code("治理", "治理");
    work.run(r#"WriteMemo(on: Project, text: "张三待查")"#);
    work.run(r#"SwitchCoder(coder: "王")"#);
    work.code("国防", "国防");
    work.run(r#"WriteMemo(on: Project, text: "王记"), SwitchCoder(coder: "李")"#);
    let path = work.save_as("试编.ron");
    assert_eq!(work.said(Level::Warning), [""; 0]);
    (work, path)
}

fn give(work: &mut Work, name: &str, copy: CopyChoice) -> PathBuf {
    let path = work.desk.path(name);
    work.act(Action::GiveCopy {
        path: Some(path.clone()),
        copy: Some(Box::new(copy)),
    });
    assert_eq!(work.said(Level::Warning), [""; 0]);
    path
}

/// 王 opens the copy, codes in it and sends it back.
fn wang(work: &Work, path: &Path, words: &str, code: &str) -> Work {
    let mut wang = Work {
        desk: work.desk.clone(),
        session: zhupi::session::Session::new(work.desk.clone(), Manner::Window),
    };
    wang.session.code_as("王");
    wang.open(path);
    wang.code(words, code);
    wang.run("SaveProject");
    wang
}

fn join(work: &mut Work, path: &Path) {
    work.session.take_notices();
    work.join(path);
    assert_eq!(work.said(Level::Warning), [""; 0]);
}

fn memos(work: &Work) -> Vec<String> {
    let memos = work.session.project().unwrap().memos().iter();
    memos.map(|it| it.text.clone()).collect()
}

#[test]
fn a_blind_copy_shows_nobody_elses_work_and_takes_none_away() {
    let (mut work, path) = project();
    let without = Without {
        others: true,
        ..Without::default()
    };
    let to = Some(Named::name("王"));
    let blind = give(
        &mut work,
        "给王.ron",
        CopyChoice {
            to,
            without,
            ..CopyChoice::default()
        },
    );
    let mut wang = wang(&work, &blind, "治理", "治理");
    assert_eq!(wang.codings(), ["治理:治理:王", "国防:国防:王"]);
    assert_eq!(memos(&wang), ["王记"]);
    // 王 takes back an own coding; 李 goes on meanwhile.
    let last = wang.session.project().unwrap().codings().iter().next();
    let id = last.unwrap().id;
    wang.act(Action::Uncode { codings: vec![id] });
    wang.run("SaveProject");
    work.code("数字", "数据");
    work.run("SaveProject");
    join(&mut work, &blind);
    assert_eq!(
        work.codings(),
        ["数字:数据:李", "治理:治理:李", "治理:治理:王"],
        "what 李 made is there, what 王 removed is gone"
    );
    assert_eq!(memos(&work).len(), 2);
    work.run("SaveProject");
    // Joined the other way round, 王 sees it all.
    join(&mut wang, &path);
    assert_eq!(wang.codings(), work.codings());
    // And once more, from what both have now.
    wang.code("不谈", "治理");
    wang.run("SaveProject");
    join(&mut work, &blind);
    assert_eq!(work.codings(), wang.codings());
}

#[test]
fn without_memos_and_texts_nothing_of_them_is_in_the_file_and_all_comes_back() {
    let (mut work, _) = project();
    let without = Without {
        memos: true,
        texts: true,
        ..Without::default()
    };
    let copy = CopyChoice {
        without,
        ..CopyChoice::default()
    };
    let path = give(&mut work, "空.ron", copy);
    let text = std::fs::read_to_string(&path).unwrap();
    for word in ["张三", "谈", "待查", "王记", "exact"] {
        assert!(!text.contains(word), "{word}: {text}");
    }
    let before = work.session.project().unwrap().clone();
    let mut wang = wang(&work, &path, "nothing", "治理");
    wang.session.take_notices();
    wang.run(r#"RenameCode(code: "治理", name: "治国"), SaveProject"#);
    assert_eq!(wang.said(Level::Error), [""; 0]);
    join(&mut work, &path);
    let after = work.session.project().unwrap();
    assert_eq!(after.sources(), before.sources());
    assert_eq!(after.quotations(), before.quotations());
    assert_eq!(after.memos(), before.memos());
    assert_eq!(work.codings(), ["治理:治国:李", "国防:国防:王"]);
}

#[test]
fn hidden_words_are_nowhere_in_a_copy_and_passages_come_back_to_their_places() {
    let (mut work, _) = project();
    let key = work.desk.path("key.ron");
    let copy = CopyChoice {
        hide: vec!["张三=某甲".to_owned(), "张三丰".to_owned()],
        names: true,
        to: Some(Named::name("王")),
        key: Some(key.clone()),
        ..CopyChoice::default()
    };
    let path = give(&mut work, "匿名.ron", copy);
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(
        !text.contains("张三") && !text.contains("\"李\"") && text.contains("某甲谈"),
        "{text}"
    );
    let key = std::fs::read_to_string(key).unwrap();
    assert!(key.contains("某甲") && key.contains("李"), "{key}");
    let mut wang = wang(&work, &path, "某甲谈", "人物");
    wang.code("不谈", "人物");
    let memo = r#"WriteMemo(on: Project, text: "某甲是谁？"), SaveProject"#;
    wang.run(memo);
    assert_eq!(query::findings(wang.session.project().unwrap()), []);
    join(&mut work, &path);
    assert_eq!(
        work.codings(),
        [
            "张三谈:人物:王",
            "治理:治理:李",
            "国防:国防:王",
            "不谈:人物:王"
        ]
    );
    assert!(
        memos(&work).contains(&"张三是谁？".to_owned()),
        "{:?}",
        memos(&work)
    );
    let source = work.session.project().unwrap().sources().iter().next();
    assert_eq!(source.unwrap().text(), TEXT);
    assert_eq!(query::findings(work.session.project().unwrap()), []);
}

#[test]
fn a_key_file_from_elsewhere_shows_the_hidden_words_of_a_copy_again() {
    let (mut work, project) = project();
    let key = work.desk.path("key.ron");
    let copy = CopyChoice {
        hide: vec!["张三=某甲".to_owned()],
        key: Some(key.clone()),
        ..CopyChoice::default()
    };
    let path = give(&mut work, "匿名.ron", copy);
    let wang = wang(&work, &path, "某甲谈", "人物");
    drop(wang);
    // On another machine the list is not kept beside the project.
    let history = zhupi::file::history::folder(&project);
    for entry in std::fs::read_dir(history).unwrap() {
        let path = entry.unwrap().path();
        if path.to_string_lossy().contains("key") {
            std::fs::remove_file(path).unwrap();
        }
    }
    let ask = Action::JoinProject {
        path: Some(path),
        key: None,
    };
    work.act(ask);
    assert!(work.session.planned().unwrap().wants_key());
    work.act(Action::JoinWithKey { key: Some(key) });
    assert!(!work.session.planned().unwrap().wants_key());
    work.act(Action::ApplyJoin);
    assert!(work.codings().contains(&"张三谈:人物:王".to_owned()));
    let source = work.session.project().unwrap().sources().iter().next();
    assert_eq!(source.unwrap().text(), TEXT);
    work.act(Action::JoinWithKey { key: None });
    assert_eq!(work.said(Level::Error).len(), 1, "no join is shown");
}

#[test]
fn a_project_that_lies_nowhere_is_saved_before_a_copy_of_it_is_given() {
    let mut work = Work::with_text(TEXT);
    let path = work.desk.path("给.ron");
    work.act(Action::GiveCopy {
        path: Some(path.clone()),
        copy: None,
    });
    let said = work.said(Level::Error);
    assert!(
        said.len() == 1 && said[0].starts_with("Save the project first"),
        "{said:?}"
    );
    assert!(!path.exists());
}

#[test]
fn a_whole_copy_is_the_same_state() {
    let (mut work, path) = project();
    let copy = give(&mut work, "全.ron", CopyChoice::default());
    let read = |path: &Path| zhupi::file::read(&std::fs::read(path).unwrap()).unwrap();
    let (one, two) = (read(&path), read(&copy));
    assert_eq!(one.project, two.project);
    assert_eq!(
        one.revisions.first().map(|it| it.id),
        two.revisions.first().map(|it| it.id)
    );
}

#[test]
fn copies_are_given_from_the_command_line() {
    let shell = Shell::with_text(TEXT);
    shell.ok(&["code", "p.ron", "--code", "治理", "--find", "治理"]);
    shell.ok(&[
        "copy", "p.ron", "-o", "q.ron", "--to", "王", "--blind", "--hide", "张三", "--key",
        "key.ron",
    ]);
    assert_eq!(shell.ok(&["codings", "q.ron"]), "");
    shell.ok(&[
        "code", "q.ron", "--code", "国防", "--find", "国防", "--coder", "王",
    ]);
    let joined = shell.run(&["join", "p.ron", "q.ron"]);
    assert_eq!(joined.status.code(), Some(0), "{}", said(&joined));
    assert_eq!(shell.ok(&["codings", "p.ron"]).lines().count(), 2);
    assert!(shell.path("key.ron").exists());
}
