//! Tests: every part is XML that nests, every word of a pack is in it, and whatever refers to something
//! finds it.

use super::*;
use crate::exchange::pack::tests::{made, project, settings};
use crate::exchange::pack::{Coverage, Edition};
use crate::exchange::reading::{Choice, SourceFormat, read_file};
use crate::model::sample::any_project;
use proptest::prelude::*;
use quick_xml::events::Event;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};

fn bytes_of(pack: &Pack) -> Vec<u8> {
    let mut bytes = Vec::new();
    docx(pack, &mut bytes).unwrap();
    bytes
}

/// The parts of a document, by name; every one is sound XML.
fn parts(pack: &Pack) -> BTreeMap<String, String> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes_of(pack))).unwrap();
    let mut parts = BTreeMap::new();
    for at in 0..zip.len() {
        let mut part = zip.by_index(at).unwrap();
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        let mut reader = quick_xml::Reader::from_str(&text);
        while reader.read_event().unwrap() != Event::Eof {}
        parts.insert(part.name().unwrap().into_owned(), text);
    }
    parts
}

fn pack(about: &[(&str, &str)], edition: Edition) -> Pack {
    made(&project(), &settings(about), edition).pack
}

/// What stands behind every sign, up to the next quotation mark, in the order of a part.
fn told<'x>(xml: &'x str, sign: &str) -> Vec<&'x str> {
    let after = xml.split(sign).skip(1);
    after.map(|it| it.split('"').next().unwrap()).collect()
}

/// The words of a piece of a part.
fn words(xml: &str) -> String {
    let mut words = String::new();
    for piece in xml.split('<').skip(1) {
        let (element, text) = piece.split_once('>').unwrap();
        if element.starts_with("w:t ") || element == "w:t" {
            words += &quick_xml::escape::unescape(text).unwrap();
        }
    }
    words
}

/// The paragraphs of a style.
fn of_style<'x>(xml: &'x str, style: &str) -> Vec<&'x str> {
    let begin = format!("<w:pStyle w:val=\"{style}\"/>");
    let after = xml.split(&begin).skip(1);
    after.map(|it| it.split("</w:p>").next().unwrap()).collect()
}

/// Whatever refers to something finds it, and nothing is named twice.
fn assert_sound(parts: &BTreeMap<String, String>) {
    let [document, styles, footnotes, numbering] = ["document", "styles", "footnotes", "numbering"]
        .map(|it| &parts[&format!("word/{it}.xml")]);
    let known: BTreeSet<&str> = told(styles, "w:styleId=\"").into_iter().collect();
    assert_eq!(known.len(), told(styles, "w:styleId=\"").len());
    let names = told(styles, "<w:name w:val=\"");
    assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len());
    for kind in ["pStyle", "rStyle", "tblStyle"] {
        for part in [document, footnotes] {
            for style in told(part, &format!("<w:{kind} w:val=\"")) {
                assert!(known.contains(style), "{style}");
            }
        }
    }
    for style in told(styles, "<w:basedOn w:val=\"") {
        assert!(known.contains(style), "{style}");
    }
    for sign in ["<w:bookmarkStart w:id=\"", "w:name=\""] {
        let all = told(document, sign);
        assert_eq!(
            all.iter().collect::<BTreeSet<_>>().len(),
            all.len(),
            "{sign}"
        );
    }
    let bookmarks = told(document, "w:name=\"");
    for anchor in told(document, "w:anchor=\"") {
        assert!(bookmarks.contains(&anchor), "{anchor}");
    }
    let asked = told(document, "<w:footnoteReference w:id=\"");
    assert_eq!(asked, told(footnotes, "<w:footnote w:id=\""));
    let lists = told(numbering, "<w:num w:numId=\"");
    for list in told(document, "<w:numId w:val=\"") {
        assert!(lists.contains(&list), "{list}");
    }
    assert!(
        !styles.contains("=\"{"),
        "every place of the styles is filled"
    );
}

/// A text as XML can hold it.
fn held(text: &str) -> String {
    let kept = text.replace(['\n', '\t'], "");
    quick_xml::escape::unescape(&escaped(&kept))
        .unwrap()
        .into_owned()
}

/// The words of all paragraphs are in the document, in their order.
fn assert_whole(pack: &Pack, parts: &BTreeMap<String, String>) {
    let all = words(&parts["word/document.xml"]);
    let mut rest = all.as_str();
    for run in pack
        .readings
        .iter()
        .flat_map(|it| &it.blocks)
        .flat_map(|it| &it.runs)
    {
        let text = held(&run.text);
        rest = rest
            .split_once(&text)
            .unwrap_or_else(|| panic!("{text} in {rest}"))
            .1;
    }
}

