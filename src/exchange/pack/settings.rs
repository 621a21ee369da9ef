//! The settings of a recipe: names and words as they stand in a project, and what they mean.

use super::script::Script;
use crate::model::Unit;
use std::collections::BTreeMap;

/// What a setting's words may be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Wanted {
    /// Any words.
    Words,
    /// Names, one a line.
    Names,
    /// Pairs of names, one a line: a text, `=` and its translation.
    Pairs,
    /// A query.
    Query,
    /// One of these.
    One(&'static [&'static str]),
    /// Some of these, parted by commas or blanks, in an order that counts.
    Some(&'static [&'static str]),
    /// A number from one to another.
    Number(u32, u32),
}

/// One setting.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Setting {
    /// Its name in the project file and on the command line.
    pub name: &'static str,
    /// What its words may be.
    pub wanted: Wanted,
    /// What holds where nothing is set; empty for nothing.
    pub default: &'static str,
}

const fn setting(name: &'static str, wanted: Wanted, default: &'static str) -> Setting {
    Setting {
        name,
        wanted,
        default,
    }
}

/// Every setting, in the order in which they are shown. The locale keys are `pack-setting-` and the
/// name, those of choices `pack-choice-` and the word.
pub const SETTINGS: &[Setting] = &[
    setting("title", Wanted::Words, ""),
    setting("course", Wanted::Words, ""),
    setting("teacher", Wanted::Words, ""),
    setting("date", Wanted::Words, ""),
    setting("texts", Wanted::Names, ""),
    setting("translations", Wanted::Pairs, ""),
    setting("passages", Wanted::Query, ""),
    setting("around", Wanted::One(Unit::NAMES), "paragraph"),
    setting(
        "parts",
        Wanted::Some(Part::NAMES),
        "title,contents,introduction,text,notes,vocabulary,questions,find,legend",
    ),
    setting("codes", Wanted::Names, "*"),
    setting("find", Wanted::Names, ""),
    setting("numbers", Wanted::One(Numbers::NAMES), "paragraphs"),
    setting("pinyin", Wanted::One(Ruby::NAMES), "none"),
    setting("script", Wanted::One(Script::NAMES), "as-written"),
    setting(
        "vocabulary",
        Wanted::Some(&["hand", "list", "level"]),
        "hand",
    ),
    setting("dictionaries", Wanted::Names, ""),
    setting("list", Wanted::Names, ""),
    setting("levels", Wanted::Names, ""),
    setting("above", Wanted::Number(0, 99), "0"),
    setting("lines", Wanted::Number(0, 40), "4"),
    setting("paper", Wanted::One(Paper::NAMES), "A4"),
    setting("size", Wanted::Number(8, 28), "12"),
    setting("columns", Wanted::Number(1, 2), "1"),
    setting("font", Wanted::One(Font::NAMES), "song"),
    setting("language", Wanted::One(&["zh-Hans", "en", "both"]), ""),
    setting("editions", Wanted::Some(Edition::NAMES), "student,teacher"),
    setting("template", Wanted::Words, ""),
];

/// A set of words, each with its name in files.
pub trait Choice: Sized + Copy + 'static {
    /// Every word with its name.
    const ALL: &'static [(Self, &'static str)];

    /// The word of a name.
    fn from_name(name: &str) -> Option<Self> {
        let found = Self::ALL.iter().find(|it| it.1 == name);
        found.map(|it| it.0)
    }
}

/// An enum whose words have names.
macro_rules! choices {
    ($($(#[$doc:meta])* $type:ident { $($(#[$word_doc:meta])* $word:ident $name:literal,)+ })+) => {$(
        $(#[$doc])*
        #[derive(
            Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Serialize, serde::Deserialize,
        )]
        pub enum $type {
            $($(#[$word_doc])* #[serde(rename = $name)] $word,)+
        }

        impl $type {
            /// The names, in their order.
            pub const NAMES: &'static [&'static str] = &[$($name),+];

            /// The name in files and keys.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$word => $name,)+
                }
            }
        }

        impl Choice for $type {
            const ALL: &'static [(Self, &'static str)] = &[$((Self::$word, $name)),+];
        }
    )+};
}
pub(super) use choices;

