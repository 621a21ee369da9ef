//! Packs of a small project: two passages that cross, notes in every place, a question, a listed word.

use super::*;
use crate::model::{
    CitationPart, Cited, Extra, Gloss, GlossId, Project, RecordId, SourceId, Style, Styled,
};
use crate::query::Index;
use crate::query::sample::{Sample, code, coder, coding, memo_on, quotation, source};
use crate::text::{CharSpan, Span, Words};
use std::collections::BTreeMap;
use uuid::Uuid;

const TEXT: &str = "海港志\n船坞之外，治理与国防相连。\n\n工人们说：港口的重量在人。\n<末段>&尾";

/// Bytes of some words of the text.
fn of(words: &str) -> Span {
    let at = TEXT.find(words).unwrap();
    Span::new(at, at + words.len())
}

fn memo(number: u32, on: RecordId, text: &str) -> crate::model::Memo {
    crate::model::Memo {
        text: text.into(),
        ..memo_on(number, on)
    }
}

fn gloss(number: u128, word: &str, about: &[(&str, &str)]) -> Gloss {
    let about = about
        .iter()
        .map(|(name, words)| ((*name).into(), (*words).into()));
    Gloss {
        id: GlossId::new(Uuid::from_u128(number)),
        name: word.into(),
        about: about.collect(),
        extra: Extra::default(),
    }
}

/// The project of these tests.
pub(in crate::exchange) fn project() -> Project {
    let mut sample = Sample::new();
    sample.put(coder(1, "王"));
    let mut text = source(1, TEXT);
    text.name = "海港志".into();
    text.origin.citation = vec![
        Cited::new(CitationPart::Author, "集体"),
        Cited::new(CitationPart::Title, "海港志"),
        Cited::new(CitationPart::Licence, "CC0"),
    ];
    let chars = CharSpan { start: 0, end: 3 };
    let style = Style::Heading(1);
    text.origin.styles = vec![Styled { chars, style }];
    sample.put(text);
    sample.put(code(1, "治理", None));
    sample.put(code(2, "国防", None));
    sample.put(quotation(1, 1, of("外，治理与国")));
    sample.put(quotation(2, 1, of("国防相连")));
    sample.put(quotation(3, 1, of("港口的重量")));
    sample.put(coding(1, 1, 1));
    sample.put(coding(2, 2, 2));
    sample.put(coding(3, 3, 1));
    let on = |number| RecordId::Quotation(crate::query::sample::quotation_id(number));
    sample.put(memo(1, on(1), "由谁作主？\n脚注：见第二章\n夹批：着眼"));
    sample.put(memo(2, on(3), "眉批：转折\n思考题：重量指什么？\n答：人。"));
    let text = RecordId::Source(crate::query::sample::source_id(1));
    sample.put(memo(3, text, "先看题目。\n不印：备课用"));
    sample.put(gloss(
        1,
        "国防",
        &[("listed", "yes"), ("meaning", "defence"), ("kind", "n.")],
    ));
    sample.project
}

/// Settings as they stand in a recipe.
pub(super) fn settings(about: &[(&str, &str)]) -> Settings {
    let about = about
        .iter()
        .map(|(name, words)| ((*name).into(), (*words).into()));
    let about: BTreeMap<String, String> = about.collect();
    let (settings, flaws) = Settings::read(&about);
    assert_eq!(flaws, []);
    settings
}

/// A pack of the project as these settings make it.
pub(super) fn made(project: &Project, settings: &Settings, edition: Edition) -> Made {
    made_of(project, settings, edition, (None, &Ids::default()))
}

pub(super) fn made_of(
    project: &Project,
    settings: &Settings,
    edition: Edition,
    (passages, before): (Option<&[(SourceId, Span)]>, &Ids),
) -> Made {
    let index = Index::build(project);
    let texts = Texts::new(Words::plain());
    let say = |it: &str| (it.to_owned(), format!("‹{it}›"));
    let ground = Ground {
        index: &index,
        texts: &texts,
        passages,
        dictionaries: &[],
        lists: &[],
        levels: &[],
        say: ["vocabulary", "notes", "answer"].map(say).into(),
        language: "zh-Hans".into(),
        before,
        is_stopped: &|| false,
    };
    make(project, settings, edition, &ground)
}

