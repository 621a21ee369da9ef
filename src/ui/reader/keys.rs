//! The caret moved by keyboard, and scrolling by it.

use egui::{Context, Event, EventFilter, Key, Modifiers, Ui};

use super::column::{Column, Line, LineAt};
use super::hand::Grip;
use super::scene::Geometry;
use super::scroll::{self, PAGE};
use super::{Read, ReaderState, own_id};
use crate::session::{Action, Chord, Session, table};
use crate::text::{Span, graphemes, paragraphs, sentences};

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

    /// Reads the keys. They count while the reader has the keyboard or nothing has. `page` is how far
    /// the caret goes by a page, in points; `None` while it is out of sight and stays there.
    pub(super) fn read(
        &mut self,
        ui: &Ui,
        read: Read,
        column: &mut Column,
        (grip, page): (Option<Grip>, Option<f32>),
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
                page,
            };
            // Everything can be taken without a caret.
            let from = now.or((key == Key::A).then(Grip::default));
            let moved = from.and_then(|grip| moves.caret(self, column, grip));
            if let Some(grip) = moved {
                (now, stroked.grip) = (Some(grip), Some(grip));
            }
            if moved.is_none() || matches!(key, Key::PageDown | Key::PageUp) {
                moves.scroll(column, &mut stroked);
            }
            stroked.entered |= key == Key::Enter && modifiers.is_none() && focused == Some(id);
        }
        stroked
    }
}

impl ReaderState {
    /// Reads the keys: caret, scrolling, Enter.
    pub(super) fn press_keys(
        &mut self,
        ui: &Ui,
        read: Read,
        geometry: &Geometry,
        asked: &mut Vec<Action>,
    ) -> Stroked {
        let selection = read.session.look().selection;
        let swaps = read.session.look().swaps;
        if std::mem::replace(&mut self.swaps, swaps) < swaps {
            self.grip = self.grip.map(Grip::turned);
        }
        if !self.hand.is_dragging() {
            self.grip = selection.map(|_| self.grip.unwrap_or_default().of(selection));
        }
        let Some(column) = &mut self.column else {
            return Stroked::default();
        };
        let in_sight = |grip: Grip| {
            let scene = self.scene.as_ref()?;
            scene.caret(grip.head, grip.hangs)
        };
        let page = self.grip.and_then(in_sight);
        let page = page.map(|_| PAGE * geometry.rect.height());
        let stroked = self.caret.read(ui, read, column, (self.grip, page));
        if let Some(grip) = stroked.grip {
            self.grip = Some(grip);
        }
        // By a page, text and caret go the same way.
        if let Some(grip) = stroked.grip.filter(|_| stroked.pages == 0.0) {
            self.depth = scroll::keeping(ui.ctx(), column, geometry, self.depth, grip.head);
        }
        if stroked.entered && read.session.look().marked().is_some() {
            asked.extend(enter(read.session));
        }
        stroked
    }
}

/// What Enter asks for. A shell leaves it to whatever has the keyboard, and here that is the page.
fn enter(session: &Session) -> Option<Action> {
    let chord = Chord::parse("Enter")?;
    let row = table::row(session.keys().action(&chord)?)?;
    row.plain.map(|plain| plain())
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
    let chord = Chord::parse(&format!("{ctrl}{alt}{shift}{name}"));
    key != Key::Enter && chord.is_some_and(|chord| session.keys().action(&chord).is_some())
}

/// One key and what it does.
struct Move<'a> {
    ctx: &'a Context,
    session: &'a Session,
    key: Key,
    modifiers: Modifiers,
    page: Option<f32>,
}

