//! The parts of a pack, each set on pages.

use super::lines::{Line, Words};
use super::{MM, Mark, Place, Press, Tone};
use crate::exchange::pack::{Block, Edition, Entry, Form, Marginal, Numbers, Part, Reading};
use std::collections::BTreeMap;

/// Widths of the columns of the vocabulary, in parts of the page's: number, word, reading, part of
/// speech, meaning, sentence.
const TABLE: [f32; 6] = [0.05, 0.15, 0.18, 0.08, 0.22, 0.32];

/// Sets all parts.
pub(super) fn set(press: &mut Press<'_>) {
    let pack = press.pack;
    let has = |part| pack.parts.contains(&part);
    if has(Part::Title) {
        title(press);
    }
    if has(Part::Contents) && pack.readings.len() > 1 {
        heading(press, "contents");
        for reading in &pack.readings {
            press.paragraph(&reading.title, pack.look.size, Tone::Ink);
        }
    }
    let text = pack.parts.iter().position(|it| *it == Part::Text);
    let key = pack.parts.iter().position(|it| *it == Part::Legend);
    let is_first = key < text;
    if has(Part::Legend) && is_first {
        press.widely(legend);
    }
    for reading in &pack.readings {
        // One text begins below the title, several begin a page each.
        if pack.readings.len() > 1 && (press.sheets.len() > 1 || has(Part::Title)) {
            press.new_page();
        }
        press.centred(&reading.title, pack.look.size * 1.5, Tone::Ink);
        if let Some(it) = &reading.translation {
            press.centred(&it.title, pack.look.size, Tone::Faint);
        }
        press.space(pack.look.size);
        for part in &pack.parts {
            match part {
                Part::Introduction => introduction(press, reading),
                Part::Text => text_of(press, reading),
                Part::Vocabulary => press.widely(|press| vocabulary(press, reading)),
                Part::Questions => press.widely(|press| questions(press, reading)),
                Part::Find => press.widely(|press| tasks(press, reading)),
                Part::Title | Part::Contents | Part::Notes | Part::Legend => {}
            }
        }
    }
    if has(Part::Legend) && !is_first {
        press.widely(legend);
    }
    for credit in &pack.credits {
        press.paragraph(credit, pack.look.size * 0.7, Tone::Faint);
    }
}

fn said<'a>(press: &Press<'a>, name: &str) -> &'a str {
    press.pack.words.get(name).map_or("", |it| it)
}

fn heading(press: &mut Press<'_>, name: &str) {
    let size = press.pack.look.size * 1.15;
    press.space(size);
    press.room(size * 4.0);
    let words = said(press, name);
    press.paragraph(words, size, Tone::Accent);
    press.space(size * 0.2);
}

fn title(press: &mut Press<'_>) {
    let pack = press.pack;
    let size = pack.look.size;
    if pack.readings.len() > 1 {
        press.space(press.size.1 * 0.12);
    }
    press.centred(&pack.course, size, Tone::Faint);
    press.centred(&pack.title, size * 2.2, Tone::Ink);
    let edition = format!("for-{}", pack.edition.name());
    let edition = said(press, &edition);
    press.centred(edition, size, Tone::Faint);
    let who = match pack.teacher.is_empty() {
        true => String::new(),
        false => format!("{}　{}", said(press, "teacher"), pack.teacher),
    };
    let line = [who.as_str(), &pack.date];
    let line: Vec<&str> = line.into_iter().filter(|it| !it.is_empty()).collect();
    press.centred(&line.join("　　"), size, Tone::Faint);
    if pack.edition != Edition::Teacher {
        press.space(size * 2.0);
        let blank = "＿＿＿＿＿＿＿";
        let line = format!(
            "{} {blank}　　{} {blank}",
            said(press, "name"),
            said(press, "class")
        );
        press.centred(&line, size, Tone::Ink);
    }
    press.space(size * 3.0);
}

fn legend(press: &mut Press<'_>) {
    let pack = press.pack;
    if pack.legend.is_empty() {
        return;
    }
    heading(press, "legend");
    let size = pack.look.size;
    for (at, marker) in pack.legend.iter().enumerate() {
        let height = size * 1.7;
        press.room(height);
        let (left, middle) = (press.page.left, press.down + height / 2.0);
        press.words((left, middle), size * 0.9, &marker.letter, Tone::Marker(at));
        let named = left + size * 2.0;
        press.words((named, middle), size, &marker.name, Tone::Ink);
        let end = named + press.measure.width(&marker.name, size);
        press.put(Mark::Stroke {
            across: (named, end),
            down: middle + size * 0.62,
            marker: at,
        });
        let wide = press.page.right - end - size;
        let lines = Words::plain(&marker.definition, size * 0.8, Tone::Faint);
        let lines = lines.set(press.measure, wide.max(size * 8.0));
        let below: f32 = lines.iter().map(|it| it.height).sum();
        let was = press.down;
        for line in &lines {
            press.line(line, end + size);
            press.down += line.height;
        }
        press.down = was + height.max(below);
    }
}

