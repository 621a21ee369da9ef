//! How what is to be looked at in a reading pack is said.

use super::Session;
use super::locale::Saying;
use crate::exchange::pack::{Moved, Remark, SettingFlaw, Wanted};

impl Session {
    /// The sentence for something to look at, with its place.
    pub fn remark_words(&self, remark: &Remark) -> Saying {
        let (words, more) = remark.flaw.words();
        let name = remark.flaw.name();
        let what = Saying::new(format!("pack-flaw-{name}"))
            .with("words", words)
            .with("more", more);
        let place = match (remark.text.is_empty(), remark.block) {
            (true, _) => return what,
            (false, 0) => Saying::new("pack-place-text"),
            (false, block) => Saying::new("pack-place-block").with("block", block),
        };
        place.with("text", remark.text.as_str()).with("what", what)
    }
}

/// The sentence for a setting that cannot be.
pub(super) fn setting_saying(flaw: &SettingFlaw) -> Saying {
    let names = |names: &[&str]| names.join(", ");
    let saying = |key: &'static str| {
        Saying::new(key)
            .with("name", flaw.name.as_str())
            .with("words", flaw.words.as_str())
    };
    match flaw.wanted {
        None => {
            let known = crate::exchange::pack::SETTINGS.iter().map(|it| it.name);
            let known: Vec<&str> = known.collect();
            saying("error-no-setting").with("known", names(&known))
        }
        Some(Wanted::One(known)) => saying("error-setting-one").with("known", names(known)),
        Some(Wanted::Some(known)) => saying("error-setting-some").with("known", names(known)),
        Some(Wanted::Number(least, most)) => saying("error-setting-number")
            .with("least", usize::try_from(least).unwrap_or_default())
            .with("most", usize::try_from(most).unwrap_or_default()),
        Some(Wanted::Pairs) => saying("error-setting-pairs"),
        Some(Wanted::Words | Wanted::Names | Wanted::Query) => {
            saying("error-setting-some").with("known", "")
        }
    }
}

/// What became of a paragraph since the pack was made before.
pub(super) fn moved_saying(text: &str, moved: &Moved) -> Saying {
    let saying = match moved {
        Moved::Renumbered { words, was, is } => Saying::new("pack-moved-renumbered")
            .with("words", words.as_str())
            .with("was", *was)
            .with("is", *is),
        Moved::Changed { words, is } => Saying::new("pack-moved-changed")
            .with("words", words.as_str())
            .with("is", *is),
        Moved::Gone { words, was } => Saying::new("pack-moved-gone")
            .with("words", words.as_str())
            .with("was", *was),
    };
    saying.with("text", text)
}
