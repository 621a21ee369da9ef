//! Joins told one by one: who did what, and what stands then.

use super::*;
use crate::edit::Fit;

/// A project with one text, one coder and two codes, 治理 and 国防, the first on one passage.
fn small() -> Project {
    let mut side = Side::new(
        &Project::new(crate::model::Head {
            id: crate::model::ProjectId::new(Uuid::nil()),
            name: "试编".to_owned(),
            created: Time::default(),
            words: crate::model::WordLists::default(),
            extra: Extra::default(),
        }),
        9,
    );
    let text = "数字治理与国防";
    let coder = Coder {
        id: CoderId::new(Uuid::nil()),
        name: "李".to_owned(),
        extra: Extra::default(),
    };
    let source = Source {
        id: SourceId::new(Uuid::nil()),
        name: "随笔".to_owned(),
        order: 0,
        lines: Lines::from(text),
        fingerprint: Fingerprint::of(text),
        origin: Origin::default(),
        added: Time::default(),
        values: BTreeMap::new(),
        extra: Extra::default(),
    };
    let quotation = Quotation {
        id: QuotationId::new(Uuid::nil()),
        source: source.id,
        span: Span::new(6, 12),
        stray: None,
        coder: coder.id,
        created: Time::default(),
        extra: Extra::default(),
    };
    let codes = ["治理", "国防"].map(|name| side.new_code(name.to_owned(), None, 0));
    let coding = Coding {
        id: CodingId::new(Uuid::nil()),
        quotation: quotation.id,
        code: codes[0].id,
        coder: coder.id,
        created: Time::default(),
        reviewed: None,
        rule: None,
        extra: Extra::default(),
    };
    let [one, two] = codes;
    let records: [Record; 6] = [
        coder.into(),
        one.into(),
        two.into(),
        source.into(),
        quotation.into(),
        coding.into(),
    ];
    side.commit(records.into_iter().map(Edit::Put).collect());
    side.project
}

fn code_named(project: &Project, name: &str) -> Code {
    project
        .codes()
        .iter()
        .find(|it| it.name == name)
        .unwrap()
        .clone()
}

#[test]
fn a_code_removed_here_and_used_there_stands_with_all_its_codings_until_decided() {
    let base = small();
    let code = code_named(&base, "治理");
    let mut ours = Side::new(&base, 1);
    ours.commit(removal(&base, &[RecordId::Code(code.id)]));
    let mut theirs = Side::new(&base, 2);
    let quotation = base.quotations().iter().next().unwrap().id;
    let used = Coding {
        id: CodingId::new(Uuid::from_u128(7)),
        ..base.codings().iter().next().unwrap().clone()
    };
    theirs.commit(vec![Edit::Put(used.into())]);
    for (ours, theirs) in [(&ours, &theirs), (&theirs, &ours)] {
        let both = joined(Some(&base), &ours.project, &theirs.project);
        assert_eq!(both.codings().len(), 2);
        assert!(both.contains(RecordId::Quotation(quotation)));
        assert_eq!(
            rows(&both),
            [(RecordId::Code(code.id), "Removal".to_owned())].into()
        );
        let gone = decided(&both, Choice::Other, |_| true);
        assert!(gone.codings().is_empty() && gone.conflicts().is_empty());
        assert!(!gone.contains(RecordId::Code(code.id)));
        let kept = decided(&both, Choice::Kept, |_| true);
        assert_eq!((kept.codings().len(), kept.conflicts().len()), (2, 0));
    }
}

#[test]
fn a_code_moved_under_its_own_child_by_the_two_together_stays_where_it_was_here() {
    let base = small();
    let [one, two] = ["治理", "国防"].map(|name| code_named(&base, name));
    let mut ours = Side::new(&base, 1);
    let under = Code {
        parent: Some(two.id),
        ..one.clone()
    };
    ours.commit(vec![Edit::Put(under.into())]);
    let mut theirs = Side::new(&base, 2);
    let under = Code {
        parent: Some(one.id),
        ..two.clone()
    };
    theirs.commit(vec![Edit::Put(under.into())]);
    let both = joined(Some(&base), &ours.project, &theirs.project);
    assert_eq!(code_named(&both, "治理").parent, Some(two.id));
    assert_eq!(code_named(&both, "国防").parent, None);
    assert_eq!(
        rows(&both),
        [(RecordId::Code(two.id), "Parent".to_owned())].into()
    );
}

#[test]
fn codes_of_one_name_made_apart_are_offered_as_one_and_can_be_folded() {
    let base = small();
    let quotation = base.quotations().iter().next().unwrap().clone();
    let mut sides = [Side::new(&base, 1), Side::new(&base, 2)];
    for side in &mut sides {
        let code = side.new_code("产业".to_owned(), None, 0);
        let coding = Coding {
            id: CodingId::new(side.uuid()),
            code: code.id,
            ..base.codings().iter().next().unwrap().clone()
        };
        side.commit(vec![Edit::Put(code.into()), Edit::Put(coding.into())]);
    }
    let [ours, theirs] = &sides;
    let both = joined(Some(&base), &ours.project, &theirs.project);
    assert_eq!(
        (
            both.codes().len(),
            both.codings().len(),
            both.conflicts().len()
        ),
        (4, 3, 1)
    );
    let one = decided(&both, Choice::Other, |_| true);
    assert_eq!(check_all(&one), []);
    assert_eq!((one.codes().len(), one.conflicts().len()), (3, 0));
    let on = one.uses(RecordId::Quotation(quotation.id)).count();
    assert_eq!(on, 2, "one coder says 产业 of a passage once");
}

