//! One source while a query is answered in it: what was found there is found once.

use super::node::{Leaf, Node, Terms};
use super::spots::{Spot, Spots, Stretches, touched};
use crate::model::{CodeId, Coding, Project, RecordId, Source};
use crate::query::{Index, Passage};
use crate::text::{Lines, Span, Words, folding, paragraphs, sentences};
use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::rc::Rc;

/// A source with what has been found in it.
pub(super) struct Ground<'a> {
    project: &'a Project,
    index: &'a Index,
    source: &'a Source,
    terms: &'a Terms,
    words: &'a Words,
    leaves: Vec<OnceCell<Rc<Spots>>>,
    sentences: OnceCell<Vec<Span>>,
    paragraphs: OnceCell<Vec<Span>>,
}

impl Stretches for Ground<'_> {
    fn lines(&self) -> &Lines {
        &self.source.lines
    }

    fn sentences_of(&self, span: Span) -> Span {
        let text = self.source.text();
        let all = self
            .sentences
            .get_or_init(|| sentences::sentences(text).collect());
        touched(all, span)
    }

    fn paragraphs_of(&self, span: Span) -> Span {
        let text = self.source.text();
        let all = self
            .paragraphs
            .get_or_init(|| paragraphs::paragraphs(text).collect());
        touched(all, span)
    }
}

impl<'a> Ground<'a> {
    pub(super) fn new(
        (project, index): (&'a Project, &'a Index),
        source: &'a Source,
        (terms, words): (&'a Terms, &'a Words),
    ) -> Self {
        Self {
            project,
            index,
            source,
            terms,
            words,
            leaves: terms.leaves.iter().map(|_| OnceCell::new()).collect(),
            sentences: OnceCell::new(),
            paragraphs: OnceCell::new(),
        }
    }

    /// The passages that a node gives here. What gives none by itself says which of all quotations.
    pub(super) fn spots(&self, node: &Node) -> Rc<Spots> {
        match node {
            Node::Leaf(leaf) => self.leaf(*leaf),
            Node::Any(any) => {
                let each = any.iter().map(|it| self.spots(it));
                let all = each.flat_map(|it| it.iter().cloned().collect::<Vec<_>>());
                Rc::new(Spots::gather(all.collect()))
            }
            Node::All(all) => match all.iter().position(Node::gives) {
                Some(first) => self.narrowed(all, first),
                None => self.quotations(node),
            },
            node => self.quotations(node),
        }
    }

    /// The passages of one among several nodes for which the others hold as well.
    fn narrowed(&self, all: &[Node], first: usize) -> Rc<Spots> {
        let Some(giving) = all.get(first) else {
            return Rc::default();
        };
        let others = || {
            let others = all.iter().enumerate().filter(|(at, _)| *at != first);
            others.map(|(_, node)| node)
        };
        // What is true or false of all that is here needs no look at each.
        if others().any(|it| self.holds_nowhere(it)) {
            return Rc::default();
        }
        let given = self.spots(giving);
        let kept = given
            .iter()
            .filter(|spot| others().all(|it| self.holds(it, spot)));
        let kept = kept.map(|spot| {
            let mut spot = spot.clone();
            for node in others() {
                self.take_codings(node, &mut spot);
            }
            spot
        });
        Rc::new(Spots::gather(kept.collect()))
    }

    /// Adds the codings at the spot's place that a node names.
    fn take_codings(&self, node: &Node, spot: &mut Spot) {
        match node {
            Node::Leaf(leaf) => {
                if let Some(there) = self.leaf(*leaf).exactly(spot.span) {
                    spot.add(&there.codings);
                }
            }
            Node::All(nodes) | Node::Any(nodes) => {
                for node in nodes {
                    self.take_codings(node, spot);
                }
            }
            Node::Belongs(_) | Node::Memo(_) | Node::Count { .. } | Node::Not(_) => {}
        }
    }

    /// The quotations here for which a node holds.
    fn quotations(&self, node: &Node) -> Rc<Spots> {
        if self.holds_nowhere(node) {
            return Rc::default();
        }
        let spots = self.index.passages(self.source.id).iter();
        let spots = spots.map(|passage| Spot {
            span: passage.span,
            is_quotation: true,
            codings: passage.codings.iter().map(|it| it.coding).collect(),
        });
        let mut spots: Vec<Spot> = Spots::gather(spots.collect()).iter().cloned().collect();
        spots.retain(|it| self.holds(node, it));
        Rc::new(Spots::gather(spots))
    }

    fn leaf(&self, number: usize) -> Rc<Spots> {
        let (Some(kept), Some(leaf)) = (self.leaves.get(number), self.terms.leaves.get(number))
        else {
            return Rc::default();
        };
        kept.get_or_init(|| Rc::new(self.found(leaf))).clone()
    }

