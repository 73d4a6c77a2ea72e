//! Round amounts between which gifts are counted. Pure.

/// How many spans are shown at most.
const MOST: usize = 10;

/// Spans of 1, 2 and 5 times a power of ten that hold everything from `least` to `most`, each up to but not
/// including its end. The smallest are put together where there would be too many.
pub(crate) fn around(least: i64, most: i64) -> Vec<(i64, i64)> {
    let marks: Vec<i64> = marks().collect();
    let first = marks.partition_point(|it| *it <= least).saturating_sub(1);
    let last = marks.partition_point(|it| *it <= most).min(marks.len() - 1);
    let mut spans: Vec<_> =
        marks[first..=last.max(first + 1).min(marks.len() - 1)].windows(2).map(|it| (it[0], it[1])).collect();
    while spans.len() > MOST {
        let (from, _) = spans.remove(0);
        spans[0].0 = from;
    }
    spans
}

fn marks() -> impl Iterator<Item = i64> {
    (0..18).flat_map(|power| [1, 2, 5].map(|it| it * 10_i64.pow(power)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_gift_lies_in_one_span() {
        for (least, most) in [(1, 1), (500, 500), (4_200, 9_999), (1, 99_999_999), (999, 1_000)] {
            let spans = around(least, most);
            assert!((1..=MOST).contains(&spans.len()), "{spans:?}");
            assert!(spans[0].0 <= least && spans[spans.len() - 1].1 > most, "{least}-{most}: {spans:?}");
            assert!(spans.windows(2).all(|it| it[0].1 == it[1].0), "{spans:?}");
        }
    }

    #[test]
    fn spans_are_round() {
        assert_eq!(
            around(4_200, 84_000),
            [(2_000, 5_000), (5_000, 10_000), (10_000, 20_000), (20_000, 50_000), (50_000, 100_000)]
        );
    }
}
