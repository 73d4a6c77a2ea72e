//! Lines measured by turns, and the table that compares them.

use crate::ROUNDS;

/// What was measured: the first line is the kernel, every other one is what it is held against.
pub(crate) struct Table {
    title: &'static str,
    unit: &'static str,
    note: &'static str,
    lines: Vec<Line>,
}

struct Line {
    name: &'static str,
    /// One rate a round.
    rates: Vec<f64>,
}

impl Table {
    pub(crate) fn new(title: &'static str, unit: &'static str, note: &'static str) -> Self {
        Self { title, unit, note, lines: Vec::new() }
    }

    /// The rounds to run. The first fills caches and is not counted.
    pub(crate) fn rounds() -> impl Iterator<Item = Round> {
        (0..=ROUNDS).map(|number| Round { warming_up: number == 0 })
    }

    /// Notes what the line called `name` came to in this round.
    pub(crate) fn note(&mut self, round: Round, name: &'static str, rate: f64) {
        if round.warming_up {
            return;
        }
        match self.lines.iter_mut().find(|line| line.name == name) {
            Some(line) => line.rates.push(rate),
            None => self.lines.push(Line { name, rates: vec![rate] }),
        }
    }

    pub(crate) fn print(&self) {
        println!("\n{}", self.title);
        println!("  {:44} {:>10}  {:>17}  {:>6}", "", self.unit, "lowest … highest", "ratio");
        let Some(ours) = self.lines.first() else { return };
        for line in &self.lines {
            let (low, high) = extremes(&line.rates);
            let spread = format!("{} … {}", thousands(low), thousands(high));
            let rate = thousands(median(line.rates.clone()));
            let ratio =
                if line.name == ours.name { String::new() } else { format!("{:.2}", ours.over(line)) };
            println!("  {:44} {rate:>10}  {spread:>17}  {ratio:>6}", line.name);
        }
        if !self.note.is_empty() {
            println!("  {}", self.note);
        }
    }
}

/// One turn of every line.
#[derive(Clone, Copy)]
pub(crate) struct Round {
    pub(crate) warming_up: bool,
}

impl Line {
    /// How often `other` fits into this, round by round: what slows a whole round down is on both sides.
    fn over(&self, other: &Self) -> f64 {
        median(self.rates.iter().zip(&other.rates).map(|(ours, theirs)| ours / theirs).collect())
    }
}

/// The middle one, or the mean of the two in the middle; 0 of nothing.
pub(crate) fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    match (values.len(), values.len() / 2) {
        (0, _) => 0.0,
        (many, half) if many % 2 == 0 => f64::midpoint(values[half - 1], values[half]),
        (_, half) => values[half],
    }
}

fn extremes(values: &[f64]) -> (f64, f64) {
    values.iter().fold((f64::INFINITY, 0.0), |(low, high), it| (it.min(low), it.max(high)))
}

/// A whole number with a space before every third digit.
fn thousands(value: f64) -> String {
    let digits = format!("{value:.0}");
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(' ');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_the_middle_of_what_was_measured_in_whatever_order() {
        assert!((median(vec![9.0, 1.0, 2.0]) - 2.0).abs() < f64::EPSILON);
        assert!((median(vec![4.0, 1.0, 2.0, 9.0]) - 3.0).abs() < f64::EPSILON);
        assert!(median(vec![]).abs() < f64::EPSILON);
    }

    #[test]
    fn a_ratio_is_taken_round_by_round() {
        let ours = Line { name: "ours", rates: vec![10.0, 1.0, 8.0] };
        let theirs = Line { name: "theirs", rates: vec![20.0, 2.0, 2.0] };
        assert!((ours.over(&theirs) - 0.5).abs() < f64::EPSILON);
    }

    #[test]
    fn the_round_that_fills_caches_does_not_count() {
        let mut table = Table::new("", "", "");
        for round in Table::rounds() {
            table.note(round, "a line", 1.0);
        }
        assert_eq!(table.lines[0].rates.len(), ROUNDS as usize);
    }

    #[test]
    fn numbers_are_written_in_groups_of_three() {
        assert_eq!(thousands(7.4), "7");
        assert_eq!(thousands(123.0), "123");
        assert_eq!(thousands(1_234_567.0), "1 234 567");
    }
}