    fn found(&self, leaf: &Leaf) -> Spots {
        match leaf {
            Leaf::Text { finder, whole } => {
                let text = self.source.text();
                let mut places: Vec<Span> = finder.find(text).collect();
                if *whole {
                    places = self.words.whole(text, &places);
                }
                Spots::gather(places.into_iter().map(Spot::hit).collect())
            }
            Leaf::Style(wanted) => {
                let styles = self.source.origin.styles.iter();
                let styles = styles.filter(|it| wanted.is(&it.style));
                let spans = styles.filter_map(|it| self.source.lines.span_from_chars(it.chars));
                let spans = spans.filter(|it| !it.is_empty());
                Spots::gather(spans.map(Spot::hit).collect())
            }
            Leaf::Codes { codes, when } => {
                let counts = |coding: &Coding| when.iter().all(|it| it.holds(coding));
                let is_one = |code: CodeId| codes.as_ref().is_none_or(|it| it.contains(&code));
                let passages = self.index.passages(self.source.id).iter();
                let spots = passages.filter_map(|passage| {
                    let mut codings = passage
                        .codings
                        .iter()
                        .filter(|it| is_one(it.code))
                        .peekable();
                    codings.peek()?;
                    let is_meant = |id| {
                        let coding = self.project.codings().get(id);
                        when.is_empty() || coding.is_some_and(counts)
                    };
                    let codings = codings.map(|it| it.coding).filter(|it| is_meant(*it));
                    let spot = Spot {
                        span: passage.span,
                        is_quotation: true,
                        codings: codings.collect(),
                    };
                    (!spot.codings.is_empty()).then_some(spot)
                });
                Spots::gather(spots.collect())
            }
            Leaf::Related {
                relation,
                distance,
                left,
                right,
            } => {
                let (left, right) = (self.spots(left), self.spots(right));
                let how = (*relation, *distance);
                let kept = left.iter().filter(|it| right.has_related(how, it, self));
                Spots::gather(kept.cloned().collect())
            }
        }
    }

    /// Whether a node holds for a passage.
    fn holds(&self, node: &Node, spot: &Spot) -> bool {
        match node {
            Node::Leaf(leaf) => self.stands(&self.leaf(*leaf), spot),
            Node::Not(of) => !self.holds(of, spot),
            Node::All(all) => all.iter().all(|it| self.holds(it, spot)),
            Node::Any(any) => any.iter().any(|it| self.holds(it, spot)),
            Node::Count {
                of,
                comparison,
                number,
            } => comparison.holds(self.spots(of).len().cmp(number)),
            Node::Belongs(records) => self.belongs(records, spot),
            Node::Memo(words) => self.passages_of(spot).any(|it| self.has_memo(it, words)),
        }
    }

    /// Whether it can be said for the whole source that a node holds for nothing in it.
    fn holds_nowhere(&self, node: &Node) -> bool {
        match node {
            Node::Count { .. } => !self.holds(node, &Spot::default()),
            Node::Belongs(records) if !records.contains(&RecordId::Source(self.source.id)) => {
                records.iter().all(|it| matches!(it, RecordId::Source(_)))
            }
            Node::All(all) => all.iter().any(|it| self.holds_nowhere(it)),
            _ => false,
        }
    }

    /// Whether what a term gives stands where a passage is. A quotation has the codes that stand
    /// exactly there and the words inside it; words have the codes of the quotations around them
    /// and the other words in their paragraph.
    fn stands(&self, there: &Spots, spot: &Spot) -> bool {
        there.exactly(spot.span).is_some()
            || match spot.is_quotation {
                true => there.has_hit_in(spot.span),
                false => {
                    there.has_quotation_around(spot.span)
                        || there.has_hit_touching(self.paragraphs_of(spot.span))
                }
            }
    }

    /// The quotations that a spot is, or that hold it when it is only words.
    fn passages_of(&self, spot: &Spot) -> impl Iterator<Item = &'a Passage> {
        let (span, is_quotation) = (spot.span, spot.is_quotation);
        let touching = self.index.touching(self.source.id, span);
        touching.filter(move |it| match is_quotation {
            true => it.span == span,
            false => span.within(it.span),
        })
    }

    fn belongs(&self, records: &BTreeSet<RecordId>, spot: &Spot) -> bool {
        records.contains(&RecordId::Source(self.source.id))
            || self.passages_of(spot).any(|passage| {
                records.contains(&RecordId::Quotation(passage.quotation))
                    || passage.codings.iter().any(|it| {
                        records.contains(&RecordId::Coding(it.coding))
                            || records.contains(&RecordId::Code(it.code))
                            || records.contains(&RecordId::Coder(it.coder))
                    })
            })
    }

    fn has_memo(&self, passage: &Passage, words: &Option<String>) -> bool {
        if !passage.has_memo {
            return false;
        }
        let Some(words) = words else {
            return true;
        };
        let codings = passage.codings.iter().map(|it| RecordId::Coding(it.coding));
        let mut targets = codings.chain([RecordId::Quotation(passage.quotation)]);
        targets.any(|target| {
            self.project.memos_on(target).any(|memo| {
                let text: String = memo.text.chars().map(folding::folded).collect();
                text.contains(words.as_str())
            })
        })
    }
}
