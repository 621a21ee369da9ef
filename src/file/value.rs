//! The values of fields: how each is written, read from a canonical line, and read by the `ron`
//! crate from any other way of writing it.

use super::escape::{push_quoted, push_text, quoted, raw};
use super::line::Cursor;
use super::malformed::Wanted;
use crate::model::{
    CaseId, CodeId, CoderId, CodingId, Colour, ConflictId, Fingerprint, GlossId, LinkId, MemoId,
    ProjectId, QueryId, QuotationId, RecipeId, RecordId, SetId, SourceId, Time, Value, VariableId,
    VariableKind,
};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::str::FromStr;
use uuid::Uuid;

/// A value of one field.
pub(super) trait Field<'a>: Sized {
    /// What the `ron` crate reads it as.
    type Loose: DeserializeOwned;
    /// What it is, for the message when it is something else.
    const WHAT: Wanted;

    /// Appends it in the canonical way.
    fn write(&self, out: &mut Vec<u8>);

    /// Reads it where the cursor stands, if it is written in the canonical way.
    fn read(cursor: &mut Cursor<'a>) -> Option<Self>;

    /// Takes what the `ron` crate read, if it fits.
    fn fit(loose: Self::Loose) -> Option<Self>;
}

/// A source's text: written line by line.
pub(super) struct Body<'a>(pub(super) Cow<'a, str>);

impl<'a> Field<'a> for Body<'a> {
    type Loose = String;
    const WHAT: Wanted = Wanted::Words;

    fn write(&self, out: &mut Vec<u8>) {
        push_text(out, &self.0);
    }

    fn read(cursor: &mut Cursor<'a>) -> Option<Self> {
        let rest = cursor.rest();
        let Some((text, len)) = raw(rest) else {
            return Cow::read(cursor).map(Self);
        };
        cursor.advance(len);
        Some(Self(Cow::Borrowed(text)))
    }

    fn fit(loose: String) -> Option<Self> {
        Some(Self(Cow::Owned(loose)))
    }
}

impl<'a> Field<'a> for Cow<'a, str> {
    type Loose = String;
    const WHAT: Wanted = Wanted::Words;

    fn write(&self, out: &mut Vec<u8>) {
        push_quoted(out, self);
    }

    fn read(cursor: &mut Cursor<'a>) -> Option<Self> {
        let (text, len) = quoted(cursor.rest())?;
        cursor.advance(len);
        Some(text)
    }

    fn fit(loose: String) -> Option<Self> {
        Some(Cow::Owned(loose))
    }
}

impl<'a> Field<'a> for String {
    type Loose = String;
    const WHAT: Wanted = Wanted::Words;

    fn write(&self, out: &mut Vec<u8>) {
        push_quoted(out, self);
    }

    fn read(cursor: &mut Cursor<'a>) -> Option<Self> {
        Cow::read(cursor).map(Cow::into_owned)
    }

    fn fit(loose: String) -> Option<Self> {
        Some(loose)
    }
}

impl<'a> Field<'a> for u64 {
    type Loose = u64;
    const WHAT: Wanted = Wanted::Number;

    fn write(&self, out: &mut Vec<u8>) {
        push_shown(out, self);
    }

    fn read(cursor: &mut Cursor<'a>) -> Option<Self> {
        cursor.digits()?.parse().ok()
    }

    fn fit(loose: u64) -> Option<Self> {
        Some(loose)
    }
}

impl<'a> Field<'a> for usize {
    type Loose = u64;
    const WHAT: Wanted = Wanted::Number;

    fn write(&self, out: &mut Vec<u8>) {
        push_shown(out, self);
    }

    fn read(cursor: &mut Cursor<'a>) -> Option<Self> {
        cursor.digits()?.parse().ok()
    }

    fn fit(loose: u64) -> Option<Self> {
        usize::try_from(loose).ok()
    }
}

impl<'a> Field<'a> for bool {
    type Loose = bool;
    const WHAT: Wanted = Wanted::Flag;

    fn write(&self, out: &mut Vec<u8>) {
        push_shown(out, self);
    }

    fn read(cursor: &mut Cursor<'a>) -> Option<Self> {
        let yes = cursor.eat("true");
        (yes || cursor.eat("false")).then_some(yes)
    }

    fn fit(loose: bool) -> Option<Self> {
        Some(loose)
    }
}

/// Values that stand in quotes and are read from what stands between them.
macro_rules! quoted_values {
    ($($type:ty: $what:ident, $parse:expr, $show:expr;)+) => {$(
        impl<'a> Field<'a> for $type {
            type Loose = String;
            const WHAT: Wanted = Wanted::$what;

            fn write(&self, out: &mut Vec<u8>) {
                let show: fn(&$type) -> _ = $show;
                out.push(b'"');
                push_shown(out, &show(self));
                out.push(b'"');
            }

            fn read(cursor: &mut Cursor<'a>) -> Option<Self> {
                let text = Cow::<str>::read(cursor)?;
                let parse: fn(&str) -> Option<Self> = $parse;
                parse(&text)
            }

            fn fit(loose: String) -> Option<Self> {
                let parse: fn(&str) -> Option<Self> = $parse;
                parse(&loose)
            }
        }
    )+};
}

