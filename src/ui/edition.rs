//! What becomes of the quotations of a source in a new edition of its text: those whose words are not
//! as they were, each before and after, to keep, to put elsewhere or to let go.

use super::confirm::{buttons_ui, primary};
use super::edition_keys::{find_id, keys_ui};
use super::overlay::OverlayState;
use super::row::{line, place, row_ui};
use super::theme::{Theme, margin};
use super::words::{counted, cut, number, word};
use crate::edit::plan_text::Decision;
use crate::model::{QuotationId, Source};
use crate::session::{Action, Edition, EditionRow, Fate, Named, Replaced, Saying, Session};
use crate::text::{Encoding, Lines, Span, graphemes};
use egui::text::{LayoutJob, TextFormat};
use egui::{Align, Align2, Color32, ComboBox, Frame, Galley, Label, Layout, Pos2, RichText};
use egui::{ScrollArea, Stroke, TextBuffer, TextEdit, Ui, Vec2};
use std::path::Path;
use std::sync::Arc;

/// Share of the window that the screen takes.
const SHARE: Vec2 = Vec2::new(0.92, 0.86);
/// Share of it that the list has.
const LIST: f32 = 0.34;
/// Code points shown on each side of a quotation before.
const AROUND: usize = 40;
/// Bytes of the new text shown at once.
const STRETCH: usize = 3_000;

/// What the screen remembers.
#[derive(Default)]
pub(super) struct EditionState {
    chosen: Option<QuotationId>,
    /// The stretch of the new text that is shown, in bytes.
    stretch: Span,
    /// What is selected in it, in code points of the new text.
    selected: Option<(usize, usize)>,
    find: String,
}

/// The screen.
pub(super) fn edition_ui(
    ui: &mut Ui,
    session: &Session,
    state: &mut OverlayState,
    asked: &mut Vec<Action>,
) {
    let known = session.edition().and_then(|edition| {
        let source = session.project()?.sources().get(edition.source())?;
        Some((edition, source))
    });
    let Some((edition, source)) = known else {
        asked.push(Action::ShowOverlay { overlay: None });
        return;
    };
    let theme = Theme::of(ui.ctx());
    let window = ui.ctx().content_rect().size();
    ui.set_width((window.x * SHARE.x).min(theme.sizes.dialog * 2.6));
    heading_ui(ui, session, (edition, source), asked);
    let rows = edition.rows();
    if rows.is_empty() {
        ui.add_space(theme.sizes.gap);
        ui.label(word(session, "edition-all-same"));
    } else {
        let high = (window.y * SHARE.y - theme.sizes.row * 9.0).max(theme.sizes.row * 6.0);
        rows_ui(ui, session, (edition, source, high), state, asked);
    }
    ui.add_space(theme.sizes.gap);
    if !rows.is_empty() {
        let keys = RichText::new(word(session, "edition-keys")).small();
        ui.label(keys.color(theme.colours.weak));
    }
    done_ui(ui, session, edition, asked);
}

/// Of what it is a new edition, how the quotations fared, and how the file was read.
fn heading_ui(
    ui: &mut Ui,
    session: &Session,
    (edition, source): (&Edition, &Source),
    asked: &mut Vec<Action>,
) {
    let theme = Theme::of(ui.ctx());
    let title = match edition.path() {
        Some(path) => {
            let file = path.file_name().unwrap_or_default();
            Saying::new("edition-title").with("file", cut(&file.to_string_lossy()))
        }
        None => Saying::new("edition-title-cleaned"),
    };
    let title = title.with("name", cut(&source.name));
    let title = RichText::new(session.locale().say(&title)).size(theme.sizes.large);
    ui.label(title.color(theme.colours.ink));
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = theme.sizes.wide_pad;
        for (fate, count) in edition.counts() {
            let words = format!("{} {}", word(session, fate.key()), number(count));
            let colour = if count == 0 {
                theme.colours.faint
            } else {
                colour(theme, fate)
            };
            ui.label(RichText::new(words).color(colour));
        }
        let (encoding, is_guessed) = edition.encoding();
        if let Some(path) = edition.path()
            && (is_guessed || !encoding.eq_ignore_ascii_case("utf-8"))
        {
            encoding_ui(ui, session, (edition, path), asked);
        }
    });
}

/// The encoding that the file was read with, to choose another.
fn encoding_ui(
    ui: &mut Ui,
    session: &Session,
    (edition, path): (&Edition, &Path),
    asked: &mut Vec<Action>,
) {
    let (now, _) = edition.encoding();
    let combo = ComboBox::from_id_salt("encoding").selected_text(now.to_uppercase());
    let shown = combo.show_ui(ui, |ui| {
        for other in Encoding::ALL {
            let label = other.label();
            if ui
                .selectable_label(label == now, label.to_uppercase())
                .clicked()
            {
                asked.push(Action::ReplaceText {
                    source: Some(Named::id(edition.source())),
                    path: Some(path.to_owned()),
                    encoding: Some(label.to_owned()),
                });
            }
        }
    });
    shown
        .response
        .accessible_name(word(session, "edition-encoding"));
}

