//! Conflicts in the file: each a line that carries the other version of a record, written as records
//! are, with the kind's name before it.

use super::frame::Frame;
use super::kind::{Fields, Kind, Marked, NOBODY, Recorded, write_source};
use super::line::{Cursor, Line};
use super::loose::Loose;
use super::malformed::Wanted;
use super::read::{Found, Placed};
use super::settle_quotations::settle_one;
use super::value::Field;
use crate::model::{
    Case, Code, Coder, CoderId, Coding, Conflict, ConflictId, Extra, Gloss, Head, Link, Memo, Over,
    Part, Project, Query, Recipe, Record, RecordId, Set, SourceId, Time, Variable, VariableId,
};
use crate::text::Span;
use ron::value::RawValue;

/// A piece of RON that is read later.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Raw(pub(super) String);

impl<'a> Field<'a> for Raw {
    type Loose = Box<RawValue>;
    const WHAT: Wanted = Wanted::Record;

    fn write(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(self.0.as_bytes());
    }

    fn read(cursor: &mut Cursor<'a>) -> Option<Self> {
        let value = Frame::new(cursor.rest(), 0).value().ok()?.to_owned();
        cursor.advance(value.len());
        Some(Self(value))
    }

    fn fit(loose: Box<RawValue>) -> Option<Self> {
        Some(Self(loose.get_ron().trim().to_owned()))
    }
}

/// A conflict as it stands in a file.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Clash {
    pub(super) id: ConflictId,
    pub(super) about: RecordId,
    /// The part's name, `removal` or `twin`.
    over: String,
    /// Of a value: which variable's.
    variable: Option<VariableId>,
    twin: Option<RecordId>,
    /// Whose work the other version is of; it is not part of such records.
    coder: Option<CoderId>,
    created: Time,
    other: Option<Raw>,
    /// The version both come from.
    base: Option<Raw>,
    extra: Extra,
}

impl<'a> Kind<'a> for Clash {
    const NAME: &'static str = "Conflict";

    fn read<F: Fields<'a>>(fields: &mut F) -> Result<Self, F::Stop> {
        Ok(Self {
            id: fields.need("id")?,
            about: fields.need("about")?,
            over: fields.need("over")?,
            variable: fields.find("variable")?,
            twin: fields.find("twin")?,
            coder: fields.find("coder")?,
            created: fields.find("created")?.unwrap_or_default(),
            other: fields.find("other")?,
            base: fields.find("base")?,
            extra: fields.rest(),
        })
    }

    fn write(&self, line: &mut Line<'_>) {
        line.put("id", &self.id);
        line.put("about", &self.about);
        line.put("over", &self.over);
        line.put_some("variable", self.variable.as_ref());
        line.put_some("twin", self.twin.as_ref());
        line.put_some("coder", self.coder.as_ref());
        line.put("created", &self.created);
        line.put_some("other", self.other.as_ref());
        line.put_some("base", self.base.as_ref());
        line.put_extra(&self.extra);
    }

    fn keep(self, span: Span, _: CoderId, found: &mut Found<'a>) {
        found.conflicts.push((span, self));
    }
}

const REMOVAL: &str = "removal";
const TWIN: &str = "twin";

/// Writes a conflict's fields.
pub(super) fn write_conflict(project: &Project, conflict: &Conflict, line: &mut Line<'_>) {
    let raw = |record: &Record| Raw(ron_of(project, record));
    let mut clash = Clash {
        id: conflict.id,
        about: conflict.about,
        over: String::new(),
        variable: None,
        twin: None,
        coder: conflict.base.as_deref().and_then(coder_of),
        created: conflict.created,
        other: None,
        base: conflict.base.as_deref().map(raw),
        extra: conflict.extra.clone(),
    };
    match &conflict.over {
        Over::Removal => clash.over = REMOVAL.to_owned(),
        Over::Twin(twin) => (clash.over, clash.twin) = (TWIN.to_owned(), Some(*twin)),
        Over::Part { part, other } => {
            clash.over = part.name().to_owned();
            if let Part::Value(variable) = part {
                clash.variable = Some(*variable);
            }
            clash.coder = coder_of(other);
            clash.other = Some(raw(other));
        }
    }
    clash.write(line);
}