#[test]
fn passages_that_cross_are_cut_where_one_begins_and_the_other_ends() {
    let made = made(&project(), &settings(&[]), Edition::Student);
    let reading = &made.pack.readings[0];
    let line = &reading.blocks[1];
    let seen: Vec<(&str, Vec<usize>, Vec<usize>)> = line
        .runs
        .iter()
        .map(|it| {
            let marks = it.marks.iter().map(|it| it.marker);
            (it.text.as_str(), marks.collect(), it.ends.clone())
        })
        .collect();
    assert_eq!(
        seen,
        [
            ("船坞之", vec![], vec![]),
            ("外，治理与", vec![0], vec![]),
            ("国", vec![0, 1], vec![0]),
            ("防", vec![1], vec![]),
            ("相连", vec![1], vec![1]),
            ("。", vec![], vec![]),
        ]
    );
    assert_eq!(line.slots, 2);
    let letters: Vec<&str> = made
        .pack
        .legend
        .iter()
        .map(|it| it.letter.as_str())
        .collect();
    assert_eq!(letters, ["A", "B"]);
}

#[test]
fn headings_stand_apart_and_paragraphs_are_numbered_without_them() {
    let made = made(&project(), &settings(&[]), Edition::Student);
    let blocks = &made.pack.readings[0].blocks;
    let seen: Vec<(u8, usize)> = blocks.iter().map(|it| (it.heading, it.number)).collect();
    assert_eq!(seen, [(1, 0), (0, 1), (0, 2), (0, 3)]);
}

#[test]
fn a_memo_is_printed_piece_by_piece_where_it_says() {
    let made = made(&project(), &settings(&[]), Edition::Teacher);
    let reading = &made.pack.readings[0];
    let notes: Vec<(Form, usize, &str)> = reading
        .notes
        .iter()
        .map(|it| (it.form, it.number, it.text.as_str()))
        .collect();
    assert_eq!(
        notes,
        [(Form::Margin, 1, "由谁作主？"), (Form::Foot, 2, "见第二章")]
    );
    assert_eq!(reading.blocks[2].head[0].text, "转折");
    let inline = reading.blocks[1]
        .runs
        .iter()
        .find(|it| it.text == "国")
        .unwrap();
    assert_eq!(
        (inline.inline.as_slice(), inline.notes.as_slice()),
        (&["着眼".to_owned()][..], &[1, 2][..])
    );
    assert_eq!(reading.introduction, ["先看题目。"]);
    assert_eq!(reading.questions[0].text, "重量指什么？");
    assert_eq!(
        (reading.questions[0].block, &*reading.questions[0].answer),
        (2, "人。")
    );
}

#[test]
fn answers_keys_and_notes_are_in_the_editions_they_belong_to() {
    let project = project();
    let settings = settings(&[("find", "*"), ("lines", "3")]);
    let student = made(&project, &settings, Edition::Student).pack;
    let teacher = made(&project, &settings, Edition::Teacher).pack;
    let blank = made(&project, &settings, Edition::Blank).pack;
    assert_eq!(student.readings[0].questions[0].answer, "");
    assert_eq!(student.readings[0].questions[0].lines, 3);
    assert_eq!(teacher.readings[0].questions[0].lines, 0);
    // What is to be found is not underlined for those who look for it.
    assert!(student.legend.is_empty());
    assert_eq!(student.readings[0].tasks[0].key, []);
    assert_eq!(teacher.legend.len(), 2);
    let key = &teacher.readings[0].tasks[0].key;
    assert_eq!(
        key,
        &[(1, "外，治理与国".to_owned()), (2, "港口的重量".to_owned())]
    );
    assert!(blank.readings[0].notes.is_empty() && blank.look.wide_margin);
    assert!(blank.readings[0].blocks.iter().all(|it| it.head.is_empty()));
}

#[test]
fn of_passages_only_what_they_touch_goes_in_with_a_gap_between() {
    let project = project();
    let source = project.sources().iter().next().unwrap().id;
    let passages = [(source, of("治理与国防相连")), (source, of("港口的重量"))];
    let made = made_of(
        &project,
        &settings(&[]),
        Edition::Student,
        (Some(&passages), &Ids::default()),
    );
    let seen: Vec<(String, bool)> = made.pack.readings[0]
        .blocks
        .iter()
        .map(|it| (it.words(), it.gap))
        .collect();
    assert_eq!(
        seen,
        [
            ("治理与国防相连".to_owned(), true),
            ("港口的重量".to_owned(), true)
        ]
    );
}

