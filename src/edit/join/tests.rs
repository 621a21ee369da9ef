use super::*;
use crate::edit::plan_codings::removal;
use crate::edit::{Becomes, Choice, History, JoinRow, RowKind, Transaction, plan_conflicts};
use crate::model::sample::any_project;
use crate::model::{
    Code, CodeId, Coder, CoderId, Coding, CodingId, Colour, Memo, MemoId, Origin, Query, QueryId,
    Quote, Set, SetId, Stray, Time, Unit, Value, VariableKind, Verdict, check_all,
};
use crate::text::Span;
use proptest::prelude::*;
use uuid::Uuid;

/// One side at work: commits what it can of random changes.
struct Side {
    project: Project,
    history: History,
    salt: u128,
}

type Dice = (u8, [u16; 3], String);

/// Texts here only ever change before what they had, so a place is as far from the end as it was.
fn refit(quotations: Vec<Quotation>, from: &Source, to: &Source) -> Vec<Quotation> {
    let there = |span: Span| {
        let moved = |at: usize| (at + to.text().len()).checked_sub(from.text().len());
        let span = Span::new(moved(span.start)?, moved(span.end)?);
        span.of(to.text()).map(|_| span)
    };
    let place = |it: Quotation| {
        let span = there(it.span);
        let lost = || {
            Box::new(Stray {
                quote: Quote {
                    exact: it.span.of(from.text()).unwrap().to_owned(),
                    ..Quote::default()
                },
                chars: from.lines.chars_from_span(it.span).unwrap(),
                verdict: Verdict::Lost,
            })
        };
        Quotation {
            span: span.unwrap_or_default(),
            stray: it.stray.clone().or_else(|| span.is_none().then(lost)),
            ..it
        }
    };
    quotations.into_iter().map(place).collect()
}

fn pick<T: Keyed>(table: &Table<T>, dice: u16) -> Option<T> {
    table
        .iter()
        .nth(usize::from(dice) % table.len().max(1))
        .cloned()
}

impl Side {
    fn new(project: &Project, salt: u128) -> Self {
        Self {
            project: project.clone(),
            history: History::default(),
            salt: salt << 96,
        }
    }

    fn uuid(&mut self) -> Uuid {
        self.salt += 1;
        Uuid::from_u128(self.salt)
    }

    /// Makes the change if the rules allow it.
    fn commit(&mut self, edits: Vec<Edit>) {
        let transaction = Transaction {
            done: Done::once("test", ""),
            coder: CoderId::new(Uuid::nil()),
            at: Time::default(),
            edits,
            place: None,
        };
        let _ = self.history.commit(&mut self.project, transaction);
    }

    fn work(&mut self, steps: Vec<Dice>) {
        for (kind, dice, text) in steps {
            let edits = self.edits(kind, dice, &text);
            self.commit(edits.unwrap_or_default());
        }
    }

    fn edits(&mut self, kind: u8, dice: [u16; 3], text: &str) -> Option<Vec<Edit>> {
        let project = self.project.clone();
        let [one, two, _] = dice;
        match kind {
            0..=6 => {
                changed(&project, kind, dice, format!("新{text}")).map(|it| vec![Edit::Put(it)])
            }
            7 => Some(removal(&project, &[any_id(&project, one)?])),
            8 => retyped(&project, one, text),
            9 => {
                let mut set = pick(project.sets(), one)?;
                let member = any_id(&project, two)?;
                if !set.members.remove(&member) {
                    set.members.insert(member);
                }
                Some(vec![Edit::Put(set.into())])
            }
            _ => self
                .added(kind, dice, format!("新{text}"))
                .map(|it| vec![Edit::Put(it)]),
        }
    }

    fn added(&mut self, kind: u8, [one, two, three]: [u16; 3], name: String) -> Option<Record> {
        let project = self.project.clone();
        let (extra, created) = (Extra::default(), Time::default());
        let coder = pick(project.coders(), three)?.id;
        let code = pick(project.codes(), one).map(|it| it.id);
        Some(match kind {
            10 => self.new_code(name, code, two).into(),
            11 | 12 => Coding {
                id: CodingId::new(self.uuid()),
                quotation: pick(project.quotations(), two)?.id,
                code: code?,
                coder,
                created,
                reviewed: None,
                rule: pick(project.queries(), three).map(|it| it.id),
                extra,
            }
            .into(),
            13 => Set {
                id: SetId::new(self.uuid()),
                name,
                members: any_id(&project, two).into_iter().collect(),
                extra,
            }
            .into(),
            14 => Query {
                id: QueryId::new(self.uuid()),
                text: name.clone(),
                name,
                code,
                unit: Unit::Sentence,
                coder,
                created,
                extra,
            }
            .into(),
            15 => Query {
                text: name,
                code,
                ..pick(project.queries(), two)?
            }
            .into(),
            _ => Memo {
                id: MemoId::new(self.uuid()),
                target: any_id(&project, one).filter(|id| !matches!(id, RecordId::Memo(_)))?,
                text: name,
                coder,
                created,
                changed: created,
                extra,
            }
            .into(),
        })
    }

