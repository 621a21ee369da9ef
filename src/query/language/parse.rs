//! From a query as it is typed to what it asks: `|` binds least, then `&` (or nothing at all
//! between two terms), then relations such as `within`, then `!`.

use super::ask::{Ask, AskKind, Field, Holder, Name, Relation};
use super::flaw::{QueryError, QueryFlaw};
use super::token::{Comparison, Sign, Token, tokens};
use super::word::{self, Joiner};
use crate::model::Time;
use crate::text::Span;

/// How deep brackets and relations may be nested.
const MOST_DEPTH: usize = 100;
/// How many terms there may be.
const MOST_TERMS: usize = 200;
/// How many terms a pattern counts as: it may take some megabytes.
const PATTERN_TERMS: usize = 10;

/// Reads a query.
///
/// # Errors
/// Where and why it is not understood.
pub(super) fn parse(query: &str) -> Result<Ask, QueryError> {
    let tokens = tokens(query)?;
    if tokens.is_empty() {
        return Err(QueryFlaw::Empty.at(Span::new(0, query.len())));
    }
    let mut parser = Parser {
        query,
        tokens: &tokens,
        at: 0,
        depth: 0,
        terms: 0,
    };
    let ask = parser.any()?;
    match parser.peek() {
        Some(token) => Err(match token.sign {
            Sign::Close => QueryFlaw::BracketUnopened,
            _ => QueryFlaw::Misplaced {
                what: parser.typed(token.span),
            },
        }
        .at(token.span)),
        None => Ok(ask),
    }
}

struct Parser<'q> {
    query: &'q str,
    tokens: &'q [Token<'q>],
    at: usize,
    depth: usize,
    terms: usize,
}

