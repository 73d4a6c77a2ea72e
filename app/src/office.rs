//! The back office's front room: what is stuck, in every module, and how to get it going again.

mod audit;
mod changes;
mod checking;
mod jobs;
mod redrive;

use self::checking::Checking;
use axum::{
    Extension,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
    routing::{get, post},
};
use kernel::{
    Platform,
    check::Report,
    health::Health,
    web::{
        Action, CurrentUser, Error, Form, FormProblems, Owner, Page, Result, Role, Routes, StepUp, Tab, View,
        can,
    },
};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use uuid::Uuid;

pub(crate) const TEMPLATES: &[(&str, &str)] = &[
    ("office/stuck.html", include_str!("../templates/stuck.html")),
    ("office/accessibility.html", include_str!("../templates/accessibility.html")),
    ("office/check.html", include_str!("../templates/check.html")),
    ("office/jobs.html", include_str!("../templates/jobs.html")),
    ("office/audit.html", include_str!("../templates/audit.html")),
    ("office/redrive.html", include_str!("../templates/redrive.html")),
];

/// The words of these pages.
pub(crate) const TEXTS: &[(&str, &str)] = kernel::texts!("office");

/// Who may check every invariant.
const CHECKS: &[Role] = &[Role::Finance, Role::Admin];
/// Who may try again what is stuck. Trying again is safe: everything is done once.
const ACTS: &[Role] = &[Role::Support, Role::Finance, Role::Admin];
/// Who may give a message up that nobody can handle, or have a kind of job wait. A saga is given up or turned back, which
/// may leave somebody's money where it is or move it, by whoever answers for money.
const GIVES_UP: &[Role] = &[Role::Finance, Role::Admin];

pub(crate) fn tabs() -> Vec<Tab> {
    vec![
        Tab::of("Jobs", "/backoffice/jobs", ACTS),
        Tab::allowed("Audit log", "/backoffice/audit", Action::ReadAuditOfQueue),
    ]
}

pub(crate) fn routes() -> Routes {
    Routes::default()
        .anyone("/accessibility", get(accessibility))
        .staff("/backoffice", get(index))
        .roles("/backoffice/check", CHECKS, get(check).layer(Extension(Checking::default())))
        .allowed("/backoffice/audit", Action::ReadAuditOfQueue, get(audit::index))
        .roles("/backoffice/redrive", ACTS, get(redrive::index).post(redrive::one))
        .roles("/backoffice/redrive/many", ACTS, post(redrive::many))
        .roles("/backoffice/dead-letters/discard", GIVES_UP, post(discard))
        .roles("/backoffice/jobs", ACTS, get(jobs::index))
        .roles("/backoffice/jobs/revive", ACTS, post(revive))
        .roles("/backoffice/jobs/{module}/{kind}/pause", GIVES_UP, post(jobs::pause))
        .roles("/backoffice/jobs/{module}/{kind}/resume", GIVES_UP, post(jobs::resume))
        .roles("/backoffice/sagas/retry", ACTS, post(retry_saga))
        .allowed("/backoffice/sagas/turn-back", Action::AnswerForMoney, post(turn_back_saga))
        .allowed("/backoffice/sagas/abandon", Action::AnswerForMoney, post(abandon_saga))
}

#[derive(Serialize)]
struct Accessibility {}

impl Page for Accessibility {
    const TEMPLATE: &'static str = "office/accessibility.html";
}

/// `GET /accessibility`: what holds of this site for people with disabilities, and what does not.
async fn accessibility(view: View) -> Result<Response> {
    view.public(&Accessibility {})
}

#[derive(Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is something that the page shows or leaves out")]
struct Stuck {
    modules: Vec<Health>,
    quiet: bool,
    /// Whether whoever looks may try again what is stuck.
    acts: bool,
    /// And check every invariant.
    checks: bool,
    /// And turn back sagas, or give them up.
    answers: bool,
    /// The form that came without a reason.
    refused: Refused,
}

impl Page for Stuck {
    const TEMPLATE: &'static str = "office/stuck.html";
}

impl Stuck {
    /// Whether a reason can be written into `field`.
    fn asks(&self, field: &str) -> bool {
        let of = |it: &Health| {
            let mut letters = it.dead_letters.iter().map(|letter| letter_field(it.module, letter.id));
            let mut sagas =
                it.sagas.iter().map(|it| it.saga.id).flat_map(|id| [back_field(id), abandon_field(id)]);
            letters.any(|it| it == field) || sagas.any(|it| it == field)
        };
        self.modules.iter().any(of)
    }
}

/// The fields of the room that ask why, as its template names them.
fn letter_field(module: &str, letter: i64) -> String {
    format!("letter-{module}-{letter}")
}

fn back_field(saga: Uuid) -> String {
    format!("back-{saga}")
}

fn abandon_field(saga: Uuid) -> String {
    format!("abandon-{saga}")
}

/// `GET /backoffice`
async fn index(Extension(platform): Extension<Arc<Platform>>, view: View) -> Result<Response> {
    view.show(&stuck(&platform, &view, Refused::default()).await?)
}

