//! The project's own files, as the fences in `layers` and `tidy` read them.

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Fails with every complaint at once, so that one run shows all there is to mend.
pub(crate) fn none<T: AsRef<str>>(complaints: impl IntoIterator<Item = T>) {
    let all: Vec<String> = complaints
        .into_iter()
        .map(|each| each.as_ref().to_owned())
        .collect();
    assert!(all.is_empty(), "\n{}", all.join("\n"));
}

/// The folder of `Cargo.toml`.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every file of the project, relative to [`root`], with `/` between folders, sorted: what git
/// tracks, or, where there is no git, every file outside `target`.
pub(crate) fn files() -> Vec<String> {
    let listed = Command::new("git")
        .arg("-C")
        .arg(root())
        .args(["ls-files", "-z"])
        .output();
    let mut files: Vec<String> = match listed {
        Ok(output) if output.status.success() => String::from_utf8(output.stdout)
            .unwrap()
            .split_terminator('\0')
            .filter(|file| root().join(file).is_file())
            .map(str::to_owned)
            .collect(),
        _ => walk(root()),
    };
    files.sort();
    assert!(
        files.iter().any(|file| file == "src/lib.rs"),
        "the project's files were not found"
    );
    files
}

/// Every file under a folder, whether git tracks it or not, relative to [`root`].
pub(crate) fn walk(folder: &Path) -> Vec<String> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path: PathBuf = entry.unwrap().path();
        let name = path
            .strip_prefix(root())
            .unwrap()
            .to_str()
            .unwrap()
            .replace('\\', "/");
        match name.as_str() {
            "target" | ".git" => {}
            _ if path.is_dir() => files.extend(walk(&path)),
            _ => files.push(name),
        }
    }
    files
}

/// The Rust files under `folder`, each with its path and its text.
pub(crate) fn rust(folder: &str) -> Vec<(String, String)> {
    files()
        .into_iter()
        .filter(|file| file.starts_with(folder) && file.ends_with(".rs"))
        .map(|file| (file.clone(), read(&file)))
        .collect()
}

