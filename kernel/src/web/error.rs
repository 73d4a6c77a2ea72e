use super::{Argument, Page, Sent, Text, View, WebState, place, typed};
use crate::{db, in_references};
use axum::{
    extract::{Request, State},
    http::{HeaderValue, StatusCode, header, request::Parts},
    middleware::Next,
    response::{IntoResponse, Redirect, Response},
};
use serde::Serialize;
use std::{sync::Arc, time::Duration};
use tower_sessions::Session;
use uuid::Uuid;

/// How long to wait when the database cannot answer.
const BUSY: Duration = Duration::from_secs(5);

/// What a handler answers when it cannot do what was asked.
///
/// A module's own error says *what rule* was broken; its `From` into this one says *what the browser is told*.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// 401, or the way to the sign-in page.
    #[error("sign in to go on")]
    SignedOut,
    /// 403.
    #[error("you may not do that")]
    Forbidden,
    /// 403, or the way to the page where one proves again that it is oneself, and from there to this path.
    #[error("show that it is you to go on")]
    StepUp(String),
    /// 403, or the way to the page where a second factor is added, which people who work here need.
    #[error("add a second factor to go on")]
    NeedsFactor,
    /// 403: the back office, come to by way of another site.
    #[error("this page is not opened from another site")]
    FromElsewhere,
    /// 403: a form that another site made a browser send, or a browser that does not say where it comes from.
    #[error("this form came from another site, or nothing says where it came from")]
    SentFromElsewhere,
    /// 404. Also for what is somebody else's.
    #[error("there is nothing here")]
    NotFound,
    /// 410, with what became of it.
    #[error("{}", .0.key)]
    Gone(Text),
    /// 400, with what was wrong.
    #[error("{0}")]
    BadRequest(String),
    /// 403: a form that was not shown by us, or too long ago.
    #[error("this form was open too long, or came from another site")]
    StaleForm,
    /// 422: a form of ours that was opened before somebody signed in or out there. It is offered once more.
    #[error("somebody signed in or out since this form was opened")]
    OtherSession(Box<Sent>),
    /// 405.
    #[error("this address does not take that kind of request")]
    WrongMethod,
    /// 409, with what is in the way.
    #[error("{0}")]
    Conflict(String),
    /// The same, for readers of every language.
    #[error("{}", .0.key)]
    Refused(Text),
    /// 413.
    #[error("that is more than we take")]
    TooLarge,
    /// 429, with how long to wait.
    #[error("that was often; wait {} s and try again", .0.as_secs())]
    TooMany(Duration),
    /// 503, with how long to wait.
    #[error("we cannot do that right now; try again in {} s", .0.as_secs())]
    Unavailable(Duration),
    /// 500. Logged once, with its causes.
    #[error("something went wrong on our side")]
    Internal(#[from] anyhow::Error),
}

