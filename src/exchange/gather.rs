//! Making a project of what another program tells: identities, measured offsets, passages put where
//! their words stand.
//!
//! Identities follow from what a thing is – a text, a place in it, a name – so the same codings taken
//! over twice are the same codings.

mod passages;

use super::draft::{Draft, DraftMemo, Made};
use super::import::{ForeignFile, ImportError, ImportRead};
use super::loss::LossKind;
use super::measured::Measured;
use super::refi;
use crate::edit::plan_codes::{GAP, MOST_NAME, PALETTE};
use crate::model::{
    Case, CaseId, Code, CodeId, Coder, CoderId, CodingId, Colour, Extra, Head, Link, LinkId, Memo,
    MemoId, Project, ProjectId, QuotationId, Record, RecordId, SourceId, Time, Value, Variable,
    VariableId, VariableKind, WordLists, check_all,
};
use crate::text::Span;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use uuid::Uuid;

/// An identity that follows from what a thing is.
fn identity(role: &str, parts: &[&[u8]]) -> Uuid {
    let mut digest = Sha256::new().chain_update(role.as_bytes());
    for part in parts {
        digest.update((part.len() as u64).to_be_bytes());
        digest.update(part);
    }
    let mut bytes = [0; 16];
    for (byte, digit) in bytes.iter_mut().zip(digest.finalize()) {
        *byte = digit;
    }
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}

struct Gathering {
    draft: Draft,
    records: Vec<Record>,
    own: CoderId,
    is_own_used: bool,
    begun: Time,
    coders: Vec<CoderId>,
    codes: Vec<CodeId>,
    variables: Vec<(VariableId, VariableKind)>,
    /// What belongs to each case.
    members: Vec<BTreeSet<RecordId>>,
    /// What links call codings.
    keys: HashMap<String, CodingId>,
    quotations: HashMap<(SourceId, Span, CoderId), QuotationId>,
    names: HashMap<String, usize>,
    seen: HashSet<Uuid>,
}

/// Makes a project of a draft.
///
/// # Errors
/// When what is told breaks a rule of every project.
pub(super) fn gather(draft: Draft, file: &ForeignFile<'_>) -> Result<ImportRead, ImportError> {
    let root = identity(
        "project",
        &[&Sha256::digest(file.bytes), file.stem().as_bytes()],
    );
    let own = CoderId::new(identity("coder", &[b""]));
    let mut gathering = Gathering {
        records: Vec::new(),
        own,
        is_own_used: false,
        begun: draft.created.unwrap_or(file.now),
        coders: Vec::new(),
        codes: Vec::new(),
        variables: Vec::new(),
        members: vec![BTreeSet::new(); draft.cases.len()],
        keys: HashMap::new(),
        quotations: HashMap::new(),
        names: HashMap::new(),
        seen: HashSet::new(),
        draft,
    };
    gathering.people();
    gathering.codes();
    gathering.variables();
    let measured = gathering.sources(file);
    gathering.cases();
    gathering.links();
    let memos = std::mem::take(&mut gathering.draft.memos);
    gathering.memos(RecordId::Project, memos, Made::default());
    gathering.finish(root, file, measured)
}

impl Gathering {
    /// An identity that nothing else has.
    fn unique(&mut self, wanted: Uuid) -> Uuid {
        let mut id = wanted;
        while !self.seen.insert(id) {
            id = identity("again", &[id.as_bytes()]);
        }
        id
    }

    /// A name on one line, of a length that a list has room for.
    fn name(&mut self, name: &str, line: usize) -> String {
        let plain = |it: char| if it.is_control() { ' ' } else { it };
        let name = name.trim();
        let short: String = name.chars().take(MOST_NAME).map(plain).collect();
        let short = short.trim();
        if short.is_empty() || name.chars().nth(MOST_NAME).is_some() {
            self.draft.losses.add(LossKind::BadName, name, line);
        }
        if short.is_empty() {
            "?".to_owned()
        } else {
            short.to_owned()
        }
    }

    fn by(&mut self, made: Made) -> CoderId {
        let told = made.coder.and_then(|it| self.coders.get(it).copied());
        self.is_own_used |= told.is_none();
        told.unwrap_or(self.own)
    }

    fn at(&self, made: Made) -> Time {
        made.at.unwrap_or(self.begun)
    }

    fn people(&mut self) {
        for name in std::mem::take(&mut self.draft.coders) {
            let name = self.name(&name, 0);
            let id = self.unique(identity("coder", &[name.as_bytes()]));
            self.coders.push(CoderId::new(id));
            self.records.push(coder(CoderId::new(id), name));
        }
    }

    fn codes(&mut self) {
        let mut paths: Vec<String> = Vec::new();
        for (number, code) in std::mem::take(&mut self.draft.codes)
            .into_iter()
            .enumerate()
        {
            let name = self.name(&code.name, 0);
            let parent = code.parent.filter(|it| *it < number);
            let above = parent.and_then(|it| paths.get(it));
            let path = format!("{}\0{name}", above.map_or("", String::as_str));
            let id = CodeId::new(self.unique(identity("code", &[path.as_bytes()])));
            paths.push(path);
            let colour = PALETTE.iter().cycle().nth(number % PALETTE.len());
            let grey = Colour(0x80, 0x80, 0x80);
            self.records.push(
                Code {
                    id,
                    name,
                    aliases: Vec::new(),
                    parent: parent.and_then(|it| self.codes.get(it).copied()),
                    order: GAP.saturating_mul(number as u64 + 1),
                    colour: code.colour.or(colour.copied()).unwrap_or(grey),
                    key: None,
                    definition: code.definition,
                    when: String::new(),
                    when_not: String::new(),
                    examples: BTreeSet::new(),
                    meant: None,
                    applicable: !code.is_heading,
                    extra: Extra::default(),
                }
                .into(),
            );
            self.codes.push(id);
        }
    }