fn introduction(press: &mut Press<'_>, reading: &Reading) {
    if reading.introduction.is_empty() {
        return;
    }
    let size = press.pack.look.size;
    let words = said(press, "introduction");
    press.paragraph(words, size, Tone::Accent);
    for words in &reading.introduction {
        press.paragraph(words, size * 0.95, Tone::Ink);
    }
    press.rule();
    press.space(size);
}

fn text_of(press: &mut Press<'_>, reading: &Reading) {
    let pack = press.pack;
    let size = pack.look.size;
    press.in_columns(pack.look.columns);
    press.to_foot = notes_to_foot(press, reading);
    let counts = pack.look.numbers == Numbers::Lines;
    press.counted = counts.then_some(0);
    // A wide margin takes the room beside it.
    press.is_paired = reading.translation.is_some() && !pack.look.wide_margin;
    for block in &reading.blocks {
        if block.gap {
            press.room(size * 2.0);
            press.paragraph("[…]", size, Tone::Faint);
        }
        for note in &block.head {
            head_note(press, &note.text);
        }
        self::block(press, block);
        for (page, down, number) in std::mem::take(&mut press.noted) {
            let note = reading.note(number);
            if let Some(note) = note.filter(|it| it.form == Form::Margin) {
                press.beside((page, down), number, &note.text);
            }
        }
    }
    press.in_columns(1);
    press.is_paired = false;
    press.space(size * 0.5);
    let source = pack.origin(&reading.citation, &reading.licence);
    press.paragraph(&source, size * 0.75, Tone::Faint);
    if let Some(it) = &reading.translation {
        let source = pack.origin(&it.citation, &it.licence);
        press.paragraph(&source, size * 0.75, Tone::Faint);
    }
    notes_left(press);
}

/// The notes that go to the foot, set in their lines, by number.
fn notes_to_foot(press: &Press<'_>, reading: &Reading) -> BTreeMap<usize, Vec<Line>> {
    let size = press.pack.look.size * 0.78;
    let foot = reading.notes.iter().filter(|it| it.form == Form::Foot);
    let set = |note: &Marginal| {
        let words = Words::numbered(note.number, &note.text, size, Tone::Ink);
        (note.number, words.set(press.measure, press.page.width()))
    };
    foot.map(set).collect()
}

/// Those that no page has at its foot: of the whole text, and all where there are columns.
fn notes_left(press: &mut Press<'_>) {
    let size = press.pack.look.size;
    let left = std::mem::take(&mut press.to_foot);
    if !left.is_empty() {
        press.rule();
        press.space(size * 0.3);
    }
    for lines in left.values() {
        press.lines(lines, 0.0);
    }
}

fn lines_of(press: &Press<'_>, block: &Block) -> Vec<Line> {
    let pack = press.pack;
    let size = pack.look.size;
    let (size, indent) = match block.heading {
        0 if block.wide => (size, size * 2.0),
        0 => (size, 0.0),
        level => (size * (1.4 - f32::from(level.min(4)) * 0.08), 0.0),
    };
    let words = Words::of_runs(&block.runs, &pack.legend, (size, indent));
    words.set(press.measure, press.text_width())
}

/// The lines of what stands beside a paragraph.
fn beside(press: &Press<'_>, block: &Block) -> Vec<Line> {
    let size = press.pack.look.size * 0.92;
    let set = |words: &String| {
        Words::plain(words, size, Tone::Ink).set(press.measure, press.text_width())
    };
    block.beside.iter().flat_map(set).collect()
}

fn block(press: &mut Press<'_>, block: &Block) {
    let size = press.pack.look.size;
    let lines = lines_of(press, block);
    if block.heading > 0 {
        press.space(size * 0.6);
        press.room(size * 5.0);
    }
    if let Some(first) = lines.first() {
        press.room(press.needs(first));
        let counts_lines = press.counted.is_some();
        if block.number > 0 && press.pack.look.numbers != Numbers::None {
            let (sign, away) = if counts_lines { ("¶", 8.5) } else { ("", 2.5) };
            press.number(&format!("{sign}{}", block.number), first, away * MM);
        }
    }
    let beside = beside(press, block);
    if press.is_paired {
        press.side_by_side(&lines, &beside);
    } else {
        press.counting = block.heading == 0;
        press.lines(&lines, 0.0);
        press.counting = false;
        press.lines(&beside, 0.0);
    }
    if block.heading > 0 || !block.wide || !block.beside.is_empty() {
        press.space(size * 0.3);
    }
}

/// A note at the head of a paragraph, in a box.
fn head_note(press: &mut Press<'_>, words: &str) {
    let size = press.pack.look.size * 0.8;
    let width = press.column().width() - size * 2.0;
    let lines = Words::plain(words, size, Tone::Accent).set(press.measure, width);
    let height: f32 = lines.iter().map(|it| it.height).sum();
    press.room(height + size);
    let wide = lines.iter().map(Line::width).fold(0.0, f32::max);
    let (left, top) = (press.column().left, press.down);
    press.put(Mark::Box {
        place: Place {
            left,
            top,
            right: left + wide + size,
            bottom: top + height + size * 0.1,
        },
        filled: false,
        tone: Tone::Accent,
    });
    press.lines(&lines, size * 0.5);
    press.space(size * 0.4);
}

