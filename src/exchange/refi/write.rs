//! A project given away as REFI-QDA: one `project.qde` and the texts beside it.
//!
//! Offsets are code points, half open; texts are UTF-8 with line feeds, without a byte order mark.
//! Identities are written as they are, also those that came from other programs.

use super::kept;
use super::read::ORIGIN;
use super::xml::escaped;
use crate::exchange::left::is_lost;
use crate::model::{
    Case, Code, CodeId, CoderId, Coding, LinkId, Memo, Project, Quotation, RecordId, Source, Time,
    Value, VariableId, VariableKind,
};
use crate::query::{codebook, quoted};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::{self, Cursor, Write};
use uuid::Uuid;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// Characters of a passage that make the name of a selection.
const NAME: usize = 60;

/// Whether a record stands in the file under its own identity.
pub(in crate::exchange) fn has_place(project: &Project, id: RecordId) -> bool {
    match id {
        RecordId::Project
        | RecordId::Query(_)
        | RecordId::Gloss(_)
        | RecordId::Recipe(_)
        | RecordId::Conflict(_) => false,
        RecordId::Quotation(id) => project.quotations().get(id).is_some_and(|it| !is_lost(it)),
        RecordId::Coding(id) => {
            let passage = project.codings().get(id).map(|it| it.quotation);
            passage.is_some_and(|it| has_place(project, RecordId::Quotation(it)))
        }
        RecordId::Memo(id) => project.memos().get(id).is_some_and(is_remark),
        RecordId::Link(id) => link_depth(project, id, 0).is_some(),
        _ => true,
    }
}

/// Links between links that are followed at most.
const MOST_DEPTH: usize = 8;

/// How many links a link goes through to what is no link; `None` when an end has no place. A link stands
/// in the file behind those it points at.
fn link_depth(project: &Project, id: LinkId, above: usize) -> Option<usize> {
    let link = project.links().get(id).filter(|_| above < MOST_DEPTH)?;
    let depth = |end: RecordId| match end {
        RecordId::Link(id) => Some(link_depth(project, id, above + 1)? + 1),
        end => has_place(project, end).then_some(0),
    };
    Some(depth(link.from)?.max(depth(link.to)?))
}

/// Whether what a memo hangs on is in the file.
pub(in crate::exchange) fn can_hang(project: &Project, memo: &Memo) -> bool {
    match memo.target {
        RecordId::Project => true,
        RecordId::Coder(_) => false,
        target => has_place(project, target),
    }
}

/// Whether a memo is written as a remark; those on variables, cases and sets are their descriptions.
fn is_remark(memo: &Memo) -> bool {
    !matches!(
        memo.target,
        RecordId::Variable(_) | RecordId::Case(_) | RecordId::Set(_)
    )
}

pub(in crate::exchange) fn write(project: &Project, out: &mut dyn Write) -> io::Result<()> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    // No clock is asked: the same project gives the same bytes.
    let options = SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
    zip.start_file("project.qde", options)?;
    zip.write_all(Writing::new(project).whole().as_bytes())?;
    for source in project.sources().iter() {
        zip.start_file(format!("sources/{}.txt", source.id), options)?;
        zip.write_all(source.text().as_bytes())?;
    }
    out.write_all(&zip.finish()?.into_inner())
}

/// A project on its way out.
struct Writing<'p> {
    project: &'p Project,
    xml: String,
    /// The passages of each source, and the codings of each passage, in the order of the text.
    passages: BTreeMap<Uuid, Vec<&'p Quotation>>,
    codings: BTreeMap<Uuid, Vec<&'p Coding>>,
}

/// Appends to the XML; writing to memory cannot fail.
macro_rules! put {
    ($to:expr, $($what:tt)*) => {
        let _ = writeln!($to.xml, $($what)*);
    };
}

impl<'p> Writing<'p> {
    fn new(project: &'p Project) -> Self {
        let mut passages: BTreeMap<Uuid, Vec<&Quotation>> = BTreeMap::new();
        for quotation in project.quotations().iter().filter(|it| !is_lost(it)) {
            let of = passages.entry(quotation.source.uuid()).or_default();
            of.push(quotation);
        }
        for of in passages.values_mut() {
            of.sort_by_key(|it| (it.span, it.id));
        }
        let mut codings: BTreeMap<Uuid, Vec<&Coding>> = BTreeMap::new();
        for coding in project.codings().iter() {
            let of = codings.entry(coding.quotation.uuid()).or_default();
            of.push(coding);
        }
        Self {
            project,
            xml: String::new(),
            passages,
            codings,
        }
    }

