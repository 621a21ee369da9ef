//! A small project for the tests of this layer, made as a person would make it.

use super::{Format, Options, export};
use crate::edit::plan_cases::{add_case, add_coder, add_link, add_set, add_variable, set_value};
use crate::edit::plan_codes::{self, CodeField};
use crate::edit::plan_codings::code_passages;
use crate::edit::plan_meaning::{self, Meaning};
use crate::edit::plan_sources::NewSource;
use crate::edit::{History, PlanError, Stamp, Transaction, plan_memos, plan_sources};
use crate::model::{
    Cited, CodeId, CoderId, Edit, Extra, Head, Origin, Project, ProjectId, Quotation, Quote,
    RecordId, SourceId, Stray, Time, Value, VariableKind, Verdict,
};
use crate::query::Index;
use crate::text::{CharSpan, Span};
use uuid::Uuid;

const REPORT: &str = "数字治理与国防工业\n\n　　治理的边界，在于<文化>与“产业”&技术之间。\n\
    1. 船厂三十年；\n=SUM(A1:A3)不是公式\n";
const LETTER: &str = "Dear 👨‍👩‍👧, the yard *never* slept.\n地方自治体は、防衛の一部を担う。";

/// A project under construction.
struct Desk {
    project: Project,
    history: History,
    coder: CoderId,
    minute: i64,
    uuids: u128,
}

impl Desk {
    fn new() -> Self {
        Self {
            project: empty(),
            history: History::default(),
            coder: CoderId::new(Uuid::nil()),
            minute: 0,
            uuids: 1,
        }
    }

