//! One line of text set in type: its glyphs, and where each character stands.

use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;

use egui::epaint::text::TextWrapping;
use egui::epaint::text::{FontsView, Glyph, LayoutJob, Row, TextFormat};
use egui::{Color32, FontFamily, FontId, Galley, Rangef};
use unicode_segmentation::UnicodeSegmentation;

use super::cells::{Cell, cells, is_rtl};
use crate::text::Writing;
use crate::text::breaks::may_stretch;

/// The most room put into one gap to fill a line, in parts of the type's size. A line that needs
/// more is left ragged.
const MOST_ROOM: f32 = 0.3;
/// Stretches this near each other, in points, are one.
const JOIN: f32 = 1.5;

/// How text is set. Two lines with the same words and type look the same, whatever the theme.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Type {
    /// Face and size in points.
    pub(super) font: FontId,
    /// The faces of writings that have one of their own.
    pub(super) faces: Rc<BTreeMap<Writing, FontFamily>>,
    /// From line to line, in points.
    pub(super) line: f32,
    /// Below a paragraph, in points.
    pub(super) gap: f32,
    /// Length of a full line, in points.
    pub(super) width: f32,
    /// How far the first line of a paragraph stands in, in points.
    pub(super) indent: f32,
}

impl Type {
    /// The face and size of a character.
    pub(super) fn font_of(&self, char: char) -> FontId {
        match self.faces.get(&Writing::of(char)) {
            Some(family) => FontId::new(self.font.size, family.clone()),
            None => self.font.clone(),
        }
    }

    /// A text in pieces that have one face each.
    fn pieces<'t>(&self, text: &'t str) -> Vec<(FontId, &'t str)> {
        if self.faces.is_empty() {
            return vec![(self.font.clone(), text)];
        }
        let mut ends: Vec<(FontId, usize)> = Vec::new();
        for (start, cluster) in text.grapheme_indices(true) {
            let font = cluster.chars().next().map(|it| self.font_of(it));
            let end = start + cluster.len();
            match (ends.last_mut(), font) {
                (Some((last, to)), Some(font)) if *last == font => *to = end,
                (_, Some(font)) => ends.push((font, end)),
                _ => {}
            }
        }
        let mut start = 0;
        let piece = |(font, end): (FontId, usize)| {
            let from = std::mem::replace(&mut start, end);
            (font, text.get(from..end).unwrap_or_default())
        };
        ends.into_iter().map(piece).collect()
    }
}

/// A line that can be painted.
#[derive(Clone, Debug)]
pub(super) struct Setting {
    /// The glyphs, without colour; `None` for an empty line.
    pub(super) galley: Option<Arc<Galley>>,
    cells: Vec<Cell>,
    /// Length in bytes.
    len: usize,
}

impl Setting {
    /// Sets a line; `fills` when it is not the last of its paragraph and should reach the edge.
    pub(super) fn new(fonts: &mut FontsView<'_>, text: &str, style: &Type, fills: bool) -> Self {
        if text.is_empty() {
            return Self {
                galley: None,
                cells: Vec::new(),
                len: 0,
            };
        }
        let mut galley = fonts.layout_job(job(text, style));
        let mut setting = Self {
            galley: None,
            cells: Vec::new(),
            len: text.len(),
        };
        if let Some(placed) = galley.rows.first() {
            let glyphs = &placed.row.glyphs;
            let is_plain = !text.chars().any(is_rtl);
            setting.cells = cells(text, glyphs);
            if fills && is_plain && glyphs.len() == text.chars().count() {
                let pixel = 1.0 / galley.pixels_per_point;
                let shifts = shifts(text, glyphs, style, pixel);
                if let Some(shifts) = shifts {
                    let galley = Arc::make_mut(&mut galley);
                    if let Some(placed) = galley.rows.first_mut() {
                        stretch(Arc::make_mut(&mut placed.row), &shifts);
                        setting.cells = cells(text, &placed.row.glyphs);
                        galley.mesh_bounds = placed.row.visuals.mesh_bounds;
                    }
                }
            }
        }
        setting.galley = Some(galley);
        setting
    }

