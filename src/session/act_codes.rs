//! The codebook.

use super::act::Acted;
use super::{ActError, Action, Named, Overlay, Session};
use crate::edit::plan_codes::{self, CodeField};
use crate::model::{CodeId, Colour};

impl Session {
    pub(super) fn act_on_codes(&mut self, action: Action) -> Acted {
        Acted::Yes(match action {
            Action::AddCode {
                name,
                parent,
                colour,
            } => self.add_code(name, parent.as_ref(), colour.as_deref()),
            Action::RenameCode { code, name } => self.set_code(&code, CodeField::Name(name)),
            Action::AliasCode { code, aliases } => {
                self.set_code(&code, CodeField::Aliases(aliases))
            }
            Action::RecolourCode { code, colour } => colour_named(&colour)
                .and_then(|colour| self.set_code(&code, CodeField::Colour(colour))),
            Action::SetCodeKey { code, key } => self.set_code_key(&code, key),
            Action::DefineCode { code, definition } => {
                self.set_code(&code, CodeField::Definition(definition))
            }
            Action::SetCodeApplicable { code, applicable } => {
                self.set_code(&code, CodeField::Applicable(applicable))
            }
            Action::MoveCode {
                code,
                parent,
                before,
            } => self.move_code(&code, parent.as_ref(), before.as_ref()),
            Action::RemoveCode { code } => self.code_id(&code).and_then(|id| {
                self.change(|project, stamp| plan_codes::remove(project, stamp, id))
            }),
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
        let parent = parent.map(|it| self.code_id(it)).transpose()?;
        let colour = colour.map(colour_named).transpose()?;
        self.change_with(|project, stamp| plan_codes::add(project, stamp, &name, parent, colour))?;
        self.close_overlay(Overlay::NewCode);
        Ok(())
    }

    fn set_code(&mut self, code: &Named, field: CodeField) -> Result<(), ActError> {
        let id = self.code_id(code)?;
        self.change(|project, stamp| plan_codes::set(project, stamp, id, field))
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

    fn move_code(
        &mut self,
        code: &Named,
        parent: Option<&Named>,
        before: Option<&Named>,
    ) -> Result<(), ActError> {
        let id = self.code_id(code)?;
        let parent = parent.map(|it| self.code_id(it)).transpose()?;
        let before = before.map(|it| self.code_id(it)).transpose()?;
        self.change(|project, stamp| plan_codes::move_to(project, stamp, id, parent, before))
    }
}

fn colour_named(colour: &str) -> Result<Colour, ActError> {
    Colour::from_hex(colour).ok_or_else(|| ActError::BadColour {
        colour: colour.to_owned(),
    })
}
