//! What a reading pack is made from, gathered beside the screen, and its files written.

use super::act_paths::save_bytes;
use super::act_queries::PIECE;
use super::error::ActError;
use super::host::Host;
use super::jobs::Pulse;
use super::locale::{Language, Locale};
use super::pack_kept::PackKept;
use super::report_dictionary::{dictionary_saying, unread_saying};
use super::report_file::load_saying;
use crate::exchange::ExportError;
use crate::exchange::dictionary::DictionaryRead;
use crate::exchange::pack::{
    self, Edition, Flaw, Ground, Ids, Letters, Made, PackFormat, PdfError, Remark, SettingFlaw,
    Settings, Texts,
};
use crate::model::{Fingerprint, Project, SourceId};
use crate::query::{Index, Search, extents};
use crate::text::dictionary::Dictionary;
use crate::text::{Span, Words};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

/// The ending of pages that stand for PDF.
const PRINTED: &str = "print.html";
/// Bytes of a template that are read.
const TEMPLATE: usize = 1 << 20;

/// The letters that pages of PDF are set with, looked for once.
static LETTERS: LazyLock<Letters> = LazyLock::new(Letters::installed);

/// The words around the texts of a pack. Locale keys are `pack-word-` and these.
const WORDS: &[&str] = &[
    "contents",
    "introduction",
    "vocabulary",
    "notes",
    "legend",
    "crossing",
    "source",
    "licence",
    "word",
    "reading",
    "kind",
    "meaning",
    "sentence",
    "questions",
    "answer",
    "find",
    "find-how",
    "count",
    "coverage",
    "gap",
    "name",
    "class",
    "teacher",
    "for-student",
    "for-teacher",
    "for-blank",
    "accessibility",
];

/// What a pack is made from, before what takes time was done.
pub(super) struct PackAsked {
    pub(super) name: String,
    pub(super) about: BTreeMap<String, String>,
    pub(super) project: Project,
    pub(super) index: Index,
    pub(super) words: Arc<Words>,
    pub(super) kept: Arc<PackKept>,
    /// The query for passages, ready to be answered, or why it cannot be asked, in words.
    pub(super) search: Option<Result<Search, String>>,
    /// The folder that files of a recipe are looked for in.
    pub(super) folder: PathBuf,
    pub(super) language: Language,
}

/// What a pack is made from: everything that is not in the project itself was read.
pub struct PackPlan {
    name: String,
    project: Project,
    index: Index,
    texts: Arc<Texts>,
    settings: Settings,
    passages: Option<Vec<(SourceId, Span)>>,
    dictionaries: Vec<Arc<DictionaryRead>>,
    lists: Vec<Arc<DictionaryRead>>,
    levels: Vec<Arc<DictionaryRead>>,
    template: Option<String>,
    language: String,
    say: BTreeMap<String, String>,
    flaws: Vec<Flaw>,
}

impl PackAsked {
    /// Answers the query, reads the files that the recipe names, loads the dictionary of words.
    pub(super) fn plan(self, host: &dyn Host, pulse: &Pulse) -> PackPlan {
        let (settings, flaws) = Settings::read(&self.about);
        let mut flaws: Vec<Flaw> = flaws.into_iter().map(Flaw::Setting).collect();
        let passages = self.search.map(|it| match it {
            Ok(mut search) => {
                while !pulse.is_stopped() && !search.go_on(&self.project, &self.index, PIECE) {}
                extents(&self.project, &search.into_found(), settings.around)
            }
            Err(words) => {
                flaws.push(Flaw::Query(words));
                Vec::new()
            }
        });
        let mut files = Files {
            host,
            folder: &self.folder,
            kept: &self.kept,
            locale: &Locale::new(self.language),
            flaws: &mut flaws,
        };
        let dictionaries = files.dictionaries(&settings.dictionaries);
        let lists = files.dictionaries(&settings.list);
        let levels = files.dictionaries(&settings.levels);
        let template = files.template(&settings.template);
        let (language, say) = said(&settings.language, self.language);
        PackPlan {
            name: self.name,
            texts: self.kept.texts(&self.words, &self.project),
            project: self.project,
            index: self.index,
            settings,
            passages,
            dictionaries,
            lists,
            levels,
            template,
            language,
            say,
            flaws,
        }
    }
}

