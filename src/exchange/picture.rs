//! Overviews as pictures: SVG that any browser, word processor or drawing program shows.
//!
//! A picture stands on white paper with black letters. Every cell has its number in it, and shades go
//! from white to dark by one scale of brightness, so nothing is lost in print without colour.

use super::Words;
use super::table::{Cell, Grid};
use crate::model::{Colour, Project};
use crate::query::{Head, Sequence, Table};
use std::fmt::Write;

/// Height of a row, in pixels.
const ROW: usize = 22;
/// Width of a cell.
const CELL: usize = 52;
/// Width of half a Chinese character of a head.
const HALF: usize = 7;
/// Columns of a display that a head has at most; longer ones end in ….
const MOST_HEAD: usize = 28;
/// Between the edge and what is in it.
const EDGE: usize = 12;
/// Width of the strip that stands for a source.
const STRIP: usize = 900;

/// How dark a cell with this count is, from 0 to 255, when `most` is the greatest count: by the root,
/// so that few against very many are still seen.
pub fn shade(count: u64, most: u64) -> u8 {
    if count == 0 || most == 0 {
        return 0;
    }
    #[expect(clippy::cast_precision_loss, reason = "a shade needs few digits")]
    let share = (count as f64 / most as f64).min(1.0).sqrt();
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between 24 and 224"
    )]
    let dark = (24.0 + share * 200.0) as u8;
    dark
}

/// Whether letters on a cell so dark must be light.
pub const fn is_dark(shade: u8) -> bool {
    shade > 128
}

/// A table of counts: rows and columns without anything in them are left out.
pub fn overview_picture(project: &Project, counted: &Table, title: &str, words: &Words) -> String {
    let (rows, columns) = filled(counted);
    let name = |head: &Head| words.head(project, head);
    let names: Vec<String> = rows
        .iter()
        .filter_map(|it| counted.rows.get(*it))
        .map(|it| fitting(&name(it)))
        .collect();
    let heads: Vec<String> = columns
        .iter()
        .filter_map(|it| counted.columns.get(*it))
        .map(|it| fitting(&name(it)))
        .collect();
    let left = EDGE + widest(&names) + 8;
    let top = EDGE + ROW + widest(&heads) * 7 / 10 + 10;
    let size = (
        left + columns.len() * CELL + EDGE + widest(&heads) * 7 / 10,
        top + rows.len() * ROW + EDGE,
    );
    let mut out = begun(title, size);
    let most = darkest(counted);
    for (at, head) in heads.iter().enumerate() {
        let (x, y) = (left + at * CELL + CELL / 2, top - 6);
        let turned = format!(" transform=\"rotate(-45 {x} {y})\"");
        text(&mut out, (x, y), head, &turned);
    }
    for (line, (row, name)) in rows.iter().zip(&names).enumerate() {
        let y = top + line * ROW;
        text(&mut out, (left - 8, y + 15), name, " text-anchor=\"end\"");
        for (at, column) in columns.iter().enumerate() {
            let most = most.get(*column).copied().unwrap_or(0);
            let count = counted.count(*row, *column);
            cell(&mut out, (left + at * CELL, y), count, most);
        }
    }
    out.push_str("</svg>\n");
    out
}

/// The rows and columns that have something in them; all, when nothing has.
pub fn filled(counted: &Table) -> (Vec<usize>, Vec<usize>) {
    let (mut rows, mut columns) = (Vec::new(), Vec::new());
    for (row, column, _) in counted.cells() {
        rows.push(row);
        columns.push(column);
    }
    for all in [&mut rows, &mut columns] {
        all.sort_unstable();
        all.dedup();
    }
    (rows, columns)
}

/// The count that is darkest in each column: of figures the greatest of their own, otherwise of all.
pub fn darkest(counted: &Table) -> Vec<u64> {
    let mut own = vec![0; counted.columns.len()];
    for (_, column, count) in counted.cells() {
        if let Some(most) = own.get_mut(column) {
            *most = count.max(*most);
        }
    }
    let all = own.iter().copied().max().unwrap_or(0);
    let columns = counted.columns.iter().zip(own);
    let most = columns.map(|(head, own)| match head {
        Head::Figure(_) => own,
        _ => all,
    });
    most.collect()
}

