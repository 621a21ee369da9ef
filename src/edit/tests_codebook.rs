//! The codebook at work: merging, splitting and copying codes.

use super::plan_codes::{self, CodeField};
use super::plan_meaning::{self, Meaning};
use super::plan_split::SplitBy;
use super::tests::{Bench, nth};
use super::{Changed, PlanError, plan_cases, plan_memos, plan_merge, plan_overlap, plan_split};
use crate::model::{
    CodeId, Coder, CoderId, CodingId, Edit, Extra, Project, QuotationId, RecordId, check_all,
};
use uuid::Uuid;

/// The tree as `上级/代码`, by id.
fn tree(project: &Project) -> Vec<String> {
    let name = |id: CodeId| project.codes().get(id).unwrap().name.clone();
    let line = |it: &crate::model::Code| match it.parent {
        Some(parent) => format!("{}/{}", name(parent), it.name),
        None => it.name.clone(),
    };
    project.codes().iter().map(line).collect()
}

/// Another coder takes the bench over.
fn hand_to_wang(bench: &mut Bench) {
    let id = CoderId::new(Uuid::from_u128(3));
    let (name, extra) = ("王".to_owned(), Extra::default());
    bench
        .project
        .apply(Edit::Put(Coder { id, name, extra }.into()));
    bench.coder = id;
}

fn coding(bench: &Bench, code: CodeId) -> CodingId {
    let mut codings = bench.project.codings().iter();
    codings.find(|it| it.code == code).unwrap().id
}

/// A step of a random script that reshapes the codebook.
pub(super) fn reshape(
    bench: &mut Bench,
    (verb, a, c): (u8, u16, u16),
    (coding, code, quotation): (Option<CodingId>, Option<CodeId>, Option<QuotationId>),
) -> Result<Changed, PlanError> {
    let project = bench.project.clone();
    match verb {
        11 => code.map_or(Err(PlanError::Nothing), |code| {
            let others: Vec<CodeId> = project.codes().iter().map(|it| it.id).take(3).collect();
            bench.act(|p, s| plan_merge::merge(p, s, &others, code))
        }),
        12 => code.map_or(Err(PlanError::Nothing), |code| {
            let by = match c % 3 {
                0 => SplitBy::Coder,
                1 => SplitBy::Source,
                _ => SplitBy::Codings(coding.into_iter().collect()),
            };
            bench.act(|p, s| plan_split::split(p, s, code, &by, None))
        }),
        13 => code.map_or(Err(PlanError::Nothing), |code| {
            bench.act(|p, s| plan_split::duplicate(p, s, code, None).map(|it| it.1))
        }),
        14 => code
            .zip(nth(project.codes(), c))
            .map_or(Err(PlanError::Nothing), |(code, into)| {
                bench.act(|p, s| plan_merge::remove_into(p, s, code, into))
            }),
        17 => {
            let all: Vec<CodingId> = project.codings().iter().map(|it| it.id).collect();
            bench.act(|p, s| plan_overlap::merge_overlapping(p, s, &all))
        }
        15 => code
            .zip(quotation)
            .map_or(Err(PlanError::Nothing), |(code, quotation)| {
                bench.act(|p, s| plan_meaning::set_example(p, s, code, quotation, a % 4 > 0))
            }),
        _ => code.map_or(Err(PlanError::Nothing), |code| {
            let meaning = plan_meaning::Meaning {
                when: Some(format!("何时{a}")),
                is_new: true,
                ..plan_meaning::Meaning::default()
            };
            bench.act(|p, s| plan_meaning::define(p, s, code, meaning))
        }),
    }
}

