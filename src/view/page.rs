//! The marks and brackets of a piece of text.

use super::pieces::{around, lanes, widened};
use crate::model::{CodeId, CoderId, CodingId, QuotationId, SourceId, Verdict};
use crate::query::{Applied, Filter, Index, Passage};
use crate::text::Span;
use std::collections::BTreeMap;

/// A coding where it is drawn.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Mark {
    /// The coding.
    pub coding: CodingId,
    /// Its passage.
    pub quotation: QuotationId,
    /// Its code.
    pub code: CodeId,
    /// Who coded.
    pub coder: CoderId,
    /// Which underline is its own along its whole length, from 0 next to the text.
    pub slot: usize,
}

/// A stretch of text with the same codings from end to end.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Run {
    /// Where, in bytes.
    pub span: Span,
    /// Its codings by slot, at least one.
    pub marks: Vec<Mark>,
    /// How many codings it has, also those whose marks were not asked for.
    pub count: usize,
}

/// A quotation in the margin, with its codes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Bracket {
    /// The quotation.
    pub quotation: QuotationId,
    /// Its whole extent in bytes, also beyond the piece that was asked for.
    pub span: Span,
    /// Its lane, from 0 next to the text.
    pub lane: usize,
    /// Its codings in the order they were made; none when it only carries a memo, say.
    pub codings: Vec<Applied>,
    /// Whether it, or one of its codings, carries a memo.
    pub has_memo: bool,
    /// Whether only something like the recorded passage stands here, so a person should look.
    pub is_unsure: bool,
}

/// What is drawn on a piece of text.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Page {
    /// The coded stretches in the order of the text, cut to the piece; between them nothing is
    /// coded.
    pub runs: Vec<Run>,
    /// The brackets by start, the longest first.
    pub brackets: Vec<Bracket>,
    /// Whether there is more on the piece than can be drawn.
    pub is_cut: bool,
}

/// Which underline each coding and which lane each quotation of a stretch of a source has. Nothing
/// of it changes while the text is scrolled, so a reader asks for it once for many pages.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Places {
    /// Where all of them are known, in bytes.
    covered: Span,
    /// Passages of a piece, and of a page, that are looked at.
    most: usize,
    slots: Vec<(CodingId, usize)>,
    lanes: Vec<(QuotationId, usize)>,
}

impl Places {
    /// Around the bytes `visible` of a source, some way beyond them on both sides. The filter's
    /// text is not looked at. Where many passages stand close together, only `most` of them get a
    /// place.
    pub fn around(
        (index, source, filter): (&Index, SourceId, &Filter),
        visible: Span,
        most: usize,
    ) -> Self {
        let covered = widened(visible);
        let around = around(index, source, covered, most);
        let slots = lanes(around.iter().map(|own| {
            let codings = own.iter().map(|it| (it.span, kept(it, filter)));
            let keys = codings.flat_map(|(span, codings)| codings.map(move |it| (it.coding, span)));
            keys.collect()
        }));
        let lanes = lanes(around.iter().map(|own| {
            let shown = own.iter().filter(|it| is_shown(it, filter));
            shown.map(|it| (it.quotation, it.span)).collect()
        }));
        Self {
            covered,
            most,
            slots,
            lanes,
        }
    }

    /// Whether the places of all that touches these bytes are known.
    pub fn cover(&self, visible: Span) -> bool {
        self.covered.start <= visible.start && visible.end <= self.covered.end
    }
}

/// What is drawn on the bytes `visible` of a source. The filter's text is not looked at. Slots and
/// lanes are the same whatever is asked for, and only what stands around the bytes is looked at.
pub fn page(index: &Index, source: SourceId, visible: Span, filter: &Filter) -> Page {
    let marks = (index, source, filter);
    let places = Places::around(marks, visible, usize::MAX);
    page_at(marks, visible, &places, usize::MAX)
}

/// The same for places that are known: made of this index, source and filter, and covering
/// `visible`. A run has `most` marks at most, those of the lowest slots.
pub fn page_at(
    (index, source, filter): (&Index, SourceId, &Filter),
    visible: Span,
    places: &Places,
    most: usize,
) -> Page {
    if !filter.keeps_source(source) {
        return Page::default();
    }
    let mut brackets: Vec<Bracket> = Vec::new();
    let mut marks: Vec<(Span, Mark)> = Vec::new();
    let mut touching = index.touching(source, visible);
    for passage in touching.by_ref().take(places.most) {
        let Some(span) = passage.span.common(visible) else {
            continue;
        };
        marks.extend(kept(passage, filter).filter_map(|it| {
            let slot = place_of(&places.slots, it.coding)?;
            Some((span, mark(passage, it, slot)))
        }));
        if let Some(lane) = place_of(&places.lanes, passage.quotation) {
            brackets.push(Bracket {
                quotation: passage.quotation,
                span: passage.span,
                lane,
                codings: kept(passage, filter).copied().collect(),
                has_memo: passage.has_memo,
                is_unsure: passage.stray == Some(Verdict::Unsure),
            });
        }
    }
    brackets.sort_by_key(|it| (it.span.start, std::cmp::Reverse(it.span.end)));
    Page {
        runs: runs(&marks, most),
        brackets,
        is_cut: touching.next().is_some(),
    }
}

