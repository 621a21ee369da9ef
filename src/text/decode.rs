//! From the bytes of a file to a source text: UTF-8, one byte order mark
//! dropped, line ends turned into line feeds, nothing else.
//!
//! What could not be read becomes U+FFFD and is counted; whatever the bytes and
//! whatever encoding is asked for, decoding ends with a text or a plain error.

use std::borrow::Cow;

use encoding_rs::DecoderResult;

use super::binary::{BinaryKind, signature};
use super::encoding::{Encoding, Guess, guess};
use super::lines::Place;

/// A source text as it came out of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text, with line feeds only.
    pub text: String,
    /// The encoding it was read in.
    pub encoding: Encoding,
    /// True when nobody named the encoding and the bytes leave a doubt, so that
    /// a person should be shown the guess.
    pub guessed: bool,
    /// What is different from the file.
    pub changes: Vec<TextChange>,
}

/// A difference between a file and the text made from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextChange {
    /// A byte order mark at the start was left out.
    BomDropped,
    /// Line ends CR LF or CR were turned into LF.
    LineEndsUnified {
        /// How many.
        count: usize,
    },
    /// Bytes that mean nothing in the encoding became U+FFFD.
    Replaced {
        /// How many such places.
        count: usize,
        /// Where the first one stands in the text.
        first: Place,
    },
}

impl TextChange {
    /// What was changed, as a project file records it.
    pub fn word(&self) -> String {
        match self {
            Self::BomDropped => "bom".to_owned(),
            Self::LineEndsUnified { count } => format!("line-ends {count}"),
            Self::Replaced { count, first } => {
                format!("replaced {count} from {}:{}", first.line, first.column)
            }
        }
    }
}

/// Why there is no text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DecodeError {
    /// No byte at all, or nothing but a byte order mark.
    #[error("the file is empty; nothing was added")]
    Empty,
    /// The bytes are not a text.
    #[error("the file is {kind}, not plain text (byte {byte}); save it as plain text and add that")]
    Binary {
        /// Offset of the byte that shows it.
        byte: usize,
        /// What the file seems to be.
        kind: BinaryKind,
    },
}

/// Reads bytes as text, in the encoding named or else the one guessed.
///
/// # Errors
/// [`DecodeError::Empty`] without any text, [`DecodeError::Binary`] for a known
/// kind of file that is no text, or a NUL where the encoding is not UTF-16.
pub fn decode(bytes: &[u8], encoding: Option<Encoding>) -> Result<Decoded, DecodeError> {
    if let Some(kind) = signature(bytes) {
        return Err(DecodeError::Binary { byte: 0, kind });
    }
    let named = |encoding| Guess {
        encoding,
        certain: true,
    };
    let Guess { encoding, certain } = encoding.map_or_else(|| guess(bytes), named);
    if !matches!(encoding, Encoding::Utf16Le | Encoding::Utf16Be)
        && let Some(byte) = memchr::memchr(0, bytes)
    {
        return Err(DecodeError::Binary {
            byte,
            kind: BinaryKind::Unknown,
        });
    }
    let mut changes = Vec::new();
    let raw = read(bytes, encoding);
    let mut text = raw.text.as_ref();
    let mut first = raw.first;
    if let Some(rest) = text.strip_prefix('\u{FEFF}') {
        first = first.map(|byte| byte - (text.len() - rest.len()));
        text = rest;
        changes.push(TextChange::BomDropped);
    }
    if text.is_empty() {
        return Err(DecodeError::Empty);
    }
    if let Some(first) = first {
        let first = place_of(text.get(..first).unwrap_or_default());
        changes.push(TextChange::Replaced {
            count: raw.replaced,
            first,
        });
    }
    let (text, count) = unify_line_ends(text);
    if count > 0 {
        changes.push(TextChange::LineEndsUnified { count });
    }
    Ok(Decoded {
        text,
        encoding,
        guessed: !certain,
        changes,
    })
}

/// The text of a file as it stands there, with its byte order mark and line ends: for offsets that
/// others counted in it.
pub fn as_written(bytes: &[u8], encoding: Encoding) -> String {
    read(bytes, encoding).text.into_owned()
}

/// A text as the encoding's rules give it.
struct Raw<'b> {
    text: Cow<'b, str>,
    replaced: usize,
    /// Byte in `text` of the first U+FFFD put there.
    first: Option<usize>,
}

