//! How errors, warnings and findings are said to a person.

use super::act_paths::path_words;
use super::locale::Saying;
use super::notice::Level;
use super::report_codebook::codebook_saying;
use super::report_file::{load_saying, read_saying, save_saying, warning_saying};
use super::report_import::import_saying;
use super::report_lock::{lock_saying, unlock_saying};
use super::report_pack::setting_saying;
use super::report_query::{query_hints, query_saying};
use super::report_reading::reading_saying;
use super::report_ron::ron_saying;
use super::report_rule::{record_saying, rule_saying};
use super::{ActError, Session};
use crate::edit::PlanError;
use crate::exchange::{ExportError, ValuesError};
use crate::file::Warning;
use crate::query::{self, Finding};
use crate::text::{BinaryKind, CleanStep, DecodeError, SearchError};
use std::collections::BTreeMap;
use std::path::Path;

/// Findings and warnings of one kind shown one by one; the rest is counted.
const SHOWN_OF_A_KIND: usize = 5;

impl Session {
    /// Says something.
    pub(super) fn say(&mut self, level: Level, words: Saying) {
        self.notices.say(level, words);
    }

    /// Says why something did not happen. A wish that would change nothing is only a hint.
    pub fn report(&mut self, error: &ActError) {
        let level = match error {
            ActError::Plan(PlanError::Nothing)
            | ActError::NothingSelected
            | ActError::SameText { .. }
            | ActError::Clean { .. }
            | ActError::NothingToDecide
            | ActError::NothingCodedHere
            | ActError::NothingOverlaps
            | ActError::ManyQuotations
            | ActError::AllCoded
            | ActError::NothingToReview
            | ActError::NoOverview
            | ActError::NoCell { .. }
            | ActError::NoCodeAtHand
            | ActError::NoCodeChosen
            | ActError::NowhereToGo
            | ActError::NoLosses => Level::Hint,
            ActError::NotFound { .. } => Level::Warning,
            _ => Level::Error,
        };
        let (words, hints) = (self.words_for(error), hints_for(error));
        self.notices.say_at(level, words, place_of(error), hints);
    }

    /// The sentence for a finding of `zhupi check`, with its place.
    pub fn finding_words(&self, finding: &Finding) -> Saying {
        if let Some(rule) = &finding.broken {
            return rule_saying(self.project(), rule);
        }
        let place = match finding.chars {
            Some(chars) => format!("{} {}..{}", finding.source_name, chars.start, chars.end),
            None => finding.source_name.clone(),
        };
        Saying::new(format!("finding-{}", finding.kind()))
            .with("what", finding.what.as_str())
            .with("place", place)
    }

    /// Says what checking the project found, the first of each kind and how many more.
    pub(super) fn report_findings(&mut self, findings: &[Finding]) {
        let mut more: BTreeMap<&str, usize> = BTreeMap::new();
        for finding in findings {
            let seen = more.entry(finding.kind()).or_default();
            *seen += 1;
            if *seen <= SHOWN_OF_A_KIND {
                let level = match finding.level() {
                    query::Level::Warning => Level::Warning,
                    query::Level::Error => Level::Error,
                };
                let words = self.finding_words(finding);
                self.say(level, words);
            }
        }
        for (_, count) in more
            .into_iter()
            .filter(|(_, count)| *count > SHOWN_OF_A_KIND)
        {
            let rest = count - SHOWN_OF_A_KIND;
            self.say(
                Level::Warning,
                Saying::new("notice-more-warnings").with("count", rest),
            );
        }
    }

    /// Says what was found amiss on reading a project.
    pub(super) fn report_warnings(&mut self, path: &Path, warnings: &[Warning]) {
        for warning in warnings.iter().take(SHOWN_OF_A_KIND) {
            let words = warning_saying(self.project(), warning);
            self.notices
                .say_at(Level::Warning, words, path_words(path), Vec::new());
        }
        if let Some(rest) = warnings
            .len()
            .checked_sub(SHOWN_OF_A_KIND)
            .filter(|rest| *rest > 0)
        {
            self.say(
                Level::Warning,
                Saying::new("notice-more-warnings").with("count", rest),
            );
        }
    }

