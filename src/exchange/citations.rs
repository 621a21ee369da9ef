//! Citations by themselves, as reference managers and libraries keep them: read, and found among the
//! sources of a project.

mod csl;
mod kind;
mod ris;
#[cfg(test)]
mod tests;

pub(super) use csl::write as write_csl;
pub(super) use ris::write as write_ris;

use super::import::ImportError;
use super::{ForeignFile, Format, recognise};
use crate::model::{CitationPart, Cited, Project, Source, SourceId, bare_doi};
use crate::text::folding::folded;
use crate::text::{DecodeError, Encoding, decode};
use std::collections::{BTreeMap, BTreeSet};

/// Bytes of a file at most.
const MOST_BYTES: usize = 64 << 20;
/// Entries of a file at most.
const MOST_ENTRIES: usize = 100_000;
/// Things told of one entry at most.
const MOST_PARTS: usize = 200;
/// Characters of one of them at most.
const LONGEST: usize = 4_000;

/// What a file tells of one text.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Entry {
    /// The name it has in the file; often one that the program made up.
    pub key: String,
    /// Names of files that belong to it, without their folders.
    pub files: Vec<String>,
    /// How it is cited.
    pub citation: Vec<Cited>,
}

impl Entry {
    /// What a person knows it by: its title, else its name in the file.
    pub fn name(&self) -> &str {
        match Cited::first(&self.citation, &CitationPart::Title) {
            "" => &self.key,
            title => title,
        }
    }

    /// Notes something that is told of it; whether there was room.
    fn tell(&mut self, part: CitationPart, words: &str) -> bool {
        let words = words.trim();
        let fits = self.citation.len() < MOST_PARTS && words.chars().nth(LONGEST).is_none();
        if fits && !words.is_empty() {
            self.citation.push(Cited::new(part, words));
        }
        fits
    }

    /// Notes something that is told once; whether it was not told before.
    fn tell_once(&mut self, part: CitationPart, words: &str) -> bool {
        let is_told = self.citation.iter().any(|it| it.part == part);
        !is_told && self.tell(part, words)
    }

    /// Notes a file by its address; only its name is of use.
    fn belongs(&mut self, address: &str) {
        let name = address.rsplit(['/', '\\']).next().unwrap_or_default();
        if !name.is_empty() && self.files.len() < MOST_PARTS {
            self.files.push(name.to_owned());
        }
    }
}

/// The entries of a file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CitationsRead {
    /// Which format it was.
    pub format: Format,
    /// What it tells, in its order; one at least.
    pub entries: Vec<Entry>,
    /// Names of fields that have no place here, and how often each stood there.
    pub left: BTreeMap<String, usize>,
    /// The encoding that was guessed, where there is a doubt.
    pub guessed: Option<Encoding>,
}

/// Entries being read.
#[derive(Default)]
struct Gathered {
    entries: Vec<Entry>,
    left: BTreeMap<String, usize>,
}

impl Gathered {
    /// Counts a field that has no place.
    fn leave(&mut self, name: &str) {
        let name: String = name.chars().take(40).collect();
        // Whoever makes names up is not followed for ever.
        let name = match self.left.len() < MOST_PARTS || self.left.contains_key(&name) {
            true => name,
            false => "…".to_owned(),
        };
        *self.left.entry(name).or_default() += 1;
    }
}

/// Reads the citations in a file.
///
/// # Errors
/// When it is no text, too large, not as its format should be, or holds none.
pub fn read_citations(
    file: &ForeignFile<'_>,
    (format, encoding): (Option<Format>, Option<Encoding>),
) -> Result<CitationsRead, ImportError> {
    if file.bytes.len() > MOST_BYTES {
        return Err(ImportError::TooLarge);
    }
    let decoded = decode(file.bytes, encoding).map_err(|error| match error {
        DecodeError::Empty => ImportError::NoCitations,
        DecodeError::Binary { .. } => ImportError::NotText,
    })?;
    let format = format.or_else(|| recognise(file));
    let gathered = match format {
        Some(Format::CslJson) => csl::read(&decoded.text)?,
        Some(Format::Ris) => ris::read(&decoded.text)?,
        _ if decoded.text.trim_start().starts_with(['[', '{']) => csl::read(&decoded.text)?,
        _ => ris::read(&decoded.text)?,
    };
    if gathered.entries.is_empty() {
        return Err(ImportError::NoCitations);
    }
    let guessed = decoded.guessed.then_some(decoded.encoding);
    Ok(CitationsRead {
        format: format.unwrap_or(Format::Ris),
        entries: gathered.entries,
        left: gathered.left,
        guessed,
    })
}

/// Which source an entry is of.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Fits {
    /// This one.
    One(SourceId),
    /// One of these, and nothing tells which.
    Several(Vec<SourceId>),
    /// None of them.
    None,
}

/// Finds the sources that entries are of, in the order of the entries: by the identifier, where both
/// have one; else, and where several have it, by title, by the name of a file, and by the name in the
/// file. Letters and digits count alone, whatever their width, case and form.
pub fn fitting(project: &Project, entries: &[Entry]) -> Vec<Fits> {
    let known = Known::of(project);
    entries.iter().map(|it| known.fitting(it)).collect()
}

