//! The first figures: open, code, undo, save, find, and what a million codings cost.
//!
//! `cargo bench` prints for each size the median and the 99th percentile of several runs, with a
//! named reference from the same run beside it. Nothing here fails on a slow machine.

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
use std::hint::black_box;
use std::time::{Duration, Instant};
use zhupi::edit::{History, Stamp, plan_codes, plan_codings};
use zhupi::model::{Project, Source, SourceId, Time};
use zhupi::query::{self, Filter, Index};
use zhupi::text::{Finder, Span};
use zhupi::view;

const SIZES: [(&str, Shape); 3] = [
    (
        "20 thousand characters, 500 codings",
        shape(10, 20_000, 500),
    ),
    (
        "1 million characters, 20 thousand codings",
        shape(100, 1_000_000, 20_000),
    ),
    (
        "10 million characters, 200 thousand codings",
        shape(200, 10_000_000, 200_000),
    ),
];

/// Where everything must still be quick: what depends on what is in sight is asked of these.
const CROWDS: [(&str, Shape); 2] = [
    (
        "10 million characters, 1 million codings, 1000 sources",
        shape(1000, 10_000_000, 1_000_000),
    ),
    (
        "10 million characters, 1 million codings, 1 source",
        shape(1, 10_000_000, 1_000_000),
    ),
];

const fn shape(sources: usize, chars: usize, codings: usize) -> Shape {
    Shape {
        sources,
        chars,
        codings,
        coders: 3,
        codes: 50,
        seed: 7,
    }
}

fn main() {
    // `cargo test --benches` asks with `--test`: one small size shows that the bench still runs.
    let only_small = std::env::args().any(|arg| arg == "--test");
    let sizes = if only_small { &SIZES[..1] } else { &SIZES[..] };
    println!("{:<44} {:>12} {:>12}", "", "median", "99th");
    for (name, shape) in sizes {
        println!("\n{name}");
        let made = project(*shape);
        file(&made);
        work(&made);
        search(&made);
    }
    let crowds = if only_small { &[] } else { &CROWDS[..] };
    for (name, shape) in crowds {
        println!("\n{name}");
        crowd(&project(*shape));
    }
}

/// Runs `act` several times and prints the median and the 99th percentile.
pub(crate) fn measure(name: &str, runs: usize, mut act: impl FnMut()) -> Duration {
    act();
    let mut times: Vec<Duration> = (0..runs)
        .map(|_| {
            let begun = Instant::now();
            act();
            begun.elapsed()
        })
        .collect();
    times.sort_unstable();
    let at = |share: f64| times[((times.len() - 1) as f64 * share).round() as usize];
    println!(
        "  {name:<42} {:>12} {:>12}",
        shown(at(0.5)),
        shown(at(0.99))
    );
    at(0.5)
}

fn shown(time: Duration) -> String {
    match time.as_secs_f64() {
        secs if secs >= 1.0 => format!("{secs:.2} s"),
        secs if secs >= 1e-3 => format!("{:.2} ms", secs * 1e3),
        secs => format!("{:.1} µs", secs * 1e6),
    }
}

fn ratio(name: &str, ours: Duration, reference: Duration) {
    println!(
        "    = {:.2} × {name}",
        ours.as_secs_f64() / reference.as_secs_f64()
    );
}

/// Opening and saving, beside validating and copying the same bytes.
fn file(project: &Project) {
    let mut bytes = Vec::new();
    zhupi::file::write(project, &mut bytes).unwrap();
    println!("  ({:.1} MB as a project file)", bytes.len() as f64 / 1e6);
    let valid = measure("reference: validate as UTF-8", 9, || {
        black_box(std::str::from_utf8(black_box(&bytes)).unwrap());
    });
    let opened = measure("open: read, anchor and check", 5, || {
        black_box(zhupi::file::read(&bytes).unwrap());
    });
    ratio("validation", opened, valid);
    let copied = measure("reference: copy the bytes", 9, || {
        black_box(bytes.clone());
    });
    let written = measure("save: write to memory", 5, || {
        let mut out = Vec::with_capacity(bytes.len());
        zhupi::file::write(project, &mut out).unwrap();
        black_box(out);
    });
    ratio("a copy", written, copied);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("p.ron");
    let write = |backups| {
        zhupi::file::safe::save(&path, backups, &mut |out| zhupi::file::write(project, out))
            .unwrap()
    };
    measure("save: to disk, synced, with a backup", 5, || {
        black_box(write(2));
    });
}

