//! The caret moved by keyboard, and scrolling by it.

use egui::{Context, Event, EventFilter, Key, Modifiers, Ui};

use super::column::{Column, Line, LineAt};
use super::hand::Grip;
use super::{Read, own_id};
use crate::session::Session;
use crate::text::graphemes;

/// What the keys ask for in this frame.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub(super) struct Stroked {
    /// The selection to be.
    pub(super) grip: Option<Grip>,
    /// How far to scroll, in heights of the window.
    pub(super) pages: f32,
    /// How far to scroll, in lines.
    pub(super) lines: f32,
    /// To the text's start or end.
    pub(super) to: Option<usize>,
    /// Whether Enter was pressed.
    pub(super) entered: bool,
}

/// What the caret keeps in mind.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Caret {
    /// Where it goes up and down, in points from the line's start.
    goal: Option<f32>,
}

impl Caret {
    /// Forgets the column it goes up and down in.
    pub(super) fn forget(&mut self) {
        self.goal = None;
    }

    /// Reads the keys. They count while the reader has the keyboard or nothing has.
    pub(super) fn read(
        &mut self,
        ui: &Ui,
        read: Read,
        column: &mut Column,
        grip: Option<Grip>,
    ) -> Stroked {
        let mut stroked = Stroked::default();
        let (ctx, id, session) = (ui.ctx(), own_id(ui), read.session);
        let focused = ctx.memory(|memory| memory.focused());
        if focused.is_some_and(|it| it != id) || session.look().overlay.is_some() {
            return stroked;
        }
        let arrows = EventFilter {
            horizontal_arrows: true,
            vertical_arrows: true,
            ..EventFilter::default()
        };
        ctx.memory_mut(|memory| memory.set_focus_lock_filter(id, arrows));
        let mut now = grip;
        for (key, modifiers) in ui.input(|input| pressed(&input.events)) {
            if is_taken(session, key, modifiers) {
                continue;
            }
            let moves = Move {
                ctx,
                session,
                key,
                modifiers,
            };
            match now.and_then(|grip| moves.caret(self, column, grip)) {
                Some(grip) => (now, stroked.grip) = (Some(grip), Some(grip)),
                None => moves.scroll(column, &mut stroked),
            }
            stroked.entered |= key == Key::Enter && modifiers.is_none() && focused == Some(id);
        }
        stroked
    }
}

fn pressed(events: &[Event]) -> Vec<(Key, Modifiers)> {
    let presses = events.iter().filter_map(|event| match event {
        Event::Key {
            key,
            pressed: true,
            modifiers,
            ..
        } => Some((*key, *modifiers)),
        _ => None,
    });
    presses.collect()
}

/// Whether these keys ask for an action, such as growing the selection.
fn is_taken(session: &Session, key: Key, modifiers: Modifiers) -> bool {
    let ctrl = if modifiers.command { "Ctrl+" } else { "" };
    let alt = if modifiers.alt { "Alt+" } else { "" };
    let shift = if modifiers.shift { "Shift+" } else { "" };
    let name = match key {
        Key::ArrowUp => "Up",
        Key::ArrowDown => "Down",
        Key::ArrowLeft => "Left",
        Key::ArrowRight => "Right",
        other => other.name(),
    };
    let chord = crate::session::Chord::parse(&format!("{ctrl}{alt}{shift}{name}"));
    key != Key::Enter && chord.is_some_and(|chord| session.keys().action(&chord).is_some())
}

/// One key and what it does.
struct Move<'a> {
    ctx: &'a Context,
    session: &'a Session,
    key: Key,
    modifiers: Modifiers,
}

impl Move<'_> {
    /// Where the caret goes; `None` when this key does not move it.
    fn caret(&self, caret: &mut Caret, column: &mut Column, grip: Grip) -> Option<Grip> {
        let upright = matches!(self.key, Key::ArrowUp | Key::ArrowDown);
        if !upright {
            caret.forget();
        }
        let (head, hangs) = match self.key {
            Key::ArrowLeft => (self.sideways(column, grip, false), false),
            Key::ArrowRight => (self.sideways(column, grip, true), false),
            Key::ArrowUp | Key::ArrowDown if !self.modifiers.command && !self.modifiers.alt => {
                self.upright(caret, column, grip)?
            }
            Key::Home if self.modifiers.command => (0, false),
            Key::End if self.modifiers.command => (column.text().len(), false),
            Key::Home => (self.line(column, grip).1.span.start, false),
            Key::End => {
                let line = self.line(column, grip).1;
                (line.span.end, !line.closes)
            }
            _ => return None,
        };
        let anchor = if self.modifiers.shift {
            grip.anchor
        } else {
            head
        };
        Some(Grip {
            anchor,
            head,
            hangs,
        })
    }

    fn sideways(&self, column: &Column, grip: Grip, ahead: bool) -> usize {
        let text = column.text();
        let words = self.session.words();
        let by_words = self.modifiers.command || self.modifiers.alt;
        match (ahead, by_words) {
            (true, true) => words.next(text, grip.head),
            (false, true) => words.previous(text, grip.head),
            // Without Shift a selection first closes on the side the key points to.
            _ if !self.modifiers.shift && grip.anchor != grip.head => {
                if ahead {
                    grip.span().end
                } else {
                    grip.span().start
                }
            }
            (true, false) => graphemes::next(text, grip.head),
            (false, false) => graphemes::previous(text, grip.head),
        }
    }

    /// The line the caret is shown on.
    fn line(&self, column: &mut Column, grip: Grip) -> (LineAt, Line) {
        let (at, line) = column.line_of(self.ctx, grip.head);
        let before = (grip.hangs && line.span.start == grip.head)
            .then(|| column.beside(self.ctx, at, false));
        before.flatten().unwrap_or((at, line))
    }

    /// One line up or down, to what is nearest there.
    fn upright(&self, caret: &mut Caret, column: &mut Column, grip: Grip) -> Option<(usize, bool)> {
        let ahead = self.key == Key::ArrowDown;
        let (at, line) = self.line(column, grip);
        let set = column.set(self.ctx, at, &line);
        let goal = caret
            .goal
            .unwrap_or_else(|| line.indent + set.x_of(grip.head - line.span.start));
        caret.goal = Some(goal);
        let Some((next, line)) = column.beside(self.ctx, at, ahead) else {
            return Some((if ahead { column.text().len() } else { 0 }, false));
        };
        let goal = goal - line.indent;
        let byte = line.span.start + column.set(self.ctx, next, &line).byte_at(goal);
        Some((byte, byte == line.span.end && !line.closes))
    }

    fn scroll(&self, column: &Column, stroked: &mut Stroked) {
        let back = self.modifiers.shift;
        match self.key {
            Key::PageDown => stroked.pages += 0.9,
            Key::PageUp => stroked.pages -= 0.9,
            Key::Space => stroked.pages += if back { -0.9 } else { 0.9 },
            Key::ArrowDown => stroked.lines += 1.0,
            Key::ArrowUp => stroked.lines -= 1.0,
            Key::Home => stroked.to = Some(0),
            Key::End => stroked.to = Some(column.text().len()),
            _ => {}
        }
    }
}
