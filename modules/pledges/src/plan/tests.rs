use super::*;
use contracts::pledges::Interval::{Monthly, Yearly};
use jiff::civil::DateTime;
use proptest::prelude::*;

fn instant(local: &str, zone: &str) -> Timestamp {
    let local: DateTime = local.parse().expect("a date");
    let zoned = local.in_tz(zone).expect("a zone");
    Timestamp(zoned.timestamp().as_microsecond())
}

fn local(at: Timestamp, zone: &str) -> DateTime {
    Instant::from_microsecond(at.0).expect("a moment").in_tz(zone).expect("a zone").datetime()
}

/// T-12: charged twice near the 31st.
#[test]
fn a_plan_of_the_end_of_a_month_is_charged_once_in_each_and_comes_back_to_its_day() {
    for zone in ["UTC", "Asia/Kolkata", "America/New_York", "Pacific/Apia", "Europe/Berlin"] {
        for begun in
            ["2027-01-29T23:30:00", "2027-01-30T00:00:00", "2027-01-31T12:00:00", "2028-02-29T08:15:00"]
        {
            let anchor = instant(begun, zone);
            let day = local(anchor, zone).day();
            let mut last = local(anchor, zone);
            for n in 1..=30 {
                let at = due(anchor, zone, Monthly, n).expect("a date");
                let it = local(at, zone);
                let months = (i32::from(it.year()) - i32::from(last.year())) * 12
                    + i32::from(it.month() - last.month());
                assert_eq!(months, 1, "{zone}, {begun}: one in each month, and {it} follows {last}");
                assert_eq!(it.day(), day.min(it.date().days_in_month()), "{zone}, {begun}: {it}");
                last = it;
            }
        }
    }
}

#[test]
fn a_yearly_plan_of_the_29th_of_february_falls_on_the_28th_and_comes_back() {
    let anchor = instant("2028-02-29T10:00:00", "Asia/Kolkata");
    let days =
        [1, 2, 3, 4].map(|n| local(due(anchor, "Asia/Kolkata", Yearly, n).expect("a date"), "Asia/Kolkata"));
    assert_eq!(
        days.map(|it| it.date().to_string()),
        ["2029-02-28", "2030-02-28", "2031-02-28", "2032-02-29"]
    );
}

#[test]
fn a_card_is_tried_six_times_in_nineteen_days() {
    let pauses: Vec<u64> = (1..=6).map_while(pause_after).map(|it| it.as_secs() / 86_400).collect();
    assert_eq!(pauses, [2, 2, 5, 5, 5]);
    assert_eq!(PAUSES.iter().sum::<Duration>(), WINDOW);
    assert_eq!((pause_after(0), pause_after(6)), (None, None));
}

proptest! {
    #[test]
    fn the_gifts_of_a_plan_fall_due_one_after_the_other(
        began in 1_600_000_000_i64..4_000_000_000, n in 0_i32..600, yearly: bool,
        zone in prop::sample::select(vec!["UTC", "America/Sao_Paulo", "Asia/Kathmandu", "Australia/Lord_Howe", "Nowhere/At_All"]),
    ) {
        let (anchor, every) = (Timestamp::from_seconds(began), if yearly { Yearly } else { Monthly });
        let (one, next) = (due(anchor, zone, every, n), due(anchor, zone, every, n + 1));
        let apart = next.expect("a date").since(one.expect("a date")).as_secs() / 86_400;
        let (least, most) = if yearly { (364, 366) } else { (27, 31) };
        prop_assert!((least..=most).contains(&apart), "{apart} days");
    }
}
