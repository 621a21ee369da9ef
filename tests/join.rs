//! Two people code the same project apart and join: the stories a team lives through.

use crate::desk::Work;
use std::path::{Path, PathBuf};
use zhupi::file;
use zhupi::model::{CodeId, Over, RecordId};
use zhupi::query;
use zhupi::session::{Level, Manner, Named};

/// Somebody who sits down at the same desk: their name, their copy of the file.
fn sits_down(work: &Work, name: &str, path: &Path) -> Work {
    let mut person = Work {
        desk: work.desk.clone(),
        session: zhupi::session::Session::new(work.desk.clone(), Manner::Window),
    };
    person.session.code_as(name);
    person.open(path);
    person.session.take_notices();
    person
}

/// A copy of a file, as by mail: nothing else comes with it.
fn mailed(work: &Work, path: &Path, name: &str) -> PathBuf {
    work.desk.put(name, std::fs::read(path).unwrap())
}

/// 李's project with one text and one coding, saved, and 王's copy of it.
fn two() -> (Work, PathBuf, Work, PathBuf) {
    let mut li = Work::with_text("数字治理与国防，产业与文化。");
    li.code("治理", "治理");
    let here = li.save_as("李.ron");
    let there = mailed(&li, &here, "王.ron");
    let wang = sits_down(&li, "王", &there);
    li.session.take_notices();
    (li, here, wang, there)
}

fn join(work: &mut Work, path: &Path) {
    work.join(path);
}

fn conflicts(work: &Work) -> usize {
    work.session.project().unwrap().conflicts().len()
}

fn code(work: &Work, name: &str) -> Option<CodeId> {
    let codes = work.session.project().unwrap().codes();
    codes.iter().find(|it| it.name == name).map(|it| it.id)
}

#[test]
fn what_two_coded_apart_comes_together_and_goes_in_one_step() {
    let (mut li, here, mut wang, there) = two();
    li.code("国防", "国防");
    li.run("SaveProject");
    wang.code("产业", "产业");
    wang.run("SaveProject");
    li.session.take_notices();
    join(&mut li, &there);
    let both = ["治理:治理:李", "国防:国防:李", "产业:产业:王"];
    assert_eq!(li.codings(), both);
    assert_eq!(
        li.said(Level::Done),
        [format!(
            "Joined {}: 4 records came (1 codings), 0 changed, 0 went; undo takes all of it back",
            there.display()
        )]
    );
    li.run("Undo");
    assert_eq!(li.codings(), both[..2]);
    li.run("Redo, SaveProject");
    join(&mut wang, &here);
    assert_eq!(wang.codings(), both);
    assert_eq!(conflicts(&wang), 0);
}

#[test]
fn what_was_taken_back_by_a_further_change_does_not_come_again_from_a_copy_that_has_it() {
    for is_here in [true, false] {
        let mut li = Work::with_text("数字治理与国防，产业与文化。");
        li.code("国防", "国防");
        let here = li.save_as("李.ron");
        li.code("治理", "国防");
        li.run("SaveProject");
        let there = mailed(&li, &here, "王.ron");
        let mut wang = sits_down(&li, "王", &there);
        // Not undone, but removed: the project is again as it was saved first.
        li.run("Select(start: 2, end: 4), Uncode(), SaveProject");
        wang.code("产业", "国防");
        wang.run("SaveProject");
        let work = match is_here {
            true => &mut li,
            false => &mut wang,
        };
        // Also after another start of the program.
        let (own, other) = if is_here {
            (&here, &there)
        } else {
            (&there, &here)
        };
        work.open(own);
        join(work, other);
        assert_eq!(
            work.codings(),
            ["国防:国防:李", "产业:国防:王"],
            "{is_here}"
        );
        assert_eq!(conflicts(work), 0);
    }
}

#[test]
fn the_order_does_not_matter_and_a_third_joins_both() {
    let (mut li, here, mut wang, there) = two();
    let third = mailed(&li, &here, "赵.ron");
    let mut zhao = sits_down(&li, "赵", &third);
    li.code("国防", "国防");
    wang.code("产业", "产业");
    zhao.code("文化", "文化");
    for work in [&mut li, &mut wang, &mut zhao] {
        work.run("SaveProject");
    }
    let mut orders = Vec::new();
    for order in [[&here, &there], [&there, &here]] {
        let mut zhao = sits_down(&zhao, "赵", &third);
        for path in order {
            join(&mut zhao, path);
        }
        orders.push(zhao.session.project().unwrap().clone());
    }
    assert_eq!(orders[0], orders[1]);
    assert_eq!(orders[0].codings().len(), 4);
    assert!(orders[0].conflicts().is_empty());
}

