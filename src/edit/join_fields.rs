//! Two versions of one record made into one, part by part.

use crate::model::{
    Case, Code, Coder, Coding, Conflict, Gloss, Head, Keyed, Link, Memo, Part, Query, QueryId,
    Quotation, Recipe, Record, Set, Source, Value, Variable, VariableId, WordLists,
};
use std::collections::{BTreeMap, BTreeSet};

/// The parts over which two versions of a record contradict each other.
#[derive(Default)]
pub(super) struct Clashes(pub(super) Vec<Part>);

impl Clashes {
    /// What a part becomes: the one that was changed; ours, and a clash, when both were. Without a
    /// base nobody can tell who changed it.
    fn part<T: Clone + PartialEq>(
        &mut self,
        part: Part,
        base: Option<&T>,
        [ours, theirs]: [&T; 2],
    ) -> T {
        if ours == theirs || base == Some(theirs) {
            return ours.clone();
        }
        if base == Some(ours) {
            return theirs.clone();
        }
        self.0.push(part);
        ours.clone()
    }

    /// What is told joins name by name. Where both told something else under one name, all that is
    /// told is one part, to be decided at once.
    fn about(
        &mut self,
        base: Option<&BTreeMap<String, String>>,
        ours: &BTreeMap<String, String>,
        theirs: &BTreeMap<String, String>,
    ) -> BTreeMap<String, String> {
        let names: BTreeSet<&String> = ours.keys().chain(theirs.keys()).collect();
        let mut apart = Self::default();
        let told = names.into_iter().filter_map(|name| {
            let sides = [ours.get(name), theirs.get(name)];
            let was = base.map(|it| it.get(name));
            // What only one has is new there when there is no base to tell otherwise.
            let was = was.or_else(|| sides.contains(&None).then_some(None));
            let words = apart.part(Part::About, was.as_ref(), [&sides[0], &sides[1]]);
            Some((name.clone(), words?.clone()))
        });
        let told = told.collect();
        self.0.extend(apart.0.into_iter().take(1));
        told
    }

    /// Values join one by one.
    fn values(
        &mut self,
        base: Option<&BTreeMap<VariableId, Value>>,
        ours: &BTreeMap<VariableId, Value>,
        theirs: &BTreeMap<VariableId, Value>,
    ) -> BTreeMap<VariableId, Value> {
        let variables: BTreeSet<VariableId> = ours.keys().chain(theirs.keys()).copied().collect();
        let values = variables.into_iter().filter_map(|variable| {
            let sides = [ours.get(&variable), theirs.get(&variable)];
            let was = base.map(|it| it.get(&variable));
            // What only one has is new there when there is no base to tell otherwise.
            let was = was.or_else(|| sides.contains(&None).then_some(None));
            let value = self.part(Part::Value(variable), was.as_ref(), [&sides[0], &sides[1]]);
            Some((variable, value?.clone()))
        });
        values.collect()
    }
}

/// Members join one by one: in it is what both have, and what one added.
fn members<T: Ord + Clone>(
    base: Option<&BTreeSet<T>>,
    ours: &BTreeSet<T>,
    theirs: &BTreeSet<T>,
) -> BTreeSet<T> {
    let was = |it: &T| base.is_some_and(|base| base.contains(it));
    let stays = |it: &&T| (ours.contains(*it) && theirs.contains(*it)) || !was(it);
    ours.union(theirs).filter(stays).cloned().collect()
}

/// Other names join one by one as well; where both changed them, what was there comes first, then
/// what was added, by the alphabet, so that either order of joining gives the same.
fn aliases(base: Option<&Vec<String>>, ours: &[String], theirs: &[String]) -> Vec<String> {
    let was = |it: &String| base.is_some_and(|base| base.contains(it));
    if ours == theirs || base.is_some_and(|base| base == theirs) {
        return ours.to_vec();
    }
    if base.is_some_and(|base| base == ours) {
        return theirs.to_vec();
    }
    let both = |it: &&String| ours.contains(it) && theirs.contains(it);
    let mut kept: Vec<String> = base.into_iter().flatten().filter(both).cloned().collect();
    let added: BTreeSet<&String> = ours.iter().chain(theirs).filter(|it| !was(it)).collect();
    kept.extend(added.into_iter().cloned());
    kept
}

