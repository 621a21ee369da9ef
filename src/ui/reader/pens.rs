//! What the codes of a project are drawn with on one paper.

use std::collections::HashMap;

use egui::Color32;

use super::colours::Colours;
use crate::model::{CodeId, Colour, Project};
use crate::view::{Stroke, Strokes};

/// What a stroke is drawn with.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Pen {
    pub(super) stroke: Stroke,
    pub(super) colour: Color32,
    /// Whether it is thicker, as that of the inspected passage is.
    pub(super) is_chosen: bool,
}

/// The pens of all codes, worked out once for many frames.
#[derive(Default)]
pub(super) struct Pens(HashMap<CodeId, (Colour, Pen)>);

impl Pens {
    pub(super) fn new(project: &Project, colours: &Colours) -> Self {
        let strokes = Strokes::new(project);
        let pen = |stroke, colour| Pen {
            stroke,
            colour: colours.stroke(colour),
            is_chosen: false,
        };
        let codes = project.codes().iter();
        let pens = codes.map(|it| (it.id, (it.colour, pen(strokes.of(it.id), it.colour))));
        Self(pens.collect())
    }

    /// Of a code; a grey one when it is not in the project.
    pub(super) fn of(&self, code: CodeId, is_chosen: bool) -> Pen {
        let grey = Pen {
            stroke: Stroke::Solid,
            colour: Color32::GRAY,
            is_chosen,
        };
        let pen = self.0.get(&code).map(|(_, pen)| *pen);
        pen.map_or(grey, |pen| Pen { is_chosen, ..pen })
    }

    /// A code's colour.
    pub(super) fn colour(&self, code: CodeId) -> Colour {
        let grey = Colour(0x80, 0x80, 0x80);
        self.0.get(&code).map_or(grey, |(colour, _)| *colour)
    }
}
