//! A pack from a project and the settings of a recipe.

mod beside;
mod chosen;
mod looked;

use super::check::{Flaw, Remark};
use super::coverage::coverage;
use super::doubts::{PackDoubt, doubts, told};
use super::ids::{Ids, Moved, id_of};
use super::leaf::{Leaf, blocks};
use super::legend::Legend;
use super::notes::Form;
use super::pieces::{Dressing, Ending, close_up, pieces};
use super::settings::{Edition, Numbers, Part, Ruby, Settings};
use super::texts::{TextRead, Texts};
use super::vocabulary::{Lexicon, Listed, is_in};
use super::{Block, Look, Marginal, Pack, Question, Reading};
use crate::exchange::citation_line;
use crate::model::{CitationPart, Cited, CodeId, Project, Source, SourceId};
use crate::query::{Filter, Index};
use crate::text::dictionary::Dictionary;
use crate::text::pinyin::{self, WordReading};
use crate::text::{Span, is_traditional};
use crate::view;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// What a pack is made from beside project and settings.
pub struct Ground<'a> {
    /// The index of the project.
    pub index: &'a Index,
    /// Cuts texts into words and reads them.
    pub texts: &'a Texts,
    /// What the query for passages gave, widened: `None` for whole texts.
    pub passages: Option<&'a [(SourceId, Span)]>,
    /// Dictionaries, the first one first.
    pub dictionaries: &'a [&'a Dictionary],
    /// Lists of words for the vocabulary.
    pub lists: &'a [&'a Dictionary],
    /// Lists of levels.
    pub levels: &'a [&'a Dictionary],
    /// The words around the texts, by name.
    pub say: BTreeMap<String, String>,
    /// Their language.
    pub language: String,
    /// The ids of the pack as it was made before.
    pub before: &'a Ids,
    /// Whether nobody waits for the pack any more: asked again and again while it is made.
    pub is_stopped: &'a dyn Fn() -> bool,
}

/// A pack with what is to be told of it.
pub struct Made {
    /// The pack.
    pub pack: Pack,
    /// What should be looked at before it is handed out.
    pub remarks: Vec<Remark>,
    /// The ids, to be kept beside the pack.
    pub ids: Ids,
    /// What moved since it was made before: the text and what became of a paragraph.
    pub moved: Vec<(String, Moved)>,
    /// The words whose reading nobody looked at, where pinyin is printed.
    pub doubts: Vec<PackDoubt>,
}

/// Makes one edition of a pack. Nothing that is wrong stops it: what could not be done is among the
/// remarks. One that is stopped is not whole and of no use to anybody.
pub fn make(project: &Project, settings: &Settings, edition: Edition, ground: &Ground<'_>) -> Made {
    let mut making = Making {
        project,
        settings,
        edition,
        ground,
        legend: Legend::default(),
        find: Vec::new(),
        translations: BTreeMap::new(),
        remarks: Vec::new(),
        ids: Ids::default(),
        moved: Vec::new(),
    };
    let chosen = making.chosen();
    making.codes(&chosen);
    let lexicon = Lexicon::new(project, settings, ground);
    let mut readings = Vec::new();
    for (source, shown) in &chosen {
        if (ground.is_stopped)() {
            break;
        }
        readings.push(making.reading(source, shown, &lexicon));
    }
    if readings.iter().all(|it| it.blocks.is_empty()) {
        making.remark(Flaw::Empty, "", 0);
    }
    making.swapped(&chosen);
    let pack = making.pack(readings);
    let doubts = match settings.ruby {
        Ruby::None => Vec::new(),
        _ => doubts(project, &chosen, ground),
    };
    Made {
        pack,
        doubts,
        remarks: making.remarks,
        ids: making.ids,
        moved: making.moved,
    }
}

struct Making<'a> {
    project: &'a Project,
    settings: &'a Settings,
    edition: Edition,
    ground: &'a Ground<'a>,
    legend: Legend,
    find: Vec<CodeId>,
    /// What stands beside texts.
    translations: BTreeMap<SourceId, &'a Source>,
    remarks: Vec<Remark>,
    ids: Ids,
    moved: Vec<(String, Moved)>,
}

