//! JSON of PubAnnotation: one text with `denotations`.

use super::counting::Counting;
use super::doccano::name_of;
use super::draft::{Draft, DraftCoding, DraftLink, DraftPassage, DraftSource, Made};
use super::gather::gather;
use super::import::{ForeignFile, ImportError, ImportRead};
use super::json_read::{each, field, offset, parse_lines, text_of, words};
use super::loss::LossKind;
use serde_json::Value as Json;

pub(super) fn read(file: &ForeignFile<'_>) -> Result<ImportRead, ImportError> {
    let (lines, bad) = parse_lines(&text_of(file.bytes)?)?;
    let mut draft = Draft::counted(Counting::chars());
    draft.origin = "PubAnnotation".to_owned();
    for line in bad {
        draft.losses.add(LossKind::BadLine, "", line);
    }
    let only = lines.len() == 1;
    for (number, line) in lines.iter().enumerate() {
        let value = &line.value;
        let Some(text) = field(value, "text").as_str() else {
            draft.losses.add(LossKind::BadLine, "", line.number);
            continue;
        };
        let mut source = DraftSource {
            name: name_of(value, file, (number, only)),
            raw: text.to_owned(),
            ..DraftSource::default()
        };
        track(&mut draft, &mut source, (value, Made::default()))?;
        for one in each(field(value, "tracks")) {
            let made = Made {
                coder: draft.coder(&words(one, "project")),
                at: None,
            };
            track(&mut draft, &mut source, (one, made))?;
        }
        draft.sources.push(source);
        draft.count(1)?;
    }
    gather(draft, file)
}

/// Takes over what one project of PubAnnotation says of a text.
fn track(
    draft: &mut Draft,
    source: &mut DraftSource,
    (value, made): (&Json, Made),
) -> Result<(), ImportError> {
    let at = draft.sources.len();
    let key = |it: &Json, field: &str| format!("{at} {:?} {}", made.coder, words(it, field));
    for denotation in each(field(value, "denotations")) {
        draft.count(1)?;
        let label = words(denotation, "obj");
        if label.trim().is_empty() {
            draft.losses.add(LossKind::NoCode, &source.name, 0);
            continue;
        }
        let pieces = each(field(denotation, "span"));
        if pieces.len() > 1 {
            draft.losses.add(LossKind::Split, &source.name, 0);
        }
        for piece in pieces {
            let coding = DraftCoding {
                key: key(denotation, "id"),
                ..draft.coding(&label, made)
            };
            source.passages.push(DraftPassage {
                start: offset(field(piece, "begin")),
                end: offset(field(piece, "end")),
                made,
                codings: vec![coding],
                ..DraftPassage::default()
            });
        }
    }
    for relation in each(field(value, "relations")) {
        draft.links.push(DraftLink {
            name: words(relation, "pred"),
            from: key(relation, "subj"),
            to: key(relation, "obj"),
            made,
            line: 0,
        });
        draft.count(1)?;
    }
    for name in ["attributes", "modifications", "blocks"] {
        let count = each(field(value, name)).len();
        draft.losses.add_many(LossKind::Unknown, count, name, 0);
    }
    Ok(())
}
