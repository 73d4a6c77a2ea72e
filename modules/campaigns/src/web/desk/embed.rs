//! A campaign within pages of other sites: what to write there, and which of them may.

use super::{Bar, Found, enter};
use crate::{
    access::{Action, Standing},
    commands::choose_sites::ChooseSites,
    embedding,
    tables::embedding::sites,
    web::{embed::code, share::spoken},
};
use axum::{
    extract::{Path, Query, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use contracts::{CampaignId, UserId};
use kernel::{
    Context,
    web::{Error, Form, FormProblems, Page, Problems, Result, View},
};
use serde::{Deserialize, Serialize};

#[derive(Serialize)]
struct Embed {
    bar: Bar,
    code: String,
    /// The sites that may, one a line, as they were typed.
    sites: String,
    problems: FormProblems,
}

impl Page for Embed {
    const TEMPLATE: &'static str = "campaigns/desk_embed.html";
}

#[derive(Deserialize)]
pub(super) struct Shown {
    saved: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Sites {
    sites: String,
}

/// A campaign that everybody finds, for whoever may change its page.
struct Shared {
    campaign: CampaignId,
    found: Found,
    standing: Standing,
    by: UserId,
}

impl Shared {
    async fn find(ctx: &Context, view: &View, id: &str) -> Result<Self> {
        let by = view.user().ok_or(Error::SignedOut)?.id;
        let (campaign, found, standing) = enter(ctx, view, id, Action::Edit).await?;
        if !found.is_published() {
            return Err(Error::NotFound);
        }
        Ok(Self { campaign, found, standing, by })
    }

    fn page(&self, ctx: &Context, view: &View, sites: String) -> Embed {
        let draft = self.found.draft();
        Embed {
            bar: Bar::of(view, self.campaign, &self.found, self.standing, "overview"),
            code: code(&spoken(&ctx.web.settings.public_url, view), &draft.slug, &draft.title),
            sites,
            problems: FormProblems::default(),
        }
    }
}

/// `GET /dashboard/campaigns/{campaign}/embed`
pub(super) async fn show(
    State(ctx): State<Context>,
    view: View,
    Path(id): Path<String>,
    Query(shown): Query<Shown>,
) -> Result<Response> {
    let shared = Shared::find(&ctx, &view, &id).await?;
    let kept = sites(ctx.db.read(), shared.campaign).await?;
    let page = shared.page(&ctx, &view, kept);
    let bar = if shown.saved.is_some() { page.bar.with_done(view.t("desk-saved", &[])) } else { page.bar };
    view.show(&Embed { bar, ..page })
}

/// `POST /dashboard/campaigns/{campaign}/embed`
pub(super) async fn update(
    State(ctx): State<Context>,
    view: View,
    Path(id): Path<String>,
    Form(form): Form<Sites>,
) -> Result<Response> {
    let shared = Shared::find(&ctx, &view, &id).await?;
    let mut problems = Problems::of(&view);
    let Some(sites) = problems.keep("sites", embedding::read(&form.sites)) else {
        let page = Embed { problems: problems.found(), ..shared.page(&ctx, &view, form.sites) };
        return view.show_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
    };
    let (campaign, by) = (shared.campaign, shared.by);
    ctx.run(ChooseSites { campaign, sites, by }).await?;
    Ok(Redirect::to(&format!("/dashboard/campaigns/{campaign}/embed?saved=yes")).into_response())
}
