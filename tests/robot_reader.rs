//! The reader as hand and keys use it: every test reads the screen and works on it.

use std::path::Path;
use std::sync::Arc;

use egui::{
    CursorIcon, Event, FontData, FontDefinitions, FontFamily, Key, Modifiers, PointerButton, Pos2,
};
use egui::{Rect, Shape, Vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use zhupi::model::RecordId;
use zhupi::session::{Action, Desk, Language, Manner, Named, Session};
use zhupi::text::Span;
use zhupi::ui::{ReaderState, reader_ui};

/// The reader alone in a window.
pub(crate) struct Page {
    pub(crate) session: Session,
    pub(crate) reader: ReaderState,
    /// Everything that was asked for, in order.
    pub(crate) asked: Vec<Action>,
    pub(crate) frames: usize,
}

pub(crate) type Robot = Harness<'static, Page>;

fn fonts() -> FontDefinitions {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/fonts");
    let mut definitions = FontDefinitions::default();
    for name in ["NotoSans-rest.ttf", "NotoSansCJKsc-subset.otf"] {
        let bytes = std::fs::read(folder.join(name)).unwrap();
        let data = Arc::new(FontData::from_owned(bytes));
        definitions.font_data.insert(name.to_owned(), data);
        let family = definitions.families.get_mut(&FontFamily::Proportional);
        family.unwrap().insert(0, name.to_owned());
    }
    definitions
}

pub(crate) fn open(text: &str) -> Session {
    let mut session = Session::new(Arc::new(Desk::plain()), Manner::Batch);
    let language = Language::English;
    session.ask(Action::SetLanguage { language });
    let (name, path) = (Some("试编".to_owned()), None);
    session.ask(Action::NewProject { name, path });
    let (name, text) = ("随笔".to_owned(), text.to_owned());
    session.ask(Action::AddText { name, text });
    session.wait();
    session.ask(Action::ShowSource {
        source: Named::name("随笔"),
    });
    session
}

pub(crate) fn robot(session: Session, size: Vec2) -> Robot {
    let page = Page {
        session,
        reader: ReaderState::default(),
        asked: Vec::new(),
        frames: 0,
    };
    let mut robot = Harness::builder()
        .with_size(size)
        .with_step_dt(1.0 / 60.0)
        .with_max_steps(200)
        .allow_missing_glyphs()
        .build_ui_state(
            |ui, page: &mut Page| {
                page.frames += 1;
                let mut asked = Vec::new();
                reader_ui(ui, &page.session, &mut page.reader, &mut asked);
                if !asked.is_empty() {
                    ui.ctx().request_repaint();
                }
                for action in asked {
                    page.asked.push(action.clone());
                    page.session.ask(action);
                }
            },
            page,
        );
    robot.ctx.set_fonts(fonts());
    robot.run_steps(3);
    robot
}

/// Has what no font has drawn as a box, as the window does.
pub(crate) fn draw_missing(robot: &mut Robot) {
    zhupi::ui::draw_missing_glyphs(&robot.ctx);
}

pub(crate) fn reading(text: &str) -> Robot {
    robot(open(text), Vec2::new(900.0, 600.0))
}

/// The bytes of the first `words` in the text shown.
fn bytes(robot: &Robot, words: &str) -> Span {
    let look = robot.state().session.look();
    let project = robot.state().session.project().unwrap();
    let text = project.sources().get(look.source.unwrap()).unwrap().text();
    let start = text.find(words).unwrap();
    Span::new(start, start + words.len())
}

pub(crate) fn rect(robot: &Robot, words: &str) -> Rect {
    robot.state().reader.rect_of(bytes(robot, words)).unwrap()
}

/// The words now selected.
pub(crate) fn selected(robot: &Robot) -> String {
    let session = &robot.state().session;
    let look = session.look();
    let text = session
        .project()
        .unwrap()
        .sources()
        .get(look.source.unwrap())
        .unwrap()
        .text();
    look.selection
        .and_then(|it| it.of(text))
        .unwrap_or_default()
        .to_owned()
}

pub(crate) fn button(robot: &Robot, pos: Pos2, pressed: bool, modifiers: Modifiers) {
    let button = PointerButton::Primary;
    robot.event(Event::PointerButton {
        pos,
        button,
        pressed,
        modifiers,
    });
}

pub(crate) fn click(robot: &mut Robot, pos: Pos2, modifiers: Modifiers) {
    robot.hover_at(pos);
    if modifiers.shift {
        robot.event(Event::ModifiersChanged(modifiers));
    }
    button(robot, pos, true, modifiers);
    button(robot, pos, false, modifiers);
    robot.event(Event::ModifiersChanged(Modifiers::NONE));
    robot.step();
}

pub(crate) fn drag(robot: &mut Robot, from: Pos2, to: Pos2) {
    robot.hover_at(from);
    button(robot, from, true, Modifiers::NONE);
    robot.hover_at(from.lerp(to, 0.5));
    robot.hover_at(to);
    button(robot, to, false, Modifiers::NONE);
    robot.step();
}

pub(crate) fn press(robot: &mut Robot, modifiers: Modifiers, key: Key) {
    robot.key_press_modifiers(modifiers, key);
    robot.step();
}

pub(crate) const TEXT: &str =
    "数字治理需要规则。国防与产业都要讨论规则!\n文化是第二段的事。\n\n最后一段";

#[test]
fn a_drag_selects_exactly_what_it_goes_over() {
    let mut robot = reading(TEXT);
    let (from, to) = (rect(&robot, "治理"), rect(&robot, "规则"));
    drag(&mut robot, from.left_center(), to.right_center());
    assert_eq!(selected(&robot), "治理需要规则");
    let (from, to) = (rect(&robot, "文化"), rect(&robot, "讨论"));
    drag(&mut robot, from.right_center(), to.left_center());
    assert_eq!(
        selected(&robot),
        "讨论规则!\n文化",
        "also backwards and over paragraphs"
    );
}

#[test]
fn an_edge_is_reported_in_code_points_and_only_when_it_moves() {
    let mut robot = reading(TEXT);
    let (from, to) = (rect(&robot, "治理"), rect(&robot, "规则"));
    drag(&mut robot, from.left_center(), to.right_center());
    robot.run_steps(5);
    let selects = robot
        .state()
        .asked
        .iter()
        .filter(|it| matches!(it, Action::Select { .. }));
    let selects: Vec<_> = selects.collect();
    assert_eq!(selects.last(), Some(&&Action::Select { start: 2, end: 8 }));
    assert!(selects.windows(2).all(|pair| pair[0] != pair[1]));
}

#[test]
fn a_family_of_emoji_is_taken_whole() {
    let mut robot = reading("治👨‍👩‍👧理");
    let family = rect(&robot, "👨‍👩‍👧");
    let (from, to) = (rect(&robot, "治").left_center(), family.right_center());
    drag(&mut robot, from, to - Vec2::new(family.width() * 0.3, 0.0));
    assert_eq!(selected(&robot), "治👨‍👩‍👧");
}

#[test]
fn clicks_take_word_sentence_and_paragraph() {
    let mut robot = reading("the shared rules hold. They are few!\nA second paragraph.");
    let pos = rect(&robot, "shared").center();
    let mut taken = Vec::new();
    for _ in 0..4 {
        click(&mut robot, pos, Modifiers::NONE);
        taken.push(selected(&robot));
    }
    let paragraph = "the shared rules hold. They are few!";
    assert_eq!(taken, ["", "shared", "the shared rules hold.", paragraph]);
}

#[test]
fn a_drag_after_a_double_click_goes_on_by_words() {
    let mut robot = reading("the shared rules hold. They are few!");
    let (from, to) = (
        rect(&robot, "shared").center(),
        rect(&robot, "hold").center(),
    );
    click(&mut robot, from, Modifiers::NONE);
    drag(&mut robot, from, to);
    assert_eq!(selected(&robot), "shared rules hold");
}

#[test]
fn shift_reaches_to_the_pointer() {
    let mut robot = reading(TEXT);
    let (from, to) = (
        rect(&robot, "治理").left_center(),
        rect(&robot, "国防").right_center(),
    );
    click(&mut robot, from, Modifiers::NONE);
    click(&mut robot, to, Modifiers::SHIFT);
    assert_eq!(selected(&robot), "治理需要规则。国防");
    let back = rect(&robot, "数字").left_center();
    click(&mut robot, back, Modifiers::SHIFT);
    assert_eq!(selected(&robot), "数字", "the other end stays");
}

#[test]
fn the_caret_goes_by_keyboard() {
    let mut robot = reading(TEXT);
    let start = rect(&robot, "治理").left_center();
    click(&mut robot, start, Modifiers::NONE);
    press(&mut robot, Modifiers::SHIFT, Key::ArrowRight);
    press(&mut robot, Modifiers::SHIFT, Key::ArrowRight);
    assert_eq!(selected(&robot), "治理");
    press(&mut robot, Modifiers::SHIFT, Key::End);
    assert_eq!(selected(&robot), "治理需要规则。国防与产业都要讨论规则!");
    press(&mut robot, Modifiers::NONE, Key::Home);
    press(&mut robot, Modifiers::SHIFT, Key::ArrowDown);
    assert!(selected(&robot).ends_with("规则!\n"));
    press(&mut robot, Modifiers::COMMAND | Modifiers::SHIFT, Key::End);
    assert!(selected(&robot).ends_with("最后一段"));
    press(&mut robot, Modifiers::NONE, Key::ArrowLeft);
    press(
        &mut robot,
        Modifiers::COMMAND | Modifiers::SHIFT,
        Key::ArrowRight,
    );
    assert_eq!(selected(&robot), "数字", "a word at a time");
}

pub(crate) fn code(session: &mut Session, start: usize, end: usize, code: &str) {
    let (source, code) = (None, Named::name(code));
    session.ask(Action::CodePassage {
        source,
        start,
        end,
        code,
    });
}

#[test]
fn clicks_reach_every_coding_of_a_place() {
    let mut session = open(TEXT);
    code(&mut session, 2, 4, "治理");
    code(&mut session, 0, 9, "规则");
    session.ask(Action::SelectNone);
    let mut robot = robot(session, Vec2::new(900.0, 600.0));
    let pos = rect(&robot, "治理").center();
    let mut reached = Vec::new();
    for _ in 0..3 {
        click(&mut robot, pos, Modifiers::NONE);
        robot.run_steps(60);
        reached.push(selected(&robot));
    }
    assert_eq!(reached, ["治理", "数字治理需要规则。", "治理"]);
    assert!(matches!(
        robot.state().session.look().inspected,
        Some(RecordId::Coding(_))
    ));
}

#[test]
fn a_quick_hand_is_followed_within_one_frame() {
    let mut robot = reading(TEXT);
    let (from, to) = (rect(&robot, "治理"), rect(&robot, "规则"));
    let (from, to) = (from.left_center(), to.right_center());
    robot.hover_at(from);
    robot.step();
    let press = |pos, pressed| Event::PointerButton {
        pos,
        button: PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    };
    let events = [press(from, true), Event::PointerMoved(to), press(to, false)];
    robot.input_mut().events.extend(events);
    robot.step();
    assert_eq!(selected(&robot), "治理需要规则");
}

#[test]
fn a_click_into_a_long_passage_leaves_the_text_where_it_is() {
    let text = "数字治理需要规则。".repeat(600);
    let mut session = open(&text);
    code(&mut session, 0, 5_400, "治理");
    session.ask(Action::SelectNone);
    let mut robot = robot(session, Vec2::new(900.0, 600.0));
    press(&mut robot, Modifiers::NONE, Key::PageDown);
    let words = Span::new(2_700, 2_727);
    let before = robot.state().reader.rect_of(words).unwrap();
    click(&mut robot, before.center(), Modifiers::NONE);
    robot.run_steps(5);
    assert_eq!(
        selected(&robot).len(),
        text.len(),
        "the passage is selected"
    );
    assert_eq!(robot.state().reader.rect_of(words).unwrap(), before);
}

#[test]
fn a_click_on_a_bracket_inspects_its_quotation() {
    let mut session = open(TEXT);
    code(&mut session, 2, 4, "治理");
    session.ask(Action::SelectNone);
    let mut robot = robot(session, Vec2::new(900.0, 600.0));
    let y = rect(&robot, "治理").center().y;
    let bracket = (600..900)
        .step_by(3)
        .map(|x| Pos2::new(x as f32, y))
        .find(|pos| {
            robot.hover_at(*pos);
            robot.step();
            robot.output().platform_output.cursor_icon == CursorIcon::PointingHand
        });
    click(
        &mut robot,
        bracket.expect("a bracket beside the line"),
        Modifiers::NONE,
    );
    assert_eq!(selected(&robot), "治理");
    let inspected = robot.state().session.look().inspected;
    assert!(
        matches!(inspected, Some(RecordId::Quotation(_))),
        "{inspected:?}"
    );
}

#[test]
fn the_menu_codes_and_uncodes() {
    let mut session = open(TEXT);
    code(&mut session, 2, 4, "治理");
    let mut robot = robot(session, Vec2::new(900.0, 600.0));
    let (from, to) = (rect(&robot, "国防"), rect(&robot, "产业"));
    drag(&mut robot, from.left_center(), to.right_center());
    let menu = |robot: &mut Robot, pos: Pos2| {
        robot.hover_at(pos);
        for pressed in [true, false] {
            let (button, modifiers) = (PointerButton::Secondary, Modifiers::NONE);
            robot.event(Event::PointerButton {
                pos,
                button,
                pressed,
                modifiers,
            });
        }
        robot.run_steps(4);
    };
    menu(&mut robot, from.center());
    robot.get_by_label("治理").click();
    robot.run_steps(4);
    let codings = |robot: &Robot| robot.state().session.project().unwrap().codings().len();
    assert_eq!(codings(&robot), 2, "coded with the code used last");
    let pos = rect(&robot, "治理").center();
    menu(&mut robot, pos);
    robot.get_by_label_contains("治理  ").click();
    robot.run_steps(4);
    robot.get_by_label("Remove this coding").click();
    robot.run_steps(4);
    assert_eq!(codings(&robot), 1);
}

#[test]
fn wheel_and_bar_move_the_text() {
    let mut robot = reading(&"数字治理需要规则。\n".repeat(400));
    let pos = Pos2::new(300.0, 300.0);
    robot.hover_at(pos);
    let first = Span::new(0, 27);
    let before = robot.state().reader.rect_of(first).unwrap().top();
    robot.event(Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta: Vec2::new(0.0, -40.0),
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Wheel,
        modifiers: Modifiers::NONE,
    });
    robot.run_steps(30);
    let after = robot.state().reader.rect_of(first).unwrap().top();
    assert!((before - after - 40.0).abs() < 2.0, "{before} {after}");
    drag(&mut robot, Pos2::new(894.0, 20.0), Pos2::new(894.0, 599.0));
    robot.run_steps(2);
    let end = 400 * 28;
    assert!(
        robot.state().reader.rect_of(Span::new(end, end)).is_some(),
        "to the end"
    );
}

