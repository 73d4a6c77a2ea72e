//! Refunds that one person does not decide alone.

use super::{MONEY, pledge::parse};
use crate::{
    commands::{AnswerRefund, DecideAlone, DecideRefund, LargeRefund, ProposeRefund, REFUND},
    error::RefundError,
    pledge::Item,
};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect, Response},
};
use contracts::{Money, PledgeId, Timestamp, UserId};
use kernel::{
    Context,
    proposal::Proposal,
    web::{CurrentUser, Error, Form, Result, StepUp},
};
use serde::{Deserialize, Serialize};

/// A refund that waits for a second person, as it is shown to them.
#[derive(Debug, Serialize)]
pub(super) struct Waiting {
    id: String,
    /// Of exactly what is shown here.
    hash: String,
    amount: Money,
    /// What it is taken from alone.
    only: Option<Item>,
    note: String,
    at: Timestamp,
    until: Timestamp,
}

/// What waits of `pledge`, if anything. What is shown is read out of what will be done.
pub(super) async fn waiting(ctx: &Context, pledge: PledgeId) -> Result<Option<Waiting>> {
    let open = Proposal::open(ctx.db.read(), ctx.module, REFUND, ctx.clock.now()).await?;
    let Some(it) = open.into_iter().find(|it| it.subject == pledge.to_string()) else { return Ok(None) };
    let LargeRefund { amount, only, note, .. } =
        serde_json::from_str(&it.payload).map_err(|error| Error::Internal(error.into()))?;
    let (id, hash) = (it.id.to_string(), it.hash);
    Ok(Some(Waiting { id, hash, amount, only, note, at: it.proposed_at, until: it.expires_at }))
}

/// Decides what one person may decide alone, and proposes what is more.
pub(super) async fn decide_or_propose(
    ctx: &Context,
    asked: LargeRefund,
    by: &CurrentUser,
    donor: Option<UserId>,
) -> Result<(), RefundError> {
    let LargeRefund { refund, pledge, amount, only, note } = asked.clone();
    let decided = DecideRefund { refund, pledge, amount, only, decided_by: Some(by.id), note };
    if ctx.run(DecideAlone { asked: decided, finance: by.has_one_of(MONEY) }).await? {
        return Ok(());
    }
    ctx.run(ProposeRefund { asked, proposer: by.id, donor }).await
}

/// What the second person says.
#[derive(Deserialize)]
pub(super) struct Answer {
    /// The hash of what was shown, to agree; absent to say no.
    hash: Option<String>,
}

/// `POST /backoffice/pledges/{pledge}/refund/{proposal}`
pub(super) async fn answer(
    State(ctx): State<Context>,
    who: StepUp,
    Path((pledge, proposal)): Path<(String, String)>,
    Form(form): Form<Answer>,
) -> Result<Response> {
    let pledge = parse(&pledge)?;
    let proposal = proposal.parse().map_err(|_| Error::NotFound)?;
    ctx.run(AnswerRefund { proposal, by: who.user.id, agreed_to: form.hash }).await?;
    Ok(Redirect::to(&format!("/backoffice/pledges/{pledge}")).into_response())
}
