//! Small projects for tests, made by hand or at random, with steady ids.

use crate::model::{
    Code, CodeId, Coder, CoderId, Coding, CodingId, Colour, Edit, Extra, Fingerprint, Head, Memo,
    MemoId, Origin, Project, ProjectId, Quotation, QuotationId, Record, RecordId, Source, SourceId,
    Time,
};
use crate::text::Span;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// A project under construction. Records are known by small numbers.
#[derive(Debug)]
pub(crate) struct Sample {
    pub(crate) project: Project,
}

fn uuid(kind: u8, number: u32) -> Uuid {
    Uuid::from_u128(u128::from(kind) << 96 | u128::from(number))
}

pub(crate) fn source_id(number: u32) -> SourceId {
    SourceId::new(uuid(1, number))
}

pub(crate) fn code_id(number: u32) -> CodeId {
    CodeId::new(uuid(2, number))
}

pub(crate) fn coder_id(number: u32) -> CoderId {
    CoderId::new(uuid(3, number))
}

pub(crate) fn quotation_id(number: u32) -> QuotationId {
    QuotationId::new(uuid(4, number))
}

pub(crate) fn coding_id(number: u32) -> CodingId {
    CodingId::new(uuid(5, number))
}

pub(crate) fn memo_id(number: u32) -> MemoId {
    MemoId::new(uuid(6, number))
}

pub(crate) fn source(number: u32, text: &str) -> Source {
    Source {
        id: source_id(number),
        name: format!("源{number}"),
        order: u64::from(number),
        lines: text.into(),
        fingerprint: Fingerprint::of(text),
        origin: Origin::default(),
        added: Time::from_secs(0),
        values: BTreeMap::new(),
        extra: Extra::default(),
    }
}

pub(crate) fn code(number: u32, name: &str, parent: Option<u32>) -> Code {
    Code {
        id: code_id(number),
        name: name.into(),
        aliases: Vec::new(),
        parent: parent.map(code_id),
        order: u64::from(number),
        colour: Colour(0xC8, 0x40, 0x2F),
        key: None,
        definition: String::new(),
        when: String::new(),
        when_not: String::new(),
        examples: BTreeSet::new(),
        meant: None,
        applicable: true,
        extra: Extra::default(),
    }
}

pub(crate) fn coder(number: u32, name: &str) -> Coder {
    Coder {
        id: coder_id(number),
        name: name.into(),
        extra: Extra::default(),
    }
}

pub(crate) fn quotation(number: u32, source: u32, span: Span) -> Quotation {
    Quotation {
        id: quotation_id(number),
        source: source_id(source),
        span,
        stray: None,
        coder: coder_id(1),
        created: Time::from_secs(0),
        extra: Extra::default(),
    }
}

pub(crate) fn coding(number: u32, quotation: u32, code: u32) -> Coding {
    Coding {
        id: coding_id(number),
        quotation: quotation_id(quotation),
        code: code_id(code),
        coder: coder_id(1),
        created: Time::from_secs(0),
        reviewed: None,
        rule: None,
        extra: Extra::default(),
    }
}

pub(crate) fn memo_on(number: u32, target: RecordId) -> Memo {
    Memo {
        id: memo_id(number),
        target,
        text: "再看".into(),
        coder: coder_id(1),
        created: Time::from_secs(0),
        changed: Time::from_secs(0),
        extra: Extra::default(),
    }
}

/// Any edit of a handful of sources, quotations and codings. Rules are broken freely: quotations
/// may miss their source, reach beyond it or mark nothing, codings may miss their quotation.
pub(crate) fn random_edit() -> impl Strategy<Value = Edit> {
    let put = |record: Record| Edit::Put(record);
    let span = (0usize..60, 0usize..30).prop_map(|(start, len)| Span::new(start, start + len));
    prop_oneof![
        2 => (0..3u32, 0..9usize).prop_map(move |(number, len)| {
            put(source(number, &"治理ab".repeat(len)).into())
        }),
        8 => (0..20u32, 0..4u32, span).prop_map(move |(number, of, span)| {
            put(quotation(number, of, span).into())
        }),
        8 => (0..40u32, 0..22u32, 0..4u32).prop_map(move |(number, of, code)| {
            put(coding(number, of, code).into())
        }),
        1 => (0..3u32).prop_map(|number| Edit::Take(RecordId::Source(source_id(number)))),
        3 => (0..20u32).prop_map(|number| Edit::Take(RecordId::Quotation(quotation_id(number)))),
        4 => (0..40u32).prop_map(|number| Edit::Take(RecordId::Coding(coding_id(number)))),
        2 => (0..9u32, 0..20u32).prop_map(move |(number, on)| {
            put(memo_on(number, RecordId::Quotation(quotation_id(on))).into())
        }),
        2 => (0..9u32, 0..40u32).prop_map(move |(number, on)| {
            put(memo_on(number, RecordId::Coding(coding_id(on))).into())
        }),
        1 => (0..9u32).prop_map(|number| Edit::Take(RecordId::Memo(memo_id(number)))),
    ]
}

impl Sample {
    pub(crate) fn new() -> Self {
        let head = Head {
            id: ProjectId::new(uuid(0, 1)),
            name: "试编".into(),
            created: Time::from_secs(0),
            words: crate::model::WordLists::default(),
            extra: Extra::default(),
        };
        Self {
            project: Project::new(head),
        }
    }

    pub(crate) fn put(&mut self, record: impl Into<Record>) {
        self.project.apply(Edit::Put(record.into()));
    }
}

/// A project with one source from a marked text such as `数字[a治[b理a]与国b]防`: `[a` opens a
/// passage and `a]` closes it, so passages may cross. The code of a passage bears its letter as name
/// and, as a code point, as number; quotation and coding are numbered from 1 by opening.
pub(crate) fn marked(marked: &str) -> Sample {
    let mut text = String::new();
    let mut open: Vec<(char, usize)> = Vec::new();
    let mut passages: Vec<(char, Span)> = Vec::new();
    let mut chars = marked.chars().peekable();
    while let Some(char) = chars.next() {
        if char == '[' {
            let letter = chars.next().expect("a letter after [");
            open.push((letter, passages.len()));
            passages.push((letter, Span::new(text.len(), text.len())));
        } else if chars.peek() == Some(&']') {
            chars.next();
            let at = open.iter().rposition(|it| it.0 == char).expect("opened");
            passages[open.remove(at).1].1.end = text.len();
        } else {
            text.push(char);
        }
    }
    assert!(open.is_empty(), "{marked} is not closed");
    let mut sample = Sample::new();
    sample.put(coder(1, "李"));
    sample.put(source(1, &text));
    for (number, (letter, span)) in (1..).zip(passages) {
        sample.put(code(letter.into(), &letter.to_string(), None));
        sample.put(quotation(number, 1, span));
        sample.put(coding(number, number, letter.into()));
    }
    sample
}
