//! One Chinese document as nine files of other programs, all of which must say the same.

use super::*;
use crate::model::Time;
use crate::text::shared_bytes;
use serde_json::Value as Json;

const FOLDER: &str = "data/one-document-many-formats";

/// The text that lies beside them.
struct Beside;

impl super::Beside for Beside {
    fn text(&mut self, name: &str) -> Option<Vec<u8>> {
        (name == "doc.txt").then(|| shared_bytes(&format!("{FOLDER}/doc.txt")))?
    }
}

fn read(name: &str) -> Option<ImportRead> {
    let bytes = shared_bytes(&format!("{FOLDER}/{name}"))?;
    let file = ForeignFile {
        bytes: &bytes,
        name,
        now: Time::from_secs(1_790_000_000),
        counting: None,
    };
    Some(read_foreign(&file, None, &mut Beside).unwrap())
}

#[test]
fn all_files_of_one_document_say_the_same() {
    let Some(truth) = shared_bytes(&format!("{FOLDER}/truth.json")) else {
        return;
    };
    let truth: Json = serde_json::from_slice(&truth).unwrap();
    let words = |it: &Json, field: &str| it[field].as_str().unwrap().to_owned();
    let expected = truth.as_array().unwrap().iter().map(|it| {
        let number = |at: usize| it["codepoint"][at].as_u64().unwrap();
        format!(
            "{}..{} {} {}",
            number(0),
            number(1),
            words(it, "label"),
            words(it, "text")
        )
    });
    let mut expected: Vec<String> = expected.collect();
    expected.sort();
    let (chars, utf16) = (CountedUnit::CodePoints, CountedUnit::Utf16);
    for (name, unit, splits) in [
        ("doc.ann", chars, 1),
        ("doc.doccano.codepoint.jsonl", chars, 0),
        ("doc.doccano.utf16.jsonl", utf16, 0),
        ("doc.hypothesis.utf16.json", utf16, 1),
        ("doc.label-studio.codepoint.json", chars, 0),
        ("doc.prodigy-spacy.codepoint.jsonl", chars, 0),
        ("doc.pubannotation.codepoint.json", chars, 0),
        ("doc.uima-cas.utf16.json", utf16, 0),
        ("doc.w3c.codepoint.json", chars, 1),
    ] {
        let read = read(name).unwrap();
        let measured = &read.measured[0].1;
        let mut found = Vec::new();
        for coding in read.project.codings().iter() {
            let quotation = read.project.quotations().get(coding.quotation).unwrap();
            let source = read.project.sources().get(quotation.source).unwrap();
            let (chars, words) = crate::query::quoted(source, quotation);
            let code = &read.project.codes().get(coding.code).unwrap().name;
            found.push(format!("{chars} {code} {words}"));
        }
        found.sort();
        assert_eq!(found, expected, "{name}: {measured:?}");
        assert_eq!(measured.counting.unit, unit, "{name}: {measured:?}");
        let split = read.losses.iter().find(|it| it.kind == LossKind::Split);
        assert_eq!(split.map_or(0, |it| it.count), splits, "{name}");
        let others = read.losses.iter().filter(|it| it.kind != LossKind::Split);
        assert_eq!(others.count(), 0, "{name}: {:?}", read.losses);
    }
}
