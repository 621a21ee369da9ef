//! Words counted in small texts, and the measures against worked figures.

use super::measure::association;
use super::*;
use crate::query::sample::{Sample, code_id, marked, source, source_id};
use crate::query::{Filter, Index};
use proptest::prelude::*;

fn words() -> Words {
    Words::plain()
}

fn lexicon(sample: &Sample, filter: &Filter, stop: &[&str]) -> Lexicon {
    Lexicon::of(&sample.project, &words(), &scope(sample, filter, stop))
}

fn scope(sample: &Sample, filter: &Filter, stop: &[&str]) -> Scope {
    let index = Index::build(&sample.project);
    Scope {
        inside: Stretches::of_filter(&sample.project, &index, filter),
        against: None,
        stop: stop.iter().map(|it| (*it).to_owned()).collect(),
    }
}

fn texts(texts: &[&str]) -> Sample {
    let mut sample = Sample::new();
    for (number, text) in (1..).zip(texts) {
        sample.put(source(number, text));
    }
    sample
}

fn close(one: f64, other: f64) -> bool {
    (one - other).abs() < 1e-4
}

#[test]
fn words_are_counted_whatever_their_width_and_case() {
    let sample = texts(&["AI and ai, ＡＩ. Law", "law — and"]);
    let all = lexicon(&sample, &Filter::all(), &[]).frequencies(1);
    let seen: Vec<_> = all
        .iter()
        .map(|it| (&*it.word, it.count, it.sources))
        .collect();
    assert_eq!(seen, [("AI", 3, 1), ("Law", 2, 2), ("and", 2, 2)]);
    assert!(close(all[0].per_million, 3.0 / 7.0 * 1e6));
    // 5 of 7 words stand in the first source, which has all of AI.
    assert!(close(all[0].dispersion, 2.0 / 7.0));
    let fewer = lexicon(&sample, &Filter::all(), &["ＡＮＤ"]);
    assert_eq!((fewer.frequencies(1).len(), fewer.inside()), (2, 5));
    assert_eq!(
        lexicon(&sample, &Filter::all(), &[]).frequencies(3).len(),
        1
    );
}

#[test]
fn what_is_coded_is_set_apart_from_the_rest() {
    let sample = marked("rule [arule and lawa] rule war [brule b]war");
    let filter = Filter::of_code(code_id('a'.into()));
    let lexicon = lexicon(&sample, &filter, &[]);
    assert_eq!((lexicon.inside(), lexicon.outside()), (3, 5));
    let keys = lexicon.keywords(1);
    let seen: Vec<_> = keys
        .iter()
        .map(|it| (&*it.word, it.count, it.outside))
        .collect();
    assert_eq!(seen, [("and", 1, 0), ("law", 1, 0), ("rule", 1, 3)]);
    assert!(keys[2].log_likelihood < 0.0);
}

#[test]
fn a_part_can_be_set_against_another() {
    let sample = texts(&["rule law law", "rule war", "law peace"]);
    let of = |number| {
        let filter = Filter::of_source(source_id(number));
        scope(&sample, &filter, &[]).inside
    };
    let scope = Scope {
        inside: of(1),
        against: Some(of(2)),
        stop: Vec::new(),
    };
    let lexicon = Lexicon::of(&sample.project, &words(), &scope);
    assert_eq!((lexicon.inside(), lexicon.outside()), (3, 2));
    let keys = lexicon.keywords(1);
    let seen: Vec<_> = keys
        .iter()
        .map(|it| (&*it.word, it.count, it.outside))
        .collect();
    assert_eq!(seen, [("law", 2, 0), ("rule", 1, 1)]);
}

#[test]
fn a_word_that_stands_everywhere_weighs_nothing() {
    let sample = texts(&["rule law law", "rule war", "law rule"]);
    let filter = Filter::of_source(source_id(1));
    let weights = lexicon(&sample, &filter, &[]).weights(1);
    let seen: Vec<_> = weights.iter().map(|it| (&*it.word, it.count)).collect();
    assert_eq!(seen, [("law", 2), ("rule", 1)]);
    // 2 of 3 words; in 2 of 3 sources.
    let expected = 2.0 / 3.0 * (4.0f64 / 3.0).ln() * 1e3;
    assert!(close(weights[0].weight, expected), "{weights:?}");
    assert!(close(weights[1].weight, 0.0), "{weights:?}");
}

#[test]
fn a_word_among_many_neighbours_ranks_first() {
    let text = "law one. law two\nlaw three\nlaw four\nwar five";
    let sample = texts(&[text]);
    let scope = scope(&sample, &Filter::all(), &[]);
    let counted = Lexicon::of(&sample.project, &words(), &scope);
    let ranked = text_rank((&sample.project, &words()), &scope, &counted, 1);
    assert_eq!(ranked[0].word, "law");
    let mean = ranked.iter().map(|it| it.weight).sum::<f64>() / ranked.len() as f64;
    assert!((mean - 1.0).abs() < 1e-3, "{mean}");
    assert_eq!(ranked.len(), 7);
    // A pair alone keeps to itself.
    let war = ranked.iter().find(|it| it.word == "war").unwrap();
    assert!((war.weight - 1.0).abs() < 1e-3, "{ranked:?}");
}

