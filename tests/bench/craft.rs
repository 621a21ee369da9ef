//! The figures of coding and finding again, each on one project of the size that is named for them:
//! 1,000 sources with 100 MB of text, a million codings by 10 coders with 500 codes.
//!
//! `cargo bench --bench craft` prints for each the median of several runs, beside a named reference of
//! the same run and the limit; `-- --test` works on a small project, to see that it runs.

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

use made::{Chance, Shape, places, project};
use std::collections::BTreeMap;
use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};
use zhupi::edit::{History, Stamp, Transaction, plan_codings};
use zhupi::model::{Project, RecordId, SourceId, Time};
use zhupi::query::{self, Columns, Filter, Index, Matching, Measure, Overview, Relation, Search};
use zhupi::text::{Span, Words};
use zhupi::view;

/// Rows of the first page of a list.
const PAGE: usize = 100;
/// Passages looked at between two looks at whether the page is full, as the window does.
const PIECE: usize = 2_000;
/// Bytes of a screenful of Chinese text.
const SCREENFUL: usize = 4_800;
/// Codings of a large transaction.
const MANY: usize = 10_000;

fn main() {
    let only_small = std::env::args().any(|arg| arg == "--test");
    let (sources, chars, codings) = match only_small {
        true => (10, 20_000, 500),
        false => (1000, 35_000_000, 1_000_000),
    };
    let made = project(Shape {
        sources,
        chars,
        codings,
        coders: 10,
        codes: 500,
        seed: 7,
    });
    let bytes: usize = made.sources().iter().map(|it| it.text().len()).sum();
    println!(
        "{} sources, {:.0} MB, {} codings, {} coders, {} codes",
        made.sources().len(),
        bytes as f64 / 1e6,
        made.codings().len(),
        made.coders().len(),
        made.codes().len(),
    );
    let index = Index::build(&made);
    first_pages(&made, &index);
    together(&made, &index);
    words(&made, &index);
    drop(index);
    let mut desk = Desk::new(&made);
    many(&mut desk);
    one(&mut desk);
}

/// The median of several runs of `act`, which says how long what is measured took, and its size.
fn timed(
    name: &str,
    limit: &str,
    runs: usize,
    mut act: impl FnMut() -> (Duration, usize),
) -> Duration {
    let (_, size) = act();
    let mut times: Vec<Duration> = (0..runs).map(|_| act().0).collect();
    times.sort_unstable();
    let median = times[times.len() / 2];
    println!(
        "  {name:<58} {:>10.3} ms  worst {:>10.3}  {size:>9}  {limit}",
        median.as_secs_f64() * 1e3,
        times[times.len() - 1].as_secs_f64() * 1e3,
    );
    median
}

fn measure(name: &str, limit: &str, mut act: impl FnMut() -> usize) -> Duration {
    timed(name, limit, 9, || {
        let begun = Instant::now();
        let size = black_box(act());
        (begun.elapsed(), size)
    })
}

fn ratio(ours: Duration, reference: Duration) {
    let ratio = ours.as_secs_f64() / reference.as_secs_f64();
    println!("    = {ratio:.2} × the reference");
}

