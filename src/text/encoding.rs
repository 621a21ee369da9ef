//! The encodings a source text may come in, and which one bytes seem to have.
//!
//! Detection by `chardetng`, which is exact on East Asian text from some forty
//! bytes on but knows no UTF-16 without a byte order mark; that is tested here.

use std::fmt;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};

/// An encoding that can be read, in the order a person is offered them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Encoding {
    /// UTF-8.
    Utf8,
    /// UTF-16, low byte first.
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
    /// GB 18030 with GBK and GB 2312: simplified Chinese.
    Gb18030,
    /// Big5 with the Hong Kong characters: traditional Chinese.
    Big5,
    /// Shift_JIS as Windows writes it: Japanese.
    ShiftJis,
    /// EUC-JP: Japanese.
    EucJp,
    /// ISO-2022-JP: Japanese in seven bits, from letters.
    Iso2022Jp,
    /// EUC-KR with the Windows additions (UHC): Korean.
    EucKr,
    /// Windows-1252 with Latin-1 and ASCII: Western European.
    Windows1252,
}

impl Encoding {
    /// All of them, in the order a person is offered them.
    pub const ALL: &[Self] = &[
        Self::Utf8,
        Self::Utf16Le,
        Self::Utf16Be,
        Self::Gb18030,
        Self::Big5,
        Self::ShiftJis,
        Self::EucJp,
        Self::Iso2022Jp,
        Self::EucKr,
        Self::Windows1252,
    ];

    /// The name used on the command line and in project files.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Utf16Le => "utf-16le",
            Self::Utf16Be => "utf-16be",
            Self::Gb18030 => "gb18030",
            Self::Big5 => "big5",
            Self::ShiftJis => "shift_jis",
            Self::EucJp => "euc-jp",
            Self::Iso2022Jp => "iso-2022-jp",
            Self::EucKr => "euc-kr",
            Self::Windows1252 => "windows-1252",
        }
    }

    /// The encoding of a name, in any case, as people and programs write it
    /// (`GBK`, `cp936`, `sjis`, `uhc`, `latin1` …).
    pub fn from_label(label: &str) -> Option<Self> {
        let plain = label.trim().to_ascii_lowercase();
        match plain.as_str() {
            "utf16" | "utf-16" | "utf16le" => return Some(Self::Utf16Le),
            "utf16be" => return Some(Self::Utf16Be),
            "cp936" | "ms936" | "gb18030-2000" | "gb18030-2005" | "gb18030-2022" | "gb2312-80" => {
                return Some(Self::Gb18030);
            }
            "cp950" | "ms950" | "big-5" | "big5hkscs" => return Some(Self::Big5),
            "cp932" | "shiftjis" => return Some(Self::ShiftJis),
            "eucjp" => return Some(Self::EucJp),
            "uhc" | "cp949" | "ms949" | "euckr" | "ksc5601" => return Some(Self::EucKr),
            _ => {}
        }
        Self::from_rules(encoding_rs::Encoding::for_label(plain.as_bytes())?)
    }

    /// What `encoding_rs` calls it.
    pub(super) const fn rules(self) -> &'static encoding_rs::Encoding {
        match self {
            Self::Utf8 => encoding_rs::UTF_8,
            Self::Utf16Le => encoding_rs::UTF_16LE,
            Self::Utf16Be => encoding_rs::UTF_16BE,
            Self::Gb18030 => encoding_rs::GB18030,
            Self::Big5 => encoding_rs::BIG5,
            Self::ShiftJis => encoding_rs::SHIFT_JIS,
            Self::EucJp => encoding_rs::EUC_JP,
            Self::Iso2022Jp => encoding_rs::ISO_2022_JP,
            Self::EucKr => encoding_rs::EUC_KR,
            Self::Windows1252 => encoding_rs::WINDOWS_1252,
        }
    }

    fn from_rules(rules: &'static encoding_rs::Encoding) -> Option<Self> {
        if rules == encoding_rs::GBK {
            return Some(Self::Gb18030);
        }
        Self::ALL
            .iter()
            .copied()
            .find(|encoding| encoding.rules() == rules)
    }
}

impl fmt::Display for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.label())
    }
}

/// What encoding bytes seem to have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Guess {
    /// The best reading.
    pub encoding: Encoding,
    /// True when the bytes leave no doubt: a byte order mark, or valid UTF-8.
    pub certain: bool,
}

