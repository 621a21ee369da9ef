//! Files that mean no good, or were damaged: every reader ends with a sound project or a reason, and takes
//! nothing over by half.

use super::told_of::{codings, lost, read_file};
use super::*;
use crate::model::check_all;
use crate::text::shared_bytes;
use proptest::prelude::*;
use std::io::Cursor;

/// Finds any text.
struct AnyText;

impl Beside for AnyText {
    fn text(&mut self, name: &str) -> Option<Vec<u8>> {
        (!name.is_empty()).then(|| "👨‍🚒国家治理\n第二段".as_bytes().to_vec())
    }
}

fn read_as(bytes: &[u8], format: Format) -> Result<ImportRead, ImportError> {
    let file = ForeignFile {
        bytes,
        name: "a.x",
        now: Default::default(),
        counting: None,
    };
    read_foreign(&file, Some(format), &mut AnyText)
}

/// A file of each format that is read, as far as one is at hand.
fn samples() -> Vec<(Format, Vec<u8>)> {
    let project = sample::project();
    let mut samples = Vec::new();
    for format in Format::imported().filter(|it| it.is_written()) {
        let mut bytes = Vec::new();
        let options = Options::default();
        export(
            &project,
            &Index::build(&project),
            format,
            &options,
            &mut bytes,
        )
        .unwrap();
        samples.push((format, bytes));
    }
    let rows = r#"{"rows": [{"uri": "doc.txt", "tags": ["治理"], "text": "备注", "user": "acct:a@b", "target":
        [{"source": "doc.txt", "selector": [{"type": "TextPositionSelector", "start": 5, "end": 7},
        {"type": "TextQuoteSelector", "exact": "国家", "prefix": "", "suffix": "治理"}]}]}]}"#;
    samples.push((Format::Hypothesis, rows.into()));
    let text = r#"{"text": "国家治理", "denotations": [{"id": "T1", "span": {"begin": 0, "end": 2}, "obj": "国"}]}"#;
    samples.push((Format::PubAnnotation, text.into()));
    samples.push((
        Format::Brat,
        "T1\tA 0 1;2 3\t👨 \nR1\tr Arg1:T1 Arg2:T1\n#1\tAnnotatorNotes T1\tn".into(),
    ));
    samples
}

proptest! {
    #[test]
    fn any_damage_ends_with_a_sound_project_or_a_reason(
        at in any::<prop::sample::Index>(), length in 0_usize..40,
        signs in "([\\[\\]{}\",:\\\\|_0-9\t\n-]|\\PC){0,20}",
    ) {
        for (format, mut bytes) in samples() {
            let at = at.index(bytes.len());
            let until = (at + length).min(bytes.len());
            bytes.splice(at..until, signs.bytes());
            if let Ok(read) = read_as(&bytes, format) {
                prop_assert_eq!(check_all(&read.project), [], "{:?}", format);
            }
        }
    }

    #[test]
    fn any_bytes_end_with_a_sound_project_or_a_reason(
        bytes in prop::collection::vec(any::<u8>(), 0..200),
    ) {
        for format in Format::imported() {
            if let Ok(read) = read_as(&bytes, format) {
                prop_assert_eq!(check_all(&read.project), [], "{:?}", format);
            }
        }
    }

    #[test]
    fn any_places_are_inside_of_their_text_or_left_out(
        places in prop::collection::vec((0_usize..40, 0_usize..40), 1..6),
    ) {
        let text = "👨‍🚒国家治理体系现代化𠮷野家。";
        let labels: Vec<String> = places.iter().map(|(a, b)| format!("[{a},{b},\"甲\"]")).collect();
        let line = format!("{{\"text\": \"{text}\", \"label\": [{}]}}", labels.join(","));
        let read = read_as(line.as_bytes(), Format::Doccano).unwrap();
        prop_assert_eq!(check_all(&read.project), []);
        let outside = read.losses.iter().find(|it| it.kind == LossKind::Outside);
        let outside = outside.map_or(0, |it| it.count);
        prop_assert_eq!(read.project.codings().len() + outside, places.len());
    }
}

