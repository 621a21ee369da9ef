//! Pages of the small project, as a screen would show them.

use super::*;
use crate::exchange::pack::tests::{made, project, settings};
use crate::exchange::pack::{Block, Edition, Marginal, Numbers, Run, Translation};
use unicode_width::UnicodeWidthStr as _;

/// Letters half as wide as they are high, Chinese characters as wide.
struct Plain;

impl Measure for Plain {
    fn width(&self, words: &str, size: f32) -> f32 {
        words.width() as f32 * size / 2.0
    }
}

fn pack(about: &[(&str, &str)]) -> Pack {
    made(&project(), &settings(about), Edition::Teacher).pack
}

/// Words on pages: the page from 0, left, middle, and what.
fn words(sheets: &Sheets) -> Vec<(usize, f32, f32, &str)> {
    let all = sheets.sheets.iter().enumerate();
    let words = all.flat_map(|(page, sheet)| sheet.marks.iter().map(move |it| (page, it)));
    let words = words.filter_map(|(page, mark)| match mark {
        Mark::Words {
            left,
            middle,
            words,
            ..
        } => Some((page, *left, *middle, words.as_str())),
        _ => None,
    });
    words.collect()
}

/// A pack of one text of one paragraph in these pieces.
fn of(runs: Vec<Run>) -> Pack {
    let mut pack = pack(&[("parts", "text,notes")]);
    pack.readings[0].notes.clear();
    pack.readings[0].citation.clear();
    pack.readings[0].licence.clear();
    pack.readings[0].blocks = vec![Block {
        number: 1,
        wide: true,
        runs,
        ..Block::default()
    }];
    pack
}

fn run(words: &str) -> Run {
    Run {
        text: words.into(),
        ..Run::default()
    }
}

fn foot(number: usize, words: &str) -> Marginal {
    Marginal {
        id: format!("n{number}"),
        number,
        form: Form::Foot,
        block: 1,
        passage: String::new(),
        text: words.into(),
    }
}

#[test]
fn everything_stands_on_its_page() {
    for about in [
        &[("columns", "2")][..],
        &[("paper", "B5"), ("find", "*")],
        &[("pinyin", "glossed")],
    ] {
        let pack = pack(about);
        let sheets = sheets(&pack, &Plain);
        let all: String = words(&sheets).iter().map(|it| it.3).collect();
        for said in [
            "海港志",
            "工人们说",
            "由谁作主",
            "见第二章",
            "转折",
            "重量指什么",
            "defence",
        ] {
            assert!(all.contains(said), "{said} {about:?}");
        }
        for (_, left, middle, words) in words(&sheets) {
            let right = left + Plain.width(words, 1.0);
            assert!(left > 0.0 && right < sheets.size.0, "{words} {left}");
            assert!(middle > 0.0 && middle < sheets.size.1, "{words} {middle}");
        }
    }
}

#[test]
fn a_note_stands_at_the_foot_of_the_page_its_number_is_on() {
    let mut runs = Vec::new();
    for number in 1..=9 {
        runs.push(run(&"治理与国防相连。".repeat(60)));
        runs.push(Run {
            notes: vec![number],
            ..run("港")
        });
    }
    let mut pack = of(runs);
    pack.readings[0].notes = (1..=9)
        .map(|it| foot(it, &format!("注{it}见第二章")))
        .collect();
    let sheets = sheets(&pack, &Plain);
    let words = words(&sheets);
    let mut pages = Vec::new();
    for number in 1..=9 {
        let sign = format!("{number} ");
        let there = words.iter().find(|it| it.3 == sign).unwrap();
        let note = format!("注{number}见第二章");
        let note = words.iter().find(|it| it.3 == note).unwrap();
        assert_eq!(there.0, note.0, "{number}");
        assert!(
            there.2 < note.2 && note.2 < sheets.size.1 - 20.0 * MM,
            "{number}"
        );
        // No line of the text lies on it.
        let beside = words
            .iter()
            .filter(|it| it.0 == note.0 && it.3.contains('治'));
        assert!(beside.map(|it| it.2).fold(0.0, f32::max) < note.2 - 8.0);
        pages.push(note.0);
    }
    pages.dedup();
    assert!(pages.len() > 1, "{pages:?}");
}

