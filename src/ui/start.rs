//! The start screen: begin, open, go on where one left off.

use super::icon::Icon;
use super::row::{line, place, row_ui};
use super::theme::Theme;
use super::words::word;
use super::{State, bars, panel, toasts};
use crate::session::table::row;
use crate::session::{Action, Session};
use egui::{Align2, Button, CentralPanel, Frame, Pos2, Rect, RichText, ScrollArea};
use egui::{Ui, Vec2};
use std::path::Path;

/// The screen while no project is open.
pub(super) fn start_ui(ui: &mut Ui, session: &Session, state: &mut State, asked: &mut Vec<Action>) {
    let theme = Theme::of(ui.ctx());
    let all = ui.max_rect();
    bars::bars_ui(ui, session, state, asked);
    let page = Frame::new().fill(theme.colours.paper);
    CentralPanel::default().frame(page).show(ui, |ui| {
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            let width = (ui.available_width() - 2.0 * theme.sizes.wide_pad).min(theme.sizes.start);
            let side = ((ui.available_width() - width) * 0.5).max(theme.sizes.wide_pad);
            let top = (ui.available_height() * 0.08).max(theme.sizes.gap);
            ui.add_space(top);
            let left = Rect::from_min_size(
                Pos2::new(ui.min_rect().left() + side, ui.cursor().top()),
                Vec2::new(width, f32::INFINITY),
            );
            ui.scope_builder(egui::UiBuilder::new().max_rect(left), |ui| {
                name_ui(ui, session);
                ui.add_space(theme.sizes.wide_pad);
                ways_ui(ui, session, asked);
                ui.add_space(theme.sizes.wide_pad);
                lists_ui(ui, session, state, asked);
                ui.add_space(theme.sizes.wide_pad);
                drop_ui(ui, session);
            });
        });
    });
    toasts::toasts_ui(
        ui.ctx(),
        session,
        (&mut state.toasts, toasts::home(None, None, all)),
        asked,
    );
}

fn name_ui(ui: &mut Ui, session: &Session) {
    let theme = Theme::of(ui.ctx());
    ui.horizontal(|ui| {
        seal_ui(ui, theme.sizes.title * 1.7);
        ui.add_space(theme.sizes.gap);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let name = RichText::new(word(session, "start-name")).size(theme.sizes.title);
            ui.label(name.color(theme.colours.ink));
            let what = RichText::new(word(session, "start-what")).size(theme.sizes.body);
            ui.label(what.color(theme.colours.weak));
        });
    });
}

/// The vermilion seal.
pub(super) fn seal_ui(ui: &mut Ui, side: f32) {
    let theme = Theme::of(ui.ctx());
    let (rect, _) = ui.allocate_exact_size(Vec2::splat(side), egui::Sense::hover());
    ui.painter()
        .rect_filled(rect, side * 0.14, theme.colours.accent);
    let edge = egui::Stroke::new(side * 0.035, theme.colours.on_accent);
    let kind = egui::StrokeKind::Inside;
    ui.painter()
        .rect_stroke(rect.shrink(side * 0.08), side * 0.08, edge, kind);
    let font = egui::FontId::proportional(side * 0.56);
    let at = rect.center() - Vec2::new(0.0, side * 0.03);
    ui.painter().text(
        at,
        Align2::CENTER_CENTER,
        "批",
        font,
        theme.colours.on_accent,
    );
}

/// New, open, sample.
fn ways_ui(ui: &mut Ui, session: &Session, asked: &mut Vec<Action>) {
    let theme = Theme::of(ui.ctx());
    let height = theme.sizes.row + theme.sizes.gap;
    ui.horizontal_wrapped(|ui| {
        for (name, key) in [
            ("new-project", "start-new"),
            ("open-project", "start-open"),
            ("open-sample", "start-sample"),
        ] {
            let Some(action) = row(name).and_then(|it| it.plain).map(|plain| plain()) else {
                continue;
            };
            let first = name == "new-project";
            let words = RichText::new(word(session, key)).size(theme.sizes.body);
            let button = match first {
                true => Button::new(words.color(theme.colours.on_accent))
                    .fill(theme.colours.accent)
                    .stroke(egui::Stroke::NONE),
                false => Button::new(words),
            };
            let button = button.min_size(Vec2::new(theme.sizes.side_least * 0.66, height));
            let help = word(session, &format!("help-{name}"));
            if ui.add(button).on_hover_text(help).clicked() {
                asked.push(action);
            }
        }
    });
}

