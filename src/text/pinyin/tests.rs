//! Tests of readings as a whole: of the hundred sentences, of names, of choices.

use std::sync::LazyLock;

use proptest::prelude::*;

use super::*;
use crate::text::{Span, Words};

static WORDS: LazyLock<Words> = LazyLock::new(Words::load);

/// Sentences with the word meant in brackets, and its syllables.
const POLYPHONES: &str = include_str!("../../../tests/fixtures/polyphones.txt");

/// One of the sentences.
struct Line {
    text: String,
    word: Span,
    said: Vec<&'static str>,
    line: &'static str,
}

fn lines() -> Vec<Line> {
    let lines = POLYPHONES.lines().filter(|it| !it.starts_with('#'));
    lines.map(of_line).collect()
}

fn of_line(line: &'static str) -> Line {
    let (marked, said) = line.split_once('\t').unwrap();
    let (start, end) = (marked.find('[').unwrap(), marked.find(']').unwrap());
    Line {
        text: marked.replace(['[', ']'], ""),
        word: Span::new(start, end - 1),
        said: said.split(' ').collect(),
        line,
    }
}

/// The syllables of a span.
fn within(readings: &[WordReading], span: Span) -> Vec<&Syllable> {
    let all = readings.iter().flat_map(|it| &it.syllables);
    all.filter(|it| it.span.within(span)).collect()
}

fn said(text: &str) -> String {
    let readings = read(text, &WORDS);
    let words = readings.iter().map(|it| it.spelling(text));
    words.collect::<Vec<_>>().join(" ")
}

#[test]
fn a_word_is_read_with_tones_and_every_reading_is_named() {
    assert_eq!(of_word("国防").as_deref(), Some("guó fáng"));
    let long = of_word("长城").unwrap();
    assert!(long.contains("cháng") && long.contains("zhǎng"), "{long}");
    assert_eq!(of_word("AI国防").as_deref(), Some("AI guó fáng"));
    assert_eq!(of_word("governance"), None);
    assert_eq!(of_word(""), None);
}

#[test]
fn a_name_is_typed_in_full_by_first_letters_or_between() {
    for typed in ["zhili", "zl", "zhl", "ZLI", "zhi li", "z"] {
        assert_eq!(fits(typed, "治理"), Some(0), "{typed}");
    }
    assert_eq!(fits("fzl", "地方治理"), Some(1));
    assert_eq!(fits("aizl", "AI治理"), Some(0));
    for typed in ["zhongyao", "chongyao", "zy", "cy"] {
        assert_eq!(fits(typed, "重要"), Some(0), "{typed}");
    }
    for typed in ["", "lz", "zlx", "治"] {
        assert_eq!(fits(typed, "治理"), None, "{typed}");
    }
}

#[test]
fn a_hostile_name_takes_no_time() {
    let (typed, name) = ("zzzzzzzzzzzzzzzzzzzzzzzx", "长重行乐".repeat(100));
    assert_eq!(fits(typed, &name), None);
    assert_eq!(fits(&"ch".repeat(40), &"长".repeat(100)), Some(0));
}

#[test]
fn a_hundred_polyphones_are_read() {
    let (mut right, mut among, mut wrong) = (0, 0, Vec::new());
    let (mut first, mut table) = (0, 0);
    for line in lines() {
        let readings = read(&line.text, &WORDS);
        let there = within(&readings, line.word);
        assert_eq!(there.len(), line.said.len(), "{}", line.line);
        let now: Vec<&str> = there.iter().map(|it| it.reading.as_ref()).collect();
        if now == line.said {
            right += 1;
        } else {
            wrong.push(format!("{} is read {}", line.line, now.join(" ")));
        }
        let found = there
            .iter()
            .zip(&line.said)
            .all(|(it, said)| it.candidates.contains(said));
        among += usize::from(found);
        if !found {
            wrong.push(format!("{} is not among the candidates", line.line));
        }
        let word = line.word.of(&line.text).unwrap();
        let usual: Vec<&str> = word.chars().map(|it| super::readings(it)[0]).collect();
        first += usize::from(usual == line.said);
        let told = super::phrases::told(word).map(|it| it.syllables.split(' ').collect());
        table += usize::from(told.unwrap_or(usual) == line.said);
    }
    println!(
        "first reading {first}, table {table}, ours {right}, among {among}\n{}",
        wrong.join("\n")
    );
    assert!(right >= 90, "{right} are read right:\n{}", wrong.join("\n"));
    assert_eq!(among, 100, "{}", wrong.join("\n"));
}

