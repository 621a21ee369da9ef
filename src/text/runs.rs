//! How a text is taken apart before its words are cut: into stretches, those
//! into runs of one script, those into pieces a segmenter can hold.

use super::graphemes;
use super::span::Span;

/// Bytes given to a segmenter at once: more would take memory in proportion
/// (a line of 50 MB without punctuation), less would cut more words in two.
const PIECE: usize = 4_096;

/// The end of the stretch that starts here, or goes on here.
pub(super) fn stretch_end(text: &str, start: usize) -> usize {
    let rest = text.get(start..).unwrap_or_default();
    for (at, char) in rest.char_indices() {
        match char {
            '\n' => {
                // CR LF is one cluster.
                let before = graphemes::floor(text, start + at);
                return if before > start {
                    before
                } else {
                    start + at + 1
                };
            }
            _ if ends_stretch(char) => {
                return graphemes::ceil(text, start + at + char.len_utf8());
            }
            _ => {}
        }
    }
    text.len()
}

/// Marks after which a stretch ends; no word goes across one.
pub(super) fn ends_stretch(char: char) -> bool {
    matches!(char, '\n' | '。' | '！' | '？' | '!' | '?' | '｡')
}

/// Han characters, with the repetition mark and the zero.
pub(super) fn is_han(char: char) -> bool {
    matches!(char, '々' | '〇' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFD}')
}

/// Hiragana and katakana letters, half-width ones too.
pub(super) fn is_kana(char: char) -> bool {
    matches!(char, '\u{3041}'..='\u{3096}' | '\u{30A1}'..='\u{30FA}'
        | '\u{31F0}'..='\u{31FF}' | '\u{FF66}'..='\u{FF6F}' | '\u{FF71}'..='\u{FF9D}')
}

/// True at a grapheme edge with a Han character on either side.
pub(super) fn beside_han(text: &str, byte: usize) -> bool {
    let (Some(before), Some(after)) = (text.get(..byte), text.get(byte..)) else {
        return false;
    };
    let beside =
        before.chars().next_back().is_some_and(is_han) || after.chars().next().is_some_and(is_han);
    beside && graphemes::is_edge(text, byte)
}

/// The stretch as runs of Han (`true`) and of everything else. A mark on a Han
/// character stays in its run.
pub(super) fn runs(text: &str, stretch: Span) -> Vec<(Span, bool)> {
    let mut runs: Vec<(Span, bool)> = Vec::new();
    for (at, char) in stretch.of(text).unwrap_or_default().char_indices() {
        let start = stretch.start + at;
        let end = start + char.len_utf8();
        let han = is_han(char);
        match runs.last_mut() {
            Some((run, kind)) if *kind == han || !graphemes::is_edge(text, start) => run.end = end,
            _ => runs.push((Span { start, end }, han)),
        }
    }
    runs
}

/// Cuts a run piece by piece and adds the ends of its words, the run's own end
/// last. A piece's last word is cut again with the next piece, for it may go on
/// there.
pub(super) fn cut_run(
    text: &str,
    run: Span,
    edges: &mut Vec<usize>,
    cutter: impl Fn(&str) -> Vec<usize>,
) {
    let mut from = run.start;
    while from < run.end {
        let rest = Span {
            start: from,
            end: run.end,
        }
        .of(text)
        .unwrap_or_default();
        let length = match rest.get(..rest.floor_char_boundary(2 * PIECE)) {
            Some(near) if rest.len() > PIECE => graphemes::floor(near, PIECE),
            _ => rest.len(),
        };
        let length = if length == 0 {
            graphemes::next(rest, 0)
        } else {
            length
        };
        let piece = rest.get(..length).unwrap_or(rest);
        let mut ends = cutter(piece);
        ends.retain(|end| *end > 0 && *end < piece.len() && graphemes::is_edge(piece, *end));
        if length == rest.len() || ends.is_empty() {
            ends.push(piece.len());
        }
        edges.extend(ends.iter().map(|end| from + end));
        from += ends.last().copied().unwrap_or(piece.len());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stretches(text: &str) -> Vec<&str> {
        let mut stretches = Vec::new();
        let mut start = 0;
        while start < text.len() {
            let end = stretch_end(text, start);
            stretches.push(text.get(start..end).unwrap());
            start = end;
        }
        stretches
    }

    #[test]
    fn a_line_end_of_windows_is_one_stretch() {
        assert_eq!(
            stretches("\r\n治理\r\n\r\n国防"),
            ["\r\n", "治理", "\r\n", "\r\n", "国防"]
        );
    }

    #[test]
    fn a_stretch_ends_with_its_mark_or_its_line() {
        assert_eq!(
            stretches("治理。国防!\u{301}\n\n产业 3.14"),
            ["治理。", "国防!\u{301}", "\n", "\n", "产业 3.14"]
        );
    }

    #[test]
    fn a_mark_on_a_han_character_stays_in_its_run() {
        let text = "葛\u{E0100}城AI国防";
        let whole = Span::new(0, text.len());
        let cut = runs(text, whole);
        let cut: Vec<_> = cut
            .iter()
            .map(|(run, han)| (run.of(text).unwrap(), *han))
            .collect();
        assert_eq!(
            cut,
            [("葛\u{E0100}城", true), ("AI", false), ("国防", true)]
        );
    }

    #[test]
    fn the_last_word_of_a_piece_is_cut_again_with_the_next() {
        // Words of four letters, so that the piece's end falls inside one.
        let text = "abcd".repeat(3_000);
        let words = |piece: &str| (4..=piece.len()).step_by(4).chain([piece.len()]).collect();
        let mut edges = Vec::new();
        cut_run(&text, Span::new(1, text.len()), &mut edges, words);
        assert_eq!(edges.last(), Some(&text.len()));
        assert!(edges.is_sorted());
        assert!(
            edges
                .iter()
                .all(|edge| edge % 4 == 1 || *edge == text.len())
        );
    }
}
