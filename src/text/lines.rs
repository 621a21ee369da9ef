//! The one converter between bytes, code points, UTF-16 units and line/column.
//!
//! A checkpoint every `STEP` bytes holds how many code points, UTF-16 units
//! and line ends come before it. All three can be counted byte by byte (a
//! character counts where its first byte stands), so a checkpoint may fall
//! inside a character, and a conversion reads at most one step of text.

use std::sync::Arc;

use super::span::{CharSpan, Span};

/// Bytes between two checkpoints: 84 KB of them for a text of 10.7 MB, and
/// about 0.3 µs a conversion.
const STEP: usize = 1_024;
/// Bytes summed at once inside a step.
const STRIDE: usize = 64;

/// A place a person can find: both numbers start at 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Line number, from 1.
    pub line: usize,
    /// Column in code points, from 1.
    pub column: usize,
}

/// A text together with what is needed to convert offsets in it.
///
/// Cloning is cheap: the text and the checkpoints are shared.
#[derive(Clone, Debug)]
pub struct Lines {
    text: Arc<str>,
    checkpoints: Arc<[Counts]>,
    total: Counts,
}

/// What comes before one byte of the text.
#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    chars: usize,
    utf16: usize,
    ends: usize,
}

impl Lines {
    /// Reads the text once and sets the checkpoints.
    pub fn new(text: Arc<str>) -> Self {
        let bytes = text.as_bytes();
        let mut checkpoints = Vec::with_capacity(bytes.len() / STEP + 1);
        let mut total = Counts::default();
        for step in bytes.chunks(STEP) {
            checkpoints.push(total);
            total.chars += sum(step, char_weight);
            total.utf16 += sum(step, utf16_weight);
            total.ends += sum(step, end_weight);
        }
        checkpoints.push(total);
        Self {
            text,
            checkpoints: checkpoints.into(),
            total,
        }
    }

    /// The text itself.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text itself, shared.
    pub fn shared(&self) -> Arc<str> {
        Arc::clone(&self.text)
    }

    /// Length in code points.
    pub fn char_count(&self) -> usize {
        self.total.chars
    }

    /// Length in UTF-16 units.
    pub fn utf16_count(&self) -> usize {
        self.total.utf16
    }

    /// Code points before this byte; `None` past the end or inside a character.
    pub fn char_from_byte(&self, byte: usize) -> Option<usize> {
        self.count_before(byte, |counts| counts.chars, char_weight)
    }

    /// UTF-16 units before this byte; `None` past the end or inside a character.
    pub fn utf16_from_byte(&self, byte: usize) -> Option<usize> {
        self.count_before(byte, |counts| counts.utf16, utf16_weight)
    }

    /// Byte offset of a code point; the count itself gives the end of the text,
    /// anything above it `None`.
    pub fn byte_from_char(&self, char: usize) -> Option<usize> {
        if char == self.total.chars {
            return Some(self.text.len());
        }
        self.byte_with(char, |counts| counts.chars, char_weight)
    }

    /// Byte offset of a UTF-16 unit; `None` past the end or between the two
    /// halves of a surrogate pair.
    pub fn byte_from_utf16(&self, unit: usize) -> Option<usize> {
        if unit == self.total.utf16 {
            return Some(self.text.len());
        }
        self.byte_with(unit, |counts| counts.utf16, utf16_weight)
    }

    /// The bytes of a range of code points; `None` when it ends past the text
    /// or is the wrong way round.
    pub fn span_from_chars(&self, chars: CharSpan) -> Option<Span> {
        let start = self.byte_from_char(chars.start)?;
        let end = self.byte_from_char(chars.end)?;
        (start <= end).then_some(Span { start, end })
    }

    /// The code points of a range of bytes; `None` when it ends past the text,
    /// an edge is inside a character, or it is the wrong way round.
    pub fn chars_from_span(&self, span: Span) -> Option<CharSpan> {
        let start = self.char_from_byte(span.start)?;
        let end = self.char_from_byte(span.end)?;
        (start <= end).then_some(CharSpan { start, end })
    }

