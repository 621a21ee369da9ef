//! Writing overviews as tables.

use super::act_paths::path_words;
use super::jobs::{JobDone, JobKind};
use super::{ActError, Action, Named, PathFor, Session};
use crate::exchange::{self, Grid, TableFormat};
use crate::model::Project;
use crate::query::{Columns, Making, Overview, Relation};
use serde::{Deserialize, Serialize};
use std::path::PathBuf;

/// Passages counted between two looks at whether the job is stopped.
const PIECE: usize = 20_000;

/// The columns of an overview, as a person names them.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum By {
    /// The sources.
    Sources,
    /// The cases.
    Cases,
    /// The values of a variable.
    Values(Named),
    /// The coders.
    Coders,
    /// The codes that stand together so.
    Codes(Relation),
    /// How much of each source is coded.
    Figures,
}

impl By {
    /// The columns meant.
    ///
    /// # Errors
    /// When there is no such variable.
    pub fn columns(&self, project: &Project) -> Result<Columns, ActError> {
        Ok(match self {
            Self::Sources => Columns::Sources,
            Self::Cases => Columns::Cases,
            Self::Values(variable) => Columns::Values(variable.variable(project)?.id),
            Self::Coders => Columns::Coders,
            Self::Codes(relation) => Columns::Codes(*relation),
            Self::Figures => Columns::Figures,
        })
    }

    /// Its short name, the end of locale keys and file names.
    const fn name(&self) -> &'static str {
        match self {
            Self::Sources => "sources",
            Self::Cases => "cases",
            Self::Values(_) => "values",
            Self::Coders => "coders",
            Self::Codes(_) => "together",
            Self::Figures => "cover",
        }
    }
}

impl Session {
    /// What an overview by these columns is called.
    pub fn overview_title(&self, by: &By) -> String {
        self.locale.word(&format!("table-by-{}", by.name()))
    }

    /// The table of an overview as it is written, made at once.
    ///
    /// # Errors
    /// When no project is open.
    pub fn overview_grid(&self, by: &By, overview: &Overview) -> Result<Grid, ActError> {
        let open = self.need_open()?;
        let table = overview.table(open.project(), open.index());
        let words = self.export_options(false).words;
        let title = self.overview_title(by);
        Ok(exchange::overview_grid(
            open.project(),
            &table,
            &title,
            &words,
        ))
    }

    pub(super) fn write_overview(&mut self, action: &Action) -> Result<(), ActError> {
        let Action::WriteOverview {
            by,
            measure,
            below,
            filter,
            format,
            path,
            bom,
        } = action
        else {
            return Ok(());
        };
        let columns = by.columns(self.need_open()?.project())?;
        let overview = Overview {
            columns,
            measure: *measure,
            filter: (**filter).clone(),
            below: *below,
        };
        let Some((format, path)) = self.table_path(*format, path.clone(), action)? else {
            return Ok(());
        };
        let open = self.need_open()?;
        let (project, index) = (open.project().clone(), open.index().clone());
        let (words, title) = (self.export_options(false).words, self.overview_title(by));
        let (host, bom) = (self.host.clone(), *bom);
        self.start(JobKind::Export, move |pulse| {
            let mut making = Making::new(&project, &overview);
            while !making.go_on(&project, &index, PIECE) && !pulse.is_stopped() {
                let (done, all) = making.progress();
                pulse.report(done, all);
            }
            let table = making.into_table();
            let grid = exchange::overview_grid(&project, &table, &title, &words);
            let exported =
                super::act_paths::save_table((&*host, pulse), &path, &grid, (format, bom));
            JobDone::Exported { path, exported }
        });
        Ok(())
    }

    /// The format and path of a table to write; `None` when they are asked for first.
    fn table_path(
        &mut self,
        format: Option<TableFormat>,
        path: Option<PathBuf>,
        action: &Action,
    ) -> Result<Option<(TableFormat, PathBuf)>, ActError> {
        let Some(path) = path else {
            self.table_wish = Some(Box::new(action.clone()));
            let format = format.unwrap_or(TableFormat::Xlsx);
            return self.ask_for_path(PathFor::Table(format)).map(|()| None);
        };
        let ending = path.extension().unwrap_or_default().to_string_lossy();
        let format = format.or_else(|| TableFormat::from_name(&ending));
        let format = format.ok_or_else(|| ActError::NoFormat {
            name: path_words(&path),
            known: "csv, xlsx",
        })?;
        Ok(Some((format, path)))
    }

    /// The table that waited for this path, to be written there.
    pub fn table_to(&self, path: PathBuf, format: TableFormat) -> Option<Action> {
        let mut action = *self.table_wish.clone()?;
        if let Action::WriteOverview {
            path: to,
            format: form,
            ..
        } = &mut action
        {
            (*to, *form) = (Some(path), Some(format));
        }
        Some(action)
    }
}