/// The codings of a passage that are shown.
fn kept<'p>(passage: &'p Passage, filter: &Filter) -> impl Iterator<Item = &'p Applied> {
    passage.codings.iter().filter(|it| filter.keeps(it))
}

/// Whether a passage has a bracket: it is coded, or nothing but its memo could be asked for.
fn is_shown(passage: &Passage, filter: &Filter) -> bool {
    let uncoded = passage.codings.is_empty() && filter.keeps_uncoded();
    uncoded || kept(passage, filter).next().is_some()
}

fn place_of<K: Copy + Ord>(places: &[(K, usize)], key: K) -> Option<usize> {
    let at = places.binary_search_by_key(&key, |(key, _)| *key).ok()?;
    places.get(at).map(|(_, place)| *place)
}

fn mark(passage: &Passage, applied: &Applied, slot: usize) -> Mark {
    Mark {
        coding: applied.coding,
        quotation: passage.quotation,
        code: applied.code,
        coder: applied.coder,
        slot,
    }
}

/// Cuts marks at each other's edges. Marks that overlap differ by slot, so the slot alone tells the
/// marks of a place apart and puts them in order.
fn runs(marks: &[(Span, Mark)], most: usize) -> Vec<Run> {
    let mut edges: Vec<(usize, bool, Mark)> = Vec::with_capacity(marks.len() * 2);
    for (span, mark) in marks {
        edges.push((span.start, true, *mark));
        edges.push((span.end, false, *mark));
    }
    // What ends at a place makes room for what starts there.
    edges.sort_by_key(|(at, starts, mark)| (*at, *starts, mark.slot));
    let mut runs: Vec<Run> = Vec::new();
    let mut open: BTreeMap<usize, Mark> = BTreeMap::new();
    let mut from = 0;
    for (at, starts, mark) in edges {
        if at > from && !open.is_empty() {
            runs.push(Run {
                span: Span::new(from, at),
                marks: open.values().copied().take(most).collect(),
                count: open.len(),
            });
        }
        from = at;
        if starts {
            open.insert(mark.slot, mark);
        } else {
            open.remove(&mark.slot);
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::super::pieces::MOST;
    use super::*;
    use crate::model::{Coding, RecordId};
    use crate::query::sample::{
        Sample, code_id, coder, coder_id, coding, coding_id, marked, memo_on, quotation,
        quotation_id, random_edit, source_id,
    };
    use proptest::prelude::*;

    const WHOLE: Span = Span {
        start: 0,
        end: usize::MAX,
    };

    fn seen(sample: &Sample, visible: Span, filter: &Filter) -> Page {
        let index = Index::build(&sample.project);
        page(&index, source_id(1), visible, filter)
    }

    /// The runs as words and the letters of their codes with slots: `治:a0 理:a0b1`.
    fn drawn_runs(sample: &Sample, visible: Span) -> String {
        let text = sample.project.sources().get(source_id(1)).unwrap().text();
        let run = |run: &Run| {
            let name = |mark: &Mark| {
                let name = &sample.project.codes().get(mark.code).unwrap().name;
                format!("{name}{}", mark.slot)
            };
            let marks: String = run.marks.iter().map(name).collect();
            format!("{}:{marks}", run.span.of(text).unwrap())
        };
        let page = seen(sample, visible, &Filter::all());
        page.runs.iter().map(run).collect::<Vec<_>>().join(" ")
    }

    /// The brackets as words and lanes: `治理 0, 理与国 1`.
    fn drawn_brackets(sample: &Sample) -> String {
        let text = sample.project.sources().get(source_id(1)).unwrap().text();
        let bracket = |it: &Bracket| format!("{} {}", it.span.of(text).unwrap(), it.lane);
        let page = seen(sample, WHOLE, &Filter::all());
        page.brackets
            .iter()
            .map(bracket)
            .collect::<Vec<_>>()
            .join(", ")
    }

    #[test]
    fn texts_are_cut_into_runs() {
        for (text, expected) in [
            ("数字治理与国防", ""),
            ("数字[a治理a]与国防", "治理:a0"),
            ("[a数字a][b治理b]", "数字:a0 治理:b0"),
            ("数字[a治[b理a]与国b]防", "治:a0 理:a0b1 与国:b1"),
            (
                "[a数[b字[c治c]理b]与a]",
                "数:a0 字:a0b1 治:a0b1c2 理:a0b1 与:a0",
            ),
            ("[a[b数字a]治理b]", "数字:b0a1 治理:b0"),
            (
                "[a数[b字a]治[c理b]与c]",
                "数:a0 字:a0b1 治:b1 理:c0b1 与:c0",
            ),
        ] {
            assert_eq!(drawn_runs(&marked(text), WHOLE), expected, "{text}");
        }
    }

    #[test]
    fn brackets_stand_in_lanes() {
        for (text, expected) in [
            ("数字[a治理a]与[b国防b]", "治理 0, 国防 0"),
            ("数字[a治[b理a]与国b]防", "治理 0, 理与国 1"),
            ("[a数[b字[c治c]理b]与a]", "数字治理与 0, 字治理 1, 治 2"),
            ("[b[a数字a]治理b]", "数字治理 0, 数字 1"),
        ] {
            assert_eq!(drawn_brackets(&marked(text)), expected, "{text}");
        }
    }

    #[test]
    fn a_piece_of_the_text_shows_the_same_slots() {
        let sample = marked("[a数[b字[c治c]理b]与a]");
        assert_eq!(drawn_runs(&sample, Span::new(6, 9)), "治:a0b1c2");
        assert_eq!(drawn_runs(&sample, Span::new(9, 99)), "理:a0b1 与:a0");
        let page = seen(&sample, Span::new(9, 12), &Filter::all());
        assert_eq!(page.brackets.len(), 2, "c is out of sight");
        assert_eq!(
            page.brackets[0].span,
            Span::new(0, 15),
            "whole all the same"
        );
    }

    #[test]
    fn twenty_codings_on_one_passage_have_twenty_slots_and_one_bracket() {
        let mut sample = marked("数字[a治理a]");
        for number in 2..=20 {
            sample.put(coding(number, 1, 'a'.into()));
        }
        let page = seen(&sample, WHOLE, &Filter::all());
        let slots: Vec<usize> = page.runs[0].marks.iter().map(|it| it.slot).collect();
        assert_eq!((page.runs.len(), slots), (1, Vec::from_iter(0..20)));
        assert_eq!(
            (page.brackets.len(), page.brackets[0].codings.len()),
            (1, 20)
        );
    }

    #[test]
    fn of_codings_at_one_place_the_oldest_is_next_to_the_text() {
        let mut sample = marked("数字[a治理a]");
        sample.put(quotation(0, 1, Span::new(6, 12)));
        sample.put(coding(9, 0, 'a'.into()));
        let page = seen(&sample, WHOLE, &Filter::all());
        let marks = page.runs[0].marks.iter().map(|it| it.coding);
        assert_eq!(marks.collect::<Vec<_>>(), [1, 9].map(coding_id));
        let lanes = page.brackets.iter().map(|it| (it.quotation, it.lane));
        let expected = [(quotation_id(0), 0), (quotation_id(1), 1)];
        assert_eq!(lanes.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_filter_hides_codings_and_frees_their_slots() {
        let mut sample = marked("数字[a治[b理a]与国b]防");
        sample.put(coder(2, "王"));
        sample.put(quotation(9, 1, Span::new(0, 6)));
        sample.put(Coding {
            coder: coder_id(2),
            ..coding(9, 1, 'b'.into())
        });
        let only_b = seen(&sample, WHOLE, &Filter::of_code(code_id('b'.into())));
        let slots = only_b.runs.iter().map(|it| it.marks.len());
        assert_eq!(slots.collect::<Vec<_>>(), [1, 2, 1]);
        assert_eq!(only_b.brackets.len(), 2, "the uncoded one is not asked for");
        let by_wang = seen(&sample, WHOLE, &Filter::of_coder(coder_id(2)));
        assert_eq!(by_wang.runs.len(), 1);
        assert_eq!(
            (
                by_wang.runs[0].marks[0].coding,
                by_wang.runs[0].marks[0].slot
            ),
            (coding_id(9), 0)
        );
        let elsewhere = seen(&sample, WHOLE, &Filter::of_source(source_id(2)));
        assert_eq!(elsewhere, Page::default());
    }

    #[test]
    fn a_passage_with_a_memo_alone_has_a_bracket_that_says_so() {
        let mut sample = marked("数字[a治理a]");
        sample.put(quotation(9, 1, Span::new(0, 6)));
        sample.put(memo_on(1, RecordId::Quotation(quotation_id(9))));
        let page = seen(&sample, WHOLE, &Filter::all());
        let brackets: Vec<_> = page
            .brackets
            .iter()
            .map(|it| (it.codings.len(), it.has_memo))
            .collect();
        assert_eq!(brackets, [(0, true), (1, false)]);
        sample.put(memo_on(2, RecordId::Coding(coding_id(1))));
        assert!(seen(&sample, WHOLE, &Filter::all()).brackets[1].has_memo);
    }

    #[test]
    fn of_more_than_can_be_drawn_the_first_are_and_it_is_said() {
        let mut sample = marked("数字[a治理a]与国防");
        for number in 0..MOST as u32 {
            sample.put(quotation(10 + number, 1, Span::new(6, 12)));
            sample.put(coding(10 + number, 10 + number, 'a'.into()));
        }
        let index = Index::build(&sample.project);
        let all = Filter::all();
        let marks = (&index, source_id(1), &all);
        let page = page_at(marks, WHOLE, &Places::around(marks, WHOLE, MOST), 4);
        assert!(page.is_cut);
        assert_eq!((page.brackets.len(), page.runs.len()), (MOST, 1));
        let run = &page.runs[0];
        assert_eq!((run.count, run.marks.len()), (MOST, 4));
        let whole = seen(&sample, WHOLE, &all);
        assert_eq!((whole.is_cut, whole.runs[0].marks.len()), (false, MOST + 1));
    }

    proptest! {
        #[test]
        fn runs_cover_exactly_the_codings(
            edits in prop::collection::vec(random_edit(), 1..120),
            start in 0usize..70,
            len in 0usize..70,
        ) {
            let mut sample = Sample::new();
            for edit in edits {
                sample.project.apply(edit);
            }
            let index = Index::build(&sample.project);
            let visible = Span::new(start, start + len);
            let page = page(&index, source_id(1), visible, &Filter::all());
            for byte in 0..150 {
                let mut expected: Vec<CodingId> = index
                    .at(source_id(1), byte)
                    .filter(|_| visible.contains(byte))
                    .flat_map(|it| it.codings.iter().map(|it| it.coding))
                    .collect();
                expected.sort();
                let here: Vec<&Run> = page.runs.iter().filter(|it| it.span.contains(byte)).collect();
                prop_assert!(here.len() <= 1, "runs do not overlap");
                let marks = here.first().map(|it| it.marks.as_slice()).unwrap_or_default();
                let mut codings: Vec<CodingId> = marks.iter().map(|it| it.coding).collect();
                codings.sort();
                prop_assert_eq!(codings, expected);
                prop_assert!(marks.is_sorted_by(|a, b| a.slot < b.slot), "no slot twice");
            }
            for pair in page.runs.windows(2) {
                let ids = |run: &Run| run.marks.iter().map(|it| it.coding).collect::<Vec<_>>();
                let meet = pair[0].span.end == pair[1].span.start;
                prop_assert!(!meet || ids(&pair[0]) != ids(&pair[1]), "runs are maximal");
            }
        }

        #[test]
        fn a_piece_is_the_whole_cut_out(
            edits in prop::collection::vec(random_edit(), 1..120),
            start in 0usize..70,
            len in 1usize..70,
        ) {
            let mut sample = Sample::new();
            for edit in edits {
                sample.project.apply(edit);
            }
            let visible = Span::new(start, start + len);
            let whole = seen(&sample, WHOLE, &Filter::all());
            let piece = seen(&sample, visible, &Filter::all());
            let index = Index::build(&sample.project);
            let all = Filter::all();
            let marks = (&index, source_id(1), &all);
            let places = Places::around(marks, WHOLE, usize::MAX);
            prop_assert!(places.cover(visible));
            let known = page_at(marks, visible, &places, usize::MAX);
            prop_assert_eq!(&known, &piece);
            let few = page_at(marks, visible, &places, 2);
            for (run, whole) in few.runs.iter().zip(&piece.runs) {
                prop_assert_eq!(run.count, whole.marks.len());
                prop_assert_eq!(run.marks.as_slice(), &whole.marks[..run.count.min(2)]);
            }
            let cut = whole.runs.into_iter().filter_map(|run| {
                let span = run.span.common(visible)?;
                Some(Run { span, ..run })
            });
            prop_assert_eq!(piece.runs, cut.collect::<Vec<_>>());
            let cut = whole.brackets.into_iter().filter(|it| it.span.overlaps(visible));
            prop_assert_eq!(piece.brackets, cut.collect::<Vec<_>>());
        }
    }
}
