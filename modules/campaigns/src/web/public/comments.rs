use crate::{
    access::{self, Action},
    campaign::is_slug,
    commands::comment::{TakeBackComment, WriteComment},
    tables::{
        campaign::{self, Campaign},
        comment::{self, Comment},
    },
    web::parts::called,
};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use contracts::Timestamp;
use kernel::{
    Context,
    web::{Error, Form, FormProblems, Page, Problems, Result, Text, View},
};
use serde::{Deserialize, Serialize};
use std::time::Duration;
use uuid::Uuid;

/// How many comments the page shows.
const ON_A_PAGE: i64 = 100;
/// How long somebody waits who wrote too often.
const PAUSE: Duration = Duration::from_mins(10);

#[derive(Serialize)]
struct Comments {
    slug: String,
    title: String,
    rows: Vec<Row>,
    form: CommentForm,
    problems: FormProblems,
}

impl Page for Comments {
    const TEMPLATE: &'static str = "campaigns/comments.html";
}

#[derive(Serialize)]
struct Row {
    id: String,
    name: String,
    team: bool,
    words: String,
    at: Timestamp,
    hidden: Option<String>,
    taken_back: bool,
    /// By whoever reads it.
    own: bool,
}

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct CommentForm {
    /// Minted when the form was shown.
    id: String,
    words: String,
}

async fn found(ctx: &Context, slug: &str) -> Result<Campaign> {
    let found = if is_slug(slug) { campaign::at(ctx.db.read(), slug).await? } else { None };
    found.ok_or(Error::NotFound)
}

/// `GET /c/{slug}/comments`
pub(super) async fn index(
    State(ctx): State<Context>,
    view: View,
    Path(slug): Path<String>,
) -> Result<Response> {
    let form = CommentForm { id: Uuid::now_v7().to_string(), ..CommentForm::default() };
    page(&ctx, &view, found(&ctx, &slug).await?, form, FormProblems::default()).await
}

/// `POST /c/{slug}/comments`
pub(super) async fn create(
    State(ctx): State<Context>,
    view: View,
    Path(slug): Path<String>,
    Form(form): Form<CommentForm>,
) -> Result<Response> {
    let campaign = found(&ctx, &slug).await?;
    let user = view.user().ok_or(Error::SignedOut)?;
    let id = form.id.parse().map_err(|_| Error::bad("this form lacks its number: open the page again"))?;
    let words = form.words.trim().replace("\r\n", "\n");
    let mut problems = Problems::of(&view);
    match words.chars().count() {
        0 => problems.add("words", &Text::of("comment-problem-words")),
        2_001.. => problems.add("words", &Text::of("problem-long").with("most", 2_000_i64)),
        _ => {}
    }
    if !problems.is_empty() {
        return page(&ctx, &view, campaign, form, problems.found()).await;
    }
    let standing = access::standing(&ctx, campaign.id, user.id).await?;
    let comment = Comment {
        id,
        campaign: campaign.id,
        author: user.id,
        author_name: Some(user.name.clone()),
        from_team: standing.is_some_and(|it| it.may(Action::Update)),
        words,
        at: ctx.clock.now(),
        hidden_reason: None,
        taken_back_at: None,
    };
    if !ctx.run(WriteComment { comment }).await? {
        return Err(Error::TooMany(PAUSE));
    }
    Ok(Redirect::to(&format!("/c/{}/comments", campaign.slug)).into_response())
}

/// A form that says nothing but that it was sent.
#[derive(Deserialize)]
pub(super) struct Nothing {}

/// `POST /c/{slug}/comments/{comment}/removal`
pub(super) async fn take_back(
    State(ctx): State<Context>,
    view: View,
    Path((slug, comment)): Path<(String, String)>,
    Form(_): Form<Nothing>,
) -> Result<Response> {
    let campaign = found(&ctx, &slug).await?;
    let by = view.user().ok_or(Error::SignedOut)?.id;
    let comment = comment.parse().map_err(|_| Error::NotFound)?;
    ctx.run(TakeBackComment { campaign: campaign.id, comment, by }).await?;
    Ok(Redirect::to(&format!("/c/{}/comments", campaign.slug)).into_response())
}

async fn page(
    ctx: &Context,
    view: &View,
    campaign: Campaign,
    form: CommentForm,
    problems: FormProblems,
) -> Result<Response> {
    let reader = view.user().map(|it| it.id);
    let row = |it: Comment| Row {
        id: it.id.to_string(),
        taken_back: it.taken_back_at.is_some(),
        own: reader == Some(it.author),
        name: called(view, it.author_name),
        team: it.from_team,
        words: if it.hidden_reason.is_some() { String::new() } else { it.words },
        at: it.at,
        hidden: it.hidden_reason,
    };
    let rows = comment::of(ctx.db.read(), campaign.id, ON_A_PAGE).await?.into_iter().map(row).collect();
    let page = Comments { slug: campaign.slug, title: campaign.title, rows, form, problems };
    let wrong = !page.problems.is_empty();
    view.show_with(if wrong { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK }, &page)
}
