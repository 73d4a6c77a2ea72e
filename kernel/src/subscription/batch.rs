use std::time::Duration;

/// How many messages share one transaction at first, and at most. At least it is one.
const FIRST: u64 = 200;
const MOST: u64 = 500;
/// A transaction that is longer than this was too large: on `SQLite` nobody else writes meanwhile.
const TOO_LONG: Duration = Duration::from_secs(2);

/// How many messages are handed over together, by how the last ones went (kernel.md 3.3): twice as many while more wait
/// than fit in, half as many after a transaction that took too long. In which order, and behind which cursor, it is
/// the same for any number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Batch(u64);

impl Default for Batch {
    fn default() -> Self {
        Self(FIRST)
    }
}

impl Batch {
    /// How many messages that is.
    pub(super) fn size(self) -> u64 {
        self.0
    }

    /// The next one, after one that `was_full` and whose transaction took `took`.
    pub(super) fn after(self, was_full: bool, took: Duration) -> Self {
        let size = if took > TOO_LONG {
            self.0 / 2
        } else if was_full {
            self.0 * 2
        } else {
            self.0
        };
        Self(size.clamp(1, MOST))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_batch_grows_while_more_waits_and_shrinks_when_one_takes_long() {
        let quick = Duration::from_millis(100);
        let (mut batch, mut sizes) = (Batch::default(), Vec::new());
        let slow = Duration::from_millis(2001);
        for (was_full, took) in
            [(true, quick), (true, quick), (true, quick), (false, quick), (true, slow), (false, slow)]
        {
            batch = batch.after(was_full, took);
            sizes.push(batch.size());
        }
        assert_eq!(sizes, [400, 500, 500, 500, 250, 125]);
        let least = (0..20).fold(batch, |it, _| it.after(true, slow));
        assert_eq!((least.size(), least.after(true, quick).size()), (1, 2), "and it grows again");
    }
}
