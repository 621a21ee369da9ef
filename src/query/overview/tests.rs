//! Overviews against what they are defined to be, looked at one by one.

use super::*;
use crate::model::{
    CaseId, CodeId, Coding, CodingId, Edit, RecordId, Value, Variable, VariableKind,
};
use crate::query::sample::{
    Sample, code, code_id, coder, coder_id, coding, coding_id, marked, quotation_id, random_edit,
    source_id,
};
use crate::query::{CodingRow, matching, rows};
use crate::text::{Span, paragraphs, sentences};
use proptest::prelude::*;
use std::collections::BTreeSet;
use uuid::Uuid;

fn table(sample: &Sample, columns: Columns, measure: Measure) -> Table {
    let index = Index::build(&sample.project);
    Overview::of(columns, measure).table(&sample.project, &index)
}

/// The counts, row by row.
fn counts(table: &Table) -> Vec<Vec<u64>> {
    (0..table.rows.len()).map(|it| table.row(it)).collect()
}

/// 治 and 理 by two coders in two sources, 治 over 理.
fn two_sources() -> Sample {
    let mut sample = marked("数字[a治理[b与b]国防a]工业");
    sample.put(coder(2, "王"));
    sample.put(Coding {
        coder: coder_id(2),
        ..coding(7, 1, 'a'.into())
    });
    sample.put(crate::query::sample::source(2, "治理"));
    sample.put(crate::query::sample::quotation(8, 2, Span::new(0, 3)));
    sample.put(coding(8, 8, 'b'.into()));
    sample
}

#[test]
fn each_measure_counts_what_it_says() {
    let sample = two_sources();
    for (measure, expected, rows, columns, total) in [
        (Measure::Codings, [[2, 0], [1, 1]], [2, 2], [3, 1], 4),
        (Measure::Quotations, [[1, 0], [1, 1]], [1, 2], [2, 1], 3),
        // 与 is covered by both codes.
        (Measure::Characters, [[5, 0], [1, 1]], [5, 2], [5, 1], 6),
    ] {
        let table = table(&sample, Columns::Sources, measure);
        assert_eq!(counts(&table), expected, "{measure:?}");
        assert_eq!(table.row_totals, rows, "{measure:?}");
        assert_eq!(table.column_totals, columns, "{measure:?}");
        assert_eq!(table.total, total, "{measure:?}");
    }
    let by_coder = table(&sample, Columns::Coders, Measure::Codings);
    assert_eq!(counts(&by_coder), [[1, 1], [2, 0]]);
}

#[test]
fn with_the_codes_below_a_coding_counts_for_those_above_once() {
    let mut sample = two_sources();
    sample.put(code('b'.into(), "b", Some('a'.into())));
    let index = Index::build(&sample.project);
    let mut overview = Overview::of(Columns::Sources, Measure::Codings);
    overview.below = true;
    let of = |overview: &Overview| counts(&overview.table(&sample.project, &index));
    assert_eq!(of(&overview), [[3, 1], [1, 1]]);
    assert_eq!(overview.table(&sample.project, &index).total, 4);
    overview.measure = Measure::Characters;
    assert_eq!(of(&overview), [[5, 1], [1, 1]]);
}

#[test]
fn a_coding_counts_in_every_case_and_under_every_value_it_belongs_to() {
    let mut sample = two_sources();
    let year = Variable {
        id: crate::model::VariableId::new(Uuid::from_u128(77)),
        name: "年".into(),
        kind: VariableKind::Number,
        extra: Default::default(),
    };
    let case = |number: u128, year_is: i64, members: BTreeSet<RecordId>| crate::model::Case {
        id: CaseId::new(Uuid::from_u128(number)),
        name: "案".into(),
        members,
        values: [(year.id, Value::Number(year_is))].into(),
        extra: Default::default(),
    };
    sample.put(year.clone());
    sample.put(case(1, 10, [RecordId::Source(source_id(1))].into()));
    sample.put(case(
        2,
        9,
        [
            RecordId::Quotation(quotation_id(2)),
            RecordId::Source(source_id(1)),
        ]
        .into(),
    ));
    sample.put(case(3, 10, [RecordId::Quotation(quotation_id(2))].into()));
    let cases = table(&sample, Columns::Cases, Measure::Codings);
    assert_eq!(counts(&cases), [[2, 2, 0], [1, 1, 1]]);
    assert_eq!((cases.row_totals.as_slice(), cases.total), (&[2, 2][..], 4));
    let values = table(&sample, Columns::Values(year.id), Measure::Codings);
    assert_eq!(
        values.columns,
        [9, 10].map(|it| Head::Value(Value::Number(it)))
    );
    assert_eq!(counts(&values), [[2, 2], [1, 1]]);
}

