//! What a frame of the window costs: laid out, painted and cut into triangles, without a screen. In
//! processor time, so that other work on the machine does not count.
//!
//! For each size of source: the first picture, then many frames of each kind of work, as median,
//! 99th percentile and most. What a frame costs should follow from what is in sight, so the three
//! blocks should look alike. egui's own label for a whole text, laid out anew at each width, stands
//! beside them for reference.

#![allow(
    missing_docs,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a bench prints"
)]
#![allow(
    clippy::indexing_slicing,
    reason = "made data has the shape it was made with"
)]

mod clock;
mod made;

use clock::Moment;
use egui::{Context, Event, Key, Modifiers, PointerButton, Pos2, RawInput, Rect, Vec2};
use made::{Chance, Shape, project};
use std::sync::Arc;
use std::time::Duration;
use zhupi::model::{Project, QuotationId, RecordId};
use zhupi::session::{Action, Desk, Manner, Named, Panel, Session};
use zhupi::ui::App;

const SIZES: [(&str, usize, usize); 3] = [
    ("20 thousand characters, 500 codings", 20_000, 500),
    (
        "1 million characters, 20 thousand codings",
        1_000_000,
        20_000,
    ),
    (
        "10 million characters, 1 million codings",
        10_000_000,
        1_000_000,
    ),
];
/// A place in the second line of the text.
const CROWDED: Pos2 = Pos2::new(520.0, 195.0);
/// A place in the middle of the text.
const IN_TEXT: Pos2 = Pos2::new(560.0, 300.0);

fn main() {
    let only_small = std::env::args().any(|arg| arg == "--test");
    let sizes = if only_small { &SIZES[..1] } else { &SIZES[..] };
    println!("{:<44} {:>10} {:>10} {:>10}", "", "median", "99th", "most");
    for (name, chars, codings) in sizes {
        println!("\n{name}");
        measure(*chars, *codings, if only_small { 5 } else { 300 });
    }
    let crowded = if only_small { 30_000 } else { 1_000_000 };
    println!("\n{crowded} quotations at one place");
    crowd(crowded, if only_small { 2 } else { 60 });
    println!("\nfor reference: egui's own label, one galley for the whole text");
    for chars in [20_000, if only_small { 20_000 } else { 200_000 }] {
        label(chars);
    }
}

/// The window without a screen.
struct Screen {
    app: App,
    ctx: Context,
    size: Vec2,
    time: f64,
    events: Vec<Event>,
}

impl Screen {
    /// With a project opened from disk, as a person opens it; its first picture is not yet drawn.
    fn open(made: &Project) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("p.ron");
        zhupi::file::safe::save(&path, 0, &mut |out| zhupi::file::write(made, out)).unwrap();
        let mut session = Session::new(Arc::new(Desk::plain()), Manner::Batch);
        session.ask(Action::OpenProject { path: Some(path) });
        session.wait();
        assert!(session.look().source.is_some(), "the project is open");
        Self::before(session)
    }

    fn before(session: Session) -> Self {
        let ctx = Context::default();
        let app = App::new(&ctx, session);
        // The fonts are read in the first frame, with nothing to draw.
        let _ = ctx.run_ui(RawInput::default(), |ui| {
            ui.label("");
        });
        Self {
            app,
            ctx,
            size: Vec2::new(1280.0, 800.0),
            time: 0.0,
            events: Vec::new(),
        }
    }

    /// One frame, and what it took.
    fn frame(&mut self) -> Duration {
        self.time += 1.0 / 60.0;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, self.size)),
            time: Some(self.time),
            events: std::mem::take(&mut self.events),
            ..RawInput::default()
        };
        let begun = Moment::now();
        let output = self.ctx.run_ui(input, |ui| self.app.frame(ui));
        let primitives = self.ctx.tessellate(output.shapes, output.pixels_per_point);
        let took = begun.elapsed();
        assert!(!primitives.is_empty(), "something is drawn");
        took
    }

    fn frames(&mut self, name: &str, count: usize, mut before: impl FnMut(&mut Self, usize)) {
        let times = (0..count).map(|at| {
            before(self, at);
            self.frame()
        });
        report(name, times.collect());
    }

    /// Shows or hides everything that stands around the page.
    fn show_panels(&mut self, shown: bool) {
        for panel in Panel::ALL {
            if self.app.session().settings().hidden.contains(&panel) == shown {
                self.app.ask(Action::TogglePanel { panel });
            }
        }
        self.frame();
        self.frame();
    }

    fn press(&mut self, key: Key) {
        for pressed in [true, false] {
            self.events.push(Event::Key {
                key,
                physical_key: None,
                pressed,
                repeat: false,
                modifiers: Modifiers::NONE,
            });
        }
    }

    fn button(&mut self, pos: Pos2, pressed: bool) {
        self.events.push(Event::PointerMoved(pos));
        self.events.push(Event::PointerButton {
            pos,
            button: PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        });
    }

    fn wheel(&mut self, points: f32) {
        self.events.push(Event::PointerMoved(IN_TEXT));
        self.events.push(Event::MouseWheel {
            unit: egui::MouseWheelUnit::Point,
            delta: Vec2::new(0.0, -points),
            phase: egui::TouchPhase::Move,
            source: egui::MouseWheelSource::Wheel,
            modifiers: Modifiers::NONE,
        });
    }
}

