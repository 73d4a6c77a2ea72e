use super::{
    cancellations,
    reported::{self, Reported},
};
use crate::{
    commands::{by_moderator::ByModerator, report::DecideReport},
    error::CampaignError,
    lifecycle::{Status, Step},
    tables::{
        campaign,
        report::{self, Report},
    },
    transition::{StepRefused, words},
    web::{desk::tone, parts::ago},
};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use contracts::{ReportId, Timestamp, campaigns::ReportOutcome};
use kernel::{
    Context,
    web::{Error, Form, FormProblems, Page, Result, StepUp, View},
};
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// Within what reports are to be decided.
const PROMISED: Duration = Duration::from_hours(72);

#[derive(Serialize)]
struct Queue {
    rows: Vec<Row>,
    oldest: Option<String>,
    late: usize,
}

impl Page for Queue {
    const TEMPLATE: &'static str = "campaigns/reports_index.html";
}

#[derive(Serialize)]
struct Row {
    id: String,
    campaign: String,
    /// It is about what somebody wrote below the campaign.
    comment: bool,
    reason: String,
    waits: String,
    late: bool,
}

#[derive(Serialize)]
struct ReportPage {
    id: String,
    /// What it is about, when that is a comment.
    comment: Option<Reported>,
    reason: String,
    said: String,
    received_at: Timestamp,
    campaign: String,
    campaign_id: String,
    slug: String,
    organiser: String,
    status: String,
    tone: &'static str,
    decided: Option<DecidedRow>,
    /// What can be decided.
    choices: Vec<Choice>,
    form: DecisionForm,
    problems: FormProblems,
}

impl Page for ReportPage {
    const TEMPLATE: &'static str = "campaigns/reports_show.html";
}

#[derive(Serialize)]
struct Choice {
    value: &'static str,
    text: String,
    hint: Option<String>,
}

#[derive(Serialize)]
struct DecidedRow {
    outcome: &'static str,
    to_reporter: String,
    to_creator: Option<String>,
    at: Timestamp,
}

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct DecisionForm {
    outcome: String,
    to_reporter: String,
    to_creator: String,
}

/// `GET /backoffice/reports`
pub(super) async fn index(State(ctx): State<Context>, view: View) -> Result<Response> {
    let (db, now) = (ctx.db.read(), ctx.clock.now());
    let mut rows = Vec::new();
    for it in report::open(db).await? {
        let campaign = campaign::find(db, it.campaign).await?;
        rows.push(Row {
            id: it.id.to_string(),
            campaign: campaign.map(|it| it.title).unwrap_or_default(),
            comment: it.comment.is_some(),
            reason: it.reason,
            waits: view.say(&ago(it.received_at, now)),
            late: now.since(it.received_at) > PROMISED,
        });
    }
    let page = Queue {
        oldest: rows.first().map(|it| it.waits.clone()),
        late: rows.iter().filter(|it| it.late).count(),
        rows,
    };
    view.show(&page)
}

/// `GET /backoffice/reports/{report}`
pub(super) async fn show(State(ctx): State<Context>, view: View, Path(id): Path<String>) -> Result<Response> {
    let id = id.parse().map_err(|_| Error::NotFound)?;
    page(&ctx, &view, id, DecisionForm::default(), FormProblems::default()).await
}

/// `POST /backoffice/reports/{report}/decision`: whoever stops gifts, or sends them back, has just proved that it is them
/// (SEC-6), as where nobody reported anything.
pub(super) async fn decide(
    State(ctx): State<Context>,
    view: View,
    fresh: Result<StepUp>,
    Path(id): Path<String>,
    Form(form): Form<DecisionForm>,
) -> Result<Response> {
    let id: ReportId = id.parse().map_err(|_| Error::NotFound)?;
    let user = view.user().ok_or(Error::SignedOut)?;
    let mut problems = FormProblems::default();
    let outcome = report::outcome(&form.outcome);
    if outcome.is_none() {
        problems.add("outcome", "Choose what you decide.");
    }
    if form.to_reporter.trim().is_empty() {
        problems.add("to_reporter", "Write why. Whoever reported it reads this.");
    }
    if outcome.is_some_and(|it| it != ReportOutcome::Kept) && form.to_creator.trim().is_empty() {
        problems.add("to_creator", "Write what the creator is told.");
    }
    let Some(outcome) = outcome.filter(|_| problems.is_empty()) else {
        return page(&ctx, &view, id, form, problems).await;
    };
    if stops(&ctx, id, outcome).await? {
        fresh?;
    }
    let (to_reporter, to_creator) = (form.to_reporter.clone(), form.to_creator.clone());
    let command = DecideReport { report: id, by: user.id, outcome, to_reporter, to_creator };
    match ctx.run(ByModerator::of(user, command)).await {
        Ok(()) => Ok(Redirect::to("/backoffice/reports").into_response()),
        Err(CampaignError::Step(error @ StepRefused::NotFrom(_))) => {
            problems.add("outcome", error.to_string());
            page(&ctx, &view, id, form, problems).await
        }
        Err(error) => Err(error.into()),
    }
}