quoted_values! {
    Time: Time, |text| Time::from_str(text).ok(), |it| *it;
    Colour: Colour, Colour::from_hex, |it| it.hex();
    Fingerprint: Fingerprint, Fingerprint::from_hex, |it| *it;
}

/// Identities, which are nearly half of all bytes: written without the detour over a formatter.
macro_rules! ids {
    ($($type:ident)+) => {$(
        impl<'a> Field<'a> for $type {
            type Loose = String;
            const WHAT: Wanted = Wanted::Id;

            fn write(&self, out: &mut Vec<u8>) {
                push_uuid(out, self.uuid());
            }

            fn read(cursor: &mut Cursor<'a>) -> Option<Self> {
                let text = Cow::<str>::read(cursor)?;
                Uuid::try_parse(&text).ok().map(Self::new)
            }

            fn fit(loose: String) -> Option<Self> {
                Uuid::try_parse(&loose).ok().map(Self::new)
            }
        }
    )+};
}

ids! {
    ProjectId CoderId CodeId VariableId CaseId SetId LinkId SourceId QuotationId CodingId MemoId
    ConflictId QueryId GlossId RecipeId
}

impl<'a> Field<'a> for VariableKind {
    type Loose = LooseKind;
    const WHAT: Wanted = Wanted::Kind;

    fn write(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(kind_name(*self).as_bytes());
    }

    fn read(cursor: &mut Cursor<'a>) -> Option<Self> {
        [Self::Text, Self::Number, Self::Flag, Self::Date]
            .into_iter()
            .find(|kind| cursor.eat(kind_name(*kind)))
    }

    fn fit(loose: LooseKind) -> Option<Self> {
        Some(match loose {
            LooseKind::Text => Self::Text,
            LooseKind::Number => Self::Number,
            LooseKind::Flag => Self::Flag,
            LooseKind::Date => Self::Date,
        })
    }
}

/// [`VariableKind`] as the `ron` crate reads it.
#[derive(Deserialize)]
pub(super) enum LooseKind {
    Text,
    Number,
    Flag,
    Date,
}

const fn kind_name(kind: VariableKind) -> &'static str {
    match kind {
        VariableKind::Text => "Text",
        VariableKind::Number => "Number",
        VariableKind::Flag => "Flag",
        VariableKind::Date => "Date",
    }
}

impl<'a> Field<'a> for Value {
    type Loose = LooseValue;
    const WHAT: Wanted = Wanted::Value;

    fn write(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(kind_name(self.kind()).as_bytes());
        out.push(b'(');
        match self {
            Self::Text(text) => push_quoted(out, text),
            Self::Number(number) => push_shown(out, number),
            Self::Flag(flag) => push_shown(out, flag),
            Self::Date(date) => push_quoted(out, &date.to_string()),
        }
        out.push(b')');
    }

    fn read(cursor: &mut Cursor<'a>) -> Option<Self> {
        let kind = VariableKind::read(cursor)?;
        cursor.eat("(").then_some(())?;
        let value = match kind {
            VariableKind::Text => Self::Text(String::read(cursor)?),
            VariableKind::Number => {
                let minus = cursor.eat("-");
                let digits = cursor.digits()?;
                let sign = if minus { "-" } else { "" };
                Self::Number(format!("{sign}{digits}").parse().ok()?)
            }
            VariableKind::Flag => Self::Flag(bool::read(cursor)?),
            VariableKind::Date => Self::Date(Cow::read(cursor)?.parse().ok()?),
        };
        cursor.eat(")").then_some(value)
    }

    fn fit(loose: LooseValue) -> Option<Self> {
        Some(match loose {
            LooseValue::Text(text) => Self::Text(text),
            LooseValue::Number(number) => Self::Number(number),
            LooseValue::Flag(flag) => Self::Flag(flag),
            LooseValue::Date(date) => Self::Date(date.parse().ok()?),
        })
    }
}

/// [`Value`] as the `ron` crate reads it.
#[derive(Deserialize)]
pub(super) enum LooseValue {
    Text(String),
    Number(i64),
    Flag(bool),
    Date(String),
}

impl<'a> Field<'a> for RecordId {
    type Loose = Self;
    const WHAT: Wanted = Wanted::Record;

    fn write(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(self.kind().as_bytes());
        if let Some(uuid) = self.uuid() {
            out.push(b'(');
            push_uuid(out, uuid);
            out.push(b')');
        }
    }