impl<'q> Parser<'q> {
    fn peek(&self) -> Option<Token<'q>> {
        self.tokens.get(self.at).copied()
    }

    fn peek_at(&self, ahead: usize) -> Option<Token<'q>> {
        self.tokens.get(self.at + ahead).copied()
    }

    /// Takes the next token if it is this sign.
    fn take(&mut self, sign: Sign<'_>) -> Option<Span> {
        let token = self.peek().filter(|it| it.sign == sign)?;
        self.at += 1;
        Some(token.span)
    }

    fn typed(&self, span: Span) -> String {
        span.of(self.query).unwrap_or_default().to_owned()
    }

    fn end(&self) -> Span {
        Span::new(self.query.len(), self.query.len())
    }

    /// Whether a term can begin with the token that is `ahead` of this one.
    fn begins_term(&self, ahead: usize) -> bool {
        let sign = self.peek_at(ahead).map(|it| it.sign);
        matches!(
            sign,
            Some(Sign::Open | Sign::Not | Sign::Quoted(_) | Sign::Pattern(_) | Sign::Word(_))
        )
    }

    /// The word that joins two terms here, such as `near`, and how many tokens it has.
    fn joiner(&self) -> Option<(Joiner, usize)> {
        let word = |ahead| match self.peek_at(ahead)?.sign {
            Sign::Word(word) => Some(word),
            _ => None,
        };
        word::joiner(word(0)?, word(1))
    }

    fn deeper<T>(
        &mut self,
        span: Span,
        then: impl FnOnce(&mut Self) -> Result<T, QueryError>,
    ) -> Result<T, QueryError> {
        if self.depth == MOST_DEPTH {
            return Err(QueryFlaw::TooDeep { most: MOST_DEPTH }.at(span));
        }
        self.depth += 1;
        let made = then(self);
        self.depth -= 1;
        made
    }

    fn any(&mut self) -> Result<Ask, QueryError> {
        let mut asks = vec![self.all()?];
        while let Some(span) = self.take_or() {
            self.need_term(span)?;
            asks.push(self.all()?);
        }
        Ok(Ask::several(asks, AskKind::Any))
    }

    fn take_or(&mut self) -> Option<Span> {
        let span = self.take(Sign::Or);
        span.or_else(|| self.take_joiner(Joiner::Or))
    }

    fn take_joiner(&mut self, wanted: Joiner) -> Option<Span> {
        let (_, count) = self.joiner().filter(|it| it.0 == wanted)?;
        let first = self.peek()?.span;
        let last = self.peek_at(count - 1)?.span;
        self.at += count;
        Some(first.cover(last))
    }

    /// That something follows an operator.
    fn need_term(&self, operator: Span) -> Result<(), QueryError> {
        match self.begins_term(0) {
            true => Ok(()),
            false => Err(QueryFlaw::NothingAfter {
                what: self.typed(operator),
            }
            .at(operator)),
        }
    }

    fn all(&mut self) -> Result<Ask, QueryError> {
        let mut asks = vec![self.related()?];
        loop {
            let span = self.take(Sign::And);
            match span.or_else(|| self.take_joiner(Joiner::And)) {
                Some(span) => self.need_term(span)?,
                None if matches!(self.joiner(), Some((Joiner::Or, _))) => break,
                None if !self.begins_term(0) => break,
                None => {}
            }
            asks.push(self.related()?);
        }
        Ok(Ask::several(asks, AskKind::All))
    }

    fn related(&mut self) -> Result<Ask, QueryError> {
        let mut left = self.negated()?;
        let mut chained = 0;
        while let Some((Joiner::Relation(relation), count)) = self.joiner() {
            if self.is_day(relation) {
                break;
            }
            let span = self.peek().map_or(self.end(), |it| it.span);
            let last = self.peek_at(count - 1).map_or(span, |it| it.span);
            self.at += count;
            self.need_term(span.cover(last))?;
            chained += 1;
            if self.depth + chained > MOST_DEPTH {
                return Err(QueryFlaw::TooDeep { most: MOST_DEPTH }.at(span));
            }
            let right = self.negated()?;
            let distance = self.distance(relation)?;
            left = Ask {
                span: left.span.cover(right.span),
                kind: AskKind::Related {
                    relation,
                    distance,
                    left: Box::new(left),
                    right: Box::new(right),
                },
            };
        }
        Ok(left)
    }

    /// Whether `before` is followed by a day: then it says when something was coded.
    fn is_day(&self, relation: Relation) -> bool {
        let next = self.peek_at(1).map(|it| it.sign);
        relation == Relation::Before
            && matches!(next, Some(Sign::Word(word)) if word::time(word).is_some())
    }

    fn distance(&mut self, relation: Relation) -> Result<Option<usize>, QueryError> {
        let takes = matches!(
            relation,
            Relation::Near | Relation::Before | Relation::After
        );
        let token = self.peek();
        let number = token.and_then(|it| match it.sign {
            Sign::Word(word) => word::number(word),
            _ => None,
        });
        match number.filter(|_| takes) {
            Some(number) => {
                self.at += 1;
                Ok(Some(number))
            }
            None if relation == Relation::Near => {
                Err(QueryFlaw::NoNumber.at(token.map_or(self.end(), |it| it.span)))
            }
            None => Ok(None),
        }
    }

    fn negated(&mut self) -> Result<Ask, QueryError> {
        let mut first: Option<Span> = None;
        let mut turns = 0;
        while let Some(span) = self.take_not() {
            self.need_term(span)?;
            first = first.or(Some(span));
            turns += 1;
        }
        let ask = self.term()?;
        Ok(match first {
            Some(span) if turns % 2 == 1 => Ask {
                span: span.cover(ask.span),
                kind: AskKind::Not(Box::new(ask)),
            },
            _ => ask,
        })
    }

    fn take_not(&mut self) -> Option<Span> {
        if let Some(span) = self.take(Sign::Not) {
            return Some(span);
        }
        let token = self.peek()?;
        let is_not = matches!(token.sign, Sign::Word(word) if word::is_not(word));
        if !is_not || !self.begins_term(1) {
            return None;
        }
        self.at += 1;
        Some(token.span)
    }

    fn term(&mut self) -> Result<Ask, QueryError> {
        let Some(token) = self.peek() else {
            return Err(QueryFlaw::Empty.at(self.end()));
        };
        if let Sign::Word(_) = token.sign
            && let Some((joiner, count)) = self.joiner()
            && self.begins_term(count)
            && !(joiner == Joiner::Relation(Relation::Before) && self.is_day(Relation::Before))
        {
            let what = self.typed(token.span);
            return Err(QueryFlaw::NothingBefore { what }.at(token.span));
        }
        self.terms += match token.sign {
            Sign::Pattern(_) => PATTERN_TERMS,
            _ => 1,
        };
        if self.terms > MOST_TERMS {
            return Err(QueryFlaw::TooMany { most: MOST_TERMS }.at(token.span));
        }
        self.at += 1;
        let kind = match token.sign {
            Sign::Open => return self.bracket(token.span),
            Sign::Quoted(words) => AskKind::Exact(words.to_owned()),
            Sign::Pattern(pattern) => AskKind::Pattern(pattern.to_owned()),
            Sign::Word(word) => return self.word(word, token.span),
            Sign::Close => return Err(QueryFlaw::BracketUnopened.at(token.span)),
            Sign::And | Sign::Or | Sign::Not => {
                let what = self.typed(token.span);
                return Err(QueryFlaw::NothingBefore { what }.at(token.span));
            }
            Sign::Compare(_) => {
                let what = self.typed(token.span);
                return Err(QueryFlaw::Misplaced { what }.at(token.span));
            }
        };
        Ok(Ask {
            span: token.span,
            kind,
        })
    }

    fn bracket(&mut self, open: Span) -> Result<Ask, QueryError> {
        if let Some(close) = self.take(Sign::Close) {
            return Err(QueryFlaw::Empty.at(open.cover(close)));
        }
        if self.peek().is_none() {
            return Err(QueryFlaw::BracketUnclosed.at(open));
        }
        let inner = self.deeper(open, Self::any)?;
        let close = self.take(Sign::Close);
        let close = close.ok_or_else(|| QueryFlaw::BracketUnclosed.at(open))?;
        Ok(Ask {
            span: open.cover(close),
            ..inner
        })
    }

    /// A term that begins with a word: a field, a value, a count, a day, or words to find.
    fn word(&mut self, word: &'q str, span: Span) -> Result<Ask, QueryError> {
        if let Some((field, name)) = word::field(word) {
            return self.named(field, name, span);
        }
        if let Some((holder, name)) = word::holder(word) {
            return self.value(holder, name, span);
        }
        if word::is_count(word) && self.peek().is_some_and(|it| it.sign == Sign::Open) {
            return self.count(span);
        }
        if let Some(field) = word::day(word)
            && let Some(Sign::Word(day)) = self.peek().map(|it| it.sign)
            && let Some(time) = word::time(day)
        {
            let last = self.peek().map_or(span, |it| it.span);
            self.at += 1;
            return Ok(dated(field, time, span.cover(last)));
        }
        if let Some(name) = word::stray_field(word) {
            return Err(QueryFlaw::NoField { name }.at(span));
        }
        Ok(Ask {
            span,
            kind: AskKind::Words(word.to_owned()),
        })
    }

    /// What stands behind a field or a comparison: the rest of the word, or words in quotation
    /// marks.
    fn name(&mut self, rest: &str, span: Span) -> Option<Name> {
        if !rest.is_empty() {
            let start = span.end - rest.len();
            return Some(Name {
                words: rest.to_owned(),
                span: Span::new(start, span.end),
            });
        }
        let token = self.peek()?;
        let words = match token.sign {
            Sign::Quoted(words) => words,
            Sign::Word(word) if word::joiner(word, None).is_none() => word,
            _ => return None,
        };
        self.at += 1;
        Some(Name {
            words: words.to_owned(),
            span: token.span,
        })
    }

    fn named(&mut self, field: Field, rest: &str, span: Span) -> Result<Ask, QueryError> {
        let name = self.name(rest, span);
        let name = name.filter(|it| !it.words.trim().is_empty());
        let Some(name) = name else {
            let field = self.typed(span);
            return Err(QueryFlaw::NoName { field }.at(span));
        };
        let whole = span.cover(name.span);
        if matches!(field, Field::Since | Field::Before) {
            let time = word::time(&name.words);
            let given = name.words.clone();
            let time = time.ok_or_else(|| QueryFlaw::BadDate { given }.at(name.span))?;
            return Ok(dated(field, time, whole));
        }
        let kind = AskKind::Named { field, name };
        Ok(Ask { span: whole, kind })
    }

    fn value(&mut self, holder: Holder, rest: &str, span: Span) -> Result<Ask, QueryError> {
        let what = self.typed(span);
        let name = self.name(rest, span);
        let Some(variable) = name.filter(|it| !it.words.trim().is_empty()) else {
            return Err(QueryFlaw::NoName { field: what }.at(span));
        };
        let comparison = self.comparison(span.cover(variable.span))?;
        let value = self.name("", span);
        let Some(value) = value else {
            let what = self.typed(comparison.1);
            return Err(QueryFlaw::NoValue { what }.at(comparison.1));
        };
        let whole = span.cover(value.span);
        let kind = AskKind::Value {
            holder,
            variable,
            comparison: comparison.0,
            value,
        };
        Ok(Ask { span: whole, kind })
    }

    fn comparison(&mut self, after: Span) -> Result<(Comparison, Span), QueryError> {
        let token = self.peek();
        if let Some(Token {
            sign: Sign::Compare(comparison),
            span,
        }) = token
        {
            self.at += 1;
            return Ok((comparison, span));
        }
        let what = self.typed(after);
        Err(QueryFlaw::NoComparison { what }.at(after))
    }

    fn count(&mut self, span: Span) -> Result<Ask, QueryError> {
        let open = self.take(Sign::Open).unwrap_or(span);
        let of = self.bracket(open)?;
        let comparison = self.comparison(span.cover(of.span))?;
        let token = self.peek();
        let number = token.and_then(|it| match it.sign {
            Sign::Word(word) => word::number(word),
            _ => None,
        });
        let place = token.map_or(self.end(), |it| it.span);
        let number = number.ok_or_else(|| QueryFlaw::NoNumber.at(place))?;
        self.at += 1;
        Ok(Ask {
            span: span.cover(place),
            kind: AskKind::Count {
                of: Box::new(of),
                comparison: comparison.0,
                number,
            },
        })
    }
}

fn dated(field: Field, time: Time, span: Span) -> Ask {
    let kind = match field {
        Field::Since => AskKind::Since(time),
        _ => AskKind::Before(time),
    };
    Ask { span, kind }
}