/// The room once more, with the form as it was sent.
async fn again(platform: &Platform, view: &View, refused: Refused) -> Result<Response> {
    let page = stuck(platform, view, refused).await?;
    if !page.asks(&page.refused.field) {
        return Err(Error::Conflict("it does not wait for anybody any more".to_owned()));
    }
    view.show_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

async fn stuck(platform: &Platform, view: &View, refused: Refused) -> Result<Stuck> {
    let modules = platform.health().await?;
    let has = |roles: &[Role]| view.user().is_some_and(|it| it.has_one_of(roles));
    let (acts, checks) = (has(ACTS), has(CHECKS));
    let answers = can(view.user(), Action::AnswerForMoney, Owner::Platform);
    let quiet = !modules.iter().any(Health::needs_a_person);
    Ok(Stuck { modules, quiet, acts, checks, answers, refused })
}

#[derive(Serialize)]
struct Checked {
    /// Nothing while it is being looked at still.
    report: Option<Report>,
}

impl Page for Checked {
    const TEMPLATE: &'static str = "office/check.html";
}

/// `GET /backoffice/check`
async fn check(
    Extension(platform): Extension<Arc<Platform>>,
    Extension(checking): Extension<Checking>,
    view: View,
) -> Result<Response> {
    let asked = checking.ask(|| async move { platform.check().await }).await;
    let report = asked.transpose().map_err(|problem| Error::Internal(anyhow::anyhow!(problem)))?;
    let report = report.map(Arc::unwrap_or_clone);
    view.show(&Checked { report })
}

#[derive(Deserialize)]
struct Discard {
    module: String,
    letter: i64,
    note: String,
}

/// `POST /backoffice/dead-letters/discard`: gives up on one kept message, with a reason.
async fn discard(
    Extension(platform): Extension<Arc<Platform>>,
    view: View,
    user: CurrentUser,
    Form(form): Form<Discard>,
) -> Result<Response> {
    let Some(note) = reason(&form.note) else {
        let field = letter_field(&form.module, form.letter);
        return again(&platform, &view, Refused::at(field, form.note)).await;
    };
    done(platform.discard(&form.module, form.letter, &user, note).await)
}

#[derive(Deserialize)]
struct One {
    module: String,
    id: Uuid,
}

/// `POST /backoffice/jobs/revive`
async fn revive(
    Extension(platform): Extension<Arc<Platform>>,
    user: CurrentUser,
    Form(form): Form<One>,
) -> Result<Response> {
    done(platform.revive(&form.module, form.id, &user).await)
}

/// `POST /backoffice/sagas/retry`
async fn retry_saga(
    Extension(platform): Extension<Arc<Platform>>,
    user: CurrentUser,
    Form(form): Form<One>,
) -> Result<Response> {
    done(platform.retry_saga(&form.module, form.id, &user).await)
}

#[derive(Deserialize)]
struct OneBecause {
    module: String,
    id: Uuid,
    note: String,
}

/// `POST /backoffice/sagas/turn-back`: makes a saga that goes forward, or is stuck there, undo what it did, with a
/// reason. That may be a refund, so whoever does it has just proved that it is them (SEC-6).
async fn turn_back_saga(
    Extension(platform): Extension<Arc<Platform>>,
    view: View,
    who: StepUp,
    Form(form): Form<OneBecause>,
) -> Result<Response> {
    let Some(note) = reason(&form.note) else {
        return again(&platform, &view, Refused::at(back_field(form.id), form.note)).await;
    };
    done(platform.turn_back_saga(&form.module, form.id, &who.user, note).await)
}

/// `POST /backoffice/sagas/abandon`: gives up, with a reason, a saga that is stuck or has no steps here.
async fn abandon_saga(
    Extension(platform): Extension<Arc<Platform>>,
    view: View,
    user: CurrentUser,
    Form(form): Form<OneBecause>,
) -> Result<Response> {
    let Some(note) = reason(&form.note) else {
        return again(&platform, &view, Refused::at(abandon_field(form.id), form.note)).await;
    };
    done(platform.abandon_saga(&form.module, form.id, &user, note).await)
}

/// The most letters of a reason.
const LONGEST_REASON: usize = 500;
const NO_REASON: &str = "Say why, in at most 500 letters: the reason is kept with what you do.";

/// A reason that was given in a form, when it is one.
fn reason(note: &str) -> Option<&str> {
    let note = note.trim();
    (!note.is_empty() && note.chars().count() <= LONGEST_REASON).then_some(note)
}

/// A form that came without a reason, as it is shown once more. Empty where none was sent.
#[derive(Default, Serialize)]
struct Refused {
    /// The id of the field that asks why.
    field: String,
    /// What was typed there.
    typed: String,
    problems: FormProblems,
}

impl Refused {
    fn at(field: String, typed: String) -> Self {
        let mut problems = FormProblems::default();
        problems.add(&field, NO_REASON);
        Self { field, typed, problems }
    }
}

fn done(outcome: anyhow::Result<()>) -> Result<Response> {
    done_at("/backoffice", outcome)
}

/// Back to `room`, unless it could not be done.
fn done_at(room: &str, outcome: anyhow::Result<()>) -> Result<Response> {
    match outcome {
        Ok(()) => Ok(Redirect::to(room).into_response()),
        Err(error) => Err(Error::Conflict(format!("{error:#}"))),
    }
}
