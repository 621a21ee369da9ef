//! The program ends in the middle of work: what was done comes back, and undo reaches behind it.

use crate::desk::{TestDesk, Work};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use zhupi::session::{Action, Answer, Level, Manner};

const TEXT: &str = "数字治理与国防，产业与文化。";

/// A saved project with one coding.
fn saved() -> (Work, PathBuf) {
    let mut work = Work::with_text(TEXT);
    work.code("治理", "治理");
    let path = work.save_as("试编.ron");
    work.session.take_notices();
    (work, path)
}

/// The program ends without a word, and is started again with this file.
fn crash(work: Work, path: &Path) -> Work {
    let mut work = work.again(Manner::Window);
    work.open(path);
    work
}

fn names(desk: &Arc<TestDesk>) -> Vec<String> {
    let entries = std::fs::read_dir(desk.path("")).unwrap();
    let mut names: Vec<String> = entries
        .map(|it| it.unwrap().file_name().into_string().unwrap())
        .filter(|it| !it.ends_with(".bak") && !it.ends_with(".history") && it != "settings.ron")
        // Who has it open lies there as well.
        .filter(|it| !it.starts_with('.'))
        .collect();
    names.sort();
    names
}

#[test]
fn what_was_not_saved_comes_back_and_undo_reaches_behind_the_crash() {
    let (mut work, path) = saved();
    work.code("国防", "国防");
    work.code("文化", "文化");
    work.run("Undo");
    work.code("产业", "产业");
    let mut work = crash(work, &path);
    let all = ["治理:治理:李", "国防:国防:李", "产业:产业:李"];
    assert_eq!(work.codings(), all);
    let said = work.said(Level::Warning);
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(
        said[0].starts_with("4 changes to ") && said[0].contains("came back"),
        "{said:?}"
    );
    assert!(work.session.open().unwrap().is_changed());
    work.run("Undo, Undo");
    assert_eq!(work.codings(), all[..1]);
    work.run("Redo");
    assert_eq!(work.codings(), all[..2]);
    // Behind the crash lies what was saved, and that can be taken back too.
    work.run("Undo, Undo");
    assert!(work.codings().is_empty());
    // A second crash costs no more than the first.
    let mut work = crash(work, &path);
    assert!(work.codings().is_empty());
    work.run("Redo, Redo, SaveProject");
    let mut work = crash(work, &path);
    assert_eq!(
        (work.codings(), work.said(Level::Warning)),
        (vec![all[0].into(), all[1].into()], vec![])
    );
    assert!(!work.session.open().unwrap().is_changed());
}

#[test]
fn what_came_back_and_is_saved_at_once_can_still_be_taken_back_after_the_next_crash() {
    let (mut work, path) = saved();
    work.code("国防", "国防");
    let mut work = crash(work, &path);
    work.run("SaveProject");
    let mut work = crash(work, &path);
    assert_eq!(work.codings().len(), 2);
    assert_eq!(work.said(Level::Warning).len(), 0);
    work.run("Undo, Undo");
    assert!(work.codings().is_empty());
}

#[test]
fn undo_and_redo_survive_a_restart() {
    let (mut work, path) = saved();
    work.code("国防", "国防");
    work.run("SaveProject, Quit");
    let mut work = crash(work, &path);
    assert_eq!(work.said(Level::Warning), [""; 0]);
    let step = work
        .session
        .open()
        .unwrap()
        .history()
        .done()
        .last()
        .unwrap();
    assert_eq!(step.transaction.done.verb, "code-passage");
    work.run("Undo, SaveProject, Quit");
    let mut work = crash(work, &path);
    assert_eq!(work.codings(), ["治理:治理:李"]);
    work.run("Redo");
    assert_eq!(work.codings(), ["治理:治理:李", "国防:国防:李"]);
    work.run("Undo, Undo, Undo");
    let project = work.session.project().unwrap();
    assert!(project.sources().is_empty(), "back to where it began");
}

