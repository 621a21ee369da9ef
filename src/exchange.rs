//! What goes to other programs and people: the codings as a table, everything as JSON, the codebook
//! with its passages to read, the coded text as a page, and the codebook by itself.
//!
//! **Invariant:** the same project and the same words give the same bytes; no clock is asked.
//! Places are Unicode code points, half open, as in a project file.

mod brat;
mod cas;
pub mod citation_line;
mod citations;
mod codebook;
mod coding_book;
mod coding_table;
mod conll;
mod counting;
mod csv;
#[cfg(feature = "sqlite")]
mod database;
pub mod dictionary;
mod doccano;
mod docx;
mod draft;
#[cfg(any(feature = "pdf", feature = "png"))]
mod faces;
mod flat;
mod format;
mod gather;
mod html;
#[cfg(feature = "sqlite")]
mod html_text;
mod hypothesis;
mod import;
mod json;
mod json_code;
mod json_read;
mod label_studio;
mod left;
mod loss;
mod markdown;
mod measured;
mod offsets;
pub mod pack;
mod packed;
mod parcel;
mod picture;
mod prodigy;
mod pub_annotation;
#[cfg(feature = "sqlite")]
mod qualcoder;
#[cfg(feature = "png")]
mod raster;
pub mod reading;
mod refi;
mod selectors;
pub mod styles;
mod table;
#[cfg(feature = "sqlite")]
mod taguette;
mod values;
mod w3c;
mod webanno;
pub mod word_grid;
mod workbook;

pub use citations::{CitationsRead, Entry, Fits, fitting, read_citations, taken};
pub use codebook::{CodebookError, CodebookRead, Field, FieldNames, read_codebook};
pub use counting::{CountedUnit, Counting};
#[cfg(any(feature = "pdf", feature = "png"))]
pub use faces::{CHINESE, QUOTES, REST};
pub use format::{Content, Format};
pub use import::{Alone, Beside, ForeignFile, ImportError, ImportRead, read_foreign, recognise};
pub use json::codings_json;
pub use left::{Left, Unplaced, is_exchange, left};
pub use loss::{Loss, LossKind, losses_of_records};
pub use measured::{Measured, Way, ways};
pub use picture::{
    darkest, filled, is_dark, overview_picture, sequence_grid, sequence_picture, shade,
};
#[cfg(feature = "png")]
pub use raster::png_from_svg;
pub use refi::xml::XmlError;
pub use table::{Cell, Grid, TableFormat, overview_grid, plain_number, write_table};
pub use values::{ValuesError, read_values};
pub use workbook::{SheetRead, is_workbook, read_workbook};

/// Draws a picture as PNG.
///
/// # Errors
/// Always: this build is made without it.
#[cfg(not(feature = "png"))]
pub fn png_from_svg(_: &str) -> Result<Vec<u8>, ExportError> {
    Err(ExportError::NoPng)
}

#[cfg(test)]
mod hostile;
#[cfg(test)]
mod one_document;
#[cfg(test)]
mod round_trip;
#[cfg(test)]
mod sample;
#[cfg(test)]
mod told_of;

use crate::model::{CodeId, Coder, Memo, Project, RecordId, Verdict};
use crate::query::{CodingRow, Figure, Head, Index, path};
use html::language;
use std::collections::BTreeMap;
use std::io::{self, Write};
use thiserror::Error;

/// The words of a page that are not the project's own, in the reader's language.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Words {
    /// The language's tag, such as `zh-Hans`.
    pub language: String,
    /// Heading above the codes.
    pub codebook: String,
    /// Heading above the quotations.
    pub quotations: String,
    /// Before the count of sources.
    pub sources: String,
    /// Before the count of codings.
    pub codings: String,
    /// Before the names of the coders.
    pub coders: String,
    /// What somebody is called who gave no name.
    pub unnamed: String,
    /// Before the words of a memo.
    pub memo: String,
    /// Before the recorded words of a passage that was not found again.
    pub lost: String,
    /// Before the words of a passage of which only something similar was found again.
    pub unsure: String,
    /// Before the count of codes.
    pub codes: String,
    /// Heading above the list of codes of a printed codebook.
    pub contents: String,
    /// How a code is marked that may not be applied.
    pub heading: String,
    /// What a field of the codebook is that does not hold.
    pub no: String,
    /// What is told of a code.
    pub fields: BTreeMap<Field, String>,
    /// Head of sums in a table.
    pub total: String,
    /// The figures about a source, in their order.
    pub figures: [String; Figure::ALL.len()],
}

