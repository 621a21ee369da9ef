//! Where lines end: the rules of Chinese setting over those of Unicode.
//!
//! Unicode's rules (UAX 14, by ICU4X) say where a line may end. They leave quotation marks open to
//! both sides and know neither reference marks nor hangul set by words, so the rules for these are
//! ours (GB/T 15834-2011, 5.1: no 。，、；：？！」』）》”’ at a line's start, no 「『（《“‘ at its
//! end, —— and …… in one piece, connecting marks never first).
//!
//! The widths come from outside, so that everything here is a pure function of text and numbers.

use icu_segmenter::options::LineBreakOptions;
use icu_segmenter::{LineSegmenter, LineSegmenterBorrowed};
use unicode_segmentation::UnicodeSegmentation;

use super::runs::{is_han, is_kana};

/// Grapheme clusters on one line at most: a line of a million characters without width would else
/// be one line.
const MOST_CLUSTERS: usize = 1_024;
/// Bytes of a cluster kept in one piece; of a longer one (a thousand marks on one letter) each such
/// piece may begin a line.
const LONG_CLUSTER: usize = 1_024;
/// How much a line may be over its width, in points: sums of widths are not exact.
const SLACK: f32 = 0.01;

/// The ends of the lines of one paragraph, in bytes; the last is the paragraph's. There is always
/// one line. Blanks at a line's end hang over the edge and count for nothing.
///
/// `paragraph` has no line feed in it. `advance` gives the width of a grapheme cluster and `width`
/// that of a line, both in points. A run that may not be broken but is wider than a line is broken
/// anywhere; a cluster wider than a line gets a line of its own.
pub fn lines(paragraph: &str, width: f32, mut advance: impl FnMut(&str) -> f32) -> Vec<usize> {
    let mut places = opportunities(paragraph).into_iter().peekable();
    let mut ends = Vec::new();
    let mut line = Filling::default();
    for (start, cluster) in clusters(paragraph) {
        while places.next_if(|place| *place < start).is_some() {}
        if places.next_if_eq(&start).is_some() {
            line.may_end = Some((start, line.width, line.clusters));
        }
        let advance = advance(cluster);
        let hangs = cluster.chars().all(char::is_whitespace);
        while line.is_full(advance, hangs, width) {
            ends.push(line.end(start));
        }
        line.width += advance;
        line.clusters += 1;
    }
    ends.push(paragraph.len());
    ends
}

/// The grapheme clusters with their starts; very long ones in pieces.
fn clusters(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.grapheme_indices(true).flat_map(|(at, cluster)| {
        let mut rest = cluster;
        let mut start = at;
        std::iter::from_fn(move || {
            let (piece, later) = rest.split_at_checked(rest.floor_char_boundary(LONG_CLUSTER))?;
            let here = start;
            start += piece.len();
            rest = later;
            (!piece.is_empty()).then_some((here, piece))
        })
    })
}

/// The line that is being filled.
#[derive(Default)]
struct Filling {
    width: f32,
    clusters: usize,
    /// The last place where it may end: the byte, and what is before it on the line.
    may_end: Option<(usize, f32, usize)>,
}

impl Filling {
    /// Whether one more cluster does not go on it.
    fn is_full(&self, advance: f32, hangs: bool, width: f32) -> bool {
        let wide = !hangs && self.width + advance > width + SLACK;
        self.clusters > 0 && (wide || self.clusters >= MOST_CLUSTERS)
    }

    /// Ends it, where it may or else `here`, and begins the next with what is left over.
    fn end(&mut self, here: usize) -> usize {
        let (end, width, clusters) =
            self.may_end
                .take()
                .unwrap_or((here, self.width, self.clusters));
        self.width -= width;
        self.clusters -= clusters;
        end
    }
}

/// The bytes at which a line may end, in order; neither start nor end of the paragraph is among
/// them.
pub fn opportunities(paragraph: &str) -> Vec<usize> {
    let mut unicode = segmenter().segment_str(paragraph).peekable();
    let mut quotes = Quotes::default();
    let mut found = Vec::new();
    let mut before: Option<char> = None;
    let mut opened = false;
    let mut chars = paragraph.char_indices().peekable();
    while let Some((at, after)) = chars.next() {
        while unicode.next_if(|place| *place < at).is_some() {}
        let allowed = unicode.next_if_eq(&at).is_some();
        let next = chars.peek().map(|(_, next)| *next);
        let opens = quotes.opens(before, after, next);
        if let Some(before) = before {
            let pair = Pair {
                before,
                after,
                next,
                opened,
                opens,
            };
            if pair.may_part(allowed) {
                found.push(at);
            }
        }
        opened = opens;
        before = Some(after);
    }
    found
}

fn segmenter() -> LineSegmenterBorrowed<'static> {
    LineSegmenter::new_auto(LineBreakOptions::default())
}

/// Tells opening from closing straight quotes: beside blanks it is plain, else they take turns.
#[derive(Default)]
struct Quotes {
    is_open: bool,
}

