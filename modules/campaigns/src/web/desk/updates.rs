use super::{Bar, enter};
use crate::{
    access::Action,
    commands::post_update::{DiscardUpdate, SaveUpdate, When},
    deadline,
    error::CampaignError,
    story,
    tables::update::{self, Update},
};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use contracts::{CampaignId, Timestamp, UpdateId, campaigns::Audience};
use jiff::civil::{Date, Time};
use kernel::{
    Context,
    web::{Error, Form, FormProblems, Page, Problems, Result, Text, View},
};
use serde::{Deserialize, Serialize};

#[derive(Serialize)]
struct Updates {
    bar: Bar,
    rows: Vec<Row>,
}

impl Page for Updates {
    const TEMPLATE: &'static str = "campaigns/desk_updates.html";
}

#[derive(Serialize)]
struct Row {
    id: String,
    title: String,
    backers: bool,
    posted_at: Option<Timestamp>,
    due: Option<String>,
}

#[derive(Serialize)]
struct Composer {
    bar: Bar,
    form: UpdateForm,
    problems: FormProblems,
    zone: String,
    /// The update as it will look, when that was asked for.
    preview: Option<String>,
    /// Whether it is kept already.
    kept: bool,
}

impl Page for Composer {
    const TEMPLATE: &'static str = "campaigns/desk_update.html";
}

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct UpdateForm {
    /// Minted when the form was shown.
    id: String,
    title: String,
    body: String,
    /// `public` or `backers`.
    audience: String,
    day: String,
    time: String,
    /// `preview`, `draft`, `schedule` or `post`.
    then: String,
}

/// `GET /dashboard/campaigns/{campaign}/updates`
pub(super) async fn index(
    State(ctx): State<Context>,
    view: View,
    Path(id): Path<String>,
) -> Result<Response> {
    let (campaign, found, standing) = enter(&ctx, &view, &id, Action::Update).await?;
    let zone = found.draft().zone.clone();
    let row = |it: Update| Row {
        id: it.id.to_string(),
        title: it.title,
        backers: it.audience == Audience::Backers,
        due: it
            .due_at
            .filter(|_| it.posted_at.is_none())
            .and_then(|at| deadline::shown(at, &zone).ok())
            .map(|it| it.local),
        posted_at: it.posted_at,
    };
    let rows = update::of(ctx.db.read(), campaign).await?.into_iter().map(row).collect();
    view.show(&Updates { bar: Bar::of(&view, campaign, &found, standing, "updates"), rows })
}

/// `GET /dashboard/campaigns/{campaign}/updates/new`
pub(super) async fn new(State(ctx): State<Context>, view: View, Path(id): Path<String>) -> Result<Response> {
    let form = UpdateForm {
        id: UpdateId::fresh().to_string(),
        audience: "public".to_owned(),
        ..UpdateForm::default()
    };
    compose(&ctx, &view, &id, form, FormProblems::default(), None).await
}

/// `GET /dashboard/campaigns/{campaign}/updates/{update}`
pub(super) async fn edit(
    State(ctx): State<Context>,
    view: View,
    Path((id, update)): Path<(String, String)>,
) -> Result<Response> {
    let (campaign, ..) = enter(&ctx, &view, &id, Action::Update).await?;
    let update: UpdateId = update.parse().map_err(|_| Error::NotFound)?;
    let found = update::find(ctx.db.read(), campaign, update).await?.filter(|it| it.posted_at.is_none());
    let it = found.ok_or(Error::NotFound)?;
    let form = UpdateForm {
        id: it.id.to_string(),
        title: it.title,
        body: it.body,
        audience: if it.audience == Audience::Backers { "backers" } else { "public" }.to_owned(),
        ..UpdateForm::default()
    };
    compose(&ctx, &view, &id, form, FormProblems::default(), None).await
}

