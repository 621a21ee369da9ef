//! How well quotations are put to their places in a text that was edited, by kind of edit, and what a
//! million characters cost.
//!
//! `cargo bench --bench anchor` edits Chinese texts at random and knows from the edits where every
//! quotation belongs. In the same run it asks two references: the old offsets alone, and the usual
//! search for a quotation's words with what stands around them. The texts are those of `../shared/seeds`
//! where they are, else made ones; `-- --test` runs a little, to see that it runs.

#![allow(
    missing_docs,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a bench prints"
)]
#![allow(
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "made data has the shape it was made with"
)]

mod clock;
mod made;

use clock::Moment;
use made::Chance;
use std::hint::black_box;
use std::path::Path;
use zhupi::anchor::{Alignment, Anchored, Carried, Passage, anchor};
use zhupi::model::Quote;
use zhupi::text::{CharSpan, Lines, Span, sentences};

/// Quotations looked for in each edited text.
const QUOTATIONS: usize = 400;
/// Characters of the text that is timed.
const MILLION: usize = 1_000_000;

/// A character of an edited text and the old character that it is, or that it took the place of.
type Marked = (char, Option<usize>);

/// What becomes of a quotation, by the edits themselves; in characters of the new text.
#[derive(PartialEq, Debug)]
enum Truth {
    At(CharSpan),
    Apart(Vec<CharSpan>),
    Gone,
}

/// A kind of edit: its name, and what it does to a text.
type Kind = (&'static str, fn(&mut Chance, &[char]) -> Vec<Marked>);

const KINDS: [Kind; 6] = [
    ("typos", typos),
    ("moved sentences", moves),
    ("changed punctuation", punctuation),
    ("deleted passages", deletions),
    ("inserted passages", insertions),
    ("all of these", everything),
];

fn main() {
    let is_small = std::env::args().any(|it| it == "--test");
    let rounds = if is_small { 4 } else { 150 };
    let texts = texts();
    let chars: usize = texts.iter().map(|it| it.chars().count()).sum();
    println!(
        "{} texts, {chars} characters, {rounds} edited versions each",
        texts.len()
    );
    for (name, edit) in KINDS {
        println!("{name}");
        let mut tallies = [Tally::default(), Tally::default(), Tally::default()];
        for (turn, text) in (0..rounds).flat_map(|turn| texts.iter().map(move |it| (turn, it))) {
            let mut chance = Chance::new(turn as u64 * 31 + text.len() as u64);
            round(&mut chance, text, edit, &mut tallies);
        }
        for (name, tally) in ["by difference", "offsets alone", "quote search"]
            .iter()
            .zip(&tallies)
        {
            tally.print(name);
        }
    }
    let chars = if is_small { 20_000 } else { MILLION };
    time(chars);
}

/// The texts that are edited.
fn texts() -> Vec<String> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let folder = std::env::var_os("ZHUPI_SHARED").map_or_else(beside, Into::into);
    let files = std::fs::read_dir(folder.join("seeds"))
        .into_iter()
        .flatten();
    let mut paths: Vec<_> = files.flatten().map(|it| it.path()).collect();
    paths.sort();
    let read = paths
        .iter()
        .filter_map(|it| std::fs::read_to_string(it).ok());
    let texts: Vec<String> = read.map(|it| it.replace('\r', "")).collect();
    match texts.is_empty() {
        true => vec![made::text(&mut Chance::new(1), 20_000)],
        false => texts,
    }
}

#[derive(Default)]
struct Tally {
    there: usize,
    exact: usize,
    near: usize,
    wrong: usize,
    missed: usize,
    gone: usize,
    gone_told: usize,
}

impl Tally {
    /// Counts an answer: where a quotation is said to be, or nowhere.
    fn count(&mut self, truth: &Truth, said: Option<CharSpan>) {
        let touches = |a: &CharSpan, b: &CharSpan| a.start < b.end && b.start < a.end;
        match (truth, said) {
            (Truth::Gone, said) => {
                self.gone += 1;
                self.gone_told += usize::from(said.is_none());
                return;
            }
            (_, None) => self.missed += 1,
            (Truth::At(at), Some(said)) if *at == said => self.exact += 1,
            (Truth::Apart(all), Some(said)) if all.contains(&said) => self.exact += 1,
            (Truth::At(at), Some(said)) if touches(at, &said) => self.near += 1,
            (Truth::Apart(all), Some(said)) if all.iter().any(|it| touches(it, &said)) => {
                self.near += 1;
            }
            _ => self.wrong += 1,
        }
        self.there += 1;
    }

