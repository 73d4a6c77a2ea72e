//! When a campaign ends: a day in the creator's zone, kept as an instant (rules.md R2).

#[cfg(test)]
mod tests;

use contracts::Timestamp;
use jiff::{
    Timestamp as Instant,
    civil::{Date, DateTime, Time},
    tz::TimeZone,
};
pub use kernel::web::{Until as Shown, present_zone as present_name};

/// Why a day is no deadline.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum DeadlineError {
    /// No such zone in the IANA database.
    #[error("`{0}` is no time zone; write one such as Europe/Berlin")]
    UnknownZone(String),
    /// The day lies outside the years that calendars know.
    #[error("{0} is too far away to be a deadline")]
    TooFar(Date),
}

/// The instant at which `day` is over in `zone`: its last moment, exclusive, so that a pledge counts when it is
/// accepted strictly before.
///
/// Where the clocks are changed at midnight, a time that does not exist or exists twice is the later instant
/// (rules.md R2).
///
/// # Errors
/// When there is no such zone, or no day after `day`.
pub fn end_of_day(day: Date, zone: &str) -> Result<Timestamp, DeadlineError> {
    let midnight = day.tomorrow().map_err(|_| DeadlineError::TooFar(day))?.to_datetime(Time::midnight());
    local_instant(midnight, zone)
}

/// The instant of a wall-clock time in `zone`; the later one when there are two or none.
///
/// # Errors
/// When there is no such zone, or the time is out of range.
pub fn local_instant(at: DateTime, zone: &str) -> Result<Timestamp, DeadlineError> {
    let zoned = zone_called(zone)?.to_ambiguous_zoned(at);
    let later = zoned.later().map_err(|_| DeadlineError::TooFar(at.date()))?;
    Ok(Timestamp(later.timestamp().as_microsecond()))
}

/// The day that `at` falls on in `zone`.
///
/// # Errors
/// When there is no such zone, or the instant is out of range.
pub fn day_of(at: Timestamp, zone: &str) -> Result<Date, DeadlineError> {
    let instant = Instant::from_microsecond(at.0).map_err(|_| DeadlineError::TooFar(Date::MAX))?;
    Ok(instant.to_zoned(zone_called(zone)?).date())
}

/// The last day of a campaign that ends at `deadline`: the day that was chosen.
///
/// # Errors
/// When there is no such zone, or the instant is out of range.
pub fn last_day(deadline: Timestamp, zone: &str) -> Result<Date, DeadlineError> {
    day_of(Timestamp(deadline.0 - 1), zone)
}

/// `deadline` in words of the language that is spoken, in `zone`.
///
/// A deadline at midnight is shown as the last minute of the day before: "until 00:00 on the 26th" is read as
/// a day more than it is.
///
/// # Errors
/// When there is no such zone, or the instant is out of range.
pub fn shown(deadline: Timestamp, zone: &str) -> Result<Shown, DeadlineError> {
    zone_called(zone)?;
    Shown::of(deadline, zone).map_err(|_| DeadlineError::TooFar(Date::MAX))
}

/// How long `deadline` is away, as a number and its unit: `19 days`, `5 hours`; `None` once it has passed.
/// Days are begun days, so that a campaign ending tonight still has one.
pub fn left(now: Timestamp, deadline: Timestamp) -> Option<(u64, &'static str)> {
    let seconds = deadline.since(now).as_secs();
    if now >= deadline {
        return None;
    }
    let (many, one, some) = match seconds {
        86_400.. => (seconds.div_ceil(86_400), "day", "days"),
        3_600.. => (seconds.div_ceil(3_600), "hour", "hours"),
        _ => (seconds.div_ceil(60).max(1), "minute", "minutes"),
    };
    Some((many, if many == 1 { one } else { some }))
}

fn zone_called(zone: &str) -> Result<TimeZone, DeadlineError> {
    TimeZone::get(present_name(zone)).map_err(|_| DeadlineError::UnknownZone(zone.to_owned()))
}
