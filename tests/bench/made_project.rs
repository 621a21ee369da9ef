//! Writes a synthetic project, for benches and trials.
//!
//! `cargo run --release --example made_project -- --sources 10 --chars 100000 --codings 5000
//! --coders 3 --codes 40 --seed 1 -o OUT.ron`

#![allow(
    clippy::indexing_slicing,
    clippy::print_stderr,
    reason = "made data has the shape it was made with, and a program says why it failed"
)]

mod made;

use clap::Parser;
use std::path::PathBuf;
use std::process::ExitCode;

/// What to make.
#[derive(Parser)]
struct Wanted {
    /// Sources.
    #[arg(long, default_value_t = 10)]
    sources: usize,
    /// Characters in all sources together.
    #[arg(long, default_value_t = 100_000)]
    chars: usize,
    /// Codings.
    #[arg(long, default_value_t = 5_000)]
    codings: usize,
    /// Coders.
    #[arg(long, default_value_t = 3)]
    coders: usize,
    /// Codes.
    #[arg(long, default_value_t = 40)]
    codes: usize,
    /// The same seed makes the same project.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// The file to write.
    #[arg(short, long)]
    output: PathBuf,
}

fn main() -> ExitCode {
    let Wanted {
        sources,
        chars,
        codings,
        coders,
        codes,
        seed,
        output,
    } = Wanted::parse();
    let project = made::project(made::Shape {
        sources,
        chars,
        codings,
        coders,
        codes,
        seed,
    });
    let saved = zhupi::file::safe::save(&output, 0, &mut |out| zhupi::file::write(&project, out));
    match saved {
        Ok(_) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("made_project: {error}");
            ExitCode::FAILURE
        }
    }
}