    fn read(cursor: &mut Cursor<'a>) -> Option<Self> {
        let kind = cursor.word()?;
        if kind == "Project" {
            return Some(Self::Project);
        }
        cursor.eat("(").then_some(())?;
        let uuid = Uuid::try_parse(&Cow::read(cursor)?).ok()?;
        cursor.eat(")").then_some(())?;
        Self::from_parts(kind, uuid)
    }

    fn fit(loose: Self) -> Option<Self> {
        Some(loose)
    }
}

impl<'a> Field<'a> for Vec<String> {
    type Loose = Self;
    const WHAT: Wanted = Wanted::SeveralWords;

    fn write(&self, out: &mut Vec<u8>) {
        push_list(out, self.iter(), b"[]", |out, it| it.write(out));
    }

    fn read(cursor: &mut Cursor<'a>) -> Option<Self> {
        read_list(cursor, "[", "]", String::read)
    }

    fn fit(loose: Self) -> Option<Self> {
        Some(loose)
    }
}

impl<'a> Field<'a> for BTreeSet<RecordId> {
    type Loose = Vec<RecordId>;
    const WHAT: Wanted = Wanted::Records;

    fn write(&self, out: &mut Vec<u8>) {
        push_list(out, self.iter(), b"[]", |out, it| it.write(out));
    }

    fn read(cursor: &mut Cursor<'a>) -> Option<Self> {
        let members = read_list(cursor, "[", "]", RecordId::read)?;
        Some(members.into_iter().collect())
    }

    fn fit(loose: Vec<RecordId>) -> Option<Self> {
        Some(loose.into_iter().collect())
    }
}

impl<'a> Field<'a> for BTreeMap<VariableId, Value> {
    type Loose = BTreeMap<String, LooseValue>;
    const WHAT: Wanted = Wanted::Values;

    fn write(&self, out: &mut Vec<u8>) {
        push_list(out, self.iter(), b"{}", |out, (variable, value)| {
            variable.write(out);
            out.extend_from_slice(b": ");
            value.write(out);
        });
    }

    fn read(cursor: &mut Cursor<'a>) -> Option<Self> {
        let entries = read_list(cursor, "{", "}", |cursor| {
            let variable = VariableId::read(cursor)?;
            cursor.eat(": ").then_some(())?;
            Some((variable, Value::read(cursor)?))
        })?;
        Some(entries.into_iter().collect())
    }

    fn fit(loose: BTreeMap<String, LooseValue>) -> Option<Self> {
        let fitted = |(variable, value)| Some((VariableId::fit(variable)?, Value::fit(value)?));
        loose.into_iter().map(fitted).collect()
    }
}

impl<'a> Field<'a> for BTreeMap<String, String> {
    type Loose = Self;
    const WHAT: Wanted = Wanted::NamedWords;

    fn write(&self, out: &mut Vec<u8>) {
        push_list(out, self.iter(), b"{}", |out, (name, words)| {
            name.write(out);
            out.extend_from_slice(b": ");
            words.write(out);
        });
    }

    fn read(cursor: &mut Cursor<'a>) -> Option<Self> {
        let entries = read_list(cursor, "{", "}", |cursor| {
            let name = String::read(cursor)?;
            cursor.eat(": ").then_some(())?;
            Some((name, String::read(cursor)?))
        })?;
        Some(entries.into_iter().collect())
    }

    fn fit(loose: Self) -> Option<Self> {
        Some(loose)
    }
}

pub(super) fn push_shown(out: &mut Vec<u8>, value: &impl std::fmt::Display) {
    // Writing to memory cannot fail.
    let _ = write!(out, "{value}");
}

fn push_uuid(out: &mut Vec<u8>, uuid: Uuid) {
    let mut buffer = Uuid::encode_buffer();
    out.push(b'"');
    out.extend_from_slice(uuid.hyphenated().encode_lower(&mut buffer).as_bytes());
    out.push(b'"');
}

pub(super) fn push_list<T>(
    out: &mut Vec<u8>,
    items: impl Iterator<Item = T>,
    [open, close]: &[u8; 2],
    push: impl Fn(&mut Vec<u8>, T),
) {
    out.push(*open);
    for (index, item) in items.enumerate() {
        if index > 0 {
            out.extend_from_slice(b", ");
        }
        push(out, item);
    }
    out.push(*close);
}

pub(super) fn read_list<'a, T>(
    cursor: &mut Cursor<'a>,
    open: &str,
    close: &str,
    mut read: impl FnMut(&mut Cursor<'a>) -> Option<T>,
) -> Option<Vec<T>> {
    cursor.eat(open).then_some(())?;
    let mut items = Vec::new();
    while !cursor.eat(close) {
        if !items.is_empty() {
            cursor.eat(", ").then_some(())?;
        }
        items.push(read(cursor)?);
    }
    Some(items)
}
