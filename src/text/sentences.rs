//! Sentences of Chinese, Japanese, Korean and English, in one mixed text.
//!
//! Unicode's rules (UAX 29) cut `Dr. |Smith` and know nothing of `……`, so the
//! rules are ours: 。！？；…… end a sentence and take closing quotation marks,
//! brackets and reference marks with them; . ! ? end one where the text around
//! them says so; a line feed always does. Blanks around a sentence belong to none.

use super::graphemes;
use super::paragraphs::paragraphs;
use super::span::Span;

/// Bytes on each side that are read to find one sentence.
const NEIGHBOURHOOD: usize = 16_384;

/// Every sentence of a text, in order, without the blanks around it.
pub fn sentences(text: &str) -> impl Iterator<Item = Span> {
    paragraphs(text).flat_map(move |paragraph| Scanner::new(text, paragraph))
}

/// The sentences of one paragraph, in order, without the blanks around them.
pub fn within(text: &str, paragraph: Span) -> impl Iterator<Item = Span> {
    Scanner::new(text, paragraph)
}

/// The sentence a byte is in, found from a few KB around it. Blanks belong to
/// the sentence before them, or at the start of a line to the one after; in an
/// empty line the answer is an empty span.
pub fn at(text: &str, byte: usize) -> Span {
    let byte = text.floor_char_boundary(byte);
    let low = graphemes::ceil(text, byte.saturating_sub(NEIGHBOURHOOD)).min(byte);
    let high = graphemes::floor(text, byte.saturating_add(NEIGHBOURHOOD)).max(byte);
    let before = text.get(low..byte).unwrap_or_default();
    let after = text.get(byte..high).unwrap_or_default();
    let start = before.rfind('\n').map_or(low, |at| low + at + 1);
    let end = after.find('\n').map_or(high, |at| byte + at);
    let mut found = Span {
        start: byte,
        end: byte,
    };
    for sentence in Scanner::new(text, Span { start, end }) {
        if sentence.start > byte && !found.is_empty() {
            break;
        }
        found = sentence;
        if sentence.end > byte {
            break;
        }
    }
    found
}

/// Goes through one paragraph, sentence by sentence.
struct Scanner<'t> {
    text: &'t str,
    /// Where the next sentence is looked for.
    from: usize,
    end: usize,
    /// True between a first `"` and a second.
    quoted: bool,
}

impl<'t> Scanner<'t> {
    fn new(text: &'t str, paragraph: Span) -> Self {
        Self {
            text,
            from: paragraph.start,
            end: paragraph.end,
            quoted: false,
        }
    }

    /// The text from a byte to the paragraph's end.
    fn rest(&self, byte: usize) -> &'t str {
        self.text.get(byte..self.end).unwrap_or_default()
    }

    /// The next character from a byte on that may be a mark, and where it is. Words are passed over
    /// byte by byte.
    fn mark(&self, from: usize) -> Option<(usize, char)> {
        let rest = self.rest(from);
        let at = rest.bytes().position(begins_mark)?;
        Some((from + at, rest.get(at..)?.chars().next()?))
    }

    /// Whether the mark at `at` ends the sentence begun at `start`.
    fn verdict(&mut self, start: usize, at: usize, mark: char) -> Verdict {
        let after = at + mark.len_utf8();
        let so_far = self.text.get(start..at).unwrap_or_default();
        let rest = self.rest(after);
        let dots = rest.starts_with('.');
        match mark {
            '.' | '．' if !dots && !stop_ends(so_far, rest) => return Verdict::GoesOn(after),
            '!' | '?'
                if rest.starts_with(|char: char| {
                    char.is_ascii_alphanumeric() || "=&/".contains(char)
                }) =>
            {
                return Verdict::GoesOn(after);
            }
            ';' if !so_far.ends_with(is_east_asian) => return Verdict::GoesOn(after),
            _ => {}
        }
        let tail = self.tail(after);
        self.quoted = tail.quoted;
        let weak = matches!(mark, '.' | '．' | '!' | '?' | '…' | '⋯' | '‥');
        if goes_on(self.rest(tail.end), tail.closed, weak) {
            return Verdict::GoesOn(tail.end);
        }
        Verdict::Ends(graphemes::ceil(self.text, tail.end).min(self.end))
    }

    /// What follows an end mark and belongs to its sentence.
    fn tail(&self, from: usize) -> Tail {
        let mut tail = Tail {
            end: from,
            closed: false,
            quoted: self.quoted,
        };
        while let Some(char) = self.rest(tail.end).chars().next() {
            let rest = self.rest(tail.end + char.len_utf8());
            match char {
                '"' if tail.quoted => {
                    tail.quoted = false;
                    tail.closed = true;
                }
                '\'' if rest.is_empty() || rest.starts_with(char::is_whitespace) => {
                    tail.closed = true;
                }
                _ if is_closing(char) => tail.closed = true,
                _ if is_end(char) || matches!(char, '.' | '．' | '!' | '?') => {}
                _ => match reference(self.rest(tail.end)).or_else(|| dash(self.rest(tail.end))) {
                    Some(length) => {
                        tail.end += length;
                        continue;
                    }
                    None => break,
                },
            }
            tail.end += char.len_utf8();
        }
        tail
    }
}

