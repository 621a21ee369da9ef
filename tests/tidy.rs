//! The habits of the project that no compiler or linter sees.

use std::collections::{BTreeMap, BTreeSet};

use regex::Regex;

use crate::tree::{self, files, none, read};

/// All that may stand in the top folder (DESIGN: top level).
const TOP: [&str; 17] = [
    ".cargo",
    ".ci",
    ".clippy.toml",
    ".deny.toml",
    ".gitattributes",
    ".gitignore",
    ".rustfmt.toml",
    "Cargo.lock",
    "Cargo.toml",
    "LICENSE",
    "README.md",
    "assets",
    "projects",
    "rust-toolchain.toml",
    "seeds",
    "src",
    "tests",
];

/// Names that say nothing about what a file holds.
const HOLLOW: [&str; 8] = [
    "common", "helper", "helpers", "manager", "misc", "mod", "util", "utils",
];

/// Words of other programs for things that have a name here (DESIGN: the field's words).
const FOREIGN: [&str; 9] = [
    "Attribute",
    "Doc",
    "Document",
    "Highlight",
    "Label",
    "Note",
    "Snippet",
    "Tag",
    "User",
];

/// Lines of code and documentation in a source file, its tests not counted.
const FILE_LINES: usize = 500;

/// What a seed's header says, in this order, before a blank line.
const HEADER: [&str; 5] = ["title", "author", "language", "licence", "about"];

const LANGUAGES: [&str; 5] = ["en", "ja", "ko", "zh-Hans", "zh-Hant"];

/// The files that are text, with their bytes: no NUL in them, and no fixture, which may be anything.
fn texts() -> impl Iterator<Item = (String, Vec<u8>)> {
    files()
        .into_iter()
        .filter(|file| !file.starts_with("tests/fixtures/"))
        .map(|file| {
            (
                file.clone(),
                std::fs::read(tree::root().join(file)).unwrap(),
            )
        })
        .filter(|(_, bytes)| !bytes.contains(&0))
}

#[test]
fn the_top_folder_holds_only_what_the_design_names() {
    let stray: BTreeSet<String> = files()
        .iter()
        .map(|file| file.split('/').next().unwrap_or(file).to_owned())
        .filter(|name| !TOP.contains(&name.as_str()))
        .collect();
    none(stray);
}

#[test]
fn file_names_say_what_is_inside() {
    none(files().into_iter().filter(|file| hollow(file)));
}

fn hollow(file: &str) -> bool {
    let rust = file.ends_with(".rs");
    rust && file
        .split('/')
        .any(|part| HOLLOW.contains(&part.trim_end_matches(".rs")))
}

#[test]
fn source_files_are_short() {
    none(tree::rust("src/").iter().filter_map(|(file, rust)| {
        let lines = length(file, rust);
        (lines > FILE_LINES).then(|| format!("{file}: {lines} lines; {FILE_LINES} are enough"))
    }));
}

/// The lines of `rust` outside `#[cfg(test)] mod tests`.
fn length(file: &str, rust: &str) -> usize {
    if file.ends_with("/tests.rs") {
        return 0;
    }
    let code = tree::code(rust);
    let shipped = tree::shipped(&code);
    let tests = code
        .lines()
        .zip(shipped.lines())
        .filter(|(all, kept)| all != kept)
        .count();
    code.lines().count() - tests
}

#[test]
fn nothing_is_left_for_later() {
    none(
        tree::rust("")
            .iter()
            .flat_map(|(file, rust)| unfinished(file, rust)),
    );
}

/// Holes, tests that do not run, and lints switched off without saying why.
fn unfinished(file: &str, rust: &str) -> Vec<String> {
    let code = tree::code(rust);
    let hole = Regex::new(r"\b(todo|unimplemented)!|#\[ignore").unwrap();
    let lint = Regex::new(r"#!?\[(allow|expect)\([^\]]*").unwrap();
    let holes = hole.find_iter(&code);
    let lints = lint
        .find_iter(&code)
        .filter(|found| !found.as_str().contains("reason"));
    holes
        .chain(lints)
        .map(|found| {
            format!(
                "{file}:{}: {}",
                tree::line(&code, found.start()),
                found.as_str()
            )
        })
        .collect()
}

