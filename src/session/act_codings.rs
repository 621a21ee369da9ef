//! Coding, and everything that hangs on passages: memos, coders, cases, sets, links.

use super::act::Acted;
use super::locale::Saying;
use super::notice::Level;
use super::{ActError, Action, Named, Open, Overlay, Question, Session};
use crate::edit::{
    Place, PlanError, plan_cases, plan_codes, plan_codings, plan_memos, plan_review,
};
use crate::model::{CodeId, CodingId, QuotationId, RecordId, SourceId, Value};
use crate::query::{Filter, awaiting_review, find, matching};
use crate::text::{CharSpan, Finder, Span, graphemes};
use std::collections::BTreeSet;

/// Characters of the selected words that become a code's name at most.
const IN_VIVO_CHARS: usize = 60;

impl Session {
    pub(super) fn act_on_codings(&mut self, action: Action) -> Acted {
        Acted::Yes(match action {
            Action::CodeSelection { code } => self.code_selection(code.as_ref()),
            Action::CodeInVivo => self.code_in_vivo(),
            Action::RepeatCode => self.repeat_code(),
            Action::CodePassage {
                source,
                start,
                end,
                code,
            } => self.code_passage(source.as_ref(), CharSpan { start, end }, &code),
            Action::CodeFound {
                query,
                code,
                source,
                first,
            } => self.code_found(&query, &code, source.as_ref(), first),
            Action::Uncode { codings } => self.uncode(codings),
            Action::Recode {
                codings,
                from,
                filter,
                code,
            } => self.recode(codings, from.as_ref(), &filter, code.as_ref()),
            Action::ReviewCodings { codings, code } => self.review(codings, code.as_ref()),
            Action::ResizeQuotation {
                quotation,
                start,
                end,
            } => self.resize(quotation, CharSpan { start, end }),
            other => return self.act_on_rest(other),
        })
    }

    /// Memos, coders, cases, variables, sets and links.
    fn act_on_rest(&mut self, action: Action) -> Acted {
        Acted::Yes(match action {
            Action::WriteMemo { on, text } => {
                self.change(|project, stamp| plan_memos::write(project, stamp, on, &text))
            }
            Action::SwitchCoder { coder } => self.switch_coder(&coder),
            Action::AddCase { name, sources } => self.add_case(&name, &sources),
            Action::AddVariable { name, kind } => self
                .change(|_, stamp| plan_cases::add_variable(stamp, &name, kind).map(|(_, it)| it)),
            Action::SetValue {
                of,
                variable,
                value,
            } => self.set_value(of, &variable, value),
            Action::AddSet { name, members } => self.change(|project, stamp| {
                let members = members.into_iter().collect();
                plan_cases::add_set(project, stamp, &name, members).map(|(_, it)| it)
            }),
            Action::SetMembers {
                set,
                members,
                inside,
            } => self.set_members(&set, members, inside),
            Action::AddLink {
                name,
                from,
                to,
                directed,
            } => self.change(|project, stamp| {
                plan_cases::add_link(project, stamp, &name, (from, to), directed).map(|(_, it)| it)
            }),
            Action::Rename { record, name } => {
                self.change(|project, stamp| plan_cases::rename(project, stamp, record, &name))
            }
            Action::Remove { record } => {
                self.change(|project, stamp| plan_cases::remove(project, stamp, record))
            }
            other => return Acted::No(other),
        })
    }

    /// What is selected, or that nothing is.
    pub(super) fn selected(&self) -> Result<(SourceId, Span), ActError> {
        self.need_open()?;
        self.look
            .source
            .zip(self.look.marked())
            .ok_or(ActError::NothingSelected)
    }

    fn code_selection(&mut self, code: Option<&Named>) -> Result<(), ActError> {
        let passage = self.selected()?;
        let sticky = self.look.sticky.map(Named::id);
        let Some(code) = code.or(sticky.as_ref()) else {
            return self.ask_with(Overlay::QuickCode, "code");
        };
        self.code_with(code, &[passage], &coding_selection)?;
        self.close_overlay(Overlay::QuickCode);
        Ok(())
    }

