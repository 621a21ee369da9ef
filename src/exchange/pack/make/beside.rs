//! A translation beside its text: which of its paragraphs stand beside which.

use super::{Making, language};
use crate::exchange::citation_line;
use crate::exchange::pack::leaf::Cut;
use crate::exchange::pack::{Block, Flaw, Translation};
use crate::model::{CitationPart, Cited, Source, SourceId};
use crate::text::parallel::{Pair, parallel};
use crate::text::{Span, paragraphs};
use std::collections::BTreeMap;

impl<'a> Making<'a> {
    /// The texts that stand beside others, as far as both are there and are not the same.
    pub(super) fn translations(&mut self) -> BTreeMap<SourceId, &'a Source> {
        let mut all = BTreeMap::new();
        for (one, other) in &self.settings.translations {
            let (Some(one), Some(other)) = (self.named(one), self.named(other)) else {
                continue;
            };
            let stands_beside = all.values().any(|it: &&Source| it.id == one.id);
            if one.id != other.id && !stands_beside {
                all.entry(one.id).or_insert(other);
            }
        }
        all
    }

    /// Puts the paragraphs of its translation beside those of a text that go in. Of a paragraph that
    /// goes in by pieces, the first one has them; so has the first of paragraphs that were made one.
    pub(super) fn put_beside(
        &mut self,
        source: &Source,
        cut: &[Cut],
        blocks: &mut [Block],
    ) -> Option<Translation> {
        let translation = *self.translations.get(&source.id)?;
        let (one, other) = (source.text(), translation.text());
        let (paragraphs, others) = (filled(one), filled(other));
        let pairs = parallel(&lengths(one, &paragraphs), &lengths(other, &others));
        let pairs = none_alone(pairs);
        let (mut rest, mut uneven) = (pairs.iter().peekable(), 0);
        for (cut, block) in cut.iter().zip(blocks) {
            let at = paragraphs.partition_point(|it| it.end <= cut.span.start);
            let mut taken = 0..0;
            while let Some(pair) = rest.next_if(|it| it.one.start <= at) {
                if !pair.one.contains(&at) {
                    continue;
                }
                taken = pair.other.clone();
                if uneven == 0 && (pair.one.len(), pair.other.len()) != (1, 1) {
                    uneven = block.number;
                }
            }
            let words = taken.filter_map(|it| others.get(it)?.of(other));
            block.beside = words.map(|it| it.trim().to_owned()).collect();
        }
        self.look_at_translation(translation, (paragraphs.len(), others.len(), uneven));
        Some(told(translation))
    }

    fn look_at_translation(
        &mut self,
        translation: &Source,
        (one, other, block): (usize, usize, usize),
    ) {
        let name = translation.name.as_str();
        if one != other {
            let counts = format!("{one} : {other}");
            self.remark(Flaw::Uneven(name.to_owned(), counts), name, block);
        }
        let told = told(translation);
        if told.citation.is_empty() {
            self.remark(Flaw::NoCitation, name, 0);
        }
        if told.licence.trim().is_empty() {
            self.remark(Flaw::NoLicence, name, 0);
        }
    }
}

fn told(translation: &Source) -> Translation {
    let citation = &translation.origin.citation;
    Translation {
        title: translation.name.clone(),
        language: language(translation.text()),
        citation: citation_line::line(citation),
        licence: Cited::first(citation, &CitationPart::Licence).to_owned(),
    }
}

/// Pairs of which each has a paragraph of the text: what else a translation has goes with the
/// paragraph before it, at its beginning with the one behind.
fn none_alone(pairs: Vec<Pair>) -> Vec<Pair> {
    let mut all: Vec<Pair> = Vec::new();
    for pair in pairs {
        match all.last_mut() {
            Some(last) if pair.one.is_empty() || last.one.is_empty() => {
                last.one.end = pair.one.end;
                last.other.end = pair.other.end;
            }
            _ => all.push(pair),
        }
    }
    all
}

/// The paragraphs that are not empty.
fn filled(text: &str) -> Vec<Span> {
    let is_filled = |it: &Span| it.of(text).is_some_and(|it| !it.trim().is_empty());
    paragraphs::paragraphs(text).filter(is_filled).collect()
}

fn lengths(text: &str, paragraphs: &[Span]) -> Vec<usize> {
    let length = |it: &Span| it.of(text).map_or(0, |it| it.chars().count());
    paragraphs.iter().map(length).collect()
}

#[cfg(test)]
mod tests {
    use crate::exchange::pack::tests::{in_archive, made, made_of, project, settings};
    use crate::exchange::pack::{Edition, Flaw, Form, Ids, Made, docx, epub, page};
    use crate::model::{CitationPart, Cited, Project};
    use crate::query::sample::{Sample, source, source_id};
    use crate::text::Span;

    const OTHER: &str = "Harbour Chronicle\nBeyond the dock, governance and defence are one.\n\n\
         The workers said: the weight of a port is people.\n<Last & least>";