#[test]
fn merged_codes_are_one_with_all_they_had() {
    let mut bench = Bench::new();
    let text = bench.source("随笔", "数字治理与国防");
    let keep = bench.code("治理", None);
    let merged = bench.code("管治", None);
    let below = bench.code("共治", Some(merged));
    let alias = CodeField::Aliases(vec!["governance".into(), "治理".into()]);
    bench
        .act(|p, s| plan_codes::set(p, s, merged, alias))
        .unwrap();
    for (code, words) in [(keep, "规则"), (merged, "机构")] {
        let meaning = Meaning {
            definition: Some(words.into()),
            ..Meaning::default()
        };
        bench
            .act(|p, s| plan_meaning::define(p, s, code, meaning))
            .unwrap();
    }
    let key = CodeField::Key(Some("G".into()));
    bench
        .act(|p, s| plan_codes::set(p, s, merged, key))
        .unwrap();
    bench.code_words(text, "治理", merged).unwrap();
    bench.code_words(text, "国防", merged).unwrap();
    bench.code_words(text, "治理", keep).unwrap();
    hand_to_wang(&mut bench);
    bench.code_words(text, "治理", merged).unwrap();
    let before = bench.project.clone();

    let moves = plan_merge::preview(&bench.project, &[merged, keep], keep).unwrap();
    assert_eq!(moves.len(), 1);
    let (moved, once) = (moves[0].codings.len(), moves[0].once.len());
    assert_eq!(
        (moved, once, moves[0].below.as_slice()),
        (2, 1, [below].as_slice())
    );
    assert_eq!(moves[0].once[0].1, coding(&bench, keep));

    bench
        .act(|p, s| plan_merge::merge(p, s, &[merged, keep], keep))
        .unwrap();
    assert_eq!(bench.codings(), ["国防:治理", "治理:治理", "治理:治理"]);
    assert_eq!(tree(&bench.project), ["治理", "治理/共治"]);
    let code = bench.project.codes().get(keep).unwrap();
    assert_eq!(code.aliases, ["管治", "governance"]);
    assert_eq!(code.definition, "规则\n\n机构");
    assert_eq!(code.key.as_deref(), Some("G"));
    assert_eq!(check_all(&bench.project), []);
    bench.history.undo(&mut bench.project);
    assert_eq!(bench.project, before);
}

#[test]
fn memos_and_places_in_sets_go_over() {
    let mut bench = Bench::new();
    let text = bench.source("随笔", "数字治理");
    let (keep, merged) = (bench.code("治理", None), bench.code("管治", None));
    for (code, words) in [(keep, "一"), (merged, "二")] {
        bench.code_words(text, "治理", code).unwrap();
        let on = [RecordId::Code(code), RecordId::Coding(coding(&bench, code))];
        for on in on {
            bench
                .act(|p, s| plan_memos::write(p, s, on, words))
                .unwrap();
        }
    }
    let members = [RecordId::Code(merged)].into();
    bench
        .act(|p, s| plan_cases::add_set(p, s, "待议", members).map(|it| it.1))
        .unwrap();
    bench
        .act(|p, s| plan_merge::merge(p, s, &[merged], keep))
        .unwrap();
    let memos: Vec<(RecordId, &str)> = bench
        .project
        .memos()
        .iter()
        .map(|it| (it.target, it.text.as_str()))
        .collect();
    let on_coding = RecordId::Coding(coding(&bench, keep));
    assert_eq!(
        memos,
        [(RecordId::Code(keep), "一\n\n二"), (on_coding, "一\n\n二")]
    );
    let set = bench.project.sets().iter().next().unwrap();
    assert_eq!(set.members, [RecordId::Code(keep)].into());
}

#[test]
fn a_code_merged_into_one_under_it_leaves_its_place() {
    let mut bench = Bench::new();
    let top = bench.code("甲", None);
    let middle = bench.code("乙", Some(top));
    let target = bench.code("丙", Some(middle));
    bench.code("丁", Some(top));
    bench
        .act(|p, s| plan_merge::merge(p, s, &[top], target))
        .unwrap();
    assert_eq!(tree(&bench.project), ["乙", "乙/丙", "丙/丁"]);
}

#[test]
fn merging_into_a_heading_or_with_itself_is_refused() {
    let mut bench = Bench::new();
    let text = bench.source("随笔", "数字治理");
    let (heading, code) = (bench.code("总", None), bench.code("治理", None));
    bench.code_words(text, "治理", code).unwrap();
    let field = CodeField::Applicable(false);
    bench
        .act(|p, s| plan_codes::set(p, s, heading, field))
        .unwrap();
    let refused = bench.act(|p, s| plan_merge::merge(p, s, &[code], heading));
    assert_eq!(refused, Err(PlanError::NotApplicable { name: "总".into() }));
    let refused = bench.act(|p, s| plan_merge::merge(p, s, &[code], code));
    assert_eq!(refused, Err(PlanError::Nothing));
}

#[test]
fn a_removed_code_can_leave_its_passages_to_another() {
    let mut bench = Bench::new();
    let text = bench.source("随笔", "数字治理与国防");
    let (removed, into) = (bench.code("治理", None), bench.code("善治", None));
    bench.code("共治", Some(removed));
    bench.code_words(text, "治理", removed).unwrap();
    bench.code_words(text, "治理", into).unwrap();
    bench.code_words(text, "国防", removed).unwrap();
    bench
        .act(|p, s| plan_merge::remove_into(p, s, removed, into))
        .unwrap();
    assert_eq!(bench.codings(), ["治理:善治", "国防:善治"]);
    assert_eq!(tree(&bench.project), ["善治", "共治"]);
    assert!(bench.project.codes().get(into).unwrap().aliases.is_empty());
}