/// `POST /dashboard/campaigns/{campaign}/updates`
pub(super) async fn create(
    State(ctx): State<Context>,
    view: View,
    Path(id): Path<String>,
    Form(form): Form<UpdateForm>,
) -> Result<Response> {
    let (campaign, found, _) = enter(&ctx, &view, &id, Action::Update).await?;
    let author = view.user().ok_or(Error::SignedOut)?.id;
    let update = form.id.parse::<UpdateId>().ok().filter(|it| it.0.get_version_num() == 7);
    let update = update.ok_or_else(|| Error::bad("this form lacks its number: open the page again"))?;
    if form.then == "preview" {
        let look = Some(story::to_html(&form.body));
        return compose(&ctx, &view, &id, form, FormProblems::default(), look).await;
    }
    let mut problems = Problems::of(&view);
    let when = form.read(&found.draft().zone, &mut problems);
    let Some(when) = when.filter(|_| problems.is_empty()) else {
        return compose(&ctx, &view, &id, form, problems.found(), None).await;
    };
    let audience = if form.audience == "backers" { Audience::Backers } else { Audience::Public };
    let update = Update {
        id: update,
        campaign,
        author,
        title: form.title.trim().to_owned(),
        body: form.body.trim().replace("\r\n", "\n"),
        audience,
        due_at: None,
        posted_at: None,
    };
    match ctx.run(SaveUpdate { update, when }).await {
        Ok(()) => Ok(Redirect::to(&format!("/dashboard/campaigns/{campaign}/updates")).into_response()),
        Err(CampaignError::Refused(text)) => {
            problems.add("day", &text);
            compose(&ctx, &view, &id, form, problems.found(), None).await
        }
        Err(error) => Err(error.into()),
    }
}

/// `POST /dashboard/campaigns/{campaign}/updates/{update}/removal`
pub(super) async fn discard(
    State(ctx): State<Context>,
    view: View,
    Path((id, update)): Path<(String, String)>,
    Form(_): Form<super::steps::Nothing>,
) -> Result<Response> {
    let (campaign, ..) = enter(&ctx, &view, &id, Action::Update).await?;
    let update = update.parse().map_err(|_| Error::NotFound)?;
    ctx.run(DiscardUpdate { campaign, update }).await?;
    Ok(Redirect::to(&format!("/dashboard/campaigns/{campaign}/updates")).into_response())
}

impl UpdateForm {
    fn read(&self, zone: &str, problems: &mut Problems<'_>) -> Option<When> {
        match self.title.trim().chars().count() {
            0 => problems.add("title", &Text::of("update-problem-title")),
            121.. => problems.add("title", &Text::of("problem-long").with("most", 120_i64)),
            _ => {}
        }
        match self.body.trim().chars().count() {
            0 => problems.add("body", &Text::of("update-problem-body")),
            20_001.. => problems.add("body", &Text::of("problem-long").with("most", 20_000_i64)),
            _ => {}
        }
        match self.then.as_str() {
            "draft" => Some(When::Later),
            "schedule" => {
                let at = instant(&self.day, &self.time, zone);
                if at.is_none() {
                    problems.add("day", &Text::of("problem-moment"));
                }
                at.map(When::At)
            }
            _ => Some(When::Now),
        }
    }
}

fn instant(day: &str, time: &str, zone: &str) -> Option<Timestamp> {
    let (day, time) = (day.parse::<Date>().ok()?, time.parse::<Time>().ok()?);
    deadline::local_instant(day.to_datetime(time), zone).ok()
}

async fn compose(
    ctx: &Context,
    view: &View,
    id: &str,
    form: UpdateForm,
    problems: FormProblems,
    preview: Option<String>,
) -> Result<Response> {
    let (campaign, found, standing): (CampaignId, _, _) = enter(ctx, view, id, Action::Update).await?;
    let kept = match form.id.parse() {
        Ok(update) => update::find(ctx.db.read(), campaign, update).await?.is_some(),
        Err(_) => false,
    };
    let page = Composer {
        bar: Bar::of(view, campaign, &found, standing, "updates"),
        zone: found.draft().zone.clone(),
        form,
        problems,
        preview,
        kept,
    };
    let wrong = !page.problems.is_empty();
    view.show_with(if wrong { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK }, &page)
}
