//! In which unit another program counts its offsets: measured, not believed.
//!
//! The standard says code points, half open. Programs write UTF-16 units or bytes, count a byte order
//! mark or not, a line end of two characters as one or two, and some give the last character where the
//! end is wanted. Each way of counting that would matter is tried on all selections of a source: the
//! right one puts edges at the ends of words and lines, the wrong ones put them anywhere.
//!
//! ```text
//! 😀 It rained.    3..5 as code points: 😀 I[t ]rained.    as UTF-16 units: 😀 [It] rained.
//! ```

use super::counting::{CountedUnit, Counting, has_wide_ends};
use super::measured::Measured;
use crate::text::{Lines, Span};
use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};

/// A selection as a file gives it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Told<'t> {
    /// Where it begins, in an unknown unit; `None` when that is no place.
    pub(super) start: Option<usize>,
    /// Where it ends.
    pub(super) end: Option<usize>,
    /// Its name, which some programs make of its words; blank when it has none.
    pub(super) name: &'t str,
}

/// Where an offset falls in the decoded text, in bytes.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
enum Spot {
    /// Before the character that begins here.
    At(usize),
    /// Inside of the character from here to there.
    Inside(usize, usize),
}

/// A source whose offsets are to be measured.
pub(super) struct Ruler<'t> {
    /// The text as it stands in the file, with its mark and line ends.
    raw: &'t str,
    /// The text as it is kept.
    text: &'t str,
    told: &'t [Told<'t>],
    /// What files of the format usually count, where that is known.
    usual: Option<CountedUnit>,
    weighed: Vec<Weighed>,
}

/// What speaks for a way to count in one source.
#[derive(Clone, Copy, Debug)]
struct Weighed {
    counting: Counting,
    points: i64,
    /// Edges at the end of a word or line, and those of selections whose name is their words.
    fit: usize,
    /// Tells apart ways that give different passages.
    print: u64,
}

