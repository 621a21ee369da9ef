//! How what befalls files is said: loading, saving, and what reading a project found.

use super::act_paths::path_words;
use super::locale::Saying;
use super::report_ron::malformed_saying;
use super::report_rule::{record_saying, rule_saying};
use crate::file::safe::{LoadError, SaveError};
use crate::file::{ReadError, Warning};
use crate::model::Project;
use crate::text::{CharSpan, Place};
use std::path::Path;

/// The sentence for a file that could not be loaded.
pub(super) fn load_saying(error: &LoadError) -> Saying {
    let at = |key: &'static str, path: &Path| Saying::new(key).with("path", path_words(path));
    match error {
        LoadError::Missing { path } => at("loading-missing", path),
        LoadError::IsFolder { path } => at("loading-folder", path),
        LoadError::NotAFile { path } => at("loading-no-file", path),
        LoadError::Denied { path } => at("loading-denied", path),
        LoadError::TooLarge { path, bytes, limit } => at("loading-too-large", path)
            .with("bytes", bytes.to_string())
            .with("limit", limit.to_string()),
        LoadError::Failed { path, cause } => {
            at("loading-failed", path).with("why", cause.to_string())
        }
    }
}

/// The sentence for a file that could not be saved.
pub(super) fn save_saying(error: &SaveError) -> Saying {
    let at = |key: &'static str, path: &Path| Saying::new(key).with("path", path_words(path));
    match error {
        SaveError::NoFolder { path } => at("saving-no-folder", path),
        SaveError::IsFolder { path } => at("saving-folder", path),
        SaveError::NotAFile { path } => at("saving-no-file", path),
        SaveError::ReadOnly { path } => at("saving-read-only", path),
        SaveError::Full { path } => at("saving-full", path),
        SaveError::Failed { path, cause, .. } => {
            at("saving-failed", path).with("why", cause.to_string())
        }
    }
}

/// The sentence for a file that is no project.
pub(super) fn read_saying(path: &Path, error: &ReadError) -> Saying {
    let saying = |key: &'static str| Saying::new(key).with("path", path_words(path));
    match error {
        ReadError::Empty => saying("reading-empty"),
        ReadError::NotAProject { place, found } => {
            placed(saying("reading-no-project"), *place).with("found", found.as_str())
        }
        ReadError::NothingReadable { place } => placed(saying("reading-nothing"), *place),
        ReadError::TooLarge { bytes, limit } => saying("loading-too-large")
            .with("bytes", bytes.to_string())
            .with("limit", limit.to_string()),
    }
}

fn placed(saying: Saying, place: Place) -> Saying {
    saying.with("line", place.line).with("column", place.column)
}

/// Where words were found, if they were.
fn found_saying(now: Option<CharSpan>) -> Saying {
    match now {
        Some(it) => Saying::new("warning-found-at")
            .with("start", it.start)
            .with("end", it.end),
        None => Saying::new("warning-not-found"),
    }
}

/// The sentence for something found on reading a project.
pub(super) fn warning_saying(project: Option<&Project>, warning: &Warning) -> Saying {
    let record = |id| record_saying(project, id);
    let mut saying = Saying::new(warning_key(warning));
    if let Some(place) = warning.place() {
        saying = placed(saying, place);
    }
    match warning {
        Warning::NewerFormat { format, known } => saying
            .with("format", format.to_string())
            .with("known", known.to_string()),
        Warning::BadBytes { count, .. } | Warning::Restored { count } | Warning::More { count } => {
            saying.with("count", *count)
        }
        Warning::BadRecord { section, what, .. } => saying
            .with("section", section.as_str())
            .with("what", malformed_saying(what)),
        Warning::Unclosed { section, .. } => saying.with("section", section.as_str()),
        Warning::UnknownField {
            section,
            field,
            count,
            ..
        } => saying
            .with("section", section.as_str())
            .with("field", field.as_str())
            .with("count", *count),
        Warning::DuplicateId { id, .. } => saying.with("record", record(*id)),
        Warning::MissingCoder { name, .. } | Warning::Cycle { name, .. } => {
            saying.with("name", name.as_str())
        }
        Warning::Nameless { id, name, .. } => saying
            .with("record", record(*id))
            .with("name", name.as_str()),
        Warning::MissingTarget { of, count, .. } => {
            saying.with("record", record(*of)).with("count", *count)
        }
        Warning::PartDropped { id, of, .. } => {
            saying.with("record", record(*id)).with("what", record(*of))
        }
        Warning::BrokenRule { rule, .. } => saying.with("what", rule_saying(project, rule)),
        Warning::RangePastEnd {
            name,
            end,
            len,
            now,
            ..
        } => saying
            .with("name", name.as_str())
            .with("end", *end)
            .with("len", *len)
            .with("found", found_saying(*now)),
        Warning::TextEdited {
            name,
            exact,
            moved,
            unsure,
            lost,
            ..
        } => found_again(saying, name, [*moved, *unsure, *lost]).with("exact", *exact),
        Warning::QuotesDiffer {
            name,
            moved,
            unsure,
            lost,
            ..
        } => found_again(saying, name, [*moved, *unsure, *lost]),
        Warning::NoPart { error } => saying.with("why", read_saying(Path::new("?"), error)),
        Warning::InPart { part, warning } => match &**warning {
            Warning::NoPart { error } => {
                Saying::new("warning-no-part").with("why", read_saying(Path::new(part), error))
            }
            warning => saying
                .with("part", part.as_str())
                .with("what", warning_saying(project, warning)),
        },
        Warning::Truncated { .. }
        | Warning::MergeMarkers { .. }
        | Warning::NoHead
        | Warning::OtherProject
        | Warning::EmptyPart => saying,
    }
}

/// What became of the quotations of a source.
fn found_again(saying: Saying, name: &str, [moved, unsure, lost]: [usize; 3]) -> Saying {
    saying
        .with("name", name)
        .with("moved", moved)
        .with("unsure", unsure)
        .with("lost", lost)
}

const fn warning_key(warning: &Warning) -> &'static str {
    match warning {
        Warning::NewerFormat { .. } => "warning-newer-format",
        Warning::Truncated { .. } => "warning-truncated",
        Warning::BadBytes { .. } => "warning-bad-bytes",
        Warning::BadRecord { .. } => "warning-bad-record",
        Warning::Unclosed { .. } => "warning-unclosed",
        Warning::MergeMarkers { .. } => "warning-merge-markers",
        Warning::UnknownField { .. } => "warning-unknown-field",
        Warning::DuplicateId { .. } => "warning-duplicate-id",
        Warning::NoHead => "warning-no-head",
        Warning::MissingCoder { .. } => "warning-missing-coder",
        Warning::Nameless { .. } => "warning-nameless",
        Warning::Cycle { .. } => "warning-cycle",
        Warning::MissingTarget { .. } => "warning-missing-target",
        Warning::PartDropped { .. } => "warning-part-dropped",
        Warning::BrokenRule { .. } => "warning-broken-rule",
        Warning::RangePastEnd { .. } => "warning-range-past-end",
        Warning::TextEdited { .. } => "warning-text-edited",
        Warning::QuotesDiffer { .. } => "warning-quotes-differ",
        Warning::Restored { .. } => "warning-restored",
        Warning::OtherProject => "warning-other-project",
        Warning::EmptyPart => "warning-empty-part",
        Warning::NoPart { .. } => "warning-no-part",
        Warning::InPart { .. } => "warning-in-part",
        Warning::More { .. } => "notice-more-warnings",
    }
}