#[test]
fn what_touches_does_not_overlap_and_is_near() {
    let sample = marked("[a治理a][b与国b]防[c工c]业");
    let pairs = |relation| counts(&table(&sample, Columns::Codes(relation), Measure::Codings));
    assert_eq!(pairs(Relation::Overlaps), [[0; 3]; 3]);
    assert_eq!(pairs(Relation::Near(0)), [[0, 1, 0], [1, 0, 0], [0, 0, 0]]);
    assert_eq!(pairs(Relation::Near(1)), [[0, 1, 0], [1, 0, 1], [0, 1, 0]]);
    assert_eq!(pairs(Relation::Near(3)), [[0, 1, 1], [1, 0, 1], [1, 1, 0]]);
    assert_eq!(pairs(Relation::Near(usize::MAX)), pairs(Relation::Near(3)));
}

#[test]
fn one_sentence_goes_on_to_the_next() {
    let sample = marked("[a治理a]。[b国防b]与[c工业。文c]化。\n\n[d产业d]。");
    let pairs = |relation| counts(&table(&sample, Columns::Codes(relation), Measure::Codings));
    let sentence = [[0, 0, 0, 0], [0, 0, 1, 0], [0, 1, 0, 0], [0; 4]];
    assert_eq!(pairs(Relation::SameSentence), sentence);
    let paragraph = [[0, 1, 1, 0], [1, 0, 1, 0], [1, 1, 0, 0], [0; 4]];
    assert_eq!(pairs(Relation::SameParagraph), paragraph);
}

#[test]
fn pairs_are_counted_by_codings_and_by_passages_and_covered_characters_once() {
    let sample = two_sources();
    let of = |measure| table(&sample, Columns::Codes(Relation::Overlaps), measure);
    // The two codings of the first passage are a pair of one code.
    assert_eq!(counts(&of(Measure::Codings)), [[1, 2], [2, 0]]);
    assert_eq!(of(Measure::Codings).row_totals, [2, 2]);
    assert_eq!(counts(&of(Measure::Quotations)), [[0, 1], [1, 0]]);
    assert_eq!(counts(&of(Measure::Characters)), [[5, 1], [1, 2]]);
    assert_eq!(of(Measure::Characters).row_totals, [5, 2]);
}

#[test]
fn how_much_of_each_source_is_coded() {
    let figures = table(&two_sources(), Columns::Figures, Measure::Codings);
    assert_eq!(counts(&figures), [[9, 5, 3, 2, 2], [2, 1, 1, 1, 1]]);
    assert_eq!(figures.column_totals, [11, 6, 4, 3, 2]);
}

#[test]
fn codes_follow_each_other_in_a_source() {
    let sample = two_sources();
    let index = Index::build(&sample.project);
    let sequence = sequence(&sample.project, &index, source_id(1), &Filter::all());
    let seen = sequence.appearances.iter();
    let seen: Vec<_> = seen
        .map(|it| (it.row, it.chars.start, it.chars.end, it.coding))
        .collect();
    assert_eq!(
        seen,
        [
            (0, 2, 7, coding_id(1)),
            (0, 2, 7, coding_id(7)),
            (1, 4, 5, coding_id(2)),
        ]
    );
    assert_eq!((sequence.codes.len(), sequence.chars), (2, 9));
}