#[test]
fn a_listed_word_is_told_with_its_sentence_and_marked_once() {
    let made = made(&project(), &settings(&[]), Edition::Student);
    let reading = &made.pack.readings[0];
    let entry = &reading.vocabulary[0];
    assert_eq!(
        (&*entry.word, &*entry.meaning, &*entry.kind, entry.block),
        ("国防", "defence", "n.", 1)
    );
    assert_eq!(entry.sentence, "船坞之外，治理与国防相连。");
    let marked = reading.blocks.iter().flat_map(|it| &it.runs);
    let marked: Vec<&str> = marked
        .filter(|it| it.entry > 0)
        .map(|it| &*it.text)
        .collect();
    assert_eq!(marked, ["防"]);
}

#[test]
fn ids_stay_when_a_paragraph_is_changed_or_moves() {
    let before = project();
    let first = made(&before, &settings(&[]), Edition::Student);
    let mut sample = Sample::new();
    let text = TEXT.replace("工人们说：港口的重量在人。", "工人们都说：港口的重量在人。");
    sample.put(source(1, &format!("序\n{text}")));
    let again = made_of(
        &sample.project,
        &settings(&[]),
        Edition::Student,
        (None, &first.ids),
    );
    let ids = |made: &Made| -> Vec<String> {
        made.pack.readings[0]
            .blocks
            .iter()
            .map(|it| it.id.clone())
            .collect()
    };
    assert_eq!(ids(&again)[1..], ids(&first)[..]);
    let moved: Vec<&Moved> = again.moved.iter().map(|it| &it.1).collect();
    assert!(
        matches!(moved[1], Moved::Changed { is: 4, .. }),
        "{moved:?}"
    );
    assert_eq!(Ids::read(&again.ids.to_text()), again.ids);
}

#[test]
fn what_a_recipe_names_and_is_gone_is_told() {
    let settings = settings(&[("texts", "海港志\n旧稿"), ("codes", "治理\n文化")]);
    let made = made(&project(), &settings, Edition::Student);
    let flaws: Vec<&Flaw> = made.remarks.iter().map(|it| &it.flaw).collect();
    assert!(flaws.contains(&&Flaw::TextGone("旧稿".into())));
    assert!(flaws.contains(&&Flaw::CodeGone("文化".into())));
    assert_eq!(made.pack.readings.len(), 1);
}

#[test]
fn settings_that_cannot_be_are_told_and_count_as_not_set() {
    let about = [("paper", "A3"), ("size", "300"), ("papier", "A4")];
    let about = about.map(|(name, words)| (name.to_owned(), words.to_owned()));
    let (settings, flaws) = Settings::read(&about.into());
    assert_eq!((settings.paper, settings.size), (Paper::A4, 12));
    let named: Vec<&str> = flaws.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(named, ["paper", "papier", "size"]);
    assert_eq!(flaws[1].wanted, None);
}

#[test]
fn what_comes_along_are_settings_that_are_allowed() {
    for ready in READY {
        let about = ready
            .about
            .iter()
            .map(|(name, words)| ((*name).into(), (*words).into()));
        let (_, flaws) = Settings::read(&about.collect());
        assert_eq!(flaws, [], "{}", ready.name);
    }
    for setting in SETTINGS {
        assert!(setting.wanted.allows(setting.default), "{}", setting.name);
    }
}

#[test]
fn a_page_holds_every_word_and_no_markup_of_its_texts() {
    let made = made(&project(), &settings(&[]), Edition::Teacher);
    let page = page(&made.pack, None).unwrap();
    assert!(page.contains("&lt;末段&gt;&amp;尾"), "{page}");
    assert!(!page.contains("<末段>"));
    for words in [
        "由谁作主？",
        "见第二章",
        "（着眼）",
        "转折",
        "先看题目。",
        "defence",
        "人。",
    ] {
        assert!(page.contains(words), "{words}");
    }
    assert!(!page.contains("备课用"));
    assert_eq!(super::page(&made.pack, None), Ok(page));
}

