//! Tests: every part is XML that nests, every text is whole, every coding is one comment whose ends
//! are in order.

use super::super::{Format, Options, export, sample};
use super::*;
use crate::model::sample::any_project;
use crate::view::Stroke;
use proptest::prelude::*;
use quick_xml::events::Event;
use std::collections::BTreeSet;
use std::io::{Cursor, Read};

const TEXT: &str = "<w:p><w:pPr><w:pStyle w:val=\"CodedText\"/></w:pPr>";
const HEADING: &str = "<w:p><w:pPr><w:pStyle w:val=\"Heading1\"/></w:pPr>";
const SECOND: &str = "<w:p><w:pPr><w:pStyle w:val=\"Heading2\"/></w:pPr>";

/// The parts of a document, by name; every one is sound XML.
fn parts(project: &Project) -> BTreeMap<String, String> {
    let mut bytes = Vec::new();
    let (index, options) = (Index::build(project), Options::default());
    export(project, &index, Format::Docx, &options, &mut bytes).unwrap();
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let names = zip.file_names().map(|it| it.unwrap().into_owned());
    let names: Vec<String> = names.collect();
    let parts = names.into_iter().map(|name| {
        let mut text = String::new();
        let mut part = zip.by_name(&name).unwrap();
        part.read_to_string(&mut text).unwrap();
        drop(part);
        let mut reader = quick_xml::Reader::from_str(&text);
        while reader.read_event().unwrap() != Event::Eof {}
        (name, text)
    });
    parts.collect()
}

/// The words of a paragraph.
fn words(paragraph: &str) -> String {
    let mut words = String::new();
    for piece in paragraph.split('<').skip(1) {
        match piece.split_once('>').unwrap() {
            ("w:t xml:space=\"preserve\"", text) => {
                words += &quick_xml::escape::unescape(text).unwrap();
            }
            ("w:tab/", _) => words.push('\t'),
            _ => {}
        }
    }
    words
}

/// The texts of a document, source by source.
fn texts(document: &str) -> Vec<String> {
    let mut sections: Vec<&str> = document.split(HEADING).skip(1).collect();
    sections.pop();
    let text = |section: &str| {
        let body = section.split(SECOND).next().unwrap();
        let paragraphs = body.split(TEXT).skip(1);
        let lines = paragraphs.map(|it| words(it.split("</w:p>").next().unwrap()));
        lines.collect::<Vec<_>>().join("\n")
    };
    sections.into_iter().map(text).collect()
}

/// The numbers behind every sign, in the order of the document.
fn numbers(document: &str, sign: &str) -> Vec<usize> {
    let after = document.split(sign).skip(1);
    after
        .map(|it| it.split('"').next().unwrap().parse().unwrap())
        .collect()
}

/// A text as XML can hold it.
fn held(text: &str) -> String {
    let lines = text.split('\n').map(|line| {
        let words = line.split('\t').map(escaped);
        words.collect::<Vec<_>>().join("\t")
    });
    let text = lines.collect::<Vec<_>>().join("\n");
    quick_xml::escape::unescape(&text).unwrap().into_owned()
}

fn assert_whole(project: &Project) {
    let parts = parts(project);
    let document = &parts["word/document.xml"];
    let ids = sources(project);
    let expected: Vec<String> = ids
        .iter()
        .map(|id| held(project.sources().get(*id).unwrap().text()))
        .collect();
    assert_eq!(texts(document), expected);
    let starts = numbers(document, "<w:commentRangeStart w:id=\"");
    let ends = numbers(document, "<w:commentRangeEnd w:id=\"");
    let told = numbers(&parts["word/comments.xml"], "<w:comment w:id=\"");
    let all: BTreeSet<usize> = told.iter().copied().collect();
    assert_eq!(all.len(), told.len());
    for edges in [&starts, &ends] {
        assert_eq!(edges.len(), told.len());
        assert_eq!(edges.iter().copied().collect::<BTreeSet<_>>(), all);
    }
    for number in told {
        let at = |sign: &str| {
            document
                .find(&format!("<w:{sign} w:id=\"{number}\"/>"))
                .unwrap()
        };
        assert!(at("commentRangeStart") < at("commentRangeEnd"));
    }
}

#[test]
fn the_sample_is_whole_and_every_coding_a_comment_by_its_coder() {
    let project = sample::project();
    assert_whole(&project);
    assert_whole(&sample::empty());
    let parts = parts(&project);
    let comments = &parts["word/comments.xml"];
    let lost = project.quotations().iter().filter(|it| it.stray.is_some());
    assert_eq!(lost.count(), 1);
    // One passage bears a memo of its own.
    let count = comments.matches("<w:comment ").count();
    assert_eq!(count, project.codings().len() - 1 + 1);
    assert!(comments.contains("w:author=\"李\""));
    assert!(comments.contains("国防 › 工业"));
    assert!(comments.contains("=不是公式"));
    let document = &parts["word/document.xml"];
    assert!(document.contains("船厂四十年"), "what is lost is told");
    for number in 1..=project.codes().len() {
        let style = format!("w:styleId=\"Code{number}\"");
        assert_eq!(parts["word/styles.xml"].matches(&style).count(), 1);
    }
}

#[test]
fn no_two_strokes_look_alike() {
    let all: BTreeSet<_> = Stroke::ALL.iter().map(|it| look::underline(*it)).collect();
    assert_eq!(all.len(), Stroke::ALL.len());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn any_project_gives_a_document_that_holds_every_text(project in any_project()) {
        assert_whole(&project);
    }
}
