//! What the boards of passages, words and overviews ask for.

use super::act::Acted;
use super::act_overview::{By, Wanted};
use super::act_paths::save_table;
use super::asked::Asking;
use super::jobs::{JobDone, JobKind};
use super::look::Board;
use super::words_asked::{self, WordsAsked, WordsCounted};
use super::worked::{Work, Worked};
use super::{ActError, Action, Manner, Named, Panel, Session};
use crate::edit::plan_words;
use crate::exchange::{Grid, TableFormat, word_grid};
use crate::model::SourceId;
use crate::query::{
    Cell, Filter, Head, Making, Measure, Overview, Sequence, Table, kwic_sort, sequence,
};
use crate::text::{CharSpan, Span, Words};
use serde::{Deserialize, Serialize};
use std::path::PathBuf;
use std::sync::Arc;

/// Bytes of text up to which words are counted again by themselves after every change.
const QUICKLY_COUNTED: usize = 2_000_000;
/// Columns of context on each side of a passage that is written into a table.
const COLUMNS: usize = 60;
/// Passages counted between two looks at whether the work is stopped.
const PIECE: usize = 20_000;

/// A passage that is named by its place.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct PassageAt {
    /// The source.
    pub source: Named,
    /// Start in code points.
    pub start: usize,
    /// End in code points, not included.
    pub end: usize,
}

/// An overview that is wanted on its board.
#[derive(Clone, PartialEq, Debug)]
pub struct OverviewAsked {
    /// Its columns.
    pub by: By,
    /// What is counted.
    pub measure: Measure,
    /// Whether codings count for the codes above theirs as well.
    pub below: bool,
    /// Which codings count.
    pub filter: Filter,
}

/// An overview that is made.
pub enum OverviewMade {
    /// Counts, with what was counted.
    Table(Box<Overview>, Table),
    /// In which order the codes appear in a source.
    Sequence(SourceId, Sequence),
}

impl Session {
    pub(super) fn act_on_boards(&mut self, action: Action) -> Acted {
        Acted::Yes(match action {
            Action::AskQuery {
                query,
                order,
                collation,
            } => self.ask_query(query, order, collation),
            Action::OpenCell { row, column } => self.open_cell(row, column),
            Action::CodePassages { passages, code } => self.code_passages(&passages, &code),
            Action::ListWords {
                part,
                against,
                list,
                least,
            } => self.count_words(WordsAsked {
                part,
                against,
                list,
                least,
            }),
            Action::SetWords { stop, own } => self.change(|project, stamp| {
                plan_words::set(project, stamp, stop.as_deref(), own.as_deref())
            }),
            Action::ShowOverview {
                by,
                measure,
                below,
                filter,
            } => self.show_overview(OverviewAsked {
                by,
                measure,
                below,
                filter: *filter,
            }),
            Action::WritePassages { .. } => self.write_passages(&action),
            Action::WriteWords { .. } => self.write_words(&action),
            other => return Acted::No(other),
        })
    }

    /// The words counted for their board.
    pub fn counted(&self) -> &Worked<WordsAsked, WordsCounted> {
        &self.counted
    }

    /// The overview made for its board.
    pub fn overview(&self) -> &Worked<OverviewAsked, OverviewMade> {
        &self.overview
    }

    /// Shows a board below the page.
    fn show_board(&mut self, board: Board) {
        self.look.board = board;
        self.settings.hidden.remove(&Panel::Board);
    }

    fn is_board_shown(&self, board: Board) -> bool {
        self.look.board == board && !self.settings.hidden.contains(&Panel::Board)
    }

    fn ask_query(
        &mut self,
        query: Option<String>,
        order: crate::query::KwicOrder,
        collation: crate::text::Collation,
    ) -> Result<(), ActError> {
        self.need_open()?;
        self.show_board(Board::Passages);
        let Some(query) = query else {
            if self.manner == Manner::Batch {
                return Err(ActError::Missing { what: "query" });
            }
            self.look.wants_query = true;
            return Ok(());
        };
        // The same in another order is still what a cell counts.
        let now = self.asked.asking();
        let is_same = (&now.query, now.order, now.collation) == (&query, order, collation);
        let keeps_cell = now.query == query && !is_same;
        let cell = now.cell.clone().filter(|_| keeps_cell);
        self.ask_for_passages(Asking {
            query,
            order,
            collation,
            cell,
        })
    }

