//! What text is set in: faces and sizes, and which words have which.

use std::collections::BTreeMap;
use std::rc::Rc;

use egui::{FontFamily, FontId};
use unicode_segmentation::UnicodeSegmentation;

use super::looks::{Look, Looks};
use crate::text::Writing;

/// How text is set. Two lines with the same words and type look the same, whatever the theme.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Type {
    /// Face and size in points.
    pub(super) font: FontId,
    /// The faces of writings that have one of their own.
    pub(super) faces: Rc<BTreeMap<Writing, FontFamily>>,
    /// From line to line, in points.
    pub(super) line: f32,
    /// Below a paragraph, in points.
    pub(super) gap: f32,
    /// Length of a full line, in points.
    pub(super) width: f32,
    /// How far the first line of a paragraph stands in, in points.
    pub(super) indent: f32,
}

impl Type {
    /// The face and size of a character with a look.
    pub(super) fn font_of(&self, char: char, look: Look) -> FontId {
        let family = self.faces.get(&Writing::of(char));
        let family = family.unwrap_or(&self.font.family).clone();
        FontId::new(self.font.size * look.scale(), family)
    }

    /// A line in pieces that have one face and look each; `start` is its first byte for the looks.
    pub(super) fn pieces<'t>(
        &self,
        text: &'t str,
        start: usize,
        looks: &Looks,
    ) -> Vec<(Face, &'t str)> {
        if self.faces.is_empty() && looks.is_empty() {
            return vec![((self.font.clone(), Look::default()), text)];
        }
        let mut ends: Vec<(Face, usize)> = Vec::new();
        for (at, cluster) in text.grapheme_indices(true) {
            let look = looks.at(start + at);
            let face = cluster
                .chars()
                .next()
                .map(|it| (self.font_of(it, look), look));
            let end = at + cluster.len();
            match (ends.last_mut(), face) {
                (Some((last, to)), Some(face)) if *last == face => *to = end,
                (_, Some(face)) => ends.push((face, end)),
                _ => {}
            }
        }
        let mut from = 0;
        let piece = |(face, end): (Face, usize)| {
            let start = std::mem::replace(&mut from, end);
            (face, text.get(start..end).unwrap_or_default())
        };
        ends.into_iter().map(piece).collect()
    }
}

/// What a piece of a line is set in.
pub(super) type Face = (FontId, Look);

/// The words of a line, and what they are set in.
#[derive(Clone, Copy, Debug)]
pub(super) struct Words<'a> {
    /// The words.
    pub(super) text: &'a str,
    /// Their first byte in the source.
    pub(super) start: usize,
    /// How parts of the source look.
    pub(super) looks: &'a Looks,
}
