//! What is worked with beside a text: introduction, vocabulary, levels, questions, passages to find.

use super::body::{Body, said, tongued};
use crate::exchange::pack::{Coverage, Entry, Question, Reading, Task};
use std::fmt::Write as _;

/// Parts that a bar of the levels is made of.
const BAR: u32 = 20;

/// A column of the vocabulary: the name of its head, how much of the width it takes, and what stands
/// in it.
type Column = (&'static str, u32, fn(&Entry) -> &str);

/// The columns of the vocabulary behind its numbers.
const COLUMNS: [Column; 5] = [
    ("word", 12, |it| &it.word),
    ("reading", 14, |it| &it.reading),
    ("kind", 10, |it| &it.kind),
    ("meaning", 21, |it| &it.meaning),
    ("sentence", 38, |it| &it.sentence),
];
/// How much of the width the numbers take.
const NUMBERS: u32 = 5;

impl Body<'_> {
    pub(super) fn introduction(&mut self, reading: &Reading) {
        if reading.introduction.is_empty() {
            return;
        }
        self.line("IntroductionHeading", self.pack.say("introduction"));
        for words in &reading.introduction {
            self.line("Introduction", words);
        }
    }

    pub(super) fn vocabulary(&mut self, place: usize, reading: &Reading) {
        if reading.vocabulary.is_empty() {
            return;
        }
        self.line("Heading2", self.pack.say("vocabulary"));
        // A column without a word is left out.
        let is_told = |it: &&Column| {
            reading
                .vocabulary
                .iter()
                .any(|entry| !it.2(entry).is_empty())
        };
        let columns: Vec<&Column> = COLUMNS.iter().filter(is_told).collect();
        let shares = NUMBERS + columns.iter().map(|it| it.1).sum::<u32>();
        let room = self.sheet.room();
        let wide = |share: u32| room * share / shares;
        let widths: Vec<u32> = std::iter::once(NUMBERS)
            .chain(columns.iter().map(|it| it.1))
            .map(wide)
            .collect();
        let mut xml = table(&widths);
        xml.push_str("<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
        let heads = std::iter::once("").chain(columns.iter().map(|it| self.pack.say(it.0)));
        for (head, width) in heads.zip(&widths) {
            push_cell(&mut xml, *width, "", ("TableHead", &said(head, "")));
        }
        xml.push_str("</w:tr>");
        let name = self.names.get(place).cloned().unwrap_or_default();
        for entry in &reading.vocabulary {
            xml.push_str("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
            let number = said(&entry.number.to_string(), "");
            let number = self.bookmarked(&format!("{name}_w{}", entry.number), &number);
            let mut cells = vec![number];
            cells.extend(columns.iter().map(|it| cell(it, entry, &reading.language)));
            for (runs, width) in cells.iter().zip(&widths) {
                push_cell(&mut xml, *width, "", ("TableText", runs));
            }
            xml.push_str("</w:tr>");
        }
        xml.push_str("</w:tbl>");
        self.push(&xml);
        if let Some(coverage) = &reading.coverage {
            self.coverage(coverage);
        }
        self.paragraph("SectionEnd", "", "");
    }

    /// How far each level goes, as bars.
    fn coverage(&mut self, coverage: &Coverage) {
        let title = format!("{} · {}", self.pack.say("coverage"), coverage.standard);
        self.paragraph("SourceLine", "<w:keepNext/>", &said(&title, ""));
        let room = self.sheet.room();
        let (name, part) = (room / 6, room / 40);
        let mut widths = vec![name];
        widths.extend((0..BAR).map(|_| part));
        widths.push(name);
        let mut xml = table(&widths);
        for (level, percent) in &coverage.steps {
            xml.push_str("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
            push_cell(&mut xml, name, "", ("LevelText", &said(level, "")));
            // A share of a hundred is a small number.
            let full = ((percent.clamp(0.0, 100.0) / 100.0 * BAR as f32).round()) as u32;
            for (count, fill) in [(full, "8A8378"), (BAR - full, "F1EDE5")] {
                if count > 0 {
                    let look = format!(
                        "<w:gridSpan w:val=\"{count}\"/><w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"{fill}\"/>"
                    );
                    push_cell(&mut xml, part * count, &look, ("LevelText", ""));
                }
            }
            let percent = said(&format!("{percent} %"), "");
            push_cell(&mut xml, name, "", ("LevelText", &percent));
            xml.push_str("</w:tr>");
        }
        xml.push_str("</w:tbl>");
        self.push(&xml);
    }

    pub(super) fn questions(&mut self, reading: &Reading) {
        if reading.questions.is_empty() {
            return;
        }
        self.line("Heading2", self.pack.say("questions"));
        for it in &reading.questions {
            self.question(it);
        }
    }

    fn question(&mut self, it: &Question) {
        let name = self.anchors.name(&it.id);
        let mut runs = said(&format!("{}.\t{}", it.number, it.text), "");
        if !it.passage.is_empty() {
            runs += &said(&format!("　¶{} “{}”", it.block, it.passage), "Quoted");
        }
        let runs = self.bookmarked(&name, &runs);
        let keep = if it.lines > 0 { "<w:keepNext/>" } else { "" };
        self.paragraph("Question", keep, &runs);
        if !it.answer.is_empty() {
            let answer = said(self.pack.say("answer"), "Strong") + &said("　", "");
            self.paragraph("Answer", "", &(answer + &said(&it.answer, "")));
        }
        for left in (0..it.lines).rev() {
            // The lines stay together, so that an answer is written on one page.
            let keep = if left > 0 { "<w:keepNext/>" } else { "" };
            self.paragraph("AnswerLine", keep, "");
        }
    }

    pub(super) fn find(&mut self, reading: &Reading) {
        if reading.tasks.is_empty() {
            return;
        }
        self.line("Heading2", self.pack.say("find"));
        let how = self.pack.say("find-how");
        if !how.is_empty() {
            self.line("Normal", how);
        }
        for (it, number) in reading.tasks.iter().zip(1..) {
            self.task(it, number);
        }
    }

    fn task(&mut self, it: &Task, number: usize) {
        let name = self.anchors.name(&it.id);
        let mut runs = said(&format!("{number}.\t"), "") + &said(&it.name, "Strong");
        runs += &said(
            &format!("　{}{}", self.pack.say("count"), it.count),
            "Quoted",
        );
        if !it.definition.is_empty() {
            runs += &said(&format!("\n{}", it.definition), "");
        }
        let runs = self.bookmarked(&name, &runs);
        let keep = match it.key.is_empty() {
            true => "",
            false => "<w:keepNext/>",
        };
        self.paragraph("Question", keep, &runs);
        for (block, passage) in &it.key {
            self.line("AnswerKey", &format!("¶{block}\t“{passage}”"));
        }
    }
}

/// How a table begins.
fn table(widths: &[u32]) -> String {
    let all: u32 = widths.iter().sum();
    let mut xml = format!(
        "<w:tbl><w:tblPr><w:tblStyle w:val=\"PackTable\"/><w:tblW w:w=\"{all}\" w:type=\"dxa\"/>\
         <w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>"
    );
    for width in widths {
        let _ = write!(xml, "<w:gridCol w:w=\"{width}\"/>");
    }
    xml.push_str("</w:tblGrid>");
    xml
}

fn push_cell(xml: &mut String, width: u32, look: &str, (style, runs): (&str, &str)) {
    let _ = write!(
        xml,
        "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>{look}</w:tcPr><w:p><w:pPr>\
         <w:pStyle w:val=\"{style}\"/></w:pPr>{runs}</w:p></w:tc>"
    );
}

/// What is told of a word in a column.
fn cell((name, _, of): &Column, entry: &Entry, language: &str) -> String {
    let words = of(entry);
    match *name {
        "word" => tongued(words, "Strong", language),
        "meaning" if !entry.level.is_empty() => {
            said(words, "") + &said(&format!("　{}", entry.level), "Quoted")
        }
        "sentence" => sentence(entry, language),
        _ => said(words, ""),
    }
}

/// The sentence of a word with the word strong, and the number of the paragraph.
fn sentence(entry: &Entry, language: &str) -> String {
    let mut runs = match entry.sentence.split_once(&entry.word) {
        Some((before, after)) if !entry.word.is_empty() => {
            tongued(before, "", language)
                + &tongued(&entry.word, "Strong", language)
                + &tongued(after, "", language)
        }
        _ => tongued(&entry.sentence, "", language),
    };
    if entry.block > 0 {
        runs += &said(&format!("　¶{}", entry.block), "Quoted");
    }
    runs
}