/// A place in a list: whoever moved it, the later place if both did. Nobody need decide that.
fn order(base: Option<u64>, ours: u64, theirs: u64) -> u64 {
    match base {
        Some(base) if base == ours => theirs,
        Some(base) if base == theirs => ours,
        _ => ours.max(theirs),
    }
}

/// The rule that made a coding: as whoever changed that has it. Nobody need decide it.
fn rule(
    base: Option<Option<QueryId>>,
    ours: Option<QueryId>,
    theirs: Option<QueryId>,
) -> Option<QueryId> {
    match base {
        Some(base) if base == ours => theirs,
        Some(base) if base == theirs => ours,
        _ => ours.max(theirs),
    }
}

/// A kind of record of which two versions can be made into one.
pub(super) trait Joins: Keyed + PartialEq + Into<Record> {
    /// The joined record; where both changed a part, ours stands and the part is among the clashes.
    fn join(clashes: &mut Clashes, base: Option<&Self>, ours: &Self, theirs: &Self) -> Self;
}

/// Joins the named fields, each as the part of that name.
macro_rules! parts {
    ($clashes:ident, $base:ident, $ours:ident, $theirs:ident; $($field:ident: $part:ident),+; $($rest:tt)*) => {
        Self {
            $($field: $clashes.part(
                Part::$part,
                $base.map(|it| &it.$field),
                [&$ours.$field, &$theirs.$field],
            ),)+
            $($rest)*
        }
    };
}

/// The joined heads of two projects.
pub(super) fn head(clashes: &mut Clashes, base: Option<&Head>, ours: &Head, theirs: &Head) -> Head {
    Head {
        id: ours.id,
        name: clashes.part(
            Part::Name,
            base.map(|it| &it.name),
            [&ours.name, &theirs.name],
        ),
        created: ours.created.min(theirs.created),
        words: WordLists {
            stop: aliases(
                base.map(|it| &it.words.stop),
                &ours.words.stop,
                &theirs.words.stop,
            ),
            own: aliases(
                base.map(|it| &it.words.own),
                &ours.words.own,
                &theirs.words.own,
            ),
        },
        extra: clashes.part(
            Part::Extra,
            base.map(|it| &it.extra),
            [&ours.extra, &theirs.extra],
        ),
    }
}

impl Joins for Coder {
    fn join(clashes: &mut Clashes, base: Option<&Self>, ours: &Self, theirs: &Self) -> Self {
        parts! { clashes, base, ours, theirs; name: Name, extra: Extra; id: ours.id }
    }
}

impl Joins for Code {
    fn join(clashes: &mut Clashes, base: Option<&Self>, ours: &Self, theirs: &Self) -> Self {
        parts! { clashes, base, ours, theirs;
            name: Name, parent: Parent, colour: Colour, key: Key, definition: Definition,
            when: When, when_not: WhenNot, applicable: Applicable, extra: Extra;
            id: ours.id,
            examples: members(base.map(|it| &it.examples), &ours.examples, &theirs.examples),
            meant: ours.meant.max(theirs.meant),
            aliases: aliases(base.map(|it| &it.aliases), &ours.aliases, &theirs.aliases),
            order: order(base.map(|it| it.order), ours.order, theirs.order),
        }
    }
}

impl Joins for Variable {
    fn join(clashes: &mut Clashes, base: Option<&Self>, ours: &Self, theirs: &Self) -> Self {
        parts! { clashes, base, ours, theirs; name: Name, kind: Kind, extra: Extra; id: ours.id }
    }
}

impl Joins for Case {
    fn join(clashes: &mut Clashes, base: Option<&Self>, ours: &Self, theirs: &Self) -> Self {
        let values = clashes.values(base.map(|it| &it.values), &ours.values, &theirs.values);
        parts! { clashes, base, ours, theirs; name: Name, extra: Extra;
            id: ours.id,
            members: members(base.map(|it| &it.members), &ours.members, &theirs.members),
            values,
        }
    }
}

