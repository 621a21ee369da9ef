//! RIS, as nearly every library and reference manager writes it: a line a field, two letters, two blanks,
//! a dash, a blank, and what it says.

use super::kind::{self, kind, of_ris, ris_name};
use super::{Entry, Gathered, MOST_ENTRIES, cited};
use crate::exchange::import::ImportError;
use crate::model::{CitationPart, Cited, Project, Source};
use std::io::{self, Write};

/// How the fields of journals are called, the fullest name first.
const JOURNALS: [&str; 7] = ["JF", "T2", "JO", "BT", "JA", "J2", "J1"];

/// The part by which a name of one word is told that has none of its own.
fn other(name: &str) -> CitationPart {
    CitationPart::Other(name.to_owned())
}

pub(in crate::exchange) fn write(project: &Project, out: &mut dyn Write) -> io::Result<()> {
    for (source, told) in cited(project) {
        out.write_all(entry(source, &told).as_bytes())?;
    }
    Ok(())
}

/// One source.
pub(super) fn entry(source: &Source, told: &[Cited]) -> String {
    let mut text = String::new();
    let mut line = |tag: &str, words: &str| text.push_str(&format!("{tag}  - {words}\r\n"));
    line("TY", ris_name(&kind(told)));
    line(
        "ID",
        &source.name.split_whitespace().collect::<Vec<_>>().join(" "),
    );
    // Only people are told several times.
    let editor = other("editor");
    let is_again = |at: usize, part: &CitationPart| {
        let is_person = *part == CitationPart::Author || *part == editor;
        !is_person && told.iter().take(at).any(|it| it.part == *part)
    };
    let told = told.iter().enumerate();
    for (_, cited) in told.filter(|(at, it)| !is_again(*at, &it.part)) {
        let words = cited.words.as_str();
        match &cited.part {
            CitationPart::Author => line("AU", words),
            CitationPart::Title => line("TI", words),
            CitationPart::Journal => line("T2", words),
            CitationPart::Year => year_lines(words, &mut line),
            CitationPart::Volume => line("VL", words),
            CitationPart::Issue => line("IS", words),
            CitationPart::Pages => match first_and_last(words) {
                Some((first, last)) => {
                    line("SP", first);
                    line("EP", last);
                }
                None => line("SP", words),
            },
            CitationPart::Publisher => line("PB", words),
            CitationPart::Doi => line("DO", words),
            CitationPart::Url => line("UR", words),
            CitationPart::Licence => {}
            CitationPart::Other(name) => match name.as_str() {
                "editor" => line("ED", words),
                "place" => line("CY", words),
                "edition" => line("ET", words),
                "language" => line("LA", words),
                "issn" | "isbn" if serial(words) == cited.part => line("SN", words),
                _ => {}
            },
        }
    }
    line("ER", "");
    text
}

/// A year has a field, and a day another one.
fn year_lines(words: &str, line: &mut impl FnMut(&str, &str)) {
    let is_day = words.split('-').count() > 1
        && words
            .split('-')
            .all(|it| it.bytes().all(|it| it.is_ascii_digit()) && it.len() > 1);
    match words.split_once('-') {
        Some((year, _)) if is_day && year.len() == 4 => {
            line("PY", year);
            line("DA", &words.replace('-', "/"));
        }
        _ => line("PY", words),
    }
}

/// `113–130` as two.
fn first_and_last(pages: &str) -> Option<(&str, &str)> {
    let (first, last) = pages.split_once('–')?;
    let is_page = |it: &str| !it.is_empty() && it.chars().all(char::is_alphanumeric);
    (is_page(first) && is_page(last) && first != last).then_some((first, last))
}

/// A field of a line: its tag, and what it says.
fn field(line: &str) -> Option<(&str, &str)> {
    let (tag, rest) = line.split_at_checked(2)?;
    let is_tag = |it: &[u8]| {
        matches!(it, [first, second] if first.is_ascii_uppercase()
        && (second.is_ascii_uppercase() || second.is_ascii_digit()))
    };
    let dash = rest.trim_start_matches([' ', '\t']);
    // Some programs put one blank, which words between others have as well.
    let blanks = rest.len() - dash.len();
    let words = dash.strip_prefix('-')?;
    let is_plain = words.is_empty() || words.starts_with([' ', '\t']);
    (is_tag(tag.as_bytes()) && blanks > 0 && is_plain).then_some((tag, words.trim()))
}

/// What stands in an entry, field by field.
type Fields<'t> = Vec<(&'t str, String)>;