/// From a filter or a query to the first page of what it gives.
fn first_pages(project: &Project, index: &Index) {
    println!("first page of results");
    let code = project.codes().iter().nth(7).unwrap();
    let coder = project.coders().iter().next().unwrap();
    let source = project.sources().iter().last().unwrap();
    let reference = measure("reference: look once at every coding", "", || {
        let all = project.codings().iter();
        all.filter(|it| it.code == code.id && it.coder == coder.id)
            .count()
    });
    let with = |change: &dyn Fn(&mut Filter)| {
        let mut filter = Filter::all();
        change(&mut filter);
        filter
    };
    for (name, filter) in [
        ("all codings", Filter::all()),
        ("one code", Filter::of_code(code.id)),
        (
            "one code of one coder",
            with(&|it| {
                it.codes = Some([code.id].into());
                it.coders = Some([coder.id].into());
            }),
        ),
        (
            "words that are nowhere",
            with(&|it| it.text = "没有这样的字".into()),
        ),
        (
            "one code, in the last source",
            with(&|it| {
                it.codes = Some([code.id].into());
                it.within.push([RecordId::Source(source.id)].into());
            }),
        ),
    ] {
        let time = measure(&format!("filter: {name}"), "≤ 50 ms", || {
            let mut matching = Matching::new(project, &filter);
            while matching.found().len() < PAGE && !matching.go_on(project, index, PIECE) {}
            matching.found().len().min(PAGE)
        });
        ratio(time, reference);
    }
    let words = Arc::new(Words::load());
    let mut names = project.codes().iter().map(|it| it.name.as_str());
    let (one, other) = (names.next().unwrap(), names.next().unwrap());
    for query in [
        format!("code:\"{one}\" & !code:\"{other}\""),
        format!("code:\"{one}\" overlaps code:\"{other}\""),
        format!("code:\"{one}\" & 治理"),
    ] {
        let time = measure(&format!("query: {query}"), "≤ 50 ms", || {
            let mut search = Search::new(project, &query, &words).unwrap();
            while search.found().len() < PAGE && !search.go_on(project, index, PIECE) {}
            search.found().len().min(PAGE)
        });
        ratio(time, reference);
    }
}

/// Which codes stand together.
fn together(project: &Project, index: &Index) {
    println!("co-occurrence of all codes");
    let mut chance = Chance::new(5);
    let keys: Vec<u64> = project.codings().iter().map(|_| chance.number()).collect();
    let reference = measure("reference: sort as many numbers", "", || {
        let mut keys = keys.clone();
        keys.sort_unstable();
        keys.len()
    });
    for (name, relation) in [
        ("overlapping", Relation::Overlaps),
        ("near, 200 characters", Relation::Near(200)),
        ("in the same sentence", Relation::SameSentence),
    ] {
        let overview = Overview::of(Columns::Codes(relation), Measure::Codings);
        let time = measure(name, "≤ 300 ms", || {
            overview.table(project, index).cells().count()
        });
        ratio(time, reference);
    }
}

/// Words in all texts.
fn words(project: &Project, index: &Index) {
    println!("finding in all texts");
    let texts: Vec<&str> = project.sources().iter().map(|it| it.text()).collect();
    let words = Arc::new(Words::plain());
    let ours = |query: &str| {
        measure(&format!("find {query}"), "≤ 2 ×", || {
            let mut search = Search::new(project, query, &words).unwrap();
            while !search.go_on(project, index, usize::MAX) {}
            search.found().len()
        })
    };
    for needle in ["治理", "没有这样的字"] {
        let finder = memchr::memmem::Finder::new(needle);
        let reference = measure(&format!("reference: memmem {needle}"), "", || {
            let counts = texts
                .iter()
                .map(|it| finder.find_iter(it.as_bytes()).count());
            counts.sum()
        });
        ratio(ours(&format!("\"{needle}\"")), reference);
    }
    for pattern in ["国防.{0,5}产业", "治理|国防|产业|文化", "[一二三四五]+年"] {
        let regex = regex::Regex::new(pattern).unwrap();
        let reference = measure(&format!("reference: regex {pattern}"), "", || {
            texts.iter().map(|it| regex.find_iter(it).count()).sum()
        });
        ratio(ours(&format!("/{pattern}/")), reference);
    }
}

/// A project being worked on, with everything that is kept up by its changes.
struct Desk {
    project: Project,
    index: Index,
    history: History,
    turn: u64,
}

impl Desk {
    fn new(made: &Project) -> Self {
        Self {
            project: made.clone(),
            index: Index::build(made),
            history: History::default(),
            turn: 0,
        }
    }

    /// Places for so many passages, spread over all sources.
    fn places(&self, count: usize) -> Vec<(SourceId, Span)> {
        let sources = self.project.sources();
        let each = count.div_ceil(sources.len());
        let mut chance = Chance::new(99);
        let mut found = Vec::new();
        for source in sources.iter() {
            let here = places(&mut chance, &source.lines, each).into_iter();
            let spans = here.filter_map(|chars| source.lines.span_from_chars(chars));
            found.extend(spans.map(|span| (source.id, span)));
        }
        found.truncate(count);
        found
    }

