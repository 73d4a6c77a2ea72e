//! Payouts, for those who answer for money: who can be paid, and what waits for a second person.

use super::room::{Act, Cell, Room, Row, Section, heads};
use crate::{
    clawback::{Clawback, State as AskedBack},
    commands::{ACTION, DecidePayout, PayoutError, ProposePayout, free_at, reckon},
    jobs::AskForBalance,
    payout::{Agreed, HOLD, Payout, State as How, TOO_LITTLE},
    tables::{
        account,
        balance::{self, Known},
        clawback as clawbacks,
        payee::{self, Payee},
        payout as payouts, rest,
    },
};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect, Response},
};
use contracts::{CampaignId, Money, PayoutId, Timestamp};
use kernel::{
    Context,
    proposal::Proposal,
    web::{Argument, Deed, Error, Form, Result, StepUp, Text, View},
};
use serde::Deserialize;
use std::collections::BTreeMap;

impl From<PayoutError> for Error {
    fn from(error: PayoutError) -> Self {
        match error {
            PayoutError::Unknown => Self::NotFound,
            PayoutError::Db(error) => error.into(),
            PayoutError::Other(error) => Self::Internal(error),
            PayoutError::TooLittle { amount, there } => Self::Refused(
                Text::of("payouts-too-little")
                    .with("amount", amount)
                    .with("free", there.free)
                    .with("asked", there.asked_at),
            ),
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
    let first = payee::to_propose(db, now).await?;
    let ended = payee::ended(db, now.before(HOLD)).await?;
    let there = balance::all(db).await?;
    for it in &ended {
        let (first, stayed) = (first.contains(&it.campaign), rests.contains_key(&it.campaign));
        rows.extend(free(&ctx, &view, it, (first, stayed), &there).await?);
    }
    let titles: BTreeMap<_, _> = ended.into_iter().map(|it| (it.campaign, it.title)).collect();
    for it in payouts::all(db, None).await? {
        let proposal = open.iter().find(|proposal| proposal.subject == it.id.to_string());
        let held = match proposal {
            Some(_) => account::find(db, it.creator).await?.and_then(|it| it.held_at(now)),
            None => None,
        };
        let waits = match it.state {
            How::Moving | How::Moved => payee::find(db, it.campaign).await?.is_some_and(|it| it.frozen),
            _ => false,
        };
        rows.push(row(&view, (&it, &titles), proposal, (held, waits)));
    }
    rows.extend(clawbacks::latest(db).await?.iter().map(|it| asked_back(&view, (it, &titles))));
    let room = Room {
        title: view.t("payouts-title", &[]),
        lead: view.t("payouts-lead", &[]),
        waiting: open.len() + rests.len() + first.len(),
        oldest: open.iter().map(|it| it.proposed_at.0).chain(rests.into_values()).min(),
        sections: vec![
            Section {
                columns: heads(
                    &view,
                    ["payouts-what", "payouts-sum", "payouts-state", "room-act"],
                    &["payouts-sum"],
                ),
                rows,
                empty: view.t("payouts-none", &[]),
                ..Section::default()
            },
            at_the_provider(&view, &there),
        ],
        ..Room::default()
    };
    view.show(&room)
}

/// What can leave the provider in each currency, as it said when it was asked, and a way to ask again.
fn at_the_provider(view: &View, there: &[Known]) -> Section {
    let mut rows = Vec::new();
    for it in there {
        let (pending, asked) = (it.pending.into(), it.asked_at.into());
        rows.push(Row {
            cells: vec![
                Cell::Words(it.free.currency.code().to_owned()),
                Cell::Sum(it.free),
                Cell::Words(view.t("payouts-there-then", &[("pending", pending), ("asked", asked)])),
            ],
            ..Row::default()
        });
    }
    let ask = Act {
        path: "/backoffice/payouts/balance".to_owned(),
        label: view.t("payouts-there-ask", &[]),
        ..Act::default()
    };
    rows.push(Row {
        cells: vec![
            Cell::Words(view.t("payouts-there-all", &[])),
            Cell::empty(),
            Cell::Words(view.t("payouts-there-later", &[])),
        ],
        acts: vec![ask],
        ..Row::default()
    });
    Section {
        heading: Some(view.t("payouts-there", &[])),
        lead: Some(view.t("payouts-there-lead", &[])),
        columns: heads(
            view,
            ["payouts-there-what", "payouts-there-free", "payouts-state", "room-act"],
            &["payouts-there-free"],
        ),
        rows,
        ..Section::default()
    }
}

/// `POST /backoffice/payouts/balance`: the provider is asked anew, by a job.
pub(super) async fn ask(State(ctx): State<Context>, Form(_form): Form<Nothing>) -> Result<Response> {
    ctx.run(AskForBalance).await?;
    Ok(Redirect::to("/backoffice/payouts").into_response())
}

/// What a campaign that ended long enough ago could be paid; whether that would be the `first` time, and whether it
/// `stayed` behind of a payout before. Held back where more than what is `there` would leave.
async fn free(
    ctx: &Context,
    view: &View,
    it: &Payee,
    (first, stayed): (bool, bool),
    there: &[Known],
) -> Result<Option<Row>> {
    let db = ctx.db.read();
    let flow = crate::money::flow(db, it.campaign, it.currency).await?;
    let earned = reckon(db, it.creator, it.currency, ctx.clock.now()).await?.amount();
    let nothing = flow.held.minor <= 0 || (earned == 0 && flow.came_in.minor <= flow.went_back.minor);
    if nothing && !stayed {
        return Ok(None);
    }
    let account = account::find(db, it.creator).await?.filter(|it| it.payouts_enabled);
    let held = account.as_ref().and_then(|it| it.held_at(ctx.clock.now()));
    let busy = payouts::is_under_way(db, it.creator, it.currency).await?;
    // What it would come to is known only when it is proposed, and then it is held back if it is more than can leave.
    let short = there.iter().find(|known| known.free.currency == it.currency);
    let short = short.is_some_and(|known| known.free.minor < earned.max(1));
    let due = account.is_some() && held.is_none() && !it.frozen && !busy && (first || earned > 0);
    let ready = due && !short;
    let act = Act {
        path: format!("/backoffice/payouts/{}/proposal", it.campaign),
        label: view.t("payouts-propose", &[]),
        ..Act::default()
    };
    let state = match (held, stayed) {
        _ if it.frozen => view.t("payouts-frozen", &[]),
        (Some(until), _) => view.t("payouts-held-for-bank", &[("until", until.into())]),
        _ if busy => view.t("payouts-busy", &[]),
        (None, true) if account.is_none() => view.t("payouts-rest-nobody", &[]),
        (None, false) if account.is_none() => view.t("payouts-not-ready", &[]),
        _ if due && !ready => view.t("payouts-there-too-little", &[]),
        _ if !ready => view.t("payouts-kept", &[]),
        (None, true) => view.t("payouts-rest", &[]),
        (None, false) => view.t("payouts-ready", &[]),
    };
    Ok(Some(Row {
        link: Some(format!("/backoffice/ledger/{}", it.campaign)),
        cells: vec![
            Cell::Words(it.title.clone()),
            Cell::Words(view.t("payouts-held", &[("held", flow.held.into())])),
            Cell::Words(state),
        ],
        acts: ready.then_some(act).into_iter().collect(),
        ..Row::default()
    }))
}

/// What campaigns are called.
type Titles = BTreeMap<CampaignId, String>;

/// Whose payout it is, before which one: the title alone would name two payouts alike.
fn name(titles: &Titles, campaign: CampaignId, payout: PayoutId) -> Cell {
    let title = titles.get(&campaign);
    Cell::Words(title.map_or_else(|| payout.to_string(), |title| format!("{title} · {payout}")))
}

/// A payout; held until then, when the bank account was changed since it was proposed, and whether it waits until its
/// campaign goes on.
fn row(
    view: &View,
    (it, titles): (&Payout, &Titles),
    proposal: Option<&Proposal>,
    (held, waits): (Option<Timestamp>, bool),
) -> Row {
    let mut acts = Vec::new();
    if let Some(proposal) = proposal {
        // The sum on the button is the one in what is agreed to, not the one in our row.
        let agreed: Option<Agreed> = serde_json::from_str(&proposal.payload).ok();
        let amount = agreed.map_or(Money::zero(it.amount.currency), |it| it.amount);
        let path = format!("/backoffice/payouts/{}/decision", proposal.id);
        let hash = vec![("hash".to_owned(), proposal.hash.clone())];
        let label = view.t("payouts-agree", &[("amount", amount.into())]);
        let own = view.user().is_some_and(|it| proposal.is_by_or_for(it.id));
        if held.is_none() && !own {
            acts.push(Act { path: path.clone(), label, fields: hash, ask: None });
        }
        acts.push(Act { path, label: view.t("payouts-decline", &[]), ..Act::default() });
    }
    let state = match it.state {
        How::Proposed => "payouts-proposed",
        How::Moving | How::Moved if waits => "payouts-waits",
        How::Moving | How::Moved => "payouts-moving",
        How::Sent => "payouts-sent",
        How::Paid => "payouts-paid",
        How::Released if it.failure.is_some() => "payouts-released-why",
        How::Released => "payouts-released",
        How::Failed => "payouts-failed",
        How::Returning => "payouts-returning",
    };
    let why = match it.failure.as_deref() {
        Some(TOO_LITTLE) => view.t("payouts-why-balance", &[]),
        other => other.unwrap_or_default().to_owned(),
    };
    let state = match held {
        Some(until) => view.t("payouts-proposed-held", &[("until", until.into())]),
        None => view.t(state, &[("why", why.into())]),
    };
    Row {
        link: Some(format!("/backoffice/ledger/{}", it.campaign)),
        cells: vec![name(titles, it.campaign, it.id), Cell::Sum(it.amount), Cell::Words(state)],
        acts,
        ..Row::default()
    }
}

/// What a creator owes after it was paid out.
fn asked_back(view: &View, (it, titles): (&Clawback, &Titles)) -> Row {
    let state = match it.state {
        AskedBack::Asked => "payouts-asked-back",
        AskedBack::Back => "payouts-came-back",
        AskedBack::Refused => "payouts-not-back",
    };
    let why = it.failure.clone().unwrap_or_default();
    Row {
        link: Some(format!("/backoffice/ledger/{}", it.campaign)),
        cells: vec![
            name(titles, it.campaign, it.payout),
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

/// `POST /backoffice/payouts/{proposal}/decision`: a second person signs exactly what they were shown (SEC-6), or says no.
pub(super) async fn decide(
    State(ctx): State<Context>,
    view: View,
    who: StepUp,
    Path(proposal): Path<String>,
    Form(form): Form<Decision>,
) -> Result<Response> {
    let proposal = proposal.parse().map_err(|_| Error::NotFound)?;
    if let Some(seen) = &form.hash {
        let (db, by) = (ctx.db.read(), (who.user.id, seen.as_str()));
        let shown = Proposal::shown_to(db, ctx.module, (ACTION, proposal), by, ctx.clock.now()).await;
        who.sign(&deed(&ctx, &view, &shown.map_err(PayoutError::from)?).await?).await?;
    }
    ctx.run(DecidePayout { proposal, by: who.user.id, agreed_to: form.hash }).await?;
    Ok(Redirect::to("/backoffice/payouts").into_response())
}

/// What exactly is signed: how much, to whom, and to which bank account, where that is known.
async fn deed(ctx: &Context, view: &View, proposal: &Proposal) -> Result<Deed> {
    let agreed: Agreed =
        serde_json::from_str(&proposal.payload).map_err(|error| Error::Internal(error.into()))?;
    let db = ctx.db.read();
    let payout = payouts::find(db, agreed.payout).await?.ok_or(Error::NotFound)?;
    let campaign = payee::find(db, payout.campaign).await?.ok_or(Error::NotFound)?.title;
    let bank = match account::find(db, agreed.creator).await?.and_then(|it| it.bank) {
        Some(it) => view.t("payouts-deed-bank-is", &[("last4", it.last4.into())]),
        None => view.t("payouts-deed-bank-unknown", &[]),
    };
    let payee: [(&str, Argument); 2] = [("campaign", campaign.into()), ("account", agreed.account.into())];
    let title = view.t("payouts-agree", &[("amount", Argument::Exact(agreed.amount))]);
    let deed = Deed::new(title, "/backoffice/payouts");
    let deed = deed.with(view.t("payouts-sum", &[]), agreed.amount.format_exact("en"));
    let deed = deed.with(view.t("payouts-deed-payee", &[]), view.t("payouts-deed-payee-is", &payee));
    Ok(deed.with(view.t("payouts-deed-bank", &[]), bank))
}

/// When a campaign's money may leave, for its creator's page.
pub(super) fn free_from(payee: &Payee) -> i64 {
    free_at(payee).0
}
