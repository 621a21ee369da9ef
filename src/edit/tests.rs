//! The verbs at work: case by case, and any script of them undone and redone.

use super::plan_codes::CodeField;
use super::plan_sources::NewSource;
use super::*;
use crate::model::*;
use crate::text::{Lines, Span};
use proptest::prelude::*;
use uuid::Uuid;

/// Every quotation: to be sure that all that stand near a passage are among them.
fn all(project: &Project) -> Vec<QuotationId> {
    project.quotations().iter().map(|it| it.id).collect()
}

/// A project in the hands of one coder.
pub(super) struct Bench {
    pub(super) project: Project,
    pub(super) history: History,
    pub(super) coder: CoderId,
    turn: u64,
}

impl Bench {
    pub(super) fn new() -> Self {
        let id = |n: u128| Uuid::from_u128(n);
        let head = Head {
            id: ProjectId::new(id(1)),
            name: "试编".into(),
            created: Time::from_secs(0),
            words: crate::model::WordLists::default(),
            extra: Extra::default(),
        };
        let mut project = Project::new(head);
        let coder = CoderId::new(id(2));
        let record = Coder {
            id: coder,
            name: "李".into(),
            extra: Extra::default(),
        };
        project.apply(Edit::Put(record.into()));
        Self {
            project,
            history: History::default(),
            coder,
            turn: 10,
        }
    }

