//! Tables with a coding a row (`.csv`, `.tsv`, `.xlsx`), as spreadsheets and most programs have them.
//! Columns are known by their names, in English and Chinese; those of the table that Zhupi itself writes
//! among them. The texts lie elsewhere: each row names its own.

use super::counting::Counting;
use super::csv::plain;
use super::draft::{Draft, DraftCoding, DraftMemo, DraftPassage, Made, time};
use super::gather::gather;
use super::import::{Beside, ForeignFile, ImportError, ImportRead};
use super::json_read::text_of;
use super::loss::LossKind;
use super::selectors::Pointed;
use super::values::{ValuesError, text_rows};
use super::workbook::{is_workbook, sheet_rows};
use crate::model::Quote;
use uuid::Uuid;

/// What a column tells.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Column {
    Id,
    Source,
    Start,
    End,
    Code,
    Coder,
    Words,
    Memo,
    Created,
}

impl Column {
    /// What a column of this name tells.
    fn named(name: &str) -> Option<Self> {
        let name = name.trim().to_lowercase().replace(['_', '-'], " ");
        Some(match name.as_str() {
            "id" | "编号" => Self::Id,
            "source" | "document" | "document name" | "file" | "filename" | "file name"
            | "text name" | "resource" | "文本" | "来源" | "文件" | "文件名" | "文档" => {
                Self::Source
            }
            "start" | "begin" | "from" | "start offset" | "start position" | "起点" | "开始"
            | "起" => Self::Start,
            "end" | "to" | "end offset" | "end position" | "终点" | "结束" | "止" => Self::End,
            "code" | "codes" | "tag" | "label" | "category" | "theme" | "代码" | "标签"
            | "编码" => Self::Code,
            "coder" | "user" | "annotator" | "created by" | "owner" | "编码者" | "编码员"
            | "标注者" => Self::Coder,
            "quote" | "quotation" | "segment" | "coded segment" | "quotation content"
            | "content" | "excerpt" | "text" | "words" | "引文" | "原文" | "片段" | "内容" => {
                Self::Words
            }
            "memo" | "comment" | "note" | "备忘" | "备注" | "批注" => Self::Memo,
            "created" | "date" | "time" | "creation date" | "时间" | "日期" => Self::Created,
            _ => return None,
        })
    }
}

/// Whether the first line of a table names the columns that a coding wants.
pub(super) fn is_known(heads: &[String]) -> bool {
    let has = |wanted| heads.iter().any(|it| Column::named(it) == Some(wanted));
    let has_place = has(Column::Words) || has(Column::Start) && has(Column::End);
    has(Column::Source) && has(Column::Code) && has_place
}

pub(super) fn read(
    file: &ForeignFile<'_>,
    beside: &mut dyn Beside,
) -> Result<ImportRead, ImportError> {
    let rows: Vec<(usize, Vec<String>)> = match is_workbook(file.bytes) {
        true => sheet_rows(file.bytes, None).map_err(|it| flaw(&it))?,
        false => text_rows(&text_of(file.bytes)?).collect(),
    };
    let mut rows = rows.into_iter();
    let heads = rows.next().map(|it| it.1).unwrap_or_default();
    if !is_known(&heads) {
        return Err(ImportError::NoColumns);
    }
    let columns: Vec<Option<Column>> = heads.iter().map(|it| Column::named(it)).collect();
    let mut draft = Draft::counted(Counting::chars());
    let mut pointed = Pointed::new(beside);
    for (line, cells) in rows {
        row(&mut draft, &mut pointed, (&columns, &cells, line))?;
    }
    pointed.finish(&draft)?;
    gather(draft, file)
}

fn flaw(error: &ValuesError) -> ImportError {
    match error {
        ValuesError::TooLarge => ImportError::TooLarge,
        ValuesError::Locked => ImportError::Locked,
        ValuesError::NoTable | ValuesError::NoSheet { .. } => ImportError::NoColumns,
        ValuesError::NoWorkbook | ValuesError::OldWorkbook | ValuesError::Broken => {
            ImportError::Broken
        }
    }
}

