//! Codes dropped on the page: on what is selected, or on a passage.

use egui::Response;

use super::Read;
use super::scene::Scene;
use crate::query::Filter;
use crate::session::{Action, Named};
use crate::text::Span;
use crate::ui::codebook_row::Dragged;
use crate::view::stacked_at;

/// What codes that are dragged over the page would code, and what is asked for once they are let go.
#[derive(Default)]
pub(super) struct Landing {
    /// The passage that would be coded, in bytes.
    pub(super) span: Option<Span>,
    /// The wishes.
    pub(super) asked: Vec<Action>,
}

/// Follows codes that are dragged over the page.
pub(super) fn follow(response: &Response, read: Read, scene: &Scene) -> Landing {
    let mut landing = Landing::default();
    if response.dnd_hover_payload::<Dragged>().is_none() {
        return landing;
    }
    let pointer = response.ctx.pointer_interact_pos();
    landing.span = pointer
        .and_then(|pos| scene.under(pos))
        .and_then(|byte| passage(read, byte));
    let dropped = response.dnd_release_payload::<Dragged>();
    let chars = landing
        .span
        .and_then(|span| read.source.lines.chars_from_span(span));
    if let Some((dropped, chars)) = dropped.zip(chars) {
        let code = |code| Action::CodePassage {
            source: Some(Named::id(read.source.id)),
            start: chars.start,
            end: chars.end,
            code: Named::id(code),
        };
        landing.asked = dropped.0.iter().map(code).collect();
        landing.span = None;
    }
    landing
}

/// The selection if the byte is in it, else the shortest passage there.
fn passage(read: Read, byte: usize) -> Option<Span> {
    let marked = read.session.look().marked();
    let selected = marked.filter(|it| it.start <= byte && byte < it.end);
    let coded = || {
        let (project, index) = (read.project(), read.open.index());
        let rows = stacked_at(project, index, read.source.id, byte, &Filter::all());
        rows.first().map(|it| it.span)
    };
    selected.or_else(coded)
}
