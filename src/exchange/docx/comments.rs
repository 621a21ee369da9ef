//! Comments: one for every coding, and one for every passage with memos of its own.

use super::{Lookup, NAMES, Words, XML, run};
use crate::model::{CoderId, Project, RecordId, SourceId};
use crate::query::{Index, row};
use std::collections::VecDeque;
use std::fmt::Write as _;

/// Where a comment begins or ends.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Edge {
    at: usize,
    is_start: bool,
    number: usize,
}

/// The comments of a document on their way.
#[derive(Default)]
pub(super) struct Comments {
    /// The coding or passage that each tells of, by number.
    all: Vec<RecordId>,
    /// The edges in the source that is being written, by place: of those at one place ends come
    /// first.
    left: VecDeque<Edge>,
}

impl Comments {
    /// A source is about to be written.
    pub(super) fn begin(&mut self, index: &Index, lookup: &Lookup<'_>, source: SourceId) {
        let mut edges = Vec::new();
        for passage in index.passages(source).iter() {
            let quotation = RecordId::Quotation(passage.quotation);
            let is_noted = !lookup.memos(quotation).is_empty();
            let codings = passage.codings.iter();
            let codings = codings.map(|it| RecordId::Coding(it.coding));
            for on in codings.chain(Some(quotation).filter(|_| is_noted)) {
                let number = self.all.len();
                self.all.push(on);
                edges.extend([(passage.span.start, true), (passage.span.end, false)].map(
                    |(at, is_start)| Edge {
                        at,
                        is_start,
                        number,
                    },
                ));
            }
        }
        edges.sort();
        self.left = edges.into();
    }

    /// Writes the edges up to a byte of the source.
    pub(super) fn pass(&mut self, at: usize, xml: &mut String) {
        while let Some(edge) = self.left.pop_front_if(|it| it.at <= at) {
            write_edge(edge, xml);
        }
    }

    /// The byte of the next edge.
    pub(super) fn next(&self) -> Option<usize> {
        self.left.front().map(|it| it.at)
    }

    /// Writes what is left when a source ends: nothing, as long as passages end in their text.
    pub(super) fn finish(&mut self, xml: &mut String) {
        if self.left.is_empty() {
            return;
        }
        xml.push_str("<w:p>");
        self.pass(usize::MAX, xml);
        xml.push_str("</w:p>");
    }

    /// The part that holds them.
    pub(super) fn part(&self, lookup: &Lookup<'_>, project: &Project, words: &Words) -> String {
        let mut xml = format!("{XML}<w:comments {NAMES}>");
        for (number, on) in self.all.iter().copied().enumerate() {
            let told = match on {
                RecordId::Coding(id) => row(project, id).map(|it| {
                    let memos = lookup.memos(on);
                    (it.coder, lookup.path(it.code).to_owned(), it.created, memos)
                }),
                on => lookup.memos(on).split_first().map(|(first, _)| {
                    (
                        first.coder,
                        words.memo.clone(),
                        first.created,
                        lookup.memos(on),
                    )
                }),
            };
            let Some((coder, title, created, memos)) = told else {
                continue;
            };
            let name = named(project, words, coder);
            let initial: String = name.chars().take(1).collect();
            let _ = write!(
                xml,
                "<w:comment w:id=\"{number}\" w:author=\"{}\" w:date=\"{created}\" w:initials=\"{}\">",
                super::escaped(name),
                super::escaped(&initial)
            );
            paragraph(&mut xml, &title, "<w:b/>");
            for memo in memos {
                let by = Some(memo.coder).filter(|it| *it != coder);
                let by = by.map(|it| format!("{}  ", named(project, words, it)));
                paragraph(&mut xml, &(by.unwrap_or_default() + &memo.text), "");
            }
            xml.push_str("</w:comment>");
        }
        xml.push_str("</w:comments>");
        xml
    }
}

fn named<'n>(project: &'n Project, words: &'n Words, coder: CoderId) -> &'n str {
    let coder = project.coders().get(coder);
    coder.map_or("", |it| words.coder(&it.name))
}

fn paragraph(xml: &mut String, words: &str, look: &str) {
    let _ = write!(
        xml,
        "<w:p><w:pPr><w:pStyle w:val=\"CommentText\"/></w:pPr>{}</w:p>",
        run(words, look)
    );
}

fn write_edge(edge: Edge, xml: &mut String) {
    let number = edge.number;
    let _ = match edge.is_start {
        true => write!(xml, "<w:commentRangeStart w:id=\"{number}\"/>"),
        false => write!(
            xml,
            "<w:commentRangeEnd w:id=\"{number}\"/><w:r><w:rPr><w:rStyle \
             w:val=\"CommentReference\"/></w:rPr><w:commentReference w:id=\"{number}\"/></w:r>"
        ),
    };
}