/// What sources are known by.
#[derive(Default)]
struct Known {
    by_doi: BTreeMap<String, BTreeSet<SourceId>>,
    by_title: BTreeMap<String, BTreeSet<SourceId>>,
    by_file: BTreeMap<String, BTreeSet<SourceId>>,
    by_name: BTreeMap<String, BTreeSet<SourceId>>,
    dois: BTreeMap<SourceId, String>,
}

impl Known {
    fn of(project: &Project) -> Self {
        let mut known = Self::default();
        for source in project.sources().iter() {
            known.note(source);
        }
        known
    }

    fn note(&mut self, source: &Source) {
        let put = |by: &mut BTreeMap<String, BTreeSet<SourceId>>, words: &str| {
            let bare = bare(words);
            if !bare.is_empty() {
                by.entry(bare).or_default().insert(source.id);
            }
        };
        let citation = &source.origin.citation;
        let file = source.origin.name.as_str();
        let title = Cited::first(citation, &CitationPart::Title);
        for words in [title, &source.name, stem(file)] {
            put(&mut self.by_title, words);
        }
        for words in [file, stem(file), &source.name] {
            put(&mut self.by_file, words);
        }
        put(&mut self.by_name, &source.name);
        let doi = doi(citation);
        if !doi.is_empty() {
            self.by_doi
                .entry(doi.clone())
                .or_default()
                .insert(source.id);
            self.dois.insert(source.id, doi);
        }
    }

    fn fitting(&self, entry: &Entry) -> Fits {
        let own = doi(&entry.citation);
        let title = bare(Cited::first(&entry.citation, &CitationPart::Title));
        let key = bare(&entry.key);
        let of = |by: &BTreeMap<String, BTreeSet<SourceId>>, words: &str| {
            by.get(words).cloned().unwrap_or_default()
        };
        let mut files = BTreeSet::new();
        for name in &entry.files {
            files.extend(of(&self.by_file, &bare(name)));
            files.extend(of(&self.by_file, &bare(stem(name))));
        }
        let ways = [
            of(&self.by_doi, &own),
            of(&self.by_title, &title),
            files,
            of(&self.by_name, &key),
        ];
        let mut left: Option<BTreeSet<SourceId>> = None;
        for mut way in ways {
            // Two texts with identifiers of their own are not the same, whatever they are called.
            way.retain(|it| own.is_empty() || self.dois.get(it).is_none_or(|doi| *doi == own));
            let narrowed: BTreeSet<SourceId> = match &left {
                Some(left) => left.intersection(&way).copied().collect(),
                None => way,
            };
            match narrowed.len() {
                0 => continue,
                1 => return narrowed.first().map_or(Fits::None, |it| Fits::One(*it)),
                _ => left = Some(narrowed),
            }
        }
        match left {
            Some(left) => Fits::Several(left.into_iter().collect()),
            None => Fits::None,
        }
    }
}

/// The identifier in small letters; empty when there is none.
fn doi(citation: &[Cited]) -> String {
    bare_doi(Cited::first(citation, &CitationPart::Doi)).to_lowercase()
}

/// The letters and digits of a name, in the form that stands for all that count as one.
fn bare(words: &str) -> String {
    let letters = words.chars().map(folded).filter(|it| it.is_alphanumeric());
    letters.collect()
}

/// The name of a file without its ending.
fn stem(name: &str) -> &str {
    match name.rsplit_once('.') {
        Some((stem, _)) if !stem.is_empty() => stem,
        _ => name,
    }
}

/// The citation of a source after an entry was taken in: what the entry tells takes the place of what was
/// told of the same parts, everything else stays.
pub fn taken(source: &Source, entry: &Entry) -> Vec<Cited> {
    let new = Cited::tidied(entry.citation.iter().cloned());
    let old = source.origin.citation.iter().cloned();
    let kept = old.filter(|old| !new.iter().any(|it| it.part == old.part));
    Cited::tidied(kept.chain(new.iter().cloned()))
}

/// The sources that have a citation, in the order of the list, each with it.
fn cited(project: &Project) -> Vec<(&Source, Vec<Cited>)> {
    let all = crate::query::sources(project).into_iter();
    let all = all.filter_map(|id| project.sources().get(id));
    let told = all.map(|it| (it, Cited::tidied(it.origin.citation.iter().cloned())));
    told.filter(|it| !it.1.is_empty()).collect()
}

/// What is told of sources and has no place in a format: each with its source's name.
pub(super) fn unplaced(project: &Project, format: Format) -> Vec<String> {
    let mut unplaced = Vec::new();
    for (source, told) in cited(project) {
        let read = match format {
            Format::Ris => ris::read(&ris::entry(source, &told)),
            _ => csl::read(&csl::entry(source, &told).to_string()),
        };
        let mut kept = read.ok().and_then(|it| it.entries.into_iter().next());
        let kept = kept.take().map(|it| it.citation).unwrap_or_default();
        let lost = told.iter().filter(|it| !kept.contains(it));
        unplaced.extend(lost.map(|it| format!("{}: {it}", source.name)));
    }
    unplaced
}
