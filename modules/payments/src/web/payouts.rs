//! Payouts, for those who answer for money: who can be paid, and what waits for a second person.

use super::room::{Act, Cell, Room, Row, Section, heads};
use crate::{
    clawback::{Clawback, State as AskedBack},
    commands::{ACTION, DecidePayout, PayoutError, ProposePayout, free_at, reckon},
    payout::{Agreed, HOLD, Payout, State as How},
    tables::{
        account, clawback as clawbacks,
        payee::{self, Payee},
        payout as payouts, rest,
    },
};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect, Response},
};
use contracts::{CampaignId, Money};
use kernel::{
    Context,
    proposal::Proposal,
    web::{Error, Form, Result, StepUp, View},
};
use serde::Deserialize;

impl From<PayoutError> for Error {
    fn from(error: PayoutError) -> Self {
        match error {
            PayoutError::Unknown => Self::NotFound,
            PayoutError::Db(error) => error.into(),
            PayoutError::Other(error) => Self::Internal(error),
            refused => Self::bad(&refused.to_string()),
        }
    }
}

/// `GET /backoffice/payouts`
pub(super) async fn index(State(ctx): State<Context>, view: View) -> Result<Response> {
    let (db, now) = (ctx.db.read(), ctx.clock.now());
    let open = Proposal::open(db, ctx.module, ACTION, now).await?;
    let mut rows = Vec::new();
    let rests = rest::all(db).await?;
    for it in payee::ended(db, now.before(HOLD)).await? {
        rows.extend(free(&ctx, &view, &it, rests.contains_key(&it.campaign)).await?);
    }
    for it in payouts::all(db, None).await? {
        let proposal = open.iter().find(|proposal| proposal.subject == it.id.to_string());
        let waits = match it.state {
            How::Moving | How::Moved => payee::find(db, it.campaign).await?.is_some_and(|it| it.frozen),
            _ => false,
        };
        rows.push(row(&view, &it, proposal, waits));
    }
    rows.extend(clawbacks::latest(db).await?.iter().map(|it| asked_back(&view, it)));
    let room = Room {
        title: view.t("payouts-title", &[]),
        lead: view.t("payouts-lead", &[]),
        waiting: open.len() + rests.len(),
        oldest: open.iter().map(|it| it.proposed_at.0).chain(rests.into_values()).min(),
        sections: vec![Section {
            columns: heads(
                &view,
                ["payouts-what", "payouts-sum", "payouts-state", "room-act"],
                &["payouts-sum"],
            ),
            rows,
            empty: view.t("payouts-none", &[]),
            ..Section::default()
        }],
        ..Room::default()
    };
    view.show(&room)
}

/// What a campaign that ended long enough ago could be paid; whether it `stayed` behind of a payout before.
async fn free(ctx: &Context, view: &View, it: &Payee, stayed: bool) -> Result<Option<Row>> {
    let db = ctx.db.read();
    let flow = crate::money::flow(db, it.campaign, it.currency).await?;
    let earned = reckon(db, it.creator, it.currency, ctx.clock.now()).await?.amount();
    let nothing = flow.held.minor <= 0 || (earned == 0 && flow.came_in.minor <= flow.went_back.minor);
    if nothing && !stayed {
        return Ok(None);
    }
    let enabled = account::find(db, it.creator).await?.is_some_and(|it| it.payouts_enabled);
    let ready = enabled && !it.frozen;
    let act = Act {
        path: format!("/backoffice/payouts/{}/proposal", it.campaign),
        label: view.t("payouts-propose", &[]),
        ..Act::default()
    };
    let state = match (it.frozen, ready, stayed) {
        (true, ..) => "payouts-frozen",
        (_, true, true) => "payouts-rest",
        (_, true, false) => "payouts-ready",
        (_, false, true) => "payouts-rest-nobody",
        (_, false, false) => "payouts-not-ready",
    };
    Ok(Some(Row {
        link: Some(format!("/backoffice/ledger/{}", it.campaign)),
        cells: vec![
            Cell::Words(it.title.clone()),
            Cell::Words(view.t("payouts-held", &[("held", flow.held.into())])),
            Cell::Words(view.t(state, &[])),
        ],
        acts: ready.then_some(act).into_iter().collect(),
        ..Row::default()
    }))
}

