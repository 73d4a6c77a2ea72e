use contracts::Timestamp;
use std::{
    num::NonZeroU32,
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

/// Lets calls through no faster than whoever is called takes them: a token bucket, told as the generic cell rate
/// algorithm (ITU-T I.371, annex A). A few of a second's calls may go at once, and the rest evenly, so that no second has
/// more of them than there may be, and whoever never stops asking makes all but a twentieth of them. Those few are what a
/// call may come late without losing its place: a worker is never called to the moment.
///
/// Whoever comes too early is told when to come again, each a little later than the one before, so that a thousand that
/// waited together do not all ask again together. It is one process that is paced; two share nothing.
#[derive(Debug)]
pub struct Pacer {
    /// Between two calls, in microseconds.
    every: i64,
    /// How far ahead of the pace a burst may run, in microseconds.
    ahead: i64,
    inner: Mutex<Inner>,
}

#[derive(Debug, Default)]
struct Inner {
    /// When the call after all that were let through would be on time.
    next: i64,
    /// When the last of those who were told to wait comes again.
    line: i64,
}

impl Pacer {
    /// Lets `per_second` calls through in a second.
    pub fn new(per_second: NonZeroU32) -> Self {
        let all = per_second.get();
        Self::of(all, (all / 10).clamp(1, 2).max(all / 20))
    }

    /// The same for whoever asks for several things in a row and seldom: a tenth of a second's calls may go at once, and
    /// as many fewer after one another.
    pub fn in_rows(per_second: NonZeroU32) -> Self {
        let all = per_second.get();
        Self::of(all, (all / 10).max(1))
    }

    fn of(all: u32, at_once: u32) -> Self {
        // The last of those at once is one of the even ones. Rounded up, so that one more never fits into a second.
        let every = i64::from(1_000_000_u32.div_ceil(all - at_once + 1));
        Self { every, ahead: every * i64::from(at_once - 1), inner: Mutex::default() }
    }

    /// Whether a call may be made at `now`; otherwise how long to wait.
    ///
    /// # Errors
    /// The pause, when there were as many calls as there may be.
    pub fn admit(&self, now: Timestamp) -> Result<(), Duration> {
        let mut inner = self.inner();
        let next = inner.next.max(now.0);
        let free = next - self.ahead;
        if free <= now.0 {
            inner.next = next + self.every;
            return Ok(());
        }
        inner.line = free.max(inner.line + self.every);
        Err(Duration::from_micros((inner.line - now.0).unsigned_abs()))
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TWENTY: NonZeroU32 = NonZeroU32::new(20).unwrap();

    fn at(millis: u64) -> Timestamp {
        Timestamp(0).after(Duration::from_hours(500_000)).after(Duration::from_millis(millis))
    }

    #[test]
    fn a_few_of_them_go_at_once_and_the_rest_one_by_one() {
        let pacer = Pacer::new(TWENTY);
        let gone = (0..100).filter(|_| pacer.admit(at(0)).is_ok()).count();
        assert_eq!(gone, 2);
        assert!(pacer.admit(at(52)).is_err());
        assert_eq!(pacer.admit(at(53)), Ok(()));
        assert!(pacer.admit(at(54)).is_err());
    }

    #[test]
    fn whoever_waits_is_let_through_when_they_come_again() {
        let pacer = Pacer::new(TWENTY);
        let mut waits: Vec<_> = (0..92).filter_map(|_| pacer.admit(at(0)).err()).collect();
        assert_eq!(waits.len(), 90);
        waits.sort();
        assert_eq!(waits.last().map(Duration::as_secs), Some(4), "nineteen a second");
        for wait in waits {
            assert_eq!(pacer.admit(at(0).after(wait)), Ok(()), "after {wait:?}");
        }
    }

    #[test]
    fn one_call_a_second_is_a_pace_too() {
        let pacer = Pacer::new(NonZeroU32::MIN);
        assert_eq!(pacer.admit(at(0)), Ok(()));
        assert_eq!(pacer.admit(at(0)), Err(Duration::from_secs(1)));
        assert_eq!(pacer.admit(at(1000)), Ok(()));
    }

    #[test]
    fn whoever_asks_in_rows_has_a_tenth_of_them_at_once() {
        let pacer = Pacer::in_rows(NonZeroU32::new(50).unwrap());
        assert_eq!((0..50).filter(|_| pacer.admit(at(0)).is_ok()).count(), 5);
    }

    #[test]
    fn whoever_never_stops_asking_makes_all_but_a_twentieth_of_the_calls() {
        for most in [20, 25, 50, 250, 1000] {
            let pacer = Pacer::new(NonZeroU32::new(most).unwrap());
            let mut gone = 0;
            for moment in 0..10_000 {
                while pacer.admit(at(moment)).is_ok() {
                    gone += 1;
                }
            }
            assert!(2 * gone >= 19 * most, "{gone} in ten seconds, of {most} in each");
        }
    }

    proptest! {
        #[test]
        fn no_second_has_more_calls_than_there_may_be(
            most in prop::sample::select(vec![1_u32, 2, 19, 20, 25, 50, 250]),
            in_rows in any::<bool>(),
            pauses in prop::collection::vec(0_u64..100, 1..400),
        ) {
            let rate = NonZeroU32::new(most).unwrap_or(TWENTY);
            let pacer = if in_rows { Pacer::in_rows(rate) } else { Pacer::new(rate) };
            let mut now = 0;
            let mut gone = Vec::new();
            for pause in pauses {
                now += pause;
                while pacer.admit(at(now)).is_ok() {
                    gone.push(now);
                }
            }
            for (from, start) in gone.iter().enumerate() {
                let within = gone[from..].iter().filter(|it| **it < start + 1000).count();
                prop_assert!(within <= most as usize, "{within} within a second");
            }
        }
    }
}