#[test]
fn what_one_removed_and_the_other_left_alone_goes() {
    let (mut li, _, mut wang, there) = two();
    wang.run(r#"RemoveCode(code: "治理"), SaveProject"#);
    join(&mut li, &there);
    assert_eq!(li.codings(), [""; 0]);
    assert_eq!((code(&li, "治理"), conflicts(&li)), (None, 0));
    assert!(li.session.project().unwrap().quotations().is_empty());
}

#[test]
fn what_one_removed_and_the_other_used_stays_until_somebody_decides() {
    let (mut li, _, mut wang, there) = two();
    wang.run(r#"RemoveCode(code: "治理"), SaveProject"#);
    li.code("国防", "治理");
    li.session.take_notices();
    join(&mut li, &there);
    assert_eq!(li.codings(), ["治理:治理:李", "国防:治理:李"]);
    assert_eq!(
        li.to_decide(),
        ["Code 治理 was removed in one version, and changed or used in the other; it stands here"]
    );
    li.run("DecideConflict(take: Other)");
    assert_eq!((li.codings().len(), conflicts(&li)), (0, 0));
    li.run("Undo, DecideConflict(take: Kept)");
    assert_eq!((li.codings().len(), conflicts(&li)), (2, 0));
}

#[test]
fn a_name_changed_on_both_sides_is_a_row_that_lives_in_the_file() {
    let (mut li, here, mut wang, there) = two();
    wang.run(r#"RenameCode(code: "治理", name: "治理体系"), SaveProject"#);
    li.run(
        r#"RenameCode(code: "治理", name: "治国"), DefineCode(code: "治国", definition: "规则")"#,
    );
    li.session.take_notices();
    join(&mut li, &there);
    assert_eq!(
        li.to_decide(),
        ["Code 治国: the name is “治国” here, and “治理体系” in the other version"]
    );
    li.run("SaveProject");
    let mut li = sits_down(&li, "李", &here);
    assert_eq!(conflicts(&li), 1);
    assert_eq!(query::findings(li.session.project().unwrap()), []);
    join(&mut li, &there);
    assert_eq!(conflicts(&li), 1, "joining the same again asks nothing new");
    li.run("DecideConflict(take: Other)");
    assert!(code(&li, "治理体系").is_some() && conflicts(&li) == 0);
    li.run("SaveProject");
    join(&mut wang, &here);
    assert_eq!(conflicts(&wang), 0, "what 李 decided is decided for 王");
    let code = wang
        .session
        .project()
        .unwrap()
        .codes()
        .iter()
        .next()
        .unwrap();
    assert_eq!((&*code.name, &*code.definition), ("治理体系", "规则"));
}

#[test]
fn codes_of_one_name_made_apart_are_offered_as_one() {
    let (mut li, _, mut wang, there) = two();
    li.code("国防", "国防");
    wang.code("国防", "国防");
    wang.run("SaveProject");
    join(&mut li, &there);
    assert_eq!(
        li.codings(),
        ["治理:治理:李", "国防:国防:李", "国防:国防:王"]
    );
    let over = |it: &zhupi::model::Conflict| matches!(it.over, Over::Twin(_));
    assert!(li.session.project().unwrap().conflicts().iter().all(over));
    assert_eq!(conflicts(&li), 1);
    li.run("DecideConflict(take: Other)");
    let named = li.session.project().unwrap().codes().iter();
    assert_eq!(named.filter(|it| it.name == "国防").count(), 1);
    assert_eq!(
        li.codings().len(),
        3,
        "agreement needs both coders' codings"
    );
}

#[test]
fn a_text_mended_in_one_copy_takes_the_other_coders_passages_along() {
    let (mut li, here, mut wang, there) = two();
    li.code("产业与文化", "产业");
    li.run("SaveProject");
    wang.code("国防", "国防");
    wang.run("SaveProject");
    let mended = std::fs::read_to_string(&there).unwrap();
    let there = wang
        .desk
        .put("王改.ron", mended.replace("数字治理与", "论数字治理与"));
    join(&mut li, &there);
    assert_eq!(
        li.codings(),
        ["治理:治理:李", "国防:国防:王", "产业与文化:产业:李"]
    );
    let source = li
        .session
        .project()
        .unwrap()
        .sources()
        .iter()
        .next()
        .unwrap();
    assert_eq!(source.text(), "论数字治理与国防，产业与文化。");
    assert_eq!(conflicts(&li), 0);
    drop(here);
}

#[test]
fn a_file_of_a_version_that_kept_no_revisions_is_joined_without_guessing_a_deletion() {
    let (mut li, here, mut wang, there) = two();
    wang.run(r#"RemoveCode(code: "治理")"#);
    wang.code("国防", "国防");
    wang.run("SaveProject");
    // As the version before would have written it.
    let bytes = std::fs::read(&there).unwrap();
    let old = file::to_string(&file::read(&bytes).unwrap().project);
    let old = wang.desk.put("旧.ron", old);
    li.session.take_notices();
    join(&mut li, &old);
    assert_eq!(li.codings(), ["治理:治理:李", "国防:国防:王"]);
    let said = li.said(Level::Warning);
    assert!(
        said[0].starts_with("No earlier version was found"),
        "{said:?}"
    );
    drop(here);
}

#[test]
fn two_copies_of_a_file_without_revisions_find_what_they_come_from() {
    let (li, here, _, _) = two();
    let bytes = std::fs::read(&here).unwrap();
    let old = file::to_string(&file::read(&bytes).unwrap().project);
    let [one, two] = ["一.ron", "二.ron"].map(|name| li.desk.put(name, &old));
    let mut first = sits_down(&li, "李", &one);
    let mut second = sits_down(&li, "王", &two);
    first.code("国防", "国防");
    second.run(r#"RemoveCode(code: "治理"), SaveProject"#);
    join(&mut first, &two);
    assert_eq!(first.codings(), ["国防:国防:李"]);
    assert_eq!(conflicts(&first), 0);
}

#[test]
fn a_join_that_was_undone_is_not_taken_for_done() {
    let (mut li, here, mut wang, there) = two();
    wang.code("产业", "产业");
    wang.run("SaveProject");
    join(&mut li, &there);
    li.run("SaveProject, Undo");
    li.code("国防", "国防");
    li.run("SaveProject");
    join(&mut wang, &here);
    assert_eq!(
        wang.codings(),
        ["治理:治理:李", "国防:国防:李", "产业:产业:王"],
        "王's coding was never removed by anybody"
    );
}

#[test]
fn a_save_that_changed_nothing_is_the_same_revision() {
    let (mut li, here, _, _) = two();
    let revisions = |path: &Path| {
        let bytes = std::fs::read(path).unwrap();
        file::read(&bytes).unwrap().revisions.len()
    };
    assert_eq!(revisions(&here), 1);
    li.run("SaveProject, SaveProject");
    assert_eq!(revisions(&here), 1);
    li.code("国防", "国防");
    li.run("SaveProject");
    assert_eq!(revisions(&here), 2);
    let history = file::history::folder(&here);
    let names = std::fs::read_dir(history)
        .unwrap()
        .map(|it| it.unwrap().file_name());
    let lists = names.filter(|it| it.to_string_lossy().ends_with(".list.gz"));
    assert_eq!(lists.count(), 2);
}

#[test]
fn a_history_that_cannot_be_kept_costs_no_save_and_is_said_once() {
    let mut work = Work::with_text("数字治理");
    work.desk
        .put("试编.ron.history", "a file stands in its way");
    let path = work.save_as("试编.ron");
    let said = work.said(Level::Warning);
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(
        said[0].starts_with("Earlier versions cannot be kept"),
        "{said:?}"
    );
    work.code("治理", "治理");
    work.run("SaveProject");
    assert_eq!(work.said(Level::Warning), [""; 0]);
    let saved = file::read(&std::fs::read(&path).unwrap()).unwrap();
    assert_eq!(saved.project.codings().len(), 1);
}

#[test]
fn another_project_is_joined_with_a_warning_and_nothing_removed() {
    let (mut li, _, _, _) = two();
    let mut other = Work {
        desk: li.desk.clone(),
        session: zhupi::session::Session::new(li.desk.clone(), Manner::Window),
    };
    other.run(r#"NewProject(name: "别"), AddText(name: "别文", text: "产业与文化")"#);
    other.code("产业", "产业");
    let other = other.save_as("别.ron");
    li.session.take_notices();
    join(&mut li, &other);
    assert_eq!(li.codings(), ["治理:治理:李", "产业:产业:王"]);
    let said = li.said(Level::Warning);
    assert!(said[0].contains("is another project"), "{said:?}");
}

#[test]
fn half_a_file_is_joined_as_far_as_it_can_be_read_and_removes_nothing_it_lacks() {
    let (mut li, _, mut wang, there) = two();
    li.code("国防", "国防");
    wang.code("产业", "产业");
    wang.run("SaveProject");
    let whole = std::fs::read_to_string(&there).unwrap();
    let end = whole.find("codings: [").unwrap();
    let half = wang.desk.put("半.ron", whole.split_at(end).0);
    join(&mut li, &half);
    assert_eq!(li.codings(), ["治理:治理:李", "国防:国防:李"]);
    // Saved as it could be read, it is no version from which anything was removed.
    let mut wang = sits_down(&wang, "王", &half);
    wang.run("SaveProject");
    join(&mut wang, &there);
    assert_eq!(wang.codings(), ["治理:治理:李", "产业:产业:王"]);
}

#[test]
fn nobody_is_named_twice_when_the_same_coder_comes_from_two_machines() {
    let (mut li, _, mut wang, there) = two();
    wang.code("产业", "产业");
    wang.run("SaveProject");
    join(&mut li, &there);
    join(&mut li, &there);
    let project = li.session.project().unwrap();
    let wang = Named::name("王").find_coder(project).unwrap().id;
    assert_eq!(project.works_of(wang).count(), 2);
    assert_eq!(project.coders().len(), 2);
    assert!(project.contains(RecordId::Coder(wang)));
}
