use contracts::Timestamp;
use kernel::{Clock as _, FixedClock};
use std::sync::{Arc, Mutex, PoisonError};

/// What happened, in order. Clones write into the same one.
#[derive(Clone)]
pub(super) struct Trace {
    clock: Arc<FixedClock>,
    began: Timestamp,
    lines: Arc<Mutex<Vec<String>>>,
}

impl Trace {
    pub(super) fn new(clock: Arc<FixedClock>) -> Self {
        Self { began: clock.now(), clock, lines: Arc::default() }
    }

    pub(super) fn note(&self, what: impl AsRef<str>) {
        let at = self.clock.now().since(self.began);
        let line = format!("{:>9.3} s  {}", at.as_secs_f64(), what.as_ref());
        self.lines.lock().unwrap_or_else(PoisonError::into_inner).push(line);
    }

    pub(super) fn lines(&self) -> Vec<String> {
        self.lines.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}
