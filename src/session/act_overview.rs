//! Writing overviews as tables.

use super::act_boards::{OverviewAsked, OverviewMade};
use super::act_paths::{path_words, save_bytes, save_table};
use super::jobs::{JobDone, JobKind};
use super::{ActError, Action, Named, PathFor, Session, of_coders};
use crate::exchange::{self, ExportError, Grid, TableFormat};
use crate::model::{Project, SourceId};
use crate::query::{Columns, Index, Making, Relation, Table, sequence};
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
    /// In which order codes appear in a source.
    Sequence(Named),
}

/// What an overview shows.
pub(super) enum Wanted {
    /// Counts by these columns.
    Table(Columns),
    /// The sequence of a source.
    Sequence(SourceId),
}

impl By {
    /// What is meant.
    ///
    /// # Errors
    /// When there is no such variable or source.
    pub(super) fn wanted(&self, project: &Project) -> Result<Wanted, ActError> {
        Ok(Wanted::Table(match self {
            Self::Sources => Columns::Sources,
            Self::Cases => Columns::Cases,
            Self::Values(variable) => Columns::Values(variable.variable(project)?.id),
            Self::Coders => Columns::Coders,
            Self::Codes(relation) => Columns::Codes(*relation),
            Self::Figures => Columns::Figures,
            Self::Sequence(source) => return Ok(Wanted::Sequence(source.source(project)?.id)),
        }))
    }

    /// Its short name, the end of locale keys and file names.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Sources => "sources",
            Self::Cases => "cases",
            Self::Values(_) => "values",
            Self::Coders => "coders",
            Self::Codes(_) => "together",
            Self::Figures => "cover",
            Self::Sequence(_) => "sequence",
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
    /// When no project is open, or something named is not there.
    pub fn overview_grid(&self, asked: &OverviewAsked) -> Result<Grid, ActError> {
        let open = self.need_open()?;
        let drawing = self.drawing(asked)?;
        Ok(drawing.grid(
            open.project(),
            &drawing.made(open.project(), open.index(), &|_, _| true),
        ))
    }

    /// The counts of an overview, made at once; none of a sequence.
    ///
    /// # Errors
    /// When no project is open, or something named is not there.
    pub fn overview_table(&self, asked: &OverviewAsked) -> Result<Option<Table>, ActError> {
        let open = self.need_open()?;
        let drawing = self.drawing(asked)?;
        match drawing.made(open.project(), open.index(), &|_, _| true) {
            OverviewMade::Table(_, table) => Ok(Some(table)),
            OverviewMade::Sequence(..) => Ok(None),
        }
    }

    fn drawing(&self, asked: &OverviewAsked) -> Result<Drawing, ActError> {
        Ok(Drawing {
            wanted: asked.by.wanted(self.need_open()?.project())?,
            asked: OverviewAsked {
                filter: of_coders(self.need_open()?.project(), asked.filter.clone()),
                ..asked.clone()
            },
            title: self.overview_title(&asked.by),
            words: self.export_options(false).words,
        })
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
        let drawing = self.drawing(&OverviewAsked {
            by: by.clone(),
            measure: *measure,
            below: *below,
            filter: (**filter).clone(),
        })?;
        let Some((format, path)) = self.table_path(*format, path.clone(), action)? else {
            return Ok(());
        };
        let open = self.need_open()?;
        let (project, index) = (open.project().clone(), open.index().clone());
        let (host, bom) = (self.host.clone(), *bom);
        self.start(JobKind::Export, move |pulse| {
            let made = drawing.made(&project, &index, &|done, all| {
                pulse.report(done, all);
                !pulse.is_stopped()
            });
            let exported = match format {
                TableFormat::Svg => {
                    let picture = drawing.picture(&project, &made);
                    save_bytes((&*host, pulse), &path, picture.as_bytes())
                }
                TableFormat::Png => {
                    let picture = drawing.picture(&project, &made);
                    let drawn = exchange::png_from_svg(&picture).map_err(ActError::from);
                    drawn.and_then(|it| save_bytes((&*host, pulse), &path, &it))
                }
                format => {
                    let grid = drawing.grid(&project, &made);
                    save_table((&*host, pulse), &path, &grid, (format, bom))
                }
            };
            JobDone::Exported { path, exported }
        });
        Ok(())
    }

    /// The format and path of a table to write; `None` when they are asked for first.
    pub(super) fn table_path(
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
            known: match action {
                Action::WriteOverview { .. } => "csv, xlsx, svg, png".to_owned(),
                _ => "csv, xlsx".to_owned(),
            },
        })?;
        if format.is_picture() && !matches!(action, Action::WriteOverview { .. }) {
            return Err(ExportError::NoPicture.into());
        }
        Ok(Some((format, path)))
    }

    /// The table that waited for this path, to be written there.
    pub fn table_to(&self, path: PathBuf, format: TableFormat) -> Option<Action> {
        let mut action = *self.table_wish.clone()?;
        let (to, form) = match &mut action {
            Action::WriteOverview { path, format, .. }
            | Action::WritePassages { path, format, .. }
            | Action::WriteWords { path, format, .. } => (path, format),
            _ => return None,
        };
        (*to, *form) = (Some(path), Some(format));
        Some(action)
    }
}

/// An overview on its way into a file.
struct Drawing {
    wanted: Wanted,
    asked: OverviewAsked,
    title: String,
    words: exchange::Words,
}

impl Drawing {
    /// Counts, as long as `goes_on` says so, which hears how far it is.
    fn made(
        &self,
        project: &Project,
        index: &Index,
        goes_on: &dyn Fn(usize, usize) -> bool,
    ) -> OverviewMade {
        let columns = match self.wanted {
            Wanted::Table(columns) => columns,
            Wanted::Sequence(source) => {
                let sequence = sequence(project, index, source, &self.asked.filter);
                return OverviewMade::Sequence(source, sequence);
            }
        };
        let overview = self.asked.overview(columns);
        let mut making = Making::new(project, &overview);
        while !making.go_on(project, index, PIECE) {
            let (done, all) = making.progress();
            if !goes_on(done, all) {
                break;
            }
        }
        OverviewMade::Table(Box::new(overview), making.into_table())
    }

    fn grid(&self, project: &Project, made: &OverviewMade) -> Grid {
        match made {
            OverviewMade::Table(_, table) => {
                exchange::overview_grid(project, table, &self.title, &self.words)
            }
            OverviewMade::Sequence(_, sequence) => {
                exchange::sequence_grid(project, sequence, &self.title)
            }
        }
    }

    fn picture(&self, project: &Project, made: &OverviewMade) -> String {
        match made {
            OverviewMade::Table(_, table) => {
                exchange::overview_picture(project, table, &self.title, &self.words)
            }
            OverviewMade::Sequence(source, sequence) => {
                let source = project.sources().get(*source);
                let name = source.map_or("", |it| &it.name);
                let title = format!("{} · {name}", self.title);
                exchange::sequence_picture(project, sequence, &title)
            }
        }
    }
}
