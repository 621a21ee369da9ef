//! Which saved states a project descends from: what lets two files find the version both come from.

use super::kind::{Fields, Kind};
use super::layout;
use super::line::{Cursor, Line};
use super::malformed::Wanted;
use super::read::Found;
use super::signature::Signer;
use super::value::{Field, push_list, read_list};
use crate::model::{CoderId, Extra, Fingerprint, Project, Time};
use crate::text::Span;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// Revisions that a file names at most, the newest; about 60 KB.
const MOST: usize = 256;

/// A state of a project that was saved.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Revision {
    /// What was saved: see [`identity`](super::identity).
    pub id: Fingerprint,
    /// The revisions it was made from: one, or two after a join; none for the first.
    pub parents: Vec<Fingerprint>,
    /// States after which it was there again: what was done up to them was taken back by further
    /// changes. A copy made from one of them still has it, so that they, and not this one, are what both
    /// come from.
    pub again: Vec<Fingerprint>,
    /// Who saved it.
    pub by: Option<CoderId>,
    /// When.
    pub at: Time,
    /// For a copy that leaves something out on purpose: the states it was made from. It does not
    /// descend from them, as nobody removed what is not in it.
    pub given: Vec<Fingerprint>,
    /// Its signature, if whoever saved it signs: see [`signature`](super::signature).
    pub signed: Option<String>,
    /// Fields of a newer version.
    pub extra: Extra,
}

impl<'a> Field<'a> for Vec<Fingerprint> {
    type Loose = Vec<String>;
    const WHAT: Wanted = Wanted::SeveralWords;

    fn write(&self, out: &mut Vec<u8>) {
        push_list(out, self.iter(), b"[]", |out, it| it.write(out));
    }

    fn read(cursor: &mut Cursor<'a>) -> Option<Self> {
        read_list(cursor, "[", "]", Fingerprint::read)
    }

    fn fit(loose: Vec<String>) -> Option<Self> {
        loose.into_iter().map(Fingerprint::fit).collect()
    }
}

impl<'a> Kind<'a> for Revision {
    const NAME: &'static str = "Revision";

    fn read<F: Fields<'a>>(fields: &mut F) -> Result<Self, F::Stop> {
        Ok(Self {
            id: fields.need("id")?,
            parents: fields.find("parents")?.unwrap_or_default(),
            again: fields.find("again")?.unwrap_or_default(),
            by: fields.find("by")?,
            at: fields.find("at")?.unwrap_or_default(),
            given: fields.find("given")?.unwrap_or_default(),
            signed: fields.find("signed")?,
            extra: fields.rest(),
        })
    }

    fn write(&self, line: &mut Line<'_>) {
        line.put("id", &self.id);
        let parents = Some(&self.parents).filter(|it| !it.is_empty());
        line.put_some("parents", parents);
        line.put_some("again", Some(&self.again).filter(|it| !it.is_empty()));
        line.put_some("by", self.by.as_ref());
        line.put("at", &self.at);
        line.put_some("given", Some(&self.given).filter(|it| !it.is_empty()));
        line.put_some("signed", self.signed.as_ref());
        line.put_extra(&self.extra);
    }

    fn keep(self, _: Span, _: CoderId, found: &mut Found<'a>) {
        found.revisions.push(self);
    }
}

/// What told one state of a project from every other before files were cut into pieces: the SHA-256
/// of the same lines as a whole. Kept so that what was saved then is still found.
pub(super) fn first_identity(project: &Project) -> Fingerprint {
    let mut digest = Sha256::new();
    // A digest takes everything.
    let _ = layout::walk(project, &mut |_, bytes| {
        digest.update(bytes);
        Ok(())
    });
    Fingerprint(digest.finalize().into())
}

/// The revisions known to a project, and which of them it was made from.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Lineage {
    known: BTreeMap<Fingerprint, Revision>,
    /// The revisions that the present state was made from: none for a new project.
    tips: Vec<Fingerprint>,
}

impl Lineage {
    /// Of a file that was read and holds the state `id`: it is the first of its revisions, unless
    /// somebody changed it by other means since, or it was saved when states were named otherwise;
    /// then it is a state of its own that comes from that.
    pub fn of_file(id: Fingerprint, revisions: &[Revision], at: Time) -> Self {
        let mut lineage = Self::gathered(revisions);
        lineage.record(id, None, at);
        lineage
    }

