//! The README says what is true.

use std::fmt::Write;
use zhupi::exchange::Format;
use zhupi::session::{Language, Locale, table::TABLE};

const README: &str = include_str!("../README.md");

/// The list of actions as the README shows it.
fn actions() -> String {
    let locale = Locale::new(Language::English);
    let mut list = String::from("| action | keys | what it does |\n|---|---|---|\n");
    for row in TABLE {
        let keys: Vec<String> = row.keys.iter().map(|key| format!("`{key}`")).collect();
        let words = locale.word(&row.help()).replace('|', "\\|");
        writeln!(list, "| `{}` | {} | {words} |", row.script, keys.join(", ")).unwrap();
    }
    list
}

#[test]
fn the_list_of_actions_is_the_table() {
    let (_, rest) = README.split_once("held to it by a test -->\n").unwrap();
    let (list, _) = rest.split_once("<!-- /actions -->").unwrap();
    assert_eq!(
        list.trim(),
        actions().trim(),
        "put this into the README:\n{}",
        actions()
    );
}

/// The formats as the README shows them.
fn formats() -> String {
    let locale = Locale::new(Language::English);
    let mut list = String::from("| format | name | files | in | out |\n|---|---|---|---|---|\n");
    let sign = |is: bool| if is { "✔" } else { "" };
    for format in Format::ALL {
        let endings: Vec<String> = format
            .endings()
            .iter()
            .map(|it| format!("`.{it}`"))
            .collect();
        writeln!(
            list,
            "| {} | `{}` | {} | {} | {} |",
            locale.word(&format!("format-{}", format.name())),
            format.name(),
            endings.join(", "),
            sign(format.is_read()),
            sign(format.is_written()),
        )
        .unwrap();
    }
    list
}

#[test]
fn the_list_of_formats_is_the_registry() {
    let (_, rest) = README
        .split_once("<!-- formats, held to the registry by a test -->\n")
        .unwrap();
    let (list, _) = rest.split_once("<!-- /formats -->").unwrap();
    assert_eq!(
        list.trim(),
        formats().trim(),
        "put this into the README:\n{}",
        formats()
    );
}

#[test]
fn the_commands_named_exist() {
    let commands = README
        .lines()
        .filter_map(|line| line.strip_prefix("zhupi "));
    let mut names = Vec::new();
    for command in commands {
        let words = command.split(" p.ron").next().unwrap();
        names.extend(words.split(" | ").map(str::trim));
    }
    for name in names {
        let args = ["zhupi", name, "--help"].map(std::ffi::OsString::from);
        let zhupi::cli::Wanted::Ran(code) = zhupi::cli::run(args) else {
            panic!("{name}")
        };
        assert_eq!(
            format!("{code:?}"),
            format!("{:?}", std::process::ExitCode::SUCCESS),
            "{name}"
        );
    }
}