#[test]
fn nothing_but_signs_is_refused_at_once() {
    let angles = vec![b'<'; 8 << 20];
    let brackets = vec![b'['; 8 << 20];
    let braces = b"{\"text\":".repeat(1 << 20);
    let tabs = vec![b'\t'; 4 << 20];
    for format in Format::imported() {
        for bytes in [&angles, &brackets, &braces, &tabs] {
            if let Ok(read) = read_as(bytes, format) {
                assert_eq!(read.project.codings().len(), 0, "{format:?}");
            }
        }
    }
}

#[test]
fn places_that_are_none_are_told() {
    let line = r#"{"text": "国家治理", "label": [[0, 99, "远"], [-1, 2, "负"], [2, 2, "空"], [3, 1, "反"],
        [1e300, 2, "大"], [18446744073709551617, 2, "更大"], [0, 2, ""], [0, 2, "好"], "全文"]}"#;
    let read = read_file(line.as_bytes(), "a.jsonl", Format::Doccano).unwrap();
    assert_eq!(
        codings(&read.project),
        ["a 0..2 好 Unnamed 国家", "a 0..4 全文 Unnamed 国家治理"]
    );
    assert_eq!(
        lost(&read),
        [
            (LossKind::Outside, 6),
            (LossKind::CodingLeft, 6),
            (LossKind::NoCode, 1),
            (LossKind::WholeSource, 1)
        ]
    );
}

#[test]
fn an_edge_inside_of_a_character_takes_it_whole() {
    // In UTF-16 units 𠮷 is two; an edge between them belongs to no character.
    let cas = r#"{"%FEATURE_STRUCTURES": [
        {"%ID": 1, "%TYPE": "uima.cas.Sofa", "sofaID": "v", "sofaString": "野𠮷家 治理 国防。"},
        {"%ID": 2, "%TYPE": "a.Span", "@sofa": 1, "begin": 0, "end": 2, "value": "半"},
        {"%ID": 3, "%TYPE": "a.Span", "@sofa": 1, "begin": 5, "end": 7, "value": "全"},
        {"%ID": 4, "%TYPE": "a.Span", "@sofa": 1, "begin": 8, "end": 10, "value": "全"}]}"#;
    let read = read_file(cas.as_bytes(), "a.json", Format::Cas).unwrap();
    assert_eq!(
        codings(&read.project),
        [
            "v 0..2 半 Unnamed 野𠮷",
            "v 4..6 全 Unnamed 治理",
            "v 7..9 全 Unnamed 国防"
        ]
    );
}

#[test]
fn what_is_damaged_is_told_with_its_line() {
    let two = "{\"text\": \"甲乙\", \"spans\": [{\"start\": 0, \"end\": 1, \"label\": \"x\"}]}\n{\"text\": \"丙\n";
    let read = read_file(two.as_bytes(), "a.jsonl", Format::Prodigy).unwrap();
    assert_eq!(lost(&read), [(LossKind::BadLine, 1)]);
    assert_eq!(read.losses[0].places[0].1, 2);
    assert!(matches!(
        read_file(b"[{\"text\": ]", "a.json", Format::LabelStudio),
        Err(ImportError::Json { line: 1, .. })
    ));
    let named = r#"[{"@context": "x", "target": {"source": "gone.txt", "selector": []}}]"#;
    assert_eq!(
        read_file(named.as_bytes(), "a.jsonld", Format::W3c).unwrap_err(),
        ImportError::NoTexts {
            name: "gone.txt".into()
        }
    );
    assert_eq!(
        read_file(b"%PDF-1.7 x", "a.jsonl", Format::Doccano).unwrap_err(),
        ImportError::NotText
    );
}

#[test]
fn old_encodings_are_read() {
    // 治理 in GB 18030.
    let mut line = b"{\"text\": \"\xD6\xCE\xC0\xED\xD3\xEB\xB9\xFA\xB7\xC0\xB5\xC4\xB9\xD8\xCF\xB5\", \"label\": [[0, 2, \"x\"]]}".to_vec();
    line.push(b'\n');
    let read = read_file(&line, "a.jsonl", Format::Doccano).unwrap();
    assert_eq!(codings(&read.project), ["a 0..2 x Unnamed 治理"]);
}

