//! A citation on one line, as it stands below a text that is handed out or in a list of references.
//!
//! A Chinese one is written after GB/T 7714—2015, 8 and appendix A, as far as the parts that are
//! told allow it:
//!
//! ```text
//! 王某, 李某. 论治理[J]. 治理学刊, 2025, 12(3): 113–130. DOI: 10.1000/182.
//! 赵某. 机器与规则[M]. 北京: 甲社, 2024.
//! ```
//!
//! Any other has its parts in the same order without the signs that only belong to that standard:
//!
//! ```text
//! Lee, A.; Chen, B. Governing machines. Journal of Rules, 2025, 12(3), 113–130. https://doi.org/10.1000/182
//! ```
//!
//! The terms of use are no part of it: who needs them puts them behind.

use crate::model::{CitationPart, Cited, bare_doi};
use crate::text::Writing;

/// Authors named before the others become “and others” (GB/T 7714—2015, 8.1.2).
const NAMED: usize = 3;

/// The line; empty when nothing is told that has a place in it.
pub fn line(citation: &[Cited]) -> String {
    let told = Told::of(citation);
    match told.is_chinese() {
        true => told.chinese(),
        false => told.plain(),
    }
}

/// The parts of a citation that have a place in the line, each on one line.
struct Told {
    authors: Vec<String>,
    title: String,
    journal: String,
    year: String,
    volume: String,
    issue: String,
    pages: String,
    place: String,
    publisher: String,
    doi: String,
    url: String,
}

impl Told {
    fn of(citation: &[Cited]) -> Self {
        let one_line = |words: &str| words.split_whitespace().collect::<Vec<_>>().join(" ");
        let first = |part: &CitationPart| one_line(Cited::first(citation, part));
        let authors = Cited::all(citation, &CitationPart::Author).map(one_line);
        Self {
            authors: authors.filter(|it| !it.is_empty()).collect(),
            title: first(&CitationPart::Title),
            journal: first(&CitationPart::Journal),
            year: first(&CitationPart::Year),
            volume: first(&CitationPart::Volume),
            issue: first(&CitationPart::Issue),
            pages: first(&CitationPart::Pages),
            place: first(&CitationPart::Other("place".to_owned())),
            publisher: first(&CitationPart::Publisher),
            doi: bare_doi(&first(&CitationPart::Doi)).to_owned(),
            url: first(&CitationPart::Url),
        }
    }

    /// Whether it is of a Chinese text: by its title, or without one by who wrote it and where.
    fn is_chinese(&self) -> bool {
        let others = self.authors.iter().chain([&self.journal, &self.publisher]);
        let words: String = match self.title.is_empty() {
            false => self.title.clone(),
            true => others.map(String::as_str).collect(),
        };
        let is = |writing: Writing| words.chars().any(|it| Writing::of(it) == writing);
        let has_han = words.chars().any(is_ideograph);
        has_han && !is(Writing::Kana) && !is(Writing::Hangul)
    }

    fn chinese(&self) -> String {
        let mut authors = self.authors.clone();
        if authors.len() > NAMED {
            authors.truncate(NAMED);
            authors.push("等".to_owned());
        }
        // What kind of thing it is follows from what is told of it.
        let kind = match self {
            it if !it.journal.is_empty() => "[J]",
            it if !it.publisher.is_empty() => "[M]",
            it if !it.url.is_empty() => "[EB/OL]",
            _ => "",
        };
        let title = match self.title.is_empty() {
            true => String::new(),
            false => format!("{}{kind}", self.title),
        };
        let issued = match self.journal.is_empty() {
            false => with_pages(&self.issue(), ": ", &self.pages),
            true => {
                let house = joined([&self.place, &self.publisher], ": ");
                with_pages(&joined([&house, &self.year], ", "), ": ", &self.pages)
            }
        };
        let doi = match self.doi.is_empty() {
            true => String::new(),
            false => format!("DOI: {}", self.doi),
        };
        sentences(&[&authors.join(", "), &title, &issued, &doi], &self.url)
    }

    fn plain(&self) -> String {
        let issued = with_pages(&self.issue(), ", ", &self.pages);
        let house = joined([&self.place, &self.publisher], ": ");
        let link = match self.doi.is_empty() {
            true => self.url.clone(),
            false => format!("https://doi.org/{}", self.doi),
        };
        let authors = self.authors.join("; ");
        sentences(&[&authors, &self.title, &issued, &house], &link)
    }

    /// `学刊, 2025, 12(3)`, or `学刊, 2025(3)` where volumes are not counted.
    fn issue(&self) -> String {
        let numbers = joined([&self.journal, &self.year, &self.volume], ", ");
        match self.issue.is_empty() {
            true => numbers,
            false => format!("{numbers}({})", self.issue),
        }
    }
}

