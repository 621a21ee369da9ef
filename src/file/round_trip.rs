//! What is written is what is read: for a project with everything in it and for random ones, in
//! our layout and in others, by us and by the `ron` crate alone.

use super::frame::{Frame, Token, tidy};
use super::{Opened, Warning, read, to_string};
use crate::model::sample::any_project;
use crate::model::{Project, check_all};
use proptest::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A small project with every kind of record, as version 0.1.0 wrote it. It must open for ever.
pub(super) const FORMAT_1: &str = include_str!("../../tests/fixtures/format-1.ron");

fn opened(text: &str) -> Opened {
    let opened = read(text.as_bytes()).unwrap();
    assert_eq!(check_all(&opened.project), []);
    opened
}

#[test]
fn the_first_format_is_read_whole_and_written_byte_for_byte() {
    let Opened {
        project, warnings, ..
    } = opened(FORMAT_1);
    assert_eq!(warnings, []);
    // What the program says of itself is of its own time.
    let records = |text: &str| {
        let is_own = |it: &&str| it.starts_with("  program: ") || it.starts_with("  about: ");
        let lines = text.split_inclusive('\n').filter(|it| !is_own(it));
        lines.collect::<String>()
    };
    assert_eq!(records(&to_string(&project)), records(FORMAT_1));
    let counts = [
        project.coders().len(),
        project.codes().len(),
        project.variables().len(),
        project.cases().len(),
        project.sets().len(),
        project.links().len(),
        project.sources().len(),
        project.quotations().len(),
        project.codings().len(),
        project.memos().len(),
    ];
    assert_eq!(counts, [2, 4, 4, 1, 1, 1, 2, 5, 6, 3]);
    let words: Vec<&str> = project
        .quotations()
        .iter()
        .filter_map(|it| it.span.of(project.sources().get(it.source)?.text()))
        .collect();
    assert_eq!(words, ["数字治理", "人工智能治理", "文化", "国防", "治理"]);
}

#[test]
fn a_project_with_nothing_in_it_has_a_place_for_everything() {
    let project = Project::new(opened(FORMAT_1).project.head().clone());
    let lists = to_string(&project);
    let lists: Vec<&str> = lists.lines().skip(5).collect();
    insta::assert_snapshot!(lists.join("\n"), @r"
  coders: [
  ],
  codes: [
  ],
  variables: [
  ],
  cases: [
  ],
  sets: [
  ],
  links: [
  ],
  sources: [
  ],
  work: [
  ],
)
    ");
    assert_eq!(opened(&to_string(&project)).project, project);
}

/// The records as somebody else would declare them, with a RON library and nothing of ours.
mod theirs {
    use super::*;

    #[derive(Deserialize, Serialize)]
    pub(super) struct Zhupi {
        pub(super) format: u32,
        program: String,
        about: String,
        project: Project,
        coders: Vec<Coder>,
        codes: Vec<Code>,
        variables: Vec<Variable>,
        cases: Vec<Case>,
        sets: Vec<Set>,
        links: Vec<Link>,
        pub(super) sources: Vec<Source>,
        pub(super) work: Vec<Work>,
        #[serde(default)]
        queries: Vec<Query>,
        #[serde(default)]
        glosses: Vec<Told>,
        #[serde(default)]
        recipes: Vec<Told>,
        #[serde(default)]
        unread: Vec<Unread>,
    }

    #[derive(Deserialize, Serialize)]
    struct Project {
        id: String,
        name: String,
        created: String,
    }

    #[derive(Deserialize, Serialize)]
    struct Coder {
        id: String,
        name: String,
    }

    #[derive(Deserialize, Serialize)]
    struct Code {
        id: String,
        name: String,
        #[serde(default)]
        aliases: Vec<String>,
        #[serde(default)]
        parent: Option<String>,
        order: u64,
        colour: String,
        #[serde(default)]
        key: Option<String>,
        #[serde(default)]
        definition: String,
        #[serde(default = "yes")]
        applicable: bool,
    }

    fn yes() -> bool {
        true
    }