/// Whose work a record is, where that does not stand in it.
fn coder_of(record: &Record) -> Option<CoderId> {
    match record {
        Record::Quotation(it) => Some(it.coder),
        Record::Coding(it) => Some(it.coder),
        Record::Memo(it) => Some(it.coder),
        _ => None,
    }
}

/// A record as it stands in its list, with the name of its kind.
fn ron_of(project: &Project, record: &Record) -> String {
    let mut bytes = Vec::new();
    let mut line = Line::open(&mut bytes, record.id().kind());
    match record {
        Record::Project(it) => it.write(&mut line),
        Record::Coder(it) => it.write(&mut line),
        Record::Code(it) => it.write(&mut line),
        Record::Variable(it) => it.write(&mut line),
        Record::Case(it) => it.write(&mut line),
        Record::Set(it) => it.write(&mut line),
        Record::Link(it) => it.write(&mut line),
        Record::Query(it) => it.write(&mut line),
        Record::Gloss(it) => it.write(&mut line),
        Record::Recipe(it) => it.write(&mut line),
        Record::Source(it) => write_source(it, &mut line),
        Record::Quotation(it) => {
            Marked::of(it, project.sources().get(it.source)).write(&mut line);
        }
        Record::Coding(it) => it.write(&mut line),
        Record::Memo(it) => it.write(&mut line),
        // A conflict is never over a conflict.
        Record::Conflict(_) => {}
    }
    line.close();
    String::from_utf8(bytes).unwrap_or_default()
}

impl Clash {
    /// The source of a quotation that it carries.
    pub(super) fn source(&self) -> Option<SourceId> {
        let ron = &self.other.as_ref()?.0;
        let is_one = ron.trim_start().starts_with("Quotation");
        let mut fields = Loose::open(ron, <Marked<'_> as Kind<'_>>::NAME).ok()?;
        let marked = is_one.then(|| Marked::read(&mut fields).ok())?;
        marked.map(|it| it.source)
    }

    /// The conflict, if its parts fit together and the other version can be read.
    pub(super) fn conflict(&self, sources: &Placed<Recorded>) -> Option<Conflict> {
        let record = |raw: &Raw| {
            let record = record_of(&raw.0, self.coder.unwrap_or(NOBODY), sources)?;
            Some(Box::new(record)).filter(|it| it.id() == self.about)
        };
        let over = match &*self.over {
            REMOVAL => Over::Removal,
            TWIN => Over::Twin(self.twin?),
            name => {
                let part = Part::from_name(name, self.variable)?;
                let other = record(self.other.as_ref()?)?;
                Over::Part { part, other }
            }
        };
        // Without it, what is to be decided can still be decided.
        let base = self.base.as_ref().and_then(record);
        Some(Conflict {
            id: self.id,
            about: self.about,
            over,
            base,
            created: self.created,
            extra: self.extra.clone(),
        })
    }
}

