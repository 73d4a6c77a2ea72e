use crate::{
    commands::{
        by_moderator::ByModerator,
        review_campaign::{ReviewCampaign, WriteNote},
    },
    error::CampaignError,
    lifecycle::{Status, Step},
    tables::{
        draft::{self, Drafted},
        review_note::Note,
        transition,
    },
    transition::{StepRefused, words},
    web::{
        desk::{HistoryRow, NoteRow, Preview, history, names, notes, tone},
        parts::ago,
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
    web::{Error, Form, FormProblems, Page, Result, View},
};
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// Within what creators are promised an answer.
const PROMISED: Duration = Duration::from_hours(48);

#[derive(Serialize)]
struct Queue {
    rows: Vec<Row>,
    /// How long the oldest has waited, in words.
    oldest: Option<String>,
    late: usize,
}

impl Page for Queue {
    const TEMPLATE: &'static str = "campaigns/review_index.html";
}

#[derive(Serialize)]
struct Row {
    id: String,
    title: String,
    organiser: String,
    goal: String,
    submitted_at: Option<Timestamp>,
    waits: String,
    late: bool,
}

#[derive(Serialize)]
struct Review {
    id: String,
    title: String,
    status: String,
    tone: &'static str,
    open: bool,
    campaign: Preview,
    missing: usize,
    notes: Vec<NoteRow>,
    history: Vec<HistoryRow>,
    form: ReviewForm,
    problems: FormProblems,
}

impl Page for Review {
    const TEMPLATE: &'static str = "campaigns/review_show.html";
}

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct ReviewForm {
    /// `changes`, `approve` or `reject`.
    decision: String,
    reason: String,
    words: String,
}

/// `GET /backoffice/review`
pub(super) async fn index(State(ctx): State<Context>, view: View) -> Result<Response> {
    let now = ctx.clock.now();
    let rows: Vec<_> =
        draft::in_review(ctx.db.read()).await?.into_iter().map(|it| Row::of(&view, it, now)).collect();
    let page = Queue {
        oldest: rows.first().map(|it| it.waits.clone()),
        late: rows.iter().filter(|it| it.late).count(),
        rows,
    };
    view.show(&page)
}

impl Row {
    fn of(view: &View, it: Drafted, now: Timestamp) -> Self {
        let since = it.submitted_at.unwrap_or(it.updated_at);
        Self {
            id: it.campaign.to_string(),
            goal: it.draft.goal_read().map(crate::web::parts::shown).unwrap_or_default(),
            submitted_at: it.submitted_at,
            waits: view.say(&ago(since, now)),
            late: now.since(since) > PROMISED,
            title: it.draft.title,
            organiser: it.draft.organiser,
        }
    }
}

/// `GET /backoffice/review/{campaign}`
pub(super) async fn show(State(ctx): State<Context>, view: View, Path(id): Path<String>) -> Result<Response> {
    page(&ctx, &view, found(&id)?, ReviewForm::default(), FormProblems::default()).await
}

/// `POST /backoffice/review/{campaign}/decision`
pub(super) async fn decide(
    State(ctx): State<Context>,
    view: View,
    Path(id): Path<String>,
    Form(form): Form<ReviewForm>,
) -> Result<Response> {
    let campaign = found(&id)?;
    let user = view.user().ok_or(Error::SignedOut)?;
    let mut problems = FormProblems::default();
    let decision = match form.decision.as_str() {
        "changes" => Step::RequestChanges,
        "approve" => Step::Approve,
        "reject" => Step::Reject,
        _ => {
            problems.add("decision", "Choose what you decide.");
            return page(&ctx, &view, campaign, form, problems).await;
        }
    };
    let command = ReviewCampaign { campaign, decision, by: user.id, reason: form.reason.clone() };
    match ctx.run(ByModerator::of(user, command)).await {
        Ok(()) => Ok(Redirect::to("/backoffice/review").into_response()),
        Err(CampaignError::Step(StepRefused::NoReason)) => {
            problems.add("reason", "Write why. The creator reads it.");
            page(&ctx, &view, campaign, form, problems).await
        }
        Err(CampaignError::Refused(text)) => {
            problems.add("decision", view.say(&text));
            page(&ctx, &view, campaign, form, problems).await
        }
        Err(error) => Err(error.into()),
    }
}

/// `POST /backoffice/review/{campaign}/notes`
pub(super) async fn note(
    State(ctx): State<Context>,
    view: View,
    Path(id): Path<String>,
    Form(form): Form<ReviewForm>,
) -> Result<Response> {
    let campaign = found(&id)?;
    let user = view.user().ok_or(Error::SignedOut)?;
    let written = form.words.trim().to_owned();
    if written.is_empty() || written.chars().count() > 4_000 {
        let mut problems = FormProblems::default();
        problems.add("words", "Write something, in at most 4,000 characters.");
        return page(&ctx, &view, campaign, form, problems).await;
    }
    let note = Note {
        id: contracts::chance::next_id(),
        author: user.id,
        author_name: Some(user.name.clone()),
        from_staff: true,
        words: written,
        at: ctx.clock.now(),
    };
    ctx.run(WriteNote { campaign, note }).await?;
    Ok(Redirect::to(&format!("/backoffice/review/{campaign}")).into_response())
}

fn found(id: &str) -> Result<CampaignId> {
    id.parse().map_err(|_| Error::NotFound)
}

async fn page(
    ctx: &Context,
    view: &View,
    campaign: CampaignId,
    form: ReviewForm,
    problems: FormProblems,
) -> Result<Response> {
    let db = ctx.db.read();
    let drafted = draft::find(db, campaign).await?.ok_or(Error::NotFound)?;
    if matches!(drafted.status, Status::Draft) {
        // What was never sent in, or was taken back, is its creator's alone.
        return Err(Error::NotFound);
    }
    let steps = transition::of(db, campaign).await?;
    let names = names(ctx, view, campaign, drafted.creator, &drafted.draft.organiser).await?;
    let page = Review {
        id: campaign.to_string(),
        title: drafted.draft.title.clone(),
        status: view.t(words(drafted.status), &[]),
        tone: tone(drafted.status),
        open: drafted.status == Status::InReview,
        missing: drafted.draft.gaps(ctx.clock.now()).len(),
        campaign: Preview::of(drafted.draft),
        notes: notes(ctx, view, campaign).await?,
        history: history(view, steps, &names),
        form,
        problems,
    };
    let wrong = !page.problems.is_empty();
    view.show_with(if wrong { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK }, &page)
}