    /// The whole file. The order of the parts is the schema's.
    fn whole(mut self) -> String {
        let head = self.project.head();
        put!(self, "<?xml version=\"1.0\" encoding=\"utf-8\"?>");
        let first = self.project.coders().iter().next();
        let by = first.map(|it| format!(" creatingUserGUID=\"{}\"", it.id));
        put!(
            self,
            "<Project xmlns=\"urn:QDA-XML:project:1.0\" name=\"{}\" origin=\"{ORIGIN}\"{} creationDateTime=\"{}\">",
            escaped(&head.name),
            by.unwrap_or_default(),
            head.created
        );
        self.within("Users", Self::coders);
        self.within("CodeBook", |it| it.within("Codes", Self::codes));
        self.within("Variables", Self::variables);
        self.within("Cases", Self::cases);
        self.within("Sources", Self::sources);
        self.within("Notes", Self::memos);
        self.within("Links", Self::links);
        self.within("Sets", Self::sets);
        if let Some(graphs) = kept::kept(&head.extra) {
            put!(self, "{graphs}");
        }
        self.remarks(RecordId::Project);
        self.xml.push_str("</Project>\n");
        self.xml
    }

    /// Puts what is written into an element, or nothing when there is nothing.
    fn within(&mut self, name: &str, inside: impl FnOnce(&mut Self)) {
        let before = self.xml.len();
        put!(self, "<{name}>");
        let begun = self.xml.len();
        inside(self);
        match self.xml.len() > begun {
            true => {
                put!(self, "</{name}>");
            }
            false => self.xml.truncate(before),
        }
    }

    fn coders(&mut self) {
        for coder in self.project.coders().iter() {
            put!(
                self,
                "<User guid=\"{}\" name=\"{}\"/>",
                coder.id,
                escaped(&coder.name)
            );
        }
    }

    fn codes(&mut self) {
        let mut open = 0;
        for branch in codebook(self.project) {
            let Some(code) = self.project.codes().get(branch.code) else {
                continue;
            };
            while open > branch.depth {
                self.xml.push_str("</Code>\n");
                open -= 1;
            }
            self.code(code);
            open += 1;
        }
        self.xml.push_str(&"</Code>\n".repeat(open));
    }

    /// Begins a code; those under it follow.
    fn code(&mut self, code: &Code) {
        put!(
            self,
            "<Code guid=\"{}\" name=\"{}\" isCodable=\"{}\" color=\"{}\">",
            code.id,
            escaped(&code.name),
            code.applicable,
            code.colour.hex()
        );
        self.description(&code.definition);
        self.remarks(RecordId::Code(code.id));
    }

    fn description(&mut self, words: &str) {
        if !words.is_empty() {
            put!(self, "<Description>{}</Description>", escaped(words));
        }
    }

    /// The memos of what has no place for remarks, as its description.
    fn described(&mut self, on: RecordId) {
        let memos = self.project.memos_on(on).map(|it| it.text.as_str());
        let words = memos.collect::<Vec<_>>().join("\n\n");
        self.description(&words);
    }

    /// Names the memos of a record.
    fn remarks(&mut self, on: RecordId) {
        for memo in self.project.memos_on(on) {
            put!(self, "<NoteRef targetGUID=\"{}\"/>", memo.id);
        }
    }

    fn variables(&mut self) {
        for variable in self.project.variables().iter() {
            let kind = match variable.kind {
                VariableKind::Text => "Text",
                VariableKind::Number => "Integer",
                VariableKind::Flag => "Boolean",
                VariableKind::Date => "Date",
            };
            put!(
                self,
                "<Variable guid=\"{}\" name=\"{}\" typeOfVariable=\"{kind}\">",
                variable.id,
                escaped(&variable.name)
            );
            self.described(RecordId::Variable(variable.id));
            self.xml.push_str("</Variable>\n");
        }
    }

    fn values(&mut self, values: &BTreeMap<VariableId, Value>) {
        for (variable, value) in values {
            let kind = match value {
                Value::Text(_) => "TextValue",
                Value::Number(_) => "IntegerValue",
                Value::Flag(_) => "BooleanValue",
                Value::Date(_) => "DateValue",
            };
            put!(
                self,
                "<VariableValue><VariableRef targetGUID=\"{variable}\"/><{kind}>{}</{kind}></VariableValue>",
                escaped(&value.words())
            );
        }
    }

    fn cases(&mut self) {
        for case in self.project.cases().iter() {
            let Case { id, name, .. } = case;
            put!(self, "<Case guid=\"{id}\" name=\"{}\">", escaped(name));
            self.described(RecordId::Case(*id));
            self.values(&case.values);
            let written = |it: &RecordId| has_place(self.project, *it);
            // Sources come before passages, as the schema wants it.
            let members: BTreeSet<RecordId> =
                case.members.iter().copied().filter(written).collect();
            for member in members {
                let name = match member {
                    RecordId::Source(_) => "SourceRef",
                    _ => "SelectionRef",
                };
                if let Some(guid) = member.uuid() {
                    put!(self, "<{name} targetGUID=\"{guid}\"/>");
                }
            }
            self.xml.push_str("</Case>\n");
        }
    }

