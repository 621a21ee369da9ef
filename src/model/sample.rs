//! Random projects that keep every rule, for property tests of all layers.

use super::{
    Case, CaseId, Cited, Code, CodeId, Coder, CoderId, Coding, CodingId, Colour, Edit, Extra,
    Fingerprint, Gloss, GlossId, Head, Link, LinkId, Memo, MemoId, Origin, Project, ProjectId,
    Query, QueryId, Quotation, QuotationId, Quote, Recipe, RecipeId, Record, RecordId, Set, SetId,
    Source, SourceId, Stray, Styled, Table, Time, Unit, Unread, Value, Variable, VariableId,
    VariableKind, Verdict,
};
use crate::text::{CharSpan, Lines, Span, any_text};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// Projects with texts in several scripts, nested codes, several coders, shared quotations, stray
/// ones, memos, sets, links, cases, values, fields of newer versions and unread lines.
pub(crate) fn any_project() -> impl Strategy<Value = Project> {
    let step = (0u8..23, any::<[u16; 4]>(), any_text(8));
    (
        prop::collection::vec(step, 0..60),
        any_text(4),
        any::<bool>(),
    )
        .prop_map(|(steps, name, newer)| {
            let mut maker = Maker::new(&name);
            for (kind, dice, text) in steps {
                maker.add(kind, dice, text);
            }
            if newer {
                maker
                    .project
                    .extra
                    .keep("regions", "[(left: 1, words: [\"治\"]), Odd]");
                let (section, text) = ("codings".into(), format!("(id: 治理, {name}"));
                maker.project.unread.push(Unread { section, text });
            }
            maker.project
        })
}

/// Something told under one name or several.
fn told(dice: [u16; 4], words: &str) -> BTreeMap<String, String> {
    let names = ["reading", "meaning", "治 \"x\""]
        .into_iter()
        .take(usize::from(dice[1] % 4));
    names
        .map(|it| (it.to_owned(), format!("{words}{}", dice[2])))
        .collect()
}

struct Maker {
    project: Project,
    made: u128,
}

impl Maker {
    fn new(name: &str) -> Self {
        let head = Head {
            id: ProjectId::new(Uuid::from_u128(0x0199_0000_0000_7000_8000_0000_0000_0001)),
            name: format!("项目{name}"),
            created: Time::from_secs(1_790_000_000),
            words: crate::model::WordLists::default(),
            extra: Extra::default(),
        };
        Self {
            project: Project::new(head),
            made: 0,
        }
    }

    /// A UUID v7 of some time or other.
    fn uuid(&mut self, dice: u16) -> Uuid {
        self.made += 1;
        let time = 0x0199_0000_0000 + u128::from(dice);
        Uuid::from_u128(time << 80 | 0x7 << 76 | 0x8 << 60 | self.made)
    }

    fn put(&mut self, record: impl Into<Record>) {
        self.project.apply(Edit::Put(record.into()));
    }

    fn add(&mut self, kind: u8, dice: [u16; 4], text: String) {
        let uuid = self.uuid(dice[0]);
        let name = format!("名{text}");
        let extra = extra(dice[3]);
        match kind {
            0 => self.put(Coder {
                id: CoderId::new(uuid),
                name,
                extra,
            }),
            1..=3 => self.code(CodeId::new(uuid), dice, name, text),
            4 => {
                let kinds = [
                    VariableKind::Text,
                    VariableKind::Number,
                    VariableKind::Flag,
                    VariableKind::Date,
                ];
                let kind = kinds[usize::from(dice[1]) % 4];
                self.put(Variable {
                    id: VariableId::new(uuid),
                    name,
                    kind,
                    extra,
                });
            }
            5 => {
                let members = self.some_ids(dice, |id| {
                    matches!(id, RecordId::Source(_) | RecordId::Quotation(_))
                });
                let values = self.some_values(dice, &text);
                self.put(Case {
                    id: CaseId::new(uuid),
                    name,
                    members,
                    values,
                    extra,
                });
            }
            6 => {
                let members = self.some_ids(dice, |_| true);
                self.put(Set {
                    id: SetId::new(uuid),
                    name,
                    members,
                    extra,
                });
            }
            7 => self.link(LinkId::new(uuid), dice, name),
            8..=10 => self.source(SourceId::new(uuid), dice, name, &text),
            11..=14 => self.quotation(QuotationId::new(uuid), dice, text),
            15..=18 => self.coding(CodingId::new(uuid), dice),
            19 => self.query(QueryId::new(uuid), dice, name),
            21 => self.put(Gloss {
                id: GlossId::new(uuid),
                about: told(dice, &name),
                name,
                extra: Extra::default(),
            }),
            22 => self.put(Recipe {
                id: RecipeId::new(uuid),
                about: told(dice, &name),
                name,
                extra: Extra::default(),
            }),
            _ => self.memo(MemoId::new(uuid), dice, &text),
        }
    }