#[test]
fn what_is_read_stays_when_the_window_changes() {
    let text = "数字治理需要规则,国防与产业都要讨论规则。".repeat(800);
    let mut robot = reading(&text);
    for _ in 0..6 {
        press(&mut robot, Modifiers::NONE, Key::PageDown);
    }
    robot.run_steps(60);
    let at = robot.state().session.look().reading;
    for width in [700.0, 500.0, 1200.0] {
        robot.set_size(Vec2::new(width, 600.0));
        robot.run_steps(3);
        let rect = robot.state().reader.rect_of(Span::new(at, at)).unwrap();
        assert!(rect.top() < 80.0, "{rect:?} at {width}");
    }
}

/// Every piece of text drawn.
pub(crate) fn texts(robot: &Robot) -> Vec<String> {
    let text = |shape: &Shape| match shape {
        Shape::Text(text) => Some(text.galley.text().to_owned()),
        _ => None,
    };
    let shapes = robot.output().shapes.iter();
    shapes.filter_map(|it| text(&it.shape)).collect()
}

#[test]
fn twenty_codings_on_one_sentence_are_drawn() {
    let mut session = open(TEXT);
    for number in 0..20 {
        code(&mut session, 0, 9, &format!("码{number}"));
    }
    for size in [
        Vec2::new(900.0, 600.0),
        Vec2::new(200.0, 150.0),
        Vec2::new(40.0, 30.0),
    ] {
        let mut robot = robot(open(TEXT), size);
        std::mem::swap(&mut robot.state_mut().session, &mut session);
        robot.run_steps(3);
        let texts = texts(&robot);
        if size.x > 500.0 {
            assert!(
                texts.contains(&"+17".to_owned()),
                "three have room under a line"
            );
            let named = (0..20).filter(|it| texts.contains(&format!("码{it}")));
            assert!(named.count() > 12, "and most a name beside it");
        }
        assert!(!robot.output().shapes.is_empty(), "{size}");
        std::mem::swap(&mut robot.state_mut().session, &mut session);
    }
}