    pub(super) fn words_for(&self, error: &ActError) -> Saying {
        match error {
            ActError::KeyTaken { key, action } => Saying::new("error-key-taken")
                .with("key", key.as_str())
                .with("action", self.locale.word(&format!("action-{action}"))),
            ActError::Decode {
                path,
                error: DecodeError::Binary { kind, .. },
            } => Saying::new("error-binary")
                .with("path", path_words(path))
                .with("kind", self.locale.word(kind_key(*kind))),
            ActError::Plan(PlanError::Gone { id }) => {
                Saying::new("error-gone").with("what", record_saying(self.project(), *id))
            }
            ActError::Plan(PlanError::Rule { broken }) => {
                Saying::new("error-rule").with("why", rule_saying(self.project(), broken))
            }
            other => saying(other),
        }
    }
}

/// The sentence for an error.
fn saying(error: &ActError) -> Saying {
    let named = |key: &'static str, name: &str| Saying::new(key).with("name", name);
    match error {
        ActError::NoProject => Saying::new("error-no-project"),
        ActError::NotSaved => Saying::new("error-not-saved"),
        ActError::StillReading => Saying::new("error-still-reading"),
        ActError::NothingShown => Saying::new("error-nothing-shown"),
        ActError::NothingSelected => Saying::new("error-nothing-selected"),
        ActError::NothingCodedHere => Saying::new("error-nothing-coded-here"),
        ActError::NothingOverlaps => Saying::new("error-nothing-overlaps"),
        ActError::ManyQuotations => Saying::new("error-many-quotations"),
        ActError::AllCoded => Saying::new("error-all-coded"),
        ActError::NothingToReview => Saying::new("error-nothing-to-review"),
        ActError::NoOverview => Saying::new("error-no-overview"),
        ActError::NoCell { at, of } => Saying::new("error-no-cell").with("at", *at).with("of", *of),
        ActError::NoCodeAtHand => Saying::new("error-no-code-at-hand"),
        ActError::NoCodeChosen => Saying::new("error-no-code-chosen"),
        ActError::NowhereToGo => Saying::new("error-nowhere"),
        ActError::NoSource { name } => named("error-no-source", name),
        ActError::NoCode { name } => named("error-no-code", name),
        ActError::ManyCodes { name } => named("error-many-codes", name),
        ActError::NoCoder { name } => named("error-no-coder", name),
        ActError::NoSet { name } => named("error-no-set", name),
        ActError::NoCase { name } => named("error-no-case", name),
        ActError::NoRecipe { name } => named("error-no-recipe", name),
        ActError::BadSetting { flaw } => setting_saying(flaw),
        ActError::Template { name, line, why } => named("error-template", name)
            .with("line", *line)
            .with("why", why.as_str()),
        ActError::Pages { why } => Saying::new("error-pages").with("why", why.as_str()),
        ActError::NothingMade => Saying::new("error-nothing-made"),
        ActError::NotTwoCoders => Saying::new("error-not-two-coders"),
        ActError::NoCoding { name } => named("error-no-coding", name),
        ActError::NoVariable { name } => named("error-no-variable", name),
        ActError::BadValue { value, variable } => Saying::new("error-bad-value")
            .with("value", value.as_str())
            .with("variable", variable.as_str()),
        ActError::BadColour { colour } => {
            Saying::new("error-bad-colour").with("colour", colour.as_str())
        }
        ActError::BadKey { key } => Saying::new("error-bad-key").with("key", key.as_str()),
        ActError::KeyTaken { key, action } => Saying::new("error-key-taken")
            .with("key", key.as_str())
            .with("action", action.as_str()),
        ActError::NoAction { name } => named("error-no-action", name),
        ActError::NoEncoding { name } => named("error-no-encoding", name),
        ActError::NoLosses => Saying::new("error-no-losses"),
        ActError::NoFormat { name, known } => {
            named("error-no-format", name).with("known", known.as_str())
        }
        ActError::NoStep { name } => named("error-no-step", name).with("known", steps()),
        ActError::NoRecord { name } => named("error-no-record", name),
        ActError::NoFlaw { name } => named("error-no-flaw", name),
        ActError::NoQuery { name } => named("error-no-query", name),
        ActError::Query { query, error } => query_saying(query, error),
        ActError::InMemory => Saying::new("error-in-memory"),
        ActError::NeverSaved => Saying::new("error-never-saved"),
        ActError::NothingPlanned => Saying::new("error-nothing-planned"),
        ActError::NoEdition => Saying::new("error-no-edition"),
        ActError::NoOffsets => Saying::new("error-no-offsets"),
        ActError::Clean { name } => Saying::new("error-clean").with("name", name.as_str()),
        ActError::NothingToDecide => Saying::new("error-nothing-to-decide"),
        ActError::NoVersion { name } => named("error-no-version", name),
        ActError::Missing { what } => {
            Saying::new("error-missing").with("what", Saying::new(format!("lacking-{what}")))
        }
        ActError::NotFound { query } => {
            Saying::new("error-not-found").with("query", query.as_str())
        }
        ActError::Plan(error) => plan_saying(error),
        other => outside_saying(other),
    }
}