#[test]
fn types_speak_the_words_of_the_field() {
    none(
        tree::rust("src/")
            .iter()
            .flat_map(|(file, rust)| foreign(file, rust)),
    );
}

/// Public types of which one word, as `Note` in `NoteEditor`, is another program's.
fn foreign(file: &str, rust: &str) -> Vec<String> {
    let code = tree::code(rust);
    let named = Regex::new(r"\bpub (?:struct|enum|union|trait|type) (\w+)").unwrap();
    let word = Regex::new(r"[A-Z][a-z0-9]*").unwrap();
    named
        .captures_iter(&code)
        .filter_map(|captures| captures.get(1))
        .filter(|name| {
            word.find_iter(name.as_str())
                .any(|each| FOREIGN.contains(&each.as_str()))
        })
        .map(|name| {
            format!(
                "{file}:{}: {}",
                tree::line(&code, name.start()),
                name.as_str()
            )
        })
        .collect()
}

#[test]
fn texts_end_their_lines_alike() {
    none(texts().filter_map(|(file, bytes)| {
        let wrong = untidy(&bytes)?;
        Some(format!("{file}: {wrong}"))
    }));
}

fn untidy(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        _ if std::str::from_utf8(bytes).is_err() => Some("is not UTF-8"),
        [0xEF, 0xBB, 0xBF, ..] => Some("begins with a byte order mark"),
        _ if bytes.contains(&b'\r') => Some("has a carriage return; line ends are LF"),
        [.., b'\n'] | [] => None,
        _ => Some("lacks its last line end"),
    }
}

#[test]
fn nothing_points_into_one_machine() {
    none(texts().filter_map(|(file, bytes)| {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let at = machine_path(&text)?;
        Some(format!(
            "{file}:{}: a path of one machine",
            tree::line(&text, at)
        ))
    }));
}

