//! Ids that stay when a pack is made again, though its texts were changed since.
//!
//! A file of ids lies beside the pack. Made again, a paragraph that is the same keeps its id; of those
//! that are not, the most alike do.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// How alike two paragraphs are at least to be one, of 100.
const ALIKE: usize = 40;
/// Paragraphs that are compared with each other at most: more and only equal ones keep their ids.
const MOST_COMPARED: usize = 400;

/// The paragraphs of a pack by the id of their text, in order.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Ids {
    texts: BTreeMap<String, Vec<Known>>,
}

/// A paragraph of a pack: its id, its words and its number, 0 for a heading.
type Known = (String, String, usize);

/// What became of a paragraph since the pack was made before.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Moved {
    /// It has another number now.
    Renumbered {
        /// Its first words.
        words: String,
        /// The number it had.
        was: usize,
        /// The number it has.
        is: usize,
    },
    /// It has other words now.
    Changed {
        /// Its first words.
        words: String,
        /// Its number; 0 for a heading.
        is: usize,
    },
    /// It is gone.
    Gone {
        /// Its first words.
        words: String,
        /// The number it had; 0 for a heading.
        was: usize,
    },
}

/// An id from what it stands for: 10 hexadecimal digits.
pub(super) fn id_of(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part.len().to_le_bytes());
        hash.update(part.as_bytes());
    }
    let digest = hash.finalize();
    digest
        .iter()
        .take(5)
        .map(|it| format!("{it:02x}"))
        .collect()
}

/// The first words of a paragraph.
fn first(words: &str) -> String {
    words.chars().take(20).collect()
}

impl Ids {
    /// Reads a file of ids; anything else has none.
    pub fn read(text: &str) -> Self {
        serde_json::from_str(text).unwrap_or_default()
    }

    /// The file, a line a paragraph.
    pub fn to_text(&self) -> String {
        let mut text = serde_json::to_string_pretty(self).unwrap_or_default();
        text.push('\n');
        text
    }

    /// Gives the paragraphs of a text their ids and tells what moved; `before` are the ids of the pack
    /// as it was made before.
    pub(super) fn assign(
        &mut self,
        text: &str,
        paragraphs: &[(String, usize)],
        before: &Self,
    ) -> (Vec<String>, Vec<Moved>) {
        let nothing = Vec::new();
        let old = before.texts.get(text).unwrap_or(&nothing);
        let words: Vec<&str> = paragraphs.iter().map(|it| it.0.as_str()).collect();
        let kept = kept(&words, old);
        let mut used: BTreeSet<String> = old.iter().map(|it| it.0.clone()).collect();
        let mut ids = Vec::new();
        let mut moved = Vec::new();
        for ((words, is), kept) in paragraphs.iter().zip(&kept) {
            let id = match kept.and_then(|it| old.get(it)) {
                Some((id, then, was)) => {
                    let (was, is) = (*was, *is);
                    if then != words {
                        let words = first(words);
                        moved.push(Moved::Changed { words, is });
                    } else if was != is && was > 0 && is > 0 {
                        let words = first(words);
                        moved.push(Moved::Renumbered { words, was, is });
                    }
                    id.clone()
                }
                None => fresh(text, words, &mut used),
            };
            ids.push(id);
        }
        let stay: BTreeSet<usize> = kept.into_iter().flatten().collect();
        let gone = old.iter().enumerate().filter(|(at, _)| !stay.contains(at));
        moved.extend(gone.map(|(_, (_, words, was))| Moved::Gone {
            words: first(words),
            was: *was,
        }));
        let known = ids.iter().zip(paragraphs);
        let known = known.map(|(id, (words, number))| (id.clone(), words.clone(), *number));
        self.texts.insert(text.to_owned(), known.collect());
        (ids, moved)
    }
}

/// An id that no paragraph of this text has or had.
fn fresh(text: &str, words: &str, used: &mut BTreeSet<String>) -> String {
    let mut turn = 0usize;
    loop {
        let id = format!("p{}", id_of(&[text, words, &turn.to_string()]));
        if used.insert(id.clone()) {
            return id;
        }
        turn += 1;
    }
}

/// For each paragraph, which of the old ones it is.
fn kept<'w>(paragraphs: &[&'w str], old: &'w [Known]) -> Vec<Option<usize>> {
    let mut by_words: BTreeMap<&'w str, Vec<usize>> = BTreeMap::new();
    for (at, (_, words, _)) in old.iter().enumerate().rev() {
        by_words.entry(words).or_default().push(at);
    }
    let equal = |it: &&'w str| by_words.get_mut(it).and_then(Vec::pop);
    let mut kept: Vec<Option<usize>> = paragraphs.iter().map(equal).collect();
    let taken: BTreeSet<usize> = kept.iter().copied().flatten().collect();
    let left: Vec<usize> = (0..old.len()).filter(|it| !taken.contains(it)).collect();
    let new: Vec<usize> = (0..kept.len())
        .filter(|at| kept.get(*at).is_some_and(Option::is_none))
        .collect();
    if left.len().saturating_mul(new.len()) > MOST_COMPARED * MOST_COMPARED / 4 {
        return kept;
    }
    let pairs_of = |words: &str| {
        let chars: Vec<char> = words.chars().collect();
        let pairs = chars.windows(2).map(<[char]>::to_vec);
        pairs.collect::<BTreeSet<Vec<char>>>()
    };
    let left: Vec<_> = left
        .into_iter()
        .filter_map(|at| Some((at, pairs_of(&old.get(at)?.1))))
        .collect();
    let mut likely = Vec::new();
    for at in new {
        let Some(pairs) = paragraphs.get(at).map(|it| pairs_of(it)) else {
            continue;
        };
        for (was, theirs) in &left {
            let both = pairs.intersection(theirs).count();
            let alike = both * 200 / (pairs.len() + theirs.len()).max(1);
            if alike >= ALIKE {
                likely.push((std::cmp::Reverse(alike), at, *was));
            }
        }
    }
    likely.sort_unstable();
    let mut taken = BTreeSet::new();
    for (_, at, was) in likely {
        if let Some(place) = kept.get_mut(at).filter(|it| it.is_none())
            && taken.insert(was)
        {
            *place = Some(was);
        }
    }
    kept
}