    fn sources(&mut self) {
        let mut sources: Vec<&Source> = self.project.sources().iter().collect();
        sources.sort_by_key(|it| (it.order, it.id));
        for source in sources {
            put!(
                self,
                "<TextSource guid=\"{id}\" name=\"{}\" plainTextPath=\"internal://{id}.txt\" creationDateTime=\"{}\">",
                escaped(&source.name),
                source.added,
                id = source.id
            );
            let passages = self.passages.remove(&source.id.uuid());
            for quotation in passages.unwrap_or_default() {
                self.passage(source, quotation);
            }
            self.remarks(RecordId::Source(source.id));
            self.values(&source.values);
            self.xml.push_str("</TextSource>\n");
        }
    }

    fn passage(&mut self, source: &Source, quotation: &Quotation) {
        let Some(chars) = source.lines.chars_from_span(quotation.span) else {
            return;
        };
        let (_, words) = quoted(source, quotation);
        let mut words = words.chars();
        let name = words.by_ref().take(NAME);
        let mut name: String = name.map(|it| if it == '\n' { ' ' } else { it }).collect();
        if words.next().is_some() {
            name.push('…');
        }
        put!(
            self,
            "<PlainTextSelection guid=\"{}\" name=\"{}\" startPosition=\"{}\" endPosition=\"{}\"{}>",
            quotation.id,
            escaped(&name),
            chars.start,
            chars.end,
            made(quotation.coder, quotation.created)
        );
        let codings = self.codings.remove(&quotation.id.uuid());
        for coding in codings.unwrap_or_default() {
            self.coding(coding);
        }
        self.remarks(RecordId::Quotation(quotation.id));
        self.xml.push_str("</PlainTextSelection>\n");
    }

    fn coding(&mut self, coding: &Coding) {
        let (id, code): (_, CodeId) = (coding.id, coding.code);
        let made = made(coding.coder, coding.created);
        put!(
            self,
            "<Coding guid=\"{id}\"{made}><CodeRef targetGUID=\"{code}\"/>"
        );
        self.remarks(RecordId::Coding(id));
        self.xml.push_str("</Coding>\n");
    }

    /// The memos that can hang on something; the others are descriptions.
    fn memos(&mut self) {
        for memo in self.project.memos().iter() {
            let Memo { id, text, .. } = memo;
            if !is_remark(memo) {
                continue;
            }
            put!(
                self,
                "<Note guid=\"{id}\"{} modifiedDateTime=\"{}\"><PlainTextContent>{}</PlainTextContent></Note>",
                made(memo.coder, memo.created),
                memo.changed,
                escaped(text)
            );
        }
    }

    fn links(&mut self) {
        let links = self.project.links().iter();
        let placed = links.filter_map(|it| Some((link_depth(self.project, it.id, 0)?, it)));
        let mut placed: Vec<_> = placed.collect();
        placed.sort_by_key(|it| it.0);
        for (_, link) in placed {
            let ends = [link.from, link.to];
            let ends = ends.map(|it| it.uuid().filter(|_| has_place(self.project, it)));
            let [Some(from), Some(to)] = ends else {
                continue;
            };
            let direction = if link.directed {
                "OneWay"
            } else {
                "Associative"
            };
            put!(
                self,
                "<Link guid=\"{}\" name=\"{}\" direction=\"{direction}\" originGUID=\"{from}\" targetGUID=\"{to}\">",
                link.id,
                escaped(&link.name)
            );
            self.remarks(RecordId::Link(link.id));
            self.xml.push_str("</Link>\n");
        }
    }

    fn sets(&mut self) {
        for set in self.project.sets().iter() {
            put!(
                self,
                "<Set guid=\"{}\" name=\"{}\">",
                set.id,
                escaped(&set.name)
            );
            self.described(RecordId::Set(set.id));
            // In the order of their kinds: codes, sources, memos.
            for (name, guid) in set
                .members
                .iter()
                .filter_map(|it| member(self.project, *it))
            {
                put!(self, "<{name} targetGUID=\"{guid}\"/>");
            }
            self.xml.push_str("</Set>\n");
        }
    }
}

/// What a member of a set is written as; `None` where sets have no place for it.
pub(in crate::exchange) fn member(project: &Project, of: RecordId) -> Option<(&'static str, Uuid)> {
    if !has_place(project, of) {
        return None;
    }
    match of {
        RecordId::Code(id) => Some(("MemberCode", id.uuid())),
        RecordId::Source(id) => Some(("MemberSource", id.uuid())),
        RecordId::Memo(id) => Some(("MemberNote", id.uuid())),
        _ => None,
    }
}

fn made(by: CoderId, at: Time) -> String {
    format!(" creatingUser=\"{by}\" creationDateTime=\"{at}\"")
}
