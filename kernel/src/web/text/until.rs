//! Until when something lasts, on the clocks of a place.

use super::{Language, date, date_and_time};
use contracts::Timestamp;
use jiff::{SignedDuration, Timestamp as Instant, Zoned, tz::TimeZone};
use serde::Serialize;

/// Places whose zones have another name now. The database keeps the old ones as links, and browsers and lists still
/// have them.
const RENAMED: [(&str, &str); 18] = [
    ("Africa/Asmera", "Africa/Asmara"),
    ("America/Buenos_Aires", "America/Argentina/Buenos_Aires"),
    ("America/Catamarca", "America/Argentina/Catamarca"),
    ("America/Cordoba", "America/Argentina/Cordoba"),
    ("America/Godthab", "America/Nuuk"),
    ("America/Indianapolis", "America/Indiana/Indianapolis"),
    ("America/Jujuy", "America/Argentina/Jujuy"),
    ("America/Louisville", "America/Kentucky/Louisville"),
    ("America/Mendoza", "America/Argentina/Mendoza"),
    ("Asia/Calcutta", "Asia/Kolkata"),
    ("Asia/Dacca", "Asia/Dhaka"),
    ("Asia/Katmandu", "Asia/Kathmandu"),
    ("Asia/Macao", "Asia/Macau"),
    ("Asia/Rangoon", "Asia/Yangon"),
    ("Asia/Saigon", "Asia/Ho_Chi_Minh"),
    ("Asia/Thimbu", "Asia/Thimphu"),
    ("Atlantic/Faeroe", "Atlantic/Faroe"),
    ("Europe/Kiev", "Europe/Kyiv"),
];

/// What the time zone `zone` is called now; as it is where it has no other name.
pub fn present_zone(zone: &str) -> &str {
    RENAMED.iter().find(|(old, _)| *old == zone).map_or(zone, |&(_, new)| new)
}

/// A moment until which something lasts, as people read it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Until {
    /// In its zone: `25 May 2026 at 23:59 (Europe/Berlin)`.
    pub local: String,
    /// The day that it is there: `25 May 2026`.
    pub day: String,
    /// Its zone, so that a browser can tell whether its own clock shows something else.
    pub zone: String,
    /// For `<time datetime>`: RFC 3339 in UTC.
    pub machine: String,
}

impl Until {
    /// `at` in words of the language that is spoken, in `zone`.
    ///
    /// Midnight is shown as the last minute of the day before: "until 00:00 on the 26th" is read as a day more than it
    /// is.
    ///
    /// # Errors
    /// When there is no such zone, or the instant is out of range.
    pub fn of(at: Timestamp, zone: &str) -> Result<Self, jiff::Error> {
        Self::told(Language::current(), last_minute(at, zone)?, zone)
    }

    /// The same of a moment at which something happens: midnight is where its day begins.
    ///
    /// # Errors
    /// As [`Until::of`].
    pub fn when(at: Timestamp, zone: &str) -> Result<Self, jiff::Error> {
        Self::told(Language::current(), Instant::from_microsecond(at.0)?, zone)
    }

    /// [`Until::of`] in a language that is not the page's.
    pub(super) fn in_language(language: Language, at: Timestamp, zone: &str) -> Result<Self, jiff::Error> {
        Self::told(language, last_minute(at, zone)?, zone)
    }

    /// [`Until::when`] in a language that is not the page's.
    pub(super) fn when_in(language: Language, at: Timestamp, zone: &str) -> Result<Self, jiff::Error> {
        Self::told(language, Instant::from_microsecond(at.0)?, zone)
    }

    fn told(language: Language, last: Instant, zone: &str) -> Result<Self, jiff::Error> {
        let zone = present_zone(zone);
        let there = last.to_zoned(TimeZone::get(zone)?);
        Ok(Self {
            local: format!("{} ({zone})", date_and_time(language, &there)),
            day: date(language, &there),
            zone: zone.to_owned(),
            machine: last.to_string(),
        })
    }
}

/// `at`, or the last minute of the day before where it is midnight.
fn last_minute(at: Timestamp, zone: &str) -> Result<Instant, jiff::Error> {
    let instant = Instant::from_microsecond(at.0)?;
    let local = instant.to_zoned(TimeZone::get(present_zone(zone))?);
    Ok(if ends_a_day(&local) { instant - SignedDuration::from_secs(60) } else { instant })
}

/// Whether a new day began at `local`; in some zones that is one o'clock.
fn ends_a_day(local: &Zoned) -> bool {
    local.start_of_day().is_ok_and(|start| start == *local)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn midnight_reads_as_the_last_minute_of_the_day_before_and_a_zone_by_the_name_it_has_now()
    -> anyhow::Result<()> {
        // Midnight in Kolkata.
        let until = Until::of(Timestamp::from_seconds(1_779_733_800), "Asia/Calcutta")?;
        assert_eq!(until.local, "25 May 2026 at 23:59 (Asia/Kolkata)");
        assert_eq!((until.day.as_str(), until.zone.as_str()), ("25 May 2026", "Asia/Kolkata"));
        assert_eq!(until.machine, "2026-05-25T18:29:00Z");
        assert!(Until::of(Timestamp::from_seconds(0), "Europe/Lindau").is_err());
        Ok(())
    }

    #[test]
    fn what_happens_at_midnight_happens_on_the_day_that_begins() -> anyhow::Result<()> {
        let when = Until::when(Timestamp::from_seconds(1_779_733_800), "Asia/Calcutta")?;
        assert_eq!(when.local, "26 May 2026 at 00:00 (Asia/Kolkata)");
        assert_eq!((when.day.as_str(), when.machine.as_str()), ("26 May 2026", "2026-05-25T18:30:00Z"));
        Ok(())
    }

    #[test]
    fn the_day_is_that_of_the_zone_and_not_of_utc() -> anyhow::Result<()> {
        // Midnight in Bogota is five o'clock of the next day in UTC.
        let until = Until::of(Timestamp::from_seconds(1_779_771_600), "America/Bogota")?;
        assert_eq!((until.day.as_str(), until.machine.as_str()), ("25 May 2026", "2026-05-26T04:59:00Z"));
        Ok(())
    }

    #[test]
    fn what_a_zone_was_called_is_the_same_place_as_what_it_is_called_now() -> anyhow::Result<()> {
        let at = Instant::from_second(1_779_733_800)?;
        for (old, new) in RENAMED {
            assert_eq!(present_zone(old), new);
            assert_eq!(present_zone(new), new, "{new}");
            assert!(TimeZone::get(new).is_ok(), "{new}");
            if let Ok(zone) = TimeZone::get(old) {
                assert_eq!(zone.to_offset(at), TimeZone::get(new)?.to_offset(at), "{old}");
            }
        }
        Ok(())
    }
}
