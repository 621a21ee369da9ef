//! What may be typed, in the words of the locale files; the list of actions is the action table.

use super::grammar_texts::{cite, clean, edit, replace};
use super::grammar_versions::{NEVER_LOCKED, SAVING, join, keys, versions};
use super::overview::{BY, MEASURES};
use super::packs;
use super::retrieve::parse_time;
use super::words::RANKS;
use crate::exchange::{Counting, Format, TableFormat};
use crate::model::Unit;
use crate::query::KwicOrder;
use crate::session::{Locale, Saying, table::TABLE};
use crate::text::{CharSpan, Collation, Encoding};
use clap::builder::{PossibleValuesParser, ValueParser};
use clap::{Arg, ArgAction, Command, value_parser};
use std::path::PathBuf;

/// The whole grammar.
pub(super) fn grammar(locale: &Locale) -> Command {
    let words = |key: &str| locale.word(key);
    Command::new("zhupi")
        .version(env!("CARGO_PKG_VERSION"))
        .about(words("command-about"))
        .help_template(template(locale))
        .subcommand_help_heading(words("command-commands"))
        .next_help_heading(words("command-options"))
        .args_conflicts_with_subcommands(true)
        .disable_help_subcommand(true)
        .disable_help_flag(true)
        .disable_version_flag(true)
        .arg(project_arg(locale).required(false))
        .arg(help_flag(locale))
        .arg(
            Arg::new("version")
                .short('V')
                .long("version")
                .action(ArgAction::Version)
                .help(words("command-arg-version")),
        )
        .after_help(after_help(locale))
        .subcommands(importing(locale))
        .subcommands(changing(locale))
        .subcommands(asking(locale))
        .subcommands(packs::commands(locale))
        .subcommands(versions(locale))
        .mut_subcommands(|it| it.help_template(template(locale)).disable_help_flag(true))
        .mut_subcommands(|it| match NEVER_LOCKED.contains(&it.get_name()) {
            true => it,
            false => it.args(keys(locale)),
        })
        .mut_subcommands(|it| match SAVING.contains(&it.get_name()) {
            true => it.arg(option(locale, "sign").value_parser(value_parser!(PathBuf))),
            false => it,
        })
}

/// Commands that read files of other programs.
fn importing(locale: &Locale) -> [Command; 2] {
    let file = || {
        Arg::new("file")
            .required(true)
            .value_name("FILE")
            .value_parser(value_parser!(PathBuf))
            .help(locale.word("command-arg-foreign"))
    };
    [
        command(locale, "import")
            .arg(file())
            .arg(output(locale).required(true))
            .args(foreign(locale, Format::imported())),
        command(locale, "import-into")
            .arg(project_arg(locale))
            .arg(file())
            .args(foreign(locale, Format::taken_in())),
    ]
}

/// Commands that change a project.
fn changing(locale: &Locale) -> [Command; 13] {
    let command = |name: &'static str| command(locale, name);
    [
        command("new")
            .arg(project_arg(locale))
            .arg(option(locale, "name"))
            .arg(option(locale, "coder")),
        add(locale),
        command("code")
            .arg(project_arg(locale))
            .arg(option(locale, "code").required(true))
            .arg(option(locale, "find").conflicts_with("range"))
            .arg(flag(locale, "all").requires("find"))
            .arg(option(locale, "source"))
            .arg(
                range(locale)
                    .required_unless_present("find")
                    .requires("source"),
            )
            .arg(option(locale, "coder")),
        command("uncode")
            .arg(project_arg(locale))
            .arg(
                option(locale, "coding")
                    .num_args(1..)
                    .required_unless_present("code"),
            )
            .arg(option(locale, "code"))
            .arg(option(locale, "source"))
            .arg(range(locale).requires("source"))
            .arg(option(locale, "coder")),
        autocode(locale),
        edit(locale),
        replace(locale),
        cite(locale),
        clean(locale),
        join(locale),
        command("save-as")
            .arg(project_arg(locale))
            .arg(path(locale, "to", "OUT").required(true))
            .arg(flag(locale, "as-folder")),
        command("import-codebook")
            .arg(project_arg(locale))
            .arg(
                Arg::new("file")
                    .required(true)
                    .value_name("FILE")
                    .value_parser(value_parser!(PathBuf))
                    .help(locale.word("command-arg-codebook")),
            )
            .arg(option(locale, "encoding").value_parser(encodings(locale))),
        command("run").arg(project_arg(locale)).arg(
            Arg::new("script")
                .required(true)
                .value_name("SCRIPT.ron")
                .value_parser(value_parser!(PathBuf))
                .help(locale.word("command-arg-script")),
        ),
    ]
}

