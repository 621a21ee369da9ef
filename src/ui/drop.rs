//! Files dropped on the window: projects are opened, everything else is added as sources.

use super::theme::Theme;
use super::words::word;
use crate::exchange::reading::SourceFormat;
use crate::session::{Action, PathFor, Session};
use egui::{Align2, Context, Id, LayerId, Order};
use std::path::PathBuf;

/// Asks for what was dropped, and says what dropping would do while files hover.
pub(super) fn drops_ui(ctx: &Context, session: &Session, asked: &mut Vec<Action>) {
    let (dropped, hovering) = ctx.input(|input| {
        let dropped = input
            .raw
            .dropped_files
            .iter()
            .map(|it| it.path().to_owned());
        (
            dropped.collect::<Vec<PathBuf>>(),
            !input.raw.hovered_files.is_empty(),
        )
    });
    if hovering {
        hover_ui(ctx, &word(session, "dropping-here"));
    }
    asked.extend(wishes(dropped, session.project().is_some()));
}

/// What dropping these files asks for. Of several projects only the first is opened; codings of other
/// programs go into the project that `is_open`.
pub(super) fn wishes(dropped: Vec<PathBuf>, is_open: bool) -> Vec<Action> {
    let has = |path: &PathBuf, endings: &[&str]| {
        let ending = path.extension();
        ending.is_some_and(|it| endings.iter().any(|one| it.eq_ignore_ascii_case(one)))
    };
    let is_project = |path: &PathBuf| has(path, &PathFor::Open.endings());
    let (projects, others): (Vec<PathBuf>, Vec<PathBuf>) =
        dropped.into_iter().partition(is_project);
    let is_coded = |path: &PathBuf| {
        has(path, &PathFor::ImportInto.endings()) && !has(path, SourceFormat::ENDINGS)
    };
    let (codings, texts): (Vec<PathBuf>, Vec<PathBuf>) = others.into_iter().partition(is_coded);
    let import = codings.into_iter().map(|path| import(path, is_open));
    let open = projects
        .into_iter()
        .next()
        .map(|path| Action::OpenProject { path: Some(path) });
    let add = (!texts.is_empty()).then_some(Action::add(texts));
    open.into_iter().chain(add).chain(import).collect()
}

fn import(path: PathBuf, is_open: bool) -> Action {
    let (path, format, offsets, report) = (Some(path), None, None, None);
    match is_open {
        true => Action::ImportInto {
            path,
            format,
            offsets,
            report,
        },
        false => Action::ImportProject {
            path,
            format,
            offsets,
            report,
        },
    }
}

fn hover_ui(ctx: &Context, words: &str) {
    let theme = Theme::of(ctx);
    let painter = ctx.layer_painter(LayerId::new(Order::Foreground, Id::unique("drop")));
    let rect = ctx.content_rect();
    painter.rect_filled(rect, 0.0, theme.colours.backdrop);
    let font = egui::FontId::proportional(theme.sizes.large);
    let galley = painter.layout_no_wrap(words.to_owned(), font, theme.colours.ink);
    let at = Align2::CENTER_CENTER.anchor_size(rect.center(), galley.size());
    painter.rect_filled(
        at.expand(theme.sizes.wide_pad),
        theme.corner(),
        theme.colours.raised,
    );
    painter.galley(at.min, galley, theme.colours.ink);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dropped_project_is_opened_and_texts_are_added() {
        let dropped = ["a.txt", "p.ron.age", "b.txt"].map(PathBuf::from).to_vec();
        let texts = ["a.txt", "b.txt"].map(PathBuf::from).to_vec();
        assert_eq!(
            wishes(dropped, false),
            [
                Action::OpenProject {
                    path: Some("p.ron.age".into())
                },
                Action::add(texts),
            ]
        );
        let foreign = PathBuf::from("a.QDPX");
        let path = Some(foreign.clone());
        assert_eq!(wishes(vec![foreign], false), [Action::OpenProject { path }]);
        let coded = PathBuf::from("a.jsonl");
        assert_eq!(
            wishes(vec![coded.clone()], true),
            [import(coded.clone(), true)]
        );
        assert!(matches!(
            wishes(vec![coded], false).as_slice(),
            [Action::ImportProject { .. }]
        ));
        assert!(wishes(Vec::new(), true).is_empty());
    }
}
