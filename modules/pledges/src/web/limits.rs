//! The back office's room for the limit above which a refund takes two people: one admin proposes another limit, another
//! agrees to exactly that (decision 121).

use super::form::LOCALE;
use crate::{
    commands::{AnswerLimit, LIMIT, LimitError, NewLimit, ProposeLimit},
    tables::refund_limit::{self, Changed},
};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use contracts::{Currency, Money, Timestamp};
use kernel::{
    Context,
    proposal::{FourEyesError, Proposal},
    web::{Deed, Error, Form, FormProblems, Page, Result, StepUp, View},
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

const ROOM: &str = "/backoffice/limits";
/// The longest reason.
const LONGEST_REASON: usize = 500;

impl From<LimitError> for Error {
    fn from(error: LimitError) -> Self {
        match error {
            LimitError::Db(error) | LimitError::FourEyes(FourEyesError::Db(error)) => error.into(),
            LimitError::FourEyes(FourEyesError::Unreadable(error)) => Self::Internal(error.into()),
            refused => Self::Conflict(refused.to_string()),
        }
    }
}

#[derive(Serialize)]
struct Room {
    /// What waits for a second admin.
    waiting: Vec<Waiting>,
    /// What counts now, in each currency.
    limits: Vec<Money>,
    changes: Vec<Line>,
    form: LimitForm,
    problems: FormProblems,
}

impl Page for Room {
    const TEMPLATE: &'static str = "pledges/desk_limits.html";
}

/// A limit that waits for a second admin, read out of what will be set.
#[derive(Serialize)]
struct Waiting {
    id: Uuid,
    /// Of exactly what is shown here.
    hash: String,
    limit: Money,
    before: Money,
    reason: String,
    until: Timestamp,
    /// Whoever looks proposed it, so somebody else agrees.
    own: bool,
}

#[derive(Serialize)]
struct Line {
    limit: Money,
    reason: String,
    at: Timestamp,
}

#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct LimitForm {
    currency: String,
    amount: String,
    reason: String,
}

/// `GET /backoffice/limits`
pub(super) async fn index(State(ctx): State<Context>, view: View) -> Result<Response> {
    view.show(&room(&ctx, &view, LimitForm::default(), FormProblems::default()).await?)
}

async fn room(ctx: &Context, view: &View, form: LimitForm, problems: FormProblems) -> Result<Room> {
    let db = ctx.db.read();
    let mut waiting = Vec::new();
    for it in Proposal::open(db, ctx.module, LIMIT, ctx.clock.now()).await? {
        let NewLimit { limit, before, reason } = proposed(&it)?;
        let own = view.user().is_some_and(|user| it.is_by_or_for(user.id));
        waiting.push(Waiting { id: it.id, hash: it.hash, limit, before, reason, until: it.expires_at, own });
    }
    let line = |it: Changed| Line { limit: it.limit, reason: it.reason, at: it.at };
    let changes = refund_limit::latest(db).await?.into_iter().map(line).collect();
    Ok(Room { waiting, limits: refund_limit::all(db).await?, changes, form, problems })
}

/// `POST /backoffice/limits/proposal`: whoever proposes has just proved that it is them (SEC-6).
pub(super) async fn propose(
    State(ctx): State<Context>,
    view: View,
    who: StepUp,
    Form(form): Form<LimitForm>,
) -> Result<Response> {
    let mut problems = FormProblems::default();
    let limit = read(&form, &mut problems);
    let reason = form.reason.trim().to_owned();
    if reason.is_empty() || reason.chars().count() > LONGEST_REASON {
        problems.add("reason", "Say in at most 500 letters why the limit is changed.");
    }
    if let (Some(limit), true) = (limit, problems.is_empty()) {
        match ctx.run(ProposeLimit { limit, reason, by: who.user.id }).await {
            Ok(()) => return Ok(Redirect::to(ROOM).into_response()),
            Err(error @ (LimitError::Same | LimitError::FourEyes(FourEyesError::Waits))) => {
                problems.add("amount", error.to_string());
            }
            Err(error) => return Err(error.into()),
        }
    }
    view.show_with(StatusCode::UNPROCESSABLE_ENTITY, &room(&ctx, &view, form, problems).await?)
}

/// A limit of nothing asks for a second person each time.
fn read(form: &LimitForm, problems: &mut FormProblems) -> Option<Money> {
    let Ok(currency) = form.currency.parse::<Currency>() else {
        problems.add("currency", "Choose a currency.");
        return None;
    };
    let limit = Money::parse(&form.amount, currency, LOCALE);
    let limit = limit.map_err(|error| problems.add("amount", error.to_string())).ok()?;
    if limit.is_negative() {
        problems.add("amount", "A limit is not below nothing.");
        return None;
    }
    Some(limit)
}

#[derive(Deserialize)]
pub(super) struct Answer {
    /// The hash of what was shown, to agree; absent to say no.
    hash: Option<String>,
}

/// `POST /backoffice/limits/{proposal}/decision`: a second admin signs exactly what they were shown (SEC-6), or says no.
pub(super) async fn decide(
    State(ctx): State<Context>,
    who: StepUp,
    Path(proposal): Path<String>,
    Form(form): Form<Answer>,
) -> Result<Response> {
    let proposal = proposal.parse().map_err(|_| Error::NotFound)?;
    if let Some(seen) = &form.hash {
        let (db, by) = (ctx.db.read(), (who.user.id, seen.as_str()));
        let shown = Proposal::shown_to(db, ctx.module, (LIMIT, proposal), by, ctx.clock.now()).await;
        who.sign(&deed(&proposed(&shown.map_err(LimitError::from)?)?)).await?;
    }
    ctx.run(AnswerLimit { proposal, by: who.user.id, agreed_to: form.hash }).await?;
    Ok(Redirect::to(ROOM).into_response())
}

/// What exactly was proposed.
fn proposed(it: &Proposal) -> Result<NewLimit> {
    serde_json::from_str(&it.payload).map_err(|error| Error::Internal(error.into()))
}

/// What exactly is signed.
fn deed(new: &NewLimit) -> Deed {
    let deed = Deed::new("Agree to a limit for refunds", ROOM);
    let deed = deed.with("One person gives back at most", new.limit.format_exact(LOCALE));
    deed.with("Before", new.before.format_exact(LOCALE)).with("Why", &new.reason)
}
