//! Moments as donors read them: on the clocks of whoever runs the campaign, as its own page tells them; in UTC where
//! nobody here knows their zone. Receipts and what is added up by years keep to UTC, like the books.

use contracts::Timestamp;
use kernel::web::Until;

/// Until when something lasts.
pub(super) fn until(at: Timestamp, zone: &str) -> Until {
    Until::of(at, zone).or_else(|_| Until::of(at, "UTC")).unwrap_or_default()
}

/// When something happens, or has happened.
pub(super) fn when(at: Timestamp, zone: &str) -> Until {
    Until::when(at, zone).or_else(|_| Until::when(at, "UTC")).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Midnight in Kolkata, where 26 May begins.
    const MIDNIGHT: Timestamp = Timestamp(1_779_733_800_000_000);

    #[test]
    fn what_ends_at_midnight_ends_with_its_day_and_what_happens_then_begins_the_next() {
        assert_eq!(until(MIDNIGHT, "Asia/Kolkata").local, "25 May 2026 at 23:59 (Asia/Kolkata)");
        assert_eq!(when(MIDNIGHT, "Asia/Kolkata").local, "26 May 2026 at 00:00 (Asia/Kolkata)");
        assert_eq!(when(MIDNIGHT, "Asia/Kolkata").day, "26 May 2026");
    }

    #[test]
    fn a_zone_that_nobody_knows_is_told_in_utc() {
        for it in [until(MIDNIGHT, "Nowhere/At_All"), when(MIDNIGHT, "Nowhere/At_All")] {
            assert_eq!(it.local, "25 May 2026 at 18:30 (UTC)");
        }
    }
}
