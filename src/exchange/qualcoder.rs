//! Projects of QualCoder: a folder whose `data.qda` is a database (versions of its schema up to 17).
//!
//! Categories become codes that only gather others, as they do where QualCoder itself writes REFI-QDA.

mod media;

use self::media::Media;
use super::counting::Counting;
use super::database::{Cells, Database};
use super::draft::{
    Draft, DraftCase, DraftCode, DraftCoding, DraftMemo, DraftPassage, DraftSource, DraftVariable,
    Made, time,
};
use super::gather::gather;
use super::import::{ForeignFile, ImportError, ImportRead};
use super::loss::LossKind;
use crate::model::{Colour, Quote, VariableKind};
use std::collections::HashMap;

/// The newest schema that is known.
const NEWEST: u32 = 17;

/// Numbers of records in the database, with their numbers in the draft.
type Numbers = HashMap<i64, usize>;

struct Reading {
    database: Database,
    draft: Draft,
    codes: Numbers,
    sources: Numbers,
    cases: Numbers,
    variables: HashMap<String, usize>,
}

/// Reads a database of QualCoder.
pub(super) fn read(file: &ForeignFile<'_>) -> Result<ImportRead, ImportError> {
    let database = Database::open(file.bytes)?;
    let is_known = database.has("source", &["id", "name", "fulltext"])?
        && database.has("code_name", &["cid", "name"])?
        && database.has("code_text", &["cid", "fid", "pos0", "pos1"])?;
    if !is_known {
        return Err(ImportError::UnknownSchema);
    }
    let mut reading = Reading {
        database,
        // Its users select in a window that counts so; what it codes by itself is counted otherwise.
        draft: Draft::counted(Counting::utf16()),
        codes: Numbers::new(),
        sources: Numbers::new(),
        cases: Numbers::new(),
        variables: HashMap::new(),
    };
    reading.project()?;
    reading.codes()?;
    reading.sources()?;
    reading.cases()?;
    reading.values()?;
    reading.passages()?;
    reading.left()?;
    gather(reading.draft, file)
}

/// Who made what a row tells of, and when.
fn made(draft: &mut Draft, row: &Cells, (owner, date): (usize, usize)) -> Made {
    Made {
        coder: draft.coder(row.words(owner)),
        at: time(row.words(date)),
    }
}

impl Reading {
    fn project(&mut self) -> Result<(), ImportError> {
        let draft = &mut self.draft;
        let columns = ["databaseversion", "date", "memo", "about", "codername"];
        self.database.each("project", &columns, |row| {
            let version = row.words(0).trim_start_matches('v').parse().unwrap_or(0);
            if version > NEWEST {
                draft.losses.add(LossKind::Newer, row.words(0), 0);
            }
            draft.created = draft.created.or(time(row.words(1)));
            draft.origin = row.words(3).to_owned();
            let made = Made {
                coder: draft.coder(row.words(4)),
                at: time(row.words(1)),
            };
            draft.memos.extend(DraftMemo::list(row.words(2), made));
            Ok(())
        })?;
        self.database
            .each("journal", &["name", "jentry", "date", "owner"], |row| {
                let (name, words) = (row.words(0).trim(), row.words(1));
                let text = match (name.is_empty(), words.trim().is_empty()) {
                    (_, true) => name.to_owned(),
                    (true, false) => words.to_owned(),
                    (false, false) => format!("{name}\n\n{words}"),
                };
                let made = made(draft, row, (3, 2));
                draft.memos.extend(DraftMemo::list(&text, made));
                draft.count(1)
            })
    }

