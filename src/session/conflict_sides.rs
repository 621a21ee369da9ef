//! What a join could not decide, as it is looked at: each version in words, with what differs in it
//! set apart.

use super::locale::{Arg, Locale, Saying};
use super::report_conflict::{part_name, part_saying};
use super::report_rule::record_saying;
use crate::edit::Choice;
use crate::model::{
    Conflict, Over, Part, Project, Quotation, QuotationId, Record, RecordId, Verdict,
};
use crate::text::contrast::contrast;
use crate::text::{Span, graphemes};

/// Characters of a text shown before and after a passage.
const CONTEXT_CHARS: usize = 28;
/// Characters of a stretch of words that is the same everywhere, from which on its middle is left
/// out.
const MOST_SAME: usize = 120;
/// Characters of a stretch that differs, from which on its middle is left out.
const MOST_OTHER: usize = 600;

/// What a conflict is over, by what a person has to think about. The locale key is `conflict-kind-`
/// and the name.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum ConflictKind {
    /// Both changed one part.
    Changed,
    /// One removed what the other changed or used.
    Removed,
    /// Two that may be one.
    Twin,
}

impl ConflictKind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Changed, Self::Removed, Self::Twin];

    /// Of a conflict.
    pub fn of(conflict: &Conflict) -> Self {
        match conflict.over {
            Over::Part { .. } => Self::Changed,
            Over::Removal => Self::Removed,
            Over::Twin(_) => Self::Twin,
        }
    }

    /// The locale key of its name.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Changed => "conflicts-changed",
            Self::Removed => "conflicts-removed",
            Self::Twin => "conflicts-twin",
        }
    }

    /// The locale key of what a choice does.
    pub const fn choice_key(self, choice: Choice) -> &'static str {
        match (self, choice) {
            (Self::Changed, Choice::Kept) => "conflicts-keep",
            (Self::Changed, Choice::Other) => "conflicts-take",
            (Self::Removed, Choice::Kept) => "conflicts-stay",
            (Self::Removed, Choice::Other) => "conflicts-go",
            (Self::Twin, Choice::Kept) => "conflicts-two",
            (Self::Twin, Choice::Other) => "conflicts-one",
            (_, Choice::Base) => "conflicts-back",
        }
    }
}

/// A stretch of words.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Piece {
    /// The same in every version.
    Same(String),
    /// Not in the version it is compared with.
    Other(String),
    /// What stands around a passage.
    Context(String),
}

/// One version.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Side {
    /// What decides for it.
    pub choice: Choice,
    /// Its words.
    pub pieces: Vec<Piece>,
}

impl Side {
    /// All its words.
    pub fn words(&self) -> String {
        let words = self.pieces.iter().map(|it| match it {
            Piece::Same(words) | Piece::Other(words) | Piece::Context(words) => words.as_str(),
        });
        words.collect()
    }
}

/// A conflict as it is looked at.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ConflictSides {
    /// What it is over.
    pub kind: ConflictKind,
    /// The record it is about, by name or by its words.
    pub title: String,
    /// The part, of a conflict over one; else empty.
    pub part: String,
    /// What stands here, the other version, and what was there before, if that is known.
    pub sides: Vec<Side>,
    /// Where it is: what can be gone to.
    pub place: RecordId,
}

/// A conflict with its versions in words.
pub fn conflict_sides(locale: &Locale, project: &Project, conflict: &Conflict) -> ConflictSides {
    let about = project.record(conflict.about);
    let telling = Telling { locale, project };
    let base = conflict.base.as_deref();
    let texts = match &conflict.over {
        Over::Part { part, other } => {
            let all = [about.as_ref(), Some(&**other), base];
            all.map(|it| it.map(|it| telling.part(*part, it)))
        }
        Over::Removal => {
            let gone = Told::plain(locale.word("conflicts-is-gone"));
            let all = [about.as_ref(), base];
            let [here, base] = all.map(|it| it.map(|it| telling.whole(it)));
            [here, Some(gone), base]
        }
        Over::Twin(twin) => {
            let twin = project.record(*twin);
            let all = [about.as_ref(), twin.as_ref()];
            let [here, there] = all.map(|it| it.map(|it| telling.whole(it)));
            [here, there, None]
        }
    };
    let part = match &conflict.over {
        Over::Part { part, .. } => locale.say(&part_name(project, *part)),
        Over::Removal | Over::Twin(_) => String::new(),
    };
    ConflictSides {
        kind: ConflictKind::of(conflict),
        title: telling.title(conflict.about),
        part,
        sides: set_apart(&texts, conflict.over == Over::Removal),
        place: place(project, conflict.about),
    }
}