impl<'t> Ruler<'t> {
    pub(super) fn new(
        raw: &'t str,
        text: &'t Lines,
        told: &'t [Told<'t>],
        usual: Option<CountedUnit>,
    ) -> Self {
        let text = text.text();
        let mut ruler = Self {
            raw,
            text,
            told,
            usual,
            weighed: Vec::new(),
        };
        ruler.weighed = match told.is_empty() {
            true => Vec::new(),
            false => {
                let all = Counting::all(raw).into_iter();
                all.map(|it| ruler.weigh(it)).collect()
            }
        };
        ruler
    }

    fn weigh(&self, counting: Counting) -> Weighed {
        let spots = self.spots(counting);
        let mut print = DefaultHasher::new();
        let mut weighed = Weighed {
            counting,
            points: -counting.oddity(self.raw, self.usual),
            fit: 0,
            print: 0,
        };
        for ((start, end), told) in spots.iter().zip(self.told) {
            (start, end).hash(&mut print);
            let span = span_of(*start, *end);
            let is_named = span.is_some_and(|it| self.is_named(it, told.name));
            // Where a format tells the words they are the words; names are only sometimes.
            let worth = if self.usual.is_some() { 8 } else { 2 };
            weighed.points += worth * i64::from(is_named);
            for grade in [self.begins(*start), self.ends(*end)] {
                weighed.points += grade;
                weighed.fit += usize::from(grade > 0 || is_named);
            }
        }
        weighed.print = print.finish();
        weighed
    }

    /// The passages, counted in the best way, or in the one that is `given`; `others` are the points of
    /// the ways in all sources of the project, which decide where this one cannot.
    pub(super) fn measure(
        &self,
        others: &BTreeMap<Counting, i64>,
        given: Option<Counting>,
    ) -> Measured {
        let standard = Counting {
            unit: self.usual.unwrap_or(CountedUnit::CodePoints),
            ..Counting::plain(has_wide_ends(self.raw))
        };
        let top = self.weighed.iter().map(|it| it.points).max().unwrap_or(0);
        let close = self
            .weighed
            .iter()
            .filter(|it| it.points + Measured::DECISIVE > top);
        let all = |it: &Weighed| others.get(&it.counting).copied().unwrap_or(i64::MIN);
        // Of equals the first, which is the plainest.
        let best = close.rev().max_by_key(|it| (all(it), it.points)).copied();
        let given = given.filter(|_| !self.told.is_empty());
        let Some(best) = given.map(|it| self.weigh(it)).or(best) else {
            return Measured {
                counting: standard,
                edges: 0,
                fit: 0,
                next: None,
                margin: 0,
                apart: 0,
                tried: Vec::new(),
                spans: Vec::new(),
            };
        };
        let rest = self.weighed.iter().filter(|it| it.print != best.print);
        let next = rest.rev().max_by_key(|it| it.points);
        let spots = self.spots(best.counting);
        let spans = spots.into_iter().map(|(start, end)| span_of(start, end));
        let mut measured = Measured {
            counting: best.counting,
            edges: 2 * self.told.len(),
            fit: best.fit,
            next: next.map(|it| (it.counting, it.fit)),
            margin: best.points - next.map_or(0, |it| it.points),
            apart: 0,
            tried: self
                .weighed
                .iter()
                .map(|it| (it.counting, it.fit, it.print))
                .collect(),
            spans: spans.collect(),
        };
        if given.is_none() {
            self.set_apart(&mut measured);
        }
        measured
    }

    /// Adds the points of this source to those of the project.
    pub(super) fn add_to(&self, all: &mut BTreeMap<Counting, i64>) {
        for weighed in &self.weighed {
            *all.entry(weighed.counting).or_default() += weighed.points;
        }
    }

    /// Where the program makes names of the words, and a name fits in another unit alone, that one
    /// was counted in it: some programs count by hand otherwise than by rule.
    fn set_apart(&self, measured: &mut Measured) {
        let is_named = |span: Option<Span>, told: &Told<'_>| {
            span.is_some_and(|it| self.is_named(it, told.name))
        };
        let named = self.told.iter().filter(|it| !it.name.trim().is_empty());
        let named = named.count();
        let pairs = measured.spans.iter().zip(self.told);
        let right = pairs.filter(|(span, told)| is_named(**span, told)).count();
        if right < 4 || right == named || right * 5 < named * 4 {
            return;
        }
        let units = [
            CountedUnit::CodePoints,
            CountedUnit::Utf16,
            CountedUnit::Bytes,
        ];
        for unit in units.into_iter().filter(|it| *it != measured.counting.unit) {
            let counting = Counting {
                unit,
                ..measured.counting
            };
            let others = self.spots(counting);
            let pairs = measured.spans.iter_mut().zip(self.told).zip(others);
            for ((span, told), (start, end)) in pairs {
                let other = span_of(start, end);
                let is_long = told.name.chars().filter(|it| !it.is_whitespace()).count() > 1;
                if is_long && !is_named(*span, told) && is_named(other, told) {
                    *span = other;
                    measured.apart += 1;
                }
            }
        }
    }

    /// Both edges of every selection.
    fn spots(&self, counting: Counting) -> Vec<(Option<Spot>, Option<Spot>)> {
        let last = |it: usize| it.saturating_add(usize::from(counting.inclusive));
        let ends = |it: &Told<'_>| [it.start, it.end.map(last)];
        let mut wanted: Vec<usize> = self.told.iter().flat_map(ends).flatten().collect();
        wanted.sort_unstable();
        wanted.dedup();
        let spots = find(self.raw, counting, &wanted);
        let spot = |it: Option<usize>| {
            let at = wanted.binary_search(&it?).ok()?;
            spots.get(at).copied().flatten()
        };
        let pair = |it: &Told<'_>| (spot(it.start), spot(it.end.map(last)));
        self.told.iter().map(pair).collect()
    }

    /// What a beginning here says for the way it was counted in.
    fn begins(&self, spot: Option<Spot>) -> i64 {
        let Some(Spot::At(at)) = spot else {
            return misplaced(spot);
        };
        let (before, next) = self.around(at);
        match next {
            None => -3,
            Some(next) if next.is_whitespace() => -1,
            Some(next) => match before {
                None | Some('\n') => 2,
                Some(before) => between(before, next),
            },
        }
    }

    /// What an end here says for the way it was counted in.
    fn ends(&self, spot: Option<Spot>) -> i64 {
        let Some(Spot::At(at)) = spot else {
            return misplaced(spot);
        };
        let (before, next) = self.around(at);
        match before {
            None => -3,
            // A whole line may be taken with its end.
            Some('\n') => 1,
            Some(before) if before.is_whitespace() => -1,
            Some(before) => match next {
                None | Some('\n') => 2,
                Some(next) => between(before, next),
            },
        }
    }

    fn around(&self, at: usize) -> (Option<char>, Option<char>) {
        match self.text.split_at_checked(at) {
            Some((before, next)) => (before.chars().next_back(), next.chars().next()),
            None => (None, None),
        }
    }

    /// Whether a selection is named by its words, blanks aside; a long name may be cut off.
    pub(super) fn is_named(&self, span: Span, name: &str) -> bool {
        let name = name.trim();
        let stem = name.strip_suffix('…').or_else(|| name.strip_suffix("..."));
        let seen = |words: &'t str| words.chars().filter(|it| !it.is_whitespace());
        let Some(words) = span.of(self.text) else {
            return false;
        };
        let (mut words, mut name) = (seen(words), {
            let words = stem.unwrap_or(name);
            words.chars().filter(|it| !it.is_whitespace())
        });
        let mut any = false;
        loop {
            match (words.next(), name.next()) {
                (Some(one), Some(other)) if one == other => any = true,
                (rest, None) => return any && (rest.is_none() || stem.is_some()),
                _ => return false,
            }
        }
    }
}

