//! What a creator decides about a campaign: send it in, take it back, begin it, give it up.

use super::{
    enter,
    show::{StepForm, overview},
};
use crate::{
    access::{Action, Standing},
    commands::{
        intervene::Intervene,
        launch_campaign::{LaunchCampaign, ScheduleCampaign, UnscheduleCampaign},
        review_campaign::WriteNote,
        submit_campaign::{SubmitCampaign, WithdrawCampaign},
    },
    deadline,
    error::CampaignError,
    lifecycle::Step,
    tables::review_note::Note,
    transition::StepRefused,
};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect, Response},
};
use contracts::{CampaignId, Timestamp, UserId};
use jiff::civil::{Date, Time};
use kernel::{
    Command, Context,
    web::{Error, Form, Problems, Result, StepUp, Text, View},
};
use serde::Deserialize;

/// A form that says nothing but that it was sent.
#[derive(Deserialize)]
pub(super) struct Nothing {}

#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
pub(super) struct LaunchForm {
    /// `now` or `later`.
    when: String,
    day: String,
    time: String,
}

#[derive(Deserialize)]
pub(super) struct ReasonForm {
    #[serde(default)]
    reason: String,
}

#[derive(Deserialize)]
pub(super) struct NoteForm {
    #[serde(default)]
    words: String,
}

/// Whoever runs the campaign, and where the answer leads.
struct Desk {
    ctx: Context,
    view: View,
    campaign: CampaignId,
    standing: Standing,
    user: UserId,
}

impl Desk {
    async fn of(ctx: Context, view: View, id: &str, action: Action) -> Result<Self> {
        let (campaign, _, standing) = enter(&ctx, &view, id, action).await?;
        let user = view.user().ok_or(Error::SignedOut)?.id;
        Ok(Self { ctx, view, campaign, standing, user })
    }

    /// Runs `command` and leads back to the overview, which says what is wrong when something is.
    async fn run<C>(self, command: C, field: &str, form: StepForm) -> Result<Response>
    where
        C: Command<Output = (), Error = CampaignError>,
    {
        match self.ctx.run(command).await {
            Ok(()) => Ok(Redirect::to(&format!("/dashboard/campaigns/{}", self.campaign)).into_response()),
            Err(error) => self.refused(error, field, form).await,
        }
    }

    async fn refused(self, error: CampaignError, field: &str, form: StepForm) -> Result<Response> {
        let mut problems = Problems::of(&self.view);
        match error {
            CampaignError::Gaps(gaps) => {
                for gap in gaps {
                    problems.add(&format!("section-{}", gap.section.slug()), &gap.message);
                }
            }
            CampaignError::Refused(text) => problems.add(field, &text),
            CampaignError::Step(StepRefused::NoReason) => {
                problems.add(field, &Text::of("refused-no-reason"));
            }
            other => return Err(other.into()),
        }
        let problems = problems.found();
        let found = super::Found::find(&self.ctx, self.campaign).await?;
        overview(&self.ctx, &self.view, self.campaign, &found, self.standing, form, problems).await
    }
}

/// `POST /dashboard/campaigns/{campaign}/submission`
pub(super) async fn submit(
    State(ctx): State<Context>,
    view: View,
    Path(id): Path<String>,
    Form(_): Form<Nothing>,
) -> Result<Response> {
    let desk = Desk::of(ctx, view, &id, Action::Run).await?;
    let command = SubmitCampaign { campaign: desk.campaign, by: desk.user };
    desk.run(command, "submit", StepForm::default()).await
}

/// `POST /dashboard/campaigns/{campaign}/withdrawal`
pub(super) async fn withdraw(
    State(ctx): State<Context>,
    view: View,
    Path(id): Path<String>,
    Form(_): Form<Nothing>,
) -> Result<Response> {
    let desk = Desk::of(ctx, view, &id, Action::Run).await?;
    let command = WithdrawCampaign { campaign: desk.campaign, by: desk.user };
    desk.run(command, "withdraw", StepForm::default()).await
}

/// `POST /dashboard/campaigns/{campaign}/launch`
pub(super) async fn launch(
    State(ctx): State<Context>,
    view: View,
    Path(id): Path<String>,
    Form(form): Form<LaunchForm>,
) -> Result<Response> {
    let desk = Desk::of(ctx, view, &id, Action::Run).await?;
    if form.when != "later" {
        let command = LaunchCampaign { campaign: desk.campaign, by: Some(desk.user) };
        return desk.run(command, "launch", StepForm::default()).await;
    }
    let found = super::Found::find(&desk.ctx, desk.campaign).await?;
    let typed = StepForm { day: form.day.clone(), time: form.time.clone(), ..StepForm::default() };
    let Some(opens_at) = instant(&form, &found.draft().zone) else {
        return desk.refused(CampaignError::Refused(Text::of("problem-moment")), "day", typed).await;
    };
    let command = ScheduleCampaign { campaign: desk.campaign, by: desk.user, opens_at };
    desk.run(command, "day", typed).await
}

fn instant(form: &LaunchForm, zone: &str) -> Option<Timestamp> {
    let (day, time) = (form.day.parse::<Date>().ok()?, form.time.parse::<Time>().ok()?);
    deadline::local_instant(day.to_datetime(time), zone).ok()
}

/// `POST /dashboard/campaigns/{campaign}/launch/removal`
pub(super) async fn unschedule(
    State(ctx): State<Context>,
    view: View,
    Path(id): Path<String>,
    Form(_): Form<Nothing>,
) -> Result<Response> {
    let desk = Desk::of(ctx, view, &id, Action::Run).await?;
    let command = UnscheduleCampaign { campaign: desk.campaign, by: desk.user };
    desk.run(command, "launch", StepForm::default()).await
}

/// `POST /dashboard/campaigns/{campaign}/cancellation`: whoever gives up what was published sends gifts back, and has just
/// proved that it is them (SEC-6). A draft costs nobody anything.
pub(super) async fn cancel(
    State(ctx): State<Context>,
    view: View,
    fresh: Result<StepUp>,
    Path(id): Path<String>,
    Form(form): Form<ReasonForm>,
) -> Result<Response> {
    let desk = Desk::of(ctx, view, &id, Action::Run).await?;
    if super::Found::find(&desk.ctx, desk.campaign).await?.is_published() {
        fresh?;
    }
    let ReasonForm { reason } = form;
    let command =
        Intervene { campaign: desk.campaign, step: Step::Cancel, by: desk.user, reason: reason.clone() };
    desk.run(command, "reason", StepForm { reason, ..StepForm::default() }).await
}

/// `POST /dashboard/campaigns/{campaign}/notes`
pub(super) async fn note(
    State(ctx): State<Context>,
    view: View,
    Path(id): Path<String>,
    Form(form): Form<NoteForm>,
) -> Result<Response> {
    let name = view.user().map(|it| it.name.clone()).unwrap_or_default();
    let desk = Desk::of(ctx, view, &id, Action::Edit).await?;
    let words = form.words.trim().to_owned();
    let typed = StepForm { words: words.clone(), ..StepForm::default() };
    if words.is_empty() || words.chars().count() > 4_000 {
        let error = CampaignError::Refused(Text::of("note-problem-words"));
        return desk.refused(error, "words", typed).await;
    }
    let note = Note {
        id: contracts::chance::next_id(),
        author: desk.user,
        author_name: Some(name),
        from_staff: false,
        words,
        at: desk.ctx.clock.now(),
    };
    let command = WriteNote { campaign: desk.campaign, note };
    desk.run(command, "words", typed).await
}
