//! Finding a recorded passage again in a text that may have changed.

use super::fit::{Fit, fit, leads};
use super::quote::{CONTEXT, Passage, first, last};
use super::similar::{floor, similar};
use crate::model::Quote;
use crate::text::{CharSpan, Lines, Span, graphemes};
use memchr::memmem;

/// Bytes on each side of the expected place that are looked at first, or alone once the patience
/// for a text is used up.
const NEAR: usize = 1 << 14;
/// Bytes on each side of the expected place in which something merely similar is looked for.
const SIMILAR: usize = 1 << 13;
/// Places with the same words that are compared at most.
const CANDIDATES: usize = 1_000;
/// Bytes that may be searched in one text before only the neighbourhood is: about a second.
const PATIENCE: usize = 1 << 32;
/// How much dearer a byte is to compare forgivingly than to search literally.
const SIMILAR_COST: usize = 100;
/// Code points of agreement, words and context together, that make a new place certain.
const ENOUGH: usize = 12;
/// Code points of context used to find the gap that a rewritten passage fills.
const BRACKET: usize = 16;

/// How a passage was found. Spans are bytes of the text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Anchored {
    /// The recorded words stand at the recorded place.
    Exact(Span),
    /// The recorded words stand here now.
    Moved(Span),
    /// Several places are as good, or only something similar stands here: a person should look.
    Unsure(Span),
    /// It is gone. The span is where it once was, cut to the text, or the empty place between its
    /// old neighbours.
    Lost(Span),
}

impl Anchored {
    /// Where it is, or where it once was.
    pub fn span(self) -> Span {
        match self {
            Self::Exact(span) | Self::Moved(span) | Self::Unsure(span) | Self::Lost(span) => span,
        }
    }
}

/// Finds the passage that was recorded at code points `at` with the words `quote`. A quote without
/// exact words is believed wherever its range fits.
pub fn anchor(lines: &Lines, at: CharSpan, quote: &Quote) -> Anchored {
    Anchors::new(lines).find(at, quote.into())
}

/// Finds many passages of one text. It remembers by how much the last one had moved, so passages
/// are best asked for in their order; and it grows impatient, so that the time for a whole text
/// stays bounded.
pub struct Anchors<'t> {
    lines: &'t Lines,
    /// Code points by which the last passage that was found had moved.
    shift: isize,
    patience: usize,
}

/// A place where the recorded words stand.
#[derive(Clone, Copy)]
struct Candidate {
    start: usize,
    fit: Fit,
}

impl<'t> Anchors<'t> {
    /// For the passages of one text.
    pub fn new(lines: &'t Lines) -> Self {
        Self {
            lines,
            shift: 0,
            patience: PATIENCE,
        }
    }

    /// Finds one passage recorded at code points `at`.
    pub fn find(&mut self, at: CharSpan, words: Passage<'_>) -> Anchored {
        let text = self.lines.text();
        let place = self.lines.span_from_chars(at);
        if words.exact.is_empty() {
            return match place {
                Some(span) if !span.is_empty() => Anchored::Exact(span),
                _ => Anchored::Lost(self.clamped(at)),
            };
        }
        let here = place.filter(|span| span.of(text) == Some(words.exact));
        if let Some(span) = here.filter(|span| fit(text, *span, words).side) {
            return Anchored::Exact(span);
        }
        let shifted = self.shifted(at, words.exact.len());
        let same = |span: &Span| span.of(text) == Some(words.exact);
        if here.is_none()
            && let Some(span) = shifted.filter(same).filter(|it| fit(text, *it, words).both)
        {
            return Anchored::Moved(span);
        }
        let old = self.clamped(at);
        let expected = shifted.unwrap_or(old).start;
        match (here, self.best(words, expected)) {
            // The words are where they were, though their surroundings are not.
            (Some(span), Some((best, _))) if !leads(best.fit, fit(text, span, words)) => {
                Anchored::Exact(span)
            }
            (Some(span), None) => Anchored::Exact(span),
            (_, Some((best, clear))) => self.judge(at, words, best, clear),
            (None, None) => self.resembling(words, old, expected),
        }
    }