fn colour(theme: &Theme, fate: Fate) -> Color32 {
    match fate {
        Fate::Same => theme.colours.done,
        Fate::Edited => theme.colours.ink,
        Fate::Scattered => theme.colours.warning,
        Fate::Gone => theme.colours.error,
    }
}

/// The list, and the chosen quotation beside it.
fn rows_ui(
    ui: &mut Ui,
    session: &Session,
    (edition, source, high): (&Edition, &Source, f32),
    state: &mut OverlayState,
    asked: &mut Vec<Action>,
) {
    let rows = edition.rows();
    let chosen = state.edition.chosen;
    let at = rows.iter().position(|it| Some(it.quotation) == chosen);
    let before = at.unwrap_or(0);
    state.at = before;
    if !ui.memory(|memory| memory.focused().is_some()) {
        state.arrows(ui, rows.len());
    }
    let mut at = state.at;
    let selected = state.edition.selected.filter(|it| it.0 < it.1);
    keys_ui(ui, rows, &mut at, selected, asked);
    let moved = (at != before).then_some(at);
    let wide = ui.available_width();
    ui.horizontal_top(|ui| {
        let size = Vec2::new(wide * LIST, high);
        ui.allocate_ui_with_layout(size, Layout::top_down(Align::Min), |ui| {
            ui.set_min_size(size);
            if let Some(clicked) = list_ui(ui, session, (edition, source), (at, moved)) {
                at = clicked;
            }
        });
        let size = Vec2::new(ui.available_width(), high);
        ui.allocate_ui_with_layout(size, Layout::top_down(Align::Min), |ui| {
            ui.set_min_size(size);
            let Some(row) = rows.get(at) else { return };
            let own = &mut state.edition;
            if own.chosen != Some(row.quotation) {
                own.chosen = Some(row.quotation);
                own.selected = None;
                own.stretch = stretch(edition.lines().text(), row);
            }
            chosen_ui(ui, session, (edition, source, row), own, asked);
        });
    });
}

/// The quotations, the one in sight to which a key `moved`; the number of the one that was clicked.
fn list_ui(
    ui: &mut Ui,
    session: &Session,
    (edition, source): (&Edition, &Source),
    (at, moved): (usize, Option<usize>),
) -> Option<usize> {
    let theme = Theme::of(ui.ctx());
    let rows = edition.rows();
    let mut clicked = None;
    ui.spacing_mut().item_spacing.y = 0.0;
    let mut area = ScrollArea::vertical().id_salt("edition").auto_shrink(false);
    if let Some(to) = moved {
        let above = to.saturating_sub(2);
        area = area.vertical_scroll_offset(above as f32 * theme.sizes.tall_row);
    }
    area.show_rows(ui, theme.sizes.tall_row, rows.len(), |ui, shown| {
        for number in shown {
            let Some(row) = rows.get(number) else {
                continue;
            };
            let quote = row.before.of(source.text()).unwrap_or_default();
            let quote = cut(&quote.replace('\n', " "));
            let fate = word(session, row.fate.key());
            let decided = decided_words(session, edition.decision(row.quotation));
            let label = format!("{fate} · {decided} · {quote}");
            let (rect, response) = row_ui(ui, theme.sizes.tall_row, number == at, &label);
            let left = rect.left() + theme.sizes.gap;
            let room = rect.width() - 2.0 * theme.sizes.gap;
            let font = egui::FontId::proportional(theme.sizes.small);
            let first = line(ui, &fate, font.clone(), colour(theme, row.fate), room);
            let upper = rect.top() + rect.height() * 0.28;
            let taken = place(ui, Pos2::new(left, upper), Align2::LEFT_CENTER, first);
            let second = line(ui, &decided, font, theme.colours.weak, room);
            let from = Pos2::new(taken.right() + theme.sizes.gap, upper);
            place(ui, from, Align2::LEFT_CENTER, second);
            let words = line(ui, &quote, theme.body(), theme.colours.ink, room);
            let lower = Pos2::new(left, rect.top() + rect.height() * 0.7);
            place(ui, lower, Align2::LEFT_CENTER, words);
            if response.clicked() {
                clicked = Some(number);
            }
        }
    });
    clicked
}

fn decided_words(session: &Session, decision: Option<Decision>) -> String {
    let key = match decision {
        None => "edition-decided-open",
        Some(Decision::Keep) => "edition-decided-keep",
        Some(Decision::At(_)) => "edition-decided-at",
        Some(Decision::LetGo) => "edition-decided-let-go",
    };
    word(session, key)
}

