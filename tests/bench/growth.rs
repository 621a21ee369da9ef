//! What opening, saving after one change and joining cost as a project grows, as one table: the whole
//! way a session goes, on disk, with all its threads. What a window shows first, texts and codes, is
//! measured by itself.
//!
//! `cargo bench --bench growth` prints processor seconds of the program, the median of several runs,
//! and beside each what is done on the same bytes in the same run: UTF-8 validation and the `ron` crate
//! for opening, a copy that waits for the disk for saving. The peak of memory is that of a program of its
//! own that opens the file, against the bytes of the file. With numbers behind it only those sizes
//! are measured (`-- 10000 100000`). Processor times are Linux's, in steps of 10 ms.

#![allow(
    missing_docs,
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a bench prints, and made data has the shape it was made with"
)]

mod made;

use made::{Shape, project};
use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::time::Instant;
use uuid::Uuid;
use zhupi::file;
use zhupi::model::{Coding, CodingId, Edit, Project, RecordId};
use zhupi::query::Index;
use zhupi::session::{Action, Desk, Manner, Named, Session};

/// Changes on each side of a join.
const CHANGES: usize = 2_000;
/// Clock ticks in a second, as `/proc` counts.
const TICKS: f64 = 100.0;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    if let [peak, path] = args.as_slice()
        && peak == "peak"
    {
        return tell_peak(Path::new(path));
    }
    let sizes = [
        (100, 1_000_000, 10_000),
        (200, 10_000_000, 100_000),
        (1000, 30_000_000, 1_000_000),
    ];
    let wanted: Vec<usize> = args.iter().filter_map(|it| it.parse().ok()).collect();
    println!(
        "| codings | file MB | UTF-8 check | ron crate | texts first | open | save 1st | save after 1 change | the same as a folder | copy, synced | join {CHANGES}+{CHANGES} | peak MB / file |"
    );
    println!("|---|---|---|---|---|---|---|---|---|---|---|---|");
    for (sources, chars, codings) in sizes {
        if wanted.is_empty() || wanted.contains(&codings) {
            measure(Shape {
                sources,
                chars,
                codings,
                coders: 3,
                codes: 200,
                seed: 7,
            });
        }
    }
}

fn measure(shape: Shape) {
    let base = project(shape);
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let path = folder.path().join("治理.ron");
    save(&base, &path);
    let bytes = fs::read(&path).unwrap();
    let utf8 = cost(5, || {
        let _ = black_box(std::str::from_utf8(&bytes));
    });
    let ron = cost(1, || {
        let _ = black_box(ron::de::from_bytes::<ron::Value>(&bytes));
    });
    let texts = cost(3, || {
        let project = file::early::texts(&path, 0).unwrap();
        black_box(Index::build(&project));
    });
    let usable = until_usable(&path);
    let open = cost(3, || drop(opened(&path)));
    // The first save after a project is opened keeps what was opened as well.
    let mut session = opened(&path);
    code(&mut session);
    let first = cost(1, || save_now(&mut session));
    let again = cost(5, || {
        code(&mut session);
        save_now(&mut session);
    });
    let clock = Instant::now();
    code(&mut session);
    let felt = clock.elapsed().as_secs_f64();
    let folder_again = {
        session.ask(Action::SaveInFolder {
            path: Some(folder.path().join("folder")),
        });
        session.wait();
        code(&mut session);
        save_now(&mut session);
        cost(5, || {
            code(&mut session);
            save_now(&mut session);
        })
    };
    drop(session);
    let copy = cost(3, || {
        let write = &mut |out: &mut dyn std::io::Write| out.write_all(&bytes);
        file::safe::save(&folder.path().join("copy"), 0, write).unwrap();
    });
    let join = {
        let (mine, theirs) = (changed(&base, 1), changed(&base, 2));
        let (here, there) = (folder.path().join("m.ron"), folder.path().join("t.ron"));
        join(&base, (&mine, &here), (&theirs, &there))
    };
    let peak = Command::new(std::env::current_exe().unwrap());
    let peak = { peak }.arg("peak").arg(&path).output().unwrap();
    let peak: f64 = String::from_utf8(peak.stdout)
        .unwrap()
        .trim()
        .parse()
        .unwrap();
    let megabytes = bytes.len() as f64 / 1e6;
    println!(
        "| {} | {megabytes:.1} | {utf8:.3} | {ron:.2} | {texts:.2} (usable after {usable:.2} on the clock) | {open:.2} | {first:.2} | {again:.3} (act {felt:.4} on the clock) | {folder_again:.3} | {copy:.3} | {join} | {peak:.0} / {:.2} |",
        shape.codings,
        peak / megabytes,
    );
}

fn save(project: &Project, path: &Path) {
    file::safe::save(path, 0, &mut |out| file::write(project, out)).unwrap();
}

/// Seconds on the clock until a window that opens the file has something to read.
fn until_usable(path: &Path) -> f64 {
    let mut session = Session::new(Arc::new(Desk::plain()), Manner::Window);
    let clock = Instant::now();
    session.ask(Action::OpenProject {
        path: Some(path.to_owned()),
    });
    while session.open().is_none() {
        session.poll();
        std::thread::yield_now();
    }
    let seconds = clock.elapsed().as_secs_f64();
    session.wait();
    seconds
}

