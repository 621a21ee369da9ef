//! In which order codes appear in a source: a lane for each code, a bar for each passage; or a list.

use super::OverviewsState;
use crate::model::{RecordId, SourceId};
use crate::query::{Appearance, Sequence};
use crate::session::{Action, Session};
use crate::ui::row::{line, place};
use crate::ui::swatch;
use crate::ui::theme::Theme;
use crate::ui::words::{number, word};
use egui::{Align2, Color32, Pos2, Rect, Role, ScrollArea, Sense, Stroke, Ui, Vec2, WidgetInfo};

/// Width of the names of codes, in heights of a row.
const NAMES: f32 = 6.0;
/// Bars of one lane that are drawn one by one; of more, only those that differ by a point.
const LEAST_POINTS: f32 = 2.0;

/// What the lanes remember.
#[derive(Default)]
pub(super) struct SequenceState {
    /// The appearances of each code, and the answer they are of.
    lanes: Vec<Vec<Appearance>>,
    turn: Option<u64>,
}

/// The lanes, or the list.
pub(super) fn sequence_ui(
    ui: &mut Ui,
    session: &Session,
    (state, source, sequence): (&mut OverviewsState, SourceId, &Sequence),
    asked: &mut Vec<Action>,
) {
    let turn = Some(session.overview().turn());
    if state.sequence.turn != turn {
        state.sequence.turn = turn;
        state.sequence.lanes = vec![Vec::new(); sequence.codes.len()];
        for it in &sequence.appearances {
            if let Some(lane) = state.sequence.lanes.get_mut(it.row) {
                lane.push(*it);
            }
        }
    }
    let name = session.project().and_then(|it| it.sources().get(source));
    let name = name.map(|it| it.name.clone()).unwrap_or_default();
    if sequence.appearances.is_empty() {
        crate::ui::panel::empty_ui(ui, &word(session, "overview-none"));
        return;
    }
    ui.label(format!("{name} · {}", number(sequence.chars)));
    ui.spacing_mut().item_spacing.y = 0.0;
    let height = Theme::of(ui.ctx()).sizes.row - 4.0;
    let area = ScrollArea::vertical()
        .id_salt("sequence")
        .auto_shrink(false);
    let count = match state.is_plain {
        true => sequence.appearances.len(),
        false => sequence.codes.len(),
    };
    area.show_rows(ui, height, count, |ui, range| {
        for at in range {
            match state.is_plain {
                true => {
                    if let Some(it) = sequence.appearances.get(at) {
                        listed_ui(ui, session, (sequence, it), height, asked);
                    }
                }
                false => {
                    let lane = state.sequence.lanes.get(at);
                    let lane = lane.map_or(&[][..], Vec::as_slice);
                    lane_ui(ui, session, (sequence, at, lane), height, asked);
                }
            }
        }
    });
}

/// One code with its bars; a click on a bar goes to its passage.
fn lane_ui(
    ui: &mut Ui,
    session: &Session,
    (sequence, at, lane): (&Sequence, usize, &[Appearance]),
    height: f32,
    asked: &mut Vec<Action>,
) {
    let Some(project) = session.project() else {
        return;
    };
    let code = sequence
        .codes
        .get(at)
        .and_then(|it| project.codes().get(*it));
    let Some(code) = code else { return };
    let theme = Theme::of(ui.ctx());
    let size = Vec2::new(ui.available_width(), height);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let label = format!("{}: {}", code.name, lane.len());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &label));
    if response.hovered() || response.has_focus() {
        ui.painter()
            .rect_filled(rect, theme.corner(), theme.colours.hover);
    }
    let (names, lanes) = rect.split_left_right_at_x(rect.left() + theme.sizes.row * NAMES);
    let lanes = lanes.shrink2(Vec2::new(theme.sizes.pad, 0.0));
    let side = Vec2::splat(theme.sizes.swatch);
    let left = names.left() + theme.sizes.gap;
    let middle = Pos2::new(left + side.x * 0.5, names.center().y);
    swatch::paint(ui, Rect::from_center_size(middle, side), code);
    let left = left + side.x + theme.sizes.gap;
    let room = names.right() - left;
    let words = line(ui, &code.name, theme.small(), theme.colours.ink, room);
    place(
        ui,
        Pos2::new(left, names.center().y),
        Align2::LEFT_CENTER,
        words,
    );
    let ground = Stroke::new(1.0, theme.colours.line);
    ui.painter()
        .hline(lanes.x_range(), lanes.center().y, ground);
    let chars = sequence.chars.max(1) as f32;
    let x_of = |char: usize| lanes.left() + lanes.width() * char as f32 / chars;
    let colour = Color32::from_rgb(code.colour.0, code.colour.1, code.colour.2);
    let edge = Stroke::new(1.0, theme.colours.ink);
    let mut drawn = f32::NEG_INFINITY;
    for it in lane {
        let (from, to) = (x_of(it.chars.start), x_of(it.chars.end));
        let to = to.max(from + LEAST_POINTS);
        if to < drawn + 0.5 {
            continue;
        }
        drawn = to;
        let bar = Rect::from_x_y_ranges(from..=to, lanes.top() + 4.0..=lanes.bottom() - 4.0);
        ui.painter().rect_filled(bar, 1.0, colour);
        // An edge, so that bars of any colour are seen on any ground.
        ui.painter()
            .rect_stroke(bar, 1.0, edge, egui::StrokeKind::Inside);
    }
    let pointer = response.interact_pointer_pos();
    if response.clicked() {
        let x = pointer.map_or(lanes.left(), |it| it.x);
        let near = |it: &&Appearance| {
            let (from, to) = (x_of(it.chars.start), x_of(it.chars.end));
            (from - x).max(x - to).max(0.0) as i32
        };
        if let Some(it) = lane.iter().min_by_key(near) {
            asked.push(Action::GoTo {
                record: RecordId::Coding(it.coding),
            });
        }
    }
    response.on_hover_text(label);
}

/// One appearance in the list.
fn listed_ui(
    ui: &mut Ui,
    session: &Session,
    (sequence, it): (&Sequence, &Appearance),
    height: f32,
    asked: &mut Vec<Action>,
) {
    let Some(project) = session.project() else {
        return;
    };
    let code = sequence
        .codes
        .get(it.row)
        .and_then(|it| project.codes().get(*it));
    let quotation = project.quotations().get(it.quotation);
    let source = quotation.and_then(|it| project.sources().get(it.source));
    let quote = source
        .zip(quotation)
        .and_then(|(source, it)| it.span.of(source.text()));
    let words = format!(
        "{}–{} · {} · {}",
        number(it.chars.start),
        number(it.chars.end),
        code.map_or("", |it| &it.name),
        quote.unwrap_or_default().replace('\n', " "),
    );
    let words: String = words.chars().take(400).collect();
    let (rect, response) = crate::ui::row::row_ui(ui, height, false, &words);
    let left = rect.left() + Theme::of(ui.ctx()).sizes.gap;
    crate::ui::row::words_ui(ui, rect, left, &words);
    if response.clicked() {
        asked.push(Action::GoTo {
            record: RecordId::Coding(it.coding),
        });
    }
}
