//! Selecting with the pointer.
//!
//! A press sets the caret, a second one near it takes the word, a third the sentence, a fourth the
//! paragraph; a drag goes on by what was taken. With Shift the selection reaches to the pointer.
//! A finger moves the text; held still it takes the word under it, and goes on from there.

use egui::{Event, InputState, PointerButton, Pos2, Response, Ui};

use super::Read;
use super::scene::Scene;
use crate::session::Session;
use crate::text::{Span, graphemes, paragraphs, sentences};

/// How fast the text moves while the pointer is dragged beyond an edge, in points a second for
/// every point beyond.
const PULL: f32 = 9.0;
/// How long a finger is held still to select, in seconds.
const HOLD_SECS: f64 = 0.5;
/// How far a finger may stray and still be held still, in points.
const STRAY: f32 = 8.0;

/// What a drag takes at a time.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
enum Unit {
    #[default]
    Character,
    Word,
    Sentence,
    Paragraph,
}

/// A selection with its ends as they were made: it starts where the hand came down.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Grip {
    /// The end that stays, in bytes.
    pub(super) anchor: usize,
    /// The end that moves, in bytes.
    pub(super) head: usize,
    /// Whether the head is shown at the end of a line rather than at the start of the next.
    pub(super) hangs: bool,
}

impl Grip {
    pub(super) fn over(span: Span) -> Self {
        Self {
            anchor: span.start,
            head: span.end,
            hangs: false,
        }
    }

    /// The same with the other end to be moved.
    pub(super) fn turned(self) -> Self {
        Self {
            anchor: self.head,
            head: self.anchor,
            hangs: false,
        }
    }

    pub(super) fn span(self) -> Span {
        Span::new(self.anchor, self.head)
    }

    /// The same ends if they still are those of the selection, which others may have changed.
    pub(super) fn of(self, selection: Option<Span>) -> Self {
        match selection {
            Some(span) if self.span() == span => self,
            Some(span) => Self::over(span),
            None => self,
        }
    }
}

/// Whether the hand is done with what it takes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum LetGo {
    /// It is still taking.
    NotYet,
    /// It let go in this frame.
    Now {
        /// Whether another click may follow that takes more.
        may_take_more: bool,
    },
}

/// What the hand is doing.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Hand {
    presses: u32,
    pressed_at: Option<(Pos2, f64)>,
    unit: Unit,
    /// What was taken first; `None` while nothing is dragged.
    origin: Option<Span>,
    /// Whether the press has become a drag.
    moved: bool,
    /// Whether it came down or let go in this frame.
    let_go: Option<LetGo>,
    /// A finger that has not begun to select.
    finger: Option<Finger>,
}

/// A finger on the text.
#[derive(Clone, Copy, Debug)]
struct Finger {
    /// Where it came down, and when, in seconds.
    down: (Pos2, f64),
    /// Where it was in the last frame.
    at: Pos2,
    /// Whether it moves the text.
    moves: bool,
}

/// What the hand asks for in this frame.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub(super) struct Gesture {
    /// The selection to be.
    pub(super) grip: Option<Grip>,
    /// A plain click on this character.
    pub(super) clicked: Option<usize>,
    /// How far the text should move up, in points.
    pub(super) pull: f32,
}

/// The primary button in this frame.
struct Pointer {
    pressed: bool,
    down: bool,
    pos: Pos2,
    /// Where it was pressed.
    origin: Pos2,
    shift: bool,
    /// Whether it is a finger.
    is_finger: bool,
}

impl Pointer {
    /// `None` while there is no pointer.
    fn of(input: &InputState) -> Option<Self> {
        let pointer = &input.pointer;
        let pos = pointer.interact_pos()?;
        let pressed = input.events.iter().find_map(|event| match event {
            Event::PointerButton {
                pos,
                button: PointerButton::Primary,
                pressed: true,
                ..
            } => Some(*pos),
            _ => None,
        });
        Some(Self {
            pressed: pressed.is_some(),
            down: pointer.primary_down(),
            pos,
            origin: pressed.unwrap_or(pos),
            shift: input.modifiers.shift,
            is_finger: input.any_touches()
                || input
                    .events
                    .iter()
                    .any(|it| matches!(it, Event::Touch { .. })),
        })
    }
}

impl Hand {
    /// Whether a selection is being made.
    pub(super) fn is_dragging(&self) -> bool {
        self.origin.is_some()
    }

    /// Whether it was taking something in this frame, and let it go.
    pub(super) fn take_let_go(&mut self) -> Option<LetGo> {
        self.let_go.take()
    }

