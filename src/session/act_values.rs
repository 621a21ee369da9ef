//! Cases with their members, values from tables, and links to records for memos.

use super::act::Acted;
use super::act_paths::path_words;
use super::jobs::{JobDone, JobKind};
use super::locale::Saying;
use super::notice::Level;
use super::report_difference::called;
use super::waiting::decoded;
use super::{ActError, Action, Host, Named, PathFor, Session};
use crate::edit::plan_cases;
use crate::edit::plan_values::{self, LeftOut, ValueTable, ValuesOf, ValuesTaken};
use crate::exchange::{is_workbook, read_values, read_workbook};
use crate::model::{RecordId, VariableKind};
use crate::query::mention_of;
use std::path::{Path, PathBuf};

/// Rows and cells that were left out shown one by one; the rest is counted.
const SHOWN_LEFT: usize = 5;
/// Characters of a link's words at most.
const LINK_CHARS: usize = 24;

impl Session {
    pub(super) fn act_on_values(&mut self, action: Action) -> Acted {
        Acted::Yes(match action {
            Action::SetCaseMembers {
                case,
                members,
                inside,
            } => self.set_case_members(&case, members, inside),
            Action::ImportValues { path, rows, sheet } => self.import_values(path, rows, sheet),
            Action::CopyLink { record } => self.copy_link(record),
            other => return Acted::No(other),
        })
    }

    /// A record as a person knows it: by kind and name, or by its words and place where it has no
    /// name.
    pub fn called(&self, record: RecordId) -> String {
        let project = self.project();
        project.map_or_else(String::new, |it| self.locale.say(&called(it, record)))
    }

    fn set_case_members(
        &mut self,
        case: &Named,
        members: Vec<RecordId>,
        inside: bool,
    ) -> Result<(), ActError> {
        let id = case.case(self.need_open()?.project())?.id;
        let members = members.into_iter().collect();
        self.change(|project, stamp| {
            plan_cases::set_case_members(project, stamp, id, &members, inside)
        })
    }

    /// Puts a link to a record where words go that are copied.
    fn copy_link(&mut self, record: Option<RecordId>) -> Result<(), ActError> {
        let open = self.need_open()?;
        let record = record.or(self.look.inspected).unwrap_or(RecordId::Project);
        if !open.has(record) {
            return Err(crate::edit::PlanError::Gone { id: record }.into());
        }
        let project = open.project();
        let words = match record {
            RecordId::Quotation(id) => project.quotations().get(id).and_then(|it| {
                let source = project.sources().get(it.source)?;
                it.span.of(source.text())
            }),
            RecordId::Code(id) => project.codes().get(id).map(|it| it.name.as_str()),
            RecordId::Source(id) => project.sources().get(id).map(|it| it.name.as_str()),
            _ => None,
        };
        let words = words.map_or_else(|| self.called(record), str::to_owned);
        let mut chars = words.chars();
        let mut short: String = chars.by_ref().take(LINK_CHARS).collect();
        if chars.next().is_some() {
            short.push('…');
        }
        self.look.copied = Some(mention_of(record, &short));
        Ok(())
    }

    /// Reads a table of values off the screen's thread.
    fn import_values(
        &mut self,
        path: Option<PathBuf>,
        of: ValuesOf,
        sheet: Option<String>,
    ) -> Result<(), ActError> {
        self.need_open()?;
        let Some(path) = path else {
            return self.ask_for_path(PathFor::Values(of));
        };
        let host = self.host.clone();
        self.start(JobKind::Values, move |_| {
            let read = read(&*host, &path, sheet.as_deref()).map(Box::new);
            JobDone::ValuesRead { path, of, read }
        });
        Ok(())
    }

    /// Takes in the values that a job has read, in one step.
    pub(super) fn values_read(
        &mut self,
        (path, of): (&Path, ValuesOf),
        read: Result<Box<ValuesRead>, ActError>,
    ) {
        let taken = read.and_then(|it| self.take_in_values((path, of), &it));
        if let Err(error) = taken {
            self.report(&error);
        }
    }

    fn take_in_values(
        &mut self,
        (path, of): (&Path, ValuesOf),
        read: &ValuesRead,
    ) -> Result<(), ActError> {
        let mut taken = ValuesTaken::default();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let what = (&read.table, of, &*name);
        let made =
            self.change(|project, stamp| plan_values::plan(project, stamp, what, &mut taken));
        if let Some((sheet, others)) = &read.sheet {
            let words = Saying::new("notice-values-sheet").with("path", path_words(path));
            let words = words.with("name", sheet.as_str());
            self.say(Level::Hint, words.with("others", others.join(", ")));
        }
        if made.is_ok() {
            let words = Saying::new("notice-values").with("path", path_words(path));
            let words = words.with("values", taken.values);
            let words = words.with("cases", taken.cases);
            self.say(Level::Done, words.with("variables", taken.variables));
        }
        for left in taken.left.iter().take(SHOWN_LEFT) {
            let words = left_saying(left);
            self.notices
                .say_at(Level::Warning, words, path_words(path), Vec::new());
        }
        if let Some(more) = taken
            .left
            .len()
            .checked_sub(SHOWN_LEFT)
            .filter(|it| *it > 0)
        {
            let words = Saying::new("notice-more-warnings").with("count", more);
            self.say(Level::Warning, words);
        }
        made
    }
}

/// A table of values as it was read.
pub(super) struct ValuesRead {
    table: ValueTable,
    /// The sheet it stands on and the names of the others, where nobody chose among several.
    sheet: Option<(String, Vec<String>)>,
}

fn read(host: &dyn Host, path: &Path, sheet: Option<&str>) -> Result<ValuesRead, ActError> {
    let wrong = |error| ActError::Values {
        path: path.to_owned(),
        error,
    };
    let (bytes, _) = host.load(path)?;
    if is_workbook(&bytes) {
        let read = read_workbook(&bytes, sheet).map_err(wrong)?;
        let is_chosen = sheet.is_some() || read.others.is_empty();
        return Ok(ValuesRead {
            table: read.table,
            sheet: (!is_chosen).then_some((read.name, read.others)),
        });
    }
    let decoded = decoded(path, &bytes, None)?;
    let table = read_values(&decoded.text).map_err(wrong)?;
    Ok(ValuesRead { table, sheet: None })
}

/// The sentence for a row or cell that was left out.
fn left_saying(left: &LeftOut) -> Saying {
    match left {
        LeftOut::Nameless { line } => Saying::new("values-nameless").with("line", *line),
        LeftOut::NoSource { line, name } => Saying::new("values-no-source")
            .with("line", *line)
            .with("name", name.as_str()),
        LeftOut::Misfit {
            line,
            kind: None,
            words,
            ..
        } => Saying::new("values-no-column")
            .with("line", *line)
            .with("value", words.as_str()),
        LeftOut::Misfit {
            line,
            variable,
            kind: Some(kind),
            words,
        } => Saying::new("values-misfit")
            .with("line", *line)
            .with("value", words.as_str())
            .with("variable", variable.as_str())
            .with("kind", Saying::new(kind_key(*kind))),
    }
}

/// The locale key of what a variable takes.
pub const fn kind_key(kind: VariableKind) -> &'static str {
    match kind {
        VariableKind::Text => "kind-text",
        VariableKind::Number => "kind-number",
        VariableKind::Flag => "kind-flag",
        VariableKind::Date => "kind-date",
    }
}
