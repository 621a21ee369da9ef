//! What overviews cost on a large project: 1,000 sources with 100 MB of text, a million codings by
//! 10 coders with 500 codes.
//!
//! `cargo bench --bench overview` prints processor-bound times of one thread, the median of several
//! runs.

#![allow(missing_docs, clippy::print_stdout, reason = "a bench prints")]
#![allow(
    clippy::indexing_slicing,
    reason = "made data has the shape it was made with"
)]

mod made;

use made::{Shape, project};
use std::hint::black_box;
use std::time::{Duration, Instant};
use zhupi::query::{Cell, Columns, Index, Measure, Overview, Relation};

fn main() {
    let project = project(Shape {
        sources: 1_000,
        chars: 33_000_000,
        codings: 1_000_000,
        coders: 10,
        codes: 500,
        seed: 7,
    });
    let index = Index::build(&project);
    println!("{} codings", index.len());
    let relations = [
        ("overlap", Relation::Overlaps),
        ("near 200", Relation::Near(200)),
        ("same sentence", Relation::SameSentence),
        ("same paragraph", Relation::SameParagraph),
    ];
    for (what, relation) in relations {
        let overview = Overview::of(Columns::Codes(relation), Measure::Codings);
        time(&format!("  co-occurrence of all codes, {what}"), || {
            overview.table(&project, &index)
        });
    }
    let covered = Overview::of(Columns::Codes(Relation::Overlaps), Measure::Characters);
    time("  characters both codes cover", || {
        covered.table(&project, &index)
    });
    for measure in [Measure::Codings, Measure::Quotations, Measure::Characters] {
        for columns in [Columns::Sources, Columns::Coders] {
            let overview = Overview::of(columns, measure);
            time(&format!("  codes by {columns:?}, {measure:?}"), || {
                overview.table(&project, &index)
            });
        }
    }
    let figures = Overview::of(Columns::Figures, Measure::Codings);
    time("  how much of each source is coded", || {
        figures.table(&project, &index)
    });
    let pairs = Overview::of(Columns::Codes(Relation::Overlaps), Measure::Codings);
    let table = pairs.table(&project, &index);
    let cell = Cell {
        row: table.rows.first().cloned(),
        column: table.columns.get(1).cloned(),
        overview: pairs,
    };
    time("  the codings of one cell", || {
        cell.codings(&project, &index)
    });
}

fn time<T>(what: &str, mut run: impl FnMut() -> T) {
    let mut times: Vec<Duration> = (0..5)
        .map(|_| {
            let start = Instant::now();
            black_box(run());
            start.elapsed()
        })
        .collect();
    times.sort();
    let median = times.get(times.len() / 2).copied().unwrap_or_default();
    println!("{what}: {:.0} ms", median.as_secs_f64() * 1_000.0);
}