/// In which order the codes appear in a source: a line for each code, a bar for each passage.
pub fn sequence_picture(project: &Project, sequence: &Sequence, title: &str) -> String {
    let codes = sequence.codes.iter().map(|it| project.codes().get(*it));
    let names: Vec<String> = codes
        .clone()
        .map(|it| fitting(it.map_or("", |it| &it.name)))
        .collect();
    let colours: Vec<Option<Colour>> = codes.map(|it| it.map(|it| it.colour)).collect();
    let left = EDGE + widest(&names) + 8;
    let top = EDGE + ROW + 8;
    let mut out = begun(
        title,
        (left + STRIP + EDGE, top + names.len() * ROW + EDGE + ROW),
    );
    for (line, name) in names.iter().enumerate() {
        let y = top + line * ROW;
        text(&mut out, (left - 8, y + 15), name, " text-anchor=\"end\"");
        let _ = writeln!(
            out,
            "<rect x=\"{left}\" y=\"{}\" width=\"{STRIP}\" height=\"1\" fill=\"#bbb\"/>",
            y + ROW / 2
        );
    }
    let chars = sequence.chars.max(1);
    for it in &sequence.appearances {
        let from = it.chars.start * STRIP / chars;
        let to = (it.chars.end * STRIP / chars).max(from + 2);
        let colour = colours.get(it.row).copied().flatten();
        let _ = writeln!(
            out,
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{}\" fill-opacity=\"0.75\"/>",
            left + from,
            top + it.row * ROW + 4,
            to - from,
            ROW - 8,
            colour.map_or_else(|| "#555555".to_owned(), Colour::hex),
        );
    }
    let y = top + names.len() * ROW + 14;
    text(&mut out, (left, y), "0", "");
    let end = (left + STRIP, y);
    text(&mut out, end, &chars.to_string(), " text-anchor=\"end\"");
    out.push_str("</svg>\n");
    out
}

/// A sequence as a table: every appearance with its place in code points.
pub fn sequence_grid(project: &Project, sequence: &Sequence, title: &str) -> Grid {
    let head = ["code", "start", "end", "coder"];
    let number = |it: usize| Cell::Count(u64::try_from(it).unwrap_or(u64::MAX));
    let rows = sequence.appearances.iter().map(|it| {
        let code = sequence.codes.get(it.row);
        let code = code.map(|it| crate::query::path(project, *it));
        let coder = project.coders().get(it.coder);
        vec![
            Cell::Words(code.unwrap_or_default()),
            number(it.chars.start),
            number(it.chars.end),
            Cell::Words(coder.map(|it| it.name.clone()).unwrap_or_default()),
        ]
    });
    Grid {
        title: title.to_owned(),
        head: head.map(str::to_owned).to_vec(),
        rows: rows.collect(),
        begun: project.head().created,
    }
}

fn begun(title: &str, (width, height): (usize, usize)) -> String {
    let width = width.max(2 * EDGE + crate::query::columns_of(title) * (HALF + 1));
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" font-family=\"'Noto Sans CJK SC', 'Microsoft YaHei', \
         'PingFang SC', sans-serif\" font-size=\"13\">\n<rect width=\"{width}\" \
         height=\"{height}\" fill=\"#fff\"/>\n"
    );
    let _ = writeln!(out, "<title>{}</title>", escaped(title));
    let bold = " font-weight=\"bold\" font-size=\"15\"";
    text(&mut out, (EDGE, EDGE + 14), title, bold);
    out
}

fn text(out: &mut String, (x, y): (usize, usize), words: &str, more: &str) {
    let words = escaped(words);
    let _ = writeln!(out, "<text x=\"{x}\" y=\"{y}\"{more}>{words}</text>");
}

