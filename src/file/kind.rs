//! The fields of each kind of record, in their order: said once, for writing and for both readers.

use super::line::Line;
pub(super) use super::marked::Marked;
use super::read::Found;
use super::value::{Body, Field};
use crate::model::{
    Case, Code, Coder, CoderId, Coding, Extra, Fingerprint, Gloss, Head, Link, Memo, Origin, Query,
    Recipe, RecordId, Set, Source, Unit, Unread, Variable, WordLists,
};
use crate::text::{Lines, Span};
use std::borrow::Cow;
use uuid::Uuid;

/// The fields of one record as they are read.
pub(super) trait Fields<'a> {
    /// Why reading the record stops.
    type Stop;

    /// The field's value, or `None` when the record has no such field.
    ///
    /// # Errors
    /// When the value is not what the field holds.
    fn find<T: Field<'a>>(&mut self, name: &'static str) -> Result<Option<T>, Self::Stop>;

    /// Why a record without this field cannot be read.
    fn missing(&self, name: &'static str) -> Self::Stop;

    /// The fields that nobody asked for.
    fn rest(&mut self) -> Extra;

    /// The value of a field that every record has.
    ///
    /// # Errors
    /// When it is missing or not what the field holds.
    fn need<T: Field<'a>>(&mut self, name: &'static str) -> Result<T, Self::Stop> {
        let found = self.find(name)?;
        found.ok_or_else(|| self.missing(name))
    }

    /// A text that is left out when it is empty.
    ///
    /// # Errors
    /// When it is no string.
    fn text(&mut self, name: &'static str) -> Result<Cow<'a, str>, Self::Stop> {
        Ok(self.find(name)?.unwrap_or_default())
    }
}

/// A kind of record.
pub(super) trait Kind<'a>: Sized {
    /// Its name, with which other programs may write it: `Code(id: …)`.
    const NAME: &'static str;

    /// Reads the fields in the order in which they are written.
    ///
    /// # Errors
    /// When a field is missing or not what it should be.
    fn read<F: Fields<'a>>(fields: &mut F) -> Result<Self, F::Stop>;

    /// Writes the fields.
    fn write(&self, line: &mut Line<'_>);

    /// Puts the record, read at `span` in the work of `coder`, to the others of its kind.
    fn keep(self, span: Span, coder: CoderId, found: &mut Found<'a>);
}

/// Stands for the coder until the group is known in which a record was found.
pub(super) const NOBODY: CoderId = CoderId::new(Uuid::nil());

/// A list left out when it holds nothing.
fn some<T>(list: &T, empty: bool) -> Option<&T> {
    (!empty).then_some(list)
}

impl<'a> Kind<'a> for Head {
    const NAME: &'static str = "Project";

    fn read<F: Fields<'a>>(fields: &mut F) -> Result<Self, F::Stop> {
        Ok(Self {
            id: fields.need("id")?,
            name: fields.text("name")?.into_owned(),
            created: fields.find("created")?.unwrap_or_default(),
            words: WordLists {
                stop: fields.find("stop_words")?.unwrap_or_default(),
                own: fields.find("own_words")?.unwrap_or_default(),
            },
            extra: fields.rest(),
        })
    }

    fn write(&self, line: &mut Line<'_>) {
        line.put("id", &self.id);
        line.put("name", &self.name);
        line.put("created", &self.created);
        let WordLists { stop, own } = &self.words;
        line.put_some("stop_words", some(stop, stop.is_empty()));
        line.put_some("own_words", some(own, own.is_empty()));
        line.put_extra(&self.extra);
    }

    fn keep(self, _: Span, _: CoderId, found: &mut Found<'a>) {
        found.head.get_or_insert(self);
    }
}

impl<'a> Kind<'a> for Coder {
    const NAME: &'static str = "Coder";

    fn read<F: Fields<'a>>(fields: &mut F) -> Result<Self, F::Stop> {
        Ok(Self {
            id: fields.need("id")?,
            name: fields.text("name")?.into_owned(),
            extra: fields.rest(),
        })
    }

    fn write(&self, line: &mut Line<'_>) {
        line.put("id", &self.id);
        line.put("name", &self.name);
        line.put_extra(&self.extra);
    }

    fn keep(self, span: Span, _: CoderId, found: &mut Found<'a>) {
        found.coders.push((span, self));
    }
}