/// One payout; whether it `waits` until its campaign goes on.
fn row(view: &View, it: &Payout, proposal: Option<&Proposal>, waits: bool) -> Row {
    let mut acts = Vec::new();
    if let Some(proposal) = proposal {
        // The sum on the button is the one in what is agreed to, not the one in our row.
        let agreed: Option<Agreed> = serde_json::from_str(&proposal.payload).ok();
        let amount = agreed.map_or(Money::zero(it.amount.currency), |it| it.amount);
        let path = format!("/backoffice/payouts/{}/decision", proposal.id);
        let hash = vec![("hash".to_owned(), proposal.hash.clone())];
        let label = view.t("payouts-agree", &[("amount", amount.into())]);
        acts.push(Act { path: path.clone(), label, fields: hash, ask: None });
        acts.push(Act { path, label: view.t("payouts-decline", &[]), ..Act::default() });
    }
    let state = match it.state {
        How::Proposed => "payouts-proposed",
        How::Moving | How::Moved if waits => "payouts-waits",
        How::Moving | How::Moved => "payouts-moving",
        How::Sent => "payouts-sent",
        How::Paid => "payouts-paid",
        How::Released => "payouts-released",
        How::Failed => "payouts-failed",
        How::Returning => "payouts-returning",
    };
    let why = it.failure.clone().unwrap_or_default();
    Row {
        link: Some(format!("/backoffice/ledger/{}", it.campaign)),
        cells: vec![
            Cell::Words(it.id.to_string()),
            Cell::Sum(it.amount),
            Cell::Words(view.t(state, &[("why", why.into())])),
        ],
        acts,
        ..Row::default()
    }
}

/// What a creator owes after it was paid out.
fn asked_back(view: &View, it: &Clawback) -> Row {
    let state = match it.state {
        AskedBack::Asked => "payouts-asked-back",
        AskedBack::Back => "payouts-came-back",
        AskedBack::Refused => "payouts-not-back",
    };
    let why = it.failure.clone().unwrap_or_default();
    Row {
        link: Some(format!("/backoffice/ledger/{}", it.campaign)),
        cells: vec![
            Cell::Words(it.payout.to_string()),
            Cell::Sum(it.amount),
            Cell::Words(view.t(state, &[("why", why.into())])),
        ],
        ..Row::default()
    }
}

/// `POST /backoffice/payouts/{campaign}/proposal`: whoever proposes, and whoever decides, has just proved that it is
/// them (SEC-6).
pub(super) async fn propose(
    State(ctx): State<Context>,
    who: StepUp,
    Path(campaign): Path<String>,
    Form(_form): Form<Nothing>,
) -> Result<Response> {
    let campaign: CampaignId = campaign.parse().map_err(|_| Error::NotFound)?;
    ctx.run(ProposePayout { campaign, proposer: who.user.id }).await?;
    Ok(Redirect::to("/backoffice/payouts").into_response())
}

/// A form that says nothing but that it was sent.
#[derive(Deserialize)]
pub(super) struct Nothing {}

#[derive(Deserialize)]
pub(super) struct Decision {
    /// What was shown, to agree to it; absent to say no.
    hash: Option<String>,
}

/// `POST /backoffice/payouts/{proposal}/decision`
pub(super) async fn decide(
    State(ctx): State<Context>,
    who: StepUp,
    Path(proposal): Path<String>,
    Form(form): Form<Decision>,
) -> Result<Response> {
    let proposal = proposal.parse().map_err(|_| Error::NotFound)?;
    ctx.run(DecidePayout { proposal, by: who.user.id, agreed_to: form.hash }).await?;
    Ok(Redirect::to("/backoffice/payouts").into_response())
}

/// When a campaign's money may leave, for its creator's page.
pub(super) fn free_from(payee: &Payee) -> i64 {
    free_at(payee).0
}
