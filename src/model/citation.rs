//! How a source is cited: who wrote it, what it is called, where and when it was published.

use std::fmt;

/// What is told of a source for citing it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum CitationPart {
    /// Somebody who wrote it; there may be several.
    Author,
    /// What it is called.
    Title,
    /// The journal, book or site it stands in.
    Journal,
    /// The year it was published in, or the day.
    Year,
    /// Its pages, as they are printed: `113–130`.
    Pages,
    /// Something else, by a name without blanks, such as `doi`.
    Other(String),
}

impl CitationPart {
    /// Every part that has a name of its own, in the order in which they are told.
    pub const ALL: [Self; 5] = [
        Self::Author,
        Self::Title,
        Self::Journal,
        Self::Year,
        Self::Pages,
    ];

    /// The name, as it stands in a file.
    pub fn name(&self) -> &str {
        match self {
            Self::Author => "author",
            Self::Title => "title",
            Self::Journal => "journal",
            Self::Year => "year",
            Self::Pages => "pages",
            Self::Other(name) => name,
        }
    }

    /// The part of a name.
    pub fn from_name(name: &str) -> Self {
        let mut known = Self::ALL.into_iter();
        let known = known.find(|it| it.name() == name);
        known.unwrap_or_else(|| Self::Other(name.to_owned()))
    }
}

/// One thing told of a source. In a file it is one phrase: `author 王`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Cited {
    /// What it is.
    pub part: CitationPart,
    /// The words.
    pub words: String,
}

impl Cited {
    /// A part with its words.
    pub fn new(part: CitationPart, words: impl Into<String>) -> Self {
        let words = words.into();
        Self { part, words }
    }

    /// Reads a phrase. One that tells nothing is kept as the name of a part without words.
    pub fn from_phrase(phrase: &str) -> Self {
        match phrase.split_once(' ') {
            Some((name, words)) if !words.is_empty() => {
                Self::new(CitationPart::from_name(name), words)
            }
            _ => Self::new(CitationPart::Other(phrase.to_owned()), ""),
        }
    }
}

impl fmt::Display for Cited {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.part.name())?;
        match self.words.is_empty() {
            true => Ok(()),
            false => write!(f, " {}", self.words),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_told_is_read_as_it_is_written() {
        for phrase in [
            "author 王",
            "title Governing  machines",
            "year 2025",
            "doi 10.1/2",
            "author",
            "author ",
            "",
            " x",
        ] {
            assert_eq!(Cited::from_phrase(phrase).to_string(), phrase, "{phrase:?}");
        }
        let author = Cited::from_phrase("author 王");
        assert_eq!(author, Cited::new(CitationPart::Author, "王"));
        assert_eq!(Cited::from_phrase("author").words, "");
        let doi = Cited::from_phrase("doi 10.1/2");
        assert_eq!(doi.part, CitationPart::Other("doi".into()));
    }
}