    fn new_code(&mut self, name: String, parent: Option<CodeId>, dice: u16) -> Code {
        Code {
            id: CodeId::new(self.uuid()),
            name,
            aliases: Vec::new(),
            parent,
            order: u64::from(dice),
            colour: Colour(1, 2, 3),
            key: None,
            definition: String::new(),
            when: String::new(),
            when_not: String::new(),
            examples: BTreeSet::new(),
            meant: None,
            applicable: true,
            extra: Extra::default(),
        }
    }
}

/// Some record, changed in one part.
fn changed(project: &Project, kind: u8, dice: [u16; 3], name: String) -> Option<Record> {
    let [one, two, three] = dice;
    let code = || pick(project.codes(), one);
    Some(match kind {
        0 => Code { name, ..code()? }.into(),
        1 => Code {
            definition: name,
            examples: pick(project.quotations(), two)
                .filter(|_| three % 2 > 0)
                .map(|it| RecordId::Quotation(it.id))
                .into_iter()
                .collect(),
            ..code()?
        }
        .into(),
        2 => {
            let parent = pick(project.codes(), two).map(|it| it.id);
            let parent = parent.filter(|_| three % 4 > 0);
            Code { parent, ..code()? }.into()
        }
        3 => Coding {
            code: code()?.id,
            ..pick(project.codings(), two)?
        }
        .into(),
        4 => {
            let quotation = pick(project.quotations(), two)?;
            let lines = &project.sources().get(quotation.source)?.lines;
            let edge =
                |dice: u16| lines.byte_from_char(usize::from(dice) % (lines.char_count() + 1));
            let (from, to) = (edge(one)?.min(edge(three)?), edge(one)?.max(edge(three)?));
            Quotation {
                span: Span::new(from, to),
                stray: None,
                ..quotation
            }
            .into()
        }
        5 => Memo {
            text: name,
            ..pick(project.memos(), one)?
        }
        .into(),
        _ => {
            let variable = pick(project.variables(), one)?;
            let value = match variable.kind {
                VariableKind::Text => Value::Text(name),
                VariableKind::Number => Value::Number(i64::from(three)),
                VariableKind::Flag => Value::Flag(three % 2 == 0),
                VariableKind::Date => return None,
            };
            let mut source = pick(project.sources(), two)?;
            source.values.insert(variable.id, value);
            source.into()
        }
    })
}

/// Another text for a source, with its quotations put to their new places.
fn retyped(project: &Project, dice: u16, text: &str) -> Option<Vec<Edit>> {
    let from = pick(project.sources(), dice)?;
    let text = format!("{text}{}", from.text());
    let to = Source {
        lines: Lines::from(&*text),
        fingerprint: Fingerprint::of(&text),
        ..from.clone()
    };
    let there = project.quotations().iter();
    let there = there.filter(|it| it.source == from.id);
    let moved = refit(there.cloned().collect(), &from, &to);
    let moved = moved.into_iter().map(|it| Edit::Put(it.into()));
    Some(std::iter::once(Edit::Put(to.into())).chain(moved).collect())
}

fn any_id(project: &Project, dice: u16) -> Option<RecordId> {
    let (kind, dice) = (dice % 7, dice / 7);
    match kind {
        0 => pick(project.codes(), dice).map(|it| RecordId::Code(it.id)),
        1 => pick(project.sources(), dice).map(|it| RecordId::Source(it.id)),
        2 => pick(project.quotations(), dice).map(|it| RecordId::Quotation(it.id)),
        3 => pick(project.memos(), dice).map(|it| RecordId::Memo(it.id)),
        4 => pick(project.variables(), dice).map(|it| RecordId::Variable(it.id)),
        5 => pick(project.queries(), dice).map(|it| RecordId::Query(it.id)),
        _ => pick(project.codings(), dice).map(|it| RecordId::Coding(it.id)),
    }
}

fn any_steps() -> impl Strategy<Value = Vec<Dice>> {
    let texts = prop::sample::select(vec!["治理", "国防", "论产业。", "é"]);
    prop::collection::vec(
        (0u8..17, any::<[u16; 3]>(), texts.prop_map(str::to_owned)),
        0..14,
    )
}

