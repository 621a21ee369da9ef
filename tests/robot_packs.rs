//! Reading packs in the window: shown while the recipe is changed, readings looked at by keys, made.

use crate::robot::{Robot, code, select};
use egui::{Key, Modifiers};
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
