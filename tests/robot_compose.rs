//! Words composed with an input method, in every field there is to type in: the events are those
//! that systems send for Chinese, Japanese and Korean.

use egui::accesskit::Role;
use egui::{Event, ImeEvent, Key, Modifiers, Rect, Vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use zhupi::model::RecordId;
use zhupi::session::{Action, Language, Overlay, PathFor};

use crate::robot::{Robot, code, overlay, select};

/// What the input method sends, one after the other.
enum Step {
    /// The word as far as it is composed.
    Shows(&'static str),
    /// Keys the person presses for the input method, which some systems send on.
    Keys(&'static [Key]),
    /// The word as it is to be, and what is composed after it at once.
    Gives(&'static str, &'static str),
}
use Step::{Gives, Keys, Shows};

/// Chinese: pinyin, a candidate chosen by its number.
const CHINESE: &[Step] = &[
    Shows("z"),
    Shows("zhi'li"),
    Keys(&[Key::ArrowDown, Key::Num2, Key::PageDown]),
    Gives("治理", ""),
];
/// Japanese: kana, turned into Han by the space bar, taken by Enter.
const JAPANESE: &[Step] = &[
    Shows("と"),
    Shows("とうち"),
    Keys(&[Key::Space, Key::ArrowRight, Key::Tab]),
    Shows("統治"),
    Keys(&[Key::Enter]),
    Gives("統治", ""),
];
/// Korean: each syllable is given when the next begins.
const KOREAN: &[Step] = &[
    Shows("ㅌ"),
    Shows("토"),
    Shows("통"),
    Gives("통", "ㅊ"),
    Shows("치"),
    Keys(&[Key::Enter]),
    Gives("치", ""),
];
const LANGUAGES: [(&[Step], &str); 3] = [(CHINESE, "治理"), (JAPANESE, "統治"), (KOREAN, "통치")];

impl Robot {
    /// One frame with what the system sends, sifted as the window does.
    fn send(&mut self, events: Vec<Event>) {
        let input = self.harness.input_mut();
        input.events.extend(events);
        if let Some(app) = self.app.borrow().as_ref() {
            app.sift(input);
        }
        self.harness.step();
    }

    fn compose(&mut self, steps: &[Step]) {
        let shows = |text: &str| {
            Event::Ime(ImeEvent::Preedit {
                text: text.to_owned(),
                active_range_chars: None,
            })
        };
        for step in steps {
            match step {
                Shows(text) => self.send(vec![shows(text)]),
                Keys(keys) => keys.iter().for_each(|key| self.send(pressed(*key))),
                Gives(text, next) => {
                    // Systems clear what was composed before they give the word.
                    let given = Event::Ime(ImeEvent::Commit((*text).to_owned()));
                    let mut events = vec![shows(""), given];
                    if !next.is_empty() {
                        events.push(shows(next));
                    }
                    self.send(events);
                }
            }
        }
    }

    /// Every field to type in that is on the screen, by its name.
    fn fields(&self) -> Vec<String> {
        let roles = [Role::TextInput, Role::MultilineTextInput];
        let nodes = self
            .harness
            .query_all_by(|node| roles.contains(&node.role()));
        let names = nodes.map(|it| it.accesskit_node().label().unwrap_or_default());
        names.collect()
    }

    /// Whether a field has the keyboard.
    fn is_typed_in(&self, name: &str) -> bool {
        self.field(name).accesskit_node().is_focused()
    }

    /// What stands in a field, and where it is.
    fn content(&self, name: &str) -> (String, Rect) {
        let field = self.field(name);
        let value = field.accesskit_node().value().unwrap_or_default();
        (value, field.rect())
    }

    /// Where the system is asked to show candidates: a caret's place.
    fn candidates_at(&self) -> Option<Rect> {
        let ime = self.harness.output().platform_output.ime;
        ime.map(|it| it.cursor_rect)
    }
}

fn pressed(key: Key) -> Vec<Event> {
    let press = |pressed| Event::Key {
        key,
        physical_key: None,
        pressed,
        repeat: false,
        modifiers: Modifiers::NONE,
    };
    vec![press(true), press(false)]
}

/// Everything that must not change while a word is composed.
fn state(robot: &Robot) -> (Option<Overlay>, usize, Option<u64>, bool) {
    robot.see(|it| {
        let open = it.open();
        (
            it.look().overlay,
            it.project().map_or(0, |it| it.codings().len()),
            open.map(|it| it.history().revision()),
            it.question().is_some(),
        )
    })
}

/// Composes in every field of the screen that the keyboard comes to; returns their names.
fn compose_everywhere(robot: &mut Robot) -> Vec<String> {
    let mut names = robot.fields();
    assert!(names.iter().all(|it| !it.is_empty()), "{names:?}");
    // None behind a dialog.
    names.retain(|name| {
        robot.field(name).focus();
        robot.harness.run();
        robot.is_typed_in(name)
    });
    for name in &names {
        for (steps, word) in LANGUAGES {
            robot.field(name).focus();
            robot.harness.run();
            // What stands there is selected, so that the word replaces it.
            robot
                .harness
                .key_press_modifiers(Modifiers::COMMAND, Key::A);
            robot.harness.run();
            let before = state(robot);
            robot.compose(&steps[..steps.len() - 1]);
            assert_eq!(state(robot), before, "{name}: nothing fires in between");
            let (_, rect) = robot.content(name);
            let caret = robot.candidates_at().expect("candidates are asked for");
            assert!(
                rect.expand(2.0).contains(caret.center()),
                "{name}: candidates at {caret}, the field at {rect}"
            );
            robot.compose(&steps[steps.len() - 1..]);
            robot.harness.step();
            assert_eq!(robot.content(name).0, word, "{name}");
            assert_eq!(state(robot), before, "{name}: nor after it");
        }
    }
    names
}

#[test]
fn words_are_composed_in_every_field_around_the_page() {
    let mut robot = Robot::at_work(Language::English);
    robot.ask(select(2, 4));
    robot.ask(code("治理"));
    let id = robot.see(|it| it.project().unwrap().codes().iter().next().unwrap().id);
    let record = RecordId::Code(id);
    robot.ask(Action::GoTo { record });
    robot.press(Modifiers::COMMAND, Key::F);
    robot.quiet();
    // All of the inspector is in sight.
    robot.harness.set_size(Vec2::new(1280.0, 1900.0));
    robot.harness.run();
    let names = compose_everywhere(&mut robot);
    for name in ["Find in all sources", "Name", "Definition", "Memo"] {
        assert!(names.iter().any(|it| it == name), "{name} among {names:?}");
    }
}

#[test]
fn words_are_composed_in_every_dialog() {
    let mut robot = Robot::at_work(Language::English);
    robot.ask(select(2, 4));
    for shown in [
        Overlay::Palette,
        Overlay::QuickCode,
        Overlay::Keys,
        Overlay::NewCode,
        Overlay::NewText,
        Overlay::Path(PathFor::Open),
        Overlay::Path(PathFor::Save),
    ] {
        robot.ask(overlay(shown));
        robot.quiet();
        let names = compose_everywhere(&mut robot);
        assert!(!names.is_empty(), "{shown:?}");
        robot.ask(Action::ShowOverlay { overlay: None });
    }
}

#[test]
fn what_is_composed_and_given_up_leaves_nothing() {
    let mut robot = Robot::at_work(Language::English);
    robot.ask(select(2, 4));
    robot.ask(overlay(Overlay::QuickCode));
    let mut names = robot.fields().into_iter();
    let name = names.find(|it| robot.is_typed_in(it)).unwrap();
    robot.compose(&[Shows("zhi"), Keys(&[Key::Escape]), Shows("")]);
    robot.harness.run();
    assert_eq!(robot.content(&name).0, "");
    let shown = robot.see(|it| it.look().overlay);
    assert_eq!(
        shown,
        Some(Overlay::QuickCode),
        "Escape was for the input method"
    );
    robot.send(pressed(Key::Escape));
    robot.harness.run();
    assert_eq!(robot.see(|it| it.look().overlay), None);
}

#[test]
fn on_the_page_no_input_method_is_asked_for() {
    let mut robot = Robot::with_key();
    robot.ask(select(0, 2));
    assert_eq!(
        robot.candidates_at(),
        None,
        "keys of codes need no letters composed"
    );
    robot.press(Modifiers::NONE, Key::Num3);
    assert_eq!(robot.codings(), ["数字:文化"]);
}
