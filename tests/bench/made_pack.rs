//! Makes projects of which reading packs are made: texts with codings, notes and glosses.

#![allow(
    unreachable_pub,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "made data has the shape it was made with"
)]

use super::made::Chance;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;
use uuid::Uuid;
use zhupi::edit::plan_codes::PALETTE;
use zhupi::model::{
    Code, CodeId, Coder, CoderId, Coding, CodingId, Edit, Extra, Fingerprint, Gloss, GlossId, Head,
    Memo, MemoId, Origin, Project, ProjectId, Quotation, QuotationId, RecordId, Source, SourceId,
    Time,
};
use zhupi::text::{CharSpan, Lines, Span, Words, sentences};

/// One coding in so many characters, one note in so many codings.
const CODED: (usize, usize) = (230, 5);
/// Codes, and words of the vocabulary.
const CODES: usize = 8;
const LISTED: usize = 60;

/// The sentences of the Chinese texts that come along.
pub fn own_texts() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    let files = std::fs::read_dir(folder).unwrap().flatten();
    let mut paths: Vec<_> = files.map(|it| it.path()).collect();
    paths.sort();
    let texts = paths
        .iter()
        .filter_map(|it| std::fs::read_to_string(it).ok());
    let mut all = Vec::new();
    for text in texts.filter(|it| it.contains("language: zh")) {
        let body = text.split_once("\n\n").unwrap().1;
        let sentences = sentences::sentences(body).filter_map(|it| it.of(body));
        all.extend(sentences.map(str::to_owned));
    }
    all
}

/// A text of those sentences, in paragraphs of two to seven.
pub fn text(chance: &mut Chance, all: &[String], chars: usize) -> String {
    let (mut text, mut count) = (String::new(), 0);
    while count < chars {
        for _ in 0..2 + chance.below(6) {
            let sentence = &all[chance.below(all.len())];
            count += sentence.chars().count();
            text.push_str(sentence);
        }
        text.push('\n');
    }
    text
}

/// The second article beside the project, if it is there.
pub fn second_article() -> Option<String> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let folder = std::env::var_os("ZHUPI_SHARED").map_or_else(beside, Into::into);
    let files = std::fs::read_dir(folder.join("seeds")).ok()?.flatten();
    let mut paths: Vec<_> = files.map(|it| it.path()).collect();
    paths.sort();
    let text = std::fs::read_to_string(paths.get(1)?).ok()?;
    Some(text.replace('\r', ""))
}

/// A project being made.
struct Making {
    project: Project,
    coder: CoderId,
    codes: Vec<CodeId>,
    turn: u64,
}

impl Making {
    fn id(&mut self) -> Uuid {
        self.turn += 1;
        let bytes = [&[0, 0][..], &self.turn.to_be_bytes()].concat();
        let bytes = bytes.try_into().unwrap();
        uuid::Builder::from_unix_timestamp_millis(1_760_000_000_000, &bytes).into_uuid()
    }

    fn put(&mut self, record: impl Into<zhupi::model::Record>) {
        self.project.apply(Edit::Put(record.into()));
    }

    fn memo(&mut self, target: RecordId, text: &str) {
        let created = Time::from_secs(1_760_000_000);
        let memo = Memo {
            id: MemoId::new(self.id()),
            target,
            text: text.to_owned(),
            coder: self.coder,
            created,
            changed: created,
            extra: Extra::default(),
        };
        self.put(memo);
    }

    fn source(&mut self, name: String, text: String) -> (SourceId, Lines) {
        let lines = Lines::new(Arc::from(text));
        let id = SourceId::new(self.id());
        let source = Source {
            id,
            name,
            order: self.turn << 20,
            fingerprint: Fingerprint::of(lines.text()),
            lines: lines.clone(),
            origin: Origin::default(),
            added: Time::from_secs(1_760_000_000),
            values: BTreeMap::default(),
            extra: Extra::default(),
        };
        self.put(source);
        (id, lines)
    }

