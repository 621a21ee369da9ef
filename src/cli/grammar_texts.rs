//! What may be typed about the text of a source that is coded already.

use super::grammar::{command, encodings, flag, option, project_arg};
use crate::model::CitationPart;
use crate::session::Locale;
use crate::text::CharSpan;
use clap::builder::ValueParser;
use clap::{Arg, ArgAction, Command, value_parser};
use std::path::PathBuf;

/// Puts words in the place of others.
pub(super) fn edit(locale: &Locale) -> Command {
    let how = locale.word("command-bad-edit-range");
    let range = option(locale, "edit-range")
        .id("range")
        .long("range")
        .required(true)
        .value_name("START..END")
        .value_parser(ValueParser::new(move |text: &str| {
            parse_range(text).ok_or_else(|| how.clone())
        }));
    command(locale, "edit")
        .arg(project_arg(locale))
        .arg(
            option(locale, "edited")
                .id("source")
                .long("source")
                .required(true),
        )
        .arg(range)
        .arg(option(locale, "put").long("with").allow_hyphen_values(true))
}

/// Puts a new edition in the place of a text.
pub(super) fn replace(locale: &Locale) -> Command {
    command(locale, "replace")
        .arg(project_arg(locale))
        .arg(
            option(locale, "edited")
                .id("source")
                .long("source")
                .required(true),
        )
        .arg(
            Arg::new("file")
                .required(true)
                .value_name("FILE")
                .value_parser(value_parser!(PathBuf))
                .help(locale.word("command-arg-edition")),
        )
        .arg(option(locale, "encoding").value_parser(encodings(locale)))
        .arg(flag(locale, "trial").id("dry-run").long("dry-run"))
        .arg(flag(locale, "json"))
}

/// Says how a source is cited, or shows it.
pub(super) fn cite(locale: &Locale) -> Command {
    let parts = CitationPart::ALL.map(|part| {
        let name = part.own_name();
        let one = Arg::new(name)
            .long(name)
            .value_name("WORDS")
            .requires("source")
            .allow_hyphen_values(true);
        match part {
            CitationPart::Author => one
                .action(ArgAction::Append)
                .help(locale.word("command-arg-authors")),
            CitationPart::Licence => one.alias("license").help(locale.word("citation-licence")),
            _ => one.help(locale.word(&format!("citation-{name}"))),
        }
    });
    let set = option(locale, "part")
        .long("set")
        .value_name("NAME=WORDS")
        .action(ArgAction::Append)
        .requires("source");
    let clear = flag(locale, "uncite").long("clear").requires("source");
    command(locale, "cite")
        .arg(project_arg(locale))
        .arg(
            Arg::new("source")
                .value_name("SOURCE")
                .help(locale.word("command-arg-cited")),
        )
        .args(parts)
        .arg(set)
        .arg(clear)
        .arg(
            option(locale, "citations")
                .long("from")
                .value_name("FILE")
                .value_parser(value_parser!(PathBuf))
                .conflicts_with("source"),
        )
        .arg(
            option(locale, "encoding")
                .value_parser(encodings(locale))
                .requires("citations"),
        )
        .arg(
            option(locale, "report")
                .value_parser(value_parser!(PathBuf))
                .requires("citations"),
        )
        .arg(flag(locale, "json"))
}

/// Cleans up texts that are in a project already.
pub(super) fn clean(locale: &Locale) -> Command {
    command(locale, "clean")
        .arg(project_arg(locale))
        .arg(
            Arg::new("sources")
                .num_args(1..)
                .required(true)
                .value_name("SOURCE")
                .help(locale.word("command-arg-cleaned")),
        )
        .arg(option(locale, "clean"))
        .arg(flag(locale, "preview").help(locale.word("command-arg-preview-cleaned")))
}

/// Reads `120..156`, code points, half open; `120..120` is a place between two.
fn parse_range(text: &str) -> Option<CharSpan> {
    let (start, end) = text.split_once("..")?;
    let number = |part: &str| part.trim().parse::<usize>().ok();
    let (start, end) = (number(start)?, number(end)?);
    (start <= end).then_some(CharSpan { start, end })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_to_edit_may_be_a_place() {
        let place = CharSpan { start: 3, end: 3 };
        assert_eq!(parse_range("3..3"), Some(place));
        for bad in ["", "3", "4..3", "a..b", "-1..2"] {
            assert_eq!(parse_range(bad), None, "{bad}");
        }
    }
}