    /// Where the caret stands before this byte of the line, in points from its start.
    pub(super) fn x_of(&self, byte: usize) -> f32 {
        let at = self.cells.partition_point(|cell| cell.start <= byte);
        let cell = at.checked_sub(1).and_then(|at| self.cells.get(at));
        match (cell, self.cells.last()) {
            (_, Some(last)) if byte >= self.len => last.behind(),
            (Some(cell), _) => cell.before(),
            _ => 0.0,
        }
    }

    /// The byte of the line whose caret is nearest to `x`.
    pub(super) fn byte_at(&self, x: f32) -> usize {
        let nearer =
            |a: &(usize, &Cell), b: &(usize, &Cell)| a.1.distance(x).total_cmp(&b.1.distance(x));
        let Some((at, cell)) = self.cells.iter().enumerate().min_by(nearer) else {
            return 0;
        };
        let is_before = (x - cell.before()).abs() <= (x - cell.behind()).abs();
        if is_before {
            cell.start
        } else {
            self.end_of(at)
        }
    }

    /// The first byte of the character under `x`; `None` beside the text.
    pub(super) fn byte_under(&self, x: f32) -> Option<usize> {
        let under = |cell: &&Cell| cell.left <= x && x < cell.right;
        self.cells.iter().find(under).map(|cell| cell.start)
    }

    /// The stretches of the line that these bytes take, in points from its start; more than one
    /// where directions mix.
    pub(super) fn ranges(&self, bytes: Range<usize>) -> Vec<Rangef> {
        let from = self.cells.partition_point(|cell| cell.start < bytes.start);
        let cells = self
            .cells
            .iter()
            .skip(from)
            .take_while(|cell| cell.start < bytes.end);
        let mut parts: Vec<Rangef> = cells.map(|it| Rangef::new(it.left, it.right)).collect();
        parts.sort_by(|a, b| a.min.total_cmp(&b.min));
        let mut ranges: Vec<Rangef> = Vec::new();
        for part in parts {
            match ranges.last_mut() {
                // Glyphs stand on whole pixels, so neighbours may be a little apart.
                Some(last) if part.min - last.max < JOIN => {
                    last.max = last.max.max(part.max);
                }
                _ => ranges.push(part),
            }
        }
        ranges
    }

    /// The right end of what is drawn, in points from the line's start.
    pub(super) fn right(&self) -> f32 {
        self.cells.iter().map(|cell| cell.right).fold(0.0, f32::max)
    }

    fn end_of(&self, cell: usize) -> usize {
        self.cells.get(cell + 1).map_or(self.len, |next| next.start)
    }
}

fn job(text: &str, style: &Type) -> LayoutJob {
    let mut job = LayoutJob {
        break_on_newline: false,
        wrap: TextWrapping::default(),
        ..LayoutJob::default()
    };
    for (font_id, words) in style.pieces(text) {
        let format = TextFormat {
            font_id,
            color: Color32::PLACEHOLDER,
            line_height: Some(style.line),
            ..TextFormat::default()
        };
        job.append(words, 0.0, format);
    }
    job
}

/// How far each glyph moves to the right so that the line reaches the edge; `None` when it is
/// better left as it is.
fn shifts(text: &str, glyphs: &[Glyph], style: &Type, pixel: f32) -> Option<Vec<f32>> {
    let visible = text.trim_end().chars().count();
    let right = visible
        .checked_sub(1)
        .and_then(|at| glyphs.get(at))?
        .max_x();
    let room = style.width - right;
    let gaps = gaps(text.trim_end());
    let count = gaps.iter().filter(|gap| **gap).count();
    if room < pixel || count == 0 || room / count as f32 > MOST_ROOM * style.font.size {
        return None;
    }
    let each = room / count as f32;
    let mut passed = 0;
    let mut shift = 0.0;
    let shifts = glyphs.iter().enumerate().map(|(at, _)| {
        if gaps.get(at).copied().unwrap_or(false) {
            passed += 1;
            // Whole pixels, so that every glyph stays as sharp as it was.
            shift = (each * passed as f32 / pixel).floor() * pixel;
        }
        shift
    });
    Some(shifts.collect())
}

