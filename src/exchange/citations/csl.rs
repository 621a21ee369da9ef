//! The JSON of the Citation Style Language (CSL-JSON 1.0.2), which reference managers and the services
//! that identifiers lead to give.

use super::kind::{self, kind};
use super::{Entry, Gathered, MOST_ENTRIES, cited};
use crate::exchange::import::ImportError;
use crate::exchange::json_read::{each, field, parse};
use crate::model::{CitationPart, Cited, Project, Source};
use crate::text::Writing;
use serde_json::{Map, Value as Json, json};
use std::io::{self, Write};

/// Fields of words by their names, and the parts that they are.
fn parts() -> [(&'static str, CitationPart); 13] {
    let other = |name: &str| CitationPart::Other(name.to_owned());
    [
        ("title", CitationPart::Title),
        ("container-title", CitationPart::Journal),
        ("volume", CitationPart::Volume),
        ("issue", CitationPart::Issue),
        ("page", CitationPart::Pages),
        ("publisher", CitationPart::Publisher),
        ("DOI", CitationPart::Doi),
        ("URL", CitationPart::Url),
        ("publisher-place", other("place")),
        ("edition", other("edition")),
        ("language", other("language")),
        ("ISSN", other("issn")),
        ("ISBN", other("isbn")),
    ]
}

/// Lists of names, and the parts that they are.
fn people() -> [(&'static str, CitationPart); 2] {
    let editor = CitationPart::Other("editor".to_owned());
    [("author", CitationPart::Author), ("editor", editor)]
}

pub(in crate::exchange) fn write(project: &Project, out: &mut dyn Write) -> io::Result<()> {
    let entries: Vec<Json> = cited(project)
        .iter()
        .map(|(source, told)| entry(source, told))
        .collect();
    writeln!(out, "{:#}", Json::Array(entries))
}

/// One source.
pub(super) fn entry(source: &Source, told: &[Cited]) -> Json {
    let mut item = Map::new();
    item.insert("id".to_owned(), json!(source.name));
    item.insert("type".to_owned(), json!(kind(told)));
    for (name, part) in people() {
        let people: Vec<Json> = Cited::all(told, &part).map(person).collect();
        if !people.is_empty() {
            item.insert(name.to_owned(), Json::Array(people));
        }
    }
    let parts = parts();
    let mut custom = Map::new();
    for Cited { part, words } in told {
        let plain = parts.iter().find(|it| it.1 == *part);
        let is_person = people().iter().any(|it| it.1 == *part);
        match (plain, part) {
            (Some((name, _)), _) => {
                // Told again, it has no place.
                item.entry(*name).or_insert_with(|| json!(words));
            }
            (None, CitationPart::Year) => {
                item.entry("issued").or_insert_with(|| date(words));
            }
            (None, part) if is_person || *part == kind::part() => {}
            (None, part) => {
                custom.entry(part.name()).or_insert_with(|| json!(words));
            }
        }
    }
    if !custom.is_empty() {
        item.insert("custom".to_owned(), Json::Object(custom));
    }
    Json::Object(item)
}

/// A name with its parts, where a comma tells them apart; else as it is written.
fn person(name: &str) -> Json {
    match name.split_once(", ") {
        Some((family, given))
            if !family.is_empty() && !given.contains(',') && !is_joined(family, given) =>
        {
            json!({ "family": family, "given": given })
        }
        _ => json!({ "literal": name }),
    }
}

/// Whether the parts of a name stand together without a sign between them, as in Chinese.
fn is_joined(family: &str, given: &str) -> bool {
    let mut all = family.chars().chain(given.chars());
    all.all(|it| {
        matches!(
            Writing::of(it),
            Writing::Han | Writing::Kana | Writing::Hangul
        )
    })
}

/// `2025`, `2025-3` and `2025-03-01` as numbers, where nothing is lost by it; else as it is written.
fn date(words: &str) -> Json {
    let numbers: Option<Vec<i32>> = words.split('-').map(|it| it.parse().ok()).collect();
    let numbers = numbers.filter(|it| it.len() <= 3 && it.iter().all(|it| *it > 0));
    match numbers.filter(|it| day(it) == words) {
        Some(numbers) => json!({ "date-parts": [numbers] }),
        None => json!({ "literal": words }),
    }
}

/// Numbers of a day as words.
fn day(numbers: &[i32]) -> String {
    let (year, rest) = numbers.split_first().unwrap_or((&0, &[]));
    let rest = rest.iter().map(|it| format!("-{it:02}"));
    format!("{year}{}", rest.collect::<String>())
}

pub(super) fn read(text: &str) -> Result<Gathered, ImportError> {
    let json = parse(text)?;
    let items = match field(&json, "items") {
        Json::Null => &json,
        items => items,
    };
    let mut gathered = Gathered::default();
    for item in each(items) {
        let Json::Object(fields) = item else {
            gathered.leave("…");
            continue;
        };
        if gathered.entries.len() >= MOST_ENTRIES {
            return Err(ImportError::TooLarge);
        }
        let entry = read_entry(item, fields, &mut gathered);
        if !entry.citation.is_empty() {
            gathered.entries.push(entry);
        }
    }
    Ok(gathered)
}

fn read_entry(item: &Json, fields: &Map<String, Json>, gathered: &mut Gathered) -> Entry {
    let mut entry = Entry {
        key: one(field(item, "id")),
        ..Entry::default()
    };
    let (parts, people) = (parts(), people());
    for (name, value) in fields {
        let plain = parts.iter().find(|it| it.0 == name);
        let several = people.iter().find(|it| it.0 == name);
        let is_kept = match (plain, several, name.as_str()) {
            (Some((_, part)), _, _) => entry.tell_once(part.clone(), &one(value)),
            (_, Some((_, part)), _) => {
                let mut all = each(value).iter().map(name_of);
                all.all(|it| entry.tell(part.clone(), &it))
            }
            (_, _, "issued") => entry.tell_once(CitationPart::Year, &date_of(value)),
            (_, _, "license" | "licence") => {
                entry.tell_once(CitationPart::Licence, &licence_of(value))
            }
            (_, _, "custom") => custom(value, &mut entry),
            (_, _, "id" | "type") => true,
            _ => false,
        };
        if !is_kept {
            gathered.leave(name);
        }
    }
    kind::note(&mut entry.citation, one(field(item, "type")).trim());
    entry.citation = Cited::tidied(entry.citation);
    entry
}

/// The words of a value, or the first of several.
fn one(value: &Json) -> String {
    match each(value).first() {
        Some(Json::String(words)) => words.clone(),
        Some(Json::Number(number)) => number.to_string(),
        _ => String::new(),
    }
}

/// Parts by names that only those know who wrote them.
fn custom(value: &Json, entry: &mut Entry) -> bool {
    let Json::Object(fields) = value else {
        return false;
    };
    let mut fields = fields.iter();
    fields.all(|(name, value)| {
        let is_word = !name.is_empty() && !name.contains(char::is_whitespace);
        is_word && name.len() < 40 && entry.tell(CitationPart::from_name(name), &one(value))
    })
}

/// What somebody is called: `Lee, A.`, or the parts together where no sign stands between them.
fn name_of(value: &Json) -> String {
    let words = |name: &str| one(field(value, name)).trim().to_owned();
    let literal = match value {
        Json::String(words) => words.clone(),
        _ => words("literal"),
    };
    let [family, given, suffix] = ["family", "given", "suffix"].map(words);
    let particles = ["dropping-particle", "non-dropping-particle"].map(words);
    if !literal.is_empty() {
        return literal;
    }
    if is_joined(&family, &given) {
        return format!("{family}{given}");
    }
    let joined = |words: &[&str], between: &str| {
        let words = words.iter().filter(|it| !it.is_empty()).copied();
        words.collect::<Vec<_>>().join(between)
    };
    let particles = particles.each_ref().map(String::as_str);
    let family = joined(&[&joined(&particles, " "), &family], " ");
    joined(&[&family, &given, &suffix], ", ")
}

fn date_of(value: &Json) -> String {
    let parts = each(field(value, "date-parts")).first();
    let numbers = parts.map(each).unwrap_or_default().iter().take(3);
    let numbers: Vec<i32> = numbers
        .map_while(|it| one(it).trim().parse().ok())
        .collect();
    let words = ["literal", "raw"].map(|it| one(field(value, it)));
    match numbers.is_empty() {
        false => day(&numbers),
        true => words
            .into_iter()
            .find(|it| !it.is_empty())
            .unwrap_or_default(),
    }
}

/// Terms of use as words, or by the address that some services give.
fn licence_of(value: &Json) -> String {
    match each(value).first() {
        Some(it @ Json::Object(_)) => one(field(it, "URL")),
        _ => one(value),
    }
}
