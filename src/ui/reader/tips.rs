//! What coded words say when they are pointed at, and the menu that opens on them.

use egui::{RichText, Ui, vec2};

use super::brush::Brush;
use super::pens::Pens;
use crate::model::{CodeId, CodingId, Project, RecordId};
use crate::query::CodingRow;
use crate::session::{Action, Locale, Named, Saying, Session};

/// Codings named one by one; of more, the rest is a number.
const MOST_NAMED: usize = 24;
/// Codes offered again in the menu.
const RECENT: usize = 5;
/// Codings looked back at for them.
const LOOK_BACK: usize = 400;
/// Characters of a definition that are shown.
const MOST_DEFINITION: usize = 160;

/// What names of codes are drawn with.
pub(super) struct Naming<'a> {
    pub(super) session: &'a Session,
    pub(super) project: &'a Project,
    pub(super) pens: &'a Pens,
}

impl Naming<'_> {
    fn locale(&self) -> &Locale {
        self.session.locale()
    }

    /// Names every coding with its code, coder and definition; on text, says how to reach the next.
    pub(super) fn tip_ui(&self, ui: &mut Ui, rows: &[CodingRow<'_>], is_text: bool) {
        ui.spacing_mut().item_spacing.y = 4.0;
        for row in rows.iter().take(MOST_NAMED) {
            ui.horizontal(|ui| {
                self.sample_ui(ui, row.code);
                ui.label(RichText::new(name_of(row)).strong());
                ui.label(
                    RichText::new(self.locale().coder(row.coder_name))
                        .weak()
                        .small(),
                );
            });
            let definition = self
                .project
                .codes()
                .get(row.code)
                .map(|it| it.definition.as_str());
            if let Some(words) = definition.filter(|it| !it.is_empty()) {
                ui.label(RichText::new(shortened(words)).weak().small());
            }
        }
        if rows.len() > MOST_NAMED {
            let more = Saying::new("reader-more").with("count", rows.len() - MOST_NAMED);
            ui.label(RichText::new(self.locale().say(&more)).weak());
        }
        if is_text && rows.len() > 1 {
            ui.label(
                RichText::new(self.locale().word("reader-click-again"))
                    .weak()
                    .small(),
            );
        }
    }

    /// A piece of a code's stroke.
    fn sample_ui(&self, ui: &mut Ui, code: CodeId) {
        let (rect, _) = ui.allocate_exact_size(vec2(18.0, 12.0), egui::Sense::hover());
        let mut brush = Brush::with_strokes(ui.painter());
        let (x, y) = (rect.x_range(), rect.center().y);
        brush.sample(x, y, self.pens.of(code, true));
        brush.paint(ui.painter());
    }

    /// The menu at a place; `rows` are the codings there.
    pub(super) fn menu_ui(&self, ui: &mut Ui, rows: &[CodingRow<'_>], asked: &mut Vec<Action>) {
        if self.session.look().marked().is_some() {
            let mut choice = |ui: &mut Ui, action: Action| {
                if self.choice_ui(ui, action.name()) {
                    asked.push(action);
                    ui.close();
                }
            };
            choice(ui, Action::CodeSelection { code: None });
            choice(ui, Action::CodeInVivo);
            choice(ui, Action::Copy);
            self.recent_ui(ui, asked);
            ui.separator();
        }
        if rows.is_empty() {
            if self.session.look().marked().is_none() {
                ui.label(RichText::new(self.locale().word("reader-nothing-here")).weak());
            }
            return;
        }
        if rows.len() > 1 && self.choice_ui(ui, "merge-overlapping") {
            asked.push(Action::MergeOverlapping {
                codings: rows.iter().map(|it| it.id).collect(),
                code: None,
            });
            ui.close();
        }
        ui.label(
            RichText::new(self.locale().word("reader-codings-here"))
                .weak()
                .small(),
        );
        for row in rows.iter().take(MOST_NAMED) {
            self.coding_ui(ui, row, asked);
        }
    }

    /// One coding in the menu: a click goes there, its own menu changes it.
    fn coding_ui(&self, ui: &mut Ui, row: &CodingRow<'_>, asked: &mut Vec<Action>) {
        let go = Action::GoTo {
            record: RecordId::Coding(row.id),
        };
        ui.horizontal(|ui| {
            self.sample_ui(ui, row.code);
            let coder = self.locale().coder(row.coder_name);
            ui.menu_button(format!("{}  {coder}", name_of(row)), |ui| {
                let mut choice = |ui: &mut Ui, key: &str, action: Action| {
                    if ui.button(self.locale().word(key)).clicked() {
                        asked.push(action);
                        ui.close();
                    }
                };
                choice(ui, "reader-go-to", go.clone());
                choice(ui, "reader-memo", go);
                let codings: Vec<CodingId> = vec![row.id];
                let recode = Action::Recode {
                    codings: codings.clone(),
                    from: None,
                    filter: Box::default(),
                    code: None,
                };
                choice(ui, "reader-recode", recode);
                let stick = Action::StickCode {
                    code: Some(Named::id(row.code)),
                };
                choice(ui, "reader-stick", stick);
                choice(ui, "reader-uncode", Action::Uncode { codings });
            });
        });
    }

    fn code_ui(&self, ui: &mut Ui, code: CodeId, asked: &mut Vec<Action>) {
        let Some(found) = self.project.codes().get(code) else {
            return;
        };
        ui.horizontal(|ui| {
            self.sample_ui(ui, code);
            if ui.button(&found.name).clicked() {
                asked.push(Action::CodeSelection {
                    code: Some(Named::id(code)),
                });
                ui.close();
            }
        });
    }

    /// An action of the table with its key; returns whether it was chosen.
    fn choice_ui(&self, ui: &mut Ui, name: &str) -> bool {
        let key = self
            .session
            .keys()
            .of(name)
            .first()
            .map(ToString::to_string);
        let words = self.locale().word(&format!("action-{name}"));
        let button = egui::Button::new(words).shortcut_text(key.unwrap_or_default());
        ui.add(button).clicked()
    }

    /// The codes used last, to code with one of them at once.
    fn recent_ui(&self, ui: &mut Ui, asked: &mut Vec<Action>) {
        for code in self.recent() {
            self.code_ui(ui, code, asked);
        }
    }

    /// The codes used last, the latest first.
    fn recent(&self) -> Vec<CodeId> {
        let codings = self.project.codings();
        let skipped = codings.len().saturating_sub(LOOK_BACK);
        let mut last: Vec<CodeId> = codings.iter().skip(skipped).map(|it| it.code).collect();
        last.reverse();
        let mut recent: Vec<CodeId> = self.session.last_code().into_iter().collect();
        for code in last {
            if recent.len() < RECENT && !recent.contains(&code) {
                recent.push(code);
            }
        }
        recent
    }
}

fn name_of<'r>(row: &'r CodingRow<'_>) -> &'r str {
    if row.code_name.is_empty() {
        "?"
    } else {
        row.code_name
    }
}

fn shortened(words: &str) -> String {
    let mut shown: String = words.chars().take(MOST_DEFINITION).collect();
    if shown.len() < words.len() {
        shown.push('…');
    }
    shown
}
