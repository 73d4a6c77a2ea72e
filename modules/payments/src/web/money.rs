//! What became of the money: of a campaign, for everybody; of a pledge, for whoever has its address.

use crate::{
    money::{self, Flow, Split},
    tables::payee,
};
use axum::{
    extract::{Path, State},
    http::{HeaderValue, header},
    response::Response,
};
use contracts::PledgeId;
use kernel::{
    Context,
    web::{Error, Page, Result, View},
};
use serde::Serialize;

/// `GET /c/{slug}/money`
pub(super) async fn of_campaign(
    State(ctx): State<Context>,
    view: View,
    Path(slug): Path<String>,
) -> Result<Response> {
    let db = ctx.db.read();
    let payee = payee::by_slug(db, &slug).await?.ok_or(Error::NotFound)?;
    let flow = money::flow(db, payee.campaign, payee.currency).await?;
    view.public(&OfCampaign { title: payee.title, slug: payee.slug, flow })
}

/// `GET /p/{pledge}/money`
pub(super) async fn of_pledge(
    State(ctx): State<Context>,
    view: View,
    Path(address): Path<String>,
) -> Result<Response> {
    let pledge = view.keys().addressed(&address).map(PledgeId).ok_or(Error::NotFound)?;
    let split = money::split(ctx.db.read(), pledge).await?.ok_or(Error::NotFound)?;
    let mut page = view.show(&OfPledge { address, split })?;
    // The address holds the key to the page.
    let headers = page.headers_mut();
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    headers.insert("x-robots-tag", HeaderValue::from_static("noindex, nofollow"));
    Ok(page)
}

#[derive(Serialize)]
struct OfCampaign {
    title: String,
    slug: String,
    flow: Flow,
}

impl Page for OfCampaign {
    const TEMPLATE: &'static str = "payments/money_campaign.html";
}

#[derive(Serialize)]
struct OfPledge {
    /// The pledge, as the address of its page has it.
    address: String,
    split: Split,
}

impl Page for OfPledge {
    const TEMPLATE: &'static str = "payments/money_pledge.html";
}
