//! What joining two copies costs, to show how it grows.
//!
//! `cargo bench --bench join` prints processor-bound times of one thread, the median of several runs.

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
use std::time::{Duration, Instant};
use uuid::Uuid;
use zhupi::anchor::refit;
use zhupi::edit::{self, History, Sides, Stamp};
use zhupi::file;
use zhupi::model::{Code, CoderId, Coding, CodingId, Edit, Project, RecordId, Time};

/// Changes on each side.
const CHANGES: usize = 2_000;
const SIZES: [(usize, usize, usize); 3] = [
    (20, 1_000_000, 10_000),
    (200, 10_000_000, 100_000),
    (1000, 30_000_000, 1_000_000),
];

fn main() {
    for (sources, chars, codings) in SIZES {
        let base = project(Shape {
            sources,
            chars,
            codings,
            coders: 3,
            codes: 200,
            seed: 7,
        });
        let (ours, theirs) = (changed(&base, 1), changed(&base, 2));
        println!("{codings} codings, {CHANGES} changes on each side");
        let sides = Sides {
            base: Some(&base),
            ours: &ours,
            theirs: &theirs,
        };
        time("  plan the join", || join(sides));
        let plan = join(sides);
        println!("    {:?}, {} conflicts", plan.came, plan.conflicts.len());
        time("  make it one step", || {
            let mut both = ours.clone();
            let made = History::default().commit(&mut both, plan.transaction.clone());
            made.unwrap();
            both
        });
        let alone = Sides {
            base: None,
            ..sides
        };
        time("  plan it without a base", || join(alone));
        time("  write the project", || file::to_string(&ours));
    }
}

fn time<T>(what: &str, mut run: impl FnMut() -> T) {
    let mut times: Vec<Duration> = (0..3)
        .map(|_| {
            let start = Instant::now();
            black_box(run());
            start.elapsed()
        })
        .collect();
    times.sort();
    let median = times.get(times.len() / 2).copied().unwrap_or_default();
    println!("{what}: {:.3} s", median.as_secs_f64());
}

fn join(sides: Sides<'_>) -> edit::JoinPlan {
    let mut count = 0u128;
    let mut fresh = || {
        count += 1;
        Uuid::from_u128(9 << 96 | count)
    };
    let mut stamp = Stamp {
        coder: CoderId::new(Uuid::nil()),
        at: Time::default(),
        fresh: &mut fresh,
    };
    edit::join(sides, &mut stamp, &refit)
}

/// The project with codings added, given another code and removed, and every tenth code renamed.
fn changed(base: &Project, salt: u128) -> Project {
    let mut project = base.clone();
    let step = (base.codings().len() / CHANGES).max(1);
    let codes: Vec<Code> = base.codes().iter().cloned().collect();
    let picked: Vec<Coding> = base.codings().iter().step_by(step).cloned().collect();
    for (number, (coding, code)) in (0u128..).zip(picked.iter().zip(codes.iter().cycle())) {
        let edit = match (number + salt) % 4 {
            0 => Edit::Take(RecordId::Coding(coding.id)),
            1 => Edit::Put(
                Coding {
                    code: code.id,
                    ..coding.clone()
                }
                .into(),
            ),
            _ => Edit::Put(
                Coding {
                    id: CodingId::new(Uuid::from_u128(salt << 96 | number)),
                    ..coding.clone()
                }
                .into(),
            ),
        };
        project.apply(edit);
    }
    for code in codes.iter().step_by(10) {
        let name = format!("{} {salt}", code.name);
        project.apply(Edit::Put(
            Code {
                name,
                ..code.clone()
            }
            .into(),
        ));
    }
    project
}
