//! Writing a codebook and reading it again.

use super::super::{Format, Options, sample};
use super::{FieldNames, read_codebook};
use crate::edit::plan_codebook::{Oddity, TakenIn, take_in};
use crate::edit::{History, Stamp};
use crate::model::sample::any_project;
use crate::model::{Code, CoderId, Project, Record, Time};
use crate::query::codebook;
use proptest::prelude::*;
use uuid::Uuid;

/// The forms that can be read again.
const FORMS: [Format; 3] = [
    Format::CodebookCsv,
    Format::CodebookRon,
    Format::CodebookMarkdown,
];

/// Takes a file in; what came of it.
fn takes(project: &mut Project, text: &str, ending: &str) -> TakenIn {
    let read = read_codebook(text, ending, &FieldNames::default()).unwrap();
    let mut next = 0u128;
    let mut fresh = || {
        next += 1;
        Uuid::from_u128(0x77 << 64 | next)
    };
    let mut stamp = Stamp {
        coder: CoderId::new(Uuid::nil()),
        at: Time::from_secs(1_790_000_000),
        fresh: &mut fresh,
    };
    let (mut taken, transaction) = take_in(project, &mut stamp, &read.entries, "f");
    let mut history = History::default();
    if !transaction.edits.is_empty() {
        history.commit(project, transaction).unwrap();
    }
    taken.remarks.splice(0..0, read.remarks);
    taken
}

/// The codes in tree order with all that can be told of them without their texts.
fn told(project: &Project) -> Vec<(usize, Code)> {
    let branches = codebook(project).into_iter();
    let codes = branches.map(|it| {
        let code = project.codes().get(it.code).unwrap().clone();
        (
            it.depth,
            Code {
                order: 0,
                examples: Default::default(),
                extra: Default::default(),
                ..code
            },
        )
    });
    codes.collect()
}

/// Makes a project one that the program could have made: names have no blanks around them, keys are
/// one letter and apply one code, and tables can hold the texts.
fn tidied(project: &Project) -> Project {
    let mut tidy = project.clone();
    let plain = |text: &str| {
        text.replace("\r\n", "\n")
            .replace('\r', "\n")
            .replace('\0', "␀")
    };
    let said = |text: &str| match text.trim().is_empty() {
        true => String::new(),
        false => plain(text),
    };
    for code in project.codes().iter() {
        let name = match code.name.trim() {
            "" => "名".to_owned(),
            name => plain(name),
        };
        let aliases = code.aliases.iter().map(|it| plain(it.trim()));
        tidy.apply(crate::model::Edit::Put(Record::Code(Code {
            name,
            aliases: aliases.filter(|it| !it.is_empty()).collect(),
            key: None,
            definition: said(&code.definition),
            when: said(&code.when),
            when_not: said(&code.when_not),
            ..code.clone()
        })));
    }
    tidy
}

#[test]
fn each_form_of_the_sample() {
    let mut words = Options::default();
    words.words.no = "no".into();
    for format in Format::of_codebooks() {
        let written = sample::exported(&sample::with_examples(), format, &words);
        sample::snapshot(format.name(), &written.replace("\r\n", "␍␊\n"));
    }
}

#[test]
fn what_is_written_is_read_again() {
    let project = sample::with_examples();
    for form in FORMS {
        let written = sample::exported(&project, form, &Options::default());
        let mut empty = sample::empty();
        let taken = takes(&mut empty, &written, form.extension());
        assert_eq!(
            (taken.added, taken.remarks.as_slice()),
            (4, &[][..]),
            "{form:?}"
        );
        assert_eq!(told(&empty), told(&project), "{form:?}");
        let again = takes(&mut empty, &written, form.extension());
        assert_eq!(
            (again.added, again.changed, again.same),
            (0, 0, 4),
            "{form:?}"
        );
        let mut here = project.clone();
        let here = takes(&mut here, &written, form.extension());
        assert_eq!((here.added, here.changed, here.same), (0, 0, 4), "{form:?}");
        assert_eq!(here.examples_left, 0);
    }
}