#[test]
fn the_measures_give_worked_figures() {
    // E₁ = 1000 · 15 / 3000 = 5 and E₂ = 10, so 2 (10 ln 2 + 5 ln ½) = 10 ln 2.
    assert!(close(
        log_likelihood((10, 1_000), (5, 2_000)),
        10.0 * 2f64.ln()
    ));
    assert!(close(
        log_likelihood((5, 2_000), (10, 1_000)),
        -10.0 * 2f64.ln()
    ));
    assert!(close(log_likelihood((3, 100), (6, 200)), 0.0));
    assert!(close(log_likelihood((0, 0), (0, 0)), 0.0));
    assert!(close(log_ratio((10, 1_000), (5, 2_000)), 2.0));
    assert!(close(log_ratio((4, 100), (0, 100)), 3.0));
    // One part has all occurrences and a quarter of the words.
    assert!(close(dispersion(&[(1, 8)], &[30, 10]), 0.75));
    assert!(close(dispersion(&[(0, 3), (1, 1)], &[30, 10]), 0.0));
    assert!(close(mutual_information(8, 2.0), 2.0));
    assert!(close(t_score(4, 1.0), 1.5));
    assert!(close(log_dice(5, (10, 10)), 13.0));
    // The cells 10, 20, 30 and 40 of a table of 100.
    let score = 2.0
        * (10.0 * (10.0f64 / 12.0).ln()
            + 20.0 * (20.0f64 / 18.0).ln()
            + 30.0 * (30.0f64 / 28.0).ln()
            + 40.0 * (40.0f64 / 42.0).ln());
    assert!(close(association(10, 40, 30, 100), -score));
}

#[test]
fn company_is_counted_by_places_before_and_behind() {
    let sample = texts(&["a x b x c\nx", "x d"]);
    let scope = scope(&sample, &Filter::all(), &[]);
    let counted = Lexicon::of(&sample.project, &words(), &scope);
    let found = |window, least| {
        let words = words();
        let all = (&sample.project, &words);
        let mut found: Vec<_> = collocates(all, &scope, &counted, ("Ｘ", window, least))
            .into_iter()
            .map(|it| (it.word, it.observed))
            .collect();
        found.sort();
        found
    };
    let s = |it: &str| it.to_owned();
    assert_eq!(
        found(1, 1),
        [(s("a"), 1), (s("b"), 2), (s("c"), 1), (s("d"), 1)]
    );
    assert_eq!(found(2, 2), [(s("b"), 2), (s("x"), 2)]);
}

/// Texts of a few short words.
fn any_words() -> impl Strategy<Value = Vec<String>> {
    let word = prop::sample::select(vec!["law", "war", "AI", "ai", "治", "\n", ", "]);
    let text = prop::collection::vec(word, 0..20).prop_map(|it| it.join(" "));
    prop::collection::vec(text, 1..4)
}

proptest! {
    #[test]
    fn counts_are_those_of_looking(all in any_words(), only in prop::option::of(1u32..3)) {
        let plain: Vec<&str> = all.iter().map(String::as_str).collect();
        let sample = texts(&plain);
        let filter = Filter {
            sources: only.map(|it| [source_id(it)].into()),
            ..Filter::all()
        };
        let lexicon = lexicon(&sample, &filter, &[]);
        let (mut inside, mut outside) = (0, 0);
        for (number, text) in (1..).zip(&all) {
            let count = text.split_whitespace().filter(|it| *it != ",").count() as u64;
            match filter.keeps_source(source_id(number)) {
                true => inside += count,
                false => outside += count,
            }
        }
        prop_assert_eq!((lexicon.inside(), lexicon.outside()), (inside, outside));
        let frequencies = lexicon.frequencies(1);
        prop_assert_eq!(frequencies.iter().map(|it| it.count).sum::<u64>(), inside);
        for it in &frequencies {
            prop_assert!((0.0..=1.0).contains(&it.dispersion), "{:?}", it);
        }
        for it in lexicon.keywords(1) {
            prop_assert!(it.log_likelihood.is_finite() && it.log_ratio.is_finite());
        }
    }
}

#[test]
fn a_piece_at_a_time_is_the_whole_at_once() {
    let sample = texts(&["law war", "", "law"]);
    let mut making = LexiconMaking::new(&sample.project, &scope(&sample, &Filter::all(), &[]));
    assert!(!making.go_on(&sample.project, &words(), 1));
    while !making.go_on(&sample.project, &words(), 1) {}
    assert_eq!(making.into_lexicon(), lexicon(&sample, &Filter::all(), &[]));
}
