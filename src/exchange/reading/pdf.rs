//! PDF: the words of each page, as far as the file says which they are. What is only a picture has none.
//!
//! **Invariant:** whatever a library makes of a file, nothing here panics or hangs: pages are read in a
//! program of their own (see `session::host`), which is ended when it takes too long or too much.

use super::pen::is_wide;
use super::{Change, ReadFile, Reading, ReadingError};
use crate::model::Style;
use crate::text::Span;

/// Letters on a page on the whole, below which a file is taken for pictures of pages.
const LEAST_LETTERS: usize = 8;
/// Pages at most.
#[cfg(feature = "pdf-in")]
const MOST_PAGES: usize = 20_000;
/// Bytes of all words at most.
#[cfg(feature = "pdf-in")]
const MOST_WORDS: usize = 64 << 20;

/// Why pages could not be read.
#[derive(Clone, Copy, PartialEq, Eq, Debug, serde::Serialize, serde::Deserialize)]
pub enum PdfFault {
    /// This build cannot read PDF.
    NotBuilt,
    /// It is broken, or not understood.
    Broken,
    /// It wants a password.
    Locked,
    /// Reading took too long or too much.
    TooMuch,
}

/// The words of each page.
///
/// # Errors
/// Always: this build is made without it.
#[cfg(not(feature = "pdf-in"))]
pub fn pdf_pages(_: &[u8]) -> Result<Vec<String>, PdfFault> {
    Err(PdfFault::NotBuilt)
}

/// The words of each page. This may panic, hang or take all memory for some files, so call it where
/// that stops nobody.
///
/// # Errors
/// When the file is broken, wants a password, or is too large.
#[cfg(feature = "pdf-in")]
pub fn pdf_pages(bytes: &[u8]) -> Result<Vec<String>, PdfFault> {
    let document = pdf_oxide::PdfDocument::from_bytes(bytes.to_vec());
    let document = document.map_err(|error| fault(&error.to_string()))?;
    let count = document
        .page_count()
        .map_err(|error| fault(&error.to_string()))?;
    if count > MOST_PAGES {
        return Err(PdfFault::TooMuch);
    }
    let (mut pages, mut size) = (Vec::new(), 0_usize);
    for at in 0..count {
        // A page that cannot be read is an empty one; when all are, that is said.
        let words = document.extract_text(at).unwrap_or_default();
        size = size.saturating_add(words.len());
        if size > MOST_WORDS {
            return Err(PdfFault::TooMuch);
        }
        pages.push(words);
    }
    Ok(pages)
}

#[cfg(feature = "pdf-in")]
fn fault(why: &str) -> PdfFault {
    let why = why.to_ascii_lowercase();
    match why.contains("password") || why.contains("encrypt") {
        true => PdfFault::Locked,
        false => PdfFault::Broken,
    }
}

/// The text of the pages, each marked with its number.
///
/// # Errors
/// When there are no words: it is a PDF of pictures.
pub fn pdf_text(pages: &[String]) -> Result<ReadFile, ReadingError> {
    let letters = |it: &String| it.chars().filter(|it| it.is_alphanumeric()).count();
    let letters: usize = pages.iter().map(letters).sum();
    if letters < pages.len().saturating_mul(LEAST_LETTERS) {
        return Err(ReadingError::OnlyPictures { pages: pages.len() });
    }
    let mut reading = Reading::default();
    let mut unknown = 0;
    for (number, page) in (1..).zip(pages) {
        let words = plain(page);
        unknown += words.chars().filter(|it| is_unknown(*it)).count();
        if words.is_empty() {
            continue;
        }
        if !reading.text.is_empty() {
            reading.text.push_str("\n\n");
        }
        let start = reading.text.len();
        reading.text.push_str(&words);
        let span = Span::new(start, reading.text.len());
        reading.styles.push((span, Style::Page(number)));
    }
    if unknown > 0 {
        reading.changes.insert(Change::Unreadable, unknown);
    }
    Ok(ReadFile {
        texts: vec![reading],
        columns: None,
    })
}

