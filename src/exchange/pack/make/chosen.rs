//! What goes into a pack: texts, passages, codes.

use super::{Chosen, Making};
use crate::exchange::pack::Flaw;
use crate::exchange::pack::legend::{self, Legend};
use crate::exchange::pack::settings::{Codes, Part};
use crate::model::{Source, SourceId};
use crate::query::sources;
use crate::text::Span;
use std::collections::BTreeSet;

impl<'a> Making<'a> {
    /// The texts in their order, each with what of it goes in.
    pub(super) fn chosen(&mut self) -> Vec<Chosen<'a>> {
        let mut all = Vec::new();
        self.translations = self.translations();
        for id in self.texts() {
            let Some(source) = self.project.sources().get(id) else {
                continue;
            };
            let shown = match self.ground.passages {
                None => vec![Span::new(0, source.text().len())],
                Some(passages) => together(passages.iter().filter(|it| it.0 == id).map(|it| it.1)),
            };
            if !shown.is_empty() {
                all.push((source, shown));
            }
        }
        all
    }

    fn texts(&mut self) -> Vec<SourceId> {
        if self.settings.texts.is_empty() {
            // What stands beside another text does not stand alone as well.
            let mut all = sources(self.project);
            all.retain(|id| self.translations.values().all(|it| it.id != *id));
            return all;
        }
        let mut texts = Vec::new();
        for name in &self.settings.texts {
            if let Some(source) = self.named(name)
                && !texts.contains(&source.id)
            {
                texts.push(source.id);
            }
        }
        texts
    }

    /// The text of a name or id; one that is gone is told of.
    pub(super) fn named(&mut self, name: &str) -> Option<&'a Source> {
        let mut all = self.project.sources().iter();
        let found = all.find(|it| it.id.to_string() == *name || it.name == *name);
        if found.is_none() {
            self.remark(Flaw::TextGone(name.to_owned()), "", 0);
        }
        found
    }

    /// Which codes are marked and which are to be found.
    pub(super) fn codes(&mut self, chosen: &[Chosen<'_>]) {
        let mut used = BTreeSet::new();
        for (source, shown) in chosen {
            for passage in shown
                .iter()
                .flat_map(|it| self.ground.index.touching(source.id, *it))
            {
                used.extend(passage.codings.iter().map(|it| it.code));
            }
        }
        let gone = match &self.settings.find {
            Codes::All => {
                self.find = used.iter().copied().collect();
                Vec::new()
            }
            Codes::Named(names) => {
                let (found, gone) = legend::named(self.project, names);
                self.find = found;
                gone
            }
        };
        if !self.settings.has(Part::Find) {
            self.find.clear();
        }
        let codes = (&self.settings.codes, self.find.as_slice());
        let (legend, more) = Legend::new(self.project, codes, &used, self.edition);
        self.legend = legend;
        let gone: BTreeSet<String> = gone.into_iter().chain(more).collect();
        for name in gone {
            self.remark(Flaw::CodeGone(name), "", 0);
        }
    }
}

/// Stretches in order, those that touch made one.
fn together(spans: impl Iterator<Item = Span>) -> Vec<Span> {
    let mut all: Vec<Span> = spans.filter(|it| !it.is_empty()).collect();
    all.sort_unstable();
    let mut apart: Vec<Span> = Vec::new();
    for span in all {
        match apart.last_mut() {
            Some(last) if span.start <= last.end => *last = last.cover(span),
            _ => apart.push(span),
        }
    }
    apart
}
