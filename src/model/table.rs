//! Records sorted by id, cheap to copy whole and cheap to change in one place.

use std::cmp::Ordering;
use std::sync::Arc;

/// Length of a chunk in bytes, about. A change copies one chunk; a copy of the whole table copies
/// one pointer and one key a chunk.
const CHUNK_BYTES: usize = 12 << 10;

/// Chunks whose furthest end is noted once more for all of them.
const BLOCK: usize = 64;

/// A thing with a key that orders it.
pub trait Keyed: Clone {
    /// The key; no two things of one table share it.
    type Key: Ord + Copy;

    /// This thing's key.
    fn key(&self) -> Self::Key;

    /// Where its stretch ends, for a thing that stands on a stretch: see [`Table::reaching`].
    fn end(&self) -> usize {
        0
    }
}

/// A sorted table in shared chunks: a clone costs one pointer per hundred records or so, so a
/// snapshot for saving or comparing is nearly free, and a change afterwards copies only the chunk it
/// touches.
#[derive(Clone, Debug)]
pub struct Table<T: Keyed> {
    /// None is empty; keys rise within a chunk and from chunk to chunk.
    chunks: Vec<Arc<Vec<T>>>,
    /// The last key of each chunk, side by side: a chunk is found without looking into others.
    lasts: Vec<T::Key>,
    /// The furthest end in each chunk.
    ends: Vec<usize>,
    /// The furthest end in each block of chunks.
    far_ends: Vec<usize>,
    len: usize,
}

impl<T: Keyed> Default for Table<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T: Keyed> Table<T> {
    /// Records in a chunk before it is split in two.
    const CHUNK: usize = 16 + CHUNK_BYTES / (size_of::<T>() + 1);

    /// A table of nothing.
    pub const fn new() -> Self {
        Self {
            chunks: Vec::new(),
            lasts: Vec::new(),
            ends: Vec::new(),
            far_ends: Vec::new(),
            len: 0,
        }
    }

    /// A table of many records at once, in any order: much cheaper than putting them one by one.
    /// Of two with one key the later stands.
    pub fn gather(mut records: Vec<T>) -> Self {
        if !records.is_sorted_by_key(T::key) {
            records.sort_by_key(T::key);
        }
        records.dedup_by(|later, kept| {
            let twins = later.key() == kept.key();
            if twins {
                std::mem::swap(later, kept);
            }
            twins
        });
        Self::from_sorted(records.into_iter())
    }

    /// A table of records that come by rising key, no two with one key.
    pub fn from_sorted(mut records: impl Iterator<Item = T>) -> Self {
        let mut table = Self::new();
        loop {
            let mut chunk = Vec::with_capacity(Self::CHUNK);
            chunk.extend(records.by_ref().take(Self::CHUNK));
            if chunk.len() < Self::CHUNK {
                chunk.shrink_to_fit();
            }
            if chunk.is_empty() {
                return table;
            }
            table.len += chunk.len();
            table.insert_chunk(table.chunks.len(), chunk);
        }
    }

    /// How many records.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The record with this key.
    pub fn get(&self, key: T::Key) -> Option<&T> {
        let chunk = self.chunks.get(self.chunk_for(key))?;
        let at = chunk.binary_search_by_key(&key, T::key).ok()?;
        chunk.get(at)
    }

    /// Whether there is a record with this key.
    pub fn contains(&self, key: T::Key) -> bool {
        self.get(key).is_some()
    }

    /// The furthest end of any record.
    pub fn end(&self) -> usize {
        furthest(self.far_ends.iter().copied())
    }

    /// All records by rising key.
    pub fn iter(&self) -> impl Iterator<Item = &T> {
        self.chunks.iter().flat_map(|chunk| chunk.iter())
    }

    /// The records whose key is `from` or greater, by rising key.
    pub fn from(&self, from: T::Key) -> impl Iterator<Item = &T> {
        let first = self.chunk_for(from);
        let chunks = self.chunks.get(first..).unwrap_or_default();
        chunks
            .iter()
            .flat_map(|chunk| chunk.iter())
            .skip_while(move |it| it.key() < from)
    }

