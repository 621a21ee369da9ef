//! Plans for the text of a source that is coded already: edits by hand, and a new edition.
//!
//! By hand every quotation goes exactly where the edits put it:
//!
//! - what is put **at an edge** of a quotation stays outside, at its start as at its end;
//! - what is put **into** it is of it;
//! - what takes the place of words belongs to the quotation that has **all** of these words; one that
//!   has only some of them loses those, and one that lies within them with more on both sides is gone;
//! - one that loses all its words is kept with what they were, as lost, until somebody decides.
//!
//! `数字[治理]能力` with 共 put before 治: `数字共[治理]能力`; with 同 between: `数字[治同理]能力`.

use super::join::Refit;
use super::plan_codings::removal;
use super::plan_conflicts::{moved_versions, quotations_of};
use super::plan_sources::NewSource;
use super::{Done, Place, PlanError, Stamp, Transaction};
use crate::model::{
    Edit, Fingerprint, Project, Quotation, QuotationId, Quote, RecordId, Source, SourceId, Stray,
    Styled, Verdict,
};
use crate::text::{CharSpan, Lines, Span, graphemes};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Code points kept on each side of a quotation that is gone.
const CONTEXT: usize = 32;

/// Words put in the place of others, which may be none on either side.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TextEdit {
    /// Start in code points of the text as the edits before it leave it.
    pub start: usize,
    /// End in code points, not included.
    pub end: usize,
    /// What stands there then.
    #[serde(default)]
    pub with: String,
}

/// The same in bytes of the text as it is then.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Swap {
    from: Span,
    len: usize,
}

impl Swap {
    /// Where a span goes: where it stands then, empty when all of it was taken away.
    fn carry(self, span: Span) -> Span {
        let Self { from, len } = self;
        let put = from.start + len;
        let behind = |at: usize| at - from.end + put;
        let is_put_where_nothing_is = span.is_empty() && from.is_empty();
        if span.end < from.start || (span.end == from.start && !is_put_where_nothing_is) {
            return span;
        }
        if span.start >= from.end {
            return Span::new(behind(span.start), behind(span.end));
        }
        let is_all = span.start <= from.start && from.end <= span.end;
        if is_all {
            return Span::new(span.start, behind(span.end));
        }
        match (span.start < from.start, from.end < span.end) {
            (true, _) => Span::new(span.start, from.start),
            (false, true) => Span::new(put, behind(span.end)),
            (false, false) => Span::new(put, put),
        }
    }
}

/// Changes a source's text by hand, edit by edit, in one step. How many quotations are gone then.
///
/// # Errors
/// When the source is gone, a range does not fit, or nothing would change.
pub fn edit_text(
    project: &Project,
    stamp: &Stamp<'_>,
    (id, edits): (SourceId, &[TextEdit]),
) -> Result<(usize, Transaction), PlanError> {
    let old = source(project, id)?;
    let mut lines = old.lines.clone();
    let mut swaps = Vec::new();
    for edit in edits {
        let (swap, after) = swapped(&old.name, &lines, edit)?;
        lines = after;
        swaps.push(swap);
    }
    if lines.text() == old.text() {
        return Err(PlanError::Nothing);
    }
    let mut new = Source {
        fingerprint: Fingerprint::of(lines.text()),
        lines,
        ..old.clone()
    };
    new.origin.styles = styles_carried(old, &new, &swaps);
    let carry = |quotations: Vec<Quotation>, from: &Source, to: &Source| {
        let all = quotations.into_iter();
        all.map(|it| quotation_carried(it, (from, to), &swaps))
            .collect()
    };
    let (gone, edits) = with_quotations(project, (old, &new), &carry);
    let place = swaps.last().map(|it| Place {
        source: id,
        span: Span::new(it.from.start, it.from.start + it.len),
    });
    let done = Done::times("edit-text", &old.name, swaps.len());
    let transaction = Transaction {
        place,
        ..stamp.transaction(done, edits)
    };
    Ok((gone, transaction))
}

/// Where spans of a text stand after edits, in bytes; empty for those of which nothing is left. `None`
/// when a range does not fit.
pub fn carried(lines: &Lines, edits: &[TextEdit], spans: &[Span]) -> Option<Vec<Span>> {
    let mut lines = lines.clone();
    let mut spans = spans.to_vec();
    for edit in edits {
        let (swap, after) = swapped("", &lines, edit).ok()?;
        spans.iter_mut().for_each(|it| *it = swap.carry(*it));
        lines = after;
    }
    Some(spans)
}

