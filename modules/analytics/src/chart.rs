//! Bars, drawn here: no script to load, and a table beside them for those who do not see them.

use serde::Serialize;

const WIDTH: i64 = 720;
const HEIGHT: i64 = 160;
/// Empty space between two bars.
const GAP: i64 = 2;

/// A bar chart 720 wide and 160 high: what was given rises, what was taken back hangs below the line.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Chart {
    bars: Vec<Bar>,
    /// The height of the line that bars stand on.
    base: i64,
}

/// Two values of one span of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Pair {
    pub(crate) up: i64,
    pub(crate) down: i64,
}

#[derive(Debug, PartialEq, Eq, Serialize)]
struct Bar {
    x: i64,
    width: i64,
    up_y: i64,
    up: i64,
    down: i64,
}

impl Chart {
    pub(crate) fn of(pairs: &[Pair]) -> Self {
        let highest = pairs.iter().map(|it| it.up.max(0)).max().unwrap_or(0);
        let lowest = pairs.iter().map(|it| it.down.max(0)).max().unwrap_or(0);
        let whole = i128::from(highest) + i128::from(lowest);
        let tall = |value: i64| match whole {
            0 => 0,
            _ => i64::try_from(i128::from(value.max(0)) * i128::from(HEIGHT) / whole).unwrap_or(0),
        };
        let base = if whole == 0 { HEIGHT } else { HEIGHT - tall(lowest) };
        let many = i64::try_from(pairs.len()).unwrap_or(1).max(1);
        let bar = |(index, it): (i64, &Pair)| {
            let (left, right) = (index * WIDTH / many, (index + 1) * WIDTH / many);
            // What is there is seen, however small beside the rest.
            let (up, down) =
                (tall(it.up).max(i64::from(it.up > 0)), tall(it.down).max(i64::from(it.down > 0)));
            Bar { x: left, width: (right - left - GAP).max(1), up_y: base - up, up, down }
        };
        Self { bars: (0..).zip(pairs).map(bar).collect(), base }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chart(pairs: &[(i64, i64)]) -> Chart {
        Chart::of(&pairs.iter().map(|(up, down)| Pair { up: *up, down: *down }).collect::<Vec<_>>())
    }

    #[test]
    fn the_tallest_bar_fills_the_chart() {
        let chart = chart(&[(50, 0), (100, 0)]);
        assert_eq!(chart.base, HEIGHT);
        assert_eq!(chart.bars[0], Bar { x: 0, width: 358, up_y: 80, up: 80, down: 0 });
        assert_eq!(chart.bars[1], Bar { x: 360, width: 358, up_y: 0, up: 160, down: 0 });
    }

    #[test]
    fn what_was_taken_back_hangs_below_the_line() {
        let chart = chart(&[(75, 0), (0, 25)]);
        assert_eq!((chart.base, chart.bars[0].up, chart.bars[1].down), (120, 120, 40));
    }

    #[test]
    fn a_small_bar_is_still_seen_and_nothing_is_no_bar() {
        let chart = chart(&[(1_000_000, 0), (1, 0), (0, 0)]);
        assert_eq!((chart.bars[1].up, chart.bars[2].up), (1, 0));
    }

    #[test]
    fn a_chart_of_nothing_has_no_bars_to_see() {
        let chart = chart(&[(0, 0), (0, 0)]);
        assert!(chart.bars.iter().all(|it| it.up == 0 && it.down == 0));
    }
}