impl<'a> Kind<'a> for Code {
    const NAME: &'static str = "Code";

    fn read<F: Fields<'a>>(fields: &mut F) -> Result<Self, F::Stop> {
        Ok(Self {
            id: fields.need("id")?,
            name: fields.text("name")?.into_owned(),
            aliases: fields.find("aliases")?.unwrap_or_default(),
            parent: fields.find("parent")?,
            order: fields.find("order")?.unwrap_or_default(),
            colour: fields.need("colour")?,
            key: fields.find("key")?,
            definition: fields.text("definition")?.into_owned(),
            when: fields.text("when")?.into_owned(),
            when_not: fields.text("when_not")?.into_owned(),
            examples: fields.find("examples")?.unwrap_or_default(),
            meant: fields.find("meant")?,
            applicable: fields.find("applicable")?.unwrap_or(true),
            extra: fields.rest(),
        })
    }

    fn write(&self, line: &mut Line<'_>) {
        line.put("id", &self.id);
        line.put("name", &self.name);
        line.put_some("aliases", some(&self.aliases, self.aliases.is_empty()));
        line.put_some("parent", self.parent.as_ref());
        line.put("order", &self.order);
        line.put("colour", &self.colour);
        line.put_some("key", self.key.as_ref());
        line.put_text("definition", &self.definition);
        line.put_text("when", &self.when);
        line.put_text("when_not", &self.when_not);
        line.put_some("examples", some(&self.examples, self.examples.is_empty()));
        line.put_some("meant", self.meant.as_ref());
        line.put_some("applicable", some(&self.applicable, self.applicable));
        line.put_extra(&self.extra);
    }

    fn keep(self, span: Span, _: CoderId, found: &mut Found<'a>) {
        found.codes.push((span, self));
    }
}

impl<'a> Kind<'a> for Variable {
    const NAME: &'static str = "Variable";

    fn read<F: Fields<'a>>(fields: &mut F) -> Result<Self, F::Stop> {
        Ok(Self {
            id: fields.need("id")?,
            name: fields.text("name")?.into_owned(),
            kind: fields.need("kind")?,
            extra: fields.rest(),
        })
    }

    fn write(&self, line: &mut Line<'_>) {
        line.put("id", &self.id);
        line.put("name", &self.name);
        line.put("kind", &self.kind);
        line.put_extra(&self.extra);
    }

    fn keep(self, span: Span, _: CoderId, found: &mut Found<'a>) {
        found.variables.push((span, self));
    }
}

impl<'a> Kind<'a> for Case {
    const NAME: &'static str = "Case";

    fn read<F: Fields<'a>>(fields: &mut F) -> Result<Self, F::Stop> {
        Ok(Self {
            id: fields.need("id")?,
            name: fields.text("name")?.into_owned(),
            members: fields.find("members")?.unwrap_or_default(),
            values: fields.find("values")?.unwrap_or_default(),
            extra: fields.rest(),
        })
    }

    fn write(&self, line: &mut Line<'_>) {
        line.put("id", &self.id);
        line.put("name", &self.name);
        line.put_some("members", some(&self.members, self.members.is_empty()));
        line.put_some("values", some(&self.values, self.values.is_empty()));
        line.put_extra(&self.extra);
    }

    fn keep(self, span: Span, _: CoderId, found: &mut Found<'a>) {
        found.cases.push((span, self));
    }
}

impl<'a> Kind<'a> for Set {
    const NAME: &'static str = "Set";

    fn read<F: Fields<'a>>(fields: &mut F) -> Result<Self, F::Stop> {
        Ok(Self {
            id: fields.need("id")?,
            name: fields.text("name")?.into_owned(),
            members: fields.find("members")?.unwrap_or_default(),
            extra: fields.rest(),
        })
    }

    fn write(&self, line: &mut Line<'_>) {
        line.put("id", &self.id);
        line.put("name", &self.name);
        line.put_some("members", some(&self.members, self.members.is_empty()));
        line.put_extra(&self.extra);
    }

    fn keep(self, span: Span, _: CoderId, found: &mut Found<'a>) {
        found.sets.push((span, self));
    }
}

