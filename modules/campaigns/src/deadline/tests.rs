use super::*;
use jiff::civil::date;

fn end(day: Date, zone: &str) -> String {
    end_of_day(day, zone).unwrap().to_string()
}

#[test]
fn a_day_ends_first_where_the_sun_rises_first() {
    assert_eq!(end(date(2026, 5, 25), "Pacific/Kiritimati"), "2026-05-25T10:00:00Z");
    assert_eq!(end(date(2026, 5, 25), "Asia/Kathmandu"), "2026-05-25T18:15:00Z");
    assert_eq!(end(date(2026, 5, 25), "Pacific/Honolulu"), "2026-05-26T10:00:00Z");
}

#[test]
fn the_day_the_clocks_go_forward_in_berlin_has_23_hours() {
    assert_eq!(end(date(2026, 3, 28), "Europe/Berlin"), "2026-03-28T23:00:00Z");
    assert_eq!(end(date(2026, 3, 29), "Europe/Berlin"), "2026-03-29T22:00:00Z");
}

#[test]
fn the_day_the_clocks_go_back_in_berlin_has_25_hours() {
    assert_eq!(end(date(2026, 10, 24), "Europe/Berlin"), "2026-10-24T22:00:00Z");
    assert_eq!(end(date(2026, 10, 25), "Europe/Berlin"), "2026-10-25T23:00:00Z");
}

#[test]
fn a_midnight_that_does_not_exist_in_sao_paulo_is_one_o_clock() {
    // On 4 November 2018 the clocks went from 00:00 to 01:00.
    assert_eq!(end(date(2018, 11, 3), "America/Sao_Paulo"), "2018-11-04T03:00:00Z");
    let shown =
        shown(end_of_day(date(2018, 11, 3), "America/Sao_Paulo").unwrap(), "America/Sao_Paulo").unwrap();
    assert_eq!(shown.local, "3 November 2018 at 23:59 (America/Sao_Paulo)");
}

#[test]
fn a_day_whose_last_hour_comes_twice_in_sao_paulo_ends_after_the_second() {
    // On 18 February 2018, at 00:00, the clocks went back to 23:00 of the 17th.
    assert_eq!(end(date(2018, 2, 17), "America/Sao_Paulo"), "2018-02-18T03:00:00Z");
}

#[test]
fn a_time_that_comes_twice_is_the_later_one() {
    let twice = date(2026, 10, 25).at(2, 30, 0, 0);
    assert_eq!(local_instant(twice, "Europe/Berlin").unwrap().to_string(), "2026-10-25T01:30:00Z");
}

#[test]
fn a_time_that_does_not_exist_is_the_later_one() {
    let never = date(2026, 3, 29).at(2, 30, 0, 0);
    assert_eq!(local_instant(never, "Europe/Berlin").unwrap().to_string(), "2026-03-29T01:30:00Z");
}

#[test]
fn a_zone_nobody_knows_is_refused() {
    let error = end_of_day(date(2026, 5, 25), "Europe/Atlantis").unwrap_err();
    assert_eq!(error, DeadlineError::UnknownZone("Europe/Atlantis".into()));
}

#[test]
fn a_deadline_at_midnight_reads_as_the_last_minute_of_its_day() {
    let shown = shown(end_of_day(date(2026, 5, 25), "Europe/Berlin").unwrap(), "Europe/Berlin").unwrap();
    assert_eq!(shown.local, "25 May 2026 at 23:59 (Europe/Berlin)");
    assert_eq!(shown.zone, "Europe/Berlin");
    assert_eq!(shown.machine, "2026-05-25T21:59:00Z");
}

#[test]
fn a_zone_is_called_as_it_is_called_now() {
    let end = end_of_day(date(2026, 5, 25), "Asia/Calcutta").unwrap();
    let shown = shown(end, "Asia/Calcutta").unwrap();
    assert_eq!(shown.local, "25 May 2026 at 23:59 (Asia/Kolkata)");
    assert_eq!(shown.zone, "Asia/Kolkata");
}

#[test]
fn a_deadline_by_day_is_shown_as_it_is() {
    let noon = local_instant(date(2026, 5, 25).at(12, 0, 0, 0), "Asia/Kathmandu").unwrap();
    assert_eq!(shown(noon, "Asia/Kathmandu").unwrap().local, "25 May 2026 at 12:00 (Asia/Kathmandu)");
}

#[test]
fn what_is_left_is_counted_in_begun_days_then_hours_then_minutes() {
    let deadline = Timestamp::from_seconds(1_000_000);
    let left_at = |before: i64| left(Timestamp::from_seconds(1_000_000 - before), deadline);
    assert_eq!(left_at(19 * 86_400 - 5), Some((19, "days")));
    assert_eq!(left_at(86_400), Some((1, "day")));
    assert_eq!(left_at(5 * 3_600), Some((5, "hours")));
    assert_eq!(left_at(1), Some((1, "minute")));
    assert_eq!(left_at(0), None);
}
