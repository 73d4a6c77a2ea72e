//! A campaign's page between its approval and its beginning.

use crate::{
    campaign::is_slug,
    commands::await_launch::AwaitLaunch,
    deadline::{self, Shown},
    story,
    tables::draft::{self, Drafted},
    web::parts::shown,
};
use axum::{
    extract::{Path, Query, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use contracts::PersonId;
use kernel::{
    Context,
    web::{Error, Form, FormProblems, Page, Problems, Result, Text, View},
};
use serde::{Deserialize, Serialize};

#[derive(Serialize)]
struct PreLaunch {
    slug: String,
    title: String,
    promise: String,
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
}

impl Page for Notify {
    const TEMPLATE: &'static str = "campaigns/notify.html";
}

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct NotifyForm {
    /// Minted when the form was shown: the holder of the address.
    id: String,
    email: String,
    /// Ticked when there.
    consent: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct Asked {
    sent: Option<String>,
}

async fn found(ctx: &Context, slug: &str) -> Result<Drafted> {
    let found = if is_slug(slug) { draft::scheduled_at(ctx.db.read(), slug).await? } else { None };
    found.ok_or(Error::NotFound)
}

fn opens(it: &Drafted) -> Option<Shown> {
    deadline::shown(it.opens_at?, &it.draft.zone).ok()
}

/// `GET /c/{slug}` of a campaign that has not begun.
///
/// # Errors
/// `NotFound` when none is to begin there.
pub(crate) async fn before_launch(ctx: &Context, view: &View, slug: &str) -> Result<Response> {
    let it = found(ctx, slug).await?;
    view.public(&PreLaunch {
        opens: opens(&it),
        goal: it.draft.goal_read().map(shown).unwrap_or_default(),
        cover: it.draft.cover.map(|it| format!("/media/{it}")),
        story: story::to_html(&it.draft.story),
        slug: it.draft.slug,
        title: it.draft.title,
        promise: it.draft.promise,
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
    let form = NotifyForm { id: PersonId::fresh().to_string(), ..NotifyForm::default() };
    page(&view, found(&ctx, &slug).await?, form, FormProblems::default(), asked.sent.is_some())
}

/// `POST /c/{slug}/notify`
pub(super) async fn create(
    State(ctx): State<Context>,
    view: View,
    Path(slug): Path<String>,
    Form(form): Form<NotifyForm>,
) -> Result<Response> {
    let it = found(&ctx, &slug).await?;
    let person = form.id.parse::<PersonId>().ok().filter(|it| it.0.get_version_num() == 7);
    let person = person.ok_or_else(|| Error::bad("this form lacks its number: open the page again"))?;
    let (email, mut problems) = (form.email.trim().to_owned(), Problems::of(&view));
    if !email.contains('@') || email.len() > 254 || email.contains(char::is_whitespace) {
        problems.add("email", &Text::of("notify-problem-email"));
    }
    if form.consent.is_none() {
        problems.add("consent", &Text::of("notify-problem-consent"));
    }
    if !problems.is_empty() {
        return page(&view, it, form, problems.found(), false);
    }
    let locale = view.language().tag().to_owned();
    ctx.run(AwaitLaunch { slug: slug.clone(), person, email, locale }).await?;
    Ok(Redirect::to(&format!("/c/{slug}/notify?sent=yes")).into_response())
}

fn page(view: &View, it: Drafted, form: NotifyForm, problems: FormProblems, sent: bool) -> Result<Response> {
    let page = Notify { opens: opens(&it), slug: it.draft.slug, title: it.draft.title, sent, form, problems };
    let wrong = !page.problems.is_empty();
    view.show_with(if wrong { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK }, &page)
}