impl<'a> Kind<'a> for Link {
    const NAME: &'static str = "Link";

    fn read<F: Fields<'a>>(fields: &mut F) -> Result<Self, F::Stop> {
        Ok(Self {
            id: fields.need("id")?,
            name: fields.text("name")?.into_owned(),
            from: fields.need("from")?,
            to: fields.need("to")?,
            directed: fields.need("directed")?,
            coder: fields.need("coder")?,
            created: fields.find("created")?.unwrap_or_default(),
            extra: fields.rest(),
        })
    }

    fn write(&self, line: &mut Line<'_>) {
        line.put("id", &self.id);
        line.put("name", &self.name);
        line.put("from", &self.from);
        line.put("to", &self.to);
        line.put("directed", &self.directed);
        line.put("coder", &self.coder);
        line.put("created", &self.created);
        line.put_extra(&self.extra);
    }

    fn keep(self, span: Span, _: CoderId, found: &mut Found<'a>) {
        found.links.push((span, self));
    }
}

impl<'a> Kind<'a> for Query {
    const NAME: &'static str = "Query";

    fn read<F: Fields<'a>>(fields: &mut F) -> Result<Self, F::Stop> {
        Ok(Self {
            id: fields.need("id")?,
            name: fields.text("name")?.into_owned(),
            text: fields.text("text")?.into_owned(),
            code: fields.find("code")?,
            unit: fields.find("unit")?.unwrap_or_default(),
            coder: fields.need("coder")?,
            created: fields.find("created")?.unwrap_or_default(),
            extra: fields.rest(),
        })
    }

    fn write(&self, line: &mut Line<'_>) {
        line.put("id", &self.id);
        line.put("name", &self.name);
        line.put_text("text", &self.text);
        line.put_some("code", self.code.as_ref());
        line.put_some("unit", some(&self.unit, self.unit == Unit::Hit));
        line.put("coder", &self.coder);
        line.put("created", &self.created);
        line.put_extra(&self.extra);
    }

    fn keep(self, span: Span, _: CoderId, found: &mut Found<'a>) {
        found.queries.push((span, self));
    }
}

/// Records that are a name and what is told under it.
macro_rules! told {
    ($($type:ident: $name:literal, $found:ident;)+) => {$(
        impl<'a> Kind<'a> for $type {
            const NAME: &'static str = $name;

            fn read<F: Fields<'a>>(fields: &mut F) -> Result<Self, F::Stop> {
                Ok(Self {
                    id: fields.need("id")?,
                    name: fields.text("name")?.into_owned(),
                    about: fields.find("about")?.unwrap_or_default(),
                    extra: fields.rest(),
                })
            }

            fn write(&self, line: &mut Line<'_>) {
                line.put("id", &self.id);
                line.put("name", &self.name);
                line.put_some("about", some(&self.about, self.about.is_empty()));
                line.put_extra(&self.extra);
            }

            fn keep(self, span: Span, _: CoderId, found: &mut Found<'a>) {
                found.$found.push((span, self));
            }
        }
    )+};
}

told! {
    Gloss: "Gloss", glosses;
    Recipe: "Recipe", recipes;
}

/// A source as it stands in a file: with the fingerprint that was recorded for its text.
#[derive(PartialEq)]
pub(super) struct Recorded {
    /// The source, with the fingerprint its text has.
    pub(super) source: Source,
    /// The fingerprint that was recorded, if any.
    pub(super) sha256: Option<Fingerprint>,
}

impl<'a> Kind<'a> for Recorded {
    const NAME: &'static str = "Source";

    fn read<F: Fields<'a>>(fields: &mut F) -> Result<Self, F::Stop> {
        let id = fields.need("id")?;
        let name = fields.text("name")?.into_owned();
        let order = fields.find("order")?.unwrap_or_default();
        let origin = Origin {
            name: fields.text("origin")?.into_owned(),
            encoding: fields.text("encoding")?.into_owned(),
            file: fields.find("file_sha256")?,
            changes: fields.find("changes")?.unwrap_or_default(),
            citation: fields.find("citation")?.unwrap_or_default(),
            styles: fields.find("styles")?.unwrap_or_default(),
        };
        let added = fields.find("added")?.unwrap_or_default();
        let sha256 = fields.find("sha256")?;
        let values = fields.find("values")?.unwrap_or_default();
        let Body(text) = fields.need("text")?;
        let source = Source {
            id,
            name,
            order,
            fingerprint: Fingerprint::of(&text),
            lines: Lines::new(text.into()),
            origin,
            added,
            values,
            extra: fields.rest(),
        };
        Ok(Self { source, sha256 })
    }

    fn write(&self, line: &mut Line<'_>) {
        write_source(&self.source, line);
    }

    fn keep(self, span: Span, _: CoderId, found: &mut Found<'a>) {
        found.sources.push((span, self));
    }
}