choices! {
    /// Whom an edition is for.
    Edition {
        /// Those who learn: without answers and keys.
        Student "student",
        /// Whoever teaches: with everything.
        Teacher "teacher",
        /// Whoever writes notes of their own: neither notes nor highlights, and a wide margin.
        Blank "blank",
    }
    /// A kind of file that a pack is written as.
    PackFormat {
        /// One page for a browser.
        Html "html",
        /// A document for Word.
        Docx "docx",
        /// A book for e-readers.
        Epub "epub",
        /// Pages of PDF; a build without them writes the page to be printed instead.
        Pdf "pdf",
        /// Cards for Anki.
        Anki "anki",
    }
    /// A part of a pack.
    Part {
        /// The page with title, course, teacher and date.
        Title "title",
        /// The list of texts.
        Contents "contents",
        /// What is said before a text.
        Introduction "introduction",
        /// The text.
        Text "text",
        /// What is written on passages.
        Notes "notes",
        /// The words.
        Vocabulary "vocabulary",
        /// The questions.
        Questions "questions",
        /// Passages to be found.
        Find "find",
        /// What the marks mean.
        Legend "legend",
    }
    /// What is numbered in the margin.
    Numbers {
        /// Paragraphs.
        Paragraphs "paragraphs",
        /// Lines, every fifth, where the format knows lines; else paragraphs.
        Lines "lines",
        /// Nothing.
        None "none",
    }
    /// Above which words pinyin is printed.
    Ruby {
        /// None.
        None "none",
        /// Those of the vocabulary.
        Glossed "glossed",
        /// All.
        All "all",
    }
    /// A size of paper.
    Paper {
        /// 210 × 297 mm.
        A4 "A4",
        /// 8.5 × 11 inches.
        Letter "Letter",
        /// 176 × 250 mm.
        B5 "B5",
    }
    /// A kind of letters.
    Font {
        /// 宋体: a serif.
        Song "song",
        /// 楷体: as written with a brush.
        Kai "kai",
        /// 黑体: without serifs.
        Hei "hei",
    }
}

impl PackFormat {
    /// The ending of its files.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Docx => "docx",
            Self::Epub => "epub",
            Self::Pdf => "pdf",
            Self::Anki => "tsv",
        }
    }

    /// Whether it is the same in every edition.
    pub const fn is_one(self) -> bool {
        matches!(self, Self::Anki)
    }
}

impl Paper {
    /// Width and height in millimetres.
    pub const fn millimetres(self) -> (f32, f32) {
        match self {
            Self::A4 => (210.0, 297.0),
            Self::Letter => (215.9, 279.4),
            Self::B5 => (176.0, 250.0),
        }
    }
}

/// Which codes are meant.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Codes {
    /// Every one.
    All,
    /// Those of these names.
    Named(Vec<String>),
}

/// What a setting says that cannot be.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SettingFlaw {
    /// Its name.
    pub name: String,
    /// Its words.
    pub words: String,
    /// What it may be; `None` for a setting that is not known here.
    pub wanted: Option<Wanted>,
}

/// What the settings of a recipe say, with what holds where nothing is set.
#[derive(Clone, PartialEq, Debug)]
pub struct Settings {
    /// Title of the pack; empty for the project's name.
    pub title: String,
    /// Course, teacher and date.
    pub course: String,
    /// See `course`.
    pub teacher: String,
    /// See `course`.
    pub date: String,
    /// The texts by name or id, in their order; empty for all.
    pub texts: Vec<String>,
    /// Texts with the ones that stand beside them, by name or id.
    pub translations: Vec<(String, String)>,
    /// A query whose passages alone are taken; empty for whole texts.
    pub passages: String,
    /// How much around each of those passages.
    pub around: Unit,
    /// The parts, in their order.
    pub parts: Vec<Part>,
    /// The codes that are marked.
    pub codes: Codes,
    /// The codes that are to be found.
    pub find: Codes,
    /// What is numbered.
    pub numbers: Numbers,
    /// Above which words pinyin stands.
    pub ruby: Ruby,
    /// In which characters it is written out.
    pub script: Script,
    /// Whether words picked by hand, from a list, or by level are in the vocabulary.
    pub by_hand: bool,
    /// See `by_hand`.
    pub by_list: bool,
    /// See `by_hand`.
    pub by_level: bool,
    /// Files of dictionaries.
    pub dictionaries: Vec<String>,
    /// Files of words for the vocabulary.
    pub list: Vec<String>,
    /// Files of levels.
    pub levels: Vec<String>,
    /// The level above which words are taken and told of.
    pub above: u32,
    /// Lines for an answer.
    pub lines: u8,
    /// The paper.
    pub paper: Paper,
    /// Size of the text in points.
    pub size: u8,
    /// Columns.
    pub columns: u8,
    /// The letters.
    pub font: Font,
    /// The language of the words around the texts: a tag, `both`, or empty for that of the screen.
    pub language: String,
    /// The editions that are made.
    pub editions: Vec<Edition>,
    /// The file of a template of one's own for HTML; empty for the one that comes along.
    pub template: String,
}

impl Settings {
    /// Reads settings. What cannot be is told and counts as not set.
    pub fn read(about: &BTreeMap<String, String>) -> (Self, Vec<SettingFlaw>) {
        let mut flaws = Vec::new();
        for (name, words) in about {
            let known = SETTINGS.iter().find(|it| it.name == name);
            let wanted = known.map(|it| it.wanted);
            if !wanted.is_some_and(|it| it.allows(words)) {
                let (name, words) = (name.clone(), words.clone());
                flaws.push(SettingFlaw {
                    name,
                    words,
                    wanted,
                });
            }
        }
        (Self::of(&Given(about)), flaws)
    }

