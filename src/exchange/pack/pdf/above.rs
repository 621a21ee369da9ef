//! What stands above words, drawn when the lines are set.
//!
//! Set together with its word, each of these would be a box in a box: a text that has one above every
//! word takes three times as long to set. So lines are set without them, each such word in an ink that
//! tells which it is; then what stands above is drawn where the words came to stand, and their ink is
//! black.

use super::letters::Letters;
use super::spread::Spread;
use typst::foundations::{Content, NativeElement as _};
use typst::introspection::{Location, Tag, TagFlags};
use typst::layout::{Abs, Frame, FrameItem, Point};
use typst::pdf::ArtifactElem;
use typst::text::TextItem;
use typst::visualize::{Color, Paint};

/// Size of what stands above, in sizes of the text.
pub(super) const SIZE: f64 = 0.52;
/// How far above the line its own line is, in sizes of the text.
const RAISED: f64 = 1.084;
/// Ink of second rank.
const FAINT: [u8; 3] = [0x5A, 0x54, 0x4B];
/// How dense an ink is that tells which word it is: no other one is so.
const TELLING: u8 = 0xFE;

/// What stands above the words of a pack, by number from 0.
#[derive(Default)]
pub(super) struct Above(Vec<(String, f64)>);

impl Above {
    /// Takes what stands above a word; the ink that the word is set in, as the template takes it: empty
    /// where nothing stands above it.
    pub(super) fn take(&mut self, spread: &mut Spread) -> String {
        let number = u32::try_from(self.0.len()).unwrap_or(u32::MAX);
        if spread.ruby.is_empty() || number >= 1 << 24 {
            return String::new();
        }
        self.0
            .push((std::mem::take(&mut spread.ruby), spread.shift));
        format!("#{number:06x}{TELLING:02x}")
    }

    /// What stands above words in an ink.
    fn of(&self, ink: &Paint) -> Option<&(String, f64)> {
        let Paint::Solid(ink) = ink else { return None };
        let [red, green, blue, TELLING] = ink.to_vec4_u8() else {
            return None;
        };
        let number = u32::from_be_bytes([0, red, green, blue]);
        self.0.get(usize::try_from(number).ok()?)
    }
}

/// Draws on a page, from 0, what stands above its words.
pub(super) fn draw(frame: &mut Frame, page: usize, above: &Above, letters: &Letters) {
    let mut drawn = Vec::new();
    walk(frame, Point::zero(), &mut |at, word| {
        let Some((words, shift)) = above.of(&word.fill) else {
            return;
        };
        word.fill = Paint::Solid(Color::BLACK);
        let moved = Point::new(word.size * *shift, word.size * -RAISED);
        drawn.extend(set(words, (at + moved, word), letters));
    });
    if drawn.is_empty() {
        return;
    }
    // It is not read aloud: it would be twice in what is heard.
    let place = Location::new(u128::MAX - page as u128);
    let artifact = ArtifactElem::new(Content::empty()).pack().located(place);
    let flags = TagFlags {
        introspectable: false,
        tagged: true,
    };
    frame.push(Point::zero(), FrameItem::Tag(Tag::Start(artifact, flags)));
    frame.push_multiple(drawn);
    frame.push(Point::zero(), FrameItem::Tag(Tag::End(place, 0, flags)));
}

/// Goes through all words of a frame, each with its place on the page.
fn walk(frame: &mut Frame, at: Point, found: &mut dyn FnMut(Point, &mut TextItem)) {
    let places: Vec<Point> = frame.items().map(|it| at + it.0).collect();
    let mut places = places.into_iter();
    frame.retain(|item| {
        let at = places.next().unwrap_or_default();
        match item {
            FrameItem::Group(group) => {
                let moved = Point::new(group.transform.tx, group.transform.ty);
                walk(&mut group.frame, at + moved, found);
            }
            FrameItem::Text(text) => found(at, text),
            _ => {}
        }
        true
    });
}

/// Words in one line from a place on, small and faint, above a word.
fn set(words: &str, (at, word): (Point, &TextItem), letters: &Letters) -> Vec<(Point, FrameItem)> {
    let size = word.size * SIZE;
    let [red, green, blue] = FAINT;
    let mut items = Vec::new();
    let mut left = Abs::zero();
    for (font, text, glyphs) in letters.glyphs(words) {
        let item = TextItem {
            font,
            size,
            fill: Paint::Solid(Color::from_u8(red, green, blue, 255)),
            stroke: word.stroke.clone(),
            lang: word.lang,
            region: word.region,
            text: text.as_str().into(),
            glyphs,
        };
        let wide = item.width();
        items.push((at + Point::with_x(left), FrameItem::Text(item)));
        left += wide;
    }
    items
}