    /// Shows the passages behind a cell of the overview that is shown.
    fn open_cell(&mut self, row: Option<usize>, column: Option<usize>) -> Result<(), ActError> {
        let project = self.need_open()?.project();
        let Some(OverviewMade::Table(overview, table)) = self.overview.answer() else {
            return Err(ActError::NoOverview);
        };
        let head = |at: Option<usize>, of: &[Head]| match at {
            Some(at) => match at.checked_sub(1).and_then(|it| of.get(it)) {
                Some(head) => Ok(Some(head.clone())),
                None => Err(ActError::NoCell { at, of: of.len() }),
            },
            None => Ok(None),
        };
        let (row, column) = (head(row, &table.rows)?, head(column, &table.columns)?);
        let query = overview.query_of(project, row.as_ref(), column.as_ref());
        let cell = Cell {
            overview: (**overview).clone(),
            row,
            column,
        };
        self.show_board(Board::Passages);
        let Asking {
            order, collation, ..
        } = *self.asked.asking();
        self.ask_for_passages(Asking {
            query,
            order,
            collation,
            cell: Some(Box::new(cell)),
        })
    }

    fn code_passages(&mut self, passages: &[PassageAt], code: &Named) -> Result<(), ActError> {
        let project = self.need_open()?.project();
        let spans = passages.iter().map(|it| {
            let source = it.source.source(project)?;
            let chars = CharSpan {
                start: it.start,
                end: it.end,
            };
            Ok((source.id, super::act_codings::span_in(source, chars)?))
        });
        let spans: Vec<(SourceId, Span)> = spans.collect::<Result<_, ActError>>()?;
        self.code_with(code, &spans, &|code| Action::CodePassages {
            passages: passages.to_vec(),
            code,
        })
    }

    fn count_words(&mut self, asked: WordsAsked) -> Result<(), ActError> {
        self.need_open()?;
        let asked = WordsAsked {
            least: asked.least.max(1),
            ..asked
        };
        self.show_board(Board::Words);
        if self.counted.wish() == Some(&asked) {
            self.counted.renew();
        }
        self.counted.want(asked);
        self.keep_boards();
        Ok(())
    }

    fn show_overview(&mut self, asked: OverviewAsked) -> Result<(), ActError> {
        asked.by.wanted(self.need_open()?.project())?;
        self.show_board(Board::Overview);
        self.overview.want(asked);
        self.keep_boards();
        Ok(())
    }

    /// Has the board that is shown worked out where it is behind.
    pub(super) fn keep_boards(&mut self) {
        let home = self.project().map(|it| it.head().id);
        if self.boards_of != home {
            // What was asked of another project goes with it.
            self.boards_of = home;
            self.asked.forget();
            self.counted.forget();
            self.overview.forget();
        }
        if self.is_board_shown(Board::Passages) || self.asked.is_coming() {
            self.keep_answering();
        }
        let is_shown = self.is_board_shown(Board::Overview);
        if is_shown || self.overview.is_coming() {
            self.keep_worked(|it| &mut it.overview, is_shown, Self::overview_work);
        }
        let is_shown = self.is_board_shown(Board::Words);
        if is_shown || self.counted.is_coming() {
            let follows = is_shown && self.counts_quickly();
            self.keep_worked(|it| &mut it.counted, follows, Self::words_work);
        }
    }

    /// Whether a job works for a board.
    pub(super) fn is_working(&self) -> bool {
        self.asked.is_coming() || self.overview.is_coming() || self.counted.is_coming()
    }

    /// Whether words are counted again by themselves.
    pub fn counts_quickly(&self) -> bool {
        let sources = self
            .project()
            .into_iter()
            .flat_map(|it| it.sources().iter());
        sources.map(|it| it.text().len()).sum::<usize>() <= QUICKLY_COUNTED
    }

    fn overview_work(&mut self, asked: OverviewAsked) -> Work<OverviewMade> {
        let open = self.open.as_ref();
        let of = open.map(|it| (it.project().clone(), it.index().clone()));
        Box::new(move |pulse| {
            let (project, index) = of?;
            let overview = match asked.by.wanted(&project) {
                Ok(Wanted::Table(columns)) => asked.overview(columns),
                Ok(Wanted::Sequence(source)) => {
                    let sequence = sequence(&project, &index, source, &asked.filter);
                    return Some(Ok(OverviewMade::Sequence(source, sequence)));
                }
                Err(error) => return Some(Err(error)),
            };
            let mut making = Making::new(&project, &overview);
            while !making.go_on(&project, &index, PIECE) {
                if pulse.is_stopped() {
                    return None;
                }
            }
            let table = making.into_table();
            Some(Ok(OverviewMade::Table(Box::new(overview), table)))
        })
    }

