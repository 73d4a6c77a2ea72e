//! What the pages show.

use crate::tables::{
    campaign::{self, Campaign, Sum},
    gift_hour::{self, GiftHour, HOUR},
};
use contracts::{CampaignId, Timestamp};
use kernel::Database;
use sea_orm::DbErr;

/// Hours shown of a campaign.
const HOURS: i64 = 48;
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
