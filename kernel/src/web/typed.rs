//! What somebody typed who was asked, on sending it, to prove first that it is them (SEC-6). It is kept in their session,
//! sealed for that session, until they have; then the page it was sent from offers to send it with one more click.
//! A form with a password or a code in it is never kept.

use super::{Error, FormToken, Result, WebSettings, bare, csrf::Fit, form, handle_of, resend::SECRETS, text};
use crate::{
    Context, Keys,
    outbox::{seal_up, unseal},
};
use axum::{
    body::{Body, HttpBody as _},
    extract::Request,
    http::{Method, Uri, header, request::Parts},
};
use bytes::Bytes;
use contracts::Timestamp;
use serde::{Deserialize, Serialize};
use std::time::Duration;
use tower_sessions::Session;

/// For how long it is kept.
const KEPT: Duration = Duration::from_mins(15);
/// The longest form that is kept, in bytes as it is sent: it lies in the session, which every request reads.
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
}

#[derive(Clone, Serialize, Deserialize)]
struct Field {
    name: String,
    value: String,
}

/// How it lies in the session.
#[derive(Serialize, Deserialize)]
struct Kept {
    action: String,
    /// The page that whoever has proved who they are comes back to.
    back: String,
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
    if !is_short_form(&parts, &body) {
        return Ok(Request::from_parts(parts, body));
    }
    let body = form::read(body, MOST).await?;
    parts.extensions.insert(Posted(body.clone()));
    Ok(Request::from_parts(parts, Body::from(body)))
}

fn is_short_form(parts: &Parts, body: &Body) -> bool {
    let kind = parts.headers.get(header::CONTENT_TYPE).and_then(|it| it.to_str().ok()).unwrap_or_default();
    let short = body.size_hint().upper().is_some_and(|it| usize::try_from(it).is_ok_and(|it| it <= MOST));
    parts.method == Method::POST && kind.starts_with("application/x-www-form-urlencoded") && short
}

impl Typed {
    /// The form that came with `parts`, when it was one of ours and may be kept.
    pub(super) async fn of(parts: &Parts, settings: &WebSettings) -> Option<Self> {
        let Posted(body) = parts.extensions.get()?;
        let pairs: Vec<(String, String)> = serde_urlencoded::from_bytes(body).ok()?;
        if pairs.iter().any(|(name, _)| SECRETS.contains(&name.as_str())) {
            return None;
        }
        let token = pairs.iter().find(|(name, _)| name == "_token").map(|(_, it)| it.clone())?;
        if FormToken::fits(parts, settings, &token).await != Fit::Fits {
            return None;
        }
        let fields = pairs.into_iter().filter(|(name, _)| name != "_token");
        let fields = fields.map(|(name, value)| Field { name, value }).collect();
        Some(Self { action: action_of(&parts.uri), fields })
    }

    /// The form that waits in the session of `parts` for their page, once its sender has proved that it is them.
    pub(super) async fn offered(parts: &Parts, ctx: &Context) -> Option<Self> {
        let session = parts.extensions.get::<Session>().filter(|_| parts.method.is_safe())?;
        let kept: Kept = session.get(TYPED).await.ok()??;
        let page = kept.back.split('?').next().unwrap_or_default();
        if !kept.proved || bare(page) != parts.uri.path() || ctx.clock.steady() > kept.at.after(KEPT) {
            return None;
        }
        let (id, sealed) = (handle_of(session).await.ok()??, hex::decode(&kept.sealed).ok()?);
        let keys = ctx.web.settings.keys.derived(PURPOSE);
        let clear = keys.iter().find_map(|key| unseal(key, id, &sealed))?;
        serde_json::from_slice(&clear).ok()
    }

    async fn sealed(
        &self,
        session: &Session,
        keys: &Keys,
        back: &str,
        at: Timestamp,
    ) -> Result<Option<Kept>> {
        let key = keys.derived(PURPOSE).into_iter().next();
        let Some((id, key)) = handle_of(session).await?.zip(key) else { return Ok(None) };
        let clear = serde_json::to_vec(self).map_err(|error| Error::Internal(error.into()))?;
        let sealed = hex::encode(seal_up(&key, id, &clear)?);
        Ok(Some(Kept { action: self.action.clone(), back: back.to_owned(), at, proved: false, sealed }))
    }
}

/// Keeps `typed` in `session` for the page `back`, in place of what was kept before it.
pub(super) async fn keep(
    typed: Option<&Typed>,
    session: &Session,
    keys: &Keys,
    (back, at): (&str, Timestamp),
) -> Result<()> {
    let kept = match typed {
        Some(typed) => typed.sealed(session, keys, back, at).await?,
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
