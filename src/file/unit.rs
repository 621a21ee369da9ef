//! How much a rule codes, as it stands in the file.

use super::escape::push_quoted;
use super::line::Cursor;
use super::malformed::Wanted;
use super::value::Field;
use crate::model::Unit;
use std::borrow::Cow;

impl<'a> Field<'a> for Unit {
    type Loose = String;
    const WHAT: Wanted = Wanted::Words;

    fn write(&self, out: &mut Vec<u8>) {
        push_quoted(out, self.name());
    }

    fn read(cursor: &mut Cursor<'a>) -> Option<Self> {
        Self::from_name(&Cow::<str>::read(cursor)?)
    }

    fn fit(loose: String) -> Option<Self> {
        Self::from_name(&loose)
    }
}