/// The command that adds texts.
fn add(locale: &Locale) -> Command {
    command(locale, "add")
        .arg(project_arg(locale))
        .arg(
            Arg::new("files")
                .num_args(1..)
                .required(true)
                .value_name("FILE")
                .value_parser(value_parser!(PathBuf))
                .help(locale.word("command-arg-files")),
        )
        .arg(option(locale, "encoding").value_parser(encodings(locale)))
        .arg(option(locale, "text-column"))
        .arg(
            option(locale, "rows-as").value_parser(PossibleValuesParser::new(["sources", "cases"])),
        )
        .arg(option(locale, "clean"))
        .arg(
            flag(locale, "preview")
                .help(locale.word("command-arg-preview-clean"))
                .requires("clean"),
        )
}

/// The command that codes by rule.
fn autocode(locale: &Locale) -> Command {
    command(locale, "autocode")
        .arg(project_arg(locale))
        .arg(
            Arg::new("rule")
                .required(true)
                .value_name("RULE")
                .help(locale.word("command-arg-rule")),
        )
        .arg(option(locale, "ask"))
        .arg(option(locale, "code"))
        .arg(option(locale, "unit").value_parser(units()))
        .arg(option(locale, "coder"))
        .arg(flag(locale, "preview").conflicts_with("take-back"))
        .arg(flag(locale, "take-back").conflicts_with_all(["ask", "code", "unit"]))
        .arg(flag(locale, "json").requires("preview"))
}

/// Commands that only ask.
fn asking(locale: &Locale) -> [Command; 13] {
    let command = |name: &'static str| command(locale, name).arg(project_arg(locale));
    [
        command("codes").arg(flag(locale, "json")),
        command("codebook")
            .arg(option(locale, "as").value_parser(codebook_forms()))
            .arg(output(locale))
            .arg(flag(locale, "bom")),
        command("sources").arg(flag(locale, "json")),
        command("codings")
            .args(filters(locale))
            .arg(flag(locale, "json")),
        overview(locale),
        words(locale),
        command("find")
            .arg(
                Arg::new("query")
                    .required(true)
                    .value_name("QUERY")
                    .help(locale.word("command-arg-query")),
            )
            .arg(option(locale, "source"))
            .arg(flag(locale, "json")),
        command("query")
            .arg(
                Arg::new("query")
                    .required_unless_present("saved")
                    .value_name("QUERY")
                    .help(locale.word("command-arg-asked")),
            )
            .arg(option(locale, "save").requires("query"))
            .arg(option(locale, "saved").conflicts_with("query"))
            .arg(flag(locale, "json")),
        kwic(locale),
        command("queries").arg(flag(locale, "json")),
        command("check")
            .arg(flag(locale, "json"))
            .arg(flag(locale, "repair"))
            .arg(
                option(locale, "only")
                    .action(ArgAction::Append)
                    .requires("repair"),
            )
            .arg(flag(locale, "dry-run").requires("repair")),
        command("history")
            .arg(option(locale, "of").value_parser(value_parser!(uuid::Uuid)))
            .arg(flag(locale, "json")),
        command("export")
            .arg(option(locale, "format").value_parser(formats()))
            .arg(output(locale).required(true))
            .arg(option(locale, "report").value_parser(value_parser!(PathBuf)))
            .arg(flag(locale, "bom")),
    ]
}

pub(super) fn path(locale: &Locale, name: &'static str, value: &'static str) -> Arg {
    Arg::new(name)
        .value_name(value)
        .value_parser(value_parser!(PathBuf))
        .help(locale.word(&format!("command-arg-{name}")))
}

/// What tells which codings are meant.
fn filters(locale: &Locale) -> Vec<Arg> {
    let several = |name| option(locale, name).action(ArgAction::Append);
    let time = |name| {
        let how = locale.word("command-bad-time");
        option(locale, name).value_parser(ValueParser::new(move |text: &str| {
            parse_time(text).ok_or_else(|| how.clone())
        }))
    };
    let mut filters =
        Vec::from(["only-code", "with", "not", "only-source", "only-coder"].map(several));
    filters.extend(["case", "set", "value"].map(several));
    filters.push(flag(locale, "without-consensus"));
    filters.push(flag(locale, "below"));
    filters.extend(["since", "before"].map(time));
    filters.push(flag(locale, "memo"));
    filters.push(option(locale, "text"));
    filters
}

