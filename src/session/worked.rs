//! What is worked out on another thread for a board, and kept until something else is wanted.

use super::ActError;
use super::jobs::{JobDone, JobKind, Pulse};
use super::locale::Saying;
use super::{Manner, Session};
use crate::model::ProjectId;
use std::sync::mpsc::{Receiver, TryRecvError, channel};

/// A wish with what came of it.
pub struct Worked<W, A> {
    wish: Option<W>,
    /// The wish and the state of the project that are worked on, or were.
    of: Option<(W, ProjectId, u64)>,
    answer: Option<A>,
    error: Option<Saying>,
    coming: Option<(u64, Receiver<Result<A, ActError>>)>,
    /// Rises whenever the answer is another one.
    turn: u64,
}

impl<W, A> Default for Worked<W, A> {
    fn default() -> Self {
        Self {
            wish: None,
            of: None,
            answer: None,
            error: None,
            coming: None,
            turn: 0,
        }
    }
}

impl<W: Clone + PartialEq, A> Worked<W, A> {
    /// What is wanted.
    pub fn wish(&self) -> Option<&W> {
        self.wish.as_ref()
    }

    /// What came of it; of a former wish while it is still coming.
    pub fn answer(&self) -> Option<&A> {
        self.answer.as_ref()
    }

    /// Why nothing came of it.
    pub fn error(&self) -> Option<&Saying> {
        self.error.as_ref()
    }

    /// Whether an answer is coming.
    pub fn is_coming(&self) -> bool {
        self.coming.is_some()
    }

    /// A number that is another one whenever the answer is.
    pub fn turn(&self) -> u64 {
        self.turn
    }

    /// Whether the answer, or the one that is coming, is of an earlier state of the project.
    pub fn is_stale(&self, revision: u64) -> bool {
        self.of.as_ref().is_some_and(|it| it.2 != revision)
    }

    /// Forgets the wish and what came of it.
    pub(super) fn forget(&mut self) {
        *self = Self {
            turn: self.turn + 1,
            ..Self::default()
        };
    }

    pub(super) fn want(&mut self, wish: W) {
        self.wish = Some(wish);
    }

    /// Has the same worked out again.
    pub(super) fn renew(&mut self) {
        self.of = None;
    }

    /// The wish that is to be worked on for this state of the project: another one than was, or the
    /// same for another state where `follows`.
    fn next(&mut self, (project, revision): (ProjectId, u64), follows: bool) -> Option<W> {
        let wish = self.wish.clone()?;
        let is_same = self.of.as_ref().is_some_and(|(of, home, at)| {
            *of == wish && *home == project && (*at == revision || !follows)
        });
        if is_same {
            return None;
        }
        self.of = Some((wish.clone(), project, revision));
        Some(wish)
    }
}

/// Where a session keeps what is worked out.
type Place<W, A> = fn(&mut Session) -> &mut Worked<W, A>;

impl Session {
    /// Takes in what has been worked out, and starts what is wanted: a wish that is new, and where
    /// `follows` one that was worked out for another state of the project.
    pub(super) fn keep_worked<W, A>(
        &mut self,
        place: Place<W, A>,
        follows: bool,
        work: impl FnOnce(&mut Self, W) -> Work<A>,
    ) where
        W: Clone + PartialEq,
        A: Send + 'static,
    {
        self.take_worked(place);
        let state = self
            .open
            .as_ref()
            .map(|it| (it.project().head().id, it.history().revision()));
        let Some(state) = state.filter(|_| self.manner == Manner::Window) else {
            return;
        };
        let Some(wish) = place(self).next(state, follows) else {
            return;
        };
        if let Some((job, _)) = place(self).coming.take() {
            self.jobs.stop(job);
        }
        let work = work(self, wish);
        let (sender, receiver) = channel();
        let job = self.start(JobKind::Count, move |pulse| {
            if let Some(made) = work(pulse) {
                // Nobody listens any more once something else is wanted.
                let _ = sender.send(made);
            }
            JobDone::Answered
        });
        place(self).coming = job.map(|job| (job, receiver));
    }

    fn take_worked<W: Clone + PartialEq, A>(&mut self, place: Place<W, A>) {
        let Some((_, coming)) = &place(self).coming else {
            return;
        };
        let came = match coming.try_recv() {
            Err(TryRecvError::Empty) => return,
            Err(TryRecvError::Disconnected) => None,
            Ok(came) => Some(came),
        };
        let (answer, error) = match came {
            Some(Ok(answer)) => (Some(answer), None),
            Some(Err(error)) => (None, Some(self.words_for(&error))),
            None => (None, None),
        };
        let worked = place(self);
        worked.coming = None;
        worked.turn += 1;
        (worked.answer, worked.error) = (answer, error);
        self.turn += 1;
    }
}

/// Work for another thread; nothing comes of it when it is stopped.
pub(super) type Work<A> = Box<dyn FnOnce(&Pulse) -> Option<Result<A, ActError>> + Send>;