impl Quotes {
    /// Whether this character opens a quotation or bracket.
    fn opens(&mut self, before: Option<char>, char: char, next: Option<char>) -> bool {
        if matches!(char, '"' | '＂') {
            let starts = before.is_none_or(char::is_whitespace);
            let ends = next.is_none_or(|it| it.is_whitespace() || is_closing(it));
            self.is_open = starts || !ends && !self.is_open;
            return self.is_open;
        }
        matches!(
            char,
            '（' | '('
                | '［'
                | '['
                | '｛'
                | '{'
                | '〈'
                | '《'
                | '「'
                | '『'
                | '【'
                | '〔'
                | '〖'
                | '“'
                | '‘'
                | '｢'
                | '〝'
        )
    }
}

/// Two neighbours between which a line may end, or not.
struct Pair {
    before: char,
    after: char,
    /// What comes after them.
    next: Option<char>,
    /// Whether `before` opens a quotation or bracket.
    opened: bool,
    /// Whether `after` does.
    opens: bool,
}

impl Pair {
    /// Whether a line may end between them; `allowed` is what Unicode says.
    fn may_part(&self, allowed: bool) -> bool {
        let Self {
            before,
            after,
            next,
            opened,
            opens,
        } = *self;
        if opened || (!opens && never_first(before, after, next)) {
            return false;
        }
        if is_hangul(before) && is_hangul(after) {
            return false;
        }
        if opens && is_quote(after) {
            return allowed || is_wide(before) || before.is_whitespace() || is_closing(before);
        }
        if is_quote(before) {
            return allowed || is_wide(after);
        }
        allowed
    }
}

/// Marks that may not begin a line.
fn never_first(before: char, after: char, next: Option<char>) -> bool {
    match after {
        '。' | '，' | '、' | '；' | '：' | '？' | '！' | '．' | '｡' | '､' | '」' | '』' | '）'
        | '》' | '〉' | '】' | '〕' | '〗' | '］' | '｝' | '”' | '’' | '"' | '＂' | '｣' | '〞'
        | '〟' | '％' | '‰' | '℃' | '·' | '‧' | '・' | '～' | '〜' | '–' | '－' | '…' | '⋯'
        | '々' | 'ー' => true,
        // A dash of two is one mark and may begin a line; a single one joins and may not.
        '—' | '―' | '─' if before == after => true,
        '—' | '―' | '─' if next == Some(after) => false,
        '—' | '―' | '─' => !before.is_whitespace() && !is_closing(before),
        // The mark of a footnote stays with its word.
        '①'..='⑳' | '㉑'..='㊿' => !before.is_whitespace(),
        _ => false,
    }
}

/// Marks that close: a dash after one reads as the start of a clause.
fn is_closing(char: char) -> bool {
    matches!(
        char,
        '。' | '，'
            | '、'
            | '；'
            | '：'
            | '？'
            | '！'
            | '”'
            | '’'
            | '」'
            | '』'
            | '）'
            | '》'
            | ','
            | '.'
            | ';'
            | ':'
            | '?'
            | '!'
            | ')'
            | ']'
    )
}

fn is_quote(char: char) -> bool {
    matches!(char, '"' | '＂' | '“' | '”' | '‘' | '’')
}

/// Characters set in a square of their own.
fn is_wide(char: char) -> bool {
    is_han(char)
        || is_kana(char)
        || matches!(char, '、'..='〟' | '！'..='～' | 'ㄅ'..='ㄯ' | 'ー' | '・' | '—' | '…')
}

fn is_hangul(char: char) -> bool {
    matches!(char, '\u{1100}'..='\u{11FF}' | '\u{AC00}'..='\u{D7A3}')
}