impl Joins for Set {
    fn join(clashes: &mut Clashes, base: Option<&Self>, ours: &Self, theirs: &Self) -> Self {
        parts! { clashes, base, ours, theirs; name: Name, extra: Extra;
            id: ours.id,
            members: members(base.map(|it| &it.members), &ours.members, &theirs.members),
        }
    }
}

impl Joins for Link {
    fn join(clashes: &mut Clashes, base: Option<&Self>, ours: &Self, theirs: &Self) -> Self {
        parts! { clashes, base, ours, theirs;
            name: Name, from: From, to: To, directed: Directed, extra: Extra;
            id: ours.id,
            coder: ours.coder.min(theirs.coder),
            created: ours.created.min(theirs.created),
        }
    }
}

impl Joins for Query {
    fn join(clashes: &mut Clashes, base: Option<&Self>, ours: &Self, theirs: &Self) -> Self {
        parts! { clashes, base, ours, theirs;
            name: Name, text: Text, code: Code, unit: Unit, extra: Extra;
            id: ours.id,
            coder: ours.coder.min(theirs.coder),
            created: ours.created.min(theirs.created),
        }
    }
}

/// Records that are a name and what is told under it.
macro_rules! told {
    ($($type:ident)+) => {$(
        impl Joins for $type {
            fn join(clashes: &mut Clashes, base: Option<&Self>, ours: &Self, theirs: &Self) -> Self {
                let about = clashes.about(base.map(|it| &it.about), &ours.about, &theirs.about);
                parts! { clashes, base, ours, theirs; name: Name, extra: Extra; id: ours.id, about }
            }
        }
    )+};
}

told! { Gloss Recipe }

impl Joins for Source {
    fn join(clashes: &mut Clashes, base: Option<&Self>, ours: &Self, theirs: &Self) -> Self {
        let texts = [&ours.fingerprint, &theirs.fingerprint];
        let fingerprint = clashes.part(Part::Text, base.map(|it| &it.fingerprint), texts);
        let whose = if fingerprint == ours.fingerprint {
            ours
        } else {
            theirs
        };
        let values = clashes.values(base.map(|it| &it.values), &ours.values, &theirs.values);
        parts! { clashes, base, ours, theirs; name: Name, origin: Origin, extra: Extra;
            id: ours.id,
            order: order(base.map(|it| it.order), ours.order, theirs.order),
            lines: whose.lines.clone(),
            fingerprint,
            added: ours.added.min(theirs.added),
            values,
        }
    }
}

impl Joins for Quotation {
    fn join(clashes: &mut Clashes, base: Option<&Self>, ours: &Self, theirs: &Self) -> Self {
        let place = |it: &Self| (it.source, it.span, it.stray.clone());
        let places = [&place(ours), &place(theirs)];
        let (source, span, stray) = clashes.part(Part::Place, base.map(place).as_ref(), places);
        parts! { clashes, base, ours, theirs; extra: Extra;
            id: ours.id,
            source,
            span,
            stray,
            coder: ours.coder.min(theirs.coder),
            created: ours.created.min(theirs.created),
        }
    }
}

impl Joins for Coding {
    fn join(clashes: &mut Clashes, base: Option<&Self>, ours: &Self, theirs: &Self) -> Self {
        parts! { clashes, base, ours, theirs;
            quotation: Quotation, code: Code, extra: Extra;
            id: ours.id,
            reviewed: ours.reviewed.max(theirs.reviewed),
            rule: rule(base.map(|it| it.rule), ours.rule, theirs.rule),
            coder: ours.coder.min(theirs.coder),
            created: ours.created.min(theirs.created),
        }
    }
}

impl Joins for Memo {
    fn join(clashes: &mut Clashes, base: Option<&Self>, ours: &Self, theirs: &Self) -> Self {
        parts! { clashes, base, ours, theirs; text: Text, target: Target, extra: Extra;
            id: ours.id,
            coder: ours.coder.min(theirs.coder),
            created: ours.created.min(theirs.created),
            changed: ours.changed.max(theirs.changed),
        }
    }
}

impl Joins for Conflict {
    /// A conflict is never changed, only decided, and then it is gone.
    fn join(_: &mut Clashes, _: Option<&Self>, ours: &Self, _: &Self) -> Self {
        ours.clone()
    }
}
