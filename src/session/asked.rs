//! What is asked of the open project on the board of passages, answered on another thread.
//!
//! A new question is answered as it is typed: the first passages are shown as soon as they are found,
//! the others as they come. When the project changes, the former answer stays in sight until the new
//! one is whole.

use super::jobs::{JobDone, JobKind, Pulse};
use super::words_asked::words_of;
use super::{ActError, Manner, Session};
use crate::model::{Project, ProjectId};
use crate::query::{Cell, Index, KwicOrder, Match, QueryError, Search, kwic_sort};
use crate::text::Collation;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, TryRecvError, channel};

/// Passages kept of one answer; who wants more of them makes a rule of the query.
const MOST_PASSAGES: usize = 200_000;
/// Passages after which the first of them are shown.
const FIRST: usize = 64;
/// What a piece of an answer costs, in passages looked at: about a millisecond.
const PIECE: usize = 2_000;

/// What is asked, and how the answer is sorted.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Asking {
    /// The query; empty when nothing is asked.
    pub query: String,
    /// What the passages are sorted by.
    pub order: KwicOrder,
    /// How characters are put in order.
    pub collation: Collation,
    /// The cell of an overview whose passages are wanted, exactly those it counts; the query then
    /// only says nearly the same.
    pub cell: Option<Box<Cell>>,
}

/// A piece of an answer, on its way from the thread that finds it.
enum Piece {
    /// Further passages.
    More(Vec<Match>),
    /// All of them, sorted; whether there are more than are kept.
    Whole(Vec<Match>, bool),
    /// So many count that have no place.
    Lost(usize),
}

/// A question with its answer, as far as it is known.
#[derive(Default)]
pub struct Asked {
    asking: Asking,
    error: Option<QueryError>,
    found: Vec<Match>,
    more: bool,
    lost: usize,
    /// Rises whenever `found` is another one.
    turn: u64,
    /// The state of the project that is answered for, or was, and whether whole words are asked for
    /// and cut by the dictionary.
    of: Option<(ProjectId, u64, bool)>,
    /// Whether it asks for whole words.
    needs_words: bool,
    job: Option<u64>,
    pieces: Option<Receiver<Piece>>,
    /// Whether passages are shown as they come, or only when all are there.
    shows_pieces: bool,
}

impl Asked {
    /// What is asked.
    pub fn asking(&self) -> &Asking {
        &self.asking
    }

    /// Where and why it cannot be asked.
    pub fn error(&self) -> Option<&QueryError> {
        self.error.as_ref()
    }

    /// The passages found so far.
    pub fn found(&self) -> &[Match] {
        &self.found
    }

    /// Whether there are more than are kept.
    pub fn has_more(&self) -> bool {
        self.more
    }

    /// Passages that a cell counts but that have no place any more.
    pub fn lost(&self) -> usize {
        self.lost
    }

    /// Whether the answer is still coming.
    pub fn is_coming(&self) -> bool {
        self.pieces.is_some()
    }

    /// A number that is another one whenever the passages are.
    pub fn turn(&self) -> u64 {
        self.turn
    }

    /// Forgets the question with its answer.
    pub(super) fn forget(&mut self) {
        *self = Self {
            turn: self.turn + 1,
            ..Self::default()
        };
    }

    fn take(&mut self, piece: Piece) {
        match piece {
            Piece::More(more) if self.shows_pieces => self.found.extend(more),
            Piece::More(_) => return,
            Piece::Lost(lost) => self.lost = lost,
            Piece::Whole(found, more) => {
                (self.found, self.more) = (found, more);
                self.pieces = None;
                self.job = None;
            }
        }
        self.turn += 1;
    }
}

impl Session {
    /// What is asked of the open project, with its answer.
    pub fn asked(&self) -> &Asked {
        &self.asked
    }

    /// Asks something; an empty query asks nothing. In a command the query is only looked at.
    ///
    /// # Errors
    /// When no project is open; in a command also where and why the query cannot be asked.
    pub(super) fn ask_for_passages(&mut self, asking: Asking) -> Result<(), ActError> {
        self.need_open()?;
        if self.manner == Manner::Batch && !asking.query.trim().is_empty() {
            self.search(&asking.query)?;
        }
        if (&asking.query, &asking.cell) != (&self.asked.asking.query, &self.asked.asking.cell) {
            self.asked.found.clear();
            self.asked.more = false;
            self.asked.turn += 1;
        }
        self.asked.asking = asking;
        self.asked.of = None;
        self.answer_anew();
        Ok(())
    }

