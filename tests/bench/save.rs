//! What a save costs after one change, beside a copy of as many bytes, to show how it grows.
//!
//! `cargo bench --bench save` prints seconds on the clock and of this thread's processor time, the
//! median of several runs.

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
use std::fs;
use std::hint::black_box;
use std::io::Write;
use std::path::Path;
use std::time::Instant;
use uuid::Uuid;
use zhupi::file::{self, Seal, Sheet, history, safe};
use zhupi::model::{Coding, CodingId, Edit, Fingerprint, Project};

const SIZES: [(usize, usize, usize); 3] = [
    (100, 1_000_000, 20_000),
    (200, 10_000_000, 200_000),
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
        // Where disks are, not where memory is.
        let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
        measure(base, folder.path());
    }
}

fn measure(base: Project, folder: &Path) {
    let path = folder.join("治理.ron");
    let text = file::to_string(&base);
    let write = &mut |out: &mut dyn Write| out.write_all(text.as_bytes());
    let done = safe::save(&path, 0, write).unwrap();
    println!(
        "{} codings, {} MB",
        base.codings().len(),
        text.len() / 1_000_000
    );
    time("  a copy of the file", 5, || {
        fs::copy(&path, folder.join("copy")).unwrap();
    });
    time("  a copy that waits for the disk", 5, || {
        let from = fs::read(&path).unwrap();
        safe::save(&folder.join("copy"), 0, &mut |out| out.write_all(&from)).unwrap();
    });
    time(
        "  a save as it was before: three passes and a look",
        1,
        || {
            three_passes(&base, &path, folder);
        },
    );
    let seal: Option<Seal> = done.seal;
    time("  cut into pieces from scratch", 3, || Sheet::of(&base));
    time("  cut into pieces after opening, once", 3, || {
        Sheet::of_file(&base, (&path, seal.as_ref().unwrap()), None)
    });
    let mut sheet = Sheet::of_file(&base, (&path, seal.as_ref().unwrap()), None);
    assert!(sheet.has_source());
    time("  keep the first state, once", 1, || {
        history::keep(&path, &sheet, None).unwrap();
    });
    let mut project = base;
    let mut count = 0;
    time("  save after one change, all of it", 9, || {
        count += 1;
        code(&mut project, count);
        let next = sheet.follow(&project);
        let done = safe::save(&path, 1, &mut |out| next.write(&[], out)).unwrap();
        history::keep(&path, &next, Some(&sheet)).unwrap();
        sheet = next.saved(&path, done.seal.as_ref());
    });
    assert!(fs::read(&path).unwrap() == file::to_string(&project).as_bytes());
    time("    of that: what changed", 9, || {
        count += 1;
        code(&mut project, count);
        sheet.follow(&project)
    });
    let next = sheet.follow(&project);
    time("    of that: the file", 9, || {
        safe::save(&folder.join("copy"), 0, &mut |out| next.write(&[], out)).unwrap();
    });
    time("    of that: the history", 1, || {
        history::keep(&path, &next, Some(&sheet)).unwrap();
    });
}

/// One coding more, in the middle of the others.
fn code(project: &mut Project, count: u128) {
    let middle = project.codings().len() / 2;
    let pattern = project.codings().iter().nth(middle).unwrap().clone();
    let id = CodingId::new(Uuid::from_u128(pattern.id.uuid().as_u128() + count));
    project.apply(Edit::Put(Coding { id, ..pattern }.into()));
}

/// The work of a save before there were pieces: the file read and hashed, written and hashed, its
/// content hashed, and packed.
fn three_passes(project: &Project, path: &Path, folder: &Path) {
    black_box(safe::load(path).unwrap());
    let mut all = Vec::new();
    file::write(project, &mut all).unwrap();
    black_box(Fingerprint::of(std::str::from_utf8(&all).unwrap()));
    safe::save(&folder.join("copy"), 0, &mut |out| out.write_all(&all)).unwrap();
    black_box(Fingerprint::of(&file::to_string(project)));
    let level = flate2::Compression::fast();
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), level);
    file::write(project, &mut packed).unwrap();
    black_box(packed.finish().unwrap());
}

fn time<T>(what: &str, runs: usize, mut run: impl FnMut() -> T) {
    let mut times: Vec<(f64, f64)> = (0..runs)
        .map(|_| {
            let (start, work) = (Instant::now(), worked_secs());
            black_box(run());
            (start.elapsed().as_secs_f64(), worked_secs() - work)
        })
        .collect();
    times.sort_by(|one, two| one.0.total_cmp(&two.0));
    let (clock, work) = times[times.len() / 2];
    println!("{what}: {clock:.3} s, {work:.3} s of work");
}

/// Processor time of this thread in seconds, where the system tells (Linux).
fn worked_secs() -> f64 {
    let told = fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanos = told.split(' ').next().and_then(|it| it.parse::<f64>().ok());
    nanos.unwrap_or(f64::NAN) / 1e9
}