    fn code(&mut self, id: CodeId, dice: [u16; 4], name: String, definition: String) {
        let parent = pick(self.project.codes(), dice[1]).map(|it| it.id);
        self.put(Code {
            id,
            aliases: if one_in(3, dice[2]) {
                vec![definition.clone(), name.clone()]
            } else {
                Vec::new()
            },
            name,
            parent: parent.filter(|_| !one_in(4, dice[2])),
            order: u64::from(dice[3]) << 20,
            colour: Colour(dice[1].to_be_bytes()[0], dice[2].to_be_bytes()[0], 7),
            key: (one_in(5, dice[2])).then(|| "1".to_owned()),
            when: if one_in(3, dice[1]) {
                definition.clone()
            } else {
                String::new()
            },
            when_not: if one_in(4, dice[2]) {
                "不".to_owned()
            } else {
                String::new()
            },
            examples: if one_in(3, dice[3]) {
                self.some_ids(dice, |id| matches!(id, RecordId::Quotation(_)))
            } else {
                BTreeSet::new()
            },
            meant: one_in(4, dice[0]).then(|| time(dice[1])),
            definition,
            applicable: !one_in(4, dice[3]),
            extra: extra(dice[0]),
        });
    }

    fn link(&mut self, id: LinkId, dice: [u16; 4], name: String) {
        let ids = self.ids(|_| true);
        let Some(coder) = pick(self.project.coders(), dice[1]).map(|it| it.id) else {
            return;
        };
        self.put(Link {
            id,
            name,
            from: ids[usize::from(dice[2]) % ids.len()],
            to: ids[usize::from(dice[3]) % ids.len()],
            directed: one_in(2, dice[1]),
            coder,
            created: time(dice[0]),
            extra: extra(dice[1]),
        });
    }

    fn query(&mut self, id: QueryId, dice: [u16; 4], name: String) {
        let Some(coder) = pick(self.project.coders(), dice[1]).map(|it| it.id) else {
            return;
        };
        let code = pick(self.project.codes(), dice[2]).map(|it| it.id);
        self.put(Query {
            id,
            text: format!("\"{name}\" | code:*"),
            name,
            code: code.filter(|_| one_in(2, dice[3])),
            unit: Unit::ALL[usize::from(dice[0]) % Unit::ALL.len()],
            coder,
            created: time(dice[0]),
            extra: extra(dice[3]),
        });
    }

    fn source(&mut self, id: SourceId, dice: [u16; 4], name: String, text: &str) {
        let text = text.repeat(usize::from(dice[1] % 4));
        let values = self.some_values(dice, &text);
        let origin = match dice[2] % 2 {
            0 => Origin::default(),
            _ => Origin {
                name: "原文.txt".to_owned(),
                encoding: "gb18030".to_owned(),
                file: dice[3].is_multiple_of(2).then(|| Fingerprint::of("原文")),
                changes: vec!["bom".to_owned(), "line-ends 12".to_owned()],
                citation: citation(dice[0]),
                styles: styles(dice[1]),
            },
        };
        self.put(Source {
            id,
            name,
            order: u64::from(dice[3]),
            fingerprint: Fingerprint::of(&text),
            lines: Lines::from(&*text),
            origin,
            added: time(dice[1]),
            values,
            extra: extra(dice[2]),
        });
    }

    fn quotation(&mut self, id: QuotationId, dice: [u16; 4], text: String) {
        let coder = pick(self.project.coders(), dice[0]).map(|it| it.id);
        let source = pick(self.project.sources(), dice[1]);
        let (Some(coder), Some(source)) = (coder, source) else {
            return;
        };
        let lines = &source.lines;
        let edge = |dice: u16| lines.byte_from_char(usize::from(dice) % (lines.char_count() + 1));
        let span = Span::new(edge(dice[2]).unwrap(), edge(dice[3]).unwrap());
        let stray = (one_in(5, dice[0]) || span.is_empty()).then(|| {
            Box::new(Stray {
                quote: Quote {
                    exact: text.clone(),
                    prefix: text,
                    suffix: "后".to_owned(),
                },
                chars: CharSpan::new(usize::from(dice[3]), usize::from(dice[0])),
                verdict: if one_in(2, dice[1]) {
                    Verdict::Unsure
                } else {
                    Verdict::Lost
                },
            })
        });
        let (source, created) = (source.id, time(dice[0]));
        let extra = extra(dice[3]);
        self.put(Quotation {
            id,
            source,
            span,
            stray,
            coder,
            created,
            extra,
        });
    }

    fn coding(&mut self, id: CodingId, dice: [u16; 4]) {
        let quotation = pick(self.project.quotations(), dice[1]).map(|it| it.id);
        let code = pick(self.project.codes(), dice[2]).map(|it| it.id);
        let coder = pick(self.project.coders(), dice[3]).map(|it| it.id);
        if let (Some(quotation), Some(code), Some(coder)) = (quotation, code, coder) {
            let (created, extra) = (time(dice[0]), extra(dice[3]));
            let rule = pick(self.project.queries(), dice[2]).map(|it| it.id);
            self.put(Coding {
                id,
                quotation,
                code,
                coder,
                created,
                reviewed: one_in(5, dice[0]).then(|| time(dice[1])),
                rule: rule.filter(|_| one_in(3, dice[1])),
                extra,
            });
        }
    }

