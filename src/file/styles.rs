//! The looks of a source's parts, as phrases.

use super::line::Cursor;
use super::malformed::Wanted;
use super::value::{Field, push_list, read_list};
use crate::model::{Style, Styled};
use crate::text::CharSpan;

impl<'a> Field<'a> for Vec<Styled> {
    type Loose = Vec<String>;
    const WHAT: Wanted = Wanted::SeveralWords;

    fn write(&self, out: &mut Vec<u8>) {
        push_list(out, self.iter(), b"[]", |out, it| it.to_string().write(out));
    }

    fn read(cursor: &mut Cursor<'a>) -> Option<Self> {
        read_list(cursor, "[", "]", |cursor| String::read(cursor).map(styled))
    }

    fn fit(loose: Vec<String>) -> Option<Self> {
        Some(loose.into_iter().map(styled).collect())
    }
}

/// A phrase that tells no part of the text is kept, and is of none.
fn styled(phrase: String) -> Styled {
    phrase.parse().unwrap_or(Styled {
        chars: CharSpan { start: 0, end: 0 },
        style: Style::Other(phrase),
    })
}