#[test]
fn an_idle_page_is_not_drawn_again() {
    let mut robot = reading(TEXT);
    let pos = rect(&robot, "治理").center();
    click(&mut robot, pos, Modifiers::NONE);
    robot.run_steps(120);
    let delays = robot
        .output()
        .viewport_output
        .values()
        .map(|it| it.repaint_delay);
    assert!(delays.min().unwrap() > std::time::Duration::from_secs(5));
}

#[test]
fn the_place_being_read_is_reported_when_it_rests() {
    let text = "数字治理需要规则。\n".repeat(400);
    let mut robot = reading(&text);
    press(&mut robot, Modifiers::NONE, Key::PageDown);
    assert_eq!(robot.state().asked, [], "not while it moves");
    robot.run_steps(60);
    assert_eq!(robot.state().asked.len(), 1);
    let reading = robot.state().session.look().reading;
    assert!(reading > 0);
    let known = robot.state().session.look().reading;
    robot.state_mut().reader = ReaderState::default();
    robot.run_steps(60);
    assert_eq!(
        robot.state().session.look().reading,
        known,
        "opened again at the same place"
    );
    let caret = robot
        .state()
        .reader
        .rect_of(Span::new(known, known))
        .unwrap();
    assert!(caret.top() < 40.0, "{caret:?}");
}