#[test]
fn after_review_all_hundred_are_right() {
    for line in lines() {
        let mut readings = read(&line.text, &WORDS);
        let choice = ReadingChoice {
            word: line.word.of(&line.text).unwrap().to_owned(),
            syllables: line.said.iter().map(|it| (*it).to_owned()).collect(),
            around: Some(Around::of(&line.text, line.word)),
        };
        let phrase = choice.to_string();
        assert_eq!(phrase.parse(), Ok(choice.clone()), "{phrase}");
        apply(&line.text, &mut readings, &[choice]);
        let there = within(&readings, line.word);
        let now: Vec<&str> = there.iter().map(|it| it.reading.as_ref()).collect();
        assert_eq!(now, line.said, "{}", line.line);
        assert!(there.iter().all(|it| !it.is_doubtful()));
    }
}

#[test]
fn above_a_word_stands_what_it_is_spelled_as() {
    let text = "欧阳修去西安，穿T恤。";
    let readings = read(text, &WORDS);
    let above = |it: &WordReading| it.above(text, it.span);
    let above: Vec<String> = readings.iter().map(above).collect();
    for said in ["Ōuyáng Xiū", "Xī'ān", "xù"] {
        assert!(above.iter().any(|it| it == said), "{above:?}");
    }
    // Above a part of it stands that part alone.
    let name = readings.first().unwrap();
    let given = Span::new("欧阳".len(), "欧阳修".len());
    assert_eq!(name.above(text, given), "Xiū");
}

#[test]
fn words_are_spelled_by_the_rules() {
    assert_eq!(said("西安的女儿"), "Xī'ān de nǚ'ér");
    assert_eq!(said("国家治理体系现代化"), "Guójiā zhìlǐ tǐxì xiàndàihuà");
    assert_eq!(
        said("他在北京。我去重庆！"),
        "Tā zài Běijīng Wǒ qù Chóngqìng"
    );
    assert_eq!(
        said("在人民代表大会上，社会主义现代化建设"),
        "Zài rénmín dàibiǎo dàhuì shàng shèhuì zhǔyì xiàndàihuà jiànshè"
    );
    assert_eq!(said("他在中国共产党"), "Tā zài Zhōngguó Gòngchǎndǎng");
    assert_eq!(said("风平浪静"), "Fēngpínglàngjìng");
    assert_eq!(said("花儿"), "Huār");
    let text = "我们唱卡拉OK";
    let readings = read(text, &WORDS.with(["卡拉OK"]));
    assert_eq!(readings.last().unwrap().spelling(text), "kǎlā OK");
    assert_eq!(said("臺灣的頭髮很長"), "Táiwān de tóufa hěn cháng");
    assert_eq!(said("governance は漢字です"), "", "Japanese is not Chinese");
    assert_eq!(said("旅客的绿色女鞋"), "Lǚkè de lǜsè nǚxié");
}

#[test]
fn names_have_capitals_and_their_own_readings() {
    assert_eq!(said("他叫毛泽东"), "Tā jiào Máo Zédōng");
    assert_eq!(said("曾国藩是谁"), "Zēng Guófān shì shéi");
    assert_eq!(said("请问单老师在吗"), "Qǐngwèn Shàn lǎoshī zài ma");
    assert_eq!(said("他说诸葛亮很聪明"), "Tā shuō Zhūgě Liàng hěn cōngmíng");
    assert_eq!(said("这座城市很文明"), "Zhè zuò chéngshì hěn wénmíng");
}

#[test]
fn a_text_is_spelled_with_its_marks() {
    let text = "“你好，世界！”他说：2024年，AI进了《红楼梦》（第3回）……\n\n　　好";
    let readings = read(text, &WORDS);
    let spelled = spelled(text, &readings);
    assert_eq!(
        spelled,
        "“Nǐhǎo, shìjiè!” Tā shuō: 2024 nián, AI jìn le 《Hónglóumèng》 (dì 3 huí)……\n\nHǎo"
    );
}

