//! Words cut into lines.

use super::{Measure, Tone};
use crate::exchange::pack::{Marker, Run};

/// Size of what stands above words, in parts of theirs.
pub(super) const RUBY: f32 = 0.5;
/// Size of numbers and letters behind words.
const SMALL: f32 = 0.6;
/// How far apart underlines lie, in points.
pub(super) const STEP: f32 = 3.0;

/// Words that stay together: one Chinese character, or a word of letters, with what clings to it.
struct Atom {
    words: String,
    ruby: String,
    size: f32,
    raised: f32,
    tone: Tone,
    marks: Vec<(usize, usize)>,
    /// The note whose number it is; 0 for none.
    note: usize,
    /// Whether no line begins with it.
    clings: bool,
    /// Whether no line ends with it.
    holds: bool,
}

/// A word in a line.
pub(super) struct Set {
    pub(super) left: f32,
    pub(super) width: f32,
    /// How far in its own words begin, where what stands above is wider.
    pub(super) inset: f32,
    pub(super) words: String,
    pub(super) ruby: String,
    pub(super) size: f32,
    pub(super) raised: f32,
    pub(super) tone: Tone,
}

impl Set {
    /// Whether the next word of the line can be drawn in one piece with this one.
    pub(super) fn goes_on_with(&self, next: &Self) -> bool {
        let is_plain = |it: &Self| it.ruby.is_empty() && it.inset.abs() < 0.01;
        let looks = |it: &Self| (it.size.to_bits(), it.raised.to_bits(), it.tone);
        is_plain(self) && is_plain(next) && looks(self) == looks(next)
    }
}

/// An underline in a line.
pub(super) struct Under {
    pub(super) across: (f32, f32),
    pub(super) slot: u8,
    pub(super) marker: usize,
}

/// A line.
pub(super) struct Line {
    pub(super) size: f32,
    pub(super) height: f32,
    /// Room below the words.
    pub(super) below: f32,
    pub(super) words: Vec<Set>,
    pub(super) strokes: Vec<Under>,
    /// The notes whose numbers stand in it.
    pub(super) notes: Vec<usize>,
}

impl Line {
    /// How far its words reach.
    pub(super) fn width(&self) -> f32 {
        self.words.last().map_or(0.0, |it| it.left + it.width)
    }
}

/// Words before they are cut into lines.
pub(super) struct Words {
    atoms: Vec<Atom>,
    size: f32,
    /// How far in the first line begins.
    indent: f32,
    slots: usize,
    has_ruby: bool,
}

impl Words {
    /// Plain words.
    pub(super) fn plain(words: &str, size: f32, tone: Tone) -> Self {
        let mut all = Self::empty(size);
        all.push(words, "", tone, &[]);
        all
    }

    /// Words with a small number before them; 0 for none.
    pub(super) fn numbered(number: usize, words: &str, size: f32, tone: Tone) -> Self {
        let mut all = Self::empty(size);
        if number > 0 {
            all.small(&number.to_string(), Tone::Accent, false);
        }
        all.push(words, "", tone, &[]);
        all
    }

    /// The pieces of a paragraph, with the letters of the legend.
    pub(super) fn of_runs(runs: &[Run], legend: &[Marker], (size, indent): (f32, f32)) -> Self {
        let mut all = Self::empty(size);
        all.indent = indent;
        for run in runs {
            let marks: Vec<(usize, usize)> =
                run.marks.iter().map(|it| (it.marker, it.slot)).collect();
            let slots = marks.iter().map(|it| it.1 + 1).max().unwrap_or_default();
            all.slots = all.slots.max(slots);
            all.push(&run.text, &run.ruby, Tone::Ink, &marks);
            for marker in &run.ends {
                let letter = legend.get(*marker).map_or("", |it| it.letter.as_str());
                all.small(letter, Tone::Marker(*marker), true);
            }
            if run.entry > 0 {
                all.small(&format!("[{}]", run.entry), Tone::Faint, true);
            }
            for number in &run.notes {
                all.small(&format!("{number} "), Tone::Accent, true);
                if let Some(last) = all.atoms.last_mut() {
                    last.note = *number;
                }
            }
            for words in &run.inline {
                let size = std::mem::replace(&mut all.size, size * 0.75);
                all.push(&format!("（{words}）"), "", Tone::Accent, &[]);
                all.size = size;
            }
        }
        all
    }

    fn empty(size: f32) -> Self {
        Self {
            atoms: Vec::new(),
            size,
            indent: 0.0,
            slots: 0,
            has_ruby: false,
        }
    }

    fn small(&mut self, words: &str, tone: Tone, clings: bool) {
        self.atoms.push(Atom {
            words: words.to_owned(),
            ruby: String::new(),
            size: self.size * SMALL,
            raised: self.size * 0.3,
            tone,
            marks: Vec::new(),
            note: 0,
            clings,
            holds: !clings,
        });
    }