/// A project and what two people made of it.
fn apart() -> impl Strategy<Value = [Project; 3]> {
    (any_project(), any_steps(), any_steps()).prop_map(|(base, here, there)| {
        let (mut ours, mut theirs) = (Side::new(&base, 1), Side::new(&base, 2));
        ours.work(here);
        theirs.work(there);
        [base, ours.project, theirs.project]
    })
}

fn planned(base: Option<&Project>, ours: &Project, theirs: &Project) -> JoinPlan {
    let mut count = 0u128;
    let mut fresh = || {
        count += 1;
        Uuid::from_u128(3 << 96 | count)
    };
    let mut stamp = Stamp {
        coder: CoderId::new(Uuid::nil()),
        at: Time::default(),
        fresh: &mut fresh,
    };
    join(Sides { base, ours, theirs }, &mut stamp, &refit)
}

/// The joined project; every rule of the model holds for it.
fn joined(base: Option<&Project>, ours: &Project, theirs: &Project) -> Project {
    let plan = planned(base, ours, theirs);
    let mut project = ours.clone();
    if !plan.transaction.edits.is_empty() {
        let committed = History::default().commit(&mut project, plan.transaction);
        assert_eq!(committed.err(), None);
    }
    assert_eq!(check_all(&project), []);
    project
}

/// Everything in a project but its head and its conflicts.
fn all_ids(it: &Project) -> Vec<RecordId> {
    let mut ids: Vec<RecordId> = it
        .coders()
        .iter()
        .map(|it| RecordId::Coder(it.id))
        .collect();
    ids.extend(it.codes().iter().map(|it| RecordId::Code(it.id)));
    ids.extend(it.variables().iter().map(|it| RecordId::Variable(it.id)));
    ids.extend(it.cases().iter().map(|it| RecordId::Case(it.id)));
    ids.extend(it.sets().iter().map(|it| RecordId::Set(it.id)));
    ids.extend(it.links().iter().map(|it| RecordId::Link(it.id)));
    ids.extend(it.queries().iter().map(|it| RecordId::Query(it.id)));
    ids.extend(it.sources().iter().map(|it| RecordId::Source(it.id)));
    ids.extend(it.quotations().iter().map(|it| RecordId::Quotation(it.id)));
    ids.extend(it.codings().iter().map(|it| RecordId::Coding(it.id)));
    ids.extend(it.memos().iter().map(|it| RecordId::Memo(it.id)));
    ids
}

/// The project with every conflict decided one way.
fn decided(project: &Project, choice: Choice, over: impl Fn(&Over) -> bool) -> Project {
    let meant = project.conflicts().iter().filter(|it| over(&it.over));
    let ids: Vec<ConflictId> = meant.map(|it| it.id).collect();
    let mut fresh = || Uuid::nil();
    let stamp = Stamp {
        coder: CoderId::new(Uuid::nil()),
        at: Time::default(),
        fresh: &mut fresh,
    };
    let mut project = project.clone();
    if let Ok(plan) = plan_conflicts::decide(&project, &stamp, &ids, (choice, &refit)) {
        for edit in plan.edits {
            project.apply(edit);
        }
    }
    project
}

/// What the conflicts are over, without who has which version.
fn rows(project: &Project) -> BTreeSet<(RecordId, String)> {
    let row = |it: &Conflict| match &it.over {
        Over::Part { part, .. } => (it.about, format!("{part:?}")),
        over => (it.about, format!("{over:?}")),
    };
    project.conflicts().iter().map(row).collect()
}

fn is_over(project: &Project, wanted: Part) -> bool {
    let over = |it: &Conflict| matches!(&it.over, Over::Part { part, .. } if *part == wanted);
    project.conflicts().iter().any(over)
}

