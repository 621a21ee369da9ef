//! Asking: words in all sources beside `memmem` and `regex` over the same bytes, queries, and lines
//! of context.
//!
//! `cargo bench --bench asking`; `-- --test` asks of a small project, to see that it runs.

#![allow(
    missing_docs,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a bench prints"
)]
#![allow(
    clippy::indexing_slicing,
    reason = "made data has the shape it was made with"
)]

mod made;

use made::{Shape, project};
use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};
use zhupi::model::Project;
use zhupi::query::{Index, KwicOrder, Match, Search, kwic_line, kwic_sort};
use zhupi::text::{Collation, Words};

fn main() {
    let only_small = std::env::args().any(|arg| arg == "--test");
    let shape = match only_small {
        true => shape(10, 20_000, 500),
        false => shape(1000, 35_000_000, 1_000_000),
    };
    let project = project(shape);
    let texts: Vec<&str> = project.sources().iter().map(|it| it.text()).collect();
    let bytes: usize = texts.iter().map(|it| it.len()).sum();
    println!(
        "{:.0} MB in {} sources, {} codings",
        bytes as f64 / 1e6,
        texts.len(),
        project.codings().len()
    );
    let index = Index::build(&project);
    let words = Arc::new(Words::load());
    finding(&project, &index, (&texts, &words));
    queries(&project, &index, &words);
    lines(&project, &index, &words);
}

const fn shape(sources: usize, chars: usize, codings: usize) -> Shape {
    Shape {
        sources,
        chars,
        codings,
        coders: 10,
        codes: 500,
        seed: 7,
    }
}

/// The median of several runs.
fn measure(name: &str, mut act: impl FnMut() -> usize) -> Duration {
    let count = act();
    let mut times: Vec<Duration> = (0..7)
        .map(|_| {
            let begun = Instant::now();
            black_box(act());
            begun.elapsed()
        })
        .collect();
    times.sort_unstable();
    let median = *times.get(3).unwrap();
    let millis = median.as_secs_f64() * 1e3;
    println!("  {name:<52} {millis:>9.2} ms {count:>9}");
    median
}

fn asked(project: &Project, index: &Index, (query, words): (&str, &Arc<Words>)) -> Vec<Match> {
    let mut search = Search::new(project, query, words).unwrap();
    while !search.go_on(project, index, usize::MAX) {}
    search.into_found()
}

fn finding(project: &Project, index: &Index, (texts, words): (&[&str], &Arc<Words>)) {
    let ours = |query: &str| {
        measure(&format!("ask {query}"), || {
            asked(project, index, (query, words)).len()
        })
    };
    let plain = |needle: &str| {
        let finder = memchr::memmem::Finder::new(needle);
        let count = |it: &&str| finder.find_iter(it.as_bytes()).count();
        measure(&format!("reference: memmem {needle}"), || {
            texts.iter().map(count).sum()
        })
    };
    let pattern = |pattern: &str| {
        let regex = regex::Regex::new(pattern).unwrap();
        let count = |it: &&str| regex.find_iter(it).count();
        measure(&format!("reference: regex {pattern}"), || {
            texts.iter().map(count).sum()
        })
    };
    let ratio = |ours: Duration, reference: Duration| {
        let ratio = ours.as_secs_f64() / reference.as_secs_f64();
        println!("    = {ratio:.2} × the reference");
    };
    for needle in ["治理", "的", "governance"] {
        let reference = plain(needle);
        ratio(ours(&format!("\"{needle}\"")), reference);
        ratio(ours(needle), reference);
    }
    for words in ["国防.{0,5}产业", "治理|国防|产业|文化", "[一二三四五]+年"] {
        let reference = pattern(words);
        ratio(ours(&format!("/{words}/")), reference);
    }
    ours("word:的");
}

fn queries(project: &Project, index: &Index, words: &Arc<Words>) {
    let mut names = project.codes().iter().map(|it| it.name.as_str());
    let (one, other) = (names.next().unwrap(), names.next().unwrap());
    for query in [
        format!("code:\"{one}\""),
        format!("code:\"{one}\" & !code:\"{other}\""),
        format!("code:\"{one}\" overlaps code:\"{other}\""),
        format!("code:\"{one}\" near code:\"{other}\" 200"),
        format!("code:\"{one}\" same sentence code:\"{other}\""),
        format!("code:\"{one}\" & 治理"),
        "code:* within code:*".to_owned(),
    ] {
        measure(&format!("ask {query}"), || {
            asked(project, index, (&query, words)).len()
        });
        measure("  its first page", || {
            let mut search = Search::new(project, &query, words).unwrap();
            while search.found().len() < 100 && !search.go_on(project, index, 1) {}
            search.found().len()
        });
    }
}

fn lines(project: &Project, index: &Index, words: &Arc<Words>) {
    let found = asked(project, index, ("\"治理\"", words));
    for (name, collation) in [
        ("code point", Collation::CodePoint),
        ("pinyin", Collation::Pinyin),
    ] {
        for order in [KwicOrder::Left, KwicOrder::Right] {
            measure(&format!("sort lines by {}, {name}", order.name()), || {
                let mut found = found.clone();
                kwic_sort(project, &mut found, order, collation);
                found.len()
            });
        }
    }
    measure("a screenful of lines", || {
        let lines = found.iter().take(100).map(|it| {
            let source = project.sources().get(it.source).unwrap();
            kwic_line(source.text(), it.span, 40).before.len()
        });
        lines.sum()
    });
}
