//! What RTF is made of: groups, words that begin with `\`, and bytes in code pages.

use encoding_rs::Encoding;

/// A piece of RTF.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Sign<'b> {
    /// A group begins.
    Open,
    /// A group ends.
    Close,
    /// A byte of words, also one written as `\'d6`.
    Byte(u8),
    /// `\word12`: a word and its number.
    Word(&'b str, Option<i32>),
    /// `\~`, `\*` and the like.
    Mark(u8),
}

/// The pieces of RTF, one after the other; whatever the bytes are, they end.
pub(super) struct Signs<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl<'b> Signs<'b> {
    pub(super) const fn new(bytes: &'b [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    fn peek(&self, ahead: usize) -> Option<u8> {
        self.bytes.get(self.at + ahead).copied()
    }

    fn taken(&mut self, is_one: impl Fn(u8) -> bool) -> &'b str {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let len = rest.iter().take_while(|it| is_one(**it)).count();
        self.at += len;
        // Only letters and digits are taken, which are UTF-8.
        std::str::from_utf8(rest.get(..len).unwrap_or_default()).unwrap_or_default()
    }

    fn word(&mut self) -> Sign<'b> {
        let name = self.taken(|it| it.is_ascii_alphabetic());
        let is_less = self.peek(0) == Some(b'-');
        let digits = self.peek(usize::from(is_less));
        let mut number = None;
        if digits.is_some_and(|it| it.is_ascii_digit()) {
            self.at += usize::from(is_less);
            let digits = self.taken(|it| it.is_ascii_digit()).parse::<i32>().ok();
            number = digits.map(|it| if is_less { -it } else { it });
        }
        if self.peek(0) == Some(b' ') {
            self.at += 1;
        }
        if name == "bin" {
            // So many raw bytes follow.
            let count = usize::try_from(number.unwrap_or(0)).unwrap_or(0);
            self.at = self.at.saturating_add(count).min(self.bytes.len());
        }
        Sign::Word(name, number)
    }
}

impl<'b> Iterator for Signs<'b> {
    type Item = Sign<'b>;

    fn next(&mut self) -> Option<Sign<'b>> {
        loop {
            let byte = self.peek(0)?;
            self.at += 1;
            return Some(match byte {
                b'{' => Sign::Open,
                b'}' => Sign::Close,
                b'\r' | b'\n' | 0 => continue,
                b'\\' => match self.peek(0) {
                    None => return None,
                    Some(letter) if letter.is_ascii_alphabetic() => self.word(),
                    Some(b'\'') => {
                        let digit = |at| self.peek(at).and_then(|it| char::from(it).to_digit(16));
                        match digit(1).zip(digit(2)) {
                            Some((one, two)) => {
                                self.at += 3;
                                Sign::Byte(u8::try_from(one * 16 + two).unwrap_or(b'?'))
                            }
                            None => {
                                self.at += 1;
                                continue;
                            }
                        }
                    }
                    Some(b'\r' | b'\n') => {
                        self.at += 1;
                        Sign::Word("par", None)
                    }
                    Some(mark) => {
                        self.at += 1;
                        Sign::Mark(mark)
                    }
                },
                byte => Sign::Byte(byte),
            });
        }
    }
}

/// How bytes are read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum CodePage {
    /// In an encoding.
    Known(&'static Encoding),
    /// As signs of a symbol font, which have no character.
    Symbols,
}

impl Default for CodePage {
    fn default() -> Self {
        Self::Known(encoding_rs::WINDOWS_1252)
    }
}

impl CodePage {
    /// By its number, as Windows counts them.
    pub(super) fn numbered(number: i32) -> Option<Self> {
        Some(Self::Known(match number {
            932 => encoding_rs::SHIFT_JIS,
            936 | 54936 => encoding_rs::GB18030,
            949 => encoding_rs::EUC_KR,
            950 => encoding_rs::BIG5,
            874 => encoding_rs::WINDOWS_874,
            1250 => encoding_rs::WINDOWS_1250,
            1251 => encoding_rs::WINDOWS_1251,
            1252 => encoding_rs::WINDOWS_1252,
            1253 => encoding_rs::WINDOWS_1253,
            1254 => encoding_rs::WINDOWS_1254,
            1255 => encoding_rs::WINDOWS_1255,
            1256 => encoding_rs::WINDOWS_1256,
            1257 => encoding_rs::WINDOWS_1257,
            1258 => encoding_rs::WINDOWS_1258,
            10000 => encoding_rs::MACINTOSH,
            65001 => encoding_rs::UTF_8,
            _ => return None,
        }))
    }

    /// By the character set of a font.
    pub(super) fn of_font(charset: i32) -> Option<Self> {
        let number = match charset {
            0 => 1252,
            2 => return Some(Self::Symbols),
            77 => 10000,
            128 => 932,
            129 => 949,
            134 => 936,
            136 => 950,
            161 => 1253,
            162 => 1254,
            163 => 1258,
            177 => 1255,
            178 => 1256,
            186 => 1257,
            204 => 1251,
            222 => 874,
            238 => 1250,
            _ => return None,
        };
        Self::numbered(number)
    }
}

/// Whether bytes look like those of a double-byte code page: all of them in pairs beyond the letters of
/// Western Europe. Some programs write them in fonts that they say are of there.
pub(super) fn are_pairs(bytes: &[u8]) -> bool {
    let mut rest = bytes.iter().copied();
    let mut pairs = 0;
    while let Some(byte) = rest.next() {
        if byte < 0x80 {
            continue;
        }
        if byte < 0xA1 || rest.next().is_none_or(|it| it < 0xA1) {
            return false;
        }
        pairs += 1;
    }
    pairs > 0
}

/// The character that a word stands for.
pub(super) fn character(name: &str) -> Option<char> {
    Some(match name {
        "lquote" => '‘',
        "rquote" => '’',
        "ldblquote" => '“',
        "rdblquote" => '”',
        "bullet" => '•',
        "endash" => '–',
        "emdash" => '—',
        "enspace" => '\u{2002}',
        "emspace" => '\u{2003}',
        "qmspace" => '\u{2005}',
        "zwj" => '\u{200D}',
        "zwnj" => '\u{200C}',
        _ => return None,
    })
}