#[test]
fn particles_are_written_with_their_verbs() {
    let text = "他拿了书，读着报，下雨了。";
    let readings = read(text, &WORDS);
    assert_eq!(
        spelled(text, &readings),
        "Tā nále shū, dúzhe bào, xiàyǔ le."
    );
}

#[test]
fn a_choice_holds_for_a_word_or_for_one_place() {
    let text = "他在这一行干了二十年。他们行动起来，行不行？\n一行白鹭。";
    let mut readings = read(text, &WORDS);
    let before = readings.clone();
    apply(text, &mut readings, &["银行 yín háng".parse().unwrap()]);
    assert_eq!(readings, before, "a word that is not there");
    let here = "行 héng in 们行动起来，[行]不行？".parse().unwrap();
    apply(text, &mut readings, &[here, "行 hàng".parse().unwrap()]);
    let read = |span: usize| {
        let at = text.match_indices('行').nth(span).unwrap().0;
        within(&readings, Span::new(at, at + 3))[0]
            .reading
            .to_string()
    };
    assert_eq!(read(2), "héng", "the one place");
    assert_eq!(read(1), "xíng", "inside 行动, which is another word");
    // The words around it are still there after an edit in front.
    let edited = text.replace("行动起来", "开始行动起来了");
    let mut again = super::read(&edited, &WORDS);
    apply(
        &edited,
        &mut again,
        &["行 héng in 动起来，[行]不行？".parse().unwrap()],
    );
    let at = edited.find("，行").unwrap() + "，".len();
    assert_eq!(within(&again, Span::new(at, at + 3))[0].reading, "héng");
}

#[test]
fn phrases_of_choices_are_read_as_they_are_written() {
    for phrase in [
        "重庆 chóng qìng",
        "AI合作 hé zuò",
        "卡拉 OK kǎ lā OK",
        "行 háng in 他在这一[行]干了",
        "行 háng in [行]",
        r"行 háng in a\[b\]\\[行] in x",
        "女儿 nǚ ér",
        "花儿 huā r",
    ] {
        let choice = phrase.parse::<ReadingChoice>();
        match choice {
            Ok(choice) => assert_eq!(choice.to_string(), phrase),
            Err(_) => assert_eq!(phrase, "卡拉 OK kǎ lā OK"),
        }
    }
    for phrase in [
        "",
        " ",
        "重庆",
        "重庆 chóng",
        "重庆 chóng qìng le",
        "governance",
        "行 5",
        "行  háng",
        "行\n行 a b",
    ] {
        assert_eq!(
            phrase.parse::<ReadingChoice>(),
            Err(NotReading),
            "{phrase:?}"
        );
    }
}

#[test]
fn doubts_are_grouped_by_word_in_reading_order() {
    let text = "东西很多，长得好，东西不少，目的明确。";
    let readings = read(text, &WORDS);
    let unsure = doubts(text, &readings, Depth::Unsure);
    let words: Vec<(&str, usize)> = unsure
        .iter()
        .map(|it| (it.word.as_str(), it.places.len()))
        .collect();
    assert!(
        words.contains(&("东西", 2)) && words.contains(&("长", 1)),
        "{words:?}"
    );
    assert!(!words.iter().any(|it| it.0 == "目的"), "{words:?}");
    let all = doubts(text, &readings, Depth::All);
    assert!(all.iter().any(|it| it.word == "目的") && all.len() > unsure.len());
    let mut reviewed = readings.clone();
    let choices: Vec<_> = all
        .iter()
        .map(|it| ReadingChoice::everywhere(text, &it.reading))
        .collect();
    apply(text, &mut reviewed, &choices);
    assert_eq!(doubts(text, &reviewed, Depth::All), []);
}

#[test]
fn one_key_goes_round_the_candidates() {
    let text = "还";
    let mut syllable = read(text, &WORDS)[0].syllables[0].clone();
    let mut seen = vec![syllable.reading.to_string()];
    while seen.len() < syllable.candidates.len() {
        syllable.reading = syllable.next().to_owned().into();
        seen.push(syllable.reading.to_string());
    }
    assert_eq!(seen, syllable.candidates);
    let first = syllable.candidates[0];
    assert_eq!(syllable.next(), first);
    syllable.reading = first.into();
    assert_eq!(syllable.previous(), seen.last().unwrap());
}

