//! Where an input method shows its candidates.

use egui::{Context, vec2};
use std::env;

/// Has the candidates stand below the words that are composed. Called when everything is drawn.
pub(super) fn place_candidates(ctx: &Context) {
    if is_x11() {
        lower(ctx);
    }
}

/// Whether the window stands on X11, by what the window's library goes by.
fn is_x11() -> bool {
    let is_set = |name| env::var_os(name).is_some_and(|it| !it.is_empty());
    cfg!(target_os = "linux") && !is_set("WAYLAND_DISPLAY") && !is_set("WAYLAND_SOCKET")
}

/// Input methods of X11 take the place they are given for the line that words stand on, and show
/// their candidates below it. They are given the caret's upper end, and covered the words.
fn lower(ctx: &Context) {
    ctx.output_mut(|output| {
        if let Some(ime) = &mut output.ime {
            let down = vec2(0.0, ime.cursor_rect.height());
            ime.cursor_rect = ime.cursor_rect.translate(down);
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::{IMEPurpose, Pos2, RawInput, Rect, output::IMEOutput};

    #[test]
    fn candidates_stand_below_the_caret() {
        let caret = Rect::from_min_max(Pos2::new(10.0, 20.0), Pos2::new(11.0, 44.0));
        let ctx = Context::default();
        let mut output = ctx.run_ui(RawInput::default(), |ui| {
            ui.output_mut(|output| {
                output.ime = Some(IMEOutput {
                    purpose: IMEPurpose::Normal,
                    rect: caret,
                    cursor_rect: caret,
                    should_interrupt_composition: false,
                });
            });
            lower(ui.ctx());
        });
        output.textures_delta.clear();
        let place = output.platform_output.ime.unwrap().cursor_rect;
        assert_eq!((place.left(), place.top()), (10.0, 44.0));
    }
}