    #[derive(Deserialize, Serialize)]
    enum Kind {
        Text,
        Number,
        Flag,
        Date,
    }

    #[derive(Deserialize, Serialize)]
    struct Variable {
        id: String,
        name: String,
        kind: Kind,
    }

    #[derive(Deserialize, Serialize)]
    enum Value {
        Text(String),
        Number(i64),
        Flag(bool),
        Date(String),
    }

    #[derive(Deserialize, Serialize)]
    enum Record {
        Project,
        Coder(String),
        Code(String),
        Variable(String),
        Case(String),
        Set(String),
        Link(String),
        Query(String),
        Gloss(String),
        Recipe(String),
        Source(String),
        Quotation(String),
        Coding(String),
        Memo(String),
    }

    #[derive(Deserialize, Serialize)]
    struct Case {
        id: String,
        name: String,
        #[serde(default)]
        members: Vec<Record>,
        #[serde(default)]
        values: BTreeMap<String, Value>,
    }

    #[derive(Deserialize, Serialize)]
    struct Set {
        id: String,
        name: String,
        #[serde(default)]
        members: Vec<Record>,
    }

    #[derive(Deserialize, Serialize)]
    struct Link {
        id: String,
        name: String,
        from: Record,
        to: Record,
        directed: bool,
        coder: String,
        created: String,
    }

    #[derive(Deserialize, Serialize)]
    struct Told {
        id: String,
        name: String,
        #[serde(default)]
        about: BTreeMap<String, String>,
    }

    #[derive(Deserialize, Serialize)]
    struct Query {
        id: String,
        name: String,
        text: String,
        #[serde(default)]
        code: Option<String>,
        #[serde(default)]
        unit: String,
        coder: String,
        created: String,
    }

    #[derive(Deserialize, Serialize)]
    pub(super) struct Source {
        pub(super) id: String,
        name: String,
        order: u64,
        #[serde(default)]
        origin: String,
        #[serde(default)]
        encoding: String,
        #[serde(default)]
        changes: Vec<String>,
        added: String,
        sha256: String,
        #[serde(default)]
        values: BTreeMap<String, Value>,
        pub(super) text: String,
    }

    #[derive(Deserialize, Serialize)]
    pub(super) struct Work {
        coder: String,
        pub(super) quotations: Vec<Quotation>,
        pub(super) codings: Vec<Coding>,
        memos: Vec<Memo>,
    }

    #[derive(Deserialize, Serialize)]
    pub(super) struct Quotation {
        id: String,
        pub(super) source: String,
        pub(super) start: usize,
        pub(super) end: usize,
        #[serde(default)]
        pub(super) exact: String,
        #[serde(default)]
        prefix: String,
        #[serde(default)]
        suffix: String,
        #[serde(default)]
        pub(super) stray: Option<Stray>,
        created: String,
    }

    #[derive(Deserialize, Serialize)]
    pub(super) enum Stray {
        Unsure { start: usize, end: usize },
        Lost { start: usize, end: usize },
    }

    #[derive(Deserialize, Serialize)]
    pub(super) struct Coding {
        id: String,
        quotation: String,
        code: String,
        created: String,
    }

    #[derive(Deserialize, Serialize)]
    struct Memo {
        id: String,
        target: Record,
        text: String,
        created: String,
        changed: String,
    }

    #[derive(Deserialize, Serialize)]
    struct Unread {
        section: String,
        text: String,
    }
}

/// As a program with a RON library alone would read it.
fn read_alone(text: &str) -> Result<theirs::Zhupi, ron::error::SpannedError> {
    ron::Options::default()
        .with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME)
        .from_str(text)
}

#[test]
fn a_ron_library_alone_reads_the_project_and_finds_every_passage() {
    let theirs = read_alone(FORMAT_1).unwrap();
    assert_eq!(theirs.format, 1);
    for quotation in theirs.work.iter().flat_map(|it| &it.quotations) {
        let source = theirs
            .sources
            .iter()
            .find(|it| it.id == quotation.source)
            .unwrap();
        let chars = source.text.chars().skip(quotation.start);
        let exact: String = chars.take(quotation.end - quotation.start).collect();
        assert_eq!(exact == quotation.exact, quotation.stray.is_none());
    }
}