fn read(bytes: &[u8], encoding: Encoding) -> Raw<'_> {
    if encoding == Encoding::Utf8
        && let Ok(text) = std::str::from_utf8(bytes)
    {
        return Raw {
            text: text.into(),
            replaced: 0,
            first: None,
        };
    }
    let mut decoder = encoding.rules().new_decoder_without_bom_handling();
    // Asking too little only means a second round; asking too much takes memory.
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 2 + 16);
    let (mut replaced, mut first) = (0, None);
    let mut rest = bytes;
    loop {
        let (result, taken) = decoder.decode_to_string_without_replacement(rest, &mut text, true);
        rest = rest.get(taken..).unwrap_or_default();
        match result {
            DecoderResult::InputEmpty => break,
            DecoderResult::OutputFull => text.reserve(rest.len() + 64),
            DecoderResult::Malformed(..) => {
                first = first.or(Some(text.len()));
                replaced += 1;
                text.push('\u{FFFD}');
            }
        }
    }
    Raw {
        text: text.into(),
        replaced,
        first,
    }
}

/// The place just after a piece of raw text, CR LF and CR being line ends too.
fn place_of(before: &str) -> Place {
    let (text, _) = unify_line_ends(before);
    let line = memchr::memchr_iter(b'\n', text.as_bytes()).count() + 1;
    let last = text.rsplit('\n').next().unwrap_or_default();
    Place {
        line,
        column: last.chars().count() + 1,
    }
}

