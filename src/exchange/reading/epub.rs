//! E-books (`.epub`): the chapters in the order of the book, one after the other.

use super::flow::{Flow, Piece};
use super::office::{self, Office};
use super::pen::Pen;
use super::{Changes, Reading, ReadingError, html};
use std::collections::BTreeMap;

/// Chapters at most.
const MOST_CHAPTERS: usize = 10_000;

pub(super) fn read(bytes: &[u8]) -> Result<Reading, ReadingError> {
    let mut office = Office::new(bytes)?;
    if is_locked(&mut office)? {
        return Err(ReadingError::Locked);
    }
    let container = office.part("META-INF/container.xml")?.unwrap_or_default();
    let package = package(&container).ok_or(ReadingError::NoDocument)?;
    let about = office.part(&package)?.ok_or(ReadingError::NoDocument)?;
    let (mut pen, mut changes) = (Pen::default(), Changes::new());
    for chapter in chapters(&about).into_iter().take(MOST_CHAPTERS) {
        // A chapter that is named and not there is a book as it is sold; the others are read.
        if let Some(text) = office.part(&beside(&package, &chapter))? {
            html::chapter(&text, (&mut pen, &mut changes))?;
        }
    }
    let (text, styles) = pen.finish();
    Ok(Reading {
        text,
        styles,
        citation: office::citation(&about),
        changes,
        ..Reading::default()
    })
}

/// Whether chapters are encrypted; fonts often are, and do not matter.
fn is_locked(office: &mut Office<'_>) -> Result<bool, ReadingError> {
    let part = office.part("META-INF/encryption.xml")?.unwrap_or_default();
    let part = part.to_ascii_lowercase();
    Ok([".xhtml", ".html", ".htm"]
        .iter()
        .any(|it| part.contains(it)))
}

/// The part that tells what the book is made of.
fn package(container: &str) -> Option<String> {
    let mut flow = Flow::new(container);
    while let Ok(Some(piece)) = flow.next() {
        if let Piece::Open(tag) = piece
            && tag.name() == "rootfile"
        {
            return tag.told("full-path");
        }
    }
    None
}

/// Where the chapters stand, in the order in which they are read.
fn chapters(package: &str) -> Vec<String> {
    let (mut flow, mut parts, mut order) = (Flow::new(package), BTreeMap::new(), Vec::new());
    while let Ok(Some(piece)) = flow.next() {
        let Piece::Open(tag) = piece else { continue };
        match tag.name() {
            "item" => {
                let kind = tag.told("media-type").unwrap_or_default();
                let leads = tag.told("properties").unwrap_or_default();
                let is_contents = leads.split_whitespace().any(|it| it == "nav");
                if kind.contains("html")
                    && !is_contents
                    && let (Some(id), Some(place)) = (tag.told("id"), tag.told("href"))
                {
                    parts.insert(id, place);
                }
            }
            "itemref" if tag.told("linear").as_deref() != Some("no") => {
                order.extend(tag.told("idref"));
            }
            _ => {}
        }
    }
    order.iter().filter_map(|it| parts.remove(it)).collect()
}

/// A name that is told beside a part, from the top of the folder. What leads out of it is at the top.
fn beside(part: &str, name: &str) -> String {
    let name = name.split('#').next().unwrap_or_default();
    let name = unescaped(name);
    let mut steps: Vec<&str> = part.split('/').collect();
    steps.pop();
    for step in name.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    steps.join("/")
}

/// A name without its escapes, such as `%20`.
fn unescaped(name: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = name.bytes();
    while let Some(byte) = rest.next() {
        let mut ahead = rest.clone();
        let mut digit = || ahead.next().and_then(|it| char::from(it).to_digit(16));
        let escaped = (byte == b'%').then(|| digit().zip(digit())).flatten();
        match escaped.and_then(|(one, two)| u8::try_from(one * 16 + two).ok()) {
            Some(escaped) => {
                bytes.push(escaped);
                rest.nth(1);
            }
            None => bytes.push(byte),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_beside_the_package() {
        assert_eq!(
            beside("OEBPS/book.opf", "text/%E7%AB%A0%201.xhtml#a"),
            "OEBPS/text/章 1.xhtml"
        );
        assert_eq!(
            beside("OEBPS/book.opf", "../../../etc/passwd"),
            "etc/passwd"
        );
        assert_eq!(beside("book.opf", "./a%2.xhtml"), "a%2.xhtml");
    }
}
