//! From what a query asks to what is looked for in one project: names become records.

use super::ask::{Ask, AskKind, Field, Holder, Name};
use super::flaw::{Kind, QueryError, QueryFlaw};
use super::names::{self, likest};
use super::node::{Leaf, Node, Terms, When};
use super::token::Comparison;
use super::word;
use crate::model::{CodeId, Coder, Project, RecordId, Value, Variable, VariableKind};
use crate::text::{Finder, SearchError, Span, folding};
use std::collections::BTreeSet;
use std::sync::Arc;

/// What a query looks for in a project.
///
/// # Errors
/// Where a name is not known, a value does not fit or a pattern cannot be used.
pub(super) fn resolve(project: &Project, ask: &Ask) -> Result<Terms, QueryError> {
    let mut resolver = Resolver {
        project,
        leaves: Vec::new(),
    };
    let root = resolver.node(ask, &[])?;
    Ok(Terms {
        root,
        leaves: resolver.leaves,
    })
}

struct Resolver<'p> {
    project: &'p Project,
    leaves: Vec<Leaf>,
}

/// What the brackets around say of the codings that count.
type Around<'a> = &'a [When];

impl<'p> Resolver<'p> {
    fn leaf(&mut self, leaf: Leaf) -> Node {
        self.leaves.push(leaf);
        Node::Leaf(self.leaves.len() - 1)
    }

    fn codes(&mut self, codes: Option<BTreeSet<CodeId>>, when: Vec<When>) -> Node {
        let when = Arc::from(when);
        self.leaf(Leaf::Codes { codes, when })
    }

    fn node(&mut self, ask: &Ask, around: Around<'_>) -> Result<Node, QueryError> {
        // What only speaks of codings, standing alone, means the passages with such codings.
        if let Some(when) = self.when(ask)? {
            let when = around.iter().cloned().chain([when]).collect();
            return Ok(self.codes(None, when));
        }
        Ok(match &ask.kind {
            AskKind::Words(words) => self.text(Finder::folded(words), ask.span, "", false)?,
            AskKind::Exact(words) => self.text(Ok(Finder::literal(words)), ask.span, "", false)?,
            AskKind::Pattern(pattern) => {
                self.text(Finder::pattern(pattern), ask.span, pattern, false)?
            }
            AskKind::Named { field, name } => self.named(*field, name, around)?,
            AskKind::Value {
                holder,
                variable,
                comparison,
                value,
            } => Node::Belongs(self.having((*holder, variable), *comparison, value)?),
            AskKind::Count {
                of,
                comparison,
                number,
            } => Node::Count {
                of: Box::new(self.node(of, around)?),
                comparison: *comparison,
                number: *number,
            },
            AskKind::Related {
                relation,
                distance,
                left,
                right,
            } => {
                let (left, right) = (self.node(left, around)?, self.node(right, around)?);
                self.leaf(Leaf::Related {
                    relation: *relation,
                    distance: *distance,
                    left,
                    right,
                })
            }
            AskKind::Not(of) => Node::Not(Box::new(self.node(of, around)?)),
            AskKind::Any(asks) => {
                let nodes = asks.iter().map(|it| self.node(it, around));
                Node::Any(nodes.collect::<Result<_, _>>()?)
            }
            AskKind::All(asks) => self.all(asks, around)?,
            AskKind::Since(_) | AskKind::Before(_) => Node::All(Vec::new()),
        })
    }

    /// Several together: what speaks of codings narrows the codings that count for all of them.
    fn all(&mut self, asks: &[Ask], around: Around<'_>) -> Result<Node, QueryError> {
        let (mut inner, mut others) = (around.to_vec(), Vec::new());
        for ask in asks {
            match self.when(ask)? {
                Some(when) => inner.push(when),
                None => others.push(ask),
            }
        }
        let is_narrowed = inner.len() > around.len();
        let nodes = others.iter().map(|it| self.node(it, &inner));
        let mut nodes: Vec<Node> = nodes.collect::<Result<_, _>>()?;
        if is_narrowed && !nodes.iter().any(|it| it.names_codes(&self.leaves)) {
            nodes.push(self.codes(None, inner));
        }
        Ok(Node::All(nodes))
    }

