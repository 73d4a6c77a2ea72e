//! A donor wants to give more each time. It is asked once more first: it is charged without them from then on.

use super::{
    address,
    clocks::when,
    plan::{back, find},
    pledge::unlisted,
};
use crate::{
    plan::{self, Plan, PlanError},
    tables::campaign::Campaign,
};
use axum::{
    extract::{Path, Query, State},
    response::{IntoResponse, Redirect, Response},
};
use contracts::{Money, PlanId, pledges::Interval};
use kernel::{
    Context,
    web::{Error, Page, Result, View},
};
use serde::{Deserialize, Serialize};

/// What is given now, what would be, and from when on.
#[derive(Serialize)]
struct Raise {
    /// The plan, as the address of its page has it.
    address: String,
    campaign: String,
    every: Interval,
    before: Money,
    after: Money,
    /// The new sum as the form takes it.
    amount: String,
    /// When it is first charged; nothing while nothing is charged.
    next_on: Option<String>,
}

impl Page for Raise {
    const TEMPLATE: &'static str = "pledges/raise.html";
}

/// The new sum, in minor units. Whoever goes to this page in another language comes without it.
#[derive(Deserialize)]
pub(super) struct Asked {
    minor: Option<i64>,
}

/// Whether `amount` is more than the plan gives to its campaign now.
pub(super) fn is_one(plan: &Plan, amount: Money) -> bool {
    amount.minor > plan.gift.amount.minor
}

/// To the page that asks.
pub(super) fn question(ctx: &Context, plan: PlanId, amount: Money) -> Response {
    Redirect::to(&format!("{}/amount?minor={}", address::of_plan(ctx, plan), amount.minor)).into_response()
}

/// `GET /plans/{plan}/amount`
pub(super) async fn ask(
    State(ctx): State<Context>,
    view: View,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let plan = find(&ctx, &id).await?;
    let Some(minor) = asked.minor else { return Ok(back(&ctx, plan.id)) };
    let amount = Money::new(minor, plan.gift.amount.currency);
    let gift = match plan::would_give(ctx.db.read(), &plan, amount).await {
        Ok(gift) if is_one(&plan, amount) => gift,
        // The plan's page says how it stands, and takes another sum.
        Ok(_) | Err(PlanError::Over | PlanError::NotNow | PlanError::Refused(_)) => {
            return Ok(back(&ctx, plan.id));
        }
        Err(error) => return Err(error.into()),
    };
    let campaign = Campaign::by_id(ctx.db.read(), plan.campaign).await?.ok_or(Error::NotFound)?;
    let page = Raise {
        address: view.keys().address(plan.id.0),
        every: plan.every,
        before: plan.gift.total(),
        after: gift.total(),
        amount: amount.format_input(view.language().locale()),
        next_on: plan.next_at.map(|it| when(it, &campaign.zone).day),
        campaign: campaign.title,
    };
    Ok(unlisted(view.show(&page)?))
}
