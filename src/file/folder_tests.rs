//! A project in a folder is the one it is in a file.

use super::folder::{FolderChange, folder_change, is_folder_project, read_folder};
use super::folder_disk::load_parts;
use super::folder_since::folder_change_since;
use super::part::{CODEBOOK, PROJECT, Part, STATES, belongs, is_place};
use super::round_trip::FORMAT_1;
use super::{Lineage, Opened, Revision, Warning, read, to_string};
use crate::model::sample::any_project;
use crate::model::{Code, Edit, Extra, Fingerprint, Project, Record, RecordId, Source, Time};
use proptest::prelude::*;

fn parts(project: &Project, revisions: &[Revision]) -> Vec<Part> {
    folder_change(project, revisions, &[]).puts
}

fn opened(parts: &[Part]) -> Opened {
    read_folder(parts).unwrap()
}

fn sample() -> Project {
    read(include_bytes!("../../projects/sample.ron"))
        .unwrap()
        .project
}

/// The folder after a change was saved in it.
fn saved(there: &[Part], change: &FolderChange) -> Vec<Part> {
    let gone = |it: &&Part| {
        change.takes.contains(&it.name) || change.puts.iter().any(|put| put.name == it.name)
    };
    let mut all: Vec<Part> = there.iter().filter(|it| !gone(it)).cloned().collect();
    all.extend(change.puts.iter().cloned());
    all
}

/// What is enough of a file that is known.
fn head(part: &Part) -> Part {
    let is_large = part.name.starts_with("sources/") || part.name.starts_with("work/");
    let len = if is_large {
        part.bytes.len().min(300)
    } else {
        part.bytes.len()
    };
    Part {
        name: part.name.clone(),
        bytes: part.bytes[..len].to_vec(),
    }
}

/// The first project without some of its records and with some of the other's, as far as all rules hold.
fn mixed(one: &Project, other: &Project, picks: &[(prop::sample::Index, bool)]) -> Project {
    let records = |it: &Project| {
        let mut all: Vec<Record> = it.sources().iter().cloned().map(Record::from).collect();
        all.extend(it.coders().iter().cloned().map(Record::from));
        all.extend(it.quotations().iter().cloned().map(Record::from));
        all.extend(it.codings().iter().cloned().map(Record::from));
        all.extend(it.memos().iter().cloned().map(Record::from));
        all
    };
    let mut project = one.clone();
    for (pick, is_put) in picks {
        let all = records(if *is_put { other } else { one });
        if all.is_empty() {
            continue;
        }
        let record = pick.get(&all).clone();
        let edit = match is_put {
            true => Edit::Put(record),
            false => Edit::Take(record.id()),
        };
        let mut tried = project.clone();
        tried.apply(edit);
        if crate::model::check_all(&tried).is_empty() {
            project = tried;
        }
    }
    project
}

/// Only what is kept for a newer version is told.
fn is_kept(it: &Warning) -> bool {
    match it {
        Warning::InPart { warning, .. } => is_kept(warning),
        it => matches!(it, Warning::UnknownField { .. }),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn a_folder_holds_byte_for_byte_what_a_file_does(project in any_project()) {
        let there = parts(&project, &[]);
        let Opened { project: again, warnings, .. } = opened(&there);
        prop_assert!(warnings.iter().all(is_kept), "{warnings:?}");
        prop_assert_eq!(to_string(&again), to_string(&project));
        prop_assert_eq!(parts(&again, &[]), there.clone());
        prop_assert_eq!(folder_change(&again, &[], &there), FolderChange::default());
        for part in &there {
            prop_assert!(is_place(&part.name), "{}", part.name);
            prop_assert!(belongs(&part.bytes).is_some(), "{}", part.name);
            let text = std::str::from_utf8(&part.bytes).unwrap();
            prop_assert!(ron::from_str::<ron::Value>(text).is_ok(), "{}: {}", part.name, text);
        }
    }

    #[test]
    fn what_is_known_to_lie_there_need_not_be_looked_at(
        one in any_project(),
        other in any_project(),
        picks in prop::collection::vec((any::<prop::sample::Index>(), any::<bool>()), 0..12),
    ) {
        let there = parts(&one, &[]);
        let is = mixed(&one, &other, &picks);
        let heads: Vec<Part> = there.iter().map(head).collect();
        let quick = folder_change_since((&one, &is), &[], &heads);
        let whole = folder_change(&is, &[], &there);
        let sorted = |change: &FolderChange| {
            let mut all = saved(&there, change);
            all.sort_by(|one, other| one.name.cmp(&other.name));
            all
        };
        prop_assert_eq!(sorted(&quick), sorted(&whole));
    }

    #[test]
    fn whatever_lies_in_the_files_nothing_breaks(
        project in any_project(),
        cuts in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>()), 1..4),
    ) {
        let mut there = parts(&project, &[]);
        for (which, at) in cuts {
            let part = which.index(there.len());
            let len = at.index(there[part].bytes.len() + 1);
            there[part].bytes.truncate(len);
        }
        if let Ok(opened) = read_folder(&there) {
            prop_assert_eq!(crate::model::check_all(&opened.project), []);
            let change = folder_change(&opened.project, &[], &there);
            let again = read_folder(&saved(&there, &change)).unwrap();
            prop_assert_eq!(to_string(&again.project), to_string(&opened.project));
        }
    }
}