#[test]
fn the_shared_articles_are_read_whole() {
    for name in [
        "seeds/000_6eec25560e9b6f91.txt",
        "seeds/003_24f893aeffed5ef7.txt",
    ] {
        let Some(text) = crate::text::shared(name) else {
            return;
        };
        let readings = read(&text, &WORDS);
        check(&text, &readings);
        let syllables = readings.iter().map(|it| it.syllables.len()).sum::<usize>();
        let unsure = readings
            .iter()
            .filter(|it| it.is_doubtful(Depth::Unsure))
            .count();
        let words = doubts(&text, &readings, Depth::Unsure).len();
        println!("{name}: {syllables} syllables, {unsure} places and {words} words unsure");
        assert!(unsure * 8 < readings.len());
    }
}

/// What always holds of readings.
fn check(text: &str, readings: &[WordReading]) {
    let mut end = 0;
    for word in readings {
        assert!(word.span.start >= end && !word.syllables.is_empty());
        end = word.span.end;
        let mut at = word.span.start;
        for syllable in &word.syllables {
            assert!(syllable.span.within(word.span) && syllable.span.start >= at);
            assert_eq!(syllable.span.of(text).unwrap().chars().count(), 1);
            assert!(syllable.candidates.contains(&syllable.reading.as_ref()));
            at = syllable.span.end;
        }
        let parts = word.ruby(text);
        let whole: String = parts.iter().map(|it| it.span.of(text).unwrap()).collect();
        assert_eq!(
            Some(whole.as_str()),
            word.span.of(text),
            "the parts are the word"
        );
        assert!(!word.spelling(text).is_empty());
    }
    assert!(end <= text.len());
}

/// Texts of the sentences' characters in any order, and of others.
fn any_chinese() -> impl Strategy<Value = String> {
    let sentence = proptest::sample::select(POLYPHONES.lines().collect::<Vec<_>>());
    let piece = prop_oneof![
        3 => "[的了着得地都还为只长行重中种数教少好处转儿子一不王曾单解，。“”（）\\[\\]0-9a-z ]{1,6}",
        1 => sentence.prop_map(String::from),
        1 => crate::text::any_text(6),
    ];
    proptest::collection::vec(piece, 0..6).prop_map(|it| it.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn any_text_is_read(text in any_chinese()) {
        let readings = read(&text, &WORDS);
        check(&text, &readings);
        spelled(&text, &readings);
        for doubt in doubts(&text, &readings, Depth::All) {
            for place in doubt.places {
                prop_assert_eq!(place.of(&text), Some(doubt.word.as_str()));
            }
        }
    }

    #[test]
    fn any_choice_holds_where_it_was_made(text in any_chinese(), at: usize) {
        let mut readings = read(&text, &WORDS);
        prop_assume!(!readings.is_empty());
        let at = at % readings.len();
        for syllable in &mut readings[at].syllables {
            syllable.reading = syllable.next().to_owned().into();
        }
        let (chosen, word) = (readings[at].clone(), readings[at].span);
        let choice = ReadingChoice::here(&text, &chosen);
        let phrase = choice.to_string();
        prop_assert_eq!(phrase.parse(), Ok(choice.clone()), "{}", phrase);
        let mut again = read(&text, &WORDS);
        apply(&text, &mut again, &[choice]);
        let is_first = text.find(word.of(&text).unwrap()) == Some(word.start);
        let said = |it: &WordReading| it.syllables.iter().map(|it| it.reading.to_string()).collect::<Vec<_>>();
        if is_first {
            prop_assert_eq!(said(&again[at]), said(&chosen));
        }
    }

    #[test]
    fn any_phrase_ends_well(phrase in "[行重庆a-zāéǐòü \\[\\]\\\\n]{0,24}") {
        if let Ok(choice) = phrase.parse::<ReadingChoice>() {
            prop_assert_eq!(choice.to_string().parse(), Ok(choice));
        }
    }
}