    fn code_in_vivo(&mut self) -> Result<(), ActError> {
        let (source, span) = self.selected()?;
        let found = self.need_open()?.project().sources().get(source);
        let words = found.and_then(|it| span.of(it.text())).unwrap_or_default();
        let name: String = words.split_whitespace().collect::<Vec<_>>().join(" ");
        let name: String = name.chars().take(IN_VIVO_CHARS).collect();
        self.code_with(&Named::name(name), &[(source, span)], &coding_selection)
    }

    fn repeat_code(&mut self) -> Result<(), ActError> {
        let passage = self.selected()?;
        match self.last_code {
            Some(code) => self.code_with(&Named::id(code), &[passage], &coding_selection),
            None => self.ask_with(Overlay::QuickCode, "code"),
        }
    }

    fn code_passage(
        &mut self,
        source: Option<&Named>,
        chars: CharSpan,
        code: &Named,
    ) -> Result<(), ActError> {
        let source = self.source_or_shown(source)?;
        let span = span_in(source, chars)?;
        let passage = (source.id, span);
        let source = Some(Named::id(source.id));
        self.code_with(code, &[passage], &|code| Action::CodePassage {
            source: source.clone(),
            start: chars.start,
            end: chars.end,
            code,
        })
    }

    fn code_found(
        &mut self,
        query: &str,
        code: &Named,
        source: Option<&Named>,
        first: bool,
    ) -> Result<(), ActError> {
        let finder = Finder::parse(query)?;
        let project = self.need_open()?.project();
        let source = source
            .map(|it| it.source(project))
            .transpose()?
            .map(|it| it.id);
        let found = find(project, &finder, source, usize::MAX);
        let hits = found.hits.iter().take(if first { 1 } else { usize::MAX });
        let passages: Vec<(SourceId, Span)> = hits.map(|hit| (hit.source, hit.span)).collect();
        if passages.is_empty() {
            return Err(ActError::NotFound {
                query: query.to_owned(),
            });
        }
        let before = self.need_open()?.project().codings().len();
        self.code_with(code, &passages, &|code| Action::CodeFound {
            query: query.to_owned(),
            code,
            source: source.map(Named::id),
            first,
        })?;
        if matches!(self.question, Some(Question::Resembles { .. })) {
            return Ok(());
        }
        let count = self
            .need_open()?
            .project()
            .codings()
            .len()
            .saturating_sub(before);
        self.say(
            Level::Done,
            Saying::new("notice-coded").with("count", count),
        );
        Ok(())
    }

    /// Codes passages with a code that is made on the way when there is none of that name. One step.
    /// `again` is the action that codes them with one named otherwise.
    pub(super) fn code_with(
        &mut self,
        code: &Named,
        passages: &[(SourceId, Span)],
        again: &dyn Fn(Named) -> Action,
    ) -> Result<(), ActError> {
        let open = self.need_open()?;
        let known = code.find_code(open.project())?.map(|it| it.id);
        let near = open.index().near(passages);
        let id = match known {
            Some(id) => {
                self.change(|project, stamp| {
                    plan_codings::code_passages(project, stamp, id, passages, &near)
                })?;
                id
            }
            None => {
                let like = self.code_like(code.words(), None)?;
                if self.asks_which(like, |it| again(Named::id(it)), again(code.clone())) {
                    return Ok(());
                }
                let id = self.code_with_new(code.words(), passages, &near)?;
                self.say_like(code.words(), like);
                id
            }
        };
        self.last_code = Some(id);
        Ok(())
    }

    fn code_with_new(
        &mut self,
        name: &str,
        passages: &[(SourceId, Span)],
        near: &[QuotationId],
    ) -> Result<CodeId, ActError> {
        let id = self.change_with(|project, stamp| {
            let (id, made) = plan_codes::add(project, stamp, name, None, None)?;
            let mut with_code = project.clone();
            for edit in &made.edits {
                with_code.apply(edit.clone());
            }
            let coded = plan_codings::code_passages(&with_code, stamp, id, passages, near)?;
            Ok::<_, PlanError>((id, Open::with_first(made.edits, coded)))
        })?;
        self.say(
            Level::Hint,
            Saying::new("notice-code-made").with("name", name),
        );
        Ok(id)
    }

