//! Pages of the small project, looked at as they were set and as they were written.
#![cfg(feature = "pdf")]

use super::*;
use crate::exchange::pack::tests::{made, project, settings};
use crate::exchange::pack::{Block, Edition, Flaw, Form, Marginal, Pack, Run, Translation};
use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};
use typst::layout::{Frame, FrameItem, Point};
use typst::text::TextItem;
use typst::visualize::{Color, Paint};

fn pack(about: &[(&str, &str)], edition: Edition) -> Pack {
    made(&project(), &settings(about), edition).pack
}

/// Words as they stand on pages: the page, from 0, where in points, and what.
type Word = (usize, Point, String);

/// The words of a pack as they are set, and how many pages they fill.
fn set(pack: &Pack) -> (Vec<Word>, usize) {
    let set = set_pages(pack);
    let mut words = Vec::new();
    let leaves = set.leaves();
    for (page, frame) in leaves.iter().enumerate() {
        walk(frame, Point::zero(), &mut |at, it| {
            let glyphs = it.glyphs.iter();
            let text = glyphs.filter_map(|glyph| it.text.get(glyph.range()));
            let text = text.collect();
            words.push((page, at, text));
        });
    }
    (words, leaves.len())
}

fn set_pages(pack: &Pack) -> desk::Set {
    let letters = Letters::carried();
    let (clean, _) = clean::clean(pack, &letters, &BTreeSet::new());
    let sheet = sheet::sheet(clean, &letters).unwrap();
    let set = desk::set(sheet, &letters, &|| false).unwrap();
    assert_eq!(set.warnings, "");
    assert_eq!(set.lacking, BTreeSet::new());
    set
}

fn walk(frame: &Frame, at: Point, found: &mut dyn FnMut(Point, &TextItem)) {
    for (place, item) in frame.items() {
        match item {
            FrameItem::Group(it) => walk(&it.frame, at + *place, found),
            FrameItem::Text(it) => found(at + *place, it),
            _ => {}
        }
    }
}

fn all(words: &[Word]) -> String {
    words.iter().map(|it| it.2.as_str()).collect()
}

/// A pack of one text of one paragraph.
fn of(words: &str) -> Pack {
    let mut pack = pack(&[("parts", "text")], Edition::Blank);
    let run = Run {
        text: words.to_owned(),
        ..Run::default()
    };
    pack.readings[0].blocks = vec![Block {
        id: "p1".into(),
        number: 1,
        runs: vec![run],
        ..Block::default()
    }];
    pack
}

#[test]
fn every_edition_becomes_tagged_pages_with_title_and_language() {
    for edition in [Edition::Student, Edition::Teacher, Edition::Blank] {
        for columns in ["1", "2"] {
            let about = [("columns", columns), ("numbers", "lines"), ("find", "*")];
            let pack = pack(&about, edition);
            let made = pdf(&pack, &Letters::carried(), &|| false).unwrap();
            assert_eq!(made.remarks, [], "{edition:?}");
            let file = String::from_utf8_lossy(&made.bytes);
            assert!(file.starts_with("%PDF-1.7"));
            for sign in ["/StructTreeRoot", "pdfuaid:part>1<", "/Lang", "/Outlines"] {
                assert!(file.contains(sign), "{sign}");
            }
        }
    }
}

#[test]
fn the_same_pack_gives_the_same_bytes() {
    let pack = pack(&[("pinyin", "all")], Edition::Teacher);
    let once = pdf(&pack, &Letters::carried(), &|| false).unwrap();
    assert_eq!(pdf(&pack, &Letters::carried(), &|| false).unwrap(), once);
    let other = Pack {
        edition: Edition::Student,
        ..pack
    };
    assert_ne!(
        pdf(&other, &Letters::carried(), &|| false).unwrap().bytes,
        once.bytes
    );
}

#[test]
fn everything_of_a_pack_is_printed() {
    let (words, _) = set(&pack(&[("find", "*")], Edition::Teacher));
    let all = all(&words);
    for words in [
        "由谁作主？",
        "见第二章",
        "（着眼）",
        "转折",
        "先看题目。",
        "defence",
        "人。",
        "重量指什么？",
        "港口的重量",
        "CC0",
    ] {
        assert!(all.contains(words), "{words}\n{all}");
    }
    assert!(!all.contains("备课用"));
}

