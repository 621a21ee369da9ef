//! The actions that change the text of a source, or how it is cited.

/// Adds them to the list of actions.
macro_rules! with_texts {
    ($($others:tt)*) => {
        with_teams! {
            $($others)*

            /// Changes the text of a source by hand; its quotations go along exactly.
            EditText {
                /// Which source; the one shown when left out.
                source[default]: Option<Named>,
                /// The edits, one after the other; in the window a field to type them opens when left
                /// out.
                edits[default]: Vec<TextEdit>,
            } = "edit-text",
            /// Puts a new edition in the place of a source's text: quotations follow their words. In a
            /// window those whose words are not as they were are shown first.
            ReplaceText {
                /// Which source; the one shown when left out.
                source[default]: Option<Named>,
                /// The file of the new edition.
                path[default]: Option<PathBuf>,
                /// Its encoding, such as `gb18030`; guessed when left out.
                encoding[default]: Option<String>,
            } = "replace-text",
            /// Says what becomes of quotations in the new edition that is shown.
            DecideReplaced {
                /// Which; all that are not decided when left out.
                quotation[default]: Option<QuotationId>,
                /// What: what was found, another place, nothing, or that it stays open.
                take: Replaced,
            } = "decide-replaced",
            /// Puts the new edition that is shown in the place of the text.
            ApplyReplace = "apply-replace",
            /// Says how a source is cited.
            CiteSource {
                /// Which source; the one shown when left out.
                source[default]: Option<Named>,
                /// All that is told of it, a phrase each: `author 王`. In the window fields to type it open
                /// when left out.
                citation[default]: Option<Vec<Cited>>,
            } = "cite-source",
            /// Takes citations in from a file of a library or reference manager; each goes to the source
            /// that it is of.
            ImportCitations {
                /// The file, RIS or CSL-JSON.
                path[default]: Option<PathBuf>,
                /// Its encoding, such as `gb18030`; guessed when left out.
                encoding[default]: Option<String>,
                /// Where to write which went where, as Markdown; nowhere when left out.
                report[default]: Option<PathBuf>,
            } = "import-citations",
            /// Cleans up the text of a source; its quotations follow their words. In a window what would
            /// change is shown first where no steps are told.
            MendSource {
                /// Which source; the one shown when left out.
                source[default]: Option<Named>,
                /// By which steps.
                clean[default]: Option<Cleaning>,
            } = "mend-source",
            /// Shows what other steps would change in the text that is looked at.
            SetMending {
                /// Which.
                steps: CleanSteps,
            } = "set-mending",
        }
    };
}

pub(super) use with_texts;
