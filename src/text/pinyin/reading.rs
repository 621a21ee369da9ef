//! How the words of a text are read: a syllable for every Chinese character, all that it could be, and
//! how sure it is.

use std::borrow::Cow;

use super::contexts::{self, Verdict};
use super::names;
use super::phrases::{self, Told};
use super::signs::{Sign, takes};
use super::token::Token;
use crate::text::Words;
use crate::text::runs::{is_han, is_kana, stretch_end};
use crate::text::span::Span;

/// Words on each side that are looked at for a word that is taken apart.
const NEAR: usize = 12;
/// Characters of a word of the tables that is looked for inside another.
const MOST_CHARS: usize = 8;

/// A word with Chinese characters in it, and how it is read.
///
/// `(0, 6): 银行 → yín háng`; in `卡拉OK` the syllables stand for 卡 and 拉 alone.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WordReading {
    /// Its bytes in the text.
    pub span: Span,
    /// A syllable for each of its Chinese characters, in order; one at least.
    pub syllables: Vec<Syllable>,
    /// What it names, for its capitals.
    pub kind: Kind,
    /// The syllables, by number, before which its spelling has a blank: a given name, and the words of a
    /// long word, as in `rénmín dàibiǎo dàhuì`.
    pub gaps: Vec<usize>,
    /// Whether a sentence begins with it.
    pub starts_sentence: bool,
    /// Whether it is written in one piece with the word before: 着, 过 and 了 behind a verb.
    pub joins_previous: bool,
}

/// What a word names.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub enum Kind {
    /// Nothing of its own: a common word.
    #[default]
    Common,
    /// A place, an organisation, a work or the like: one capital.
    Proper,
    /// A person by surname and given name, which are written apart, each with a capital.
    Person {
        /// How many of the characters are the surname.
        surname: usize,
    },
}

/// How one character of a word is read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Syllable {
    /// The bytes of the character in the text.
    pub span: Span,
    /// The reading chosen, with its tone mark, in small letters: `háng`.
    pub reading: Cow<'static, str>,
    /// All readings that the character can have here, the likeliest first: `háng`, `xíng`, …
    pub candidates: Vec<&'static str>,
    /// How sure the reading is.
    pub certainty: Certainty,
}

/// How sure a reading is, the surest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Certainty {
    /// A person chose it.
    Reviewed,
    /// The character has no other reading.
    Only,
    /// There are others, but the word is known to be read so.
    Word,
    /// There are others; the words around it speak for this one.
    Rule,
    /// There are others, and nothing but their frequency speaks for this one.
    Guess,
}

impl Syllable {
    /// Whether a person should look at it: there are other readings, and nobody chose one yet.
    pub fn is_doubtful(&self) -> bool {
        !matches!(self.certainty, Certainty::Reviewed | Certainty::Only)
    }

    /// The candidate behind the reading, the first behind the last: what one key cycles through.
    pub fn next(&self) -> &str {
        let at = self.candidates.iter().position(|it| *it == self.reading);
        let next = at.and_then(|at| self.candidates.get(at + 1));
        next.or(self.candidates.first())
            .copied()
            .unwrap_or(&self.reading)
    }

    /// The candidate before the reading, the last before the first.
    pub fn previous(&self) -> &str {
        let at = self.candidates.iter().position(|it| *it == self.reading);
        let before = at.and_then(|at| self.candidates.get(at.checked_sub(1)?));
        before
            .or(self.candidates.last())
            .copied()
            .unwrap_or(&self.reading)
    }
}

/// Reads a text: every word with a Chinese character in it, in order. Words without one, blanks and
/// marks are passed over, and sentences with kana too: they are Japanese. `words` may hold words of the
/// reader's own; without the dictionary ([`Words::plain`]) readings are poorer.
pub fn read(text: &str, words: &Words) -> Vec<WordReading> {
    read_cut(text, &words.cut(text), words).flatten().collect()
}

