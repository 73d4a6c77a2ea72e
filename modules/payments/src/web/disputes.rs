//! Disputes, for those who answer for money.

use super::room::{Act, Room, Row};
use crate::{
    desk::Desk,
    dispute::{Dispute, State as How},
    jobs::SendEvidence,
    tables::dispute as disputes,
};
use axum::{
    Extension,
    extract::{Path, State},
    response::{IntoResponse, Redirect, Response},
};
use contracts::Timestamp;
use kernel::{
    Context,
    web::{CurrentUser, Error, Form, Result, View},
};
use serde::Deserialize;

/// The most letters that are handed in, as Stripe takes them.
const LONGEST: usize = 20_000;

/// `GET /backoffice/disputes`
pub(super) async fn index(State(ctx): State<Context>, view: View) -> Result<Response> {
    let all = disputes::all(ctx.db.read()).await?;
    let waits = |it: &&Dispute| it.state == How::AwaitsEvidence && it.evidence_at.is_none();
    let room = Room {
        title: view.t("disputes-title", &[]),
        lead: view.t("disputes-lead", &[]),
        waiting: all.iter().filter(waits).count(),
        oldest: all.iter().filter(waits).map(|it| it.opened_at.0).min(),
        columns: [
            "disputes-pledge",
            "disputes-sum",
            "disputes-reason",
            "disputes-state",
            "disputes-due",
            "room-act",
        ]
        .map(|it| view.t(it, &[]))
        .to_vec(),
        rows: all.iter().map(|it| row(&view, it)).collect(),
        empty: view.t("disputes-none", &[]),
        notice: None,
    };
    view.show(&room)
}

fn row(view: &View, it: &Dispute) -> Row {
    let state = match (it.state, it.evidence_at) {
        (How::AwaitsEvidence, None) => "disputes-awaits",
        (How::AwaitsEvidence, Some(_)) => "disputes-sending",
        (How::WithBank, _) => "disputes-with-bank",
        (How::Won, _) => "disputes-won",
        (How::Lost, _) => "disputes-lost",
    };
    let path = format!("/backoffice/disputes/{}/evidence", it.id);
    let act = Act {
        path,
        label: view.t("disputes-send", &[]),
        fields: Vec::new(),
        ask: Some(("words".to_owned(), view.t("disputes-words", &[]))),
    };
    let open = it.state == How::AwaitsEvidence && it.evidence_at.is_none();
    Row {
        link: Some(format!("/backoffice/pledges/{}", it.pledge)),
        cells: vec![
            it.id.clone(),
            it.amount.format("en"),
            it.reason.clone(),
            view.t(state, &[]),
            it.due_by.filter(|_| open).map_or_else(String::new, day),
        ],
        acts: open.then_some(act).into_iter().collect(),
    }
}

fn day(at: Timestamp) -> String {
    let at = at.to_utc();
    format!("{} {} {}, {:02}:{:02} UTC", at.day(), at.month(), at.year(), at.hour(), at.minute())
}

#[derive(Deserialize)]
pub(super) struct Evidence {
    words: String,
}

/// `POST /backoffice/disputes/{dispute}/evidence`
pub(super) async fn answer(
    State(ctx): State<Context>,
    Extension(desk): Extension<Desk>,
    user: CurrentUser,
    Path(dispute): Path<String>,
    Form(form): Form<Evidence>,
) -> Result<Response> {
    let words = form.words.trim().to_owned();
    if words.is_empty() || words.chars().count() > LONGEST {
        return Err(Error::bad("Say in at most 20,000 letters why the payment was right."));
    }
    if !ctx.run(SendEvidence { desk, dispute, words, by: user.id }).await? {
        return Err(Error::Conflict(
            "Evidence was sent for this dispute before, or the bank has decided. Nothing was sent now."
                .to_owned(),
        ));
    }
    Ok(Redirect::to("/backoffice/disputes").into_response())
}