#[test]
fn one_coding_touches_one_file() {
    let mut project = sample();
    let there = parts(&project, &[]);
    let coding = project.codings().iter().next().unwrap().clone();
    project.apply(Edit::Take(RecordId::Coding(coding.id)));
    let change = folder_change(&project, &[], &there);
    assert_eq!(change.takes, [""; 0]);
    let names: Vec<&str> = change.puts.iter().map(|it| it.name.as_str()).collect();
    assert!(
        matches!(names[..], [name] if name.starts_with("work/")),
        "{names:?}"
    );
}

#[test]
fn files_are_named_after_people_and_texts_and_keep_their_names() {
    let mut project = sample();
    let there = parts(&project, &[]);
    let source = project.sources().iter().next().unwrap().clone();
    let named = |there: &[Part]| {
        there.iter().any(|it| {
            it.name.starts_with(&format!(
                "sources/{}",
                source.name.split(' ').next().unwrap()
            ))
        })
    };
    assert!(
        named(&there),
        "{:?}",
        there.iter().map(|it| &it.name).collect::<Vec<_>>()
    );
    let name = "改名".to_owned();
    project.apply(Edit::Put(
        Source {
            name,
            ..source.clone()
        }
        .into(),
    ));
    let change = folder_change(&project, &[], &there);
    assert_eq!((change.takes.len(), change.puts.len()), (0, 1));
    assert!(named(&change.puts));
    assert_eq!(
        to_string(&opened(&saved(&there, &change)).project),
        to_string(&project)
    );
}

#[test]
fn states_stand_with_who_saved_them_and_those_of_two_branches_are_all_known() {
    let project = sample();
    let coders: Vec<_> = project.coders().iter().map(|it| it.id).collect();
    let revision = |number: u8, parents: &[u8], by| Revision {
        id: Fingerprint([number; 32]),
        parents: parents.iter().map(|it| Fingerprint([*it; 32])).collect(),
        again: Vec::new(),
        by,
        at: Time::from_secs(1_790_000_000 + i64::from(number)),
        given: Vec::new(),
        signed: None,
        extra: Extra::default(),
    };
    let first = revision(1, &[], None);
    let here = revision(2, &[1], Some(coders[0]));
    let there = revision(3, &[1], Some(coders[1]));
    let of = |own: &Revision| parts(&project, &[own.clone(), first.clone()]);
    let (ours, theirs) = (of(&here), of(&there));
    assert_eq!(opened(&ours).revisions, [here.clone(), first.clone()]);
    // As plain git merges it: each file as the one has it who changed it.
    let base = parts(&project, std::slice::from_ref(&first));
    let merged: Vec<Part> = ours
        .iter()
        .zip(&theirs)
        .zip(&base)
        .map(|((here, there), base)| {
            if here == base {
                there.clone()
            } else {
                here.clone()
            }
        })
        .collect();
    assert!(merged.iter().any(|it| it.name == STATES));
    let Opened {
        revisions,
        warnings,
        ..
    } = opened(&merged);
    assert_eq!(warnings, []);
    assert_eq!(revisions, [there.clone(), here.clone(), first]);
    assert_eq!(Lineage::gathered(&revisions).tips(), [there.id, here.id]);
}

#[test]
fn a_file_of_another_project_is_named_and_left_alone() {
    let project = sample();
    let mut there = parts(&project, &[]);
    let mut other = Project::new(crate::model::Head {
        id: crate::model::ProjectId::new(uuid::Uuid::from_u128(5)),
        ..project.head().clone()
    });
    let code = project.codes().iter().next().unwrap().clone();
    let name = "别的".to_owned();
    other.apply(Edit::Put(
        Code {
            name,
            parent: None,
            ..code
        }
        .into(),
    ));
    let book = parts(&other, &[])
        .into_iter()
        .find(|it| it.name == CODEBOOK)
        .unwrap();
    there.push(Part {
        name: "sources/别.ron".to_owned(),
        bytes: book.bytes,
    });
    let Opened {
        project: again,
        warnings,
        ..
    } = opened(&there);
    assert_eq!(to_string(&again), to_string(&project));
    assert!(
        matches!(&warnings[..], [Warning::InPart { part, warning }] if part == "sources/别.ron" && **warning == Warning::OtherProject),
        "{warnings:?}"
    );
    assert_eq!(folder_change(&again, &[], &there), FolderChange::default());
}