/// What handlers return.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// A request that nobody can make sense of, with what was wrong.
    pub fn bad(what: &str) -> Self {
        Self::BadRequest(what.to_owned())
    }

    /// The status it is answered with.
    pub fn status(&self) -> StatusCode {
        match self {
            Self::SignedOut => StatusCode::UNAUTHORIZED,
            Self::Forbidden
            | Self::StaleForm
            | Self::StepUp(_)
            | Self::NeedsFactor
            | Self::FromElsewhere
            | Self::SentFromElsewhere => StatusCode::FORBIDDEN,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Gone(_) => StatusCode::GONE,
            Self::BadRequest(_) => StatusCode::BAD_REQUEST,
            Self::OtherSession(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::WrongMethod => StatusCode::METHOD_NOT_ALLOWED,
            Self::Conflict(_) | Self::Refused(_) => StatusCode::CONFLICT,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::Unavailable(_) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// What to say: a text of ours, or the words of whoever knew what was in the way.
    fn message(&self, view: &View) -> String {
        match self {
            Self::BadRequest(words) | Self::Conflict(words) => sentence(words),
            Self::Gone(text) | Self::Refused(text) => view.say(text),
            Self::TooMany(pause) => view.t("error-too-many", &[("seconds", seconds(pause))]),
            Self::Unavailable(pause) => view.t("error-unavailable", &[("seconds", seconds(pause))]),
            Self::SignedOut => view.t("error-signed-out", &[]),
            Self::StepUp(_) => view.t("error-step-up", &[]),
            Self::NeedsFactor => view.t("error-needs-factor", &[]),
            Self::FromElsewhere => view.t("error-from-elsewhere", &[]),
            Self::SentFromElsewhere => view.t("error-sent-from-elsewhere", &[]),
            Self::Forbidden => view.t("error-forbidden", &[]),
            Self::NotFound => view.t("error-not-found", &[]),
            Self::StaleForm => view.t("error-stale-form", &[]),
            Self::OtherSession(_) => view.t("resend-title", &[]),
            Self::WrongMethod => view.t("error-wrong-method", &[]),
            Self::TooLarge => view.t("error-too-large", &[]),
            Self::Internal(_) => view.t("error-internal", &[]),
        }
    }

    /// The same for machines, who are told what handlers told.
    fn detail(&self, view: &View) -> String {
        match self {
            Self::Gone(text) | Self::Refused(text) => view.say(text),
            other => other.to_string(),
        }
    }

    /// A database that is busy, full or away for a moment is no mistake of the program: whoever asked is told when
    /// to come back.
    fn unless_it_passes(self) -> Self {
        match self {
            Self::Internal(cause) if db::comes_of_what_passes(&cause) => {
                tracing::warn!(
                    error = in_references(&format!("{cause:#}")),
                    "a request came while the database could not answer"
                );
                Self::Unavailable(BUSY)
            }
            other => other,
        }
    }

    /// Whether it may be gone when the page is asked for again.
    fn passes(&self) -> bool {
        matches!(self, Self::Internal(_) | Self::Unavailable(_) | Self::TooMany(_) | Self::FromElsewhere)
    }

    fn next_step(&self) -> Text {
        Text::of(match self {
            Self::StaleForm => "error-next-stale-form",
            Self::FromElsewhere => "error-next-from-elsewhere",
            Self::SentFromElsewhere => "error-next-sent-from-elsewhere",
            Self::NotFound => "error-next-not-found",
            Self::Gone(_) => "error-next-gone",
            Self::TooMany(_) => "error-next-often",
            Self::Internal(_) | Self::Unavailable(_) => "error-next-failure",
            _ => "error-next",
        })
    }

    /// What became of money. After a failure of ours nobody can say from here, and whoever asks too often may have come
    /// back from paying, so we say what holds either way.
    fn money(&self) -> Text {
        Text::of(match self {
            Self::Internal(_) | Self::Unavailable(_) | Self::TooMany(_) => "error-money-unknown",
            _ => "error-money-none",
        })
    }
}

fn seconds(pause: &Duration) -> Argument {
    Argument::Number(i64::try_from(pause.as_secs()).unwrap_or(i64::MAX))
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let error = self.unless_it_passes();
        let mut response = error.status().into_response();
        response.extensions_mut().insert(Arc::new(error));
        response
    }
}

impl From<sea_orm::DbErr> for Error {
    fn from(error: sea_orm::DbErr) -> Self {
        Self::Internal(error.into())
    }
}

/// Turns errors into pages, or into problem details (RFC 9457) for machines, and writes them to the log. The
/// one place that does either.
pub async fn show_errors(State(state): State<Arc<WebState>>, request: Request, next: Next) -> Response {
    let for_machines = wants_json(&request);
    let (mut parts, body) = request.into_parts();
    parts.extensions.insert(state.clone());
    let sign_in = sign_in_page(&parts, &state.shown);
    let view = View::of(state, &parts).await;
    let session = parts.extensions.get::<Session>().filter(|_| view.user().is_some()).cloned();
    let posted = session.filter(|_| !parts.method.is_safe()).map(|it| (it, parts.uri.clone()));
    let request = Request::from_parts(parts, body);
    // Nobody else is asked for a fresh proof.
    let request = if view.user().is_some() { typed::set_aside(request).await } else { Ok(request) };
    let response = match request {
        Ok(request) => next.run(request).await,
        Err(error) => error.into_response(),
    };
    let Some(error) = error_of(&response) else {
        if let Some((session, uri)) = posted
            && let Err(error) = typed::sent(&session, &uri).await
        {
            // It was done, whatever is kept of it.
            tracing::warn!(%error, "a form that was sent goes on being offered");
        }
        return response;
    };
    let elsewhere = match &*error {
        Error::SignedOut => Some(sign_in),
        Error::StepUp(next) => Some(leading_to("/me/confirm", next)),
        Error::NeedsFactor => Some("/me/security".to_owned()),
        _ => None,
    };
    if let Some(elsewhere) = elsewhere.filter(|_| !for_machines) {
        return Redirect::to(&elsewhere).into_response();
    }
    if let Error::OtherSession(sent) = &*error
        && !for_machines
    {
        return sent.shown(&view);
    }
    let mut answer = told(&view, &error, for_machines);
    if let Some(allow) = response.headers().get(header::ALLOW) {
        answer.headers_mut().insert(header::ALLOW, allow.clone());
    }
    answer
}

/// The same for what fails around all of that: a panic, a request that took too long. Nobody is signed in out there, and
/// only an [`Error`] has a page: a bare status is somebody's own answer.
pub async fn show_failures(State(state): State<Arc<WebState>>, request: Request, next: Next) -> Response {
    let for_machines = wants_json(&request);
    let (parts, body) = request.into_parts();
    let asked = parts.clone();
    let response = next.run(Request::from_parts(parts, body)).await;
    let Some(error) = response.extensions().get::<Arc<Error>>().cloned() else { return response };
    told(&View::of(state, &asked).await, &error, for_machines)
}

/// The page of `error`, or its problem details. A failure of ours is written to the log.
fn told(view: &View, error: &Error, for_machines: bool) -> Response {
    let reference = contracts::chance::next_id();
    if let Error::Internal(cause) = error {
        // Not its address, which may be a secret: the request's own lines say which pattern it fits.
        // Nor the ids in its causes, which open pages too.
        let error = in_references(&format!("{cause:#}"));
        tracing::error!(%reference, error, "a request failed");
    }
    let mut answer =
        if for_machines { problem(view, error, reference) } else { page(view, error, reference) };
    if let Error::TooMany(pause) | Error::Unavailable(pause) = error
        && let Ok(seconds) = HeaderValue::from_str(&pause.as_secs().to_string())
    {
        answer.headers_mut().insert(header::RETRY_AFTER, seconds);
    }
    answer
}

/// What went wrong, if something did: as a handler says it, or as the router does.
fn error_of(response: &Response) -> Option<Arc<Error>> {
    if let Some(error) = response.extensions().get::<Arc<Error>>() {
        return Some(error.clone());
    }
    match response.status() {
        StatusCode::NOT_FOUND if response.headers().get(header::CONTENT_TYPE).is_none() => {
            Some(Arc::new(Error::NotFound))
        }
        StatusCode::METHOD_NOT_ALLOWED => Some(Arc::new(Error::WrongMethod)),
        // axum's own words about an address that no handler was asked for: no page of ours links there.
        StatusCode::BAD_REQUEST if is_bare_text(response) => Some(Arc::new(Error::bad(
            "this address cannot be read: something in it is not text, or stands there twice",
        ))),
        _ => None,
    }
}

/// Whether it is a line of text and no page.
fn is_bare_text(response: &Response) -> bool {
    let kind = response.headers().get(header::CONTENT_TYPE).and_then(|it| it.to_str().ok());
    kind.is_some_and(|it| it.starts_with("text/plain"))
}

/// Where to sign in, and from there back to this page. What was posted cannot be asked for again: back to the page of its
/// form, one of those that are `shown`.
fn sign_in_page(parts: &Parts, shown: &[&str]) -> String {
    let asked = if parts.method.is_safe() {
        parts.uri.path_and_query().map(|it| it.as_str().to_owned())
    } else {
        let page = place::of(parts, shown);
        Some(page).filter(|it| it != "/" && parts.headers.contains_key(header::REFERER))
    };
    asked.map_or_else(|| "/login".to_owned(), |it| leading_to("/login", &it))
}

/// `page`, which leads on to `next`.
fn leading_to(page: &str, next: &str) -> String {
    let next = serde_urlencoded::to_string([("next", next)]);
    next.map_or_else(|_| page.to_owned(), |next| format!("{page}?{next}"))
}

fn page(view: &View, error: &Error, reference: Uuid) -> Response {
    let page = ErrorPage {
        status: error.status().as_u16(),
        message: error.message(view),
        next_step: view.say(&error.next_step()),
        money: view.say(&error.money()),
        tone: if matches!(error, Error::Internal(_) | Error::Unavailable(_)) { "warn" } else { "info" },
        again: view.again().filter(|_| error.passes()),
        form: view.page_of_form().filter(|_| matches!(error, Error::SentFromElsewhere)),
        reference: matches!(error, Error::Internal(_)).then(|| reference.to_string()),
    };
    view.show_with(error.status(), &page).unwrap_or_else(|_| (error.status(), page.message).into_response())
}

fn problem(view: &View, error: &Error, reference: Uuid) -> Response {
    let body = serde_json::json!({
        "type": "about:blank",
        "title": error.status().canonical_reason(),
        "status": error.status().as_u16(),
        "detail": error.detail(view),
        "instance": format!("urn:uuid:{reference}"),
    });
    let kind = [(header::CONTENT_TYPE, "application/problem+json"), (header::CACHE_CONTROL, "no-store")];
    (error.status(), kind, body.to_string()).into_response()
}

fn wants_json(request: &Request) -> bool {
    let path = request.uri().path();
    let accept = request.headers().get(header::ACCEPT).and_then(|it| it.to_str().ok()).unwrap_or_default();
    path.starts_with("/webhooks/")
        || path.starts_with("/api/")
        || path.rsplit_once('.').is_some_and(|(_, ending)| ending == "json")
        || accept.starts_with("application/json")
}

fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|it| it.to_uppercase().to_string()).unwrap_or_default();
    let end = if text.ends_with('.') { "" } else { "." };
    format!("{first}{}{end}", letters.as_str())
}

#[derive(Serialize)]
struct ErrorPage {
    status: u16,
    message: String,
    next_step: String,
    money: String,
    tone: &'static str,
    /// Where to try again; nothing when what was asked for was posted, or will not be there later either.
    again: Option<String>,
    /// The page of ours that a form like the one that was refused is on.
    form: Option<String>,
    reference: Option<String>,
}

impl Page for ErrorPage {
    const TEMPLATE: &'static str = "kernel/error.html";
}
