//! What a rule codes around the places that its query gives, and what of it is coded already.

use super::search::Match;
use crate::model::{CodeId, CoderId, Project, SourceId, Unit};
use crate::query::Index;
use crate::text::{Span, graphemes, paragraphs, sentences};
use std::collections::BTreeSet;

/// Characters of a speaker's name at most.
const SPEAKER_CHARS: usize = 16;

/// The passages around some places, each once, by source in the order of the places and then in the
/// order of the text. Edges are widened to whole characters.
pub fn extents(project: &Project, places: &[Match], unit: Unit) -> Vec<(SourceId, Span)> {
    let mut extents = Vec::new();
    for here in places.chunk_by(|one, other| one.source == other.source) {
        let source = here.first().and_then(|it| project.sources().get(it.source));
        let Some(source) = source else {
            continue;
        };
        let spans: Vec<Span> = here.iter().map(|it| it.span).collect();
        let text = source.text();
        let around = around(text, &spans, unit).into_iter();
        let around: BTreeSet<Span> = around.map(|it| graphemes::snap(text, it)).collect();
        let filled = around.into_iter().filter(|it| !it.is_empty());
        extents.extend(filled.map(|it| (source.id, it)));
    }
    extents
}

fn around(text: &str, spans: &[Span], unit: Unit) -> Vec<Span> {
    let paragraph = |byte| paragraphs::at(text, byte);
    let last = |span: Span| text.floor_char_boundary(span.end.saturating_sub(1).max(span.start));
    match unit {
        Unit::Hit => spans.to_vec(),
        Unit::Sentence => {
            let sentence = |byte| sentences::at(text, byte);
            let cover = |it: &Span| sentence(it.start).cover(sentence(last(*it)));
            spans.iter().map(cover).collect()
        }
        Unit::Paragraph => {
            let cover = |it: &Span| paragraph(it.start).cover(paragraph(last(*it)));
            spans.iter().map(cover).collect()
        }
        Unit::Section => {
            let starts = spans.iter().map(|it| paragraph(it.start).start);
            let starts: BTreeSet<usize> = starts.collect();
            let ends = starts.iter().copied().skip(1).chain([text.len()]);
            let sections = starts.iter().zip(ends);
            sections
                .map(|(start, end)| filled(text, (*start, end)))
                .collect()
        }
        Unit::Speech => {
            let starts = paragraphs::paragraphs(text).filter(|it| is_speaker(text, *it));
            let starts: Vec<usize> = starts.map(|it| it.start).collect();
            let speech = |it: &Span| {
                let start = paragraph(it.start).start;
                let next = starts.partition_point(|it| *it <= start);
                let end = starts.get(next).copied().unwrap_or(text.len());
                filled(text, (start, end))
            };
            spans.iter().map(speech).collect()
        }
    }
}

/// A stretch without the blanks at its end.
fn filled(text: &str, (start, end): (usize, usize)) -> Span {
    let stretch = Span::new(start, end);
    let words = stretch.of(text).unwrap_or_default().trim_end();
    Span::new(start, start + words.len())
}

/// Whether a paragraph begins with a name and a colon.
fn is_speaker(text: &str, paragraph: Span) -> bool {
    let words = paragraph.of(text).unwrap_or_default().trim_start();
    let mut name = words.chars().take(SPEAKER_CHARS + 1);
    let stops = |it: &char| matches!(it, ':' | '：' | '。' | '，' | ',' | ';' | '；');
    let stop = name.by_ref().enumerate().find(|(_, it)| stops(it));
    stop.is_some_and(|(at, sign)| at > 0 && matches!(sign, ':' | '：'))
}

/// Passages that a rule would code, and those that this coder has coded so already.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Preview {
    /// Those it would code.
    pub new: Vec<(SourceId, Span)>,
    /// Those that are coded so.
    pub coded: Vec<(SourceId, Span)>,
}

/// Parts passages by whether this coder has coded exactly them with this code.
pub fn preview(
    index: &Index,
    passages: &[(SourceId, Span)],
    (code, coder): (CodeId, CoderId),
) -> Preview {
    let is_coded = |(source, span): &&(SourceId, Span)| {
        let mut here = index.touching(*source, *span).filter(|it| it.span == *span);
        here.any(|it| {
            it.codings
                .iter()
                .any(|it| it.code == code && it.coder == coder)
        })
    };
    let (coded, new) = passages.iter().partition(is_coded);
    Preview { new, coded }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::sample::{Sample, source, source_id};
    use crate::query::{Index, Search};
    use crate::text::Words;
    use std::sync::Arc;

    fn around(text: &str, query: &str, unit: Unit) -> Vec<String> {
        let mut sample = Sample::new();
        sample.put(source(1, text));
        let words = Arc::new(Words::plain());
        let mut search = Search::new(&sample.project, query, &words).unwrap();
        search.go_on(&sample.project, &Index::build(&sample.project), 9);
        let extents = extents(&sample.project, search.found(), unit);
        assert!(extents.iter().all(|it| it.0 == source_id(1)));
        let words = extents.iter().map(|it| it.1.of(text).unwrap().to_owned());
        words.collect()
    }

    #[test]
    fn as_much_as_is_wanted_around_each_place() {
        let text = "甲说治理。乙说治理，又说治理。\n丙不说。";
        assert_eq!(around(text, "治理", Unit::Hit), ["治理"; 3]);
        let sentences = ["甲说治理。", "乙说治理，又说治理。"];
        assert_eq!(around(text, "治理", Unit::Sentence), sentences);
        let paragraph = ["甲说治理。乙说治理，又说治理。"];
        assert_eq!(around(text, "治理", Unit::Paragraph), paragraph);
        let both = ["甲说治理。乙说治理，又说治理。\n丙不说。"];
        assert_eq!(around(text, "/又说治理。\\n丙/", Unit::Paragraph), both);
    }

    #[test]
    fn a_heading_is_over_everything_up_to_the_next() {
        let text = "序\n第一章 总则\n一。\n\n二。\n\n第二章 分则\n三。\n";
        let chapters = ["第一章 总则\n一。\n\n二。", "第二章 分则\n三。"];
        assert_eq!(around(text, "/^第.章/", Unit::Section), chapters);
    }

    #[test]
    fn a_speaker_speaks_until_the_next_does() {
        let text = "李：我先说。\n还有一点：分工。\n王：好。\n李：完了。\n";
        let li = ["李：我先说。", "李：完了。"];
        assert_eq!(around(text, "/^李：/", Unit::Speech), li);
        let text = "李：我先说。\n还有一点，就是：分工。\n王: 好。";
        let li = ["李：我先说。\n还有一点，就是：分工。"];
        assert_eq!(around(text, "/^李：/", Unit::Speech), li);
    }
}