#[test]
fn every_step_has_words_who_and_when_and_can_be_gone_to() {
    let (mut work, path) = saved();
    work.run("SaveProject, Quit");
    let mut work = crash(work, &path);
    work.code("国防", "国防");
    work.run("Undo");
    let steps = work.session.steps();
    let locale = work.session.locale();
    let told: Vec<String> = steps
        .iter()
        .map(|it| {
            format!(
                "{} {} {} {} {}",
                it.number,
                locale.say(&it.words),
                it.coder,
                it.is_made,
                it.is_earlier
            )
        })
        .collect();
    let expected = [
        "1 add 随笔 李 true true",
        "2 code 治理 李 true true",
        "3 code 国防 李 false false",
    ];
    assert_eq!(
        (told, work.session.step_now()),
        (expected.map(Into::into).to_vec(), 2)
    );
    for step in [0, 3, 1, 2] {
        work.act(Action::GoToStep { step: Some(step) });
        assert_eq!(work.session.step_now(), step);
        assert_eq!(work.session.steps().len(), 3);
    }
    assert_eq!(work.codings(), ["治理:治理:李"]);
    work.session.take_notices();
    work.act(Action::GoToStep { step: Some(4) });
    assert_eq!(work.said(Level::Hint).len(), 1);
}

#[test]
fn a_project_that_was_never_saved_comes_back_at_the_next_start() {
    let mut work = Work::with_text(TEXT);
    work.code("治理", "治理");
    let mut work = work.again(Manner::Window);
    work.session.wait();
    assert_eq!(work.codings(), ["治理:治理:李"]);
    let said = work.said(Level::Warning);
    assert!(said[0].contains("never saved came back"), "{said:?}");
    work.run("Undo, Redo");
    work.save_as("试编.ron");
    assert_eq!(names(&work.desk), ["试编.ron", "试编.ron.journal"]);
    let mut work = work.again(Manner::Window);
    work.session.wait();
    assert!(work.session.project().is_none());
    assert_eq!(work.said(Level::Hint), [""; 0]);
}

#[test]
fn what_was_given_up_does_not_come_back() {
    let (mut work, path) = saved();
    work.code("国防", "国防");
    work.run("Quit");
    work.act(Action::Answer {
        answer: Answer::Discard,
    });
    let mut work = crash(work, &path);
    assert_eq!(work.codings(), ["治理:治理:李"]);
    assert_eq!(work.said(Level::Warning), [""; 0]);
    let mut other = Work::with_text(TEXT);
    other.run("CloseProject");
    other.act(Action::Answer {
        answer: Answer::Discard,
    });
    let mut other = other.again(Manner::Window);
    other.session.wait();
    assert!(other.session.project().is_none());
    assert_eq!(names(&other.desk), [""; 0]);
}

#[test]
fn a_last_line_that_was_cut_off_is_named_and_the_rest_comes_back() {
    let (mut work, path) = saved();
    work.code("国防", "国防");
    work.code("文化", "文化");
    let desk = work.desk.clone();
    drop(work.session);
    let journal = desk.path("试编.ron.journal");
    let text = std::fs::read(&journal).unwrap();
    desk.put("试编.ron.journal", &text[..text.len() - 20]);
    let session = zhupi::session::Session::new(desk.clone(), Manner::Window);
    let mut work = Work { desk, session };
    work.open(&path);
    assert_eq!(work.codings(), ["治理:治理:李", "国防:国防:李"]);
    let said = work.said(Level::Warning);
    assert_eq!(said.len(), 2, "{said:?}");
    assert!(said[1].contains("was cut off"), "{said:?}");
    // What is done next does not stand in half a line.
    work.code("产业", "产业");
    let work = crash(work, &path);
    assert_eq!(work.codings().len(), 3);
}

#[test]
fn changes_to_another_state_of_the_file_are_never_made_but_kept() {
    let (mut work, path) = saved();
    work.code("国防", "国防");
    let theirs = std::fs::read_to_string(&path)
        .unwrap()
        .replace("随笔", "他文");
    work.desk.put("试编.ron", &theirs);
    let mut work = crash(work, &path);
    assert_eq!(work.codings(), ["治理:治理:李"]);
    let said = work.said(Level::Warning);
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(said[0].contains("do not fit the file"), "{said:?}");
    assert_eq!(names(&work.desk), ["试编.ron", "试编.ron.journal.1.aside"]);
    assert_eq!(std::fs::read_to_string(&path).unwrap(), theirs);
}

#[test]
fn saving_under_another_name_leaves_the_first_file_alone() {
    let (mut work, first) = saved();
    work.code("国防", "国防");
    let second = work.save_as("二.ron");
    work.code("文化", "文化");
    let work = crash(work, &second);
    assert_eq!(work.codings().len(), 3);
    let mut work = crash(work, &first);
    assert_eq!(work.codings(), ["治理:治理:李"]);
    assert_eq!(work.said(Level::Warning), [""; 0]);
}

