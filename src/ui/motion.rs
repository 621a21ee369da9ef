//! What moves by itself on the screen: what appears fades in, and a notch of the wheel is spread over
//! some frames. For whom that is too much, everything is at once where it belongs.

use crate::session::Motion;
use egui::style::ScrollAnimation;
use egui::{Context, Event, TouchPhase};

/// How long what appears takes to be there, in seconds.
const FADE_SECS: f32 = 0.08;

/// Whether nothing should move, when the person wants `motion` and the system asks for less or not.
pub(super) fn is_reduced(motion: Motion, system_asks: bool) -> bool {
    match motion {
        Motion::System => system_asks,
        Motion::Full => false,
        Motion::Reduced => true,
    }
}

/// Tells egui.
pub(super) fn install(ctx: &Context, is_reduced: bool) {
    ctx.all_styles_mut(|style| {
        style.animation_time = if is_reduced { 0.0 } else { FADE_SECS };
        style.scroll_animation = if is_reduced {
            ScrollAnimation::none()
        } else {
            ScrollAnimation::default()
        };
    });
}

/// Has the wheel move things at once: egui spreads what comes in large steps, but not what a finger
/// on the wheel does.
pub(super) fn at_once(events: &mut Vec<Event>) {
    let all = std::mem::take(events);
    for event in all {
        if let Event::MouseWheel {
            unit,
            phase: TouchPhase::Move,
            source,
            modifiers,
            ..
        } = &event
        {
            events.push(Event::MouseWheel {
                unit: *unit,
                delta: egui::Vec2::ZERO,
                phase: TouchPhase::Start,
                source: *source,
                modifiers: *modifiers,
            });
        }
        events.push(event);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::{Modifiers, MouseWheelSource, MouseWheelUnit, RawInput, vec2};

    /// How far one notch of the wheel moves things in each of the first frames, in points.
    fn notch(is_reduced: bool) -> Vec<f32> {
        let ctx = Context::default();
        let mut events = vec![Event::MouseWheel {
            unit: MouseWheelUnit::Point,
            delta: vec2(0.0, -60.0),
            phase: TouchPhase::Move,
            source: MouseWheelSource::Wheel,
            modifiers: Modifiers::NONE,
        }];
        if is_reduced {
            at_once(&mut events);
        }
        let frame = |at: u32| {
            let input = RawInput {
                time: Some(f64::from(at) / 60.0),
                events: std::mem::take(&mut events),
                ..RawInput::default()
            };
            let mut moved = 0.0;
            let output = ctx.run_ui(input, |ui| {
                moved = ui.input(|it| it.smooth_scroll_delta.y);
            });
            output.drop_without_applying_deltas();
            moved
        };
        (0..3).map(frame).collect()
    }

    #[test]
    fn the_wheel_glides_unless_nothing_should_move() {
        assert_eq!(notch(true), [-60.0, 0.0, 0.0]);
        let glides = notch(false);
        assert!(glides[0] > -60.0 && glides[1] < 0.0, "{glides:?}");
    }

    #[test]
    fn what_the_person_wants_comes_before_what_the_system_asks() {
        let wanted = [Motion::System, Motion::Full, Motion::Reduced];
        assert_eq!(wanted.map(|it| is_reduced(it, true)), [true, false, true]);
        assert_eq!(wanted.map(|it| is_reduced(it, false)), [false, false, true]);
    }
}
