//! The page about queries says what is true: its project is made and its examples are asked.

use super::Search;
use crate::model::{
    Case, CaseId, Edit, Extra, Project, RecordId, Set, SetId, SourceId, Time, Value, Variable,
    VariableId, VariableKind,
};
use crate::query::sample::{
    Sample, code, code_id, coder, coder_id, coding, coding_id, memo_on, quotation, source,
    source_id,
};
use crate::query::{Index, QueryFlaw};
use crate::text::{Span, Words};
use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};
use uuid::Uuid;

const PAGE: &str = include_str!("../language.md");

static WORDS: LazyLock<Arc<Words>> = LazyLock::new(|| Arc::new(Words::load()));

const CODES: [&str; 3] = ["治理", "国防", "工业"];
const CODERS: [(&str, &str); 2] = [
    ("李", "2025-12-01T00:00:00Z"),
    ("王", "2026-02-01T00:00:00Z"),
];

fn variable(number: u128) -> VariableId {
    VariableId::new(Uuid::from_u128(number))
}

/// The project that the page shows.
fn project() -> Project {
    let mut sample = Sample::new();
    for (number, name) in (1..).zip(CODES) {
        let mut new = code(number, name, (number == 3).then_some(2));
        let others = [&["governance"][..], &[], &["industry"]][number as usize - 1];
        new.aliases = others.iter().map(|it| (*it).to_owned()).collect();
        sample.put(new);
    }
    for (number, (name, _)) in (1..).zip(CODERS) {
        sample.put(coder(number, name));
    }
    for (number, name, kind) in [
        (1, "country", VariableKind::Text),
        (2, "year", VariableKind::Number),
    ] {
        let (id, name) = (variable(number), name.to_owned());
        sample.put(Variable {
            id,
            name,
            kind,
            extra: Extra::default(),
        });
    }
    let shown = PAGE
        .split("```text\n")
        .nth(1)
        .unwrap()
        .split("\n```")
        .next()
        .unwrap();
    let mut count = 0;
    for (number, shown) in (1..).zip(shown.split("\n\n")) {
        let (head, marked) = shown.split_once('\n').unwrap();
        let (name, about) = head.split_once("    ").unwrap();
        let id = source_id(number);
        let year = about.split("year = ").nth(1).unwrap();
        let year = Value::Number(year.split(';').next().unwrap().parse().unwrap());
        let country = about
            .split("country = ")
            .nth(1)
            .unwrap()
            .split(';')
            .next()
            .unwrap();
        sample.put(Case {
            id: CaseId::new(Uuid::from_u128(number.into())),
            name: about
                .split(['：', ':'])
                .next()
                .unwrap()
                .rsplit(' ')
                .next()
                .unwrap()
                .to_owned(),
            members: [RecordId::Source(id)].into(),
            values: [(variable(1), Value::Text(country.to_owned()))].into(),
            extra: Extra::default(),
        });
        if let Some(set) = about.split("in set ").nth(1) {
            sample.put(Set {
                id: SetId::new(Uuid::from_u128(1)),
                name: set.to_owned(),
                members: [RecordId::Source(id)].into(),
                extra: Extra::default(),
            });
        }
        put_source(&mut sample, (number, name), (marked, year), &mut count);
    }
    let noted = sample
        .project
        .codings()
        .iter()
        .map(|it| it.id)
        .max()
        .unwrap();
    let mut memo = memo_on(1, RecordId::Coding(noted));
    memo.text = "待查".to_owned();
    sample.put(memo);
    sample.project
}

