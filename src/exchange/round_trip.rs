//! Random projects go to every format that is written and read, and what comes back is held against
//! what the format says it has no place for: no more may be missing, nothing may be new.

use super::left::find;
use super::*;
use crate::model::sample::any_project;
use crate::model::{Coder, Value};
use crate::query::quoted;
use proptest::prelude::*;

/// The things of a project by what would be said of them if they were missing.
type Facts = BTreeMap<&'static str, Vec<String>>;

/// Which things are missing when something has no place.
const fn things(what: Unplaced) -> &'static str {
    match what {
        Unplaced::Codes => "more of a code",
        Unplaced::CodeDetails => "look of a code",
        Unplaced::Unused => "code",
        // These change what a thing is called or who did it, and are looked at otherwise.
        Unplaced::Tree
        | Unplaced::Renamed
        | Unplaced::Edges
        | Unplaced::Coders
        | Unplaced::Times
        | Unplaced::MemoLines
        | Unplaced::Described
        | Unplaced::Media
        | Unplaced::Uncited
        | Unplaced::Cited => "",
        Unplaced::Blanks | Unplaced::Merged => "coding",
        Unplaced::SideMemos | Unplaced::AllMemos => "memo",
        Unplaced::Texts => "text",
        Unplaced::Passages | Unplaced::Bare => "passage",
        Unplaced::Codings => "coding",
        Unplaced::Members => "member",
        Unplaced::Links | Unplaced::AllLinks => "link",
        Unplaced::Memos | Unplaced::OtherMemos | Unplaced::CodeMemos => "memo",
        Unplaced::Values => "value",
        Unplaced::Cases => "case",
        Unplaced::Sets => "set",
        Unplaced::Queries => "query",
        Unplaced::Glosses => "gloss",
        Unplaced::Recipes => "recipe",
        Unplaced::Rules => "rule",
        Unplaced::Conflicts => "conflict",
    }
}

/// A name as other programs keep it: on one line, without a number that was put behind it.
fn plain(name: &str) -> String {
    let line = clean(name);
    match line.rsplit_once(" (") {
        Some((stem, number)) if number.ends_with(')') => stem.trim_end().to_owned(),
        _ => line.to_owned(),
    }
}

