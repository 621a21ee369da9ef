//! The pieces of a file that change with the project, and cutting only those anew.

use super::layout::{self, Cut, Made, Slot};
use crate::model::{CoderId, Fingerprint, Project, RecordId, Table};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use uuid::Uuid;

/// A piece of a project's file.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    /// The id of its last record.
    pub(super) last: Uuid,
    /// SHA-256 of its lines.
    pub(super) hash: Fingerprint,
    /// Length in bytes.
    pub(super) bytes: u64,
    /// Its lines, when it was made since the last save.
    pub(super) text: Option<Arc<[u8]>>,
    /// Where it begins in the file on disk, counted from the end of the head.
    pub(super) at: Option<u64>,
}

impl Piece {
    /// A piece that is written anew when it is needed.
    pub(super) fn of(last: Uuid, text: &[u8]) -> Self {
        Self {
            last,
            hash: Fingerprint(Sha256::digest(text).into()),
            bytes: text.len() as u64,
            text: None,
            at: None,
        }
    }

    /// The piece with its text, or the old one that is the same.
    pub(super) fn held(last: Uuid, text: &[u8], old: &[Self]) -> Self {
        let new = Self::of(last, text);
        let is_same = |it: &&Self| it.hash == new.hash && it.last == last;
        match old.iter().find(is_same) {
            Some(same) => same.clone(),
            None => Self {
                text: Some(text.into()),
                ..new
            },
        }
    }
}

/// The ids of the records that make a list's pieces other than they were.
#[derive(Default)]
pub(super) struct Dirty(BTreeMap<Slot, BTreeSet<Uuid>>);

impl Dirty {
    /// From one state to the next.
    pub(super) fn between(was: &Project, is: &Project) -> Self {
        let mut dirty = Self::default();
        for (before, now) in is.sources().changes(was.sources()) {
            let Some(id) = now.or(before).map(|it| it.id) else {
                continue;
            };
            dirty.add(Slot::Sources, id.uuid());
            if before.map(|it| &it.lines) == now.map(|it| &it.lines) {
                continue;
            }
            // What is written of a quotation is also its words.
            for by in is.uses(RecordId::Source(id)) {
                if let RecordId::Quotation(id) = by
                    && let Some(it) = is.quotations().get(id)
                {
                    dirty.add(Slot::Work(it.coder, Made::Quotations), id.uuid());
                }
            }
        }
        let (now, then) = (is.quotations(), was.quotations());
        dirty.add_changes(Made::Quotations, now, then, |it| it.coder);
        dirty.add_changes(Made::Codings, is.codings(), was.codings(), |it| it.coder);
        dirty.add_changes(Made::Memos, is.memos(), was.memos(), |it| it.coder);
        dirty
    }

    /// The lists that have such records.
    pub(super) fn slots(&self) -> impl Iterator<Item = &Slot> {
        self.0.keys()
    }

    /// The ids in a list.
    pub(super) fn ids(&self, slot: Slot) -> Option<&BTreeSet<Uuid>> {
        self.0.get(&slot)
    }

    fn add(&mut self, slot: Slot, id: Uuid) {
        self.0.entry(slot).or_default().insert(id);
    }

    fn add_changes<T: Cut>(
        &mut self,
        made: Made,
        is: &Table<T>,
        was: &Table<T>,
        coder: fn(&T) -> CoderId,
    ) {
        for (was, is) in is.changes(was) {
            for it in [was, is].into_iter().flatten() {
                self.add(Slot::Work(coder(it), made), it.uuid());
            }
        }
    }
}

/// Cuts a list anew where records changed.
pub(super) fn recut(
    project: &Project,
    slot: Slot,
    (run, keys): (&[Piece], &BTreeSet<Uuid>),
) -> Arc<Vec<Piece>> {
    let dirty = (run, keys);
    let run = match slot {
        Slot::Work(coder, Made::Quotations) => {
            recut_table(project, project.quotations(), dirty, |it| it.coder == coder)
        }
        Slot::Work(coder, Made::Codings) => {
            recut_table(project, project.codings(), dirty, |it| it.coder == coder)
        }
        Slot::Work(coder, Made::Memos) => {
            recut_table(project, project.memos(), dirty, |it| it.coder == coder)
        }
        _ => recut_table(project, project.sources(), dirty, |_| true),
    };
    Arc::new(run)
}

fn recut_table<T: Cut>(
    project: &Project,
    table: &Table<T>,
    (old, keys): (&[Piece], &BTreeSet<Uuid>),
    is_mine: impl Fn(&T) -> bool,
) -> Vec<Piece> {
    let last = old.len().saturating_sub(1);
    // A record behind all pieces belongs to the last one.
    let piece_for = |key: &Uuid| old.partition_point(|it| it.last < *key).min(last);
    let dirty: BTreeSet<usize> = keys.iter().map(piece_for).collect();
    let holds = |id: Uuid| table.get(T::key_of(id)).is_some_and(&is_mine);
    let mut run: Vec<Piece> = Vec::with_capacity(old.len() + 1);
    let mut index = 0;
    // Once even when there is no piece yet.
    while index < old.len().max(1) {
        if !dirty.contains(&index) {
            run.extend(old.get(index).cloned());
            index += 1;
            continue;
        }
        let first = index;
        // Without the record that ended it, a piece goes on into the next.
        while old
            .get(index)
            .is_some_and(|it| index < last && !holds(it.last))
        {
            index += 1;
        }
        let after = first.checked_sub(1).and_then(|it| old.get(it));
        let after = after.map(|it| it.last);
        let until = old.get(index).filter(|_| index < last).map(|it| it.last);
        let from = T::key_of(after.unwrap_or(Uuid::nil()));
        let records = table
            .from(from)
            .skip_while(|it| after.is_some_and(|after| it.uuid() <= after))
            .take_while(|it| until.is_none_or(|until| it.uuid() <= until))
            .filter(|it| is_mine(it));
        let same = old.get(first..=index).unwrap_or_default();
        // Nothing can fail in memory.
        let _ = layout::cut(project, records, &mut |last, text| {
            run.push(Piece::held(last, text, same));
            Ok(())
        });
        index += 1;
    }
    run
}