    /// Of revisions in any order, as several files may name them. The state was made from all of
    /// which nothing was made; where everything was made from something, from the first.
    pub fn gathered(revisions: &[Revision]) -> Self {
        let mut lineage = Self::default();
        lineage.learn(revisions);
        let earlier = |it: &Revision| [it.parents.clone(), it.again.clone()].concat();
        let parents: BTreeSet<Fingerprint> = lineage.known.values().flat_map(earlier).collect();
        let ids = || revisions.iter().map(|it| it.id);
        for id in ids()
            .filter(|it| !parents.contains(it))
            .chain(ids().take(1))
        {
            if lineage.tips.is_empty() || !(parents.contains(&id) || lineage.tips.contains(&id)) {
                lineage.tips.push(id);
            }
        }
        lineage
    }

    /// Notes that the present state is `id`, made from what it was made from until now.
    pub fn record(&mut self, id: Fingerprint, by: Option<CoderId>, at: Time) {
        let is_back = !self.tips.contains(&id) && self.ancestors().contains(&id);
        let mut parents = std::mem::replace(&mut self.tips, vec![id]);
        parents.retain(|it| *it != id);
        // A state that is there again is the one it was: by undoing, as if nothing had been done since.
        let revision = self.known.entry(id).or_insert_with(|| Revision {
            id,
            parents: parents.clone(),
            again: Vec::new(),
            by,
            at,
            given: Vec::new(),
            signed: None,
            extra: Extra::default(),
        });
        if is_back {
            add_missing(&mut revision.again, &parents);
        }
    }

    /// Signs the present state, unless it is signed.
    pub fn sign(&mut self, signer: &Signer) {
        for id in &self.tips {
            if let Some(it) = self.known.get_mut(id).filter(|it| it.signed.is_none()) {
                it.signed = Some(signer.sign(it));
            }
        }
    }

    /// Of a copy with the identity `id` that leaves something out of the present state, which is
    /// `of`.
    #[must_use]
    pub fn given(&self, id: Fingerprint, of: Fingerprint, by: (Option<CoderId>, Time)) -> Self {
        let mut given = vec![of];
        given.extend(self.tips.iter().filter(|it| **it != of));
        let (by, at) = by;
        let revision = Revision {
            id,
            parents: Vec::new(),
            again: Vec::new(),
            by,
            at,
            given,
            signed: None,
            extra: Extra::default(),
        };
        Self::gathered(&[revision])
    }

    /// Takes note of revisions, without descending from them.
    pub fn learn(&mut self, revisions: &[Revision]) {
        for it in revisions {
            let known = self.known.entry(it.id).or_insert_with(|| it.clone());
            add_missing(&mut known.again, &it.again);
        }
    }

    /// The same knowledge for a state that was made from these revisions.
    #[must_use]
    pub fn at(&self, tips: Vec<Fingerprint>) -> Self {
        let known = self.known.clone();
        Self { known, tips }
    }

    /// This one joined with another: the state was made from both.
    #[must_use]
    pub fn joined(&self, other: &Self) -> Self {
        let mut joined = self.clone();
        let known: Vec<Revision> = other.known.values().cloned().collect();
        joined.learn(&known);
        let new = other.tips.iter().filter(|it| !self.tips.contains(it));
        joined.tips.extend(new);
        joined
    }

    /// Whether a revision is known.
    pub fn knows(&self, id: Fingerprint) -> bool {
        self.known.contains_key(&id)
    }

    /// The revisions that the present state was made from.
    pub fn tips(&self) -> &[Fingerprint] {
        &self.tips
    }

    /// The present state and all it descends from, as far as is known, the newest first: no revision
    /// stands before one that was made from it.
    pub fn chain(&self) -> Vec<Revision> {
        let mut chain = self.chain_of(&self.tips);
        // What a state was there again after, with what that descends from.
        let mut at = 0;
        while let Some(again) = chain.get(at).map(|it| it.again.clone()) {
            at += 1;
            for it in self.chain_of(&again) {
                if chain.len() < MOST && chain.iter().all(|known| known.id != it.id) {
                    chain.push(it);
                }
            }
        }
        chain
    }