/// The words of a page without blanks at the ends of lines, and without those that stand between
/// Chinese characters only because each is placed by itself.
fn plain(page: &str) -> String {
    let mut plain = String::with_capacity(page.len());
    let mut empty = 0;
    for line in page.replace("\r\n", "\n").replace('\r', "\n").split('\n') {
        let line = line.trim_end();
        if line.trim().is_empty() {
            empty += 1;
            continue;
        }
        if !plain.is_empty() {
            plain.push_str(if empty > 0 { "\n\n" } else { "\n" });
        }
        empty = 0;
        let mut chars = line.chars().peekable();
        let mut before = None;
        while let Some(char) = chars.next() {
            let is_between = char == ' '
                && before.is_some_and(is_wide)
                && chars.peek().copied().is_some_and(is_wide);
            if !is_between {
                plain.push(char);
            }
            before = Some(char);
        }
    }
    plain
}

/// Whether a character stands for one that the file does not tell.
fn is_unknown(char: char) -> bool {
    matches!(char, '\u{FFFD}' | '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFD}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_marked_and_blanks_between_characters_go() {
        let pages = [
            "数 字 治理 and law \n\n \n国防的产业与文化",
            "",
            "第二页上的字也读出来\u{FFFD}",
        ];
        let file = pdf_text(&pages.map(str::to_owned)).unwrap();
        let reading = &file.texts[0];
        assert_eq!(
            reading.text,
            "数字治理 and law\n\n国防的产业与文化\n\n第二页上的字也读出来\u{FFFD}"
        );
        let told = |it: &(Span, Style)| (it.0.of(&reading.text).unwrap(), it.1.clone());
        let styles: Vec<_> = reading.styles.iter().map(told).collect();
        assert_eq!(styles[1].1, Style::Page(3));
        assert!(styles[1].0.starts_with("第二页"));
        assert_eq!(reading.changes[&Change::Unreadable], 1);
    }

    #[test]
    fn a_file_of_pictures_says_so() {
        let pages = vec![" \n1".to_owned(); 5];
        assert_eq!(
            pdf_text(&pages),
            Err(ReadingError::OnlyPictures { pages: 5 })
        );
    }

    /// A PDF of pages with lines of Chinese in a font that every reader knows and none holds.
    #[cfg(feature = "pdf-in")]
    fn made(pages: &[&[&str]]) -> Vec<u8> {
        let mut parts: Vec<String> = vec![
            "<</Type/Catalog/Pages 2 0 R>>".into(),
            String::new(),
            "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>>".into(),
            "<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000/FontDescriptor 5 0 R\
             /CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>>>".into(),
            "<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]\
             /ItalicAngle 0/Ascent 752/Descent -271/CapHeight 737/StemV 58>>".into(),
        ];
        let mut kids = String::new();
        for lines in pages {
            let mut words = String::from("BT /F1 12 Tf 72 760 Td 18 TL ");
            for line in *lines {
                let hex: String = line.encode_utf16().map(|it| format!("{it:04x}")).collect();
                words.push_str(&format!("<{hex}> Tj T* "));
            }
            words.push_str("ET");
            parts.push(format!(
                "<</Length {}>>\nstream\n{words}\nendstream",
                words.len()
            ));
            let stream = parts.len();
            parts.push(format!(
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]\
                 /Resources<</Font<</F1 3 0 R>>>>/Contents {stream} 0 R>>"
            ));
            kids.push_str(&format!("{} 0 R ", parts.len()));
        }
        parts[1] = format!("<</Type/Pages/Kids[{kids}]/Count {}>>", pages.len());
        let mut file = String::from("%PDF-1.4\n");
        let mut list = format!("xref\n0 {}\n0000000000 65535 f \n", parts.len() + 1);
        for (at, part) in parts.iter().enumerate() {
            list.push_str(&format!("{:010} 00000 n \n", file.len()));
            file.push_str(&format!("{} 0 obj\n{part}\nendobj\n", at + 1));
        }
        let start = file.len();
        let size = parts.len() + 1;
        file.push_str(&format!(
            "{list}trailer<</Size {size}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n"
        ));
        file.into_bytes()
    }

    #[cfg(feature = "pdf-in")]
    #[test]
    fn a_chinese_page_without_its_own_table_of_characters_is_read() {
        let bytes = made(&[
            &["现代国际关系", "数字治理要由地方先行"],
            &["国防与产业并重"],
        ]);
        let pages = pdf_pages(&bytes).unwrap();
        let file = pdf_text(&pages).unwrap();
        assert_eq!(
            file.texts[0].text,
            "现代国际关系\n数字治理要由地方先行\n\n国防与产业并重"
        );
        assert_eq!(pdf_pages(b"%PDF-1.4 nothing"), Err(PdfFault::Broken));
    }
}
