//! Long real texts from end to end: the articles beside the repository where they are, the
//! project's own texts elsewhere.

use crate::desk::Work;
use std::path::{Path, PathBuf};
use zhupi::session::{Action, Level, Manner};
use zhupi::text::Lines;

/// Two texts to work on.
fn articles() -> Vec<PathBuf> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let beside =
        std::env::var_os("ZHUPI_SHARED").map_or_else(|| here.join("../shared"), Into::into);
    let texts = |folder: PathBuf| -> Vec<PathBuf> {
        let entries = std::fs::read_dir(folder).into_iter().flatten();
        let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
        paths.retain(|path| path.extension().is_some_and(|it| it == "txt"));
        paths.sort();
        paths.truncate(2);
        paths
    };
    let real = texts(beside.join("seeds"));
    if real.len() == 2 {
        real
    } else {
        texts(here.join("seeds"))
    }
}

const CODES: [(&str, &str); 4] = [
    ("治理", "governance"),
    ("国防", "defense"),
    ("产业", "industry"),
    ("文化", "culture"),
];

#[test]
fn two_articles_are_added_as_they_are_coded_saved_reopened_identical_and_exported() {
    let mut work = Work::begin(Manner::Batch);
    let path = work.desk.path("两篇.ron");
    work.act(Action::NewProject {
        name: None,
        path: Some(path.clone()),
    });
    work.act(Action::add(articles()));
    for (name, alias) in CODES {
        work.run(&format!(
            "AddCode(name: \"{name}\"), AliasCode(code: \"{name}\", aliases: [\"{alias}\"])"
        ));
        work.run(&format!("CodeFound(query: \"{name}\", code: \"{alias}\")"));
    }
    assert_eq!(work.said(Level::Error), [""; 0]);
    let project = work.session.project().unwrap();
    let added: Vec<&str> = project
        .sources()
        .iter()
        .map(|source| source.text())
        .collect();
    let read: Vec<String> = articles()
        .iter()
        .map(|path| std::fs::read_to_string(path).unwrap().replace("\r\n", "\n"))
        .collect();
    assert!(added.iter().all(|text| {
        read.iter()
            .any(|it| it.trim_start_matches('\u{FEFF}') == *text)
    }));
    let expected: usize = CODES
        .iter()
        .map(|(name, _)| {
            read.iter()
                .map(|text| text.matches(name).count())
                .sum::<usize>()
        })
        .sum();
    assert_eq!(project.codings().len(), expected);
    assert!(expected > 20);
    for quotation in project.quotations().iter() {
        let text = project.sources().get(quotation.source).unwrap().text();
        let words = quotation.span.of(text).unwrap();
        assert!(CODES.iter().any(|(name, _)| *name == words));
    }
    let before = project.clone();
    work.run("SaveProject");
    let bytes = std::fs::read(&path).unwrap();
    work.open(&path);
    assert_eq!(work.said(Level::Warning), [""; 0]);
    assert_eq!(work.session.project().unwrap(), &before);
    work.run("AddCode(name: \"x\"), RemoveCode(code: \"x\"), SaveProject");
    assert_eq!(
        std::fs::read(&path).unwrap(),
        bytes,
        "saved again, not a byte differs"
    );
    let out = work.desk.path("codings.csv");
    work.act(Action::Export {
        format: None,
        path: Some(out.clone()),
        bom: true,
        report: None,
    });
    let csv = std::fs::read_to_string(&out).unwrap();
    let mut reader = csv::Reader::from_reader(csv.trim_start_matches('\u{FEFF}').as_bytes());
    assert_eq!(reader.records().map(Result::unwrap).count(), expected);
}

#[test]
fn every_offset_of_the_articles_converts_there_and_back() {
    for path in articles() {
        let lines = Lines::from(&*std::fs::read_to_string(path).unwrap());
        for (char, (byte, _)) in lines.text().char_indices().enumerate() {
            assert_eq!(lines.char_from_byte(byte), Some(char));
            assert_eq!(lines.byte_from_char(char), Some(byte));
        }
    }
}
