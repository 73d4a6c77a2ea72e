use contracts::Timestamp;
use serde::Serialize;
use std::{
    collections::VecDeque,
    sync::{Mutex, MutexGuard, PoisonError},
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

/// How the calls of one name fare in this process, for whoever looks at what is stuck.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct BreakerHealth {
    /// What is called.
    pub name: &'static str,
    /// Whether it is.
    pub state: BreakerState,
    /// Since when it is not.
    pub since: Option<Timestamp>,
}

/// Stops calling a provider that does not answer, so that work waits instead of failing.
///
/// Opens when half of at least ten calls within 30 s failed. Only faults of the line or of their side count: a
/// declined card is an answer. While open, one call in 5 s goes through; its success closes the breaker.
#[derive(Debug)]
pub struct CircuitBreaker {
    name: &'static str,
    inner: Mutex<Inner>,
}

#[derive(Debug, Default)]
struct Inner {
    calls: VecDeque<(Timestamp, bool)>,
    open_since: Option<Timestamp>,
    last_probe: Option<Timestamp>,
}

impl CircuitBreaker {
    /// A closed breaker of the calls called `name`.
    pub fn named(name: &'static str) -> Self {
        Self { name, inner: Mutex::default() }
    }

    /// Whether a call may be made at `now`; otherwise how long to wait.
    ///
    /// # Errors
    /// The pause, when the breaker is open.
    pub fn admit(&self, now: Timestamp) -> Result<(), Duration> {
        let mut inner = self.inner();
        if inner.open_since.is_none() {
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
    pub fn note(&self, now: Timestamp, answered: bool) {
        let mut inner = self.inner();
        if inner.open_since.is_some() && answered {
            tracing::info!(calls = self.name, "they answer again");
            *inner = Inner::default();
            return;
        }
        inner.calls.push_back((now, answered));
        while inner.calls.front().is_some_and(|(at, _)| now.since(*at) > WINDOW) {
            inner.calls.pop_front();
        }
        let failed = inner.calls.iter().filter(|(_, answered)| !answered).count();
        if inner.open_since.is_none() && inner.calls.len() >= ENOUGH && 2 * failed >= inner.calls.len() {
            tracing::warn!(calls = self.name, failed, "they do not answer; calls wait");
            inner.open_since = Some(now);
            inner.last_probe = Some(now);
        }
    }

    /// How it stands.
    pub fn health(&self) -> BreakerHealth {
        let since = self.inner().open_since;
        let state = if since.is_some() { BreakerState::Open } else { BreakerState::Closed };
        BreakerHealth { name: self.name, state, since }
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: Timestamp = Timestamp(0);

    #[test]
    fn it_opens_when_half_of_ten_calls_failed_and_closes_when_a_probe_succeeds() {
        let breaker = CircuitBreaker::named("bells");
        for call in 0..10 {
            assert_eq!(breaker.admit(START), Ok(()));
            breaker.note(START, call % 2 == 0);
        }
        let open = BreakerHealth { name: "bells", state: BreakerState::Open, since: Some(START) };
        assert_eq!(breaker.health(), open);
        assert_eq!(breaker.admit(START), Err(PROBE_EVERY));
        let later = START.after(PROBE_EVERY);
        assert_eq!(breaker.admit(later), Ok(()), "one probe");
        assert!(breaker.admit(later).is_err(), "and no second");
        breaker.note(later, false);
        assert_eq!(breaker.health(), open, "open since it opened");
        breaker.note(later, true);
        assert_eq!(breaker.health().state, BreakerState::Closed);
    }

    #[test]
    fn failures_of_long_ago_are_forgotten() {
        let breaker = CircuitBreaker::named("bells");
        for _ in 0..9 {
            breaker.note(START, false);
        }
        breaker.note(START.after(Duration::from_secs(31)), false);
        assert_eq!(breaker.health().state, BreakerState::Closed);
    }
}
