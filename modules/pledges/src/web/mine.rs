use crate::queries;
use axum::{extract::State, response::Response};
use contracts::{Money, PledgeId, Timestamp};
use kernel::{
    Context,
    web::{CurrentUser, Page, Result, View},
};
use serde::Serialize;

#[derive(Serialize)]
struct Mine {
    gifts: Vec<Gift>,
}

/// One gift in the list of whoever gave it.
#[derive(Serialize)]
struct Gift {
    pledge: PledgeId,
    reference: String,
    campaign: String,
    label: &'static str,
    total: Money,
    accepted_at: Timestamp,
}

impl Page for Mine {
    const TEMPLATE: &'static str = "pledges/mine.html";
}

/// `GET /me/gifts`: what whoever is asking gave, signed in or as a guest with their verified address.
pub(super) async fn index(State(ctx): State<Context>, current: CurrentUser, view: View) -> Result<Response> {
    let gifts = queries::given_by(ctx.db.read(), current.id).await?.into_iter().map(|it| Gift {
        pledge: it.row.id,
        label: it.row.status.label(),
        total: it.row.gift.total(),
        accepted_at: it.row.accepted_at,
        reference: it.row.reference,
        campaign: it.campaign,
    });
    view.show(&Mine { gifts: gifts.collect() })
}
