use serde::{Deserialize, Serialize};
use std::{fmt, time::Duration};

/// An instant: microseconds since 1970-01-01T00:00:00Z.
///
/// A plain integer, because text forms of an instant do not sort alike on every database and `PostgreSQL`
/// keeps microseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "sea-orm", derive(sea_orm::DeriveValueType))]
#[serde(transparent)]
pub struct Timestamp(pub i64);

impl Timestamp {
    /// The instant `seconds` after 1970 began.
    pub fn from_seconds(seconds: i64) -> Self {
        Self(seconds.saturating_mul(1_000_000))
    }

    /// Whole seconds since 1970 began, rounded down.
    pub fn seconds(self) -> i64 {
        self.0.div_euclid(1_000_000)
    }

    /// The instant `duration` later.
    #[must_use]
    pub fn after(self, duration: Duration) -> Self {
        Self(self.0.saturating_add(micros(duration)))
    }

    /// The instant `duration` earlier.
    #[must_use]
    pub fn before(self, duration: Duration) -> Self {
        Self(self.0.saturating_sub(micros(duration)))
    }

    /// How long after `earlier` this is; nothing when it is not.
    pub fn since(self, earlier: Self) -> Duration {
        Duration::from_micros(u64::try_from(self.0.saturating_sub(earlier.0)).unwrap_or(0))
    }

    /// The first instant after a month, in UTC; `None` for a month that there is none of.
    pub fn after_month(year: i64, month: i64) -> Option<Self> {
        let month = time::Month::try_from(u8::try_from(month).ok()?).ok()?;
        let year = if month == time::Month::December { year.checked_add(1)? } else { year };
        let first = time::Date::from_calendar_date(i32::try_from(year).ok()?, month.next(), 1).ok()?;
        Some(first.midnight().assume_utc().into())
    }

    /// The same instant for the `time` crate; the epoch when it lies outside the years it knows.
    pub fn to_utc(self) -> time::OffsetDateTime {
        time::OffsetDateTime::from_unix_timestamp_nanos(i128::from(self.0) * 1_000)
            .unwrap_or(time::OffsetDateTime::UNIX_EPOCH)
    }
}

impl From<time::OffsetDateTime> for Timestamp {
    fn from(at: time::OffsetDateTime) -> Self {
        Self(i64::try_from(at.unix_timestamp_nanos() / 1_000).unwrap_or(i64::MAX))
    }
}

/// RFC 3339 in UTC.
impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.to_utc().format(&time::format_description::well_known::Rfc3339);
        f.write_str(&text.unwrap_or_default())
    }
}

fn micros(duration: Duration) -> i64 {
    i64::try_from(duration.as_micros()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instant_reads_as_rfc_3339() {
        assert_eq!(Timestamp(1_700_000_000_500_000).to_string(), "2023-11-14T22:13:20.5Z");
    }

    #[test]
    fn a_month_ends_where_the_next_one_begins() {
        let first = |year, month| Timestamp::after_month(year, month).map(|it| it.to_string());
        assert_eq!(first(2026, 2).as_deref(), Some("2026-03-01T00:00:00Z"));
        assert_eq!(first(2034, 12).as_deref(), Some("2035-01-01T00:00:00Z"));
        assert_eq!((first(2026, 0), first(2026, 13), first(i64::MAX, 12)), (None, None, None));
    }

    #[test]
    fn no_time_passes_backwards() {
        assert_eq!(Timestamp(5).since(Timestamp(7)), Duration::ZERO);
    }
}