#[test]
fn words_are_never_read_as_markup() {
    let odd = r#"#panic() $x$ [a] *b* _c_ `d` <e> @f \g "h" 'i' ~ // k /* l */ = m -- n"#;
    let mut pack = of(odd);
    odd.clone_into(&mut pack.title);
    let (words, _) = set(&pack);
    let close = |words: &str| words.split_whitespace().collect::<String>();
    let all = close(&all(&words));
    assert!(all.contains(&close(odd)), "{all}");
}

#[test]
fn what_keeps_a_word_together_is_not_in_what_is_copied() {
    let (words, _) = set(&pack(&[("pinyin", "all")], Edition::Student));
    let all = all(&words);
    assert!(all.contains("治理") && all.contains("zhìlǐ"), "{all}");
    assert!(!all.contains(['\u{200B}', '\u{2060}']));
}

#[test]
fn a_character_that_no_letters_have_is_told_with_its_paragraph() {
    let made = pdf(
        &of("船坞\u{12000}之外👩‍👩‍👧，\u{E000}。"),
        &Letters::carried(),
        &|| false,
    )
    .unwrap();
    let [remark] = &made.remarks[..] else {
        panic!("{:?}", made.remarks);
    };
    let flaw = Flaw::NoGlyph("\u{12000} 👩 👧 \u{E000}".into());
    assert_eq!((&remark.flaw, remark.block), (&flaw, 1));
    let (words, _) = set(&of("船坞\u{12000}之外👩‍👩‍👧，\u{E000}。"));
    assert!(all(&words).contains("船坞〓之外〓，〓。"), "{words:?}");
}

#[test]
fn a_paragraph_of_a_hundred_thousand_characters_becomes_pages() {
    let (_, pages) = set(&of(&"船坞之外，治理与国防相连。".repeat(8_000)));
    assert!(pages > 100, "{pages}");
}

#[test]
fn pages_for_which_nobody_waits_are_not_set_to_the_end() {
    let pack = of(&"船坞之外，治理与国防相连。".repeat(80));
    let asked = AtomicUsize::new(0);
    let is_stopped = || asked.fetch_add(1, Ordering::Relaxed) >= 3;
    let made = pdf(&pack, &Letters::carried(), &is_stopped);
    assert_eq!(made, Err(PdfError::Stopped));
    let asked = asked.into_inner();
    assert!((4..20).contains(&asked), "asked {asked} times");
    let made = pdf(&pack, &Letters::carried(), &|| false).unwrap();
    assert!(made.pages > 0, "the next one is made");
}

#[test]
fn words_with_pinyin_are_black_and_it_stands_above_them() {
    let set = set_pages(&pack(&[("pinyin", "all")], Edition::Student));
    let (mut words, mut above) = (Vec::new(), Vec::new());
    for frame in set.leaves() {
        walk(frame, Point::zero(), &mut |at, it| match it.text.as_str() {
            "治\u{2060}理" => words.push((at, it.clone())),
            "zhìlǐ" => above.push((at, it.clone())),
            _ => {}
        });
    }
    let ([(at, word)], [(above, pinyin)]) = (&words[..], &above[..]) else {
        panic!("{} {}", words.len(), above.len());
    };
    assert_eq!(word.fill, Paint::Solid(Color::BLACK));
    assert!(above.y < at.y - word.size * 0.9, "{above:?} {at:?}");
    let middle = |at: &Point, it: &TextItem| (at.x + it.width() / 2.0).to_pt();
    let apart = middle(above, pinyin) - middle(at, word);
    assert!(apart.abs() < 1.0, "{apart}");
}

#[test]
fn no_line_begins_with_a_stop_or_the_number_of_a_note() {
    for count in 30..60 {
        let mut pack = of(&"治".repeat(count));
        pack.look.wide_margin = false;
        let note = Marginal {
            id: "n1".into(),
            number: 1,
            form: Form::Foot,
            block: 1,
            passage: String::new(),
            text: "见第二章".into(),
        };
        pack.readings[0].notes = vec![note];
        pack.readings[0].blocks[0].runs[0].text.push('。');
        pack.readings[0].blocks[0].runs[0].notes = vec![1];
        let (words, _) = set(&pack);
        let left = words.iter().map(|it| it.1.x.to_pt());
        let left = left.filter(|it| *it > 60.0).fold(f64::MAX, f64::min);
        for (_, at, it) in &words {
            let is_first = (at.x.to_pt() - left).abs() < 0.5;
            let is_note = at.y.to_pt() > 700.0;
            assert!(is_note || !is_first || !it.starts_with(['。', '1']), "{it}");
        }
    }
}

