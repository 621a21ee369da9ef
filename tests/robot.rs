//! A robot that reads the window as a screen reader does and uses it by its labels.

use crate::desk::TestDesk;
use egui::accesskit::Role;
use egui::{Event, ImeEvent, Key, Modifiers, Shape, Vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;
use std::sync::Arc;
use zhupi::model::RecordId;
use zhupi::session::{
    Action, Board, Language, Level, Manner, Named, Overlay, Panel, PathFor, Session, Theme,
};
use zhupi::ui::App;

pub(crate) const TEXT: &str = "数字治理是国家治理的重要方面。国防与产业都离不开它。\n文化也一样。";

pub(crate) struct Robot {
    pub(crate) desk: Arc<TestDesk>,
    pub(crate) app: Rc<RefCell<Option<App>>>,
    pub(crate) harness: Harness<'static, ()>,
}

impl Robot {
    /// Before the start screen, in a language.
    pub(crate) fn new(language: Language) -> Self {
        Self::sized(language, Vec2::new(1280.0, 800.0))
    }

    pub(crate) fn sized(language: Language, size: Vec2) -> Self {
        Self::at(TestDesk::new(), language, size)
    }

    /// At a desk that others sit at as well.
    pub(crate) fn at(desk: Arc<TestDesk>, language: Language, size: Vec2) -> Self {
        let mut session = Session::new(desk.clone(), Manner::Window);
        session.ask(Action::SetLanguage { language });
        let app: Rc<RefCell<Option<App>>> = Rc::default();
        let (made, drawn) = (app.clone(), app.clone());
        let harness = Harness::builder()
            .with_size(size)
            .with_max_steps(30)
            .with_context_setup(move |ctx| *made.borrow_mut() = Some(App::new(ctx, session)))
            .build_ui(move |ui| {
                if let Some(app) = drawn.borrow_mut().as_mut() {
                    app.frame(ui);
                }
            });
        Self { desk, app, harness }
    }

    /// In a project with one text.
    pub(crate) fn at_work(language: Language) -> Self {
        let mut robot = Self::new(language);
        robot.ask(Action::NewProject {
            name: Some("试编".into()),
            path: None,
        });
        robot.ask(Action::AddText {
            name: "随笔".into(),
            text: TEXT.into(),
        });
        robot
    }

    /// The same, with a code 文化 on the key 3.
    pub(crate) fn with_key() -> Self {
        let mut robot = Self::at_work(Language::English);
        robot.ask(Action::AddCode {
            name: Some("文化".into()),
            parent: None,
            colour: None,
        });
        robot.ask(Action::SetCodeKey {
            code: Named::name("文化"),
            key: Some("3".into()),
        });
        robot
    }

    pub(crate) fn ask(&mut self, action: Action) {
        if let Some(app) = self.app.borrow_mut().as_mut() {
            app.ask(action);
            app.wait();
        }
        // What is drawn then may begin jobs of its own.
        self.settle();
    }

    pub(crate) fn see<T>(&self, look: impl FnOnce(&Session) -> T) -> T {
        look(self.app.borrow().as_ref().unwrap().session())
    }

    pub(crate) fn click(&mut self, label: &str) {
        self.harness
            .query_all_by_label(label)
            .next()
            .unwrap()
            .click();
        self.settle();
    }

    pub(crate) fn has(&self, label: &str) -> bool {
        self.harness.query_all_by_label(label).next().is_some()
    }

    /// Types into the field of this label.
    pub(crate) fn type_in(&mut self, label: &str, text: &str) {
        self.field(label).focus();
        self.harness.run();
        self.field(label).type_text(text);
        self.harness.run();
    }

    /// A field; its label beside it is called the same.
    pub(crate) fn field<'a>(&'a self, label: &'a str) -> egui_kittest::Node<'a> {
        let roles = [
            Role::TextInput,
            Role::MultilineTextInput,
            Role::PasswordInput,
        ];
        let mut nodes = self.harness.query_all_by_label(label);
        nodes
            .find(|it| roles.contains(&it.accesskit_node().role()))
            .unwrap()
    }

    /// Puts every notice away.
    pub(crate) fn quiet(&mut self) {
        let numbers = self.see(|it| it.notices().iter().map(|it| it.number).collect::<Vec<_>>());
        for notice in numbers {
            self.ask(Action::Dismiss { notice });
        }
    }

    pub(crate) fn press(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.settle();
    }

    /// Draws until nothing moves and no job runs.
    pub(crate) fn settle(&mut self) {
        // A job that takes its time has a sign that moves: nothing would ever settle beside it.
        for _ in 0..3 {
            self.harness.step();
            if let Some(app) = self.app.borrow_mut().as_mut() {
                app.wait();
            }
        }
        self.harness.run();
    }

    /// Everything written on the screen and said of it.
    pub(crate) fn words(&self) -> BTreeSet<String> {
        let nodes = self.harness.query_all_by(|_| true);
        let mut words: BTreeSet<String> = nodes
            .flat_map(|node| {
                let node = node.accesskit_node();
                [node.label(), node.value()]
                    .into_iter()
                    .flatten()
                    .collect::<Vec<_>>()
            })
            .collect();
        for clipped in &self.harness.output().shapes {
            gather(&clipped.shape, &mut words);
        }
        words
    }

    pub(crate) fn codings(&self) -> Vec<String> {
        self.see(|session| {
            let open = session.open().unwrap();
            let all = zhupi::query::Filter::all();
            let rows = zhupi::query::rows(open.project(), open.index(), &all);
            rows.iter()
                .map(|row| format!("{}:{}", row.quote, row.code_name))
                .collect()
        })
    }

    pub(crate) fn errors(&self) -> Vec<String> {
        self.see(|session| {
            let notices = session
                .notices()
                .iter()
                .filter(|it| it.level >= Level::Warning);
            notices.map(|it| session.locale().say(&it.words)).collect()
        })
    }
}

fn gather(shape: &Shape, words: &mut BTreeSet<String>) {
    match shape {
        Shape::Text(text) => {
            words.insert(text.galley.text().to_owned());
        }
        Shape::Vec(shapes) => shapes.iter().for_each(|it| gather(it, words)),
        _ => {}
    }
}

/// Whether these are English words, as those that a library says by itself.
fn is_english(words: &str) -> bool {
    let is_word = |it: &str| it.chars().all(|char| char.is_ascii_alphabetic());
    words.contains(' ') && words.split(' ').all(is_word)
}

/// A word of a locale file that was shown as its key, because there is none.
fn is_key(words: &str) -> bool {
    let mut parts = words.split('-');
    let plain = |part: &str| !part.is_empty() && part.bytes().all(|it| it.is_ascii_lowercase());
    let families = ["zhupi", "utf", "euc", "shift"];
    words.contains('-')
        && parts
            .clone()
            .next()
            .is_some_and(|it| !families.contains(&it))
        && parts.all(plain)
}

pub(crate) fn select(start: usize, end: usize) -> Action {
    Action::Select { start, end }
}

pub(crate) fn code(name: &str) -> Action {
    Action::CodeSelection {
        code: Some(Named::name(name)),
    }
}

pub(crate) fn overlay(overlay: Overlay) -> Action {
    Action::ShowOverlay {
        overlay: Some(overlay),
    }
}

/// What is asked to come to every screen there is, one after the other.
pub(crate) fn screens(robot: &Robot) -> Vec<Action> {
    let (coding, quotation, code) = robot.see(|session| {
        let project = session.project().unwrap();
        let coding = project.codings().iter().next().unwrap().clone();
        (coding.id, coding.quotation, coding.code)
    });
    let go = |record| Action::GoTo { record };
    let mut screens = vec![
        go(RecordId::Coding(coding)),
        go(RecordId::Quotation(quotation)),
        go(RecordId::Code(code)),
        go(RecordId::Source(robot.see(|it| it.look().source).unwrap())),
        Action::Find { query: None },
        Action::Find {
            query: Some("治理".into()),
        },
        Action::CheckProject,
    ];
    let overlays = [
        Overlay::Palette,
        Overlay::QuickCode,
        Overlay::Keys,
        Overlay::About,
        Overlay::Path(PathFor::Open),
        Overlay::Path(PathFor::Import),
        Overlay::Path(PathFor::ImportInto),
        Overlay::Path(PathFor::Save),
        Overlay::Path(PathFor::Sources),
        Overlay::Path(PathFor::Codebook),
        Overlay::Path(PathFor::Join),
        Overlay::Path(PathFor::Version),
        Overlay::Path(PathFor::Losses),
        Overlay::Path(PathFor::Table(zhupi::exchange::TableFormat::Xlsx)),
        Overlay::Path(PathFor::Export(zhupi::exchange::Format::Csv)),
        Overlay::NewCode,
        Overlay::NewText,
        Overlay::Export,
        Overlay::Typesetting,
        Overlay::Copy,
        Overlay::History,
        Overlay::Merge,
        Overlay::Split,
        Overlay::Removal,
        Overlay::Examples,
        Overlay::Here,
        Overlay::Queries,
    ];
    screens.extend(overlays.map(overlay));
    screens.push(Action::Recode {
        codings: vec![coding],
        from: None,
        filter: Box::default(),
        code: None,
    });
    screens.push(Action::ShowOverlay { overlay: None });
    for panel in Panel::ALL {
        screens.extend([Action::TogglePanel { panel }, Action::TogglePanel { panel }]);
    }
    screens.extend(Board::ALL.map(|board| Action::ShowBoard { board }));
    screens.extend(crate::robot_finding::screens());
    screens.push(Action::Quit);
    screens
}

#[test]
fn every_screen_has_its_words_in_every_language_and_theme() {
    for language in Language::ALL {
        for theme in [Theme::Light, Theme::Dark] {
            let mut robot = Robot::new(language);
            let mut missing = BTreeSet::new();
            let mut look = |robot: &Robot| {
                let is_missing = |words: &String| {
                    is_key(words) || language == Language::Chinese && is_english(words)
                };
                missing.extend(robot.words().into_iter().filter(is_missing));
            };
            robot.ask(Action::SetTheme { theme });
            look(&robot);
            robot.ask(Action::NewProject {
                name: Some("试编".into()),
                path: None,
            });
            look(&robot);
            robot.ask(Action::AddText {
                name: "随笔".into(),
                text: TEXT.into(),
            });
            let guessed = encoding_rs::GB18030.encode(TEXT).0.into_owned();
            let path = robot.desk.put("旧文.txt", &guessed);
            robot.ask(Action::add(vec![path]));
            look(&robot);
            robot.ask(Action::AddWaiting);
            let paged = crate::adding::paged();
            let table = "编号,回答\n甲,数字治理要由地方先行\n乙,国防与产业并重\n";
            for (name, words) in [("书页.txt", &*paged), ("答.csv", table)] {
                let path = robot.desk.put(name, words.as_bytes());
                robot.ask(Action::add(vec![path]));
                look(&robot);
                robot.ask(Action::DropWaiting);
            }
            for (start, end, name) in [(0, 4, "治理"), (2, 9, "国防"), (2, 9, "文化")] {
                robot.ask(select(start, end));
                robot.ask(code(name));
            }
            for action in screens(&robot) {
                robot.ask(action);
                look(&robot);
            }
            assert_eq!(missing, BTreeSet::new(), "{language:?} {theme:?}");
        }
    }
}

#[test]
fn every_screen_fits_the_smallest_and_a_large_window() {
    let sizes = [[200.0, 150.0], zhupi::ui::LEAST_SIZE, [1920.0, 1080.0]];
    for size in sizes.map(Vec2::from) {
        let mut robot = Robot::sized(Language::Chinese, size);
        robot.ask(Action::NewProject {
            name: Some("试编".into()),
            path: None,
        });
        robot.ask(Action::AddText {
            name: "随笔".into(),
            text: TEXT.into(),
        });
        robot.ask(select(0, 4));
        robot.ask(code("治理"));
        for action in screens(&robot) {
            robot.ask(action);
        }
        assert_eq!(robot.errors(), Vec::<String>::new());
    }
}

#[test]
fn in_a_narrow_window_nothing_of_the_codings_lies_under_another_panel() {
    let mut robot = Robot::sized(Language::Chinese, Vec2::new(700.0, 500.0));
    robot.ask(Action::NewProject {
        name: Some("试编".into()),
        path: None,
    });
    robot.ask(Action::AddText {
        name: "随笔".into(),
        text: TEXT.into(),
    });
    robot.ask(select(0, 4));
    robot.ask(code("治理"));
    let rect = |label: &str| robot.harness.get_by_label(label).rect();
    let (left, right) = (
        rect("面板大小: 代码本").center().x,
        rect("面板大小: 查看").center().x,
    );
    for label in ["引文", "在编码中查找", "只看当前文本", "只看这个代码"] {
        let own = rect(label);
        assert!(left <= own.left() && own.right() <= right, "{label}: {own}");
    }
}

#[test]
fn any_step_is_gone_to_from_the_list_of_steps() {
    let mut robot = Robot::at_work(Language::English);
    for (start, name) in [(0, "治理"), (2, "国防"), (4, "文化")] {
        robot.ask(select(start, start + 2));
        robot.ask(code(name));
    }
    let all = robot.codings();
    robot.press(Modifiers::COMMAND | Modifiers::SHIFT, Key::H);
    let step = |robot: &mut Robot, words: &str| {
        robot.harness.get_by_label_contains(words).click();
        robot.settle();
    };
    step(&mut robot, "Code 国防 ·");
    assert_eq!(robot.codings(), all[..2]);
    step(&mut robot, "The beginning");
    assert_eq!(robot.codings(), [""; 0]);
    step(&mut robot, "Code 文化 ·");
    assert_eq!(robot.codings(), all);
}

#[test]
fn a_newcomer_codes_a_pasted_text_by_labels_alone() {
    let mut robot = Robot::new(Language::Chinese);
    robot.click("新建项目");
    robot.click("添加文本");
    robot.click("粘贴文本…");
    robot.type_in("文本名称", "随笔");
    robot.type_in("正文", TEXT);
    robot.click("添加");
    assert!(robot.has("随笔"), "the source is listed");

    robot.ask(select(2, 4));
    robot.press(Modifiers::COMMAND, Key::K);
    robot.type_in("给选中文字的代码", "治理");
    robot.press(Modifiers::NONE, Key::Enter);
    assert_eq!(robot.codings(), ["治理:治理"]);
    assert!(robot.has("治理"), "the code is in the codebook");
    assert!(
        robot
            .words()
            .iter()
            .any(|it| it.contains("没有名为“治理”的代码")),
        "it is said"
    );

    robot.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(robot.codings(), Vec::<String>::new());
    robot.press(Modifiers::COMMAND, Key::Y);
    assert_eq!(robot.codings(), ["治理:治理"]);
}

#[test]
fn a_click_on_a_code_applies_it_to_the_selection_and_else_inspects_it() {
    let mut robot = Robot::at_work(Language::English);
    robot.ask(Action::AddCode {
        name: Some("国防".into()),
        parent: None,
        colour: None,
    });
    robot.ask(Action::SelectNone);
    robot.click("国防");
    assert_eq!(robot.codings(), Vec::<String>::new());
    assert!(robot.see(|it| matches!(it.look().inspected, Some(RecordId::Code(_)))));
    robot.ask(select(15, 17));
    robot.click("国防");
    assert_eq!(robot.codings(), ["国防:国防"]);
}

#[test]
fn the_key_of_a_code_codes_the_selection_but_not_while_typing() {
    let mut robot = Robot::with_key();
    robot.ask(select(0, 2));
    robot.type_in("Find in the codings", "3");
    robot.press(Modifiers::NONE, Key::Num3);
    assert_eq!(robot.codings(), Vec::<String>::new());
    robot.press(Modifiers::NONE, Key::Escape);
    robot.ask(select(0, 2));
    robot.press(Modifiers::NONE, Key::Num3);
    assert_eq!(robot.codings(), ["数字:文化"]);
}

#[test]
fn the_palette_finds_an_action_by_a_few_letters() {
    let mut robot = Robot::at_work(Language::English);
    robot.press(Modifiers::COMMAND, Key::P);
    robot.type_in("Command", "dark");
    robot.press(Modifiers::NONE, Key::Enter);
    assert_eq!(robot.see(|it| it.settings().theme), Theme::Dark);
    assert_eq!(robot.see(|it| it.look().overlay), None);
}

#[test]
fn escape_closes_the_find_field_before_it_lets_the_selection_go() {
    let mut robot = Robot::at_work(Language::English);
    robot.ask(select(0, 2));
    robot.press(Modifiers::COMMAND, Key::F);
    robot.type_in("Find in all sources", "治理");
    robot.press(Modifiers::NONE, Key::Escape);
    assert!(!robot.has("Find in all sources"), "the field is closed");
    assert!(robot.see(|it| it.look().marked().is_some()));
    robot.press(Modifiers::NONE, Key::Escape);
    assert!(robot.see(|it| it.look().marked().is_none()));
}

#[test]
fn nothing_fires_while_a_word_is_composed() {
    let mut robot = Robot::with_key();
    robot.ask(select(0, 2));
    robot.press(Modifiers::NONE, Key::Enter);
    let compose = |robot: &mut Robot, event| {
        robot.harness.event(Event::Ime(event));
        robot.harness.run();
    };
    let preedit = |text: &str| ImeEvent::Preedit {
        text: text.to_owned(),
        active_range_chars: None,
    };
    compose(&mut robot, preedit("zhi'li"));
    // The input method takes these keys: a candidate is chosen by its number, Enter.
    for key in [Key::Num3, Key::Enter] {
        robot.press(Modifiers::NONE, key);
    }
    assert_eq!(
        robot.codings(),
        Vec::<String>::new(),
        "nothing is coded yet"
    );
    assert_eq!(robot.see(|it| it.look().overlay), Some(Overlay::QuickCode));
    compose(&mut robot, ImeEvent::Commit("治理".to_owned()));
    robot.press(Modifiers::NONE, Key::Enter);
    assert_eq!(robot.codings(), ["数字:治理"]);
}

#[test]
fn a_key_that_is_taken_is_named_with_its_action() {
    let mut robot = Robot::at_work(Language::English);
    robot.ask(overlay(Overlay::Keys));
    robot.click("Change the key of New project");
    robot.press(Modifiers::COMMAND, Key::S);
    assert!(robot.has("Ctrl+S belongs to “Save”"));
    assert_eq!(
        robot.see(|it| it.keys().of("new-project").len()),
        1,
        "nothing changed yet"
    );
    robot.click("Use it here");
    let keys = robot.see(|it| {
        it.keys()
            .of("new-project")
            .iter()
            .map(|it| it.to_string())
            .collect::<Vec<_>>()
    });
    assert_eq!(keys, ["Ctrl+S"]);
    assert!(robot.see(|it| it.keys().of("save-project").is_empty()));
}

#[test]
fn leaving_with_unsaved_work_asks_first() {
    let mut robot = Robot::at_work(Language::English);
    robot.press(Modifiers::COMMAND, Key::Q);
    assert!(robot.has("Save the changes to 试编 first?"));
    robot.click("Cancel");
    assert!(!robot.see(Session::wants_to_quit));
    robot.press(Modifiers::COMMAND, Key::Q);
    robot.click("Do not save");
    assert!(robot.see(Session::wants_to_quit));
}

#[test]
fn saving_on_the_way_out_asks_for_a_path_where_there_is_no_dialog() {
    let mut robot = Robot::at_work(Language::English);
    let path = robot.desk.path("试编.ron");
    robot.ask(Action::Quit);
    robot.click("Save");
    assert!(
        robot.has("Save the project"),
        "the field for a path is open"
    );
    robot.ask(Action::SaveProjectAs {
        path: Some(path.clone()),
    });
    assert!(path.is_file());
    assert!(
        robot.see(Session::wants_to_quit),
        "what waited for the save is done"
    );
}

#[test]
fn a_blind_copy_is_given_away_by_labels() {
    let mut robot = Robot::at_work(Language::English);
    robot.ask(select(2, 4));
    robot.ask(code("治理"));
    let path = Some(robot.desk.path("试编.ron"));
    robot.ask(Action::SaveProjectAs { path });
    robot.ask(Action::GiveCopy {
        path: None,
        copy: None,
    });
    robot.click("Without what others coded and wrote");
    robot.type_in(
        "Words to hide everywhere, one a line; “name=sign” says by what",
        "治理",
    );
    robot.click("Choose a place…");
    robot.click("Save");
    robot.settle();
    assert_eq!(robot.errors(), [""; 0]);
    let copy = std::fs::read_to_string(robot.desk.path("试编 copy.ron")).unwrap();
    assert!(!copy.contains("治理") && copy.contains("〔1〕"), "{copy}");
}

#[test]
fn removing_a_code_says_what_goes_with_it() {
    let mut robot = Robot::at_work(Language::English);
    robot.ask(select(2, 4));
    robot.ask(code("治理"));
    let id = robot.see(|it| it.project().unwrap().codes().iter().next().unwrap().id);
    robot.ask(Action::GoTo {
        record: RecordId::Code(id),
    });
    robot.quiet();
    robot.click("Remove…");
    assert!(robot.has("Remove the code 治理?"));
    assert!(
        robot
            .words()
            .iter()
            .any(|it| it.starts_with("One coding goes with it"))
    );
    robot.click("Remove");
    assert_eq!(robot.codings(), Vec::<String>::new());
}

#[test]
fn a_memo_that_is_being_typed_is_not_lost_to_a_save() {
    let mut robot = Robot::at_work(Language::English);
    robot.ask(Action::SaveProjectAs {
        path: Some(robot.desk.path("p.ron")),
    });
    robot.type_in("Memo", "待查");
    robot.press(Modifiers::COMMAND, Key::S);
    let memo = robot.see(|it| {
        it.project()
            .unwrap()
            .memos()
            .iter()
            .next()
            .unwrap()
            .text
            .clone()
    });
    assert_eq!(memo, "待查");
    assert!(
        robot.see(|it| !it.open().unwrap().is_changed()),
        "and it is on disk"
    );
}

#[test]
fn an_idle_window_asks_for_no_frame() {
    let mut robot = Robot::at_work(Language::English);
    robot.ask(Action::SelectNone);
    robot.quiet();
    robot.harness.step();
    let delay = robot
        .harness
        .output()
        .viewport_output
        .values()
        .map(|it| it.repaint_delay)
        .min();
    assert!(delay.unwrap().as_secs() > 60, "{delay:?}");
}
