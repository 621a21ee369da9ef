//! What may be typed next in a query.

use super::ask::{Field, Holder};
use super::names;
use super::names::paths;
use super::token::{closing, is_sign};
use super::word::{self, FIELDS, RELATIONS, STYLES};
use crate::model::Project;
use crate::text::{Span, likeness, pinyin};
use std::collections::BTreeSet;

/// What may stand where the caret is, and what it takes the place of.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Completion {
    /// What it takes the place of, in bytes of the query.
    pub span: Span,
    /// What may stand there, the likeliest first.
    pub candidates: Vec<Candidate>,
}

/// Something that may be typed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Candidate {
    /// As it stands in the query, in quotation marks where it needs them.
    pub text: String,
    /// What it is: `code`, `coder`, `source`, `case`, `set`, `variable`, `value` or `word`.
    pub kind: &'static str,
}

/// Candidates offered at most.
const MOST: usize = 50;

/// What may be typed at `caret`, a byte of the query: names behind a field, values behind a
/// comparison, otherwise words of the language and codes that fit what is typed already.
pub fn complete(project: &Project, query: &str, caret: usize) -> Completion {
    let caret = query.floor_char_boundary(caret);
    let before = query.get(..caret).unwrap_or(query);
    let typed = Typed::at(before);
    let all = match word::field(typed.prefix) {
        Some((field, _)) => named(project, field),
        None if word::holder(typed.prefix).is_some() => variables(project),
        None => match value_wanted(before.get(..typed.span.start).unwrap_or_default()) {
            Some(variable) => values(project, variable),
            None => anything(project, typed.words),
        },
    };
    let mut fitting: Vec<(usize, Candidate)> = all
        .into_iter()
        .filter_map(|(name, candidate)| Some((fits(typed.words, &name)?, candidate)))
        .collect();
    fitting.sort_by_key(|(at, _)| *at);
    let mut candidates: Vec<Candidate> = fitting.into_iter().map(|(_, it)| it).collect();
    candidates.truncate(MOST);
    Completion {
        span: typed.span,
        candidates,
    }
}

/// What is being typed when the caret stands behind some words.
struct Typed<'q> {
    /// What completing takes the place of.
    span: Span,
    /// The field before it, such as `code:`; empty where there is none.
    prefix: &'q str,
    /// What is typed of it already.
    words: &'q str,
}

impl<'q> Typed<'q> {
    fn at(before: &'q str) -> Self {
        let from = |start: usize| before.get(start..).unwrap_or_default();
        let end = before.len();
        if let Some((quote, inner)) = open_quote(before) {
            let start = before
                .get(..quote)
                .and_then(|it| it.rfind(is_sign))
                .map_or(0, |at| {
                    at + from(at).chars().next().map_or(0, char::len_utf8)
                });
            return Self {
                span: Span::new(quote, end),
                prefix: before.get(start..quote).unwrap_or_default(),
                words: from(inner),
            };
        }
        let sign = before.rfind(is_sign);
        let start = sign.map_or(0, |at| {
            at + from(at).chars().next().map_or(0, char::len_utf8)
        });
        let word = from(start);
        let rest = word::field(word).map(|it| it.1.len());
        let rest = rest.or_else(|| word::holder(word).map(|it| it.1.len()));
        let cut = end - rest.unwrap_or(word.len());
        Self {
            span: Span::new(cut, end),
            prefix: before.get(start..cut).unwrap_or_default(),
            words: from(cut),
        }
    }
}

/// The quotation mark that is open at the end of some words, and where it ends.
fn open_quote(before: &str) -> Option<(usize, usize)> {
    let mut open: Option<(usize, usize, &[char])> = None;
    for (at, char) in before.char_indices() {
        match open {
            Some((_, _, marks)) if marks.contains(&char) => open = None,
            Some(_) => {}
            None => open = closing(char).map(|marks| (at, at + char.len_utf8(), marks)),
        }
    }
    open.map(|(at, inner, _)| (at, inner))
}

