//! Words: Han by the jieba dictionary, everything else by Unicode's rules and
//! ICU's dictionaries.
//!
//! A text is cut stretch by stretch (a stretch ends with a line or after
//! `。！？!?`). A stretch with kana is Japanese and goes to ICU whole; else its
//! runs of Han go to jieba, in their simplified form, and the rest to ICU. Cuts
//! inside a grapheme cluster are dropped. Words are offered, never forced: one
//! in ten real annotations does not fall on such a boundary.

use std::sync::OnceLock;

use aho_corasick::{AhoCorasick, MatchKind};
use icu_segmenter::options::WordBreakInvariantOptions;
use icu_segmenter::{WordSegmenter, WordSegmenterBorrowed};
use jieba_rs::Jieba;

use super::graphemes;
use super::runs::{beside_han, cut_run, ends_stretch, is_han, is_kana, runs, stretch_end};
use super::simplified::shadow;
use super::span::Span;

/// Bytes on each side that are read to find one word.
const NEIGHBOURHOOD: usize = 2_048;

/// Characters of a word at most that is looked into for others.
const MOST_INNER: usize = 16;

/// Cuts texts into words. Make one and share it: it can be used from several
/// threads at once.
#[derive(Clone, Debug)]
pub struct Words {
    han: Option<Jieba>,
    unicode: WordSegmenterBorrowed<'static>,
    /// User words the dictionary cannot hold, because they are not all Han.
    joined: Vec<String>,
    joiner: OnceLock<Option<AhoCorasick>>,
}

impl Words {
    /// Without the dictionary for Han: ready at once, a little coarser.
    pub fn plain() -> Self {
        Self {
            han: None,
            unicode: WordSegmenter::new_auto(WordBreakInvariantOptions::default()),
            joined: Vec::new(),
            joiner: OnceLock::new(),
        }
    }

    /// With the dictionary for Han. Takes 0.15–0.5 s and 32 MB: not on the
    /// screen's thread.
    pub fn load() -> Self {
        Self {
            han: Some(Jieba::new()),
            ..Self::plain()
        }
    }

    /// Whether it has the dictionary for Han.
    pub fn has_dictionary(&self) -> bool {
        self.han.is_some()
    }