/// What somebody decided about a quotation whose words are not in a new edition as they were.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Decision {
    /// What was found is it.
    Keep,
    /// It is here, in bytes of the new text.
    At(Span),
    /// It goes, with its codings.
    LetGo,
}

/// Puts a new edition in the place of a source's text, in one step. `found` are the source's quotations
/// as they stand in it; those that are stray there and not decided stay so until somebody decides.
///
/// # Errors
/// When the source is gone or the text is the same.
pub fn replace_text(
    project: &Project,
    stamp: &Stamp<'_>,
    (id, edition): (SourceId, NewSource),
    (found, decided): (Vec<Quotation>, &BTreeMap<QuotationId, Decision>),
    refit: Refit<'_>,
) -> Result<Transaction, PlanError> {
    let old = source(project, id)?;
    if old.text() == edition.lines.text() {
        return Err(PlanError::Nothing);
    }
    let new = Source {
        lines: edition.lines,
        fingerprint: edition.fingerprint,
        origin: edition.origin,
        ..old.clone()
    };
    let mut edits = vec![Edit::Put(new.clone().into())];
    let mut dropped = Vec::new();
    for it in found {
        let it = match decided.get(&it.id) {
            None => it,
            Some(Decision::LetGo) => {
                dropped.push(RecordId::Quotation(it.id));
                it
            }
            Some(Decision::Keep) if it.span.is_empty() => it,
            Some(Decision::Keep) => Quotation { stray: None, ..it },
            Some(Decision::At(span)) => Quotation {
                span: graphemes::snap(new.text(), *span),
                stray: None,
                ..it
            },
        };
        if project.quotations().get(it.id) != Some(&it) {
            edits.push(Edit::Put(it.into()));
        }
    }
    edits.extend(moved_versions(project, (old, &new), refit));
    if !dropped.is_empty() {
        edits.extend(removal(project, &dropped));
    }
    let done = Done::once("replace-text", &old.name);
    let place = Some(Place {
        source: id,
        span: Span::new(0, 0),
    });
    Ok(Transaction {
        place,
        ..stamp.transaction(done, edits)
    })
}

/// The quotations of a source, by their places.
pub fn quotations_in(project: &Project, source: SourceId) -> Vec<Quotation> {
    let there = quotations_of(project, source);
    let there = there.filter_map(|id| project.quotations().get(id).cloned());
    let mut there: Vec<Quotation> = there.collect();
    there.sort_by_key(|it| (it.span, it.id));
    there
}

fn source(project: &Project, id: SourceId) -> Result<&Source, PlanError> {
    project.sources().get(id).ok_or(PlanError::Gone {
        id: RecordId::Source(id),
    })
}

/// The edit in bytes, and the text after it.
fn swapped(name: &str, lines: &Lines, edit: &TextEdit) -> Result<(Swap, Lines), PlanError> {
    let chars = CharSpan {
        start: edit.start,
        end: edit.end,
    };
    let text = lines.text();
    let parts = lines
        .span_from_chars(chars)
        .and_then(|from| Some((from, text.get(..from.start)?, text.get(from.end..)?)));
    let (from, before, after) = parts.ok_or_else(|| PlanError::Range {
        start: edit.start,
        end: edit.end,
        source_name: name.to_owned(),
        len: lines.char_count(),
    })?;
    // A text has line feeds alone, whatever was typed or pasted (DESIGN: text and offsets).
    let with = edit.with.replace("\r\n", "\n").replace('\r', "\n");
    let len = with.len();
    let text = [before, &with, after].concat();
    Ok((Swap { from, len }, Lines::new(text.into())))
}