/// A project with codes in a tree, and edits that break rules freely.
fn any_sample() -> impl Strategy<Value = Sample> {
    let steps = prop::collection::vec((random_edit(), 1u32..4), 1..90);
    steps.prop_map(|steps| {
        let mut sample = Sample::new();
        for number in 1..4 {
            sample.put(coder(number, "李"));
        }
        for number in 0..4 {
            sample.put(code(number, &format!("码{number}"), number.checked_sub(2)));
        }
        for (edit, who) in steps {
            let edit = match edit {
                Edit::Put(crate::model::Record::Coding(it)) => Edit::Put(
                    Coding {
                        coder: coder_id(who),
                        ..it
                    }
                    .into(),
                ),
                Edit::Put(crate::model::Record::Source(mut it)) => {
                    let text = it.text().replace('a', "。").replace('b', "\n");
                    it.lines = text.as_str().into();
                    Edit::Put(it.into())
                }
                other => other,
            };
            sample.project.apply(edit);
        }
        // Most passages stand in their text, or little would be counted.
        let quotations: Vec<_> = sample.project.quotations().iter().cloned().collect();
        for mut quotation in quotations {
            let source = sample.project.sources().get(quotation.source);
            if let Some(text) = source.map(|it| it.text().to_owned()) {
                let snap = |byte: usize| text.floor_char_boundary(byte % (text.len() + 1));
                let (start, end) = (snap(quotation.span.start), snap(quotation.span.end));
                quotation.span = Span::new(start, end);
                sample.put(quotation);
            }
        }
        let members = [
            RecordId::Source(source_id(0)),
            RecordId::Quotation(quotation_id(3)),
        ];
        let case = |number: u128, members: &[RecordId]| crate::model::Case {
            id: CaseId::new(Uuid::from_u128(number)),
            name: "案".into(),
            members: members.iter().copied().collect(),
            values: Default::default(),
            extra: Default::default(),
        };
        sample.put(case(1, &members));
        sample.put(case(2, &members[1..]));
        sample
    })
}

/// Two texts with many passages, most of which meet others.
fn crowded() -> impl Strategy<Value = Sample> {
    let text = "治理ab。国防，a\n\n工业b？ 文化。产业".to_owned();
    let ends: Vec<usize> = text
        .char_indices()
        .map(|it| it.0)
        .chain([text.len()])
        .collect();
    let passage = (0..ends.len(), 1usize..8, 0u32..6, 1u32..3, 1u32..3);
    prop::collection::vec(passage, 0..30).prop_map(move |passages| {
        let mut sample = Sample::new();
        for number in 1..3 {
            sample.put(coder(number, "李"));
            sample.put(crate::query::sample::source(number, &text));
        }
        for number in 0..6 {
            sample.put(code(number, &format!("码{number}"), None));
        }
        for (number, (start, len, code, who, home)) in (1u32..).zip(passages) {
            let end = (start + len).min(ends.len() - 1);
            let start = start.min(end.saturating_sub(1));
            let span = Span::new(ends[start], ends[end]);
            // Every fourth passage is coded once more.
            let on = if number % 4 == 0 { number - 1 } else { number };
            sample.put(crate::query::sample::quotation(number, home, span));
            sample.put(Coding {
                coder: coder_id(who),
                ..coding(number, on, code)
            });
        }
        sample
    })
}

/// Code points that some spans cover.
fn covered(text: &str, spans: &[Span]) -> usize {
    let in_any = |at: usize| spans.iter().any(|it| it.contains(at));
    text.char_indices().filter(|(at, _)| in_any(*at)).count()
}