#[test]
fn a_template_with_an_error_is_told_with_its_line() {
    let made = made(&project(), &settings(&[]), Edition::Teacher);
    let error = page(&made.pack, Some("{{ pack.title }}\n{% if %}")).unwrap_err();
    assert_eq!(error.line, 2);
    let endless = "{% for a in range(9999) %}{% for b in range(9999) %}x{% endfor %}{% endfor %}";
    assert!(page(&made.pack, Some(endless)).is_err());
    assert_eq!(
        page(&made.pack, Some("{{ pack.title }}")),
        Ok("试编".into())
    );
}

#[test]
fn cards_begin_with_the_head_that_anki_reads_and_keep_their_ids() {
    let project = project();
    let deck = cards(&made(&project, &settings(&[]), Edition::Student).pack);
    let lines: Vec<&str> = deck.lines().collect();
    assert_eq!(lines[0], "#separator:tab");
    assert!(lines.contains(&"#guid column:1"), "{deck}");
    let card: Vec<&str> = lines.last().unwrap().split('\t').collect();
    assert_eq!((card[1], card[4]), ("国防", "defence"));
    assert_eq!(card[5], "船坞之外，治理与<b>国防</b>相连。");
    let again = settings(&[("title", "另一本"), ("passages", "")]);
    let other = cards(&made(&project, &again, Edition::Teacher).pack);
    assert_eq!(
        other.lines().last().unwrap().split('\t').next(),
        Some(card[0])
    );
}

#[test]
fn written_out_in_traditional_characters_words_stay_whole_across_pieces() {
    let made = made(
        &project(),
        &settings(&[("script", "traditional")]),
        Edition::Student,
    );
    let line = made.pack.readings[0].blocks[1].words();
    assert_eq!(line, "船塢之外，治理與國防相連。");
    let told: Vec<&Flaw> = made.remarks.iter().map(|it| &it.flaw).collect();
    assert!(
        !told.iter().any(|it| matches!(it, Flaw::Swapped(..))),
        "{told:?}"
    );
    let swaps = swaps(Script::TaiwanWords, ["这个社区的头发"].into_iter());
    let seen: Vec<(&str, &str)> = swaps.iter().map(|it| (&*it.from, &*it.to)).collect();
    assert!(seen.iter().any(|it| it.1.contains("社群")), "{seen:?}");
    assert!(seen.iter().any(|it| it.1.contains('髮')), "{seen:?}");
}

#[test]
fn letters_that_nobody_has_and_words_from_right_to_left_are_told_with_their_places() {
    let mut sample = Sample::new();
    sample.put(source(
        1,
        "海港志\n\n船\u{E001}坞\u{FFFD}\u{E001}\nשלום 之外",
    ));
    let made = made(&sample.project, &settings(&[]), Edition::Student);
    let told = |flaw: Flaw| {
        made.remarks
            .iter()
            .find(|it| it.flaw == flaw)
            .map(|it| it.block)
    };
    assert_eq!(told(Flaw::NoGlyph("\u{E001} \u{FFFD}".into())), Some(2));
    assert_eq!(told(Flaw::RightToLeft("שלום".into())), Some(3));
}

#[test]
fn a_paragraph_of_a_hundred_thousand_characters_is_whole_in_every_format() {
    let text = "船坞之外，治理与国防相连。".repeat(8_000);
    let mut sample = Sample::new();
    sample.put(source(1, &text));
    sample.put(coder(1, "王"));
    sample.put(code(1, "治理", None));
    for number in 0..200 {
        let start = number as usize * "船坞之外，".len();
        sample.put(quotation(number + 1, 1, Span::new(start, start + 900)));
        sample.put(coding(number + 1, number + 1, 1));
    }
    let pack = made(
        &sample.project,
        &settings(&[("parts", "text")]),
        Edition::Teacher,
    )
    .pack;
    assert_eq!(pack.readings[0].blocks.len(), 1);
    assert_eq!(pack.readings[0].blocks[0].words(), text);
    let (mut word, mut book) = (Vec::new(), Vec::new());
    docx(&pack, &mut word).unwrap();
    epub(&pack, &mut book).unwrap();
    let pages = [
        page(&pack, None).unwrap(),
        in_archive(&word, "word/document.xml"),
        in_archive(&book, "EPUB/text-1.xhtml"),
    ];
    for written in pages {
        // Between two characters stands an edge of a mark at most.
        assert_eq!(written.matches('坞').count(), 8_000);
    }
}

