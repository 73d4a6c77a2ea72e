//! What was raised day by day against what it takes to arrive in time. Pure.

use serde::Serialize;

const WIDTH: i64 = 720;
const HEIGHT: i64 = 200;

/// A line chart 720 wide and 200 high: what was raised, and the straight line to the goal.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Pace {
    /// The outline of what was raised, as the path of a line.
    line: String,
    /// The same, closed down to the ground.
    area: String,
    /// How high the goal is: where the straight line ends at the right.
    goal_y: i64,
    /// What the upper edge stands for, in minor units.
    highest: i64,
}

impl Pace {
    /// `raised` at the end of each day so far, `days` of them in all until the deadline.
    pub(crate) fn of(raised: &[i64], days: i64, goal: i64) -> Self {
        let highest = raised.iter().copied().chain([goal, 1]).max().unwrap_or(1);
        let y = |value: i64| {
            let up = i128::from(value.max(0)) * i128::from(HEIGHT) / i128::from(highest);
            HEIGHT - i64::try_from(up).unwrap_or(HEIGHT)
        };
        let x = |day: i64| day * WIDTH / days.max(1);
        let points: Vec<_> =
            (1..).zip(raised).map(|(day, value)| format!("L{} {}", x(day).min(WIDTH), y(*value))).collect();
        let line = format!("M0 {HEIGHT}{}", points.concat());
        let end = x(i64::try_from(raised.len()).unwrap_or(days)).min(WIDTH);
        Self { area: format!("{line}L{end} {HEIGHT}H0Z"), line, goal_y: y(goal), highest }
    }

    /// What the upper edge stands for, in minor units.
    pub(crate) fn highest(&self) -> i64 {
        self.highest
    }
}

/// What should be there after `day` of `days` to arrive at `goal` in time.
pub(crate) fn due(day: i64, days: i64, goal: i64) -> i64 {
    let due = i128::from(goal) * i128::from(day.clamp(0, days.max(1))) / i128::from(days.max(1));
    i64::try_from(due).unwrap_or(goal)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_goal_is_due_on_the_last_day_and_half_of_it_half_way() {
        assert_eq!(
            (due(0, 30, 9_000), due(15, 30, 9_000), due(30, 30, 9_000), due(40, 30, 9_000)),
            (0, 4_500, 9_000, 9_000)
        );
    }

    #[test]
    fn a_line_rises_to_the_goal_at_the_top() {
        let pace = Pace::of(&[50, 100], 4, 100);
        assert_eq!(pace.line, "M0 200L180 100L360 0");
        assert_eq!(pace.area, "M0 200L180 100L360 0L360 200H0Z");
        assert_eq!((pace.goal_y, pace.highest()), (0, 100));
        assert_eq!(Pace::of(&[50, 300], 4, 100).highest(), 300, "more than the goal has room too");
    }
}
