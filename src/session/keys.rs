//! Which keys ask for which action.

use super::table::TABLE;
use std::collections::BTreeMap;
use std::fmt;

/// A key with its modifiers, written `Ctrl+Shift+K`. `Ctrl` is the command key on a Mac.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Chord {
    /// Control, or command on a Mac.
    pub ctrl: bool,
    /// Alt, or option on a Mac.
    pub alt: bool,
    /// Shift.
    pub shift: bool,
    /// The key: a capital letter, a digit, a sign, or a name such as `F3`, `Enter`, `Left`.
    pub key: String,
}

/// The named keys that are understood.
pub const NAMED_KEYS: &[&str] = &[
    "Enter",
    "Escape",
    "Tab",
    "Space",
    "Backspace",
    "Delete",
    "Insert",
    "Home",
    "End",
    "PageUp",
    "PageDown",
    "Up",
    "Down",
    "Left",
    "Right",
    "F1",
    "F2",
    "F3",
    "F4",
    "F5",
    "F6",
    "F7",
    "F8",
    "F9",
    "F10",
    "F11",
    "F12",
];

impl Chord {
    /// Reads `Ctrl+Shift+K`; `None` when it is no key.
    pub fn parse(text: &str) -> Option<Self> {
        let (mut ctrl, mut alt, mut shift) = (false, false, false);
        let mut rest = text.trim();
        while let Some((modifier, key)) = rest.split_once('+').filter(|(_, key)| !key.is_empty()) {
            match modifier {
                "Ctrl" => ctrl = true,
                "Alt" => alt = true,
                "Shift" => shift = true,
                _ => return None,
            }
            rest = key;
        }
        let mut chars = rest.chars();
        let key = match (chars.next(), chars.next()) {
            (Some(one), None) if one.is_ascii_graphic() => one.to_ascii_uppercase().to_string(),
            _ if NAMED_KEYS.contains(&rest) => rest.to_owned(),
            _ => return None,
        };
        Some(Self {
            ctrl,
            alt,
            shift,
            key,
        })
    }
}

impl fmt::Display for Chord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (held, name) in [
            (self.ctrl, "Ctrl+"),
            (self.alt, "Alt+"),
            (self.shift, "Shift+"),
        ] {
            if held {
                f.write_str(name)?;
            }
        }
        f.write_str(&self.key)
    }
}

/// The keys in force: the usual ones with the person's changes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Keys {
    by_chord: BTreeMap<Chord, &'static str>,
}

impl Keys {
    /// The usual keys, with `changed` (by action name) in place of theirs.
    pub fn new(changed: &BTreeMap<String, Vec<String>>) -> Self {
        let mut by_chord = BTreeMap::new();
        for row in TABLE {
            match changed.get(row.name) {
                Some(keys) => {
                    for chord in keys.iter().filter_map(|key| Chord::parse(key)) {
                        by_chord.insert(chord, row.name);
                    }
                }
                None => {
                    for chord in row.keys.iter().filter_map(|key| Chord::parse(key)) {
                        by_chord.entry(chord).or_insert(row.name);
                    }
                }
            }
        }
        Self { by_chord }
    }

    /// The action a key asks for.
    pub fn action(&self, chord: &Chord) -> Option<&'static str> {
        self.by_chord.get(chord).copied()
    }

    /// The keys of an action, the plainest first.
    pub fn of(&self, action: &str) -> Vec<&Chord> {
        let mut keys: Vec<&Chord> = self
            .by_chord
            .iter()
            .filter(|(_, name)| **name == action)
            .map(|(key, _)| key)
            .collect();
        keys.sort_by_key(|key| (key.to_string().len(), (*key).clone()));
        keys
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chord_is_read_as_it_is_written() {
        for text in [
            "Ctrl+K",
            "Ctrl+Shift+Z",
            "F3",
            "Shift+F3",
            "1",
            "Ctrl++",
            "Alt+Left",
            "Ctrl+-",
        ] {
            assert_eq!(
                Chord::parse(text).map(|it| it.to_string()).as_deref(),
                Some(text)
            );
        }
    }

    #[test]
    fn what_is_no_key_is_refused() {
        for text in ["", "Ctrl+", "Hyper+K", "Ctrl+治", "Ctrl+Kay"] {
            assert_eq!(Chord::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_changed_key_replaces_the_usual_one() {
        let changed = BTreeMap::from([("undo".to_owned(), vec!["Ctrl+U".to_owned()])]);
        let keys = Keys::new(&changed);
        assert_eq!(keys.action(&Chord::parse("Ctrl+U").unwrap()), Some("undo"));
        assert_eq!(keys.action(&Chord::parse("Ctrl+Z").unwrap()), None);
    }
}