    /// An ask that only speaks of who coded and when.
    fn when(&self, ask: &Ask) -> Result<Option<When>, QueryError> {
        let all = |asks: &[Ask]| -> Result<Option<Vec<When>>, QueryError> {
            let whens: Result<Vec<Option<When>>, _> = asks.iter().map(|it| self.when(it)).collect();
            Ok(whens?.into_iter().collect())
        };
        Ok(match &ask.kind {
            AskKind::Since(time) => Some(When::Since(*time)),
            AskKind::Before(time) => Some(When::Before(*time)),
            AskKind::Named {
                field: Field::Coder,
                name,
            } => {
                let coders = self.project.coders().iter();
                let names = |it: &'p Coder| Coder::names(&it.name).map(|name| (it.id, name));
                let found = self.found(Kind::Coder, name, coders.flat_map(names))?;
                Some(When::By(found))
            }
            AskKind::Not(of) => self.when(of)?.map(|it| When::Not(Box::new(it))),
            AskKind::All(asks) => all(asks)?.map(When::All),
            AskKind::Any(asks) => all(asks)?.map(When::Any),
            _ => None,
        })
    }

    fn text(
        &mut self,
        finder: Result<Finder, SearchError>,
        span: Span,
        pattern: &str,
        whole: bool,
    ) -> Result<Node, QueryError> {
        let finder = finder.map_err(|error| {
            let before = pattern.chars().take(error.at).map(char::len_utf8);
            let slash = span.len().saturating_sub(pattern.len()) / 2;
            let start = span.start + slash + before.sum::<usize>();
            // A place in a pattern is told; otherwise the whole term is.
            let span = match error.at {
                0 => span,
                _ => Span::new(start, span.end),
            };
            QueryFlaw::Pattern { flaw: error.flaw }.at(span)
        })?;
        Ok(self.leaf(Leaf::Text { finder, whole }))
    }

    fn named(&mut self, field: Field, name: &Name, around: Around<'_>) -> Result<Node, QueryError> {
        let project = self.project;
        let is_any = name.words.trim() == "*";
        Ok(match field {
            Field::Code if is_any => self.codes(None, around.to_vec()),
            Field::Code => {
                let found = names::codes(project, &name.words);
                if found.is_empty() {
                    let all = project.codes().iter().flat_map(|it| {
                        let aliases = it.aliases.iter().map(String::as_str);
                        aliases.chain([it.name.as_str()])
                    });
                    return Err(unknown(Kind::Code, name, all));
                }
                self.codes(Some(found), around.to_vec())
            }
            Field::Word => self.text(Finder::folded(&name.words), name.span, "", true)?,
            Field::Style => match word::styling(&name.words) {
                Some(style) => self.leaf(Leaf::Style(style)),
                None => {
                    let all = word::STYLES.iter().flat_map(|it| it.1.iter().copied());
                    return Err(unknown(Kind::Style, name, all));
                }
            },
            Field::Memo => Node::Memo((!is_any).then(|| {
                let words = name.words.chars();
                words.map(folding::folded).collect()
            })),
            Field::Source => {
                let sources = project.sources().iter();
                let sources = sources.map(|it| (it.id, it.name.as_str()));
                let found = self.found(Kind::Source, name, sources)?;
                Node::Belongs(found.into_iter().map(RecordId::Source).collect())
            }
            Field::Case => {
                let cases = project.cases().iter();
                let cases = cases.map(|it| (it.id, it.name.as_str()));
                let found = self.found(Kind::Case, name, cases)?;
                let members = found.into_iter().filter_map(|it| project.cases().get(it));
                Node::Belongs(members.flat_map(|it| it.members.iter().copied()).collect())
            }
            Field::Set => {
                let sets = project.sets().iter();
                let sets = sets.map(|it| (it.id, it.name.as_str()));
                let found = self.found(Kind::Set, name, sets)?;
                let members = found.into_iter().filter_map(|it| project.sets().get(it));
                Node::Belongs(members.flat_map(|it| it.members.iter().copied()).collect())
            }
            // These three speak of codings and were taken for that before.
            Field::Coder | Field::Since | Field::Before => Node::All(Vec::new()),
        })
    }

