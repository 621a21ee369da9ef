//! Numbers of notes as they are printed: ①, ㉑, ³, ⁽⁵⁾, `^③`, `^{3`.

use crate::text::Span;

/// The number that a circled character means.
fn circled(char: char) -> Option<usize> {
    let from = |start: char, first: u32| {
        let at = u32::from(char) - u32::from(start) + first;
        usize::try_from(at).ok()
    };
    match char {
        '①'..='⑳' => from('①', 1),
        '⑴'..='⒇' => from('⑴', 1),
        '㉑'..='㉟' => from('㉑', 21),
        '㊱'..='㊿' => from('㊱', 36),
        '❶'..='❿' => from('❶', 1),
        _ => None,
    }
}

fn raised(char: char) -> Option<usize> {
    let digits = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    digits.iter().position(|it| *it == char)
}

/// A number that is printed as one of a note.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Mark {
    pub(super) number: usize,
    /// Bytes it takes.
    pub(super) len: usize,
}

/// The number of a note with which words begin.
pub(super) fn leading(words: &str) -> Option<Mark> {
    let caret = usize::from(words.starts_with('^'));
    let rest = words.get(caret..)?;
    let brace = usize::from(caret == 1 && rest.starts_with('{'));
    let rest = rest.get(brace..)?;
    let first = rest.chars().next()?;
    if let Some(number) = circled(first) {
        let close = rest.get(first.len_utf8()..)?;
        let close = usize::from(brace == 1 && close.starts_with('}'));
        let len = caret + brace + first.len_utf8() + close;
        return Some(Mark { number, len });
    }
    if brace == 1 {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let number = rest.get(..digits)?.parse().ok().filter(|it| *it < 1_000)?;
        let close = usize::from(rest.get(digits..)?.starts_with('}'));
        let len = caret + brace + digits + close;
        return Some(Mark { number, len });
    }
    let (mut number, mut len, mut digits) = (0, caret, 0);
    for char in rest.chars() {
        match raised(char) {
            Some(digit) if digits < 3 => {
                number = number * 10 + digit;
                digits += 1;
            }
            Some(_) => return None,
            None if matches!(char, '⁽' | '⁾') => {}
            None => break,
        }
        len += char.len_utf8();
    }
    (digits > 0 && caret == 0).then_some(Mark { number, len })
}

/// The signs in a line that may refer to notes, with the numbers they say. What begins the line is
/// none.
pub(super) fn signs(words: &str, start: usize) -> Vec<(usize, Span)> {
    let mut signs = Vec::new();
    let mut before: Option<char> = None;
    let mut past = 0;
    for (at, char) in words.char_indices() {
        let is_one = char == '^' || circled(char).is_some() || raised(char).is_some();
        let is_power = before.is_none_or(|it| it.is_ascii_digit()) && raised(char).is_some();
        if at >= past && before.is_some() && is_one && !is_power {
            let mark = words.get(at..).and_then(leading).filter(|it| it.number > 0);
            if let Some(mark) = mark {
                past = at + mark.len;
                signs.push((mark.number, Span::new(start + at, start + past)));
            }
        }
        before = Some(char);
    }
    signs
}

/// A number as the mark of a note: circled where the text is Chinese and there is such a character.
pub(super) fn written(number: usize, is_wide: bool) -> String {
    let from = |first: char, offset: usize| {
        let offset = u32::try_from(offset).ok()?;
        char::from_u32(u32::from(first) + offset)
    };
    let char = match number {
        _ if !is_wide => None,
        1..=20 => from('①', number - 1),
        21..=35 => from('㉑', number - 21),
        36..=50 => from('㊱', number - 36),
        _ => None,
    };
    char.map_or_else(|| format!("[{number}]"), String::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_notes_are_read_in_every_shape() {
        for (words, number, len) in [
            ("① 甲", 1, 3),
            ("㉑甲", 21, 3),
            ("㊿", 50, 3),
            ("^③", 3, 4),
            ("^{③}", 3, 6),
            ("^{3 &}quot;", 3, 3),
            ("^{12}甲", 12, 5),
            ("¹²甲", 12, 4),
            ("⁽⁵⁾ 甲", 5, 9),
        ] {
            assert_eq!(leading(words), Some(Mark { number, len }), "{words}");
        }
        for words in ["", "甲", "1 甲", "^", "^{", "^{| 114", "⁽⁾", "^²", "(1)"] {
            assert_eq!(leading(words), None, "{words}");
        }
        for number in 1..=50 {
            assert_eq!(leading(&written(number, true)).unwrap().number, number);
        }
        assert_eq!(written(51, true), "[51]");
        assert_eq!(written(3, false), "[3]");
    }

    #[test]
    fn signs_are_found_inside_of_lines() {
        let words = "①甲^①，乙②；10²米，丙³。";
        let found = signs(words, 100);
        let told = |it: &(usize, Span)| {
            let (from, to) = (it.1.start - 100, it.1.end - 100);
            (it.0, words.get(from..to).unwrap())
        };
        let told: Vec<(usize, &str)> = found.iter().map(told).collect();
        assert_eq!(told, [(1, "^①"), (2, "②"), (3, "³")]);
    }
}