/// The edits that put a source and its quotations, in the project and in what conflicts hold; how many
/// quotations come to be gone.
fn with_quotations(
    project: &Project,
    (old, new): (&Source, &Source),
    refit: Refit<'_>,
) -> (usize, Vec<Edit>) {
    let before = quotations_in(project, old.id);
    let after = refit(before.clone(), old, new);
    let is_gone = |it: &&(Quotation, Quotation)| it.0.stray.is_none() && it.1.stray.is_some();
    let mut pairs: Vec<(Quotation, Quotation)> = before.into_iter().zip(after).collect();
    let gone = pairs.iter().filter(is_gone).count();
    pairs.retain(|(before, after)| before != after);
    let mut edits = vec![Edit::Put(new.clone().into())];
    edits.extend(pairs.into_iter().map(|it| Edit::Put(it.1.into())));
    edits.extend(moved_versions(project, (old, new), refit));
    (gone, edits)
}

fn quotation_carried(it: Quotation, (from, to): (&Source, &Source), swaps: &[Swap]) -> Quotation {
    let span = swaps.iter().fold(it.span, |span, swap| swap.carry(span));
    // A sign that joins with its neighbour may have been put at an edge.
    let span = graphemes::snap(to.text(), span);
    let stray = match it.stray {
        None if span.is_empty() => Some(Box::new(Stray {
            quote: quote(from.text(), it.span),
            chars: from.lines.chars_from_span(it.span).unwrap_or_default(),
            verdict: Verdict::Lost,
        })),
        Some(mut stray) if span.is_empty() => {
            stray.verdict = Verdict::Lost;
            Some(stray)
        }
        stray => stray,
    };
    Quotation { span, stray, ..it }
}

/// The words of a passage with what stands around them.
fn quote(text: &str, span: Span) -> Quote {
    let words = |from: usize, to: usize| Span::new(from, to).of(text).unwrap_or_default();
    let before = words(0, span.start);
    let start = before.char_indices().rev().nth(CONTEXT - 1);
    let start = start.map_or(0, |it| it.0);
    Quote {
        exact: words(span.start, span.end).to_owned(),
        prefix: words(start, span.start).to_owned(),
        suffix: words(span.end, text.len()).chars().take(CONTEXT).collect(),
    }
}

