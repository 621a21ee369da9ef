//! The data that the template prints.

use super::above::Above;
use super::letters::{Families, Letters};
use super::paper::Sides;
use super::spread::{Spread, spread};
use crate::exchange::pack::direction::begins_leftward;
use crate::exchange::pack::{
    Block, Edition, Form, Look, Marginal, Mark, Marker, Pack, Part, Reading, Run,
};
use serde::Serialize;
use std::collections::BTreeMap;

/// A pack as the template takes it.
#[derive(Serialize)]
struct Sheet<'a> {
    title: &'a str,
    /// What the file is called where files are listed.
    name: String,
    authors: Vec<&'a str>,
    course: &'a str,
    teacher: &'a str,
    date: &'a str,
    lang: &'static str,
    region: Option<&'static str>,
    edition: Edition,
    look: &'a Look,
    sides: Sides,
    fonts: Families,
    parts: &'a [Part],
    words: &'a BTreeMap<String, String>,
    legend: &'a [Marker],
    readings: Vec<Text<'a>>,
    credits: &'a [String],
}

/// A text.
#[derive(Serialize)]
struct Text<'a> {
    /// Its title and what stands around its paragraphs.
    #[serde(flatten)]
    reading: &'a Reading,
    lang: &'static str,
    region: Option<&'static str>,
    /// How far the first line of a paragraph is moved in, in sizes of the text.
    indent: u8,
    /// Whether its letters are those of Chinese and Japanese.
    is_han: bool,
    /// The notes on the whole text.
    on_all: Vec<&'a Marginal>,
    /// The language of the translation beside it, with the region.
    other: (&'static str, Option<&'static str>),
    paragraphs: Vec<Paragraph<'a>>,
}

/// A paragraph.
#[derive(Serialize)]
struct Paragraph<'a> {
    id: &'a str,
    number: usize,
    /// Of a heading, its depth in the whole, from 2; else 0.
    depth: u8,
    gap: bool,
    /// Whether it is set to both edges.
    wide: bool,
    /// Whether it is written from right to left.
    leftward: bool,
    head: &'a [Marginal],
    slots: usize,
    pieces: Vec<Piece<'a>>,
    beside: &'a [String],
}

/// A piece of a paragraph.
#[derive(Serialize)]
struct Piece<'a> {
    #[serde(flatten)]
    spread: Spread,
    /// The ink that tells what stands above it; empty for nothing.
    ink: String,
    marks: &'a [Mark],
    ends: &'a [usize],
    /// The number of the word's entry and where it is; 0 for none.
    entry: usize,
    target: String,
    notes: Vec<&'a Marginal>,
    inline: &'a [String],
}

/// The data of a pack, as JSON, and what is drawn above its words.
///
/// # Errors
/// Never: only what JSON can say is in it.
pub(super) fn sheet(mut pack: Pack, letters: &Letters) -> Result<(String, Above), String> {
    ready(&mut pack);
    let mut above = Above::default();
    let on_all: Vec<Vec<usize>> = pack.readings.iter().map(on_all).collect();
    let blocks: Vec<Vec<Block>> = pack.readings.iter_mut().map(taken).collect();
    let is_margin = |it: &Marginal| it.form == Form::Margin;
    let has_notes = pack.readings.iter().flat_map(|it| &it.notes).any(is_margin);
    let texts = pack.readings.iter().zip(&blocks).zip(&on_all);
    let texts = texts.map(|((reading, blocks), on_all)| Text {
        on_all: on_all.iter().filter_map(|it| reading.note(*it)).collect(),
        ..text((reading, blocks), letters, &mut above)
    });
    let (lang, region) = language(&pack.language);
    let name = match pack.course.is_empty() {
        true => pack.title.clone(),
        false => format!("{} · {}", pack.title, pack.course),
    };
    let authors = Some(pack.teacher.as_str()).filter(|it| !it.is_empty());
    let sheet = Sheet {
        title: &pack.title,
        name,
        authors: authors.into_iter().collect(),
        course: &pack.course,
        teacher: &pack.teacher,
        date: &pack.date,
        lang,
        region,
        edition: pack.edition,
        look: &pack.look,
        sides: Sides::new(&pack.look, has_notes),
        fonts: letters.families(pack.look.font),
        parts: &pack.parts,
        words: &pack.words,
        legend: &pack.legend,
        readings: texts.collect(),
        credits: &pack.credits,
    };
    let data = serde_json::to_string(&sheet).map_err(|error| error.to_string())?;
    Ok((data, above))
}

