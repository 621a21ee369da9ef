//! What earlier reading put aside, tried again: somebody may have mended it in the file, what it
//! points at may have come back, or this version may know more than the one before.

use super::findings::Findings;
use super::read::{Found, Placed};
use super::sections::Reader;
use crate::model::{CoderId, Unread};
use crate::text::Span;

/// Texts that were put aside, as one text behind the file's own: their spans begin where it ends.
pub(super) struct Earlier {
    text: String,
    /// Where each stands, from 0.
    entries: Vec<(String, Span)>,
    /// Length of the file's own text.
    base: usize,
}

impl Earlier {
    /// Of the unread lines of a file whose own text has `base` bytes.
    pub(super) fn new(unread: Vec<Unread>, base: usize) -> Self {
        let mut text = String::new();
        let entries = unread
            .into_iter()
            .map(|entry| {
                let start = text.len();
                text.push_str(&entry.text);
                (entry.section, Span::new(start, text.len()))
            })
            .collect();
        Self {
            text,
            entries,
            base,
        }
    }

    /// The text at a span behind the file's own.
    pub(super) fn at(&self, span: Span) -> &str {
        let start = span.start.saturating_sub(self.base);
        let span = Span::new(start, start + span.len());
        span.of(&self.text).unwrap_or_default()
    }

    /// Whether a span stands behind the file's own text.
    pub(super) fn holds(&self, span: Span) -> bool {
        !self.text.is_empty() && span.start >= self.base
    }

    /// Reads every entry again. What can be read now goes to the other records, what cannot stays
    /// unread as it is. How many records could be.
    pub(super) fn read<'a>(&'a self, found: &mut Found<'a>) -> usize {
        let mut count = 0;
        for (section, span) in &self.entries {
            match self.read_entry(section, *span) {
                Some(more) => {
                    count += more.records();
                    found.append(more, self.base);
                }
                None => found.unread.push(Unread {
                    section: section.clone(),
                    text: span.of(&self.text).unwrap_or_default().to_owned(),
                }),
            }
        }
        count
    }

    /// The records of one entry, if all of it can be read.
    fn read_entry(&self, section: &str, span: Span) -> Option<Found<'_>> {
        if !is_tried_again(section) {
            return None;
        }
        let text = self.text.get(..span.end)?;
        let mut reader = Reader::new(text, Findings::default());
        reader.frame.go(span.start);
        // What was put around a record that is not closed may close it, and leave itself open.
        let mut frame = reader.frame.clone();
        let is_closed = frame.value().is_ok() && frame.peek().is_none();
        match section {
            _ if !is_closed => return None,
            "work" => reader.group(),
            _ => reader.element(section),
        }
        let whole = reader.frame.peek().is_none();
        let found = reader.found;
        (whole && found.unread.is_empty() && found.records() > 0).then_some(found)
    }
}

/// Whether text of this section may be read again. Parts and twins of records may not: what they
/// belonged to is there, or was removed since.
pub(super) fn is_tried_again(section: &str) -> bool {
    matches!(
        section,
        "coders"
            | "codes"
            | "variables"
            | "cases"
            | "sets"
            | "links"
            | "queries"
            | "glosses"
            | "recipes"
            | "sources"
            | "work"
            | "conflicts"
    )
}

/// The section and text under which a record of a coder's work is put aside, so that it can be told
/// whose it was.
pub(super) fn aside(section: &str, coder: CoderId, text: &str) -> Unread {
    let (section, text) = match section {
        "quotations" | "codings" | "memos" => {
            let text = format!("(coder: \"{coder}\", {section}: [{text}])");
            ("work", text)
        }
        _ => (section, text.to_owned()),
    };
    let section = section.to_owned();
    Unread { section, text }
}

impl<'a> Found<'a> {
    /// How many records were read.
    pub(super) fn records(&self) -> usize {
        let work = self.quotations.len() + self.codings.len() + self.memos.len();
        let rest = self.variables.len() + self.cases.len() + self.sets.len() + self.links.len();
        work + rest
            + self.queries.len()
            + self.glosses.len()
            + self.recipes.len()
            + self.conflicts.len()
            + self.coders.len()
            + self.codes.len()
            + self.sources.len()
    }

    /// Takes over the records of another, whose spans begin `base` bytes further on.
    fn append(&mut self, more: Self, base: usize) {
        fn append<T>(list: &mut Placed<T>, more: Placed<T>, base: usize) {
            list.extend(more.into_iter().map(|(span, it)| (span.shifted(base), it)));
        }
        append(&mut self.coders, more.coders, base);
        append(&mut self.codes, more.codes, base);
        append(&mut self.variables, more.variables, base);
        append(&mut self.cases, more.cases, base);
        append(&mut self.sets, more.sets, base);
        append(&mut self.links, more.links, base);
        append(&mut self.queries, more.queries, base);
        append(&mut self.glosses, more.glosses, base);
        append(&mut self.recipes, more.recipes, base);
        append(&mut self.sources, more.sources, base);
        append(&mut self.quotations, more.quotations, base);
        append(&mut self.codings, more.codings, base);
        append(&mut self.memos, more.memos, base);
        append(&mut self.conflicts, more.conflicts, base);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::file::kind::NOBODY;

    #[test]
    fn a_record_that_is_not_closed_is_not_closed_by_what_is_put_around_it() {
        let id = "01990000-00dd-7000-8000-000000000006";
        let record = format!("(id: \"{id}\", quotation: \"{id}\", code: \"{id}\"");
        let open = format!("{record}, memos: [");
        for (text, count) in [(format!("{record})"), 1), (open, 0)] {
            let earlier = Earlier::new(vec![aside("codings", NOBODY, &text)], 0);
            let mut found = Found::default();
            assert_eq!(earlier.read(&mut found), count, "{text}");
            assert_eq!(found.unread.len(), 1 - count);
        }
    }
}