    fn words_work(&mut self, asked: WordsAsked) -> Work<WordsCounted> {
        let open = self.open.as_ref();
        let of = open.map(|it| (it.project().clone(), it.index().clone()));
        let words = self.words.clone();
        Box::new(move |pulse| {
            let (project, index) = of?;
            let words = Arc::new(words_asked::words_of(&loaded(&words), &project));
            let told = |done, all| {
                pulse.report(done, all);
                pulse.is_stopped()
            };
            words_asked::count((&project, &index, &words), (&asked, &[]), &told).transpose()
        })
    }

    /// Words counted and listed at once; those of `stop` are passed over as well.
    ///
    /// # Errors
    /// When no project is open, something named is not there, or a query cannot be asked.
    pub fn word_grid(&self, asked: &WordsAsked, stop: &[String]) -> Result<Grid, ActError> {
        let open = self.need_open()?;
        let words = words_asked::words_of(&loaded(&self.words), open.project());
        let ground = (open.project(), open.index(), &Arc::new(words));
        let counted = words_asked::count(ground, (asked, stop), &|_, _| false)?;
        Ok(counted.map(|it| it.grid).unwrap_or_default())
    }

    fn write_words(&mut self, action: &Action) -> Result<(), ActError> {
        let Action::WriteWords {
            part,
            against,
            list,
            least,
            format,
            path,
            bom,
        } = action
        else {
            return Ok(());
        };
        self.need_open()?;
        let asked = WordsAsked {
            part: part.clone(),
            against: against.clone(),
            list: list.clone(),
            least: *least,
        };
        let title = self.locale.word(&format!("words-by-{}", list.name()));
        let Some(to) = self.table_path(*format, path.clone(), action)? else {
            return Ok(());
        };
        let work = self.words_work(asked);
        self.write_grid(to, *bom, move |pulse| {
            let counted = work(pulse).transpose()?;
            let mut grid = counted.map(|it| it.grid).unwrap_or_default();
            grid.title = title;
            Ok(grid)
        });
        Ok(())
    }

    fn write_passages(&mut self, action: &Action) -> Result<(), ActError> {
        let Action::WritePassages {
            query,
            order,
            collation,
            format,
            path,
            bom,
        } = action
        else {
            return Ok(());
        };
        let mut search = self.search(query)?;
        // What a cell counts is written as it is shown.
        let shown = self.asked.asking();
        let cell = shown.cell.clone().filter(|_| shown.query == *query);
        let Some(to) = self.table_path(*format, path.clone(), action)? else {
            return Ok(());
        };
        let (order, collation) = (*order, *collation);
        let title = self.locale.word("board-passages");
        let open = self.need_open()?;
        let (project, index) = (open.project().clone(), open.index().clone());
        self.write_grid(to, *bom, move |pulse| {
            let mut found = match cell {
                Some(cell) => cell.behind(&project, &index).passages,
                None => {
                    while !search.go_on(&project, &index, PIECE) && !pulse.is_stopped() {}
                    search.into_found()
                }
            };
            kwic_sort(&project, &mut found, order, collation);
            Ok(word_grid::passages(&project, &found, &title, COLUMNS))
        });
        Ok(())
    }

    fn write_grid(
        &mut self,
        (format, path): (TableFormat, PathBuf),
        bom: bool,
        make: impl FnOnce(&super::jobs::Pulse) -> Result<Grid, ActError> + Send + 'static,
    ) {
        let host = self.host.clone();
        self.start(JobKind::Export, move |pulse| {
            let exported = make(pulse)
                .and_then(|grid| save_table((&*host, pulse), &path, &grid, (format, bom)));
            JobDone::Exported { path, exported }
        });
    }
}

impl OverviewAsked {
    /// What is counted, with these columns.
    pub fn overview(&self, columns: crate::query::Columns) -> Overview {
        Overview {
            columns,
            measure: self.measure,
            filter: self.filter.clone(),
            below: self.below,
        }
    }
}

/// The words with the dictionary, loaded where it is not there yet.
pub(super) fn loaded(words: &Arc<Words>) -> Arc<Words> {
    match words.has_dictionary() {
        true => words.clone(),
        false => Arc::new(Words::load()),
    }
}
