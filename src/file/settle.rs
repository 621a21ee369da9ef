//! What was read, made into a project that keeps every rule. What breaks one is put aside or
//! trimmed, never dropped: the text as it stood goes to the unread lines.

use super::again::{self, Earlier};
use super::findings::Findings;
use super::fragment;
use super::kind::{NOBODY, Recorded};
use super::read::{Found, Placed};
use super::settle_codes::settle_codes;
use super::settle_conflicts::settle_conflicts;
use super::settle_quotations::settle_quotations;
use super::settle_rules::settle_rules;
use super::stand_in;
use super::warning::Warning;
use crate::model::{
    Coder, CoderId, Conflict, Extra, Head, Project, ProjectId, Quotation, Record, RecordId,
    SourceId, Time, Unread, WordLists,
};
use crate::text::Span;
use std::collections::BTreeSet;
use uuid::Uuid;

/// Where put aside text and findings go.
pub(super) struct Aside<'a, 'f> {
    text: &'a str,
    earlier: &'a Earlier,
    unread: Vec<Unread>,
    /// Records that were put aside earlier already.
    again: usize,
    pub(super) findings: &'f mut Findings,
}

impl Aside<'_, '_> {
    /// Keeps a record as it stood in `section`, in the work of `coder`. It is tried again the next
    /// time.
    pub(super) fn keep(&mut self, span: Span, section: &str, coder: CoderId) {
        let text = self.text_at(span);
        let unread = again::aside(section, coder, text);
        self.again += usize::from(self.earlier.holds(span));
        self.unread.push(unread);
    }

    /// Keeps a second record with the id of another.
    fn keep_twin(&mut self, span: Span, section: &str, coder: CoderId) {
        self.keep(span, section, coder);
        if let Some(kept) = self.unread.last_mut() {
            kept.section.push_str(" (twin)");
        }
    }

    /// Keeps a part of a record.
    pub(super) fn keep_part(&mut self, section: &str, text: String) {
        let section = format!("{section} (part)");
        self.unread.push(Unread { section, text });
    }

    /// Whether the record at a span was put aside earlier.
    fn is_earlier(&self, span: Span) -> bool {
        self.earlier.holds(span)
    }

    fn text_at(&self, span: Span) -> &str {
        match self.earlier.holds(span) {
            true => self.earlier.at(span),
            false => span.of(self.text).unwrap_or_default(),
        }
    }
}

/// Makes a project of what was found, and of what can be read now of what was put aside earlier;
/// how many records that were.
pub(super) fn settle<'a>(
    text: &'a str,
    earlier: &'a Earlier,
    mut found: Found<'a>,
    findings: &mut Findings,
) -> (Project, usize) {
    let tried = earlier.read(&mut found);
    let unread = std::mem::take(&mut found.unread);
    let mut aside = Aside {
        text,
        earlier,
        unread,
        again: 0,
        findings,
    };
    leave_out_all_twins(&mut found, &mut aside);
    add_missing_coders(&mut found, &mut aside);
    let head = head(found.head.take(), &mut aside);
    name_all_nameless(&mut found, &mut aside);
    settle_codes(&mut found.codes, &mut aside);
    let quotations = std::mem::take(&mut found.quotations);
    let quotations = settle_quotations(quotations, &found.sources, &mut aside);
    let clashes = std::mem::take(&mut found.conflicts);
    let conflicts = settle_conflicts(clashes, &found.sources, &mut aside);
    let mut spans = Vec::new();
    let settled = (quotations, conflicts);
    let mut project = Project::gather(head, records(&mut found, settled, &mut spans));
    settle_rules(&mut project, spans, &mut aside);
    project.extra = found.extra;
    project.unread = aside.unread;
    // What is tried again comes out of it in the order it is put aside, behind the rest.
    project
        .unread
        .sort_by_key(|it| again::is_tried_again(&it.section));
    (project, tried.saturating_sub(aside.again))
}