    /// Codes without a category come first, then categories with what is in them.
    fn codes(&mut self) -> Result<(), ImportError> {
        let mut found: Vec<Found> = Vec::new();
        let columns = ["catid", "name", "memo", "supercatid"];
        let draft = &mut self.draft;
        self.database.each("code_cat", &columns, |row| {
            found.push(Found {
                key: (true, row.number(0).unwrap_or(-1)),
                above: row.number(3).map(|it| (true, it)),
                name: row.words(1).to_owned(),
                definition: row.words(2).to_owned(),
                colour: None,
            });
            draft.count(1)
        })?;
        let columns = ["cid", "name", "memo", "catid", "color", "supercid"];
        self.database.each("code_name", &columns, |row| {
            let under = row.number(5).map(|it| (false, it));
            found.push(Found {
                key: (false, row.number(0).unwrap_or(-1)),
                above: under.or(row.number(3).map(|it| (true, it))),
                name: row.words(1).to_owned(),
                definition: row.words(2).to_owned(),
                colour: Colour::from_hex(row.words(4).trim()),
            });
            draft.count(1)
        })?;
        let keys: HashMap<Key, usize> = found.iter().zip(0..).map(|it| (it.0.key, it.1)).collect();
        let mut under: HashMap<Option<usize>, Vec<usize>> = HashMap::new();
        for (at, code) in found.iter().enumerate() {
            let above = code.above.and_then(|it| keys.get(&it).copied());
            under
                .entry(above.filter(|it| *it != at))
                .or_default()
                .push(at);
        }
        for of in under.values_mut() {
            of.sort_by_key(|at| found.get(*at).map(|it| it.key));
        }
        let mut waiting: Vec<(usize, Option<usize>)> = Vec::new();
        let mut done = vec![false; found.len()];
        push(&mut waiting, under.remove(&None), None);
        // What is above itself stands at the top.
        let circling = 0..found.len();
        for root in std::iter::once(None).chain(circling.map(Some)) {
            waiting.extend(root.map(|it| (it, None)));
            while let Some((at, parent)) = waiting.pop() {
                let Some(code) = found.get(at).filter(|_| !done.get(at).is_none_or(|it| *it))
                else {
                    continue;
                };
                if let Some(done) = done.get_mut(at) {
                    *done = true;
                }
                let number = self.draft.add_code(code.draft(parent));
                if let (false, id) = code.key {
                    self.codes.entry(id).or_insert(number);
                }
                push(&mut waiting, under.remove(&Some(at)), Some(number));
            }
        }
        Ok(())
    }

    fn sources(&mut self) -> Result<(), ImportError> {
        let mut citations = self.citations()?;
        let columns = [
            "id",
            "name",
            "fulltext",
            "mediapath",
            "memo",
            "owner",
            "date",
            "risid",
        ];
        let (draft, sources) = (&mut self.draft, &mut self.sources);
        self.database.each("source", &columns, |row| {
            let (name, text) = (row.words(1), row.words(2));
            let media = Media::of(row.words(3), name);
            if text.is_empty() && media != Media::Text {
                draft.losses.add(media.loss(), name, 0);
                return Ok(());
            }
            if media == Media::Pdf {
                draft.losses.add(LossKind::PdfText, name, 0);
            }
            let made = made(draft, row, (5, 6));
            sources.insert(row.number(0).unwrap_or(-1), draft.sources.len());
            draft.sources.push(DraftSource {
                name: name.to_owned(),
                file: name.to_owned(),
                raw: text.to_owned(),
                made,
                memos: DraftMemo::list(row.words(4), made),
                values: row
                    .number(7)
                    .and_then(|it| citations.remove(&it))
                    .unwrap_or_default(),
                ..DraftSource::default()
            });
            draft.count(1)
        })
    }

    /// What is told of where texts were published: variables, one for each kind of line.
    fn citations(&mut self) -> Result<HashMap<i64, Vec<(usize, String)>>, ImportError> {
        let mut citations: HashMap<i64, Vec<(usize, String)>> = HashMap::new();
        let (draft, variables) = (&mut self.draft, &mut self.variables);
        self.database
            .each("ris", &["risid", "tag", "longtag", "value"], |row| {
                let name = [row.words(2), row.words(1)];
                let name = name.into_iter().find(|it| !it.trim().is_empty());
                let variable = variable(
                    (draft, variables),
                    (name.unwrap_or("?"), "ris"),
                    VariableKind::Text,
                );
                let of = citations.entry(row.number(0).unwrap_or(-1)).or_default();
                match of.iter_mut().find(|it| it.0 == variable) {
                    Some((_, words)) => words.push_str(&format!("; {}", row.words(3))),
                    None => of.push((variable, row.words(3).to_owned())),
                }
                draft.count(1)
            })?;
        Ok(citations)
    }

