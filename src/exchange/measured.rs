//! What came of measuring how a program counts its offsets, and which other ways there are to read them.

use super::counting::Counting;
use crate::text::Span;
use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};

/// Ways that are told at most.
const MOST_WAYS: usize = 8;

/// How the offsets of a source are counted.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Measured {
    /// The way that was taken.
    pub counting: Counting,
    /// Edges of selections there are.
    pub edges: usize,
    /// Those that fit when counted so: they stand at the end of a word or line, or the selection’s name
    /// is its words.
    pub fit: usize,
    /// The same for the next best way that gives other passages, if one does.
    pub next: Option<(Counting, usize)>,
    /// By how many points the way that was taken is ahead of that; an edge gives two at most.
    pub margin: i64,
    /// Selections that were counted in another unit, in which their names are their words.
    pub apart: usize,
    /// Every way that would matter in the source, the edges that fit when counted so, and what tells apart
    /// those that give different passages.
    pub(super) tried: Vec<(Counting, usize, u64)>,
    /// The passage of each selection, in bytes of the text; `None` when it is outside.
    pub(super) spans: Vec<Option<Span>>,
}

impl Measured {
    /// Points by which a source decides by itself.
    pub const DECISIVE: i64 = 4;

    /// Edges that fit when counted in a way, and what tells its passages apart. What the source has no
    /// mark or line end for does not matter in it.
    fn tried_in(&self, way: Counting) -> Option<(usize, u64)> {
        let plainer = [
            way,
            Counting {
                with_mark: false,
                ..way
            },
            Counting {
                wide_ends: false,
                ..way
            },
            Counting {
                with_mark: false,
                wide_ends: false,
                ..way
            },
        ];
        let find = |way: &Counting| self.tried.iter().find(|it| it.0 == *way);
        plainer.iter().find_map(find).map(|it| (it.1, it.2))
    }
}

/// A way to read the offsets of a file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Way {
    /// What is counted.
    pub counting: Counting,
    /// Edges of selections that fit in all sources together when counted so.
    pub fit: usize,
    /// Whether all sources were read so.
    pub is_taken: bool,
}

/// The ways to read the offsets of a file that give different passages, the best first; of those that
/// give the same the plainest.
pub fn ways(measured: &[(String, Measured)]) -> Vec<Way> {
    let all = measured.iter().flat_map(|it| &it.1.tried);
    let all: BTreeSet<Counting> = all.map(|it| it.0).collect();
    let mut seen = BTreeSet::new();
    let mut ways = Vec::new();
    for counting in all {
        let (mut fit, mut print, mut is_taken) = (0, DefaultHasher::new(), true);
        for (_, source) in measured {
            let tried = source.tried_in(counting);
            fit += tried.map_or(0, |it| it.0);
            is_taken &= tried == source.tried_in(source.counting);
            tried.map(|it| it.1).hash(&mut print);
        }
        if seen.insert(print.finish()) {
            ways.push(Way {
                counting,
                fit,
                is_taken,
            });
        }
    }
    ways.sort_by_key(|it| (std::cmp::Reverse(it.fit), it.counting));
    ways.truncate(MOST_WAYS);
    ways
}