    fn planned(&mut self, passages: &[(SourceId, Span)]) -> Transaction {
        let turn = &mut self.turn;
        let mut fresh = || {
            *turn += 1;
            let bytes = [&[0, 0][..], &turn.to_be_bytes()].concat();
            let bytes = bytes.try_into().unwrap();
            uuid::Builder::from_unix_timestamp_millis(1_770_000_000_000, &bytes).into_uuid()
        };
        let mut stamp = Stamp {
            coder: self.project.coders().iter().next().unwrap().id,
            at: Time::from_secs(1_770_000_000),
            fresh: &mut fresh,
        };
        let code = self.project.codes().iter().next().unwrap().id;
        let near = self.index.near(passages);
        plan_codings::code_passages(&self.project, &mut stamp, code, passages, &near).unwrap()
    }

    fn apply(&mut self, planned: Transaction) {
        let changed = self.history.commit(&mut self.project, planned).unwrap();
        self.index.update(&self.project, &changed.records);
    }

    fn undo(&mut self) {
        if let Some((changed, _)) = self.history.undo(&mut self.project) {
            self.index.update(&self.project, &changed.records);
        }
    }
}

/// Many codings in one step, and back.
fn many(desk: &mut Desk) {
    println!("a transaction of many codings, the index with it");
    let passages = desk.places(MANY);
    let count = passages.len();
    let reference = measure("reference: as many records into an ordered map", "", || {
        let records = desk.project.quotations().iter().take(count);
        let map: BTreeMap<_, _> = records.map(|it| (it.id, it.clone())).collect();
        map.len()
    });
    let plan = timed("plan it", "", 9, || {
        let begun = Instant::now();
        let planned = desk.planned(&passages);
        (begun.elapsed(), planned.edits.len())
    });
    let apply = timed("apply it", "≤ 50 ms", 9, || {
        let planned = desk.planned(&passages);
        let begun = Instant::now();
        desk.apply(planned);
        let time = begun.elapsed();
        desk.undo();
        (time, count)
    });
    ratio(apply, reference);
    let undo = timed("undo it", "≤ 50 ms", 9, || {
        let planned = desk.planned(&passages);
        desk.apply(planned);
        let begun = Instant::now();
        desk.undo();
        (begun.elapsed(), count)
    });
    ratio(undo, reference);
    println!(
        "    plan and apply {:.1} ms",
        (plan + apply).as_secs_f64() * 1e3
    );
}

/// One coding with all that is seen of it at once.
fn one(desk: &mut Desk) {
    println!("one coding");
    let passages = desk.places(desk.project.sources().len().min(200));
    let mut next = passages.into_iter().cycle();
    let reference = measure("reference: a snapshot of the project", "", || {
        desk.project.clone().codings().len()
    });
    let filter = Filter::all();
    let whole = timed(
        "plan, apply, index, page, counts, what is here",
        "≤ 1 ms",
        99,
        || {
            let place = next.next().unwrap();
            let begun = Instant::now();
            let planned = desk.planned(&[place]);
            desk.apply(planned);
            let (source, span) = place;
            let seen = Span::new(span.start, span.start + SCREENFUL);
            let page = view::page(&desk.index, source, seen, &filter);
            let counts = desk
                .project
                .codes()
                .iter()
                .map(|it| desk.index.count(it.id));
            let here = desk.index.touching(source, span).count();
            black_box((page, counts.sum::<usize>(), here));
            (begun.elapsed(), 1)
        },
    );
    ratio(whole, reference);
    timed("undo it, index included", "≤ 1 ms", 99, || {
        let begun = Instant::now();
        desk.undo();
        (begun.elapsed(), 1)
    });
    println!("what follows over further frames, a piece in each");
    measure("the list of all codings anew", "", || {
        query::matching(&desk.project, &desk.index, &filter).len()
    });
    timed("the first piece of it", "", 99, || {
        let begun = Instant::now();
        let mut matching = Matching::new(&desk.project, &filter);
        matching.go_on(&desk.project, &desk.index, 20_000);
        (begun.elapsed(), matching.found().len())
    });
}
