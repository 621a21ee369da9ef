//! Putting right what a check has found.

use super::locale::Saying;
use super::notice::Level;
use super::report_file::warning_saying;
use super::{ActError, Session};
use crate::edit::PlanError;
use crate::edit::plan_repair::{self, Repair};
use crate::file::Warning;
use crate::model::{Code, CodeId, Coder, CoderId, Project, RecordId};
use crate::query::{Finding, Flaw, findings};
use crate::text::CharSpan;
use std::collections::BTreeMap;

/// A finding with what would put it right.
pub struct RepairRow {
    /// What was found.
    pub finding: Finding,
    /// What would put it right; `None` where only a person can.
    pub repair: Option<Repair>,
    /// Whether it is made without being asked for by name: nothing is lost and nobody's judgement
    /// is needed.
    pub is_safe: bool,
}

impl Session {
    /// Everything a check finds in the open project, with what would put it right.
    pub fn repairs(&self) -> Vec<RepairRow> {
        let Some(project) = self.project() else {
            return Vec::new();
        };
        let names = Names::of(project);
        let rows = findings(project).into_iter().map(|finding| {
            let repair = repair_for(project, &finding, &names);
            let is_safe = repair.is_some() && is_safe(finding.flaw);
            RepairRow {
                finding,
                repair,
                is_safe,
            }
        });
        rows.collect()
    }

    /// What reading the file put right, each with what was done; the file gets it with the next save.
    pub fn mended(&self) -> Vec<(String, String)> {
        let Some(open) = &self.open else {
            return Vec::new();
        };
        let say = |warning: &Warning| {
            let found = warning_saying(self.project(), warning);
            let done = Saying::new(mended_key(warning)?);
            Some((self.locale.say(&found), self.locale.say(&done)))
        };
        open.read.iter().filter_map(say).collect()
    }

    /// Puts right what is safe, or all of the flaws that are named, in one step.
    pub(super) fn repair(&mut self, flaws: &[String]) -> Result<(), ActError> {
        self.need_open()?;
        let unknown = flaws.iter().find(|it| Flaw::from_name(it).is_none());
        if let Some(name) = unknown {
            return Err(ActError::NoFlaw { name: name.clone() });
        }
        let rows = self.repairs();
        let wanted = chosen(&rows, flaws);
        let repairs: Vec<Repair> = wanted.iter().filter_map(|it| it.repair).collect();
        let left = rows.len() - repairs.len();
        if repairs.is_empty() {
            let key = match rows.is_empty() {
                true => "notice-sound",
                false => "notice-repaired-none",
            };
            self.say(Level::Hint, Saying::new(key).with("left", left));
            return Ok(());
        }
        match self.change(|project, stamp| plan_repair::repair(project, stamp, &repairs)) {
            Err(ActError::Plan(PlanError::Nothing)) => {
                let words = Saying::new("notice-repaired-none").with("left", left);
                self.say(Level::Hint, words);
            }
            made => {
                made?;
                let words = Saying::new("notice-repaired").with("count", repairs.len());
                self.say(Level::Done, words.with("left", left));
            }
        }
        Ok(())
    }

    /// The sentence for what would put a finding right.
    pub fn repair_words(&self, row: &RepairRow) -> Saying {
        let project = self.project();
        let name = |id| super::report_rule::record_saying(project, id);
        match row.repair {
            None => Saying::new(match row.finding.flaw {
                Flaw::UnreadLine => "repair-none-unread",
                _ => "repair-none",
            }),
            Some(Repair::Trim(id)) => {
                let chars = project
                    .and_then(|it| trimmed_chars(it, id))
                    .unwrap_or_default();
                let words = Saying::new("repair-trim").with("start", chars.start);
                words.with("end", chars.end)
            }
            Some(Repair::DropTwin(_)) => Saying::new("repair-drop-twin"),
            Some(Repair::FreeKey(id)) => {
                Saying::new("repair-free-key").with("code", name(RecordId::Code(id)))
            }
            Some(Repair::TakeText(_)) => Saying::new("repair-take-text"),
            Some(Repair::TakeWords(_)) => Saying::new("repair-take-words"),
            Some(Repair::KeepAsMemo(_)) => Saying::new("repair-keep-as-memo"),
            Some(Repair::Allow(id)) => {
                Saying::new("repair-allow").with("code", name(RecordId::Code(id)))
            }
            Some(Repair::FoldCode(_, into)) => {
                Saying::new("repair-fold").with("into", name(RecordId::Code(into)))
            }
            Some(Repair::Number(_)) => Saying::new("repair-number"),
            Some(Repair::FoldCoder(_, into)) => {
                Saying::new("repair-fold").with("into", name(RecordId::Coder(into)))
            }
        }
    }
}

