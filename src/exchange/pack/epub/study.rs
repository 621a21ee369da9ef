//! What is worked with beside a text in a book: introduction, glossary, levels, questions, passages to
//! find.

use super::book::{Book, Names, label, lang, push_line};
use crate::exchange::pack::{Coverage, Entry, Reading};
use crate::exchange::refi::xml::escaped;
use std::fmt::Write as _;

impl Book<'_> {
    pub(super) fn introduction(&mut self, reading: &Reading, body: &mut String) {
        if reading.introduction.is_empty() {
            return;
        }
        body.push_str(
            "<section epub:type=\"introduction\" role=\"doc-introduction\" class=\"introduction\">\n",
        );
        self.heading("introduction", body);
        for words in &reading.introduction {
            push_line(body, "said", words);
        }
        body.push_str("</section>\n");
    }

    pub(super) fn vocabulary(&mut self, reading: &Reading, names: &Names, body: &mut String) {
        if reading.vocabulary.is_empty() {
            return;
        }
        body.push_str(
            "<section epub:type=\"glossary\" role=\"doc-glossary\" class=\"vocabulary\">\n",
        );
        self.heading("vocabulary", body);
        body.push_str("<dl>\n");
        for entry in &reading.vocabulary {
            push_entry(entry, (reading, names), body);
        }
        body.push_str("</dl>\n");
        if let Some(coverage) = &reading.coverage {
            self.coverage(coverage, body);
        }
        body.push_str("</section>\n");
    }

    fn coverage(&self, coverage: &Coverage, body: &mut String) {
        let (words, standard) = (label(self.pack, "coverage"), escaped(&coverage.standard));
        let _ = writeln!(
            body,
            "<table class=\"coverage\">\n<caption>{words} · {standard}</caption>"
        );
        for (level, percent) in &coverage.steps {
            let wide = percent.clamp(0.0, 100.0);
            let level = escaped(level);
            let _ = writeln!(
                body,
                "<tr><th scope=\"row\">{level}</th><td class=\"bar\"><span style=\"width: {wide}%\"></span></td>\
                 <td>{percent} %</td></tr>"
            );
        }
        body.push_str("</table>\n");
    }

    pub(super) fn questions(&mut self, reading: &Reading, names: &Names, body: &mut String) {
        if reading.questions.is_empty() {
            return;
        }
        body.push_str("<section class=\"questions\">\n");
        self.heading("questions", body);
        body.push_str("<ol>\n");
        for it in &reading.questions {
            let (name, words) = (self.anchors.name(&it.id), escaped(&it.text));
            let _ = write!(body, "<li id=\"{name}\"><p>{words}");
            if !it.passage.is_empty() {
                let place = place(names, it.block);
                let _ = write!(
                    body,
                    " <small>{place} <q>{}</q></small>",
                    escaped(&it.passage)
                );
            }
            body.push_str("</p>\n");
            if !it.answer.is_empty() {
                let (word, answer) = (label(self.pack, "answer"), escaped(&it.answer));
                let _ = writeln!(body, "<p class=\"answer\"><b>{word}</b>　{answer}</p>");
            }
            body.push_str("</li>\n");
        }
        body.push_str("</ol>\n</section>\n");
    }

    pub(super) fn find(&mut self, reading: &Reading, names: &Names, body: &mut String) {
        if reading.tasks.is_empty() {
            return;
        }
        body.push_str("<section class=\"find\">\n");
        self.heading("find", body);
        push_line(body, "how", self.pack.say("find-how"));
        body.push_str("<ol>\n");
        for it in &reading.tasks {
            let (anchor, name) = (self.anchors.name(&it.id), escaped(&it.name));
            let (word, count) = (escaped(self.pack.say("count")), it.count);
            let _ = writeln!(
                body,
                "<li id=\"{anchor}\"><p><b>{name}</b>　<small>{word}{count}</small></p>"
            );
            push_line(body, "definition", &it.definition);
            if !it.key.is_empty() {
                body.push_str("<ul class=\"answer\">\n");
                for (block, passage) in &it.key {
                    let (place, passage) = (place(names, *block), escaped(passage));
                    let _ = writeln!(body, "<li>{place} <q>{passage}</q></li>");
                }
                body.push_str("</ul>\n");
            }
            body.push_str("</li>\n");
        }
        body.push_str("</ol>\n</section>\n");
    }
}

/// A word of the vocabulary, with the way back to where it first stands.
fn push_entry(entry: &Entry, (reading, names): (&Reading, &Names), body: &mut String) {
    let Some(name) = names.words.get(&entry.number) else {
        return;
    };
    let number = match names.entered.contains(&entry.number) {
        true => format!(
            "<a role=\"doc-backlink\" class=\"n\" href=\"#{name}_r\">{}</a>",
            entry.number
        ),
        false => format!("<span class=\"n\">{}</span>", entry.number),
    };
    let language = lang(&reading.language);
    let [word, spoken, kind] = [&entry.word, &entry.reading, &entry.kind].map(|it| escaped(it));
    let _ = write!(
        body,
        "<dt id=\"{name}\" epub:type=\"glossterm\">{number} <dfn{language}>{word}</dfn>"
    );
    for (class, words) in [("pinyin", spoken), ("kind", kind)] {
        if !words.is_empty() {
            let _ = write!(body, " <span class=\"{class}\">{words}</span>");
        }
    }
    body.push_str("</dt>\n<dd epub:type=\"glossdef\">");
    body.push_str(&escaped(&entry.meaning));
    if !entry.level.is_empty() {
        let _ = write!(body, " <small>{}</small>", escaped(&entry.level));
    }
    if !entry.sentence.is_empty() {
        let (sentence, place) = (sentence(entry), place(names, entry.block));
        let _ = write!(
            body,
            "<p class=\"sentence\"><span{language}>{sentence}</span> {place}</p>"
        );
    }
    body.push_str("</dd>\n");
}

/// The sentence of a word with the word strong.
fn sentence(entry: &Entry) -> String {
    let Entry { word, sentence, .. } = entry;
    match sentence.split_once(word.as_str()) {
        Some((before, after)) if !word.is_empty() => {
            let [before, word, after] = [before, word, after].map(escaped);
            format!("{before}<b>{word}</b>{after}")
        }
        _ => escaped(sentence),
    }
}

/// The number of a paragraph, leading there if it is in the book.
fn place(names: &Names, block: usize) -> String {
    match (block, names.numbered.get(&block)) {
        (0, _) => String::new(),
        (_, Some(name)) => format!("<a class=\"place\" href=\"#{name}\">¶{block}</a>"),
        (_, None) => format!("<span class=\"place\">¶{block}</span>"),
    }
}
