//! A pack as pages of PDF, tagged so that they can be read aloud (PDF/UA-1).
//!
//! The pages are set by typst from a template of ours (`page.typ`). What is printed is handed over as
//! data, so nothing of it is ever read as markup. Nothing is fetched and no clock is asked: the same
//! pack and the same letters give the same bytes.

#[cfg(feature = "pdf")]
mod above;
#[cfg(feature = "pdf")]
mod clean;
#[cfg(feature = "pdf")]
mod desk;
#[cfg(feature = "pdf")]
mod letters;
#[cfg(feature = "pdf")]
mod paper;
#[cfg(feature = "pdf")]
mod sheet;
#[cfg(feature = "pdf")]
mod spread;
#[cfg(test)]
mod tests;

#[cfg(feature = "pdf")]
pub use letters::Letters;

use super::check::Remark;
use thiserror::Error;

/// Pages of PDF.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PdfMade {
    /// The file.
    pub bytes: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
    /// The characters that no letters at hand have, each with its place: 〓 is printed for them.
    pub remarks: Vec<Remark>,
}

/// Why no PDF was made.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum PdfError {
    /// This build is made without it.
    #[error("this build cannot make PDF")]
    NotBuilt,
    /// The pages could not be set or written.
    #[error("the pages could not be set: {why}")]
    Setting {
        /// Why, as the library says it.
        why: String,
    },
    /// Nobody waits for the pages any more.
    #[error("the pages were not set to the end, as nobody waits for them")]
    Stopped,
}

impl From<String> for PdfError {
    fn from(why: String) -> Self {
        Self::Setting { why }
    }
}

/// The letters of pages: none, as this build makes no PDF.
#[cfg(not(feature = "pdf"))]
#[derive(Debug, Default)]
pub struct Letters;

#[cfg(not(feature = "pdf"))]
impl Letters {
    /// Those that Zhupi carries.
    pub const fn carried() -> Self {
        Self
    }

    /// Those that Zhupi carries and those that are installed.
    pub const fn installed() -> Self {
        Self
    }
}

/// The pages of a pack.
///
/// # Errors
/// Always: this build is made without it.
#[cfg(not(feature = "pdf"))]
pub fn pdf(
    _: &super::Pack,
    _: &Letters,
    _: &(dyn Fn() -> bool + Sync),
) -> Result<PdfMade, PdfError> {
    Err(PdfError::NotBuilt)
}

/// What letters are lacking for the words of a pack: nothing, as this build has no letters.
#[cfg(not(feature = "pdf"))]
pub const fn lacking(_: &super::Pack, _: &Letters) -> Vec<Remark> {
    Vec::new()
}

/// What letters are lacking for the words of a pack, with the places.
#[cfg(feature = "pdf")]
pub fn lacking(pack: &super::Pack, letters: &Letters) -> Vec<Remark> {
    clean::clean(pack, letters, &std::collections::BTreeSet::new()).1
}

/// The pages of a pack. A character that no letters have is printed as 〓 and told of; where installed
/// letters are broken or may not be taken along, those that Zhupi carries are used alone. Whether it is
/// stopped is asked all the time.
///
/// # Errors
/// When it is stopped; when the pages cannot be set or would not be what PDF/UA-1 asks for.
#[cfg(feature = "pdf")]
pub fn pdf(
    pack: &super::Pack,
    letters: &Letters,
    is_stopped: &(dyn Fn() -> bool + Sync),
) -> Result<PdfMade, PdfError> {
    let made = match made(pack, letters, is_stopped) {
        Err(PdfError::Setting { .. }) if letters.has_installed() => {
            made(pack, &Letters::carried(), is_stopped)
        }
        made => made,
    };
    // What the library remembers of one pack is of no use to the next one.
    typst::comemo::evict(0);
    made
}

#[cfg(feature = "pdf")]
fn made(
    pack: &super::Pack,
    letters: &Letters,
    is_stopped: desk::IsStopped<'_>,
) -> Result<PdfMade, PdfError> {
    let mut lacking = std::collections::BTreeSet::new();
    let (clean, mut remarks) = clean::clean(pack, letters, &lacking);
    let ident = format!("{} {}", clean.title, clean.edition.name());
    let mut set = desk::set(sheet::sheet(clean, letters)?, letters, is_stopped)?;
    // Letters may have every character of a cluster and still not know it as a whole.
    lacking.extend(set.lacking.iter().copied());
    if !lacking.is_empty() {
        let (clean, more) = clean::clean(pack, letters, &lacking);
        remarks = more;
        set = desk::set(sheet::sheet(clean, letters)?, letters, is_stopped)?;
    }
    if is_stopped() {
        return Err(PdfError::Stopped);
    }
    let (bytes, pages) = set.written(ident)?;
    Ok(PdfMade {
        bytes,
        pages,
        remarks,
    })
}
