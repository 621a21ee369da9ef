//! One line of text set in type: its glyphs, and where each character stands.

use std::ops::Range;
use std::sync::Arc;

use egui::epaint::text::TextWrapping;
use egui::epaint::text::{FontsView, LayoutJob, TextFormat};
use egui::{Color32, Galley, Rangef};
use smallvec::SmallVec;

use super::cells::{Cell, cells};
use super::filling::{shift, shifts_of};
use super::typeface::{Face, Type, Words};

/// Stretches this near each other, in points, are one.
const JOIN: f32 = 1.5;

/// Stands for the theme's ink until a line is painted.
const INK: Color32 = Color32::PLACEHOLDER;
/// Stands for ink that is to be painted twice.
const BOLD: Color32 = Color32::BLACK;

/// A line that can be painted.
#[derive(Clone, Debug)]
pub(super) struct Setting {
    /// The glyphs, without colour; `None` for an empty line.
    pub(super) galley: Option<Arc<Galley>>,
    /// The glyphs with stronger strokes, to be painted once more beside themselves.
    pub(super) bold: Option<Arc<Galley>>,
    cells: Vec<Cell>,
    /// Length in bytes.
    len: usize,
}

impl Setting {
    /// Sets a line; `fills` when it is not the last of its paragraph and should reach the edge.
    pub(super) fn new(
        fonts: &mut FontsView<'_>,
        words: Words<'_>,
        style: &Type,
        fills: bool,
    ) -> Self {
        let text = words.text;
        let mut setting = Self {
            galley: None,
            bold: None,
            cells: Vec::new(),
            len: text.len(),
        };
        if text.is_empty() {
            return setting;
        }
        let pieces = style.pieces(text, words.start, words.looks);
        let mut galley = fonts.layout_job(job(&pieces, style));
        if let Some(shifts) = shifts_of(text, &galley, style).filter(|_| fills) {
            shift(Arc::make_mut(&mut galley), &shifts);
        }
        if pieces.iter().any(|it| it.0.1.is_bold()) {
            let inked = |color| {
                if color == BOLD {
                    INK
                } else {
                    Color32::TRANSPARENT
                }
            };
            setting.bold = Some(Arc::new(recoloured(&galley, inked)));
            galley = Arc::new(recoloured(&galley, |_| INK));
        }
        if let Some(placed) = galley.rows.first() {
            setting.cells = cells(text, &placed.row.glyphs);
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
    pub(super) fn ranges(&self, bytes: Range<usize>) -> SmallVec<[Rangef; 1]> {
        let from = self.cells.partition_point(|cell| cell.start < bytes.start);
        let cells = self
            .cells
            .iter()
            .skip(from)
            .take_while(|cell| cell.start < bytes.end);
        let ranges = joined(cells.map(|it| Rangef::new(it.left, it.right)));
        let follow = |a: &Rangef, b: &Rangef| a.min <= b.min;
        if ranges.is_sorted_by(follow) {
            return ranges;
        }
        let mut parts = ranges;
        parts.sort_by(|a, b| a.min.total_cmp(&b.min));
        joined(parts.into_iter())
    }

    /// The right end of what is drawn, in points from the line's start.
    pub(super) fn right(&self) -> f32 {
        self.cells.iter().map(|cell| cell.right).fold(0.0, f32::max)
    }

    fn end_of(&self, cell: usize) -> usize {
        self.cells.get(cell + 1).map_or(self.len, |next| next.start)
    }
}

/// Stretches, those that follow each other made one.
fn joined(parts: impl Iterator<Item = Rangef>) -> SmallVec<[Rangef; 1]> {
    let mut ranges: SmallVec<[Rangef; 1]> = SmallVec::new();
    for part in parts {
        match ranges.last_mut() {
            // Glyphs stand on whole pixels, so neighbours may be a little apart.
            Some(last) if part.min >= last.min && part.min - last.max < JOIN => {
                last.max = last.max.max(part.max);
            }
            _ => ranges.push(part),
        }
    }
    ranges
}

/// The pieces of a line to be laid out, each a section.
fn job(pieces: &[(Face, &str)], style: &Type) -> LayoutJob {
    let mut job = LayoutJob {
        break_on_newline: false,
        wrap: TextWrapping::default(),
        ..LayoutJob::default()
    };
    for ((font_id, look), words) in pieces {
        let format = TextFormat {
            font_id: font_id.clone(),
            color: if look.is_bold() { BOLD } else { INK },
            italics: look.is_italic,
            line_height: Some(style.line),
            ..TextFormat::default()
        };
        job.append(words, 0.0, format);
    }
    job
}

/// The same line in other colours. It is made from the line as it is laid out, so that both stand at
/// the same places.
fn recoloured(galley: &Galley, colour: impl Fn(Color32) -> Color32) -> Galley {
    let mut galley = galley.clone();
    for placed in &mut galley.rows {
        let row = Arc::make_mut(&mut placed.row);
        for vertex in &mut row.visuals.mesh.vertices {
            vertex.color = colour(vertex.color);
        }
    }
    galley
}

#[cfg(test)]
pub(super) mod tests {
    use egui::epaint::text::{FontDefinitions, Fonts, TextOptions};
    use egui::{FontData, FontFamily, FontId};
    use proptest::prelude::*;
    use std::collections::BTreeMap;
    use std::rc::Rc;
    use unicode_segmentation::UnicodeSegmentation;

    use super::super::looks::Looks;
    use super::*;
    use crate::text::{Writing, graphemes};
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

    /// Words without a look of their own.
    pub(in super::super) fn words(text: &str) -> Words<'_> {
        static PLAIN: Looks = Looks::plain();
        Words {
            text,
            start: 0,
            looks: &PLAIN,
        }
    }

    fn set(text: &str, fills: bool) -> Setting {
        let mut fonts = fonts();
        Setting::new(
            &mut fonts.with_pixels_per_point(1.0),
            words(text),
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
        let pieces = style.pieces("“AI”e\u{301} 与国防2。", 0, &Looks::default());
        let pieces: Vec<_> = pieces
            .iter()
            .map(|((font, _), it)| (&font.family, *it))
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
            let line = Setting::new(fonts, words("WiWi"), style, false);
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
    fn headings_are_larger_and_only_strong_words_are_painted_twice() {
        let lines = crate::text::Lines::from("治理治理");
        let styles = ["heading 1 at 0-2", "bold at 0-1"].map(|it| it.parse().unwrap());
        let mut fonts = fonts();
        let mut fonts = fonts.with_pixels_per_point(1.0);
        let mut set = |styles: &[crate::model::Styled]| {
            let looks = Looks::of(&lines, styles, crate::text::Span::new(0, 12));
            let words = Words {
                text: "治理治理",
                start: 0,
                looks: &looks,
            };
            Setting::new(&mut fonts, words, &style(900.0), false)
        };
        let seen = |line: &Setting| {
            let vertices = &line.bold.as_ref().unwrap().rows[0]
                .row
                .visuals
                .mesh
                .vertices;
            vertices
                .iter()
                .filter(|it| it.color != Color32::TRANSPARENT)
                .count()
        };
        let heading = set(&styles[..1]);
        let widths = [0, 3, 6, 9].map(|at| heading.x_of(at + 3) - heading.x_of(at));
        assert!((widths[0] - 18.0 * 1.3).abs() < 1.1 && (widths[3] - 18.0).abs() < 1.1);
        assert_eq!(seen(&heading), 8, "two of four glyphs");
        let bold = set(&styles[1..]);
        assert_eq!((seen(&bold), bold.right()), (4, set(&[]).right()));
        assert!(set(&[]).bold.is_none());
    }

    #[test]
    fn strong_words_are_painted_where_they_stand_also_on_a_full_line() {
        let text = "数字治理,**国防与产业,规则规则**,文化文化";
        let lines = crate::text::Lines::from(text);
        let styles = ["bold at 5-19".parse().unwrap()];
        let looks = Looks::of(&lines, &styles, crate::text::Span::new(0, text.len()));
        let words = Words {
            text,
            start: 0,
            looks: &looks,
        };
        let mut fonts = fonts();
        let mut fonts = fonts.with_pixels_per_point(1.0);
        let ragged = Setting::new(&mut fonts, words, &style(400.0), false);
        let line = Setting::new(&mut fonts, words, &style(ragged.right() + 9.0), true);
        assert!(line.right() > ragged.right() + 7.0, "the line is filled");
        let places = |galley: &Option<Arc<Galley>>| -> Vec<f32> {
            let vertices = &galley.as_ref().unwrap().rows[0].row.visuals.mesh.vertices;
            vertices.iter().map(|it| it.pos.x).collect()
        };
        assert_eq!(places(&line.bold), places(&line.galley));
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