/// What an end mark does, with the byte after it and the marks taken with it.
enum Verdict {
    Ends(usize),
    GoesOn(usize),
}

/// What was taken after an end mark.
struct Tail {
    end: usize,
    /// A closing quotation mark or bracket is among it.
    closed: bool,
    quoted: bool,
}

impl Iterator for Scanner<'_> {
    type Item = Span;

    fn next(&mut self) -> Option<Span> {
        let blank = self.rest(self.from).len() - self.rest(self.from).trim_start().len();
        let start = self.from + blank;
        let rest = self.rest(start);
        if rest.is_empty() {
            return None;
        }
        let (mut depth, mut seen) = (0_usize, start);
        let mut next = start;
        while let Some((at, char)) = self.mark(next) {
            next = at + char.len_utf8();
            match char {
                // Taken with an end mark before it, which ended nothing.
                _ if at < seen => {}
                '"' => self.quoted = !self.quoted,
                _ if is_opening(char) => depth += 1,
                _ if is_closing(char) => depth = depth.saturating_sub(1),
                '；' | ';' if depth > 0 => {}
                _ if is_end(char) || matches!(char, '.' | '．' | '!' | '?' | ';') => {
                    match self.verdict(start, at, char) {
                        Verdict::GoesOn(after) => seen = after,
                        Verdict::Ends(end) => {
                            self.from = end;
                            return Some(Span { start, end });
                        }
                    }
                }
                _ => {}
            }
        }
        self.from = self.end;
        Some(Span {
            start,
            end: start + rest.trim_end().len(),
        })
    }
}

/// Whether a character that begins with this byte may be one that matters here: all of them are in
/// ASCII or begin so, and hardly any Chinese or Korean character does.
const fn begins_mark(byte: u8) -> bool {
    matches!(
        byte,
        b'.' | b'!' | b'?' | b';' | b'"' | b'(' | b')' | b'[' | b']' | b'{' | b'}'
    ) || matches!(byte, 0xC2 | 0xE2 | 0xE3 | 0xEF)
}

/// Marks that end a sentence wherever they stand.
fn is_end(char: char) -> bool {
    matches!(
        char,
        '。' | '！' | '？' | '｡' | '；' | '…' | '⋯' | '‥' | '‼' | '⁇' | '⁈' | '⁉'
    )
}

fn is_opening(char: char) -> bool {
    matches!(
        char,
        '「' | '『'
            | '“'
            | '‘'
            | '（'
            | '《'
            | '〈'
            | '【'
            | '〔'
            | '［'
            | '｛'
            | '〖'
            | '('
            | '['
            | '{'
            | '«'
    )
}

fn is_closing(char: char) -> bool {
    matches!(
        char,
        '」' | '』'
            | '”'
            | '’'
            | '）'
            | '》'
            | '〉'
            | '】'
            | '〕'
            | '］'
            | '｝'
            | '〗'
            | '〙'
            | '〛'
            | '｣'
            | '﹂'
            | '﹄'
            | ')'
            | ']'
            | '}'
            | '»'
            | '＂'
            | '〞'
            | '〟'
    )
}

