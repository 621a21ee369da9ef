//! What has no place in formats for annotated texts, which know labelled places alone.

use super::{Left, Unplaced, code_name, counted, find, is_lost, memo_words};
use crate::exchange::flat::Flat;
use crate::exchange::format::Format;
use crate::model::{Memo, Project, RecordId};
use std::collections::BTreeSet;

/// What has no place in a format for annotated texts.
pub(super) fn find_flat(
    project: &Project,
    flat: &Flat<'_>,
    (what, format): (Unplaced, Format),
) -> Left {
    let words = |of: &[&str]| counted(what, of.iter());
    let written: BTreeSet<_> = flat.all().map(|it| it.code).collect();
    let codes = || written.iter().filter_map(|it| project.codes().get(*it));
    match what {
        Unplaced::CodeDetails => counted(what, codes().map(code_name)),
        Unplaced::Tree => {
            let under = codes().filter(|it| it.parent.is_some());
            counted(what, under.map(code_name))
        }
        Unplaced::Unused => {
            let unused = project.codes().iter();
            counted(
                what,
                unused.filter(|it| !written.contains(&it.id)).map(code_name),
            )
        }
        Unplaced::Renamed => {
            let renamed = flat.renamed.iter();
            counted(
                what,
                renamed
                    .filter(|it| written.contains(&it.id))
                    .map(|it| code_name(it)),
            )
        }
        Unplaced::Edges => words(&flat.drawn_in),
        Unplaced::Blanks => words(&flat.blank),
        Unplaced::Merged => words(&flat.merged),
        Unplaced::Coders => {
            let coders: BTreeSet<&str> = flat.all().filter_map(|it| flat.coder(it)).collect();
            counted(what, coders.into_iter())
        }
        Unplaced::Times => counted(what, flat.all().map(|_| "")),
        Unplaced::Bare if matches!(format, Format::W3c) => {
            let mut bare = find(project, what);
            let is_said = |id| project.memos_on(RecordId::Quotation(id)).next().is_some();
            let coded: BTreeSet<_> = project.codings().iter().map(|it| it.quotation).collect();
            let passages = project.quotations().iter();
            let left =
                passages.filter(|it| !coded.contains(&it.id) && (is_lost(it) || !is_said(it.id)));
            let again = counted(what, left.map(|it| super::words(project, it)));
            (bare.count, bare.places) = (again.count, again.places);
            bare
        }
        Unplaced::OtherMemos | Unplaced::SideMemos | Unplaced::AllMemos => {
            let written: BTreeSet<_> = flat.all().map(|it| it.id).collect();
            let is_kept = |it: &&Memo| match (what, it.target) {
                (Unplaced::AllMemos, _) => false,
                (_, RecordId::Coding(id)) => written.contains(&id),
                (Unplaced::OtherMemos, RecordId::Quotation(id)) => {
                    project.quotations().get(id).is_some_and(|it| !is_lost(it))
                }
                _ => false,
            };
            let left = project.memos().iter().filter(|it| !is_kept(it));
            counted(what, left.map(memo_words))
        }
        Unplaced::MemoLines => {
            let memos = flat.codings().flat_map(|it| flat.memos(it));
            let broken = memos.filter(|it| it.text.contains('\n'));
            counted(what, broken.map(memo_words))
        }
        what => find(project, what),
    }
}
