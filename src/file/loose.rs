//! Records written any other way than ours: read by the `ron` crate, field by field, so that what
//! this version does not know can be kept.

use super::frame::tidy;
use super::kind::Fields;
use super::malformed::Malformed;
use super::value::Field;
use crate::model::Extra;
use ron::error::{Position, SpannedError};
use ron::extensions::Extensions;
use ron::value::RawValue;
use serde::de::{Deserializer, Error as _, MapAccess, Visitor};
use std::fmt;

/// Why a record cannot be read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Fault {
    /// What is wrong.
    pub(super) what: Malformed,
    /// The byte of the record where it is.
    pub(super) at: usize,
}

/// The fields of a record as the `ron` crate finds them.
pub(super) struct Loose<'a> {
    record: &'a str,
    /// Name, value and whether somebody asked for it.
    fields: Vec<(String, &'a str, bool)>,
    /// The names of those that nobody asked for.
    unknown: Vec<String>,
}

fn options() -> ron::Options {
    // Other programs write `parent: Some("…")`, we write `parent: "…"`: both are read.
    ron::Options::default().with_default_extension(Extensions::IMPLICIT_SOME)
}

impl<'a> Loose<'a> {
    /// Splits a record of the kind called `name` into its fields.
    ///
    /// # Errors
    /// When it is not valid RON or not a struct.
    pub(super) fn open(record: &'a str, name: &'static str) -> Result<Self, Fault> {
        let fault = |error: SpannedError| Fault::new(record, &error);
        let mut ron =
            ron::Deserializer::from_str_with_options(record, &options()).map_err(fault)?;
        let fields = ron
            .deserialize_struct(name, &[], Splitter)
            .and_then(|fields| ron.end().map(|()| fields))
            .map_err(|error| fault(ron.span_error(error)))?;
        Ok(Self {
            record,
            fields,
            unknown: Vec::new(),
        })
    }
}

impl Loose<'_> {
    /// The names of the fields that were kept without being understood.
    pub(super) fn unknown(self) -> Vec<String> {
        self.unknown
    }
}

impl Fault {
    fn new(text: &str, error: &SpannedError) -> Self {
        Self {
            what: Malformed::Record(error.code.clone()),
            at: byte_from_position(text, error.span.start),
        }
    }
}

impl<'a> Fields<'a> for Loose<'a> {
    type Stop = Fault;

    fn find<T: Field<'a>>(&mut self, name: &'static str) -> Result<Option<T>, Fault> {
        let Some((_, value, asked)) = self.fields.iter_mut().find(|it| it.0 == name) else {
            return Ok(None);
        };
        *asked = true;
        let value = *value;
        // The value is a piece of the record.
        let at = (value.as_ptr() as usize).saturating_sub(self.record.as_ptr() as usize);
        let loose: Option<T::Loose> = options().from_str(value).map_err(|error| Fault {
            at: at + byte_from_position(value, error.span.start),
            what: Malformed::Field {
                field: name,
                error: error.code,
            },
        })?;
        let Some(loose) = loose else {
            return Ok(None);
        };
        T::fit(loose).map(Some).ok_or(Fault {
            what: Malformed::Unfit {
                field: name,
                wanted: T::WHAT,
            },
            at,
        })
    }

    fn missing(&self, name: &'static str) -> Fault {
        Fault {
            what: Malformed::Missing { field: name },
            at: 0,
        }
    }

    fn rest(&mut self) -> Extra {
        let mut extra = Extra::default();
        for (name, value, asked) in &mut self.fields {
            if !*asked {
                *asked = true;
                extra.keep(name.clone(), tidy(value));
                self.unknown.push(name.clone());
            }
        }
        extra
    }
}

struct Splitter;

impl<'de> Visitor<'de> for Splitter {
    type Value = Vec<(String, &'de str, bool)>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a record such as `(id: \"…\")`")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut fields: Self::Value = Vec::new();
        while let Some(Name(name)) = map.next_key()? {
            if fields.iter().any(|it| it.0 == name) {
                return Err(A::Error::custom(format!(
                    "field `{name}` stands here twice"
                )));
            }
            let value: &RawValue = map.next_value()?;
            fields.push((name, value.get_ron().trim(), false));
        }
        Ok(fields)
    }
}

struct Name(String);

impl<'de> serde::Deserialize<'de> for Name {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Plain;

        impl Visitor<'_> for Plain {
            type Value = Name;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("the name of a field")
            }

            fn visit_str<E: serde::de::Error>(self, name: &str) -> Result<Name, E> {
                Ok(Name(name.to_owned()))
            }
        }

        deserializer.deserialize_identifier(Plain)
    }
}

/// The byte of a line and column, both from 1, columns in code points.
fn byte_from_position(text: &str, position: Position) -> usize {
    let mut ends = memchr::memchr_iter(b'\n', text.as_bytes());
    let start = match position.line {
        0 | 1 => 0,
        line => ends.nth(line - 2).map_or(text.len(), |end| end + 1),
    };
    let rest = text.get(start..).unwrap_or_default();
    let mut columns = rest.char_indices().map(|it| it.0);
    start
        + columns
            .nth(position.col.saturating_sub(1))
            .unwrap_or(rest.len())
}
