//! Stroke styles, which tell overlapping codes apart without colour.

use crate::model::{CodeId, Project};
use std::collections::BTreeMap;

/// How the underlines and brackets of a code are drawn.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub enum Stroke {
    /// One unbroken line.
    #[default]
    Solid,
    /// Long pieces.
    Dashed,
    /// Points.
    Dotted,
    /// Two thin lines.
    Double,
    /// A wave.
    Wavy,
    /// A piece and a point in turn.
    DashDot,
    /// A thin line with short ones across it.
    Ticked,
    /// Points, every other one lower.
    Chequered,
    /// Very long pieces.
    LongDashed,
    /// A thin line with points below it.
    Beaded,
    /// A thin line that goes up and down in steps.
    Stepped,
}

impl Stroke {
    /// All strokes in the order they are given out. Their number has no divisor in common with the
    /// twelve colours given to new codes, so the first 132 codes all differ.
    pub const ALL: [Self; 11] = [
        Self::Solid,
        Self::Dashed,
        Self::Dotted,
        Self::Double,
        Self::Wavy,
        Self::DashDot,
        Self::Ticked,
        Self::Chequered,
        Self::LongDashed,
        Self::Beaded,
        Self::Stepped,
    ];

    /// The line style of CSS that is it, or comes nearest to it.
    pub const fn css(self) -> &'static str {
        match self {
            Self::Solid | Self::Ticked => "solid",
            Self::Dashed | Self::DashDot | Self::LongDashed => "dashed",
            Self::Dotted | Self::Chequered => "dotted",
            Self::Double | Self::Beaded => "double",
            Self::Wavy | Self::Stepped => "wavy",
        }
    }

    /// How thick CSS draws it, in points of the screen: no two strokes of one line style are alike,
    /// so that they are told apart without colour too.
    pub const fn css_thickness(self) -> u8 {
        match self {
            Self::LongDashed => 1,
            Self::Solid | Self::Dashed | Self::Dotted | Self::Double | Self::Wavy => 2,
            Self::Ticked | Self::DashDot | Self::Chequered | Self::Beaded | Self::Stepped => 4,
        }
    }
}

/// The stroke of every code. They are given out in the order the codes were made, so neither
/// naming, colouring and moving a code nor adding another changes its stroke; removing an older one
/// does.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Strokes(BTreeMap<CodeId, Stroke>);

impl Strokes {
    /// For the codes of a project.
    pub fn new(project: &Project) -> Self {
        let codes = project.codes().iter().map(|it| it.id);
        Self(codes.zip(Stroke::ALL.into_iter().cycle()).collect())
    }

    /// Of one code; solid when it is not in the project.
    pub fn of(&self, code: CodeId) -> Stroke {
        self.0.get(&code).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::sample::{Sample, code, code_id};
    use std::collections::BTreeSet;

    #[test]
    fn a_code_keeps_its_stroke_when_another_is_added_or_it_is_moved() {
        let mut sample = Sample::new();
        for number in 1..=13 {
            sample.put(code(number, "治理", None));
        }
        let before = Strokes::new(&sample.project);
        assert_eq!(before.of(code_id(1)), Stroke::Solid);
        assert_eq!(before.of(code_id(7)), Stroke::Ticked);
        assert_eq!(before.of(code_id(13)), Stroke::Dashed);
        assert_eq!(before.of(code_id(99)), Stroke::Solid);
        let mut moved = code(3, "国防", Some(1));
        moved.order = 0;
        sample.put(moved);
        sample.put(code(14, "文化", None));
        let after = Strokes::new(&sample.project);
        for number in 1..=13 {
            assert_eq!(before.of(code_id(number)), after.of(code_id(number)));
        }
    }

    #[test]
    fn no_two_strokes_look_alike_in_grey_on_a_page_for_browsers() {
        let looks = Stroke::ALL.map(|it| (it.css(), it.css_thickness()));
        assert_eq!(BTreeSet::from(looks).len(), Stroke::ALL.len());
    }
}