/// How parts of the text look, at their new places.
fn styles_carried(old: &Source, new: &Source, swaps: &[Swap]) -> Vec<Styled> {
    let carried = |it: &Styled| {
        let span = old.lines.span_from_chars(it.chars)?;
        let span = swaps.iter().fold(span, |span, swap| swap.carry(span));
        let chars = new.lines.chars_from_span(span)?;
        let style = it.style.clone();
        (!span.is_empty()).then_some(Styled { chars, style })
    };
    old.origin.styles.iter().filter_map(carried).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::History;
    use crate::model::sample::any_project;
    use proptest::prelude::*;

    /// Puts `with` in the place of what stands in angle brackets; the quotation stands in square ones:
    /// `数字[治〈理]能〉力` with `管` gives `数字[治]管力`.
    fn edited(drawn: &str, with: &str) -> String {
        let marks = ['[', ']', '〈', '〉'];
        let plain: String = drawn.chars().filter(|it| !marks.contains(it)).collect();
        let at = |mark: char| {
            let before = drawn.split(mark).next().unwrap();
            let before = before.chars().filter(|it| !marks.contains(it));
            before.map(char::len_utf8).sum::<usize>()
        };
        let swap = Swap {
            from: Span::new(at('〈'), at('〉')),
            len: with.len(),
        };
        let span = swap.carry(Span::new(at('['), at(']')));
        let mut text = plain;
        text.replace_range(swap.from.start..swap.from.end, with);
        let words = |from: usize, to: usize| Span::new(from, to).of(&text).unwrap();
        format!(
            "{}[{}]{}",
            words(0, span.start),
            words(span.start, span.end),
            words(span.end, text.len())
        )
    }

    #[test]
    fn where_a_quotation_stands_after_an_edit() {
        let cases = [
            // Beside it, and at its edges: outside.
            ("数〈〉字[治理]能力", "码", "数码字[治理]能力"),
            ("数字〈〉[治理]能力", "共", "数字共[治理]能力"),
            ("数字[治理]〈〉能力", "之", "数字[治理]之能力"),
            ("数〈字〉[治理]能力", "据", "数据[治理]能力"),
            ("数字[治理]〈能〉力", "之", "数字[治理]之力"),
            // Inside it grows and shrinks.
            ("数字[治〈〉理]能力", "同", "数字[治同理]能力"),
            ("数字[治〈国〉理]能力", "", "数字[治理]能力"),
            // The place of its own words.
            ("数字[〈治〉理]能力", "管", "数字[管理]能力"),
            ("数字[治〈理〉]能力", "国", "数字[治国]能力"),
            ("数字[〈治理〉]能力", "管理", "数字[管理]能力"),
            ("数字[〈治〉理]能力", "", "数字[理]能力"),
            // More than its own words.
            ("数〈字[治〉理]能力", "码", "数码[理]能力"),
            ("数字[治〈理]能〉力", "管", "数字[治]管力"),
            ("数〈字[治理]能〉力", "码", "数码[]力"),
            ("数字〈[治理]能〉力", "人", "数字人[]力"),
            ("数字[〈治理〉]能力", "", "数字[]能力"),
        ];
        for (drawn, with, expected) in cases {
            assert_eq!(edited(drawn, with), expected, "{drawn} {with}");
        }
    }

    /// A text character by character, each with whether it is of the quotation: the rules said once
    /// more, and plainly.
    fn plainly(
        mut marked: Vec<(char, bool)>,
        (start, end): (usize, usize),
        with: &str,
    ) -> Vec<(char, bool)> {
        let of = |it: Option<&(char, bool)>| it.is_some_and(|it| it.1);
        let all = marked.iter().filter(|it| it.1).count();
        let taken = marked[start..end].iter().filter(|it| it.1).count();
        let before = start.checked_sub(1).and_then(|at| marked.get(at));
        let is_put_in = match start == end {
            true => of(before) && of(marked.get(start)),
            false => taken == end - start && all > 0,
        };
        let put = with.chars().map(|it| (it, is_put_in));
        marked.splice(start..end, put);
        marked
    }

    proptest! {
        #[test]
        fn any_edits_leave_every_quotation_with_its_words_and_can_be_undone(
            project in any_project(),
            edits in prop::collection::vec((any::<prop::sample::Index>(), 0usize..4, "[治理数字，。]{0,4}"), 1..8),
        ) {
            for id in project.sources().iter().map(|it| it.id).collect::<Vec<_>>() {
                let source = project.sources().get(id).unwrap();
                let mut chars: Vec<char> = source.text().chars().collect();
                let mut script = Vec::new();
                let there = quotations_in(&project, id);
                let mut marked: Vec<Vec<(char, bool)>> = there.iter().map(|it| {
                    let text = source.text().char_indices();
                    text.map(|(at, char)| (char, it.span.contains(at))).collect()
                }).collect();
                for (at, len, with) in &edits {
                    let start = at.index(chars.len() + 1);
                    let end = (start + len).min(chars.len());
                    chars.splice(start..end, with.chars());
                    for it in &mut marked {
                        *it = plainly(std::mem::take(it), (start, end), with);
                    }
                    script.push(TextEdit { start, end, with: with.clone() });
                }
                let stamp = Stamp {
                    coder: crate::model::CoderId::new(uuid::Uuid::nil()),
                    at: crate::model::Time::default(),
                    fresh: &mut || uuid::Uuid::nil(),
                };
                let planned = edit_text(&project, &stamp, (id, &script));
                let Ok((_, transaction)) = planned else {
                    prop_assert_eq!(chars.iter().collect::<String>(), source.text());
                    continue;
                };
                let (mut after, mut history) = (project.clone(), History::default());
                history.commit(&mut after, transaction).unwrap();
                let text = after.sources().get(id).unwrap().text();
                prop_assert_eq!(text, chars.iter().collect::<String>());
                for (was, marked) in there.iter().zip(&marked) {
                    let it = after.quotations().get(was.id).unwrap();
                    let bytes = |marked: &[(char, bool)]| marked.iter().map(|it| it.0.len_utf8()).sum();
                    let Some(first) = marked.iter().position(|it| it.1) else {
                        prop_assert!(it.stray.is_some(), "what is gone is told");
                        continue;
                    };
                    let last = marked.iter().rposition(|it| it.1).unwrap();
                    let span = Span::new(bytes(&marked[..first]), bytes(&marked[..=last]));
                    prop_assert_eq!(it.span, graphemes::snap(text, span));
                }
                history.undo(&mut after).unwrap();
                prop_assert_eq!(&after, &project);
            }
        }
    }
}