fn row(
    draft: &mut Draft,
    pointed: &mut Pointed<'_>,
    (columns, cells, line): (&[Option<Column>], &[String], usize),
) -> Result<(), ImportError> {
    let cell = |wanted: Column| {
        let at = columns.iter().position(|it| *it == Some(wanted));
        at.and_then(|it| cells.get(it)).map_or("", |it| plain(it))
    };
    let (name, code) = (cell(Column::Source).trim(), cell(Column::Code).trim());
    if cells.iter().all(|it| it.trim().is_empty()) {
        return Ok(());
    }
    if name.is_empty() || code.is_empty() {
        draft
            .losses
            .add(LossKind::BadLine, cell(Column::Words), line);
        return Ok(());
    }
    draft.count(2)?;
    let Some(at) = pointed.named(draft, name) else {
        draft.losses.add(LossKind::CodingLeft, name, line);
        return Ok(());
    };
    let made = Made {
        coder: draft.coder(cell(Column::Coder)),
        at: time(cell(Column::Created)),
    };
    let number = |it: &str| it.trim().parse::<usize>().ok();
    let coding = DraftCoding {
        id: cell(Column::Id).trim().parse::<Uuid>().ok(),
        memos: DraftMemo::list(cell(Column::Memo), made),
        ..draft.coding(code, made)
    };
    let passage = DraftPassage {
        start: number(cell(Column::Start)),
        end: number(cell(Column::End)),
        quote: Quote {
            exact: cell(Column::Words).replace("\r\n", "\n"),
            ..Quote::default()
        },
        is_quote_sure: true,
        line,
        made,
        codings: vec![coding],
        ..DraftPassage::default()
    };
    if let Some(source) = draft.sources.get_mut(at) {
        source.passages.push(passage);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::told_of::{codings, lost};
    use crate::exchange::{Cell, Format, Grid, TableFormat, read_foreign, sample, write_table};
    use crate::model::Time;

    /// One text.
    struct One;

    impl Beside for One {
        fn text(&mut self, name: &str) -> Option<Vec<u8>> {
            (name == "报告").then(|| "😀数字治理与国防，治理".as_bytes().to_vec())
        }
    }

    fn read_as(bytes: &[u8], beside: &mut dyn Beside) -> Result<ImportRead, ImportError> {
        let file = ForeignFile {
            bytes,
            name: "a.csv",
            now: Time::from_secs(1_790_000_000),
            counting: None,
        };
        read_foreign(&file, Some(Format::Table), beside)
    }

    #[test]
    fn columns_are_known_by_their_names() {
        let table = "文本;代码;原文;编码者;备注\n报告;国防;国防;李;要紧\n报告;制度;数字治理;;\n别的;制度;x;;\n报告;;x;;\n";
        let read = read_as(table.as_bytes(), &mut One).unwrap();
        assert_eq!(
            codings(&read.project),
            ["报告 1..5 制度 Unnamed 数字治理", "报告 6..8 国防 李 国防"]
        );
        let kinds: Vec<LossKind> = lost(&read).into_iter().map(|it| it.0).collect();
        for kind in [LossKind::NoText, LossKind::CodingLeft, LossKind::BadLine] {
            assert!(kinds.contains(&kind), "{kinds:?}");
        }
        assert_eq!(
            read_as(b"a,b\n1,2\n", &mut One).unwrap_err(),
            ImportError::NoColumns
        );
    }

    #[test]
    fn a_sheet_is_read_as_a_text_is() {
        let words = |it: &str| Cell::Words(it.to_owned());
        let grid = Grid {
            title: "a".into(),
            head: ["Document name", "Code", "Start", "End"]
                .map(String::from)
                .to_vec(),
            rows: vec![vec![
                words("报告"),
                words("治理"),
                Cell::Count(3),
                Cell::Count(5),
            ]],
            begun: Time::default(),
        };
        let mut book = Vec::new();
        write_table(&grid, TableFormat::Xlsx, false, &mut book).unwrap();
        let read = read_as(&book, &mut One).unwrap();
        assert_eq!(codings(&read.project), ["报告 3..5 治理 Unnamed 治理"]);
    }

    #[test]
    fn the_table_that_is_written_is_read_again() {
        struct Texts(crate::model::Project);
        impl Beside for Texts {
            fn text(&mut self, name: &str) -> Option<Vec<u8>> {
                let mut sources = self.0.sources().iter();
                Some(
                    sources
                        .find(|it| it.name == name)?
                        .text()
                        .as_bytes()
                        .to_vec(),
                )
            }
        }
        let project = sample::project();
        let table = sample::exported(&project, Format::Csv, &crate::exchange::Options::default());
        let read = read_as(table.as_bytes(), &mut Texts(project.clone())).unwrap();
        assert_eq!(read.project.codings().len(), project.codings().len());
        for coding in project.codings().iter() {
            assert!(
                read.project.codings().contains(coding.id),
                "with its own identity"
            );
        }
    }
}
