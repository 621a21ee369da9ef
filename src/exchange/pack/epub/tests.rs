//! Tests: every part is sound, every place that is pointed to is there, once, and nothing else is in
//! the book.

use super::*;
use crate::exchange::pack::tests::{made, project, settings};
use crate::exchange::pack::{Coverage, Edition};
use crate::exchange::reading::{Choice, SourceFormat, read_file};
use crate::model::sample::any_project;
use proptest::prelude::*;
use quick_xml::events::Event;
use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::process::Command;

fn bytes_of(pack: &Pack) -> Vec<u8> {
    let mut bytes = Vec::new();
    epub(pack, &mut bytes).unwrap();
    bytes
}

/// The parts of a book in their order: name, words, and whether it is packed.
fn parts(pack: &Pack) -> Vec<(String, String, bool)> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes_of(pack))).unwrap();
    let mut parts = Vec::new();
    for at in 0..zip.len() {
        let mut part = zip.by_index(at).unwrap();
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        let is_packed = part.compression() != zip::CompressionMethod::Stored;
        parts.push((part.name().unwrap().into_owned(), text, is_packed));
    }
    parts
}

/// The pages of a book by name.
fn pages(pack: &Pack) -> BTreeMap<String, String> {
    let parts = parts(pack).into_iter();
    parts
        .map(|it| (it.0.trim_start_matches("EPUB/").to_owned(), it.1))
        .collect()
}

fn pack(about: &[(&str, &str)], edition: Edition) -> Pack {
    made(&project(), &settings(about), edition).pack
}

/// What is told of elements under a name; the part is sound XML.
fn told(xml: &str, name: &str) -> Vec<String> {
    let mut reader = quick_xml::Reader::from_str(xml);
    let (mut told, mut open) = (Vec::new(), 0);
    loop {
        let start = match reader.read_event().unwrap() {
            Event::Start(start) => {
                open += 1;
                start
            }
            Event::Empty(start) => start,
            Event::End(_) => {
                open -= 1;
                continue;
            }
            Event::Eof => break,
            _ => continue,
        };
        for attribute in start.attributes().map(Result::unwrap) {
            if attribute.key.0 == name {
                let value = attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0);
                told.push(value.unwrap().into_owned());
            }
        }
    }
    assert_eq!(open, 0);
    told
}

/// The words of a page.
fn words(xml: &str) -> String {
    let pieces = xml
        .split('<')
        .skip(1)
        .map(|it| it.split_once('>').unwrap().1);
    let words: String = pieces.collect();
    quick_xml::escape::unescape(&words).unwrap().into_owned()
}

fn assert_sound(pack: &Pack) {
    let all = parts(pack);
    assert_eq!(
        (all[0].0.as_str(), all[0].1.as_str(), all[0].2),
        ("mimetype", "application/epub+zip", false)
    );
    let pages = pages(pack);
    let package = &pages["package.opf"];
    let ids = told(package, "id");
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
    for id in told(package, "idref") {
        assert!(ids.contains(&id), "{id}");
    }
    let mut listed = told(package, "href");
    listed.extend(["mimetype", "META-INF/container.xml", "package.opf"].map(str::to_owned));
    let there: BTreeSet<String> = pages.keys().cloned().collect();
    assert_eq!(listed.iter().cloned().collect::<BTreeSet<_>>(), there);
    assert_eq!(listed.len(), there.len());
    let mut ids = BTreeMap::new();
    for (name, page) in pages.iter().filter(|it| it.0.ends_with(".xhtml")) {
        let all = told(page, "id");
        let own: BTreeSet<String> = all.iter().cloned().collect();
        assert_eq!(own.len(), all.len(), "{name} {page}");
        ids.insert(name.clone(), own);
    }
    for (name, page) in pages.iter().filter(|it| it.0.ends_with(".xhtml")) {
        let refers = told(page, "href").into_iter().chain(
            told(page, "aria-labelledby")
                .into_iter()
                .map(|it| format!("#{it}")),
        );
        for place in refers {
            let (file, anchor) = place.split_once('#').unwrap_or((&place, ""));
            let file = if file.is_empty() { name } else { file };
            assert!(pages.contains_key(file), "{place}");
            assert!(
                anchor.is_empty() || ids[file].contains(anchor),
                "{place} of {name}: {page}"
            );
        }
        assert!(
            !page.contains("<title></title>") && !page.contains("></a>"),
            "{page}"
        );
    }
}

/// A text as XML can hold it.
fn held(text: &str) -> String {
    quick_xml::escape::unescape(&escaped(text))
        .unwrap()
        .into_owned()
}

