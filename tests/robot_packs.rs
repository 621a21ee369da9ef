//! Reading packs in the window: shown while the recipe is changed, readings looked at by keys, made.

use crate::robot::{Robot, code, select};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;
use zhupi::model::Gloss;
use zhupi::session::{Action, Language, Overlay};

const TEXT: &str = "他为国家工作，也成为朋友。\n治理与国防相连。";

/// 李's project with a text, of which 治理 is coded, and a recipe that prints pinyin over all words.
fn packed(language: Language) -> Robot {
    let mut robot = Robot::new(language);
    robot.ask(Action::NewProject {
        name: Some("试编".into()),
        path: None,
    });
    robot.ask(Action::AddText {
        name: "随笔".into(),
        text: TEXT.into(),
    });
    let start = TEXT.split("治理").next().unwrap().chars().count();
    robot.ask(select(start, start + 2));
    robot.ask(code("治理"));
    robot.ask(Action::SetRecipe {
        recipe: "讲义".into(),
        about: [("pinyin".to_owned(), "all".to_owned())].into(),
        like: Some("close-reading".into()),
    });
    robot.press(Modifiers::COMMAND | Modifiers::ALT, Key::R);
    robot.quiet();
    assert_eq!(robot.see(|it| it.look().overlay), Some(Overlay::Pack));
    robot
}

/// What is told of a word under a name.
fn told(robot: &Robot, word: &str, name: &str) -> String {
    robot.see(|it| {
        let glosses = it.project().unwrap().glosses();
        let gloss = glosses.iter().find(|it| it.name == word);
        gloss.map(|it| it.told(name).to_owned()).unwrap_or_default()
    })
}

#[test]
fn of_changes_that_follow_on_each_other_the_last_one_is_shown() {
    let mut robot = packed(Language::English);
    // One behind the other, as they are typed: nobody waits for the first.
    let asked = ["一", "二", "三"].into_iter().flat_map(|title| {
        let (recipe, edition) = (None, None);
        let about = [("title".to_owned(), title.to_owned())].into();
        let change = Action::SetRecipe {
            recipe: "讲义".into(),
            about,
            like: None,
        };
        [change, Action::ShowPack { recipe, edition }]
    });
    for action in asked {
        robot.app.borrow_mut().as_mut().unwrap().ask(action);
    }
    let running = robot.see(|it| it.jobs().len());
    assert!(running <= 1, "{running} are made at once");
    robot.settle();
    robot.see(|it| {
        let shown = it.pack_shown().unwrap();
        assert_eq!(shown.made.as_ref().unwrap().pack.title, "三");
        assert_eq!(shown.sheets.as_ref().unwrap().sheets.len(), 1);
        assert!(it.jobs().is_empty(), "nothing is made for nobody");
    });
}

#[test]
fn the_pages_follow_the_recipe_and_a_reading_is_kept_by_keys() {
    for (language, title, readings) in [
        (Language::English, "Title", "Readings"),
        (Language::Chinese, "书名", "读音"),
    ] {
        let mut robot = packed(language);
        let of = |robot: &Robot| {
            robot.see(|it| {
                let made = it.pack_shown().unwrap().made.clone().unwrap();
                let unsure = made.doubts.iter().filter(|it| it.is_unsure);
                (made.pack.title.clone(), unsure.count())
            })
        };
        let (name, doubts) = of(&robot);
        assert_eq!(name, "试编");
        robot.field(title).focus();
        robot.settle();
        robot.field(title).type_text("选读");
        robot.settle();
        robot.press(Modifiers::NONE, Key::Tab);
        robot.settle();
        assert_eq!(of(&robot).0, "选读");
        assert!(doubts > 0);
        robot.click(readings);
        let (word, first) = robot.see(|it| {
            let made = it.pack_shown().unwrap().made.clone().unwrap();
            let mut unsure = made.doubts.iter().filter(|it| it.is_unsure);
            let doubt = &unsure.next().unwrap().doubt;
            (
                doubt.word.clone(),
                doubt.reading.syllables[0].reading.to_string(),
            )
        });
        robot.press(Modifiers::NONE, Key::Enter);
        robot.settle();
        assert_eq!(of(&robot).1, doubts - 1);
        let kept = robot.see(|it| {
            let glosses = it.project().unwrap().glosses();
            let gloss = glosses.iter().find(|it| it.name == word).unwrap().clone();
            gloss.about.values().next().unwrap().clone()
        });
        assert!(kept.contains(&first), "{kept}");
        assert_eq!(robot.errors(), [""; 0]);
    }
}

#[test]
fn a_selected_word_is_put_on_the_vocabulary_and_taken_off() {
    let mut robot = packed(Language::Chinese);
    robot.press(Modifiers::NONE, Key::Escape);
    robot.press(Modifiers::ALT, Key::W);
    assert_eq!(told(&robot, "治理", Gloss::LISTED), "yes");
    robot.press(Modifiers::ALT, Key::W);
    assert_eq!(told(&robot, "治理", Gloss::LISTED), "");
}

#[test]
fn a_pack_is_made_into_the_folder_that_is_typed() {
    for (language, make, field, yes) in [
        (Language::English, "Make the pack…", "Path", "Make"),
        (Language::Chinese, "制作读本…", "路径", "制作"),
    ] {
        let mut robot = packed(language);
        robot.click(make);
        let folder = robot.desk.path("讲义一");
        robot.press(Modifiers::COMMAND, Key::A);
        robot.type_in(field, &folder.to_string_lossy());
        robot.click(yes);
        // What is to be looked at is told, and nothing else.
        assert_eq!(robot.errors().len(), 1, "{:?}", robot.errors());
        // And the pages are there again.
        assert_eq!(robot.see(|it| it.look().overlay), Some(Overlay::Pack));
        let page = |edition: &str| folder.join(format!("讲义-{edition}.html"));
        for edition in ["student", "teacher", "blank"] {
            let page = std::fs::read_to_string(page(edition)).unwrap();
            assert!(page.contains("治理"), "{edition}");
        }
    }
}

#[test]
fn a_translation_is_chosen_for_a_text_and_taken_away_by_one_undo() {
    let mut robot = packed(Language::English);
    robot.press(Modifiers::NONE, Key::Escape);
    robot.ask(Action::AddText {
        name: "Essay".into(),
        text: "He works for the state.\nGovernance and defence are one.".into(),
    });
    robot.press(Modifiers::COMMAND | Modifiers::ALT, Key::R);
    robot.quiet();
    let beside = |robot: &Robot| -> Vec<String> {
        robot.see(|it| {
            let made = it.pack_shown().unwrap().made.clone().unwrap();
            let blocks = made.pack.readings.iter().flat_map(|it| &it.blocks);
            blocks.flat_map(|it| it.beside.clone()).collect()
        })
    };
    assert_eq!(beside(&robot), [""; 0]);
    // What is meant is on top of what else is called so.
    for (label, role) in [
        ("Translations beside the texts", Role::Button),
        ("随笔", Role::Button),
        ("Essay", Role::RadioButton),
    ] {
        let nodes = robot.harness.query_all_by_role_and_label(role, label);
        nodes.last().unwrap().click();
        robot.settle();
    }
    let lines = ["He works for the state.", "Governance and defence are one."];
    assert_eq!(beside(&robot), lines);
    robot.ask(Action::Undo);
    assert_eq!(beside(&robot), [""; 0]);
    assert_eq!(robot.errors(), [""; 0]);
}