fn is_east_asian(char: char) -> bool {
    matches!(char, '\u{1100}'..='\u{11FF}' | '\u{2E80}'..='\u{A4CF}' | '\u{AC00}'..='\u{D7FF}'
        | '\u{F900}'..='\u{FAFF}' | '\u{FE30}'..='\u{FE4F}' | '\u{FF00}'..='\u{FFEF}'
        | '\u{20000}'..='\u{3FFFD}' | '”' | '’')
}

/// The length of a reference to a note at the start of `rest`: `[1]`, `〔2〕`,
/// `①`, `^①`, `¹`.
fn reference(rest: &str) -> Option<usize> {
    let bare = rest.strip_prefix('^').unwrap_or(rest);
    let first = bare.chars().next()?;
    if matches!(first, '\u{2460}'..='\u{2473}' | '¹' | '²' | '³' | '⁰' | '⁴'..='⁹') {
        return Some(rest.len() - bare.len() + first.len_utf8());
    }
    let inside = bare.strip_prefix(['[', '〔', '［'])?;
    // Bounded, for a text may be all opening brackets.
    let near = inside.get(..inside.floor_char_boundary(20))?;
    let close = near.find([']', '〕', '］']).filter(|length| *length > 0)?;
    let numbers = inside.get(..close)?;
    let plain =
        |char: char| char.is_numeric() || matches!(char, ',' | '-' | '–' | ' ' | '、' | '，');
    let mark = inside.get(close..)?.chars().next()?;
    let length = rest.len() - inside.len() + close + mark.len_utf8();
    numbers.chars().all(plain).then_some(length)
}

/// The length of a dash that breaks the sentence off (`……——”`). One that leads
/// on (`。——鲁迅`) starts the next sentence.
fn dash(rest: &str) -> Option<usize> {
    let after = rest.trim_start_matches(['—', '―', '─', '⸺']);
    let breaks_off = after.is_empty() || after.starts_with(is_closing);
    (after.len() < rest.len() && breaks_off).then_some(rest.len() - after.len())
}

/// True when the sentence goes on after its end mark: `“……”，他说`, `「…。」と言った`,
/// `“네.”라고`, `"Really?" she asked`.
fn goes_on(rest: &str, closed: bool, weak: bool) -> bool {
    let Some(next) = rest.chars().next() else {
        return false;
    };
    if matches!(next, '，' | '、' | '：' | ',' | ':' | '；' | ';') {
        return true;
    }
    let particle = matches!(next, 'と' | 'っ' | 'の' | 'を' | 'が' | 'に');
    if closed && (particle || matches!(next, '\u{AC00}'..='\u{D7A3}')) {
        return true;
    }
    weak && rest.trim_start().starts_with(char::is_lowercase)
}

/// True when a full stop ends the sentence `so_far`.
fn stop_ends(so_far: &str, rest: &str) -> bool {
    let Some(last) = so_far.chars().next_back() else {
        return false;
    };
    let next = rest.chars().next();
    if is_east_asian(last) && !last.is_numeric() {
        return !next.is_some_and(|char| char.is_ascii_alphanumeric());
    }
    let apart = next
        .is_none_or(|char| char.is_whitespace() || char == '"' || char == '\'' || is_closing(char));
    let beside =
        next.is_some_and(|char| is_east_asian(char) && !char.is_numeric() || is_opening(char));
    let only_number = so_far.chars().all(char::is_numeric);
    if only_number || !(apart || beside || reference(rest).is_some()) {
        return false;
    }
    // The last word, of which a bounded piece tells enough.
    let near = so_far.floor_char_boundary(so_far.len().saturating_sub(64));
    let apart_from = |char: char| {
        char.is_whitespace() || matches!(char, '"' | '\'' | '-' | '/') || is_opening(char)
    };
    let word = so_far.get(near..).unwrap_or_default().rsplit(apart_from);
    let word = word.into_iter().next().unwrap_or_default();
    let word = word.trim_start_matches(is_east_asian);
    let coming = rest.trim_start();
    let small = word.to_ascii_lowercase();
    if TITLES.contains(&small.as_str()) {
        return coming.is_empty();
    }
    if is_initials(word) {
        return apart && (coming.is_empty() || begins_afresh(coming));
    }
    let counted = coming.starts_with(|char: char| char.is_numeric() || matches!(char, '(' | '（'));
    !(counted && BEFORE_NUMBERS.contains(&small.as_str()))
}

