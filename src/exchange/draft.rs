//! A project as another program tells it: plain lists, before anything is measured or has an identity.
//! What gathers it into a project is in [`super::gather`].

use super::ImportError;
use super::counting::Counting;
use super::loss::Losses;
use crate::model::{Coder, Colour, Quote, Time, VariableKind};
use std::collections::HashMap;
use uuid::Uuid;

/// Codes, coders, variables and sources at most.
const MOST_NAMED: usize = 100_000;
/// Passages, codings, remarks and links at most.
const MOST_MADE: usize = 3_000_000;

/// A project on its way in.
#[derive(Debug, Default)]
pub(super) struct Draft {
    /// What it calls itself; blank when it does not.
    pub(super) name: String,
    /// The program that wrote it.
    pub(super) origin: String,
    /// When it was begun.
    pub(super) created: Option<Time>,
    /// Its coders by name.
    pub(super) coders: Vec<String>,
    /// Its codes; each stands behind the one above it.
    pub(super) codes: Vec<DraftCode>,
    pub(super) variables: Vec<DraftVariable>,
    pub(super) sources: Vec<DraftSource>,
    pub(super) cases: Vec<DraftCase>,
    pub(super) links: Vec<DraftLink>,
    /// Remarks on the project.
    pub(super) memos: Vec<DraftMemo>,
    /// What did not come over so far.
    pub(super) losses: Losses,
    /// How offsets are counted in files of this format, if nothing speaks against it.
    pub(super) usual: Option<Counting>,
    /// Whether they are certainly counted so.
    pub(super) is_certain: bool,
    coders_by_name: HashMap<String, usize>,
    codes_by_name: HashMap<String, usize>,
    made: usize,
}

/// Who made something, by number, and when.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Made {
    pub(super) coder: Option<usize>,
    pub(super) at: Option<Time>,
}

impl Made {
    /// What is not told, as it is told of something around it.
    pub(super) fn or(self, around: Self) -> Self {
        Self {
            coder: self.coder.or(around.coder),
            at: self.at.or(around.at),
        }
    }
}

/// A remark.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct DraftMemo {
    pub(super) text: String,
    pub(super) made: Made,
}

impl DraftMemo {
    /// A remark, unless its words are blank.
    pub(super) fn list(text: &str, made: Made) -> Vec<Self> {
        let text = text.to_owned();
        match text.trim().is_empty() {
            true => Vec::new(),
            false => vec![Self { text, made }],
        }
    }
}

/// A code.
#[derive(Debug, Default)]
pub(super) struct DraftCode {
    pub(super) name: String,
    /// The number of the code above it.
    pub(super) parent: Option<usize>,
    pub(super) colour: Option<Colour>,
    pub(super) definition: String,
    /// Whether it only gathers others.
    pub(super) is_heading: bool,
}

/// A variable.
#[derive(Debug)]
pub(super) struct DraftVariable {
    pub(super) name: String,
    /// The kind it should be of, if all its values are.
    pub(super) kind: VariableKind,
    pub(super) memos: Vec<DraftMemo>,
}

/// A source with its passages.
#[derive(Debug, Default)]
pub(super) struct DraftSource {
    pub(super) name: String,
    /// The name of the file it came from.
    pub(super) file: String,
    /// The text in which offsets are counted.
    pub(super) raw: String,
    /// Bytes of the text at which a line ends that does not count in it.
    pub(super) breaks: Vec<usize>,
    pub(super) made: Made,
    pub(super) memos: Vec<DraftMemo>,
    /// Values by the numbers of their variables.
    pub(super) values: Vec<(usize, String)>,
    pub(super) passages: Vec<DraftPassage>,
    /// Codings of the text as a whole.
    pub(super) whole: Vec<DraftCoding>,
}

/// A passage with what was made of it.
#[derive(Debug, Default)]
pub(super) struct DraftPassage {
    pub(super) start: Option<usize>,
    pub(super) end: Option<usize>,
    /// Its words and what is around them, where they are told.
    pub(super) quote: Quote,
    /// Whether the words are those of the text and may say where the passage is.
    pub(super) is_quote_sure: bool,
    /// Line of the file, from 1, or 0.
    pub(super) line: usize,
    pub(super) made: Made,
    pub(super) memos: Vec<DraftMemo>,
    pub(super) codings: Vec<DraftCoding>,
    /// The cases it belongs to, by number.
    pub(super) cases: Vec<usize>,
}

