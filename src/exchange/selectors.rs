//! Where annotations of web pages point at: a text by its name or address, and selectors into it.

use super::draft::{Draft, DraftPassage, DraftSource};
use super::import::{Beside, ImportError};
use super::json_read::{each, field, offset, words};
use super::loss::LossKind;
use crate::model::Quote;
use crate::text::{as_written, decode};
use serde_json::Value as Json;
use std::collections::HashMap;

/// The texts that annotations point at, each looked for once.
pub(super) struct Pointed<'b> {
    beside: &'b mut dyn Beside,
    /// The numbers of the sources by the names they were asked for.
    known: HashMap<String, Option<usize>>,
    /// The first text that was looked for in vain.
    missing: Option<String>,
}

impl<'b> Pointed<'b> {
    pub(super) fn new(beside: &'b mut dyn Beside) -> Self {
        Self {
            beside,
            known: HashMap::new(),
            missing: None,
        }
    }

    /// The number of the source at an address, with its text read in; `None` when there is none.
    pub(super) fn source(&mut self, draft: &mut Draft, address: &str) -> Option<usize> {
        self.named(draft, &name_in(address))
    }

    /// The number of the source of a name.
    pub(super) fn named(&mut self, draft: &mut Draft, name: &str) -> Option<usize> {
        if let Some(known) = self.known.get(name) {
            return *known;
        }
        let found = self.beside.text(name).and_then(|bytes| {
            let encoding = decode(&bytes, None).ok()?.encoding;
            draft.sources.push(DraftSource {
                name: name.to_owned(),
                file: name.to_owned(),
                raw: as_written(&bytes, encoding),
                ..DraftSource::default()
            });
            Some(draft.sources.len() - 1)
        });
        if found.is_none() {
            draft.losses.add(LossKind::NoText, name, 0);
            self.missing.get_or_insert(name.to_owned());
        }
        self.known.insert(name.to_owned(), found);
        found
    }

    /// What remains to be said when everything was looked for.
    ///
    /// # Errors
    /// When not one of the texts is there.
    pub(super) fn finish(self, draft: &Draft) -> Result<(), ImportError> {
        match self.missing {
            Some(name) if draft.sources.is_empty() => Err(ImportError::NoTexts { name }),
            _ => Ok(()),
        }
    }
}

/// The name of a text in its address: the last step, with what was escaped in it.
pub(super) fn name_in(address: &str) -> String {
    let plain = address.split(['?', '#']).next().unwrap_or_default();
    let last = plain.trim_end_matches('/').rsplit(['/', '\\']).next();
    let last = last.unwrap_or_default();
    // What was escaped is part of the name, also where it looks like a way to somewhere else.
    unescaped(last)
}

/// Words with what stands as `%E6` in them resolved.
pub(super) fn unescaped(words: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = words.bytes();
    while let Some(byte) = rest.next() {
        let ahead = rest.clone();
        let digit = |it: Option<u8>| char::from(it?).to_digit(16);
        let escaped = (byte == b'%')
            .then(|| digit(rest.next()).zip(digit(rest.next())))
            .flatten();
        match escaped.and_then(|(high, low)| u8::try_from(high * 16 + low).ok()) {
            Some(byte) => bytes.push(byte),
            None => {
                rest = ahead;
                bytes.push(byte);
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// A name as the address of a text beside the file.
pub(super) fn address_of(name: &str) -> String {
    let mut address = String::new();
    for char in name.chars() {
        let is_plain = char.is_alphanumeric() || matches!(char, '-' | '.' | '_' | '~' | '(' | ')');
        if is_plain {
            address.push(char);
        } else {
            let mut buffer = [0; 4];
            for byte in char.encode_utf8(&mut buffer).bytes() {
                address.push_str(&format!("%{byte:02X}"));
            }
        }
    }
    address
}

/// A passage as selectors tell it; `None` when none of them is understood.
pub(super) fn passage(selectors: &Json) -> Option<DraftPassage> {
    let mut passage = DraftPassage {
        is_quote_sure: true,
        ..DraftPassage::default()
    };
    let mut is_told = false;
    let mut waiting: Vec<&Json> = each(selectors).iter().collect();
    let mut steps = 0;
    while let Some(selector) = waiting.pop() {
        steps += 1;
        if steps > 100 {
            break;
        }
        waiting.extend(each(field(selector, "refinedBy")));
        match words(selector, "type").as_str() {
            "TextPositionSelector" | "DataPositionSelector" => {
                passage.start = offset(field(selector, "start"));
                passage.end = offset(field(selector, "end"));
                is_told = true;
            }
            "TextQuoteSelector" => {
                passage.quote = Quote {
                    exact: plain(&words(selector, "exact")),
                    prefix: plain(&words(selector, "prefix")),
                    suffix: plain(&words(selector, "suffix")),
                };
                is_told = true;
            }
            "FragmentSelector" => {
                // RFC 5147: char=3,9
                let value = words(selector, "value");
                let range = value
                    .strip_prefix("char=")
                    .and_then(|it| it.split_once(','));
                if let Some((start, end)) = range {
                    passage.start = start.parse().ok();
                    passage.end = end.split(';').next().and_then(|it| it.parse().ok());
                    is_told = true;
                }
            }
            _ => {}
        }
    }
    is_told.then_some(passage)
}

/// Words with the line ends of a text that is kept.
fn plain(words: &str) -> String {
    words.replace("\r\n", "\n").replace('\r', "\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_name_of_a_text_is_the_last_step_of_its_address() {
        for (address, name) in [
            ("doc.txt", "doc.txt"),
            ("https://example.org/a/%E6%B2%BB.txt?x=/b#c", "治.txt"),
            ("file:///tmp/a/", "a"),
            ("..%2F..%2Fetc%2Fpasswd", "../../etc/passwd"),
            ("a/..", ".."),
            ("100%", "100%"),
            ("", ""),
        ] {
            assert_eq!(name_in(address), name, "{address}");
        }
    }

    proptest! {
        #[test]
        fn a_name_comes_back_out_of_its_address(name in "\\PC{1,12}") {
            prop_assert_eq!(name_in(&address_of(&name)), name);
        }
    }
}
