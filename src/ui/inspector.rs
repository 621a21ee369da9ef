//! The inspector: what is known of one record, with its memo. What is typed here is handed over
//! when its field loses the keyboard, or when anything else is asked for.

use super::missing::Missing;
use super::panel;
use super::provenance::{ProvenanceState, provenance_ui};
use super::relations::{RelationsState, relations_ui};
use super::theme::Theme;
use super::words::{number, word};
use super::{cases, inspector_code, inspector_quotation, memo};
use crate::model::{CitationPart, CodeId, CodingId, Project, RecordId, Source, Time};
use crate::query;
use crate::session::{Action, Named, Open, Panel, Session};
use egui::{Grid, RichText, ScrollArea, TextEdit, Ui};
use std::collections::BTreeMap;

/// Characters without a glyph that are named.
const MOST_LACKING: usize = 24;

/// A field of a record.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(super) enum Field {
    /// Its name.
    Name,
    /// A code's definition.
    Definition,
    /// When a code is used.
    When,
    /// When a code is not used.
    WhenNot,
    /// A code's other names, between commas.
    Aliases,
    /// The key that applies a code.
    Key,
    /// This coder's memo.
    Memo,
}

impl Field {
    /// The locale keys of its label and of what stands in it while it is empty.
    const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Name => ("inspector-name", "inspector-name-hint"),
            Self::Definition => ("inspector-definition", "inspector-definition-hint"),
            Self::When => ("inspector-when", "inspector-when-hint"),
            Self::WhenNot => ("inspector-when-not", "inspector-when-not-hint"),
            Self::Aliases => ("inspector-aliases", "inspector-aliases-hint"),
            Self::Key => ("inspector-key", "inspector-key-hint"),
            Self::Memo => ("memo-field", "memo-field-hint"),
        }
    }

    /// Lines shown at least.
    const fn lines(self) -> usize {
        match self {
            Self::Definition => 3,
            Self::When | Self::WhenNot => 2,
            Self::Memo => 5,
            _ => 1,
        }
    }
}

/// What the inspector remembers: texts that are being typed.
#[derive(Default)]
pub(super) struct InspectorState {
    drafts: BTreeMap<(RecordId, Field), String>,
    /// The field that had the keyboard when the panel was last drawn.
    focused: Option<(RecordId, Field)>,
    missing: Missing,
    /// The code whose use was just said otherwise: was only the wording changed?
    pub(super) reworded: Option<CodeId>,
    /// The codings of the code shown that want a second look, at a revision.
    pub(super) awaited: Option<((u64, CodeId), Vec<CodingId>)>,
    relations: RelationsState,
    provenance: ProvenanceState,
}

impl InspectorState {
    /// Asks for every change that was typed, except in the field that still has the keyboard.
    fn hand_over(&mut self, session: &Session, asked: &mut Vec<Action>) {
        let focused = self.focused;
        for (key, text) in std::mem::take(&mut self.drafts) {
            if Some(key) == focused {
                self.drafts.insert(key, text);
            } else {
                let change = change(session, key, &text);
                if change.is_some() {
                    self.note_wording(key);
                }
                asked.extend(change);
            }
        }
    }

    /// Asks for every change that was typed, before `asked`: what is typed is never lost to a save.
    pub(super) fn hand_over_first(&mut self, session: &Session, asked: &mut Vec<Action>) {
        let mut changes = Vec::new();
        for (key, text) in std::mem::take(&mut self.drafts) {
            if let Some(change) = change(session, key, &text) {
                self.note_wording(key);
                changes.push(change);
            }
        }
        asked.splice(0..0, changes);
    }

    /// Notes that what a code means is said otherwise from now on.
    fn note_wording(&mut self, (record, field): (RecordId, Field)) {
        let says_use = matches!(field, Field::Definition | Field::When | Field::WhenNot);
        if let (RecordId::Code(code), true) = (record, says_use) {
            self.reworded = Some(code);
        }
    }