/// One quotation before and after, and what can be done with it.
fn chosen_ui(
    ui: &mut Ui,
    session: &Session,
    (edition, source, row): (&Edition, &Source, &EditionRow),
    state: &mut EditionState,
    asked: &mut Vec<Action>,
) {
    let theme = Theme::of(ui.ctx());
    let heading = |ui: &mut Ui, key: &str| {
        let words = RichText::new(word(session, key)).small();
        ui.label(words.color(theme.colours.weak));
    };
    heading(ui, "edition-before");
    let most = ui.available_height() * 0.3;
    paper_ui(ui, |ui| {
        let area = ScrollArea::vertical().id_salt("before").max_height(most);
        area.show(ui, |ui| {
            ui.add(Label::new(in_context(theme, source.text(), row.before)).wrap());
        });
    });
    let decide = |take: Replaced| Action::DecideReplaced {
        quotation: Some(row.quotation),
        take,
    };
    let decision = edition.decision(row.quotation);
    ui.horizontal_wrapped(|ui| {
        let is_somewhere = row.there.iter().any(|it| !it.is_empty());
        let keep = egui::Button::selectable(
            decision == Some(Decision::Keep),
            word(session, Replaced::Keep.key()),
        );
        if ui.add_enabled(is_somewhere, keep).clicked() {
            asked.push(decide(Replaced::Keep));
        }
        let is_at = matches!(decision, Some(Decision::At(_)));
        let selected = state.selected.filter(|it| it.0 < it.1);
        let at = egui::Button::selectable(is_at, word(session, "edition-at"));
        if ui.add_enabled(selected.is_some(), at).clicked()
            && let Some((start, end)) = selected
        {
            asked.push(decide(Replaced::At(start, end)));
        }
        let let_go = egui::Button::selectable(
            decision == Some(Decision::LetGo),
            word(session, Replaced::LetGo.key()),
        );
        if ui.add(let_go).clicked() {
            asked.push(decide(Replaced::LetGo));
        }
        let open =
            egui::Button::selectable(decision.is_none(), word(session, Replaced::Open.key()));
        if ui.add(open).clicked() {
            asked.push(decide(Replaced::Open));
        }
    });
    heading(ui, "edition-after");
    after_ui(ui, session, (edition, row), state);
}

fn paper_ui(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    let theme = Theme::of(ui.ctx());
    let frame = Frame::new()
        .fill(theme.colours.paper)
        .corner_radius(theme.corner())
        .stroke(Stroke::new(1.0, theme.colours.line))
        .inner_margin(margin(theme.sizes.gap));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        add(ui);
    });
}

/// The new text around the place, to select another in.
fn after_ui(
    ui: &mut Ui,
    session: &Session,
    (edition, row): (&Edition, &EditionRow),
    state: &mut EditionState,
) {
    let theme = Theme::of(ui.ctx());
    let lines = edition.lines();
    tools_ui(ui, session, lines, state);
    let stretch = state.stretch;
    let marks: Vec<Span> = match edition.decision(row.quotation) {
        Some(Decision::At(span)) => vec![span],
        _ => row.there.clone(),
    };
    let marks = marks.iter().filter_map(|it| {
        let it = it.common(stretch)?;
        Some(Span::new(it.start - stretch.start, it.end - stretch.start))
    });
    let mut marks: Vec<Span> = marks.collect();
    marks.sort_unstable();
    let mut layouter = |ui: &Ui, text: &dyn TextBuffer, width: f32| {
        marked(ui, (theme, text.as_str()), &marks, width)
    };
    let mut words = stretch.of(lines.text()).unwrap_or_default();
    paper_ui(ui, |ui| {
        let area = ScrollArea::vertical().id_salt(("after", row.quotation, stretch.start));
        let most = (ui.available_height() - theme.sizes.row).max(theme.sizes.row * 3.0);
        let output = area
            .max_height(most)
            .auto_shrink([false, true])
            .show(ui, |ui| {
                let edit = TextEdit::multiline(&mut words).layouter(&mut layouter);
                edit.frame(Frame::NONE)
                    .desired_width(f32::INFINITY)
                    .show(ui)
            });
        let output = output.inner;
        let label = word(session, "edition-after");
        output.response.response.clone().accessible_name(label);
        let range = output.cursor_range.map(|it| it.as_sorted_char_range());
        let first = lines.char_from_byte(stretch.start).unwrap_or_default();
        if let Some(range) = range.filter(|it| it.start < it.end) {
            state.selected = Some((first + range.start.0, first + range.end.0));
        }
    });
}