/// A session as a window has it, without the waiting for the dictionary.
fn opened(path: &Path) -> Session {
    let mut session = Session::new(Arc::new(Desk::plain()), Manner::Batch);
    session.ask(Action::OpenProject {
        path: Some(path.to_owned()),
    });
    session.wait();
    assert!(session.open().is_some());
    session
}

fn code(session: &mut Session) {
    let project = session.project().unwrap();
    let source = project.sources().iter().next().unwrap();
    let done = session.open().unwrap().history().done().len();
    let (source, code) = (Named::id(source.id), project.codes().iter().next().unwrap());
    session.ask(Action::CodePassage {
        source: Some(source),
        start: 10 + done * 3,
        end: 12 + done * 3,
        code: Named::id(code.id),
    });
}

fn save_now(session: &mut Session) {
    session.ask(Action::SaveProject);
    session.wait();
    let said = said(session);
    assert!(!session.open().unwrap().is_changed(), "{said:?}");
}

/// What the session told since the last time.
fn said(session: &mut Session) -> Vec<String> {
    let notices = session.take_notices();
    let locale = session.locale();
    notices.iter().map(|it| locale.say(&it.words)).collect()
}

/// What joining costs once both are there: theirs is read, the version both come from is found beside
/// ours, and the plan is made one step. In parentheses without reading theirs.
fn join(
    base: &Project,
    (mine, here): (&Project, &Path),
    (theirs, there): (&Project, &Path),
) -> String {
    // Both are saved from the base by sessions, so that they know where they come from.
    save(base, here);
    let sheet = file::Sheet::of(base);
    file::history::keep(here, &sheet, None).unwrap();
    let mut lineage = file::Lineage::default();
    lineage.record(sheet.id(), None, zhupi::model::Time::from_secs(1));
    for (project, path) in [(mine, here), (theirs, there)] {
        let mut own = lineage.clone();
        own.record(
            file::identity(project),
            None,
            zhupi::model::Time::from_secs(2),
        );
        let chain = own.chain();
        file::safe::save(path, 0, &mut |out| file::write_with(project, &chain, out)).unwrap();
    }
    let mut session = opened(here);
    let read = cost(1, || drop(file::read(&fs::read(there).unwrap()).unwrap()));
    let all = cost(1, || {
        session.ask(Action::JoinProject {
            path: Some(there.to_owned()),
            key: None,
        });
        session.wait();
    });
    let said = said(&mut session);
    assert!(session.open().unwrap().is_changed(), "{said:?}");
    let clock = Instant::now();
    let plan = plan((base, mine, theirs));
    let planned = clock.elapsed().as_secs_f64();
    drop(plan);
    format!("{all:.2} (theirs read {read:.2}, plan {planned:.2} on the clock)")
}

fn plan((base, ours, theirs): (&Project, &Project, &Project)) -> zhupi::edit::JoinPlan {
    let mut count = 0u128;
    let mut fresh = || {
        count += 1;
        Uuid::from_u128(9 << 96 | count)
    };
    let mut stamp = zhupi::edit::Stamp {
        coder: zhupi::model::CoderId::new(Uuid::nil()),
        at: zhupi::model::Time::default(),
        fresh: &mut fresh,
    };
    let sides = zhupi::edit::Sides {
        base: Some(base),
        ours,
        theirs,
    };
    zhupi::edit::join(sides, &mut stamp, &zhupi::anchor::refit)
}

/// The project with codings added, given another code and removed.
fn changed(base: &Project, salt: u128) -> Project {
    let mut project = base.clone();
    let step = (base.codings().len() / CHANGES).max(1);
    let code = base.codes().iter().next().unwrap().id;
    let picked: Vec<Coding> = base.codings().iter().step_by(step).cloned().collect();
    for (number, coding) in (0u128..).zip(picked) {
        let id = CodingId::new(Uuid::from_u128(coding.id.uuid().as_u128() ^ (salt << 8)));
        project.apply(match (number + salt) % 4 {
            0 => Edit::Take(RecordId::Coding(coding.id)),
            1 => Edit::Put(Coding { code, ..coding }.into()),
            _ => Edit::Put(Coding { id, ..coding }.into()),
        });
    }
    project
}

/// Opens a file and tells the most memory that took, in MB.
fn tell_peak(path: &Path) {
    let session = opened(path);
    black_box(&session);
    let told = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = told.lines().find_map(|it| it.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|it| it.split_whitespace().next()?.parse::<f64>().ok());
    println!("{}", kilobytes.unwrap_or(f64::NAN) / 1e3);
}

/// The median of the processor seconds of all threads that a run takes.
fn cost(runs: usize, mut run: impl FnMut()) -> f64 {
    let mut costs: Vec<f64> = (0..runs)
        .map(|_| {
            let before = worked_secs();
            run();
            worked_secs() - before
        })
        .collect();
    costs.sort_by(f64::total_cmp);
    costs[costs.len() / 2]
}

/// Processor time of this program in seconds, user and system.
fn worked_secs() -> f64 {
    let told = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after = told.rsplit(')').next().unwrap_or_default();
    let fields: Vec<&str> = after.split_whitespace().collect();
    let ticks = [11, 12].map(|it| fields.get(it).and_then(|it| it.parse::<f64>().ok()));
    ticks.into_iter().flatten().sum::<f64>() / TICKS
}
