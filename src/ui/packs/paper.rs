//! The pages of a pack, drawn as they lie on paper: white in every theme.

use crate::exchange::pack::{Marker, Measure, Pack, Place, Sheet, SheetMark, Sheets, Tone};
use crate::session::{PackShown, Ruler, Session};
use crate::ui::theme::Theme;
use crate::ui::words::{counted, word};
use egui::epaint::text::FontsView;
use egui::{
    Align2, Color32, Context, FontId, Pos2, Rect, ScrollArea, Sense, Shape, Stroke, StrokeKind, Ui,
    Vec2, pos2,
};
use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;

/// How large a page is shown at most, in points of screen for one of paper.
const LARGEST: f32 = 1.35;
/// Size at which words are measured.
const MEASURED: f32 = 12.0;

/// Measures words with the letters of the screen.
struct Letters {
    ctx: Context,
    known: RefCell<HashMap<char, f32>>,
}

/// What measures words with the letters that a screen has by then.
pub(in crate::ui) fn ruler(ctx: &Context) -> Ruler {
    let ctx = ctx.clone();
    Arc::new(move || {
        Box::new(Letters {
            ctx: ctx.clone(),
            known: RefCell::default(),
        })
    })
}

impl Measure for Letters {
    fn width(&self, words: &str, size: f32) -> f32 {
        let mut known = self.known.borrow_mut();
        let of = |char: char| {
            let font = FontId::proportional(MEASURED);
            self.ctx
                .fonts_mut(|fonts: &mut FontsView<'_>| fonts.glyph_width(&font, char))
        };
        let widths = words
            .chars()
            .map(|char| *known.entry(char).or_insert_with(|| of(char)));
        widths.sum::<f32>() * size / MEASURED
    }
}

/// The pages.
pub(super) fn paper_ui(ui: &mut Ui, session: &Session, shown: &PackShown) {
    let theme = Theme::of(ui.ctx());
    let (Some(made), Some(set)) = (&shown.made, &shown.sheets) else {
        ui.label(word(session, "job-pack-view"));
        return;
    };
    ui.horizontal(|ui| {
        ui.label(counted(session, "pack-pages", set.sheets.len()));
        ui.weak(word(session, "pack-pages-how"));
    });
    let room = ui.available_width() - theme.sizes.pad * 2.0;
    let scale = (room / set.size.0).min(LARGEST);
    let size = Vec2::new(set.size.0, set.size.1) * scale;
    let step = size.y + theme.sizes.pad;
    let area = ScrollArea::vertical().id_salt("paper").auto_shrink(false);
    area.show_viewport(ui, |ui, seen| {
        let whole = Vec2::new(room, step * count(set));
        let (rect, _) = ui.allocate_exact_size(whole, Sense::hover());
        let left = rect.center().x - size.x / 2.0;
        for (at, sheet) in set.sheets.iter().enumerate() {
            let top = step * f32::from(u16::try_from(at).unwrap_or(u16::MAX));
            if top + size.y < seen.top() || top > seen.bottom() {
                continue;
            }
            let page = Rect::from_min_size(pos2(left, rect.top() + top), size);
            sheet_ui(ui, (sheet, &made.pack), page, scale);
        }
    });
}

fn count(set: &Sheets) -> f32 {
    f32::from(u16::try_from(set.sheets.len()).unwrap_or(u16::MAX))
}

/// One page.
fn sheet_ui(ui: &Ui, (sheet, pack): (&Sheet, &Pack), page: Rect, scale: f32) {
    let painter = ui.painter().with_clip_rect(page.intersect(ui.clip_rect()));
    painter.rect_filled(page, 2.0, Color32::WHITE);
    let edge = Theme::of(ui.ctx()).colours.line;
    painter.rect_stroke(page, 2.0, Stroke::new(1.0, edge), StrokeKind::Inside);
    let at = |x: f32, y: f32| pos2(page.left() + x * scale, page.top() + y * scale);
    for mark in &sheet.marks {
        match mark {
            SheetMark::Words {
                left,
                middle,
                size,
                words,
                tone,
            } => {
                let font = FontId::proportional(size * scale);
                let ink = ink(*tone, &pack.legend);
                painter.text(at(*left, *middle), Align2::LEFT_CENTER, words, font, ink);
            }
            SheetMark::Stroke {
                across,
                down,
                marker,
            } => {
                let (from, to) = (at(across.0, *down), at(across.1, *down));
                if let Some(it) = pack.legend.get(*marker) {
                    painter.extend(stroke(it, from, to, scale));
                }
            }
            SheetMark::Rule { across, down } => {
                let line = [at(across.0, *down), at(across.1, *down)];
                painter.line_segment(line, Stroke::new(0.6 * scale, ink(Tone::Faint, &[])));
            }
            SheetMark::Box {
                place,
                filled,
                tone,
            } => {
                let rect = placed(*place, &at);
                match filled {
                    true => painter.rect_filled(rect, 0.0, ink(*tone, &pack.legend)),
                    false => painter.rect_stroke(
                        rect,
                        2.0,
                        Stroke::new(0.7 * scale, ink(*tone, &pack.legend)),
                        StrokeKind::Inside,
                    ),
                };
            }
        }
    }
}

fn placed(place: Place, at: &impl Fn(f32, f32) -> Pos2) -> Rect {
    Rect::from_min_max(at(place.left, place.top), at(place.right, place.bottom))
}

/// Ink on white paper.
fn ink(tone: Tone, legend: &[Marker]) -> Color32 {
    match tone {
        Tone::Ink => Color32::from_rgb(0x21, 0x1F, 0x1B),
        Tone::Faint => Color32::from_rgb(0x6D, 0x66, 0x5C),
        Tone::Accent => Color32::from_rgb(0xA6, 0x2F, 0x1C),
        Tone::Marker(at) => legend.get(at).map_or(Color32::BLACK, colour),
    }
}

fn colour(marker: &Marker) -> Color32 {
    Color32::from_hex(&marker.colour).unwrap_or(Color32::BLACK)
}

/// A stroke in its style: told apart without colour too.
fn stroke(marker: &Marker, from: Pos2, to: Pos2, scale: f32) -> Vec<Shape> {
    let thick = f32::from(marker.thickness) * 0.5 * scale;
    let pen = Stroke::new(thick, colour(marker));
    match marker.stroke.as_str() {
        "dashed" => Shape::dashed_line(&[from, to], pen, 5.0 * scale, 2.5 * scale),
        "dotted" => Shape::dotted_line(&[from, to], pen.color, thick * 2.2, thick * 0.8),
        "double" => {
            let apart = Vec2::new(0.0, thick * 1.2);
            let thin = Stroke::new(thick * 0.6, pen.color);
            [from - apart, from + apart]
                .map(|it| Shape::line_segment([it, pos2(to.x, it.y)], thin))
                .to_vec()
        }
        "wavy" => {
            let step = 2.0 * scale;
            let mut points = Vec::new();
            let mut x = from.x;
            let mut up = true;
            while x < to.x {
                let off = if up { -thick } else { thick };
                points.push(pos2(x, from.y + off));
                up = !up;
                x += step;
            }
            vec![Shape::line(points, Stroke::new(thick * 0.7, pen.color))]
        }
        _ => vec![Shape::line_segment([from, to], pen)],
    }
}
