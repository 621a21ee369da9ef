//! The kinds of things that formats have no place for, and which format has none for which.

use crate::exchange::format::Format;

/// A kind of thing that has no place in a format.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Unplaced {
    /// Other names, keys, uses and examples of codes.
    Codes,
    /// Everything about codes but their names.
    CodeDetails,
    /// Memos on codes.
    CodeMemos,
    /// Codes without a coding.
    Unused,
    /// Texts themselves.
    Texts,
    /// Passages that are not found in their texts.
    Passages,
    /// Codings of passages that are left out.
    Codings,
    /// Passages without a code.
    Bare,
    /// What stands above codes.
    Tree,
    /// Names of codes that are no labels, or that several have.
    Renamed,
    /// Edges of passages at blanks or line ends.
    Edges,
    /// Codings of nothing but blanks or line ends.
    Blanks,
    /// Codings with the same code on the same place as another.
    Merged,
    /// Who coded.
    Coders,
    /// When it was coded.
    Times,
    /// Memos on anything but codings.
    SideMemos,
    /// Memos of any kind.
    AllMemos,
    /// Line ends in memos.
    MemoLines,
    /// Members of sets that are neither codes nor sources nor memos, and passages that are left out as
    /// members of anything.
    Members,
    /// Links that begin or end at the project itself, or at what is left out.
    Links,
    /// Links of any kind.
    AllLinks,
    /// Memos that hang on nothing in the file.
    Memos,
    /// Memos on anything but codings and their passages.
    OtherMemos,
    /// Memos on cases, variables and sets: only their words are there.
    Described,
    /// Files of PDFs, pictures and recordings that came from another program.
    Media,
    /// Values of sources.
    Values,
    /// Cases with their values.
    Cases,
    /// Sets.
    Sets,
    /// Saved queries.
    Queries,
    /// Glosses of words.
    Glosses,
    /// Recipes of reading packs.
    Recipes,
    /// By which rule codings were made.
    Rules,
    /// Conflicts.
    Conflicts,
    /// Sources that have no citation.
    Uncited,
    /// Parts of citations.
    Cited,
}

impl Unplaced {
    /// Every kind.
    pub const ALL: &[Self] = &[
        Self::Codes,
        Self::CodeDetails,
        Self::CodeMemos,
        Self::Unused,
        Self::Texts,
        Self::Passages,
        Self::Codings,
        Self::Bare,
        Self::Tree,
        Self::Renamed,
        Self::Edges,
        Self::Blanks,
        Self::Merged,
        Self::Coders,
        Self::Times,
        Self::SideMemos,
        Self::AllMemos,
        Self::MemoLines,
        Self::Members,
        Self::Links,
        Self::AllLinks,
        Self::Memos,
        Self::OtherMemos,
        Self::Described,
        Self::Media,
        Self::Values,
        Self::Cases,
        Self::Sets,
        Self::Queries,
        Self::Glosses,
        Self::Recipes,
        Self::Rules,
        Self::Conflicts,
        Self::Uncited,
        Self::Cited,
    ];