#[test]
fn a_save_under_another_name_that_fails_goes_on_where_it_was() {
    let (mut work, first) = saved();
    work.code("国防", "国防");
    work.save_as("没有/二.ron");
    work.code("文化", "文化");
    assert!(!work.said(Level::Error).is_empty());
    let work = crash(work, &first);
    assert_eq!(work.codings().len(), 3);
}

#[test]
fn two_programs_at_one_file_do_not_take_each_other_for_crashed() {
    let (mut work, path) = saved();
    work.code("国防", "国防");
    let mut second = Work {
        desk: work.desk.clone(),
        session: zhupi::session::Session::new(work.desk.clone(), Manner::Window),
    };
    second.open(&path);
    assert_eq!(second.codings(), ["治理:治理:李"]);
    let said = second.said(Level::Warning);
    assert!(
        said.len() == 1 && said[0].contains("is open in another window"),
        "{said:?}"
    );
    second.code("产业", "产业");
    drop(second.session);
    let mut third = Work {
        desk: work.desk.clone(),
        session: zhupi::session::Session::new(work.desk.clone(), Manner::Window),
    };
    third.open(&path);
    assert_eq!(third.codings(), ["治理:治理:李", "产业:产业:李"]);
    work.code("文化", "文化");
    assert_eq!(work.codings().len(), 3);
}

#[test]
fn what_a_dying_program_still_holds_is_waited_for() {
    let (mut work, path) = saved();
    work.code("国防", "国防");
    work.desk.held.store(3, Ordering::Relaxed);
    let mut work = crash(work, &path);
    assert_eq!(work.codings().len(), 2);
    let said = work.said(Level::Warning);
    assert!(said.len() == 1 && said[0].contains("came back"), "{said:?}");
}

#[test]
fn a_disk_that_fills_up_at_any_byte_costs_only_what_did_not_fit() {
    let (work, path) = saved();
    let file = std::fs::read(&path).unwrap();
    let desk = work.desk.clone();
    drop(work);
    let mut most = 0;
    for room in (0..4000u64).step_by(97) {
        desk.put("试编.ron", &file);
        for name in names(&desk).iter().filter(|it| it.contains(".journal")) {
            std::fs::remove_file(desk.path(name)).unwrap();
        }
        let session = zhupi::session::Session::new(desk.clone(), Manner::Window);
        let mut work = Work {
            desk: desk.clone(),
            session,
        };
        work.open(&path);
        desk.room.store(room, Ordering::Relaxed);
        for word in ["国防", "产业", "文化"] {
            work.code(word, word);
        }
        assert_eq!(work.codings().len(), 4, "the work goes on");
        let mut work = crash(work, &path);
        let back = work.codings().len();
        assert!(back >= most, "{back} after {most} with room for {room}");
        most = back;
        desk.room.store(u64::MAX, Ordering::Relaxed);
        work.session.take_notices();
        work.run("SaveProject");
        assert_eq!(work.said(Level::Error), [""; 0]);
    }
    assert_eq!(most, 4);
}

#[test]
fn a_journal_that_cannot_be_written_is_said_once_and_work_goes_on() {
    let (mut work, path) = saved();
    work.desk.room.store(0, Ordering::Relaxed);
    work.code("国防", "国防");
    work.code("产业", "产业");
    let patience = std::time::Instant::now();
    let mut said = Vec::new();
    while said.is_empty() && patience.elapsed().as_secs() < 20 {
        std::thread::yield_now();
        work.session.poll();
        said = work.said(Level::Warning);
    }
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(
        said[0].starts_with("Changes cannot be noted on disk"),
        "{said:?}"
    );
    work.code("文化", "文化");
    work.session.poll();
    assert_eq!(work.said(Level::Warning), [""; 0]);
    // As soon as there is room, everything is noted.
    work.desk.room.store(u64::MAX, Ordering::Relaxed);
    let work = crash(work, &path);
    assert_eq!(work.codings().len(), 4);
}

#[test]
fn a_join_and_a_removed_source_come_back_as_one_step_each() {
    let (mut work, path) = saved();
    work.run(r#"AddText(name: "二", text: "国防与\n产业"), RemoveSource(source: "随笔")"#);
    work.code("国防", "国防");
    let mut work = crash(work, &path);
    assert_eq!(work.codings(), ["国防:国防:李"]);
    work.run("Undo, Undo, Undo");
    assert_eq!(work.codings(), ["治理:治理:李"]);
    let bytes = std::fs::read(&path).unwrap();
    let file = zhupi::file::read(&bytes).unwrap().project;
    assert_eq!(work.session.project(), Some(&file));
}
