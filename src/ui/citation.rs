//! How a source is cited: a field for each part, and the line that comes of them.

use super::confirm::{buttons_ui, primary};
use super::field::entered;
use super::overlay::OverlayState;
use super::prompt::wide_title_ui;
use super::theme::{Theme, margin};
use super::words::{cut, with, word};
use crate::exchange::citation_line::line;
use crate::model::{CitationPart, Cited, Source, SourceId};
use crate::session::{Action, Named, Session};
use egui::{Frame, Key, Modifiers, RichText, ScrollArea, Stroke, TextEdit, Ui};
use std::collections::BTreeMap;

/// Lines shown of the authors, and of what has no field of its own.
const AUTHORS: usize = 2;
/// Share of the window's height that the fields take at most.
const HEIGHT: f32 = 0.62;

/// The fields in rows, those of one row beside each other.
const ROWS: [&[CitationPart]; 5] = [
    &[CitationPart::Title],
    &[CitationPart::Author],
    &[CitationPart::Journal, CitationPart::Publisher],
    &[
        CitationPart::Year,
        CitationPart::Volume,
        CitationPart::Issue,
        CitationPart::Pages,
    ],
    &[CitationPart::Doi, CitationPart::Url, CitationPart::Licence],
];

/// What the dialog remembers.
#[derive(Default)]
pub(super) struct CitationState {
    of: Option<SourceId>,
    before: Vec<Cited>,
    /// What stands in the fields; where a part may be told several times, each on a line.
    fields: BTreeMap<CitationPart, String>,
    /// What has no field of its own, a phrase a line.
    others: String,
}

impl CitationState {
    /// Whether something was typed that is not in the source yet.
    pub(super) fn is_changed(&self) -> bool {
        self.of.is_some() && self.told() != self.before
    }

    fn begin(&mut self, source: &Source) {
        *self = Self {
            of: Some(source.id),
            before: Cited::tidied(source.origin.citation.iter().cloned()),
            ..Self::default()
        };
        let mut others = Vec::new();
        for cited in &self.before {
            let field = self.fields.get(&cited.part);
            match (&cited.part, field) {
                (CitationPart::Author, Some(before)) => {
                    let all = format!("{before}\n{}", cited.words);
                    self.fields.insert(CitationPart::Author, all);
                }
                // Told again, which there is no field for.
                (CitationPart::Other(_), _) | (_, Some(_)) => others.push(cited.to_string()),
                (part, None) => {
                    self.fields.insert(part.clone(), cited.words.clone());
                }
            }
        }
        self.others = others.join("\n");
    }

    /// What the fields say.
    fn told(&self) -> Vec<Cited> {
        let fields = self.fields.iter().flat_map(|(part, words)| {
            let lines = words.lines();
            lines.map(|it| Cited::new(part.clone(), it))
        });
        let others = self.others.lines().map(|it| Cited::from_phrase(it.trim()));
        Cited::tidied(fields.chain(others))
    }
}

/// The dialog.
pub(super) fn citation_ui(
    ui: &mut Ui,
    session: &Session,
    state: &mut OverlayState,
    asked: &mut Vec<Action>,
) {
    let shown = session.look().source;
    let source = session.project().zip(shown);
    let Some(source) = source.and_then(|(it, id)| it.sources().get(id)) else {
        asked.push(Action::ShowOverlay { overlay: None });
        return;
    };
    let theme = Theme::of(ui.ctx());
    let fresh = state.fresh;
    let state = &mut state.citation;
    if state.of != Some(source.id) {
        state.begin(source);
    }
    wide_title_ui(
        ui,
        &with(session, "citing-title", "name", cut(&source.name)),
    );
    let most = ui.ctx().content_rect().height() * HEIGHT;
    let area = ScrollArea::vertical().max_height(most);
    let entered = area.show(ui, |ui| {
        let mut entered = false;
        for row in ROWS {
            entered |= row_ui(ui, session, (state, row, fresh));
        }
        others_ui(ui, session, state);
        entered
    });
    let told = state.told();
    line_ui(ui, session, &line(&told));
    ui.add_space(theme.sizes.wide_pad);
    let pressed = ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
    let is_changed = told != state.before;
    buttons_ui(ui, |ui| {
        let apply = ui.add_enabled_ui(is_changed, |ui| primary(ui, &word(session, "citing-apply")));
        let is_meant = apply.inner.0.clicked() || pressed || entered.inner;
        if is_meant && is_changed {
            asked.push(Action::CiteSource {
                source: Some(Named::id(source.id)),
                citation: Some(told),
            });
        }
        let is_let_be = is_meant && !is_changed;
        if ui.button(word(session, "button-cancel")).clicked() || is_let_be {
            asked.push(Action::ShowOverlay { overlay: None });
        }
    });
}

/// The fields of one row; whether Enter was pressed in one.
fn row_ui(
    ui: &mut Ui,
    session: &Session,
    (state, row, fresh): (&mut CitationState, &[CitationPart], bool),
) -> bool {
    let mut is_entered = false;
    ui.columns(row.len(), |columns| {
        for (ui, part) in columns.iter_mut().zip(row) {
            let words = state.fields.entry(part.clone()).or_default();
            let key = match part {
                CitationPart::Author => "citing-authors".to_owned(),
                CitationPart::Journal => "citing-journal".to_owned(),
                part => format!("citation-{}", part.name()),
            };
            let label = word(session, &key);
            label_ui(ui, &label);
            let edit = match part {
                CitationPart::Author => TextEdit::multiline(words).desired_rows(AUTHORS),
                CitationPart::Licence => TextEdit::singleline(words).hint_text("CC BY 4.0"),
                _ => TextEdit::singleline(words),
            };
            let field = ui.add(edit.desired_width(f32::INFINITY));
            let field = field.accessible_name(&label);
            if fresh && *part == CitationPart::Title {
                field.request_focus();
            }
            is_entered |= *part != CitationPart::Author && entered(ui, &field);
        }
    });
    is_entered
}

/// The field for what has none of its own.
fn others_ui(ui: &mut Ui, session: &Session, state: &mut CitationState) {
    let label = word(session, "citing-others");
    label_ui(ui, &label);
    let edit = TextEdit::multiline(&mut state.others).desired_rows(1);
    let edit = edit.hint_text(word(session, "citing-others-hint"));
    let field = ui.add(edit.desired_width(f32::INFINITY));
    field.accessible_name(label);
}

fn label_ui(ui: &mut Ui, label: &str) {
    let theme = Theme::of(ui.ctx());
    let words = RichText::new(label).small();
    ui.label(words.color(theme.colours.weak));
}

/// How all of it reads.
fn line_ui(ui: &mut Ui, session: &Session, line: &str) {
    let theme = Theme::of(ui.ctx());
    ui.add_space(theme.sizes.gap);
    label_ui(ui, &word(session, "citing-line"));
    let frame = Frame::new()
        .fill(theme.colours.paper)
        .stroke(Stroke::new(1.0, theme.colours.line))
        .corner_radius(theme.corner());
    frame.inner_margin(margin(theme.sizes.pad)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        match line.is_empty() {
            true => label_ui(ui, &word(session, "citing-line-empty")),
            false => {
                ui.label(line);
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_with_a_name_has_a_field() {
        let mut shown: Vec<&CitationPart> = ROWS.iter().copied().flatten().collect();
        let mut all: Vec<&CitationPart> = CitationPart::ALL.iter().collect();
        shown.sort_unstable();
        all.sort_unstable();
        assert_eq!(shown, all);
    }
}
