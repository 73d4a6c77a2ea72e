//! The back office's room for refunds of whole campaigns.

use super::table::attachment;
use crate::batch::{self, Batch, Counts, Leftover, Pause, Resume, RetryFailed};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect, Response},
};
use contracts::{Money, PledgeId, Timestamp};
use kernel::{
    Context,
    web::{Error, Form, Page, Result, StepUp, View, harmless},
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// How many leftovers the page lists; the file has all.
const LISTED: i64 = 50;
const ALL: i64 = 1_000_000;

#[derive(Serialize)]
struct Index {
    batches: Vec<Listed>,
}

impl Page for Index {
    const TEMPLATE: &'static str = "pledges/desk_batches.html";
}

#[derive(Serialize)]
struct Listed {
    id: Uuid,
    title: String,
    state: String,
    counts: Counts,
    all: i64,
    percent: i64,
    started_at: Timestamp,
}

#[derive(Serialize)]
struct Show {
    batch: Listed,
    reason: String,
    finished_at: Option<Timestamp>,
    leftovers: Vec<Left>,
}

impl Page for Show {
    const TEMPLATE: &'static str = "pledges/desk_batch.html";
}

#[derive(Serialize)]
struct Left {
    pledge: PledgeId,
    reference: String,
    state: String,
    collected: Money,
    note: Option<String>,
}

/// What to do with a batch.
#[derive(Deserialize)]
pub(super) struct TurnForm {
    turn: String,
}

/// `GET /backoffice/batches`
pub(super) async fn index(State(ctx): State<Context>, view: View) -> Result<Response> {
    let mut batches = Vec::new();
    for it in batch::all(ctx.db.read()).await? {
        batches.push(listed(&ctx, &it).await?);
    }
    view.show(&Index { batches })
}

/// `GET /backoffice/batches/{batch}`
pub(super) async fn show(State(ctx): State<Context>, view: View, Path(id): Path<String>) -> Result<Response> {
    let it = find(&ctx, &id).await?;
    let leftovers = batch::leftovers(ctx.db.read(), it.id, LISTED).await?;
    let left = |it: Leftover| Left {
        pledge: it.pledge,
        reference: it.reference,
        state: it.state,
        collected: it.collected,
        note: it.note,
    };
    view.show(&Show {
        batch: listed(&ctx, &it).await?,
        reason: it.reason,
        finished_at: it.finished_at,
        leftovers: leftovers.into_iter().map(left).collect(),
    })
}

/// `POST /backoffice/batches/{batch}`: whoever stops everybody's money, or sends it on, has just proved that it is them
/// (SEC-6).
pub(super) async fn turn(
    State(ctx): State<Context>,
    who: StepUp,
    Path(id): Path<String>,
    Form(form): Form<TurnForm>,
) -> Result<Response> {
    let (batch, by) = (find(&ctx, &id).await?.id, who.user.id);
    match form.turn.as_str() {
        "pause" => ctx.run(Pause { batch, by }).await?,
        "resume" => ctx.run(Resume { batch, by }).await?,
        "retry" => ctx.run(RetryFailed { batch, by }).await?,
        _ => return Err(Error::bad("pause it, resume it or try again what failed")),
    }
    Ok(Redirect::to(&format!("/backoffice/batches/{batch}")).into_response())
}

/// `GET /backoffice/batches/{batch}/leftovers.csv`: it leaves the site, so whoever takes it has just proved that it is them
/// (SEC-6).
pub(super) async fn leftovers(
    State(ctx): State<Context>,
    _: StepUp,
    Path(id): Path<String>,
) -> Result<Response> {
    let id = find(&ctx, &id).await?.id;
    let row = |it: Leftover| {
        let currency = it.collected.currency.code().to_owned();
        let (pledge, collected) = (it.pledge.to_string(), it.collected.format_input("en"));
        [it.reference, pledge, it.state, collected, currency, harmless(&it.note.unwrap_or_default())]
    };
    let rows = batch::leftovers(ctx.db.read(), id, ALL).await?.into_iter().map(row);
    attachment("leftovers.csv", &["reference", "pledge", "state", "collected", "currency", "reason"], rows)
}

async fn find(ctx: &Context, id: &str) -> Result<Batch> {
    let id: Uuid = id.parse().map_err(|_| Error::NotFound)?;
    batch::find(ctx.db.read(), id).await?.ok_or(Error::NotFound)
}

async fn listed(ctx: &Context, it: &Batch) -> Result<Listed> {
    let counts = batch::counts(ctx.db.read(), it.id).await?;
    let all = counts.all();
    Ok(Listed {
        id: it.id,
        title: it.title.clone(),
        state: it.state.clone(),
        percent: if all == 0 { 100 } else { counts.ended() * 100 / all },
        all,
        counts,
        started_at: it.started_at,
    })
}