/// `U.S`, `e.g`, `Ph.D`, `J`: letters, each few with a stop between.
fn is_initials(word: &str) -> bool {
    let mut parts = word.split('.').peekable();
    let single = !word.contains('.');
    let short = |part: &str| match part.chars().count() {
        1 => part.chars().all(char::is_alphabetic),
        2 => !single && part.chars().all(char::is_alphabetic),
        _ => false,
    };
    parts.peek().is_some() && parts.all(short)
}

/// True when the coming words begin as sentences do that follow an abbreviation.
fn begins_afresh(coming: &str) -> bool {
    let word = coming
        .split(|char: char| !char.is_alphabetic())
        .next()
        .unwrap_or_default();
    STARTERS.contains(&word) || coming.starts_with(is_east_asian)
}

/// Abbreviations that a name or a thing always follows.
const TITLES: &[&str] = &[
    "mr", "mrs", "ms", "dr", "prof", "st", "gen", "gov", "sen", "rep", "col", "capt", "lt", "sgt",
    "rev", "hon", "mt", "vs", "cf", "viz", "pres", "messrs", "mme", "mlle",
];

/// Abbreviations that end no sentence before a number or a bracket.
const BEFORE_NUMBERS: &[&str] = &[
    "no", "nos", "fig", "figs", "vol", "vols", "p", "pp", "sec", "ch", "chap", "art", "para", "eq",
    "al", "approx", "ca", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct",
    "nov", "dec",
];

