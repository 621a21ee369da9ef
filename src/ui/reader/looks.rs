//! How words look that came as headings, bold or italic: larger type, a stronger stroke, a slant.

use crate::model::{Style, Styled};
use crate::text::{Lines, Span};

/// How much larger headings of the first levels are set than other words.
const HEADINGS: [f32; 3] = [1.3, 1.15, 1.05];

/// The look of some words.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub(super) struct Look {
    /// Level of the heading they are in, 0 for none.
    heading: u8,
    is_bold: bool,
    /// Whether they are slanted.
    pub(super) is_italic: bool,
}

impl Look {
    /// How much larger they are set.
    pub(super) fn scale(self) -> f32 {
        let level = usize::from(self.heading).checked_sub(1);
        level
            .and_then(|it| HEADINGS.get(it))
            .copied()
            .unwrap_or(1.0)
    }

    /// Whether their strokes are stronger.
    pub(super) fn is_bold(self) -> bool {
        self.is_bold || self.heading > 0
    }

    fn with(mut self, style: &Style) -> Self {
        match style {
            Style::Heading(level) => self.heading = *level,
            Style::Bold => self.is_bold = true,
            Style::Italic => self.is_italic = true,
            Style::Note | Style::Page(_) | Style::Time { .. } | Style::Other(_) => {}
        }
        self
    }
}

/// The looks in a piece of text.
#[derive(Clone, PartialEq, Debug, Default)]
pub(super) struct Looks {
    parts: Vec<(Span, Look)>,
}

impl Looks {
    /// Everything as usual.
    #[cfg(test)]
    pub(super) const fn plain() -> Self {
        Self { parts: Vec::new() }
    }

    /// Those of the source that meet some of its bytes. `styles` are by start.
    pub(super) fn of(lines: &Lines, styles: &[Styled], within: Span) -> Self {
        let Some(chars) = lines.chars_from_span(within).filter(|_| !styles.is_empty()) else {
            return Self::default();
        };
        let end = styles.partition_point(|it| it.chars.start < chars.end);
        let meeting = styles
            .iter()
            .take(end)
            .filter(|it| it.chars.end > chars.start);
        let part = |it: &Styled| {
            let span = lines.span_from_chars(it.chars)?;
            Some((span, Look::default().with(&it.style)))
        };
        Self {
            parts: meeting.filter_map(part).collect(),
        }
    }

    /// Whether everything looks as usual.
    pub(super) fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// How a character looks.
    pub(super) fn at(&self, byte: usize) -> Look {
        let here = self
            .parts
            .iter()
            .filter(|it| it.0.start <= byte && byte < it.0.end);
        here.fold(Look::default(), |all, (_, one)| Look {
            heading: all.heading.max(one.heading),
            is_bold: all.is_bold || one.is_bold,
            is_italic: all.is_italic || one.is_italic,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn looks_add_up_where_they_meet() {
        let lines = Lines::from("数字治理需要规则");
        let styles: Vec<Styled> = ["heading 2 at 0-8", "bold at 2-4", "italic at 3-6"]
            .map(|it| it.parse().unwrap())
            .into();
        let looks = Looks::of(&lines, &styles, Span::new(0, 24));
        let at = |char: usize| looks.at(char * 3);
        assert_eq!(
            (at(0).scale(), at(0).is_bold(), at(0).is_italic),
            (1.15, true, false)
        );
        assert_eq!(
            at(2),
            Look {
                heading: 2,
                is_bold: true,
                is_italic: false
            }
        );
        assert_eq!(
            at(3),
            Look {
                heading: 2,
                is_bold: true,
                is_italic: true
            }
        );
        assert_eq!(
            at(5),
            Look {
                heading: 2,
                is_bold: false,
                is_italic: true
            }
        );
        let second = Looks::of(&lines, &styles[1..], Span::new(0, 6));
        assert_eq!(second, Looks::default(), "nothing of it is here");
    }
}