/// The text with CR LF and CR as LF, and how many there were.
fn unify_line_ends(text: &str) -> (String, usize) {
    let mut unified = String::with_capacity(text.len());
    let mut pieces = text.split('\r');
    unified.push_str(pieces.next().unwrap_or_default());
    let mut count = 0;
    for piece in pieces {
        count += 1;
        unified.push('\n');
        unified.push_str(piece.strip_prefix('\n').unwrap_or(piece));
    }
    (unified, count)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn plain(bytes: &[u8]) -> Decoded {
        decode(bytes, None).unwrap()
    }

    fn replaced(count: usize, line: usize, column: usize) -> TextChange {
        TextChange::Replaced {
            count,
            first: Place { line, column },
        }
    }

    #[test]
    fn a_plain_text_is_kept_as_it_is() {
        let text = "\u{3000}\u{3000}数字治理\n\ne\u{301}\u{FFFD}\u{200B}\n";
        let decoded = plain(text.as_bytes());
        assert_eq!(decoded.text, text, "no normal form, nothing trimmed");
        assert_eq!((decoded.encoding, decoded.guessed), (Encoding::Utf8, false));
        assert_eq!(decoded.changes, []);
    }

    #[test]
    fn one_mark_is_dropped_and_line_ends_become_one() {
        let decoded = plain("\u{FEFF}\u{FEFF}治理\r\n国防\r\r\n产业\n".as_bytes());
        assert_eq!(decoded.text, "\u{FEFF}治理\n国防\n\n产业\n");
        assert_eq!(
            decoded.changes,
            [
                TextChange::BomDropped,
                TextChange::LineEndsUnified { count: 3 }
            ]
        );
    }

    #[test]
    fn what_cannot_be_read_is_counted_with_its_first_place() {
        let decoded = decode(b"\xEF\xBB\xBFab\r\n\xE6\xB2\xBB\xFF\xFEx\xE6\xB2", None).unwrap();
        assert_eq!(decoded.text, "ab\n治\u{FFFD}\u{FFFD}x\u{FFFD}");
        assert!(
            decoded.changes.contains(&replaced(3, 2, 2)),
            "{:?}",
            decoded.changes
        );
    }

    #[test]
    fn unpaired_surrogates_are_counted() {
        let units = [0x6CBB, 0xD842, 0x7406, 0xDFB7, 0xD842, 0xDFB7];
        let bytes: Vec<u8> = units.into_iter().flat_map(u16::to_le_bytes).collect();
        let decoded = decode(&bytes, Some(Encoding::Utf16Le)).unwrap();
        assert_eq!(decoded.text, "治\u{FFFD}理\u{FFFD}𠮷");
        assert_eq!(decoded.changes, [replaced(2, 1, 2)]);
    }

    #[test]
    fn an_odd_byte_at_the_end_of_utf16_is_counted() {
        let decoded = decode(b"\xFF\xFE\xBB\x6C\x06", None).unwrap();
        assert_eq!(decoded.text, "治\u{FFFD}");
        assert_eq!(decoded.changes, [TextChange::BomDropped, replaced(1, 1, 2)]);
    }

    #[test]
    fn a_guess_is_marked_as_one_and_a_named_encoding_is_not() {
        let bytes = Encoding::Gb18030
            .rules()
            .encode("数字治理能力与国防产业、文化并重。")
            .0;
        let decoded = plain(&bytes);
        assert_eq!(
            (decoded.encoding, decoded.guessed),
            (Encoding::Gb18030, true)
        );
        assert_eq!(decoded.text, "数字治理能力与国防产业、文化并重。");
        let named = decode(&bytes, Some(Encoding::Gb18030)).unwrap();
        assert!(!named.guessed);
        assert_eq!(named.text, decoded.text);
    }

    #[test]
    fn no_text_is_said_plainly() {
        assert_eq!(decode(b"", None), Err(DecodeError::Empty));
        assert_eq!(decode(b"\xEF\xBB\xBF", None), Err(DecodeError::Empty));
        assert_eq!(
            decode(b"\xFF\xFE", Some(Encoding::Utf16Le)),
            Err(DecodeError::Empty)
        );
        let nul = decode("治理\0国防".as_bytes(), None);
        assert_eq!(
            nul,
            Err(DecodeError::Binary {
                byte: 6,
                kind: BinaryKind::Unknown
            })
        );
        let word = decode(b"PK\x03\x04\x14\0\x06\0word/document.xml", None).unwrap_err();
        assert_eq!(
            word.to_string(),
            "the file is a Word document, not plain text (byte 0); \
             save it as plain text and add that"
        );
    }

    #[test]
    fn numbers_in_four_bytes_are_no_text() {
        let bytes: Vec<u8> = (0..900_u32)
            .flat_map(|n| (n * 7_919).to_le_bytes())
            .collect();
        assert!(matches!(
            decode(&bytes, None),
            Err(DecodeError::Binary { .. })
        ));
    }

    #[test]
    fn the_shared_texts_come_through_unchanged() {
        for name in [
            "seeds/000_6eec25560e9b6f91.txt",
            "seeds/003_24f893aeffed5ef7.txt",
        ] {
            let Some(text) = crate::text::shared(name) else {
                return;
            };
            let decoded = plain(text.as_bytes());
            let ends = text.replace("\r\n", "\n").replace('\r', "\n");
            assert_eq!(decoded.text, ends.strip_prefix('\u{FEFF}').unwrap_or(&ends));
        }
    }

    /// Texts that an encoding can hold, without line ends to be unified.
    fn text_for(encoding: Encoding) -> BoxedStrategy<String> {
        let pattern = match encoding {
            Encoding::Gb18030 => "[一-龥㐀-䶵𠀀-𠃿a-z，。\n ]{1,60}",
            Encoding::Big5 => "[治理國防產業文化與發展臺灣的是了a-z，。\n ]{1,60}",
            Encoding::ShiftJis | Encoding::EucJp | Encoding::Iso2022Jp => {
                "[治理国防産業文化ぁ-んァ-ヶa-z、。\n ]{1,60}"
            }
            Encoding::EucKr => "[가-힣a-z.,\n ]{1,60}",
            Encoding::Windows1252 => "[a-zà-ö€–\n ]{1,60}",
            _ => "[一-龥ぁ-ん가-힣𠀀-𠃿😀-😏a-zé，。\n ]{1,60}",
        };
        pattern.boxed()
    }

    fn encoded(text: &str, encoding: Encoding) -> Vec<u8> {
        match encoding {
            Encoding::Utf16Le => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            Encoding::Utf16Be => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
            _ => encoding.rules().encode(text).0.into_owned(),
        }
    }

    fn any_encoding() -> impl Strategy<Value = Encoding> {
        proptest::sample::select(Encoding::ALL)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn what_was_written_is_read_back(
            (encoding, text) in any_encoding().prop_flat_map(|e| (Just(e), text_for(e)))
        ) {
            let decoded = decode(&encoded(&text, encoding), Some(encoding)).unwrap();
            prop_assert_eq!(decoded.text, text);
            prop_assert_eq!(decoded.changes, []);
        }

        #[test]
        fn any_bytes_in_any_encoding_end_well(
            bytes in proptest::collection::vec(any::<u8>(), 0..400),
            encoding in proptest::option::of(any_encoding()),
        ) {
            if let Ok(decoded) = decode(&bytes, encoding) {
                prop_assert!(!decoded.text.contains('\r'));
                prop_assert!(decoded.text.len() <= bytes.len() * 3 + 3);
                for change in decoded.changes {
                    if let TextChange::Replaced { first, .. } = change {
                        let lines = crate::text::Lines::from(decoded.text.as_str());
                        let byte = lines.byte_from_place(first).unwrap();
                        let here = decoded.text.get(byte..).and_then(|rest| rest.chars().next());
                        prop_assert_eq!(here, Some(char::REPLACEMENT_CHARACTER));
                    }
                }
            }
        }

        #[test]
        fn a_text_in_the_wrong_encoding_ends_well(
            text in crate::text::any_text(40), right in any_encoding(), wrong in any_encoding(),
        ) {
            let bytes = encoded(&text, right);
            if let Ok(decoded) = decode(&bytes, Some(wrong)) {
                prop_assert_eq!(decoded.encoding, wrong);
            }
        }
    }
}
