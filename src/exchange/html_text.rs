//! The text in a piece of HTML, as programs count offsets in it: what stands between the tags.

/// What is read of a piece of HTML.
#[derive(PartialEq, Eq, Debug, Default)]
pub(super) struct HtmlText {
    /// All that stands between tags, with character references resolved.
    pub(super) text: String,
    /// Bytes of the text at which a paragraph ends though no line does.
    pub(super) breaks: Vec<usize>,
}

/// Elements that stand on lines of their own.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "br",
    "dd",
    "div",
    "dl",
    "dt",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "td",
    "th",
    "tr",
    "ul",
];

impl HtmlText {
    /// Reads a piece of HTML.
    pub(super) fn of(html: &str) -> Self {
        let mut read = Self::default();
        let mut wants_break = false;
        let mut rest = html;
        while let Some(at) = rest.find('<') {
            let (words, tag) = rest.split_at_checked(at).unwrap_or((rest, ""));
            read.put(words, &mut wants_break);
            match end_of_tag(tag) {
                Some(len) => {
                    let (tag, after) = tag.split_at_checked(len).unwrap_or((tag, ""));
                    wants_break |= is_block(tag);
                    rest = after;
                }
                // A sign and no tag.
                None => {
                    read.put("<", &mut wants_break);
                    rest = tag.get(1..).unwrap_or_default();
                }
            }
        }
        read.put(rest, &mut wants_break);
        read
    }

    fn put(&mut self, words: &str, wants_break: &mut bool) {
        if words.is_empty() {
            return;
        }
        let words = resolved(&words.replace("\r\n", "\n").replace('\r', "\n"));
        if std::mem::take(wants_break)
            && !self.text.is_empty()
            && !self.text.ends_with('\n')
            && !words.starts_with('\n')
        {
            self.breaks.push(self.text.len());
        }
        self.text.push_str(&words);
    }
}

/// Bytes of the tag or comment that begins here; `None` when none does.
fn end_of_tag(from: &str) -> Option<usize> {
    if from.starts_with("<!--") {
        return Some(from.find("-->").map_or(from.len(), |it| it + 3));
    }
    let first = from.chars().nth(1)?;
    if !first.is_ascii_alphabetic() && !matches!(first, '/' | '!' | '?') {
        return None;
    }
    let mut quote = None;
    for (at, char) in from.char_indices() {
        match (quote, char) {
            (None, '>') => return Some(at + 1),
            (None, '"' | '\'') => quote = Some(char),
            (Some(open), char) if open == char => quote = None,
            _ => {}
        }
    }
    Some(from.len())
}

fn is_block(tag: &str) -> bool {
    let name = tag.trim_start_matches(['<', '/']);
    let name: String = name
        .chars()
        .take_while(|it| it.is_ascii_alphanumeric())
        .take(12)
        .collect();
    BLOCKS.contains(&name.to_ascii_lowercase().as_str())
}

/// Words with the references to characters resolved that such texts have; others stay as they are.
fn resolved(words: &str) -> String {
    let mut resolved = String::with_capacity(words.len());
    let mut rest = words;
    while let Some(at) = rest.find('&') {
        let (before, from) = rest.split_at_checked(at).unwrap_or((rest, ""));
        resolved.push_str(before);
        let name = from.get(1..).unwrap_or_default();
        // Only as far as a name may reach, or many signs would each look through all that follows.
        let mut near = name.char_indices().take(11);
        let end = near.find(|it| it.1 == ';').map(|it| it.0);
        let named = end.and_then(|it| name.get(..it));
        match named.and_then(character) {
            Some(char) => {
                resolved.push(char);
                rest = name.get(end.unwrap_or(0) + 1..).unwrap_or_default();
            }
            None => {
                resolved.push('&');
                rest = name;
            }
        }
    }
    resolved.push_str(rest);
    resolved
}

fn character(name: &str) -> Option<char> {
    let code = match name.strip_prefix('#') {
        Some(number) => match number.strip_prefix(['x', 'X']) {
            Some(digits) => u32::from_str_radix(digits, 16).ok()?,
            None => number.parse().ok()?,
        },
        None => {
            return Some(match name {
                "amp" => '&',
                "lt" => '<',
                "gt" => '>',
                "quot" => '"',
                "apos" => '\'',
                "nbsp" => '\u{A0}',
                _ => return None,
            });
        }
    };
    char::from_u32(code).filter(|it| *it != '\0')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_stands_between_tags_is_the_text() {
        let read = HtmlText::of(
            "<p>第一段<b a='>'>🚀</b></p>\n<p>a &lt; b &#x6CBB; &oops; & c</p><!-- <p> -->",
        );
        assert_eq!(read.text, "第一段🚀\na < b 治 &oops; & c");
        assert!(read.breaks.is_empty());
        let read = HtmlText::of("<p>一</p><p>二<br/>三</p>x < y");
        assert_eq!(read.text, "一二三x < y");
        assert_eq!(read.breaks, [3, 6, 9]);
        assert_eq!(HtmlText::of("<p"), HtmlText::default());
    }

    proptest! {
        #[test]
        fn any_text_is_read(html in "(<|>|</p>|<p |&|;|#|amp|x|治|\"|'|!--|-->|\n){0,40}") {
            let read = HtmlText::of(&html);
            for at in read.breaks {
                prop_assert!(read.text.is_char_boundary(at));
            }
        }
    }
}
