//! Makes synthetic projects: the same shape and seed give the same project.

#![allow(
    dead_code,
    unreachable_pub,
    clippy::too_many_arguments,
    clippy::unwrap_used,
    reason = "shared by a bench and an example, each of which uses a part"
)]

use std::collections::BTreeSet;
use std::sync::Arc;
use zhupi::edit::plan_codes::PALETTE;
use zhupi::model::{
    Code, CodeId, Coder, CoderId, Coding, CodingId, Edit, Extra, Fingerprint, Head, Origin,
    Project, ProjectId, Quotation, QuotationId, Source, SourceId, Time,
};
use zhupi::text::{CharSpan, Lines, Span};

/// What a made project holds.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    /// Sources.
    pub sources: usize,
    /// Characters in all sources together.
    pub chars: usize,
    /// Codings, spread over the sources.
    pub codings: usize,
    /// Coders.
    pub coders: usize,
    /// Codes, one in five at the top of the tree.
    pub codes: usize,
    /// The same seed makes the same project.
    pub seed: u64,
}

/// SplitMix64 (Steele, Lea, Flood 2014): small, fast, good enough to scatter passages.
pub struct Chance(u64);

impl Chance {
    /// Begins at a seed.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next number.
    pub fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `end`; 0 when `end` is 0.
    pub fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.number() % (end.max(1) as u64)).unwrap_or(0)
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.below(from.len())]
    }

    /// A UUID v7 that rises with `turn`.
    fn id(&mut self, turn: usize) -> uuid::Uuid {
        let mut bytes = [0; 10];
        bytes[..8].copy_from_slice(&self.number().to_be_bytes());
        uuid::Builder::from_unix_timestamp_millis(1_760_000_000_000 + turn as u64, &bytes)
            .into_uuid()
    }
}

const WORDS: &[&str] = &[
    "数字", "治理", "国防", "产业", "文化", "合作", "规则", "社会", "机构", "标准", "技术", "安全",
    "数据", "平台", "教育", "地方", "国家", "企业", "研究", "共同", "发展", "建设", "推动", "形成",
    "提出", "认为", "需要", "可以", "不同", "新的", "重要", "长期", "的", "和", "与", "在", "对",
    "是", "也", "了",
];

const STOPS: &[&str] = &["，", "，", "，", "。", "。", "；", "、"];

/// About `chars` characters of made-up Chinese in paragraphs of some 300.
pub fn text(chance: &mut Chance, chars: usize) -> String {
    let mut text = String::with_capacity(chars * 3 + 16);
    let (mut count, mut paragraph) = (0, 0);
    while count < chars {
        for _ in 0..3 + chance.below(6) {
            let word = chance.pick(WORDS);
            text.push_str(word);
            count += word.chars().count();
        }
        let stop = if count < chars {
            chance.pick(STOPS)
        } else {
            "。"
        };
        text.push_str(stop);
        count += 1;
        paragraph += 1;
        if paragraph > 30 && stop == "。" {
            text.push('\n');
            count += 1;
            paragraph = 0;
        }
    }
    text
}

/// Makes a project.
pub fn project(shape: Shape) -> Project {
    let mut chance = Chance::new(shape.seed);
    let created = Time::from_secs(1_760_000_000);
    let id = ProjectId::new(chance.id(0));
    let name = format!("made {}×{}", shape.sources, shape.codings);
    let mut project = Project::new(Head {
        id,
        name,
        created,
        words: zhupi::model::WordLists::default(),
        extra: Extra::default(),
    });
    let coders: Vec<CoderId> = (0..shape.coders.max(1))
        .map(|turn| {
            let id = CoderId::new(chance.id(turn));
            let name = format!("coder {}", turn + 1);
            project.apply(Edit::Put(
                Coder {
                    id,
                    name,
                    extra: Extra::default(),
                }
                .into(),
            ));
            id
        })
        .collect();
    let codes = codes(&mut project, &mut chance, shape.codes);
    let sources = sources(&mut project, &mut chance, shape);
    for turn in 0..shape.codings {
        let (source, lines) = &sources[turn % sources.len()];
        coding(
            &mut project,
            &mut chance,
            turn,
            (*source, lines),
            &codes,
            &coders,
        );
    }
    project
}

