//! What kinds of files QualCoder keeps.

use crate::exchange::loss::LossKind;

/// What kind of file a source was.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Media {
    Text,
    Pdf,
    Picture,
    Audio,
    Video,
}

impl Media {
    pub(super) fn of(path: &str, name: &str) -> Self {
        let starts = |word: &str| {
            let path = path.trim_start_matches('/');
            path.starts_with(word)
        };
        match () {
            () if starts("images") => Self::Picture,
            () if starts("audio") => Self::Audio,
            () if starts("video") => Self::Video,
            () if name.to_lowercase().ends_with(".pdf") => Self::Pdf,
            () => Self::Text,
        }
    }

    pub(super) const fn loss(self) -> LossKind {
        match self {
            Self::Text => LossKind::NoText,
            Self::Pdf => LossKind::Pdf,
            Self::Picture => LossKind::Picture,
            Self::Audio => LossKind::Audio,
            Self::Video => LossKind::Video,
        }
    }
}