impl Words {
    /// What a figure about a source is called.
    fn figure(&self, figure: Figure) -> &str {
        let mut named = Figure::ALL.iter().zip(&self.figures);
        named
            .find(|it| *it.0 == figure)
            .map_or(figure.name(), |it| it.1)
    }

    /// A coder's name.
    fn coder<'n>(&'n self, name: &'n str) -> &'n str {
        match Coder::is_unnamed(name) {
            true => &self.unnamed,
            false => name,
        }
    }

    /// What a row or column of an overview is called.
    fn head(&self, project: &Project, head: &Head) -> String {
        match head {
            Head::Figure(figure) => self.figure(*figure).to_owned(),
            Head::Coder(_) => self.coder(&head.name(project)).to_owned(),
            head => head.name(project),
        }
    }

    /// What a field of the codebook is called.
    fn field(&self, field: Field) -> &str {
        self.fields
            .get(&field)
            .map_or(field.english(), String::as_str)
    }
}

impl Default for Words {
    /// English.
    fn default() -> Self {
        Self {
            language: "en".into(),
            codebook: "Codebook".into(),
            quotations: "Quotations".into(),
            sources: "Sources".into(),
            codings: "Codings".into(),
            coders: "Coders".into(),
            unnamed: Coder::UNNAMED.into(),
            memo: "Memo".into(),
            lost: "Not found again".into(),
            unsure: "Only similar words found".into(),
            codes: "Codes".into(),
            contents: "Contents".into(),
            heading: "heading".into(),
            no: "no".into(),
            total: "Total".into(),
            figures: [
                "Characters",
                "Coded characters",
                "Codings",
                "Quotations",
                "Codes",
            ]
            .map(Into::into),
            fields: Field::all().map(|it| (it, it.english().into())).collect(),
        }
    }
}

/// How to export.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Options {
    /// Whether CSV begins with a byte order mark, without which Excel takes UTF-8 for something
    /// else.
    pub bom: bool,
    /// The words of a Markdown or HTML page.
    pub words: Words,
}

/// Why an export was not finished.
#[derive(Debug, Error)]
pub enum ExportError {
    /// Writing failed.
    #[error("the export could not be written: {source}")]
    Write {
        /// Why.
        #[from]
        source: io::Error,
    },
    /// A sheet of a workbook cannot hold the table.
    #[error("a sheet cannot hold {rows} rows and {columns} columns")]
    TooLarge {
        /// Rows, the head among them.
        rows: usize,
        /// Columns.
        columns: usize,
    },
    /// Only overviews can be drawn.
    #[error("only overviews can be written as pictures")]
    NoPicture,
    /// The format is read and not written.
    #[error("this format is only read")]
    OnlyRead,
    /// This build cannot draw PNG.
    #[error("this build cannot draw PNG")]
    NoPng,
    /// A picture is so large that nobody could read it as PNG.
    #[error("a picture of {width} × {height} is too large for PNG")]
    PictureTooLarge {
        /// Its width, in points.
        width: String,
        /// Its height, in points.
        height: String,
    },
    /// A picture could not be drawn.
    #[error("the picture could not be drawn: {why}")]
    Picture {
        /// Why.
        why: String,
    },
    /// The workbook could not be made.
    #[error("the workbook could not be made: {why}")]
    Workbook {
        /// Why.
        why: String,
    },
}

/// Writes the whole project in a format.
///
/// # Errors
/// When `out` cannot be written to; what was written before stays there.
pub fn export(
    project: &Project,
    index: &Index,
    format: Format,
    options: &Options,
    out: &mut dyn Write,
) -> Result<(), ExportError> {
    match format {
        Format::Csv => csv::write(project, index, options.bom, out)?,
        Format::Xlsx => coding_book::write(project, index, &options.words, out)?,
        Format::Json => json::write(project, index, out)?,
        Format::Markdown => markdown::write(project, index, &options.words, out)?,
        Format::Html => html::write(project, index, &options.words, out)?,
        Format::Docx => docx::write(project, index, &options.words, out)?,
        Format::Refi => refi::write(project, out)?,
        Format::Ris => citations::write_ris(project, out)?,
        Format::CslJson => citations::write_csl(project, out)?,
        Format::CodebookCsv => codebook::write_csv(project, index, options.bom, out)?,
        Format::CodebookRon => codebook::write_ron(project, index, out)?,
        Format::CodebookMarkdown => codebook::write_markdown(project, index, &options.words, out)?,
        Format::CodebookQdc => codebook::write_qdc(project, index, out)?,
        Format::CodebookHtml => codebook::write_html(project, index, &options.words, out)?,
        format => flat_out(project, format, out)?,
    }
    out.flush()?;
    Ok(())
}