impl Move<'_> {
    /// Where the caret goes; `None` when this key does not move it.
    fn caret(&self, caret: &mut Caret, column: &mut Column, grip: Grip) -> Option<Grip> {
        let Modifiers {
            shift,
            command,
            alt,
            ..
        } = self.modifiers;
        let is_upright = matches!(
            self.key,
            Key::ArrowUp | Key::ArrowDown | Key::PageUp | Key::PageDown
        );
        if !is_upright {
            caret.forget();
        }
        let (head, hangs) = match self.key {
            Key::A if command => return Some(Grip::over(Span::new(0, column.text().len()))),
            Key::ArrowLeft => (self.sideways(column, grip, false), false),
            Key::ArrowRight => (self.sideways(column, grip, true), false),
            Key::ArrowUp if command && shift => (paragraph_before(column.text(), grip.head), false),
            Key::ArrowDown if command && shift => {
                (paragraph_after(column.text(), grip.head), false)
            }
            Key::ArrowUp | Key::ArrowDown if !command && !alt => {
                self.upright(caret, column, grip, 0.0)?
            }
            // What is selected stays while a person only reads on.
            Key::PageUp | Key::PageDown if shift || grip.span().is_empty() => {
                self.upright(caret, column, grip, self.page?)?
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
        let anchor = if shift { grip.anchor } else { head };
        Some(Grip {
            anchor,
            head,
            hangs,
        })
    }

    fn sideways(&self, column: &Column, grip: Grip, ahead: bool) -> usize {
        let text = column.text();
        let words = self.session.words();
        let (command, alt) = (self.modifiers.command, self.modifiers.alt);
        // A Mac has words on ⌥, other systems on Ctrl.
        let (by_words, by_sentences) = match cfg!(target_os = "macos") {
            true => (alt, command),
            false => (command, alt),
        };
        match (ahead, by_words) {
            (true, _) if by_sentences => sentence_after(text, grip.head),
            (false, _) if by_sentences => sentence_before(text, grip.head),
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

    /// One line up or down, or as many as make up `points`, to what is nearest there.
    fn upright(
        &self,
        caret: &mut Caret,
        column: &mut Column,
        grip: Grip,
        points: f32,
    ) -> Option<(usize, bool)> {
        let ahead = matches!(self.key, Key::ArrowDown | Key::PageDown);
        let (at, line) = self.line(column, grip);
        let set = column.set(self.ctx, at, &line);
        let goal = caret
            .goal
            .unwrap_or_else(|| line.indent + set.x_of(grip.head - line.span.start));
        caret.goal = Some(goal);
        let Some(mut next) = column.beside(self.ctx, at, ahead) else {
            return Some((if ahead { column.text().len() } else { 0 }, false));
        };
        let from = column.depth_of(self.ctx, line.span.start);
        let from = column.distance(from);
        while let Some(further) = column.beside(self.ctx, next.0, ahead) {
            let to = column.depth_of(self.ctx, further.1.span.start);
            if (column.distance(to) - from).abs() > f64::from(points) {
                break;
            }
            next = further;
        }
        let (next, line) = next;
        let goal = goal - line.indent;
        let byte = line.span.start + column.set(self.ctx, next, &line).byte_at(goal);
        Some((byte, byte == line.span.end && !line.closes))
    }

    fn scroll(&self, column: &Column, stroked: &mut Stroked) {
        let back = self.modifiers.shift;
        match self.key {
            Key::PageDown => stroked.pages += PAGE,
            Key::PageUp => stroked.pages -= PAGE,
            Key::Space => stroked.pages += if back { -PAGE } else { PAGE },
            Key::ArrowDown => stroked.lines += 1.0,
            Key::ArrowUp => stroked.lines -= 1.0,
            Key::Home => stroked.to = Some(0),
            Key::End => stroked.to = Some(column.text().len()),
            _ => {}
        }
    }
}

/// The end of the sentence after `byte`, blanks skipped; at the end, the end.
fn sentence_after(text: &str, byte: usize) -> usize {
    let here = sentences::at(text, byte);
    if here.end > byte {
        return here.end;
    }
    let rest = text.get(byte..).unwrap_or_default();
    let blanks = rest.len() - rest.trim_start().len();
    sentences::at(text, byte + blanks).end.max(byte + blanks)
}

/// The start of the sentence before `byte`, blanks skipped; at the start, the start.
fn sentence_before(text: &str, byte: usize) -> usize {
    let before = text.get(..byte).unwrap_or_default().trim_end();
    match before.char_indices().next_back() {
        Some((last, _)) => sentences::at(text, last).start.min(last),
        None => 0,
    }
}

/// The end of the paragraph after `byte`, empty ones skipped; at the end, the end.
fn paragraph_after(text: &str, byte: usize) -> usize {
    let rest = text.get(byte..).unwrap_or_default();
    let blanks = rest.len() - rest.trim_start_matches('\n').len();
    paragraphs::at(text, byte + blanks).end
}

/// The start of the paragraph before `byte`, empty ones skipped; at the start, the start.
fn paragraph_before(text: &str, byte: usize) -> usize {
    let before = text.get(..byte).unwrap_or_default().trim_end_matches('\n');
    paragraphs::at(text, before.len()).start
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Where the caret stops on its way through a text, as `|`.
    fn stops(text: &str, step: impl Fn(&str, usize) -> usize, from: usize) -> String {
        let mut places = vec![from];
        loop {
            let last = *places.last().unwrap();
            let next = step(text, last);
            if next == last {
                break;
            }
            places.push(next);
        }
        places.sort_unstable();
        let mut drawn = text.to_owned();
        for place in places.into_iter().rev() {
            drawn.insert(place, '|');
        }
        drawn
    }

    const TEXT: &str = "治理。 国防!\n\n文化";

    #[test]
    fn the_caret_goes_by_sentences_and_paragraphs() {
        let end = TEXT.len();
        assert_eq!(stops(TEXT, sentence_after, 0), "|治理。| 国防!|\n\n文化|");
        assert_eq!(
            stops(TEXT, sentence_before, end),
            "|治理。 |国防!\n\n|文化|"
        );
        assert_eq!(stops(TEXT, paragraph_after, 0), "|治理。 国防!|\n\n文化|");
        assert_eq!(
            stops(TEXT, paragraph_before, end),
            "|治理。 国防!\n\n|文化|"
        );
    }

    #[test]
    fn blanks_at_the_ends_do_not_hold_the_caret() {
        let text = "\n 治理。\n ";
        assert_eq!(stops(text, sentence_after, 0), "|\n 治理。|\n |");
        assert_eq!(stops(text, sentence_before, text.len()), "|\n |治理。\n |");
        assert_eq!(stops("", sentence_before, 0), "|");
        assert_eq!(stops("", sentence_after, 0), "|");
    }
}