/// The versions with what differs set apart: from what was before, where that is known, else from
/// each other.
fn set_apart(texts: &[Option<Told>; 3], is_removal: bool) -> Vec<Side> {
    let [here, other, base] = texts;
    let against = |at: usize| match (at, base) {
        _ if is_removal => None,
        (2, _) => here.as_ref(),
        (_, Some(base)) => Some(base),
        (0, None) => other.as_ref(),
        (_, None) => here.as_ref(),
    };
    let choices = [Choice::Kept, Choice::Other, Choice::Base];
    let all = texts.iter().zip(choices).enumerate();
    all.filter_map(|(at, (told, choice))| {
        let pieces = told.as_ref()?.pieces(against(at));
        Some(Side { choice, pieces })
    })
    .collect()
}

/// What a version says, with what stands around it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
struct Told {
    before: String,
    words: String,
    after: String,
}

impl Told {
    fn plain(words: String) -> Self {
        Self {
            words,
            ..Self::default()
        }
    }

    fn pieces(&self, against: Option<&Self>) -> Vec<Piece> {
        let mut pieces = Vec::new();
        let context = |words: &String| (!words.is_empty()).then(|| Piece::Context(words.clone()));
        pieces.extend(context(&self.before));
        let spans = match against {
            Some(other) => {
                let [own, _] = contrast(&self.words, &other.words);
                own
            }
            None => Vec::new(),
        };
        let mut at = 0;
        let part = |start: usize, end: usize| {
            let words = Span { start, end }.of(&self.words).unwrap_or_default();
            (!words.is_empty()).then_some(words)
        };
        for span in spans {
            pieces.extend(part(at, span.start).map(|it| Piece::Same(cut(it, MOST_SAME))));
            pieces.extend(part(span.start, span.end).map(|it| Piece::Other(cut(it, MOST_OTHER))));
            at = span.end;
        }
        let most = if at == 0 { MOST_OTHER } else { MOST_SAME };
        pieces.extend(part(at, self.words.len()).map(|it| Piece::Same(cut(it, most))));
        pieces.extend(context(&self.after));
        pieces
    }
}

/// Words of which no more than so many characters are left, the middle dropped.
fn cut(words: &str, most: usize) -> String {
    let count = words.chars().count();
    if count <= most {
        return words.to_owned();
    }
    let head: String = words.chars().take(most / 2).collect();
    let tail: String = words.chars().skip(count - most / 2).collect();
    format!("{head} …… {tail}")
}

struct Telling<'t> {
    locale: &'t Locale,
    project: &'t Project,
}