/// A Chinese character itself, not its punctuation.
fn is_ideograph(char: char) -> bool {
    matches!(char, '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// Those that say something, with `between` between them.
fn joined<'w>(words: impl IntoIterator<Item = &'w String>, between: &str) -> String {
    let words = words.into_iter().map(String::as_str);
    let said: Vec<&str> = words.filter(|it| !it.is_empty()).collect();
    said.join(between)
}

fn with_pages(before: &str, between: &str, pages: &str) -> String {
    match (before.is_empty(), pages.is_empty()) {
        (_, true) => before.to_owned(),
        (true, false) => pages.to_owned(),
        (false, false) => format!("{before}{between}{pages}"),
    }
}

/// Each part with a full stop behind it unless it ends a sentence by itself; then an address, behind
/// which none stands, as it would be taken for a part of it.
fn sentences(parts: &[&str], address: &str) -> String {
    let mut line = String::new();
    for part in parts.iter().filter(|it| !it.is_empty()) {
        let gap = if line.is_empty() { "" } else { " " };
        let is_ended = part.ends_with(['.', '?', '!', '。', '？', '！', '…']);
        let stop = if is_ended { "" } else { "." };
        line.push_str(&format!("{gap}{part}{stop}"));
    }
    if !address.is_empty() {
        let gap = if line.is_empty() { "" } else { " " };
        line.push_str(&format!("{gap}{address}"));
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(phrases: &[&str]) -> String {
        let told: Vec<Cited> = phrases.iter().map(|it| Cited::from_phrase(it)).collect();
        line(&told)
    }

    #[test]
    fn a_chinese_article_is_cited_after_the_standard() {
        let article = [
            "title 论治理",
            "author 甲某",
            "author 乙某",
            "journal 治理学刊",
            "year 2025",
            "volume 12",
            "issue 3",
            "pages 113–130",
            "doi https://doi.org/10.1000/182",
            "licence CC BY 4.0",
        ];
        assert_eq!(
            of(&article),
            "甲某, 乙某. 论治理[J]. 治理学刊, 2025, 12(3): 113–130. DOI: 10.1000/182."
        );
        assert_eq!(
            of(&["title 论治理？", "journal 学刊", "issue 3", "year 2025"]),
            "论治理？[J]. 学刊, 2025(3)."
        );
    }

    #[test]
    fn a_fourth_author_is_one_of_others() {
        let authors = ["title 论", "author 甲", "author 乙", "author 丙"];
        assert_eq!(of(&authors), "甲, 乙, 丙. 论.");
        let four = [
            "title 论",
            "author 甲",
            "author 乙",
            "author 丙",
            "author 丁",
        ];
        assert_eq!(of(&four), "甲, 乙, 丙, 等. 论.");
    }

    #[test]
    fn a_chinese_book_and_a_page_are_told_by_what_is_known_of_them() {
        assert_eq!(
            of(&[
                "author 甲",
                "title 规则",
                "place 北京",
                "publisher 甲社",
                "year 2024"
            ]),
            "甲. 规则[M]. 北京: 甲社, 2024."
        );
        assert_eq!(
            of(&["title 通知", "year 2024-05-01", "url https://example.org/1"]),
            "通知[EB/OL]. 2024-05-01. https://example.org/1"
        );
    }

    #[test]
    fn other_languages_have_no_signs_of_the_standard() {
        assert_eq!(
            of(&[
                "author Lee, A.",
                "author Chen, B.",
                "title Governing machines",
                "journal Journal of Rules",
                "year 2025",
                "volume 12",
                "issue 3",
                "pages 113–130",
                "doi 10.1000/182",
                "url https://example.org/1",
            ]),
            "Lee, A.; Chen, B. Governing machines. Journal of Rules, 2025, 12(3), 113–130. \
             https://doi.org/10.1000/182"
        );
        assert_eq!(
            of(&["title 機械の統治", "journal 規則研究", "year 2025"]),
            "機械の統治. 規則研究, 2025."
        );
        assert_eq!(
            of(&["title 기계의 통치 統治", "publisher 갑사"]),
            "기계의 통치 統治. 갑사."
        );
    }

    #[test]
    fn what_is_not_told_leaves_no_sign_behind() {
        assert_eq!(of(&[]), "");
        assert_eq!(of(&["licence CC0", "x y", "title"]), "");
        assert_eq!(of(&["author 甲"]), "甲.");
        assert_eq!(of(&["pages 3"]), "3.");
        assert_eq!(of(&["url https://example.org"]), "https://example.org");
    }

    proptest! {
        #[test]
        fn any_citation_is_one_line(phrases in prop::collection::vec("(author|title|year|doi|pages|x) .{0,12}", 0..8)) {
            let told: Vec<Cited> = phrases.iter().map(|it| Cited::from_phrase(it)).collect();
            let line = line(&told);
            prop_assert!(!line.contains(['\n', '\r']));
            prop_assert_eq!(line.trim(), &line);
        }
    }
}