fn overview(locale: &Locale) -> Command {
    let one_of = |name, values: &'static [&'static str]| {
        option(locale, name).value_parser(PossibleValuesParser::new(values))
    };
    let tables = TableFormat::ALL.iter().map(|it| it.extension());
    let mut overview = command(locale, "overview");
    if cfg!(not(feature = "png")) {
        overview = overview.after_help(locale.word("command-no-png"));
    }
    overview
        .arg(project_arg(locale))
        .arg(one_of("by", BY).conflicts_with("variable"))
        .arg(option(locale, "variable"))
        .arg(option(locale, "near").value_parser(value_parser!(usize)))
        .arg(one_of("same", &["sentence", "paragraph"]).conflicts_with("near"))
        .arg(one_of("measure", MEASURES))
        .arg(flag(locale, "sum"))
        .args(filters(locale))
        .arg(flag(locale, "json"))
        .arg(option(locale, "table").value_parser(PossibleValuesParser::new(tables)))
        .arg(output(locale))
        .arg(flag(locale, "bom"))
}

fn words(locale: &Locale) -> Command {
    command(locale, "words")
        .arg(project_arg(locale))
        .arg(flag(locale, "rest").conflicts_with("beside"))
        .arg(option(locale, "beside"))
        .arg(option(locale, "in"))
        .arg(option(locale, "against").conflicts_with("beside"))
        .arg(option(locale, "rank").value_parser(PossibleValuesParser::new(RANKS)))
        .arg(
            option(locale, "window")
                .value_parser(value_parser!(usize))
                .requires("beside"),
        )
        .arg(option(locale, "stop").value_parser(value_parser!(PathBuf)))
        .arg(option(locale, "least").value_parser(value_parser!(u64)))
        .arg(option(locale, "most").value_parser(value_parser!(usize)))
        .args(filters(locale))
        .arg(flag(locale, "json"))
        .arg(flag(locale, "bom"))
}

pub(super) fn output(locale: &Locale) -> Arg {
    Arg::new("output")
        .short('o')
        .long("output")
        .value_name("OUT")
        .value_parser(value_parser!(PathBuf))
        .help(locale.word("command-arg-output"))
}

pub(super) fn command(locale: &Locale, name: &'static str) -> Command {
    Command::new(name)
        .next_help_heading(locale.word("command-options"))
        .about(locale.word(&format!("command-{name}")))
}

pub(super) fn project_arg(locale: &Locale) -> Arg {
    Arg::new("project")
        .required(true)
        .value_name("PROJECT.ron")
        .value_parser(value_parser!(PathBuf))
        .help(locale.word("command-arg-project"))
}

fn help_flag(locale: &Locale) -> Arg {
    Arg::new("help")
        .short('h')
        .long("help")
        .global(true)
        .action(ArgAction::Help)
        .help(locale.word("command-arg-help"))
}

pub(super) fn option(locale: &Locale, name: &'static str) -> Arg {
    let value = match name {
        "put" => "WORDS",
        "edited" => "NAME",
        "code" | "source" | "coder" | "name" | "with" | "not" | "case" | "set" => "NAME",
        "only-code" | "only-source" | "only-coder" | "save" | "saved" => "NAME",
        "ask" | "in" | "against" => "QUERY",
        "unit" => "UNIT",
        "sort" | "collate" => "ORDER",
        "columns" => "COUNT",
        "value" => "NAME=VALUE",
        "since" | "before" => "DATE",
        "text" => "WORDS",
        "coding" | "of" => "ID",
        "find" => "QUERY",
        "format" | "as" | "table" | "from" => "FORMAT",
        "offsets" => "COUNTED",
        "near" => "CHARACTERS",
        "beside" => "WORD",
        "window" | "least" | "most" | "at-least" => "NUMBER",
        "stop" | "report" | "key" | "joined-key" | "lock" | "key-lock" | "sign"
        | "passphrase-file" | "identity" => "FILE",
        "recipient" => "AGE1…",
        "hide" => "WORD",
        "for" => "NAME",
        "git" => "PATH",
        "variable" | "only" | "text-column" => "NAME",
        "rows-as" => "WHAT",
        "by" | "same" | "measure" | "rank" => "WHAT",
        "clean" => "STEPS",
        _ => "LABEL",
    };
    // What a question takes is explained otherwise than what a change takes.
    let long = match name {
        "table" => "as",
        name => name.strip_prefix("only-").unwrap_or(name),
    };
    Arg::new(long)
        .long(long)
        .value_name(value)
        .help(locale.word(&format!("command-arg-{name}")))
}

