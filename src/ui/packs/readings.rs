//! The words whose reading nobody looked at yet, one below the other: arrows go through them, the
//! space bar takes the next candidate, Enter keeps what stands there.

use super::PackState;
use crate::edit::plan_packs::About;
use crate::exchange::pack::PackDoubt;
use crate::model::Gloss;
use crate::session::{Action, PackShown, Session};
use crate::text::pinyin::{Around, Certainty, ReadingChoice, Syllable, WordReading};
use crate::ui::theme::Theme;
use crate::ui::words::{counted, word};
use egui::{Frame, Key, Modifiers, RichText, Ui};

/// Words shown at most.
const MOST: usize = 300;

/// What the list remembers.
#[derive(Default)]
pub(super) struct ReviewState {
    /// Which word is meant.
    at: usize,
    /// Its word and what was chosen for it so far.
    chosen: Option<(String, WordReading)>,
    /// Whether a choice holds for the one place only.
    only_here: bool,
    /// Whether words are listed that are known to be read so.
    every: bool,
}

/// The list.
pub(super) fn readings_ui(
    ui: &mut Ui,
    session: &Session,
    (own, shown): (&mut PackState, &PackShown),
    asked: &mut Vec<Action>,
) {
    let theme = Theme::of(ui.ctx());
    let Some(made) = &shown.made else { return };
    let review = &mut own.review;
    let all = made.doubts.iter();
    let doubts: Vec<&PackDoubt> = all.filter(|it| review.every || it.is_unsure).collect();
    let doubts = doubts.as_slice();
    ui.checkbox(&mut review.every, word(session, "pack-every-polyphone"));
    if doubts.is_empty() {
        ui.label(word(session, "pack-no-doubts"));
        return;
    }
    ui.label(counted(session, "pack-doubts", doubts.len()));
    ui.label(RichText::new(word(session, "pack-doubts-how")).color(theme.colours.weak));
    ui.checkbox(&mut review.only_here, word(session, "pack-only-here"));
    review.at = review.at.min(doubts.len() - 1);
    keys(ui, session, (review, doubts), asked);
    for at in 0..doubts.len().min(MOST) {
        let is_meant = at == review.at;
        let fill = match is_meant {
            true => theme.colours.chosen,
            false => egui::Color32::TRANSPARENT,
        };
        let frame = Frame::new().fill(fill).inner_margin(4.0).corner_radius(4.0);
        let row = frame.show(ui, |ui| {
            ui.set_width(ui.available_width());
            row_ui(ui, session, (review, doubts, at), asked);
        });
        if is_meant && review.chosen.is_none() {
            row.response.scroll_to_me(None);
        }
    }
}

/// How a word is read now: as it was chosen here, or as it is.
fn reading<'a>(review: &'a ReviewState, doubt: &'a PackDoubt, at: usize) -> &'a WordReading {
    match &review.chosen {
        Some((word, reading)) if review.at == at && *word == doubt.doubt.word => reading,
        _ => &doubt.doubt.reading,
    }
}

fn row_ui(
    ui: &mut Ui,
    session: &Session,
    (review, doubts, at): (&mut ReviewState, &[&PackDoubt], usize),
    asked: &mut Vec<Action>,
) {
    let Some(doubt) = doubts.get(at) else { return };
    let theme = Theme::of(ui.ctx());
    let (before, after) = &doubt.around;
    let name = &doubt.doubt.word;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        ui.label(RichText::new(before).color(theme.colours.weak));
        let strong = RichText::new(name)
            .color(theme.colours.accent)
            .size(theme.sizes.heading);
        ui.label(strong);
        ui.label(RichText::new(after).color(theme.colours.weak));
        let count = doubt.doubt.places.len();
        if count > 1 {
            ui.label(RichText::new(format!("　×{count}")).color(theme.colours.faint));
        }
    });
    let mut taken = None;
    let now = reading(review, doubt, at).clone();
    ui.horizontal_wrapped(|ui| {
        for (place, syllable) in now.syllables.iter().enumerate() {
            if !is_open(syllable) {
                ui.label(&*syllable.reading);
                continue;
            }
            for candidate in &syllable.candidates {
                let is_now = *candidate == syllable.reading;
                if ui.selectable_label(is_now, *candidate).clicked() {
                    taken = Some((place, *candidate));
                }
            }
        }
        if ui.button(word(session, "pack-keep")).clicked() {
            review.at = at;
            keep(review.only_here, (doubt, &now, session), (doubts, asked));
        }
    });
    if let Some((place, candidate)) = taken {
        let mut next = now;
        put(&mut next, place, candidate);
        review.at = at;
        keep(review.only_here, (doubt, &next, session), (doubts, asked));
    }
}

