//! From keys pressed to actions.
//!
//! Nothing fires while a word is being composed with an input method. While a text field has the
//! keyboard, only keys with Ctrl or Alt and function keys do, and none that a text field knows.

use super::list;
use super::wish;
use crate::model::Code;
use crate::session::table::{Needs, Row, row};
use crate::session::{Action, Chord, Named, Overlay, Session};
use egui::{Context, Event, ImeEvent, Key, Modifiers, Popup};

/// Keys that change the text in a field and therefore stay there.
const EDITING: [&str; 16] = [
    "A",
    "C",
    "V",
    "X",
    "Y",
    "Z",
    "K",
    "U",
    "W",
    "H",
    "Left",
    "Right",
    "Up",
    "Down",
    "Backspace",
    "Delete",
];

/// Actions that go on while their key is held.
const REPEATING: [&str; 15] = [
    "undo",
    "redo",
    "find-next",
    "find-previous",
    "next-source",
    "previous-source",
    "next-quotation",
    "previous-quotation",
    "next-uncoded",
    "previous-uncoded",
    "next-review",
    "grow-selection",
    "shrink-selection",
    "zoom-in",
    "zoom-out",
];

/// What the keyboard must know beside the session.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Keyboard {
    /// Whether a word is being composed with an input method.
    composing: bool,
    /// Whether something over the workbench takes every key, such as a question or the keys editor.
    pub(super) taken: bool,
    /// Keys without Ctrl or Alt that a list which has the keyboard takes for itself.
    pub(super) listed: &'static [&'static str],
}

impl Keyboard {
    /// Whether a word is being composed: every key belongs to the input method.
    pub(super) fn is_composing(&self) -> bool {
        self.composing
    }

    /// Takes out the keys that belong to an input method: those pressed while a word is composed,
    /// and the Enter that ends it. Some systems send them to the program as well.
    fn hold_back(&mut self, events: &mut Vec<Event>) {
        let mut ended = false;
        events.retain(|event| match event {
            Event::Ime(ImeEvent::Preedit { text, .. }) => {
                ended |= self.composing && text.is_empty();
                self.composing = !text.is_empty();
                true
            }
            Event::Ime(ImeEvent::Commit(_)) => {
                ended |= self.composing;
                self.composing = false;
                true
            }
            Event::WindowFocused(_) => {
                self.composing = false;
                true
            }
            Event::Key { key, pressed, .. } if *pressed => {
                !(self.composing || ended && *key == Key::Enter)
            }
            _ => true,
        });
    }

    /// Asks for what the keys pressed since the last frame mean.
    pub(super) fn keys_ui(&mut self, ctx: &Context, session: &Session, asked: &mut Vec<Action>) {
        let pressed = ctx.input_mut(|input| {
            self.hold_back(&mut input.events);
            let presses = input.events.iter().filter_map(Press::of);
            presses.collect::<Vec<Press>>()
        });
        if self.taken || Popup::is_any_open(ctx) {
            return;
        }
        let typing = ctx.text_edit_focused();
        // Enter and Space press the button that Tab has gone to.
        let focused = ctx.memory(|memory| memory.focused());
        let on_button = !typing && focused.is_some();
        for press in pressed {
            let chord = &press.chord;
            let is_plain = !chord.ctrl && !chord.alt;
            let stays = is_plain
                && (on_button && matches!(chord.key.as_str(), "Enter" | "Space")
                    || self.listed.contains(&chord.key.as_str())
                    || list::keeps(focused, &chord.key));
            if !stays && let Some(action) = press.action(session, typing) {
                asked.push(action);
            }
        }
    }
}

/// The key that went down in this frame, whatever it means.
pub(super) fn pressed(ctx: &Context) -> Option<Chord> {
    ctx.input(|input| input.events.iter().find_map(Press::of))
        .map(|press| press.chord)
}

/// One key going down.
struct Press {
    chord: Chord,
    repeat: bool,
}

impl Press {
    fn of(event: &Event) -> Option<Self> {
        let (key, modifiers, repeat) = match event {
            Event::Key {
                key,
                pressed: true,
                repeat,
                modifiers,
                ..
            } => (*key, *modifiers, *repeat),
            // egui makes these out of the usual keys for them.
            Event::Copy => (Key::C, Modifiers::COMMAND, false),
            Event::Cut => (Key::X, Modifiers::COMMAND, false),
            Event::Paste(_) => (Key::V, Modifiers::COMMAND, false),
            _ => return None,
        };
        Some(Self {
            chord: chord(key, modifiers)?,
            repeat,
        })
    }

