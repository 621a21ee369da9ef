//! The reader as a screen reader has it: one text with what is in sight, and what is selected.

use egui::accesskit::Role;
use egui::{Context, Id};

use super::scene::Scene;
use crate::text::Span;

/// Selected bytes that are told at most.
const MOST_TOLD: usize = 4_096;

/// Tells the name of the source, the lines in sight and the selected words.
pub(super) fn tell(
    ctx: &Context,
    id: Id,
    scene: &Scene,
    (name, text): (&str, &str),
    selected: Option<Span>,
) {
    ctx.accesskit_node_builder(id, |node| {
        node.set_role(Role::Document);
        node.set_label(name);
        node.set_value(scene.span().of(text).unwrap_or_default());
        node.set_read_only();
        let words = selected
            .filter(|it| it.len() <= MOST_TOLD)
            .and_then(|it| it.of(text));
        if let Some(words) = words.filter(|it| !it.is_empty()) {
            node.set_description(words);
        }
    });
}
