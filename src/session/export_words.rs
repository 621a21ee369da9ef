//! The words of an exported page, in the language of the interface.

use super::locale::Locale;
use crate::exchange::{Field, FieldNames, Words};
use crate::query::Figure;
use crate::session::locale::Language;
use std::collections::BTreeMap;

/// The words for Markdown and HTML.
pub(super) fn export_words(locale: &Locale) -> Words {
    Words {
        language: locale.language().tag().to_owned(),
        codebook: locale.word("export-codebook"),
        quotations: locale.word("export-quotations"),
        sources: locale.word("export-sources"),
        codings: locale.word("export-codings"),
        coders: locale.word("export-coders"),
        unnamed: locale.word("coder-unnamed"),
        memo: locale.word("export-memo"),
        lost: locale.word("export-lost"),
        unsure: locale.word("export-unsure"),
        codes: locale.word("export-codes"),
        contents: locale.word("export-contents"),
        heading: locale.word("export-heading"),
        no: locale.word("export-no"),
        fields: fields(locale),
        total: locale.word("table-total"),
        figures: Figure::ALL.map(|it| locale.word(&format!("table-{}", it.name()))),
    }
}

fn fields(locale: &Locale) -> BTreeMap<Field, String> {
    let word = |field: Field| {
        let name = field.name().replace('_', "-");
        locale.word(&format!("export-field-{name}"))
    };
    Field::all().map(|field| (field, word(field))).collect()
}

/// By which names the fields of a codebook are known: those of every language.
pub(super) fn field_names() -> FieldNames {
    let languages = Language::ALL.map(|it| fields(&Locale::new(it)));
    FieldNames::new(&languages)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::locale::Language;

    #[test]
    fn a_page_speaks_the_language_of_the_interface() {
        assert_eq!(
            export_words(&Locale::new(Language::English)),
            Words::default()
        );
        let chinese = export_words(&Locale::new(Language::Chinese));
        assert_eq!(
            (&*chinese.language, &*chinese.codebook),
            ("zh-Hans", "代码本")
        );
    }

    #[test]
    fn the_fields_of_a_codebook_are_known_in_every_language() {
        let names = field_names();
        for (name, field) in [
            ("Other names", Field::Aliases),
            ("别名", Field::Aliases),
            ("何時不用", Field::WhenNot),
        ] {
            assert_eq!(names.field(name), Some(field), "{name}");
        }
    }
}
