//! Warnings of banks that a payment may be fraud: a part of the room of disputes. Nothing goes back by itself: pledges
//! proposes a refund, which waits on the page that each leads to, beside the form that gives the money back.

use super::{
    disputes::{self, Refused},
    room::{Act, Cell, Question, Row, Section, heads, reason},
};
use crate::{
    jobs::LeaveWarning,
    tables::fraud_warning::{Stands, Warning},
};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect, Response},
};
use kernel::{
    Context, reference,
    web::{CurrentUser, Error, Form, Result, View},
};
use serde::Deserialize;

/// The list.
pub(super) fn section(view: &View, all: &[Warning]) -> Section {
    let columns = [
        "disputes-of-pledge",
        "disputes-sum",
        "disputes-warning-kind",
        "disputes-state",
        "disputes-warned",
        "disputes-id",
        "room-act",
    ];
    Section {
        heading: Some(view.t("disputes-warnings", &[])),
        lead: Some(view.t("disputes-warnings-lead", &[])),
        columns: heads(view, columns, &["disputes-sum"]),
        rows: all.iter().map(|it| row(view, it)).collect(),
        empty: view.t("disputes-warnings-none", &[]),
    }
}

fn row(view: &View, it: &Warning) -> Row {
    let state = match it.stands {
        Stands::Open => "disputes-warning-open",
        Stands::Disputed => "disputes-warning-disputed",
        Stands::Over => "disputes-warning-over",
        Stands::Left => "disputes-warning-left",
    };
    let act = Act {
        path: dismissal(&it.id),
        label: view.t("disputes-warning-leave", &[]),
        fields: Vec::new(),
        ask: Some(Question::of("reason", &it.id, view.t("disputes-warning-why", &[]))),
    };
    Row {
        link: Some(format!("/backoffice/pledges/{}#refund", it.pledge)),
        cells: vec![
            Cell::Words(reference(it.pledge.0)),
            Cell::Sum(it.rest),
            Cell::Words(it.kind.replace('_', " ")),
            Cell::Words(view.t(state, &[])),
            Cell::At(it.warned_at),
            Cell::Words(it.id.clone()),
        ],
        acts: (it.stands == Stands::Open).then_some(act).into_iter().collect(),
        ..Row::default()
    }
}

fn dismissal(warning: &str) -> String {
    format!("/backoffice/disputes/warnings/{warning}/dismissal")
}

#[derive(Deserialize)]
pub(super) struct Dismissal {
    reason: String,
}

/// `POST /backoffice/disputes/warnings/{warning}/dismissal`: the money stays, whatever the bank thinks.
pub(super) async fn dismiss(
    State(ctx): State<Context>,
    view: View,
    user: CurrentUser,
    Path(warning): Path<String>,
    Form(form): Form<Dismissal>,
) -> Result<Response> {
    let over = "Somebody decided about this warning before.";
    let Some(reason) = reason(&form.reason) else {
        let (path, wrong) = (dismissal(&warning), "disputes-warning-no-reason");
        return disputes::again(&ctx, &view, Refused { path, typed: &form.reason, wrong, over }).await;
    };
    if !ctx.run(LeaveWarning { warning, reason, by: user.id }).await? {
        return Err(Error::Conflict(over.to_owned()));
    }
    Ok(Redirect::to("/backoffice/disputes").into_response())
}
