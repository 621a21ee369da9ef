//! From a passage of an old version of a text to what became of it in a new one.

use super::alignment::Alignment;
use super::borders::{begins_well, is_stop};
use super::kept::{Gap, Kept};
use crate::text::{Span, graphemes};

/// Of a passage's code points those that must be kept at least, in hundredths, for it to be there still.
const LEAST_KEPT: usize = 30;
/// Code points of a part that tell it from what agrees by chance: so many are enough for a passage to be
/// there still, and for one to be scattered if they stand elsewhere than the rest.
const LEAST_PART: usize = 4;
/// Code points that may have been put between two parts of a passage that still stand together.
const GROWTH: usize = 120;
/// Graphemes of a word that may stand for another of the same length, or twice that.
const WORD: usize = 8;

/// A hyphen that is seen at line ends alone.
const HYPHEN: char = '\u{AD}';
/// The first sign of the writings of East Asia, which put no blanks between words.
const FIRST_WIDE: char = '\u{2E80}';
/// Signs at the beginning of a sentence that may all have been changed.
const FIRST_SIGNS: usize = 2;

/// What became of a passage. Spans are bytes of the new text.
///
/// A quotation that is *same* stays without a mark; one that is *edited* or *scattered* is
/// [`Verdict::Unsure`](crate::model::Verdict::Unsure), one that is *gone*
/// [`Verdict::Lost`](crate::model::Verdict::Lost), until somebody looks.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Carried {
    /// All its words stand together, here.
    Same(Span),
    /// Some of its words were changed, and here it stands now.
    Edited(Span),
    /// Parts of it stand apart; the largest first.
    Scattered(Vec<Span>),
    /// Nothing is left of it. The empty place between its old neighbours.
    Gone(Span),
}

impl Carried {
    /// Where it is, or where it once was.
    pub fn span(&self) -> Span {
        match self {
            Self::Same(span) | Self::Edited(span) | Self::Gone(span) => *span,
            Self::Scattered(spans) => spans.first().copied().unwrap_or_default(),
        }
    }
}

/// Pieces of a passage that stand together.
#[derive(Clone, Copy)]
struct Part {
    /// Numbers of its first and last piece.
    first: usize,
    last: usize,
    /// Code points kept in it, blanks not counted.
    chars: usize,
    is_one: bool,
}

