//! How a source is cited: who wrote it, what it is called, where and when it was published.

use serde::{Deserialize, Serialize};
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
    /// The volume of the journal.
    Volume,
    /// The issue of the volume or year.
    Issue,
    /// Its pages, as they are printed: `113–130`.
    Pages,
    /// Who published it.
    Publisher,
    /// Its digital object identifier: `10.1000/182`.
    Doi,
    /// Where it is on the web.
    Url,
    /// Under which terms it may be used: `CC BY 4.0`.
    Licence,
    /// Something else, by a name without blanks, such as `issn`.
    Other(String),
}

impl CitationPart {
    /// Every part that has a name of its own, in the order in which they are told.
    pub const ALL: [Self; 11] = [
        Self::Author,
        Self::Title,
        Self::Journal,
        Self::Year,
        Self::Volume,
        Self::Issue,
        Self::Pages,
        Self::Publisher,
        Self::Doi,
        Self::Url,
        Self::Licence,
    ];

    /// The name, as it stands in a file.
    pub fn name(&self) -> &str {
        match self {
            Self::Other(name) => name,
            known => known.own_name(),
        }
    }

    /// The name of its own; empty where it has none.
    pub const fn own_name(&self) -> &'static str {
        match self {
            Self::Author => "author",
            Self::Title => "title",
            Self::Journal => "journal",
            Self::Year => "year",
            Self::Volume => "volume",
            Self::Issue => "issue",
            Self::Pages => "pages",
            Self::Publisher => "publisher",
            Self::Doi => "doi",
            Self::Url => "url",
            Self::Licence => "licence",
            Self::Other(_) => "",
        }
    }

    /// The part of a name.
    pub fn from_name(name: &str) -> Self {
        let mut known = Self::ALL.into_iter();
        let known = known.find(|it| it.name() == name);
        known.unwrap_or_else(|| Self::Other(name.to_owned()))
    }

    /// The part of the same name that is known, however that is written: `DOI` is [`Self::Doi`].
    fn known(self) -> Self {
        match Self::from_name(&self.name().to_lowercase()) {
            Self::Other(_) => self,
            known => known,
        }
    }

    /// Its place in the order in which parts are told; those without a name of their own come last.
    fn turn(&self) -> usize {
        let known = Self::ALL.iter().position(|it| it == self);
        known.unwrap_or(Self::ALL.len())
    }
}

/// One thing told of a source. In a file it is one phrase: `author 王`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
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

    /// The first words of a part; empty when there are none.
    pub fn first<'c>(citation: &'c [Self], part: &CitationPart) -> &'c str {
        Self::all(citation, part).next().unwrap_or_default()
    }

    /// All words of a part, such as every author's, in their order.
    pub fn all<'c>(
        citation: &'c [Self],
        part: &CitationPart,
    ) -> impl Iterator<Item = &'c str> + use<'c> {
        let part = part.clone();
        let of = citation.iter().filter(move |it| it.part == part);
        of.map(|it| it.words.as_str())
    }

    /// A citation as it is kept: words on one line, identifiers without their addresses, nothing without words, nothing twice, in the
    /// order in which parts are told.
    pub fn tidied(citation: impl IntoIterator<Item = Self>) -> Vec<Self> {
        let mut tidy: Vec<Self> = Vec::new();
        for Self { part, words } in citation {
            let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
            let part = part.known();
            let words = match part {
                CitationPart::Doi => bare_doi(&words).to_owned(),
                _ => words,
            };
            let cited = Self::new(part, words);
            if !cited.words.is_empty() && !tidy.contains(&cited) {
                tidy.push(cited);
            }
        }
        tidy.sort_by_key(|it| it.part.turn());
        tidy
    }
}

/// A digital object identifier without the address that often stands before it.
pub fn bare_doi(words: &str) -> &str {
    let at = words.to_ascii_lowercase().find("10.");
    let head = at.and_then(|it| words.get(..it)).unwrap_or_default();
    let head = head.trim().to_ascii_lowercase();
    let is_address = head.ends_with("doi.org/") || head.ends_with("doi:") || head == "doi";
    match is_address {
        true => at.and_then(|it| words.get(it..)).unwrap_or(words).trim(),
        false => words.trim(),
    }
}

impl From<String> for Cited {
    fn from(phrase: String) -> Self {
        Self::from_phrase(&phrase)
    }
}

impl From<Cited> for String {
    fn from(cited: Cited) -> Self {
        cited.to_string()
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
        let issn = Cited::from_phrase("issn 1000-0000");
        assert_eq!(issn.part, CitationPart::Other("issn".into()));
    }

    #[test]
    fn a_part_that_had_no_name_of_its_own_is_found_under_it_now() {
        // Files of earlier versions hold these as names that nobody knew.
        for (phrase, part) in [
            ("doi 10.1/2", CitationPart::Doi),
            ("publisher 甲社", CitationPart::Publisher),
            ("licence CC0", CitationPart::Licence),
        ] {
            let cited = Cited::from_phrase(phrase);
            assert_eq!(cited.part, part);
            assert_eq!(cited.to_string(), phrase);
        }
    }

    #[test]
    fn an_identifier_is_known_behind_its_address() {
        for words in [
            "10.1/A",
            "doi:10.1/A",
            "DOI 10.1/A",
            "https://dx.doi.org/10.1/A",
        ] {
            assert_eq!(bare_doi(words), "10.1/A", "{words}");
        }
        assert_eq!(bare_doi("第10.1"), "第10.1");
    }

    #[test]
    fn a_citation_is_tidied() {
        let told = [
            "Licence CC0",
            "year ",
            "author  李\n 明",
            "x 1",
            "author 王",
            "x 1",
        ];
        let tidy = Cited::tidied(told.map(Cited::from_phrase));
        let phrases: Vec<String> = tidy.iter().map(ToString::to_string).collect();
        assert_eq!(phrases, ["author 李 明", "author 王", "licence CC0", "x 1"]);
    }
}