/// Writes the codings in a format for annotated texts.
fn flat_out(project: &Project, format: Format, out: &mut dyn Write) -> Result<(), ExportError> {
    let shape = flat::shape(format).ok_or(ExportError::OnlyRead)?;
    match format {
        Format::W3c => w3c::write(project, shape, out)?,
        Format::Brat => brat::write(project, shape, out)?,
        Format::Doccano => doccano::write(project, shape, out)?,
        Format::Prodigy => prodigy::write(project, shape, out)?,
        Format::LabelStudio => label_studio::write(project, shape, out)?,
        Format::Cas => cas::write(project, shape, out)?,
        Format::WebAnno => webanno::write(project, shape, out)?,
        Format::Conll => conll::write(project, shape, out)?,
        _ => return Err(ExportError::OnlyRead),
    }
    Ok(())
}

/// What is asked again and again while writing, looked up once.
struct Lookup<'p> {
    memos: BTreeMap<RecordId, Vec<&'p Memo>>,
    paths: BTreeMap<CodeId, String>,
}

impl<'p> Lookup<'p> {
    fn new(project: &'p Project) -> Self {
        let mut memos: BTreeMap<RecordId, Vec<&'p Memo>> = BTreeMap::new();
        for memo in project.memos().iter() {
            memos.entry(memo.target).or_default().push(memo);
        }
        let codes = project.codes().iter();
        let paths = codes.map(|it| (it.id, path(project, it.id))).collect();
        Self { memos, paths }
    }

    /// The memos on a record, oldest first.
    fn memos(&self, on: RecordId) -> &[&'p Memo] {
        self.memos.get(&on).map(Vec::as_slice).unwrap_or_default()
    }

    /// The words of the memos on a coding and then on its passage.
    fn remarks(&self, row: &CodingRow<'_>) -> Vec<&'p str> {
        let on_coding = self.memos(RecordId::Coding(row.id));
        let on_passage = self.memos(RecordId::Quotation(row.quotation));
        let memos = on_coding.iter().chain(on_passage);
        memos.map(|it| it.text.as_str()).collect()
    }

    /// The names from the top of the codebook down to a code; empty when it is not there.
    fn path(&self, code: CodeId) -> &str {
        self.paths.get(&code).map_or("", String::as_str)
    }
}

fn verdict_name(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Unsure => "unsure",
        Verdict::Lost => "lost",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::sample::any_project;
    use proptest::prelude::*;

    #[test]
    fn the_same_project_gives_the_same_bytes() {
        let project = sample::project();
        for format in Format::written() {
            let once = sample::exported(&project, format, &Options::default());
            let again = sample::exported(&sample::project(), format, &Options::default());
            assert_eq!(once, again);
        }
    }

    #[test]
    fn an_empty_project_can_be_exported() {
        let project = sample::empty();
        for format in Format::written() {
            // Where a text is a line, no text is no line.
            let is_empty = matches!(
                format,
                Format::Doccano | Format::Prodigy | Format::Conll | Format::Ris
            );
            assert!(
                is_empty || !sample::exported(&project, format, &Options::default()).is_empty()
            );
        }
    }

    proptest! {
        #[test]
        fn any_project_can_be_exported_and_read_by_others(project in any_project()) {
            let written = |format| sample::exported(&project, format, &Options::default());
            let json: serde_json::Value = serde_json::from_str(&written(Format::Json)).unwrap();
            prop_assert_eq!(json["codings"].as_array().unwrap().len(), project.codings().len());
            let table = written(Format::Csv);
            let mut reader = ::csv::Reader::from_reader(table.as_bytes());
            let lines = reader.records().filter(|it| it.as_ref().unwrap().len() == 15);
            prop_assert_eq!(lines.count(), project.codings().len());
            prop_assert!(written(Format::Markdown).starts_with("# "));
            prop_assert!(written(Format::Refi).starts_with("PK"));
        }
    }

    #[test]
    fn a_full_disk_is_said() {
        struct Full;
        impl Write for Full {
            fn write(&mut self, _: &[u8]) -> io::Result<usize> {
                Err(io::ErrorKind::StorageFull.into())
            }

            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        let project = sample::project();
        let index = Index::build(&project);
        for format in Format::written() {
            let result = export(&project, &index, format, &Options::default(), &mut Full);
            let error = result.unwrap_err().to_string();
            assert_eq!(error, "the export could not be written: no storage space");
        }
    }
}
