//! Disputes, for those who answer for money.

use super::{
    blocked_cards, fraud_warnings,
    room::{Cell, Letter, Question, Room, Row, Section, heads},
};
use crate::{
    desk::Desk,
    dispute::{Dispute, State as How},
    evidence::{self, Facts},
    jobs::SendEvidence,
    tables::{
        campaign, dispute as disputes,
        fraud_warning::{self as warnings, Stands},
        mailed, payee, payment as payments, posted, refund as refunds, sent_reward,
    },
};
use axum::{
    Extension,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use kernel::{
    Context, reference,
    web::{CurrentUser, Error, Form, Result, View},
};
use serde::Deserialize;

/// The most letters that are handed in, as Stripe takes them.
const LONGEST: usize = 20_000;

/// `GET /backoffice/disputes`
pub(super) async fn index(State(ctx): State<Context>, view: View) -> Result<Response> {
    view.show(&room(&ctx, &view).await?)
}

async fn room(ctx: &Context, view: &View) -> Result<Room> {
    let all = disputes::all(ctx.db.read()).await?;
    let warned = warnings::latest(ctx.db.read()).await?;
    let open = all.iter().filter(|it| is_open(it)).map(|it| it.opened_at.0);
    let warns = warned.iter().filter(|it| it.stands == Stands::Open).map(|it| it.warned_at.0);
    let since: Vec<i64> = open.chain(warns).collect();
    let titles = payee::titles(ctx.db.read(), all.iter().map(|it| it.campaign).collect()).await?;
    let mut rows = Vec::new();
    for it in &all {
        let draft = if is_open(it) { draft(ctx, it).await? } else { None };
        rows.push(row(view, it, titles.get(&it.campaign), draft));
    }
    let columns = [
        "disputes-of-pledge",
        "disputes-of-campaign",
        "disputes-sum",
        "disputes-reason",
        "disputes-state",
        "disputes-due",
        "disputes-id",
        "room-act",
    ];
    let own = Section {
        columns: heads(view, columns, &["disputes-sum"]),
        rows,
        empty: view.t("disputes-none", &[]),
        ..Section::default()
    };
    Ok(Room {
        title: view.t("disputes-title", &[]),
        lead: view.t("disputes-lead", &[]),
        waiting: since.len(),
        oldest: since.into_iter().min(),
        sections: vec![own, fraud_warnings::section(view, &warned), blocked_cards::section(ctx, view).await?],
        ..Room::default()
    })
}

/// A form of the room that cannot be taken as it was sent.
pub(super) struct Refused<'a> {
    /// Where it goes.
    pub(super) path: String,
    pub(super) typed: &'a str,
    /// The text that says what is wrong.
    pub(super) wrong: &'static str,
    /// What is said when nothing can be sent there any more.
    pub(super) over: &'static str,
}

/// The room, with the form as it was sent.
pub(super) async fn again(ctx: &Context, view: &View, it: Refused<'_>) -> Result<Response> {
    let mut room = room(ctx, view).await?;
    if !room.refuse(&it.path, it.typed, view.t(it.wrong, &[])) {
        return Err(Error::Conflict(it.over.to_owned()));
    }
    view.show_with(StatusCode::UNPROCESSABLE_ENTITY, &room)
}

/// Whether evidence can still be sent.
fn is_open(it: &Dispute) -> bool {
    it.state == How::AwaitsEvidence && it.evidence_at.is_none()
}

/// What is known of the payment, for staff to read, to add to and to send.
async fn draft(ctx: &Context, it: &Dispute) -> Result<Option<String>> {
    let db = ctx.db.read();
    let Some(payment) = payments::find(db, it.payment).await? else { return Ok(None) };
    let Some(charged_at) = payments::collected_at(db, it.payment).await? else { return Ok(None) };
    let Some(of) = campaign::find(db, it.campaign).await? else { return Ok(None) };
    let back = refunds::sum_of(db, it.payment, it.amount.currency).await?;
    let facts = Facts {
        pledge: it.pledge,
        page: format!("{}/c/{}", ctx.web.settings.public_url, of.slug),
        campaign: of.title,
        gift: payment.gift,
        kind: payment.kind,
        charged_at,
        confirmed: payment.authentication_told,
        refunded: back.total(),
        mails: mailed::of(db, it.pledge).await?,
        updates: posted::of(db, it.campaign).await?,
        sent: sent_reward::find(db, it.pledge).await?,
    };
    Ok(Some(evidence::pack(&facts)))
}

fn row(view: &View, it: &Dispute, title: Option<&String>, draft: Option<String>) -> Row {
    let state = match (it.state, it.evidence_at) {
        (How::AwaitsEvidence, None) => "disputes-awaits",
        (How::AwaitsEvidence, Some(_)) => "disputes-sending",
        (How::WithBank, _) => "disputes-with-bank",
        (How::Won, _) => "disputes-won",
        (How::Lost, _) if it.card_free => "disputes-lost-freed",
        (How::Lost, _) if it.card_blocked_at.is_some() => "disputes-lost-blocked",
        (How::Lost, _) => "disputes-lost",
    };
    let ask = Question::of("words", &it.id, view.t("disputes-words", &[]));
    let letter = Letter {
        heading: view.t("disputes-evidence", &[("pledge", reference(it.pledge.0).into())]),
        path: evidence_path(&it.id),
        label: view.t("disputes-send", &[]),
        ask: Question { value: draft.unwrap_or_default(), ..ask },
        hint: view.t("disputes-words-hint", &[]),
    };
    let open = is_open(it);
    Row {
        link: Some(format!("/backoffice/pledges/{}", it.pledge)),
        cells: vec![
            Cell::Words(reference(it.pledge.0)),
            Cell::Words(title.cloned().unwrap_or_default()),
            Cell::Sum(it.amount),
            Cell::Words(it.reason.clone()),
            Cell::Words(view.t(state, &[])),
            it.due_by.filter(|_| open).map_or_else(Cell::empty, Cell::At),
            Cell::Words(it.id.clone()),
        ],
        letter: open.then_some(letter),
        ..Row::default()
    }
}

fn evidence_path(dispute: &str) -> String {
    format!("/backoffice/disputes/{dispute}/evidence")
}

#[derive(Deserialize)]
pub(super) struct Evidence {
    words: String,
}

/// `POST /backoffice/disputes/{dispute}/evidence`
pub(super) async fn answer(
    State(ctx): State<Context>,
    Extension(desk): Extension<Desk>,
    view: View,
    user: CurrentUser,
    Path(dispute): Path<String>,
    Form(form): Form<Evidence>,
) -> Result<Response> {
    let over = "Evidence was sent for this dispute before, or the bank has decided. Nothing was sent now.";
    let words = form.words.trim().to_owned();
    if words.is_empty() || words.chars().count() > LONGEST {
        let (path, wrong) = (evidence_path(&dispute), "disputes-no-words");
        return again(&ctx, &view, Refused { path, typed: &form.words, wrong, over }).await;
    }
    if !ctx.run(SendEvidence { desk, dispute, words, by: user.id }).await? {
        return Err(Error::Conflict(over.to_owned()));
    }
    Ok(Redirect::to("/backoffice/disputes").into_response())
}
