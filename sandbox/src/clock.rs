use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use crate::settings::{Advance, Now};

/// The sandbox's time: a given source plus an offset of its own.
pub(crate) struct Clock {
    source: Now,
    advance: Option<Advance>,
    offset: AtomicI64,
    /// Held while time is moved.
    moving: Mutex<()>,
}

impl Clock {
    pub(crate) fn new(source: Now, advance: Option<Advance>) -> Self {
        Self { source, advance, offset: AtomicI64::new(0), moving: Mutex::new(()) }
    }

    /// Microseconds since the Unix epoch.
    pub(crate) fn now(&self) -> i64 {
        (self.source)().saturating_add(self.offset())
    }

    pub(crate) fn offset(&self) -> i64 {
        self.offset.load(Ordering::SeqCst)
    }

    pub(crate) fn set_offset(&self, micros: i64) {
        self.offset.store(micros, Ordering::SeqCst);
    }

    /// Moves time.
    pub(crate) fn advance(&self, micros: i64) {
        let _alone = self.moving.lock().unwrap_or_else(PoisonError::into_inner);
        self.shift(micros);
    }

    /// Moves time, unless it would then be later than `latest`. Whether it moved.
    pub(crate) fn advance_within(&self, micros: i64, latest: i64) -> bool {
        let _alone = self.moving.lock().unwrap_or_else(PoisonError::into_inner);
        let fits = self.now().checked_add(micros).is_some_and(|it| it <= latest);
        if fits {
            self.shift(micros);
        }
        fits
    }

    /// Where the clock is shared, its owner moves it and our offset stays.
    fn shift(&self, micros: i64) {
        match &self.advance {
            Some(owner) => owner(micros),
            None => self.set_offset(self.offset().saturating_add(micros)),
        }
    }
}

/// The computer's time in microseconds: the default clock of a sandbox that runs by itself.
#[expect(clippy::disallowed_methods, reason = "the one place where a sandbox by itself gets its time")]
pub fn system_micros() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_micros()).unwrap_or(i64::MAX)
}