/// A text with the stretches that go in: whole paragraphs or passages, in order, apart from each other.
pub(super) type Chosen<'a> = (&'a Source, Vec<Span>);

impl<'a> Making<'a> {
    fn remark(&mut self, flaw: Flaw, text: &str, block: usize) {
        self.remarks.push(Remark {
            flaw,
            text: text.to_owned(),
            block,
        });
    }

    fn shows(&self, part: Part) -> bool {
        let is_noted = matches!(part, Part::Notes | Part::Legend);
        let is_left_out = is_noted && self.edition == Edition::Blank;
        !is_left_out && self.settings.has(part)
    }

    fn reading(&mut self, source: &Source, shown: &[Span], lexicon: &Lexicon<'_>) -> Reading {
        let text = source.text();
        let read = self.ground.texts.cut(source);
        let readings = self.readings(text, &read);
        let listed = match self.shows(Part::Vocabulary) || self.settings.ruby == Ruby::Glossed {
            true => lexicon.listed(text, (read.words(), &readings), shown),
            false => Vec::new(),
        };
        let cut = blocks(source, shown);
        let paragraphs: Vec<(String, usize)> =
            cut.iter().map(|it| (it.words(text), it.number)).collect();
        let key = source.id.to_string();
        let (ids, moved) = self.ids.assign(&key, &paragraphs, self.ground.before);
        let name = source.name.clone();
        self.moved
            .extend(moved.into_iter().map(|it| (name.clone(), it)));
        let mut page = Leaf::new(source, &cut);
        page.memos(self.project, self.ground.index, shown);
        let mut blocks = self.blocks(&page, (&listed, &readings), &ids);
        let translation = self.put_beside(source, &cut, &mut blocks);
        self.look_at(source, shown, (&page, &listed, &readings));
        let vocabulary = self.vocabulary(&page, &listed);
        let words = read.words().iter().filter(|it| is_in(shown, **it));
        let words = words.filter_map(|it| it.of(text));
        let counted = words.filter(|it| it.chars().any(char::is_alphabetic));
        let levels = self.ground.levels.first();
        let levels = levels.filter(|_| self.shows(Part::Vocabulary));
        let tasks = self.tasks(source, shown, &page);
        let (mut notes, questions) = (self.notes(&page), self.questions(&page));
        if translation.is_some() {
            // Its place beside the text is taken.
            let margin = notes.iter_mut().filter(|it| it.form == Form::Margin);
            margin.for_each(|it| it.form = Form::Foot);
        }
        Reading {
            id: format!("t{}", id_of(&[&key])),
            title: source.name.clone(),
            language: language(text),
            introduction: match self.shows(Part::Introduction) {
                true => page.introduction,
                false => Vec::new(),
            },
            citation: citation_line::line(&source.origin.citation),
            licence: Cited::first(&source.origin.citation, &CitationPart::Licence).to_owned(),
            translation,
            blocks,
            notes,
            vocabulary,
            coverage: levels.and_then(|it| coverage(&counted.collect::<Vec<_>>(), it)),
            questions,
            tasks,
        }
    }

