//! Following a campaign, and what somebody follows. Pages of their own: a campaign's page is the same for everybody.

use super::{door::Asked, follow_guest};
use crate::{
    campaign::is_slug,
    commands::follow::Follow,
    queries,
    tables::{
        campaign::{self, Campaign},
        follow,
    },
    web::tile::Tile,
};
use axum::{
    extract::{Path, Query, State},
    response::{IntoResponse, Redirect, Response},
};
use kernel::{
    Context,
    web::{CurrentUser, Error, Form, Page, Result, View},
};
use serde::{Deserialize, Serialize};

#[derive(Serialize)]
struct FollowPage {
    slug: String,
    title: String,
    /// What the title is written in (BCP 47).
    language: String,
    follows: bool,
}

impl Page for FollowPage {
    const TEMPLATE: &'static str = "campaigns/follow.html";
}

#[derive(Serialize)]
struct Followed {
    tiles: Vec<Tile>,
}

impl Page for Followed {
    const TEMPLATE: &'static str = "campaigns/followed.html";
}

/// Whether to hear of it.
#[derive(Deserialize)]
pub(super) struct Choice {
    /// `yes` or `no`.
    follow: String,
}

pub(super) async fn found(ctx: &Context, slug: &str) -> Result<Campaign> {
    let found = if is_slug(slug) { campaign::at(ctx.db.read(), slug).await? } else { None };
    found.filter(|it| it.status.is_public()).ok_or(Error::NotFound)
}

/// `GET /c/{slug}/follow`: whoever is not signed in is asked for a mail address.
pub(super) async fn show(
    State(ctx): State<Context>,
    view: View,
    Path(slug): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let campaign = found(&ctx, &slug).await?;
    let Some(current) = view.user() else { return follow_guest::new(&ctx, &view, campaign, &asked) };
    let follows = follow::exists(ctx.db.read(), campaign.id, current.id).await?;
    let Campaign { slug, title, language, .. } = campaign;
    view.show(&FollowPage { slug, title, language, follows })
}

/// `POST /c/{slug}/follow`
pub(super) async fn choose(
    State(ctx): State<Context>,
    current: CurrentUser,
    Path(slug): Path<String>,
    Form(Choice { follow }): Form<Choice>,
) -> Result<Response> {
    let campaign = found(&ctx, &slug).await?;
    ctx.run(Follow { campaign: campaign.id, follower: current.id, wanted: follow == "yes" }).await?;
    Ok(Redirect::to(&format!("/c/{}/follow", campaign.slug)).into_response())
}

/// `GET /me/follows`
pub(super) async fn index(State(ctx): State<Context>, current: CurrentUser, view: View) -> Result<Response> {
    let (now, followed) = (ctx.clock.now(), queries::followed(&ctx.db, current.id).await?);
    view.show(&Followed { tiles: followed.into_iter().map(|it| Tile::of(&view, it, now)).collect() })
}
