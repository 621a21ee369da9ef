//! What is wrong with a project, or worth a look.

use super::rows::quoted;
use crate::model::{
    Broken, Code, CodeId, Coder, CoderId, CodingId, Fingerprint, Project, Quotation, RecordId,
    SourceId, Verdict, check_all,
};
use crate::text::{CharSpan, Span};
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt::Display;

/// How much a finding matters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// Worth a look; the project is sound.
    Warning,
    /// The project is not sound.
    Error,
}

/// What is found.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Flaw {
    /// A record points at another that is not there.
    MissingRecord,
    /// A record has no name.
    Nameless,
    /// A memo has no text.
    EmptyMemo,
    /// A code is its own ancestor.
    CodeCycle,
    /// A quotation's range does not fit its source.
    Range,
    /// A quotation marks nothing.
    EmptyQuotation,
    /// A set, case or memo holds something that cannot belong to it.
    Misplaced,
    /// A value is not of its variable's kind.
    WrongKind,
    /// Part of the file could not be read.
    UnreadLine,
    /// The passage of a quotation was not found again.
    LostQuotation,
    /// Only something like the passage of a quotation was found again.
    UnsureQuotation,
    /// A quotation begins or ends with a blank.
    BlankEdge,
    /// A coder gave one passage one code twice.
    DuplicateCoding,
    /// A heading of the codebook is applied to passages.
    CodedHeading,
    /// Two codes of one level share a name.
    SameCodeName,
    /// Two codes share a key.
    SameKey,
    /// Two sources share a name.
    SameSourceName,
    /// Two coders share a name.
    SameCoderName,
    /// A source's text is not the one its fingerprint was taken of.
    ChangedText,
}

impl Flaw {
    /// Its name, kebab-case; the locale key is `finding-` and this where no rule is broken.
    pub const fn name(self) -> &'static str {
        match self {
            Self::MissingRecord => "missing-record",
            Self::Nameless => "nameless",
            Self::EmptyMemo => "empty-memo",
            Self::CodeCycle => "code-cycle",
            Self::Range => "range",
            Self::EmptyQuotation => "empty-quotation",
            Self::Misplaced => "misplaced",
            Self::WrongKind => "wrong-kind",
            Self::UnreadLine => "unread-line",
            Self::LostQuotation => "lost-quotation",
            Self::UnsureQuotation => "unsure-quotation",
            Self::BlankEdge => "blank-edge",
            Self::DuplicateCoding => "duplicate-coding",
            Self::CodedHeading => "coded-heading",
            Self::SameCodeName => "same-code-name",
            Self::SameKey => "same-key",
            Self::SameSourceName => "same-source-name",
            Self::SameCoderName => "same-coder-name",
            Self::ChangedText => "changed-text",
        }
    }

    /// Every flaw.
    pub const ALL: [Self; 19] = [
        Self::MissingRecord,
        Self::Nameless,
        Self::EmptyMemo,
        Self::CodeCycle,
        Self::Range,
        Self::EmptyQuotation,
        Self::Misplaced,
        Self::WrongKind,
        Self::UnreadLine,
        Self::LostQuotation,
        Self::UnsureQuotation,
        Self::BlankEdge,
        Self::DuplicateCoding,
        Self::CodedHeading,
        Self::SameCodeName,
        Self::SameKey,
        Self::SameSourceName,
        Self::SameCoderName,
        Self::ChangedText,
    ];

    /// Reads what [`Self::name`] gives; `None` for anything else.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.name() == name)
    }

    /// How much it matters.
    pub const fn level(self) -> Level {
        match self {
            Self::MissingRecord
            | Self::Nameless
            | Self::EmptyMemo
            | Self::CodeCycle
            | Self::Range
            | Self::EmptyQuotation
            | Self::Misplaced
            | Self::WrongKind
            | Self::UnreadLine
            | Self::LostQuotation => Level::Error,
            Self::UnsureQuotation
            | Self::BlankEdge
            | Self::DuplicateCoding
            | Self::CodedHeading
            | Self::SameCodeName
            | Self::SameKey
            | Self::SameSourceName
            | Self::SameCoderName
            | Self::ChangedText => Level::Warning,
        }
    }
}

