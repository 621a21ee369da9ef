//! The sources panel: the list of texts in their order.

use super::confirm::Confirm;
use super::field::{Named as Typed, Naming};
use super::icon::{Icon, icon_button};
use super::panel;
use super::row::{Landing, line, place, row_ui};
use super::theme::Theme;
use super::words::{counted, number, word};
use crate::model::{Project, RecordId, Source, SourceId};
use crate::query;
use crate::session::{Action, Named, Open, Overlay, Panel, Saying, Session};
use egui::{Align2, Pos2, Rect, Response, ScrollArea, Ui, Vec2};

/// What the sources panel remembers.
#[derive(Default)]
pub(super) struct SourcesState {
    naming: Option<Naming<SourceId>>,
}

/// A source that is being dragged.
#[derive(Clone, Copy)]
struct Dragged(SourceId);

/// The panel.
pub(super) fn sources_ui(
    ui: &mut Ui,
    session: &Session,
    (state, confirm): (&mut SourcesState, &mut Option<Confirm>),
    asked: &mut Vec<Action>,
) {
    let Some(open) = session.open() else { return };
    let sources = query::sources(open.project());
    panel::header_ui(
        ui,
        session,
        (Panel::Sources, Some(sources.len())),
        asked,
        |ui, asked| {
            add_ui(ui, session, asked);
        },
    );
    if sources.is_empty() {
        panel::empty_ui(ui, &word(session, "sources-empty"));
        return;
    }
    let height = Theme::of(ui.ctx()).sizes.tall_row;
    ui.spacing_mut().item_spacing.y = 1.0;
    let area = ScrollArea::vertical().auto_shrink(false).id_salt("sources");
    area.show_rows(ui, height, sources.len(), |ui, range| {
        for at in range {
            let Some(source) = sources
                .get(at)
                .and_then(|id| open.project().sources().get(*id))
            else {
                continue;
            };
            let after = sources.get(at + 1).copied();
            let before = at.checked_sub(1).and_then(|at| sources.get(at)).copied();
            let spot = Spot {
                before,
                after,
                after_next: sources.get(at + 2).copied(),
            };
            ui.push_id(source.id, |ui| {
                let mut list = List {
                    session,
                    open,
                    state: &mut *state,
                    confirm: &mut *confirm,
                };
                list.source_ui(ui, source, spot, asked);
            });
        }
    });
}

/// The neighbours of a row.
#[derive(Clone, Copy)]
struct Spot {
    before: Option<SourceId>,
    after: Option<SourceId>,
    after_next: Option<SourceId>,
}

/// The button that adds, with its two ways.
fn add_ui(ui: &mut Ui, session: &Session, asked: &mut Vec<Action>) {
    let button = icon_button(ui, Icon::Plus, &word(session, "sources-add"));
    egui::Popup::menu(&button).show(|ui| {
        let ways = [
            ("action-add-sources", Action::add(Vec::new())),
            (
                "action-add-text",
                Action::ShowOverlay {
                    overlay: Some(Overlay::NewText),
                },
            ),
        ];
        for (key, action) in ways {
            if ui.button(word(session, key)).clicked() {
                asked.push(action);
                ui.close();
            }
        }
    });
}

/// Whether a memo hangs on a record.
pub(super) fn has_memo(project: &Project, id: RecordId) -> bool {
    project.memos_on(id).next().is_some()
}

struct List<'a> {
    session: &'a Session,
    open: &'a Open,
    state: &'a mut SourcesState,
    confirm: &'a mut Option<Confirm>,
}