    /// Cuts words where a line may end.
    fn push(&mut self, words: &str, ruby: &str, tone: Tone, marks: &[(usize, usize)]) {
        self.has_ruby |= !ruby.is_empty();
        let atom = |words: String, clings: bool, holds: bool| Atom {
            words,
            ruby: ruby.to_owned(),
            size: self.size,
            raised: 0.0,
            tone,
            marks: marks.to_vec(),
            note: 0,
            clings,
            holds,
        };
        if !ruby.is_empty() {
            self.atoms.push(atom(words.to_owned(), false, false));
            return;
        }
        let mut letters = String::new();
        for char in words.chars() {
            let is_letter = char.is_ascii_graphic() || char.is_alphanumeric() && !is_square(char);
            if is_letter {
                letters.push(char);
                continue;
            }
            if !letters.is_empty() {
                let word = std::mem::take(&mut letters);
                let (clings, holds) = edges(&word);
                self.atoms.push(atom(word, clings, holds));
            }
            let (clings, holds) = (closes(char) || char == ' ', opens(char));
            self.atoms.push(atom(char.to_string(), clings, holds));
        }
        if !letters.is_empty() {
            let (clings, holds) = edges(&letters);
            self.atoms.push(atom(letters, clings, holds));
        }
    }

    /// Cuts the words into lines of a width; what is wider than a line goes beyond it.
    pub(super) fn set(self, measure: &dyn Measure, width: f32) -> Vec<Line> {
        let above = if self.has_ruby { self.size * 0.62 } else { 0.0 };
        let under = self.slots.saturating_sub(1).min(6);
        let below = self.size * 0.36 + f32::from(u8::try_from(under).unwrap_or_default()) * STEP;
        let height = above + self.size * 1.24 + below;
        let mut lines = vec![self.line(height, below)];
        let mut left = self.indent;
        let mut rest = self.atoms.iter().peekable();
        while let Some(first) = rest.next() {
            let mut group = vec![first];
            while let Some(next) = rest.peek() {
                let holds = group.last().is_some_and(|it| it.holds);
                if !(holds || next.clings) {
                    break;
                }
                group.extend(rest.next());
            }
            let wide = |atom: &Atom| {
                let own = measure.width(&atom.words, atom.size);
                let above = measure.width(&atom.ruby, atom.size * RUBY);
                (
                    own,
                    if atom.ruby.is_empty() {
                        own
                    } else {
                        own.max(above + 1.5)
                    },
                )
            };
            let widths: Vec<(f32, f32)> = group.iter().map(|it| wide(it)).collect();
            let whole: f32 = widths.iter().map(|it| it.1).sum();
            if left + whole > width + 0.5 && left > self.indent.min(width / 2.0) {
                lines.push(self.line(height, below));
                left = 0.0;
            }
            let Some(line) = lines.last_mut() else { break };
            for (atom, (own, wide)) in group.into_iter().zip(widths) {
                underline(line, atom, (left, left + wide));
                line.notes.extend(Some(atom.note).filter(|it| *it > 0));
                line.words.push(Set {
                    left,
                    width: wide,
                    inset: (wide - own) / 2.0,
                    words: atom.words.clone(),
                    ruby: atom.ruby.clone(),
                    size: atom.size,
                    raised: atom.raised,
                    tone: atom.tone,
                });
                left += wide;
            }
        }
        lines
    }

    fn line(&self, height: f32, below: f32) -> Line {
        Line {
            size: self.size,
            height,
            below,
            words: Vec::new(),
            strokes: Vec::new(),
            notes: Vec::new(),
        }
    }
}

/// Draws the marks of a word on, or begins new ones.
fn underline(line: &mut Line, atom: &Atom, across: (f32, f32)) {
    for (marker, slot) in &atom.marks {
        let slot = u8::try_from(*slot).unwrap_or(u8::MAX);
        let goes_on = line.strokes.iter_mut().rev().find(|it| {
            it.marker == *marker && it.slot == slot && (it.across.1 - across.0).abs() < 0.1
        });
        match goes_on {
            Some(stroke) => stroke.across.1 = across.1,
            None => line.strokes.push(Under {
                across,
                slot,
                marker: *marker,
            }),
        }
    }
}

/// Whether a line may end on either side of a character: Chinese, kana, hangul, wide signs.
fn is_square(char: char) -> bool {
    matches!(char, '\u{1100}'..='\u{11FF}' | '\u{2E80}'..='\u{D7FF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{FF00}'..='\u{FFEF}' | '\u{20000}'..='\u{3FFFF}')
}

/// Whether no line begins with a word, and whether none ends with it: for the marks at its edges.
fn edges(word: &str) -> (bool, bool) {
    let (first, last) = (word.chars().next(), word.chars().next_back());
    (first.is_some_and(closes), last.is_some_and(opens))
}

fn closes(char: char) -> bool {
    "，。、；：？！）】》〉」』”’…—％,.;:?!)]}%".contains(char)
}

fn opens(char: char) -> bool {
    "（【《〈「『“‘([{".contains(char)
}
