//! The tree of codes, made sound: no parent that is not there, no code above itself.

use super::line::Line;
use super::read::Placed;
use super::settle::Aside;
use super::warning::Warning;
use crate::model::{Code, CodeId, RecordId};
use crate::text::Span;
use std::collections::HashMap;

/// Moves codes to the top of the tree whose parent is missing or below themselves. The parent they
/// had is kept aside. Takes time in proportion to the number of codes, however deep the tree is.
pub(super) fn settle_codes(codes: &mut Placed<Code>, aside: &mut Aside<'_, '_>) {
    let index: HashMap<CodeId, usize> = codes
        .iter()
        .enumerate()
        .map(|(at, (_, code))| (code.id, at))
        .collect();
    for (span, code) in codes.iter_mut() {
        if let Some(parent) = code.parent.filter(|parent| !index.contains_key(parent)) {
            keep_parent(code, aside);
            let (id, of) = (RecordId::Code(code.id), RecordId::Code(parent));
            aside.findings.missing(span.start, id, of);
            code.parent = None;
        }
    }
    for at in one_of_each_circle(codes, &index) {
        if let Some((span, code)) = codes.get_mut(at) {
            keep_parent(code, aside);
            tell_circle(*span, code, aside);
            code.parent = None;
        }
    }
}

/// One code of every circle: the first that is met when walking up from each code in turn.
fn one_of_each_circle(codes: &Placed<Code>, index: &HashMap<CodeId, usize>) -> Vec<usize> {
    // In which walk a code was first met; 0 for none.
    let mut met = vec![0; codes.len()];
    let mut circles = Vec::new();
    for (walk, start) in (1..).zip(0..codes.len()) {
        let mut next = Some(start);
        while let Some(at) = next {
            match met.get_mut(at) {
                Some(first @ 0) => *first = walk,
                Some(first) if *first == walk => {
                    circles.push(at);
                    break;
                }
                _ => break,
            }
            let parent = codes.get(at).and_then(|it| it.1.parent);
            next = parent.and_then(|parent| index.get(&parent).copied());
        }
    }
    circles
}

fn tell_circle(span: Span, code: &Code, aside: &mut Aside<'_, '_>) {
    let (code, name) = (code.id, code.name.clone());
    let make = move |place| Warning::Cycle { place, code, name };
    aside.findings.add(span.start, make);
}

fn keep_parent(code: &Code, aside: &mut Aside<'_, '_>) {
    let mut bytes = Vec::new();
    let mut line = Line::open(&mut bytes, "");
    line.put("id", &code.id);
    line.put_some("parent", code.parent.as_ref());
    line.close();
    aside.keep_part("codes", String::from_utf8(bytes).unwrap_or_default());
}
