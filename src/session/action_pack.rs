//! The actions about reading packs.

/// Adds them to the list of actions.
macro_rules! with_packs {
    ($($others:tt)*) => {
        with_texts! {
            $($others)*

            /// Sets some settings of a recipe of reading packs; there is one of this name from then on.
            SetRecipe {
                /// The recipe's name.
                recipe: String,
                /// The settings by name; an empty one goes back to what holds where nothing is set.
                about[default]: BTreeMap<String, String>,
                /// What a new one begins as: the name of one of the project's or of those that come along.
                like[default]: Option<String>,
            } = "set-recipe",
            /// Removes a recipe.
            RemoveRecipe {
                /// Which.
                recipe: Named,
            } = "remove-recipe",
            /// Tells something of a word: its reading, its part of speech, what it means.
            SetGloss {
                /// The word; the one selected when left out.
                word[default]: Option<String>,
                /// What is told by name: `reading`, `kind`, `meaning`, `listed`; an empty one takes it away.
                about[default]: BTreeMap<String, String>,
            } = "set-gloss",
            /// Puts the selected word on the vocabulary of packs, or takes it off.
            ListWord = "list-word",
            /// Shows a reading pack as it will be printed.
            ShowPack {
                /// By which recipe; the one shown last, or the first, when left out.
                recipe[default]: Option<String>,
                /// In which edition.
                edition[default]: Option<PackEdition>,
            } = "show-pack",
            /// Writes a reading pack.
            MakePack {
                /// By which recipe of the project, or of those that come along.
                recipe: String,
                /// As which kinds of file; a page for a browser when left out.
                formats[default]: Vec<PackFormat>,
                /// In which editions; those of the recipe when left out.
                editions[default]: Vec<PackEdition>,
                /// Into which folder.
                path[default]: Option<PathBuf>,
            } = "make-pack",
            /// Writes out the template of the web pages of packs, to be changed.
            SaveTemplate {
                /// To which file.
                path[default]: Option<PathBuf>,
            } = "save-template",
        }
    };
}

pub(super) use with_packs;
