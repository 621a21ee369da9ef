//! What is to be found in a text, and what of it should be looked at.

use super::{Chosen, Making};
use crate::exchange::citation_line;
use crate::exchange::pack::direction::stretches;
use crate::exchange::pack::ids::id_of;
use crate::exchange::pack::leaf::{Leaf, shortened};
use crate::exchange::pack::vocabulary::{Listed, is_in};
use crate::exchange::pack::{Edition, Flaw, Task, swaps};
use crate::model::{CitationPart, Cited, Source, Verdict};
use crate::query::Passage;
use crate::text::pinyin::{self, Certainty, WordReading};
use crate::text::{Span, paragraphs};
use std::collections::{BTreeMap, BTreeSet};

/// Words that are written out in another way, told at most: the most frequent.
const SWAPS: usize = 60;

impl Making<'_> {
    /// What is written out in another way than character by character.
    pub(super) fn swapped(&mut self, chosen: &[Chosen<'_>]) {
        let texts = chosen.iter().flat_map(|(source, shown)| {
            let text = source.text();
            shown.iter().filter_map(move |it| it.of(text))
        });
        for swap in swaps(self.settings.script, texts).into_iter().take(SWAPS) {
            let to = format!("{} ×{}", swap.to, swap.count);
            self.remark(Flaw::Swapped(swap.from, to), "", 0);
        }
    }

    /// What is to be found, with the places for whoever teaches.
    pub(super) fn tasks(&self, source: &Source, shown: &[Span], page: &Leaf<'_>) -> Vec<Task> {
        let mut tasks = Vec::new();
        for code in self
            .find
            .iter()
            .filter_map(|id| self.project.codes().get(*id))
        {
            let passages = shown.iter();
            let passages = passages.flat_map(|it| self.ground.index.touching(source.id, *it));
            let passages = passages.filter(|it| it.codings.iter().any(|it| it.code == code.id));
            let spans: BTreeSet<Span> = passages.map(|it| it.span).collect();
            if spans.is_empty() {
                continue;
            }
            let place = |span: &Span| {
                let words = span.of(source.text()).unwrap_or_default();
                (page.number_at(span.start), shortened(words))
            };
            let key = match self.edition {
                Edition::Teacher => spans.iter().map(place).collect(),
                _ => Vec::new(),
            };
            tasks.push(Task {
                id: format!(
                    "f{}",
                    id_of(&[&source.id.to_string(), &code.id.to_string()])
                ),
                name: code.name.clone(),
                definition: code.definition.trim().to_owned(),
                count: spans.len(),
                key,
            });
        }
        tasks
    }

    /// What of a text should be looked at.
    pub(super) fn look_at(
        &mut self,
        source: &Source,
        shown: &[Span],
        (page, listed, readings): (&Leaf<'_>, &[Listed], &[WordReading]),
    ) {
        let name = source.name.as_str();
        let citation = &source.origin.citation;
        if citation_line::line(citation).is_empty() {
            self.remark(Flaw::NoCitation, name, 0);
        }
        if Cited::first(citation, &CitationPart::Licence)
            .trim()
            .is_empty()
        {
            self.remark(Flaw::NoLicence, name, 0);
        }
        let index = self.ground.index;
        let strays = index.passages(source.id).iter();
        let strays = strays.filter(|it| it.stray == Some(Verdict::Unsure));
        let lost: Vec<&Passage> = strays.chain(index.lost(source.id).iter()).collect();
        for passage in lost {
            let quotation = self.project.quotations().get(passage.quotation);
            let quote = quotation.and_then(|it| it.stray.as_ref());
            let words = quote
                .map(|it| shortened(&it.quote.exact))
                .unwrap_or_default();
            let block = page.number_at(passage.span.start);
            self.remark(Flaw::PassageChanged(words), name, block);
        }
        let text = source.text();
        let printed = self.ruby(listed, readings);
        let mut told = BTreeSet::new();
        for word in printed.iter().filter(|it| is_in(shown, it.span)) {
            let is_doubtful = |it: &pinyin::Syllable| it.certainty >= Certainty::Rule;
            let words = word.span.of(text).unwrap_or_default();
            let read: String = word.syllables.iter().map(|it| &*it.reading).collect();
            // A word that is read alike everywhere is looked at once.
            if word.syllables.iter().any(is_doubtful) && told.insert((words, read)) {
                let flaw = Flaw::Unreviewed(words.to_owned(), word.spelling(text));
                self.remark(flaw, name, page.number_at(word.span.start));
            }
        }
        self.look_at_letters(text, shown, (page, name));
        for span in right_to_left(text, shown) {
            let words = shortened(span.of(text).unwrap_or_default());
            self.remark(Flaw::RightToLeft(words), name, page.number_at(span.start));
        }
        for it in listed {
            let block = page.number_at(it.span.start);
            for flaw in &it.flaws {
                self.remark(flaw.clone(), name, block);
            }
        }
    }

    /// Characters that cannot be printed, each where it first stands.
    fn look_at_letters(&mut self, text: &str, shown: &[Span], (page, name): (&Leaf<'_>, &str)) {
        let mut told = BTreeSet::new();
        let mut missing: BTreeMap<usize, Vec<String>> = BTreeMap::new();
        for span in shown {
            let chars = span.of(text).unwrap_or_default().char_indices();
            for (at, char) in chars.filter(|it| is_unprintable(it.1)) {
                if told.insert(char) {
                    let block = page.number_at(span.start + at);
                    missing.entry(block).or_default().push(char.into());
                }
            }
        }
        for (block, chars) in missing {
            self.remark(Flaw::NoGlyph(chars.join(" ")), name, block);
        }
    }
}

/// Whether no letters have a character, whoever opens the pack: those for private use, which every
/// font draws in its own way, and those that are none.
fn is_unprintable(char: char) -> bool {
    matches!(char, '\u{E000}'..='\u{F8FF}' | '\u{FDD0}'..='\u{FDEF}' | '\u{FFFD}' | '\u{F0000}'..)
        || u32::from(char) & 0xFFFE == 0xFFFE
}

/// The first stretch of each paragraph that is written from right to left.
fn right_to_left(text: &str, shown: &[Span]) -> Vec<Span> {
    let mut found = Vec::new();
    for paragraph in paragraphs::paragraphs(text) {
        let words = paragraph.of(text).unwrap_or_default();
        let stretches = stretches(words);
        let Some((leftward, _)) = stretches.iter().find(|it| it.1) else {
            continue;
        };
        let before = stretches.iter().take_while(|it| !it.1);
        let start = before.map(|it| it.0.len()).sum();
        let span = Span::new(start, start + leftward.len()).shifted(paragraph.start);
        if shown.iter().any(|it| it.common(span).is_some()) {
            found.push(span);
        }
    }
    found
}