    /// Takes in what has been found, and asks again what was answered for another state of the
    /// project.
    pub(super) fn keep_answering(&mut self) {
        while let Some(pieces) = &self.asked.pieces {
            match pieces.try_recv() {
                Ok(piece) => {
                    self.asked.take(piece);
                    self.turn += 1;
                }
                Err(TryRecvError::Empty) => break,
                // The thread is gone, which has told why.
                Err(TryRecvError::Disconnected) => self.asked.pieces = None,
            }
        }
        self.answer_anew();
    }

    /// What is asked of now: another state wants another answer.
    fn state_asked(&self) -> Option<(ProjectId, u64, bool)> {
        let open = self.open.as_ref()?;
        let revision = open.history().revision();
        let is_cut = self.asked.needs_words && self.words.has_dictionary();
        Some((open.project().head().id, revision, is_cut))
    }

    fn answer_anew(&mut self) {
        let state = self.state_asked();
        if state == self.asked.of || self.manner == Manner::Batch {
            return;
        }
        self.stop_answering();
        self.asked.error = None;
        self.asked.needs_words = false;
        self.asked.lost = 0;
        self.asked.of = self.state_asked();
        if self.asked.asking.query.trim().is_empty() {
            return;
        }
        let Some(open) = &self.open else { return };
        let asking = self.asked.asking.clone();
        if let Some(cell) = asking.cell.clone() {
            self.begin_cell(*cell, asking);
            return;
        }
        match Search::new(open.project(), &asking.query, &self.words) {
            Err(error) => self.asked.error = Some(error),
            Ok(search) => {
                self.asked.needs_words = search.needs_words();
                self.asked.of = self.state_asked();
                self.begin_answer(search, asking);
            }
        }
    }

    fn stop_answering(&mut self) {
        if let Some(job) = self.asked.job.take() {
            self.jobs.stop(job);
        }
        self.asked.pieces = None;
    }

    /// Looks for what is behind a cell.
    fn begin_cell(&mut self, cell: Cell, asking: Asking) {
        let Some(open) = &self.open else { return };
        let (project, index) = (open.project().clone(), open.index().clone());
        let (sender, pieces) = channel();
        self.asked.shows_pieces = false;
        self.asked.pieces = Some(pieces);
        self.asked.job = self.start(JobKind::Ask, move |_| {
            let behind = cell.behind(&project, &index);
            // Nobody listens any more once another question is asked.
            let _ = sender.send(Piece::Lost(behind.lost));
            let _ = sender.send(whole(&project, behind.passages, &asking));
            JobDone::Answered
        });
    }

    fn begin_answer(&mut self, search: Search, asking: Asking) {
        let Some(open) = &self.open else { return };
        let (project, index) = (open.project().clone(), open.index().clone());
        let (sender, pieces) = channel();
        self.asked.shows_pieces = self.asked.found.is_empty();
        self.asked.pieces = Some(pieces);
        let (host, words) = (self.host.clone(), self.words.clone());
        self.asked.job = self.start(JobKind::Ask, move |pulse| {
            let search = match search.needs_words() {
                true => {
                    let own = Arc::new(words_of(&words, &project));
                    Search::new(&project, &asking.query, &own).unwrap_or(search)
                }
                false => search,
            };
            let of = (&project, &index);
            find(search, of, (&asking, pulse), (&sender, &|| host.wake()));
            JobDone::Answered
        });
    }
}

/// Finds everything, tells of it as it goes, and sorts it in the end.
fn find(
    mut search: Search,
    (project, index): (&Project, &Index),
    (asking, pulse): (&Asking, &Pulse),
    (sender, wake): (&Sender<Piece>, &dyn Fn()),
) {
    let (mut told, mut next) = (0, FIRST);
    while !search.go_on(project, index, PIECE) {
        let found = search.found();
        if pulse.is_stopped() || found.len() > MOST_PASSAGES {
            break;
        }
        if found.len() >= next {
            // Nobody listens any more once another question is asked.
            let _ = sender.send(Piece::More(found.get(told..).unwrap_or_default().to_vec()));
            (told, next) = (found.len(), found.len() * 8);
            wake();
        }
    }
    if pulse.is_stopped() {
        return;
    }
    let _ = sender.send(whole(project, search.into_found(), asking));
}

/// What was found, as much as is kept, sorted.
fn whole(project: &Project, mut found: Vec<Match>, asking: &Asking) -> Piece {
    let more = found.len() > MOST_PASSAGES;
    found.truncate(MOST_PASSAGES);
    kwic_sort(project, &mut found, asking.order, asking.collation);
    Piece::Whole(found, more)
}
