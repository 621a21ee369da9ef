//! Plans for the codebook: adding, naming, colouring, moving and removing codes.

use super::draft::Draft;
use super::plan_packs::renamed;
use super::{Done, PlanError, Stamp, Transaction};
use crate::model::{Code, CodeId, Colour, Edit, Extra, Project, Recipe, RecordId};
use std::collections::BTreeSet;

/// Distance between two new siblings' order numbers: twenty codes can be moved between the same
/// two neighbours before the siblings must be numbered anew.
pub const GAP: u64 = 1 << 20;

/// Characters a name may have that a person gives. Longer ones that a file brings are kept.
pub const MOST_NAME: usize = 300;

/// Colours given to new codes in turn. All are seen on light and on dark paper, and they stay apart
/// for eyes that lack one kind of cone; a test holds them to both.
pub const PALETTE: [Colour; 12] = [
    Colour(0xC8, 0x40, 0x2F),
    Colour(0x12, 0x68, 0xD2),
    Colour(0x0A, 0x7B, 0x24),
    Colour(0xBC, 0x74, 0xCA),
    Colour(0xC8, 0x7E, 0x00),
    Colour(0x1C, 0x98, 0x94),
    Colour(0xE1, 0x57, 0x88),
    Colour(0x79, 0x9C, 0x4D),
    Colour(0xA3, 0x4B, 0x71),
    Colour(0x77, 0x63, 0xA9),
    Colour(0x89, 0x76, 0x5D),
    Colour(0x7B, 0x7A, 0xEB),
];

/// A field of a code that a person can set.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum CodeField {
    /// The name; must not be empty or a sibling's.
    Name(String),
    /// Other names; empty ones are dropped.
    Aliases(Vec<String>),
    /// The colour.
    Colour(Colour),
    /// The key that applies it; another code's key is refused.
    Key(Option<String>),
    /// Whether passages may be coded with it.
    Applicable(bool),
}

/// Adds a code as the last child of `parent`, with the next colour of the palette unless one is
/// given.
///
/// # Errors
/// When the name is empty or a sibling's, or the parent is gone.
pub fn add(
    project: &Project,
    stamp: &mut Stamp<'_>,
    name: &str,
    parent: Option<CodeId>,
    colour: Option<Colour>,
) -> Result<(CodeId, Transaction), PlanError> {
    let code = new_code(project, stamp, short(name)?, parent, colour)?;
    let id = code.id;
    let done = Done::once("add-code", &code.name);
    Ok((id, stamp.transaction(done, vec![Edit::Put(code.into())])))
}

/// A code that can be put into `project`, for plans that add one on the way.
pub(super) fn new_code(
    project: &Project,
    stamp: &mut Stamp<'_>,
    name: &str,
    parent: Option<CodeId>,
    colour: Option<Colour>,
) -> Result<Code, PlanError> {
    let name = checked_name(project, name, parent, None)?;
    if let Some(id) = parent {
        code(project, id)?;
    }
    let last = last_order(project, parent);
    let turn = project.codes().len() % PALETTE.len();
    let next = PALETTE
        .get(turn)
        .copied()
        .unwrap_or(Colour(0x80, 0x80, 0x80));
    Ok(Code {
        id: CodeId::new((stamp.fresh)()),
        name,
        aliases: Vec::new(),
        parent,
        order: last.saturating_add(GAP),
        colour: colour.unwrap_or(next),
        key: None,
        definition: String::new(),
        when: String::new(),
        when_not: String::new(),
        examples: BTreeSet::new(),
        meant: None,
        applicable: true,
        extra: Extra::default(),
    })
}

