//! A project given away as REFI-QDA: one `project.qde` and the texts beside it.
//!
//! Offsets are code points, half open; texts are UTF-8 with line feeds, without a byte order mark.
//! Identities are written as they are, also those that came from other programs.

use super::kept::{self, FIELD, Kept, Shell, field_of};
use super::placed::{has_place, is_remark, link_depth, member};
use super::pruned::pruned;
use super::read::ORIGIN;
use super::xml::escaped;
use crate::exchange::left::is_lost;
use crate::model::{
    Case, Code, CodeId, CoderId, Coding, Extra, Memo, Project, Quotation, RecordId, Source,
    SourceId, Time, Value, VariableId, VariableKind,
};
use crate::query::{codebook, quoted};
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fmt::Write as _;
use std::io::{self, Cursor, Write};
use uuid::Uuid;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// Characters of a passage that make the name of a selection.
const NAME: usize = 60;

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
    /// The codes, memos and variables that are written: what is kept may point at others that are gone.
    there: HashSet<Uuid>,
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
        let codes = project.codes().iter().map(|it| it.id.uuid());
        let memos = project.memos().iter().filter(|it| is_remark(it));
        let variables = project.variables().iter().map(|it| it.id.uuid());
        let there = codes.chain(memos.map(|it| it.id.uuid())).chain(variables);
        Self {
            project,
            xml: String::new(),
            passages,
            codings,
            there: there.collect(),
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
            "<Project xmlns=\"urn:QDA-XML:project:1.0\" name=\"{}\" origin=\"{ORIGIN}\"{} creationDateTime=\"{}\"{}>",
            escaped(&head.name),
            by.unwrap_or_default(),
            head.created,
            self.fields(&head.extra)
        );
        let begun = self.xml.len();
        self.within("Users", Self::coders);
        self.within("CodeBook", |it| it.within("Codes", Self::codes));
        self.within("Variables", Self::variables);
        self.within("Cases", Self::cases);
        self.within("Sources", Self::sources);
        self.within("Notes", Self::memos);
        self.within("Links", Self::links);
        self.within("Sets", Self::sets);
        if let Some(drawings) = kept::drawings_before(&head.extra) {
            put!(self, "{drawings}");
        }
        self.remarks(RecordId::Project);
        self.close("Project", &head.extra, begun);
        self.xml
    }

    /// Puts what is written into an element, or nothing when there is nothing.
    fn within(&mut self, name: &str, inside: impl FnOnce(&mut Self)) {
        let kept = Kept::of(&self.project.head().extra, &field_of(name));
        let before = self.xml.len();
        put!(self, "<{name}{}>", kept.fields);
        let begun = self.xml.len();
        inside(self);
        self.among(name, kept, begun);
        match self.xml.len() > begun {
            true => {
                put!(self, "</{name}>");
            }
            false => self.xml.truncate(before),
        }
    }

    /// What is kept of the first tag of a record.
    fn fields(&self, extra: &Extra) -> String {
        match extra.is_empty() {
            true => String::new(),
            false => Kept::of(extra, FIELD).fields,
        }
    }

    /// Ends an element of a record, with what is kept of it among what was written since.
    fn close(&mut self, name: &str, extra: &Extra, begun: usize) {
        if !extra.is_empty() {
            self.among(name, Kept::of(extra, FIELD), begun);
        }
        put!(self, "</{name}>");
    }

    /// Puts what is kept of an element among what was written in it.
    fn among(&mut self, name: &str, mut kept: Kept, begun: usize) {
        let sources = self.project.sources();
        let is_text = |it: Uuid| sources.get(SourceId::new(it)).is_some();
        for (_, part) in &mut kept.parts {
            *part = pruned(part, |it| self.there.contains(&it), is_text);
        }
        kept.parts.retain(|it| !it.1.is_empty());
        if !kept.parts.is_empty() {
            let inside = self.xml.split_off(begun);
            self.xml.push_str(&kept.among(name, &inside));
        }
    }

    fn coders(&mut self) {
        for coder in self.project.coders().iter() {
            put!(
                self,
                "<User guid=\"{}\" name=\"{}\"{}/>",
                coder.id,
                escaped(&coder.name),
                self.fields(&coder.extra)
            );
        }
    }

    fn codes(&mut self) {
        let mut open: Vec<(&Code, usize)> = Vec::new();
        for branch in codebook(self.project) {
            let Some(code) = self.project.codes().get(branch.code) else {
                continue;
            };
            while open.len() > branch.depth {
                self.end_code(open.pop());
            }
            let begun = self.code(code);
            open.push((code, begun));
        }
        while let Some(last) = open.pop() {
            self.end_code(Some(last));
        }
    }

    fn end_code(&mut self, code: Option<(&Code, usize)>) {
        if let Some((code, begun)) = code {
            self.close("Code", &code.extra, begun);
        }
    }

    /// Begins a code; those under it follow. Where its inside begins.
    fn code(&mut self, code: &Code) -> usize {
        put!(
            self,
            "<Code guid=\"{}\" name=\"{}\" isCodable=\"{}\" color=\"{}\"{}>",
            code.id,
            escaped(&code.name),
            code.applicable,
            code.colour.hex(),
            self.fields(&code.extra)
        );
        let begun = self.xml.len();
        self.description(&code.definition);
        self.remarks(RecordId::Code(code.id));
        begun
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
        let memos = self.project.memos_on(on);
        for memo in memos.filter(|it| !kept::is_loose(&it.extra) || it.target != RecordId::Project)
        {
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
                "<Variable guid=\"{}\" name=\"{}\" typeOfVariable=\"{kind}\"{}>",
                variable.id,
                escaped(&variable.name),
                self.fields(&variable.extra)
            );
            let begun = self.xml.len();
            self.described(RecordId::Variable(variable.id));
            self.close("Variable", &variable.extra, begun);
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
            let fields = self.fields(&case.extra);
            put!(
                self,
                "<Case guid=\"{id}\" name=\"{}\"{fields}>",
                escaped(name)
            );
            let begun = self.xml.len();
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
            self.close("Case", &case.extra, begun);
        }
    }

    fn sources(&mut self) {
        let mut sources: Vec<&Source> = self.project.sources().iter().collect();
        sources.sort_by_key(|it| (it.order, it.id));
        for source in sources {
            match Shell::of(&source.extra) {
                Some(shell) => self.in_shell(source, &shell),
                None => self.source(source),
            }
        }
    }

    fn source(&mut self, source: &Source) {
        put!(
            self,
            "<TextSource guid=\"{id}\" name=\"{}\" plainTextPath=\"internal://{id}.txt\" creationDateTime=\"{}\"{}>",
            escaped(&source.name),
            source.added,
            self.fields(&source.extra),
            id = source.id
        );
        let begun = self.xml.len();
        self.passages(source);
        self.remarks(RecordId::Source(source.id));
        self.values(&source.values);
        self.close("TextSource", &source.extra, begun);
    }

    /// A text that is a part of a PDF or a picture.
    fn in_shell(&mut self, source: &Source, shell: &Shell) {
        let (name, (inner, inner_id)) = (&shell.name, &shell.inner);
        put!(
            self,
            "<{name} guid=\"{}\" name=\"{}\" creationDateTime=\"{}\"{}>",
            source.id,
            escaped(&source.name),
            source.added,
            shell.kept.fields
        );
        let begun = self.xml.len();
        put!(
            self,
            "<{inner} guid=\"{inner_id}\" plainTextPath=\"internal://{}.txt\"{}>",
            source.id,
            self.fields(&source.extra)
        );
        let begun_inner = self.xml.len();
        self.passages(source);
        self.close(inner, &source.extra, begun_inner);
        self.remarks(RecordId::Source(source.id));
        self.values(&source.values);
        self.among(name, shell.kept.clone(), begun);
        put!(self, "</{name}>");
    }

    fn passages(&mut self, source: &Source) {
        let passages = self.passages.remove(&source.id.uuid());
        for quotation in passages.unwrap_or_default() {
            self.passage(source, quotation);
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
            "<PlainTextSelection guid=\"{}\" name=\"{}\" startPosition=\"{}\" endPosition=\"{}\"{}{}>",
            quotation.id,
            escaped(&name),
            chars.start,
            chars.end,
            made(quotation.coder, quotation.created),
            self.fields(&quotation.extra)
        );
        let begun = self.xml.len();
        let codings = self.codings.remove(&quotation.id.uuid());
        for coding in codings.unwrap_or_default() {
            self.coding(coding);
        }
        self.remarks(RecordId::Quotation(quotation.id));
        self.close("PlainTextSelection", &quotation.extra, begun);
    }

    fn coding(&mut self, coding: &Coding) {
        let (id, code): (_, CodeId) = (coding.id, coding.code);
        let made = made(coding.coder, coding.created);
        put!(
            self,
            "<Coding guid=\"{id}\"{made}{}>",
            self.fields(&coding.extra)
        );
        let begun = self.xml.len();
        put!(self, "<CodeRef targetGUID=\"{code}\"/>");
        self.remarks(RecordId::Coding(id));
        self.close("Coding", &coding.extra, begun);
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
                "<Note guid=\"{id}\"{} modifiedDateTime=\"{}\"{}>",
                made(memo.coder, memo.created),
                memo.changed,
                self.fields(&memo.extra)
            );
            let begun = self.xml.len();
            put!(
                self,
                "<PlainTextContent>{}</PlainTextContent>",
                escaped(text)
            );
            self.close("Note", &memo.extra, begun);
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
                "<Link guid=\"{}\" name=\"{}\" direction=\"{direction}\" originGUID=\"{from}\" targetGUID=\"{to}\"{}>",
                link.id,
                escaped(&link.name),
                self.fields(&link.extra)
            );
            let begun = self.xml.len();
            self.remarks(RecordId::Link(link.id));
            self.close("Link", &link.extra, begun);
        }
    }

    fn sets(&mut self) {
        for set in self.project.sets().iter() {
            put!(
                self,
                "<Set guid=\"{}\" name=\"{}\"{}>",
                set.id,
                escaped(&set.name),
                self.fields(&set.extra)
            );
            let begun = self.xml.len();
            self.described(RecordId::Set(set.id));
            // In the order of their kinds: codes, sources, memos.
            for (name, guid) in set
                .members
                .iter()
                .filter_map(|it| member(self.project, *it))
            {
                put!(self, "<{name} targetGUID=\"{guid}\"/>");
            }
            self.close("Set", &set.extra, begun);
        }
    }
}

fn made(by: CoderId, at: Time) -> String {
    format!(" creatingUser=\"{by}\" creationDateTime=\"{at}\"")
}
