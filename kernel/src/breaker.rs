use crate::Clock;
use contracts::Timestamp;
use serde::Serialize;
use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

/// The calls that are looked at.
const WINDOW: Duration = Duration::from_secs(30);
/// Fewer calls than this say nothing.
const ENOUGH: usize = 10;
/// While open, one call is let through this often to see whether they are back.
const PROBE_EVERY: Duration = Duration::from_secs(5);

/// How a breaker stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum BreakerState {
    /// Calls go through.
    Closed,
    /// Calls wait.
    Open,
}

/// Stops calling a provider that does not answer, so that work waits instead of failing.
///
/// Opens when half of at least ten calls within 30 s failed. Only faults of the line or of their side count: a
/// declined card is an answer. While open, one call in 5 s goes through; its success closes the breaker.
#[derive(Debug)]
pub struct CircuitBreaker {
    clock: Arc<dyn Clock>,
    inner: Mutex<Inner>,
}

#[derive(Debug, Default)]
struct Inner {
    calls: VecDeque<(Timestamp, bool)>,
    open: bool,
    last_probe: Option<Timestamp>,
}

impl CircuitBreaker {
    /// A closed breaker.
    pub fn new(clock: Arc<dyn Clock>) -> Self {
        Self { clock, inner: Mutex::default() }
    }

    /// Whether a call may be made now; otherwise how long to wait.
    ///
    /// # Errors
    /// The pause, when the breaker is open.
    pub fn admit(&self) -> Result<(), Duration> {
        let now = self.clock.now();
        let mut inner = self.inner();
        if !inner.open {
            return Ok(());
        }
        let since = inner.last_probe.map_or(PROBE_EVERY, |last| now.since(last));
        if since < PROBE_EVERY {
            return Err(PROBE_EVERY.saturating_sub(since));
        }
        inner.last_probe = Some(now);
        Ok(())
    }

    /// Notes how a call went: `true` when they answered, whatever the answer.
    pub fn note(&self, answered: bool) {
        let now = self.clock.now();
        let mut inner = self.inner();
        if inner.open && answered {
            *inner = Inner::default();
            return;
        }
        inner.calls.push_back((now, answered));
        while inner.calls.front().is_some_and(|(at, _)| now.since(*at) > WINDOW) {
            inner.calls.pop_front();
        }
        let failed = inner.calls.iter().filter(|(_, answered)| !answered).count();
        if !inner.open && inner.calls.len() >= ENOUGH && 2 * failed >= inner.calls.len() {
            inner.open = true;
            inner.last_probe = Some(now);
        }
    }

    /// How it stands.
    pub fn state(&self) -> BreakerState {
        if self.inner().open { BreakerState::Open } else { BreakerState::Closed }
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::FixedClock;

    fn breaker() -> (Arc<FixedClock>, CircuitBreaker) {
        let clock = Arc::new(FixedClock::at(Timestamp(0)));
        (clock.clone(), CircuitBreaker::new(clock))
    }

    #[test]
    fn it_opens_when_half_of_ten_calls_failed_and_closes_when_a_probe_succeeds() {
        let (clock, breaker) = breaker();
        for call in 0..10 {
            assert_eq!(breaker.admit(), Ok(()));
            breaker.note(call % 2 == 0);
        }
        assert_eq!(breaker.state(), BreakerState::Open);
        assert_eq!(breaker.admit(), Err(PROBE_EVERY));
        clock.advance(PROBE_EVERY);
        assert_eq!(breaker.admit(), Ok(()), "one probe");
        assert!(breaker.admit().is_err(), "and no second");
        breaker.note(true);
        assert_eq!(breaker.state(), BreakerState::Closed);
    }

    #[test]
    fn failures_of_long_ago_are_forgotten() {
        let (clock, breaker) = breaker();
        for _ in 0..9 {
            breaker.note(false);
        }
        clock.advance(Duration::from_secs(31));
        breaker.note(false);
        assert_eq!(breaker.state(), BreakerState::Closed);
    }
}