    /// The record with the greatest key below `key`.
    pub fn before(&self, key: T::Key) -> Option<&T> {
        let index = self.chunk_for(key);
        let here = self.chunks.get(index).and_then(|chunk| {
            let at = chunk.partition_point(|it| it.key() < key);
            chunk.get(at.checked_sub(1)?)
        });
        here.or_else(|| self.chunks.get(index.checked_sub(1)?)?.last())
    }

    /// The records with a key below `below` that end beyond `after`, by rising key. Blocks and
    /// chunks in which none does are passed over.
    pub fn reaching(&self, after: usize, below: T::Key) -> impl Iterator<Item = &T> {
        let chunks = self.chunks.chunks(BLOCK).zip(self.ends.chunks(BLOCK));
        let blocks = chunks.zip(&self.far_ends);
        blocks
            .filter(move |(_, end)| **end > after)
            .flat_map(|((chunks, ends), _)| chunks.iter().zip(ends))
            .filter(move |(_, end)| **end > after)
            .flat_map(|(chunk, _)| chunk.iter())
            .take_while(move |it| it.key() < below)
            .filter(move |it| it.end() > after)
    }

    /// What differs from `before`, by rising key: each record as it was there and as it is here,
    /// `None` where it is not. Chunks that both share are passed over.
    pub fn changes<'a>(&'a self, before: &'a Self) -> Vec<(Option<&'a T>, Option<&'a T>)>
    where
        T: PartialEq,
    {
        let mut changes = Vec::new();
        let (mut was, mut is) = (Walk::over(&before.chunks), Walk::over(&self.chunks));
        loop {
            if was.shares_with(&is) {
                was.skip();
                is.skip();
                continue;
            }
            let order = match (was.here(), is.here()) {
                (None, None) => return changes,
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (Some(was), Some(is)) => was.key().cmp(&is.key()),
            };
            let was = (order.is_le()).then(|| was.next()).flatten();
            let is = (order.is_ge()).then(|| is.next()).flatten();
            if was != is {
                changes.push((was, is));
            }
        }
    }

    /// Puts a record and hands back the one it replaces.
    pub fn put(&mut self, record: T) -> Option<T> {
        let key = record.key();
        // Behind the last key is the common case (ids rise with time) and belongs to the last chunk.
        let index = self.chunk_for(key).min(self.chunks.len().saturating_sub(1));
        let Some(shared) = self.chunks.get_mut(index) else {
            self.insert_chunk(index, vec![record]);
            self.len += 1;
            return None;
        };
        let chunk = Arc::make_mut(shared);
        match chunk.binary_search_by_key(&key, T::key) {
            Ok(at) => {
                let replaced = chunk.get_mut(at).map(|old| std::mem::replace(old, record));
                self.measure(index);
                replaced
            }
            Err(at) => {
                let end = record.end();
                chunk.insert(at, record);
                self.len += 1;
                self.reach_further(index, key, end);
                if self.split_if_full(index) {
                    self.measure(index);
                }
                None
            }
        }
    }

    /// Takes the record with this key out.
    pub fn take(&mut self, key: T::Key) -> Option<T> {
        let index = self.chunk_for(key);
        let shared = self.chunks.get_mut(index)?;
        let at = shared.binary_search_by_key(&key, T::key).ok()?;
        let chunk = Arc::make_mut(shared);
        let record = chunk.remove(at);
        if chunk.is_empty() {
            self.chunks.remove(index);
            self.lasts.remove(index);
            self.ends.remove(index);
            self.measure_blocks(index);
        }
        self.len -= 1;
        self.measure(index);
        Some(record)
    }

    /// Index of the first chunk whose last key is not below `key`; the count of chunks if none.
    fn chunk_for(&self, key: T::Key) -> usize {
        self.lasts.partition_point(|last| *last < key)
    }

