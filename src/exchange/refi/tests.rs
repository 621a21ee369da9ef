//! Projects of other programs, made by hand and real ones.

use super::schema::{flaw, is_valid};
use crate::exchange::{
    CountedUnit, Counting, ForeignFile, Format, ImportError, ImportRead, LossKind, Options,
    Unplaced, XmlError, export, left,
};
use crate::model::{CodeId, Extra, Project, RecordId, Time, Value, check_all};
use crate::query::Index;
use crate::text::shared_bytes;
use proptest::prelude::*;
use serde_json::Value as Json;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;

/// A packed folder with these files.
fn packed(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn try_read(bytes: &[u8]) -> Result<ImportRead, ImportError> {
    super::read(&ForeignFile {
        bytes,
        name: "试.qdpx",
        now: Time::from_secs(1_790_000_000),
        counting: None,
    })
}

fn read(bytes: &[u8]) -> ImportRead {
    let read = try_read(bytes).unwrap();
    assert_eq!(check_all(&read.project), []);
    read
}

/// The kinds of what was lost, with their counts.
fn lost(read: &ImportRead) -> Vec<(LossKind, usize)> {
    read.losses.iter().map(|it| (it.kind, it.count)).collect()
}

/// Every coding: source, place in code points, code, coder, words.
fn codings(project: &Project) -> Vec<(String, usize, usize, String, String, String)> {
    let mut rows: Vec<_> = project
        .codings()
        .iter()
        .map(|coding| {
            let quotation = project.quotations().get(coding.quotation).unwrap();
            let source = project.sources().get(quotation.source).unwrap();
            let chars = source.lines.chars_from_span(quotation.span).unwrap();
            let words = quotation.span.of(source.text()).unwrap();
            let code = project.codes().get(coding.code).unwrap();
            let coder = project.coders().get(coding.coder).unwrap();
            (
                source.name.clone(),
                chars.start,
                chars.end,
                code.name.clone(),
                coder.name.clone(),
                words.to_owned(),
            )
        })
        .collect();
    rows.sort();
    rows
}

fn guid(number: u32) -> String {
    format!("{number:08x}-0000-4000-8000-000000000001")
}

/// A project with a bit of everything.
fn whole() -> Vec<u8> {
    let text = "\u{FEFF}数字治理，国防与产业\r\n完。";
    packed(&[
        ("../out.txt", b"x"),
        ("MyStudy.QDE", whole_qde().as_bytes()),
        ("sources/a1.txt", text.as_bytes()),
    ])
}

fn whole_qde() -> String {
    let g = guid;
    let (li, wang) = (g(1), g(2));
    format!(
        r##"<?xml version="1.0" encoding="utf-8"?>
<Project xmlns="urn:QDA-XML:project:2.0" name="试编" origin="别的程序 9" creatingUserGUID="{wang}" creationDateTime="2024-01-15T10:00:00Z">
<Users><User guid="{{{li_up}}}" name="李"/><User guid="{wang}" name="王"/></Users>
<CodeBook><Codes>
<Code guid="{gov}" name="治理" isCodable="false"><Description>谁作主</Description><NoteRef targetGUID="{note}"/>
<Code guid="{law}" name="法治" isCodable="true" color="#0f0"/></Code>
</Codes></CodeBook>
<Variables>
<Variable guid="{year}" name="年份" typeOfVariable="Float"/>
<Variable guid="{size}" name="面积" typeOfVariable="Float"/>
<Variable guid="{day}" name="日子" typeOfVariable="Date"/>
</Variables>
<Cases><Case guid="{case}" name="东村"><Description>村</Description><CodeRef targetGUID="{law}"/>
<VariableValue><VariableRef targetGUID="{year}"/><FloatValue>2024.0</FloatValue></VariableValue>
<VariableValue><VariableRef targetGUID="{size}"/><FloatValue>2.5</FloatValue></VariableValue>
<SourceRef targetGUID="{text}"/><SelectionRef targetGUID="{one}"/><SelectionRef targetGUID="{nowhere}"/></Case></Cases>
<Sources>
<TextSource guid="{text}" name="访谈" plainTextPath="internal://A1.TXT" richTextPath="internal://a1.docx" creationDateTime="2024-02-01T08:00:00">
<Description>第一次</Description>
<PlainTextSelection guid="{one}" name="不是原文" startPosition="1" endPosition="3" creatingUser="{li}" creationDateTime="2024-03-01T08:00:00Z">
<Description>要紧</Description><Coding guid="{coding}" creatingUser="{wang}"><CodeRef targetGUID="{law_up}"/></Coding>
<Coding><CodeRef targetGUID="{none}"/></Coding></PlainTextSelection>
<PlainTextSelection guid="{one}" startPosition="4" endPosition="6"><Coding><CodeRef targetGUID="{gov}"/></Coding></PlainTextSelection>
<PlainTextSelection guid="{out}" startPosition="4" endPosition="600"><Coding><CodeRef targetGUID="{gov}"/></Coding></PlainTextSelection>
<Coding><CodeRef targetGUID="{gov}"/></Coding>
<NoteRef targetGUID="{note}"/>
<VariableValue><VariableRef targetGUID="{day}"/><DateValue>2024-05-01</DateValue></VariableValue>
</TextSource>
<TextSource guid="{gone}" name="没有正文" plainTextPath="internal://zz.txt"><PlainTextSelection guid="{none}" startPosition="0" endPosition="1"/></TextSource>
<TextSource guid="{inner}" name="访谈"><PlainTextContent>内文 &lt;一&gt;</PlainTextContent></TextSource>
<PDFSource guid="{pdf}" name="报告.pdf" path="internal://r.pdf">
<PDFSelection guid="{area}" page="0" firstX="1" firstY="1" secondX="2" secondY="2"><Coding guid="{none}"><CodeRef targetGUID="{gov}"/></Coding></PDFSelection>
<PDFSelection guid="{both}" page="0" firstX="1" firstY="1" secondX="2" secondY="2"><Coding guid="{none}"><CodeRef targetGUID="{gov}"/></Coding></PDFSelection>
<Representation guid="{rep}"><PlainTextContent>报告正文</PlainTextContent>
<PlainTextSelection guid="{both}" startPosition="0" endPosition="2"><Coding><CodeRef targetGUID="{gov}"/></Coding></PlainTextSelection></Representation></PDFSource>
<PictureSource guid="{pic}" name="图"><PictureSelection guid="{none}" firstX="1" firstY="1" secondX="2" secondY="2"/></PictureSource>
<VideoSource guid="{none}" name="片"><VideoSelection guid="{none}" begin="1" end="2"/></VideoSource>
</Sources>
<Notes><Note guid="{note}" name="题" creatingUser="{li}"><PlainTextContent>两处都要</PlainTextContent></Note>
<Note guid="{loose}"><PlainTextContent>随手记</PlainTextContent></Note><Note guid="{none}"/><Note guid="{onlink}"><Description>关系何在</Description></Note></Notes>
<Links><Link guid="{link}" name="对照" direction="OneWay" originGUID="{loose}" targetGUID="{one}"><NoteRef targetGUID="{onlink}"/></Link>
<Link guid="{none}" name="断" originGUID="{nowhere}" targetGUID="{one}"/></Links>
<Sets><Set guid="{set}" name="待议"><MemberCode targetGUID="{law}"/><MemberSource targetGUID="{text}"/></Set></Sets>
<Graphs><Graph guid="{none}" name="图"/></Graphs><Odd/>
</Project>"##,
        li_up = li.to_uppercase(),
        law_up = g(4).to_uppercase(),
        gov = g(3),
        law = g(4),
        year = g(5),
        size = g(6),
        day = g(7),
        case = g(8),
        text = g(9),
        one = g(10),
        coding = g(11),
        out = g(12),
        gone = g(13),
        inner = g(14),
        pdf = g(15),
        area = g(16),
        both = g(17),
        rep = g(18),
        pic = g(19),
        note = g(20),
        loose = g(21),
        link = g(22),
        set = g(23),
        onlink = g(24),
        none = g(99),
        nowhere = g(98),
    )
}

#[test]
fn passages_and_codings_come_over_where_they_were() {
    let read = read(&whole());
    let project = &read.project;
    assert_eq!(
        (project.head().name.as_str(), read.origin.as_str()),
        ("试编", "别的程序 9")
    );
    let rows = codings(project);
    let rows = rows.iter().map(|(source, start, end, code, coder, words)| {
        format!("{source} {start}..{end} {code} {coder} {words}")
    });
    assert_eq!(
        rows.collect::<Vec<_>>(),
        [
            "报告.pdf 0..2 治理 王 报告",
            "访谈 0..13 治理 王 数字治理，国防与产业\n完。",
            "访谈 1..3 法治 王 字治",
            "访谈 4..6 治理 王 ，国",
        ]
    );
    let again = self::read(&whole()).project;
    assert_eq!(&again, project, "each time the same");
}

#[test]
fn identities_times_and_values_are_kept() {
    let project = read(&whole()).project;
    let mut names: Vec<&str> = project
        .sources()
        .iter()
        .map(|it| it.name.as_str())
        .collect();
    names.sort_unstable();
    assert_eq!(names, ["报告.pdf", "访谈", "访谈 (2)"]);
    let source = project
        .sources()
        .iter()
        .find(|it| it.name == "访谈")
        .unwrap();
    assert_eq!(source.id.to_string(), guid(9));
    assert_eq!(source.origin.changes, ["bom", "line-ends 1"]);
    assert_eq!(source.added.to_string(), "2024-02-01T08:00:00Z");
    let day = source.values.values().next().unwrap();
    assert_eq!(day.words(), "2024-05-01");
    let quotation = project
        .quotations()
        .iter()
        .find(|it| it.id.to_string() == guid(10))
        .unwrap();
    let by = project.coders().get(quotation.coder).unwrap();
    assert_eq!(
        (by.name.as_str(), quotation.created.to_string().as_str()),
        ("李", "2024-03-01T08:00:00Z")
    );
    let law = project.codes().iter().find(|it| it.name == "法治").unwrap();
    assert_eq!(
        (law.colour.hex().as_str(), law.applicable),
        ("#00FF00", true)
    );
    let gov = project.codes().get(law.parent.unwrap()).unwrap();
    assert_eq!((gov.definition.as_str(), gov.applicable), ("谁作主", false));
}

#[test]
fn what_gathers_and_remarks_comes_over() {
    let project = read(&whole()).project;
    let case = project.cases().iter().next().unwrap();
    let values: Vec<Value> = case.values.values().cloned().collect();
    assert_eq!(values, [Value::Number(2024), Value::Text("2.5".into())]);
    assert_eq!(case.members.len(), 2);
    let set = project.sets().iter().next().unwrap();
    assert_eq!(set.members.len(), 2);
    let link = project.links().iter().next().unwrap();
    assert!(link.directed && matches!(link.from, RecordId::Memo(_)));
    let mut memos: Vec<String> = project
        .memos()
        .iter()
        .map(|it| format!("{}: {}", it.target.kind(), it.text.replace('\n', "/")))
        .collect();
    memos.sort();
    assert_eq!(
        memos,
        [
            "Case: 村",
            "Code: 题//两处都要",
            "Link: 关系何在",
            "Project: 随手记",
            "Quotation: 要紧",
            "Source: 第一次",
            "Source: 题//两处都要",
        ]
    );
}

#[test]
fn everything_that_has_no_place_is_named() {
    let read = read(&whole());
    use LossKind::*;
    assert_eq!(
        lost(&read),
        [
            (Outside, 1),
            (PdfText, 1),
            (CodingLeft, 1),
            (NoCode, 1),
            (WholeSource, 1),
            (AsWords, 1),
            (EmptyRemark, 1),
            (SharedRemark, 1),
            (LooseRemark, 1),
            (NoMember, 1),
            (NoEnd, 1),
            (Kept, 1),
            (KeptSource, 3),
            (KeptArea, 2),
            (KeptCoding, 2),
            (KeptPart, 2),
            (RichText, 1),
            (SharedGuid, 1),
            (Astray, 1),
        ]
    );
    let outside = read.losses.iter().find(|it| it.kind == Outside).unwrap();
    assert_eq!(outside.places, [("访谈 4–600".to_owned(), 24)]);
}

/// What other programs may tell that has no place here, in a namespace with a prefix.
const FOREIGN: &str = r##"<q:Project xmlns:q="urn:QDA-XML:project:1.0" xmlns:v="urn:v" name="试" basePath="/甲" v:kind="1">
<q:Users><q:User guid="00000001-0000-4000-8000-000000000001" name="李" id="li"/></q:Users>
<q:CodeBook><q:Codes><q:Code guid="00000002-0000-4000-8000-000000000001" name="治理" isCodable="true" v:rank="7">
<v:Odd a="1">甲&amp;乙<q:Deep/></v:Odd><q:Code guid="00000003-0000-4000-8000-000000000001" name="法治" isCodable="true"/></q:Code></q:Codes></q:CodeBook>
<q:Cases><q:Case guid="00000004-0000-4000-8000-000000000001" name="东村"><q:CodeRef targetGUID="00000003-0000-4000-8000-000000000001"/>
<q:SourceRef targetGUID="00000005-0000-4000-8000-000000000001"/></q:Case></q:Cases>
<q:Sources>
<q:PictureSource guid="00000005-0000-4000-8000-000000000001" name="图" path="internal://p.png"><q:PictureSelection guid="00000006-0000-4000-8000-000000000001" firstX="1" firstY="1" secondX="2" secondY="2">
<q:Coding guid="00000007-0000-4000-8000-000000000001"><q:CodeRef targetGUID="00000002-0000-4000-8000-000000000001"/></q:Coding>
<q:Coding guid="00000008-0000-4000-8000-000000000001"><q:CodeRef targetGUID="00000003-0000-4000-8000-000000000001"/></q:Coding>
<q:NoteRef targetGUID="0000000c-0000-4000-8000-000000000001"/></q:PictureSelection></q:PictureSource>
<q:PDFSource guid="00000009-0000-4000-8000-000000000001" name="报告" path="relative://r.pdf" creatingUser="00000001-0000-4000-8000-000000000001">
<q:PDFSelection guid="0000000a-0000-4000-8000-000000000001" page="0" firstX="1" firstY="1" secondX="2" secondY="2"/>
<q:Representation guid="0000000b-0000-4000-8000-000000000001"><q:PlainTextContent>报告正文</q:PlainTextContent></q:Representation></q:PDFSource>
<q:AudioSource guid="0000000d-0000-4000-8000-000000000001" name="录音"><q:Transcript guid="0000000e-0000-4000-8000-000000000001" plainTextPath="internal://t.txt"><q:SyncPoint guid="0000000f-0000-4000-8000-000000000001" timeStamp="5" position="1"/></q:Transcript></q:AudioSource>
</q:Sources>
<q:Notes><q:Note guid="0000000c-0000-4000-8000-000000000001"><q:PlainTextContent>看图</q:PlainTextContent></q:Note></q:Notes>
<q:Links><q:Link guid="00000010-0000-4000-8000-000000000001" name="对照" color="#00FF00" originGUID="00000006-0000-4000-8000-000000000001" targetGUID="00000003-0000-4000-8000-000000000001"/></q:Links>
<q:Sets><q:Set guid="00000011-0000-4000-8000-000000000001" name="组"><q:MemberSource targetGUID="00000005-0000-4000-8000-000000000001"/></q:Set></q:Sets>
<v:Last/></q:Project>"##;

fn foreign() -> Vec<u8> {
    packed(&[
        ("project.qde", FOREIGN.as_bytes()),
        ("sources/t.txt", "记录".as_bytes()),
        ("sources/p.png", b"\x89PNG"),
    ])
}

/// The project in a packed folder.
fn qde(bytes: &[u8]) -> String {
    let (_, qde, _) = super::folder::Folder::open(bytes).unwrap();
    String::from_utf8(qde).unwrap()
}

#[test]
fn what_has_no_place_goes_back_where_it_stood() {
    let project = read(&foreign()).project;
    let text = qde(&written(&project));
    let pieces = [
        "basePath=\"/甲\"",
        " id=\"li\"/>",
        "v:rank=\"7\"",
        "<v:Odd xmlns:v=\"urn:v\" a=\"1\">甲&amp;乙<Deep/></v:Odd>\n<Code guid=\"00000003",
        "<CodeRef targetGUID=\"00000003-0000-4000-8000-000000000001\"/>\n<SourceRef targetGUID=\"00000005",
        "<PictureSource guid=\"00000005-0000-4000-8000-000000000001\" name=\"图\" path=\"internal://p.png\"><PictureSelection",
        "path=\"relative://r.pdf\" creatingUser=",
        "<PDFSelection guid=\"0000000a-0000-4000-8000-000000000001\" page=\"0\" firstX=\"1\" firstY=\"1\" secondX=\"2\" secondY=\"2\"/>\n<Representation guid=\"0000000b",
        "plainTextPath=\"internal://0000000e-0000-4000-8000-000000000001.txt\"><SyncPoint",
        "<Link guid=\"00000010-0000-4000-8000-000000000001\" name=\"对照\" color=\"#00FF00\" originGUID=\"00000006",
        "<MemberSource targetGUID=\"00000005",
        "<v:Last xmlns:v=\"urn:v\"/>\n</Project>",
    ];
    for piece in pieces {
        assert!(text.contains(piece), "{piece} is not in {text}");
    }
    assert!(!text.contains("q:"), "{text}");
    let again = read(&written(&project)).project;
    assert_eq!(told(&again), told(&project));
    let last = read(&written(&again));
    let second = qde(&written(&again));
    assert_eq!(qde(&written(&last.project)), second, "each time the same");
    let kept: Vec<LossKind> = last.losses.iter().map(|it| it.kind).collect();
    use LossKind::*;
    assert_eq!(
        kept,
        [
            PdfText,
            LooseRemark,
            KeptSource,
            KeptArea,
            KeptCoding,
            KeptPart
        ]
    );
    let media = read(&foreign()).losses;
    let media = media.iter().find(|it| it.kind == Media).unwrap();
    assert_eq!(
        media.count, 1,
        "the picture lies in the file and is not kept"
    );
}

#[test]
fn what_is_kept_follows_what_is_taken_away() {
    let mut project = read(&foreign()).project;
    let law = RecordId::Code(CodeId::new(guid(3).parse().unwrap()));
    project.apply(crate::model::Edit::Take(law));
    let text = qde(&written(&project));
    assert!(
        text.contains("00000007-"),
        "the coding of a code that is there"
    );
    assert!(!text.contains("00000008-"), "the coding of one that is not");
    assert!(!text.contains("<CodeRef targetGUID=\"00000003"), "{text}");
}

#[test]
fn what_somebody_wrote_into_the_project_spoils_no_file() {
    let mut project = read(&foreign()).project;
    let mut head = project.head().clone();
    head.extra = Extra::default();
    let spoilt = [
        ("refi", "(fields:\" a='<'\",parts:[(\"\",\"<b>\")])"),
        ("refi_sources", "7"),
    ];
    for (field, words) in spoilt {
        head.extra.keep(field, words);
    }
    let codes = project.codes().iter().map(|it| it.clone().into());
    project = Project::gather(head, codes.collect::<Vec<_>>());
    let back = read(&written(&project));
    assert_eq!(back.project.codes().len(), 2);
}

#[test]
fn parts_that_are_too_large_are_told() {
    let long = "长".repeat(400_000);
    let qde = format!("<Project name=\"甲\"><Odd>{long}</Odd></Project>");
    let read = read(qde.as_bytes());
    assert_eq!(
        lost(&read),
        [(LossKind::KeptTooLarge, 1), (LossKind::Unknown, 1)]
    );
    assert!(read.project.head().extra.is_empty());
}

/// Every element with an identity: where it stands, and what it tells.
fn elements(qde: &str) -> std::collections::BTreeMap<String, (String, Vec<String>)> {
    use quick_xml::events::Event;
    let mut reader = quick_xml::Reader::from_str(qde);
    let (mut open, mut all) = (Vec::new(), std::collections::BTreeMap::new());
    loop {
        let event = reader.read_event().unwrap();
        match &event {
            Event::Start(start) | Event::Empty(start) => {
                let name = start.local_name().as_ref().to_owned();
                let mut fields: Vec<String> = start
                    .attributes()
                    .map(|it| it.unwrap())
                    .map(|it| format!("{}={}", it.key.as_ref(), it.value))
                    .collect();
                fields.sort();
                let guid = fields.iter().find_map(|it| it.strip_prefix("guid="));
                if let Some(guid) = guid {
                    let place = format!("{}/{name}", open.join("/"));
                    all.insert(
                        format!("{name} {}", guid.to_lowercase()),
                        (place, fields.clone()),
                    );
                }
                if matches!(event, Event::Start(_)) {
                    open.push(name);
                }
            }
            Event::End(_) => _ = open.pop(),
            Event::Eof => return all,
            _ => {}
        }
    }
}

#[test]
fn every_element_of_a_real_file_comes_back_where_it_stood() {
    for name in ["atlasti-8.4-mac.qdpx", "hand-made-text-only.qdpx"] {
        let Some(file) = shared_bytes(&format!("{SAMPLES}{name}")) else {
            continue;
        };
        let before = elements(&qde(&file));
        let after = elements(&qde(&written(&read(&file).project)));
        for (id, (place, fields)) in before {
            let Some((place_now, fields_now)) = after.get(&id) else {
                panic!("{name}: {id} is missing");
            };
            assert_eq!(*place_now, place, "{name}: {id}");
            for field in fields {
                let told_anew = ["guid", "name", "plainTextPath", "richTextPath"];
                let key = field.split('=').next().unwrap();
                let is_there = fields_now.iter().any(|it| it.eq_ignore_ascii_case(&field));
                assert!(
                    is_there || told_anew.contains(&key),
                    "{name}: {id} {field}, now {fields_now:?}"
                );
            }
        }
    }
}

#[test]
fn a_bare_project_and_one_in_utf16_are_read() {
    let qde = "<Project name=\"甲\"><Sources><TextSource guid=\"00000009-0000-4000-8000-000000000001\" \
        plainTextPath=\"internal://b.txt\"/><TextSource><PlainTextContent>乙</PlainTextContent></TextSource>\
        </Sources></Project>";
    let wide: Vec<u8> = [0xFEFF]
        .into_iter()
        .chain(qde.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    for bytes in [qde.as_bytes(), &wide] {
        let read = read(bytes);
        assert_eq!(read.project.head().name, "甲");
        assert_eq!(read.project.sources().len(), 1);
        assert_eq!(read.project.coders().len(), 1, "somebody without a name");
        assert_eq!(lost(&read), [(LossKind::KeptSource, 1)]);
    }
}

#[test]
fn what_is_no_project_is_refused_whole() {
    let error = |bytes: &[u8]| try_read(bytes).unwrap_err();
    let mut cut = whole();
    cut.truncate(cut.len() - 30);
    assert_eq!(error(&cut), ImportError::Broken);
    assert_eq!(error(&packed(&[("a.txt", b"")])), ImportError::NoProject);
    let book = b"<CodeBook><Codes/></CodeBook>";
    assert_eq!(
        error(&packed(&[("a.qde", book)])),
        ImportError::OnlyCodebook
    );
    let broken = packed(&[("a.qde", b"<Project>\n<Users></Project>")]);
    assert!(matches!(
        error(&broken),
        ImportError::Xml {
            error: XmlError::Malformed { line: 2, .. }
        }
    ));
    assert!(matches!(error(b""), ImportError::Xml { .. }));
    assert!(matches!(error(b"%PDF-1.7"), ImportError::Xml { .. }));
    // Thirty megabytes of nothing in some thirty kilobytes.
    let bomb = [b"<Project>".as_slice(), &vec![b' '; 30 << 20]].concat();
    assert_eq!(error(&packed(&[("a.qde", &bomb)])), ImportError::TooLarge);
    // The list of parts lies about its own length.
    let mut lie = whole();
    let end = lie.len() - 22;
    lie[end + 10..end + 12].copy_from_slice(&[0xFF, 0xFF]);
    assert_eq!(error(&lie), ImportError::TooLarge);
}

#[test]
fn a_text_that_cannot_be_unpacked_or_read_costs_itself_alone() {
    let qde = br#"<Project name="a"><Sources>
<TextSource name="bomb" plainTextPath="internal://bomb.txt"/>
<TextSource name="out" plainTextPath="internal://../../etc/passwd"/>
<TextSource name="bin" plainTextPath="bin.txt"/>
<TextSource name="good" plainTextPath="good.txt"/></Sources></Project>"#;
    let bomb = vec![b'a'; 30 << 20];
    let read = read(&packed(&[
        ("project.qde", qde),
        ("Sources/bomb.txt", &bomb),
        ("Sources/bin.txt", b"%PDF-1.7 x"),
        ("SOURCES/good.txt", b"good"),
    ]));
    assert_eq!(lost(&read), [(LossKind::BadText, 2), (LossKind::Astray, 1)]);
    assert_eq!(read.project.sources().iter().next().unwrap().text(), "good");
}

proptest! {
    #[test]
    fn any_bytes_end_with_a_sound_project_or_an_error(
        at in 0_usize..5_000, bytes in prop::collection::vec(any::<u8>(), 0..20),
    ) {
        let mut file = whole();
        let len = file.len();
        let at = at % len;
        let until = (at + bytes.len()).min(len);
        file.splice(at..until, bytes.iter().copied());
        if let Ok(read) = try_read(&file) {
            prop_assert_eq!(check_all(&read.project), []);
        }
        let _ = try_read(&bytes);
    }

    #[test]
    fn any_elements_give_a_sound_project(parts in prop::collection::vec((0_usize..PARTS.len(), 0_u32..4, 0_u32..4), 0..40)) {
        let mut qde = String::from("<Project>");
        let mut open = Vec::new();
        for (part, id, other) in parts {
            let name = PARTS[part];
            if name.is_empty() {
                qde.push_str(&open.pop().map(|it| format!("</{it}>")).unwrap_or_default());
                continue;
            }
            let (id, other) = (guid(id), guid(other));
            qde.push_str(&format!(
                "<{name} guid=\"{id}\" targetGUID=\"{other}\" originGUID=\"{other}\" startPosition=\"0\" \
                endPosition=\"1\" typeOfVariable=\"Integer\">"
            ));
            qde.push_str(if name.ends_with("Content") || name.ends_with("Value") { "12" } else { "" });
            open.push(name);
        }
        for name in open.iter().rev() {
            qde.push_str(&format!("</{name}>"));
        }
        qde.push_str("</Project>");
        read(qde.as_bytes());
    }
}

/// Elements that may stand anywhere; the empty one closes.
const PARTS: [&str; 34] = [
    "",
    "",
    "",
    "",
    "",
    "",
    "",
    "",
    "Users",
    "User",
    "CodeBook",
    "Codes",
    "Code",
    "Sources",
    "TextSource",
    "PlainTextContent",
    "PlainTextSelection",
    "Coding",
    "CodeRef",
    "Notes",
    "Note",
    "NoteRef",
    "Cases",
    "Case",
    "SourceRef",
    "Links",
    "Link",
    "Sets",
    "Set",
    "MemberCode",
    "Variables",
    "Variable",
    "VariableValue",
    "PDFSource",
];

const SAMPLES: &str = "data/refi/samples/";

#[test]
fn all_selections_of_nvivo_are_where_it_has_them() {
    let file = shared_bytes(&format!("{SAMPLES}nvivo-windows-12.6.qdpx"));
    let truth = shared_bytes(&format!("{SAMPLES}nvivo-windows-12.6.expected.json"));
    let Some((file, truth)) = file.zip(truth) else {
        return;
    };
    let read = read(&file);
    let truth: Json = serde_json::from_slice(&truth).unwrap();
    let plain = |text: &str| text.replace("\r\n", "\n");
    let mut expected: Vec<(String, String, String)> = truth["codings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| {
            let word = |name: &str| plain(it[name].as_str().unwrap());
            (word("source"), word("code"), word("text"))
        })
        .collect();
    let found = codings(&read.project).into_iter();
    let mut found: Vec<_> = found.map(|it| (it.0, it.3, it.5)).collect();
    expected.sort();
    found.sort();
    assert_eq!(expected.len(), 97);
    let right = found.iter().zip(&expected).filter(|(a, b)| a == b).count();
    assert_eq!(
        (found.len(), right),
        (97, 97),
        "{:?}",
        read.measured[0].1.counting
    );
    let measured = &read.measured[0].1;
    let counting = Counting {
        unit: CountedUnit::Utf16,
        with_mark: false,
        wide_ends: true,
        inclusive: false,
    };
    assert_eq!(measured.counting, counting);
    let next = measured.next.unwrap().1;
    assert!(next + 40 < measured.fit, "{measured:?}");
}

#[test]
fn the_chinese_selections_of_qualcoder_are_where_it_has_them() {
    let file = shared_bytes("data/qualcoder/qc_cjk.qdpx");
    let truth = shared_bytes("data/qualcoder/qc_cjk.expected.json");
    let Some((file, truth)) = file.zip(truth) else {
        return;
    };
    let read = read(&file);
    let truth: Json = serde_json::from_slice(&truth).unwrap();
    let found = codings(&read.project);
    let (mut right, mut of) = (0, 0);
    for it in truth.as_array().unwrap() {
        let number =
            |span: &str, at: usize| it[span][at].as_u64().map(|it| usize::try_from(it).unwrap());
        let span = match it["true_codepoint_span"].is_null() {
            true => "stored",
            false => "true_codepoint_span",
        };
        let is = |row: &(String, usize, usize, String, String, String)| {
            row.0 == it["source"].as_str().unwrap()
                && row.3 == it["code"].as_str().unwrap()
                && row.4 == it["coder"].as_str().unwrap()
                && Some(row.1) == number(span, 0)
                && Some(row.2) == number(span, 1)
        };
        of += 1;
        let is_right = found.iter().any(is);
        right += usize::from(is_right);
        assert!(is_right, "{it} not in {found:#?} {:#?}", read.measured);
    }
    assert_eq!((right, of), (20, 20));
    let apart: usize = read.measured.iter().map(|it| it.1.apart).sum();
    assert_eq!(apart, 1);
}

#[test]
fn projects_of_other_programs_open_with_what_they_hold() {
    // Codes, sources, quotations, codings.
    for (name, counts) in [
        ("hand-made-text-only.qdpx", [4, 1, 2, 2]),
        ("qc-1.3.2.qdpx", [262, 2, 158, 205]),
        ("maxqda-24.7.qde", [307, 0, 0, 0]),
        ("atlasti-8.4-mac.qdpx", [14, 0, 0, 0]),
    ] {
        let Some(file) = shared_bytes(&format!("{SAMPLES}{name}")) else {
            continue;
        };
        let read = read(&file);
        let project = &read.project;
        let found = [
            project.codes().len(),
            project.sources().len(),
            project.quotations().len(),
            project.codings().len(),
        ];
        assert_eq!(
            found,
            counts,
            "{name}: {:?} {:?}",
            lost(&read),
            read.measured
                .iter()
                .map(|it| (it.1.counting, it.1.fit, it.1.edges, it.1.next))
                .collect::<Vec<_>>()
        );
        for (_, measured) in &read.measured {
            let plain = !measured.counting.with_mark && !measured.counting.inclusive;
            assert!(
                plain && measured.counting.unit != CountedUnit::Bytes,
                "{name}: {measured:?}"
            );
        }
    }
}

/// The same project with what has a place in REFI-QDA alone, to be compared.
fn told(project: &Project) -> Vec<String> {
    let mut told: Vec<String> = codings(project)
        .iter()
        .map(|it| format!("{it:?}"))
        .collect();
    for quotation in project.quotations().iter() {
        let (id, span, at) = (quotation.id, quotation.span, quotation.created);
        told.push(format!(
            "{id} {} {span} {} {at}",
            quotation.source, quotation.coder
        ));
    }
    for coding in project.codings().iter() {
        let (id, of, code) = (coding.id, coding.quotation, coding.code);
        told.push(format!(
            "{id} {of} {code} {} {}",
            coding.coder, coding.created
        ));
    }
    for branch in crate::query::codebook(project) {
        let code = project.codes().get(branch.code).unwrap();
        told.push(format!(
            "{} {} {:?} {}",
            code.id, code.name, code.parent, code.definition
        ));
    }
    for source in project.sources().iter() {
        told.push(format!(
            "{} {} {} {:?}",
            source.id,
            source.name,
            source.text(),
            source.values
        ));
    }
    for case in project.cases().iter() {
        told.push(format!(
            "{} {} {:?} {:?}",
            case.id, case.name, case.members, case.values
        ));
    }
    for memo in project.memos().iter() {
        // A description has nobody who wrote it.
        let is_description = matches!(
            memo.target,
            RecordId::Case(_) | RecordId::Variable(_) | RecordId::Set(_)
        );
        let by = Some(memo.coder).filter(|_| !is_description);
        told.push(format!(
            "{} {} {by:?} {}",
            memo.target, memo.text, memo.created
        ));
    }
    for link in project.links().iter() {
        told.push(format!(
            "{} {} {} {}",
            link.id, link.name, link.from, link.to
        ));
    }
    for set in project.sets().iter() {
        told.push(format!("{} {} {:?}", set.id, set.name, set.members));
    }
    told
}

fn written(project: &Project) -> Vec<u8> {
    let mut out = Vec::new();
    super::write(project, &mut out).unwrap();
    out
}

#[test]
fn what_came_from_another_program_goes_back_with_its_identities() {
    let project = read(&whole()).project;
    let back = read(&written(&project));
    assert_eq!(told(&back.project), told(&project));
    let kinds: Vec<LossKind> = back.losses.iter().map(|it| it.kind).collect();
    use LossKind::*;
    assert_eq!(
        kinds,
        [PdfText, Kept, KeptSource, KeptArea, KeptCoding, KeptPart],
        "what is not shown goes back as it came"
    );
    let samples = [
        "refi/samples/nvivo-windows-12.6.qdpx",
        "refi/samples/qc-1.3.2.qdpx",
        "refi/samples/hand-made-text-only.qdpx",
        "qualcoder/qc_cjk.qdpx",
    ];
    for sample in samples {
        let Some(file) = shared_bytes(&format!("data/{sample}")) else {
            continue;
        };
        let project = read(&file).project;
        let back = read(&written(&project));
        assert_eq!(told(&back.project), told(&project), "{sample}");
        for (name, measured) in &back.measured {
            let plain = measured.counting
                == Counting {
                    unit: CountedUnit::CodePoints,
                    with_mark: false,
                    wide_ends: false,
                    inclusive: false,
                };
            assert!(plain, "{sample} {name}: {measured:?}");
        }
        let others = back.losses.iter().map(|it| it.kind);
        let others = others.filter(|it| !matches!(it, Kept | KeptPart));
        assert_eq!(others.collect::<Vec<_>>(), [], "{sample}");
    }
}

#[test]
fn a_project_of_ones_own_is_written_and_what_has_no_place_is_told() {
    let project = crate::exchange::sample::with_examples();
    let left = left(&project, Format::Refi);
    let left: Vec<_> = left.iter().map(|it| (it.what, it.count)).collect();
    let expected = [
        (Unplaced::Codes, 1),
        (Unplaced::Passages, 1),
        (Unplaced::Codings, 1),
    ];
    assert_eq!(left, expected);
    let bytes = written(&project);
    assert_eq!(bytes, written(&project), "no clock is asked");
    let back = read(&bytes);
    assert_eq!(back.project.codes().len(), project.codes().len());
    assert_eq!(back.project.codings().len(), project.codings().len() - 1);
}

proptest! {
    #[test]
    fn any_project_can_be_written_and_read(project in crate::model::sample::any_project()) {
        let back = read(&written(&project));
        prop_assert_eq!(back.project.codes().len(), project.codes().len());
        // A file with NULs may be taken for anything.
        if project.sources().iter().all(|it| !it.text().contains('\0')) {
            prop_assert_eq!(back.project.sources().len(), project.sources().len());
        }
        prop_assert_eq!(back.project.variables().len(), project.variables().len());
    }
}

#[test]
fn what_is_written_keeps_to_the_schema() {
    let own = crate::exchange::sample::with_examples();
    // What no schema knows goes back as it came: without it what came was valid.
    let known = FOREIGN.replace("<v:Odd a=\"1\">甲&amp;乙<q:Deep/></v:Odd>", "");
    let known = known.replace("<v:Last/>", "").replace(" v:rank=\"7\"", "");
    let known = read(known.replace(" v:kind=\"1\"", "").as_bytes()).project;
    for project in [own, known, read(&whole()).project] {
        let bytes = written(&project);
        let qde = qde(&bytes).replace("<Odd/>", "");
        assert_eq!(flaw(&qde), None, "{qde}");
        assert_ne!(is_valid(&qde, "Project.xsd"), Some(false), "{qde}");
        let book = codebook(&project);
        assert_eq!(flaw(&book), None, "{book}");
        assert_ne!(is_valid(&book, "Codebook.xsd"), Some(false), "{book}");
    }
}

fn codebook(project: &Project) -> String {
    let mut out = Vec::new();
    let (index, options) = (Index::build(project), Options::default());
    export(project, &index, Format::CodebookQdc, &options, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_project_is_written_as_the_schema_wants_it(project in crate::model::sample::any_project()) {
        let qde = qde(&written(&project));
        prop_assert_eq!(flaw(&qde), None, "{}", qde);
        prop_assert_ne!(is_valid(&qde, "Project.xsd"), Some(false), "{}", qde);
        // The schema has no place for a codebook without a code.
        if project.codes().iter().next().is_some() {
            let book = codebook(&project);
            prop_assert_eq!(flaw(&book), None, "{}", book);
            prop_assert_ne!(is_valid(&book, "Codebook.xsd"), Some(false), "{}", book);
        }
    }
}
