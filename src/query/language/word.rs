//! The words of the language, in English and Chinese, whatever their width and case.

use super::ask::{Field, Holder, Relation, Styling};
use crate::model::Time;
use crate::text::folding;

/// A word between two terms.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Joiner {
    And,
    Or,
    Relation(Relation),
}

/// Fields, the English name first.
pub(super) const FIELDS: [(Field, &[&str]); 10] = [
    (Field::Code, &["code", "代码"]),
    (Field::Coder, &["coder", "编码者"]),
    (Field::Source, &["source", "文本"]),
    (Field::Case, &["case", "个案"]),
    (Field::Set, &["set", "集合"]),
    (Field::Memo, &["memo", "备忘"]),
    (Field::Word, &["word", "词"]),
    (Field::Style, &["style", "样式"]),
    (Field::Since, &["since", "自"]),
    (Field::Before, &["before", "早于"]),
];

/// What can be asked for as a style, the English name first.
pub(super) const STYLES: [(Styling, &[&str]); 6] = [
    (Styling::Heading(None), &["heading", "标题"]),
    (Styling::Bold, &["bold", "粗体"]),
    (Styling::Italic, &["italic", "斜体"]),
    (Styling::Note, &["note", "脚注"]),
    (Styling::Page(None), &["page", "页"]),
    (Styling::Time, &["time", "时间"]),
];

/// The style a name means, such as `heading`, `heading 2` or `标题2`.
pub(super) fn styling(name: &str) -> Option<Styling> {
    let name = plain(name.trim());
    let digits = name.find(|it: char| it.is_ascii_digit());
    let (kind, digits) = name.split_at(digits.unwrap_or(name.len()));
    let mut styles = STYLES.iter();
    let found = styles.find(|it| it.1.contains(&kind.trim_end()))?.0;
    Some(match (found, digits) {
        (style, "") => style,
        (Styling::Heading(_), digits) => Styling::Heading(Some(digits.parse().ok()?)),
        (Styling::Page(_), digits) => Styling::Page(Some(digits.parse().ok()?)),
        _ => return None,
    })
}

/// Relations in one word, the English one first.
pub(super) const RELATIONS: [(Relation, &[&str]); 5] = [
    (Relation::Overlaps, &["overlaps", "重叠"]),
    (Relation::Within, &["within", "位于"]),
    (Relation::Near, &["near", "邻近"]),
    (Relation::Before, &["before", "先于"]),
    (Relation::After, &["after", "后于"]),
];

const AND: [&str; 2] = ["and", "且"];
const OR: [&str; 2] = ["or", "或"];
const NOT: [&str; 2] = ["not", "非"];
/// The word that counts what is in brackets.
pub(super) const COUNT: [&str; 2] = ["count", "计数"];
/// A field's sign.
const COLONS: [char; 2] = [':', '：'];
/// Between a case or source and its variable.
const POINTS: [char; 3] = ['.', '．', '。'];

/// A word as it is compared with those of the language.
pub(super) fn plain(word: &str) -> String {
    word.chars().map(folding::folded).collect()
}

fn is_one_of(words: &[&str], word: &str) -> bool {
    words.contains(&plain(word).as_str())
}

/// The joiner that a word is, with the word after it where it takes two, and how many it took.
pub(super) fn joiner(word: &str, next: Option<&str>) -> Option<(Joiner, usize)> {
    let word = plain(word);
    let relation = |it| Joiner::Relation(it);
    let both = [Relation::SameSentence, Relation::SameParagraph];
    let [sentence, paragraph] = both.map(relation);
    match (word.as_str(), next.map(plain).as_deref()) {
        ("same", Some("sentence")) => return Some((sentence, 2)),
        ("same", Some("paragraph")) => return Some((paragraph, 2)),
        ("same-sentence" | "同句", _) => return Some((sentence, 1)),
        ("same-paragraph" | "同段", _) => return Some((paragraph, 1)),
        _ => {}
    }
    if AND.contains(&word.as_str()) {
        return Some((Joiner::And, 1));
    }
    if OR.contains(&word.as_str()) {
        return Some((Joiner::Or, 1));
    }
    let mut relations = RELATIONS.iter();
    let found = relations.find(|(_, names)| names.contains(&word.as_str()))?;
    Some((relation(found.0), 1))
}

pub(super) fn is_not(word: &str) -> bool {
    is_one_of(&NOT, word)
}

pub(super) fn is_count(word: &str) -> bool {
    is_one_of(&COUNT, word)
}

/// The field a word begins with, and the rest of the word.
pub(super) fn field(word: &str) -> Option<(Field, &str)> {
    let (name, rest) = word.split_once(COLONS)?;
    let mut fields = FIELDS.iter();
    let found = fields.find(|(_, names)| is_one_of(names, name))?;
    Some((found.0, rest))
}

/// What looks like a field but is none: letters of the alphabet before a colon, and something
/// behind it that is no web address.
pub(super) fn stray_field(word: &str) -> Option<String> {
    let (name, rest) = word.split_once(COLONS)?;
    let is_plain = !name.is_empty() && name.chars().all(|it| it.is_ascii_alphabetic());
    (is_plain && !rest.starts_with("//")).then(|| name.to_owned())
}

/// The case or source whose variable a word names, and the rest of the word.
pub(super) fn holder(word: &str) -> Option<(Holder, &str)> {
    let (name, rest) = word.split_once(POINTS)?;
    match plain(name).as_str() {
        "case" | "个案" => Some((Holder::Case, rest)),
        "source" | "文本" => Some((Holder::Source, rest)),
        _ => None,
    }
}

/// Whether a word says since when, or before when, something was coded.
pub(super) fn day(word: &str) -> Option<Field> {
    let mut fields = FIELDS.iter();
    let found = fields.find(|(_, names)| is_one_of(names, word))?.0;
    matches!(found, Field::Since | Field::Before).then_some(found)
}

/// A day, from its midnight in UTC, or a time with its zone.
pub(super) fn time(word: &str) -> Option<Time> {
    let word: String = word.chars().map(narrow).collect();
    let midnight = || format!("{word}T00:00:00Z").parse().ok();
    word.parse().ok().or_else(midnight)
}

/// A whole number, in digits of either width.
pub(super) fn number(word: &str) -> Option<usize> {
    let is_digit = |it: char| it.is_ascii_digit();
    let word = plain(word);
    word.chars()
        .all(is_digit)
        .then(|| word.parse().ok())
        .flatten()
}

/// A character at half width, its letter case as it is.
fn narrow(char: char) -> char {
    match char {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(char) - 0xFEE0).unwrap_or(char),
        _ => char,
    }
}