fn codes(project: &mut Project, chance: &mut Chance, count: usize) -> Vec<CodeId> {
    let mut codes = Vec::new();
    for turn in 0..count.max(1) {
        let id = CodeId::new(chance.id(turn));
        let parent = (turn % 5 != 0).then(|| codes[turn / 5 * 5]);
        let name = format!("{}{}", WORDS[turn % 28], turn);
        let code = Code {
            id,
            name,
            aliases: Vec::new(),
            parent,
            order: (turn as u64 + 1) << 20,
            colour: PALETTE[turn % PALETTE.len()],
            key: None,
            definition: String::new(),
            when: String::new(),
            when_not: String::new(),
            examples: BTreeSet::new(),
            meant: None,
            applicable: true,
            extra: Extra::default(),
        };
        project.apply(Edit::Put(code.into()));
        codes.push(id);
    }
    codes
}

fn sources(project: &mut Project, chance: &mut Chance, shape: Shape) -> Vec<(SourceId, Lines)> {
    let count = shape.sources.max(1);
    (0..count)
        .map(|turn| {
            let id = SourceId::new(chance.id(turn));
            let text = text(chance, shape.chars / count);
            let lines = Lines::new(Arc::from(text));
            let source = Source {
                id,
                name: format!("source {}", turn + 1),
                order: (turn as u64 + 1) << 20,
                fingerprint: Fingerprint::of(lines.text()),
                lines: lines.clone(),
                origin: Origin::default(),
                added: Time::from_secs(1_760_000_000),
                values: Default::default(),
                extra: Extra::default(),
            };
            project.apply(Edit::Put(source.into()));
            (id, lines)
        })
        .collect()
}

fn coding(
    project: &mut Project,
    chance: &mut Chance,
    turn: usize,
    (source, lines): (SourceId, &Lines),
    codes: &[CodeId],
    coders: &[CoderId],
) {
    let len = lines.char_count();
    let start = chance.below(len.saturating_sub(2));
    let end = (start + 2 + chance.below(40)).min(len);
    if let Some(span) = lines.span_from_chars(CharSpan { start, end }) {
        coding_at(project, chance, turn, (source, span), (codes, coders));
    }
}

/// Puts so many codings at one place near the beginning of the first source.
pub fn crowd(project: &mut Project, codings: usize) {
    let mut chance = Chance::new(1);
    let source = project.sources().iter().next().unwrap();
    let place = CharSpan { start: 60, end: 90 };
    let at = (source.id, source.lines.span_from_chars(place).unwrap());
    let codes: Vec<CodeId> = project.codes().iter().map(|it| it.id).collect();
    let coders: Vec<CoderId> = project.coders().iter().map(|it| it.id).collect();
    for turn in 0..codings {
        coding_at(project, &mut chance, turn, at, (&codes, &coders));
    }
}

fn coding_at(
    project: &mut Project,
    chance: &mut Chance,
    turn: usize,
    (source, span): (SourceId, Span),
    (codes, coders): (&[CodeId], &[CoderId]),
) {
    let coder = coders[chance.below(coders.len())];
    let created = Time::from_secs(1_760_000_000 + turn as i64);
    let quotation = QuotationId::new(chance.id(turn));
    let (stray, extra) = (None, Extra::default());
    let quote = Quotation {
        id: quotation,
        source,
        span,
        stray,
        coder,
        created,
        extra,
    };
    project.apply(Edit::Put(quote.into()));
    let (id, code) = (
        CodingId::new(chance.id(turn)),
        codes[chance.below(codes.len())],
    );
    let extra = Extra::default();
    project.apply(Edit::Put(
        Coding {
            id,
            quotation,
            code,
            coder,
            created,
            reviewed: None,
            rule: None,
            extra,
        }
        .into(),
    ));
}

/// Where `count` passages might be coded, for benches: no two the same.
pub fn places(chance: &mut Chance, lines: &Lines, count: usize) -> Vec<CharSpan> {
    let len = lines.char_count();
    let mut starts = BTreeSet::new();
    while starts.len() < count.min(len / 2) {
        starts.insert(chance.below(len.saturating_sub(6)));
    }
    starts
        .into_iter()
        .map(|start| CharSpan {
            start,
            end: start + 6,
        })
        .collect()
}
