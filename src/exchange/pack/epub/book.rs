//! The pages of a book.

use super::{tag, title};
use crate::exchange::pack::anchors::Anchors;
use crate::exchange::pack::{Pack, Part, Reading};
use crate::exchange::refi::xml::escaped;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// What a page is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    /// The title page.
    Title,
    /// What the marks mean.
    Legend,
    /// A text.
    Text,
    /// Where words and levels come from.
    Credits,
}

/// A page.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Page {
    /// What it is.
    pub(super) kind: Kind,
    /// The name of its file.
    pub(super) file: String,
    /// What it is called in the table of contents; never blank.
    pub(super) title: String,
    /// Its sections below that: where they begin, and what they are called.
    pub(super) sections: Vec<(String, String)>,
    /// All of it.
    pub(super) xhtml: String,
}

/// The names of places in a text.
#[derive(Default)]
pub(super) struct Names {
    /// The text itself.
    pub(super) text: String,
    /// Its paragraphs.
    pub(super) blocks: Vec<String>,
    /// Its numbered notes; what refers to one has the same name and `_r` behind it.
    pub(super) notes: BTreeMap<usize, String>,
    /// The words of its vocabulary, with the same behind them.
    pub(super) words: BTreeMap<usize, String>,
    /// Paragraphs by number.
    pub(super) numbered: BTreeMap<usize, String>,
    /// The notes and words to which something in the text refers.
    pub(super) noted: BTreeSet<usize>,
    pub(super) entered: BTreeSet<usize>,
}

/// A book on its way.
pub(super) struct Book<'p> {
    pub(super) pack: &'p Pack,
    pub(super) anchors: Anchors,
    pages: Vec<Page>,
    /// The sections of the page that is being written.
    pub(super) sections: Vec<(String, String)>,
}

impl<'p> Book<'p> {
    pub(super) fn new(pack: &'p Pack) -> Self {
        Self {
            pack,
            anchors: Anchors::default(),
            pages: Vec::new(),
            sections: Vec::new(),
        }
    }

    /// All pages, in their order.
    pub(super) fn write(mut self) -> Vec<Page> {
        self.title_page();
        if self.pack.begins_with_legend() {
            self.legend();
        }
        for (reading, number) in self.pack.readings.iter().zip(1..) {
            self.reading(reading, number);
        }
        if self.pack.ends_with_legend() {
            self.legend();
        }
        if !self.pack.credits.is_empty() {
            self.credits();
        }
        self.pages
    }

    fn push(&mut self, kind: Kind, (file, title): (&str, &str), matter: &str, body: &str) {
        let words = match title.trim() {
            "" => "—",
            words => words,
        };
        self.pages.push(Page {
            kind,
            file: file.to_owned(),
            title: words.to_owned(),
            sections: std::mem::take(&mut self.sections),
            xhtml: xhtml(self.pack, words, (matter, body)),
        });
    }

    fn title_page(&mut self) {
        let (pack, title) = (self.pack, title(self.pack));
        let mut body = String::from("<section epub:type=\"titlepage\" class=\"title\">\n");
        push_line(&mut body, "course", &pack.course);
        let _ = writeln!(body, "<h1>{}</h1>", escaped(&title));
        push_line(
            &mut body,
            "edition",
            pack.say(&format!("for-{}", pack.edition.name())),
        );
        if !pack.teacher.trim().is_empty() {
            push_line(
                &mut body,
                "who",
                &format!("{}　{}", pack.say("teacher"), pack.teacher),
            );
        }
        push_line(&mut body, "who", &pack.date);
        body.push_str("</section>\n");
        self.push(Kind::Title, ("title.xhtml", &title), "frontmatter", &body);
    }

    fn legend(&mut self) {
        let words = label(self.pack, "legend");
        let mut body = format!("<section class=\"legend\">\n<h1>{words}</h1>\n<dl>\n");
        for (place, it) in self.pack.legend.iter().enumerate() {
            let [letter, name, definition] =
                [&it.letter, &it.name, &it.definition].map(|it| escaped(it));
            let _ = writeln!(
                body,
                "<dt><span class=\"letter l{place}\">{letter}</span> <mark class=\"m c{place}\">{name}</mark></dt>\n\
                 <dd>{definition}</dd>"
            );
        }
        body.push_str("</dl>\n</section>\n");
        let title = self.pack.say("legend").to_owned();
        let title = if title.is_empty() { words } else { title };
        self.push(Kind::Legend, ("legend.xhtml", &title), "bodymatter", &body);
    }

    fn credits(&mut self) {
        let mut body = String::from(
            "<section epub:type=\"colophon\" role=\"doc-colophon\" class=\"credits\">\n",
        );
        for credit in &self.pack.credits {
            push_line(&mut body, "credit", credit);
        }
        body.push_str("</section>\n");
        let title = self.pack.credits.first().map_or("", String::as_str);
        let title: String = title.chars().take(40).collect();
        self.push(
            Kind::Credits,
            ("credits.xhtml", &title),
            "backmatter",
            &body,
        );
    }