/// Sets one field of a code.
///
/// # Errors
/// When the code is gone, the value is not allowed, or nothing would change.
pub fn set(
    project: &Project,
    stamp: &Stamp<'_>,
    id: CodeId,
    field: CodeField,
) -> Result<Transaction, PlanError> {
    let old = code(project, id)?;
    let mut new = old.clone();
    let verb = match field {
        CodeField::Name(name) => {
            new.name = checked_name(project, short(&name)?, old.parent, Some(id))?;
            "rename-code"
        }
        CodeField::Aliases(aliases) => {
            new.aliases = aliases
                .iter()
                .map(|alias| alias.trim().to_owned())
                .filter(|alias| !alias.is_empty())
                .collect();
            "alias-code"
        }
        CodeField::Colour(colour) => {
            new.colour = colour;
            "recolour-code"
        }
        CodeField::Key(key) => {
            new.key = key.filter(|key| !key.trim().is_empty());
            let holder = project
                .codes()
                .iter()
                .find(|it| it.key.is_some() && it.key == new.key);
            if let (Some(key), Some(holder)) = (&new.key, holder.filter(|it| it.id != id)) {
                return Err(PlanError::KeyTaken {
                    key: key.clone(),
                    name: holder.name.clone(),
                });
            }
            "set-code-key"
        }
        CodeField::Applicable(applicable) => {
            new.applicable = applicable;
            "set-code-applicable"
        }
    };
    if new == *old {
        return Err(PlanError::Nothing);
    }
    let done = Done::once(verb, &new.name);
    let mut edits = Vec::new();
    let mut others = project.codes().iter().filter(|it| it.id != id);
    if new.name != old.name && !others.any(|it| it.name == old.name) {
        // What is marked in packs goes by names.
        edits = renamed(project, Recipe::OF_CODES, (&old.name, &new.name));
    }
    edits.insert(0, Edit::Put(new.into()));
    Ok(stamp.transaction(done, edits))
}

/// Moves a code under `parent`, before the sibling `before` or to the end.
///
/// # Errors
/// When a code is gone, or the code would come to stand under itself.
pub fn move_to(
    project: &Project,
    stamp: &Stamp<'_>,
    id: CodeId,
    parent: Option<CodeId>,
    before: Option<CodeId>,
) -> Result<Transaction, PlanError> {
    let moved = code(project, id)?;
    if ancestors(project, parent).any(|above| above == id) {
        return Err(PlanError::UnderItself {
            name: moved.name.clone(),
        });
    }
    checked_name(project, &moved.name, parent, Some(id))?;
    let mut siblings = children(project, parent);
    siblings.retain(|it| it.id != id);
    let at = match before {
        Some(next) => siblings
            .iter()
            .position(|it| it.id == next)
            .ok_or(PlanError::Gone {
                id: RecordId::Code(next),
            })?,
        None => siblings.len(),
    };
    let low = at
        .checked_sub(1)
        .and_then(|it| siblings.get(it))
        .map_or(0, |it| it.order);
    let high = siblings
        .get(at)
        .map_or(low.saturating_add(2 * GAP), |it| it.order);
    let middle = low + high.saturating_sub(low) / 2;
    let mut new = Code {
        parent,
        order: middle,
        ..moved.clone()
    };
    let mut edits = Vec::new();
    if middle <= low || middle >= high {
        let (head, tail) = siblings.split_at(at);
        let ids: Vec<&Code> = head.iter().chain([&moved]).chain(tail).copied().collect();
        for (order, sibling) in (1u64..).map(|turn| turn * GAP).zip(ids) {
            if sibling.id == id {
                new.order = order;
            } else if sibling.order != order {
                edits.push(Edit::Put(
                    Code {
                        order,
                        ..sibling.clone()
                    }
                    .into(),
                ));
            }
        }
    }
    edits.push(Edit::Put(new.into()));
    Ok(stamp.transaction(Done::once("move-code", &moved.name), edits))
}

/// Moves several codes under `parent`, before the sibling `before` or to the end, in one step and in
/// the order given; one that stands under another of them goes with it.
///
/// # Errors
/// As for [`move_to`].
pub fn move_all(
    project: &Project,
    stamp: &Stamp<'_>,
    ids: &[CodeId],
    parent: Option<CodeId>,
    before: Option<CodeId>,
) -> Result<Transaction, PlanError> {
    let moved: BTreeSet<CodeId> = ids.iter().copied().collect();
    let siblings = children(project, parent);
    let behind = siblings.iter().map(|it| it.id);
    let behind = behind.skip_while(|it| Some(*it) != before);
    let before = behind.clone().find(|it| !moved.contains(it));
    let mut draft = Draft::of(project);
    let mut names = Vec::new();
    for id in ids.iter().copied() {
        let above = code(project, id)?.parent;
        if ancestors(project, above).any(|it| moved.contains(&it)) {
            continue;
        }
        let step = move_to(&draft.project, stamp, id, parent, before)?;
        names.push(step.done.what);
        for edit in step.edits {
            draft.apply(edit);
        }
    }
    let done = Done::times("move-code", names.join(", "), names.len());
    Ok(stamp.transaction(done, draft.into_edits()))
}