    /// Notes a record that has come into a chunk.
    fn reach_further(&mut self, index: usize, key: T::Key, end: usize) {
        if let Some(last) = self.lasts.get_mut(index) {
            *last = key.max(*last);
        }
        for (ends, at) in [(&mut self.ends, index), (&mut self.far_ends, index / BLOCK)] {
            if let Some(furthest) = ends.get_mut(at) {
                *furthest = end.max(*furthest);
            }
        }
    }

    /// Notes the last key and the furthest end of a chunk that has changed.
    fn measure(&mut self, index: usize) {
        let chunk = self.chunks.get(index).map_or(&[][..], |chunk| chunk);
        let noted = self.lasts.get_mut(index).zip(self.ends.get_mut(index));
        if let (Some((last, end)), Some(record)) = (noted, chunk.last()) {
            *last = record.key();
            *end = furthest(chunk.iter().map(T::end));
            let block = self.ends.chunks(BLOCK).nth(index / BLOCK);
            if let Some((end, block)) = self.far_ends.get_mut(index / BLOCK).zip(block) {
                *end = furthest(block.iter().copied());
            }
        }
    }

    /// Notes the furthest ends of the blocks from that of a chunk on, which came or went.
    fn measure_blocks(&mut self, index: usize) {
        let first = index / BLOCK;
        let blocks = self.ends.chunks(BLOCK).skip(first);
        self.far_ends.truncate(first);
        self.far_ends
            .extend(blocks.map(|block| furthest(block.iter().copied())));
    }

    fn insert_chunk(&mut self, index: usize, chunk: Vec<T>) {
        if let Some(last) = chunk.last() {
            self.lasts.insert(index, last.key());
            self.ends.insert(index, furthest(chunk.iter().map(T::end)));
            self.chunks.insert(index, Arc::new(chunk));
            self.measure_blocks(index);
        }
    }

    /// Splits a chunk that has grown too long; returns whether it had.
    fn split_if_full(&mut self, index: usize) -> bool {
        // Records mostly arrive in order: keep the full part full and start a new chunk behind it.
        let at = if index + 1 == self.chunks.len() {
            Self::CHUNK
        } else {
            Self::CHUNK / 2
        };
        let shared = self.chunks.get_mut(index);
        let Some(shared) = shared.filter(|chunk| chunk.len() > Self::CHUNK) else {
            return false;
        };
        let tail = Arc::make_mut(shared).split_off(at);
        self.insert_chunk(index + 1, tail);
        true
    }
}

/// A walk over the records of some chunks.
struct Walk<'a, T> {
    /// What is left; the first is walked through.
    chunks: &'a [Arc<Vec<T>>],
    /// Index in the first.
    at: usize,
}

impl<'a, T> Walk<'a, T> {
    fn over(chunks: &'a [Arc<Vec<T>>]) -> Self {
        Self { chunks, at: 0 }
    }

    /// Whether both stand before one and the same chunk.
    fn shares_with(&self, other: &Self) -> bool {
        let chunks = self.chunks.first().zip(other.chunks.first());
        self.at == 0 && other.at == 0 && chunks.is_some_and(|(one, two)| Arc::ptr_eq(one, two))
    }

    /// Passes over the chunk.
    fn skip(&mut self) {
        self.chunks = self.chunks.get(1..).unwrap_or_default();
        self.at = 0;
    }

    fn here(&self) -> Option<&'a T> {
        self.chunks.first()?.get(self.at)
    }

    fn next(&mut self) -> Option<&'a T> {
        let here = self.here()?;
        self.at += 1;
        if self.at == self.chunks.first().map_or(0, |it| it.len()) {
            self.skip();
        }
        Some(here)
    }
}

fn furthest(ends: impl Iterator<Item = usize>) -> usize {
    ends.max().unwrap_or(0)
}

impl<T: Keyed + PartialEq> PartialEq for Table<T> {
    /// Equal when the records are; where the chunks are cut does not matter.
    fn eq(&self, other: &Self) -> bool {
        let mine = self.chunks.iter().flat_map(|chunk| chunk.iter());
        let theirs = other.chunks.iter().flat_map(|chunk| chunk.iter());
        self.len == other.len && mine.eq(theirs)
    }
}

impl<T: Keyed + Eq> Eq for Table<T> {}

