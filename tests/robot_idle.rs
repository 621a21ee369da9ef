//! An idle window costs nothing: driven as the system drives it, which draws a frame when there is
//! input or when the window asked for one, and counts them.

use egui::epaint::ClippedShape;
use egui::{Context, Event, Modifiers, PointerButton, Pos2, RawInput, Rect, Vec2, ViewportId};
use std::sync::Arc;
use zhupi::session::{Action, Desk, Language, Manner, Named, Overlay, Panel, Session, Theme};
use zhupi::ui::App;

const TEXT: &str = "数字治理是国家治理的重要方面。国防与产业都离不开它。\n文化也一样。";

/// A window that is drawn when there is a reason.
pub(crate) struct Window {
    pub(crate) ctx: Context,
    pub(crate) app: App,
    /// What was drawn last.
    pub(crate) shapes: Vec<ClippedShape>,
    /// In seconds.
    now: f64,
    /// When the window wants to be drawn next, in seconds.
    next: f64,
    frames: usize,
}

impl Window {
    pub(crate) fn new(session: Session) -> Self {
        let ctx = Context::default();
        let app = App::new(&ctx, session);
        let mut window = Self {
            ctx,
            app,
            shapes: Vec::new(),
            now: 0.0,
            next: 0.0,
            frames: 0,
        };
        window.rest(10.0);
        window
    }

    /// In a project with a text and one coding.
    pub(crate) fn at_work() -> Self {
        let mut session = Session::new(Arc::new(Desk::plain()), Manner::Window);
        let actions = [
            Action::SetLanguage {
                language: Language::Chinese,
            },
            Action::NewProject {
                name: Some("试编".into()),
                path: None,
            },
            Action::AddText {
                name: "随笔".into(),
                text: TEXT.into(),
            },
            Action::Select { start: 2, end: 4 },
            Action::CodeSelection {
                code: Some(Named::name("治理")),
            },
        ];
        for action in actions {
            session.ask(action);
            session.wait();
        }
        Self::new(session)
    }

    pub(crate) fn ask(&mut self, action: Action) {
        self.app.ask(action);
        self.app.wait();
        self.frame(Vec::new());
    }

    pub(crate) fn frame(&mut self, events: Vec<Event>) {
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, Vec2::new(1280.0, 800.0))),
            time: Some(self.now),
            events,
            ..RawInput::default()
        };
        let mut output = self.ctx.run_ui(input, |ui| self.app.frame(ui));
        output.textures_delta.clear();
        self.shapes = std::mem::take(&mut output.shapes);
        self.frames += 1;
        let delay = output.viewport_output[&ViewportId::ROOT].repaint_delay;
        self.next = self.now + delay.as_secs_f64().max(1.0 / 60.0);
    }

    /// Lets time pass without any input; returns how many frames were drawn.
    pub(crate) fn rest(&mut self, secs: f64) -> usize {
        let (before, end) = (self.frames, self.now + secs);
        while self.next <= end {
            self.now = self.next;
            self.app.wait();
            self.frame(Vec::new());
        }
        self.now = end;
        self.frames - before
    }

    /// How many frames five idle seconds cost once everything has come to rest.
    fn idle(&mut self) -> usize {
        self.rest(10.0);
        self.rest(5.0)
    }

    fn click(&mut self, pos: Pos2) {
        let press = |pressed| Event::PointerButton {
            pos,
            button: PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        };
        self.frame(vec![Event::PointerMoved(pos)]);
        self.frame(vec![press(true)]);
        self.frame(vec![press(false)]);
    }
}

#[test]
fn five_idle_seconds_of_the_workbench_draw_no_frame() {
    let mut window = Window::at_work();
    assert_eq!(window.idle(), 0, "as it was opened");
    window.ctx.enable_accesskit();
    window.frame(Vec::new());
    assert_eq!(window.idle(), 0, "with a screen reader");
    window.ask(Action::Select { start: 6, end: 12 });
    assert_eq!(window.idle(), 0, "with words selected");
    window.ask(Action::SetTheme { theme: Theme::Dark });
    assert_eq!(window.idle(), 0, "in the dark");
    window.ask(Action::Find {
        query: Some("治理".into()),
    });
    window.ask(Action::FindNext);
    assert_eq!(window.idle(), 0, "with places found");
    for panel in Panel::ALL {
        window.ask(Action::TogglePanel { panel });
        assert_eq!(window.idle(), 0, "without {panel:?}");
        window.ask(Action::TogglePanel { panel });
    }
}

#[test]
fn nor_do_they_wherever_pointer_and_keyboard_are() {
    let mut window = Window::at_work();
    for y in (20..790).step_by(30) {
        for x in [60, 420, 520, 860, 1100, 1276] {
            let pos = Pos2::new(x as f32, y as f32);
            window.frame(vec![Event::PointerMoved(pos)]);
            let frames = window.idle();
            assert_eq!(frames, 0, "pointing at {pos}");
        }
    }
    window.click(Pos2::new(480.0, 240.0));
    assert_eq!(window.idle(), 0, "with a caret on the page");
}

#[test]
fn nor_do_they_with_anything_open_over_it() {
    let mut window = Window::at_work();
    for overlay in [
        Overlay::Palette,
        Overlay::QuickCode,
        Overlay::Keys,
        Overlay::NewText,
        Overlay::Typesetting,
        Overlay::History,
        Overlay::About,
    ] {
        let overlay = Some(overlay);
        window.ask(Action::ShowOverlay { overlay });
        assert_eq!(window.idle(), 0, "{overlay:?}");
        window.ask(Action::ShowOverlay { overlay: None });
    }
}

#[test]
fn nor_do_those_of_the_start_screen() {
    let session = Session::new(Arc::new(Desk::plain()), Manner::Window);
    let mut window = Window::new(session);
    assert_eq!(window.idle(), 0);
}