/// One thing that is wrong or worth a look.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Finding {
    /// What is found.
    pub flaw: Flaw,
    /// At which record; the project itself for what could not be read.
    pub id: RecordId,
    /// In which source, if in one.
    pub source: Option<SourceId>,
    /// That source's name; empty without one.
    pub source_name: String,
    /// Where in it, in code points.
    pub chars: Option<CharSpan>,
    /// What is concerned: a name, the words of a passage, or the broken rule in English.
    pub what: String,
    /// The rule that is broken, if one is.
    #[serde(skip)]
    pub broken: Option<Broken>,
}

impl Finding {
    /// The flaw's name, kebab-case.
    pub const fn kind(&self) -> &'static str {
        self.flaw.name()
    }

    /// How much it matters.
    pub const fn level(&self) -> Level {
        self.flaw.level()
    }
}

/// Whether none of the findings is an error.
pub fn is_sound(findings: &[Finding]) -> bool {
    findings.iter().all(|it| it.level() < Level::Error)
}

/// Looks at the whole project; errors come first, then by flaw and record.
pub fn findings(project: &Project) -> Vec<Finding> {
    let mut search = Search {
        project,
        found: Vec::new(),
    };
    search.rules();
    search.unread();
    search.sources();
    search.quotations();
    search.duplicates();
    search.codebook();
    search.coders();
    let mut found = search.found;
    found.sort_by_key(|it| (std::cmp::Reverse(it.level()), it.flaw, it.id));
    found
}

struct Search<'p> {
    project: &'p Project,
    found: Vec<Finding>,
}

impl<'p> Search<'p> {
    fn add(&mut self, flaw: Flaw, id: RecordId, what: impl Display) {
        let quotation = quotation_of(self.project, id);
        let source = match id {
            RecordId::Source(id) => Some(id),
            _ => quotation.map(|it| it.source),
        };
        let shown = source.and_then(|id| self.project.sources().get(id));
        self.found.push(Finding {
            flaw,
            id,
            source,
            source_name: shown.map(|it| it.name.clone()).unwrap_or_default(),
            chars: shown
                .zip(quotation)
                .map(|(source, it)| quoted(source, it).0),
            what: what.to_string(),
            broken: None,
        });
    }

    fn rules(&mut self) {
        for broken in check_all(self.project) {
            let (flaw, id) = match broken {
                Broken::Missing { by, .. } => (Flaw::MissingRecord, by),
                Broken::Nameless { id } => (Flaw::Nameless, id),
                Broken::Empty { id } => (Flaw::EmptyMemo, id),
                Broken::Cycle { code } => (Flaw::CodeCycle, RecordId::Code(code)),
                Broken::Range { id, .. } => (Flaw::Range, id),
                Broken::Nothing { id } => (Flaw::EmptyQuotation, id),
                Broken::Misplaced { by, .. } => (Flaw::Misplaced, by),
                Broken::WrongKind { by, .. } => (Flaw::WrongKind, by),
            };
            self.add(flaw, id, &broken);
            if let Some(finding) = self.found.last_mut() {
                finding.broken = Some(broken);
            }
        }
    }

    fn unread(&mut self) {
        for unread in &self.project.unread {
            let what = format_args!("{}: {}", unread.section, unread.text);
            self.add(Flaw::UnreadLine, RecordId::Project, what);
        }
    }

    fn sources(&mut self) {
        let mut names = Shared::default();
        for source in self.project.sources().iter() {
            let id = RecordId::Source(source.id);
            if names.repeats(&source.name) {
                self.add(Flaw::SameSourceName, id, &source.name);
            }
            if Fingerprint::of(source.text()) != source.fingerprint {
                self.add(Flaw::ChangedText, id, &source.name);
            }
        }
    }

    fn quotations(&mut self) {
        for quotation in self.project.quotations().iter() {
            let Some(source) = self.project.sources().get(quotation.source) else {
                continue;
            };
            let id = RecordId::Quotation(quotation.id);
            let (_, quote) = quoted(source, quotation);
            match quotation.stray.as_ref().map(|it| it.verdict) {
                Some(Verdict::Lost) => self.add(Flaw::LostQuotation, id, quote),
                Some(Verdict::Unsure) => self.add(Flaw::UnsureQuotation, id, quote),
                None if quote.trim() != quote => self.add(Flaw::BlankEdge, id, quote),
                None => {}
            }
        }
    }