pub(super) fn flag(locale: &Locale, name: &'static str) -> Arg {
    let help = locale.word(&format!("command-arg-{name}"));
    Arg::new(name)
        .long(name)
        .action(ArgAction::SetTrue)
        .help(help)
}

fn range(locale: &Locale) -> Arg {
    let how = locale.word("command-bad-range");
    option(locale, "range")
        .value_name("START..END")
        .value_parser(ValueParser::new(move |text: &str| {
            parse_range(text).ok_or_else(|| how.clone())
        }))
}

/// Reads `120..156`, code points, half open.
fn parse_range(text: &str) -> Option<CharSpan> {
    let (start, end) = text.split_once("..")?;
    let number = |part: &str| part.trim().parse::<usize>().ok();
    let (start, end) = (number(start)?, number(end)?);
    (start < end).then_some(CharSpan { start, end })
}

pub(super) fn encodings(locale: &Locale) -> ValueParser {
    let known: Vec<&str> = Encoding::ALL.iter().map(|it| it.label()).collect();
    let known = Saying::new("command-possible").with("values", known.join(", "));
    let how = locale.say(&known);
    ValueParser::new(move |text: &str| match Encoding::from_label(text) {
        Some(_) => Ok(text.to_owned()),
        None => Err(how.clone()),
    })
}

fn formats() -> PossibleValuesParser {
    PossibleValuesParser::new(Format::written().map(Format::name))
}

/// How a file of another program is read.
fn foreign(locale: &Locale, formats: impl Iterator<Item = Format>) -> [Arg; 3] {
    let formats = PossibleValuesParser::new(formats.map(Format::name));
    let offsets = |words: &str| Counting::try_from(words.to_owned());
    [
        option(locale, "from").value_parser(formats),
        option(locale, "offsets").value_parser(ValueParser::new(offsets)),
        option(locale, "report").value_parser(value_parser!(PathBuf)),
    ]
}

fn codebook_forms() -> PossibleValuesParser {
    PossibleValuesParser::new(Format::of_codebooks().map(Format::extension))
}

/// The command that lists places with what stands around them.
fn kwic(locale: &Locale) -> Command {
    let orders = KwicOrder::ALL.map(KwicOrder::name);
    let collations = Collation::ALL.map(Collation::name);
    command(locale, "kwic")
        .arg(project_arg(locale))
        .arg(
            Arg::new("query")
                .required(true)
                .value_name("QUERY")
                .help(locale.word("command-arg-asked")),
        )
        .arg(option(locale, "sort").value_parser(PossibleValuesParser::new(orders)))
        .arg(
            option(locale, "collate")
                .value_parser(PossibleValuesParser::new(collations))
                .requires("sort"),
        )
        .arg(option(locale, "columns").value_parser(value_parser!(usize)))
        .arg(flag(locale, "json"))
}

fn units() -> PossibleValuesParser {
    PossibleValuesParser::new(Unit::ALL.iter().map(|it| it.name()))
}

fn template(locale: &Locale) -> String {
    format!(
        "{{about}}\n\n{}  {{usage}}\n\n{{all-args}}{{after-help}}\n",
        locale.word("command-usage")
    )
}

/// How scripts are written, every action of the table, and the exit codes.
fn after_help(locale: &Locale) -> String {
    let mut help = format!("{}\n", locale.word("command-actions"));
    for row in TABLE {
        let keys = row.keys.join(", ");
        let keys = if keys.is_empty() {
            keys
        } else {
            format!("  [{keys}]")
        };
        let words = locale.word(&row.help());
        help.push_str(&format!("  {}{keys}\n      {words}\n", row.script));
    }
    help.push_str(&format!("\n{}", locale.word("command-exit-codes")));
    help
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::Language;

    #[test]
    fn the_grammar_is_sound_in_every_language() {
        for language in Language::ALL {
            grammar(&Locale::new(language)).debug_assert();
        }
    }

    #[test]
    fn help_names_every_action_and_no_bare_key() {
        for language in Language::ALL {
            let help = grammar(&Locale::new(language))
                .render_long_help()
                .to_string();
            for row in TABLE {
                assert!(help.contains(row.script), "{}", row.name);
            }
            assert!(
                !help.contains("command-") && !help.contains("help-"),
                "{help}"
            );
        }
    }

    #[test]
    fn a_range_is_half_open_and_not_empty() {
        assert_eq!(
            parse_range("120..156"),
            Some(CharSpan {
                start: 120,
                end: 156
            })
        );
        for bad in ["", "120", "..", "156..120", "7..7", "-1..4", "a..b"] {
            assert_eq!(parse_range(bad), None, "{bad}");
        }
    }
}
