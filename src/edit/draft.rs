//! A change in the making, for plans whose later steps build on earlier ones.

use super::plan_codings::removal;
use crate::model::{Case, Edit, Link, Memo, Project, Query, Record, RecordId, Set};
use std::collections::BTreeSet;

/// A copy of the project on which every edit shows at once, and the edits so far.
pub(super) struct Draft {
    /// What the project would be.
    pub(super) project: Project,
    edits: Vec<Edit>,
}

impl Draft {
    pub(super) fn of(project: &Project) -> Self {
        Self {
            project: project.clone(),
            edits: Vec::new(),
        }
    }

    /// The edits, in their order.
    pub(super) fn into_edits(self) -> Vec<Edit> {
        self.edits
    }

    pub(super) fn put(&mut self, record: impl Into<Record>) {
        self.apply(Edit::Put(record.into()));
    }

    /// Takes records with all that cannot stand without them.
    pub(super) fn remove(&mut self, wanted: &[RecordId]) {
        for edit in removal(&self.project, wanted) {
            self.apply(edit);
        }
    }

    pub(super) fn apply(&mut self, edit: Edit) {
        self.project.apply(edit.clone());
        self.edits.push(edit);
    }

    /// Gives another record what hangs on one that will go: memos (a coder's two become one),
    /// links, rules, and places in sets and cases.
    pub(super) fn hand_on(&mut self, from: RecordId, to: RecordId) {
        let holders: Vec<RecordId> = self.project.uses(from).collect();
        let swapped = |members: &BTreeSet<RecordId>| {
            let others = members.iter().copied().filter(|it| *it != from);
            others.chain([to]).collect()
        };
        for by in holders {
            match self.project.record(by) {
                Some(Record::Memo(memo)) => self.hand_memo_on(memo, to),
                Some(Record::Link(link)) => {
                    let end = |it: RecordId| if it == from { to } else { it };
                    let (start, end) = (end(link.from), end(link.to));
                    match start == end {
                        true => self.apply(Edit::Take(by)),
                        false => self.put(Link {
                            from: start,
                            to: end,
                            ..link
                        }),
                    }
                }
                Some(Record::Query(query)) => {
                    if let RecordId::Code(to) = to {
                        let code = Some(to);
                        self.put(Query { code, ..query });
                    }
                }
                Some(Record::Set(set)) => {
                    let members = swapped(&set.members);
                    self.put(Set { members, ..set });
                }
                Some(Record::Case(case)) => {
                    let members = swapped(&case.members);
                    self.put(Case { members, ..case });
                }
                _ => {}
            }
        }
    }

    fn hand_memo_on(&mut self, memo: Memo, to: RecordId) {
        let there = self.project.memos_on(to).find(|it| it.coder == memo.coder);
        let Some(there) = there.cloned() else {
            self.put(Memo { target: to, ..memo });
            return;
        };
        self.apply(Edit::Take(RecordId::Memo(memo.id)));
        self.put(Memo {
            text: both(&there.text, &memo.text),
            changed: there.changed.max(memo.changed),
            ..there
        });
    }
}

/// Two texts as paragraphs of one; the second is left out when it stands in the first.
pub(super) fn both(first: &str, second: &str) -> String {
    match (first.trim(), second.trim()) {
        ("", second) => second.to_owned(),
        (first, second) if first.contains(second) => first.to_owned(),
        (first, second) => format!("{first}\n\n{second}"),
    }
}