    fn print(&self, name: &str) {
        let share = |part: usize, of: usize| part as f64 * 100.0 / of.max(1) as f64;
        let of = self.there;
        print!(
            "  {name:<14} of {of:>6} exact {:>7.3} %  near {:>6.3} %  wrong {:>6.3} %  missed {:>6.3} %",
            share(self.exact, of),
            share(self.near, of),
            share(self.wrong, of),
            share(self.missed, of),
        );
        match self.gone {
            0 => println!(),
            gone => println!(
                "  deleted {gone:>6} told {:>7.3} %",
                share(self.gone_told, gone)
            ),
        }
    }
}

fn round(
    chance: &mut Chance,
    text: &str,
    edit: fn(&mut Chance, &[char]) -> Vec<Marked>,
    tallies: &mut [Tally; 3],
) {
    let old: Vec<char> = text.chars().collect();
    let edited = edit(chance, &old);
    let new: String = edited.iter().map(|it| it.0).collect();
    let places = places(&edited, old.len());
    let (lines, now) = (Lines::from(text), Lines::from(&*new));
    let alignment = Alignment::new(text, &new);
    for _ in 0..QUOTATIONS {
        let at = quotation(chance, &old);
        let truth = truth(&places, at, &edited);
        let span = lines.span_from_chars(at).unwrap();
        let chars = |span: Span| now.chars_from_span(span).unwrap();
        let carried = alignment.carry(span);
        let said = match &carried {
            Carried::Gone(_) => None,
            it => Some(chars(it.span())),
        };
        if std::env::var_os("ANCHOR_SHOW").is_some() {
            show((text, &new), (span, &now), &truth, &carried);
        }
        tallies[0].count(&truth, said);
        let same = Some(at).filter(|it| now.span_from_chars(*it).is_some());
        tallies[1].count(&truth, same);
        let passage = Passage::at(text, span);
        let quote: Quote = passage.to_quote();
        let said = match anchor(&now, at, &quote) {
            Anchored::Lost(_) => None,
            it => Some(chars(it.span())),
        };
        tallies[2].count(&truth, said);
    }
}

/// Shows an answer that is not the truth.
fn show((old, new): (&str, &str), (span, now): (Span, &Lines), truth: &Truth, said: &Carried) {
    let at = |it: &CharSpan| now.span_from_chars(*it).unwrap();
    let is_true = match (truth, said) {
        (Truth::Gone, Carried::Gone(_)) => true,
        (Truth::At(it), said) => at(it) == said.span(),
        (Truth::Apart(all), said) => all.iter().any(|it| at(it) == said.span()),
        _ => false,
    };
    if !is_true {
        let around = |text: &str, span: Span| {
            let start = text.floor_char_boundary(span.start.saturating_sub(30));
            let end = text.floor_char_boundary(span.end + 30);
            format!(
                "{}[{}]{}",
                &text[start..span.start],
                &text[span.start..span.end],
                &text[span.end..end]
            )
        };
        println!("old   {}", around(old, span));
        if let Truth::At(it) = truth {
            println!("truth {}", around(new, at(it)));
        } else {
            println!("truth {truth:?}");
        }
        println!("said  {said:?} {}\n", around(new, said.span()));
    }
}

/// A quotation of 2 to 60 characters, or a whole sentence; no blank at its edges.
fn quotation(chance: &mut Chance, old: &[char]) -> CharSpan {
    loop {
        let start = chance.below(old.len() - 1);
        let long = 2 + chance.below(59);
        let mut end = (start + long).min(old.len());
        let mut start = start;
        if chance.below(3) == 0 {
            while start > 0 && !"。！？；\n".contains(old[start - 1]) {
                start -= 1;
            }
            end = start + 1;
            while end < old.len() && !"。！？；\n".contains(old[end - 1]) {
                end += 1;
            }
        }
        let words = &old[start..end];
        let is_blank = |it: Option<&char>| it.is_none_or(|it| it.is_whitespace());
        if words.len() > 1 && !is_blank(words.first()) && !is_blank(words.last()) {
            return CharSpan { start, end };
        }
    }
}