/// What an edge that is no place, or inside of a character, says.
const fn misplaced(spot: Option<Spot>) -> i64 {
    match spot {
        Some(_) => -2,
        None => -3,
    }
}

/// What an edge between two characters says, neither of which is a line end.
fn between(before: char, next: char) -> i64 {
    let is_letter = |it: char| it.is_alphanumeric() || matches!(it, '\u{300}'..='\u{36F}');
    match (is_letter(before), is_letter(next)) {
        (true, true) if is_spaceless(before) && is_spaceless(next) => 0,
        (true, true) if is_spaceless(before) || is_spaceless(next) => 1,
        (true, true) => -2,
        (false, false) if !before.is_whitespace() && !next.is_whitespace() => 0,
        _ => 1,
    }
}

/// Whether a letter is of a writing that puts no blanks between words.
const fn is_spaceless(it: char) -> bool {
    matches!(
        it,
        '\u{E00}'..='\u{EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}'
            | '\u{3005}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
            | '\u{20000}'..='\u{3FFFF}'
    )
}

/// The passage between two edges; `None` when it is outside, empty or the wrong way round. What begins
/// or ends inside of a character takes it whole.
fn span_of(start: Option<Spot>, end: Option<Spot>) -> Option<Span> {
    let start = match start? {
        Spot::At(at) | Spot::Inside(at, _) => at,
    };
    let end = match end? {
        Spot::At(at) | Spot::Inside(_, at) => at,
    };
    (start < end).then(|| Span::new(start, end))
}

