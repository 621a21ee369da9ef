//! What memos point at. A memo is Markdown; `[[治理]]` in it points at the code 治理,
//! `[[source:随笔]]` at a source, `[[quotation:id|these words]]` at a passage and shows those words.
//!
//! A name without a kind is looked for among codes (their other names too), then sources, cases,
//! sets, variables, coders and queries. A link whose target is not there stays a link to nothing: it
//! may have been written before what it names.

use crate::model::{Memo, MemoId, Project, RecordId};
use crate::text::Span;
use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};
use uuid::Uuid;

/// The kinds a link may name; the first of them are also looked through where none is named.
const KINDS: [&str; 12] = [
    "Code",
    "Source",
    "Case",
    "Set",
    "Variable",
    "Coder",
    "Query",
    "Quotation",
    "Coding",
    "Memo",
    "Link",
    "Project",
];
/// How many kinds a name without a kind is looked for in.
const BY_NAME: usize = 7;

/// A link in the text of a memo.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Mention {
    /// Where the whole link stands, in bytes of the memo's text.
    pub span: Span,
    /// The words it shows.
    pub words: String,
    /// What it points at; `None` when nothing of that name is there.
    pub to: Option<RecordId>,
}

/// The links in `text`, as they come. Code in the memo's Markdown holds none.
pub fn mentions(project: &Project, text: &str) -> Vec<Mention> {
    let mut found = Vec::new();
    let mut open: Option<Mention> = None;
    for (event, bytes) in Parser::new_ext(text, Options::ENABLE_WIKILINKS).into_offset_iter() {
        match event {
            Event::Start(Tag::Link {
                link_type: LinkType::WikiLink { .. },
                dest_url,
                ..
            }) => {
                open = Some(Mention {
                    span: Span::new(bytes.start, bytes.end),
                    words: String::new(),
                    to: target(project, &dest_url),
                });
            }
            Event::Text(words) => {
                if let Some(mention) = &mut open {
                    mention.words.push_str(&words);
                }
            }
            Event::End(TagEnd::Link) => found.extend(open.take()),
            _ => {}
        }
    }
    found
}

/// The memos that point at a record, oldest first.
pub fn mentioning(project: &Project, record: RecordId) -> Vec<MemoId> {
    let points = |memo: &&Memo| {
        // Most memos hold no link at all: those are not read as Markdown.
        memo.text.contains("[[")
            && mentions(project, &memo.text)
                .iter()
                .any(|it| it.to == Some(record))
    };
    let memos = project.memos().iter().filter(points);
    memos.map(|it| it.id).collect()
}

/// A link to `record` that shows `words`, ready to stand in a memo.
pub fn mention_of(record: RecordId, words: &str) -> String {
    let kind = record.kind().to_lowercase();
    // What would end the link, or break its line.
    let words = words.replace(['[', ']', '|', '\n'], " ");
    match record.uuid() {
        Some(uuid) => format!("[[{kind}:{uuid}|{}]]", words.trim()),
        None => format!("[[{kind}:|{}]]", words.trim()),
    }
}

/// What `name` names: with a kind before a colon among that kind only.
fn target(project: &Project, name: &str) -> Option<RecordId> {
    let split = name.split_once([':', '：']);
    let split = split.and_then(|(kind, rest)| {
        let kind = KINDS
            .into_iter()
            .find(|it| it.eq_ignore_ascii_case(kind.trim()))?;
        Some((kind, rest.trim()))
    });
    match split {
        Some((kind, rest)) => of_kind(project, kind, rest),
        None => KINDS
            .into_iter()
            .take(BY_NAME)
            .find_map(|kind| of_kind(project, kind, name.trim())),
    }
}

/// The record of a kind with this id or name.
fn of_kind(project: &Project, kind: &str, name: &str) -> Option<RecordId> {
    if kind == "Project" {
        return Some(RecordId::Project);
    }
    let by_id = Uuid::parse_str(name)
        .ok()
        .and_then(|id| RecordId::from_parts(kind, id))
        .filter(|id| project.contains(*id));
    by_id.or_else(|| named(project, kind, name))
}