#[test]
fn a_project_that_another_program_wrote_is_read_all_the_same() {
    let theirs = read_alone(FORMAT_1).unwrap();
    let ours = opened(FORMAT_1).project;
    let pretty = ron::ser::PrettyConfig::default();
    let layouts = [
        ron::to_string(&theirs).unwrap(),
        ron::ser::to_string_pretty(&theirs, pretty.clone()).unwrap(),
        ron::ser::to_string_pretty(&theirs, pretty.clone().struct_names(true)).unwrap(),
        ron::ser::to_string_pretty(
            &theirs,
            pretty.extensions(ron::extensions::Extensions::IMPLICIT_SOME),
        )
        .unwrap(),
    ];
    for layout in layouts {
        // The last two names of theirs differ from ours: a group has none, nor has the whole.
        let layout = layout.replace("Work(", "(");
        let read = opened(&layout);
        assert_eq!(read.warnings, [], "{layout}");
        assert!(read.project == ours, "{layout}");
    }
}

/// The same file with blanks and comments between all tokens, so that no line is ours.
fn laid_out_otherwise(text: &str, between: &[&str]) -> String {
    let mut out = String::new();
    let mut frame = Frame::new(text, 0);
    let mut turns = between.iter().cycle();
    while let Some(Ok((token, end))) = frame.peek() {
        out.push_str(text.get(frame.at()..end).unwrap());
        frame.go(end);
        // RON has no blank between a name and its bracket.
        if token != Token::Word {
            out.push_str(turns.next().unwrap());
        }
    }
    out
}

proptest! {
    #[test]
    fn a_project_is_read_as_it_was_written(project in any_project()) {
        let text = to_string(&project);
        let opened = read(text.as_bytes()).unwrap();
        prop_assert_eq!(&opened.project, &project);
        for warning in opened.warnings {
            prop_assert!(matches!(warning, Warning::UnknownField { .. }), "{}", warning);
        }
        prop_assert_eq!(to_string(&opened.project), text);
    }

    #[test]
    fn our_codec_and_the_ron_crate_read_the_same(
        project in any_project(),
        blanks in prop::collection::vec(
            prop::sample::select(vec![" ", "\n", "\t\n  ", " // )]}\"\n", "/* ' \" /* ) */ */"]),
            1..5,
        ),
    ) {
        let layout = laid_out_otherwise(&to_string(&project), &blanks);
        let mut read = read(layout.as_bytes()).unwrap().project;
        // What stands outside of all records is kept as it stands.
        let parts = |it: &Project| -> Vec<String> {
            it.extra.fields().map(|(name, ron)| format!("{name}: {}", tidy(ron))).collect()
        };
        prop_assert_eq!(parts(&read), parts(&project));
        read.extra = project.extra.clone();
        prop_assert_eq!(read, project);
    }

    #[test]
    fn a_ron_library_alone_reads_any_project(project in any_project()) {
        let theirs = read_alone(&to_string(&project)).unwrap();
        let texts: Vec<&str> = theirs.sources.iter().map(|it| &*it.text).collect();
        let ours: Vec<&str> = project.sources().iter().map(|it| it.text()).collect();
        prop_assert_eq!(texts, ours);
        let codings: usize = theirs.work.iter().map(|it| it.codings.len()).sum();
        prop_assert_eq!(codings, project.codings().len());
    }

    #[test]
    fn line_ends_and_marks_of_windows_change_nothing(project in any_project()) {
        let text = to_string(&project);
        let windows = format!("\u{FEFF}{}", text.replace('\n', "\r\n"));
        prop_assert_eq!(to_string(&read(windows.as_bytes()).unwrap().project), &*text);
        let utf_16: Vec<u8> = windows.encode_utf16().flat_map(u16::to_le_bytes).collect();
        prop_assert_eq!(to_string(&read(&utf_16).unwrap().project), text);
    }
}
