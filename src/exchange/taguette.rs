//! Databases of Taguette (`.sqlite3`).
//!
//! Its texts are HTML, and its offsets count bytes of UTF-8 in what stands between the tags. Tags with
//! dots stand under each other.

use super::counting::Counting;
use super::database::Database;
use super::draft::{
    Draft, DraftCode, DraftCoding, DraftMemo, DraftPassage, DraftSource, Made, time,
};
use super::gather::gather;
use super::html_text::HtmlText;
use super::import::{ForeignFile, ImportError, ImportRead};
use super::loss::LossKind;
use crate::model::Quote;
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};

/// Reads a database of Taguette: of several projects the one with the most documents.
pub(super) fn read(file: &ForeignFile<'_>) -> Result<ImportRead, ImportError> {
    let database = Database::open(file.bytes)?;
    let is_known = database.has("documents", &["id", "name", "contents"])?
        && database.has(
            "highlights",
            &["id", "document_id", "start_offset", "end_offset"],
        )?
        && database.has("tags", &["id", "path"])?
        && database.has("highlight_tags", &["highlight_id", "tag_id"])?;
    if !is_known {
        return Err(ImportError::UnknownSchema);
    }
    let mut reading = Reading {
        database,
        draft: Draft::counted(Counting::bytes()),
        project: None,
        sources: HashMap::new(),
        tags: HashMap::new(),
        made: HashMap::new(),
    };
    reading.project()?;
    reading.history()?;
    reading.sources()?;
    reading.tags()?;
    reading.highlights()?;
    gather(reading.draft, file)
}

struct Reading {
    database: Database,
    draft: Draft,
    project: Option<i64>,
    sources: HashMap<i64, usize>,
    tags: HashMap<i64, usize>,
    /// Who marked a passage, and when.
    made: HashMap<i64, Made>,
}

/// What a step of the history says.
#[derive(Deserialize)]
struct Step {
    #[serde(rename = "type")]
    kind: String,
    highlight_id: Option<i64>,
}

impl Reading {
    fn project(&mut self) -> Result<(), ImportError> {
        let mut documents: BTreeMap<i64, usize> = BTreeMap::new();
        self.database.each("documents", &["project_id"], |row| {
            *documents.entry(row.number(0).unwrap_or(0)).or_default() += 1;
            Ok(())
        })?;
        let most = documents.iter().rev().max_by_key(|it| *it.1);
        self.project = most.map(|it| *it.0);
        let (draft, wanted) = (&mut self.draft, self.project);
        let columns = ["id", "name", "description", "created"];
        self.database.each("projects", &columns, |row| {
            if wanted.is_some() && row.number(0) != wanted {
                draft.losses.add(LossKind::OtherProject, row.words(1), 0);
                return Ok(());
            }
            draft.name = row.words(1).to_owned();
            draft.origin = "Taguette".to_owned();
            draft.created = time(row.words(3));
            let memos = DraftMemo::list(row.words(2), Made::default());
            draft.memos.extend(memos);
            Ok(())
        })
    }

    /// Who marked what stands in the history alone.
    fn history(&mut self) -> Result<(), ImportError> {
        let (draft, made) = (&mut self.draft, &mut self.made);
        let (columns, wanted) = (
            ["date", "user_login", "payload", "project_id"],
            self.project,
        );
        self.database.each("commands", &columns, |row| {
            if row.number(3) != wanted {
                return Ok(());
            }
            let step: Option<Step> = serde_json::from_str(row.words(2)).ok();
            let id = step.filter(|it| it.kind == "highlight_add");
            let Some(id) = id.and_then(|it| it.highlight_id) else {
                return Ok(());
            };
            // The first step made it; later ones only changed it.
            let coder = draft.coder(row.words(1));
            let at = time(row.words(0));
            made.entry(id).or_insert(Made { coder, at });
            draft.count(1)
        })
    }