    /// Plans with the next minute and fresh ids, and commits.
    fn does<T>(
        &mut self,
        plan: impl FnOnce(&Project, &mut Stamp<'_>) -> Result<(T, Transaction), PlanError>,
    ) -> T {
        let uuids = &mut self.uuids;
        let mut fresh = || {
            *uuids += 1;
            Uuid::from_u128(0x0195_0000_0000_7000_8000_0000_0000_0000 | *uuids)
        };
        self.minute += 1;
        let mut stamp = Stamp {
            coder: self.coder,
            at: Time::from_secs(1_790_000_000 + self.minute * 60),
            fresh: &mut fresh,
        };
        let (made, transaction) = plan(&self.project, &mut stamp).unwrap();
        self.history.commit(&mut self.project, transaction).unwrap();
        made
    }

    fn coder(&mut self, name: &str) -> CoderId {
        self.coder = self.does(|_, stamp| add_coder(stamp, name));
        self.coder
    }

    fn code(&mut self, name: &str, parent: Option<CodeId>) -> CodeId {
        self.does(|project, stamp| plan_codes::add(project, stamp, name, parent, None))
    }

    fn set(&mut self, code: CodeId, field: CodeField) {
        self.does(|project, stamp| Ok(((), plan_codes::set(project, stamp, code, field)?)));
    }

    fn define(&mut self, code: CodeId, words: &str) {
        let meaning = Meaning {
            definition: Some(words.into()),
            ..Meaning::default()
        };
        self.does(|project, stamp| Ok(((), plan_meaning::define(project, stamp, code, meaning)?)));
    }

    /// Codes the first place where `words` stand.
    fn codes(&mut self, code: CodeId, source: SourceId, words: &str) {
        let text = self.project.sources().get(source).unwrap().text();
        let start = text.find(words).unwrap();
        let span = Span::new(start, start + words.len());
        self.does(|project, stamp| {
            let near: Vec<_> = project.quotations().iter().map(|it| it.id).collect();
            let planned = code_passages(project, stamp, code, &[(source, span)], &near)?;
            Ok(((), planned))
        });
    }

    fn memo(&mut self, on: RecordId, text: &str) {
        self.does(|project, stamp| Ok(((), plan_memos::write(project, stamp, on, text)?)));
    }

    fn last_quotation(&self) -> RecordId {
        RecordId::Quotation(self.project.quotations().iter().last().unwrap().id)
    }

    fn last_coding(&self) -> RecordId {
        RecordId::Coding(self.project.codings().iter().last().unwrap().id)
    }
}

/// A project with nothing in it.
pub(super) fn empty() -> Project {
    Project::new(Head {
        id: ProjectId::new(Uuid::from_u128(0x0195_0000_0000_7000_8000_0000_0000_0001)),
        name: "试编 <一>".into(),
        created: Time::from_secs(1_790_000_000),
        words: crate::model::WordLists::default(),
        extra: Extra::default(),
    })
}

/// Two texts, two coders, a small tree of codes; passages that nest, cross, meet and are lost;
/// memos on everything; names that look like formulas and elements.
pub(super) fn project() -> Project {
    let mut desk = Desk::new();
    let li = desk.coder("李");
    let cited = Origin {
        citation: ["author 李", "title 论分歧"].map(Cited::from_phrase).into(),
        ..Origin::default()
    };
    let new = |name: &str, text: &str| NewSource::new(name, text.into(), cited.clone());
    let texts = vec![new("报告 <甲>", REPORT), new("+Letter", LETTER)];
    let sources = desk.does(|project, stamp| plan_sources::add(project, stamp, texts));
    let [report, letter] = sources.try_into().unwrap();
    let defence = desk.code("国防", None);
    let industry = desk.code("工业", Some(defence));
    let governance = desk.code("治理", None);
    let culture = desk.code("文化 & 产业", None);
    desk.set(governance, CodeField::Aliases(vec!["governance".into()]));
    desk.define(governance, "谁来定规矩，谁来守。");
    desk.memo(RecordId::Project, "先粗后细。\n再议。");
    desk.codes(governance, report, "数字治理");
    desk.codes(defence, report, "治理与国防");
    desk.codes(industry, report, "国防工业\n\n　　治理");
    desk.codes(culture, report, "<文化>与“产业”&");
    desk.codes(governance, report, "=SUM(A1:A3)不是公式");
    desk.memo(desk.last_coding(), "=不是公式");
    desk.codes(industry, letter, "the yard *never* slept.\n地方");
    desk.memo(desk.last_quotation(), "**夜班**");
    desk.coder("=王");
    desk.codes(governance, report, "数字治理");
    desk.codes(culture, report, "治理与国防");
    desk.codes(defence, letter, "防衛");
    desk.codes(industry, report, "船厂三十年");
    lose(&mut desk);
    desk.memo(RecordId::Code(industry), "船厂算不算？");
    desk.memo(RecordId::Source(report), "节选");
    gather(&mut desk, report, li);
    desk.project
}

/// The same project with a codebook that says more, in signs that tables and pages must bear with.
pub(super) fn with_examples() -> Project {
    let mut project = project();
    let find = |name: &str| {
        let codes: Vec<_> = project.codes().iter().cloned().collect();
        codes.into_iter().find(|it| it.name == name).unwrap()
    };
    let (governance, defence) = (find("治理"), find("国防"));
    let own = |by: &crate::model::Coding| by.code == governance.id;
    let examples = project.codings().iter().filter(|it| own(it));
    let examples = examples
        .map(|it| RecordId::Quotation(it.quotation))
        .collect();
    project.apply(Edit::Put(
        crate::model::Code {
            when: "- 谈到规则\n\n\n1. 谈到机构".into(),
            when_not: "=只说国家".into(),
            aliases: vec!["governance".into(), "a;b".into()],
            examples,
            key: Some("1".into()),
            meant: Some(Time::from_secs(1_790_000_600)),
            ..governance
        }
        .into(),
    ));
    project.apply(Edit::Put(
        crate::model::Code {
            applicable: false,
            definition: " *国家*的\n# 防务 \n".into(),
            ..defence
        }
        .into(),
    ));
    project
}

/// Makes the last quotation one whose text is gone, as reading a changed source does.
fn lose(desk: &mut Desk) {
    let last = desk.project.quotations().iter().last().unwrap().clone();
    let quote = Quote {
        exact: "船厂四十年".into(),
        ..Quote::default()
    };
    let stray = Stray {
        quote,
        chars: CharSpan::new(44, 49),
        verdict: Verdict::Lost,
    };
    let lost = Quotation {
        stray: Some(Box::new(stray)),
        ..last
    };
    desk.project.apply(Edit::Put(lost.into()));
}

/// A case with a value, a set and a link.
fn gather(desk: &mut Desk, report: SourceId, li: CoderId) {
    let members = || [RecordId::Source(report)].into();
    let case = desk.does(|project, stamp| add_case(project, stamp, "船厂", members()));
    let year = desk.does(|_, stamp| add_variable(stamp, "年份", VariableKind::Number));
    let (case, value) = (RecordId::Case(case), Some(Value::Number(1994)));
    desk.does(|project, stamp| Ok(((), set_value(project, stamp, case, year, value)?)));
    desk.does(|project, stamp| add_set(project, stamp, "细读", members()));
    let ends = (case, RecordId::Coder(li));
    desk.does(|project, stamp| add_link(project, stamp, "说起", ends, true));
}

/// The bytes of an export, as text; what is packed, not exactly.
pub(super) fn exported(project: &Project, format: Format, options: &Options) -> String {
    let mut out = Vec::new();
    export(project, &Index::build(project), format, options, &mut out).unwrap();
    String::from_utf8(out).unwrap_or_else(|it| String::from_utf8_lossy(it.as_bytes()).into())
}

/// Holds an export against the one that was looked at and kept.
pub(super) fn snapshot(name: &str, written: &str) {
    insta::with_settings!({
        snapshot_path => "../../tests/snapshots",
        prepend_module_to_snapshot => false,
        omit_expression => true,
    }, {
        insta::assert_snapshot!(format!("export-{name}"), written);
    });
}