/// The text of a file of the project.
pub(crate) fn read(file: &str) -> String {
    std::fs::read_to_string(root().join(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
}

/// What a piece of Rust is to the compiler.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Code,
    Comment,
    String,
    Character,
}

/// `rust` cut into pieces: comments and literals, and the words and signs between them.
fn pieces(rust: &str) -> impl Iterator<Item = (Kind, &str)> {
    let mut left = rust;
    std::iter::from_fn(move || {
        let first = left.chars().next()?;
        let word = left
            .find(|c: char| !c.is_alphanumeric() && c != '_')
            .unwrap_or(left.len());
        let (kind, length) = comment(left)
            .map(|length| (Kind::Comment, length))
            .or_else(|| string(left).map(|length| (Kind::String, length)))
            .or_else(|| character(left).map(|length| (Kind::Character, length)))
            .unwrap_or((Kind::Code, word.max(first.len_utf8())));
        let (piece, rest) = left.split_at(length);
        left = rest;
        Some((kind, piece))
    })
}

/// `rust` with comments, strings and characters blanked out; lines and columns stay.
pub(crate) fn code(rust: &str) -> String {
    let mut out = String::with_capacity(rust.len());
    for (kind, piece) in pieces(rust) {
        match kind {
            Kind::Code => out.push_str(piece),
            _ => out.extend(
                piece
                    .bytes()
                    .map(|byte| if byte == b'\n' { '\n' } else { ' ' }),
            ),
        }
    }
    out
}

/// What stands between the quotation marks of each string in `rust`, escapes as written, and the
/// byte where the string begins.
pub(crate) fn strings(rust: &str) -> Vec<(usize, &str)> {
    let mut at = 0;
    let mut found = Vec::new();
    for (kind, piece) in pieces(rust) {
        if kind == Kind::String {
            let inner = piece
                .trim_start_matches(['b', 'c', 'r', '#'])
                .trim_end_matches('#');
            found.push((at, inner.trim_matches('"')));
        }
        at += piece.len();
    }
    found
}

/// The length in bytes of the comment that `text` begins with. Block comments nest.
fn comment(text: &str) -> Option<usize> {
    if text.starts_with("//") {
        return Some(text.find('\n').unwrap_or(text.len()));
    }
    let mut depth = usize::from(text.starts_with("/*"));
    let mut at = 2;
    while depth > 0 && at < text.len() {
        match text.as_bytes().get(at..at + 2) {
            Some(b"/*") => (depth, at) = (depth + 1, at + 2),
            Some(b"*/") => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
    }
    (at > 2 || text.starts_with("/*")).then_some(at.min(text.len()))
}

/// The length in bytes of the string literal that `text` begins with, raw and byte strings too.
fn string(text: &str) -> Option<usize> {
    let open = text
        .strip_prefix("br")
        .or(text.strip_prefix(['b', 'c', 'r']))
        .unwrap_or(text);
    let prefix = text.len() - open.len();
    let hashes = open.len() - open.trim_start_matches('#').len();
    let raw = text.split_at(prefix).0.contains('r');
    let inner = open
        .split_at(hashes)
        .1
        .strip_prefix('"')
        .filter(|_| raw || hashes == 0)?;
    let before = text.len() - inner.len();
    if raw {
        let close = format!("\"{}", "#".repeat(hashes));
        return Some(
            inner
                .find(&close)
                .map_or(text.len(), |end| before + end + close.len()),
        );
    }
    let mut escaped = false;
    for (at, c) in inner.char_indices() {
        match c {
            '"' if !escaped => return Some(before + at + 1),
            _ => escaped = c == '\\' && !escaped,
        }
    }
    Some(text.len())
}

/// The length in bytes of the character literal that `text` begins with; a lifetime is none.
fn character(text: &str) -> Option<usize> {
    let inner = text.strip_prefix("b'").or(text.strip_prefix('\''))?;
    let before = text.len() - inner.len();
    let mut chars = inner.char_indices();
    if inner.starts_with('\\') {
        chars.nth(1)?;
        return chars
            .find(|(_, c)| *c == '\'')
            .map(|(at, _)| before + at + 1);
    }
    chars.next()?;
    chars
        .next()
        .filter(|(_, c)| *c == '\'')
        .map(|(at, _)| before + at + 1)
}

/// Blanked `code` (see [`code`]) with every item under `#[cfg(test)]` blanked too.
pub(crate) fn shipped(code: &str) -> String {
    let mut out = code.to_owned();
    while let Some(start) = out.find("#[cfg(test)]") {
        let end = item_end(&out, start);
        blank(&mut out, start..end);
    }
    out
}

/// Where the item whose attributes begin at `start` ends: its closing brace or its semicolon.
fn item_end(code: &str, start: usize) -> usize {
    let mut depth = 0_i32;
    for (at, byte) in code.bytes().enumerate().skip(start) {
        match byte {
            b'{' | b'(' | b'[' => depth += 1,
            b'}' | b')' | b']' => depth -= 1,
            _ => {}
        }
        if depth == 0 && matches!(byte, b'}' | b';') {
            return at + 1;
        }
    }
    code.len()
}

fn blank(code: &mut String, range: Range<usize>) {
    let old = code.get(range.clone()).unwrap();
    let spaces: String = old
        .bytes()
        .map(|byte| if byte == b'\n' { '\n' } else { ' ' })
        .collect();
    code.replace_range(range, &spaces);
}

/// The line, counted from 1, in which the byte `at` of `text` stands.
pub(crate) fn line(text: &str, at: usize) -> usize {
    1 + text.split_at(at).0.matches('\n').count()
}

#[test]
fn comments_and_strings_are_no_code() {
    let rust = "let a = \"x // \\\" y\"; // crate::ui\n/* a /* b */ c */ r#\"\"d\"# 'e' '\\'' b\"f\" &'g h 治";
    let left: Vec<String> = code(rust).split_whitespace().map(str::to_owned).collect();
    assert_eq!(left.join(" "), "let a = ; &'g h 治");
    assert_eq!(
        code("for r in \"a\" {}\nbr#x").replace(' ', ""),
        "forrin{}\nbr#x"
    );
}

#[test]
fn strings_are_found_where_they_stand() {
    let rust = "a(\"b-c\"); // \"d\"\nr#\"e \"f\"# '\"'";
    assert_eq!(strings(rust), [(2, "b-c"), (17, "e \"f")]);
}

#[test]
fn test_items_are_not_shipped() {
    let rust = "fn a() {}\n#[cfg(test)]\nmod tests {\n  fn b() { [1; 2] }\n}\n#[cfg(test)]\nuse c;\nfn d() {}";
    let left: Vec<String> = shipped(&code(rust))
        .split_whitespace()
        .map(str::to_owned)
        .collect();
    assert_eq!(left.join(" "), "fn a() {} fn d() {}");
    assert_eq!(shipped(rust).lines().count(), rust.lines().count());
}
