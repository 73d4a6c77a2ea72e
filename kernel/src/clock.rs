use contracts::Timestamp;
use std::{
    fmt::Debug,
    sync::atomic::{AtomicI64, Ordering},
    time::{Duration, UNIX_EPOCH},
};

/// What time it is. Handed to whoever asks, so that a test and the demo can move it.
pub trait Clock: Debug + Send + Sync {
    /// This moment, by this process.
    fn now(&self) -> Timestamp;

    /// This moment, when the database's own clock says `database`. Deadlines go by it, so that two processes
    /// that disagree about the time still decide alike.
    fn by_database(&self, database: Timestamp) -> Timestamp;

    /// A time that runs as the machine's does, whatever else is moved: for leases, which must not run out
    /// because somebody shows what tomorrow looks like.
    fn steady(&self) -> Timestamp {
        self.now()
    }

    /// Whether time passes by itself. Where it does not, whoever waits for a moment would wait for ever.
    fn runs(&self) -> bool {
        true
    }
}

/// The machine's clock.
#[derive(Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        machine_time()
    }

    fn by_database(&self, database: Timestamp) -> Timestamp {
        database
    }
}

/// The machine's clock, moved forward by whoever shows the product.
#[derive(Debug, Default)]
pub struct DemoClock {
    ahead: AtomicI64,
}

impl DemoClock {
    /// A clock that is `ahead` microseconds ahead of the machine's.
    pub fn ahead_by(ahead: i64) -> Self {
        Self { ahead: AtomicI64::new(ahead) }
    }

    /// Moves time forward.
    pub fn advance(&self, by: Duration) {
        self.ahead.fetch_add(i64::try_from(by.as_micros()).unwrap_or(i64::MAX), Ordering::SeqCst);
    }

    /// By how many microseconds it is ahead.
    pub fn ahead(&self) -> i64 {
        self.ahead.load(Ordering::SeqCst)
    }
}

impl Clock for DemoClock {
    fn now(&self) -> Timestamp {
        self.by_database(machine_time())
    }

    fn by_database(&self, database: Timestamp) -> Timestamp {
        Timestamp(database.0.saturating_add(self.ahead()))
    }

    fn steady(&self) -> Timestamp {
        machine_time()
    }
}

/// A clock that stands still until told otherwise.
#[derive(Debug)]
pub struct FixedClock {
    now: AtomicI64,
}

impl FixedClock {
    /// A clock that shows `now`.
    pub fn at(now: Timestamp) -> Self {
        Self { now: AtomicI64::new(now.0) }
    }

    /// Moves time forward.
    pub fn advance(&self, by: Duration) {
        self.now.fetch_add(i64::try_from(by.as_micros()).unwrap_or(i64::MAX), Ordering::SeqCst);
    }

    /// Sets the time, backwards too.
    pub fn set(&self, now: Timestamp) {
        self.now.store(now.0, Ordering::SeqCst);
    }
}

impl Clock for FixedClock {
    fn now(&self) -> Timestamp {
        Timestamp(self.now.load(Ordering::SeqCst))
    }

    fn by_database(&self, _: Timestamp) -> Timestamp {
        self.now()
    }

    fn runs(&self) -> bool {
        false
    }
}

#[expect(clippy::disallowed_methods, reason = "the one place that asks the machine for the time")]
fn machine_time() -> Timestamp {
    let since = std::time::SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Timestamp(i64::try_from(since.as_micros()).unwrap_or(i64::MAX))
}
