//! The projects that ship: each loads without a word of complaint, saves back byte for byte, is
//! sound, and shows what it is there for.

use crate::tree;
use std::collections::BTreeSet;
use zhupi::exchange::pack::{Form, SettingFlaw, Settings, pieces_of};
use zhupi::model::{Project, VariableKind};

/// Every sample project: its file's name, its bytes, and what is in it.
fn samples() -> Vec<(String, Vec<u8>, Project)> {
    let folder = tree::root().join("projects");
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|it| it == "ron"))
        .collect();
    paths.sort();
    let read = |path: std::path::PathBuf| {
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        let bytes = std::fs::read(path).unwrap();
        let opened = zhupi::file::read(&bytes).unwrap();
        assert!(opened.warnings.is_empty(), "{name}: {:?}", opened.warnings);
        (name, bytes, opened.project)
    };
    paths.into_iter().map(read).collect()
}

fn sample(name: &str) -> Project {
    let mut samples = samples().into_iter();
    samples.find(|it| it.0 == name).unwrap().2
}

#[test]
fn every_sample_project_is_sound_and_saves_back_byte_for_byte() {
    for (name, bytes, project) in samples() {
        let mut again = Vec::new();
        zhupi::file::write(&project, &mut again).unwrap();
        assert!(again == bytes, "{name} differs when it is saved");
        assert_eq!(zhupi::query::findings(&project), [], "{name}");
    }
}

#[test]
fn every_sample_project_is_described_and_each_description_has_its_project() {
    let described = tree::read("projects/README.md");
    let rows = described
        .lines()
        .filter_map(|line| line.strip_prefix("| `"));
    let rows: BTreeSet<(String, String)> = rows
        .map(|row| {
            let mut cells = row.split('|').map(|cell| cell.trim().trim_end_matches('`'));
            let mut cell = || cells.next().unwrap().to_owned();
            (cell(), cell())
        })
        .collect();
    let there: BTreeSet<(String, String)> = samples()
        .into_iter()
        .map(|(name, _, project)| (name, project.head().name.clone()))
        .collect();
    assert_eq!(rows, there);
}

#[test]
fn twenty_codes_lie_on_one_sentence() {
    let project = sample("overlapping.ron");
    let on = |id| {
        project
            .codings()
            .iter()
            .filter(move |it| it.quotation == id)
    };
    let most = project.quotations().iter().map(|it| on(it.id).count());
    assert_eq!(most.max(), Some(20));
}

#[test]
fn a_class_finds_every_form_of_note_and_the_recipe_of_its_pack() {
    let project = sample("reading-pack.ron");
    let memos = project.memos().iter();
    let pieces = memos.flat_map(|it| pieces_of(&it.text, Form::Introduction));
    let forms: BTreeSet<Form> = pieces.map(|it| it.form).collect();
    assert_eq!(forms.len(), Form::NAMES.len(), "{forms:?}");
    assert!(project.glosses().len() > 3);
    let recipes = project.recipes().iter().map(|it| Settings::read(&it.about));
    let recipes: Vec<(Settings, Vec<SettingFlaw>)> = recipes.collect();
    assert!(recipes.iter().all(|it| it.1.is_empty()), "{recipes:?}");
    // One of them sets a text and its translation side by side.
    let is_there = |name: &str| project.sources().iter().any(|it| it.name == name);
    let mut pairs = recipes.iter().flat_map(|it| &it.0.translations);
    assert!(pairs.all(|it| is_there(&it.0) && is_there(&it.1)));
    assert!(recipes.iter().any(|it| !it.0.translations.is_empty()));
}

#[test]
fn two_coders_agree_and_disagree() {
    let project = sample("two-coders.ron");
    let passages = |name: &str| -> BTreeSet<(usize, usize, &str)> {
        let coder = project.coders().iter().find(|it| it.name == name).unwrap();
        let codings = project.codings().iter().filter(|it| it.coder == coder.id);
        codings
            .map(|it| {
                let quotation = project.quotations().get(it.quotation).unwrap();
                let code = project.codes().get(it.code).unwrap();
                (quotation.span.start, quotation.span.end, &*code.name)
            })
            .collect()
    };
    let (one, other) = (passages("甲"), passages("乙"));
    assert!(one.intersection(&other).count() > 0, "they agree somewhere");
    let places = |of: &BTreeSet<(usize, usize, &str)>| -> BTreeSet<(usize, usize)> {
        of.iter().map(|(start, end, _)| (*start, *end)).collect()
    };
    let shared = places(&one).intersection(&places(&other)).count();
    assert!(
        shared > one.intersection(&other).count(),
        "they give one passage other codes"
    );
    assert!(
        shared < one.len() && shared < other.len(),
        "each codes what the other does not"
    );
}

#[test]
fn cases_have_values_of_every_kind() {
    let project = sample("cases.ron");
    let kinds = project.cases().iter().flat_map(|case| case.values.values());
    let kinds: Vec<VariableKind> = kinds.map(zhupi::model::Value::kind).collect();
    for variable in project.variables().iter() {
        assert!(kinds.contains(&variable.kind), "{}", variable.name);
    }
    assert_eq!(project.variables().len(), 4);
}

#[test]
fn links_sets_and_memos_hang_on_records_of_every_kind() {
    let project = sample("links-and-sets.ron");
    let ends = project.links().iter().flat_map(|link| [link.from, link.to]);
    let members = project.sets().iter().flat_map(|set| set.members.iter());
    let three = BTreeSet::from(["Code", "Quotation", "Source"]);
    assert_eq!(ends.map(|it| it.kind()).collect::<BTreeSet<_>>(), three);
    assert_eq!(members.map(|it| it.kind()).collect::<BTreeSet<_>>(), three);

    let project = sample("memos.ron");
    let targets = project.memos().iter().map(|memo| memo.target.kind());
    let five = BTreeSet::from(["Code", "Coding", "Project", "Quotation", "Source"]);
    assert_eq!(targets.collect::<BTreeSet<_>>(), five);
}

#[test]
fn every_code_is_applied_in_every_language() {
    let project = sample("languages.ron");
    for code in project.codes().iter() {
        let codings = project.codings().iter().filter(|it| it.code == code.id);
        let quotations = codings.map(|it| project.quotations().get(it.quotation).unwrap());
        let sources: BTreeSet<_> = quotations.map(|it| it.source).collect();
        assert_eq!(sources.len(), project.sources().len(), "{}", code.name);
        assert_eq!(code.aliases.len(), 3, "{}", code.name);
    }
}