#[test]
fn notes_beside_the_text_never_lie_on_each_other() {
    let mut pack = of("");
    pack.look.wide_margin = false;
    let note = |number: usize| Marginal {
        id: format!("n{number}"),
        number,
        form: Form::Margin,
        block: 1,
        passage: "治".into(),
        text: format!("{number}由谁作主？这里值得再想一想，想好了写两三句话。"),
    };
    pack.readings[0].notes = (1..=30).map(note).collect();
    let run = |number| Run {
        text: "船坞之外，治理与国防相连。".repeat(1 + number % 7),
        notes: vec![number],
        ..Run::default()
    };
    pack.readings[0].blocks[0].runs = (1..=30).map(run).collect();
    let (words, _) = set(&pack);
    // Right of the text and below the head of the page, by page and by height.
    let beside = words.iter().filter(|it| it.1.x.to_pt() > 400.0);
    let beside = beside.map(|it| (it.0, it.1.y.to_pt().round()));
    let mut lines: Vec<(usize, f64)> = beside.filter(|it| it.1 > 70.0).collect();
    lines.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
    lines.dedup();
    assert!(lines.len() > 30, "{lines:?}");
    for pair in lines.windows(2) {
        let apart = pair[1].1 - pair[0].1;
        assert!(pair[0].0 != pair[1].0 || apart > 9.0, "{pair:?}");
        assert!(pair[1].1 < 842.0 - 60.0, "{pair:?}");
    }
}

#[test]
fn beside_a_short_text_notes_without_room_go_to_the_foot() {
    let mut pack = of("治理。");
    pack.look.wide_margin = false;
    let note = |number: usize| Marginal {
        id: format!("n{number}"),
        number,
        form: Form::Margin,
        block: 1,
        passage: "治理".into(),
        text: "由谁作主？".repeat(20),
    };
    pack.readings[0].notes = (1..=6).map(note).collect();
    pack.readings[0].blocks[0].runs[0].notes = (1..=6).collect();
    let sides = paper::Sides::new(&pack.look, true);
    let size = pack.look.size;
    sides.make_room(&mut pack.readings[0], size);
    let forms: BTreeSet<&str> = pack.readings[0]
        .notes
        .iter()
        .map(|it| it.form.name())
        .collect();
    assert_eq!(forms, ["foot", "margin"].into());
}

#[test]
fn a_translation_is_set_beside_its_text_and_below_it_where_a_margin_is_left() {
    let mut pack = of("治理与国防相连。");
    pack.readings[0].translation = Some(Translation {
        title: "Harbour".into(),
        language: String::new(),
        citation: "Harbour, 2026".into(),
        licence: String::new(),
    });
    pack.readings[0].blocks[0].beside = vec!["Governance and #defence $are one.".into()];
    for wide in [false, true] {
        pack.look.wide_margin = wide;
        let (words, _) = set(&pack);
        let at = |sign: char| words.iter().find(|it| it.2.contains(sign)).unwrap().1;
        let (text, other) = (at('治'), at('$'));
        match wide {
            true => assert!(other.y > text.y && other.x < text.x, "{text:?} {other:?}"),
            false => assert!(
                other.x.to_pt() > text.x.to_pt() + 100.0,
                "{text:?} {other:?}"
            ),
        }
        assert!(all(&words).contains("Harbour,"), "{words:?}");
        assert!(
            !pdf(&pack, &Letters::carried(), &|| false)
                .unwrap()
                .bytes
                .is_empty()
        );
    }
}

#[test]
fn what_letters_lack_is_known_before_pages_are_set() {
    let [remark] = &lacking(&of("船坞\u{12000}"), &Letters::carried())[..] else {
        panic!("one remark");
    };
    assert_eq!(remark.flaw, Flaw::NoGlyph("\u{12000}".into()));
    assert_eq!(lacking(&of("船坞"), &Letters::carried()), []);
}

