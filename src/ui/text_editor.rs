//! The careful editor: a paragraph of a source that is coded, with its quotations marked while it is
//! changed.
//!
//! What is typed is noted change by change, so that quotations go exactly where the changes put them.

use super::confirm::{buttons_ui, primary};
use super::overlay::OverlayState;
use super::prompt::wide_title_ui;
use super::theme::Theme;
use super::words::{counted, cut, with, word};
use crate::edit::plan_text::{self, TextEdit as Change};
use crate::model::{Source, SourceId};
use crate::session::{Action, Named, Open, Session};
use crate::text::{Lines, Span, graphemes, paragraphs};
use egui::text::{CCursor, CCursorRange, LayoutJob, TextFormat};
use egui::text_edit::TextEditOutput;
use egui::{Align, Galley, Key, Modifiers, RichText, ScrollArea, Stroke, TextBuffer, TextEdit, Ui};
use std::sync::Arc;

/// Bytes of a source that are edited at once; of a longer paragraph, what is around the caret.
const MOST: usize = 24_000;
/// Share of the window's height that the text takes.
const HEIGHT: f32 = 0.5;

/// What the editor remembers.
#[derive(Default)]
pub(super) struct EditorState {
    /// The source and the revision of the project it is of.
    of: Option<(SourceId, u64)>,
    /// Which bytes of the source are edited.
    stretch: Span,
    /// What they were, and what is typed.
    before: Option<Lines>,
    text: String,
    /// What was typed when last looked at.
    last: String,
    /// The changes so far, in code points of the stretch.
    changes: Vec<Change>,
    /// The quotations of the stretch, in its bytes: as they were, and as they stand now.
    were: Vec<Span>,
    now: Vec<Span>,
}

impl EditorState {
    /// Whether something was typed that is not in the source yet.
    pub(super) fn is_changed(&self) -> bool {
        !self.changes.is_empty()
    }

    /// Begins with the paragraphs of a stretch.
    fn begin(&mut self, open: &Open, source: &Source, stretch: Span) {
        let text = stretch.of(source.text()).unwrap_or_default();
        let there = open.index().touching(source.id, stretch);
        let spans = there.filter_map(|it| {
            let quotation = open.project().quotations().get(it.quotation)?;
            let span = quotation.span.common(stretch)?;
            Some(Span::new(
                span.start - stretch.start,
                span.end - stretch.start,
            ))
        });
        self.were = spans.collect();
        self.now.clone_from(&self.were);
        self.of = Some((source.id, open.history().revision()));
        self.stretch = stretch;
        self.before = Some(Lines::from(text));
        self.text = text.to_owned();
        self.last.clone_from(&self.text);
        self.changes.clear();
    }

    /// Notes what was typed since last time; `caret` is the code point before which it stands.
    fn note(&mut self, caret: usize) {
        let Some(change) = change(&self.last, &self.text, caret) else {
            return;
        };
        self.last.clone_from(&self.text);
        let is_taken_in = self
            .changes
            .last_mut()
            .is_some_and(|it| take_in(it, &change));
        if !is_taken_in {
            self.changes.push(change);
        }
        if let Some(before) = &self.before {
            self.now = plan_text::carried(before, &self.changes, &self.were).unwrap_or_default();
        }
    }

    /// Quotations of which all words are taken away.
    fn gone(&self) -> usize {
        self.now.iter().filter(|it| it.is_empty()).count()
    }

    /// The changes in code points of the source.
    fn edits(&self, source: &Source) -> Vec<Change> {
        let first = source.lines.char_from_byte(self.stretch.start);
        let first = first.unwrap_or_default();
        let all = self.changes.iter();
        all.map(|it| Change {
            start: it.start + first,
            end: it.end + first,
            with: it.with.clone(),
        })
        .collect()
    }
}

/// The one change that makes one text of another, next to the caret where it could be elsewhere.
fn change(before: &str, after: &str, caret: usize) -> Option<Change> {
    if before == after {
        return None;
    }
    let (old, new): (Vec<char>, Vec<char>) = (before.chars().collect(), after.chars().collect());
    let ends = old.iter().rev().zip(new.iter().rev());
    let tail = ends.take_while(|(a, b)| a == b).count();
    // What stands behind the caret was not touched.
    let tail = tail.min(new.len().saturating_sub(caret));
    let starts = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let head = starts.min(old.len() - tail).min(new.len() - tail);
    Some(Change {
        start: head,
        end: old.len() - tail,
        with: new.get(head..new.len() - tail)?.iter().collect(),
    })
}