/// The sentence for what went wrong outside the project: files, scripts, patterns.
fn outside_saying(error: &ActError) -> Saying {
    let at_path = |key: &'static str, path: &Path| Saying::new(key).with("path", path_words(path));
    let why = |key: &'static str, why: String| Saying::new(key).with("why", why);
    match error {
        ActError::Exists { path } => at_path("error-exists", path),
        ActError::EmptyEdition { path } => at_path("error-empty-edition", path),
        ActError::SameText { path } => at_path("error-same-text", path),
        ActError::ChangedSince { path } => at_path("error-changed-since", path),
        ActError::ChangedOnDisk { path } => at_path("error-changed-on-disk", path),
        ActError::Decode {
            path,
            error: DecodeError::Empty,
        } => at_path("error-empty-file", path),
        ActError::Decode {
            path,
            error: DecodeError::Binary { kind, .. },
        } => at_path("error-binary", path).with("kind", kind.name()),
        ActError::Search(SearchError { at, flaw }) => Saying::new("error-search")
            .with("at", *at + 1)
            .with("why", Saying::new(format!("pattern-{}", flaw.name()))),
        ActError::Reading { path, error } => reading_saying(path, error),
        ActError::Codebook { path, error } => codebook_saying(path, error),
        ActError::Import { path, error } => import_saying(path, error),
        ActError::Values { path, error } => values_saying(path, error),
        ActError::Read { path, error } => read_saying(path, error),
        ActError::BadSigningKey { path } => at_path("error-signing-key", path),
        ActError::NotEncrypted { path } => at_path("error-not-encrypted", path),
        ActError::NoKey { path } => at_path("error-no-key", path),
        ActError::Lock { path, error } => lock_saying(path.as_deref(), error),
        ActError::Locked { path, error } => unlock_saying(path, error),
        ActError::Load(error) => load_saying(error),
        ActError::Save(error) => save_saying(error),
        ActError::Export(ExportError::NoPicture) => Saying::new("error-no-picture"),
        ActError::Export(ExportError::OnlyRead) => Saying::new("error-only-read"),
        ActError::Export(ExportError::NoPng) => Saying::new("error-no-png"),
        ActError::Export(ExportError::PictureTooLarge { width, height }) => {
            Saying::new("error-picture-too-large")
                .with("width", width.as_str())
                .with("height", height.as_str())
        }
        ActError::Export(ExportError::TooLarge { rows, columns }) => Saying::new("error-too-large")
            .with("rows", *rows)
            .with("columns", *columns),
        ActError::Export(error) => why("error-export", error.to_string()),
        ActError::Script { line, column, why } => Saying::new("error-script")
            .with("line", *line)
            .with("column", *column)
            .with("why", ron_saying(why)),
        other => Saying::new(other.to_string()),
    }
}

fn plan_saying(error: &PlanError) -> Saying {
    let named = |key: &'static str, name: &str| Saying::new(key).with("name", name);
    match error {
        PlanError::Gone { id } => Saying::new("error-gone").with("what", record_saying(None, *id)),
        PlanError::Nameless => Saying::new("error-nameless"),
        PlanError::NameLong { count, most } => Saying::new("error-name-long")
            .with("count", *count)
            .with("most", *most),
        PlanError::PartName { name } => named("error-part-name", name),
        PlanError::NameTaken { name } => named("error-name-taken", name),
        PlanError::NotApplicable { name } => named("error-not-applicable", name),
        PlanError::NotItsOwn { name } => named("error-not-its-own", name),
        PlanError::Range {
            start,
            end,
            source_name,
            len,
        } => named("error-range", source_name)
            .with("start", *start)
            .with("end", *end)
            .with("len", *len),
        PlanError::UnderItself { name } => named("error-under-itself", name),
        PlanError::KeyTaken { key, name } => {
            named("error-code-key-taken", name).with("key", key.as_str())
        }
        PlanError::Nothing => Saying::new("error-nothing"),
        PlanError::Rule { broken } => {
            Saying::new("error-rule").with("why", rule_saying(None, broken))
        }
    }
}

