//! Two versions of the project side by side, with everything they differ in.

use super::locale::Locale;
use super::report_difference::{Versions, difference_heading, difference_words};
use crate::edit::{Difference, diff};
use crate::model::Project;

/// How much differs between two versions, in records.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Counts {
    /// Only in the later one.
    pub added: usize,
    /// Only in the earlier one.
    pub removed: usize,
    /// In both, and not the same.
    pub changed: usize,
}

impl Counts {
    /// Of differences.
    pub fn of(differences: &[Difference]) -> Self {
        let mut counts = Self::default();
        for it in differences {
            match (&it.before, &it.after) {
                (None, _) => counts.added += 1,
                (_, None) => counts.removed += 1,
                _ => counts.changed += 1,
            }
        }
        counts
    }

    /// Whether nothing differs.
    pub fn is_nothing(self) -> bool {
        self == Self::default()
    }
}

/// Two versions of a project that were compared.
#[derive(Debug)]
pub struct Compared {
    before: Project,
    after: Project,
    differences: Vec<Difference>,
    /// The first difference under each heading, with the line of the heading.
    heads: Vec<(usize, usize)>,
}

/// A line of what differs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum DifferenceLine {
    /// A kind of record, and whose work it is.
    Heading(String),
    /// What differs, with `+`, `−` or `~`.
    Told(char, String),
}

impl DifferenceLine {
    /// The line as it is said.
    pub fn words(&self) -> String {
        match self {
            Self::Heading(words) => words.clone(),
            Self::Told(sign, words) => format!("{sign} {words}"),
        }
    }
}

impl Compared {
    /// Compares; takes time in proportion to what differs. For large projects, off the screen's
    /// thread.
    pub fn new(before: Project, after: Project) -> Self {
        let differences = diff(&before, &after);
        let mut heads = Vec::new();
        let group = |it: &Difference| (it.id.kind(), it.coder());
        for (at, it) in differences.iter().enumerate() {
            let last = at.checked_sub(1).and_then(|last| differences.get(last));
            if last.is_none_or(|last| group(last) != group(it)) {
                heads.push((at, at + heads.len()));
            }
        }
        Self {
            before,
            after,
            differences,
            heads,
        }
    }

    /// The later version.
    pub fn after(&self) -> &Project {
        &self.after
    }

    /// What differs.
    pub fn differences(&self) -> &[Difference] {
        &self.differences
    }

    /// How much differs.
    pub fn counts(&self) -> Counts {
        Counts::of(&self.differences)
    }

    /// How many lines tell it.
    pub fn line_count(&self) -> usize {
        self.differences.len() + self.heads.len()
    }

    /// A line of those that tell it, made when it is seen.
    pub fn line(&self, locale: &Locale, line: usize) -> Option<DifferenceLine> {
        let head = self.heads.partition_point(|it| it.1 <= line);
        let (start, at) = *self.heads.get(head.checked_sub(1)?)?;
        let versions = Versions {
            before: &self.before,
            after: &self.after,
        };
        if at == line {
            let it = self.differences.get(start)?;
            let heading = difference_heading(versions, it);
            return Some(DifferenceLine::Heading(locale.say(&heading)));
        }
        let it = self.differences.get(line.checked_sub(head)?)?;
        let sign = match (&it.before, &it.after) {
            (None, _) => '+',
            (_, None) => '−',
            _ => '~',
        };
        let words = difference_words(locale, versions, it);
        Some(DifferenceLine::Told(sign, words))
    }
}