fn vocabulary(press: &mut Press<'_>, reading: &Reading) {
    if reading.vocabulary.is_empty() {
        return;
    }
    heading(press, "vocabulary");
    let names = ["", "word", "reading", "kind", "meaning", "sentence"];
    let names = names.map(|it| said(press, it).to_owned());
    row(press, &names, (0.72, Tone::Faint));
    for entry in &reading.vocabulary {
        row(press, &cells(entry), (0.85, Tone::Ink));
    }
    if let Some(coverage) = &reading.coverage {
        let size = press.pack.look.size * 0.8;
        press.space(size);
        let words = format!("{} · {}", said(press, "coverage"), coverage.standard);
        press.paragraph(&words, size, Tone::Faint);
        for (level, percent) in &coverage.steps {
            bar(press, level, *percent);
        }
    }
}

fn cells(entry: &Entry) -> [String; 6] {
    let meaning = match entry.level.is_empty() {
        true => entry.meaning.clone(),
        false => format!("{} ({})", entry.meaning, entry.level),
    };
    [
        entry.number.to_string(),
        entry.word.clone(),
        entry.reading.clone(),
        entry.kind.clone(),
        meaning,
        format!("{} ¶{}", entry.sentence, entry.block),
    ]
}

fn row(press: &mut Press<'_>, cells: &[String; 6], (size, tone): (f32, Tone)) {
    let size = press.pack.look.size * size;
    let across = press.page.width();
    let set: Vec<_> = cells
        .iter()
        .zip(TABLE)
        .map(|(words, share)| {
            let width = across * share - size * 0.5;
            Words::plain(words, size, tone).set(press.measure, width)
        })
        .collect();
    let high = |lines: &Vec<Line>| lines.iter().map(|it| it.height).sum::<f32>();
    let height = set.iter().map(high).fold(0.0, f32::max);
    press.room(height);
    let top = press.down;
    let mut left = press.page.left;
    for (lines, share) in set.iter().zip(TABLE) {
        press.down = top;
        for line in lines {
            press.line(line, left);
            press.down += line.height;
        }
        left += across * share;
    }
    press.down = top + height;
    press.rule();
}

fn bar(press: &mut Press<'_>, level: &str, percent: f32) {
    let size = press.pack.look.size * 0.8;
    let height = size * 1.5;
    press.room(height);
    let (left, middle) = (press.page.left, press.down + height / 2.0);
    press.words((left, middle), size, level, Tone::Ink);
    let from = left + size * 4.0;
    let whole = press.page.right - from - size * 5.0;
    let place = |right: f32| Place {
        left: from,
        top: middle - size * 0.3,
        right,
        bottom: middle + size * 0.3,
    };
    press.put(Mark::Box {
        place: place(from + whole),
        filled: false,
        tone: Tone::Faint,
    });
    press.put(Mark::Box {
        place: place(from + whole * percent / 100.0),
        filled: true,
        tone: Tone::Faint,
    });
    let words = format!("{percent} %");
    press.words((from + whole + size, middle), size, &words, Tone::Ink);
    press.space(height);
}

fn questions(press: &mut Press<'_>, reading: &Reading) {
    if reading.questions.is_empty() {
        return;
    }
    heading(press, "questions");
    let size = press.pack.look.size;
    for question in &reading.questions {
        press.paragraph(
            &format!("{}. {}", question.number, question.text),
            size,
            Tone::Ink,
        );
        if question.block > 0 && !question.passage.is_empty() {
            let place = format!("¶{} “{}”", question.block, question.passage);
            press.paragraph(&place, size * 0.75, Tone::Faint);
        }
        if !question.answer.is_empty() {
            let answer = format!("{}　{}", said(press, "answer"), question.answer);
            press.paragraph(&answer, size, Tone::Accent);
        }
        for _ in 0..question.lines {
            press.room(size * 2.2);
            press.space(size * 2.2);
            press.rule();
        }
        press.space(size * 0.6);
    }
}

fn tasks(press: &mut Press<'_>, reading: &Reading) {
    if reading.tasks.is_empty() {
        return;
    }
    heading(press, "find");
    let size = press.pack.look.size;
    let how = said(press, "find-how");
    press.paragraph(how, size, Tone::Ink);
    for (task, number) in reading.tasks.iter().zip(1..) {
        let words = format!(
            "{number}. {}　{}{}",
            task.name,
            said(press, "count"),
            task.count
        );
        press.paragraph(&words, size, Tone::Ink);
        press.paragraph(&task.definition, size * 0.85, Tone::Faint);
        for (block, words) in &task.key {
            press.paragraph(&format!("　¶{block} “{words}”"), size * 0.85, Tone::Accent);
        }
    }
}