/// For every character whether room may be put before it.
fn gaps(text: &str) -> Vec<bool> {
    let mut before: Option<char> = None;
    let mut gaps = Vec::new();
    for cluster in text.graphemes(true) {
        let mut chars = cluster.chars();
        let first = chars.next();
        gaps.push(
            before
                .zip(first)
                .is_some_and(|(before, after)| may_stretch(before, after)),
        );
        gaps.extend(chars.clone().map(|_| false));
        before = chars.next_back().or(first);
    }
    gaps
}

/// Moves every glyph of a row, and what is drawn of it.
fn stretch(row: &mut Row, shifts: &[f32]) {
    let mut ends = row
        .glyphs
        .iter()
        .skip(1)
        .map(|glyph| glyph.first_vertex as usize);
    let vertices = row.visuals.mesh.vertices.len();
    let mut spans = Vec::with_capacity(shifts.len());
    for (glyph, shift) in row.glyphs.iter().zip(shifts) {
        spans.push((
            glyph.first_vertex as usize..ends.next().unwrap_or(vertices),
            *shift,
        ));
    }
    for (span, shift) in spans {
        for vertex in row.visuals.mesh.vertices.get_mut(span).unwrap_or_default() {
            vertex.pos.x += shift;
        }
    }
    for (glyph, shift) in row.glyphs.iter_mut().zip(shifts) {
        glyph.pos.x += shift;
    }
    row.size.x += shifts.last().copied().unwrap_or_default();
    row.visuals.mesh_bounds = row.visuals.mesh.calc_bounds();
}

#[cfg(test)]
pub(super) mod tests {
    use egui::FontData;
    use egui::epaint::text::{FontDefinitions, Fonts, TextOptions};
    use proptest::prelude::*;

    use super::*;
    use crate::text::graphemes;
    use crate::ui::missing;

    pub(in super::super) fn fonts() -> Fonts {
        let mut definitions = FontDefinitions::default();
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/fonts");
        for name in ["NotoSansCJKsc-subset.otf", "NotoSans-rest.ttf"] {
            let data = FontData::from_owned(std::fs::read(folder.join(name)).unwrap());
            definitions.font_data.insert(name.into(), Arc::new(data));
            let family = definitions
                .families
                .get_mut(&FontFamily::Proportional)
                .unwrap();
            family.push(name.into());
            family.rotate_right(1);
        }
        let mut fonts = Fonts::new(TextOptions::default(), definitions);
        fonts.add_glyph_rasterizer(missing::rasterizer());
        fonts
    }

    pub(in super::super) fn style(width: f32) -> Type {
        Type {
            font: FontId::proportional(18.0),
            faces: Rc::default(),
            line: 32.0,
            gap: 12.0,
            width,
            indent: 0.0,
        }
    }

    fn set(text: &str, fills: bool) -> Setting {
        let mut fonts = fonts();
        Setting::new(
            &mut fonts.with_pixels_per_point(1.0),
            text,
            &style(100.0),
            fills,
        )
    }

    /// Every caret place of the line is found again where it is drawn.
    fn round_trips(text: &str) {
        let line = set(text, false);
        for (start, cluster) in text.grapheme_indices(true) {
            let (before, behind) = (line.x_of(start), line.x_of(start + cluster.len()));
            let cell = line.cells.iter().find(|cell| cell.start == start).unwrap();
            if cell.right - cell.left < 1.0 {
                continue;
            }
            let middle = (cell.left + cell.right) / 2.0;
            let quarter = (cell.behind() - cell.before()) / 4.0;
            assert_eq!(line.byte_under(middle), Some(start), "{text:?} at {start}");
            assert_eq!(line.byte_at(middle - quarter), start, "{text:?} at {start}");
            assert_eq!(
                line.byte_at(middle + quarter),
                start + cluster.len(),
                "{text:?} at {start}"
            );
            assert_eq!(before, cell.before());
            let turns = line
                .cells
                .iter()
                .any(|next| next.start == start + cluster.len() && next.is_rtl != cell.is_rtl);
            assert!(
                turns || (behind - cell.behind()).abs() < 1.5,
                "{text:?} at {start}"
            );
        }
    }

