//! Refunds that are not done: on their way, or failed and owed to a donor.

use super::room::{Act, Cell, Room, Row, Section, heads};
use crate::{
    desk::Desk,
    jobs::RetryRefund,
    refund::Status,
    tables::{
        payee,
        refund::{self as refunds, Waiting},
    },
};
use axum::{
    Extension,
    extract::{Path, State},
    response::{IntoResponse, Redirect, Response},
};
use contracts::RefundId;
use kernel::{
    Context, reference,
    web::{Error, Form, Result, StepUp, View},
};

/// `GET /backoffice/refunds`
pub(super) async fn index(State(ctx): State<Context>, view: View) -> Result<Response> {
    let all = refunds::waiting(ctx.db.read()).await?;
    let campaigns = all.iter().map(|it| it.refund.campaign).collect();
    let titles = payee::titles(ctx.db.read(), campaigns).await?;
    let owed = |it: &&Waiting| it.refund.status == Status::Failed;
    let room = Room {
        title: view.t("refunds-title", &[]),
        lead: view.t("refunds-lead", &[]),
        waiting: all.iter().filter(owed).count(),
        oldest: all.iter().filter(owed).map(|it| it.due_at.0).min(),
        sections: vec![Section {
            columns: heads(
                &view,
                [
                    "refunds-pledge",
                    "refunds-campaign",
                    "refunds-sum",
                    "refunds-state",
                    "refunds-until",
                    "room-act",
                ],
                &["refunds-sum"],
            ),
            rows: all.iter().map(|it| row(&view, it, titles.get(&it.refund.campaign))).collect(),
            empty: view.t("refunds-none", &[]),
            ..Section::default()
        }],
        ..Room::default()
    };
    view.show(&room)
}

fn row(view: &View, it: &Waiting, title: Option<&String>) -> Row {
    let failed = it.refund.status == Status::Failed;
    let held = it.held_until.filter(|_| it.refund.status == Status::Due);
    let state = match it.refund.status {
        Status::Due if held.is_some() => view.t("refunds-held", &[]),
        Status::Failed => view.t(
            "refunds-failed",
            &[("why", it.failure.as_deref().unwrap_or_default().replace('_', " ").into())],
        ),
        Status::Submitted => view.t("refunds-pending", &[]),
        _ => view.t("refunds-due", &[]),
    };
    let total = it.refund.gift.total();
    let act = Act {
        path: format!("/backoffice/refunds/{}/retry", it.refund.id),
        label: view
            .t(if held.is_some() { "refunds-release" } else { "refunds-retry" }, &[("amount", total.into())]),
        ..Act::default()
    };
    Row {
        link: Some(format!("/backoffice/pledges/{}", it.refund.pledge)),
        cells: vec![
            Cell::Words(reference(it.refund.pledge.0)),
            Cell::Words(title.cloned().unwrap_or_default()),
            Cell::Sum(total),
            Cell::Words(state),
            held.map_or_else(Cell::empty, Cell::At),
        ],
        acts: (failed || held.is_some()).then_some(act).into_iter().collect(),
        ..Row::default()
    }
}

/// `POST /backoffice/refunds/{refund}/retry`: whoever sends money on, also such as still waits for a bank, has just proved
/// that it is them (SEC-6).
pub(super) async fn retry(
    State(ctx): State<Context>,
    Extension(desk): Extension<Desk>,
    who: StepUp,
    Path(refund): Path<String>,
    Form(_form): Form<super::payouts::Nothing>,
) -> Result<Response> {
    let refund: RefundId = refund.parse().map_err(|_| Error::NotFound)?;
    if !ctx.run(RetryRefund { desk, refund, by: who.user.id }).await? {
        let words = "This refund cannot be tried again now: it is on its way, done, or its payment is with the donor's bank.";
        return Err(Error::Conflict(words.to_owned()));
    }
    Ok(Redirect::to("/backoffice/refunds").into_response())
}