    /// The states and all they were made from, the newest first.
    fn chain_of(&self, tips: &[Fingerprint]) -> Vec<Revision> {
        let ancestors = self.walked(tips, |it| it.parents.clone());
        // How many ways still lead to each.
        let mut ways: BTreeMap<Fingerprint, usize> = ancestors.iter().map(|it| (*it, 0)).collect();
        for id in &ancestors {
            for parent in self.parents(*id) {
                *ways.entry(*parent).or_default() += 1;
            }
        }
        let age = |id: &Fingerprint| self.known.get(id).map(|it| (it.at, id.0));
        let mut free: BTreeSet<(Time, [u8; 32])> = BTreeSet::new();
        let start = tips.iter().filter(|it| ways.get(it) == Some(&0));
        free.extend(start.filter_map(age));
        let mut chain = Vec::new();
        while let Some((_, id)) = free.pop_last() {
            let id = Fingerprint(id);
            chain.extend(self.known.get(&id).cloned());
            for parent in self.parents(id) {
                if let Some(left) = ways.get_mut(parent) {
                    *left = left.saturating_sub(1);
                    if *left == 0 {
                        free.extend(age(parent));
                    }
                }
            }
        }
        chain.truncate(MOST);
        chain
    }

    /// The revisions from which both descend, or that one of them is, the newest first.
    pub fn common(&self, other: &Self) -> Vec<Fingerprint> {
        let theirs = other.ancestors();
        // What is only pointed at is known to neither as a line of its own, but counts as well.
        let mut common: Vec<Fingerprint> = self.chain().into_iter().map(|it| it.id).collect();
        let rest = self.ancestors();
        let named: BTreeSet<Fingerprint> = common.iter().copied().collect();
        common.extend(rest.iter().copied().filter(|it| !named.contains(it)));
        common.retain(|it| theirs.contains(it));
        self.put_before_again(&mut common);
        other.put_before_again(&mut common);
        // A copy that was given away holds no more than what it was made from.
        for (side, ancestors) in [(other, &rest), (self, &theirs)] {
            let chain = side
                .chain()
                .into_iter()
                .filter(|it| !common.contains(&it.id));
            let given = chain.filter(|it| it.given.iter().any(|of| ancestors.contains(of)));
            let given: Vec<Fingerprint> = given.map(|it| it.id).collect();
            common.extend(given);
        }
        common
    }

    fn parents(&self, id: Fingerprint) -> &[Fingerprint] {
        self.known.get(&id).map_or(&[], |it| &it.parents)
    }

    /// Whether the present state was there before, and something that was done since then and taken
    /// back is common as well: then it is no earlier version of the other, but a later one.
    pub fn is_back(&self, common: &[Fingerprint]) -> bool {
        let known = self.tips.iter().filter_map(|it| self.known.get(it));
        { known }.any(|it| it.again.iter().any(|it| common.contains(it)))
    }

    /// Puts states that are common before those which were there again after them.
    fn put_before_again(&self, common: &mut [Fingerprint]) {
        let known = common.iter().filter_map(|it| self.known.get(it));
        let after: BTreeSet<Fingerprint> = known.flat_map(|it| it.again.iter().copied()).collect();
        common.sort_by_key(|it| !after.contains(it));
    }

    fn ancestors(&self) -> BTreeSet<Fingerprint> {
        self.walked(&self.tips, |it| {
            [it.parents.clone(), it.again.clone()].concat()
        })
    }

    /// The states, and all that can be reached from them.
    fn walked(
        &self,
        from: &[Fingerprint],
        next: impl Fn(&Revision) -> Vec<Fingerprint>,
    ) -> BTreeSet<Fingerprint> {
        let mut all = BTreeSet::new();
        let mut left = from.to_vec();
        while let Some(id) = left.pop() {
            if all.insert(id) {
                left.extend(self.known.get(&id).into_iter().flat_map(&next));
            }
        }
        all
    }
}

