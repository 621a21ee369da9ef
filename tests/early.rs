//! A large project is read from while what coders made is still on its way.

use crate::desk::Work;
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;
use zhupi::session::{Action, Job, JobKind, Level, Manner, Named};

const TEXT: &str = "数字治理是国家治理的重要方面。国防与产业都离不开它。";

/// A saved project with two texts, one coding and a case, and somebody who has not opened it.
fn saved(folder: bool) -> (Work, PathBuf) {
    let mut work = Work::with_text(TEXT);
    work.run(r#"AddText(name: "附录", text: "文化也一样。"), AddCase(name: "东部")"#);
    work.run(
        r#"ShowSource(source: "随笔"), Select(start: 2, end: 4), CodeSelection(code: "治理")"#,
    );
    work.session.take_notices();
    let path = match folder {
        false => work.save_as("试编.ron"),
        true => {
            let path = work.desk.path("试编");
            work.act(Action::SaveInFolder {
                path: Some(path.clone()),
            });
            path.join("project.ron")
        }
    };
    work.desk.large.store(0, Ordering::Relaxed);
    (work.again(Manner::Window), path)
}

/// Opens it up to where its texts are there; `then` happens while the whole cannot be read.
fn early(work: &mut Work, path: &Path, then: impl FnOnce(&mut Work)) {
    let desk = work.desk.clone();
    let gate = desk.gate.lock().unwrap();
    work.session.ask(Action::OpenProject {
        path: Some(path.to_owned()),
    });
    while !work.session.is_early() {
        work.session.poll();
        std::thread::yield_now();
    }
    then(work);
    drop(gate);
    work.session.wait();
}

fn show(work: &mut Work, name: &str) {
    work.session.ask(Action::ShowSource {
        source: Named::name(name),
    });
}

#[test]
fn texts_are_read_and_searched_before_the_codings_are_there_and_stay_as_they_stand() {
    for folder in [false, true] {
        let (mut work, path) = saved(folder);
        early(&mut work, &path, |work| {
            assert_eq!(work.session.project().unwrap().sources().len(), 2);
            assert_eq!(work.codings(), [""; 0]);
            assert!(!work.session.open().unwrap().is_changed());
            show(work, "附录");
            work.session.ask(Action::Select { start: 0, end: 2 });
            work.session.ask(Action::Find {
                query: Some("国防".into()),
            });
            assert_eq!(work.said(Level::Warning), [""; 0]);
        });
        assert!(!work.session.is_early());
        assert_eq!(work.codings(), ["治理:治理:李"], "folder: {folder}");
        assert_eq!(work.session.project().unwrap().cases().len(), 1);
        let look = work.session.look();
        assert_eq!(look.finding.found.len(), 1);
        assert!(look.selection.is_some(), "it stays selected");
        work.run(r#"CodeSelection(code: "国防")"#);
        assert_eq!(work.codings().len(), 2);
    }
}

#[test]
fn nothing_changes_a_project_that_is_not_whole_and_nothing_of_it_is_written() {
    let (mut work, path) = saved(false);
    let before = std::fs::read(&path).unwrap();
    early(&mut work, &path, |work| {
        let project = work.session.project().unwrap().clone();
        work.session.ask(Action::Select { start: 0, end: 2 });
        for script in [
            r#"CodeSelection(code: "国防")"#,
            r#"AddText(name: "三", text: "三")"#,
            r#"RenameSource(source: "附录", name: "附")"#,
            r#"SaveProjectAs(path: "copy.ron")"#,
            r#"Export(format: Csv, path: "codings.csv", bom: true)"#,
            r#"SaveProject"#,
        ] {
            for action in zhupi::session::script::read(&format!("[{script}]")).unwrap() {
                work.session.ask(action);
            }
            assert_eq!(work.said(Level::Error).len(), 1, "{script}");
        }
        assert_eq!(work.session.project(), Some(&project));
        assert!(!work.desk.path("copy.ron").exists());
        assert!(!work.desk.path("codings.csv").exists());
    });
    assert_eq!(work.codings().len(), 1);
    assert_eq!(std::fs::read(&path).unwrap(), before);
}

#[test]
fn what_cannot_be_read_to_its_end_is_closed_again_and_the_reason_said() {
    let (mut work, path) = saved(false);
    early(&mut work, &path, |_| std::fs::remove_file(&path).unwrap());
    assert!(work.session.open().is_none());
    assert_eq!(work.said(Level::Error).len(), 1);
}

#[test]
fn whoever_stops_the_reading_or_opens_something_else_is_rid_of_it() {
    let (mut work, path) = saved(false);
    early(&mut work, &path, |work| {
        let is_it = |job: &&Job| job.kind == JobKind::Open;
        let job = work.session.jobs().iter().find(is_it).unwrap().number;
        work.session.ask(Action::Cancel { job });
        assert!(work.session.open().is_none());
    });
    assert!(work.session.open().is_none());
    early(&mut work, &path, |work| {
        work.session.ask(Action::OpenSample);
    });
    let name = &work.session.project().unwrap().head().name;
    assert!(!name.contains("试编"), "{name}");
    assert!(!work.session.is_early());
    assert_eq!(work.said(Level::Error), [""; 0]);
}
