//! Dictionaries and level lists that are tables: a word a row, the columns known by their heads, or by
//! what is in them.

use super::{Found, LineFlaw, MOST_LINE, is_remark, pinyin};
use crate::text::dictionary::Entry;
use ::csv::{Position, ReaderBuilder};

use crate::exchange::values::Ruler;

/// Rows that are looked at to know the columns.
const LOOKED_AT: usize = 50;
/// Columns that are read at most.
const MOST_COLUMNS: usize = 64;

/// What a column holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Holds {
    Word,
    Traditional,
    Pinyin,
    PartOfSpeech,
    Gloss,
    Level,
    Other,
}

/// Heads of columns, in small letters, with what such a column holds.
const HEADS: [(Holds, &[&str]); 6] = [
    (
        Holds::Word,
        &[
            "word",
            "words",
            "simplified",
            "headword",
            "hanzi",
            "chinese",
            "vocabulary",
            "词",
            "词语",
            "词汇",
            "生词",
            "单词",
            "汉字",
            "简体",
            "字词",
            "詞語",
            "詞彙",
            "生詞",
        ],
    ),
    (
        Holds::Traditional,
        &["traditional", "繁体", "繁體", "正體", "正体"],
    ),
    (
        Holds::Pinyin,
        &["pinyin", "拼音", "reading", "pronunciation", "读音", "注音"],
    ),
    (
        Holds::PartOfSpeech,
        &["pos", "part of speech", "class", "词性", "词类", "詞性"],
    ),
    (
        Holds::Gloss,
        &[
            "gloss",
            "meaning",
            "meanings",
            "definition",
            "definitions",
            "english",
            "translation",
            "释义",
            "意思",
            "解释",
            "翻译",
            "英文",
            "释义(英文)",
            "釋義",
        ],
    ),
    (
        Holds::Level,
        &[
            "level",
            "hsk",
            "hsk level",
            "grade",
            "等级",
            "级别",
            "级",
            "等級",
            "級別",
        ],
    ),
];

/// Reads every row.
pub(super) fn read(text: &str, found: &mut Found) {
    let remarks = text.lines().take_while(|it| is_remark(it)).count();
    let rows: Vec<(usize, Vec<String>)> = rows(text, remarks).take(LOOKED_AT).collect();
    let head = rows.first().and_then(|(_, cells)| named(cells));
    let has_head = head.is_some();
    let holds = head.unwrap_or_else(|| guessed(&rows));
    for (line, cells) in self::rows(text, remarks).skip(usize::from(has_head)) {
        if !found.take(line, entries(&cells, &holds)) {
            return;
        }
    }
}

/// The rows behind the remarks, with the numbers of their lines; empty ones are passed over. Cells
/// parted by tabs are not quoted: a quotation mark in a gloss is one.
fn rows(text: &str, remarks: usize) -> impl Iterator<Item = (usize, Vec<String>)> + '_ {
    let before: usize = text.split_inclusive('\n').take(remarks).map(str::len).sum();
    let body = text.get(before..).unwrap_or_default();
    let first = body.trim_start().lines().next().unwrap_or_default();
    let count = |mark: &u8| memchr::memchr_iter(*mark, first.as_bytes()).count();
    let between = [b'\t', b';', b','].into_iter().max_by_key(count);
    let between = between.filter(|it| count(it) > 0).unwrap_or(b'\t');
    let reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(between)
        .quoting(between != b'\t')
        .from_reader(body.as_bytes());
    let mut ruler = Ruler::new(body);
    let records = reader.into_records().map_while(Result::ok);
    let rows = records.map(move |record| {
        let byte = record.position().map_or(0, Position::byte);
        let cells = record.iter().take(MOST_COLUMNS);
        let cells = cells.map(|it| unquoted(it.trim()).to_owned());
        (ruler.line_of(byte) + remarks, cells.collect::<Vec<_>>())
    });
    rows.filter(|it| it.1.iter().any(|cell| !cell.is_empty()))
}

/// A cell without the quotation marks around it.
fn unquoted(cell: &str) -> &str {
    let inner = cell.strip_prefix('"').and_then(|it| it.strip_suffix('"'));
    inner.unwrap_or(cell).trim()
}

/// What the columns hold by their heads; none when no head says that it is of words.
fn named(cells: &[String]) -> Option<Vec<Holds>> {
    let holds = |cell: &String| {
        let head = cell.to_lowercase().replace(['_', '-'], " ");
        let mut heads = HEADS.iter();
        let known = heads.find(|it| it.1.contains(&head.trim()));
        known.map_or(Holds::Other, |it| it.0)
    };
    let mut holds: Vec<Holds> = cells.iter().map(holds).collect();
    // Of two columns of a kind the first counts.
    for at in (0..holds.len()).rev() {
        let (before, rest) = holds.split_at_mut(at);
        if let Some(last) = rest.first_mut().filter(|it| before.contains(*it)) {
            *last = Holds::Other;
        }
    }
    holds.contains(&Holds::Word).then_some(holds)
}

