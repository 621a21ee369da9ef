//! The codebook.

use super::act::Acted;
use super::locale::Saying;
use super::notice::Level;
use super::{ActError, Action, Manner, Named, Open, Overlay, Question, Session};
use crate::edit::plan_codes::{self, CodeField};
use crate::edit::plan_meaning::{self, Meaning};
use crate::edit::plan_split::SplitBy;
use crate::edit::{plan_merge, plan_split};
use crate::model::{Code, CodeId, Colour, RecordId};
use crate::query::{Filter, awaiting_review, codebook, resembling};
use std::collections::HashMap;

impl Session {
    pub(super) fn act_on_codes(&mut self, action: Action) -> Acted {
        Acted::Yes(match action {
            Action::AddCode {
                name,
                parent,
                colour,
            } => self.add_code(name, parent.as_ref(), colour.as_deref()),
            Action::ImportCodebook { path, encoding } => {
                self.import_codebook(path, encoding.as_deref())
            }
            Action::RenameCode { code, name } => self.rename_code(&code, &name),
            Action::AliasCode { code, aliases } => {
                self.set_code(&code, CodeField::Aliases(aliases))
            }
            Action::RecolourCode { code, colour } => colour_named(&colour)
                .and_then(|colour| self.set_code(&code, CodeField::Colour(colour))),
            Action::SetCodeKey { code, key } => self.set_code_key(&code, key),
            Action::DefineCode {
                code,
                definition,
                when,
                when_not,
                meaning: is_new,
            } => self.define_code(
                &code,
                Meaning {
                    definition,
                    when,
                    when_not,
                    is_new,
                },
            ),
            Action::SetCodeExample {
                code,
                quotation,
                example,
            } => self.code_id(&code).and_then(|id| {
                self.change(|project, stamp| {
                    plan_meaning::set_example(project, stamp, id, quotation, example)
                })
            }),
            Action::SetCodeApplicable { code, applicable } => {
                self.set_code(&code, CodeField::Applicable(applicable))
            }
            Action::MoveCode {
                code,
                also,
                parent,
                before,
            } => self.move_codes((&code, &also), parent.as_ref(), before.as_ref()),
            Action::MergeCodes { codes, into } => self.merge_codes(&codes, into.as_ref()),
            Action::SplitCode { code, by, name } => {
                self.split_code(code.as_ref(), by.as_ref(), name.as_deref())
            }
            Action::DuplicateCode { code, name } => {
                self.duplicate_code(code.as_ref(), name.as_deref())
            }
            Action::RemoveCode { code, also, into } => {
                self.remove_codes(code.as_ref(), &also, into.as_ref())
            }
            other => return Acted::No(other),
        })
    }

    pub(super) fn code_id(&self, named: &Named) -> Result<CodeId, ActError> {
        named.code(self.need_open()?.project()).map(|it| it.id)
    }

    fn add_code(
        &mut self,
        name: Option<String>,
        parent: Option<&Named>,
        colour: Option<&str>,
    ) -> Result<(), ActError> {
        self.need_open()?;
        let Some(name) = name else {
            return self.ask_with(Overlay::NewCode, "name");
        };
        let then = Action::AddCode {
            name: Some(name.clone()),
            parent: parent.cloned(),
            colour: colour.map(str::to_owned),
        };
        let parent = parent.map(|it| self.code_id(it)).transpose()?;
        let colour = colour.map(colour_named).transpose()?;
        let go_to = |code| Action::GoTo {
            record: RecordId::Code(code),
        };
        let like = self.code_like(&name, parent)?;
        if !self.asks_which(like, go_to, then) {
            self.change_with(|project, stamp| {
                plan_codes::add(project, stamp, &name, parent, colour)
            })?;
            self.say_like(&name, like);
        }
        self.close_overlay(Overlay::NewCode);
        Ok(())
    }

    /// The code that a new one of this name would be much like, unless the person was asked.
    pub(super) fn code_like(
        &self,
        name: &str,
        parent: Option<CodeId>,
    ) -> Result<Option<CodeId>, ActError> {
        let project = self.need_open()?.project();
        let is_same = |it: &Code| it.parent == parent && it.name == name.trim();
        // A sibling of that very name is refused anyway.
        if self.is_sure || project.codes().iter().any(is_same) {
            return Ok(None);
        }
        Ok(resembling(project, name, None))
    }

    /// Asks, in a window, whether the code that is there is meant. Whether it was asked.
    pub(super) fn asks_which(
        &mut self,
        like: Option<CodeId>,
        instead: impl FnOnce(CodeId) -> Action,
        then: Action,
    ) -> bool {
        let Some(code) = like.filter(|_| self.manner == Manner::Window) else {
            return false;
        };
        self.question = Some(Question::Resembles {
            code,
            instead: Box::new(instead(code)),
            then: Box::new(then),
        });
        true
    }

    /// Says that a code that was made is much like another.
    pub(super) fn say_like(&mut self, name: &str, like: Option<CodeId>) {
        let project = self.open.as_ref().map(Open::project);
        let old = like.zip(project).and_then(|(id, it)| it.codes().get(id));
        if let Some(old) = old {
            let words = Saying::new("notice-code-like").with("name", name.trim());
            let words = words.with("old", old.name.as_str());
            self.say(Level::Hint, words);
        }
    }

    /// Makes a code though it is much like another.
    pub(super) fn act_surely(&mut self, action: Action) -> Result<(), ActError> {
        self.is_sure = true;
        let done = self.act(action);
        self.is_sure = false;
        done
    }