proptest! {
    #[test]
    fn any_codebook_comes_back_as_it_was(project in any_project()) {
        let project = tidied(&project);
        for form in FORMS {
            let written = sample::exported(&project, form, &Options::default());
            let mut empty = sample::empty();
            if project.codes().is_empty() {
                continue;
            }
            takes(&mut empty, &written, form.extension());
            prop_assert_eq!(told(&empty), told(&project), "{:?}", form);
            let again = takes(&mut empty, &written, form.extension());
            prop_assert_eq!((again.added, again.changed), (0, 0), "{:?}", form);
        }
    }

    #[test]
    fn any_text_is_read_or_refused(text in "(name|parent|id|key|colour|#|##|- |\\*\\*|:|,|;|\"|\n|ZhupiCodebook\\(codes: \\[|\\(|\\)|\\]|治理|AI|ＡＩ|&#|\\\\|\\PC){0,60}") {
        for ending in ["csv", "ron", "md", ""] {
            let read = read_codebook(&text, ending, &FieldNames::default());
            if read.is_ok() {
                let mut project = sample::with_examples();
                let before = project.codes().len();
                takes(&mut project, &text, ending);
                prop_assert!(project.codes().len() >= before);
                prop_assert_eq!(crate::model::check_all(&project), vec![]);
            }
        }
    }
}

#[test]
fn what_is_there_is_matched_by_id_then_by_name_under_the_same_parent() {
    let mut project = sample::with_examples();
    let table = "name,parent,definition\n\
        治理,,定规矩\n\
        ｉｎｄｕｓｔｒｙ,国防,造船\n\
        工业,国防,造舰\n\
        工业,,另一个\n";
    let taken = takes(&mut project, table, "csv");
    assert_eq!((taken.added, taken.changed), (2, 2), "{:?}", taken.remarks);
    let define = |name: &str, depth: usize| {
        let found = told(&project).into_iter();
        let mut found = found.filter(|it| it.1.name == name && it.0 == depth);
        found.next().map(|it| it.1.definition)
    };
    assert_eq!(define("治理", 0).as_deref(), Some("定规矩"));
    assert_eq!(define("工业", 1).as_deref(), Some("造舰"));
    assert_eq!(define("工业", 0).as_deref(), Some("另一个"));
    assert_eq!(define("ｉｎｄｕｓｔｒｙ", 1).as_deref(), Some("造船"));
}

/// What is odd in a file, with its line.
fn odd(text: &str, ending: &str) -> Vec<(usize, Oddity)> {
    let mut project = sample::with_examples();
    let taken = takes(&mut project, text, ending);
    taken
        .remarks
        .into_iter()
        .map(|it| (it.line, it.oddity))
        .collect()
}

#[test]
fn every_oddity_is_named_with_its_line_and_the_rest_is_taken() {
    let table = "name,parent,colour,key,applicable,id,price\n\
        甲,,red,ab,maybe,x,3\n\
        \"\n 　\",,,,,,\n\
        乙,丁,,,,,\n\
        \n\r\n\
        丙,丙,#111111,7,yes,,,more\n\
        甲,,,,,,\n";
    let s = |it: &str| it.to_owned();
    assert_eq!(
        odd(table, "csv"),
        [
            (1, Oddity::Unknown(s("price"))),
            (2, Oddity::NoColour(s("red"))),
            (2, Oddity::NoKey(s("ab"))),
            (2, Oddity::NoFlag(s("maybe"))),
            (2, Oddity::NoId(s("x"))),
            (8, Oddity::Unknown(s("more"))),
            (
                5,
                Oddity::NoParent {
                    name: s("乙"),
                    parent: s("丁")
                }
            ),
            (
                8,
                Oddity::NoParent {
                    name: s("丙"),
                    parent: s("丙")
                }
            ),
            (
                9,
                Oddity::Twice {
                    name: s("甲"),
                    first: 2
                }
            ),
        ]
    );
}