#[test]
fn a_code_is_split_by_coder_source_and_hand() {
    let mut bench = Bench::new();
    let (one, two) = (
        bench.source("甲", "数字治理"),
        bench.source("乙", "共同治理"),
    );
    let code = bench.code("治理", None);
    bench.code_words(one, "治理", code).unwrap();
    let refused = bench.act(|p, s| plan_split::split(p, s, code, &SplitBy::Coder, None));
    assert_eq!(refused, Err(PlanError::Nothing));
    hand_to_wang(&mut bench);
    bench.code_words(two, "治理", code).unwrap();
    let before = bench.project.clone();
    let by_hand = SplitBy::Codings(vec![coding(&bench, code)]);
    for (by, name, expected) in [
        (SplitBy::Coder, None, ["治理:治理 · 李", "治理:治理 · 王"]),
        (
            SplitBy::Source,
            Some("治"),
            ["治理:治 · 甲", "治理:治 · 乙"],
        ),
        (by_hand, Some("善治"), ["治理:善治", "治理:治理"]),
    ] {
        bench
            .act(|p, s| plan_split::split(p, s, code, &by, name))
            .unwrap();
        assert_eq!(bench.codings(), expected);
        assert!(
            bench
                .project
                .codes()
                .iter()
                .all(|it| it.id == code || it.parent == Some(code))
        );
        bench.history.undo(&mut bench.project);
        assert_eq!(bench.project, before);
    }
}

#[test]
fn a_copy_stands_behind_the_code_without_its_key() {
    let mut bench = Bench::new();
    let first = bench.code("治理", None);
    bench.code("文化", None);
    let key = CodeField::Key(Some("1".into()));
    bench.act(|p, s| plan_codes::set(p, s, first, key)).unwrap();
    bench
        .act(|p, s| plan_split::duplicate(p, s, first, None).map(|it| it.1))
        .unwrap();
    let order = |name: &str| {
        let mut codes = bench.project.codes().iter();
        codes
            .find(|it| it.name == name)
            .map(|it| (it.order, it.key.clone()))
            .unwrap()
    };
    let ((copy, key), (last, _)) = (order("治理 (2)"), order("文化"));
    assert!(order("治理").0 < copy && copy < last && key.is_none());
    let refused = bench.act(|p, s| plan_split::duplicate(p, s, first, Some("文化")).map(|it| it.1));
    assert!(
        matches!(refused, Err(PlanError::NameTaken { .. })),
        "{last:?}"
    );
}

#[test]
fn overlapping_passages_become_one_and_leave_others_their_own() {
    let mut bench = Bench::new();
    let text = bench.source("随笔", "数字治理能力与国防");
    let (code, other) = (bench.code("治理", None), bench.code("能力", None));
    let words = [
        ("治理", code),
        ("治理能力", other),
        ("数字治", code),
        ("理能力", code),
        ("与国", code),
    ];
    for (words, code) in words {
        bench.code_words(text, words, code).unwrap();
    }
    let all: Vec<CodingId> = bench.project.codings().iter().map(|it| it.id).collect();
    let found = plan_overlap::overlaps(&bench.project, &all);
    assert_eq!(found.len(), 1, "what only touches does not overlap");
    assert_eq!((found[0].span.start, found[0].span.end), (0, 18));
    bench
        .act(|p, s| plan_overlap::merge_overlapping(p, s, &all))
        .unwrap();
    let spans = |bench: &Bench, code| {
        let codings = bench.project.codings().iter().filter(|it| it.code == code);
        let spans = codings.map(|it| bench.project.quotations().get(it.quotation).unwrap().span);
        let mut spans: Vec<(usize, usize)> = spans.map(|it| (it.start, it.end)).collect();
        spans.sort_unstable();
        spans
    };
    assert_eq!(spans(&bench, code), [(0, 18), (18, 24)]);
    assert_eq!(spans(&bench, other), [(6, 18)]);
    assert_eq!(bench.project.quotations().len(), 3);
    assert_eq!(check_all(&bench.project), []);
    let again = bench.act(|p, s| plan_overlap::merge_overlapping(p, s, &all[..1]));
    assert!(again.is_err());
}
