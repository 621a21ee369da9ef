//! A text in blocks: the pieces that are laid out one at a time.
//!
//! A block holds some whole paragraphs, or a part of a very long one. Blocks follow each other
//! without a gap and together are the text, so a block costs no more to lay out in a text of a
//! million characters than in a short one.

use super::graphemes;
use super::span::Span;

/// Bytes after which a block takes no further paragraph.
const FULL: usize = 3_072;
/// Paragraphs in a block at most; many empty lines make many blocks.
const MOST_PARAGRAPHS: usize = 64;
/// A paragraph up to this many bytes stays whole: about 16,000 Chinese characters.
const LONG: usize = 48 * 1_024;
/// About how many bytes a part of a longer paragraph has.
const PART: usize = 32 * 1_024;
/// How far back from there a place to cut is looked for, in bytes.
const REACH: usize = 2_048;

/// A piece of a text that is laid out in one go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// Its bytes, with the line feeds that end its paragraphs.
    pub span: Span,
    /// Whether it begins with a paragraph; the parts of a long paragraph after the first do not.
    pub opens: bool,
    /// Whether it ends with a paragraph; only then may a line feed be its last byte.
    pub closes: bool,
}

impl Block {
    /// Its paragraphs, or the one part of a paragraph, in bytes of the whole text, without their
    /// line feeds.
    pub fn paragraphs(self, text: &str) -> impl Iterator<Item = Span> {
        let whole = self.span.of(text).unwrap_or_default();
        // The text's last block may end with a line feed and an empty paragraph after it.
        let is_last = self.span.end == text.len();
        let inner = whole.strip_suffix('\n').filter(|_| !is_last);
        let start = self.span.start;
        super::paragraphs::paragraphs(inner.unwrap_or(whole)).map(move |it| it.shifted(start))
    }
}

/// Cuts a text into blocks; there is at least one.
pub fn blocks(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut gathered = Span::new(0, 0);
    let mut count = 0;
    for paragraph in super::paragraphs::paragraphs(text) {
        if paragraph.start == text.len() && !text.is_empty() {
            // The empty paragraph after a last line feed belongs to the block before it.
            break;
        }
        let end = (paragraph.end + 1).min(text.len());
        let is_long = paragraph.len() > LONG;
        let is_full = gathered.len() >= FULL || count >= MOST_PARAGRAPHS;
        if count > 0 && (is_full || is_long) {
            blocks.push(whole(gathered));
            (gathered, count) = (Span::new(gathered.end, gathered.end), 0);
        }
        if is_long {
            cut_long(text, Span::new(paragraph.start, end), &mut blocks);
            gathered = Span::new(end, end);
        } else {
            gathered.end = end;
            count += 1;
        }
    }
    if count > 0 {
        blocks.push(whole(gathered));
    }
    blocks
}

fn whole(span: Span) -> Block {
    Block {
        span,
        opens: true,
        closes: true,
    }
}

/// The parts of one long paragraph, its line feed with the last.
fn cut_long(text: &str, paragraph: Span, blocks: &mut Vec<Block>) {
    let mut start = paragraph.start;
    while start < paragraph.end {
        let rest = paragraph.end - start;
        let end = match rest > PART + PART / 2 {
            true => safe_place(text, start, start + PART),
            false => paragraph.end,
        };
        blocks.push(Block {
            span: Span::new(start, end),
            opens: start == paragraph.start,
            closes: end == paragraph.end,
        });
        start = end;
    }
}

/// A place to cut near `wanted`: after a sentence, else after a clause or blank, else between two
/// characters. Always after `start`.
fn safe_place(text: &str, start: usize, wanted: usize) -> usize {
    let high = graphemes::floor(text, wanted);
    let high = match high > start {
        true => high,
        // One cluster fills the whole part: it is cut between two code points.
        false => text.floor_char_boundary(wanted),
    };
    let low = text.ceil_char_boundary(high.saturating_sub(REACH).max(start + 1));
    let near = Span::new(low, high).of(text).unwrap_or_default();
    let after = |ends: fn(char) -> bool| {
        let mut found = near.char_indices().rev().filter(|(_, char)| ends(*char));
        found.find_map(|(at, char)| {
            let at = behind_closing(text, low + at + char.len_utf8());
            (at <= high && graphemes::is_edge(text, at)).then_some(at)
        })
    };
    let sentence = |char| matches!(char, '。' | '！' | '？' | '!' | '?' | '；');
    let clause = |char: char| char.is_whitespace() || matches!(char, '，' | '、' | ',' | ';');
    after(sentence).or_else(|| after(clause)).unwrap_or(high)
}

/// Behind the closing marks that stand here: they stay with what they close.
fn behind_closing(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    let stays = |char: char| "”’」』）》)\"'。，！？；".contains(char) || char.is_whitespace();
    text.len() - rest.trim_start_matches(stays).len()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn tile(text: &str) -> Vec<Block> {
        let blocks = blocks(text);
        let mut end = 0;
        for block in &blocks {
            assert_eq!(block.span.start, end);
            end = block.span.end;
        }
        assert_eq!(end, text.len());
        blocks
    }

    fn paragraphs_of(text: &str) -> Vec<Span> {
        tile(text)
            .iter()
            .flat_map(|it| it.paragraphs(text))
            .collect()
    }

    #[test]
    fn a_short_text_is_one_block() {
        for text in ["", "治理", "治理\n", "\n", "治\n\n理"] {
            assert_eq!(tile(text), [whole(Span::new(0, text.len()))], "{text:?}");
        }
        assert_eq!(paragraphs_of("治理\n"), [Span::new(0, 6), Span::new(7, 7)]);
    }

    #[test]
    fn an_article_on_one_line_stays_whole() {
        assert_eq!(tile(&"数字治理。".repeat(521)).len(), 1);
    }

    #[test]
    fn a_line_of_10_mb_is_cut_after_sentences() {
        let text = "数字治理与“国防产业。”".repeat(320_000);
        let blocks = tile(&text);
        assert!(blocks.iter().all(|it| it.span.len() <= PART + PART / 2));
        assert!(blocks.len() > 300);
        let (last, others) = blocks.split_last().unwrap();
        assert!(last.closes && !last.opens);
        for block in others {
            assert!(block.span.of(&text).unwrap().ends_with("。”") && !block.closes);
        }
    }

    #[test]
    fn many_empty_lines_are_many_blocks() {
        let text = "\n".repeat(100_000);
        assert_eq!(tile(&text).len(), 100_001_usize.div_ceil(MOST_PARAGRAPHS));
        assert_eq!(paragraphs_of(&text).len(), 100_001);
    }

    #[test]
    fn one_endless_cluster_is_cut_all_the_same() {
        let text = format!("e{}", "\u{301}".repeat(200_000));
        assert!(tile(&text).len() > 5);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]

        #[test]
        fn the_paragraphs_are_those_of_the_text(text in crate::text::any_text(60), times in 1_usize..80) {
            let text = text.repeat(times);
            let all: Vec<Span> = super::super::paragraphs::paragraphs(&text).collect();
            prop_assert_eq!(paragraphs_of(&text), all);
        }
    }
}