/// Where offsets, sorted, fall when counted in this way: in bytes of the text without its mark and
/// with line feeds only. `None` past the end.
fn find(raw: &str, counting: Counting, wanted: &[usize]) -> Vec<Option<Spot>> {
    let is_wide = has_wide_ends(raw);
    let mut spots = Vec::with_capacity(wanted.len());
    let (mut units, mut at) = (0_usize, 0_usize);
    let mut wanted = wanted.iter().copied().peekable();
    let mut chars = raw.chars().peekable();
    let mut is_first = true;
    loop {
        while wanted.next_if(|it| *it == units).is_some() {
            spots.push(Some(Spot::At(at)));
        }
        let Some(char) = chars.next().filter(|_| wanted.peek().is_some()) else {
            break;
        };
        let is_mark = std::mem::take(&mut is_first) && char == '\u{FEFF}';
        let is_pair = char == '\r' && chars.next_if(|it| *it == '\n').is_some();
        let is_two = is_pair || char == '\n' && !is_wide;
        let (counted, bytes) = match char {
            _ if is_mark && counting.with_mark => (counting.units(char), 0),
            _ if is_mark => (0, 0),
            _ if is_two && counting.wide_ends => (2, 1),
            _ if is_pair => (1, 1),
            char => (counting.units(char), char.len_utf8()),
        };
        // Inside of a line end or a mark there is nothing to take whole.
        let inside = match bytes {
            0 | 1 => Spot::Inside(at, at),
            bytes => Spot::Inside(at, at + bytes),
        };
        while wanted.next_if(|it| *it < units + counted).is_some() {
            spots.push(Some(inside));
        }
        (units, at) = (units + counted, at + bytes);
    }
    spots.extend(wanted.map(|_| None));
    spots
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::decode;
    use proptest::prelude::*;

    /// Measures the places of words in a text, counted in a way.
    fn measured(raw: &str, words: &[&str], counting: Counting, named: bool) -> (String, Measured) {
        let text = decode(raw.as_bytes(), None).unwrap().text;
        let offset = |byte: usize| {
            let fits = |units: &usize| find(raw, counting, &[*units]) == [Some(Spot::At(byte))];
            (0..4 * raw.len()).find(fits).unwrap()
        };
        let told: Vec<Told<'_>> = words
            .iter()
            .map(|words| {
                let start = text.find(words).unwrap();
                let end = offset(start + words.len());
                Told {
                    start: Some(offset(start)),
                    end: Some(end - usize::from(counting.inclusive)),
                    name: if named { words } else { "" },
                }
            })
            .collect();
        let lines = Lines::from(&*text);
        let ruler = Ruler::new(raw, &lines, &told, None);
        let mut all = BTreeMap::new();
        ruler.add_to(&mut all);
        let measured = ruler.measure(&all, None);
        (text, measured)
    }

    const RAW: &str = "\u{FEFF}😀 It rained all day, 治理 😀😀 went on.\r\n\r\n\
        𠮷野家 is a shop.\r\nNobody came 😀; café naïve.\r\nThe end";
    const WORDS: [&str; 9] = [
        "It rained",
        "all day",
        "went on.",
        "𠮷野家",
        "shop",
        "Nobody came",
        "café",
        "naïve.",
        "The end",
    ];

    #[test]
    fn every_way_to_count_is_told_from_the_others() {
        let ways = Counting::all(RAW);
        assert_eq!(ways.len(), 24);
        for way in ways {
            let (text, measured) = measured(RAW, &WORDS, way, false);
            assert_eq!(measured.counting, way);
            assert_eq!((measured.edges, measured.fit), (18, 18), "{way:?}");
            assert!(measured.next.unwrap().1 < 18, "{way:?}");
            let spans = measured
                .spans
                .iter()
                .map(|it| it.unwrap().of(&text).unwrap());
            assert_eq!(spans.collect::<Vec<_>>(), WORDS, "{way:?}");
        }
    }

    #[test]
    fn a_way_that_is_given_is_not_measured() {
        let raw = "😀人工智能，国防";
        let told = [Told {
            start: Some(2),
            end: Some(6),
            name: "人工智能",
        }];
        let lines = Lines::from(raw);
        let given = "chars".to_owned().try_into().unwrap();
        let measured = Ruler::new(raw, &lines, &told, None).measure(&BTreeMap::new(), Some(given));
        let words = |it: &Measured| it.spans[0].unwrap().of(raw).unwrap().to_owned();
        assert_eq!(measured.counting, given);
        assert_eq!(words(&measured), "工智能，");
        let measured = Ruler::new(raw, &lines, &told, None).measure(&BTreeMap::new(), None);
        assert_eq!(words(&measured), "人工智能");
    }

    #[test]
    fn every_way_to_count_is_read_as_it_is_written() {
        for way in Counting::all(RAW) {
            assert_eq!(Counting::try_from(way.to_string()), Ok(way));
        }
        assert!(Counting::try_from("utf8".to_owned()).is_err());
        assert!(Counting::try_from("chars-lf".to_owned()).is_err());
    }

    #[test]
    fn where_nothing_tells_the_standard_holds() {
        let (_, measured) = measured("数字治理能力", &["治理"], Counting::plain(false), false);
        assert_eq!(measured.counting, Counting::plain(false));
        let lines = Lines::from("");
        let none = Ruler::new("", &lines, &[], None).measure(&BTreeMap::new(), None);
        assert_eq!((none.edges, none.next), (0, None));
    }

    #[test]
    fn line_feeds_may_have_been_two_characters_where_the_file_was_made() {
        let raw = "one two\nthree four\nfive six\nseven eight\n";
        let way = Counting {
            wide_ends: true,
            ..Counting::plain(false)
        };
        let words = ["two", "three", "four", "five six", "seven"];
        assert_eq!(measured(raw, &words, way, false).1.counting, way);
    }

    #[test]
    fn one_that_is_counted_otherwise_is_found_by_its_name() {
        let raw = "😀人工智能，😀人工智能。人工智能；国防人工智能";
        let text = Lines::from(raw);
        let told = |start, end, name| Told {
            start: Some(start),
            end: Some(end),
            name,
        };
        let mut told = vec![
            told(2, 6, "人工智能"),
            told(9, 13, "人工智能"),
            told(14, 18, "人工智能"),
            told(19, 21, "国防"),
            // Counted in code points.
            told(17, 19, "国防"),
        ];
        let all = BTreeMap::new();
        let measured = Ruler::new(raw, &text, &told, None).measure(&all, None);
        assert_eq!(measured.counting.unit, CountedUnit::Utf16);
        assert_eq!(measured.apart, 1);
        let last = measured.spans.last().unwrap().unwrap();
        assert_eq!(last.of(raw), Some("国防"));
        // Where names are not the words, nobody is counted by them.
        for told in told.iter_mut().take(3) {
            told.name = "别的";
        }
        assert_eq!(
            Ruler::new(raw, &text, &told, None)
                .measure(&all, None)
                .apart,
            0
        );
    }

    proptest! {
        #[test]
        fn any_offsets_give_passages_of_the_text_or_nothing(
            raw in "\u{FEFF}?(\r\n|\n|\r|😀|𠮷|治|a|b| |é|。){0,30}",
            told in prop::collection::vec((0_usize..99, 0_usize..99), 0..6),
        ) {
            let text = raw.strip_prefix('\u{FEFF}').unwrap_or(&raw);
            let text = Lines::from(&*text.replace("\r\n", "\n").replace('\r', "\n"));
            let told: Vec<Told<'_>> = told.iter().map(|(start, end)| Told {
                start: Some(*start), end: Some(*end), name: "a",
            }).collect();
            let measured = Ruler::new(&raw, &text, &told, None).measure(&BTreeMap::new(), None);
            prop_assert_eq!(measured.spans.len(), told.len());
            for span in measured.spans.into_iter().flatten() {
                prop_assert!(span.of(text.text()).is_some_and(|it| !it.is_empty()), "{:?}", span);
            }
        }
    }
}