/// Where each old character is now.
fn places(edited: &[Marked], count: usize) -> Vec<Option<usize>> {
    let mut places = vec![None; count];
    for (at, (_, old)) in edited.iter().enumerate() {
        if let Some(old) = old {
            places[*old] = Some(at);
        }
    }
    places
}

/// What became of a quotation. Fewer than 4 characters, and less than 3 in 10 of them, are nothing.
fn truth(places: &[Option<usize>], at: CharSpan, new: &[Marked]) -> Truth {
    let mut runs: Vec<CharSpan> = Vec::new();
    for place in places[at.start..at.end].iter().flatten() {
        match runs.last_mut() {
            // What was put into a quotation is of it, a few sentences at most.
            Some(run) if *place >= run.end && *place - run.end <= 120 => run.end = place + 1,
            _ => runs.push(CharSpan {
                start: *place,
                end: place + 1,
            }),
        }
    }
    let is_blank = |at: usize| new[at].0.is_whitespace();
    for run in &mut runs {
        while run.start < run.end && is_blank(run.start) {
            run.start += 1;
        }
        while run.start < run.end && is_blank(run.end - 1) {
            run.end -= 1;
        }
    }
    runs.retain(|it| !it.is_empty());
    let left = places[at.start..at.end]
        .iter()
        .flatten()
        .filter(|it| !is_blank(**it))
        .count();
    let largest = runs.iter().map(|it| it.len()).max().unwrap_or(0);
    if left * 10 < at.len() * 3 && largest < 4 {
        return Truth::Gone;
    }
    match runs.len() {
        0 => Truth::Gone,
        1 => Truth::At(runs[0]),
        _ => Truth::Apart(runs),
    }
}

fn kept(old: &[char]) -> Vec<Marked> {
    old.iter()
        .enumerate()
        .map(|(at, it)| (*it, Some(at)))
        .collect()
}

const OTHERS: &str = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经";

fn other(chance: &mut Chance) -> char {
    let all: Vec<char> = OTHERS.chars().collect();
    all[chance.below(all.len())]
}

/// One character in 150 is another, is missing, or has one too many behind it.
fn typos(chance: &mut Chance, old: &[char]) -> Vec<Marked> {
    typos_of(chance, kept(old))
}

fn typos_of(chance: &mut Chance, text: Vec<Marked>) -> Vec<Marked> {
    let mut new = Vec::new();
    for it in text {
        if it.0.is_whitespace() || chance.below(150) > 0 {
            new.push(it);
            continue;
        }
        match chance.below(4) {
            0 => {}
            1 => new.extend([it, (other(chance), None)]),
            _ => new.push((other(chance), it.1)),
        }
    }
    new
}

/// The sentences of a text, each with the blanks behind it.
fn cut(text: &[Marked]) -> Vec<Vec<Marked>> {
    let words: String = text.iter().map(|it| it.0).collect();
    let lines = Lines::from(&*words);
    let starts = sentences::sentences(&words).map(|it| lines.char_from_byte(it.start).unwrap());
    let mut starts: Vec<usize> = starts.collect();
    starts.push(text.len());
    starts[0] = 0;
    starts
        .windows(2)
        .map(|it| text[it[0]..it[1]].to_vec())
        .collect()
}

/// One sentence in 25 stands elsewhere, whole paragraphs among them.
fn moves(chance: &mut Chance, old: &[char]) -> Vec<Marked> {
    moves_of(chance, &kept(old))
}

fn moves_of(chance: &mut Chance, text: &[Marked]) -> Vec<Marked> {
    let mut parts = cut(text);
    for _ in 0..parts.len().div_ceil(25) {
        let count = 1 + chance.below(3);
        let from = chance.below(parts.len().saturating_sub(count));
        let moved: Vec<_> = parts.drain(from..(from + count).min(parts.len())).collect();
        let to = chance.below(parts.len());
        parts.splice(to..to, moved);
    }
    parts.concat()
}

