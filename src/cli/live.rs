//! Actions from standard input, one a line, each carried out as it comes: for other programs that
//! work with a project, and for a person at a terminal. Every change is noted on disk at once, as in
//! the window, and comes back after a crash.

use super::Outcome;
use super::commands::{ask_and_wait, outcome};
use super::print;
use crate::session::{Action, Level, Session, script};
use std::io::{self, BufRead, Write};

/// Carries out lines until there are no more, then saves. After each line a line is answered: `done`
/// or `refused` with the line's number.
pub(super) fn run(session: &mut Session) -> Outcome {
    let mut well = true;
    for (number, line) in (1..).zip(io::stdin().lock().lines()) {
        let Ok(line) = line else {
            break;
        };
        let line = line.trim();
        if line.is_empty() || line.starts_with("//") {
            continue;
        }
        let done = carry_out(session, line);
        well &= done;
        let word = if done { "done" } else { "refused" };
        let mut out = io::stdout().lock();
        // Whoever does not listen any more has seen enough.
        let _ = writeln!(out, "{word} {number}").and_then(|()| out.flush());
    }
    let changed = session.open().is_some_and(|open| open.is_changed());
    let saved = !changed || ask_and_wait(session, Action::SaveProject);
    outcome(well && saved)
}

/// Carries out the actions of a line; whether all went well.
fn carry_out(session: &mut Session, line: &str) -> bool {
    match script::read(&format!("[{line}]")) {
        Ok(actions) => {
            for action in actions {
                session.ask(action);
                session.wait();
            }
        }
        Err(error) => session.report(&error),
    }
    print::notices(session) < Some(Level::Error)
}