    /// Says whether the best place is good enough, and learns the shift from one that is.
    fn judge(
        &mut self,
        at: CharSpan,
        words: Passage<'_>,
        best: Candidate,
        clear: bool,
    ) -> Anchored {
        let span = Span::new(best.start, best.start + words.exact.len());
        let agreeing = best.fit.chars + first(words.exact, ENOUGH).chars().count();
        if !clear || (agreeing < ENOUGH && !best.fit.both) {
            return Anchored::Unsure(span);
        }
        if let Some(start) = self.lines.char_from_byte(span.start) {
            self.shift = start.cast_signed().wrapping_sub(at.start.cast_signed());
        }
        Anchored::Moved(span)
    }

    /// The best place of the recorded words, and whether no other comes close.
    fn best(&mut self, words: Passage<'_>, expected: usize) -> Option<(Candidate, bool)> {
        let text = self.lines.text();
        let (from, to) = around(text, expected, words.exact.len(), NEAR);
        let near = text.get(from..to).unwrap_or_default();
        let mut found = candidates(near, words.exact);
        found.iter_mut().for_each(|start| *start += from);
        let whole = |start: &usize| fit(text, Span::new(*start, *start + words.exact.len()), words);
        let settled = found.iter().filter(|start| whole(start).both).count() == 1;
        if !settled && self.spend(text.len()) {
            found.extend(candidates(text, words.exact));
            found.sort_unstable();
            found.dedup();
        }
        let placed = found.iter().map(|start| Candidate {
            start: *start,
            fit: whole(start),
        });
        let best = placed
            .clone()
            .max_by_key(|it| (it.fit.chars, std::cmp::Reverse(it.start.abs_diff(expected))))?;
        let clear = placed
            .filter(|it| it.start != best.start)
            .all(|it| leads(best.fit, it.fit));
        Some((best, clear))
    }

    /// A passage whose words are nowhere: what fills the gap between its old neighbours, or what
    /// is most like it near the place where it should be.
    fn resembling(&mut self, words: Passage<'_>, old: Span, expected: usize) -> Anchored {
        let text = self.lines.text();
        let gap = gap(text, words, expected);
        if let Some(span) = gap.filter(|span| !span.is_empty()) {
            return Anchored::Unsure(span);
        }
        let (from, to) = around(text, expected, words.exact.len(), SIMILAR);
        if self.spend((to - from).saturating_mul(SIMILAR_COST))
            && let Some(window) = text.get(from..to)
            && let Some(span) = similar(window, words.exact, expected + words.exact.len() - from)
        {
            return Anchored::Unsure(graphemes::snap(text, span.shifted(from)));
        }
        Anchored::Lost(gap.unwrap_or(old))
    }

    fn spend(&mut self, bytes: usize) -> bool {
        let left = self.patience.checked_sub(bytes);
        self.patience = left.unwrap_or(self.patience);
        left.is_some()
    }

    /// Where a passage of `len` bytes stands if it moved as the last one did.
    fn shifted(&self, at: CharSpan, len: usize) -> Option<Span> {
        let start = at.start.checked_add_signed(self.shift)?;
        let start = self.lines.byte_from_char(start)?;
        Some(Span::new(start, start + len))
    }

    /// The recorded place, cut to the text.
    fn clamped(&self, at: CharSpan) -> Span {
        let end = self.lines.text().len();
        let byte = |char: usize| self.lines.byte_from_char(char).unwrap_or(end);
        Span::new(byte(at.start), byte(at.end))
    }
}

