//! Plans for the consensus layer: what a team takes from its coders' codings as the one it stands by.
//!
//! Its codings stand beside those of the coders, on quotations of their own, under a coder who is
//! nobody: [`CoderId::CONSENSUS`], the same in every project, so that versions join without two of it.
//!
//! What is taken has an id that follows from where it stands and what it says: two who take the same
//! apart have taken the same, and a join finds it once.
//!
//! **Invariant:** nothing of a coder's own is changed or removed here.

use super::plan_codings::{coding, new_coding, new_quotation};
use super::{Done, Place, PlanError, Stamp, Transaction};
use crate::model::{
    CodeId, Coder, CoderId, CodingId, Edit, Extra, Project, QuotationId, RecordId, SourceId,
};
use crate::text::Span;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// A passage that coders coded alike, exactly.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Agreed {
    /// The source it stands in.
    pub source: SourceId,
    /// Where, in bytes.
    pub span: Span,
    /// The code.
    pub code: CodeId,
    /// A coding of each coder who coded so.
    pub codings: Vec<CodingId>,
    /// How many coders coded anything in the source.
    pub of: usize,
}

/// How many coders must have coded a passage alike.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub enum Least {
    /// All who coded anything in its source, and at least two.
    #[default]
    All,
    /// So many.
    Coders(usize),
}

impl Least {
    fn is_met(self, agreed: &Agreed) -> bool {
        let count = agreed.codings.len();
        match self {
            Self::All => count > 1 && count == agreed.of,
            Self::Coders(least) => count >= least,
        }
    }
}

type Spot = (SourceId, usize, usize, CodeId);

/// What is coded alike and not yet in the consensus, by source and place.
pub fn agreed(project: &Project, least: Least) -> Vec<Agreed> {
    let mut spots: BTreeMap<Spot, BTreeMap<CoderId, CodingId>> = BTreeMap::new();
    let mut coders: BTreeMap<SourceId, BTreeSet<CoderId>> = BTreeMap::new();
    for it in project.codings().iter() {
        let quotation = project.quotations().get(it.quotation);
        let Some(at) = quotation.filter(|it| it.stray.is_none()) else {
            continue;
        };
        if it.coder != CoderId::CONSENSUS {
            coders.entry(at.source).or_default().insert(it.coder);
        }
        let spot = (at.source, at.span.start, at.span.end, it.code);
        let by = spots.entry(spot).or_default();
        by.entry(it.coder).or_insert(it.id);
    }
    let open = spots
        .into_iter()
        .filter(|(_, by)| !by.contains_key(&CoderId::CONSENSUS));
    let all = open.map(|((source, start, end, code), by)| Agreed {
        source,
        span: Span::new(start, end),
        code,
        codings: by.into_values().collect(),
        of: coders.get(&source).map_or(0, BTreeSet::len),
    });
    all.filter(|it| least.is_met(it)).collect()
}

/// Takes what codings say into the consensus. Several that say the same make one; what is in it already
/// is left alone. Where there was no consensus yet, `name` is what it is called.
///
/// # Errors
/// When one of them is gone, or all of it is there already ([`PlanError::Nothing`]).
pub fn take(
    project: &Project,
    stamp: &mut Stamp<'_>,
    (codings, name): (&[CodingId], &str),
) -> Result<Transaction, PlanError> {
    let mut there = Taken::of(project);
    let mut edits = Vec::new();
    if project.coders().get(CoderId::CONSENSUS).is_none() {
        let coder = Coder {
            id: CoderId::CONSENSUS,
            name: name.to_owned(),
            extra: Extra::default(),
        };
        edits.push(Edit::Put(coder.into()));
    }
    let (mut count, mut place, mut names) = (0, None, BTreeSet::new());
    for id in codings {
        let own = coding(project, *id)?;
        let quotation = project.quotations().get(own.quotation);
        let Some(at) = quotation.filter(|it| it.stray.is_none()) else {
            continue;
        };
        if there
            .codings
            .contains(&(at.source, at.span.start, at.span.end, own.code))
        {
            continue;
        }
        let code = super::plan_codes::code(project, own.code)?;
        let mut as_consensus = Stamp {
            coder: CoderId::CONSENSUS,
            at: stamp.at,
            fresh: &mut *stamp.fresh,
        };
        let spot = (at.source, at.span.start, at.span.end);
        let quotation = match there.quotations.get(&spot) {
            Some(id) => *id,
            None => {
                let mut made = new_quotation(&mut as_consensus, at.source, at.span);
                let (source, start, end) = spot;
                let id = QuotationId::new(named(&format!("{source} {start}..{end}")));
                if !project.quotations().contains(id) {
                    made.id = id;
                }
                there.quotations.insert(spot, made.id);
                let id = made.id;
                edits.push(Edit::Put(made.into()));
                id
            }
        };
        let mut made = new_coding(&mut as_consensus, quotation, code);
        let id = CodingId::new(named(&format!("{quotation} {}", code.id)));
        if !project.codings().contains(id) {
            made.id = id;
        }
        edits.push(Edit::Put(made.into()));
        there
            .codings
            .insert((at.source, at.span.start, at.span.end, own.code));
        names.insert(code.name.as_str());
        place = place.or(Some(Place {
            source: at.source,
            span: at.span,
        }));
        count += 1;
    }
    if count == 0 {
        return Err(PlanError::Nothing);
    }
    let names: Vec<&str> = names.into_iter().collect();
    let done = Done::times("take-consensus", names.join(", "), count);
    Ok(Transaction {
        place,
        ..stamp.transaction(done, edits)
    })
}

/// An id that follows from a name, as UUID version 8 (RFC 9562, 5.8): of the SHA-256 of the name.
fn named(name: &str) -> Uuid {
    let hash: [u8; 32] = Sha256::digest(name.as_bytes()).into();
    let first = hash.first_chunk().copied().unwrap_or_default();
    uuid::Builder::from_custom_bytes(first).into_uuid()
}

/// What the consensus holds: its quotations by their place, and what is coded there.
#[derive(Default)]
struct Taken {
    quotations: BTreeMap<(SourceId, usize, usize), QuotationId>,
    codings: BTreeSet<Spot>,
}

impl Taken {
    fn of(project: &Project) -> Self {
        let mut taken = Self::default();
        for by in project.works_of(CoderId::CONSENSUS) {
            match by {
                RecordId::Quotation(id) => {
                    let quotation = project.quotations().get(id);
                    if let Some(it) = quotation.filter(|it| it.stray.is_none()) {
                        let spot = (it.source, it.span.start, it.span.end);
                        taken.quotations.insert(spot, id);
                    }
                }
                RecordId::Coding(id) => {
                    let coding = project.codings().get(id);
                    let at = coding.and_then(|it| project.quotations().get(it.quotation));
                    if let Some((coding, at)) = coding.zip(at) {
                        let spot = (at.source, at.span.start, at.span.end, coding.code);
                        taken.codings.insert(spot);
                    }
                }
                _ => {}
            }
        }
        taken
    }
}