impl<T: Keyed> FromIterator<T> for Table<T> {
    fn from_iter<I: IntoIterator<Item = T>>(records: I) -> Self {
        Self::gather(records.into_iter().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    // As long as records are, so that a few hundred fill several chunks.
    #[repr(align(128))]
    #[derive(Clone, Copy, PartialEq, Debug)]
    struct Entry(u16, u8);

    impl Keyed for Entry {
        type Key = u16;

        fn key(&self) -> u16 {
            self.0
        }

        fn end(&self) -> usize {
            usize::from(self.0) + usize::from(self.1)
        }
    }

    #[test]
    fn a_copy_stays_as_it_was() {
        let mut table: Table<Entry> = (0..1000).map(|key| Entry(key, 0)).collect();
        let copy = table.clone();
        table.put(Entry(500, 1));
        table.take(3);
        assert_eq!(copy.get(500), Some(&Entry(500, 0)));
        assert_eq!(copy.get(3), Some(&Entry(3, 0)));
        assert_eq!((copy.len(), table.len()), (1000, 999));
        assert_ne!(copy, table);
    }

    proptest! {
        #[test]
        fn a_table_behaves_as_a_sorted_map(steps in prop::collection::vec((0u16..600, any::<Option<u8>>()), 0..900)) {
            let mut table = Table::default();
            let mut map = BTreeMap::new();
            for (key, value) in steps {
                let (was, expected) = match value {
                    Some(value) => (table.put(Entry(key, value)), map.insert(key, value)),
                    None => (table.take(key), map.remove(&key)),
                };
                prop_assert_eq!(was.map(|it| it.1), expected);
            }
            prop_assert_eq!(table.len(), map.len());
            prop_assert!(table.iter().map(|it| (it.0, it.1)).eq(map.iter().map(|(k, v)| (*k, *v))));
            prop_assert!(table.from(300).map(|it| it.0).eq(map.range(300..).map(|(k, _)| *k)));
            for key in [0, 1, 300, 599] {
                let before = table.before(key).map(|it| it.0);
                prop_assert_eq!(before, map.range(..key).next_back().map(|(k, _)| *k));
            }
            let end = map.iter().map(|(k, v)| usize::from(*k) + usize::from(*v)).max();
            prop_assert_eq!(table.end(), end.unwrap_or(0));
            for (after, below) in [(0, 600), (200, 180), (330, 500), (599, 600)] {
                let reaching = table.reaching(after, below).map(|it| it.0);
                let all = map.range(..below).filter(|(k, v)| usize::from(**k) + usize::from(**v) > after);
                prop_assert!(reaching.eq(all.map(|(k, _)| *k)));
            }
            let rebuilt: Table<Entry> = table.iter().copied().collect();
            prop_assert!(rebuilt == table);
        }

        #[test]
        fn what_changed_between_two_copies_is_found(
            before in prop::collection::vec((0u16..900, any::<u8>()), 0..900),
            steps in prop::collection::vec((0u16..900, any::<Option<u8>>()), 0..40),
        ) {
            let before: Table<Entry> = before.into_iter().map(|(key, value)| Entry(key, value)).collect();
            let mut after = before.clone();
            for (key, value) in steps {
                match value {
                    Some(value) => after.put(Entry(key, value)),
                    None => after.take(key),
                };
            }
            let expected: Vec<(Option<&Entry>, Option<&Entry>)> = (0..900)
                .map(|key| (before.get(key), after.get(key)))
                .filter(|(was, is)| was != is)
                .collect();
            prop_assert_eq!(after.changes(&before), expected);
            prop_assert!(after.changes(&after.clone()).is_empty());
        }

        #[test]
        fn gathering_is_putting_one_by_one(entries in prop::collection::vec((0u16..300, any::<u8>()), 0..600)) {
            let entries: Vec<Entry> = entries.into_iter().map(|(key, value)| Entry(key, value)).collect();
            let mut table = Table::default();
            for entry in &entries {
                table.put(*entry);
            }
            prop_assert_eq!(Table::gather(entries), table);
        }
    }
}
