//! A quotation as a file holds it: with its words, and with code points for bytes.

use super::astray::Astray;
use super::kind::{Fields, Kind, NOBODY};
use super::line::Line;
use super::read::Found;
use crate::anchor::Passage;
use crate::model::{CoderId, Extra, Quotation, QuotationId, Source, SourceId, Time};
use crate::text::{CharSpan, Span};
use std::borrow::Cow;

/// A quotation as it stands in a file: a place in code points, with its words.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Marked<'a> {
    pub(super) id: QuotationId,
    pub(super) source: SourceId,
    pub(super) chars: CharSpan,
    pub(super) exact: Cow<'a, str>,
    pub(super) prefix: Cow<'a, str>,
    pub(super) suffix: Cow<'a, str>,
    /// For a stray quotation: how it was last found, and where.
    pub(super) stray: Option<Astray>,
    pub(super) coder: CoderId,
    pub(super) created: Time,
    pub(super) extra: Extra,
}

impl<'a> Marked<'a> {
    /// The quotation with its words: those recorded when it is stray, those of its source if not.
    pub(super) fn of(quotation: &'a Quotation, source: Option<&'a Source>) -> Self {
        let now = source.and_then(|it| it.lines.chars_from_span(quotation.span));
        let now = now.unwrap_or_default();
        let (chars, words) = match (&quotation.stray, source) {
            (Some(stray), _) => (stray.chars, Passage::from(&stray.quote)),
            (None, Some(source)) => (now, Passage::at(source.text(), quotation.span)),
            (None, None) => Default::default(),
        };
        let stray = quotation.stray.as_ref().map(|stray| Astray {
            verdict: stray.verdict,
            now,
        });
        Self {
            id: quotation.id,
            source: quotation.source,
            chars,
            exact: words.exact.into(),
            prefix: words.prefix.into(),
            suffix: words.suffix.into(),
            stray,
            coder: quotation.coder,
            created: quotation.created,
            extra: quotation.extra.clone(),
        }
    }

    /// Its words.
    pub(super) fn words(&self) -> Passage<'_> {
        Passage {
            exact: &self.exact,
            prefix: &self.prefix,
            suffix: &self.suffix,
        }
    }
}

impl<'a> Kind<'a> for Marked<'a> {
    const NAME: &'static str = "Quotation";

    fn read<F: Fields<'a>>(fields: &mut F) -> Result<Self, F::Stop> {
        Ok(Self {
            id: fields.need("id")?,
            source: fields.need("source")?,
            chars: CharSpan {
                start: fields.need("start")?,
                end: fields.need("end")?,
            },
            exact: fields.text("exact")?,
            prefix: fields.text("prefix")?,
            suffix: fields.text("suffix")?,
            stray: fields.find("stray")?,
            coder: NOBODY,
            created: fields.find("created")?.unwrap_or_default(),
            extra: fields.rest(),
        })
    }

    fn write(&self, line: &mut Line<'_>) {
        line.put("id", &self.id);
        line.put("source", &self.source);
        line.put("start", &self.chars.start);
        line.put("end", &self.chars.end);
        line.put_text("exact", &self.exact);
        line.put_text("prefix", &self.prefix);
        line.put_text("suffix", &self.suffix);
        line.put_some("stray", self.stray.as_ref());
        line.put("created", &self.created);
        line.put_extra(&self.extra);
    }

    fn keep(self, span: Span, coder: CoderId, found: &mut Found<'a>) {
        found.quotations.push((span, Self { coder, ..self }));
    }
}
