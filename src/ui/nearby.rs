//! The small palette at the place: after the hand has selected something, the codes used last lie
//! beside it, a click away.

use super::icon::{Icon, icon_button};
use super::reader::ReaderState;
use super::row::line;
use super::swatch;
use super::theme::{Theme, margin};
use super::words::{cut, with, word};
use crate::model::{Code, CodeId};
use crate::session::{Action, Named, Open, Session};
use egui::{
    Align2, Area, Context, Frame, Id, Order, Pos2, Rect, Role, Sense, Ui, Vec2, WidgetInfo,
};

/// Codes offered.
const MOST: usize = 5;
/// Codings looked back at for them.
const LOOK_BACK: usize = 400;
/// Widest name of a code, in points.
const WIDEST: f32 = 96.0;

/// The palette, while what the hand has selected is still selected and nothing lies over it.
pub(super) fn nearby_ui(
    ctx: &Context,
    session: &Session,
    reader: &ReaderState,
    asked: &mut Vec<Action>,
) {
    let Some(open) = session.open() else { return };
    let look = session.look();
    let by_hand = reader.by_hand(open.history().revision());
    let by_hand = by_hand.filter(|it| look.marked() == Some(*it));
    let is_free = look.overlay.is_none() && look.sticky.is_none() && session.question().is_none();
    let Some(span) = by_hand.filter(|_| is_free) else {
        return;
    };
    let Some((end, page)) = reader.end_of(span) else {
        return;
    };
    let theme = Theme::of(ctx);
    let gap = theme.sizes.gap;
    let below = end.bottom() + gap + theme.sizes.row * 2.0 < page.bottom();
    let (pivot, at) = match below {
        true => (Align2::LEFT_TOP, Pos2::new(end.left(), end.bottom() + gap)),
        false => (Align2::LEFT_BOTTOM, Pos2::new(end.left(), end.top() - gap)),
    };
    let area = Area::new(Id::unique("nearby"))
        .order(Order::Middle)
        .pivot(pivot)
        .fixed_pos(at)
        .constrain_to(page.shrink(gap));
    area.show(ctx, |ui| {
        let frame = Frame::popup(ui.style()).inner_margin(margin(2.0));
        frame.show(ui, |ui| {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = 2.0;
                for code in recent(session, open) {
                    if code_ui(ui, session, code) {
                        asked.push(Action::CodeSelection {
                            code: Some(Named::id(code.id)),
                        });
                    }
                }
                if icon_button(ui, Icon::More, &word(session, "nearby-more")).clicked() {
                    asked.push(Action::CodeSelection { code: None });
                }
            });
        });
    });
}

/// A code as a small button; whether it was clicked.
fn code_ui(ui: &mut Ui, session: &Session, code: &Code) -> bool {
    let theme = Theme::of(ui.ctx());
    let (sizes, colours) = (&theme.sizes, &theme.colours);
    let name = line(ui, &cut(&code.name), theme.small(), colours.ink, WIDEST);
    let size = Vec2::new(
        name.size().x + sizes.swatch + 3.0 * sizes.gap * 0.75,
        sizes.row - 4.0,
    );
    let (rect, response) = ui.allocate_exact_size(size, Sense::CLICK);
    let ground = if response.hovered() {
        colours.hover
    } else {
        colours.button
    };
    ui.painter().rect_filled(rect, theme.corner(), ground);
    let side = Vec2::splat(sizes.swatch);
    let at = Pos2::new(
        rect.left() + sizes.gap * 0.75 + side.x * 0.5,
        rect.center().y,
    );
    let square = Rect::from_center_size(at, side);
    swatch::paint(ui, square, code);
    let at = Pos2::new(square.right() + sizes.gap * 0.75, rect.center().y);
    super::row::place(ui, at, Align2::LEFT_CENTER, name);
    let label = with(session, "nearby-code", "name", cut(&code.name));
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &label));
    let clicked = response.clicked();
    response.on_hover_ui(|ui| {
        ui.label(&label);
        if let Some(key) = &code.key {
            ui.label(with(session, "nearby-key", "key", key.as_str()));
        }
    });
    clicked
}

/// The codes used last, the latest first; the first of the codebook while none is used.
fn recent<'p>(session: &Session, open: &'p Open) -> Vec<&'p Code> {
    let project = open.project();
    let codings = project.codings();
    let skipped = codings.len().saturating_sub(LOOK_BACK);
    let mut last: Vec<CodeId> = codings.iter().skip(skipped).map(|it| it.code).collect();
    last.reverse();
    let all = project.codes().iter().take(MOST).map(|it| it.id);
    let mut found: Vec<&Code> = Vec::new();
    for id in session.last_code().into_iter().chain(last).chain(all) {
        let code = project.codes().get(id).filter(|it| it.applicable);
        let is_new = |it: &&Code| found.iter().all(|known| known.id != it.id);
        if found.len() < MOST
            && let Some(code) = code.filter(is_new)
        {
            found.push(code);
        }
    }
    found
}