/// Makes a project of what was found in one file of a folder, with stand-ins for what stands in others;
/// which those are. Quotations keep what was recorded of them.
pub(super) fn settle_part<'a>(
    text: &'a str,
    earlier: &'a Earlier,
    (mut found, of): (Found<'a>, ProjectId),
    findings: &mut Findings,
) -> (Project, BTreeSet<RecordId>) {
    earlier.read(&mut found);
    let mut aside = Aside {
        text,
        earlier,
        unread: std::mem::take(&mut found.unread),
        again: 0,
        findings,
    };
    leave_out_all_twins(&mut found, &mut aside);
    let head = found.head.take().unwrap_or_else(|| stand_in::head_of(of));
    name_all_nameless(&mut found, &mut aside);
    settle_codes(&mut found.codes, &mut aside);
    // Sources that conflicts need; they come out again as stand-ins.
    let needed = found.conflicts.iter().filter_map(|it| it.1.source());
    let needed: BTreeSet<SourceId> = needed.collect();
    let needed = needed.into_iter().map(|id| {
        let source = stand_in::source_stand_in(id);
        (
            Span::default(),
            Recorded {
                source,
                sha256: None,
            },
        )
    });
    let clashes = std::mem::take(&mut found.conflicts);
    let conflicts = settle_conflicts(clashes, &needed.collect(), &mut aside);
    let quotations = std::mem::take(&mut found.quotations).into_iter();
    let quotations = quotations.map(|(span, it)| (span, fragment::recorded(&it)));
    let mut spans = Vec::new();
    let settled = (quotations.collect(), conflicts);
    let mut project = Project::gather(head, records(&mut found, settled, &mut spans));
    let ids: Vec<RecordId> = spans.iter().map(|it| it.0).collect();
    let stand_ins = stand_in::add_stand_ins(&mut project, &ids);
    settle_rules(&mut project, spans, &mut aside);
    project.extra = found.extra;
    project.unread = aside.unread;
    (project, stand_ins)
}

/// Takes all records out of `found`, and notes where each stood.
fn records<'r>(
    found: &'r mut Found<'_>,
    (quotations, conflicts): (Placed<Quotation>, Placed<Conflict>),
    spans: &'r mut Vec<(RecordId, Span)>,
) -> impl Iterator<Item = Record> + 'r {
    fn plain<T>(list: &mut Placed<T>) -> impl Iterator<Item = (Span, Record)> + use<T>
    where
        Record: From<T>,
    {
        std::mem::take(list)
            .into_iter()
            .map(|(span, it)| (span, it.into()))
    }
    let sources = std::mem::take(&mut found.sources).into_iter();
    let sources = sources.map(|(span, it)| (span, it.source.into()));
    let quotations = quotations.into_iter().map(|(span, it)| (span, it.into()));
    let conflicts = conflicts.into_iter().map(|(span, it)| (span, it.into()));
    plain(&mut found.coders)
        .chain(plain(&mut found.codes))
        .chain(plain(&mut found.variables))
        .chain(plain(&mut found.cases))
        .chain(plain(&mut found.sets))
        .chain(plain(&mut found.links))
        .chain(plain(&mut found.queries))
        .chain(plain(&mut found.glosses))
        .chain(plain(&mut found.recipes))
        .chain(sources)
        .chain(quotations)
        .chain(plain(&mut found.codings))
        .chain(plain(&mut found.memos))
        .chain(conflicts)
        .map(|(span, record)| {
            spans.push((record.id(), span));
            record
        })
}

fn leave_out_all_twins(found: &mut Found<'_>, aside: &mut Aside<'_, '_>) {
    macro_rules! twins {
        ($($section:ident: $kind:ident of |$it:ident| $coder:expr;)+) => {$(
            leave_out_twins(
                stringify!($section),
                &mut found.$section,
                |$it| (RecordId::$kind($it.id), $coder),
                aside,
            );
        )+};
    }
    twins! {
        coders: Coder of |it| NOBODY;
        codes: Code of |it| NOBODY;
        variables: Variable of |it| NOBODY;
        cases: Case of |it| NOBODY;
        sets: Set of |it| NOBODY;
        links: Link of |it| NOBODY;
        queries: Query of |it| NOBODY;
        glosses: Gloss of |it| NOBODY;
        recipes: Recipe of |it| NOBODY;
        quotations: Quotation of |it| it.coder;
        codings: Coding of |it| it.coder;
        memos: Memo of |it| it.coder;
        conflicts: Conflict of |it| NOBODY;
    }
    leave_out_twins(
        "sources",
        &mut found.sources,
        |it| (RecordId::Source(it.source.id), NOBODY),
        aside,
    );
}

/// Of several records with one id the first stays; the others are kept aside unless they are the
/// same. The list is then in the order of ids.
fn leave_out_twins<T: PartialEq>(
    section: &str,
    list: &mut Placed<T>,
    about: fn(&T) -> (RecordId, CoderId),
    aside: &mut Aside<'_, '_>,
) {
    list.sort_by_key(|it| about(&it.1).0);
    list.dedup_by(|later, kept| {
        let (id, coder) = about(&later.1);
        let twins = id == about(&kept.1).0;
        if twins && later.1 != kept.1 {
            aside.keep_twin(later.0, section, coder);
            let make = move |place| Warning::DuplicateId { place, id };
            aside.findings.add(later.0.start, make);
        }
        twins
    });
}

