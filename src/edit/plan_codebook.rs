//! The plan for taking a codebook in: what is new is added, what is there is brought up to what is
//! told of it, nothing is removed.
//!
//! An entry means the code with its id; else the code of its name under the same parent, where
//! names that differ only in width, case, blanks or traditional forms are one name; else a new code.
//! What an entry does not say stays as it is.

use super::codebook_places::{Places, Under};
use super::plan_codes::{GAP, PALETTE, last_order};
use super::{Done, PlanError, Stamp, Transaction};
use crate::model::{Code, CodeId, Colour, Edit, Extra, Project, QuotationId, RecordId, Time};
use std::collections::{BTreeSet, HashMap};

/// What is told of one code; what is not told is `None`.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Entry {
    /// Line of the file it begins in, from 1.
    pub line: usize,
    /// Its identity.
    pub id: Option<CodeId>,
    /// Its name; blank when it is not told.
    pub name: String,
    /// The code above it.
    pub above: Option<Above>,
    /// All its other names.
    pub aliases: Option<Vec<String>>,
    /// Its colour.
    pub colour: Option<Colour>,
    /// The key that applies it.
    pub key: Option<String>,
    /// What it means.
    pub definition: Option<String>,
    /// When it is used.
    pub when: Option<String>,
    /// When it is not used.
    pub when_not: Option<String>,
    /// When its meaning was last changed; taken over where it is later than what is known here.
    pub meant: Option<Time>,
    /// Whether passages may be coded with it.
    pub applicable: Option<bool>,
    /// Quotations that show what is meant; taken over where they are here and coded with it.
    pub examples: Vec<QuotationId>,
}

/// What is told of the code above another.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Above {
    /// There is none.
    Top,
    /// It is an entry before this one, by number from 0.
    Entry(usize),
    /// It is known by one of these, tried in turn: an id, a name, or names from the top down with
    /// ` › ` between them.
    Named(Vec<String>),
}

/// What could not be taken as it stands, with its line in the file, from 1.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Remark {
    /// The line.
    pub line: usize,
    /// What.
    pub oddity: Oddity,
}

/// What may be odd in a codebook file. Everything else of the entry is taken.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Oddity {
    /// These words are no colour.
    NoColour(String),
    /// These words are no key.
    NoKey(String),
    /// These words are neither yes nor no.
    NoFlag(String),
    /// These words are no time.
    NoTime(String),
    /// These words are no id.
    NoId(String),
    /// A column or field of this name is not known.
    Unknown(String),
    /// A record cannot be read, for this reason.
    Unread(String),
    /// A quotation mark is not closed, so that all that follows is one cell.
    Unclosed,
    /// The first heading, these words, was taken for the title of the codebook.
    Title(String),
    /// A set of this name is told of, which is not part of a codebook here.
    Set(String),
    /// It has no name and was left out; what stands under it stands one step higher.
    Nameless,
    /// The file tells of this code twice; the second is left out.
    Twice {
        /// Its name.
        name: String,
        /// The line it stands in first.
        first: usize,
    },
    /// This code would stand under itself, so the code above it was left out.
    Circle(String),
    /// There is no such code to stand under.
    NoParent {
        /// The code.
        name: String,
        /// What is above it, as told.
        parent: String,
    },
    /// There are several such codes to stand under.
    ManyParents {
        /// The code.
        name: String,
        /// What is above it, as told.
        parent: String,
    },
    /// The key applies another code.
    KeyTaken {
        /// The key.
        key: String,
        /// The code that has it.
        name: String,
    },
    /// The code was taken for one that is there, whose name is written otherwise.
    TakenFor {
        /// The name in the file.
        name: String,
        /// The name here.
        other: String,
    },
    /// A new code has nearly the name of another.
    Alike {
        /// Its name.
        name: String,
        /// The other's name.
        other: String,
    },
}

/// What came of taking a codebook in.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct TakenIn {
    /// Codes added.
    pub added: usize,
    /// Codes changed.
    pub changed: usize,
    /// Codes that are as the file says already.
    pub same: usize,
    /// Examples whose passages are not here, or not coded so.
    pub examples_left: usize,
    /// What could not be taken as it stands, by line.
    pub remarks: Vec<Remark>,
}

/// Takes entries in, named in the history as `what`. The transaction has no edits when everything
/// is here already.
pub fn take_in(
    project: &Project,
    stamp: &mut Stamp<'_>,
    entries: &[Entry],
    what: &str,
) -> (TakenIn, Transaction) {
    let mut remarks = Vec::new();
    let places = Places::new(project, entries, &mut *stamp.fresh, &mut remarks);
    let mut taken = TakenIn::default();
    let mut orders = HashMap::new();
    let mut keys = Keys::new(project, entries, &places);
    let mut edits = Vec::new();
    let mut fresh_codes = 0;
    for (at, entry) in entries.iter().enumerate() {
        let Some(id) = places.code(at) else { continue };
        let old = project.codes().get(id);
        let parent = places.parent(at, old);
        let mut code = match old {
            Some(old) => Code {
                parent,
                ..old.clone()
            },
            None => {
                let last = orders
                    .entry(parent)
                    .or_insert_with(|| last_order(project, parent));
                *last = last.saturating_add(GAP);
                fresh_codes += 1;
                new_code(id, parent, *last, project.codes().len() + fresh_codes - 1)
            }
        };
        say(&mut code, entry, places.keeps_name(at));
        keys.give(&mut code, entry, &mut remarks);
        taken.examples_left += exemplify(project, &mut code, &entry.examples);
        match old {
            None => taken.added += 1,
            Some(old) if *old == code => taken.same += 1,
            Some(_) => taken.changed += 1,
        }
        if old != Some(&code) {
            edits.push(Edit::Put(code.into()));
        }
    }
    remarks.sort_by_key(|it| it.line);
    taken.remarks = remarks;
    let count = taken.added + taken.changed;
    let done = Done::times("import-codebook", what, count);
    (taken, stamp.transaction(done, edits))
}

