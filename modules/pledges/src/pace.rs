//! How fast this module asks for what payments has the provider do: as fast as the provider takes it. Payments keeps the
//! pace to the call; here it only matters that what waits there never grows long.

use contracts::Timestamp;
use std::{num::NonZeroU32, time::Duration};

/// How many are asked for side by side: their commits are shared, and no pool is used up.
pub(crate) const SIDE_BY_SIDE: usize = 8;
/// How many are asked for in one go at most, so that a go ends long before its lease does.
const LONGEST: u32 = 500;

/// So many a second.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pace(NonZeroU32);

impl Pace {
    pub(crate) const fn of(a_second: NonZeroU32) -> Self {
        Self(a_second)
    }

    /// How many are asked for in one go: those of a second.
    pub(crate) fn in_one_go(self) -> i64 {
        self.0.get().min(LONGEST).into()
    }

    /// How long to wait at `now` after a go that began at `begun` and asked for `asked`. The time it took counts, and so
    /// does by how much it began late: a worker notes how a go ended and finds the next some time after it is due, and
    /// what is asked for would fall behind what is done by that much each time. So goes are due at even moments of the
    /// clock, however late the one before began.
    pub(crate) fn pause(self, asked: usize, begun: Timestamp, now: Timestamp) -> Duration {
        let asked = i64::try_from(asked).unwrap_or(i64::MAX);
        let share = asked.saturating_mul(1_000_000) / i64::from(self.0.get());
        let late = begun.0.checked_rem_euclid(share).unwrap_or_default();
        let due = begun.0.saturating_sub(late).saturating_add(share);
        Duration::from_micros(u64::try_from(due.saturating_sub(now.0)).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: Timestamp = Timestamp(1_790_000_000_000_000);

    fn pause(a_second: u32, asked: usize, took: u64) -> Duration {
        let pace = Pace::of(NonZeroU32::new(a_second).unwrap());
        pace.pause(asked, START, START.after(Duration::from_millis(took)))
    }

    #[test]
    fn what_asking_took_is_no_part_of_the_pause() {
        assert_eq!(pause(25, 25, 0), Duration::from_secs(1));
        assert_eq!(pause(25, 25, 300), Duration::from_millis(700));
        assert_eq!(pause(25, 25, 1_200), Duration::ZERO);
        assert_eq!(pause(25, 5, 0), Duration::from_millis(200), "the last ones need no whole second");
    }

    #[test]
    fn goes_that_begin_late_are_as_many_as_those_that_do_not() {
        let pace = Pace::of(NonZeroU32::new(25).unwrap());
        let (mut now, mut goes) = (START, 0);
        while now.since(START) < Duration::from_secs(60) {
            // Found 200 ms after it is due, and done within 300.
            let begun = now.after(Duration::from_millis(200));
            let done = begun.after(Duration::from_millis(300));
            now = done.after(pace.pause(25, begun, done));
            goes += 1;
        }
        assert_eq!(goes, 60);
    }

    #[test]
    fn a_pace_that_nobody_limits_goes_on_at_once_and_in_many_goes() {
        assert_eq!(Pace::of(NonZeroU32::MAX).in_one_go(), 500);
        assert_eq!(pause(u32::MAX, 500, 0), Duration::ZERO);
    }
}
