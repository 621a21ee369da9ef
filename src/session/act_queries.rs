//! Asking, saving queries, and coding by rule.

use super::act::Acted;
use super::jobs::{JobDone, JobKind};
use super::locale::Saying;
use super::notice::Level;
use super::words_asked::words_of;
use super::{ActError, Action, Manner, Named, Open, Session};
use crate::edit::plan_queries::{self, Saved};
use crate::edit::{PlanError, Stamp, Transaction, plan_codes};
use crate::model::{CodeId, Edit, Project, ProjectId, QueryId, SourceId, Unit};
use crate::query::{self, Match, Preview, Search};
use crate::text::{Span, Words};
use std::sync::Arc;

/// Passages looked at between two looks at whether the job is stopped.
pub(super) const PIECE: usize = 20_000;

/// A rule as it is about to be run.
pub(super) struct Rule {
    name: String,
    text: String,
    code: Named,
    unit: Unit,
}

impl Session {
    pub(super) fn act_on_queries(&mut self, action: Action) -> Acted {
        Acted::Yes(match action {
            Action::SaveQuery {
                name,
                query,
                code,
                unit,
            } => self.save_query(&name, &query, code.as_ref(), unit),
            Action::RemoveQuery { query } => self.remove_query(&query),
            Action::Autocode {
                rule,
                query,
                code,
                unit,
            } => self.autocode(&rule, query, code, unit),
            Action::TakeBackCodings { rule } => self.take_back(&rule),
            other => return Acted::No(other),
        })
    }

    /// A query on the open project, ready to be answered a piece at a time.
    ///
    /// # Errors
    /// When no project is open, or where and why the query cannot be asked.
    pub fn search(&mut self, query: &str) -> Result<Search, ActError> {
        let wrong = |error| ActError::Query {
            query: query.to_owned(),
            error,
        };
        let project = self.need_open()?.project();
        let search = Search::new(project, query, &self.words).map_err(wrong)?;
        if !search.needs_words() {
            return Ok(search);
        }
        // A command may take the time; a window has the dictionary loaded beside.
        if self.manner == Manner::Batch && !self.words.has_dictionary() {
            self.words_asked = true;
            self.words = Arc::new(Words::load());
        }
        let project = self.need_open()?.project();
        let words = Arc::new(words_of(&self.words, project));
        Search::new(project, query, &words).map_err(wrong)
    }

    /// All that a query gives.
    ///
    /// # Errors
    /// As [`Self::search`].
    pub fn answer_of(&mut self, query: &str) -> Result<Vec<Match>, ActError> {
        let mut search = self.search(query)?;
        let open = self.need_open()?;
        while !search.go_on(open.project(), open.index(), usize::MAX) {}
        Ok(search.into_found())
    }

    /// What a rule would code now, and what this coder has coded so already. Without a query the
    /// rule is one that was saved; a code that is not there has coded nothing.
    ///
    /// # Errors
    /// When there is no such rule, it has no code, or its query cannot be asked.
    pub fn preview_rule(
        &mut self,
        rule: &Named,
        query: Option<String>,
        code: Option<Named>,
        unit: Option<Unit>,
    ) -> Result<Preview, ActError> {
        let rule = self.rule(rule, query, code, unit)?;
        let passages = self.passages_of(&rule)?;
        let open = self.need_open()?;
        Ok(match rule.code.find_code(open.project())? {
            Some(code) => query::preview(open.index(), &passages, (code.id, open.coder())),
            None => Preview {
                new: passages,
                coded: Vec::new(),
            },
        })
    }

    fn save_query(
        &mut self,
        name: &str,
        text: &str,
        code: Option<&Named>,
        unit: Unit,
    ) -> Result<(), ActError> {
        let code = code.map(|it| self.code_id(it)).transpose()?;
        // What cannot be asked is not saved.
        self.search(text)?;
        let saved = Saved {
            name,
            text,
            code,
            unit,
        };
        self.change(|project, stamp| plan_queries::save(project, stamp, &saved).map(|(_, it)| it))
    }

    fn remove_query(&mut self, query: &Named) -> Result<(), ActError> {
        let id = query.query(self.need_open()?.project())?.id;
        self.change(|project, stamp| plan_queries::remove(project, stamp, id))
    }

    fn rule(
        &self,
        rule: &Named,
        query: Option<String>,
        code: Option<Named>,
        unit: Option<Unit>,
    ) -> Result<Rule, ActError> {
        let known = rule.query(self.need_open()?.project());
        let known = match (known, &query) {
            (Ok(known), _) => Some(known),
            (Err(_), Some(_)) => None,
            (Err(error), None) => return Err(error),
        };
        let code = code.or_else(|| known.and_then(|it| it.code).map(Named::id));
        Ok(Rule {
            name: known.map_or(rule.words(), |it| &it.name).to_owned(),
            text: query
                .or_else(|| known.map(|it| it.text.clone()))
                .unwrap_or_default(),
            code: code.ok_or(ActError::Missing { what: "code" })?,
            unit: unit.or_else(|| known.map(|it| it.unit)).unwrap_or_default(),
        })
    }

