//! How the words around a word tell how it is read: the rules of `assets/words/contexts.txt`.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::token::Token;

const RULES: &str = include_str!("../../../assets/words/contexts.txt");

/// Words on each side that are looked at.
const FAR: usize = 24;

static BY_WORD: LazyLock<HashMap<&'static str, Vec<Rule>>> = LazyLock::new(|| {
    let mut by_word: HashMap<_, Vec<Rule>> = HashMap::new();
    for line in RULES.lines().filter(|it| !it.starts_with('#')) {
        if let Some((word, rule)) = rule(line) {
            by_word.entry(word).or_default().push(rule);
        }
    }
    by_word
});

/// One line of the rules.
struct Rule {
    syllables: &'static str,
    clauses: Vec<Clause>,
    is_sure: bool,
}

/// Of which words something is said.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Before,
    Behind,
    Earlier,
    Later,
}

/// Something that one of the words of a side must be.
struct Clause {
    side: Side,
    any: Vec<Is>,
}

enum Is {
    /// No word at all, but a mark, a blank or the end.
    Edge,
    /// A word of a part of speech.
    Tagged(&'static str),
    /// This word.
    Word(&'static str),
    /// A word that ends so, or begins so, on the side of the word in question.
    Part(&'static str),
}

/// How a rule reads a word.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Verdict {
    /// It is always read so unless other words speak for something else, and none does.
    Otherwise,
    /// The words around it speak for it.
    Around,
    /// No word speaks for anything.
    Guess,
}

/// How the word at `at` is read among the words of its sentence, where there are rules for it.
pub(super) fn read(tokens: &[Token], at: usize) -> Option<(&'static str, Verdict)> {
    let rules = BY_WORD.get(tokens.get(at)?.word.as_str())?;
    let rule = rules.iter().find(|it| it.holds(tokens, at))?;
    let verdict = match (rule.clauses.is_empty(), rule.is_sure) {
        (false, _) => Verdict::Around,
        (true, true) => Verdict::Otherwise,
        (true, false) => Verdict::Guess,
    };
    Some((rule.syllables, verdict))
}

impl Rule {
    fn holds(&self, tokens: &[Token], at: usize) -> bool {
        self.clauses.iter().all(|it| it.holds(tokens, at))
    }
}

impl Clause {
    fn holds(&self, tokens: &[Token], at: usize) -> bool {
        let (before, rest) = tokens.split_at(at.min(tokens.len()));
        let behind = rest.get(1..).unwrap_or_default();
        match self.side {
            Side::Before => self.fits(before.last()),
            Side::Behind => self.fits(behind.first()),
            Side::Earlier => near(before.iter().rev()).any(|it| self.fits(Some(it))),
            Side::Later => near(behind.iter()).any(|it| self.fits(Some(it))),
        }
    }

    fn fits(&self, token: Option<&Token>) -> bool {
        let token = token.filter(|it| !it.is_mark());
        self.any.iter().any(|is| match (is, token) {
            (Is::Edge, token) => token.is_none(),
            (_, None) => false,
            (Is::Tagged(tag), Some(token)) => token.tag.starts_with(tag),
            (Is::Word(word), Some(token)) => token.word == *word,
            (Is::Part(part), Some(token)) => match self.side {
                Side::Before => token.word.ends_with(part),
                Side::Behind => token.word.starts_with(part),
                Side::Earlier | Side::Later => token.word.contains(part),
            },
        })
    }
}

/// The words up to the end of the clause, and not farther than is looked.
fn near<'t>(tokens: impl Iterator<Item = &'t Token>) -> impl Iterator<Item = &'t Token> {
    let goes_on = |it: &&Token| !matches!(it.word.as_str(), "，" | "；" | "：" | "," | ";" | ":");
    tokens.take(FAR).take_while(goes_on)
}

fn rule(line: &'static str) -> Option<(&'static str, Rule)> {
    let mut cells = line.split('\t');
    let (word, syllables) = (cells.next()?, cells.next()?);
    let (mut clauses, mut is_sure) = (Vec::new(), true);
    for cell in cells.filter(|it| !it.is_empty()) {
        match clause(cell) {
            Some(clause) => clauses.push(clause),
            None => is_sure = false,
        }
    }
    let rule = Rule {
        syllables,
        clauses,
        is_sure,
    };
    Some((word, rule))
}

fn clause(cell: &'static str) -> Option<Clause> {
    const SIDES: [(&str, Side); 4] = [
        ("<<", Side::Earlier),
        (">>", Side::Later),
        ("<", Side::Before),
        (">", Side::Behind),
    ];
    let mut sides = SIDES.iter();
    let (side, words) = sides.find_map(|(sign, side)| Some((*side, cell.strip_prefix(sign)?)))?;
    let is = |word: &'static str| match (word, word.split_at_checked(1)) {
        ("$", _) => Is::Edge,
        (_, Some(("#", tag))) => Is::Tagged(tag),
        (_, Some(("=", word))) => Is::Word(word),
        _ => Is::Part(word),
    };
    let any = words
        .split(' ')
        .filter(|it| !it.is_empty())
        .map(is)
        .collect();
    Some(Clause { side, any })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_is_understood_and_can_be_reached() {
        let lines = RULES.lines().filter(|it| !it.starts_with('#'));
        for line in lines.clone() {
            let (word, rule) = rule(line).unwrap();
            let syllables = rule.syllables.split(' ').count();
            assert_eq!(syllables, word.chars().count(), "{line}");
            assert!(
                line.split('\t')
                    .skip(2)
                    .all(|it| matches!(it, "" | "?") || clause(it).is_some()),
                "{line}"
            );
            assert!(rule.clauses.iter().all(|it| !it.any.is_empty()), "{line}");
        }
        for (word, rules) in BY_WORD.iter() {
            let last = rules.len() - 1;
            let open = rules.iter().position(|it| it.clauses.is_empty());
            assert!(
                open.is_none_or(|it| it == last),
                "{word}: no rule behind the one without clauses"
            );
        }
        let words: Vec<_> = lines.filter_map(|it| it.split('\t').next()).collect();
        let changes = words.windows(2).filter(|it| it[0] != it[1]).count();
        assert_eq!(
            changes + 1,
            BY_WORD.len(),
            "the rules of a word stand together"
        );
    }
}