/// A project being worked on in its first source.
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

    fn source(&self) -> &Source {
        self.project.sources().iter().next().unwrap()
    }

    /// Where 400 more passages might be coded.
    fn spans(&self) -> Vec<(SourceId, Span)> {
        let source = self.source();
        let places = places(&mut Chance::new(99), &source.lines, 400).into_iter();
        let spans = places.filter_map(|chars| source.lines.span_from_chars(chars));
        spans.map(|span| (source.id, span)).collect()
    }

    fn code(&mut self, passages: &[(SourceId, Span)]) {
        let turn = &mut self.turn;
        let mut fresh = || {
            *turn += 1;
            let bytes = [&[0, 0][..], &turn.to_be_bytes()]
                .concat()
                .try_into()
                .unwrap();
            uuid::Builder::from_unix_timestamp_millis(1_770_000_000_000, &bytes).into_uuid()
        };
        let mut stamp = Stamp {
            coder: self.project.coders().iter().next().unwrap().id,
            at: Time::from_secs(1_770_000_000),
            fresh: &mut fresh,
        };
        let code = self.project.codes().iter().next().unwrap().id;
        let near = self.index.near(passages);
        let planned =
            plan_codings::code_passages(&self.project, &mut stamp, code, passages, &near).unwrap();
        let changed = self.history.commit(&mut self.project, planned).unwrap();
        self.index.update(&self.project, &changed.records);
    }

    fn undo(&mut self) {
        if let Some((changed, _)) = self.history.undo(&mut self.project) {
            self.index.update(&self.project, &changed.records);
        }
    }
}

/// One coding with the index that follows it, its undo, and hundreds at once.
fn work(made: &Project) {
    measure("index: build", 5, || {
        black_box(Index::build(made));
    });
    let mut desk = Desk::new(made);
    let many = desk.spans();
    let mut next = many.iter().cycle();
    measure("code one passage, index included", 100, || {
        desk.code(&[*next.next().unwrap()]);
    });
    measure("undo one, index included", 100, || desk.undo());
    measure(
        &format!("code {} passages at once and undo", many.len()),
        9,
        || {
            desk.code(&many);
            desk.undo();
        },
    );
    let project = &desk.project;
    measure("add a code, 50 others", 50, || {
        let mut fresh = || uuid::Uuid::from_u128(1);
        let mut stamp = Stamp {
            coder: project.coders().iter().next().unwrap().id,
            at: Time::from_secs(0),
            fresh: &mut fresh,
        };
        black_box(plan_codes::add(project, &mut stamp, "新码", None, None).unwrap());
    });
    measure("snapshot for saving", 50, || {
        black_box(project.clone());
    });
}

/// Bytes of a screenful of Chinese text.
const SCREENFUL: usize = 4_800;

/// What a crowded project costs: its index, and what the screen asks for frame by frame and edit
/// by edit.
fn crowd(made: &Project) {
    let mut chance = Chance::new(5);
    let keys: Vec<(u64, u64)> = (0..made.codings().len() as u64)
        .map(|turn| (chance.number(), turn))
        .collect();
    let sorted = measure("reference: sort as many pairs of numbers", 5, || {
        let mut keys = keys.clone();
        keys.sort_unstable();
        black_box(keys);
    });
    let built = measure("index: build", 5, || {
        black_box(Index::build(made));
    });
    ratio("sorting", built, sorted);
    let index = Index::build(made);
    let source = made.sources().iter().next().unwrap();
    let len = source.text().len();
    let mut screenful = || {
        let start = chance.below(len.saturating_sub(SCREENFUL));
        Span::new(start, start + SCREENFUL)
    };
    let screenfuls: Vec<Span> = (0..100).map(|_| screenful()).collect();
    let filter = Filter::all();
    measure("touching: 100 screenfuls", 20, || {
        let found = screenfuls.iter();
        let found = found.map(|span| index.touching(source.id, *span).count());
        black_box(found.sum::<usize>());
    });
    let mut next = screenfuls.iter().cycle();
    measure("page of a screenful", 20, || {
        black_box(view::page(
            &index,
            source.id,
            *next.next().unwrap(),
            &filter,
        ));
    });
    measure("overview strip of 400 cells", 9, || {
        let mut strip = view::Strip::new(source.id, len, 400);
        while !strip.go_on(&index, &filter, 20_000) {}
        black_box(strip.stripes());
    });
    measure("codings of the list, all", 5, || {
        black_box(query::matching(made, &index, &filter));
    });
    drop(index);
    let mut desk = Desk::new(made);
    let spans = desk.spans();
    let mut next = spans.iter().cycle();
    measure("code one passage and see its page", 50, || {
        let (source, span) = *next.next().unwrap();
        desk.code(&[(source, span)]);
        let seen = Span::new(span.start, span.start + SCREENFUL);
        black_box(view::page(&desk.index, source, seen, &filter));
    });
    measure("undo one, index included", 50, || desk.undo());
    measure("snapshot for saving", 50, || {
        black_box(desk.project.clone());
    });
}

/// Finding, beside `memmem` over the same bytes.
fn search(project: &Project) {
    let texts: Vec<&str> = project
        .sources()
        .iter()
        .map(|source| source.text())
        .collect();
    let plain = memchr::memmem::Finder::new("治理");
    let reference = measure("reference: memmem over all texts", 9, || {
        let count: usize = texts
            .iter()
            .map(|text| plain.find_iter(text.as_bytes()).count())
            .sum();
        black_box(count);
    });
    let finder = Finder::parse("\"治理\"").unwrap();
    let found = measure("find in all sources", 9, || {
        black_box(query::find(project, &finder, None, usize::MAX).hits.len());
    });
    ratio("memmem", found, reference);
}
