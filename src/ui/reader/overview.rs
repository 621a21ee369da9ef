//! The strip beside the scroll bar: the whole source at a glance, where each code lives, what was
//! found, and what is in sight.

use egui::accesskit::Role;
use egui::{Color32, Pos2, Rect, Sense, Ui, WidgetInfo, pos2, vec2};

use super::brush::Brush;
use super::colours::{Colours, mix};
use super::own_id;
use super::{Marked, Read};
use crate::model::{CodeId, SourceId};
use crate::query::Filter;
use crate::session::Saying;
use crate::session::look::Finding;
use crate::text::Span;
use crate::view::{Strip, Stripe};

/// Codes with a lane of their own, those that touch most of the source; the others share the last.
const LANES: usize = 5;
/// Width of a lane, and of what is left free beside it, in points.
const LANE: (f32, f32) = (3.0, 1.0);
/// Height of a part, in points.
const CELL: f32 = 2.0;
/// Passages looked at in one frame.
const PASSAGES: usize = 16_000;
/// Codes named when the strip is pointed at.
const MOST_NAMED: usize = 12;

/// Width of the strip, in points.
pub(super) const WIDTH: f32 = LANES as f32 * (LANE.0 + LANE.1) + 6.0;

/// What the strip shows.
#[derive(Default)]
pub(super) struct Overview {
    key: Option<Key>,
    /// The strip that is being made.
    making: Option<Strip>,
    /// The strip that is shown, the codes with lanes first.
    shown: Option<(SourceId, Strip, Vec<Stripe>)>,
    hits: Hits,
}

/// What the stripes follow from: index, filter and number of cells.
#[derive(Clone, PartialEq)]
struct Key {
    marks: (usize, usize, u64),
    filter: Filter,
    cells: usize,
}

/// The cells in which something was found.
#[derive(Default)]
struct Hits {
    query: String,
    source: Option<SourceId>,
    cells: usize,
    touched: Vec<usize>,
}

impl Overview {
    /// Makes the next piece of the stripes. What was shown stays until all of it is made.
    pub(super) fn turn(&mut self, ui: &Ui, read: Read, marked: &Marked, rect: Rect) {
        let cells = (rect.height() / CELL) as usize;
        let key = Key {
            marks: marked.key,
            filter: marked.filter.clone(),
            cells,
        };
        let id = read.source.id;
        if self.key.as_ref() != Some(&key) {
            self.key = Some(key);
            self.making = Some(Strip::new(id, read.text().len(), cells));
            self.shown = self.shown.take().filter(|(source, ..)| *source == id);
        }
        if let Some(mut strip) = self.making.take() {
            if strip.go_on(read.open.index(), &marked.filter, PASSAGES) {
                let mut stripes = strip.stripes();
                stripes.sort_by_key(|it| std::cmp::Reverse(it.len()));
                self.shown = Some((id, strip, stripes));
            } else {
                self.making = Some(strip);
                ui.ctx().request_repaint();
            }
        }
        if let Some((_, strip, _)) = &self.shown {
            self.hits
                .turn(&read.session.look().finding, id, cells, strip);
        }
    }

    /// Paints the strip and follows the hand on it; returns the byte to go to.
    pub(super) fn overview_ui(
        &self,
        ui: &Ui,
        read: Read,
        (rect, seen): (Rect, Span),
        colours: &Colours,
    ) -> Option<usize> {
        let (_, strip, stripes) = self.shown.as_ref().filter(|_| rect.width() > 1.0)?;
        self.paint(ui, read, (rect, strip.cells_of(seen)), colours);
        let response = ui.interact(
            rect,
            own_id(ui).with("overview"),
            Sense::CLICK | Sense::DRAG,
        );
        let name = || read.session.locale().word("reader-strip");
        response.widget_info(|| WidgetInfo::labeled(Role::GraphicsDocument, true, name()));
        let cell_at = |pos: Pos2| ((pos.y - rect.top()) / CELL).max(0.0) as usize;
        if let Some(cell) = response.hover_pos().map(cell_at) {
            let here = stripes.iter().filter(|it| it.touches(cell));
            let codes: Vec<CodeId> = here.map(|it| it.code).collect();
            if !codes.is_empty() {
                response
                    .clone()
                    .on_hover_ui_at_pointer(|ui| names_ui(ui, read, colours, &codes));
            }
        }
        let held = response.is_pointer_button_down_on() || response.clicked();
        let pos = response.interact_pointer_pos().filter(|_| held)?;
        Some(strip.byte_of(cell_at(pos)))
    }

    fn paint(
        &self,
        ui: &Ui,
        read: Read,
        (rect, seen): (Rect, std::ops::Range<usize>),
        colours: &Colours,
    ) {
        let painter = ui.painter();
        let codes = read.project().codes();
        let part = |cells: &std::ops::Range<usize>, left: f32, width: f32| {
            let top = rect.top() + cells.start as f32 * CELL;
            Rect::from_min_size(pos2(left, top), vec2(width, cells.len() as f32 * CELL))
        };
        let window = part(&seen, rect.left(), rect.width()).expand2(vec2(0.0, 2.0));
        let pane = mix(colours.paper, colours.line, 0.55);
        painter.rect_filled(window.intersect(rect), 2.0, pane);
        let mut brush = Brush::new(painter.pixels_per_point());
        for cell in &self.hits.touched {
            let hit = part(&(*cell..cell + 1), rect.left(), rect.width());
            brush.rect(hit, mix(colours.paper, colours.found, 0.7));
        }
        let stripes = self.shown.as_ref().map(|(_, _, it)| it.as_slice());
        for (rank, stripe) in stripes.unwrap_or_default().iter().enumerate() {
            let colour = codes.get(stripe.code).map(|it| colours.stroke(it.colour));
            let left = rect.left() + 4.0 + rank.min(LANES - 1) as f32 * (LANE.0 + LANE.1);
            for cells in &stripe.cells {
                let fill = colour.unwrap_or(Color32::GRAY);
                brush.rect(part(cells, left, LANE.0), fill);
            }
        }
        brush.paint(painter);
    }
}

impl Hits {
    fn turn(&mut self, finding: &Finding, source: SourceId, cells: usize, strip: &Strip) {
        let is_same = self.query == finding.query
            && (self.source, self.cells) == (Some(source), cells)
            && self.touched.is_empty() == finding.found.is_empty();
        if is_same {
            return;
        }
        let own = finding.found.iter().filter(|it| it.source == source);
        let mut touched: Vec<usize> = own.map(|it| strip.cells_of(it.span).start).collect();
        touched.dedup();
        *self = Self {
            query: finding.query.clone(),
            source: Some(source),
            cells,
            touched,
        };
    }
}

/// Names the codes of one part of the source.
fn names_ui(ui: &mut Ui, read: Read, colours: &Colours, codes: &[CodeId]) {
    for id in codes.iter().take(MOST_NAMED) {
        let Some(code) = read.project().codes().get(*id) else {
            continue;
        };
        ui.horizontal(|ui| {
            let (rect, _) = ui.allocate_exact_size(vec2(10.0, 10.0), Sense::hover());
            ui.painter()
                .rect_filled(rect, 2.0, colours.stroke(code.colour));
            ui.label(&code.name);
        });
    }
    if let Some(more) = codes.len().checked_sub(MOST_NAMED).filter(|it| *it > 0) {
        let words = Saying::new("reader-more").with("count", more);
        ui.label(read.session.locale().say(&words));
    }
}