/// Bytes that are looked at where the whole would take too long.
const SAMPLE: usize = 1 << 20;

/// The encoding these bytes seem to have. Looks at the first megabyte where it
/// has to weigh, at all bytes where it has to be certain.
pub fn guess(bytes: &[u8]) -> Guess {
    if let Some(encoding) = mark(bytes) {
        return Guess {
            encoding,
            certain: true,
        };
    }
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    if let Some(encoding) = utf16_without_mark(sample) {
        return Guess {
            encoding,
            certain: false,
        };
    }
    // ISO-2022-JP is ASCII to a UTF-8 reader, so its escapes are looked for first.
    let escapes = memchr::memmem::find(sample, b"\x1B$").is_some();
    if !escapes && std::str::from_utf8(bytes).is_ok() {
        return Guess {
            encoding: Encoding::Utf8,
            certain: true,
        };
    }
    let encoding = if nearly_utf8(sample) {
        Encoding::Utf8
    } else {
        detected(sample)
    };
    Guess {
        encoding,
        certain: false,
    }
}

/// The encoding a byte order mark names.
fn mark(bytes: &[u8]) -> Option<Encoding> {
    let (rules, _) = encoding_rs::Encoding::for_bom(bytes)?;
    Encoding::from_rules(rules)
}

fn detected(sample: &[u8]) -> Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(sample, sample.len() < SAMPLE);
    let rules = detector.guess(None, Utf8Detection::Deny);
    Encoding::from_rules(rules).unwrap_or(Encoding::Windows1252)
}

