//! A code as JSON has it.

use crate::model::{Code, CodeId, Project, Time};
use crate::query::{Index, path};
use serde::Serialize;
use uuid::Uuid;

#[derive(Serialize)]
pub(super) struct CodeOut<'p> {
    id: CodeId,
    name: &'p str,
    path: String,
    aliases: &'p [String],
    parent: Option<CodeId>,
    colour: String,
    key: Option<&'p str>,
    definition: &'p str,
    when: &'p str,
    when_not: &'p str,
    examples: Vec<Uuid>,
    meant: Option<Time>,
    applicable: bool,
    codings: usize,
}

impl<'p> CodeOut<'p> {
    pub(super) fn of(project: &Project, index: &Index, code: &'p Code) -> Self {
        Self {
            id: code.id,
            name: &code.name,
            path: path(project, code.id),
            aliases: &code.aliases,
            parent: code.parent,
            colour: code.colour.hex(),
            key: code.key.as_deref(),
            definition: &code.definition,
            when: &code.when,
            when_not: &code.when_not,
            examples: code.examples.iter().filter_map(|it| it.uuid()).collect(),
            meant: code.meant,
            applicable: code.applicable,
            codings: index.count(code.id),
        }
    }
}