fn shape(chars: usize, codings: usize) -> Shape {
    Shape {
        sources: 1,
        chars,
        codings,
        coders: 3,
        codes: 50,
        seed: 7,
    }
}

/// The place is drawn, read on from, pointed at and clicked.
fn crowd(codings: usize, count: usize) {
    let mut made = project(shape(20_000, 500));
    made::crowd(&mut made, codings);
    let mut screen = Screen::open(&made);
    let first = screen.frame();
    report("first picture, glyphs not yet drawn", vec![first]);
    screen.frames("nothing changes", count, |_, _| {});
    screen.frames("scroll by wheel", count, |screen, at| {
        screen.wheel(if at % 2 == 0 { 20.0 } else { -20.0 });
    });
    screen.frames("point at it", count, |screen, turn| {
        let pos = CROWDED + Vec2::new((turn % 9) as f32, 0.0);
        screen.events.push(Event::PointerMoved(pos));
    });
    screen.frames("click on it", count.min(6), |screen, turn| {
        screen.button(CROWDED, turn % 2 == 0);
    });
}

fn measure(chars: usize, codings: usize, count: usize) {
    let mut screen = Screen::open(&project(shape(chars, codings)));
    let before = resident();
    let first = screen.frame();
    report("first picture, glyphs not yet drawn", vec![first]);
    let first = screen.frame();
    report("second picture", vec![first]);
    screen.frames("nothing changes", count, |_, _| {});
    screen.frames("scroll by wheel", count, |screen, _| screen.wheel(60.0));
    screen.show_panels(false);
    screen.frames("  the page alone, nothing changes", count, |_, _| {});
    screen.frames("  the page alone, scroll by wheel", count, |screen, _| {
        screen.wheel(60.0);
    });
    screen.show_panels(true);
    screen.button(IN_TEXT, true);
    screen.frame();
    screen.button(IN_TEXT, false);
    screen.frame();
    screen.frames("scroll by page", count, |screen, _| {
        screen.press(Key::PageDown);
    });
    let quotations = some_quotations(screen.app.session());
    screen.frames("jump anywhere", count, |screen, at| {
        let record = RecordId::Quotation(quotations[at % quotations.len()]);
        screen.app.ask(Action::GoTo { record });
    });
    screen.frames("resize", count, |screen, at| {
        screen.size.x = 1000.0 + (at % 60) as f32 * 9.0;
    });
    screen.size.x = 1280.0;
    screen.button(IN_TEXT, true);
    screen.frames("drag a selection", count, |screen, at| {
        let across = (at % 20) as f32 * 9.0;
        let down = (at % 25) as f32 * 11.0;
        let pos = IN_TEXT + Vec2::new(across, down - 120.0);
        screen.events.push(Event::PointerMoved(pos));
    });
    screen.button(IN_TEXT, false);
    screen.frame();
    if let (Some(before), Some(now)) = (before, resident()) {
        println!(
            "  memory of the window by now, over the text's {:>19.1} MB",
            now - before
        );
    }
    screen.frames(
        "a passage is coded, and its frame",
        count.min(20),
        |screen, at| {
            let start = at * 20 % chars;
            let begun = Moment::now();
            screen.app.ask(Action::CodePassage {
                source: None,
                start,
                end: start + 8,
                code: Named::name("新码"),
            });
            let took = begun.elapsed();
            if at == 10 {
                report("  of which the act alone", vec![took]);
            }
        },
    );
}

/// The memory the process has now, in megabytes; `None` where the system does not tell it so.
fn resident() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|it| it.strip_prefix("VmRSS:"))?;
    let kilobytes: f64 = line.trim().strip_suffix(" kB")?.trim().parse().ok()?;
    Some(kilobytes / 1024.0)
}

/// Up to a thousand quotations from all over the project, in no order.
fn some_quotations(session: &Session) -> Vec<QuotationId> {
    let all = session.project().unwrap().quotations();
    let mut chance = Chance::new(3);
    let step = all.len().div_ceil(1000);
    let mut some: Vec<_> = all.iter().step_by(step).map(|it| it.id).collect();
    some.sort_by_cached_key(|_| chance.number());
    some
}

fn report(name: &str, mut times: Vec<Duration>) {
    times.sort_unstable();
    let at = |share: f64| times[((times.len() - 1) as f64 * share).round() as usize];
    let [median, late, most] = [0.5, 0.99, 1.0].map(at).map(shown);
    println!("  {name:<42} {median:>10} {late:>10} {most:>10}");
}

fn shown(time: Duration) -> String {
    format!("{:.2} ms", time.as_secs_f64() * 1e3)
}

fn label(chars: usize) {
    let text = made::text(&mut Chance::new(7), chars);
    let session = Session::new(Arc::new(Desk::plain()), Manner::Batch);
    // The window's fonts.
    let screen = Screen::before(session);
    let mut times = Vec::new();
    for width in [900.0, 910.0, 920.0] {
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, Vec2::new(width, 800.0))),
            ..RawInput::default()
        };
        let begun = Moment::now();
        let output = screen.ctx.run_ui(input, |ui| {
            egui::ScrollArea::vertical().show(ui, |ui| ui.label(&text));
        });
        screen
            .ctx
            .tessellate(output.shapes, output.pixels_per_point);
        times.push(begun.elapsed());
    }
    report(&format!("a label of {chars} characters"), times);
}
