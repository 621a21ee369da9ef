//! Texts as tables, a token a line.

use super::HEAD;
use crate::exchange::flat::{Flat, FlatCoding, FlatSource, Shape};
use crate::exchange::parcel::Parcel;
use crate::model::Project;
use crate::text::Span;
use std::io::{self, Write};

/// Words of a text or a token as a line can hold them.
fn escaped(words: &str) -> String {
    let mut escaped = String::with_capacity(words.len());
    for char in words.chars() {
        match char {
            '\\' => escaped.push_str("\\\\"),
            '\n' => escaped.push_str("\\n"),
            '\t' => escaped.push_str("\\t"),
            '\r' => escaped.push_str("\\r"),
            char => escaped.push(char),
        }
    }
    escaped
}

/// A label as a cell can hold it.
fn escaped_label(label: &str) -> String {
    let mut escaped_label = String::new();
    for char in escaped(label).chars() {
        if matches!(char, '[' | ']' | '|' | '_' | ';' | '*' | '>') {
            escaped_label.push('\\');
        }
        escaped_label.push(char);
    }
    escaped_label
}

pub(in crate::exchange) fn write(
    project: &Project,
    shape: Shape,
    out: &mut dyn Write,
) -> io::Result<()> {
    let flat = Flat::new(project, shape);
    let mut parcel = Parcel::new();
    for source in &flat.sources {
        let stem = parcel.stem(&source.name);
        parcel.add(&format!("{stem}.tsv"), table(source).as_bytes())?;
    }
    parcel.finish(out)
}

/// A text as a table.
fn table(source: &FlatSource<'_>) -> String {
    let mut table = format!("{HEAD}.3\n#T_SP=webanno.custom.Coding|code\n\n");
    let text = source.source.text();
    let sentences = sentences(text);
    let mut sweep = Sweep::new(&source.codings);
    for (sentence, number) in sentences.iter().zip(1..) {
        let words = sentence.of(text).unwrap_or_default();
        table.push_str(&format!("\n#Text={}\n", escaped(words)));
        for (token, at) in sweep.tokens(text, *sentence).into_iter().zip(1..) {
            let lines = &source.source.lines;
            let start = lines.utf16_from_byte(token.start).unwrap_or(0);
            let end = lines.utf16_from_byte(token.end).unwrap_or(0);
            let words = escaped(token.of(text).unwrap_or_default());
            let codings = sweep.cell(token);
            table.push_str(&format!(
                "{number}-{at}\t{start}-{end}\t{words}\t{codings}\t\n"
            ));
        }
    }
    table
}

/// The lines of a text that are not empty; the last has the empty ones behind it.
fn sentences(text: &str) -> Vec<Span> {
    let mut sentences: Vec<Span> = Vec::new();
    let mut at = 0;
    for line in text.split('\n') {
        if !line.is_empty() {
            sentences.push(Span::new(at, at + line.len()));
        }
        at += line.len() + 1;
    }
    match sentences.last_mut() {
        Some(last) => last.end = text.len(),
        None if !text.is_empty() => sentences.push(Span::new(0, text.len())),
        None => {}
    }
    sentences
}

/// The codings of a text, gone through from its begin to its end.
struct Sweep<'f, 'p> {
    codings: &'f [FlatCoding<'p>],
    /// Where codings begin and end.
    ends: Vec<usize>,
    /// How many have begun before what is looked at.
    begun: usize,
    /// Those that have begun and are not over.
    open: Vec<usize>,
}

impl<'f, 'p> Sweep<'f, 'p> {
    fn new(codings: &'f [FlatCoding<'p>]) -> Self {
        let ends = codings.iter().flat_map(|it| [it.span.start, it.span.end]);
        let mut ends: Vec<usize> = ends.collect();
        ends.sort_unstable();
        ends.dedup();
        Self {
            codings,
            ends,
            begun: 0,
            open: Vec::new(),
        }
    }

    /// The words of a line, cut where a coding begins or ends; of a blank line all of it.
    fn tokens(&self, text: &str, sentence: Span) -> Vec<Span> {
        let words = sentence.of(text).unwrap_or_default();
        if words.trim().is_empty() {
            return vec![sentence];
        }
        let mut cuts: Vec<usize> = vec![sentence.start, sentence.end];
        let first = self.ends.partition_point(|it| *it < sentence.start);
        let here = self.ends.iter().skip(first);
        cuts.extend(here.take_while(|it| **it < sentence.end));
        let mut was_blank = true;
        for (at, char) in words.char_indices() {
            if char.is_whitespace() != was_blank {
                cuts.push(sentence.start + at);
                was_blank = !was_blank;
            }
        }
        cuts.sort_unstable();
        cuts.dedup();
        let pairs = cuts.iter().zip(cuts.iter().skip(1));
        let tokens = pairs.map(|(start, end)| Span::new(*start, *end));
        let has_words = |it: &Span| it.of(text).is_some_and(|it| !it.trim().is_empty());
        tokens.filter(has_words).collect()
    }

    /// The codings on a token; tokens are asked for in their order.
    fn cell(&mut self, token: Span) -> String {
        let codings = self.codings;
        while let Some(it) = codings
            .get(self.begun)
            .filter(|it| it.span.start < token.end)
        {
            let _ = it;
            self.open.push(self.begun);
            self.begun += 1;
        }
        let is_open = |at: &usize| codings.get(*at).is_some_and(|it| it.span.end > token.start);
        self.open.retain(is_open);
        let here = self
            .open
            .iter()
            .filter_map(|at| Some((codings.get(*at)?, at + 1)));
        let values: Vec<String> = here
            .map(|(it, number)| format!("{}[{number}]", escaped_label(&it.label)))
            .collect();
        match values.is_empty() {
            true => "_".to_owned(),
            false => values.join("|"),
        }
    }
}