/// Whether room may be put between two neighbours to fill a line: beside a wide character, but not
/// inside a dash of two or dots of six, nor on the inside of a bracket.
pub fn may_stretch(before: char, after: char) -> bool {
    let inside = matches!(before, '—' | '…' | '―' | '⋯') && before == after;
    let wide = is_wide(before) || is_wide(after);
    let blank = before.is_whitespace();
    !inside && (wide || blank)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::{Span, graphemes};

    /// Wide characters are two units, everything else one.
    fn units(cluster: &str) -> f32 {
        let wide = |c| is_wide(c) || is_hangul(c) || matches!(c, '①'..='⑳' | '“' | '”' | '‘' | '’');
        if cluster.starts_with(wide) { 2.0 } else { 1.0 }
    }

    fn set(paragraph: &str, width: f32) -> String {
        let mut start = 0;
        let mut rows = Vec::new();
        for end in lines(paragraph, width, units) {
            rows.push(Span::new(start, end).of(paragraph).unwrap());
            start = end;
        }
        rows.join("|")
    }

    #[test]
    fn chinese_breaks_anywhere_but_keeps_its_marks() {
        let cases = [
            ("一二三四五六七八", 8.0, "一二三四|五六七八"),
            ("一二三四。五六七八", 8.0, "一二三|四。五六|七八"),
            ("一二三四，五", 8.0, "一二三|四，五"),
            ("一二三「四」五六", 8.0, "一二三|「四」五|六"),
            ("一二三《四五》六", 8.0, "一二三|《四五》|六"),
            ("一二三“四五”六", 8.0, "一二三|“四五”|六"),
            ("一二三四”。五六", 8.0, "一二三|四”。五|六"),
            ("一二三‘四’五六", 8.0, "一二三|‘四’五|六"),
            ("一二三——四五六", 8.0, "一二三|——四五|六"),
            ("一二三……四五六", 8.0, "一二|三……四|五六"),
            ("一二三？！四五", 8.0, "一二|三？！四|五"),
            ("一二三四①五六", 8.0, "一二三|四①五六"),
            ("约翰一·史密斯", 6.0, "约翰|一·史|密斯"),
            ("一二三，四", 8.0, "一二三，|四"),
        ];
        for (text, width, expected) in cases {
            assert_eq!(set(text, width), expected);
        }
    }

    #[test]
    fn half_width_marks_are_kept_too() {
        let cases = [
            ("一二三四,五六", 8.0, "一二三|四,五六"),
            ("一二三(四)五六", 8.0, "一二三|(四)五六"),
            ("一二,\"四五\"六七", 8.0, "一二,\"四|五\"六七"),
            ("说\"AI时代\"已来", 4.0, "说|\"AI|时|代\"|已来"),
            ("一二三四\"。五", 8.0, "一二三|四\"。五"),
            ("说“AI时代”已经", 4.0, "说|“AI|时|代”|已经"),
            ("一政—产—三", 8.0, "一政—|产—三"),
        ];
        for (text, width, expected) in cases {
            assert_eq!(set(text, width), expected);
        }
    }

    #[test]
    fn words_and_numbers_are_whole() {
        let cases = [
            ("用governance治理", 12.0, "用governance|治理"),
            ("一二三governance治理", 12.0, "一二三|governance治|理"),
            ("共2,605.5字", 8.0, "共|2,605.5|字"),
            ("增长了100%以上", 8.0, "增长了|100%以上"),
            ("the shared rules hold", 11.0, "the shared |rules hold"),
            ("국방 정책을 논한다", 10.0, "국방 |정책을 |논한다"),
        ];
        for (text, width, expected) in cases {
            assert_eq!(set(text, width), expected);
        }
    }

    #[test]
    fn what_cannot_be_kept_is_broken_anywhere() {
        let cases = [
            ("abcdefghij", 4.0, "abcd|efgh|ij"),
            ("治abcdefghij", 4.0, "治|abcd|efgh|ij"),
            ("。。。。。。", 4.0, "。。|。。|。。"),
            ("治理", 1.0, "治|理"),
            ("👨‍👩‍👧👨‍👩‍👧", 1.0, "👨‍👩‍👧|👨‍👩‍👧"),
            ("", 4.0, ""),
            ("   ", 1.0, "   "),
        ];
        for (text, width, expected) in cases {
            assert_eq!(set(text, width), expected);
        }
    }

    #[test]
    fn blanks_hang_over_the_edge() {
        assert_eq!(set("abcd      efgh", 4.0), "abcd      |efgh");
        assert_eq!(set("一二　　三四", 4.0), "一二　　|三四");
    }

    #[test]
    fn a_line_ends_even_where_nothing_has_width() {
        let text = "\u{200B}".repeat(5_000);
        let ends = lines(&text, 100.0, |_| 0.0);
        assert_eq!(ends.len(), 5);
        let heap = format!("e{}", "\u{301}".repeat(5_000));
        assert!(lines(&heap, 100.0, |_| 60.0).len() > 4);
    }

    #[test]
    fn room_goes_between_wide_characters() {
        assert!(may_stretch('治', '理') && may_stretch('A', '治') && may_stretch(' ', 'a'));
        assert!(!may_stretch('—', '—') && !may_stretch('a', 'b'));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(128))]

        #[test]
        fn lines_cover_the_text_and_fit(text in crate::text::any_text(60), width in 1_u8..40) {
            let text = text.replace('\n', " ");
            let width = f32::from(width);
            let ends = lines(&text, width, units);
            prop_assert_eq!(ends.last(), Some(&text.len()));
            let mut start = 0;
            for end in ends {
                prop_assert!(end > start || text.is_empty());
                prop_assert!(graphemes::is_edge(&text, end));
                let line = Span::new(start, end).of(&text).unwrap().trim_end();
                let sum: f32 = line.graphemes(true).map(units).sum();
                prop_assert!(sum <= width || line.graphemes(true).count() == 1, "{line:?}");
                start = end;
            }
        }

        #[test]
        fn no_line_begins_or_ends_with_a_wrong_mark(text in crate::text::any_text(60)) {
            let text = text.replace('\n', " ");
            for at in opportunities(&text) {
                let (before, after) = text.split_at(at);
                let first = after.chars().next().unwrap();
                prop_assert!(!"。，、；：？！」』）》”’".contains(first));
                let last = before.chars().next_back().unwrap();
                prop_assert!(!"「『（《“‘".contains(last));
            }
        }
    }
}
