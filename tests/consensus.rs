//! What a team takes from its coders' codings as the one it stands by: beside them, in one step, and the
//! same after a save, a join and a count.

use crate::command::{Shell, said};
use crate::desk::Work;
use zhupi::edit::plan_consensus::Least;
use zhupi::model::CoderId;
use zhupi::session::{Action, Level};

const TEXT: &str = "数字治理与国防，产业与文化。";

/// 李 and 王 coded 治理 alike, 国防 each in their own way.
fn two() -> Work {
    let mut work = Work::with_text(TEXT);
    work.run(r#"SwitchCoder(coder: "李")"#);
    work.code("治理", "治理");
    work.code("国防", "国防");
    work.run(r#"SwitchCoder(coder: "王")"#);
    work.code("治理", "治理");
    work.code("与国防", "国防");
    work.session.take_notices();
    work
}

fn take(work: &mut Work, by: Least) {
    work.act(Action::TakeAgreed { by: Some(by) });
}

#[test]
fn what_all_coded_alike_is_taken_in_one_step_and_nothing_of_theirs_is_touched() {
    let mut work = two();
    let before = work.session.project().unwrap().clone();
    take(&mut work, Least::All);
    let own = |it: &str| it.ends_with(":consensus");
    let codings = work.codings();
    let taken: Vec<&String> = codings.iter().filter(|it| own(it)).collect();
    assert_eq!(taken, ["治理:治理:consensus"]);
    let after = work.session.project().unwrap();
    for it in before.codings().iter() {
        assert_eq!(after.codings().get(it.id), Some(it));
    }
    for it in before.quotations().iter() {
        assert_eq!(after.quotations().get(it.id), Some(it));
    }
    // Its edge is moved without moving theirs: it stands on a passage of its own.
    let theirs = before.quotations().iter().map(|it| it.id);
    let theirs: Vec<_> = theirs.collect();
    let coding = after
        .codings()
        .iter()
        .find(|it| it.coder == CoderId::CONSENSUS);
    assert!(!theirs.contains(&coding.unwrap().quotation));
    // There is nothing more, and it is said so.
    work.session.take_notices();
    take(&mut work, Least::All);
    assert_eq!(work.codings().iter().filter(|it| own(it)).count(), 1);
    work.run("Undo");
    assert_eq!(
        work.session.project().unwrap(),
        &before,
        "one undo takes all of it back"
    );
}

#[test]
fn a_coding_is_taken_by_itself_and_one_coder_may_be_enough() {
    let mut work = two();
    let project = work.session.project().unwrap();
    let wide = project.codings().iter().last().unwrap().id;
    work.act(Action::TakeConsensus {
        codings: vec![wide],
    });
    assert!(work.codings().contains(&"与国防:国防:consensus".to_owned()));
    assert_eq!(work.session.agreed(Least::All).len(), 1);
    assert_eq!(
        work.session.agreed(Least::Coders(1)).len(),
        2,
        "治理, and what 李 coded alone"
    );
    // At the caret it is not clear which of the two is meant.
    let mut work = two();
    work.run("Select(start: 5, end: 6), TakeConsensus()");
    assert!(!work.codings().iter().any(|it| it.ends_with(":consensus")));
    work.run("Select(start: 2, end: 3), TakeConsensus()");
    assert!(work.codings().contains(&"治理:治理:consensus".to_owned()));
}

#[test]
fn it_is_kept_in_the_file_joined_as_one_and_not_counted_as_one_more_coder() {
    let mut li = two();
    let base = li.save_as("李.ron");
    let other = li.desk.put("王.ron", std::fs::read(&base).unwrap());
    take(&mut li, Least::All);
    li.run("SaveProject");
    let mut wang = Work {
        desk: li.desk.clone(),
        session: zhupi::session::Session::new(li.desk.clone(), zhupi::session::Manner::Window),
    };
    wang.open(&other);
    take(&mut wang, Least::All);
    wang.run("SaveProject");
    // Both took the same apart: the layer is one, and so is what both took.
    li.session.take_notices();
    li.join(&other);
    assert_eq!(li.said(Level::Error), [""; 0]);
    let project = li.session.project().unwrap();
    let layers = project.coders().iter().filter(|it| it.name == "consensus");
    assert_eq!(layers.count(), 1);
    let taken = li.codings();
    let taken = taken.iter().filter(|it| it.ends_with(":consensus"));
    assert_eq!(taken.count(), 1);
    assert!(project.conflicts().is_empty());
    li.run("SaveProject");
    let counted = |work: &Work, filter: zhupi::query::Filter| {
        let by = zhupi::session::By::Coders;
        let asked = zhupi::session::OverviewAsked {
            by,
            measure: zhupi::query::Measure::Codings,
            below: false,
            filter,
        };
        let grid = work.session.overview_grid(&asked).unwrap();
        format!("{grid:?}")
    };
    let all = counted(&li, zhupi::query::Filter::all());
    assert!(all.contains("王") && !all.contains("consensus"), "{all}");
    let only = counted(&li, zhupi::query::Filter::of_coder(CoderId::CONSENSUS));
    assert!(only.contains("consensus"), "{only}");
}

#[test]
fn the_command_line_shows_what_would_be_taken_and_takes_it() {
    let shell = Shell::with_text(TEXT);
    for coder in ["李", "王"] {
        shell.ok(&[
            "code", "p.ron", "--code", "治理", "--find", "治理", "--coder", coder,
        ]);
    }
    shell.ok(&[
        "code", "p.ron", "--code", "国防", "--find", "国防", "--coder", "王",
    ]);
    let shown = shell.ok(&["consensus", "p.ron", "--dry-run"]);
    assert_eq!(shown, "随笔\t2..4\t治理\t李、王\t治理\n");
    assert_eq!(shell.ok(&["codings", "p.ron"]).lines().count(), 3);
    shell.ok(&["consensus", "p.ron"]);
    assert_eq!(shell.ok(&["codings", "p.ron"]).lines().count(), 4);
    let without = shell.ok(&["codings", "p.ron", "--without-consensus"]);
    assert_eq!(without.lines().count(), 3);
    let only = shell.ok(&["codings", "p.ron", "--coder", "consensus"]);
    assert_eq!(only, "随笔\t2..4\t治理\tconsensus\t治理\n");
    let again = shell.run(&["consensus", "p.ron"]);
    assert_eq!(again.status.code(), Some(1), "{}", said(&again));
}
