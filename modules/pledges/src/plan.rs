//! Gifts that are given again and again by themselves (rule R13).
//!
//! A plan begins with a pledge that its donor pays on the provider's page, where the card is kept. From then on each
//! gift is a pledge of its own, with its own saga, charged without the donor. Whoever writes the row of a gift
//! (`pledges_plan_period`) charges it, so two schedulers charge it once. A try that is refused lapses as any pledge
//! does, and the next try is another pledge: six of them in nineteen days, then the plan ends.

mod change;
mod error;
mod follow;
mod renew;
mod table;
#[cfg(test)]
mod tests;
mod wind_up;

pub(crate) use self::{
    change::{ChangePlan, Deed, EndForDonor, PayNow, would_give},
    error::PlanError,
    follow::FollowPlans,
    renew::{GiveUp, Remind, Renew, Renewer, Retry, window_ends},
    table::{PeriodState, Plan, State, check, end_note, find, of_donor, open_period, pledges},
    wind_up::{WindUp, WindUps},
};

use crate::{sealing::is_unsealed, tables::campaign::Campaign};
use contracts::{
    CampaignId, PlanId, PledgeId, Timestamp,
    campaigns::FundingModel,
    pledges::{Gift, Interval},
};
use jiff::{Span, Timestamp as Instant, tz::TimeZone};
use kernel::Transaction;
use sea_orm::DbErr;
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// After which pause a refused card is tried again (rule R3): six tries with the first.
const PAUSES: [Duration; 5] = [days(2), days(2), days(5), days(5), days(5)];

/// A year of monthly gifts, less a month: who was not reminded for that long is reminded of the next one.
const YEAR: Duration = days(335);

/// How long a gift that was refused can be put right. The last try is at its end.
const WINDOW: Duration = days(19);

/// How long before a gift is charged its donor is reminded (rule R3).
const NOTICE: Duration = days(14);

const fn days(days: u64) -> Duration {
    Duration::from_secs(days * 24 * 60 * 60)
}

/// When the gift number `n` of a plan is due that began at `anchor`: as late in the day as that was in `zone`, on the
/// same day of the month, or on the last one of a shorter month. Nothing when that is beyond all calendars.
///
/// Counted from the beginning each time, so that a plan of the 31st comes back to the 31st after February.
pub(crate) fn due(anchor: Timestamp, zone: &str, every: Interval, n: i32) -> Option<Timestamp> {
    let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
    let began = Instant::from_microsecond(anchor.0).ok()?.to_zoned(zone.clone()).datetime();
    let later = match every {
        Interval::Monthly => Span::new().try_months(n),
        Interval::Yearly => Span::new().try_years(n),
    };
    let day = began.checked_add(later.ok()?).ok()?;
    // A time that does not exist or exists twice is the later instant, as everywhere (rule R2).
    let at = zone.to_ambiguous_zoned(day).later().ok()?;
    Some(Timestamp(at.timestamp().as_microsecond()))
}

/// The first gift from number `from` on that is due after `now`, and when. What was missed is not made up for:
/// nobody wants to be charged for three months on one day.
fn first_after(plan: &Plan, from: i32, now: Timestamp) -> Option<(i32, Timestamp)> {
    // A plan of a month that slept for a thousand years.
    (from..from.saturating_add(12_000)).find_map(|n| {
        let at = due(plan.anchor_at, &plan.zone, plan.every, n)?;
        (at > now).then_some((n, at))
    })
}

/// How long to wait after the try number `tries`, from 1; nothing when it was the last.
fn pause_after(tries: i32) -> Option<Duration> {
    PAUSES.get(usize::try_from(tries - 1).ok()?).copied()
}

/// Whether `campaign` can be given to again and again from `now` on: what it gets is its own, and at least one more
/// gift is due before it ends.
pub(crate) fn is_offered(campaign: &Campaign, every: Interval, now: Timestamp) -> bool {
    let next = due(now, &campaign.zone, every, 1);
    campaign.model == FundingModel::KeepItAll && next.is_some_and(|it| it < campaign.deadline_at)
}

/// What a donor agreed to.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Agreed {
    /// How often the same is given again.
    pub(crate) every: Interval,
    /// In the words that were shown beside the box that was ticked. Kept as proof.
    pub(crate) words: String,
}

/// Notes that the pledge that was made just now is the first of a plan.
pub(crate) async fn begin(
    tx: &Transaction,
    pledge: PledgeId,
    campaign: &Campaign,
    agreed: &Agreed,
    gift: Gift,
) -> Result<(), DbErr> {
    let plan = Plan {
        id: PlanId::fresh(),
        first: pledge,
        card_of: pledge,
        campaign: campaign.id,
        every: agreed.every,
        state: State::Starting,
        gift,
        zone: campaign.zone.clone(),
        anchor_at: tx.now,
        period: 1,
        next_at: None,
        told_period: None,
        told_at: None,
        agreed: agreed.words.clone(),
        ended: None,
    };
    table::insert(tx, &plan).await?;
    crate::tables::pledge::set_plan(tx, pledge, &PartOf { plan: plan.id, period: 0, card: None }).await
}

/// What a pledge is to a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct PartOf {
    pub(crate) plan: PlanId,
    /// The number of the gift; the first has 0.
    pub(crate) period: i32,
    /// The pledge whose kept card is charged; nothing when the donor pays it.
    pub(crate) card: Option<PledgeId>,
}

/// Whether `campaign` still takes what a plan gives.
enum Takes {
    Yes,
    /// Not now.
    NotNow,
    /// Never again.
    NoMore,
}

async fn takes(tx: &Transaction, campaign: CampaignId) -> Result<Takes, DbErr> {
    let now = tx.accepted_at().await?;
    let Some(campaign) = Campaign::by_id(tx, campaign).await? else { return Ok(Takes::NoMore) };
    if campaign.cancelled || !campaign.is_open(now) || !is_unsealed(tx, &campaign, now).await? {
        return Ok(Takes::NoMore);
    }
    Ok(if campaign.stopped.is_some() { Takes::NotNow } else { Takes::Yes })
}
