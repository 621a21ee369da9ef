//! Why a command line was not understood, in the words of the locale files.

use crate::session::{Locale, Saying};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Command, Error};
use std::error::Error as _;
use std::ffi::OsString;
use std::path::Path;

/// What is said about a command line that was not understood: the sentence, what helps, the usage.
pub(super) fn words(
    locale: &Locale,
    grammar: &Command,
    args: &[OsString],
    error: &Error,
) -> String {
    let misnamed = misnamed(grammar, args);
    let (sentence, hints) = match &misnamed {
        Some(error) => (sentence(error), hints(error)),
        None => (sentence(error), hints(error)),
    };
    let mut words = format!("zhupi: {}\n", locale.say(&sentence));
    for hint in hints {
        words.push_str(&format!("       {}\n", locale.say(&hint)));
    }
    let usage = text(error, ContextKind::Usage).filter(|_| misnamed.is_none());
    if let Some(usage) = usage {
        let usage = usage.trim_start_matches("Usage:").trim();
        words.push_str(&format!("{}  {usage}\n", locale.word("command-usage")));
    }
    words.push_str(&locale.word("command-more"));
    words.push('\n');
    words
}

/// The error about a first word that is neither a command nor a file, though a command was meant,
/// as more follows. The grammar itself takes the first word for a project.
fn misnamed(grammar: &Command, args: &[OsString]) -> Option<Error> {
    let (first, more) = args.get(1).zip(args.get(2))?;
    let plain = !first.to_string_lossy().starts_with('-') && !more.is_empty();
    let known = grammar.find_subcommand(first).is_some();
    if !plain || known || Path::new(first).exists() {
        return None;
    }
    let commands = grammar.get_subcommands().cloned().collect::<Vec<_>>();
    let strict = Command::new("zhupi")
        .subcommands(commands)
        .subcommand_required(true)
        .disable_help_subcommand(true);
    let error = strict.try_get_matches_from(args.iter().take(2)).err()?;
    (error.kind() == ErrorKind::InvalidSubcommand).then_some(error)
}

fn sentence(error: &Error) -> Saying {
    let argument = || text(error, ContextKind::InvalidArg).unwrap_or_default();
    let value = || text(error, ContextKind::InvalidValue).unwrap_or_default();
    let about = |key: &'static str| Saying::new(key).with("argument", argument());
    match error.kind() {
        ErrorKind::UnknownArgument => about("command-not-expected"),
        ErrorKind::InvalidSubcommand => Saying::new("command-unknown").with(
            "name",
            text(error, ContextKind::InvalidSubcommand).unwrap_or_default(),
        ),
        ErrorKind::MissingRequiredArgument => about("command-missing"),
        ErrorKind::InvalidValue if value().is_empty() => about("command-no-value"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            about("command-bad-value").with("value", value())
        }
        ErrorKind::TooManyValues => about("command-many-values").with("value", value()),
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => about("command-few-values"),
        ErrorKind::ArgumentConflict => match text(error, ContextKind::PriorArg) {
            Some(other) if other != argument() && !argument().is_empty() => {
                about("command-conflict").with("other", other)
            }
            Some(_) if !argument().is_empty() => about("command-twice"),
            _ => Saying::new("command-window-alone"),
        },
        ErrorKind::InvalidUtf8 => Saying::new("command-not-text"),
        _ => Saying::new("command-not-understood").with("why", first_line(error)),
    }
}

/// What helps: how a value is written, which values there are, what else may have been meant.
fn hints(error: &Error) -> Vec<Saying> {
    let mut hints = Vec::new();
    if error.kind() == ErrorKind::ValueValidation
        && let Some(why) = error.source()
    {
        // The parsers of values answer in the words of the locale files already.
        hints.push(Saying::new("command-hint").with("words", why.to_string()));
    }
    if let Some(values) = text(error, ContextKind::ValidValue) {
        hints.push(Saying::new("command-possible").with("values", values));
    }
    let similar = [
        ContextKind::SuggestedSubcommand,
        ContextKind::SuggestedArg,
        ContextKind::SuggestedValue,
    ];
    let similar = similar.into_iter().find_map(|kind| text(error, kind));
    hints.extend(similar.map(|it| Saying::new("command-similar").with("name", it)));
    hints
}

/// A part of the error as text; several with commas between them.
fn text(error: &Error, kind: ContextKind) -> Option<String> {
    let text = match error.get(kind)? {
        ContextValue::String(text) => text.clone(),
        // What is most like what was typed comes last from clap, and first here.
        ContextValue::Strings(texts) if kind == ContextKind::SuggestedSubcommand => {
            texts.iter().rev().cloned().collect::<Vec<_>>().join(", ")
        }
        ContextValue::Strings(texts) => texts.join(", "),
        ContextValue::StyledStr(text) => text.to_string(),
        ContextValue::Number(number) => number.to_string(),
        _ => return None,
    };
    Some(text).filter(|it| !it.is_empty())
}

fn first_line(error: &Error) -> String {
    let text = error.to_string();
    let line = text.lines().next().unwrap_or_default();
    line.trim_start_matches("error: ").to_owned()
}
