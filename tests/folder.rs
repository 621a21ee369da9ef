//! A project as a folder of files: saved, opened, recovered, and turned into one file and back.

use crate::command::{Shell, said};
use crate::desk::Work;
use std::path::{Path, PathBuf};
use zhupi::file;
use zhupi::session::{Action, Level, Manner};

/// A project in the folder `试编`, with one coding.
fn in_folder() -> (Work, PathBuf) {
    let mut work = Work::with_text("数字治理与国防，产业与文化。");
    work.code("治理", "治理");
    let path = work.desk.path("试编");
    work.act(Action::SaveInFolder {
        path: Some(path.clone()),
    });
    assert_eq!(work.said(Level::Warning), [""; 0]);
    (work, path)
}

/// Every file of a folder that is kept in git, with what is in it.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut all = Vec::new();
    let mut left = vec![folder.to_owned()];
    while let Some(folder) = left.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.display().to_string();
            let is_own = [".history", ".journal", ".gitignore"];
            match path.is_dir() {
                _ if is_own.iter().any(|it| name.ends_with(it)) => {}
                _ if name.contains(".ron.open-") => {}
                true => left.push(path),
                false => all.push((name, std::fs::read(&path).unwrap())),
            }
        }
    }
    all.sort();
    all
}

#[test]
fn a_folder_is_saved_opened_and_only_what_changed_is_written() {
    let (mut work, path) = in_folder();
    assert!(!work.session.open().unwrap().is_changed());
    let before = files(&path);
    work.code("国防", "治理");
    work.run("SaveProject");
    assert_eq!(work.said(Level::Warning), [""; 0]);
    let after = files(&path);
    let changed = before.iter().zip(&after).filter(|(one, two)| one != two);
    let changed: Vec<&str> = changed.map(|(it, _)| it.0.as_str()).collect();
    assert!(
        changed.len() == 2 && changed[0].contains("coders") && changed[1].contains("work"),
        "the states that 李 saved, and what 李 made of the text: {changed:?}"
    );
    let mut work = work.again(Manner::Window);
    work.open(&path);
    assert_eq!(work.said(Level::Warning), [""; 0]);
    assert_eq!(work.codings(), ["治理:治理:李", "国防:治理:李"]);
    // Nothing was done since, so that nothing is another when it is saved.
    work.run("SaveProject");
    assert_eq!(files(&path), after);
}

#[test]
fn one_file_becomes_a_folder_and_one_file_again_byte_for_byte() {
    let shell = Shell::with_text("数字治理与国防");
    shell.ok(&["code", "p.ron", "--code", "治理", "--find", "治理"]);
    shell.ok(&["save-as", "p.ron", "p", "--as-folder"]);
    shell.ok(&["save-as", "p", "q.ron"]);
    let read = |name: &str| std::fs::read_to_string(shell.path(name)).unwrap();
    assert_eq!(read("p.ron"), read("q.ron"));
    shell.ok(&["diff", "p", "q.ron"]);
    // Every command takes the folder for the file.
    shell.ok(&["code", "p/project.ron", "--code", "国防", "--find", "国防"]);
    assert_eq!(shell.ok(&["codings", "p"]).lines().count(), 2);
    let told = shell.run(&["diff", "q.ron", "p"]);
    assert_eq!(told.status.code(), Some(1));
    shell.ok(&["join", "q.ron", "p"]);
    shell.ok(&["diff", "p", "q.ron"]);
}

#[test]
fn what_was_not_saved_in_a_folder_comes_back_after_a_crash() {
    let (mut work, path) = in_folder();
    work.code("国防", "国防");
    let mut work = work.again(Manner::Window);
    work.open(&path);
    assert_eq!(work.codings(), ["治理:治理:李", "国防:国防:李"]);
    let said = work.said(Level::Warning);
    assert!(said[0].contains("came back"), "{said:?}");
    work.run("Undo, Undo");
    assert!(work.codings().is_empty());
}

#[test]
fn a_folder_that_somebody_else_changed_is_not_saved_over_in_silence() {
    let (mut work, path) = in_folder();
    let mut other = Work {
        desk: work.desk.clone(),
        session: zhupi::session::Session::new(work.desk.clone(), Manner::Batch),
    };
    other.open(&path);
    other.run(r#"SwitchCoder(coder: "王")"#);
    other.code("产业", "产业");
    other.run("SaveProject");
    drop(other);
    work.code("国防", "国防");
    work.run("SaveProject");
    assert!(
        work.session.open().unwrap().is_changed(),
        "it was asked first"
    );
    work.join(&path);
    assert_eq!(
        work.codings(),
        ["治理:治理:李", "国防:国防:李", "产业:产业:王"]
    );
}

#[test]
fn a_folder_with_something_else_in_it_is_left_alone() {
    let mut work = Work::with_text("数字治理");
    std::fs::create_dir(work.desk.path("文稿")).unwrap();
    work.desk.put("文稿/信.txt", "一封信");
    work.act(Action::SaveInFolder {
        path: Some(work.desk.path("文稿")),
    });
    let said = work.said(Level::Error);
    assert!(
        said.len() == 1 && said[0].contains("exists already"),
        "{said:?}"
    );
    assert_eq!(files(&work.desk.path("文稿")).len(), 1);
    // So is the folder of another project.
    let mut other = Work {
        desk: work.desk.clone(),
        session: zhupi::session::Session::new(work.desk.clone(), Manner::Window),
    };
    other.run(r#"NewProject(name: "别"), AddText(name: "别文", text: "产业")"#);
    let path = work.desk.path("别");
    let inside = Some(path.clone());
    other.act(Action::SaveInFolder {
        path: inside.clone(),
    });
    let before = files(&path);
    work.act(Action::SaveInFolder { path: inside });
    assert_eq!(work.said(Level::Error).len(), 1);
    assert_eq!(files(&path), before);
}

#[test]
fn earlier_versions_of_a_folder_are_kept_in_it() {
    let (mut work, path) = in_folder();
    let first = work.session.project().unwrap().clone();
    work.code("国防", "国防");
    work.run("SaveProject");
    let inner = path.join("project.ron");
    let kept = file::history::kept(&inner, file::identity(&first));
    assert_eq!(kept.as_ref(), Some(&first));
}

#[test]
fn a_file_of_a_folder_that_breaks_off_is_named() {
    let shell = Shell::with_text("数字治理与国防");
    shell.ok(&["code", "p.ron", "--code", "治理", "--find", "治理"]);
    shell.ok(&["save-as", "p.ron", "p", "--as-folder"]);
    let folder = std::fs::read_dir(shell.path("p/work")).unwrap();
    let folder = folder.map(|it| it.unwrap().path()).next().unwrap();
    let part = std::fs::read_dir(folder).unwrap().next().unwrap().unwrap();
    let text = std::fs::read_to_string(part.path()).unwrap();
    let half = text.split_at(text.find("codings").unwrap()).0;
    let name = part.path();
    let name = name.strip_prefix(shell.path("")).unwrap();
    shell.put(name.to_str().unwrap(), half.as_bytes());
    let told = shell.run(&["codings", "p"]);
    assert!(
        said(&told).contains("work/") && said(&told).contains("breaks off at line"),
        "{}",
        said(&told)
    );
}