/// Where `exact` begins in `text`, overlapping places too, up to [`CANDIDATES`]; fewer for long
/// passages, whose every comparison is long.
fn candidates(text: &str, exact: &str) -> Vec<usize> {
    let finder = memmem::Finder::new(exact);
    let step = exact.chars().next().map_or(1, char::len_utf8);
    let most = ((1 << 26) / exact.len().max(1)).clamp(16, CANDIDATES);
    let next = |from: &usize| {
        let rest = text.as_bytes().get(*from + step..)?;
        finder.find(rest).map(|at| from + step + at)
    };
    let first = finder.find(text.as_bytes());
    std::iter::successors(first, next).take(most).collect()
}

/// The bytes around a passage of `len` bytes at `expected`, `reach` more on each side, cut to
/// character boundaries.
fn around(text: &str, expected: usize, len: usize, reach: usize) -> (usize, usize) {
    let from = floor(text, expected.saturating_sub(reach));
    let to = floor(text, expected.saturating_add(len).saturating_add(reach));
    (from, to)
}

/// The place between the recorded neighbours, if both still stand near and not much more lies
/// between them than used to.
fn gap(text: &str, words: Passage<'_>, expected: usize) -> Option<Span> {
    if words.prefix.is_empty() && words.suffix.is_empty() {
        return None;
    }
    let start = match at_edge(words.prefix, text.starts_with(words.prefix)) {
        true => words.prefix.len(),
        false => {
            let prefix = enough(last(words.prefix, BRACKET))?;
            let (from, to) = around(text, expected, words.exact.len(), NEAR);
            let near = text.get(from..to)?;
            memmem::find_iter(near.as_bytes(), prefix)
                .map(|at| from + at + prefix.len())
                .min_by_key(|start| start.abs_diff(expected))?
        }
    };
    let reach = words.exact.len().saturating_mul(2).saturating_add(96);
    let end = match at_edge(words.suffix, text.ends_with(words.suffix)) {
        true => text.len() - words.suffix.len(),
        false => {
            let suffix = enough(first(words.suffix, BRACKET))?;
            let rest = text.get(start..)?;
            let window = rest.get(..floor(rest, reach.saturating_add(suffix.len())))?;
            start + memmem::find(window.as_bytes(), suffix.as_bytes())?
        }
    };
    (end.checked_sub(start)? <= reach).then(|| Span::new(start, end))
}

/// Whether a context is so short that the text began or ended there, and still does.
fn at_edge(context: &str, agrees: bool) -> bool {
    agrees && context.chars().nth(CONTEXT - 1).is_none()
}

