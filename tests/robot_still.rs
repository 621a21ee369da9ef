//! Parts of the window that nothing happens in are shown as they were drawn: as they would be
//! drawn, and with everything that can be clicked where it is.

use egui::{Event, Modifiers, PointerButton, Pos2, Shape};
use zhupi::model::RecordId;
use zhupi::session::Action;

use crate::robot_idle::Window;

impl Window {
    /// How many things there are that egui would let a hand do something with, or with what is in
    /// them.
    fn widgets(&self) -> usize {
        self.ctx.viewport(|it| {
            let layers = it.prev_pass.widgets.layers();
            layers.map(|(_, widgets)| widgets.len()).sum()
        })
    }

    /// Where a word is drawn first.
    fn place_of(&self, word: &str) -> Option<Pos2> {
        let place = |shape: &Shape| match shape {
            Shape::Text(text) if text.galley.text() == word => {
                Some(text.visual_bounding_rect().center())
            }
            _ => None,
        };
        self.shapes.iter().find_map(|it| place(&it.shape))
    }
}

fn press(pos: Pos2, pressed: bool) -> Event {
    Event::PointerButton {
        pos,
        button: PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    }
}

/// With the pointer on the page, after some frames.
fn resting() -> Window {
    let mut window = Window::at_work();
    window.ask(Action::SelectNone);
    window.frame(vec![Event::PointerMoved(Pos2::new(560.0, 400.0))]);
    window.rest(20.0);
    window.frame(Vec::new());
    window
}

#[test]
fn what_is_kept_looks_as_if_it_were_drawn() {
    let mut window = resting();
    let kept = window.shapes.clone();
    let few = window.widgets();
    // A key anywhere has everything drawn anew.
    window.frame(vec![Event::Text("x".into())]);
    assert_eq!(window.shapes, kept);
    let all = window.widgets();
    assert!(
        few * 3 < all * 2,
        "{few} of {all} things: some were not drawn anew"
    );
}

#[test]
fn what_is_kept_can_be_clicked_at_once() {
    let mut window = resting();
    let place = window
        .place_of("治理")
        .expect("the code stands in the codebook");
    assert!(place.x < 300.0, "{place}");
    let quick = vec![
        Event::PointerMoved(place),
        press(place, true),
        press(place, false),
    ];
    window.frame(quick);
    let project = window.app.session().project().unwrap();
    let code = project.codes().iter().next().unwrap().id;
    let inspected = window.app.session().look().inspected;
    assert_eq!(inspected, Some(RecordId::Code(code)));
}

#[test]
fn what_was_asked_for_is_seen_in_the_next_frame() {
    let mut window = resting();
    assert_eq!(window.place_of("国防"), None);
    window.ask(Action::AddCode {
        name: Some("国防".into()),
        parent: None,
        colour: None,
    });
    assert!(window.place_of("国防").is_some());
    window.rest(20.0);
    window.ask(Action::Undo);
    assert_eq!(window.place_of("国防"), None);
}

#[test]
fn nothing_is_kept_from_whom_a_screen_reader_tells() {
    let mut window = resting();
    window.ctx.enable_accesskit();
    window.frame(Vec::new());
    let all = window.widgets();
    window.rest(20.0);
    window.frame(Vec::new());
    assert_eq!(window.widgets(), all);
}
