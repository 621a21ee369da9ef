//! One code of the codebook panel.

use super::codebook::{CodebookState, Shown};
use super::codebook_menu;
use super::field::{Named as Typed, Naming};
use super::icon::Icon;
use super::list;
use super::row::{Landing, line, place, tree_row_ui};
use super::sources::has_memo;
use super::swatch;
use super::theme::Theme;
use super::words::{counted, cut, number, with, word};
use crate::model::{Code, CodeId, RecordId};
use crate::session::{Action, Named, Open, Session};
use egui::{Align2, Pos2, Rect, Response, RichText, Sense, Stroke, StrokeKind, Ui, Vec2};
use egui::{Role, WidgetInfo};

/// Steps of the tree that are drawn; what is deeper stands below them.
const MOST_DEEP: u16 = 24;

/// Codes that are being dragged.
#[derive(Clone)]
pub(super) struct Dragged(pub(super) Vec<CodeId>);

/// What drawing a code needs.
pub(super) struct Tree<'a> {
    pub(super) session: &'a Session,
    pub(super) open: &'a Open,
    pub(super) state: &'a mut CodebookState,
    /// Whether the tree has the keyboard.
    pub(super) has_keys: bool,
}

impl Tree<'_> {
    /// The row of a code.
    pub(super) fn code_ui(
        &mut self,
        ui: &mut Ui,
        code: &Code,
        shown: Shown,
        asked: &mut Vec<Action>,
    ) {
        let theme = Theme::of(ui.ctx());
        let sizes = &theme.sizes;
        let chosen = self.session.look().codes.contains(&code.id);
        let (rect, response) = tree_row_ui(ui, sizes.row, chosen, &code.name);
        if self.has_keys && self.state.cursor == Some(code.id) {
            self.tell_ui(ui, rect, &response);
        }
        let depth = u16::try_from(shown.depth)
            .unwrap_or(MOST_DEEP)
            .min(MOST_DEEP);
        let left = rect.left() + 2.0 + f32::from(depth) * sizes.indent;
        let sign = Vec2::splat(sizes.icon);
        let middle = rect.center().y;
        let fold = Rect::from_center_size(Pos2::new(left + sign.x * 0.5, middle), sign);
        let square = Pos2::new(fold.right() + sizes.icon * 0.5, middle);
        let square = Rect::from_center_size(square, sign);
        let words = Rect::from_min_max(
            Pos2::new(square.right() + sizes.gap * 0.5, rect.top()),
            Pos2::new(rect.right() - sizes.gap, rect.bottom()),
        );
        if shown.parent {
            self.fold_ui(ui, fold, code);
        }
        let swatch = self.swatch_ui(ui, square, code);
        let wanted = self.state.recolouring.take_if(|it| *it == code.id);
        let what = (code, wanted.is_some());
        if swatch::palette_ui(&swatch, self.session, what, asked) {
            ui.memory_mut(|it| it.request_focus(list::id("codebook")));
        }
        if let Some(naming) = self.state.naming.as_mut().filter(|it| it.of == code.id) {
            let typed = naming.field_ui(ui, words, &word(self.session, "codebook-name"));
            self.named(ui, code, &typed, asked);
            return;
        }
        self.words_ui(ui, code, words);
        let indent = left - rect.left();
        asked.extend(self.drag_ui(ui, code, (&response, rect, indent), shown));
        if response.clicked() {
            self.clicked(ui, code, asked);
        }
        if response.double_clicked() && self.session.look().marked().is_none() {
            self.state.naming = Some(Naming::new(code.id, &code.name));
        }
        if response.secondary_clicked() && !chosen {
            self.state.stand(code.id);
            asked.push(super::codebook::choose(&[code.id]));
        }
        codebook_menu::menu_ui(&response, self, code, asked);
        response.on_hover_ui(|ui| self.hover_ui(ui, code));
    }

    /// Shows that the keys are at this row, to the eye and to a screen reader.
    fn tell_ui(&self, ui: &Ui, rect: Rect, response: &Response) {
        let theme = Theme::of(ui.ctx());
        let stroke = Stroke::new(1.5, theme.colours.accent);
        ui.painter()
            .rect_stroke(rect, theme.corner(), stroke, StrokeKind::Inside);
        let row = response.id.accesskit_id();
        ui.ctx()
            .accesskit_node_builder(list::id("codebook"), |node| node.set_active_descendant(row));
    }

    /// With Ctrl a click puts the code to those chosen or takes it from them, with Shift it chooses
    /// all from where the choice began.
    fn clicked(&mut self, ui: &Ui, code: &Code, asked: &mut Vec<Action>) {
        let held = ui.input(|input| input.modifiers);
        if held.command {
            let codes = self.state.toggled(self.session, code.id);
            self.state.cursor = Some(code.id);
            asked.push(super::codebook::choose(&codes));
        } else if held.shift {
            asked.push(super::codebook::choose(&self.state.range(code.id)));
            self.state.cursor = Some(code.id);
        } else {
            self.state.stand(code.id);
            asked.push(click(self.session, code));
            if applies(self.session, code) {
                // The hand goes on in the text, and so do the keys.
                return;
            }
        }
        ui.memory_mut(|memory| memory.request_focus(list::id("codebook")));
    }

    fn fold_ui(&mut self, ui: &Ui, rect: Rect, code: &Code) {
        let theme = Theme::of(ui.ctx());
        let folded = self.state.folded.contains(&code.id);
        let response = ui.interact(rect, ui.scope_id().with("fold"), Sense::CLICK);
        let colour = if response.hovered() {
            theme.colours.ink
        } else {
            theme.colours.weak
        };
        let icon = if folded { Icon::Right } else { Icon::Down };
        icon.paint(ui.painter(), rect.shrink(2.0), colour);
        let key = if folded {
            "codebook-unfold"
        } else {
            "codebook-fold"
        };
        let label = with(self.session, key, "name", code.name.as_str());
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &label));
        if response.clicked() && !self.state.folded.remove(&code.id) {
            self.state.folded.insert(code.id);
        }
    }

    fn swatch_ui(&self, ui: &Ui, rect: Rect, code: &Code) -> Response {
        let side = Theme::of(ui.ctx()).sizes.swatch;
        let response = ui.interact(rect, ui.scope_id().with("swatch"), Sense::CLICK);
        let grown = if response.hovered() { 2.0 } else { 0.0 };
        let square = Rect::from_center_size(rect.center(), Vec2::splat(side + grown));
        swatch::paint(ui, square, code);
        let label = with(self.session, "codebook-colour", "name", code.name.as_str());
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &label));
        response.on_hover_text(word(self.session, "action-recolour-code"))
    }

    fn named(&mut self, ui: &Ui, code: &Code, typed: &Typed, asked: &mut Vec<Action>) {
        if let Typed::As(name) = typed
            && *name != code.name
        {
            asked.push(Action::RenameCode {
                code: Named::id(code.id),
                name: name.clone(),
            });
        }
        if *typed != Typed::Typing {
            self.state.naming = None;
            if self.state.cursor == Some(code.id) {
                ui.memory_mut(|memory| memory.request_focus(list::id("codebook")));
            }
        }
    }

    fn words_ui(&self, ui: &Ui, code: &Code, rect: Rect) {
        let theme = Theme::of(ui.ctx());
        let (colours, gap) = (&theme.colours, theme.sizes.gap);
        let middle = rect.center().y;
        let count = match self.session.is_early() {
            true => String::from("…"),
            false => number(self.open.index().count(code.id)),
        };
        let count = line(ui, &count, theme.small(), colours.weak, rect.width());
        let mut right = place(ui, rect.right_center(), Align2::RIGHT_CENTER, count).left() - gap;
        if let Some(key) = &code.key {
            right = key_ui(ui, key, Pos2::new(right, middle)) - gap;
        }
        if self.session.look().sticky == Some(code.id) {
            let sign = Vec2::splat(theme.sizes.icon);
            let at = Pos2::new(right - sign.x * 0.5, middle);
            Icon::Pin.paint(
                ui.painter(),
                Rect::from_center_size(at, sign),
                colours.accent,
            );
            right -= sign.x + gap;
        }
        if has_memo(self.open.project(), RecordId::Code(code.id)) {
            let side = theme.sizes.icon - 2.0;
            let at = Pos2::new(right - side * 0.5, middle);
            let sign = Rect::from_center_size(at, Vec2::splat(side));
            Icon::Memo.paint(ui.painter(), sign, colours.weak);
            right -= side + gap;
        }
        let ink = if code.applicable {
            colours.ink
        } else {
            colours.weak
        };
        let name = line(ui, &code.name, theme.body(), ink, right - rect.left());
        place(ui, rect.left_center(), Align2::LEFT_CENTER, name);
    }

    fn hover_ui(&self, ui: &mut Ui, code: &Code) {
        let theme = Theme::of(ui.ctx());
        ui.set_max_width(theme.sizes.side);
        ui.label(cut(&crate::query::path(self.open.project(), code.id)));
        let mut weak = |words: String| {
            if words.is_empty() {
                return;
            }
            ui.label(RichText::new(words).small().color(theme.colours.weak));
        };
        weak(cut(&code.aliases.join(" · ")));
        weak(cut(&code.definition));
        for (key, words) in [
            ("hover-when", &code.when),
            ("hover-when-not", &code.when_not),
        ] {
            if !words.is_empty() {
                weak(with(self.session, key, "words", cut(words)));
            }
        }
        if !self.session.is_early() {
            let count = self.open.index().count(code.id);
            weak(counted(self.session, "count-codings", count));
        }
        weak(match (applies(self.session, code), code.applicable) {
            (true, _) => word(self.session, "codebook-hover-apply"),
            (false, true) => word(self.session, "codebook-hover-inspect"),
            (false, false) => word(self.session, "codebook-hover-heading"),
        });
    }

    /// The row as something to drag and to drop on; where dropped codes go.
    fn drag_ui(
        &self,
        ui: &Ui,
        code: &Code,
        (response, rect, indent): (&Response, Rect, f32),
        shown: Shown,
    ) -> Option<Action> {
        let chosen = &self.session.look().codes;
        let dragged = match chosen.contains(&code.id) {
            true => chosen.clone(),
            false => vec![code.id],
        };
        response.dnd_set_drag_payload(Dragged(dragged));
        let pointer = ui.input(|input| input.pointer.interact_pos())?;
        let landing = Landing::at(rect, pointer, true);
        let can_land = |it: &Dragged| !it.0.contains(&code.id);
        if response
            .dnd_hover_payload::<Dragged>()
            .is_some_and(|it| can_land(&it))
        {
            landing.paint(ui, rect, indent);
        }
        let dragged = response.dnd_release_payload::<Dragged>()?;
        let (parent, before) = match landing {
            Landing::Before => (code.parent, Some(code.id)),
            Landing::Inside => (Some(code.id), None),
            Landing::After => (code.parent, shown.next),
        };
        let is_still = before.is_some_and(|it| dragged.0 == [it]);
        let (first, also) = dragged.0.split_first()?;
        (can_land(&dragged) && !is_still).then(|| Action::MoveCode {
            code: Named::id(*first),
            also: also.iter().map(Named::id).collect(),
            parent: parent.map(Named::id),
            before: before.map(Named::id),
        })
    }
}

/// A click codes what is selected; with nothing selected it inspects the code.
pub(super) fn click(session: &Session, code: &Code) -> Action {
    if applies(session, code) {
        Action::CodeSelection {
            code: Some(Named::id(code.id)),
        }
    } else {
        Action::GoTo {
            record: RecordId::Code(code.id),
        }
    }
}

/// Whether a click on a code codes what is selected.
pub(super) fn applies(session: &Session, code: &Code) -> bool {
    code.applicable && session.look().marked().is_some()
}

/// A key as a small cap with its right edge at `right`; its left edge.
fn key_ui(ui: &Ui, key: &str, right: Pos2) -> f32 {
    let theme = Theme::of(ui.ctx());
    let text = line(ui, key, theme.small(), theme.colours.weak, theme.sizes.side);
    let size = Vec2::new((text.size().x + 8.0).max(18.0), 18.0);
    let rect = Align2::RIGHT_CENTER.anchor_size(right, size);
    ui.painter().rect_filled(rect, 4.0, theme.colours.button);
    place(ui, rect.center(), Align2::CENTER_CENTER, text);
    rect.left()
}