/// The first record of a kind that bears a name.
fn named(project: &Project, kind: &str, name: &str) -> Option<RecordId> {
    macro_rules! first {
        ($table:ident, $kind:ident) => {{
            let mut all = project.$table().iter();
            all.find(|it| it.name == name)
                .map(|it| RecordId::$kind(it.id))
        }};
    }
    match kind {
        "Code" => first!(codes, Code).or_else(|| by_alias(project, name)),
        "Source" => first!(sources, Source),
        "Case" => first!(cases, Case),
        "Set" => first!(sets, Set),
        "Variable" => first!(variables, Variable),
        "Coder" => first!(coders, Coder),
        "Query" => first!(queries, Query),
        "Link" => first!(links, Link),
        _ => None,
    }
}

fn by_alias(project: &Project, name: &str) -> Option<RecordId> {
    let is = |alias: &String| alias.eq_ignore_ascii_case(name);
    let mut codes = project.codes().iter();
    codes
        .find(|it| it.aliases.iter().any(is))
        .map(|it| RecordId::Code(it.id))
}

#[cfg(test)]
mod tests {
    use super::super::sample::{code, code_id, marked, memo_on};
    use super::*;
    use crate::model::{Code, Memo, QuotationId};

    fn told(text: &str) -> Vec<String> {
        let mut sample = marked("[a治理a]与[b国防b]");
        sample.put(Code {
            name: "国防".into(),
            aliases: vec!["defence".into()],
            ..code('b'.into(), "b", None)
        });
        let told = |it: &Mention| {
            let place = it.span.of(text).unwrap_or_default();
            let to = it.to.map_or("nothing".into(), |it| it.kind().to_owned());
            format!("{place} shows {} and leads to {to}", it.words)
        };
        mentions(&sample.project, text).iter().map(told).collect()
    }

    #[test]
    fn names_lead_to_what_bears_them() {
        assert_eq!(
            told("比较[[国防]]与 [[Defence|该代码]]；[[产业]]还没有。"),
            [
                "[[国防]] shows 国防 and leads to Code",
                "[[Defence|该代码]] shows 该代码 and leads to Code",
                "[[产业]] shows 产业 and leads to nothing",
            ]
        );
    }

    #[test]
    fn a_kind_narrows_what_is_meant_and_an_id_is_exact() {
        let sample = marked("[a治理a]与[b国防b]");
        let quotation = sample.project.quotations().iter().next().unwrap().id;
        let link = mention_of(RecordId::Quotation(quotation), "治[理]|\n");
        assert_eq!(link, format!("[[quotation:{quotation}|治 理]]"));
        let found = mentions(&sample.project, &format!("见{link}"));
        assert_eq!(found[0].to, Some(RecordId::Quotation(quotation)));
        assert_eq!(found[0].words, "治 理");
        let gone = mention_of(RecordId::Quotation(QuotationId::new(Uuid::nil())), "没有");
        assert_eq!(mentions(&sample.project, &gone)[0].to, None);
        assert_eq!(
            told("[[source:国防]]"),
            ["[[source:国防]] shows source:国防 and leads to nothing"]
        );
    }

    #[test]
    fn code_and_half_links_are_only_text() {
        assert_eq!(told("`[[国防]]` [[国防] ]国防 [[]]"), [""; 0]);
    }

    #[test]
    fn what_is_mentioned_knows_by_which_memos() {
        let mut sample = marked("[a治理a]与[b国防b]");
        let on = RecordId::Code(code_id('a'.into()));
        for (number, text) in [(1, "见[[b]]"), (2, "只说自己"), (3, "又见 [[code:b|它]]")] {
            sample.put(Memo {
                text: text.into(),
                ..memo_on(number, on)
            });
        }
        let of = RecordId::Code(code_id('b'.into()));
        assert_eq!(mentioning(&sample.project, of).len(), 2);
        assert_eq!(mentioning(&sample.project, on), []);
    }
}