    /// How the words of a text are read, with what the project tells of them.
    fn readings<'t>(&self, text: &str, read: &'t TextRead) -> Cow<'t, [WordReading]> {
        match self.settings.ruby != Ruby::None || self.settings.has(Part::Vocabulary) {
            true => told(self.project, text, (read, self.ground)),
            false => Cow::Borrowed(&[]),
        }
    }

    fn blocks(
        &self,
        page: &Leaf<'_>,
        (listed, readings): (&[Listed], &[WordReading]),
        ids: &[String],
    ) -> Vec<Block> {
        let text = page.source.text();
        if !self.settings.has(Part::Text) {
            return Vec::new();
        }
        let places = &self.legend.places;
        let marker = |code: CodeId| places.get(&code).copied();
        let noted = self.shows(Part::Notes);
        let (notes, inline) = match noted {
            true => (page.at.as_slice(), page.inline.as_slice()),
            false => (&[][..], &[][..]),
        };
        let entries: Vec<(Span, usize)> = match self.shows(Part::Vocabulary) {
            true => listed.iter().map(|it| it.span).zip(1..).collect(),
            false => Vec::new(),
        };
        let ruby = self.ruby(listed, readings);
        let mut blocks = Vec::new();
        let going_on = page.cut.iter().enumerate();
        for (at, cut) in going_on.take_while(|_| !(self.ground.is_stopped)()) {
            let shown = view::page(self.ground.index, page.source.id, cut.span, &Filter::all());
            let endings = self.endings(page.source, cut.span);
            let dressing = Dressing {
                runs: &shown.runs,
                marker: Some(&marker),
                endings: &endings,
                ruby: within(&ruby, cut.span, |it| it.span),
                entries: within(&entries, cut.span, |it| it.0),
                notes: within(notes, cut.span, |it| Span::new(it.0, it.0)),
                inline: within(inline, cut.span, |it| Span::new(it.0, it.0)),
            };
            let mut runs = pieces(text, cut.span, &dressing);
            let slots = close_up(&mut runs);
            let head = page.notes.iter().filter(|_| noted);
            let head = head.filter(|it| it.form == Form::Head && it.block == at);
            blocks.push(Block {
                id: ids.get(at).cloned().unwrap_or_default(),
                number: cut.number,
                heading: cut.heading,
                gap: cut.gap,
                head: head.map(|it| page.printed(it)).collect(),
                wide: is_wide(cut.span.of(text).unwrap_or_default()),
                runs,
                slots,
                beside: Vec::new(),
            });
        }
        blocks
    }

    /// The words above which pinyin stands; of a longer word that a listed one is part of, only that.
    fn ruby<'r>(&self, listed: &[Listed], readings: &'r [WordReading]) -> Cow<'r, [WordReading]> {
        match self.settings.ruby {
            Ruby::None => Cow::Borrowed(&[]),
            Ruby::All => Cow::Borrowed(readings),
            Ruby::Glossed => {
                let spans: Vec<Span> = listed.iter().map(|it| it.span).collect();
                let listed = |it: &WordReading| {
                    let at = spans.partition_point(|listed| listed.end <= it.span.start);
                    clipped(it, *spans.get(at)?)
                };
                readings.iter().filter_map(listed).collect()
            }
        }
    }

    /// Where marked passages end within a paragraph.
    fn endings(&self, source: &Source, span: Span) -> Vec<Ending> {
        let mut endings = BTreeSet::new();
        for passage in self.ground.index.touching(source.id, span) {
            let at = passage.span.end;
            if at <= span.start || at > span.end {
                continue;
            }
            let codes = passage.codings.iter().map(|it| it.code);
            endings.extend(codes.filter_map(|it| Some((at, *self.legend.places.get(&it)?))));
        }
        let ending = |(at, marker)| Ending { at, marker };
        endings.into_iter().map(ending).collect()
    }

    fn vocabulary(&self, page: &Leaf<'_>, listed: &[Listed]) -> Vec<super::Entry> {
        if !self.shows(Part::Vocabulary) {
            return Vec::new();
        }
        let entry = |(it, number): (&Listed, usize)| super::Entry {
            number,
            block: page.number_at(it.span.start),
            ..it.entry.clone()
        };
        listed.iter().zip(1..).map(entry).collect()
    }

    fn notes(&self, page: &Leaf<'_>) -> Vec<Marginal> {
        if !self.shows(Part::Notes) {
            return Vec::new();
        }
        let notes = page.notes.iter();
        let notes = notes.filter(|it| matches!(it.form, Form::Margin | Form::Foot));
        notes.map(|it| page.printed(it)).collect()
    }

    fn questions(&self, page: &Leaf<'_>) -> Vec<Question> {
        if !self.shows(Part::Questions) {
            return Vec::new();
        }
        let is_teacher = self.edition == Edition::Teacher;
        let questions = page.questions.iter().zip(1..);
        let asked = questions.map(|(it, number)| Question {
            number,
            block: page
                .cut
                .get(it.block.wrapping_sub(1))
                .map_or(0, |cut| cut.number),
            answer: if is_teacher {
                it.answer.clone()
            } else {
                String::new()
            },
            lines: if is_teacher { 0 } else { self.settings.lines },
            ..it.clone()
        });
        asked.collect()
    }

    fn pack(&self, readings: Vec<Reading>) -> Pack {
        let settings = self.settings;
        let title = match settings.title.is_empty() {
            true => self.project.head().name.clone(),
            false => settings.title.clone(),
        };
        let is_paired = readings.iter().any(|it| it.translation.is_some());
        let numbers = match settings.numbers {
            // Lines of a text and of its translation are not the same, nor are those of two columns.
            Numbers::Lines if is_paired || settings.columns > 1 => Numbers::Paragraphs,
            numbers => numbers,
        };
        let look = Look {
            paper: settings.paper,
            millimetres: settings.paper.millimetres(),
            size: f32::from(settings.size),
            columns: if is_paired { 1 } else { settings.columns },
            font: settings.font,
            numbers,
            wide_margin: self.edition == Edition::Blank,
            has_ruby: settings.ruby != Ruby::None,
        };
        let listed = readings.iter().any(|it| !it.vocabulary.is_empty());
        let dictionaries = self.ground.dictionaries.iter().chain(self.ground.levels);
        let credits = dictionaries.filter(|_| listed).map(|it| it.credit.trim());
        let parts = settings.parts.iter().copied();
        let mut pack = Pack {
            title,
            course: settings.course.clone(),
            teacher: settings.teacher.clone(),
            date: settings.date.clone(),
            language: self.ground.language.clone(),
            edition: self.edition,
            look,
            parts: parts.filter(|it| self.shows(*it)).collect(),
            words: self.ground.say.clone(),
            legend: self.legend.markers(self.project),
            readings,
            credits: credits
                .filter(|it| !it.is_empty())
                .map(str::to_owned)
                .collect(),
        };
        settings.script.write_out(&mut pack);
        pack
    }
}