    /// A field with its label; the draft if something is being typed.
    pub(super) fn field_ui(&mut self, ui: &mut Ui, session: &Session, key: (RecordId, Field)) {
        let theme = Theme::of(ui.ctx());
        let (label, hint) = key.1.words();
        let label = word(session, label);
        ui.label(RichText::new(&label).small().color(theme.colours.weak));
        let current = current(session, key);
        let mut text = self.drafts.get(&key).cloned().unwrap_or(current);
        let edit = match key.1.lines() {
            1 => TextEdit::singleline(&mut text),
            lines => TextEdit::multiline(&mut text).desired_rows(lines),
        };
        // A field of its own for every record, so that undo in it never brings back another's.
        let id = ui.make_persistent_id(key);
        let hint = word(session, hint);
        let edit = edit.id(id).hint_text(hint).desired_width(f32::INFINITY);
        let response = ui.add(edit).accessible_name(&label);
        if response.has_focus() {
            self.focused = Some(key);
        }
        if response.changed() {
            self.drafts.insert(key, text);
        }
        ui.add_space(theme.sizes.gap * 0.5);
    }
}

/// The panel.
pub(super) fn inspector_ui(
    ui: &mut Ui,
    session: &Session,
    state: &mut InspectorState,
    asked: &mut Vec<Action>,
) {
    let Some(open) = session.open() else { return };
    panel::header_ui(ui, session, (Panel::Inspector, None), asked, |_, _| {});
    state.focused = None;
    ScrollArea::vertical()
        .auto_shrink(false)
        .id_salt("inspector")
        .show(ui, |ui| {
            let record = session.look().inspected.unwrap_or(RecordId::Project);
            let record = carrier(open.project(), record);
            match record {
                RecordId::Source(id) => {
                    if let Some(source) = open.project().sources().get(id) {
                        source_ui(ui, session, (open, source), state);
                    }
                }
                RecordId::Code(id) => {
                    if let Some(code) = open.project().codes().get(id) {
                        inspector_code::code_ui(ui, session, (open, code), state, asked);
                    }
                }
                RecordId::Quotation(id) => {
                    inspector_quotation::quotation_ui(ui, session, (open, id), state, asked);
                }
                RecordId::Project => project_ui(ui, session, open, state),
                other => {
                    kind_ui(ui, session, other);
                    state.field_ui(ui, session, (other, Field::Name));
                    if let RecordId::Case(id) = other {
                        cases::members_ui(ui, session, (open, id), asked);
                    }
                    memo::memo_ui(ui, session, (open, other), state);
                }
            }
            relations_ui(ui, session, (open, record), &mut state.relations, asked);
            provenance_ui(ui, session, (open, record), &mut state.provenance);
        });
    state.hand_over(session, asked);
}

/// What a record hangs on: a coding is shown with its passage, a memo with what it is about.
fn carrier(project: &Project, record: RecordId) -> RecordId {
    let on = match record {
        RecordId::Coding(id) => project
            .codings()
            .get(id)
            .map(|it| RecordId::Quotation(it.quotation)),
        RecordId::Memo(id) => project.memos().get(id).map(|it| it.target),
        _ => None,
    };
    on.unwrap_or(record)
}

/// What kind of record it is.
pub(super) fn kind_ui(ui: &mut Ui, session: &Session, record: RecordId) {
    let theme = Theme::of(ui.ctx());
    let words = word(session, &format!("record-{}", record.kind().to_lowercase()));
    ui.label(RichText::new(words).small().color(theme.colours.accent));
}

/// Facts as two columns: what, and how.
pub(super) fn facts_ui(ui: &mut Ui, session: &Session, facts: &[(&str, String)]) {
    let theme = Theme::of(ui.ctx());
    let grid = Grid::new("facts")
        .num_columns(2)
        .min_row_height(theme.sizes.row * 0.8);
    grid.spacing([theme.sizes.pad, 0.0]).show(ui, |ui| {
        for (key, words) in facts.iter().filter(|it| !it.1.is_empty()) {
            ui.label(
                RichText::new(word(session, key))
                    .small()
                    .color(theme.colours.weak),
            );
            ui.add(egui::Label::new(RichText::new(words).small()).wrap());
            ui.end_row();
        }
    });
    ui.add_space(theme.sizes.gap);
}

