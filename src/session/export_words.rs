//! The words of an exported page, in the language of the interface.

use super::locale::Locale;
use crate::exchange::Words;

/// The words for Markdown and HTML.
pub(super) fn export_words(locale: &Locale) -> Words {
    Words {
        language: locale.language().tag().to_owned(),
        codebook: locale.word("export-codebook"),
        quotations: locale.word("export-quotations"),
        sources: locale.word("export-sources"),
        codings: locale.word("export-codings"),
        coders: locale.word("export-coders"),
        memo: locale.word("export-memo"),
        lost: locale.word("export-lost"),
        unsure: locale.word("export-unsure"),
    }
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
}
