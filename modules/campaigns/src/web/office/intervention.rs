//! Stopping, restoring and ending published campaigns.

use super::{
    cancellations::{self, Waiting},
    hidden::{self, HiddenRow},
};
use crate::{
    commands::{by_moderator::ByModerator, cancel_by_staff::CancelByStaff, intervene::Intervene},
    deadline,
    error::CampaignError,
    lifecycle::{Status, Step},
    tables::{campaign, extension, total, transition},
    transition::{StepRefused, words},
    web::{
        desk::{HistoryRow, history, names, tone},
        parts::{counted, shown},
    },
};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use contracts::{CampaignId, Timestamp};
use kernel::{
    Context,
    web::{Error, Form, FormProblems, Page, Result, Role, StepUp, View},
};
use serde::{Deserialize, Serialize};

/// How many campaigns one page lists.
const ON_A_PAGE: i64 = 100;

#[derive(Serialize)]
struct Campaigns {
    rows: Vec<Row>,
}

impl Page for Campaigns {
    const TEMPLATE: &'static str = "campaigns/office_index.html";
}

#[derive(Serialize)]
struct Row {
    id: String,
    slug: String,
    title: String,
    organiser: String,
    status: String,
    tone: &'static str,
    published_at: Timestamp,
}

#[derive(Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "each shows something of its own")]
struct Campaign {
    id: String,
    slug: String,
    title: String,
    organiser: String,
    status: String,
    tone: &'static str,
    raised: String,
    goal: String,
    givers: String,
    /// When its deadline is, where it is.
    ends: String,
    stopped_reason: Option<String>,
    /// It takes gifts: how it would end can be tried.
    goes_on: bool,
    may_suspend: bool,
    may_restore: bool,
    may_cancel: bool,
    /// Whoever asks may give it more time.
    may_extend: bool,
    /// It goes on, and got the one extension that there is.
    extended: bool,
    /// That it is cancelled waits for a second person.
    waiting: Option<Waiting>,
    history: Vec<HistoryRow>,
    /// The comments on it that nobody sees.
    hidden: Vec<HiddenRow>,
    form: InterventionForm,
    problems: FormProblems,
}

impl Page for Campaign {
    const TEMPLATE: &'static str = "campaigns/office_show.html";
}

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct InterventionForm {
    /// `suspend`, `restore` or `cancel`.
    step: String,
    reason: String,
}

/// `GET /backoffice/campaigns`
pub(super) async fn index(State(ctx): State<Context>, view: View) -> Result<Response> {
    let row = |it: campaign::Campaign| Row {
        id: it.id.to_string(),
        slug: it.slug,
        title: it.title,
        organiser: it.organiser,
        status: view.t(words(it.status), &[]),
        tone: tone(it.status),
        published_at: it.published_at,
    };
    let rows = campaign::latest(ctx.db.read(), ON_A_PAGE).await?.into_iter().map(row).collect();
    view.show(&Campaigns { rows })
}

/// `GET /backoffice/campaigns/{campaign}`
pub(super) async fn show(State(ctx): State<Context>, view: View, Path(id): Path<String>) -> Result<Response> {
    let id = id.parse().map_err(|_| Error::NotFound)?;
    page(&ctx, &view, id, InterventionForm::default(), FormProblems::default()).await
}

/// `POST /backoffice/campaigns/{campaign}/intervention`: whoever stops gifts, or sends them back, has just proved that it is
/// them (SEC-6).
pub(super) async fn create(
    State(ctx): State<Context>,
    view: View,
    fresh: Result<StepUp>,
    Path(id): Path<String>,
    Form(form): Form<InterventionForm>,
) -> Result<Response> {
    let id: CampaignId = id.parse().map_err(|_| Error::NotFound)?;
    let user = view.user().ok_or(Error::SignedOut)?;
    let mut problems = FormProblems::default();
    let step = match form.step.as_str() {
        "suspend" => Step::Suspend,
        "restore" => Step::Restore,
        "cancel" => Step::Cancel,
        _ => {
            problems.add("step", "Choose what is to happen.");
            return page(&ctx, &view, id, form, problems).await;
        }
    };
    if step != Step::Restore {
        fresh?;
    }
    let (by, reason) = (user.id, form.reason.clone());
    let done = if step == Step::Cancel {
        let command = CancelByStaff { campaign: id, by, reason };
        ctx.run(ByModerator::of(user, command)).await.map(drop)
    } else {
        ctx.run(ByModerator::of(user, Intervene { campaign: id, step, by, reason })).await
    };
    match done {
        Ok(()) => Ok(Redirect::to(&format!("/backoffice/campaigns/{id}")).into_response()),
        Err(CampaignError::Step(StepRefused::NoReason)) => {
            problems.add("reason", "Write why. Everybody reads it on the campaign's page.");
            page(&ctx, &view, id, form, problems).await
        }
        Err(error) => Err(error.into()),
    }
}

pub(super) async fn page(
    ctx: &Context,
    view: &View,
    id: CampaignId,
    form: InterventionForm,
    problems: FormProblems,
) -> Result<Response> {
    let db = ctx.db.read();
    let it = campaign::find(db, id).await?.ok_or(Error::NotFound)?;
    let total = total::of(db, id, it.goal.currency).await?;
    let names = names(ctx, view, id, it.creator, &it.organiser).await?;
    let may = |step: Step| it.status.after(step).is_some();
    let waiting = cancellations::waiting(ctx, id).await?;
    let extended = extension::is_there(db, id).await?;
    let admin = view.user().is_some_and(|it| it.has_one_of(&[Role::Admin]));
    let page = Campaign {
        id: id.to_string(),
        status: view.t(words(it.status), &[]),
        tone: tone(it.status),
        raised: shown(total.raised),
        goal: shown(it.goal),
        ends: deadline::shown(it.deadline_at, &it.zone).map(|it| it.local).unwrap_or_default(),
        givers: counted(total.givers),
        goes_on: it.status == Status::Live,
        may_suspend: may(Step::Suspend),
        may_restore: may(Step::Restore),
        may_cancel: may(Step::Cancel) && it.status != Status::Closing && waiting.is_none(),
        may_extend: may(Step::Extend) && admin && !extended,
        extended: may(Step::Extend) && extended,
        waiting,
        history: history(view, transition::of(db, id).await?, &names),
        hidden: hidden::of(ctx, view, id).await?,
        slug: it.slug,
        title: it.title,
        organiser: it.organiser,
        stopped_reason: it.stopped_reason,
        form,
        problems,
    };
    let wrong = !page.problems.is_empty();
    view.show_with(if wrong { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK }, &page)
}