#[test]
fn whatever_an_edition_refers_to_is_in_it() {
    for edition in [Edition::Student, Edition::Teacher, Edition::Blank] {
        for about in [
            &[("pinyin", "all"), ("find", "*"), ("numbers", "lines")][..],
            &[
                ("columns", "2"),
                ("numbers", "none"),
                ("font", "kai"),
                ("paper", "B5"),
            ],
            &[
                ("parts", "legend,vocabulary,find,text"),
                ("paper", "Letter"),
                ("font", "hei"),
            ],
            &[("parts", "title")],
        ] {
            let pack = pack(about, edition);
            let parts = parts(&pack);
            assert_sound(&parts);
            assert_whole(&pack, &parts);
            assert_eq!(bytes_of(&pack), bytes_of(&pack), "no clock is asked");
        }
    }
}

#[test]
fn what_is_written_is_read_again_with_every_word_once() {
    let bytes = bytes_of(&pack(&[("pinyin", "all")], Edition::Teacher));
    let choice = Choice {
        encoding: None,
        column: None,
        rows: crate::edit::plan_sources::RowsAs::default(),
    };
    let read = read_file(&bytes, SourceFormat::of(&bytes, "docx"), choice).unwrap();
    let text = &read.texts[0].text;
    for words in [
        "试编",
        "先看题目。",
        "转折",
        "由谁作主？",
        "重量指什么？",
        "人。",
        "<末段>&尾",
    ] {
        assert!(text.contains(words), "{words} in {text}");
    }
    // Pinyin is passed over by the reader, what it stands above is not.
    assert!(text.contains("工人们说：港口的重量"), "{text}");
    assert_eq!(text.matches("工人们说").count(), 1, "{text}");
    assert!(text.contains("见第二章"), "{text}");
}

#[test]
fn pinyin_is_words_own_above_each_piece() {
    let pack = pack(&[("pinyin", "all")], Edition::Blank);
    let parts = parts(&pack);
    let document = &parts["word/document.xml"];
    let runs = pack
        .readings
        .iter()
        .flat_map(|it| &it.blocks)
        .flat_map(|it| &it.runs);
    let above: Vec<&str> = runs
        .map(|it| it.ruby.as_str())
        .filter(|it| !it.is_empty())
        .collect();
    assert!(!above.is_empty());
    let printed = document.split("<w:rt>").skip(1);
    let printed: Vec<String> = printed
        .map(|it| words(it.split("</w:rt>").next().unwrap()))
        .collect();
    // A blank keeps it off its neighbour.
    let above: Vec<String> = above.iter().map(|it| format!("{it}\u{A0}")).collect();
    assert_eq!(printed, above);
}

#[test]
fn passages_that_cross_are_underlined_as_the_first_and_tinted_as_the_second() {
    let parts = parts(&pack(&[], Edition::Teacher));
    let (document, styles) = (&parts["word/document.xml"], &parts["word/styles.xml"]);
    let style = styles.split("w:styleId=\"Mark1Over2\"").nth(1).unwrap();
    let style = style.split("</w:style>").next().unwrap();
    assert!(style.contains("<w:basedOn w:val=\"Mark1\"/>"), "{style}");
    assert!(style.contains("<w:shd "), "{style}");
    let lines = told(styles, "<w:u w:val=\"");
    assert_eq!(
        lines,
        ["single", "dash"],
        "strokes tell codes apart in grey"
    );
    assert_eq!(
        document.matches("<w:rStyle w:val=\"Mark1Over2\"/>").count(),
        1
    );
    assert_eq!(document.matches("<w:rStyle w:val=\"Letter1\"/>").count(), 2);
}

#[test]
fn notes_stand_in_the_margin_and_at_the_foot_or_in_columns_at_the_foot_alone() {
    let parts_of = |about: &[(&str, &str)]| parts(&pack(about, Edition::Teacher));
    let plain = parts_of(&[]);
    let margin = of_style(&plain["word/document.xml"], "MarginNote");
    assert_eq!(margin.len(), 1);
    assert_eq!(words(margin[0]), "①由谁作主？");
    assert!(margin[0].contains("<w:framePr "));
    let foot = words(&plain["word/footnotes.xml"]);
    assert!(
        foot.contains("见第二章") && !foot.contains("由谁作主"),
        "{foot}"
    );
    let columns = parts_of(&[("columns", "2")]);
    let document = &columns["word/document.xml"];
    assert!(document.contains("<w:cols w:num=\"2\"") && !document.contains("framePr"));
    assert!(words(&columns["word/footnotes.xml"]).contains("由谁作主"));
    assert_eq!(words(of_style(document, "HeadNote")[0]), "转折");
}

