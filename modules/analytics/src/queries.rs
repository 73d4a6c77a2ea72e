//! What the pages show.

use crate::{
    buckets, pace,
    tables::{
        aim::{self, Aim},
        campaign::{self, Campaign, Sum},
        gift::{self, Source},
        gift_hour::{self, GiftHour, HOUR},
        plan::{self, Plans},
    },
};
use contracts::{CampaignId, Timestamp};
use kernel::Database;
use sea_orm::DbErr;

/// Hours shown of a campaign.
const HOURS: i64 = 48;
/// The longest that a campaign is followed day by day.
const MOST_DAYS: i64 = 400;
/// Days shown of a campaign.
const DAYS: i64 = 30;

/// A campaign's figures over time, every hour and day in its place.
pub(crate) struct Figures {
    pub(crate) campaign: Campaign,
    /// The last 48 hours, this one last.
    pub(crate) hours: Vec<GiftHour>,
    /// The last 30 days in UTC, today last.
    pub(crate) days: Vec<GiftHour>,
}

pub(crate) async fn sums(db: &Database) -> Result<Vec<Sum>, DbErr> {
    campaign::sums(db.read()).await
}

pub(crate) async fn figures(db: &Database, id: CampaignId, now: Timestamp) -> Result<Option<Figures>, DbErr> {
    let Some(campaign) = campaign::find(db.read(), id).await? else { return Ok(None) };
    let day = Timestamp(now.0.div_euclid(24 * HOUR) * 24 * HOUR);
    let first_day = Timestamp(day.0 - (DAYS - 1) * 24 * HOUR);
    let first_hour = Timestamp(gift_hour::start_of_hour(now).0 - (HOURS - 1) * HOUR);
    let known = gift_hour::since(db.read(), id, first_day.min(first_hour)).await?;
    Ok(Some(Figures {
        campaign,
        hours: filled(&known, first_hour, HOUR, HOURS),
        days: filled(&known, first_day, 24 * HOUR, DAYS),
    }))
}

/// What a creator sees of a campaign besides its hours and days.
pub(crate) struct Insight {
    pub(crate) aim: Aim,
    pub(crate) sources: Vec<Source>,
    pub(crate) plans: Plans,
    /// Spans of amounts, and how many gifts lie in each.
    pub(crate) amounts: Vec<((i64, i64), i64)>,
    /// What was raised at the end of each day so far, and what was due then.
    pub(crate) days: Vec<Day>,
    /// How many days there are until the deadline.
    pub(crate) days_in_all: i64,
    /// The last of them.
    pub(crate) last_day: Timestamp,
}

/// How a campaign stood at the end of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Day {
    pub(crate) start: Timestamp,
    pub(crate) raised_minor: i64,
    pub(crate) due_minor: i64,
}

pub(crate) async fn aim(db: &Database, id: CampaignId) -> Result<Option<Aim>, DbErr> {
    aim::find(db.read(), id).await
}

pub(crate) async fn insight(
    db: &Database,
    id: CampaignId,
    aim: Aim,
    now: Timestamp,
) -> Result<Insight, DbErr> {
    let mut amounts = Vec::new();
    if let Some((least, most)) = gift::range(db.read(), id).await? {
        for span in buckets::around(least, most) {
            amounts.push((span, gift::between(db.read(), id, span).await?));
        }
    }
    let hours = gift_hour::since(db.read(), id, Timestamp(i64::MIN)).await?;
    let (days, days_in_all) = days(&hours, aim, now);
    let last_day = |first: &Day| Timestamp(first.start.0 + (days_in_all - 1) * 24 * HOUR);
    let last_day = days.first().map_or(aim.deadline_at, last_day);
    let plans = plan::of(db.read(), id).await?;
    let sources = gift::sources(db.read(), id).await?;
    Ok(Insight { aim, sources, plans, amounts, days, days_in_all, last_day })
}

