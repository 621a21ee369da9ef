//! The edges of the passage that is inspected: the hand takes one and moves it.

use egui::{CursorIcon, Id, Key, Painter, Rect, Sense, Stroke as Pen, Tooltip, Ui, vec2};

use super::scene::Scene;
use super::{Read, own_id};
use crate::model::QuotationId;
use crate::session::Action;
use crate::text::{Span, graphemes};

/// How far beside an edge it can still be taken, in points.
const REACH: f32 = 5.0;
/// Radius of the knob at an edge, in points.
const KNOB: f32 = 3.5;
/// Characters of the new quote that are shown from each of its ends.
const SHOWN: usize = 18;

/// What the hand is doing to an edge.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Edges {
    held: Option<Held>,
    /// The passage whose edges can be taken now.
    shown: Option<Span>,
}

/// An edge that is being moved.
#[derive(Clone, Copy, Debug)]
struct Held {
    quotation: QuotationId,
    /// The passage as it would be.
    span: Span,
    is_end: bool,
}

/// What came of it in this frame.
#[derive(Default)]
pub(super) struct Followed {
    /// Whether the hand is at an edge, so that it selects nothing.
    pub(super) is_taken: bool,
    /// The passage's new range, once the edge is let go.
    pub(super) action: Option<Action>,
}

impl Edges {
    /// Follows the hand over the edges of the `chosen` quotation.
    pub(super) fn follow(
        &mut self,
        ui: &Ui,
        read: Read,
        scene: &Scene,
        chosen: Option<QuotationId>,
    ) -> Followed {
        let mut followed = Followed::default();
        self.shown = None;
        let Some((quotation, was)) = chosen.and_then(|id| Some((id, span_of(read, id)?))) else {
            self.held = None;
            return followed;
        };
        if self.held.is_some_and(|it| it.quotation != quotation)
            || ui.input(|input| input.key_pressed(Key::Escape))
        {
            self.held = None;
        }
        for is_end in [false, true] {
            let span = self.held.map_or(was, |it| it.span);
            let byte = if is_end { span.end } else { span.start };
            let Some(edge) = scene.caret(byte, is_end) else {
                continue;
            };
            let id = own_id(ui).with(("edge", is_end));
            let response = ui.interact(edge.expand2(vec2(REACH, KNOB)), id, Sense::DRAG);
            if response.hovered() || response.dragged() {
                ui.set_cursor_icon(CursorIcon::ResizeHorizontal);
            }
            followed.is_taken |= response.hovered() || response.is_pointer_button_down_on();
            if response.drag_started() {
                self.held = Some(Held {
                    quotation,
                    span: was,
                    is_end,
                });
            }
            let held = self.held.filter(|it| it.is_end == is_end);
            if let (Some(held), Some(pos)) = (held, response.interact_pointer_pos()) {
                let span = scene.hit(pos).map(|to| moved(read.text(), held, to));
                self.held = span.map(|span| Held { span, ..held });
            }
            if response.drag_stopped() {
                let span = self.held.take().map(|it| it.span);
                let chars = span
                    .filter(|it| *it != was)
                    .and_then(|it| read.source.lines.chars_from_span(it));
                followed.action = chars.map(|chars| Action::ResizeQuotation {
                    quotation,
                    start: chars.start,
                    end: chars.end,
                });
            }
        }
        if let Some(held) = self.held {
            quote_ui(ui, own_id(ui), read.text(), held.span);
        }
        self.shown = Some(self.held.map_or(was, |it| it.span));
        followed
    }

    /// The passage as it would be if the edge were let go now.
    pub(super) fn wanted(&self) -> Option<Span> {
        self.held.map(|it| it.span)
    }

    /// Paints a knob at each edge in sight.
    pub(super) fn paint(&self, painter: &Painter, scene: &Scene) {
        let Some(span) = self.shown else { return };
        for (byte, is_end) in [(span.start, false), (span.end, true)] {
            if let Some(edge) = scene.caret(byte, is_end) {
                paint_knob(painter, scene, edge, is_end);
            }
        }
    }
}

/// Where a quotation of the source shown stands.
fn span_of(read: Read, id: QuotationId) -> Option<Span> {
    let quotation = read.project().quotations().get(id)?;
    let passage = read.open.index().quotation(id)?;
    let is_placed = quotation.source == read.source.id && quotation.stray.is_none();
    is_placed.then_some(passage.span)
}

/// The passage with an edge moved `to` a byte; it keeps at least one character.
fn moved(text: &str, held: Held, to: usize) -> Span {
    let Span { start, end } = held.span;
    if held.is_end {
        Span::new(start, to.max(graphemes::next(text, start)))
    } else {
        Span::new(to.min(graphemes::previous(text, end)), end)
    }
}

fn paint_knob(painter: &Painter, scene: &Scene, edge: Rect, is_end: bool) {
    let colour = scene.colours.accent;
    painter.vline(edge.left(), edge.y_range(), Pen::new(1.5, colour));
    let at = if is_end {
        edge.left_bottom()
    } else {
        edge.left_top()
    };
    painter.circle_filled(at, KNOB, colour);
}

/// Shows the beginning and the end of the new quote at the pointer.
fn quote_ui(ui: &Ui, id: Id, text: &str, span: Span) {
    let quote = span.of(text).unwrap_or_default();
    let count = quote.chars().count();
    let shown = if count > 2 * SHOWN {
        let head: String = quote.chars().take(SHOWN).collect();
        let tail: String = quote.chars().skip(count - SHOWN).collect();
        format!("{head}…{tail}")
    } else {
        quote.to_owned()
    };
    Tooltip::always_open(
        ui.ctx().clone(),
        ui.layer_id(),
        id.with("quote"),
        egui::PopupAnchor::Pointer,
    )
    .show(|ui| ui.label(shown));
}