/// Words without signs that no XML can hold; how many blanks stand between them is not held.
fn clean(words: &str) -> String {
    let odd = |it: char| it.is_control() || matches!(it, '\u{FFFD}'..='\u{FFFF}');
    let words = words.split(|it: char| odd(it) || it.is_whitespace());
    let words = words.filter(|it| !it.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

struct Telling<'p> {
    project: &'p Project,
    facts: Facts,
    /// What codes are called where they have no tree.
    labels: Option<BTreeMap<CodeId, String>>,
}

impl Telling<'_> {
    fn add(&mut self, thing: &'static str, words: String) {
        self.facts.entry(thing).or_default().push(words);
    }

    fn coder(&self, id: crate::model::CoderId) -> String {
        let name = self.project.coders().get(id).map(|it| it.name.as_str());
        plain(Coder::known_as(name.unwrap_or_default()))
    }

    fn path(&self, code: CodeId) -> String {
        if let Some(labels) = &self.labels {
            let name = || self.project.codes().get(code).unwrap().name.clone();
            return labels.get(&code).cloned().unwrap_or_else(name);
        }
        let mut names = Vec::new();
        let mut next = Some(code);
        while let Some(code) = next.and_then(|it| self.project.codes().get(it)) {
            names.push(plain(&code.name));
            next = code.parent.filter(|_| names.len() < 99);
        }
        names.join(" < ")
    }

    fn passage(&self, id: crate::model::QuotationId) -> String {
        let quotation = self.project.quotations().get(id).unwrap();
        let source = self.project.sources().get(quotation.source).unwrap();
        let (chars, words) = quoted(source, quotation);
        let stray = quotation.stray.as_ref().map(|it| it.verdict);
        let lost = matches!(stray, Some(Verdict::Lost));
        format!("{}: {chars} {words} {lost}", source.fingerprint)
    }

    /// What a record is, without its identity.
    fn record(&self, id: RecordId) -> String {
        match id {
            RecordId::Coder(id) => format!("coder {}", self.coder(id)),
            RecordId::Code(id) => format!("code {}", self.path(id)),
            RecordId::Quotation(id) => format!("passage {}", self.passage(id)),
            RecordId::Source(id) => self.project.sources().get(id).unwrap().text().to_owned(),
            id => id.kind().to_owned(),
        }
    }

    fn values(&mut self, of: &str, values: &BTreeMap<crate::model::VariableId, Value>) {
        for (variable, value) in values {
            let name = plain(&self.project.variables().get(*variable).unwrap().name);
            let words = clean(&value.words());
            // Blank words are none.
            if !words.trim().is_empty() {
                self.add("value", format!("{of} {name} {words}"));
            }
        }
    }

    fn people_and_codes(&mut self) {
        for coder in self.project.coders().iter() {
            // Somebody without a name is there where nobody is.
            if !Coder::is_unnamed(&coder.name) {
                self.add("coder", self.coder(coder.id));
            }
        }
        for code in self.project.codes().iter() {
            self.add("code", self.path(code.id));
            let look = (code.colour.hex(), clean(&code.definition), code.applicable);
            self.add("look of a code", format!("{} {look:?}", self.path(code.id)));
            if find(self.project, Unplaced::Codes).count > 0 && left::has_more(code) {
                self.add("more of a code", self.path(code.id));
            }
        }
        for variable in self.project.variables().iter() {
            let words = format!("{} {:?}", plain(&variable.name), variable.kind);
            self.add("variable", words);
        }
    }

    fn texts(&mut self) {
        for source in self.project.sources().iter() {
            self.add("source", plain(&source.name));
            self.add("text", source.text().to_owned());
            self.values("source", &source.values);
        }
        for quotation in self.project.quotations().iter() {
            let coder = self.coder(quotation.coder);
            self.add("passage", format!("{} {coder}", self.passage(quotation.id)));
        }
        for coding in self.project.codings().iter() {
            let passage = self.passage(coding.quotation);
            let words = format!("{passage} {}", self.path(coding.code));
            let made = format!("{words} {}", self.coder(coding.coder));
            self.add("made by", made);
            self.add("made at", format!("{words} {}", coding.created));
            self.add("coding", words);
            if let Some(rule) = coding.rule {
                let name = plain(&self.project.queries().get(rule).unwrap().name);
                self.add("rule", name);
            }
        }
    }

    fn gathered(&mut self) {
        let mut joined: BTreeMap<RecordId, Vec<String>> = BTreeMap::new();
        for memo in self.project.memos().iter() {
            let words = clean(&memo.text);
            // Several of them become one description.
            if let RecordId::Variable(_) | RecordId::Case(_) | RecordId::Set(_) = memo.target
                && self.labels.is_none()
            {
                joined.entry(memo.target).or_default().push(words);
                continue;
            }
            let on = self.record(memo.target);
            self.add("memo", format!("{on}: {words}"));
        }
        for (target, words) in joined {
            let on = self.record(target);
            self.add("memo", format!("{on}: {}", words.join(" ")));
        }
        for case in self.project.cases().iter() {
            self.add("case", plain(&case.name));
            self.values("case", &case.values);
            for member in &case.members {
                self.add("member", self.record(*member));
            }
        }
        for set in self.project.sets().iter() {
            self.add("set", plain(&set.name));
            for member in &set.members {
                self.add("member", self.record(*member));
            }
        }
        for link in self.project.links().iter() {
            let ends = [link.from, link.to].map(|it| self.record(it));
            let directed = link.directed;
            self.add("link", format!("{} {ends:?} {directed}", plain(&link.name)));
        }
        for gloss in self.project.glosses().iter() {
            self.add("gloss", gloss.name.clone());
        }
        for recipe in self.project.recipes().iter() {
            self.add("recipe", recipe.name.clone());
        }
        for query in self.project.queries().iter() {
            self.add("query", query.name.clone());
        }
        for conflict in self.project.conflicts().iter() {
            self.add("conflict", conflict.id.to_string());
        }
    }
}

fn facts(project: &Project, format: Format) -> Facts {
    let labels = flat::shape(format).map(|it| flat::Flat::new(project, it).labels);
    let mut telling = Telling {
        project,
        facts: Facts::new(),
        labels,
    };
    telling.people_and_codes();
    telling.texts();
    telling.gathered();
    for things in telling.facts.values_mut() {
        things.sort_unstable();
    }
    telling.facts
}

/// What is in one list and not in the other, both sorted.
fn beyond(these: &[String], those: &[String]) -> Vec<String> {
    let mut rest = those.to_vec();
    let mut more = Vec::new();
    for one in these {
        match rest.iter().position(|it| it == one) {
            Some(at) => _ = rest.swap_remove(at),
            None => more.push(one.clone()),
        }
    }
    more
}