    /// The project of packs with a translation of its text.
    fn with(other: &str) -> Project {
        let mut sample = Sample::new();
        sample.project = project();
        let mut text = source(2, other);
        text.name = "Harbour Chronicle".into();
        text.origin.citation = vec![Cited::new(CitationPart::Title, "Harbour Chronicle")];
        sample.put(text);
        sample.project
    }

    const BOTH: (&str, &str) = ("translations", "海港志 = Harbour Chronicle");

    fn seen(made: &Made) -> Vec<(String, String)> {
        let blocks = made.pack.readings.iter().flat_map(|it| &it.blocks);
        blocks.map(|it| (it.words(), it.beside.join("|"))).collect()
    }

    #[test]
    fn a_translation_stands_beside_its_text_and_not_alone() {
        let about = [BOTH, ("columns", "2"), ("numbers", "lines")];
        let made = made(&with(OTHER), &settings(&about), Edition::Teacher);
        assert_eq!(made.pack.readings.len(), 1);
        let lines: Vec<&str> = OTHER.lines().filter(|it| !it.is_empty()).collect();
        let beside: Vec<String> = seen(&made).into_iter().map(|it| it.1).collect();
        assert_eq!(beside, lines);
        let translation = made.pack.readings[0].translation.as_ref().unwrap();
        assert_eq!(
            (translation.title.as_str(), translation.language.as_str()),
            ("Harbour Chronicle", "")
        );
        assert!(translation.citation.contains("Harbour"), "{translation:?}");
        // It takes the place of columns and of what stands in the margin.
        assert_eq!(
            (made.pack.look.columns, made.pack.look.numbers.name()),
            (1, "paragraphs")
        );
        let forms = made.pack.readings[0].notes.iter().map(|it| it.form);
        assert_eq!(forms.collect::<Vec<_>>(), [Form::Foot, Form::Foot]);
        assert!(
            !made
                .remarks
                .iter()
                .any(|it| matches!(it.flaw, Flaw::Uneven(..)))
        );
    }

    #[test]
    fn of_chosen_passages_only_their_paragraphs_are_translated() {
        let text = with(OTHER);
        let at = text
            .sources()
            .get(source_id(1))
            .unwrap()
            .text()
            .find("港口")
            .unwrap();
        let passages = [(source_id(1), Span::new(at, at + "港口".len()))];
        let settings = settings(&[BOTH]);
        let made = made_of(
            &text,
            &settings,
            Edition::Student,
            (Some(&passages), &Ids::default()),
        );
        let whole = "The workers said: the weight of a port is people.";
        assert_eq!(seen(&made), [("港口".to_owned(), whole.to_owned())]);
    }

    #[test]
    fn paragraphs_that_are_not_equally_many_are_told_and_none_is_lost() {
        let other = OTHER.replace("said: the", "said:\nthe");
        let made = made(&with(&other), &settings(&[BOTH]), Edition::Student);
        let beside: Vec<String> = seen(&made).into_iter().map(|it| it.1).collect();
        let lines: Vec<&str> = other.lines().filter(|it| !it.is_empty()).collect();
        assert_eq!(beside.join("|"), lines.join("|"));
        let flaw = Flaw::Uneven("Harbour Chronicle".into(), "4 : 5".into());
        let remark = made.remarks.iter().find(|it| it.flaw == flaw).unwrap();
        assert_eq!(
            (remark.text.as_str(), remark.block),
            ("Harbour Chronicle", 2)
        );
    }

    #[test]
    fn what_cannot_stand_beside_a_text_is_told() {
        let about = [("translations", "海港志 = Nowhere\n海港志 = 海港志")];
        let made = made(&with(OTHER), &settings(&about), Edition::Student);
        assert_eq!(made.pack.readings.len(), 2);
        let gone = Flaw::TextGone("Nowhere".into());
        assert!(made.remarks.iter().any(|it| it.flaw == gone));
        // Of two that each stand beside the other, the first is the text.
        let about = [(
            "translations",
            "海港志 = Harbour Chronicle\nHarbour Chronicle = 海港志",
        )];
        let made = self::made(&with(OTHER), &settings(&about), Edition::Student);
        assert_eq!(made.pack.readings.len(), 1);
    }

    #[test]
    fn every_format_sets_each_paragraph_beside_its_own() {
        let pack = made(&with(OTHER), &settings(&[BOTH]), Edition::Blank).pack;
        let (mut word, mut book) = (Vec::new(), Vec::new());
        docx(&pack, &mut word).unwrap();
        epub(&pack, &mut book).unwrap();
        let page = page(&pack, None).unwrap();
        for written in [
            page,
            in_archive(&word, "word/document.xml"),
            in_archive(&book, "EPUB/text-1.xhtml"),
        ] {
            let places = [
                "船坞之",
                "Beyond the dock",
                "工人们说",
                "The workers said",
                "&lt;Last &amp; least",
            ];
            let places = places.map(|it| {
                written
                    .find(it)
                    .unwrap_or_else(|| panic!("{it}\n{written}"))
            });
            assert!(places.is_sorted(), "{places:?}");
        }
    }
}