/// Puts right what pages cannot have: names of nothing, notes beside a text that stands in columns or
/// has no room for them.
fn ready(pack: &mut Pack) {
    let first = pack.readings.first().map(|it| it.title.clone());
    named(&mut pack.title, &first.unwrap_or_default());
    let columns = pack.look.columns > 1;
    let sides = Sides::new(&pack.look, true);
    for (name, words) in &mut pack.words {
        named(words, name);
    }
    for reading in &mut pack.readings {
        named(&mut reading.title, &pack.title);
        if columns {
            let margin = reading
                .notes
                .iter_mut()
                .filter(|it| it.form == Form::Margin);
            margin.for_each(|it| it.form = Form::Foot);
        } else {
            sides.make_room(reading, pack.look.size);
        }
    }
}

/// A title that is empty takes the place of another one.
fn named(title: &mut String, or: &str) {
    if title.trim().is_empty() {
        *title = match or.trim().is_empty() {
            true => "·".to_owned(),
            false => or.to_owned(),
        };
    }
}

fn on_all(reading: &Reading) -> Vec<usize> {
    reading.notes_on_all().map(|it| it.number).collect()
}

/// The paragraphs of a text, taken out of it; what else is said of it stays.
fn taken(reading: &mut Reading) -> Vec<Block> {
    std::mem::take(&mut reading.blocks)
}

fn text<'a>(
    (reading, blocks): (&'a Reading, &'a [Block]),
    letters: &Letters,
    above: &mut Above,
) -> Text<'a> {
    let (lang, region) = language(&reading.language);
    let mut depth = 1;
    let paragraphs = blocks.iter().map(|block| {
        // No depth is left out on the way down, and no heading is empty.
        let own = block.heading.saturating_add(1).min(depth + 1);
        let is_heading = block.heading > 0 && !block.words().trim().is_empty();
        depth = if is_heading { own } else { depth };
        Paragraph {
            id: &block.id,
            number: block.number,
            depth: if is_heading { own } else { 0 },
            gap: block.gap,
            leftward: begins_leftward(&block.words()),
            wide: block.wide || !matches!(lang, "zh" | "ja"),
            head: &block.head,
            slots: block.slots,
            pieces: pieces((reading, &block.runs), letters, above),
            beside: &block.beside,
        }
    });
    let other = reading.translation.as_ref();
    Text {
        paragraphs: paragraphs.collect(),
        other: language(other.map_or("", |it| it.language.as_str())),
        on_all: Vec::new(),
        reading,
        lang,
        region,
        indent: match lang {
            "zh" => 2,
            "ja" | "ko" => 1,
            _ => 0,
        },
        is_han: matches!(lang, "zh" | "ja"),
    }
}

fn pieces<'a>(
    (reading, runs): (&'a Reading, &'a [Run]),
    letters: &Letters,
    above: &mut Above,
) -> Vec<Piece<'a>> {
    let note = |number: &usize| reading.notes.get(number.wrapping_sub(1));
    let pieces = runs.iter().zip(spread(runs, letters));
    let pieces = pieces.map(|(run, mut spread)| Piece {
        ink: above.take(&mut spread),
        spread,
        marks: &run.marks,
        ends: &run.ends,
        entry: run.entry,
        target: format!("{}-w{}", reading.id, run.entry),
        notes: run.notes.iter().filter_map(note).collect(),
        inline: &run.inline,
    });
    pieces.collect()
}

/// A language and its region, as the library takes them.
fn language(tag: &str) -> (&'static str, Option<&'static str>) {
    match tag {
        "zh-Hant" | "zh-TW" => ("zh", Some("tw")),
        "zh-HK" => ("zh", Some("hk")),
        "ja" => ("ja", None),
        "ko" => ("ko", None),
        it if it.starts_with("zh") || it == "both" => ("zh", Some("cn")),
        _ => ("en", None),
    }
}