    /// One passage may be two quotations, so places are compared, not quotations.
    fn duplicates(&mut self) {
        type Same = (SourceId, Span, CodeId, CoderId);
        let mut all: Vec<(Same, CodingId)> = Vec::with_capacity(self.project.codings().len());
        for coding in self.project.codings().iter() {
            if let Some(at) = self.project.quotations().get(coding.quotation) {
                all.push(((at.source, at.span, coding.code, coding.coder), coding.id));
            }
            let code = self.project.codes().get(coding.code);
            if let Some(heading) = code.filter(|it| !it.applicable) {
                self.add(
                    Flaw::CodedHeading,
                    RecordId::Coding(coding.id),
                    &heading.name,
                );
            }
        }
        all.sort_unstable();
        let pairs = all.iter().zip(all.iter().skip(1));
        for ((first, _), (second, id)) in pairs {
            if first == second {
                let name = self.code_name(second.2);
                self.add(Flaw::DuplicateCoding, RecordId::Coding(*id), name);
            }
        }
    }

    fn codebook(&mut self) {
        let mut names: BTreeMap<Option<CodeId>, Shared> = BTreeMap::new();
        let mut keys = Shared::default();
        for Code {
            id,
            name,
            parent,
            key,
            ..
        } in self.project.codes().iter()
        {
            let id = RecordId::Code(*id);
            if names.entry(*parent).or_default().repeats(name) {
                self.add(Flaw::SameCodeName, id, name);
            }
            if let Some(key) = key
                && keys.repeats(key)
            {
                self.add(Flaw::SameKey, id, format_args!("{key}: {name}"));
            }
        }
    }

    fn coders(&mut self) {
        let mut names = Shared::default();
        for coder in self.project.coders().iter() {
            if names.repeats(Coder::known_as(&coder.name)) {
                self.add(Flaw::SameCoderName, RecordId::Coder(coder.id), &coder.name);
            }
        }
    }

    fn code_name(&self, id: CodeId) -> &'p str {
        self.project.codes().get(id).map_or("", |it| &it.name)
    }
}

/// Tells which names came before, blanks at their ends aside.
#[derive(Default)]
struct Shared<'p>(std::collections::BTreeSet<&'p str>);

impl<'p> Shared<'p> {
    fn repeats(&mut self, name: &'p str) -> bool {
        !self.0.insert(name.trim())
    }
}

