//! What cancelling a campaign would move, for staff who may cancel it.

use crate::{
    cancelling::{Cancelling, cancelling},
    money::{self, Flow},
    tables::payee,
};
use axum::{
    extract::{Path, State},
    response::Response,
};
use contracts::{CampaignId, Money};
use kernel::{
    Context,
    web::{Error, Page, Result, View},
};
use serde::Serialize;

/// `GET /backoffice/campaigns/{campaign}/cancellation`
pub(super) async fn show(
    State(ctx): State<Context>,
    view: View,
    Path(campaign): Path<String>,
) -> Result<Response> {
    let campaign: CampaignId = campaign.parse().map_err(|_| Error::NotFound)?;
    let db = ctx.db.read();
    let payee = payee::find(db, campaign).await?.ok_or(Error::NotFound)?;
    let flow = money::flow(db, campaign, payee.currency).await?;
    let it = cancelling(db, &payee).await?;
    let owes = Money::new((-it.creator_after.minor).max(0), payee.currency);
    view.show(&Shown { campaign, title: payee.title, flow, it, owes })
}

#[derive(Serialize)]
struct Shown {
    campaign: CampaignId,
    title: String,
    flow: Flow,
    it: Cancelling,
    /// What the creator would owe.
    owes: Money,
}

impl Page for Shown {
    const TEMPLATE: &'static str = "payments/cancelling.html";
}
