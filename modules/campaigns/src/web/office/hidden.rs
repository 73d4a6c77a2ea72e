//! The comments on a campaign that nobody sees, and showing them again.

use super::intervention::{InterventionForm, page};
use crate::{commands::comment::ShowComment, error::CampaignError, tables::comment, web::parts::called};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect, Response},
};
use contracts::{CampaignId, Timestamp};
use kernel::{
    Context,
    web::{Error, Form, FormProblems, Result, View},
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// How many of them are listed.
const MOST: i64 = 100;

/// A hidden comment as a moderator reads it.
#[derive(Serialize)]
pub(super) struct HiddenRow {
    id: String,
    name: String,
    words: String,
    at: Timestamp,
    /// Why it was hidden.
    why: String,
}

#[derive(Deserialize)]
pub(super) struct ShowForm {
    #[serde(default)]
    reason: String,
}

/// The comments on `campaign` that were hidden, by whoever, the latest first.
pub(super) async fn of(ctx: &Context, view: &View, campaign: CampaignId) -> Result<Vec<HiddenRow>> {
    let hidden = comment::hidden(ctx.db.read(), campaign, MOST).await?;
    let row = |it: comment::Comment| HiddenRow {
        id: it.id.to_string(),
        name: called(view, it.author_name),
        words: it.words,
        at: it.at,
        why: it.hidden_reason.unwrap_or_default(),
    };
    Ok(hidden.into_iter().map(row).collect())
}

/// `POST /backoffice/campaigns/{campaign}/comments/{comment}/showing`
pub(super) async fn show(
    State(ctx): State<Context>,
    view: View,
    Path((id, comment)): Path<(String, String)>,
    Form(form): Form<ShowForm>,
) -> Result<Response> {
    let id: CampaignId = id.parse().map_err(|_| Error::NotFound)?;
    let comment: Uuid = comment.parse().map_err(|_| Error::NotFound)?;
    let by = view.user().ok_or(Error::SignedOut)?.id;
    match ctx.run(ShowComment { campaign: id, comment, by, reason: form.reason }).await {
        Ok(()) => Ok(Redirect::to(&format!("/backoffice/campaigns/{id}")).into_response()),
        Err(CampaignError::Refused(text)) => {
            let mut problems = FormProblems::default();
            problems.add(&format!("reason-{comment}"), view.say(&text));
            page(&ctx, &view, id, InterventionForm::default(), problems).await
        }
        Err(error) => Err(error.into()),
    }
}