impl Alignment<'_> {
    /// What became of a passage of the old text, in bytes, not empty. Text that was put at its edge is
    /// not of it; text that was put into it is; what took the place of words of it is.
    pub fn carry(&self, span: Span) -> Carried {
        let kept = self.pieces.kept();
        let from = kept.partition_point(|it| it.old_end() <= span.start);
        let to = kept.partition_point(|it| it.old < span.end);
        if from >= to {
            return self.replaced(from, span);
        }
        let parts = self.parts(from..to, span);
        let all = self.count(span);
        let left: usize = parts.iter().map(|it| it.chars).sum();
        let Some(main) = parts.iter().max_by_key(|it| it.chars).copied() else {
            return Carried::Gone(self.place(from));
        };
        let is_little = left * 100 < all * LEAST_KEPT && main.chars < LEAST_PART;
        if is_little || self.is_slid_away(main, span) {
            return Carried::Gone(self.place(main.first));
        }
        let is_part = |it: &&Part| it.first == main.first || it.chars >= LEAST_PART.max(all / 8);
        let mut large: Vec<Part> = parts.iter().filter(is_part).copied().collect();
        if large.len() > 1 {
            large.sort_by_key(|it| (std::cmp::Reverse(it.chars), it.first));
            let spans = large.into_iter().map(|it| self.cover(it, span));
            return Carried::Scattered(spans.collect());
        }
        let there = self.cover(main, span);
        // What is missing at the edges of the one piece are blanks.
        let is_same = main.is_one && left == all;
        match self.slid_together(main, span) {
            _ if is_same => self.same(span, there),
            Some(there) if parts.len() == 1 && left == all => self.same(span, there),
            _ if parts.len() == 1 && left == all && self.has_same_words(span, there) => {
                self.same(span, there)
            }
            _ => Carried::Edited(there),
        }
    }

    /// A passage all of whose words stand there, unless a sign that joins with its neighbour was put to
    /// one of its edges.
    fn same(&self, span: Span, there: Span) -> Carried {
        let whole = graphemes::snap(self.new, there);
        match whole == there || there.of(self.new) == span.of(self.old) {
            true => Carried::Same(there),
            false => Carried::Edited(whole),
        }
    }

    /// Whether two passages are the same but for blanks that part no words.
    fn has_same_words(&self, was: Span, is: Span) -> bool {
        let was = was.of(self.old).map(unblanked);
        was.is_some() && was == is.of(self.new).map(unblanked)
    }

    /// The pieces of a passage, by what stands together in the new text.
    fn parts(&self, pieces: std::ops::Range<usize>, span: Span) -> Vec<Part> {
        let kept = self.pieces.kept();
        let mut parts: Vec<Part> = Vec::new();
        for at in pieces {
            let Some(it) = kept.get(at) else { continue };
            let within = Span::new(it.old.max(span.start), it.old_end().min(span.end));
            let chars = self.count(within);
            let last = parts.last_mut().filter(|part| {
                let last = kept.get(part.last);
                last.is_some_and(|last| self.is_together(*last, *it))
            });
            match last {
                Some(part) => {
                    (part.last, part.is_one) = (at, false);
                    part.chars += chars;
                }
                None => parts.push(Part {
                    first: at,
                    last: at,
                    chars,
                    is_one: true,
                }),
            }
        }
        parts
    }

    /// Where a part of a passage stands, with what took the place of its first and last words.
    fn cover(&self, part: Part, span: Span) -> Span {
        let kept = self.pieces.kept();
        let (Some(first), Some(last)) = (kept.get(part.first), kept.get(part.last)) else {
            return Span::default();
        };
        let start = match span.start.checked_sub(first.old) {
            Some(inside) => first.new + inside,
            None => self.replaced_edge(part.first, span.start, true),
        };
        let end = match last.old_end().checked_sub(span.end) {
            Some(inside) => last.new_end() - inside,
            None => self.replaced_edge(part.last + 1, span.end, false),
        };
        let there = graphemes::snap(self.new, Span::new(start, end));
        match part.is_one && self.is_whole(part, span) {
            true => there,
            false => trimmed(self.new, there),
        }
    }

    /// Whether two pieces that follow each other in the old text do so in the new one.
    fn is_together(&self, before: Kept, after: Kept) -> bool {
        let between = before.new_end() <= after.new && after.new - before.new_end() <= 4 * GROWTH;
        let between = between.then(|| Span::new(before.new_end(), after.new).of(self.new));
        let between = between.flatten();
        between.is_some_and(|it| it.chars().nth(GROWTH).is_none())
    }

    /// Where an edge stands that is in the gap before the piece with this number: what took the place
    /// of words belongs to the passage as far as those words did.
    fn replaced_edge(&self, at: usize, edge: usize, is_start: bool) -> usize {
        let kept = self.pieces.kept();
        let near = match is_start {
            true => kept.get(at).map(|it| it.new),
            false => at
                .checked_sub(1)
                .and_then(|at| kept.get(at))
                .map(|it| it.new_end()),
        };
        let near = near.unwrap_or_default();
        let Some(Gap { old, new }) = self.pieces.gap(at) else {
            return self.sign_for_sign(at, edge, is_start).unwrap_or(near);
        };
        let (was, is) = (self.graphemes(old, self.old), self.graphemes(new, self.new));
        if is.max(was) > WORD {
            // No word in the place of a word: something went there, and something else came.
            return self.sign_for_sign(at, edge, is_start).unwrap_or(near);
        }
        let is_whole = edge == if is_start { old.start } else { old.end };
        if is_whole {
            return if is_start { new.start } else { new.end };
        }
        let before = self.graphemes(Span::new(old.start, edge), self.old);
        let share = match was == is {
            true => before,
            false => (before * is).div_ceil(was.max(1)),
        };
        nth_grapheme(self.new, new, share)
    }

    /// Where an edge stands of whose words nothing took the place: beside the piece, but for one sign that
    /// took the place of one, a stop behind it or what a sentence begins with before it.
    fn sign_for_sign(&self, at: usize, edge: usize, is_start: bool) -> Option<usize> {
        if is_start {
            return self.first_for_first(at, edge);
        }
        let before = at.checked_sub(1)?;
        let last = self.pieces.kept().get(before)?;
        let stop = |text: &str, from: usize, to: usize| {
            let words = Span::new(from, to).of(text)?;
            words.chars().next().filter(|it| is_stop(*it))
        };
        stop(self.old, last.old_end(), edge)?;
        let free = self.pieces.behind(before);
        let now = stop(self.new, free.start, free.end)?;
        Some(free.start + now.len_utf8())
    }

    /// Where a sentence begins whose first sign or two were changed, and which stands elsewhere.
    fn first_for_first(&self, at: usize, edge: usize) -> Option<usize> {
        let piece = self.pieces.kept().get(at)?;
        let free = self.pieces.before(at);
        let back = |places: &(usize, usize)| {
            let was = graphemes::previous(self.old, places.0);
            let is = graphemes::previous(self.new, places.1);
            Some((was, is)).filter(|_| was >= edge && is >= free.start)
        };
        let places = std::iter::successors(Some((piece.old, piece.new)), back);
        let mut places = places.skip(1).take(FIRST_SIGNS);
        let begins = |it: &(usize, usize)| {
            begins_well(self.old, it.0) > 0 && begins_well(self.new, it.1) > 0
        };
        places.find(begins).map(|it| it.1)
    }

    /// A passage of which no piece is kept.
    fn replaced(&self, at: usize, span: Span) -> Carried {
        match self.replaced_as_word(at, at, span) {
            Some(span) => Carried::Edited(span),
            None => Carried::Gone(self.place(at)),
        }
    }

    /// The word that took the place of a passage which was a word: the same count of graphemes, or all
    /// that was changed there.
    fn replaced_as_word(&self, at: usize, to: usize, span: Span) -> Option<Span> {
        let Gap { old, new } = self.pieces.gap(at).filter(|_| at == to)?;
        let (was, is) = (self.graphemes(old, self.old), self.graphemes(new, self.new));
        if is == 0 || was > WORD || is > WORD {
            return None;
        }
        if was == is {
            let edge = |edge: usize| {
                let before = self.graphemes(Span::new(old.start, edge), self.old);
                nth_grapheme(self.new, new, before)
            };
            let there = Span::new(edge(span.start), edge(span.end));
            return Some(there).filter(|it| !it.is_empty());
        }
        (span == old && is <= 2 * was).then_some(new)
    }

    /// The empty place between the neighbours of what stood before the piece with this number.
    fn place(&self, at: usize) -> Span {
        let kept = self.pieces.kept();
        let before = at.checked_sub(1).and_then(|it| kept.get(it));
        let place = match self.pieces.gap(at) {
            Some(gap) => gap.new.start,
            None => before.map_or(0, |it| it.new_end()),
        };
        let place = graphemes::floor(self.new, place);
        Span::new(place, place)
    }

    /// Whether what seems to be left of a passage is only its neighbour: where `甲乙甲丙` lost the first
    /// `甲乙`, it may as well be said to have lost `乙甲`.
    fn is_slid_away(&self, part: Part, span: Span) -> bool {
        if part.first != part.last {
            return false;
        }
        let removed = |at: usize| self.pieces.gap(at).filter(|it| it.new.is_empty());
        let bytes = |from: usize, to: usize| self.old.as_bytes().get(from..to);
        let kept = self.pieces.kept().get(part.first);
        // The rest of it stands before what was removed, or behind it.
        let before = removed(part.first + 1).filter(|it| it.old.end >= span.end);
        let is_before = before.is_some_and(|Gap { old, .. }| {
            let rest = old.start.saturating_sub(span.start);
            kept.is_some_and(|it| it.old <= span.start)
                && span.len() <= old.len()
                && bytes(span.start, old.start) == bytes(old.end - rest.min(old.end), old.end)
        });
        let behind = removed(part.first).filter(|it| it.old.start <= span.start);
        let is_behind = behind.is_some_and(|Gap { old, .. }| {
            let rest = span.end.saturating_sub(old.end);
            kept.is_some_and(|it| it.old_end() >= span.end)
                && span.len() <= old.len()
                && bytes(old.end, span.end) == bytes(old.start, old.start + rest)
        });
        is_before || is_behind
    }

    /// Where a passage stands whole, if what seems to be put into it near an edge may as well be said to
    /// be put beside it.
    fn slid_together(&self, part: Part, span: Span) -> Option<Span> {
        if part.first + 1 != part.last {
            return None;
        }
        let Gap { old, new } = self.pieces.gap(part.last)?;
        let there = |start: usize| {
            let there = Span::new(start, start + span.len());
            (there.of(self.new)? == span.of(self.old)?).then_some(there)
        };
        let (before, after) = (
            old.start.checked_sub(span.start)?,
            span.end.checked_sub(old.end)?,
        );
        if !old.is_empty() {
            return None;
        }
        // A stop at an edge is no word: what comes behind a sentence comes behind its stop.
        let is_word = |from: usize, to: usize| {
            let words = Span::new(from, to).of(self.old).unwrap_or_default();
            words.contains(char::is_alphanumeric)
        };
        let behind = new.end.checked_sub(before).and_then(there);
        let behind = behind.filter(|_| is_word(span.start, old.start));
        let ahead = || there((new.start + after).checked_sub(span.len())?);
        behind.or_else(|| ahead().filter(|_| is_word(old.end, span.end)))
    }

    fn count(&self, span: Span) -> usize {
        let words = span.of(self.old).unwrap_or_default();
        words.chars().filter(|it| !is_blank(*it)).count()
    }

    /// Whether all of a passage lies within a part.
    fn is_whole(&self, part: Part, span: Span) -> bool {
        let kept = self.pieces.kept();
        let first = kept.get(part.first).is_some_and(|it| it.old <= span.start);
        first
            && kept
                .get(part.last)
                .is_some_and(|it| span.end <= it.old_end())
    }

    /// The graphemes of a span, counted no further than matters.
    fn graphemes(&self, span: Span, text: &str) -> usize {
        let most = 64 * WORD;
        let mut at = span.start;
        (0..most)
            .take_while(|_| {
                let is_within = at < span.end;
                at = graphemes::next(text, at);
                is_within
            })
            .count()
    }
}