    /// Its name in the locale files, behind `unplaced-`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Codes => "codes",
            Self::CodeDetails => "code-details",
            Self::CodeMemos => "code-memos",
            Self::Unused => "unused",
            Self::Texts => "texts",
            Self::Passages => "passages",
            Self::Codings => "codings",
            Self::Bare => "bare",
            Self::Tree => "tree",
            Self::Renamed => "renamed",
            Self::Edges => "edges",
            Self::Blanks => "blanks",
            Self::Merged => "merged",
            Self::Coders => "coders",
            Self::Times => "times",
            Self::SideMemos => "side-memos",
            Self::AllMemos => "all-memos",
            Self::MemoLines => "all-lines",
            Self::Members => "members",
            Self::Links => "links",
            Self::AllLinks => "all-links",
            Self::Memos => "memos",
            Self::OtherMemos => "other-memos",
            Self::Described => "described",
            Self::Media => "media",
            Self::Values => "values",
            Self::Cases => "cases",
            Self::Sets => "sets",
            Self::Queries => "queries",
            Self::Glosses => "glosses",
            Self::Recipes => "recipes",
            Self::Rules => "rules",
            Self::Conflicts => "conflicts",
            Self::Uncited => "uncited",
            Self::Cited => "cited",
        }
    }

    /// What has no place in a format, if there is any of it.
    const fn of(format: Format) -> &'static [Self] {
        match format {
            Format::Refi => &[
                Self::Codes,
                Self::Passages,
                Self::Codings,
                Self::Members,
                Self::Links,
                Self::Memos,
                Self::Described,
                Self::Media,
                Self::Queries,
                Self::Glosses,
                Self::Recipes,
                Self::Rules,
                Self::Conflicts,
            ],
            Format::QualCoder
            | Format::Taguette
            | Format::Hypothesis
            | Format::PubAnnotation
            | Format::Table => &[],
            Format::W3c
            | Format::Brat
            | Format::Doccano
            | Format::LabelStudio
            | Format::Prodigy
            | Format::Cas
            | Format::WebAnno
            | Format::Conll => Self::of_flat(),
            Format::Ris | Format::CslJson => &[Self::Uncited, Self::Cited],
            Format::CodebookQdc => &[Self::Codes, Self::CodeMemos],
            Format::CodebookCsv
            | Format::CodebookRon
            | Format::CodebookMarkdown
            | Format::CodebookHtml => &[Self::CodeMemos],
            page => Self::of_pages(page),
        }
    }

    /// What has no place in what is to be read or counted.
    const fn of_pages(format: Format) -> &'static [Self] {
        match format {
            Format::Json => &[Self::Queries, Self::Rules, Self::Conflicts],
            Format::Csv => &[
                Self::CodeDetails,
                Self::Unused,
                Self::Texts,
                Self::Bare,
                Self::OtherMemos,
                Self::Values,
                Self::Cases,
                Self::Sets,
                Self::AllLinks,
                Self::Queries,
                Self::Glosses,
                Self::Recipes,
                Self::Rules,
                Self::Conflicts,
            ],
            Format::Xlsx => &[
                Self::Texts,
                Self::Bare,
                Self::OtherMemos,
                Self::Values,
                Self::Cases,
                Self::Sets,
                Self::AllLinks,
                Self::Queries,
                Self::Glosses,
                Self::Recipes,
                Self::Rules,
                Self::Conflicts,
            ],
            Format::Markdown => &[
                Self::Texts,
                Self::Bare,
                Self::Values,
                Self::Cases,
                Self::Sets,
                Self::AllLinks,
                Self::Queries,
                Self::Glosses,
                Self::Recipes,
                Self::Rules,
                Self::Conflicts,
            ],
            Format::Html | Format::Docx => &[
                Self::Values,
                Self::Cases,
                Self::Sets,
                Self::AllLinks,
                Self::Queries,
                Self::Glosses,
                Self::Recipes,
                Self::Rules,
                Self::Conflicts,
            ],
            _ => &[],
        }
    }

    /// What has no place in any format for annotated texts.
    const fn of_flat() -> &'static [Self] {
        &[
            Self::CodeDetails,
            Self::Tree,
            Self::Renamed,
            Self::Unused,
            Self::Passages,
            Self::Codings,
            Self::Bare,
            Self::Values,
            Self::Cases,
            Self::Sets,
            Self::AllLinks,
            Self::Queries,
            Self::Glosses,
            Self::Recipes,
            Self::Rules,
            Self::Conflicts,
        ]
    }

    /// What has no place in one of them beyond that.
    const fn besides(format: Format) -> &'static [Self] {
        match format {
            Format::W3c => &[Self::Texts, Self::OtherMemos],
            Format::LabelStudio => &[Self::Times, Self::SideMemos],
            Format::Cas => &[Self::SideMemos],
            Format::Prodigy => &[Self::Times, Self::AllMemos],
            Format::Doccano => &[Self::Merged, Self::Coders, Self::Times, Self::AllMemos],
            Format::Brat => &[
                Self::Edges,
                Self::Blanks,
                Self::Merged,
                Self::Coders,
                Self::Times,
                Self::SideMemos,
                Self::MemoLines,
            ],
            Format::WebAnno | Format::Conll => &[
                Self::Edges,
                Self::Blanks,
                Self::Merged,
                Self::Coders,
                Self::Times,
                Self::AllMemos,
            ],
            _ => &[],
        }
    }

    /// All that has no place in a format.
    pub(in crate::exchange) fn all_of(format: Format) -> impl Iterator<Item = Self> {
        Self::of(format)
            .iter()
            .chain(Self::besides(format))
            .copied()
    }
}
