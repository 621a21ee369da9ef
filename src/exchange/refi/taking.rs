//! What is kept in mind while a project is taken over: records made so far, who is who, and what did
//! not fit.

use super::folder::Folder;
use super::keeper::{Keeper, local_name};
use super::kept::{FIELD, Kept, others_of, taken_of};
use super::xml::Element;
use crate::edit::plan_codes::MOST_NAME;
use crate::exchange::counting::Counting;
use crate::exchange::import::derived;
use crate::exchange::loss::{LossKind, Losses};
use crate::model::{Coder, CoderId, Extra, Memo, MemoId, Record, RecordId, Time};
use std::collections::{BTreeMap, HashMap, HashSet};
use uuid::Uuid;

/// A project on its way.
pub(super) struct Taking<'b> {
    pub(super) folder: Folder<'b>,
    pub(super) losses: Losses,
    pub(super) records: Vec<Record>,
    /// What identities point at, by the words of the file. The first of an identity has it.
    pub(super) known: HashMap<Uuid, RecordId>,
    /// What each remark hangs on.
    pub(super) hung: BTreeMap<Uuid, Vec<RecordId>>,
    /// Who began the project.
    pub(super) own: CoderId,
    /// When it was begun.
    pub(super) begun: Time,
    /// The project's own identity.
    pub(super) root: Uuid,
    /// How offsets are counted, where they are not to be measured.
    pub(super) counting: Option<Counting>,
    /// Takes what has no place here out of the file.
    pub(super) keeper: Keeper<'b>,
    /// What stands in no record, by the element around it.
    pub(super) loose: BTreeMap<&'static str, Vec<(String, String)>>,
    /// How many unknown elements were kept, by name.
    pub(super) odd: BTreeMap<String, usize>,
    /// The identities in what is kept, and the remarks that are named there.
    pub(super) kept: HashSet<Uuid>,
    pub(super) named: HashSet<Uuid>,
    seen: HashSet<RecordId>,
}

impl<'b> Taking<'b> {
    pub(super) fn new(folder: Folder<'b>, root: Uuid, begun: Time, keeper: Keeper<'b>) -> Self {
        Self {
            folder,
            losses: Losses::default(),
            records: Vec::new(),
            known: HashMap::new(),
            hung: BTreeMap::new(),
            own: CoderId::new(derived(root, "nobody")),
            begun,
            root,
            counting: None,
            keeper,
            loose: BTreeMap::new(),
            odd: BTreeMap::new(),
            kept: HashSet::new(),
            named: HashSet::new(),
            seen: HashSet::new(),
        }
    }

    /// What an element tells that has no place in its record.
    pub(super) fn extra(&mut self, element: &Element) -> Extra {
        self.extra_with(element, &[])
    }

    /// The same with some of the elements in it.
    pub(super) fn extra_with(&mut self, element: &Element, others: &[&Element]) -> Extra {
        let mut extra = Extra::default();
        self.kept_of(element, others).keep(&mut extra, FIELD);
        extra
    }

    /// What an element tells that has no place here, and these of the elements in it.
    pub(super) fn kept_of(&mut self, element: &Element, others: &[&Element]) -> Kept {
        let more = others_of(element.name);
        let others = element.children.iter().filter(|it| {
            more.contains(&it.name) || others.iter().any(|other| std::ptr::eq(*other, *it))
        });
        let others: Vec<&Element> = others.collect();
        let kept = self.keeper.keep(element, taken_of(element.name), &others);
        for other in others {
            self.note(other);
        }
        for (_, part) in &kept.parts {
            let name = local_name(part);
            let place = element.told("name").unwrap_or(name);
            if !name.ends_with("Selection") && name != "Graphs" {
                self.losses.add(LossKind::KeptPart, place, element.line);
            }
            *self.odd.entry(name.to_owned()).or_default() += 1;
        }
        kept
    }

    /// Keeps a whole element that stands in no record; whether it is kept.
    pub(super) fn set_aside(&mut self, around: &'static str, element: &Element) -> bool {
        let Some(piece) = self.keeper.whole(element) else {
            return false;
        };
        self.note(element);
        let all = self.loose.entry(around).or_default();
        all.push((element.name.to_owned(), piece));
        true
    }

    /// Whether an element points at something that is kept.
    pub(super) fn is_kept(&self, element: &Element, field: &str) -> bool {
        element
            .guid(field)
            .is_some_and(|it| self.kept.contains(&it))
    }

    /// Notes who is in what is kept.
    fn note(&mut self, element: &Element) {
        self.kept.extend(element.guid("guid"));
        if element.name == "NoteRef" {
            self.named.extend(element.guid("targetGUID"));
        }
        for name in self.keeper.odd(element) {
            *self.odd.entry(name).or_default() += 1;
        }
        for child in &element.children {
            self.note(child);
        }
    }