/// The variable whose value is wanted behind some words that end in a comparison.
fn value_wanted(before: &str) -> Option<&str> {
    let signs: &[char] = &['=', '＝', '<', '＜', '>', '＞', '≤', '≥', '≠', '!', '！'];
    let trimmed = before.trim_end();
    let name = trimmed.trim_end_matches(signs);
    if name.len() == trimmed.len() {
        return None;
    }
    let name = name.trim_end();
    let word = name.rsplit(char::is_whitespace).next().unwrap_or_default();
    word::holder(word).map(|(_, variable)| variable)
}

/// Names with the candidates that they make.
type Named = Vec<(String, Candidate)>;

fn candidate(name: &str, kind: &'static str) -> (String, Candidate) {
    let text = quoted(name);
    (name.to_owned(), Candidate { text, kind })
}

/// A name as it can stand in a query.
pub(super) fn quoted(name: &str) -> String {
    let is_plain = !name.is_empty() && !name.contains(is_sign);
    match name {
        name if is_plain => name.to_owned(),
        name if name.contains('"') => format!("“{name}”"),
        name => format!("\"{name}\""),
    }
}

fn named(project: &Project, field: Field) -> Named {
    let all = |names: Vec<&str>, kind| names.into_iter().map(|it| candidate(it, kind)).collect();
    match field {
        Field::Code => codes(project, ""),
        Field::Coder => all(names(project.coders().iter().map(|it| &it.name)), "coder"),
        Field::Source => all(names(project.sources().iter().map(|it| &it.name)), "source"),
        Field::Case => all(names(project.cases().iter().map(|it| &it.name)), "case"),
        Field::Set => all(names(project.sets().iter().map(|it| &it.name)), "set"),
        Field::Memo => vec![candidate("*", "word")],
        Field::Style => all(
            STYLES.iter().flat_map(|it| it.1.iter().copied()).collect(),
            "word",
        ),
        Field::Word | Field::Since | Field::Before => Vec::new(),
    }
}

fn names<'p>(names: impl Iterator<Item = &'p String>) -> Vec<&'p str> {
    let names: BTreeSet<&str> = names.map(String::as_str).collect();
    names.into_iter().collect()
}

/// The codes by path, in tree order, each by its other names as well.
fn codes(project: &Project, prefix: &str) -> Named {
    let mut all = Vec::new();
    for (id, path) in paths(project) {
        let text = format!("{prefix}{}", quoted(&path));
        let aliases = project.codes().get(id).map(|it| it.aliases.join(" "));
        let found = format!("{path} {}", aliases.unwrap_or_default());
        all.push((found, Candidate { text, kind: "code" }));
    }
    all
}

fn variables(project: &Project) -> Named {
    let names = names(project.variables().iter().map(|it| &it.name));
    names
        .into_iter()
        .map(|it| candidate(it, "variable"))
        .collect()
}

/// The values that a variable has anywhere.
fn values(project: &Project, variable: &str) -> Named {
    let all = project
        .variables()
        .iter()
        .map(|it| (it.id, it.name.as_str()));
    let wanted = names::named(
        variable.trim_matches(['"', '“', '”']),
        &all.collect::<Vec<_>>(),
    );
    let cases = project.cases().iter().flat_map(|it| it.values.iter());
    let sources = project.sources().iter().flat_map(|it| it.values.iter());
    let values = cases.chain(sources).filter(|(id, _)| wanted.contains(id));
    let values: BTreeSet<String> = values.map(|(_, value)| value.words()).collect();
    values.iter().map(|it| candidate(it, "value")).collect()
}

