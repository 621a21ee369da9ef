//! What is mended reads on, and what is no leaving of a page stays.

use super::*;
use crate::text::any_text;
use proptest::prelude::*;

fn with(text: &str, steps: &[CleanStep]) -> Cleaned {
    clean(text, &[], &steps.iter().copied().collect())
}

fn mended(text: &str, steps: &[CleanStep]) -> String {
    with(text, steps).text
}

/// A paragraph of so many characters that ends without a mark.
fn long(words: &str) -> String {
    "数字治理要由地方先行".repeat(5) + words
}

const JOIN: &[CleanStep] = &[CleanStep::Join];
const ALL: &[CleanStep] = &[
    CleanStep::Join,
    CleanStep::Heads,
    CleanStep::MoveNotes,
    CleanStep::Tail,
];

#[test]
fn a_sentence_that_breaks_off_reads_on() {
    let (one, other) = (long("与治"), "理规则等层面确立优势。");
    assert_eq!(
        mended(&format!("{one}\n\n{other}\n"), JOIN),
        format!("{one}{other}\n")
    );
    let english = "In the last ten years the government of the province has tried to re-";
    assert_eq!(
        mended(&format!("{english}\n\ngain the trust of all.\n"), JOIN),
        "In the last ten years the government of the province has tried to regain the trust of all.\n"
    );
}

#[test]
fn what_begins_anew_is_not_joined() {
    for next in [
        "一、合作的动因",
        "(二)产业结构的互补性",
        "第三，技术保护",
        "结语",
        "① 李：《论文》",
        "[关键词] 治理",
        "1. 背景",
        "● 要点",
    ] {
        let text = format!("{}\n\n{next}\n\n正文。", long("与治"));
        assert_eq!(mended(&text, JOIN), text, "{next}");
    }
    for text in [
        "题目\n\n李\n\n正文从这里开始。",
        "问：你怎么看？\n答：我不知道\n问：为什么？\n答：不知道",
        "床前明月光\n疑是地上霜\n举头望明月\n低头思故乡\n\n春眠不觉晓\n处处闻啼鸟",
        "甲\t乙\t丙\n丁\t戊\t己",
    ] {
        assert_eq!(mended(text, ALL), text);
    }
    let done = format!("{}。\n\n另起一段说别的事情也很长很长。", long("为止"));
    assert_eq!(mended(&done, JOIN), done);
}

#[test]
fn lines_broken_by_hand_are_paragraphs_again() {
    let text = "　　数字治理要由地方先行，再由中央统一，\n\
        这是多年来各国的经验。国防与产业并重，\n\
        文化随之。\n\
        \u{3000}\u{3000}第二段话也在行末被切断，所以要接起\n\
        来读，才能看出它的意思是什么，不是吗\n\
        ？就是这样。\n";
    assert_eq!(
        mended(text, JOIN),
        "　　数字治理要由地方先行，再由中央统一，这是多年来各国的经验。国防与产业并重，文化随之。\n\
        \u{3000}\u{3000}第二段话也在行末被切断，所以要接起来读，才能看出它的意思是什么，不是吗？就是这样。\n"
    );
}

#[test]
fn paragraphs_alike_in_length_are_no_broken_lines() {
    let paragraph =
        "产业与文化并重，数字治理要由地方先行，再由中央统一，国防与产业并重，文化随之。\n";
    let text = paragraph.repeat(20) + "格00\t格01\n格10\t格11\n";
    assert_eq!(mended(&text, ALL), text);
    let list = format!("{}\n\n第1条 甲\n第2条 乙\n第3条 丙\n", long("治"));
    assert_eq!(mended(&list, ALL), list);
}

#[test]
fn heads_and_numbers_of_pages_go_and_what_only_comes_again_stays() {
    let text = format!(
        "{}\n\n| 114 | 现代 2025 年第 10 期\n\n理之一。\n\n{}\n\n| 116 | 现代 2025 年第 10 期\n\n理之二。\n",
        long("与治"),
        long("与法")
    );
    let expected = format!("{}理之一。\n\n{}理之二。\n", long("与治"), long("与法"));
    assert_eq!(mended(&text, ALL), expected);
    let numbers = format!(
        "{0}\n\n- 7 -\n\n理。\n\n{0}\n\n第 8 页\n\n理。\n\n{0}\n\n9\n\n理。\n",
        long("治")
    );
    let expected = format!("{0}理。\n\n", long("治")).repeat(3);
    assert_eq!(mended(&numbers, ALL), expected.trim_end().to_owned() + "\n");
    for text in [
        "1\n\n起初是空虚混沌。\n\n2\n\n后来就有了光。\n\n3\n\n光是好的。\n",
        "访谈者\n\n你好。\n\n受访者\n\n你好。\n\n访谈者\n\n再见。\n\n受访者\n\n再见。\n\n访谈者\n\n走了。",
        "2019年\n\n一事。\n\n2020年\n\n二事。\n",
    ] {
        assert_eq!(mended(text, ALL), text);
    }
}

