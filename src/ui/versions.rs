//! The earlier versions of the project: which there are, what differs in the one that is chosen, and
//! going back to it.

use super::confirm::{buttons_ui, primary};
use super::differences::differences_ui;
use super::inspector::time_words;
use super::prompt::wide_title_ui;
use super::row::{line, place, row_ui};
use super::theme::Theme;
use super::words::word;
use crate::session::{Action, Counts, Earlier, EarlierVersion, JobKind, Saying, Session};
use egui::{Align2, FontId, Pos2, RichText, ScrollArea, Ui};

/// Size of what stands at the end of a row, in points.
const SMALL: f32 = 12.0;

/// The dialog.
pub(super) fn versions_ui(ui: &mut Ui, session: &Session, asked: &mut Vec<Action>) {
    let theme = Theme::of(ui.ctx());
    wide_title_ui(ui, &word(session, "versions-title"));
    let earlier = session.earlier();
    let versions = earlier.map(Earlier::versions).unwrap_or_default();
    let is_looking = session.jobs().iter().any(|it| it.kind == JobKind::Versions);
    let shown = earlier.and_then(Earlier::shown);
    if versions.is_empty() {
        let key = if is_looking {
            "versions-looking"
        } else {
            "versions-none"
        };
        ui.label(RichText::new(word(session, key)).color(theme.colours.weak));
    }
    let high = ui.ctx().content_rect().height();
    list_ui(
        ui,
        session,
        (versions, shown.map(|it| it.0)),
        high * 0.3,
        asked,
    );
    if let Some((_, compared)) = shown.filter(|_| !versions.is_empty()) {
        ui.add_space(theme.sizes.pad);
        let heading = RichText::new(word(session, "versions-since")).small();
        ui.label(heading.color(theme.colours.weak));
        differences_ui(ui, session, compared, high * 0.32);
    }
    ui.add_space(theme.sizes.wide_pad);
    buttons_ui(ui, |ui| {
        if let Some((name, _)) = shown.filter(|it| !it.1.differences().is_empty()) {
            let version = || name.to_owned();
            let restore = primary(ui, &word(session, "versions-restore")).0;
            if restore
                .on_hover_text(word(session, "versions-restore-help"))
                .clicked()
            {
                asked.push(Action::RestoreVersion {
                    version: version(),
                    apart: false,
                    path: None,
                });
            }
            if ui.button(word(session, "versions-apart")).clicked() {
                asked.push(Action::RestoreVersion {
                    version: version(),
                    apart: true,
                    path: None,
                });
            }
        }
        if ui.button(word(session, "button-close")).clicked() {
            asked.push(Action::ShowOverlay { overlay: None });
        }
    });
}

fn list_ui(
    ui: &mut Ui,
    session: &Session,
    (versions, shown): (&[EarlierVersion], Option<&str>),
    most: f32,
    asked: &mut Vec<Action>,
) {
    let height = Theme::of(ui.ctx()).sizes.row * 1.2;
    let area = ScrollArea::vertical()
        .id_salt("versions")
        .max_height(most)
        .auto_shrink([false, true]);
    ui.spacing_mut().item_spacing.y = 0.0;
    area.show_rows(ui, height, versions.len(), |ui, rows| {
        for version in versions.get(rows).into_iter().flatten() {
            let is_shown = shown == Some(version.name.as_str());
            if version_ui(ui, session, (version, is_shown), height) && !is_shown {
                asked.push(Action::LookAtVersion {
                    version: version.name.clone(),
                });
            }
        }
    });
}

/// One version: when, who, how much differs, where it lies; whether it was clicked.
fn version_ui(
    ui: &mut Ui,
    session: &Session,
    (version, is_shown): (&EarlierVersion, bool),
    height: f32,
) -> bool {
    let theme = Theme::of(ui.ctx());
    let when = version.at.map(time_words);
    let when = when.unwrap_or_else(|| word(session, "versions-undated"));
    let lies = match version.is_backup {
        true => version.name.clone(),
        false => word(session, "versions-state"),
    };
    let counts = version.counts.map(|it| counts_words(session, it));
    let counts = counts.unwrap_or_default();
    let by = session.locale().say(&version.by_saying());
    let label = [when.as_str(), &by, &counts, &lies].join(" · ");
    let (rect, response) = row_ui(ui, height, is_shown, &label);
    let room = rect.width() / 4.0;
    let (ink, weak) = (theme.colours.ink, theme.colours.weak);
    let small = FontId::proportional(SMALL);
    let cells = [
        (when, theme.body(), ink, 0.0),
        (by, theme.body(), ink, 1.15),
        (counts, theme.body(), ink, 1.8),
        (lies, small, weak, 2.9),
    ];
    for (words, font, colour, from) in cells {
        let left = rect.left() + theme.sizes.gap + room * from;
        let wide = (rect.right() - left).min(room * 1.1);
        let galley = line(ui, &words, font, colour, wide);
        place(
            ui,
            Pos2::new(left, rect.center().y),
            Align2::LEFT_CENTER,
            galley,
        );
    }
    response.clicked()
}

/// How much was done since a version: what came, went and changed.
pub(super) fn counts_words(session: &Session, counts: Counts) -> String {
    if counts.is_nothing() {
        return word(session, "versions-same");
    }
    let words = Saying::new("versions-counts")
        .with("added", counts.added)
        .with("removed", counts.removed)
        .with("changed", counts.changed);
    session.locale().say(&words)
}
