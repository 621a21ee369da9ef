//! Files dropped on the window: projects are opened, everything else is added as sources. Of a table it is
//! asked what it tells.

use super::confirm::{body_ui, buttons_ui, dialog};
use super::theme::Theme;
use super::words::{cut, with, word};
use crate::edit::plan_values::ValuesOf;
use crate::exchange::reading::SourceFormat;
use crate::session::{Action, PathFor, Session};
use egui::{Align, Align2, Context, Id, LayerId, Layout, Order};
use std::path::PathBuf;

/// Asks for what was dropped, and says what dropping would do while files hover.
pub(super) fn drops_ui(
    ctx: &Context,
    session: &Session,
    tables: &mut Vec<PathBuf>,
    asked: &mut Vec<Action>,
) {
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
        hover_ui(ctx, &word(session, "hovering-files"));
    }
    asked.extend(wishes(dropped, session.project().is_some(), tables));
}

/// Asks of the first table that was dropped what it tells.
pub(super) fn tables_ui(
    ctx: &Context,
    session: &Session,
    tables: &mut Vec<PathBuf>,
    asked: &mut Vec<Action>,
) {
    let Some(path) = tables.first().cloned() else {
        return;
    };
    let values = |rows| Action::ImportValues {
        path: Some(path.clone()),
        rows,
        sheet: None,
    };
    let ways = [
        ("dropped-texts", Action::add(vec![path.clone()])),
        ("dropped-values-cases", values(ValuesOf::Cases)),
        ("dropped-values-sources", values(ValuesOf::Sources)),
    ];
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let title = with(session, "dropped-table", "name", cut(&name));
    let (mut is_done, mut first) = (false, true);
    let shown = dialog(ctx, "dropped").show(ctx, |ui| {
        body_ui(ui, &title, "");
        ui.with_layout(Layout::top_down_justified(Align::Min), |ui| {
            for (key, action) in ways {
                let button = ui.button(word(session, key));
                if std::mem::take(&mut first) && ui.memory(|it| it.focused().is_none()) {
                    button.request_focus();
                }
                if button.clicked() {
                    asked.push(action);
                    is_done = true;
                }
            }
        });
        ui.add_space(Theme::of(ui.ctx()).sizes.wide_pad);
        buttons_ui(ui, |ui| {
            is_done |= ui.button(word(session, "button-cancel")).clicked();
        });
    });
    if is_done || shown.should_close() {
        tables.remove(0);
    }
}

/// What dropping these files asks for. Of several projects only the first is opened; codings of other
/// programs go into the project that `is_open`, and tables wait to be asked about, as they may tell of what
/// is in it.
pub(super) fn wishes(
    dropped: Vec<PathBuf>,
    is_open: bool,
    tables: &mut Vec<PathBuf>,
) -> Vec<Action> {
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
    let is_table = |path: &PathBuf| is_open && has(path, &["csv", "tsv", "xlsx"]);
    let (told, texts): (Vec<PathBuf>, Vec<PathBuf>) = texts.into_iter().partition(is_table);
    tables.extend(told);
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

    fn wishes(dropped: Vec<PathBuf>, is_open: bool) -> Vec<Action> {
        super::wishes(dropped, is_open, &mut Vec::new())
    }

    #[test]
    fn it_is_asked_what_a_table_tells_where_it_may_tell_of_what_is_there() {
        let table = PathBuf::from("表.XLSX");
        let mut tables = Vec::new();
        let asked = super::wishes(vec![table.clone()], true, &mut tables);
        assert!(asked.is_empty());
        assert_eq!(tables, std::slice::from_ref(&table));
        assert_eq!(
            wishes(vec![table.clone()], false),
            [Action::add(vec![table])]
        );
    }

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