#[test]
fn footnotes_go_to_the_end_numbered_through() {
    let text = "甲说如此。^①乙也说如此，②丙不说\n\n① 甲：《甲书》\n\n^{2 &}quot;B\", p. 3.\n\n\
        丁又说。①完。\n\n¹ 丁：《丁书》\n";
    let cleaned = with(text, &[CleanStep::MoveNotes]);
    assert_eq!(
        cleaned.text,
        "甲说如此。①乙也说如此，②丙不说\n\n丁又说。③完。\n\n\
        ① 甲：《甲书》\n② &quot;B\", p. 3.\n③ 丁：《丁书》\n"
    );
    let notes = cleaned.notes.iter().map(|it| it.of(&cleaned.text).unwrap());
    let notes: Vec<&str> = notes.collect();
    assert_eq!(
        notes,
        ["① 甲：《甲书》", "② &quot;B\", p. 3.", "③ 丁：《丁书》"]
    );
    assert_eq!(cleaned.counts[&CleanStep::MoveNotes], 3);
    let marked = with(text, &[CleanStep::MarkNotes]);
    assert_eq!(marked.text, text);
    assert_eq!(marked.notes.len(), 3);
    assert_eq!(marked.notes[2].of(text), Some("¹ 丁：《丁书》"));
}

#[test]
fn items_of_a_list_are_no_footnotes() {
    for text in [
        "要做三件事：\n① 立法\n② 执法\n③ 普法\n",
        "包括：①立法；②执法；③普法。就此结束。\n\n别的话。\n",
    ] {
        assert_eq!(mended(text, ALL), text);
    }
}

#[test]
fn a_foreign_piece_behind_the_end_can_go() {
    let own = "数字治理要由地方先行，再由中央统一。".repeat(30);
    let foreign = "cooperation with key countries has also been established. ".repeat(4);
    let text = format!("{own}\n\n(责任编辑: 李)\n\n{foreign}\n\nKeywords:\n\nUK diplomacy\n");
    let cleaned = with(&text, &[CleanStep::Tail]);
    assert_eq!(cleaned.text, format!("{own}\n\n(责任编辑: 李)\n"));
    assert_eq!(cleaned.counts[&CleanStep::Tail], 3);
    assert!(!suggested(&survey(&text, &[])).contains(&CleanStep::Tail));
    for text in [
        format!("{own}\n\nSee https://example.org\n"),
        format!("治理\n\n{foreign}\n"),
        foreign.clone(),
    ] {
        assert_eq!(mended(&text, &[CleanStep::Tail]), text);
    }
}

#[test]
fn punctuation_in_chinese_is_at_full_width() {
    for (text, expected) in [
        (
            "数字,治理;国防:产业?文化!完.",
            "数字，治理；国防：产业？文化！完。",
        ),
        ("第一, 联合研发", "第一，联合研发"),
        ("他说\"治理\"与\"国防\"。", "他说“治理”与“国防”。"),
        ("对话(ESD)与框架(AI)", "对话（ESD）与框架（AI）"),
        ("治１２Ａｂ", "治12Ab"),
        (
            "Global Policy, (2025): p. 3.",
            "Global Policy, (2025): p. 3.",
        ),
        ("1,000 与 3.14 与 12:30", "1,000 与 3.14 与 12:30"),
        (
            "参见网页https://a.cn/b?c=d,完",
            "参见网页https://a.cn/b?c=d，完",
        ),
    ] {
        assert_eq!(mended(text, &[CleanStep::Punctuation]), expected, "{text}");
    }
}

#[test]
fn what_is_not_seen_goes() {
    assert_eq!(
        mended("go\u{AD}ver\u{AD}nance", &[CleanStep::Hyphens]),
        "governance"
    );
    let line = "国".repeat(31);
    let text =
        format!("{line} {line} {line} {line} {line} {line} {line}。\n\n[关键词] 治理 国防 产业\n");
    let expected = format!("{}。\n\n[关键词] 治理 国防 产业\n", line.repeat(7));
    assert_eq!(mended(&text, &[CleanStep::Blanks]), expected);
}

#[test]
fn places_are_found_again() {
    let text = format!(
        "{}\n\n- 7 -\n\n理之一。①\n\n{}\n\n- 8 -\n\n理之二。\n\n① 注\n",
        long("治"),
        long("法")
    );
    let cleaned = with(&text, ALL);
    for words in ["治理要由", "理之一", "理之二"] {
        let at = text.find(words).unwrap();
        let after = cleaned.after(Span::new(at, at + words.len())).unwrap();
        assert_eq!(after.of(&cleaned.text), Some(words));
    }
    let head = text.find("- 7 -").unwrap();
    assert_eq!(cleaned.after(Span::new(head, head + 5)), None);
}

