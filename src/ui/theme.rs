//! How the window looks: colours and sizes from the theme files, and egui's style made of them.

use egui::{Color32, Context, CornerRadius, FontFamily, FontId, Margin, Shadow, Stroke, TextStyle};
use egui::{Style, Vec2, Visuals, style::WidgetVisuals};
use serde::{Deserialize, Deserializer};
use std::sync::{Arc, LazyLock};

macro_rules! colours {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {
        /// The colours of a theme, by what they are for.
        #[derive(Clone, PartialEq, Debug, Default, Deserialize)]
        pub struct Colours {
            $($(#[$doc])* #[serde(deserialize_with = "colour_from_hex")] pub $name: Color32),+
        }
    };
}

colours! {
    /// The page that is read.
    paper,
    /// Panels beside it.
    panel,
    /// Menu and status bar.
    bar,
    /// Menus, tooltips, dialogs.
    raised,
    /// Fields to type in.
    field,
    /// Text.
    ink,
    /// Text of second rank.
    weak,
    /// Text that may be overlooked, and what cannot be used now.
    faint,
    /// Lines between things.
    line,
    /// Buttons at rest.
    button,
    /// What the pointer is over.
    hover,
    /// What is pressed.
    press,
    /// What is chosen.
    chosen,
    /// Vermilion.
    accent,
    /// Text on vermilion.
    on_accent,
    /// Behind what was found or typed for.
    mark,
    /// Behind words selected in a text.
    selected,
    /// A notice that something went as asked.
    done,
    /// A notice worth knowing.
    hint,
    /// A warning.
    warning,
    /// An error.
    error,
    /// Over the workbench while a dialog is open.
    backdrop,
    /// Under what is raised.
    shadow,
}

macro_rules! sizes {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {
        /// Sizes, in points on screen, the same in every theme.
        #[derive(Clone, Copy, PartialEq, Debug, Default, Deserialize)]
        pub struct Sizes {
            $($(#[$doc])* pub $name: f32),+
        }
    };
}

sizes! {
    /// Type of second rank.
    small,
    /// Type of lists, fields and buttons.
    body,
    /// Type of a panel's name.
    heading,
    /// Type of a dialog's name.
    large,
    /// Type of the program's name.
    title,
    /// Height of a row.
    row,
    /// Height of a row with two lines.
    tall_row,
    /// How far a code stands in from the one above it.
    indent,
    /// Side of an icon.
    icon,
    /// Side of a colour swatch.
    swatch,
    /// Between neighbours.
    gap,
    /// Between a panel's edge and what is in it.
    pad,
    /// Between a dialog's edge and what is in it.
    wide_pad,
    /// Radius of rounded corners.
    corner,
    /// Height of the menu bar.
    menu_bar,
    /// Height of the status bar.
    status_bar,
    /// Usual width of the left column.
    side,
    /// Its least width.
    side_least,
    /// Its greatest width.
    side_most,
    /// Usual width of the inspector.
    inspector,
    /// Usual height of the board below the page.
    board,
    /// Its least height.
    board_least,
    /// Its greatest height.
    board_most,
    /// Usual height of the sources panel above the codebook.
    sources,
    /// Its least height.
    sources_least,
    /// Width of a dialog.
    dialog,
    /// Width of the command palette.
    palette,
    /// Height of its list.
    palette_list,
    /// Width of a notice.
    toast,
    /// Width of the start screen.
    start,
}

/// A theme.
#[derive(Clone, PartialEq, Debug, Default, Deserialize)]
pub struct Theme {
    /// Its colours.
    pub colours: Colours,
    /// Whether it is light text on a dark ground.
    #[serde(skip)]
    pub dark: bool,
    /// Its sizes.
    #[serde(skip)]
    pub sizes: Sizes,
}

static LIGHT: LazyLock<Theme> =
    LazyLock::new(|| Theme::read(include_str!("../../assets/themes/light.ron"), false));
static DARK: LazyLock<Theme> =
    LazyLock::new(|| Theme::read(include_str!("../../assets/themes/dark.ron"), true));

impl Theme {
    /// The theme in force.
    pub fn of(ctx: &Context) -> &'static Self {
        Self::named(ctx.theme())
    }

    /// The light or the dark theme.
    pub fn named(theme: egui::Theme) -> &'static Self {
        match theme {
            egui::Theme::Light => &LIGHT,
            egui::Theme::Dark => &DARK,
        }
    }

    /// Gives egui both themes; which is in force is `Context::set_theme`.
    pub fn install(ctx: &Context) {
        for theme in [egui::Theme::Light, egui::Theme::Dark] {
            ctx.set_style_of(theme, Arc::new(Self::named(theme).style()));
        }
    }

    /// A test holds the files, which are part of the program, to be readable.
    fn read(text: &str, dark: bool) -> Self {
        let sizes = ron::from_str(include_str!("../../assets/themes/sizes.ron"));
        let theme: Self = ron::from_str(text).unwrap_or_default();
        Self {
            dark,
            sizes: sizes.unwrap_or_default(),
            ..theme
        }
    }

    /// The font of second-rank text.
    pub fn small(&self) -> FontId {
        FontId::proportional(self.sizes.small)
    }

    /// The font of lists, fields and buttons.
    pub fn body(&self) -> FontId {
        FontId::proportional(self.sizes.body)
    }

    fn style(&self) -> Style {
        let mut style = Style {
            visuals: self.visuals(),
            ..Style::default()
        };
        let sizes = &self.sizes;
        style.text_styles = [
            (TextStyle::Small, sizes.small),
            (TextStyle::Body, sizes.body),
            (TextStyle::Button, sizes.body),
            (TextStyle::Heading, sizes.large),
        ]
        .map(|(style, size)| (style, FontId::new(size, FontFamily::Proportional)))
        .into_iter()
        .chain([(
            TextStyle::Monospace,
            FontId::new(sizes.small, FontFamily::Monospace),
        )])
        .collect();
        let spacing = &mut style.spacing;
        spacing.item_spacing = Vec2::splat(sizes.gap);
        spacing.button_padding = Vec2::new(sizes.pad, sizes.gap * 0.5);
        spacing.menu_margin = margin(sizes.gap);
        spacing.window_margin = margin(sizes.wide_pad);
        spacing.interact_size.y = sizes.row;
        spacing.icon_width = sizes.icon;
        spacing.icon_width_inner = sizes.icon * 0.5;
        spacing.indent = sizes.indent;
        spacing.menu_width = sizes.side;
        spacing.tooltip_width = sizes.toast;
        spacing.combo_width = sizes.side * 0.5;
        spacing.scroll.bar_width = sizes.gap + 1.0;
        spacing.scroll.floating_width = 3.0;
        style.interaction.selectable_labels = false;
        style.interaction.tooltip_delay = 0.4;
        style
    }

    fn visuals(&self) -> Visuals {
        let colours = &self.colours;
        let mut visuals = if self.dark {
            Visuals::dark()
        } else {
            Visuals::light()
        };
        visuals.override_text_color = None;
        visuals.weak_text_color = Some(colours.weak);
        visuals.hyperlink_color = colours.accent;
        visuals.faint_bg_color = colours.panel;
        visuals.extreme_bg_color = colours.field;
        visuals.text_edit_bg_color = Some(colours.field);
        visuals.code_bg_color = colours.button;
        visuals.warn_fg_color = colours.warning;
        visuals.error_fg_color = colours.error;
        visuals.panel_fill = colours.panel;
        visuals.window_fill = colours.raised;
        visuals.window_stroke = Stroke::new(1.0, colours.line);
        visuals.window_corner_radius = self.corner();
        visuals.menu_corner_radius = self.corner();
        visuals.window_shadow = self.shadow(8, 28);
        visuals.popup_shadow = self.shadow(4, 14);
        visuals.selection.bg_fill = colours.selected;
        visuals.selection.stroke = Stroke::new(1.0, colours.accent);
        visuals.text_cursor.stroke = Stroke::new(1.5, colours.accent);
        // An idle window costs nothing, also while somebody thinks what to type.
        visuals.text_cursor.blink = false;
        visuals.indent_has_left_vline = false;
        visuals.widgets.noninteractive = self.widget(colours.panel, colours.line, colours.ink);
        visuals.widgets.inactive = self.widget(colours.button, colours.line, colours.ink);
        visuals.widgets.hovered = self.widget(colours.hover, colours.line, colours.ink);
        visuals.widgets.active = self.widget(colours.press, colours.faint, colours.ink);
        visuals.widgets.open = self.widget(colours.hover, colours.line, colours.ink);
        visuals
    }

    fn widget(&self, fill: Color32, line: Color32, text: Color32) -> WidgetVisuals {
        WidgetVisuals {
            bg_fill: fill,
            weak_bg_fill: fill,
            bg_stroke: Stroke::new(1.0, line),
            corner_radius: self.corner(),
            fg_stroke: Stroke::new(1.0, text),
            expansion: 0.0,
        }
    }

    /// The rounding of corners.
    pub fn corner(&self) -> CornerRadius {
        CornerRadius::same(whole(self.sizes.corner))
    }

    fn shadow(&self, down: i8, blur: u8) -> Shadow {
        Shadow {
            offset: [0, down],
            blur,
            spread: 0,
            color: self.colours.shadow,
        }
    }
}

/// A margin of this many points on every side.
pub(super) fn margin(points: f32) -> Margin {
    Margin::same(i8::try_from(whole(points)).unwrap_or(i8::MAX))
}

/// Whole points; egui keeps margins and corners in a byte.
fn whole(points: f32) -> u8 {
    points.round().clamp(0.0, 120.0) as u8
}

fn colour_from_hex<'de, D: Deserializer<'de>>(from: D) -> Result<Color32, D::Error> {
    let text = String::deserialize(from)?;
    Color32::from_hex(&text)
        .map_err(|_| serde::de::Error::custom(format!("{text} is not a colour")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_theme_files_are_readable() {
        ron::from_str::<Sizes>(include_str!("../../assets/themes/sizes.ron")).unwrap();
        for text in [
            include_str!("../../assets/themes/light.ron"),
            include_str!("../../assets/themes/dark.ron"),
        ] {
            ron::from_str::<Theme>(text).unwrap();
        }
    }

    #[test]
    fn text_stands_out_from_every_ground() {
        for theme in [&*LIGHT, &*DARK] {
            let it = &theme.colours;
            for ground in [
                it.paper,
                it.panel,
                it.bar,
                it.raised,
                it.field,
                it.chosen,
                it.selected,
            ] {
                assert!(contrast(it.ink, ground) > 7.0, "ink on {ground:?}");
            }
            for ground in [it.paper, it.panel, it.raised] {
                for text in [it.weak, it.error, it.warning, it.done, it.hint] {
                    assert!(contrast(text, ground) > 3.9, "{text:?} on {ground:?}");
                }
            }
            assert!(contrast(it.on_accent, it.accent) > 4.4);
        }
    }

    /// WCAG 2.2, "contrast ratio".
    fn contrast(one: Color32, other: Color32) -> f32 {
        let light = |colour: Color32| {
            let rgba = egui::Rgba::from(colour);
            0.2126 * rgba.r() + 0.7152 * rgba.g() + 0.0722 * rgba.b() + 0.05
        };
        let (one, other) = (light(one), light(other));
        one.max(other) / one.min(other)
    }
}