#[test]
fn what_is_wished_for_comes_into_sight() {
    let text = format!(
        "{}国防在这里。{}",
        "数字治理需要规则。\n".repeat(400),
        "后面。\n".repeat(300)
    );
    let mut robot = reading(&text);
    let span = bytes(&robot, "国防");
    assert_eq!(robot.state().reader.rect_of(span), None);
    robot.state_mut().session.ask(Action::Find {
        query: Some("国防".to_owned()),
    });
    robot.state_mut().session.ask(Action::FindNext);
    robot.run_steps(2);
    let shown = robot.state().reader.rect_of(span).unwrap();
    assert!(shown.top() > 100.0 && shown.bottom() < 400.0, "{shown:?}");
}

#[test]
fn one_line_of_ten_megabytes_opens_and_scrolls() {
    let line = "数字治理需要规则，国防与产业都要讨论。".repeat(190_000);
    for text in [line, "x".repeat(10 << 20)] {
        let end = text.chars().count();
        let mut robot = reading(&text);
        for _ in 0..5 {
            press(&mut robot, Modifiers::NONE, Key::PageDown);
        }
        press(&mut robot, Modifiers::NONE, Key::End);
        robot.state_mut().session.ask(Action::Select {
            start: end - 3,
            end,
        });
        robot.run_steps(2);
        let last = Span::new(text.len() - 3, text.len());
        assert!(robot.state().reader.rect_of(last).is_some());
    }
}

