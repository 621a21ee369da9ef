//! Which words of a text are listed, and what is told of them.

use super::check::Flaw;
use super::coverage::number;
use super::ids::id_of;
use super::{Entry, Ground, Settings};
use crate::model::{Gloss, Project};
use crate::text::dictionary::Entry as Known;
use crate::text::pinyin::WordReading;
use crate::text::{Span, sentences};
use std::collections::{BTreeMap, BTreeSet};
use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr as _;

/// A sentence that is wider is printed in part: in Latin letters, of which a Chinese character is two.
const SENTENCE: usize = 112;
/// How wide what is printed of it is at most, before the word and behind it.
const AROUND: (usize, usize) = (40, 60);
/// Characters that are printed behind it at least, even where a clause ends earlier.
const BEHIND: usize = 4;

/// A word where it first stands.
pub(super) struct Listed {
    /// Where, in bytes of the source.
    pub(super) span: Span,
    /// What is told of it; number and paragraph are put in later.
    pub(super) entry: Entry,
    /// What is to be looked at.
    pub(super) flaws: Vec<Flaw>,
}

/// What is known of words.
pub(super) struct Lexicon<'a> {
    project: &'a Project,
    settings: &'a Settings,
    ground: &'a Ground<'a>,
    glosses: BTreeMap<&'a str, &'a Gloss>,
    wanted: BTreeSet<&'a str>,
}

impl<'a> Lexicon<'a> {
    pub(super) fn new(
        project: &'a Project,
        settings: &'a Settings,
        ground: &'a Ground<'a>,
    ) -> Self {
        let glosses = project.glosses().iter();
        let lists = ground.lists.iter().filter(|_| settings.by_list);
        let wanted = lists.flat_map(|it| it.entries()).map(|it| it.word.as_str());
        Self {
            project,
            settings,
            ground,
            glosses: glosses.map(|it| (it.name.as_str(), it)).collect(),
            wanted: wanted.collect(),
        }
    }

    /// The words of a text that are listed, in its order: `words` are its words as they are cut,
    /// `shown` the stretches that go in.
    pub(super) fn listed(
        &self,
        text: &str,
        (words, readings): (&[Span], &[WordReading]),
        shown: &[Span],
    ) -> Vec<Listed> {
        let mut first: BTreeMap<&str, Span> = BTreeMap::new();
        for span in words.iter().filter(|it| is_in(shown, **it)) {
            let word = span.of(text).unwrap_or_default();
            if self.is_listed(word) {
                first.entry(word).or_insert(*span);
            }
        }
        for word in self.by_hand() {
            // A word of one's own need not be one to whoever cuts the text.
            let places = memchr::memmem::find_iter(text.as_bytes(), word.as_bytes());
            let places = places.map(|at| Span::new(at, at + word.len()));
            let place = places.into_iter().find(|it| is_in(shown, *it));
            if let Some(span) = place {
                first.insert(word, span);
            }
        }
        let mut listed: Vec<Listed> = first
            .into_iter()
            .map(|(word, span)| self.tell(text, word, span, readings))
            .collect();
        listed.sort_by_key(|it| (it.span.start, it.span.end));
        listed
    }

    fn by_hand(&self) -> impl Iterator<Item = &'a str> {
        let glosses = self.glosses.iter().filter(|_| self.settings.by_hand);
        let listed =
            glosses.filter(|(word, it)| !word.trim().is_empty() && it.told(Gloss::LISTED) == "yes");
        listed.map(|it| *it.0)
    }

    fn is_listed(&self, word: &str) -> bool {
        self.wanted.contains(word) || self.settings.by_level && self.is_above(word)
    }

    /// Whether a word is above the level that learners have; one of no level is not.
    fn is_above(&self, word: &str) -> bool {
        let level = self.ground.levels.iter().find_map(|it| it.level(word));
        self.settings.above > 0 && level.is_some_and(|it| number(it) > self.settings.above)
    }

    /// What is told of a word: what the teacher wrote goes over what dictionaries say.
    fn tell(&self, text: &str, word: &str, span: Span, readings: &[WordReading]) -> Listed {
        let gloss = self.glosses.get(word);
        let own = |name| gloss.map(|it| it.told(name)).unwrap_or_default();
        let known = self.ground.dictionaries.iter();
        let known = known.flat_map(|it| it.lookup(word));
        let known: Vec<&Known> = known.collect();
        let first = |of: fn(&Known) -> &str| {
            let mut all = known.iter().map(|it| of(it));
            all.find(|it| !it.trim().is_empty()).unwrap_or_default()
        };
        let or = |own: &str, other: &str| match own.is_empty() {
            true => other.to_owned(),
            false => own.to_owned(),
        };
        let level = self.level(word);
        let mut flaws = Vec::new();
        if self.is_above(word) {
            let (_, level) = level.clone().unwrap_or_default();
            flaws.push(Flaw::AboveLevel(word.to_owned(), level));
        }
        let meaning = or(own(Gloss::MEANING), first(|it| &it.gloss));
        if meaning.is_empty() {
            flaws.push(Flaw::NoGloss(word.to_owned()));
        }
        let entry = Entry {
            id: format!("w{}", id_of(&[&self.project.head().id.to_string(), word])),
            reading: or(&spelled(text, span, readings), first(|it| &it.pinyin)),
            word: word.to_owned(),
            kind: or(own(Gloss::KIND), first(|it| &it.part_of_speech)),
            meaning,
            level: level
                .map(|(standard, it)| format!("{standard} {it}"))
                .unwrap_or_default(),
            sentence: sentence(text, span),
            ..Entry::default()
        };
        Listed { span, entry, flaws }
    }

    /// The standard and the level of a word.
    fn level(&self, word: &str) -> Option<(String, String)> {
        let mut levels = self.ground.levels.iter();
        levels.find_map(|it| Some((it.name.clone(), it.level(word)?.to_owned())))
    }
}