/// A context long enough to be looked for.
fn enough(context: &str) -> Option<&str> {
    context.chars().nth(3).map(|_| context)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::anchor::quote;
    use crate::text::any_text;
    use proptest::prelude::*;

    /// A text with the passage in brackets: `数字[治理]能力`.
    fn marked(text: &str) -> (Lines, Span) {
        let open = text.find('[').unwrap();
        let close = text.find(']').unwrap() - 1;
        let plain = text.replace(['[', ']'], "");
        (Lines::from(&*plain), Span::new(open, close))
    }

    fn shown(text: &str, found: Anchored) -> String {
        let span = found.span();
        let before = Span::new(0, span.start).of(text).unwrap();
        let after = Span::new(span.end, text.len()).of(text).unwrap();
        let verdict = format!("{found:?}");
        let verdict = verdict.split('(').next().unwrap();
        format!("{verdict} {before}[{}]{after}", span.of(text).unwrap())
    }

    /// Records the passage in brackets of `before` and looks for it in `after`.
    fn refound(before: &str, after: &str) -> String {
        let (lines, span) = marked(before);
        let at = lines.chars_from_span(span).unwrap();
        let quote = quote(lines.text(), span);
        shown(after, anchor(&Lines::from(after), at, &quote))
    }

    #[test]
    fn what_becomes_of_a_passage_when_its_text_changes() {
        let cases = [
            // Nothing changed.
            ("数字[治理]能力", "数字治理能力", "Exact 数字[治理]能力"),
            // A change behind it, and one right beside it.
            (
                "数字[治理]能力",
                "数字治理能力建设",
                "Exact 数字[治理]能力建设",
            ),
            ("数字[治理]能力", "数字治理水平", "Exact 数字[治理]水平"),
            // Text came before it.
            (
                "数字[治理]能力",
                "推进数字治理能力",
                "Moved 推进数字[治理]能力",
            ),
            ("[治理]能力", "数字的治理能力", "Moved 数字的[治理]能力"),
            (
                "各国的数字[治理能力]仍需继续提高。",
                "与此同时，各国的数字治理能力仍需继续提高。",
                "Moved 与此同时，各国的数字[治理能力]仍需继续提高。",
            ),
            // Text before it went.
            (
                "与此同时，各国的数字[治理能力]仍需继续提高。",
                "数字治理能力仍需继续提高。",
                "Moved 数字[治理能力]仍需继续提高。",
            ),
            // Of two, the one with its context is meant, though the other is nearer.
            (
                "产业政策的治理，国防技术的[治理]。",
                "新产业政策的治理，国防技术的治理。",
                "Moved 新产业政策的治理，国防技术的[治理]。",
            ),
            // The same words now stand at the old place by chance; its context says where it went.
            (
                "国家安全的基石在于[治理]水平的提高和人才",
                "前言说治理：治理及治理。国家安全的基石在于治理水平的提高和人才",
                "Moved 前言说治理：治理及治理。国家安全的基石在于[治理]水平的提高和人才",
            ),
            // Two places equally good.
            (
                "一二三四[治理]五六七八",
                "甲一二三四治理五六七八，一二三四治理五六七八",
                "Unsure 甲一二三四[治理]五六七八，一二三四治理五六七八",
            ),
            ("[治理]", "甲治理乙治理丙", "Unsure 甲[治理]乙治理丙"),
            // Its own words were edited.
            (
                "应当建立包容的[治理框架]，促进合作共赢。",
                "应当建立包容的治理体系，促进合作共赢。",
                "Unsure 应当建立包容的[治理体系]，促进合作共赢。",
            ),
            (
                "用于国防、产业和[文化与教育]。",
                "用于国防、产业和文化。",
                "Unsure 用于国防、产业和[文化]。",
            ),
            (
                "应当建立包容的[人工智能治理框架]，促进合作共赢。",
                "我们需要人工智能的治理框架以求发展",
                "Unsure 我们需要[人工智能的治理框架]以求发展",
            ),
            // It was cut out: its old neighbours meet.
            (
                "应当建立包容的[治理框架]，促进合作共赢。",
                "应当建立包容的，促进合作共赢。",
                "Lost 应当建立包容的[]，促进合作共赢。",
            ),
            // Nothing of it is left; the old place is cut to the text.
            ("数字[治理]能力", "文化产业", "Lost 文化[产业]"),
            ("数字[治理]能力", "文", "Lost 文[]"),
            ("数字[治理]能力", "", "Lost []"),
        ];
        for (before, after, expected) in cases {
            assert_eq!(refound(before, after), expected, "{before} → {after}");
        }
    }

    #[test]
    fn a_passage_without_words_is_believed_where_its_range_fits() {
        let lines = Lines::from("数字治理");
        let found = |start, end| anchor(&lines, CharSpan { start, end }, &Quote::default());
        assert_eq!(found(2, 4), Anchored::Exact(Span::new(6, 12)));
        assert_eq!(found(2, 9), Anchored::Lost(Span::new(6, 12)));
        assert_eq!(found(2, 2), Anchored::Lost(Span::new(6, 6)));
        assert_eq!(found(usize::MAX, 0), Anchored::Lost(Span::new(0, 12)));
    }

    #[test]
    fn neighbours_that_moved_tell_which_of_two_is_meant() {
        let rest = format!(
            "开头说过治理一次。{}",
            "第一段说治理。\n本页完\n".repeat(30)
        );
        let old = Lines::from(&*rest);
        let new = Lines::from(&*format!("标题与作者。{rest}"));
        let recorded = |at: usize| {
            let span = Span::new(at, at + "治理".len());
            let quote = quote(old.text(), span);
            (old.chars_from_span(span).unwrap(), span, quote)
        };
        let mut anchors = Anchors::new(&new);
        let moved = "标题与作者。".len();
        for (at, _) in old.text().match_indices("治理") {
            let (chars, span, quote) = recorded(at);
            let found = anchors.find(chars, (&quote).into());
            assert_eq!(found, Anchored::Moved(span.shifted(moved)), "byte {at}");
        }
    }

    #[test]
    fn a_text_of_one_letter_takes_no_time_to_speak_of() {
        // A million candidates and a passage of half the text: each alone would take minutes.
        let new = Lines::from(&*format!("开头{}", "治".repeat(1_000_000)));
        let far = CharSpan::new(2_000_000, 2_000_001);
        let short = Quote {
            exact: "治".into(),
            ..Quote::default()
        };
        assert!(matches!(anchor(&new, far, &short), Anchored::Unsure(_)));
        let long = Quote {
            exact: "治".repeat(500_000),
            ..Quote::default()
        };
        assert!(matches!(anchor(&new, far, &long), Anchored::Unsure(_)));
        let gone = Quote {
            exact: "治".repeat(1_000_001),
            ..Quote::default()
        };
        assert!(!matches!(
            anchor(&new, far, &gone),
            Anchored::Exact(_) | Anchored::Moved(_)
        ));
    }

    /// A text and a piece of it that is not empty.
    fn text_and_span() -> impl Strategy<Value = (String, Span)> {
        (
            any_text(40),
            any::<prop::sample::Index>(),
            any::<prop::sample::Index>(),
        )
            .prop_filter_map("too short", |(text, a, b)| {
                let mut edges: Vec<usize> = text.char_indices().map(|it| it.0).collect();
                edges.push(text.len());
                let span = Span::new(edges[a.index(edges.len())], edges[b.index(edges.len())]);
                (!span.is_empty()).then_some((text, span))
            })
    }

    proptest! {
        #[test]
        fn in_an_unchanged_text_every_passage_is_exact((text, span) in text_and_span()) {
            let lines = Lines::from(&*text);
            let at = lines.chars_from_span(span).unwrap();
            prop_assert_eq!(anchor(&lines, at, &quote(&text, span)), Anchored::Exact(span));
        }

        #[test]
        fn text_put_before_moves_a_passage_to_the_right_place(
            (text, span) in text_and_span(),
            before in any_text(20),
        ) {
            let words = quote(&text, span);
            let new = format!("{before}{text}");
            let whole = format!("{}{}{}", words.prefix, words.exact, words.suffix);
            prop_assume!(words.prefix.chars().count() + words.suffix.chars().count() >= ENOUGH);
            prop_assume!(candidates(&new, &whole).len() == 1);
            let at = Lines::from(&*text).chars_from_span(span).unwrap();
            let lines = Lines::from(&*new);
            let found = anchor(&lines, at, &words);
            // Where the passage also stands at its old place, counted in code points, with one
            // side of its context, that is as good an answer.
            let old = lines.span_from_chars(at);
            let same = old.and_then(|old| old.of(&new)) == Some(&words.exact);
            if before.is_empty() {
                prop_assert_eq!(found, Anchored::Exact(span));
            } else if !same {
                prop_assert_eq!(found.span(), span.shifted(before.len()));
            }
        }

        #[test]
        fn any_quote_in_any_text_gets_a_span_that_fits(
            text in any_text(30), exact in any_text(6), prefix in any_text(3), suffix in any_text(3),
            start in 0usize..40, end in 0usize..40,
        ) {
            let quote = Quote { exact, prefix, suffix };
            let found = anchor(&Lines::from(&*text), CharSpan { start, end }, &quote);
            prop_assert!(found.span().of(&text).is_some(), "{found:?}");
        }
    }
}