/// What a cell counts, by definition.
fn by_definition(sample: &Sample, rows: &[CodingRow<'_>], measure: Measure) -> u64 {
    let quotations: BTreeSet<_> = rows.iter().map(|it| it.quotation).collect();
    let chars = |source: SourceId| {
        let text = sample.project.sources().get(source).unwrap().text();
        let here = rows.iter().filter(move |it| it.source == source);
        let placed = here.filter(|it| it.stray.is_none() && it.span.of(text).is_some());
        covered(text, &placed.map(|it| it.span).collect::<Vec<_>>())
    };
    let count = match measure {
        Measure::Codings => rows.len(),
        Measure::Quotations => quotations.len(),
        Measure::Characters => {
            let sources: BTreeSet<_> = rows.iter().map(|it| it.source).collect();
            sources.into_iter().map(chars).sum()
        }
    };
    count as u64
}

/// Whether two passages stand together, by definition.
fn stand(text: &str, relation: Relation, (a, b): (Span, Span)) -> bool {
    let chars = |it: &str| it.chars().count();
    let between = |from: usize, to: usize| text.get(from..to).map_or(0, chars);
    let shares = |starts: Vec<usize>| {
        let piece = |byte: usize| starts.iter().filter(|it| **it <= byte).count().max(1);
        let touched = |it: Span| piece(it.start)..=piece(it.end - 1);
        touched(a).any(|it| touched(b).contains(&it))
    };
    match relation {
        Relation::Overlaps => a.overlaps(b),
        Relation::Near(most) if a.end <= b.start => between(a.end, b.start) <= most,
        Relation::Near(most) if b.end <= a.start => between(b.end, a.start) <= most,
        Relation::Near(_) => true,
        Relation::SameSentence => shares(sentences::sentences(text).map(|it| it.start).collect()),
        Relation::SameParagraph => {
            shares(paragraphs::paragraphs(text).map(|it| it.start).collect())
        }
    }
}

/// Every two codings, or passages with a code, that stand together, by definition.
fn pairs_by_definition(
    sample: &Sample,
    (one, other): (CodeId, CodeId),
    relation: Relation,
    measure: Measure,
) -> (u64, BTreeSet<CodingId>) {
    let index = Index::build(&sample.project);
    let all = rows(&sample.project, &index, &Filter::all());
    let has_place = |it: &&CodingRow<'_>| {
        let placed = index
            .passages(it.source)
            .iter()
            .any(|of| of.quotation == it.quotation);
        placed && (it.code == one || it.code == other)
    };
    let all: Vec<_> = all.iter().filter(has_place).collect();
    let (mut pairs, mut met) = (BTreeSet::new(), BTreeSet::new());
    for a in all.iter().filter(|it| it.code == one) {
        for b in all.iter().filter(|it| it.code == other && it.id != a.id) {
            let text = sample.project.sources().get(a.source).unwrap().text();
            if a.source != b.source || !stand(text, relation, (a.span, b.span)) {
                continue;
            }
            let key = |it: &CodingRow<'_>| match measure {
                Measure::Codings => it.id.to_string(),
                _ => format!("{} {}", it.quotation, it.code),
            };
            let (one, other) = (key(a), key(b));
            if one != other {
                met.extend([a.id, b.id]);
                pairs.insert((one.clone().min(other.clone()), one.max(other)));
            }
        }
    }
    (pairs.len() as u64, met)
}

fn cell(overview: &Overview, row: &Head, column: &Head) -> Cell {
    Cell {
        overview: overview.clone(),
        row: Some(row.clone()),
        column: Some(column.clone()),
    }
}

