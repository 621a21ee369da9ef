//! The look of a Markdown text: its headings, bold and italic words. The text stays as it is written,
//! marks and all, so that every offset in it is that of the file.

use crate::model::{Style, Styled};
use crate::text::{Lines, Span};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag};

/// The looks of a Markdown text, by start.
pub fn of_markdown(lines: &Lines) -> Vec<Styled> {
    let mut styles = Vec::new();
    for (event, bytes) in Parser::new_ext(lines.text(), Options::empty()).into_offset_iter() {
        let style = match event {
            Event::Start(Tag::Heading { level, .. }) => Style::Heading(number(level)),
            Event::Start(Tag::Strong) => Style::Bold,
            Event::Start(Tag::Emphasis) => Style::Italic,
            _ => continue,
        };
        let own = lines.text().get(bytes.clone()).unwrap_or_default();
        let end = bytes.start + own.trim_end().len();
        let chars = lines.chars_from_span(Span::new(bytes.start, end));
        styles.extend(chars.map(|chars| Styled { chars, style }));
    }
    styles.sort_by_key(|it| (it.chars.start, std::cmp::Reverse(it.chars.end)));
    styles
}

fn number(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<String> {
        let lines = Lines::from(text);
        let told = |it: &Styled| {
            let span = lines.span_from_chars(it.chars).unwrap();
            format!("{it}: {}", span.of(text).unwrap())
        };
        of_markdown(&lines).iter().map(told).collect()
    }

    #[test]
    fn headings_and_strong_words_are_found_where_they_stand() {
        let text = "# 治理\n\n要有**规则**与*共识*。\n\n国防\n----\n";
        assert_eq!(
            told(text),
            [
                "heading 1 at 0-4: # 治理",
                "bold at 8-14: **规则**",
                "italic at 15-19: *共识*",
                "heading 2 at 22-29: 国防\n----"
            ]
        );
    }

    #[test]
    fn plain_text_has_no_looks() {
        assert_eq!(told("数字治理,100% #1\n3 * 4 * 5"), [""; 0]);
    }

    #[test]
    fn deep_nesting_is_no_trouble() {
        let text = format!("{}治{}", "*a **b ".repeat(20_000), "** *".repeat(20_000));
        assert!(told(&text).len() <= 40_000);
    }
}
