//! Quotations of one version of a text, put to their places in another.

use super::{Alignment, Anchored, Anchors, Carried, Passage};
use crate::model::{Quotation, Quote, Source, Stray, Verdict};
use crate::text::CharSpan;

/// Finds each quotation, which stands in the text of `from`, in the text of `to`: by what became of its
/// words from the one text to the other, and one that was astray already by its words. Those that a
/// person should look at become stray; none is dropped. They come back in the order given.
pub fn refit(quotations: Vec<Quotation>, from: &Source, to: &Source) -> Vec<Quotation> {
    let told = refit_told(quotations, from, to);
    told.into_iter().map(|it| it.0).collect()
}

/// The same, and what became of the words of each that was not astray.
pub fn refit_told(
    quotations: Vec<Quotation>,
    from: &Source,
    to: &Source,
) -> Vec<(Quotation, Option<Carried>)> {
    let is_placed = |it: &Quotation| it.stray.is_none();
    // Comparing two texts is for nothing where no quotation asks for it.
    let alignment = quotations
        .iter()
        .any(is_placed)
        .then(|| Alignment::new(from.text(), to.text()));
    let mut anchors = Anchors::new(&to.lines);
    let recorded = |it: &Quotation| match &it.stray {
        Some(stray) => stray.chars,
        None => from.lines.chars_from_span(it.span).unwrap_or_default(),
    };
    let mut told: Vec<(Quotation, Option<Carried>)> =
        quotations.into_iter().map(|it| (it, None)).collect();
    let mut order: Vec<(CharSpan, usize)> = told
        .iter()
        .enumerate()
        .map(|(at, (it, _))| (recorded(it), at))
        .collect();
    // Those that are searched for in their order, so that what moved together is found together.
    order.sort_unstable();
    for (chars, at) in order {
        let Some((it, carried)) = told.get_mut(at) else {
            continue;
        };
        match (&it.stray, &alignment) {
            (None, Some(alignment)) => *carried = Some(carry(it, chars, (from, alignment))),
            _ => search(it, chars, (from, &mut anchors)),
        }
    }
    told
}

/// Puts a quotation to its place by what became of its words.
fn carry(
    it: &mut Quotation,
    chars: CharSpan,
    (from, alignment): (&Source, &Alignment<'_>),
) -> Carried {
    let carried = alignment.carry(it.span);
    let span = carried.span();
    let verdict = match &carried {
        Carried::Same(_) => None,
        Carried::Gone(_) => Some(Verdict::Lost),
        // Nothing can be marked there, so the passage is as good as lost.
        _ if span.is_empty() => Some(Verdict::Lost),
        Carried::Edited(_) | Carried::Scattered(_) => Some(Verdict::Unsure),
    };
    let quote = || Passage::at(from.text(), it.span).to_quote();
    it.stray = verdict.map(|verdict| stray(quote(), chars, verdict));
    it.span = span;
    carried
}

/// Puts a quotation to its place by its recorded words.
fn search(it: &mut Quotation, chars: CharSpan, (from, anchors): (&Source, &mut Anchors<'_>)) {
    let words = match &it.stray {
        Some(stray) => Passage::from(&stray.quote),
        None => Passage::at(from.text(), it.span),
    };
    let found = anchors.find(chars, words);
    let verdict = match found {
        Anchored::Unsure(_) => Some(Verdict::Unsure),
        Anchored::Lost(_) => Some(Verdict::Lost),
        _ if found.span().is_empty() => Some(Verdict::Lost),
        Anchored::Exact(_) | Anchored::Moved(_) => None,
    };
    let quote = words.to_quote();
    it.stray = verdict.map(|verdict| stray(quote, chars, verdict));
    it.span = found.span();
}

fn stray(quote: Quote, chars: CharSpan, verdict: Verdict) -> Box<Stray> {
    Box::new(Stray {
        quote,
        chars,
        verdict,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{CoderId, Extra, Fingerprint, Origin, QuotationId, SourceId, Time};
    use crate::text::{Lines, Span};
    use uuid::Uuid;

    fn source(text: &str) -> Source {
        Source {
            id: SourceId::new(Uuid::nil()),
            name: "随笔".to_owned(),
            order: 0,
            lines: Lines::from(text),
            fingerprint: Fingerprint::of(text),
            origin: Origin::default(),
            added: Time::default(),
            values: Default::default(),
            extra: Extra::default(),
        }
    }

    fn marked(source: &Source, words: &str) -> Quotation {
        let start = source.text().find(words).unwrap();
        Quotation {
            id: QuotationId::new(Uuid::nil()),
            source: source.id,
            span: Span::new(start, start + words.len()),
            stray: None,
            coder: CoderId::new(Uuid::nil()),
            created: Time::default(),
            extra: Extra::default(),
        }
    }

    #[test]
    fn a_quotation_follows_its_words_and_what_is_gone_stays_as_lost() {
        let from = source("数字治理与国防，产业与文化。");
        let longer = source("论：数字治理与国防，产业与文化。");
        let of = |words, to| refit(vec![marked(&from, words)], &from, to).remove(0);
        let moved = of("治理与国防", &longer);
        assert_eq!(moved.span.of(longer.text()), Some("治理与国防"));
        assert_eq!(moved.stray, None);
        let other = source("此处另有文字，与前文毫不相干。");
        let lost = of("产业与文化", &other);
        assert_eq!(lost.stray.as_ref().unwrap().quote.exact, "产业与文化");
        let back = refit(vec![lost], &other, &from).remove(0);
        assert_eq!(back.span.of(from.text()), Some("产业与文化"));
        assert_eq!(back.stray, None);
    }
}
