//! A layer sees only the layers to its left, and each outside door has one keeper:
//!
//! `text ← model ← {anchor, edit, query} ← {view, file} ← exchange ← session ← {cli, ui} ← window`

use regex::Regex;

use crate::tree;

/// The layers from left to right; those in one row do not see each other.
const ROWS: [&[&str]; 8] = [
    &["text"],
    &["model"],
    &["anchor", "edit", "query"],
    &["view", "file"],
    &["exchange"],
    &["session"],
    &["cli", "ui"],
    &["window"],
];

/// The crate's roots: they only name the layers.
const ROOTS: [&str; 2] = ["lib", "main"];

/// Outside names, the layers that may use them, and why no other may.
const DOORS: [(&str, &[&str], &str); 5] = [
    (
        r"\b(egui|egui_extras)\b",
        &["ui", "window"],
        "what is shown is decided without the screen",
    ),
    (
        r"\b(eframe|rfd)\b",
        &["window"],
        "only the window knows the system it runs on",
    ),
    (
        r"\bron::|\buse ron\b",
        &["file", "exchange", "session", "cli", "ui"],
        "the core knows no format",
    ),
    (
        r"\bstd::fs\b|\bstd::\{[^;]*\bfs\b|\btempfile\b",
        &["file", "exchange", "session", "cli", "ui", "window"],
        "the core asks nothing of the disk",
    ),
    (
        r"\b(Instant|SystemTime)\b",
        &["file", "exchange", "session", "cli", "ui", "window"],
        "the core asks nothing of the clock",
    ),
];

/// At most this many lines make up the window (DESIGN: layers).
const WINDOW_LINES: usize = 150;

/// `src/text/words.rs` and `src/text.rs` belong to `text`.
fn layer(file: &str) -> &str {
    let inner = file.strip_prefix("src/").unwrap_or(file);
    inner
        .split('/')
        .next()
        .unwrap_or(inner)
        .trim_end_matches(".rs")
}

fn row(layer: &str) -> Option<usize> {
    ROWS.iter().position(|row| row.contains(&layer))
}

/// The modules that `code` reaches from the crate's root, each with its place in bytes:
/// `crate::text::Span`, `zhupi::text` and `crate::{model::Code, text}` name text and model.
fn named(code: &str) -> Vec<(usize, String)> {
    let reach = Regex::new(r"\b(?:crate|zhupi)\s*::\s*(\{|\w+)").unwrap();
    let mut names = Vec::new();
    for found in reach
        .captures_iter(code)
        .filter_map(|captures| captures.get(1))
    {
        if found.as_str() == "{" {
            names.extend(group(code, found.end()));
        } else {
            names.push((found.start(), found.as_str().to_owned()));
        }
    }
    names
}

/// The first name of each member of the brace group whose inside begins at the byte `start`.
fn group(code: &str, start: usize) -> Vec<(usize, String)> {
    let (mut depth, mut fresh, mut names) = (1, true, Vec::new());
    let inside = code.split_at(start).1;
    for found in Regex::new(r"[{},]|\w+").unwrap().find_iter(inside) {
        match found.as_str() {
            "{" => depth += 1,
            "}" => depth -= 1,
            "," => fresh |= depth == 1,
            name if fresh && depth == 1 => {
                names.push((start + found.start(), name.to_owned()));
                fresh = false;
            }
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    names
}

/// Everything in `file` with the text `rust` that breaks a rule of the layers.
fn offences(file: &str, rust: &str) -> Vec<String> {
    let (code, layer) = (tree::code(rust), layer(file));
    let Some(own) = row(layer) else {
        let known = ROOTS.contains(&layer);
        return if known {
            vec![]
        } else {
            vec![format!("{file}: {layer} is no layer")]
        };
    };
    let mut offences = Vec::new();
    for (at, name) in named(&code) {
        if name != layer && row(&name).is_some_and(|other| other >= own) {
            let line = tree::line(&code, at);
            offences.push(format!("{file}:{line}: {layer} may not see {name}"));
        }
    }
    let shipped = if file.ends_with("/tests.rs") {
        String::new()
    } else {
        tree::shipped(&code)
    };
    for (door, keepers, why) in DOORS {
        let Some(found) = Regex::new(door).unwrap().find(&shipped) else {
            continue;
        };
        if !keepers.contains(&layer) {
            let line = tree::line(&code, found.start());
            offences.push(format!(
                "{file}:{line}: {} in {layer}, but {why}",
                found.as_str()
            ));
        }
    }
    if let Some(at) = shipped.find("super::super::") {
        let line = tree::line(&code, at);
        offences.push(format!(
            "{file}:{line}: write crate::… so that the layer can be seen"
        ));
    }
    offences
}

#[test]
fn each_layer_looks_only_left() {
    tree::none(
        tree::rust("src/")
            .iter()
            .flat_map(|(file, rust)| offences(file, rust)),
    );
}

#[test]
fn the_window_is_small() {
    let lines: usize = tree::rust("src/")
        .iter()
        .filter(|(file, _)| layer(file) == "window")
        .map(|(_, rust)| rust.lines().count())
        .sum();
    assert!(
        lines <= WINDOW_LINES,
        "the window has {lines} lines: what decides belongs into ui"
    );
}

#[test]
fn the_fence_stands() {
    let said = |file: &str, rust: &str| offences(file, rust).join("; ");
    assert_eq!(
        said("src/text/a.rs", "\nuse crate::model::Code;"),
        "src/text/a.rs:2: text may not see model"
    );
    assert_eq!(
        said("src/edit.rs", "use crate::query::A;"),
        "src/edit.rs:1: edit may not see query"
    );
    assert_eq!(
        said("src/view/a.rs", "crate::file::read()"),
        "src/view/a.rs:1: view may not see file"
    );
    assert_eq!(
        said("src/cli.rs", "use crate::{model::{A, ui}, ui};"),
        "src/cli.rs:1: cli may not see ui"
    );
    assert_eq!(
        said("src/extra/a.rs", ""),
        "src/extra/a.rs: extra is no layer"
    );
    for (file, rust) in [
        ("src/session.rs", "fn paint(ui: &egui::Ui) {}"),
        ("src/ui/a.rs", "use eframe::App;"),
        ("src/ui/a.rs", "rfd::FileDialog::new();"),
        ("src/model/a.rs", "let a = ron::from_str(b);"),
        ("src/model/a.rs", "use std::{fmt, fs::File};"),
        ("src/query/a.rs", "let start = std::time::Instant::now();"),
        ("src/view/a.rs", "use std::time::SystemTime;"),
        ("src/view/a.rs", "use super::super::model;"),
    ] {
        assert_ne!(said(file, rust), "", "{file}: {rust}");
    }
    for (file, rust) in [
        (
            "src/model/a.rs",
            "use crate::{model::Code, text::Span}; // crate::ui",
        ),
        (
            "src/text/a.rs",
            "#[cfg(test)]\nmod tests { fn a() { std::fs::read(b); } }",
        ),
        (
            "src/session/a.rs",
            "use crate::file; let a = \"crate::ui\";",
        ),
        ("src/main.rs", "zhupi::window::run()"),
    ] {
        assert_eq!(said(file, rust), "");
    }
}
