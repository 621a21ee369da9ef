//! The words a person reads, from the locale files.

use crate::model::Coder;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::fmt;
use unic_langid::LanguageIdentifier;

/// A language of the interface.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// 简体中文.
    Chinese,
}

impl Language {
    /// Every language, in the order offered.
    pub const ALL: [Self; 2] = [Self::Chinese, Self::English];

    /// The language's own name for itself.
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Chinese => "简体中文",
        }
    }

    /// The language that fits a system's tag such as `zh-CN` or `de-DE`.
    pub fn from_tag(tag: &str) -> Self {
        if tag.to_ascii_lowercase().starts_with("zh") {
            Self::Chinese
        } else {
            Self::English
        }
    }

    /// The language's tag.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Chinese => "zh-Hans",
        }
    }

    /// The locale files of this language: actions and menus, sayings (notices, errors, jobs,
    /// history), the command line, the window, the reader, finding again, working in a team,
    /// other programs, texts that are changed, texts on their way in, how they are cited, reading
    /// packs.
    pub const fn words(self) -> [&'static str; 12] {
        match self {
            Self::English => [
                include_str!("../../assets/locales/en/actions.ftl"),
                include_str!("../../assets/locales/en/sayings.ftl"),
                include_str!("../../assets/locales/en/command.ftl"),
                include_str!("../../assets/locales/en/window.ftl"),
                include_str!("../../assets/locales/en/reader.ftl"),
                include_str!("../../assets/locales/en/finding.ftl"),
                include_str!("../../assets/locales/en/teams.ftl"),
                include_str!("../../assets/locales/en/exchange.ftl"),
                include_str!("../../assets/locales/en/texts.ftl"),
                include_str!("../../assets/locales/en/adding.ftl"),
                include_str!("../../assets/locales/en/citing.ftl"),
                include_str!("../../assets/locales/en/packs.ftl"),
            ],
            Self::Chinese => [
                include_str!("../../assets/locales/zh-Hans/actions.ftl"),
                include_str!("../../assets/locales/zh-Hans/sayings.ftl"),
                include_str!("../../assets/locales/zh-Hans/command.ftl"),
                include_str!("../../assets/locales/zh-Hans/window.ftl"),
                include_str!("../../assets/locales/zh-Hans/reader.ftl"),
                include_str!("../../assets/locales/zh-Hans/finding.ftl"),
                include_str!("../../assets/locales/zh-Hans/teams.ftl"),
                include_str!("../../assets/locales/zh-Hans/exchange.ftl"),
                include_str!("../../assets/locales/zh-Hans/texts.ftl"),
                include_str!("../../assets/locales/zh-Hans/adding.ftl"),
                include_str!("../../assets/locales/zh-Hans/citing.ftl"),
                include_str!("../../assets/locales/zh-Hans/packs.ftl"),
            ],
        }
    }
}

/// The key of what somebody without a name is called.
const UNNAMED: &str = "coder-unnamed";

/// A value in a sentence.
#[derive(Clone, PartialEq, Debug)]
pub enum Arg {
    /// Words.
    Text(String),
    /// A count.
    Count(usize),
    /// Words that stand in the locale files too.
    Saying(Box<Saying>),
}

impl Arg {
    /// A coder's name as [`Locale::coder`] shows it.
    pub fn coder(name: &str) -> Self {
        match Coder::is_unnamed(name) {
            true => Saying::new(UNNAMED).into(),
            false => name.into(),
        }
    }
}

impl From<Saying> for Arg {
    fn from(saying: Saying) -> Self {
        Self::Saying(Box::new(saying))
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<usize> for Arg {
    fn from(count: usize) -> Self {
        Self::Count(count)
    }
}

/// A sentence to be: a key of the locale files and the values in it.
#[derive(Clone, PartialEq, Debug)]
pub struct Saying {
    /// The key.
    pub key: Cow<'static, str>,
    /// The values by name.
    pub args: Vec<(&'static str, Arg)>,
}

impl Saying {
    /// A sentence without values yet.
    pub fn new(key: impl Into<Cow<'static, str>>) -> Self {
        Self {
            key: key.into(),
            args: Vec::new(),
        }
    }

    /// The same sentence with one more value.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Arg>) -> Self {
        self.args.push((name, value.into()));
        self
    }
}

/// The words of one language. A key that is missing there comes from English, and one that is
/// missing everywhere is shown as itself: tests hold both files to the same keys.
pub struct Locale {
    language: Language,
    bundle: FluentBundle<FluentResource>,
}

impl fmt::Debug for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Locale")
            .field("language", &self.language)
            .finish_non_exhaustive()
    }
}

impl Locale {
    /// Loads a language.
    pub fn new(language: Language) -> Self {
        let tag: LanguageIdentifier = language.tag().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![tag]);
        // Values are names and numbers in running text; isolating marks would show as boxes.
        bundle.set_use_isolating(false);
        for words in Language::English
            .words()
            .into_iter()
            .chain(language.words())
        {
            let resource = match FluentResource::try_new(words.to_owned()) {
                Ok(resource) | Err((resource, _)) => resource,
            };
            bundle.add_resource_overriding(resource);
        }
        Self { language, bundle }
    }

    /// Which language it is.
    pub fn language(&self) -> Language {
        self.language
    }

    /// The words for a key without values.
    pub fn word(&self, key: &str) -> String {
        self.format(key, None)
    }

    /// The words of a sentence.
    pub fn say(&self, saying: &Saying) -> String {
        let mut args = FluentArgs::new();
        for (name, value) in &saying.args {
            let value = match value {
                Arg::Text(text) => FluentValue::from(text.as_str()),
                Arg::Count(count) => FluentValue::from(*count),
                Arg::Saying(saying) => FluentValue::from(self.say(saying)),
            };
            args.set(*name, value);
        }
        self.format(&saying.key, Some(&args))
    }

    /// A coder's name as it is shown; somebody without one is called so in this language.
    pub fn coder<'n>(&self, name: &'n str) -> Cow<'n, str> {
        match Coder::is_unnamed(name) {
            true => Cow::Owned(self.word(UNNAMED)),
            false => Cow::Borrowed(name),
        }
    }

    /// Whether there are words for a key.
    pub fn knows(&self, key: &str) -> bool {
        self.bundle.has_message(key)
    }

    fn format(&self, key: &str, args: Option<&FluentArgs<'_>>) -> String {
        let message = self
            .bundle
            .get_message(key)
            .and_then(|message| message.value());
        message.map_or_else(
            || key.to_owned(),
            |pattern| {
                self.bundle
                    .format_pattern(pattern, args, &mut Vec::new())
                    .into_owned()
            },
        )
    }
}