    fn action(&self, session: &Session, typing: bool) -> Option<Action> {
        let named = self.row(session);
        if let Some(overlay) = session.look().overlay {
            return over(overlay, &self.chord, named);
        }
        if typing && !self.passes_fields() {
            return None;
        }
        if let Some(named) = named {
            let fits = !typing || matches!(named.needs, Needs::Nothing | Needs::Project);
            let again = !self.repeat || REPEATING.contains(&named.name);
            let wish = wish::wish(session, named).filter(|_| fits && again);
            // What lacks something is asked for all the same, so that the notice says what.
            return wish.map(|it| it.action);
        }
        let code = code_of(session, &self.chord).filter(|_| !self.repeat)?;
        Some(Action::CodeSelection {
            code: Some(Named::id(code.id)),
        })
    }

    /// The row whose key this is. A sign that needs Shift is the same with and without it.
    fn row(&self, session: &Session) -> Option<&'static Row> {
        let sign =
            self.chord.key.len() == 1 && self.chord.key.chars().all(|it| it.is_ascii_punctuation());
        let plain = || Chord {
            shift: false,
            ..self.chord.clone()
        };
        let found = session.keys().action(&self.chord);
        let found = found.or_else(|| session.keys().action(&plain()).filter(|_| sign));
        found.and_then(row)
    }

    /// Whether the key is none that a text field takes for itself.
    fn passes_fields(&self) -> bool {
        let function = self.chord.key.len() > 1 && self.chord.key.starts_with('F');
        let held = self.chord.ctrl || self.chord.alt;
        function || (held && !EDITING.contains(&self.chord.key.as_str()))
    }
}

/// Over the workbench only Escape counts, and the key that opened the palette closes it.
fn over(overlay: Overlay, chord: &Chord, named: Option<&Row>) -> Option<Action> {
    let again = overlay == Overlay::Palette && named.is_some_and(|it| it.name == "open-palette");
    // The text editor holds what was typed, and closes by itself where nothing was.
    let closes = chord.key == "Escape" && overlay != Overlay::EditText;
    (again || closes).then_some(Action::ShowOverlay { overlay: None })
}

/// The code that a key without Ctrl or Alt applies.
fn code_of<'s>(session: &'s Session, chord: &Chord) -> Option<&'s Code> {
    if chord.ctrl || chord.alt || chord.shift {
        return None;
    }
    let codes = session.project()?.codes();
    codes
        .iter()
        .find(|code| code.key.as_ref() == Some(&chord.key))
}

/// A key of egui's as a chord; `None` for keys that no action can have.
pub(super) fn chord(key: Key, modifiers: Modifiers) -> Option<Chord> {
    if modifiers.ctrl && !modifiers.command {
        return None; // The Control key of a Mac, which is not its command key.
    }
    let key = match key.symbol_or_name() {
        sign if sign.chars().count() == 1 && sign.is_ascii() => sign,
        _ if key == Key::Minus => "-",
        _ if key == Key::Quote => "'",
        _ => key.name(),
    };
    let Modifiers {
        alt,
        shift,
        command,
        ..
    } = modifiers;
    // Reading it again keeps out what is no key of ours, such as Shift alone.
    Chord::parse(key).map(|plain| Chord {
        ctrl: command,
        alt,
        shift,
        ..plain
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(key: Key, modifiers: Modifiers) -> Option<String> {
        chord(key, modifiers).map(|it| it.to_string())
    }

    #[test]
    fn keys_are_written_as_the_table_writes_them() {
        let ctrl = Modifiers::COMMAND | Modifiers::CTRL;
        assert_eq!(written(Key::K, ctrl).as_deref(), Some("Ctrl+K"));
        assert_eq!(written(Key::Equals, ctrl).as_deref(), Some("Ctrl+="));
        assert_eq!(written(Key::Plus, ctrl).as_deref(), Some("Ctrl++"));
        assert_eq!(written(Key::Minus, ctrl).as_deref(), Some("Ctrl+-"));
        assert_eq!(
            written(Key::ArrowDown, Modifiers::ALT).as_deref(),
            Some("Alt+Down")
        );
        assert_eq!(written(Key::Num1, Modifiers::NONE).as_deref(), Some("1"));
        assert_eq!(
            written(Key::F3, Modifiers::SHIFT).as_deref(),
            Some("Shift+F3")
        );
        assert_eq!(
            written(Key::PageDown, ctrl).as_deref(),
            Some("Ctrl+PageDown")
        );
        assert_eq!(
            written(Key::Delete, Modifiers::NONE).as_deref(),
            Some("Delete")
        );
    }

    #[test]
    fn a_modifier_alone_is_no_key() {
        assert_eq!(written(Key::ShiftLeft, Modifiers::SHIFT), None);
    }

    #[test]
    fn every_usual_key_can_be_pressed() {
        let reachable: std::collections::BTreeSet<String> = Key::ALL
            .iter()
            .filter_map(|key| written(*key, Modifiers::NONE))
            .collect();
        for row in crate::session::table::TABLE {
            for key in row.keys.iter().filter_map(|it| Chord::parse(it)) {
                assert!(reachable.contains(&key.key), "{key}");
            }
        }
    }
}