    fn of(given: &Given<'_>) -> Self {
        let vocabulary = given.list("vocabulary");
        let words = |name| given.words(name).trim().to_owned();
        let from = |name: &str| vocabulary.iter().any(|it| it == name);
        Self {
            title: words("title"),
            course: words("course"),
            teacher: words("teacher"),
            date: words("date"),
            texts: given.lines("texts"),
            translations: pairs(given.words("translations")).flatten().collect(),
            passages: words("passages"),
            around: Unit::from_name(given.words("around")).unwrap_or(Unit::Paragraph),
            parts: given.some("parts"),
            codes: given.codes("codes"),
            find: given.codes("find"),
            numbers: given.one("numbers", Numbers::Paragraphs),
            ruby: given.one("pinyin", Ruby::None),
            script: given.one("script", Script::AsWritten),
            by_hand: from("hand"),
            by_list: from("list"),
            by_level: from("level"),
            dictionaries: given.lines("dictionaries"),
            list: given.lines("list"),
            levels: given.lines("levels"),
            above: given.number("above"),
            lines: u8::try_from(given.number("lines")).unwrap_or_default(),
            paper: given.one("paper", Paper::A4),
            size: u8::try_from(given.number("size")).unwrap_or(12),
            columns: u8::try_from(given.number("columns")).unwrap_or(1),
            font: given.one("font", Font::Song),
            language: words("language"),
            editions: given.some("editions"),
            template: words("template"),
        }
    }

    /// Whether a part goes in.
    pub fn has(&self, part: Part) -> bool {
        self.parts.contains(&part)
    }
}

impl Wanted {
    /// Whether words are what is wanted; none always are.
    pub fn allows(self, words: &str) -> bool {
        let words = words.trim();
        words.is_empty()
            || match self {
                Self::Words | Self::Names | Self::Query => true,
                Self::Pairs => pairs(words).all(|it| it.is_some()),
                Self::One(names) => names.contains(&words),
                Self::Some(names) => list(words).all(|it| names.contains(&it)),
                Self::Number(least, most) => {
                    words.parse().is_ok_and(|it| (least..=most).contains(&it))
                }
            }
    }
}

/// The words of a list parted by commas or blanks.
pub fn list(words: &str) -> impl Iterator<Item = &str> {
    let parted = words.split(|it: char| it.is_whitespace() || matches!(it, ',' | '，' | '、'));
    parted.filter(|it| !it.is_empty())
}

/// The pairs of names, one a line; `None` for a line that is none. Blanks stand around the sign, as a
/// name may have one in it.
fn pairs(words: &str) -> impl Iterator<Item = Option<(String, String)>> {
    let lines = words.lines().map(str::trim).filter(|it| !it.is_empty());
    lines.map(|line| {
        let parted = line.split_once(" = ").or_else(|| line.split_once('＝'));
        let (one, other) = parted.or_else(|| line.split_once('='))?;
        let (one, other) = (one.trim(), other.trim());
        (!one.is_empty() && !other.is_empty()).then(|| (one.to_owned(), other.to_owned()))
    })
}

/// Settings as they were given, with what holds where nothing is.
struct Given<'a>(&'a BTreeMap<String, String>);

impl<'a> Given<'a> {
    fn words(&self, name: &str) -> &'a str {
        let known = SETTINGS.iter().find(|it| it.name == name);
        let given = self.0.get(name).map(|it| it.as_str());
        let fits = |words: &&str| known.is_some_and(|it| it.wanted.allows(words));
        let given = given.filter(|it| !it.trim().is_empty()).filter(fits);
        given.or(known.map(|it| it.default)).unwrap_or_default()
    }

    fn lines(&self, name: &str) -> Vec<String> {
        let lines = self.words(name).lines().map(str::trim);
        let filled = lines.filter(|it| !it.is_empty());
        filled.map(str::to_owned).collect()
    }

    /// Names of codes: `*` is all, `-` is none.
    fn codes(&self, name: &str) -> Codes {
        let mut names = self.lines(name);
        if names.iter().any(|it| it == "*") {
            return Codes::All;
        }
        names.retain(|it| it != "-");
        Codes::Named(names)
    }

    fn list(&self, name: &str) -> Vec<String> {
        list(self.words(name)).map(str::to_owned).collect()
    }

    fn one<T: Choice>(&self, name: &str, or: T) -> T {
        T::from_name(self.words(name).trim()).unwrap_or(or)
    }

    /// Some words, each once.
    fn some<T: Choice + PartialEq>(&self, name: &str) -> Vec<T> {
        let mut some = Vec::new();
        for it in list(self.words(name)).filter_map(T::from_name) {
            if !some.contains(&it) {
                some.push(it);
            }
        }
        some
    }

    fn number(&self, name: &str) -> u32 {
        self.words(name).trim().parse().unwrap_or_default()
    }
}
