//! Campaigns that moderators would cancel, for those who answer for money: much would go back, so one of them has to agree
//! (decision 092).

use crate::{
    commands::cancel_by_staff::{AnswerCancellation, CANCEL, Cancellation},
    tables::{campaign, moderator},
};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect, Response},
};
use contracts::{CampaignId, Money, Timestamp};
use kernel::{
    Context,
    proposal::Proposal,
    web::{CurrentUser, Error, Form, Page, Result, StepUp, View},
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

const ROOM: &str = "/backoffice/cancellations";

#[derive(Serialize)]
struct Cancellations {
    rows: Vec<Row>,
}

impl Page for Cancellations {
    const TEMPLATE: &'static str = "campaigns/office_cancellations.html";
}

#[derive(Serialize)]
struct Row {
    campaign: CampaignId,
    slug: String,
    title: String,
    organiser: String,
    /// What whoever proposed it is called.
    proposer: String,
    waiting: Waiting,
}

/// A campaign's end that waits for a second person, as it is shown. What is shown is read out of what will be done.
#[derive(Serialize)]
pub(super) struct Waiting {
    id: Uuid,
    /// Of exactly what is shown here.
    hash: String,
    sum: Money,
    reason: String,
    at: Timestamp,
    until: Timestamp,
}

/// What the second person says.
#[derive(Deserialize)]
pub(super) struct Answer {
    /// The hash of what was shown, to agree; absent to say no.
    hash: Option<String>,
}

/// A form that says nothing but that it was sent.
#[derive(Deserialize)]
pub(super) struct Nothing {}

/// What waits of `campaign`, if anything.
pub(super) async fn waiting(ctx: &Context, campaign: CampaignId) -> Result<Option<Waiting>> {
    let open = Proposal::open(ctx.db.read(), ctx.module, CANCEL, ctx.clock.now()).await?;
    let found = open.into_iter().find(|it| it.subject == campaign.to_string());
    Ok(found.map(read).transpose()?.map(|(_, waiting)| waiting))
}

fn read(it: Proposal) -> Result<(CampaignId, Waiting)> {
    let Cancellation { campaign, sum, reason } =
        serde_json::from_str(&it.payload).map_err(|error| Error::Internal(error.into()))?;
    let waiting = Waiting { id: it.id, hash: it.hash, sum, reason, at: it.proposed_at, until: it.expires_at };
    Ok((campaign, waiting))
}

/// `GET /backoffice/cancellations`
pub(super) async fn index(State(ctx): State<Context>, view: View) -> Result<Response> {
    let db = ctx.db.read();
    let names = moderator::all(db).await?;
    let mut rows = Vec::new();
    for it in Proposal::open(db, ctx.module, CANCEL, ctx.clock.now()).await? {
        let proposer = names.get(&it.proposer).cloned().flatten();
        let (id, waiting) = read(it)?;
        let Some(found) = campaign::find(db, id).await? else { continue };
        rows.push(Row {
            campaign: id,
            slug: found.slug,
            title: found.title,
            organiser: found.organiser,
            proposer: proposer.unwrap_or_else(|| view.t("step-by-moderator", &[])),
            waiting,
        });
    }
    view.show(&Cancellations { rows })
}

/// `POST /backoffice/cancellations/{proposal}`: whoever decides has just proved that it is them (SEC-6).
pub(super) async fn answer(
    State(ctx): State<Context>,
    who: StepUp,
    Path(proposal): Path<String>,
    Form(form): Form<Answer>,
) -> Result<Response> {
    let proposal = proposal.parse().map_err(|_| Error::NotFound)?;
    ctx.run(AnswerCancellation { proposal, by: who.user.id, agreed_to: form.hash }).await?;
    Ok(Redirect::to(ROOM).into_response())
}

/// `POST /backoffice/campaigns/{campaign}/cancellation/{proposal}`: it is taken back, by whoever proposed it or another who
/// judges campaigns.
pub(super) async fn take_back(
    State(ctx): State<Context>,
    user: CurrentUser,
    Path((campaign, proposal)): Path<(String, String)>,
    Form(Nothing {}): Form<Nothing>,
) -> Result<Response> {
    let campaign: CampaignId = campaign.parse().map_err(|_| Error::NotFound)?;
    let proposal: Uuid = proposal.parse().map_err(|_| Error::NotFound)?;
    if waiting(&ctx, campaign).await?.is_none_or(|it| it.id != proposal) {
        return Err(Error::NotFound);
    }
    ctx.run(AnswerCancellation { proposal, by: user.id, agreed_to: None }).await?;
    Ok(Redirect::to(&format!("/backoffice/campaigns/{campaign}")).into_response())
}