fn put_source(
    sample: &mut Sample,
    (number, name): (u32, &str),
    (marked, year): (&str, Value),
    count: &mut u32,
) {
    let mut text = String::new();
    let mut open: Vec<(u32, u32, usize)> = Vec::new();
    let mut passages = Vec::new();
    let mut rest = marked;
    while let Some(char) = rest.chars().next() {
        rest = rest.split_at(char.len_utf8()).1;
        match char {
            '[' => {
                let (head, behind) = rest.split_once(':').unwrap();
                let (code, coder) = head.split_once(' ').unwrap();
                let code = 1 + CODES.iter().position(|it| *it == code).unwrap() as u32;
                let coder = 1 + CODERS.iter().position(|it| it.0 == coder).unwrap() as u32;
                open.push((code, coder, text.len()));
                rest = behind;
            }
            ']' => passages.push((open.pop().unwrap(), text.len())),
            char => text.push(char),
        }
    }
    let mut new = source(number, &text);
    new.name = name.to_owned();
    new.values.insert(variable(2), year);
    sample.put(new);
    for ((code, by, start), end) in passages {
        *count += 1;
        sample.put(quotation(*count, number, Span::new(start, end)));
        let mut new = coding(*count, *count, code);
        assert_eq!(new.id, coding_id(*count));
        assert_eq!(new.code, code_id(code));
        new.coder = coder_id(by);
        new.created = CODERS[by as usize - 1].1.parse::<Time>().unwrap();
        sample.put(new);
    }
}

/// The words of every passage that a query gives.
fn asked(project: &Project, query: &str) -> Vec<String> {
    let index = Index::build(project);
    let mut search =
        Search::new(project, query, &WORDS).unwrap_or_else(|it| panic!("{query}: {it}"));
    while !search.go_on(project, &index, 1) {}
    let words = |(id, span): (SourceId, Span)| {
        let source = project.sources().get(id).unwrap();
        span.of(source.text()).unwrap().to_owned()
    };
    search
        .found()
        .iter()
        .map(|it| words((it.source, it.span)))
        .collect()
}

#[test]
fn every_example_gives_what_it_says() {
    let project = project();
    let mut examples = 0;
    for row in PAGE.lines().filter(|it| it.starts_with("| `")) {
        let row = row.replace("\\|", "\u{1}");
        let mut cells = row
            .split('|')
            .map(|it| it.trim().replace('\u{1}', "|"))
            .skip(1);
        let query = cells.next().unwrap();
        let gives = cells.next().unwrap();
        let expected: Vec<&str> = match gives.as_str() {
            "nothing" => Vec::new(),
            gives => gives.split(" · ").collect(),
        };
        assert_eq!(
            asked(&project, query.trim_matches('`')),
            expected,
            "{query}"
        );
        examples += 1;
    }
    assert!(examples > 40, "{examples} examples were found");
}

#[test]
fn what_the_page_says_beside_its_tables_is_so() {
    let project = project();
    let same = |one, other| assert_eq!(asked(&project, one), asked(&project, other), "{one}");
    same("code:governance", "code:治理");
    same("code:国防›工业", "code:国防/工业");
    same("code:\"国防 › 工业\"", "code:国防/工业");
    same("code:GOVERN-ANCE", "code:治理");
    same("代码：國防", "code:国防");
    same(
        "code:治理 before code:国防 50",
        "code:治理 before code:国防",
    );
    assert_eq!(
        asked(&project, "code:治理 before code:国防 9"),
        Vec::<String>::new()
    );
    same("code:工业 & case.country != 韩国", "code:工业 & case:日本");
    same("code:工业 & !case.country = 韩国", "code:工业 & case:日本");
    assert_eq!(asked(&project, "near"), Vec::<String>::new());
    assert_eq!(asked(&project, "同句 | 治理").len(), 3);
    same("code:工业 且 非 coder:李", "code:工业 & !coder:李");
    same("count(治理) ≥ ２ & 治理", "治理 & source:韩国报告");
}

#[test]
fn what_looked_so_where_it_came_from_is_found() {
    let mut project = project();
    let source = project.sources().iter().find(|it| it.name == "日本报告");
    let mut source = source.unwrap().clone();
    let phrases = [
        "heading 1 at 0-4",
        "heading 2 at 9-13",
        "note at 5-7",
        "page 12 at 0-15",
        "time 00:00:01.000-00:00:02.000 at 3-5",
        "bold at 900-901",
    ];
    source.origin.styles = phrases.iter().map(|it| it.parse().unwrap()).collect();
    project.apply(Edit::Put(source.into()));
    for (query, expected) in [
        ("style:heading", vec!["治理要问", "與產業分"]),
        ("style:\"heading 2\"", vec!["與產業分"]),
        ("样式：标题１", vec!["治理要问"]),
        ("style:note", vec!["业。"]),
        (
            "style:\"page 12\" & source:日本报告",
            vec!["治理要问企业。國防與產業分開。"],
        ),
        ("style:page11", vec![]),
        ("style:time", vec!["问企"]),
        ("style:bold", vec![]),
        ("治理 within style:heading", vec!["治理"]),
    ] {
        assert_eq!(asked(&project, query), expected, "{query}");
    }
    assert_eq!(wrong("style:small"), ("unknown", "small".to_owned()));
}