    /// The variables, each of the kind it should be of if all its values are, else of words.
    fn variables(&mut self) {
        let mut fits = vec![true; self.draft.variables.len()];
        let of_sources = self.draft.sources.iter().flat_map(|it| &it.values);
        let of_cases = self.draft.cases.iter().flat_map(|it| &it.values);
        for (variable, words) in of_sources.chain(of_cases) {
            let kind = self.draft.variables.get(*variable).map(|it| it.kind);
            let is_fit =
                words.trim().is_empty() || kind.is_some_and(|it| refi::value(it, words).is_some());
            if let Some(fit) = fits.get_mut(*variable) {
                *fit &= is_fit;
            }
        }
        for (variable, fit) in std::mem::take(&mut self.draft.variables)
            .into_iter()
            .zip(fits)
        {
            let name = self.name(&variable.name, 0);
            let kind = if fit {
                variable.kind
            } else {
                VariableKind::Text
            };
            if !fit {
                self.draft.losses.add(LossKind::AsWords, &name, 0);
            }
            let id = VariableId::new(self.unique(identity("variable", &[name.as_bytes()])));
            self.variables.push((id, kind));
            self.records.push(
                Variable {
                    id,
                    name,
                    kind,
                    extra: Extra::default(),
                }
                .into(),
            );
            self.memos(RecordId::Variable(id), variable.memos, Made::default());
        }
    }

    fn values(&self, told: &[(usize, String)]) -> BTreeMap<VariableId, Value> {
        let value = |(variable, words): &(usize, String)| {
            let (id, kind) = self.variables.get(*variable)?;
            Some((*id, refi::value(*kind, words)?))
        };
        told.iter().filter_map(value).collect()
    }

    fn memos(&mut self, target: RecordId, memos: Vec<DraftMemo>, around: Made) {
        for (number, memo) in memos.into_iter().enumerate() {
            let on = target.uuid().unwrap_or_default();
            let parts = [
                on.as_bytes().as_slice(),
                &number.to_be_bytes(),
                memo.text.as_bytes(),
            ];
            let id = self.unique(identity("memo", &parts));
            let made = memo.made.or(around);
            let (coder, created) = (self.by(made), self.at(made));
            self.records.push(
                Memo {
                    id: MemoId::new(id),
                    target,
                    text: memo.text,
                    coder,
                    created,
                    changed: created,
                    extra: Extra::default(),
                }
                .into(),
            );
        }
    }

    fn cases(&mut self) {
        let members = std::mem::take(&mut self.members);
        for (case, members) in std::mem::take(&mut self.draft.cases)
            .into_iter()
            .zip(members)
        {
            let name = self.name(&case.name, 0);
            let id = CaseId::new(self.unique(identity("case", &[name.as_bytes()])));
            let values = self.values(&case.values);
            self.records.push(
                Case {
                    id,
                    name,
                    members,
                    values,
                    extra: Extra::default(),
                }
                .into(),
            );
            self.memos(RecordId::Case(id), case.memos, Made::default());
        }
    }

    fn links(&mut self) {
        for link in std::mem::take(&mut self.draft.links) {
            let ends = [&link.from, &link.to].map(|it| self.keys.get(it).copied());
            let [Some(from), Some(to)] = ends else {
                self.draft
                    .losses
                    .add(LossKind::NoEnd, &link.name, link.line);
                continue;
            };
            let name = self.name(&link.name, link.line);
            let ends = [from.uuid(), to.uuid()];
            let [one, other] = ends.each_ref().map(|it| it.as_bytes().as_slice());
            let id = self.unique(identity("link", &[name.as_bytes(), one, other]));
            let (coder, created) = (self.by(link.made), self.at(link.made));
            self.records.push(
                Link {
                    id: LinkId::new(id),
                    name,
                    from: RecordId::Coding(from),
                    to: RecordId::Coding(to),
                    directed: true,
                    coder,
                    created,
                    extra: Extra::default(),
                }
                .into(),
            );
        }
    }

    fn finish(
        mut self,
        root: Uuid,
        file: &ForeignFile<'_>,
        measured: Vec<(String, Measured)>,
    ) -> Result<ImportRead, ImportError> {
        if self.is_own_used || self.coders.is_empty() {
            self.records
                .push(coder(self.own, Coder::UNNAMED.to_owned()));
        }
        let told = std::mem::take(&mut self.draft.name);
        let name = match told.trim().is_empty() {
            true => file.stem().to_owned(),
            false => told,
        };
        let head = Head {
            id: ProjectId::new(root),
            name: self.name(&name, 0),
            created: self.begun,
            words: WordLists::default(),
            extra: Extra::default(),
        };
        let project = Project::gather(head, self.records);
        if let Some(broken) = check_all(&project).first() {
            let why = broken.to_string();
            return Err(ImportError::Unsound { why });
        }
        Ok(ImportRead {
            project,
            origin: self.draft.origin,
            losses: self.draft.losses.finish(),
            measured,
        })
    }
}

fn coder(id: CoderId, name: String) -> Record {
    Coder {
        id,
        name,
        extra: Extra::default(),
    }
    .into()
}
