//! What the Hypothes.is service and its clients give away: rows of annotations on web pages.

use super::counting::Counting;
use super::draft::{Draft, DraftMemo, DraftPassage, Made, time};
use super::gather::gather;
use super::import::{Beside, ForeignFile, ImportError, ImportRead};
use super::json_read::{each, field, parse_lines, text_of, words};
use super::loss::LossKind;
use super::selectors::{Pointed, passage};
use serde_json::Value as Json;

pub(super) fn read(
    file: &ForeignFile<'_>,
    beside: &mut dyn Beside,
) -> Result<ImportRead, ImportError> {
    let (lines, bad) = parse_lines(&text_of(file.bytes)?)?;
    // Browsers count UTF-16 units.
    let mut draft = Draft::counted(Counting::utf16());
    draft.origin = "Hypothes.is".to_owned();
    for line in bad {
        draft.losses.add(LossKind::BadLine, "", line);
    }
    let mut pointed = Pointed::new(beside);
    for line in &lines {
        let value = &line.value;
        let lists = ["rows", "annotations"];
        let list = lists.iter().find_map(|it| field(value, it).as_array());
        for row in list.map_or(std::slice::from_ref(value), Vec::as_slice) {
            take(&mut draft, &mut pointed, row)?;
        }
    }
    pointed.finish(&draft)?;
    gather(draft, file)
}

fn take(draft: &mut Draft, pointed: &mut Pointed<'_>, row: &Json) -> Result<(), ImportError> {
    let user = words(row, "user");
    let user = user.strip_prefix("acct:").unwrap_or(&user);
    let shown = words(field(row, "user_info"), "display_name");
    let user = if shown.is_empty() { user } else { &shown };
    let made = Made {
        coder: draft.coder(user),
        at: time(&words(row, "created")),
    };
    let remark = words(row, "text");
    let tags: Vec<&str> = each(field(row, "tags"))
        .iter()
        .filter_map(Json::as_str)
        .collect();
    draft.count(1 + tags.len())?;
    if !each(field(row, "references")).is_empty() {
        draft.losses.add(LossKind::LooseRemark, &remark, 0);
        draft.memos.extend(DraftMemo::list(&remark, made));
        return Ok(());
    }
    let targets = each(field(row, "target"));
    if targets.len() > 1 {
        draft
            .losses
            .add(LossKind::Split, tags.first().unwrap_or(&""), 0);
    }
    let mut memos = DraftMemo::list(&remark, made);
    for target in targets {
        let address = [words(target, "source"), words(row, "uri")];
        let address = address.into_iter().find(|it| !it.is_empty());
        let Some(at) = pointed.source(draft, &address.unwrap_or_default()) else {
            draft
                .losses
                .add_many(LossKind::CodingLeft, tags.len(), &remark, 0);
            continue;
        };
        let mut codings = Vec::new();
        for tag in &tags {
            codings.push(draft.coding(tag, made));
        }
        let Some(source) = draft.sources.get_mut(at) else {
            continue;
        };
        match passage(field(target, "selector")) {
            Some(passage) => source.passages.push(DraftPassage {
                made,
                memos: std::mem::take(&mut memos),
                codings,
                ..passage
            }),
            // A note on the page as a whole.
            None => {
                let count = codings.len();
                draft
                    .losses
                    .add_many(LossKind::WholeSource, count, &source.name, 0);
                source.whole.extend(codings);
                source.memos.append(&mut memos);
            }
        }
    }
    Ok(())
}