    fn cases(&mut self) -> Result<(), ImportError> {
        let (draft, cases) = (&mut self.draft, &mut self.cases);
        let columns = ["caseid", "name", "memo", "owner", "date"];
        self.database.each("cases", &columns, |row| {
            let made = made(draft, row, (3, 4));
            cases.insert(row.number(0).unwrap_or(-1), draft.cases.len());
            draft.cases.push(DraftCase {
                name: row.words(1).to_owned(),
                memos: DraftMemo::list(row.words(2), made),
                ..DraftCase::default()
            });
            draft.count(1)
        })?;
        let columns = ["caseid", "fid", "pos0", "pos1", "memo", "owner", "date"];
        let sources = &self.sources;
        self.database.each("case_text", &columns, |row| {
            let case = row.number(0).and_then(|it| cases.get(&it).copied());
            let source = row.number(1).and_then(|it| sources.get(&it).copied());
            let (Some(case), Some(at)) = (case, source) else {
                draft.losses.add(LossKind::NoMember, "", 0);
                return Ok(());
            };
            let made = made(draft, row, (5, 6));
            let (start, end) = (row.offset(2), row.offset(3));
            let Some(source) = draft.sources.get_mut(at) else {
                return Ok(());
            };
            let memos = DraftMemo::list(row.words(4), made);
            let len = source.raw.chars().count();
            // A text as a whole has no end, or its length in one unit or another.
            let is_whole =
                start.is_none_or(|it| it == 0) && end.is_none_or(|it| it + 1 >= len || it == 0);
            if is_whole && memos.is_empty() {
                if let Some(case) = draft.cases.get_mut(case) {
                    case.sources.push(at);
                }
            } else {
                source.passages.push(DraftPassage {
                    start,
                    end,
                    made,
                    memos,
                    cases: vec![case],
                    ..DraftPassage::default()
                });
            }
            draft.count(1)
        })
    }

    /// The variables of sources and cases with their values.
    fn values(&mut self) -> Result<(), ImportError> {
        let (draft, variables) = (&mut self.draft, &mut self.variables);
        let columns = ["name", "memo", "caseOrFile", "valuetype", "owner", "date"];
        self.database.each("attribute_type", &columns, |row| {
            let kind = match row.words(3).trim() {
                "numeric" => VariableKind::Number,
                _ => VariableKind::Text,
            };
            let of = row.words(2).trim().to_owned();
            let made = made(draft, row, (4, 5));
            let at = variable((draft, variables), (row.words(0), &of), kind);
            if let Some(variable) = draft.variables.get_mut(at) {
                variable.memos.extend(DraftMemo::list(row.words(1), made));
            }
            draft.count(1)
        })?;
        let (sources, cases) = (&self.sources, &self.cases);
        self.database
            .each("attribute", &["name", "attr_type", "value", "id"], |row| {
                if row.words(2).trim().is_empty() {
                    return Ok(());
                }
                let of = row.words(1).trim().to_owned();
                let kind = VariableKind::Text;
                let variable = variable((draft, variables), (row.words(0), &of), kind);
                let value = (variable, row.words(2).to_owned());
                let id = row.number(3).unwrap_or(-1);
                let values = match of.as_str() {
                    "case" => cases
                        .get(&id)
                        .and_then(|it| draft.cases.get_mut(*it))
                        .map(|it| &mut it.values),
                    _ => sources
                        .get(&id)
                        .and_then(|it| draft.sources.get_mut(*it))
                        .map(|it| &mut it.values),
                };
                match values {
                    Some(values) => values.push(value),
                    None => draft.losses.add(LossKind::BadValue, row.words(2), 0),
                }
                draft.count(1)
            })
    }