/// Recent projects at the left, texts of the seeds folder at the right.
fn lists_ui(ui: &mut Ui, session: &Session, state: &State, asked: &mut Vec<Action>) {
    let recent = &session.settings().recent;
    ui.spacing_mut().item_spacing.x = Theme::of(ui.ctx()).sizes.wide_pad;
    ui.columns(2, |columns| {
        let [left, right] = columns else { return };
        heading_ui(left, &word(session, "start-recent"));
        if recent.is_empty() {
            panel::empty_ui(left, &word(session, "start-recent-empty"));
        }
        for recent in recent {
            let folder = recent
                .path
                .parent()
                .unwrap_or(Path::new(""))
                .display()
                .to_string();
            if item_ui(left, Icon::Folder, &recent.name, &folder) {
                let path = Some(recent.path.clone());
                asked.push(Action::OpenProject { path });
            }
        }
        heading_ui(right, &word(session, "start-seeds"));
        if state.seeds.is_empty() {
            panel::empty_ui(right, &word(session, "start-seeds-empty"));
        }
        for path in &state.seeds {
            let name = path.file_stem().unwrap_or_default().to_string_lossy();
            if item_ui(right, Icon::Page, &name, "") {
                let paths = vec![path.clone()];
                asked.push(Action::add(paths));
            }
        }
        if state.seeds.len() > 1 {
            right.add_space(right.spacing().item_spacing.y);
            right.horizontal(|ui| {
                if ui.button(word(session, "start-seeds-all")).clicked() {
                    let paths = state.seeds.clone();
                    asked.push(Action::add(paths));
                }
            });
        }
    });
}

fn heading_ui(ui: &mut Ui, words: &str) {
    let theme = Theme::of(ui.ctx());
    ui.label(
        RichText::new(words)
            .size(theme.sizes.heading)
            .color(theme.colours.weak),
    );
    ui.spacing_mut().item_spacing.y = 2.0;
    ui.separator();
}

/// A line to click: a sign, a name, and where it lies.
fn item_ui(ui: &mut Ui, icon: Icon, name: &str, place_words: &str) -> bool {
    let theme = Theme::of(ui.ctx());
    let (rect, response) = row_ui(ui, theme.sizes.row + 2.0, false, name);
    let inner = rect.shrink2(Vec2::new(theme.sizes.gap, 0.0));
    let sign = Rect::from_center_size(
        Pos2::new(inner.left() + theme.sizes.icon * 0.5, inner.center().y),
        Vec2::splat(theme.sizes.icon - 1.0),
    );
    icon.paint(ui.painter(), sign, theme.colours.accent);
    let start = sign.right() + theme.sizes.gap;
    let room = inner.right() - start;
    let words = line(ui, name, theme.body(), theme.colours.ink, room);
    let at = place(
        ui,
        Pos2::new(start, inner.center().y),
        Align2::LEFT_CENTER,
        words,
    );
    let left = inner.right() - at.right() - theme.sizes.gap;
    if !place_words.is_empty() && left > theme.sizes.side_least * 0.3 {
        let words = line(ui, place_words, theme.small(), theme.colours.faint, left);
        place(ui, inner.right_center(), Align2::RIGHT_CENTER, words);
    }
    response
        .on_hover_text(if place_words.is_empty() {
            name
        } else {
            place_words
        })
        .clicked()
}

fn drop_ui(ui: &mut Ui, session: &Session) {
    let theme = Theme::of(ui.ctx());
    let words = word(session, "start-drop");
    let size = Vec2::new(ui.available_width(), theme.sizes.tall_row * 1.4);
    let (rect, response) = ui.allocate_exact_size(size, egui::Sense::hover());
    let stroke = egui::Stroke::new(1.2, theme.colours.line);
    let corners = [
        rect.left_top(),
        rect.right_top(),
        rect.right_bottom(),
        rect.left_bottom(),
        rect.left_top(),
    ];
    ui.painter()
        .extend(egui::Shape::dashed_line(&corners, stroke, 6.0, 5.0));
    let text = line(ui, &words, theme.body(), theme.colours.weak, rect.width());
    place(ui, rect.center(), Align2::CENTER_CENTER, text);
    let enabled = ui.is_enabled();
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, enabled, &words));
}
