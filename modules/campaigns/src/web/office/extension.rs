//! More time for a campaign, given by whoever looks after the platform (rule R9, decision 106).

use crate::{
    commands::{
        by_moderator::ByModerator,
        extend_deadline::{ExtendDeadline, days, refusal},
    },
    deadline,
    error::CampaignError,
    tables::campaign,
    transition::StepRefused,
};
use axum::{
    Extension,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use contracts::CampaignId;
use jiff::civil::Date;
use kernel::{
    Context,
    web::{Error, Form, FormProblems, Page, Result, StepUp, View},
};
use serde::{Deserialize, Serialize};

/// By how many days at most.
#[derive(Clone, Copy, Debug)]
pub(super) struct Most(pub(super) u16);

#[derive(Serialize)]
struct Extending {
    id: String,
    slug: String,
    title: String,
    organiser: String,
    /// When it ends, as it stands.
    ends: String,
    /// The first and the last day that can be chosen.
    least: String,
    most: String,
    /// By how many days at most.
    days: u16,
    /// Why it gets no more time; then no day is asked for.
    refused: Option<String>,
    form: ExtensionForm,
    problems: FormProblems,
}

impl Page for Extending {
    const TEMPLATE: &'static str = "campaigns/office_extension.html";
}

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct ExtensionForm {
    /// Its last day from now on, as `2026-03-29`.
    day: String,
    reason: String,
}

/// `GET /backoffice/campaigns/{campaign}/extension`
pub(super) async fn show(
    State(ctx): State<Context>,
    view: View,
    Extension(most): Extension<Most>,
    Path(id): Path<String>,
) -> Result<Response> {
    let id = id.parse().map_err(|_| Error::NotFound)?;
    page(&ctx, &view, (id, most), ExtensionForm::default(), FormProblems::default()).await
}

/// `POST /backoffice/campaigns/{campaign}/extension`: whoever moves an end that was said to everybody has just proved that
/// it is them (SEC-6).
pub(super) async fn create(
    State(ctx): State<Context>,
    view: View,
    Extension(most): Extension<Most>,
    Path(id): Path<String>,
    who: StepUp,
    Form(form): Form<ExtensionForm>,
) -> Result<Response> {
    let campaign: CampaignId = id.parse().map_err(|_| Error::NotFound)?;
    let mut problems = FormProblems::default();
    let Ok(day) = form.day.trim().parse::<Date>() else {
        problems.add("day", "Choose a day.");
        return page(&ctx, &view, (campaign, most), form, problems).await;
    };
    let (by, reason) = (who.user.id, form.reason.clone());
    let command = ExtendDeadline { campaign, day, by, reason, most: most.0 };
    match ctx.run(ByModerator::of(&who.user, command)).await {
        Ok(()) => return Ok(Redirect::to(&format!("/backoffice/campaigns/{campaign}")).into_response()),
        Err(CampaignError::Step(StepRefused::NoReason)) => {
            problems.add("reason", "Write why. Everybody reads it on the campaign's page.");
        }
        Err(CampaignError::Day(text)) => problems.add("day", view.say(&text)),
        Err(error) => return Err(error.into()),
    }
    page(&ctx, &view, (campaign, most), form, problems).await
}

async fn page(
    ctx: &Context,
    view: &View,
    (id, most): (CampaignId, Most),
    form: ExtensionForm,
    problems: FormProblems,
) -> Result<Response> {
    let db = ctx.db.read();
    let it = campaign::find(db, id).await?.ok_or(Error::NotFound)?;
    let refused = refusal(db, &it, ctx.clock.now()).await?;
    let (least, last) = days(&it, most.0).unzip();
    let said = |day: Option<Date>| day.map(|it| it.to_string()).unwrap_or_default();
    let page = Extending {
        id: id.to_string(),
        ends: deadline::shown(it.deadline_at, &it.zone).map(|it| it.local).unwrap_or_default(),
        least: said(least),
        most: said(last),
        days: most.0,
        refused: refused.and_then(|it| it.text()).map(|it| view.say(&it)),
        slug: it.slug,
        title: it.title,
        organiser: it.organiser,
        form,
        problems,
    };
    let wrong = !page.problems.is_empty();
    view.show_with(if wrong { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK }, &page)
}
