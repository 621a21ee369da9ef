//! Tests: one state has one identity, however it came about, and a save that copies writes what a
//! save from scratch writes.

use super::*;
use crate::file::safe;
use crate::file::{read, write_with};
use crate::model::sample::any_project;
use crate::model::{
    Coding, CodingId, Edit, Quotation, QuotationId, Record, RecordId, Source, Table,
};
use crate::text::Span;
use proptest::prelude::*;

/// A change to a project: dice pick what is changed and how.
fn changed(project: &mut Project, (kind, dice, other): (u8, u16, &Project)) {
    fn pick<T: crate::model::Keyed>(table: &Table<T>, dice: u16) -> Option<T> {
        let len = table.len().max(1);
        table.iter().nth(usize::from(dice) % len).cloned()
    }
    let fresh = uuid::Uuid::from_u128(u128::from(dice) << 64 | 0x5000);
    let edit: Option<Edit> = match kind % 8 {
        0 => pick(project.codings(), dice).map(|it| Edit::Take(RecordId::Coding(it.id))),
        1 => pick(project.codings(), dice).map(|it| {
            let id = CodingId::new(fresh);
            Edit::Put(Record::from(Coding { id, ..it }))
        }),
        2 => pick(project.quotations(), dice).map(|it| {
            let (id, span) = (QuotationId::new(fresh), Span::new(0, 0));
            Edit::Put(Record::from(Quotation { id, span, ..it }))
        }),
        3 => pick(project.coders(), dice).and_then(|coder| {
            let it = pick(project.quotations(), dice / 3)?;
            let coder = coder.id;
            Some(Edit::Put(Record::from(Quotation { coder, ..it })))
        }),
        4 => pick(project.codes(), dice).map(|mut it| {
            it.order = u64::from(dice);
            Edit::Put(it.into())
        }),
        5 => pick(project.sources(), dice).map(|it| {
            let text = format!("治{}", it.text());
            let fingerprint = Fingerprint::of(&text);
            let lines = crate::text::Lines::new(text.into());
            Edit::Put(Record::from(Source {
                lines,
                fingerprint,
                ..it
            }))
        }),
        6 => pick(other.sources(), dice).map(|it| Edit::Put(it.into())),
        _ => pick(project.memos(), dice).map(|it| Edit::Take(RecordId::Memo(it.id))),
    };
    if let Some(edit) = edit {
        project.apply(edit);
    }
}

fn many() -> Project {
    let mut project = read(include_bytes!("../../../projects/sample.ron"))
        .unwrap()
        .project;
    let pattern = project.codings().iter().next().unwrap().clone();
    for turn in 0..3000u128 {
        let id = CodingId::new(uuid::Uuid::from_u128(
            0x0199 << 112 | turn << 80 | (turn * 77),
        ));
        let coding = Coding {
            id,
            ..pattern.clone()
        };
        project.apply(Edit::Put(coding.into()));
    }
    project
}

#[test]
fn what_tells_a_state_apart_is_what_is_in_it() {
    let project = many();
    let mut other = project.clone();
    let taken = project.codings().iter().nth(1500).unwrap().clone();
    other.apply(Edit::Take(RecordId::Coding(taken.id)));
    assert_ne!(identity(&project), identity(&other));
    other.apply(Edit::Put(taken.into()));
    assert_eq!(identity(&project), identity(&other));
    let text = crate::file::to_string(&project);
    assert_eq!(
        identity(&read(text.as_bytes()).unwrap().project),
        identity(&project)
    );
}

#[test]
fn a_change_makes_few_pieces_new() {
    let sheet = Sheet::of(&many());
    let old: BTreeSet<Fingerprint> = sheet.hashes().into_iter().collect();
    assert!(old.len() > 15, "{}", old.len());
    for turn in [0, 1, 700, 1500, 2999] {
        let mut project = many();
        let taken = project.codings().iter().nth(turn).unwrap().id;
        project.apply(Edit::Take(RecordId::Coding(taken)));
        let followed = sheet.follow(&project);
        assert_eq!(followed.id(), identity(&project), "{turn}");
        let new = followed.hashes().into_iter().filter(|it| !old.contains(it));
        assert_eq!(new.count(), 1, "{turn}");
    }
}

/// Saves a sheet as a person's save does.
fn saved(sheet: &Sheet, path: &Path) -> Sheet {
    let done = safe::save(path, 1, &mut |out| sheet.write(&[], out)).unwrap();
    sheet.saved(path, done.seal.as_ref())
}

fn text_of(path: &Path) -> String {
    String::from_utf8(safe::load(path).unwrap().0).unwrap()
}