    fn passages_of(&mut self, rule: &Rule) -> Result<Vec<(SourceId, Span)>, ActError> {
        let places = self.answer_of(&rule.text)?;
        Ok(query::extents(
            self.need_open()?.project(),
            &places,
            rule.unit,
        ))
    }

    fn autocode(
        &mut self,
        rule: &Named,
        query: Option<String>,
        code: Option<Named>,
        unit: Option<Unit>,
    ) -> Result<(), ActError> {
        let rule = self.rule(rule, query, code, unit)?;
        self.ask_rule(rule)
    }

    /// Finds what a rule codes, off the screen's thread.
    fn ask_rule(&mut self, rule: Rule) -> Result<(), ActError> {
        let mut search = self.search(&rule.text)?;
        let open = self.need_open()?;
        let of = (open.project().head().id, open.history().revision());
        let (project, index) = (open.project().clone(), open.index().clone());
        self.start(JobKind::Rule, move |pulse| {
            while !pulse.is_stopped() && !search.go_on(&project, &index, PIECE) {}
            let passages = query::extents(&project, &search.into_found(), rule.unit);
            let rule = Box::new(rule);
            JobDone::RuleAsked { rule, of, passages }
        });
        Ok(())
    }

    /// Codes what a rule gives; asks again when the project has changed since.
    pub(super) fn rule_asked(
        &mut self,
        rule: Rule,
        (home, revision): (ProjectId, u64),
        passages: &[(SourceId, Span)],
    ) {
        let Some(open) = self.open.as_ref() else {
            return;
        };
        // Another project has nothing to do with it.
        if open.project().head().id != home {
            return;
        }
        let done = match open.history().revision() == revision {
            true => self.code_rule(&rule, passages),
            false => self.ask_rule(rule),
        };
        if let Err(error) = done {
            self.report(&error);
        }
    }

    fn code_rule(&mut self, rule: &Rule, passages: &[(SourceId, Span)]) -> Result<(), ActError> {
        if passages.is_empty() {
            return Err(ActError::NotFound {
                query: rule.text.clone(),
            });
        }
        let open = self.need_open()?;
        let near = open.index().near(passages);
        let known = rule.code.find_code(open.project())?.map(|it| it.id);
        let before = open.project().codings().len();
        let code = self.change_with(|project, stamp| {
            let (code, made) = code_or_new(project, stamp, (known, rule.code.words()))?;
            let mut edits = made;
            let mut draft = with(project, &edits);
            let saved = Saved {
                name: &rule.name,
                text: &rule.text,
                code: Some(code),
                unit: rule.unit,
            };
            let id = save_or_same(&draft, stamp, &saved, &mut edits)?;
            draft = with(project, &edits);
            match plan_queries::code_by(&draft, stamp, id, passages, &near) {
                Ok(coded) => Ok((code, Open::with_first(edits, coded))),
                // Everything is coded so already, but the rule is new.
                Err(PlanError::Nothing) if !edits.is_empty() => {
                    let done = crate::edit::Done::once("save-query", &rule.name);
                    Ok((code, stamp.transaction(done, edits)))
                }
                Err(error) => Err(error),
            }
        })?;
        if known.is_none() {
            let words = Saying::new("notice-code-made").with("name", rule.code.words());
            self.say(Level::Hint, words);
        }
        self.last_code = Some(code);
        let count = self.need_open()?.project().codings().len();
        let count = count.saturating_sub(before);
        self.say(
            Level::Done,
            Saying::new("notice-coded").with("count", count),
        );
        Ok(())
    }

    fn take_back(&mut self, rule: &Named) -> Result<(), ActError> {
        let id = rule.query(self.need_open()?.project())?.id;
        self.change(|project, stamp| plan_queries::take_back(project, stamp, id))
    }
}

/// The code meant, or the edits that make it.
fn code_or_new(
    project: &Project,
    stamp: &mut Stamp<'_>,
    (known, name): (Option<CodeId>, &str),
) -> Result<(CodeId, Vec<Edit>), PlanError> {
    match known {
        Some(known) => Ok((known, Vec::new())),
        None => {
            let (id, made) = plan_codes::add(project, stamp, name, None, None)?;
            Ok((id, made.edits))
        }
    }
}

/// Saves a rule, unless it stands so already.
fn save_or_same(
    project: &Project,
    stamp: &mut Stamp<'_>,
    saved: &Saved<'_>,
    edits: &mut Vec<Edit>,
) -> Result<QueryId, PlanError> {
    let there = project.queries().iter().find(|it| it.name == saved.name);
    match (plan_queries::save(project, stamp, saved), there) {
        (Ok((id, Transaction { edits: made, .. })), _) => {
            edits.extend(made);
            Ok(id)
        }
        (Err(PlanError::Nothing), Some(there)) => Ok(there.id),
        (Err(error), _) => Err(error),
    }
}

fn with(project: &Project, edits: &[Edit]) -> Project {
    let mut draft = project.clone();
    for edit in edits {
        draft.apply(edit.clone());
    }
    draft
}