/// A time as a person reads it, to the minute.
pub(super) fn time_words(time: Time) -> String {
    time.to_string()
        .chars()
        .take(16)
        .map(|it| if it == 'T' { ' ' } else { it })
        .collect()
}

/// The name of a coder as it is shown; empty when they are gone.
pub(super) fn coder_name(session: &Session, id: crate::model::CoderId) -> String {
    let coder = session.project().and_then(|it| it.coders().get(id));
    let name = coder.map(|it| session.locale().coder(&it.name));
    name.unwrap_or_default().into_owned()
}

fn project_ui(ui: &mut Ui, session: &Session, open: &Open, state: &mut InspectorState) {
    let project = open.project();
    kind_ui(ui, session, RecordId::Project);
    state.field_ui(ui, session, (RecordId::Project, Field::Name));
    let path = open
        .path()
        .map(|it| it.display().to_string())
        .unwrap_or_default();
    let coders = project.coders().iter();
    let coders: Vec<_> = coders.map(|it| session.locale().coder(&it.name)).collect();
    facts_ui(
        ui,
        session,
        &[
            ("inspector-sources", number(project.sources().len())),
            ("inspector-codes", number(project.codes().len())),
            (
                "inspector-codings",
                codings_words(session, project.codings().len()),
            ),
            ("inspector-coders", coders.join(" · ")),
            ("inspector-created", time_words(project.head().created)),
            ("inspector-path", path),
        ],
    );
    memo::memo_ui(ui, session, (open, RecordId::Project), state);
}

fn source_ui(
    ui: &mut Ui,
    session: &Session,
    (open, source): (&Open, &Source),
    state: &mut InspectorState,
) {
    let record = RecordId::Source(source.id);
    kind_ui(ui, session, record);
    state.field_ui(ui, session, (record, Field::Name));
    let changes: Vec<String> = source
        .origin
        .changes
        .iter()
        .map(|it| session.change_words(it))
        .collect();
    let lacking = lacking(ui, source, &mut state.missing);
    let citation = citation_words(session, source);
    facts_ui(
        ui,
        session,
        &[
            ("inspector-characters", number(source.lines.char_count())),
            ("inspector-lines", number(source.lines.line_count())),
            (
                "inspector-codings",
                codings_words(session, open.index().count_in(source.id)),
            ),
            ("inspector-origin", source.origin.name.clone()),
            ("inspector-encoding", source.origin.encoding.clone()),
            ("inspector-changes", changes.join("\n")),
            ("inspector-citation", citation),
            ("inspector-added", time_words(source.added)),
            ("inspector-lacking", lacking),
        ],
    );
    memo::memo_ui(ui, session, (open, record), state);
}

/// A count of codings, once they are there.
fn codings_words(session: &Session, count: usize) -> String {
    match session.is_early() {
        true => word(session, "status-coming"),
        false => number(count),
    }
}

/// The characters of a source that are drawn as boxes, by their code points; nothing until all of it
/// is looked through.
fn lacking(ui: &Ui, source: &Source, missing: &mut Missing) -> String {
    let (found, is_done) = missing.turn(ui.ctx(), source);
    if !is_done {
        return String::new();
    }
    let named = found.iter().take(MOST_LACKING);
    let mut named: Vec<String> = named
        .map(|it| format!("U+{:04X}", u32::from(*it)))
        .collect();
    if found.len() > MOST_LACKING {
        named.push(format!("+{}", found.len() - MOST_LACKING));
    }
    named.join("  ")
}

