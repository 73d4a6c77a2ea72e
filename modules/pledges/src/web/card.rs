//! Another card in place of the one that was saved.

use super::{
    address,
    pledge::{LOOK, Nothing, Opening, PATIENCE, unlisted},
};
use crate::{commands::ReplaceCard, tables::pledge};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect, Response},
};
use kernel::{
    Context,
    web::{Error, Form, Result, View},
};

/// `POST /p/{pledge}/card`
pub(super) async fn ask(
    State(ctx): State<Context>,
    Path(id): Path<String>,
    Form(Nothing {}): Form<Nothing>,
) -> Result<Response> {
    let pledge = address::pledge(&ctx, &id)?;
    ctx.run(ReplaceCard { pledge }).await?;
    Ok(Redirect::to(&format!("{}/card", address::of_pledge(&ctx, pledge))).into_response())
}

/// `GET /p/{pledge}/card`: on to the provider's page as soon as there is one.
pub(super) async fn wait(State(ctx): State<Context>, view: View, Path(id): Path<String>) -> Result<Response> {
    let id = address::pledge(&ctx, &id)?;
    for _ in 0..PATIENCE.as_millis() / LOOK.as_millis() {
        let row = pledge::find(ctx.db.read(), id).await?.ok_or(Error::NotFound)?;
        match (row.card_asked_at, row.card_url) {
            (Some(_), Some(url)) => return Ok(unlisted(Redirect::to(&url).into_response())),
            (Some(_), None) => tokio::time::sleep(LOOK).await,
            (None, _) => {
                return Ok(unlisted(Redirect::to(&address::of_pledge(&ctx, id)).into_response()));
            }
        }
    }
    Ok(unlisted(view.show(&Opening::for_a_card(&view, id))?))
}
