//! How a campaign would end now: for whoever runs it, and for staff.

use crate::{
    rehearsal::{Ending, Forecast, RehearsalError, is_owner, rehearse},
    tables::campaign::Campaign,
};
use axum::{
    extract::{Path, State},
    response::Response,
};
use contracts::{CampaignId, Money, Timestamp, campaigns::FundingModel, terms};
use kernel::{
    Context,
    web::{CurrentUser, Error, Page, Result, Text, View},
};
use serde::Serialize;

#[derive(Serialize)]
struct Rehearsal {
    title: String,
    /// Where it came from.
    back: String,
    goal: Money,
    all_or_nothing: bool,
    deadline_at: Timestamp,
    promised: Money,
    promises: i64,
    on_their_way: i64,
    succeeds: bool,
    charges: i64,
    to_charge: Money,
    expired: i64,
    expired_sum: Money,
    released: i64,
    gone_through: i64,
    obstacles: Vec<String>,
    /// How many donors would be written to.
    mails: i64,
    worst: Lines,
    best: Lines,
    payout_at: Timestamp,
    reserve_until: Timestamp,
}

#[derive(Serialize)]
struct Lines {
    collected: Money,
    platform_fee: Money,
    card_fees: Money,
    creators: Money,
    reserve: Money,
    /// What of it may be paid out first.
    first: Money,
}

impl Page for Rehearsal {
    const TEMPLATE: &'static str = "pledges/rehearsal.html";
}

/// `GET /dashboard/campaigns/{campaign}/rehearsal`
pub(super) async fn own(
    State(ctx): State<Context>,
    view: View,
    user: CurrentUser,
    Path(campaign): Path<String>,
) -> Result<Response> {
    let id: CampaignId = campaign.parse().map_err(|_| Error::NotFound)?;
    if !is_owner(ctx.db.read(), id, user.id).await? {
        return Err(user.refused());
    }
    page(&ctx, &view, id, format!("/dashboard/campaigns/{id}")).await
}

/// `GET /backoffice/campaigns/{campaign}/rehearsal`
pub(super) async fn any(
    State(ctx): State<Context>,
    view: View,
    Path(campaign): Path<String>,
) -> Result<Response> {
    let id: CampaignId = campaign.parse().map_err(|_| Error::NotFound)?;
    page(&ctx, &view, id, format!("/backoffice/campaigns/{id}")).await
}

async fn page(ctx: &Context, view: &View, id: CampaignId, back: String) -> Result<Response> {
    let campaign = Campaign::by_id(ctx.db.read(), id).await?.ok_or(Error::NotFound)?;
    let ending = rehearse(ctx, id).await?;
    view.show(&shown(campaign, ending, back, ctx.clock.now()))
}

fn shown(campaign: Campaign, it: Ending, back: String, now: Timestamp) -> Rehearsal {
    let [worst, best] = it.forecast().map(lines);
    let payout_at = now.after(terms::PAYOUT_HOLD);
    Rehearsal {
        title: campaign.title,
        back,
        goal: campaign.goal,
        all_or_nothing: campaign.model == FundingModel::AllOrNothing,
        deadline_at: campaign.deadline_at,
        mails: it.charges + it.released,
        promised: it.promised,
        promises: it.promises,
        on_their_way: it.on_their_way,
        succeeds: it.succeeds,
        charges: it.charges,
        to_charge: it.to_charge,
        expired: it.expired,
        expired_sum: it.expired_sum,
        released: it.released,
        gone_through: it.gone_through,
        obstacles: it.obstacles,
        worst,
        best,
        payout_at,
        reserve_until: payout_at.after(terms::RESERVE_FOR),
    }
}

fn lines(it: Forecast) -> Lines {
    let first = Money::new(it.creators.minor - it.reserve.minor, it.creators.currency);
    let Forecast { collected, platform_fee, card_fees, creators, reserve } = it;
    Lines { collected, platform_fee, card_fees, creators, reserve, first }
}

impl From<RehearsalError> for Error {
    fn from(error: RehearsalError) -> Self {
        match error {
            RehearsalError::Unknown => Self::NotFound,
            RehearsalError::Ended => Self::Refused(Text::of("refused-rehearsal-ended")),
            RehearsalError::Database(error) => error.into(),
            RehearsalError::Broken(error) => Self::Internal(error.into()),
        }
    }
}
