//! A campaign's page between its approval and its beginning, and being told when it begins: asked for on a form, and said
//! once more from the mail.

use super::door::{Asked, Door, Knock, Nothing, kept_secret, minted};
use crate::{
    campaign::is_slug,
    commands::{
        await_launch::{AskToAwait, AwaitLaunch},
        team::hash,
    },
    deadline::{self, Shown},
    error::CampaignError,
    lifecycle::Status,
    story,
    tables::{
        draft::{self, Drafted},
        launch_asked,
    },
    web::{address::is_address, parts::shown},
};
use axum::{
    Extension,
    extract::{Path, Query, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use contracts::{PersonId, Timestamp};
use kernel::{
    Context,
    web::{self, Client, Error, Form, FormProblems, Guarded, Page, Problems, Result, Text, View},
};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use uuid::Uuid;

/// What the form's date is good for.
const SUBJECT: &str = "notify";

#[derive(Serialize)]
struct PreLaunch {
    slug: String,
    title: String,
    promise: String,
    /// What it is written in (BCP 47).
    language: String,
    organiser: String,
    place: String,
    goal: String,
    opens: Option<Shown>,
    cover: Option<String>,
    cover_alt: String,
    /// HTML that `story` made safe.
    story: String,
}

impl Page for PreLaunch {
    const TEMPLATE: &'static str = "campaigns/prelaunch.html";
}

#[derive(Serialize)]
struct Notify {
    slug: String,
    title: String,
    opens: Option<Shown>,
    sent: bool,
    form: NotifyForm,
    problems: FormProblems,
    guard: web::Shown,
}

impl Notify {
    fn of(it: Drafted, now: Timestamp, form: NotifyForm, problems: FormProblems, guard: web::Shown) -> Self {
        let opens = opens(&it, now);
        let (slug, title) = (it.draft.slug, it.draft.title);
        Self { slug, title, opens, sent: false, form, problems, guard }
    }
}

impl Page for Notify {
    const TEMPLATE: &'static str = "campaigns/notify.html";
}

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct NotifyForm {
    /// Minted when the form was shown.
    id: String,
    email: String,
    /// Ticked when there.
    consent: Option<String>,
}

async fn found(ctx: &Context, slug: &str) -> Result<Drafted> {
    let found = if is_slug(slug) { draft::scheduled_at(ctx.db.read(), slug).await? } else { None };
    found.ok_or(Error::NotFound)
}

/// When it begins. Nothing once that hour has passed: it waits until its creator can be charged for (rules.md R11).
fn opens(it: &Drafted, now: Timestamp) -> Option<Shown> {
    deadline::shown(it.opens_at.filter(|at| *at > now)?, &it.draft.zone).ok()
}

/// `GET /c/{slug}` of a campaign that has not begun.
///
/// # Errors
/// `NotFound` when none is to begin there.
pub(crate) async fn before_launch(ctx: &Context, view: &View, slug: &str) -> Result<Response> {
    let it = found(ctx, slug).await?;
    view.public(&PreLaunch {
        opens: opens(&it, ctx.clock.now()),
        goal: it.draft.goal_read().map(shown).unwrap_or_default(),
        cover: it.draft.cover.map(|it| format!("/media/{it}")),
        story: story::to_html(&it.draft.story),
        slug: it.draft.slug,
        title: it.draft.title,
        promise: it.draft.promise,
        language: it.draft.language,
        organiser: it.draft.organiser,
        place: it.draft.place,
        cover_alt: it.draft.cover_alt,
    })
}

/// `GET /c/{slug}/notify`
pub(super) async fn new(
    State(ctx): State<Context>,
    view: View,
    Path(slug): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let form = NotifyForm { id: contracts::chance::next_id().to_string(), ..NotifyForm::default() };
    let now = ctx.clock.now();
    let guard = view.guard(now, SUBJECT, false);
    let mut page = Notify::of(found(&ctx, &slug).await?, now, form, FormProblems::default(), guard);
    page.sent = asked.sent.is_some();
    view.show(&page)
}

/// `POST /c/{slug}/notify`: mails a link to the address. The same is done and said for every address.
pub(super) async fn ask(
    State(ctx): State<Context>,
    Extension(door): Extension<Arc<Door>>,
    view: View,
    client: Client,
    Path(slug): Path<String>,
    Guarded(form, trace): Guarded<NotifyForm>,
) -> Result<Response> {
    let it = found(&ctx, &slug).await?;
    let minted = minted(&form.id)?;
    let (now, email) = (ctx.clock.now(), form.email.trim().to_owned());
    let mut problems = Problems::of(&view);
    if !is_address(&email) {
        problems.add("email", &Text::of("notify-problem-email"));
    }
    if form.consent.is_none() {
        problems.add("consent", &Text::of("notify-problem-consent"));
    }
    let knock = Knock { now, subject: SUBJECT, trace: &trace, client: &client, email: &email };
    let mut guard = knock.again(&view);
    if problems.is_empty() {
        guard = door.look(&view, &knock, &mut problems)?;
    }
    if !problems.is_empty() {
        let page = Notify::of(it, now, form, problems.found(), guard);
        return view.show_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
    }
    door.count(&knock)?;
    let command = AskToAwait {
        slug: slug.clone(),
        form: minted,
        email,
        locale: view.language().tag().to_owned(),
        person: PersonId::fresh(),
        secret: Uuid::new_v4().simple().to_string(),
    };
    ctx.run(command).await?;
    Ok(Redirect::to(&format!("/c/{slug}/notify?sent=yes")).into_response())
}

/// What the link in the mail opens.
#[derive(Serialize)]
struct ConfirmPage {
    secret: String,
    slug: String,
    title: String,
    opens: Option<Shown>,
    waits: bool,
}

impl Page for ConfirmPage {
    const TEMPLATE: &'static str = "campaigns/notify_confirm.html";
}

/// `GET /launches/{secret}`: looking changes nothing, because programs look at links, too.
pub(super) async fn show(
    State(ctx): State<Context>,
    view: View,
    Path(secret): Path<String>,
) -> Result<Response> {
    let asked = launch_asked::by_secret(ctx.db.read(), &hash(&secret)).await?;
    let it = asked.filter(|it| it.expires_at > ctx.clock.now()).ok_or_else(ended)?;
    let drafted = draft::find(ctx.db.read(), it.campaign).await?;
    let drafted = drafted.filter(|it| it.status == Status::Scheduled).ok_or_else(ended)?;
    let (opens, waits) = (opens(&drafted, ctx.clock.now()), it.confirmed_at.is_some());
    let page = ConfirmPage { secret, slug: drafted.draft.slug, title: drafted.draft.title, opens, waits };
    Ok(kept_secret(view.show(&page)?))
}

/// `POST /launches/{secret}`
pub(super) async fn confirm(
    State(ctx): State<Context>,
    Path(secret): Path<String>,
    Form(_): Form<Nothing>,
) -> Result<Response> {
    let back = format!("/launches/{secret}");
    match ctx.run(AwaitLaunch { secret }).await {
        Ok(()) => Ok(kept_secret(Redirect::to(&back).into_response())),
        Err(CampaignError::Unknown) => Err(ended()),
        Err(error) => Err(error.into()),
    }
}

fn ended() -> Error {
    Error::Gone(Text::of("notify-ended"))
}
