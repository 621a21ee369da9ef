//! Quotations of one version of a text, put to their places in another.

use super::{Anchored, Anchors, Passage};
use crate::model::{Quotation, Source, Stray, Verdict};
use crate::text::CharSpan;

/// Finds each quotation, which stands in the text of `from`, in the text of `to`: by its place if its
/// words are there, else by its words. Those that a person should look at become stray; none is
/// dropped. The order of what comes back is by place.
pub fn refit(mut quotations: Vec<Quotation>, from: &Source, to: &Source) -> Vec<Quotation> {
    let recorded = |it: &Quotation| match &it.stray {
        Some(stray) => stray.chars,
        None => from.lines.chars_from_span(it.span).unwrap_or_default(),
    };
    // In their order, so that what moved together is found together.
    quotations.sort_by_key(|it| (recorded(it), it.id));
    let mut anchors = Anchors::new(&to.lines);
    let refitted = quotations.into_iter().map(|it| {
        let chars = recorded(&it);
        refit_one(it, chars, from, &mut anchors)
    });
    refitted.collect()
}

fn refit_one(
    it: Quotation,
    chars: CharSpan,
    from: &Source,
    anchors: &mut Anchors<'_>,
) -> Quotation {
    let words = match &it.stray {
        Some(stray) => Passage::from(&stray.quote),
        None => Passage::at(from.text(), it.span),
    };
    let found = anchors.find(chars, words);
    let verdict = match found {
        Anchored::Unsure(_) => Some(Verdict::Unsure),
        Anchored::Lost(_) => Some(Verdict::Lost),
        // Nothing can be marked there, so the passage is as good as lost.
        _ if found.span().is_empty() => Some(Verdict::Lost),
        Anchored::Exact(_) | Anchored::Moved(_) => None,
    };
    let stray = verdict.map(|verdict| {
        Box::new(Stray {
            quote: words.to_quote(),
            chars,
            verdict,
        })
    });
    Quotation {
        span: found.span(),
        stray,
        ..it
    }
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
