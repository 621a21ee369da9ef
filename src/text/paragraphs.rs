//! Paragraphs: the lines between two line feeds, empty ones included.
//!
//! A paragraph's span leaves out its line feed. Numbered from 1 they are the
//! lines of [`super::Lines`].

use super::span::Span;

/// Every paragraph in order; a text has at least one.
pub fn paragraphs(text: &str) -> impl Iterator<Item = Span> {
    let ends = memchr::memchr_iter(b'\n', text.as_bytes()).chain([text.len()]);
    let mut start = 0;
    ends.map(move |end| {
        let span = Span { start, end };
        start = end + 1;
        span
    })
}

/// The paragraph a byte is in; a line feed belongs to the paragraph it ends,
/// and an offset past the end counts as the end.
pub fn at(text: &str, byte: usize) -> Span {
    let byte = text.floor_char_boundary(byte);
    let (before, after) = text.as_bytes().split_at_checked(byte).unwrap_or_default();
    let start = memchr::memrchr(b'\n', before).map_or(0, |at| at + 1);
    let end = memchr::memchr(b'\n', after).map_or(text.len(), |at| byte + at);
    Span { start, end }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        paragraphs(text)
            .map(|span| span.of(text).unwrap())
            .collect()
    }

    #[test]
    fn empty_lines_are_paragraphs_too() {
        assert_eq!(cut("数字治理\n\n国防"), ["数字治理", "", "国防"]);
        assert_eq!(cut("数字治理\n"), ["数字治理", ""]);
        assert_eq!(cut(""), [""]);
    }

    #[test]
    fn a_line_feed_belongs_to_the_paragraph_it_ends() {
        let text = "治理\n国防";
        assert_eq!(at(text, 6).of(text), Some("治理"));
        assert_eq!(at(text, 7).of(text), Some("国防"));
        assert_eq!(at(text, 8).of(text), Some("国防"), "inside a character");
        assert_eq!(at(text, 99).of(text), Some("国防"), "past the end");
        assert_eq!(at("治\n", 4), Span::new(4, 4));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn every_place_is_in_its_paragraph(text in crate::text::any_text(60)) {
            let all: Vec<_> = paragraphs(&text).collect();
            for (byte, _) in text.char_indices() {
                let here = at(&text, byte);
                prop_assert!(all.contains(&here));
                prop_assert!(here.start <= byte && byte <= here.end);
            }
            let joined: Vec<_> = all.iter().map(|span| span.of(&text).unwrap()).collect();
            prop_assert_eq!(joined.join("\n"), text);
        }
    }
}
