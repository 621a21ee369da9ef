//! A day's work from beginning to end, by the actions that window, command and script share.

use crate::desk::{TestDesk, Work};
use std::sync::atomic::Ordering;
use zhupi::session::{
    Action, Answer, Language, Level, Manner, Named, Overlay, Question, Session, table::TABLE,
};

#[test]
fn a_newcomer_adds_codes_undoes_saves_and_comes_back_to_the_same_place() {
    let mut work = Work::with_text("数字治理与国防\n产业与文化");
    work.run(r#"Select(start: 2, end: 4), CodeSelection(code: "治理")"#);
    work.run(r#"Select(start: 8, end: 10), CodeSelection(code: "产业"), Undo, Redo"#);
    assert_eq!(work.codings(), ["治理:治理:李", "产业:产业:李"]);
    work.run("Read(at: 8)");
    let path = work.save_as("试编.ron");
    work.run("Quit");
    assert!(work.session.wants_to_quit());

    let mut work = work.again(Manner::Window);
    assert_eq!(work.session.settings().recent[0].path, path);
    work.open(&path);
    assert_eq!(work.codings(), ["治理:治理:李", "产业:产业:李"]);
    let text = work
        .session
        .project()
        .unwrap()
        .sources()
        .iter()
        .next()
        .unwrap();
    assert_eq!(
        text.lines.char_from_byte(work.session.look().reading),
        Some(8)
    );
}

#[test]
fn a_code_typed_for_the_first_time_is_made_and_said_and_undone_with_its_coding() {
    let mut work = Work::with_text("数字治理");
    work.run(r#"Select(start: 2, end: 4), CodeSelection(code: "governance")"#);
    assert_eq!(
        work.said(Level::Hint),
        ["There was no code named governance, so it was added"]
    );
    work.run("Undo");
    let project = work.session.project().unwrap();
    assert!(project.codes().is_empty() && project.codings().is_empty());
}

#[test]
fn a_code_answers_to_its_other_names() {
    let mut work = Work::with_text("数字治理");
    work.run(r#"AddCode(name: "治理"), AliasCode(code: "治理", aliases: ["governance"])"#);
    work.code("治理", "Governance");
    assert_eq!(work.codings(), ["治理:治理:李"]);
}

#[test]
fn every_place_found_is_coded_in_one_step() {
    let mut work = Work::with_text("治理与治理，国防与治理");
    work.run(r#"CodeFound(query: "治理", code: "治理")"#);
    assert_eq!(work.codings().len(), 3);
    work.run("Undo");
    assert_eq!(work.codings().len(), 0);
}

#[test]
fn undo_returns_to_the_place_of_the_change() {
    let mut work = Work::with_text("数字治理与国防");
    work.run(
        r#"Select(start: 2, end: 4), CodeSelection(code: "治理"), Select(start: 5, end: 7), Undo"#,
    );
    let look = work.session.look();
    let text = work
        .session
        .project()
        .unwrap()
        .sources()
        .iter()
        .next()
        .unwrap();
    assert_eq!(look.selection.unwrap().of(text.text()), Some("治理"));
}

#[test]
fn two_coders_code_the_same_passage_apart() {
    let mut work = Work::with_text("数字治理");
    work.code("治理", "治理");
    work.run(r#"SwitchCoder(coder: "王")"#);
    work.code("治理", "治理");
    assert_eq!(work.codings(), ["治理:治理:李", "治理:治理:王"]);
    work.run("Select(start: 2, end: 4), Uncode()");
    assert_eq!(
        work.codings(),
        ["治理:治理:李"],
        "only one's own codings go"
    );
}

#[test]
fn the_selection_grows_from_word_to_all_and_shrinks_back() {
    let mut work = Work::with_text("数字治理很重要。国防也是。\n产业与文化。");
    work.run("Select(start: 2, end: 3)");
    let mut seen = Vec::new();
    for _ in 0..4 {
        work.run("GrowSelection");
        let text = work
            .session
            .project()
            .unwrap()
            .sources()
            .iter()
            .next()
            .unwrap()
            .text();
        seen.push(
            work.session
                .look()
                .selection
                .unwrap()
                .of(text)
                .unwrap()
                .to_owned(),
        );
    }
    let last = seen.pop().unwrap();
    assert_eq!(last, "数字治理很重要。国防也是。\n产业与文化。");
    assert_eq!(
        seen[1..],
        ["数字治理很重要。", "数字治理很重要。国防也是。"]
    );
    work.run("ShrinkSelection, ShrinkSelection, ShrinkSelection, ShrinkSelection");
    let span = work.session.look().selection.unwrap();
    assert_eq!((span.start, span.end), (6, 9));
}

#[test]
fn leaving_with_unsaved_changes_asks_first() {
    let mut work = Work::with_text("数字治理");
    let path = work.save_as("试编.ron");
    work.code("治理", "治理");
    work.run("Quit");
    assert!(matches!(
        work.session.question(),
        Some(Question::Unsaved { .. })
    ));
    assert!(!work.session.wants_to_quit());
    work.act(Action::Answer {
        answer: Answer::Cancel,
    });
    assert!(work.session.question().is_none() && !work.session.wants_to_quit());
    work.run("Quit");
    work.act(Action::Answer {
        answer: Answer::Save,
    });
    assert!(work.session.wants_to_quit());
    let mut work = work.again(Manner::Window);
    work.open(&path);
    assert_eq!(work.codings(), ["治理:治理:李"]);
}

#[test]
fn a_code_like_another_is_asked_about_before_it_is_made() {
    let mut work = Work::with_text("數位治理與國防");
    work.code("治理", "国防");
    for (answer, codings) in [
        (Answer::Cancel, vec!["治理:国防:李"]),
        (Answer::Save, vec!["治理:国防:李", "國防:国防:李"]),
    ] {
        work.code("國防", "國防");
        assert!(matches!(
            work.session.question(),
            Some(Question::Resembles { .. })
        ));
        work.act(Action::Answer { answer });
        assert_eq!(work.codings(), codings, "{answer:?}");
    }
    work.run("AddCode(name: \"國防\")");
    work.act(Action::Answer {
        answer: Answer::Discard,
    });
    assert!(work.session.question().is_none());
    assert_eq!(work.session.project().unwrap().codes().len(), 2);
}

#[test]
fn a_file_that_changed_on_disk_is_not_replaced_unasked() {
    let mut work = Work::with_text("数字治理");
    let path = work.save_as("试编.ron");
    let theirs = std::fs::read_to_string(&path)
        .unwrap()
        .replace("试编", "他编");
    work.desk.put("试编.ron", &theirs);
    work.code("治理", "治理");
    work.run("SaveProject");
    assert_eq!(work.session.question(), Some(&Question::Overwrite));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), theirs);
    work.act(Action::Answer {
        answer: Answer::Save,
    });
    assert_ne!(std::fs::read_to_string(&path).unwrap(), theirs);
    let kept = work.session.open().unwrap();
    assert!(!kept.is_changed());
    let names: Vec<String> = std::fs::read_dir(path.parent().unwrap())
        .unwrap()
        .filter_map(|entry| std::fs::read_to_string(entry.unwrap().path()).ok())
        .filter(|text| *text == theirs)
        .collect();
    assert_eq!(names.len(), 1, "their version is kept as a backup");
}

#[test]
fn a_doubtful_encoding_is_shown_first_and_can_be_changed() {
    let mut work = Work::begin(Manner::Window);
    let (bytes, _, _) = encoding_rs::GB18030.encode("数字治理与国防，产业与文化。");
    let path = work.desk.put("旧文.txt", &bytes);
    work.act(Action::add(vec![path]));
    assert_eq!(work.session.look().overlay, Some(Overlay::Waiting));
    assert!(work.session.project().unwrap().sources().is_empty());
    work.run(r#"SetEncoding(waiting: 0, encoding: "big5")"#);
    assert_ne!(
        work.session.waiting()[0].text(0),
        "数字治理与国防，产业与文化。"
    );
    work.run(r#"SetEncoding(waiting: 0, encoding: "gbk"), AddWaiting"#);
    let source = work
        .session
        .project()
        .unwrap()
        .sources()
        .iter()
        .next()
        .unwrap();
    assert_eq!(
        (source.text(), &*source.origin.encoding),
        ("数字治理与国防，产业与文化。", "gb18030")
    );
}

#[test]
fn going_to_a_coding_shows_its_passage() {
    let mut work = Work::with_text("数字治理与国防");
    work.code("国防", "国防");
    work.run(r#"AddText(name: "另一篇", text: "产业")"#);
    let id = work
        .session
        .project()
        .unwrap()
        .codings()
        .iter()
        .next()
        .unwrap()
        .id;
    work.act(Action::GoTo {
        record: zhupi::model::RecordId::Coding(id),
    });
    let look = work.session.look();
    let source = work
        .session
        .project()
        .unwrap()
        .sources()
        .get(look.source.unwrap())
        .unwrap();
    assert_eq!(source.name, "随笔");
    assert_eq!(look.selection.unwrap().of(source.text()), Some("国防"));
}

#[test]
fn finding_steps_through_all_sources_and_round() {
    let mut work = Work::with_text("治理与治理");
    work.run(r#"AddText(name: "另一篇", text: "再论治理"), ShowSource(source: "随笔"), Find(query: "治理")"#);
    assert_eq!(work.session.look().finding.found.len(), 3);
    let mut places = Vec::new();
    for _ in 0..4 {
        work.run("FindNext");
        let look = work.session.look();
        let source = work
            .session
            .project()
            .unwrap()
            .sources()
            .get(look.source.unwrap())
            .unwrap();
        places.push((source.name.clone(), look.selection.unwrap().start / 3));
    }
    let expected = [("随笔", 0), ("随笔", 3), ("另一篇", 2), ("随笔", 0)];
    assert_eq!(places, expected.map(|(name, at)| (name.to_owned(), at)));
}

#[test]
fn a_changed_key_that_belongs_to_another_action_is_refused() {
    let mut work = Work::begin(Manner::Window);
    work.run(r#"SetKeys(action: "undo", keys: ["Ctrl+S"])"#);
    assert_eq!(
        work.said(Level::Error),
        ["Ctrl+S already belongs to “Save”"]
    );
    work.run(r#"SetKeys(action: "undo", keys: ["Ctrl+U"])"#);
    let chord = zhupi::session::Chord::parse("Ctrl+U").unwrap();
    assert_eq!(work.session.keys().action(&chord), Some("undo"));
}

#[test]
fn the_language_changes_at_once_and_is_remembered() {
    let mut work = Work::begin(Manner::Window);
    work.act(Action::SetLanguage {
        language: Language::Chinese,
    });
    assert_eq!(work.session.locale().word("action-undo"), "撤销");
    let work = work.again(Manner::Window);
    assert_eq!(work.session.locale().language(), Language::Chinese);
}

#[test]
fn the_sample_opens_and_is_sound() {
    let mut work = Work::begin(Manner::Window);
    work.run("OpenSample");
    assert!(work.codings().len() >= 40);
    assert_eq!(work.session.project().unwrap().coders().len(), 2);
    work.said(Level::Done);
    work.run("CheckProject");
    assert_eq!(work.said(Level::Done), ["The project is sound"]);
}

#[test]
fn every_action_of_the_table_is_carried_out_by_somebody() {
    for row in TABLE {
        let mut work = Work::with_text("数字治理");
        work.run(row.script);
        let unknown = format!("There is no action named {}", row.name);
        assert!(!work.said(Level::Done).contains(&unknown), "{}", row.name);
    }
}

#[test]
fn cases_variables_sets_and_links_are_kept_in_the_file() {
    let mut work = Work::with_text("数字治理");
    work.run(
        r#"AddVariable(name: "年份", kind: Number), AddCase(name: "东部", sources: ["随笔"])"#,
    );
    let project = work.session.project().unwrap();
    let case = zhupi::model::RecordId::Case(project.cases().iter().next().unwrap().id);
    let (variable, value) = (Named::name("年份"), Some("2024".to_owned()));
    work.act(Action::SetValue {
        of: case,
        variable,
        value,
    });
    work.act(Action::AddSet {
        name: "待议".into(),
        members: vec![case],
    });
    let to = zhupi::model::RecordId::Project;
    work.act(Action::AddLink {
        name: "属于".into(),
        from: case,
        to,
        directed: true,
    });
    work.act(Action::WriteMemo {
        on: case,
        text: "人口最多".into(),
    });
    let before = work.session.project().unwrap().clone();
    let path = work.save_as("试编.ron");
    work.open(&path);
    assert_eq!(work.session.project().unwrap(), &before);
}

#[test]
fn a_value_of_the_wrong_kind_is_refused() {
    let mut work = Work::with_text("数字治理");
    work.run(r#"AddVariable(name: "年份", kind: Number)"#);
    let source = work
        .session
        .project()
        .unwrap()
        .sources()
        .iter()
        .next()
        .unwrap()
        .id;
    let (variable, value) = (Named::name("年份"), Some("去年".to_owned()));
    let of = zhupi::model::RecordId::Source(source);
    work.act(Action::SetValue {
        of,
        variable,
        value,
    });
    assert_eq!(work.said(Level::Error), ["“去年” is not a value of 年份"]);
}

/// A project of somebody without a name, and how the coder of its first coding is shown.
fn nameless(language: Language) -> (Work, String) {
    let desk = TestDesk::new();
    desk.nameless.store(true, Ordering::Relaxed);
    let session = Session::new(desk.clone(), Manner::Window);
    let mut work = Work { desk, session };
    work.act(Action::SetLanguage { language });
    work.run(r#"NewProject(name: "试编"), AddText(name: "随笔", text: "数字治理与国防")"#);
    work.run(r#"Select(start: 2, end: 4), CodeSelection(code: "治理")"#);
    let shown = shown(&work);
    (work, shown)
}

fn shown(work: &Work) -> String {
    let name = work.session.project().unwrap().coders().iter().next();
    let name = name.unwrap().name.clone();
    work.session.locale().coder(&name).into_owned()
}

#[test]
fn somebody_without_a_name_stays_one_coder_in_every_language() {
    let (mut work, first) = nameless(Language::Chinese);
    assert_eq!(first, "未署名");
    let path = work.save_as("试编.ron");
    work.run("Quit");
    let mut work = work.again(Manner::Window);
    work.act(Action::SetLanguage {
        language: Language::English,
    });
    work.open(&path);
    work.run(r#"Select(start: 5, end: 7), CodeSelection(code: "国防")"#);
    assert_eq!(work.session.project().unwrap().coders().len(), 1);
    assert_eq!(shown(&work), "Unnamed");
    for name in ["Unnamed", "未署名"] {
        let coder = Named::name(name);
        assert!(
            coder.coder(work.session.project().unwrap()).is_ok(),
            "{name}"
        );
    }
}

#[test]
fn what_a_chinese_session_once_wrote_for_no_name_is_that_coder_still() {
    let (mut work, _) = nameless(Language::English);
    let path = work.save_as("试编.ron");
    work.run("Quit");
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.contains("\"Unnamed\""));
    work.desk
        .put("旧.ron", text.replace("\"Unnamed\"", "\"未署名\""));
    let old = work.desk.path("旧.ron");
    let mut work = work.again(Manner::Window);
    work.open(&old);
    work.run(r#"Select(start: 5, end: 7), CodeSelection(code: "国防")"#);
    assert_eq!(work.codings(), ["治理:治理:未署名", "国防:国防:未署名"]);
    assert_eq!(shown(&work), "Unnamed");
}

#[test]
fn whoever_is_called_so_keeps_their_name_beside_somebody_without_one() {
    let (mut work, _) = nameless(Language::English);
    work.run(
        r#"SwitchCoder(coder: "未署名人"), Select(start: 5, end: 7), CodeSelection(code: "国防")"#,
    );
    assert_eq!(work.codings(), ["治理:治理:Unnamed", "国防:国防:未署名人"]);
}
