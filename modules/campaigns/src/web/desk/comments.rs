use super::{Bar, enter};
use crate::{
    access::Action,
    commands::comment::HideComment,
    error::CampaignError,
    story,
    tables::comment::{self, Comment},
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
    web::{Error, Form, FormProblems, Page, Problems, Result, View},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How many comments one page shows.
const ON_A_PAGE: i64 = 200;

#[derive(Serialize)]
struct Comments {
    bar: Bar,
    rows: Vec<Row>,
    problems: FormProblems,
}

impl Page for Comments {
    const TEMPLATE: &'static str = "campaigns/desk_comments.html";
}

#[derive(Serialize)]
struct Row {
    id: String,
    name: String,
    team: bool,
    words: String,
    /// How the comment begins that it answers, where that is among the others.
    answers: Option<String>,
    at: Timestamp,
    hidden: Option<String>,
    taken_back: bool,
    turned_back: bool,
}

#[derive(Deserialize)]
pub(super) struct HideForm {
    #[serde(default)]
    reason: String,
}

/// `GET /dashboard/campaigns/{campaign}/comments`
pub(super) async fn index(
    State(ctx): State<Context>,
    view: View,
    Path(id): Path<String>,
) -> Result<Response> {
    page(&ctx, &view, &id, FormProblems::default()).await
}

/// `POST /dashboard/campaigns/{campaign}/comments/{comment}/hiding`
pub(super) async fn hide(
    State(ctx): State<Context>,
    view: View,
    Path((id, comment)): Path<(String, String)>,
    Form(form): Form<HideForm>,
) -> Result<Response> {
    let (campaign, ..) = enter(&ctx, &view, &id, Action::Update).await?;
    let by = view.user().ok_or(Error::SignedOut)?.id;
    let comment = comment.parse().map_err(|_| Error::NotFound)?;
    match ctx.run(HideComment { campaign, comment, by, reason: form.reason }).await {
        Ok(()) => Ok(Redirect::to(&format!("/dashboard/campaigns/{campaign}/comments")).into_response()),
        Err(CampaignError::Refused(text)) => {
            let mut problems = Problems::of(&view);
            problems.add(&format!("reason-{comment}"), &text);
            page(&ctx, &view, &id, problems.found()).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn page(ctx: &Context, view: &View, id: &str, problems: FormProblems) -> Result<Response> {
    let (campaign, found, standing) = enter(ctx, view, id, Action::Update).await?;
    let comments = comment::of(ctx.db.read(), campaign, ON_A_PAGE).await?;
    let questions =
        comments.iter().filter(|it| it.answers.is_none() && it.taken_back_at.is_none() && !it.turned_back);
    let begins: BTreeMap<_, _> = questions.map(|it| (it.id, story::opening(&it.words, 80))).collect();
    let row = |it: Comment| Row {
        id: it.id.to_string(),
        name: called(view, it.author_name),
        team: it.from_team,
        words: if it.turned_back { String::new() } else { it.words },
        answers: it.answers.and_then(|it| begins.get(&it).cloned()),
        at: it.at,
        hidden: it.hidden_reason,
        taken_back: it.taken_back_at.is_some(),
        turned_back: it.turned_back,
    };
    let rows = comments.into_iter().map(row).collect();
    let page = Comments { bar: Bar::of(view, campaign, &found, standing, "comments"), rows, problems };
    let wrong = !page.problems.is_empty();
    view.show_with(if wrong { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK }, &page)
}