    /// Gives a code another name, and says so when that is much like another's.
    fn rename_code(&mut self, code: &Named, name: &str) -> Result<(), ActError> {
        let id = self.code_id(code)?;
        let like = resembling(self.need_open()?.project(), name, Some(id));
        self.set_code(code, CodeField::Name(name.to_owned()))?;
        self.say_like(name, like);
        Ok(())
    }

    fn set_code(&mut self, code: &Named, field: CodeField) -> Result<(), ActError> {
        let id = self.code_id(code)?;
        self.change(|project, stamp| plan_codes::set(project, stamp, id, field))
    }

    /// Says what a code means, and how many codings want a second look for it.
    fn define_code(&mut self, code: &Named, meaning: Meaning) -> Result<(), ActError> {
        let id = self.code_id(code)?;
        let is_new = meaning.is_new;
        self.change(|project, stamp| plan_meaning::define(project, stamp, id, meaning))?;
        let open = self.need_open()?;
        let awaited = awaiting_review(open.project(), open.index(), &Filter::of_code(id)).len();
        if is_new && awaited > 0 {
            let words = Saying::new("notice-review").with("count", awaited);
            self.say(Level::Hint, words);
        }
        Ok(())
    }

    fn set_code_key(&mut self, code: &Named, key: Option<String>) -> Result<(), ActError> {
        if let Some(key) = &key {
            let mut chars = key.chars();
            let plain = chars.next().is_some_and(char::is_alphanumeric) && chars.next().is_none();
            if !plain {
                return Err(ActError::BadKey { key: key.clone() });
            }
        }
        self.set_code(code, CodeField::Key(key.map(|key| key.to_uppercase())))
    }

    fn code_ids(&self, named: &[Named]) -> Result<Vec<CodeId>, ActError> {
        named.iter().map(|it| self.code_id(it)).collect()
    }

    /// The code named, or the one chosen in the codebook.
    fn code_meant(&self, named: Option<&Named>) -> Result<CodeId, ActError> {
        self.need_open()?;
        match named {
            Some(named) => self.code_id(named),
            None => self
                .chosen_codes()
                .last()
                .copied()
                .ok_or(ActError::NoCodeChosen),
        }
    }

    fn merge_codes(&mut self, codes: &[Named], into: Option<&Named>) -> Result<(), ActError> {
        let mut codes = self.code_ids(codes)?;
        if codes.is_empty() {
            self.code_meant(None)?;
            codes = self.chosen_codes();
        }
        let Some(into) = into else {
            self.look.codes = codes;
            return self.ask_with(Overlay::Merge, "code");
        };
        let into = self.code_id(into)?;
        self.change(|project, stamp| plan_merge::merge(project, stamp, &codes, into))?;
        self.close_overlay(Overlay::Merge);
        Ok(())
    }

    fn split_code(
        &mut self,
        code: Option<&Named>,
        by: Option<&SplitBy>,
        name: Option<&str>,
    ) -> Result<(), ActError> {
        let id = self.code_meant(code)?;
        let Some(by) = by else {
            self.look.codes = vec![id];
            return self.ask_with(Overlay::Split, "split");
        };
        self.change(|project, stamp| plan_split::split(project, stamp, id, by, name))?;
        self.close_overlay(Overlay::Split);
        Ok(())
    }

    fn duplicate_code(&mut self, code: Option<&Named>, name: Option<&str>) -> Result<(), ActError> {
        let id = self.code_meant(code)?;
        let copy =
            self.change_with(|project, stamp| plan_split::duplicate(project, stamp, id, name))?;
        self.look.codes = vec![copy];
        self.look.inspected = Some(RecordId::Code(copy));
        Ok(())
    }

    fn remove_codes(
        &mut self,
        code: Option<&Named>,
        also: &[Named],
        into: Option<&Named>,
    ) -> Result<(), ActError> {
        let Some(code) = code else {
            self.code_meant(None)?;
            return self.ask_with(Overlay::Removal, "code");
        };
        let mut ids = vec![self.code_id(code)?];
        ids.extend(self.code_ids(also)?);
        let into = into.map(|it| self.code_id(it)).transpose()?;
        self.change(|project, stamp| plan_merge::remove_all(project, stamp, &ids, into))?;
        self.close_overlay(Overlay::Removal);
        Ok(())
    }

    fn move_codes(
        &mut self,
        (code, also): (&Named, &[Named]),
        parent: Option<&Named>,
        before: Option<&Named>,
    ) -> Result<(), ActError> {
        let mut ids = vec![self.code_id(code)?];
        ids.extend(self.code_ids(also)?);
        if ids.len() > 1 {
            // They keep the order they have in the tree.
            let branches = codebook(self.need_open()?.project());
            let order: HashMap<CodeId, usize> =
                branches.iter().map(|it| it.code).zip(0..).collect();
            ids.sort_by_key(|id| order.get(id).copied());
        }
        let parent = parent.map(|it| self.code_id(it)).transpose()?;
        let before = before.map(|it| self.code_id(it)).transpose()?;
        self.change(|project, stamp| match ids.as_slice() {
            [one] => plan_codes::move_to(project, stamp, *one, parent, before),
            many => plan_codes::move_all(project, stamp, many, parent, before),
        })
    }
}

fn colour_named(colour: &str) -> Result<Colour, ActError> {
    Colour::from_hex(colour).ok_or_else(|| ActError::BadColour {
        colour: colour.to_owned(),
    })
}
