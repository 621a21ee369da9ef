//! The reader as a screen reader has it: one text with what is in sight, its caret and selection,
//! and every coded passage by its codes.

use egui::accesskit::{Live, Role};
use egui::emath::TSTransform;
use egui::epaint::text::PlacedRow;
use egui::text::CCursor;
use egui::text_selection::CCursorRange;
use egui::text_selection::accesskit_text::update_accesskit_for_text_widget;
use egui::{Galley, Rect, Sense, Ui, WidgetInfo};
use std::collections::BTreeSet;
use std::sync::Arc;

use super::hand::Grip;
use super::margin::Place;
use super::scene::Scene;
use super::{Read, own_id};
use crate::session::Saying;
use crate::view::{Bracket, Page};

/// Characters of a quote that are told.
const MOST_TOLD: usize = 60;

/// Tells the name of the source, the lines in sight, caret and selection, and what is coded with
/// what.
pub(super) fn tell(ui: &Ui, scene: &Scene, read: Read, grip: Option<Grip>, places: &[Place]) {
    let id = own_id(ui);
    let ctx = ui.ctx();
    let told = ctx.accesskit_node_builder(id, |node| {
        node.set_role(Role::Document);
        node.set_label(read.source.name.as_str());
        node.set_value(scene.span().of(read.text()).unwrap_or_default());
        node.set_read_only();
    });
    if told.is_none() {
        return; // Nobody listens.
    }
    if let Some(galley) = in_sight(scene) {
        let grip = grip.map(|it| range(scene, read.text(), it));
        update_accesskit_for_text_widget(ctx, id, grip, TSTransform::IDENTITY, &galley);
    }
    // A passage has several places in the margin: its bracket and its names.
    let mut passages = BTreeSet::new();
    for place in places {
        for bracket in place
            .brackets
            .iter()
            .filter(|it| passages.insert(it.quotation))
        {
            let words = passage(read, bracket);
            let own = id.with(("passage", bracket.quotation));
            let response = ui.interact(place.rect, own, Sense::hover());
            response.widget_info(|| WidgetInfo::labeled(Role::Mark, true, &words));
        }
    }
}

/// The lines in sight as one piece of type.
fn in_sight(scene: &Scene) -> Option<Galley> {
    let some = scene.seen.iter().find_map(|it| it.set.galley.as_ref())?;
    let mut all = Galley::clone(some);
    let rows = scene.seen.iter().filter_map(|seen| {
        let placed = seen.set.galley.as_ref()?.rows.first()?;
        Some(PlacedRow {
            pos: placed.pos + egui::vec2(scene.left(seen), scene.top(seen)),
            row: Arc::clone(&placed.row),
            ends_with_newline: seen.line.closes,
        })
    });
    all.rows = rows.collect();
    Some(all)
}

/// Caret and selection, counted in the characters that are told.
fn range(scene: &Scene, text: &str, grip: Grip) -> CCursorRange {
    let count = |byte: usize| {
        let mut chars = 0;
        for seen in scene.seen.iter().filter(|it| it.set.galley.is_some()) {
            let span = seen.line.span;
            let end = byte.clamp(span.start, span.end);
            let told = text.get(span.start..end).unwrap_or_default();
            chars += told.chars().count();
            if byte <= span.end {
                break;
            }
            chars += usize::from(seen.line.closes);
        }
        CCursor::new(chars)
    };
    CCursorRange {
        primary: count(grip.head),
        secondary: count(grip.anchor),
        h_pos: None,
    }
}

/// Says what the words at the caret, or those selected, are coded with, whenever that is something
/// else than before.
pub(super) fn tell_here(ui: &Ui, read: Read, grip: Option<Grip>, page: &Page) {
    let is_here = |it: &&Bracket| match grip {
        Some(grip) if grip.span().is_empty() => {
            it.span.start <= grip.head && grip.head < it.span.end
        }
        Some(grip) => it.span.start < grip.span().end && grip.span().start < it.span.end,
        None => false,
    };
    let here = page.brackets.iter().filter(is_here);
    let codings: Vec<String> = here.map(|it| codings(read, it)).collect();
    let words = if codings.is_empty() {
        String::new()
    } else {
        let words = Saying::new("reader-coded-here").with("codes", codings.join("、"));
        read.session.locale().say(&words)
    };
    let id = own_id(ui).with("here");
    ui.interact(Rect::NOTHING, id, Sense::hover());
    ui.ctx().accesskit_node_builder(id, |node| {
        node.set_role(Role::Status);
        node.set_live(Live::Polite);
        node.set_label(words);
    });
}

/// The codes of a passage, and who gave them.
fn codings(read: Read, bracket: &Bracket) -> String {
    let project = read.project();
    let codings = bracket.codings.iter().map(|it| {
        let code = project.codes().get(it.code).map(|it| it.name.as_str());
        let coder = project.coders().get(it.coder).map(|it| it.name.as_str());
        format!("{} ({})", code.unwrap_or("?"), coder.unwrap_or("?"))
    });
    codings.collect::<Vec<_>>().join("、")
}

/// A coded passage in words: its codes, who gave them, and how it reads.
fn passage(read: Read, bracket: &Bracket) -> String {
    let quote = bracket.span.of(read.text()).unwrap_or_default();
    let mut told: String = quote.chars().take(MOST_TOLD).collect();
    if told.len() < quote.len() {
        told.push('…');
    }
    let words = Saying::new("reader-passage").with("codes", codings(read, bracket));
    read.session.locale().say(&words.with("quote", told))
}