/// Reads a text that `words` cut already, sentence by sentence: see [`read`].
pub fn read_cut<'t>(
    text: &'t str,
    cut: &'t [Span],
    words: &'t Words,
) -> impl Iterator<Item = Vec<WordReading>> + 't {
    let mut cut = cut.iter().copied().peekable();
    let mut start = 0;
    std::iter::from_fn(move || {
        if start >= text.len() {
            return None;
        }
        let end = stretch_end(text, start);
        let mut tokens = Vec::new();
        while let Some(span) = cut.next_if(|it| it.start < end) {
            tokens.extend(Token::all(text, span, words));
        }
        let stretch = Span { start, end }.of(text).unwrap_or_default();
        let mut all = Vec::new();
        if !stretch.chars().any(is_kana) {
            sentence(text, &tokens, words, &mut all);
        }
        start = end;
        Some(all)
    })
}

/// Reads the words of one sentence.
fn sentence(text: &str, tokens: &[Token], words: &Words, all: &mut Vec<WordReading>) {
    let first = tokens.iter().position(|it| !it.is_mark());
    let joined = joined(tokens, words);
    for (at, token) in tokens.iter().enumerate() {
        let (mut kind, surname) = names::kind(tokens, at);
        let before = at.checked_sub(1).and_then(|it| tokens.get(it));
        if kind == Kind::Common && before.is_some_and(|it| it.word.ends_with(['《', '〈'])) {
            kind = Kind::Proper;
        }
        let is_word = words.has_word(&token.word);
        let mut syllables = alone(text, token, is_word);
        if syllables.is_empty() {
            continue;
        }
        let is_person = matches!(kind, Kind::Person { .. });
        let ruled = contexts::read(tokens, at).filter(|_| !is_person);
        let told = phrases::told(&token.word);
        if let Some((said, verdict)) = ruled {
            put(&mut syllables, 0, said, Certainty::from(verdict));
        } else if let Some(told) = told {
            put(&mut syllables, 0, told.syllables, told.certainty());
        } else {
            inside(&mut syllables, &token.word);
            ending(&mut syllables, token);
            let is_guess = |it: &Syllable| it.certainty == Certainty::Guess;
            let is_open = !is_word || syllables.iter().any(is_guess);
            if is_open && !is_person && token.chars() == syllables.len() {
                apart(&mut syllables, tokens, at);
            }
        }
        if let Some(Some((from, told))) = joined.get(at)
            && !matches!(ruled, Some((_, Verdict::Around)))
        {
            let said = told
                .syllables
                .splitn(from + 1, ' ')
                .last()
                .unwrap_or_default();
            put(&mut syllables, 0, said, told.certainty());
        }
        if let Some(said) = surname {
            put(&mut syllables, 0, said, Certainty::Rule);
        }
        retroflex(&mut syllables, &token.word);
        all.push(WordReading {
            span: token.span,
            gaps: gaps(token, kind, syllables.len(), words),
            syllables,
            kind,
            starts_sentence: first == Some(at),
            joins_previous: is_particle(tokens, at),
        });
    }
}

/// Where the spelling of a word has blanks. Sayings and names of other languages stay in one piece.
fn gaps(token: &Token, kind: Kind, count: usize, words: &Words) -> Vec<usize> {
    let is_one = matches!(token.tag.as_str(), "i" | "l" | "ns" | "nr" | "nrt" | "nrfg");
    match kind {
        Kind::Person { surname } if surname < count => vec![surname],
        Kind::Common | Kind::Proper if !is_one && token.chars() == count => {
            words.inner_words(&token.word)
        }
        _ => Vec::new(),
    }
}

/// Whether the word is 着, 过 or 了 behind a verb; a 了 that ends the sentence stands alone.
fn is_particle(tokens: &[Token], at: usize) -> bool {
    let Some(token) = tokens.get(at) else {
        return false;
    };
    let verb = at.checked_sub(1).and_then(|it| tokens.get(it));
    let goes_on = tokens.get(at + 1).is_some_and(|it| !it.is_mark());
    let is_one = match token.word.as_str() {
        "着" | "过" => true,
        "了" => goes_on,
        _ => false,
    };
    is_one && verb.is_some_and(|it| it.tag.starts_with('v'))
}

