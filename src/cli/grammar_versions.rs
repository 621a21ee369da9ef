//! What may be typed about versions of a project: copies, joining, comparing, a consensus, git, and what
//! opens encrypted files.

use super::grammar::{command, flag, option, output, path, project_arg};
use crate::session::Locale;
use clap::{Arg, ArgAction, ArgGroup, Command, value_parser};
use std::path::PathBuf;

/// Commands that read no project file of others.
pub(super) const NEVER_LOCKED: [&str; 4] = ["new", "import", "git-setup", "git-diff"];

/// Commands that save what they change.
pub(super) const SAVING: [&str; 19] = [
    "new",
    "import",
    "import-into",
    "add",
    "code",
    "uncode",
    "autocode",
    "edit",
    "replace",
    "cite",
    "recipes",
    "glosses",
    "clean",
    "join",
    "save-as",
    "run",
    "copy",
    "consensus",
    "import-codebook",
];

/// What opens locked files.
pub(super) fn keys(locale: &Locale) -> [Arg; 2] {
    ["passphrase-file", "identity"].map(|it| {
        option(locale, it)
            .value_parser(value_parser!(PathBuf))
            .help_heading(locale.word("command-locked"))
    })
}

/// Commands about versions of a project, and for git.
pub(super) fn versions(locale: &Locale) -> [Command; 5] {
    [
        command(locale, "consensus")
            .arg(project_arg(locale))
            .arg(option(locale, "at-least").value_parser(value_parser!(usize)))
            .arg(flag(locale, "dry-run"))
            .arg(flag(locale, "json")),
        command(locale, "copy")
            .arg(project_arg(locale))
            .arg(output(locale).required(true))
            .arg(option(locale, "for").id("to").long("to"))
            .arg(flag(locale, "blind"))
            .arg(flag(locale, "without-memos"))
            .arg(flag(locale, "without-texts"))
            .arg(option(locale, "hide").action(ArgAction::Append))
            .arg(flag(locale, "hide-names"))
            .arg(option(locale, "key").value_parser(value_parser!(PathBuf)))
            .args(
                ["lock", "key-lock"]
                    .map(|it| option(locale, it).value_parser(value_parser!(PathBuf))),
            )
            .arg(option(locale, "recipient").action(ArgAction::Append)),
        command(locale, "diff")
            .arg(path(locale, "before", "A.ron").required(true))
            .arg(path(locale, "after", "B.ron").required(true))
            .arg(flag(locale, "json")),
        command(locale, "git-setup").arg(path(locale, "folder", "FOLDER")),
        // Called by git only, in the words it has for that.
        command(locale, "git-diff")
            .hide(true)
            .arg(path(locale, "arguments", "ARGUMENT").num_args(1..)),
    ]
}

pub(super) fn join(locale: &Locale) -> Command {
    command(locale, "join")
        .override_usage(
            "zhupi join PROJECT.ron OTHER.ron\n        \
             zhupi join BASE.ron MINE.ron THEIRS.ron -o OUT.ron",
        )
        .arg(project_arg(locale))
        .arg(path(locale, "other", "OTHER.ron").required(true))
        .arg(path(locale, "theirs", "THEIRS.ron").requires("written"))
        .group(
            ArgGroup::new("written")
                .args(["output", "dry-run"])
                .multiple(true),
        )
        .arg(output(locale).requires("theirs"))
        .arg(flag(locale, "dry-run").requires("theirs"))
        .arg(
            option(locale, "joined-key")
                .id("key")
                .long("key")
                .value_parser(value_parser!(PathBuf))
                .conflicts_with("theirs"),
        )
        .arg(flag(locale, "json"))
        .arg(
            option(locale, "git")
                .value_parser(value_parser!(PathBuf))
                .requires("theirs"),
        )
}
