//! What a codebook file tells of a code, and what that is called in tables and pages.

use crate::text::likeness::folded;
use std::collections::{BTreeMap, HashMap};

/// Something told of a code.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Field {
    /// Its name.
    Name,
    /// The names from the top of the tree down to the code above it.
    Parent,
    /// Its other names.
    Aliases,
    /// Its colour.
    Colour,
    /// The key that applies it.
    Key,
    /// Whether it may be applied.
    Applicable,
    /// What it means.
    Definition,
    /// When it is used.
    When,
    /// When it is not used.
    WhenNot,
    /// Passages that show what is meant.
    Examples,
    /// How often it is used.
    Codings,
    /// When its meaning was last changed.
    Meant,
    /// Its id.
    Id,
    /// The id of the code above it.
    ParentId,
    /// How many codes are above it.
    Depth,
}

/// A field, its fixed name in tables, its English words on pages, and what others call it.
type Called = (Field, &'static str, &'static str, &'static [&'static str]);

const CALLED: [Called; 15] = [
    (
        Field::Name,
        "name",
        "Name",
        &[
            "code",
            "code name",
            "tag",
            "label",
            "theme",
            "代码",
            "编码",
            "名称",
            "主题",
        ],
    ),
    (
        Field::Parent,
        "parent",
        "Under",
        &[
            "parent code",
            "category",
            "上级",
            "上级代码",
            "父代码",
            "类别",
        ],
    ),
    (
        Field::Aliases,
        "aliases",
        "Other names",
        &["alias", "synonyms", "同义词"],
    ),
    (Field::Colour, "colour", "Colour", &["color"]),
    (Field::Key, "key", "Key", &["shortcut", "快捷键"]),
    (Field::Applicable, "applicable", "May be applied", &[]),
    (
        Field::Definition,
        "definition",
        "Definition",
        &["description", "meaning", "comment", "说明", "描述", "含义"],
    ),
    (
        Field::When,
        "when",
        "When to use",
        &["inclusion criteria", "include", "使用条件", "纳入标准"],
    ),
    (
        Field::WhenNot,
        "when_not",
        "When not to use",
        &["exclusion criteria", "exclude", "排除标准"],
    ),
    (
        Field::Examples,
        "examples",
        "Examples",
        &["example", "示例", "例子"],
    ),
    (
        Field::Codings,
        "codings",
        "Codings",
        &["number of highlights", "count", "frequency", "频次"],
    ),
    (Field::Meant, "meant", "Meaning changed", &[]),
    (Field::Id, "id", "Id", &["guid", "编号"]),
    (Field::ParentId, "parent_id", "Id of the code above", &[]),
    (Field::Depth, "depth", "Depth", &["level", "层级"]),
];

impl Field {
    /// Every field.
    pub fn all() -> impl Iterator<Item = Self> {
        CALLED.iter().map(|it| it.0)
    }

    /// Its fixed name, as tables and RON have it; the same in every language.
    pub fn name(self) -> &'static str {
        self.called().map_or("", |it| it.1)
    }

    /// Its words on an English page.
    pub fn english(self) -> &'static str {
        self.called().map_or("", |it| it.2)
    }

    fn called(self) -> Option<&'static Called> {
        CALLED.iter().find(|it| it.0 == self)
    }
}

/// By which names a field is known: its fixed one, those of every language of the interface, and
/// those of other programs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FieldNames(HashMap<String, Field>);

impl FieldNames {
    /// The names that do not depend on a language, and those of some languages.
    pub fn new<'l>(languages: impl IntoIterator<Item = &'l BTreeMap<Field, String>>) -> Self {
        let mut names = HashMap::new();
        let worded = languages.into_iter().flatten();
        let worded = worded.map(|(field, words)| (words.as_str(), *field));
        let others = CALLED.iter().flat_map(|(field, _, english, others)| {
            others.iter().chain([english]).map(|it| (*it, *field))
        });
        let fixed = CALLED.iter().map(|it| (it.1, it.0));
        for (name, field) in others.chain(worded).chain(fixed) {
            names.insert(folded(name), field);
        }
        Self(names)
    }

    /// The field of a name, however wide, large and spaced it is written.
    pub fn field(&self, name: &str) -> Option<Field> {
        self.0.get(&folded(name)).copied()
    }
}

impl Default for FieldNames {
    fn default() -> Self {
        Self::new([])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_known_by_any_of_its_names() {
        let names = FieldNames::default();
        for field in Field::all() {
            assert_eq!(names.field(field.name()), Some(field), "{field:?}");
            assert_eq!(names.field(field.english()), Some(field), "{field:?}");
        }
        for (name, field) in [
            ("Ｎａｍｅ", Field::Name),
            ("代碼", Field::Name),
            ("WHEN NOT", Field::WhenNot),
            ("Description", Field::Definition),
        ] {
            assert_eq!(names.field(name), Some(field), "{name}");
        }
        assert_eq!(names.field("价格"), None);
    }
}