pub(super) fn kind_key(kind: BinaryKind) -> &'static str {
    match kind {
        BinaryKind::Word => "kind-word",
        BinaryKind::Spreadsheet => "kind-spreadsheet",
        BinaryKind::Slides => "kind-slides",
        BinaryKind::OpenDocument => "kind-open-document",
        BinaryKind::OldOffice => "kind-old-office",
        BinaryKind::Epub => "kind-epub",
        BinaryKind::Qdpx => "kind-qdpx",
        BinaryKind::Pdf => "kind-pdf",
        BinaryKind::Picture => "kind-picture",
        BinaryKind::Recording => "kind-recording",
        BinaryKind::Database => "kind-database",
        BinaryKind::Archive => "kind-archive",
        BinaryKind::Program => "kind-program",
        BinaryKind::Unknown => "kind-unknown",
    }
}

/// Where an error is, if it is somewhere.
fn place_of(error: &ActError) -> String {
    match error {
        ActError::Script { line, column, .. } => format!("{line}:{column}"),
        ActError::Decode { path, .. }
        | ActError::Reading { path, .. }
        | ActError::Codebook { path, .. }
        | ActError::Import { path, .. }
        | ActError::Values { path, .. }
        | ActError::Read { path, .. } => path_words(path),
        _ => String::new(),
    }
}

/// The names of the steps of a clean-up.
fn steps() -> String {
    CleanStep::ALL.map(CleanStep::name).join(", ")
}

/// What to do about an error.
fn hints_for(error: &ActError) -> Vec<Saying> {
    if let ActError::Query { error, .. } = error {
        return query_hints(error);
    }
    let key = match error {
        ActError::Decode {
            error:
                DecodeError::Binary {
                    kind: BinaryKind::Qdpx,
                    ..
                },
            ..
        } => "hint-import-project",
        ActError::Decode {
            error: DecodeError::Binary { .. },
            ..
        } => "hint-plain-text",
        ActError::NoCode { .. } | ActError::ManyCodes { .. } => "hint-list-codes",
        ActError::NoSource { .. } => "hint-list-sources",
        ActError::ChangedOnDisk { .. } => "hint-join-or-save-as",
        ActError::NoVersion { .. } => "hint-list-versions",
        ActError::Read { .. } => "hint-backup",
        ActError::Locked { error, .. } if error.wants_key() => "hint-unlock",
        ActError::KeyTaken { .. } | ActError::Plan(PlanError::KeyTaken { .. }) => "hint-free-key",
        _ => return Vec::new(),
    };
    vec![Saying::new(key)]
}

/// Why a table of values cannot be read.
fn values_saying(path: &Path, error: &ValuesError) -> Saying {
    let key = match error {
        ValuesError::NoTable => "error-values-no-table",
        ValuesError::TooLarge => "error-values-too-large",
        ValuesError::NoWorkbook => "error-values-no-workbook",
        ValuesError::OldWorkbook => "error-values-old-workbook",
        ValuesError::Locked => "error-values-locked",
        ValuesError::Broken => "error-values-broken",
        ValuesError::NoSheet { .. } => "error-values-no-sheet",
    };
    let saying = Saying::new(key).with("path", path_words(path));
    match error {
        ValuesError::NoSheet { name, sheets } => saying
            .with("name", name.as_str())
            .with("sheets", sheets.join(", ")),
        _ => saying,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::{Language, Locale};
    use crate::text::PatternFlaw;

    #[test]
    fn every_flaw_of_a_pattern_has_words_in_every_language() {
        for language in Language::ALL {
            let locale = Locale::new(language);
            for flaw in PatternFlaw::ALL {
                let error = ActError::Search(SearchError { at: 2, flaw });
                let said = locale.say(&saying(&error));
                assert!(!said.contains("pattern-") && said.contains('3'), "{said}");
                let english = said.contains(|c: char| c.is_ascii_alphabetic());
                assert_eq!(english, language == Language::English, "{said}");
            }
            assert_eq!(
                Locale::new(Language::English).word("pattern-count"),
                PatternFlaw::Count.to_string()
            );
        }
    }
}
