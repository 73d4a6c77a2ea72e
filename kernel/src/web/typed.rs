//! What somebody typed who was asked, on sending it, to prove first that it is them (SEC-6), or to sign in because their
//! session had ended. It is kept in the session, sealed for that person, until they have; then the page it was sent from
//! offers to send it with one more click. A form with a password or a code in it is never kept.

use super::{
    CurrentUser, Error, FormToken, Result, WebSettings, WebState, bare,
    csrf::{Fit, mark_of_person},
    form, place,
    resend::SECRETS,
    text,
};
use crate::{
    Context, Keys,
    outbox::{seal_up, unseal},
};
use axum::{
    body::{Body, HttpBody as _},
    extract::Request,
    http::{Method, Uri, header, request::Parts},
    response::{IntoResponse as _, Response},
};
use bytes::Bytes;
use contracts::{Timestamp, UserId};
use serde::{Deserialize, Serialize};
use std::{sync::Arc, time::Duration};
use tower_sessions::Session;
use uuid::Uuid;

/// For how long it is kept.
const KEPT: Duration = Duration::from_mins(15);
/// The longest form that is kept while a proof is asked for, in bytes as it is sent: it lies in the session, which every
/// request reads. Who has to sign in anew may lose an afternoon's work: of theirs every form is kept.
const MOST: usize = 8 * 1024;
const TYPED: &str = "typed";
/// What it is sealed for.
const PURPOSE: &str = "typed before a proof";

/// A form as it was posted, beside the body that its handler reads.
#[derive(Clone)]
struct Posted(Bytes);

/// A form that can be sent again, as its page offers it.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Typed {
    /// Where to, behind the first slash: whoever puts a page into another language reads that slash.
    action: String,
    fields: Vec<Field>,
    /// The mark of whoever was shown it.
    #[serde(skip)]
    person: String,
}

#[derive(Clone, Serialize, Deserialize)]
struct Field {
    name: String,
    value: String,
}

/// How it lies in the session.
#[derive(Serialize, Deserialize)]
pub(super) struct Kept {
    action: String,
    /// The page that whoever has proved who they are comes back to.
    back: String,
    /// The mark of whoever typed it: whoever else signs in here is not shown it.
    #[serde(default)]
    person: String,
    at: Timestamp,
    /// Whether they have.
    proved: bool,
    /// The form, in hexadecimal.
    sealed: String,
}

/// `request`, of whose body a copy is set aside when it is a short form: whoever asks for a proof comes before whoever
/// reads the form.
pub(super) async fn set_aside(request: Request) -> Result<Request> {
    let (mut parts, body) = request.into_parts();
    if !is_form(&parts, &body, MOST) {
        return Ok(Request::from_parts(parts, body));
    }
    let body = form::read(body, MOST).await?;
    parts.extensions.insert(Posted(body.clone()));
    Ok(Request::from_parts(parts, Body::from(body)))
}

/// Whether it is a form of `most` bytes or fewer.
fn is_form(parts: &Parts, body: &Body, most: usize) -> bool {
    let kind = parts.headers.get(header::CONTENT_TYPE).and_then(|it| it.to_str().ok()).unwrap_or_default();
    let short = body.size_hint().upper().is_some_and(|it| usize::try_from(it).is_ok_and(|it| it <= most));
    parts.method == Method::POST && kind.starts_with("application/x-www-form-urlencoded") && short
}

/// What whoever sent `request` is told in place of an answer: `error`. When it is that they have to sign in anew, their form
/// is kept until they have.
pub(super) async fn turned_away(error: Error, request: Request) -> Response {
    if !matches!(error, Error::SignedOut) {
        return error.into_response();
    }
    match keep_for_sender(request).await {
        Ok(()) => error.into_response(),
        Err(broken) => broken.into_response(),
    }
}

/// Keeps the form of `request`, which somebody was shown here while they were signed in, in a session that is nobody's yet.
async fn keep_for_sender(request: Request) -> Result<()> {
    let (parts, body) = request.into_parts();
    let session = parts.extensions.get::<Session>().cloned();
    let state = parts.extensions.get::<Arc<WebState>>().cloned();
    let Some((session, state)) = session.zip(state).filter(|_| is_form(&parts, &body, form::LARGEST)) else {
        return Ok(());
    };
    let body = form::read(body, form::LARGEST).await?;
    let Some((typed, _)) = Typed::read(&parts, &state.settings, &body) else { return Ok(()) };
    let back = place::of(&parts, &state.shown);
    // When is known once they have signed in; until then it lasts as long as this session.
    keep(Some(&typed), &session, &state.settings.keys, (&back, Timestamp::from_seconds(0))).await
}

impl Typed {
    /// The form that came with `parts`, when it was one of ours and may be kept.
    pub(super) async fn of(parts: &Parts, settings: &WebSettings) -> Option<Self> {
        let Posted(body) = parts.extensions.get()?;
        let (typed, token) = Self::read(parts, settings, body)?;
        (FormToken::fits(parts, settings, &token).await == Fit::Fits).then_some(typed)
    }