#[test]
fn circles_are_cut_where_they_begin() {
    let table = "name,parent\n甲,丙\n乙,甲\n丙,乙\n";
    assert_eq!(odd(table, "csv"), [(2, Oddity::Circle("甲".into()))]);
    let mut project = sample::with_examples();
    let id = |name: &str| {
        let codes = sample::with_examples();
        codes.codes().iter().find(|it| it.name == name).unwrap().id
    };
    let (defence, industry) = (id("国防"), id("工业"));
    // 工业 stands under 国防; turned round it can stand, but only as a whole.
    let table = format!("id,parent_id\n{defence},{industry}\n");
    let table = table
        .replace("id,parent_id", "name,id,parent_id")
        .replace(&format!("\n{defence}"), &format!("\n,{defence}"));
    let taken = takes(&mut project, &table, "csv");
    assert_eq!(taken.remarks.len(), 1, "{:?}", taken.remarks);
    assert_eq!(told(&project), told(&sample::with_examples()));
    let table = format!("name,id,parent_id\n,{defence},{industry}\n,{industry},\n");
    let taken = takes(&mut project, &table, "csv");
    assert_eq!((taken.changed, taken.remarks.as_slice()), (2, &[][..]));
    assert_eq!(project.codes().get(defence).unwrap().parent, Some(industry));
}

#[test]
fn names_that_differ_only_in_width_are_both_kept_and_said() {
    let mut project = sample::empty();
    let taken = takes(&mut project, "name\nAI\nＡＩ\n", "csv");
    assert_eq!(taken.added, 2);
    let alike = Oddity::Alike {
        name: "ＡＩ".into(),
        other: "AI".into(),
    };
    assert_eq!(
        taken
            .remarks
            .iter()
            .map(|it| &it.oddity)
            .collect::<Vec<_>>(),
        [&alike]
    );
    let again = takes(&mut project, "name\nAI\nＡＩ\n", "csv");
    assert_eq!((again.added, again.same, again.remarks.len()), (0, 2, 0));
    let other = takes(&mut project, "name\nａｉ\n", "csv");
    assert_eq!((other.added, other.changed, other.remarks.len()), (0, 0, 1));
}

#[test]
fn odd_names_are_kept_whole() {
    let long = "长".repeat(5_000);
    let mut project = sample::empty();
    let table = format!("name;definition\n👨‍👩‍👧;=1+1\n{long};\"'=1\"\n'+甲;x\n");
    let taken = takes(&mut project, &table, "csv");
    assert_eq!((taken.added, taken.remarks.len()), (3, 0));
    let codes = told(&project);
    let names: Vec<&str> = codes.iter().map(|it| it.1.name.as_str()).collect();
    assert_eq!(names, ["👨‍👩‍👧", &long, "+甲"]);
    assert_eq!(
        (&*codes[0].1.definition, &*codes[1].1.definition),
        ("=1+1", "=1")
    );
}

#[test]
fn ten_thousand_codes_are_read_in_each_form() {
    let mut table = String::from("name,parent\n");
    for number in 0..10_000 {
        let parent = match number % 100 {
            0 => String::new(),
            _ => format!("码{}", number - number % 100),
        };
        table.push_str(&format!("码{number},{parent}\n"));
    }
    let mut project = sample::empty();
    let taken = takes(&mut project, &table, "csv");
    assert_eq!((taken.added, taken.remarks.len()), (10_000, 0));
    for form in FORMS {
        let written = sample::exported(&project, form, &Options::default());
        let mut empty = sample::empty();
        takes(&mut empty, &written, form.extension());
        assert_eq!(told(&empty), told(&project));
    }
}

