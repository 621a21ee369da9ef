//! The registry of formats: what each is called, which files it makes, and which way it goes. Dialogs,
//! the command line and the README's table are made from it.

use serde::{Deserialize, Serialize};

/// A format of other programs and people.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Format {
    /// The codings as a table, for spreadsheets and statistics: RFC 4180.
    Csv,
    /// The codings as a workbook, with a sheet of codes and one that counts.
    Xlsx,
    /// Everything, for programs.
    Json,
    /// The codebook and the passages under each code, to read and to edit.
    Markdown,
    /// The coded texts as one page for any browser, without anything from a network.
    Html,
    /// The coded texts as a Word document, with codes as styles and codings as comments.
    Docx,
    /// Everything that has a place there as REFI-QDA, for other programs.
    Refi,
    /// A database of QualCoder.
    QualCoder,
    /// A database of Taguette.
    Taguette,
    /// Web Annotation of the W3C, JSON-LD.
    W3c,
    /// What Hypothes.is gives away.
    Hypothesis,
    /// Standoff files of brat.
    Brat,
    /// JSONL of doccano.
    Doccano,
    /// Tasks of Label Studio.
    LabelStudio,
    /// JSONL of Prodigy and spaCy.
    Prodigy,
    /// JSON of PubAnnotation.
    PubAnnotation,
    /// JSON of the Common Analysis Structure of UIMA.
    Cas,
    /// TSV 3 of WebAnno and INCEpTION.
    WebAnno,
    /// Columns as in the shared tasks of CoNLL, a character a line.
    Conll,
    /// A table with a coding a row.
    Table,
    /// How sources are cited, as libraries and reference managers write it.
    Ris,
    /// How sources are cited, as JSON of the Citation Style Language.
    CslJson,
    /// The codebook as a table, which can be read again.
    CodebookCsv,
    /// The codebook as RON, which can be read again.
    CodebookRon,
    /// The codebook to read and to edit, which can be read again.
    CodebookMarkdown,
    /// The codebook as REFI-QDA, for other programs, which can be read again.
    CodebookQdc,
    /// The codebook as a page to print.
    CodebookHtml,
}

/// What a file of a format holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Content {
    /// A whole project.
    Project,
    /// Codings, with their texts or beside them.
    Codings,
    /// The codebook by itself.
    Codebook,
    /// How sources are cited.
    Citations,
    /// What is to be read or counted, not taken up again.
    Page,
}

/// A row of the registry.
struct Facts {
    name: &'static str,
    /// The first is that of the files that are written.
    endings: &'static [&'static str],
    content: Content,
    /// Whether it can be read, and whether it can be written.
    ways: (bool, bool),
}

const IN: (bool, bool) = (true, false);
const OUT: (bool, bool) = (false, true);
const BOTH: (bool, bool) = (true, true);

impl Format {
    /// Every format, in the order offered.
    pub const ALL: &[Self] = &[
        Self::Csv,
        Self::Xlsx,
        Self::Json,
        Self::Markdown,
        Self::Html,
        Self::Docx,
        Self::Refi,
        Self::QualCoder,
        Self::Taguette,
        Self::W3c,
        Self::Hypothesis,
        Self::Brat,
        Self::Doccano,
        Self::LabelStudio,
        Self::Prodigy,
        Self::PubAnnotation,
        Self::Cas,
        Self::WebAnno,
        Self::Conll,
        Self::Table,
        Self::Ris,
        Self::CslJson,
        Self::CodebookCsv,
        Self::CodebookRon,
        Self::CodebookMarkdown,
        Self::CodebookQdc,
        Self::CodebookHtml,
    ];