#[test]
fn a_packed_folder_that_bursts_is_refused() {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    for name in ["a.ann", "a.txt", "../../b.ann"] {
        zip.start_file(name, options).unwrap();
        std::io::Write::write_all(&mut zip, &vec![b'T'; 20 << 20]).unwrap();
    }
    let bytes = zip.finish().unwrap().into_inner();
    let error = read_file(&bytes, "a.zip", Format::Brat).unwrap_err();
    assert_eq!(error, ImportError::TooLarge);
}

#[test]
fn what_several_programs_write_in_their_own_ways_is_read() {
    let conll = "-DOCSTART- -X- O\n\nEU NNP B-NP S-ORG\nrejects VBZ B-VP O\nGerman JJ B-NP B-MISC\ncall NN I-NP E-MISC\n\n国 B-LOC\n家 I-LOC\n\n";
    let read = read_file(conll.as_bytes(), "a.conll", Format::Conll).unwrap();
    let source = read.project.sources().iter().next().unwrap();
    assert_eq!(source.text(), "EU rejects German call\n国家");
    assert_eq!(
        codings(&read.project),
        [
            "a 0..2 ORG Unnamed EU",
            "a 11..22 MISC Unnamed German call",
            "a 23..25 LOC Unnamed 国家"
        ]
    );
    let tsv = "#FORMAT=WebAnno TSV 3.2\n#T_SP=de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity|identifier|value\n\
        #T_SP=de.tudarmstadt.ukp.dkpro.core.api.lexmorph.type.pos.POS|PosValue\n#T_RL=webanno.custom.R|label|BT_x\n\n\n\
        #Text=国家治理 体系\n1-1\t0-4\t国家治理\t*[1]\tLOC[1]\tNN\t_\t_\t\n1-1.1\t2-4\t治理\t_\tGOV\t_\t_\t_\t\n\
        1-2\t5-7\t体系\t*[1]|*[2]\tLOC[1]|\\_X\\|[2]\t_\tr\t1-1\t\n";
    let read = read_file(tsv.as_bytes(), "a.tsv", Format::WebAnno).unwrap();
    assert_eq!(
        codings(&read.project),
        [
            "a 0..7 LOC Unnamed 国家治理 体系",
            "a 2..4 GOV Unnamed 治理",
            "a 5..7 _X| Unnamed 体系"
        ]
    );
    assert_eq!(lost(&read), [(LossKind::Unknown, 2)]);
}

#[test]
fn a_passage_is_found_by_its_words_where_its_offsets_are_wrong() {
    let w3c = r#"[{"type": "Annotation", "body": {"value": "治", "purpose": "tagging"}, "target": {"source": "https://example.org/%E6%96%87.txt",
        "selector": {"type": "TextPositionSelector", "start": 0, "end": 4, "refinedBy":
        {"type": "TextQuoteSelector", "exact": "国家治理", "prefix": "👨‍🚒", "suffix": "\n第二段"}}}},
        {"type": "Annotation", "motivation": "commenting", "bodyValue": "看", "target": {"source": "文.txt",
        "selector": {"type": "TextQuoteSelector", "exact": "没有这句话", "prefix": "", "suffix": ""}}}]"#;
    let read = read_as(w3c.as_bytes(), Format::W3c).unwrap();
    assert_eq!(codings(&read.project), ["文.txt 3..7 治 Unnamed 国家治理"]);
    let kinds: Vec<LossKind> = read.losses.iter().map(|it| it.kind).collect();
    assert!(kinds.contains(&LossKind::NotFound), "{kinds:?}");
}

#[test]
fn shared_files_of_other_programs_are_known_by_what_is_in_them() {
    for (name, format) in [
        ("qualcoder/qc_cjk.qda/data.qda", Format::QualCoder),
        ("taguette/sample.sqlite3", Format::Taguette),
        ("refi/samples/maxqda-24.7.qde", Format::Refi),
        (
            "one-document-many-formats/doc.uima-cas.utf16.json",
            Format::Cas,
        ),
    ] {
        let Some(bytes) = shared_bytes(&format!("data/{name}")) else {
            return;
        };
        let file = ForeignFile {
            bytes: &bytes,
            name: name.rsplit('/').next().unwrap(),
            now: Default::default(),
            counting: None,
        };
        assert_eq!(recognise(&file), Some(format), "{name}");
    }
}
