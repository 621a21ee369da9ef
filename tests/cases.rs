//! Case files: small stories anybody can read, write and change (see `tests/cases/README.md`).
//!
//! Each `tests/cases/**/*.txt` begins with what it shows and goes on in parts under `== ` heads:
//! some do something (`text`, `actions` …), the others say what is there then (`codings`, `said` …).
//! With `ZHUPI_CASES=write` what is there is written into the files, for review with git.

mod act;
mod told;

use crate::desk::Work;
use crate::tree::{none, read, root, walk};
use zhupi::session::{Action, Level, Manner};

/// One part of a case: its head after `== `, and the lines under it.
struct Part {
    head: String,
    body: String,
}

/// A case file: what it shows, and its parts.
struct Case {
    shows: String,
    parts: Vec<Part>,
}

impl Case {
    fn read(text: &str) -> Self {
        let mut blocks = text.split("\n== ");
        let shows = blocks.next().unwrap_or_default().trim().to_owned();
        let part = |block: &str| {
            let (head, body) = block.split_once('\n').unwrap_or((block, ""));
            let (head, body) = (head.trim().to_owned(), body.trim_end().to_owned());
            Part { head, body }
        };
        let parts = blocks.map(part).collect();
        Self { shows, parts }
    }

    fn write(&self) -> String {
        let mut text = format!("{}\n", self.shows);
        for Part { head, body } in &self.parts {
            let end = if body.is_empty() { "" } else { "\n" };
            text.push_str(&format!("\n== {head}\n{body}{end}"));
        }
        text
    }

    /// The same case with what is really there, and whatever went wrong on the way.
    fn told(&self) -> (Self, Option<String>) {
        let mut work = Work::begin(Manner::Batch);
        let name = Some("试编".to_owned());
        work.act(Action::NewProject { name, path: None });
        let mut wrong = None;
        let mut parts = Vec::new();
        for Part { head, body } in &self.parts {
            let body = match told::told(&mut work, head) {
                Some(told) => told,
                None => {
                    let act = act::act(&mut work, head, body);
                    wrong = wrong.or(act.err().map(|why| format!("{head}: {why}")));
                    body.clone()
                }
            };
            let head = head.clone();
            parts.push(Part { head, body });
        }
        let unheard = work.said(Level::Warning);
        if !unheard.is_empty() {
            let words = unheard.join("\n  ");
            wrong = wrong.or(Some(format!("no `said` hears\n  {words}")));
        }
        let shows = self.shows.clone();
        (Self { shows, parts }, wrong)
    }
}

/// Where a case is not as it says, part by part; empty when it is.
fn differences(case: &Case, told: &Case) -> String {
    let mut out = String::new();
    for (expected, is) in case.parts.iter().zip(&told.parts) {
        if expected.body == is.body {
            continue;
        }
        out.push_str(&format!("== {}\n", is.head));
        let lacks = |text: &str, line: &str| !text.lines().any(|it| it == line);
        for line in expected.body.lines() {
            let sign = if lacks(&is.body, line) { '-' } else { ' ' };
            out.push_str(&format!("{sign} {line}\n"));
        }
        for line in is.body.lines().filter(|line| lacks(&expected.body, line)) {
            out.push_str(&format!("+ {line}\n"));
        }
    }
    out
}

/// The case files, also those git does not know yet.
fn files() -> Vec<String> {
    let mut files = walk(&root().join("tests/cases"));
    files.retain(|file| file.ends_with(".txt"));
    files.sort();
    files
}

/// Writes what is there into a case file.
fn write(file: &str) {
    let written = Case::read(&read(file)).told().0.write();
    #[expect(clippy::disallowed_methods, reason = "git shows what changed")]
    std::fs::write(root().join(file), written).unwrap();
}

/// Why a case is not as it says.
fn complaint(file: &str, text: &str) -> Option<String> {
    let case = Case::read(text);
    let (told, wrong) = case.told();
    if let Some(wrong) = wrong {
        return Some(format!("{file}: {}\n{wrong}", case.shows));
    }
    let written = told.write();
    let differences = differences(&case, &told);
    if !differences.is_empty() {
        let how = "- is expected, + is there; ZHUPI_CASES=write expects what is there";
        return Some(format!("{file}: {}\n{differences}({how})\n", case.shows));
    }
    (written != text).then(|| format!("{file}: has blank lines too many or too few"))
}

#[test]
fn every_case_is_as_it_says() {
    let files = files();
    assert!(files.len() >= 25, "only {} were found", files.len());
    if std::env::var_os("ZHUPI_CASES").is_some_and(|it| it == "write") {
        files.iter().for_each(|it| write(it));
    }
    none(files.iter().filter_map(|it| complaint(it, &read(it))));
}

#[test]
fn a_case_shows_something_and_expects_something() {
    let idle = |file: &String| {
        let case = Case::read(&read(file));
        let expects = case.parts.iter().any(|part| told::expects(&part.head));
        case.shows.is_empty() || !expects
    };
    none(files().into_iter().filter(idle));
}

#[test]
fn a_case_that_is_wrong_is_seen() {
    let case =
        "A word is coded\n\n== text\n数字[治理]\n\n== actions\nCodeSelection(code: \"治理\")\n";
    let told = |end: &str| complaint("a.txt", &format!("{case}\n{end}"));
    assert_eq!(told("== codings\n数字[治理] | 治理 | 李\n"), None);
    let wrong = told("== codings\n数字[治理] | 国防 | 李\n").unwrap();
    assert!(
        wrong.contains("- 数字[治理] | 国防 | 李\n+ 数字[治理] | 治理 | 李\n"),
        "{wrong}"
    );
    let unheard = told("== actions\nRemoveCode(code: \"国防\")\n").unwrap();
    assert!(unheard.contains("no code named 国防"), "{unheard}");
    let unknown = told("== marks\nnothing\n").unwrap();
    assert!(unknown.contains("no part of a case"), "{unknown}");
}
