//! Codings as lists of labelled places, as formats for annotated texts have them: every code is a label,
//! and what stands above it, when it was applied and by whom is only there where a format has room.

use super::format::Format;
use super::left::is_lost;
use crate::edit::plan_codes::MOST_NAME;
use crate::model::{Code, CodeId, Coder, Coding, Memo, Project, Quotation, RecordId, Source};
use crate::query::{path, sources};
use crate::text::Span;
use std::collections::{BTreeMap, HashMap, HashSet};

/// Which edges of a passage a format cannot tell.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Edges {
    /// It can tell any.
    Any,
    /// Those at line ends.
    LineEnds,
    /// Those at blanks of any kind.
    Blanks,
}

/// What a format for annotated texts can tell.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shape {
    /// Which edges it cannot.
    pub(super) edges: Edges,
    /// Whether the same code on the same place is there once, whoever applied it.
    pub(super) merges: bool,
    /// Whether labels have no blanks.
    pub(super) solid_labels: bool,
}

/// What a format for annotated texts can tell; `None` for all others.
pub(super) const fn shape(format: Format) -> Option<Shape> {
    let (edges, merges, solid_labels) = match format {
        Format::W3c | Format::Prodigy | Format::LabelStudio | Format::Cas => {
            (Edges::Any, false, false)
        }
        Format::Doccano => (Edges::Any, true, false),
        Format::Brat | Format::Conll => (Edges::LineEnds, true, true),
        Format::WebAnno => (Edges::Blanks, true, false),
        _ => return None,
    };
    Some(Shape {
        edges,
        merges,
        solid_labels,
    })
}

/// The codings of a project as labelled places.
pub(super) struct Flat<'p> {
    project: &'p Project,
    /// The sources in the order of the list.
    pub(super) sources: Vec<FlatSource<'p>>,
    /// The codes that are used, with their labels.
    pub(super) labels: BTreeMap<CodeId, String>,
    /// Codes whose label is not their name.
    pub(super) renamed: Vec<&'p Code>,
    /// Words of passages whose edges were drawn in.
    pub(super) drawn_in: Vec<&'p str>,
    /// Words of passages of which nothing was left so.
    pub(super) blank: Vec<&'p str>,
    /// Words of passages that are in the file under another coding.
    pub(super) merged: Vec<&'p str>,
}

/// A source with its codings.
pub(super) struct FlatSource<'p> {
    pub(super) source: &'p Source,
    /// A name that no other source has.
    pub(super) name: String,
    /// The codings by place.
    pub(super) codings: Vec<FlatCoding<'p>>,
}

/// A labelled place.
pub(super) struct FlatCoding<'p> {
    /// Where, in bytes.
    pub(super) span: Span,
    pub(super) label: String,
    pub(super) coding: &'p Coding,
    /// Other codings that it stands for as well.
    pub(super) others: Vec<&'p Coding>,
}

impl<'p> Flat<'p> {
    pub(super) fn new(project: &'p Project, shape: Shape) -> Self {
        let mut flat = Self {
            project,
            sources: Vec::new(),
            labels: BTreeMap::new(),
            renamed: Vec::new(),
            drawn_in: Vec::new(),
            blank: Vec::new(),
            merged: Vec::new(),
        };
        flat.label(shape);
        let mut codings: HashMap<_, Vec<&Coding>> = HashMap::new();
        for coding in project.codings().iter() {
            codings.entry(coding.quotation).or_default().push(coding);
        }
        let mut passages: HashMap<_, Vec<&Quotation>> = HashMap::new();
        for quotation in project.quotations().iter().filter(|it| !is_lost(it)) {
            passages
                .entry(quotation.source)
                .or_default()
                .push(quotation);
        }
        for (source, name) in named_sources(project) {
            let mut here = Vec::new();
            for quotation in passages.remove(&source.id).unwrap_or_default() {
                for coding in codings.remove(&quotation.id).unwrap_or_default() {
                    here.extend(flat.coding(source, (quotation, coding), shape));
                }
            }
            here.sort_by(|a, b| {
                let key = |it: &FlatCoding<'_>| (it.span, it.coding.id);
                key(a).cmp(&key(b))
            });
            if shape.merges {
                flat.merge(source, &mut here);
            }
            flat.sources.push(FlatSource {
                source,
                name,
                codings: here,
            });
        }
        flat
    }

