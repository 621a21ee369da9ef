//! Tests: steps come back as they were made, and a journal tells what a file does not hold.

use super::*;
use crate::edit::{Done, History, Place, Transaction};
use crate::file::{identity, step_line};
use crate::model::sample::any_project;
use crate::model::{CoderId, Edit, Record, RecordId, Time};
use proptest::prelude::*;

fn id(number: u8) -> Fingerprint {
    Fingerprint([number; 32])
}

fn text_of(entries: &[Entry]) -> Vec<u8> {
    let lines = entries.iter().map(Entry::line);
    [vec![head()], lines.collect()].concat().concat()
}

/// Every record of a project, in an order in which they can be put.
fn records(of: &Project) -> Vec<Record> {
    let mut ids = vec![RecordId::Project];
    ids.extend(of.coders().iter().map(|it| RecordId::Coder(it.id)));
    ids.extend(of.codes().iter().map(|it| RecordId::Code(it.id)));
    ids.extend(of.variables().iter().map(|it| RecordId::Variable(it.id)));
    ids.extend(of.sources().iter().map(|it| RecordId::Source(it.id)));
    ids.extend(of.quotations().iter().map(|it| RecordId::Quotation(it.id)));
    ids.extend(of.codings().iter().map(|it| RecordId::Coding(it.id)));
    ids.extend(of.memos().iter().map(|it| RecordId::Memo(it.id)));
    ids.extend(of.cases().iter().map(|it| RecordId::Case(it.id)));
    ids.extend(of.sets().iter().map(|it| RecordId::Set(it.id)));
    ids.extend(of.links().iter().map(|it| RecordId::Link(it.id)));
    ids.extend(of.queries().iter().map(|it| RecordId::Query(it.id)));
    ids.into_iter().filter_map(|id| of.record(id)).collect()
}

fn change(edits: Vec<Edit>) -> Transaction {
    Transaction {
        done: Done::times("code-passage", "治理 \"治\"\n", edits.len()),
        coder: CoderId::new(uuid::Uuid::from_u128(7)),
        at: Time::from_secs(1_790_000_000),
        edits,
        place: None,
    }
}

#[test]
fn what_is_done_after_the_last_save_is_unsaved() {
    let did = || Entry::Did("Did(verb: \"x\")".to_owned());
    let on = Entry::On {
        bytes: Some(id(1)),
        id: None,
    };
    let saving = [Entry::Saving(1), Entry::State(1, id(2))];
    let check = |entries: &[Entry], file: u8, unsaved: Option<usize>, is_open: bool| {
        let journal = Journal::read(&text_of(entries));
        assert_eq!(journal.entries(), entries);
        let place = journal.place_of(id(file), Some(id(file)));
        let steps = |it: &[Entry]| it.iter().filter(|it| it.is_step()).count();
        let found = place.map(|it| steps(journal.unsaved(it)));
        assert_eq!(
            (found, journal.is_open(place)),
            (unsaved, is_open),
            "{entries:?}"
        );
    };
    let base = vec![on, did(), did()];
    check(&base, 1, Some(2), true);
    check(&base, 9, None, true);
    let saving = [base, saving.to_vec(), vec![Entry::Undid]].concat();
    // The crash came before the file was in place, or after.
    check(&saving, 1, Some(3), true);
    check(&saving, 2, Some(1), true);
    let saved = [saving.clone(), vec![Entry::Saved(1)]].concat();
    check(&saved, 2, Some(1), true);
    // Somebody put the earlier file back: what was saved since is not done to it again.
    check(&saved, 1, Some(0), true);
    let closed = [saving, vec![Entry::Closed]].concat();
    check(&closed, 2, Some(0), false);
}

#[test]
fn a_last_line_that_was_cut_off_is_dropped_and_a_broken_one_ends_what_is_read() {
    let entries = [Entry::Undid, Entry::Saving(3), Entry::Redid];
    let text = text_of(&entries);
    for cut in 0..text.len() {
        let journal = Journal::read(&text[..cut]);
        let whole = text[..cut].ends_with(b"\n") || cut == 0;
        assert_eq!((journal.is_torn, journal.bad_line), (!whole, None), "{cut}");
        assert!(entries.starts_with(journal.entries()));
        assert!(journal.good as usize <= cut);
    }
    let text = [text_of(&entries[..1]), b"Undi d\nRedid\n".to_vec()].concat();
    let journal = Journal::read(&text);
    assert_eq!(
        (journal.entries(), journal.bad_line),
        (&entries[..1], Some(3))
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read_without_harm(bytes in any::<Vec<u8>>(), text in "(Did|On|Line|State)?[(a-z:\", )\\[\\]\n]{0,60}") {
        Journal::read(&bytes);
        let journal = Journal::read(text.as_bytes());
        let project = any_empty();
        journal.past(journal.entries().len(), &project);
    }

    #[test]
    fn steps_come_back_as_they_were_made(target in any_project(), groups in 1usize..9) {
        let mut project = Project::new(target.head().clone());
        let base = project.clone();
        let mut history = History::default();
        let mut entries = vec![Entry::On { bytes: Some(id(1)), id: None }];
        let mut records = records(&target);
        while !records.is_empty() {
            let group: Vec<Record> = records.drain(..groups.min(records.len())).collect();
            let mut change = change(group.into_iter().map(Edit::Put).collect());
            let place = target.sources().iter().next().map(|it| it.id);
            change.place = place.map(|source| Place { source, span: Default::default() });
            let before = project.clone();
            if history.commit(&mut project, change).is_ok() {
                let step = history.done().last().unwrap();
                entries.push(Entry::Did(step_line(&before, step)));
            }
        }
        let journal = Journal::read(&text_of(&entries));
        prop_assert_eq!(journal.bad_line, None);
        prop_assert_eq!(journal.entries().len(), entries.len());
        let past = journal.past(entries.len(), &project);
        prop_assert_eq!(&past.done[..], history.done());
        // Everything can be taken back that was done before the program ended.
        let mut restored = History::default();
        restored.restore(past.done, past.undone);
        let end = identity(&project);
        while restored.undo(&mut project).is_some() {}
        prop_assert_eq!(&project, &base);
        while restored.redo(&mut project).is_some() {}
        prop_assert_eq!(identity(&project), end);
    }
}

fn any_empty() -> Project {
    let sample = include_bytes!("../../../projects/sample.ron");
    crate::file::read(sample).unwrap().project
}
