//! Which part of the workbench has the keyboard, and giving it to another.

use super::list;
use super::theme::Theme;
use crate::session::{Pane, Panel};
use egui::{Context, Id, Order, Rect, Ui};
use std::collections::BTreeMap;

/// Where the parts stood when last drawn.
#[derive(Default)]
pub(super) struct Panes {
    /// The page's identity, once it was drawn.
    page: Option<Id>,
    rects: BTreeMap<Panel, Rect>,
}

impl Panes {
    /// Notes what the page is known by.
    pub(super) fn note_page(&mut self, id: Id) {
        self.page = Some(id);
    }

    /// Notes where a panel stands.
    pub(super) fn note(&mut self, panel: Panel, ui: &Ui) {
        self.rects.insert(panel, ui.max_rect());
    }

    /// The part that has the keyboard, as far as it can be told from where that stands.
    pub(super) fn now(&self, ctx: &Context) -> Option<Pane> {
        let focused = ctx.memory(|memory| memory.focused())?;
        if Some(focused) == self.page {
            return Some(Pane::Page);
        }
        let rect = ctx.read_response(focused)?.rect;
        let mut panels = self.rects.iter();
        let panel = panels.find(|(_, it)| it.contains(rect.center()));
        panel.map(|(panel, _)| Pane::Panel(*panel))
    }

    /// Gives a part the keyboard: the page, a list, or what Tab comes to first in it.
    pub(super) fn focus(&self, ctx: &Context, pane: Pane) {
        let wanted = match pane {
            Pane::Page => self.page,
            Pane::Panel(Panel::Codebook) => Some(list::id("codebook")),
            Pane::Panel(Panel::Board) if ctx.read_response(list::id("codings")).is_some() => {
                Some(list::id("codings"))
            }
            Pane::Panel(panel) => self.first_in(ctx, panel),
        };
        if let Some(id) = wanted {
            ctx.memory_mut(|memory| memory.request_focus(id));
        }
    }

    /// The first thing in a panel that Tab comes to, its header left out where there is more.
    fn first_in(&self, ctx: &Context, panel: Panel) -> Option<Id> {
        let rect = *self.rects.get(&panel)?;
        let inner = rect.with_min_y(rect.top() + Theme::of(ctx).sizes.row);
        ctx.viewport(|viewport| {
            let widgets = &viewport.prev_pass.widgets;
            let layers = widgets.layers();
            let below = layers.filter(|(layer, _)| layer.order == Order::Background);
            let all: Vec<_> = below.flat_map(|(_, it)| it).collect();
            let first = |within: Rect| {
                let mut reached = all.iter().filter(|it| it.sense.is_focusable());
                reached.find(|it| within.contains_rect(it.rect))
            };
            first(inner).or_else(|| first(rect)).map(|it| it.id)
        })
    }
}