/// Writes a source's fields.
pub(super) fn write_source(source: &Source, line: &mut Line<'_>) {
    line.put("id", &source.id);
    line.put("name", &source.name);
    line.put("order", &source.order);
    line.put_text("origin", &source.origin.name);
    line.put_text("encoding", &source.origin.encoding);
    line.put_some("file_sha256", source.origin.file.as_ref());
    let changes = &source.origin.changes;
    line.put_some("changes", some(changes, changes.is_empty()));
    let citation = &source.origin.citation;
    line.put_some("citation", some(citation, citation.is_empty()));
    let styles = &source.origin.styles;
    line.put_some("styles", some(styles, styles.is_empty()));
    line.put("added", &source.added);
    line.put("sha256", &source.fingerprint);
    line.put_some("values", some(&source.values, source.values.is_empty()));
    line.put_extra(&source.extra);
    // The text stands last, so that everything before it is on one line.
    line.put("text", &Body(Cow::Borrowed(source.text())));
}

impl<'a> Kind<'a> for Coding {
    const NAME: &'static str = "Coding";

    fn read<F: Fields<'a>>(fields: &mut F) -> Result<Self, F::Stop> {
        Ok(Self {
            id: fields.need("id")?,
            quotation: fields.need("quotation")?,
            code: fields.need("code")?,
            coder: NOBODY,
            created: fields.find("created")?.unwrap_or_default(),
            reviewed: fields.find("reviewed")?,
            rule: fields.find("rule")?,
            extra: fields.rest(),
        })
    }

    fn write(&self, line: &mut Line<'_>) {
        line.put("id", &self.id);
        line.put("quotation", &self.quotation);
        line.put("code", &self.code);
        line.put("created", &self.created);
        line.put_some("reviewed", self.reviewed.as_ref());
        line.put_some("rule", self.rule.as_ref());
        line.put_extra(&self.extra);
    }

    fn keep(self, span: Span, coder: CoderId, found: &mut Found<'a>) {
        found.codings.push((span, Self { coder, ..self }));
    }
}

impl<'a> Kind<'a> for Memo {
    const NAME: &'static str = "Memo";

    fn read<F: Fields<'a>>(fields: &mut F) -> Result<Self, F::Stop> {
        let id = fields.need("id")?;
        let target: RecordId = fields.need("target")?;
        let text = fields.text("text")?.into_owned();
        let created = fields.find("created")?.unwrap_or_default();
        Ok(Self {
            id,
            target,
            text,
            coder: NOBODY,
            created,
            changed: fields.find("changed")?.unwrap_or(created),
            extra: fields.rest(),
        })
    }

    fn write(&self, line: &mut Line<'_>) {
        line.put("id", &self.id);
        line.put("target", &self.target);
        line.put_text("text", &self.text);
        line.put("created", &self.created);
        line.put("changed", &self.changed);
        line.put_extra(&self.extra);
    }

    fn keep(self, span: Span, coder: CoderId, found: &mut Found<'a>) {
        found.memos.push((span, Self { coder, ..self }));
    }
}

impl<'a> Kind<'a> for Unread {
    const NAME: &'static str = "Unread";

    fn read<F: Fields<'a>>(fields: &mut F) -> Result<Self, F::Stop> {
        Ok(Self {
            section: fields.text("section")?.into_owned(),
            text: fields.need("text")?,
        })
    }

    fn write(&self, line: &mut Line<'_>) {
        line.put("section", &self.section);
        line.put("text", &self.text);
    }

    fn keep(self, _: Span, _: CoderId, found: &mut Found<'a>) {
        found.earlier.push(self);
    }
}