/// Makes a change part of the one before it, if it is all in what that one put there or right behind.
fn take_in(last: &mut Change, next: &Change) -> bool {
    let end = last.start + last.with.chars().count();
    let is_within = last.start <= next.start && next.end <= end && !last.with.is_empty();
    if is_within {
        let (from, to) = (next.start - last.start, next.end - last.start);
        let head = last.with.chars().take(from);
        let tail = last.with.chars().skip(to);
        last.with = head.chain(next.with.chars()).chain(tail).collect();
    }
    is_within
}

/// The editor.
pub(super) fn text_editor_ui(
    ui: &mut Ui,
    session: &Session,
    state: &mut OverlayState,
    asked: &mut Vec<Action>,
) {
    let shown = session.open().and_then(|open| {
        let source = open.project().sources().get(session.look().source?)?;
        Some((open, source))
    });
    let Some((open, source)) = shown else {
        asked.push(Action::ShowOverlay { overlay: None });
        return;
    };
    let theme = Theme::of(ui.ctx());
    let editor = &mut state.editor;
    let look = session.look();
    let reading = Span::new(look.reading, look.reading);
    let at = look.selection.unwrap_or(reading);
    let begins = editor.of != Some((source.id, open.history().revision()));
    if begins {
        editor.begin(open, source, around(source.text(), at));
    }
    wide_title_ui(
        ui,
        &with(session, "editor-title", "name", cut(&source.name)),
    );
    more_ui(ui, session, (open, source), editor);
    let label = word(session, "editor-text");
    let most = ui.ctx().content_rect().height() * HEIGHT;
    let spans = editor.now.clone();
    let mut layouter =
        |ui: &Ui, text: &dyn TextBuffer, width: f32| marked(ui, text.as_str(), &spans, width);
    let area = ScrollArea::vertical().max_height(most);
    let shown = area.show(ui, |ui| {
        let edit = TextEdit::multiline(&mut editor.text).layouter(&mut layouter);
        let output = edit.desired_width(f32::INFINITY).desired_rows(6).show(ui);
        if begins {
            put_caret(
                ui,
                &output,
                (editor.stretch, editor.before.as_ref()),
                at.end,
            );
        }
        output
    });
    let output = shown.inner;
    output.response.response.clone().accessible_name(&label);
    let caret = output
        .cursor_range
        .map_or(usize::MAX, |it| it.primary.index.0);
    state.editor.note(caret);
    told_ui(ui, session, &state.editor);
    ui.add_space(theme.sizes.wide_pad);
    done_ui(ui, session, (source, &state.editor), asked);
}

/// Puts the caret where it stood on the page, brings it into sight and gives it the keyboard.
fn put_caret(
    ui: &Ui,
    output: &TextEditOutput,
    (stretch, before): (Span, Option<&Lines>),
    byte: usize,
) {
    let local = byte.saturating_sub(stretch.start);
    let at = before.and_then(|it| it.char_from_byte(local)).unwrap_or(0);
    let caret = CCursor::new(at);
    let mut state = output.state.clone();
    state.cursor.set_char_range(Some(CCursorRange::one(caret)));
    state.store(ui.ctx(), output.response.response.id);
    let rect = output.galley.pos_from_cursor(caret);
    let there = rect.translate(output.galley_pos.to_vec2());
    ui.scroll_to_rect(there, Some(Align::Center));
    output.response.response.request_focus();
}

/// The paragraphs that a selection touches, whole; of very long ones what is around it.
fn around(text: &str, at: Span) -> Span {
    let whole = paragraphs::at(text, at.start).cover(paragraphs::at(text, at.end.max(at.start)));
    if whole.len() <= MOST {
        return whole;
    }
    let start = graphemes::floor(text, at.start.saturating_sub(MOST / 2)).max(whole.start);
    let end = graphemes::ceil(text, at.start.saturating_add(MOST / 2)).min(whole.end);
    Span::new(start, end)
}

/// Buttons that take the paragraphs before and behind in, as long as nothing was changed.
fn more_ui(
    ui: &mut Ui,
    session: &Session,
    (open, source): (&Open, &Source),
    editor: &mut EditorState,
) {
    let text = source.text();
    let Span { start, end } = editor.stretch;
    let before = start.checked_sub(1).map(|at| paragraphs::at(text, at));
    let behind = (end < text.len()).then(|| paragraphs::at(text, end + 1));
    let able = |it: Option<Span>| {
        let whole = it.map(|it| it.cover(editor.stretch));
        whole.filter(|it| it.len() <= MOST && !editor.is_changed())
    };
    let (before, behind) = (able(before), able(behind));
    ui.horizontal(|ui| {
        for (key, stretch) in [("editor-before", before), ("editor-behind", behind)] {
            let button = egui::Button::new(RichText::new(word(session, key)).small());
            if ui.add_enabled(stretch.is_some(), button).clicked()
                && let Some(stretch) = stretch
            {
                editor.begin(open, source, stretch);
            }
        }
    });
}

