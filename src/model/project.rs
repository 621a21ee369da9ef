//! A project: its records, and the one way to change them.

use super::{
    Case, Code, Coder, CoderId, Coding, Conflict, Extra, Gloss, Head, Link, Memo, MemoId, Query,
    Quotation, Recipe, Record, RecordId, Set, Source, Table, Use, Variable, reference::targets,
};
use uuid::Uuid;

/// All that can happen to a project.
#[derive(Clone, PartialEq, Eq, Debug)]
#[expect(clippy::large_enum_variant, reason = "nearly every edit is a Put")]
pub enum Edit {
    /// The record stands as given, whether it was there before or not.
    Put(Record),
    /// The record is gone. Taking what is not there changes nothing; the head cannot be taken.
    Take(RecordId),
}

impl Edit {
    /// The record it is about.
    pub fn id(&self) -> RecordId {
        match self {
            Self::Put(record) => record.id(),
            Self::Take(id) => *id,
        }
    }
}

/// Lines of a project file that could not be read as records. They are kept and written back, so
/// that a person or a newer version can still make sense of them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Unread {
    /// The part of the file it stood in, such as `codings`.
    pub section: String,
    /// The text as it stood there.
    pub text: String,
}

/// A project. A clone shares everything unchanged and costs next to nothing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Project {
    head: Head,
    coders: Table<Coder>,
    codes: Table<Code>,
    variables: Table<Variable>,
    cases: Table<Case>,
    sets: Table<Set>,
    links: Table<Link>,
    queries: Table<Query>,
    glosses: Table<Gloss>,
    recipes: Table<Recipe>,
    sources: Table<Source>,
    quotations: Table<Quotation>,
    codings: Table<Coding>,
    memos: Table<Memo>,
    conflicts: Table<Conflict>,
    uses: Table<Use>,
    /// Parts of the file that only a newer version knows. The number of a newer format is kept here
    /// too, under `format`.
    pub extra: Extra,
    /// What the reader of a file could not understand.
    pub unread: Vec<Unread>,
}