/// Words with one blank for any run of them, and none beside a sign of a writing that needs none.
fn unblanked(words: &str) -> String {
    let words = words.replace(HYPHEN, "");
    words
        .split_whitespace()
        .fold(String::with_capacity(words.len()), |mut all, part| {
            let edges = all.chars().next_back().zip(part.chars().next());
            if edges.is_some_and(|(end, start)| end < FIRST_WIDE && start < FIRST_WIDE) {
                all.push(' ');
            }
            all.push_str(part);
            all
        })
}

/// Whether a sign is none that is seen.
fn is_blank(it: char) -> bool {
    it.is_whitespace() || it == HYPHEN
}

/// A span without the blanks at its edges, which may have come from elsewhere.
fn trimmed(text: &str, span: Span) -> Span {
    let words = span.of(text).unwrap_or_default();
    let start = span.start + (words.len() - words.trim_start().len());
    match words.trim() {
        "" => span,
        words => Span::new(start, start + words.len()),
    }
}

/// The byte at which the grapheme with this number begins in a span, or its end.
fn nth_grapheme(text: &str, span: Span, count: usize) -> usize {
    let steps = (0..count).fold(span.start, |at, _| graphemes::next(text, at));
    steps.min(span.end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::any_text;
    use proptest::prelude::*;

    /// The passage in brackets of `before` and what became of it in `after`.
    fn carried(before: &str, after: &str) -> String {
        let start = before.find('[').unwrap();
        let end = before.find(']').unwrap() - 1;
        let plain = before.replace(['[', ']'], "");
        let carried = Alignment::new(&plain, after).carry(Span::new(start, end));
        let (verdict, spans) = match &carried {
            Carried::Same(it) => ("same", vec![*it]),
            Carried::Edited(it) => ("edited", vec![*it]),
            Carried::Scattered(all) => ("scattered", all.clone()),
            Carried::Gone(it) => ("gone", vec![*it]),
        };
        let mut drawn = after.to_owned();
        let mut marks: Vec<(usize, char)> = spans
            .iter()
            .flat_map(|it| [(it.end, ']'), (it.start, '[')])
            .collect();
        marks.sort_by_key(|it| std::cmp::Reverse(it.0));
        for (at, mark) in marks {
            drawn.insert(at, mark);
        }
        format!("{verdict} {drawn}")
    }

    #[test]
    fn what_becomes_of_a_passage_in_a_new_version() {
        let cases = [
            // Untouched, with a change behind it and before it.
            (
                "数字[治理]能力。",
                "数字治理的能力。",
                "same 数字[治理]的能力。",
            ),
            (
                "数字[治理]能力。",
                "论数字治理能力。",
                "same 论数字[治理]能力。",
            ),
            // Beside its edges: outside. Inside: it grows.
            (
                "各国的数字[治理能力]仍需提高。",
                "各国的数字共同治理能力建设仍需提高。",
                "same 各国的数字共同[治理能力]建设仍需提高。",
            ),
            (
                "各国的数字[治理能力]仍需提高。",
                "各国的数字治理与建设能力仍需提高。",
                "edited 各国的数字[治理与建设能力]仍需提高。",
            ),
            // A wrong character, at an edge as well.
            (
                "各国的数字[治理能力]仍需提高。",
                "各国的数字治里能力仍需提高。",
                "edited 各国的数字[治里能力]仍需提高。",
            ),
            (
                "各国的数字[治理能力]仍需提高。",
                "各国的数字冶理能力仍需提高。",
                "edited 各国的数字[冶理能力]仍需提高。",
            ),
            // A sentence that stands elsewhere now, the passage with it.
            (
                "先谈产业政策。再谈[国防技术]的合作。最后谈文化。",
                "再谈国防技术的合作。先谈产业政策。最后谈文化。",
                "same 再谈[国防技术]的合作。先谈产业政策。最后谈文化。",
            ),
            // Two sentences that were parted.
            (
                "甲方先谈产业政策。[乙方再谈国防技术的合作。丙方最后谈文化与教育。]丁方不谈。",
                "丙方最后谈文化与教育。甲方先谈产业政策。乙方再谈国防技术的合作。丁方不谈。",
                "scattered [丙方最后谈文化与教育。]甲方先谈产业政策。[乙方再谈国防技术的合作。]丁方不谈。",
            ),
            // Signs that were changed, of which some made one sentence of two.
            (
                "国家要发展产业。[社会要参与治理。]文化要繁荣。",
                "国家要发展产业，社会要参与治理。文化要繁荣。",
                "same 国家要发展产业，[社会要参与治理。]文化要繁荣。",
            ),
            // Taken away, though its words stand elsewhere as well.
            (
                "产业政策需要[治理]。国防技术需要规则。文化需要治理。",
                "国防技术需要规则。文化需要治理。",
                "gone []国防技术需要规则。文化需要治理。",
            ),
            (
                "应当建立包容的[治理框架]，促进合作共赢。",
                "应当建立包容的，促进合作共赢。",
                "gone 应当建立包容的[]，促进合作共赢。",
            ),
            // A stop stays with its sentence, though the one behind ends alike and is taken away.
            (
                "甲方先谈产业政策[与国防。]乙方再谈别的事情。丙方最后谈文化。",
                "甲方先讲产业政策与国防。丙方最后谈文化。",
                "same 甲方先讲产业政策[与国防。]丙方最后谈文化。",
            ),
            // Nothing in common.
            ("数字[治理]能力", "完全不同", "gone []完全不同"),
            ("数字[治理]能力", "", "gone []"),
        ];
        for (before, after, expected) in cases {
            assert_eq!(carried(before, after), expected, "{before}");
        }
    }

    #[test]
    fn where_a_passage_ends_is_told_by_stops_and_sentences() {
        let cases = [
            // A stop behind words that were put there is not the old one.
            (
                "甲方先谈产业政策[与国防。]乙方再谈别的事情。",
                "甲方先谈产业政策与国防新的国家推动文化与技术安全。乙方再谈别的事情。",
                "edited 甲方先谈产业政策[与国防]新的国家推动文化与技术安全。乙方再谈别的事情。",
            ),
            // A changed sentence that stands elsewhere has its changed stop and its changed first word.
            (
                "产业政策先要谈清楚。[国防技术的合作需要共同的规则。]文化繁荣不可缺少。教育放在最后。",
                "产业政策先要谈清楚。文化繁荣不可缺少。国防技术的合作必须有共同的规则！教育放在最后。",
                "edited 产业政策先要谈清楚。文化繁荣不可缺少。[国防技术的合作必须有共同的规则！]教育放在最后。",
            ),
            (
                "产业政策先要谈清楚。[国防技术的合作需要共同的规则。]文化繁荣不可缺少。教育放在最后。",
                "产业政策先要谈清楚。文化繁荣不可缺少。固防技术的合作需要共同的规则。教育放在最后。",
                "edited 产业政策先要谈清楚。文化繁荣不可缺少。[固防技术的合作需要共同的规则。]教育放在最后。",
            ),
            // Blanks that part no words, and one that does.
            (
                "各国的[治 理框\u{AD}架 和规\n则]并不相同。",
                "各国的治理框架和规则并不相同。",
                "same 各国的[治理框架和规则]并不相同。",
            ),
            (
                "They meet [every day] here.",
                "They meet everyday here.",
                "edited They meet [everyday] here.",
            ),
            // Two sentences begin alike, and the first is taken away.
            (
                "其三[甲方学界长期以来寻求力量的均衡。]甲方学界指出要合作。",
                "其三甲方学界指出要合作。",
                "gone 其三[]甲方学界指出要合作。",
            ),
            // A word of a sentence that was taken away stands in another one that was put there.
            (
                "治理需要规则。[国防部专设办公室统筹人工智能的研发与应用并推进自动化的情报分析。]文化需要繁荣。",
                "治理需要规则。三方约定加速自主系统与人工智能标准的互认和长期的协作。文化需要繁荣。",
                "gone 治理需要规则。[]三方约定加速自主系统与人工智能标准的互认和长期的协作。文化需要繁荣。",
            ),
        ];
        for (before, after, expected) in cases {
            assert_eq!(carried(before, after), expected, "{before}");
        }
    }

    #[test]
    fn of_equal_sentences_the_one_in_its_order_is_meant() {
        let refrain = "各方应当合作。";
        let old = format!("甲说产业。{refrain}乙说国防。{refrain}丙说文化。[{refrain}]");
        let new = format!("甲说产业。{refrain}丙说文化。{refrain}");
        let expected = format!("same 甲说产业。{refrain}丙说文化。[{refrain}]");
        assert_eq!(carried(&old, &new), expected);
        let lost = format!("甲说产业。{refrain}乙说国防。[{refrain}]丙说文化。{refrain}");
        assert!(carried(&lost, &new).starts_with("gone"));
    }

    #[test]
    fn a_million_equal_letters_and_a_line_without_a_stop_take_no_time_to_speak_of() {
        let old = "治".repeat(300_000);
        let new = format!("开{}", "治".repeat(299_000));
        let alignment = Alignment::new(&old, &new);
        let carried = alignment.carry(Span::new(0, 300));
        assert!(carried.span().of(&new).is_some());
        let long: String = (0..200_000u32)
            .map(|it| char::from_u32(0x4E00 + it * 7919 % 20_000).unwrap())
            .collect();
        let other: String = long.chars().rev().collect();
        for new in [&other, &long] {
            let carried = Alignment::new(&long, new).carry(Span::new(3_000, 3_300));
            assert!(carried.span().of(new).is_some());
        }
    }

    fn spans(text: &str) -> Vec<Span> {
        let mut edges: Vec<usize> = text.char_indices().map(|it| it.0).collect();
        edges.push(text.len());
        let pairs = edges.iter().zip(edges.iter().skip(3));
        pairs.map(|(start, end)| Span::new(*start, *end)).collect()
    }

    #[test]
    fn a_sign_that_joins_with_an_edge_changes_the_passage() {
        let (old, new) = ("Dr. e\u{301}", "Dr. \u{301}e\u{301}治");
        let carried = Alignment::new(old, new).carry(Span::new(3, 7));
        assert_eq!(graphemes::snap(new, carried.span()), carried.span());
    }

    proptest! {
        #[test]
        fn in_an_unchanged_text_every_passage_is_the_same(text in any_text(60)) {
            let alignment = Alignment::new(&text, &text);
            for span in spans(&text) {
                let snapped = graphemes::snap(&text, span);
                let carried = alignment.carry(span);
                prop_assert!(carried == Carried::Same(span) || carried.span() == snapped, "{carried:?}");
            }
        }

        #[test]
        fn every_passage_of_any_text_gets_a_span_of_any_other(old in any_text(60), new in any_text(60)) {
            let alignment = Alignment::new(&old, &new);
            for span in spans(&old) {
                let carried = alignment.carry(span);
                let all = match &carried {
                    Carried::Scattered(all) => all.clone(),
                    it => vec![it.span()],
                };
                prop_assert!(all.iter().all(|it| it.of(&new).is_some()), "{carried:?}");
                if let Carried::Same(there) = carried {
                    let whole = graphemes::snap(&new, there) == there;
                    prop_assert!(there.of(&new) == span.of(&old) || whole, "{there:?}");
                }
            }
        }

        #[test]
        fn a_sentence_put_anywhere_between_others_changes_no_passage(
            count in 2usize..12, at in any::<prop::sample::Index>(), from in any::<prop::sample::Index>(),
        ) {
            let sentence = |it: usize| format!("第{it}句说的是第{}件事，与别的都不相同。", it * 7 + 3);
            let sentences: Vec<String> = (0..count).map(sentence).collect();
            let old = sentences.concat();
            let mut new = sentences.clone();
            new.insert(at.index(count + 1), "这一句是后来加上的。".to_owned());
            let new = new.concat();
            let which = &sentences[from.index(count)];
            let start = old.find(which.as_str()).unwrap();
            let carried = Alignment::new(&old, &new).carry(Span::new(start, start + which.len()));
            let there = new.find(which.as_str()).unwrap();
            prop_assert_eq!(carried, Carried::Same(Span::new(there, there + which.len())));
        }
    }
}
