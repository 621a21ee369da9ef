//! One code of the codebook panel.

use super::codebook::{CodebookState, Shown};
use super::confirm::Confirm;
use super::field::{Named as Typed, Naming};
use super::icon::Icon;
use super::row::{Landing, line, place, row_ui};
use super::sources::has_memo;
use super::swatch;
use super::theme::Theme;
use super::words::{counted, number, with, word};
use crate::model::{Code, CodeId, RecordId};
use crate::session::{Action, Named, Open, Saying, Session};
use egui::{Align2, Button, Pos2, Rect, Response, RichText, Sense, Ui, Vec2};
use egui::{Role, WidgetInfo};

/// A code that is being dragged.
#[derive(Clone, Copy)]
struct Dragged(CodeId);

/// What drawing a code needs.
pub(super) struct Tree<'a> {
    pub(super) session: &'a Session,
    pub(super) open: &'a Open,
    pub(super) state: &'a mut CodebookState,
    pub(super) confirm: &'a mut Option<Confirm>,
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
        let sizes = &Theme::of(ui.ctx()).sizes;
        let chosen = self.session.look().inspected == Some(RecordId::Code(code.id));
        let (rect, response) = row_ui(ui, sizes.row, chosen, &code.name);
        let depth = u16::try_from(shown.depth).map_or(0.0, f32::from);
        let left = rect.left() + 2.0 + depth * sizes.indent;
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
        swatch::palette_ui(&swatch, self.session, code, asked);
        if let Some(naming) = self.state.naming.as_mut().filter(|it| it.of == code.id) {
            let typed = naming.field_ui(ui, words, &word(self.session, "codebook-name"));
            self.named(code, &typed, asked);
            return;
        }
        self.words_ui(ui, code, words);
        let indent = left - rect.left();
        asked.extend(self.drag_ui(ui, code, (&response, rect, indent), shown));
        if response.clicked() {
            asked.push(self.click(code));
        }
        if response.double_clicked() && self.session.look().marked().is_none() {
            self.state.naming = Some(Naming::new(code.id, &code.name));
        }
        response.context_menu(|ui| self.menu_ui(ui, code, asked));
        response.on_hover_ui(|ui| self.hover_ui(ui, code));
    }

    /// A click codes what is selected; with nothing selected it inspects the code.
    fn click(&self, code: &Code) -> Action {
        if self.applies(code) {
            Action::CodeSelection {
                code: Some(Named::id(code.id)),
            }
        } else {
            Action::GoTo {
                record: RecordId::Code(code.id),
            }
        }
    }

    fn applies(&self, code: &Code) -> bool {
        code.applicable && self.session.look().marked().is_some()
    }

    fn fold_ui(&mut self, ui: &Ui, rect: Rect, code: &Code) {
        let theme = Theme::of(ui.ctx());
        let folded = self.state.folded.contains(&code.id);
        let response = ui.interact(rect, ui.scope_id().with("fold"), Sense::click());
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
        let response = ui.interact(rect, ui.scope_id().with("swatch"), Sense::click());
        let grown = if response.hovered() { 2.0 } else { 0.0 };
        let square = Rect::from_center_size(rect.center(), Vec2::splat(side + grown));
        swatch::paint(ui, square, code);
        let label = with(self.session, "codebook-colour", "name", code.name.as_str());
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &label));
        response.on_hover_text(word(self.session, "action-recolour-code"))
    }

    fn named(&mut self, code: &Code, typed: &Typed, asked: &mut Vec<Action>) {
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
        }
    }

    fn words_ui(&self, ui: &Ui, code: &Code, rect: Rect) {
        let theme = Theme::of(ui.ctx());
        let (colours, gap) = (&theme.colours, theme.sizes.gap);
        let middle = rect.center().y;
        let count = number(self.open.index().count(code.id));
        let count = line(ui, &count, theme.small(), colours.weak, rect.width());
        let mut right = place(ui, rect.right_center(), Align2::RIGHT_CENTER, count).left() - gap;
        if let Some(key) = &code.key {
            right = key_ui(ui, key, Pos2::new(right, middle)) - gap;
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
        ui.label(crate::query::path(self.open.project(), code.id));
        let mut weak = |words: String| {
            ui.label(RichText::new(words).small().color(theme.colours.weak));
        };
        if !code.aliases.is_empty() {
            weak(code.aliases.join(" · "));
        }
        if !code.definition.is_empty() {
            weak(code.definition.clone());
        }
        weak(counted(
            self.session,
            "count-codings",
            self.open.index().count(code.id),
        ));
        weak(match (self.applies(code), code.applicable) {
            (true, _) => word(self.session, "codebook-hover-apply"),
            (false, true) => word(self.session, "codebook-hover-inspect"),
            (false, false) => word(self.session, "codebook-hover-heading"),
        });
    }

    fn menu_ui(&mut self, ui: &mut Ui, code: &Code, asked: &mut Vec<Action>) {
        let named = || Named::id(code.id);
        let mut item = |ui: &mut Ui, key: &str, able: bool, action: Action| {
            if ui
                .add_enabled(able, Button::new(word(self.session, key)))
                .clicked()
            {
                asked.push(action);
                ui.close();
            }
        };
        let apply = Action::CodeSelection {
            code: Some(named()),
        };
        item(ui, "codebook-apply", self.applies(code), apply);
        item(
            ui,
            "menu-inspect",
            true,
            Action::GoTo {
                record: RecordId::Code(code.id),
            },
        );
        let only = Action::ShowMarks {
            codes: vec![named()],
            coders: Vec::new(),
            set: None,
            compare: false,
        };
        item(ui, "codebook-only", true, only);
        ui.separator();
        let name = word(self.session, "codebook-new-name");
        let below = Action::AddCode {
            name: Some(name),
            parent: Some(named()),
            colour: None,
        };
        item(ui, "codebook-add-below", true, below);
        let key = if code.applicable {
            "codebook-heading"
        } else {
            "codebook-no-heading"
        };
        let applicable = !code.applicable;
        item(
            ui,
            key,
            true,
            Action::SetCodeApplicable {
                code: named(),
                applicable,
            },
        );
        if code.parent.is_some() {
            let top = Action::MoveCode {
                code: named(),
                parent: None,
                before: None,
            };
            item(ui, "codebook-to-top", true, top);
        }
        if ui.button(word(self.session, "codebook-list")).clicked() {
            self.state.listed = Some(code.id);
            ui.close();
        }
        if ui.button(word(self.session, "menu-rename")).clicked() {
            self.state.naming = Some(Naming::new(code.id, &code.name));
            ui.close();
        }
        ui.separator();
        if ui.button(word(self.session, "menu-remove")).clicked() {
            *self.confirm = Some(removal(self.open, code));
            ui.close();
        }
    }

    /// The row as something to drag and to drop on; where a dropped code goes.
    fn drag_ui(
        &self,
        ui: &Ui,
        code: &Code,
        (response, rect, indent): (&Response, Rect, f32),
        shown: Shown,
    ) -> Option<Action> {
        response.dnd_set_drag_payload(Dragged(code.id));
        let pointer = ui.input(|input| input.pointer.interact_pos())?;
        let landing = Landing::at(rect, pointer, true);
        if response
            .dnd_hover_payload::<Dragged>()
            .is_some_and(|it| it.0 != code.id)
        {
            landing.paint(ui, rect, indent);
        }
        let dragged = response.dnd_release_payload::<Dragged>()?;
        let (parent, before) = match landing {
            Landing::Before => (code.parent, Some(code.id)),
            Landing::Inside => (Some(code.id), None),
            Landing::After => (code.parent, shown.next),
        };
        let moved = dragged.0 != code.id && before != Some(dragged.0);
        moved.then(|| Action::MoveCode {
            code: Named::id(dragged.0),
            parent: parent.map(Named::id),
            before: before.map(Named::id),
        })
    }
}

/// The question before a code is removed.
pub(super) fn removal(open: &Open, code: &Code) -> Confirm {
    let codings = open.index().count(code.id);
    let codes = open.project().codes().iter();
    let below = codes.filter(|it| it.parent == Some(code.id)).count();
    let detail = Saying::new("codebook-remove-detail");
    Confirm {
        question: Saying::new("codebook-remove").with("name", code.name.as_str()),
        detail: detail.with("count", codings).with("below", below),
        yes: "button-remove",
        action: Action::RemoveCode {
            code: Named::id(code.id),
            into: None,
        },
    }
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
