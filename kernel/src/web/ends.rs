//! Counts that run out by themselves, each kept as the moment at which it will have. Whoever sends from everywhere at once
//! makes many of them, so what has run out is looked for only when there are twice as many as were left the last time:
//! otherwise each request would go through all of them, and those who are asked to wait would make everybody wait.

use contracts::Timestamp;
use std::{collections::HashMap, hash::Hash};

/// The moment at which each count will have run out.
#[derive(Debug)]
pub struct Ends<K, T = Timestamp> {
    /// All of them.
    pub all: HashMap<K, T>,
    /// From how many on it is tidied up next.
    next: usize,
}

impl<K, T> Default for Ends<K, T> {
    fn default() -> Self {
        Self { all: HashMap::new(), next: 0 }
    }
}

impl<K: Hash + Eq, T: PartialOrd + Copy> Ends<K, T> {
    /// Throws away what has run out at `now`, once there are `many`.
    pub fn tidy(&mut self, many: usize, now: T) {
        if self.all.len() >= self.next.max(many) {
            self.all.retain(|_, end| *end > now);
            self.next = 2 * self.all.len();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_run_out_is_looked_for_when_there_is_twice_as_much_as_was_left() {
        let (before, now, later) =
            (Timestamp::from_seconds(1), Timestamp::from_seconds(2), Timestamp::from_seconds(3));
        let mut ends = Ends::default();
        ends.all.extend((0..10).map(|it| (it, later)));
        ends.all.insert(10, before);
        ends.tidy(12, now);
        assert_eq!(ends.all.len(), 11, "they are few");
        ends.tidy(11, now);
        assert_eq!(ends.all.len(), 10);
        ends.all.extend((10..19).map(|it| (it, before)));
        ends.tidy(11, now);
        assert_eq!(ends.all.len(), 19, "nobody goes through all of them at each request");
        ends.all.insert(19, before);
        ends.tidy(11, now);
        assert_eq!(ends.all.len(), 10);
    }
}
