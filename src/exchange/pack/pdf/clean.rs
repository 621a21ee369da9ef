//! A pack in which only characters are left that can be printed.

use super::letters::Letters;
use crate::exchange::pack::check::{Flaw, Remark};
use crate::exchange::pack::{Block, Pack, Reading};
use std::collections::{BTreeMap, BTreeSet};
use typst::text::is_default_ignorable;
use unicode_segmentation::UnicodeSegmentation as _;

/// What printers set where a type is missing.
const MISSING: char = '〓';
/// What the library keeps for itself.
const OBJECT: char = '\u{FFFC}';

/// A copy of a pack in which each character that no letters have, or that is among those `lacking`, is
/// 〓, and what is no character at all is a blank. The remarks say which they were and where.
pub(super) fn clean(
    pack: &Pack,
    letters: &Letters,
    lacking: &BTreeSet<char>,
) -> (Pack, Vec<Remark>) {
    let mut cleaner = Cleaner {
        letters,
        lacking,
        known: BTreeMap::new(),
        found: Vec::new(),
        remarks: Vec::new(),
    };
    let mut pack = pack.clone();
    cleaner.pack(&mut pack);
    (pack, cleaner.remarks)
}

struct Cleaner<'a> {
    letters: &'a Letters,
    lacking: &'a BTreeSet<char>,
    /// Whether letters have a character, of those that were asked for.
    known: BTreeMap<char, bool>,
    /// What was missing since the last remark, in the order of the text.
    found: Vec<char>,
    remarks: Vec<Remark>,
}

impl Cleaner<'_> {
    fn has(&mut self, char: char) -> bool {
        if char.is_control() || char.is_whitespace() || is_default_ignorable(char) {
            return true;
        }
        let Self {
            letters, lacking, ..
        } = self;
        let asked = || char != OBJECT && !lacking.contains(&char) && letters.have(char);
        *self.known.entry(char).or_insert_with(asked)
    }

    fn words(&mut self, words: &mut String) {
        let is_odd = |it: char| it.is_control() && it != '\n';
        if !words.chars().any(|it| is_odd(it) || !self.has(it)) {
            return;
        }
        let mut clean = String::new();
        for cluster in words.graphemes(true) {
            let missing: Vec<char> = cluster.chars().filter(|it| !self.has(*it)).collect();
            if missing.is_empty() {
                clean.extend(cluster.chars().map(|it| if is_odd(it) { ' ' } else { it }));
                continue;
            }
            clean.push(MISSING);
            for char in missing {
                if !self.found.contains(&char) {
                    self.found.push(char);
                }
            }
        }
        *words = clean;
    }

    fn all<'a>(&mut self, words: impl IntoIterator<Item = &'a mut String>) {
        for it in words {
            self.words(it);
        }
    }

    /// Makes a remark of what was missing in a place.
    fn remark(&mut self, text: &str, block: usize) {
        if self.found.is_empty() {
            return;
        }
        let missing: Vec<String> = self.found.drain(..).map(String::from).collect();
        self.remarks.push(Remark {
            flaw: Flaw::NoGlyph(missing.join(" ")),
            text: text.to_owned(),
            block,
        });
    }

    fn pack(&mut self, pack: &mut Pack) {
        let Pack {
            title,
            course,
            teacher,
            date,
            ..
        } = pack;
        self.all([title, course, teacher, date]);
        self.all(pack.words.values_mut());
        self.all(&mut pack.credits);
        for it in &mut pack.legend {
            self.all([&mut it.letter, &mut it.name, &mut it.definition]);
        }
        self.remark("", 0);
        for reading in &mut pack.readings {
            let name = reading.title.clone();
            for block in &mut reading.blocks {
                self.block(block);
                self.remark(&name, block.number);
            }
            self.around(reading);
            self.remark(&name, 0);
        }
    }

    fn block(&mut self, block: &mut Block) {
        for it in &mut block.head {
            self.words(&mut it.text);
        }
        for run in &mut block.runs {
            self.all([&mut run.text, &mut run.ruby]);
            self.all(&mut run.inline);
        }
        self.all(&mut block.beside);
    }

    /// What stands around the paragraphs of a text.
    fn around(&mut self, reading: &mut Reading) {
        let Reading {
            title,
            citation,
            licence,
            ..
        } = reading;
        self.all([title, citation, licence]);
        if let Some(it) = &mut reading.translation {
            self.all([&mut it.title, &mut it.citation, &mut it.licence]);
        }
        self.all(&mut reading.introduction);
        for it in &mut reading.notes {
            self.all([&mut it.passage, &mut it.text]);
        }
        for it in &mut reading.vocabulary {
            let said = [&mut it.word, &mut it.reading, &mut it.kind];
            self.all(said);
            self.all([&mut it.meaning, &mut it.level, &mut it.sentence]);
        }
        if let Some(coverage) = &mut reading.coverage {
            self.words(&mut coverage.standard);
            self.all(coverage.steps.iter_mut().map(|it| &mut it.0));
        }
        for it in &mut reading.questions {
            self.all([&mut it.text, &mut it.passage, &mut it.answer]);
        }
        for it in &mut reading.tasks {
            self.all([&mut it.name, &mut it.definition]);
            self.all(it.key.iter_mut().map(|it| &mut it.1));
        }
    }
}