#[test]
fn a_note_of_pages_stands_at_the_end_of_its_text() {
    let mut pack = of(vec![Run {
        notes: vec![1],
        ..run("治理。")
    }]);
    pack.readings[0].notes = vec![foot(1, &"见第二章。".repeat(2_000))];
    let sheets = sheets(&pack, &Plain);
    let words = words(&sheets);
    let count = words.iter().map(|it| it.3.matches('章').count());
    assert_eq!(count.sum::<usize>(), 2_000);
    assert!(sheets.sheets.len() > 2);
}

#[test]
fn a_translation_goes_down_the_page_beside_its_text() {
    let mut pack = of(vec![run(&"治理与国防相连。".repeat(200))]);
    pack.readings[0].translation = Some(Translation {
        title: "Harbour".into(),
        language: String::new(),
        citation: String::new(),
        licence: String::new(),
    });
    pack.readings[0].blocks[0].beside = vec!["governance ".repeat(700)];
    let sheets = sheets(&pack, &Plain);
    assert!(sheets.sheets.len() > 1);
    let all = words(&sheets);
    let middle = sheets.size.0 / 2.0;
    let with = |sign: &str| -> Vec<(usize, f32, f32, &str)> {
        let found = all.iter().filter(|it| it.3.contains(sign));
        found.copied().collect()
    };
    let (text, other) = (with("治"), with("governance"));
    assert!(text.iter().all(|it| it.1 < middle) && other.iter().all(|it| it.1 > middle - 10.0));
    let count = other.iter().map(|it| it.3.matches("governance").count());
    assert_eq!(count.sum::<usize>(), 700);
    for page in 0..2 {
        let top = |of: &[(usize, f32, f32, &str)]| {
            let here = of.iter().filter(|it| it.0 == page);
            here.map(|it| it.2).fold(f32::MAX, f32::min)
        };
        assert!((top(&text) - top(&other)).abs() < 6.0, "page {page}");
    }
}

#[test]
fn a_text_without_end_is_cut_and_says_so() {
    let sheets = sheets(&of(vec![run(&"治".repeat(600_000))]), &Plain);
    assert!(sheets.is_cut);
    assert_eq!(sheets.sheets.len(), MOST);
}

#[test]
fn a_note_stands_beside_the_line_of_its_number_however_long_the_paragraph() {
    let mut runs = Vec::new();
    for number in 1..=4 {
        runs.push(run(&"治理与国防相连。".repeat(150)));
        runs.push(Run {
            notes: vec![number],
            ..run("港")
        });
    }
    let mut pack = of(runs);
    let beside = |number| Marginal {
        form: Form::Margin,
        ..foot(number, &format!("注{number}"))
    };
    pack.readings[0].notes = (1..=4).map(beside).collect();
    let sheets = sheets(&pack, &Plain);
    let words = words(&sheets);
    for number in 1..=4 {
        let sign = format!("{number} ");
        let there = words.iter().find(|it| it.3 == sign).unwrap();
        let note = format!("注{number}");
        let note = words.iter().find(|it| it.3 == note).unwrap();
        assert_eq!(there.0, note.0, "{number}");
        assert!((there.2 - note.2).abs() < 20.0, "{there:?} {note:?}");
    }
}

#[test]
fn no_line_begins_with_a_mark_that_closes_in_either_form() {
    for count in 20..60 {
        let pack = of(vec![run(&format!("{},国防(与)产业。", "治".repeat(count)))]);
        let sheets = sheets(&pack, &Plain);
        for (_, _, _, line) in words(&sheets) {
            assert!(
                !line.starts_with([',', '。', ')']) && !line.ends_with('('),
                "{line}"
            );
        }
    }
}

#[test]
fn every_fifth_line_of_a_text_is_numbered_where_lines_are() {
    let mut pack = of(vec![run(&"治理与国防相连。".repeat(100))]);
    pack.look.numbers = Numbers::Lines;
    let sheets = sheets(&pack, &Plain);
    let words = words(&sheets);
    let lines = words.iter().filter(|it| it.3.contains('治')).count();
    let numbers = words
        .iter()
        .filter(|it| it.1 < 60.0 && it.3.parse::<usize>().is_ok());
    let numbers: Vec<usize> = numbers.map(|it| it.3.parse().unwrap()).collect();
    let every: Vec<usize> = (1..=lines / 5).map(|it| it * 5).collect();
    assert_eq!(numbers, every);
    assert!(words.iter().any(|it| it.3 == "¶1"));
}
