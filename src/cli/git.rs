//! git taught to join and compare project files.

use super::Outcome;
use super::print::Out;
use crate::session::{Host, Locale, Saying, Session};
use clap::ArgMatches;
use std::ffi::OsStr;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The line of `.gitattributes`: which files, that their bytes stay as they are (a line end may
/// belong to a text), and who joins and compares them.
const ATTRIBUTES: &str = "*.ron -text merge=zhupi diff=zhupi";

/// `zhupi git-setup`: configures the repository and says what it did. What is there already is kept.
pub(super) fn set_up(session: &mut Session, given: &ArgMatches) -> Outcome {
    let folder = given.get_one::<PathBuf>("folder").cloned();
    let folder = folder.unwrap_or_else(|| PathBuf::from("."));
    let mut out = Out::standard();
    let done = settings(&folder, session.locale(), &mut out);
    out.finish();
    match done {
        Ok(()) => Outcome::Done,
        Err(saying) => {
            let mut err = io::stderr().lock();
            let _ = writeln!(err, "zhupi: {}", session.locale().say(&saying));
            Outcome::Failed
        }
    }
}

fn settings(folder: &Path, locale: &Locale, out: &mut Out) -> Result<(), Saying> {
    let top = git(folder, &["rev-parse", "--show-toplevel"])?;
    let top = match top.status.success() {
        true => PathBuf::from(line(&top)),
        false => {
            let path = folder.display().to_string();
            return Err(Saying::new("command-git-no-repository").with("path", path));
        }
    };
    let program = program();
    let settings = [
        ("merge.zhupi.name", "Zhupi".to_owned()),
        (
            "merge.zhupi.driver",
            // A percent sign is the beginning of a placeholder there.
            format!(
                "{} join %O %A %B -o %A --git %P",
                program.replace('%', "%%")
            ),
        ),
        ("diff.zhupi.command", format!("{program} git-diff")),
    ];
    for (key, value) in settings {
        let was = git(&top, &["config", "--local", "--get", key])?;
        let is_there = was.status.success() && line(&was) == value;
        if !is_there {
            let set = git(&top, &["config", "--local", "--replace-all", key, &value])?;
            if !set.status.success() {
                return Err(not_run(String::from_utf8_lossy(&set.stderr).trim()));
            }
        }
        let saying = Saying::new(match is_there {
            true => "command-git-kept",
            false => "command-git-set",
        });
        let saying = saying.with("key", key).with("value", value);
        let _ = writeln!(out, "{}", locale.say(&saying));
    }
    let is_there = attributes(&top.join(".gitattributes"))?;
    let saying = Saying::new(match is_there {
        true => "command-git-there",
        false => "command-git-wrote",
    });
    let saying = saying
        .with("path", ".gitattributes")
        .with("line", ATTRIBUTES);
    let _ = writeln!(out, "{}", locale.say(&saying));
    if !is_there {
        let _ = writeln!(out, "{}", locale.word("command-git-everybody"));
    }
    Ok(())
}

/// Adds the line to the file unless it is there; whether it was.
fn attributes(path: &Path) -> Result<bool, Saying> {
    let host = crate::session::Desk::plain();
    let mut bytes = match std::fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
        Err(error) => return Err(not_run(&error.to_string())),
    };
    let line = ATTRIBUTES.as_bytes();
    if bytes
        .split(|it| *it == b'\n')
        .any(|it| it.trim_ascii() == line)
    {
        return Ok(true);
    }
    if bytes.last().is_some_and(|it| *it != b'\n') {
        bytes.push(b'\n');
    }
    bytes.extend_from_slice(line);
    bytes.push(b'\n');
    let saved = host.save(path, 0, &mut |out| out.write_all(&bytes));
    saved
        .map(|_| false)
        .map_err(|error| not_run(&error.to_string()))
}

/// How git finds this program: by its name where the path leads to it, else by its place.
fn program() -> String {
    let Ok(own) = std::env::current_exe() else {
        return "zhupi".to_owned();
    };
    let folders = std::env::var_os("PATH").unwrap_or_default();
    let name = format!("zhupi{}", std::env::consts::EXE_SUFFIX);
    let real = |path: &Path| path.canonicalize().ok();
    let found = std::env::split_paths(&folders)
        .map(|folder| folder.join(&name))
        .find(|path| path.is_file());
    if found.is_some_and(|path| real(&path).is_some() && real(&path) == real(&own)) {
        return "zhupi".to_owned();
    }
    // git hands the line to a shell, and on Windows too that is one that knows these quotes.
    let own = own.display().to_string().replace('\\', "/");
    format!("'{}'", own.replace('\'', "'\\''"))
}

fn git(folder: &Path, args: &[&str]) -> Result<Output, Saying> {
    let run = Command::new("git")
        .arg("-C")
        .arg(folder)
        .args(args)
        .output();
    run.map_err(|error| not_run(&error.to_string()))
}

fn not_run(why: &str) -> Saying {
    Saying::new("command-git-not-run").with("why", why)
}

fn line(output: &Output) -> String {
    let text = String::from_utf8_lossy(&output.stdout);
    text.trim_end_matches(['\n', '\r']).to_owned()
}

/// Merges as git does, line by line into `mine`, what is no project.
pub(super) fn plain_merge(mine: &Path, base: &Path, theirs: &Path) -> Outcome {
    let paths = [mine, base, theirs].map(Path::as_os_str);
    let status = Command::new("git").arg("merge-file").args(paths).status();
    match status.ok().and_then(|it| it.code()) {
        Some(0) => Outcome::Done,
        // As many contradictions.
        Some(1..=127) => Outcome::No,
        _ => Outcome::Stopped,
    }
}

/// Shows as git does, line by line, what is no project.
pub(super) fn plain_diff(before: &Path, after: &Path) {
    let args = ["diff", "--no-index", "--no-ext-diff", "--"].map(OsStr::new);
    let run = Command::new("git")
        .args(args)
        .arg(before)
        .arg(after)
        .output();
    if let Ok(shown) = run {
        let mut out = Out::standard();
        let _ = out.write_all(&shown.stdout);
        out.finish();
    }
}
