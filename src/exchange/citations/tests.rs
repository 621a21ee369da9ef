//! Citations written, read and given back to their sources.

use super::*;
use crate::exchange::sample;
use crate::exchange::{Options, export};
use crate::model::{Edit, Fingerprint, Origin, SourceId, Time};
use crate::query::Index;
use crate::text::Lines;
use proptest::prelude::*;
use uuid::Uuid;

fn source(number: u128, name: &str, phrases: &[&str]) -> Source {
    let lines = Lines::from("治理");
    let citation = phrases.iter().map(|it| Cited::from_phrase(it));
    Source {
        id: SourceId::new(Uuid::from_u128(1_000 + number)),
        name: name.to_owned(),
        order: u64::try_from(number).unwrap(),
        fingerprint: Fingerprint::of(lines.text()),
        lines,
        origin: Origin {
            citation: Cited::tidied(citation),
            ..Origin::default()
        },
        added: Time::from_secs(0),
        values: BTreeMap::new(),
        extra: Default::default(),
    }
}

fn project(sources: impl IntoIterator<Item = Source>) -> Project {
    let mut project = sample::empty();
    for source in sources {
        project.apply(Edit::Put(source.into()));
    }
    project
}

fn written(project: &Project, format: Format) -> Vec<u8> {
    let mut out = Vec::new();
    let (index, options) = (Index::build(project), Options::default());
    export(project, &index, format, &options, &mut out).unwrap();
    out
}

fn read_as(bytes: &[u8], name: &str) -> Result<CitationsRead, ImportError> {
    let file = ForeignFile {
        bytes,
        name,
        now: Time::from_secs(0),
        counting: None,
    };
    read_citations(&file, (None, None))
}

fn phrases(citation: &[Cited]) -> Vec<String> {
    citation.iter().map(ToString::to_string).collect()
}

const ARTICLE: [&str; 9] = [
    "author 李某",
    "author Lee, A.",
    "title 论治理",
    "journal 治理学刊",
    "year 2025-03-01",
    "volume 12",
    "issue 3",
    "pages 113–130",
    "doi 10.1000/182",
];

#[test]
fn ris_is_a_line_a_field() {
    let project = project([source(1, "随笔", &ARTICLE), source(2, "无", &[])]);
    let expected = "TY  - JOUR\nID  - 随笔\nAU  - 李某\nAU  - Lee, A.\nTI  - 论治理\nT2  - 治理学刊\n\
        PY  - 2025\nDA  - 2025/03/01\nVL  - 12\nIS  - 3\nSP  - 113\nEP  - 130\nDO  - 10.1000/182\nER  - \n";
    let ris = String::from_utf8(written(&project, Format::Ris)).unwrap();
    assert_eq!(ris.replace("\r\n", "\n"), expected);
}

#[test]
fn csl_json_has_names_and_days_in_parts() {
    let project = project([source(1, "随笔", &ARTICLE)]);
    let json: serde_json::Value =
        serde_json::from_slice(&written(&project, Format::CslJson)).unwrap();
    let item = &json[0];
    assert_eq!(item["type"], "article-journal");
    assert_eq!(item["author"][0]["literal"], "李某");
    assert_eq!(item["author"][1]["family"], "Lee");
    assert_eq!(item["issued"]["date-parts"][0][2], 1);
    assert_eq!(item["page"], "113–130");
}

#[test]
fn ris_of_libraries_is_read_whatever_it_is_written_in() {
    let ris = "\u{FEFF}Provider: 某库\n\nTY - JOUR\nA1  - 李某\nA1  - 王某\nT1  - 论\n治理\nJF  - 治理学刊\n\
        Y1  - 2025/03//春\nVL  - 12\nIS  - 3\nSP  - 113\nEP  - 130\nSN  - 1000-0000\nKW  - 治理\n\
        KW  - 国防\nL1  - file:///C:\\文献\\论治理.pdf\nER  - \n\n\
        TY  - BOOK\nBT  - 规则\nPB  - 甲社\nCY  - 北京\nPY  - 2024\nSN  - 978-7-000-00000-0\n";
    let read = read_as(ris.as_bytes(), "a.ris").unwrap();
    assert_eq!(
        phrases(&read.entries[0].citation),
        [
            "author 李某",
            "author 王某",
            "title 论 治理",
            "journal 治理学刊",
            "year 2025-03",
            "volume 12",
            "issue 3",
            "pages 113–130",
            "issn 1000-0000",
        ]
    );
    assert_eq!(read.entries[0].files, ["论治理.pdf"]);
    assert_eq!(
        phrases(&read.entries[1].citation),
        [
            "title 规则",
            "year 2024",
            "publisher 甲社",
            "place 北京",
            "isbn 978-7-000-00000-0",
        ]
    );
    assert_eq!(read.left, BTreeMap::from([("KW".to_owned(), 2)]));
    // The same in the encoding of most Chinese libraries; it is guessed by its words.
    let more = ris.replace('\u{FEFF}', "").repeat(3);
    let (bytes, _, _) = encoding_rs::GBK.encode(&more);
    let again = read_as(&bytes, "a.txt").unwrap();
    assert_eq!(again.entries[0].citation, read.entries[0].citation);
}