/// Whether a cell opens the passages it counts, and those that have no place are told.
fn opens_what_it_counts(sample: &Sample, cell: &Cell, count: u64) -> Result<(), TestCaseError> {
    let index = Index::build(&sample.project);
    let behind = cell.behind(&sample.project, &index);
    let passages = behind.passages.len() as u64;
    let codings = behind.passages.iter().map(|it| it.codings.len() as u64);
    let (codings, lost) = (codings.sum::<u64>(), behind.lost as u64);
    match cell.overview.measure {
        Measure::Quotations => prop_assert_eq!(passages + lost, count),
        Measure::Codings if lost == 0 => prop_assert_eq!(codings, count),
        Measure::Codings => prop_assert!(codings < count),
        Measure::Characters => prop_assert!(count == 0 || passages > 0),
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_cell_counts_what_its_filter_lets_pass(
        sample in any_sample(),
        below in any::<bool>(),
        only in prop::option::of(1u32..4),
    ) {
        let index = Index::build(&sample.project);
        for columns in [Columns::Sources, Columns::Cases, Columns::Coders] {
            for measure in [Measure::Codings, Measure::Quotations, Measure::Characters] {
                let filter = Filter {
                    coders: only.map(|it| [coder_id(it)].into()),
                    ..Filter::all()
                };
                let overview = Overview { columns, measure, filter, below };
                let table = overview.table(&sample.project, &index);
                for (at, row) in table.rows.iter().enumerate() {
                    for (to, column) in table.columns.iter().enumerate() {
                        let cell = cell(&overview, row, column);
                        let filter = cell.filter(&sample.project).unwrap();
                        let rows = rows(&sample.project, &index, &filter);
                        let expected = by_definition(&sample, &rows, measure);
                        prop_assert_eq!(table.count(at, to), expected, "{:?} {:?}", row, column);
                        let codings = cell.codings(&sample.project, &index);
                        prop_assert_eq!(codings.len(), rows.len());
                        opens_what_it_counts(&sample, &cell, table.count(at, to))?;
                    }
                }
                let all = rows(&sample.project, &index, &overview.filter);
                let known: Vec<_> = all.into_iter().filter(|it| {
                    sample.project.codes().contains(it.code)
                }).collect();
                prop_assert_eq!(table.total, by_definition(&sample, &known, measure));
            }
        }
    }

    #[test]
    fn every_pair_is_counted_as_defined(
        sample in prop_oneof![any_sample(), crowded()],
        relation in prop_oneof![
            Just(Relation::Overlaps),
            (0usize..4).prop_map(Relation::Near),
            Just(Relation::SameSentence),
            Just(Relation::SameParagraph),
        ],
    ) {
        let index = Index::build(&sample.project);
        for measure in [Measure::Codings, Measure::Quotations] {
            let overview = Overview::of(Columns::Codes(relation), measure);
            let table = overview.table(&sample.project, &index);
            for (at, row) in table.rows.iter().enumerate() {
                for (to, column) in table.columns.iter().enumerate() {
                    let (Head::Code(one), Head::Code(other)) = (row, column) else { continue };
                    let (pairs, met) =
                        pairs_by_definition(&sample, (*one, *other), relation, measure);
                    prop_assert_eq!(table.count(at, to), pairs, "{:?} {:?}", row, column);
                    let cell = cell(&overview, row, column);
                    let codings = cell.codings(&sample.project, &index);
                    prop_assert_eq!(codings.len(), met.len());
                    let behind = cell.behind(&sample.project, &index);
                    let opened = behind.passages.iter().flat_map(|it| it.codings.iter());
                    prop_assert_eq!(&opened.copied().collect::<BTreeSet<_>>(), &met);
                    prop_assert_eq!(behind.passages.is_empty(), pairs == 0);
                    prop_assert_eq!(codings.into_iter().collect::<BTreeSet<_>>(), met);
                }
            }
        }
    }

    #[test]
    fn both_cover_what_each_covers(sample in crowded()) {
        let index = Index::build(&sample.project);
        let overview = Overview::of(Columns::Codes(Relation::Overlaps), Measure::Characters);
        let table = overview.table(&sample.project, &index);
        let spans = |code: u32, source: SourceId| -> Vec<Span> {
            let passages = index.passages(source).iter();
            let own = passages.filter(|it| it.codings.iter().any(|it| it.code == code_id(code)));
            own.map(|it| it.span).collect()
        };
        for (at, row) in table.rows.iter().enumerate() {
            for (to, column) in table.columns.iter().enumerate() {
                let number = |head: &Head| (0..6).find(|it| *head == Head::Code(code_id(*it))).unwrap();
                let (one, other) = (number(row), number(column));
                let expected: usize = sample.project.sources().iter().map(|source| {
                    let (ones, others) = (spans(one, source.id), spans(other, source.id));
                    let both = |at: usize| {
                        ones.iter().any(|it| it.contains(at)) && others.iter().any(|it| it.contains(at))
                    };
                    source.text().char_indices().filter(|(at, _)| both(*at)).count()
                }).sum();
                prop_assert_eq!(table.count(at, to), expected as u64);
                let behind = cell(&overview, row, column).behind(&sample.project, &index);
                prop_assert_eq!(behind.passages.is_empty(), expected == 0);
            }
        }
    }

    #[test]
    fn source_by_source_is_all_at_once(sample in any_sample(), most in 1usize..9) {
        let index = Index::build(&sample.project);
        for columns in [Columns::Sources, Columns::Codes(Relation::Near(2)), Columns::Figures] {
            let overview = Overview::of(columns, Measure::Codings);
            let mut making = Making::new(&sample.project, &overview);
            while !making.go_on(&sample.project, &index, most) {}
            prop_assert_eq!(making.progress().0, making.progress().1);
            prop_assert_eq!(making.into_table(), overview.table(&sample.project, &index));
        }
    }
}

#[test]
fn a_filter_narrows_what_stands_together() {
    let sample = two_sources();
    let index = Index::build(&sample.project);
    let mut overview = Overview::of(Columns::Codes(Relation::Overlaps), Measure::Codings);
    overview.filter = Filter::of_coder(coder_id(1));
    assert_eq!(
        counts(&overview.table(&sample.project, &index)),
        [[0, 1], [1, 0]]
    );
    let heads = ['a', 'b'].map(|it| Head::Code(code_id(it.into())));
    let found = cell(&overview, &heads[0], &heads[1]).codings(&sample.project, &index);
    assert_eq!(found, [1, 2].map(coding_id));
    assert_eq!(matching(&sample.project, &index, &overview.filter).len(), 3);
}
