//! Filling a line to the edge: where characters are moved apart, and by how much.

use std::sync::Arc;

use egui::Galley;
use egui::epaint::text::{Glyph, Row};
use unicode_segmentation::UnicodeSegmentation;

use super::cells::is_rtl;
use super::typeface::Type;
use crate::text::breaks::may_stretch;

/// The most room put into one gap to fill a line, in parts of the type's size. A line that needs
/// more is left ragged.
const MOST_ROOM: f32 = 0.3;

/// How far each glyph of a line moves so that it reaches the edge; `None` when it is better left as
/// it is.
pub(super) fn shifts_of(text: &str, galley: &Galley, style: &Type) -> Option<Vec<f32>> {
    let glyphs = &galley.rows.first()?.row.glyphs;
    let is_plain = !text.chars().any(is_rtl) && glyphs.len() == text.chars().count();
    let pixel = 1.0 / galley.pixels_per_point;
    is_plain.then(|| shifts(text, glyphs, style, pixel))?
}

/// Moves the glyphs of a line.
pub(super) fn shift(galley: &mut Galley, shifts: &[f32]) {
    if let Some(placed) = galley.rows.first_mut() {
        stretch(Arc::make_mut(&mut placed.row), shifts);
        galley.mesh_bounds = placed.row.visuals.mesh_bounds;
    }
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