#[test]
fn whatever_an_edition_points_to_is_in_it() {
    for edition in [Edition::Student, Edition::Teacher, Edition::Blank] {
        for about in [
            &[("pinyin", "all"), ("find", "*")][..],
            &[("parts", "legend,vocabulary,find,text,notes")],
            &[("parts", "vocabulary,questions,notes"), ("size", "20")],
            &[("parts", "title"), ("language", "en")],
        ] {
            let pack = pack(about, edition);
            assert_sound(&pack);
            assert_eq!(bytes_of(&pack), bytes_of(&pack), "no clock is asked");
        }
    }
}

#[test]
fn what_is_written_is_read_again_with_every_word() {
    let bytes = bytes_of(&pack(&[], Edition::Teacher));
    let choice = Choice {
        encoding: None,
        column: None,
        rows: crate::edit::plan_sources::RowsAs::default(),
    };
    let read = read_file(&bytes, SourceFormat::of(&bytes, "epub"), choice).unwrap();
    let text = &read.texts[0].text;
    for words in [
        "试编",
        "先看题目。",
        "转折",
        "由谁作主？",
        "见第二章",
        "重量指什么？",
        "<末段>&尾",
        "defence",
    ] {
        assert!(text.contains(words), "{words} in {text}");
    }
}

#[test]
fn notes_and_words_lead_there_and_back() {
    let page = &pages(&pack(&[], Edition::Teacher))["text-1.xhtml"];
    let asks = page.matches("epub:type=\"noteref\"").count();
    assert_eq!(
        (asks, page.matches("epub:type=\"footnote\"").count()),
        (2, 2)
    );
    assert_eq!(
        page.matches("role=\"doc-backlink\"").count(),
        3,
        "two notes and a word: {page}"
    );
    assert!(page.contains("<ruby>") || !page.contains("<rt>"));
    let page = &pages(&pack(&[("pinyin", "glossed")], Edition::Student))["text-1.xhtml"];
    assert!(page.contains("<ruby>国<rp>(</rp><rt>"), "{page}");
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
    assert_sound(&pack);
    let page = &pages(&pack)["text-1.xhtml"];
    let title = page.split("</h1>").next().unwrap();
    assert_eq!(title.matches("epub:type=\"noteref\"").count(), 2, "{page}");
}

#[test]
fn a_book_tells_what_it_is_and_to_whom_it_is_accessible() {
    let about = [
        ("title", "读<本> & “一”"),
        ("teacher", "赵"),
        ("pinyin", "all"),
    ];
    let one = pack(&about, Edition::Student);
    let package = &pages(&one)["package.opf"];
    for line in [
        "<dc:title>读&lt;本&gt; &amp; “一”</dc:title>",
        "<dc:creator>赵</dc:creator>",
        "<dc:rights>CC0</dc:rights>",
        "<dc:language>zh-Hans</dc:language>",
        "<meta property=\"dcterms:modified\">2000-01-01T00:00:00Z</meta>",
        "<meta property=\"schema:accessibilityFeature\">rubyAnnotations</meta>",
        "<meta property=\"schema:accessibilityHazard\">none</meta>",
    ] {
        assert!(package.contains(line), "{line} in {package}");
    }
    let other = pack(&[("pinyin", "none")], Edition::Student);
    assert!(!pages(&other)["package.opf"].contains("rubyAnnotations"));
    assert_ne!(identity(&one), identity(&other));
    assert_eq!(identity(&one), identity(&one.clone()));
}

#[test]
fn languages_that_are_none_are_told_as_such() {
    assert_eq!(
        ["zh-Hans", "en", "both", "", "zh_Hans", "z"].map(tag),
        ["zh-Hans", "en", "und", "und", "und", "und"]
    );
}

/// Packs of all kinds, as many as a checker has to see.
fn many() -> Vec<Pack> {
    let mut packs = Vec::new();
    for edition in [Edition::Student, Edition::Teacher, Edition::Blank] {
        packs.push(pack(
            &[("pinyin", "all"), ("find", "*"), ("title", "“<&>” ’")],
            edition,
        ));
    }
    let mut odd = pack(
        &[("parts", "legend,text,notes,vocabulary,questions,find")],
        Edition::Teacher,
    );
    odd.words.clear();
    odd.language = "both".into();
    odd.credits = vec!["CC-CEDICT <CC BY-SA 4.0>".into()];
    odd.readings[0].title = "  ".into();
    odd.readings[0].coverage = Some(Coverage {
        standard: "甲".into(),
        words: 8,
        steps: vec![("一".into(), 12.5)],
    });
    let mut other = odd.readings[0].clone();
    other.language = String::new();
    odd.readings.push(other);
    packs.push(odd);
    let mut nothing = pack(&[("parts", "title")], Edition::Student);
    nothing.readings.clear();
    nothing.title = " ".into();
    packs.push(nothing);
    packs
}

