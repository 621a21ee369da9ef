//! Finding words in the sources, and what stands around a place.

use super::sources;
use crate::model::{Project, SourceId};
use crate::text::{Finder, Span, graphemes};

/// A place that was found.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Hit {
    /// The source.
    pub source: SourceId,
    /// Where in it, in bytes.
    pub span: Span,
}

/// What a search found.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Found {
    /// The places, by source in list order and then in the order of the text.
    pub hits: Vec<Hit>,
    /// Whether there are more than were asked for.
    pub more: bool,
}

/// A place with what stands around it on its line.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Context<'t> {
    /// What stands before it.
    pub before: &'t str,
    /// The place itself.
    pub hit: &'t str,
    /// What stands after it.
    pub after: &'t str,
}

/// The first `limit` places in one source or in all. Edges are those of the match; a quotation made
/// of one is widened to whole characters by the plan that makes it.
pub fn find(project: &Project, finder: &Finder, source: Option<SourceId>, limit: usize) -> Found {
    let searched = match source {
        Some(source) => vec![source],
        None => sources(project),
    };
    let mut found = Found::default();
    for source in searched.iter().filter_map(|id| project.sources().get(*id)) {
        for span in finder.find(source.text()) {
            if found.hits.len() == limit {
                found.more = true;
                return found;
            }
            let source = source.id;
            found.hits.push(Hit { source, span });
        }
    }
    found
}

/// The words at `span` with up to `chars` code points on each side, cut at the ends of their lines
/// and between whole characters: `…建设[治理]体系…`. All empty where the span does not fit.
pub fn context(text: &str, span: Span, chars: usize) -> Context<'_> {
    let Some(hit) = span.of(text) else {
        return Context::default();
    };
    // Only what may be shown is looked at: a line may have 50 MB.
    let reach = chars.saturating_mul(4);
    let first = text.floor_char_boundary(span.start.saturating_sub(reach));
    let last = text.ceil_char_boundary(span.end.saturating_add(reach));
    let before = Span::new(first, span.start).of(text).unwrap_or_default();
    let after = Span::new(span.end, last).of(text).unwrap_or_default();
    let before = before.rsplit('\n').next().unwrap_or_default();
    let after = after.split('\n').next().unwrap_or_default();
    let from: usize = before.chars().rev().take(chars).map(char::len_utf8).sum();
    let to: usize = after.chars().take(chars).map(char::len_utf8).sum();
    let from = graphemes::ceil(text, span.start - from).min(span.start);
    let to = graphemes::floor(text, span.end + to).max(span.end);
    Context {
        before: Span::new(from, span.start).of(text).unwrap_or_default(),
        hit,
        after: Span::new(span.end, to).of(text).unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{Sample, source, source_id};
    use super::*;

    fn two_sources() -> Sample {
        let mut sample = Sample::new();
        sample.put(source(1, "数字治理与国防治理"));
        sample.put(source(2, "治理"));
        sample
    }

    fn places(found: &Found) -> Vec<(SourceId, usize)> {
        found
            .hits
            .iter()
            .map(|it| (it.source, it.span.start))
            .collect()
    }

    #[test]
    fn all_sources_are_searched_in_list_order() {
        let mut sample = two_sources();
        let (one, two) = (source_id(1), source_id(2));
        let finder = Finder::literal("治理");
        let found = find(&sample.project, &finder, None, 9);
        assert_eq!(
            (places(&found), found.more),
            (vec![(one, 6), (one, 21), (two, 0)], false)
        );
        let mut first = source(2, "治理");
        first.order = 0;
        sample.put(first);
        let found = find(&sample.project, &finder, None, 9);
        assert_eq!(places(&found), [(two, 0), (one, 6), (one, 21)]);
        let found = find(&sample.project, &finder, Some(two), 9);
        assert_eq!(places(&found), [(two, 0)]);
    }

    #[test]
    fn a_limit_says_whether_there_is_more() {
        let sample = two_sources();
        let finder = Finder::literal("治理");
        let limited = |limit| {
            let found = find(&sample.project, &finder, None, limit);
            (found.hits.len(), found.more)
        };
        assert_eq!(
            [limited(0), limited(2), limited(3)],
            [(0, true), (2, true), (3, false)]
        );
    }

    #[test]
    fn context_stays_on_the_line() {
        let text = "上一行\n建设数字治理体系与能力\n下一行";
        let at = text.find("治理").unwrap();
        let around = |chars| {
            let Context { before, hit, after } = context(text, Span::new(at, at + 6), chars);
            format!("{before}[{hit}]{after}")
        };
        assert_eq!(around(0), "[治理]");
        assert_eq!(around(1), "字[治理]体");
        assert_eq!(around(99), "建设数字[治理]体系与能力");
        assert_eq!(context(text, Span::new(0, 1), 9), Context::default());
    }

    #[test]
    fn context_never_cuts_a_character_in_two() {
        let text = "👨‍👩‍👧e\u{301}治理e\u{301}👨‍👩‍👧";
        let at = text.find("治理").unwrap();
        let Context { before, after, .. } = context(text, Span::new(at, at + 6), 1);
        assert_eq!((before, after), ("", ""));
        let Context { before, after, .. } = context(text, Span::new(at, at + 6), 3);
        assert_eq!((before, after), ("e\u{301}", "e\u{301}"));
    }
}