    fn reading(&mut self, reading: &Reading, number: usize) {
        let names = self.names(reading);
        let mut title = escaped(&reading.title);
        if title.trim().is_empty() {
            title = "—".to_owned();
        }
        if self.pack.has(Part::Text) {
            for note in reading.notes_on_all() {
                title += &super::text::noteref(&names, note.number);
            }
        }
        if let Some(it) = &reading.translation {
            let (language, also) = (lang(&it.language), escaped(&it.title));
            let _ = write!(title, "<span class=\"also\"{language}>{also}</span>");
        }
        let name = &names.text;
        let language = lang(&reading.language);
        let mut body = format!(
            "<section epub:type=\"chapter\" role=\"doc-chapter\" id=\"{name}\" aria-labelledby=\"{name}_t\">\n\
             <h1 id=\"{name}_t\"{language}>{title}</h1>\n"
        );
        for part in &self.pack.parts {
            match part {
                Part::Introduction => self.introduction(reading, &mut body),
                Part::Text => self.text(reading, &names, &mut body),
                Part::Vocabulary => self.vocabulary(reading, &names, &mut body),
                Part::Questions => self.questions(reading, &names, &mut body),
                Part::Find => self.find(reading, &names, &mut body),
                _ => {}
            }
        }
        body.push_str("</section>\n");
        let file = format!("text-{number}.xhtml");
        self.push(Kind::Text, (&file, &reading.title), "bodymatter", &body);
    }

    /// Names for all places of a text.
    fn names(&mut self, reading: &Reading) -> Names {
        let anchors = &mut self.anchors;
        let mut pair = |id: &str| {
            let name = anchors.name(id);
            // What refers to it, and what it is called by, are named after it.
            anchors.name(&format!("{name}_r"));
            anchors.name(&format!("{name}_t"));
            name
        };
        let mut names = Names {
            text: pair(&reading.id),
            ..Names::default()
        };
        for note in reading.notes.iter().filter(|it| it.number > 0) {
            names.notes.insert(note.number, pair(&note.id));
        }
        for entry in &reading.vocabulary {
            let id = format!("{}_w{}", names.text, entry.number);
            names.words.insert(entry.number, pair(&id));
        }
        for block in &reading.blocks {
            let name = pair(&block.id);
            if block.number > 0 {
                names.numbered.insert(block.number, name.clone());
            }
            names.blocks.push(name);
        }
        if self.pack.has(Part::Text) {
            let runs = || reading.blocks.iter().flat_map(|it| &it.runs);
            names.noted = runs().flat_map(|it| it.notes.iter().copied()).collect();
            names
                .noted
                .extend(reading.notes_on_all().map(|it| it.number));
            names.entered = runs().map(|it| it.entry).filter(|it| *it > 0).collect();
        } else {
            names.numbered.clear();
        }
        names
    }

    /// A heading below the title that the table of contents leads to.
    pub(super) fn heading(&mut self, word: &str, body: &mut String) {
        let (anchor, words) = (self.anchors.name(word), label(self.pack, word));
        let _ = writeln!(body, "<h2 id=\"{anchor}\">{words}</h2>");
        let title = match self.pack.say(word) {
            "" => word,
            title => title,
        };
        self.sections.push((anchor, title.to_owned()));
    }
}

/// A page from what stands in it: title, kind of matter, and body.
pub(super) fn xhtml(pack: &Pack, title: &str, (matter, body): (&str, &str)) -> String {
    let language = tag(&pack.language);
    let title = match title.trim() {
        "" => "—".to_owned(),
        title => escaped(title),
    };
    format!(
        "{}<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" \
         xmlns:epub=\"http://www.idpf.org/2007/ops\" lang=\"{language}\" xml:lang=\"{language}\">\n<head>\n\
         <title>{title}</title>\n<link rel=\"stylesheet\" type=\"text/css\" href=\"style.css\"/>\n</head>\n\
         <body epub:type=\"{matter}\">\n{body}</body>\n</html>\n",
        super::XML
    )
}

/// A word around the texts as it stands in a page; its name where none is given.
pub(super) fn label(pack: &Pack, name: &str) -> String {
    match pack.say(name).trim() {
        "" => name.to_owned(),
        words => escaped(words),
    }
}

/// The language of an element whose words are of another than the page.
pub(super) fn lang(language: &str) -> String {
    match language {
        // Not that of the page.
        "" => " lang=\"\" xml:lang=\"\"".to_owned(),
        language => {
            let language = tag(language);
            format!(" lang=\"{language}\" xml:lang=\"{language}\"")
        }
    }
}

/// A paragraph; nothing of no words.
pub(super) fn push_line(body: &mut String, class: &str, words: &str) {
    if !words.trim().is_empty() {
        let _ = writeln!(body, "<p class=\"{class}\">{}</p>", escaped(words));
    }
}
