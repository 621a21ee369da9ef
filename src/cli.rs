//! The command line: a thin shell over the session. Others' scripts rely on it, so it only grows.
//!
//! Data goes to standard output, everything said to standard error. Exit codes: 0 done; 1 asked and
//! answered no (`check` found the project not sound, `find` found nothing); 2 the command was not
//! understood; 3 something could not be done. `diff` and the join of three files answer as `diff` does:
//! 0 the same or joined, 1 different or something left to decide, 2 trouble.

mod add;
mod asked;
mod cite;
mod clean;
mod commands;
mod consensus;
mod diff;
mod git;
mod grammar;
mod grammar_texts;
mod grammar_versions;
mod import;
mod join;
mod live;
mod overview;
mod packs;
mod print;
mod print_asked;
mod refusal;
mod repair;
mod replace;
mod retrieve;
mod words;

use crate::session::{Desk, Host, Language, Locale, READ_PDF, answer_pages};
use std::ffi::OsString;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

/// What the program was started for.
pub enum Wanted {
    /// The window, with a project or without.
    Window(Option<PathBuf>),
    /// A command, which has run; this is how it went.
    Ran(ExitCode),
}

/// How a command went.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Outcome {
    /// As asked.
    Done,
    /// Asked and answered no.
    No,
    /// Something could not be done.
    Failed,
    /// The same, where 1 is an answer and git and others take 2 for trouble.
    Trouble,
    /// The same, said to git so that it stops the merge and leaves everything as it was: an exit
    /// code above 128 (gitattributes(5), "Defining a custom merge driver").
    Stopped,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Done => Self::SUCCESS,
            Outcome::No => Self::from(1),
            Outcome::Failed => Self::from(3),
            Outcome::Trouble => Self::from(2),
            Outcome::Stopped => Self::from(129),
        }
    }
}

/// Reads the arguments and runs the command they name, if they name one.
pub fn run(args: impl IntoIterator<Item = OsString>) -> Wanted {
    let locale = Locale::new(Language::from_tag(&Desk::plain().language()));
    let args: Vec<OsString> = args.into_iter().collect();
    if args.get(1).is_some_and(|it| it == READ_PDF) && args.len() == 2 {
        answer_pages();
        return Wanted::Ran(ExitCode::SUCCESS);
    }
    match grammar::grammar(&locale).try_get_matches_from(&args) {
        Ok(matches) => match matches.subcommand() {
            Some((name, given)) => Wanted::Ran(commands::run(name, given).into()),
            None => Wanted::Window(matches.get_one::<PathBuf>("project").cloned()),
        },
        Err(error) => {
            // Nothing can be said when even the standard streams are closed.
            let _ = if error.use_stderr() {
                let grammar = grammar::grammar(&locale);
                let words = refusal::words(&locale, &grammar, &args, &error);
                std::io::stderr().write_all(words.as_bytes())
            } else {
                error.print()
            };
            Wanted::Ran(ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2)))
        }
    }
}

/// Says on standard error why the window cannot be shown.
pub fn complain(why: &str) -> ExitCode {
    let _ = writeln!(std::io::stderr(), "zhupi: {why}");
    Outcome::Failed.into()
}

/// Says that this build has no window.
pub fn complain_no_window() -> ExitCode {
    let locale = Locale::new(Language::from_tag(&Desk::plain().language()));
    complain(&locale.word("command-no-window"))
}
