//! The back office's room for card testing: what is tried, and where proofs are asked for.

use crate::{
    attack::{Begin, Counts, End, Scope, WINDOW},
    tables::{attack, campaign::Campaign},
};
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use contracts::Timestamp;
use kernel::{
    Context,
    web::{CurrentUser, Error, Form, FormProblems, Page, Result, View},
};
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// For how many minutes a person may ask for proofs: up to a day.
const MINUTES: std::ops::RangeInclusive<u64> = 1..=1440;

#[derive(Serialize)]
struct Room {
    present: Vec<Line>,
    busy: Vec<Busy>,
    /// Whether what the rule finds has an effect here.
    acts: bool,
    form: BeginForm,
    problems: FormProblems,
}

impl Page for Room {
    const TEMPLATE: &'static str = "pledges/desk_attack.html";
}

#[derive(Serialize)]
struct Line {
    scope: String,
    /// The campaign; nothing is the whole site.
    title: Option<String>,
    until_at: Timestamp,
    by_rule: bool,
    reason: String,
}

#[derive(Serialize)]
struct Busy {
    title: String,
    tries: i64,
    declines: i64,
}

#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct BeginForm {
    /// A campaign's address; nothing is the whole site.
    campaign: String,
    minutes: String,
    reason: String,
}

#[derive(Deserialize)]
pub(super) struct EndForm {
    scope: String,
}

/// `GET /backoffice/attack`
pub(super) async fn index(State(ctx): State<Context>, view: View) -> Result<Response> {
    let form = BeginForm { minutes: "30".into(), ..BeginForm::default() };
    view.show(&room(&ctx, form, FormProblems::default()).await?)
}

/// `POST /backoffice/attack`
pub(super) async fn begin(
    State(ctx): State<Context>,
    view: View,
    user: CurrentUser,
    Form(form): Form<BeginForm>,
) -> Result<Response> {
    let mut problems = FormProblems::default();
    let scope = scope(&ctx, &form.campaign).await?;
    if scope.is_none() {
        problems.add("campaign", view.t("attack-no-campaign", &[]));
    }
    let minutes = form.minutes.trim().parse().ok().filter(|it| MINUTES.contains(it));
    if minutes.is_none() {
        problems.add("minutes", view.t("attack-no-minutes", &[]));
    }
    let reason = form.reason.trim().to_owned();
    if reason.is_empty() || reason.chars().count() > 300 {
        problems.add("reason", view.t("attack-no-reason", &[]));
    }
    match (scope, minutes) {
        (Some(scope), Some(minutes)) if problems.is_empty() => {
            let lasts = Duration::from_secs(60 * minutes);
            ctx.run(Begin { scope, lasts, by: (&user).into(), reason }).await?;
            Ok(Redirect::to("/backoffice/attack").into_response())
        }
        _ => view.show_with(StatusCode::UNPROCESSABLE_ENTITY, &room(&ctx, form, problems).await?),
    }
}

/// `POST /backoffice/attack/end`
pub(super) async fn end(
    State(ctx): State<Context>,
    user: CurrentUser,
    Form(form): Form<EndForm>,
) -> Result<Response> {
    let scope = form.scope.parse().map_err(|_| Error::NotFound)?;
    ctx.run(End { scope, by: (&user).into() }).await?;
    Ok(Redirect::to("/backoffice/attack").into_response())
}

async fn scope(ctx: &Context, slug: &str) -> Result<Option<Scope>> {
    let slug = slug.trim();
    if slug.is_empty() {
        return Ok(Some(Scope::Site));
    }
    Ok(Campaign::by_slug(ctx.db.read(), slug).await?.map(|it| Scope::Campaign(it.id)))
}

async fn room(ctx: &Context, form: BeginForm, problems: FormProblems) -> Result<Room> {
    let (db, now) = (ctx.db.read(), ctx.clock.now());
    let mut present = Vec::new();
    for it in attack::present(db, now).await? {
        let title = match it.scope {
            Scope::Site => None,
            Scope::Campaign(id) => Campaign::by_id(db, id).await?.map(|it| it.title),
        };
        let (scope, until_at) = (it.scope.to_string(), it.until_at);
        present.push(Line { scope, title, until_at, by_rule: it.by_rule, reason: it.reason });
    }
    let busy = attack::busy(db, now.before(WINDOW)).await?;
    let line = |(title, Counts { tries, declines, .. })| Busy { title, tries, declines };
    let acts = ctx.web.settings.guard;
    Ok(Room { present, busy: busy.into_iter().map(line).collect(), acts, form, problems })
}