/// How a source is cited, a line each.
fn citation_words(session: &Session, source: &Source) -> String {
    let lines = source.origin.citation.iter().map(|it| {
        let part = match &it.part {
            CitationPart::Other(name) => name.clone(),
            part => word(session, &format!("citation-{}", part.name())),
        };
        format!("{part} {}", it.words)
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// What a field says in the project now.
fn current(session: &Session, (record, field): (RecordId, Field)) -> String {
    let Some(open) = session.open() else {
        return String::new();
    };
    let project = open.project();
    if field == Field::Memo {
        return memo::own(open, record)
            .map(|it| it.text.clone())
            .unwrap_or_default();
    }
    if let RecordId::Code(id) = record {
        let Some(code) = project.codes().get(id) else {
            return String::new();
        };
        return match field {
            Field::Name => code.name.clone(),
            Field::Definition => code.definition.clone(),
            Field::When => code.when.clone(),
            Field::WhenNot => code.when_not.clone(),
            Field::Aliases => code.aliases.join(", "),
            Field::Key => code.key.clone().unwrap_or_default(),
            Field::Memo => String::new(),
        };
    }
    name_of(project, record)
}

/// The name of a record that has one.
fn name_of(project: &Project, record: RecordId) -> String {
    match record {
        RecordId::Project => Some(project.head().name.clone()),
        RecordId::Source(id) => project.sources().get(id).map(|it| it.name.clone()),
        RecordId::Coder(id) => project.coders().get(id).map(|it| it.name.clone()),
        RecordId::Case(id) => project.cases().get(id).map(|it| it.name.clone()),
        RecordId::Variable(id) => project.variables().get(id).map(|it| it.name.clone()),
        RecordId::Set(id) => project.sets().get(id).map(|it| it.name.clone()),
        RecordId::Link(id) => project.links().get(id).map(|it| it.name.clone()),
        RecordId::Query(id) => project.queries().get(id).map(|it| it.name.clone()),
        RecordId::Gloss(id) => project.glosses().get(id).map(|it| it.name.clone()),
        RecordId::Recipe(id) => project.recipes().get(id).map(|it| it.name.clone()),
        _ => None,
    }
    .unwrap_or_default()
}

/// The action that makes a field say `text`; none when it does already or its record is gone.
fn change(session: &Session, key: (RecordId, Field), text: &str) -> Option<Action> {
    let (record, field) = key;
    let gone = !session.project()?.contains(record);
    if gone || current(session, key) == text {
        return None;
    }
    let text = text.to_owned();
    if field == Field::Memo {
        return Some(Action::WriteMemo { on: record, text });
    }
    Some(match (record, field) {
        (RecordId::Source(id), _) => Action::RenameSource {
            source: Named::id(id),
            name: text,
        },
        (RecordId::Code(id), field) => {
            let code = Named::id(id);
            match field {
                Field::Definition | Field::When | Field::WhenNot => {
                    let said = |of| (field == of).then(|| text.clone());
                    Action::DefineCode {
                        code,
                        definition: said(Field::Definition),
                        when: said(Field::When),
                        when_not: said(Field::WhenNot),
                        meaning: false,
                    }
                }
                Field::Aliases => Action::AliasCode {
                    code,
                    aliases: aliases(&text),
                },
                Field::Key => {
                    let key = Some(text.trim().to_owned()).filter(|it| !it.is_empty());
                    Action::SetCodeKey { code, key }
                }
                Field::Name | Field::Memo => Action::RenameCode { code, name: text },
            }
        }
        _ => Action::Rename { record, name: text },
    })
}

/// Other names, between commas of any language.
fn aliases(text: &str) -> Vec<String> {
    let names = text
        .split([',', '，', '、', ';', '；', '\n'])
        .map(str::trim);
    names
        .filter(|it| !it.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The codes above a code, as one line.
pub(super) fn code_path(open: &Open, code: crate::model::CodeId) -> String {
    query::path(open.project(), code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_names_stand_between_commas_of_any_language() {
        assert_eq!(
            aliases("governance, 治、rule；  "),
            ["governance", "治", "rule"]
        );
        assert!(aliases(" ，").is_empty());
    }
}