#[test]
fn csl_json_of_others_is_read_with_its_ways() {
    let json = r#"[{"id": 7, "type": "chapter", "title": ["Rules"], "container-title": ["Machines"],
        "author": [{"family": "李", "given": "某"}, {"family": "Berg", "given": "Ann", "non-dropping-particle": "van den"},
            {"literal": "Institute"}, {"name": "?"}],
        "issued": {"date-parts": [["2025", 3]]}, "volume": 12, "abstract": "…", "DOI": "10.1/A",
        "license": [{"URL": "https://example.org/by"}], "custom": {"issn": "1", "two words": "x"}}, 3, {"id": "x"}]"#;
    let read = read_as(json.as_bytes(), "a.json").unwrap();
    assert_eq!(read.entries.len(), 1);
    assert_eq!(read.entries[0].key, "7");
    assert_eq!(
        phrases(&read.entries[0].citation),
        [
            "author 李某",
            "author van den Berg, Ann",
            "author Institute",
            "title Rules",
            "journal Machines",
            "year 2025-03",
            "volume 12",
            "doi 10.1/A",
            "licence https://example.org/by",
            "issn 1",
            "type chapter",
        ]
    );
    let left: Vec<&str> = read.left.keys().map(String::as_str).collect();
    assert_eq!(left, ["abstract", "custom", "…"]);
}

#[test]
fn an_entry_goes_to_its_source_or_is_told_not_to() {
    let mut filed = source(4, "四", &[]);
    filed.origin.name = "Paper One.pdf".into();
    let project = project([
        source(1, "甲", &["doi https://doi.org/10.1/A", "title 论治理"]),
        source(2, "乙", &["title 论治理", "doi 10.1/B"]),
        source(3, "國防與ＡＩ", &[]),
        filed,
        source(5, "五", &["title Same"]),
        source(6, "六", &["title same!"]),
    ]);
    let entry = |key: &str, file: &str, told: &[&str]| Entry {
        key: key.into(),
        files: vec![file.into()],
        citation: told.iter().map(|it| Cited::from_phrase(it)).collect(),
    };
    let entries = [
        entry("", "", &["doi 10.1/a", "title 别的"]),
        entry("", "", &["title 论治理", "doi 10.1/C"]),
        entry("", "", &["title 论治理"]),
        entry("", "", &["title 国防与AI"]),
        entry("x", "paper one.pdf", &["title ?"]),
        entry("", "", &["title Same."]),
        entry("六", "", &["title Same."]),
        entry("", "", &["title 没有"]),
        entry("", "", &[]),
    ];
    let id = |number: u128| SourceId::new(Uuid::from_u128(1_000 + number));
    assert_eq!(
        fitting(&project, &entries),
        [
            Fits::One(id(1)),
            Fits::None,
            Fits::Several(vec![id(1), id(2)]),
            Fits::One(id(3)),
            Fits::One(id(4)),
            Fits::Several(vec![id(5), id(6)]),
            Fits::One(id(6)),
            Fits::None,
            Fits::None,
        ]
    );
}

#[test]
fn what_an_entry_does_not_tell_stays() {
    let source = source(1, "甲", &["author 李", "licence CC0", "title 旧"]);
    let entry = Entry {
        citation: ["title 新", "author 王", "author 赵"]
            .map(Cited::from_phrase)
            .into(),
        ..Entry::default()
    };
    assert_eq!(
        phrases(&taken(&source, &entry)),
        ["author 王", "author 赵", "title 新", "licence CC0"]
    );
}

#[test]
fn what_has_no_place_is_named_before_it_is_written() {
    let project = project([
        source(1, "甲", &["title 论", "title 又", "licence CC0", "odd 1"]),
        source(2, "乙", &["editor 王", "publisher 甲社", "type thesis"]),
    ]);
    assert_eq!(
        unplaced(&project, Format::Ris),
        ["甲: title 又", "甲: licence CC0", "甲: odd 1"]
    );
    assert_eq!(unplaced(&project, Format::CslJson), ["甲: title 又"]);
}

#[test]
fn what_holds_no_citation_is_refused() {
    for (bytes, name) in [
        (&b""[..], "a.ris"),
        (b"words", "a.ris"),
        (b"[]", "a.json"),
        (b"[{\"id\": 1}]", "a.json"),
    ] {
        assert_eq!(
            read_as(bytes, name),
            Err(ImportError::NoCitations),
            "{name}"
        );
    }
    assert!(matches!(
        read_as(b"[{", "a.json"),
        Err(ImportError::Json { .. })
    ));
    assert_eq!(read_as(b"%PDF-1.7 x", "a.ris"), Err(ImportError::NotText));
}

