//! Cards that the provider takes no more because a dispute about them was lost: a part of the room of disputes.

use super::{
    disputes::{self, Refused},
    room::{Act, Cell, Question, Row, Section, heads, reason},
};
use crate::{
    desk::Desk,
    jobs::FreeCard,
    tables::blocked_card::{self as cards, Blocked, State as How},
};
use axum::{
    Extension,
    extract::{Path, State},
    response::{IntoResponse, Redirect, Response},
};
use kernel::{
    Context, reference,
    web::{CurrentUser, Error, Form, Result, View},
};
use serde::Deserialize;

/// The list.
pub(super) async fn section(ctx: &Context, view: &View) -> Result<Section> {
    let all = cards::on_list(ctx.db.read()).await?;
    let columns = ["disputes-of-pledge", "disputes-card", "disputes-blocked", "disputes-id", "room-act"];
    Ok(Section {
        heading: Some(view.t("disputes-cards", &[])),
        lead: Some(view.t("disputes-cards-lead", &[])),
        columns: heads(view, columns, &[]),
        rows: all.iter().map(|it| row(view, it)).collect(),
        empty: view.t("disputes-cards-none", &[]),
    })
}

fn row(view: &View, it: &Blocked) -> Row {
    let (brand, last4) = (it.brand.clone().unwrap_or_default(), it.last4.clone().unwrap_or_default());
    let card = if last4.is_empty() {
        view.t("disputes-card-unknown", &[])
    } else {
        view.t("disputes-card-is", &[("brand", brand.into()), ("last4", last4.into())])
    };
    let state = match it.state {
        How::Blocked | How::Free => Cell::At(it.blocked_at),
        How::Asked => Cell::Words(view.t("disputes-card-asked", &[("since", it.blocked_at.into())])),
    };
    let act = Act {
        path: removal(&it.item),
        label: view.t("disputes-card-free", &[]),
        fields: Vec::new(),
        ask: Some(Question::of("reason", &it.item, view.t("disputes-card-why", &[]))),
    };
    let pledges: Vec<_> = it.disputes.iter().map(|(_, pledge)| reference(pledge.0)).collect();
    let names: Vec<_> = it.disputes.iter().map(|(dispute, _)| dispute.as_str()).collect();
    Row {
        link: it.disputes.first().map(|(_, pledge)| format!("/backoffice/pledges/{pledge}")),
        cells: vec![Cell::Words(pledges.join(", ")), Cell::Words(card), state, Cell::Words(names.join(", "))],
        acts: (it.state == How::Blocked).then_some(act).into_iter().collect(),
        ..Row::default()
    }
}

fn removal(item: &str) -> String {
    format!("/backoffice/disputes/cards/{item}/removal")
}

#[derive(Deserialize)]
pub(super) struct Removal {
    reason: String,
}

/// `POST /backoffice/disputes/cards/{item}/removal`: the card may pay again.
pub(super) async fn remove(
    State(ctx): State<Context>,
    Extension(desk): Extension<Desk>,
    view: View,
    user: CurrentUser,
    Path(item): Path<String>,
    Form(form): Form<Removal>,
) -> Result<Response> {
    let over = "This card is not on the list, or somebody is taking it off already. Nothing more was done.";
    let Some(reason) = reason(&form.reason) else {
        let (path, wrong) = (removal(&item), "disputes-card-no-reason");
        return disputes::again(&ctx, &view, Refused { path, typed: &form.reason, wrong, over }).await;
    };
    if !ctx.run(FreeCard { desk, item, reason, by: user.id }).await? {
        return Err(Error::Conflict(over.to_owned()));
    }
    Ok(Redirect::to("/backoffice/disputes").into_response())
}