    fn passages(&mut self) -> Result<(), ImportError> {
        let columns = [
            "cid",
            "fid",
            "seltext",
            "pos0",
            "pos1",
            "owner",
            "date",
            "memo",
            "important",
        ];
        let (draft, codes, sources) = (&mut self.draft, &self.codes, &self.sources);
        self.database.each("code_text", &columns, |row| {
            let code = row.number(0).and_then(|it| codes.get(&it).copied());
            let source = row.number(1).and_then(|it| sources.get(&it).copied());
            let Some(at) = source else {
                draft.losses.add(LossKind::WithSource, row.words(2), 0);
                return Ok(());
            };
            let Some(code) = code else {
                draft.losses.add(LossKind::NoCode, row.words(2), 0);
                return Ok(());
            };
            if row.number(8) == Some(1) {
                draft.losses.add(LossKind::Important, row.words(2), 0);
            }
            let made = made(draft, row, (5, 6));
            let coding = DraftCoding {
                code,
                made,
                memos: DraftMemo::list(row.words(7), made),
                ..DraftCoding::default()
            };
            let passage = DraftPassage {
                start: row.offset(3),
                end: row.offset(4),
                quote: Quote {
                    exact: row.words(2).to_owned(),
                    ..Quote::default()
                },
                is_quote_sure: true,
                made,
                codings: vec![coding],
                ..DraftPassage::default()
            };
            if let Some(source) = draft.sources.get_mut(at) {
                source.passages.push(passage);
            }
            draft.count(1)
        })?;
        let columns = ["fid", "pos0", "pos1", "memo", "owner", "date"];
        self.database.each("annotation", &columns, |row| {
            let source = row.number(0).and_then(|it| sources.get(&it).copied());
            let made = made(draft, row, (4, 5));
            let Some(source) = source.and_then(|it| draft.sources.get_mut(it)) else {
                draft.losses.add(LossKind::WithSource, row.words(3), 0);
                return Ok(());
            };
            source.passages.push(DraftPassage {
                start: row.offset(1),
                end: row.offset(2),
                made,
                memos: DraftMemo::list(row.words(3), made),
                ..DraftPassage::default()
            });
            draft.count(1)
        })
    }

    /// Counts what has no place here.
    fn left(&mut self) -> Result<(), ImportError> {
        for (table, kind) in [
            ("code_image", LossKind::PictureArea),
            ("code_av", LossKind::AudioStretch),
            ("stored_sql", LossKind::Report),
            ("graph", LossKind::Graph),
        ] {
            let count = self.database.count(table)?;
            self.draft.losses.add_many(kind, count, "", 0);
            if matches!(kind, LossKind::PictureArea | LossKind::AudioStretch) {
                let losses = &mut self.draft.losses;
                losses.add_many(LossKind::CodingLeft, count, "", 0);
            }
        }
        Ok(())
    }
}

/// Whether it is a category, and its number.
type Key = (bool, i64);

/// A code or a category as it stands in the database.
struct Found {
    key: Key,
    above: Option<Key>,
    name: String,
    definition: String,
    colour: Option<Colour>,
}

impl Found {
    fn draft(&self, parent: Option<usize>) -> DraftCode {
        DraftCode {
            name: self.name.clone(),
            parent,
            colour: self.colour,
            definition: self.definition.clone(),
            is_heading: self.key.0,
        }
    }
}

/// Puts codes on the pile, so that the first of them is taken first.
fn push(waiting: &mut Vec<(usize, Option<usize>)>, of: Option<Vec<usize>>, above: Option<usize>) {
    waiting.extend(
        of.unwrap_or_default()
            .into_iter()
            .rev()
            .map(|it| (it, above)),
    );
}

/// The number of a variable of sources or cases.
fn variable(
    (draft, known): (&mut Draft, &mut HashMap<String, usize>),
    (name, of): (&str, &str),
    kind: VariableKind,
) -> usize {
    let key = format!("{of} {name}");
    if let Some(at) = known.get(&key) {
        return *at;
    }
    let at = draft.variables.len();
    draft.variables.push(DraftVariable {
        name: name.to_owned(),
        kind,
        memos: Vec::new(),
    });
    known.insert(key, at);
    at
}

#[cfg(test)]
mod tests;
