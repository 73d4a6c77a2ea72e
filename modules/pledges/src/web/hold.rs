//! More time for whoever pays for a reward that is kept.

use super::{address, pledge::Nothing};
use crate::{commands::KeepLonger, pledge::REWARD_HELD, tables::pledge::PledgeRow};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect, Response},
};
use kernel::{
    Context,
    web::{Form, Result},
};

/// `POST /p/{pledge}/hold`. Whoever asks too late, or again, reads on the pledge's page how it stands.
pub(super) async fn longer(
    State(ctx): State<Context>,
    Path(id): Path<String>,
    Form(Nothing {}): Form<Nothing>,
) -> Result<Response> {
    let pledge = address::pledge(&ctx, &id)?;
    ctx.run(KeepLonger { pledge }).await?;
    Ok(Redirect::to(&address::of_pledge(&ctx, pledge)).into_response())
}

/// Whether what is kept for `row` was not kept longer before, by its donor or because of their bank.
pub(super) fn is_first(row: &PledgeRow) -> bool {
    row.reserved_until.since(row.accepted_at) <= REWARD_HELD
}