#[test]
fn half_a_file_of_a_folder_is_told_with_its_name_and_its_own_lines() {
    let mut there = parts(&sample(), &[]);
    let work = there
        .iter_mut()
        .find(|it| it.name.starts_with("work/"))
        .unwrap();
    let text = String::from_utf8(work.bytes.clone()).unwrap();
    let at = text.find("codings: [").unwrap();
    let line = text.split_at(at).0.matches('\n').count() + 1;
    work.bytes.truncate(at + 4);
    let name = work.name.clone();
    let read = opened(&there);
    let told = read.warnings.iter().find_map(|it| match it {
        Warning::InPart { part, warning } if *part == name => match &**warning {
            Warning::Truncated { place } => Some(place.line),
            _ => None,
        },
        _ => None,
    });
    assert_eq!(told, Some(line), "{:?}", read.warnings);
    assert!(read.warnings.iter().any(Warning::is_loss) && read.revisions.is_empty());
}

#[test]
fn a_file_that_is_no_part_is_kept_aside_once() {
    let mut there = parts(&sample(), &[]);
    there.push(Part {
        name: "work/李/信.ron".to_owned(),
        bytes: "一封信".into(),
    });
    for _ in 0..2 {
        let read = opened(&there);
        assert!(
            matches!(&read.warnings[..], [Warning::InPart { warning, .. }] if matches!(**warning, Warning::NoPart { .. })),
            "{:?}",
            read.warnings
        );
        let aside: Vec<&str> = read
            .project
            .unread
            .iter()
            .map(|it| it.text.as_str())
            .collect();
        assert_eq!(aside, ["一封信"]);
        there = saved(&there, &folder_change(&read.project, &[], &there));
    }
}

#[test]
fn only_the_file_of_a_folder_says_that_it_is_one() {
    let project = sample();
    assert!(!is_folder_project(to_string(&project).as_bytes()));
    let there = parts(&project, &[]);
    let of = |name: &str| there.iter().find(|it| it.name == name).unwrap();
    assert!(is_folder_project(&of(PROJECT).bytes));
    assert!(!is_folder_project(&of(CODEBOOK).bytes));
}

#[test]
fn the_first_folder_is_read_for_ever_and_is_the_first_file() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/folder-1");
    let there = load_parts(&root.join(PROJECT)).unwrap();
    let Opened {
        project, warnings, ..
    } = opened(&there);
    assert_eq!(warnings, []);
    let file = read(FORMAT_1.as_bytes()).unwrap().project;
    assert_eq!(to_string(&project), to_string(&file));
    // What is written now is what was written then, but for what the program says of itself.
    let change = folder_change(&project, &opened(&there).revisions, &there);
    let names: Vec<&str> = change.puts.iter().map(|it| it.name.as_str()).collect();
    assert!(names.is_empty() || names == [PROJECT], "{names:?}");
    assert_eq!(change.takes, [""; 0]);
}

#[test]
fn a_folder_of_a_newer_version_opens_and_what_it_knows_more_is_written_back() {
    let project = sample();
    let mut there = parts(&project, &[]);
    for part in &mut there {
        let text = String::from_utf8(part.bytes.clone()).unwrap();
        let text = text.replacen("format: 1,", "format: 2,", 1);
        let stars = "  codes: [\n";
        part.bytes = text
            .replacen(
                stars,
                "  stars: [\n    Star(of: \"天\"),\n  ],\n  codes: [\n",
                1,
            )
            .into();
    }
    let Opened {
        project, warnings, ..
    } = opened(&there);
    assert!(
        warnings
            .iter()
            .any(|it| matches!(it, Warning::NewerFormat { format: 2, .. })),
        "{warnings:?}"
    );
    let again = parts(&project, &[]);
    let all: String = again
        .iter()
        .map(|it| String::from_utf8(it.bytes.clone()).unwrap())
        .collect();
    assert!(
        all.contains("Star(of: \"天\")") && !all.contains("format: 1"),
        "{all}"
    );
}

#[test]
fn a_file_that_holds_nothing_any_more_stays_where_it_is() {
    let mut project = sample();
    let there = parts(&project, &[]);
    let coder = project.codings().iter().next().unwrap().coder;
    let works: Vec<RecordId> = project.works_of(coder).collect();
    for id in works {
        project.apply(Edit::Take(id));
    }
    let change = folder_change(&project, &[], &there);
    assert_eq!(change.takes, [""; 0]);
    let after = saved(&there, &change);
    for it in &there {
        assert!(after.iter().any(|part| part.name == it.name), "{}", it.name);
    }
    assert_eq!(
        folder_change(&project, &[], &after),
        FolderChange::default()
    );
}