impl Telling<'_> {
    fn say(&self, saying: &Saying) -> String {
        self.locale.say(saying)
    }

    /// The record by its name, or by its words where it has none.
    fn title(&self, id: RecordId) -> String {
        let record = self.project.record(id);
        let quotation = match &record {
            Some(Record::Quotation(it)) => Some(it.id),
            Some(Record::Coding(it)) => Some(it.quotation),
            Some(Record::Memo(it)) => match it.target {
                RecordId::Quotation(id) => Some(id),
                RecordId::Coding(id) => self.project.codings().get(id).map(|it| it.quotation),
                _ => None,
            },
            _ => None,
        };
        let kind = self
            .locale
            .word(&format!("record-{}", id.kind().to_lowercase()));
        let words = quotation.map(|id| self.passage(id).words);
        match words.filter(|it| !it.trim().is_empty()) {
            Some(words) => {
                let words = cut(words.trim(), MOST_SAME / 2);
                self.say(
                    &Saying::new("rule-record-named")
                        .with("kind", kind)
                        .with("name", words),
                )
            }
            None => match &record {
                Some(Record::Memo(it)) => {
                    let on = record_saying(Some(self.project), it.target);
                    self.say(&Saying::new("conflicts-memo-on").with("record", on))
                }
                _ => self.say(&record_saying(Some(self.project), id)),
            },
        }
    }

    fn passage(&self, id: QuotationId) -> Told {
        let quotation = self.project.quotations().get(id);
        quotation.map(|it| self.quoted(it)).unwrap_or_default()
    }

    /// A passage with the words around it.
    fn quoted(&self, it: &Quotation) -> Told {
        let Some(source) = self.project.sources().get(it.source) else {
            return Told::default();
        };
        if let Some(stray) = it.stray.as_deref().filter(|it| it.verdict == Verdict::Lost) {
            return Told {
                before: stray.quote.prefix.clone(),
                words: stray.quote.exact.clone(),
                after: stray.quote.suffix.clone(),
            };
        }
        let text = source.text();
        let mut start = it.span.start;
        let mut end = it.span.end;
        for _ in 0..CONTEXT_CHARS {
            start = graphemes::previous(text, start);
            end = graphemes::next(text, end);
        }
        let around = |start: usize, end: usize| {
            let words = Span { start, end }.of(text).unwrap_or_default();
            words.replace('\n', " ")
        };
        let dots = |is_more: bool| if is_more { "…" } else { "" };
        Told {
            before: format!("{}{}", dots(start > 0), around(start, it.span.start)),
            words: around(it.span.start, it.span.end),
            after: format!("{}{}", around(it.span.end, end), dots(end < text.len())),
        }
    }

    /// One part of a version, whole.
    fn part(&self, part: Part, record: &Record) -> Told {
        let words = match (part, record) {
            (Part::Place, Record::Quotation(it)) => return self.quoted(it),
            (Part::Quotation, Record::Coding(it)) => return self.passage(it.quotation),
            (Part::Name, record) => super::report_conflict::name(record).to_owned(),
            (Part::Definition, Record::Code(it)) => it.definition.clone(),
            (Part::When, Record::Code(it)) => it.when.clone(),
            (Part::WhenNot, Record::Code(it)) => it.when_not.clone(),
            (Part::Text, Record::Memo(it)) => it.text.clone(),
            (Part::Text, Record::Query(it)) => it.text.clone(),
            (Part::Text, Record::Source(it)) => it.text().to_owned(),
            _ => self.say(&part_saying(self.project, part, record)),
        };
        Told::plain(match words.trim().is_empty() {
            true => self.locale.word("conflict-nothing"),
            false => words,
        })
    }

    /// A version as a whole: what a person knows it by.
    fn whole(&self, record: &Record) -> Told {
        let coder = |id| {
            let coder = self.project.coders().get(id);
            coder.map_or_else(|| "".into(), |it| Arg::coder(&it.name))
        };
        match record {
            Record::Quotation(it) => self.quoted(it),
            Record::Coding(it) => {
                let code = self.project.codes().get(it.code);
                let code = code.map(|it| it.name.clone()).unwrap_or_default();
                let told = self.passage(it.quotation);
                let what = Saying::new("conflicts-coded")
                    .with("coder", coder(it.coder))
                    .with("code", code);
                Told {
                    before: format!("{}{}", self.say(&what), told.before),
                    ..told
                }
            }
            Record::Memo(it) => Told::plain(it.text.clone()),
            Record::Query(it) => Told::plain(format!("{}\n{}", it.name, it.text)),
            Record::Code(it) => {
                let lines = [&it.name, &it.definition]
                    .into_iter()
                    .filter(|it| !it.is_empty());
                let lines: Vec<&str> = lines.map(String::as_str).collect();
                let uses = self.project.uses(RecordId::Code(it.id));
                let codings = uses.filter(|by| matches!(by, RecordId::Coding(_))).count();
                let used = self.say(&Saying::new("count-codings").with("count", codings));
                Told {
                    words: lines.join("\n"),
                    after: format!("\n{used}"),
                    ..Told::default()
                }
            }
            Record::Source(it) => {
                let count = Saying::new("conflict-text").with("count", it.lines.char_count());
                Told {
                    words: it.name.clone(),
                    after: format!("\n{}", self.say(&count)),
                    ..Told::default()
                }
            }
            other => Told::plain(self.say(&record_saying(Some(self.project), other.id()))),
        }
    }
}