    /// An identity for a record made of an element: its own where nothing else of the kind has it, else
    /// one made from that of what it belongs to and its number there.
    pub(super) fn claim(
        &mut self,
        kind: fn(Uuid) -> RecordId,
        element: &Element,
        (from, number): (Uuid, usize),
    ) -> Uuid {
        let own = element.guid("guid");
        if let Some(own) = own {
            if self.seen.insert(kind(own)) {
                self.known.entry(own).or_insert(kind(own));
                return own;
            }
            let name = element.told("name").unwrap_or(element.name);
            self.losses.add(LossKind::SharedGuid, name, element.line);
        }
        self.make(kind, from, &format!("{} {number}", element.name))
    }

    /// A new identity made from another.
    pub(super) fn make(&mut self, kind: fn(Uuid) -> RecordId, from: Uuid, role: &str) -> Uuid {
        let mut id = derived(from, role);
        while !self.seen.insert(kind(id)) {
            id = derived(id, role);
        }
        id
    }

    /// Whether a record was made.
    pub(super) fn has(&self, id: RecordId) -> bool {
        self.seen.contains(&id)
    }

    /// What an element points at.
    pub(super) fn target(&self, element: &Element, field: &str) -> Option<RecordId> {
        self.known.get(&element.guid(field)?).copied()
    }

    /// Adds a coder who is told of, or somebody without a name.
    pub(super) fn add_coder(&mut self, id: Uuid, name: &str, extra: Extra) {
        let name = self.short(name, 0);
        let name = match Coder::is_unnamed(&name) {
            true => Coder::UNNAMED.to_owned(),
            false => name,
        };
        self.seen.insert(RecordId::Coder(CoderId::new(id)));
        self.records.push(
            Coder {
                id: CoderId::new(id),
                name,
                extra,
            }
            .into(),
        );
    }

    /// Who made something, by the first element that tells of somebody known; else who began the
    /// project.
    pub(super) fn coder(&self, told: &[&Element]) -> CoderId {
        let made = told.iter().find_map(|it| {
            let id = CoderId::new(it.guid("creatingUser")?);
            self.has(RecordId::Coder(id)).then_some(id)
        });
        made.unwrap_or(self.own)
    }

    /// When something was made, by the first element that tells it; else when the project was begun.
    pub(super) fn time(&self, told: &[&Element]) -> Time {
        let made = told.iter().find_map(|it| time(it, "creationDateTime"));
        made.unwrap_or(self.begun)
    }

    /// The name of an element, or another where it has none.
    pub(super) fn name(&mut self, element: &Element, else_named: &str) -> String {
        match element.told("name") {
            Some(name) => self.short(name, element.line),
            None => else_named.to_owned(),
        }
    }

    /// A name on one line, of a length that a list has room for.
    fn short(&mut self, name: &str, line: usize) -> String {
        let name = name.trim();
        let plain = |it: char| if it.is_control() { ' ' } else { it };
        if name.chars().count() > MOST_NAME {
            self.losses.add(LossKind::BadName, name, line);
        }
        name.chars().take(MOST_NAME).map(plain).collect()
    }

    /// Hangs what an element says of itself, and the remarks that it names, on its record.
    pub(super) fn remark(&mut self, element: &Element, on: RecordId, around: &[&Element]) {
        self.describe(element, on, around);
        self.hang(element, on);
    }

    /// Hangs what an element says of itself on its record.
    pub(super) fn describe(&mut self, element: &Element, on: RecordId, around: &[&Element]) {
        if let Some(text) = element.words("Description") {
            let from = on.uuid().unwrap_or(self.root);
            let role = format!("{} description", on.kind());
            let id = self.make(|it| RecordId::Memo(MemoId::new(it)), from, &role);
            let told: Vec<&Element> = [element].iter().chain(around).copied().collect();
            let created = self.time(&told);
            self.records.push(
                Memo {
                    id: MemoId::new(id),
                    target: on,
                    text,
                    coder: self.coder(&told),
                    created,
                    changed: time(element, "modifiedDateTime").unwrap_or(created),
                    extra: Extra::default(),
                }
                .into(),
            );
        }
    }

    /// Notes that the remarks which an element names hang on its record.
    pub(super) fn hang(&mut self, element: &Element, on: RecordId) {
        for remark in element.all("NoteRef") {
            match remark.guid("targetGUID") {
                Some(guid) => self.hung.entry(guid).or_default().push(on),
                None => self
                    .losses
                    .add(LossKind::NoMember, element.name, remark.line),
            }
        }
    }
}

/// A time that is told of an element; without a zone it is taken for UTC.
pub(super) fn time(element: &Element, field: &str) -> Option<Time> {
    let told = element.told(field)?.trim();
    let parsed = told.parse::<Time>().ok();
    parsed.or_else(|| format!("{told}Z").parse().ok())
}