#[test]
fn a_note_on_the_whole_text_stands_at_its_title() {
    let mut pack = pack(&[], Edition::Teacher);
    for run in pack.readings[0]
        .blocks
        .iter_mut()
        .flat_map(|it| &mut it.runs)
    {
        run.notes.clear();
    }
    let parts = parts(&pack);
    assert_sound(&parts);
    let title = of_style(&parts["word/document.xml"], "Heading1")[0];
    assert_eq!(title.matches("footnoteReference").count(), 2);
}

#[test]
fn lines_are_numbered_by_fives_and_paragraphs_by_their_list() {
    let lines = parts(&pack(&[("numbers", "lines")], Edition::Student));
    let document = &lines["word/document.xml"];
    assert_eq!(document.matches("<w:lnNumType w:countBy=\"5\"").count(), 1);
    assert!(lines["word/numbering.xml"].contains("¶%1"));
    let paragraphs = parts(&pack(&[], Edition::Student));
    let document = &paragraphs["word/document.xml"];
    assert!(!document.contains("lnNumType"));
    // The heading has none.
    assert_eq!(document.matches("<w:numPr>").count(), 3);
    let none = parts(&pack(&[("numbers", "none")], Edition::Student));
    assert!(!none["word/document.xml"].contains("<w:numPr>"));
    assert_eq!(of_style(&none["word/document.xml"], "PackText").len(), 3);
}

#[test]
fn answers_are_for_whoever_teaches_and_lines_for_those_who_learn() {
    let about = [("lines", "3"), ("find", "*")];
    let teacher = parts(&pack(&about, Edition::Teacher));
    let document = &teacher["word/document.xml"];
    let answers = |style| -> Vec<String> {
        let all = of_style(document, style);
        all.iter().map(|it| words(it)).collect()
    };
    assert_eq!(answers("Answer"), ["‹answer›　人。"]);
    assert_eq!(
        answers("AnswerKey"),
        ["¶1“外，治理与国”", "¶2“港口的重量”", "¶1“国防相连”"]
    );
    assert_eq!(of_style(document, "AnswerLine").len(), 0);
    let student = parts(&pack(&about, Edition::Student));
    let document = &student["word/document.xml"];
    assert_eq!(of_style(document, "Answer").len(), 0);
    assert_eq!(of_style(document, "AnswerLine").len(), 3);
    let blank = parts(&pack(&about, Edition::Blank));
    let right = told(of_style_def(&blank, "PackTextNumbered"), "w:right=\"");
    assert_eq!(right, [(11906 * 3 / 10).to_string()]);
}

fn of_style_def<'x>(parts: &'x BTreeMap<String, String>, style: &str) -> &'x str {
    let after = parts["word/styles.xml"]
        .split_once(&format!("w:styleId=\"{style}\""))
        .unwrap()
        .1;
    after.split("</w:style>").next().unwrap()
}

#[test]
fn words_are_a_table_whose_head_is_repeated_without_empty_columns() {
    let mut pack = pack(&[], Edition::Student);
    pack.readings[0].coverage = Some(Coverage {
        standard: "甲".into(),
        words: 8,
        steps: vec![
            ("一".into(), 0.0),
            ("二".into(), 62.5),
            ("三".into(), 100.0),
        ],
    });
    let parts_now = parts(&pack);
    let document = &parts_now["word/document.xml"];
    assert_eq!(document.matches("<w:tblHeader/>").count(), 1);
    let cells: Vec<String> = of_style(document, "TableText")
        .iter()
        .map(|it| words(it))
        .collect();
    assert_eq!(
        cells[..5],
        [
            "1",
            "国防",
            &pack.readings[0].vocabulary[0].reading,
            "n.",
            "defence"
        ]
    );
    assert_eq!(cells[5], "船坞之外，治理与国防相连。　¶1");
    assert_eq!(
        told(document, "<w:gridSpan w:val=\""),
        ["20", "13", "7", "20"]
    );
    pack.readings[0].vocabulary[0].kind.clear();
    let document = &parts(&pack)["word/document.xml"];
    assert_eq!(of_style(document, "TableHead").len(), 5);
}

#[test]
fn contents_are_told_for_several_texts() {
    let mut pack = pack(&[], Edition::Student);
    assert!(!parts(&pack)["word/document.xml"].contains(" TOC "));
    let mut other = pack.readings[0].clone();
    other.title = "第二篇".into();
    pack.readings.push(other);
    let parts = parts(&pack);
    assert_sound(&parts);
    let document = &parts["word/document.xml"];
    let lines: Vec<String> = of_style(document, "TOC1")
        .iter()
        .map(|it| words(it))
        .collect();
    assert_eq!(lines, ["海港志", "第二篇"]);
    let (begins, ends) = ("w:fldCharType=\"begin\"", "w:fldCharType=\"end\"");
    assert_eq!(
        document.matches(begins).count(),
        document.matches(ends).count()
    );
    assert_eq!(
        told(document, "<w:type w:val=\"")
            .iter()
            .filter(|it| **it == "nextPage")
            .count(),
        2
    );
}