/// How many quotations stand here, and how many would be gone.
fn told_ui(ui: &mut Ui, session: &Session, editor: &EditorState) {
    let theme = Theme::of(ui.ctx());
    let (all, gone) = (editor.were.len(), editor.gone());
    let words = RichText::new(counted(session, "editor-quotations", all)).small();
    ui.label(words.color(theme.colours.weak));
    if gone > 0 {
        let words = RichText::new(counted(session, "editor-gone", gone)).small();
        ui.label(words.color(theme.colours.warning));
    }
}

fn done_ui(
    ui: &mut Ui,
    session: &Session,
    (source, editor): (&Source, &EditorState),
    asked: &mut Vec<Action>,
) {
    let is_changed = editor.last.as_str() != editor.before.as_ref().map_or("", Lines::text);
    let entered = ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
    buttons_ui(ui, |ui| {
        let key = match editor.gone() {
            0 => word(session, "editor-apply"),
            gone => counted(session, "editor-apply-gone", gone),
        };
        let apply = ui.add_enabled_ui(is_changed, |ui| primary(ui, &key));
        if (apply.inner.0.clicked() || entered) && is_changed {
            asked.push(Action::EditText {
                source: Some(Named::id(source.id)),
                edits: editor.edits(source),
            });
        }
        if ui.button(word(session, "button-cancel")).clicked() {
            asked.push(Action::ShowOverlay { overlay: None });
        }
    });
}

/// The text with its quotations on a ground of their own and underlined.
fn marked(ui: &Ui, text: &str, spans: &[Span], width: f32) -> Arc<Galley> {
    let theme = Theme::of(ui.ctx());
    let plain = TextFormat::simple(theme.body(), theme.colours.ink);
    let quoted = TextFormat {
        background: theme.colours.mark,
        underline: Stroke::new(1.0, theme.colours.accent),
        ..plain.clone()
    };
    let mut job = LayoutJob::default();
    job.wrap.max_width = width;
    let mut add = |from: usize, to: usize, format: &TextFormat| {
        // While something is typed the marks are a frame behind the text.
        let (from, to) = (text.floor_char_boundary(from), text.floor_char_boundary(to));
        if let Some(words) = text.get(from..to).filter(|it| !it.is_empty()) {
            job.append(words, 0.0, format.clone());
        }
    };
    let mut from = 0;
    let mut sorted: Vec<Span> = spans.iter().copied().filter(|it| !it.is_empty()).collect();
    sorted.sort_unstable();
    for span in sorted {
        let start = span.start.max(from);
        if span.end <= start {
            continue;
        }
        add(from, start, &plain);
        add(start, span.end, &quoted);
        from = span.end;
    }
    add(from, text.len().max(from), &plain);
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changed(before: &str, after: &str) -> Option<(usize, usize, String)> {
        // The caret stands at the bar.
        let caret = after.chars().position(|it| it == '|').unwrap();
        let after = after.replace('|', "");
        change(before, &after, caret).map(|it| (it.start, it.end, it.with))
    }

    #[test]
    fn what_was_typed_is_told_by_the_caret_where_letters_are_equal() {
        let told = |start, end, with: &str| Some((start, end, with.to_owned()));
        assert_eq!(changed("目的", "目的的|"), told(2, 2, "的"));
        assert_eq!(changed("目的", "目的|的"), told(1, 1, "的"));
        assert_eq!(changed("目的的", "目|的"), told(1, 2, ""));
        assert_eq!(changed("数字治里", "数字治理|"), told(3, 4, "理"));
        assert_eq!(changed("治理", "治理|"), None);
    }

    #[test]
    fn what_goes_on_typing_is_one_change() {
        let mut last = Change {
            start: 2,
            end: 4,
            with: "管".into(),
        };
        let next = |start, end, with: &str| Change {
            start,
            end,
            with: with.into(),
        };
        assert!(take_in(&mut last, &next(3, 3, "理")));
        assert!(take_in(&mut last, &next(3, 4, "制")));
        assert_eq!((last.start, last.end, &*last.with), (2, 4, "管制"));
        assert!(!take_in(&mut last, &next(0, 0, "又")), "elsewhere");
    }
}