    /// The same with further words: see [`Self::add`].
    #[must_use]
    pub fn with<'w>(&self, words: impl IntoIterator<Item = &'w str>) -> Self {
        let mut all = self.clone();
        words.into_iter().for_each(|it| all.add(it));
        all
    }

    /// What part of speech the dictionary takes a word of simplified Han for, by jieba's letters; empty
    /// when it is no one word, or without the dictionary.
    pub(super) fn part_of_speech(&self, word: &str) -> String {
        let tags = self.han.as_ref().map(|jieba| jieba.tag(word, true));
        match tags.as_deref() {
            Some([one]) => one.tag.to_owned(),
            _ => String::new(),
        }
    }

    /// Whether the dictionary has a word of simplified Han.
    pub(super) fn has_word(&self, word: &str) -> bool {
        self.han.as_ref().is_some_and(|jieba| jieba.has_word(word))
    }

    /// Where a long word of simplified Han falls into words of two and three characters, in characters:
    /// 2 and 4 for 人民|代表|大会. Empty when it does not.
    pub(super) fn inner_words(&self, word: &str) -> Vec<usize> {
        let starts: Vec<usize> = word.char_indices().map(|it| it.0).collect();
        let mut cuts = Vec::new();
        let count = starts.len();
        let is_whole = (4..=MOST_INNER).contains(&count) && self.cover(word, &starts, &mut cuts);
        if is_whole { cuts } else { Vec::new() }
    }

    /// Whether words of two and three characters cover the rest of a word, with their starts added.
    fn cover(&self, word: &str, starts: &[usize], cuts: &mut Vec<usize>) -> bool {
        let Some(from) = starts.first() else {
            return true;
        };
        let depth = cuts.len();
        [2, 3].into_iter().any(|many| {
            let end = starts.get(many).copied().unwrap_or(word.len());
            let piece = word.get(*from..end).unwrap_or_default();
            if many > starts.len() || !self.has_word(piece) {
                return false;
            }
            let rest = starts.get(many..).unwrap_or_default();
            cuts.truncate(depth);
            let all = word.chars().count();
            cuts.extend((!rest.is_empty()).then_some(all - rest.len()));
            self.cover(word, rest, cuts)
        })
    }

    /// Adds a word of the reader's own, such as a code's name, so that it stays
    /// in one piece. Blanks around it are left out; one that is empty or has a
    /// line feed in it is passed over.
    pub fn add(&mut self, word: &str) {
        let word = word.trim();
        if word.is_empty() || word.contains('\n') {
            return;
        }
        match &mut self.han {
            Some(jieba) if word.chars().all(is_han) => {
                jieba.add_word(&shadow(word), None, None);
            }
            _ => {
                self.joined.push(word.to_string());
                self.joiner = OnceLock::new();
            }
        }
    }

    /// All words of a text in order. Blanks, punctuation and line feeds are
    /// spans too: together they cover the text without a gap.
    pub fn cut(&self, text: &str) -> Vec<Span> {
        let mut words = Vec::new();
        let mut start = 0;
        while start < text.len() {
            let stretch = Span {
                start,
                end: stretch_end(text, start),
            };
            if stretch.len() == 1 {
                words.push(stretch);
            } else {
                words.extend(self.cut_stretch(text, stretch));
            }
            start = stretch.end;
        }
        words
    }

    /// The word a byte is in, found from a few KB around it. At the end of a
    /// line it is the last word of the line; in an empty line, an empty span.
    pub fn at(&self, text: &str, byte: usize) -> Span {
        let byte = graphemes::floor(text, byte);
        let rest = text.get(byte..).unwrap_or_default();
        if !rest.is_empty() && !rest.starts_with('\n') {
            return self.around(text, byte);
        }
        let before = graphemes::previous(text, byte);
        match (Span {
            start: before,
            end: byte,
        })
        .of(text)
        {
            None | Some("" | "\n") => Span {
                start: byte,
                end: byte,
            },
            Some(_) => self.around(text, before),
        }
    }

    /// The end of the next word after `byte`, blanks skipped; for word-wise
    /// keys. At the end, the end.
    pub fn next(&self, text: &str, byte: usize) -> usize {
        let byte = graphemes::floor(text, byte);
        let rest = text.get(byte..).unwrap_or_default();
        let from = text.len() - rest.trim_start().len();
        if from >= text.len() {
            text.len()
        } else {
            self.around(text, from).end
        }
    }

    /// The start of the word before `byte`, blanks skipped; for word-wise keys.
    /// At the start, the start.
    pub fn previous(&self, text: &str, byte: usize) -> usize {
        let before = text.get(..graphemes::floor(text, byte)).unwrap_or_default();
        let till = before.trim_end().len();
        if till == 0 {
            0
        } else {
            self.around(text, graphemes::previous(text, till)).start
        }
    }

    /// The span of `cut` holding this grapheme edge.
    fn around(&self, text: &str, byte: usize) -> Span {
        let low = text.floor_char_boundary(byte.saturating_sub(NEIGHBOURHOOD));
        let high = text.ceil_char_boundary(byte.saturating_add(NEIGHBOURHOOD));
        let before = text.get(low..byte).unwrap_or_default();
        let start = match before
            .char_indices()
            .rev()
            .find(|(_, char)| ends_stretch(*char))
        {
            Some((at, char)) => graphemes::ceil(text, low + at + char.len_utf8()),
            None => graphemes::ceil(text, low),
        };
        let start = start.min(byte);
        // A cluster that is longer than the neighbourhood is taken whole.
        let end = stretch_end(text.get(..high).unwrap_or(text), byte);
        let end = graphemes::floor(text, end).max(graphemes::next(text, byte));
        let words = self.cut_stretch(text, Span { start, end });
        let here = words.into_iter().find(|word| word.contains(byte));
        here.unwrap_or(Span { start: byte, end })
    }

    /// The words of one stretch, whose edges are grapheme edges.
    fn cut_stretch(&self, text: &str, stretch: Span) -> Vec<Span> {
        let mut edges = vec![stretch.start];
        let whole = stretch.of(text).unwrap_or_default();
        match &self.han {
            Some(jieba) if !whole.chars().any(is_kana) => {
                for (run, han) in runs(text, stretch) {
                    if han {
                        cut_run(text, run, &mut edges, |piece| han_edges(jieba, piece));
                    } else {
                        self.cut_unicode(text, run, &mut edges);
                    }
                }
            }
            _ => self.cut_unicode(text, stretch, &mut edges),
        }
        let edges = self.join(text, stretch, edges);
        let ends = edges.iter().skip(1);
        edges
            .iter()
            .zip(ends)
            .map(|(start, end)| Span {
                start: *start,
                end: *end,
            })
            .collect()
    }

    fn cut_unicode(&self, text: &str, run: Span, edges: &mut Vec<usize>) {
        cut_run(text, run, edges, |piece| {
            self.unicode.segment_str(piece).skip(1).collect()
        });
    }

    /// Takes out the edges inside user words that are not all Han. Such a word
    /// counts only where it starts and ends with a word, or beside a Han
    /// character, so that `AI` does not come out of `MAIN`.
    fn join(&self, text: &str, stretch: Span, edges: Vec<usize>) -> Vec<usize> {
        let Some(joiner) = self.joiner() else {
            return edges;
        };
        let mut joined = Vec::with_capacity(edges.len());
        let mut rest = edges.into_iter().peekable();
        for found in joiner.find_iter(stretch.of(text).unwrap_or_default()) {
            let word = Span {
                start: found.start(),
                end: found.end(),
            }
            .shifted(stretch.start);
            while let Some(edge) = rest.next_if(|edge| *edge < word.start) {
                joined.push(edge);
            }
            let starts = rest.peek() == Some(&word.start) || beside_han(text, word.start);
            let mut inside = Vec::new();
            while let Some(edge) = rest.next_if(|edge| *edge < word.end) {
                inside.push(edge);
            }
            let ends = rest.peek() == Some(&word.end) || beside_han(text, word.end);
            if starts && ends {
                joined.push(word.start);
                if rest.peek() != Some(&word.end) {
                    joined.push(word.end);
                }
            } else {
                joined.append(&mut inside);
            }
        }
        joined.extend(rest);
        joined.dedup();
        joined
    }

    fn joiner(&self) -> Option<&AhoCorasick> {
        let build = || {
            let mut builder = AhoCorasick::builder();
            builder.match_kind(MatchKind::LeftmostLongest);
            builder
                .build(&self.joined)
                .ok()
                .filter(|_| !self.joined.is_empty())
        };
        self.joiner.get_or_init(build).as_ref()
    }
}