/// The quotation a record is, or hangs on.
fn quotation_of(project: &Project, id: RecordId) -> Option<&Quotation> {
    let quotation = |id| project.quotations().get(id);
    let coding = |id| project.codings().get(id);
    match id {
        RecordId::Quotation(id) => quotation(id),
        RecordId::Coding(id) => quotation(coding(id)?.quotation),
        RecordId::Memo(id) => match project.memos().get(id)?.target {
            RecordId::Quotation(id) => quotation(id),
            RecordId::Coding(id) => quotation(coding(id)?.quotation),
            _ => None,
        },
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{
        Sample, code, code_id, coder, coder_id, coding, coding_id, marked, quotation, quotation_id,
        source,
    };
    use super::*;
    use crate::model::{Coding, Edit, Quote, Stray, Unread};

    fn kinds(sample: &Sample) -> Vec<&'static str> {
        findings(&sample.project)
            .iter()
            .map(Finding::kind)
            .collect()
    }

    fn stray(verdict: Verdict) -> Option<Box<Stray>> {
        let quote = Quote {
            exact: "旧".into(),
            ..Quote::default()
        };
        let chars = CharSpan::new(4, 5);
        Some(Box::new(Stray {
            quote,
            chars,
            verdict,
        }))
    }

    #[test]
    fn an_ordinary_project_has_no_findings() {
        assert_eq!(findings(&marked("数字[a治[b理a]与国b]防").project), []);
    }

    #[test]
    fn a_broken_rule_is_an_error_with_its_place() {
        let mut sample = marked("数字[a治理a]");
        sample
            .project
            .apply(Edit::Take(RecordId::Code(code_id('a'.into()))));
        let found = findings(&sample.project);
        assert!(!is_sound(&found));
        let first = found.first().unwrap();
        assert_eq!(
            (first.kind(), first.level()),
            ("missing-record", Level::Error)
        );
        assert_eq!(first.id, RecordId::Coding(coding_id(1)));
        assert_eq!(
            (&*first.source_name, first.chars),
            ("源1", Some(CharSpan::new(2, 4)))
        );
    }

    #[test]
    fn ranges_that_fit_nothing_are_errors() {
        let mut sample = marked("数字");
        sample.put(quotation(1, 1, Span::new(0, 99)));
        sample.put(quotation(2, 1, Span::new(3, 3)));
        assert_eq!(kinds(&sample), ["range", "empty-quotation"]);
    }

    #[test]
    fn stray_passages_are_found() {
        let mut sample = marked("数字[a治理a][b国b]");
        sample.put(Quotation {
            stray: stray(Verdict::Lost),
            ..quotation(1, 1, Span::new(0, 0))
        });
        sample.put(Quotation {
            stray: stray(Verdict::Unsure),
            ..quotation(2, 1, Span::new(0, 3))
        });
        let found = findings(&sample.project);
        assert_eq!(kinds(&sample), ["lost-quotation", "unsure-quotation"]);
        assert_eq!(
            (&*found[0].what, found[0].chars),
            ("旧", Some(CharSpan::new(4, 5)))
        );
        assert_eq!(
            (&*found[1].what, found[1].chars),
            ("数", Some(CharSpan::new(0, 1)))
        );
    }

    #[test]
    fn a_passage_coded_twice_alike_is_found_across_quotations() {
        let mut sample = marked("[a治理a]");
        sample.put(quotation(2, 1, Span::new(0, 6)));
        sample.put(coding(2, 2, 'a'.into()));
        let found = findings(&sample.project);
        assert_eq!(kinds(&sample), ["duplicate-coding"]);
        assert_eq!(found[0].id, RecordId::Coding(coding_id(2)));
        assert!(is_sound(&found), "a warning only");
        sample.put(coder(2, "王"));
        sample.put(Coding {
            coder: coder_id(2),
            ..coding(2, 2, 'a'.into())
        });
        assert_eq!(kinds(&sample), [""; 0]);
    }

    #[test]
    fn names_that_cannot_be_told_apart_are_found() {
        let mut sample = marked("治理");
        sample.put(code(1, "国防", None));
        sample.put(code(2, "国防 ", None));
        sample.put(code(3, "国防", Some(1)));
        sample.put(coder(2, "李"));
        let mut twin = source(2, "");
        twin.name = "源1".into();
        sample.put(twin);
        assert_eq!(
            kinds(&sample),
            ["same-code-name", "same-source-name", "same-coder-name"]
        );
    }

    #[test]
    fn blank_edges_keys_headings_and_changed_texts_are_found() {
        let mut sample = marked("数字[a　治理a]");
        let mut heading = code('a'.into(), "a", None);
        heading.applicable = false;
        heading.key = Some("1".into());
        sample.put(heading);
        let mut other = code(2, "国防", None);
        other.key = Some("1".into());
        sample.put(other);
        let mut edited = source(1, "数字　治理");
        edited.fingerprint = Fingerprint::of("数字治理");
        sample.put(edited);
        assert_eq!(
            kinds(&sample),
            ["blank-edge", "coded-heading", "same-key", "changed-text"]
        );
        let blank = findings(&sample.project).remove(0);
        assert_eq!(blank.id, RecordId::Quotation(quotation_id(1)));
        assert_eq!(blank.what, "　治理");
    }

    #[test]
    fn what_could_not_be_read_is_an_error() {
        let mut sample = marked("治理");
        sample.project.unread.push(Unread {
            section: "codings".into(),
            text: "Coding(oops".into(),
        });
        let found = findings(&sample.project);
        assert_eq!(
            (found[0].kind(), &*found[0].what),
            ("unread-line", "codings: Coding(oops")
        );
        assert!(!is_sound(&found));
    }

    #[test]
    fn names_are_written_alike_everywhere() {
        for flaw in [Flaw::MissingRecord, Flaw::SameCodeName, Flaw::ChangedText] {
            assert_eq!(serde_json::to_value(flaw).unwrap(), flaw.name());
        }
    }
}
