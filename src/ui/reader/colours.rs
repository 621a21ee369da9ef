//! The colours of the page, made from the theme's.

use crate::model::Colour;
use crate::ui::theme::Theme;
use egui::Color32;
use std::sync::LazyLock;

/// How strongly one code tints the page behind its words, and how strongly several do at most.
const TINT: (f32, f32) = (0.15, 0.42);

/// The colours the reader paints with.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Colours {
    pub(super) paper: Color32,
    pub(super) ink: Color32,
    pub(super) weak: Color32,
    /// Names in the margin.
    pub(super) name: Color32,
    pub(super) line: Color32,
    pub(super) accent: Color32,
    pub(super) selected: Color32,
    pub(super) found: Color32,
    pub(super) is_dark: bool,
}

impl Colours {
    pub(super) fn of(theme: &Theme) -> Self {
        let colours = &theme.colours;
        Self {
            paper: colours.paper,
            ink: colours.ink,
            weak: colours.weak,
            name: mix(colours.ink, colours.paper, 0.32),
            line: colours.line,
            accent: colours.accent,
            selected: colours.selected,
            found: colours.warning,
            is_dark: theme.dark,
        }
    }

    /// A code's colour as it is drawn on this paper: dark enough on light paper and light enough on
    /// dark paper to be seen as a thin line.
    pub(super) fn stroke(&self, colour: Colour) -> Color32 {
        let own = Color32::from_rgb(colour.0, colour.1, colour.2);
        let (paper, mut mixed) = (luminance(self.paper), own);
        // Towards the ink until the contrast is at least 3 : 1 (WCAG 2.2, 1.4.11).
        for step in 1..=8 {
            if contrast(luminance(mixed), paper) >= 3.0 {
                break;
            }
            mixed = mix(own, self.ink, step as f32 / 8.0);
        }
        mixed
    }

    /// The paper behind words with these codes.
    pub(super) fn tint(&self, colours: &[Colour], is_chosen: bool) -> Color32 {
        let count = colours.len().max(1) as f32;
        let sum = colours.iter().fold([0.0; 3], |sum: [f32; 3], colour| {
            let [red, green, blue] = sum;
            let own = [
                f32::from(colour.0),
                f32::from(colour.1),
                f32::from(colour.2),
            ];
            let [own_red, own_green, own_blue] = own;
            [red + own_red, green + own_green, blue + own_blue]
        });
        let [red, green, blue] = sum.map(|part| (part / count) as u8);
        let (one, most) = TINT;
        let strength = (1.0 - (1.0 - one).powf(count)).min(most);
        let strength = if is_chosen {
            (strength * 1.9).min(most + 0.1)
        } else {
            strength
        };
        let mut strength = if self.is_dark {
            strength * 1.35
        } else {
            strength
        };
        let (ink, colour) = (luminance(self.ink), Color32::from_rgb(red, green, blue));
        // Weaker until words on it have a contrast of at least 4.5 : 1 (WCAG 2.2, 1.4.3).
        loop {
            let tint = mix(self.paper, colour, strength);
            if contrast(luminance(tint), ink) >= 4.5 || strength < 0.05 {
                return tint;
            }
            strength *= 0.9;
        }
    }
}

/// A colour between two, `part` of the way to the second.
pub(super) fn mix(from: Color32, to: Color32, part: f32) -> Color32 {
    from.lerp_to_gamma(to, part)
}

/// What each value of a colour's part weighs in a luminance, 0 to 1 (WCAG 2.2).
static LINEAR: LazyLock<[f32; 256]> = LazyLock::new(|| {
    std::array::from_fn(|value| {
        let value = value as f32 / 255.0;
        if value <= 0.04045 {
            value / 12.92
        } else {
            ((value + 0.055) / 1.055).powf(2.4)
        }
    })
});

/// Relative luminance, 0 to 1 (WCAG 2.2).
fn luminance(colour: Color32) -> f32 {
    let part = |value: u8| LINEAR.get(usize::from(value)).copied().unwrap_or_default();
    0.2126 * part(colour.r()) + 0.7152 * part(colour.g()) + 0.0722 * part(colour.b())
}

/// Contrast of two luminances, 1 to 21 (WCAG 2.2).
fn contrast(one: f32, other: f32) -> f32 {
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::plan_codes::PALETTE;

    fn papers() -> [Colours; 2] {
        [egui::Theme::Light, egui::Theme::Dark].map(|theme| Colours::of(Theme::named(theme)))
    }

    #[test]
    fn every_stroke_is_seen_on_both_papers() {
        let odd = [
            Colour(0, 0, 0),
            Colour(255, 255, 255),
            Colour(255, 255, 0),
            Colour(40, 40, 44),
        ];
        for colours in papers() {
            for colour in PALETTE.into_iter().chain(odd) {
                let seen = contrast(luminance(colours.stroke(colour)), luminance(colours.paper));
                assert!(seen >= 3.0, "{} has {seen}", colour.hex());
            }
        }
    }

    #[test]
    fn words_stay_readable_on_every_tint() {
        for colours in papers() {
            for colour in PALETTE {
                for many in [1, 2, 3, 5, 20] {
                    for is_chosen in [false, true] {
                        let tint = colours.tint(&vec![colour; many], is_chosen);
                        let seen = contrast(luminance(colours.ink), luminance(tint));
                        assert!(seen >= 4.5, "{many} × {} has {seen}", colour.hex());
                    }
                }
            }
        }
    }
}
