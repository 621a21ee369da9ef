//! What a save changes in a folder that holds a known state: only the files in which something is another
//! than it was then are written anew and looked at.

use super::folder::{FolderChange, change, small_texts, source_text, work_text, works};
use super::layout::Group;
use super::part::{Part, PartKey};
use super::revision::Revision;
use crate::model::{
    CoderId, Coding, CodingId, Memo, Project, Quotation, QuotationId, RecordId, SourceId,
};
use std::collections::BTreeSet;

/// Bytes that tell of which part of which project a file is.
pub(super) const HEAD: u64 = 1 << 10;

/// What a folder changes that holds the state `before` and nothing else, when the project is saved in it.
/// Of `there`, files under `sources/` and `work/` need no more than their beginning. The same files then
/// stand in the folder as with [`folder_change`](super::folder::folder_change).
pub fn folder_change_since(
    (before, project): (&Project, &Project),
    revisions: &[Revision],
    there: &[Part],
) -> FolderChange {
    let touched = Touched::between(before, project);
    let mut texts = small_texts(project, revisions);
    for key in touched.0.iter().copied() {
        match key {
            PartKey::Source(id) => {
                let source = project.sources().get(id);
                texts.extend(source.map(|it| (key, source_text(project, it))));
            }
            PartKey::Work(coder, source) => {
                let group = group(project, coder, source);
                if !group.is_empty() {
                    texts.insert(key, work_text(project, key, group));
                }
            }
            _ => {}
        }
    }
    let is_small = |key: &PartKey| !matches!(key, PartKey::Source(_) | PartKey::Work(..));
    change(project, texts, there, &|key| {
        is_small(key) || touched.0.contains(key)
    })
}

/// What one coder made of one source, in the order of ids.
fn group(project: &Project, coder: CoderId, source: Option<SourceId>) -> Group<'_> {
    let Some(source) = source else {
        let key = PartKey::Work(coder, None);
        return works(project).remove(&key).unwrap_or_default();
    };
    let mut group = Group::default();
    let is_own = |it: &&Memo| it.coder == coder;
    let memos_on = |id| project.memos_on(id).filter(is_own);
    group.memos.extend(memos_on(RecordId::Source(source)));
    for by in project.uses(RecordId::Source(source)) {
        let RecordId::Quotation(id) = by else {
            continue;
        };
        let quotation = project.quotations().get(id);
        group
            .quotations
            .extend(quotation.filter(|it| it.coder == coder));
        group.memos.extend(memos_on(by));
        for coding in codings_on(project, id) {
            group
                .codings
                .extend(Some(coding).filter(|it| it.coder == coder));
            group.memos.extend(memos_on(RecordId::Coding(coding.id)));
        }
    }
    group.quotations.sort_by_key(|it| it.id);
    group.codings.sort_by_key(|it| it.id);
    group.memos.sort_by_key(|it| it.id);
    group
}

fn codings_on(project: &Project, id: QuotationId) -> impl Iterator<Item = &Coding> {
    let uses = project.uses(RecordId::Quotation(id));
    uses.filter_map(|by| match by {
        RecordId::Coding(id) => project.codings().get(id),
        _ => None,
    })
}

/// The files in which something is another than it was.
struct Touched(BTreeSet<PartKey>);

impl Touched {
    fn between(was: &Project, is: &Project) -> Self {
        let mut touched = Self(BTreeSet::new());
        let sides = [was, is];
        let coders = || {
            sides
                .iter()
                .flat_map(|it| it.coders().iter().map(|it| it.id))
        };
        for (before, now) in is.sources().changes(was.sources()) {
            let Some(id) = now.or(before).map(|it| it.id) else {
                continue;
            };
            touched.0.insert(PartKey::Source(id));
            // What is written of a quotation is also its words.
            if before.map(|it| &it.lines) != now.map(|it| &it.lines) {
                let all = coders().map(|coder| PartKey::Work(coder, Some(id)));
                touched.0.extend(all);
            }
        }
        for (before, now) in is.coders().changes(was.coders()) {
            if let (Some(coder), None) | (None, Some(coder)) = (before, now) {
                let sources = sides.iter().flat_map(|it| it.sources().iter());
                let sources = sources.map(|it| Some(it.id)).chain([None]);
                touched
                    .0
                    .extend(sources.map(|it| PartKey::Work(coder.id, it)));
            }
        }
        for (before, now) in is.quotations().changes(was.quotations()) {
            let moved = before.map(|it| it.source) != now.map(|it| it.source);
            for (project, it) in sides.iter().zip([before, now]) {
                touched.quotation(project, it, moved);
            }
        }
        for (before, now) in is.codings().changes(was.codings()) {
            for (project, it) in sides.iter().zip([before, now]) {
                touched.coding(project, it);
            }
        }
        for (before, now) in is.memos().changes(was.memos()) {
            for (project, it) in sides.iter().zip([before, now]) {
                touched.memo(project, it);
            }
        }
        touched
    }

    fn quotation(&mut self, project: &Project, it: Option<&Quotation>, moved: bool) {
        let Some(it) = it else { return };
        self.0.insert(PartKey::Work(it.coder, Some(it.source)));
        if moved {
            // What hangs on it goes with it.
            self.memos_on(project, RecordId::Quotation(it.id));
            for coding in codings_on(project, it.id) {
                self.coding(project, Some(coding));
            }
        }
    }

    fn coding(&mut self, project: &Project, it: Option<&Coding>) {
        if let Some(it) = it {
            let key = PartKey::Work(it.coder, source_of(project, it.quotation));
            self.0.insert(key);
            self.memos_on(project, RecordId::Coding(it.id));
        }
    }

    fn memos_on(&mut self, project: &Project, id: RecordId) {
        for memo in project.memos_on(id) {
            self.memo(project, Some(memo));
        }
    }

    fn memo(&mut self, project: &Project, it: Option<&Memo>) {
        let Some(it) = it else { return };
        let of_coding = |id: CodingId| project.codings().get(id).map(|it| it.quotation);
        let source = match it.target {
            RecordId::Source(id) => Some(id),
            RecordId::Quotation(id) => source_of(project, id),
            RecordId::Coding(id) => of_coding(id).and_then(|it| source_of(project, it)),
            _ => None,
        };
        self.0.insert(PartKey::Work(it.coder, source));
    }
}

fn source_of(project: &Project, id: QuotationId) -> Option<SourceId> {
    project.quotations().get(id).map(|it| it.source)
}
