//! The comment that a report is about, hiding it and showing it again.

use super::reports::{DecisionForm, page};
use crate::{
    commands::comment::{HideComment, ShowComment},
    error::CampaignError,
    tables::{comment, report},
    web::parts::called,
};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect, Response},
};
use contracts::{CampaignId, ReportId, Timestamp};
use kernel::{
    Context,
    web::{Error, Form, FormProblems, Result, View},
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A comment as a moderator reads it.
#[derive(Serialize)]
pub(super) struct Reported {
    name: String,
    words: String,
    at: Timestamp,
    hidden: Option<String>,
    taken_back: bool,
}

#[derive(Deserialize)]
pub(super) struct HideForm {
    #[serde(default)]
    hide_reason: String,
}

#[derive(Deserialize)]
pub(super) struct ShowForm {
    #[serde(default)]
    show_reason: String,
}

/// The comment `id` on `campaign`, when a report is about one.
pub(super) async fn of(
    ctx: &Context,
    view: &View,
    campaign: CampaignId,
    id: Option<Uuid>,
) -> Result<Option<Reported>> {
    let Some(id) = id else { return Ok(None) };
    let found = comment::find(ctx.db.read(), campaign, id).await?;
    Ok(found.map(|it| Reported {
        name: called(view, it.author_name),
        words: it.words,
        at: it.at,
        hidden: it.hidden_reason,
        taken_back: it.taken_back_at.is_some(),
    }))
}

/// `POST /backoffice/reports/{report}/hiding`
pub(super) async fn hide(
    State(ctx): State<Context>,
    view: View,
    Path(id): Path<String>,
    Form(form): Form<HideForm>,
) -> Result<Response> {
    let id: ReportId = id.parse().map_err(|_| Error::NotFound)?;
    let by = view.user().ok_or(Error::SignedOut)?.id;
    let it = report::find(ctx.db.read(), id).await?.ok_or(Error::NotFound)?;
    let comment = it.comment.ok_or(Error::NotFound)?;
    match ctx.run(HideComment { campaign: it.campaign, comment, by, reason: form.hide_reason }).await {
        Ok(()) => Ok(Redirect::to(&format!("/backoffice/reports/{id}")).into_response()),
        Err(CampaignError::Refused(text)) => {
            let mut problems = FormProblems::default();
            problems.add("hide_reason", view.say(&text));
            page(&ctx, &view, id, DecisionForm::default(), problems).await
        }
        Err(error) => Err(error.into()),
    }
}

/// `POST /backoffice/reports/{report}/showing`
pub(super) async fn show(
    State(ctx): State<Context>,
    view: View,
    Path(id): Path<String>,
    Form(form): Form<ShowForm>,
) -> Result<Response> {
    let id: ReportId = id.parse().map_err(|_| Error::NotFound)?;
    let by = view.user().ok_or(Error::SignedOut)?.id;
    let it = report::find(ctx.db.read(), id).await?.ok_or(Error::NotFound)?;
    let comment = it.comment.ok_or(Error::NotFound)?;
    match ctx.run(ShowComment { campaign: it.campaign, comment, by, reason: form.show_reason }).await {
        Ok(()) => Ok(Redirect::to(&format!("/backoffice/reports/{id}")).into_response()),
        Err(CampaignError::Refused(text)) => {
            let mut problems = FormProblems::default();
            problems.add("show_reason", view.say(&text));
            page(&ctx, &view, id, DecisionForm::default(), problems).await
        }
        Err(error) => Err(error.into()),
    }
}
