//! What goes wrong between the program and everything else, and when the program ends.

use super::{dice::Dice, trace::Trace};
use kernel::death::{self, Moment};
use std::{
    future::poll_fn,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    task::{Poll, Waker},
};

/// What becomes of one call to the provider.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Call {
    Answered,
    /// It never arrived, and a timeout is all that is known.
    LostBefore,
    /// It was done, and a timeout is all that is known.
    LostAfter,
    /// The program ends before it arrives.
    DiesBefore,
    /// It was done, and the program ends before it knows.
    DiesAfter,
}

/// Clones are the same chaos.
#[derive(Clone)]
pub(super) struct Chaos(Arc<Mutex<Inner>>, Trace);

struct Inner {
    dice: Dice,
    /// Of a hundred calls, so many are lost.
    losses: u64,
    /// The program ends at this one of its calls.
    deadly_call: Option<usize>,
    /// The program ends at this one of its commits.
    deadly_commit: Option<(usize, Moment)>,
    dead: bool,
    waits: Option<Waker>,
}

impl Chaos {
    pub(super) fn new(dice: Dice, trace: Trace) -> Self {
        let inner =
            Inner { dice, losses: 0, deadly_call: None, deadly_commit: None, dead: false, waits: None };
        Self(Arc::new(Mutex::new(inner)), trace)
    }

    pub(super) fn lose(&self, of_hundred: u64) {
        self.inner().losses = of_hundred;
    }

    /// The program is to end at the `nth` call from now on, from 0.
    pub(super) fn die_at_call(&self, nth: usize) {
        self.inner().deadly_call = Some(nth);
    }

    /// The program is to end at the `nth` commit from now on, from 0.
    pub(super) fn die_at_commit(&self, nth: usize, moment: Moment) {
        self.inner().deadly_commit = Some((nth, moment));
    }

    /// Nothing goes wrong any more.
    pub(super) fn calm(&self) {
        let mut inner = self.inner();
        (inner.losses, inner.deadly_call, inner.deadly_commit) = (0, None, None);
    }

    /// The program starts, on this thread.
    pub(super) fn begin(&self) {
        let mut inner = self.inner();
        (inner.dead, inner.deadly_call, inner.deadly_commit) = (false, None, None);
        let chaos = self.clone();
        death::decide_on_this_thread(Some(Box::new(move |moment| chaos.commits(moment))));
    }

    /// What becomes of the next call.
    pub(super) fn call(&self) -> Call {
        let mut inner = self.inner();
        let after = inner.dice.percent(50);
        if let Some(left) = inner.deadly_call {
            inner.deadly_call = left.checked_sub(1);
            if left == 0 {
                return if after { Call::DiesAfter } else { Call::DiesBefore };
            }
        }
        let losses = inner.losses;
        match (inner.dice.percent(losses), after) {
            (false, _) => Call::Answered,
            (true, false) => Call::LostBefore,
            (true, true) => Call::LostAfter,
        }
    }

    /// The program ends here.
    pub(super) fn die(&self, of_what: &str) {
        self.1.note(format!("the program ends: {of_what}"));
        let mut inner = self.inner();
        inner.dead = true;
        if let Some(waker) = inner.waits.take() {
            waker.wake();
        }
    }

    /// Resolves when the program has ended.
    pub(super) async fn death(&self) {
        poll_fn(|cx| {
            let mut inner = self.inner();
            inner.waits = Some(cx.waker().clone());
            if inner.dead { Poll::Ready(()) } else { Poll::Pending }
        })
        .await;
    }

    fn commits(&self, moment: Moment) -> bool {
        let mut inner = self.inner();
        let Some((left, deadly)) = inner.deadly_commit.filter(|(_, deadly)| *deadly == moment) else {
            return false;
        };
        inner.deadly_commit = left.checked_sub(1).map(|left| (left, deadly));
        drop(inner);
        if left == 0 {
            self.die(&format!("{deadly:?}"));
        }
        left == 0
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
