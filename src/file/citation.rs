//! How a source is cited, as phrases.

use super::line::Cursor;
use super::malformed::Wanted;
use super::value::{Field, push_list, read_list};
use crate::model::Cited;

impl<'a> Field<'a> for Vec<Cited> {
    type Loose = Vec<String>;
    const WHAT: Wanted = Wanted::SeveralWords;

    fn write(&self, out: &mut Vec<u8>) {
        push_list(out, self.iter(), b"[]", |out, it| it.to_string().write(out));
    }

    fn read(cursor: &mut Cursor<'a>) -> Option<Self> {
        let phrase = |phrase: String| Cited::from_phrase(&phrase);
        read_list(cursor, "[", "]", |cursor| String::read(cursor).map(phrase))
    }

    fn fit(loose: Vec<String>) -> Option<Self> {
        Some(loose.iter().map(|it| Cited::from_phrase(it)).collect())
    }
}