/// Goes on in the new text, back, and to words.
fn tools_ui(ui: &mut Ui, session: &Session, lines: &Lines, state: &mut EditionState) {
    let text = lines.text();
    ui.horizontal_wrapped(|ui| {
        let back = egui::Button::new(word(session, "edition-earlier"));
        if ui.add_enabled(state.stretch.start > 0, back).clicked() {
            state.stretch = from(text, state.stretch.start.saturating_sub(STRETCH));
        }
        let ahead = egui::Button::new(word(session, "edition-later"));
        if ui
            .add_enabled(state.stretch.end < text.len(), ahead)
            .clicked()
        {
            state.stretch = from(text, state.stretch.end);
        }
        let label = word(session, "edition-find");
        let field = TextEdit::singleline(&mut state.find)
            .id(find_id())
            .hint_text(&label);
        let field = ui.add(field).accessible_name(&label);
        let entered = field.lost_focus() && ui.input(|it| it.key_pressed(egui::Key::Enter));
        if entered && !state.find.is_empty() {
            let behind = |at: usize| {
                text.get(at..)
                    .and_then(|it| it.find(&state.find).map(|it| at + it))
            };
            let next = graphemes::next(text, state.stretch.start);
            if let Some(at) = behind(next).or_else(|| behind(0)) {
                state.stretch = from(text, at);
            }
        }
    });
}

/// A stretch of the text that begins about here.
fn from(text: &str, at: usize) -> Span {
    let start = graphemes::floor(text, at);
    Span::new(start, graphemes::ceil(text, start.saturating_add(STRETCH)))
}

/// The stretch of the new text around a quotation.
fn stretch(text: &str, row: &EditionRow) -> Span {
    let at = row.there.first().map_or(0, |it| it.start);
    from(text, at.saturating_sub(STRETCH / 4))
}

fn formats(theme: &Theme) -> (TextFormat, TextFormat) {
    let plain = TextFormat::simple(theme.body(), theme.colours.ink);
    let quoted = TextFormat {
        background: theme.colours.mark,
        underline: Stroke::new(1.5, theme.colours.accent),
        ..plain.clone()
    };
    (plain, quoted)
}

/// A passage with what stands around it.
fn in_context(theme: &Theme, text: &str, span: Span) -> LayoutJob {
    let (plain, quoted) = formats(theme);
    let before = Span::new(0, span.start).of(text).unwrap_or_default();
    let after = Span::new(span.end, text.len()).of(text).unwrap_or_default();
    let start = before.char_indices().rev().nth(AROUND).map_or(0, |it| it.0);
    let weak = TextFormat {
        color: theme.colours.weak,
        ..plain
    };
    let mut job = LayoutJob::default();
    job.append(before.get(start..).unwrap_or_default(), 0.0, weak.clone());
    job.append(span.of(text).unwrap_or_default(), 0.0, quoted);
    let end = after
        .char_indices()
        .nth(AROUND)
        .map_or(after.len(), |it| it.0);
    job.append(after.get(..end).unwrap_or_default(), 0.0, weak);
    job
}

/// A text with some of its words on a ground of their own and underlined.
fn marked(ui: &Ui, (theme, text): (&Theme, &str), marks: &[Span], width: f32) -> Arc<Galley> {
    let (plain, quoted) = formats(theme);
    let mut job = LayoutJob::default();
    job.wrap.max_width = width;
    let mut at = 0;
    for mark in marks {
        let before = Span::new(at, mark.start.max(at)).of(text);
        job.append(before.unwrap_or_default(), 0.0, plain.clone());
        job.append(mark.of(text).unwrap_or_default(), 0.0, quoted.clone());
        at = mark.end.max(at);
    }
    let rest = Span::new(at, text.len()).of(text).unwrap_or_default();
    job.append(rest, 0.0, plain);
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}

/// Puts the edition in its place, decides for all that are open, or lets it be.
fn done_ui(ui: &mut Ui, session: &Session, edition: &Edition, asked: &mut Vec<Action>) {
    let theme = Theme::of(ui.ctx());
    let open = edition.open_count();
    if open > 0 {
        let words = RichText::new(counted(session, "edition-left", open)).small();
        ui.label(words.color(theme.colours.weak));
    }
    buttons_ui(ui, |ui| {
        let apply = primary(ui, &word(session, "edition-apply"));
        if apply.0.clicked() {
            asked.push(Action::ApplyReplace);
        }
        if ui.button(word(session, "button-cancel")).clicked() {
            asked.push(Action::ShowOverlay { overlay: None });
        }
        let is_any = edition.rows().iter().any(|it| {
            edition.decision(it.quotation).is_none() && it.there.iter().any(|it| !it.is_empty())
        });
        let keep = egui::Button::new(word(session, "edition-keep-all"));
        if ui.add_enabled(is_any, keep).clicked() {
            asked.push(Action::DecideReplaced {
                quotation: None,
                take: Replaced::Keep,
            });
        }
    });
}