/// Words that often begin a sentence and seldom follow initials inside one.
const STARTERS: &[&str] = &[
    "A", "An", "And", "As", "At", "But", "By", "For", "He", "However", "I", "If", "In", "It",
    "Its", "Moreover", "No", "On", "Our", "She", "So", "That", "The", "Then", "There", "These",
    "They", "This", "Those", "Thus", "To", "We", "What", "When", "While", "With", "Yet", "You",
];

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Holds that the sentences are those between `|`; a blank beside a `|` is
    /// left out of both.
    fn check(marked: &str) {
        let text = marked.replace('|', "");
        let cut: Vec<_> = sentences(&text)
            .map(|span| span.of(&text).unwrap())
            .collect();
        let wanted: Vec<_> = marked
            .split(['|', '\n'])
            .map(str::trim)
            .filter(|s| !s.is_empty())
            .collect();
        assert_eq!(cut, wanted);
    }

    #[test]
    fn chinese() {
        check("治理很重要。|国防呢？|产业！|文化也是；|都要研究……|好。");
        check("他说：“治理很重要。|我们要研究！”|大家同意。");
        check("「引用。」|结束。|（见上文。）|『好！』|《论治理。》|完");
        check("“治理很重要。”，他说。|再说");
        check("治理——国家的根基——很重要。|国防");
        check("真的吗？！|真的！！！|他……|走了");
        check("“可是我……——”|他没有说完。|——鲁迅");
        check("（甲；乙；丙）是三件事；|丁是第四件。");
    }

    #[test]
    fn references_to_notes_stay_with_their_sentence() {
        check("冲击产业。^①|在芯片环节，美国领先。①|其次[2]，文化。[3]|再次");
        check("It matters.[1, 2] |Then it does not.² |End.");
    }

    #[test]
    fn chinese_with_marks_of_half_width() {
        check("治理很重要.|国防也是!|真的?|版本3.14发布;|文化,产业.|完");
        check("\"治理很重要。|我们要研究!\"|大家同意。");
        check("见 example.com/?id=3 一文。|好");
        check("1.治理是什么。|2.国防是什么。");
        check("J.史密斯说GDP增长5.2%.|完");
    }

    #[test]
    fn english() {
        check("Dr. Smith paid 3.14 dollars. |He left the U.S. Army in 1999. |Why?");
        check(
            "He lives in the U.S. |The army came, e.g. tanks, etc. |Fig. 3 shows it. |See et al. (2020) now.",
        );
        check("\"Really?\" she asked. |\"Yes.\" |He said \"Go.\" |Then (at 5 p.m.) he went.");
        check("Well... maybe. |Well... |Maybe not. |Wait! |Stop! or not.");
        check("1. Governance matters. |2. Defence, too.");
        check("It's Mr. |");
    }

    #[test]
    fn japanese() {
        check("治理は重要である。|国防も。|「はい。」と答えた。|「本当？」|彼は言った！");
        check("『治理。』の著者は言う。|そうだ｡|はい");
    }

    #[test]
    fn korean() {
        check("정책은 중요하다. |국방도 그렇다! |왜? |“네.”라고 말했다. |끝");
    }

    #[test]
    fn a_line_feed_always_ends_and_blanks_belong_to_none() {
        check("  数字治理 |\n\n　　国防。　|产业 ");
        assert_eq!(sentences(" \n　\n").count(), 0);
        assert_eq!(sentences("").count(), 0);
    }

    #[test]
    fn a_triple_click_takes_the_sentence() {
        let text = "　治理重要。 国防呢？\n\n产业";
        let at = |byte| at(text, byte).of(text).unwrap();
        assert_eq!(at(0), "治理重要。", "in the blank before it");
        assert_eq!(at(9), "治理重要。");
        assert_eq!(at(18), "治理重要。", "in the blank after it");
        assert_eq!(at(19), "国防呢？");
        assert_eq!(at(31), "国防呢？", "at the end of the line");
        assert_eq!(at(32), "", "in an empty line");
        assert_eq!(at(999), "产业");
        assert_eq!(super::at("", 0), Span::new(0, 0));
    }

    #[test]
    fn a_sentence_in_a_long_line_is_found_around_the_place() {
        let line = "国家治理很重要。产业与文化并重！".repeat(20_000);
        let byte = 48 * 10_000 + 30;
        assert_eq!(at(&line, byte).of(&line), Some("产业与文化并重！"));
        let endless = "治".repeat(200_000);
        let here = at(&endless, 300_000);
        assert!(here.contains(300_000) && here.len() <= 2 * NEIGHBOURHOOD);
    }

    #[test]
    fn no_mark_is_passed_over() {
        let is_mark = |char: char| {
            let known = is_end(char) || is_opening(char) || is_closing(char);
            known || matches!(char, '.' | '．' | '!' | '?' | ';' | '"')
        };
        for char in (char::MIN..=char::MAX).filter(|it| is_mark(*it)) {
            let first = char.to_string().bytes().next().unwrap();
            assert!(begins_mark(first), "{char}");
        }
    }

    #[test]
    fn lines_of_nothing_but_marks_end_soon() {
        // Each of these once made every mark read the rest of the line again.
        for unit in ["。[", "a.)", "!", ".", "…", "?\"", "——"] {
            let text = format!("{}a", unit.repeat(100_000));
            let last = sentences(&text).last().unwrap();
            assert_eq!(last.end, text.len());
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn sentences_leave_out_nothing_but_blanks(text in crate::text::any_text(60)) {
            let mut from = 0;
            for sentence in sentences(&text) {
                let between = Span { start: from, end: sentence.start };
                prop_assert!(from <= sentence.start && between.of(&text).unwrap().trim().is_empty());
                let words = sentence.of(&text).unwrap();
                prop_assert!(!words.is_empty() && !words.contains('\n'));
                from = sentence.end;
            }
            prop_assert!(text.get(from..).unwrap().trim().is_empty());
        }

        #[test]
        fn the_sentence_at_a_place_is_one_of_them(text in crate::text::any_text(60), at: usize) {
            let byte = at % (text.len() + 1);
            let here = super::at(&text, byte);
            prop_assert!(here.is_empty() || sentences(&text).any(|sentence| sentence == here));
        }
    }
}
