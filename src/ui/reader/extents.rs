//! How much text each block holds: what its height is estimated from until it is laid out.
//!
//! Counting it takes a look at every byte, so it is done a piece at a time behind the first picture;
//! a block that is not counted yet is taken to be like those at the beginning.

use super::typeface::Type;
use crate::text::blocks::Block;

/// Bytes counted before the first picture.
const FIRST: usize = 64 * 1_024;
/// Bytes counted in one frame.
const PIECE: usize = 1_024 * 1_024;

/// What a block's height is estimated from.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
struct Extent {
    /// Its length in squares of the type's size. Three bytes take about as much room in Chinese as
    /// two in English.
    squares: f32,
    paragraphs: f32,
}

impl Extent {
    fn of(text: &str, block: &Block) -> Self {
        let own = block.span.of(text).unwrap_or_default().as_bytes();
        let ascii = own.iter().filter(|byte| byte.is_ascii()).count();
        let paragraphs = memchr::memchr_iter(b'\n', own).count() + usize::from(!block.closes);
        Self {
            squares: (own.len() - ascii) as f32 / 3.0 + ascii as f32 * 0.5,
            paragraphs: paragraphs as f32,
        }
    }

    /// The height it is likely to have.
    fn height(self, style: &Type) -> f32 {
        let full = self.squares * style.font.size / style.width.max(1.0);
        (full + self.paragraphs * 0.5) * style.line + self.paragraphs * style.gap
    }
}

/// The extents of a text's blocks, as far as they are counted.
#[derive(Clone, Debug, Default)]
pub(super) struct Extents {
    counted: Vec<Extent>,
    /// For each counted block, how many paragraphs with words in them begin before it; and behind
    /// the last.
    before: Vec<usize>,
    /// What a byte of the beginning takes.
    byte: Extent,
}

impl Extents {
    /// Counts the first blocks.
    pub(super) fn new(text: &str, blocks: &[Block]) -> Self {
        let mut extents = Self {
            before: vec![0],
            ..Self::default()
        };
        extents.count(text, blocks, FIRST);
        let bytes = extents.counted.len().checked_sub(1);
        let bytes = bytes.and_then(|last| blocks.get(last));
        let bytes = bytes.map_or(1, |it| it.span.end.max(1)) as f32;
        let sum = |part: fn(&Extent) -> f32| extents.counted.iter().map(part).sum::<f32>();
        extents.byte = Extent {
            squares: sum(|it| it.squares) / bytes,
            paragraphs: sum(|it| it.paragraphs) / bytes,
        };
        extents
    }

    /// Counts the next blocks; returns the first of them, or `None` when all are counted.
    pub(super) fn go_on(&mut self, text: &str, blocks: &[Block]) -> Option<usize> {
        let from = self.counted.len();
        self.count(text, blocks, PIECE);
        (self.counted.len() > from).then_some(from)
    }

    /// Whether this many blocks are counted.
    pub(super) fn are_counted(&self, blocks: usize) -> bool {
        self.counted.len() >= blocks
    }

    fn count(&mut self, text: &str, blocks: &[Block], most: usize) {
        let mut bytes = 0;
        for block in blocks.iter().skip(self.counted.len()) {
            let begun = block
                .paragraphs(text)
                .skip(usize::from(!block.opens))
                .filter(|it| !it.is_empty())
                .count();
            let before = self.before.last().copied().unwrap_or_default();
            self.before.push(before + begun);
            self.counted.push(Extent::of(text, block));
            bytes += block.span.len();
            if bytes >= most {
                break;
            }
        }
    }

    /// How many paragraphs with words in them begin before a block; `None` until that is counted.
    pub(super) fn before(&self, block: usize) -> Option<usize> {
        self.before.get(block).copied()
    }

    /// The height a block is likely to have.
    pub(super) fn height(&self, at: usize, block: &Block, style: &Type) -> f32 {
        let bytes = block.span.len() as f32;
        let likely = Extent {
            squares: self.byte.squares * bytes,
            paragraphs: self.byte.paragraphs * bytes,
        };
        self.counted
            .get(at)
            .copied()
            .unwrap_or(likely)
            .height(style)
    }
}

#[cfg(test)]
mod tests {
    use super::super::setting::tests::style;
    use super::*;
    use crate::text::blocks::blocks;

    #[test]
    fn what_is_not_counted_yet_is_taken_to_be_like_the_beginning() {
        let text = "数字治理与国防工业。\n\n".repeat(200_000);
        let blocks = blocks(&text);
        let mut extents = Extents::new(&text, &blocks);
        assert!(!extents.are_counted(blocks.len()));
        let last = blocks.len() - 2;
        assert_eq!(extents.before(last), None);
        let style = style(360.0);
        let guessed = extents.height(last, &blocks[last], &style);
        let mut from = extents.counted.len();
        while let Some(first) = extents.go_on(&text, &blocks) {
            assert_eq!(first, from, "one piece follows the other");
            from = extents.counted.len();
        }
        assert!(extents.are_counted(blocks.len()));
        let counted = extents.height(last, &blocks[last], &style);
        assert!(
            (guessed - counted).abs() < counted * 0.02,
            "{guessed} {counted}"
        );
        assert_eq!(extents.before(blocks.len()), Some(200_000));
    }
}