#[test]
fn markdown_is_read_as_people_write_it() {
    let text = "# 代码本\n\n说明文字\n\n## 治理\n\n谁定规矩\n\n**何时使用**\n谈到规则\n\n\
        **不用：**\n\n单说国家\n\n### 法治 ##\n\n* 颜色：#112233\n- 依法\n\n## 文化\n";
    let mut project = sample::empty();
    let mut names = std::collections::BTreeMap::new();
    names.insert(super::Field::When, "何时使用".to_owned());
    names.insert(super::Field::Colour, "颜色".to_owned());
    let read = read_codebook(text, "md", &FieldNames::new([&names])).unwrap();
    let told: Vec<_> = read
        .entries
        .iter()
        .map(|it| {
            (
                it.line,
                &*it.name,
                it.definition.as_deref(),
                it.when.as_deref(),
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            (
                5,
                "治理",
                Some("谁定规矩"),
                Some("谈到规则\n\n**不用：**\n\n单说国家")
            ),
            (16, "法治", Some("- 依法"), None),
            (21, "文化", None, None),
        ]
    );
    assert_eq!(read.remarks[0].oddity, Oddity::Title("代码本".into()));
    assert_eq!(takes(&mut project, text, "md").added, 3);
}

#[test]
fn a_broken_record_does_not_spoil_the_others() {
    let text = "ZhupiCodebook(\n  codes: [\n    (name: \"甲\"),\n    12,\n    (name: \"乙\", parent: \"甲\",\n      weight: 3, key: 4),\n  ],\n)";
    let taken = odd(text, "ron");
    assert_eq!(
        taken,
        [
            (4, Oddity::Unread("12".into())),
            (5, Oddity::Unread("key".into())),
            (5, Oddity::Unknown("weight".into())),
        ]
    );
    let error = read_codebook(
        "ZhupiCodebook(\n codes: [(name: ]",
        "ron",
        &FieldNames::default(),
    );
    assert!(
        error.unwrap_err().to_string().starts_with("line 2, column"),
        "the place is told"
    );
}

#[test]
fn a_quotation_mark_that_is_not_closed_is_said() {
    let odd = odd("name,definition\n甲,\"乙\n丙,丁\n戊,己\n", "csv");
    assert_eq!(odd, [(2, Oddity::Unclosed)]);
}

#[test]
fn the_codebook_of_a_project_file_is_read() {
    let project = sample::with_examples();
    let file = crate::file::to_string(&project);
    let mut empty = sample::empty();
    assert_eq!(takes(&mut empty, &file, "ron").added, 4);
    assert_eq!(told(&empty), told(&project));
}

/// A codebook as another program writes it.
const FOREIGN: &str = r##"<?xml version="1.0" encoding="utf-8"?>
<CodeBook xmlns="urn:QDA-XML:codebook:0.4" origin="别的程序">
  <Codes>
    <Code guid="{5215CC69-B628-4E02-AFB9-9BEEAEE55808}" name="议题" isCodable="false">
      <Description>谈的
是什么 &amp; 为什么</Description>
      <Code guid="d7aa29da-519b-4946-9b90-253b6db8fd0a" name=" 治理 " isCodable="true" color="#fc0"/>
    </Code>
    <Code guid="D7AA29DA-519B-4946-9B90-253B6DB8FD0A" name="又是治理" isCodable="true"/>
    <Code guid="x" name="国防" isCodable="也许" color="红"><Odd/></Code>
  </Codes>
  <Sets><Set guid="0dcef2f5-e55c-49da-8c33-9b0803c7aeb4" name="待议"/></Sets>
</CodeBook>"##;

#[test]
fn a_codebook_of_another_program_keeps_its_identities() {
    let mut project = sample::empty();
    let taken = takes(&mut project, FOREIGN, "qdc");
    assert_eq!((taken.added, taken.changed), (3, 0));
    let codes = told(&project);
    let codes = codes.iter().map(|(depth, code)| {
        let (id, name, colour) = (code.id, code.name.as_str(), code.colour.hex());
        format!(
            "{depth} {name} {colour} {} {}",
            code.applicable,
            id.to_string().split('-').next().unwrap()
        )
    });
    let codes: Vec<String> = codes.collect();
    assert!(codes[0].starts_with("0 议题"));
    assert!(codes[0].ends_with("false 5215cc69"), "{codes:?}");
    assert_eq!(codes[1], "1 治理 #FFCC00 true d7aa29da");
    let definition = &project
        .codes()
        .iter()
        .find(|it| it.name == "议题")
        .unwrap()
        .definition;
    assert_eq!(definition, "谈的\n是什么 & 为什么");
    let odd: Vec<&Oddity> = taken.remarks.iter().map(|it| &it.oddity).collect();
    let has = |oddity: &Oddity| odd.contains(&oddity);
    assert!(
        has(&Oddity::NoId("x".into())) && has(&Oddity::NoFlag("也许".into())),
        "{odd:?}"
    );
    assert!(has(&Oddity::NoColour("红".into())) && has(&Oddity::Set("待议".into())));
    assert!(has(&Oddity::Unknown("Odd".into())));
    let twice = Oddity::Twice {
        name: "又是治理".into(),
        first: 7,
    };
    assert!(has(&twice), "{odd:?}");

    // Given back and taken in again there is nothing to do.
    let written = sample::exported(&project, Format::CodebookQdc, &Options::default());
    let again = takes(&mut project, &written, "qdc");
    assert_eq!((again.added, again.changed, again.same), (0, 0, 3));
    assert!(again.remarks.is_empty(), "{:?}", again.remarks);
    assert!(written.contains("guid=\"5215cc69-b628-4e02-afb9-9beeaee55808\""));
}

proptest! {
    #[test]
    fn any_codebook_keeps_in_refi_what_has_a_place_there(project in any_project()) {
        let mut project = tidied(&project);
        let plain = |text: &str| text.replace(|it: char| {
            it.is_control() && !matches!(it, '\n' | '\t') || matches!(it, '\u{FFFE}' | '\u{FFFF}')
        }, "\u{FFFD}");
        for code in project.clone().codes().iter() {
            project.apply(crate::model::Edit::Put(Record::Code(Code {
                name: plain(&code.name).trim().to_owned(),
                definition: plain(&code.definition),
                aliases: Vec::new(),
                when: String::new(),
                when_not: String::new(),
                meant: None,
                ..code.clone()
            })));
        }
        if project.codes().is_empty() {
            return Ok(());
        }
        let written = sample::exported(&project, Format::CodebookQdc, &Options::default());
        let mut empty = sample::empty();
        let taken = takes(&mut empty, &written, "qdc");
        prop_assert_eq!(taken.added, project.codes().len());
        prop_assert_eq!(told(&empty), told(&project));
    }
}

#[test]
fn what_is_no_refi_codebook_is_told_with_its_line() {
    let error = |text: &str| read_codebook(text, "qdc", &FieldNames::default()).unwrap_err();
    assert_eq!(
        error("<CodeBook><Codes/></CodeBook>").to_string(),
        "there is no list of codes in it"
    );
    assert_eq!(error("<a/>").to_string(), "it begins with a");
    assert_eq!(
        error("<CodeBook>\n<Codes>").to_string(),
        "line 2: it ends inside of Codes"
    );
}

#[test]
fn the_codebooks_of_others_are_read() {
    for (name, count) in [("spec-annex-a1.qdc", 6), ("maxqda-24.7.qde", 307)] {
        let Some(text) = crate::text::shared(&format!("data/refi/samples/{name}")) else {
            continue;
        };
        let mut project = sample::empty();
        let taken = takes(&mut project, &text, name.rsplit('.').next().unwrap());
        assert_eq!(taken.added, count, "{name}: {:?}", taken.remarks);
        let written = sample::exported(&project, Format::CodebookQdc, &Options::default());
        let again = takes(&mut project, &written, "qdc");
        assert_eq!(
            (again.added, again.changed, again.same),
            (0, 0, count),
            "{name}"
        );
    }
}