/// What is wrong with a query, and the words it points at.
fn wrong(query: &str) -> (&'static str, String) {
    let error = Search::new(&project(), query, &WORDS).expect_err(query);
    (error.flaw.name(), error.span.of(query).unwrap().to_owned())
}

#[test]
fn what_is_wrong_is_pointed_at() {
    for (query, flaw, at) in [
        ("", "empty", ""),
        ("  ", "empty", "  "),
        ("()", "empty", "()"),
        ("治 & (国 | 防", "bracket-unclosed", "("),
        ("治 ) 国", "bracket-unopened", ")"),
        ("治 &", "nothing-after", "&"),
        ("治 或", "nothing-after", "或"),
        ("治 within", "nothing-after", "within"),
        ("within 治", "nothing-before", "within"),
        ("& 治", "nothing-before", "&"),
        ("治 = 国", "misplaced", "="),
        ("“治", "quote-unclosed", "“"),
        ("/治", "slash-unclosed", "/"),
        ("治 near 国", "no-number", ""),
        ("治 near 国 x", "no-number", "x"),
        ("count(治) > x", "no-number", "x"),
        ("count(治)", "no-comparison", "count(治)"),
        ("case.country 韩国", "no-comparison", "case.country"),
        ("case.country =", "no-value", "="),
        ("code: & 治", "no-name", "code:"),
        ("cod:治理", "no-field", "cod:治理"),
        ("since:2026", "bad-date", "2026"),
        ("source.year = 二〇二四", "bad-value", "二〇二四"),
        ("case.country < 韩国", "no-order", "country"),
        ("治 & code:治里", "unknown", "治里"),
        ("coder:赵", "unknown", "赵"),
        ("source.yeer = 1", "unknown", "yeer"),
        ("治 /国(防/", "pattern", "(防/"),
        (
            r"/(?:\p{Han}{900}){900}/",
            "pattern",
            r"/(?:\p{Han}{900}){900}/",
        ),
    ] {
        assert_eq!(wrong(query), (flaw, at.to_owned()), "{query}");
    }
}

#[test]
fn the_names_most_like_an_unknown_one_are_offered() {
    for (query, expected) in [
        ("code:治里", vec!["治理"]),
        ("code:governence", vec!["governance"]),
        ("code:zhili", vec!["治理"]),
        ("source.yaer = 1", vec!["year"]),
        ("source:报告", vec!["日本报告", "韩国报告"]),
    ] {
        let error = Search::new(&project(), query, &WORDS).unwrap_err();
        let QueryFlaw::Unknown { near, .. } = error.flaw else {
            panic!("{query}: {:?}", error.flaw)
        };
        let (near, expected): (BTreeSet<&str>, BTreeSet<&str>) = (
            near.iter().map(String::as_str).collect(),
            expected.into_iter().collect(),
        );
        assert_eq!(near, expected, "{query}");
    }
}

#[test]
fn ten_thousand_of_anything_do_no_harm() {
    for query in [
        "(".repeat(10_000),
        format!("{}治{}", "(".repeat(10_000), ")".repeat(10_000)),
        "!".repeat(10_001) + "治",
        "治 ".repeat(10_000),
        "治 within ".repeat(6_000) + "治",
        "治|".repeat(10_000) + "治",
        "count(".repeat(8_000),
        "/a{9}/".repeat(30),
        "治".repeat(30_000),
    ] {
        if let Err(error) = Search::new(&project(), &query, &WORDS) {
            assert!(error.span.of(&query).is_some(), "{error:?}");
        }
    }
    assert_eq!(wrong(&"(".repeat(10_000)).0, "too-deep");
    assert_eq!(wrong(&("治 within ".repeat(101) + "治")).0, "too-deep");
    assert_eq!(wrong(&"治 ".repeat(201)).0, "too-many");
    assert_eq!(asked(&project(), &("!".repeat(10_000) + "治理")).len(), 3);
}