    const fn facts(self) -> Facts {
        use Content::{Citations, Codebook, Codings, Page, Project};
        let (name, endings, content, ways): (_, &'static [&'static str], _, _) = match self {
            Self::Csv => ("csv", &["csv"], Page, OUT),
            Self::Xlsx => ("xlsx", &["xlsx"], Page, OUT),
            Self::Json => ("json", &["json"], Page, OUT),
            Self::Markdown => ("md", &["md"], Page, OUT),
            Self::Html => ("html", &["html"], Page, OUT),
            Self::Docx => ("docx", &["docx"], Page, OUT),
            Self::Refi => ("qdpx", &["qdpx", "qde"], Project, BOTH),
            Self::QualCoder => ("qualcoder", &["qda"], Project, IN),
            Self::Taguette => ("taguette", &["sqlite3"], Project, IN),
            Self::W3c => ("w3c", &["jsonld", "json"], Codings, BOTH),
            Self::Hypothesis => ("hypothesis", &["json"], Codings, IN),
            Self::Brat => ("brat", &["zip", "ann"], Codings, BOTH),
            Self::Doccano => ("doccano", &["jsonl", "json"], Codings, BOTH),
            Self::LabelStudio => ("label-studio", &["json"], Codings, BOTH),
            Self::Prodigy => ("prodigy", &["jsonl"], Codings, BOTH),
            Self::PubAnnotation => ("pubannotation", &["json"], Codings, IN),
            Self::Cas => ("cas", &["json"], Codings, BOTH),
            Self::WebAnno => ("webanno", &["zip", "tsv"], Codings, BOTH),
            Self::Conll => ("conll", &["conll", "bio"], Codings, BOTH),
            Self::Table => ("table", &["csv", "tsv", "xlsx"], Codings, IN),
            Self::Ris => ("ris", &["ris"], Citations, BOTH),
            Self::CslJson => ("csl-json", &["json"], Citations, BOTH),
            Self::CodebookCsv => ("codes-csv", &["csv"], Codebook, BOTH),
            Self::CodebookRon => ("codes-ron", &["ron"], Codebook, BOTH),
            Self::CodebookMarkdown => ("codes-md", &["md"], Codebook, BOTH),
            Self::CodebookQdc => ("codes-qdc", &["qdc"], Codebook, BOTH),
            Self::CodebookHtml => ("codes-html", &["html"], Codebook, OUT),
        };
        Facts {
            name,
            endings,
            content,
            ways,
        }
    }

    /// Its short name, by which the command line knows it.
    pub const fn name(self) -> &'static str {
        self.facts().name
    }

    /// The endings of its files, without dots; the first is that of those that are written.
    pub const fn endings(self) -> &'static [&'static str] {
        self.facts().endings
    }

    /// The ending of files that are written, without a dot.
    pub const fn extension(self) -> &'static str {
        match self.facts().endings {
            [first, ..] => first,
            [] => "",
        }
    }

    /// What a file of it holds.
    pub const fn content(self) -> Content {
        self.facts().content
    }

    /// Whether it can be read, also as a codebook or as citations.
    pub const fn is_read(self) -> bool {
        self.facts().ways.0
    }

    /// Whether it can be written.
    pub const fn is_written(self) -> bool {
        self.facts().ways.1
    }

    /// Whether a project can be made of a file of it.
    pub const fn is_imported(self) -> bool {
        self.is_read() && !matches!(self.content(), Content::Codebook | Content::Citations)
    }

    /// Whether it is a table, which may begin with a byte order mark.
    pub const fn is_table(self) -> bool {
        matches!(self, Self::Csv | Self::CodebookCsv)
    }

    /// Those that can be written, in the order offered.
    pub fn written() -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied().filter(|it| it.is_written())
    }

    /// Those of which a project can be made, in the order offered.
    pub fn imported() -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied().filter(|it| it.is_imported())
    }

    /// Those that can be taken into a project, in the order offered.
    pub fn taken_in() -> impl Iterator<Item = Self> {
        let all = Self::ALL.iter().copied();
        all.filter(|it| it.is_imported() || it.content() == Content::Citations)
    }

    /// Those of the codebook by itself that can be written.
    pub fn of_codebooks() -> impl Iterator<Item = Self> {
        Self::written().filter(|it| it.content() == Content::Codebook)
    }

    /// The format that is written where a person gives a name or the ending of a file.
    pub fn from_name(name: &str) -> Option<Self> {
        let name = match name.to_ascii_lowercase() {
            it if it == "markdown" => "md".to_owned(),
            it if it == "htm" => "html".to_owned(),
            it => it,
        };
        let named = Self::ALL.iter().find(|it| it.name() == name).copied();
        let of = |it: &Self| it.extension() == name && *it != Self::CodebookRon;
        let mut others = Self::written().filter(of);
        // An ending that several formats have names none of them.
        let only = others.next().filter(|_| others.next().is_none());
        named.or(only)
    }

    /// The form of the codebook a person means by the ending of a file.
    pub fn of_codebook(ending: &str) -> Option<Self> {
        let ending = match ending.to_ascii_lowercase() {
            it if it == "markdown" => "md".to_owned(),
            it if it == "htm" => "html".to_owned(),
            it => it,
        };
        Self::of_codebooks().find(|it| it.extension() == ending)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_is_known_by_its_name_and_by_the_ending_of_its_files() {
        for format in Format::ALL {
            assert_eq!(Format::from_name(format.name()), Some(*format));
            assert!(!format.endings().is_empty());
            assert!(format.is_read() || format.is_written());
        }
        for format in Format::of_codebooks() {
            assert_eq!(Format::of_codebook(format.extension()), Some(format));
        }
        for (ending, format) in [
            ("HTM", Some(Format::Html)),
            ("md", Some(Format::Markdown)),
            ("csv", Some(Format::Csv)),
            ("qdc", Some(Format::CodebookQdc)),
            ("ron", None),
            ("docx", Some(Format::Docx)),
            ("xlsx", Some(Format::Xlsx)),
            ("odt", None),
        ] {
            assert_eq!(Format::from_name(ending), format, "{ending}");
        }
    }

    #[test]
    fn no_two_formats_share_a_name() {
        let mut names: Vec<&str> = Format::ALL.iter().map(|it| it.name()).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), Format::ALL.len());
    }
}
