//! Parts of the window that stay as they were drawn while nothing in them changes.
//!
//! Scrolling the page changes nothing around it, and laying out a few hundred rows, buttons and
//! words anew for every frame costs more than the page itself. So a part is drawn anew when the
//! session has done something, when its place or the look of things is another, while the pointer or
//! the keyboard is in it, when a key or a button is pressed anywhere, and as long as it asks for
//! further frames by itself. Else what was drawn is shown again, and what can be clicked or reached
//! by Tab stays where it was.
//!
//! **Invariant:** what a part shows follows from the session, from its own state, and from what the
//! hand does in it. Its own state changes only while it is drawn.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use egui::epaint::ClippedShape;
use egui::{Color32, Context, Event, FontId, Galley, Id, LayerId, Pos2, Rect, Ui, WidgetRect};

use crate::session::Session;

/// How far beyond a part something in it may be pointed at, in points.
const REACH: f32 = 12.0;

/// Remembers what was drawn.
#[derive(Default)]
pub(super) struct Still {
    parts: BTreeMap<&'static str, Drawn>,
    /// How often egui was asked for a frame.
    wishes: Arc<AtomicU64>,
    /// egui hands out the same one as long as glyphs stay where they are in the font texture.
    probe: Option<Arc<Galley>>,
    /// Counts the textures.
    texture: u64,
    moment: Moment,
}

/// What holds for the whole window in this frame.
#[derive(Clone, Copy, Default)]
struct Moment {
    /// Whether nothing happens that could change a part in which the pointer is not.
    is_still: bool,
    /// Where the pointer is.
    pointer: Option<Pos2>,
    /// What has the keyboard.
    focus: Option<Id>,
    /// What the session has done so far.
    turn: u64,
}

/// What a part follows from, beside what happens in it.
#[derive(Clone, PartialEq)]
struct Key {
    rect: Rect,
    clip: Rect,
    layer: LayerId,
    turn: u64,
    texture: u64,
    pixels_per_point: f32,
    /// The address of egui's style.
    style: usize,
}

/// A part as it was drawn.
struct Drawn {
    key: Key,
    shapes: Vec<ClippedShape>,
    /// What can be clicked or have the keyboard, from the back to the front.
    widgets: Vec<WidgetRect>,
    /// All of it.
    bounds: Rect,
    /// Whether it asked for nothing, and was drawn a second time as it was the first.
    rests: bool,
}

impl Still {
    /// Follows how often egui is asked for a frame.
    pub(super) fn watch(&self, ctx: &Context) {
        let wishes = self.wishes.clone();
        ctx.set_repaint_observer(move |_| {
            wishes.fetch_add(1, Ordering::Relaxed);
        });
    }

    /// Called once in every frame, before anything is drawn.
    pub(super) fn begin_frame(&mut self, ctx: &Context, session: &Session) {
        let font = FontId::proportional(13.0);
        let probe =
            ctx.fonts_mut(|fonts| fonts.layout_no_wrap("朱".into(), font, Color32::PLACEHOLDER));
        let is_there = |it: &Arc<Galley>| Arc::ptr_eq(it, &probe);
        if !self.probe.as_ref().is_some_and(is_there) {
            self.texture += 1;
            self.probe = Some(probe);
        }
        let is_idle = ctx.input(|input| {
            let pointer = &input.pointer;
            let moves = |it: &Event| {
                matches!(
                    it,
                    Event::PointerMoved(_) | Event::MouseMoved(_) | Event::MouseWheel { .. }
                )
            };
            !pointer.any_down() && !pointer.any_released() && input.events.iter().all(moves)
        });
        self.moment = Moment {
            is_still: is_idle && session.jobs().is_empty() && !ctx.any_popup_open(),
            pointer: ctx.pointer_latest_pos(),
            focus: ctx.memory(|memory| memory.focused()),
            turn: session.turn(),
        };
    }