#[test]
fn texts_changed_apart_keep_both_versions_and_every_coding() {
    let base = small();
    let source = base.sources().iter().next().unwrap().id;
    let mut sides = [Side::new(&base, 1), Side::new(&base, 2)];
    for (side, text) in sides.iter_mut().zip(["论", "再论："]) {
        let edits = retyped(&side.project, 0, text).unwrap();
        side.commit(edits);
    }
    let [ours, theirs] = &sides;
    let both = joined(Some(&base), &ours.project, &theirs.project);
    let marked = |project: &Project| {
        let quotation = project.quotations().iter().next().unwrap().clone();
        let text = project.sources().get(source).unwrap().text().to_owned();
        (quotation.span.of(&text).unwrap().to_owned(), text)
    };
    assert_eq!(
        marked(&both),
        ("治理".to_owned(), "论数字治理与国防".to_owned())
    );
    let other = decided(&both, Choice::Other, |_| true);
    assert_eq!(
        marked(&other),
        ("治理".to_owned(), "再论：数字治理与国防".to_owned())
    );
    assert_eq!(other.conflicts().len(), 0);
}

#[test]
fn without_a_base_nothing_is_removed_and_every_difference_is_put_to_the_person() {
    let base = small();
    let [one, two] = ["治理", "国防"].map(|name| code_named(&base, name));
    let mut ours = Side::new(&base, 1);
    ours.commit(removal(&base, &[RecordId::Code(one.id)]));
    ours.commit(vec![Edit::Put(
        Code {
            name: "防务".to_owned(),
            ..two.clone()
        }
        .into(),
    )]);
    let both = joined(None, &ours.project, &base);
    assert!(both.contains(RecordId::Code(one.id)));
    assert_eq!(
        rows(&both),
        [(RecordId::Code(two.id), "Name".to_owned())].into()
    );
    assert_eq!(code_named(&both, "防务").id, two.id);
}

/// The rows of a plan: why, what becomes of it, how it was found again.
fn told(plan: &JoinPlan) -> Vec<(RowKind, RecordId, Becomes, Option<Fit>)> {
    let rows = plan.rows.iter();
    rows.map(|it| (it.kind, it.id, it.becomes, it.fit))
        .collect()
}

#[test]
fn a_plan_says_what_is_taken_what_stands_on_what_went_and_what_stays_away() {
    let base = small();
    let [one, two] = ["治理", "国防"].map(|name| code_named(&base, name));
    let mut ours = Side::new(&base, 1);
    ours.commit(removal(&base, &[RecordId::Code(one.id)]));
    let mut theirs = Side::new(&base, 2);
    let used = Coding {
        id: CodingId::new(Uuid::from_u128(7)),
        ..base.codings().iter().next().unwrap().clone()
    };
    theirs.commit(vec![Edit::Put(used.clone().into())]);
    theirs.commit(removal(&base, &[RecordId::Code(two.id)]));
    let plan = planned(Some(&base), &ours.project, &theirs.project);
    let rows = told(&plan);
    let orphan = (
        RowKind::Orphan,
        RecordId::Code(one.id),
        Becomes::Added,
        None,
    );
    assert!(rows.contains(&orphan), "{rows:?}");
    let gone = (
        RowKind::Take,
        RecordId::Code(two.id),
        Becomes::Removed,
        None,
    );
    assert!(rows.contains(&gone), "{rows:?}");
    let came = (
        RowKind::Take,
        RecordId::Coding(used.id),
        Becomes::Added,
        None,
    );
    assert!(rows.contains(&came), "{rows:?}");
    let away = planned(Some(&base), &ours.project, &base);
    assert!(!away.rows.is_empty() && away.transaction.edits.is_empty());
    let stays = |it: &JoinRow| it.becomes == Becomes::StaysAway && it.kind == RowKind::Take;
    assert!(away.rows.iter().all(stays), "{:?}", away.rows);
}

#[test]
fn a_plan_says_how_passages_were_found_in_a_text_that_is_another_now() {
    let base = small();
    let mut theirs = Side::new(&base, 2);
    let edits = retyped(&theirs.project, 0, "论").unwrap();
    theirs.commit(edits);
    let id = RecordId::Quotation(base.quotations().iter().next().unwrap().id);
    let plan = planned(Some(&base), &base, &theirs.project);
    let fitted = (RowKind::ReAnchored, id, Becomes::Changed, Some(Fit::Moved));
    assert!(told(&plan).contains(&fitted), "{:?}", plan.rows);
    let counts = plan.counts();
    assert_eq!(counts.iter().map(|it| it.1).sum::<usize>(), plan.rows.len());
    // The text is taken over, the passage is carried over, and nothing is to be decided.
    let of = |wanted| counts.iter().find(|it| it.0 == wanted).unwrap().1;
    assert_eq!(
        [RowKind::Take, RowKind::ReAnchored, RowKind::Conflict].map(of),
        [1, 1, 0]
    );
}

#[test]
fn a_plan_tells_contradictions_and_names_made_twice_apart() {
    let base = small();
    let code = code_named(&base, "治理");
    let mut sides = [Side::new(&base, 1), Side::new(&base, 2)];
    for (side, name) in sides.iter_mut().zip(["治国", "法治"]) {
        let name = name.to_owned();
        side.commit(vec![Edit::Put(
            Code {
                name,
                ..code.clone()
            }
            .into(),
        )]);
        let twin = side.new_code("产业".to_owned(), None, 0);
        side.commit(vec![Edit::Put(twin.into())]);
    }
    let [ours, theirs] = &sides;
    let plan = planned(Some(&base), &ours.project, &theirs.project);
    let kinds: Vec<RowKind> = plan.rows.iter().map(|it| it.kind).collect();
    assert_eq!(kinds, [RowKind::Take, RowKind::Conflict, RowKind::SameName]);
    assert_eq!(plan.rows[1].id, RecordId::Code(code.id));
}
