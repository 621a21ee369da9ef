//! The words on the page: heading, selection, what was found, and the text itself.

use egui::epaint::TextShape;
use egui::{FontId, Label, Painter, Rect, RichText, StrokeKind, Ui, pos2, vec2};

use super::colours::mix;
use super::column::Depth;
use super::hand::Grip;
use super::scene::Scene;
use crate::model::Source;
use crate::session::{Look, Numbers, Saying, Session};
use crate::text::Span;
use crate::ui::words::number;

/// Size of the source's name, in points.
const NAME: f32 = 25.0;
/// How far bold glyphs are painted beside themselves, in parts of the type's size.
const STRONG: f32 = 0.035;
/// Height of what is said at the foot of the margin, in points.
const FOOT: f32 = 52.0;
/// Size of numbers beside the text, in points.
const NUMBER: f32 = 11.5;

/// Paints the source's name and length above its first line, when that is in sight.
pub(super) fn paint_heading(
    ui: &Ui,
    session: &Session,
    source: &Source,
    scene: &Scene,
    depth: Depth,
) {
    let colours = &scene.colours;
    let geometry = &scene.geometry;
    if depth.block > 0 || depth.y >= 0.0 {
        return;
    }
    let bottom = geometry.rect.top() - depth.y;
    let left = geometry.left;
    let say = |key: &'static str, count: usize| {
        let words = Saying::new(key).with("count", count);
        session.locale().say(&words.with("number", number(count)))
    };
    let codings = session
        .open()
        .map_or(0, |open| open.index().count_in(source.id));
    let chars = say("reader-chars", source.lines.char_count());
    let codings = match session.is_early() {
        true => session.locale().word("status-coming"),
        false => say("reader-codings", codings),
    };
    let line = format!("{chars}  ·  {codings}");
    let small = ui
        .painter()
        .layout_no_wrap(line, FontId::proportional(12.5), colours.weak);
    let size = if geometry.above > 80.0 {
        NAME
    } else {
        NAME * 0.7
    };
    let font = FontId::new(size, geometry.style.font.family.clone());
    let mut job = egui::text::LayoutJob::simple_singleline(source.name.clone(), font, colours.ink);
    job.wrap = egui::text::TextWrapping::truncate_at_width(geometry.style.width);
    let name = ui.painter().layout_job(job);
    let gap = if geometry.above > 80.0 { 22.0 } else { 6.0 };
    let small_top = bottom - gap - small.size().y;
    let name_top = small_top - 4.0 - name.size().y;
    ui.painter().galley(pos2(left, name_top), name, colours.ink);
    ui.painter()
        .galley(pos2(left, small_top), small, colours.weak);
}

/// Paints behind what was found, the place last gone to more strongly.
pub(super) fn paint_found(painter: &Painter, scene: &Scene, look: &Look) {
    let colours = &scene.colours;
    let Some(source) = look.source else { return };
    let sight = scene.span();
    let found = &look.finding.found;
    let current = look.finding.at.and_then(|at| found.get(at)).copied();
    // Those of one source stand together and in order.
    let own = found.iter().skip_while(|it| it.source != source);
    let own = own.take_while(|it| it.source == source);
    let near = own.skip_while(|it| it.span.end <= sight.start);
    for hit in near.take_while(|it| it.span.start < sight.end) {
        let is_current = current == Some(*hit);
        for rect in scene.rects(hit.span) {
            let strength = if is_current { 0.75 } else { 0.4 };
            let fill = mix(colours.paper, colours.found, strength);
            painter.rect_filled(rect, 2.0, fill);
            if is_current {
                let pen = egui::Stroke::new(1.5, colours.ink);
                painter.rect_stroke(rect.expand(1.0), 2.0, pen, StrokeKind::Outside);
            }
        }
    }
}

/// Paints behind the selected words. Selected line feeds show as a little room at the line's end.
pub(super) fn paint_selection(painter: &Painter, scene: &Scene, span: Span) {
    if span.is_empty() {
        return;
    }
    let fill = scene.colours.selected;
    for rect in scene.rects(span) {
        painter.rect_filled(rect, 0.0, fill);
    }
    for seen in &scene.seen {
        let end = seen.line.span.end;
        if seen.line.closes && span.start <= end && end < span.end {
            let x = scene.left(seen) + seen.set.right();
            let (top, bottom) = scene.body(seen);
            let rect = Rect::from_min_max(pos2(x, top), pos2(x + 5.0, bottom));
            painter.rect_filled(rect, 0.0, fill);
        }
    }
}

/// Paints the lines in sight.
pub(super) fn paint_text(painter: &Painter, scene: &Scene) {
    for seen in &scene.seen {
        if let Some(galley) = &seen.set.galley {
            let at = pos2(scene.left(seen), scene.top(seen));
            painter.add(TextShape::new(at, galley.clone(), scene.colours.ink));
            if let Some(bold) = &seen.set.bold {
                let beside = at + vec2(STRONG * scene.geometry.style.font.size, 0.0);
                painter.add(TextShape::new(beside, bold.clone(), scene.colours.ink));
            }
        }
    }
}

/// Says at the foot of the margin that more is coded in sight than is drawn.
pub(super) fn cut_ui(ui: &mut Ui, session: &Session, scene: &Scene) {
    let geometry = &scene.geometry;
    let foot = pos2(geometry.margin, geometry.rect.bottom() - FOOT);
    let end = pos2(geometry.margin_end, geometry.rect.bottom());
    let rect = Rect::from_min_max(foot, end).shrink(4.0);
    ui.painter().rect_filled(rect, 2.0, scene.colours.paper);
    let words = RichText::new(session.locale().word("reader-cut")).small();
    ui.put(rect, Label::new(words.color(scene.colours.ink)).wrap());
}

/// Paints the numbers of paragraphs, and of every fifth line, beside the lines in sight.
pub(super) fn paint_numbers(painter: &Painter, scene: &Scene) {
    let geometry = &scene.geometry;
    if geometry.numbers == Numbers::None {
        return;
    }
    let font = FontId::proportional(NUMBER);
    for seen in scene.seen.iter().filter(|it| !it.line.span.is_empty()) {
        let paragraph = seen.paragraph.filter(|_| seen.line.opens);
        let fifth = |it: &usize| geometry.numbers == Numbers::Lines && it.is_multiple_of(5);
        let (number, colour) = match (paragraph, seen.number.filter(fifth)) {
            (Some(paragraph), _) => (paragraph, scene.colours.ink),
            (None, Some(line)) => (line, scene.colours.weak),
            (None, None) => continue,
        };
        let (top, bottom) = scene.body(seen);
        let at = pos2(geometry.left - NUMBER, (top + bottom) / 2.0);
        let words = number.to_string();
        painter.text(at, egui::Align2::RIGHT_CENTER, words, font.clone(), colour);
    }
}

/// Paints the caret where the selection moves. It does not blink: an idle page costs nothing.
/// While the keyboard is elsewhere it is only hinted at.
pub(super) fn paint_caret(painter: &Painter, scene: &Scene, grip: Grip, has_focus: bool) {
    let Some(rect) = scene.caret(grip.head, grip.hangs) else {
        return;
    };
    let colour = if has_focus {
        scene.colours.accent
    } else {
        scene.colours.weak
    };
    let pen = egui::Stroke::new(1.5, colour);
    painter.vline(rect.left(), rect.expand(1.0).y_range(), pen);
}