/// Each Chinese character of a word by itself: how it is mostly read, alone or in words. Of a word of
/// the dictionary that the tables pass over, the reading they go out from is sure.
fn alone(text: &str, token: &Token, is_word: bool) -> Vec<Syllable> {
    let is_single = token.chars() == 1;
    let word = token.span.of(text).unwrap_or_default();
    let mut syllables = Vec::new();
    for (at, char) in word.char_indices().filter(|it| is_han(it.1)) {
        let Some(sign) = Sign::of(char) else {
            continue;
        };
        let usual = match is_single {
            true => sign.readings.first().copied().unwrap_or(sign.inside),
            false => sign.inside,
        };
        let is_passed_over = is_word && usual == sign.basic;
        let is_open = is_single || (sign.is_contested && !is_passed_over);
        let certainty = match (sign.has_several(), is_open) {
            (false, _) => Certainty::Only,
            (true, false) => Certainty::Word,
            (true, true) => Certainty::Guess,
        };
        let mut candidates = sign.readings;
        first(&mut candidates, usual);
        syllables.push(Syllable {
            span: Span::new(at, at + char.len_utf8()).shifted(token.span.start),
            reading: Cow::Borrowed(usual),
            candidates,
            certainty,
        });
    }
    syllables
}

/// Puts the syllables that are said over those of a word, from the one at `from` on. What its own
/// character cannot be, as where one simplified character stands for two, is left.
fn put(syllables: &mut [Syllable], from: usize, said: &'static str, certainty: Certainty) {
    let rest = syllables.iter_mut().skip(from);
    for (syllable, said) in rest.zip(said.split(' ')) {
        let has_several = syllable.certainty != Certainty::Only;
        if has_several && !takes(&syllable.candidates, said) {
            continue;
        }
        syllable.reading = Cow::Borrowed(said);
        first(&mut syllable.candidates, said);
        let is_guess = certainty == Certainty::Guess && syllable.candidates.len() > 1;
        if has_several || is_guess {
            syllable.certainty = certainty;
        }
    }
}

/// A short word that no dictionary has is mostly several, as 他量 and 转着, and one of the dictionary that
/// the tables pass over may be, as 调低: each of its characters is read by the rules for it among the
/// others.
fn apart(syllables: &mut [Syllable], tokens: &[Token], at: usize) {
    let count = syllables.len();
    if !(2..=3).contains(&count) || !syllables.iter().any(Syllable::is_doubtful) {
        return;
    }
    let Some(token) = tokens.get(at) else {
        return;
    };
    let from = at.saturating_sub(NEAR);
    let mut near: Vec<Token> = tokens.get(from..at).unwrap_or_default().to_vec();
    let first = near.len();
    near.extend(token.word.chars().map(|it| Token {
        span: token.span,
        word: it.to_string(),
        tag: String::new(),
    }));
    let rest = tokens.get(at + 1..).unwrap_or_default();
    near.extend(rest.iter().take(NEAR).cloned());
    for number in 0..count {
        if let Some((said, Verdict::Around)) = contexts::read(&near, first + number)
            && let Some(own) = syllables.get_mut(number..=number)
        {
            put(own, 0, said, Certainty::Rule);
        }
    }
}

/// Ends of words that tell their reading by the part of speech: 地 of an adverb, as in 慢慢地, and 长 of
/// somebody who leads, as in 舰长.
fn ending(syllables: &mut [Syllable], token: &Token) {
    let is_adverb = matches!(token.tag.as_str(), "d" | "z" | "ad" | "a");
    let said = match token.word.chars().next_back() {
        Some('地') if is_adverb && token.chars() > 2 => ("de", Certainty::Word),
        Some('长') if token.tag.starts_with('n') => ("zhǎng", Certainty::Guess),
        _ => return,
    };
    let last = syllables.len().saturating_sub(1);
    if last > 0
        && let Some(last) = syllables.get_mut(last..)
    {
        put(last, 0, said.0, said.1);
    }
}