/// Where `text` names a folder of somebody's machine: written so that it does not find itself.
fn machine_path(text: &str) -> Option<usize> {
    let path = Regex::new(r#"(?m)(?:^|[\s"'`(=:])/(?:home|root|work)/\w"#).unwrap();
    path.find(text).map(|found| found.start())
}

#[test]
fn seeds_say_what_they_are() {
    let seeds = files()
        .into_iter()
        .filter(|file| file.starts_with("seeds/") && file.ends_with(".txt"));
    none(seeds.filter_map(|file| {
        let wrong = header(&read(&file)).err()?;
        Some(format!("{file}: {wrong}"))
    }));
}

/// Checks the header of a seed (see `seeds/README.md`).
fn header(text: &str) -> Result<(), String> {
    let mut lines = text.lines();
    let mut fields = BTreeMap::new();
    for name in HEADER {
        let line = lines.next().unwrap_or_default();
        let value = line
            .strip_prefix(name)
            .and_then(|rest| rest.strip_prefix(": "));
        let value = value.filter(|value| !value.trim().is_empty());
        fields.insert(
            name,
            value.ok_or(format!("{line:?} stands where {name:?} should"))?,
        );
    }
    match lines.next() {
        Some("") => {}
        other => {
            return Err(format!(
                "{other:?} stands where the header's blank line should"
            ));
        }
    }
    if fields["licence"] != "CC0-1.0" {
        return Err(format!("the licence is {}, not CC0-1.0", fields["licence"]));
    }
    if !LANGUAGES.contains(&fields["language"]) {
        return Err(format!(
            "the language {} is none of {LANGUAGES:?}",
            fields["language"]
        ));
    }
    match lines.map(|line| line.chars().count()).sum::<usize>() {
        0..800 => Err("a text of fewer than 800 characters".to_owned()),
        _ => Ok(()),
    }
}

/// The locale files by language and name: `en`, `window.ftl`.
fn locales() -> BTreeMap<String, BTreeMap<String, String>> {
    let mut languages: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    for file in files() {
        let inner = file
            .strip_prefix("assets/locales/")
            .filter(|inner| inner.ends_with(".ftl"));
        if let Some((language, name)) = inner.and_then(|inner| inner.split_once('/')) {
            languages
                .entry(language.to_owned())
                .or_default()
                .insert(name.to_owned(), read(&file));
        }
    }
    languages
}

#[test]
fn every_language_has_the_same_words_in_the_same_files() {
    let languages: Vec<(String, BTreeSet<String>)> = locales()
        .into_iter()
        .map(|(language, files)| {
            let all = files.iter().flat_map(|(name, fluent)| {
                messages(fluent)
                    .into_iter()
                    .map(move |word| format!("{name}: {word}"))
            });
            (language, all.collect())
        })
        .collect();
    none(
        languages
            .iter()
            .zip(languages.iter().skip(1))
            .flat_map(|((a, left), (b, right))| {
                let lacking = |of: &str, from, other| {
                    BTreeSet::difference(from, other)
                        .map(|word| format!("{of} lacks {word}"))
                        .collect()
                };
                let (one, two): (Vec<String>, Vec<String>) =
                    (lacking(b, left, right), lacking(a, right, left));
                [one, two].concat()
            }),
    );
}

#[test]
fn every_word_that_is_asked_for_exists_and_every_word_is_asked_for() {
    let locales = locales();
    let fluent = locales
        .get("en")
        .map(|files| files.values().cloned().collect::<String>());
    let words = messages(&fluent.unwrap_or_default());
    let source = tree::rust("src/");
    let asked: Vec<(String, &str)> = source
        .iter()
        .flat_map(|(file, rust)| {
            let line = move |at| format!("{file}:{}", tree::line(rust, at));
            tree::strings(rust)
                .into_iter()
                .map(move |(at, text)| (line(at), text))
        })
        .collect();
    none(wordless(&words, &asked));
    let texts: BTreeSet<&str> = asked.iter().map(|(_, text)| *text).collect();
    none(unasked(&words, &texts));
}

/// Strings that look like a word of a family the locale files have (`notice-…`) but are none.
fn wordless(words: &BTreeSet<String>, asked: &[(String, &str)]) -> Vec<String> {
    let key = Regex::new(r"^[a-z]+(-[a-z0-9]+)+$").unwrap();
    let family = |text: &str| text.split('-').next().unwrap_or_default().to_owned();
    let families: BTreeSet<String> = words
        .iter()
        .filter(|word| key.is_match(word))
        .map(|word| family(word))
        .collect();
    asked
        .iter()
        .filter(|(_, text)| key.is_match(text) && families.contains(&family(text)))
        .filter(|(_, text)| !words.contains(*text))
        .map(|(place, text)| format!("{place}: no locale file has {text}"))
        .collect()
}

/// Words that no string in the program asks for: whole, by a beginning as in `"action-{name}"`,
/// or by what follows the family's name, as `"add-code"` asks for `done-add-code`.
fn unasked(words: &BTreeSet<String>, texts: &BTreeSet<&str>) -> Vec<String> {
    let built: Vec<&str> = texts
        .iter()
        .filter_map(|text| text.split('{').next())
        .filter(|start| start.ends_with('-'))
        .collect();
    words
        .iter()
        .filter(|word| !word.contains([' ', '.']) && !texts.contains(word.as_str()))
        .filter(|word| {
            !word
                .split_once('-')
                .is_some_and(|(_, rest)| texts.contains(rest))
        })
        .filter(|word| !built.iter().any(|start| word.starts_with(start)))
        .map(|word| format!("no code asks for {word}"))
        .collect()
}

/// What a Fluent file defines: its messages, their attributes, and the variables of each.
fn messages(fluent: &str) -> BTreeSet<String> {
    let message = Regex::new(r"^(-?[A-Za-z][\w-]*)\s*=").unwrap();
    let attribute = Regex::new(r"^\s+(\.[A-Za-z][\w-]*)\s*=").unwrap();
    let variable = Regex::new(r"\$[A-Za-z][\w-]*").unwrap();
    let (mut found, mut current) = (BTreeSet::new(), String::new());
    for line in fluent.lines().filter(|line| !line.starts_with('#')) {
        if let Some(name) = message.captures(line).and_then(|captures| captures.get(1)) {
            current = name.as_str().to_owned();
            found.insert(current.clone());
        } else if let Some(name) = attribute
            .captures(line)
            .and_then(|captures| captures.get(1))
        {
            found.insert(format!("{current}{}", name.as_str()));
        }
        found.extend(
            variable
                .find_iter(line)
                .map(|name| format!("{current} {}", name.as_str())),
        );
    }
    found
}

#[test]
fn the_fences_stand() {
    assert!(hollow("src/text/utils.rs") && hollow("src/text/mod.rs") && hollow("src/common/a.rs"));
    assert!(!hollow("src/model.rs") && !hollow("assets/common/a.svg"));
    assert_eq!(
        length(
            "src/a.rs",
            "//! A.\nfn a() {}\n#[cfg(test)]\nmod tests {\n    fn b() {}\n}\n"
        ),
        2
    );
    assert_eq!(
        unfinished("a.rs", "fn a() {\n    todo!()\n}"),
        ["a.rs:2: todo!"]
    );
    assert_eq!(unfinished("a.rs", "#[ignore = \"slow\"]").len(), 1);
    assert_eq!(unfinished("a.rs", "#[allow(dead_code)]").len(), 1);
    assert_eq!(
        unfinished("a.rs", "#[allow(dead_code, reason = \"x\")] // todo!").len(),
        0
    );
    assert_eq!(
        foreign("a.rs", "pub struct NoteEditor;"),
        ["a.rs:1: NoteEditor"]
    );
    assert_eq!(
        foreign("a.rs", "pub struct Notice; struct Note; pub enum Stage {}").len(),
        0
    );
    assert_eq!(
        untidy(b"a\r\n"),
        Some("has a carriage return; line ends are LF")
    );
    assert_eq!(untidy(b"a"), Some("lacks its last line end"));
    assert_eq!(
        untidy(b"\xEF\xBB\xBFa\n"),
        Some("begins with a byte order mark")
    );
    assert_eq!(untidy(b"\xFF\n"), Some("is not UTF-8"));
    assert!(machine_path(&["cd /", "home", "/someone"].concat()).is_some());
    assert_eq!(machine_path("https://example.org/work/a"), None);
    let seed = |language: &str, licence: &str, body: &str| {
        header(&format!(
            "title: a\nauthor: b\nlanguage: {language}\nlicence: {licence}\nabout: c\n{body}"
        ))
    };
    let body = format!("\n{}\n", "治".repeat(800));
    assert_eq!(seed("ja", "CC0-1.0", &body), Ok(()));
    assert!(seed("fr", "CC0-1.0", &body).is_err() && seed("ja", "MIT", &body).is_err());
    assert!(
        seed("ja", "CC0-1.0", body.trim_start()).is_err() && seed("ja", "CC0-1.0", "\n").is_err()
    );
    let words = BTreeSet::from([
        "open-it".to_owned(),
        "open-all".to_owned(),
        "shut-it".to_owned(),
    ]);
    let asked = [
        ("a.rs:1".to_owned(), "open-at"),
        ("a.rs:2".to_owned(), "close-it"),
    ];
    assert_eq!(
        wordless(&words, &asked),
        ["a.rs:1: no locale file has open-at"]
    );
    assert_eq!(
        unasked(&words, &BTreeSet::from(["open-{a}"])),
        ["no code asks for shut-it"]
    );
    assert_eq!(
        unasked(&words, &BTreeSet::from(["open-it", "shut-it"])),
        ["no code asks for open-all"]
    );
    let fluent = messages("# x = y\nopen = Open { $name }\n    .hint = Opens\n");
    assert_eq!(Vec::from_iter(&fluent), ["open", "open $name", "open.hint"]);
}
