//! Records named by a person: by id, name or another name.

use super::error::ActError;
use crate::model::{
    Case, CaseId, Code, CodeId, Coder, CoderId, CodingId, Project, Query, QueryId, Set, SetId,
    Source, SourceId, Variable, VariableId,
};
use serde::{Deserialize, Serialize};
use std::fmt::Display;

/// A record as a person names it: its id, or its name, or for a code one of its other names.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Named(String);

impl Named {
    /// By name.
    pub fn name(name: impl Into<String>) -> Self {
        Self(name.into())
    }

    /// By id.
    pub fn id(id: impl Display) -> Self {
        Self(id.to_string())
    }

    /// The words as given.
    pub fn words(&self) -> &str {
        self.0.trim()
    }

    /// The source meant.
    ///
    /// # Errors
    /// When there is none.
    pub fn source<'p>(&self, project: &'p Project) -> Result<&'p Source, ActError> {
        let by_id = self
            .words()
            .parse::<SourceId>()
            .ok()
            .and_then(|id| project.sources().get(id));
        by_id
            .or_else(|| project.sources().iter().find(|it| it.name == self.words()))
            .ok_or_else(|| ActError::NoSource {
                name: self.words().to_owned(),
            })
    }

    /// The code meant, if there is one: by id, then by name, then by another name.
    ///
    /// # Errors
    /// When several codes of that name stand in different branches of the codebook.
    pub fn find_code<'p>(&self, project: &'p Project) -> Result<Option<&'p Code>, ActError> {
        let words = self.words();
        if let Some(code) = words
            .parse::<CodeId>()
            .ok()
            .and_then(|id| project.codes().get(id))
        {
            return Ok(Some(code));
        }
        let named = |by_alias: bool| {
            project.codes().iter().filter(move |it| match by_alias {
                false => it.name == words,
                true => it
                    .aliases
                    .iter()
                    .any(|alias| alias.eq_ignore_ascii_case(words)),
            })
        };
        for by_alias in [false, true] {
            let mut found = named(by_alias);
            match (found.next(), found.next()) {
                (Some(_), Some(_)) => {
                    return Err(ActError::ManyCodes {
                        name: words.to_owned(),
                    });
                }
                (Some(code), None) => return Ok(Some(code)),
                (None, _) => {}
            }
        }
        Ok(None)
    }

    /// The code meant.
    ///
    /// # Errors
    /// When there is none or the name is not enough to tell.
    pub fn code<'p>(&self, project: &'p Project) -> Result<&'p Code, ActError> {
        self.find_code(project)?.ok_or_else(|| ActError::NoCode {
            name: self.words().to_owned(),
        })
    }

    /// The coder meant, if there is one: by id, by name, or somebody without a name by any word that
    /// says so.
    pub fn find_coder<'p>(&self, project: &'p Project) -> Option<&'p Coder> {
        let words = self.words();
        let by_id = words
            .parse::<CoderId>()
            .ok()
            .and_then(|id| project.coders().get(id));
        let coders = || project.coders().iter();
        let nameless = || coders().find(|it| Coder::is_unnamed(&it.name));
        by_id
            .or_else(|| coders().find(|it| it.name == words))
            .or_else(|| nameless().filter(|_| !words.is_empty() && Coder::is_unnamed(words)))
    }

    /// The coder meant.
    ///
    /// # Errors
    /// When there is none.
    pub fn coder<'p>(&self, project: &'p Project) -> Result<&'p Coder, ActError> {
        self.find_coder(project).ok_or_else(|| ActError::NoCoder {
            name: self.words().to_owned(),
        })
    }

    /// The set meant.
    ///
    /// # Errors
    /// When there is none.
    pub fn set<'p>(&self, project: &'p Project) -> Result<&'p Set, ActError> {
        let words = self.words();
        let by_id = words.parse::<SetId>().ok();
        by_id
            .and_then(|id| project.sets().get(id))
            .or_else(|| project.sets().iter().find(|it| it.name == words))
            .ok_or_else(|| ActError::NoSet {
                name: words.to_owned(),
            })
    }

    /// The saved query meant.
    ///
    /// # Errors
    /// When there is none.
    pub fn query<'p>(&self, project: &'p Project) -> Result<&'p Query, ActError> {
        let words = self.words();
        let by_id = words.parse::<QueryId>().ok();
        by_id
            .and_then(|id| project.queries().get(id))
            .or_else(|| project.queries().iter().find(|it| it.name == words))
            .ok_or_else(|| ActError::NoQuery {
                name: words.to_owned(),
            })
    }

    /// The case meant.
    ///
    /// # Errors
    /// When there is none.
    pub fn case<'p>(&self, project: &'p Project) -> Result<&'p Case, ActError> {
        let words = self.words();
        let by_id = words.parse::<CaseId>().ok();
        by_id
            .and_then(|id| project.cases().get(id))
            .or_else(|| project.cases().iter().find(|it| it.name == words))
            .ok_or_else(|| ActError::NoCase {
                name: words.to_owned(),
            })
    }

    /// The coding meant, by id.
    ///
    /// # Errors
    /// When there is none.
    pub fn coding(&self, project: &Project) -> Result<CodingId, ActError> {
        let by_id = self.words().parse::<CodingId>().ok();
        by_id
            .filter(|id| project.codings().contains(*id))
            .ok_or_else(|| ActError::NoCoding {
                name: self.words().to_owned(),
            })
    }

    /// The variable meant.
    ///
    /// # Errors
    /// When there is none.
    pub fn variable<'p>(&self, project: &'p Project) -> Result<&'p Variable, ActError> {
        let words = self.words();
        let by_id = words
            .parse::<VariableId>()
            .ok()
            .and_then(|id| project.variables().get(id));
        by_id
            .or_else(|| project.variables().iter().find(|it| it.name == words))
            .ok_or_else(|| ActError::NoVariable {
                name: words.to_owned(),
            })
    }
}