#[test]
fn nothing_but_signs_takes_no_room() {
    let many = "TY  - JOUR\n".repeat(MOST_ENTRIES + 2);
    assert_eq!(
        read_as(many.as_bytes(), "a.ris"),
        Err(ImportError::TooLarge)
    );
    let authors = format!("TY  - JOUR\n{}", "AU  - a\n".repeat(100_000));
    let read = read_as(authors.as_bytes(), "a.ris").unwrap();
    assert!(read.entries[0].citation.len() <= MOST_PARTS);
    assert_eq!(read.left["AU"], 100_000 - MOST_PARTS);
    let names: String = (0..5_000).map(|it| format!("\"{it}\": 1,")).collect();
    let odd = format!("[{{{names} \"title\": \"x\"}}]");
    assert!(read_as(odd.as_bytes(), "a.json").unwrap().left.len() <= MOST_PARTS + 1);
    let deep = "[".repeat(1 << 20);
    assert!(read_as(deep.as_bytes(), "a.json").is_err());
    let long = format!("TY  - JOUR\nTI  - {}\nVL  - 1\n", "治".repeat(LONGEST + 1));
    let read = read_as(long.as_bytes(), "a.ris").unwrap();
    assert_eq!(
        phrases(&read.entries[0].citation),
        ["volume 1", "type article-journal"]
    );
}

/// A citation of which each part may have any words.
fn any_citation() -> impl Strategy<Value = Vec<Cited>> {
    let names = "(author|author|title|journal|year|volume|issue|pages|publisher|doi|url|licence|\
        editor|place|edition|language|issn|odd|type)";
    let words = prop_oneof![
        "[0-9]{4}(-[01][0-9]){0,2}",
        "[0-9a-z]{1,4}–[0-9]{1,4}",
        "[A-Z][a-z]{1,5}, [A-Z]\\.",
        "(治|理|李|Lee|,|-|/|TY  - |ER|\"| |10\\.|é){1,6}",
        "(thesis|chapter|report)",
    ];
    let one =
        (names, words).prop_map(|(name, words)| Cited::from_phrase(&format!("{name} {words}")));
    prop::collection::vec(one, 0..10).prop_map(Cited::tidied)
}

proptest! {
    #[test]
    fn what_is_written_is_read_again_but_for_what_was_named(
        citations in prop::collection::vec(any_citation(), 1..5),
    ) {
        let sources = citations.iter().zip(1..).map(|(citation, number)| {
            let mut source = source(number, &format!("篇 {number}"), &[]);
            source.origin.citation.clone_from(citation);
            source
        });
        let project = project(sources);
        for (format, name) in [(Format::Ris, "a.ris"), (Format::CslJson, "a.json")] {
            let there = cited(&project);
            let read = match read_as(&written(&project, format), name) {
                Ok(read) => read,
                Err(ImportError::NoCitations) => continue,
                Err(error) => return Err(TestCaseError::fail(error.to_string())),
            };
            let mut lost = unplaced(&project, format);
            for ((source, told), entry) in there.iter().zip(&read.entries) {
                prop_assert_eq!(&entry.key, &source.name);
                for cited in told.iter().filter(|it| !entry.citation.contains(it)) {
                    let named = lost.iter().position(|it| *it == format!("{}: {cited}", source.name));
                    prop_assert!(named.is_some(), "{:?}: {} is gone", format, cited);
                    lost.remove(named.unwrap());
                }
                for cited in &entry.citation {
                    let is_kind = cited.part == kind::part();
                    prop_assert!(told.contains(cited) || is_kind, "{:?}: {} is new", format, cited);
                }
            }
            prop_assert_eq!(lost, Vec::<String>::new());
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        for name in ["a.ris", "a.json", "a.txt"] {
            let _ = read_as(&bytes, name);
        }
    }

    #[test]
    fn any_lines_are_read_or_refused(
        ris in "((TY|ER|AU|TI|SP|EP|PY|DA|L1|SN|X9)  ?- ?(JOUR|BOOK|治|2025/|/|–|\\\\|a){0,4}\n|\\PC{0,9}\n){0,12}",
        json in "\\[\\{(\"(title|author|issued|custom|id|license|DOI)\": ?(1|null|\"a\"|\\[\\]|\\[1\\]|\\{\"family\": \"a\"\\}|\\{\"date-parts\": \\[\\[1\\]\\]\\}),?){0,5}\\}\\]",
    ) {
        let _ = read_as(ris.as_bytes(), "a.ris");
        let _ = read_as(json.as_bytes(), "a.json");
    }
}