    /// Line and column of a byte; `None` past the end or inside a character.
    pub fn place_from_byte(&self, byte: usize) -> Option<Place> {
        let char = self.char_from_byte(byte)?;
        let line = self.count_before(byte, |counts| counts.ends, end_weight)? + 1;
        let first = self.char_from_byte(self.line_start(line)?)?;
        Some(Place {
            line,
            column: char - first + 1,
        })
    }

    /// Byte offset of a place; the column just after a line's last character is
    /// its end, anything beyond `None`.
    pub fn byte_from_place(&self, place: Place) -> Option<usize> {
        let line = self.line_span(place.line)?;
        let first = self.char_from_byte(line.start)?;
        let byte = self.byte_from_char(first.checked_add(place.column.checked_sub(1)?)?)?;
        (byte <= line.end).then_some(byte)
    }

    /// How many lines there are: one more than line ends, so at least one.
    pub fn line_count(&self) -> usize {
        self.total.ends + 1
    }

    /// The bytes of a line without its line end; lines count from 1.
    pub fn line_span(&self, line: usize) -> Option<Span> {
        let start = self.line_start(line)?;
        let end = match self.line_start(line + 1) {
            Some(next) => next.checked_sub(1)?,
            None => self.text.len(),
        };
        Some(Span { start, end })
    }

    fn line_start(&self, line: usize) -> Option<usize> {
        match line {
            0 => None,
            1 => Some(0),
            _ if line > self.line_count() => None,
            _ => self.end_of(line - 2).map(|end| end + 1),
        }
    }

    /// Byte offset of the line end with this number, from 0.
    fn end_of(&self, number: usize) -> Option<usize> {
        let (from, counts) = self.checkpoint_at_or_before(number, |counts| counts.ends)?;
        let step = self.step(from, self.text.len());
        let nth = number - counts.ends;
        memchr::memchr_iter(b'\n', step)
            .nth(nth)
            .map(|at| from + at)
    }

    fn count_before(
        &self,
        byte: usize,
        of: impl Fn(&Counts) -> usize,
        weight: impl Fn(u8) -> u8,
    ) -> Option<usize> {
        if !self.text.is_char_boundary(byte) {
            return None;
        }
        let from = byte / STEP * STEP;
        Some(of(self.checkpoints.get(byte / STEP)?) + sum(self.step(from, byte), weight))
    }

    /// The byte where a character starts that has exactly `want` units before it.
    fn byte_with(
        &self,
        want: usize,
        of: impl Fn(&Counts) -> usize,
        weight: impl Fn(u8) -> u8,
    ) -> Option<usize> {
        let (from, counts) = self.checkpoint_at_or_before(want, &of)?;
        let mut so_far = of(&counts);
        let mut at = from;
        for stride in self.step(from, self.text.len()).chunks(STRIDE) {
            let here = sum(stride, &weight);
            if so_far + here <= want {
                so_far += here;
                at += stride.len();
                continue;
            }
            for byte in stride {
                let units = usize::from(weight(*byte));
                if units > 0 && so_far >= want {
                    return (so_far == want).then_some(at);
                }
                so_far += units;
                at += 1;
            }
        }
        None
    }

    /// The last checkpoint with at most `want` units before it, and its byte.
    fn checkpoint_at_or_before(
        &self,
        want: usize,
        of: impl Fn(&Counts) -> usize,
    ) -> Option<(usize, Counts)> {
        let index = self
            .checkpoints
            .partition_point(|counts| of(counts) <= want)
            .checked_sub(1)?;
        Some((index * STEP, *self.checkpoints.get(index)?))
    }

    /// The bytes from a checkpoint to `end`, at most one step of them.
    fn step(&self, from: usize, end: usize) -> &[u8] {
        self.text
            .as_bytes()
            .get(from..end.min(from + STEP))
            .unwrap_or_default()
    }
}

/// Two are equal when their texts are.
impl PartialEq for Lines {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.text, &other.text) || self.text == other.text
    }
}

impl Eq for Lines {}

impl From<&str> for Lines {
    fn from(text: &str) -> Self {
        Self::new(text.into())
    }
}

