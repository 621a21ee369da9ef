//! How a stray quotation was found, as it stands in its line.

use super::line::Cursor;
use super::malformed::Wanted;
use super::value::{Field, push_shown};
use crate::model::Verdict;
use crate::text::CharSpan;
use serde::Deserialize;

/// How a stray quotation was found when its source was last read, and where it is shown: code
/// points. Written `Unsure(start: 12, end: 14)`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Astray {
    pub(super) verdict: Verdict,
    pub(super) now: CharSpan,
}

/// [`Astray`] as the `ron` crate reads it.
#[derive(Deserialize)]
pub(super) enum LooseAstray {
    Unsure { start: u64, end: u64 },
    Lost { start: u64, end: u64 },
}

impl<'a> Field<'a> for Astray {
    type Loose = LooseAstray;
    const WHAT: Wanted = Wanted::Verdict;

    fn write(&self, out: &mut Vec<u8>) {
        let verdict = match self.verdict {
            Verdict::Unsure => "Unsure",
            Verdict::Lost => "Lost",
        };
        let CharSpan { start, end } = self.now;
        push_shown(out, &format_args!("{verdict}(start: {start}, end: {end})"));
    }

    fn read(cursor: &mut Cursor<'a>) -> Option<Self> {
        let verdict = match cursor.word()? {
            "Unsure" => Verdict::Unsure,
            "Lost" => Verdict::Lost,
            _ => return None,
        };
        cursor.eat("(start: ").then_some(())?;
        let start = usize::read(cursor)?;
        cursor.eat(", end: ").then_some(())?;
        let end = usize::read(cursor)?;
        let now = CharSpan { start, end };
        cursor.eat(")").then_some(Self { verdict, now })
    }

    fn fit(loose: LooseAstray) -> Option<Self> {
        let (verdict, start, end) = match loose {
            LooseAstray::Unsure { start, end } => (Verdict::Unsure, start, end),
            LooseAstray::Lost { start, end } => (Verdict::Lost, start, end),
        };
        let now = CharSpan {
            start: usize::fit(start)?,
            end: usize::fit(end)?,
        };
        Some(Self { verdict, now })
    }
}
