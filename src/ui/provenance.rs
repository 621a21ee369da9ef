//! Where a record comes from: who made it and when, by hand or by which rule, and every step that
//! changed it since.

use super::inspector::{coder_name, time_words};
use super::theme::Theme;
use super::words::{with, word};
use crate::model::{CodingId, Project, QuotationId, RecordId};
use crate::session::{Open, Saying, Session, StepRow};
use egui::{CollapsingHeader, RichText, Ui};
use std::collections::BTreeSet;

/// Steps that are shown, the last ones.
const MOST_STEPS: usize = 20;

/// What the inspector remembers: the steps of some records at one state of the history.
#[derive(Default)]
pub(super) struct ProvenanceState {
    steps: Option<(Made, Vec<StepRow>)>,
}

/// What a list of steps is made of.
#[derive(PartialEq, Eq)]
struct Made {
    records: BTreeSet<RecordId>,
    revision: u64,
    steps: usize,
}

impl ProvenanceState {
    fn steps(&mut self, session: &Session, open: &Open, records: BTreeSet<RecordId>) -> &[StepRow] {
        let history = open.history();
        let made = Made {
            records,
            revision: history.revision(),
            steps: history.done().len() + history.undone().len(),
        };
        let known = self.steps.take().filter(|it| it.0 == made);
        let steps = known.unwrap_or_else(|| {
            let steps = session.steps_on(&made.records);
            (made, steps)
        });
        &self.steps.insert(steps).1
    }
}

/// What is known of a record, folded; of a quotation, of every coding on it as well.
pub(super) fn provenance_ui(
    ui: &mut Ui,
    session: &Session,
    (open, record): (&Open, RecordId),
    state: &mut ProvenanceState,
) {
    let project = open.project();
    let mut records = BTreeSet::from([record]);
    let codings = match record {
        RecordId::Quotation(id) => codings_of(project, id),
        _ => Vec::new(),
    };
    records.extend(codings.iter().map(|id| RecordId::Coding(*id)));
    let steps = state.steps(session, open, records);
    if steps.is_empty() && codings.is_empty() {
        return;
    }
    let title = RichText::new(word(session, "provenance-title")).small();
    let header = CollapsingHeader::new(title).id_salt("provenance");
    header.show(ui, |ui| {
        for id in codings {
            ui.label(RichText::new(coding_words(session, project, id)).small());
        }
        let skipped = steps.len().saturating_sub(MOST_STEPS);
        let weak = Theme::of(ui.ctx()).colours.weak;
        for step in steps.iter().skip(skipped) {
            let words = session.locale().say(&step.words);
            let coder = session.locale().coder(&step.coder);
            let line = format!("{} · {coder} · {words}", time_words(step.at));
            ui.label(RichText::new(line).small().color(weak));
        }
        if skipped > 0 {
            let words = with(session, "provenance-more", "count", skipped);
            ui.label(RichText::new(words).small().color(weak));
        }
    });
}

fn codings_of(project: &Project, quotation: QuotationId) -> Vec<CodingId> {
    let uses = project.uses(RecordId::Quotation(quotation));
    let codings = uses.filter_map(|by| match by {
        RecordId::Coding(id) => Some(id),
        _ => None,
    });
    codings.collect()
}

/// Who coded what, when, and whether by hand or by which rule.
fn coding_words(session: &Session, project: &Project, id: CodingId) -> String {
    let Some(coding) = project.codings().get(id) else {
        return String::new();
    };
    let code = project.codes().get(coding.code);
    let rule = coding.rule.and_then(|id| project.queries().get(id));
    let saying = match rule {
        Some(rule) => Saying::new("provenance-by-rule").with("rule", rule.name.as_str()),
        None => Saying::new("provenance-by-hand"),
    };
    let saying = saying
        .with("code", code.map(|it| it.name.clone()).unwrap_or_default())
        .with("coder", coder_name(session, coding.coder))
        .with("at", time_words(coding.created));
    session.locale().say(&saying)
}