#[test]
fn the_first_article_stays_as_it_is() {
    let Some(text) = crate::text::shared("seeds/000_6eec25560e9b6f91.txt") else {
        return;
    };
    assert_eq!(suggested(&survey(&text, &[])), CleanSteps::new());
    let steps: Vec<CleanStep> = CleanStep::ALL.into_iter().collect();
    let but_marks = steps.iter().filter(|it| **it != CleanStep::Punctuation);
    let but_marks: Vec<CleanStep> = but_marks.copied().collect();
    assert_eq!(mended(&text, &but_marks), text);
}

#[test]
fn the_second_article_reads_on() {
    let Some(text) = crate::text::shared("seeds/003_24f893aeffed5ef7.txt") else {
        return;
    };
    let found = survey(&text, &[]);
    assert_eq!(found[&CleanStep::Heads], 2, "{found:?}");
    assert_eq!(found[&CleanStep::MoveNotes], 27, "{found:?}");
    assert!(found[&CleanStep::Tail] > 5, "{found:?}");
    assert_eq!(suggested(&found).len(), 4, "{found:?}");
    let cleaned = clean(&text, &[], &suggested(&found));
    let lines = line::lines(&cleaned.text);
    // The foreign piece behind the end is only offered, and stays as it is.
    let breaks_off = |it: &&Line<'_>| {
        it.width > 90 && line::letters(it.words).0 > 0 && joins::is_unfinished(it.words, false)
    };
    let before = line::lines(&text);
    let broken = before.iter().filter(breaks_off).count();
    assert!(broken >= 9, "{broken} paragraphs broke off");
    let broken: Vec<&str> = lines.iter().filter(breaks_off).map(|it| it.words).collect();
    assert_eq!(broken, [""; 0], "paragraphs read on");
    assert!(
        !lines.iter().any(|it| it.words.contains("| 11")),
        "heads are gone"
    );
    assert_eq!(cleaned.notes.len(), 27);
    for (number, note) in (1..).zip(&cleaned.notes) {
        let mark = mark::written(number, true);
        assert!(note.of(&cleaned.text).unwrap().starts_with(&mark));
        assert_eq!(
            cleaned.text.matches(&*mark).count(),
            2,
            "{mark} and its sign"
        );
    }
    let is_kept = |it: &Line<'_>| it.width < 60 && it.words.starts_with('[');
    assert_eq!(
        lines.iter().filter(|it| is_kept(it)).count(),
        before.iter().filter(|it| is_kept(it)).count(),
        "blanks between key words stay"
    );
    let all: CleanSteps = CleanStep::ALL.into();
    let cleaned = clean(&text, &[], &all);
    let (_, foreign) = line::letters(cleaned.text.lines().last().unwrap());
    let last = cleaned.notes.last().unwrap().of(&cleaned.text).unwrap();
    assert!(
        foreign > 20 && cleaned.text.trim_end().ends_with(last),
        "nothing behind the notes"
    );
}

fn any_steps() -> impl Strategy<Value = CleanSteps> {
    prop::collection::btree_set(prop::sample::select(CleanStep::ALL.to_vec()), 0..9)
}

fn any_page() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => any_text(12),
        1 => Just("\n\n".to_owned()),
        1 => Just("\n".to_owned()),
        1 => Just("数字治理要由地方先行，再由中央统一，国防与产业并重，文化随之而起与治\n\n".to_owned()),
        1 => Just("^① 甲\n\n".to_owned()),
        1 => Just("① 甲书\n".to_owned()),
        1 => (1..9_usize).prop_map(|it| format!("- {it} -\n\n")),
        1 => Just("-\n\nx".to_owned()),
        1 => Just("cooperation with key countries and other people in the world at large\n\n".to_owned()),
    ];
    prop::collection::vec(piece, 0..20).prop_map(|it| it.concat())
}

proptest! {
    #[test]
    fn every_change_is_told(text in any_page(), steps in any_steps(), pages in prop::collection::vec(0..400_usize, 0..4)) {
        let mut pages = pages;
        pages.sort_unstable();
        let cleaned = clean(&text, &pages, &steps);
        let (mut from, mut to) = (0, 0);
        for change in &cleaned.changes {
            prop_assert!(steps.contains(&change.step));
            let same = text.get(from..change.before.start);
            prop_assert!(same.is_some());
            prop_assert_eq!(same, cleaned.text.get(to..change.after.start));
            (from, to) = (change.before.end, change.after.end);
        }
        prop_assert_eq!(text.get(from..), cleaned.text.get(to..));
        for note in &cleaned.notes {
            prop_assert!(note.of(&cleaned.text).is_some());
        }
        let middle = text.char_indices().map(|it| it.0).nth(text.chars().count() / 2);
        if let Some(span) = middle.and_then(|at| cleaned.after(Span::new(at, text.len()))) {
            prop_assert!(span.of(&cleaned.text).is_some());
        }
    }
}