#[test]
fn a_file_changed_behind_the_back_is_not_copied_from() {
    let desk = tempfile::tempdir().unwrap();
    let path = desk.path().join("治理.ron");
    let sheet = saved(&Sheet::of(&many()), &path);
    assert!(sheet.has_source());
    let text = text_of(&path).replace("治理", "国防");
    safe::save(&path, 0, &mut |out| out.write_all(text.as_bytes())).unwrap();
    assert!(!sheet.has_source());
    saved(&sheet, &path);
    assert_eq!(text_of(&path), crate::file::to_string(&many()));
}

#[test]
fn a_file_laid_out_otherwise_is_not_copied_from() {
    let desk = tempfile::tempdir().unwrap();
    let path = desk.path().join("治理.ron");
    let project = many();
    for (text, canonical) in [
        (crate::file::to_string(&project), true),
        (
            crate::file::to_string(&project).replace("    (id", "  (id"),
            false,
        ),
        (crate::file::to_string(&project) + "\n", false),
    ] {
        let done = safe::save(&path, 0, &mut |out| out.write_all(text.as_bytes())).unwrap();
        let project = read(text.as_bytes()).unwrap().project;
        let sheet = Sheet::of_file(&project, (&path, done.seal.as_ref().unwrap()), None);
        assert_eq!(
            (sheet.has_source(), sheet.id()),
            (canonical, identity(&project))
        );
    }
}

#[test]
fn a_file_is_the_state_that_it_says_only_when_every_line_of_it_is() {
    let desk = tempfile::tempdir().unwrap();
    let path = desk.path().join("治理.ron");
    let project = many();
    let (text, id) = (crate::file::to_string(&project), identity(&project));
    let read_off = |text: &str, id| {
        let done = safe::save(&path, 0, &mut |out| out.write_all(text.as_bytes())).unwrap();
        let seal = done.seal.unwrap();
        let project = read(text.as_bytes()).unwrap().project;
        let sheet = Sheet::read_off(&project, (&path, &seal), id)?;
        let scratch = Sheet::of_file(&project, (&path, &seal), None);
        assert_eq!(sheet.hashes(), scratch.hashes());
        Some(saved(&sheet, &path).id())
    };
    assert_eq!(read_off(&text, id), Some(id));
    assert_eq!(text_of(&path), text);
    assert_eq!(read_off(&text, Fingerprint([7; 32])), None);
    let line = text.lines().find(|it| it.contains("quotation: ")).unwrap();
    for (from, to) in [
        (line.to_owned(), line.replacen("(id", "( id", 1)),
        (line.to_owned(), line.replacen("created", " created", 1)),
        ("  ],\n  work: [".to_owned(), "  ], \n  work: [".to_owned()),
        (
            "      codings: [\n".to_owned(),
            "      codings: [\n\n".to_owned(),
        ),
        (")\n".to_owned(), ")\n ".to_owned()),
    ] {
        let changed = text.replacen(&from, &to, 1);
        assert_ne!(changed, text);
        assert_eq!(
            identity(&read(changed.as_bytes()).unwrap().project),
            id,
            "{to}"
        );
        assert_eq!(read_off(&changed, id), None, "{to}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn following_changes_is_starting_from_scratch(
        project in any_project(),
        other in any_project(),
        steps in prop::collection::vec((any::<u8>(), any::<u16>()), 1..24),
    ) {
        let desk = tempfile::tempdir().unwrap();
        let path = desk.path().join("治理.ron");
        let mut sheet = saved(&Sheet::of(&project), &path);
        let mut now = project;
        for group in steps.chunks(3) {
            for (kind, dice) in group {
                changed(&mut now, (*kind, *dice, &other));
            }
            sheet = sheet.follow(&now);
            let scratch = Sheet::of(&now);
            prop_assert_eq!(sheet.id(), scratch.id());
            prop_assert_eq!(sheet.hashes(), scratch.hashes());
            prop_assert!(sheet.has_source());
            sheet = saved(&sheet, &path);
            prop_assert_eq!(text_of(&path), crate::file::to_string(&now));
            let seal = Seal::at(&path).unwrap();
            let read = Sheet::read_off(&now, (&path, &seal), sheet.id());
            prop_assert_eq!(read.map(|it| it.hashes()), Some(sheet.hashes()));
        }
    }

    #[test]
    fn states_are_one_exactly_when_they_are_equal(one in any_project(), two in any_project()) {
        prop_assert_eq!(identity(&one) == identity(&two), one == two);
        let followed = Sheet::of(&one).follow(&two);
        prop_assert_eq!(followed.id(), identity(&two));
        let mut text = Vec::new();
        write_with(&one, &[], &mut text).unwrap();
        prop_assert_eq!(identity(&read(&text).unwrap().project), identity(&one));
    }
}
