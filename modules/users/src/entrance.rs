//! The one way in: whoever has shown who they are, by password or by link, comes through here.

use crate::{
    commands::note_sign_in::NoteSignIn,
    tables::{creator, factor, role, user::User},
};
use axum::response::{IntoResponse, Redirect, Response};
use contracts::{Timestamp, UserId};
use kernel::{
    Context,
    web::{self, Client, CurrentUser, Error, Proof, Result, Role},
};
use serde::{Deserialize, Serialize};
use std::time::Duration;
use tower_sessions::Session;

/// How long the first factor waits for the second.
const PATIENCE: Duration = Duration::from_mins(10);
const WAITING: &str = "waiting";

/// Somebody who has shown the first factor and is yet to show the second.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Waiting {
    pub(crate) user: UserId,
    pub(crate) next: String,
    since: Timestamp,
}

/// Signs `user` in and leads on to `next`, by way of the second factor when there is one.
pub(crate) async fn enter(
    ctx: &Context,
    session: &Session,
    client: Client,
    user: User,
    next: &str,
) -> Result<Response> {
    if factor::of(ctx.db.read(), user.id).await?.is_empty() {
        return let_in(ctx, session, client, user, next, false).await;
    }
    // Whoever was signed in here before is not any more, and no id known before is worth anything.
    web::begin_anew(session).await?;
    let waiting = Waiting { user: user.id, next: next.to_owned(), since: ctx.clock.steady() };
    session.insert(WAITING, waiting).await.map_err(broken)?;
    Ok(Redirect::to("/login/second").into_response())
}

/// Who waits to show the second factor in `session`, if anybody still does.
pub(crate) async fn waiting(ctx: &Context, session: &Session) -> Result<Option<Waiting>> {
    let waiting: Option<Waiting> = session.get(WAITING).await.map_err(broken)?;
    Ok(waiting.filter(|it| ctx.clock.steady() <= it.since.after(PATIENCE)))
}

/// Signs `user` in, who has shown all there is to show.
pub(crate) async fn let_in(
    ctx: &Context,
    session: &Session,
    client: Client,
    user: User,
    next: &str,
    second: bool,
) -> Result<Response> {
    let mut roles = role::of(ctx.db.read(), user.id).await?;
    if !roles.contains(&Role::Creator) && creator::is_one(ctx.db.read(), user.id).await? {
        roles.push(Role::Creator);
    }
    let current = CurrentUser { id: user.id, name: user.name, roles };
    let proof = Proof { second, at: Some(ctx.clock.steady()) };
    web::sign_in_from(session, &current, proof, client).await?;
    ctx.run(NoteSignIn { user: user.id, second }).await?;
    Ok(Redirect::to(next).into_response())
}

fn broken(error: tower_sessions::session::Error) -> Error {
    Error::Internal(error.into())
}