/// Adds up in single bytes as long as they cannot overflow (64 bytes of weight
/// 2 at most), which the processor does for many bytes at once.
fn sum(bytes: &[u8], weight: impl Fn(u8) -> u8) -> usize {
    let stride = |stride: &[u8]| stride.iter().fold(0, |sum: u8, byte| sum + weight(*byte));
    bytes
        .chunks(STRIDE)
        .map(|bytes| usize::from(stride(bytes)))
        .sum()
}

/// 1 for the first byte of a character: all but the bytes `10xxxxxx`.
fn char_weight(byte: u8) -> u8 {
    u8::from(byte & 0xC0 != 0x80)
}

/// 1 for the first byte of a character, 2 where UTF-16 needs a surrogate pair.
fn utf16_weight(byte: u8) -> u8 {
    char_weight(byte) + u8::from(byte >= 0xF0)
}

fn end_weight(byte: u8) -> u8 {
    u8::from(byte == b'\n')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const MIXED: &str = "👨‍🚒国家治理体系\n\n𠮷野家，Café\n";

    #[test]
    fn a_passage_counts_differently_in_every_unit() {
        let lines = Lines::from("👨‍🚒国家[治理]体系");
        let open = lines.text().find('[').unwrap();
        assert_eq!(open, 17, "bytes");
        assert_eq!(lines.char_from_byte(open), Some(5));
        assert_eq!(lines.utf16_from_byte(open), Some(7));
        assert_eq!(lines.byte_from_char(5), Some(open));
        assert_eq!(lines.byte_from_utf16(7), Some(open));
        assert_eq!(lines.char_count(), 11);
        assert_eq!(lines.utf16_count(), 13);
    }

    #[test]
    fn no_offset_inside_a_character_or_past_the_end() {
        let lines = Lines::from("治𠮷");
        assert_eq!(lines.char_from_byte(1), None);
        assert_eq!(lines.char_from_byte(8), None);
        assert_eq!(lines.utf16_from_byte(4), None);
        assert_eq!(lines.byte_from_utf16(2), None, "between two surrogates");
        assert_eq!(lines.byte_from_char(3), None);
        assert_eq!(lines.byte_from_utf16(4), None);
        assert_eq!(lines.span_from_chars(CharSpan::new(1, 3)), None);
        assert_eq!(lines.span_from_chars(CharSpan { start: 2, end: 1 }), None);
        assert_eq!(lines.chars_from_span(Span::new(0, 4)), None);
    }

    #[test]
    fn places_start_at_line_1_column_1() {
        let lines = Lines::from(MIXED);
        assert_eq!(lines.line_count(), 4);
        assert_eq!(
            lines.line_span(1).and_then(|line| line.of(MIXED)),
            Some("👨‍🚒国家治理体系")
        );
        assert_eq!(lines.line_span(2).and_then(|line| line.of(MIXED)), Some(""));
        assert_eq!(
            lines.line_span(3).and_then(|line| line.of(MIXED)),
            Some("𠮷野家，Café")
        );
        assert_eq!(lines.line_span(4).and_then(|line| line.of(MIXED)), Some(""));
        assert_eq!(lines.line_span(5), None);
        assert_eq!(lines.line_span(0), None);
        let cafe = MIXED.find("Café").unwrap();
        assert_eq!(
            lines.place_from_byte(cafe),
            Some(Place { line: 3, column: 5 })
        );
        assert_eq!(
            lines.byte_from_place(Place { line: 3, column: 5 }),
            Some(cafe)
        );
        assert_eq!(
            lines.byte_from_place(Place { line: 3, column: 9 }),
            Some(MIXED.len() - 1)
        );
        assert_eq!(
            lines.byte_from_place(Place {
                line: 3,
                column: 10
            }),
            None,
            "past the line"
        );
        assert_eq!(lines.byte_from_place(Place { line: 3, column: 0 }), None);
    }

    #[test]
    fn an_empty_text_has_one_empty_line() {
        let lines = Lines::from("");
        assert_eq!(lines.line_count(), 1);
        assert_eq!(lines.line_span(1), Some(Span::new(0, 0)));
        assert_eq!(lines.char_from_byte(0), Some(0));
        assert_eq!(lines.byte_from_char(0), Some(0));
        assert_eq!(lines.place_from_byte(0), Some(Place { line: 1, column: 1 }));
    }

    #[test]
    fn checkpoints_may_fall_inside_a_character() {
        // One byte first, so that 1,024 is inside a character of three or four bytes.
        for unit in ["治", "𠮷", "é", "理\n"] {
            let text = format!("a{}", unit.repeat(1_500));
            check_every_offset(&text);
        }
    }

    #[test]
    fn the_shared_table_of_units_holds() {
        let Some(table) = crate::text::shared("data/offsets/offset_units.json") else {
            return;
        };
        let table: serde_json::Value = serde_json::from_str(&table).unwrap();
        let mut passages = 0;
        for case in table["cases"].as_array().unwrap() {
            let lines = Lines::from(case["text"].as_str().unwrap());
            assert_eq!(
                lines.char_count() as u64,
                case["len"]["codepoint"].as_u64().unwrap()
            );
            assert_eq!(
                lines.utf16_count() as u64,
                case["len"]["utf16"].as_u64().unwrap()
            );
            for passage in case["spans"].as_array().unwrap() {
                let edge = |unit: &str, side: usize| passage[unit][side].as_u64().unwrap() as usize;
                for side in [0, 1] {
                    let byte = edge("utf8", side);
                    assert_eq!(lines.char_from_byte(byte), Some(edge("codepoint", side)));
                    assert_eq!(lines.byte_from_char(edge("codepoint", side)), Some(byte));
                    assert_eq!(lines.utf16_from_byte(byte), Some(edge("utf16", side)));
                    assert_eq!(lines.byte_from_utf16(edge("utf16", side)), Some(byte));
                }
                let span = Span::new(edge("utf8", 0), edge("utf8", 1));
                assert_eq!(span.of(lines.text()), passage["text"].as_str());
                passages += 1;
            }
        }
        assert!(passages > 0, "the table is empty");
    }

    /// Holds every conversion of every offset against the standard library's.
    fn check_every_offset(text: &str) {
        let lines = Lines::from(text);
        let (mut chars, mut utf16, mut place) = (0, 0, Place { line: 1, column: 1 });
        for (byte, char) in text.char_indices().chain([(text.len(), '\0')]) {
            assert_eq!(lines.char_from_byte(byte), Some(chars));
            assert_eq!(lines.byte_from_char(chars), Some(byte));
            assert_eq!(lines.utf16_from_byte(byte), Some(utf16));
            assert_eq!(lines.byte_from_utf16(utf16), Some(byte));
            assert_eq!(lines.place_from_byte(byte), Some(place));
            assert_eq!(lines.byte_from_place(place), Some(byte));
            chars += 1;
            utf16 += char.len_utf16();
            place = match char {
                '\n' => Place {
                    line: place.line + 1,
                    column: 1,
                },
                _ => Place {
                    column: place.column + 1,
                    ..place
                },
            };
        }
        assert_eq!(lines.byte_from_char(chars), None);
        let rows: Vec<_> = text.split('\n').collect();
        assert_eq!(lines.line_count(), rows.len());
        for (index, row) in rows.iter().enumerate() {
            assert_eq!(
                lines.line_span(index + 1).and_then(|line| line.of(text)),
                Some(*row)
            );
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn every_offset_of_any_text_converts_back(text in crate::text::any_text(300)) {
            check_every_offset(&text);
        }

        #[test]
        fn a_span_survives_the_file(text in crate::text::any_text(200), a: usize, b: usize) {
            let lines = Lines::from(text.as_str());
            let count = lines.char_count() + 1;
            let chars = CharSpan::new(a % count, b % count);
            let span = lines.span_from_chars(chars).unwrap();
            prop_assert_eq!(lines.chars_from_span(span), Some(chars));
            let kept: String = text.chars().skip(chars.start).take(chars.len()).collect();
            prop_assert_eq!(span.of(&text), Some(kept.as_str()));
        }
    }
}