impl List<'_> {
    fn source_ui(&mut self, ui: &mut Ui, source: &Source, spot: Spot, asked: &mut Vec<Action>) {
        let sizes = &Theme::of(ui.ctx()).sizes;
        let chosen = self.session.look().source == Some(source.id);
        let (rect, response) = row_ui(ui, sizes.tall_row, chosen, &source.name);
        if let Some(naming) = self.state.naming.as_mut().filter(|it| it.of == source.id) {
            let field = rect.shrink2(Vec2::new(sizes.gap * 0.5, sizes.gap));
            let typed = naming.field_ui(ui, field, &word(self.session, "sources-name"));
            self.named(source, &typed, asked);
            return;
        }
        self.words_ui(ui, source, rect);
        asked.extend(self.drag_ui(ui, source.id, (&response, rect), spot));
        if response.clicked() {
            asked.push(Action::ShowSource {
                source: Named::id(source.id),
            });
        }
        if response.double_clicked() {
            self.state.naming = Some(Naming::new(source.id, &source.name));
        }
        response.context_menu(|ui| self.menu_ui(ui, source, spot, asked));
        response.on_hover_ui(|ui| self.hover_ui(ui, source));
    }

    fn named(&mut self, source: &Source, typed: &Typed, asked: &mut Vec<Action>) {
        if let Typed::As(name) = typed
            && *name != source.name
        {
            let source = Named::id(source.id);
            asked.push(Action::RenameSource {
                source,
                name: name.clone(),
            });
        }
        if *typed != Typed::Typing {
            self.state.naming = None;
        }
    }

    fn words_ui(&self, ui: &Ui, source: &Source, rect: Rect) {
        let theme = Theme::of(ui.ctx());
        let inner = rect.shrink2(Vec2::new(theme.sizes.gap, 0.0));
        let middle = inner.center().y;
        let mut width = inner.width();
        if has_memo(self.open.project(), RecordId::Source(source.id)) {
            let side = theme.sizes.icon;
            width -= side + theme.sizes.gap;
            let at = Pos2::new(inner.right() - side * 0.5, middle);
            let sign = Rect::from_center_size(at, Vec2::splat(side));
            Icon::Memo.paint(ui.painter(), sign, theme.colours.weak);
        }
        let name = line(ui, &source.name, theme.body(), theme.colours.ink, width);
        place(
            ui,
            Pos2::new(inner.left(), middle + 1.0),
            Align2::LEFT_BOTTOM,
            name,
        );
        let counts = self.counts(source);
        let counts = line(ui, &counts, theme.small(), theme.colours.weak, width);
        place(
            ui,
            Pos2::new(inner.left(), middle + 1.0),
            Align2::LEFT_TOP,
            counts,
        );
    }

    /// `2,605 characters · 12 codings`.
    fn counts(&self, source: &Source) -> String {
        let chars = source.lines.char_count();
        let codings = self.open.index().count_in(source.id);
        let chars = self.session.locale().say(
            &Saying::new("sources-chars")
                .with("count", chars)
                .with("number", number(chars)),
        );
        if self.session.is_early() {
            return chars;
        }
        format!(
            "{chars} · {}",
            counted(self.session, "count-codings", codings)
        )
    }

    fn hover_ui(&self, ui: &mut Ui, source: &Source) {
        ui.label(&source.name);
        let theme = Theme::of(ui.ctx());
        let mut weak = |words: String| {
            ui.label(egui::RichText::new(words).small().color(theme.colours.weak));
        };
        weak(self.counts(source));
        if !source.origin.name.is_empty() {
            weak(format!(
                "{} · {}",
                source.origin.name, source.origin.encoding
            ));
        }
        weak(word(self.session, "sources-hover"));
    }

    fn menu_ui(&mut self, ui: &mut Ui, source: &Source, spot: Spot, asked: &mut Vec<Action>) {
        let named = || Named::id(source.id);
        if ui.button(word(self.session, "menu-rename")).clicked() {
            self.state.naming = Some(Naming::new(source.id, &source.name));
            ui.close();
        }
        let mut item = |ui: &mut Ui, key: &str, able: bool, action: Action| {
            let button = egui::Button::new(word(self.session, key));
            if ui.add_enabled(able, button).clicked() {
                asked.push(action);
                ui.close();
            }
        };
        let record = RecordId::Source(source.id);
        item(ui, "menu-inspect", true, Action::GoTo { record });
        let cite = Action::CiteSource {
            source: Some(named()),
            citation: None,
        };
        item(ui, "action-cite-source", true, cite);
        ui.separator();
        let up = Action::MoveSource {
            source: named(),
            before: spot.before.map(Named::id),
        };
        item(ui, "menu-move-up", spot.before.is_some(), up);
        let down = Action::MoveSource {
            source: named(),
            before: spot.after_next.map(Named::id),
        };
        item(ui, "menu-move-down", spot.after.is_some(), down);
        ui.separator();
        if ui.button(word(self.session, "menu-remove")).clicked() {
            *self.confirm = Some(self.removal(source));
            ui.close();
        }
    }

    fn removal(&self, source: &Source) -> Confirm {
        let codings = self.open.index().count_in(source.id);
        Confirm {
            question: Saying::new("sources-remove").with("name", source.name.as_str()),
            detail: Saying::new("sources-remove-detail").with("count", codings),
            yes: "button-remove",
            action: Action::RemoveSource {
                source: Named::id(source.id),
            },
        }
    }

    /// The row as something to drag and to drop on; where a dropped source goes.
    fn drag_ui(
        &self,
        ui: &Ui,
        id: SourceId,
        (response, rect): (&Response, Rect),
        spot: Spot,
    ) -> Option<Action> {
        response.dnd_set_drag_payload(Dragged(id));
        let pointer = ui.input(|input| input.pointer.interact_pos())?;
        let landing = Landing::at(rect, pointer, false);
        if let Some(dragged) = response.dnd_hover_payload::<Dragged>()
            && dragged.0 != id
        {
            landing.paint(ui, rect, 0.0);
        }
        let dragged = response.dnd_release_payload::<Dragged>()?;
        let before = if landing == Landing::Before {
            Some(id)
        } else {
            spot.after
        };
        let moved = dragged.0 != id && before != Some(dragged.0);
        moved.then(|| Action::MoveSource {
            source: Named::id(dragged.0),
            before: before.map(Named::id),
        })
    }
}