/// Whether a stretch lies in one of those that go in.
pub(super) fn is_in(shown: &[Span], span: Span) -> bool {
    let at = shown.partition_point(|it| it.end < span.end);
    shown
        .get(at)
        .is_some_and(|it| it.start <= span.start && span.end <= it.end)
}

/// How the words in a stretch are spelled; empty when a word goes beyond it.
pub(super) fn spelled(text: &str, span: Span, readings: &[WordReading]) -> String {
    let from = readings.partition_point(|it| it.span.end <= span.start);
    let inside = readings
        .iter()
        .skip(from)
        .take_while(|it| it.span.start < span.end);
    let mut words = Vec::new();
    for it in inside {
        let word = it.above(text, span);
        words.push(
            match it.starts_sentence && it.kind == crate::text::pinyin::Kind::Common {
                // In a list no sentence begins.
                true => word.to_lowercase(),
                false => word,
            },
        );
    }
    words.join(" ")
}

/// The sentence in which a word stands; of a long one the clauses around the word.
fn sentence(text: &str, span: Span) -> String {
    let sentence = sentences::at(text, span.start);
    let whole = sentence.of(text).unwrap_or_default().trim();
    if whole.width() <= SENTENCE {
        return whole.to_owned();
    }
    let end = sentence.end.max(span.end);
    let before = Span::new(sentence.start, span.start).of(text);
    let after = Span::new(span.end, end).of(text);
    let before: Vec<&str> = before.unwrap_or_default().graphemes(true).collect();
    let after: Vec<&str> = after.unwrap_or_default().graphemes(true).collect();
    let from = before.len() - clauses(before.iter().rev(), AROUND.0, 0);
    let to = clauses(after.iter(), AROUND.1, BEHIND);
    let [lead, tail] = [from > 0, to < after.len()].map(|it| if it { "…" } else { "" });
    let before = before.get(from..).unwrap_or_default().concat();
    let after = after.get(..to).unwrap_or_default().concat();
    let word = span.of(text).unwrap_or_default();
    format!(
        "{lead}{}{word}{}{tail}",
        before.trim_start(),
        after.trim_end()
    )
}

/// How many characters to take of those that lead away from a word: whole clauses, as many as are not
/// wider than this; of a clause that is, or where less than `least` would be left, as much as is not,
/// where it can be whole words.
fn clauses<'t>(away: impl Iterator<Item = &'t &'t str>, widest: usize, least: usize) -> usize {
    const SIGNS: [char; 12] = [
        '，', '；', '：', '、', '。', '？', '！', ',', ';', ':', '—', '…',
    ];
    let (mut wide, mut count) = (0, 0);
    let (mut clause, mut word) = (None, None);
    for it in away {
        wide += it.width();
        if wide > widest {
            return clause.or(word).unwrap_or(count);
        }
        if it.starts_with(SIGNS) && count >= least {
            clause = Some(count);
        } else if it.trim().is_empty() {
            word = Some(count);
        }
        count += 1;
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Words, pinyin};

    #[test]
    fn a_word_is_listed_as_it_is_spelled() {
        let text = "西安的诗人是欧阳修。";
        let readings = pinyin::read(text, &Words::load());
        let of = |word: &str| {
            let start = text.find(word).unwrap();
            spelled(text, Span::new(start, start + word.len()), &readings)
        };
        assert_eq!(of("西安"), "Xī'ān");
        assert_eq!(of("欧阳修"), "Ōuyáng Xiū");
        assert_eq!(of("诗人"), "shīrén");
    }
}