/// Words of the language, then codes; codes only once something is typed.
fn anything(project: &Project, typed: &str) -> Named {
    let fields = FIELDS.iter().flat_map(|(_, names)| names.iter());
    let mut words: Vec<String> = fields.map(|it| format!("{it}:")).collect();
    let relations = RELATIONS.iter().flat_map(|(_, names)| names.iter());
    words.extend(relations.map(|it| (*it).to_owned()));
    let others = ["same sentence", "same paragraph", "同句", "同段"];
    words.extend(others.map(str::to_owned));
    words.extend(word::COUNT.map(|it| format!("{it}(")));
    for holder in [Holder::Case, Holder::Source] {
        let name = match holder {
            Holder::Case => ["case.", "个案."],
            Holder::Source => ["source.", "文本."],
        };
        words.extend(name.map(str::to_owned));
    }
    let word = |text: String| (text.clone(), Candidate { text, kind: "word" });
    let mut all: Named = words
        .into_iter()
        .filter(|it| likeness::folded(it).starts_with(&likeness::folded(typed)))
        .map(word)
        .collect();
    if !typed.is_empty() {
        all.extend(codes(project, "code:"));
    }
    all
}

/// How far behind its beginning a name has what is typed; `None` where it has not.
fn fits(typed: &str, name: &str) -> Option<usize> {
    if typed.trim().is_empty() {
        return Some(0);
    }
    let (wanted, folded) = (likeness::folded(typed), likeness::folded(name));
    folded.find(&wanted).or_else(|| pinyin::fits(typed, name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{CaseId, Extra, Value, Variable, VariableId, VariableKind};
    use crate::query::sample::{Sample, code, coder};
    use uuid::Uuid;

    fn project() -> Project {
        let mut sample = Sample::new();
        for (number, name, parent) in [
            (1, "国防", None),
            (2, "工业", Some(1)),
            (3, "治理 体系", None),
        ] {
            sample.put(code(number, name, parent));
        }
        sample.put(coder(1, "李"));
        let id = VariableId::new(Uuid::from_u128(1));
        sample.put(Variable {
            id,
            name: "country".into(),
            kind: VariableKind::Text,
            extra: Extra::default(),
        });
        sample.put(crate::model::Case {
            id: CaseId::new(Uuid::from_u128(2)),
            name: "东部".into(),
            members: BTreeSet::new(),
            values: [(id, Value::Text("韩国".into()))].into(),
            extra: Extra::default(),
        });
        sample.project
    }

    /// What is offered where the stroke stands, put into the query.
    fn offered(marked: &str) -> Vec<String> {
        let caret = marked.find('¦').unwrap();
        let query = marked.replace('¦', "");
        let completion = complete(&project(), &query, caret);
        let (before, _) = query.split_at(completion.span.start);
        let texts = completion.candidates.iter();
        texts.map(|it| format!("{before}{}", it.text)).collect()
    }

    #[test]
    fn names_are_offered_behind_their_field() {
        assert_eq!(
            offered("治 code:¦"),
            ["治 code:国防", "治 code:工业", "治 code:\"治理 体系\""]
        );
        assert_eq!(offered("code:zl¦"), ["code:\"治理 体系\""]);
        assert_eq!(offered("（代码：工¦"), ["（代码：工业"]);
        assert_eq!(offered("code:\"治¦"), ["code:\"治理 体系\""]);
        assert_eq!(offered("coder:¦ & 治"), ["coder:李"]);
        assert_eq!(offered("case:¦"), ["case:东部"]);
    }

    #[test]
    fn variables_and_their_values_are_offered() {
        assert_eq!(offered("case.¦"), ["case.country"]);
        assert_eq!(offered("case.country = ¦"), ["case.country = 韩国"]);
        assert_eq!(offered("case.country！＝韩¦"), ["case.country！＝韩国"]);
    }

    #[test]
    fn words_of_the_language_and_codes_are_offered_while_typing() {
        assert_eq!(offered("治 wit¦"), ["治 within"]);
        assert_eq!(offered("治 & gf¦"), ["治 & code:国防"]);
        assert!(offered("¦").contains(&"code:".to_owned()));
        assert_eq!(offered("同¦"), ["同句", "同段"]);
    }
}
