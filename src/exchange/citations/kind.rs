//! What kind of thing is cited: by the names of the Citation Style Language, which the part `type` of a
//! citation has, and by those of RIS.

use crate::model::{CitationPart, Cited};

/// The part that tells it, where it does not follow from the others.
pub(super) fn part() -> CitationPart {
    CitationPart::Other("type".to_owned())
}

/// Each kind with its names in RIS; the first is the one that is written.
const KINDS: [(&str, &[&str]); 11] = [
    ("article-journal", &["JOUR", "EJOUR", "JFULL", "INPR"]),
    ("book", &["BOOK", "EBOOK", "EDBOOK"]),
    ("chapter", &["CHAP", "ECHAP"]),
    ("thesis", &["THES"]),
    ("paper-conference", &["CPAPER", "CONF"]),
    ("report", &["RPRT"]),
    ("article-newspaper", &["NEWS"]),
    ("article-magazine", &["MGZN"]),
    ("webpage", &["ELEC", "WEB", "BLOG"]),
    ("manuscript", &["UNPB"]),
    ("document", &["GEN"]),
];

/// The kind that the other parts speak for.
fn guess(citation: &[Cited]) -> &'static str {
    let has = |part: CitationPart| citation.iter().any(|it| it.part == part);
    match () {
        () if has(CitationPart::Journal) => "article-journal",
        () if has(CitationPart::Publisher) => "book",
        () if has(CitationPart::Url) => "webpage",
        () => "document",
    }
}

/// The kind of a citation.
pub(super) fn kind(citation: &[Cited]) -> String {
    match Cited::first(citation, &part()) {
        "" => guess(citation).to_owned(),
        told => told.to_owned(),
    }
}

/// The name of a kind in RIS.
pub(super) fn ris_name(kind: &str) -> &'static str {
    let found = KINDS.iter().find(|it| it.0 == kind);
    let names = found.map_or(&["GEN"][..], |it| it.1);
    names.first().copied().unwrap_or("GEN")
}

/// The kind of a name in RIS.
pub(super) fn of_ris(name: &str) -> &'static str {
    let mut kinds = KINDS.iter();
    let found = kinds.find(|it| it.1.iter().any(|it| name.eq_ignore_ascii_case(it)));
    found.map_or("document", |it| it.0)
}

/// Notes the kind, where it is another than the other parts speak for.
pub(super) fn note(citation: &mut Vec<Cited>, kind: &str) {
    if !kind.is_empty() && kind != guess(citation) {
        citation.push(Cited::new(part(), kind));
    }
}