#[test]
fn an_answer_is_written_on_one_page() {
    let parts = parts(&pack(&[("lines", "3")], Edition::Student));
    let document = &parts["word/document.xml"];
    let kept = |style| {
        let all = of_style(document, style).into_iter();
        all.map(|it| it.contains("<w:keepNext/>"))
            .collect::<Vec<_>>()
    };
    assert_eq!(kept("Question"), [true]);
    assert_eq!(kept("AnswerLine"), [true, true, false]);
}

#[test]
fn no_line_begins_with_what_stands_raised_behind_a_word() {
    let parts = parts(&pack(&[("find", "*")], Edition::Teacher));
    let document = &parts["word/document.xml"];
    let raised = [
        "<w:r><w:rPr><w:rStyle w:val=\"Letter1\"/>",
        "<w:hyperlink",
        "<w:r><w:rPr><w:rStyle w:val=\"NoteNumber\"/>",
        "<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:footnoteReference",
    ];
    for sign in raised {
        let texts = document.split("w:val=\"PackText").nth(1).unwrap();
        let before = texts.split(sign).next().unwrap();
        assert!(before.len() < texts.len(), "{sign}");
        assert!(before.ends_with("<w:t>\u{FEFF}</w:t></w:r>"), "{sign}");
    }
}

#[test]
fn what_stands_above_a_word_looks_alike_wherever_it_stands() {
    // Some programs give it the look of what stands before it.
    let parts = parts(&pack(&[("pinyin", "all")], Edition::Teacher));
    let document = &parts["word/document.xml"];
    let pieces: Vec<&str> = document.split("<w:r><w:ruby>").collect();
    assert!(pieces.len() > 5);
    for before in &pieces[..pieces.len() - 1] {
        let last = before.rsplit("<w:r>").next().unwrap();
        let looks = ["Letter", "NoteNumber", "Footnote", "InlineNote"];
        assert!(!looks.iter().any(|it| last.contains(it)), "{last}");
    }
}

#[test]
fn traditional_characters_are_told_and_set_as_such() {
    let pack = pack(&[("script", "taiwan")], Edition::Student);
    let parts = parts(&pack);
    let styles = &parts["word/styles.xml"];
    assert!(styles.contains("<w:lang w:val=\"en-US\" w:eastAsia=\"zh-TW\"/>"));
    assert!(styles.contains("w:eastAsia=\"PMingLiU\""));
    assert!(!styles.contains("SimSun"));
    assert!(parts["word/fontTable.xml"].contains("w:name=\"PMingLiU\""));
}

#[test]
fn words_from_right_to_left_are_told_as_such() {
    let mut pack = pack(&[("parts", "text"), ("numbers", "none")], Edition::Student);
    let of = |words: &str| crate::exchange::pack::Block {
        runs: vec![crate::exchange::pack::Run {
            text: words.into(),
            ..Default::default()
        }],
        number: 1,
        ..Default::default()
    };
    pack.readings[0].blocks = vec![of("他说“שלום עולם”。"), of("مرحبا 世界")];
    let parts = parts(&pack);
    let blocks = of_style(&parts["word/document.xml"], "PackText");
    let told = |it: &str, sign: &str| it.matches(sign).count();
    assert_eq!(
        [told(blocks[0], "<w:bidi/>"), told(blocks[0], "<w:rtl/>")],
        [0, 1]
    );
    assert_eq!(
        [told(blocks[1], "<w:bidi/>"), told(blocks[1], "<w:rtl/>")],
        [1, 1]
    );
    let hebrew = "<w:rtl/></w:rPr><w:t xml:space=\"preserve\">שלום עולם</w:t>";
    assert!(blocks[0].contains(hebrew), "{}", blocks[0]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn any_project_gives_a_document_that_is_whole(project in any_project(), dice in 0usize..6) {
        let about = [
            [("pinyin", "all"), ("find", "*")],
            [("columns", "2"), ("numbers", "lines")],
            [("numbers", "none"), ("lines", "2")],
        ];
        let edition = [Edition::Student, Edition::Teacher][dice % 2];
        let pack = made(&project, &settings(&about[dice / 2]), edition).pack;
        let parts = parts(&pack);
        assert_sound(&parts);
        assert_whole(&pack, &parts);
    }

    #[test]
    fn ids_and_names_that_anybody_changed_do_not_break_it(id in ".{0,9}", name in "\\PC{0,9}") {
        let mut pack = pack(&[], Edition::Teacher);
        pack.legend[0].name = name.clone();
        pack.legend[1].colour = name;
        for block in &mut pack.readings[0].blocks {
            block.id.clone_from(&id);
        }
        assert_sound(&parts(&pack));
    }
}
