//! How far a campaign has come, and how that is told: a bar helps in the middle and harms at the start
//! (experience.md 1.1, "Progress").

use contracts::Money;
use serde::Serialize;

/// Below this many thousandths of the goal no percentage is shown.
const EARLY: i64 = 150;
/// From this many thousandths on, what is missing is shown.
const NEAR: i64 = 850;
/// Thousandths of the goal that mark the way.
const MILESTONES: [i64; 5] = [100, 250, 500, 750, 1000];

/// What was raised of a goal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Progress {
    pub(crate) raised: Money,
    pub(crate) goal: Money,
}

/// Which part of the way a campaign is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Stage {
    /// Too little for a percentage to encourage anybody.
    Early,
    /// On the way.
    Underway,
    /// Nearly there.
    Near,
    /// There, or beyond.
    Reached,
}

impl Progress {
    pub(crate) fn stage(self) -> Stage {
        match self.permille() {
            ..EARLY => Stage::Early,
            EARLY..=NEAR => Stage::Underway,
            _ if self.raised.minor < self.goal.minor => Stage::Near,
            _ => Stage::Reached,
        }
    }

    /// Thousandths of the goal, rounded down, so that 1000 means reached. May exceed 1000.
    pub(crate) fn permille(self) -> i64 {
        let goal = i128::from(self.goal.minor.max(1));
        i64::try_from(i128::from(self.raised.minor.max(0)) * 1000 / goal).unwrap_or(i64::MAX)
    }

    /// Whole percent, rounded down.
    pub(crate) fn percent(self) -> i64 {
        self.permille() / 10
    }

    /// What is still missing.
    pub(crate) fn to_go(self) -> Money {
        Money::new((self.goal.minor - self.raised.minor).max(0), self.goal.currency)
    }

    /// The next mark on the way, `None` once the goal is reached.
    pub(crate) fn next_milestone(self) -> Option<Money> {
        let marks = MILESTONES.iter().map(|it| i128::from(self.goal.minor) * i128::from(*it) / 1000);
        let next = marks.filter_map(|it| i64::try_from(it).ok()).find(|it| *it > self.raised.minor)?;
        Some(Money::new(next, self.goal.currency))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use contracts::Currency;

    fn progress(raised: i64) -> Progress {
        let inr = |minor| Money::new(minor, Currency::Inr);
        Progress { raised: inr(raised), goal: inr(100_000) }
    }

    #[test]
    fn below_15_percent_no_percentage_is_shown() {
        assert_eq!(progress(14_999).stage(), Stage::Early);
        assert_eq!(progress(14_999).next_milestone(), Some(Money::new(25_000, Currency::Inr)));
    }

    #[test]
    fn from_15_to_85_percent_it_is_shown() {
        assert_eq!((progress(15_000).stage(), progress(15_000).percent()), (Stage::Underway, 15));
        assert_eq!((progress(85_000).stage(), progress(85_000).percent()), (Stage::Underway, 85));
    }

    #[test]
    fn above_85_percent_what_is_missing_is_shown() {
        assert_eq!(progress(85_100).to_go(), Money::new(14_900, Currency::Inr));
        assert_eq!(progress(85_100).stage(), Stage::Near);
        assert_eq!(progress(99_999).stage(), Stage::Near);
    }

    #[test]
    fn the_goal_is_reached_by_the_last_unit_and_not_before() {
        assert_eq!(progress(99_999).percent(), 99);
        assert_eq!(progress(100_000).stage(), Stage::Reached);
        assert_eq!(progress(100_000).next_milestone(), None);
        assert_eq!(progress(250_000).percent(), 250);
    }
}