/// A coding.
#[derive(Debug, Default)]
pub(super) struct DraftCoding {
    /// The number of its code.
    pub(super) code: usize,
    pub(super) made: Made,
    /// The identity it has in the file.
    pub(super) id: Option<Uuid>,
    /// What links call it.
    pub(super) key: String,
    pub(super) memos: Vec<DraftMemo>,
}

/// A case.
#[derive(Debug, Default)]
pub(super) struct DraftCase {
    pub(super) name: String,
    pub(super) memos: Vec<DraftMemo>,
    pub(super) values: Vec<(usize, String)>,
    /// The numbers of its sources.
    pub(super) sources: Vec<usize>,
}

/// A relation between codings.
#[derive(Debug)]
pub(super) struct DraftLink {
    pub(super) name: String,
    pub(super) from: String,
    pub(super) to: String,
    pub(super) made: Made,
    pub(super) line: usize,
}

impl Draft {
    /// Something that counts offsets in this unit, if nothing speaks against it.
    pub(super) fn counted(usual: Counting) -> Self {
        Self {
            usual: Some(usual),
            ..Self::default()
        }
    }

    /// The number of a coder; blank is nobody.
    pub(super) fn coder(&mut self, name: &str) -> Option<usize> {
        let name = name.trim();
        if Coder::is_unnamed(name) {
            return None;
        }
        if let Some(at) = self.coders_by_name.get(name) {
            return Some(*at);
        }
        let at = self.coders.len();
        self.coders.push(name.to_owned());
        self.coders_by_name.insert(name.to_owned(), at);
        Some(at)
    }

    /// The number of a code at the top of the codebook, by its name.
    pub(super) fn code(&mut self, name: &str) -> usize {
        if let Some(at) = self.codes_by_name.get(name) {
            return *at;
        }
        let code = DraftCode {
            name: name.to_owned(),
            ..DraftCode::default()
        };
        let at = self.add_code(code);
        self.codes_by_name.insert(name.to_owned(), at);
        at
    }

    /// Adds a code; its number.
    pub(super) fn add_code(&mut self, code: DraftCode) -> usize {
        self.codes.push(code);
        self.codes.len() - 1
    }

    /// Notes that so many things were made.
    ///
    /// # Errors
    /// When it is more than anybody made.
    pub(super) fn count(&mut self, made: usize) -> Result<(), ImportError> {
        self.made = self.made.saturating_add(made);
        let named = [
            self.codes.len(),
            self.coders.len(),
            self.variables.len(),
            self.sources.len(),
        ];
        match self.made > MOST_MADE || named.into_iter().any(|it| it > MOST_NAMED) {
            true => Err(ImportError::TooLarge),
            false => Ok(()),
        }
    }

    /// A coding of a passage by its label.
    pub(super) fn coding(&mut self, label: &str, made: Made) -> DraftCoding {
        DraftCoding {
            code: self.code(label),
            made,
            ..DraftCoding::default()
        }
    }
}

/// A time that a program wrote; without a zone it is taken for UTC, and a day for its beginning.
pub(super) fn time(told: &str) -> Option<Time> {
    let told = told.trim();
    let joined = told.replacen(' ', "T", 1);
    let tries = [
        told.to_owned(),
        joined.clone(),
        format!("{joined}Z"),
        format!("{told}T00:00:00Z"),
    ];
    tries.iter().find_map(|it| it.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_programs_write_them() {
        let told = |it| time(it).map(|it| it.to_string());
        let noon = Some("2026-11-22T12:00:01Z".to_owned());
        assert_eq!(told("2026-11-22 12:00:01"), noon);
        assert_eq!(told("2026-11-22 12:00:01.685444"), noon);
        assert_eq!(told("2026-11-22T12:00:01Z"), noon);
        assert_eq!(told("2026-11-22T20:00:01+08:00"), noon);
        assert_eq!(told("2026-11-22").unwrap(), "2026-11-22T00:00:00Z");
        assert_eq!(told("gestern"), None);
    }

    #[test]
    fn names_are_known_again() {
        let mut draft = Draft::default();
        assert_eq!(draft.coder(" "), None);
        assert_eq!(draft.coder("李"), draft.coder(" 李 "));
        assert_eq!(draft.code("治理"), draft.code("治理"));
        assert_ne!(draft.code("治理"), draft.code("国防"));
        assert_eq!(draft.count(MOST_MADE), Ok(()));
        assert_eq!(draft.count(1), Err(ImportError::TooLarge));
    }
}