/// Things that are not looked at in a format, as it has no place for any of their kind, or makes them anew.
fn skipped(format: Format) -> Vec<&'static str> {
    let mut skipped = Vec::new();
    for what in Unplaced::all_of(format) {
        skipped.extend_from_slice(match what {
            Unplaced::CodeDetails => &["look of a code", "more of a code"],
            Unplaced::Coders => &["coder", "made by"],
            Unplaced::Times => &["made at"],
            Unplaced::Values => &["value", "variable"],
            Unplaced::Cases => &["member"],
            Unplaced::Texts => &["text", "source"],
            Unplaced::Bare => &["passage", "coder"],
            _ => &[],
        });
    }
    skipped
}

/// The texts of a project, by the names they have in its files.
struct Texts<'p>(&'p Project);

impl Beside for Texts<'_> {
    fn text(&mut self, name: &str) -> Option<Vec<u8>> {
        let mut named = flat::named_sources(self.0).into_iter();
        let found = named.find(|it| it.1 == name)?;
        Some(found.0.text().as_bytes().to_vec())
    }
}

/// Writes a project and reads it again.
fn there_and_back(project: &Project, format: Format) -> ImportRead {
    let mut bytes = Vec::new();
    let options = Options::default();
    export(
        project,
        &Index::build(project),
        format,
        &options,
        &mut bytes,
    )
    .unwrap();
    let file = ForeignFile {
        bytes: &bytes,
        name: &format!("试.{}", format.extension()),
        now: project.head().created,
        // Of a line of text with two or three places in it, nobody can say how they are counted.
        counting: match format {
            Format::Refi => None,
            Format::Cas | Format::WebAnno => Some(Counting::utf16()),
            _ => Some(Counting::chars()),
        },
    };
    let flat = flat::shape(format).map(|it| flat::Flat::new(project, it));
    if flat.is_none_or(|it| it.all().next().is_some()) {
        assert_eq!(recognise(&file), Some(format));
    }
    read_foreign(&file, Some(format), &mut Texts(project)).unwrap()
}

/// Holds what came back against what has no place.
fn compare(project: &Project, back: &Project, format: Format) -> Result<(), TestCaseError> {
    let mut told: BTreeMap<&str, usize> = BTreeMap::new();
    for left in left(project, format) {
        *told.entry(things(left.what)).or_default() += left.count;
    }
    let (before, after) = (facts(project, format), facts(back, format));
    let skipped = skipped(format);
    let edges = left(project, format);
    let edges = edges.iter().find(|it| it.what == Unplaced::Edges);
    let edges = edges.map_or(0, |it| it.count);
    let none = Vec::new();
    let of = |facts: &Facts, thing: &str| facts.get(thing).unwrap_or(&none).clone();
    for thing in before.keys().chain(after.keys()) {
        if skipped.contains(thing) {
            continue;
        }
        // Who marked a passage and when follows from its codings.
        let (one, other) = (of(&before, thing), of(&after, thing));
        let (missing, new) = (beyond(&one, &other), beyond(&other, &one));
        let may_miss = match *thing {
            // These go with the codings they belong to.
            "made by" | "made at" => told.get("coding"),
            thing => told.get(thing),
        };
        let may_miss = may_miss.copied().unwrap_or(0);
        if *thing == "coding" && edges > 0 {
            // What is drawn in is the same coding of a smaller passage.
            prop_assert!(new.len() <= edges, "{:?}: new {:?}", format, new);
            prop_assert_eq!(
                missing.len() - new.len(),
                may_miss,
                "{:?}: {:?}",
                format,
                missing
            );
            continue;
        }
        prop_assert!(
            missing.len() == may_miss || *thing == "rule" && missing.len() <= may_miss,
            "{format:?}, {thing}: {may_miss} told, missing {missing:?}, new {new:?}"
        );
        let mut new = new;
        if *thing == "memo" && may_miss > 0 {
            // What hangs on nothing is a memo on the project.
            new.retain(|it| !it.starts_with("Project: "));
        }
        prop_assert_eq!(new, Vec::<String>::new(), "{:?}, {}", format, thing);
    }
    Ok(())
}

proptest! {
    #[test]
    fn what_comes_back_is_all_that_was_not_said_to_be_left(project in any_project()) {
        // No text that was ever taken in has these.
        let odd = ['\0', '\r', '\u{FEFF}'];
        prop_assume!(project.sources().iter().all(|it| !it.text().contains(odd)));
        let formats = Format::imported().filter(|it| it.is_written());
        for format in formats {
            let back = there_and_back(&project, format);
            prop_assert_eq!(crate::model::check_all(&back.project), []);
            compare(&project, &back.project, format)?;
        }
    }
}

#[test]
fn the_sample_comes_back() {
    let project = sample::with_examples();
    for format in Format::imported().filter(|it| it.is_written()) {
        let back = there_and_back(&project, format);
        compare(&project, &back.project, format).unwrap();
    }
}