fn cell(out: &mut String, (x, y): (usize, usize), count: u64, most: u64) {
    let shade = shade(count, most);
    let light = 255 - shade;
    let _ = writeln!(
        out,
        "<rect x=\"{x}\" y=\"{y}\" width=\"{CELL}\" height=\"{ROW}\" \
         fill=\"rgb({light},{light},{light})\" stroke=\"#ddd\"/>"
    );
    if count > 0 {
        let ink = if is_dark(shade) { "#fff" } else { "#000" };
        let more = format!(" text-anchor=\"middle\" fill=\"{ink}\"");
        let at = (x + CELL / 2, y + 15);
        text(out, at, &count.to_string(), &more);
    }
}

/// The width of the widest of some words, in pixels.
fn widest(words: &[String]) -> usize {
    let columns = words.iter().map(|it| crate::query::columns_of(it));
    columns.max().unwrap_or(0) * HALF
}

/// Words cut to what a head has room for.
fn fitting(words: &str) -> String {
    let words: String = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if crate::query::columns_of(&words) <= MOST_HEAD {
        return words;
    }
    let mut kept = String::new();
    for char in words.chars() {
        kept.push(char);
        if crate::query::columns_of(&kept) >= MOST_HEAD - 1 {
            break;
        }
    }
    kept.push('…');
    kept
}

/// Words as they stand in XML, without the characters that it has no place for.
fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for char in words.chars() {
        match char {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\t' | '\n' | '\r' => out.push(' '),
            _ if char.is_control() || matches!(char, '\u{FFFE}' | '\u{FFFF}') => {}
            _ => out.push(char),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;
    use crate::query::{Columns, Filter, Index, Measure, Overview, sequence, sources};

    #[test]
    fn a_picture_has_every_number_and_no_markup_of_others() {
        let project = sample::project();
        let index = Index::build(&project);
        let table = Overview::of(Columns::Coders, Measure::Codings).table(&project, &index);
        let title = "代码 × <编码者>";
        let picture = overview_picture(&project, &table, title, &Words::default());
        assert!(picture.contains("代码 × &lt;编码者&gt;"), "{picture}");
        assert!(picture.contains(">文化 &amp; 产业</text>"), "{picture}");
        let cells = picture.matches("text-anchor=\"middle\"").count();
        assert_eq!(cells, table.cells().count());
        assert_eq!(
            picture.matches("<text").count(),
            picture.matches("</text>").count()
        );
    }

    #[test]
    fn more_is_darker_and_letters_stand_out() {
        assert_eq!(shade(0, 9), 0);
        let shades: Vec<u8> = (1..=9).map(|it| shade(it, 9)).collect();
        assert!(shades.is_sorted_by(|one, other| one < other), "{shades:?}");
        for shade in 0..=255 {
            let ground = f64::from(255 - shade) / 255.0;
            let ink = if is_dark(shade) { 1.0 } else { 0.0 };
            let linear = |it: f64| it.powf(2.2) + 0.05;
            let (one, other) = (linear(ground), linear(ink));
            let contrast = one.max(other) / one.min(other);
            assert!(contrast >= 3.0, "{shade}: {contrast}");
        }
    }

    #[test]
    fn a_sequence_has_a_bar_for_every_passage() {
        let project = sample::project();
        let index = Index::build(&project);
        let source = sources(&project)[0];
        let sequence = sequence(&project, &index, source, &Filter::all());
        let picture = sequence_picture(&project, &sequence, "顺序");
        let bars = picture.matches("fill-opacity").count();
        assert_eq!(bars, sequence.appearances.len());
        let grid = sequence_grid(&project, &sequence, "顺序");
        assert_eq!(grid.rows.len(), bars);
        assert!(bars > 0);
    }

    #[test]
    fn what_xml_has_no_place_for_is_left_out() {
        assert_eq!(escaped("a\u{0}\u{1B}\n<b>&\u{FFFE}"), "a &lt;b&gt;&amp;");
        assert_eq!(fitting(&"长".repeat(40)).chars().count(), 15);
    }
}