    /// Draws a part by `add`, or shows it as it was.
    pub(super) fn part_ui(&mut self, ui: &mut Ui, name: &'static str, add: impl FnOnce(&mut Ui)) {
        let key = self.key(ui);
        let before = self.parts.remove(name).filter(|it| it.key == key);
        let may_stay = self.may_stay(ui);
        let stays = |it: &&Drawn| may_stay && it.rests && !self.has_focus(it);
        if let Some(drawn) = before.as_ref().filter(stays) {
            drawn.show(ui);
            self.parts.extend(before.map(|it| (name, it)));
            return;
        }
        let wishes = self.wishes.load(Ordering::Relaxed);
        let at = counts(ui);
        add(ui);
        if !may_stay {
            return;
        }
        let mut drawn = Drawn::since(ui, at, key);
        let asks = self.wishes.load(Ordering::Relaxed) != wishes;
        let is_same = |it: &Drawn| it.widgets == drawn.widgets && it.bounds == drawn.bounds;
        drawn.rests = !asks && before.as_ref().is_some_and(is_same);
        if !self.has_focus(&drawn) {
            self.parts.insert(name, drawn);
        }
    }

    fn key(&self, ui: &Ui) -> Key {
        Key {
            rect: ui.max_rect(),
            clip: ui.clip_rect(),
            layer: ui.layer_id(),
            turn: self.moment.turn,
            texture: self.texture,
            pixels_per_point: ui.pixels_per_point(),
            style: Arc::as_ptr(&ui.ctx().global_style()).addr(),
        }
    }

    /// Whether nothing happens in a part that begins here.
    fn may_stay(&self, ui: &Ui) -> bool {
        let near = ui.clip_rect().intersect(ui.max_rect()).expand(REACH);
        let is_away = |at: Pos2| !near.contains(at);
        self.moment.is_still
            && self.moment.pointer.is_none_or(is_away)
            // A screen reader has to be told of everything in every frame.
            && ui.ctx().accesskit_node_builder(ui.unique_id(), |_| ()).is_none()
    }

    /// Whether the keyboard is in a part, or will be.
    fn has_focus(&self, drawn: &Drawn) -> bool {
        let focus = self.moment.focus;
        drawn.widgets.iter().any(|it| Some(it.id) == focus)
    }
}

/// How many shapes and widgets there are in the layer so far.
fn counts(ui: &Ui) -> (usize, usize) {
    let (ctx, layer) = (ui.ctx(), ui.layer_id());
    let shapes = |list: &egui::layers::PaintList| list.all_entries().len();
    (
        ctx.graphics(|all| all.get(layer).map_or(0, shapes)),
        ctx.viewport(|it| it.this_pass.widgets.get_layer(layer).count()),
    )
}

impl Drawn {
    /// What was added to the layer since there was so much in it.
    fn since(ui: &Ui, (shapes, widgets): (usize, usize), key: Key) -> Self {
        let (ctx, layer) = (ui.ctx(), key.layer);
        let has_hand =
            |it: &&WidgetRect| it.enabled && (it.sense.interactive() || it.sense.is_focusable());
        Self {
            shapes: ctx.graphics(|all| {
                let list = all.get(layer).into_iter();
                let all = list.flat_map(egui::layers::PaintList::all_entries);
                all.skip(shapes).cloned().collect()
            }),
            widgets: ctx.viewport(|it| {
                let all = it.this_pass.widgets.get_layer(layer).skip(widgets);
                all.filter(has_hand).copied().collect()
            }),
            bounds: ui.min_rect(),
            rests: false,
            key,
        }
    }

    /// Shows it again.
    fn show(&self, ui: &mut Ui) {
        ui.ctx().graphics_mut(|all| {
            let list = all.entry(self.key.layer);
            for it in &self.shapes {
                list.add(it.clip_rect, it.shape.clone());
            }
        });
        let clip = ui.clip_rect();
        for it in &self.widgets {
            ui.set_clip_rect(it.interact_rect);
            ui.interact(it.rect, it.id, it.sense);
        }
        ui.set_clip_rect(clip);
        ui.expand_to_include_rect(self.bounds);
    }
}