/// One sign in six is another or is missing.
fn punctuation(chance: &mut Chance, old: &[char]) -> Vec<Marked> {
    punctuation_of(chance, kept(old), 6)
}

fn punctuation_of(chance: &mut Chance, text: Vec<Marked>, one_in: usize) -> Vec<Marked> {
    let pairs: Vec<(char, char)> = "，,。.；;：:、，（(）)！。？。"
        .chars()
        .collect::<Vec<_>>()
        .chunks(2)
        .map(|it| (it[0], it[1]))
        .collect();
    let mut new = Vec::new();
    for it in text {
        let sign = pairs.iter().find(|pair| pair.0 == it.0);
        match sign.filter(|_| chance.below(one_in) == 0) {
            None => new.push(it),
            Some(_) if chance.below(4) == 0 => {}
            Some((sign, to)) => {
                let swapped = match (chance.below(3), sign) {
                    (0, '。') => '，',
                    (0, '，') => '。',
                    _ => *to,
                };
                new.push((swapped, it.1));
            }
        }
    }
    new
}

/// One sentence in 20 is gone, and as many pieces of 4 to 40 characters.
fn deletions(chance: &mut Chance, old: &[char]) -> Vec<Marked> {
    deletions_of(chance, &kept(old))
}

fn deletions_of(chance: &mut Chance, text: &[Marked]) -> Vec<Marked> {
    let mut parts = cut(text);
    let count = parts.len();
    parts.retain(|_| chance.below(20) > 0);
    let mut text = parts.concat();
    for _ in 0..count.div_ceil(20) {
        let from = chance.below(text.len());
        let to = (from + 4 + chance.below(37)).min(text.len());
        text.drain(from..to);
    }
    text
}

/// A sentence of other words is put before one in 15.
fn insertions(chance: &mut Chance, old: &[char]) -> Vec<Marked> {
    insertions_of(chance, &kept(old))
}

fn insertions_of(chance: &mut Chance, text: &[Marked]) -> Vec<Marked> {
    let mut new = Vec::new();
    for part in cut(text) {
        if chance.below(15) == 0 {
            let count = 10 + chance.below(30);
            let words = made::text(chance, count).replace('\n', "");
            new.extend(words.chars().map(|it| (it, None)));
        }
        new.extend(part);
    }
    new
}

fn everything(chance: &mut Chance, old: &[char]) -> Vec<Marked> {
    let text = deletions_of(chance, &kept(old));
    let text = moves_of(chance, &text);
    let text = insertions_of(chance, &text);
    let text = punctuation_of(chance, text, 30);
    typos_of(chance, text)
}

/// A long text, edited in all ways, with ten thousand quotations.
fn time(count: usize) {
    let mut chance = Chance::new(7);
    let mut text = String::new();
    let all = texts().concat();
    let mut at = 0;
    while at < count {
        // Sentences of the texts with a number each, so that no two are alike, as in one long book.
        for sentence in all.split_inclusive('。') {
            text.push_str(&format!("{}", chance.below(9_999)));
            text.push_str(sentence);
            at += sentence.chars().count() + 4;
            if at >= count {
                break;
            }
        }
    }
    let old: Vec<char> = text.chars().collect();
    let new: String = everything(&mut chance, &old)
        .iter()
        .map(|it| it.0)
        .collect();
    let lines = Lines::from(&*text);
    let spans: Vec<Span> = (0..10_000)
        .map(|_| lines.span_from_chars(quotation(&mut chance, &old)).unwrap())
        .collect();
    let mut times = Vec::new();
    for _ in 0..5 {
        let begun = Moment::now();
        let alignment = Alignment::new(&text, &new);
        let compared = begun.elapsed();
        let carried = spans.iter().map(|it| alignment.carry(*it));
        let gone = carried.filter(|it| matches!(it, Carried::Gone(_))).count();
        black_box(gone);
        times.push((begun.elapsed(), compared));
    }
    times.sort();
    let (whole, compared) = times[times.len() / 2];
    println!(
        "{} characters, {} quotations: {:.0} ms of processor time, {:.0} ms of it the comparison",
        old.len(),
        spans.len(),
        whole.as_secs_f64() * 1e3,
        compared.as_secs_f64() * 1e3
    );
}