macro_rules! tables {
    ($($(#[$doc:meta])* $name:ident: $record:ident),+ $(,)?) => {$(
        $(#[$doc])*
        pub fn $name(&self) -> &Table<$record> {
            &self.$name
        }
    )+};
}

impl Project {
    /// A project with nothing in it.
    pub fn new(head: Head) -> Self {
        Self {
            head,
            coders: Table::default(),
            codes: Table::default(),
            variables: Table::default(),
            cases: Table::default(),
            sets: Table::default(),
            links: Table::default(),
            queries: Table::default(),
            glosses: Table::default(),
            recipes: Table::default(),
            sources: Table::default(),
            quotations: Table::default(),
            codings: Table::default(),
            memos: Table::default(),
            conflicts: Table::default(),
            uses: Table::default(),
            extra: Extra::default(),
            unread: Vec::new(),
        }
    }

    /// A project of many records at once: much cheaper than putting them one by one. No two records
    /// may share an id; the rules are not checked.
    pub fn gather(head: Head, records: impl IntoIterator<Item = Record>) -> Self {
        let mut project = Self::new(head);
        let mut uses = Vec::new();
        let (mut coders, mut codes, mut variables) = (Vec::new(), Vec::new(), Vec::new());
        let (mut cases, mut sets, mut links) = (Vec::new(), Vec::new(), Vec::new());
        let (mut queries, mut glosses, mut recipes) = (Vec::new(), Vec::new(), Vec::new());
        let (mut sources, mut quotations) = (Vec::new(), Vec::new());
        let (mut codings, mut memos, mut conflicts) = (Vec::new(), Vec::new(), Vec::new());
        for record in records {
            let by = record.id();
            uses.extend(targets(&record).into_iter().map(|of| Use { of, by }));
            match record {
                Record::Project(it) => project.head = it,
                Record::Coder(it) => coders.push(it),
                Record::Code(it) => codes.push(it),
                Record::Variable(it) => variables.push(it),
                Record::Case(it) => cases.push(it),
                Record::Set(it) => sets.push(it),
                Record::Link(it) => links.push(it),
                Record::Query(it) => queries.push(it),
                Record::Gloss(it) => glosses.push(it),
                Record::Recipe(it) => recipes.push(it),
                Record::Source(it) => sources.push(it),
                Record::Quotation(it) => quotations.push(it),
                Record::Coding(it) => codings.push(it),
                Record::Memo(it) => memos.push(it),
                Record::Conflict(it) => conflicts.push(it),
            }
        }
        project.coders = Table::gather(coders);
        project.codes = Table::gather(codes);
        project.variables = Table::gather(variables);
        project.cases = Table::gather(cases);
        project.sets = Table::gather(sets);
        project.links = Table::gather(links);
        project.queries = Table::gather(queries);
        project.glosses = Table::gather(glosses);
        project.recipes = Table::gather(recipes);
        project.sources = Table::gather(sources);
        project.quotations = Table::gather(quotations);
        project.codings = Table::gather(codings);
        project.memos = Table::gather(memos);
        project.conflicts = Table::gather(conflicts);
        project.uses = Table::gather(uses);
        project
    }

    /// Its name and origin.
    pub fn head(&self) -> &Head {
        &self.head
    }

    tables! {
        /// Everybody who codes.
        coders: Coder,
        /// The codebook by id; `query::codebook` puts it in tree order.
        codes: Code,
        /// The variables.
        variables: Variable,
        /// The cases.
        cases: Case,
        /// The sets.
        sets: Set,
        /// The links.
        links: Link,
        /// The saved queries by id, rules among them.
        queries: Query,
        /// The glosses of words, by id.
        glosses: Gloss,
        /// The recipes of reading packs, by id.
        recipes: Recipe,
        /// The sources by id.
        sources: Source,
        /// The quotations by id.
        quotations: Quotation,
        /// The codings by id.
        codings: Coding,
        /// The memos by id.
        memos: Memo,
        /// What joins could not decide, by id.
        conflicts: Conflict,
    }

    /// A copy of one record.
    pub fn record(&self, id: RecordId) -> Option<Record> {
        match id {
            RecordId::Project => Some(self.head.clone().into()),
            RecordId::Coder(id) => self.coders.get(id).cloned().map(Into::into),
            RecordId::Code(id) => self.codes.get(id).cloned().map(Into::into),
            RecordId::Variable(id) => self.variables.get(id).cloned().map(Into::into),
            RecordId::Case(id) => self.cases.get(id).cloned().map(Into::into),
            RecordId::Set(id) => self.sets.get(id).cloned().map(Into::into),
            RecordId::Link(id) => self.links.get(id).cloned().map(Into::into),
            RecordId::Query(id) => self.queries.get(id).cloned().map(Into::into),
            RecordId::Gloss(id) => self.glosses.get(id).cloned().map(Into::into),
            RecordId::Recipe(id) => self.recipes.get(id).cloned().map(Into::into),
            RecordId::Source(id) => self.sources.get(id).cloned().map(Into::into),
            RecordId::Quotation(id) => self.quotations.get(id).cloned().map(Into::into),
            RecordId::Coding(id) => self.codings.get(id).cloned().map(Into::into),
            RecordId::Memo(id) => self.memos.get(id).cloned().map(Into::into),
            RecordId::Conflict(id) => self.conflicts.get(id).cloned().map(Into::into),
        }
    }

    /// Whether a record is there.
    pub fn contains(&self, id: RecordId) -> bool {
        match id {
            RecordId::Project => true,
            RecordId::Coder(id) => self.coders.contains(id),
            RecordId::Code(id) => self.codes.contains(id),
            RecordId::Variable(id) => self.variables.contains(id),
            RecordId::Case(id) => self.cases.contains(id),
            RecordId::Set(id) => self.sets.contains(id),
            RecordId::Link(id) => self.links.contains(id),
            RecordId::Query(id) => self.queries.contains(id),
            RecordId::Gloss(id) => self.glosses.contains(id),
            RecordId::Recipe(id) => self.recipes.contains(id),
            RecordId::Source(id) => self.sources.contains(id),
            RecordId::Quotation(id) => self.quotations.contains(id),
            RecordId::Coding(id) => self.codings.contains(id),
            RecordId::Memo(id) => self.memos.contains(id),
            RecordId::Conflict(id) => self.conflicts.contains(id),
        }
    }

    /// The records that point at `id`, by kind and id. For coders see [`Self::works_of`].
    pub fn uses(&self, id: RecordId) -> impl Iterator<Item = RecordId> {
        let first = Use {
            of: id,
            by: RecordId::Project,
        };
        self.uses
            .from(first)
            .take_while(move |it| it.of == id)
            .map(|it| it.by)
    }

    /// The memos on `id`, whatever else points at it.
    pub fn memos_on(&self, id: RecordId) -> impl Iterator<Item = &Memo> {
        // Only conflicts are of a later kind, so hardly anything else follows the least of them.
        let first = Use {
            of: id,
            by: RecordId::Memo(MemoId::new(Uuid::nil())),
        };
        let uses = self.uses.from(first).take_while(move |it| it.of == id);
        let memos = uses.filter_map(|it| match it.by {
            RecordId::Memo(memo) => self.memos.get(memo),
            _ => None,
        });
        memos.filter(move |it| it.target == id)
    }

    /// Everything a coder made: looks at every quotation, coding, memo, link and query.
    pub fn works_of(&self, coder: CoderId) -> impl Iterator<Item = RecordId> {
        let quotations = self.quotations.iter().filter(move |it| it.coder == coder);
        let codings = self.codings.iter().filter(move |it| it.coder == coder);
        let memos = self.memos.iter().filter(move |it| it.coder == coder);
        let links = self.links.iter().filter(move |it| it.coder == coder);
        let queries = self.queries.iter().filter(move |it| it.coder == coder);
        quotations
            .map(|it| RecordId::Quotation(it.id))
            .chain(codings.map(|it| RecordId::Coding(it.id)))
            .chain(memos.map(|it| RecordId::Memo(it.id)))
            .chain(links.map(|it| RecordId::Link(it.id)))
            .chain(queries.map(|it| RecordId::Query(it.id)))
    }

    /// Makes one edit and hands back the edit that undoes it. The rules are not checked here: see
    /// `edit::History::commit`, through which every change of an open project goes.
    pub fn apply(&mut self, edit: Edit) -> Edit {
        let id = edit.id();
        let before = match edit {
            Edit::Put(record) => {
                let points_at = targets(&record);
                let before = self.put(record);
                self.unlink(id, before.as_ref());
                for of in points_at {
                    self.uses.put(Use { of, by: id });
                }
                before
            }
            Edit::Take(id) => {
                let before = self.take(id);
                self.unlink(id, before.as_ref());
                before
            }
        };
        before.map_or(Edit::Take(id), Edit::Put)
    }

    fn unlink(&mut self, by: RecordId, before: Option<&Record>) {
        for of in before.map(targets).unwrap_or_default() {
            self.uses.take(Use { of, by });
        }
    }

    fn put(&mut self, record: Record) -> Option<Record> {
        match record {
            Record::Project(it) => Some(std::mem::replace(&mut self.head, it).into()),
            Record::Coder(it) => self.coders.put(it).map(Into::into),
            Record::Code(it) => self.codes.put(it).map(Into::into),
            Record::Variable(it) => self.variables.put(it).map(Into::into),
            Record::Case(it) => self.cases.put(it).map(Into::into),
            Record::Set(it) => self.sets.put(it).map(Into::into),
            Record::Link(it) => self.links.put(it).map(Into::into),
            Record::Query(it) => self.queries.put(it).map(Into::into),
            Record::Gloss(it) => self.glosses.put(it).map(Into::into),
            Record::Recipe(it) => self.recipes.put(it).map(Into::into),
            Record::Source(it) => self.sources.put(it).map(Into::into),
            Record::Quotation(it) => self.quotations.put(it).map(Into::into),
            Record::Coding(it) => self.codings.put(it).map(Into::into),
            Record::Memo(it) => self.memos.put(it).map(Into::into),
            Record::Conflict(it) => self.conflicts.put(it).map(Into::into),
        }
    }

    fn take(&mut self, id: RecordId) -> Option<Record> {
        match id {
            RecordId::Project => None,
            RecordId::Coder(id) => self.coders.take(id).map(Into::into),
            RecordId::Code(id) => self.codes.take(id).map(Into::into),
            RecordId::Variable(id) => self.variables.take(id).map(Into::into),
            RecordId::Case(id) => self.cases.take(id).map(Into::into),
            RecordId::Set(id) => self.sets.take(id).map(Into::into),
            RecordId::Link(id) => self.links.take(id).map(Into::into),
            RecordId::Query(id) => self.queries.take(id).map(Into::into),
            RecordId::Gloss(id) => self.glosses.take(id).map(Into::into),
            RecordId::Recipe(id) => self.recipes.take(id).map(Into::into),
            RecordId::Source(id) => self.sources.take(id).map(Into::into),
            RecordId::Quotation(id) => self.quotations.take(id).map(Into::into),
            RecordId::Coding(id) => self.codings.take(id).map(Into::into),
            RecordId::Memo(id) => self.memos.take(id).map(Into::into),
            RecordId::Conflict(id) => self.conflicts.take(id).map(Into::into),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::model::sample::any_project;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_memos_on_a_record_are_those_that_name_it(project in any_project()) {
            for target in project.memos().iter().map(|it| it.target) {
                let found: Vec<_> = project.memos_on(target).map(|it| it.id).collect();
                let all = project.memos().iter().filter(|it| it.target == target);
                prop_assert_eq!(found, all.map(|it| it.id).collect::<Vec<_>>());
            }
        }
    }
}