/// The language of the words around the texts, and the words.
fn said(wanted: &str, screen: Language) -> (String, BTreeMap<String, String>) {
    let languages: &[Language] = match wanted {
        "both" => &[Language::Chinese, Language::English],
        "en" => &[Language::English],
        "zh-Hans" => &[Language::Chinese],
        _ => match screen {
            Language::English => &[Language::English],
            Language::Chinese => &[Language::Chinese],
        },
    };
    let locales: Vec<Locale> = languages.iter().map(|it| Locale::new(*it)).collect();
    let word = |name: &&str| {
        let words = locales
            .iter()
            .map(|it| it.word(&format!("pack-word-{name}")));
        ((*name).to_owned(), words.collect::<Vec<_>>().join(" "))
    };
    let first = languages.first().copied().unwrap_or_default();
    (first.tag().to_owned(), WORDS.iter().map(word).collect())
}

/// Reads the files that a recipe names.
struct Files<'a> {
    host: &'a dyn Host,
    folder: &'a Path,
    kept: &'a PackKept,
    locale: &'a Locale,
    flaws: &'a mut Vec<Flaw>,
}

impl Files<'_> {
    fn bytes(&mut self, name: &str) -> Option<(Vec<u8>, Fingerprint)> {
        match self.host.load(&self.folder.join(name)) {
            Ok(loaded) => Some(loaded),
            Err(error) => {
                self.amiss(name, &self.locale.say(&load_saying(&error)));
                None
            }
        }
    }

    fn amiss(&mut self, name: &str, why: &str) {
        self.flaws.push(Flaw::File(name.to_owned(), why.to_owned()));
    }

    fn dictionaries(&mut self, names: &[String]) -> Vec<Arc<DictionaryRead>> {
        let mut all = Vec::new();
        for name in names {
            let Some((bytes, print)) = self.bytes(name) else {
                continue;
            };
            let path = self.folder.join(name);
            match self.kept.dictionary(&path, (&bytes, print)) {
                Ok(read) => {
                    if let Some(words) = unread_saying(name, &read, self.locale) {
                        self.amiss(name, &self.locale.say(&words));
                    }
                    all.push(read);
                }
                Err(error) => self.amiss(name, &self.locale.say(&dictionary_saying(name, &error))),
            }
        }
        all
    }

    fn template(&mut self, name: &str) -> Option<String> {
        if name.is_empty() {
            return None;
        }
        let (bytes, _) = self.bytes(name)?;
        let text = String::from_utf8(bytes)
            .ok()
            .filter(|it| it.len() <= TEMPLATE);
        if text.is_none() {
            self.amiss(name, &self.locale.word("pack-template-no-text"));
        }
        text
    }
}

impl PackPlan {
    /// The recipe's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What the recipe says.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Makes one edition; `before` are the ids of the pack as it was made before.
    pub fn make(&self, edition: Edition, before: &Ids) -> Made {
        self.make_until(edition, before, &|| false)
    }

    /// Makes one edition, unless it is stopped: then it is not whole.
    pub(super) fn make_until(
        &self,
        edition: Edition,
        before: &Ids,
        is_stopped: &dyn Fn() -> bool,
    ) -> Made {
        let ground = Ground {
            index: &self.index,
            texts: &self.texts,
            passages: self.passages.as_deref(),
            dictionaries: &words_in(&self.dictionaries),
            lists: &words_in(&self.lists),
            levels: &words_in(&self.levels),
            say: self.say.clone(),
            language: self.language.clone(),
            before,
            is_stopped,
        };
        let mut made = pack::make(&self.project, &self.settings, edition, &ground);
        let flaws = self.flaws.iter().cloned();
        let whole = |flaw| Remark {
            flaw,
            text: String::new(),
            block: 0,
        };
        made.remarks.splice(0..0, flaws.map(whole));
        if !is_stopped() {
            let lacking = pack::lacking(&made.pack, &LETTERS);
            add_new(&mut made.remarks, lacking);
        }
        made
    }

