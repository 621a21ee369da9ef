//! Where a line goes on in the next: broken by hand, or by the end of a page.

use super::Survey;
use super::line::{Kind, Line, is_han, is_wide};

/// Columns of a paragraph at least that breaks off without a page end being seen there.
const LONG: usize = 60;
/// The same where one is seen.
const LONG_AT_PAGE: usize = 24;
/// Bytes at least of what breaks off behind a bracket or a quotation mark.
const CLOSED: usize = 120;
/// Columns of what follows at least where no page end is seen.
const LEAST_NEXT: usize = 16;

/// How two lines are joined.
pub(super) struct Join {
    /// What stands between them then.
    pub(super) between: &'static str,
    /// Whether the hyphen goes that parts a word.
    pub(super) takes_hyphen: bool,
}

/// How a line goes on in another, if it does. `is_over` says that something between them was taken away.
pub(super) fn join(
    survey: &Survey<'_>,
    (one, next): (&Line<'_>, &Line<'_>),
    is_over: bool,
) -> Option<Join> {
    let is_text = one.kind == Kind::Body && next.kind == Kind::Body;
    if !is_text || is_laid_out(one.words) || is_laid_out(next.words) {
        return None;
    }
    let is_page = is_over || survey.has_page(one.span.end, next.span.start);
    let is_same = match survey.full {
        Some(full) if next.breaks == 1 => goes_on_by_hand((one, next), (full, is_page)),
        _ => goes_on(one, next, is_page),
    };
    is_same.then(|| how(one.words, next.words))
}

/// Whether a line that was broken by hand goes on in the next.
fn goes_on_by_hand((one, next): (&Line<'_>, &Line<'_>), (full, is_page): (usize, bool)) -> bool {
    if next.is_set_in() && !one.is_set_in() || begins_anew(next.words) {
        return false;
    }
    // A word that did not fit may leave a line of other writings shorter.
    let first = next.words.split(' ').next().unwrap_or_default();
    let slack = match first.chars().all(is_wide) || first.is_empty() {
        true => 4,
        false => super::line::width(first).min(full / 3) + 2,
    };
    one.width + slack >= full || (is_page && is_unfinished(one.words, true))
}

/// Whether a paragraph breaks off and the next goes on.
fn goes_on(one: &Line<'_>, next: &Line<'_>, is_page: bool) -> bool {
    let long = if is_page { LONG_AT_PAGE } else { LONG };
    if one.width < long || !is_unfinished(one.words, is_page) || begins_anew(next.words) {
        return false;
    }
    let first = next.words.trim_start().chars().next();
    let is_small = first.is_some_and(|it| it.is_lowercase() || is_han(it) || it.is_ascii_digit());
    match is_page {
        true => true,
        false => {
            let is_inside = is_small || first.is_some_and(|it| !it.is_alphabetic());
            is_inside && next.width >= LEAST_NEXT && (one.is_set_in() || !next.is_set_in())
        }
    }
}

/// Whether words break off: they end in the middle of a sentence. What ends with a bracket or a quotation
/// mark may be a heading, unless a page ends there or it is long.
pub(super) fn is_unfinished(words: &str, is_page: bool) -> bool {
    let words = words.trim_end();
    let last = words.rsplit(char::is_whitespace).next().unwrap_or_default();
    if last.contains("://") {
        return false;
    }
    let closes = |it: char| {
        matches!(
            it,
            '”' | '’' | '」' | '』' | '）' | ')' | ']' | '】' | '〉' | '"' | '\'' | '*'
        )
    };
    // Signs of notes stand behind the end of a sentence.
    let is_sign =
        |it: char| super::mark::leading(it.encode_utf8(&mut [0; 4])).is_some() || it == '^';
    let words = words.trim_end_matches(is_sign);
    let inner = words.trim_end_matches(|it| closes(it) || is_sign(it));
    let is_closed = inner.len() < words.len();
    match inner.chars().next_back() {
        None => false,
        Some('。' | '！' | '？' | '!' | '?' | '…' | '；' | ';' | '：' | ':' | '.' | '．' | '■') => {
            false
        }
        Some(_) => !is_closed || is_page || inner.len() > CLOSED,
    }
}

/// Whether words begin a paragraph of their own: a heading, an item of a list, a head word in brackets.
fn begins_anew(words: &str) -> bool {
    let words = words.trim_start();
    let digit =
        |it: char| it.is_ascii_digit() || "一二三四五六七八九十百０１２３４５６７８９".contains(it);
    let behind = |words: &str| {
        let rest = words.trim_start_matches(digit);
        let len = words.len() - rest.len();
        (len > 0).then(|| rest.chars().next()).flatten()
    };
    let first = words.chars().next();
    let rest = first.map_or("", |it| words.get(it.len_utf8()..).unwrap_or_default());
    match first {
        None => true,
        Some('第') => {
            behind(rest).is_some_and(|it| "章节節部分篇条條款卷回讲講编編,，、".contains(it))
        }
        Some('(' | '（') => behind(rest).is_some_and(|it| matches!(it, ')' | '）')),
        Some('[' | '【' | '#' | '•' | '●' | '■' | '◆' | '□' | '|' | '>' | '-' | '*' | '+') => {
            true
        }
        Some(_) if super::mark::leading(words).is_some() => true,
        Some(_) => {
            let is_number = behind(words).is_some_and(|it| matches!(it, '、' | '．' | ')' | '）'));
            let is_point = behind(words) == Some('.') && words.contains(". ");
            let is_head = matches!(
                words.trim_end(),
                "结语"
                    | "結語"
                    | "结论"
                    | "結論"
                    | "参考文献"
                    | "參考文獻"
                    | "摘要"
                    | "附录"
                    | "附錄"
                    | "注释"
                    | "註釋"
                    | "致谢"
                    | "致謝"
                    | "References"
                    | "Notes"
                    | "Abstract"
            );
            is_number || is_point || is_head
        }
    }
}

/// Whether a line is part of something laid out, such as a table, where line ends mean something.
fn is_laid_out(words: &str) -> bool {
    words.contains('\t') || words.starts_with(['|', '>']) || words.trim_start().starts_with("```")
}

/// How two pieces of one paragraph are joined.
fn how(one: &str, next: &str) -> Join {
    let (last, first) = (one.chars().next_back(), next.trim_start().chars().next());
    let before = one.strip_suffix('-').and_then(|it| it.chars().next_back());
    let is_word = before.is_some_and(char::is_alphabetic)
        && first.is_some_and(char::is_lowercase)
        && next.len() == next.trim_start().len();
    if is_word {
        return Join {
            between: "",
            takes_hyphen: true,
        };
    }
    let wide = |it: Option<char>| it.is_some_and(is_wide);
    let is_stuck = wide(last) || wide(first) || last == Some('-');
    Join {
        between: if is_stuck { "" } else { " " },
        takes_hyphen: false,
    }
}

/// Adds the next line of a note.
pub(super) fn append(words: &mut String, next: &str) {
    let join = how(words, next);
    if join.takes_hyphen {
        words.pop();
    }
    words.push_str(join.between);
    words.push_str(next.trim());
}
