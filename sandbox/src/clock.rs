use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use crate::settings::{Advance, Now};

/// The sandbox's time: a given source plus an offset of its own.
pub(crate) struct Clock {
    source: Now,
    advance: Option<Advance>,
    offset: AtomicI64,
}

impl Clock {
    pub(crate) fn new(source: Now, advance: Option<Advance>) -> Self {
        Self { source, advance, offset: AtomicI64::new(0) }
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

    /// Moves time. Where the clock is shared, its owner moves it and our offset stays.
    pub(crate) fn advance(&self, micros: i64) {
        match &self.advance {
            Some(owner) => owner(micros),
            None => {
                self.offset.fetch_add(micros, Ordering::SeqCst);
            }
        }
    }
}

/// The computer's time in microseconds: the default clock of a sandbox that runs by itself.
#[expect(clippy::disallowed_methods, reason = "the one place where a sandbox by itself gets its time")]
pub fn system_micros() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_micros()).unwrap_or(i64::MAX)
}