#[test]
fn names_that_are_empty_stop_nothing() {
    let mut pack = pack(&[], Edition::Student);
    pack.title = " ".into();
    pack.readings[0].title = String::new();
    pack.language = String::new();
    pack.words.clear();
    assert!(pdf(&pack, &Letters::carried(), &|| false).unwrap().pages > 0);
    pack.readings.clear();
    pack.legend.clear();
    assert_eq!(pdf(&pack, &Letters::carried(), &|| false).unwrap().pages, 1);
}

#[test]
fn pinyin_moves_words_apart_only_where_it_would_touch_other_pinyin() {
    let letters = Letters::carried();
    let run = |text: &str, ruby: &str| Run {
        text: text.into(),
        ruby: ruby.into(),
        ..Run::default()
    };
    let pads = |runs: &[Run]| -> Vec<f64> {
        let spread = spread::spread(runs, &letters);
        spread.iter().map(|it| it.pad).collect()
    };
    // Over neighbours with nothing above them it may reach.
    assert_eq!(
        pads(&[run("一", ""), run("双", "shuāng"), run("手", "")]),
        [0.0, 0.0, 0.0]
    );
    let pads = pads(&[run("双", "shuāng"), run("装", "zhuāng"), run("手", "")]);
    assert!(pads[0] > 0.3 && pads[1] == 0.0, "{pads:?}");
}

#[test]
fn no_pinyin_lies_on_other_pinyin() {
    let mut pack = of("");
    let words = [("双", "shuāng"), ("装", "zhuāng"), ("升迁", "shēngqiān")];
    let run = |(text, ruby): (&str, &str)| Run {
        text: text.into(),
        ruby: ruby.into(),
        ..Run::default()
    };
    pack.readings[0].blocks[0].runs = words.into_iter().cycle().take(300).map(run).collect();
    let set = set_pages(&pack);
    let mut above: Vec<(f64, f64, f64)> = Vec::new();
    for frame in set.leaves() {
        walk(frame, Point::zero(), &mut |at, it| {
            if words.iter().any(|word| word.1 == it.text) {
                let left = at.x.to_pt();
                above.push((at.y.to_pt().round(), left, left + it.width().to_pt()));
            }
        });
    }
    assert_eq!(above.len(), 300);
    for pair in above.windows(2) {
        assert!(pair[0].0 != pair[1].0 || pair[0].2 < pair[1].1, "{pair:?}");
    }
}

#[test]
fn pinyin_of_several_words_is_one_line() {
    let mut pack = of("");
    pack.readings[0].blocks[0].runs = vec![Run {
        text: "一种".into(),
        ruby: "yī zhǒng".into(),
        ..Run::default()
    }];
    let (words, _) = set(&pack);
    let seen: Vec<&str> = words.iter().map(|it| it.2.as_str()).collect();
    assert!(seen.contains(&"yī\u{A0}zhǒng"), "{seen:?}");
}

#[test]
fn underlines_below_a_last_line_have_as_much_room_as_others() {
    let apart = |slots| {
        let mut pack = of("治理");
        let next = Block {
            runs: vec![Run {
                text: "国防".into(),
                ..Run::default()
            }],
            ..pack.readings[0].blocks[0].clone()
        };
        pack.readings[0].blocks[0].slots = slots;
        pack.readings[0].blocks.push(next);
        let (words, _) = set(&pack);
        let of = |sought: &str| words.iter().find(|it| it.2 == sought).unwrap().1.y.to_pt();
        of("国防") - of("治理")
    };
    assert!(apart(10) > apart(1) + 9.0 * 0.3 * 12.0 - 1.0);
}

#[test]
fn where_a_text_ends_its_columns_are_equally_long() {
    for sentences in [20, 61, 100, 333] {
        let mut pack = of(&"治理与国防相连。".repeat(sentences));
        (pack.look.columns, pack.look.wide_margin) = (2, false);
        let middle = f64::from(pack.look.millimetres.0) * 72.0 / 25.4 / 2.0;
        let (words, pages) = set(&pack);
        let mut lines = [BTreeSet::new(), BTreeSet::new()];
        let text = words
            .iter()
            .filter(|it| it.0 + 1 == pages && it.2.contains('国'));
        for (_, at, _) in text {
            lines[usize::from(at.x.to_pt() > middle)].insert(at.y.to_pt().round() as i64);
        }
        let [left, right] = lines.map(|it| it.len());
        assert!(right > 0 && left.abs_diff(right) <= 2, "{left}, {right}");
    }
}