#[test]
fn odd_packs_are_sound() {
    many().iter().for_each(assert_sound);
}

/// The checker of e-books, if it is installed: a command, or an archive of Java.
fn checker() -> Option<Vec<String>> {
    let own = std::env::var("EPUBCHECK").ok();
    let jars = own
        .into_iter()
        .chain(["/usr/share/java/epubcheck.jar".to_owned()]);
    let jars = jars.filter(|it| std::path::Path::new(it).exists());
    let jars = jars.map(|it| vec!["java".to_owned(), "-jar".to_owned(), it]);
    let mut known = jars.chain([vec!["epubcheck".to_owned()]]);
    known.find(|it| {
        let asked = Command::new(&it[0])
            .args(&it[1..])
            .arg("--version")
            .output();
        asked.is_ok_and(|it| it.status.success())
    })
}

#[test]
fn epubcheck_finds_neither_errors_nor_warnings() {
    let Some(checker) = checker() else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    for (number, pack) in many().iter().enumerate() {
        let path = folder.path().join(format!("{number}.epub"));
        let mut file = std::fs::File::create(&path).unwrap();
        epub(pack, &mut file).unwrap();
        let mut ask = Command::new(&checker[0]);
        ask.args(&checker[1..])
            .args(["--failonwarnings"])
            .arg(&path);
        let told = ask.output().unwrap();
        let words = [told.stdout, told.stderr].concat();
        assert!(
            told.status.success(),
            "{number}: {}",
            String::from_utf8_lossy(&words)
        );
    }
}

#[test]
fn lines_stand_as_far_apart_as_the_underlines_between_them_need() {
    let mut pack = pack(&[("parts", "text")], Edition::Teacher);
    let block = &mut pack.readings[0].blocks[1];
    let mark = |slot| crate::exchange::pack::Mark { marker: 0, slot };
    block.runs[0].marks = (0..7).map(mark).collect();
    block.slots = 7;
    let pages = pages(&pack);
    let text = &pages["text-1.xhtml"];
    assert!(text.contains("class=\"u5\""), "{text}");
    // What has no room is told by its letter.
    assert_eq!(text.matches("<mark class=\"more\"").count(), 2);
    assert_eq!(text.matches("class=\"m c0 s4\"").count(), 1);
}

#[test]
fn words_of_no_known_language_are_not_told_to_be_of_that_of_the_page() {
    let mut pack = pack(&[], Edition::Student);
    pack.readings[0].language = String::new();
    let pages = pages(&pack);
    let text = &pages["text-1.xhtml"];
    assert!(
        text.contains("<div class=\"text\" lang=\"\" xml:lang=\"\">"),
        "{text}"
    );
    assert!(text.contains("治理与<b>国防</b>相连。"), "{text}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn any_project_gives_a_book_that_is_sound_and_whole(project in any_project(), dice in 0usize..6) {
        let about = [
            [("pinyin", "all"), ("find", "*")],
            [("numbers", "none"), ("parts", "text,vocabulary,questions")],
            [("parts", "title,introduction,text,notes,legend"), ("lines", "2")],
        ];
        let edition = [Edition::Student, Edition::Teacher][dice % 2];
        let pack = made(&project, &settings(&about[dice / 2]), edition).pack;
        assert_sound(&pack);
        let pages = pages(&pack);
        for (reading, number) in pack.readings.iter().zip(1..) {
            let all = words(&pages[&format!("text-{number}.xhtml")]);
            let mut rest = all.as_str();
            for run in reading.blocks.iter().flat_map(|it| &it.runs) {
                let text = held(&run.text);
                rest = rest.split_once(&text).unwrap_or_else(|| panic!("{text} in {rest}")).1;
            }
        }
    }

    #[test]
    fn ids_and_words_that_anybody_changed_do_not_break_it(id in ".{0,9}", name in "\\PC{0,9}") {
        let mut pack = pack(&[], Edition::Teacher);
        pack.legend[0].colour.clone_from(&name);
        pack.legend[1].stroke.clone_from(&name);
        pack.language = name;
        for block in &mut pack.readings[0].blocks {
            block.id.clone_from(&id);
        }
        pack.readings[0].notes[0].id = id;
        assert_sound(&pack);
    }
}