/// Whoever made something is a coder, listed or not.
fn add_missing_coders(found: &mut Found<'_>, aside: &mut Aside<'_, '_>) {
    let mut known: BTreeSet<CoderId> = found.coders.iter().map(|it| it.1.id).collect();
    let quotations = found.quotations.iter().map(|it| (it.0, it.1.coder));
    let codings = found.codings.iter().map(|it| (it.0, it.1.coder));
    let memos = found.memos.iter().map(|it| (it.0, it.1.coder));
    let links = found.links.iter().map(|it| (it.0, it.1.coder));
    let queries = found.queries.iter().map(|it| (it.0, it.1.coder));
    let others = links.chain(queries);
    let mut last = None;
    let mut missing = Vec::new();
    for (span, coder) in quotations.chain(codings).chain(memos).chain(others) {
        // Nearly always the one before: work is grouped by coder.
        // What was put aside earlier does not bring back a coder who was removed since.
        if last != Some(coder) && !aside.is_earlier(span) && known.insert(coder) {
            missing.push((span, coder));
        }
        last = Some(coder);
    }
    for (span, id) in missing {
        let name = stand_in(id.uuid());
        let told = name.clone();
        aside
            .findings
            .add(span.start, move |place| Warning::MissingCoder {
                place,
                id,
                name: told,
            });
        let extra = Extra::default();
        found.coders.push((span, Coder { id, name, extra }));
    }
}

fn head(head: Option<Head>, aside: &mut Aside<'_, '_>) -> Head {
    let mut head = head.unwrap_or_else(|| {
        aside.findings.add(0, |_| Warning::NoHead);
        Head {
            id: ProjectId::new(Uuid::nil()),
            name: String::new(),
            created: Time::default(),
            words: WordLists::default(),
            extra: Extra::default(),
        }
    });
    if head.name.trim().is_empty() {
        head.name = stand_in(head.id.uuid());
    }
    head
}

fn name_all_nameless(found: &mut Found<'_>, aside: &mut Aside<'_, '_>) {
    name_nameless(
        &mut found.coders,
        |it| (RecordId::Coder(it.id), &mut it.name),
        aside,
    );
    name_nameless(
        &mut found.codes,
        |it| (RecordId::Code(it.id), &mut it.name),
        aside,
    );
    name_nameless(
        &mut found.variables,
        |it| (RecordId::Variable(it.id), &mut it.name),
        aside,
    );
    name_nameless(
        &mut found.cases,
        |it| (RecordId::Case(it.id), &mut it.name),
        aside,
    );
    name_nameless(
        &mut found.sets,
        |it| (RecordId::Set(it.id), &mut it.name),
        aside,
    );
    name_nameless(
        &mut found.links,
        |it| (RecordId::Link(it.id), &mut it.name),
        aside,
    );
    name_nameless(
        &mut found.queries,
        |it| (RecordId::Query(it.id), &mut it.name),
        aside,
    );
    name_nameless(
        &mut found.glosses,
        |it| (RecordId::Gloss(it.id), &mut it.name),
        aside,
    );
    name_nameless(
        &mut found.recipes,
        |it| (RecordId::Recipe(it.id), &mut it.name),
        aside,
    );
    name_nameless(
        &mut found.sources,
        |it| (RecordId::Source(it.source.id), &mut it.source.name),
        aside,
    );
}

/// Gives every record without a name one, so that nothing that hangs on it is lost.
fn name_nameless<T>(
    list: &mut Placed<T>,
    name: fn(&mut T) -> (RecordId, &mut String),
    aside: &mut Aside<'_, '_>,
) {
    for (span, it) in list {
        let (id, name) = name(it);
        if name.trim().is_empty() {
            *name = id.uuid().map_or_else(String::new, stand_in);
            let name = name.clone();
            let make = move |place| Warning::Nameless { place, id, name };
            aside.findings.add(span.start, make);
        }
    }
}

/// A name that tells nameless records apart: the end of the id, which is its random part.
fn stand_in(uuid: Uuid) -> String {
    if uuid == NOBODY.uuid() {
        return "?".to_owned();
    }
    let digits = uuid.simple().to_string();
    let tail = digits.get(digits.len() - 6..).unwrap_or_default();
    format!("? {tail}")
}