    fn uncode(&mut self, codings: Vec<CodingId>) -> Result<(), ActError> {
        let codings = if codings.is_empty() {
            self.codings_at_selection()?
        } else {
            codings
        };
        self.change(|project, stamp| plan_codings::uncode(project, stamp, &codings))
    }

    /// Gives another code to the given codings, to all of a code that a filter lets pass, or to the
    /// one that is gone to or this coder's at the selection.
    fn recode(
        &mut self,
        codings: Vec<CodingId>,
        from: Option<&Named>,
        filter: &Filter,
        code: Option<&Named>,
    ) -> Result<(), ActError> {
        let code = code.map(|it| self.code_id(it)).transpose()?;
        let codings = match from {
            Some(from) => {
                let of = self.code_id(from)?;
                let mut all = self.codings_of(of, filter)?;
                all.extend(codings);
                all
            }
            None if codings.is_empty() => self.codings_meant()?,
            None => codings,
        };
        let Some(code) = code else {
            let is_clear = codings.len() == 1 || from.is_some();
            self.look.recoding = codings;
            // Of several that lie there one is chosen first.
            let overlay = if is_clear {
                Overlay::Recode
            } else {
                Overlay::Here
            };
            return self.ask_with(overlay, "code");
        };
        self.change(|project, stamp| plan_codings::recode(project, stamp, &codings, code))?;
        self.last_code = Some(code);
        self.close_overlay(Overlay::Recode);
        Ok(())
    }

    /// The codings with a code that a filter lets pass.
    fn codings_of(&self, code: CodeId, filter: &Filter) -> Result<Vec<CodingId>, ActError> {
        if filter.codes.as_ref().is_some_and(|it| !it.contains(&code)) {
            return Ok(Vec::new());
        }
        let open = self.need_open()?;
        let filter = Filter {
            codes: Some(BTreeSet::from([code])),
            ..filter.clone()
        };
        Ok(matching(open.project(), open.index(), &filter))
    }

    /// The coding that is gone to, if it touches the selection, else this coder's at the selection.
    fn codings_meant(&self) -> Result<Vec<CodingId>, ActError> {
        let here = self.codings_here();
        match self.look.inspected {
            Some(RecordId::Coding(id)) if here.iter().any(|it| it.id == id) => Ok(vec![id]),
            _ => self.codings_at_selection(),
        }
    }

    fn review(&mut self, codings: Vec<CodingId>, code: Option<&Named>) -> Result<(), ActError> {
        let codings = match code {
            Some(code) => {
                let filter = Filter::of_code(self.code_id(code)?);
                let open = self.need_open()?;
                let awaited = awaiting_review(open.project(), open.index(), &filter);
                awaited.into_iter().chain(codings).collect()
            }
            None if codings.is_empty() => self.codings_meant()?,
            None => codings,
        };
        self.change(|project, stamp| plan_review::review(project, stamp, &codings))
    }

    /// What is selected; of a caret, which stands between two characters, both.
    pub(super) fn place_meant(&self) -> Option<(SourceId, Span)> {
        let (source, span) = self.look.source.zip(self.look.selection)?;
        let text = self.project()?.sources().get(source)?.text();
        let around = || {
            let before = graphemes::previous(text, span.start);
            Span::new(before, graphemes::next(text, span.start))
        };
        let meant = if span.is_empty() { around() } else { span };
        Some((source, meant))
    }

    /// This coder's codings that touch the selection or caret.
    pub(super) fn codings_at_selection(&self) -> Result<Vec<CodingId>, ActError> {
        let open = self.need_open()?;
        let (source, span) = self.place_meant().ok_or(ActError::NothingSelected)?;
        let touching = open.index().touching(source, span);
        let mine: Vec<CodingId> = touching
            .flat_map(|passage| passage.codings.iter())
            .filter(|coded| coded.coder == open.coder())
            .map(|coded| coded.coding)
            .collect();
        if mine.is_empty() {
            Err(ActError::Plan(PlanError::Nothing))
        } else {
            Ok(mine)
        }
    }