/// Each day from the first on, up to now or the deadline, whichever is earlier; gifts that count from before belong
/// to the first, and what came or went after the deadline to the last.
fn days(hours: &[GiftHour], aim: Aim, now: Timestamp) -> (Vec<Day>, i64) {
    const DAY: i64 = 24 * HOUR;
    let earliest = hours.first().map_or(aim.began_at.0, |it| it.start.0.min(aim.began_at.0));
    let first = earliest.div_euclid(DAY) * DAY;
    let in_all = ((aim.deadline_at.0 - first).max(1) + DAY - 1) / DAY;
    let passed = ((now.0 - first).max(0) / DAY + 1).min(MOST_DAYS).min(in_all);
    let mut raised = 0;
    let mut rest = hours.iter().peekable();
    let day = |index: i64| {
        let start = first + index * DAY;
        while let Some(hour) = rest.next_if(|it| it.start.0 < start + DAY || index + 1 == in_all) {
            raised += hour.given_minor - hour.taken_back_minor;
        }
        let due_minor = pace::due(index + 1, in_all, aim.goal_minor);
        Day { start: Timestamp(start), raised_minor: raised, due_minor }
    };
    ((0..passed).map(day).collect(), in_all)
}

/// `many` spans of `length` from `first` on, with what is known of each summed up.
fn filled(known: &[GiftHour], first: Timestamp, length: i64, many: i64) -> Vec<GiftHour> {
    let span = |index: i64| {
        let start = Timestamp(first.0 + index * length);
        let within = known.iter().filter(|it| it.start >= start && it.start.0 < start.0 + length);
        let nothing = GiftHour { start, gifts: 0, given_minor: 0, taken_back_minor: 0 };
        within.fold(nothing, |sum, it| GiftHour {
            start,
            gifts: sum.gifts + it.gifts,
            given_minor: sum.given_minor + it.given_minor,
            taken_back_minor: sum.taken_back_minor + it.taken_back_minor,
        })
    };
    (0..many).map(span).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_campaign_is_followed_from_its_first_day_to_this_one() {
        let hour = |start, given_minor, taken_back_minor| GiftHour {
            start: Timestamp(start * HOUR),
            gifts: 1,
            given_minor,
            taken_back_minor,
        };
        let aim = Aim {
            creator: contracts::UserId::fresh(),
            goal_minor: 1_000,
            began_at: Timestamp(25 * HOUR),
            deadline_at: Timestamp(24 * 5 * HOUR),
        };
        let (days, in_all) = days(&[hour(26, 300, 0), hour(50, 0, 100)], aim, Timestamp(73 * HOUR));
        let read: Vec<_> = days.iter().map(|it| (it.start.0 / HOUR, it.raised_minor, it.due_minor)).collect();
        assert_eq!((read, in_all), (vec![(24, 300, 250), (48, 200, 500), (72, 200, 750)], 4));
        let known = [hour(26, 300, 0), hour(50, 0, 100), hour(130, 400, 0)];
        let (days, in_all) = super::days(&known, aim, Timestamp(24 * 9 * HOUR));
        let read: Vec<_> = days.iter().map(|it| (it.start.0 / HOUR, it.raised_minor)).collect();
        assert_eq!((read, in_all), (vec![(24, 300), (48, 200), (72, 200), (96, 600)], 4), "it is over");
    }

    #[test]
    fn hours_without_gifts_have_a_place_and_days_sum_their_hours_up() {
        let hour = |start, gifts| GiftHour {
            start: Timestamp(start * HOUR),
            gifts,
            given_minor: gifts * 100,
            taken_back_minor: 0,
        };
        let known = [hour(24, 1), hour(26, 2), hour(50, 4)];
        let days = filled(&known, Timestamp(24 * HOUR), 24 * HOUR, 2);
        assert_eq!(days, [hour(24, 3), hour(48, 4)]);
        let hours = filled(&known, Timestamp(24 * HOUR), HOUR, 3);
        assert_eq!(hours, [hour(24, 1), hour(25, 0), hour(26, 2)]);
    }
}