pub(super) fn read(text: &str) -> Result<Gathered, ImportError> {
    let mut gathered = Gathered::default();
    let mut open: Option<Fields<'_>> = None;
    for line in text.split('\n') {
        let line = line.trim_end_matches('\r').trim_start_matches('\u{FEFF}');
        match (field(line), &mut open) {
            (Some(("TY", words)), _) => {
                close(&mut gathered, open.take())?;
                open = Some(vec![("TY", words.to_owned())]);
            }
            (Some(("ER", _)), _) => close(&mut gathered, open.take())?,
            (Some((tag, words)), Some(fields)) => fields.push((tag, words.to_owned())),
            // What goes on from the line before.
            (None, Some(fields)) if !line.trim().is_empty() => {
                if let Some((_, words)) = fields.last_mut() {
                    words.push(' ');
                    words.push_str(line.trim());
                }
            }
            _ => {}
        }
    }
    close(&mut gathered, open)?;
    Ok(gathered)
}

/// Makes an entry of its fields.
fn close(gathered: &mut Gathered, fields: Option<Fields<'_>>) -> Result<(), ImportError> {
    let Some(fields) = fields else { return Ok(()) };
    if gathered.entries.len() >= MOST_ENTRIES {
        return Err(ImportError::TooLarge);
    }
    let first = |tags: &[&str]| {
        let mut found = tags.iter().filter_map(|tag| {
            let mut fields = fields.iter();
            fields.find(|it| it.0 == *tag && !it.1.is_empty())
        });
        found.next().map(|it| it.1.as_str()).unwrap_or_default()
    };
    let (mut entry, sort) = (Entry::default(), of_ris(first(&["TY"])));
    let is_whole = matches!(sort, "book");
    let titles: &[&str] = if is_whole {
        &["TI", "T1", "BT"]
    } else {
        &["TI", "T1"]
    };
    let journals = JOURNALS.iter().filter(|it| !titles.contains(it)).copied();
    let journals: Vec<&str> = journals.collect();
    let (title, journal) = (first(titles), first(&journals));
    let year = year(first(&["PY", "Y1"]), first(&["DA"]));
    let pages = pages(first(&["SP"]), first(&["EP"]));
    for (part, words) in [
        (CitationPart::Title, title),
        (CitationPart::Journal, journal),
        (CitationPart::Year, &year),
        (CitationPart::Pages, &pages),
    ] {
        if !entry.tell(part, words) {
            gathered.leave("…");
        }
    }
    for (tag, words) in fields.iter().filter(|it| !it.1.is_empty()) {
        let is_kept = match *tag {
            "AU" | "A1" => entry.tell(CitationPart::Author, words),
            "A2" | "ED" => entry.tell(other("editor"), words),
            "VL" => entry.tell_once(CitationPart::Volume, words),
            "IS" | "CP" => entry.tell_once(CitationPart::Issue, words),
            "PB" => entry.tell_once(CitationPart::Publisher, words),
            "CY" | "PP" => entry.tell_once(other("place"), words),
            "DO" => entry.tell_once(CitationPart::Doi, words),
            "UR" => entry.tell_once(CitationPart::Url, words),
            "ET" => entry.tell_once(other("edition"), words),
            "LA" => entry.tell_once(other("language"), words),
            "SN" => entry.tell_once(serial(words), words),
            "ID" => {
                entry.key.clone_from(words);
                true
            }
            "L1" | "L4" => {
                entry.belongs(words);
                true
            }
            "TY" | "PY" | "Y1" | "DA" | "SP" | "EP" => true,
            tag => titles.contains(&tag) || JOURNALS.contains(&tag),
        };
        if !is_kept {
            gathered.leave(tag);
        }
    }
    kind::note(&mut entry.citation, sort);
    entry.citation = Cited::tidied(entry.citation);
    gathered.entries.push(entry);
    Ok(())
}

/// A number of books has ten or thirteen digits, one of journals eight.
fn serial(words: &str) -> CitationPart {
    let mut signs = words.chars().filter(|it| !matches!(it, '-' | ' '));
    let is_number = signs.clone().all(|it| matches!(it, '0'..='9' | 'X' | 'x'));
    match signs.by_ref().count() {
        10 | 13 if is_number => other("isbn"),
        _ => other("issn"),
    }
}

/// `2025`, or `2025-03-01` of `2025/03/01/`; what is written otherwise stays.
fn year(year: &str, day: &str) -> String {
    let is_of = !day.is_empty() && day.starts_with(year);
    let words = if is_of { day } else { year };
    let mut parts = words.split('/').map(str::trim);
    let numbers = parts
        .by_ref()
        .take(3)
        .take_while(|it| !it.is_empty() && it.bytes().all(|it| it.is_ascii_digit()));
    let numbers: Vec<&str> = numbers.collect();
    match words.contains('/') && !numbers.is_empty() {
        true => numbers.join("-"),
        false => words.to_owned(),
    }
}

fn pages(first: &str, last: &str) -> String {
    match (first, last) {
        (first, "") => first.to_owned(),
        (first, last) if first == last => first.to_owned(),
        ("", last) => last.to_owned(),
        (first, last) => format!("{first}–{last}"),
    }
}