    fn resize(&mut self, id: QuotationId, chars: CharSpan) -> Result<(), ActError> {
        let project = self.need_open()?.project();
        let gone = PlanError::Gone {
            id: RecordId::Quotation(id),
        };
        let quotation = project.quotations().get(id).ok_or(gone)?;
        let gone = PlanError::Gone {
            id: RecordId::Source(quotation.source),
        };
        let source = project.sources().get(quotation.source).ok_or(gone)?;
        let span = span_in(source, chars)?;
        self.change(|project, stamp| plan_codings::resize(project, stamp, id, span))
    }

    fn switch_coder(&mut self, coder: &Named) -> Result<(), ActError> {
        let known = coder
            .find_coder(self.need_open()?.project())
            .map(|it| (it.id, it.name.clone()));
        let (id, name) = match known {
            Some(known) => known,
            None => {
                let name = coder.words().to_owned();
                let id = self.change_with(|_, stamp| plan_cases::add_coder(stamp, &name))?;
                let words = Saying::new("notice-coder-made").with("name", name.as_str());
                self.say(Level::Hint, words);
                (id, name)
            }
        };
        if let Some(open) = &mut self.open {
            open.coder = id;
        }
        self.settings.coder = name;
        Ok(())
    }

    fn add_case(&mut self, name: &str, sources: &[Named]) -> Result<(), ActError> {
        let project = self.need_open()?.project();
        let members: Result<BTreeSet<RecordId>, ActError> = sources
            .iter()
            .map(|it| it.source(project).map(|it| RecordId::Source(it.id)))
            .collect();
        let members = members?;
        self.change(|project, stamp| {
            plan_cases::add_case(project, stamp, name, members).map(|(_, it)| it)
        })
    }

    fn set_members(
        &mut self,
        set: &Named,
        members: Vec<RecordId>,
        inside: bool,
    ) -> Result<(), ActError> {
        let set = set.set(self.need_open()?.project())?.id;
        let members = members.into_iter().collect();
        self.change(|project, stamp| plan_cases::set_members(project, stamp, set, &members, inside))
    }

    fn set_value(
        &mut self,
        of: RecordId,
        variable: &Named,
        value: Option<String>,
    ) -> Result<(), ActError> {
        let variable = variable.variable(self.need_open()?.project())?;
        let (id, kind, name) = (variable.id, variable.kind, variable.name.clone());
        let bad = |value: &str| ActError::BadValue {
            value: value.to_owned(),
            variable: name,
        };
        let value = value
            .map(|it| Value::from_words(kind, &it).ok_or_else(|| bad(&it)))
            .transpose()?;
        self.change(|project, stamp| plan_cases::set_value(project, stamp, of, id, value))
    }

    /// Takes the last change back or makes it again, and returns to its place.
    pub(super) fn travel(&mut self, back: bool) -> Result<(), ActError> {
        let history = self.need_open()?.history();
        if history.done().is_empty() && (back || history.undone().is_empty()) {
            self.recall_earlier();
        }
        let step = self
            .open
            .as_mut()
            .and_then(|open| if back { open.undo() } else { open.redo() });
        let step = step.ok_or(PlanError::Nothing)?;
        self.settle();
        if let Some(Place { source, span }) = step.transaction.place
            && self.need_open()?.has(RecordId::Source(source))
        {
            self.look.show(Some(source));
            self.look.reveal(span);
        }
        Ok(())
    }
}

/// The wish to code what is selected.
fn coding_selection(code: Named) -> Action {
    Action::CodeSelection { code: Some(code) }
}

/// A range of code points as bytes of a source.
///
/// # Errors
/// When it does not fit.
pub(super) fn span_in(source: &crate::model::Source, chars: CharSpan) -> Result<Span, ActError> {
    let fits = chars.start <= chars.end;
    let span = source.lines.span_from_chars(chars).filter(|_| fits);
    span.ok_or_else(|| {
        ActError::Plan(PlanError::Range {
            start: chars.start,
            end: chars.end,
            source_name: source.name.clone(),
            len: source.lines.char_count(),
        })
    })
}
