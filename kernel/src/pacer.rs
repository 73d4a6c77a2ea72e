use contracts::Timestamp;
use std::{
    collections::VecDeque,
    num::NonZeroU32,
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

/// Lets calls through no faster than whoever is called takes them: a token bucket, told as the generic cell rate
/// algorithm (ITU-T I.371, annex A). A few of a second's calls may go at once, and the rest evenly, so that no second has
/// more of them than there may be, and whoever never stops asking makes all but a twentieth of them. Those few are what a
/// call may come late without losing its place: a worker is never called to the moment. Calls that were let through one
/// by one and held up together would leave together: each asks once more just before it leaves ([`Pacer::leave`]).
///
/// Whoever comes too early is told when to come again, each a little later than the one before, so that a thousand that
/// waited together do not all ask again together. Whoever can wait where they are may have a place kept for them instead:
/// coming again costs a worker two commits, and when these take longer than the pause between two calls, those who come
/// together in the end find one place for all of them. It is one process that is paced; two share nothing.
#[derive(Debug)]
pub struct Pacer {
    /// Between two calls, in microseconds.
    every: i64,
    /// How far ahead of the pace a burst may run, in microseconds.
    ahead: i64,
    /// How many there may be in a second.
    most: usize,
    inner: Mutex<Inner>,
}

#[derive(Debug, Default)]
struct Inner {
    /// When the call after all that were let through would be on time.
    next: i64,
    /// When the last of those who were told to wait comes again.
    line: i64,
    /// When those left that left last, as many as there may be in a second.
    left: VecDeque<i64>,
}

/// What the way to whoever is called may shorten a second by, in microseconds. At the even pace a second's calls take
/// longer than that anyway.
const ON_THE_WAY: i64 = 20_000;
/// Beyond so many in a second nobody counts them: it is a pace that nobody set.
const COUNTED: usize = 1_000;

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
        let ahead = every * i64::from(at_once - 1);
        Self { every, ahead, most: all as usize, inner: Mutex::default() }
    }

    /// Whether a call may be made at `now`; otherwise how long to wait.
    ///
    /// # Errors
    /// The pause, when there were as many calls as there may be.
    pub fn admit(&self, now: Timestamp) -> Result<(), Duration> {
        self.keep(now, Duration::ZERO).map(drop)
    }

    /// After which pause a call may be made that nobody else's takes the place of, for whoever waits for up to `patience`
    /// from `now` and makes it then. Otherwise, as of [`Pacer::admit`], how long to wait before asking again.
    ///
    /// # Errors
    /// The pause, when everything within `patience` is somebody else's.
    pub fn keep(&self, now: Timestamp, patience: Duration) -> Result<Duration, Duration> {
        let mut inner = self.inner();
        let next = inner.next.max(now.0);
        let free = (next - self.ahead).max(now.0);
        let pause = Duration::from_micros((free - now.0).unsigned_abs());
        if pause <= patience {
            inner.next = next + self.every;
            return Ok(pause);
        }
        inner.line = free.max(inner.line + self.every);
        Err(Duration::from_micros((inner.line - now.0).unsigned_abs()))
    }

    /// How long a call that was let through and is about to leave at `now` waits yet: until no second has more of them than
    /// there may be, which is at once unless those before it left late. It leaves after that.
    pub fn leave(&self, now: Timestamp) -> Duration {
        if self.most > COUNTED {
            return Duration::ZERO;
        }
        let mut inner = self.inner();
        let full = inner.left.len() == self.most;
        let first = if full { inner.left.pop_front() } else { None };
        let at = first.map_or(now.0, |it| now.0.max(it + 1_000_000 + ON_THE_WAY));
        inner.left.push_back(at);
        Duration::from_micros((at - now.0).unsigned_abs())
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
    fn whoever_can_wait_has_a_place_of_their_own_and_the_others_come_after_them() {
        let (pacer, patience) = (Pacer::new(TWENTY), Duration::from_millis(200));
        let kept: Vec<_> = (0..10).map_while(|_| pacer.keep(at(0), patience).ok()).collect();
        assert_eq!(kept.iter().map(Duration::as_millis).collect::<Vec<_>>(), [0, 0, 52, 105, 157]);
        let again = pacer.keep(at(0), patience).unwrap_err();
        assert!(again > patience, "{again:?}");
        assert!(pacer.admit(at(160)).is_err(), "what is kept is nobody else's");
        assert_eq!(pacer.admit(at(0).after(again)), Ok(()));
    }

    /// Those who were told to come again come in bunches to a worker whose commits take longer than the pause between two.
    #[test]
    fn a_worker_that_is_called_seldom_loses_no_place_of_those_that_are_kept() {
        let (keeps, asks) = (Pacer::new(TWENTY), Pacer::new(TWENTY));
        let (mut kept, mut asked) = (0, 0);
        for moment in (0..10_000).step_by(150) {
            while keeps.keep(at(moment), Duration::from_millis(500)).is_ok() {
                kept += 1;
            }
            while asks.admit(at(moment)).is_ok() {
                asked += 1;
            }
        }
        assert!(kept >= 10 * 19, "{kept} in ten seconds");
        assert!(asked < 10 * 14, "{asked} in ten seconds");
    }

    #[test]
    fn those_that_were_held_up_do_not_leave_together_with_those_after_them() {
        let pacer = Pacer::new(TWENTY);
        let late = (0..20).map(|_| pacer.leave(at(900))).collect::<Vec<_>>();
        assert_eq!(late, vec![Duration::ZERO; 20]);
        assert_eq!(pacer.leave(at(1_000)), Duration::from_millis(920));
        assert_eq!(pacer.leave(at(2_000)), Duration::ZERO);
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
        fn no_second_has_more_calls_than_there_may_be_however_late_they_are(
            late in prop::collection::vec(0_u64..300, 1..50),
            most in prop::sample::select(vec![1_u32, 2, 19, 20, 25, 50, 250]),
            in_rows in any::<bool>(),
            patience in prop::sample::select(vec![0_u64, 200, 500]),
            pauses in prop::collection::vec(0_u64..100, 1..400),
        ) {
            let rate = NonZeroU32::new(most).unwrap_or(TWENTY);
            let pacer = if in_rows { Pacer::in_rows(rate) } else { Pacer::new(rate) };
            let mut now = 0;
            let mut gone = Vec::new();
            for pause in pauses {
                now += pause;
                while let Ok(kept) = pacer.keep(at(now), Duration::from_millis(patience)) {
                    gone.push(Duration::from_millis(now) + kept);
                }
            }
            for (it, late) in gone.iter_mut().zip(late.iter().cycle()) {
                *it += Duration::from_millis(*late);
            }
            gone.sort();
            for it in &mut gone {
                *it += pacer.leave(at(0).after(*it));
            }
            for (from, start) in gone.iter().enumerate() {
                let within = gone[from..].iter().filter(|it| **it < *start + Duration::from_secs(1)).count();
                prop_assert!(within <= most as usize, "{within} within a second");
            }
        }
    }
}