/// True for UTF-8 with a few broken places, such as a file cut off inside a
/// character. Text in another encoding has far more broken than whole ones.
fn nearly_utf8(sample: &[u8]) -> bool {
    let (mut whole, mut broken) = (0_usize, 0_usize);
    for chunk in sample.utf8_chunks() {
        whole += chunk
            .valid()
            .chars()
            .filter(|char| !char.is_ascii())
            .count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    whole > broken.saturating_mul(20)
}

/// UTF-16 without a byte order mark: its Latin letters, digits, blanks and
/// common Chinese marks (U+3002, U+FF0C …) show as NULs or control bytes,
/// which no other text has.
fn utf16_without_mark(sample: &[u8]) -> Option<Encoding> {
    let is_control = |byte: &u8| matches!(byte, 0..=8 | 14..=26 | 28..=31);
    let sample = sample.get(..65_536).unwrap_or(sample);
    if sample.len() < 2 || !sample.iter().any(is_control) {
        return None;
    }
    let units = |from: fn([u8; 2]) -> u16| {
        let pairs = sample.chunks_exact(2);
        pairs
            .filter_map(|pair| pair.try_into().ok())
            .map(from)
            .collect::<Vec<u16>>()
    };
    let low_first = legible(&units(u16::from_le_bytes));
    let high_first = legible(&units(u16::from_be_bytes));
    let (encoding, share) = if low_first >= high_first {
        (Encoding::Utf16Le, low_first)
    } else {
        (Encoding::Utf16Be, high_first)
    };
    (share >= 95).then_some(encoding)
}

/// How many in a hundred of these units are characters texts are written in;
/// 0 when a surrogate stands alone before the last two units.
fn legible(units: &[u16]) -> usize {
    let mut good = 0;
    let mut all = 0_usize;
    for char in char::decode_utf16(units.iter().copied()) {
        all += 1;
        good += usize::from(char.is_ok_and(is_written));
    }
    good * 100 / all.max(1)
}

fn is_written(char: char) -> bool {
    matches!(char,
        '\t' | '\n' | '\r' | ' '..='~' | '\u{A0}'..='\u{24F}' | '\u{300}'..='\u{52F}'
        | '\u{200B}'..='\u{2027}' | '\u{2030}'..='\u{205E}' | '\u{2460}'..='\u{24FF}'
        | '\u{3000}'..='\u{30FF}' | '\u{4E00}'..='\u{9FA5}' | '\u{AC00}'..='\u{D7A3}'
        | '\u{FE0E}' | '\u{FE0F}' | '\u{FEFF}'..='\u{FF9F}' | '\u{1F300}'..='\u{1FAFF}' | '\u{20000}'..='\u{323AF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHINESE: &str = "数字治理能力是国家治理体系现代化的重要内容，产业与文化并重。";
    const JAPANESE: &str = "人工知能の統治は、産業と文化の両方にかかわる問題である。";
    const KOREAN: &str = "인공지능 거버넌스는 산업과 문화, 국방을 함께 다룬다.";

    pub(super) fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    fn guessed(text: &str, encoding: Encoding) -> Encoding {
        guess(&encoding.rules().encode(text).0).encoding
    }

    #[test]
    fn every_encoding_answers_to_its_own_name() {
        for encoding in Encoding::ALL {
            assert_eq!(Encoding::from_label(encoding.label()), Some(*encoding));
            assert_eq!(
                Encoding::from_label(&encoding.label().to_uppercase()),
                Some(*encoding)
            );
        }
    }

    #[test]
    fn other_names_people_write() {
        let same: &[(&[&str], Encoding)] = &[
            (&["GBK", "gb2312", "cp936", " GB18030 "], Encoding::Gb18030),
            (
                &["sjis", "Shift-JIS", "cp932", "ms932", "windows-31j"],
                Encoding::ShiftJis,
            ),
            (&["uhc", "cp949", "ks_c_5601-1987"], Encoding::EucKr),
            (&["big5-hkscs", "cp950"], Encoding::Big5),
            (&["utf8", "UTF-8"], Encoding::Utf8),
            (&["utf-16", "UTF16LE"], Encoding::Utf16Le),
            (&["latin1", "ascii", "cp1252"], Encoding::Windows1252),
        ];
        for (labels, encoding) in same {
            for label in *labels {
                assert_eq!(Encoding::from_label(label), Some(*encoding), "{label}");
            }
        }
        for label in ["", "koi8-r", "utf-7", "治"] {
            assert_eq!(Encoding::from_label(label), None, "{label}");
        }
    }

    #[test]
    fn legacy_texts_are_recognised() {
        assert_eq!(guessed(CHINESE, Encoding::Gb18030), Encoding::Gb18030);
        let traditional = "數位治理與國防產業的發展，是臺灣社會的重要議題。";
        assert_eq!(guessed(traditional, Encoding::Big5), Encoding::Big5);
        assert_eq!(guessed(JAPANESE, Encoding::ShiftJis), Encoding::ShiftJis);
        assert_eq!(guessed(JAPANESE, Encoding::EucJp), Encoding::EucJp);
        assert_eq!(guessed(JAPANESE, Encoding::Iso2022Jp), Encoding::Iso2022Jp);
        assert_eq!(guessed(KOREAN, Encoding::EucKr), Encoding::EucKr);
        assert_eq!(
            guessed("Café – défense", Encoding::Windows1252),
            Encoding::Windows1252
        );
    }

    #[test]
    fn valid_utf8_and_marks_are_certain() {
        let certain = |encoding| Guess {
            encoding,
            certain: true,
        };
        assert_eq!(guess(CHINESE.as_bytes()), certain(Encoding::Utf8));
        assert_eq!(guess(b"governance"), certain(Encoding::Utf8));
        assert_eq!(guess(b"\xEF\xBB\xBF\xFF"), certain(Encoding::Utf8));
        assert_eq!(guess(b"\xFF\xFE\x1A"), certain(Encoding::Utf16Le));
        assert_eq!(guess(b"\xFE\xFF\x4E"), certain(Encoding::Utf16Be));
    }

    #[test]
    fn utf16_without_a_mark_is_recognised() {
        for text in [
            CHINESE,
            JAPANESE,
            KOREAN,
            "Governance",
            "治理，国防。",
            "𠮷野家 👨‍🚒",
        ] {
            let low = guess(&utf16(text, u16::to_le_bytes));
            assert_eq!(
                low,
                Guess {
                    encoding: Encoding::Utf16Le,
                    certain: false
                },
                "{text}"
            );
            let high = guess(&utf16(text, u16::to_be_bytes));
            assert_eq!(
                high,
                Guess {
                    encoding: Encoding::Utf16Be,
                    certain: false
                },
                "{text}"
            );
        }
    }

    #[test]
    fn a_cut_off_utf8_text_is_still_utf8() {
        let cut = &CHINESE.as_bytes()[..CHINESE.len() - 1];
        assert_eq!(
            guess(cut),
            Guess {
                encoding: Encoding::Utf8,
                certain: false
            }
        );
    }
}