/// What is kept beside the records is no part of a join.
fn bare(project: &Project) -> Project {
    let mut project = project.clone();
    project.unread.clear();
    project.extra = Extra::default();
    project
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, ..ProptestConfig::default() })]

    #[test]
    fn a_join_with_oneself_or_with_what_one_comes_from_changes_nothing([base, ours, _] in apart()) {
        for (base, theirs) in [(None, &ours), (Some(&base), &ours), (Some(&base), &base), (Some(&ours), &ours)] {
            let plan = planned(base, &ours, theirs);
            prop_assert_eq!(plan.transaction.edits, []);
            prop_assert_eq!(plan.conflicts, []);
        }
    }

    #[test]
    fn one_who_changed_nothing_gets_what_the_other_has([base, _, theirs] in apart()) {
        prop_assert_eq!(bare(&joined(Some(&base), &base, &theirs)), bare(&theirs));
    }

    #[test]
    fn the_order_of_a_join_does_not_matter([base, ours, theirs] in apart()) {
        let (here, there) = (joined(Some(&base), &ours, &theirs), joined(Some(&base), &theirs, &ours));
        if is_over(&here, Part::Parent) || is_over(&here, Part::Text) || is_over(&there, Part::Parent) {
            // Whose move of a code is undone, or which text quotations were last fitted to, is theirs.
            return Ok(());
        }
        prop_assert_eq!(rows(&here), rows(&there));
        let parts = |over: &Over| matches!(over, Over::Part { .. });
        let here = decided(&here, Choice::Other, parts);
        let there = decided(&there, Choice::Kept, parts);
        let plain = |it: &Project| decided(it, Choice::Kept, |_| true);
        prop_assert_eq!(bare(&plain(&here)), bare(&plain(&there)));
    }

    #[test]
    fn joining_again_changes_nothing([base, ours, theirs] in apart()) {
        let once = joined(Some(&base), &ours, &theirs);
        let again = planned(Some(&base), &once, &theirs);
        prop_assert_eq!(again.transaction.edits, []);
        let since = planned(Some(&theirs), &once, &theirs);
        prop_assert_eq!(since.transaction.edits, []);
    }

    #[test]
    fn nothing_vanishes_that_nobody_removed([base, ours, theirs] in apart()) {
        let both = joined(Some(&base), &ours, &theirs);
        let ids = |it: &Project| {
            let mut ids: Vec<RecordId> = it.codes().iter().map(|it| RecordId::Code(it.id)).collect();
            ids.extend(it.sources().iter().map(|it| RecordId::Source(it.id)));
            ids.extend(it.codings().iter().map(|it| RecordId::Coding(it.id)));
            ids.extend(it.memos().iter().map(|it| RecordId::Memo(it.id)));
            ids.extend(it.sets().iter().map(|it| RecordId::Set(it.id)));
            ids.extend(it.queries().iter().map(|it| RecordId::Query(it.id)));
            ids
        };
        for id in ids(&ours).into_iter().chain(ids(&theirs)) {
            let removed = base.contains(id) && !(ours.contains(id) && theirs.contains(id));
            prop_assert!(both.contains(id) || removed, "{id} is gone");
        }
        let apart = joined(None, &ours, &theirs);
        for id in ids(&ours).into_iter().chain(ids(&theirs)) {
            prop_assert!(apart.contains(id), "{id} is gone without a base");
        }
    }

    #[test]
    fn whatever_is_not_there_any_more_has_a_row([base, ours, theirs] in apart()) {
        for base in [Some(&base), None] {
            let plan = planned(base, &ours, &theirs);
            let mut both = ours.clone();
            for edit in plan.transaction.edits.clone() {
                both.apply(edit);
            }
            let told: BTreeSet<RecordId> = plan.rows.iter().map(|it| it.id).collect();
            let away = |it: &JoinRow| matches!(it.becomes, Becomes::Removed | Becomes::StaysAway);
            for side in [&ours, &theirs] {
                for id in all_ids(side) {
                    prop_assert!(both.contains(id) || told.contains(&id), "{id} has no row");
                }
            }
            for row in plan.rows.iter().filter(|it| it.kind == RowKind::Take) {
                prop_assert_eq!(away(row), !both.contains(row.id), "{:?}", row);
                prop_assert_eq!(row.becomes == Becomes::Added, both.contains(row.id) && !ours.contains(row.id));
            }
            let decided: BTreeSet<ConflictId> = plan.rows.iter().filter_map(|it| it.conflict).collect();
            prop_assert_eq!(decided, plan.conflicts.iter().map(|it| it.id).collect());
        }
    }

    #[test]
    fn a_third_joins_both_in_any_order((base, steps) in (any_project(), prop::array::uniform3(any_steps()))) {
        let mut salt = 0;
        let [one, two, three] = steps.map(|steps| {
            salt += 1;
            let mut side = Side::new(&base, salt);
            side.work(steps);
            side.project
        });
        let sides = [&one, &two, &three];
        let in_order = |[first, second, third]: [usize; 3]| {
            let both = joined(Some(&base), sides[first], sides[second]);
            joined(Some(&base), &both, sides[third])
        };
        let orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];
        let [first, others @ ..] = orders.map(in_order);
        let pairs = [(&one, &two), (&one, &three), (&two, &three)];
        let free = pairs.iter().all(|(here, there)| {
            planned(Some(&base), here, there).conflicts.is_empty()
        });
        // What contradicts nothing is one project, whoever joins first.
        for other in others.iter().filter(|_| free) {
            prop_assert_eq!(bare(&first), bare(other));
        }
    }
}

mod stories;
