//! The `zhupi` program: a command when one is named, the window otherwise.

use std::process::ExitCode;
use zhupi::cli::{self, Wanted};

fn main() -> ExitCode {
    match cli::run(std::env::args_os()) {
        Wanted::Ran(code) => code,
        Wanted::Window(path) => window(path),
    }
}

#[cfg(feature = "window")]
fn window(path: Option<std::path::PathBuf>) -> ExitCode {
    match zhupi::window::run(path) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => cli::complain(&error.to_string()),
    }
}

#[cfg(not(feature = "window"))]
fn window(_: Option<std::path::PathBuf>) -> ExitCode {
    cli::complain_no_window()
}