/// Moves a reading to the front of the candidates.
fn first(candidates: &mut Vec<&'static str>, reading: &'static str) {
    candidates.retain(|it| *it != reading);
    candidates.insert(0, reading);
}

/// The words of the tables inside a longer word that they do not have: 银行 in 银行业.
fn inside(syllables: &mut [Syllable], word: &str) {
    let starts: Vec<usize> = word
        .char_indices()
        .map(|it| it.0)
        .chain([word.len()])
        .collect();
    let count = starts.len() - 1;
    if count < 3 || count != syllables.len() {
        return;
    }
    let mut at = 0;
    while at + 1 < count {
        let most = (count - at).min(MOST_CHARS);
        let found = (2..=most).rev().find_map(|many| {
            let (start, end) = (starts.get(at)?, starts.get(at + many)?);
            Some((many, phrases::told(word.get(*start..*end)?)?))
        });
        match found {
            Some((many, told)) => {
                put(syllables, at, told.syllables, told.certainty());
                at += many;
            }
            None => at += 1,
        }
    }
}

/// Words of the tables that go over several words of the sentence, for each of these with how many
/// characters of it are before: 参差 and 不齐 are 参差不齐. Two characters that the dictionary knows as
/// a word and that were cut all the same are none.
fn joined(tokens: &[Token], words: &Words) -> Vec<Option<(usize, Told)>> {
    let mut joined = vec![None; tokens.len()];
    let mut at = 0;
    while at < tokens.len() {
        let found = longest(tokens.get(at..).unwrap_or_default(), words);
        let (many, told) = found.map_or((1, None), |(many, told)| (many, Some(told)));
        let mut before = 0;
        for offset in 0..many {
            let token = tokens.get(at + offset);
            if let (Some(told), Some(slot)) = (told, joined.get_mut(at + offset)) {
                *slot = Some((before, told));
            }
            before += token.map_or(0, Token::chars);
        }
        at += many;
    }
    joined
}

/// The longest word of the tables that goes over two or more tokens from the first on.
fn longest(tokens: &[Token], words: &Words) -> Option<(usize, Told)> {
    let first = tokens.first()?.word.chars().next()?;
    let most = phrases::longest(first);
    let mut word = tokens.first()?.word.clone();
    let mut found = None;
    for (at, token) in tokens.iter().enumerate().skip(1) {
        let length = word.chars().count() + token.chars();
        if length > most || token.is_mark() {
            break;
        }
        word.push_str(&token.word);
        let is_cut = length == 2 && words.has_word(&word);
        if let Some(told) = phrases::told(&word).filter(|_| !is_cut) {
            found = Some((at + 1, told));
        }
    }
    found
}

/// Words that end with 儿 as a syllable of its own: a child, not a way of speaking.
const CHILDREN: [&str; 22] = [
    "女儿", "男儿", "婴儿", "幼儿", "少儿", "孤儿", "健儿", "胎儿", "宠儿", "孩儿", "侄儿", "生儿",
    "育儿", "产儿", "患儿", "弃儿", "小儿", "妻儿", "托儿", "潮儿", "运儿", "血儿",
];

/// 儿 at the end of a word is an r behind the syllable before it: 花儿 huār.
fn retroflex(syllables: &mut [Syllable], word: &str) {
    let is_child = CHILDREN.iter().any(|it| word.ends_with(it));
    if !word.ends_with('儿') || is_child || syllables.len() < 2 {
        return;
    }
    if let Some(last) = syllables.last_mut() {
        last.reading = Cow::Borrowed("r");
        last.candidates = vec!["r", "ér"];
        last.certainty = Certainty::Word;
    }
}

impl Told {
    const fn certainty(self) -> Certainty {
        match self.is_sure {
            true => Certainty::Word,
            false => Certainty::Guess,
        }
    }
}

impl From<Verdict> for Certainty {
    fn from(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Otherwise => Self::Word,
            Verdict::Around => Self::Rule,
            Verdict::Guess => Self::Guess,
        }
    }
}