    fn sources(&mut self) -> Result<(), ImportError> {
        let (draft, sources, wanted) = (&mut self.draft, &mut self.sources, self.project);
        let columns = [
            "id",
            "name",
            "description",
            "filename",
            "created",
            "contents",
            "project_id",
        ];
        self.database.each("documents", &columns, |row| {
            if row.number(6) != wanted {
                return Ok(());
            }
            let HtmlText { text, breaks } = HtmlText::of(row.words(5));
            let made = Made {
                coder: None,
                at: time(row.words(4)),
            };
            sources.insert(row.number(0).unwrap_or(-1), draft.sources.len());
            draft.losses.add(LossKind::RichText, row.words(1), 0);
            draft.sources.push(DraftSource {
                name: row.words(1).to_owned(),
                file: row.words(3).to_owned(),
                raw: text,
                breaks,
                made,
                memos: DraftMemo::list(row.words(2), made),
                ..DraftSource::default()
            });
            draft.count(1)
        })
    }

    fn tags(&mut self) -> Result<(), ImportError> {
        let (draft, wanted) = (&mut self.draft, self.project);
        let mut told: BTreeMap<String, (i64, String)> = BTreeMap::new();
        let columns = ["id", "path", "description", "project_id"];
        self.database.each("tags", &columns, |row| {
            if row.number(3) == wanted {
                let tag = (row.number(0).unwrap_or(-1), row.words(2).to_owned());
                told.insert(row.words(1).to_owned(), tag);
            }
            draft.count(1)
        })?;
        let mut known: HashMap<String, usize> = HashMap::new();
        for (path, (id, definition)) in &told {
            let mut parent = None;
            let mut ends: Vec<usize> = path.match_indices('.').map(|it| it.0).collect();
            // Dots at the ends or side by side name nothing.
            let is_plain = !path.split('.').any(|it| it.trim().is_empty());
            ends.retain(|_| is_plain);
            for end in ends.into_iter().take(20) {
                let above = path.get(..end).unwrap_or_default();
                if !told.contains_key(above) && !known.contains_key(above) {
                    let code = code(above, parent, String::new(), true);
                    known.insert(above.to_owned(), draft.add_code(code));
                }
                parent = known.get(above).copied();
            }
            let is_under = parent.is_some();
            let name = if is_under { last(path) } else { path };
            let code = DraftCode {
                name: name.to_owned(),
                ..code(path, parent, definition.clone(), false)
            };
            let number = draft.add_code(code);
            known.insert(path.clone(), number);
            self.tags.insert(*id, number);
            draft.count(0)?;
        }
        Ok(())
    }

    fn highlights(&mut self) -> Result<(), ImportError> {
        let mut tagged: HashMap<i64, Vec<usize>> = HashMap::new();
        let (draft, tags) = (&mut self.draft, &self.tags);
        self.database
            .each("highlight_tags", &["highlight_id", "tag_id"], |row| {
                let tag = row.number(1).and_then(|it| tags.get(&it));
                let of = tagged.entry(row.number(0).unwrap_or(-1)).or_default();
                of.extend(tag);
                draft.count(1)
            })?;
        let columns = ["id", "document_id", "start_offset", "end_offset", "snippet"];
        let (sources, made) = (&self.sources, &self.made);
        self.database.each("highlights", &columns, |row| {
            let id = row.number(0).unwrap_or(-1);
            let source = row.number(1).and_then(|it| sources.get(&it));
            let Some(source) = source.and_then(|it| draft.sources.get_mut(*it)) else {
                return Ok(());
            };
            let made = made.get(&id).copied().unwrap_or_default();
            let coding = |code: &usize| DraftCoding {
                code: *code,
                made,
                ..DraftCoding::default()
            };
            let tags = tagged.get(&id).map(Vec::as_slice).unwrap_or_default();
            source.passages.push(DraftPassage {
                start: row.offset(2),
                end: row.offset(3),
                // What it keeps of the words may end inside of a character.
                quote: Quote {
                    exact: HtmlText::of(row.words(4)).text,
                    ..Quote::default()
                },
                made,
                codings: tags.iter().map(coding).collect(),
                ..DraftPassage::default()
            });
            draft.count(1)
        })
    }
}

/// The last step of a path.
fn last(path: &str) -> &str {
    path.rsplit('.').next().unwrap_or(path)
}

fn code(path: &str, parent: Option<usize>, definition: String, is_heading: bool) -> DraftCode {
    DraftCode {
        name: last(path).to_owned(),
        parent,
        colour: None,
        definition,
        is_heading,
    }
}

#[cfg(test)]
mod tests {
    use super::super::database::tests::database;
    use super::*;
    use crate::exchange::told_of::{codings, lost, memos, read_file};
    use crate::exchange::{CountedUnit, Format};
    use crate::text::shared_bytes;