    /// The bytes of a pack in a format. A build that makes no PDF gives the page to be printed for it,
    /// and the ending of that.
    fn bytes(
        &self,
        pulse: &Pulse,
        made: &mut Made,
        format: PackFormat,
    ) -> Result<(Vec<u8>, &'static str), ActError> {
        let bytes = match format {
            PackFormat::Pdf => match pack::pdf(&made.pack, &LETTERS, &|| pulse.is_stopped()) {
                Ok(pdf) => {
                    add_new(&mut made.remarks, pdf.remarks);
                    pdf.bytes
                }
                Err(PdfError::NotBuilt) => {
                    let page = self.bytes(pulse, made, PackFormat::Html)?.0;
                    return Ok((page, PRINTED));
                }
                Err(PdfError::Setting { why }) => return Err(ActError::Pages { why }),
                Err(PdfError::Stopped) => return Err(ActError::NothingMade),
            },
            PackFormat::Html => {
                let template = self.template.as_deref();
                let page = pack::page(&made.pack, template);
                let amiss = |error: pack::PageError| ActError::Template {
                    name: self.settings.template.clone(),
                    line: error.line,
                    why: error.words,
                };
                page.map_err(amiss)?.into_bytes()
            }
            PackFormat::Docx => {
                let mut bytes = Vec::new();
                pack::docx(&made.pack, &mut bytes).map_err(ExportError::from)?;
                bytes
            }
            PackFormat::Epub => {
                let mut bytes = Vec::new();
                pack::epub(&made.pack, &mut bytes).map_err(ExportError::from)?;
                bytes
            }
            PackFormat::Anki => pack::cards(&made.pack).into_bytes(),
        };
        Ok((bytes, format.ending()))
    }

    /// Writes the editions in the formats into a folder, with the ids beside them; nothing is written
    /// when one of them cannot be made.
    pub(super) fn write(
        &self,
        (host, pulse): (&dyn Host, &Pulse),
        (formats, editions): (&[PackFormat], &[Edition]),
        folder: &Path,
    ) -> Result<PackWritten, ActError> {
        let stem = safe_name(&self.name);
        let ids_path = folder.join(format!("{stem}.ids.json"));
        let before = host.load(&ids_path).ok();
        let before = before.and_then(|it| String::from_utf8(it.0).ok());
        let before = before.map(|it| Ids::read(&it)).unwrap_or_default();
        let mut files = Vec::new();
        let (mut told, mut to_print) = (None, None);
        // A step for each edition that is made and each file that is written of it.
        let all = editions.len() * (formats.len() + 1);
        let mut done = 0..all;
        let mut go_on = || match (pulse.is_stopped(), done.next()) {
            (false, Some(step)) => {
                pulse.report(step, all);
                Ok(())
            }
            (true, _) => Err(ActError::NothingMade),
            (false, None) => Ok(()),
        };
        for (at, edition) in editions.iter().enumerate() {
            go_on()?;
            let mut made = self.make_until(*edition, &before, &|| pulse.is_stopped());
            for format in formats {
                go_on()?;
                if at > 0 && format.is_one() {
                    continue;
                }
                let (bytes, ending) = self.bytes(pulse, &mut made, *format)?;
                let name = match format.is_one() {
                    true => format!("{stem}.{ending}"),
                    false => format!("{stem}-{}.{ending}", edition.name()),
                };
                if ending == PRINTED {
                    to_print.get_or_insert(folder.join(&name));
                }
                files.push((folder.join(name), bytes));
            }
            told.get_or_insert(made);
        }
        let Some(made) = told else {
            return Err(ActError::NothingMade);
        };
        files.push((ids_path, made.ids.to_text().into_bytes()));
        host.make_plain_folder(folder)?;
        for (path, bytes) in &files {
            save_bytes((host, pulse), path, bytes)?;
        }
        files.pop();
        Ok(PackWritten {
            files: files.into_iter().map(|it| it.0).collect(),
            to_print,
            remarks: made.remarks,
            moved: made.moved,
        })
    }
}

/// Adds what is not told yet.
fn add_new(remarks: &mut Vec<Remark>, more: Vec<Remark>) {
    for remark in more {
        if !remarks.contains(&remark) {
            remarks.push(remark);
        }
    }
}

fn words_in(read: &[Arc<DictionaryRead>]) -> Vec<&Dictionary> {
    read.iter().map(|it| &it.dictionary).collect()
}

/// What was written.
pub(super) struct PackWritten {
    pub(super) files: Vec<PathBuf>,
    /// The page to be printed where no PDF can be made.
    pub(super) to_print: Option<PathBuf>,
    pub(super) remarks: Vec<Remark>,
    pub(super) moved: Vec<(String, pack::Moved)>,
}

/// A name that every system takes for a file.
fn safe_name(name: &str) -> String {
    let odd = |it: char| it.is_control() || "/\\:*?\"<>|".contains(it);
    let safe: String = name
        .chars()
        .map(|it| if odd(it) { '_' } else { it })
        .take(80)
        .collect();
    let safe = safe.trim().trim_matches('.').trim();
    match safe.is_empty() {
        true => "pack".to_owned(),
        false => safe.to_owned(),
    }
}

/// The settings that cannot be, of some that were given.
pub(super) fn flaws_of(about: &BTreeMap<String, String>) -> Option<SettingFlaw> {
    Settings::read(about).1.into_iter().next()
}
