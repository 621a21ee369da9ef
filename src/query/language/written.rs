//! Queries that the program writes, as a person would: for filters that are chosen from lists, and for
//! what stands behind the cells of an overview.

use super::complete::quoted;
use super::names::paths;
use crate::model::{CodeId, Project, Value};
use crate::query::{Columns, Head, Overview, Relation};

/// How a further term is put to a query.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Joining {
    /// Both hold.
    #[default]
    And,
    /// One of them holds.
    Or,
    /// The further one does not hold.
    Not,
}

impl Joining {
    /// Every way.
    pub const ALL: [Self; 3] = [Self::And, Self::Or, Self::Not];

    /// The name in one word, the end of locale keys.
    pub const fn name(self) -> &'static str {
        match self {
            Self::And => "and",
            Self::Or => "or",
            Self::Not => "not",
        }
    }
}

/// A query with a further term. An `or` stands in brackets, so that it holds together.
pub fn joined(query: &str, joining: Joining, term: &str) -> String {
    let query = query.trim();
    let is_or = |query: &str| query.contains(['|', '｜']);
    match (joining, query) {
        (Joining::Not, "") => format!("!{term}"),
        (_, "") => term.to_owned(),
        (Joining::And, query) if is_or(query) => format!("({query}) & {term}"),
        (Joining::And, query) => format!("{query} & {term}"),
        (Joining::Not, query) if is_or(query) => format!("({query}) & !{term}"),
        (Joining::Not, query) => format!("{query} & !{term}"),
        (Joining::Or, query) if query.contains(['&', '＆']) => format!("({query}) | {term}"),
        (Joining::Or, query) => format!("{query} | {term}"),
    }
}

/// A field with a name behind it: `coder:李`.
pub fn named_term(field: &str, name: &str) -> String {
    format!("{field}:{}", quoted(name))
}

/// A code, with those below it when `below`: `code:国防/*`.
pub fn code_term(project: &Project, code: CodeId, below: bool) -> String {
    let path = paths(project).into_iter().find(|it| it.0 == code);
    let path = path.map(|it| it.1).unwrap_or_default();
    match below {
        true => named_term("code", &format!("{path}/*")),
        false => named_term("code", &path),
    }
}

/// A value that a case or a source has: `case.country = 韩国`. `holder` is `case` or `source`.
pub fn value_term(holder: &str, variable: &str, value: &Value) -> String {
    let value = quoted(&value.words());
    format!("{holder}.{} = {value}", quoted(variable))
}

impl Overview {
    /// The query that gives the passages behind a cell; of a total, where a head is absent, those of
    /// all its cells. What the filter of the overview asks is left out.
    pub fn query_of(&self, project: &Project, row: Option<&Head>, column: Option<&Head>) -> String {
        let row = row.map(|it| self.term_of(project, it));
        let Some(column) = column else {
            return row.unwrap_or_else(|| "code:*".to_owned());
        };
        if let (Columns::Codes(relation), Some(row), Head::Code(other)) =
            (self.columns, &row, column)
        {
            let other = code_term(project, *other, false);
            return match relation {
                Relation::Overlaps => format!("{row} overlaps {other}"),
                Relation::Near(most) => format!("{row} near {other} {most}"),
                Relation::SameSentence => format!("{row} same sentence {other}"),
                Relation::SameParagraph => format!("{row} same paragraph {other}"),
            };
        }
        let row = row.unwrap_or_else(|| "code:*".to_owned());
        match column {
            Head::Figure(_) => row,
            column => format!("{row} & {}", self.term_of(project, column)),
        }
    }

    fn term_of(&self, project: &Project, head: &Head) -> String {
        let name = head.name(project);
        match (head, self.columns) {
            (Head::Code(code), _) => code_term(project, *code, self.below),
            (Head::Source(_), Columns::Figures) => {
                format!("code:* & {}", named_term("source", &name))
            }
            (Head::Source(_), _) => named_term("source", &name),
            (Head::Case(_), _) => named_term("case", &name),
            (Head::Coder(_), _) => named_term("coder", &name),
            (Head::Value(value), Columns::Values(variable)) => {
                let variable = project.variables().get(variable);
                let variable = variable.map_or("", |it| &it.name);
                let [case, source] = ["case", "source"].map(|it| value_term(it, variable, value));
                format!("({case} | {source})")
            }
            (Head::Value(_) | Head::Figure(_), _) => String::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::sample::{Sample, code, coder, marked, source};
    use crate::query::{Index, Measure, Search};
    use crate::text::Words;
    use std::sync::Arc;

    fn count(sample: &Sample, query: &str) -> usize {
        let words = Arc::new(Words::plain());
        let mut search = Search::new(&sample.project, query, &words).expect(query);
        let index = Index::build(&sample.project);
        while !search.go_on(&sample.project, &index, 99) {}
        search.found().len()
    }

    #[test]
    fn further_terms_hold_together() {
        let with = |query, joining| joined(query, joining, "coder:李");
        assert_eq!(with("", Joining::And), "coder:李");
        assert_eq!(with(" ", Joining::Not), "!coder:李");
        assert_eq!(with("治理", Joining::And), "治理 & coder:李");
        assert_eq!(with("a | b", Joining::Not), "(a | b) & !coder:李");
        assert_eq!(with("a & b", Joining::Or), "(a & b) | coder:李");
        assert_eq!(with("a | b", Joining::Or), "a | b | coder:李");
    }

    #[test]
    fn what_is_written_is_understood() {
        let mut sample = Sample::new();
        sample.put(source(1, "治理"));
        for (number, name, parent) in [
            (1, "国防", None),
            (2, "工业 体系", Some(1)),
            (3, "a(b", None),
        ] {
            sample.put(code(number, name, parent));
        }
        sample.put(coder(1, "李 \"小\""));
        for branch in crate::query::codebook(&sample.project) {
            for below in [true, false] {
                count(&sample, &code_term(&sample.project, branch.code, below));
            }
        }
        count(&sample, &named_term("coder", "李 \"小\""));
    }

    #[test]
    fn somebody_without_a_name_answers_to_every_word_for_it() {
        let mut sample = marked("[a治a]理");
        sample.put(coder(1, "未署名"));
        for name in ["Unnamed", "未署名"] {
            assert_eq!(
                count(&sample, &format!("code:* & coder:{name}")),
                1,
                "{name}"
            );
        }
    }

    #[test]
    fn every_cell_opens_as_many_passages_as_it_counts() {
        let sample = marked("[a治[b理a]与b]国[b防b][a[c化a]c]");
        let index = Index::build(&sample.project);
        for columns in [
            Columns::Sources,
            Columns::Coders,
            Columns::Codes(Relation::Overlaps),
            Columns::Codes(Relation::SameParagraph),
        ] {
            let overview = Overview::of(columns, Measure::Quotations);
            let table = overview.table(&sample.project, &index);
            for (row, column, passages) in table.cells() {
                let heads = (&table.rows[row], &table.columns[column]);
                let query = overview.query_of(&sample.project, Some(heads.0), Some(heads.1));
                let found = count(&sample, &query);
                let is_pairs = matches!(columns, Columns::Codes(_));
                match is_pairs {
                    true => assert!(found > 0, "{query}"),
                    false => assert_eq!(found as u64, passages, "{query}"),
                }
            }
        }
    }
}