/// The rows that are repaired: the safe ones, or those of the flaws that are named.
pub fn chosen<'r>(rows: &'r [RepairRow], flaws: &[String]) -> Vec<&'r RepairRow> {
    let named = |it: &RepairRow| flaws.iter().any(|name| name == it.finding.kind());
    let is_wanted = |it: &&RepairRow| match flaws.is_empty() {
        true => it.is_safe,
        false => it.repair.is_some() && named(it),
    };
    rows.iter().filter(is_wanted).collect()
}

fn trimmed_chars(project: &Project, id: crate::model::QuotationId) -> Option<CharSpan> {
    let quotation = project.quotations().get(id)?;
    let source = project.sources().get(quotation.source)?;
    let span = plan_repair::trimmed(project, id)?;
    source.lines.chars_from_span(span)
}

/// What reading does about something in the file; `None` where there is nothing to be done.
const fn mended_key(warning: &Warning) -> Option<&'static str> {
    Some(match warning {
        Warning::RangePastEnd { .. }
        | Warning::QuotesDiffer { .. }
        | Warning::TextEdited { .. } => "mended-by-words",
        Warning::Cycle { .. } => "mended-to-the-top",
        Warning::MissingCoder { .. } | Warning::Nameless { .. } | Warning::NoHead => "mended-named",
        Warning::BadRecord { .. }
        | Warning::DuplicateId { .. }
        | Warning::MissingTarget { .. }
        | Warning::BrokenRule { .. }
        | Warning::PartDropped { .. } => "mended-aside",
        _ => return None,
    })
}

/// Whether a repair needs nobody's judgement.
const fn is_safe(flaw: Flaw) -> bool {
    matches!(
        flaw,
        Flaw::BlankEdge | Flaw::DuplicateCoding | Flaw::SameKey | Flaw::ChangedText
    )
}

/// The first record of each name.
struct Names<'p> {
    codes: BTreeMap<(Option<CodeId>, &'p str), CodeId>,
    coders: BTreeMap<&'p str, CoderId>,
}

impl<'p> Names<'p> {
    fn of(project: &'p Project) -> Self {
        let (mut codes, mut coders) = (BTreeMap::new(), BTreeMap::new());
        for Code {
            id, name, parent, ..
        } in project.codes().iter()
        {
            codes.entry((*parent, name.trim())).or_insert(*id);
        }
        for coder in project.coders().iter() {
            coders
                .entry(Coder::known_as(&coder.name))
                .or_insert(coder.id);
        }
        Self { codes, coders }
    }
}

fn repair_for(project: &Project, finding: &Finding, names: &Names<'_>) -> Option<Repair> {
    Some(match (finding.flaw, finding.id) {
        (Flaw::BlankEdge, RecordId::Quotation(id)) => {
            plan_repair::trimmed(project, id).map(|_| Repair::Trim(id))?
        }
        (Flaw::DuplicateCoding, RecordId::Coding(id)) => Repair::DropTwin(id),
        (Flaw::SameKey, RecordId::Code(id)) => Repair::FreeKey(id),
        (Flaw::ChangedText, RecordId::Source(id)) => Repair::TakeText(id),
        (Flaw::UnsureQuotation, RecordId::Quotation(id)) => Repair::TakeWords(id),
        (Flaw::LostQuotation, RecordId::Quotation(id)) => Repair::KeepAsMemo(id),
        (Flaw::CodedHeading, RecordId::Coding(id)) => {
            Repair::Allow(project.codings().get(id)?.code)
        }
        (Flaw::SameCodeName, RecordId::Code(id)) => {
            let code = project.codes().get(id)?;
            let into = names.codes.get(&(code.parent, code.name.trim()))?;
            Repair::FoldCode(id, *into)
        }
        (Flaw::SameSourceName, RecordId::Source(id)) => Repair::Number(id),
        (Flaw::SameCoderName, RecordId::Coder(id)) => {
            let coder = project.coders().get(id)?;
            Repair::FoldCoder(id, *names.coders.get(Coder::known_as(&coder.name))?)
        }
        _ => return None,
    })
}