    /// Everything of that name: exactly so if there is any, otherwise folded.
    fn found<'n, Id: Ord + Copy>(
        &self,
        kind: Kind,
        name: &Name,
        all: impl Iterator<Item = (Id, &'n str)>,
    ) -> Result<BTreeSet<Id>, QueryError> {
        let all: Vec<(Id, &str)> = all.collect();
        let found = names::named(&name.words, &all);
        match found.is_empty() {
            true => Err(unknown(kind, name, all.iter().map(|(_, name)| *name))),
            false => Ok(found),
        }
    }

    /// The sources and quotations with a value that compares so.
    fn having(
        &self,
        (holder, name): (Holder, &Name),
        comparison: Comparison,
        value: &Name,
    ) -> Result<BTreeSet<RecordId>, QueryError> {
        let project = self.project;
        let all = project.variables().iter();
        let all = all.map(|it| (it.id, it.name.as_str()));
        let variables = self.found(Kind::Variable, name, all)?;
        let mut members = BTreeSet::new();
        for variable in variables
            .iter()
            .filter_map(|id| project.variables().get(*id))
        {
            let wanted = wanted(variable, comparison, (name, value))?;
            let holds = |has: Option<&Value>| {
                has.is_some_and(|has| order(has, &wanted).is_some_and(|it| comparison.holds(it)))
            };
            let id = &variable.id;
            match holder {
                Holder::Source => {
                    let sources = project.sources().iter();
                    let sources = sources.filter(|it| holds(it.values.get(id)));
                    members.extend(sources.map(|it| RecordId::Source(it.id)));
                }
                Holder::Case => {
                    let cases = project.cases().iter();
                    let cases = cases.filter(|it| holds(it.values.get(id)));
                    members.extend(cases.flat_map(|it| it.members.iter().copied()));
                }
            }
        }
        Ok(members)
    }
}

/// The value that a variable is compared with.
fn wanted(
    variable: &Variable,
    comparison: Comparison,
    (name, value): (&Name, &Name),
) -> Result<Value, QueryError> {
    let has_order = matches!(variable.kind, VariableKind::Number | VariableKind::Date);
    if !has_order && !matches!(comparison, Comparison::Is | Comparison::IsNot) {
        let variable = variable.name.clone();
        return Err(QueryFlaw::NoOrder { variable }.at(name.span));
    }
    let plain = match variable.kind {
        VariableKind::Text => value.words.clone(),
        _ => value.words.chars().map(folding::folded).collect(),
    };
    Value::from_words(variable.kind, &plain).ok_or_else(|| {
        let (given, variable) = (value.words.clone(), variable.name.clone());
        QueryFlaw::BadValue { given, variable }.at(value.span)
    })
}

/// How two values stand; texts are compared folded, and have no order but sameness.
fn order(has: &Value, wanted: &Value) -> Option<std::cmp::Ordering> {
    match (has, wanted) {
        (Value::Text(has), Value::Text(wanted)) => {
            let folded = |text: &str| text.trim().chars().map(folding::folded).collect::<String>();
            Some(folded(has).cmp(&folded(wanted)))
        }
        (Value::Number(has), Value::Number(wanted)) => Some(has.cmp(wanted)),
        (Value::Flag(has), Value::Flag(wanted)) => Some(has.cmp(wanted)),
        (Value::Date(has), Value::Date(wanted)) => Some(has.cmp(wanted)),
        _ => None,
    }
}

fn unknown<'n>(kind: Kind, name: &Name, all: impl Iterator<Item = &'n str>) -> QueryError {
    let near = likest(&name.words, all);
    let name_ = name.words.trim().to_owned();
    QueryFlaw::Unknown {
        kind,
        name: name_,
        near,
    }
    .at(name.span)
}
