//! What is kept in mind while a project is taken over: records made so far, who is who, and what did
//! not fit.

use super::folder::Folder;
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
    /// Its drawings, as they stand in the file.
    pub(super) graphs: Option<String>,
    seen: HashSet<RecordId>,
}

impl<'b> Taking<'b> {
    pub(super) fn new(folder: Folder<'b>, root: Uuid, begun: Time) -> Self {
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
            graphs: None,
            seen: HashSet::new(),
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
    pub(super) fn add_coder(&mut self, id: Uuid, name: &str) {
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
                extra: Extra::default(),
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