    fn passage(&mut self, source: SourceId, span: Span, code: CodeId) -> QuotationId {
        let created = Time::from_secs(1_760_000_000);
        let (coder, extra) = (self.coder, Extra::default());
        let quotation = QuotationId::new(self.id());
        self.put(Quotation {
            id: quotation,
            source,
            span,
            stray: None,
            coder,
            created,
            extra: extra.clone(),
        });
        let id = CodingId::new(self.id());
        self.put(Coding {
            id,
            quotation,
            code,
            coder,
            created,
            reviewed: None,
            rule: None,
            extra,
        });
        quotation
    }
}

/// What is noted on passages in turn.
const NOTES: &[&str] = &[
    "由谁作主，听谁的？这里先问一句，后文有答。",
    "脚注：参看前一章关于港口的说法。",
    "与上文相应，可对照着读。",
    "夹批：着眼",
    "眉批：转折从这里开始。",
    "思考题：这一句指什么？\n答：指人。",
];

/// A project of these texts with everything that a pack prints.
pub fn project(chance: &mut Chance, texts: Vec<String>) -> Project {
    let mut making = begun();
    let names = [
        "治理", "国防", "产业", "文化", "合作", "规则", "技术", "安全",
    ];
    for (turn, name) in names.iter().take(CODES).enumerate() {
        let id = CodeId::new(making.id());
        making.codes.push(id);
        making.put(Code {
            id,
            name: (*name).to_owned(),
            aliases: Vec::new(),
            parent: None,
            order: (turn as u64 + 1) << 20,
            colour: PALETTE[turn % PALETTE.len()],
            key: None,
            definition: "凡说到它的地方。".to_owned(),
            when: String::new(),
            when_not: String::new(),
            examples: BTreeSet::new(),
            meant: None,
            applicable: true,
            extra: Extra::default(),
        });
    }
    let mut turn = 0;
    for (text, number) in texts.into_iter().zip(1..) {
        let (source, lines) = making.source(format!("第{number}篇"), text);
        making.memo(RecordId::Source(source), "先看题目，再看各段的第一句。");
        for _ in 0..lines.char_count() / CODED.0 {
            let start = chance.below(lines.char_count() - 80);
            let end = start + 4 + chance.below(60);
            let span = lines.span_from_chars(CharSpan { start, end }).unwrap();
            let code = making.codes[chance.below(CODES)];
            let quotation = making.passage(source, span, code);
            if turn % CODED.1 == 0 {
                let note = NOTES[turn / CODED.1 % NOTES.len()];
                making.memo(RecordId::Quotation(quotation), note);
            }
            turn += 1;
        }
    }
    glosses(&mut making);
    making.project
}

fn begun() -> Making {
    let id = ProjectId::new(Uuid::from_u128(7));
    let mut making = Making {
        project: Project::new(Head {
            id,
            name: "读本".to_owned(),
            created: Time::from_secs(1_760_000_000),
            words: zhupi::model::WordLists::default(),
            extra: Extra::default(),
        }),
        coder: CoderId::new(Uuid::from_u128(8)),
        codes: Vec::new(),
        turn: 0,
    };
    let coder = Coder {
        id: making.coder,
        name: "王".to_owned(),
        extra: Extra::default(),
    };
    making.put(coder);
    making
}

/// The first words of two characters are those of the vocabulary.
fn glosses(making: &mut Making) {
    let text = making.project.sources().iter().next().unwrap().text();
    let text = text
        .get(..text.floor_char_boundary(20_000))
        .unwrap()
        .to_owned();
    let words = Words::load().cut(&text).into_iter();
    let words = words.filter_map(|it| it.of(&text));
    let two = words.filter(|it| it.chars().count() == 2 && it.chars().all(char::is_alphabetic));
    let all: BTreeSet<&str> = two.collect();
    for word in all.into_iter().take(LISTED) {
        let about = [
            (Gloss::LISTED.to_owned(), "yes".to_owned()),
            (Gloss::MEANING.to_owned(), "what it means".to_owned()),
        ];
        let gloss = Gloss {
            id: GlossId::new(making.id()),
            name: word.to_owned(),
            about: about.into(),
            extra: Extra::default(),
        };
        making.put(gloss);
    }
}