/// What can be gone to: of a memo, what it is on.
fn place(project: &Project, about: RecordId) -> RecordId {
    match about {
        RecordId::Memo(id) => project.memos().get(id).map_or(about, |it| it.target),
        about => about,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::file::read;
    use crate::model::{Code, ConflictId, Edit, Extra, Time};
    use crate::session::Language;
    use uuid::Uuid;

    fn sample() -> Project {
        let bytes = include_bytes!("../../projects/sample.ron");
        read(bytes).unwrap().project
    }

    fn conflict(about: RecordId, over: Over, base: Option<Record>) -> Conflict {
        Conflict {
            id: ConflictId::new(Uuid::from_u128(1)),
            about,
            over,
            base: base.map(Box::new),
            created: Time::default(),
            extra: Extra::default(),
        }
    }

    /// A version with `[` and `]` around what differs and `(` and `)` around what is beside it.
    fn marked(side: &Side) -> String {
        let pieces = side.pieces.iter().map(|it| match it {
            Piece::Same(words) => words.clone(),
            Piece::Other(words) => format!("[{words}]"),
            Piece::Context(words) => format!("({words})"),
        });
        pieces.collect()
    }

    #[test]
    fn each_side_shows_what_it_changed_of_what_was_there_before() {
        let mut project = sample();
        let code = project.codes().iter().next().unwrap().clone();
        let defined = |words: &str| -> Record {
            Code {
                definition: words.to_owned(),
                ..code.clone()
            }
            .into()
        };
        project.apply(Edit::Put(defined("规则与机构如何约束权力")));
        let over = Over::Part {
            part: Part::Definition,
            other: Box::new(defined("规则与组织如何行使权力")),
        };
        let base = Some(defined("规则与机构如何行使权力"));
        let locale = Locale::new(Language::Chinese);
        let told = |base| {
            let conflict = conflict(RecordId::Code(code.id), over.clone(), base);
            let sides = conflict_sides(&locale, &project, &conflict);
            sides.sides.iter().map(marked).collect::<Vec<_>>()
        };
        assert_eq!(
            told(base),
            [
                "规则与机构如何[约束]权力",
                "规则与[组织]如何行使权力",
                "规则与机构如何[行使]权力"
            ]
        );
        assert_eq!(
            told(None),
            ["规则与[机构]如何[约束]权力", "规则与[组织]如何[行使]权力"]
        );
    }

    #[test]
    fn a_passage_stands_among_the_words_around_it() {
        let project = sample();
        let quotation = project.quotations().iter().next().unwrap().clone();
        let shorter = Quotation {
            span: Span::new(quotation.span.start, {
                let source = project.sources().get(quotation.source).unwrap();
                graphemes::previous(source.text(), quotation.span.end)
            }),
            ..quotation.clone()
        };
        let over = Over::Part {
            part: Part::Place,
            other: Box::new(shorter.into()),
        };
        let conflict = conflict(RecordId::Quotation(quotation.id), over, None);
        let locale = Locale::new(Language::Chinese);
        let sides = conflict_sides(&locale, &project, &conflict);
        let [here, other] = sides.sides.as_slice() else {
            panic!("{sides:?}");
        };
        assert!(matches!(here.pieces.first(), Some(Piece::Context(_))));
        assert_ne!(here, other);
        assert!(marked(here).contains('['), "{}", marked(here));
    }
}