#[test]
fn a_hundred_thousand_empty_lines_open() {
    let mut robot = reading(&"\n".repeat(100_000));
    press(&mut robot, Modifiers::NONE, Key::End);
    robot.run_steps(2);
    let end = Span::new(100_000, 100_000);
    assert!(robot.state().reader.rect_of(end).is_some());
}

#[test]
fn odd_texts_are_drawn() {
    let heap = format!("e{}", "\u{301}".repeat(3_000));
    let odd = [
        "",
        "\n",
        "\u{200B}",
        "\u{1}\u{7f}",
        "אבגשלום עולם مرحبا",
        "a\u{b}b\u{c}c\td",
        &heap,
    ];
    for text in odd {
        let mut robot = reading(&format!("治{text}"));
        press(&mut robot, Modifiers::COMMAND | Modifiers::SHIFT, Key::End);
        let last = rect(&robot, "治").left_center();
        drag(&mut robot, last, last + Vec2::new(400.0, 5.0));
        assert!(selected(&robot).starts_with('治'), "{text:?}");
    }
}

#[test]
fn an_edge_of_the_inspected_passage_is_dragged_to_its_new_place() {
    let mut session = open(TEXT);
    code(&mut session, 0, 4, "治理");
    let quotation = session
        .project()
        .unwrap()
        .quotations()
        .iter()
        .next()
        .unwrap()
        .id;
    let record = RecordId::Quotation(quotation);
    session.ask(Action::GoTo { record });
    let mut robot = robot(session, Vec2::new(900.0, 600.0));
    let from = rect(&robot, "数字治理").right_center();
    let to = rect(&robot, "需要").right_center();
    drag(&mut robot, from, to);
    robot.run_steps(2);
    let quote = |robot: &Robot| {
        let project = robot.state().session.project().unwrap();
        let found = project.quotations().get(quotation).unwrap();
        found.span.of(TEXT).unwrap().to_owned()
    };
    assert_eq!(quote(&robot), "数字治理需要");
    let from = rect(&robot, "数字").left_center();
    let to = rect(&robot, "治理").left_center();
    drag(&mut robot, from, to);
    robot.run_steps(2);
    assert_eq!(quote(&robot), "治理需要");
    assert_eq!(
        selected(&robot),
        "数字治理",
        "the hand selected nothing on the way"
    );
}