    fn memo(&mut self, id: MemoId, dice: [u16; 4], text: &str) {
        let targets = self.ids(|id| !matches!(id, RecordId::Memo(_)));
        let target = targets[usize::from(dice[1]) % targets.len()];
        if let Some(coder) = pick(self.project.coders(), dice[2]).map(|it| it.id) {
            self.put(Memo {
                id,
                target,
                text: format!("记{text}"),
                coder,
                created: time(dice[0]),
                changed: time(dice[3]),
                extra: extra(dice[2]),
            });
        }
    }

    /// All ids of some kinds; the project itself is first if it is of one.
    fn ids(&self, of: impl Fn(&RecordId) -> bool) -> Vec<RecordId> {
        let it = &self.project;
        std::iter::once(RecordId::Project)
            .chain(it.coders().iter().map(|it| RecordId::Coder(it.id)))
            .chain(it.codes().iter().map(|it| RecordId::Code(it.id)))
            .chain(it.variables().iter().map(|it| RecordId::Variable(it.id)))
            .chain(it.cases().iter().map(|it| RecordId::Case(it.id)))
            .chain(it.sets().iter().map(|it| RecordId::Set(it.id)))
            .chain(it.links().iter().map(|it| RecordId::Link(it.id)))
            .chain(it.queries().iter().map(|it| RecordId::Query(it.id)))
            .chain(it.glosses().iter().map(|it| RecordId::Gloss(it.id)))
            .chain(it.recipes().iter().map(|it| RecordId::Recipe(it.id)))
            .chain(it.sources().iter().map(|it| RecordId::Source(it.id)))
            .chain(it.quotations().iter().map(|it| RecordId::Quotation(it.id)))
            .chain(it.codings().iter().map(|it| RecordId::Coding(it.id)))
            .chain(it.memos().iter().map(|it| RecordId::Memo(it.id)))
            .filter(|id| of(id))
            .collect()
    }

    fn some_ids(&self, dice: [u16; 4], of: impl Fn(&RecordId) -> bool) -> BTreeSet<RecordId> {
        let ids = self.ids(of);
        let step = usize::from(dice[1] % 5) + 1;
        ids.into_iter()
            .skip(usize::from(dice[2] % 3))
            .step_by(step)
            .collect()
    }

    fn some_values(&self, dice: [u16; 4], text: &str) -> BTreeMap<VariableId, Value> {
        let chosen = self
            .project
            .variables()
            .iter()
            .skip(usize::from(dice[2] % 3));
        chosen
            .map(|variable| {
                let value = match variable.kind {
                    VariableKind::Text => Value::Text(text.to_owned()),
                    VariableKind::Number => Value::Number(i64::from(dice[3]) - 30_000),
                    VariableKind::Flag => Value::Flag(one_in(2, dice[3])),
                    VariableKind::Date => {
                        let day = (dice[3] % 28).try_into().unwrap_or(0) + 1;
                        Value::Date(jiff::civil::date(2026, 11, day))
                    }
                };
                (variable.id, value)
            })
            .collect()
    }
}

fn one_in(many: u16, dice: u16) -> bool {
    dice.is_multiple_of(many)
}

fn citation(dice: u16) -> Vec<Cited> {
    let phrases = ["author 王", "author 李", "year 2025", "doi", "note "];
    let some = phrases.iter().take(usize::from(dice % 6));
    some.map(|it| Cited::from_phrase(it)).collect()
}

fn styles(dice: u16) -> Vec<Styled> {
    let phrases = [
        "heading 1 at 0-3",
        "bold at 1-2",
        "time 00:00:01.500-00:00:02.000 at 1-3",
        "small caps at 2-9",
    ];
    let some = phrases.iter().take(usize::from(dice % 5));
    some.filter_map(|it| it.parse().ok()).collect()
}

fn pick<T: super::Keyed>(table: &Table<T>, dice: u16) -> Option<&T> {
    table.iter().nth(usize::from(dice) % table.len().max(1))
}

fn time(dice: u16) -> Time {
    Time::from_secs(1_790_000_000 + i64::from(dice))
}

fn extra(dice: u16) -> Extra {
    let mut extra = Extra::default();
    if one_in(7, dice) {
        extra.keep("weight", dice.to_string());
    }
    if one_in(11, dice) {
        extra.keep("region", "Box(left: 1.5, words: [\"治\\\"理\"])");
    }
    extra
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::check_all;

    proptest! {
        #[test]
        fn a_random_project_keeps_every_rule(project in any_project()) {
            prop_assert_eq!(check_all(&project), []);
        }
    }
}
