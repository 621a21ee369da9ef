//! The reader as a screen reader has it: one text with what is in sight, its caret and selection,
//! and every coded passage by its codes.

use egui::accesskit::{Action as Asked, Live, Role};
use egui::emath::TSTransform;
use egui::epaint::text::PlacedRow;
use egui::text::CCursor;
use egui::text_selection::CCursorRange;
use egui::text_selection::accesskit_text::update_accesskit_for_text_widget;
use egui::{Event, Galley, Rect, Sense, Ui, WidgetInfo};
use std::collections::BTreeSet;
use std::sync::Arc;

use super::hand::Grip;
use super::margin::Place;
use super::scene::Scene;
use super::{Read, own_id};
use crate::session::{Arg, Saying};
use crate::text::graphemes;
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
        node.add_action(Asked::SetTextSelection);
    });
    if told.is_none() {
        return; // Nobody listens.
    }
    if let Some(galley) = in_sight(scene, read.text()) {
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

/// Where a screen reader puts caret and selection, among the lines that it was told of.
pub(super) fn put(ui: &Ui, scene: &Scene, text: &str) -> Option<Grip> {
    let id = own_id(ui);
    let is_for_us = |event: &&Event| {
        matches!(event, Event::AccessKitActionRequest(request)
            if request.action == Asked::SetTextSelection && request.target_node == id.accesskit_id())
    };
    let last = ui.input(|input| input.events.iter().rfind(is_for_us).cloned())?;
    let mut range = CCursorRange::default();
    let is_read = range.on_event(ui.ctx().os(), &last, &in_sight(scene, text)?, id);
    is_read.then(|| Grip {
        anchor: byte_of(scene, text, range.secondary),
        head: byte_of(scene, text, range.primary),
        hangs: false,
    })
}

/// The lines in sight as one piece of type.
fn in_sight(scene: &Scene, text: &str) -> Option<Galley> {
    let some = scene.seen.iter().find_map(|it| it.set.galley.as_ref())?;
    let mut all = Galley::clone(some);
    let first = some.rows.first()?;
    let mut empty = first.clone();
    let row = Arc::make_mut(&mut empty.row);
    row.glyphs.clear();
    row.size.x = 0.0;
    let rows = scene.seen.iter().map(|seen| {
        let set = seen.set.galley.as_ref().and_then(|it| it.rows.first());
        let placed = set.unwrap_or(&empty);
        PlacedRow {
            pos: placed.pos + egui::vec2(scene.left(seen), scene.top(seen)),
            row: Arc::clone(&placed.row),
            ends_with_newline: seen.line.closes && seen.line.span.end < text.len(),
        }
    });
    all.rows = rows.collect();
    Some(all)
}

/// Caret and selection, counted in the characters that are told.
fn range(scene: &Scene, text: &str, grip: Grip) -> CCursorRange {
    let count = |byte: usize| {
        let mut chars = 0;
        for seen in &scene.seen {
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

/// The byte before which a caret stands that is counted in the characters that are told.
fn byte_of(scene: &Scene, text: &str, cursor: CCursor) -> usize {
    let mut left = cursor.index.0;
    let mut end = scene.span().start;
    for seen in &scene.seen {
        let span = seen.line.span;
        let told = span.of(text).unwrap_or_default();
        if let Some((byte, _)) = told.char_indices().nth(left) {
            return graphemes::floor(text, span.start + byte);
        }
        left -= told.chars().count();
        end = span.end;
        if left == 0 {
            break;
        }
        left -= usize::from(seen.line.closes);
    }
    end
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
        let words = Saying::new("reader-coded-here").with("codes", codings.join(&between(read)));
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
        let words = Saying::new("reader-by").with("code", code.unwrap_or("?"));
        let words = words.with("coder", Arg::coder(coder.unwrap_or("?")));
        read.session.locale().say(&words)
    });
    codings.collect::<Vec<_>>().join(&between(read))
}

/// What stands between the members of a list.
fn between(read: Read) -> String {
    read.session.locale().word("reader-between")
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