/// The ends of the words of a run of Han, in bytes.
fn han_edges(jieba: &Jieba, run: &str) -> Vec<usize> {
    let shadow = shadow(run);
    let tokens = jieba.cut(&shadow, true);
    if matches!(shadow, std::borrow::Cow::Borrowed(_)) {
        return tokens.iter().map(|token| token.byte_end).collect();
    }
    // The shadow's characters may be longer or shorter in bytes, never more or fewer.
    let mut chars = run.char_indices().map(|(at, char)| at + char.len_utf8());
    let end_of =
        |token: &jieba_rs::Token<'_>| chars.nth(token.word.chars().count().checked_sub(1)?);
    tokens.iter().filter_map(end_of).collect()
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use proptest::prelude::*;

    use super::*;

    static LOADED: LazyLock<Words> = LazyLock::new(Words::load);
    static PLAIN: LazyLock<Words> = LazyLock::new(Words::plain);

    fn cut(words: &Words, text: &str) -> String {
        let words = words.cut(text);
        words
            .iter()
            .map(|word| word.of(text).unwrap())
            .collect::<Vec<_>>()
            .join("|")
    }

    /// The text with the word at `^` in brackets.
    fn at(text: &str) -> String {
        let byte = text.find('^').unwrap();
        let text = text.replace('^', "");
        let word = LOADED.at(&text, byte);
        let (before, after) = (
            text.get(..word.start).unwrap(),
            text.get(word.end..).unwrap(),
        );
        format!("{before}[{}]{after}", word.of(&text).unwrap())
    }

    #[test]
    fn chinese_by_the_dictionary() {
        assert_eq!(
            cut(&LOADED, "国家治理体系现代化。"),
            "国家|治理|体系|现代化|。"
        );
        assert_eq!(cut(&LOADED, "产业与文化\n国防"), "产业|与|文化|\n|国防");
    }

    #[test]
    fn traditional_is_cut_like_simplified() {
        let simplified = LOADED.cut("台湾的国防产业发展与数字治理");
        assert_eq!(LOADED.cut("臺灣的國防產業發展與數字治理"), simplified);
        assert_eq!(cut(&LOADED, "臺灣的國防產業"), "臺灣|的|國防|產業");
        // 䪼 and its like change their length in bytes; the offsets stay right.
        let text = "顩顩國防產業";
        assert!(
            cut(&LOADED, text).ends_with("國防|產業"),
            "{}",
            cut(&LOADED, text)
        );
    }

    #[test]
    fn the_neighbours_by_their_own_rules() {
        assert_eq!(
            cut(&LOADED, "地方自治体は防衛産業"),
            "地方自治体|は|防衛|産業"
        );
        assert_eq!(cut(&LOADED, "정책과 산업"), "정책과| |산업");
        assert_eq!(
            cut(&LOADED, "It can't cost 3.14, naïve."),
            "It| |can't| |cost| |3.14|,| |naïve|."
        );
        assert_eq!(cut(&LOADED, "สวัสดีชาวโลก"), cut(&PLAIN, "สวัสดีชาวโลก"));
        assert!(PLAIN.cut("สวัสดีชาวโลก").len() > 1);
        assert_eq!(cut(&LOADED, "2024年GDP增长5.2%"), "2024|年|GDP|增长|5.2|%");
    }

    #[test]
    fn no_cut_inside_what_a_reader_sees_as_one() {
        for words in [&*LOADED, &*PLAIN] {
            assert!(cut(words, "国防👨‍👩‍👧产业").contains("|👨‍👩‍👧|"));
            assert!(cut(words, "cafe\u{301}治理").starts_with("cafe\u{301}|"));
            assert!(cut(words, "葛\u{E0100}城").contains("葛\u{E0100}"));
        }
    }

    #[test]
    fn without_the_dictionary_too() {
        assert_eq!(cut(&PLAIN, "国家治理 governance"), "国家|治理| |governance");
    }

    #[test]
    fn user_words_stay_in_one_piece() {
        let mut words = Words::load();
        assert_eq!(cut(&words, "数字治理与AI合作"), "数字|治理|与|AI|合作");
        for word in [
            "数字治理",
            "AI合作",
            "  ",
            "two\nlines",
            "governance gap",
            "AI",
        ] {
            words.add(word);
        }
        assert_eq!(cut(&words, "数字治理与AI合作"), "数字治理|与|AI合作");
        assert_eq!(
            cut(&words, "數字治理"),
            "數字治理",
            "in traditional characters too"
        );
        assert_eq!(cut(&words, "the governance gap"), "the| |governance gap");
        assert_eq!(
            cut(&words, "MAIN"),
            "MAIN",
            "not out of the middle of a word"
        );
        assert_eq!(cut(&words, "governance gaps"), "governance| |gaps");
        let mut plain = Words::plain();
        plain.add("数字治理");
        assert_eq!(cut(&plain, "论数字治理"), "论|数字治理");
    }

    #[test]
    fn a_double_click_takes_the_word() {
        assert_eq!(at("国家治^理体系。"), "国家[治理]体系。");
        assert_eq!(at("国家^治理"), "国家[治理]");
        assert_eq!(at("重要！国家治理^。再说"), "重要！国家治理[。]再说");
        assert_eq!(at("国家治理^"), "国家[治理]", "at the end of the text");
        assert_eq!(
            at("国家治理^\n国防"),
            "国家[治理]\n国防",
            "at the end of a line"
        );
        assert_eq!(at("国家\n^\n国防"), "国家\n[]\n国防", "in an empty line");
        assert_eq!(at("the defence^-industry"), "the defence[-]industry");
        assert_eq!(LOADED.at("", 7), Span::new(0, 0));
    }

    #[test]
    fn keys_go_from_word_to_word() {
        let text = "国家治理 \n\n 与 governance";
        let mut stops = vec![0];
        while stops.last().unwrap() < &text.len() {
            stops.push(LOADED.next(text, *stops.last().unwrap()));
        }
        assert_eq!(stops, [0, 6, 12, 19, text.len()]);
        let mut back = vec![text.len()];
        while back.last().unwrap() > &0 {
            back.push(LOADED.previous(text, *back.last().unwrap()));
        }
        assert_eq!(back, [text.len(), 20, 16, 6, 0]);
    }

    #[test]
    fn long_lines_without_punctuation_are_cut_all_the_same() {
        let han = "国家治理体系现代化".repeat(2_000);
        let words = LOADED.cut(&han);
        assert_eq!(
            words.len(),
            4 * 2_000,
            "no word is lost where one piece ends"
        );
        assert_eq!(LOADED.at(&han, 27_000).of(&han), Some("国家"));
        let marks = format!("e{}", "\u{301}".repeat(20_000));
        assert_eq!(LOADED.cut(&marks), [Span::new(0, marks.len())]);
        assert_eq!(LOADED.cut(&"🇨🇳".repeat(3_000)).len(), 3_000);
    }

    #[test]
    fn one_set_of_words_serves_all_threads() {
        fn shareable<T: Send + Sync>() {}
        shareable::<Words>();
    }

    fn check_cover(words: &Words, text: &str) {
        let mut end = 0;
        for word in words.cut(text) {
            assert_eq!(word.start, end, "no gap");
            assert!(!word.is_empty());
            assert!(
                graphemes::is_edge(text, word.start),
                "{text:?} at {}",
                word.start
            );
            end = word.end;
        }
        assert_eq!(end, text.len());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn words_cover_any_text_without_gaps(text in crate::text::any_text(60)) {
            check_cover(&LOADED, &text);
            check_cover(&PLAIN, &text);
        }

        #[test]
        fn the_word_at_a_place_is_one_of_the_cut(text in crate::text::any_text(40), at: usize) {
            let byte = graphemes::floor(&text, at % (text.len() + 1));
            let word = LOADED.at(&text, byte);
            prop_assert!(word.is_empty() || LOADED.cut(&text).contains(&word));
            prop_assert!(word.start <= byte && byte <= word.end);
        }
    }
}