/// Removes a code with its codings and memos; its children move up to its parent; sets and links
/// lose it; quotations that nothing else holds go with their last coding.
///
/// # Errors
/// When the code is gone.
pub fn remove(project: &Project, stamp: &Stamp<'_>, id: CodeId) -> Result<Transaction, PlanError> {
    let removed = code(project, id)?;
    let mut draft = Draft::of(project);
    for child in children(project, Some(id)) {
        draft.put(Code {
            parent: removed.parent,
            ..child.clone()
        });
    }
    draft.remove(&[RecordId::Code(id)]);
    let done = Done::once("remove-code", &removed.name);
    Ok(stamp.transaction(done, draft.into_edits()))
}

/// The code, or that it is gone.
pub(super) fn code(project: &Project, id: CodeId) -> Result<&Code, PlanError> {
    project.codes().get(id).ok_or(PlanError::Gone {
        id: RecordId::Code(id),
    })
}

/// The children of a code, or the top of the tree, in their order.
pub(super) fn children(project: &Project, parent: Option<CodeId>) -> Vec<&Code> {
    let mut children: Vec<&Code> = project
        .codes()
        .iter()
        .filter(|it| it.parent == parent)
        .collect();
    children.sort_by_key(|it| (it.order, it.id));
    children
}

/// The order number of the last child of a code, or of the last code at the top; 0 without one.
pub(super) fn last_order(project: &Project, parent: Option<CodeId>) -> u64 {
    children(project, parent).last().map_or(0, |it| it.order)
}

/// The name, with a number behind it when a sibling has it.
pub(super) fn free_name(project: &Project, parent: Option<CodeId>, name: &str) -> String {
    let is_taken = |name: &str| {
        let mut codes = project.codes().iter();
        codes.any(|it| it.parent == parent && it.name == name)
    };
    let name = name.trim();
    let numbered = (2u64..).map(|number| format!("{name} ({number})"));
    let mut names = std::iter::once(name.to_owned()).chain(numbered);
    let free = names.find(|it| !is_taken(it));
    free.unwrap_or_else(|| name.to_owned())
}

/// `from` and everything above it.
fn ancestors(project: &Project, from: Option<CodeId>) -> impl Iterator<Item = CodeId> {
    std::iter::successors(from, |id| project.codes().get(*id)?.parent).take(project.codes().len())
}

/// A name of a length that a list has room for.
fn short(name: &str) -> Result<&str, PlanError> {
    let count = name.trim().chars().count();
    match count > MOST_NAME {
        true => Err(PlanError::NameLong {
            count,
            most: MOST_NAME,
        }),
        false => Ok(name),
    }
}

/// Whether a character leaves a trace on the screen.
fn is_seen(it: char) -> bool {
    let is_hidden = matches!(
        it,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}' | '\u{E0000}'..='\u{E0FFF}'
    );
    !(is_hidden || it.is_whitespace() || it.is_control())
}

fn checked_name(
    project: &Project,
    name: &str,
    parent: Option<CodeId>,
    own: Option<CodeId>,
) -> Result<String, PlanError> {
    // A name is one line of a list.
    let name = name.trim().replace(['\n', '\r', '\t'], " ");
    if !name.chars().any(is_seen) {
        return Err(PlanError::Nameless);
    }
    let taken = |it: &Code| it.parent == parent && it.name == name && Some(it.id) != own;
    if project.codes().iter().any(taken) {
        return Err(PlanError::NameTaken { name });
    }
    Ok(name)
}