/// As [`take_in()`], for a plan that is nothing when nothing changes.
///
/// # Errors
/// [`PlanError::Nothing`]; `taken` tells what was seen even so.
pub fn plan(
    project: &Project,
    stamp: &mut Stamp<'_>,
    (entries, what): (&[Entry], &str),
    taken: &mut TakenIn,
) -> Result<Transaction, PlanError> {
    let (came, transaction) = take_in(project, stamp, entries, what);
    *taken = came;
    match transaction.edits.is_empty() {
        true => Err(PlanError::Nothing),
        false => Ok(transaction),
    }
}

fn new_code(id: CodeId, parent: Option<CodeId>, order: u64, turn: usize) -> Code {
    let grey = Colour(0x80, 0x80, 0x80);
    let colour = PALETTE.iter().cycle().nth(turn % PALETTE.len());
    Code {
        id,
        name: String::new(),
        aliases: Vec::new(),
        parent,
        order,
        colour: colour.copied().unwrap_or(grey),
        key: None,
        definition: String::new(),
        when: String::new(),
        when_not: String::new(),
        examples: BTreeSet::new(),
        meant: None,
        applicable: true,
        extra: Extra::default(),
    }
}

/// Makes a code what an entry says of it; its place, key and examples left out.
fn say(code: &mut Code, entry: &Entry, keeps_name: bool) {
    let name = entry.name.trim();
    if !name.is_empty() && !keeps_name {
        name.clone_into(&mut code.name);
    }
    if let Some(aliases) = &entry.aliases {
        let aliases = aliases.iter().map(|it| it.trim());
        let aliases = aliases.filter(|it| !it.is_empty());
        code.aliases = aliases.map(str::to_owned).collect();
    }
    let texts = [
        (&mut code.definition, &entry.definition),
        (&mut code.when, &entry.when),
        (&mut code.when_not, &entry.when_not),
    ];
    for (text, told) in texts {
        if let Some(told) = told {
            told.clone_into(text);
        }
    }
    code.colour = entry.colour.unwrap_or(code.colour);
    code.applicable = entry.applicable.unwrap_or(code.applicable);
    code.meant = code.meant.max(entry.meant);
}

/// Makes quotations examples of a code; how many cannot be.
fn exemplify(project: &Project, code: &mut Code, examples: &[QuotationId]) -> usize {
    let mut left = 0;
    for quotation in examples {
        let example = RecordId::Quotation(*quotation);
        let is_own = project.uses(example).any(|by| match by {
            RecordId::Coding(it) => project
                .codings()
                .get(it)
                .is_some_and(|it| it.code == code.id),
            _ => false,
        });
        match is_own {
            true => _ = code.examples.insert(example),
            false => left += 1,
        }
    }
    left
}

/// Which code every key will apply.
struct Keys(HashMap<String, (CodeId, String)>);

impl Keys {
    /// The keys of the codes of which no key is told.
    fn new(project: &Project, entries: &[Entry], places: &Places) -> Self {
        let told = entries.iter().enumerate();
        let told = told.filter(|(_, entry)| entry.key.is_some());
        let told: BTreeSet<CodeId> = told.filter_map(|(at, _)| places.code(at)).collect();
        let codes = project.codes().iter().filter(|it| !told.contains(&it.id));
        let owned = codes.filter_map(|it| Some((it.key.clone()?, (it.id, it.name.clone()))));
        Self(owned.collect())
    }

    /// Gives a code the key told, or leaves it the one it has.
    fn give(&mut self, code: &mut Code, entry: &Entry, remarks: &mut Vec<Remark>) {
        let Some(told) = &entry.key else { return };
        let before = code.key.take();
        for key in [Some(told.clone()), before].into_iter().flatten() {
            match self.0.get(&key) {
                Some((_, name)) if key == *told => remarks.push(Remark {
                    line: entry.line,
                    oddity: Oddity::KeyTaken {
                        key,
                        name: name.clone(),
                    },
                }),
                Some(_) => {}
                None => {
                    self.0.insert(key.clone(), (code.id, code.name.clone()));
                    code.key = Some(key);
                    return;
                }
            }
        }
    }
}

impl Places<'_> {
    /// The code above the one of an entry.
    fn parent(&self, at: usize, old: Option<&Code>) -> Option<CodeId> {
        match self.under(at) {
            Under::Unsaid => old.and_then(|it| it.parent),
            Under::Top => None,
            Under::Code(code) => Some(code),
        }
    }
}
