//! Questions: the session's own, and what is asked before something is removed.

use super::theme::{Theme, margin};
use super::words::{with, word};
use crate::session::{Action, Answer, Question, Saying, Session};
use egui::{Align, Button, Context, Frame, Id, Key, Layout, Modal, RichText, Ui};

/// A question about something a click asked for.
#[derive(Clone, Debug)]
pub(super) struct Confirm {
    /// The question.
    pub(super) question: Saying,
    /// What goes with it; undo brings it back.
    pub(super) detail: Saying,
    /// The locale key of the button that does it.
    pub(super) yes: &'static str,
    /// What is then asked for.
    pub(super) action: Action,
}

/// Asks before something is removed.
pub(super) fn confirm_ui(
    ctx: &Context,
    session: &Session,
    confirm: &mut Option<Confirm>,
    asked: &mut Vec<Action>,
) {
    let Some(open) = confirm.clone() else { return };
    let locale = session.locale();
    let mut closed = false;
    let shown = dialog(ctx, "confirm").show(ctx, |ui| {
        body_ui(ui, &locale.say(&open.question), &locale.say(&open.detail));
        buttons_ui(ui, |ui| {
            let yes = primary(ui, &word(session, open.yes));
            yes.request_focus_once(ui);
            if yes.0.clicked() {
                asked.push(open.action.clone());
                closed = true;
            }
            closed |= ui.button(word(session, "button-cancel")).clicked();
        });
    });
    if closed || shown.should_close() {
        *confirm = None;
    }
}

/// The session's question, if one is open.
pub(super) fn question_ui(ctx: &Context, session: &Session, asked: &mut Vec<Action>) {
    let Some(question) = session.question() else {
        return;
    };
    let name = match (question, session.project()) {
        (Question::Resembles { code, .. }, Some(project)) => {
            project.codes().get(*code).map(|it| it.name.clone())
        }
        (_, project) => project.map(|it| it.head().name.clone()),
    };
    let name = name.unwrap_or_default();
    let [title, detail, first, second] = match question {
        Question::Unsaved { .. } => [
            "question-unsaved",
            "question-unsaved-detail",
            "question-save",
            "question-discard",
        ],
        Question::Overwrite => [
            "question-overwrite",
            "question-overwrite-detail",
            "question-join",
            "question-elsewhere",
        ],
        Question::Resembles { .. } => [
            "question-resembles",
            "question-resembles-detail",
            "question-use-old",
            "question-make-new",
        ],
    };
    let mut answer = None;
    let shown = dialog(ctx, "question").show(ctx, |ui| {
        body_ui(
            ui,
            &with(session, title, "name", name),
            &word(session, detail),
        );
        buttons_ui(ui, |ui| {
            let is_other_file = matches!(question, Question::Overwrite);
            let yes = primary(ui, &word(session, first));
            yes.request_focus_once(ui);
            // What is least often meant stands last: to replace what somebody else made.
            let replace = is_other_file.then_some(("question-replace", Answer::Save));
            let others = [(second, Answer::Discard), ("button-cancel", Answer::Cancel)];
            answer = yes.0.clicked().then_some(match is_other_file {
                true => Answer::Join,
                false => Answer::Save,
            });
            for (key, other) in others.into_iter().chain(replace) {
                if ui.button(word(session, key)).clicked() {
                    answer = Some(other);
                }
            }
        });
    });
    let escaped = ctx.input(|input| input.key_pressed(Key::Escape));
    if answer.is_none() && (escaped || shown.should_close()) {
        answer = Some(Answer::Cancel);
    }
    asked.extend(answer.map(|answer| Action::Answer { answer }));
}

/// A dialog in the middle of the window.
pub(super) fn dialog(ctx: &Context, name: &str) -> Modal {
    let theme = Theme::of(ctx);
    let frame = Frame::popup(&ctx.style_of(ctx.theme())).inner_margin(margin(theme.sizes.wide_pad));
    Modal::new(Id::unique(name))
        .backdrop_color(theme.colours.backdrop)
        .frame(frame)
}

/// The words of a dialog: what it is about, and what follows.
pub(super) fn body_ui(ui: &mut Ui, title: &str, detail: &str) {
    let theme = Theme::of(ui.ctx());
    ui.set_width(theme.sizes.dialog);
    ui.label(
        RichText::new(title)
            .size(theme.sizes.large)
            .color(theme.colours.ink),
    );
    if !detail.is_empty() {
        ui.add_space(theme.sizes.gap);
        ui.label(RichText::new(detail).color(theme.colours.weak));
    }
    ui.add_space(theme.sizes.wide_pad);
}

/// The buttons of a dialog, the first at the right edge.
pub(super) fn buttons_ui(ui: &mut Ui, buttons: impl FnOnce(&mut Ui)) {
    ui.with_layout(Layout::right_to_left(Align::Center), buttons);
}

/// The button a dialog is there for.
pub(super) struct Primary(pub(super) egui::Response);

impl Primary {
    /// Takes the keyboard when the dialog opens, so that Enter answers.
    pub(super) fn request_focus_once(&self, ui: &Ui) {
        if ui.memory(|memory| memory.focused().is_none()) {
            self.0.request_focus();
        }
    }
}

/// Draws the button a dialog is there for.
pub(super) fn primary(ui: &mut Ui, words: &str) -> Primary {
    let theme = Theme::of(ui.ctx());
    let words = RichText::new(words).color(theme.colours.on_accent);
    Primary(
        ui.add(
            Button::new(words)
                .fill(theme.colours.accent)
                .stroke(egui::Stroke::NONE),
        ),
    )
}