    const SCHEMA: &str = "
        CREATE TABLE projects (id INTEGER PRIMARY KEY, name TEXT, description TEXT, created TEXT);
        CREATE TABLE documents (id INTEGER PRIMARY KEY, name TEXT, description TEXT, filename TEXT,
            created TEXT, project_id INTEGER, contents TEXT);
        CREATE TABLE tags (id INTEGER PRIMARY KEY, project_id INTEGER, path TEXT, description TEXT);
        CREATE TABLE highlights (id INTEGER PRIMARY KEY, document_id INTEGER, start_offset INTEGER,
            end_offset INTEGER, snippet TEXT);
        CREATE TABLE highlight_tags (highlight_id INTEGER, tag_id INTEGER);
        CREATE TABLE commands (id INTEGER PRIMARY KEY, date TEXT, user_login TEXT, project_id INTEGER,
            document_id INTEGER, payload TEXT);";

    #[test]
    fn highlights_are_where_they_were_made() {
        let rows = "
            INSERT INTO projects VALUES (1, '访谈', '说明', '2026-01-01 08:00:00.5'), (2, '空', '', '');
            INSERT INTO documents VALUES (7, '一', '开头', 'a.docx', '2026-01-02 08:00:00', 1,
                '<p>第一段🚀治理</p><p>国防 &amp; 产业</p>');
            INSERT INTO tags VALUES (1, 1, '治理.地方', '县以下'), (2, 1, '国防', ''), (3, 2, '别', '');
            INSERT INTO highlights VALUES (1, 7, 13, 19, '<p>治理</p>'), (2, 7, 19, 34, '<p>国防 &amp; 产业</p>'),
                (3, 7, 0, 9000, '');
            INSERT INTO highlight_tags VALUES (1, 1), (1, 2), (2, 2);
            INSERT INTO commands VALUES (1, '2026-01-03 08:00:00', 'admin', 1, 7,
                '{\"type\": \"highlight_add\", \"highlight_id\": 1}');";
        let read = read_file(&database(&[SCHEMA, rows]), "t.sqlite3", Format::Taguette).unwrap();
        assert_eq!(
            codings(&read.project),
            [
                "一 4..6 国防 admin 治理",
                "一 4..6 治理 › 地方 admin 治理",
                "一 7..14 国防 Unnamed 国防 & 产业",
            ]
        );
        let source = read.project.sources().iter().next().unwrap();
        assert_eq!(source.text(), "第一段🚀治理\n国防 & 产业");
        assert_eq!(memos(&read.project), ["Project: 说明", "Source: 开头"]);
        assert_eq!(
            lost(&read),
            [
                (LossKind::Outside, 1),
                (LossKind::RichText, 1),
                (LossKind::OtherProject, 1)
            ]
        );
        assert_eq!(read.project.head().name, "访谈");
    }

    #[test]
    fn what_taguette_made_of_chinese_texts_is_read() {
        for (file, codings_there, passages, words) in [
            ("taguette_emoji", 4, 5, "𠮷野家"),
            // Two marks of one place are one passage here.
            ("taguette_seeds_overlaps", 5, 4, "成功追赶样本之一。从"),
            ("sample", 24, 18, "disclosing"),
        ] {
            let Some(bytes) = shared_bytes(&format!("data/taguette/{file}.sqlite3")) else {
                return;
            };
            let read = read_file(&bytes, "t.sqlite3", Format::Taguette).unwrap();
            let project = &read.project;
            assert_eq!(project.codings().len(), codings_there, "{file}");
            assert_eq!(project.quotations().len(), passages, "{file}");
            assert!(
                codings(project).iter().any(|it| it.ends_with(words)),
                "{file}"
            );
            for (name, measured) in &read.measured {
                assert_eq!(measured.counting.unit, CountedUnit::Bytes, "{file} {name}");
            }
            assert!(
                lost(&read).iter().all(|it| it.0 == LossKind::RichText),
                "{file}"
            );
        }
    }

    #[test]
    fn a_database_of_something_else_is_refused() {
        let other = database(&["CREATE TABLE highlight_tags (a);"]);
        let error = read_file(&other, "t.sqlite3", Format::Taguette).unwrap_err();
        assert_eq!(error, ImportError::UnknownSchema);
    }
}
