use super::me::account;
use crate::{
    commands::end_sessions::{EndSessions, Which},
    tables::{
        factor::{self, Factor, Kind},
        recovery,
        session::{self, Place},
    },
};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect, Response},
};
use contracts::Timestamp;
use kernel::{
    Context,
    web::{self, CurrentUser, Error, Form, Page, Result, View},
};
use serde::{Deserialize, Serialize};
use tower_sessions::Session;
use uuid::Uuid;

#[derive(Serialize)]
struct SecurityPage {
    has_password: bool,
    places: Vec<Shown>,
    factors: Vec<ShownFactor>,
    /// How many recovery codes are left.
    codes: i64,
    /// They work here and have no second factor yet, or have not shown it.
    factor_needed: bool,
}

/// A second factor, as its owner sees it.
#[derive(Serialize)]
struct ShownFactor {
    id: Uuid,
    name: String,
    passkey: bool,
    created_at: Timestamp,
    last_used_at: Option<Timestamp>,
}

impl Page for SecurityPage {
    const TEMPLATE: &'static str = "users/security.html";
}

/// A place where somebody is signed in, as they see it.
#[derive(Serialize)]
struct Shown {
    handle: Uuid,
    agent: String,
    network: String,
    began_at: Timestamp,
    last_seen: Timestamp,
    second: bool,
    /// This very browser.
    here: bool,
}

impl Shown {
    fn of(view: &View, place: Place, here: Option<Uuid>) -> Self {
        Self {
            here: here == Some(place.handle),
            handle: place.handle,
            agent: if place.agent.is_empty() { view.t("security-other-program", &[]) } else { place.agent },
            network: place.network,
            began_at: place.began_at,
            last_seen: place.last_seen,
            second: place.second,
        }
    }
}

impl ShownFactor {
    fn of(it: Factor) -> Self {
        Self {
            id: it.id,
            passkey: it.kind == Kind::Passkey,
            name: it.name,
            created_at: it.created_at,
            last_used_at: it.last_used_at,
        }
    }
}

/// `GET /me/security`
pub(crate) async fn show(
    State(ctx): State<Context>,
    current: CurrentUser,
    session: Session,
    view: View,
) -> Result<Response> {
    let user = account(&ctx, &current).await?;
    let here = web::handle_of(&session).await?;
    let places = session::of(ctx.db.read(), user.id, ctx.clock.steady()).await?;
    let places = places.into_iter().map(|it| Shown::of(&view, it, here)).collect();
    let factors = factor::of(ctx.db.read(), user.id).await?;
    let factors: Vec<_> = factors.into_iter().map(ShownFactor::of).collect();
    view.show(&SecurityPage {
        has_password: user.has_password(),
        places,
        codes: recovery::left(ctx.db.read(), user.id).await?,
        factor_needed: current.is_staff() && !web::proof_of(&session).await?.second,
        factors,
    })
}

#[derive(Deserialize)]
pub(crate) struct EndForm {}

/// `POST /me/sessions/{handle}/end`: signs out in one place. Somebody else's is not there.
pub(crate) async fn end(
    State(ctx): State<Context>,
    current: CurrentUser,
    Path(handle): Path<String>,
    _: Form<EndForm>,
) -> Result<Response> {
    let handle = handle.parse().map_err(|_| Error::NotFound)?;
    match ctx.run(EndSessions { user: current.id, which: Which::One(handle) }).await? {
        0 => Err(current.refused()),
        _ => Ok(Redirect::to("/me/security").into_response()),
    }
}

/// `POST /me/sessions/end`: signs out everywhere but here.
pub(crate) async fn end_others(
    State(ctx): State<Context>,
    current: CurrentUser,
    session: Session,
    _: Form<EndForm>,
) -> Result<Response> {
    let here = web::handle_of(&session).await?;
    ctx.run(EndSessions { user: current.id, which: Which::AllBut(here) }).await?;
    Ok(Redirect::to("/me/security").into_response())
}
