//! What is remembered from one start to the next, beside no project.

use super::locale::Language;
use super::look::Panel;
use super::typesetting::Typesetting;
use crate::text::Writing;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Light, dark, or as the system has it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub enum Theme {
    /// As the system has it.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// How much moves on the screen by itself.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub enum Motion {
    /// As the system asks for.
    #[default]
    System,
    /// What appears fades in, what is scrolled glides.
    Full,
    /// Everything is at once where it belongs.
    Reduced,
}

/// Where a project was left.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Recent {
    /// The project file.
    pub path: PathBuf,
    /// The project's name when it was last open.
    pub name: String,
    /// Id of the source that was shown.
    #[serde(default)]
    pub source: Option<String>,
    /// First code point that was in sight.
    #[serde(default)]
    pub at: usize,
}

/// Position and size of the window, in points.
#[derive(Clone, Copy, PartialEq, Debug, Serialize, Deserialize)]
pub struct Frame {
    /// Left edge, if the system tells.
    pub left: Option<f32>,
    /// Top edge, if the system tells.
    pub top: Option<f32>,
    /// Width.
    pub width: f32,
    /// Height.
    pub height: f32,
    /// Whether it fills the screen.
    pub maximized: bool,
}

/// Everything remembered.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// The interface's language; the system's when `None`.
    pub language: Option<Language>,
    /// Light or dark.
    pub theme: Theme,
    /// How much moves.
    pub motion: Motion,
    /// Everything's size, in per cent.
    pub zoom_percent: u16,
    /// How the page is set.
    pub typesetting: Typesetting,
    /// The family of fonts for each writing on the page; Zhupi's own where there is none.
    pub fonts: BTreeMap<Writing, String>,
    /// The coder's name; the person's at the machine when empty.
    pub coder: String,
    /// Whether states that are saved are signed.
    pub signs: bool,
    /// This machine's name beside projects that are open on it; given by chance.
    pub machine: String,
    /// The panels that are hidden.
    pub hidden: BTreeSet<Panel>,
    /// Keys that differ from the usual ones, by action.
    pub keys: BTreeMap<String, Vec<String>>,
    /// Projects lately open, the last first.
    pub recent: Vec<Recent>,
    /// The window.
    pub window: Option<Frame>,
    /// How large each panel was left, in points: the width of what stands at a side, the height of
    /// what stands below; the codebook's is the width of the column it shares with the sources.
    pub panels: BTreeMap<Panel, f32>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            language: None,
            theme: Theme::default(),
            motion: Motion::default(),
            zoom_percent: 100,
            typesetting: Typesetting::default(),
            fonts: BTreeMap::new(),
            coder: String::new(),
            signs: false,
            machine: String::new(),
            hidden: BTreeSet::new(),
            keys: BTreeMap::new(),
            recent: Vec::new(),
            window: None,
            panels: BTreeMap::new(),
        }
    }
}

/// Recent projects remembered at most.
const MOST_RECENT: usize = 12;

impl Settings {
    /// Reads settings; what cannot be read is as usual.
    pub fn read(bytes: &[u8]) -> Self {
        std::str::from_utf8(bytes)
            .ok()
            .and_then(|text| ron::from_str(text).ok())
            .unwrap_or_default()
    }

    /// The settings as RON.
    pub fn write(&self) -> String {
        ron::ser::to_string_pretty(self, ron::ser::PrettyConfig::default()).unwrap_or_default()
    }

    /// Puts a project first among the recent ones.
    pub fn remember(&mut self, recent: Recent) {
        self.recent.retain(|it| it.path != recent.path);
        self.recent.insert(0, recent);
        self.recent.truncate(MOST_RECENT);
    }

    /// Where a project was left.
    pub fn recent(&self, path: &Path) -> Option<&Recent> {
        self.recent.iter().find(|it| it.path == path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_are_read_as_they_are_written() {
        let mut settings = Settings {
            zoom_percent: 125,
            ..Settings::default()
        };
        settings.hidden.insert(Panel::Board);
        settings.keys.insert("undo".into(), vec!["Ctrl+U".into()]);
        let path = PathBuf::from("试编.ron");
        settings.remember(Recent {
            path,
            name: "试编".into(),
            source: None,
            at: 120,
        });
        assert_eq!(Settings::read(settings.write().as_bytes()), settings);
    }

    #[test]
    fn settings_that_cannot_be_read_are_as_usual() {
        for bytes in [&b""[..], b"(theme: Purple)", b"\xff\xfe"] {
            assert_eq!(Settings::read(bytes), Settings::default());
        }
    }

    #[test]
    fn opening_a_project_again_moves_it_to_the_front() {
        let mut settings = Settings::default();
        for name in ["a", "b", "a"] {
            let path = PathBuf::from(name);
            settings.remember(Recent {
                path,
                name: name.into(),
                source: None,
                at: 0,
            });
        }
        let names: Vec<&str> = settings.recent.iter().map(|it| it.name.as_str()).collect();
        assert_eq!(names, ["a", "b"]);
    }
}