    /// The form in `body`, when somebody who was signed in was shown it here and it may be kept; with its token.
    fn read(parts: &Parts, settings: &WebSettings, body: &[u8]) -> Option<(Self, String)> {
        let pairs: Vec<(String, String)> = serde_urlencoded::from_bytes(body).ok()?;
        if pairs.iter().any(|(name, _)| SECRETS.contains(&name.as_str())) {
            return None;
        }
        let token = pairs.iter().find(|(name, _)| name == "_token").map(|(_, it)| it.clone())?;
        let person = FormToken::shown_to(parts, settings, &token)?.to_owned();
        let fields = pairs.into_iter().filter(|(name, _)| name != "_token");
        let fields = fields.map(|(name, value)| Field { name, value }).collect();
        Some((Self { action: action_of(&parts.uri), fields, person }, token))
    }

    /// The form that waits in the session of `parts` for their page, once its sender has proved that it is them.
    pub(super) async fn offered(parts: &Parts, ctx: &Context) -> Option<Self> {
        let session = parts.extensions.get::<Session>().filter(|_| parts.method.is_safe())?;
        let kept: Kept = session.get(TYPED).await.ok()??;
        if ctx.clock.steady() > kept.at.after(KEPT) {
            forget(session, |_| true).await.ok()?;
            return None;
        }
        let page = kept.back.split('?').next().unwrap_or_default();
        if !kept.proved || bare(page) != parts.uri.path() {
            return None;
        }
        let user = CurrentUser::of(parts).await.ok()??;
        let (id, sealed) = (sealed_for(&mark_of_person(user.id))?, hex::decode(&kept.sealed).ok()?);
        let keys = ctx.web.settings.keys.derived(PURPOSE);
        let clear = keys.iter().find_map(|key| unseal(key, id, &sealed))?;
        serde_json::from_slice(&clear).ok()
    }

    fn sealed(&self, keys: &Keys, back: &str, at: Timestamp) -> Result<Option<Kept>> {
        let key = keys.derived(PURPOSE).into_iter().next();
        let Some((id, key)) = sealed_for(&self.person).zip(key) else { return Ok(None) };
        let clear = serde_json::to_vec(self).map_err(|error| Error::Internal(error.into()))?;
        let sealed = hex::encode(seal_up(&key, id, &clear)?);
        let (action, back, person) = (self.action.clone(), back.to_owned(), self.person.clone());
        Ok(Some(Kept { action, back, person, at, proved: false, sealed }))
    }
}

/// What is sealed for the person with this mark is sealed with this.
fn sealed_for(person: &str) -> Option<Uuid> {
    u128::from_str_radix(person, 16).ok().map(Uuid::from_u128)
}

/// Keeps `typed` in `session` for the page `back`, in place of what was kept before it.
pub(super) async fn keep(
    typed: Option<&Typed>,
    session: &Session,
    keys: &Keys,
    (back, at): (&str, Timestamp),
) -> Result<()> {
    let kept = match typed {
        Some(typed) => typed.sealed(keys, back, at)?,
        None => None,
    };
    match kept {
        Some(kept) => session.insert(TYPED, kept).await.map_err(broken),
        None => forget(session, |_| true).await,
    }
}

/// Notes that whoever typed what is kept for the page `back` has proved that it is them.
pub(super) async fn prove(session: &Session, back: &str) -> Result<()> {
    let kept: Option<Kept> = session.get(TYPED).await.map_err(broken)?;
    let Some(kept) = kept.filter(|it| it.back == back) else { return Ok(()) };
    session.insert(TYPED, Kept { proved: true, ..kept }).await.map_err(broken)
}

/// What is kept in `session`, which is about to begin anew.
pub(super) async fn waiting(session: &Session) -> Result<Option<Kept>> {
    session.get(TYPED).await.map_err(broken)
}

/// Whether a form waits in `session`, in which nobody is signed in, for whoever sent it: the page to sign in says so.
///
/// # Errors
/// When the session cannot be read.
pub async fn form_waits(session: &Session) -> Result<bool> {
    Ok(waiting(session).await?.is_some())
}

/// Goes on keeping `kept` in `session`, in which nobody has signed in yet.
pub(super) async fn keep_on(session: &Session, kept: Option<Kept>) -> Result<()> {
    let Some(kept) = kept else { return Ok(()) };
    session.insert(TYPED, kept).await.map_err(broken)
}

/// Has its page offer `kept` to `user`, who has just signed in, at `at`, when it was them who typed it.
pub(super) async fn hand_over(
    session: &Session,
    kept: Option<Kept>,
    user: UserId,
    at: Option<Timestamp>,
) -> Result<()> {
    let kept = kept.filter(|it| it.person == mark_of_person(user));
    let kept = kept.zip(at).map(|(kept, at)| Kept { at, proved: true, ..kept });
    keep_on(session, kept).await
}

/// Lets go of what is kept for the address `uri`, to which it was sent.
pub(super) async fn sent(session: &Session, uri: &Uri) -> Result<()> {
    let action = action_of(uri);
    forget(session, |it| it.action == action).await
}

fn action_of(uri: &Uri) -> String {
    text::place(uri).trim_start_matches('/').to_owned()
}

async fn forget(session: &Session, which: impl FnOnce(&Kept) -> bool) -> Result<()> {
    let kept: Option<Kept> = session.get(TYPED).await.map_err(broken)?;
    // Only a session that changes is written.
    if kept.is_some_and(|it| which(&it)) {
        session.remove::<Kept>(TYPED).await.map_err(broken)?;
    }
    Ok(())
}

fn broken(error: tower_sessions::session::Error) -> Error {
    Error::Internal(error.into())
}
