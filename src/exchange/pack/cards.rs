//! The vocabulary as a deck of cards: a table that Anki reads by its own head lines.
//!
//! Source of the head lines: the Anki manual, “Text files”, “File headers”.

use super::{Entry, Pack};
use std::fmt::Write as _;

/// The deck: head lines, then a card a line, each with an id that stays, so that cards brought in
/// again are renewed and not doubled. A word that stands in several texts is one card.
pub fn cards(pack: &Pack) -> String {
    let deck = one_line(&pack.title);
    let mut text = String::from("#separator:tab\n#html:true\n");
    let _ = writeln!(text, "#deck:{deck}");
    text.push_str("#columns:id\tword\treading\tkind\tmeaning\tsentence\tsource\tlevel\n");
    text.push_str("#guid column:1\n");
    let mut seen = std::collections::BTreeSet::new();
    for reading in &pack.readings {
        for entry in &reading.vocabulary {
            if seen.insert(&entry.id) {
                card(&mut text, entry, &reading.title);
            }
        }
    }
    text
}

fn card(text: &mut String, it: &Entry, source: &str) {
    let sentence = marked(&it.sentence, &it.word);
    let cells = [&it.id, &it.word, &it.reading, &it.kind, &it.meaning];
    for cell in cells {
        let _ = write!(text, "{}\t", field(cell));
    }
    let _ = writeln!(text, "{sentence}\t{}\t{}", field(source), field(&it.level));
}

/// A sentence with the word strong.
fn marked(sentence: &str, word: &str) -> String {
    match sentence.split_once(word) {
        Some((before, after)) if !word.is_empty() => {
            let [before, word, after] = [before, word, after].map(field);
            format!("{before}<b>{word}</b>{after}")
        }
        _ => field(sentence),
    }
}

/// A cell: one line of HTML without tabs; a quotation mark would begin a quoted cell.
fn field(words: &str) -> String {
    let mut cell = String::new();
    for char in words.trim().chars() {
        match char {
            '&' => cell.push_str("&amp;"),
            '<' => cell.push_str("&lt;"),
            '>' => cell.push_str("&gt;"),
            '"' => cell.push_str("&quot;"),
            '\n' => cell.push_str("<br>"),
            it if it.is_control() => cell.push(' '),
            it => cell.push(it),
        }
    }
    cell
}

fn one_line(words: &str) -> String {
    let words = words.split(|it: char| it.is_control() || it.is_whitespace());
    let filled = words.filter(|it| !it.is_empty());
    filled.collect::<Vec<_>>().join(" ")
}
