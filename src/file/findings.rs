//! What is found on the way, gathered with byte offsets and told with lines and columns at the end.

use super::warning::Warning;
use crate::model::RecordId;
use crate::text::{Lines, Place};
use std::collections::BTreeMap;

/// Findings that are told one by one; more are only counted.
const MOST: usize = 1_000;

/// Makes a warning when its place is known.
type Make = Box<dyn FnOnce(Place) -> Warning>;

/// Everything found so far in one file.
#[derive(Default)]
pub(super) struct Findings {
    /// The byte from which on nothing is told.
    silent_from: Option<usize>,
    single: Vec<(usize, Make)>,
    /// Findings beyond [`MOST`].
    more: usize,
    /// Unknown fields by section and name: the first place and how many.
    unknown: BTreeMap<(String, String), (usize, usize)>,
    /// What is pointed at and not there: the first place, who points, and how many.
    missing: BTreeMap<RecordId, (usize, RecordId, usize)>,
    /// Conflict markers: the first place and how many.
    markers: Option<(usize, usize)>,
    /// The end of a file that breaks off.
    truncated: Option<usize>,
}

impl Findings {
    /// Tells nothing of what is found at this byte or behind it.
    pub(super) fn say_nothing_from(&mut self, byte: usize) {
        self.silent_from = Some(byte);
    }

    fn is_silent(&self, at: usize) -> bool {
        self.silent_from.is_some_and(|from| at >= from)
    }

    /// Something found at a byte.
    pub(super) fn add(&mut self, at: usize, make: impl FnOnce(Place) -> Warning + 'static) {
        if self.is_silent(at) {
            return;
        }
        if self.single.len() < MOST {
            self.single.push((at, Box::new(make)));
        } else {
            self.more += 1;
        }
    }

    /// A field that is not known.
    pub(super) fn unknown(&mut self, at: usize, section: &str, field: &str) {
        let key = (section.to_owned(), field.to_owned());
        self.unknown.entry(key).or_insert((at, 0)).1 += 1;
    }

    /// A record that points at what is not there.
    pub(super) fn missing(&mut self, at: usize, by: RecordId, of: RecordId) {
        if self.is_silent(at) {
            return;
        }
        self.missing.entry(of).or_insert((at, by, 0)).2 += 1;
    }

    /// A conflict marker of git.
    pub(super) fn marker(&mut self, at: usize) {
        self.markers.get_or_insert((at, 0)).1 += 1;
    }

    /// The file breaks off.
    pub(super) fn truncated(&mut self, at: usize) {
        self.truncated.get_or_insert(at);
    }

    /// The warnings, in the order of the file; the ones without a place first.
    pub(super) fn tell(self, text: &str) -> Vec<Warning> {
        let mut all = self.single;
        let mut add = |at: usize, make: Make| all.push((at, make));
        for ((section, field), (at, count)) in self.unknown {
            add(
                at,
                Box::new(move |place| Warning::UnknownField {
                    place,
                    section,
                    field,
                    count,
                }),
            );
        }
        for (of, (at, id, count)) in self.missing {
            add(
                at,
                Box::new(move |place| Warning::MissingTarget {
                    place,
                    id,
                    of,
                    count,
                }),
            );
        }
        if let Some((at, count)) = self.markers {
            add(
                at,
                Box::new(move |place| Warning::MergeMarkers { place, count }),
            );
        }
        if let Some(at) = self.truncated {
            add(at, Box::new(move |place| Warning::Truncated { place }));
        }
        all.sort_by_key(|it| it.0);
        // Places need a second pass over the text, so only a file with findings pays for it.
        let lines = (!all.is_empty()).then(|| Lines::new(text.into()));
        let place = |at| lines.as_ref().map_or(FIRST, |lines| place(lines, at));
        let mut warnings: Vec<Warning> =
            all.into_iter().map(|(at, make)| make(place(at))).collect();
        if self.more > 0 {
            warnings.push(Warning::More { count: self.more });
        }
        warnings
    }
}

/// Where every text begins.
pub(super) const FIRST: Place = Place { line: 1, column: 1 };

/// The line and column of a byte; of the character it is in, or the end.
pub(super) fn place(lines: &Lines, at: usize) -> Place {
    let text = lines.text();
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    lines.place_from_byte(at).unwrap_or(FIRST)
}