    fn plan<T>(
        &mut self,
        plan: impl FnOnce(&Project, &mut Stamp<'_>) -> Result<T, PlanError>,
    ) -> Result<T, PlanError> {
        let turn = &mut self.turn;
        let mut fresh = || {
            *turn += 1;
            Uuid::from_u128(u128::from(*turn))
        };
        let at = Time::from_secs(1_760_000_000);
        plan(
            &self.project,
            &mut Stamp {
                coder: self.coder,
                at,
                fresh: &mut fresh,
            },
        )
    }

    pub(super) fn act(
        &mut self,
        plan: impl FnOnce(&Project, &mut Stamp<'_>) -> Result<Transaction, PlanError>,
    ) -> Result<Changed, PlanError> {
        let transaction = self.plan(plan)?;
        self.history.commit(&mut self.project, transaction)
    }

    pub(super) fn source(&mut self, name: &str, text: &str) -> SourceId {
        let new = NewSource::new(name, Lines::from(text), Origin::default());
        let (ids, transaction) = self
            .plan(|p, s| plan_sources::add(p, s, vec![new]))
            .unwrap();
        self.history.commit(&mut self.project, transaction).unwrap();
        ids[0]
    }

    pub(super) fn code(&mut self, name: &str, parent: Option<CodeId>) -> CodeId {
        let (id, transaction) = self
            .plan(|p, s| plan_codes::add(p, s, name, parent, None))
            .unwrap();
        self.history.commit(&mut self.project, transaction).unwrap();
        id
    }

    pub(super) fn code_words(
        &mut self,
        source: SourceId,
        words: &str,
        code: CodeId,
    ) -> Result<Changed, PlanError> {
        let start = self
            .project
            .sources()
            .get(source)
            .unwrap()
            .text()
            .find(words)
            .unwrap();
        let passage = (source, Span::new(start, start + words.len()));
        self.act(|p, s| plan_codings::code_passages(p, s, code, &[passage], &all(p)))
    }

    /// Every coding as `words:code`, in the order they were made.
    pub(super) fn codings(&self) -> Vec<String> {
        self.project
            .codings()
            .iter()
            .map(|coding| {
                let quotation = self.project.quotations().get(coding.quotation).unwrap();
                let source = self.project.sources().get(quotation.source).unwrap();
                let code = self.project.codes().get(coding.code).unwrap();
                format!(
                    "{}:{}",
                    quotation.span.of(source.text()).unwrap(),
                    code.name
                )
            })
            .collect()
    }

    /// The codebook in order, children indented.
    fn codebook(&self, parent: Option<CodeId>, indent: usize) -> Vec<String> {
        let mut codes: Vec<&Code> = self
            .project
            .codes()
            .iter()
            .filter(|code| code.parent == parent)
            .collect();
        codes.sort_by_key(|code| (code.order, code.id));
        codes
            .into_iter()
            .flat_map(|code| {
                let own = format!("{}{}", " ".repeat(indent), code.name);
                std::iter::once(own).chain(self.codebook(Some(code.id), indent + 1))
            })
            .collect()
    }
}

#[test]
fn two_codes_on_one_passage_share_its_quotation() {
    let mut bench = Bench::new();
    let text = bench.source("随笔", "数字治理与国防");
    let (governance, defence) = (bench.code("治理", None), bench.code("国防", None));
    bench.code_words(text, "治理与国防", governance).unwrap();
    bench.code_words(text, "治理与国防", defence).unwrap();
    assert_eq!(bench.codings(), ["治理与国防:治理", "治理与国防:国防"]);
    assert_eq!(bench.project.quotations().len(), 1);
}

#[test]
fn coding_the_same_passage_the_same_way_twice_changes_nothing() {
    let mut bench = Bench::new();
    let text = bench.source("随笔", "数字治理");
    let code = bench.code("治理", None);
    bench.code_words(text, "治理", code).unwrap();
    assert_eq!(
        bench.code_words(text, "治理", code),
        Err(PlanError::Nothing)
    );
    assert_eq!(bench.codings(), ["治理:治理"]);
}

#[test]
fn a_passage_never_splits_a_grapheme_cluster() {
    let mut bench = Bench::new();
    let text = bench.source("家", "一家👨‍👩‍👧人");
    let code = bench.code("家庭", None);
    bench.code_words(text, "👩", code).unwrap();
    assert_eq!(bench.codings(), ["👨‍👩‍👧:家庭"]);
}

#[test]
fn a_quotation_goes_with_its_last_coding_unless_a_memo_holds_it() {
    let mut bench = Bench::new();
    let text = bench.source("随笔", "数字治理与国防");
    let code = bench.code("治理", None);
    bench.code_words(text, "治理", code).unwrap();
    bench.code_words(text, "国防", code).unwrap();
    let held = bench.project.quotations().iter().next().unwrap().id;
    bench
        .act(|p, s| plan_memos::write(p, s, RecordId::Quotation(held), "待查"))
        .unwrap();
    let all: Vec<CodingId> = bench.project.codings().iter().map(|it| it.id).collect();
    bench.act(|p, s| plan_codings::uncode(p, s, &all)).unwrap();
    assert!(bench.codings().is_empty());
    let left: Vec<QuotationId> = bench.project.quotations().iter().map(|it| it.id).collect();
    assert_eq!(left, [held]);
}

#[test]
fn moving_a_quotation_moves_all_its_codings() {
    let mut bench = Bench::new();
    let text = bench.source("随笔", "数字治理与国防");
    for name in ["治理", "国防"] {
        let code = bench.code(name, None);
        bench.code_words(text, "治理", code).unwrap();
    }
    let quotation = bench.project.quotations().iter().next().unwrap().id;
    let wider = Span::new(0, "数字治理".len());
    bench
        .act(|p, s| plan_codings::resize(p, s, quotation, wider))
        .unwrap();
    assert_eq!(bench.codings(), ["数字治理:治理", "数字治理:国防"]);
}

#[test]
fn a_range_past_the_end_is_refused_with_the_length() {
    let mut bench = Bench::new();
    let text = bench.source("随笔", "治理");
    let code = bench.code("治理", None);
    let before = bench.project.clone();
    let passage = (text, Span::new(0, 600));
    let error = bench
        .act(|p, s| plan_codings::code_passages(p, s, code, &[passage], &all(p)))
        .unwrap_err();
    let expected = PlanError::Range {
        start: 0,
        end: 600,
        source_name: "随笔".into(),
        len: 2,
    };
    assert_eq!(error, expected);
    assert_eq!(bench.project, before);
}

#[test]
fn a_heading_cannot_be_applied() {
    let mut bench = Bench::new();
    let text = bench.source("随笔", "治理");
    let code = bench.code("主题", None);
    bench
        .act(|p, s| plan_codes::set(p, s, code, CodeField::Applicable(false)))
        .unwrap();
    let refused = bench.code_words(text, "治理", code);
    assert_eq!(
        refused,
        Err(PlanError::NotApplicable {
            name: "主题".into()
        })
    );
}

#[test]
fn removing_a_code_moves_its_children_up() {
    let mut bench = Bench::new();
    let text = bench.source("随笔", "数字治理与法治");
    let governance = bench.code("治理", None);
    let law = bench.code("法治", Some(governance));
    bench.code_words(text, "治理", governance).unwrap();
    bench.code_words(text, "法治", law).unwrap();
    bench
        .act(|p, s| plan_codes::remove(p, s, governance))
        .unwrap();
    assert_eq!(bench.codebook(None, 0), ["法治"]);
    assert_eq!(bench.codings(), ["法治:法治"]);
}

#[test]
fn a_code_is_moved_between_its_siblings() {
    let mut bench = Bench::new();
    let [_, second, third] = ["治理", "国防", "产业"].map(|name| bench.code(name, None));
    bench
        .act(|p, s| plan_codes::move_to(p, s, third, None, Some(second)))
        .unwrap();
    assert_eq!(bench.codebook(None, 0), ["治理", "产业", "国防"]);
    bench
        .act(|p, s| plan_codes::move_to(p, s, third, Some(second), None))
        .unwrap();
    assert_eq!(bench.codebook(None, 0), ["治理", "国防", " 产业"]);
}

#[test]
fn codes_can_be_moved_between_the_same_neighbours_for_ever() {
    let mut bench = Bench::new();
    let [first, second, third] = ["甲", "乙", "丙"].map(|name| bench.code(name, None));
    for turn in 0..60 {
        let (moved, before) = if turn % 2 == 0 {
            (third, second)
        } else {
            (second, third)
        };
        bench
            .act(|p, s| plan_codes::move_to(p, s, moved, None, Some(before)))
            .unwrap();
        let names = bench.codebook(None, 0);
        let expected = if turn % 2 == 0 {
            ["甲", "丙", "乙"]
        } else {
            ["甲", "乙", "丙"]
        };
        assert_eq!(names, expected, "{first} turn {turn}");
    }
}

#[test]
fn a_code_cannot_come_under_itself() {
    let mut bench = Bench::new();
    let above = bench.code("治理", None);
    let below = bench.code("法治", Some(above));
    let refused = bench.act(|p, s| plan_codes::move_to(p, s, above, Some(below), None));
    assert_eq!(
        refused,
        Err(PlanError::UnderItself {
            name: "治理".into()
        })
    );
}

#[test]
fn two_codes_cannot_share_a_key() {
    let mut bench = Bench::new();
    let [first, second] = ["治理", "国防"].map(|name| bench.code(name, None));
    bench
        .act(|p, s| plan_codes::set(p, s, first, CodeField::Key(Some("1".into()))))
        .unwrap();
    let refused = bench.act(|p, s| plan_codes::set(p, s, second, CodeField::Key(Some("1".into()))));
    assert_eq!(
        refused,
        Err(PlanError::KeyTaken {
            key: "1".into(),
            name: "治理".into()
        })
    );
}

#[test]
fn a_transaction_that_breaks_a_rule_changes_nothing() {
    let mut bench = Bench::new();
    let text = bench.source("随笔", "数字治理");
    let code = bench.code("治理", None);
    bench.code_words(text, "治理", code).unwrap();
    let before = bench.project.clone();
    let edits = vec![Edit::Take(RecordId::Code(code))];
    let refused = bench.act(|_, s| Ok(s.transaction(Done::once("remove-code", "治理"), edits)));
    assert!(matches!(
        refused,
        Err(PlanError::Rule {
            broken: Broken::Missing { .. }
        })
    ));
    assert_eq!(bench.project, before);
}

#[test]
fn a_record_put_twice_in_one_transaction_is_undone_to_what_it_was() {
    let mut bench = Bench::new();
    let before = bench.project.clone();
    let named = |name: &str| {
        Edit::Put(
            Head {
                name: name.into(),
                ..before.head().clone()
            }
            .into(),
        )
    };
    let edits = vec![named("甲"), named("乙")];
    bench
        .act(|_, s| Ok(s.transaction(Done::once("rename", "乙"), edits)))
        .unwrap();
    assert_eq!(bench.project.head().name, "乙");
    bench.history.undo(&mut bench.project);
    assert_eq!(bench.project, before);
}

#[test]
fn an_empty_memo_text_removes_the_memo() {
    let mut bench = Bench::new();
    bench
        .act(|p, s| plan_memos::write(p, s, RecordId::Project, "第一稿"))
        .unwrap();
    bench
        .act(|p, s| plan_memos::write(p, s, RecordId::Project, "第二稿"))
        .unwrap();
    let texts: Vec<&str> = bench
        .project
        .memos()
        .iter()
        .map(|memo| memo.text.as_str())
        .collect();
    assert_eq!(texts, ["第二稿"]);
    bench
        .act(|p, s| plan_memos::write(p, s, RecordId::Project, "  "))
        .unwrap();
    assert!(bench.project.memos().is_empty());
}

#[test]
fn sets_and_cases_lose_a_source_that_is_removed() {
    let mut bench = Bench::new();
    let text = bench.source("随笔", "治理");
    let members = [RecordId::Source(text)];
    bench
        .act(|p, s| plan_cases::add_set(p, s, "待议", members.into()).map(|it| it.1))
        .unwrap();
    bench
        .act(|p, s| plan_cases::add_case(p, s, "东部", members.into()).map(|it| it.1))
        .unwrap();
    bench.act(|p, s| plan_sources::remove(p, s, text)).unwrap();
    assert!(
        bench
            .project
            .sets()
            .iter()
            .all(|set| set.members.is_empty())
    );
    assert!(
        bench
            .project
            .cases()
            .iter()
            .all(|case| case.members.is_empty())
    );
    assert_eq!(check_all(&bench.project), []);
}

#[test]
fn a_source_whose_name_is_taken_gets_a_number() {
    let mut bench = Bench::new();
    bench.source("随笔", "甲");
    let second = bench.source("随笔", "乙");
    assert_eq!(
        bench.project.sources().get(second).unwrap().name,
        "随笔 (2)"
    );
}

/// One step of a random script: which verb, and three numbers that choose among what is there.
type Step = (u8, u16, u16, u16);

/// One of a table's records.
pub(super) fn nth<T: Keyed>(table: &Table<T>, n: u16) -> Option<T::Key> {
    (!table.is_empty()).then(|| {
        table
            .iter()
            .nth(usize::from(n) % table.len())
            .unwrap()
            .key()
    })
}

/// Tries the step; what cannot be done is left undone.
fn try_step(bench: &mut Bench, (verb, a, b, c): Step) {
    let project = bench.project.clone();
    let (source, code) = (nth(project.sources(), a), nth(project.codes(), b));
    let (coding, quotation) = (nth(project.codings(), a), nth(project.quotations(), c));
    let span = Span::new(usize::from(b % 30), usize::from(c % 30));
    let done = match verb % 19 {
        0 => {
            bench.source(&format!("篇{a}"), "数字治理👨‍👩‍👧与国防，e\u{301}tude");
            return;
        }
        1 => bench.act(|p, s| {
            plan_codes::add(p, s, &format!("码{a}"), code.filter(|_| c % 2 == 0), None)
                .map(|it| it.1)
        }),
        2..=4 => source
            .zip(code)
            .map_or(Err(PlanError::Nothing), |(source, code)| {
                bench
                    .act(|p, s| plan_codings::code_passages(p, s, code, &[(source, span)], &all(p)))
            }),
        5 => coding.map_or(Err(PlanError::Nothing), |coding| {
            bench.act(|p, s| plan_codings::uncode(p, s, &[coding]))
        }),
        6 => coding
            .zip(code)
            .map_or(Err(PlanError::Nothing), |(coding, code)| {
                bench.act(|p, s| plan_codings::recode(p, s, &[coding], code))
            }),
        7 => quotation.map_or(Err(PlanError::Nothing), |quotation| {
            bench.act(|p, s| plan_codings::resize(p, s, quotation, span))
        }),
        8 => code.map_or(Err(PlanError::Nothing), |code| {
            bench.act(|p, s| plan_codes::remove(p, s, code))
        }),
        9 => source.map_or(Err(PlanError::Nothing), |source| {
            bench.act(|p, s| plan_sources::remove(p, s, source))
        }),
        10 => code.map_or(Err(PlanError::Nothing), |code| {
            let parent = nth(project.codes(), c);
            bench.act(|p, s| plan_codes::move_to(p, s, code, parent, None))
        }),
        11..=17 => tests_codebook::reshape(bench, (verb % 19, a, c), (coding, code, quotation)),
        _ => quotation.map_or(Err(PlanError::Nothing), |quotation| {
            let on = RecordId::Quotation(quotation);
            bench.act(|p, s| plan_memos::write(p, s, on, &format!("备忘{b}")))
        }),
    };
    drop(done);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_script_is_undone_to_the_start_and_redone_to_the_end(
        steps in prop::collection::vec(any::<Step>(), 1..40)
    ) {
        let mut bench = Bench::new();
        let mut states = vec![bench.project.clone()];
        for step in steps {
            let before = bench.history.done().len();
            try_step(&mut bench, step);
            prop_assert_eq!(check_all(&bench.project), []);
            if bench.history.done().len() > before {
                states.push(bench.project.clone());
            }
        }
        for state in states.iter().rev().skip(1) {
            prop_assert!(bench.history.undo(&mut bench.project).is_some());
            prop_assert!(&bench.project == state);
        }
        prop_assert!(bench.history.undo(&mut bench.project).is_none());
        for state in states.iter().skip(1) {
            prop_assert!(bench.history.redo(&mut bench.project).is_some());
            prop_assert!(&bench.project == state);
        }
        prop_assert!(bench.history.redo(&mut bench.project).is_none());
    }
}