/// A word as far as it lies in a stretch; `None` when no syllable of it does.
fn clipped(word: &WordReading, span: Span) -> Option<WordReading> {
    let common = word.span.common(span)?;
    let inside = |it: &pinyin::Syllable| span.start <= it.span.start && it.span.end <= span.end;
    let syllables: Vec<_> = word
        .syllables
        .iter()
        .filter(|it| inside(it))
        .cloned()
        .collect();
    (!syllables.is_empty()).then(|| WordReading {
        span: common,
        syllables,
        ..word.clone()
    })
}

/// Those of a list in order that lie in or touch a stretch.
fn within<T>(list: &[T], span: Span, of: impl Fn(&T) -> Span) -> &[T] {
    let from = list.partition_point(|it| of(it).end < span.start);
    let rest = list.get(from..).unwrap_or_default();
    let count = rest.partition_point(|it| of(it).start <= span.end);
    rest.get(..count).unwrap_or_default()
}

/// Whether most of the letters are Chinese characters or kana.
fn is_wide(words: &str) -> bool {
    let letters = words.chars().filter(|it| it.is_alphabetic());
    let (wide, all) = letters.fold((0, 0), |(wide, all), it| {
        let is_wide =
            matches!(it, '\u{3041}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{20000}'..);
        (wide + usize::from(is_wide), all + 1)
    });
    wide * 2 > all
}

/// The language of a text, as far as its characters tell.
fn language(text: &str) -> String {
    let language = match crate::exchange::language(text) {
        "zh" if is_traditional(text) => "zh-Hant",
        language => language,
    };
    language.to_owned()
}
