//! Where pages are set: the template, the data, the letters, and nothing else in the world.

use super::PdfError;
use super::above::{Above, draw};
use super::letters::Letters;
use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::layout::{Frame, FrameItem};
use typst::model::Document as _;
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{self, FontBook, TextItem, is_default_ignorable};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt as _, World};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

const PAGE: &str = include_str!("../page.typ");

/// All that the template can see.
struct Desk<'a> {
    library: LazyHash<Library>,
    letters: &'a Letters,
    page: Source,
    sheet: (FileId, Bytes),
    is_stopped: IsStopped<'a>,
}

/// Whether nobody waits for the pages any more; asked on several threads.
pub(super) type IsStopped<'a> = &'a (dyn Fn() -> bool + Sync);

/// What unwinds the library when it is stopped.
struct Stopped;

impl World for Desk<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.letters.book()
    }

    fn main(&self) -> FileId {
        self.page.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        match id == self.page.id() {
            true => Ok(self.page.clone()),
            false => Err(FileError::AccessDenied),
        }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        match id == self.sheet.0 {
            true => Ok(self.sheet.1.clone()),
            false => Err(FileError::AccessDenied),
        }
    }

    /// The library asks for letters all the time and knows no other way to be stopped.
    fn font(&self, place: usize) -> Option<text::Font> {
        if (self.is_stopped)() {
            resume_unwind(Box::new(Stopped));
        }
        self.letters.face(place)
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

/// Pages as they were set.
pub(super) struct Set {
    pages: PagedDocument,
    /// Characters that were asked for and that no letters gave.
    pub(super) lacking: BTreeSet<char>,
    /// What the library warned of: nothing, as tests hold.
    #[cfg(test)]
    pub(super) warnings: String,
}

fn name(path: &str) -> Result<FileId, String> {
    let path = VirtualPath::new(path).map_err(|error| format!("{error:?}"))?;
    Ok(RootedPath::new(VirtualRoot::Project, path).intern())
}

fn said(errors: &[SourceDiagnostic]) -> String {
    let said: Vec<&str> = errors.iter().map(|it| it.message.as_str()).collect();
    said.join("; ")
}

/// Sets the pages of a sheet of data.
///
/// # Errors
/// When they cannot be set, or nobody waits for them any more.
pub(super) fn set(
    (sheet, above): (String, Above),
    letters: &Letters,
    is_stopped: IsStopped<'_>,
) -> Result<Set, PdfError> {
    let desk = Desk {
        library: LazyHash::new(Library::default()),
        letters,
        page: Source::new(name("page.typ")?, PAGE.to_owned()),
        sheet: (name("pack.json")?, Bytes::from_string(sheet)),
        is_stopped,
    };
    let compile = || typst::compile::<PagedDocument>(&desk);
    let set =
        catch_unwind(AssertUnwindSafe(compile)).map_err(|cause| match cause.is::<Stopped>() {
            true => PdfError::Stopped,
            false => PdfError::from("the library broke down".to_owned()),
        })?;
    let pages = set.output.map_err(|errors| said(&errors))?;
    let mut lacking = BTreeSet::new();
    let info = pages.info().clone();
    let mut leaves = pages.pages().to_vec();
    for (page, leaf) in leaves.iter_mut().enumerate() {
        finish(&mut leaf.frame, &mut lacking);
        draw(&mut leaf.frame, page, &above, letters);
    }
    Ok(Set {
        pages: PagedDocument::new(leaves.into(), info),
        lacking,
        #[cfg(test)]
        warnings: said(&set.warnings),
    })
}

/// Takes what only kept words together out of what is copied or searched: it has no glyph of its own
/// but belongs to that of a neighbour. Collects the characters that no letters gave.
fn finish(frame: &mut Frame, lacking: &mut BTreeSet<char>) {
    frame.retain(|item| {
        match item {
            FrameItem::Group(group) => finish(&mut group.frame, lacking),
            FrameItem::Text(text) => finish_text(text, lacking),
            _ => {}
        }
        true
    });
}

fn finish_text(text: &mut TextItem, lacking: &mut BTreeSet<char>) {
    for glyph in &mut text.glyphs {
        let words = text.text.get(glyph.range()).unwrap_or_default();
        if glyph.id == 0 {
            lacking.extend(words.chars().filter(|it| !is_default_ignorable(*it)));
        }
        let from_start = words.len() - words.trim_start_matches(is_joint).len();
        let from_end = words.len() - words.trim_end_matches(is_joint).len();
        let trim = |bytes: usize| u16::try_from(bytes).unwrap_or_default();
        if from_start < words.len() {
            glyph.range.start += trim(from_start);
            glyph.range.end -= trim(from_end);
        }
    }
}

/// Whether a character keeps words together.
fn is_joint(char: char) -> bool {
    char == '\u{2060}'
}

impl Set {
    /// What stands on each page.
    #[cfg(test)]
    pub(super) fn leaves(&self) -> Vec<&Frame> {
        self.pages.pages().iter().map(|it| &it.frame).collect()
    }

    /// The file and how many pages it has.
    ///
    /// # Errors
    /// When they would not be what PDF/UA-1 asks for.
    pub(super) fn written(&self, ident: String) -> Result<(Vec<u8>, usize), PdfError> {
        let standards = PdfStandards::new(&[PdfStandard::Ua_1]);
        let options = PdfOptions {
            ident: Smart::Custom(ident),
            creator: Smart::Custom(Some("zhupi".to_owned())),
            standards: standards.map_err(|error| PdfError::from(error.message().to_string()))?,
            ..PdfOptions::default()
        };
        let bytes = typst_pdf::pdf(&self.pages, &options).map_err(|errors| said(&errors))?;
        Ok((bytes, self.pages.pages().len()))
    }
}