    #[test]
    fn places_and_bytes_are_each_others_inverse() {
        for text in [
            "数字治理能力",
            "a governance 治理, 100%",
            "葛󠄀𠮷野家",
            "e\u{301}a\u{308}治",
            "👨‍👩‍👧治🇨🇳",
        ] {
            round_trips(text);
        }
    }

    #[test]
    fn each_writing_has_the_face_that_was_chosen_for_it() {
        let style = Type {
            faces: Rc::new(BTreeMap::from([(Writing::Latin, FontFamily::Monospace)])),
            ..style(900.0)
        };
        let pieces = style.pieces("“AI”e\u{301} 与国防2。");
        let pieces: Vec<_> = pieces
            .iter()
            .map(|(font, it)| (&font.family, *it))
            .collect();
        let (own, latin) = (&FontFamily::Proportional, &FontFamily::Monospace);
        let expected = [
            (own, "“"),
            (latin, "AI"),
            (own, "”"),
            (latin, "e\u{301} "),
            (own, "与国防"),
            (latin, "2"),
            (own, "。"),
        ];
        assert_eq!(pieces, expected);
        let mut fonts = fonts();
        let mut fonts = fonts.with_pixels_per_point(1.0);
        let widths = |style: &Type, fonts: &mut FontsView<'_>| {
            let line = Setting::new(fonts, "WiWi", style, false);
            [0, 1, 2].map(|at| line.x_of(at + 1) - line.x_of(at))
        };
        let [wide, narrow, _] = widths(&style, &mut fonts);
        assert!(
            (wide - narrow).abs() < 1.1,
            "letters of one width: {wide} {narrow}"
        );
        let plain = Type {
            faces: Rc::default(),
            ..style
        };
        let [wide, narrow, _] = widths(&plain, &mut fonts);
        assert!(wide > narrow * 2.0);
    }

    #[test]
    fn right_to_left_words_are_hit_where_they_are_drawn() {
        round_trips("治שלום理");
        let line = set("治שלום理", false);
        let all = line.ranges(0..14);
        assert_eq!(all.len(), 1, "{all:?}");
        assert!((all[0].max - line.right()).abs() < 0.1);
        assert!(
            line.x_of(3) > line.x_of(5),
            "the first letter stands to the right of the second"
        );
    }

    #[test]
    fn a_full_line_reaches_the_edge() {
        let line = set("数字治理。", true);
        assert!((line.right() - 100.0).abs() <= 1.0, "{}", line.right());
        let ragged = set("数字治理。", false);
        assert!((ragged.right() - 90.0).abs() <= 1.0, "{}", ragged.right());
        let short = set("数字", true);
        assert!(
            (short.right() - 36.0).abs() <= 1.0,
            "too little to fill a line"
        );
        let bounds = |line: &Setting| line.galley.as_ref().unwrap().mesh_bounds.right();
        assert!(
            bounds(&line) > bounds(&ragged) + 5.0,
            "what is drawn has moved as well"
        );
    }

    #[test]
    fn an_empty_line_has_one_place() {
        let line = set("", false);
        assert_eq!(
            (line.byte_at(50.0), line.x_of(0), line.byte_under(3.0)),
            (0, 0.0, None)
        );
        assert!(line.ranges(0..9).is_empty());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn any_line_is_set_and_hit_at_edges(text in crate::text::any_text(24), x in -20.0_f32..900.0) {
            let text = text.replace('\n', "");
            let line = set(&text, true);
            prop_assert!(graphemes::is_edge(&text, line.byte_at(x)));
            for range in line.ranges(0..text.len()) {
                prop_assert!(range.min <= range.max);
            }
        }
    }
}