fn add_missing(to: &mut Vec<Fingerprint>, more: &[Fingerprint]) {
    for it in more {
        if !to.contains(it) {
            to.push(*it);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::file::identity;

    fn id(number: u8) -> Fingerprint {
        Fingerprint([number; 32])
    }

    fn ids(revisions: &[Revision]) -> Vec<u8> {
        revisions.iter().map(|it| it.id.0[0]).collect()
    }

    fn saved(lineage: &Lineage, number: u8) -> Lineage {
        let mut lineage = lineage.clone();
        lineage.record(id(number), None, Time::from_secs(i64::from(number)));
        lineage
    }

    #[test]
    fn two_find_the_newest_revision_both_come_from() {
        let first = saved(&saved(&Lineage::default(), 1), 2);
        let (ours, theirs) = (saved(&first, 3), saved(&saved(&first, 4), 5));
        assert_eq!(ids(&theirs.chain()), [5, 4, 2, 1]);
        assert_eq!(ours.common(&theirs).first(), Some(&id(2)));
        let both = saved(&ours.joined(&theirs), 6);
        assert_eq!(ids(&both.chain()), [6, 5, 4, 3, 2, 1]);
        assert_eq!(both.common(&theirs).first(), Some(&id(5)));
        let third = saved(&first, 7);
        assert_eq!(both.common(&third).first(), Some(&id(2)));
    }

    #[test]
    fn a_state_that_is_there_again_by_undoing_is_the_one_it_was() {
        let first = saved(&Lineage::default(), 1);
        let back = saved(&saved(&first, 2).at(vec![id(1)]), 1);
        assert_eq!(ids(&back.chain()), [1]);
    }

    #[test]
    fn what_was_taken_back_by_further_changes_was_done_after_what_it_takes_back() {
        // 2 is done and given away, then taken back: the state is 1 again.
        let given = saved(&saved(&Lineage::default(), 1), 2);
        let back = saved(&given, 1);
        assert_eq!(ids(&back.chain()), [1, 2]);
        let back = Lineage::gathered(&back.chain());
        assert_eq!(back.tips(), [id(1)]);
        let theirs = saved(&given, 3);
        for (one, other) in [(&back, &theirs), (&theirs, &back)] {
            assert_eq!(one.common(other).first(), Some(&id(2)));
        }
        assert!(back.is_back(&theirs.common(&back)) && !theirs.is_back(&back.common(&theirs)));
        // Work goes on from there.
        let later = Lineage::gathered(&saved(&back, 4).chain());
        assert_eq!(ids(&later.chain()), [4, 1, 2]);
        assert_eq!(later.common(&theirs).first(), Some(&id(2)));
        // Who comes from before never saw it.
        let early = saved(&saved(&Lineage::default(), 1), 5);
        assert_eq!(back.common(&early).first(), Some(&id(1)));
        assert!(!back.is_back(&back.common(&early)));
    }

    #[test]
    fn revisions_stand_in_the_head_and_do_not_count_for_the_identity() {
        let sample = include_bytes!("../../projects/sample.ron");
        let project = crate::file::read(sample).unwrap().project;
        let mut extra = Extra::default();
        extra.keep("seen", "\"…\"");
        let chain: Vec<Revision> = [(2, vec![id(1), id(9)]), (1, Vec::new())]
            .into_iter()
            .map(|(number, parents)| Revision {
                id: id(number),
                parents,
                again: vec![id(7)],
                by: project.coders().iter().next().map(|it| it.id),
                at: Time::from_secs(1_790_000_000),
                given: Vec::new(),
                signed: Some("ed25519:00:11".to_owned()),
                extra: extra.clone(),
            })
            .collect();
        let mut bytes = Vec::new();
        crate::file::write_with(&project, &chain, &mut bytes).unwrap();
        let opened = crate::file::read(&bytes).unwrap();
        assert_eq!(opened.revisions, chain);
        assert_eq!(opened.project, project);
        assert_eq!(identity(&opened.project), identity(&project));
        let mut again = Vec::new();
        crate::file::write_with(&opened.project, &opened.revisions, &mut again).unwrap();
        assert_eq!(String::from_utf8(again), String::from_utf8(bytes));
    }

    #[test]
    fn a_copy_that_leaves_something_out_is_what_both_come_from() {
        let whole = saved(&saved(&Lineage::default(), 1), 2);
        let copy = whole.given(id(9), id(2), (None, Time::from_secs(3)));
        assert_eq!(
            ids(&copy.chain()),
            [9],
            "it does not descend from the whole"
        );
        let (ours, theirs) = (saved(&whole, 4), saved(&copy, 10));
        assert_eq!(ours.common(&theirs), [id(9)]);
        assert_eq!(theirs.common(&ours), [id(9)]);
        // Joined, it goes on from what the copy became.
        let both = saved(&ours.joined(&theirs), 5);
        assert_eq!(both.common(&saved(&theirs, 11)).first(), Some(&id(10)));
        let stranger = saved(&Lineage::default(), 7);
        assert_eq!(stranger.common(&theirs), []);
    }

    #[test]
    fn what_goes_in_a_circle_comes_to_an_end() {
        let turn = |number: u8, parent: u8| Revision {
            id: id(number),
            parents: vec![id(parent)],
            again: Vec::new(),
            by: None,
            at: Time::default(),
            given: Vec::new(),
            signed: None,
            extra: Extra::default(),
        };
        let mut lineage = Lineage::default().at(vec![id(1)]);
        lineage.learn(&[turn(1, 2), turn(2, 1)]);
        assert_eq!(lineage.common(&lineage).len(), 2);
    }
}