    /// Gives every code that is used a label of its own: its name, or where two share that, its path.
    fn label(&mut self, shape: Shape) {
        let used: HashSet<CodeId> = self.project.codings().iter().map(|it| it.code).collect();
        let codes = self.project.codes().iter();
        let codes: Vec<&Code> = codes.filter(|it| used.contains(&it.id)).collect();
        let mut count: HashMap<String, usize> = HashMap::new();
        for code in &codes {
            *count.entry(word(&code.name, shape)).or_default() += 1;
        }
        let mut taken: HashSet<String> = HashSet::new();
        for code in codes {
            let name = word(&code.name, shape);
            let wanted = match count.get(&name) {
                Some(1) => name,
                _ => word(&path(self.project, code.id), shape),
            };
            let mut label = wanted.clone();
            let mut number = 1_usize;
            while !taken.insert(label.clone()) {
                number += 1;
                let sign = if shape.solid_labels { "_" } else { " " };
                label = format!("{wanted}{sign}({number})");
            }
            if label != code.name.trim() {
                self.renamed.push(code);
            }
            self.labels.insert(code.id, label);
        }
    }

    /// A coding as a labelled place, if there is anything left of it.
    fn coding(
        &mut self,
        source: &'p Source,
        (quotation, coding): (&'p Quotation, &'p Coding),
        shape: Shape,
    ) -> Option<FlatCoding<'p>> {
        let words = quotation.span.of(source.text()).unwrap_or_default();
        let is_edge = |it: char| match shape.edges {
            Edges::Any => false,
            Edges::LineEnds => it == '\n',
            Edges::Blanks => it.is_whitespace(),
        };
        let start = words.len() - words.trim_start_matches(is_edge).len();
        let len = words.trim_matches(is_edge).len();
        if len == 0 {
            self.blank.push(words);
            return None;
        }
        if len < words.len() {
            self.drawn_in.push(words);
        }
        let start = quotation.span.start + start;
        Some(FlatCoding {
            span: Span::new(start, start + len),
            label: self.labels.get(&coding.code).cloned().unwrap_or_default(),
            coding,
            others: Vec::new(),
        })
    }

    /// Makes one of all codings with one label and place.
    fn merge(&mut self, source: &'p Source, codings: &mut Vec<FlatCoding<'p>>) {
        let mut known: HashMap<(Span, String), usize> = HashMap::new();
        let mut kept: Vec<FlatCoding<'p>> = Vec::new();
        for coding in codings.drain(..) {
            let key = (coding.span, coding.label.clone());
            match known.get(&key).and_then(|it| kept.get_mut(*it)) {
                Some(first) => {
                    first.others.push(coding.coding);
                    self.merged.extend(coding.span.of(source.text()));
                }
                None => {
                    known.insert(key, kept.len());
                    kept.push(coding);
                }
            }
        }
        *codings = kept;
    }

    /// All codings.
    pub(super) fn codings(&self) -> impl Iterator<Item = &FlatCoding<'p>> {
        self.sources.iter().flat_map(|it| &it.codings)
    }

    /// All codings that are in the file in some way.
    pub(super) fn all(&self) -> impl Iterator<Item = &'p Coding> {
        let codings = self.codings();
        codings.flat_map(|it| std::iter::once(it.coding).chain(it.others.iter().copied()))
    }

    /// The name of who coded; `None` where they gave none.
    pub(super) fn coder(&self, coding: &Coding) -> Option<&'p str> {
        let coder = self.project.coders().get(coding.coder)?;
        (!Coder::is_unnamed(&coder.name)).then_some(coder.name.trim())
    }

    /// The memos on a coding and on those that it stands for.
    pub(super) fn memos(&self, coding: &FlatCoding<'p>) -> Vec<&'p Memo> {
        let all = std::iter::once(coding.coding).chain(coding.others.iter().copied());
        let memos = all.flat_map(|it| self.project.memos_on(RecordId::Coding(it.id)));
        memos.collect()
    }
}

/// The sources in the order of the list, each with a name that no other has.
pub(super) fn named_sources(project: &Project) -> Vec<(&Source, String)> {
    let mut taken: HashMap<String, usize> = HashMap::new();
    let mut named = Vec::new();
    for source in sources(project)
        .into_iter()
        .filter_map(|it| project.sources().get(it))
    {
        let wanted = plain(&source.name);
        let number = taken.entry(wanted.clone()).or_insert(0);
        *number += 1;
        let name = match *number {
            1 => wanted,
            number => format!("{wanted} ({number})"),
        };
        taken.entry(name.clone()).or_insert(1);
        named.push((source, name));
    }
    named
}

/// A name on one line.
fn plain(name: &str) -> String {
    let line: String = name
        .chars()
        .map(|it| if it.is_control() { ' ' } else { it })
        .collect();
    match line.trim() {
        "" => "?".to_owned(),
        line => line.to_owned(),
    }
}

/// A name as a label.
fn word(name: &str, shape: Shape) -> String {
    let plain = plain(name);
    let short = plain.chars().take(MOST_NAME - 10);
    let solid = |it: char| match shape.solid_labels && it.is_whitespace() {
        true => '_',
        false => it,
    };
    let word: String = short.map(solid).collect();
    word.trim().to_owned()
}