/// Reads a record written with the name of its kind.
fn record_of(ron: &str, coder: CoderId, sources: &Placed<Recorded>) -> Option<Record> {
    fn plain<'a, T: Kind<'a>>(ron: &'a str) -> Option<T> {
        T::read(&mut Loose::open(ron, T::NAME).ok()?).ok()
    }
    let kind = ron.split('(').next()?.trim();
    Some(match kind {
        "Project" => plain::<Head>(ron)?.into(),
        "Coder" => plain::<Coder>(ron)?.into(),
        "Code" => plain::<Code>(ron)?.into(),
        "Variable" => plain::<Variable>(ron)?.into(),
        "Case" => plain::<Case>(ron)?.into(),
        "Set" => plain::<Set>(ron)?.into(),
        "Link" => plain::<Link>(ron)?.into(),
        "Query" => plain::<Query>(ron)?.into(),
        "Gloss" => plain::<Gloss>(ron)?.into(),
        "Recipe" => plain::<Recipe>(ron)?.into(),
        "Source" => plain::<Recorded>(ron)?.source.into(),
        "Quotation" => {
            let marked = plain::<Marked<'_>>(ron)?;
            let (_, source) = sources.iter().find(|it| it.1.source.id == marked.source)?;
            settle_one(source, Marked { coder, ..marked }).into()
        }
        "Coding" => Coding {
            coder,
            ..plain::<Coding>(ron)?
        }
        .into(),
        "Memo" => Memo {
            coder,
            ..plain::<Memo>(ron)?
        }
        .into(),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use crate::file::{Opened, Warning, read, to_string};
    use crate::model::sample::any_project;
    use crate::model::{
        Conflict, ConflictId, Edit, Extra, Over, Part, Project, Record, RecordId, Time,
    };
    use proptest::prelude::*;
    use uuid::Uuid;

    /// The project with a conflict over every record and some part of it.
    fn with_conflicts(mut project: Project) -> Project {
        let records: Vec<Record> = records(&project);
        let parts = [Part::Name, Part::Text, Part::Place, Part::Code, Part::Extra];
        for (number, record) in (1u128..).zip(records) {
            let about = record.id();
            let over = match number % 7 {
                5 => Over::Removal,
                6 => Over::Twin(about),
                turn => Over::Part {
                    part: parts[usize::try_from(turn).unwrap()],
                    other: Box::new(record.clone()),
                },
            };
            let base = (number % 2 == 0).then(|| Box::new(record));
            let conflict = Conflict {
                id: ConflictId::new(Uuid::from_u128(number)),
                about,
                over,
                base,
                created: Time::from_secs(1_790_000_000),
                extra: Extra::default(),
            };
            project.apply(Edit::Put(conflict.into()));
        }
        project
    }

    fn records(it: &Project) -> Vec<Record> {
        let mut ids = vec![RecordId::Project];
        ids.extend(it.coders().iter().map(|it| RecordId::Coder(it.id)));
        ids.extend(it.codes().iter().map(|it| RecordId::Code(it.id)));
        ids.extend(it.variables().iter().map(|it| RecordId::Variable(it.id)));
        ids.extend(it.cases().iter().map(|it| RecordId::Case(it.id)));
        ids.extend(it.sets().iter().map(|it| RecordId::Set(it.id)));
        ids.extend(it.links().iter().map(|it| RecordId::Link(it.id)));
        ids.extend(it.queries().iter().map(|it| RecordId::Query(it.id)));
        ids.extend(it.glosses().iter().map(|it| RecordId::Gloss(it.id)));
        ids.extend(it.recipes().iter().map(|it| RecordId::Recipe(it.id)));
        ids.extend(it.sources().iter().map(|it| RecordId::Source(it.id)));
        ids.extend(it.quotations().iter().map(|it| RecordId::Quotation(it.id)));
        ids.extend(it.codings().iter().map(|it| RecordId::Coding(it.id)));
        ids.extend(it.memos().iter().map(|it| RecordId::Memo(it.id)));
        ids.into_iter().filter_map(|id| it.record(id)).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

        #[test]
        fn conflicts_come_back_as_they_were_written(project in any_project()) {
            let project = with_conflicts(project);
            let text = to_string(&project);
            let Opened { project: again, warnings, .. } = read(text.as_bytes()).unwrap();
            let kept = |it: &Warning| matches!(it, Warning::UnknownField { .. });
            prop_assert!(warnings.iter().all(kept), "{warnings:?}");
            prop_assert_eq!(&again, &project);
            prop_assert_eq!(to_string(&again), text);
        }
    }

    #[test]
    fn a_conflict_that_cannot_be_read_is_kept_as_it_stood() {
        let sample = include_bytes!("../../projects/sample.ron");
        let project = read(sample).unwrap().project;
        let bad = "    (id: \"00000000-0000-7000-8000-000000000001\", about: Project, over: \"taste\"),\n";
        let text = to_string(&project);
        let text = text.strip_suffix(")\n").unwrap();
        let text = format!("{text}  conflicts: [\n{bad}  ],\n)\n");
        let Opened {
            project, warnings, ..
        } = read(text.as_bytes()).unwrap();
        assert_eq!(warnings.len(), 1, "{warnings:?}");
        assert!(project.conflicts().is_empty());
        assert!(to_string(&project).contains("over: \\\"taste\\\""));
    }
}