/// The words of a file in an archive.
pub(super) fn in_archive(bytes: &[u8], name: &str) -> String {
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut words = String::new();
    let mut file = zip.by_name(name).unwrap();
    std::io::Read::read_to_string(&mut file, &mut words).unwrap();
    words
}

#[test]
fn a_pack_tells_in_which_characters_its_chinese_is_written() {
    let told = |script: &str, text: &str| {
        let mut sample = Sample::new();
        sample.put(coder(1, "王"));
        sample.put(source(1, text));
        let pack = made(
            &sample.project,
            &settings(&[("script", script)]),
            Edition::Student,
        )
        .pack;
        let reading = &pack.readings[0];
        let words = reading.blocks[0].words();
        (pack.language.clone(), reading.language.clone(), words)
    };
    let own = |words: [&str; 3]| {
        let [pack, text, words] = words.map(str::to_owned);
        (pack, text, words)
    };
    assert_eq!(
        told("taiwan", "国会来时，台湾说。"),
        own(["zh-TW", "zh-TW", "國會來時，臺灣說。"])
    );
    assert_eq!(told("hong-kong", "国会").0, "zh-HK");
    assert_eq!(told("traditional", "国会").1, "zh-Hant");
    assert_eq!(told("simplified", "國會來時").1, "zh-Hans");
    // As they stand, characters tell.
    assert_eq!(told("as-written", "國會來時").1, "zh-Hant");
    assert_eq!(told("as-written", "国会来时").1, "zh");
    // What is no Chinese stays as it is.
    let japanese = "国のことを決める。";
    assert_eq!(told("taiwan", japanese), own(["zh-TW", "ja", japanese]));
    assert_eq!(told("taiwan", "The machine speaks").1, "");
}

#[test]
fn the_words_around_a_text_are_written_as_it_is() {
    let settings = settings(&[("script", "traditional")]);
    let mut pack = made(&project(), &settings, Edition::Student).pack;
    assert_eq!(pack.say("vocabulary"), "‹vocabulary›");
    pack.words.insert("vocabulary".into(), "生词表".into());
    Script::Traditional.write_out(&mut pack);
    assert_eq!(pack.say("vocabulary"), "生詞表");
}

/// The sentence that is told of the word 国防, or of another one.
fn sentence_of(text: &str, word: &str) -> String {
    let mut sample = Sample::new();
    sample.put(coder(1, "王"));
    sample.put(source(1, text));
    sample.put(gloss(1, word, &[("listed", "yes")]));
    let made = made(&sample.project, &settings(&[]), Edition::Student);
    made.pack.readings[0].vocabulary[0].sentence.clone()
}

#[test]
fn of_a_long_sentence_the_clauses_around_a_word_are_printed() {
    assert_eq!(sentence_of("治理与国防相连。", "国防"), "治理与国防相连。");
    let long = |before: &str, after: &str| format!("{before}国防{after}。");
    let far = "甲乙丙丁戊己庚辛，".repeat(20);
    let seen = sentence_of(&long(&far, &format!("，{far}")), "国防");
    let clause = "甲乙丙丁戊己庚辛";
    let wanted = format!("…{clause}，{clause}，国防，{clause}，{clause}，{clause}…");
    assert_eq!(seen, wanted);
    // Without a sign between them, as many characters as there is room for.
    let seen = sentence_of(&long(&"甲".repeat(200), &"乙".repeat(200)), "国防");
    assert_eq!(
        seen,
        format!("…{}国防{}…", "甲".repeat(20), "乙".repeat(30))
    );
    // Words of letters are whole.
    let far = "reliable systems ".repeat(30);
    let seen = sentence_of(&format!("{far}国防 {far}."), "国防");
    assert!(
        seen.starts_with("…systems reliable") || seen.starts_with("…reliable systems"),
        "{seen}"
    );
    assert!(
        seen.ends_with("systems…") || seen.ends_with("reliable…"),
        "{seen}"
    );
}

#[test]
fn quotation_marks_within_a_quoted_passage_are_single() {
    assert_eq!(leaf::shortened("“慢”\n不是  落后"), "‘慢’ 不是 落后");
}

#[test]
fn on_a_page_a_word_is_strong_in_its_sentence() {
    let pack = made(&project(), &settings(&[]), Edition::Student).pack;
    let page = page(&pack, None).unwrap();
    assert!(page.contains("治理与<b>国防</b>相连。"), "{page}");
}
