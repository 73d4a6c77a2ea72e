//! The donor turns back. It is asked once more first: what was cancelled stays so.

use super::{
    address,
    pledge::{Nothing, unlisted},
};
use crate::{
    commands::DonorCancels,
    pledge::Status,
    queries::{self, Told},
    sealed, settlement,
};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect, Response},
};
use contracts::Money;
use kernel::{
    Context,
    web::{Error, Form, Page, Result, View},
};
use serde::Serialize;

/// What is given up, before it is.
#[derive(Serialize)]
struct Cancel {
    /// The pledge, as the address of its page has it.
    address: String,
    reference: String,
    slug: String,
    campaign: String,
    /// The language its title and its rewards are written in (BCP 47); empty when nobody said.
    language: String,
    total: Money,
    reward: Option<String>,
    /// A card is saved for it; else nobody paid yet.
    card_saved: bool,
}

impl Page for Cancel {
    const TEMPLATE: &'static str = "pledges/cancel.html";
}

/// Whether cancelling is worth offering. The command has the last word.
pub(super) async fn is_open(ctx: &Context, told: &Told) -> Result<bool> {
    let row = &told.row;
    let unpaid = matches!(row.status, Status::Reserved | Status::AwaitingPayment | Status::Declined);
    // What is given again by itself is stopped on the page of its plan.
    let by_itself = row.plan.is_some_and(|part| part.card.is_some());
    if by_itself || !(unpaid || row.status == Status::CardSaved) || stands(ctx, told).await? {
        return Ok(false);
    }
    Ok(settlement::find(ctx.db.read(), row.id).await?.is_none())
}

/// Whether a promise stands because its campaign has ended, and its card is neither charged nor let go yet: a moment, or
/// days while a bank is waited for. While the campaign is suspended over its deadline nothing is decided, as the command
/// has it.
pub(super) async fn stands(ctx: &Context, told: &Told) -> Result<bool> {
    let campaign = &told.campaign;
    if told.row.status != Status::CardSaved || campaign.is_open(ctx.clock.now()) {
        return Ok(false);
    }
    Ok(!campaign.is_suspended() || sealed::is_sealed(ctx.db.read(), campaign.id).await?)
}

/// `GET /p/{pledge}/cancel`
pub(super) async fn ask(State(ctx): State<Context>, view: View, Path(id): Path<String>) -> Result<Response> {
    let told = queries::told(&ctx, address::pledge(&ctx, &id)?).await?.ok_or(Error::NotFound)?;
    if !is_open(&ctx, &told).await? {
        // The pledge's page says how it stands, and what can be done instead.
        return Ok(unlisted(Redirect::to(&address::of_pledge(&ctx, told.row.id)).into_response()));
    }
    let page = Cancel {
        address: view.keys().address(told.row.id.0),
        total: told.row.gift.total(),
        card_saved: told.row.status == Status::CardSaved,
        reference: told.row.reference,
        slug: told.campaign.slug,
        campaign: told.campaign.title,
        language: told.campaign.language,
        reward: told.reward.map(|it| it.title),
    };
    Ok(unlisted(view.show(&page)?))
}

/// `POST /p/{pledge}/cancellation`
pub(super) async fn cancel(
    State(ctx): State<Context>,
    Path(id): Path<String>,
    Form(Nothing {}): Form<Nothing>,
) -> Result<Response> {
    let pledge = address::pledge(&ctx, &id)?;
    ctx.run(DonorCancels { pledge }).await?;
    Ok(Redirect::to(&address::of_pledge(&ctx, pledge)).into_response())
}