/// What the columns hold by what is in them: the word first, then pinyin and a level where they are, and
/// of others a part of speech before the gloss.
fn guessed(rows: &[(usize, Vec<String>)]) -> Vec<Holds> {
    let columns = rows.iter().map(|it| it.1.len()).max().unwrap_or_default();
    let mut holds = vec![Holds::Other; columns];
    let mostly = |column: usize, is: fn(&str) -> bool| {
        let cells = rows.iter().filter_map(|it| it.1.get(column));
        let cells: Vec<&String> = cells.filter(|it| !it.is_empty()).collect();
        let fitting = cells.iter().filter(|it| is(it)).count();
        !cells.is_empty() && fitting * 4 > cells.len() * 3
    };
    let word = (0..columns)
        .find(|at| mostly(*at, has_han))
        .unwrap_or_default();
    let pinyin = (0..columns).find(|at| *at != word && mostly(*at, is_pinyin));
    let level = (0..columns).find(|at| *at != word && mostly(*at, is_level));
    let known = [
        (Some(word), Holds::Word),
        (pinyin, Holds::Pinyin),
        (level, Holds::Level),
    ];
    for (column, kind) in known {
        if let Some(slot) = column.and_then(|it| holds.get_mut(it)) {
            *slot = kind;
        }
    }
    let mut rest: Vec<&mut Holds> = holds.iter_mut().filter(|it| **it == Holds::Other).collect();
    let kinds: &[Holds] = match rest.len() {
        0 | 1 => &[Holds::Gloss],
        _ => &[Holds::PartOfSpeech, Holds::Gloss],
    };
    for (slot, kind) in rest.iter_mut().zip(kinds) {
        **slot = *kind;
    }
    holds
}

fn has_han(cell: &str) -> bool {
    cell.chars()
        .any(|it| ('\u{3400}'..='\u{9FFF}').contains(&it))
}

/// Latin letters with a tone somewhere, as a mark or as a number behind letters.
fn is_pinyin(cell: &str) -> bool {
    let is_part = |it: char| it.is_alphanumeric() || " '’:-·,/".contains(it);
    let has_mark = cell.chars().any(|it| it.is_alphabetic() && !it.is_ascii());
    let is_numbered = cell.split_whitespace().any(|it| {
        it.ends_with(|it: char| it.is_ascii_digit())
            && it.starts_with(|it: char| it.is_ascii_alphabetic())
    });
    !has_han(cell) && cell.chars().all(is_part) && (has_mark || is_numbered) && !is_level(cell)
}

/// `3`, `7-9`, `HSK 3`, `B1`.
fn is_level(cell: &str) -> bool {
    let letters = cell.trim_start_matches(|it: char| it.is_ascii_uppercase() || it == ' ');
    let is_short = cell.len() <= 8 && letters.starts_with(|it: char| it.is_ascii_digit());
    is_short
        && letters
            .chars()
            .all(|it| it.is_ascii_digit() || "-–+ ".contains(it))
}

/// The entries of a row: one for each writing of its word.
fn entries(cells: &[String], holds: &[Holds]) -> Result<Vec<Entry>, LineFlaw> {
    if cells.iter().map(String::len).sum::<usize>() > MOST_LINE {
        return Err(LineFlaw::TooLong);
    }
    let cell = |kind: Holds| {
        let at = holds.iter().position(|it| *it == kind);
        let cell = at.and_then(|at| cells.get(at)).map(String::as_str);
        cell.unwrap_or_default()
    };
    let words = writings(cell(Holds::Word));
    if words.is_empty() {
        return Err(LineFlaw::NoWord);
    }
    let traditional = Some(cell(Holds::Traditional)).filter(|it| !it.is_empty());
    let level = Some(cell(Holds::Level)).filter(|it| !it.is_empty());
    let entry = |word: String| Entry {
        traditional: traditional.filter(|it| **it != word).map(Into::into),
        word,
        pinyin: pinyin(cell(Holds::Pinyin)),
        part_of_speech: cell(Holds::PartOfSpeech).to_owned(),
        gloss: cell(Holds::Gloss).to_owned(),
        level: level.map(Into::into),
    };
    Ok(words.into_iter().map(entry).collect())
}

/// The writings of a word as lists have them: `爸爸｜爸` is two, `面条（儿）` is 面条 and 面条儿, the 1 of
/// `本1` and the remark of `得（助）` are none of the word.
fn writings(cell: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for one in cell.split(['｜', '|']) {
        let (word, remark) = match one.find(['（', '(']) {
            Some(at) => one.split_at_checked(at).unwrap_or((one, "")),
            None => (one, ""),
        };
        let word = word.trim();
        let bare = word.trim_end_matches(|it: char| it.is_ascii_digit());
        let word = if has_han(bare) { bare } else { word };
        let with_er = remark.trim_end() == "（儿）" || remark.trim_end() == "(儿)";
        let further = with_er.then(|| format!("{word}儿"));
        let all = [Some(word.to_owned()), further].into_iter().flatten();
        words.extend(all.filter(|it| !it.is_empty()));
    }
    words
}