/// Whether `outcome` makes of a campaign what it is not yet.
async fn stops(ctx: &Context, id: ReportId, outcome: ReportOutcome) -> Result<bool> {
    let db = ctx.db.read();
    let it = report::find(db, id).await?.ok_or(Error::NotFound)?;
    let status = campaign::find(db, it.campaign).await?.ok_or(Error::NotFound)?.status;
    Ok(match outcome {
        ReportOutcome::Kept | ReportOutcome::Warned => false,
        ReportOutcome::Suspended => status != Status::Suspended,
        ReportOutcome::Cancelled => status != Status::Cancelled,
    })
}

/// What can be decided about a campaign that stands at `status`. What it is already it stays, with a statement to both
/// sides; that it is cancelled `waits` for a second person.
fn choices(view: &View, status: Status, waits: bool) -> Vec<Choice> {
    use ReportOutcome as O;
    let may = |step: Step| status.after(step).is_some();
    let choice = |outcome: O, text: &str, words: Option<&str>| Choice {
        value: report::name_of(outcome),
        text: view.t(text, &[]),
        hint: words.map(|it| view.t(it, &[])),
    };
    let mut choices = vec![choice(O::Kept, "reports-kept", Some("reports-kept-words"))];
    if status != Status::Cancelled {
        choices.push(choice(O::Warned, "reports-warned", None));
    }
    if status == Status::Suspended {
        choices.push(choice(O::Suspended, "reports-stays-suspended", Some("reports-stays-suspended-words")));
    } else if may(Step::Suspend) {
        choices.push(choice(O::Suspended, "reports-suspended", Some("reports-suspended-words")));
    }
    if status == Status::Cancelled {
        choices.push(choice(O::Cancelled, "reports-stays-cancelled", Some("reports-stays-cancelled-words")));
    } else if may(Step::Cancel) && status != Status::Closing && !waits {
        choices.push(choice(O::Cancelled, "reports-cancelled", Some("reports-cancelled-words")));
    }
    choices
}

pub(super) async fn page(
    ctx: &Context,
    view: &View,
    id: ReportId,
    form: DecisionForm,
    problems: FormProblems,
) -> Result<Response> {
    let db = ctx.db.read();
    let Report { campaign, comment, reason, words: said, received_at, decided, .. } =
        report::find(db, id).await?.ok_or(Error::NotFound)?;
    let campaign = campaign::find(db, campaign).await?.ok_or(Error::NotFound)?;
    let waits = cancellations::waiting(ctx, campaign.id).await?.is_some();
    let page = ReportPage {
        id: id.to_string(),
        choices: choices(view, campaign.status, waits),
        comment: reported::of(ctx, view, campaign.id, comment).await?,
        reason,
        said,
        received_at,
        campaign_id: campaign.id.to_string(),
        status: view.t(words(campaign.status), &[]),
        tone: tone(campaign.status),
        campaign: campaign.title,
        slug: campaign.slug,
        organiser: campaign.organiser,
        decided: decided.map(|it| DecidedRow {
            outcome: report::name_of(it.outcome),
            to_reporter: it.to_reporter,
            to_creator: it.to_creator,
            at: it.at,
        }),
        form,
        problems,
    };
    let wrong = !page.problems.is_empty();
    view.show_with(if wrong { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK }, &page)
}
