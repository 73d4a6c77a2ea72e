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

    /// How long to wait at `now` after a go that began at `begun` and asked for `asked`. The time it took counts.
    pub(crate) fn pause(self, asked: usize, begun: Timestamp, now: Timestamp) -> Duration {
        let asked = u64::try_from(asked).unwrap_or(u64::MAX);
        let share = Duration::from_micros(asked.saturating_mul(1_000_000) / u64::from(self.0.get()));
        share.saturating_sub(now.since(begun))
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
    fn a_pace_that_nobody_limits_goes_on_at_once_and_in_many_goes() {
        assert_eq!(Pace::of(NonZeroU32::MAX).in_one_go(), 500);
        assert_eq!(pause(u32::MAX, 500, 0), Duration::ZERO);
    }
}