    /// Follows the pointer. `grip` is the selection as it is.
    pub(super) fn follow(
        &mut self,
        ui: &Ui,
        response: &Response,
        (read, scene): (Read, &Scene),
        grip: Grip,
    ) -> Gesture {
        let mut gesture = Gesture::default();
        let Some(pointer) = ui.input(Pointer::of) else {
            self.origin = None;
            self.finger = None;
            return gesture;
        };
        let units = Units::of(read);
        // A quick hand comes down and up again between two frames.
        let is_ours = response.is_pointer_button_down_on() || response.contains_pointer();
        if pointer.pressed && is_ours {
            response.request_focus();
            if pointer.is_finger {
                self.finger = Some(Finger {
                    down: (pointer.origin, ui.input(|input| input.time)),
                    at: pointer.origin,
                    moves: false,
                });
            }
        }
        if self.finger.is_some() {
            return self.follow_finger(ui, &pointer, (&units, scene));
        }
        if pointer.pressed && is_ours {
            self.press(ui, pointer.origin);
            let reach = pointer.shift.then_some(grip);
            gesture.grip = self.take(&units, scene, pointer.origin, reach);
        }
        if self.origin.is_none() {
            return gesture;
        }
        let rect = scene.geometry.rect;
        let beyond =
            (pointer.pos.y - rect.bottom()).max(0.0) + (pointer.pos.y - rect.top()).min(0.0);
        self.moved |= self.has_left(ui, pointer.pos) || beyond != 0.0;
        if self.moved {
            gesture.grip = self.drag(&units, scene, pointer.pos).or(gesture.grip);
        }
        self.let_go = Some(LetGo::NotYet);
        if pointer.down {
            gesture.pull = beyond * PULL * ui.input(|input| input.stable_dt.min(0.1));
        } else {
            self.origin = None;
            self.let_go = Some(LetGo::Now {
                may_take_more: !self.moved && matches!(self.presses, 2 | 3),
            });
            let is_click = !self.moved && self.presses == 1 && !pointer.shift;
            gesture.clicked = scene.under(pointer.pos).filter(|_| is_click);
        }
        gesture
    }

    /// Moves the text with the finger, or begins to select where it is held still. A tap is a click.
    fn follow_finger(
        &mut self,
        ui: &Ui,
        pointer: &Pointer,
        (units, scene): (&Units, &Scene),
    ) -> Gesture {
        let mut gesture = Gesture::default();
        let Some(mut finger) = self.finger.take() else {
            return gesture;
        };
        let (start, since) = finger.down;
        finger.moves |= start.distance(pointer.pos) > STRAY;
        let held = ui.input(|input| input.time) - since;
        if finger.moves {
            gesture.pull = finger.at.y - pointer.pos.y;
            finger.at = pointer.pos;
        } else if !pointer.down {
            self.unit = Unit::Character;
            gesture.grip = self.take(units, scene, start, None);
            self.origin = None;
            gesture.clicked = scene.under(start);
        } else if held >= HOLD_SECS {
            self.unit = Unit::Word;
            self.pressed_at = Some((start, since));
            self.moved = false;
            gesture.grip = self.take(units, scene, start, None);
            return gesture;
        } else {
            let left = (HOLD_SECS - held) as f32;
            ui.ctx().request_repaint_after_secs(left);
        }
        self.finger = Some(finger).filter(|_| pointer.down);
        gesture
    }

    /// Counts presses that follow each other quickly at one place.
    fn press(&mut self, ui: &Ui, pos: Pos2) {
        let now = ui.input(|input| input.time);
        let delay = ui
            .ctx()
            .options(|it| it.input_options.max_double_click_delay);
        let again = self
            .pressed_at
            .is_some_and(|(before, at)| now - at <= delay * 1.5 && before.distance(pos) <= 6.0);
        self.presses = if again { self.presses % 4 + 1 } else { 1 };
        self.pressed_at = Some((pos, now));
        self.moved = false;
        self.unit = match self.presses {
            2 => Unit::Word,
            3 => Unit::Sentence,
            4 => Unit::Paragraph,
            _ => Unit::Character,
        };
    }

    fn has_left(&self, ui: &Ui, pos: Pos2) -> bool {
        let least = ui.ctx().options(|it| it.input_options.max_click_dist) / 2.0;
        self.pressed_at
            .is_some_and(|(before, _)| before.distance(pos) > least)
    }

    fn take(
        &mut self,
        units: &Units,
        scene: &Scene,
        pos: Pos2,
        reach: Option<Grip>,
    ) -> Option<Grip> {
        let byte = scene.hit(pos)?;
        if let Some(grip) = reach {
            self.unit = Unit::Character;
            self.moved = true;
            self.origin = Some(Span::new(grip.anchor, grip.anchor));
            return Some(Grip {
                anchor: grip.anchor,
                head: byte,
                hangs: false,
            });
        }
        let taken = units.around(self.unit, scene.under(pos).unwrap_or(byte), byte);
        self.origin = Some(taken);
        Some(Grip::over(taken))
    }

    fn drag(&self, units: &Units, scene: &Scene, pos: Pos2) -> Option<Grip> {
        let (origin, byte) = (self.origin?, scene.hit(pos)?);
        let here = units.around(self.unit, scene.under(pos).unwrap_or(byte), byte);
        let (anchor, head) = match here.start < origin.start {
            true => (origin.end, here.start),
            false => (origin.start, here.end.max(origin.end)),
        };
        Some(Grip {
            anchor,
            head,
            hangs: false,
        })
    }
}

/// Finds what a press or drag takes.
struct Units<'a> {
    session: &'a Session,
    text: &'a str,
}

impl<'a> Units<'a> {
    fn of(read: Read<'a>) -> Self {
        Self {
            session: read.session,
            text: read.text(),
        }
    }

    /// The unit around the character `under` the pointer; a caret for single characters.
    fn around(&self, unit: Unit, under: usize, caret: usize) -> Span {
        match unit {
            Unit::Character => {
                let caret = graphemes::floor(self.text, caret);
                Span::new(caret, caret)
            }
            Unit::Word => self.session.words().at(self.text, under),
            Unit::Sentence => sentences::at(self.text, under),
            Unit::Paragraph => paragraphs::at(self.text, under),
        }
    }
}