/// Whether a syllable can be read in another way.
fn is_open(syllable: &Syllable) -> bool {
    syllable.certainty > Certainty::Only && syllable.candidates.len() > 1
}

fn put(reading: &mut WordReading, place: usize, candidate: &'static str) {
    if let Some(syllable) = reading.syllables.get_mut(place) {
        syllable.reading = candidate.into();
    }
}

/// Arrows, space bar, Enter; only while no field has the keyboard.
fn keys(
    ui: &Ui,
    session: &Session,
    (review, doubts): (&mut ReviewState, &[&PackDoubt]),
    asked: &mut Vec<Action>,
) {
    if ui.memory(|memory| memory.focused().is_some()) {
        return;
    }
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let (down, up) = (pressed(Key::ArrowDown), pressed(Key::ArrowUp));
    if down || up {
        review.at = match down {
            true => (review.at + 1).min(doubts.len() - 1),
            false => review.at.saturating_sub(1),
        };
        review.chosen = None;
    }
    let Some(doubt) = doubts.get(review.at) else {
        return;
    };
    if pressed(Key::Space) {
        let mut next = reading(review, doubt, review.at).clone();
        let open = next.syllables.iter().position(is_open);
        if let Some(place) = open
            && let Some(syllable) = next.syllables.get(place)
        {
            let after = syllable
                .candidates
                .iter()
                .position(|it| *it == syllable.reading);
            let after = after.map_or(0, |it| it + 1) % syllable.candidates.len();
            if let Some(candidate) = syllable.candidates.get(after).copied() {
                put(&mut next, place, candidate);
            }
        }
        review.chosen = Some((doubt.doubt.word.clone(), next));
    }
    if pressed(Key::Enter) {
        let now = reading(review, doubt, review.at).clone();
        keep(review.only_here, (doubt, &now, session), (doubts, asked));
        review.chosen = None;
    }
}

/// Keeps a reading in the project: of the word wherever it stands; of the one place; or, where the word
/// is read in several ways, of the places that were read as this one.
fn keep(
    only_here: bool,
    (doubt, reading, session): (&PackDoubt, &WordReading, &Session),
    (doubts, asked): (&[&PackDoubt], &mut Vec<Action>),
) {
    let source = session
        .project()
        .and_then(|it| it.sources().get(doubt.source));
    let Some(source) = source else { return };
    let word = &doubt.doubt.word;
    let syllables = reading.syllables.iter().map(|it| it.reading.to_string());
    let syllables: Vec<String> = syllables.collect();
    let is_split = doubts.iter().filter(|it| it.doubt.word == *word).count() > 1;
    let places = match (only_here, is_split) {
        (true, _) => std::slice::from_ref(&reading.span),
        (false, true) => doubt.doubt.places.as_slice(),
        (false, false) => &[],
    };
    let mut about = About::new();
    for place in places {
        let choice = ReadingChoice {
            word: word.clone(),
            syllables: syllables.clone(),
            around: Some(Around::of(source.text(), *place)),
        };
        let at = source.lines.char_from_byte(place.start).unwrap_or_default();
        let name = format!("{}{} {at}", Gloss::PLACE, source.order);
        about.insert(name, choice.to_string());
    }
    if places.is_empty() {
        about.insert(Gloss::READING.to_owned(), syllables.join(" "));
    }
    asked.push(Action::SetGloss {
        word: Some(word.clone()),
        about,
    });
}
